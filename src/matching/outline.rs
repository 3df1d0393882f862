//! The consonants of a name, letter by letter: enough to tell that two names have next to nothing in common.
//!
//! A letter is the classes of sounds that it may stand for, whatever its neighbours; vowels and weak letters go. Names are
//! unlike where no word of one has more than two thirds of its consonants in a word of the other, in order, nor two
//! thirds that begin alike, and neither have the names as wholes three fifths; of two scripts less is enough. That is a
//! few steps of 64 letters at once, without parsing.

use std::cmp::Ordering;

use once_cell::sync::Lazy;
use unicode_normalization::char::is_combining_mark;

use super::keys;
use crate::orthography::fold;
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds;

/// Consonants of a name, one place between words aside: bits of a word of the machine.
const PLACES: usize = 64;
/// Words of a name.
const WORDS: usize = 8;
/// Consonants of the shorter name below which nothing is said.
const TELLING: usize = 4;

/// What a letter is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Letter {
    /// The classes of its sounds, as bits; none is a vowel.
    Sounds(u8),
    /// It belongs to the letter before, or is an apostrophe.
    Mark,
    /// Words end there.
    Gap,
    /// It says something that consonants do not.
    Other,
}

/// Letters of scripts whose letters are sounds; in Indic ones a vowel is a letter or within the consonant's.
const LAST: usize = 0x0E00;

static LETTERS: Lazy<Vec<Letter>> = Lazy::new(|| {
    let all = (0..u32::try_from(LAST).expect("small")).map(|c| char::from_u32(c).expect("below the surrogates"));
    all.map(letter).collect()
});

fn letter(c: char) -> Letter {
    let is_sign = is_combining_mark(c) && !c.is_alphabetic();
    if matches!(c, '\u{300}'..='\u{36F}') || is_sign || fold::is_apostrophe(c) || fold::is_ignorable(c) {
        return Letter::Mark;
    }
    if !c.is_alphanumeric() {
        return Letter::Gap;
    }
    // Waw and vav are vowels more often than not, and ta marbuta is silent.
    if matches!(c, 'و' | 'ו' | 'ة') {
        return Letter::Sounds(0);
    }
    let normalised = fold::normalise(c.encode_utf8(&mut [0; 4]));
    match Script::of(c) {
        Some(script) if c.is_alphabetic() && script.vowels() >= Vowels::Omitted && !script.is_unspaced() => {
            let (_, readings) = sounds::readings(&normalised);
            Letter::Sounds(readings.iter().flatten().fold(0, |bits, &segment| bits | keys::class_bits(segment)))
        }
        _ => Letter::Other,
    }
}

/// The consonants of a name of several words.
pub(crate) struct Outline {
    /// The classes of each consonant; nothing between words.
    classes: [u8; PLACES],
    len: usize,
    /// First place and number of places.
    words: [(u8, u8); WORDS],
    count: usize,
    /// Whether a word has no consonants.
    has_bare: bool,
    script: Script,
}

