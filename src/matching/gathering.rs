//! The forms of a lexicon that a name may be, the most promising first.
//!
//! What speaks for a form is summed over the words through which it is found; of the forms for which most speaks, the
//! words near those of the name say how well it may fit, before any comparison.

use std::borrow::Cow;
use std::rc::Rc;

use super::acronyms::{Acronyms, is_acronym};
use super::candidates::{Near, may_be_listed, near_in_field};
use super::costs::Costs;
use super::lookup::listed;
use super::names;
use super::places::Places;
use super::ready::BODY;
use crate::grammar::{Grammar, Group, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::orthography::korean::Korean;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds;

/// Words remembered before all are forgotten.
const MOST_WORDS: usize = 1 << 17;
/// Forms compared at most, those that promise the most.
const KEPT: usize = 32;
/// Forms compared beside these, for an acronym that they share with the name.
const SHORTENED: usize = 16;
/// Forms compared beside these, for two words that the name has as one.
const HALVED: usize = 4;
/// Forms that are read together.
const AHEAD: usize = 32;
/// Forms compared at least.
pub(crate) const LEAST_COMPARED: usize = 6;
/// What a form may promise less than the best comparison says, in nats, and be compared still.
pub(crate) const MARGIN: f32 = 3.0;
/// What the best comparison is taken to say at least: log-odds below which nothing is an answer.
pub(crate) const LEAST_ODDS: f32 = 1.0;
/// Forms gathered through one word, or two; names made of very common words only may lead to more.
const GATHERED: usize = 4000;
/// Vocabulary words of one meaning that a word leads to.
const OF_ONE_MEANING: usize = 32;
/// What a word counts for that the name has translated, in hundredths of a nat.
const TRANSLATED: i16 = 300;
/// Segments of neighbours that are looked for as one word.
const LONGEST_JOIN: usize = 16;

/// What the look-ups of one thread in one lexicon share: words recur from name to name.
#[derive(Default)]
pub(crate) struct Memo {
    near: Map<Box<[u8]>, Rc<[Near]>>,
    key: Vec<u8>,
    /// The vocabulary words that are translated, by their meaning.
    meanings: Map<Group, Rc<[Near]>>,
    votes: Votes,
    sightings: Sightings,
}

impl Memo {
    /// The vocabulary words of a meaning, those in most names.
    fn meaning(&mut self, group: Group, lexicon: &Compiled) -> Rc<[Near]> {
        let words = self.meanings.entry(group).or_insert_with(|| {
            let words = lexicon.meaning(group, || meanings(lexicon));
            words.iter().map(|&vocab| Near::translated(vocab, TRANSLATED)).collect()
        });
        Rc::clone(words)
    }

    /// The vocabulary words near a word.
    fn near(&mut self, word: &Word, lexicon: &Compiled, costs: &Costs) -> Rc<[Near]> {
        self.key.clear();
        self.key.push(word.script as u8);
        self.key.extend(word.folded.as_bytes());
        for reading in &word.readings {
            self.key.push(u8::MAX);
            self.key.extend(reading);
        }
        if let Some(known) = self.near.get(self.key.as_slice()) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        near_in_field(word, lexicon, costs, &mut found);
        let found: Rc<[Near]> = found.into();
        if self.near.len() >= MOST_WORDS {
            self.near.clear();
        }
        self.near.insert(self.key.as_slice().into(), Rc::clone(&found));
        found
    }
}

/// The words that are translated, by their meaning: of each those in most names, in the order of their numbers.
fn meanings(lexicon: &Compiled) -> Map<Group, Vec<Index>> {
    let mut meanings: Map<Group, Vec<Index>> = Map::default();
    for vocab in 0..Index::try_from(lexicon.vocab_count()).unwrap_or(Index::MAX) {
        let roles = lexicon.vocab_roles(vocab);
        let group = lexicon.vocab_group(vocab);
        if group != 0 && roles.any(names::MEANT) && !roles.any(Roles::LEGAL_FORM) {
            meanings.entry(group).or_default().push(vocab);
        }
    }
    for words in meanings.values_mut() {
        words.sort_by(|&a, &b| lexicon.vocab_rarity(a).total_cmp(&lexicon.vocab_rarity(b)).then(a.cmp(&b)));
        words.truncate(OF_ONE_MEANING);
        words.sort_unstable();
    }
    meanings
}

/// The forms that a name is short for, or that are short for it, in order.
pub(super) fn of_one_acronym(name: &[Word], lexicon: &Compiled, grammar: &Grammar) -> Vec<Index> {
    if !name.iter().any(|w| w.roles.any(names::MEANT) || is_acronym(w, name)) {
        return Vec::new();
    }
    let make = || {
        let is_listed = |&form: &Index| {
            let flags = lexicon.form_flags(form);
            let is_body = TypeHint::named(lexicon.entity_kind(lexicon.form_entity(form))) == TypeHint::Organisation;
            // An acronym that the engine derives is found as any name; that of another name says nothing.
            is_body && ![FormFlags::NEVER, FormFlags::SHORT, FormFlags::ACRONYM].iter().any(|&flag| flags.has(flag))
        };
        let all = 0..Index::try_from(lexicon.form_count()).unwrap_or(Index::MAX);
        let forms: Vec<Index> = all.filter(is_listed).take(Acronyms::MOST).collect();
        if forms.len() == Acronyms::MOST {
            return Acronyms::default();
        }
        Acronyms::of(forms.into_iter().map(|form| (form, listed(form, TypeHint::Organisation, lexicon, grammar).words)))
    };
    lexicon.acronyms(make).find(name)
}

/// A word of a name, or neighbours as one, and the vocabulary words near it, in the order of their numbers.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// The words of the name, as bits.
    words: u64,
    pub(crate) near: Rc<[Near]>,
}

