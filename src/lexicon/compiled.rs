//! The compiled form of a lexicon: one file, read in place.
//!
//! A file is a header, a table of sections and the sections: arrays of little-endian numbers and records of bytes, so
//! that it means the same on every machine and nothing is rebuilt when it is opened. What other parts tell is not
//! stored: a name's text is that of its words, neighbours written as one are their parts. Every read is checked against the section's bounds: a file whose checksum was not
//! verified (see [`Compiled::verify`]) can give wrong answers, never an access outside of it.

use std::borrow::Cow;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use super::forms::{self, FormWords, Written};
use super::lists::Lists;
use super::packed::{self, Reader};
use super::vocabulary::{self, JOINED, OWN_WORD, Own, SCRIPT, TOLD};
use super::{buckets, source};
use crate::error::{Error, Result};
use crate::grammar::{Group, Roles};
use crate::hash::{self, Map};
use crate::matching::acronyms::Acronyms;
use crate::matching::keys::Signature;
use crate::matching::offices::Families;
use crate::orthography::names::{TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::Segment;
use crate::segment::Shape;

/// What a compiled file begins with.
pub(crate) const MAGIC: [u8; 8] = *b"nisba\r\n\x1a";
/// The version of the format; another version needs the lexicon compiled again.
pub(crate) const VERSION: u32 = 10;
/// Magic, version, number of sections, hash of the sections' bytes, hash of the sound and grammar tables, hash of what precedes and the table.
pub(crate) const HEADER: usize = 8 + 4 + 4 + 8 + 8 + 8;
/// Files up to this size are verified whole when they are opened, in under ten milliseconds.
const VERIFIED: usize = 32 << 20;

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The sections of a file, in their order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(crate) enum Section { $($(#[$doc])* $name,)* }
        impl Section {
            pub(crate) const COUNT: usize = [$(Self::$name),*].len();
        }
    };
}

sections! {
    /// u32: the number of forms; of buckets in `Exact`, `Keys` and `Codes`.
    Counts,
    /// Strings, each with its length in LEB128 before it.
    Text,
    /// The ids of the entities in their order, each with its length in LEB128 before it.
    Ids,
    /// u32 for every [`IDS`]th entity: its id in `Ids`.
    IdStart,
    /// The forms that are the first of an entity: a set, see `packed`.
    EntityForm,
    /// u8 an entity: its kind, an index into `Kinds`.
    EntityKind,
    /// u32 a kind: its name in `Text`.
    Kinds,
    /// (u32 entity, u32 JSON in `Text`) for entities that have more to say than forms; sorted. The number after the last
    /// entity's is the lexicon itself.
    Details,
    /// A record a form: see `forms`.
    Forms,
    /// Where they start: see `packed`, as for all records.
    FormStart,
    /// What is said of forms: u16 [`FormFlags`], u8 weight in 255ths, and 0.
    Properties,
    /// u8 a vocabulary word: its script, and flags of `vocabulary`.
    VocabScript,
    /// u8 a vocabulary word: how rare it is among the forms, 255 for a word of one.
    VocabRarity,
    /// A bit a vocabulary word: see [`Compiled::has_latin_name`]. Empty where none has.
    LatinNamed,
    /// A record a vocabulary word: see `vocabulary`.
    Vocab,
    VocabStart,
    /// (u32 roles, u32 group) for each different thing that the grammar says of words; the first says nothing.
    Entries,
    /// The vocabulary words by the hash of their letters: see `buckets`.
    Exact,
    ExactStart,
    /// Two u32s an entry, in order: group of given names and vocabulary word.
    GivenGroup,
    /// By their sound keys; of one key words without their vowels first.
    Keys,
    KeyStart,
    /// By their sound codes and codes less one class.
    Codes,
    CodeStart,
    /// A record a vocabulary word: the forms and the other words that it leads to, see `lists`.
    Lists,
    ListStart,
}

/// Entities of which the first one's id is found without reading others.
pub(crate) const IDS: usize = 16;

/// A number of an entity, form or vocabulary word of one lexicon.
pub(crate) type Index = u32;

/// Properties of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormFlags(pub(crate) u16);

impl FormFlags {
    pub(crate) const EXACT_CASE: Self = Self(1);
    pub(crate) const NEEDS_FULL_NAME: Self = Self(1 << 1);
    pub(crate) const NEEDS_CUE: Self = Self(1 << 2);
    /// The canonical name.
    pub(crate) const CANONICAL: Self = Self(1 << 3);
    /// A form used alone after a full mention.
    pub(crate) const SHORT: Self = Self(1 << 4);
    /// A form that is not the entity.
    pub(crate) const NEVER: Self = Self(1 << 5);
    /// Letters that are spelt, not sounded: no other spelling means it.
    pub(crate) const ACRONYM: Self = Self(1 << 6);
    /// The family name comes first.
    pub(crate) const FAMILY_FIRST: Self = Self(1 << 7);

    /// An acronym that is not listed: the initials of a listed name.
    pub(crate) const INITIALS: Self = Self(1 << 8);
    /// A form that counts in its own language only.
    pub(crate) const NEEDS_LANGUAGE: Self = Self(1 << 9);

    pub(crate) fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    pub(crate) const fn with(self, flag: Self) -> Self {
        Self(self.0 | flag.0)
    }

    /// Adds what a source says of a variant.
    pub(crate) fn with_variant(self, kind: Option<source::VariantKind>, context: Option<source::Context>) -> Self {
        let kind = kind.map_or(0, |k| k as u16 + 1) << 12;
        let context = match context {
            None => Self(0),
            Some(source::Context::NeedsFullName) => Self::NEEDS_FULL_NAME,
            Some(source::Context::NeedsCue) => Self::NEEDS_CUE,
            Some(source::Context::NeedsLanguage) => Self::NEEDS_LANGUAGE,
        };
        Self(self.0 | kind).with(context)
    }
}

/// One word of a form, packed: the vocabulary word in the low 24 bits, flags above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormWord(pub(crate) u32);

impl FormWord {
    /// The most vocabulary words of one lexicon.
    pub(crate) const MOST: usize = 1 << 24;
    const LIGHT: u32 = 1 << 24;
    const INITIAL: u32 = 1 << 25;
    const PATRONYMIC: u32 = 1 << 26;
    const LOWER: u32 = 1 << 27;
    const JOIN: u32 = 1 << 31;

    pub(crate) fn word(vocab: Index, word: &Word, hint: TypeHint) -> Self {
        let flag = |is: bool, bit: u32| if is { bit } else { 0 };
        let is_initial = word.is_initial() && matches!(hint, TypeHint::Person | TypeHint::Unknown);
        Self(
            vocab
                | flag(word.is_light, Self::LIGHT)
                | flag(is_initial, Self::INITIAL)
                | flag(word.roles.any(Roles::PATRONYMIC), Self::PATRONYMIC)
                | flag(word.shape == Shape::Lower, Self::LOWER),
        )
    }

    /// Whether the word is listed in lower case, so that a text may have it so.
    pub(crate) fn is_lower(self) -> bool {
        self.0 & Self::LOWER != 0
    }

    /// Whether the word is after the father's name.
    pub(crate) fn is_patronymic(self) -> bool {
        self.0 & Self::PATRONYMIC != 0
    }

    /// The words from `first` on, `count` of them, written as one.
    pub(crate) fn join(vocab: Index, first: usize, count: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "forms have at most sixteen words")]
        Self(vocab | Self::JOIN | (first as u32 & 15) << 24 | (count as u32 - 2) << 28)
    }

    pub(crate) fn vocab(self) -> Index {
        self.0 & 0x00FF_FFFF
    }

    pub(crate) fn is_light(self) -> bool {
        self.0 & Self::LIGHT != 0
    }

    pub(crate) fn is_initial(self) -> bool {
        self.0 & Self::INITIAL != 0
    }

    /// First word and number of words of a join.
    pub(crate) fn as_join(self) -> Option<(usize, usize)> {
        (self.0 & Self::JOIN != 0).then_some(((self.0 >> 24) as usize & 15, ((self.0 >> 28) as usize & 3) + 2))
    }
}

