//! Han: Chinese characters, as Chinese, Japanese and Korean names read them.
//!
//! A word is read in each language as a whole, never a character in one and the next in another: pinyin without
//! tones, Wade–Giles without its marks, the Hepburn of a Japanese name, the usual spelling of a Korean one. Chinese comes
//! first unless the word can only be Japanese. Words that spell a foreign name by sound have a reading of those sounds
//! instead of a Japanese one.
//!
//! Sources: the tables under `han/` say whence they come; Wade–Giles after Giles's dictionary of 1912. Tables and
//! lookups are over folded characters, so that 東京, 东京 and 東亰 read alike. Characters that the tables lack are read
//! by `any_ascii`.

use std::borrow::Cow;

use once_cell::sync::Lazy;

use super::{Readings, hangul};
use crate::hash::Map;
use crate::orthography::fold::{fold, fold_han};
use crate::orthography::rows::Rows;

static CHARACTERS: Rows = Rows::new(include_str!("han/characters.tsv"));
static SURNAMES: Rows = Rows::new(include_str!("han/surnames.tsv"));
static GIVEN: Rows = Rows::new(include_str!("han/given.tsv"));

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let has_japanese_forms = word.chars().any(|c| JAPANESE.contains(c));
    let letters: Vec<Character> = fold(&unrepeated(word)).chars().map(Character::of).collect();
    let syllables = pinyin(&letters);
    if !(out.have_room() || has_japanese_forms || is_japanese(&letters)) {
        return out.append(&syllables.concat());
    }
    let wade_giles = || Some(syllables.iter().map(|syllable| wade_giles(syllable)).collect());
    let chinese = Some(syllables.concat());
    let japanese = japanese(&letters);
    let in_order = japanese.as_ref().map(Japanese::in_order);
    let given_first = japanese.as_ref().and_then(Japanese::given_first);
    let whole = if has_japanese_forms {
        [in_order, given_first, chinese, wade_giles()]
    } else if is_foreign(&letters) {
        [chinese, Some(foreign(&letters)), if letters.len() == 2 { wade_giles() } else { korean(&letters) }, None]
    } else if is_japanese(&letters) {
        [in_order, given_first, chinese, wade_giles()]
    } else {
        [chinese, wade_giles(), in_order, korean(&letters).or(given_first)]
    };
    let mut whole = whole.into_iter().flatten().filter(|reading: &String| !reading.is_empty());
    out.append(&whole.next().unwrap_or_default());
    whole.for_each(|reading| out.also(reading));
}

/// The most characters that are read as a name, or as a word of another language than Chinese.
const LONGEST_NAME: usize = 6;

/// How many bytes at the beginning of `text` are of common Chinese characters.
pub(crate) fn run(text: &str) -> usize {
    let is_common = |c: &[u8]| matches!(c, [0xE4, 0xB8..=0xBF, _] | [0xE5..=0xE9, ..]);
    text.as_bytes().chunks(BYTES).take_while(|c| is_common(c)).count() * BYTES
}

/// The bytes of a common character.
const BYTES: usize = '一'.len_utf8();

/// Whether a run of common characters is short enough to be a name, which [`read`] knows.
pub(crate) fn may_be_name(run: &str) -> bool {
    run.len() <= LONGEST_NAME * BYTES
}

/// Appends the first reading of common characters that are too many for a name.
pub(crate) fn append_text(run: &str, out: &mut String) {
    let known = &*PINYIN;
    out.reserve(run.len() + run.len() / 3);
    // Each syllable is set down in its full width, over the last one's empty places: one store, where its own letters are a call.
    let mut letters = [0; AT_ONCE * WIDTH];
    let mut end = 0;
    for c in run.chars() {
        let number = known.numbers.get((u32::from(c).wrapping_sub(u32::from(FIRST))) as usize);
        let Some(syllable) = number.map(|&n| &known.syllables[usize::from(n)]) else { continue };
        if end + WIDTH > letters.len() {
            append_letters(&letters[..end], out);
            end = 0;
        }
        letters[end..end + WIDTH].copy_from_slice(&syllable.letters);
        end += usize::from(syllable.len);
    }
    append_letters(&letters[..end], out);
}

