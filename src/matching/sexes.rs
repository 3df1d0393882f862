//! Whether a name is a woman's or a man's, where names tell.

use once_cell::sync::Lazy;

use crate::hash::Map;
use crate::orthography::fold::{fold, normalise};

/// Whose the titles of ladies are.
const LADY: &str = "lady";

/// The rows of the table: whose, and the words.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = include_str!("../../lexicons/grammar/sexes.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t'))
}

/// Whether a given name is one that women alone bear; nothing where men bear it too, or nobody knows.
pub(crate) fn woman(folded: &str) -> Option<bool> {
    static SEXES: Lazy<Map<String, bool>> = Lazy::new(|| {
        let names = rows().filter(|(who, _)| *who != LADY);
        names
            .flat_map(|(who, names)| names.split(' ').map(move |name| (fold(&normalise(name)), who == "woman")))
            .collect()
    });
    SEXES.get(folded).copied()
}

/// Whether a folded word is a woman's title that is a state's name as well.
pub(crate) fn is_ladys(folded: &str) -> bool {
    static TITLES: Lazy<Vec<&'static str>> =
        Lazy::new(|| rows().filter(|(who, _)| *who == LADY).flat_map(|(_, titles)| titles.split(' ')).collect());
    TITLES.contains(&folded)
}

/// What two given names are, where one alone is a woman's: by the table, or a man's name with a woman's ending (Karim, Karima).
pub(crate) fn of_two(left: &str, right: &str) -> Option<(bool, bool)> {
    match (woman(left), woman(right)) {
        (Some(l), Some(r)) => Some((l, r)),
        (Some(false), None) if is_womans_of(left, right) => Some((false, true)),
        (None, Some(false)) if is_womans_of(right, left) => Some((true, false)),
        _ => None,
    }
}

/// Whether a name is a man's name with what makes it a woman's, folded.
fn is_womans_of(man: &str, other: &str) -> bool {
    other.strip_prefix(man).is_some_and(|ending| matches!(ending, "a" | "а" | "ه" | "ה"))
}

/// Whether a family name has the ending of a woman or of a man, in languages where each has one.
///
/// Source: Russian, Ukrainian, Belarusian, Bulgarian, Polish, Czech and Slovak family names, in their own letters and as the
/// press transcribes them.
pub(crate) fn woman_by_ending(folded: &str) -> Option<bool> {
    const WOMEN: [&str; 18] = [
        "ova", "eva", "owa", "ewa", "ina", "yna", "skaya", "skaia", "skaja", "cka", "ska", "ова", "ева", "ина", "ына",
        "ская", "цкая", "ська",
    ];
    const MEN: [&str; 26] = [
        "ov",
        "ev",
        "ow",
        "ew",
        "off",
        "eff",
        "in",
        "yn",
        "sky",
        "ski",
        "skiy",
        "skii",
        "skij",
        "skyi",
        "cki",
        "cky",
        "ов",
        "ев",
        "ин",
        "ын",
        "ский",
        "цкий",
        "ський",
        "цький",
        "ски",
        "скі",
    ];
    let ends =
        |endings: &[&str]| endings.iter().any(|e| folded.strip_suffix(e).is_some_and(|stem| stem.chars().count() >= 2));
    // What an ending ends with tells whose it would be.
    match folded.chars().next_back()? {
        'a' | 'а' | 'я' => ends(&WOMEN).then_some(true),
        'v' | 'w' | 'f' | 'n' | 'y' | 'i' | 'j' | 'в' | 'н' | 'й' | 'и' | 'і' => ends(&MEN).then_some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    #[rstest]
    #[case::given("Mario Rossi", "Maria Rossi", 1.0)]
    #[case::family("Sergei Ivanov", "Sergei Ivanova", 1.0)]
    #[case::scripts("Сергей Иванова", "Sergei Ivanov", 1.0)]
    #[case::polish("Jan Kowalski", "Jan Kowalska", 1.0)]
    #[case::one("Sergei Ivanov", "Сергей Иванов", 0.0)]
    #[case::spellings("Sergey Lavrov", "Sergej Lawrow", 0.0)]
    fn other_sex(#[case] a: &str, #[case] b: &str, #[case] expected: f32) {
        assert_eq!(crate::compare(a, b, "person").evidence.other_sex, expected);
    }
}
