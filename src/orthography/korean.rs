//! Korean names, in Hangul, in Latin and in Cyrillic letters, by their syllables.
//!
//! One name has as many spellings as there are conventions (Roh Tae-woo, No T'ae-u), and two names differ by a syllable
//! (Moon Jae-in, Moon Jae-won). What each convention writes for a syllable is a set of what it may mean; syllables of
//! which the sets have nothing in common are two.

use once_cell::sync::Lazy;

use crate::hash::Map;

/// The common family names, folded, by the syllable that they are; sorted within a row.
///
/// Source: Revised Romanization, McCune–Reischauer and the spellings that bearers choose.
const FAMILIES: &[&[&str]] = &[
    &["gim", "kim"],
    &["i", "lee", "li", "rhee", "ri", "yi"],
    &["bak", "pak", "park"],
    &["choe", "choi"],
    &["cheong", "chong", "chung", "jeong", "jong", "joung", "jung"],
    &["gang", "kang"],
    &["cho", "jo"],
    &["yoon", "youn", "yun"],
    &["chang", "jang"],
    &["im", "lim", "rim", "yim"],
    &["han"],
    &["o", "oh"],
    &["seo", "so", "suh"],
    &["shin", "sin"],
    &["gwon", "kwon"],
    &["hwang"],
    &["ahn", "an"],
    &["song"],
    &["ryoo", "ryu", "yoo", "you", "yu"],
    &["hong"],
    &["cheon", "chon", "chun", "jeon", "jon", "jun"],
    &["go", "ko", "koh"],
    &["moon", "mun"],
    &["ryang", "yang"],
    &["sohn", "son"],
    &["bae", "pae", "pai"],
    &["baek", "baik", "paek", "paik"],
    &["heo", "ho", "huh", "hur"],
    &["nam"],
    &["shim", "sim"],
    &["no", "noh", "ro", "roh"],
    &["ha"],
    &["gwak", "kwak"],
    &["seong", "sung"],
    &["cha"],
    &["choo", "chu", "joo", "ju"],
    &["u", "woo"],
    &["goo", "gu", "koo", "ku"],
    &["min"],
    &["na", "ra"],
    &["chin", "jin"],
    &["ban", "pan"],
    &["bang", "pang"],
    &["hyeon", "hyon", "hyun"],
    &["chae"],
    &["won"],
    &["eom", "om", "um"],
    &["byeon", "byun", "pyon"],
    &["gil", "kil"],
    &["seok", "sok", "suk"],
];

/// The same in Hangul, a row for a row.
const HANGUL_FAMILIES: [&str; 50] = [
    "김", "이리", "박", "최", "정종", "강", "조", "윤", "장", "임림", "한", "오", "서소", "신", "권", "황", "안", "송",
    "유류", "홍", "전천", "고", "문", "양량", "손", "배", "백", "허호", "남", "심", "노로", "하", "곽", "성", "차",
    "주", "우", "구", "민", "나라", "진", "반", "방", "현", "채", "원", "엄", "변", "길", "석",
];

/// The same in folded Cyrillic letters; several rows have one spelling.
///
/// Source: the system of Kontsevich, and what the Russian press writes otherwise (Чен, Шин, Цой).
const CYRILLIC_FAMILIES: [&[&str]; 50] = [
    &["ким"],
    &["и", "ли", "ри"],
    &["пак"],
    &["цой", "чой", "чхве", "чхое"],
    &["джон", "чен", "чжон", "чон", "чун"],
    &["кан"],
    &["джо", "чжо", "чо"],
    &["юн"],
    &["джан", "чан", "чжан"],
    &["им", "лим", "рим"],
    &["хан"],
    &["о"],
    &["со"],
    &["син", "шин"],
    &["квон"],
    &["хван"],
    &["ан"],
    &["сон"],
    &["рю", "ю"],
    &["хон"],
    &["чен", "чжон", "чон"],
    &["го", "ко"],
    &["мун"],
    &["рян", "ян"],
    &["сон"],
    &["бэ", "пэ"],
    &["бэк", "пэк"],
    &["хе", "хо"],
    &["нам"],
    &["сим", "шим"],
    &["но", "ро"],
    &["ха"],
    &["квак"],
    &["сен", "сон"],
    &["ча", "чха"],
    &["чжу", "чу"],
    &["у"],
    &["гу", "ку"],
    &["мин"],
    &["на", "ра"],
    &["чжин", "чин"],
    &["бан", "пан"],
    &["бан", "пан"],
    &["хен"],
    &["чхэ"],
    &["вон"],
    &["ом"],
    &["пен"],
    &["гиль", "киль"],
    &["сок"],
];