impl Unit {
    fn new(first: usize, count: usize, near: Rc<[Near]>) -> Self {
        // A name has no more words than bits.
        Self { words: ((1 << count) - 1) << first, near }
    }

    fn is_apart(&self, other: &Self) -> bool {
        self.words & other.words == 0
    }
}

/// The units that each vocabulary word is near.
#[derive(Default)]
struct Sightings {
    /// By the low bits of their numbers: whether a vocabulary word is seen. Most are not.
    marks: Marks,
    /// By vocabulary word: the first of its places.
    first: Places,
    places: Vec<Sighting>,
    /// The highest mean.
    most_mean: f32,
}

/// One bit for all numbers that have their low bits in common.
struct Marks([u64; Marks::WORDS]);

impl Marks {
    const WORDS: usize = 64;

    fn set(&mut self, number: u32) {
        self.0[number as usize / 64 % Self::WORDS] |= 1 << (number % 64);
    }

    #[inline]
    fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64 % Self::WORDS] >> (number % 64) & 1 == 1
    }
}

impl Default for Marks {
    fn default() -> Self {
        Self([0; Self::WORDS])
    }
}

#[derive(Clone, Copy)]
struct Sighting {
    unit: usize,
    score: i16,
    is_exact: bool,
    /// See [`worth`].
    worth: f32,
    /// The score for each segment of the name.
    mean: f32,
    /// The next place of the same vocabulary word.
    next: u32,
}

/// The segments of some words of a name, one at least.
#[expect(clippy::cast_precision_loss, reason = "names are short")]
fn length(words: u64, lengths: &[usize]) -> f32 {
    let length: usize = lengths.iter().enumerate().filter(|(i, _)| words >> i & 1 == 1).map(|(_, n)| n).sum();
    length.max(1) as f32
}

impl Sightings {
    const END: u32 = u32::MAX;

    fn fill(&mut self, units: &[Unit], lengths: &[usize], lexicon: &Compiled) {
        self.marks = Marks::default();
        self.first.clear();
        self.places.clear();
        self.most_mean = 0.0;
        for (number, unit) in units.iter().enumerate() {
            let length = length(unit.words, lengths);
            for near in unit.near.iter() {
                let place = u32::try_from(self.places.len()).expect("few words are near a name's");
                self.marks.set(near.vocab);
                let next = self.first.set(near.vocab, place).unwrap_or(Self::END);
                let mean = f32::from(near.score) / length;
                self.most_mean = mean.max(self.most_mean);
                let worth = worth(near.vocab, near.score, near.is_exact, lexicon);
                let (score, is_exact) = (near.score, near.is_exact);
                self.places.push(Sighting { unit: number, score, is_exact, worth, mean, next });
            }
        }
    }

