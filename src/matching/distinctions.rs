//! Words that tell the bearers of one name apart, however alike the rest is.
//!
//! Numbers (G7, G20; 1st, First), the numerals of rulers (Pius XI), generations (Jr, père), initials, acronyms of bodies
//! and the signs of Chinese, Japanese and Korean names are the same or another's; their sounds do not matter.

use once_cell::sync::Lazy;

use super::alignment;
use super::costs::Costs;
use super::names::{MEANT, Pairing, fits_initial, meaning_score};
use super::ready::Ready;
use super::sexes;
use crate::grammar::{Grammar, Group, Roles};
use crate::hash::Map;
use crate::orthography::names::{TypeHint, Word};
use crate::orthography::origin::Origins;
use crate::orthography::pinyin;
use crate::orthography::romanise::han;
use crate::orthography::script::Script;
use crate::orthography::sounds;
use crate::segment::Shape;

/// How many words of two names tell that they are of two bearers.
pub(crate) struct Differences {
    /// Numbers, generations, initials, acronyms, signs.
    pub(crate) sure: usize,
    /// Given names that the tables know as two, and what stands in the midst of a name in place of a title.
    pub(crate) given: usize,
    /// Words with a meaning that have another one.
    pub(crate) meant: usize,
}

/// The words of two aligned names that tell that they are of two bearers.
pub(crate) fn differences(
    left: &Ready,
    right: &Ready,
    pairings: &[Pairing],
    hint: TypeHint,
    costs: &Costs,
) -> Differences {
    let is_body = hint == TypeHint::Organisation;
    let (ours, theirs) = (left.traits, right.traits);
    let sure = usize::from(ours.number && theirs.number && numbers_differ(left, right))
        + usize::from((ours.generation || theirs.generation) && generations_differ(left, right))
        + if is_body || !(ours.initial || theirs.initial) { 0 } else { initials_apart(left, right, pairings) }
        + usize::from(hint == TypeHint::Place && (is_initialled(left, right) || is_initialled(right, left)))
        + usize::from(
            hint != TypeHint::Person && ours.capitals && theirs.capitals && acronyms_differ(left, right, pairings),
        )
        + usize::from(hint == TypeHint::Person && ours.pinyin && theirs.pinyin && pinyin_differs(left, right))
        + usize::from(hint == TypeHint::Person && signs_differ(left, right))
        + usize::from(hint == TypeHint::Person && korean_differs(left, right))
        + usize::from(
            hint == TypeHint::Person && ours.kunya && theirs.kunya && share_a_kunya_alone(left, right, pairings),
        )
        + if hint == TypeHint::Person {
            short_apart(left, right, pairings)
        } else {
            ours.opposites.apart(theirs.opposites)
        }
        + if ours.signs && theirs.signs { signs_apart(left, right, pairings, hint) } else { 0 }
        + usize::from(is_body && ours.signs && theirs.signs && has_a_trade_between(left, right, pairings))
        + usize::from(is_body && ours.legal_form && theirs.legal_form && are_named_after_two(left, right, pairings));
    let (mut given, mut meant) = (0, 0);
    // Words left over on both sides, which have nothing better in their place.
    let mut over = [[0_usize; 2]; 2];
    let may_differ = ours.group && theirs.group;
    for p in pairings.iter().filter(|_| may_differ) {
        let spans = [(left, p.left), (right, p.right)];
        if let (1, 1) = (p.left.1, p.right.1) {
            let (l, r) = (&left[p.left.0], &right[p.right.0]);
            let are_other = are_other_given((&l.folded, l.roles, l.group), (&r.folded, r.roles, r.group));
            // Jon may be John or Jonathan; three letters of scripts without vowels are a whole name.
            let is_short = |w: &Word| w.script == Script::Latin && w.folded.len() <= SHORT_GIVEN;
            let has_vowels = |w: &Word| !matches!(w.script, Script::Arabic | Script::Hebrew);
            let is_spelling = (is_short(l) || is_short(r)) && has_vowels(l) && has_vowels(r) && is_spelling(l, p.score);
            given += usize::from((are_other && !is_spelling) || are_two_in_arabic(l, r));
            meant += usize::from(has_meaning(l) && has_meaning(r) && l.group != r.group);
        } else if p.left.1 == 0 || p.right.1 == 0 {
            for (side, (words, (first, count))) in spans.into_iter().enumerate() {
                let own = || words[first..first + count].iter().filter(|w| !w.is_light);
                over[side][0] += own().filter(|w| is_listed_given(w)).count();
                over[side][1] += own().filter(|w| has_meaning(w)).count();
            }
        }
    }
    match hint {
        TypeHint::Person => {
            given += sexes_apart(left, right, pairings).max(fathers_apart(left, right, pairings, costs));
            given += over[0][0].min(over[1][0]);
            given += usize::from((ours.title || theirs.title) && middle_differs(left, right, pairings));
            Differences { sure, given, meant: 0 }
        }
        _ => Differences { sure, given: 0, meant: meant + over[0][1].min(over[1][1]) },
    }
}

