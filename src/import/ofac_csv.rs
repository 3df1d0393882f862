//! The Specially Designated Nationals of OFAC as tables without headers: `sdn.csv` (12 columns), `alt.csv` (5) and
//! `sdn_comments.csv` (2), where remarks that are too long for `sdn.csv` go on.
//!
//! The rows of an entity are gathered by its number. Addresses (`add.csv`, 6 columns) hold no names.

use csv::StringRecord;

use super::gather::{Gather, Row};
use super::input::{Place, Source};
use super::sink::{Draft, Sink, of_kind, plain};
use super::table::records;
use crate::error::Result;
use crate::lexicon::source::VariantKind;

#[derive(Default)]
pub(super) struct Reader {
    gather: Gather,
}

const ENTRY: u8 = 0;
const ALIAS: u8 = 1;
const REMARKS: u8 = 2;
/// Stands between cells that are gathered.
const BETWEEN: char = '\u{1F}';

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false);
        records(source, sink, &mut reader, |record, place, source, sink| {
            // The tables end with the sign of DOS for the end of a file.
            if record.len() == 1 && matches!(record[0].trim(), "" | "\u{1A}") {
                return Ok(());
            }
            let wrong = |message: String| Err(source.wrong_at(place.line, 0, message));
            let (tag, text) = match record.len() {
                12 => (ENTRY, joined(record, &[1, 2, 11])),
                5 => (ALIAS, joined(record, &[2, 3])),
                // A name may be cut anywhere, before a space as well.
                2 => (REMARKS, record[1].to_owned()),
                6 => {
                    sink.count("addresses left out", 1);
                    return Ok(());
                }
                n => {
                    return wrong(format!(
                        "{n} cells; sdn.csv has 12, alt.csv 5, sdn_comments.csv 2; is the row whole?"
                    ));
                }
            };
            if record[0].is_empty() || !record[0].bytes().all(|b| b.is_ascii_digit()) {
                return wrong(format!("{:?} is no entity number; the tables have no header", &record[0]));
            }
            self.gather.push(Row { key: record[0].to_owned(), place, tag, text })
        })
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<()> {
        self.gather.groups(|id, rows| {
            let of = |tag: u8| rows.iter().filter(move |row| row.tag == tag);
            if of(ENTRY).next().is_none() {
                sink.count("other names of entities that are not in sdn.csv left out", of(ALIAS).count() as u64);
            }
            let rest: String = of(REMARKS).map(|row| row.text.as_str()).collect();
            for entry in of(ENTRY) {
                let mut draft = draft(id, entry.place, &entry.text, &rest);
                for alias in of(ALIAS) {
                    let (kind, name) = alias.text.split_once(BETWEEN).unwrap_or_default();
                    draft.variants.push(match kind.trim() {
                        "fka" => of_kind(name, VariantKind::Former),
                        _ => plain(name),
                    });
                }
                sink.take(draft)?;
            }
            Ok(())
        })
    }
}

fn joined(record: &StringRecord, cells: &[usize]) -> String {
    let cells: Vec<&str> = cells.iter().map(|&i| value(&record[i])).collect();
    cells.join(BETWEEN.encode_utf8(&mut [0; 4]))
}

/// What a cell says; `-0-` is nothing.
fn value(cell: &str) -> &str {
    if cell.trim() == "-0-" { "" } else { cell }
}

fn draft(id: &str, place: Place, text: &str, more_remarks: &str) -> Draft {
    let mut cells = text.split(BETWEEN);
    let (name, kind, remarks) = (cells.next(), cells.next(), cells.next());
    let mut draft = Draft::new(id, self::kind(kind.unwrap_or_default().trim()), place);
    draft.labels.extend(name.map(plain));
    let remarks = format!("{}{more_remarks}", remarks.unwrap_or_default());
    draft.weak = weak(&remarks).map(plain).collect();
    draft
}

/// The type of what OFAC calls so; a body is called nothing.
pub(super) fn kind(word: &str) -> String {
    match word.to_ascii_lowercase().as_str() {
        "individual" => "person".to_owned(),
        "" | "entity" => "org".to_owned(),
        word => word.to_owned(),
    }
}

/// Weak names, which the remarks have among other things: `… ; a.k.a. 'ABU X'; …`.
fn weak(remarks: &str) -> impl Iterator<Item = &str> {
    remarks.split(';').filter_map(|part| {
        let part = part.trim().trim_start_matches("alt. ").trim_end_matches('.');
        let name = ["a.k.a. ", "f.k.a. ", "n.k.a. "].into_iter().find_map(|start| part.strip_prefix(start))?;
        name.strip_prefix('\'').and_then(|n| n.strip_suffix('\''))
    })
}
