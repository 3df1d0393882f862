//! From entities to the compiled form.
//!
//! The bytes depend on the set of entities alone: entities are put in the order of their ids, words in the order of
//! their sounds.

use std::borrow::Cow;

use crate::grammar::{Grammar, Roles};
use crate::hash::{self, Map};
use crate::lexicon::compiled::{
    FormFlags, FormWord, HEADER, Index, MAGIC, OWN_WORD, PARTLY, Section, VERSION, marked_bucket, text_slot,
};
use crate::lexicon::exonyms::{Exonym, Exonyms};
use crate::lexicon::source::{Entity, VariantKind};
use crate::lexicon::thresholds::Thresholds;
use crate::matching::keys::{self, Key};
use crate::matching::names::MOST_WORDS;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds::{self, Segment};
use crate::segment::Shape;

/// A word in more forms than this says too little of a form by itself.
const HOT: u32 = 48;
/// Sound segments of the longest join that is listed.
const LONGEST_JOIN: usize = 16;

/// One form before it is written.
struct Form<'e> {
    text: Cow<'e, str>,
    entity: Index,
    flags: FormFlags,
    weight: f32,
    threshold: Option<f32>,
    words: Vec<FormWord>,
}

/// The distinct words of all forms.
#[derive(Default)]
struct Vocabulary {
    numbers: Map<String, usize>,
    words: Vec<VocabWord>,
}

struct VocabWord {
    folded: String,
    readings: Vec<Vec<Segment>>,
    script: Script,
    uses: u32,
    /// Whether a form has it by itself, not only as neighbours written as one.
    is_own: bool,
    keys: Vec<Key>,
}

/// The compiled bytes of a set of entities.
pub(crate) fn compile(entities: &[Entity], grammar: &Grammar) -> Vec<u8> {
    let mut order: Vec<&Entity> = entities.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let mut vocabulary = Vocabulary::default();
    let mut forms = Vec::new();
    let mut first_forms = Vec::with_capacity(order.len() + 1);
    let exonyms = Exonyms::new(&order);
    for (i, entity) in order.iter().enumerate() {
        first_forms.push(narrow(forms.len()));
        add_forms(entity, narrow(i), grammar, &mut vocabulary, &mut forms);
        for exonym in exonyms.as_ref().map(|e| e.of(entity)).unwrap_or_default() {
            if !names_of(entity).any(|name| name == exonym.text) {
                add_exonym(exonym, entity, narrow(i), grammar, &mut vocabulary, &mut forms);
            }
        }
    }
    first_forms.push(narrow(forms.len()));
    let renumbered = vocabulary.sort();
    for form in &mut forms {
        for word in &mut form.words {
            *word = FormWord(word.0 & 0xFF00_0000 | renumbered[word.vocab() as usize]);
        }
    }
    write(&order, &first_forms, &forms, &vocabulary, grammar)
}

fn narrow(i: usize) -> u32 {
    u32::try_from(i).expect("a lexicon has fewer than four thousand million of anything")
}

fn add_forms<'e>(
    entity: &'e Entity,
    number: Index,
    grammar: &Grammar,
    vocabulary: &mut Vocabulary,
    forms: &mut Vec<Form<'e>>,
) {
    let hint = TypeHint::named(&entity.kind);
    let base = if entity.family_first { FormFlags::FAMILY_FIRST } else { FormFlags::default() };
    let mut add = |text: &'e str, flags: FormFlags, weight: Option<f32>, threshold: Option<f32>| {
        let name = Name::parse(text, hint, grammar);
        let flags = if is_acronym(text, &name, entity) { flags.with(FormFlags::ACRONYM) } else { flags };
        let words = vocabulary.add(&name, flags, hint);
        let weight = weight.or(entity.weight).unwrap_or(1.0);
        forms.push(Form { text: Cow::Borrowed(text), entity: number, flags, weight, threshold, words });
    };
    add(&entity.name, base.with(FormFlags::CANONICAL), None, None);
    for variant in &entity.variants {
        let mut flags = base.with_variant(variant.kind, variant.context);
        if variant.exact_case {
            flags = flags.with(FormFlags::EXACT_CASE);
        }
        if variant.kind == Some(VariantKind::Acronym) {
            flags = flags.with(FormFlags::ACRONYM);
        }
        add(&variant.form, flags, variant.weight, variant.threshold);
    }
    for short in &entity.short {
        add(short, base.with(FormFlags::SHORT), None, None);
    }
    for never in &entity.never {
        add(&never.form, base.with(FormFlags::NEVER), None, None);
    }
    for text in initials(entity, hint, grammar) {
        let flags = FormFlags::ACRONYM.with(FormFlags::INITIALS);
        let words = vocabulary.add(&Name::parse(&text, hint, grammar), flags, hint);
        forms.push(Form { text: Cow::Owned(text), entity: number, flags, weight: 1.0, threshold: None, words });
    }
}

