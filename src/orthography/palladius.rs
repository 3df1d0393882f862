//! Chinese names in Cyrillic letters, which have one spelling of each syllable: Цзян is Jiang, Чжан is Zhang.

use once_cell::sync::Lazy;

use super::pinyin;
use crate::hash::Map;

/// Pinyin by the syllable as Cyrillic letters write it.
static SYLLABLES: Lazy<Map<&'static str, &'static str>> = Lazy::new(|| {
    let rows = include_str!("palladius.tsv").lines().filter(|l| !l.starts_with('#'));
    let forms = rows.filter_map(|l| l.split_once('\t'));
    forms.flat_map(|(pinyin, written)| written.split(' ').map(move |form| (form, pinyin))).collect()
});

/// Letters of the longest syllable, and of a word that is longer than any name.
const LONGEST: usize = 6;
const LONGEST_WORD: usize = 16;

/// Ways of cutting a name into syllables that are kept: Чанань may be Chang an or Cha nan.
const MOST_CUTS: usize = 4;

/// A Chinese name in Cyrillic letters: its letters in pinyin, in each way of cutting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Palladian {
    cuts: Vec<String>,
    /// Whether it begins or ends with a common family name.
    has_family: bool,
}

impl Palladian {
    /// A person's name of two or three folded words, all of them syllables.
    pub(crate) fn of(words: &[&str]) -> Option<Self> {
        if !(2..=3).contains(&words.len()) {
            return None;
        }
        let of_words = words.iter().map(|w| cuts(w)).collect::<Option<Vec<_>>>()?;
        let is_family = |cuts: Option<&Vec<String>>| cuts.is_some_and(|c| c.iter().any(|w| pinyin::is_family(w)));
        let has_family = is_family(of_words.first()) || is_family(of_words.last());
        let join = |all: Vec<String>, word: &Vec<String>| {
            let joined = all.iter().flat_map(|start| word.iter().map(move |end| format!("{start}{end}")));
            joined.take(MOST_CUTS).collect()
        };
        Some(Self { cuts: of_words.iter().fold(vec![String::new()], join), has_family })
    }

    /// Whether letters in pinyin are the same name; nothing where they may be no Chinese name's.
    pub(crate) fn is(&self, letters: &str, is_chinese: bool) -> Option<bool> {
        match self.cuts.iter().any(|cut| pinyin::is_of_letters(letters, cut)) {
            true => Some(true),
            false => (self.has_family && is_chinese).then_some(false),
        }
    }

    /// Whether another name in Cyrillic letters is the same; nothing where either may be no Chinese name.
    pub(crate) fn is_one_with(&self, other: &Self) -> Option<bool> {
        let verdicts = || other.cuts.iter().map(|cut| self.is(cut, other.has_family));
        verdicts().find(|&verdict| verdict == Some(true)).or_else(|| verdicts().next()).flatten()
    }
}

/// The letters in pinyin of a word of syllables, in each way of cutting it.
fn cuts(word: &str) -> Option<Vec<String>> {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    if ends.len() > LONGEST_WORD {
        return None;
    }
    let mut reached: Vec<Vec<String>> = vec![Vec::new(); ends.len()];
    reached[0].push(String::new());
    for end in 1..ends.len() {
        for start in end.saturating_sub(LONGEST)..end {
            // A hard sign parts syllables: Чанъань.
            let written = word[ends[start]..ends[end]].trim_start_matches('ъ');
            if let (false, Some(syllable)) = (reached[start].is_empty(), SYLLABLES.get(written)) {
                let longer: Vec<String> = reached[start].iter().map(|letters| format!("{letters}{syllable}")).collect();
                reached[end].extend(longer);
                reached[end].truncate(MOST_CUTS);
            }
        }
    }
    reached.pop().filter(|cuts| !cuts.is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("си цзиньпин", "xijinping", Some(true))]
    #[case("чжоу эньлай", "zhouenlai", Some(true))]
    #[case("цюй циншань", "ququingshan", Some(false))]
    #[case("цюй циншань", "quqingshan", Some(true))]
    #[case("эньлай чжоу", "zhouenlai", Some(true))]
    #[case("чжан вэй", "jiangwei", Some(false))]
    #[case("чанъань ли", "lichangan", Some(true))]
    #[case("ван ян", "wangyan", Some(false))]
    #[case("иван петров", "wangyan", None)]
    fn read_in_pinyin(#[case] written: &str, #[case] letters: &str, #[case] expected: Option<bool>) {
        let words: Vec<&str> = written.split(' ').collect();
        assert_eq!(Palladian::of(&words).and_then(|name| name.is(letters, true)), expected);
    }

    #[test]
    fn every_syllable_is_one_of_pinyin() {
        assert!(SYLLABLES.len() > 400);
        for (written, syllable) in SYLLABLES.iter() {
            assert!(*syllable == "yai" || pinyin::is_pinyin(syllable), "{written} {syllable}");
            assert!(written.chars().count() <= LONGEST, "{written}");
        }
    }
}
