//! Hangul.
//!
//! Sources: the Revised Romanization of 2000 with its table of sound changes; McCune–Reischauer of 1939 (marks left
//! out) as another reading, with the j and the ri of the northern press. Personal names are spelled as their bearers
//! and newspapers do (Kim, Park, Lee; Young, Hyun, Woo), syllable by syllable, as the Romanization allows: those
//! spellings are no system, [`SURNAMES`] and [`GIVEN`] list the usual ones. Loans follow the rules for writing foreign words
//! in Hangul of 1986 backwards: ㅡ carries no vowel there, ㄹㄹ is l, ㅅ before a y-glide is sh.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
    let changed = assimilated(&letters);
    let revised = spelled(&changed, revised_onset, revised_vowel);
    let reischauer = spelled(&changed, reischauer_onset, reischauer_vowel);
    let mut whole: Vec<String> = Vec::with_capacity(Readings::LIMIT + 1);
    match named(word) {
        Some((surname, given)) if word.chars().count() > 2 => {
            whole.push(format!("{}{}", surname.usual, customary(given)));
            whole.push(format!("{}{}", surname.usual, by_syllable(given, revised_onset, revised_vowel)));
            whole.push(format!("{}{}", surname.other, by_syllable(given, northern_onset, reischauer_vowel)));
            whole.push(revised);
        }
        // One syllable after the surname, or a given name alone, or neither.
        Some((surname, given)) => {
            whole.push(revised);
            whole.push(format!("{}{}", surname.usual, customary(given)));
            whole.push(reischauer);
            whole.push(customary(word));
        }
        None if word.chars().all(is_given) => whole.extend([revised, customary(word), reischauer]),
        None if is_loan(&letters) => whole.extend([foreign(&letters), revised, reischauer]),
        None => whole.extend([revised, foreign(&letters), reischauer]),
    }
    let mut whole = whole.into_iter();
    out.append(&whole.next().unwrap_or_default());
    whole.for_each(|reading| out.also(reading));
}

/// One written syllable, or a letter standing alone; parts it does not have are [`NONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    onset: char,
    vowel: char,
    coda: char,
}

const NONE: char = '\0';

const ONSETS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ', 'ㅟ', 'ㅠ', 'ㅡ',
    'ㅢ', 'ㅣ',
];