    #[inline]
    fn of(&self, vocab: Index) -> impl Iterator<Item = &Sighting> {
        let first = if self.marks.has(vocab) { self.first.get(vocab) } else { None };
        let mut at = first.unwrap_or(Self::END);
        std::iter::from_fn(move || {
            let place = self.places.get(at as usize)?;
            at = place.next;
            Some(place)
        })
    }
}

/// What speaks for the forms of a lexicon, for one name after another.
#[derive(Default)]
struct Votes {
    /// By form: its place among the votes.
    of_form: Places,
    votes: Vec<(Index, Vote)>,
    /// What each form may promise at most and its number, so that the most and the first come first.
    ranked: Vec<u64>,
}

#[derive(Clone, Copy, Default)]
struct Vote {
    /// What the words of the name that the form was found through promise at most: each of the first ones, and all others.
    best: [f32; Vote::APART + 1],
    /// The words of the name that the form was found through, as bits.
    words: u64,
    /// Whether the form is one word, or was found through two.
    is_sure: bool,
}

impl Vote {
    /// Words of a name that are told apart: a name of more has few rivals.
    const APART: usize = 5;

    fn add(&mut self, words: u64, worth: f32) {
        let place = words.trailing_zeros() as usize;
        match self.best.get_mut(place).filter(|_| place < Self::APART) {
            Some(best) => *best = best.max(worth),
            None => self.best[Self::APART] += worth,
        }
        self.words |= words;
    }
}

impl Votes {
    fn of(&mut self, form: Index) -> &mut Vote {
        let place = match self.of_form.get(form) {
            Some(place) => place as usize,
            None => {
                self.of_form.set(form, u32::try_from(self.votes.len()).expect("votes for fewer forms than 2^32"));
                self.votes.push((form, Vote::default()));
                self.votes.len() - 1
            }
        };
        &mut self.votes[place].1
    }

    fn cast(&mut self, units: &[Unit], sightings: &Sightings, lexicon: &Compiled) {
        self.of_form.clear();
        self.votes.clear();
        for (i, unit) in units.iter().enumerate() {
            lexicon.read_ahead_lists(unit.near.iter().map(|n| n.vocab));
            for near in unit.near.iter() {
                let worth = worth(near.vocab, near.score, near.is_exact, lexicon);
                let wholly = lexicon.wholly(near.vocab).map(|form| (form, true));
                let partly = lexicon.partly(near.vocab).map(|form| (form, false));
                for (form, is_whole) in wholly.chain(partly).take(GATHERED) {
                    let vote = self.of(form);
                    vote.add(unit.words, worth);
                    vote.is_sure |= is_whole;
                }
                // Two words are listed under the rarer one: under that of either unit.
                let (mut last, mut count) = (None, 0);
                for (other, form) in lexicon.partners(near.vocab) {
                    count = if last == Some(other) { count + 1 } else { 1 };
                    last = Some(other);
                    if count > GATHERED {
                        continue;
                    }
                    for place in sightings.of(other).filter(|place| units[place.unit].is_apart(unit)) {
                        // A word with itself is listed once.
                        if other != near.vocab || i < place.unit {
                            let vote = self.of(form);
                            vote.add(unit.words, worth);
                            vote.add(units[place.unit].words, place.worth);
                            vote.is_sure = true;
                        }
                    }
                }
            }
        }
    }

    /// The forms with the most that each may promise, the most first.
    fn rank(&mut self, most: impl Fn(Vote) -> f32) -> &[u64] {
        self.ranked.clear();
        self.ranked
            .extend(self.votes.iter().map(|&(form, vote)| u64::from(falling(most(vote))) << 32 | u64::from(form)));
        self.ranked.sort_unstable();
        &self.ranked
    }
}

