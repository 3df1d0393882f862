//! Hebrew script: Hebrew with and without vowel points, and Yiddish.
//!
//! Sources: the Academy of the Hebrew Language 2006 (simple transcription) for Hebrew, YIVO for Yiddish. Departures:
//! ח is "h" with "kh" beside it (as it is said), ע is the ayn wherever it stands, no doubling for dagesh. Without
//! points a letter that may be a stop or a fricative reads both: the stop first at the start of a word, the fricative
//! first elsewhere; כ reads "kh" there only, since k and kh are one class of sounds.
//!
//! Vowels that are not written are not read, but "a" parts an h from a letter that would make one sound with it.
//!
//! A geresh (or an apostrophe) makes a foreign sound: ג׳ j, ז׳ zh, צ׳ ch, ת׳ th, ד׳ dh, ח׳ kh, ע׳ and ר׳ gh, ו׳ w.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters = parse(word);
    let spelling = Spelling::of(&letters);
    if spelling == Spelling::Yiddish {
        return yiddish(&letters, out);
    }
    let word = Word { letters: &letters, pointed: spelling == Spelling::Pointed };
    let mut at = 0;
    while at < letters.len() {
        at += word.read(at, out);
    }
}

/// A letter with the points written on it.
#[derive(Clone, Copy)]
struct Letter {
    base: char,
    /// The vowel written with a point; a sheva is the empty one.
    vowel: Option<&'static str>,
    /// Dagesh or mappiq.
    dagesh: bool,
    rafe: bool,
    qamats: bool,
    sin: bool,
    shin: bool,
    geresh: bool,
}

impl Letter {
    fn bare(base: char) -> Self {
        Self { base, vowel: None, dagesh: false, rafe: false, qamats: false, sin: false, shin: false, geresh: false }
    }

    fn is_bare(self) -> bool {
        self.vowel.is_none() && !self.dagesh && !self.geresh
    }

    fn mark(&mut self, point: char) {
        match point {
            '\u{05BC}' => self.dagesh = true,
            '\u{05BF}' => self.rafe = true,
            '\u{05B8}' => (self.vowel, self.qamats) = (Some("a"), true),
            '\u{05C1}' => self.shin = true,
            '\u{05C2}' => self.sin = true,
            '׳' | '\'' | '’' | '‘' | '`' | '´' => self.geresh = true,
            _ => self.vowel = vowel_point(point).or(self.vowel),
        }
    }
}

fn parse(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len() / 2);
    for c in word.chars() {
        if matches!(c, 'א'..='ת' | 'װ' | 'ױ' | 'ײ') {
            letters.push(Letter::bare(c));
        } else if let Some(last) = letters.last_mut() {
            last.mark(c);
        }
    }
    letters
}

fn vowel_point(point: char) -> Option<&'static str> {
    Some(match point {
        '\u{05B0}' => "",                                         // sheva
        '\u{05B1}' | '\u{05B5}' | '\u{05B6}' => "e",              // hataf segol, tsere, segol
        '\u{05B2}' | '\u{05B7}' => "a",                           // hataf patah, patah
        '\u{05B3}' | '\u{05B9}' | '\u{05BA}' | '\u{05C7}' => "o", // hataf qamats, holam, qamats qatan
        '\u{05B4}' => "i",                                        // hiriq
        '\u{05BB}' => "u",                                        // qubuts
        _ => return None,
    })
}

/// How a word is written.
#[derive(PartialEq, Eq)]
enum Spelling {
    Plain,
    Pointed,
    Yiddish,
}

impl Spelling {
    fn of(letters: &[Letter]) -> Self {
        let has = |test: fn(&Letter) -> bool| letters.iter().any(test);
        if has(|letter| letter.rafe || matches!(letter.base, 'װ' | 'ױ' | 'ײ')) || is_yiddish_pointing(letters) {
            Self::Yiddish
        } else if has(|letter| letter.vowel.is_some()) {
            Self::Pointed
        } else {
            Self::Plain
        }
    }
}

