//! From a written word to the words of a lexicon that it may be.
//!
//! A word reaches vocabulary words by its folded letters, by its sound codes and those one edit away, and by its sound
//! keys where vowels are no help; what a key finds is compared by the signature of the sounds, and what is left is
//! aligned. Nothing scans the whole vocabulary; the caps below bound the work for any word.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use super::alignment;
use super::batch::{self, LANES};
use super::costs::{Costs, ScriptPair};
use super::keys::{self, Signature};
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::names::Word;
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds::Segment;

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
    /// Whether the sounds differ by no more than spellings of one name usually do.
    pub(crate) is_close: bool,
    /// Whether the word may be a whole name by itself: many words of a text resemble a listed one somewhat.
    pub(crate) is_likely: bool,
}

impl Near {
    /// A word of the same meaning as another one.
    pub(crate) fn translated(vocab: Index, score: i16) -> Self {
        Self { vocab, score, is_exact: false, is_inflected: false, is_close: false, is_likely: false }
    }
}

/// Where a word is searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breadth {
    /// In a text, as it stands there.
    Text,
    /// In a text, with clitics or endings taken off.
    Bare,
    /// In a field, which may be listed in any other script.
    Field,
}

/// What bounds the search for one written word.
struct Limits {
    /// Words that share a key whose signature is compared, for each reading of a word of a text.
    scanned: usize,
    /// The same of a word with clitics or endings taken off.
    scanned_bare: usize,
    /// The same of a word of a field.
    scanned_field: usize,
    /// Vocabulary words that are aligned, of the same script or with a Latin word.
    aligned: usize,
    /// The same where the written word has no vowels.
    unvowelled: usize,
    /// Besides, of scripts that leave vowels out, if the written word has them.
    without_vowels: usize,
    /// The same of a word with clitics or endings taken off.
    bare: usize,
    /// Of other pairs of scripts: in a text, where names stand as its script lists them.
    unsure: usize,
    /// Of other pairs of scripts, where a field is looked up.
    unsure_field: usize,
    /// Vocabulary words kept, the best.
    kept: usize,
    /// Words of the same script kept beyond these.
    own: usize,
    /// Vowels that one spelling may have more than the other where both scripts write them.
    vowels: u64,
    /// How unlike neighbours written as one may seem where both scripts write vowels: who joins them keeps their spelling.
    unlike_joined: u32,
    /// Classes of a key that tell words apart even without vowels.
    telling: usize,
    /// Least log-odds for each segment, in hundredths of a nat.
    least_mean: i32,
    /// The same where neighbours are written as one, by either side.
    joined_mean: i32,
    /// Least log-odds in all.
    least: i32,
}

const LIMITS: Limits = Limits {
    scanned: 2000,
    scanned_bare: 1000,
    scanned_field: 5000,
    aligned: 160,
    unvowelled: 300,
    without_vowels: 80,
    bare: 40,
    unsure: 60,
    unsure_field: 200,
    kept: 48,
    own: 16,
    vowels: 2,
    unlike_joined: 8,
    telling: 4,
    least_mean: 40,
    joined_mean: 95,
    least: 60,
};

/// Appends the vocabulary words that `word` may be to `out`, in the order of their numbers.
///
/// Who writes neighbours as one keeps their spelling, or nearly: where `is_join` says that `word` is such, or a
/// vocabulary word is, only close spellings count, if the scripts tell as much.
pub(crate) fn near(word: &Word, is_join: bool, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let mut scratch = SCRATCH.take();
    near_with(&mut scratch, word, is_join, Breadth::Text, lexicon, costs, out);
    SCRATCH.set(scratch);
}

/// The same for a word with clitics or endings taken off: it might be read in several ways, and each is paid for.
pub(crate) fn near_bare(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let mut scratch = SCRATCH.take();
    near_with(&mut scratch, word, false, Breadth::Bare, lexicon, costs, out);
    SCRATCH.set(scratch);
}

/// The same for a word of a field, which may be listed in any other script.
pub(crate) fn near_in_field(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let mut scratch = SCRATCH.take();
    near_with(&mut scratch, word, false, Breadth::Field, lexicon, costs, out);
    SCRATCH.set(scratch);
}

