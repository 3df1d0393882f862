//! The text written again, with something else in the place of each mention; what stands around the text is kept.

use std::io::Write;
use std::sync::Arc;

use csv::WriterBuilder;
use nisba::Mention;

use super::{Format, Out, cell};
use crate::Failure;
use crate::input::table::{Dialect, Head, Row};
use crate::input::{Document, Frame};

/// What a mention becomes.
pub(crate) struct Rewrite {
    template: Template,
    /// The table whose header was written last.
    head: Option<Arc<Head>>,
}

impl Rewrite {
    pub(crate) fn new(template: Template) -> Self {
        Self { template, head: None }
    }

    fn row(&mut self, row: &Row, text: &str, out: &mut Out) -> Result<(), Failure> {
        if !self.head.as_ref().is_some_and(|head| Arc::ptr_eq(head, &row.head)) {
            self.head = Some(Arc::clone(&row.head));
            if let Some(names) = &row.head.names {
                record(names.iter(), row.head.dialect, out)?;
            }
        }
        let cells = row.cells.iter().enumerate().map(|(i, cell)| if i == row.column { text } else { cell });
        record(cells, row.head.dialect, out)
    }
}

impl Format for Rewrite {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let text = document.text.as_str();
        let mut new = String::with_capacity(text.len() + 32 * mentions.len());
        let mut end = 0;
        for m in mentions {
            new.push_str(&text[end..m.span.start]);
            self.template.fill(&text[m.span.clone()], m, &mut new);
            end = m.span.end;
        }
        new.push_str(&text[end..]);
        match &document.frame {
            Frame::Plain => write!(out, "{new}{}", document.tail)?,
            Frame::Object(object) => write!(out, "{}", object.with_text(&new))?,
            Frame::Row(row) => self.row(row, &new, out)?,
        }
        Ok(())
    }
}

/// Writes a record of a table.
fn record<'a>(cells: impl Iterator<Item = &'a str>, dialect: Dialect, out: &mut Out) -> Result<(), Failure> {
    let broken = |e: csv::Error| Failure::Message(e.to_string());
    let Dialect::Csv(delimiter) = dialect else {
        let cells: Vec<_> = cells.map(cell).collect();
        return Ok(writeln!(out, "{}", cells.join("\t"))?);
    };
    let mut writer = WriterBuilder::new().delimiter(delimiter).buffer_capacity(1 << 10).from_writer(Vec::new());
    writer.write_record(cells).map_err(broken)?;
    let bytes = writer.into_inner().map_err(|e| Failure::Message(e.to_string()))?;
    Ok(out.write_all(&bytes)?)
}

/// A text with places for what is known of a mention.
#[derive(Clone, Debug)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Place(Place),
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// The letters of the mention.
    Text,
    /// The same with brackets escaped.
    Escaped,
    Id,
    Name,
    Type,
    Confidence,
}

impl Template {
    /// Markdown: the mention as a link to its entity.
    pub(crate) fn markdown() -> Self {
        let text = |text: &str| Piece::Text(text.to_owned());
        Self(vec![text("["), Piece::Place(Place::Escaped), text("]("), Piece::Place(Place::Id), text(")")])
    }

    fn fill(&self, surface: &str, m: &Mention, new: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => new.push_str(text),
                Piece::Place(Place::Text) => new.push_str(surface),
                Piece::Place(Place::Escaped) => new.push_str(&surface.replace('[', "\\[").replace(']', "\\]")),
                Piece::Place(Place::Id) => new.push_str(&m.entity),
                Piece::Place(Place::Name) => new.push_str(&m.name),
                Piece::Place(Place::Type) => new.push_str(&m.kind),
                Piece::Place(Place::Confidence) => new.push_str(&format!("{:.2}", m.confidence)),
            }
        }
    }
}

impl std::str::FromStr for Template {
    type Err = String;

    fn from_str(template: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if matches!(c, '{' | '}') && rest.starts_with(c) {
                // Doubled braces are braces.
                rest = &rest[1..];
                text.push(c);
            } else if c == '{' {
                let (name, after) = rest.split_once('}').ok_or("a { without }; {{ writes a {")?;
                rest = after;
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Place(match name {
                    "text" => Place::Text,
                    "id" => Place::Id,
                    "name" => Place::Name,
                    "type" => Place::Type,
                    "confidence" => Place::Confidence,
                    _ => {
                        return Err(format!(
                            "no place {{{name}}}; there are {{text}} {{id}} {{name}} {{type}} {{confidence}}"
                        ));
                    }
                }));
            } else {
                text.push(c);
            }
        }
        pieces.push(Piece::Text(text));
        Ok(Self(pieces))
    }
}
