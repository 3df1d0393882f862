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
    !lexicon.entity_details(entity).is_empty()
        && OFFICES.of_word.contains_key(&fold_phrase(title))
        && fits(title, &lexicon.details(entity).about)
}

/// Whether a name is that of the country that somebody belongs to, or of a body that the lexicon names in what it says of
/// the person: South Korea, before "'s Yoon"; Hezbollah, before "'s Qassem".
pub(crate) fn is_of(owner: &str, entity: Index, lexicon: &Compiled) -> bool {
    let words: Option<Vec<Index>> = owner.split(' ').map(|word| lexicon.exact(word)).collect();
    let Some(words) = words.filter(|_| !lexicon.entity_details(entity).is_empty()) else { return false };
    let details = lexicon.details(entity);
    let said = || details.cues.iter().map(String::as_str).chain([&*details.about]);
    lexicon.forms_of(&words).into_iter().map(|form| lexicon.form_entity(form)).any(|owner| {
        let name = lexicon.entity_name(owner);
        details.within.as_deref() == Some(lexicon.entity_id(owner)) || said().any(|text| text.contains(&name))
    })
}

/// Whether somebody has led a country, which calls the person by a family name that others bear as well: Poland's Duda, but
/// not Germany's Schmidt.
pub(crate) fn has_led(entity: Index, lexicon: &Compiled) -> bool {
    let about = lexicon.details(entity).about.to_lowercase();
    LEADERS.iter().any(|title| about.starts_with(title))
}

/// What those who lead a country are called.
const LEADERS: [&str; 6] =
    ["president of", "prime minister of", "chancellor of", "king of", "supreme leader", "emir of"];

/// Whether somebody is still what the lexicon says: President of Azerbaijan from 2003.
pub(crate) fn is_in_office(entity: Index, lexicon: &Compiled) -> bool {
    is_open(&lexicon.details(entity).about)
}

fn is_open(about: &str) -> bool {
    let has = |word: &str| about.split(' ').any(|w| w == word);
    (has("from") || has("since")) && !has("to") && !has("until")
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

    #[rstest]
    #[case("President of Azerbaijan from 2003", true)]
    #[case("Prime minister since 2024", true)]
    #[case("President of Azerbaijan from 1993 to 2003", false)]
    #[case("First president of Kenya", false)]
    fn offices_end(#[case] about: &str, #[case] expected: bool) {
        assert_eq!(is_open(about), expected);
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
