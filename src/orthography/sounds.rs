//! Sound segments: a Latin reading cut into the letter groups that stand for one sound.
//!
//! A segment is a Latin letter or letter group (`sh`, `tsch`, `ou`, `č`) that some transcription writes for one
//! sound. Which sounds a segment may stand for is stated in [`SEGMENTS`]; what confusing two of them costs is
//! learned (see `matching::costs`). Words of other scripts come here as Latin readings.

use once_cell::sync::Lazy;

use super::fold::is_apostrophe;
use super::romanise::{AYN, HAMZA};
use super::script::Script;

/// One sound segment: an index into [`SEGMENTS`].
pub(crate) type Segment = u8;

/// The sounds a segment may stand for, as a set of bits.
pub(crate) type Phones = u64;

/// The phones that the tables below name, a letter each.
///
/// `S` is sh, `Z` zh, `C` ch, `J` dzh, `c` ts, `x` kh, `G` gh, `T` th, `D` dh, `N` ng, `?` the glottal stop and ʿayn.
const PHONES: &str = "pbfvmwtdTDszcnlrSZCJykgqxGhN?aeiou";

/// The phones that are vowels.
pub(crate) const VOWELS: Phones = phones("aeiou");

pub(crate) const fn phones(letters: &str) -> Phones {
    let (all, wanted) = (PHONES.as_bytes(), letters.as_bytes());
    let mut set = 0;
    let mut i = 0;
    while i < wanted.len() {
        let mut bit = 0;
        while all[bit] != wanted[i] {
            bit += 1;
        }
        set |= 1 << bit;
        i += 1;
    }
    set
}

/// Every segment with the sounds it may stand for, the likeliest first.
///
/// Sources: the transcription tables of the English, French, German, Spanish, Italian, Polish, Czech, Hungarian,
/// Turkish and Balkan press; pinyin and Wade–Giles.
pub(crate) const SEGMENTS: [(&str, &str); 104] = [
    ("a", "a"),
    ("b", "bvp"),
    ("c", "ksCcJ"),
    ("d", "dDt"),
    ("e", "ei"),
    ("f", "fvp"),
    ("g", "gJGhZk"),
    ("h", "hx"),
    ("i", "iy"),
    ("j", "JZyxh"),
    ("k", "kq"),
    ("l", "lr"),
    ("m", "mn"),
    ("n", "nN"),
    ("o", "ou"),
    ("p", "pbf"),
    ("q", "qkC"),
    ("r", "rl"),
    ("s", "szS"),
    ("t", "tT"),
    ("u", "uow"),
    ("v", "vfwb"),
    ("w", "wvu"),
    ("x", "xSks"),
    ("y", "yi"),
    ("z", "zsc"),
    ("'", "?"),
    ("ʿ", "?a"),
    ("ʾ", "?"),
    ("ch", "CSxk"),
    ("sh", "S"),
    ("kh", "xkh"),
    ("gh", "Gg"),
    ("zh", "ZJz"),
    ("th", "Ttz"),
    ("dh", "Ddz"),
    ("ph", "fp"),
    ("ts", "csC"),
    ("tz", "cz"),
    ("dz", "zcJ"),
    ("dj", "J"),
    ("tch", "C"),
    ("sch", "SC"),
    ("tsch", "C"),
    ("dsch", "J"),
    ("tsh", "C"),
    ("dzh", "J"),
    ("shch", "SC"),
    ("cz", "C"),
    ("sz", "Ss"),
    ("rz", "Z"),
    ("zs", "Z"),
    ("cs", "C"),
    ("ng", "Nn"),
    ("qu", "kq"),
    ("bh", "bv"),
    ("jh", "J"),
    ("tj", "Cy"),
    ("sj", "S"),
    ("nh", "n"),
    ("lh", "l"),
    ("rh", "r"),
    ("š", "Ss"),
    ("ž", "ZJ"),
    ("č", "C"),
    ("ç", "CsS"),
    ("ñ", "n"),
    ("ö", "oe"),
    ("ü", "ui"),
    ("ä", "ae"),
    ("å", "oa"),
    ("aa", "a"),
    ("ae", "aei"),
    ("ai", "ae"),
    ("ao", "ao"),
    ("au", "auo"),
    ("aw", "aou"),
    ("ay", "aei"),
    ("ea", "eia"),
    ("ee", "ie"),
    ("ei", "eai"),
    ("eo", "eo"),
    ("eu", "eu"),
    ("ew", "eu"),
    ("ey", "ei"),
    ("ia", "ia"),
    ("ie", "ie"),
    ("ii", "i"),
    ("io", "io"),
    ("iu", "iu"),
    ("iy", "i"),
    ("yi", "i"),
    ("oa", "oa"),
    ("oe", "oeu"),
    ("oi", "oi"),
    ("oo", "uo"),
    ("ou", "uoa"),
    ("ow", "oua"),
    ("oy", "oi"),
    ("ua", "ua"),
    ("ue", "ue"),
    ("ui", "ui"),
    ("uo", "uo"),
    ("uu", "u"),
];

