//! What written words lead to, remembered, so that each distinct word is searched once.

use std::cell::{OnceCell, RefCell};

use super::fit::Worth;
use super::words::{LEADS, NONE};
use super::{Mode, Tables};
use crate::grammar::{Languages, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, Index};
use crate::matching::candidates::{Near, as_listed, near, near_bare, other_cases, other_number};
use crate::matching::confidence::Scores;
use crate::matching::names::SHORT_GIVEN;
use crate::orthography::fold::is_apostrophe;
use crate::orthography::names::Word;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape, Token};

/// Words that are remembered before older ones are forgotten: bounds the memory of a session on endless text.
pub(super) const MOST_WORDS: usize = 1 << 17;
/// Bytes of what is known of them, the same.
const MOST_BYTES: usize = 48 << 20;

/// Sets of initials beside one word whose forms are remembered.
const MOST_BESIDE: usize = 16;

/// A form that a word leads to, and the place among its near words of the one that does.
pub(super) type Lead = (Index, u32);
/// Such forms.
pub(super) type Forms = Box<[Lead]>;

/// What the memo knows of a written word.
pub(crate) struct Known {
    pub(crate) word: Word,
    /// What it reaches, for each lexicon in turn; empty where that is nothing in any, as of most words.
    reached: Box<[Reached]>,
    /// Whether that is anything.
    pub(super) leads: bool,
    /// Its first two letters, folded.
    pub(crate) beginning: Option<[char; 2]>,
}

/// The first two letters of a folded word.
pub(crate) fn beginning(folded: &str) -> Option<[char; 2]> {
    let mut letters = folded.chars();
    Some([letters.next()?, letters.next()?])
}

/// What a written word reaches in one lexicon.
#[derive(Default)]
struct Reached {
    /// Near words in the order of their numbers.
    near: Box<[Near]>,
    /// What the sounds alone lead to, whatever the language, where that is something else.
    by_sound: Option<Box<[Near]>>,
    marks: Marks,
    /// Whether any of them has the word's letters, is close to it.
    is_listed: bool,
    is_close: bool,
    /// The words that forms have beside them, as far as they are listed under them.
    partners: OnceCell<Filter>,
    /// The forms of one word that they are.
    wholly: OnceCell<Forms>,
    /// The forms of which they are the family name.
    titled: OnceCell<Forms>,
    /// Forms of which they are as listed, where few names have the word.
    rare: OnceCell<Forms>,
    /// The forms that they lead to beside a title and initials, for those that were asked for.
    beside: RefCell<Vec<(super::forms::More, Forms)>>,
}

/// Vocabulary words as bits, by the low bits of their numbers: ten times as many as there are near words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks([u64; 8]);

impl Marks {
    fn bit(vocab: Index) -> (usize, u32) {
        ((vocab / 64 % 8) as usize, vocab % 64)
    }

    pub(crate) fn add(&mut self, vocab: Index) {
        let (word, bit) = Self::bit(vocab);
        self.0[word] |= 1 << bit;
    }

    #[inline]
    fn may_have(&self, vocab: Index) -> bool {
        let (word, bit) = Self::bit(vocab);
        self.0[word] >> bit & 1 == 1
    }

    fn may_meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

/// Vocabulary words that may be among some: a Bloom filter (Bloom 1970) of four bits a word, which has at most one in forty of
/// those that are not.
struct Filter(Box<[u64]>);

/// Bits of a filter for each word of it, at least.
const BITS_A_WORD: usize = 8;

impl Filter {
    fn new(words: &[Index]) -> Self {
        let blocks = (words.len() * BITS_A_WORD).div_ceil(64).next_power_of_two();
        let mut filter = Self(vec![0; blocks].into());
        for &word in words {
            for bit in filter.bits(word) {
                filter.0[bit / 64] |= 1 << (bit % 64);
            }
        }
        filter
    }