/// What the words near those of a name promise of a form, before any comparison: log-odds in nats, roughly.
///
/// The weights are those of a regression of the log-odds of comparisons on looked-up names, rounded.
struct Promise {
    base: f32,
    /// The sounds of words that fit, for each hundredth of a nat, by how rare the words are.
    sounds: f32,
    /// Each word that fits, by how rare it is.
    word: f32,
    /// Each word with just the letters, by how rare it is.
    exact: f32,
    /// The sounds of the worst such word, for each hundredth of a nat and segment.
    worst: f32,
    /// Each word that only the form has.
    missing: f32,
    /// Each word that only the name has.
    over: f32,
    /// Each word that has another one in its place.
    contradicted: f32,
}

const PROMISE: Promise = Promise {
    base: -3.5,
    sounds: 0.0015,
    word: 1.8,
    exact: 0.7,
    worst: 0.007,
    missing: -0.25,
    over: -0.5,
    contradicted: -1.3,
};

/// What a vocabulary word near one of the name promises of a form that has it.
#[inline]
fn worth(vocab: Index, score: i16, is_exact: bool, lexicon: &Compiled) -> f32 {
    let p = &PROMISE;
    let exact = if is_exact { p.exact } else { 0.0 };
    lexicon.vocab_rarity(vocab) * (f32::from(score) * p.sounds + p.word + exact)
}

/// What a form promises that has just the words looked up, and none besides.
const VERY_NAME: f32 = 20.0;

/// The forms that may be a name's.
pub(crate) struct Gathered {
    pub(crate) units: Vec<Unit>,
    /// The most promising forms first, each with what it promises.
    pub(crate) forms: Vec<(Index, f32)>,
    /// More forms, which share an acronym with the name.
    pub(crate) shortened: Vec<Index>,
}

/// The forms that share words with a name, and those of `shortened`, which share an acronym with it.
pub(crate) fn gather(
    name: &Name,
    shortened: &[Index],
    is_wanted: impl Fn(Index) -> bool,
    lexicon: &Compiled,
    costs: &Costs,
    memo: &mut Memo,
) -> Gathered {
    // Legal forms lead to every company.
    let parted = match name.words.as_slice() {
        [word] if word.group == 0 => Cow::Owned(names::parted(&apart(word)).into_owned()),
        words => names::parted(words),
    };
    let own: Vec<&Word> = parted.iter().filter(|w| !(w.is_light && w.roles.any(Roles::LEGAL_FORM))).collect();
    let units = units(name, &own, lexicon, costs, memo);
    let Memo { votes, sightings, .. } = memo;
    let lengths: Vec<usize> = own.iter().map(|w| w.sound_len()).collect();
    sightings.fill(&units, &lengths, lexicon);
    votes.cast(&units, sightings, lexicon);
    let heavy = (0..).zip(&own).filter(|(_, w)| !w.is_light).fold(0_u64, |bits, (i, _)| bits | 1 << i);
    let promise = |form: Index| promise(form, &own, heavy, &units, sightings, lexicon);
    // Words that count without a form having been found through them.
    let is_unseen = |w: &Word| w.is_initial() || w.group != 0;
    let unseen = (0..).zip(&own).filter(|(_, w)| is_unseen(w)).fold(0_u64, |bits, (i, _)| bits | 1 << i);
    let most = |vote: Vote| most(vote, unseen, heavy, sightings.most_mean);
    let mut forms: Vec<(Index, f32)> = Vec::with_capacity(KEPT + 1);
    let mut enough = f32::NEG_INFINITY;
    #[expect(clippy::cast_possible_truncation, reason = "both halves are numbers of 32 bits")]
    let unpacked = |packed: u64| (packed as Index, risen((packed >> 32) as u32));
    for some in votes.rank(most).chunks(AHEAD) {
        if unpacked(some[0]).1 < enough {
            break;
        }
        lexicon.read_ahead_forms(some.iter().map(|&packed| unpacked(packed).0));
        for (form, _) in some.iter().map(|&packed| unpacked(packed)).take_while(|f| f.1 >= enough) {
            let promise = promise(form);
            if promise >= enough && is_wanted(form) {
                let at = forms.partition_point(|&(other, p)| (-p, other) < (-promise, form));
                forms.insert(at, (form, promise));
                forms.truncate(KEPT);
            }
        }
        let last = forms.get(KEPT - 1).map_or(f32::NEG_INFINITY, |f| f.1);
        let least = forms.get(LEAST_COMPARED - 1).map_or(f32::NEG_INFINITY, |f| f.1);
        enough = last.max(least.min(LEAST_ODDS - MARGIN));
    }
    let is_other = |&form: &Index| is_wanted(form) && !forms.iter().any(|&(f, _)| f == form);
    let mut others: Vec<(Index, f32)> =
        shortened.iter().copied().filter(is_other).map(|form| (form, promise(form))).collect();
    sort(&mut others);
    let mut shortened: Vec<Index> = others.into_iter().take(SHORTENED).map(|(form, _)| form).collect();
    let of_halves = own.iter().filter_map(|word| halves(word, lexicon)).flat_map(|both| {
        let with = |a: &Near, b: Index| lexicon.partners(a.vocab).filter(move |&(other, _)| other == b);
        let found: Vec<_> = with(&both[0], both[1].vocab).chain(with(&both[1], both[0].vocab)).take(HALVED).collect();
        found.into_iter().map(|(_, form)| form)
    });
    for form in of_halves {
        if is_other(&form) && !shortened.contains(&form) {
            shortened.push(form);
        }
    }
    Gathered { units, forms, shortened }
}

