//! Aligning two names word by word.
//!
//! Words are paired in order, a word with up to three of the other name where they are joined or parted
//! (Seif-Allah, Sayfullah), and every rotation of one name is tried (SOLEIMANI, Qasem). What is left over on both
//! sides contradicts, on one side it is an omission.

use std::borrow::Cow;

use super::costs::{CostTable, Costs, ScriptPair};
use super::distinctions::{self, differences};
use super::evidence::Evidence;
use super::pairing::{Joined, align};
use super::ready::{Fact, Ready};
use super::{acronyms, alignment};
use crate::grammar::{Entry, Grammar, Group, Roles};
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, Segment};
use crate::segment::Shape;

/// Words beyond this many of a name are not compared.
pub(crate) const MOST_WORDS: usize = 16;

/// What pairing costs where sounds do not decide, in hundredths of a nat.
pub(crate) struct Weights {
    /// A word of a name left unpaired.
    skip: i32,
    /// A particle, article or title left unpaired.
    skip_light: i32,
    /// An initial left unpaired.
    skip_initial: i32,
    /// An initial with a word it may stand for.
    initial: i32,
    /// A given name and a short form of it (Matt, Matthew; Mick, Michael).
    short_given: i32,
    /// Generic words of one meaning in two languages (bank, банк).
    same_group: i32,
    /// Legal forms, which prove next to nothing.
    legal_form: i32,
    /// Joining or parting words, each seam.
    pub(crate) seam: i32,
    /// Another order of the words.
    pub(crate) rotation: i32,
}

pub(crate) const WEIGHTS: Weights = Weights {
    skip: 150,
    skip_light: 5,
    skip_initial: 60,
    initial: 40,
    short_given: 300,
    same_group: 300,
    legal_form: 20,
    seam: 40,
    rotation: 60,
};

/// The first of several neighbouring words, and how many.
type Run = (usize, usize);

/// Words of the left name set against words of the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pairing {
    /// First word and number of words on the left; no words: the right ones are left over.
    pub(crate) left: (usize, usize),
    /// First word and number of words on the right, as they stand there.
    pub(crate) right: (usize, usize),
    /// Log-odds in hundredths of a nat; 0 for words left over.
    pub(crate) score: i32,
}

/// How many words at the start are a phrase of one meaning (design bureau), or one word.
pub(crate) fn run<'w>(words: impl IntoIterator<Item = &'w Word>) -> usize {
    let mut words = words.into_iter();
    let Some(first) = words.next().filter(|w| w.group != 0 && w.roles.any(MEANT)) else { return 1 };
    1 + words.take_while(|w| w.group == first.group && w.roles.any(MEANT)).count()
}

/// The roles of words that are translated in names.
pub(crate) const MEANT: Roles = Roles::GENERIC.with(Roles::LEGAL_FORM).with(Roles::ORG_WORD).with(Roles::DEMONYM);

/// The score of two phrases, or two words, of one meaning.
pub(crate) fn meaning_score(left: &[Word], right: &[Word]) -> Option<i32> {
    let group = left[0].group;
    let is_one = |w: &Word| w.group == group && w.roles.any(MEANT);
    if group == 0 || !left.iter().chain(right).all(is_one) {
        return None;
    }
    // Where a name is made of such words, they are no legal forms: SC Industry and Trade Co.
    let legal = |words: &[Word]| words.iter().all(|w| w.is_light && w.roles.any(Roles::LEGAL_FORM));
    Some(if legal(left) && legal(right) { WEIGHTS.legal_form } else { WEIGHTS.same_group })
}

pub(crate) fn skip(word: &Word) -> i32 {
    if word.is_light {
        WEIGHTS.skip_light
    } else if word.is_initial() {
        WEIGHTS.skip_initial
    } else {
        WEIGHTS.skip
    }
}

/// How well one word fits another, in hundredths of a nat.
pub(crate) fn pair_score(left: &Word, right: &Word, costs: &Costs) -> i32 {
    pair_score_from((left, &Fact::of(left)), (right, &Fact::of(right)), costs, i32::MIN).unwrap_or(0)
}