/// Yiddish points only its alefs (and yods): אַ, אָ. A Hebrew word of that length would have a point elsewhere.
fn is_yiddish_pointing(letters: &[Letter]) -> bool {
    let pointed = |letter: &&Letter| letter.vowel.is_some();
    letters.len() > 2
        && letters.iter().any(|letter| letter.base == 'א' && matches!(letter.vowel, Some("a" | "o")))
        && letters.iter().filter(pointed).all(|letter| matches!(letter.base, 'א' | 'י'))
}

/// A Hebrew word.
struct Word<'a> {
    letters: &'a [Letter],
    pointed: bool,
}

impl Word<'_> {
    fn get(&self, at: usize) -> Option<Letter> {
        self.letters.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<Letter> {
        at.checked_sub(1).and_then(|before| self.get(before))
    }

    fn is_last(&self, at: usize) -> bool {
        at + 1 == self.letters.len()
    }

    /// Reads the letter at `at` and says how many letters that took.
    fn read(&self, at: usize, out: &mut Readings) -> usize {
        let Some(letter) = self.get(at) else { return 1 };
        if letter.geresh {
            append(out, with_geresh(letter.base));
            out.append(letter.vowel.unwrap_or(""));
            return 1;
        }
        match letter.base {
            'ו' | 'י' | 'א' if self.pointed => self.pointed_mater(at, letter, out),
            'ו' => return self.vav(at, out),
            'י' => return self.yod(at, out),
            'א' => self.alef(at, out),
            'ה' if self.is_last(at) && at > 0 && !letter.dagesh && letter.vowel.is_none() => self.final_he(at, out),
            'ח' | 'ע' | 'ה' if self.is_last(at) && letter.vowel == Some("a") => {
                // The furtive patah is said before its letter.
                out.append("a");
                append(out, self.consonant(at, letter));
            }
            _ => {
                append(out, self.consonant(at, letter));
                out.append(self.vowel(at, letter));
            }
        }
        1
    }

    /// The written vowel of a consonant; a sheva is heard after the first letter.
    fn vowel(&self, at: usize, letter: Letter) -> &'static str {
        match letter.vowel {
            Some("") if at == 0 => "e",
            Some(vowel) => vowel,
            None => "",
        }
    }

    /// א ו י of a pointed word: a consonant if it has a vowel of its own, or else part of the vowel before it.
    fn pointed_mater(&self, at: usize, letter: Letter, out: &mut Readings) {
        let after_vowel = self.before(at).is_some_and(|before| before.vowel.is_some_and(|vowel| !vowel.is_empty()));
        let vowel = if letter.vowel == Some("") { Some(self.vowel(at, letter)) } else { letter.vowel };
        match letter.base {
            'א' if at > 0 && vowel.is_some() && after_vowel => out.append("ʾ"),
            'א' => {}
            'ו' if vowel == Some("o") && !letter.dagesh && !after_vowel => {}
            'ו' if letter.dagesh && vowel.is_none() && !after_vowel => out.append("u"),
            'ו' => out.append("v"),
            _ if vowel.is_none() && self.lengthens(at) => {}
            _ => out.append("y"),
        }
        out.append(vowel.unwrap_or(""));
    }

    /// Whether the yod at `at` only lengthens the i or e before it.
    fn lengthens(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| matches!(before.vowel, Some("i" | "e")))
    }

    /// Whether the letter at `at` begins with a vowel, so that a ו or י before it is a consonant.
    fn starts_vowel(&self, at: usize) -> bool {
        match self.get(at) {
            Some(Letter { base: 'א', .. }) => true,
            Some(letter @ Letter { base: 'ה', .. }) => self.is_last(at) && !letter.dagesh,
            Some(letter @ Letter { base: 'ו' | 'י', .. }) => letter.is_bare() && !self.starts_vowel(at + 1),
            _ => false,
        }
    }

    fn is(&self, at: usize, base: char) -> bool {
        self.get(at).is_some_and(|letter| letter.base == base && letter.is_bare())
    }

    fn vav(&self, at: usize, out: &mut Readings) -> usize {
        let letter = self.get(at);
        if self.is(at, 'ו') && self.is(at + 1, 'ו') {
            out.append("v");
            return 2;
        }
        if letter.is_some_and(|letter| letter.dagesh) {
            out.append("u");
        } else if at == 0 {
            out.append("v");
        } else if self.is(at + 1, 'י') && self.starts_vowel(at + 1) {
            // לוי Levi, טולסטוי Tolstoy.
            out.fork(&["vi", "oy"]);
            return 2;
        } else if self.starts_vowel(at + 1) && !self.is(at + 1, 'א') {
            out.append("v");
        } else if self.letters.len() == 3 && at == 1 && !self.is(0, 'א') {
            // דוד David, גור Gur.
            out.fork(&["o", "v"]);
        } else {
            out.append("o");
        }
        1
    }

    fn yod(&self, at: usize, out: &mut Readings) -> usize {
        if at > 0 && self.is(at + 1, 'י') {
            out.append("ay");
            return 2;
        }
        if at > 0 && self.is(at + 1, 'ה') && self.is(at + 2, 'ו') && self.is_last(at + 2) {
            // נתניהו Netanyahu, אליהו Eliyahu.
            out.append("yahu");
            return 3;
        }
        let vowel = at > 0 && !self.starts_vowel(at + 1) && !self.is_last_after_vav(at);
        out.append(if vowel { "i" } else { "y" });
        1
    }

    fn is_last_after_vav(&self, at: usize) -> bool {
        self.is_last(at) && self.before(at).is_some_and(|before| before.base == 'א') && at > 1
    }

    /// Without points א is the vowel of a foreign name, or the seat of the vowel after it.
    fn alef(&self, at: usize, out: &mut Readings) {
        let seats = self.starts_vowel(at + 1) && !self.is(at + 1, 'א');
        let before_ay = self.is(at + 1, 'י') && self.is(at + 2, 'י');
        let ends_in_he = seats && self.get(at + 1).is_some_and(|next| next.base == 'ה');
        if (at == 0 && seats) || ends_in_he || before_ay {
            return;
        }
        out.append("a");
    }

    fn final_he(&self, at: usize, out: &mut Readings) {
        match self.before(at) {
            Some(Letter { vowel: Some(_), .. }) => {}
            Some(Letter { base: 'א', .. }) => out.append("ah"),
            _ => out.append("a"),
        }
    }

    fn consonant(&self, at: usize, letter: Letter) -> &'static [&'static str] {
        let stop = letter.dagesh || at == 0;
        match letter.base {
            'ב' if stop => &["b"],
            'ב' if self.pointed => &["v"],
            'ב' => &["v", "b"],
            'כ' if stop => &["k"],
            'כ' | 'ך' => &["kh"],
            'פ' if letter.dagesh || (stop && self.pointed) => &["p"],
            'פ' if stop => &["p", "f"],
            'פ' if self.pointed => &["f"],
            'פ' if self.is_last(at) => &["p"],
            'פ' => &["f", "p"],
            'ה' | 'ח' if self.is_after_digraph_start(at) => match letter.base {
                'ה' => &["ah"],
                _ => &["ah", "kh"],
            },
            'ש' if letter.sin => &["s"],
            'ש' if letter.shin || self.pointed => &["sh"],
            'ש' => &["sh", "s"],
            base => plain(base),
        }
    }
}

