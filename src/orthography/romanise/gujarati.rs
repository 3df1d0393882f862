//! Gujarati.
//!
//! Source: the Hunterian system, as in [`brahmic`]. Departures, after the press of Gujarat: ફ is f, ઝ is z, and
//! jh beside it.

use super::Readings;
use super::brahmic::{self, Letter, Schwa, Sound};
use super::devanagari::stays_after;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut sounds = brahmic::parse(word, "a", letter);
    settle(&mut sounds);
    brahmic::read(&sounds, Schwa { stays_after, drops_within: true }, out);
}

fn letter(c: char, has_nukta: bool) -> Letter {
    match c {
        'ફ' => Letter::Consonant("f/ph"),
        'ઝ' => Letter::Consonant("z/jh"),
        'ૹ' => Letter::Consonant("zh"),
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut Vec<Sound>) {
    for i in 1..sounds.len() {
        if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) {
            continue;
        }
        match (sounds[i - 1].letter, sounds[i].letter) {
            ('જ', 'ઞ') => (sounds[i - 1].text, sounds[i].text) = ("gn/gy", ""),
            ('ક', 'સ') => (sounds[i - 1].text, sounds[i].text) = ("x/ks", ""),
            (_, 'વ') => sounds[i].text = "w/v",
            _ => {}
        }
    }
    brahmic::settle_glides(sounds);
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("નરેન્દ્ર", "narendra")]
    #[case("મોદી", "modi")]
    #[case("અમિત", "amit")]
    #[case("શાહ", "shah")]
    #[case("ભૂપેન્દ્ર", "bhupendra")]
    #[case("પટેલ", "patel")]
    #[case("વિજય", "vijay")]
    #[case("રૂપાણી", "rupani")]
    #[case("આનંદીબેન", "anandiben")]
    #[case("વલ્લભભાઈ", "vallabhbhai")]
    #[case("હાર્દિક", "hardik")]
    #[case("મેવાણી", "mevani")]
    #[case("જિગ્નેશ", "jignesh")]
    #[case("અદાણી", "adani")]
    #[case("અંબાણી", "ambani")]
    #[case("ધીરુભાઈ", "dhirubhai")]
    #[case("મોહનદાસ", "mohandas")]
    #[case("ગાંધી", "gandhi")]
    #[case("અમદાવાદ", "amdavad")]
    #[case("ગાંધીનગર", "gandhinagar")]
    #[case("સુરત", "surat")]
    #[case("રાજકોટ", "rajkot")]
    #[case("ભાવનગર", "bhavnagar")]
    #[case("જામનગર", "jamnagar")]
    #[case("જૂનાગઢ", "junagadh")]
    #[case("પોરબંદર", "porbandar")]
    #[case("દ્વારકા", "dwarka")]
    #[case("કચ્છ", "kachchh")]
    #[case("નવસારી", "navsari")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "વડોદરા"), ["vadodra", "vadodara"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ક ખ ગ ઘ ઙ ચ છ જ ઝ ઞ ટ ઠ ડ ઢ ણ ત થ દ ધ ન પ ફ બ ભ મ ય ર લ ળ વ શ ષ સ હ અ ઇ ઉ ઋ એ ઐ ઓ ઔ";
        check::every_letter_is_heard(read, "કી", alphabet, "કી");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0A80}'..='\u{0AFF}');
    }
}