/// The same of words with what is known of them, or nothing where it is less than `least`, given up as soon as that is
/// certain.
pub(crate) fn pair_score_from(
    (left, of_left): (&Word, &Fact),
    (right, of_right): (&Word, &Fact),
    costs: &Costs,
    least: i32,
) -> Option<i32> {
    if of_left.is_plain && of_right.is_plain {
        return sound_score_from(left, right, costs, least);
    }
    if let Some(score) = meaning_score(std::slice::from_ref(left), std::slice::from_ref(right)) {
        return Some(score);
    }
    match (of_left.number, of_right.number) {
        // The letters before a number count as well: G7, M7.
        (Some(a), Some(b)) if a == b && !(left.sound_len() > 0 && right.sound_len() > 0 && is_coded(left, right)) => {
            return Some(WEIGHTS.same_group);
        }
        (Some(a), Some(b)) if a != b => return Some(-2 * WEIGHTS.skip),
        _ if of_left.digits.is_some() != of_right.digits.is_some() => return Some(-2 * WEIGHTS.skip),
        _ => {}
    }
    if left.is_light && right.is_light && left.roles.any(Roles::LEGAL_FORM) && right.roles.any(Roles::LEGAL_FORM) {
        return sound_score_from(left, right, costs, least).map(|score| score.min(WEIGHTS.legal_form));
    }
    let score = match (left.is_initial(), right.is_initial()) {
        (false, false) => {
            let is_short =
                is_short_given((&left.folded, left.roles, left.group), (&right.folded, right.roles, right.group));
            let score = sound_score_from(left, right, costs, least);
            return if is_short { score.max(Some(WEIGHTS.short_given)) } else { score };
        }
        (true, true) if distinctions::are_one_initial(left, right) => WEIGHTS.initial,
        (true, false) if fits_initial(left, right) => WEIGHTS.initial,
        (false, true) if fits_initial(right, left) => WEIGHTS.initial,
        _ => -2 * WEIGHTS.skip,
    };
    Some(score)
}

/// Whether one of two words is letters and a number: G20, MI5.
fn is_coded(left: &Word, right: &Word) -> bool {
    let begins_with_letter = |w: &Word| w.folded.starts_with(char::is_alphabetic);
    distinctions::digits(left).is_some() && begins_with_letter(left)
        || distinctions::digits(right).is_some() && begins_with_letter(right)
}

/// What an initial scores with a word that it may stand for.
pub(crate) const INITIAL: i32 = WEIGHTS.initial;
/// What a given name shortened scores with its full form.
pub(crate) const SHORT_GIVEN: i32 = WEIGHTS.short_given;

/// Whether one of two words is an everyday short form of the other, as the tables list it.
pub(crate) fn is_short_given(a: (&str, Roles, Group), b: (&str, Roles, Group)) -> bool {
    a.0 != b.0 && a.1.any(Roles::HYPOCORISM) && b.1.any(Roles::HYPOCORISM) && a.2 != 0 && a.2 == b.2
}

/// The best alignment score over the readings of two words.
pub(crate) fn sound_score(left: &Word, right: &Word, costs: &Costs) -> i32 {
    sound_score_from(left, right, costs, i32::MIN).unwrap_or(0)
}

/// The same, or nothing where it is less than `least`.
fn sound_score_from(left: &Word, right: &Word, costs: &Costs, least: i32) -> Option<i32> {
    let table = costs.between(left.script, right.script);
    let mut best = None;
    for (l, r) in left.readings.iter().flat_map(|l| right.readings.iter().map(move |r| (l, r))) {
        best = best.max(alignment::score_from(l, r, table, best.unwrap_or(least)));
    }
    best
}

/// Whether a single letter may stand for a word: it is its first, or the first sounds have one in common.
pub(crate) fn fits_initial(initial: &Word, word: &Word) -> bool {
    // T. Hata is Tsutomu, whatever sound begins him.
    if initial.script == word.script && word.folded.starts_with(&*initial.folded) {
        return true;
    }
    let first = |w: &Word| w.readings.iter().filter_map(|r| r.first()).fold(0, |set, &s| set | sounds::phones_of(s));
    // Who writes Q. may write Ghasem.
    let more = if initial.folded == "q" { sounds::phones("Ggk") } else { 0 };
    (first(initial) | more) & first(word) != 0
}

/// Compares two names.
pub(crate) fn compare(left: &Name, right: &Name, hint: TypeHint, costs: &Costs) -> Evidence {
    compare_ready(&Ready::of(left, hint), &Ready::of(right, hint), hint, costs)
}

/// Compares two names that are made ready for a type of entity.
pub(crate) fn compare_ready(left: &Ready, right: &Ready, hint: TypeHint, costs: &Costs) -> Evidence {
    let (left, right) = (spelt_out(left, right), spelt_out(right, left));
    let (pairings, inverted) = pair_ready(&left, &right, hint, costs);
    evidence(&left, &right, &pairings, inverted, hint, costs)
}

/// Two names as their words are compared, and the pairs of them.
pub(crate) struct Paired<'n> {
    pub(crate) left: Cow<'n, [Word]>,
    pub(crate) right: Cow<'n, [Word]>,
    pub(crate) pairings: Vec<Pairing>,
}

