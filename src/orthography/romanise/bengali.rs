//! Bengali and Assamese, which adds ৰ and ৱ to the same letters.
//!
//! Source: the Hunterian system, as in [`brahmic`]. Departures, after the press of Kolkata, Dhaka and Guwahati: the
//! inherent vowel is a (Banerjee, Rahman), with the spoken o as another reading (Kolkata); a second consonant ব is w,
//! a second য with া is often no sound but the vowel of "bank"; জ is j or z, ও with য় is w.

use super::Readings;
use super::brahmic::{self, Kind, Letter, Schwa, Sound};

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let with_a = read_with(word, "a");
    let with_o = read_with(word, "o");
    out.append(with_a.first());
    out.also(with_o.first().to_owned());
    with_a.iter().for_each(|reading| out.also(reading.to_owned()));
}

fn read_with(word: &str, inherent: &'static str) -> Readings {
    let mut sounds = brahmic::parse(word, inherent, letter);
    settle(&mut sounds);
    let mut readings = Readings::new();
    brahmic::read(&sounds, Schwa { stays_after, drops_within: true }, &mut readings);
    readings
}

fn letter(c: char, has_nukta: bool) -> Letter {
    match c {
        'য' => Letter::Consonant(if has_nukta { "y" } else { "j/y" }),
        'জ' => Letter::Consonant("j/z"),
        'ফ' => Letter::Consonant("f/ph"),
        'ড' if has_nukta => Letter::Consonant("r/rh"),
        'ঢ' if has_nukta => Letter::Consonant("rh"),
        'শ' => Letter::Consonant("sh/s"),
        'ৰ' => Letter::Consonant("r"),
        'ৱ' => Letter::Consonant("w"),
        'ৎ' => Letter::Closed("t"),
        'ং' => Letter::Closed("ng"),
        'ঔ' => Letter::Vowel("ou/au"),
        '\u{09CC}' => Letter::Sign("ou/au"),
        '\u{0983}' => Letter::Silent,
        _ => brahmic::common(c, has_nukta),
    }
}

/// Changes sounds by their neighbours.
fn settle(sounds: &mut Vec<Sound>) {
    for i in 1..sounds.len() {
        let before = sounds[i - 1];
        let in_cluster = before.is_consonant() && sounds[i].is_consonant();
        let next = sounds.get(i + 1).map(|sound| sound.letter);
        match (before.letter, sounds[i].letter) {
            ('জ', 'ঞ') if in_cluster => (sounds[i - 1].text, sounds[i].text) = ("gy/jn", ""),
            ('ক', 'স') if in_cluster => (sounds[i - 1].text, sounds[i].text) = ("x/ks", ""),
            ('ম' | 'ব' | 'র' | 'ৰ' | 'ল' | 'ং' | CANDRABINDU, 'ব') => {}
            (_, 'ব') if in_cluster => sounds[i].text = "w/b",
            ('ট' | 'ড' | 'ক' | 'ম' | 'প' | 'ব' | 'র' | 'হ' | 'গ' | 'জ', 'য') if in_cluster && next == Some(AA) =>
            {
                sounds[i].text = "/y";
            }
            (_, 'য') if in_cluster => sounds[i].text = "y",
            ('অ', 'য') if next == Some(AA) => sounds[i].text = "",
            _ => {}
        }
    }
    if let [first, second, ..] = sounds.as_mut_slice() {
        match (first.letter, second.letter) {
            ('ই', 'উ') => first.text = "y/",
            ('ই', 'য') => first.text = "",
            _ => {}
        }
    }
    settle_ya(sounds);
    brahmic::settle_glides(sounds);
    // অ্যা is one vowel.
    if let [a, aa, ..] = sounds.as_mut_slice()
        && (a.letter, aa.letter) == ('অ', AA)
    {
        a.text = "";
    }
    sounds.retain(|sound| !sound.text.is_empty());
}

/// The vowel sign of a long a.
const AA: char = '\u{09BE}';
const CANDRABINDU: char = '\u{0981}';

/// য় after a rounded vowel is a mark of hiatus (নোয়াখালী Noakhali), or makes ও a w (আওয়ামী Awami); a candrabindu
/// before ও is heard after it (গাঁও gaon).
fn settle_ya(sounds: &mut [Sound]) {
    for i in 1..sounds.len() {
        let (before, this) = (sounds[i - 1], sounds[i]);
        match (before.text, this.text) {
            ("o", "y") if before.letter == 'ও' => (sounds[i - 1].text, sounds[i].text) = ("", "w"),
            ("o" | "u", "y") if before.kind == Kind::Vowel => sounds[i].text = "",
            ("n", "o") if before.letter == CANDRABINDU => (sounds[i - 1].text, sounds[i].text) = ("", "on"),
            _ => {}
        }
    }
}

/// A final cluster keeps its vowel (Dutta, Chandra, Ananda), but for ঞ্জ (Ganj) and clusters of English words.
fn stays_after(before: Sound, last: Sound) -> bool {
    !matches!((before.letter, last.letter), ('ঞ', 'জ') | (_, 'ট' | 'ড' | 'ক' | 'প' | 'স'))
        || before.letter == last.letter
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("নরেন্দ্র", "narendra")]
    #[case("মোদী", "modi")]
    #[case("বন্দ্যোপাধ্যায়", "bandyopadhyay")]
    #[case("ব্যানার্জী", "banarji")]
    #[case("চট্টোপাধ্যায়", "chattopadhyay")]
    #[case("ভট্টাচার্য", "bhattacharya")]
    #[case("গঙ্গোপাধ্যায়", "gangopadhyay")]
    #[case("সৌরভ", "sourabh")]
    #[case("রবীন্দ্রনাথ", "rabindranath")]
    #[case("ঠাকুর", "thakur")]
    #[case("নজরুল", "najrul")]
    #[case("শেখ", "shekh")]
    #[case("হাসিনা", "hasina")]
    #[case("রহমান", "rahman")]
    #[case("খালেদা", "khaleda")]
    #[case("জিয়া", "jiya")]
    #[case("ইউনূস", "yunus")]
    #[case("আওয়ামী", "awami")]
    #[case("বিশ্বাস", "bishwas")]
    #[case("গুপ্ত", "gupta")]
    #[case("দত্ত", "datta")]
    #[case("সরকার", "sarkar")]
    #[case("কলকাতা", "kalkata")]
    #[case("ঢাকা", "dhaka")]
    #[case("চট্টগ্রাম", "chattagram")]
    #[case("খুলনা", "khulna")]
    #[case("সিলেট", "silet")]
    #[case("নারায়ণগঞ্জ", "narayanganj")]
    #[case("নোয়াখালী", "noakhali")]
    #[case("ঠাকুরগাঁও", "thakurgaon")]
    #[case("বাংলাদেশ", "bangladesh")]
    #[case("হিমন্ত", "himanta")]
    #[case("শৰ্মা", "sharma")]
    #[case("গুৱাহাটী", "guwahati")]
    #[case("অসম", "asam")]
    #[case("সৰ্বানন্দ", "sarbananda")]
    #[case("ইংল্যান্ড", "inglyand")]
    #[case("সংবাদ", "sangbad")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "কলকাতা")[1], "kolkata");
        assert!(check::all(read, "জিয়া").contains(&"ziya".to_owned()));
        assert!(check::all(read, "শৰ্মা").contains(&"sarma".to_owned()));
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ৰ ৱ ৎ অ ই উ ঋ এ ঐ ও ঔ";
        check::every_letter_is_heard(read, "কী", alphabet, "কী");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0980}'..='\u{09FF}');
    }
}
