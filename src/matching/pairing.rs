//! Which words of one name are set against which of another.
//!
//! Words are paired in order, a word with up to three of the other name, and every rotation of one name is tried. A
//! pairing that is worse than leaving its words over is never chosen: most are told by a bound on the sounds' score,
//! without alignment.

use super::alignment::{self, LONGEST, SHORT};
use super::costs::{CostTable, Costs};
use super::names::{MOST_WORDS, Pairing, WEIGHTS, meaning_score, pair_score_from, run};
use super::ready::{Fact, Ready};
use crate::grammar::Roles;
use crate::orthography::names::Word;
use crate::orthography::script::Script;
use crate::orthography::sounds::Segment;

/// Aligns two names: the best pairing of their words, and whether it is in another order.
pub(crate) fn align(left: &Ready, right: &Ready, costs: &Costs) -> (Vec<Pairing>, bool) {
    let mut table = Table::new(left, right, costs);
    let mut bounds = Bounds::new(table.left, table.right, costs);
    match bounds.as_mut().and_then(|bounds| table.in_order(bounds)) {
        Some(pairings) => (pairings, false),
        None => table.align(&mut bounds),
    }
}

/// The same, without bounds and short ways.
#[cfg(test)]
pub(crate) fn align_plainly(left: &Ready, right: &Ready, costs: &Costs) -> (Vec<Pairing>, bool) {
    Table::new(left, right, costs).align(&mut None)
}

/// The shapes of a pairing: words on the left, words on the right.
const SHAPES: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)];

/// What is not to be tried.
const NONE: i32 = i32::MIN;

/// The best total up to words of both names, and the words that the last step took.
type Total = (i32, (u8, u8));

/// Scores of pairing each run of left words with each run of right words.
struct Table<'w> {
    left: &'w [Word],
    right: &'w [Word],
    facts: [&'w [Fact]; 2],
    /// By first left and first right word, then by the shape of the pairing; every rotation asks for the same.
    scores: Vec<[i32; SHAPES.len()]>,
    /// By first left and first right word: whether any shape is to be tried.
    any: Vec<bool>,
    is_empty: bool,
    /// Whether phrases of both names may mean the same.
    has_meanings: bool,
    costs: &'w Costs,
}

impl<'w> Table<'w> {
    fn new(left: &'w Ready, right: &'w Ready, costs: &'w Costs) -> Self {
        let has_meanings = left.traits.meant && right.traits.meant;
        let facts = [left.facts(), right.facts()];
        let (left, right): (&[Word], &[Word]) = (left, right);
        let (left, right) = (&left[..left.len().min(MOST_WORDS)], &right[..right.len().min(MOST_WORDS)]);
        let (n, m) = (left.len(), right.len());
        let scores = vec![[NONE; SHAPES.len()]; n * m];
        let any = vec![false; n * m];
        Self { left, right, facts, scores, any, is_empty: true, has_meanings, costs }
    }

    /// The pairings where each word fits the one in its place so well that no others can be as good; nothing if that is not sure.
    ///
    /// Half of what two words gain over being left over is the price of each. Whatever gains less than its words cost is in no
    /// best choice: as many words are in no other one worth more (the dual of an assignment).
    fn in_order(&mut self, bounds: &mut Bounds) -> Option<Vec<Pairing>> {
        let n = self.left.len();
        if self.has_meanings || n != self.right.len() || n < 2 {
            return None;
        }
        // Twice the price of each word, of either side.
        let mut prices = [0; MOST_WORDS];
        for (i, price) in prices.iter_mut().enumerate().take(n) {
            let score = self.pair_of_two(i, i, Some(bounds))?;
            self.scores[i * n + i][0] = score;
            *price = score + self.skips((i, 1), (i, 1));
            if *price <= 0 {
                return None;
            }
        }
        let is_dear = |price: &[i32], other: &[i32], gain: i32| 2 * gain < price.iter().chain(other).sum();
        for i in 0..n {
            for j in 0..n {
                for &(p, q) in SHAPES.iter().filter(|&&(p, q)| i + p <= n && j + q <= n && (p, q, i) != (1, 1, j)) {
                    let is_sounds = p + q > 2 || (self.facts[0][i].is_plain && self.facts[1][j].is_plain);
                    let gain = if is_sounds {
                        bounds.of((i, p), (j, q))
                    } else {
                        self.pair_of_two(i, j, Some(bounds)).unwrap_or(NONE / 4)
                    };
                    let gain = gain + self.skips((i, p), (j, q));
                    if !is_dear(&prices[i..i + p], &prices[j..j + q], gain) {
                        return None;
                    }
                }
            }
        }
        let pairing = |i: usize| Pairing { left: (i, 1), right: (i, 1), score: self.scores[i * n + i][0] };
        Some((0..n).map(pairing).collect())
    }

