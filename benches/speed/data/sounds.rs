//! Words as sounds, written in eight scripts: what a syllable grammar makes can be met in any of them.
//!
//! The letters are not those of the engine's romanisers, so that what is measured is not the inverse of itself.

use super::random::Random;

/// A script that names and texts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Hangul,
    Han,
}

impl Script {
    pub(crate) const ALL: [Self; 8] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Arabic,
        Self::Hebrew,
        Self::Devanagari,
        Self::Hangul,
        Self::Han,
    ];

    /// Whether words are written without spaces and names without a first one.
    pub(crate) fn unspaced(self) -> bool {
        self == Self::Han
    }
}

/// A consonant: its sign in notation, ways to write it in Latin letters, then Cyrillic, Greek, Arabic, Hebrew,
/// Devanagari, and its numbers among Hangul's first and last letters.
struct Consonant(&'static str, &'static [&'static str], [&'static str; 5], u32, u32);

#[rustfmt::skip]
const CONSONANTS: [Consonant; 20] = [
    Consonant("b", &["b"], ["б", "μπ", "ب", "ב", "ब"], 7, 17),
    Consonant("d", &["d"], ["д", "ντ", "د", "ד", "द"], 3, 7),
    Consonant("f", &["f", "ph"], ["ф", "φ", "ف", "פ", "फ"], 17, 17),
    Consonant("g", &["g", "gh"], ["г", "γκ", "غ", "ג", "ग"], 0, 1),
    Consonant("h", &["h"], ["х", "χ", "ه", "ה", "ह"], 18, 0),
    Consonant("j", &["j", "dj", "dzh"], ["дж", "τζ", "ج", "ג'", "ज"], 12, 7),
    Consonant("k", &["k", "q", "c"], ["к", "κ", "ك", "ק", "क"], 15, 1),
    Consonant("l", &["l"], ["л", "λ", "ل", "ל", "ल"], 5, 8),
    Consonant("m", &["m"], ["м", "μ", "م", "מ", "म"], 6, 16),
    Consonant("n", &["n"], ["н", "ν", "ن", "נ", "न"], 2, 4),
    Consonant("p", &["p"], ["п", "π", "ب", "פ", "प"], 17, 17),
    Consonant("r", &["r"], ["р", "ρ", "ر", "ר", "र"], 5, 8),
    Consonant("s", &["s", "ss"], ["с", "σ", "س", "ס", "स"], 9, 19),
    Consonant("t", &["t"], ["т", "τ", "ت", "ט", "त"], 16, 7),
    Consonant("v", &["v", "w"], ["в", "β", "و", "ו", "व"], 7, 17),
    Consonant("y", &["y", "j"], ["й", "γι", "ي", "י", "य"], 11, 0),
    Consonant("z", &["z"], ["з", "ζ", "ز", "ז", "ज़"], 12, 7),
    Consonant("S", &["sh", "sch", "ch"], ["ш", "σ", "ش", "ש", "श"], 9, 19),
    Consonant("X", &["kh", "ch", "h"], ["х", "χ", "خ", "ח", "ख"], 18, 1),
    Consonant("C", &["ch", "tch", "tsch"], ["ч", "τσ", "تش", "צ'", "च"], 14, 7),
];

/// A vowel: its sign, ways to write it in Latin letters, Cyrillic, Greek, Arabic and Hebrew (where written),
/// Devanagari behind a consonant and alone, and its number among Hangul's.
struct Vowel(&'static str, &'static [&'static str], [&'static str; 6], u32);

const VOWELS: [Vowel; 5] = [
    Vowel("a", &["a", "aa"], ["а", "α", "ا", "א", "ा", "आ"], 0),
    Vowel("e", &["e"], ["е", "ε", "", "", "े", "ए"], 5),
    Vowel("i", &["i", "ee", "y"], ["и", "ι", "ي", "י", "ि", "इ"], 20),
    Vowel("o", &["o"], ["о", "ο", "و", "ו", "ो", "ओ"], 8),
    Vowel("u", &["u", "ou", "oo"], ["у", "ου", "و", "ו", "ु", "उ"], 13),
];

/// Common Chinese characters, of which syllables take one each.
const HAN: &str = "安白百北本比波布才昌成城川春达大德地东多尔法方飞丰夫福高戈格根古关光广国海汉河黑恒红华吉加家建江金京景克拉来兰\
                   朗乐雷里力立利良林灵龙隆鲁路伦罗马麦曼茂梅美门米明莫木纳南尼宁诺欧帕平普其奇千钱强乔青庆泉然仁荣瑞若萨赛森山尚沈\
                   胜诗石史世舒斯松苏所塔泰特天田庭通图托瓦旺威维文乌希夏先向小晓新兴雄秀雅亚彦阳扬叶伊义英永尤雨玉元远云泽扎章";

/// A syllable: numbers of a first consonant, a vowel and a last consonant; none where past the table.
type Syllable = (u8, u8, u8);
const NONE: u8 = u8::MAX;

/// A word as it sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sounds(Vec<Syllable>);

impl Sounds {
    /// Reads the notation: a letter a sound; S is sh, X is kh, C is ch; a consonant before a vowel opens a syllable.
    pub(crate) fn parse(notation: &str) -> Self {
        let mut syllables: Vec<Syllable> = Vec::new();
        let mut onset = NONE;
        for sign in notation.chars().map(String::from) {
            if let Some(vowel) = VOWELS.iter().position(|v| v.0 == sign) {
                syllables.push((onset, vowel as u8, NONE));
                onset = NONE;
                continue;
            }
            let consonant = CONSONANTS.iter().position(|c| c.0 == sign).expect("a sign of the notation") as u8;
            if onset != NONE
                && let Some(last) = syllables.last_mut()
            {
                last.2 = onset;
            }
            onset = consonant;
        }
        if onset != NONE
            && let Some(last) = syllables.last_mut()
        {
            last.2 = onset;
        }
        Self(syllables)
    }

