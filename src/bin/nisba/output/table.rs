//! Tab-separated values, a mention a line.

use std::io::Write;

use nisba::Mention;

use super::{Details, Format, Out};
use crate::Failure;
use crate::input::Document;

/// A mention a line.
pub(crate) struct Table {
    pub(crate) details: Details,
}

impl Format for Table {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let spans: Vec<_> = mentions.iter().map(|m| m.span.clone()).collect();
        for (m, place) in mentions.iter().zip(document.text.offsets(&spans, self.details.unit)) {
            let surface = cell(&document.text.as_str()[m.span.clone()]);
            let (start, end) = (place.start, place.end);
            writeln!(out, "{start}\t{end}\t{surface}\t{}\t{}\t{:.3}\t{}", m.entity, m.kind, m.confidence, m.reason)?;
        }
        Ok(())
    }
}

/// A text as it can stand in a cell.
pub(crate) fn cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
