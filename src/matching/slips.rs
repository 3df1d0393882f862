//! Slips of the hand: Edgar Lungu, Edgar Lunug; Osman Kavala, Osman Kavalxa.
//!
//! The costs of sounds are learned from what conventions write. What a hand gets wrong no convention writes, and by its sounds a turned or
//! a stray letter is as unlike as another name's; but another name is somebody's, and what a slip makes of one mostly nobody's.

use std::cmp::Ordering;

use super::evidence::Evidence;
use super::ready::Ready;
use super::surnames::only_other;
use crate::grammar::Roles;
use crate::lexicon::compiled::Compiled;
use crate::orthography::names::Word;
use crate::orthography::script::Script;

/// Family names that the tables of words lack, sorted, each on a line.
const SURNAMES: &str = include_str!("../../lexicons/grammar/rare-surnames.tsv");

/// Whether a folded word is one of the rarer family names.
pub(crate) fn is_surname(folded: &str) -> bool {
    let (mut from, mut to) = (0, SURNAMES.len());
    while from < to {
        let middle = SURNAMES.floor_char_boundary(from.midpoint(to));
        let start = SURNAMES[from..middle].rfind('\n').map_or(from, |at| from + at + 1);
        let end = SURNAMES[start..].find('\n').map_or(SURNAMES.len(), |at| start + at);
        match SURNAMES[start..end].cmp(folded) {
            Ordering::Equal => return true,
            Ordering::Less => from = (end + 1).min(to),
            Ordering::Greater => to = start,
        }
    }
    false
}

/// Whether a word is known as anybody's name, or as a word of a name of the lexicon.
pub(crate) fn is_anybodys(word: &Word, lexicon: &Compiled) -> bool {
    word.roles.any(Roles::GIVEN.with(Roles::SURNAME))
        || lexicon.exact(&word.folded).is_some()
        || is_surname(&word.folded)
}

/// What a slip leaves of the confidence at least, in nats, by hand: by how many letters the word has more than this, and at most. Of the
/// pairs of full names of public lists that differ by one letter 694 are one's and three are not.
const FROM: f32 = 3.0;
const A_LETTER: f32 = 0.6;
const MOST: f32 = 2.4;

/// The least log-odds of two names by the letters of the word with a slip.
pub(crate) fn least(letters: f32) -> f32 {
    match letters > 0.0 {
        true => ((letters - FROM) * A_LETTER).min(MOST),
        false => f32::NEG_INFINITY,
    }
}

/// The feature of two persons' names that are otherwise alike; see [`letters`].
#[expect(clippy::cast_precision_loss, reason = "words are short")]
pub(crate) fn evidence(others: &Evidence, left: &Ready, right: &Ready, is_known: impl Fn(&Word) -> bool) -> f32 {
    let is_alike = others.told_apart + others.other_given + others.other_sex + others.initials_wrong == 0.0;
    let letters = if is_alike { letters(left, right, is_known) } else { None };
    letters.unwrap_or(0) as f32
}

/// Letters of the shortest word in which a slip is told from another name.
const SHORTEST: usize = 4;

/// The letters of the word in which alone two persons' names differ, by one slip: a letter left out, put in or changed, or two turned.
/// Nothing where both words are known.
///
/// `is_known` says of a word whether it is known as somebody's name.
fn letters(left: &Ready, right: &Ready, is_known: impl Fn(&Word) -> bool) -> Option<usize> {
    let own = |words: &[Word]| words.iter().filter(|w| !w.is_light).count();
    // Of Chinese and Korean names one letter makes others.
    let are_of_syllables =
        (left.traits.pinyin && right.traits.pinyin) || (left.korean.is_some() && right.korean.is_some());
    let has_initial = left.traits.initial || right.traits.initial;
    if own(left) < 2 || own(left) != own(right) || are_of_syllables || has_initial {
        return None;
    }
    let (l, r) = only_other(left, right)?;
    let (one, other) = (&left[l], &right[r]);
    let is_of_letters = |word: &Word| matches!(word.script, Script::Latin | Script::Cyrillic | Script::Greek);
    let is_slip = is_of_letters(one) && is_slip(&one.folded, &other.folded) && !(is_known(one) && is_known(other));
    is_slip.then(|| one.folded.chars().count().min(other.folded.chars().count())).filter(|&letters| letters >= SHORTEST)
}

/// Whether one slip makes one word of another.
fn is_slip(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<char>>());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let begin = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[begin..], &long[begin..]);
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&short[..short.len() - end], &long[..long.len() - end]) {
        ([], [_]) | ([_], [_]) => true,
        (&[a, b], &[c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::grammar::Grammar;
    use crate::orthography::names::{Name, TypeHint};

    #[test]
    fn rare_surnames_are_sorted_and_each_is_found() {
        let names: Vec<&str> = SURNAMES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(names.is_sorted() && names.len() > 70_000);
        for name in names {
            assert!(is_surname(name), "{name}");
            assert!(!is_surname(&format!("{name}q")), "{name}");
        }
        assert!(!is_surname("") && !is_surname("é"));
    }

    #[rstest]
    #[case("Edgar Lungu", "Edgar Lunug", Some(5))]
    #[case("Lungu, Edgar", "Edgar Lunug", Some(5))]
    #[case("Osman Kavala", "Osman Kavalxa", Some(6))]
    #[case("Osman Kavala", "Osman Kvala", Some(5))]
    #[case("Ricardo Lagos", "Ricardo Lagog", Some(5))]
    #[case("Виктор Орлов", "Виктор Орлво", Some(5))]
    #[case("Claude Monet", "Claude Monet", None)]
    #[case("Claude Monet", "Claud Manet", None)]
    #[case("Claude Monet", "Claude Mane", None)]
    #[case("Umberto Eco", "Umberto Eci", None)]
    #[case("Monet", "Monte", None)]
    #[case("Xi Jinping", "Xi Jinpeng", None)]
    #[case("Kim Yong-nam", "Kim Yong-nan", None)]
    #[case("محمد الحربي", "محمد الحرببي", None)]
    #[case("A. Lungu", "B. Lungu", None)]
    fn slips(#[case] a: &str, #[case] b: &str, #[case] expected: Option<usize>) {
        let grammar = Grammar::shipped();
        let [a, b] = [a, b].map(|name| Ready::of_own(Name::parse(name, TypeHint::Person, grammar), TypeHint::Person));
        assert_eq!(letters(&a, &b, |_| false), expected);
        assert_eq!(letters(&b, &a, |_| false), expected);
        assert_eq!(letters(&a, &b, |_| true), None);
    }
}