    /// Where the bits of a word are; steps of an odd number meet none twice.
    #[inline]
    fn bits(&self, word: Index) -> impl Iterator<Item = usize> + use<> {
        let mixed = u64::from(word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let (first, step, mask) = (mixed >> 32, (mixed & 0xFFFF_FFFF) | 1, self.0.len() as u64 * 64 - 1);
        (0..4).map(move |n| usize::try_from((first + n * step) & mask).expect("as many as in memory"))
    }

    /// Whether a word may be among them: false is certain.
    #[inline]
    fn may_have(&self, word: Index) -> bool {
        self.bits(word).all(|bit| self.0[bit / 64] >> (bit % 64) & 1 == 1)
    }
}

/// What a search of a lexicon found, and what the sounds alone led to where that is something else.
type Searched = (Vec<Near>, Option<Box<[Near]>>);

impl Reached {
    fn new((near, by_sound): Searched) -> Self {
        let mut marks = Marks::default();
        near.iter().for_each(|n| marks.add(n.vocab));
        let (is_listed, is_close) = (near.iter().any(|n| n.is_exact), near.iter().any(|n| n.is_close));
        Self { near: near.into(), by_sound, marks, is_listed, is_close, ..Self::default() }
    }

    #[inline]
    fn find(&self, vocab: Index) -> Option<&Near> {
        if !self.marks.may_have(vocab) {
            return None;
        }
        self.near.binary_search_by_key(&vocab, |n| n.vocab).ok().map(|i| &self.near[i])
    }

    fn partners(&self, lexicon: &Compiled) -> &Filter {
        self.partners.get_or_init(|| {
            let partners = self.near.iter().flat_map(|n| lexicon.partners(n.vocab).map(|(other, _)| other));
            Filter::new(&partners.collect::<Vec<_>>())
        })
    }

    /// The same without what was asked of it.
    fn anew(&self) -> Self {
        let Self { near, by_sound, marks, is_listed, is_close, .. } = self;
        let (near, by_sound) = (near.clone(), by_sound.clone());
        Self { near, by_sound, marks: *marks, is_listed: *is_listed, is_close: *is_close, ..Self::default() }
    }
}

impl Known {
    fn new(word: Word, near: Vec<Searched>) -> Self {
        let leads = near.iter().any(|(n, _)| !n.is_empty());
        let beginning = beginning(&word.folded);
        let is_any = leads || near.iter().any(|(_, by_sound)| by_sound.as_ref().is_some_and(|n| !n.is_empty()));
        let near = if is_any { near } else { Vec::new() };
        Self { word, reached: near.into_iter().map(Reached::new).collect(), leads, beginning }
    }

    /// The same without what was asked of it.
    fn anew(&self) -> Self {
        let Self { word, reached, leads, beginning } = self;
        let reached = reached.iter().map(Reached::anew).collect();
        Self { word: word.clone(), reached, leads: *leads, beginning: *beginning }
    }

    /// About the bytes that it takes at first.
    fn bytes(&self) -> usize {
        let near = |r: &Reached| r.near.len() + r.by_sound.as_ref().map_or(0, |n| n.len());
        let reached = self.reached.iter().map(|r| size_of::<Reached>() + near(r) * size_of::<Near>() + 64);
        size_of::<Self>() + 256 + reached.sum::<usize>()
    }

    /// The bytes of the partners that were asked for.
    pub(super) fn partner_bytes(&self, number: usize) -> usize {
        self.reached
            .get(number)
            .and_then(|reached| reached.partners.get())
            .map_or(0, |partners| size_of_val(&*partners.0))
    }

    /// Whether the same word is and leads to the same in other texts.
    fn is_as(&self, other: &Self) -> bool {
        let pairs = || self.reached.iter().zip(&other.reached);
        (self.word.roles, self.word.group) == (other.word.roles, other.word.group)
            && self.reached.len() == other.reached.len()
            && pairs().all(|(a, b)| a.near == b.near && a.by_sound == b.by_sound)
    }

    /// The near words of a lexicon, in the order of their numbers.
    pub(crate) fn near(&self, lexicon: usize) -> &[Near] {
        self.reached.get(lexicon).map_or(&[], |reached| &reached.near)
    }

    /// What is known of a vocabulary word, if it is near.
    #[inline]
    pub(super) fn near_word(&self, lexicon: usize, vocab: Index) -> Option<&Near> {
        self.reached.get(lexicon)?.find(vocab)
    }

    /// What the word's sounds alone lead to, whatever the language of the text.
    fn by_sound(&self, lexicon: usize) -> &[Near] {
        let Some(reached) = self.reached.get(lexicon) else { return &[] };
        reached.by_sound.as_ref().unwrap_or(&reached.near)
    }