/// Pairs the words of two names.
pub(crate) fn pair<'n>(left: &'n Name, right: &'n Name, hint: TypeHint, costs: &Costs) -> Paired<'n> {
    let (left, right) = (Ready::of(left, hint), Ready::of(right, hint));
    let (left, right) = (spelt_out(&left, &right).into_owned(), spelt_out(&right, &left).into_owned());
    let (pairings, _) = pair_ready(&left, &right, hint, costs);
    Paired { left: left.into_words(), right: right.into_words(), pairings }
}

fn pair_ready(left: &Ready, right: &Ready, hint: TypeHint, costs: &Costs) -> (Vec<Pairing>, bool) {
    let (mut pairings, mut inverted) = align(left, right, costs);
    if hint == TypeHint::Organisation {
        inverted |= cross(&mut pairings, left, right, costs);
    }
    (pairings, inverted)
}

/// A name with initials that are written as one (JF Kennedy; Kennedy, J.F.) parted where the other name has not the same.
fn spelt_out<'r, 'n>(name: &'r Ready<'n>, other: &Ready) -> Cow<'r, Ready<'n>> {
    let Some(at) = name.run else { return Cow::Borrowed(name) };
    let run = &name[at];
    let is_upper = |w: &Word| matches!(w.shape, Shape::Upper | Shape::Initial);
    // Beside another script a word with a vowel is a short family name: KIM, 김.
    let has_vowel = run.folded.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let begins = |c: char| other.iter().any(|o| (o.script != Script::Latin && !has_vowel) || o.folded.starts_with(c));
    let is_one = |w: &Word| is_upper(w) && (2..=3).contains(&w.folded.len());
    if other.iter().any(|o| o.folded == run.folded)
        || (!run.folded.chars().next().is_some_and(begins) && !other.iter().any(is_one))
    {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.spelt_out(at))
}

/// The words, with the letters of one of them as initials.
pub(crate) fn letters_apart(words: &[Word], at: usize) -> Vec<Word> {
    let letter = |word: &Word, c: char| {
        let folded = c.to_string();
        let (_, readings) = sounds::readings(&folded);
        Word { folded, readings, shape: Shape::Initial, is_light: false, roles: Roles::NONE, group: 0, ..word.clone() }
    };
    let parts = words[at].folded.chars().map(|c| letter(&words[at], c));
    words[..at].iter().cloned().chain(parts).chain(words[at + 1..].iter().cloned()).collect()
}

/// The words, with those of scripts that join the words of a name cut where generic words are in them (贸易公司).
pub(crate) fn parted(words: &[Word]) -> Cow<'_, [Word]> {
    let is_joined = |w: &Word| w.group == 0 && (w.script.is_unspaced() || w.script == Script::Hangul);
    if !words.iter().any(is_joined) {
        return Cow::Borrowed(words);
    }
    let parts = |w: &Word| if is_joined(w) { cut(w, Grammar::shipped()) } else { vec![w.clone()] };
    Cow::Owned(words.iter().flat_map(parts).collect())
}

/// A word cut before and after each generic word in it, the longest first.
fn cut(word: &Word, grammar: &Grammar) -> Vec<Word> {
    let chars: Vec<char> = word.folded.chars().collect();
    let mut parts: Vec<(String, Entry)> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        // One letter is too little to tell a word by.
        let found = (2..=chars.len() - i).rev().find_map(|n| {
            let form: String = chars[i..i + n].iter().collect();
            let entry = grammar.look_up(&form);
            (entry.group != 0 && entry.roles.any(MEANT)).then_some((form, entry, n))
        });
        match (found, parts.last_mut()) {
            (Some((form, entry, n)), _) => {
                parts.push((form, entry));
                i += n;
                continue;
            }
            (None, Some((rest, entry))) if entry.group == 0 => rest.push(chars[i]),
            (None, _) => parts.push((chars[i].to_string(), Entry::default())),
        }
        i += 1;
    }
    if parts.len() < 2 {
        return vec![word.clone()];
    }
    let part = |(folded, entry): (String, Entry)| Word {
        readings: sounds::readings(&folded).1,
        folded,
        roles: entry.roles,
        group: entry.group,
        is_light: entry.roles.any(Roles::LEGAL_FORM),
        ..word.clone()
    };
    parts.into_iter().map(part).collect()
}

