//! Plain text: a document is the whole, a line, a paragraph or a page.

use std::borrow::Cow;

use super::document::{Document, Id};
use super::place::Place;
use super::stream::Stream;
use super::{Documents, Reading};
use crate::Failure;

/// The whole of a stream as one document.
pub(crate) struct Whole {
    stream: Option<Stream>,
    reading: Reading,
}

impl Whole {
    pub(crate) fn new(stream: Stream, reading: Reading) -> Self {
        Self { stream: Some(stream), reading }
    }
}

impl Documents for Whole {
    fn next(&mut self) -> Result<Option<Document>, Failure> {
        let Some(mut stream) = self.stream.take() else { return Ok(None) };
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = self.reading.text(bytes).map_err(|e| stream.refuse(e.line, e))?;
        let id = stream.source.clone().map_or(Id::None, Id::Name);
        Ok(Some(Document::new(id, stream.source, text)))
    }

    fn waits(&self) -> bool {
        true
    }
}

/// How a stream is parted.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Line,
    /// Up to blank lines.
    Paragraph,
    /// Up to a form feed.
    Page,
}

/// The parts of a stream as documents.
pub(crate) struct Parts {
    stream: Stream,
    reading: Reading,
    part: Part,
    number: u64,
    /// Lines before this document, from the start of the stream.
    lines: u64,
    /// Where the next part begins.
    at: Place,
    /// What was read beyond the last part.
    ahead: Vec<u8>,
}

impl Parts {
    pub(crate) fn new(stream: Stream, reading: Reading, part: Part) -> Self {
        Self { stream, reading, part, number: 0, lines: 0, at: Place::default(), ahead: Vec::new() }
    }

    /// Reads a part with what ends it; the length of the part alone.
    fn read(&mut self, bytes: &mut Vec<u8>) -> Result<usize, Failure> {
        match self.part {
            Part::Line => {
                self.stream.read_until(b'\n', bytes)?;
                let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
                Ok(line.strip_suffix(b"\r").filter(|_| line.len() < bytes.len()).unwrap_or(line).len())
            }
            Part::Page => {
                self.stream.read_until(b'\x0C', bytes)?;
                Ok(bytes.strip_suffix(b"\x0C").unwrap_or(bytes).len())
            }
            Part::Paragraph => self.read_paragraph(bytes),
        }
    }

    /// Blank lines belong to what stands before them, those that begin the stream to what follows.
    fn read_paragraph(&mut self, bytes: &mut Vec<u8>) -> Result<usize, Failure> {
        bytes.append(&mut self.ahead);
        let mut end = bytes.len();
        loop {
            let start = bytes.len();
            if !self.stream.read_until(b'\n', bytes)? {
                break;
            }
            let blank = bytes[start..].trim_ascii().is_empty();
            if !blank && end > 0 && start > end {
                self.ahead = bytes.split_off(start);
                break;
            }
            if !blank {
                end = bytes.len();
            }
        }
        Ok(bytes[..end].trim_ascii_end().len())
    }
}

impl Documents for Parts {
    fn next(&mut self) -> Result<Option<Document>, Failure> {
        let mut bytes = Vec::new();
        let length = self.read(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let (at, lines) = (self.at, self.lines);
        self.at += Place::over(&bytes);
        self.lines += match self.part {
            Part::Line => 1,
            _ => bytes.iter().filter(|&&b| b == b'\n').count() as u64,
        };
        let tail = match &bytes[length..] {
            b"" => Cow::Borrowed(""),
            b"\n" => Cow::Borrowed("\n"),
            tail => Cow::Owned(String::from_utf8_lossy(tail).into_owned()),
        };
        bytes.truncate(length);
        let text = self.reading.text(bytes).map_err(|e| self.stream.refuse(lines + e.line, e))?;
        let mut document = Document::new(Id::Number(self.number), self.stream.source.clone(), text);
        document.at = Some(at);
        document.tail = tail;
        Ok(Some(document))
    }

    fn waits(&self) -> bool {
        self.stream.waits()
    }
}