fn append_letters(letters: &[u8], out: &mut String) {
    out.push_str(str::from_utf8(letters).expect("syllables are of ASCII letters"));
}

/// Syllables that are put together before they are appended.
const AT_ONCE: usize = 16;

/// Bytes for the letters of a syllable: one wide store.
const WIDTH: usize = 16;

/// A syllable in ASCII letters.
#[derive(Clone, Copy)]
struct Syllable {
    letters: [u8; WIDTH],
    len: u8,
}

impl Syllable {
    /// The first letters of a text, as many as there is room for; no syllable has more.
    fn of(text: &str) -> Self {
        let mut letters = [0; WIDTH];
        let mut len = 0;
        for (place, letter) in letters.iter_mut().zip(text.bytes().filter(u8::is_ascii)) {
            *place = letter;
            len += 1;
        }
        Self { letters, len }
    }
}

/// The pinyin of each common character, whatever its form.
struct Pinyin {
    /// Which syllable each character has, from [`FIRST`] on.
    numbers: Vec<u16>,
    syllables: Vec<Syllable>,
}

const FIRST: char = '一';
const LAST: char = '鿿';

static PINYIN: Lazy<Pinyin> = Lazy::new(|| {
    let mut known: Map<String, u16> = Map::default();
    let mut syllables = Vec::new();
    let mut number = |c: char| {
        let pinyin = Character::of(fold_han(c)).pinyin.into_owned();
        *known.entry(pinyin).or_insert_with_key(|pinyin| {
            syllables.push(Syllable::of(pinyin));
            u16::try_from(syllables.len() - 1).expect("some hundred syllables")
        })
    };
    let numbers = (FIRST..=LAST).map(&mut number).collect();
    Pinyin { numbers, syllables }
});

/// Forms of characters that are printed in Japan only, the commoner ones of names.
const JAPANESE: &str = "々沢恵徳蔵広戸瀬実栄絵満穂関黒寛亀冨斎塩稲竜増滝鉄郷咲頼桜巻辺曽渕辻斉舘顕亜児歩楽畠総姫暁荘樋継観麿経苅渓聡樫渋舎覚権厳込鴎尭縄薫\
                        剣薗巌惣気勲冴譲栃黙巣歳桝匂篭仏嶌軽帯浄専応粂収図邉発薬払縁蛍帰隠摂榊団弾両霊錬仮勧頚済砕県奨穣酔凪劔枡栞椛転駅挙鴬懐歓鶏\
                        栂峠畑糺釼鞆槙対従読覧";

/// The word with 々 written out.
fn unrepeated(word: &str) -> String {
    let mut last = None;
    word.chars()
        .map(|c| {
            let here = if c == '々' { last.unwrap_or(c) } else { c };
            last = Some(here);
            here
        })
        .collect()
}

/// A folded character and what the table says of it.
struct Character {
    letter: char,
    pinyin: Cow<'static, str>,
    hangul: &'static str,
    japanese: &'static str,
    /// The sound in foreign names: `=` where it is that of pinyin, empty where the character is not used for it.
    foreign: &'static str,
}

impl Character {
    fn of(letter: char) -> Self {
        match CHARACTERS.find(letter.encode_utf8(&mut [0; 4])) {
            Some(row) => {
                let mut fields = row.split('\t');
                let mut field = || fields.next().unwrap_or("");
                Self { letter, pinyin: field().into(), hangul: field(), japanese: field(), foreign: field() }
            }
            // A rare one, a sign, or Bopomofo.
            None => {
                let text = any_ascii::any_ascii_char(letter);
                let pinyin: String = text.to_ascii_lowercase().chars().filter(char::is_ascii_lowercase).collect();
                Self { letter, pinyin: pinyin.into(), hangul: "", japanese: "", foreign: "" }
            }
        }
    }

    fn text(letters: &[Self]) -> String {
        letters.iter().map(|c| c.letter).collect()
    }
}

