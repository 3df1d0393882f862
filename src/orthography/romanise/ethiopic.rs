//! Ethiopic (Amharic, Tigrinya, Ge'ez): a letter is a consonant in one of seven orders of vowels.
//!
//! Source: BGN/PCGN 1967 for the vowels (e u i a e i o; the throat letters have "a" in the first order) and for the
//! consonants but for ቀ, which is "q" as in ALA-LC. Departures: no marks on ejectives, ጸ and ፀ are "ts"; አ is heard
//! (a glottal stop) only inside a word, ዐ everywhere, since Tigrinya says it.
//!
//! The sixth order is a short "i" or no vowel. It is none after a syllable that has a vowel, and at the end; of two
//! sixth orders that end a word the first may have one (ምኒልክ Minilik): that forks.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut syllables = word.chars().filter_map(Syllable::of).peekable();
    // Whether the syllable before ends in a vowel; at the start, whether there is one.
    let mut open = None;
    while let Some(syllable) = syllables.next() {
        if open.is_some() || syllable.consonant != "ʾ" {
            out.append(syllable.consonant);
        }
        let mut rest = syllables.clone();
        let next = rest.next();
        open = Some(match (syllable.vowel, open, next) {
            (Some(vowel), _, _) => {
                out.append(vowel);
                true
            }
            (None, Some(false), Some(next)) if syllable.glides_into(next) => false,
            (None, None, _) | (None, Some(false), Some(_)) => {
                out.append("i");
                true
            }
            (None, Some(true), Some(Syllable { vowel: None, .. })) if rest.next().is_none() => {
                out.fork(&["i", ""]);
                true
            }
            (None, Some(_), _) => false,
        });
    }
}

/// A letter: a consonant and its vowel, which the sixth order leaves open.
#[derive(Clone, Copy)]
struct Syllable {
    consonant: &'static str,
    vowel: Option<&'static str>,
}

impl Syllable {
    /// The syllable that `c` writes; `None` for marks, digits and punctuation.
    fn of(c: char) -> Option<Self> {
        if let Some((consonant, vowel)) = single(c) {
            return Some(Self { consonant, vowel: Some(vowel) });
        }
        let first = char::from_u32(c as u32 & !7)?;
        let order = c as u32 & 7;
        if let Some(consonant) = labialised(first) {
            return Some(Self { consonant, vowel: labialised_vowel(order) });
        }
        let consonant = plain(first)?;
        let vowel = match order {
            0 if matches!(consonant, "h" | "ʾ" | "ʿ") => Some("a"),
            0 | 4 => Some("e"),
            1 => Some("u"),
            2 => Some("i"),
            3 => Some("a"),
            5 => None,
            6 => Some("o"),
            _ => Some("wa"),
        };
        Some(Self { consonant, vowel })
    }

    /// Whether the consonant is said in one breath with that of `next` (the tr of ኤርትራ Ertra).
    fn glides_into(self, next: Self) -> bool {
        next.vowel.is_some()
            && matches!(next.consonant, "r" | "l")
            && matches!(self.consonant, "b" | "d" | "f" | "g" | "k" | "p" | "q" | "t")
    }
}

/// The consonant of a row of eight code points, by the code point it starts at.
fn plain(first: char) -> Option<&'static str> {
    Some(match first {
        'ሀ' | 'ሐ' | 'ኀ' => "h",
        'ለ' => "l",
        'መ' => "m",
        'ሠ' | 'ሰ' => "s",
        'ረ' => "r",
        'ሸ' | 'ⶠ' => "sh",
        'ቀ' | 'ቐ' => "q",
        'በ' | 'ꬨ' => "b",
        'ቨ' => "v",
        'ተ' | 'ጠ' | '\u{AB00}' => "t",
        'ቸ' | 'ጨ' | 'ⶨ' | 'ⶸ' | 'ꬠ' => "ch",
        'ነ' => "n",
        'ኘ' => "ny",
        'አ' => "ʾ",
        'ከ' => "k",
        'ኸ' => "kh",
        'ወ' => "w",
        'ዐ' => "ʿ",
        'ዘ' => "z",
        'ዠ' | 'ⶰ' => "zh",
        'የ' => "y",
        'ደ' | 'ዸ' | '\u{AB08}' => "d",
        'ጀ' => "j",
        'ገ' => "g",
        'ጘ' => "ng",
        'ጰ' | 'ፐ' => "p",
        'ጸ' | 'ፀ' => "ts",
        'ፈ' => "f",
        '\u{AB10}' => "dz",
        'ⷀ' => "qy",
        'ⷈ' => "ky",
        'ⷐ' => "khy",
        'ⷘ' => "gy",
        _ => return None,
    })
}

/// The consonant of a row of rounded letters (ቈ "qwe").
fn labialised(first: char) -> Option<&'static str> {
    Some(match first {
        'ቈ' | 'ቘ' => "qw",
        'ኈ' => "hw",
        'ኰ' => "kw",
        'ዀ' => "khw",
        'ጐ' => "gw",
        _ => return None,
    })
}