/// Rows of family names, as bits.
type Rows = u64;

/// The rows of each spelling of a family name.
static ROWS: Lazy<Map<&'static str, Rows>> = Lazy::new(|| {
    let all = FAMILIES.iter().chain(&CYRILLIC_FAMILIES).enumerate();
    let forms = all.flat_map(|(row, forms)| forms.iter().map(move |&form| (form, 1 << (row % FAMILIES.len()))));
    forms.fold(Map::default(), |mut rows, (form, row): (_, Rows)| {
        *rows.entry(form).or_default() |= row;
        rows
    })
});

/// How letters of one script write what a syllable begins with, its vowel and what it ends with.
struct Writing {
    initials: &'static [(&'static str, u16)],
    vowels: &'static [(&'static str, u32)],
    finals: &'static [(&'static str, u8)],
}

const LATIN: Writing = Writing { initials: INITIALS, vowels: VOWELS, finals: FINALS };

/// Cyrillic letters, folded. An н ends what ends in n and in ng, and folding makes one letter of е and ё.
///
/// Source: as for the family names.
const CYRILLIC: Writing = Writing {
    initials: &[
        ("кх", 1),
        ("кк", 1),
        ("к", 1),
        ("г", 1),
        ("н", 2 | 4),
        ("р", 2 | 4),
        ("л", 2 | 4),
        ("тх", 8),
        ("тт", 8),
        ("тч", 128),
        ("т", 8),
        ("дж", 128),
        ("д", 8),
        ("м", 16),
        ("пх", 32),
        ("пп", 32),
        ("п", 32),
        ("б", 32),
        ("сс", 64),
        ("с", 64),
        ("ш", 64),
        ("щ", 64),
        ("чх", 128),
        ("чж", 128),
        ("чч", 128),
        ("ч", 128),
        ("ц", 128),
        ("х", 256),
        ("", 512),
    ],
    vowels: &[
        ("ый", UI),
        ("ыи", UI),
        ("ве", WE),
        ("вэ", WE),
        ("ва", WA),
        ("во", WO),
        ("ви", WI),
        ("уэ", WE),
        ("уа", WA),
        ("уо", WO),
        ("уи", WI | UI),
        ("йе", YE),
        ("йо", YO | YEO),
        ("я", YA),
        ("е", YEO | YO | YE | EO | AE),
        ("ю", YU),
        ("а", A),
        ("э", AE),
        ("о", O | EO),
        ("у", U),
        ("ы", EU),
        ("и", I | UI),
    ],
    finals: &[
        ("нъ", 1),
        ("н", 1 | 4),
        ("к", 2),
        ("г", 2),
        ("ль", 8),
        ("л", 8),
        ("р", 8),
        ("м", 16),
        ("п", 32),
        ("б", 32),
        ("т", 64),
        ("д", 64),
        ("х", 128),
        ("й", 128),
        ("", 128),
    ],
};

