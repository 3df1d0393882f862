//! Odia.
//!
//! Source: the Hunterian system, as in [`brahmic`]. Odia speaks the inherent vowel everywhere, but the English press of
//! Odisha leaves it out at the end of names (Naveen, Koraput): so does the first reading, and another keeps it.

use super::Readings;
use super::brahmic::{self, Letter, Schwa, Sound};

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut sounds = brahmic::parse(word, "a", letter);
    settle(&mut sounds);
    brahmic::read(&sounds, Schwa { stays_after: |_, _| true, drops_within: false }, out);
    let mut full = Readings::new();
    brahmic::read_full(&sounds, &mut full);
    out.also(full.first().to_owned());
}

fn letter(c: char, has_nukta: bool) -> Letter {
    match c {
        'ଯ' => Letter::Consonant("j/y"),
        'ୟ' => Letter::Consonant("y"),
        'ଵ' | 'ୱ' => Letter::Consonant("w"),
        'ଶ' => Letter::Consonant("sh/s"),
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut Vec<Sound>) {
    for i in 1..sounds.len() {
        match (sounds[i - 1].letter, sounds[i].letter) {
            _ if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) => {}
            ('ଜ', 'ଞ') => (sounds[i - 1].text, sounds[i].text) = ("gy/jn", ""),
            (_, 'ଯ') => sounds[i].text = "y",
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
    #[case("ଓଡ଼ିଶା", "orisha")]
    #[case("ଭୁବନେଶ୍ୱର", "bhubaneshwar")]
    #[case("ପୁରୀ", "puri")]
    #[case("କଟକ", "katak")]
    #[case("ସମ୍ବଲପୁର", "sambalapur")]
    #[case("କୋରାପୁଟ", "koraput")]
    #[case("ବାଲେଶ୍ୱର", "baleshwar")]
    #[case("ରାଉରକେଲା", "raurakela")]
    #[case("ଗଜପତି", "gajapati")]
    #[case("ଗଞ୍ଜାମ", "ganjam")]
    #[case("କନ୍ଧମାଳ", "kandhamal")]
    #[case("କଳାହାଣ୍ଡି", "kalahandi")]
    #[case("ମୟୂରଭଞ୍ଜ", "mayurabhanja")]
    #[case("ଯାଜପୁର", "jajapur")]
    #[case("ଅନୁଗୋଳ", "anugol")]
    #[case("ନୟାଗଡ଼", "nayagar")]
    #[case("କୋଣାର୍କ", "konarka")]
    #[case("ଚିଲିକା", "chilika")]
    #[case("ମହାନଦୀ", "mahanadi")]
    #[case("ନବୀନ", "nabin")]
    #[case("ପଟ୍ଟନାୟକ", "pattanayak")]
    #[case("ବିଜୁ", "biju")]
    #[case("ମୋହନ", "mohan")]
    #[case("ମାଝୀ", "majhi")]
    #[case("ଦ୍ରୌପଦୀ", "draupadi")]
    #[case("ମୁର୍ମୁ", "murmu")]
    #[case("ଧର୍ମେନ୍ଦ୍ର", "dharmendra")]
    #[case("ପ୍ରଧାନ", "pradhan")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "ଓଡ଼ିଶା"), ["orisha", "odisha", "orisa", "odisa"]);
        assert_eq!(check::all(read, "ନବୀନ"), ["nabin", "nabina"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "କ ଖ ଗ ଘ ଙ ଚ ଛ ଜ ଝ ଞ ଟ ଠ ଡ ଢ ଣ ତ ଥ ଦ ଧ ନ ପ ଫ ବ ଭ ମ ଯ ୟ ର ଲ ଳ ଵ ୱ ଶ ଷ ସ ହ ଅ ଇ ଉ ଋ ଏ ଐ ଓ ଔ";
        check::every_letter_is_heard(read, "କୀ", alphabet, "କୀ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0B00}'..='\u{0B7F}');
    }
}