const CODAS: [char; 28] = [
    NONE, 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ',
    'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

impl Letter {
    fn of(c: char) -> Option<Self> {
        let of = |first: char| (u32::from(c) - u32::from(first)) as usize;
        Some(match c {
            '가'..='힣' => {
                let n = of('가');
                Self { onset: ONSETS[n / 588], vowel: VOWELS[n % 588 / 28], coda: CODAS[n % 28] }
            }
            '\u{1100}'..='\u{1112}' => Self { onset: ONSETS[of('\u{1100}')], vowel: NONE, coda: NONE },
            '\u{1161}'..='\u{1175}' => Self { onset: 'ㅇ', vowel: VOWELS[of('\u{1161}')], coda: NONE },
            '\u{11A8}'..='\u{11C2}' => Self { onset: 'ㅇ', vowel: NONE, coda: CODAS[1 + of('\u{11A8}')] },
            _ => return None,
        })
    }
}

/// The syllables as heard: codas linked to the vowel that follows, and the changes between consonants.
fn assimilated(written: &[Letter]) -> Vec<Letter> {
    let mut heard = written.to_vec();
    for i in 0..heard.len() {
        let coda = heard[i].coda;
        match heard.get(i + 1).copied() {
            Some(next) if coda != NONE => {
                let (coda, onset) = between(coda, next.onset, next.vowel);
                heard[i].coda = coda;
                heard[i + 1].onset = onset;
            }
            _ => heard[i].coda = closed(coda),
        }
    }
    heard
}

/// What becomes of a coda and of the onset after it.
fn between(coda: char, onset: char, vowel: char) -> (char, char) {
    if onset == 'ㅇ' && vowel != NONE {
        return linked(coda, vowel);
    }
    if let (Some(before), Some(aspirate)) = (without_h(coda), aspirated(onset)) {
        return (before, aspirate);
    }
    match (closed(coda), onset) {
        ('ㄱ', 'ㄴ' | 'ㄹ') => ('ㅇ', 'ㄴ'),
        ('ㄱ', 'ㅁ') => ('ㅇ', 'ㅁ'),
        ('ㄷ', 'ㄴ' | 'ㄹ') => ('ㄴ', 'ㄴ'),
        ('ㄷ', 'ㅁ') => ('ㄴ', 'ㅁ'),
        ('ㅂ', 'ㄴ' | 'ㄹ') => ('ㅁ', 'ㄴ'),
        ('ㅂ', 'ㅁ') => ('ㅁ', 'ㅁ'),
        ('ㅁ' | 'ㅇ', 'ㄹ') => (closed(coda), 'ㄴ'),
        ('ㄴ', 'ㄹ') | ('ㄹ', 'ㄴ') => ('ㄹ', 'ㄹ'),
        (closed, onset) => (closed, onset),
    }
}

/// A coda before a vowel: its last consonant begins the next syllable.
fn linked(coda: char, vowel: char) -> (char, char) {
    match coda {
        'ㄷ' if vowel == 'ㅣ' => (NONE, 'ㅈ'),
        'ㅌ' if vowel == 'ㅣ' => (NONE, 'ㅊ'),
        'ㅇ' => ('ㅇ', 'ㅇ'),
        'ㅎ' => (NONE, 'ㅇ'),
        'ㄶ' => (NONE, 'ㄴ'),
        'ㅀ' => (NONE, 'ㄹ'),
        'ㄳ' => ('ㄱ', 'ㅅ'),
        'ㄵ' => ('ㄴ', 'ㅈ'),
        'ㄺ' => ('ㄹ', 'ㄱ'),
        'ㄻ' => ('ㄹ', 'ㅁ'),
        'ㄼ' => ('ㄹ', 'ㅂ'),
        'ㄽ' => ('ㄹ', 'ㅅ'),
        'ㄾ' => ('ㄹ', 'ㅌ'),
        'ㄿ' => ('ㄹ', 'ㅍ'),
        'ㅄ' => ('ㅂ', 'ㅅ'),
        single => (NONE, single),
    }
}

/// What is left of a coda whose ㅎ went into the onset after it.
fn without_h(coda: char) -> Option<char> {
    match coda {
        'ㅎ' => Some(NONE),
        'ㄶ' => Some('ㄴ'),
        'ㅀ' => Some('ㄹ'),
        _ => None,
    }
}

fn aspirated(onset: char) -> Option<char> {
    match onset {
        'ㄱ' => Some('ㅋ'),
        'ㄷ' => Some('ㅌ'),
        'ㅈ' => Some('ㅊ'),
        'ㅅ' => Some('ㅅ'),
        _ => None,
    }
}

/// The sound of a coda that nothing is linked to: one of seven.
fn closed(coda: char) -> char {
    match coda {
        'ㄲ' | 'ㄳ' | 'ㄺ' | 'ㅋ' => 'ㄱ',
        'ㄵ' | 'ㄶ' => 'ㄴ',
        'ㅅ' | 'ㅆ' | 'ㅈ' | 'ㅊ' | 'ㅌ' | 'ㅎ' => 'ㄷ',
        'ㄼ' | 'ㄽ' | 'ㄾ' | 'ㅀ' => 'ㄹ',
        'ㄻ' => 'ㅁ',
        'ㅄ' | 'ㅍ' | 'ㄿ' => 'ㅂ',
        _ => coda,
    }
}

fn coda_sound(coda: char) -> &'static str {
    match closed(coda) {
        'ㄱ' => "k",
        'ㄴ' => "n",
        'ㄷ' => "t",
        'ㄹ' => "l",
        'ㅁ' => "m",
        'ㅂ' => "p",
        'ㅇ' => "ng",
        _ => "",
    }
}

/// Where an onset stands: what McCune–Reischauer and the liquid depend on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// Nothing, or an obstruent.
    Silence,
    Liquid,
    /// A vowel or a nasal.
    Voice,
}

type OnsetSound = fn(char, After) -> &'static str;
type VowelSound = fn(char) -> &'static str;