/// A number that is the lower, the higher another one is.
fn falling(n: f32) -> u32 {
    let bits = n.to_bits();
    // Of negative ones the bits rise as they fall.
    if bits >> 31 == 1 { bits } else { !bits & (u32::MAX >> 1) }
}

/// The number that [`falling`] was told.
fn risen(bits: u32) -> f32 {
    f32::from_bits(if bits >> 31 == 1 { bits } else { !bits & (u32::MAX >> 1) })
}

fn sort(forms: &mut [(Index, f32)]) {
    forms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// About the most that [`promise`] says of a form that something speaks for: words of the form that led to no list of it are
/// not counted.
#[expect(clippy::cast_precision_loss, reason = "a bound of small numbers")]
fn most(vote: Vote, unseen: u64, heavy: u64, most_mean: f32) -> f32 {
    let p = &PROMISE;
    let words = vote.words | unseen;
    if heavy & !words == 0 && vote.is_sure {
        return VERY_NAME;
    }
    let unseen_count = unseen.count_ones() as f32;
    let over = (heavy & !words).count_ones();
    // A form that one of its words led to has another.
    let other = if vote.is_sure || unseen != 0 { 0.0 } else { p.missing + over.min(1) as f32 * p.contradicted };
    p.base
        + vote.best.iter().sum::<f32>()
        + unseen_count * (f32::from(TRANSLATED) * p.sounds + p.word + p.exact)
        + most_mean * p.worst
        + over as f32 * p.over
        + other
}

/// Each word of a name, those that are translated by their meaning, and neighbours as one.
fn units(name: &Name, own: &[&Word], lexicon: &Compiled, costs: &Costs, memo: &mut Memo) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(own.len() * 3);
    let is_body = own.len() > 1 && name.words.iter().any(|w| w.roles.any(BODY));
    for (i, word) in own.iter().enumerate() {
        let word = if is_body { with_stem(word) } else { Cow::Borrowed(*word) };
        units.push(Unit::new(i, 1, memo.near(&word, lexicon, costs)));
    }
    // A name of two parts written as one has readings of its own.
    if let ([word], [_, _]) = (name.words.as_slice(), own) {
        units.push(Unit::new(0, 2, memo.near(word, lexicon, costs)));
    }
    // Words and phrases that are translated, by their meaning.
    let mut i = 0;
    while i < own.len() && own.len() > 1 {
        let is_meant = own[i].group != 0 && own[i].roles.any(names::MEANT);
        let count = if is_meant { names::run(own[i..].iter().copied()) } else { 1 };
        let phrase = if count > 1 { own[i].group } else { 0 };
        let of_word = |w: &Word| if w.roles == Roles::NONE { 0 } else { Grammar::shipped().look_up(&w.folded).group };
        let single = (i..i + count).map(|at| (at, 1, of_word(own[at])));
        for (at, count, group) in single.chain([(i, count, phrase)]) {
            let words = if group == 0 { None } else { Some(memo.meaning(group, lexicon)) };
            units.extend(words.filter(|words| !words.is_empty()).map(|words| Unit::new(at, count, words)));
        }
        i += count;
    }
    for (i, word) in own.iter().enumerate() {
        let others = of_one_number(word, lexicon);
        if !others.is_empty() {
            units.push(Unit::new(i, 1, others.into()));
        }
        units.extend(halves(word, lexicon).into_iter().flatten().map(|half| Unit::new(i, 1, [half].into())));
    }
    units.extend(of_one_korean_family(own, lexicon));
    for count in [2, 3] {
        for (i, run) in own.windows(count).enumerate() {
            if run.iter().map(|w| w.sound_len()).sum::<usize>() <= LONGEST_JOIN {
                let mut joined = run[0].clone();
                joined.folded = run.iter().map(|w| w.folded.as_str()).collect();
                joined.readings = vec![run.iter().flat_map(|w| w.readings[0].iter().copied()).collect()];
                // Safi al-Din is written Safieddine.
                let has_article = count == 3 && run[1].roles.any(Roles::ARTICLE);
                if has_article {
                    joined
                        .readings
                        .push([&run[0], &run[2]].iter().flat_map(|w| w.readings[0].iter().copied()).collect());
                }
                // Few other neighbours are written as one anywhere: most are told without a search.
                if has_article || may_be_listed(&joined, lexicon) {
                    units.push(Unit::new(i, count, memo.near(&joined, lexicon, costs)));
                }
            }
        }
    }
    units
}

