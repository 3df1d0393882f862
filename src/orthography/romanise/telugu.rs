//! Telugu.
//!
//! Source: the Hunterian system, as in [`brahmic`]; every inherent vowel is spoken. Departures, after the press of
//! Andhra Pradesh and Telangana: శ is s, with sh beside it; -ayya is -aiah, -ayudu -aidu.

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
        'ఛ' => Letter::Consonant("ch"),
        'శ' => Letter::Consonant("s/sh"),
        'ఫ' => Letter::Consonant("f/ph"),
        'ౘ' => Letter::Consonant("ts"),
        'ౙ' => Letter::Consonant("dz"),
        'ఋ' => Letter::Vowel("ru/ri"),
        '\u{0C43}' => Letter::Sign("ri/ru"), // vocalic r
        '\u{0C02}' => Letter::Nasal("m"),    // anusvara
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut [Sound]) {
    for i in 1..sounds.len() {
        match (sounds[i - 1].letter, sounds[i].letter) {
            _ if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) => {}
            ('జ', 'ఞ') => (sounds[i - 1].text, sounds[i].text) = ("gn/jn", ""),
            ('క', 'స') => (sounds[i - 1].text, sounds[i].text) = ("x/ks", ""),
            ('ల' | 'ర', 'వ') => {}
            (_, 'వ') => sounds[i].text = "w/v",
            _ => {}
        }
    }
    match sounds {
        // -వాడ, a town; -వాల, a man of.
        [.., v, aa, end, _] if (v.letter, aa.text) == ('వ', "a") && matches!(end.letter, 'డ' | 'ల') => {
            v.text = "w/v";
        }
        [.., aa, y, u, d, _] if (aa.text, y.letter, u.text, d.letter) == ("a", 'య', "u", 'డ') => {
            (y.text, u.text) = ("i/yu", "");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("శ్రీకాకుళం", "srikakulam")]
    #[case("నరేంద్ర", "narendra")]
    #[case("మోదీ", "modi")]
    #[case("చంద్రబాబు", "chandrababu")]
    #[case("నాయుడు", "naidu")]
    #[case("జగన్", "jagan")]
    #[case("మోహన్", "mohan")]
    #[case("రెడ్డి", "reddi")]
    #[case("రాజశేఖర", "rajasekhara")]
    #[case("కల్వకుంట్ల", "kalvakuntla")]
    #[case("రావు", "ravu")]
    #[case("రేవంత్", "revant")]
    #[case("పవన్", "pavan")]
    #[case("కళ్యాణ్", "kalyan")]
    #[case("వెంకయ్య", "venkaiah")]
    #[case("నరసింహ", "narasimha")]
    #[case("సత్యనారాయణ", "satyanarayana")]
    #[case("ఒవైసీ", "ovaisi")]
    #[case("చిరంజీవి", "chiranjivi")]
    #[case("రామోజీ", "ramoji")]
    #[case("హైదరాబాద్", "haidarabad")]
    #[case("విజయవాడ", "vijayawada")]
    #[case("విశాఖపట్నం", "visakhapatnam")]
    #[case("తిరుపతి", "tirupati")]
    #[case("గుంటూరు", "gunturu")]
    #[case("వరంగల్", "varangal")]
    #[case("అమరావతి", "amaravati")]
    #[case("తెలంగాణ", "telangana")]
    #[case("ఆంధ్ర", "andhra")]
    #[case("కృష్ణ", "krishna")]
    #[case("కర్నూలు", "karnulu")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "రాయుడు"), ["raidu", "rayudu"]);
        assert_eq!(check::all(read, "శంకర్"), ["sankar", "shankar"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet =
            "క ఖ గ ఘ ఙ చ ఛ జ ఝ ఞ ట ఠ డ ఢ ణ త థ ద ధ న ప ఫ బ భ మ య ర ఱ ల ళ ఴ వ శ ష స హ ౘ ౙ అ ఇ ఉ ఋ ఎ ఏ ఐ ఒ ఓ ఔ";
        check::every_letter_is_heard(read, "కీ", alphabet, "కీ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0C00}'..='\u{0C7F}');
    }
}