fn spelled(heard: &[Letter], onset: OnsetSound, vowel: VowelSound) -> String {
    let mut text = String::new();
    let mut after = After::Silence;
    for letter in heard {
        text.push_str(onset(letter.onset, after));
        text.push_str(vowel(letter.vowel));
        text.push_str(coda_sound(letter.coda));
        after = match closed(letter.coda) {
            'ㄹ' => After::Liquid,
            'ㄱ' | 'ㄷ' | 'ㅂ' => After::Silence,
            _ => After::Voice,
        };
    }
    text
}

/// Each syllable as if it stood alone.
fn by_syllable(text: &str, onset: OnsetSound, vowel: VowelSound) -> String {
    text.chars().filter_map(Letter::of).map(|letter| spelled(&[letter], onset, vowel)).collect()
}

fn revised_onset(onset: char, after: After) -> &'static str {
    match onset {
        'ㄱ' => "g",
        'ㄲ' => "kk",
        'ㄴ' => "n",
        'ㄷ' => "d",
        'ㄸ' => "tt",
        'ㄹ' if after == After::Liquid => "l",
        'ㄹ' => "r",
        'ㅁ' => "m",
        'ㅂ' => "b",
        'ㅃ' => "pp",
        'ㅅ' => "s",
        'ㅆ' => "ss",
        'ㅈ' => "j",
        'ㅉ' => "jj",
        'ㅊ' => "ch",
        'ㅋ' => "k",
        'ㅌ' => "t",
        'ㅍ' => "p",
        'ㅎ' => "h",
        _ => "",
    }
}

fn revised_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅏ' => "a",
        'ㅐ' => "ae",
        'ㅑ' => "ya",
        'ㅒ' => "yae",
        'ㅓ' => "eo",
        'ㅔ' => "e",
        'ㅕ' => "yeo",
        'ㅖ' => "ye",
        'ㅗ' => "o",
        'ㅘ' => "wa",
        'ㅙ' => "wae",
        'ㅚ' => "oe",
        'ㅛ' => "yo",
        'ㅜ' => "u",
        'ㅝ' => "wo",
        'ㅞ' => "we",
        'ㅟ' => "wi",
        'ㅠ' => "yu",
        'ㅡ' => "eu",
        'ㅢ' => "ui",
        'ㅣ' => "i",
        _ => "",
    }
}

fn reischauer_onset(onset: char, after: After) -> &'static str {
    match (onset, after) {
        ('ㄱ', After::Silence) => "k",
        ('ㄷ', After::Silence) => "t",
        ('ㅂ', After::Silence) => "p",
        ('ㅈ', After::Silence) => "ch",
        ('ㅉ', _) => "tch",
        _ => revised_onset(onset, after),
    }
}

/// As in Jong, Song Thaek, Ryong: voiceless k and p, but j, whatever stands before.
fn northern_onset(onset: char, after: After) -> &'static str {
    match onset {
        'ㄱ' => "k",
        'ㅂ' => "p",
        'ㄷ' => "t",
        _ => revised_onset(onset, after),
    }
}

fn reischauer_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅓ' => "o",
        'ㅕ' => "yo",
        'ㅡ' => "u",
        _ => revised_vowel(vowel),
    }
}

/// Whether a word is foreign for certain: ㅡ carries a consonant, or it is long.
fn is_loan(written: &[Letter]) -> bool {
    written.len() > 4 || written.iter().any(|l| l.vowel == 'ㅡ' && l.coda == NONE && l.onset != 'ㅇ')
}