/// Whether given names that Latin letters write alike are two in Arabic ones, which have one spelling of each: كامل, كمال.
fn are_two_in_arabic(left: &Word, right: &Word) -> bool {
    let is_listed = |w: &Word| w.script == Script::Arabic && is_listed_given(w);
    let (l, r) = (left.folded.as_str(), right.folded.as_str());
    is_listed(left) && is_listed(right) && !l.ends_with(r) && !r.ends_with(l)
}

/// A woman's given name set against a man's.
fn sexes_apart(left: &[Word], right: &[Word], pairings: &[Pairing]) -> usize {
    let is_apart = |p: &&Pairing| {
        (p.left.1, p.right.1) == (1, 1)
            && matches!(sexes::of_two(&left[p.left.0].folded, &right[p.right.0].folded), Some((l, r)) if l != r)
    };
    usize::from(pairings.iter().any(|p| is_apart(&p)))
}

/// Endings of names after the father and of family names grown from them, folded: what stands before them tells whose.
const SONS: [&str; 13] =
    ["dottir", "son", "sen", "shvili", "dze", "oglu", "escu", "opoulos", "poulou", "bhai", "oviç", "дзе", "швили"];

/// Names of one ending of sons or daughters with another father before it, whose sounds speak against it: Guðmundsdóttir,
/// Jónsdóttir.
fn fathers_apart(left: &[Word], right: &[Word], pairings: &[Pairing], costs: &Costs) -> usize {
    let is_apart = |p: &&Pairing| {
        let (l, r) = (&left[p.left.0], &right[p.right.0]);
        // One ending ends both: most words are told by their last letters.
        if l.folded.as_bytes().last() != r.folded.as_bytes().last() {
            return false;
        }
        let stems = SONS.iter().find_map(|ending| {
            let stem = |w: &'_ Word| w.folded.len().checked_sub(ending.len()).filter(|_| w.folded.ends_with(ending));
            let (a, b) = (&l.folded[..stem(l)?], &r.folded[..stem(r)?]);
            [a, b].iter().all(|s| s.chars().count() >= 3).then_some((a, b))
        });
        stems.is_some_and(|(a, b)| {
            let (a, b) = (sounds::readings(a).1, sounds::readings(b).1);
            alignment::score(&a[0], &b[0], costs.between(l.script, r.script)) < 0
        })
    };
    let pairs = pairings.iter().filter(|p| (p.left.1, p.right.1) == (1, 1));
    usize::from(pairs.filter(|p| left[p.left.0].folded != right[p.right.0].folded).any(|p| is_apart(&p)))
}

/// Whether two Korean names in Latin letters have one family name, and given names that no convention spells so.
fn korean_differs(left: &Ready, right: &Ready) -> bool {
    match (&left.korean, &right.korean) {
        (Some(l), Some(r)) => l.is_of_family(r) && !l.may_have_given(r),
        _ => false,
    }
}

/// Log-odds for each segment, in hundredths, below which what is set against each other is only so for want of better.
const POOR: i32 = 30;

/// Whether two names have a kunya in common and nothing else, and each has more: Abu Musab al-Zarqawi, Abu Musab al-Suri.
fn share_a_kunya_alone(left: &Ready, right: &Ready, pairings: &[Pairing]) -> bool {
    // The kunya and the word behind it.
    const KUNYA: usize = 2;
    let own = |words: &Ready| words.iter().skip(KUNYA).any(|w| !w.is_light);
    let says_more = |p: &Pairing| {
        let length = |words: &Ready, (first, count): (usize, usize)| -> usize {
            words.facts()[first..first + count].iter().map(|f| f.length).sum()
        };
        let longer = length(left, p.left).max(length(right, p.right));
        let is_light = left[p.left.0..][..p.left.1].iter().all(|w| w.is_light);
        let is_beyond = p.left.0 + p.left.1 > KUNYA || p.right.0 + p.right.1 > KUNYA;
        p.left.1 > 0 && p.right.1 > 0 && is_beyond && !is_light && p.score > POOR * i32::try_from(longer).unwrap_or(0)
    };
    own(left) && own(right) && !pairings.iter().any(says_more)
}

