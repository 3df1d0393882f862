//! A document on its way from input to output.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::jsonl::Object;
use super::place::{Place, Unit};
use super::table::Row;
use super::text::Text;

/// A text by itself: no document influences another.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) id: Id,
    /// The file it is of; nothing for standard input.
    pub(crate) source: Option<Arc<str>>,
    pub(crate) text: Text,
    /// The other fields or columns asked for.
    pub(crate) more: Vec<String>,
    /// Where the text begins in its file, if it is a part of one.
    pub(crate) at: Option<Place>,
    /// What parts it from the next document of its file.
    pub(crate) tail: Cow<'static, str>,
    pub(crate) frame: Frame,
}

/// What stands around the text and is kept in the output.
#[derive(Debug)]
pub(crate) enum Frame {
    Plain,
    Object(Object),
    Row(Row),
}

/// What a document is called.
#[derive(Debug)]
pub(crate) enum Id {
    None,
    Number(u64),
    /// The line of a JSON object that has none.
    Line(u64),
    Name(Arc<str>),
    /// As a JSON object has it.
    Json(Box<RawValue>),
}

impl Document {
    pub(crate) fn new(id: Id, source: Option<Arc<str>>, text: Text) -> Self {
        Self { id, source, text, more: Vec::new(), at: None, tail: Cow::Borrowed(""), frame: Frame::Plain }
    }

    /// What tells it from all others: its file, its id, or both.
    pub(crate) fn label(&self) -> String {
        match (&self.source, &self.id) {
            (Some(source), Id::Number(number) | Id::Line(number)) => format!("{source}:{number}"),
            (Some(source), Id::None) => source.to_string(),
            (Some(source), Id::Json(_)) => format!("{source}:{}", self.id),
            (None, _) | (_, Id::Name(_)) => self.id.to_string(),
        }
    }

    /// Where spans of the text, in order, stand in the document's file, or in its field or cell.
    pub(crate) fn places(&self, spans: &[Range<usize>], unit: Unit) -> Vec<Range<usize>> {
        let at = self.at.map_or(0, |at| at.in_unit(unit));
        self.text.offsets(spans, unit).into_iter().map(|s| s.start + at..s.end + at).collect()
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None | Self::Line(_) => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Name(name) => serializer.serialize_str(name),
            Self::Json(raw) => raw.serialize(serializer),
        }
    }
}

impl std::fmt::Display for Id {
    /// The id as text: strings without their quotes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Number(number) | Self::Line(number) => number.fmt(f),
            Self::Name(name) => f.write_str(name),
            Self::Json(raw) => match serde_json::from_str::<String>(raw.get()) {
                Ok(text) => f.write_str(&text),
                Err(_) if raw.get() == "null" => Ok(()),
                Err(_) => f.write_str(raw.get()),
            },
        }
    }
}