/// The words, with further readings of those that may be Slavic adjectives: Самарский is Samara, андроидная android.
pub(crate) fn with_stems(words: Cow<'_, [Word]>) -> Cow<'_, [Word]> {
    if !words.iter().any(|w| w.group == 0 && stem(&w.folded).is_some()) {
        return words;
    }
    let mut words = words.into_owned();
    for word in words.iter_mut().filter(|w| w.group == 0) {
        if let Some(stem) = stem(&word.folded) {
            let readings = sounds::readings(stem).1;
            word.readings.extend(readings);
        }
    }
    Cow::Owned(words)
}

/// What an adjective is formed from, if its ending is that of one.
///
/// Source: the endings of Russian, Ukrainian and Belarusian, as written and as the press romanises them.
pub(crate) fn stem(folded: &str) -> Option<&str> {
    const ENDINGS: [&str; 34] = [
        "ого", "ому", "ский", "ий", "ый", "ая", "яя", "ое", "ее", "ие", "ые", "ой", "ых", "их", "ым", "iy", "iyy",
        "ii", "yy", "yi", "yj", "aya", "aia", "aja", "oye", "oe", "oje", "ogo", "iye", "ie", "oy", "oi", "y", "i",
    ];
    const SUFFIXES: [&str; 5] = ["ск", "н", "sk", "sc", "n"];
    let of_adjective = |ending: &&&str| {
        let rest = folded.strip_suffix(**ending)?;
        SUFFIXES.iter().find_map(|s| rest.strip_suffix(s)).filter(|s| s.chars().count() >= 3)
    };
    ENDINGS.iter().map(|e| of_adjective(&e)).find(Option::is_some).flatten()
}

/// Pairs words of organisations' names that a translation has moved (Salut Design Bureau, КБ Салют); whether it did.
fn cross(pairings: &mut Vec<Pairing>, left: &[Word], right: &[Word], costs: &Costs) -> bool {
    /// The least score of words set together out of order, for each segment.
    const LEAST: i32 = 50;
    // Words that were only set together because nothing better was at hand.
    for i in 0..pairings.len() {
        let Pairing { left, right, score } = pairings[i];
        if left.1 == 1 && right.1 == 1 && score < 0 {
            pairings[i] = Pairing { left, right: (right.0, 0), score: 0 };
            pairings.push(Pairing { left: (left.0, 0), right, score: 0 });
        }
    }
    let over = |is_left: bool, pairings: &[Pairing], words: &[Word]| -> Vec<(usize, usize)> {
        let mut own: Vec<usize> = pairings
            .iter()
            .filter(|p| if is_left { p.right.1 == 0 } else { p.left.1 == 0 })
            .map(|p| if is_left { p.left.0 } else { p.right.0 })
            .filter(|&w| !words[w].is_light)
            .collect();
        own.sort_unstable();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for w in own {
            match runs.last_mut() {
                Some((first, count)) if *first + *count == w && run(&words[*first..=w]) == *count + 1 => *count += 1,
                _ => runs.push((w, 1)),
            }
        }
        runs
    };
    let (ours, theirs) = (over(true, pairings, left), over(false, pairings, right));
    let mut found: Vec<(i32, Run, Run)> = spelt_by(&ours, left, right).collect();
    found.extend(spelt_by(&theirs, right, left).map(|(n, one, run)| (n, run, one)));
    for &(i, p) in &ours {
        for &(j, q) in &theirs {
            let (ls, rs) = (&left[i..i + p], &right[j..j + q]);
            let score = match meaning_score(ls, rs) {
                Some(score) => score,
                None if p == 1 && q == 1 => {
                    let longer = ls[0].sound_len().max(rs[0].sound_len());
                    let score = pair_score(&ls[0], &rs[0], costs);
                    if score < LEAST * i32::try_from(longer).unwrap_or(i32::MAX) {
                        continue;
                    }
                    score
                }
                None => continue,
            };
            found.push((score, (i, p), (j, q)));
        }
    }
    found.sort_by_key(|&(score, left, right)| (std::cmp::Reverse(score), left, right));
    let mut crossed = false;
    let within = |at: (usize, usize), run: (usize, usize)| run.0 <= at.0 && at.0 < run.0 + run.1;
    for (score, ls, rs) in found {
        let free = |p: &Pairing| p.left.1 == 0 || p.right.1 == 0;
        let is_part =
            |p: &Pairing| free(p) && (p.left.1 > 0 && within(p.left, ls) || p.right.1 > 0 && within(p.right, rs));
        if pairings.iter().filter(|p| is_part(p)).count() != ls.1 + rs.1 {
            continue;
        }
        pairings.retain(|p| !is_part(p));
        pairings.push(Pairing { left: ls, right: rs, score });
        crossed = true;
    }
    crossed
}

/// What an acronym scores with the words that it stands for, each letter, in hundredths of a nat.
const ACRONYM: i32 = 150;

/// The words left over of one name that may be acronyms of words of the other: the score, the word, the words.
fn spelt_by<'w>(over: &'w [Run], words: &'w [Word], others: &'w [Word]) -> impl Iterator<Item = (i32, Run, Run)> + 'w {
    let may_be = |&&(i, count): &&Run| count == 1 && acronyms::is_acronym(&words[i], words);
    over.iter().filter(may_be).flat_map(move |&(i, _)| {
        let units = acronyms::units(others);
        let runs: Vec<(usize, usize)> = (0..units.len())
            .filter_map(|first| Some((first, acronyms::spelt(&words[i].folded, &units[first..])?)))
            .collect();
        runs.into_iter().map(move |(first, count)| {
            let (start, (last, more)) = (units[first].words.0, units[first + count - 1].words);
            let letters = i32::try_from(words[i].folded.chars().count()).unwrap_or(0);
            (ACRONYM * letters, (i, 1), (start, last + more - start))
        })
    })
}