impl Word<'_> {
    /// Whether the letter before the h at `at` would be read with it as one sound (כהן "kahn", not "khn").
    fn is_after_digraph_start(&self, at: usize) -> bool {
        let joins = |letter: Letter| {
            letter.is_bare()
                && matches!(letter.base, 'ג' | 'ד' | 'ז' | 'ט' | 'כ' | 'ל' | 'נ' | 'ס' | 'פ' | 'צ' | 'ק' | 'ר' | 'ת')
        };
        !self.pointed && self.before(at).is_some_and(joins)
    }
}

fn append(out: &mut Readings, options: &[&str]) {
    match options {
        [one] => out.append(one),
        many => out.fork(many),
    }
}

/// The consonants that always sound alike.
fn plain(base: char) -> &'static [&'static str] {
    match base {
        'ג' => &["g"],
        'ד' => &["d"],
        'ה' => &["h"],
        'ז' => &["z"],
        'ח' => &["h", "kh"],
        'ט' | 'ת' => &["t"],
        'ל' => &["l"],
        'מ' | 'ם' => &["m"],
        'נ' | 'ן' => &["n"],
        'ס' => &["s"],
        'ע' => &["ʿ"],
        'ף' => &["f"],
        'צ' | 'ץ' => &["ts"],
        'ק' => &["k"],
        'ר' => &["r"],
        _ => &[""],
    }
}

