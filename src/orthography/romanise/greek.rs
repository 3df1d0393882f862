//! Greek: monotonic and polytonic spelling.
//!
//! Source: ELOT 743 (UN 1987, BGN/PCGN 1996). Departures: χ is "kh" (BGN/PCGN 1962) and "h", as "ch" would be taken
//! for the English sound; υ alone is "y"; γγ "ng" and γχ "nkh" say the nasal as there, and γκ inside a word, μπ, ντ,
//! τζ and τσ fork, because they also write the foreign g, b, d, j and ch. The rough breathing of polytonic spelling
//! is silent first, "h" second (ALA-LC for ancient names).

use unicode_normalization::UnicodeNormalization;

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters = parse(word);
    let mut rest = letters.as_slice();
    let mut previous = None;
    while let [letter, after @ ..] = rest {
        if letter.aspirated {
            out.fork(&["", "h"]);
        }
        if let Some(after) = w(previous, letter.base, after, out) {
            rest = after;
            previous = Some('υ');
            continue;
        }
        rest = match pair(*letter, after, previous.is_none(), out) {
            true => &after[1..],
            false => {
                single(previous, letter.base, after, out);
                after
            }
        };
        previous = Some(letter.base);
    }
}

/// A letter without its marks, and what the marks say about its sound.
#[derive(Clone, Copy)]
struct Letter {
    base: char,
    /// Accent: a vowel that has one does not join the vowel after it.
    stressed: bool,
    /// Diaeresis: a vowel that has one does not join the vowel before it.
    parted: bool,
    /// Rough breathing.
    aspirated: bool,
}

fn parse(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len() / 2);
    let mut aspirated = false;
    for c in word.nfd() {
        match (c, letters.last_mut()) {
            ('\u{0300}' | '\u{0301}' | '\u{0342}', Some(last)) => last.stressed = true,
            ('\u{0308}', Some(last)) => last.parted = true,
            // A diphthong bears its breathing on the second vowel, but it sounds before the first.
            ('\u{0314}', Some(_)) => aspirated = true,
            _ if ('\u{0300}'..='\u{036F}').contains(&c) => {}
            _ => letters.push(Letter { base: c, stressed: false, parted: false, aspirated: false }),
        }
    }
    if let Some(first) = letters.first_mut() {
        first.aspirated = aspirated && first.base != 'ρ';
    }
    letters
}

/// Reads ου and γου before a vowel, which write the foreign w (Ουάσινγκτον, Γουότερλου), and gives what follows them.
fn w<'a>(previous: Option<char>, letter: char, after: &'a [Letter], out: &mut Readings) -> Option<&'a [Letter]> {
    let (ypsilon, rest, spelt) = match (letter, after) {
        ('γ', [omicron, ypsilon, rest @ ..]) if omicron.base == 'ο' && !omicron.stressed => (ypsilon, rest, "gou"),
        ('ο', [ypsilon, rest @ ..]) if previous.is_none() => (ypsilon, rest, "ou"),
        _ => return None,
    };
    let written = ypsilon.base == 'υ'
        && !ypsilon.stressed
        && !ypsilon.parted
        && rest.first().is_some_and(|next| is_vowel(next.base));
    written.then(|| {
        out.fork(&[spelt, "w"]);
        rest
    })
}

/// Reads `letter` with the one after it, if the two write one sound.
fn pair(letter: Letter, after: &[Letter], initial: bool, out: &mut Readings) -> bool {
    let Some(&next) = after.first() else { return false };
    if next.parted || (letter.stressed && next.base == 'υ') {
        return false;
    }
    match (letter.base, next.base) {
        ('ο', 'υ') => out.append("ou"),
        ('α', 'υ') => out.append(if voiced(after) { "av" } else { "af" }),
        ('ε', 'υ') => out.append(if voiced(after) { "ev" } else { "ef" }),
        ('η', 'υ') => out.append(if voiced(after) { "iv" } else { "if" }),
        ('γ', 'γ') => out.append("ng"),
        ('γ', 'ξ') => out.append("nx"),
        ('γ', 'χ') => out.append("nkh"),
        ('γ', 'κ') if initial => out.append("g"),
        ('γ', 'κ') => out.fork(&["gk", "ng"]),
        ('μ', 'π') if initial => out.append("b"),
        ('μ', 'π') => out.fork(&["mp", "b"]),
        ('ν', 'τ') if initial => out.append("d"),
        ('ν', 'τ') => out.fork(&["nt", "d"]),
        ('τ', 'ζ') => out.fork(&["tz", "j"]),
        ('τ', 'σ') => out.fork(&["ts", "ch"]),
        _ => return false,
    }
    true
}

