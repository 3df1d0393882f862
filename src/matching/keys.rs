//! Sound keys: what spellings of one word share, for finding candidates.
//!
//! A key is the consonant skeleton of a reading over the classes that transcriptions mix: vowels and the weak
//! sounds (h, y, w, ʿayn, hamza) go, other segments become their class. A segment whose sounds lie in two classes
//! (c: k or s; g: g or j) gives two keys, up to [`MOST_KEYS`] a reading. Words are near when they share a key or
//! a key less one class; [`deletions`] gives those.

use crate::orthography::sounds::{self, Phones, Segment};

/// Keys kept of one reading.
pub(crate) const MOST_KEYS: usize = 4;

/// Classes beyond this many are not part of a key.
const LONGEST: usize = 15;

/// A sound key: four bits a class, the first class lowest; 0 is the key of a word of weak sounds only.
pub(crate) type Key = u64;

/// The classes: sounds that transcriptions write for each other.
const CLASSES: [(u64, Phones); 8] = [
    (1, sounds::phones("pbfv")),
    (2, sounds::phones("kqgxG")),
    (3, sounds::phones("szScCZJ")),
    (4, sounds::phones("tTdD")),
    (5, sounds::phones("m")),
    (6, sounds::phones("nN")),
    (7, sounds::phones("l")),
    (8, sounds::phones("r")),
];

/// The classes that a segment may stand for; 0 stands for none. The likeliest is first.
fn classes(segment: Segment) -> impl Iterator<Item = u64> {
    let text = sounds::text_of(segment);
    let phones = sounds::phones_of(segment);
    let weak = matches!(text, "h" | "w" | "y" | "'" | "ʿ" | "ʾ") || sounds::is_vowel(segment);
    let of = move |class: u64| CLASSES.iter().any(|&(c, set)| c == class && set & phones != 0);
    let several: &'static [u64] = match text {
        "w" => &[0, 1],
        "h" | "j" => &[0, 2, 3],
        "c" | "ch" | "g" | "x" => &[2, 3],
        "th" | "dh" => &[4, 3],
        "ng" => &[6],
        "ow" | "aw" | "ew" => &[0, 1],
        _ => &[],
    };
    let one = if weak { 0 } else { (1..=8).find(|&c| of(c)).unwrap_or(0) };
    let one = several.is_empty().then_some(one);
    let several = several.iter().copied().filter(move |&c| text != "h" || c != 3);
    several.chain(one)
}

/// The keys of a reading, the likeliest first; at least one.
pub(crate) fn keys(reading: &[Segment], out: &mut Vec<Key>) {
    out.clear();
    out.push(0);
    for &segment in reading {
        let mut options = classes(segment);
        let first = options.next().unwrap_or(0);
        let standing = out.len();
        for option in options {
            for i in 0..standing {
                if out.len() < MOST_KEYS {
                    let key = push(out[i], option);
                    out.push(key);
                }
            }
        }
        for key in &mut out[..standing] {
            *key = push(*key, first);
        }
    }
    for i in (1..out.len()).rev() {
        if out[..i].contains(&out[i]) {
            out.remove(i);
        }
    }
}

/// The number of classes in a key.
pub(crate) fn len(key: Key) -> usize {
    (16 - key.leading_zeros() as usize / 4).min(LONGEST)
}

/// Adds a class, unless it repeats the last one.
fn push(key: Key, class: u64) -> Key {
    let n = len(key);
    if class == 0 || n == LONGEST || (n > 0 && key >> (4 * (n - 1)) == class) {
        return key;
    }
    key | class << (4 * n)
}

/// Every key that lacks one class of `key`.
pub(crate) fn deletions(key: Key) -> impl Iterator<Item = Key> {
    (0..len(key)).map(move |i| {
        let low = key & ((1 << (4 * i)) - 1);
        let high = (key >> (4 * (i + 1))) << (4 * i);
        low | high
    })
}

/// What is cheap to compare before an alignment: how many segments of each class a reading has, and its length.
///
/// Eight bits of length in vowels and consonants, then saturating counts of the classes.
pub(crate) fn signature(reading: &[Segment]) -> u64 {
    let mut counts = [0_u8; 9];
    for &segment in reading {
        // A segment of two classes may be either: it counts as neither.
        let mut classes = classes(segment);
        if let (Some(class), None) = (classes.next(), classes.next()) {
            counts[usize::try_from(class).unwrap_or(0)] += 1;
        }
    }
    // A unary code: the difference of two counts is the number of bits that differ.
    counts.iter().enumerate().fold(0, |set, (i, &n)| set | ((1_u64 << n.min(7)) - 1) << (7 * i))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::orthography::sounds::readings;

    fn all(word: &str) -> Vec<Key> {
        let mut out = Vec::new();
        keys(&readings(word).1[0], &mut out);
        out
    }

    #[rstest]
    #[case("qasem", "ghassem")]
    #[case("kassim", "casem")]
    #[case("soleimani", "sulejmani")]
    #[case("khrushchev", "chruschtschow")]
    #[case("jamal", "dschamal")]
    #[case("giorgi", "jorji")]
    #[case("hezbollah", "hizbullah")]
    fn spellings_share_a_key(#[case] a: &str, #[case] b: &str) {
        let (ka, kb) = (all(a), all(b));
        let near = |k: Key| deletions(k).chain([k]).collect::<Vec<_>>();
        assert!(ka.iter().any(|&x| kb.iter().any(|&y| near(x).iter().any(|d| near(y).contains(d)))), "{ka:x?} {kb:x?}");
    }

    #[test]
    fn a_deletion_is_one_shorter() {
        let key = all("soleimani")[0];
        assert_eq!(len(key), 4);
        assert!(deletions(key).all(|k| len(k) == 3));
    }
}
