//! Thai.
//!
//! Source: the Royal Thai General System of 1999, which the press follows for places; another reading spells final
//! letters and silent r as written, and จ as j, as many people spell their names (Thanathorn, Srettha, Jatuporn). The script writes no word or
//! syllable ends and not every vowel: of all ways to cut a word into syllables the one with the least [cost](Cost) is
//! read. Tones are not written in Latin.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let (letters, silenced) = letters(word);
    let syllables = syllables(&letters);
    let join = |text: fn(&Syllable) -> &str| syllables.iter().map(text).collect::<String>();
    out.append(&join(|syllable| &syllable.spoken));
    out.also(join(|syllable| &syllable.written));
    if !silenced.is_empty() {
        out.also(foreign(&letters, &silenced, &syllables));
    }
}

/// The reading of a foreign name, whose silenced letters the original has: ทรัมป์ Trump, แมร์เคิล Merkel.
fn foreign(letters: &[char], silenced: &[char], syllables: &[Syllable]) -> String {
    let mut silenced = silenced.iter();
    let mut start = 0;
    let mut reading = String::new();
    for syllable in syllables {
        reading.push_str(&syllable.written);
        for _ in letters[start..syllable.end].iter().filter(|&&c| c == SILENT) {
            reading.push_str(silenced.next().map_or("", |&c| initial(c)));
        }
        start = syllable.end;
    }
    reading
}

/// Stands for letters that thanthakhat makes silent.
const SILENT: char = '\u{0E4C}';

const HAN_AKAT: char = '\u{0E31}';
const SARA_I: char = '\u{0E34}';
const SARA_II: char = '\u{0E35}';
const SARA_UE: char = '\u{0E36}';
const SARA_UEE: char = '\u{0E37}';
const SARA_U: char = '\u{0E38}';
const SARA_UU: char = '\u{0E39}';
const MAITAIKHU: char = '\u{0E47}';
/// With า after it, the vowel am.
const NIKHAHIT: char = '\u{0E4D}';

/// The letters without tone marks and without what thanthakhat silences, and the consonants that it does, one a sign.
fn letters(word: &str) -> (Vec<char>, Vec<char>) {
    let (mut letters, mut silenced): (Vec<char>, Vec<char>) = (Vec::new(), Vec::new());
    for c in word.chars() {
        match c {
            '\u{0E48}'..='\u{0E4B}' => {} // tone marks
            SILENT => {
                // Final i and u go with their consonant (สิทธิ์), unless it closes a short syllable (สิริกิติ์).
                let has_vowel = letters.pop_if(|last| matches!(*last, SARA_I | SARA_U)).is_some();
                let closes = matches!(letters.as_slice(), [.., SARA_I | SARA_U, _]);
                let silent = letters.pop_if(|last| is_consonant(*last) && !(has_vowel && closes));
                silenced.push(silent.unwrap_or(SILENT));
                letters.push(SILENT);
            }
            _ => letters.push(c),
        }
    }
    (letters, silenced)
}

/// A syllable read from the letters.
#[derive(Clone, Debug)]
struct Syllable {
    /// The index after its last letter.
    end: usize,
    /// After the Royal system.
    spoken: String,
    /// With the final consonant as written.
    written: String,
    cost: Cost,
}

/// How unlikely a syllable is: tenths of a plain syllable with all its vowels written.
type Cost = u32;
/// A syllable whose vowels are all written.
const PLAIN: Cost = 10;
/// An o that is not written, between two consonants: คน khon.
const HIDDEN_O: Cost = 12;
/// An a that is not written, after a lone consonant: สบาย sabai.
const HIDDEN_A: Cost = 16;
/// The same at the end of a word, where it is rare.
const HIDDEN_LAST_A: Cost = 30;
/// The same between a vowel that is written first and its consonant: แสดง sadaeng.
const HIDDEN_A_WITHIN: Cost = 27;
/// A consonant that is heard no more at the end: บุตร but.
const DEAD: Cost = 2;
/// A consonant that seldom closes, or ง that seldom begins, a syllable with an unwritten vowel.
const ODD: Cost = 6;
/// A sign that fits nowhere.
const LOST: Cost = 100;

