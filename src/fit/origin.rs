//! Learning what three letters say of a name's origin.
//!
//! Transcribed are the Latin names of persons of the built-in lexicons who also have a name in another script, and those
//! that the table of pairs sets against one in another script. At home in Latin letters are those of all other persons
//! of the lexicons, and the given and family names of the grammar's tables that are not among the former.

use super::pairs::Pair;
use crate::grammar::{Grammar, Roles};
use crate::hash::Set;
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::fold::{fold, normalise};
use crate::orthography::origin::{edged, trigrams};
use crate::orthography::script::Script;

/// Sightings that any three letters are taken to have of either kind.
const PRIOR: f32 = 2.0;
/// Log-odds below which three letters are not written down.
const LEAST: f32 = 0.05;
/// Letters of the shortest word that is learned from.
const SHORTEST: usize = 3;

/// The rows of `model/origin.tsv`.
pub(super) fn fit(pairs: &[Pair], source: &str) -> String {
    let (mut transcribed, mut native) = (Set::default(), Set::default());
    let lexicon = Compiled::from_static(crate::shipped::built_in()).expect("the built-in lexicons open");
    for entity in 0..Index::try_from(lexicon.entity_count()).unwrap_or(Index::MAX) {
        if lexicon.entity_kind(entity) != "person" {
            continue;
        }
        let names: Vec<String> = lexicon.entity_forms(entity).map(|form| lexicon.form_text(form)).collect();
        let kind = if names.iter().all(|n| is_latin(n)) { &mut native } else { &mut transcribed };
        for name in names.iter().filter(|n| is_latin(n)) {
            kind.extend(words(name));
        }
    }
    for pair in pairs.iter().filter(|p| p.same && p.kind == "person" && !p.is_token) {
        for (name, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
            if is_latin(name) && !is_latin(other) {
                transcribed.extend(words(name));
            }
        }
    }
    native.extend(Grammar::shipped().forms_with(Roles::GIVEN.with(Roles::SURNAME)).flat_map(words));
    native.retain(|w| !transcribed.contains(w));
    let (there, here) = (count(&transcribed), count(&native));
    let all = |counts: &[f32]| counts.iter().sum::<f32>();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let kinds = there.len() as f32;
    let (of_there, of_here) = (all(&there) + PRIOR * kinds, all(&here) + PRIOR * kinds);
    let mut out = format!(
        "# Log-odds (nats) that a name with these three letters is transcribed from another script; _ is the edge of a word.\n# {source}, the built-in lexicons and given and family names of lexicons/grammar; {} transcribed words, {} others.\n# Written by `nisba fit`.\n",
        transcribed.len(),
        native.len()
    );
    for (at, (a, b)) in there.iter().zip(&here).enumerate() {
        let odds = ((a + PRIOR) / of_there).ln() - ((b + PRIOR) / of_here).ln();
        if a + b > 0.0 && odds.abs() >= LEAST {
            out.push_str(&format!("{}\t{odds:.2}\n", letters(at)));
        }
    }
    out
}

fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| Script::of(c) == Some(Script::Latin))
}

/// The folded words of a name that are long enough.
fn words(name: &str) -> impl Iterator<Item = String> {
    let folded = fold(&normalise(name));
    let words = folded.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>();
    words.into_iter().filter(|w| w.chars().count() >= SHORTEST && is_latin(w))
}

/// How often each run of three letters stands in some words.
fn count(words: &Set<String>) -> Vec<f32> {
    let mut counts = vec![0.0; 27 * 27 * 27];
    for word in words {
        for at in trigrams(edged(word).as_bytes()) {
            counts[at] += 1.0;
        }
    }
    counts
}

/// The letters of a place among all runs of three.
fn letters(at: usize) -> String {
    let letter = |n: usize| u8::try_from(n).ok().filter(|&n| n < 26).map_or('_', |n| char::from(b'a' + n));
    [at / 729, at / 27 % 27, at % 27].into_iter().map(letter).collect()
}
