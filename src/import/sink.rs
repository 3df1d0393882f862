//! Where what is read goes: names are put in order, what is not wanted is left out and counted, the rest is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use xxhash_rust::xxh3::xxh3_64;

use super::Format;
use super::input::Place;
use super::options::{OnError, Options, Weak, is_within};
use crate::error::{Error, Result};
use crate::export::Writer;
use crate::hash::Map;
use crate::lexicon::source::{Context, Entity, Provenance, Variant, VariantKind, id_problem};
use crate::lint::visible;

/// What happens during an import.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Rows (lines, records, elements, statements) were read and entities written; how many so far.
    Passed {
        /// Rows read.
        rows: u64,
        /// Entities written.
        entities: u64,
    },
    /// Something was wrong and is passed over.
    Skipped(&'a Error),
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Entities written.
    pub entities: u64,
    /// Their names, the canonical ones included.
    pub names: u64,
    /// Bad entities, lines and files that were passed over.
    pub skipped: u64,
    /// What else was left out or changed, and how often: "names in other languages left out" …
    pub counts: Vec<(String, u64)>,
}

/// An entity as a format has it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Without the prefix.
    pub(crate) id: String,
    /// Empty where the format does not say it.
    pub(crate) kind: String,
    /// Names that may be the canonical one, of one language each or of none.
    pub(crate) labels: Vec<Variant>,
    pub(crate) variants: Vec<Variant>,
    /// Names that the source calls weak.
    pub(crate) weak: Vec<Variant>,
    /// Where this entity alone comes from.
    pub(crate) source: String,
    pub(crate) place: Place,
}

impl Draft {
    pub(crate) fn new(id: impl Into<String>, kind: impl Into<String>, place: Place) -> Self {
        Self { id: id.into(), kind: kind.into(), place, ..Self::default() }
    }
}

/// A name without tags.
pub(crate) fn plain(form: impl Into<String>) -> Variant {
    Variant { form: form.into(), ..Variant::default() }
}

/// A name in a language.
pub(crate) fn in_language(form: impl Into<String>, language: &str) -> Variant {
    Variant { form: form.into(), lang: language.to_owned(), ..Variant::default() }
}

/// A name of some kind.
pub(crate) fn of_kind(form: impl Into<String>, kind: VariantKind) -> Variant {
    Variant { form: form.into(), kind: Some(kind), ..Variant::default() }
}

pub(crate) struct Sink<'a> {
    pub(crate) options: &'a Options,
    writer: Writer,
    out: &'a mut dyn Write,
    watch: &'a mut dyn FnMut(Event),
    /// Each id's hash, and the file and line that it stands in.
    seen: Map<u64, u64>,
    files: Vec<PathBuf>,
    prefix: String,
    provenance: Provenance,
    summary: Summary,
    rows: u64,
}

/// The lowest bits of a place hold the line, up to a million million.
const LINE_BITS: u32 = 40;

/// How often the watcher is told.
const TOLD_EACH: u64 = 4096;

impl<'a> Sink<'a> {
    pub(crate) fn new(
        options: &'a Options,
        writer: Writer,
        out: &'a mut dyn Write,
        watch: &'a mut dyn FnMut(Event),
    ) -> Self {
        Self {
            options,
            writer,
            out,
            watch,
            seen: Map::default(),
            files: Vec::new(),
            prefix: String::new(),
            provenance: Provenance::default(),
            summary: Summary::default(),
            rows: 0,
        }
    }

    /// The number that the next file has.
    pub(crate) fn next_file(&self) -> usize {
        self.files.len()
    }

    pub(crate) fn begin_file(&mut self, path: &Path) {
        self.files.push(path.to_owned());
    }

    /// What follows is of this format.
    pub(crate) fn set_format(&mut self, format: Format) {
        let (source, licence) = format.provenance();
        let or = |given: &Option<String>, known: &str| given.clone().unwrap_or_else(|| known.to_owned());
        self.prefix = or(&self.options.id_prefix, format.prefix());
        self.provenance =
            Provenance { source: or(&self.options.source, source), licence: or(&self.options.licence, licence) };
    }

