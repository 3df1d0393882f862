//! From a written word to the words of a lexicon that it may be.
//!
//! A word reaches vocabulary words by its folded letters, by its sound keys and by its sound keys less one class;
//! those found so are compared by the signature of their sounds, and those left are aligned. Nothing scans the whole
//! vocabulary; the caps below bound the work for any word.

use super::alignment;
use super::costs::Costs;
use super::keys;
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::names::Word;

/// A vocabulary word that a written word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) vocab: Index,
    /// Log-odds of the sounds in hundredths of a nat.
    pub(crate) score: i16,
    /// Whether the folded letters are the same, an ending aside.
    pub(crate) is_exact: bool,
    /// Whether an ending or a clitic was taken off.
    pub(crate) is_inflected: bool,
}

/// What bounds the search for one written word.
struct Limits {
    /// Readings whose signature is compared.
    scanned: usize,
    /// Readings that are aligned.
    aligned: usize,
    /// Vocabulary words kept, the best.
    kept: usize,
    /// How many classes the signatures of one word's spellings may differ by.
    signature: u32,
    /// Least log-odds for each segment, in hundredths of a nat.
    least_mean: i32,
    /// Least log-odds in all.
    least: i32,
}

/// Observed in lexicons of a million names: a median of 40 readings scanned and 6 aligned for each word.
const LIMITS: Limits = Limits { scanned: 20_000, aligned: 600, kept: 48, signature: 2, least_mean: 35, least: 60 };

/// The bits of a signature that count consonants.
const CONSONANTS: u64 = !0b111_1111;

/// Appends the vocabulary words that `word` may be to `out`, in the order of their numbers.
pub(crate) fn near(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let first = out.len();
    let exact = lexicon.exact(&word.folded);
    let mut word_keys = Vec::new();
    let mut numbers: Vec<Index> = Vec::new();
    let (mut scanned, mut aligned) = (0, 0);
    for reading in word.readings.iter().filter(|r| r.len() > 1) {
        let signature = keys::signature(reading);
        keys::keys(reading, &mut word_keys);
        numbers.clear();
        for &key in &word_keys {
            numbers.extend(lexicon.near_keys(key));
            if keys::len(key) > 1 {
                let less = keys::deletions(key).flat_map(|less| lexicon.near_keys(less));
                numbers.extend(less.filter(|&n| may_be_near(key, lexicon.key_value(n))));
            }
        }
        // The same key first, in case the limits are reached.
        numbers.sort_unstable_by_key(|&n| (!word_keys.contains(&lexicon.key_value(n)), n));
        numbers.dedup();
        for &number in &numbers {
            for (vocab, other) in lexicon.slots(number) {
                scanned += 1;
                if scanned > LIMITS.scanned {
                    break;
                }
                if ((signature ^ other) & CONSONANTS).count_ones() > LIMITS.signature || aligned >= LIMITS.aligned {
                    continue;
                }
                aligned += 1;
                consider(word, vocab, lexicon, costs, first, out);
            }
        }
    }
    if let Some(vocab) = exact {
        let self_score = self_score(word, vocab, lexicon, costs);
        match out[first..].iter_mut().find(|n| n.vocab == vocab) {
            Some(near) => near.is_exact = true,
            None => out.push(Near { vocab, score: self_score, is_exact: true, is_inflected: false }),
        }
    }
    let found = &mut out[first..];
    found.sort_by_key(|n| (!n.is_exact, std::cmp::Reverse(n.score), n.vocab));
    let kept = found.len().min(LIMITS.kept);
    found[..kept].sort_by_key(|n| n.vocab);
    out.truncate(first + kept);
}

/// Appends the vocabulary word of just the letters of `word`, if there is one.
pub(crate) fn as_listed(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    if let Some(vocab) = lexicon.exact(&word.folded) {
        let score = self_score(word, vocab, lexicon, costs);
        out.push(Near { vocab, score, is_exact: true, is_inflected: false });
    }
}

/// Whether keys that share a key less one class are near: short ones must not differ by another class.
fn may_be_near(key: keys::Key, other: keys::Key) -> bool {
    keys::len(key) != keys::len(other) || keys::len(key) >= 4 || key == other
}

/// Aligns a word with a vocabulary word and keeps it if the sounds speak for it.
fn consider(word: &Word, vocab: Index, lexicon: &Compiled, costs: &Costs, first: usize, out: &mut Vec<Near>) {
    if out[first..].iter().any(|n| n.vocab == vocab) {
        return;
    }
    let table = costs.between(word.script, lexicon.vocab_script(vocab));
    let mut best: Option<(i32, usize)> = None;
    for theirs in lexicon.vocab_readings(vocab) {
        for ours in &word.readings {
            let score = alignment::score(ours, theirs, table);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, ours.len().max(theirs.len())));
            }
        }
    }
    if let Some((score, length)) = best
        && score >= LIMITS.least
        && score >= LIMITS.least_mean * i32::try_from(length).unwrap_or(i32::MAX)
    {
        out.push(Near { vocab, score: clamp(score), is_exact: false, is_inflected: false });
    }
}

fn self_score(word: &Word, vocab: Index, lexicon: &Compiled, costs: &Costs) -> i16 {
    let table = costs.between(word.script, lexicon.vocab_script(vocab));
    let pairs = lexicon
        .vocab_readings(vocab)
        .flat_map(|theirs| word.readings.iter().map(move |ours| alignment::score(ours, theirs, table)));
    clamp(pairs.max().unwrap_or(0).max(LIMITS.least))
}

fn clamp(score: i32) -> i16 {
    i16::try_from(score.clamp(-30_000, 30_000)).expect("clamped")
}