fn add_exonym<'e>(
    exonym: Exonym,
    entity: &Entity,
    number: Index,
    grammar: &Grammar,
    vocabulary: &mut Vocabulary,
    forms: &mut Vec<Form<'e>>,
) {
    let hint = TypeHint::named(&entity.kind);
    let name = Name::parse(exonym.text, hint, grammar);
    let kept = FormFlags::ACRONYM.with(FormFlags::EXACT_CASE);
    let flags = FormFlags(exonym.flags.0 & kept.0);
    let words = vocabulary.add(&name, flags, hint);
    forms.push(Form {
        text: Cow::Borrowed(exonym.text),
        entity: number,
        flags,
        weight: entity.weight.unwrap_or(1.0),
        threshold: None,
        words,
    });
}

/// The name and the variants of an entity.
fn names_of(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.variants.iter().map(|v| v.form.as_str()))
}

/// The acronyms that the names of a body or a place give by their initials, those that are listed aside.
///
/// Of a name with a small word in it, also those of what stands before it: US, United States of America.
fn initials(entity: &Entity, hint: TypeHint, grammar: &Grammar) -> Vec<String> {
    if !matches!(hint, TypeHint::Organisation | TypeHint::Place) {
        return Vec::new();
    }
    let listed: Vec<&str> = names_of(entity).collect();
    let mut out: Vec<String> = Vec::new();
    for form in &listed {
        let words = Name::parse(form, hint, grammar).words;
        if words.len() < 2 || words.iter().any(|w| matches!(w.shape, Shape::Uncased | Shape::Number)) {
            continue;
        }
        let of = |words: &[Word]| -> String {
            let heavy = words.iter().filter(|w| !w.is_light);
            heavy.filter_map(|w| w.folded.chars().next()).flat_map(char::to_uppercase).collect()
        };
        let head = words.iter().skip(1).position(|w| w.is_light).map_or(words.len(), |i| i + 1);
        for letters in [of(&words), of(&words[..head])] {
            let known = || listed.iter().any(|l| l.replace('.', "").eq_ignore_ascii_case(&letters));
            if (2..=INITIALS_LENGTH).contains(&letters.chars().count()) && !out.contains(&letters) && !known() {
                out.push(letters);
            }
        }
    }
    out
}

/// Letters of the longest acronym.
const INITIALS_LENGTH: usize = 6;

/// Whether a form is spelt and not sounded: one short word in capitals that is not a person's name.
fn is_acronym(text: &str, name: &Name, entity: &Entity) -> bool {
    let [word] = name.words.as_slice() else { return false };
    entity.kind != "person"
        && !text.chars().any(char::is_lowercase)
        && matches!(word.shape, Shape::Upper | Shape::Initial)
        && word.folded.chars().count() <= INITIALS_LENGTH
        && !names_of(entity).any(|f| f != text && f.eq_ignore_ascii_case(text))
}

impl Vocabulary {
    /// Numbers the words of a form and the joins of neighbours that may be written as one.
    fn add(&mut self, name: &Name, flags: FormFlags, hint: TypeHint) -> Vec<FormWord> {
        let words = &name.words[..name.words.len().min(MOST_WORDS)];
        let mut out = Vec::with_capacity(words.len() + 2);
        for word in words {
            let number = self.number(&word.folded, || word.readings.clone(), word.script);
            self.words[number].merge(&word.readings);
            self.words[number].is_own = true;
            out.push(FormWord::word(narrow(number), word, hint));
        }
        if flags.has(FormFlags::ACRONYM) {
            return out;
        }
        for count in [2, 3] {
            for (first, run) in words.windows(count).enumerate() {
                if !may_join(run, words.len()) {
                    continue;
                }
                let folded: String = run.iter().map(|w| w.folded.as_str()).collect();
                let readings = || vec![run.iter().flat_map(|w| w.readings[0].iter().copied()).collect()];
                let number = self.number(&folded, readings, run[0].script);
                out.push(FormWord::join(narrow(number), first, count));
            }
        }
        out
    }

