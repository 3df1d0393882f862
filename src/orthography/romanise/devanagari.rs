//! Devanagari: Hindi, Marathi, Nepali, Maithili, Konkani, Sanskrit.
//!
//! Source: the Hunterian system of the Survey of India, as in [`brahmic`]. Departures, after the press: ज्ञ is gy
//! (Hindi), with the dny of Marathi and the jn of Sanskrit beside it; व is w after a consonant and in -वाल.

use super::Readings;
use super::brahmic::{self, Kind, Letter, Schwa, Sound};

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut sounds = brahmic::parse(word, "a", letter);
    settle(&mut sounds);
    brahmic::read(&sounds, Schwa { stays_after, drops_within: true }, out);
}

fn letter(c: char, has_nukta: bool) -> Letter {
    match c {
        'फ' => Letter::Consonant(if has_nukta { "f" } else { "f/ph" }),
        'ॲ' => Letter::Vowel("a"),
        '\u{0945}' => Letter::Sign("a/e"), // candra e
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
pub(super) fn settle(sounds: &mut Vec<Sound>) {
    for i in 1..sounds.len() {
        let before = sounds[i - 1];
        let ends = sounds.len() <= i + 2 && sounds[i + 1..].iter().all(|sound| sound.kind == Kind::Inherent);
        match (before.letter, sounds[i].letter) {
            ('ज', 'ञ') if before.is_consonant() => join(sounds, i, "gy/dny/jn"),
            // The ks of loans; the native cluster is क्ष.
            ('क', 'स') if before.is_consonant() => join(sounds, i, "x/ks"),
            // Marathi writes foreign v so.
            ('व', 'ह') if before.is_consonant() => join(sounds, i, "v/w"),
            ('फ', 'फ') if before.is_consonant() && sounds[i].is_consonant() => {
                (sounds[i - 1].text, sounds[i].text) = ("f", "f");
            }
            (_, 'व') if before.is_consonant() && sounds[i].is_consonant() => sounds[i].text = "w/v",
            // Nepali writes the a of "bank" so.
            ('क' | 'ग' | 'प' | 'ब' | 'भ' | 'म' | 'ह', 'य')
                if before.is_consonant() && sounds.get(i + 1).is_some_and(|next| next.letter == AA) =>
            {
                sounds[i].text = "y/";
            }
            (_, 'झ') if ends && sounds[i].is_consonant() => sounds[i].text = "z/jh",
            _ => {}
        }
    }
    if let [.., v, aa, l, end] = sounds.as_mut_slice()
        && (v.letter, aa.letter, l.letter) == ('व', AA, 'ल')
        && !end.is_consonant()
    {
        v.text = "w/v";
    }
    brahmic::settle_glides(sounds);
}

/// The vowel sign of a long a.
const AA: char = '\u{093E}';

/// Gives the two consonants of a cluster one value.
fn join(sounds: &mut [Sound], second: usize, text: &'static str) {
    sounds[second - 1].text = text;
    sounds[second].text = "";
}

/// A final cluster that ends in a sonorant needs its vowel: Mishra, Aditya, Vishwa; but Anand, Bhatt, Bisht.
pub(super) fn stays_after(before: Sound, last: Sound) -> bool {
    matches!(last.first(), "r" | "y" | "v" | "w" | "l" | "n" | "m") && before.first() != last.first()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("नरेन्द्र", "narendra")]
    #[case("मोदी", "modi")]
    #[case("राहुल", "rahul")]
    #[case("गांधी", "gandhi")]
    #[case("अरविन्द", "arvind")]
    #[case("केजरीवाल", "kejriwal")]
    #[case("जवाहरलाल", "javaharlal")]
    #[case("मनमोहन", "manmohan")]
    #[case("सिंह", "singh")]
    #[case("अखिलेश", "akhilesh")]
    #[case("यादव", "yadav")]
    #[case("विश्वनाथ", "vishwanath")]
    #[case("आदित्य", "aditya")]
    #[case("मिश्र", "mishra")]
    #[case("आनन्द", "anand")]
    #[case("भट्ट", "bhatt")]
    #[case("आडवाणी", "advani")]
    #[case("गडकरी", "gadkari")]
    #[case("विजयनगर", "vijaynagar")]
    #[case("फूलन", "fulan")]
    #[case("फरीदाबाद", "faridabad")]
    #[case("मुज़फ़्फ़रनगर", "muzaffarnagar")]
    #[case("गुरप्रीत", "gurprit")]
    #[case("भागवत", "bhagwat")]
    #[case("सक्सेना", "saxena")]
    #[case("सिंधिया", "sindhia")]
    #[case("प्रियंका", "priyanka")]
    #[case("ज्ञानेन्द्र", "gyanendra")]
    #[case("कोइराला", "koirala")]
    #[case("प्रचण्ड", "prachand")]
    #[case("लक्ष्मण", "lakshman")]
    #[case("दिल्ली", "dilli")]
    #[case("मुंबई", "mumbai")]
    #[case("लखनऊ", "lakhnau")]
    #[case("अमृतसर", "amritsar")]
    #[case("चण्डीगढ़", "chandigarh")]
    #[case("छत्तीसगढ़", "chhattisgarh")]
    #[case("अनन्तनाग", "anantnag")]
    #[case("अगरतला", "agartala")]
    #[case("रायपुर", "raipur")]
    #[case("गुड़गांव", "gurgaon")]
    #[case("ग़ाज़ियाबाद", "ghaziabad")]
    #[case("काठमाडौं", "kathmadaun")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "विमला"), ["vimla", "vimala"]);
        assert_eq!(check::all(read, "गुप्त"), ["gupt", "gupta"]);
        assert_eq!(check::all(read, "क्यान्सस")[1], "kansas");
        assert_eq!(check::all(read, "दिया"), ["diya", "dia"]);
        assert_eq!(check::all(read, "यज्ञ"), ["yagya", "yadnya", "yajna"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल ळ व श ष स ह अ इ उ ऋ ए ऐ ओ औ ॲ ऑ";
        check::every_letter_is_heard(read, "की", alphabet, "की");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0900}'..='\u{097F}');
    }
}
