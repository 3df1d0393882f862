//! The folded form of a word: what stays when case, presentation and ornament are taken away.
//!
//! Folding is per word and per script. It keeps every letter that tells words apart in its own script (й, the vowel
//! signs of Indic scripts, Hangul) and takes away what writers of that script add or drop at will.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::rows::Rows;
use super::script::Script;

/// NFKC, lower case, without format characters, tatweel and variation selectors.
///
/// This is what the romanisers read: the letters of each language are still told apart.
pub(crate) fn normalise(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    if word.chars().all(is_settled) {
        return word.chars().flat_map(char::to_lowercase).collect();
    }
    at_length(word)
}

/// Letters that NFKC leaves alone whatever stands beside them (marks that are put in order are none), with no capitals but those of one small letter each.
#[inline]
fn is_settled(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'ß'..='ö' | 'ø'..='ÿ' | 'À'..='Ö' | 'Ø'..='Þ'
        | 'ά'..='ώ'
        | 'Ѐ'..='џ' | 'Ґ' | 'ґ'
        | 'א'..='ת'
        | 'ء'..='غ' | 'ف'..='ي' | 'ٹ'..='ۓ'
        | 'अ'..='ह' | 'ा'..='ौ'
        | 'ก'..='ะ' | 'า' | 'ิ'..='ื' | 'เ'..='็'
        | 'ァ'..='ヺ' | 'ぁ'..='ゖ' | 'ー'
        | '一'..='鿿'
        | '가'..='힣')
}

/// [`normalise`] of any letters.
fn at_length(word: &str) -> String {
    let composed: String = word.nfkc().filter(|&c| !is_ignorable(c)).collect();
    // The capitals with iota are no upper-case letters but title-case ones.
    let is_capital = |c: char| c.is_uppercase() || matches!(c, '\u{1F88}'..='\u{1FFC}');
    let lower = if composed.chars().any(is_capital) { composed.to_lowercase() } else { composed };
    // İ lower-cases to i + combining dot; a second composition makes the result stable.
    lower.nfc().collect()
}

/// Whether `c` is invisible or ornamental: it is skipped inside words and never ends one.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{00AD}' // soft hyphen
        | '\u{034F}' // combining grapheme joiner
        | '\u{061C}' // Arabic letter mark
        | '\u{0640}' // tatweel
        | '\u{07FA}' // N'Ko lajanyalan
        | '\u{180B}'..='\u{180F}' // Mongolian variation selectors
        | '\u{200B}'..='\u{200F}' // zero-width space, joiners, direction marks
        | '\u{202A}'..='\u{202E}' // direction embeddings
        | '\u{2060}'..='\u{2064}' // word joiner, invisible operators
        | '\u{2066}'..='\u{206F}' // direction isolates
        | '\u{FE00}'..='\u{FE0F}' // variation selectors
        | '\u{FEFF}' // zero-width no-break space
        | '\u{E0100}'..='\u{E01EF}')
}

/// The folded form of a normalised word (see [`normalise`]).
pub(crate) fn fold(normalised: &str) -> String {
    if normalised.is_ascii() {
        return normalised.to_owned();
    }
    let word = unify_scripts(normalised);
    let mut out = String::with_capacity(word.len());
    match Script::of_word(&word) {
        Some(Script::Latin) => word.nfd().for_each(|c| fold_latin(c, &mut out)),
        Some(Script::Arabic) => word.nfc().filter_map(fold_arabic).for_each(|c| out.push(c)),
        Some(Script::Cyrillic) => {
            word.nfc().filter(|&c| !is_combining_mark(c)).map(fold_cyrillic).for_each(|c| out.push(c));
        }
        Some(Script::Greek) => word.nfd().filter(|&c| !is_combining_mark(c)).map(fold_greek).for_each(|c| out.push(c)),
        Some(Script::Hebrew) => word.nfd().filter_map(fold_hebrew).for_each(|c| out.push(c)),
        Some(Script::Han) => word.chars().map(fold_han).for_each(|c| out.push(c)),
        _ => out.push_str(&word),
    }
    out
}

/// The folded form of a written word; what is folded already is not copied.
pub(crate) fn folded(written: &str) -> Cow<'_, str> {
    match written.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(written),
        false => Cow::Owned(fold(&normalise(written))),
    }
}

