//! Offices that stand before a family name (President Mattarella, премьер Мишустин), and who has held one.

use once_cell::sync::Lazy;

use crate::grammar::fold_phrase;
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::script::Script;

/// The words of each office in the languages of the press, and those by which a description says that somebody held it.
static OFFICES: Lazy<Offices> = Lazy::new(|| Offices::parse(include_str!("../../lexicons/grammar/offices.tsv")));

#[derive(Debug, Default)]
struct Offices {
    /// By office: words of an entity's `about`.
    held: Vec<Vec<&'static str>>,
    /// By a title's folded letters: its offices, as bits.
    of_word: Map<String, u32>,
    /// Those that nobody who was elected has held.
    crowns: u32,
}

impl Offices {
    /// Reads lines `= OFFICE TAB WORDS` and `OFFICE TAB LANGUAGE TAB FORMS`.
    fn parse(text: &'static str) -> Self {
        let mut out = Self::default();
        let mut names: Vec<&str> = Vec::new();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            match *line.split('\t').collect::<Vec<_>>().as_slice() {
                [office, words] => {
                    let name = office.trim_start_matches("= ");
                    out.crowns |= u32::from(CROWNS.contains(&name)) << names.len();
                    names.push(name);
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

/// The offices of monarchs and popes.
const CROWNS: [&str; 2] = ["monarch", "pope"];

/// Whether a word names an office.
pub(crate) fn is_office(word: &str) -> bool {
    OFFICES.of_word.contains_key(&fold_phrase(word))
}

/// Whether a word names the office of a monarch or a pope alone.
pub(crate) fn is_crown(word: &str) -> bool {
    OFFICES.of_word.get(&fold_phrase(word)).is_some_and(|offices| offices & !OFFICES.crowns == 0)
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

/// Signs of the longest title that stands behind a family name.
const LONGEST_BEHIND: usize = 5;

/// What says, before a title behind a name, that it was held: 元首相.
const FORMER: [char; 2] = ['元', '前'];

/// Whether somebody has held the office that a text begins with: 首相は, 대통령은.
pub(crate) fn is_held_behind(text: &str, entity: Index, lexicon: &Compiled) -> bool {
    title_behind(text).is_some_and(|title| is_held(title, entity, lexicon))
}

/// The title of an office that a text begins with.
fn title_behind(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(FORMER);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_BEHIND);
    ends.map(|end| &text[..end]).filter(|title| OFFICES.of_word.contains_key(&fold_phrase(title))).last()
}

/// The persons with names in Han or Hangul, by the signs of their family names.
#[derive(Debug, Default)]
pub(crate) struct Families(Map<String, Vec<(Index, Index)>>);

impl Families {
    /// Those of a lexicon of whom it says something.
    fn new(lexicon: &Compiled) -> Self {
        let mut out = Self::default();
        for entity in 0..Index::try_from(lexicon.entity_count()).unwrap_or(Index::MAX) {
            if lexicon.entity_kind(entity) != "person" || lexicon.entity_details(entity).is_empty() {
                continue;
            }
            for form in lexicon.entity_forms(entity) {
                let first = lexicon.form_words(form).next();
                let script = first.map(|w| lexicon.vocab_script(w.vocab()));
                let longest = match script {
                    Some(Script::Han) => 2,
                    Some(Script::Hangul) => 1,
                    _ => continue,
                };
                let name = lexicon.form_text(form);
                let signs = name.chars().count();
                // Of four signs two are the family name, of fewer one or two.
                let shortest = if script == Some(Script::Han) && signs > 3 { 2 } else { 1 };
                if !name.chars().all(|c| Script::of(c) == script) || !(2..=LONGEST_BEHIND).contains(&signs) {
                    continue;
                }
                for count in shortest..=longest.min(signs - 1) {
                    let bearers = out.0.entry(name.chars().take(count).collect()).or_default();
                    if !bearers.iter().any(|&(e, _)| e == entity) {
                        bearers.push((entity, form));
                    }
                }
            }
        }
        out
    }

    /// Those who have a family name and have held the office whose title a text begins with.
    pub(crate) fn titled<'l>(
        lexicon: &'l Compiled,
        family: &str,
        behind: &'l str,
    ) -> impl Iterator<Item = (Index, Index)> + 'l {
        let bearers = title_behind(behind).and_then(|_| lexicon.families(|| Self::new(lexicon)).0.get(family));
        let bearers = bearers.into_iter().flatten().copied();
        bearers.filter(move |&(entity, _)| is_held_behind(behind, entity, lexicon))
    }
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