enum Bytes {
    Owned(Vec<u8>),
    Static(&'static [u8]),
    Mapped(memmap2::Mmap),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Static(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// A compiled lexicon, open for reading.
pub(crate) struct Compiled {
    bytes: Bytes,
    sections: [Range<usize>; Section::COUNT],
    kinds: Vec<String>,
    /// What each kind says of names.
    hints: Vec<TypeHint>,
    /// The numbers of forms and of vocabulary words.
    forms: usize,
    words: usize,
    /// The numbers of buckets of letters, sound keys and sound codes.
    buckets: [usize; 3],
    /// The names of bodies by their acronyms, gathered when a look-up first asks.
    acronyms: OnceLock<Acronyms>,
    /// The persons by their family names in Han and Hangul, gathered when a text first asks.
    families: OnceLock<Families>,
    /// The words that are translated, by their meaning, gathered likewise.
    meanings: OnceLock<Map<Group, Vec<Index>>>,
    /// The signatures of vocabulary words, read together when one of them is asked for.
    signatures: Box<[OnceLock<Box<[Signature; SIGNATURES]>>]>,
}

/// Words of a name by which its forms are looked for.
const MOST_PAIRED: usize = 4;
/// Signatures that are read together: a search asks for words that stand together.
const SIGNATURES: usize = 64;

impl Compiled {
    /// The persons by their family names in Han and Hangul, made once whoever asks.
    pub(crate) fn families(&self, make: impl FnOnce() -> Families) -> &Families {
        self.families.get_or_init(make)
    }

    /// The acronyms of the lexicon's bodies, made once whoever asks.
    pub(crate) fn acronyms(&self, make: impl FnOnce() -> Acronyms) -> &Acronyms {
        self.acronyms.get_or_init(make)
    }

    /// The words of a meaning, by all that `make` gathers once.
    pub(crate) fn meaning(&self, group: Group, make: impl FnOnce() -> Map<Group, Vec<Index>>) -> &[Index] {
        self.meanings.get_or_init(make).get(&group).map_or(&[], Vec::as_slice)
    }

    /// Maps a file into memory and checks its header; small files are verified whole.
    ///
    /// The file must not change while it is open: `build` writes a new file and renames it over the old one, which
    /// leaves the old one whole for those who have it open. A file that something else truncates under the map ends
    /// the process with SIGBUS, as with every mapped file.
    #[expect(unsafe_code, reason = "mapping a file is unsafe; every read of the map is checked against its bounds")]
    pub(crate) fn open(path: &Path) -> Result<Self> {
        // Asked before it is opened: to open a pipe is to wait for its writer.
        if !path.metadata().map_err(|e| Error::io(path, &e))?.is_file() {
            return Err(Error::data(path, 0, "not a regular file; a compiled lexicon is mapped into memory"));
        }
        let file = File::open(path).map_err(|e| Error::io(path, &e))?;
        // SAFETY: the map is only read, as bytes; see above for what happens when the file changes.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(|e| Error::io(path, &e))?;
        Self::new(Bytes::Mapped(map)).map_err(|message| Error::data(path, 0, message))
    }

    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::new(Bytes::Owned(bytes)).map_err(|message| Error::data(Path::new("compiled lexicon"), 0, message))
    }

    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Self> {
        Self::new(Bytes::Static(bytes)).map_err(|message| Error::data(Path::new("built-in lexicon"), 0, message))
    }

    fn new(bytes: Bytes) -> Result<Self, String> {
        const AGAIN: &str = "compile it again with `nisba build`";
        let number = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let long = |at: usize| bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
        if !bytes.starts_with(&MAGIC) {
            let short = MAGIC.starts_with(&bytes[..bytes.len().min(MAGIC.len())]);
            return Err(match short {
                true => format!("truncated: {} bytes; {AGAIN}", bytes.len()),
                false => "not a compiled lexicon; make one with `nisba build FILE... -o OUT.nisba`".to_owned(),
            });
        }
        let version = number(8).ok_or_else(|| format!("truncated in its header; {AGAIN}"))?;
        if version != VERSION {
            let age = if version > VERSION { "newer" } else { "older" };
            return Err(format!(
                "format version {version} is {age} than this nisba's {VERSION}; {AGAIN}, or use the nisba that made it"
            ));
        }
        if long(24).is_some_and(|engine| engine != super::write::engine()) {
            return Err(format!("made by a nisba with other sound or grammar tables; {AGAIN}"));
        }
        let table_end = HEADER + Section::COUNT * 16;
        let (Some(count), Some(content), Some(head)) = (number(12), long(16), long(32)) else {
            return Err(format!("truncated in its header; {AGAIN}"));
        };
        if bytes.len() < table_end {
            return Err(format!("truncated in its header; {AGAIN}"));
        }
        let covered = [&bytes[..32], &bytes[HEADER..table_end]].concat();
        if count as usize != Section::COUNT || hash::of(&covered) != head {
            return Err(format!("damaged header; {AGAIN}"));
        }
        let mut sections: [Range<usize>; Section::COUNT] = std::array::from_fn(|_| 0..0);
        let mut end = table_end;
        for (i, section) in sections.iter_mut().enumerate() {
            let at = HEADER + i * 16;
            let (start, len) = (long(at).unwrap_or(0), long(at + 8).unwrap_or(0));
            let range = usize::try_from(start).ok().zip(usize::try_from(start.saturating_add(len)).ok());
            let Some((start, stop)) =
                range.filter(|&(start, stop)| start >= end && stop >= start && stop <= bytes.len())
            else {
                return Err(format!("truncated: {} bytes; {AGAIN}", bytes.len()));
            };
            *section = start..stop;
            end = stop;
        }
        if end != bytes.len() {
            return Err(format!("{} bytes after its end; {AGAIN}", bytes.len() - end));
        }
        if bytes.len() <= VERIFIED && hash::of(&bytes[table_end..]) != content {
            return Err(format!("damaged: its checksum does not fit; {AGAIN}"));
        }
        let mut this = Self {
            bytes,
            sections,
            kinds: Vec::new(),
            hints: Vec::new(),
            forms: 0,
            words: 0,
            buckets: [0; 3],
            acronyms: OnceLock::new(),
            families: OnceLock::new(),
            meanings: OnceLock::new(),
            signatures: Box::default(),
        };
        let counts: [usize; 4] = std::array::from_fn(|i| this.u32(Section::Counts, i) as usize);
        // A damaged file may say more than it has: a form takes two bytes at least.
        this.forms = counts[0].min(this.section(Section::Forms).len() / 2);
        this.words = this.section(Section::VocabScript).len();
        this.buckets = [counts[1], counts[2], counts[3]];
        // A byte an entity: a damaged file may list more.
        this.kinds = (0..this.count(Section::Kinds).min(256))
            .map(|i| this.text(this.u32(Section::Kinds, i)).to_owned())
            .collect();
        this.signatures = std::iter::repeat_with(OnceLock::new).take(this.words.div_ceil(SIGNATURES)).collect();
        this.hints = this.kinds.iter().map(|kind| TypeHint::named(kind)).collect();
        Ok(this)
    }

    /// Whether the content is what was written. Reads the whole file.
    pub(crate) fn verify(&self) -> bool {
        let content = self.bytes.get(16..24).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
        Some(hash::of(&self.bytes[HEADER + Section::COUNT * 16..])) == content
    }

    /// The bytes of the file.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[inline]
    fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// The number of u32s in a section.
    #[inline]
    fn count(&self, section: Section) -> usize {
        self.sections[section as usize].len() / 4
    }

    #[inline]
    fn u32(&self, section: Section, i: usize) -> u32 {
        let bytes = self.section(section);
        bytes.get(i * 4..i * 4 + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    #[inline]
    fn u8(&self, section: Section, i: usize) -> u8 {
        self.section(section).get(i).copied().unwrap_or(0)
    }

    /// Record `i` of a section and what stands behind it; nothing where there is none.
    #[inline]
    fn record(&self, section: Section, starts: Section, i: usize) -> &[u8] {
        let start = packed::start(self.section(starts), i);
        self.section(section).get(start..).unwrap_or_default()
    }

    /// The string at an offset of `Text`; empty where there is none.
    fn text(&self, at: u32) -> &str {
        let text = self.section(Section::Text).get(at as usize..).unwrap_or_default();
        std::str::from_utf8(Reader(text).string()).unwrap_or_default()
    }

    pub(crate) fn entity_count(&self) -> usize {
        self.section(Section::EntityKind).len()
    }

    pub(crate) fn form_count(&self) -> usize {
        self.forms
    }

    pub(crate) fn entity_id(&self, entity: Index) -> &str {
        let start = self.u32(Section::IdStart, entity as usize / IDS) as usize;
        let mut ids = Reader(self.section(Section::Ids).get(start..).unwrap_or_default());
        for _ in 0..entity as usize % IDS {
            ids.string();
        }
        std::str::from_utf8(ids.string()).unwrap_or_default()
    }

    /// The types of the entities.
    pub(crate) fn kinds(&self) -> &[String] {
        &self.kinds
    }

    pub(crate) fn entity_kind(&self, entity: Index) -> &str {
        let kind = self.u8(Section::EntityKind, entity as usize);
        self.kinds.get(usize::from(kind)).map_or("", String::as_str)
    }

    /// What the kind of an entity says of its names.
    #[inline]
    pub(crate) fn entity_hint(&self, entity: Index) -> TypeHint {
        let kind = self.u8(Section::EntityKind, entity as usize);
        self.hints.get(usize::from(kind)).copied().unwrap_or_else(|| TypeHint::named(""))
    }

    /// The forms of an entity; the first is its canonical name.
    pub(crate) fn entity_forms(&self, entity: Index) -> Range<Index> {
        let set = self.section(Section::EntityForm);
        let end = || Index::try_from(self.forms).unwrap_or(Index::MAX);
        packed::select(set, entity)
            .map_or(0..0, |start| start..packed::after(set, start).unwrap_or_else(end).max(start))
    }

    pub(crate) fn entity_name(&self, entity: Index) -> String {
        self.form_text(self.entity_forms(entity).start)
    }

    /// What the source says of an entity beside its forms, as JSON; empty where it says nothing.
    pub(crate) fn entity_details(&self, entity: Index) -> &str {
        self.details_at(entity).map_or("", |at| self.text(self.u32(Section::Details, at * 2 + 1)))
    }

    /// Whether the source says anything of an entity beside its forms.
    pub(crate) fn has_details(&self, entity: Index) -> bool {
        self.details_at(entity).is_some()
    }

    /// The place of an entity among those that have more to say than forms.
    fn details_at(&self, entity: Index) -> Option<usize> {
        let (mut low, mut high) = (0, self.count(Section::Details) / 2);
        while low < high {
            let middle = low.midpoint(high);
            match self.u32(Section::Details, middle * 2).cmp(&entity) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// What the source says of the whole lexicon, as JSON: the details behind those of the last entity.
    pub(crate) fn own_details(&self) -> &str {
        Index::try_from(self.entity_count()).map_or("", |entity| self.entity_details(entity))
    }

    /// A form as it is listed.
    pub(crate) fn form_text(&self, form: Index) -> String {
        let spelt = |numbers: &mut dyn Iterator<Item = u8>| {
            let words = self.form_words(form).take_while(|w| w.as_join().is_none());
            forms::joined(words.zip(numbers).map(|(w, n)| move |out: &mut String| self.own(w.vocab()).write(n, out)))
        };
        match forms::written(self.form(form)) {
            Written::Plain => spelt(&mut std::iter::repeat(0)),
            Written::Spelt(numbers) => spelt(&mut numbers.into_iter()),
            Written::Text(at) => self.text(at).to_owned(),
        }
    }

    /// The record of a form.
    #[inline]
    fn form(&self, form: Index) -> &[u8] {
        self.record(Section::Forms, Section::FormStart, form as usize)
    }

    #[inline]
    pub(crate) fn form_entity(&self, form: Index) -> Index {
        packed::rank(self.section(Section::EntityForm), form).saturating_sub(1)
    }

    pub(crate) fn form_flags(&self, form: Index) -> FormFlags {
        let [low, high, ..] = self.property(form).to_le_bytes();
        FormFlags(u16::from_le_bytes([low, high]))
    }

    /// The prior that the form means its entity.
    pub(crate) fn form_weight(&self, form: Index) -> f32 {
        f32::from(self.property(form).to_le_bytes()[2]) / 255.0
    }

    #[inline]
    fn property(&self, form: Index) -> u32 {
        self.u32(Section::Properties, forms::property(self.form(form)) as usize)
    }

    /// The words of a form, then its joins.
    #[inline]
    pub(crate) fn form_words(&self, form: Index) -> FormWords<'_> {
        FormWords::of(self.form(form))
    }

    /// Reads some of what is asked of forms next: memory is waited for once, not for each of them.
    pub(crate) fn read_ahead_forms(&self, forms: impl Iterator<Item = Index>) {
        self.read_ahead(Section::Forms, Section::FormStart, forms);
    }

    /// The same of the readings of vocabulary words.
    pub(crate) fn read_ahead_readings(&self, words: impl Iterator<Item = Index>) {
        self.read_ahead(Section::Vocab, Section::VocabStart, words);
    }

    /// The same of the forms that vocabulary words lead to.
    pub(crate) fn read_ahead_lists(&self, words: impl Iterator<Item = Index>) {
        self.read_ahead(Section::Lists, Section::ListStart, words);
    }

    /// Two short loops whose reads do not wait for each other.
    fn read_ahead(&self, section: Section, starts: Section, numbers: impl Iterator<Item = Index>) {
        let mut places = [0_usize; 64];
        let mut count = 0;
        let starts = self.section(starts);
        for (place, number) in places.iter_mut().zip(numbers) {
            *place = packed::start(starts, number as usize);
            count += 1;
        }
        let records = self.section(section);
        let read = places[..count].iter().map(|&place| records.get(place).copied().unwrap_or_default());
        std::hint::black_box(read.fold(0, |all, byte| all ^ byte));
    }

    pub(crate) fn vocab_count(&self) -> usize {
        self.words
    }

    /// The folded letters of a vocabulary word.
    pub(crate) fn vocab_text(&self, vocab: Index) -> Cow<'_, str> {
        match self.parts(vocab) {
            None => packed::text(self.own(vocab).folded()),
            Some(parts) => Cow::Owned(self.folded_parts(parts).map(packed::text).collect()),
        }
    }

    /// What is said of a vocabulary word that is not others written as one.
    #[inline]
    fn own(&self, vocab: Index) -> Own<'_> {
        Own::of(self.vocab(vocab), self.u8(Section::VocabScript, vocab as usize))
    }

    /// The record of a vocabulary word.
    #[inline]
    fn vocab(&self, vocab: Index) -> &[u8] {
        self.record(Section::Vocab, Section::VocabStart, vocab as usize)
    }

    /// The words that a vocabulary word is written of, if it is others written as one.
    #[inline]
    fn parts(&self, vocab: Index) -> Option<[Option<Index>; 3]> {
        let is_joined = |word: Index| self.u8(Section::VocabScript, word as usize) & JOINED != 0;
        if !is_joined(vocab) {
            return None;
        }
        let (head, last) = vocabulary::parts(self.vocab(vocab));
        if !is_joined(head) {
            return Some([Some(head), Some(last), None]);
        }
        let (first, second) = vocabulary::parts(self.vocab(head));
        Some([Some(first), Some(second), Some(last)])
    }

    /// The letters of each part.
    fn folded_parts(&self, parts: [Option<Index>; 3]) -> impl Iterator<Item = &[u8]> {
        parts.into_iter().flatten().map(|part| self.own(part).folded())
    }

    /// What the grammar says of a vocabulary word: the place of that in `Entries`.
    #[inline]
    fn entry(&self, vocab: Index) -> usize {
        let is_told = self.u8(Section::VocabScript, vocab as usize) & TOLD != 0;
        if is_told { 2 * vocabulary::told(self.vocab(vocab)) as usize } else { 0 }
    }

    /// The first folded letter of a vocabulary word.
    pub(crate) fn vocab_initial(&self, vocab: Index) -> Option<char> {
        let first = self.parts(vocab).and_then(|[first, ..]| first).unwrap_or(vocab);
        let folded = self.own(first).folded();
        folded[..folded.len().min(4)].utf8_chunks().next()?.valid().chars().next()
    }

    pub(crate) fn vocab_roles(&self, vocab: Index) -> Roles {
        Roles::from_bits(self.u32(Section::Entries, self.entry(vocab)))
    }

    #[inline]
    pub(crate) fn vocab_group(&self, vocab: Index) -> Group {
        Group::try_from(self.u32(Section::Entries, self.entry(vocab) + 1)).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn vocab_script(&self, vocab: Index) -> Script {
        Script::from_number(self.u8(Section::VocabScript, vocab as usize) & SCRIPT)
    }

    /// Whether a word of another script is all of each name that has it, and each of these names a place or body that has a
    /// name in Latin letters too: a text in a third script has that, or another's own.
    #[inline]
    pub(crate) fn has_latin_name(&self, vocab: Index) -> bool {
        self.u8(Section::LatinNamed, vocab as usize / 8) >> (vocab % 8) & 1 == 1
    }

    /// Whether a form has the word by itself; else it is only neighbours written as one.
    #[inline]
    pub(crate) fn is_own_word(&self, vocab: Index) -> bool {
        self.u8(Section::VocabScript, vocab as usize) & OWN_WORD != 0
    }

    /// How rare a vocabulary word is among the forms, from a quarter for one that is in all to 1 for one that is in one.
    #[inline]
    pub(crate) fn vocab_rarity(&self, vocab: Index) -> f32 {
        f32::from(self.u8(Section::VocabRarity, vocab as usize)) / 255.0 * 0.75 + 0.25
    }

    /// How many forms have a vocabulary word, as its rarity tells it.
    pub(crate) fn vocab_uses(&self, vocab: Index) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        let all = (self.form_count().max(2) as f32).ln();
        ((1.0 - f32::from(self.u8(Section::VocabRarity, vocab as usize)) / 255.0) * all).exp()
    }

    /// The signature of a vocabulary word's readings.
    #[inline]
    pub(crate) fn vocab_signature(&self, vocab: Index) -> Signature {
        let (part, place) = (vocab as usize / SIGNATURES, vocab as usize % SIGNATURES);
        let Some(part) = self.signatures.get(part) else { return Signature(0) };
        let first = vocab - Index::try_from(place).unwrap_or_default();
        let read = || {
            let mut signatures = Box::new([Signature(0); SIGNATURES]);
            signatures.iter_mut().zip(first..).for_each(|(slot, vocab)| *slot = self.read_signature(vocab));
            signatures
        };
        part.get_or_init(read)[place]
    }

    fn read_signature(&self, vocab: Index) -> Signature {
        let Some(parts) = self.parts(vocab) else { return vocabulary::signature(self.vocab(vocab)) };
        let first = |word: Index| Signature::of(self.own(word).readings().next().unwrap_or_default());
        parts.into_iter().flatten().map(first).reduce(Signature::join).unwrap_or(Signature(0))
    }

    /// The readings of a vocabulary word, likeliest first.
    pub(crate) fn vocab_readings(&self, vocab: Index) -> impl Iterator<Item = Cow<'_, [Segment]>> {
        let parts = self.parts(vocab);
        let own = parts.is_none().then(|| self.own(vocab).readings().map(Cow::Borrowed));
        let joined = parts.map(|parts| {
            let mut sounds = Vec::new();
            self.sound_parts(parts, &mut sounds);
            Cow::Owned(sounds)
        });
        own.into_iter().flatten().chain(joined)
    }

    /// The readings of a form's word, likeliest first: such a word is not others written as one.
    #[inline]
    pub(crate) fn word_readings(&self, word: FormWord) -> impl Iterator<Item = &[Segment]> {
        self.own(word.vocab()).readings()
    }

    /// Appends the readings of a vocabulary word one after another, and calls `tell` with where each ends.
    #[inline]
    pub(crate) fn read_sounds(&self, vocab: Index, sounds: &mut Vec<Segment>, mut tell: impl FnMut(usize)) {
        if let Some(parts) = self.parts(vocab) {
            self.sound_parts(parts, sounds);
            return tell(sounds.len());
        }
        for reading in self.own(vocab).readings() {
            sounds.extend_from_slice(reading);
            tell(sounds.len());
        }
    }

    /// Appends the first reading of each part.
    #[inline]
    fn sound_parts(&self, parts: [Option<Index>; 3], sounds: &mut Vec<Segment>) {
        for part in parts.into_iter().flatten() {
            sounds.extend_from_slice(self.own(part).readings().next().unwrap_or_default());
        }
    }

    /// The vocabulary word with these folded letters.
    pub(crate) fn exact(&self, folded: &str) -> Option<Index> {
        let number = hash::of(folded.as_bytes());
        self.bucket(Section::Exact, Section::ExactStart, self.buckets[0], number).find(|&v| self.has_text(v, folded))
    }

    /// Whether a vocabulary word has just these folded letters.
    fn has_text(&self, vocab: Index, folded: &str) -> bool {
        let Some(parts) = self.parts(vocab) else { return self.own(vocab).folded() == folded.as_bytes() };
        let rest = self.folded_parts(parts).try_fold(folded.as_bytes(), |rest, part| rest.strip_prefix(part));
        rest.is_some_and(<[u8]>::is_empty)
    }

    /// The vocabulary words that are given names of a group: short and full forms of one name.
    pub(crate) fn given_names(&self, group: Group) -> impl Iterator<Item = Index> {
        let at = |i: usize| (self.u32(Section::GivenGroup, 2 * i), self.u32(Section::GivenGroup, 2 * i + 1));
        let count = self.count(Section::GivenGroup) / 2;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if at(middle).0 < u32::from(group) { low = middle + 1 } else { high = middle }
        }
        (low..count).map(at).take_while(move |&(g, _)| g == u32::from(group)).map(|(_, vocab)| vocab)
    }

    /// The vocabulary words that a sound code or part of one leads to, among them a few others.
    pub(crate) fn coded(&self, code: u64) -> impl Iterator<Item = Index> {
        self.bucket(Section::Codes, Section::CodeStart, self.buckets[2], code)
    }

    /// The vocabulary words with a sound key, among them a few others, in the order of
    /// [`Vowels`](crate::orthography::script::Vowels).
    pub(crate) fn keyed(&self, key: u64) -> impl Iterator<Item = Index> {
        self.bucket(Section::Keys, Section::KeyStart, self.buckets[1], key)
    }

    /// The words of a number in a table.
    #[inline]
    fn bucket(&self, table: Section, starts: Section, buckets: usize, number: u64) -> buckets::Words<'_> {
        buckets::words(self.section(table), self.section(starts), buckets, number, self.words)
    }