/// The listed words that are the number that a word is, with other endings or none: 142nd, 142-й.
fn of_one_number(word: &Word, lexicon: &Compiled) -> Vec<Near> {
    let digits = word.folded.trim_end_matches(char::is_alphabetic);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let endings = ["", "th", "st", "nd", "rd"].iter().map(|ending| format!("{digits}{ending}"));
    let others = endings.filter(|other| *other != word.folded).filter_map(|other| lexicon.exact(&other));
    let mut found: Vec<Near> = others.map(|vocab| Near::translated(vocab, TRANSLATED)).collect();
    found.sort_unstable_by_key(|near| near.vocab);
    found
}

/// The family name of a Korean name as others spell it: Ri, Rhee, Lee.
fn of_one_korean_family(own: &[&Word], lexicon: &Compiled) -> Option<Unit> {
    let words: Vec<&str> = own.iter().map(|w| w.folded.as_str()).collect();
    let name = Korean::of(&words)?;
    let at = words.iter().position(|word| name.families().any(|family| family == *word))?;
    let others = name.families().filter(|family| *family != words[at]).filter_map(|family| lexicon.exact(family));
    let mut found: Vec<Near> = others.map(|vocab| Near::translated(vocab, TRANSLATED)).collect();
    found.sort_unstable_by_key(|near| near.vocab);
    found.dedup_by_key(|near| near.vocab);
    (!found.is_empty()).then(|| Unit::new(at, 1, found.into()))
}

/// Bytes of the shortest part of a word that is listed as two.
const SHORTEST_HALF: usize = 4;

/// The two listed words that a word is put together of which nobody lists, as evenly cut as may be (Transgazelle).
fn halves(word: &Word, lexicon: &Compiled) -> Option<[Near; 2]> {
    let most = word.folded.len().checked_sub(SHORTEST_HALF)?;
    if most < SHORTEST_HALF || word.group != 0 || lexicon.exact(&word.folded).is_some() {
        return None;
    }
    let cuts = word.folded.char_indices().map(|(at, _)| at).filter(|at| (SHORTEST_HALF..=most).contains(at));
    let listed = cuts.filter_map(|at| {
        let (first, last) = word.folded.split_at(at);
        Some((at.min(word.folded.len() - at), [lexicon.exact(first)?, lexicon.exact(last)?]))
    });
    let (_, both) = listed.max_by_key(|&(shorter, _)| shorter)?;
    Some(both.map(|vocab| Near { is_exact: true, ..Near::translated(vocab, TRANSLATED) }))
}

