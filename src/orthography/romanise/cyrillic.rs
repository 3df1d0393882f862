//! Cyrillic: Slavic languages, and those of the Caucasus, Central Asia and Siberia.
//!
//! Sources: BGN/PCGN 1947 for Russian and for all that is not said otherwise; BGN/PCGN 2019 (Ukrainian, the national
//! system of 2010), 1979 (Belarusian, Kazakh, Kyrgyz, Uzbek), 2013 (Bulgarian, the national system of 2009), 1994
//! (Tajik) and 2005 (Serbian), 2013 (Macedonian); Mongolian as in MNS 5217.
//!
//! The language is not known; letters that only some languages have tell a [`Tongue`]. Departures: soft and hard
//! signs and diacritics (ё ә ө ү) are left out; Ukrainian я ю є й are "ya yu ye y" everywhere; Serbian ћ is "ch" and ђ
//! "dj"; г and х keep "h" as a second reading, since the same letters write the h of other languages (Гамбург,
//! Хиллари); щ keeps the Bulgarian "sht", дж and Serbian ј the other sound that Latin spellings give them.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let tongue = Tongue::of(word);
    let mut previous = None;
    let mut letters = word.chars().filter(|&c| !is_mark(c)).peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let taken = if let Some(options) = pair(letter, next, tongue) {
            append(out, options);
            letters.next()
        } else {
            append(out, single(previous, letter, next, tongue));
            None
        };
        previous = taken.or(Some(letter));
    }
}

/// Accents that mark stress, and the apostrophes of Ukrainian and Belarusian.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\'' | '’' | 'ʼ')
}

fn append(out: &mut Readings, options: &[&str]) {
    match options {
        [one] => out.append(one),
        many => out.fork(many),
    }
}

/// The languages that read the same letters otherwise, as far as the letters of one word tell them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tongue {
    /// Only letters that all share: read as Russian, with what others say beside it.
    Unknown,
    /// ё ы э: not Bulgarian, Ukrainian or Serbian.
    Russian,
    /// і ї є ґ, ськ, цьк.
    Ukrainian,
    /// ў after a vowel.
    Belarusian,
    /// Serbian, Macedonian: ј љ њ ђ ћ џ ѓ ќ ѕ.
    WestBalkan,
    /// Mongolian, Kyrgyz: ө ү.
    Steppe,
    /// Kazakh, Tatar, Uzbek, Tajik: қ ғ ҳ and others.
    CentralAsian,
}

impl Tongue {
    fn of(word: &str) -> Self {
        // The adjectives in -ський, -цький, which Russian writes without ь.
        let soft = word.contains("ськ") || word.contains("цьк");
        let mut found = if soft { Self::Ukrainian } else { Self::Unknown };
        let mut previous = None;
        for letter in word.chars() {
            found = found.max(Self::of_letter(previous, letter));
            previous = Some(letter);
        }
        found
    }

    fn of_letter(previous: Option<char>, letter: char) -> Self {
        match letter {
            'ё' | 'ы' | 'э' => Self::Russian,
            'і' | 'ї' | 'є' | 'ґ' => Self::Ukrainian,
            'ў' if previous.is_some_and(is_vowel) => Self::Belarusian,
            'ј' | 'љ' | 'њ' | 'ђ' | 'ћ' | 'џ' | 'ѓ' | 'ќ' | 'ѕ' => Self::WestBalkan,
            'ө' | 'ү' => Self::Steppe,
            'ў' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ұ' | 'һ' | 'ҳ' | 'ҷ' | 'ӣ' | 'ӯ' | 'җ' | 'ҡ' => {
                Self::CentralAsian
            }
            _ => Self::Unknown,
        }
    }

    /// Whether г is first "h".
    fn says_h(self) -> bool {
        matches!(self, Self::Ukrainian | Self::Belarusian)
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'а' | 'е'
            | 'ё'
            | 'и'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'і'
            | 'ї'
            | 'є'
            | 'ә'
            | 'ө'
            | 'ү'
            | 'ұ'
            | 'ӣ'
            | 'ӯ'
            | 'ӑ'
            | 'ӗ'
            | 'ѣ'
    )
}