/// The cheapest row of syllables.
fn syllables(letters: &[char]) -> Vec<Syllable> {
    // From each index on: the cost, and the first syllable.
    let mut best: Vec<(Cost, Option<Syllable>)> = vec![(0, None); letters.len() + 1];
    for start in (0..letters.len()).rev() {
        let candidates = candidates(letters, start).into_iter();
        let chosen = candidates.map(|s| (s.cost + best[s.end].0, s)).min_by_key(|(cost, _)| *cost);
        best[start] = match chosen {
            Some((cost, syllable)) => (cost, Some(syllable)),
            None => (LOST, None),
        };
    }
    let mut row = Vec::new();
    let mut at = 0;
    while let Some(syllable) = best[at].1.take() {
        at = syllable.end;
        row.push(syllable);
    }
    row
}

/// Every syllable that may begin at `start`; at least one.
fn candidates(letters: &[char], start: usize) -> Vec<Syllable> {
    let mut found = Vec::new();
    for (spelling, reading) in IRREGULAR {
        let end = start + spelling.chars().count();
        let links = reading.ends_with('a') && spelling.ends_with(is_consonant);
        let goes_on = letters.get(end).is_some_and(|&c| is_consonant(c) || is_leading(c));
        if letters[start..].iter().copied().take(end - start).eq(spelling.chars()) && (goes_on || !links) {
            found.push(Syllable { end, spoken: (*reading).into(), written: (*reading).into(), cost: PLAIN });
        }
    }
    let leading = letters.get(start).copied().filter(|&c| is_leading(c));
    for onset in onsets(letters, start + usize::from(leading.is_some()), leading.is_some()) {
        let vowels = match leading {
            Some(sign) => led_vowels(letters, onset.end, sign),
            None => vowels(letters, onset.end),
        };
        for vowel in &vowels {
            close(letters, &onset, vowel, &mut found);
        }
    }
    if found.is_empty() {
        found.push(Syllable { end: start + 1, spoken: String::new(), written: String::new(), cost: LOST });
    }
    found
}

/// Words from Sanskrit and Pali with vowels that the letters do not show. Those that end in a consonant are read so
/// only where the name goes on.
const IRREGULAR: &[(&str, &str)] = &[
    ("นคร", "nakhon"),
    ("ราช", "ratcha"),
    ("เพชร", "phetcha"),
    ("กาญจน", "kanchana"),
    ("ธรรม", "thamma"),
    ("สุวรรณ", "suwanna"),
    ("สระบุรี", "saraburi"),
    ("วิทยา", "witthaya"),
    ("วัฒนา", "watthana"),
    ("รัตน", "rattana"),
    ("พัฒน", "phatthana"),
    ("รัฐ", "rattha"),
    ("ณัฐ", "nattha"),
    ("สห", "saha"),
    ("อยุธยา", "ayutthaya"),
    ("พิษณุ", "phitsanu"),
    ("ชินวัตร", "chinnawat"),
    ("ศาสนา", "satsana"),
    ("สุขุมวิท", "sukhumwit"),
    ("สกล", "sakon"),
    ("วีร", "wira"),
];

/// The consonants before a vowel.
struct Onset {
    end: usize,
    text: String,
    cost: Cost,
}