/// Words of two Latin letters that are two: Li, Le; Wu, Wi. Who writes Ho for He, Lo for Lu or Yi for Ri writes one name.
fn short_apart(left: &[Word], right: &[Word], pairings: &[Pairing]) -> usize {
    let is_apart = |p: &Pairing| {
        let (l, r) = (&left[p.left.0], &right[p.right.0]);
        let is_own = |w: &Word| w.script == Script::Latin && !w.is_light && w.folded.len() <= SHORT_GIVEN;
        is_own(l)
            && is_own(r)
            && matches!((open_syllable(&l.folded), open_syllable(&r.folded)), (Some(l), Some(r)) if l.0 != r.0 || l.1 != r.1)
    };
    usize::from(pairings.iter().filter(|p| (p.left.1, p.right.1) == (1, 1)).any(is_apart))
}

/// The class of the consonant and that of the vowel of a short word of just these: Li, Lee, Woo.
fn open_syllable(folded: &str) -> Option<(u8, u8)> {
    let (consonant, vowel) = match folded.as_bytes() {
        [c, b'e', b'e'] => (c, b'i'),
        [c, b'o', b'o'] | [c, b'o', b'u'] => (c, b'u'),
        [c, v, b'h'] => (c, *v),
        [c, v] => (c, *v),
        _ => return None,
    };
    let consonant = match consonant {
        b'l' | b'r' | b'n' | b'y' | b'w' | b'j' => 0,
        b'b' | b'p' => 1,
        b'd' | b't' => 2,
        b'g' | b'k' | b'c' | b'q' => 3,
        b's' | b'x' | b'z' => 4,
        b'h' | b'f' => 5,
        b'm' => 6,
        b'v' => 7,
        _ => return None,
    };
    let vowel = match vowel {
        b'a' => 0,
        b'i' | b'y' => 1,
        b'e' | b'o' | b'u' => 2,
        _ => return None,
    };
    Some((consonant, vowel))
}

/// Letters of a given name that may be short for several.
const SHORT_GIVEN: usize = 3;

/// What letters and tables say of words that are set against each other and spelt in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spellings {
    /// Words that the name tables list both, in no group of one name.
    pub(crate) listed: usize,
    /// A woman's name and a man's.
    pub(crate) sexes: usize,
    /// The log-odds that both are at home in Latin letters, of the words of which that is surest.
    pub(crate) at_home: f32,
}

/// What letters and tables say of the words of two aligned names that are spelt in two ways.
pub(crate) fn spellings(left: &[Word], right: &[Word], pairings: &[Pairing], origins: &Origins) -> Spellings {
    let mut out = Spellings::default();
    let mut is_first = true;
    for p in pairings.iter().filter(|p| (p.left.1, p.right.1) == (1, 1)) {
        let (l, r) = (&left[p.left.0], &right[p.right.0]);
        if l.folded == r.folded || l.is_light || r.is_light || l.is_initial() || r.is_initial() {
            continue;
        }
        out.sexes += usize::from(are_of_other_sexes(l, r));
        if l.script != Script::Latin || r.script != Script::Latin {
            continue;
        }
        let is_listed = |w: &Word| w.roles.any(Roles::GIVEN.with(Roles::SURNAME));
        out.listed += usize::from(is_listed(l) && is_listed(r) && (l.group == 0 || l.group != r.group));
        let at_home = -(origins.of(&l.folded) + origins.of(&r.folded)) / 2.0;
        out.at_home = if is_first { at_home } else { out.at_home.max(at_home) };
        is_first = false;
    }
    out
}

/// Whether one of two words is a woman's name and the other a man's: by the table, or by the ending of a family name of one
/// stem.
fn are_of_other_sexes(left: &Word, right: &Word) -> bool {
    let by_table = |w: &Word| match w.roles.any(Roles::GIVEN) {
        true => sexes::woman(&w.folded),
        false => None,
    };
    if let (Some(l), Some(r)) = (by_table(left), by_table(right)) {
        return l != r;
    }
    if left.roles.any(Roles::GIVEN) || right.roles.any(Roles::GIVEN) {
        return false;
    }
    matches!((sexes::woman_by_ending(&left.folded), sexes::woman_by_ending(&right.folded)), (Some(l), Some(r)) if l != r)
}

