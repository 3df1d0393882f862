//! Thaana (Dhivehi): consonants carry a vowel sign or the sign of no vowel.
//!
//! Source: the official Malé Latin of 1976, which BGN/PCGN 1988 adopts. Departures: the consonants with dots, which
//! write Arabic words, are read as in Arabic; a consonant without any sign (prenasalised ނ) reads bare; the dental
//! stops, official "dh" and "th", read "d" and "t" as well.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let closes = letters.next_if_eq(&SUKUN).is_some();
        match (letter, letters.peek()) {
            // A closed alifu or shaviyani is a glottal stop: it doubles the consonant after it.
            ('އ' | 'ށ', Some(&next)) if closes => out.append(first_letter(next)),
            ('އ' | 'ށ', None) if closes => out.append("h"),
            ('ދ', _) => out.fork(&["dh", "d"]),
            ('ތ', _) => out.fork(&["th", "t"]),
            _ => out.append(sound(letter)),
        }
    }
}

/// The sign of no vowel.
const SUKUN: char = '\u{07B0}';

/// The first reading letter of a consonant: "dh" doubles to "ddh".
fn first_letter(consonant: char) -> &'static str {
    let sound = match consonant {
        'ދ' => "d",
        'ތ' => "t",
        _ => sound(consonant),
    };
    let end = sound.chars().next().map_or(0, char::len_utf8);
    &sound[..end]
}

fn sound(letter: char) -> &'static str {
    match letter {
        'ހ' | 'ޙ' => "h",
        'ށ' | 'ޝ' => "sh",
        'ނ' | 'ޱ' => "n",
        'ރ' => "r",
        'ބ' => "b",
        'ޅ' => "lh",
        'ކ' => "k",
        'ވ' => "v",
        'މ' => "m",
        'ފ' => "f",
        'ލ' => "l",
        'ގ' => "g",
        'ޏ' => "gn",
        'ސ' | 'ޞ' => "s",
        'ޑ' | 'ޟ' => "d",
        'ޒ' | 'ޡ' => "z",
        'ޓ' | 'ޠ' => "t",
        'ޔ' => "y",
        'ޕ' => "p",
        'ޖ' => "j",
        'ޗ' => "ch",
        'ޘ' => "th",
        'ޚ' => "kh",
        'ޛ' => "dh",
        'ޜ' => "zh",
        'ޢ' => "ʿ",
        'ޣ' => "gh",
        'ޤ' => "q",
        'ޥ' => "w",
        '\u{07A6}' => "a",  // abafili
        '\u{07A7}' => "aa", // aabaafili
        '\u{07A8}' => "i",  // ibifili
        '\u{07A9}' => "ee", // eebeefili
        '\u{07AA}' => "u",  // ubufili
        '\u{07AB}' => "oo", // ooboofili
        '\u{07AC}' => "e",  // ebefili
        '\u{07AD}' => "ey", // eybeyfili
        '\u{07AE}' => "o",  // obofili
        '\u{07AF}' => "oa", // oaboafili
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("މާލެ", "maale")]
    #[case("ދިވެހިރާއްޖެ", "dhivehiraajje")]
    #[case("ދިވެހި", "dhivehi")]
    #[case("އައްޑޫ", "addoo")]
    #[case("ހުޅުމާލެ", "hulhumaale")]
    #[case("ވިލިނގިލި", "vilingili")]
    #[case("ފުވައްމުލައް", "fuvammulah")]
    #[case("ކުޅުދުއްފުށި", "kulhudhuffushi")]
    #[case("ތިނަދޫ", "thinadhoo")]
    #[case("ނައިފަރު", "naifaru")]
    #[case("ހިންނަވަރު", "hinnavaru")]
    #[case("މާފުށި", "maafushi")]
    #[case("ގަން", "gan")]
    #[case("އުތީމު", "utheemu")]
    #[case("މުޙައްމަދު", "muhammadhu")]
    #[case("ނަޝީދު", "nasheedhu")]
    #[case("އިބްރާހީމް", "ibraaheem")]
    #[case("ޞާލިޙު", "saalihu")]
    #[case("ޔާމީން", "yaameen")]
    #[case("ޢަބްދުލް", "ʿabdhul")]
    #[case("ޤައްޔޫމް", "qayyoom")]
    #[case("މަޢުމޫން", "maʿumoon")]
    #[case("ވަޙީދު", "vaheedhu")]
    #[case("ޢަލީ", "ʿalee")]
    #[case("ޙަސަން", "hasan")]
    #[case("މުޢިއްޒު", "muʿizzu")]
    #[case("އަޙުމަދު", "ahumadhu")]
    #[case("ފާޠިމަތު", "faatimathu")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn dentals_fork() {
        assert_eq!(check::all(read, "ދިވެހި"), ["dhivehi", "divehi"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let consonants = "ހ ށ ނ ރ ބ ޅ ކ ވ މ ފ ދ ތ ލ ގ ޏ ސ ޑ ޒ ޓ ޔ ޕ ޖ ޗ ޘ ޙ ޚ ޛ ޜ ޝ ޞ ޟ ޠ ޡ ޢ ޣ ޤ ޥ ޱ";
        check::every_letter_is_heard(read, "މަ", consonants, "ަމް");
        for vowel in '\u{07A6}'..='\u{07AF}' {
            assert_eq!(check::first(read, &format!("އ{vowel}")), sound(vowel));
        }
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0780}'..='\u{07BF}');
    }
}