/// The readings of two letters that write one sound.
fn pair(letter: char, next: Option<char>, tongue: Tongue) -> Option<&'static [&'static str]> {
    Some(match (letter, next?) {
        ('д', 'ж') => &["dzh", "j"],
        // The zh, z and j of Chinese names (Цзиньпин Jinping, Чжоу Zhou).
        ('ц', 'з') => &["tsz", "j"],
        ('ч', 'ж') => &["chzh", "zh"],
        // The official spelling of the pair, apart from ж "zh".
        ('з', 'г') if tongue.says_h() => &["zgh"],
        ('ь' | 'й', 'о') => &["yo"],
        ('ь', 'и') => &["yi"],
        // The palochka of Chechen and its neighbours, and their hard sign.
        ('г', 'ӏ' | 'Ӏ') => &["gh"],
        ('х', 'ӏ' | 'Ӏ') => &["h"],
        ('к', 'ӏ' | 'Ӏ') => &["k"],
        ('п', 'ӏ' | 'Ӏ') => &["p"],
        ('т', 'ӏ' | 'Ӏ') => &["t"],
        ('ц', 'ӏ' | 'Ӏ') => &["ts"],
        ('ч', 'ӏ' | 'Ӏ') => &["ch"],
        _ => return None,
    })
}

/// The readings of a letter that depends on its neighbours or on the language.
fn single(previous: Option<char>, letter: char, next: Option<char>, tongue: Tongue) -> &'static [&'static str] {
    match letter {
        'г' => g(previous, tongue),
        'е' => e(previous, tongue),
        'ё' if matches!(previous, Some('ж' | 'ч' | 'ш' | 'щ')) => &["e", "o"],
        'ё' => &["yo", "e"],
        'ж' if tongue == Tongue::Steppe => &["j", "zh"],
        'и' if tongue == Tongue::Ukrainian => &["y"],
        'ї' if previous.is_some() => &["i"],
        'ј' => &["j", "y"],
        'ў' if previous.is_some_and(is_vowel) => &["w"],
        'х' if tongue == Tongue::WestBalkan => &["h"],
        'х' if joins_h(previous) => &["kh"],
        'х' => &["kh", "h"],
        'щ' if matches!(tongue, Tongue::Unknown) => &["shch", "sht"],
        'ъ' => hard_sign(previous, next),
        _ => fixed(letter),
    }
}

fn g(previous: Option<char>, tongue: Tongue) -> &'static [&'static str] {
    match tongue {
        _ if joins_h(previous) => &["g"],
        Tongue::Ukrainian | Tongue::Belarusian => &["h", "g"],
        Tongue::Unknown | Tongue::Russian => &["g", "h"],
        _ => &["g"],
    }
}

/// Whether an "h" after `previous` would be taken for the end of "kh", "sh", "th", "zh".
fn joins_h(previous: Option<char>) -> bool {
    matches!(previous, Some('з' | 'к' | 'п' | 'с' | 'т' | 'ц'))
}

fn e(previous: Option<char>, tongue: Tongue) -> &'static [&'static str] {
    match (previous, tongue) {
        (_, Tongue::Ukrainian | Tongue::WestBalkan) => &["e"],
        (None, _) => &["ye", "e"],
        (Some(before), _) if is_vowel(before) || matches!(before, 'ь' | 'ъ' | 'й') => &["ye"],
        _ => &["e"],
    }
}

/// The hard sign parts a consonant from the vowel after it (Russian), is a vowel between consonants (Bulgarian), or a
/// glottal stop after a vowel (Tajik, Uzbek); at the end of a word it is silent.
fn hard_sign(previous: Option<char>, next: Option<char>) -> &'static [&'static str] {
    match (previous, next) {
        (Some(before), _) if is_vowel(before) => &["ʾ"],
        (_, Some(after)) if !is_vowel(after) => &["a"],
        _ => &[""],
    }
}