    fn number(&mut self, folded: &str, readings: impl FnOnce() -> Vec<Vec<Segment>>, script: Script) -> usize {
        if let Some(&number) = self.numbers.get(folded) {
            self.words[number].uses += 1;
            return number;
        }
        let number = self.words.len();
        if number == FormWord::MOST {
            // No number is left: the lexicon is refused when it is whole, see `Lexicon::from_entities`.
            return number - 1;
        }
        self.numbers.insert(folded.to_owned(), number);
        self.words.push(VocabWord {
            folded: folded.to_owned(),
            readings: readings(),
            script,
            uses: 1,
            is_own: false,
            keys: Vec::new(),
        });
        number
    }

    /// Puts the words in the order of their first key, then letters; gives each word's new number.
    fn sort(&mut self) -> Vec<u32> {
        let mut scratch = Vec::new();
        for word in &mut self.words {
            word.readings.sort();
            word.readings.dedup();
            for reading in &word.readings {
                keys::keys(reading, &mut scratch);
                word.keys.extend(&scratch);
            }
            word.keys.sort_unstable();
            word.keys.dedup();
        }
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by(|&a, &b| {
            (&self.words[a].keys, &self.words[a].folded).cmp(&(&self.words[b].keys, &self.words[b].folded))
        });
        let mut renumbered = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old] = narrow(new);
        }
        let mut words: Vec<Option<VocabWord>> = std::mem::take(&mut self.words).into_iter().map(Some).collect();
        self.words = order.iter().map(|&old| words[old].take().expect("each word has one place")).collect();
        self.numbers = Map::default();
        renumbered
    }
}

impl VocabWord {
    /// Adds readings that the same letters have elsewhere (š and s fold to one letter).
    fn merge(&mut self, readings: &[Vec<Segment>]) {
        for reading in readings {
            if self.readings.len() < 4 && !self.readings.contains(reading) {
                self.readings.push(reading.clone());
            }
        }
    }
}

/// Whether a text may write these neighbours as one word.
fn may_join(run: &[Word], words: usize) -> bool {
    let length: usize = run.iter().map(Word::sound_len).sum();
    let joining = Roles::ARTICLE
        .with(Roles::FILIATION)
        .with(Roles::KUNYA)
        .with(Roles::THEOPHORIC_HEAD)
        .with(Roles::THEOPHORIC_TAIL)
        .with(Roles::PARTICLE);
    let seam = |pair: &[Word]| {
        pair[1].gap == crate::segment::Gap::Hyphen
            || pair.iter().any(|w| w.roles.any(joining) || w.sound_len() <= 4)
            || (words >= 3 && pair.iter().all(|w| w.sound_len() <= 8))
    };
    length <= LONGEST_JOIN
        && run
            .iter()
            .all(|w| !w.is_initial() && !w.roles.any(Roles::LEGAL_FORM.with(Roles::TITLE).with(Roles::GENERIC)))
        && run.windows(2).all(seam)
}

/// Collects the sections of a file.
struct Writer {
    sections: Vec<Vec<u8>>,
    strings: Map<String, u32>,
}

impl Writer {
    fn u32(&mut self, section: Section, n: u32) {
        self.sections[section as usize].extend(n.to_le_bytes());
    }

    /// The offset of a string in `Text`, written once.
    fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.strings.get(text) {
            return at;
        }
        let blob = &mut self.sections[Section::Text as usize];
        let at = narrow(blob.len());
        let mut len = text.len();
        while len >= 128 {
            blob.push(u8::try_from(len & 127).expect("seven bits") | 128);
            len >>= 7;
        }
        blob.push(u8::try_from(len).expect("seven bits"));
        blob.extend(text.as_bytes());
        self.strings.insert(text.to_owned(), at);
        at
    }

    /// Writes lists by bucket: an array of starts and the lists' entries one after another. The rows are in the order
    /// of their buckets.
    fn lists(&mut self, starts: Section, entries: Section, mut rows: Vec<(usize, u32)>, count: usize) {
        rows.dedup();
        let mut next = 0;
        for bucket in 0..count {
            self.u32(starts, narrow(next));
            while next < rows.len() && rows[next].0 == bucket {
                let entry = rows[next].1;
                self.u32(entries, entry);
                next += 1;
            }
        }
        self.u32(starts, narrow(next));
    }
}

