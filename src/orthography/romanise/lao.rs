//! Lao.
//!
//! Source: BGN/PCGN 1966 for the consonants; the vowels as the press of Laos writes them after the French manner
//! (Souphanouvong, Xieng Khouang). Every vowel is written, so a letter closes a syllable where no vowel follows it.
//! Tones are not written in Latin.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters = letters(word);
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        rest = syllable(rest, out);
    }
}

/// The letters without tone marks and without what the cancellation mark silences.
fn letters(word: &str) -> Vec<char> {
    let mut letters = Vec::new();
    for c in word.chars() {
        match c {
            '\u{0EC8}'..='\u{0ECB}' => {} // tone marks
            '\u{0ECC}' => {
                letters.pop(); // cancellation mark
            }
            'ໜ' => letters.extend(['ຫ', 'ນ']),
            'ໝ' => letters.extend(['ຫ', 'ມ']),
            '\u{0EB3}' => letters.extend(['\u{0ECD}', 'າ']), // am
            // After ai the letter is a plain y: ໄຊຍະບູລີ Xayaboury.
            'ຍ' if matches!(letters.as_slice(), [.., 'ໃ' | 'ໄ', _]) => letters.push('ຢ'),
            _ => letters.push(c),
        }
    }
    letters
}

/// Reads one syllable and returns what follows it.
fn syllable<'a>(letters: &'a [char], out: &mut Readings) -> &'a [char] {
    let (sign, rest) = match letters {
        [sign @ ('ເ' | 'ແ' | 'ໂ' | 'ໃ' | 'ໄ'), rest @ ..] => (Some(*sign), rest),
        _ => (None, letters),
    };
    let rest = onset(rest, out);
    if rest.len() == letters.len() {
        return &letters[1..];
    }
    let (vowel, rest) = match sign {
        Some(sign) => led_vowel(sign, rest),
        None => vowel(rest),
    };
    out.fork(&vowel.split('/').collect::<Vec<_>>());
    match rest {
        [c, after @ ..] if !opens(after) && !matches!(sign, Some('ໃ' | 'ໄ')) => match coda(*c) {
            Some(sound) => {
                out.append(sound);
                after
            }
            None => rest,
        },
        _ => rest,
    }
}

/// Writes the consonants at the start of a syllable.
fn onset<'a>(letters: &'a [char], out: &mut Readings) -> &'a [char] {
    let [first, rest @ ..] = letters else { return letters };
    if !is_consonant(*first) {
        return letters;
    }
    match (*first, rest) {
        ('ຫ', ['\u{0EBC}', after @ ..]) => {
            out.append("l");
            after
        }
        ('ຫ', [led @ ('ງ' | 'ຍ' | 'ນ' | 'ມ' | 'ລ' | 'ຣ' | 'ວ'), after @ ..]) if opens(after) => {
            write(*led, out);
            after
        }
        ('ກ' | 'ຂ' | 'ຄ', ['ວ', after @ ..]) if after.first().is_some_and(|&c| is_sign(c)) => {
            write(*first, out);
            out.fork(&["ou", "w"]);
            after
        }
        (_, [second @ ('ຣ' | 'ລ' | '\u{0EBC}'), after @ ..]) if after.first().is_some_and(|&c| is_sign(c)) => {
            write(*first, out);
            out.append(if *second == 'ຣ' { "r" } else { "l" });
            after
        }
        _ => {
            write(*first, out);
            rest
        }
    }
}

/// Whether what stands after a consonant makes it the start of a syllable.
fn opens(after: &[char]) -> bool {
    match after {
        [c, ..] if is_sign(*c) => true,
        ['ວ' | 'ອ', c, next @ ..] => coda(*c).is_some() && !next.first().is_some_and(|&c| is_sign(c)),
        ['ອ'] => true,
        _ => false,
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, 'ະ' | '\u{0EB1}' | 'າ' | '\u{0EB4}'..='\u{0EBD}' | '\u{0ECD}')
}

/// The vowel of a syllable with a sign before its consonants, and what follows the vowel.
fn led_vowel(sign: char, rest: &[char]) -> (&'static str, &[char]) {
    match (sign, rest) {
        ('ເ', ['\u{0EB7}', 'ອ', rest @ ..]) => ("ua/eua", rest), // yy
        ('ເ', ['\u{0EBB}', 'າ', rest @ ..]) => ("ao", rest),     // mai kon
        ('ເ', ['າ', 'ະ', rest @ ..]) => ("o", rest),
        ('ເ', ['\u{0EB4}' | '\u{0EB5}', rest @ ..]) => ("eu/oe", rest), // i, ii
        ('ເ', ['\u{0EB1}', 'ຽ' | 'ຍ', rest @ ..] | ['ຽ', rest @ ..]) => ("ia", rest),
        ('ເ', ['ຍ', rest @ ..]) if !opens(rest) => ("ia", rest),
        ('ເ', ['\u{0EB1}' | 'ະ', rest @ ..]) => ("e", rest),
        ('ເ', _) => ("e", rest),
        ('ແ', ['\u{0EB1}' | 'ະ', rest @ ..]) => ("ae/e", rest),
        ('ແ', _) => ("ae/e", rest),
        ('ໂ', ['ະ', rest @ ..]) => ("o", rest),
        ('ໂ', _) => ("o", rest),
        (_, ['ຢ', after @ ..]) if !opens(after) => ("ai", after),
        _ => ("ai/ay", rest),
    }
}

