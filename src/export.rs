//! Lexicons in other formats: curated TOML, JSON Lines, patterns for spaCy, tables.

mod csv;
mod json_lines;
mod spacy;
mod toml;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::lexicon::source::{self, Entity, Provenance};

/// A format that lexicons are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Curated TOML in the layout of [`format`](crate::format()).
    Toml,
    /// Bulk JSON Lines.
    JsonLines,
    /// Patterns for the EntityRuler of spaCy, with labels in place of types.
    Spacy {
        /// Types and their labels, beside the usual ones.
        labels: Vec<(String, String)>,
    },
    /// A table of id, name, type, variants, source and licence.
    Csv {
        /// What stands between variants.
        separator: String,
    },
}

/// Writes entities one by one.
pub(crate) struct Writer {
    target: Target,
    text: String,
    entities: u64,
    /// Whether something stands before what is written next.
    is_begun: bool,
    /// Where the entities so far come from.
    provenance: Provenance,
    left_out: LeftOut,
}

/// What the target has no place for.
#[derive(Clone, Copy, Debug, Default)]
struct LeftOut {
    tags: u64,
    fields: u64,
    forms: u64,
}

impl Writer {
    pub(crate) fn new(target: Target) -> Self {
        Self {
            target,
            text: String::new(),
            entities: 0,
            is_begun: false,
            provenance: Provenance::default(),
            left_out: LeftOut::default(),
        }
    }

    pub(crate) fn write(&mut self, entity: &Entity, provenance: &Provenance, out: &mut dyn Write) -> Result<()> {
        self.text.clear();
        let left_out = &mut self.left_out;
        match &self.target {
            Target::Toml => {
                toml::write(entity, (self.provenance != *provenance).then_some(provenance), &mut self.text);
                if self.is_begun {
                    self.text.insert(0, '\n');
                }
                self.is_begun = true;
                self.provenance.clone_from(provenance);
            }
            Target::JsonLines => {
                left_out.fields += fields_beside_names(entity);
                json_lines::write(entity, provenance, &mut self.text);
            }
            Target::Spacy { labels } => {
                left_out.fields += fields_beside_names(entity);
                left_out.forms += spacy::write(entity, labels, &mut self.text);
            }
            Target::Csv { separator } => {
                left_out.fields += fields_beside_names(entity);
                left_out.tags += entity.variants.iter().filter(|v| v.has_tags()).count() as u64;
                if self.entities == 0 {
                    self.text.push_str(csv::HEADER);
                }
                csv::write(entity, provenance, separator, &mut self.text)?;
            }
        }
        self.entities += 1;
        out.write_all(self.text.as_bytes()).map_err(|e| Error::io(Path::new("output"), &e))
    }

    /// Writes what stands before the entities.
    fn begin(&mut self, thresholds: &BTreeMap<String, f32>, out: &mut dyn Write) -> Result<()> {
        if !matches!(self.target, Target::Toml) {
            self.left_out.fields += thresholds.len() as u64;
            return Ok(());
        }
        let text = toml::thresholds(thresholds);
        self.is_begun = !text.is_empty();
        out.write_all(text.as_bytes()).map_err(|e| Error::io(Path::new("output"), &e))
    }

    /// Writes what a file without entities has.
    pub(crate) fn end(&mut self, out: &mut dyn Write) -> Result<()> {
        if self.entities == 0 && matches!(self.target, Target::Csv { .. }) {
            out.write_all(csv::HEADER.as_bytes()).map_err(|e| Error::io(Path::new("output"), &e))?;
        }
        Ok(())
    }

