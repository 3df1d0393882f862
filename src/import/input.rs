//! The bytes of a file, with the line and column that reading is at.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::sink::Sink;
use crate::error::{Error, Result};
use crate::lexicon::source::bare;

/// A file to be read, unpacked already.
pub struct Input {
    name: PathBuf,
    reader: Box<dyn Read>,
}

impl Input {
    /// Bytes, and what messages call them.
    pub fn new(name: impl AsRef<Path>, reader: impl Read + 'static) -> Self {
        Self { name: name.as_ref().to_owned(), reader: Box::new(reader) }
    }
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The longest line and the largest element that is read: more is no entity.
pub(crate) const LONGEST: usize = 64 << 20;

/// How much of a file is looked at to tell its format.
const LOOKED_AT: usize = 64 << 10;

/// A line of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of the file.
    pub(crate) file: usize,
    /// From 1.
    pub(crate) line: usize,
}

/// A file as it is read.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) number: usize,
    /// Whether nothing else is read.
    pub(crate) is_only: bool,
    reader: BufReader<Box<dyn Read>>,
    line: usize,
    /// Bytes of the line that are read.
    column: usize,
    /// Bytes that may be read before somebody asks for more.
    allowed: usize,
}

impl Source {
    pub(crate) fn new(input: Input, number: usize, is_only: bool) -> Self {
        let reader = BufReader::with_capacity(LOOKED_AT, input.reader);
        Self { path: input.name, number, is_only, reader, line: 1, column: 0, allowed: usize::MAX }
    }

    /// Passes over a byte order mark.
    pub(crate) fn begin(&mut self) -> Result<()> {
        let mut first = Vec::new();
        // A pipe may give less than asked for at once; what is looked at is put before the rest again.
        let mut reader = std::mem::replace(&mut self.reader, BufReader::new(Box::new(io::empty())));
        reader.by_ref().take(LOOKED_AT as u64).read_to_end(&mut first).map_err(|e| self.io(&e))?;
        if let Some((_, what)) = PACKED.iter().find(|(magic, _)| first.starts_with(magic)) {
            return Err(self.wrong(*what));
        }
        if first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF") {
            return Err(self.wrong("UTF-16; save the file as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`"));
        }
        if first.starts_with(b"\xEF\xBB\xBF") {
            first.drain(..3);
        }
        self.reader = BufReader::with_capacity(LOOKED_AT, Box::new(io::Cursor::new(first).chain(reader)));
        Ok(())
    }

    /// The beginning of the file, which is read again afterwards.
    pub(crate) fn beginning(&mut self) -> Result<&[u8]> {
        match self.reader.fill_buf() {
            Ok(bytes) => Ok(bytes),
            Err(e) => Err(Error::io(&self.path, &e)),
        }
    }

    /// What is read next may have [`LONGEST`] bytes: nobody's memory is filled with a file that is not what it seems.
    pub(crate) fn allow_more(&mut self) {
        self.allowed = LONGEST;
    }

    /// Where reading is.
    pub(crate) fn place(&self) -> Place {
        Place { file: self.number, line: self.line }
    }

    /// An error about where reading is.
    pub(crate) fn wrong(&self, message: impl Into<String>) -> Error {
        Error::data_at(&self.path, self.line, self.column + 1, message)
    }

    /// An error about a line.
    pub(crate) fn wrong_at(&self, line: usize, column: usize, message: impl Into<String>) -> Error {
        Error::data_at(&self.path, line, column, message)
    }

    pub(crate) fn io(&self, error: &io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                self.wrong(format!("the file is broken from here on ({error}); get it again, whole"))
            }
            _ => Error::io(&self.path, error),
        }
    }

    /// Reads the next line into `line`, without its end, and says its number; nothing at the end of the file.
    pub(crate) fn next_line(&mut self, line: &mut Vec<u8>) -> Result<Option<usize>> {
        line.clear();
        let number = self.line;
        let read = (&mut self.reader).take(LONGEST as u64 + 1).read_until(b'\n', line);
        if read.map_err(|e| self.io(&e))? == 0 {
            return Ok(None);
        }
        if line.len() > LONGEST {
            let message = format!("a line of more than {LONGEST} bytes; is this the format that was named?");
            return Err(self.wrong_at(number, 0, message));
        }
        self.line += 1;
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(number))
    }

    /// The text of a line.
    pub(crate) fn text<'a>(&self, line: &'a [u8], number: usize) -> Result<&'a str> {
        std::str::from_utf8(line).map_err(|e| self.invalid(number, line, e.valid_up_to()))
    }

    /// An error about bytes that are no UTF-8.
    pub(crate) fn invalid(&self, line: usize, bytes: &[u8], at: usize) -> Error {
        let before = &bytes[..at];
        let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        let line = line + before.iter().filter(|&&b| b == b'\n').count();
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        self.wrong_at(line, column, INVALID)
    }
}

/// How packed files begin that are not unpacked here, and what to do.
const PACKED: [(&[u8], &str); 3] = [
    (b"PK\x03\x04", "a zip archive; unpack it on the way: `unzip -p FILE | nisba import FORMAT -`"),
    (b"BZh", "packed with bzip2; unpack it on the way: `bzcat FILE | nisba import FORMAT -`"),
    (b"\xFD7zXZ", "packed with xz; unpack it on the way: `xzcat FILE | nisba import FORMAT -`"),
];

const INVALID: &str = "invalid UTF-8; save the file as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`";

/// Bytes are counted as they are consumed, so that errors know where they are.
impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowed == 0 {
            return Err(io::Error::other(format!(
                "more than {LONGEST} bytes without an end of what begins before line {}; is a quote or a tag open?",
                self.line
            )));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let bytes = &self.reader.buffer()[..count];
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        self.line += lines;
        self.column = match bytes.iter().rposition(|&b| b == b'\n') {
            Some(at) => count - at - 1,
            None => self.column + count,
        };
        self.allowed = self.allowed.saturating_sub(count);
        self.reader.consume(count);
    }
}

impl Read for Source {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(bytes.len());
        bytes[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Gives each line to `each`. What is wrong with a line ends the import or is passed over.
pub(crate) fn each_line(
    source: &mut Source,
    sink: &mut Sink,
    mut each: impl FnMut(&str, Place, &Source, &mut Sink) -> Result<()>,
) -> Result<()> {
    let mut line = Vec::new();
    while !sink.is_full() {
        let Some(number) = source.next_line(&mut line)? else { break };
        sink.pass_row();
        let place = Place { file: source.number, line: number };
        let done = source.text(&line, number).and_then(|text| each(text, place, source, sink));
        done.or_else(|e| sink.refuse(e))?;
    }
    Ok(())
}

/// Reads the JSON of a line.
pub(crate) fn json<'a, T: serde::Deserialize<'a>>(
    text: &'a str,
    place: Place,
    source: &Source,
    shape: &str,
) -> Result<T> {
    serde_json::from_str(text).map_err(|e| {
        let column = text[..text.floor_char_boundary(e.column().saturating_sub(1))].chars().count() + 1;
        source.wrong_at(place.line, column, format!("{}; a line is {shape}", bare(&e)))
    })
}