/// A loan read back: no changes between consonants but the linking of codas, no vowel where ㅡ only carries a consonant.
fn foreign(written: &[Letter]) -> String {
    let mut text = String::new();
    let mut after_liquid = false;
    for (i, letter) in written.iter().enumerate() {
        // 든 is den, 클 kl, 트 t.
        let silent = letter.vowel == 'ㅡ' && letter.onset != 'ㅇ' && matches!(letter.coda, NONE | 'ㄹ');
        text.push_str(match (letter.onset, letter.vowel) {
            ('ㄹ', _) if after_liquid => "",
            ('ㅅ', 'ㅑ' | 'ㅕ' | 'ㅖ' | 'ㅛ' | 'ㅠ' | 'ㅟ' | 'ㅒ') => "sh",
            ('ㅈ', 'ㅡ') => "z",
            ('ㅉ' | 'ㅊ', 'ㅡ') => "ts",
            ('ㅆ', 'ㅡ') if letter.coda == NONE => "ts",
            ('ㄲ', _) => "k",
            ('ㄸ', _) => "t",
            ('ㅃ', _) => "p",
            ('ㅉ', _) => "ch",
            (onset, _) => revised_onset(onset, After::Voice),
        });
        let hushed = matches!(letter.onset, 'ㅅ' | 'ㅈ' | 'ㅊ');
        text.push_str(match letter.vowel {
            'ㅡ' if silent => "",
            'ㅡ' => "e",
            'ㅑ' if hushed => "a",
            'ㅕ' | 'ㅖ' | 'ㅒ' if hushed => "e",
            'ㅛ' if hushed => "o",
            'ㅠ' if hushed => "u",
            'ㅟ' if letter.onset == 'ㅅ' => "i",
            vowel => revised_vowel(vowel),
        });
        let linked_on = written.get(i + 1).is_some_and(|next| next.onset == 'ㅇ' && next.vowel != NONE);
        text.push_str(match letter.coda {
            'ㅅ' if linked_on => "s",
            'ㅈ' if linked_on => "j",
            'ㅊ' if linked_on => "ch",
            coda => coda_sound(coda),
        });
        after_liquid = letter.coda == 'ㄹ';
    }
    text
}

struct Surname {
    hangul: &'static str,
    /// The commonest spelling.
    usual: &'static str,
    /// Another common one, or that of the north.
    other: &'static str,
}

/// A personal name as surname and given name: one or two given syllables, in the whole word.
fn named(word: &str) -> Option<(&'static Surname, &str)> {
    let syllables = word.chars().count();
    SURNAMES.iter().find_map(|surname| {
        let given = word.strip_prefix(surname.hangul)?;
        let length = syllables - surname.hangul.chars().count();
        ((1..=2).contains(&length) && given.chars().all(is_given)).then_some((surname, given))
    })
}

/// Whether a word is a personal name: a surname and one or two given syllables.
pub(super) fn is_name(word: &str) -> bool {
    named(word).is_some()
}

fn is_given(c: char) -> bool {
    customary_syllable(c).is_some()
}

fn customary_syllable(c: char) -> Option<&'static str> {
    GIVEN.binary_search_by_key(&c, |&(syllable, _)| syllable).ok().map(|i| GIVEN[i].1)
}

/// A given name as most people spell its syllables.
fn customary(given: &str) -> String {
    let spell = |c: char| match customary_syllable(c) {
        Some(spelling) => spelling.to_owned(),
        None => by_syllable(c.encode_utf8(&mut [0; 4]), revised_onset, revised_vowel),
    };
    given.chars().map(spell).collect()
}

const fn surname(hangul: &'static str, usual: &'static str, other: &'static str) -> Surname {
    Surname { hangul, usual, other }
}