/// Chinese surnames that are read otherwise than their characters are elsewhere.
const SPECIAL_SURNAMES: [(&str, &[&str]); 11] = [
    ("尉迟", &["yu", "chi"]),
    ("万俟", &["mo", "qi"]),
    ("澹台", &["tan", "tai"]),
    ("长孙", &["zhang", "sun"]),
    ("单", &["shan"]),
    ("仇", &["qiu"]),
    ("朴", &["piao"]),
    ("解", &["xie"]),
    ("查", &["zha"]),
    ("区", &["ou"]),
    ("盖", &["ge"]),
];

/// A word of Chinese characters in pinyin, without tones.
pub(crate) fn in_pinyin(word: &str) -> String {
    let letters: Vec<Character> = word.chars().map(Character::of).collect();
    pinyin(&letters).concat()
}

/// The syllables of a word in pinyin.
fn pinyin(word: &[Character]) -> Vec<&str> {
    let mut syllables: Vec<&str> = word.iter().map(|c| &*c.pinyin).collect();
    for (surname, reading) in SPECIAL_SURNAMES {
        // A surname has one or two characters of a given name after it.
        let given = word.len().saturating_sub(reading.len());
        if matches!(given, 1 | 2) && surname.chars().eq(word[..reading.len()].iter().map(|c| c.letter)) {
            syllables[..reading.len()].copy_from_slice(reading);
        }
    }
    syllables
}

/// A syllable of pinyin in Wade–Giles, without apostrophes and marks on vowels.
fn wade_giles(syllable: &str) -> String {
    match syllable {
        "zhi" | "chi" => return "chih".to_owned(),
        "shi" => return "shih".to_owned(),
        "ri" => return "jih".to_owned(),
        "zi" | "ci" => return "tzu".to_owned(),
        "si" => return "ssu".to_owned(),
        "er" => return "erh".to_owned(),
        "e" => return "o".to_owned(),
        "yan" => return "yen".to_owned(),
        "you" => return "yu".to_owned(),
        "ye" => return "yeh".to_owned(),
        "yue" => return "yueh".to_owned(),
        "yong" => return "yung".to_owned(),
        _ => {}
    }
    let split = match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        [b'a' | b'e' | b'i' | b'o' | b'u', ..] | [] => 0,
        _ => 1,
    };
    let (initial, last) = syllable.split_at(split);
    let consonant = match initial {
        "b" => "p",
        "d" => "t",
        "g" => "k",
        "j" | "q" | "zh" => "ch",
        "x" => "hs",
        "r" => "j",
        "z" | "c" => "ts",
        other => other,
    };
    let vowels = match (initial, last) {
        (_, "ong") => "ung",
        (_, "iong") => "iung",
        (_, "ian") => "ien",
        (_, "ie") => "ieh",
        (_, "ue") => "ueh",
        ("g" | "k" | "h", "e") => "o",
        ("g" | "k", "ui") => "uei",
        ("d" | "t" | "n" | "l" | "z" | "c" | "s" | "zh" | "ch" | "r", "uo") => "o",
        (_, other) => other,
    };
    format!("{consonant}{vowels}")
}

/// The usual spelling of a Korean name, or nothing where the word is too long to be a place and not made like a
/// personal name.
fn korean(letters: &[Character]) -> Option<String> {
    let written = hangul_of(letters).filter(|written| letters.len() <= 2 || hangul::is_name(written))?;
    let mut out = Readings::new();
    hangul::read(&written, &mut out);
    Some(out.first().to_owned())
}

/// A word as Koreans read it, or nothing where a character has no Korean reading.
fn hangul_of(letters: &[Character]) -> Option<String> {
    let syllable = |(i, character): (usize, &Character)| {
        let sound = character.hangul.chars().next()?;
        Some(if i == 0 { without_first_liquid(sound) } else { sound })
    };
    letters.iter().enumerate().map(syllable).collect()
}

