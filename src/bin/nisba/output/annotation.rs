//! W3C Web Annotation: a page of annotations in JSON-LD.

use std::io::Write;

use nisba::Mention;
use serde_json::json;

use super::{Format, Out, rounded};
use crate::Failure;
use crate::input::Document;
use crate::input::place::Unit;

/// The characters given before and behind a mention, by which it is found again in a text that has changed.
const AROUND: usize = 24;

/// An `AnnotationPage`; an annotation a line.
pub(crate) struct Annotation {
    unit: Unit,
    number: u64,
}

impl Annotation {
    pub(crate) fn new(unit: Unit) -> Self {
        Self { unit, number: 0 }
    }
}

impl Format for Annotation {
    fn begin(&mut self, out: &mut Out) -> Result<(), Failure> {
        let context =
            json!(["http://www.w3.org/ns/anno.jsonld", {"nisba": "urn:nisba:", "confidence": "nisba:confidence"}]);
        Ok(write!(out, "{{\"@context\":{context},\"type\":\"AnnotationPage\",\"items\":[")?)
    }

    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let text = document.text.as_str();
        let spans: Vec<_> = mentions.iter().map(|m| m.span.clone()).collect();
        let source = target(document);
        for (m, place) in mentions.iter().zip(document.places(&spans, self.unit)) {
            let annotation = json!({
                "type": "Annotation",
                "id": format!("_:{}", self.number),
                "motivation": "identifying",
                "body": [
                    {"type": "SpecificResource", "source": format!("nisba:{}", m.entity), "purpose": "identifying",
                     "confidence": rounded(m.confidence)},
                    {"type": "TextualBody", "value": m.name, "purpose": "tagging"},
                ],
                "target": {"source": source, "selector": [
                    {"type": "TextQuoteSelector", "exact": &text[m.span.clone()],
                     "prefix": before(&text[..m.span.start]), "suffix": behind(&text[m.span.end..])},
                    {"type": "TextPositionSelector", "start": place.start, "end": place.end},
                ]},
            });
            write!(out, "{}\n{annotation}", if self.number == 0 { "" } else { "," })?;
            self.number += 1;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        Ok(writeln!(out, "\n]}}")?)
    }
}

/// The IRI of what is annotated: the file, or the record by its id. The parts of a file are places in the file.
fn target(document: &Document) -> String {
    match (document.at, &document.source) {
        (Some(_), None) => "urn:nisba:standard-input".to_owned(),
        (Some(_), Some(source)) => iri(source),
        (None, _) => match document.label().as_str() {
            "" => "urn:nisba:standard-input".to_owned(),
            label => iri(label),
        },
    }
}

/// A name as a relative IRI.
fn iri(name: &str) -> String {
    let mut iri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b'#' => {
                iri.push(byte.into());
            }
            _ => iri.push_str(&format!("%{byte:02X}")),
        }
    }
    iri
}

fn before(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn behind(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
