//! Tab-separated values, a mention a line, behind a header.

use std::io::Write;

use nisba::Mention;

use super::{Format, Out, cell};
use crate::Failure;
use crate::input::place::Unit;
use crate::input::{Document, Frame};

/// A mention a line; the cells of a table that was read stand behind.
pub(crate) struct Table {
    unit: Unit,
    head: Head,
}

impl Table {
    pub(crate) fn new(unit: Unit) -> Self {
        Self { unit, head: Head::new("document\tstart\tend\ttext\tentity\ttype\tname\tconfidence\treason") }
    }
}

impl Format for Table {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let others = self.head.others(document, out)?;
        let label = cell(&document.label());
        let spans: Vec<_> = mentions.iter().map(|m| m.span.clone()).collect();
        for (m, place) in mentions.iter().zip(document.text.offsets(&spans, self.unit)) {
            let surface = cell(&document.text.as_str()[m.span.clone()]);
            let (start, end, name) = (place.start, place.end, cell(&m.name));
            writeln!(
                out,
                "{label}\t{start}\t{end}\t{surface}\t{}\t{}\t{name}\t{:.3}\t{}{others}",
                m.entity, m.kind, m.confidence, m.reason
            )?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        self.head.end(out)
    }
}

/// A header that is written before the first line, with the names of the columns that the documents bring along.
pub(crate) struct Head {
    own: &'static str,
    written: Option<String>,
}

impl Head {
    pub(crate) fn new(own: &'static str) -> Self {
        Self { own, written: None }
    }

    /// The document's cells beside its text, each behind a tab; the header is written if it has not been.
    pub(crate) fn others(&mut self, document: &Document, out: &mut Out) -> Result<String, Failure> {
        let (mut names, mut cells) = (String::new(), String::new());
        if let Frame::Row(row) = &document.frame {
            for (name, value) in row.others() {
                names = names + "\t" + &cell(&name);
                cells = cells + "\t" + &cell(value);
            }
        }
        match &self.written {
            Some(written) if *written == names => {}
            Some(_) => {
                return Err(Failure::Message(format!(
                    "{}: its columns are not those of the table before; --output jsonl takes any",
                    document.source.as_deref().unwrap_or("standard input")
                )));
            }
            None => {
                writeln!(out, "{}{names}", self.own)?;
                self.written = Some(names);
            }
        }
        Ok(cells)
    }

    /// An empty table has a header too.
    pub(crate) fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        if self.written.is_none() {
            writeln!(out, "{}", self.own)?;
        }
        Ok(())
    }
}
