//! Whether two persons' names have next to nothing in common, as most pairs of names: told without parsing them.
//!
//! First by their consonants, then by their letters. Names that the built-in lexicons list as one person's are never told so.

use super::costs::ScriptPair;
use super::evidence::Evidence;
use super::letters::Letters;
use super::outline::Outline;
use crate::hash;
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::names::TypeHint;

/// The evidence of two persons' names that are unlike without a further look.
pub(crate) fn unlike(a: &str, b: &str) -> Option<Evidence> {
    let outlines = Outline::of(a).zip(Outline::of(b));
    if let Some((left, right)) = outlines.filter(|(left, right)| left.is_unlike(right)) {
        let scripts = ScriptPair::of(left.script(), right.script()).0;
        let may_be_one = is_alias(left.bytes()) && is_alias(right.bytes());
        return (!may_be_one).then(|| Evidence::of_unlike(scripts, left.size(), right.size()));
    }
    let (left, right) = (Letters::of(a)?, Letters::of(b)?);
    let is_told = left.is_unlike(&right) && !(is_alias(left.bytes()) && is_alias(right.bytes()));
    let scripts = ScriptPair::of(left.script(), right.script()).0;
    is_told.then(|| Evidence::of_unlike(scripts, left.size(), right.size()))
}

/// Bytes of the table of [`aliases`].
const TABLE: usize = 1 << 14;

/// The byte of the table and its bit.
fn place(name: &[u8]) -> (usize, u32) {
    let [low, high, bit, ..] = hash::of(name).to_le_bytes();
    (usize::from(u16::from_le_bytes([low, high])) % TABLE, u32::from(bit % 8))
}

/// The names that the lexicon has of persons with another name unlike it (Abu Mazen, Mahmoud Abbas): bits by the hashes of
/// their consonants or letters.
#[allow(dead_code, reason = "the build script makes the table")]
pub(crate) fn aliases(lexicon: &Compiled) -> Vec<u8> {
    let mut table = vec![0; TABLE];
    let mut add = |name: &[u8]| {
        let (byte, bit) = place(name);
        table[byte] |= 1 << bit;
    };
    for entity in 0..Index::try_from(lexicon.entity_count()).unwrap_or(Index::MAX) {
        if lexicon.entity_hint(entity) != TypeHint::Person {
            continue;
        }
        let texts: Vec<String> = lexicon.entity_forms(entity).map(|form| lexicon.form_text(form)).collect();
        let outlines: Vec<Outline> = texts.iter().filter_map(|text| Outline::of(text)).collect();
        for (i, outline) in outlines.iter().enumerate() {
            for other in outlines[..i].iter().filter(|other| other.is_unlike(outline)) {
                [outline, other].into_iter().for_each(|outline| add(outline.bytes()));
            }
        }
        let letters: Vec<Letters> = texts.iter().filter_map(|text| Letters::of(text)).collect();
        for (i, name) in letters.iter().enumerate() {
            for other in letters[..i].iter().filter(|other| other.is_unlike(name)) {
                [name, other].into_iter().for_each(|name| add(name.bytes()));
            }
        }
    }
    table
}

/// Whether a name is one of the [`aliases`] of the built-in lexicons: false is certain.
fn is_alias(name: &[u8]) -> bool {
    let (byte, bit) = place(name);
    crate::shipped::aliases().get(byte).is_some_and(|bits| bits >> bit & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No two names of a person of the built-in lexicons are told to be unlike.
    #[test]
    fn aliases_are_known() {
        let lexicon = crate::Lexicon::built_in();
        let mut pairs = [0, 0];
        for entity in 0..Index::try_from(lexicon.data.entity_count()).unwrap() {
            if lexicon.data.entity_hint(entity) != TypeHint::Person {
                continue;
            }
            let texts: Vec<String> =
                lexicon.data.entity_forms(entity).map(|form| lexicon.data.form_text(form)).collect();
            for (i, a) in texts.iter().enumerate() {
                for b in &texts[..i] {
                    assert_eq!(unlike(a, b), None, "{a:?} {b:?}");
                    let outlines = Outline::of(a).zip(Outline::of(b));
                    let letters = Letters::of(a).zip(Letters::of(b));
                    pairs[0] += usize::from(outlines.is_some_and(|(a, b)| a.is_unlike(&b)));
                    pairs[1] += usize::from(letters.is_some_and(|(a, b)| a.is_unlike(&b)));
                }
            }
        }
        assert!(pairs.iter().all(|&n| n > 100), "{pairs:?}");
        for (a, b) in [("Othmar Tröst", "Nursim Karaca"), ("Yassine Detaille", "Tullio Midguo")] {
            assert!(unlike(a, b).is_some(), "{a:?} {b:?}");
        }
    }
}
