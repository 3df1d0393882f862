//! Words beside a family name that tell its bearers apart by age: the elder Bush, the late Assad, Буш-младший.

use once_cell::sync::Lazy;

use super::kinds::Kinds;
use crate::grammar::Languages;

/// Which of several bearers of a family name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    Elder,
    Younger,
}

static WORDS: Lazy<Kinds<Generation>> = Lazy::new(|| {
    let kinds = [("elder", Generation::Elder), ("younger", Generation::Younger)];
    Kinds::of_table(include_str!("../../lexicons/grammar/generations.tsv"), &kinds)
});

/// What a folded word says of the family name beside it, in a text of some languages.
pub(super) fn of(folded: &str, languages: Languages) -> Option<Generation> {
    WORDS.first(folded, languages)
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
    use crate::grammar::fold_phrase;

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
}