    /// The source of an entity that stands in some lists of it: `OpenSanctions: eu_fsf, us_ofac_sdn`. Nothing where there
    /// are none, or the user says what the source is.
    pub(crate) fn source_in(&self, lists: &[String]) -> String {
        if lists.is_empty() || self.options.source.is_some() {
            return String::new();
        }
        let lists = lists.join(", ");
        match self.provenance.source.as_str() {
            "" => lists,
            whole => format!("{whole}: {lists}"),
        }
    }

    /// Whether as many entities are written as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.options.limit.is_some_and(|limit| self.summary.entities >= limit)
    }

    /// A row is read.
    pub(crate) fn pass_row(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(TOLD_EACH) {
            self.tell();
        }
    }

    fn tell(&mut self) {
        (self.watch)(Event::Passed { rows: self.rows, entities: self.summary.entities });
    }

    /// What is wrong with an entity ends the import or is passed over.
    pub(crate) fn refuse(&mut self, error: Error) -> Result<()> {
        if self.options.on_error == OnError::Stop || error.is_io() {
            return Err(error);
        }
        self.summary.skipped += 1;
        (self.watch)(Event::Skipped(&error));
        Ok(())
    }

    /// What is wrong with a file as a whole; one that cannot be read may be passed over, a place to write cannot.
    pub(crate) fn refuse_file(&mut self, error: Error) -> Result<()> {
        if self.options.on_error == OnError::Stop || !self.files.iter().any(|f| f == error.path()) {
            return Err(error);
        }
        self.summary.skipped += 1;
        (self.watch)(Event::Skipped(&error));
        Ok(())
    }

    /// Counts something that is left out or changed.
    pub(crate) fn count(&mut self, what: &str, number: u64) {
        if number == 0 {
            return;
        }
        match self.summary.counts.iter_mut().find(|(w, _)| w == what) {
            Some((_, count)) => *count += number,
            None => self.summary.counts.push((what.to_owned(), number)),
        }
    }

    pub(crate) fn wrong(&self, place: Place, message: impl Into<String>) -> Error {
        Error::data(self.file(place.file), place.line, message)
    }

    fn file(&self, number: usize) -> &Path {
        self.files.get(number).map_or(Path::new(""), PathBuf::as_path)
    }

    /// Writes an entity if it is wanted. What is wrong with it ends the import or is passed over.
    pub(crate) fn take(&mut self, draft: Draft) -> Result<()> {
        if self.is_full() {
            return Ok(());
        }
        self.try_take(draft).or_else(|e| self.refuse(e))
    }

    fn try_take(&mut self, mut draft: Draft) -> Result<()> {
        if draft.kind.is_empty() {
            draft.kind.clone_from(&self.options.kind);
        }
        if draft.kind.is_empty() {
            self.count("entities of no known type left out; --type TYPE takes them, --class CLASS=TYPE some", 1);
            return Ok(());
        }
        if !self.options.types.is_empty() && !self.options.types.contains(&draft.kind) {
            self.count("entities of other types left out", 1);
            return Ok(());
        }
        let (source, place) = (std::mem::take(&mut draft.source), draft.place);
        let id = format!("{}{}", self.prefix, draft.id);
        if let Some(problem) = id_problem(&id) {
            return Err(self.wrong(place, format!("id {id:?} {problem}; give the entity another id")));
        }
        let hash = xxh3_64(id.as_bytes());
        if let Some(&before) = self.seen.get(&hash) {
            return Err(self.repeated(&id, place, before));
        }
        let Some(entity) = self.entity(id, draft) else {
            self.count("entities without a name left out", 1);
            return Ok(());
        };
        self.seen.insert(hash, (place.file as u64) << LINE_BITS | place.line as u64);
        let own = (!source.is_empty()).then(|| Provenance { source, licence: self.provenance.licence.clone() });
        let provenance = own.as_ref().unwrap_or(&self.provenance);
        self.writer.write(&entity, provenance, self.out)?;
        self.summary.entities += 1;
        self.summary.names += 1 + entity.variants.len() as u64;
        if self.summary.entities.is_multiple_of(TOLD_EACH) {
            self.tell();
        }
        Ok(())
    }

    /// An error about an id that stands somewhere before.
    #[cold]
    fn repeated(&self, id: &str, place: Place, before: u64) -> Error {
        let line = before & ((1 << LINE_BITS) - 1);
        let file = usize::try_from(before >> LINE_BITS).unwrap_or_default();
        let first = match (self.file(file).display(), line) {
            (path, 0) => path.to_string(),
            (_, line) if file == place.file => format!("line {line}"),
            (path, line) => format!("{path}, line {line}"),
        };
        self.wrong(place, format!("id {id:?} stands in {first} already; remove one, or give it another id"))
    }

    /// The entity with its names in order; nothing where it has none.
    fn entity(&mut self, id: String, draft: Draft) -> Option<Entity> {
        let Draft { kind, mut labels, variants, weak, .. } = draft;
        let before = labels.len() + variants.len() + weak.len();
        labels.retain(|v| self.options.wants_language(&v.lang));
        let labels_left = labels.len();
        let rest = variants.into_iter().filter(|v| self.options.wants_language(&v.lang));
        let mut names: Vec<Variant> = labels.into_iter().chain(rest).collect();
        let weak: Vec<Variant> = weak.into_iter().filter(|v| self.options.wants_language(&v.lang)).collect();
        self.count("names in other languages left out", (before - names.len() - weak.len()) as u64);
        let main = self.canonical(&names[..labels_left]);
        if let Some(main) = main {
            names[..=main].rotate_right(1);
        }
        match self.options.weak {
            Weak::Drop => self.count("weak names left out", weak.len() as u64),
            Weak::Keep => names.extend(weak),
            Weak::Context => {
                self.count("weak names count only beside a full name", weak.len() as u64);
                let context = Some(Context::NeedsFullName);
                names.extend(weak.into_iter().map(|v| Variant { context, ..v }));
            }
        }
        let mut kept: Vec<Variant> = Vec::with_capacity(names.len());
        let mut forms = crate::hash::Set::default();
        let (mut empty, mut repeated, mut repaired) = (0, 0, 0);
        for mut name in names {
            let form = clean(&name.form);
            if form.is_empty() {
                empty += 1;
                continue;
            }
            if form != name.form {
                repaired += 1;
                name.form = form;
            }
            if !forms.insert(name.form.clone()) {
                repeated += 1;
                continue;
            }
            if !self.options.keep_languages {
                name.lang.clear();
            }
            kept.push(name);
        }
        self.count("empty names left out", empty);
        self.count("names put in order (normal form, spaces, unseen characters)", repaired);
        self.count("names listed twice in an entity left out", repeated);
        let main = kept.iter().position(|v| v.context.is_none())?;
        let name = kept.remove(main).form;
        Some(Entity { id, name, kind: clean(&kind), variants: kept, ..Entity::default() })
    }

    /// Which label is the canonical name: of the first language asked for that has one, of none, English, any.
    fn canonical(&self, labels: &[Variant]) -> Option<usize> {
        let asked = self.options.languages.iter().map(String::as_str);
        let mut wanted = asked.chain(["", "en", "mul"]);
        let of = |language: &str| {
            let is_it = |v: &Variant| v.lang == language || (!language.is_empty() && is_within(&v.lang, language));
            labels.iter().position(is_it)
        };
        wanted.find_map(of).or((!labels.is_empty()).then_some(0))
    }

    /// The end of the import.
    pub(crate) fn end(mut self) -> Result<Summary> {
        self.writer.end(self.out)?;
        for (what, number) in self.writer.left_out() {
            self.count(what, number);
        }
        self.tell();
        Ok(self.summary)
    }
}

/// A name in normal form C, without needless spaces and what nobody sees.
fn clean(form: &str) -> String {
    if form.is_ascii() && !form.contains("  ") && !form.bytes().any(|b| b.is_ascii_control()) {
        return form.trim().to_owned();
    }
    if is_nfc(form) { visible(form) } else { visible(&form.nfc().collect::<String>()) }
}