/// The vowel of a rounded letter: the rows have no second and no seventh order.
fn labialised_vowel(order: u32) -> Option<&'static str> {
    match order {
        2 => Some("i"),
        3 => Some("a"),
        5 => None,
        _ => Some("e"),
    }
}

/// Letters outside the regular rows.
fn single(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        'ኧ' => ("ʾ", "e"),
        'ሇ' => ("h", "o"),
        'ፘ' => ("ry", "a"),
        'ፙ' => ("my", "a"),
        'ፚ' => ("fy", "a"),
        'ᎀ'..='ᎃ' => ("mw", rounded_vowel(c)),
        'ᎄ'..='ᎇ' => ("bw", rounded_vowel(c)),
        'ᎈ'..='ᎋ' => ("fw", rounded_vowel(c)),
        'ᎌ'..='ᎏ' => ("pw", rounded_vowel(c)),
        'ⶀ' => ("l", "o"),
        'ⶁ' => ("m", "o"),
        'ⶂ' => ("r", "o"),
        'ⶃ' => ("s", "o"),
        'ⶄ' => ("sh", "o"),
        'ⶅ' => ("b", "o"),
        'ⶆ' | 'ⶏ' => ("t", "o"),
        'ⶇ' | 'ⶐ' => ("ch", "o"),
        'ⶈ' => ("n", "o"),
        'ⶉ' => ("ny", "o"),
        'ⶊ' => ("ʾ", "o"),
        'ⶋ' => ("z", "o"),
        'ⶌ' | 'ⶍ' => ("d", "o"),
        'ⶎ' => ("j", "o"),
        'ⶑ' | 'ⶒ' => ("p", "o"),
        'ⶓ'..='ⶖ' => ("gw", "a"),
        _ => return None,
    })
}

/// The vowel of the rounded letters of Sebat Bet, which stand in fours.
fn rounded_vowel(c: char) -> &'static str {
    match c as u32 % 4 {
        0 => "a",
        1 => "i",
        _ => "e",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ኢትዮጵያ", "ityopya")]
    #[case("አዲስ", "adis")]
    #[case("አበባ", "abeba")]
    #[case("መቀሌ", "meqele")]
    #[case("ጎንደር", "gonder")]
    #[case("ባሕር", "bahir")]
    #[case("ዳር", "dar")]
    #[case("ላሊበላ", "lalibela")]
    #[case("አክሱም", "aksum")]
    #[case("ትግራይ", "tigray")]
    #[case("አማራ", "amara")]
    #[case("ኦሮሚያ", "oromiya")]
    #[case("ሐረር", "harer")]
    #[case("ጅማ", "jima")]
    #[case("ኤርትራ", "ertra")] // Tigrinya
    #[case("አስመራ", "asmera")]
    #[case("ምጽዋ", "mitswa")] // Massawa
    #[case("ዐቢይ", "ʿabiy")]
    #[case("አህመድ", "ahmed")]
    #[case("ኃይለማርያም", "haylemaryam")]
    #[case("ደሳለኝ", "desaleny")]
    #[case("መለስ", "meles")]
    #[case("ዜናዊ", "zenawi")]
    #[case("መንግስቱ", "mengistu")]
    #[case("ኃይለ", "hayle")]
    #[case("ሥላሴ", "silase")]
    #[case("ተፈሪ", "teferi")]
    #[case("ምኒልክ", "minilik")]
    #[case("ቴዎድሮስ", "tewodros")]
    #[case("አድሓኖም", "adhanom")] // Tigrinya
    #[case("ኢሳያስ", "isayas")]
    #[case("አፈወርቂ", "afewerqi")] // Tigrinya
    #[case("ደብረጽዮን", "debretsyon")]
    #[case("ገብረሚካኤል", "gebremikaʾel")]
    #[case("ብርሃኑ", "birhanu")]
    #[case("ጌታቸው", "getachew")]
    #[case("ጨርጨር", "chercher")]
    #[case("ዠ", "zhe")]
    #[case("ቋራ", "qwara")]
    #[case("ጓንጓ", "gwangwa")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn a_closing_pair_of_sixth_orders_forks() {
        assert_eq!(check::all(read, "ዮሐንስ"), ["yohanis", "yohans"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let first_orders =
            "ሀ ለ ሐ መ ሠ ረ ሰ ሸ ቀ ቐ በ ቨ ተ ቸ ኀ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ የ ደ ዸ ጀ ገ ጘ ጠ ጨ ጰ ጸ ፀ ፈ ፐ ቈ ኈ ኰ ዀ ጐ ቘ ፘ ፙ ፚ";
        check::every_letter_is_heard(read, "", first_orders, "");
        for first in first_orders.split_whitespace().take(37).filter_map(|row| row.chars().next()) {
            for order in 0..7 {
                let letter = char::from_u32(first as u32 + order).expect("a row is eight code points long");
                assert_ne!(check::first(read, &letter.to_string()), "", "{letter}");
            }
        }
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{1200}'..='\u{139F}');
        check::only_reading_letters(read, '\u{2D80}'..='\u{2DDF}');
        check::only_reading_letters(read, '\u{AB00}'..='\u{AB2F}');
    }
}
