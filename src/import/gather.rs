//! Rows that belong together brought together, whatever order they come in and however many they are.
//!
//! Rows are kept up to a bound and then written, sorted by key, to a temporary file; the files are merged in the end.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use super::input::Place;
use crate::error::{Error, Result};

/// Bytes of rows that are kept in memory.
const KEPT: usize = 64 << 20;
/// Files that are open at once.
const FILES: usize = 64;

/// A row of some entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) place: Place,
    /// What kind of row it is, as the format has it.
    pub(crate) tag: u8,
    pub(crate) text: String,
}

/// What a row takes beside its text.
const OVERHEAD: usize = size_of::<Row>() + 32;

pub(crate) struct Gather {
    rows: Vec<Row>,
    bytes: usize,
    kept: usize,
    files: Vec<File>,
}

impl Default for Gather {
    fn default() -> Self {
        Self { rows: Vec::new(), bytes: 0, kept: KEPT, files: Vec::new() }
    }
}

impl Gather {
    pub(crate) fn push(&mut self, row: Row) -> Result<()> {
        self.bytes += row.key.len() + row.text.len() + OVERHEAD;
        self.rows.push(row);
        if self.bytes < self.kept { Ok(()) } else { self.spill().map_err(|e| about(&e)) }
    }

    /// Gives the rows of each key, in the order of keys, a key's in the order of their coming.
    pub(crate) fn groups(&mut self, mut each: impl FnMut(&str, &[Row]) -> Result<()>) -> Result<()> {
        // Sorting is stable: a key's rows stay in their order.
        self.rows.sort_by(|a, b| a.key.cmp(&b.key));
        let rows = std::mem::take(&mut self.rows);
        let mut runs: Vec<Run> = Vec::new();
        for file in self.files.drain(..) {
            runs.push(Run::File(BufReader::new(file)));
        }
        runs.push(Run::Rows(rows.into_iter()));
        let mut group: Vec<Row> = Vec::new();
        let mut merged = Merged::new(runs).map_err(|e| about(&e))?;
        while let Some(row) = merged.next().map_err(|e| about(&e))? {
            if group.first().is_some_and(|first| first.key != row.key) {
                each(&group[0].key, &group)?;
                group.clear();
            }
            group.push(row);
        }
        if let Some(first) = group.first() {
            each(&first.key, &group)?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.rows.sort_by(|a, b| a.key.cmp(&b.key));
        let rows = Run::Rows(std::mem::take(&mut self.rows).into_iter());
        self.bytes = 0;
        self.files.push(written(vec![rows])?);
        if self.files.len() >= FILES {
            let runs = self.files.drain(..).map(|file| Run::File(BufReader::new(file))).collect();
            self.files.push(written(runs)?);
        }
        Ok(())
    }
}

fn about(error: &io::Error) -> Error {
    Error::io(Path::new("temporary file"), error)
}

/// A file with the rows of some runs in order.
fn written(runs: Vec<Run>) -> io::Result<File> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    let mut merged = Merged::new(runs)?;
    while let Some(row) = merged.next()? {
        for number in [row.place.file, row.place.line, row.tag.into(), row.key.len(), row.text.len()] {
            out.write_all(&(number as u64).to_le_bytes())?;
        }
        out.write_all(row.key.as_bytes())?;
        out.write_all(row.text.as_bytes())?;
    }
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

/// Sorted rows.
enum Run {
    Rows(std::vec::IntoIter<Row>),
    File(BufReader<File>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Row>> {
        let file = match self {
            Self::Rows(rows) => return Ok(rows.next()),
            Self::File(file) => file,
        };
        let mut head = [0; 40];
        match file.read_exact(&mut head) {
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            done => done?,
        }
        let mut numbers = [0; 5];
        for (number, bytes) in numbers.iter_mut().zip(head.chunks_exact(8)) {
            let bytes: [u8; 8] = bytes.try_into().unwrap_or_default();
            *number = usize::try_from(u64::from_le_bytes(bytes)).map_err(io::Error::other)?;
        }
        let [number, line, tag, key, text] = numbers;
        let mut string = |length: usize| {
            let mut bytes = vec![0; length];
            file.read_exact(&mut bytes)?;
            String::from_utf8(bytes).map_err(io::Error::other)
        };
        let (key, text) = (string(key)?, string(text)?);
        Ok(Some(Row { key, place: Place { file: number, line }, tag: u8::try_from(tag).unwrap_or_default(), text }))
    }
}

/// The rows of several runs in order: by key, then by run.
struct Merged {
    runs: Vec<Run>,
    heads: BinaryHeap<Head>,
}

#[derive(PartialEq, Eq)]
struct Head {
    row: Row,
    run: usize,
}

impl Ord for Head {
    /// The least is the greatest, for the heap.
    fn cmp(&self, other: &Self) -> Ordering {
        (&other.row.key, other.run).cmp(&(&self.row.key, self.run))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Merged {
    fn new(runs: Vec<Run>) -> io::Result<Self> {
        let mut this = Self { heads: BinaryHeap::with_capacity(runs.len()), runs };
        for run in 0..this.runs.len() {
            this.advance(run)?;
        }
        Ok(this)
    }

    fn advance(&mut self, run: usize) -> io::Result<()> {
        if let Some(row) = self.runs[run].next()? {
            self.heads.push(Head { row, run });
        }
        Ok(())
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(Head { row, run }) = self.heads.pop() else { return Ok(None) };
        self.advance(run)?;
        Ok(Some(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_groups_however_much_is_kept() {
        let row = |n: usize| Row {
            key: (n * 7919 % 100).to_string(),
            place: Place { file: 0, line: n },
            tag: 1,
            text: format!("row {n}"),
        };
        for kept in [1, 1000, 100_000_000] {
            let mut gather = Gather { kept, ..Gather::default() };
            (0..1000).for_each(|n| gather.push(row(n)).unwrap());
            let mut keys = Vec::new();
            gather
                .groups(|key, rows| {
                    keys.push(key.to_owned());
                    assert!(rows.len() == 10 && rows.is_sorted_by_key(|r| r.place.line), "{rows:?}");
                    assert!(rows.iter().all(|r| *r == row(r.place.line)));
                    Ok(())
                })
                .unwrap();
            assert!(keys.len() == 100 && keys.is_sorted());
        }
    }
}