fn fold_latin(c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' | 'ɖ' => out.push('d'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ı' => out.push('i'),
        'þ' => out.push_str("th"),
        'ħ' => out.push('h'),
        'ŋ' => out.push_str("ng"),
        'ə' | 'ǝ' => out.push('e'),
        'ɓ' => out.push('b'),
        'ɗ' => out.push('d'),
        'ƙ' => out.push('k'),
        'ɣ' => out.push('g'),
        'ɛ' => out.push('e'),
        'ɔ' => out.push('o'),
        _ if is_combining_mark(c) || is_apostrophe(c) => {}
        _ => out.push(c),
    }
}

/// Marks that transcriptions write for ʿayn, hamza, soft signs and glottal stops, and plain apostrophes.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '\u{00B4}' | '\u{02B9}'..='\u{02BF}' | '\u{02C8}' | '\u{02EE}' | '\u{2018}'..='\u{201B}'
        | '\u{2032}' | '\u{2035}' | '\u{A78B}' | '\u{A78C}' | '\u{FF07}' | '\u{05F3}' | '\u{055A}')
}

/// Hyphens and dashes that join the parts of one name.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            | '\u{2011}'
            | '\u{2012}'
            | '\u{2013}'
            | '\u{2212}'
            | '\u{05BE}'
            | '\u{FE63}'
            | '\u{FF0D}'
            | '\u{30A0}'
    )
}

fn fold_arabic(c: char) -> Option<char> {
    Some(match c {
        'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' | 'ئ' | 'ې' | 'ۍ' | 'ے' | 'ۓ' | 'ێ' => 'ي',
        'ک' | 'ڪ' | 'ګ' => 'ك',
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ھ' | 'ۂ' | 'ۃ' | 'ۿ' => 'ه',
        'ؤ' | 'ۆ' | 'ۇ' | 'ۈ' => 'و',
        'ڭ' => 'ڭ',
        'ء' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => return None,
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        _ => c,
    })
}

fn ascii_digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn fold_cyrillic(c: char) -> char {
    match c {
        'ё' | 'ѐ' | 'ѣ' => 'е',
        'ґ' => 'г',
        'ѝ' => 'и',
        _ => c,
    }
}

fn fold_greek(c: char) -> char {
    if c == 'ς' { 'σ' } else { c }
}

fn fold_hebrew(c: char) -> Option<char> {
    Some(match c {
        '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}' => return None,
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        // The sign of abbreviations, which tells חד״ש from חדש.
        '"' | '”' | '“' => '״',
        _ => c,
    })
}

/// Traditional, simplified and Japanese forms of a character to one of them (東, 东; 國, 国; 沢, 澤).
///
/// The table, a row a form, says where it comes from.
pub(crate) fn fold_han(c: char) -> char {
    let form = HAN_FORMS.find(c.encode_utf8(&mut [0; 4]));
    form.and_then(|form| form.chars().next()).unwrap_or(c)
}

static HAN_FORMS: Rows = Rows::new(include_str!("fold/han.tsv"));