/// The letters of an acronym that is set against the words that it stands for.
fn acronym(pairing: &Pairing, left: &[Word], right: &[Word]) -> Option<usize> {
    let (one, words, run) = match (pairing.left, pairing.right) {
        ((i, 1), (j, n)) if n > 1 => (&left[i], left, &right[j..j + n]),
        ((i, n), (j, 1)) if n > 1 => (&right[j], right, &left[i..i + n]),
        _ => return None,
    };
    let is_one = acronyms::is_acronym(one, words) && acronyms::spelt(&one.folded, &acronyms::units(run)).is_some();
    is_one.then(|| one.folded.chars().count())
}

/// What the evidence needs to know of a word, or of several set against one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    /// Sound segments.
    pub(crate) length: usize,
    /// Words; none on the side that has nothing here.
    pub(crate) words: usize,
    pub(crate) is_light: bool,
    pub(crate) is_initial: bool,
    pub(crate) is_common: bool,
    pub(crate) is_legal_form: bool,
    pub(crate) is_patronymic: bool,
}

impl Part {
    /// The roles of words that many names share.
    pub(crate) const COMMON: Roles = Roles::GIVEN.with(Roles::SURNAME).with(Roles::GENERIC).with(Roles::PLACE_WORD);

    fn of(words: &[Word], facts: &[Fact]) -> Self {
        Self {
            length: facts.iter().map(|fact| fact.length).sum(),
            words: words.len(),
            is_light: words.iter().all(|w| w.is_light),
            is_initial: matches!(words, [w] if w.is_initial()),
            is_common: words.iter().any(|w| w.roles.any(Self::COMMON.with(Roles::ORG_WORD))),
            is_legal_form: words.iter().any(|w| w.roles.any(Roles::LEGAL_FORM)),
            is_patronymic: matches!(words, [w] if w.roles.any(Roles::PATRONYMIC)),
        }
    }
}