    #[inline]
    fn lists(&self, vocab: Index) -> Lists<'_> {
        Lists::of(self.record(Section::Lists, Section::ListStart, vocab as usize))
    }

    /// The forms of which a word is all.
    pub(crate) fn wholly(&self, vocab: Index) -> impl Iterator<Item = Index> {
        self.lists(vocab).wholly()
    }

    /// Forms of several words that a rare one leads to by itself.
    pub(crate) fn partly(&self, vocab: Index) -> impl Iterator<Item = Index> {
        self.lists(vocab).partly()
    }

    /// The forms that have just these words, in order.
    pub(crate) fn forms_of(&self, words: &[Index]) -> Vec<Index> {
        let is_it = |&form: &Index| {
            let own = self.form_words(form).take_while(|w| w.as_join().is_none()).map(|w| w.vocab());
            own.eq(words.iter().copied())
        };
        let mut forms: Vec<Index> = Vec::new();
        // A form stands under any two of its words that are no small ones, if it has two.
        for (i, &one) in words.iter().take(MOST_PAIRED).enumerate() {
            forms.extend(self.wholly(one).filter(is_it));
            for (a, b) in words[..i].iter().flat_map(|&other| [(one, other), (other, one)]) {
                forms.extend(self.partners(a).filter(|&(partner, _)| partner == b).map(|(_, form)| form).filter(is_it));
            }
        }
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// The words that forms have beside a word, each with a form to look at where both are seen.
    ///
    /// Two words are listed under the rarer one only.
    #[inline]
    pub(crate) fn partners(&self, vocab: Index) -> impl Iterator<Item = (Index, Index)> {
        self.lists(vocab).pairs()
    }
}
