//! Kana: Hiragana and Katakana.
//!
//! Sources: Hepburn as newspapers write it (no macrons, n before b and p), Kunrei (ISO 3602) as another reading; the
//! kana for foreign sounds of the cabinet notice of 1991. Words in Katakana are mostly foreign, and Japanese has no
//! consonants in a row or at the end: their second reading leaves out the vowels that carry those (トランプ is Trump).

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let morae = morae(word);
    let full = Style { hepburn: true, long: true };
    let short = Style { hepburn: true, long: false };
    if word.chars().any(|c| matches!(c, 'ぁ'..='ゖ')) {
        out.append(&spelled(&morae, short));
        out.also(spelled(&morae, full));
        out.also(spelled(&morae, Style { hepburn: false, long: false }));
    } else {
        out.append(&spelled(&morae, full));
        out.also(foreign(&morae));
        out.also(spelled(&morae, Style { hepburn: false, long: true }));
    }
}

/// One beat of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mora {
    Syllable(Syllable),
    /// ン.
    Nasal,
    /// ッ: doubles the consonant after it.
    Stop,
    /// ー.
    Long,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Syllable {
    hepburn: &'static str,
    kunrei: &'static str,
    /// `y` or `w` between consonant and vowel, where written.
    glide: &'static str,
    vowel: char,
}

impl Syllable {
    const fn new(hepburn: &'static str, kunrei: &'static str, vowel: char) -> Self {
        Self { hepburn, kunrei, glide: "", vowel }
    }

    fn begins_with_vowel(&self) -> bool {
        self.hepburn.is_empty() && self.glide.is_empty()
    }

    fn is(&self, vowel: char) -> bool {
        self.begins_with_vowel() && self.vowel == vowel
    }

    /// The glide as Hepburn writes it: sh, ch and j have it in them.
    fn hepburn_glide(&self) -> &'static str {
        if self.glide == "y" && matches!(self.hepburn, "sh" | "ch" | "j") { "" } else { self.glide }
    }
}

/// Cuts a word into morae; signs that are no kana are left out.
fn morae(word: &str) -> Vec<Mora> {
    let mut out = Vec::with_capacity(word.len() / 3);
    let mut last = None;
    for c in word.chars().map(katakana) {
        let c = match (c, last) {
            ('ヽ', Some(before)) => before,
            ('ヾ', Some(before)) => voiced(before),
            _ => c,
        };
        match c {
            'ン' => out.push(Mora::Nasal),
            'ッ' => out.push(Mora::Stop),
            'ー' => out.push(Mora::Long),
            'ャ' | 'ュ' | 'ョ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ヮ' => attach(c, last, &mut out),
            _ => out.extend(plain(c).map(Mora::Syllable)),
        }
        last = Some(c);
    }
    out
}