/// Sums up an alignment: for each pairing what stands on the left, what on the right, and its score.
///
/// The features that need more than the pairings (`whole`, `same_letters`, `scripts`, `entity_type`) are left to the caller.
#[expect(clippy::cast_precision_loss, reason = "lengths and scores are small")]
pub(crate) fn sum_up(pairings: impl Iterator<Item = (Part, Part, i32)>, inverted: bool) -> Evidence {
    let mut e = Evidence { inverted: f32::from(u8::from(inverted)), ..Evidence::default() };
    let (mut sum, mut segments, mut common) = (0_i32, 0_usize, 0_usize);
    let (mut over, mut heavy, mut length) = ([0_usize; 2], [0_usize; 2], [0_usize; 2]);
    let mut legal = [false; 2];
    // A patronymic left out says nothing; another one in its place does.
    let mut fathers = [0_usize; 2];
    let mut same_legal = false;
    let mut worst = f32::INFINITY;
    for (left, right, score) in pairings {
        for (side, part) in [left, right].into_iter().enumerate() {
            legal[side] |= part.is_legal_form;
            if part.words > 0 && !part.is_light {
                heavy[side] += part.words;
                length[side] += part.length;
            }
        }
        if left.words == 0 || right.words == 0 {
            let (side, part) = if left.words == 0 { (1, right) } else { (0, left) };
            match part {
                Part { is_light: true, .. } => {}
                Part { is_patronymic: true, .. } => fathers[side] += part.length.max(1),
                Part { is_initial: true, .. } => e.initials_wrong += 1.0,
                _ => over[side] += part.length.max(1),
            }
        } else if left.is_initial || right.is_initial {
            *(if score > 0 { &mut e.initials } else { &mut e.initials_wrong }) += 1.0;
        } else if left.is_light && right.is_light {
            same_legal |= left.is_legal_form && right.is_legal_form && score > 0;
        } else {
            let longer = left.length.max(right.length).max(1);
            sum += score;
            segments += longer;
            common += if left.is_common || right.is_common { longer } else { 0 };
            worst = worst.min(score as f32 / 100.0 / longer as f32);
            e.words += 1.0;
            e.joined += (left.words + right.words - 2) as f32;
        }
    }
    e.spelling = sum as f32 / 100.0;
    e.spelling_mean = e.spelling / segments.max(1) as f32;
    e.worst_word = if worst.is_finite() { worst } else { -3.0 };
    e.contradicted = (over[0].min(over[1]) + fathers[0].min(fathers[1])) as f32;
    e.omitted = over[0].abs_diff(over[1]) as f32;
    e.words_total = heavy[0].max(heavy[1]) as f32;
    e.length = length[0].min(length[1]) as f32;
    e.common = common as f32 / segments.max(1) as f32;
    e.legal_form_differs = f32::from(u8::from(legal == [true; 2] && !same_legal));
    e
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn evidence(
    left: &Ready,
    right: &Ready,
    pairings: &[Pairing],
    inverted: bool,
    hint: TypeHint,
    costs: &Costs,
) -> Evidence {
    let is_over = |words: &[Word], (first, count): (usize, usize), other: usize| {
        other == 0 && words[first..first + count].iter().any(|w| !w.is_light)
    };
    let is_contradicted = pairings.iter().any(|p| is_over(left, p.left, p.right.1))
        && pairings.iter().any(|p| is_over(right, p.right, p.left.1));
    let mut letters = 0;
    let parts = pairings.iter().map(|p| {
        let part = |words: &Ready, (first, count): (usize, usize)| {
            Part::of(&words[first..first + count], &words.facts()[first..first + count])
        };
        let (mut l, mut r) = (part(left, p.left), part(right, p.right));
        l.is_light &= l.words > 0;
        r.is_light &= r.words > 0;
        // A generic word more says little; another in its place says more.
        if hint == TypeHint::Organisation && (p.left.1 == 0 || p.right.1 == 0) {
            let most = if is_contradicted { 2 * MEANT_LENGTH } else { MEANT_LENGTH };
            for (part, words) in [(&mut l, &left[p.left.0..][..p.left.1]), (&mut r, &right[p.right.0..][..p.right.1])] {
                if words.iter().any(|w| w.roles.any(MEANT)) {
                    part.length = part.length.min(most);
                }
            }
        }
        // A short word of its own in each is another name as much as a long one: Jong-un, Jong-il.
        if hint == TypeHint::Person && is_contradicted && (p.left.1 == 0 || p.right.1 == 0) {
            for part in [&mut l, &mut r].into_iter().filter(|part| part.words > 0 && !part.is_light && !part.is_initial)
            {
                part.length = part.length.max(OWN_LENGTH);
            }
        }
        if is_translated(p, left, right, costs) {
            (l.length, r.length) = (MEANT_LENGTH, MEANT_LENGTH);
        }
        if hint == TypeHint::Organisation
            && let Some(count) = acronym(p, left, right)
        {
            (l.length, r.length) = (count, count);
            letters += count;
        }
        (l, r, p.score)
    });
    let mut e = sum_up(parts, inverted);
    e.initials += letters as f32;
    let differences = differences(left, right, pairings, hint, costs);
    e.told_apart = differences.sure.min(3) as f32;
    e.other_given = differences.given.min(3) as f32;
    e.other_words = differences.meant.min(3) as f32;
    let spellings = distinctions::spellings(left, right, pairings, costs.origins());
    e.listed_apart = spellings.listed.min(3) as f32;
    e.other_sex = spellings.sexes.min(2) as f32;
    e.at_home = spellings.at_home;
    e.body_words = f32::from(u8::from(left.traits.body != right.traits.body));
    let has_legal_forms = left.traits.legal_form && right.traits.legal_form;
    e.legal_form_differs = f32::from(u8::from(has_legal_forms && legal_forms_differ(left, right)));
    e.entity_type = f32::from(hint as u8);
    let is_bare = |words: &[Word]| words.iter().all(|w| w.roles.any(Roles::LEGAL_FORM) && w.group == words[0].group);
    let may_be_bare = |name: &Ready| name.is_empty() || name.traits.legal_form;
    if (may_be_bare(left) && is_bare(left))
        || (may_be_bare(right) && is_bare(right))
        || (e.words == 0.0 && e.initials > 0.0)
    {
        // ООО and LLC, X and Xi: two names of nothing.
        (e.spelling, e.spelling_mean, e.worst_word) = (0.0, 0.0, -3.0);
        e.contradicted = e.length.max(NUMBER_LENGTH as f32);
    }
    let is_one_in_korean = hint == TypeHint::Person && is_one_in_korean(left, right);
    if is_one_in_korean {
        said_in_syllables(&mut e);
    }
    e.same_letters = same_letters(left, right, hint);
    if let (Some(l), Some(r)) = (left.first(), right.first()) {
        e.scripts = f32::from(ScriptPair::of(l.script, r.script).0 as u8);
        // Only words that have a meaning, an initial or a short form may be said otherwise.
        let is_unsaid = |p: &&Pairing| {
            is_translated(p, left, right, costs)
                || is_shortened(p, left, right, costs)
                || (hint == TypeHint::Organisation && acronym(p, left, right).is_some())
        };
        let may_be_unsaid =
            left.traits.initial || right.traits.initial || (left.traits.group && right.traits.group) || letters > 0;
        let mut said = [vec![true; left.len()], vec![true; right.len()]];
        for p in pairings.iter().filter(|_| may_be_unsaid).filter(is_unsaid) {
            said[0][p.left.0..p.left.0 + p.left.1].fill(false);
            said[1][p.right.0..p.right.0 + p.right.1].fill(false);
        }
        if hint == TypeHint::Person {
            leave_out(left, right, pairings, &mut said);
        }
        if said.iter().any(|side| !side.contains(&true)) {
            said = [vec![true; left.len()], vec![true; right.len()]];
        }
        let lefts = (0..left.len()).filter(|&i| said[0][i]).map(|i| &left[i]);
        // The right words in the order in which they fit the left ones.
        let turned = || pairings.iter().flat_map(|p| p.right.0..p.right.0 + p.right.1);
        let is_turned = inverted && e.contradicted == 0.0 && turned().count() == right.len();
        let is_said = |&i: &usize| said[1][i];
        e.whole = if is_turned {
            whole(left, right, lefts, turned().filter(is_said).map(|i| &right[i]), costs)
        } else {
            whole(left, right, lefts, (0..right.len()).filter(is_said).map(|i| &right[i]), costs)
        };
        if letters > 0 {
            // An acronym sounds like nothing that it stands for.
            e.whole = e.whole.max(e.spelling_mean.min(1.0));
        }
        if is_one_in_korean {
            e.whole = e.whole.max(KOREAN);
        }
    }
    e
}

/// Log-odds for each segment of Korean and Chinese names that conventions spell so unlike, by hand: as of names spelt hardly unlike.
const KOREAN: f32 = 1.2;

/// Whether two Korean names in Latin letters may be one by their syllables, whatever the letters.
fn is_one_in_korean(left: &Ready, right: &Ready) -> bool {
    let are_pinyin = left.traits.pinyin && right.traits.pinyin;
    !are_pinyin && matches!((&left.korean, &right.korean), (Some(l), Some(r)) if l.is_one_with(r))
}

/// The evidence of names of which each syllable is a spelling of the other's.
pub(crate) fn said_in_syllables(e: &mut Evidence) {
    (e.contradicted, e.omitted, e.initials_wrong, e.told_apart) = (0.0, 0.0, 0.0, 0.0);
    e.spelling_mean = e.spelling_mean.max(KOREAN);
    e.worst_word = e.worst_word.max(KOREAN);
    e.spelling = e.spelling.max(KOREAN * e.length);
    e.words = e.words_total;
}

/// Whether the letters of two names are the same; half, if they are but for words that may be left out.
fn same_letters(left: &[Word], right: &[Word], hint: TypeHint) -> f32 {
    if left.iter().map(|w| &w.folded).eq(right.iter().map(|w| &w.folded)) {
        return 1.0;
    }
    let is_own = |w: &&Word| match hint {
        TypeHint::Organisation => !(w.is_light || w.roles.any(Roles::LINKER.with(Roles::FUNCTION))),
        TypeHint::Person => !(w.is_light && w.roles.any(Roles::TITLE)),
        _ => true,
    };
    let own = |words| <[Word]>::iter(words).filter(is_own).map(|w| &w.folded);
    if own(left).eq(own(right)) && own(left).next().is_some() { 0.5 } else { 0.0 }
}

/// The log-odds of the names' sounds as one string each, for each segment, in nats.
///
/// Only of the words that are said. Each name is read by one language's readings throughout.
fn whole<'w>(
    left: &[Word],
    right: &[Word],
    left_said: impl Iterator<Item = &'w Word> + Clone,
    right_said: impl Iterator<Item = &'w Word> + Clone,
    costs: &Costs,
) -> f32 {
    let is_own = |w: &&Word| !(w.is_light && w.roles.any(Roles::LEGAL_FORM));
    let most = |words: &[Word]| words.iter().map(|w| w.readings.len()).max().unwrap_or(1);
    let table = costs.between(left[0].script, right[0].script);
    let mut best = f32::NEG_INFINITY;
    for i in 0..most(left) {
        let l = Joined::of(left_said.clone().filter(is_own), i);
        for j in 0..most(right) {
            let r = Joined::of(right_said.clone().filter(is_own), j);
            best = best.max(whole_score_from(l.segments(), r.segments(), table, best));
        }
    }
    best
}