/// Whether a score is that of two spellings of a word hardly unlike: Jon, John.
pub(crate) fn is_spelling(word: &Word, score: i32) -> bool {
    const CLOSE: i32 = 120;
    score >= CLOSE * i32::try_from(word.sound_len()).unwrap_or(i32::MAX)
}

fn is_listed_given(word: &Word) -> bool {
    in_group(word.roles, word.group)
}

fn in_group(roles: Roles, group: Group) -> bool {
    group != 0 && roles.any(Roles::HYPOCORISM)
}

fn has_meaning(word: &Word) -> bool {
    word.group != 0 && word.roles.any(MEANT) && !word.roles.any(Roles::LEGAL_FORM)
}

/// Whether two words are given names that the tables know as two; a short form may be of either.
///
/// Each is given by its folded letters, its roles and its group in the tables.
pub(crate) fn are_other_given(left: (&str, Roles, Group), right: (&str, Roles, Group)) -> bool {
    let begins = |a: &str, b: &str| a.starts_with(b) && a.chars().count() >= b.chars().count() + 3;
    in_group(left.1, left.2)
        && in_group(right.1, right.2)
        && left.2 != right.2
        && !begins(left.0, right.0)
        && !begins(right.0, left.0)
}

/// Whether a title in the midst of one name has another word in its place in the other: Ahmad Shah, Ahmad Zia.
fn middle_differs(left: &[Word], right: &[Word], pairings: &[Pairing]) -> bool {
    let is_set = |p: &Pairing| p.left.1 > 0 && p.right.1 > 0 && p.score > 0;
    let first = pairings.iter().position(is_set).unwrap_or(0);
    let last = pairings.iter().rposition(is_set).unwrap_or(0);
    let between = pairings.get(first + 1..last).unwrap_or_default();
    let over = |words: &[Word], run: (usize, usize), other: usize| {
        let words = &words[run.0..run.0 + run.1];
        let is_title = words.iter().any(|w| w.is_light && w.roles.any(Roles::TITLE));
        let is_word = words.iter().any(|w| !w.is_light || w.roles.any(Roles::TITLE));
        if other == 0 { (is_title, is_word) } else { (false, false) }
    };
    between.split(|p| is_set(p)).any(|gap| {
        let sides = gap.iter().fold([(false, false); 2], |[l, r], p| {
            let (a, b) = (over(left, p.left, p.right.1), over(right, p.right, p.left.1));
            [(l.0 | a.0, l.1 | a.1), (r.0 | b.0, r.1 | b.1)]
        });
        (sides[0].0 || sides[1].0) && sides[0].1 && sides[1].1
    })
}

/// The number that a word is or has: 33rd, G20, Sixth.
pub(crate) fn number(word: &Word) -> Option<u32> {
    ORDINALS.get(word.folded.as_str()).copied().or_else(|| digits(word))
}

/// The number that a word is or has in digits: 33rd, 33-й, G20.
pub(crate) fn digits(word: &Word) -> Option<u32> {
    let folded = word.folded.as_str();
    let first = folded.find(char::is_numeric)?;
    let value = |c: char| c.to_digit(10).or_else(|| digit(c));
    let digits: Vec<u32> = folded[first..].chars().map_while(value).collect();
    let ending: String = folded[first..].chars().skip(digits.len()).collect();
    // Digits of chat spelling stand for sounds: 7ussein, Sana3.
    let is_counted = match first {
        0 => digits.len() > 1 || ending.chars().count() < 3 || ["eme", "ere", "nde"].contains(&ending.as_str()),
        _ => ending.is_empty() && (word.shape == Shape::Upper || first <= 2),
    };
    is_counted.then(|| digits.iter().fold(0_u32, |n, d| n.wrapping_mul(10).wrapping_add(*d)))
}

/// The value of a decimal digit of another script.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];
    ZEROS.iter().find_map(|&zero| (u32::from(c).checked_sub(u32::from(zero))).filter(|&d| d < 10))
}

/// The value of a Roman numeral up to thirty-nine in capitals.
fn roman(word: &Word) -> Option<u32> {
    let letters = word.folded.as_str();
    if word.script != Script::Latin || !matches!(word.shape, Shape::Upper | Shape::Initial) || letters.len() > 7 {
        return None;
    }
    (1..40).find(|&n| written_in_roman(n) == letters)
}

