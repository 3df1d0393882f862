//! Burmese.
//!
//! Source: BGN/PCGN 1970 without its marks, changed to what the press of Myanmar writes: ထ is ht, ဖ ph, ချ ch, a tone
//! shows in -int and -unt (Myint, Nyunt), ေ is ay. Stops are voiced within a word, which the script does not show: names
//! of people are printed without it, those of places with it, and so does the second reading.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters: Vec<char> = word.chars().collect();
    let plain = read_as(&letters, Voicing::AsWritten);
    let voiced = read_as(&letters, Voicing::Spoken);
    out.append(plain.first());
    out.also(voiced.first().to_owned());
    plain.iter().for_each(|reading| out.also(reading.to_owned()));
}

/// Whether stops are voiced within a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voicing {
    AsWritten,
    /// After vowels and nasals.
    Spoken,
}

fn read_as(letters: &[char], voicing: Voicing) -> Readings {
    let mut out = Readings::new();
    let mut rest = letters;
    while !rest.is_empty() {
        rest = syllable(rest, voicing, &mut out);
    }
    out
}

const MEDIAL_YA: char = '\u{103B}';
const MEDIAL_RA: char = '\u{103C}';
const MEDIAL_WA: char = '\u{103D}';
const MEDIAL_HA: char = '\u{103E}';
/// Takes the vowel from a final consonant.
const ASAT: char = '\u{103A}';
/// Joins a final consonant to the next one, which stands below it.
const STACKER: char = '\u{1039}';
const VISARGA: char = '\u{1038}';
/// The dot of the creaky tone.
const DOT: char = '\u{1037}';

/// Reads one syllable and returns what follows it.
fn syllable<'a>(letters: &'a [char], voicing: Voicing, out: &mut Readings) -> &'a [char] {
    let [first, rest @ ..] = letters else { return letters };
    if let Some(vowel) = independent_vowel(*first) {
        fork(vowel, out);
        return skip(rest, |c| matches!(c, VISARGA | DOT));
    }
    if !is_consonant(*first) {
        return rest;
    }
    let medials = split(rest, |c| matches!(c, MEDIAL_YA..=MEDIAL_HA));
    let vowels = split(medials.1, |c| {
        matches!(c, TALL_AA..=AI | ANUSVARA | DOT | VISARGA) || (c == ASAT && !medials.1.starts_with(&[ASAT]))
    });
    let (coda, is_creaky, after) = coda(vowels.1);
    let has_w = medials.0.contains(&MEDIAL_WA);
    let rhyme = rhyme(vowel(vowels.0), coda, has_w, is_creaky);
    let vowel_takes_w = has_w && rhyme.starts_with('u');
    let is_voiced = voicing == Voicing::Spoken && out.first().ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'w', 'n', 'g']);
    let base = if is_voiced { voiced(*first) } else { *first };
    fork(&initial(base, medials.0, has_w && !vowel_takes_w), out);
    // အေး is Aye.
    fork(if *first == 'အ' && rhyme == "ay/e" { "aye/ay" } else { rhyme }, out);
    after
}

fn fork(options: &str, out: &mut Readings) {
    out.fork(&options.split('/').collect::<Vec<_>>());
}

/// The longest start of `letters` whose letters all fit, and the rest.
fn split(letters: &[char], fits: impl Fn(char) -> bool) -> (&[char], &[char]) {
    letters.split_at(letters.iter().take_while(|&&c| fits(c)).count())
}

fn skip(letters: &[char], fits: impl Fn(char) -> bool) -> &[char] {
    split(letters, fits).1
}

/// The final consonant, whether its tone is creaky, and what follows.
fn coda(letters: &[char]) -> (Option<char>, bool, &[char]) {
    match letters {
        [c, DOT, ASAT, rest @ ..] | [c, ASAT, DOT, rest @ ..] if is_consonant(*c) => (Some(*c), true, rest),
        [c, ASAT, STACKER, rest @ ..] if is_consonant(*c) => (Some(*c), false, rest),
        [c, ASAT, rest @ ..] if is_consonant(*c) => (Some(*c), false, skip(rest, |c| c == VISARGA)),
        [c, STACKER, rest @ ..] if is_consonant(*c) => (Some(*c), false, rest),
        _ => (None, false, letters),
    }
}