/// The number of segments; cost tables are squares of this side.
pub(crate) const COUNT: usize = SEGMENTS.len();

struct Alphabet {
    phones: [Phones; COUNT],
    /// Segments by first letter (`a`–`z` and one slot for the rest), longest first.
    by_first: [Vec<(&'static str, Segment)>; 27],
    /// By first letter, the letters that stand second in a segment of several, as bits.
    second: [u32; 26],
    /// The segment of one letter.
    single: [Segment; 26],
}

static ALPHABET: Lazy<Alphabet> = Lazy::new(|| {
    let mut phones_of = [0; COUNT];
    let mut by_first: [Vec<(&'static str, Segment)>; 27] = Default::default();
    for (i, (text, sounds)) in SEGMENTS.iter().enumerate() {
        phones_of[i] = phones(sounds);
        let slot = slot(text.chars().next().unwrap_or(' '));
        by_first[slot].push((text, u8::try_from(i).expect("there are fewer than 256 segments")));
    }
    let (mut second, mut single) = ([0; 26], [0; 26]);
    for (first, list) in by_first.iter_mut().enumerate() {
        list.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        for &(text, segment) in list.iter().filter(|_| first < 26) {
            match text.as_bytes() {
                [_, letter, ..] => second[first] |= 1 << (letter - b'a'),
                _ => single[first] = segment,
            }
        }
    }
    Alphabet { phones: phones_of, by_first, second, single }
});

fn slot(c: char) -> usize {
    if c.is_ascii_lowercase() { usize::from(c as u8 - b'a') } else { 26 }
}

/// The sounds that `segment` may stand for.
pub(crate) fn phones_of(segment: Segment) -> Phones {
    ALPHABET.phones[usize::from(segment)]
}

/// Whether `segment` can only be a vowel.
pub(crate) fn is_vowel(segment: Segment) -> bool {
    const VOCALIC: Phones = VOWELS | phones("y");
    phones_of(segment) & !VOCALIC == 0
}

/// Whether `segment` may be a vowel, y aside.
pub(crate) fn may_be_vowel(segment: Segment) -> bool {
    phones_of(segment) & VOWELS != 0 && text_of(segment) != "y"
}

/// The letters of `segment`.
pub(crate) fn text_of(segment: Segment) -> &'static str {
    SEGMENTS[usize::from(segment)].0
}

/// The segment with these letters.
pub(crate) fn segment_of(text: &str) -> Option<Segment> {
    let list = &ALPHABET.by_first[slot(text.chars().next()?)];
    list.iter().find(|(t, _)| *t == text).map(|&(_, s)| s)
}

/// Appends the segments of a Latin reading, lower case, in order.
///
/// Doubled consonants count once. Signs that are no letters add nothing.
pub(crate) fn cut(reading: &str, out: &mut Vec<Segment>) {
    let mut rest = reading;
    let start = out.len();
    let alphabet = &*ALPHABET;
    while let Some(c) = rest.chars().next() {
        if let Some(first) = Some(slot(c)).filter(|&first| first < 26) {
            let next = rest.as_bytes().get(1).copied().unwrap_or_default();
            let is_alone = !next.is_ascii_lowercase() || alphabet.second[first] >> (next - b'a') & 1 == 0;
            if is_alone {
                let segment = alphabet.single[first];
                if out.len() == start || out.last() != Some(&segment) || is_vowel(segment) {
                    out.push(segment);
                }
                rest = &rest[1..];
                continue;
            }
        }
        let list = &alphabet.by_first[slot(c)];
        match list.iter().find(|(text, _)| rest.starts_with(text)) {
            Some(&(text, segment)) => {
                let doubled = out.len() > start && out.last() == Some(&segment) && !is_vowel(segment);
                if !doubled {
                    out.push(segment);
                }
                rest = &rest[text.len()..];
            }
            None => rest = &rest[c.len_utf8()..],
        }
    }
}

/// A Latin word as the segment alphabet writes it: letters that stand for a sound of their own (š, ç, ü) stay,
/// other marks go, digits of chat spelling become the sounds they draw (3 ʿayn, 7 h, 2 hamza, 5 kh, 9 q).
pub(crate) fn latin_reading(normalised: &str) -> String {
    let mut out = String::with_capacity(normalised.len() + 2);
    let mut chars = normalised.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Hungarian dzs.
            's' if out.ends_with("dz") => out.push('h'),
            'a'..='z' => out.push(c),
            '0'..='9' => {
                let before_letter = chars.peek().is_some_and(|n| n.is_alphabetic());
                match c {
                    '2' if before_letter => out.push(HAMZA),
                    '3' if before_letter => out.push(AYN),
                    '5' if before_letter => out.push_str("kh"),
                    '7' if before_letter => out.push('h'),
                    '9' if before_letter => out.push('q'),
                    _ => {}
                }
            }
            'š' | 'ş' | 'ș' | 'ś' | 'ŝ' => out.push('š'),
            // Croatian, Czech, Baltic dž and Polish dż are one sound.
            'ž' | 'ż' if out.ends_with('d') => out.push_str("zh"),
            'ž' | 'ź' | 'ż' | 'ẑ' => out.push('ž'),
            'č' | 'ć' | 'ĉ' => out.push('č'),
            'ç' => out.push('ç'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('ñ'),
            'ö' | 'ø' | 'œ' | 'ő' => out.push('ö'),
            'ü' | 'ű' => out.push('ü'),
            'ä' | 'æ' => out.push('ä'),
            'å' => out.push('å'),
            'ğ' | 'ġ' | 'ḡ' => out.push_str("gh"),
            'ǧ' => out.push('j'),
            'ḫ' | 'ẖ' | 'ḵ' => out.push_str("kh"),
            'ţ' | 'ț' => out.push_str("ts"),
            'ṯ' => out.push_str("th"),
            'ḏ' => out.push_str("dh"),
            'ř' => out.push_str("rz"),
            'þ' => out.push_str("th"),
            'ð' => out.push_str("dh"),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ß' => out.push('s'),
            'ı' => out.push('i'),
            'ə' => out.push('ä'),
            AYN | '\u{2018}' | '\u{02BB}' | '`' => out.push(AYN),
            _ if is_apostrophe(c) => out.push('\''),
            _ => {
                let folded = super::fold::fold(c.encode_utf8(&mut [0; 4]));
                out.extend(folded.chars().filter(char::is_ascii_lowercase));
            }
        }
    }
    out
}

/// The Russian sounds of a word with the marks of Belarusian in Latin letters: short u for v (Karpau, Karcheuski,
/// Uladzislau), soft d and t as dz and ts (Dzmitry, Tsimafei). Source: the national system of 2007 and its press use.
fn from_belarusian(reading: &str) -> Option<String> {
    let bytes = reading.as_bytes();
    let may_change = bytes.contains(&b'u') || reading.starts_with("ts") || bytes.windows(2).any(|w| w == b"dz");
    if reading.len() < 5 || !may_change {
        return None;
    }
    let mut out = String::with_capacity(reading.len());
    let mut changed = false;
    for (i, c) in reading.char_indices() {
        let rest = &reading[i + c.len_utf8()..];
        let after_vowel = i > 0 && matches!(bytes[i - 1], b'a' | b'e' | b'i' | b'o');
        let ends = || rest.is_empty() || ["sk", "na", "ts", "ich"].iter().any(|e| rest.starts_with(e));
        let is_short = c == 'u' && ((after_vowel && ends()) || (i == 0 && rest.starts_with("lad")));
        let soft =
            |stop: char, hiss: char| c == hiss && reading[..i].ends_with(stop) && rest.starts_with(['i', 'm', 'v']);
        if is_short {
            out.push('v');
        } else if !(soft('d', 'z') || (soft('t', 's') && i == 1)) {
            out.push(c);
        }
        changed |= is_short || soft('d', 'z') || (soft('t', 's') && i == 1);
    }
    changed.then_some(out)
}

/// The sounds of a Slavic name as German and Polish write it, where w is v: Lawrow, Chruschtschow, Alexijewitsch; and
/// those of Hungarian, where x is ksz.
fn from_central_european(reading: &str) -> Option<String> {
    const MARKS: [&str; 14] = [
        "ow", "ew", "owa", "ewa", "owicz", "ewicz", "owitsch", "ewitsch", "owski", "ewski", "owna", "ewna", "owsky",
        "ewsky",
    ];
    if reading.len() < 5 {
        return None;
    }
    if reading.as_bytes().windows(3).any(|w| w == b"ksz") {
        return Some(reading.replace("ksz", "x"));
    }
    if !reading.as_bytes().contains(&b'w') {
        return None;
    }
    MARKS.iter().any(|m| reading.ends_with(m)).then(|| reading.replace('w', "v"))
}

/// The pinyin of a Chinese syllable, or several, as the Czech and Slovak press spells it, where the spelling tells itself by a
/// letter that is marked or breathed upon: Ťin-pching, Čou, Kche-čchiang. Source: the Czech standard transcription.
fn from_czech_chinese(normalised: &str) -> Option<String> {
    const INITIALS: [(&str, &str); 24] = [
        ("čch", "ch"),
        ("cch", "c"),
        ("ťch", "q"),
        ("pch", "p"),
        ("tch", "t"),
        ("kch", "k"),
        ("ch", "h"),
        ("č", "zh"),
        ("c", "z"),
        ("ť", "j"),
        ("š", "sh"),
        ("ž", "r"),
        ("p", "b"),
        ("t", "d"),
        ("k", "g"),
        ("s", "s"),
        ("m", "m"),
        ("f", "f"),
        ("n", "n"),
        ("l", "l"),
        ("w", "w"),
        ("v", "w"),
        ("j", "y"),
        ("", ""),
    ];
    let is_told = normalised.contains('ť') || ["pch", "tch", "kch", "čch"].iter().any(|m| normalised.contains(m));
    let is_plain = |c: char| c.is_ascii_lowercase() || "čťšžü".contains(c);
    let may_be = is_told || (normalised.starts_with('č') && normalised.chars().count() <= 5);
    if !may_be || normalised.chars().count() > 12 || !normalised.chars().all(is_plain) {
        return None;
    }
    let (mut rest, mut out) = (normalised, String::new());
    while !rest.is_empty() {
        let (initial, pinyin, more) =
            INITIALS.iter().find_map(|(czech, pinyin)| Some((*czech, *pinyin, rest.strip_prefix(czech)?)))?;
        let end = more.find(|c: char| !"aeiouyü".contains(c)).unwrap_or(more.len());
        if end == 0 {
            return None;
        }
        // Vowels, then what ends a syllable: ng, n, r or the j of aj and ej, unless a vowel follows it.
        let tail = &more[end..];
        let closes = |close: &&&str| {
            tail.strip_prefix(**close).is_some_and(|next| !next.starts_with(|c: char| "aeiouyü".contains(c)))
        };
        let close = ["ng", "n", "j"].iter().find(closes).copied().unwrap_or("");
        let soft = more.starts_with('i');
        out.push_str(match initial {
            "čch" if soft => "q",
            "s" if soft => "x",
            _ => pinyin,
        });
        let vowels = match (&more[..end], close) {
            ("u", "ng") => "o",
            ("ie", "n") => "ia",
            (vowels, _) => vowels,
        };
        out.push_str(vowels);
        out.push_str(if close == "j" { "i" } else { close });
        rest = &tail[close.len()..];
    }
    Some(out)
}

/// The pinyin of a Chinese syllable as the Hungarian press spells it, where the spelling tells itself: Hszi, Csin, Csou.
fn from_hungarian_chinese(reading: &str) -> Option<String> {
    if reading.len() > 8 {
        return None;
    }
    let (initial, rest) = match (reading.strip_prefix("hsz"), reading.strip_prefix("cs")) {
        (Some(rest), _) => ("x", rest),
        (_, Some(rest)) if rest.starts_with(['i', 'ü']) => ("j", rest),
        (_, Some(rest)) => ("zh", rest),
        _ => return None,
    };
    let vowels = rest.trim_end_matches(['n', 'g', 'j']);
    let is_one = !vowels.is_empty() && vowels.chars().all(|c| "aeiouöü".contains(c));
    is_one.then(|| {
        let rest = rest.replace('j', "i").replace('ö', "e").replace("ung", "ong").replace("ien", "ian");
        format!("{initial}{rest}")
    })
}

/// A Slavic name without the ending that Latvian and Lithuanian give it: Lavrovs, Lavrovas, Sergejus.
fn from_baltic(reading: &str) -> Option<&str> {
    const ENDINGS: [(&str, usize); 6] = [("ovas", 2), ("evas", 2), ("ejus", 2), ("ovs", 1), ("evs", 1), ("skis", 1)];
    let (_, ending) = ENDINGS.iter().find(|(ending, _)| reading.ends_with(ending))?;
    (reading.len() >= 6).then(|| &reading[..reading.len() - ending])
}

/// The sounds of an English word that the letters of other languages do not tell: the plural of -ic (Electronics, Infotecs),
/// the long i before a silent e (Prime, Airline).
fn from_english(reading: &str) -> Option<String> {
    if reading.len() < 4 {
        return None;
    }
    if let Some(stem) = reading.strip_suffix("cs").filter(|stem| stem.ends_with(['i', 'e'])) {
        return Some(format!("{stem}ks"));
    }
    let stem = reading.strip_suffix('e')?;
    let consonant = stem.chars().next_back().filter(|c| "mndtkpfvslr".contains(*c))?;
    let stem = stem.strip_suffix(consonant)?.strip_suffix('i')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y'])).then(|| format!("{stem}ai{consonant}"))
}

/// Which Latin letters a reading has, as bits.
#[derive(Clone, Copy)]
struct Letters(u32);

impl Letters {
    fn of(reading: &str) -> Self {
        Self(reading.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, letter| set | 1 << (letter - b'a')))
    }

    /// Whether all of some small letters are there.
    fn has(self, letters: &str) -> bool {
        let all = Self::of(letters).0;
        self.0 & all == all
    }
}

/// Readings of a Latin word; the compiled form and the search take as many.
const MOST_READINGS: usize = 4;

/// Abbreviations by which names of places and saints begin, with what they are read as.
const ABBREVIATIONS: [(&str, &str); 3] = [("st", "saint"), ("ste", "sainte"), ("mt", "mount")];

/// The word that an abbreviation is read as; any other word as it is.
fn in_full(normalised: &str) -> &str {
    ABBREVIATIONS.iter().find(|(short, _)| *short == normalised).map_or(normalised, |(_, full)| full)
}

/// The other way to write a word that is abbreviated in names, or an abbreviation.
pub(crate) fn abbreviated_or_in_full(folded: &str) -> Option<&'static str> {
    let of = |&(short, full): &(&'static str, &'static str)| match folded {
        _ if folded == short => Some(full),
        _ if folded == full => Some(short),
        _ => None,
    };
    ABBREVIATIONS.iter().find_map(of)
}