fn written_in_roman(n: u32) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    "x".repeat((n / 10) as usize) + ONES[(n % 10) as usize]
}

/// The ordinals from first to twentieth and the numerals, folded, by value.
static ORDINALS: Lazy<Map<&'static str, u32>> = Lazy::new(|| {
    let rows = include_str!("ordinals.tsv").lines().filter(|l| !l.starts_with('#'));
    let values = rows.filter_map(|l| l.split_once('\t')).filter_map(|(n, forms)| Some((n.parse().ok()?, forms)));
    values.flat_map(|(n, forms): (u32, &str)| forms.split(' ').map(move |f| (f, n))).collect()
});

/// Whether each name has a number that the other has not.
fn numbers_differ(left: &[Word], right: &[Word]) -> bool {
    let all = |words: &[Word]| -> Vec<u32> { words.iter().filter_map(number).collect() };
    // Not the first word: there it is one, of a family name or an acronym.
    let sure = |words: &[Word]| -> Vec<u32> {
        words.iter().skip(1).filter(|w| w.shape == Shape::Upper).filter_map(roman).collect()
    };
    let letters = |words: &[Word]| -> Vec<u32> {
        words.iter().skip(1).filter(|w| w.shape == Shape::Initial).filter_map(roman).collect()
    };
    let (mut l, mut r) = (all(left), all(right));
    let (ls, rs) = (sure(left), sure(right));
    // "I" is a numeral beside another one, else an initial.
    if !rs.is_empty() || !r.is_empty() {
        l.extend(if ls.is_empty() { letters(left) } else { ls.clone() });
    }
    if !ls.is_empty() || !l.is_empty() {
        r.extend(if rs.is_empty() { letters(right) } else { rs });
    }
    l.iter().any(|n| !r.contains(n)) && r.iter().any(|n| !l.contains(n))
}

/// Of two of one name, the older and the younger.
fn generation(folded: &str) -> Option<bool> {
    const OLDER: [&str; 14] = [
        "sr",
        "senior",
        "pere",
        "elder",
        "старший",
        "altere",
        "vecchio",
        "viejo",
        "padre",
        "pai",
        "starszy",
        "starsi",
        "oude",
        "aine",
    ];
    const YOUNGER: [&str; 16] = [
        "jr",
        "junior",
        "fils",
        "younger",
        "младший",
        "jungere",
        "giovane",
        "joven",
        "hijo",
        "filho",
        "mlodszy",
        "mladsi",
        "jonge",
        "jeune",
        "cadet",
        "neto",
    ];
    let is_one = |forms: &[&str]| forms.contains(&folded);
    if is_one(&OLDER) { Some(false) } else { is_one(&YOUNGER).then_some(true) }
}

/// Whether a folded word tells the older of one name from the younger.
pub(crate) fn is_generation(folded: &str) -> bool {
    generation(folded).is_some()
}

/// Whether of two names one is of an older, a younger or a third generation, the other of another: Sr., Jr., III. The second may
/// be a Jr.
fn generations_differ(left: &[Word], right: &[Word]) -> bool {
    let third = |w: &Word| matches!(w.folded.as_str(), "iii" | "iv").then_some(3);
    let of = |words: &[Word]| {
        words.iter().skip(1).find_map(|w| generation(&w.folded).map(|is_younger| 1 + u8::from(is_younger)).or(third(w)))
    };
    matches!((of(left), of(right)), (Some(l), Some(r)) if l != r)
}

/// Initials with another initial, or a word that they do not begin, in their place.
fn initials_apart(left: &[Word], right: &[Word], pairings: &[Pairing]) -> usize {
    let (mut initials, mut words) = ([0_usize; 2], [0_usize; 2]);
    let mut apart = 0;
    for p in pairings {
        match (p.left.1, p.right.1) {
            (1, 1) => {
                let (l, r) = (&left[p.left.0], &right[p.right.0]);
                apart += usize::from((l.is_initial() || r.is_initial()) && p.score < 0);
            }
            (1, 0) | (0, 1) => {
                let (side, word) = if p.left.1 == 1 { (0, &left[p.left.0]) } else { (1, &right[p.right.0]) };
                if word.is_initial() {
                    initials[side] += 1;
                } else if !word.is_light && !is_generation(&word.folded) {
                    words[side] += 1;
                }
            }
            _ => {}
        }
    }
    apart + initials[0].min(initials[1] + words[1]).max(initials[1].min(initials[0] + words[0]))
}

