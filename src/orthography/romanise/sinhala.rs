//! Sinhala.
//!
//! Source: ISO 15919 without its marks; every inherent vowel is spoken. Departures, after the press of Sri Lanka:
//! ච is ch, ශ and ෂ sh, the latter s after k (Rajapaksa); the retroflex aspirates are plain (Gotabaya); ඇ is e or a;
//! ව is w.

use super::Readings;
use super::brahmic::{self, Letter, Sound};

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut sounds = brahmic::parse(word, "a", |c, _| letter(c));
    settle(&mut sounds);
    brahmic::tidy(&mut sounds);
    brahmic::read_full(&sounds, out);
}

fn letter(c: char) -> Letter {
    use Letter::{Closed, Consonant, Nasal, Sign, Silent, Virama, Vowel};
    match c {
        'ක' => Consonant("k"),
        'ඛ' => Consonant("kh"),
        'ග' => Consonant("g"),
        'ඝ' => Consonant("gh"),
        'ඞ' | 'ඟ' => Consonant("ng"),
        'ච' | 'ඡ' => Consonant("ch"),
        'ජ' | 'ඣ' => Consonant("j"),
        'ඤ' => Consonant("n"),
        'ඥ' => Consonant("gn/n"),
        'ඦ' => Consonant("nj"),
        'ට' | 'ඨ' => Consonant("t"),
        'ඩ' | 'ඪ' => Consonant("d"),
        'ණ' | 'න' => Consonant("n"),
        'ඬ' | 'ඳ' => Consonant("nd"),
        'ත' => Consonant("t/th"),
        'ථ' => Consonant("th"),
        'ද' => Consonant("d"),
        'ධ' => Consonant("dh/d"),
        'ප' => Consonant("p"),
        'ඵ' => Consonant("ph/f"),
        'බ' => Consonant("b"),
        'භ' => Consonant("b/bh"),
        'ම' => Consonant("m"),
        'ඹ' => Consonant("mb"),
        'ය' => Consonant("y"),
        'ර' => Consonant("r"),
        'ල' | 'ළ' => Consonant("l"),
        'ව' => Consonant("w/v"),
        'ශ' | 'ෂ' => Consonant("sh/s"),
        'ස' => Consonant("s"),
        'හ' => Consonant("h"),
        'ෆ' => Consonant("f"),
        'අ' | 'ආ' => Vowel("a"),
        'ඇ' | 'ඈ' => Vowel("e/a"),
        'ඉ' | 'ඊ' => Vowel("i"),
        'උ' | 'ඌ' => Vowel("u"),
        'ඍ' | 'ඎ' => Vowel("ri/ru"),
        'ඏ' | 'ඐ' => Vowel("li"),
        'එ' | 'ඒ' => Vowel("e"),
        'ඓ' => Vowel("ai"),
        'ඔ' | 'ඕ' => Vowel("o"),
        'ඖ' => Vowel("au"),
        '\u{0DCF}' => Sign("a"),                  // aa
        '\u{0DD0}' | '\u{0DD1}' => Sign("e/a"),   // ae
        '\u{0DD2}' | '\u{0DD3}' => Sign("i"),     // i, ii
        '\u{0DD4}' | '\u{0DD6}' => Sign("u"),     // u, uu
        '\u{0DD8}' | '\u{0DF2}' => Sign("ri/ru"), // vocalic r
        '\u{0DDF}' | '\u{0DF3}' => Sign("li"),    // vocalic l
        '\u{0DD9}' | '\u{0DDA}' => Sign("e"),     // e, ee
        '\u{0DDB}' => Sign("ai"),
        '\u{0DDC}' | '\u{0DDD}' => Sign("o"), // o, oo
        '\u{0DDE}' => Sign("au"),
        '\u{0DCA}' => Virama,
        '\u{0D82}' => Nasal("n"),  // anusvara
        '\u{0D83}' => Closed("h"), // visarga
        _ => Silent,
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut [Sound]) {
    for i in 1..sounds.len() {
        match (sounds[i - 1].letter, sounds[i].letter) {
            _ if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) => {}
            ('ක', 'ෂ') => sounds[i].text = "s/sh",
            ('ත', 'ත' | 'ථ') => sounds[i - 1].text = "t",
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
    #[case("රාජපක්ෂ", "rajapaksa")]
    #[case("මහින්ද", "mahinda")]
    #[case("ගෝඨාභය", "gotabaya")]
    #[case("රනිල්", "ranil")]
    #[case("වික්‍රමසිංහ", "wikramasingha")]
    #[case("අනුර", "anura")]
    #[case("කුමාර", "kumara")]
    #[case("දිසානායක", "disanayaka")]
    #[case("ප්‍රේමදාස", "premadasa")]
    #[case("සජිත්", "sajit")]
    #[case("සිරිසේන", "sirisena")]
    #[case("මෛත්‍රීපාල", "maitripala")]
    #[case("බණ්ඩාරනායක", "bandaranayaka")]
    #[case("චන්ද්‍රිකා", "chandrika")]
    #[case("ජයවර්ධන", "jayawardhana")]
    #[case("හරිනි", "harini")]
    #[case("අමරසූරිය", "amarasuriya")]
    #[case("ෆොන්සේකා", "fonseka")]
    #[case("සංගක්කාර", "sangakkara")]
    #[case("කොළඹ", "kolamba")]
    #[case("මහනුවර", "mahanuwara")]
    #[case("ගාල්ල", "galla")]
    #[case("යාපනය", "yapanaya")]
    #[case("අනුරාධපුරය", "anuradhapuraya")]
    #[case("හම්බන්තොට", "hambantota")]
    #[case("කෑගල්ල", "kegalla")]
    #[case("කුරුණෑගල", "kurunegala")]
    #[case("රත්නපුර", "ratnapura")]
    #[case("ශ්‍රී", "sri")]
    #[case("ලංකා", "lanka")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "භය"), ["baya", "bhaya"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ක ඛ ග ඝ ඞ ඟ ච ඡ ජ ඣ ඤ ඥ ඦ ට ඨ ඩ ඪ ණ ඬ ත ථ ද ධ න ඳ ප ඵ බ භ ම ඹ ය ර ල ව ශ ෂ ස හ ළ ෆ අ ඉ උ එ ඔ";
        check::every_letter_is_heard(read, "කී", alphabet, "කී");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0D80}'..='\u{0DFF}');
    }
}