/// What a search works on, kept from one to the next.
#[derive(Default)]
struct Scratch {
    keys: Vec<u64>,
    codes: Vec<u64>,
    shared: Vec<u64>,
    found: Vec<Index>,
    /// By vocabulary word: that it was found, and how many codes it shares; 0 between two searches.
    counts: Vec<u8>,
    signatures: Vec<Signature>,
    sure: Vec<Seen>,
    bare: Vec<Seen>,
    others: Vec<Seen>,
    ranked: Vec<u64>,
    alignment: Alignment,
}

/// A vocabulary word that shares a key or a code with a written one.
#[derive(Clone, Copy)]
struct Seen {
    vocab: Index,
    script: Script,
    /// The codes that it shares, up to [`Likeness::SHARED`].
    shared: u8,
}

/// The bit of a count for a word that was found by a key.
const KEYED: u8 = 1 << 7;

/// What aligning works on: vocabulary words, each with the least score for each segment; their readings, the segments of those.
#[derive(Default)]
struct Alignment {
    considered: Vec<(Index, Script, i32, Option<Best>)>,
    readings: Vec<Reading>,
    heard: Vec<Segment>,
    /// Pair of scripts, length and place of each reading, as they come and in order.
    order: Vec<u32>,
    sorted: Vec<u32>,
}

thread_local! {
    static SCRATCH: Cell<Scratch> = Cell::default();
}

fn near_with(
    scratch: &mut Scratch,
    word: &Word,
    is_join: bool,
    breadth: Breadth,
    lexicon: &Compiled,
    costs: &Costs,
    out: &mut Vec<Near>,
) {
    let first = out.len();
    let Scratch { keys, codes, shared, found, counts, signatures, sure, bare, others, ranked, alignment } = scratch;
    shared.clear();
    found.clear();
    if counts.len() < lexicon.vocab_count() {
        counts.resize(lexicon.vocab_count(), 0);
    }
    signatures.clear();
    let vowels = word.script.vowels();
    let most_scanned = match breadth {
        Breadth::Text => LIMITS.scanned,
        Breadth::Bare => LIMITS.scanned_bare,
        Breadth::Field => LIMITS.scanned_field,
    };
    for reading in word.readings.iter().filter(|r| r.len() > 1) {
        if vowels > Vowels::Omitted {
            keys::asked_codes(reading, codes);
            shared.extend(codes.iter().flat_map(|&code| keys::shared_codes(code)));
        }
        let signature = Signature::of(reading);
        signatures.push(signature);
        keys::keys(reading, keys);
        let mut scanned = 0;
        for &key in &*keys {
            let telling = keys::len(key) >= LIMITS.telling;
            for vocab in lexicon.keyed(key) {
                // Scripts that leave vowels out come first, then those that add some.
                let theirs = lexicon.vocab_script(vocab).vowels();
                if (vowels > Vowels::Omitted && theirs > Vowels::Omitted && !telling) || scanned == most_scanned {
                    break;
                }
                scanned += 1;
                let both = vowels == Vowels::Written && theirs == Vowels::Written;
                let other = lexicon.vocab_signature(vocab);
                if signature.fits(other, telling || !both)
                    && (!both || signature.vowels_apart(other) <= LIMITS.vowels)
                    && !(both && is_join && signature.unlike(other, true) > LIMITS.unlike_joined)
                    && let Some(count) = counts.get_mut(vocab as usize)
                {
                    if *count == 0 {
                        found.push(vocab);
                    }
                    *count = KEYED;
                }
            }
        }
    }
    shared.sort_unstable();
    shared.dedup();
    let is_like = |vocab: Index| {
        let other = lexicon.vocab_signature(vocab);
        lexicon.vocab_script(vocab).vowels() < Vowels::Written
            || signatures.iter().any(|own| own.unlike(other, true) <= LIMITS.unlike_joined)
    };
    let is_told = is_join && vowels == Vowels::Written;
    for vocab in shared.iter().flat_map(|&code| lexicon.coded(code)) {
        let Some(count) = counts.get_mut(vocab as usize) else { continue };
        if is_told && !is_like(vocab) {
            continue;
        }
        if *count == 0 {
            found.push(vocab);
        }
        *count += u8::from(*count & !KEYED < Likeness::SHARED);
    }
    as_listed(word, lexicon, costs, out);
    let exact = out.get(first).map(|n| n.vocab);
    // Words of the same script and Latin ones first: of others there are many, and their sounds are less sure.
    sure.clear();
    others.clear();
    for &vocab in &*found {
        let shared = std::mem::take(&mut counts[vocab as usize]) & !KEYED;
        let other = lexicon.vocab_script(vocab);
        if breadth != Breadth::Field && lexicon.has_latin_name(vocab) && other != word.script {
            continue;
        }
        let seen = Seen { vocab, script: other, shared };
        let is_sure = |a: Script, b: Script| a == Script::Latin && b != Script::Han;
        match other == word.script || is_sure(other, word.script) || is_sure(word.script, other) {
            true => sure.push(seen),
            false => others.push(seen),
        }
    }
    let mut likeness = Likeness { signatures, vowels, ranked };
    let (vowelled, unvowelled) = match breadth {
        Breadth::Bare => (LIMITS.bare, LIMITS.bare),
        Breadth::Text | Breadth::Field => (LIMITS.aligned, LIMITS.unvowelled),
    };
    // Words of scripts that leave vowels out share no codes with one that has them: they have places of their own.
    bare.clear();
    if vowels > Vowels::Omitted && breadth != Breadth::Bare {
        bare.extend(sure.extract_if(.., |seen| seen.script.vowels() == Vowels::Omitted));
        likeness.keep(bare, LIMITS.without_vowels, lexicon);
    }
    likeness.keep(sure, if vowels > Vowels::Omitted { vowelled } else { unvowelled }, lexicon);
    sure.append(bare);
    match breadth {
        Breadth::Field => likeness.keep(others, LIMITS.unsure_field, lexicon),
        // The first ones; what else is kept does not depend on the order in which it was found.
        Breadth::Text if others.len() > LIMITS.unsure => {
            others.select_nth_unstable_by_key(LIMITS.unsure, |seen| seen.vocab);
            others.truncate(LIMITS.unsure);
        }
        Breadth::Text => {}
        Breadth::Bare => others.clear(),
    }
    sure.extend(&*others);
    sure.retain(|seen| Some(seen.vocab) != exact);
    consider(alignment, word, sure, is_join, lexicon, costs, out);
    let found = &mut out[first..];
    if found.len() > LIMITS.kept {
        found.sort_unstable_by_key(|n| (!n.is_exact, std::cmp::Reverse(n.score), n.vocab));
    }
    let best = found.len().min(LIMITS.kept);
    let mut kept = best;
    // Short words of other scripts crowd out the spellings of its own.
    for i in best..found.len() {
        if kept < LIMITS.kept + LIMITS.own && lexicon.vocab_script(found[i].vocab) == word.script {
            found.swap(kept, i);
            kept += 1;
        }
    }
    found[..kept].sort_unstable_by_key(|n| n.vocab);
    out.truncate(first + kept);
}