/// Whether a name is one word behind initials, as persons' names are, of which one begins no word of the other's: K. Coventry, Coventry; but S. Korea, South Korea.
pub(crate) fn is_initialled(written: &Ready, listed: &Ready) -> bool {
    let begins_none = |initial: &Word| {
        !listed.iter().any(|word| word.script == initial.script && word.folded.starts_with(&*initial.folded))
    };
    let names = written.iter().filter(|word| !word.is_initial()).count();
    if listed.len() == 1 && written.traits.initial && names == 1 {
        return true;
    }
    written.traits.initial
        && names == 1
        && written.first().is_some_and(Word::is_initial)
        && written.iter().any(|word| word.is_initial() && begins_none(word))
}

/// Letters of the longest acronym that differs from each other one.
const ACRONYM: usize = 5;

/// Whether two bodies are called by two acronyms of one script.
fn acronyms_differ(left: &[Word], right: &[Word], pairings: &[Pairing]) -> bool {
    let in_capitals =
        |words: &[Word]| words.len() > 1 && words.iter().all(|w| !matches!(w.shape, Shape::Capital | Shape::Lower));
    if in_capitals(left) || in_capitals(right) {
        return false;
    }
    let is_one =
        |w: &Word| w.shape == Shape::Upper && w.folded.chars().count() <= ACRONYM && !w.roles.any(Roles::LEGAL_FORM);
    pairings.iter().filter(|p| (p.left.1, p.right.1) == (1, 1)).any(|p| {
        let (l, r) = (&left[p.left.0], &right[p.right.0]);
        is_one(l) && is_one(r) && l.script == r.script && l.folded != r.folded && (l.group == 0 || l.group != r.group)
    })
}

/// Whether two Chinese names in pinyin, which has one spelling of each, are two: Li Peng, Li Ping.
fn pinyin_differs(left: &[Word], right: &[Word]) -> bool {
    // Letters of two words are none of one syllable: Xingjian Gao.
    let syllables = |words: &[Word], of: fn(&str) -> String| {
        words.iter().filter(|w| !w.is_light).map(|w| of(&w.folded)).collect::<String>()
    };
    let is_one = |of: fn(&str) -> String| pinyin::is_of_letters(&syllables(left, of), &syllables(right, of));
    !is_one(pinyin::without_ng) && !pinyin::is_same(&syllables(left, str::to_owned), &syllables(right, str::to_owned))
}

/// Whether of two names one is in pinyin, and the other in Chinese characters that are read otherwise: Wang Ping, 王鹏.
fn signs_differ(left: &Ready, right: &Ready) -> bool {
    let (latin, signs) = match (left.traits, right.traits) {
        (l, r) if l.pinyin && r.signs => (left, right),
        (l, r) if l.signs && r.pinyin => (right, left),
        _ => return false,
    };
    let own = |words: &Ready| words.iter().filter(|w| !w.is_light).map(|w| w.folded.as_str()).collect::<String>();
    let written = own(signs);
    signs.iter().all(|w| w.script == Script::Han)
        && (2..=4).contains(&written.chars().count())
        && !pinyin::is_of_letters(&own(latin), &han::in_pinyin(&written))
}

/// The signs in which the words of two names of one script of word or syllable signs differ.
fn signs_apart(left: &[Word], right: &[Word], pairings: &[Pairing], hint: TypeHint) -> usize {
    // Foreign names are spelt in more than one way in Hangul, Korean ones hardly.
    let is_told = |w: &Word| match w.script {
        Script::Han => true,
        Script::Hangul => hint == TypeHint::Person,
        _ => false,
    };
    let script = left[0].script;
    let is_one = |w: &Word| w.script == script || w.is_light;
    if !left.iter().chain(right).all(is_one) || !is_told(&left[0]) {
        return 0;
    }
    if script == Script::Hangul && !(is_korean(left) && is_korean(right)) {
        return 0;
    }
    let signs =
        |words: &[Word]| words.iter().filter(|w| !w.is_light).flat_map(|w| w.folded.chars()).collect::<Vec<_>>();
    let (mut apart, mut over) = (0, [0; 2]);
    for p in pairings {
        let (lefts, rights) = (&left[p.left.0..][..p.left.1], &right[p.right.0..][..p.right.1]);
        if hint == TypeHint::Organisation && says_one_thing(lefts, rights) {
            continue;
        }
        let (ls, rs) = (signs(lefts), signs(rights));
        if p.left.1 == 0 || p.right.1 == 0 {
            (over[0], over[1]) = (over[0] + ls.len(), over[1] + rs.len());
            continue;
        }
        let shared = shared(&ls, &rs);
        let (a, b) = (ls.len() - shared, rs.len() - shared);
        // A sign more is part of a person's given name, and little in a place: 北京, 北京市.
        apart += if hint == TypeHint::Person { a.max(b) } else { a.min(b) };
    }
    apart + over[0].min(over[1])
}

