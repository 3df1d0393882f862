//! Aligning two names word by word.
//!
//! Words are paired in order, a word with up to three of the other name where they are joined or parted
//! (Seif-Allah, Sayfullah), and every rotation of one name is tried (SOLEIMANI, Qasem). What is left over on both
//! sides contradicts, on one side it is an omission.

use super::alignment;
use super::costs::{CostTable, Costs, ScriptPair};
use super::evidence::Evidence;
use crate::grammar::{Group, Roles};
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, Segment};

/// Words beyond this many of a name are not compared.
pub(crate) const MOST_WORDS: usize = 16;

/// What pairing costs where sounds do not decide, in hundredths of a nat.
struct Weights {
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
    /// Joining or parting words, each seam.
    seam: i32,
    /// Another order of the words.
    rotation: i32,
}

const WEIGHTS: Weights = Weights {
    skip: 150,
    skip_light: 5,
    skip_initial: 60,
    initial: 40,
    short_given: 300,
    same_group: 300,
    seam: 40,
    rotation: 60,
};

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

/// Aligns two names: the best pairing of their words, and whether it is in another order.
pub(crate) fn align(left: &[Word], right: &[Word], costs: &Costs) -> (Vec<Pairing>, bool) {
    let left = &left[..left.len().min(MOST_WORDS)];
    let right = &right[..right.len().min(MOST_WORDS)];
    let table = Table::new(left, right, costs);
    let mut best = (table.best(0), 0);
    if right.len() > 1 && left.len() > 1 {
        for turn in 1..right.len() {
            let score = table.best(turn) - WEIGHTS.rotation;
            if score > best.0 {
                best = (score, turn);
            }
        }
    }
    (table.pairings(best.1), best.1 > 0)
}

/// Scores of pairing each run of left words with each run of right words.
struct Table<'w> {
    left: &'w [Word],
    right: &'w [Word],
    /// One to one, by left word then right word.
    single: Vec<i32>,
    costs: &'w Costs,
}

/// The shapes of a pairing: words on the left, words on the right.
const SHAPES: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)];

impl<'w> Table<'w> {
    fn new(left: &'w [Word], right: &'w [Word], costs: &'w Costs) -> Self {
        let single = left.iter().flat_map(|l| right.iter().map(move |r| pair_score(l, r, costs))).collect();
        Self { left, right, single, costs }
    }

    /// The score of pairing `left[i..i + p]` with `right[j..j + q]`, or nothing where that is not to be tried.
    fn score(&self, (i, p): (usize, usize), (j, q): (usize, usize)) -> Option<i32> {
        if p == 1 && q == 1 {
            return Some(self.single[i * self.right.len() + j]);
        }
        let (ls, rs) = (&self.left[i..i + p], &self.right[j..j + q]);
        let len = |words: &[Word]| words.iter().map(Word::sound_len).sum::<usize>();
        let (l, r) = (len(ls), len(rs));
        // A joined word is about as long as its parts.
        if l == 0 || r == 0 || l * 2 < r || r * 2 < l || ls.iter().chain(rs).any(|w| w.roles.any(Roles::LEGAL_FORM)) {
            return None;
        }
        let table = self.costs.between(ls[0].script, rs[0].script);
        let best = joined(ls)
            .iter()
            .flat_map(|a| joined(rs).into_iter().map(move |b| (a.clone(), b)))
            .map(|(a, b)| alignment::score(&a, &b, table))
            .max()?;
        let seams = i32::try_from(p + q - 2).expect("at most three words are joined");
        // Scripts without spaces join every name: no seam there.
        let seam = if ls[0].script.is_unspaced()
            || rs[0].script.is_unspaced()
            || ls[0].script == Script::Hangul
            || rs[0].script == Script::Hangul
        {
            0
        } else {
            WEIGHTS.seam
        };
        Some(best - seam * seams)
    }

    /// The best total with the right words turned left by `turn`.
    fn best(&self, turn: usize) -> i32 {
        self.fill(turn)[(self.left.len() + 1) * (self.right.len() + 1) - 1].0
    }

    /// Best totals by words used, each with the shape of the step that reached it.
    fn fill(&self, turn: usize) -> Vec<(i32, (usize, usize))> {
        let (n, m) = (self.left.len(), self.right.len());
        let at = |i: usize, j: usize| i * (m + 1) + j;
        let mut totals = vec![(i32::MIN / 2, (0, 0)); (n + 1) * (m + 1)];
        totals[0].0 = 0;
        for i in 0..=n {
            for j in 0..=m {
                let here = totals[at(i, j)].0;
                let mut offer = |step: (usize, usize), gain: i32| {
                    let cell = &mut totals[at(i + step.0, j + step.1)];
                    if here + gain > cell.0 {
                        *cell = (here + gain, step);
                    }
                };
                if i < n {
                    offer((1, 0), -skip(&self.left[i]));
                }
                if j < m {
                    offer((0, 1), -skip(&self.right[(j + turn) % m]));
                }
                for (p, q) in SHAPES {
                    let start = (j + turn) % m.max(1);
                    // A joined run does not go round the end of the name.
                    if i + p <= n
                        && j + q <= m
                        && start + q <= m
                        && let Some(score) = self.score((i, p), (start, q))
                    {
                        offer((p, q), score);
                    }
                }
            }
        }
        totals
    }