const TALL_AA: char = '\u{102B}';
const AA: char = '\u{102C}';
const I: char = '\u{102D}';
const II: char = '\u{102E}';
const U: char = '\u{102F}';
const UU: char = '\u{1030}';
const E: char = '\u{1031}';
const AI: char = '\u{1032}';
const ANUSVARA: char = '\u{1036}';

/// What the vowel signs of a syllable sound like before a final consonant is looked at.
fn vowel(signs: &[char]) -> &'static str {
    let has = |sign: char| signs.contains(&sign);
    let has_aa = has(TALL_AA) || has(AA);
    match () {
        () if has(E) && has_aa => "aw",
        () if has(E) => "e",
        () if has(AI) => "ai",
        () if has(I) && has(U) && has(VISARGA) => "oo",
        () if has(I) && has(U) => "o",
        () if has(U) && has(ANUSVARA) => "on",
        () if has(I) && has(ANUSVARA) => "ein",
        () if has(ANUSVARA) && has(DOT) => "ant",
        () if has(ANUSVARA) => "an",
        () if has(I) || has(II) => "i",
        () if has(U) || has(UU) => "u",
        () => "",
    }
}

/// The vowel and the final consonant of a syllable, options parted by a slash.
fn rhyme(vowel: &'static str, coda: Option<char>, has_w: bool, is_creaky: bool) -> &'static str {
    let Some(coda) = coda else { return open(vowel, has_w) };
    match (vowel, coda) {
        ("", 'က'..='ဃ') => "et",
        ("aw", 'က'..='ဃ') => "auk",
        ("o", 'က'..='ဃ') => "aik/ike",
        ("", 'င') if is_creaky => "int/in",
        ("aw", 'င') => "aung",
        ("o", 'င') => "aing/ine",
        ("", 'င' | 'ဉ') => "in",
        ("", 'စ'..='ဈ') => "it",
        ("", 'ည') => "i/e",
        ("i", 'န' | 'ဏ' | 'မ') if is_creaky => "eint",
        ("i", 'န' | 'ဏ' | 'မ') => "ein",
        ("u", 'န' | 'ဏ' | 'မ') if is_creaky => "ont/oont",
        ("u", 'န' | 'ဏ' | 'မ') => "on/one",
        (_, 'န' | 'ဏ' | 'မ') if is_creaky => {
            if has_w {
                "unt/ont"
            } else {
                "ant"
            }
        }
        (_, 'န' | 'ဏ' | 'မ') => {
            if has_w {
                "un/on"
            } else {
                "an"
            }
        }
        ("i", 'ဋ'..='ဎ' | 'တ'..='ဓ' | 'ပ'..='ဘ' | 'သ') => "eik/eit",
        ("u", 'ဋ'..='ဎ' | 'တ'..='ဓ' | 'ပ'..='ဘ' | 'သ') => "ok/oke",
        ("" | "a", 'ဋ'..='ဎ' | 'တ'..='ဓ' | 'ပ'..='ဘ' | 'သ') => {
            if has_w {
                "ut"
            } else {
                "at"
            }
        }
        ("", 'ယ') => "e/ay",
        _ => open(vowel, has_w),
    }
}

/// The vowel of a syllable without a final consonant.
fn open(vowel: &'static str, has_w: bool) -> &'static str {
    match vowel {
        "" => "a",
        // Shwe, but Nay, Htay, Aye.
        "e" if has_w => "e/ay",
        "e" => "ay/e",
        "ai" => "e/ae",
        "oo" => "oe/o",
        _ => vowel,
    }
}

/// The letter for the voiced sound of a stop.
fn voiced(c: char) -> char {
    match c {
        'က' | 'ခ' => 'ဂ',
        'စ' | 'ဆ' => 'ဇ',
        'တ' | 'ထ' | 'ဋ' | 'ဌ' => 'ဒ',
        'ပ' | 'ဖ' => 'ဗ',
        _ => c,
    }
}

/// A consonant with its medials, options parted by a slash.
fn initial(c: char, medials: &[char], has_w: bool) -> String {
    let has_y = medials.iter().any(|m| matches!(*m, MEDIAL_YA | MEDIAL_RA));
    let has_h = medials.contains(&MEDIAL_HA);
    let base = match c {
        'ရ' | 'လ' | 'သ' if has_h && (has_y || c == 'ရ') => "sh",
        'ခ' if has_y => "ch",
        'ဂ' if has_y => "gy/j",
        'င' if has_y => "ny",
        _ => consonant(c),
    };
    let y = if has_y && !matches!(base, "sh" | "ch" | "gy/j" | "ny") { "y" } else { "" };
    let w = if has_w { "w" } else { "" };
    let h = if has_h && base != "sh" { "h" } else { "" };
    let options: Vec<_> = base.split('/').map(|option| format!("{h}{option}{y}{w}")).collect();
    options.join("/")
}

fn is_consonant(c: char) -> bool {
    matches!(c, 'က'..='အ' | 'ဿ')
}

/// A consonant at the start of a syllable, options parted by a slash.
fn consonant(c: char) -> &'static str {
    match c {
        'က' => "k",
        'ခ' => "kh",
        'ဂ' | 'ဃ' => "g",
        'င' => "ng",
        'စ' => "s",
        'ဆ' => "s/hs",
        'ဇ' | 'ဈ' => "z",
        'ဉ' | 'ည' => "ny",
        'ဋ' | 'တ' => "t",
        'ဌ' | 'ထ' => "ht",
        'ဍ' | 'ဎ' | 'ဒ' | 'ဓ' => "d",
        'ဏ' | 'န' => "n",
        'ပ' => "p",
        'ဖ' => "ph/hp",
        'ဗ' | 'ဘ' => "b",
        'မ' => "m",
        'ယ' => "y",
        'ရ' => "y/r",
        'လ' | 'ဠ' => "l",
        'ဝ' => "w",
        'သ' | 'ဿ' => "th",
        'ဟ' => "h",
        _ => "",
    }
}

/// A vowel letter, options parted by a slash.
fn independent_vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'ဣ' | 'ဤ' => "i",
        'ဥ' | 'ဦ' => "u/oo",
        'ဧ' => "ay/e",
        'ဩ' | 'ဪ' => "aw",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ဒေါ်အောင်ဆန်းစုကြည်", "dawaungsansukyi")]
    #[case("မင်းအောင်လှိုင်", "minaunghlaing")]
    #[case("သိန်းစိန်", "theinsein")]
    #[case("ဝင်းမြင့်", "winmyint")]
    #[case("ထင်ကျော်", "htinkyaw")]
    #[case("နေဝင်း", "naywin")]
    #[case("သန်းရွှေ", "thanshwe")]
    #[case("ခင်ညွန့်", "khinnyunt")]
    #[case("ဦးသန့်", "uthant")]
    #[case("ဦးနု", "unu")]
    #[case("စောမောင်", "sawmaung")]
    #[case("ဇော်မင်းထွန်း", "zawminhtun")]
    #[case("ဖြိုးမင်းသိန်း", "phyoeminthein")]
    #[case("မြင့်ဆွေ", "myintswe")]
    #[case("စိုးဝင်း", "soewin")]
    #[case("ခင်ခင်ဝင်း", "khinkhinwin")]
    #[case("လှဖုန်း", "hlaphon")]
    #[case("ချစ်", "chit")]
    #[case("ကျော်စွာ", "kyawswa")]
    #[case("ရန်ကုန်", "yankon")]
    #[case("နေပြည်တော်", "naypyitaw")]
    #[case("မန္တလေး", "mantalay")]
    #[case("မြန်မာ", "myanma")]
    #[case("ကချင်", "kachin")]
    #[case("ကရင်", "kayin")]
    #[case("ကယား", "kaya")]
    #[case("ချင်း", "chin")]
    #[case("ရှမ်း", "shan")]
    #[case("ရခိုင်", "yakhaing")]
    #[case("မကွေး", "makwe")]
    #[case("သင်္ကြန်", "thinkyan")]
    #[case("မြစ်ကြီးနား", "myitkyina")]
    #[case("တောင်ကြီး", "taungkyi")]
    #[case("လားရှိုး", "lashoe")]
    #[case("ပုသိမ်", "puthein")]
    #[case("မောင်အေး", "maungaye")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "ရခိုင်"), ["yakhaing", "yagaing", "rakhaing", "yakhine"]);
        assert_eq!(check::all(read, "ရန်ကုန်")[1], "yangon");
        assert_eq!(check::all(read, "မန္တလေး")[1], "mandalay");
        assert_eq!(check::all(read, "တောင်ကြီး"), ["taungkyi", "taunggyi"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "က ခ ဂ ဃ င စ ဆ ဇ ဈ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ရ လ ဝ သ ဟ ဠ အ ဣ ဥ ဧ ဩ";
        check::every_letter_is_heard(read, "ကိ", alphabet, "\u{102D}"); // with i
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{1000}'..='\u{109F}');
    }
}