/// What initial sounds may be meant: n, l and none are written for each other before i and y.
const INITIALS: &[(&str, u16)] = &[
    ("kk", 1),
    ("kh", 1),
    ("k", 1),
    ("gg", 1),
    ("g", 1),
    ("n", 2 | 4),
    ("r", 2 | 4),
    ("l", 2 | 4),
    ("tt", 8),
    ("t", 8),
    ("dzs", 128),
    ("dz", 128),
    ("d", 8),
    ("m", 16),
    ("pp", 32),
    ("p", 32),
    ("bb", 32),
    ("b", 32),
    ("sh", 64),
    ("ss", 64),
    ("s", 64),
    ("tch", 128),
    ("ch", 128),
    // Czech, Hungarian and Polish.
    ("cs", 128),
    ("cz", 128),
    ("c", 128),
    ("jj", 128),
    ("j", 128),
    ("h", 256),
    ("", 512),
];

const A: u32 = 1;
const AE: u32 = 1 << 1;
const EO: u32 = 1 << 2;
const O: u32 = 1 << 3;
const U: u32 = 1 << 4;
const EU: u32 = 1 << 5;
const I: u32 = 1 << 6;
const YA: u32 = 1 << 7;
const YE: u32 = 1 << 8;
const YEO: u32 = 1 << 9;
const YO: u32 = 1 << 10;
const YU: u32 = 1 << 11;
const WA: u32 = 1 << 12;
const WE: u32 = 1 << 13;
const WO: u32 = 1 << 14;
const WI: u32 = 1 << 15;
const UI: u32 = 1 << 16;

/// Before these n and l may be dropped: Yi and Ri, Yong and Ryong.
const SOFT: u32 = I | YA | YE | YEO | YO | YU;

/// What vowels may be meant.
const VOWELS: &[(&str, u32)] = &[
    ("yeo", YEO),
    ("yae", YE),
    ("yoo", YU),
    ("you", YEO | YU),
    ("ya", YA),
    ("ye", YE | YEO),
    ("yo", YO | YEO),
    ("yu", YU | YEO),
    ("yi", I | UI),
    ("ja", YA),
    ("je", YE | YEO),
    ("jo", YO | YEO),
    ("ju", YU | YEO),
    ("eui", UI | I),
    ("wae", WE),
    ("weo", WO),
    ("woo", U),
    ("wa", WA),
    ("we", WE),
    ("wo", WO),
    ("wi", WI),
    ("wu", U),
    ("ui", UI | WI),
    ("oe", WE),
    ("oi", WE),
    ("ae", AE),
    ("ai", AE),
    ("eo", EO),
    ("eu", EU),
    ("ee", I | UI),
    ("oo", U | EU),
    ("ou", EO | U),
    ("a", A),
    ("e", AE | UI),
    ("o", O | EO),
    ("u", U | EO | EU),
    ("i", I | UI),
];

/// What final sounds may be meant.
const FINALS: &[(&str, u8)] = &[
    ("ng", 1),
    ("ck", 2),
    ("k", 2),
    ("g", 2),
    ("n", 4),
    ("l", 8),
    ("r", 8),
    ("m", 16),
    ("p", 32),
    ("b", 32),
    ("t", 64),
    ("d", 64),
    ("h", 128),
    ("", 128),
];

/// What a syllable may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Syllable {
    initial: u16,
    vowel: u32,
    last: u8,
}

/// The sounds that a syllable of Hangul begins with, in the order of Unicode.
const HANGUL_INITIALS: [u16; 19] = [1, 1, 6, 8, 8, 6, 16, 32, 32, 64, 64, 512, 128, 128, 128, 1, 8, 32, 256];
/// Its vowels.
const HANGUL_VOWELS: [u32; 21] = [A, AE, YA, YE, EO, AE, YEO, YE, O, WA, WE, WE, YO, U, WO, WE, WI, YU, EU, UI, I];
/// The sounds that it ends with.
const HANGUL_FINALS: [u8; 28] =
    [128, 2, 2, 2, 4, 4, 4, 64, 8, 2, 16, 8, 8, 8, 8, 8, 16, 32, 32, 64, 64, 1, 64, 64, 2, 64, 32, 64];