/// The segments of every reading of a normalised word, likeliest reading first; at least one, perhaps empty.
pub(crate) fn readings(normalised: &str) -> (Script, Vec<Vec<Segment>>) {
    let script = Script::of_word(normalised).unwrap_or(Script::Latin);
    let cut_one = |reading: &str| {
        let mut out = Vec::with_capacity(reading.len());
        cut(reading, &mut out);
        out
    };
    if script == Script::Latin {
        let reading = latin_reading(in_full(normalised));
        // Most words lack the letters by which these conventions show.
        let letters = Letters::of(&reading);
        let may_be = |sets: &[&str]| sets.iter().any(|set| letters.has(set));
        let belarusian = may_be(&["u", "ts", "dz"]).then(|| from_belarusian(&reading)).flatten();
        let central = may_be(&["w", "ksz"]).then(|| from_central_european(&reading)).flatten();
        let english = may_be(&["cs", "ei"]).then(|| from_english(&reading)).flatten();
        let may_be_czech = !normalised.is_ascii() || may_be(&["pch", "tch", "kch"]);
        let czech = may_be_czech.then(|| from_czech_chinese(normalised)).flatten();
        let chinese = czech.or_else(|| may_be(&["hsz", "cs"]).then(|| from_hungarian_chinese(&reading)).flatten());
        let others = belarusian.iter().chain(&central).chain(&english).chain(&chinese).map(String::as_str);
        let baltic = reading.ends_with('s').then(|| from_baltic(&reading)).flatten();
        let others = others.chain(baltic).take(MOST_READINGS - 1);
        return (script, std::iter::once(reading.as_str()).chain(others).map(cut_one).collect());
    }
    (script, super::romanise::readings(normalised, script).iter().map(cut_one).collect())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("qassem", "q a s e m")]
    #[case("khrushchev", "kh r u shch e v")]
    #[case("chruschtschow", "ch r u sch tsch ow")]
    #[case("šarapova", "š a r a p o v a")]
    #[case("ma7moud", "m a h m ou d")]
    #[case("g20", "g")]
    #[case("al-'arabī", "a l ' a r a b i")]
    fn cuts(#[case] word: &str, #[case] expected: &str) {
        let (_, readings) = readings(word);
        let got: Vec<_> = readings[0].iter().map(|&s| text_of(s)).collect();
        assert_eq!(got.join(" "), expected);
    }

    #[rstest]
    #[case("karpau", "karpav")]
    #[case("karcheuski", "karchevski")]
    #[case("uladzimirouna", "vladimirovna")]
    #[case("dzmitry", "dmitry")]
    #[case("tsikhanouskaya", "tikhanovskaya")]
    fn belarusian(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(from_belarusian(word).as_deref(), Some(expected));
    }

    #[rstest]
    #[case("ťin", "jin")]
    #[case("pching", "ping")]
    #[case("čou", "zhou")]
    #[case("tchao", "tao")]
    #[case("čchiang", "qiang")]
    #[case("ťiang", "jiang")]
    fn czech_chinese(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(from_czech_chinese(word).as_deref(), Some(expected));
    }

    #[rstest]
    #[case("hszi", Some("xi"))]
    #[case("hsziao", Some("xiao"))]
    #[case("csou", Some("zhou"))]
    #[case("csin", Some("jin"))]
    #[case("csak", None)]
    fn hungarian_chinese(#[case] word: &str, #[case] expected: Option<&str>) {
        assert_eq!(from_hungarian_chinese(word).as_deref(), expected);
    }

    #[test]
    fn every_segment_is_found_by_its_letters() {
        for (i, (text, _)) in SEGMENTS.iter().enumerate() {
            assert_eq!(segment_of(text).map(usize::from), Some(i), "{text}");
        }
    }
}
