//! Words of the press by what they say, from tables of rows `KIND TAB LANGUAGE TAB FORMS`.

use crate::grammar::{Languages, fold_phrase};
use crate::hash::Map;

/// The kinds of words and phrases, each in its languages.
pub(super) struct Kinds<K> {
    of: Map<String, Vec<(Languages, K)>>,
}

impl<K: Copy + PartialEq> Kinds<K> {
    /// Reads a shipped table, the kinds by their names; the words of a form are joined with `_`.
    ///
    /// # Panics
    ///
    /// Where a row has not three fields or is of another kind, which a test of each table would tell.
    pub(super) fn of_table(text: &str, kinds: &[(&str, K)]) -> Self {
        let mut of: Map<String, Vec<(Languages, K)>> = Map::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, language, forms] = *fields.as_slice() else { panic!("three fields: {line:?}") };
            let Some(&(_, kind)) = kinds.iter().find(|(kind, _)| *kind == name) else { panic!("no kind: {line:?}") };
            for form in forms.split(' ') {
                let row = (Languages::named(language), kind);
                of.entry(fold_phrase(&form.replace('_', " "))).or_default().push(row);
            }
        }
        Self { of }
    }

    /// The first kind of a folded phrase in a text of some languages.
    pub(super) fn first(&self, phrase: &str, languages: Languages) -> Option<K> {
        self.of.get(phrase)?.iter().find(|(own, _)| own.any(languages)).map(|&(_, kind)| kind)
    }

    /// Whether a folded phrase is of a kind in a text of some languages.
    pub(super) fn is(&self, phrase: &str, kind: K, languages: Languages) -> bool {
        self.of.get(phrase).is_some_and(|rows| rows.iter().any(|&(own, k)| k == kind && own.any(languages)))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TABLE: &str = "# kind\tlanguage\tforms\none\ten\tfirst at_first\ntwo\tde\tfirst Größe\n";

    #[rstest]
    #[case("first", "en", Some(1))]
    #[case("first", "de", Some(2))]
    #[case("at first", "en", Some(1))]
    #[case("größe", "de", Some(2))]
    #[case("größe", "en", None)]
    #[case("last", "en", None)]
    fn words_are_of_kinds_in_their_languages(#[case] word: &str, #[case] language: &str, #[case] expected: Option<u8>) {
        let kinds = Kinds::of_table(TABLE, &[("one", 1_u8), ("two", 2)]);
        let (word, languages) = (fold_phrase(word), Languages::named(language));
        assert_eq!(kinds.first(&word, languages), expected);
        for kind in [1, 2] {
            assert_eq!(kinds.is(&word, kind, languages), expected == Some(kind));
        }
    }

    #[rstest]
    #[case("three\ten\tfirst")]
    #[case("one\ten")]
    #[should_panic(expected = "en")]
    fn other_rows_are_refused(#[case] table: &str) {
        let _ = Kinds::of_table(table, &[("one", 1_u8)]);
    }
}
