//! Names after one father in the forms of several languages: Mikalaevich and Nikolaevich are sons of one name.

use crate::grammar::{Grammar, Group, Roles};
use crate::orthography::names::fathers_stems;

/// What a given name may end with that its patronymic leaves out, in Latin and Cyrillic letters.
const ENDINGS: [&str; 22] = [
    "", "i", "y", "ii", "iy", "yi", "ai", "ay", "ei", "ey", "o", "a", "й", "ь", "ий", "ый", "ій", "ай", "ей", "о", "я",
    "і",
];

/// Whether two folded patronymics are of given names that the tables list as one.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    groups(one).any(|group| groups(other).any(|same| same == group))
}

/// The groups of the given names that a folded patronymic may be of.
fn groups(folded: &str) -> impl Iterator<Item = Group> {
    let given = |name: &str| {
        let entry = Grammar::shipped().look_up(name);
        (entry.roles.any(Roles::HYPOCORISM) && entry.group != 0).then_some(entry.group)
    };
    let stems = fathers_stems(folded).map(|stem| stem.trim_end_matches(['ь', '’', '\'']));
    let mut name = String::new();
    stems.flat_map(|stem| ENDINGS.iter().map(move |ending| (stem, ending))).filter_map(move |(stem, ending)| {
        name.clear();
        name.extend([stem, ending]);
        given(&name)
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("mikalaevich", "nikolaevich", true)]
    #[case("mikalaeuna", "николаевна", true)]
    #[case("oleksandrivna", "aleksandrovna", true)]
    #[case("ryhoravich", "grigorevich", true)]
    #[case("юрьевич", "юрійович", true)]
    #[case("stsiapanauna", "stepanovna", true)]
    #[case("ivanovich", "anatolevich", false)]
    #[case("иванович", "анатольевич", false)]
    #[case("mohammadi", "mohammadi", false)]
    fn one_father_has_several_spellings(#[case] one: &str, #[case] other: &str, #[case] expected: bool) {
        assert_eq!(are_one(one, other), expected);
    }
}