/// Letters of another script that look like letters of the word's own are read as those (Сoleimani with a Cyrillic С).
///
/// The word's own script is that of most of its letters. Source of the pairs: Unicode Technical Standard #39,
/// confusables of the lower-case Latin, Cyrillic and Greek letters.
pub(crate) fn unify_scripts(word: &str) -> String {
    let (latin, cyrillic, greek) = word.chars().fold((0, 0, 0), |(l, c, g), ch| match Script::of(ch) {
        Some(Script::Latin) => (l + 1, c, g),
        Some(Script::Cyrillic) => (l, c + 1, g),
        Some(Script::Greek) => (l, c, g + 1),
        _ => (l, c, g),
    });
    if [latin, cyrillic, greek].iter().filter(|&&n| n > 0).count() < 2 {
        return word.to_owned();
    }
    const PAIRS: [(char, char); 19] = [
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('o', 'о'),
        ('p', 'р'),
        ('x', 'х'),
        ('y', 'у'),
        ('i', 'і'),
        ('j', 'ј'),
        ('s', 'ѕ'),
        ('h', 'һ'),
        ('k', 'к'),
        ('ĸ', 'к'),
        ('m', 'м'),
        ('t', 'т'),
        ('b', 'в'),
        ('o', 'ο'),
        ('v', 'ν'),
        ('a', 'α'),
    ];
    let to_latin = latin >= cyrillic.max(greek);
    let swap = |c: char| {
        PAIRS.iter().find_map(|&(l, other)| match to_latin {
            true => (c == other).then_some(l),
            false => (c == l
                && Script::of(other) == Some(if cyrillic >= greek { Script::Cyrillic } else { Script::Greek }))
            .then_some(other),
        })
    };
    word.chars().map(|c| swap(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::case("SOLEIMANI", "soleimani")]
    #[case::diacritics("Kaşıkçı", "kasikci")]
    #[case::stroke("Łódź", "lodz")]
    #[case::fullwidth("Ｉｒａｎ", "iran")]
    #[case::turkish_capital("İstanbul", "istanbul")]
    #[case::persian_yeh_and_kaf("کرمانی", "كرماني")]
    #[case::hamza_seat("رئیسی", "رييسي")]
    #[case::tatweel("قاســم", "قاسم")]
    #[case::harakat("مُحَمَّد", "محمد")]
    #[case::zwnj("روح\u{200C}الله", "روحالله")]
    #[case::short_i_is_a_letter("Горький", "горький")]
    #[case::yo("Хрущёв", "хрущев")]
    #[case::tonos("Παπανδρέου", "παπανδρεου")]
    #[case::capital_with_iota("ᾨδή", "ωδη")]
    #[case::points("שָׁלוֹם", "שלומ")]
    #[case::hiragana("さくら", "さくら")]
    #[case::traditional("習近平", "习近平")]
    #[case::simplified("习近平", "习近平")]
    #[case::shinjitai("広島", "广岛")]
    #[case::kyujitai("廣島", "广岛")]
    #[case::surname_forms("渡邉", "渡边")]
    #[case::compatibility("\u{F9E1}", "李")]
    #[case::a_character_of_its_own("皇后", "皇后")]
    #[case::homoglyph("S\u{043E}leimani", "soleimani")]
    #[case::modifier_apostrophe("ʿAbd", "abd")]
    fn folds(#[case] word: &str, #[case] expected: &str) {
        let folded = fold(&normalise(word));
        assert_eq!(folded, expected);
        assert_eq!(fold(&normalise(&folded)), folded, "folding twice must change nothing");
        let decomposed: String = word.nfd().collect();
        assert_eq!(fold(&normalise(&decomposed)), expected, "NFD must fold as NFC");
    }

    /// What [`normalise`] and [`fold`] do without their short ways for ASCII.
    fn at_length(word: &str) -> String {
        let composed: String = word.nfkc().filter(|&c| !is_ignorable(c)).collect();
        let normalised: String = composed.to_lowercase().nfc().collect();
        let mut out = String::new();
        normalised.nfd().for_each(|c| fold_latin(c, &mut out));
        out
    }

    #[test]
    fn ascii_folds_as_any_letters_do() {
        crate::tally::hold("oracles", "ASCII words folded by the long way", 1000, &"[ -~]{0,20}", |word: String| {
            proptest::prop_assert_eq!(fold(&normalise(&word)), at_length(&word));
            Ok(())
        });
    }

    #[test]
    fn settled_letters_are_normalised_as_any_are() {
        let settled: String = ('\u{80}'..='\u{FFFF}').filter(|&c| is_settled(c)).collect();
        assert_eq!(normalise(&settled), super::at_length(&settled));
        for c in settled.chars() {
            assert_eq!(normalise(&c.to_string()), super::at_length(&c.to_string()), "{c}");
        }
        let words = "[a-zß-öά-ώЀ-џא-תء-غأ-يٹ-ۓअ-हा-्ก-ะิ-ืเ-๋ァ-ヺぁ-ゖ一-丏가-갏]{0,8}";
        crate::tally::hold("oracles", "words of settled letters normalised at length", 2000, &words, |word: String| {
            proptest::prop_assert_eq!(normalise(&word), super::at_length(&word));
            Ok(())
        });
    }

    #[test]
    fn folding_forgets_case_and_form_and_is_done_once() {
        let words = "\\p{L}|[a-zéßøłčşı]{1,8}|[α-ω]{1,8}|[а-яё]{1,8}|[أ-ي]{1,8}|[א-ת]{1,8}";
        crate::tally::hold(
            "properties",
            "words folded twice, of NFD and of NFC: the same",
            1000,
            &words,
            |word: String| {
                let folded = fold(&normalise(&word));
                for form in [folded.clone(), word.nfd().collect::<String>(), word.nfc().collect()] {
                    proptest::prop_assert_eq!(fold(&normalise(&form)), folded.clone(), "{:?}", form);
                }
                Ok(())
            },
        );
    }

    #[test]
    fn forms_of_characters_are_sorted_and_fold_once() {
        crate::orthography::rows::assert_sorted(HAN_FORMS.text());
        for (form, folded) in
            HAN_FORMS.text().lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
        {
            assert_eq!((form.chars().count(), folded.chars().count()), (1, 1), "{form}");
            assert_eq!(fold(folded), folded, "{form} folds to {folded}, which folds on");
        }
    }
}
