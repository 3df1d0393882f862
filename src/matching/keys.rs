//! Sound keys: what spellings of one word share, for finding candidates.
//!
//! A key is the consonant skeleton of a reading over the classes that transcriptions mix: vowels and the weak
//! sounds (h, y, w, ʿayn, hamza) go, other segments become their class. A segment whose sounds lie in two classes
//! (c: k or s; g: g or j) gives two keys, up to four a reading. A key says little of a short word, and
//! all that there is of one in a script that leaves vowels out.
//!
//! A code is finer and has the vowels in three classes. Words are near when they share a code, or a code less one
//! class ([`shared_codes`]): then their codes differ by one edit.

use once_cell::sync::Lazy;

use crate::orthography::sounds::{self, Phones, Segment};

/// Keys kept of one reading, and codes.
const MOST: usize = 4;

/// Codes for which a reading is looked.
const MOST_ASKED: usize = 6;

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

/// For each segment the classes that it may stand for, one after another; the likeliest first, at least one.
type Classes = Vec<Vec<Vec<u64>>>;

/// The classes of a segment in keys.
fn key_classes(segment: Segment) -> Vec<Vec<u64>> {
    let (text, phones) = (sounds::text_of(segment), sounds::phones_of(segment));
    let weak = matches!(text, "h" | "w" | "y" | "'" | "ʿ" | "ʾ") || sounds::is_vowel(segment);
    let own = CLASSES.iter().find(|&&(_, set)| set & phones != 0).map(|&(class, _)| class);
    let own: Vec<u64> = own.filter(|_| !weak).into_iter().collect();
    match text {
        "w" | "ow" | "aw" | "ew" => vec![vec![], vec![1]],
        "h" => vec![vec![], vec![2]],
        "j" => vec![vec![], vec![2], vec![3]],
        "c" | "ch" | "g" | "x" => vec![vec![2], vec![3]],
        "th" | "dh" => vec![vec![4], vec![3]],
        "ng" => vec![vec![6]],
        _ => vec![own],
    }
}

static KEYS_OF: Lazy<Classes> = Lazy::new(|| (0..).take(sounds::COUNT).map(key_classes).collect());

/// The classes that a segment may stand for, as bits; none for vowels and h.
pub(crate) fn class_bits(segment: Segment) -> u8 {
    let options = if sounds::text_of(segment) == "h" { &[][..] } else { &KEYS_OF[usize::from(segment)] };
    options.iter().flatten().fold(0, |bits, &class| bits | 1 << (class - 1))
}

/// The keys of a reading, the likeliest first; at least one.
pub(crate) fn keys(reading: &[Segment], out: &mut Vec<Key>) {
    spell(reading.iter().map(|&segment| KEYS_OF[usize::from(segment)].as_slice()), MOST, out);
}

