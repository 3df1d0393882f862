//! Words beside a family name that tell its bearers apart by age: the elder Bush, the late Assad, Буш-младший.

use once_cell::sync::Lazy;

use crate::grammar::{Languages, fold_phrase};
use crate::hash::Map;

/// Which of several bearers of a family name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    Elder,
    Younger,
}

static WORDS: Lazy<Map<String, Vec<(Languages, Generation)>>> =
    Lazy::new(|| parse(include_str!("../../lexicons/grammar/generations.tsv")));

/// Reads lines `elder|younger TAB LANGUAGE TAB FORMS`.
fn parse(text: &str) -> Map<String, Vec<(Languages, Generation)>> {
    let mut out: Map<String, Vec<(Languages, Generation)>> = Map::default();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let [who, language, forms] = *line.split('\t').collect::<Vec<_>>().as_slice() else { continue };
        let generation = if who == "elder" { Generation::Elder } else { Generation::Younger };
        for form in forms.split(' ') {
            out.entry(fold_phrase(form)).or_default().push((Languages::named(language), generation));
        }
    }
    out
}

/// What a folded word says of the family name beside it, in a text of some languages.
pub(super) fn of(folded: &str, languages: Languages) -> Option<Generation> {
    WORDS.get(folded)?.iter().find(|(own, _)| own.any(languages)).map(|&(_, generation)| generation)
}

/// The first year that a description names: President from 1989 to 1993.
pub(super) fn first_year(about: &str) -> Option<u32> {
    let words = about.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    words.filter_map(|word| word.parse().ok()).min()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("elder", Some(Generation::Elder))]
    #[case("младшего", Some(Generation::Younger))]
    #[case("小", Some(Generation::Younger))]
    #[case("tall", None)]
    fn words_tell_generations(#[case] word: &str, #[case] expected: Option<Generation>) {
        assert_eq!(of(&fold_phrase(word), Languages::ALL), expected);
    }

    #[rstest]
    #[case("President of the United States from 1989 to 1993", Some(1989))]
    #[case("Singer", None)]
    fn years_are_read(#[case] about: &str, #[case] expected: Option<u32>) {
        assert_eq!(first_year(about), expected);
    }

    #[test]
    fn every_row_is_read() {
        let text = include_str!("../../lexicons/grammar/generations.tsv");
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let forms = line.split('\t').nth(2).unwrap_or_else(|| panic!("{line:?} has no forms"));
            assert!(line.starts_with("elder\t") || line.starts_with("younger\t"), "{line:?}");
            assert!(forms.split(' ').all(|form| of(&fold_phrase(form), Languages::ALL).is_some()), "{line:?}");
        }
    }
}
