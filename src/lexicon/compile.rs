//! From entities to the compiled form.
//!
//! The bytes depend on the set of entities alone: entities are put in the order of their ids, words in the order of
//! their sounds.

use std::borrow::Cow;

use crate::grammar::{Grammar, Roles};
use crate::hash::{self, Map};
use crate::lexicon::compiled::{FormFlags, FormWord, Index};
use crate::lexicon::exonyms::Exonyms;
use crate::lexicon::source::{Entity, VariantKind};
use crate::lexicon::write::write;
use crate::matching::keys::{self, Key};
use crate::matching::names::MOST_WORDS;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::Segment;
use crate::segment::Shape;

/// Sound segments of the longest join that is listed.
const LONGEST_JOIN: usize = 16;

/// One form before it is written.
pub(super) struct Form<'e> {
    pub(super) text: Cow<'e, str>,
    pub(super) flags: FormFlags,
    pub(super) weight: f32,
    pub(super) threshold: Option<f32>,
    pub(super) words: Vec<FormWord>,
}

/// The distinct words of all forms.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// The number of a word by the hash of its letters, or by the next free number if another word has that.
    numbers: Map<u64, usize>,
    pub(super) words: Vec<VocabWord>,
}

pub(super) struct VocabWord {
    pub(super) folded: String,
    pub(super) readings: Vec<Vec<Segment>>,
    pub(super) script: Script,
    pub(super) uses: u32,
    /// Whether a form has it by itself, not only as neighbours written as one.
    pub(super) is_own: bool,
    /// The words before the last one and the last one, of neighbours written as one.
    pub(super) parts: Option<(Index, Index)>,
}

/// The compiled bytes of a set of entities, with what places and bodies are called in the built-in lexicons.
pub(crate) fn compile(entities: &[Entity], grammar: &Grammar) -> Vec<u8> {
    compile_with(entities, grammar, Exonyms::new)
}

/// The compiled bytes of a set of entities with no names but those that they list.
#[allow(dead_code, reason = "the build script's half has no lint")]
pub(crate) fn compile_as_listed(entities: &[Entity], grammar: &Grammar) -> Vec<u8> {
    compile_with(entities, grammar, |_| None)
}

fn compile_with<'e>(entities: &'e [Entity], grammar: &Grammar, exonyms: fn(&[&Entity]) -> Option<Exonyms>) -> Vec<u8> {
    let mut order: Vec<&'e Entity> = entities.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let mut vocabulary = Vocabulary::default();
    let mut forms = Vec::new();
    let mut first_forms = Vec::with_capacity(order.len());
    let exonyms = exonyms(&order);
    let read = |entity: &&'e Entity| forms_of(entity, exonyms.as_ref(), grammar);
    in_order(&order, read, |entity, read| {
        first_forms.push(narrow(forms.len()));
        let hint = TypeHint::named(&entity.kind);
        forms.extend(read.into_iter().map(|(form, name)| {
            let words = vocabulary.add(&name, form.flags, hint);
            Form { words, ..form }
        }));
    });
    let renumbered = vocabulary.sort();
    for form in &mut forms {
        for word in &mut form.words {
            *word = FormWord(word.0 & 0xFF00_0000 | renumbered[word.vocab() as usize]);
        }
    }
    write(&order, &first_forms, &forms, &vocabulary, grammar)
}

pub(super) fn narrow(i: usize) -> u32 {
    u32::try_from(i).expect("a lexicon has fewer than four thousand million of anything")
}

/// Items that go from a thread to the one that takes them at once, and how often they wait for it.
const BATCH: usize = 256;
const WAITING: usize = 4;

/// Gives each item to `work`, on other processors where there are any, and what comes of it to `take` in the items' order.
fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(&T, R)) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if threads == 1 || items.len() <= BATCH {
        return items.iter().for_each(|item| take(item, work(item)));
    }
    // The thread that takes has work of its own.
    let workers = (threads - 1).min(MOST_WORKERS);
    let is_started = std::thread::scope(|scope| {
        let mut results = Vec::new();
        for first in 0..workers {
            let (sender, receiver) = std::sync::mpsc::sync_channel::<Vec<R>>(WAITING);
            results.push(receiver);
            let own = items.chunks(BATCH).skip(first).step_by(workers);
            let work = &work;
            let thread = move || {
                for batch in own {
                    if sender.send(batch.iter().map(work).collect()).is_err() {
                        return;
                    }
                }
            };
            // The system may give no more threads; those that have begun end without a receiver.
            if std::thread::Builder::new().spawn_scoped(scope, thread).is_err() {
                return false;
            }
        }
        for (batch, results) in items.chunks(BATCH).zip(results.iter().cycle()) {
            let results = results.recv().expect("a worker sends what comes of every batch");
            batch.iter().zip(results).for_each(|(item, result)| take(item, result));
        }
        true
    });
    if !is_started {
        items.iter().for_each(|item| take(item, work(item)));
    }
}

/// Reading names keeps no more threads busy than this: they are taken by one.
const MOST_WORKERS: usize = 4;