/// See [`Promise`].
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn promise(form: Index, own: &[&Word], heavy: u64, units: &[Unit], sightings: &Sightings, lexicon: &Compiled) -> f32 {
    let p = &PROMISE;
    let mut covered = 0_u64;
    let (mut sum, mut worst) = (p.base, f32::INFINITY);
    let mut is_exact = true;
    // The words of the form that nothing fits, as bits.
    let mut missing = 0_u64;
    let best = |word: FormWord, covered: u64| {
        let free = sightings.of(word.vocab()).filter(|place| units[place.unit].words & covered == 0);
        free.max_by_key(|place| (place.is_exact, place.score))
    };
    let has_meanings = own.iter().any(|w| w.group != 0);
    // The word of the name that has the same meaning in another language.
    let of_one_meaning = |word: FormWord| {
        let group = if has_meanings && word.as_join().is_none() { lexicon.vocab_group(word.vocab()) } else { 0 };
        own.iter().position(|o| group != 0 && o.group == group)
    };
    for (at, word) in lexicon.form_words(form).enumerate() {
        // Neighbours of the form count as one where the name has them so.
        let run = word.as_join().map_or(1 << at.min(63), |(first, count)| ((1_u64 << count) - 1) << first);
        if if word.as_join().is_some() { run & missing == 0 } else { word.is_light() } {
            continue;
        }
        if let Some(place) = best(word, covered) {
            covered |= units[place.unit].words;
            missing &= !run;
            worst = worst.min(place.mean);
            is_exact &= place.is_exact;
            sum += place.worth;
        } else if let Some(i) = of_one_meaning(word) {
            is_exact = false;
            covered |= 1 << i;
            sum += lexicon.vocab_rarity(word.vocab()) * (f32::from(TRANSLATED) * p.sounds + p.word);
        } else if word.as_join().is_none() {
            missing |= run;
        }
    }
    let (missing, over) = (missing.count_ones(), (heavy & !covered).count_ones());
    // Its very name.
    if is_exact && missing == 0 && over == 0 && covered != 0 {
        return VERY_NAME;
    }
    let worst = if worst.is_finite() { worst } else { 0.0 };
    sum + worst * p.worst
        + missing as f32 * p.missing
        + over as f32 * p.over
        + over.min(missing) as f32 * p.contradicted
}

/// A name that Chinese or Korean writes as one word as the family name and the given one, which others write apart.
fn apart(word: &Word) -> Vec<Word> {
    let signs = word.folded.chars().count();
    let may_be = matches!(word.script, Script::Han | Script::Hangul) && (2..=4).contains(&signs) && word.group == 0;
    let family = if signs == 4 { 2 } else { 1 };
    let Some((at, _)) = word.folded.char_indices().nth(family).filter(|_| may_be) else { return vec![word.clone()] };
    let (family, given) = word.folded.split_at(at);
    let part = |folded: &str| Word { folded: folded.to_owned(), readings: sounds::readings(folded).1, ..word.clone() };
    vec![part(family), part(given)]
}

/// A word with further readings: what it is formed from if it may be a Slavic adjective, else the adjective that may be
/// formed from it, as names of bodies have them (Tula Plant, Тульский завод).
fn with_stem(word: &Word) -> Cow<'_, Word> {
    if word.group != 0 || word.folded.chars().count() < 4 {
        return Cow::Borrowed(word);
    }
    let ending = match word.script {
        Script::Latin => "sk",
        Script::Cyrillic => "ск",
        _ => return Cow::Borrowed(word),
    };
    let bare = || word.folded.trim_end_matches(['a', 'o', 'e', 'y', 'i', 'а', 'о', 'е', 'ь', 'ы', 'и']);
    let other = names::stem(&word.folded).map_or_else(|| format!("{}{ending}", bare()), str::to_owned);
    let mut word = word.clone();
    word.readings.extend(sounds::readings(&other).1);
    Cow::Owned(word)
}
