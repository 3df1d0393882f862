//! CSV and TSV: a record a document, its text in one of the columns.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};

use super::document::{Document, Frame, Id};
use super::stream::Stream;
use super::{Documents, Reading};
use crate::Failure;

/// How a table parts its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A byte, and quotes around cells that have it.
    Csv(u8),
    /// Tabs, and no quoting.
    Tsv,
}

/// What a table is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// Names, or numbers from 1; the text first.
    pub(crate) columns: Vec<String>,
    /// How many of them every table has to have.
    pub(crate) required: usize,
    /// Whether the first record names the columns.
    pub(crate) header: bool,
}

/// The records of a stream as documents.
pub(crate) struct Records {
    reader: csv::Reader<Limited>,
    budget: Rc<Cell<usize>>,
    passed: Rc<Cell<u64>>,
    limit: usize,
    name: String,
    source: Option<Arc<str>>,
    reading: Reading,
    columns: Columns,
    dialect: Dialect,
    head: Option<(Arc<Head>, Vec<usize>)>,
    number: u64,
}

/// What the records of a table have in common.
#[derive(Debug)]
pub(crate) struct Head {
    /// The names of the columns; nothing where the table has none.
    pub(crate) names: Option<StringRecord>,
    pub(crate) dialect: Dialect,
}

/// A record, to be written back around its text.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) head: Arc<Head>,
    pub(crate) cells: Vec<String>,
    /// The cell that the text is from.
    pub(crate) column: usize,
}

impl Records {
    pub(crate) fn new(stream: Stream, reading: Reading, columns: Columns, dialect: Dialect) -> Self {
        let (limit, name, source) = (stream.limit(), stream.name().to_owned(), stream.source.clone());
        let budget = Rc::new(Cell::new(limit));
        let passed = Rc::new(Cell::new(0));
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false);
        match dialect {
            Dialect::Csv(delimiter) => builder.delimiter(delimiter),
            Dialect::Tsv => builder.delimiter(b'\t').quoting(false),
        };
        let reader = builder.from_reader(Limited { stream, budget: Rc::clone(&budget), passed: Rc::clone(&passed) });
        Self { reader, budget, passed, limit, name, source, reading, columns, dialect, head: None, number: 0 }
    }

    fn read(&mut self) -> Result<Option<ByteRecord>, Failure> {
        self.budget.set(self.limit);
        let mut record = ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => Ok(Some(record)),
            Ok(false) => Ok(None),
            Err(e) => match e.kind() {
                csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
                    // A record that is passed over has its number too; the header has none.
                    self.number += u64::from(self.head.is_some());
                    Err(Failure::Document(format!(
                        "{}:{}: {len} cells where the first record has {expected_len}",
                        self.name,
                        pos.as_ref().map_or(0, csv::Position::line)
                    )))
                }
                _ => Err(Failure::Message(format!("{}: {e}", self.name))),
            },
        }
    }

    /// Reads the header, or finds the columns by their numbers.
    fn begin(&mut self) -> Result<Option<ByteRecord>, Failure> {
        let Some(first) = self.read()? else { return Ok(None) };
        let names = self.columns.header.then(|| StringRecord::from_byte_record_lossy(first.clone()));
        let mut places = Vec::new();
        for (i, column) in self.columns.columns.iter().enumerate() {
            match place(column, names.as_ref(), first.len()) {
                Some(place) => places.push(place),
                None if i < self.columns.required => return Err(self.no_column(column, names.as_ref())),
                None => break,
            }
        }
        let header = names.is_some();
        self.head = Some((Arc::new(Head { names, dialect: self.dialect }), places));
        if header { self.read() } else { Ok(Some(first)) }
    }

    fn no_column(&self, column: &str, names: Option<&StringRecord>) -> Failure {
        let known = match names {
            Some(names) => format!("the columns are {}", names.iter().collect::<Vec<_>>().join(", ")),
            None => "without a header, columns are numbers from 1".to_owned(),
        };
        Failure::Message(format!("{}: no column {column:?} (--column); {known}", self.name))
    }

    fn document(&self, record: &ByteRecord) -> Result<Document, Failure> {
        let line = record.position().map_or(0, csv::Position::line);
        let refuse = |e: super::Unreadable| Failure::Document(format!("{}:{line}: {e}", self.name));
        let Some((head, places)) = &self.head else {
            return Err(Failure::Message("a table without a head".to_owned()));
        };
        let cell = |place: usize| record.get(place).unwrap_or_default().to_vec();
        let text = self.reading.text(cell(places[0])).map_err(refuse)?;
        let mut document = Document::new(Id::Number(self.number), self.source.clone(), text);
        for &place in &places[1..] {
            document.more.push(self.reading.plain(cell(place)).map_err(refuse)?.as_str().to_owned());
        }
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        document.frame = Frame::Row(Row { head: Arc::clone(head), cells, column: places[0] });
        Ok(document)
    }
}

impl Documents for Records {
    fn next(&mut self) -> Result<Option<Document>, Failure> {
        let record = if self.head.is_none() { self.begin()? } else { self.read()? };
        let Some(record) = record else { return Ok(None) };
        self.number += 1;
        self.document(&record).map(Some)
    }

    fn waits(&self) -> bool {
        self.reader.get_ref().stream.waits() && self.reader.position().byte() >= self.passed.get()
    }
}

impl Row {
    /// The cells with their columns' names, or numbers where there are none.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let name = |i: usize| match self.head.names.as_ref().and_then(|names| names.get(i)) {
            Some(name) => name.to_owned(),
            None => (i + 1).to_string(),
        };
        self.cells.iter().enumerate().map(move |(i, cell)| (name(i), cell.as_str()))
    }

    /// The cells beside the text.
    pub(crate) fn others(&self) -> impl Iterator<Item = (String, &str)> {
        self.named().enumerate().filter(|(i, _)| *i != self.column).map(|(_, named)| named)
    }
}

/// Where a column stands: by its name, else by its number from 1.
fn place(column: &str, names: Option<&StringRecord>, width: usize) -> Option<usize> {
    let by_name = names.and_then(|names| names.iter().position(|name| name == column));
    by_name.or_else(|| column.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|&n| n < width))
}

/// A stream that ends with an error where a record does not end: an open quote takes in the rest of the file.
struct Limited {
    stream: Stream,
    /// The bytes that may still be read for this record.
    budget: Rc<Cell<usize>>,
    /// The bytes that were read.
    passed: Rc<Cell<u64>>,
}

impl Limited {
    /// The bytes that the stream gives first, in one piece if they are a byte order mark: only so does the parser know it.
    fn read_first(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        const MARK: &[u8] = "\u{FEFF}".as_bytes();
        let mut read = self.stream.read(bytes)?;
        while read > 0 && read < MARK.len().min(bytes.len()) && MARK.starts_with(&bytes[..read]) {
            let more = self.stream.read(&mut bytes[read..])?;
            if more == 0 {
                break;
            }
            read += more;
        }
        Ok(read)
    }
}

impl Read for Limited {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = if self.passed.get() == 0 { self.read_first(bytes)? } else { self.stream.read(bytes)? };
        let Some(left) = self.budget.get().checked_sub(read) else {
            return Err(io::Error::other("a record longer than --max-document; is a quote left open?"));
        };
        self.budget.set(left);
        self.passed.set(self.passed.get() + read as u64);
        Ok(read)
    }
}