fn write(
    entities: &[&Entity],
    first_forms: &[u32],
    forms: &[Form<'_>],
    vocabulary: &Vocabulary,
    grammar: &Grammar,
) -> Vec<u8> {
    let mut w = Writer { sections: vec![Vec::new(); Section::COUNT], strings: Map::default() };
    write_entities(&mut w, entities, first_forms);
    if let Some(details) = thresholds(entities, forms).details() {
        let details = w.string(&details);
        w.u32(Section::Details, narrow(entities.len()));
        w.u32(Section::Details, details);
    }
    for form in forms {
        let text = w.string(&form.text);
        w.u32(Section::FormText, text);
        w.u32(Section::FormEntity, form.entity);
        let first = narrow(w.sections[Section::Words as usize].len() / 4);
        w.u32(Section::FormWords, first);
        w.sections[Section::FormFlags as usize].extend(form.flags.0.to_le_bytes());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        w.sections[Section::FormWeight as usize].push((form.weight.clamp(0.0, 1.0) * 255.0).round() as u8);
        for word in &form.words {
            w.u32(Section::Words, word.0);
        }
    }
    let words = narrow(w.sections[Section::Words as usize].len() / 4);
    w.u32(Section::FormWords, words);
    write_vocabulary(&mut w, vocabulary, forms.len(), grammar);
    write_postings(&mut w, forms, vocabulary);
    finish(&w.sections)
}

/// The thresholds of types and forms.
fn thresholds(entities: &[&Entity], forms: &[Form<'_>]) -> Thresholds {
    let of_type = |e: &&Entity| Some((e.kind.clone(), e.type_threshold?));
    let of_form = |(i, form): (usize, &Form<'_>)| Some((narrow(i), form.threshold?));
    Thresholds {
        types: entities.iter().filter_map(of_type).collect(),
        forms: forms.iter().enumerate().filter_map(of_form).collect(),
    }
}

fn write_entities(w: &mut Writer, entities: &[&Entity], first_forms: &[u32]) {
    let mut kinds: Vec<&str> = entities.iter().map(|e| e.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A 256th kind and those after it share the last number; no lexicon has so many.
    kinds.truncate(256);
    for (i, entity) in entities.iter().enumerate() {
        let id = w.string(&entity.id);
        w.u32(Section::EntityId, id);
        let kind = kinds.binary_search(&entity.kind.as_str()).unwrap_or(kinds.len() - 1);
        w.sections[Section::EntityKind as usize].push(u8::try_from(kind).expect("at most 256 kinds"));
        if let Some(details) = details(entity) {
            let details = w.string(&details);
            w.u32(Section::Details, narrow(i));
            w.u32(Section::Details, details);
        }
    }
    for &first in first_forms {
        w.u32(Section::EntityForm, first);
    }
    for kind in kinds {
        let kind = w.string(kind);
        w.u32(Section::Kinds, kind);
    }
}

/// What an entity has beside its forms, as JSON, or nothing.
fn details(entity: &Entity) -> Option<String> {
    let mut map = serde_json::Map::new();
    let mut put = |key: &str, value: serde_json::Value| {
        if !matches!(&value, serde_json::Value::String(s) if s.is_empty())
            && !matches!(&value, serde_json::Value::Array(a) if a.is_empty())
            && !value.is_null()
        {
            map.insert(key.to_owned(), value);
        }
    };
    put("about", entity.about.clone().into());
    put("in", entity.within.clone().into());
    put("same-as", entity.same_as.clone().into());
    put("cues", entity.cues.clone().into());
    put("weight", entity.weight.map_or(serde_json::Value::Null, Into::into));
    put("threshold", entity.threshold.map_or(serde_json::Value::Null, Into::into));
    let never: Vec<serde_json::Value> =
        entity.never.iter().map(|n| serde_json::json!({"form": n.form, "reason": n.reason})).collect();
    put("never", never.into());
    (!map.is_empty()).then(|| serde_json::Value::Object(map).to_string())
}

fn write_vocabulary(w: &mut Writer, vocabulary: &Vocabulary, forms: usize, grammar: &Grammar) {
    let words = &vocabulary.words;
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let all = (forms.max(2) as f64).ln();
    for word in words {
        let text = w.string(&word.folded);
        w.u32(Section::VocabText, text);
        let sounds = narrow(w.sections[Section::Sounds as usize].len());
        w.u32(Section::VocabSounds, sounds);
        let own = if word.is_own { OWN_WORD } else { 0 };
        w.sections[Section::VocabScript as usize].push(word.script as u8 | own);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let rarity = ((1.0 - f64::from(word.uses.max(1)).ln() / all).clamp(0.0, 1.0) * 255.0).round() as u8;
        w.sections[Section::VocabRarity as usize].push(rarity);
        let signature = keys::Signature::of_all(&word.readings);
        w.sections[Section::VocabSignature as usize].extend(signature.0.to_le_bytes());
        let blob = &mut w.sections[Section::Sounds as usize];
        blob.push(u8::try_from(word.readings.len()).expect("at most four readings"));
        for reading in &word.readings {
            let reading = &reading[..reading.len().min(255)];
            blob.push(u8::try_from(reading.len()).expect("cut to 255"));
            blob.extend(reading);
        }
    }
    write_entries(w, words, grammar);
    let given = |(i, word): (usize, &VocabWord)| {
        let entry = grammar.look_up(&word.folded);
        (entry.group != 0 && entry.roles.any(Roles::HYPOCORISM)).then(|| (u32::from(entry.group), narrow(i)))
    };
    let mut groups: Vec<(u32, u32)> = words.iter().enumerate().filter_map(given).collect();
    groups.sort_unstable();
    for (group, vocab) in groups {
        w.u32(Section::GivenGroup, group);
        w.u32(Section::GivenGroup, vocab);
    }
    let slots = words.len() * 4 / 3 + 1;
    let mut exact = vec![0_u32; slots];
    for (i, word) in words.iter().enumerate() {
        let mut at = text_slot(&word.folded, slots);
        while exact[at] != 0 {
            at = (at + 1) % slots;
        }
        exact[at] = narrow(i) + 1;
    }
    for slot in exact {
        w.u32(Section::Exact, slot);
    }
    write_keys(w, words);
}

/// Writes what the grammar says of the words, each different saying once.
fn write_entries(w: &mut Writer, words: &[VocabWord], grammar: &Grammar) {
    let entries: Vec<(u32, u32)> = words
        .iter()
        .map(|word| grammar.look_up(&word.folded))
        .map(|entry| (entry.roles.bits(), u32::from(entry.group)))
        .collect();
    let mut distinct = entries.clone();
    distinct.push((0, 0));
    distinct.sort_unstable();
    distinct.dedup();
    distinct.truncate(usize::from(u16::MAX));
    for entry in entries {
        let number = u16::try_from(distinct.binary_search(&entry).unwrap_or(0)).expect("cut to fit");
        w.sections[Section::VocabEntry as usize].extend(number.to_le_bytes());
    }
    for (roles, group) in distinct {
        w.u32(Section::Entries, roles);
        w.u32(Section::Entries, group);
    }
}

fn write_keys(w: &mut Writer, words: &[VocabWord]) {
    // Of one key, words without their vowels come first: they are looked at whatever the length of the key.
    let mut keyed: Vec<(Key, Vowels, u32)> = Vec::new();
    let mut coded: Vec<(u64, u32)> = Vec::new();
    let mut codes = Vec::new();
    for (i, word) in words.iter().enumerate() {
        keyed.extend(word.keys.iter().map(|&key| (key, word.script.vowels(), narrow(i))));
        for reading in word.readings.iter().filter(|r| r.len() > 1 && word.script.vowels() > Vowels::Omitted) {
            keys::codes(reading, &mut codes);
            // Neighbours are written as one by those who keep their spelling, nearly: no class is left out of theirs.
            match word.is_own {
                true => coded.extend(codes.iter().flat_map(|&c| keys::shared_codes(c)).map(|c| (c, narrow(i)))),
                false => coded.extend(codes.iter().map(|&c| (c, narrow(i)))),
            }
        }
    }
    let buckets = (keyed.len() / 2).max(1);
    let mut rows: Vec<(usize, u32, Vowels, u32)> = keyed
        .into_iter()
        .map(|(key, vowels, vocab)| {
            let (at, mark) = marked_bucket(key, buckets);
            (at, mark, vowels, vocab)
        })
        .collect();
    rows.sort_unstable();
    let rows = rows.into_iter().map(|(at, mark, _, vocab)| (at, vocab | mark << 24)).collect();
    w.lists(Section::KeyStart, Section::KeyVocab, rows, buckets);
    coded.sort_unstable();
    coded.dedup();
    let buckets = (coded.len() / 4).max(1);
    let mut rows: Vec<(usize, u32)> = coded
        .into_iter()
        .map(|(code, vocab)| {
            let (at, mark) = marked_bucket(code, buckets);
            (at, vocab | mark << 24)
        })
        .collect();
    rows.sort_unstable();
    w.lists(Section::CodeStart, Section::CodeVocab, rows, buckets);
}

/// Enters each form under the words through which it is found: a form of one word under it, one of several under each
/// two of them that may stand near each other in a text. Where a text has only one word of a name (a title and the
/// family name, an initial) the form is found through that word, if few others have it.
fn write_postings(w: &mut Writer, forms: &[Form<'_>], vocabulary: &Vocabulary) {
    let uses = |x: &FormWord| vocabulary.words[x.vocab() as usize].uses;
    let mut posts: Vec<(usize, u32)> = Vec::new();
    // The rarer word, the other, the form.
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (i, form) in forms.iter().enumerate() {
        let number = narrow(i);
        let words: Vec<FormWord> = form.words.iter().copied().filter(|x| x.as_join().is_none()).collect();
        // The heavy words, each with its place in the form.
        let mut heavy: Vec<(usize, FormWord)> =
            words.iter().copied().enumerate().filter(|(_, x)| !x.is_light() && !x.is_initial()).collect();
        if heavy.is_empty() {
            let longest = |&(_, x): &(usize, FormWord)| vocabulary.words[x.vocab() as usize].folded.len();
            heavy.extend(words.iter().copied().enumerate().max_by_key(longest));
        }
        let mut pair = |a: FormWord, b: FormWord| {
            let is_rarer = (uses(&a), a.vocab()) <= (uses(&b), b.vocab());
            let (rarer, other) = if is_rarer { (a, b) } else { (b, a) };
            pairs.push((rarer.vocab(), other.vocab(), number));
        };
        for (k, &(_, a)) in heavy.iter().enumerate() {
            heavy[k + 1..].iter().take(PAIR_REACH).for_each(|&(_, b)| pair(a, b));
        }
        if let [(_, first), .., (_, last)] = heavy.as_slice() {
            pair(*first, *last);
        }
        for join in form.words.iter() {
            let Some((first, count)) = join.as_join() else { continue };
            let rest: Vec<FormWord> =
                heavy.iter().filter(|(at, _)| !(first..first + count).contains(at)).map(|&(_, x)| x).collect();
            rest.iter().for_each(|&other| pair(*join, other));
            if rest.is_empty() {
                posts.push((join.vocab() as usize, number));
            }
        }
        if let [(_, only)] = heavy.as_slice() {
            posts.push((only.vocab() as usize, number));
            continue;
        }
        let few = heavy.iter().filter(|(_, x)| uses(x) <= HOT);
        posts.extend(few.map(|(_, x)| (x.vocab() as usize, number | PARTLY)));
    }
    posts.sort_unstable();
    w.lists(Section::PostStart, Section::PostForm, posts, vocabulary.words.len());
    pairs.sort_unstable();
    pairs.dedup();
    for &(_, other, form) in &pairs {
        w.sections[Section::PairWord as usize].extend(&other.to_le_bytes()[..3]);
        w.u32(Section::PairForm, form);
    }
    let mut next = 0;
    for word in 0..=narrow(vocabulary.words.len()) {
        while pairs.get(next).is_some_and(|&(rarer, _, _)| rarer < word) {
            next += 1;
        }
        w.u32(Section::PairStart, narrow(next));
    }
}

/// Heavy words after a word that are paired with it.
const PAIR_REACH: usize = 2;

fn finish(sections: &[Vec<u8>]) -> Vec<u8> {
    let table_end = HEADER + Section::COUNT * 16;
    let mut table = Vec::with_capacity(Section::COUNT * 16);
    let mut content = Vec::with_capacity(sections.iter().map(|s| s.len() + 8).sum());
    for section in sections {
        // Sections start at multiples of eight; the zeros between belong to none and are covered by the checksum.
        while !(table_end + content.len()).is_multiple_of(8) {
            content.push(0);
        }
        table.extend(((table_end + content.len()) as u64).to_le_bytes());
        table.extend((section.len() as u64).to_le_bytes());
        content.extend(section);
    }
    let mut head = Vec::with_capacity(HEADER);
    head.extend(MAGIC);
    head.extend(VERSION.to_le_bytes());
    head.extend(narrow(Section::COUNT).to_le_bytes());
    head.extend(hash::of(&content).to_le_bytes());
    head.extend(engine().to_le_bytes());
    let hash = hash::of(&[head.as_slice(), &table].concat());
    head.extend(hash.to_le_bytes());
    [head, table, content].concat()
}

/// Changes when the segments do: a file's readings mean nothing under other segments.
pub(crate) fn engine() -> u64 {
    let letters: Vec<&str> = sounds::SEGMENTS.iter().map(|&(text, _)| text).collect();
    hash::of(letters.join(" ").as_bytes())
}
