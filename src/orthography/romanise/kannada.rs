//! Kannada.
//!
//! Source: the Hunterian system, as in [`brahmic`]; every inherent vowel is spoken. Departures, after the press of
//! Karnataka: -ayya is -aiah, ಗೌಡ Gowda.

use super::Readings;
use super::brahmic::{self, Letter, Sound};

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut sounds = brahmic::parse(word, "a", letter);
    settle(&mut sounds);
    brahmic::settle_south(&mut sounds);
    brahmic::read_full(&sounds, out);
}

fn letter(c: char, has_nukta: bool) -> Letter {
    match c {
        'ಛ' => Letter::Consonant("ch"),
        'ಶ' => Letter::Consonant("sh/s"),
        'ಫ' => Letter::Consonant("f/ph"),
        'ೞ' => Letter::Consonant("l"),
        '\u{0CCC}' => Letter::Sign("au/ow"),
        '\u{0C82}' => Letter::Nasal("m"), // anusvara
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut [Sound]) {
    for i in 1..sounds.len() {
        match (sounds[i - 1].letter, sounds[i].letter) {
            ('ಗ', '\u{0CCC}') => sounds[i].text = "ow/au",
            _ if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) => {}
            ('ಜ', 'ಞ') => (sounds[i - 1].text, sounds[i].text) = ("jn/gn", ""),
            ('ಕ', 'ಸ') => (sounds[i - 1].text, sounds[i].text) = ("x/ks", ""),
            ('ಲ' | 'ರ', 'ವ') => {}
            (_, 'ವ') => sounds[i].text = "w/v",
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ಕರ್ನಾಟಕ", "karnataka")]
    #[case("ಬೆಂಗಳೂರು", "bengaluru")]
    #[case("ಮೈಸೂರು", "maisuru")]
    #[case("ಮಂಗಳೂರು", "mangaluru")]
    #[case("ಹುಬ್ಬಳ್ಳಿ", "hubballi")]
    #[case("ಬೆಳಗಾವಿ", "belagavi")]
    #[case("ಕಲಬುರಗಿ", "kalaburagi")]
    #[case("ಶಿವಮೊಗ್ಗ", "shivamogga")]
    #[case("ತುಮಕೂರು", "tumakuru")]
    #[case("ಉಡುಪಿ", "udupi")]
    #[case("ಹಾಸನ", "hasana")]
    #[case("ಬಳ್ಳಾರಿ", "ballari")]
    #[case("ವಿಜಯಪುರ", "vijayapura")]
    #[case("ಸಿದ್ದರಾಮಯ್ಯ", "siddaramaiah")]
    #[case("ಶಿವಕುಮಾರ್", "shivakumar")]
    #[case("ಯಡಿಯೂರಪ್ಪ", "yadiyurappa")]
    #[case("ಕುಮಾರಸ್ವಾಮಿ", "kumaraswami")]
    #[case("ದೇವೇಗೌಡ", "devegowda")]
    #[case("ಬೊಮ್ಮಾಯಿ", "bommayi")]
    #[case("ಖರ್ಗೆ", "kharge")]
    #[case("ಮಲ್ಲಿಕಾರ್ಜುನ", "mallikarjuna")]
    #[case("ಶೆಟ್ಟಿ", "shetti")]
    #[case("ನರೇಂದ್ರ", "narendra")]
    #[case("ಪುನೀತ್", "punit")]
    #[case("ರಾಜ್‌ಕುಮಾರ್", "rajkumar")]
    #[case("ಶ್ರೀನಿವಾಸ", "srinivasa")]
    #[case("ಕೃಷ್ಣ", "krishna")]
    #[case("ನರಸಿಂಹ", "narasimha")]
    #[case("ಟಿಪ್ಪು", "tippu")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ಕ ಖ ಗ ಘ ಙ ಚ ಛ ಜ ಝ ಞ ಟ ಠ ಡ ಢ ಣ ತ ಥ ದ ಧ ನ ಪ ಫ ಬ ಭ ಮ ಯ ರ ಱ ಲ ಳ ೞ ವ ಶ ಷ ಸ ಹ ಅ ಇ ಉ ಋ ಎ ಏ ಐ ಒ ಓ ಔ";
        check::every_letter_is_heard(read, "ಕೀ", alphabet, "ಕೀ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0C80}'..='\u{0CFF}');
    }
}