fn onsets(letters: &[char], at: usize, is_led: bool) -> Vec<Onset> {
    let Some(&first) = letters.get(at).filter(|&&c| is_consonant(c)) else { return Vec::new() };
    let one = initial(first);
    let mut found = vec![Onset { end: at + 1, text: one.into(), cost: PLAIN }];
    let Some(&second) = letters.get(at + 1).filter(|&&c| is_consonant(c)) else { return found };
    let two = initial(second);
    let mut push = |text: String, more| found.push(Onset { end: at + 2, text, cost: PLAIN + more });
    match (first, second) {
        ('ก' | 'ข' | 'ค', 'ร' | 'ล' | 'ว') | ('ต', 'ร') | ('ป' | 'พ' | 'บ' | 'ฟ' | 'ผ', 'ร' | 'ล') | ('ด', 'ร') =>
        {
            push(format!("{one}{two}"), 0);
        }
        ('ศ' | 'ส' | 'ซ', 'ร') => push("s".into(), 0),
        // ทราย is sai; after another syllable the letters are heard: อินทรา Inthra.
        ('ท', 'ร') if is_led || at == 0 || is_native_s(&letters[at + 2..]) => push("s".into(), 0),
        ('ท', 'ร') => push("thr".into(), 0),
        ('จ', 'ร') if !is_led => push("ch".into(), 0),
        ('ห', 'ม' | 'น' | 'ล' | 'ร' | 'ง' | 'ญ' | 'ย' | 'ว') => push(two.into(), 0),
        ('อ', 'ย') if matches!(letters.get(at + 2).copied(), Some('า' | SARA_UU)) => push("y".into(), 0),
        _ => {}
    }
    if is_led {
        // เ with i is one vowel, oe, and so holds the two consonants together: เจริญ charoen.
        let is_one_vowel = letters.get(at + 2) == Some(&SARA_I) && matches!(second, 'ร' | 'ล' | 'ช');
        let more = if is_one_vowel { HIDDEN_A } else { HIDDEN_A_WITHIN };
        push(format!("{one}a{two}"), more - PLAIN);
    }
    found
}

/// Whether the letters after ทร make one of the native words where it is s: ทราย, ทรง, ทรัพย์, ทรุด.
fn is_native_s(after: &[char]) -> bool {
    after.starts_with(&['า', 'ย'])
        || after.starts_with(&['ง'])
        || after.starts_with(&[HAN_AKAT, 'พ'])
        || after.starts_with(&[SARA_U, 'ด'])
}