/// How like vocabulary words seem to a written one, before any alignment.
struct Likeness<'a> {
    /// Of the readings of the written word.
    signatures: &'a [Signature],
    vowels: Vowels,
    /// Room for the words in the order of their likeness.
    ranked: &'a mut Vec<u64>,
}

impl Likeness<'_> {
    /// Shared codes beyond so many tell no more.
    const SHARED: u8 = 4;
    /// What neighbours written as one count for: of those that share a key or a code few are meant.
    const JOINED: u32 = 6;

    /// Keeps the likest so many words: of a large vocabulary hundreds share a key or a code with a short word.
    fn keep(&mut self, words: &mut Vec<Seen>, most: usize, lexicon: &Compiled) {
        if words.len() <= most {
            return;
        }
        self.ranked.clear();
        // How many seem just so unlike, and how unlike a word may seem without so many being liker.
        let (mut counts, mut enough) = ([0_usize; 1 << 8], u32::MAX);
        for shared in (0..=Self::SHARED).rev() {
            let unshared = 4 * u32::from(Self::SHARED - shared);
            if unshared > enough {
                break;
            }
            for (place, seen) in words.iter().enumerate().filter(|(_, seen)| seen.shared == shared) {
                let joined = if lexicon.is_own_word(seen.vocab) { 0 } else { Self::JOINED };
                if unshared + joined > enough {
                    continue;
                }
                let unlike = self.sounds(seen.vocab, seen.script, lexicon) + unshared + joined;
                if unlike <= enough {
                    // Of equal ones the first of the vocabulary.
                    self.ranked
                        .push(u64::from(unlike) << 56 | u64::from(seen.vocab) << 24 | (place as u64 & 0xFF_FFFF));
                    counts[unlike.min(255) as usize] += 1;
                }
            }
            if self.ranked.len() >= most {
                let mut standing = 0;
                let is_enough = |count: &usize| {
                    standing += count;
                    standing >= most
                };
                enough = counts.iter().position(is_enough).and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
            }
        }
        if self.ranked.len() > most {
            self.ranked.select_nth_unstable(most);
        }
        // Those that are kept stand where they stood: places rise.
        let kept = &mut self.ranked[..most];
        kept.iter_mut().for_each(|one| *one &= 0xFF_FFFF);
        kept.sort_unstable();
        for (to, &from) in kept.iter().enumerate() {
            words[to] = words[usize::try_from(from).unwrap_or_default()];
        }
        words.truncate(most);
    }

    /// How unlike the sounds seem.
    #[inline]
    fn sounds(&self, vocab: Index, script: Script, lexicon: &Compiled) -> u32 {
        let other = lexicon.vocab_signature(vocab);
        let has_vowels = self.vowels == Vowels::Written && script.vowels() == Vowels::Written;
        let [first, rest @ ..] = self.signatures else { return 0 };
        let mut least = first.unlike(other, has_vowels);
        for own in rest {
            least = least.min(own.unlike(other, has_vowels));
        }
        least
    }
}