/// Leaves out the titles that only one name has, and the father's name where the other has none.
fn leave_out(left: &[Word], right: &[Word], pairings: &[Pairing], said: &mut [Vec<bool>; 2]) {
    let lefts = pairings.iter().filter(|p| p.right.1 == 0).flat_map(|p| p.left.0..p.left.0 + p.left.1);
    let rights = pairings.iter().filter(|p| p.left.1 == 0).flat_map(|p| p.right.0..p.right.0 + p.right.1);
    let is_fathers = |w: &Word| w.roles.any(Roles::PATRONYMIC);
    let both = lefts.clone().any(|i| is_fathers(&left[i])) && rights.clone().any(|i| is_fathers(&right[i]));
    let is_optional = |w: &Word| (w.is_light && w.roles.any(Roles::TITLE)) || (!both && is_fathers(w));
    lefts.for_each(|i| said[0][i] &= !is_optional(&left[i]));
    rights.for_each(|i| said[1][i] &= !is_optional(&right[i]));
}

/// Segments that a number counts for: another number is another name.
pub(crate) const NUMBER_LENGTH: usize = 15;

/// Segments that a word of its own counts for at least in a person's name where the other has another one.
const OWN_LENGTH: usize = 4;

/// Segments that words paired by their meaning count for.
const MEANT_LENGTH: usize = 2;