impl Syllable {
    fn of_hangul(c: char) -> Option<Self> {
        let n = usize::try_from(u32::from(c).checked_sub(0xAC00).filter(|&n| n < 11_172)?).ok()?;
        let vowel = HANGUL_VOWELS[n % 588 / 28];
        let initial = HANGUL_INITIALS[n / 588];
        let initial = if initial == 6 && vowel & SOFT != 0 { initial | 512 } else { initial };
        Some(Self { initial, vowel, last: HANGUL_FINALS[n % 28] })
    }

    fn may_be(self, other: Self) -> bool {
        self.initial & other.initial != 0 && self.vowel & other.vowel != 0 && self.last & other.last != 0
    }
}

/// Letters of a given name that is longer than any.
const LONGEST_GIVEN: usize = 14;

/// A Korean name: what the family name may be, and the two syllables of the given name, each way of cutting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Korean {
    family: Rows,
    given: Vec<[Syllable; 2]>,
    /// Whether its letters write two sounds as one: then what may be one need not be.
    is_rough: bool,
}

impl Korean {
    /// A name of a family name, first or last, and a given name of two syllables, in one word or two.
    pub(crate) fn of(words: &[&str]) -> Option<Self> {
        let is_all = |fits: fn(u8) -> bool| words.iter().all(|w| w.bytes().all(fits));
        let (writing, is_rough) = match (2..=3).contains(&words.len()) {
            true if is_all(|b| b.is_ascii_lowercase()) => (&LATIN, false),
            true if is_all(|b| !b.is_ascii()) => (&CYRILLIC, true),
            _ => return None,
        };
        let of = |family: &str, given: &[&str]| {
            let family = *ROWS.get(family)?;
            let given = match *given {
                [one] if one.chars().count() <= LONGEST_GIVEN => cuts(one, writing),
                [one, two] => vec![[syllable(one, writing)?, syllable(two, writing)?]],
                _ => Vec::new(),
            };
            (!given.is_empty()).then_some(Self { family, given, is_rough })
        };
        of(words[0], &words[1..]).or_else(|| of(words[words.len() - 1], &words[..words.len() - 1]))
    }

    /// The same in Hangul: a family name of one syllable and a given name of two, in whatever words.
    pub(crate) fn of_hangul(words: &[&str]) -> Option<Self> {
        let mut signs = words.iter().flat_map(|w| w.chars());
        let (Some(family), Some(one), Some(two), None) = (signs.next(), signs.next(), signs.next(), signs.next())
        else {
            return None;
        };
        let family = HANGUL_FAMILIES.iter().position(|row| row.contains(family))?;
        let given = vec![[Syllable::of_hangul(one)?, Syllable::of_hangul(two)?]];
        Some(Self { family: 1 << family, given, is_rough: false })
    }

    /// The spellings of the family name in Latin letters: Lee, Rhee, Ri.
    pub(crate) fn families(&self) -> impl Iterator<Item = &'static str> {
        let rows = FAMILIES.iter().enumerate().filter(|(row, _)| self.family >> row & 1 == 1);
        rows.flat_map(|(_, spellings)| spellings.iter().copied())
    }

    /// Whether two names are spellings of one, as far as syllables tell.
    pub(crate) fn is_one_with(&self, other: &Self) -> bool {
        !self.is_rough && !other.is_rough && self.is_of_family(other) && self.may_have_given(other)
    }

    /// Whether two names have the family name in common.
    pub(crate) fn is_of_family(&self, other: &Self) -> bool {
        self.family & other.family != 0
    }

    /// Whether the given names may be one.
    pub(crate) fn may_have_given(&self, other: &Self) -> bool {
        let is_one = |l: &[Syllable; 2], r: &[Syllable; 2]| l[0].may_be(r[0]) && l[1].may_be(r[1]);
        self.given.iter().any(|l| other.given.iter().any(|r| is_one(l, r)))
    }
}

/// Each way of cutting a word into two syllables.
fn cuts(word: &str, writing: &Writing) -> Vec<[Syllable; 2]> {
    let ends = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
    ends.filter_map(|(one, two)| Some([syllable(one, writing)?, syllable(two, writing)?])).collect()
}