impl Outline {
    /// None where the consonants do not say enough: one word, digits, other scripts, long names.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let letters = LETTERS.as_slice();
        let is_said = |c: &char| letters.get(*c as usize).is_none_or(|letter| matches!(letter, Letter::Sounds(_)));
        let script = match name.chars().find(is_said)? {
            c if c.is_ascii() => Script::Latin,
            c => Script::of(c)?,
        };
        let mut outline =
            Self { classes: [0; PLACES], len: 0, words: [(0, 0); WORDS], count: 0, has_bare: false, script };
        let (mut start, mut written, mut last) = (0, 0_usize, 0);
        let mut take = |letter: Letter| -> Option<()> {
            match letter {
                Letter::Sounds(classes) => {
                    written += 1;
                    // Letters are doubled at will. What does not count is written over: no branch that is anybody's guess.
                    *outline.classes.get_mut(outline.len)? = classes;
                    outline.len += usize::from((classes != 0) & (classes != last));
                    last = classes;
                }
                Letter::Mark => {}
                Letter::Gap => {
                    let count = outline.len - start;
                    *outline.classes.get_mut(outline.len)? = 0;
                    if written > 1 {
                        outline.has_bare |= count == 0;
                        *outline.words.get_mut(outline.count)? = (small(start), small(count));
                        outline.count += 1;
                        outline.len += 1;
                        outline.classes.get(outline.len)?;
                    } else {
                        // Initials stand for any word.
                        outline.classes[start..outline.len].fill(0);
                        outline.len = start;
                    }
                    (start, written, last) = (outline.len, 0, 0);
                }
                Letter::Other => return None,
            }
            Some(())
        };
        for c in name.chars() {
            take(*letters.get(c as usize)?)?;
        }
        take(Letter::Gap)?;
        (outline.count > 1 && outline.total() >= TELLING).then_some(outline)
    }

    /// The consonants.
    fn total(&self) -> usize {
        self.words().map(|(_, count)| count).sum()
    }

    /// The first place of each word, and how many it has.
    fn words(&self) -> impl Iterator<Item = (usize, usize)> + Clone {
        self.words[..self.count].iter().map(|&(first, count)| (usize::from(first), usize::from(count)))
    }

    /// The script of the first letter.
    pub(crate) fn script(&self) -> Script {
        self.script
    }

    /// Words and consonants.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.count, self.total())
    }

    /// The consonants as bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.classes[..self.len]
    }

    /// Whether two names have next to nothing in common.
    pub(crate) fn is_unlike(&self, other: &Self) -> bool {
        if self.has_bare && other.has_bare {
            return false;
        }
        let is_one_script = self.script == other.script;
        // The places where each class is.
        let mut places = [0_u64; 8];
        for (i, &classes) in self.classes[..self.len].iter().enumerate() {
            for (class, places) in places.iter_mut().enumerate() {
                *places |= u64::from(classes >> class & 1) << i;
            }
        }
        // Without branches: which classes a letter has is anybody's guess.
        let of_class = |classes: u8, class: usize| places[class] & u64::from(classes >> class & 1).wrapping_neg();
        let matching = |classes: u8| (0..8).fold(0, |bits, class| bits | of_class(classes, class));
        let own: u64 = self.words().fold(0, |bits, (start, n)| bits | ones(n) << start);
        // Places that are not yet part of a common sequence, as Hyyrö (2004) counts them: of each word by itself, whose
        // end stops what is carried; and of the whole name.
        let mut whole = !0_u64;
        for (start, count) in other.words() {
            let mut apart = own;
            for &classes in &other.classes[start..start + count] {
                let same = matching(classes);
                apart = ((apart + (apart & same)) | (apart & !same)) & own;
                whole = whole.wrapping_add(whole & same) | (whole & !same);
            }
            for (first, length) in self.words() {
                let common = (!(apart >> first) & ones(length)).count_ones() as usize;
                let begin_alike = || self.classes[first] & other.classes[start] != 0;
                match (3 * common).cmp(&(2 * length.max(count))) {
                    Ordering::Less => {}
                    _ if common == 0 => {}
                    Ordering::Equal if is_one_script && !begin_alike() => {}
                    Ordering::Equal | Ordering::Greater => return false,
                }
            }
        }
        let common = (!whole & own).count_ones() as usize;
        let longer = self.total().max(other.total());
        if is_one_script { 5 * common < 3 * longer } else { 2 * common < longer }
    }
}

/// A place or a number of places.
fn small(n: usize) -> u8 {
    u8::try_from(n).expect("there are few places")
}

