//! Tables: which column holds what is said by the options.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::gather::{Gather, Row};
use super::input::{Place, Source};
use super::sink::{Draft, Sink, plain};
use crate::error::Result;

#[derive(Default)]
pub(super) struct Reader {
    /// Rows of entities that may have several.
    gather: Gather,
}

/// Where in a row what is wanted stands.
struct Found {
    id: usize,
    name: usize,
    kind: Option<usize>,
    source: Option<usize>,
    variants: Vec<usize>,
    weak: Vec<usize>,
}

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let mut builder = ReaderBuilder::new();
        let delimiter = delimiter(source, sink)?;
        builder.has_headers(false).delimiter(delimiter).quoting(delimiter != b'\t');
        let mut found: Option<(Found, usize)> = None;
        let path = source.path.clone();
        records(source, sink, &mut builder, |record, place, source, sink| {
            let Some((columns, width)) = &found else {
                let header = (!sink.options.no_header).then_some(record);
                let columns = find(record.len(), header, sink).map_err(|message| {
                    // Without its columns a table cannot be read, whatever else may be passed over.
                    crate::error::Error::data(&path, place.line, message)
                })?;
                let first = sink.options.no_header.then(|| draft(&columns, record, place, sink));
                found = Some((columns, record.len()));
                return first.map_or(Ok(()), |draft| self.give(draft, sink));
            };
            if record.len() != *width {
                let message = format!(
                    "{} cells, where the first row has {width}; put cells that have the delimiter in them in quotes",
                    record.len()
                );
                return Err(source.wrong_at(place.line, 0, message));
            }
            let draft = draft(columns, record, place, sink);
            self.give(draft, sink)
        })
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<()> {
        self.gather.groups(|_, rows| {
            let drafts = rows.iter().filter_map(|row| parse(&row.text, row.place));
            let whole = drafts.reduce(|mut whole, draft| {
                if whole.kind.is_empty() {
                    whole.kind = draft.kind;
                }
                whole.variants.extend(draft.labels.into_iter().chain(draft.variants));
                whole.weak.extend(draft.weak);
                whole
            });
            whole.map_or(Ok(()), |draft| sink.take(draft))
        })
    }
}

impl Reader {
    fn give(&mut self, draft: Draft, sink: &mut Sink) -> Result<()> {
        if !sink.options.merge {
            return sink.take(draft);
        }
        let place = draft.place;
        self.gather.push(Row { key: draft.id.clone(), place, tag: 0, text: text(&draft) })
    }
}

/// A draft as a row that is gathered.
fn text(draft: &Draft) -> String {
    let forms = |list: &[crate::lexicon::source::Variant]| list.iter().map(|v| v.form.clone()).collect::<Vec<_>>();
    let parts =
        (&draft.id, &draft.kind, &draft.source, forms(&draft.labels), forms(&draft.variants), forms(&draft.weak));
    serde_json::to_string(&parts).expect("strings have a JSON form")
}

fn parse(text: &str, place: Place) -> Option<Draft> {
    type Parts = (String, String, String, Vec<String>, Vec<String>, Vec<String>);
    let (id, kind, source, labels, variants, weak): Parts = serde_json::from_str(text).ok()?;
    let plain = |forms: Vec<String>| forms.into_iter().map(plain).collect();
    Some(Draft { id, kind, source, labels: plain(labels), variants: plain(variants), weak: plain(weak), place })
}

fn draft(columns: &Found, record: &StringRecord, place: Place, sink: &Sink) -> Draft {
    let separator = sink.options.separator.as_str();
    let names = |columns: &[usize]| {
        let cells = columns.iter().map(|&i| &record[i]);
        let names = cells.flat_map(|cell| match separator {
            "" => vec![cell],
            separator => cell.split(separator).collect(),
        });
        names.map(str::trim).filter(|n| !n.is_empty()).map(plain).collect()
    };
    let cell = |column: Option<usize>| column.map_or("", |i| record[i].trim());
    let mut draft = Draft::new(record[columns.id].trim(), cell(columns.kind), place);
    if let Some(kind) = sink.options.class(&draft.kind) {
        draft.kind = kind.to_owned();
    }
    draft.source = cell(columns.source).to_owned();
    draft.labels.push(plain(&record[columns.name]));
    draft.variants = names(&columns.variants);
    draft.weak = names(&columns.weak);
    draft
}

