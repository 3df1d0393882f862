//! A text and where each of its characters stands in the original bytes.

use std::ops::Range;

use super::place::{self, Unit};

/// What the tagger reads, and how to find it again in the original.
#[derive(Debug, Default)]
pub(crate) struct Text {
    text: String,
    /// Nothing where the text is the original, byte for byte.
    original: Option<Original>,
    /// Where in the original the first bytes stand that are no UTF-8 and were replaced.
    replaced: Option<usize>,
}

#[derive(Debug)]
struct Original {
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
}

/// A piece of the text and the piece of the original that it was read from.
#[derive(Debug)]
struct Piece {
    text: usize,
    original: Range<usize>,
    /// Whether it was copied byte for byte.
    copied: bool,
}

/// What becomes of invalid UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Invalid {
    /// Each piece is read as U+FFFD
    Replace,
    /// It is left out
    Skip,
    /// The document is refused
    Error,
}

impl Text {
    /// Bytes as text; what is invalid is replaced or left out.
    pub(crate) fn decode(bytes: Vec<u8>, invalid: Invalid) -> Self {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return text.into(),
            Err(e) => e.into_bytes(),
        };
        let mut builder = Builder::default();
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            builder.copy(chunk.valid(), at);
            at += chunk.valid().len();
            let broken = chunk.invalid().len();
            if broken > 0 && invalid != Invalid::Skip {
                builder.replace_broken(at..at + broken);
            }
            at += broken;
        }
        builder.finish(bytes)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether bytes that are no UTF-8 were replaced.
    pub(crate) fn is_replaced(&self) -> bool {
        self.replaced.is_some()
    }

    /// Notes that what the text was read from had such bytes.
    pub(crate) fn mark_replaced(&mut self) {
        self.replaced.get_or_insert(0);
    }

    /// The line, from 1, with the first bytes that were replaced.
    pub(crate) fn replaced_in_line(&self) -> Option<usize> {
        let before = &self.original()[..self.replaced?];
        Some(1 + before.iter().filter(|&&b| b == b'\n').count())
    }

    /// The bytes that were read.
    pub(crate) fn original(&self) -> &[u8] {
        self.original.as_ref().map_or(self.text.as_bytes(), |o| &o.bytes)
    }

    /// Where spans of the text, in order, stand in the original.
    pub(crate) fn offsets(&self, spans: &[Range<usize>], unit: Unit) -> Vec<Range<usize>> {
        let Some(original) = &self.original else { return place::in_unit(self.text.as_bytes(), spans, unit) };
        let spans: Vec<_> = spans.iter().map(|span| original.start(span.start)..original.end(span.end)).collect();
        place::in_unit(&original.bytes, &spans, unit)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, original: None, replaced: None }
    }
}

impl Original {
    /// The piece that the byte of the text is of.
    fn piece(&self, text: usize) -> Option<&Piece> {
        self.pieces[..self.pieces.partition_point(|p| p.text <= text)].last()
    }

    fn start(&self, text: usize) -> usize {
        self.piece(text).map_or(0, |p| p.original.start + if p.copied { text - p.text } else { 0 })
    }

    fn end(&self, text: usize) -> usize {
        let Some(last) = text.checked_sub(1) else { return 0 };
        self.piece(last).map_or(0, |p| if p.copied { p.original.start + text - p.text } else { p.original.end })
    }
}

/// A text in the making.
#[derive(Default)]
pub(crate) struct Builder {
    text: String,
    pieces: Vec<Piece>,
    replaced: Option<usize>,
}

impl Builder {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Adds what stands at a byte of the original as it is.
    pub(crate) fn copy(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.pieces.push(Piece { text: self.text.len(), original: at..at + text.len(), copied: true });
            self.text.push_str(text);
        }
    }

    /// Adds other text for a part of the original.
    pub(crate) fn replace(&mut self, text: &str, original: Range<usize>) {
        if !text.is_empty() {
            self.pieces.push(Piece { text: self.text.len(), original, copied: false });
            self.text.push_str(text);
        }
    }

    /// Adds what stands for bytes that are no UTF-8.
    pub(crate) fn replace_broken(&mut self, original: Range<usize>) {
        self.replaced.get_or_insert(original.start);
        self.replace("\u{FFFD}", original);
    }

    pub(crate) fn finish(self, original: Vec<u8>) -> Text {
        let Self { text, pieces, replaced } = self;
        Text { text, original: Some(Original { bytes: original, pieces }), replaced }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_of_the_original_bytes() {
        let text = Text::decode(b"a\xffbc\xe2\x82d".to_vec(), Invalid::Replace);
        assert_eq!(text.as_str(), "a\u{FFFD}bc\u{FFFD}d");
        assert_eq!(text.offsets(&[4..6, 9..10], Unit::Byte), [2..4, 6..7]);
        assert_eq!(text.offsets(&[1..4, 4..5], Unit::Byte), [1..2, 2..3]);
        assert_eq!(text.offsets(&[4..6, 9..10], Unit::Char), [2..4, 5..6]);
    }

    #[test]
    fn left_out_bytes_move_no_offset() {
        let text = Text::decode(b"\xffab\xff\xffc".to_vec(), Invalid::Skip);
        assert_eq!(text.as_str(), "abc");
        assert_eq!(text.offsets(&[0..2, 0..3], Unit::Byte), [1..3, 1..6]);
    }
}
