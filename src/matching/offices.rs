//! Offices that stand before a family name (President Mattarella, премьер Мишустин), and who has held one.

use once_cell::sync::Lazy;

use crate::grammar::fold_phrase;
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, Index};

/// The words of each office in the languages of the press, and those by which a description says that somebody held it.
static OFFICES: Lazy<Offices> = Lazy::new(|| Offices::parse(include_str!("../../lexicons/grammar/offices.tsv")));

#[derive(Debug, Default)]
struct Offices {
    /// By office: words of an entity's `about`.
    held: Vec<Vec<&'static str>>,
    /// By a title's folded letters: its offices, as bits.
    of_word: Map<String, u32>,
}

impl Offices {
    /// Reads lines `= OFFICE TAB WORDS` and `OFFICE TAB LANGUAGE TAB FORMS`.
    fn parse(text: &'static str) -> Self {
        let mut out = Self::default();
        let mut names: Vec<&str> = Vec::new();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            match *line.split('\t').collect::<Vec<_>>().as_slice() {
                [office, words] => {
                    names.push(office.trim_start_matches("= "));
                    out.held.push(words.split(' ').collect());
                }
                [office, _, forms] => {
                    let Some(number) = names.iter().position(|name| *name == office) else { continue };
                    for form in forms.split(' ') {
                        *out.of_word.entry(fold_phrase(form)).or_default() |= 1 << number;
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// Whether somebody has held the office that a title names, by what the lexicon says of the person.
pub(crate) fn is_held(title: &str, entity: Index, lexicon: &Compiled) -> bool {
    #[derive(Default, serde::Deserialize)]
    struct Details {
        #[serde(default)]
        about: String,
    }
    let details = lexicon.entity_details(entity);
    let about = || serde_json::from_str::<Details>(details).unwrap_or_default().about;
    !details.is_empty() && OFFICES.of_word.contains_key(&fold_phrase(title)) && fits(title, &about())
}

fn fits(title: &str, about: &str) -> bool {
    let Some(offices) = OFFICES.of_word.get(&fold_phrase(title)) else { return false };
    let held = (0..).zip(&OFFICES.held).filter(|(number, _)| offices >> number & 1 == 1);
    let mut words = about.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let held: Vec<&str> = held.flat_map(|(_, words)| words.iter().copied()).collect();
    words.any(|word| held.iter().any(|h| h.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("presidente", "President of Italy since 2015", true)]
    #[case("Президента", "President of Kazakhstan since 2019", true)]
    #[case("ministre", "Prime Minister of Canada from 2015 to 2025", true)]
    #[case("général", "President of France from 1959 to 1969; general", true)]
    #[case("général", "President of France from 1959 to 1969", false)]
    #[case("president", "Singer", false)]
    #[case("singer", "Singer", false)]
    fn offices_fit(#[case] title: &str, #[case] about: &str, #[case] expected: bool) {
        assert_eq!(fits(title, about), expected);
    }

    #[test]
    fn every_row_is_read() {
        let text = include_str!("../../lexicons/grammar/offices.tsv");
        let offices = text.lines().filter(|l| l.starts_with("= ")).count();
        assert_eq!(OFFICES.held.len(), offices);
        for line in text.lines().filter(|l| !l.starts_with(['#', '='])) {
            let forms = line.split('\t').nth(2).unwrap_or_else(|| panic!("{line:?} has no forms"));
            assert!(forms.split(' ').all(|form| OFFICES.of_word.contains_key(&fold_phrase(form))), "{line:?}");
        }
    }
}
