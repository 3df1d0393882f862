//! Gurmukhi: Punjabi.
//!
//! Source: the Hunterian system, as in [`brahmic`]. Departures, after the press of Punjab: the doubling of an
//! aspirate is not written (Sikh, Sidhu).

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
        'ਸ' if has_nukta => Letter::Consonant("sh"),
        'ੜ' => Letter::Consonant("r/rh"),
        '\u{0A01}' | '\u{0A02}' => Letter::Nasal("n/"), // adak bindi, bindi
        '\u{0A70}' => Letter::Nasal("n"),               // tippi
        '\u{0A71}' => Letter::Doubling,                 // addak
        '\u{0A75}' => Letter::Closed("y"),              // yakash
        'ੴ' => Letter::Vowel("ikonkar"),
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut Vec<Sound>) {
    for i in 2..sounds.len() {
        // A nasal sign doubles the m it stands before: Jammu; but Amritsar.
        if (sounds[i - 2].letter, sounds[i - 1].text) == ('\u{0A70}', "m") && sounds[i].is_consonant() {
            sounds[i - 2].text = "";
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
    #[case("ਜਲੰਧਰ", "jalandhar")]
    #[case("ਅੰਮ੍ਰਿਤਸਰ", "amritsar")]
    #[case("ਲੁਧਿਆਣਾ", "ludhiana")]
    #[case("ਪਟਿਆਲਾ", "patiala")]
    #[case("ਬਠਿੰਡਾ", "bathinda")]
    #[case("ਫਗਵਾੜਾ", "phagwara")]
    #[case("ਫ਼ਿਰੋਜ਼ਪੁਰ", "firozpur")]
    #[case("ਗੁਰਦਾਸਪੁਰ", "gurdaspur")]
    #[case("ਅਨੰਦਪੁਰ", "anandpur")]
    #[case("ਚੰਡੀਗੜ੍ਹ", "chandigarh")]
    #[case("ਜੰਮੂ", "jammu")]
    #[case("ਪੰਜਾਬ", "panjab")]
    #[case("ਲਾਹੌਰ", "lahaur")]
    #[case("ਸਿੰਘ", "singh")]
    #[case("ਕੌਰ", "kaur")]
    #[case("ਮਨਮੋਹਨ", "manmohan")]
    #[case("ਭਗਵੰਤ", "bhagwant")]
    #[case("ਮਾਨ", "man")]
    #[case("ਅਮਰਿੰਦਰ", "amrindar")]
    #[case("ਸਿੱਧੂ", "sidhu")]
    #[case("ਨਵਜੋਤ", "navjot")]
    #[case("ਢਿੱਲੋਂ", "dhillon")]
    #[case("ਬਾਦਲ", "badal")]
    #[case("ਮਿੱਤਲ", "mittal")]
    #[case("ਗੁਰਪ੍ਰੀਤ", "gurprit")]
    #[case("ਭਿੰਡਰਾਂਵਾਲੇ", "bhindranvale")]
    #[case("ਸ਼ਹੀਦ", "shahid")]
    #[case("ਨਾਨਕ", "nanak")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ਸ ਹ ੜ ਅ ਇ ਉ ਏ ਐ ਓ ਔ";
        check::every_letter_is_heard(read, "ਕੀ", alphabet, "ਕੀ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0A00}'..='\u{0A7F}');
    }
}