/// The foreign sounds that a geresh writes.
fn with_geresh(base: char) -> &'static [&'static str] {
    match base {
        'ג' => &["j"],
        'ז' => &["zh"],
        'צ' | 'ץ' => &["ch"],
        'ת' | 'ט' => &["th"],
        'ד' => &["dh"],
        'ח' | 'כ' | 'ך' => &["kh"],
        'ע' | 'ר' => &["gh"],
        'ו' => &["w"],
        'ס' => &["s"],
        'ש' => &["sh"],
        'ב' => &["b"],
        'פ' => &["p"],
        'א' => &["a"],
        'י' => &["y"],
        other => plain(other),
    }
}

/// Reads a word of Yiddish spelling, which writes its vowels.
fn yiddish(letters: &[Letter], out: &mut Readings) {
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let next = letters.get(at + 1).map(|next| next.base);
        let (sound, taken) = match (letter.base, next, letters.get(at + 2).map(|third| third.base)) {
            ('ד', Some('ז'), Some('ש')) => ("dzh", 3),
            ('ז', Some('ש'), _) => ("zh", 2),
            ('ט', Some('ש'), _) => ("tsh", 2),
            ('ו', Some('ו'), _) => ("v", 2),
            ('ו', Some('י'), _) => ("oy", 2),
            ('י', _, _) if letter.vowel.is_none() && starts_yiddish_vowel(letters.get(at + 1)) => ("y", 1),
            _ => (yiddish_sound(*letter), 1),
        };
        out.append(sound);
        at += taken;
    }
}

fn starts_yiddish_vowel(next: Option<&Letter>) -> bool {
    next.is_some_and(|next| matches!(next.base, 'א' | 'ע' | 'ו' | 'ױ' | 'ײ'))
}

