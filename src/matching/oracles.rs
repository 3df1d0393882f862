//! Fast paths of matching against plain ones that are obviously right.

use crate::grammar::Grammar;
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::{Compiled, Index};
use crate::matching::alignment;
use crate::matching::candidates::{Near, near};
use crate::matching::costs::{CostTable, Costs, Place};
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, Segment};
use crate::tally::{scaled, tally};

/// Numbers below a bound, the same on every run.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |bound| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % bound as u64).expect("below a usize")
    }
}

/// The best score by trying every alignment.
fn exhaustive(left: &[Segment], right: &[Segment], i: usize, j: usize, costs: &CostTable) -> i32 {
    if (i, j) == (left.len(), right.len()) {
        return 0;
    }
    let skipped_left = (i < left.len())
        .then(|| costs.left(left[i], Place::of(i, left.len())) + exhaustive(left, right, i + 1, j, costs));
    let skipped_right = (j < right.len())
        .then(|| costs.right(right[j], Place::of(j, right.len())) + exhaustive(left, right, i, j + 1, costs));
    let both = (i < left.len() && j < right.len())
        .then(|| costs.substitute(left[i], right[j]) + exhaustive(left, right, i + 1, j + 1, costs));
    skipped_left.max(skipped_right).max(both).expect("one of them is left")
}

#[test]
fn alignment_is_the_best_of_all() {
    let mut random = random(3);
    let scripts =
        [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Hebrew, Script::Greek, Script::Han, Script::Thai];
    let tried = scaled(300, 20_000);
    for _ in 0..tried {
        let mut word = || -> Vec<Segment> {
            (0..random(7)).map(|_| Segment::try_from(random(sounds::COUNT)).expect("a segment")).collect()
        };
        let (left, right) = (word(), word());
        let table = Costs::shipped().between(scripts[random(scripts.len())], scripts[random(scripts.len())]);
        let expected = exhaustive(&left, &right, 0, 0, table);
        assert_eq!(alignment::score(&left, &right, table), expected, "{left:?} {right:?}");
        for least in [expected - 100, expected, expected + 1] {
            assert_eq!(alignment::score_from(&left, &right, table, least), (expected >= least).then_some(expected));
        }
    }
    tally("oracles", "alignments against every alignment there is", tried, "equal");
}

/// What spellings of one sound are written for each other.
const SPELT: [(&str, &str); 24] = [
    ("q", "k"),
    ("q", "gh"),
    ("k", "c"),
    ("k", "ck"),
    ("s", "ss"),
    ("sh", "sch"),
    ("ch", "tch"),
    ("ei", "ey"),
    ("ai", "ay"),
    ("u", "ou"),
    ("u", "oo"),
    ("i", "y"),
    ("i", "ee"),
    ("v", "w"),
    ("f", "ph"),
    ("j", "dj"),
    ("kh", "ch"),
    ("z", "s"),
    ("e", "a"),
    ("o", "u"),
    ("y", "j"),
    ("m", "mm"),
    ("l", "ll"),
    ("t", "tt"),
];

/// A word in another spelling.
fn respelt(word: &str, random: &mut impl FnMut(usize) -> usize) -> String {
    let mut out = word.to_owned();
    for _ in 0..1 + random(2) {
        let fitting: Vec<(&str, &str)> =
            SPELT.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).filter(|(a, _)| out.contains(a)).collect();
        if fitting.is_empty() {
            break;
        }
        let (from, to) = fitting[random(fitting.len())];
        out = out.replacen(from, to, 1);
    }
    out
}

/// The vocabulary words whose sounds are close to a word's, by aligning all of them.
fn close(word: &Word, lexicon: &Compiled) -> Vec<(Index, i32)> {
    let all = 0..Index::try_from(lexicon.vocab_count()).expect("a number");
    let best = |vocab: Index| {
        let table = Costs::shipped().between(word.script, lexicon.vocab_script(vocab));
        let readings = lexicon
            .vocab_readings(vocab)
            .flat_map(|theirs| word.readings.iter().map(move |ours| (ours, theirs.clone())));
        let scores = readings.map(|(a, b)| (alignment::score(a, &b, table), a.len().max(b.len())));
        scores.max_by_key(|&(score, _)| score)
    };
    // As close as spellings of one name usually are: see `Near::is_close`.
    let is_close = |(score, length): (i32, usize)| length >= 4 && score >= 110 * i32::try_from(length).expect("short");
    all.filter_map(|v| best(v).filter(|&b| is_close(b)).map(|(score, _)| (v, score))).collect()
}