    /// What was left out, in words, and how often.
    pub(crate) fn left_out(&self) -> [(&'static str, u64); 3] {
        [
            ("tags of names that the format has no place for left out", self.left_out.tags),
            ("fields that the format has no place for left out", self.left_out.fields),
            ("names that count only in a context left out", self.left_out.forms),
        ]
    }
}

/// How many fields an entity has that only curated lexicons hold.
fn fields_beside_names(entity: &Entity) -> u64 {
    let Entity { id: _, name: _, kind: _, variants: _, .. } = entity;
    let fields = [
        !entity.about.is_empty(),
        !entity.same_as.is_empty(),
        !entity.within.is_empty(),
        entity.family_first,
        !entity.short.is_empty(),
        !entity.never.is_empty(),
        !entity.cues.is_empty(),
        entity.weight.is_some(),
        entity.threshold.is_some(),
    ];
    fields.into_iter().filter(|&has| has).count() as u64
}

/// What an export did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Entities written.
    pub entities: u64,
    /// What was left out because the format has no place for it, and how often.
    pub counts: Vec<(String, u64)>,
}

/// Writes the entities of lexicons (`.toml`, `.jsonl`, folders of them) in another format, in their order.
///
/// Bulk lexicons are read line by line, so that they may be of any size.
///
/// # Errors
///
/// A lexicon that does not load, with the line; a name with the separator of a table in it.
///
/// # Examples
///
/// ```
/// use nisba::export::{Target, export};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("people.jsonl");
/// std::fs::write(&path, r#"{"id": "Q1", "name": "Ann Lee", "type": "person", "variants": ["李安"]}"#)?;
/// let mut out = Vec::new();
/// export([&path], Target::Spacy { labels: Vec::new() }, &mut out)?;
/// assert_eq!(
///     String::from_utf8(out)?,
///     "{\"label\":\"PERSON\",\"pattern\":\"Ann Lee\",\"id\":\"Q1\"}\n\
///      {\"label\":\"PERSON\",\"pattern\":\"李安\",\"id\":\"Q1\"}\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn export<P: AsRef<Path>>(
    lexicons: impl IntoIterator<Item = P>,
    target: Target,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut writer = Writer::new(target);
    let files = source::files(lexicons)?;
    writer.begin(&type_thresholds(&files)?, out)?;
    for file in files {
        if source::is_bulk(&file) {
            each_line(&file, |entity, provenance| writer.write(&entity, &provenance, out))?;
        } else {
            for entity in source::curated(&file, &source::text(&file)?)? {
                writer.write(&entity, &Provenance::default(), out)?;
            }
        }
    }
    writer.end(out)?;
    let counts = writer.left_out().into_iter().filter(|(_, n)| *n > 0);
    Ok(Summary { entities: writer.entities, counts: counts.map(|(what, n)| (what.to_owned(), n)).collect() })
}

/// The thresholds of types that the curated files state.
fn type_thresholds(files: &[PathBuf]) -> Result<BTreeMap<String, f32>> {
    let mut all = source::TypeThresholds::default();
    for file in files.iter().filter(|file| !source::is_bulk(file)) {
        let stated = source::curated_source(&source::text(file)?).thresholds;
        all.add(file, stated)?;
    }
    Ok(all.values)
}

/// The entities of a bulk lexicon, line by line.
fn each_line(path: &PathBuf, mut each: impl FnMut(Entity, Provenance) -> Result<()>) -> Result<()> {
    use std::io::BufRead;

    let file = std::fs::File::open(path).map_err(|e| Error::io(path, &e))?;
    let mut reader = std::io::BufReader::with_capacity(1 << 16, file);
    let (mut bytes, mut number) = (Vec::new(), 0);
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(|e| Error::io(path, &e))? == 0 {
            return Ok(());
        }
        number += 1;
        let line = std::str::from_utf8(&bytes).map_err(|e| {
            let column = String::from_utf8_lossy(&bytes[..e.valid_up_to()]).chars().count() + 1;
            Error::data_at(path, number, column, "invalid UTF-8; save the file as UTF-8")
        })?;
        let line = line.strip_prefix('\u{FEFF}').filter(|_| number == 1).unwrap_or(line).trim_end();
        if line.is_empty() {
            continue;
        }
        let (entity, provenance) = source::bulk_with_provenance(line)
            .map_err(|(at, message)| Error::data_at(path, number, source::position(line, at).1, message))?;
        each(entity, provenance)?;
    }
}
