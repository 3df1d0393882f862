//! What the line `about` of an entity says that it is: its first words, as `lexicons/README.md` has it.

/// What resolution asks of places and bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    Country,
    State,
    City,
    Village,
    /// A lake, river, sea or what joins or is part of one.
    Water,
    /// A club or team that plays.
    Club,
    Other,
}

/// What clubs are called behind a word for what they play.
const CLUBS: [&str; 2] = ["club", "team"];
const SPORTS: [&str; 9] =
    ["football", "basketball", "baseball", "hockey", "handball", "rugby", "cricket", "volleyball", "sports"];

/// The words among which that is: American football team, Spanish football club.
const WORDS: usize = 3;

/// What a line says.
pub(super) fn is(about: &str) -> Is {
    let mut words = about.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty());
    match words.clone().next() {
        Some("Country") => Is::Country,
        Some("State") => Is::State,
        Some("City" | "Town" | "Capital") => Is::City,
        Some("Village") => Is::Village,
        Some("Lake" | "River" | "Sea" | "Gulf" | "Bay" | "Strait" | "Canal" | "Ocean" | "Salt") => Is::Water,
        _ => {
            let is_of = |set: &[&str], word: &str| set.iter().any(|w| word.eq_ignore_ascii_case(w));
            let plays = words.by_ref().take(WORDS).any(|w| is_of(&SPORTS, w));
            match plays && words.next().is_some_and(|w| is_of(&CLUBS, w)) {
                true => Is::Club,
                false => Is::Other,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Country in Europe", Is::Country)]
    #[case("State of the USA", Is::State)]
    #[case("Capital of Armenia", Is::City)]
    #[case("Town in Texas", Is::City)]
    #[case("Village in Tyrol", Is::Village)]
    #[case("River of West Africa", Is::Water)]
    #[case("Salt lake between Israel and Jordan", Is::Water)]
    #[case("Football club of Madrid", Is::Club)]
    #[case("American football team", Is::Club)]
    #[case("Spanish basketball club", Is::Club)]
    #[case("Football manager of a club", Is::Other)]
    #[case("Club of industrialists", Is::Other)]
    #[case("Sports broadcaster", Is::Other)]
    #[case("", Is::Other)]
    fn lines_say_what_an_entity_is(#[case] about: &str, #[case] expected: Is) {
        assert_eq!(is(about), expected);
    }
}
