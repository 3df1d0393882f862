//! Tamil.
//!
//! Source: the Hunterian system, as in [`brahmic`]; every inherent vowel is spoken. The script has one letter for a
//! voiceless and a voiced stop. As in speech and in the press, a stop is voiced after a nasal and between vowels, and
//! voiceless at the start, doubled, and beside another stop or s; loans break this at the start and between vowels,
//! where both are given (Gandhi, Kanthi). ச is s, with ch at the start; த is th; ழ is zh, with l.

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
        'ஃ' => Letter::Closed("h"),
        'ஶ' => Letter::Consonant("sh/s"),
        '\u{0BD7}' => Letter::Sign("au"),
        _ => brahmic::common(c, has_nukta),
    }
}

/// What stands beside a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    BetweenVowels,
    AfterNasal,
    /// After r, l and the like.
    AfterLiquid,
    End,
    /// The first of two of the same.
    Doubled,
    /// The second of two of the same.
    Double,
    /// Beside another stop, a sibilant or aytham.
    Hard,
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut [Sound]) {
    let texts: Vec<_> = (0..sounds.len()).map(|i| stop(sounds[i].letter, place(sounds, i))).collect();
    for (sound, text) in sounds.iter_mut().zip(texts) {
        if let Some(text) = text.filter(|_| sound.is_consonant()) {
            sound.text = text;
        }
    }
    for i in 1..sounds.len() {
        if !(sounds[i - 1].is_consonant() && sounds[i].is_consonant()) {
            continue;
        }
        match (sounds[i - 1].letter, sounds[i].letter) {
            ('ற', 'ற') => sounds[i - 1].text = "t",
            ('ன', 'ற') => sounds[i].text = "dr",
            ('ஃ', 'ப') => (sounds[i - 1].text, sounds[i].text) = ("", "f"),
            ('ஃ', _) => sounds[i - 1].text = "",
            ('ட', 'ச') => (sounds[i - 1].text, sounds[i].text) = ("ksh/tch", ""),
            ('ஞ', 'ஞ') => (sounds[i - 1].text, sounds[i].text) = ("", "gn/nj"),
            ('ங', 'ங') => sounds[i - 1].text = "",
            (_, 'வ') => sounds[i].text = "v/w",
            _ => {}
        }
    }
    if let Some(first) = sounds.first_mut().filter(|first| first.letter == 'ஞ') {
        first.text = "gn/nj";
    }
    settle_helping_vowels(sounds);
}

/// Clusters of Sanskrit are written with a helping vowel, which the press leaves out: Prabhakaran, Krishnan, Rajendran,
/// Lakshmi.
fn settle_helping_vowels(sounds: &mut [Sound]) {
    if let [p, i, r, ..] = sounds
        && matches!((p.letter, i.text, r.letter), ('ப' | 'ட', "i", 'ர'))
    {
        i.text = "/i";
    }
    if let [k, i, r, u, ..] = sounds
        && (k.letter, i.text, r.letter, u.text) == ('க', "i", 'ர', "u")
    {
        (k.text, i.text, u.text) = ("k", "", "i");
    }
    for i in 2..sounds.len().saturating_sub(1) {
        let (before, at, after) = (sounds[i - 1].letter, sounds[i].text, sounds[i + 1].letter);
        if !sounds[i - 2].is_consonant() {
            continue;
        }
        match (sounds[i - 2].letter, before, at, after) {
            ('ந', 'த', "i", 'ர') => (sounds[i - 1].text, sounds[i].text) = ("d", "/i"),
            ('ட', 'ச', "u", 'ம') => sounds[i].text = "/u",
            ('க', 'க', "i", 'ர') | ('ப', 'ப', "i", 'ர') => {
                (sounds[i - 2].text, sounds[i].text) = ("", "/i");
            }
            _ => {}
        }
    }
}

fn place(sounds: &[Sound], i: usize) -> Place {
    const NASALS: [char; 6] = ['ங', 'ஞ', 'ண', 'ந', 'ம', 'ன'];
    let this = sounds[i].letter;
    let consonant = |at: Option<&Sound>| at.filter(|sound| sound.is_consonant()).map(|sound| sound.letter);
    let before = i.checked_sub(1).and_then(|j| sounds.get(j));
    let after = sounds.get(i + 1);
    match (consonant(before), consonant(after)) {
        _ if i == 0 => Place::Start,
        (_, Some(c)) if c == this => Place::Doubled,
        (Some(c), _) if c == this => Place::Double,
        (Some(c), _) if NASALS.contains(&c) => Place::AfterNasal,
        (Some('ர' | 'ல' | 'ள' | 'ழ' | 'ய' | 'வ'), _) => Place::AfterLiquid,
        (None, None) if after.is_none() => Place::End,
        (None, None) => Place::BetweenVowels,
        _ => Place::Hard,
    }
}