    /// A word of so many syllables by a plain grammar: consonant, vowel, and now and then a consonant that closes.
    pub(crate) fn random(syllables: usize, random: &mut Random) -> Self {
        const CLOSING: [u8; 9] = [7, 8, 9, 11, 12, 13, 6, 17, 1];
        let consonant = |random: &mut Random| random.below(CONSONANTS.len()) as u8;
        let syllable = |i: usize, random: &mut Random| {
            let onset = if i == 0 && random.chance(0.12) { NONE } else { consonant(random) };
            let coda = if random.chance(0.35) { *random.of_slice(&CLOSING) } else { NONE };
            (onset, random.weighted([38, 17, 20, 12, 13].into_iter()) as u8, coda)
        };
        Self((0..syllables).map(|i| syllable(i, random)).collect())
    }

    /// The word with the syllables of another behind it.
    pub(crate) fn and(mut self, suffix: &Self) -> Self {
        for syllable in &suffix.0 {
            match self.0.last_mut() {
                // The last consonant opens a suffix that starts with a vowel.
                Some(last) if syllable.0 == NONE && last.2 != NONE => {
                    let onset = std::mem::replace(&mut last.2, NONE);
                    self.0.push((onset, syllable.1, syllable.2));
                }
                _ => self.0.push(*syllable),
            }
        }
        self
    }

    /// The word in a script, the first letter large where there are large ones.
    pub(crate) fn name(&self, script: Script) -> String {
        capital(&self.word(script))
    }

    /// The word in a script.
    pub(crate) fn word(&self, script: Script) -> String {
        self.written(script, |_, first| first)
    }

    /// The word in Latin letters in another convention: some sounds have other letters.
    pub(crate) fn respelled(&self, random: &mut Random) -> String {
        self.written(Script::Latin, |ways, first| if random.chance(0.3) { *random.of_slice(ways) } else { first })
    }

    fn written(
        &self,
        script: Script,
        mut way: impl FnMut(&'static [&'static str], &'static str) -> &'static str,
    ) -> String {
        let mut out = String::new();
        for (i, &(onset, vowel, coda)) in self.0.iter().enumerate() {
            let onset = CONSONANTS.get(usize::from(onset));
            let coda = CONSONANTS.get(usize::from(coda));
            let vowel = &VOWELS[usize::from(vowel)];
            match script {
                Script::Latin => {
                    out.extend(onset.map(|c| way(c.1, c.1[0])));
                    out.push_str(way(vowel.1, vowel.1[0]));
                    out.extend(coda.map(|c| way(c.1, c.1[0])));
                }
                Script::Han => out.push(han(onset.map_or(0, |c| c.3 + 1), vowel.3, coda.map_or(0, |c| c.4))),
                Script::Hangul => {
                    let number = (onset.map_or(11, |c| c.3) * 21 + vowel.3) * 28 + coda.map_or(0, |c| c.4);
                    out.extend(char::from_u32(0xac00 + number));
                }
                Script::Devanagari => devanagari(&mut out, onset, vowel, coda, i + 1 == self.0.len()),
                Script::Cyrillic | Script::Greek => {
                    let column = usize::from(script == Script::Greek);
                    out.extend(onset.map(|c| c.2[column]));
                    out.push_str(vowel.2[column]);
                    out.extend(coda.map(|c| c.2[column]));
                }
                Script::Arabic | Script::Hebrew => {
                    let column = if script == Script::Arabic { 2 } else { 3 };
                    out.push_str(onset.map_or(VOWELS[0].2[column], |c| c.2[column]));
                    // An a is written where it is long: here, in the first syllable and at the end.
                    let long = i == 0 || (i + 1 == self.0.len() && coda.is_none());
                    if vowel.0 != "a" || (long && onset.is_some()) {
                        out.push_str(vowel.2[column]);
                    }
                    out.extend(coda.map(|c| c.2[column]));
                }
            }
        }
        ended(out, script)
    }
}

fn devanagari(out: &mut String, onset: Option<&Consonant>, vowel: &Vowel, coda: Option<&Consonant>, last: bool) {
    match onset {
        Some(c) => {
            out.push_str(c.2[4]);
            // A short a is not written; the first is taken as long.
            if vowel.0 != "a" || last || out.chars().count() < 3 {
                out.push_str(vowel.2[4]);
            }
        }
        None => out.push_str(vowel.2[5]),
    }
    if let Some(c) = coda {
        out.push_str(c.2[4]);
        if !last {
            out.push('\u{94d}'); // virama
        }
    }
}

fn han(onset: u32, vowel: u32, coda: u32) -> char {
    let count = HAN.chars().count();
    let number = (onset as usize * 31 + vowel as usize * 7 + coda as usize * 3) % count;
    HAN.chars().nth(number).expect("below the count")
}

/// The forms that letters have at the end of a word.
fn ended(mut word: String, script: Script) -> String {
    let finals: &[(char, char)] = match script {
        Script::Greek => &[('σ', 'ς')],
        Script::Hebrew => &[('מ', 'ם'), ('נ', 'ן'), ('פ', 'ף'), ('כ', 'ך'), ('צ', 'ץ')],
        _ => &[],
    };
    let last = word.chars().next_back();
    if let Some((from, to)) = finals.iter().find(|(from, _)| Some(*from) == last) {
        word.truncate(word.len() - from.len_utf8());
        word.push(*to);
    }
    word
}

/// A word with a large first letter.
pub(crate) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