    /// Whether any near word has the letters of this one.
    pub(crate) fn is_listed(&self, lexicon: usize) -> bool {
        self.reached.get(lexicon).is_some_and(|reached| reached.is_listed)
    }

    /// Whether any near word is close to this one.
    pub(super) fn is_close(&self, lexicon: usize) -> bool {
        self.reached.get(lexicon).is_some_and(|reached| reached.is_close)
    }

    /// Whether any of some vocabulary words may be near: false is certain.
    pub(crate) fn may_be_near(&self, lexicon: usize, words: &Marks) -> bool {
        self.reached.get(lexicon).is_some_and(|reached| reached.marks.may_meet(words))
    }

    /// Whether any form may be listed under a word near this one with one near another: false is certain.
    pub(super) fn may_be_listed_with(&self, other: &Self, number: usize, lexicon: &Compiled) -> bool {
        let (Some(here), Some(there)) = (self.reached.get(number), other.reached.get(number)) else { return false };
        let partners = here.partners(lexicon);
        there.near.iter().any(|n| partners.may_have(n.vocab))
    }

    /// The forms that the word leads to behind a title, which `find` gives.
    pub(super) fn titled(&self, number: usize, find: impl FnOnce() -> Forms) -> &[Lead] {
        self.reached[number].titled.get_or_init(find)
    }

    /// The forms that the word leads to as listed where few names have it, which `find` gives.
    pub(super) fn rare(&self, number: usize, find: impl FnOnce() -> Forms) -> &[Lead] {
        self.reached[number].rare.get_or_init(find)
    }

    /// Appends the forms that the word leads to beside something else of a name, which `find` gives.
    pub(super) fn beside(
        &self,
        number: usize,
        more: super::forms::More,
        out: &mut Vec<Lead>,
        find: impl FnOnce() -> Forms,
    ) {
        let mut known = self.reached[number].beside.borrow_mut();
        if let Some((_, forms)) = known.iter().find(|(other, _)| *other == more) {
            return out.extend(forms);
        }
        if known.len() == MOST_BESIDE {
            known.clear();
        }
        let forms = find();
        out.extend(&forms);
        known.push((more, forms));
    }

    /// The forms of one word that the word may be, which `find` gives.
    pub(super) fn wholly(&self, number: usize, find: impl FnOnce() -> Forms) -> &[Lead] {
        self.reached[number].wholly.get_or_init(find)
    }
}

/// Remembers what written words lead to, so that each distinct word is searched once.
#[derive(Default)]
pub(crate) struct Memo {
    /// Entries by the number of the word, the mode and the languages of the text.
    entries: Map<(u32, u8, Languages), u32>,
    /// The first of them, in whatever languages.
    first: Map<(u32, u8), u32>,
    known: Vec<Known>,
    /// What two words lead to, for each lexicon in turn.
    pairs: Vec<Pairs>,
    /// About the bytes of all that.
    bytes: usize,
    /// What forms set against words are worth.
    pub(super) worths: Worths,
    /// What the models said.
    pub(crate) scores: Scores,
}

/// The forms that two words lead to, by the numbers of both.
#[derive(Default)]
struct Pairs {
    some: Map<u64, Forms>,
    /// Pairs that lead nowhere, as most do: the last one of each place.
    none: Vec<u64>,
}

/// Places for pairs that lead nowhere.
const NOWHERE: usize = 1 << 15;

impl Pairs {
    /// The place of a pair among those that lead nowhere.
    fn place(pair: u64) -> usize {
        let mixed = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        usize::try_from(mixed).expect("24 bits") % NOWHERE
    }

    fn of(&self, pair: u64) -> Option<&[Lead]> {
        match self.none.get(Self::place(pair)) {
            // No word pairs with itself over nothing: 0 stands for no pair.
            Some(&known) if known == pair && pair != 0 => Some(&[]),
            _ => self.some.get(&pair).map(|forms| &**forms),
        }
    }

