//! The bytes of one file or of standard input.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use crate::Failure;

/// A stream of bytes that is read in pieces of bounded length.
pub(crate) struct Stream {
    reader: BufReader<Box<dyn Read>>,
    /// The file; nothing for standard input.
    pub(crate) source: Option<Arc<str>>,
    /// The longest document that is read, in bytes.
    limit: usize,
}

impl Stream {
    pub(crate) fn new(reader: Box<dyn Read>, source: Option<Arc<str>>, limit: usize) -> Self {
        Self { reader: BufReader::with_capacity(1 << 16, reader), source, limit }
    }

    /// Appends to `bytes` up to and with the next `end`, or what is left; says whether there was anything.
    pub(crate) fn read_until(&mut self, end: u8, bytes: &mut Vec<u8>) -> Result<bool, Failure> {
        let allowed = self.limit.saturating_add(1).saturating_sub(bytes.len()) as u64;
        let read = (&mut self.reader).take(allowed).read_until(end, bytes).map_err(|e| self.broken(&e))?;
        self.check(bytes)?;
        Ok(read > 0)
    }

    /// Everything that is left.
    pub(crate) fn read_to_end(&mut self, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        let allowed = self.limit.saturating_add(1) as u64;
        (&mut self.reader).take(allowed).read_to_end(bytes).map_err(|e| self.broken(&e))?;
        self.check(bytes)
    }

    /// Whether the next bytes may have to be waited for.
    pub(crate) fn waits(&self) -> bool {
        self.reader.buffer().is_empty()
    }

    /// The longest document that is read, in bytes.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn name(&self) -> &str {
        self.source.as_deref().unwrap_or("standard input")
    }

    /// A document that is refused; those after it can be read.
    pub(crate) fn refuse(&self, number: u64, what: impl std::fmt::Display) -> Failure {
        Failure::Document(format!("{}:{number}: {what}", self.name()))
    }

    /// The end of the stream before its time.
    pub(crate) fn broken(&self, error: &io::Error) -> Failure {
        Failure::Message(format!("{}: {error}", self.name()))
    }

    fn check(&self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.len() <= self.limit {
            return Ok(());
        }
        Err(Failure::Message(format!(
            "{}: a document of more than {} bytes; part it (--input lines, paragraphs) or raise --max-document",
            self.name(),
            self.limit
        )))
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.reader.read(bytes)
    }
}