fn yiddish_sound(letter: Letter) -> &'static str {
    match letter.base {
        // The komets, which is an a in Hebrew.
        'א' if letter.qamats => "o",
        'א' => letter.vowel.unwrap_or(""),
        'ע' => "e",
        'ו' if letter.vowel == Some("o") => "o",
        'ו' => "u",
        'י' => "i",
        'װ' => "v",
        'ױ' => "oy",
        'ײ' if letter.vowel.is_some() => "ay",
        'ײ' => "ey",
        'ב' if letter.rafe => "v",
        'ב' => "b",
        'ח' | 'ך' => "kh",
        'כ' if letter.dagesh => "k",
        'כ' => "kh",
        'פ' if letter.rafe => "f",
        'פ' => "p",
        'ש' if letter.sin => "s",
        'ש' => "sh",
        'ת' if letter.dagesh => "t",
        'ת' => "s",
        base => plain(base).first().copied().unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    // Places
    #[case("ישראל", "yshral")]
    #[case("ירושלים", "yroshlim")]
    #[case("תל", "tl")]
    #[case("אביב", "aviv")]
    #[case("חיפה", "hifa")]
    #[case("אילת", "ilt")]
    #[case("נצרת", "ntsrt")]
    #[case("עזה", "ʿza")]
    #[case("שכם", "shkhm")]
    #[case("חברון", "hvron")]
    #[case("איראן", "iran")]
    #[case("וושינגטון", "vshington")]
    // People
    #[case("בנימין", "bnimin")]
    #[case("נתניהו", "ntnyahu")]
    #[case("יצחק", "ytsahk")]
    #[case("רבין", "rvin")]
    #[case("כהן", "kahn")]
    #[case("אברהם", "avrahm")]
    #[case("גולדה", "golda")]
    #[case("מאיר", "mair")]
    #[case("שמעון", "shmʿon")]
    #[case("פרס", "prs")]
    #[case("אריאל", "aryal")]
    #[case("אהוד", "ahod")]
    #[case("ברק", "brk")]
    #[case("הרצוג", "hrtsog")]
    #[case("לוי", "lvi")]
    #[case("כץ", "kts")]
    #[case("אורי", "ori")]
    #[case("יואב", "yoav")]
    #[case("גלנט", "glnt")]
    #[case("משה", "msha")]
    #[case("לאה", "lah")]
    #[case("חוה", "hva")]
    #[case("יוסף", "yosf")]
    #[case("וייצמן", "vaytsmn")]
    #[case("איינשטיין", "aynshtayn")]
    // Arabic, Persian, English names
    #[case("קאסם", "kasm")]
    #[case("סולימאני", "solimani")]
    #[case("נסראללה", "nsralla")]
    #[case("ח׳אמנאי", "khamnay")]
    #[case("ג׳ורג׳", "jorj")]
    #[case("ג'ון", "jon")]
    #[case("ז'אק", "zhak")]
    #[case("צ׳רצ׳יל", "chrchil")]
    #[case("קאץ׳", "kach")]
    #[case("סמית׳", "smith")]
    #[case("ח’אן", "khan")]
    #[case("לאפאייט", "lafayt")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("יִשְׂרָאֵל", "yisraʾel")]
    #[case("יְרוּשָׁלַיִם", "yerushalayim")]
    #[case("דָּוִד", "david")]
    #[case("שְׁלֹמֹה", "shelomo")]
    #[case("אַבְרָהָם", "avraham")]
    #[case("תֵּל", "tel")]
    #[case("אָבִיב", "aviv")]
    #[case("חַוָּה", "hava")]
    #[case("נֹחַ", "noah")]
    #[case("מֹשֶׁה", "moshe")]
    #[case("בִּנְיָמִין", "binyamin")]
    #[case("פָּרִיז", "pariz")]
    #[case("יוֹסֵף", "yosef")]
    #[case("חַיִּים", "hayim")]
    #[case("כַּרְמֶל", "karmel")]
    fn pointed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("װאַרשע", "varshe")]
    #[case("װילנע", "vilne")]
    #[case("יאָרק", "york")]
    #[case("לאָדזש", "lodzh")]
    #[case("פּױלן", "poyln")]
    #[case("װײַסמאַן", "vaysman")]
    #[case("פֿרײד", "freyd")]
    #[case("שאָלעם", "sholem")]
    #[case("באַשעװיס", "bashevis")]
    #[case("טשערנאָװיץ", "tshernovits")]
    #[case("אײנשטײן", "eynshteyn")]
    #[case("מאַרק", "mark")]
    fn yiddish_names(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::all(read, word), [expected], "{word}");
    }

    #[rstest]
    #[case("דוד", &["dod", "dvd"])]
    #[case("לוי", &["lvi", "loy"])]
    #[case("חיפה", &["hifa", "khifa", "hipa", "khipa"])]
    #[case("שרה", &["shra", "sra"])]
    #[case("פייסל", &["paysl", "faysl"])]
    #[case("צה״ל", &["tsahl"])]
    fn every_reading(#[case] word: &str, #[case] expected: &[&str]) {
        assert_eq!(check::all(read, word), expected, "{word}");
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת ך ם ן ף ץ װ ױ ײ ג׳ ז׳ צ׳ ץ׳ ת׳ ח׳ ד׳ ע׳ ו׳";
        check::every_letter_is_heard(read, "ל", alphabet, "ל");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0590}'..='\u{05FF}');
    }
}