/// Whether a vocabulary word has the letters of `word`, its code or one class more, as far as the script tells the vowels.
pub(crate) fn may_be_listed(word: &Word, lexicon: &Compiled) -> bool {
    let mut codes = Vec::new();
    let mut is_coded = |reading: &Vec<Segment>| {
        keys::codes(reading, &mut codes);
        codes.iter().any(|&code| lexicon.coded(code).next().is_some())
    };
    word.script.vowels() < Vowels::Written
        || lexicon.exact(&word.folded).is_some()
        || word.readings.iter().any(&mut is_coded)
}

/// Appends the vocabulary word of just the letters of `word`, if there is one.
pub(crate) fn as_listed(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    if let Some(vocab) = lexicon.exact(&word.folded) {
        let score = self_score(word, vocab, lexicon, costs);
        out.push(Near { vocab, score, is_exact: true, is_inflected: false, is_close: true, is_likely: true });
    }
}

/// Tells the forms that have a word near each of two written ones: the numbers of both near words, and the form. At
/// most `most` forms for each two vocabulary words.
pub(crate) fn paired(
    left: &[Near],
    right: &[Near],
    most: usize,
    lexicon: &Compiled,
    mut tell: impl FnMut(usize, usize, Index),
) {
    // Two words are listed under the rarer one: under that of either side.
    listed_with(left, right, most, lexicon, |i, j, form, _| tell(i, j, form));
    listed_with(right, left, most, lexicon, |j, i, form, is_twice| {
        // A word with itself is listed once.
        if !is_twice {
            tell(i, j, form);
        }
    });
}

/// The forms that are listed under a word of `here` with one of `there`: the numbers of both, the form, and whether both
/// are one word. At most `most` forms for each two vocabulary words.
pub(crate) fn listed_with(
    here: &[Near],
    there: &[Near],
    most: usize,
    lexicon: &Compiled,
    mut tell: impl FnMut(usize, usize, Index, bool),
) {
    // Most partners are none of them: the low bits of a number tell.
    let mut marks = [0_u64; 16];
    for near in there {
        marks[near.vocab as usize / 64 % marks.len()] |= 1 << (near.vocab % 64);
    }
    for (i, near) in here.iter().enumerate() {
        let mut last = None;
        for (other, form) in lexicon.partners(near.vocab) {
            if marks[other as usize / 64 % marks.len()] >> (other % 64) & 1 == 0 {
                continue;
            }
            let Ok(j) = there.binary_search_by_key(&other, |n| n.vocab) else { continue };
            let count = last.filter(|&(standing, _)| standing == other).map_or(1, |(_, n)| n + 1);
            last = Some((other, count));
            if count <= most {
                tell(i, j, form, other == near.vocab);
            }
        }
    }
}

/// One vocabulary word that `word` may be, if its sounds speak for it.
pub(crate) fn align(word: &Word, vocab: Index, lexicon: &Compiled, costs: &Costs) -> Option<Near> {
    let mut out = Vec::new();
    let mut alignment = Alignment::default();
    consider(
        &mut alignment,
        word,
        &[Seen { vocab, script: lexicon.vocab_script(vocab), shared: 0 }],
        false,
        lexicon,
        costs,
        &mut out,
    );
    out.pop()
}