    /// The best pairing of the words, and whether it is in another order.
    fn align(&mut self, bounds: &mut Option<Bounds>) -> (Vec<Pairing>, bool) {
        self.score_all(bounds);
        let (n, m) = (self.left.len(), self.right.len());
        if self.is_empty {
            // All is left over, the right words first.
            let over = |left, right| Pairing { left, right, score: 0 };
            let rights = (0..m).map(|j| over((0, 0), (j, 1)));
            return (rights.chain((0..n).map(|i| over((i, 1), (0, 0)))).collect(), false);
        }
        let mut totals = Vec::new();
        let mut best = (self.best(0, &mut totals), 0);
        let mut filled = 0;
        if m > 1 && n > 1 && self.most().is_none_or(|most| most - WEIGHTS.rotation > best.0) {
            for turn in 1..m {
                let score = self.best(turn, &mut totals) - WEIGHTS.rotation;
                filled = turn;
                if score > best.0 {
                    best = (score, turn);
                }
            }
        }
        if filled != best.1 {
            self.fill(best.1, &mut totals);
        }
        (self.pairings(best.1, &totals), best.1 > 0)
    }

    /// Fills the table.
    fn score_all(&mut self, bounds: &mut Option<Bounds>) {
        let table = self;
        let (n, m) = (table.left.len(), table.right.len());
        // What two words gain over being left over, which several said as one have to surpass.
        let mut gains = vec![0; n * m];
        for i in 0..n {
            for j in 0..m {
                let known = Some(table.scores[i * m + j][0]).filter(|&score| score != NONE);
                if let Some(score) = known.or_else(|| table.pair_of_two(i, j, bounds.as_mut())) {
                    table.scores[i * m + j][0] = score;
                    table.any[i * m + j] = true;
                    gains[i * m + j] = (score + table.skips((i, 1), (j, 1))).max(0);
                }
            }
        }
        for i in 0..n {
            for j in 0..m {
                for (shape, &(p, q)) in SHAPES.iter().enumerate().skip(1) {
                    if i + p > n || j + q > m {
                        continue;
                    }
                    let two = (i..i + p).flat_map(|i| (j..j + q).map(move |j| i * m + j));
                    let least = two.map(|at| gains[at]).max().unwrap_or(0) - table.skips((i, p), (j, q));
                    if let Some(score) = table.pair((i, p), (j, q), least, bounds.as_mut()) {
                        table.scores[i * m + j][shape] = score;
                        table.any[i * m + j] = true;
                    }
                }
            }
        }
        table.is_empty = !table.any.contains(&true);
    }

    /// What leaving words over takes from the total.
    fn skips(&self, (i, p): (usize, usize), (j, q): (usize, usize)) -> i32 {
        self.facts[0][i..i + p].iter().chain(&self.facts[1][j..j + q]).map(|fact| fact.skip).sum()
    }

    /// The score of pairing two words, or nothing where they are rather left over.
    fn pair_of_two(&self, i: usize, j: usize, bounds: Option<&mut Bounds>) -> Option<i32> {
        let (l, r) = (&self.facts[0][i], &self.facts[1][j]);
        let least = -l.skip - r.skip;
        if l.is_plain && r.is_plain && bounds.is_some_and(|bounds| bounds.of((i, 1), (j, 1)) < least) {
            return None;
        }
        let score = pair_score_from((&self.left[i], l), (&self.right[j], r), self.costs, least);
        score.filter(|&score| score >= least)
    }

    /// The score of pairing `left[i..i + p]` with `right[j..j + q]`, said as one or meaning the same, or nothing where that
    /// is less than `least`, which is to be had without.
    fn pair(
        &self,
        (i, p): (usize, usize),
        (j, q): (usize, usize),
        least: i32,
        bounds: Option<&mut Bounds>,
    ) -> Option<i32> {
        let (ls, rs) = (&self.left[i..i + p], &self.right[j..j + q]);
        if self.has_meanings
            && let Some(score) = meaning_score(ls, rs)
        {
            return Some(score);
        }
        // Initials are joined among themselves only: U S, US.
        let is_mixed = |one: &[Word], other: &[Word]| {
            one.iter().any(Word::is_initial)
                && (!one.iter().all(Word::is_initial) || one.len() == 1 || other.iter().any(Word::is_initial))
        };
        let len = |words: &[Word]| words.iter().map(Word::sound_len).sum::<usize>();
        let (l, r) = (len(ls), len(rs));
        // A joined word is about as long as its parts.
        if l == 0 || r == 0 || l * 2 < r || r * 2 < l || is_mixed(ls, rs) || is_mixed(rs, ls) {
            return None;
        }
        if ls.iter().chain(rs).any(|w| w.roles.any(Roles::LEGAL_FORM)) {
            return None;
        }
        let seams = i32::try_from(p + q - 2).expect("at most three words are joined");
        // Scripts without spaces join every name: no seam there.
        let has_seams = |w: &Word| !w.script.is_unspaced() && w.script != Script::Hangul;
        let seam = if has_seams(&ls[0]) && has_seams(&rs[0]) { WEIGHTS.seam } else { 0 };
        let least = least + seam * seams;
        if bounds.is_some_and(|bounds| bounds.of((i, p), (j, q)) < least) {
            return None;
        }
        let table = self.costs.between(ls[0].script, rs[0].script);
        let most = |words: &[Word]| words.iter().map(|w| w.readings.len()).max().unwrap_or(1);
        let mut best = None;
        for a in 0..most(ls) {
            let joined_left = Joined::of(ls, a);
            for b in 0..most(rs) {
                let joined_right = Joined::of(rs, b);
                let (a, b) = (joined_left.segments(), joined_right.segments());
                best = best.max(alignment::score_from(a, b, table, best.unwrap_or(least)));
            }
        }
        Some(best? - seam * seams)
    }