/// The surnames of nearly all Koreans, those of two syllables first.
const SURNAMES: [Surname; 95] = [
    surname("남궁", "namgoong", "namgung"),
    surname("황보", "hwangbo", "hwangbo"),
    surname("제갈", "jegal", "chegal"),
    surname("사공", "sagong", "sakong"),
    surname("선우", "sunwoo", "sonu"),
    surname("서문", "seomun", "somun"),
    surname("독고", "dokko", "tokko"),
    surname("동방", "dongbang", "tongbang"),
    surname("김", "kim", "kim"),
    surname("이", "lee", "yi"),
    surname("리", "ri", "ri"),
    surname("박", "park", "pak"),
    surname("최", "choi", "choe"),
    surname("정", "jung", "chong"),
    surname("강", "kang", "gang"),
    surname("조", "cho", "jo"),
    surname("윤", "yoon", "yun"),
    surname("장", "jang", "chang"),
    surname("임", "lim", "im"),
    surname("림", "rim", "lim"),
    surname("한", "han", "han"),
    surname("오", "oh", "o"),
    surname("서", "seo", "so"),
    surname("신", "shin", "sin"),
    surname("권", "kwon", "gwon"),
    surname("황", "hwang", "hwang"),
    surname("안", "ahn", "an"),
    surname("송", "song", "song"),
    surname("전", "jeon", "chun"),
    surname("홍", "hong", "hong"),
    surname("유", "yoo", "yu"),
    surname("류", "ryu", "yoo"),
    surname("고", "ko", "go"),
    surname("문", "moon", "mun"),
    surname("양", "yang", "ryang"),
    surname("량", "ryang", "yang"),
    surname("손", "son", "sohn"),
    surname("배", "bae", "pae"),
    surname("백", "baek", "paek"),
    surname("허", "heo", "ho"),
    surname("남", "nam", "nam"),
    surname("심", "shim", "sim"),
    surname("노", "roh", "no"),
    surname("로", "ro", "roh"),
    surname("하", "ha", "ha"),
    surname("곽", "kwak", "gwak"),
    surname("성", "sung", "song"),
    surname("차", "cha", "cha"),
    surname("주", "joo", "chu"),
    surname("우", "woo", "u"),
    surname("구", "koo", "ku"),
    surname("나", "na", "ra"),
    surname("라", "ra", "na"),
    surname("민", "min", "min"),
    surname("진", "jin", "chin"),
    surname("지", "ji", "chi"),
    surname("엄", "eom", "om"),
    surname("채", "chae", "chae"),
    surname("원", "won", "won"),
    surname("천", "cheon", "chon"),
    surname("방", "bang", "pang"),
    surname("공", "kong", "gong"),
    surname("현", "hyun", "hyon"),
    surname("함", "ham", "ham"),
    surname("변", "byun", "pyon"),
    surname("염", "yeom", "yom"),
    surname("여", "yeo", "yo"),
    surname("려", "ryo", "yo"),
    surname("추", "choo", "chu"),
    surname("도", "do", "to"),
    surname("소", "so", "so"),
    surname("석", "seok", "suk"),
    surname("선", "sun", "son"),
    surname("설", "seol", "sol"),
    surname("마", "ma", "ma"),
    surname("길", "gil", "kil"),
    surname("연", "yeon", "yon"),
    surname("위", "wi", "wi"),
    surname("표", "pyo", "pyo"),
    surname("명", "myung", "myong"),
    surname("기", "ki", "gi"),
    surname("반", "ban", "pan"),
    surname("왕", "wang", "wang"),
    surname("금", "keum", "kum"),
    surname("옥", "ok", "ok"),
    surname("육", "yook", "yuk"),
    surname("인", "in", "in"),
    surname("맹", "maeng", "maeng"),
    surname("제", "je", "che"),
    surname("모", "mo", "mo"),
    surname("탁", "tak", "tak"),
    surname("국", "kook", "kuk"),
    surname("어", "eo", "o"),
    surname("은", "eun", "un"),
    surname("편", "pyun", "pyon"),
];