/// Whether words are paired by meaning and sound different.
fn is_translated(pairing: &Pairing, left: &[Word], right: &[Word], costs: &Costs) -> bool {
    let (ls, rs) = (&left[pairing.left.0..][..pairing.left.1], &right[pairing.right.0..][..pairing.right.1]);
    match (ls, rs) {
        ([], _) | (_, []) => false,
        ([l], [r]) => meaning_score(ls, rs).is_some() && sound_score(l, r, costs) < WEIGHTS.same_group,
        _ => meaning_score(ls, rs).is_some(),
    }
}

/// Log-odds for each segment below which a short form is no spelling of the full one (Bob, Robert), in hundredths.
const UNLIKE: i32 = 30;

/// Whether a pairing is of an initial and its word, or of a given name and a short form of it: they sound unlike without
/// saying anything.
fn is_shortened(pairing: &Pairing, left: &[Word], right: &[Word], costs: &Costs) -> bool {
    let (l, r) = match (pairing.left, pairing.right) {
        ((i, 1), (j, 1)) => (&left[i], &right[j]),
        _ => return false,
    };
    let is_short = is_short_given((&l.folded, l.roles, l.group), (&r.folded, r.roles, r.group));
    let is_unlike = || sound_score(l, r, costs) < UNLIKE * i32::try_from(l.sound_len().max(r.sound_len())).unwrap_or(0);
    pairing.score > 0 && (l.is_initial() != r.is_initial() || (is_short && is_unlike()))
}

/// Whether both names have legal forms and none in common.
fn legal_forms_differ(left: &[Word], right: &[Word]) -> bool {
    // "Company" goes with any form.
    let company = Grammar::shipped().look_up("company").group;
    let has = |words: &[Word], is_one: &dyn Fn(&Word) -> bool| {
        words.iter().any(|w| w.roles.any(Roles::LEGAL_FORM) && w.group != company && is_one(w))
    };
    let in_both = |w: &Word| has(right, &|r| r.group == w.group);
    has(left, &|_| true) && has(right, &|_| true) && !has(left, &in_both)
}

/// The log-odds of two strings of sounds, for each segment, in nats.
pub(crate) fn whole_score(left: &[Segment], right: &[Segment], table: &CostTable) -> f32 {
    whole_score_from(left, right, table, f32::NEG_INFINITY)
}

/// The same, or less than `least` where it is less.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "lengths and scores are small")]
fn whole_score_from(left: &[Segment], right: &[Segment], table: &CostTable, least: f32) -> f32 {
    let longer = left.len().max(right.len()).clamp(1, alignment::LONGEST) as f32;
    // Rounded down, and one less, whatever the division rounds.
    let enough = if least.is_finite() { (least * 100.0 * longer).floor() as i32 - 1 } else { i32::MIN };
    let score = alignment::score_from(left, right, table, enough);
    score.map_or(f32::NEG_INFINITY, |score| score as f32 / 100.0 / longer)
}
