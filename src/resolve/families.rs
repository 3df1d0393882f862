//! How several people of one family are called: the articles before such a name and its endings.

use once_cell::sync::Lazy;

use super::kinds::Kinds;
use crate::grammar::Languages;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before a name with an s.
    Article,
    /// What only several have.
    Ending,
}

static PARTS: Lazy<Kinds<Part>> = Lazy::new(|| {
    let kinds = [("article", Part::Article), ("ending", Part::Ending)];
    Kinds::of_table(include_str!("../../lexicons/grammar/families.tsv"), &kinds)
});

/// Letters of the shortest ending, and how many lengths there are.
pub(super) const SHORTEST: usize = 2;
pub(super) const LETTERS: usize = 4;

/// Whether folded letters are such a part in a text of some languages.
pub(super) fn is(folded: &str, part: Part, languages: Languages) -> bool {
    languages != Languages::ALL && PARTS.is(folded, part, languages)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("the", Part::Article, "en", true)]
    #[case("die", Part::Article, "de", true)]
    #[case("die", Part::Article, "en", false)]
    #[case("овы", Part::Ending, "ru", true)]
    #[case("ского", Part::Ending, "ru", false)]
    #[case("owie", Part::Ending, "pl", true)]
    fn parts_are_of_languages(#[case] text: &str, #[case] part: Part, #[case] language: &str, #[case] expected: bool) {
        assert_eq!(is(text, part, Languages::named(language)), expected);
    }
}