/// The lowest bits.
fn ones(count: usize) -> u64 {
    1_u64.checked_shl(u32::try_from(count).unwrap_or(u32::MAX)).map_or(!0, |bit| bit - 1)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Qasem Soleimani", "Ghassem Suleymani", Some(false))]
    #[case("Qasem Soleimani", "سلیمانی قاسم", Some(false))]
    #[case("Qasem Soleimani", "Касем Сулеймани", Some(false))]
    #[case("Boris Jelzin", "Борис Ельцин", Some(false))]
    #[case("Abd al-Rahman Omar", "Omar Abdurrahman", Some(false))]
    #[case("Sheikh Ali Reza", "Ali Ahmadian Aye", Some(false))]
    #[case("Othmar Tröst", "Nursim Karaca Şama", Some(true))]
    #[case("Othmar Tröst", "Борис Ельцин", Some(true))]
    #[case("Rahul Gandhi", "राहुल गांधी", Some(false))]
    #[case("Sundar Pichai", "সুন্দর পিচাই", Some(false))]
    #[case("Tim Cook", "राहुल गांधी", Some(true))]
    #[case("Mas'ud Kamal", "Masud Kamal", Some(false))]
    #[case("Soleimani", "Othmar Tröst", None)]
    #[case("Boeing 747", "Othmar Tröst", None)]
    #[case("习 近平", "Othmar Tröst", None)]
    fn unlike(#[case] a: &str, #[case] b: &str, #[case] expected: Option<bool>) {
        let both = Outline::of(a).zip(Outline::of(b));
        assert_eq!(both.map(|(a, b)| a.is_unlike(&b)), expected);
    }

    /// The most consonants that two sequences have in common in order, by trying every way.
    fn common(a: &[u8], b: &[u8]) -> usize {
        match (a, b) {
            ([], _) | (_, []) => 0,
            ([x, rest @ ..], [y, others @ ..]) if x & y != 0 => {
                (1 + common(rest, others)).max(common(a, others)).max(common(rest, b))
            }
            ([_, rest @ ..], [_, others @ ..]) => common(a, others).max(common(rest, b)),
        }
    }

    /// The consonants of each word.
    fn words(name: &str) -> Vec<Vec<u8>> {
        let classes = |c: char| match letter(c) {
            Letter::Sounds(classes) => classes,
            other => panic!("{c} is {other:?}"),
        };
        let of = |word: &str| {
            let mut all: Vec<u8> = word.chars().map(classes).collect();
            all.dedup();
            all.retain(|&classes| classes != 0);
            all
        };
        name.split(' ').filter(|word| word.chars().count() > 1).map(of).collect()
    }

    #[test]
    fn many_letters_at_once_are_as_letter_by_letter() {
        let parts = ["ab", "kan", "mir", "sol", "tej", "lov", "ghi", "ran", "ae", "x"];
        let mut state = 7_usize;
        let mut random = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut tried = 0;
        for _ in 0..3000 {
            let mut name = || {
                let mut word = || (0..1 + random(3)).map(|_| parts[random(parts.len())]).collect::<String>();
                [word(), word()].join(" ")
            };
            let (a, b) = (name(), name());
            let Some((left, right)) = Outline::of(&a).zip(Outline::of(&b)) else { continue };
            let (ours, theirs) = (words(&a), words(&b));
            let bare = |words: &[Vec<u8>]| words.iter().any(Vec::is_empty);
            let is_alike = |(x, y): (&Vec<u8>, &Vec<u8>)| {
                let n = common(x, y);
                let longer = x.len().max(y.len());
                n > 0 && (3 * n > 2 * longer || (3 * n == 2 * longer && x[0] & y[0] != 0))
            };
            let pairs = || ours.iter().flat_map(|x| theirs.iter().map(move |y| (x, y)));
            let whole = (ours.concat(), theirs.concat());
            let is_known = !(bare(&ours) && bare(&theirs));
            let expected = is_known
                && !pairs().any(is_alike)
                && 5 * common(&whole.0, &whole.1) < 3 * whole.0.len().max(whole.1.len());
            assert_eq!(left.is_unlike(&right), expected, "{a:?} {b:?}");
            tried += 1;
        }
        assert!(tried > 1000, "{tried}");
    }
}
