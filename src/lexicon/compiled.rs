//! The compiled form of a lexicon: one file, read in place.
//!
//! A file is a header, a table of sections and the sections: arrays of little-endian numbers and runs of bytes, so
//! that it means the same on every machine and nothing is rebuilt when it is opened. Strings are stored once, each
//! with its length before it. Every read is checked against the section's bounds: a file whose checksum was not
//! verified (see [`Compiled::verify`]) can give wrong answers, never an access outside of it.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use crate::error::{Error, Result};
use crate::grammar::{Group, Roles};
use crate::hash;
use crate::lexicon::source::{Context, VariantKind};
use crate::matching::keys::Signature;
use crate::orthography::names::{TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::Segment;
use crate::segment::Shape;

/// What a compiled file begins with.
pub(crate) const MAGIC: [u8; 8] = *b"nisba\r\n\x1a";
/// The version of the format; another version needs the lexicon compiled again.
pub(crate) const VERSION: u32 = 7;
/// Magic, version, number of sections, hash of the sections' bytes, hash of the sound tables, hash of what precedes and the table.
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
    /// Strings, each with its length in LEB128 before it.
    Text,
    /// u32 an entity: its id in `Text`.
    EntityId,
    /// u32 an entity and one more: its first form.
    EntityForm,
    /// u8 an entity: its kind, an index into `Kinds`.
    EntityKind,
    /// u32 a kind: its name in `Text`.
    Kinds,
    /// (u32 entity, u32 JSON in `Text`) for entities that have more to say than forms; sorted. The number after the last
    /// entity's is the lexicon itself.
    Details,
    /// u32 a form: as written, in `Text`.
    FormText,
    /// u32 a form: its entity.
    FormEntity,
    /// u32 a form and one more: its first word in `Words`.
    FormWords,
    /// u16 a form: see [`FormFlags`].
    FormFlags,
    /// u8 a form: weight in 255ths.
    FormWeight,
    /// u32 a word: see [`FormWord`].
    Words,
    /// u32 a vocabulary word: folded letters in `Text`.
    VocabText,
    /// u32 a vocabulary word: its readings in `Sounds`.
    VocabSounds,
    /// u16 a vocabulary word: what the grammar says of it, an index into `Entries`.
    VocabEntry,
    /// (u32 roles, u32 group) an entry; the first says nothing.
    Entries,
    /// u8 a vocabulary word: script, and [`OWN_WORD`].
    VocabScript,
    /// u8 a vocabulary word: how rare it is among the forms, 255 for a word of one.
    VocabRarity,
    /// u64 a vocabulary word: the signature of its readings.
    VocabSignature,
    /// Readings: their number, then each as its length and segments.
    Sounds,
    /// u32 a slot of an open hash table over folded letters, three quarters full: vocabulary word plus one.
    Exact,
    /// Two u32s an entry, in order: group of given names and vocabulary word.
    GivenGroup,
    /// u32 a bucket and one more, over hashes of sound keys: first entry in `KeyVocab`.
    KeyStart,
    /// u32: vocabulary word, and eight bits of the hash above it; of one key words without their vowels first.
    KeyVocab,
    /// u32 a bucket and one more, over hashes of sound codes and of codes less one class: first entry in `CodeVocab`.
    CodeStart,
    /// u32: vocabulary word, and eight bits of the hash above it.
    CodeVocab,
    /// u32 a vocabulary word and one more: first entry in `PostForm`.
    PostStart,
    /// u32: form to look at where the word is seen; see [`PARTLY`].
    PostForm,
    /// u32 a vocabulary word and one more: its first entry in `PairWord` and `PairForm`.
    PairStart,
    /// Three bytes: a vocabulary word, no rarer than the one it is listed under; in order.
    PairWord,
    /// u32: form to look at where both words are seen; in order among those of two words.
    PairForm,
}

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

    pub(crate) fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    pub(crate) const fn with(self, flag: Self) -> Self {
        Self(self.0 | flag.0)
    }

    /// Adds what a source says of a variant.
    pub(crate) fn with_variant(self, kind: Option<VariantKind>, context: Option<Context>) -> Self {
        let kind = kind.map_or(0, |k| k as u16 + 1) << 12;
        let context = match context {
            None => Self(0),
            Some(Context::NeedsFullName) => Self::NEEDS_FULL_NAME,
            Some(Context::NeedsCue) => Self::NEEDS_CUE,
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
}

impl Compiled {
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
        if long(24).is_some_and(|engine| engine != crate::lexicon::compile::engine()) {
            return Err(format!("made by a nisba with other sound tables; {AGAIN}"));
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
        let mut this = Self { bytes, sections, kinds: Vec::new() };
        // A byte an entity: a damaged file may list more.
        this.kinds = (0..this.count(Section::Kinds).min(256))
            .map(|i| this.text(this.u32(Section::Kinds, i)).to_owned())
            .collect();
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
    fn u16(&self, section: Section, i: usize) -> u16 {
        self.section(section).get(i * 2..i * 2 + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
    }

    #[inline]
    fn u8(&self, section: Section, i: usize) -> u8 {
        self.section(section).get(i).copied().unwrap_or(0)
    }

    /// The range of entry `i` in an array of starts.
    #[inline]
    fn range(&self, section: Section, i: usize) -> Range<usize> {
        let (start, end) = (self.u32(section, i) as usize, self.u32(section, i + 1) as usize);
        start..end.max(start)
    }

    /// The string at an offset of `Text`; empty where there is none.
    #[inline]
    fn text(&self, at: u32) -> &str {
        std::str::from_utf8(self.bytes_at(at)).unwrap_or_default()
    }

    /// The bytes of the string at an offset of `Text`.
    #[inline]
    fn bytes_at(&self, at: u32) -> &[u8] {
        let text = self.section(Section::Text);
        let (mut len, mut shift, mut i) = (0_usize, 0, at as usize);
        while let Some(&byte) = text.get(i) {
            i += 1;
            len |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 28 {
                break;
            }
        }
        text.get(i..i.saturating_add(len)).unwrap_or_default()
    }

    pub(crate) fn entity_count(&self) -> usize {
        self.count(Section::EntityId)
    }

    pub(crate) fn form_count(&self) -> usize {
        self.count(Section::FormText)
    }

    pub(crate) fn entity_id(&self, entity: Index) -> &str {
        self.text(self.u32(Section::EntityId, entity as usize))
    }

    pub(crate) fn entity_kind(&self, entity: Index) -> &str {
        let kind = self.u8(Section::EntityKind, entity as usize);
        self.kinds.get(usize::from(kind)).map_or("", String::as_str)
    }

    /// The forms of an entity; the first is its canonical name.
    pub(crate) fn entity_forms(&self, entity: Index) -> Range<Index> {
        let range = self.range(Section::EntityForm, entity as usize);
        let most = self.form_count();
        let narrow = |i: usize| Index::try_from(i.min(most)).unwrap_or(Index::MAX);
        narrow(range.start)..narrow(range.end)
    }

    pub(crate) fn entity_name(&self, entity: Index) -> &str {
        self.form_text(self.entity_forms(entity).start)
    }

    /// What the source says of an entity beside its forms, as JSON; empty where it says nothing.
    pub(crate) fn entity_details(&self, entity: Index) -> &str {
        let (mut low, mut high) = (0, self.count(Section::Details) / 2);
        while low < high {
            let middle = low.midpoint(high);
            match self.u32(Section::Details, middle * 2).cmp(&entity) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.text(self.u32(Section::Details, middle * 2 + 1)),
            }
        }
        ""
    }

    /// What the source says of the whole lexicon, as JSON: the details behind those of the last entity.
    pub(crate) fn own_details(&self) -> &str {
        Index::try_from(self.entity_count()).map_or("", |entity| self.entity_details(entity))
    }

    pub(crate) fn form_text(&self, form: Index) -> &str {
        self.text(self.u32(Section::FormText, form as usize))
    }

    #[inline]
    pub(crate) fn form_entity(&self, form: Index) -> Index {
        self.u32(Section::FormEntity, form as usize)
    }

    #[inline]
    pub(crate) fn form_flags(&self, form: Index) -> FormFlags {
        FormFlags(self.u16(Section::FormFlags, form as usize))
    }

    /// The prior that the form means its entity.
    pub(crate) fn form_weight(&self, form: Index) -> f32 {
        f32::from(self.u8(Section::FormWeight, form as usize)) / 255.0
    }

    /// The words of a form, then its joins.
    #[inline]
    pub(crate) fn form_words(&self, form: Index) -> impl ExactSizeIterator<Item = FormWord> {
        let range = self.range(Section::FormWords, form as usize);
        let bytes = self.section(Section::Words);
        let bytes = bytes.get(range.start * 4..range.end.saturating_mul(4).min(bytes.len())).unwrap_or_default();
        bytes.chunks_exact(4).map(|b| FormWord(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
    }

    /// Reads some of what is asked of forms next: memory is waited for once, not for each of them.
    pub(crate) fn read_ahead_forms(&self, forms: impl Iterator<Item = Index>) {
        self.read_ahead(Section::FormWords, Section::Words, 4, forms);
    }

    /// The same of the readings of vocabulary words.
    pub(crate) fn read_ahead_readings(&self, words: impl Iterator<Item = Index>) {
        self.read_ahead(Section::VocabSounds, Section::Sounds, 1, words);
    }

    /// The same of the forms that vocabulary words lead to.
    pub(crate) fn read_ahead_posts(&self, words: impl Iterator<Item = Index> + Clone) {
        self.read_ahead(Section::PairStart, Section::PairWord, 3, words.clone());
        self.read_ahead(Section::PairStart, Section::PairForm, 4, words.clone());
        self.read_ahead(Section::PostStart, Section::PostForm, 4, words);
    }

    /// Two short loops whose reads do not wait for each other.
    fn read_ahead(&self, starts: Section, entries: Section, size: usize, numbers: impl Iterator<Item = Index>) {
        let mut places = [0_usize; 64];
        let mut count = 0;
        for (place, number) in places.iter_mut().zip(numbers) {
            *place = self.u32(starts, number as usize) as usize;
            count += 1;
        }
        let entries = self.section(entries);
        let read = places[..count].iter().map(|place| entries.get(place * size).copied().unwrap_or_default());
        std::hint::black_box(read.fold(0, |all, byte| all ^ byte));
    }

    pub(crate) fn vocab_count(&self) -> usize {
        self.count(Section::VocabText)
    }

    #[inline]
    pub(crate) fn vocab_text(&self, vocab: Index) -> &str {
        self.text(self.u32(Section::VocabText, vocab as usize))
    }

    #[inline]
    pub(crate) fn vocab_roles(&self, vocab: Index) -> Roles {
        let entry = usize::from(self.u16(Section::VocabEntry, vocab as usize));
        Roles::from_bits(self.u32(Section::Entries, 2 * entry))
    }

    #[inline]
    pub(crate) fn vocab_group(&self, vocab: Index) -> Group {
        let entry = usize::from(self.u16(Section::VocabEntry, vocab as usize));
        Group::try_from(self.u32(Section::Entries, 2 * entry + 1)).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn vocab_script(&self, vocab: Index) -> Script {
        Script::from_number(self.u8(Section::VocabScript, vocab as usize) & !OWN_WORD)
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
        let at = vocab as usize * 8;
        let bytes = self.section(Section::VocabSignature).get(at..at + 8).and_then(|b| b.try_into().ok());
        Signature(bytes.map_or(0, u64::from_le_bytes))
    }

    /// The readings of a vocabulary word, likeliest first.
    #[inline]
    pub(crate) fn vocab_readings(&self, vocab: Index) -> impl Iterator<Item = &[Segment]> {
        let mut rest = self
            .section(Section::Sounds)
            .get(self.u32(Section::VocabSounds, vocab as usize) as usize..)
            .unwrap_or_default();
        let count = rest.first().copied().unwrap_or(0);
        rest = rest.get(1..).unwrap_or_default();
        (0..count).map_while(move |_| {
            let (&len, after) = rest.split_first()?;
            let reading = after.get(..usize::from(len))?;
            rest = &after[usize::from(len)..];
            // A segment that is none would be looked up outside of the cost tables.
            let highest = reading.iter().fold(0, |highest, &s| highest.max(s));
            (usize::from(highest) < crate::orthography::sounds::COUNT).then_some(reading)
        })
    }

    /// The vocabulary word with these folded letters.
    pub(crate) fn exact(&self, folded: &str) -> Option<Index> {
        let slots = self.count(Section::Exact);
        let mut at = text_slot(folded, slots);
        // A table of a damaged file might have no empty slot.
        for _ in 0..slots {
            let vocab = self.u32(Section::Exact, at).checked_sub(1)?;
            if self.has_text(vocab, folded) {
                return Some(vocab);
            }
            at += 1;
            if at == slots {
                at = 0;
            }
        }
        None
    }

    /// Whether a vocabulary word has just these folded letters.
    fn has_text(&self, vocab: Index, folded: &str) -> bool {
        self.bytes_at(self.u32(Section::VocabText, vocab as usize)) == folded.as_bytes()
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
        self.marked(Section::CodeStart, Section::CodeVocab, code)
    }

    /// The vocabulary words with a sound key, among them a few others, in the order of
    /// [`Vowels`](crate::orthography::script::Vowels).
    pub(crate) fn keyed(&self, key: u64) -> impl Iterator<Item = Index> {
        self.marked(Section::KeyStart, Section::KeyVocab, key)
    }

    /// The entries of a number's bucket that have its mark.
    #[inline]
    fn marked(&self, starts: Section, entries: Section, number: u64) -> impl Iterator<Item = Index> {
        let buckets = self.count(starts).saturating_sub(1);
        let (at, mark) = marked_bucket(number, buckets);
        let range = if buckets == 0 { 0..0 } else { self.range(starts, at) };
        let entries = self.section(entries);
        let entries = entries.get(range.start * 4..range.end.saturating_mul(4).min(entries.len())).unwrap_or_default();
        let entries = entries.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        entries.filter(move |entry| entry >> 24 == mark).map(|entry| entry & 0x00FF_FFFF)
    }

    #[inline]
    fn posts(&self, vocab: Index) -> impl Iterator<Item = Index> {
        self.list(Section::PostForm, self.range(Section::PostStart, vocab as usize))
    }

    /// The forms of which a word is all.
    #[inline]
    pub(crate) fn wholly(&self, vocab: Index) -> impl Iterator<Item = Index> {
        self.posts(vocab).filter(|form| form & PARTLY == 0)
    }

    /// Forms of several words that a rare one leads to by itself.
    #[inline]
    pub(crate) fn partly(&self, vocab: Index) -> impl Iterator<Item = Index> {
        self.posts(vocab).filter(|form| form & PARTLY != 0).map(|form| form & !PARTLY)
    }

    /// The words that forms have beside a word, each with a form to look at where both are seen.
    ///
    /// Two words are listed under the rarer one only.
    #[inline]
    pub(crate) fn partners(&self, vocab: Index) -> impl Iterator<Item = (Index, Index)> {
        let range = self.range(Section::PairStart, vocab as usize);
        let words = self.section(Section::PairWord);
        let words = words.get(range.start * 3..range.end.saturating_mul(3).min(words.len())).unwrap_or_default();
        let words = words.chunks_exact(3).map(|b| u32::from_le_bytes([b[0], b[1], b[2], 0]));
        words.zip(self.list(Section::PairForm, range))
    }

    /// The u32s of a part of a section.
    #[inline]
    fn list(&self, section: Section, range: Range<usize>) -> impl Iterator<Item = u32> {
        let bytes = self.section(section);
        let bytes = bytes.get(range.start * 4..range.end.saturating_mul(4).min(bytes.len())).unwrap_or_default();
        bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }
}

/// The bit of a vocabulary word's script that marks it as a word by itself.
pub(crate) const OWN_WORD: u8 = 1 << 7;

/// The bit of a form number that marks a form of several words in the list of one.
pub(crate) const PARTLY: u32 = 1 << 31;

/// The bucket of a sound key or code among `buckets`, and the bits of its hash that entries are marked with.
pub(crate) fn marked_bucket(number: u64, buckets: usize) -> (usize, u32) {
    let hash = hash::of(&number.to_le_bytes());
    (share(hash, buckets), u32::from(hash.to_le_bytes()[0]))
}

/// The slot of folded letters in a hash table.
pub(crate) fn text_slot(folded: &str, slots: usize) -> usize {
    share(hash::of(folded.as_bytes()), slots)
}

/// The part of `count` parts that a hash falls into.
fn share(hash: u64, count: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "the product is shifted below the number of parts")]
    let at = ((u128::from(hash) * count as u128) >> 64) as usize;
    at
}