/// The values of a stop letter at a place.
fn stop(letter: char, place: Place) -> Option<&'static str> {
    use Place::{AfterLiquid, AfterNasal, BetweenVowels, Double, Doubled, End, Start};
    Some(match (letter, place) {
        ('க', AfterNasal) => "g",
        ('க', BetweenVowels | AfterLiquid) => "g/k",
        ('க', Start | End) => "k/g",
        ('க', _) => "k",
        ('ச', Start) => "s/ch",
        ('ச', AfterNasal) => "j",
        ('ச', Doubled) => "",
        ('ச', Double) => "ch",
        ('ச', _) => "s/ch",
        ('ட', BetweenVowels | AfterNasal) => "d",
        ('ட', Start | End | AfterLiquid) => "t/d",
        ('ட', _) => "t",
        ('த', AfterNasal) => "d/th",
        ('த', Start) => "th/d",
        ('த', BetweenVowels | AfterLiquid) => "th/dh",
        ('த', Doubled) => "",
        ('த', _) => "th",
        ('ப', AfterNasal) => "b",
        ('ப', Start | End | BetweenVowels | AfterLiquid) => "p/b",
        ('ப', _) => "p",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ஸ்டாலின்", "stalin")]
    #[case("கருணாநிதி", "karunanithi")]
    #[case("ஜெயலலிதா", "jeyalalitha")]
    #[case("உதயநிதி", "uthayanithi")]
    #[case("பழனிசாமி", "pazhanisami")]
    #[case("பன்னீர்செல்வம்", "pannirselvam")]
    #[case("அண்ணாமலை", "annamalai")]
    #[case("ரஜினிகாந்த்", "rajinigand")]
    #[case("விஜய்", "vijay")]
    #[case("கமல்", "kamal")]
    #[case("ஹாசன்", "hasan")]
    #[case("சிதம்பரம்", "sithambaram")]
    #[case("கனிமொழி", "kanimozhi")]
    #[case("முருகன்", "murugan")]
    #[case("முத்து", "muthu")]
    #[case("பாண்டியன்", "pandiyan")]
    #[case("பிரபாகரன்", "prapagaran")]
    #[case("கிருஷ்ணன்", "krishnan")]
    #[case("ராஜேந்திரன்", "rajendran")]
    #[case("லட்சுமி", "lakshmi")]
    #[case("விக்கிரமசிங்க", "vikramasinga")]
    #[case("சுப்பிரமணியன்", "supramaniyan")]
    #[case("டிரம்ப்", "tramb")]
    #[case("சென்னை", "sennai")]
    #[case("மதுரை", "mathurai")]
    #[case("கோயம்புத்தூர்", "koyambuthur")]
    #[case("தஞ்சாவூர்", "thanjavur")]
    #[case("காஞ்சிபுரம்", "kanjipuram")]
    #[case("திருச்சி", "thiruchi")]
    #[case("திருநெல்வேலி", "thirunelveli")]
    #[case("வேலூர்", "velur")]
    #[case("கன்னியாகுமரி", "kanniyagumari")]
    #[case("தமிழ்நாடு", "thamizhnadu")]
    #[case("சிங்கப்பூர்", "singappur")]
    #[case("யாழ்ப்பாணம்", "yazhppanam")]
    #[case("இலங்கை", "ilangai")]
    #[case("வெற்றி", "vetri")]
    #[case("மீனாட்சி", "minakshi")]
    #[case("டெல்லி", "telli")]
    #[case("காந்தி", "kandi")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "காந்தி"), ["kandi", "gandi", "kanthi", "ganthi"]);
        assert_eq!(check::all(read, "சென்னை"), ["sennai", "chennai"]);
        assert_eq!(check::all(read, "டெல்லி"), ["telli", "delli"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன ஜ ஶ ஷ ஸ ஹ அ இ உ எ ஏ ஐ ஒ ஓ ஔ";
        check::every_letter_is_heard(read, "கீ", alphabet, "கீ");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0B80}'..='\u{0BFF}');
    }
}
