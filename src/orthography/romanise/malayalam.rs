//! Malayalam.
//!
//! Source: the Hunterian system, as in [`brahmic`]; every inherent vowel is spoken. Departures, after the press of
//! Kerala: ത is th, ഴ zh, a single ട within a word d (Wayanad), ശ s with sh beside it, റ്റ tt, ന്റ nt, ങ്ങ ng,
//! ഞ്ഞ nj; a doubled aspirate is written once (Pathanamthitta).

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
        'ഛ' => Letter::Consonant("ch"),
        'ഞ' => Letter::Consonant("nj"),
        'ത' => Letter::Consonant("th"),
        'ഫ' => Letter::Consonant("f/ph"),
        'ശ' => Letter::Consonant("s/sh"),
        'ഺ' => Letter::Consonant("t"),
        'ൺ' | 'ൻ' => Letter::Closed("n"),
        'ർ' | '\u{0D4E}' => Letter::Closed("r"),
        'ൽ' | 'ൾ' => Letter::Closed("l"),
        'ൿ' => Letter::Closed("k"),
        '\u{0D02}' | 'ൔ' => Letter::Closed("m"), // anusvara
        'ൕ' => Letter::Closed("y"),
        'ൖ' => Letter::Closed("zh"),
        'ഋ' => Letter::Vowel("ru/ri"),
        '\u{0D43}' => Letter::Sign("ri/ru"), // vocalic r
        '\u{0D57}' => Letter::Sign("au"),    // au, the usual sign
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut [Sound]) {
    for i in 0..sounds.len() {
        let clusters = i > 0 && sounds[i - 1].is_consonant() && sounds[i].is_consonant();
        let (before, this) = match i.checked_sub(1) {
            Some(j) => (sounds[j].letter, sounds[i].letter),
            None => continue,
        };
        let doubles = sounds.get(i + 1).is_some_and(|next| next.letter == this && next.is_consonant());
        match (before, this) {
            (_, 'ട') if !sounds[i - 1].is_consonant() && sounds[i].is_consonant() && !doubles => {
                sounds[i].text = "d/t";
            }
            _ if !clusters => {}
            ('ങ', 'ങ') | ('ത', 'ത' | 'ഥ') => sounds[i - 1].text = "",
            ('ഞ', 'ഞ') => (sounds[i - 1].text, sounds[i].text) = ("", "nj"),
            ('ഞ', _) => sounds[i - 1].text = "n",
            ('ജ', 'ഞ') => (sounds[i - 1].text, sounds[i].text) = ("jn/gn", ""),
            ('റ', 'റ') if i > 1 && sounds[i - 2].is_consonant() => (sounds[i - 1].text, sounds[i].text) = ("", "t"),
            ('റ', 'റ') => (sounds[i - 1].text, sounds[i].text) = ("t", "t"),
            ('ന' | 'ൻ', 'റ') => sounds[i].text = "t/d",
            ('ണ' | 'ൺ', 'ട') => sounds[i].text = "d",
            ('ശ', 'ശ') => (sounds[i - 1].text, sounds[i].text) = ("s", "s/h"),
            ('\u{0D02}', 'ക' | 'ഗ' | 'ഘ') => sounds[i - 1].text = "n",
            ('ക', 'സ') => (sounds[i - 1].text, sounds[i].text) = ("x/ks", ""),
            ('സ' | 'ശ' | 'ദ' | 'ത' | 'ക', 'വ') => sounds[i].text = "w/v",
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
    #[case("കേരളം", "keralam")]
    #[case("തിരുവനന്തപുരം", "thiruvananthapuram")]
    #[case("കൊല്ലം", "kollam")]
    #[case("പത്തനംതിട്ട", "pathanamthitta")]
    #[case("ആലപ്പുഴ", "alappuzha")]
    #[case("കോട്ടയം", "kottayam")]
    #[case("ഇടുക്കി", "idukki")]
    #[case("എറണാകുളം", "eranakulam")]
    #[case("കൊച്ചി", "kochi")]
    #[case("തൃശ്ശൂർ", "thrissur")]
    #[case("പാലക്കാട്", "palakkad")]
    #[case("മലപ്പുറം", "malappuram")]
    #[case("കോഴിക്കോട്", "kozhikkod")]
    #[case("വയനാട്", "vayanad")]
    #[case("കണ്ണൂർ", "kannur")]
    #[case("കാസർഗോഡ്", "kasargod")]
    #[case("കളമശ്ശേരി", "kalamasseri")]
    #[case("ചങ്ങനാശ്ശേരി", "changanasseri")]
    #[case("കാഞ്ഞങ്ങാട്", "kanjangad")]
    #[case("പിണറായി", "pinarayi")]
    #[case("വിജയൻ", "vijayan")]
    #[case("ഉമ്മൻ", "umman")]
    #[case("ചാണ്ടി", "chandi")]
    #[case("ആന്റണി", "antani")]
    #[case("അച്യുതാനന്ദൻ", "achyuthanandan")]
    #[case("ചെന്നിത്തല", "chennithala")]
    #[case("സുരേന്ദ്രൻ", "surendran")]
    #[case("മുരളീധരൻ", "muralidharan")]
    #[case("തരൂർ", "tharur")]
    #[case("മോഹൻലാൽ", "mohanlal")]
    #[case("മമ്മൂട്ടി", "mammutti")]
    #[case("സെപ്റ്റംബർ", "septambar")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "ശശി"), ["sasi", "shasi", "sashi", "shashi"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet =
            "ക ഖ ഗ ഘ ങ ച ഛ ജ ഝ ഞ ട ഠ ഡ ഢ ണ ത ഥ ദ ധ ന പ ഫ ബ ഭ മ യ ര റ ല ള ഴ വ ശ ഷ സ ഹ ൺ ൻ ർ ൽ ൾ ൿ അ ഇ ഉ ഋ എ ഏ ഐ ഒ ഓ ഔ";
        check::every_letter_is_heard(read, "കീ", alphabet, "കീ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0D00}'..='\u{0D7F}');
    }
}