    fn pairings(&self, turn: usize) -> Vec<Pairing> {
        let totals = self.fill(turn);
        let m = self.right.len();
        let (mut i, mut j) = (self.left.len(), m);
        let mut out = Vec::with_capacity(i + j);
        while i > 0 || j > 0 {
            let (_, (p, q)) = totals[i * (m + 1) + j];
            i -= p;
            j -= q;
            let start = if m == 0 { 0 } else { (j + turn) % m };
            let score = if p > 0 && q > 0 { self.score((i, p), (start, q)).unwrap_or(0) } else { 0 };
            out.push(Pairing { left: (i, p), right: (start, q), score });
        }
        out.reverse();
        out
    }
}

/// The readings of several words said as one; the likeliest of each but of the first, which may have more.
fn joined(words: &[Word]) -> Vec<Vec<Segment>> {
    let most = words.iter().map(|w| w.readings.len()).max().unwrap_or(1);
    (0..most)
        .map(|n| words.iter().flat_map(|w| w.readings[n.min(w.readings.len() - 1)].iter().copied()).collect())
        .collect()
}

fn skip(word: &Word) -> i32 {
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
    if left.group != 0 && left.group == right.group && left.roles.any(Roles::GENERIC.with(Roles::LEGAL_FORM)) {
        return WEIGHTS.same_group;
    }
    match (left.is_initial(), right.is_initial()) {
        (false, false) => {
            let floor =
                if is_short_given((&left.folded, left.roles, left.group), (&right.folded, right.roles, right.group)) {
                    WEIGHTS.short_given
                } else {
                    i32::MIN
                };
            sound_score(left, right, costs).max(floor)
        }
        (true, true) if left.folded == right.folded => WEIGHTS.initial,
        (true, false) if fits_initial(left, right) => WEIGHTS.initial,
        (false, true) if fits_initial(right, left) => WEIGHTS.initial,
        _ => -2 * WEIGHTS.skip,
    }
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
    let table = costs.between(left.script, right.script);
    let pairs = left.readings.iter().flat_map(|l| right.readings.iter().map(move |r| (l, r)));
    pairs.map(|(l, r)| alignment::score(l, r, table)).max().unwrap_or(0)
}

/// Whether a single letter may stand for a word: the first sounds have one in common.
fn fits_initial(initial: &Word, word: &Word) -> bool {
    let first = |w: &Word| w.readings.iter().filter_map(|r| r.first()).fold(0, |set, &s| set | sounds::phones_of(s));
    first(initial) & first(word) != 0
}

/// Compares two names.
pub(crate) fn compare(left: &Name, right: &Name, hint: TypeHint, costs: &Costs) -> Evidence {
    let (pairings, inverted) = align(&left.words, &right.words, costs);
    evidence(&left.words, &right.words, &pairings, inverted, hint, costs)
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

    fn of(words: &[Word]) -> Self {
        Self {
            length: words.iter().map(Word::sound_len).sum(),
            words: words.len(),
            is_light: words.iter().all(|w| w.is_light),
            is_initial: matches!(words, [w] if w.is_initial()),
            is_common: words.iter().any(|w| w.roles.any(Self::COMMON)),
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

fn evidence(
    left: &[Word],
    right: &[Word],
    pairings: &[Pairing],
    inverted: bool,
    hint: TypeHint,
    costs: &Costs,
) -> Evidence {
    let parts = pairings.iter().map(|p| {
        let part = |words: &[Word], (first, count): (usize, usize)| Part::of(&words[first..first + count]);
        let (mut l, mut r) = (part(left, p.left), part(right, p.right));
        l.is_light &= l.words > 0;
        r.is_light &= r.words > 0;
        (l, r, p.score)
    });
    let mut e = sum_up(parts, inverted);
    e.entity_type = f32::from(hint as u8);
    e.same_letters = f32::from(u8::from(left.iter().map(|w| &w.folded).eq(right.iter().map(|w| &w.folded))));
    if let (Some(l), Some(r)) = (left.first(), right.first()) {
        e.scripts = f32::from(ScriptPair::of(l.script, r.script).0 as u8);
        e.whole = whole(left, right, costs);
    }
    e
}

/// The log-odds of the names' sounds as one string each, for each segment, in nats.
fn whole(left: &[Word], right: &[Word], costs: &Costs) -> f32 {
    let sounds = |words: &[Word], n: usize| -> Vec<Segment> {
        words
            .iter()
            .filter(|w| !w.roles.any(Roles::LEGAL_FORM))
            .flat_map(|w| w.readings[n.min(w.readings.len() - 1)].iter().copied())
            .collect()
    };
    let most = |words: &[Word]| words.iter().map(|w| w.readings.len()).max().unwrap_or(1);
    let table = costs.between(left[0].script, right[0].script);
    let mut best = f32::NEG_INFINITY;
    for i in 0..most(left) {
        let l = sounds(left, i);
        for j in 0..most(right) {
            best = best.max(whole_score(&l, &sounds(right, j), table));
        }
    }
    best
}

/// The log-odds of two strings of sounds, for each segment, in nats.
#[expect(clippy::cast_precision_loss, reason = "lengths and scores are small")]
pub(crate) fn whole_score(left: &[Segment], right: &[Segment], table: &CostTable) -> f32 {
    let score = alignment::score(left, right, table);
    score as f32 / 100.0 / left.len().max(right.len()).clamp(1, alignment::LONGEST) as f32
}
