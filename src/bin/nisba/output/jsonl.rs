//! JSON Lines: an object a document, its mentions and what else it had.

use std::io::Write;

use nisba::Mention;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Format, Out, rounded};
use crate::Failure;
use crate::input::place::Unit;
use crate::input::{Document, Frame, Id};

/// An object a document.
pub(crate) struct JsonLines {
    pub(crate) unit: Unit,
    /// Whether to give what each confidence rests on.
    pub(crate) evidence: bool,
    /// Whether to give the text too.
    pub(crate) with_text: bool,
}

impl Format for JsonLines {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let spans: Vec<_> = mentions.iter().map(|m| m.span.clone()).collect();
        let places = document.text.offsets(&spans, self.unit);
        let text = document.text.as_str();
        let mentions: Vec<_> =
            mentions.iter().zip(places).map(|(m, place)| Entry::new(text, m, &place, self.evidence)).collect();
        let line = Line {
            document,
            text: self.with_text.then_some(("text", text)),
            at: document.at.map(|at| at.in_unit(self.unit)),
            key: "mentions",
            value: &mentions,
        };
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        writeln!(out)?;
        Ok(())
    }
}

/// A document's id, its fields that are kept, and what was found in it.
pub(crate) struct Line<'a, T> {
    pub(crate) document: &'a Document,
    /// The text and the name it goes by.
    pub(crate) text: Option<(&'static str, &'a str)>,
    /// Where the text begins in its file.
    pub(crate) at: Option<usize>,
    pub(crate) key: &'static str,
    pub(crate) value: &'a T,
}

impl<T: Serialize> Serialize for Line<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let mut map = serializer.serialize_map(None)?;
        let mut own = vec!["id", self.key];
        map.serialize_entry("id", &document.id)?;
        if let Some(source) = document.source.as_deref().filter(|_| !matches!(document.id, Id::Name(_))) {
            map.serialize_entry("source", source)?;
            own.push("source");
        }
        if let Some(at) = self.at {
            map.serialize_entry("offset", &at)?;
        }
        if let Some((name, text)) = self.text {
            map.serialize_entry(name, text)?;
            own.push(name);
        }
        kept(document, &own, &mut map)?;
        map.serialize_entry(self.key, self.value)?;
        map.end()
    }
}

/// The fields or cells beside the text, but for those that have a name that the output has another use for.
fn kept<M: SerializeMap>(document: &Document, own: &[&str], map: &mut M) -> Result<(), M::Error> {
    match &document.frame {
        Frame::Plain => {}
        Frame::Object(object) => {
            for (name, value) in object.fields().iter().filter(|(name, _)| !own.contains(&name.as_str())) {
                map.serialize_entry(name, value)?;
            }
        }
        Frame::Row(row) => {
            for (name, cell) in row.others().filter(|(name, _)| !own.contains(&name.as_str())) {
                map.serialize_entry(&name, cell)?;
            }
        }
    }
    Ok(())
}

/// A mention; the fields are in the order of their names.
#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<Other<'a>>,
    confidence: f64,
    end: usize,
    entity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<serde_json::Value>,
    name: &'a str,
    reason: &'static str,
    start: usize,
    text: &'a str,
    r#type: &'a str,
    variant: &'a str,
}

#[derive(Serialize)]
struct Other<'a> {
    confidence: f64,
    entity: &'a str,
    name: &'a str,
}

impl<'a> Entry<'a> {
    fn new(text: &'a str, m: &'a Mention, place: &std::ops::Range<usize>, evidence: bool) -> Self {
        let other =
            |a: &'a nisba::Alternative| Other { confidence: f64::from(a.confidence), entity: &a.entity, name: &a.name };
        Self {
            alternatives: m.alternatives.iter().map(other).collect(),
            confidence: rounded(m.confidence),
            end: place.end,
            entity: &m.entity,
            evidence: evidence.then(|| serde_json::json!(m.evidence)),
            name: &m.name,
            reason: m.reason.name(),
            start: place.start,
            text: &text[m.span.clone()],
            r#type: &m.kind,
            variant: &m.variant,
        }
    }
}