    /// Adds what a pair leads to, and gives about the bytes that it takes.
    fn add(&mut self, pair: u64, forms: &[Lead]) -> usize {
        if !forms.is_empty() {
            self.some.insert(pair, forms.into());
            return size_of_val(forms) + 64;
        }
        self.none.resize(NOWHERE, 0);
        self.none[Self::place(pair)] = pair;
        0
    }
}

/// Forms set against words whose worth is kept, twice: as many as a hash table of 2^14 places takes.
const MOST_WORTHS: usize = 14 << 10;

/// A word of an entry of the memo aligned with a vocabulary word of a lexicon.
type Aligned = (u32, usize, Index);

/// What forms set against words are worth, by the numbers of all that it depends on.
#[derive(Default)]
pub(super) struct Worths {
    known: RefCell<Map<Box<[u32]>, Box<Worth>>>,
    /// Those known before these, which are forgotten next.
    old: RefCell<Map<Box<[u32]>, Box<Worth>>>,
    /// Words aligned with vocabulary words that no search found.
    aligned: RefCell<Map<Aligned, Option<Near>>>,
    /// The key asked for last, whose memory serves the next.
    key: RefCell<Vec<u32>>,
}

impl Worths {
    /// An empty key.
    pub(super) fn key(&self) -> Vec<u32> {
        let mut key = self.key.take();
        key.clear();
        key
    }

    /// What is known by a key, else what `find` gives.
    pub(super) fn of(&self, key: Vec<u32>, find: impl FnOnce() -> Worth) -> Worth {
        let known = self.known.borrow().get(&*key).map(|worth| **worth);
        let worth = known.unwrap_or_else(|| {
            let before = self.old.borrow_mut().remove_entry(&*key);
            let (key, boxed) = before.unwrap_or_else(|| (key.as_slice().into(), Box::new(find())));
            let worth = *boxed;
            let mut known = self.known.borrow_mut();
            if known.len() >= MOST_WORTHS {
                self.old.replace(std::mem::take(&mut *known));
            }
            known.insert(key, boxed);
            worth
        });
        self.key.replace(key);
        worth
    }