/// What parts the cells of a table: what the options say, or the one that its first line has most of.
fn delimiter(source: &mut Source, sink: &Sink) -> Result<u8> {
    if let Some(delimiter) = sink.options.delimiter {
        return Ok(delimiter);
    }
    let name = source.path.to_string_lossy().to_ascii_lowercase();
    if [".tsv", ".tsv.gz", ".tsv.zst", ".tab"].iter().any(|end| name.ends_with(end)) {
        return Ok(b'\t');
    }
    let line = source.beginning()?.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|&&b| b == delimiter).count();
    // Of several that stand equally often, the last is taken.
    Ok([b'|', b';', b'\t', b','].into_iter().max_by_key(|&d| count(d)).unwrap_or(b','))
}

/// Where the columns are that the options name.
fn find(width: usize, header: Option<&StringRecord>, sink: &Sink) -> Result<Found, String> {
    let columns = &sink.options.columns;
    let at = |column: &str| {
        let named = header.and_then(|h| h.iter().position(|cell| cell.trim() == column));
        let numbered = || column.parse::<usize>().ok().filter(|n| (1..=width).contains(n)).map(|n| n - 1);
        named.or_else(numbered).ok_or_else(|| match header {
            Some(header) => {
                let names: Vec<&str> = header.iter().map(str::trim).collect();
                format!("no column {column:?}; there are {} (or 1 to {width})", names.join(", "))
            }
            None => format!("no column {column:?}; without a header, columns are numbers from 1 to {width}"),
        })
    };
    let known = |field: &str| header.is_some_and(|h| h.iter().any(|cell| cell.trim() == field));
    let one = |given: &Option<String>, field: &str| match given {
        Some(column) => at(column).map(Some),
        None if columns.is_empty() && known(field) => at(field).map(Some),
        None => Ok(None),
    };
    let many = |given: &[String], field: &str| match given {
        [] => Ok(one(&None, field)?.into_iter().collect()),
        given => given.iter().map(|column| at(column)).collect::<Result<Vec<_>, String>>(),
    };
    let needed = |found: Option<usize>, field: &str| {
        found.ok_or_else(|| format!("which column is the {field}? Say it with --columns {field}=COLUMN"))
    };
    let kind = one(&columns.kind, "type")?;
    if kind.is_none() && sink.options.kind.is_empty() {
        return Err(
            "no column says the type; give it with --columns type=COLUMN, or one for all with --type".to_owned()
        );
    }
    Ok(Found {
        id: needed(one(&columns.id, "id")?, "id")?,
        name: needed(one(&columns.name, "name")?, "name")?,
        kind,
        source: one(&columns.source, "source")?,
        variants: many(&columns.variants, "variants")?,
        weak: many(&columns.weak, "weak")?,
    })
}

/// Gives each record of a table. What is wrong with one ends the import or is passed over.
pub(super) fn records(
    source: &mut Source,
    sink: &mut Sink,
    builder: &mut ReaderBuilder,
    mut each: impl FnMut(&StringRecord, Place, &Source, &mut Sink) -> Result<()>,
) -> Result<()> {
    let mut reader = builder.flexible(true).from_reader(&mut *source);
    let mut bytes = ByteRecord::new();
    while !sink.is_full() {
        reader.get_mut().allow_more();
        let line = usize::try_from(reader.position().line()).unwrap_or_default();
        match reader.read_byte_record(&mut bytes) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => {
                let io = match e.into_kind() {
                    csv::ErrorKind::Io(e) => e,
                    other => std::io::Error::other(format!("{other:?}")),
                };
                return Err(reader.get_ref().io(&io));
            }
        }
        sink.pass_row();
        let place = Place { file: reader.get_ref().number, line };
        let done = match StringRecord::from_byte_record(std::mem::take(&mut bytes)) {
            Ok(record) => {
                let done = each(&record, place, reader.get_ref(), sink);
                bytes = record.into_byte_record();
                done
            }
            Err(e) => {
                let message = format!("invalid UTF-8 in cell {}; save the file as UTF-8", e.utf8_error().field() + 1);
                Err(reader.get_ref().wrong_at(place.line, 0, message))
            }
        };
        done.or_else(|e| sink.refuse(e))?;
    }
    Ok(())
}