/// Whether the sound after the first letter of `after` is voiced: then its υ is "v".
fn voiced(after: &[Letter]) -> bool {
    after.get(1).is_some_and(|letter| !matches!(letter.base, 'θ' | 'κ' | 'ξ' | 'π' | 'σ' | 'ς' | 'τ' | 'φ' | 'χ' | 'ψ'))
}

fn single(previous: Option<char>, letter: char, after: &[Letter], out: &mut Readings) {
    match letter {
        'γ' if starts_front(after) => out.fork(&["g", "y"]),
        // After a consonant an h would be read with it: σχ is not "sh".
        'χ' if previous.is_some_and(|before| !is_vowel(before)) => out.append("kh"),
        'χ' => out.fork(&["kh", "h"]),
        _ => out.append(sound(letter)),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω')
}

/// Whether `after` starts with a front vowel, before which γ is nearly "y".
fn starts_front(after: &[Letter]) -> bool {
    match after {
        [first, second, ..] if matches!((first.base, second.base), ('α' | 'ο', 'ι')) => {
            !first.stressed && !second.parted
        }
        [first, ..] => matches!(first.base, 'ε' | 'η' | 'ι' | 'υ'),
        [] => false,
    }
}

fn sound(letter: char) -> &'static str {
    match letter {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'θ' => "th",
        'κ' | 'ϙ' | 'ϟ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' | 'ϡ' | 'ϻ' => "s",
        'τ' => "t",
        'υ' | 'ϳ' => "y",
        'φ' => "f",
        'ψ' => "ps",
        'ϛ' => "st",
        'ϝ' => "w",
        'ϸ' => "sh",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("αθήνα", "athina")]
    #[case("ελλάδα", "ellada")]
    #[case("θεσσαλονίκη", "thessaloniki")]
    #[case("πειραιάς", "peiraias")]
    #[case("κύπρος", "kypros")]
    #[case("κρήτη", "kriti")]
    #[case("αιγαίο", "aigaio")]
    #[case("λευκωσία", "lefkosia")]
    #[case("εύβοια", "evvoia")]
    #[case("ευρώπη", "evropi")]
    #[case("ναύπλιο", "nafplio")]
    #[case("βουλγαρία", "voulgaria")]
    #[case("μπακογιάννη", "bakogianni")]
    #[case("παπανδρέου", "papandreou")]
    #[case("καραμανλής", "karamanlis")]
    #[case("μητσοτάκης", "mitsotakis")]
    #[case("κυριάκος", "kyriakos")]
    #[case("τσίπρας", "tsipras")]
    #[case("βενιζέλος", "venizelos")]
    #[case("γιώργος", "giorgos")]
    #[case("κωνσταντίνος", "konstantinos")]
    #[case("ευάγγελος", "evangelos")]
    #[case("σταύρος", "stavros")]
    #[case("θεοδωράκης", "theodorakis")]
    #[case("χατζιδάκις", "khatzidakis")]
    #[case("αλέξης", "alexis")]
    #[case("ξενοφών", "xenofon")]
    #[case("ψαρά", "psara")]
    #[case("ντόναλντ", "donalnt")]
    #[case("γκάνα", "gana")]
    #[case("μάιος", "maios")]
    #[case("ταΰγετος", "taygetos")]
    #[case("άυλος", "aylos")]
    #[case("ἀθῆναι", "athinai")]
    #[case("ὅμηρος", "omiros")]
    #[case("σφιγξ", "sfinx")]
    #[case("μελαγχολία", "melankholia")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("ομπάμα", &["ompama", "obama"])]
    #[case("άγκυρα", &["agkyra", "angyra"])]
    #[case("ὅμηρος", &["omiros", "homiros"])]
    #[case("χάρης", &["kharis", "haris"])]
    #[case("τζον", &["tzon", "jon"])]
    #[case("ουάσιγκτον", &["ouasigkton", "wasigkton", "ouasington", "wasington"])]
    #[case("γουότερλου", &["gouoterlou", "woterlou"])]
    #[case("γεωργία", &["georgia", "yeorgia", "georyia", "yeoryia"])]
    #[case("ῥόδος", &["rodos"])]
    #[case("αὑτός", &["aftos", "haftos"])]
    fn every_reading(#[case] word: &str, #[case] expected: &[&str]) {
        assert_eq!(check::all(read, word), expected, "{word}");
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω ά έ ή ί ό ύ ώ ϊ ΐ ϋ ΰ";
        check::every_letter_is_heard(read, "", alphabet, "");
        check::every_letter_is_heard(read, "λ", alphabet, "λ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0370}'..='\u{03FF}');
        check::only_reading_letters(read, '\u{1F00}'..='\u{1FFF}');
    }
}