/// The vowel of a syllable without a sign before its consonants, and what follows the vowel.
fn vowel(rest: &[char]) -> (&'static str, &[char]) {
    match rest {
        ['\u{0EB1}' | '\u{0EBB}', 'ວ', rest @ ..] => ("oua/ua", rest), // ua, open
        ['\u{0ECD}', 'າ', rest @ ..] => ("am", rest),
        ['\u{0EB1}' | 'ະ' | 'າ', rest @ ..] => ("a", rest),
        ['\u{0EB4}' | '\u{0EB5}', rest @ ..] => ("i", rest), // i, ii
        ['\u{0EB6}' | '\u{0EB7}', rest @ ..] => ("eu/u", rest), // y, yy
        ['\u{0EB8}' | '\u{0EB9}', rest @ ..] => ("ou/u", rest), // u, uu
        ['\u{0EBB}' | '\u{0ECD}' | 'ອ', rest @ ..] => ("o", rest),
        ['ຽ', rest @ ..] => ("ia/ie", rest),
        ['ວ', after @ ..] if after.first().is_some_and(|&c| coda(c).is_some()) => ("oua/ua", after),
        _ => ("", rest),
    }
}

/// Writes a consonant at the start of a syllable.
fn write(c: char, out: &mut Readings) {
    match c {
        'ກ' => out.append("k"),
        'ຂ' | 'ຄ' | 'ຆ' => out.append("kh"),
        'ງ' => out.append("ng"),
        'ຈ' | 'ຉ' => out.append("ch"),
        'ສ' | 'ຨ' | 'ຩ' => out.append("s"),
        'ຊ' | 'ຌ' => out.fork(&["x", "s"]),
        'ຍ' | 'ຎ' => out.fork(&["nh", "y"]),
        'ດ' | 'ຑ' => out.append("d"),
        'ຕ' | 'ຏ' => out.append("t"),
        'ຖ' | 'ທ' | 'ຐ' | 'ຒ' | 'ຘ' => out.append("th"),
        'ນ' | 'ຓ' => out.append("n"),
        'ບ' => out.append("b"),
        'ປ' => out.append("p"),
        'ຜ' | 'ພ' | 'ຠ' => out.append("ph"),
        'ຝ' | 'ຟ' => out.append("f"),
        'ມ' => out.append("m"),
        'ຢ' => out.append("y"),
        'ຣ' => out.append("r"),
        'ລ' | 'ຬ' => out.append("l"),
        'ວ' => out.append("v"),
        'ຫ' | 'ຮ' => out.append("h"),
        _ => {}
    }
}

fn is_consonant(c: char) -> bool {
    matches!(c, 'ກ'..='ຮ')
}

/// A consonant at the end of a syllable.
fn coda(c: char) -> Option<&'static str> {
    Some(match c {
        'ກ' => "k",
        'ງ' => "ng",
        'ດ' | 'ສ' => "t",
        'ນ' | 'ຣ' | 'ລ' => "n",
        'ບ' => "p",
        'ມ' => "m",
        'ຍ' | 'ຽ' => "y",
        'ວ' => "o",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ວຽງຈັນ", "viangchan")]
    #[case("ຫຼວງພະບາງ", "louangphabang")]
    #[case("ຈຳປາສັກ", "champasak")]
    #[case("ສະຫວັນນະເຂດ", "savannakhet")]
    #[case("ຊຽງຂວາງ", "xiangkhouang")]
    #[case("ໄຊຍະບູລີ", "xaiyabouli")]
    #[case("ບໍ່ແກ້ວ", "bokaeo")]
    #[case("ຄຳມ່ວນ", "khammouan")]
    #[case("ສາລະວັນ", "salavan")]
    #[case("ເຊກອງ", "xekong")]
    #[case("ອັດຕະປື", "attapeu")]
    #[case("ປາກເຊ", "pakxe")]
    #[case("ຫົວພັນ", "houaphan")]
    #[case("ຜົ້ງສາລີ", "phongsali")]
    #[case("ອຸດົມໄຊ", "oudomxai")]
    #[case("ເມືອງ", "muang")]
    #[case("ລາວ", "lao")]
    #[case("ທອງລຸນ", "thongloun")]
    #[case("ສີສຸລິດ", "sisoulit")]
    #[case("ບຸນຍັງ", "bounnhang")]
    #[case("ວໍລະຈິດ", "volachit")]
    #[case("ໄກສອນ", "kaison")]
    #[case("ພົມວິຫານ", "phomvihan")]
    #[case("ສຸພານຸວົງ", "souphanouvong")]
    #[case("ຈູມມະລີ", "choummali")]
    #[case("ໄຊຍະສອນ", "xaiyason")]
    #[case("ສອນໄຊ", "sonxai")]
    #[case("ສີພັນດອນ", "siphandon")]
    #[case("ໜູຮັກ", "nouhak")]
    #[case("ພູມສະຫວັນ", "phoumsavan")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "ຊຽງ"), ["xiang", "siang", "xieng", "sieng"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ກ ຂ ຄ ງ ຈ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ສ ຫ ຮ";
        check::every_letter_is_heard(read, "ກີ", alphabet, "ີກ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0E80}'..='\u{0EFF}');
    }
}