/// A vowel and what may follow it in its syllable.
struct Vowel {
    end: usize,
    text: &'static str,
    coda: Coda,
    cost: Cost,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Coda {
    None,
    May,
    Must,
}

/// The vowels at `at`, after the consonants, with a sign written before them.
fn led_vowels(letters: &[char], at: usize, sign: char) -> Vec<Vowel> {
    let vowel = |length: usize, text, coda| Vowel { end: at + length, text, coda, cost: 0 };
    match (sign, letters.get(at).copied(), letters.get(at + 1).copied()) {
        ('เ', Some(SARA_II), Some('ย')) => vec![vowel(2, "ia", Coda::May)],
        ('เ', Some(SARA_UEE), Some('อ')) => vec![vowel(2, "uea", Coda::May)],
        ('เ', Some('า'), Some('ะ')) => vec![vowel(2, "o", Coda::None)],
        ('เ', Some('า'), _) => vec![vowel(1, "ao", Coda::None)],
        ('เ', Some(SARA_I), _) => vec![vowel(1, "oe", Coda::Must)],
        ('เ', Some('อ'), _) => vec![vowel(1, "oe", Coda::May), vowel(0, "e", Coda::None)],
        ('เ', Some('ย'), _) => vec![vowel(1, "oei", Coda::None), vowel(0, "e", Coda::None)],
        ('เ', Some(MAITAIKHU), _) => vec![vowel(1, "e", Coda::Must)],
        ('เ', Some('ะ'), _) => vec![vowel(1, "e", Coda::None)],
        ('เ', ..) => vec![vowel(0, "e", Coda::May)],
        ('แ', Some(MAITAIKHU), _) => vec![vowel(1, "ae", Coda::Must)],
        ('แ', Some('ะ'), _) => vec![vowel(1, "ae", Coda::None)],
        ('แ', ..) => vec![vowel(0, "ae", Coda::May)],
        ('โ', Some('ะ'), _) => vec![vowel(1, "o", Coda::None)],
        ('โ', ..) => vec![vowel(0, "o", Coda::May)],
        // ไทย: the y is silent.
        (_, Some('ย'), _) => vec![vowel(1, "ai", Coda::None), vowel(0, "ai", Coda::None)],
        _ => vec![vowel(0, "ai", Coda::None)],
    }
}

/// The vowels at `at`, after the consonants, without a sign before them.
fn vowels(letters: &[char], at: usize) -> Vec<Vowel> {
    let vowel = |length: usize, text, coda, cost| Vowel { end: at + length, text, coda, cost };
    let hidden_a = match letters[at - 1] {
        _ if at == letters.len() => HIDDEN_LAST_A,
        'อ' => HIDDEN_O,
        _ => HIDDEN_A,
    };
    let hidden = [vowel(0, "o", Coda::Must, HIDDEN_O - PLAIN), vowel(0, "a", Coda::None, hidden_a - PLAIN)];
    match (letters.get(at).copied(), letters.get(at + 1).copied()) {
        (Some(HAN_AKAT), Some('ว')) => vec![vowel(2, "ua", Coda::None, 0), vowel(1, "a", Coda::Must, 0)],
        (Some(HAN_AKAT), _) => vec![vowel(1, "a", Coda::Must, 0)],
        (Some('ะ'), _) => vec![vowel(1, "a", Coda::None, 0)],
        (Some('า' | 'ๅ'), _) => vec![vowel(1, "a", Coda::May, 0)],
        (Some(NIKHAHIT), Some('า')) => vec![vowel(2, "am", Coda::None, 0)],
        (Some('\u{0E33}'), _) => vec![vowel(1, "am", Coda::None, 0)],
        (Some(SARA_I | SARA_II), _) => vec![vowel(1, "i", Coda::May, 0)],
        (Some(SARA_UEE), Some('อ')) => vec![vowel(2, "ue", Coda::None, 0)],
        (Some(SARA_UE | SARA_UEE), _) => vec![vowel(1, "ue", Coda::May, 0)],
        (Some(SARA_U | SARA_UU), _) => vec![vowel(1, "u", Coda::May, 0)],
        (Some(MAITAIKHU), Some('อ')) => vec![vowel(2, "o", Coda::Must, 0)],
        (Some(MAITAIKHU), _) => vec![vowel(1, "o", Coda::None, 0)],
        (Some('ฤ'), _) if matches!(letters[at - 1], 'พ' | 'ห') => vec![vowel(1, "rue", Coda::May, 0)],
        (Some('ฤ'), _) => vec![vowel(1, "ri", Coda::May, 0)],
        (Some('ร'), Some('ร')) => vec![vowel(2, "a", Coda::Must, 0), vowel(2, "an", Coda::None, 0)],
        (Some('ว'), _) => hidden.into_iter().chain([vowel(1, "ua", Coda::Must, 0)]).collect(),
        // An open o is rarer than an อ that begins the next syllable: โรงเรียนอนุบาล, rongrian anuban.
        (Some('อ'), _) => {
            let open = vowel(1, "o", Coda::None, ODD);
            hidden.into_iter().chain([vowel(1, "o", Coda::Must, 0), open]).collect()
        }
        _ => hidden.into(),
    }
}

/// Adds the syllable of an onset and a vowel, open and with the consonant that may close it.
fn close(letters: &[char], onset: &Onset, vowel: &Vowel, found: &mut Vec<Syllable>) {
    let cost = onset.cost + vowel.cost;
    let mut push = |end: usize, spoken: &str, written: &str, more: Cost| {
        let onset_as_written = as_written(letters, onset);
        found.push(Syllable {
            end,
            spoken: format!("{}{}{spoken}", onset.text, vowel.text),
            written: format!("{onset_as_written}{}{written}", vowel.text),
            cost: cost + more,
        });
    };
    if vowel.coda != Coda::Must {
        push(vowel.end + usize::from(letters.get(vowel.end) == Some(&SILENT)), "", "", 0);
    }
    let Some(&coda) = letters.get(vowel.end).filter(|_| vowel.coda != Coda::None) else { return };
    let Some((spoken, written)) = last(coda, vowel.text) else { return };
    let end = vowel.end + 1;
    let is_hidden = vowel.cost > 0 && vowel.text == "o";
    let usual = ['ก', 'ง', 'ด', 'น', 'บ', 'ม', 'ร', 'ล', 'ท', 'พ'];
    let is_odd = is_hidden && (letters[onset.end - 1] == 'ง' || !usual.contains(&coda));
    let odd = if is_odd { ODD } else { 0 };
    push(end + silent(letters, end), spoken, written, odd);
    if is_dead(letters, end) {
        push(end + 1, spoken, written, DEAD);
    }
}

/// The consonants before a vowel as names often write them: จ as j, and an r that is not spoken (Srettha).
fn as_written(letters: &[char], onset: &Onset) -> String {
    match &letters[..onset.end] {
        [.., 'จ'] => onset.text.replace("ch", "j"),
        [.., 'ท', 'ร'] => "thr".into(),
        [.., 'ส' | 'ศ', 'ร'] => "sr".into(),
        _ => onset.text.clone(),
    }
}

/// How many letters from `at` on, after a final consonant, are silent because of thanthakhat: จันทร์ Chan.
fn silent(letters: &[char], at: usize) -> usize {
    match (letters.get(at).copied(), letters.get(at + 1).copied()) {
        (Some(SILENT), _) => 1,
        (Some('ท' | 'ต' | 'ด' | 'ฎ' | 'ถ' | 'ษ'), Some(SILENT)) => 2,
        _ => 0,
    }
}

/// Whether the letter at `at`, after a final consonant, is silent: the r of บุตร but, the i of ชาติ chat.
fn is_dead(letters: &[char], at: usize) -> bool {
    let ends = at + 1 == letters.len();
    match (letters.get(at.wrapping_sub(2)).copied(), letters[at - 1], letters.get(at).copied()) {
        (Some(v), 'ต', Some('ร')) => !is_consonant(v) || is_leading_before(letters, at - 2),
        (Some(SARA_U), 'ท', Some('ร')) | (Some(HAN_AKAT), 'ก' | 'ค', Some('ร')) => true,
        (Some(c), 'ช', Some('ร')) => is_consonant(c) && is_leading_before(letters, at - 2),
        (Some(SARA_U | SARA_I), 'ท', Some('ธ')) => ends,
        (Some(v), 'ต' | 'ฒ' | 'ม', Some(SARA_I | SARA_U)) => {
            ends && (!is_consonant(v) || is_leading_before(letters, at - 2))
        }
        _ => false,
    }
}

/// Whether a vowel sign stands before the consonant at `at`.
fn is_leading_before(letters: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|&c| is_leading(c))
}

