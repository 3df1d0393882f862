//! Tables of GeoNames: places (19 columns) and their alternate names (8 or 10 columns), parted by tabs.
//!
//! With alternate names, the names in the table of places, which have no language, do not count.

use super::gather::{Gather, Row};
use super::input::{Place, Source, each_line};
use super::sink::{Draft, Sink, in_language, plain};
use crate::error::Result;
use crate::lexicon::source::{Variant, VariantKind};

#[derive(Default)]
pub(super) struct Reader {
    /// Rows of places and of names, if there may be both.
    gather: Gather,
    has_alternates: bool,
}

/// What stands before a row in the gathering: places come before names.
const PLACE: u8 = 0;
const NAME: u8 = 1;

/// "Languages" of alternate names that are no names: links, codes, postcodes.
const CODES: [&str; 9] = ["link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon"];

/// The columns of a table of places and of alternate names.
pub(super) const PLACES: usize = 19;
pub(super) const ALTERNATES: [usize; 2] = [8, 10];

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        each_line(source, sink, |line, place, source, sink| {
            if line.is_empty() || line.starts_with('#') {
                return Ok(());
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let key = match cells.len() {
                PLACES => {
                    let population = number(cells[14]).ok_or_else(|| {
                        let message = format!("population {:?} is no number; leave it empty, or write 0", cells[14]);
                        source.wrong_at(place.line, column(line, 14), message)
                    })?;
                    if population < sink.options.min_population {
                        sink.count("places with fewer inhabitants left out", 1);
                        return Ok(());
                    }
                    cells[0]
                }
                n if ALTERNATES.contains(&n) => {
                    self.has_alternates = true;
                    if CODES.contains(&cells[2]) {
                        sink.count("codes and links among the names left out", 1);
                        return Ok(());
                    }
                    cells[1]
                }
                n => {
                    let message = format!("{n} cells; places have 19, alternate names 8 or 10, parted by tabs");
                    return Err(source.wrong_at(place.line, 0, message));
                }
            };
            if key.is_empty() || !key.bytes().all(|b| b.is_ascii_digit()) {
                return Err(source.wrong_at(place.line, 1, format!("{key:?} is no geonameid, which is a number")));
            }
            let tag = if cells.len() == PLACES { PLACE } else { NAME };
            if source.is_only && tag == PLACE {
                return sink.take(draft(key, place, line, false));
            }
            self.gather.push(Row { key: key.to_owned(), place, tag, text: line.to_owned() })
        })
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<()> {
        let has_alternates = self.has_alternates;
        self.gather.groups(|id, rows| {
            let (places, names): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.tag == PLACE);
            if places.is_empty() {
                sink.count("alternate names of places that are not in the tables left out", names.len() as u64);
            }
            for row in places {
                let mut draft = draft(id, row.place, &row.text, has_alternates);
                for name in &names {
                    let (is_preferred, variant) = alternate(&name.text);
                    if is_preferred { &mut draft.labels } else { &mut draft.variants }.push(variant);
                }
                sink.take(draft)?;
            }
            Ok(())
        })
    }
}

fn draft(id: &str, place: Place, line: &str, has_alternates: bool) -> Draft {
    let mut cells = line.split('\t').skip(1);
    let (name, ascii, others) = (cells.next(), cells.next(), cells.next());
    let mut draft = Draft::new(id, "place", place);
    draft.labels.extend(name.map(plain));
    draft.variants.extend(ascii.filter(|a| !a.is_empty()).map(plain));
    if !has_alternates {
        let others = others.unwrap_or_default().split(',').filter(|n| !n.is_empty());
        draft.variants.extend(others.map(plain));
    }
    draft
}

/// A row of alternate names, and whether it is its language's preferred one.
fn alternate(line: &str) -> (bool, Variant) {
    let cells: Vec<&str> = line.split('\t').collect();
    let is = |column: usize| cells.get(column).is_some_and(|c| *c == "1");
    let mut variant = in_language(cells[3], if cells[2] == "abbr" { "" } else { cells[2] });
    variant.kind = match () {
        () if cells[2] == "abbr" => Some(VariantKind::Acronym),
        () if is(7) => Some(VariantKind::Former),
        () if is(6) => Some(VariantKind::Nickname),
        () => None,
    };
    // The language "abbr" is none, and a short name ("California" for "State of California") is not the canonical one.
    (is(4) && variant.kind.is_none() && !is(5), variant)
}

fn number(cell: &str) -> Option<u64> {
    if cell.is_empty() { Some(0) } else { cell.parse().ok() }
}

/// Where a cell begins, in characters from 1.
fn column(line: &str, cell: usize) -> usize {
    line.split('\t').take(cell).map(|c| c.chars().count() + 1).sum::<usize>() + 1
}