/// Bytes of the shortest word that is looked for with another ending of number.
const SINGULAR: usize = 4;

/// Appends the vocabulary word that is the plural or the singular of an ordinary Latin one (Guard, Guards), as part of a
/// longer name.
pub(crate) fn other_number(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let folded = word.folded.as_str();
    let other = match folded.strip_suffix('s') {
        Some(singular) => Cow::from(singular),
        None => Cow::from(format!("{folded}s")),
    };
    if other.len() < SINGULAR || other.ends_with("ss") {
        return;
    }
    let first = out.len();
    if let Some(vocab) = lexicon.exact(&other) {
        let mut alignment = Alignment::default();
        consider(
            &mut alignment,
            word,
            &[Seen { vocab, script: lexicon.vocab_script(vocab), shared: 0 }],
            false,
            lexicon,
            costs,
            out,
        );
    }
    for near in &mut out[first..] {
        (near.is_close, near.is_likely) = (false, false);
    }
    out.sort_by_key(|n| n.vocab);
}

/// The endings of German adjectives, and of nouns in the genitive.
const ADJECTIVE: [&str; 5] = ["er", "es", "en", "em", "e"];
const GENITIVE: [&str; 2] = ["es", "s"];

/// Bytes of the shortest adjective and noun, without the ending, that are looked for with another one.
const STEM: usize = 5;
const NOUN: usize = 3;

/// Appends the vocabulary words that are a German adjective or noun in other cases, as part of a longer name: dem Islamischen
/// Staat, listed as Islamischer Staat; des Europäischen Rates.
pub(crate) fn other_cases(word: &Word, lexicon: &Compiled, costs: &Costs, out: &mut Vec<Near>) {
    let stem = |ending: &str, least: usize| word.folded.strip_suffix(ending).filter(|stem| stem.len() >= least);
    let adjective = ADJECTIVE.iter().find_map(|ending| stem(ending, STEM));
    let cases = adjective.into_iter().flat_map(|stem| ADJECTIVE.map(|ending| format!("{stem}{ending}")));
    let nouns = GENITIVE.iter().filter_map(|ending| stem(ending, NOUN)).map(str::to_owned);
    for vocab in cases.chain(nouns).filter_map(|listed| lexicon.exact(&listed)) {
        if out.iter().all(|n| n.vocab != vocab || !n.is_exact) {
            out.retain(|n| n.vocab != vocab);
            let score = self_score(word, vocab, lexicon, costs);
            out.push(Near { vocab, score, is_exact: true, is_inflected: true, is_close: false, is_likely: false });
        }
    }
    out.sort_by_key(|n| n.vocab);
}

/// Log-odds for each segment of a close spelling, in hundredths of a nat.
const CLOSE: i32 = 110;

/// The same of a spelling that may be a whole name by itself.
const LIKELY: i32 = 90;

/// Whether a script tells all sounds of a word, and parts it from its neighbours.
fn tells(script: Script) -> bool {
    script.vowels() == Vowels::Written && !script.is_unspaced() && script != Script::Hangul
}

/// A reading of a vocabulary word to be aligned: the number of the word among those considered, and of the reading.
struct Reading {
    word: usize,
    number: usize,
    /// Where its segments are among those of all.
    sounds: Range<usize>,
}

/// The best alignment of a vocabulary word so far.
#[derive(Clone, Copy)]
struct Best {
    score: i32,
    /// Segments of the longer reading.
    longer: i32,
    /// Of equal ones the first counts.
    order: (usize, usize),
}