    /// More than any order of the words can reach, if that is known.
    fn most(&self) -> Option<i32> {
        if self.has_meanings {
            return None;
        }
        let (n, m) = (self.left.len(), self.right.len());
        let gain = |i: usize| {
            let of = |j: usize| {
                let shapes = SHAPES.iter().zip(&self.scores[i * m + j]).filter(|&(_, &score)| score != NONE);
                shapes.map(move |(&(p, q), score)| score + self.skips((i, p), (j, q))).max()
            };
            (0..m).filter_map(of).max().unwrap_or(0).max(0)
        };
        Some((0..n).map(gain).sum::<i32>() - self.skips((0, n), (0, m)))
    }

    /// The best total with the right words turned left by `turn`.
    fn best(&self, turn: usize, totals: &mut Vec<Total>) -> i32 {
        self.fill(turn, totals);
        totals[(self.left.len() + 1) * (self.right.len() + 1) - 1].0
    }

    /// Best totals by words used, each with the shape of the step that reached it.
    fn fill(&self, turn: usize, totals: &mut Vec<Total>) {
        let (n, m) = (self.left.len(), self.right.len());
        let at = |i: usize, j: usize| i * (m + 1) + j;
        totals.clear();
        totals.resize((n + 1) * (m + 1), (NONE / 2, (0, 0)));
        totals[0].0 = 0;
        for i in 0..=n {
            for j in 0..=m {
                let here = totals[at(i, j)].0;
                let start = if j + turn < m { j + turn } else { (j + turn).saturating_sub(m) };
                let mut offer = |(p, q): (usize, usize), gain: i32| {
                    let cell = &mut totals[at(i + p, j + q)];
                    if here + gain > cell.0 {
                        *cell = (here + gain, step(p, q));
                    }
                };
                if i < n {
                    offer((1, 0), -self.facts[0][i].skip);
                }
                if j < m {
                    offer((0, 1), -self.facts[1][start].skip);
                }
                if i == n || j == m {
                    continue;
                }
                // A joined run does not go round the end of the name.
                let fits = |(p, q): (usize, usize)| i + p <= n && j + q <= m && start + q <= m;
                if self.any[i * m + start] {
                    for (&shape, &score) in SHAPES.iter().zip(&self.scores[i * m + start]) {
                        if score != NONE && fits(shape) {
                            offer(shape, score);
                        }
                    }
                }
                if self.has_meanings {
                    let phrases = (run(&self.left[i..]), run(&self.right[start..]));
                    if phrases.0 + phrases.1 > 2
                        && fits(phrases)
                        && let Some(score) = self.score((i, phrases.0), (start, phrases.1))
                    {
                        offer(phrases, score);
                    }
                }
            }
        }
    }

    /// The score of a pairing that the table has, or of two phrases.
    fn score(&self, (i, p): (usize, usize), (j, q): (usize, usize)) -> Option<i32> {
        match SHAPES.iter().position(|&shape| shape == (p, q)) {
            Some(shape) => Some(self.scores[i * self.right.len() + j][shape]).filter(|&score| score != NONE),
            None => meaning_score(&self.left[i..i + p], &self.right[j..j + q]),
        }
    }