/// Whether two bodies' names in signs are alike but for a word with a meaning in the midst of one: 한국은행, 한국산업은행.
fn has_a_trade_between(left: &[Word], right: &[Word], pairings: &[Pairing]) -> bool {
    let is_whole = |p: &&Pairing| {
        let words = |of: &[Word], (first, count): (usize, usize)| -> String {
            of[first..first + count].iter().map(|w| w.folded.as_str()).collect()
        };
        words(left, p.left) == words(right, p.right)
    };
    let mut over = pairings.iter().filter(|p| p.left.1 == 0 || p.right.1 == 0);
    let (Some(one), None) = (over.next(), over.next()) else { return false };
    let (words, (first, count)) = if one.right.1 == 0 { (left, one.left) } else { (right, one.right) };
    let is_between = first > 0 && first + count < words.len();
    is_between
        && words[first..first + count].iter().all(|w| has_meaning(w) && !FORMS_OF_BODIES.contains(&w.group))
        && pairings.iter().filter(|p| p.left.1 > 0 && p.right.1 > 0).all(|p| is_whole(&p))
}

/// What any body may be called: such words are left out in the midst of a name.
static FORMS_OF_BODIES: Lazy<[Group; 4]> =
    Lazy::new(|| ["company", "group", "corporation", "holding"].map(|word| Grammar::shipped().look_up(word).group));

/// Words that somebody's name stands behind, in whose honour a body is called.
const NAMED_AFTER: [&str; 4] = ["имени", "им", "імені", "ім"];

/// Whether two bodies are named after people of whom no name fits one of the other's.
fn are_named_after_two(left: &[Word], right: &[Word], pairings: &[Pairing]) -> bool {
    let people = |words: &[Word]| {
        let after = words.iter().rposition(|w| NAMED_AFTER.contains(&w.folded.as_str()))?;
        let is_name = |w: &Word| !w.is_light && !w.is_initial() && w.group == 0 && w.script == Script::Cyrillic;
        let from = (after + 1..words.len()).find(|&i| is_name(&words[i]))?;
        Some(from)
    };
    let (Some(l), Some(r)) = (people(left), people(right)) else { return false };
    let fits = |p: &Pairing| {
        let length = i32::try_from(left[p.left.0..][..p.left.1].iter().map(Word::sound_len).sum::<usize>());
        p.left.1 > 0 && p.right.1 > 0 && p.left.0 + p.left.1 > l && p.score > POOR * length.unwrap_or(0)
    };
    !pairings.iter().any(fits) && left[l].folded != right[r].folded
}

/// Whether words are paired for what they mean.
fn says_one_thing(left: &[Word], right: &[Word]) -> bool {
    !left.is_empty() && !right.is_empty() && meaning_score(left, right).is_some()
}

/// Whether a name in Hangul is a Korean's: a family name of one syllable, before a given name or apart from others.
fn is_korean(words: &[Word]) -> bool {
    let family = |c: char| FAMILIES.contains(c);
    let mut own = words.iter().filter(|w| !w.is_light).map(|w| w.folded.chars());
    match (own.clone().count(), own.next()) {
        (1, Some(mut signs)) => (2..=4).contains(&signs.clone().count()) && signs.next().is_some_and(family),
        (_, Some(first)) => {
            let is_family =
                |signs: std::str::Chars| matches!((signs.clone().next(), signs.count()), (Some(c), 1) if family(c));
            let given = |signs: std::str::Chars| signs.count() <= 3;
            let last = own.clone().next_back();
            (is_family(first.clone()) || last.is_some_and(is_family)) && given(first) && own.all(given)
        }
        _ => false,
    }
}

/// The commonest Korean family names, of one syllable.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국리라량려로림";