fn is_consonant(c: char) -> bool {
    matches!(c, 'ก'..='ฮ') && !matches!(c, 'ฤ' | 'ฦ')
}

fn is_leading(c: char) -> bool {
    matches!(c, 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ')
}

/// A consonant at the start of a syllable.
fn initial(c: char) -> &'static str {
    match c {
        'ก' => "k",
        'ข' | 'ฃ' | 'ค' | 'ฅ' | 'ฆ' => "kh",
        'ง' => "ng",
        'จ' | 'ฉ' | 'ช' | 'ฌ' => "ch",
        'ซ' | 'ศ' | 'ษ' | 'ส' => "s",
        'ญ' | 'ย' => "y",
        'ฎ' | 'ด' => "d",
        'ฏ' | 'ต' => "t",
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => "th",
        'ณ' | 'น' => "n",
        'บ' => "b",
        'ป' => "p",
        'ผ' | 'พ' | 'ภ' => "ph",
        'ฝ' | 'ฟ' => "f",
        'ม' => "m",
        'ร' => "r",
        'ล' | 'ฬ' => "l",
        'ว' => "w",
        'ห' | 'ฮ' => "h",
        _ => "",
    }
}

/// A consonant at the end of a syllable after `vowel`: as spoken, and as written.
fn last(c: char, vowel: &str) -> Option<(&'static str, &'static str)> {
    Some(match c {
        'ก' | 'ข' | 'ค' | 'ฆ' => ("k", "k"),
        'ง' => ("ng", "ng"),
        'จ' | 'ช' | 'ซ' | 'ฎ' | 'ฏ' | 'ฐ' | 'ฑ' | 'ฒ' | 'ด' | 'ต' | 'ถ' | 'ท' | 'ธ' => {
            ("t", "t")
        }
        'ศ' | 'ษ' | 'ส' => ("t", "s"),
        'ญ' | 'ณ' | 'น' => ("n", "n"),
        'ร' => ("n", "r"),
        'ล' | 'ฬ' => ("n", "l"),
        'บ' | 'ป' | 'พ' | 'ฟ' | 'ภ' => ("p", "p"),
        'ม' => ("m", "m"),
        'ย' if matches!(vowel, "a" | "o" | "u" | "ua" | "oe" | "uea") => ("i", "i"),
        'ว' if matches!(vowel, "a" | "i" | "e" | "ae" | "ia") => ("o", "o"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ทักษิณ", "thaksin")]
    #[case("ชินวัตร", "chinnawat")]
    #[case("ยิ่งลักษณ์", "yinglak")]
    #[case("ประยุทธ์", "prayut")]
    #[case("จันทร์โอชา", "chanocha")]
    #[case("อภิสิทธิ์", "aphisit")]
    #[case("เวชชาชีวะ", "wetchachiwa")]
    #[case("เศรษฐา", "settha")]
    #[case("ทวีสิน", "thawisin")]
    #[case("แพทองธาร", "phaethongthan")]
    #[case("พิธา", "phitha")]
    #[case("ลิ้มเจริญรัตน์", "limcharoenrat")]
    #[case("อนุทิน", "anuthin")]
    #[case("ชาญวีรกูล", "chanwirakun")]
    #[case("สมัคร", "samak")]
    #[case("สุนทรเวช", "sunthonwet")]
    #[case("ภูมิพล", "phumiphon")]
    #[case("วชิราลงกรณ์", "wachiralongkon")]
    #[case("สิริกิติ์", "sirikit")]
    #[case("ชวน", "chuan")]
    #[case("หลีกภัย", "likphai")]
    #[case("สมชาย", "somchai")]
    #[case("ธนาธร", "thanathon")]
    #[case("บรรหาร", "banhan")]
    #[case("กรุงเทพ", "krungthep")]
    #[case("เชียงใหม่", "chiangmai")]
    #[case("ภูเก็ต", "phuket")]
    #[case("ปัตตานี", "pattani")]
    #[case("นราธิวาส", "narathiwat")]
    #[case("ยะลา", "yala")]
    #[case("สงขลา", "songkhla")]
    #[case("นครราชสีมา", "nakhonratchasima")]
    #[case("อุบลราชธานี", "ubonratchathani")]
    #[case("อุดรธานี", "udonthani")]
    #[case("สมุทรปราการ", "samutprakan")]
    #[case("ศรีสะเกษ", "sisaket")]
    #[case("สุวรรณภูมิ", "suwannaphum")]
    #[case("อยุธยา", "ayutthaya")]
    #[case("เพชรบุรี", "phetchaburi")]
    #[case("ชลบุรี", "chonburi")]
    #[case("นนทบุรี", "nonthaburi")]
    #[case("น้ำ", "nam")]
    #[case("ไทย", "thai")]
    #[case("สหรัฐ", "saharat")]
    #[case("พฤษภาคม", "phruetphakhom")]
    #[case("โรงพยาบาล", "rongphayaban")]
    #[case("เนวิน", "newin")]
    #[case("ณัฐพงษ์", "natthaphong")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        let normal: String = unicode_normalization::UnicodeNormalization::nfkc(word).collect();
        assert_eq!(check::first(read, &normal), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "จุรินทร์"), ["churin", "jurin", "jurinr"]);
        assert_eq!(check::all(read, "ทรัมป์"), ["sam", "thram", "thramp"]);
        assert_eq!(check::all(read, "โดนัลด์"), ["donan", "donal", "donald"]);
        assert_eq!(check::all(read, "เศรษฐา"), ["settha", "srestha"]);
        assert_eq!(check::all(read, "ธนาธร"), ["thanathon", "thanathor"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ก ข ฃ ค ฅ ฆ ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ล ว ศ ษ ส ห ฬ ฮ";
        check::every_letter_is_heard(read, "กี", alphabet, "ูก");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0E00}'..='\u{0E7F}');
    }
}