/// Hiragana to Katakana, which stand in the same order; ヵ and ヶ are counted as ka and ke.
fn katakana(c: char) -> char {
    match c {
        'ゕ' | 'ヵ' => 'カ',
        'ゖ' | 'ヶ' => 'ケ',
        'ゟ' => 'ヨ',
        'ぁ'..='ゔ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The voiced letter, which follows the plain one.
fn voiced(c: char) -> char {
    match c {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト'
        | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(u32::from(c) + 1).unwrap_or(c),
        _ => c,
    }
}

/// A small letter: with the syllable before it, it is one.
fn attach(small: char, last: Option<char>, out: &mut Vec<Mora>) {
    let vowel = match small {
        'ァ' | 'ャ' | 'ヮ' => 'a',
        'ィ' => 'i',
        'ゥ' | 'ュ' => 'u',
        'ェ' => 'e',
        _ => 'o',
    };
    let Some(Mora::Syllable(before)) = out.last_mut() else {
        return out.push(Mora::Syllable(Syllable::new("", "", vowel)));
    };
    let glide = match (small, last, before.hepburn, before.vowel) {
        ('ャ' | 'ュ' | 'ョ', _, _, 'i' | 'e' | 'u') => Some("y"),
        ('ヮ', ..) | (_, Some('ク' | 'グ' | 'ウ'), ..) => Some("w"),
        ('ェ', Some('イ'), ..) => Some("y"),
        ('ェ', _, "sh" | "ch" | "j", _) => Some(""),
        ('ェ', _, _, 'i') => Some("y"),
        // ファ, ティ, トゥ, ツァ.
        (_, _, consonant, 'u' | 'e' | 'o') if !consonant.is_empty() && before.vowel != vowel => Some(""),
        _ => None,
    };
    match glide {
        Some(glide) => {
            before.glide = glide;
            before.vowel = vowel;
            // Kunrei has one letter for sh, ch, f before the vowels of its own syllables only.
            if !matches!(small, 'ャ' | 'ュ' | 'ョ') {
                before.kunrei = before.hepburn;
            }
        }
        None => out.push(Mora::Syllable(Syllable::new("", "", vowel))),
    }
}

fn plain(c: char) -> Option<Syllable> {
    let same = |consonant, vowel| Some(Syllable::new(consonant, consonant, vowel));
    match c {
        'シ' => Some(Syllable::new("sh", "s", 'i')),
        'チ' => Some(Syllable::new("ch", "t", 'i')),
        'ツ' => Some(Syllable::new("ts", "t", 'u')),
        'フ' => Some(Syllable::new("f", "h", 'u')),
        'ジ' | 'ヂ' => Some(Syllable::new("j", "z", 'i')),
        'ヅ' => same("z", 'u'),
        'ヲ' | 'ヺ' => same(if c == 'ヲ' { "" } else { "v" }, 'o'),
        'ヰ' => same("", 'i'),
        'ヱ' => same("", 'e'),
        'ヷ' => same("v", 'a'),
        'ヸ' => same("v", 'i'),
        'ヹ' => same("v", 'e'),
        'ヴ' => same("v", 'u'),
        _ => ROWS.iter().find_map(|(consonant, row)| {
            let column = row.chars().position(|k| k == c)?;
            Some(Syllable::new(consonant, consonant, "aiueo".chars().nth(column)?))
        }),
    }
}

/// The rows of the syllabary, with signs in the place of syllables that do not exist or are listed apart.
const ROWS: [(&str, &str); 15] = [
    ("", "アイウエオ"),
    ("k", "カキクケコ"),
    ("s", "サ-スセソ"),
    ("t", "タ--テト"),
    ("n", "ナニヌネノ"),
    ("h", "ハヒ-ヘホ"),
    ("m", "マミムメモ"),
    ("y", "ヤ-ユ-ヨ"),
    ("r", "ラリルレロ"),
    ("w", "ワ"),
    ("g", "ガギグゲゴ"),
    ("z", "ザ-ズゼゾ"),
    ("d", "ダ--デド"),
    ("b", "バビブベボ"),
    ("p", "パピプペポ"),
];

/// How a word is spelled.
#[derive(Clone, Copy)]
struct Style {
    /// Hepburn, else Kunrei.
    hepburn: bool,
    /// Whether the letters of long o and u stay (Satou, Oono).
    long: bool,
}

fn spelled(morae: &[Mora], style: Style) -> String {
    let mut text = String::new();
    for (i, mora) in morae.iter().enumerate() {
        match mora {
            Mora::Nasal => text.push('n'),
            Mora::Long => {}
            Mora::Stop => {
                if let Some(Mora::Syllable(next)) = morae.get(i + 1) {
                    let onset = if style.hepburn { next.hepburn } else { next.kunrei };
                    let doubled = if onset == "ch" { Some('t') } else { onset.chars().next() };
                    text.extend(doubled);
                }
            }
            Mora::Syllable(syllable) => {
                if !style.long && lengthens(morae, i) {
                    continue;
                }
                let (onset, glide) = match style.hepburn {
                    true => (syllable.hepburn, syllable.hepburn_glide()),
                    false => (syllable.kunrei, syllable.glide),
                };
                text.push_str(onset);
                text.push_str(glide);
                text.push(syllable.vowel);
            }
        }
    }
    text
}

/// Whether a vowel only lengthens the one before it: おう, おお, うう; but not the うえ of Inoue.
fn lengthens(morae: &[Mora], i: usize) -> bool {
    let (Some(Mora::Syllable(before)), Mora::Syllable(here)) = (i.checked_sub(1).map(|k| &morae[k]), &morae[i]) else {
        return false;
    };
    match before.vowel {
        'o' => here.is('o') || here.is('u') && !matches!(morae.get(i + 1), Some(Mora::Syllable(next)) if next.is('e')),
        'u' => here.is('u'),
        _ => false,
    }
}

/// A loan read back: without the vowels that only carry a consonant.
fn foreign(morae: &[Mora]) -> String {
    let mut text = String::new();
    for (i, mora) in morae.iter().enumerate() {
        let next = morae.get(i + 1);
        match mora {
            Mora::Nasal => match next {
                Some(Mora::Syllable(Syllable { hepburn: "b" | "p" | "m", .. })) => text.push('m'),
                _ => text.push('n'),
            },
            // Long a is mostly the ar and er of English and German.
            Mora::Long if text.ends_with('a') && !matches!(next, Some(Mora::Nasal | Mora::Long)) => text.push('r'),
            Mora::Stop | Mora::Long => {}
            Mora::Syllable(syllable) => {
                let plain_shi = (syllable.hepburn, syllable.kunrei, syllable.vowel) == ("sh", "s", 'i');
                text.push_str(if plain_shi { "s" } else { syllable.hepburn });
                text.push_str(syllable.hepburn_glide());
                if !carries(syllable, next, i == 0) {
                    text.push(syllable.vowel);
                }
            }
        }
    }
    text
}

/// Whether a syllable of a loan stands for its consonant alone.
fn carries(syllable: &Syllable, next: Option<&Mora>, is_first: bool) -> bool {
    let before = match next {
        None => "",
        Some(Mora::Syllable(next)) if !next.begins_with_vowel() => next.hepburn,
        _ => return false,
    };
    let is_last = next.is_none();
    match (syllable.hepburn, syllable.hepburn_glide(), syllable.vowel) {
        ("m" | "r" | "ch" | "j", "", 'u') => !is_first,
        ("s" | "z" | "k" | "g" | "f" | "b" | "p" | "v" | "sh" | "ts", "", 'u') => !(is_first && is_last),
        ("t" | "d", "", 'o') => !is_first || before == "r",
        ("ch" | "j", "", 'i') => is_last && !is_first,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    // Names in Hiragana.
    #[case("さくら", "sakura")]
    #[case("とうきょう", "tokyo")]
    #[case("おおさか", "osaka")]
    #[case("きょうと", "kyoto")]
    #[case("いのうえ", "inoue")]
    #[case("さとう", "sato")]
    #[case("こうべ", "kobe")]
    #[case("ほっかいどう", "hokkaido")]
    #[case("しんじゅく", "shinjuku")]
    #[case("べっぷ", "beppu")]
    #[case("くまもと", "kumamoto")]
    #[case("ふくしま", "fukushima")]
    #[case("つくば", "tsukuba")]
    #[case("みすゞ", "misuzu")]
    // Names in Katakana.
    #[case("イチロー", "ichiro")]
    #[case("アドルフ", "adorufu")]
    #[case("ヒトラー", "hitora")]
    #[case("トランプ", "toranpu")]
    #[case("シリア", "shiria")]
    #[case("プーチン", "puchin")]
    #[case("ゼレンスキー", "zerensuki")]
    #[case("マッカーサー", "makkasa")]
    #[case("ブッシュ", "busshu")]
    #[case("サッチャー", "satcha")]
    #[case("メドヴェージェフ", "medovejefu")]
    #[case("ヴォルゴグラード", "vorugogurado")]
    #[case("ウィリアム", "wiriamu")]
    #[case("フォード", "fodo")]
    #[case("ティトー", "tito")]
    #[case("トゥルクメン", "turukumen")]
    #[case("クァク", "kwaku")]
    #[case("ツァーリ", "tsari")]
    #[case("イェーツ", "yetsu")]
    #[case("デュポン", "dyupon")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("トランプ", "tramp")]
    #[case("ヒトラー", "hitrar")]
    #[case("アドルフ", "adrf")]
    #[case("シリア", "siria")]
    #[case("クリントン", "krinton")]
    #[case("ブッシュ", "bush")]
    #[case("キャンベル", "kyamber")]
    #[case("スミス", "smis")]
    #[case("ジョージ", "joj")]
    #[case("フランス", "frans")]
    #[case("ロシア", "rosia")]
    #[case("ムハンマド", "muhammad")]
    #[case("プーチン", "puchin")]
    #[case("アントニオ", "antonio")]
    #[case("ちば", "tiba")]
    #[case("ふじ", "huzi")]
    #[case("さとう", "satou")]
    #[case("しょうじ", "syozi")]
    fn among_the_readings(#[case] word: &str, #[case] expected: &str) {
        let readings = check::all(read, word);
        assert!(readings.iter().any(|r| r == expected), "{word} reads {readings:?}");
    }

    #[test]
    fn every_letter_is_heard() {
        let letters: Vec<String> = ('ァ'..='ヺ').map(String::from).filter(|c| !"ッ".contains(c.as_str())).collect();
        check::every_letter_is_heard(read, "カ", &letters.join(" "), "タ");
        let letters: Vec<String> = ('ぁ'..='ゖ').map(String::from).filter(|c| !"っぅう".contains(c.as_str())).collect();
        check::every_letter_is_heard(read, "か", &letters.join(" "), "た");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{3041}'..='\u{30FF}');
        check::only_reading_letters(read, '\u{31F0}'..='\u{31FF}');
    }
}
