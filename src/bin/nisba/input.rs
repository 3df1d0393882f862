//! Reading lines and lexicons, the same for every verb.

use std::io::{self, BufRead};
use std::path::PathBuf;

use nisba::Lexicon;

use crate::Failure;

/// The longest line that is read; a longer one is an error, so that memory stays bounded.
const LONGEST_LINE: u64 = 1 << 30;

/// The lexicons named on the command line, or the built-in ones.
pub(crate) fn lexicons(paths: &[PathBuf]) -> Result<Vec<Lexicon>, Failure> {
    if paths.is_empty() {
        return Ok(vec![Lexicon::built_in()]);
    }
    paths.iter().map(|path| Lexicon::open(path).map_err(Failure::from)).collect()
}

/// Lines of a stream, without their ends; invalid UTF-8 is replaced.
pub(crate) struct Lines<R> {
    reader: R,
    bytes: Vec<u8>,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, bytes: Vec::new(), number: 0 }
    }

    /// The number of the last line, from 1.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// The next line, or nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<std::borrow::Cow<'_, str>>, Failure> {
        self.bytes.clear();
        let read = io::Read::take(&mut self.reader, LONGEST_LINE + 1).read_until(b'\n', &mut self.bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.bytes.len() as u64 > LONGEST_LINE {
            return Err(Failure::Message(format!(
                "line {}: longer than {LONGEST_LINE} bytes; part it into documents",
                self.number
            )));
        }
        if self.bytes.last() == Some(&b'\n') {
            self.bytes.pop();
            if self.bytes.last() == Some(&b'\r') {
                self.bytes.pop();
            }
        }
        Ok(Some(String::from_utf8_lossy(&self.bytes)))
    }
}