/// The syllables that given names are made of, as their bearers mostly spell them.
const GIVEN: [(char, &str); 182] = [
    ('가', "ga"),
    ('강', "kang"),
    ('건', "gun"),
    ('걸', "gul"),
    ('겸', "kyum"),
    ('경', "kyung"),
    ('계', "kye"),
    ('곤', "gon"),
    ('공', "gong"),
    ('관', "kwan"),
    ('광', "kwang"),
    ('교', "kyo"),
    ('구', "koo"),
    ('국', "kook"),
    ('권', "kwon"),
    ('귀', "kwi"),
    ('규', "kyu"),
    ('균', "kyun"),
    ('근', "geun"),
    ('금', "keum"),
    ('기', "ki"),
    ('길', "gil"),
    ('나', "na"),
    ('낙', "nak"),
    ('남', "nam"),
    ('내', "nae"),
    ('년', "nyun"),
    ('노', "no"),
    ('누', "noo"),
    ('단', "dan"),
    ('대', "dae"),
    ('덕', "duk"),
    ('도', "do"),
    ('돈', "don"),
    ('동', "dong"),
    ('두', "doo"),
    ('라', "ra"),
    ('락', "rak"),
    ('란', "ran"),
    ('람', "ram"),
    ('래', "rae"),
    ('량', "ryang"),
    ('려', "ryeo"),
    ('련', "ryun"),
    ('령', "ryung"),
    ('례', "rye"),
    ('록', "rok"),
    ('룡', "ryong"),
    ('률', "ryul"),
    ('린', "lin"),
    ('림', "rim"),
    ('만', "man"),
    ('명', "myung"),
    ('모', "mo"),
    ('무', "moo"),
    ('묵', "mook"),
    ('문', "moon"),
    ('미', "mi"),
    ('민', "min"),
    ('박', "bak"),
    ('배', "bae"),
    ('백', "baek"),
    ('범', "bum"),
    ('별', "byul"),
    ('병', "byung"),
    ('보', "bo"),
    ('복', "bok"),
    ('봉', "bong"),
    ('빈', "bin"),
    ('빛', "bit"),
    ('사', "sa"),
    ('산', "san"),
    ('삼', "sam"),
    ('상', "sang"),
    ('새', "sae"),
    ('서', "seo"),
    ('석', "suk"),
    ('선', "sun"),
    ('설', "seol"),
    ('섭', "sub"),
    ('성', "sung"),
    ('세', "se"),
    ('소', "so"),
    ('솔', "sol"),
    ('송', "song"),
    ('수', "soo"),
    ('숙', "sook"),
    ('순', "soon"),
    ('슬', "seul"),
    ('승', "seung"),
    ('식', "sik"),
    ('신', "shin"),
    ('심', "shim"),
    ('아', "ah"),
    ('안', "an"),
    ('애', "ae"),
    ('양', "yang"),
    ('언', "eon"),
    ('얼', "eol"),
    ('여', "yeo"),
    ('연', "yeon"),
    ('열', "yeol"),
    ('엽', "yeop"),
    ('영', "young"),
    ('예', "ye"),
    ('오', "oh"),
    ('옥', "ok"),
    ('온', "on"),
    ('완', "wan"),
    ('용', "yong"),
    ('우', "woo"),
    ('욱', "wook"),
    ('운', "woon"),
    ('웅', "woong"),
    ('원', "won"),
    ('월', "wol"),
    ('위', "wi"),
    ('유', "yoo"),
    ('윤', "yoon"),
    ('율', "yul"),
    ('은', "eun"),
    ('을', "eul"),
    ('의', "eui"),
    ('이', "yi"),
    ('익', "ik"),
    ('인', "in"),
    ('일', "il"),
    ('임', "im"),
    ('자', "ja"),
    ('장', "jang"),
    ('재', "jae"),
    ('전', "jeon"),
    ('정', "jung"),
    ('제', "je"),
    ('조', "jo"),
    ('종', "jong"),
    ('주', "joo"),
    ('준', "joon"),
    ('중', "joong"),
    ('지', "ji"),
    ('진', "jin"),
    ('찬', "chan"),
    ('창', "chang"),
    ('채', "chae"),
    ('천', "chun"),
    ('철', "chul"),
    ('청', "chung"),
    ('초', "cho"),
    ('춘', "choon"),
    ('충', "choong"),
    ('치', "chi"),
    ('칠', "chil"),
    ('탁', "tak"),
    ('태', "tae"),
    ('택', "taek"),
    ('판', "pan"),
    ('평', "pyung"),
    ('표', "pyo"),
    ('필', "pil"),
    ('하', "ha"),
    ('학', "hak"),
    ('한', "han"),
    ('해', "hae"),
    ('헌', "hun"),
    ('혁', "hyuk"),
    ('현', "hyun"),
    ('협', "hyup"),
    ('형', "hyung"),
    ('혜', "hye"),
    ('호', "ho"),
    ('홍', "hong"),
    ('화', "hwa"),
    ('환', "hwan"),
    ('황', "hwang"),
    ('회', "hoe"),
    ('효', "hyo"),
    ('후', "hoo"),
    ('훈', "hoon"),
    ('휘', "hwi"),
    ('흠', "heum"),
    ('흥', "heung"),
    ('희', "hee"),
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    // The examples of the Romanization of 2000.
    #[case("서울", "seoul")]
    #[case("부산", "busan")]
    #[case("구미", "gumi")]
    #[case("영동", "yeongdong")]
    #[case("백암", "baegam")]
    #[case("옥천", "okcheon")]
    #[case("합덕", "hapdeok")]
    #[case("호법", "hobeop")]
    #[case("월곶", "wolgot")]
    #[case("벚꽃", "beotkkot")]
    #[case("한밭", "hanbat")]
    #[case("구리", "guri")]
    #[case("설악", "seorak")]
    #[case("칠곡", "chilgok")]
    #[case("임실", "imsil")]
    #[case("울릉", "ulleung")]
    #[case("대관령", "daegwallyeong")]
    #[case("백마", "baengma")]
    #[case("종로", "jongno")]
    #[case("왕십리", "wangsimni")]
    #[case("별내", "byeollae")]
    #[case("신라", "silla")]
    #[case("해돋이", "haedoji")]
    #[case("좋고", "joko")]
    #[case("묵호", "mukho")]
    #[case("압구정", "apgujeong")]
    #[case("낙동강", "nakdonggang")]
    #[case("독립문", "dongnimmun")]
    #[case("평양", "pyeongyang")]
    #[case("함흥", "hamheung")]
    #[case("한국", "hanguk")]
    #[case("제주", "jeju")]
    // Loans.
    #[case("트럼프", "treomp")]
    #[case("마크롱", "makrong")]
    #[case("스탈린", "stalin")]
    #[case("푸틴", "putin")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("김정은", "kimjongun")]
    #[case("김정일", "kimjongil")]
    #[case("김일성", "kimilsung")]
    #[case("김여정", "kimyeojung")]
    #[case("박근혜", "parkgeunhye")]
    #[case("박정희", "parkjunghee")]
    #[case("이명박", "leemyungbak")]
    #[case("문재인", "moonjaein")]
    #[case("윤석열", "yoonsukyeol")]
    #[case("이재명", "leejaemyung")]
    #[case("노무현", "rohmoohyun")]
    #[case("김대중", "kimdaejoong")]
    #[case("김영삼", "kimyoungsam")]
    #[case("이승만", "yisungman")]
    #[case("반기문", "bankimoon")]
    #[case("한덕수", "handuksoo")]
    #[case("한동훈", "handonghoon")]
    #[case("정의용", "jungeuiyong")]
    #[case("강경화", "kangkyunghwa")]
    #[case("최룡해", "choeryonghae")]
    #[case("리설주", "risolju")]
    #[case("리용호", "riyongho")]
    #[case("장성택", "jangsungtaek")]
    #[case("손흥민", "sonheungmin")]
    #[case("홍준표", "hongjoonpyo")]
    #[case("안철수", "ahnchulsoo")]
    #[case("황교안", "hwangkyoan")]
    #[case("남궁원", "namgoongwon")]
    #[case("김구", "kimkoo")]
    #[case("평양", "pyongyang")]
    #[case("부산", "pusan")]
    #[case("대구", "taegu")]
    #[case("푸틴", "putin")]
    #[case("트럼프", "treomp")]
    #[case("오바마", "obama")]
    #[case("바이든", "baiden")]
    #[case("클린턴", "klinteon")]
    #[case("메르켈", "merkel")]
    #[case("마크롱", "makrong")]
    #[case("스탈린", "stalin")]
    #[case("레닌", "renin")]
    #[case("히틀러", "hitleo")]
    #[case("하메네이", "hamenei")]
    #[case("솔레이마니", "soleimani")]
    #[case("젤렌스키", "jelenski")]
    #[case("시리아", "siria")]
    #[case("이스라엘", "israel")]
    #[case("우크라이나", "ukraina")]
    #[case("헨리", "henri")]
    #[case("쓰시마", "tssima")]
    fn among_the_readings(#[case] word: &str, #[case] expected: &str) {
        let readings = check::all(read, word);
        assert!(readings.iter().any(|r| r == expected), "{word} reads {readings:?}");
    }

    #[test]
    fn every_letter_is_heard() {
        check::every_letter_is_heard(read, "", "가 까 나 다 따 라 마 바 빠 사 싸 아 자 짜 차 카 타 파 하", "");
        check::every_letter_is_heard(read, "", "애 야 얘 어 에 여 예 오 와 왜 외 요 우 워 웨 위 유 으 의 이", "");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '가'..='낗');
        check::only_reading_letters(read, '\u{1100}'..='\u{11FF}');
        check::only_reading_letters(read, '\u{3131}'..='\u{318E}');
        check::only_reading_letters(read, '\u{D7B0}'..='\u{D7FF}');
    }

    #[test]
    fn surnames_and_syllables_are_listed_once() {
        for (i, a) in SURNAMES.iter().enumerate() {
            assert!(SURNAMES[..i].iter().all(|b| b.hangul != a.hangul), "{} is listed twice", a.hangul);
        }
        assert!(GIVEN.is_sorted_by(|a, b| a.0 < b.0), "sort GIVEN");
    }
}