/// The forms of an entity, without the numbers of their words, each with its name.
fn forms_of<'e>(entity: &'e Entity, exonyms: Option<&Exonyms>, grammar: &Grammar) -> Vec<(Form<'e>, Name)> {
    let hint = TypeHint::named(&entity.kind);
    let base = if entity.family_first { FormFlags::FAMILY_FIRST } else { FormFlags::default() };
    let mut out = Vec::with_capacity(1 + entity.variants.len());
    let form = |text: Cow<'e, str>, flags: FormFlags, weight: Option<f32>, threshold: Option<f32>| Form {
        text,
        flags,
        weight: weight.or(entity.weight).unwrap_or(1.0),
        threshold,
        words: Vec::new(),
    };
    let mut add = |text: &'e str, flags: FormFlags, weight: Option<f32>, threshold: Option<f32>| {
        let name = Name::parse(text, hint, grammar);
        let flags = if is_acronym(text, &name, entity) { flags.with(FormFlags::ACRONYM) } else { flags };
        out.push((form(Cow::Borrowed(text), flags, weight, threshold), name));
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
        let name = Name::parse(&text, hint, grammar);
        let flags = FormFlags::ACRONYM.with(FormFlags::INITIALS);
        out.push((form(Cow::Owned(text), flags, Some(1.0), None), name));
    }
    let kept = FormFlags::ACRONYM.with(FormFlags::EXACT_CASE);
    for exonym in exonyms.map(|e| e.of(entity)).unwrap_or_default() {
        if !names_of(entity).any(|name| name == exonym.text) {
            let name = Name::parse(&exonym.text, hint, grammar);
            out.push((form(Cow::Owned(exonym.text), FormFlags(exonym.flags.0 & kept.0), None, None), name));
        }
    }
    out
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
                // What three words may join, the first two may.
                let head = match count {
                    2 => out.get(first),
                    _ => out.iter().find(|w| w.as_join() == Some((first, 2))),
                };
                self.words[number].parts = head.map(|head| (head.vocab(), out[first + count - 1].vocab()));
                out.push(FormWord::join(narrow(number), first, count));
            }
        }
        out
    }

    fn number(&mut self, folded: &str, readings: impl FnOnce() -> Vec<Vec<Segment>>, script: Script) -> usize {
        let mut hash = hash::of(folded.as_bytes());
        while let Some(&number) = self.numbers.get(&hash) {
            if self.words[number].folded == folded {
                self.words[number].uses += 1;
                return number;
            }
            hash = hash.wrapping_add(1);
        }
        let number = self.words.len();
        if number == FormWord::MOST {
            // No number is left: the lexicon is refused when it is whole, see `Lexicon::from_entities`.
            return number - 1;
        }
        self.numbers.insert(hash, number);
        self.words.push(VocabWord {
            folded: folded.to_owned(),
            readings: readings(),
            script,
            uses: 1,
            is_own: false,
            parts: None,
        });
        number
    }

    /// Puts the words in the order of their first key, then letters; gives each word's new number.
    fn sort(&mut self) -> Vec<u32> {
        self.numbers = Map::default();
        // The keys of all words one after another, and where those of each end.
        let (mut all, mut ends) = (Vec::new(), Vec::with_capacity(self.words.len() + 1));
        ends.push(0);
        for word in &mut self.words {
            word.readings.sort();
            word.readings.dedup();
            all.extend(word.keys());
            ends.push(all.len());
        }
        let key = |word: usize| (&all[ends[word]..ends[word + 1]], self.words[word].folded.as_str());
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_unstable_by(|&a, &b| key(a).cmp(&key(b)));
        let mut renumbered = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old] = narrow(new);
        }
        let mut words: Vec<Option<VocabWord>> = std::mem::take(&mut self.words).into_iter().map(Some).collect();
        self.words = order.iter().map(|&old| words[old].take().expect("each word has one place")).collect();
        for (head, last) in self.words.iter_mut().filter_map(|word| word.parts.as_mut()) {
            (*head, *last) = (renumbered[*head as usize], renumbered[*last as usize]);
        }
        renumbered
    }
}

impl VocabWord {
    /// The sound keys of all readings, in order.
    pub(super) fn keys(&self) -> Vec<Key> {
        let (mut out, mut scratch) = (Vec::new(), Vec::new());
        for reading in &self.readings {
            keys::keys(reading, &mut scratch);
            out.extend(&scratch);
        }
        out.sort_unstable();
        out.dedup();
        out
    }

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
    // Titles that are names or small words as well are written as one with names: Amirhossein, Hamidur.
    let is_title = |w: &Word| w.roles.any(Roles::TITLE) && !w.roles.any(joining.with(Roles::GIVEN));
    length <= LONGEST_JOIN
        && run.iter().all(|w| !w.is_initial() && !is_title(w) && !w.roles.any(Roles::LEGAL_FORM.with(Roles::GENERIC)))
        && run.windows(2).all(seam)
}