/// The south of Korea begins no word with r, nor with n before i and y: 리 is 이 there, 로 노.
fn without_first_liquid(syllable: char) -> char {
    const SYLLABLES_OF_ONSET: u32 = 588;
    let number = u32::from(syllable).wrapping_sub(u32::from('가'));
    let (onset, rest) = (number / SYLLABLES_OF_ONSET, number % SYLLABLES_OF_ONSET);
    let before_y = matches!(rest / 28, 2 | 3 | 6 | 7 | 12 | 17 | 20);
    let heard = match onset {
        2 | 5 if before_y => 11,
        5 => 2,
        other => other,
    };
    char::from_u32(u32::from('가') + heard * SYLLABLES_OF_ONSET + rest).unwrap_or(syllable)
}

/// Whether a word is one that only a Japanese name makes: four characters or more that begin with a listed surname.
fn is_japanese(letters: &[Character]) -> bool {
    (4..=LONGEST_NAME).contains(&letters.len()) && surname(letters).is_some_and(|(length, _)| length > 1)
}

/// The longest listed surname that a name begins with, and its reading; the given name has three characters at most.
fn surname(letters: &[Character]) -> Option<(usize, &'static str)> {
    (1..letters.len().min(4))
        .rev()
        .filter(|&length| letters.len() - length <= 3)
        .find_map(|length| Some((length, SURNAMES.find(&Character::text(&letters[..length]))?)))
}

/// A Japanese word in Hepburn.
struct Japanese {
    family: String,
    /// The given name or what else follows; may be empty.
    rest: String,
    /// Whether it is a listed surname and a given name.
    is_name: bool,
}

impl Japanese {
    fn word(reading: &str) -> Self {
        Self { family: reading.to_owned(), rest: String::new(), is_name: false }
    }

    fn in_order(&self) -> String {
        format!("{}{}", self.family, self.rest)
    }

    /// The name as newspapers of the West print it, given name first: one word cannot be turned round later.
    fn given_first(&self) -> Option<String> {
        self.is_name.then(|| format!("{}{}", self.rest, self.family))
    }
}

/// A word as Japanese, or nothing where a character has no Japanese reading.
fn japanese(letters: &[Character]) -> Option<Japanese> {
    if letters.len() > LONGEST_NAME {
        return None;
    }
    let word = Character::text(letters);
    if let Some(reading) = SURNAMES.find(&word).or_else(|| GIVEN.find(&word)) {
        return Some(Japanese::word(reading));
    }
    if let [name @ .., kind] = letters
        && name.len() != 1
        && let Some(kind) = kind_of_name(kind.letter)
    {
        let name = if name.is_empty() { String::new() } else { japanese(name)?.in_order() };
        return Some(Japanese::word(&(name + kind)));
    }
    // Two characters are a surname sooner than a surname and a given name.
    if letters.len() > 2
        && let Some((length, family)) = surname(letters)
    {
        return Some(Japanese { family: family.to_owned(), rest: given(&letters[length..])?, is_name: true });
    }
    // Most surnames have two characters.
    let (family, rest) = letters.split_at(letters.len().min(2));
    Some(Japanese { family: by_place(family, Place::Surname)?, rest: given(rest)?, is_name: false })
}

fn given(letters: &[Character]) -> Option<String> {
    match GIVEN.find(&Character::text(letters)) {
        Some(reading) => Some(reading.to_owned()),
        None => by_place(letters, Place::Given),
    }
}

/// The words at the end of the names of cities, prefectures, stations, gangs.
fn kind_of_name(c: char) -> Option<&'static str> {
    match c {
        '市' => Some("shi"),
        '县' => Some("ken"),
        '区' => Some("ku"),
        '府' => Some("fu"),
        '郡' => Some("gun"),
        '驿' => Some("eki"),
        '组' => Some("gumi"),
        '会' => Some("kai"),
        _ => None,
    }
}

/// Which part of a Japanese name characters are read in.
#[derive(Clone, Copy)]
enum Place {
    Surname = 0,
    Given = 2,
}

/// A part of a name character by character, each as it is read at its place.
fn by_place(letters: &[Character], place: Place) -> Option<String> {
    let mut text = String::new();
    for (i, character) in letters.iter().enumerate() {
        let readings = character.japanese;
        let is_last = i > 0 && i + 1 == letters.len();
        let reading = readings.split(' ').nth(place as usize + usize::from(is_last)).or(readings.split(' ').next())?;
        if reading.is_empty() {
            return None;
        }
        text.push_str(reading);
    }
    Some(text)
}

