//! Armenian: Eastern Armenian first, Western Armenian beside it.
//!
//! Source: BGN/PCGN 1981 (Eastern), and for Western Armenian the same letters with voiced and voiceless stops and
//! affricates exchanged, as the diaspora says and spells them. Departures: the apostrophe of the aspirates
//! (թ չ փ ք ց) is left out, ռ is "r". Compatibility folding has parted the ligature և into ե and ւ.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let mut western = String::with_capacity(word.len());
    let mut previous = None;
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let (sound, pair) = vowel(previous, letter, next);
        if pair {
            letters.next();
        }
        let (eastern, west) = if sound.is_empty() { consonant(letter) } else { (sound, sound) };
        out.append(eastern);
        western.push_str(west);
        if !eastern.is_empty() {
            previous = Some(letter);
        }
    }
    out.also(western);
}

/// The sound of a vowel, empty for a consonant, and whether it took the next letter with it.
fn vowel(previous: Option<char>, letter: char, next: Option<char>) -> (&'static str, bool) {
    match (letter, next) {
        ('ո', Some('ւ')) => ("u", true),
        // The classical spelling, which the West keeps: լոյս, -եան, իւ.
        ('ո', Some('յ')) if previous.is_some() => ("uy", true),
        ('ե', Some('ա')) if previous.is_some() => ("ya", true),
        ('ի', Some('ւ')) => ("yu", true),
        ('ո', Some('վ')) => ("o", false),
        ('ո', _) if previous.is_none() => ("vo", false),
        ('ե', _) if previous.is_none() => ("ye", false),
        ('ո' | 'օ', _) => ("o", false),
        ('ե' | 'է', _) => ("e", false),
        ('ա', _) => ("a", false),
        ('ը', _) => ("y", false),
        ('ի', _) => ("i", false),
        _ => ("", false),
    }
}

/// The Eastern and the Western sound of a consonant.
fn consonant(letter: char) -> (&'static str, &'static str) {
    match letter {
        'բ' => ("b", "p"),
        'գ' => ("g", "k"),
        'դ' => ("d", "t"),
        'ձ' => ("dz", "ts"),
        'ջ' => ("j", "ch"),
        'պ' => ("p", "b"),
        'կ' => ("k", "g"),
        'տ' => ("t", "d"),
        'ծ' => ("ts", "dz"),
        'ճ' => ("ch", "j"),
        _ => {
            let both = common_consonant(letter);
            (both, both)
        }
    }
}

fn common_consonant(letter: char) -> &'static str {
    match letter {
        'զ' => "z",
        'թ' => "t",
        'ժ' => "zh",
        'լ' => "l",
        'խ' => "kh",
        'հ' => "h",
        'ղ' => "gh",
        'մ' => "m",
        'յ' => "y",
        'ն' => "n",
        'շ' => "sh",
        'չ' => "ch",
        'ռ' | 'ր' => "r",
        'ս' => "s",
        'վ' | 'ւ' => "v",
        'ց' => "ts",
        'փ' => "p",
        'ք' => "k",
        'ֆ' => "f",
        'և' => "ev",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("հայաստան", "hayastan")]
    #[case("երեւան", "yerevan")]
    #[case("երևան", "yerevan")]
    #[case("գյումրի", "gyumri")]
    #[case("վանաձոր", "vanadzor")]
    #[case("էջմիածին", "ejmiatsin")]
    #[case("սեւան", "sevan")]
    #[case("արցախ", "artsakh")]
    #[case("ստեփանակերտ", "stepanakert")]
    #[case("շուշի", "shushi")]
    #[case("նիկոլ", "nikol")]
    #[case("փաշինյան", "pashinyan")]
    #[case("սերժ", "serzh")]
    #[case("սարգսյան", "sargsyan")]
    #[case("ռոբերտ", "robert")]
    #[case("քոչարյան", "kocharyan")]
    #[case("լեւոն", "levon")]
    #[case("տեր", "ter")]
    #[case("պետրոսյան", "petrosyan")]
    #[case("արամ", "aram")]
    #[case("խաչատրյան", "khachatryan")]
    #[case("ղուկասյան", "ghukasyan")]
    #[case("ճարենց", "charents")]
    #[case("ջիվան", "jivan")]
    #[case("օհանյան", "ohanyan")]
    #[case("ոսկանյան", "voskanyan")]
    #[case("հովհաննես", "hovhannes")]
    #[case("ազնավուր", "aznavur")]
    #[case("լոյս", "luys")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("պետրոսեան", "bedrosyan")] // Bedrosian
    #[case("գրիգոր", "krikor")] // Krikor
    #[case("կարապետ", "garabed")] // Garabed
    #[case("յակոբ", "yagop")]
    #[case("ճամպազեան", "jambazyan")] // Jambazian
    #[case("պէյրութ", "beyrut")] // Beirut
    fn western(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::all(read, word).get(1).map(String::as_str), Some(expected), "{word}");
    }

    #[test]
    fn a_word_that_both_say_alike_has_one_reading() {
        assert_eq!(check::all(read, "արամ"), ["aram"]);
        assert_eq!(check::all(read, "գրիգոր"), ["grigor", "krikor"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և ու";
        check::every_letter_is_heard(read, "ա", alphabet, "ա");
        check::every_letter_is_heard(read, "", alphabet, "");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0531}'..='\u{058F}');
    }
}
