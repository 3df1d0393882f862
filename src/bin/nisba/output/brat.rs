//! brat standoff: text-bound annotations with their entities as normalisations, to lie beside a text.

use std::io::Write;
use std::ops::Range;

use nisba::Mention;

use super::{Format, Out};
use crate::Failure;
use crate::input::place::Unit;
use crate::input::{Document, Frame};

/// Annotations of one text.
pub(crate) struct Brat {
    unit: Unit,
    /// The label of the text, and how many annotations it has.
    text: Option<String>,
    number: usize,
}

impl Brat {
    pub(crate) fn new(unit: Unit) -> Self {
        Self { unit, text: None, number: 0 }
    }
}

impl Format for Brat {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let source = document.source.as_deref().unwrap_or("standard input");
        if *self.text.get_or_insert_with(|| source.to_owned()) != source || !matches!(document.frame, Frame::Plain) {
            return Err(Failure::Message(format!(
                "{source}: brat annotations lie beside one plain text; call nisba once for each"
            )));
        }
        let text = document.text.as_str();
        for m in mentions {
            self.number += 1;
            let spans = unbroken(text, &m.span);
            let places: Vec<_> =
                document.places(&spans, self.unit).iter().map(|p| format!("{} {}", p.start, p.end)).collect();
            let surface: Vec<_> = spans.into_iter().map(|span| &text[span]).collect();
            let (number, kind) = (self.number, &m.kind);
            writeln!(out, "T{number}\t{kind} {}\t{}", places.join(";"), super::cell(&surface.join(" ")))?;
            writeln!(out, "N{number}\tReference T{number} nisba:{}\t{}", m.entity, m.name)?;
        }
        Ok(())
    }
}

/// The parts of a span between line ends, which no annotation of brat may have in it.
fn unbroken(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = span.start;
    let mut parts = Vec::new();
    for line in text[span.clone()].split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\r', '\n']).len();
        if at < end {
            parts.push(at..end);
        }
        at += line.len();
    }
    parts
}