/// The letters that have one sound.
fn fixed(letter: char) -> &'static [&'static str] {
    match letter {
        'а' | 'ә' | 'ӑ' | 'ӓ' | 'ӕ' | 'ѫ' => &["a"],
        'б' => &["b"],
        'в' => &["v"],
        'ґ' => &["g"],
        'д' => &["d"],
        'є' | 'ѣ' | 'ѥ' => &["ye"],
        'ж' => &["zh"],
        'з' | 'ҙ' => &["z"],
        'и' | 'і' | 'ѝ' | 'ӣ' | 'ӥ' | 'ѵ' => &["i"],
        'ї' => &["yi"],
        'й' | 'ҋ' | 'ы' | 'ӹ' => &["y"],
        'к' | 'ԟ' => &["k"],
        'л' | 'ԓ' | 'ӆ' => &["l"],
        'м' => &["m"],
        'н' => &["n"],
        'о' | 'ө' | 'ӧ' | 'ӫ' | 'ѡ' | 'ў' => &["o"],
        'п' | 'ҧ' | 'ԥ' => &["p"],
        'р' => &["r"],
        'с' | 'ҫ' => &["s"],
        'т' | 'ҭ' => &["t"],
        'у' | 'ү' | 'ұ' | 'ӯ' | 'ӱ' | 'ӳ' | 'ѹ' | 'ꙋ' => &["u"],
        'ф' | 'ѳ' => &["f"],
        'ц' | 'ҵ' => &["ts"],
        'ч' | 'ћ' | 'ҹ' | 'ӵ' | 'ҽ' | 'ҿ' | 'ӌ' => &["ch"],
        'ш' => &["sh"],
        'щ' => &["shch"],
        'э' | 'ѐ' | 'ӗ' | 'ӭ' => &["e"],
        'ю' | 'ѭ' => &["yu"],
        'я' | 'ѧ' | 'ѩ' | 'ꙗ' => &["ya"],
        // Serbian and Macedonian.
        'ђ' => &["dj"],
        'љ' => &["lj"],
        'њ' => &["nj"],
        'џ' => &["dzh"],
        'ѓ' => &["gj"],
        'ќ' => &["kj"],
        'ѕ' | 'ӡ' | 'ӟ' => &["dz"],
        // Central Asia, the Volga, the Caucasus, Siberia.
        'ғ' | 'ӷ' | 'ҕ' => &["gh"],
        'қ' | 'ҡ' | 'ҟ' => &["q"],
        'ҝ' => &["g"],
        'ң' | 'ҥ' | 'ӈ' => &["ng"],
        'һ' | 'ҳ' => &["h"],
        'ҷ' | 'җ' | 'ӝ' => &["j"],
        'ӂ' => &["j"],
        'ҩ' => &["w"],
        'ӏ' | 'Ӏ' => &["ʿ"],
        'ѯ' => &["ks"],
        'ѱ' => &["ps"],
        _ => &[""],
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    // Russian
    #[case("москва", "moskva")]
    #[case("санкт", "sankt")]
    #[case("петербург", "peterburg")]
    #[case("нижний", "nizhniy")]
    #[case("екатеринбург", "yekaterinburg")]
    #[case("челябинск", "chelyabinsk")]
    #[case("грозный", "groznyy")]
    #[case("махачкала", "makhachkala")]
    #[case("элиста", "elista")]
    #[case("ельцин", "yeltsin")]
    #[case("хрущёв", "khrushchev")]
    #[case("горбачев", "gorbachev")]
    #[case("горбачёв", "gorbachev")]
    #[case("путин", "putin")]
    #[case("медведев", "medvedev")]
    #[case("достоевский", "dostoyevskiy")]
    #[case("королёв", "korolyov")]
    #[case("жириновский", "zhirinovskiy")]
    #[case("солженицын", "solzhenitsyn")]
    #[case("илья", "ilya")]
    #[case("васильев", "vasilyev")]
    #[case("ильич", "ilyich")]
    #[case("юрий", "yuriy")]
    #[case("шойгу", "shoygu")]
    #[case("цой", "tsoy")]
    #[case("щербаков", "shcherbakov")]
    #[case("подъезд", "podyezd")]
    #[case("сулеймани", "suleymani")]
    #[case("хаменеи", "khamenei")]
    #[case("мария", "mariya")]
    // Ukrainian
    #[case("київ", "kyiv")]
    #[case("харків", "kharkiv")]
    #[case("львів", "lviv")]
    #[case("чернігів", "chernihiv")]
    #[case("запоріжжя", "zaporizhzhya")]
    #[case("україна", "ukraina")]
    #[case("зеленський", "zelenskyy")]
    #[case("їжакевич", "yizhakevych")]
    #[case("згурський", "zghurskyy")]
    #[case("розгін", "rozghin")]
    #[case("ґалаґан", "galagan")]
    #[case("є", "ye")]
    #[case("знам'янка", "znamyanka")]
    // Belarusian
    #[case("мінск", "minsk")]
    #[case("гродна", "grodna")]
    #[case("магілёў", "mahilyow")]
    #[case("быкаў", "bykaw")]
    // Bulgarian
    #[case("софия", "sofiya")]
    #[case("пловдив", "plovdiv")]
    #[case("търново", "tarnovo")]
    #[case("борисов", "borisov")]
    #[case("кольо", "kolyo")]
    #[case("жельо", "zhelyo")]
    // Serbian and Macedonian
    #[case("београд", "beograd")]
    #[case("милошевић", "miloshevich")]
    #[case("ђинђић", "djindjich")]
    #[case("јанковић", "jankovich")]
    #[case("љубљана", "ljubljana")]
    #[case("њујорк", "njujork")]
    #[case("џеп", "dzhep")]
    #[case("хаџић", "hadzhich")]
    #[case("ѓорѓи", "gjorgji")]
    #[case("ќосев", "kjosev")]
    #[case("ѕвезда", "dzvezda")]
    // Kazakh, Kyrgyz, Uzbek, Tajik, Tatar
    #[case("қазақстан", "qazaqstan")]
    #[case("назарбаев", "nazarbayev")]
    #[case("тоқаев", "toqayev")]
    #[case("шымкент", "shymkent")]
    #[case("маңғыстау", "mangghystau")]
    #[case("өскемен", "oskemen")]
    #[case("бишкек", "bishkek")]
    #[case("жээнбеков", "zheenbekov")]
    #[case("ўзбекистон", "ozbekiston")]
    #[case("тошкент", "toshkent")]
    #[case("мирзиёев", "mirziyoyev")]
    #[case("душанбе", "dushanbe")]
    #[case("тоҷикистон", "tojikiston")]
    #[case("раҳмон", "rahmon")]
    #[case("саъдӣ", "saʾdi")]
    #[case("җәлил", "jalil")]
    // Mongolian
    #[case("улаанбаатар", "ulaanbaatar")]
    #[case("сүхбаатар", "sukhbaatar")]
    #[case("өлзий", "olziy")]
    #[case("үржин", "urjin")]
    // Chechen and its neighbours
    #[case("хӏусейн", "huseyn")]
    #[case("гӏалгӏай", "ghalghay")]
    #[case("ӏали", "ʿali")]
    #[case("тӏом", "tom")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[rstest]
    #[case("гамбург", &["gamburg", "hamburg", "gamburh", "hamburh"])]
    #[case("хиллари", &["khillari", "hillari"])]
    #[case("щърк", &["shchark", "shtark"])]
    #[case("джордж", &["dzhordzh", "jordzh", "dzhorj", "jorj"])]
    #[case("цзиньпин", &["tszinpin", "jinpin"])]
    #[case("чжоу", &["chzhou", "zhou"])]
    #[case("јосип", &["josip", "yosip"])]
    #[case("елена", &["yelena", "elena"])]
    #[case("горбачёв", &["gorbachev", "horbachev", "gorbachov", "horbachov"])]
    #[case("александръ", &["aleksandr"])]
    fn every_reading(#[case] word: &str, #[case] expected: &[&str]) {
        assert_eq!(check::all(read, word), expected, "{word}");
    }

    #[rstest]
    #[case::russian("а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ы э ю я")]
    #[case::ukrainian("ґ є і ї")]
    #[case::belarusian("ў")]
    #[case::bulgarian("ъ")]
    #[case::serbian("ђ ј љ њ ћ џ")]
    #[case::macedonian("ѓ ѕ ќ ѐ ѝ")]
    #[case::kazakh("ә ғ қ ң ө ұ ү һ і")]
    #[case::uzbek("ў қ ғ ҳ")]
    #[case::tajik("ғ ӣ қ ӯ ҳ ҷ")]
    #[case::tatar("ә җ ң ө ү һ")]
    #[case::bashkir("ҙ ҡ ҫ")]
    #[case::chuvash("ӑ ӗ ҫ ӳ")]
    #[case::sakha("ҕ ҥ ө һ ү")]
    #[case::ossetian("ӕ")]
    #[case::udmurt("ӝ ӟ ӥ ӧ ӵ")]
    #[case::mari("ӓ ӱ ӹ ҥ")]
    #[case::abkhaz("ӷ ӡ ҟ ҧ ҭ ҳ ҵ ҷ ҽ ҿ ҩ")]
    #[case::old("ѣ ѳ ѵ ѫ ѧ ѡ ѯ ѱ")]
    fn every_letter_is_heard(#[case] alphabet: &str) {
        check::every_letter_is_heard(read, "л", alphabet, "л");
    }

    #[test]
    fn the_palochka_is_heard() {
        check::every_letter_is_heard(read, "", "ӏ", "а");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0400}'..='\u{052F}');
    }
}