/// Words that sound alike are found by the index, as aligning the whole vocabulary finds them.
#[test]
fn candidates_are_those_of_the_whole_vocabulary() {
    let whole = Lexicon::built_in();
    let whole = &*whole.data;
    let mut random = random(9);
    // Some hundred names of all scripts, as a lexicon of their own.
    let forms = whole.form_count();
    let mut toml = String::new();
    for i in 0..scaled(400, 2500) {
        let form = Index::try_from(random(forms)).expect("a number");
        let name = whole.form_text(form).replace(['"', '\\'], "");
        toml += &format!("[[entity]]\nid = \"x/{i}\"\nname = \"{name}\"\ntype = \"person\"\n");
    }
    let lexicon = Lexicon::parse("l.toml", &toml).expect("names of the built-in lexicon");
    let lexicon = &*lexicon.data;
    let (mut tried, mut expected, mut found, mut listed) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut out: Vec<Near> = Vec::new();
    for _ in 0..scaled(150, 2500) {
        let vocab = Index::try_from(random(lexicon.vocab_count())).expect("a number");
        let text = lexicon.vocab_text(vocab).into_owned();
        for text in [respelt(&text, &mut random), text] {
            let name = Name::parse(&text, TypeHint::Unknown, Grammar::shipped());
            let [word] = &name.words[..] else { continue };
            out.clear();
            near(word, false, lexicon, Costs::shipped(), &mut out);
            assert!(out.is_sorted_by_key(|n| n.vocab), "in the order of their numbers");
            tried += 1;
            if let Some(exact) = lexicon.exact(&word.folded) {
                assert!(out.iter().any(|n| n.vocab == exact && n.is_exact), "{text} is listed");
                listed += 1;
            }
            for (vocab, score) in close(word, lexicon) {
                expected += 1;
                let Some(n) = out.iter().find(|n| n.vocab == vocab) else { continue };
                found += 1;
                assert!(n.is_exact || i32::from(n.score) == score.min(30_000), "{text}: {n:?} and not {score}");
            }
        }
    }
    let per_mille = found * 1000 / expected.max(1);
    let outcome =
        format!("all {listed} listed ones found; of {expected} that sound close, {} % found", per_mille as f64 / 10.0);
    tally("oracles", "words looked for in the index and in the whole vocabulary", tried, &outcome);
    assert!(per_mille >= 930, "{outcome}");
}

/// What bounds the score of sounds, and of sounds in parts, is not below it.
#[test]
fn bounds_are_not_below_scores() {
    let mut random = random(17);
    let scripts = [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Hebrew, Script::Hangul, Script::Han];
    let mut tried = 0;
    for _ in 0..scaled(2_000, 200_000) {
        let table = Costs::shipped().between(scripts[random(scripts.len())], scripts[random(2)]);
        // Few segments, so that they recur.
        let mut sounds = |most: usize, count: usize| -> Vec<Segment> {
            (0..random(most)).map(|_| Segment::try_from(random(count)).expect("below 256")).collect()
        };
        let count = if tried % 2 == 0 { 8 } else { sounds::COUNT };
        let (left, first, second) = (sounds(9, count), sounds(7, count), sounds(7, count));
        let right = [first.as_slice(), &second].concat();
        let alone = table.alone(false, &left) + table.alone(true, &right);
        let score = alignment::score(&left, &right, table);
        assert!(score <= alone + table.gain(&left, &right), "{left:?} {right:?}");
        assert!(
            score <= alone + table.gain(&left, &first) + table.gain(&left, &second),
            "{left:?} {first:?} {second:?}"
        );
        let alone = table.alone(false, &right) + table.alone(true, &left);
        let score = alignment::score(&right, &left, table);
        assert!(
            score <= alone + table.gain(&first, &left) + table.gain(&second, &left),
            "{first:?} {second:?} {left:?}"
        );
        tried += 3;
    }
    tally("oracles", "bounds of alignments against their scores", tried, "not below");
}
