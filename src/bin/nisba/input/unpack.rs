//! Packed input: gzip and Zstandard, known by their first bytes.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::progress;

const GZIP: &[u8] = b"\x1F\x8B";
const ZSTANDARD: &[u8] = b"\x28\xB5\x2F\xFD";
/// What `pzstd` puts first: a frame that holds no text.
const SKIPPABLE: &[u8] = b"\x50\x2A\x4D\x18";

/// Unpacked bytes that are passed before their ratio to the packed ones counts: a small file may be of zeros.
const FREE: u64 = 64 << 20;

/// The memory that a frame of Zstandard may ask for: what `zstd --ultra -22` takes.
const WINDOW: u64 = 128 << 20;

/// Reads what is packed unpacked and anything else as it is.
///
/// Input that unpacks to more than `ratio` times its size is an error: text does not, traps do.
pub(crate) fn unpacked(reader: impl Read + 'static, ratio: u64) -> io::Result<Box<dyn Read>> {
    let mut reader = progress::Counted(reader);
    let mut first = Vec::new();
    // No more is read than it takes, so that a line that is typed is answered at once.
    while first.len() < ZSTANDARD.len()
        && [GZIP, ZSTANDARD, SKIPPABLE].iter().any(|m| m.starts_with(&first) && **m != *first)
    {
        if reader.by_ref().take(1).read_to_end(&mut first)? == 0 {
            break;
        }
    }
    let (gzip, zstandard) = (first == GZIP, first == ZSTANDARD || first == SKIPPABLE);
    let whole = Cursor::new(first).chain(reader);
    if !gzip && !zstandard {
        return Ok(Box::new(whole));
    }
    let packed = Rc::new(Cell::new(0));
    let counted = BufReader::with_capacity(1 << 16, Counted { reader: whole, read: Rc::clone(&packed) });
    let reader: Box<dyn Read> =
        if gzip { Box::new(MultiGzDecoder::new(counted)) } else { Box::new(Frames::new(counted)) };
    Ok(Box::new(Bounded { reader, packed, unpacked: 0, ratio }))
}

/// Refuses what would be read as signs without a name among them, by how it begins: text of wider characters, and what is
/// packed in a way that is not unpacked here.
pub(crate) fn text_only(mut reader: Box<dyn Read>) -> io::Result<Box<dyn Read>> {
    let mut first = Vec::new();
    // No more is read than it takes here either.
    while may_be_other(&first) && what_else(&first).is_none() && reader.by_ref().take(1).read_to_end(&mut first)? > 0 {}
    match what_else(&first) {
        Some(what) => Err(io::Error::other(what)),
        None => Ok(Box::new(Cursor::new(first).chain(reader))),
    }
}

/// What is no UTF-8 but text, or text within, though it may have bytes that no text has.
const OTHERS: [(&[u8], &str); 7] = [
    (b"\xFF\xFE\0\0", UTF_32),
    (b"\0\0\xFE\xFF", UTF_32),
    (b"PK\x03\x04", "a zip archive, or a document that is one; take its text out first"),
    (b"BZh91AY&SY", "packed with bzip2; unpack it on the way: `bzcat FILE | nisba`"),
    (b"\xFD7zXZ\0", "packed with xz; unpack it on the way: `xzcat FILE | nisba`"),
    (b"7z\xBC\xAF\x27\x1C", "packed with 7-Zip; unpack it on the way: `7z e -so FILE | nisba`"),
    (b"%PDF-", "a PDF; take its text out on the way: `pdftotext FILE - | nisba`"),
];
const UTF_16: &str = "UTF-16; save the file as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`";
const UTF_32: &str = "UTF-32; save the file as UTF-8, for example with `iconv -f UTF-32 -t UTF-8`";

/// What begins so, if it is no text that can be read.
pub(crate) fn what_else(first: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| first.starts_with(magic)) {
        return Some(what);
    }
    // A letter of an alphabet has a half that is a control character in UTF-8; without a mark two letters of ASCII tell.
    let is_half = |byte: u8| byte < b' ' && !byte.is_ascii_whitespace();
    let is_letter = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    match *first.first_chunk::<4>()? {
        [0xFF, 0xFE, 0, 0] => None,
        [0xFF, 0xFE, _, high] | [0xFE, 0xFF, high, _] if is_half(high) => Some(UTF_16),
        [a, 0, b, 0] | [0, a, 0, b] if is_letter(a) && is_letter(b) => Some(UTF_16),
        _ => None,
    }
}

/// Whether one more byte may tell.
fn may_be_other(first: &[u8]) -> bool {
    let is_wide = match *first {
        [] | [0 | 0xFE | 0xFF] => true,
        [a] => a.is_ascii_graphic() || a == b' ',
        [0xFF, 0xFE] | [0xFE, 0xFF] | [_, 0] | [0, _] => true,
        [0xFF, 0xFE, _] | [0xFE, 0xFF, _] | [_, 0, _] | [0, _, 0] => true,
        _ => false,
    };
    is_wide || OTHERS.iter().any(|(magic, _)| magic.starts_with(first))
}

/// Counts what is read through it.
struct Counted<R> {
    reader: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(bytes)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Holds the ratio of unpacked to packed bytes under a bound.
struct Bounded<R> {
    reader: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    ratio: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(bytes).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => io::Error::new(e.kind(), "the packed data is cut off; is the file whole?"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                io::Error::new(e.kind(), format!("the packed data is damaged: {e}; is the file whole?"))
            }
            _ => e,
        })?;
        self.unpacked += read as u64;
        if self.unpacked > FREE && self.unpacked / self.packed.get().max(1) >= self.ratio {
            return Err(io::Error::other(format!(
                "unpacks to more than {} times its size; if that is meant, raise --max-ratio",
                self.ratio
            )));
        }
        Ok(read)
    }
}

/// The frames of Zstandard one after another.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { source, decoder, within: false }
    }

    /// Enters the next frame, over those that hold no text; nothing at the end.
    fn enter(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(e) => return Err(broken(e)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.within && !self.enter()? {
                return Ok(0);
            }
            self.within = true;
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1)).map_err(broken)?;
            }
            let read = self.decoder.read(bytes)?;
            if read > 0 || bytes.is_empty() {
                return Ok(read);
            }
            self.within = false;
        }
    }
}

/// What is said of a frame that cannot be read.
fn broken(error: FrameDecoderError) -> io::Error {
    match error {
        FrameDecoderError::WindowSizeTooBig { requested, .. } => io::Error::other(format!(
            "a Zstandard frame that asks for a window of {requested} bytes; at most {WINDOW} are given"
        )),
        error => io::Error::other(format!("Zstandard data that is cut off or damaged: {error}")),
    }
}