/// Whether a word spells a foreign name by sound: all its characters serve for that, and not all as in pinyin.
fn is_foreign(letters: &[Character]) -> bool {
    let serve = letters.iter().all(|c| !c.foreign.is_empty());
    // 日本 could be spelled by sound, but is a Japanese word.
    let is_listed = letters.len() < 4 && SURNAMES.find(&Character::text(letters)).is_some();
    serve && !is_listed && letters.len() > 1 && (letters.len() > 3 || letters.iter().any(|c| c.foreign != "="))
}

fn foreign(letters: &[Character]) -> String {
    letters.iter().map(|c| if c.foreign == "=" { &*c.pinyin } else { c.foreign }).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;
    use crate::orthography::rows;

    #[rstest]
    #[case("习近平", "xijinping")]
    #[case("習近平", "xijinping")]
    #[case("毛泽东", "maozedong")]
    #[case("毛澤東", "maozedong")]
    #[case("邓小平", "dengxiaoping")]
    #[case("江泽民", "jiangzemin")]
    #[case("胡锦涛", "hujintao")]
    #[case("温家宝", "wenjiabao")]
    #[case("李克强", "likeqiang")]
    #[case("周恩来", "zhouenlai")]
    #[case("朱镕基", "zhurongji")]
    #[case("曾庆红", "zengqinghong")]
    #[case("解振华", "xiezhenhua")]
    #[case("单国玺", "shanguoxi")]
    #[case("仇和", "qiuhe")]
    #[case("尉迟恭", "yuchigong")]
    #[case("北京", "beijing")]
    #[case("重庆", "chongqing")]
    #[case("成都", "chengdu")]
    #[case("厦门", "xiamen")]
    #[case("西藏", "xizang")]
    #[case("吕布", "lubu")]
    #[case("安倍晋三", "abeshinzo")]
    #[case("安倍晉三", "abeshinzo")]
    #[case("小泉純一郎", "koizumijunichiro")]
    #[case("小泉纯一郎", "koizumijunichiro")]
    #[case("岸田文雄", "kishidafumio")]
    #[case("佐々木希", "sasakiki")]
    #[case("小沢一郎", "ozawaichiro")]
    #[case("広島", "hiroshima")]
    #[case("东条英机", "tojohideki")]
    #[case("渡邉恒雄", "watanabetsuneo")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn every_common_character_has_room() {
        let of = |c: char| (c, Character::of(fold_han(c)).pinyin);
        let longer: Vec<_> = (FIRST..=LAST).map(of).filter(|(_, p)| !p.is_ascii() || p.len() > WIDTH).collect();
        assert!(longer.is_empty(), "{longer:?}");
    }

    #[rstest]
    #[case("毛泽东", "maotsetung")]
    #[case("周恩来", "chouenlai")]
    #[case("邓小平", "tenghsiaoping")]
    #[case("蔡英文", "tsaiyingwen")]
    #[case("馬英九", "mayingchiu")]
    #[case("蔣經國", "chiangchingkuo")]
    #[case("賴清德", "laichingte")]
    #[case("張學良", "changhsuehliang")]
    #[case("高雄", "kaohsiung")]
    #[case("文在寅", "moonjaein")]
    #[case("朴槿惠", "parkgeunhye")]
    #[case("李明博", "leemyungbak")]
    #[case("金正恩", "kimjungeun")]
    #[case("金大中", "kimdaejoong")]
    #[case("盧武鉉", "rohmoohyun")]
    #[case("潘基文", "bankimoon")]
    #[case("平壤", "pyeongyang")]
    #[case("安倍", "abe")]
    #[case("菅義偉", "sugayoshihide")]
    #[case("森喜朗", "moriyoshiro")]
    #[case("安倍晋三", "shinzoabe")]
    #[case("菅義偉", "yoshihidesuga")]
    #[case("麻原彰晃", "shokoasahara")]
    #[case("山口組", "yamaguchigumi")]
    #[case("小澤一郎", "ozawaichiro")]
    #[case("長谷川", "hasegawa")]
    #[case("佐々木", "sasaki")]
    #[case("東京", "tokyo")]
    #[case("大阪", "osaka")]
    #[case("大阪府", "osakafu")]
    #[case("熊本市", "kumamotoshi")]
    #[case("沖縄", "okinawa")]
    #[case("日本", "nihon")]
    #[case("純一郎", "junichiro")]
    #[case("特朗普", "tlangp")]
    #[case("希特勒", "shitl")]
    #[case("斯大林", "sdalin")]
    #[case("奥巴马", "obama")]
    #[case("克林顿", "klinton")]
    #[case("默克尔", "mokr")]
    #[case("卡扎菲", "kazafei")]
    #[case("萨达姆", "sadam")]
    #[case("侯赛因", "hosaiin")]
    #[case("施瓦岑贝格", "shvacenbeig")]
    #[case("安东尼奥", "andongnio")]
    #[case("匹兹堡", "pizburg")]
    #[case("武蔵野市", "musashinoshi")]
    fn among_the_readings(#[case] word: &str, #[case] expected: &str) {
        let readings = check::all(read, word);
        assert!(readings.iter().any(|r| r == expected), "{word} reads {readings:?}");
    }

    #[test]
    fn forms_of_one_name_read_alike() {
        for (a, b) in [("習近平", "习近平"), ("東京", "东京"), ("渡邊", "渡边"), ("横濱", "橫濱"), ("齊藤", "齐藤")]
        {
            assert_eq!(check::all(read, a), check::all(read, b), "{a} {b}");
        }
    }

    #[test]
    fn tables_are_sorted_and_their_fields_well_formed() {
        for table in [&CHARACTERS, &SURNAMES, &GIVEN].map(Rows::text) {
            rows::assert_sorted(table);
        }
        for line in CHARACTERS.text().lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let is_latin = |s: &str| s.bytes().all(|b| b.is_ascii_lowercase());
            assert!((2..=5).contains(&fields.len()) && !fields[1].is_empty() && is_latin(fields[1]), "{line}");
            assert!(fields.get(2).is_none_or(|h| h.chars().all(|c| ('가'..='힣').contains(&c))), "{line}");
            let japanese: Vec<&str> = fields.get(3).map_or(Vec::new(), |j| j.split(' ').collect());
            assert!(fields.get(4).is_none_or(|f| *f == "=" || !f.is_empty() && is_latin(f)), "{line}");
            assert!(matches!(japanese.len(), 0 | 1 | 4) && japanese.iter().all(|j| is_latin(j)), "{line}");
        }
        for line in [&SURNAMES, &GIVEN].iter().flat_map(|t| t.text().lines()).filter(|l| !l.starts_with('#')) {
            let (word, reading) = line.split_once('\t').expect("two fields");
            assert!(!reading.is_empty() && reading.bytes().all(|b| b.is_ascii_lowercase()), "{line}");
            assert_eq!(fold(word), word, "{word}: give the folded form");
        }
    }

    #[test]
    fn long_runs_are_read_as_any_word() {
        let all: Vec<char> = (FIRST..=LAST).collect();
        for some in all.chunks(LONGEST_NAME + 1) {
            let text: String = some.iter().chain(&all[..LONGEST_NAME]).collect();
            let mut printed = String::new();
            append_text(&text, &mut printed);
            assert_eq!(printed, check::first(read, &text), "{text}");
            assert_eq!(run(&format!("{text}。")), text.len());
        }
        assert_eq!([run(""), run("a中"), run("中a"), run("㐀"), run("ー"), run("가")], [0, 0, 3, 0, 0, 0]);
    }

    #[test]
    fn every_usual_character_is_read() {
        let silent: Vec<char> =
            ('\u{4E00}'..='\u{9FA5}').filter(|&c| check::first(read, &c.to_string()).is_empty()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{4E00}'..='\u{4E80}');
        check::only_reading_letters(read, '\u{3000}'..='\u{303F}');
        check::only_reading_letters(read, '\u{3100}'..='\u{312F}');
        check::only_reading_letters(read, '\u{3400}'..='\u{3420}');
    }
}