/// A syllable in folded letters.
fn syllable(letters: &str, writing: &Writing) -> Option<Syllable> {
    let (written, initial) = writing.initials.iter().find(|(written, _)| letters.starts_with(written))?;
    let rest = &letters[written.len()..];
    let (written_vowel, vowel) = writing.vowels.iter().find(|(written, _)| rest.starts_with(written))?;
    let (_, last) = writing.finals.iter().find(|(written, _)| *written == &rest[written_vowel.len()..])?;
    let is_soft = vowel & SOFT != 0;
    let initial = match (*written, is_soft) {
        ("n" | "r" | "l" | "н" | "р" | "л", true) => initial | 512,
        _ => *initial,
    };
    Some(Syllable { initial, vowel: *vowel, last: *last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("roh tae woo", "no tae u", Some(true))]
    #[case("lee myung bak", "i myeong bak", Some(true))]
    #[case("roh moohyun", "no mu hyeon", Some(true))]
    #[case("kim jong un", "kim jeong eun", Some(true))]
    #[case("jaein moon", "mun chae in", Some(true))]
    #[case("ryu hyun jin", "yoo hyeonjin", Some(true))]
    #[case("moon jae in", "moon jae won", Some(false))]
    #[case("kim jong un", "kim jong chul", Some(false))]
    #[case("kim yo jong", "kim yong jo", Some(false))]
    #[case("song min ho", "song min jae", Some(false))]
    #[case("kim seung woo", "김승우", Some(true))]
    #[case("kim seung woo", "김상우", Some(false))]
    #[case("ri sol ju", "리 설주", Some(true))]
    #[case("kim jong un", "john smith", None)]
    #[case("kim", "kim jong un", None)]
    #[case("kim jong un", "kim cong un", Some(true))]
    #[case("lee myung bak", "i mjong bak", Some(true))]
    #[case("kim il sung", "kim te dzung", Some(false))]
    fn spellings_of_one(#[case] a: &str, #[case] b: &str, #[case] expected: Option<bool>) {
        let of = |name: &str| {
            let words: Vec<&str> = name.split(' ').collect();
            Korean::of(&words).or_else(|| Korean::of_hangul(&words))
        };
        let found = of(a).zip(of(b)).map(|(a, b)| a.is_one_with(&b));
        assert_eq!(found, expected);
    }

    #[rstest]
    #[case("kim il sung", "ким ир сен", Some(true))]
    #[case("김일성", "ким ир сен", Some(true))]
    #[case("kim jong un", "ким чен ын", Some(true))]
    #[case("kim dae jung", "ким дэ чжун", Some(true))]
    #[case("lee myung bak", "ли мен бак", Some(true))]
    #[case("ban ki moon", "пан ги мун", Some(true))]
    #[case("park geun hye", "пак кын хе", Some(true))]
    #[case("moon jae in", "мун чжэ ин", Some(true))]
    #[case("choe ryong hae", "цой рен хэ", Some(true))]
    #[case("yoon suk yeol", "юн сок ель", Some(true))]
    #[case("kim il sung", "ким дэ чжун", Some(false))]
    #[case("ким чен ын", "ким чен ир", Some(false))]
    #[case("김정은", "ким чен ир", Some(false))]
    #[case("wang yi", "ван и", None)]
    #[case("ivan petrov", "иван петров", None)]
    fn in_cyrillic_only_what_cannot_be_is_told(#[case] a: &str, #[case] b: &str, #[case] expected: Option<bool>) {
        let of = |name: &str| {
            let words: Vec<&str> = name.split(' ').collect();
            Korean::of_hangul(&words).or_else(|| Korean::of(&words))
        };
        let found = of(a).zip(of(b)).map(|(a, b)| a.is_of_family(&b) && a.may_have_given(&b));
        assert_eq!(found, expected);
        assert!(!of(a).zip(of(b)).is_some_and(|(a, b)| a.is_one_with(&b)));
    }
}