    /// The pairings of the best total that [`Self::fill`] found.
    fn pairings(&self, turn: usize, totals: &[Total]) -> Vec<Pairing> {
        let m = self.right.len();
        let (mut i, mut j) = (self.left.len(), m);
        let mut out = Vec::with_capacity(i + j);
        while i > 0 || j > 0 {
            let (p, q) = totals[i * (m + 1) + j].1;
            let (p, q) = (usize::from(p), usize::from(q));
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

fn step(p: usize, q: usize) -> (u8, u8) {
    let narrow = |n: usize| u8::try_from(n).expect("names of at most sixteen words");
    (narrow(p), narrow(q))
}

/// The sounds of several words said as one, as far as they are aligned: a reading of each, the last of those that have fewer.
pub(crate) struct Joined {
    segments: [Segment; LONGEST],
    len: usize,
}

impl Joined {
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w Word>, reading: usize) -> Self {
        let mut joined = Self { segments: [0; LONGEST], len: 0 };
        for word in words {
            let own = &word.readings[reading.min(word.readings.len() - 1)];
            let room = &mut joined.segments[joined.len..];
            let kept = own.len().min(room.len());
            room[..kept].copy_from_slice(&own[..kept]);
            joined.len += kept;
        }
        joined
    }

    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments[..self.len]
    }
}

/// The most that the sounds of words can score: what their segments score left alone, and what is gained by setting
/// segments together, worked out when it is asked for.
struct Bounds<'w> {
    left: &'w [Word],
    right: &'w [Word],
    table: &'w CostTable,
    /// What each word scores left alone.
    alone: [Vec<i32>; 2],
    /// By left and right word.
    gains: Vec<Option<Gain>>,
}

/// What two words gain over being left alone, whatever their readings.
#[derive(Clone, Copy)]
struct Gain {
    /// At most, by what each segment gains: the left one's, the right one's.
    sums: [i32; 2],
    /// The same of each segment of the left word and of the right one, if it has one reading.
    of_segments: [[i16; SHORT]; 2],
}

impl<'w> Bounds<'w> {
    /// None where the words of a name are of several scripts, which have several tables, or longer than what is aligned.
    fn new(left: &'w [Word], right: &'w [Word], costs: &'w Costs) -> Option<Self> {
        let (l, r) = (left.first()?.script, right.first()?.script);
        let is_long = |words: &[Word]| words.iter().flat_map(|w| &w.readings).any(|reading| reading.len() > SHORT);
        let is_mixed = left.iter().any(|w| w.script != l) || right.iter().any(|w| w.script != r);
        if is_mixed || is_long(left) || is_long(right) {
            return None;
        }
        let table = costs.between(l, r);
        let alone = [(left, false), (right, true)].map(|(words, is_right)| {
            let of = |word: &Word| word.readings.iter().map(|reading| table.alone(is_right, reading)).max();
            words.iter().map(|word| of(word).unwrap_or(0)).collect()
        });
        Some(Self { left, right, table, alone, gains: vec![None; left.len() * right.len()] })
    }

    fn gain(&mut self, i: usize, j: usize) -> Gain {
        let (left, right, table) = (&self.left[i], &self.right[j], self.table);
        *self.gains[i * self.right.len() + j].get_or_insert_with(|| {
            let mut most = Gain { sums: [0; 2], of_segments: [[0; SHORT]; 2] };
            for (l, r) in left.readings.iter().flat_map(|l| right.readings.iter().map(move |r| (l, r))) {
                let own = table.gain(l, r);
                for (side, gains) in own.iter().enumerate() {
                    let sum = gains.iter().map(|&gain| i32::from(gain)).sum();
                    most.sums[side] = most.sums[side].max(sum);
                    for (most, &gain) in most.of_segments[side].iter_mut().zip(gains) {
                        *most = gain.max(*most);
                    }
                }
            }
            most
        })
    }

    /// A bound for words said as one with others said as one; one of the two sides is one word.
    fn of(&mut self, (i, p): (usize, usize), (j, q): (usize, usize)) -> i32 {
        let alone = self.alone[0][i..i + p].iter().chain(&self.alone[1][j..j + q]).sum::<i32>();
        let mut parts = 0;
        let mut sums = [0; 2];
        let mut together = [0_i16; SHORT];
        // The side of the one word, each segment of which is set against one of the others at most.
        let one = usize::from(q == 1);
        for (i, j) in (i..i + p).flat_map(|i| (j..j + q).map(move |j| (i, j))) {
            let gain = self.gain(i, j);
            parts += gain.sums[0].min(gain.sums[1]);
            (sums[0], sums[1]) = (sums[0] + gain.sums[0], sums[1] + gain.sums[1]);
            for (most, &gain) in together.iter_mut().zip(&gain.of_segments[one]) {
                *most = gain.max(*most);
            }
        }
        let word = if one == 1 { &self.right[j] } else { &self.left[i] };
        let together = together.iter().map(|&gain| i32::from(gain)).sum();
        let is_one_reading = word.readings.len() == 1;
        alone + if is_one_reading { parts.min(sums[1 - one]).min(together) } else { parts }
    }
}