/// The length of the longest common subsequence of signs.
fn shared(left: &[char], right: &[char]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for (i, &a) in left.iter().enumerate() {
        let mut diagonal = 0;
        for (j, &b) in right.iter().enumerate() {
            let above = row[j + 1];
            let is_same = a == b || (i == 0 && j == 0 && is_first_sound(a, b));
            row[j + 1] = if is_same { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

/// Whether two first syllables differ only by the sound that the South drops: 리, 이; 로, 노.
fn is_first_sound(a: char, b: char) -> bool {
    let parts = |c: char| u32::from(c).checked_sub(0xAC00).filter(|&n| n < 11_172).map(|n| (n / 588, n % 588));
    let is_weak = |initial: u32| matches!(initial, 2 | 5 | 11);
    matches!((parts(a), parts(b)), (Some((x, l)), Some((y, r))) if l == r && is_weak(x) && is_weak(y))
}

/// Whether an initial of one name is that of another script, or the same.
pub(crate) fn are_one_initial(left: &Word, right: &Word) -> bool {
    if left.script == right.script { left.folded == right.folded } else { fits_initial(left, right) }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    #[rstest]
    #[case::number("G7", "G20", "org", 2.0)]
    #[case::same_number("1st Army", "First Army", "org", 0.0)]
    #[case::ordinals("Sixth Fleet", "Seventh Fleet", "org", 1.0)]
    #[case::chat_digits("7ussein", "Hussein", "person", 0.0)]
    #[case::numerals("Pius XI", "Pius XII", "person", 1.0)]
    #[case::one_letter("Elizabeth I", "Elizabeth II", "person", 1.0)]
    #[case::generations("Martin Luther King Sr.", "Martin Luther King Jr.", "person", 1.0)]
    #[case::third_generation("James Wilson Jr.", "James Wilson III", "person", 1.0)]
    #[case::initials("John A. Smith", "John B. Smith", "person", 1.0)]
    #[case::run_of_initials("J.F. Kennedy", "John Fitzgerald Kennedy", "person", 0.0)]
    #[case::acronyms("CDU", "CSU", "org", 2.0)]
    #[case::signs("李克强", "李强", "person", 2.0)]
    #[case::other_form_of_a_sign("習近平", "习近平", "person", 0.0)]
    #[case::first_sound("리재명", "이재명", "person", 0.0)]
    #[case::signs_of_words_apart("俊雄 詩涵 張", "俊雄 建中 楊", "person", 3.0)]
    #[case::korean_names("준영 성훈 안", "준혁 성훈 안", "person", 1.0)]
    #[case::foreign_name_in_hangul("도널드 트럼프", "도날드 트럼프", "person", 0.0)]
    #[case::pinyin("Wang Zemin", "Wang Zhimin", "person", 1.0)]
    #[case::pinyin_in_other_order("Zhang Wei", "Wei Zhang", "person", 0.0)]
    #[case::finals_that_writers_mistake("Liu Yang", "Liu Yan", "person", 0.0)]
    #[case::other_romanisation("Mao Zedong", "Mao Tse-tung", "person", 0.0)]
    #[case::with_a_hyphen("Yang Zhenning", "Yang Chen-ning", "person", 0.0)]
    #[case::countries("Commercial Bank of Syria", "Commercial Bank of Qatar", "org", 1.0)]
    #[case::country_and_people("Iranian Space Agency", "Space Agency of Iran", "org", 0.0)]
    #[case::listed_under_another_type("ファイザー", "Faisal II", "person", 1.0)]
    #[case::listed_as_two("Austria", "Australia", "place", 1.0)]
    #[case::listed_as_one("Iran", "ایران", "place", 0.0)]
    fn told_apart(#[case] a: &str, #[case] b: &str, #[case] kind: &str, #[case] expected: f32) {
        assert_eq!(crate::compare(a, b, kind).evidence.told_apart, expected);
    }

    #[rstest]
    #[case("Hassan Nasrallah", "Hussein Nasrallah", 1.0)]
    #[case("محمود عباس", "Mohammed Abbas", 1.0)]
    #[case("Sergei Lavrov", "Sergej Lawrow", 0.0)]
    #[case("Bob Dole", "Robert Dole", 0.0)]
    #[case("Jean Dupont", "Jeanne Dupont", 1.0)]
    #[case("محمود عباس", "محمد عباس", 1.0)]
    #[case("Jon Smith", "John Smith", 0.0)]
    #[case("حسن نصرالله", "حسین نصرالله", 1.0)]
    #[case("Ahmad Shah Massoud", "Ahmad Zia Massoud", 1.0)]
    fn other_given(#[case] a: &str, #[case] b: &str, #[case] expected: f32) {
        assert_eq!(crate::compare(a, b, "person").evidence.other_given, expected);
    }
}