/// Puts together what the segments of a reading may stand for, the likeliest first, `most` at most.
fn spell<'c>(segments: impl Iterator<Item = &'c [Vec<u64>]>, most: usize, out: &mut Vec<u64>) {
    out.clear();
    out.push(0);
    for options in segments {
        let add = |key: u64, classes: &[u64]| classes.iter().fold(key, |key, &class| push(key, class));
        let standing = out.len();
        for option in &options[1..] {
            for i in 0..standing {
                if out.len() < most {
                    out.push(add(out[i], option));
                }
            }
        }
        for key in &mut out[..standing] {
            *key = add(*key, &options[0]);
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
    if n == LONGEST || (n > 0 && key >> (4 * (n - 1)) == class) {
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

/// A sound code: four bits a class, the first lowest, vowels included.
pub(crate) type Code = u64;

/// Codes of fewer classes than this are near only to equal ones and to those of a class more.
const SHORTEST_NEAR: usize = 4;

/// The classes of codes: finer than those of keys, and vowels in three.
const CODES: [(u64, Phones); 13] = [
    (1, sounds::phones("pb")),
    (2, sounds::phones("fvw")),
    (3, sounds::phones("kqgxG")),
    (4, sounds::phones("szc")),
    (5, sounds::phones("SZCJ")),
    (6, sounds::phones("tdTD")),
    (7, sounds::phones("m")),
    (8, sounds::phones("nN")),
    (9, sounds::phones("l")),
    (10, sounds::phones("r")),
    (11, sounds::phones("a")),
    (12, sounds::phones("ei")),
    (13, sounds::phones("ou")),
];

/// The classes of a segment in codes.
fn code_classes(text: &str, phones: &str) -> Vec<Vec<u64>> {
    let of = |c: char| {
        let mut buffer = [0; 4];
        let phone = sounds::phones(c.encode_utf8(&mut buffer));
        CODES.iter().find(|(_, set)| set & phone != 0).map(|&(class, _)| class)
    };
    let own: Vec<u64> = phones.chars().next().and_then(of).into_iter().collect();
    match text {
        "h" | "y" | "'" | "ʿ" | "ʾ" => vec![vec![]],
        "j" => vec![vec![5], vec![]],
        "c" => vec![vec![3], vec![4]],
        "ch" => vec![vec![5], vec![3]],
        "g" => vec![vec![3], vec![5]],
        "x" => vec![vec![3, 4], vec![5]],
        "w" => vec![vec![2], vec![13]],
        "ow" | "aw" | "ew" => vec![own.clone(), [own, vec![2]].concat()],
        "th" | "dh" => vec![vec![6], vec![4]],
        "sz" => vec![vec![5], vec![4]],
        _ => vec![own],
    }
}

/// The classes of a segment in the codes of a word that is looked for: those that it has in codes, and what other
/// presses write for it (Halid, Khalid; Zaid, Zeid).
fn asked_classes(text: &str, phones: &str) -> Vec<Vec<u64>> {
    match text {
        "h" => vec![vec![], vec![3]],
        "kh" => vec![vec![3], vec![]],
        "ai" | "ay" | "ae" => vec![vec![11], vec![12]],
        "ei" | "ey" => vec![vec![12], vec![11]],
        "au" | "aw" => vec![vec![11], vec![13]],
        _ => code_classes(text, phones),
    }
}

fn classes_of(classes: impl Fn(&str, &str) -> Vec<Vec<u64>>) -> Classes {
    sounds::SEGMENTS.iter().map(|(text, phones)| classes(text, phones)).collect()
}

static CODES_OF: Lazy<Classes> = Lazy::new(|| classes_of(code_classes));
static ASKED_OF: Lazy<Classes> = Lazy::new(|| classes_of(asked_classes));

/// The segment "y".
static Y: Lazy<Segment> = Lazy::new(|| sounds::segment_of("y").expect("a segment"));

/// The codes of a reading under which it is listed, the likeliest first; at least one.
pub(crate) fn codes(reading: &[Segment], out: &mut Vec<Code>) {
    spell(of_codes(reading, &CODES_OF), MOST, out);
}

/// The codes of a reading for which it is looked, the likeliest first; at least one.
///
/// The article that a name is written as one with is al or el: Alaraby, el Arabi.
pub(crate) fn asked_codes(reading: &[Segment], out: &mut Vec<Code>) {
    static ARTICLE: Lazy<[Vec<Vec<u64>>; 2]> = Lazy::new(|| [vec![vec![11], vec![12]], vec![vec![12], vec![11]]]);
    static AL_EL: Lazy<[Segment; 3]> =
        Lazy::new(|| ["a", "e", "l"].map(|letter| sounds::segment_of(letter).expect("a segment")));
    let article = match *reading {
        [first, second, _, _, ..] if second == AL_EL[2] => AL_EL[..2].iter().position(|&vowel| vowel == first),
        _ => None,
    };
    let of_first = |at: usize| article.filter(|_| at == 0).map(|vowel| ARTICLE[vowel].as_slice());
    let classes = of_codes(reading, &ASKED_OF).enumerate();
    spell(classes.map(|(at, classes)| of_first(at).unwrap_or(classes)), MOST_ASKED, out);
}

/// The classes of each segment of a reading; y is a vowel if none stands beside it (Yury, Yuri).
fn of_codes<'c>(reading: &'c [Segment], classes: &'c Classes) -> impl Iterator<Item = &'c [Vec<u64>]> {
    static VOWEL: Lazy<Vec<Vec<u64>>> = Lazy::new(|| vec![vec![12]]);
    let is_vowel = |at: usize| reading.get(at).is_some_and(|&segment| sounds::may_be_vowel(segment));
    reading.iter().enumerate().map(move |(at, &segment)| {
        let is_alone = segment == *Y && at > 0 && !is_vowel(at - 1) && !is_vowel(at + 1);
        if is_alone { VOWEL.as_slice() } else { classes[usize::from(segment)].as_slice() }
    })
}

/// What a code shares with the codes that are near it: itself, and itself less one class if it is long enough.
pub(crate) fn shared_codes(code: Code) -> impl Iterator<Item = Code> {
    let shorter = if len(code) >= SHORTEST_NEAR { len(code) } else { 0 };
    std::iter::once(code).chain(deletions(code).take(shorter))
}

/// What is cheap to compare before an alignment: the phones that a reading has and those it may have, how many vowels
/// and how many consonants, and the classes of the first consonant and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature(pub(crate) u64);

/// Bits of a signature for each set of consonants; the rest are numbers of four bits.
const SIGNS: u32 = 24;
/// Where the numbers of vowels and of consonants stand, weak ones not counted, and the classes of the first and of the
/// last consonant: 0 if it may be of several, or is weak.
const VOWELS: u32 = 2 * SIGNS;
const STRONG: u32 = VOWELS + 4;
const FIRST: u32 = STRONG + 4;
const LAST: u32 = FIRST + 4;
const CONSONANTS: &str = "pbfvmtdTDszcnlrSZCJkgqxG";

/// For each consonant those that transcriptions write for it.
const CONFUSED: [(u8, &str); 24] = [
    (b'p', "pbf"),
    (b'b', "bpv"),
    (b'f', "fvp"),
    (b'v', "vfb"),
    (b'm', "m"),
    (b't', "tdTc"),
    (b'd', "dtDJ"),
    (b'T', "Tts"),
    (b'D', "Ddz"),
    (b's', "szTSc"),
    (b'z', "zsDZcJ"),
    (b'c', "cszC"),
    (b'n', "n"),
    (b'l', "lr"),
    (b'r', "rl"),
    (b'S', "SsCZx"),
    (b'Z', "ZJSzg"),
    (b'C', "CSJcktq"),
    (b'J', "JZCgdz"),
    (b'k', "kqgxC"),
    (b'g', "gkqGJZx"),
    (b'q', "qkgGxC"),
    (b'x', "xkGSq"),
    (b'G', "Ggqxk"),
];

/// What a segment adds to a signature.
#[derive(Clone, Copy)]
struct Sign {
    /// The consonant that it is if it is only one, those it may be confused with above.
    set: u64,
    /// One for a vowel, one for a consonant that is not weak.
    vowels: u64,
    strong: u64,
    /// The class of a key that it has at the end of a word, if it is one only; nothing for a vowel.
    end: Option<u64>,
}

static SIGNS_OF: Lazy<[Sign; sounds::COUNT]> = Lazy::new(|| {
    let bit = |c: char| CONSONANTS.find(c).map_or(0, |i| 1 << i);
    std::array::from_fn(|number| {
        let segment = Segment::try_from(number).expect("there are fewer than 256 segments");
        let (text, phones) = sounds::SEGMENTS[number];
        let confused = |c: char| CONFUSED.iter().find(|(p, _)| char::from(*p) == c).map_or("", |(_, set)| set);
        let broad = phones.chars().flat_map(|c| confused(c).chars()).fold(0, |set, c| set | bit(c));
        let is_weak = matches!(text, "h" | "w" | "y" | "j" | "'" | "ʿ" | "ʾ");
        let sure: u64 = if is_weak { 0 } else { phones.chars().next().map_or(0, bit) };
        let is_vowel = sounds::is_vowel(segment);
        let end = match KEYS_OF[number].as_slice() {
            [only] => only.first().copied().unwrap_or(0),
            _ => 0,
        };
        Sign {
            set: sure | broad << SIGNS,
            vowels: is_vowel.into(),
            strong: (!is_vowel && sure != 0).into(),
            end: (!is_vowel).then_some(end),
        }
    })
});

impl Signature {
    /// The signature of a reading.
    pub(crate) fn of(reading: &[Segment]) -> Self {
        let signs = &*SIGNS_OF;
        let (mut set, mut vowels, mut strong) = (0, 0, 0);
        let (mut first, mut last) = (None, 0);
        for &segment in reading {
            let sign = signs[usize::from(segment)];
            set |= sign.set;
            vowels += sign.vowels;
            strong += sign.strong;
            if let Some(end) = sign.end {
                last = end;
                first.get_or_insert(last);
            }
        }
        let numbers = [(vowels, VOWELS), (strong, STRONG), (first.unwrap_or(0), FIRST), (last, LAST)];
        Self(numbers.iter().fold(set, |bits, &(number, at)| bits | number.min(15) << at))
    }

    #[inline]
    fn number(self, at: u32) -> u64 {
        self.0 >> at & 15
    }

    /// The signature of a word that may be read in any of several ways: what all have for certain, what any may have.
    pub(crate) fn of_all(readings: &[Vec<Segment>]) -> Self {
        let sure = (1 << SIGNS) - 1;
        let both = |a: Self, b: Self| {
            let counts = a.0 & (0xFF << VOWELS);
            let ends = [FIRST, LAST].into_iter().filter(|&at| a.number(at) == b.number(at));
            let ends = ends.fold(0, |bits, at| bits | a.number(at) << at);
            Self((a.0 & b.0 & sure) | ((a.0 | b.0) & (sure << SIGNS)) | counts | ends)
        };
        readings.iter().map(|r| Self::of(r)).reduce(both).unwrap_or(Self(0))
    }

    /// The signature of two readings written as one.
    pub(crate) fn join(self, other: Self) -> Self {
        let below = (1 << VOWELS) - 1;
        let has_any = |signature: Self| signature.0 >> SIGNS & below >> SIGNS != 0;
        let first = if has_any(self) { self } else { other }.number(FIRST);
        let last = if has_any(other) { other } else { self }.number(LAST);
        let sum = |at: u32| (self.number(at) + other.number(at)).min(15) << at;
        Self((self.0 | other.0) & below | sum(VOWELS) | sum(STRONG) | first << FIRST | last << LAST)
    }

    /// Whether there are no more than so many consonants, one or none, that one reading has for certain and the other has
    /// nothing like.
    #[inline]
    pub(crate) fn fits(self, other: Self, but_for_one: bool) -> bool {
        let sure = (1 << SIGNS) - 1;
        let misfits = (self.0 & !(other.0 >> SIGNS) | other.0 & !(self.0 >> SIGNS)) & sure;
        // Without the lowest bit.
        misfits == 0 || (but_for_one && misfits & (misfits - 1) == 0)
    }

    /// How unlike two readings seem: by the consonants that one has and the other has nothing like, those that one has for
    /// certain and the other does not, the number of consonants, and where these tell the number of vowels, the first
    /// consonant and the last.
    ///
    /// The weights are about those of a regression of which of two million words were near enough when they were aligned.
    #[inline]
    pub(crate) fn unlike(self, other: Self, has_vowels: bool) -> u32 {
        let sure = (1 << SIGNS) - 1;
        let differ = (self.0 ^ other.0) & sure;
        // A consonant that one has for certain is among those that it may have: no bit is both sides'. All are counted at once.
        let misfit = differ & !(self.0 & other.0 >> SIGNS) & !(other.0 & self.0 >> SIGNS);
        let both = (differ | misfit << SIGNS).count_ones();
        let apart = |at: u32| u32::try_from(self.number(at).abs_diff(other.number(at))).unwrap_or_default();
        let is_other = |at: u32| {
            let (a, b) = (self.number(at), other.number(at));
            u32::from(a != 0 && b != 0 && a != b)
        };
        let by_vowels = if has_vowels { 2 * apart(VOWELS) + 5 * is_other(FIRST) + 3 * is_other(LAST) } else { 0 };
        2 * both + 2 * apart(STRONG) + by_vowels
    }

    /// The difference of the counts of vowels.
    #[inline]
    pub(crate) fn vowels_apart(self, other: Self) -> u64 {
        self.number(VOWELS).abs_diff(other.number(VOWELS))
    }
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
    #[case("mohammed", "mohamed")]
    #[case("yury", "yuri")]
    #[case("aly", "ali")]
    #[case("halid", "khalid")]
    #[case("khut", "hut")]
    #[case("zeid", "zaid")]
    #[case("paul", "pol")]
    #[case("yuzhnuyu", "yuzhna")]
    fn spellings_share_a_key_or_a_code(#[case] a: &str, #[case] b: &str) {
        let shared = |word: &str, codes: fn(&[Segment], &mut Vec<Code>)| {
            let mut out = Vec::new();
            codes(&readings(word).1[0], &mut out);
            out.iter().flat_map(|&c| shared_codes(c)).collect::<Vec<_>>()
        };
        let (ka, kb) = (all(a), all(b));
        let (ca, cb) = (shared(a, asked_codes), shared(b, codes));
        assert!(
            ka.iter().any(|k| kb.contains(k)) || ca.iter().any(|c| cb.contains(c)),
            "{ka:x?} {kb:x?} {ca:x?} {cb:x?}"
        );
    }

    #[test]
    fn a_deletion_is_one_shorter() {
        let key = all("soleimani")[0];
        assert_eq!(len(key), 4);
        assert!(deletions(key).all(|k| len(k) == 3));
    }
}
