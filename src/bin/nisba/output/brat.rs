//! brat standoff: text-bound annotations with their entities as normalisations, to lie beside a text.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use nisba::Mention;

use super::{Format, Out};
use crate::Failure;
use crate::input::place::Unit;
use crate::input::{Document, Frame};

/// Annotations of one text, or of many in files of a folder.
pub(crate) struct Brat {
    unit: Unit,
    folder: Option<PathBuf>,
    /// The label of the text, and how many annotations it has.
    text: Option<String>,
    number: usize,
    /// The text's file in the folder, and those written before.
    file: Option<BufWriter<File>>,
    written: BTreeSet<PathBuf>,
}

impl Brat {
    pub(crate) fn new(unit: Unit, folder: Option<PathBuf>) -> Self {
        Self { unit, folder, text: None, number: 0, file: None, written: BTreeSet::new() }
    }

    /// Ends the annotations of one text and begins those of another.
    fn turn_to(&mut self, source: &str) -> Result<(), Failure> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let path = beside(folder, source);
        let wrong = Failure::of_file(&path);
        if !self.written.insert(path.clone()) {
            let path = path.display();
            return Err(Failure::Message(format!("{source}: another file has its annotations in {path}; rename one")));
        }
        if let Some(mut file) = self.file.take() {
            file.flush()?;
        }
        path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(&wrong)?;
        self.file = Some(BufWriter::new(File::create(&path).map_err(&wrong)?));
        (self.text, self.number) = (Some(source.to_owned()), 0);
        Ok(())
    }
}

impl Format for Brat {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let source = document.source.as_deref().unwrap_or("standard input");
        if self.text.as_deref() != Some(source) {
            self.turn_to(source)?;
        }
        if *self.text.get_or_insert_with(|| source.to_owned()) != source || !matches!(document.frame, Frame::Plain) {
            return Err(Failure::Message(format!(
                "{source}: brat annotations lie beside one plain text; for several, --brat-folder FOLDER"
            )));
        }
        let text = document.text.as_str();
        let out: &mut dyn Write = match &mut self.file {
            Some(file) => file,
            None => out,
        };
        for m in mentions {
            self.number += 1;
            let spans = unbroken(text, &m.span);
            let places: Vec<_> =
                document.places(&spans, self.unit).iter().map(|p| format!("{} {}", p.start, p.end)).collect();
            let surface: Vec<_> = spans.into_iter().map(|span| &text[span]).collect();
            let (number, kind) = (self.number, &m.kind);
            writeln!(out, "T{number}\t{kind} {}\t{}", places.join(";"), super::cell(&surface.join(" ")))?;
            writeln!(out, "N{number}\tReference T{number} nisba:{}\t{}", m.entity, super::cell(&m.name))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut Out) -> Result<(), Failure> {
        match &mut self.file {
            Some(file) => Ok(file.flush()?),
            None => Ok(()),
        }
    }
}

/// The file of annotations of a text: under the folder as the text is under its own, and never outside of it.
fn beside(folder: &Path, source: &str) -> PathBuf {
    let parts = Path::new(source).components().filter(|part| matches!(part, Component::Normal(_)));
    folder.join(parts.collect::<PathBuf>()).with_extension("ann")
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