/// Aligns a word with vocabulary words and keeps those whose sounds speak for it.
fn consider(
    Alignment { considered, readings, heard, order, sorted }: &mut Alignment,
    word: &Word,
    vocabulary: &[Seen],
    is_join: bool,
    lexicon: &Compiled,
    costs: &Costs,
    out: &mut Vec<Near>,
) {
    considered.clear();
    readings.clear();
    heard.clear();
    // Those of one pair of scripts are aligned together, of about one length above all.
    order.clear();
    for (at, &Seen { vocab, script, .. }) in vocabulary.iter().enumerate() {
        if at % AHEAD == 0 {
            lexicon.read_ahead_readings(vocabulary[at..].iter().take(AHEAD).map(|seen| seen.vocab));
        }
        let scripts = ScriptPair::of(word.script, script).0 as u32;
        let (mut number, mut start) = (0, heard.len());
        lexicon.read_sounds(vocab, heard, |end| {
            if number < MOST_READINGS {
                let place = u32::try_from(readings.len()).expect("few words are aligned");
                order.push(scripts << 21 | narrow(end - start) << 16 | place);
                readings.push(Reading { word: considered.len(), number, sounds: start..end });
            }
            (number, start) = (number + 1, end);
        });
        let is_joined = tells(word.script) && tells(script) && (is_join || !lexicon.is_own_word(vocab));
        let least_mean = if is_joined { LIMITS.joined_mean } else { LIMITS.least_mean };
        considered.push((vocab, script, least_mean, None));
    }
    sort_by_kind(order, sorted);
    for same in sorted.chunk_by(|a, b| a >> 21 == b >> 21) {
        for batch in same.chunks(LANES) {
            let of = |lane: usize| &readings[(batch[lane] & 0xFFFF) as usize];
            let table = costs.between(word.script, considered[of(0).word].1);
            let mut sounds: [&[Segment]; LANES] = [&[]; LANES];
            for (lane, slot) in sounds.iter_mut().enumerate().take(batch.len()) {
                *slot = &heard[of(lane).sounds.clone()];
            }
            for (own, ours) in word.readings.iter().enumerate() {
                let scores = batch::scores(ours, &sounds[..batch.len()], table);
                for lane in 0..batch.len() {
                    let reading = of(lane);
                    let (_, _, least_mean, best) = &mut considered[reading.word];
                    let longer = i32::try_from(ours.len().max(reading.sounds.len())).unwrap_or(i32::MAX);
                    let least = LIMITS.least.max(least_mean.saturating_mul(longer));
                    let score = match &scores {
                        Some(scores) => i32::from(scores[lane]),
                        None => alignment::score(ours, &heard[reading.sounds.clone()], table),
                    };
                    let order = (reading.number, own);
                    if score >= least && best.is_none_or(|b| (b.score, order) < (score, b.order)) {
                        *best = Some(Best { score, longer, order });
                    }
                }
            }
        }
    }
    for &mut (vocab, script, _, best) in considered {
        let Some(Best { score, longer, .. }) = best else { continue };
        let is_close = longer >= 4 && score >= CLOSE.saturating_mul(longer);
        let likely = if longer >= 4 { LIKELY } else { CLOSE };
        let is_likely = !(tells(word.script) && tells(script)) || score >= likely.saturating_mul(longer);
        out.push(Near { vocab, score: clamp(score), is_exact: false, is_inflected: false, is_close, is_likely });
    }
}

/// Vocabulary words that are read together.
const AHEAD: usize = 64;

/// Readings of a vocabulary word that are aligned; no lexicon has more.
const MOST_READINGS: usize = 4;

/// A length as five bits.
fn narrow(len: usize) -> u32 {
    u32::try_from(len.min(31)).expect("five bits")
}

/// Sorts what is aligned by its pair of scripts and its length, by counting: they are few.
fn sort_by_kind(order: &[u32], sorted: &mut Vec<u32>) {
    let kind = |one: u32| (one >> 16) as usize;
    let mut ends = [0_u32; 1 << (4 + 5)];
    for &one in order {
        ends[kind(one)] += 1;
    }
    let mut end = 0;
    for slot in &mut ends {
        end += *slot;
        *slot = end;
    }
    sorted.clear();
    sorted.resize(order.len(), 0);
    for &one in order.iter().rev() {
        ends[kind(one)] -= 1;
        sorted[ends[kind(one)] as usize] = one;
    }
}

const _: () = assert!(ScriptPair::ALL.len() <= 1 << 4, "a pair of scripts is four bits");

fn self_score(word: &Word, vocab: Index, lexicon: &Compiled, costs: &Costs) -> i16 {
    let table = costs.between(word.script, lexicon.vocab_script(vocab));
    let pairs = lexicon
        .vocab_readings(vocab)
        .flat_map(|theirs| word.readings.iter().map(move |ours| alignment::score(ours, &theirs, table)));
    clamp(pairs.max().unwrap_or(0).max(LIMITS.least))
}

fn clamp(score: i32) -> i16 {
    i16::try_from(score.clamp(-30_000, 30_000)).expect("clamped")
}
