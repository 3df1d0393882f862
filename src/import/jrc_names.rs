//! The entities file of JRC-Names: id, type (P, O, u …), language and name, parted by tabs, the name with + for spaces.
//!
//! A row is a spelling, of one language or of any (u).

use super::gather::{Gather, Row};
use super::input::{Source, each_line};
use super::sink::{Draft, Sink, in_language};
use crate::error::Result;

#[derive(Default)]
pub(super) struct Reader {
    gather: Gather,
}

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let gather = &mut self.gather;
        each_line(source, sink, |line, place, source, _| {
            if line.is_empty() || line.starts_with('#') {
                return Ok(());
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, _, _, _] = cells[..] else {
                let message =
                    format!("{} cells; a row has four, parted by tabs: id, type, language and name", cells.len());
                return Err(source.wrong_at(place.line, 0, message));
            };
            gather.push(Row { key: id.to_owned(), place, tag: 0, text: line.to_owned() })
        })
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<()> {
        self.gather.groups(|id, rows| {
            let mut draft = Draft::new(id, "", rows[0].place);
            // JRC-Names has rows of one entity with several types, where it was not sure: the first that says one counts.
            for row in rows {
                let mut cells = row.text.split('\t').skip(1);
                let (kind, language, name) = (cells.next(), cells.next(), cells.next());
                if draft.kind.is_empty() {
                    let letter = kind.unwrap_or_default();
                    draft.kind = sink.options.class(letter).unwrap_or(self::kind(letter)).to_owned();
                }
                let language = language.filter(|l| *l != "u").unwrap_or_default();
                draft.labels.push(in_language(name.unwrap_or_default().replace('+', " "), language));
            }
            sink.take(draft)
        })
    }
}

/// The type that a letter stands for; nothing for unknown and for others.
fn kind(letter: &str) -> &'static str {
    match letter {
        "P" | "p" => "person",
        "O" | "o" => "org",
        _ => "",
    }
}