    /// What is known of a word aligned with a vocabulary word, else what `find` gives.
    pub(super) fn aligned(&self, key: Aligned, find: impl FnOnce() -> Option<Near>) -> Option<Near> {
        let mut known = self.aligned.borrow_mut();
        if known.len() >= MOST_WORTHS {
            known.clear();
        }
        *known.entry(key).or_insert_with(find)
    }
}

impl Memo {
    #[inline]
    pub(crate) fn get(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    /// The entry of a word in a mode, in texts of some languages, with [`LEADS`] where it leads somewhere; [`NONE`] where
    /// there is none.
    pub(super) fn entry(&self, word: u32, mode: Mode, languages: Languages) -> u32 {
        self.entries.get(&(word, mode as u8, languages)).copied().unwrap_or(NONE)
    }

    /// What is known of a word in a mode, in texts of whatever languages.
    pub(super) fn known(&self, word: u32, mode: Mode) -> Option<&Known> {
        self.first.get(&(word, mode as u8)).map(|&entry| self.get(entry & !LEADS))
    }

    pub(super) fn add(&mut self, word: u32, mode: Mode, languages: Languages, known: Known) -> u32 {
        // Most words are the same in texts of whatever languages.
        if let Some(&entry) = self.first.get(&(word, mode as u8))
            && self.get(entry & !LEADS).is_as(&known)
        {
            self.entries.insert((word, mode as u8, languages), entry);
            return entry;
        }
        let number = u32::try_from(self.known.len()).expect("fewer entries than bytes");
        let entry = if known.leads { number | LEADS } else { number };
        self.entries.insert((word, mode as u8, languages), entry);
        self.first.entry((word, mode as u8)).or_insert(entry);
        self.bytes += known.bytes();
        self.known.push(known);
        entry
    }

    /// The forms of a lexicon that have words near two, if that was asked before.
    pub(super) fn pairs(&self, lexicon: usize, a: u32, b: u32) -> Option<&[Lead]> {
        self.pairs.get(lexicon)?.of(u64::from(a) << 32 | u64::from(b))
    }

    pub(super) fn add_pairs(&mut self, lexicon: usize, a: u32, b: u32, forms: &[Lead]) {
        if self.pairs.len() <= lexicon {
            self.pairs.resize_with(lexicon + 1, Pairs::default);
        }
        self.bytes += self.pairs[lexicon].add(u64::from(a) << 32 | u64::from(b), forms);
    }

    /// Whether it is time to forget.
    pub(super) fn is_full(&self) -> bool {
        self.known.len() > MOST_WORDS || self.bytes > MOST_BYTES
    }

    /// Counts what an entry has grown by.
    pub(super) fn grow(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// Forgets all words, and gives what was known of them, without what was asked of several.
    pub(super) fn forget(&mut self) -> Self {
        let scores = std::mem::take(&mut self.scores);
        let old = std::mem::replace(self, Self { scores, ..Self::default() });
        Self { pairs: Vec::new(), worths: Worths::default(), ..old }
    }

    /// What was known of a word in a mode, in texts of some languages.
    pub(super) fn recall(&self, word: u32, mode: Mode, languages: Languages) -> Option<Known> {
        let entry = self.entry(word, mode, languages);
        (entry != NONE).then(|| self.get(entry & !LEADS).anew())
    }
}

/// What a written word is and leads to; `before` is the same in texts of other languages.
pub(super) fn know(
    written: &str,
    token: &Token,
    count: usize,
    mode: Mode,
    languages: Languages,
    before: Option<&Known>,
    tables: &Tables<'_>,
) -> Known {
    let mut word = before.map_or_else(|| Word::new(written, token), |known| known.word.clone());
    if count > 1 && token.shape == Shape::Initial {
        word.shape = Shape::Upper;
    }
    let possessive = count > 1
        && (written.ends_with("'s") || written.ends_with("’s") || written.ends_with("'S") || written.ends_with("’S"));
    let entry = tables.grammar.look_up(&word.folded);
    word.roles = entry.roles_in(languages);
    word.group = entry.group;
    let near = tables
        .lexicons
        .iter()
        .enumerate()
        .map(|(number, lexicon)| {
            let mut found = Vec::new();
            match (mode, before) {
                (Mode::BySound, Some(known)) => found.extend_from_slice(known.by_sound(number)),
                (Mode::BySound, None) => {
                    let is_join = count > 1 && !written.chars().any(is_apostrophe);
                    search(&word, is_join, number, tables, &mut found);
                }
                (Mode::AsListed, _) => {
                    as_listed(&word, lexicon, tables.costs, &mut found);
                    if word.script == Script::Latin {
                        other_number(&word, lexicon, tables.costs, &mut found);
                    }
                }
            }
            let by_sound: Vec<Near> = found.clone();
            let is_listed = found.iter().any(|n| n.is_exact);
            // "l'Iran", "Iran'ın": the name stands between or before the apostrophes, as a word of its own.
            if count == 1 || !written.chars().any(is_apostrophe) {
                let by_sound = !is_listed && mode == Mode::BySound;
                inflected(&word, number, by_sound, languages, tables, &mut found);
            }
            if count == 1 && word.script == Script::Latin && languages.is_told_as("de") {
                other_cases(&word, lexicon, tables.costs, &mut found);
            }
            if word.group != 0 && word.roles.any(Roles::HYPOCORISM) {
                short_givens(&word, lexicon, &mut found);
            }
            // "Iran's" is "Iran", "Moody's" is what is listed so.
            if possessive || word.shape == Shape::Upper && count > 1 && token.shape == Shape::Initial {
                found.retain(|n| n.is_exact);
            }
            let differs = by_sound != found;
            (found, differs.then(|| by_sound.into()))
        })
        .collect();
    Known::new(word, near)
}

/// Appends the words of a lexicon near one by its sounds, if no session has found them yet by searching.
fn search(word: &Word, is_join: bool, number: usize, tables: &Tables<'_>, out: &mut Vec<Near>) {
    let find = |out: &mut Vec<Near>| near(word, is_join, tables.lexicons[number], tables.costs, out);
    let Some(searched) = tables.searched else { return find(out) };
    // All that the search goes by.
    let mut key = word.folded.clone().into_bytes();
    key.extend([u8::from(is_join), word.script as u8]);
    key.extend(number.to_le_bytes());
    for reading in &word.readings {
        key.push(u8::try_from(reading.len()).unwrap_or(u8::MAX));
        key.extend(reading);
    }
    searched.extend(&key, out, find);
}

/// Adds the given names that a written one is short for, or is the full form of.
fn short_givens(word: &Word, lexicon: &Compiled, found: &mut Vec<Near>) {
    for vocab in lexicon.given_names(word.group) {
        if !found.iter().any(|n| n.vocab == vocab) {
            let score = i16::try_from(SHORT_GIVEN).expect("small");
            found.push(Near { vocab, score, is_exact: false, is_inflected: false, is_close: true, is_likely: true });
        }
    }
    found.sort_by_key(|n| n.vocab);
}

/// Adds the vocabulary words that a written word is with clitics or case endings taken off.
///
/// In the word's own script the bare letters must be listed; in another one the sounds of a few bare words are tried,
/// at a price.
fn inflected(
    word: &Word,
    number: usize,
    by_sound: bool,
    languages: Languages,
    tables: &Tables<'_>,
    found: &mut Vec<Near>,
) {
    let lexicon = tables.lexicons[number];
    // Latin letters serve too many languages to take the ending off a word that is known whole; where the language is
    // told, off a family name ("Israels") and off what stands in longer names only ("Partei Deutschlands").
    let known = Roles::GIVEN.with(Roles::WORD).with(Roles::DEMONYM).with(Roles::FUNCTION);
    let is_told = languages != Languages::ALL;
    let is_name = found.iter().any(|n| n.is_exact && (!is_told || lexicon.wholly(n.vocab).next().is_some()));
    let is_known = word.roles.any(if is_told { known } else { known.with(Roles::SURNAME) });
    // Where names have cases a body's words have them too: Komisji Europejskiej. They are no names by themselves.
    let may_be_part = is_told && !is_name && word.script == Script::Latin && languages.inflect_bodies();
    if word.script == Script::Latin && (is_name || is_known) && !may_be_part {
        return;
    }
    // What kind of thing a name names is no name with its endings either ("des Kantons").
    let ordinary = match word.script {
        Script::Latin => Roles::FUNCTION.with(Roles::PLACE_WORD).with(Roles::GENERIC),
        _ => Roles::NONE,
    };
    let is_name = |bare: &str| !tables.grammar.look_up(bare).roles_in(languages).any(ordinary);
    let bare_where = |fits: &dyn Fn(&str) -> bool| tables.grammar.bare_where(&word.folded, languages, fits);
    let listed = bare_where(&|b| lexicon.exact(b).is_some() && (may_be_part || is_name(b)));
    let token = Token { start: 0, end: 0, gap: Gap::Space, shape: word.shape, script: word.script, dot_after: false };
    let mut bare_near = Vec::new();
    let mut add = |near: Near| match found.iter_mut().find(|n| n.vocab == near.vocab) {
        Some(standing) if standing.is_exact || (standing.score >= near.score && !near.is_exact) => {}
        Some(standing) => *standing = near,
        None => found.push(near),
    };
    let own_script = !listed.is_empty();
    let tried = match own_script {
        true => listed,
        false
            if by_sound
                && !(is_known && word.script == Script::Latin)
                && (word.script != Script::Latin || languages.inflect_names()) =>
        {
            let all = bare_where(&is_name);
            all.into_iter().rev().take(BARE_TRIED).collect()
        }
        false => return,
    };
    for bare in tried {
        bare_near.clear();
        let is_part = may_be_part && (is_known || !is_name(&bare));
        let bare = Word::new(&bare, &token);
        match by_sound && !own_script {
            true => near_bare(&bare, tables.lexicons[number], tables.costs, &mut bare_near),
            false => as_listed(&bare, lexicon, tables.costs, &mut bare_near),
        }
        for near in &bare_near {
            match lexicon.vocab_script(near.vocab) == word.script {
                true if near.is_exact => add(Near { is_inflected: true, is_likely: !is_part, ..*near }),
                true if word.script != Script::Latin || !near.is_close => {}
                _ => add(Near { score: near.score.saturating_sub(ENDING), is_inflected: true, ..*near }),
            }
        }
    }
    found.sort_by_key(|n| n.vocab);
}

/// Bare words whose sounds are tried.
const BARE_TRIED: usize = 8;

/// What a word of another script loses for an ending taken off, in hundredths of a nat.
const ENDING: i16 = 60;
