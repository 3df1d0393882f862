//! Name grammar: what words do in names, as the tables under `lexicons/grammar` state it.
//!
//! The tables are data for every script and language at once: a form is looked up by its folded letters, whatever
//! the language of the text. A form may have several roles (`ben` is filiation and a given name).

use once_cell::sync::Lazy;

use crate::hash::Map;
use crate::orthography::fold::folded;
use crate::orthography::script::Script;

/// What a word does in names, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        #[allow(dead_code, reason = "the build script names every role, the library those it asks for")]
        impl Roles {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*
            const NAMES: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];
        }
    };
}

roles! {
    /// The definite article of Arabic, Hebrew … names.
    ARTICLE = 0, "article";
    /// Son of, daughter of.
    FILIATION = 1, "filiation";
    /// Father of, mother of.
    KUNYA = 2, "kunya";
    /// Servant of.
    THEOPHORIC_HEAD = 3, "theophoric-head";
    /// God, the faith, a name of God.
    THEOPHORIC_TAIL = 4, "theophoric-tail";
    /// de, van, von.
    PARTICLE = 5, "particle";
    /// Titles, ranks, honorifics, professions.
    TITLE = 6, "title";
    /// Ltd, GmbH, ООО.
    LEGAL_FORM = 7, "legal-form";
    /// Bank, ministry, institute.
    GENERIC = 8, "generic";
    /// Family, brothers, clan.
    COLLECTIVE = 9, "collective";
    /// Street, airport, university.
    LANDMARK = 10, "landmark";
    /// City, province, river.
    PLACE_WORD = 11, "place-word";
    /// Words near an organisation.
    ORG_CUE = 12, "org-cue";
    /// Words near a person.
    PERSON_CUE = 13, "person-cue";
    /// The, in, on, but.
    FUNCTION = 14, "function";
    /// Months and weekdays.
    CALENDAR = 15, "calendar";
    /// Iranian, français.
    DEMONYM = 16, "demonym";
    /// Never a mention by itself.
    STOP = 17, "stop";
    /// What is written onto names in running text.
    CLITIC = 18, "clitic";
    /// Common given names.
    GIVEN = 19, "given";
    /// Common family names.
    SURNAME = 20, "surname";
    /// Short forms of given names and what they are short for; one group a name.
    HYPOCORISM = 21, "hypocorism";
    /// Ordinary words of running text.
    WORD = 22, "word";
    /// In, at, from: what stands before a place.
    LOCATIVE = 23, "locative";
    /// Of, for, and: between the parts of a body's name.
    LINKER = 26, "linker";
    /// Ivanovich, Petrovna: a name after the father's.
    PATRONYMIC = 24, "patronymic";
    /// Repair, optical, research institute: what is translated in organisations' names.
    ORG_WORD = 25, "org-word";
    /// Rue, улица, شارع: before a name that is then the street's.
    STREET = 27, "street";
    /// Aéroport, имени, جامعة: before the name of a person after whom something is called.
    NAMED_AFTER = 28, "named-after";
    /// Ohio, Mass., Ontario: behind a comma after a town; the group is the country.
    STATE = 29, "state";
    /// Times, Globe, Yankees, Airways: behind a place it is a newspaper's, a team's, a carrier's name. What is a place-word
    /// too (County, Beach) makes another place of a city's name.
    MASTHEAD = 30, "masthead";
    /// Film, book, ship: before a title in quotation marks.
    WORK = 31, "work";
}

impl Roles {
    /// No role: most names.
    pub(crate) const NONE: Self = Self(0);
    /// What a word is in one language and not in others.
    const OF_ONE_LANGUAGE: Self = Self::FUNCTION
        .with(Self::WORD)
        .with(Self::STOP)
        .with(Self::LOCATIVE)
        .with(Self::STREET)
        .with(Self::NAMED_AFTER)
        .with(Self::CALENDAR)
        .with(Self::DEMONYM);

    /// Whether any role of `other` is among these.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The set as bits, for the compiled form.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    pub(crate) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The role that a table calls `name`.
    #[allow(dead_code, reason = "for the build script")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, r)| r)
    }
}

/// A group of forms that mean the same (`llc`, `bank`, `place/iran`); 0 is no group.
pub(crate) type Group = u16;

/// What the tables say of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) roles: Roles,
    pub(crate) group: Group,
    /// The languages of its roles that hold in their language only; of all its roles where none does.
    pub(crate) languages: Languages,
}

impl Entry {
    /// The roles in a text of `languages`.
    pub(crate) fn roles_in(&self, languages: Languages) -> Roles {
        match self.languages.0 & languages.0 {
            0 => self.roles.without(Roles::OF_ONE_LANGUAGE),
            _ => self.roles,
        }
    }

    /// Whether the form is a word of `languages`: détroit is a strait in French, Detroit a city elsewhere.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn is_in(&self, languages: Languages) -> bool {
        self.languages.any(languages)
    }
}

/// Languages that running text is told by, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Languages(pub(crate) u64);

impl Languages {
    /// Any language: nothing is known of a text.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// In the order of their bits, which is also that of the alphabet.
    const NAMES: [&'static str; 64] = [
        "af", "am", "ar", "az", "be", "bg", "bn", "ca", "ckb", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa",
        "fi", "fr", "ga", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv",
        "mk", "mn", "mr", "ne", "nl", "no", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw",
        "ta", "th", "tl", "tr", "tt", "uk", "ur", "uz", "vi", "zh",
    ];

    /// The bits of the languages of two letters, by these; 64 where there is none.
    const BY_LETTERS: [[u8; 26]; 26] = {
        let mut table = [[64; 26]; 26];
        let mut bit = 0;
        while bit < Self::NAMES.len() {
            if let &[first, second] = Self::NAMES[bit].as_bytes() {
                #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 64")]
                let number = bit as u8;
                table[(first - b'a') as usize][(second - b'a') as usize] = number;
            }
            bit += 1;
        }
        table
    };

    /// The set of one language, by its BCP 47 tag; all where the tables know no words of the language.
    pub(crate) fn named(tag: &str) -> Self {
        if let &[first @ b'a'..=b'z', second @ b'a'..=b'z'] = tag.as_bytes()
            && let bit @ 0..64 = Self::BY_LETTERS[usize::from(first - b'a')][usize::from(second - b'a')]
        {
            return Self(1 << bit);
        }
        let language = tag.split('-').next().unwrap_or_default();
        let language = if language == "ms" { "id" } else { language };
        Self::NAMES.binary_search(&language).map_or(Self::ALL, |i| Self(1 << i))
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a text of these languages may be in that of a tag, and something is known of the text.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn is_told_as(self, tag: &str) -> bool {
        self != Self::ALL && self.0 & Self::named(tag).0 != 0
    }

    /// Whether any language of `other` is among these.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a text is told as one of languages that put case endings on foreign names in Latin letters
    /// (Władimirem Putinem).
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn inflect_names(self) -> bool {
        const TAGS: [&str; 15] =
            ["az", "cs", "et", "eu", "fi", "hr", "hu", "lt", "lv", "pl", "sk", "sl", "sq", "tr", "uz"];
        let all = TAGS.iter().fold(Self(0), |set, tag| set.with(Self::named(tag)));
        self != Self::ALL && self.0 & !all.0 == 0
    }

    /// Whether a text is told as one of languages that put endings of cases on the words of a body's name: those, and languages
    /// that have a genitive of their own words only.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn inflect_bodies(self) -> bool {
        const TAGS: [&str; 20] = [
            "az", "cs", "da", "et", "eu", "fi", "hr", "hu", "lt", "lv", "no", "pl", "ro", "sk", "sl", "sq", "sr", "sv",
            "tr", "uz",
        ];
        let all = TAGS.iter().fold(Self(0), |set, tag| set.with(Self::named(tag)));
        self != Self::ALL && self.0 & !all.0 == 0
    }

    /// Of these the languages that write in a script other than Latin; all that do where none of these does: a name of
    /// another script may stand in any text.
    fn writing(self, script: Script) -> Self {
        let tags: &[&str] = match script {
            Script::Arabic => &["ar", "ckb", "fa", "ps", "ur"],
            Script::Cyrillic => &["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tt", "uk", "uz"],
            Script::Devanagari => &["hi", "mr", "ne"],
            Script::Greek => &["el"],
            Script::Hebrew => &["he"],
            _ => return self,
        };
        let all = tags.iter().fold(Self(0), |set, tag| set.with(Self::named(tag)));
        if self.any(all) { self } else { all }
    }

    /// The languages that most of the small words and telling letters of running words are of.
    pub(crate) fn of_text<'t>(words: impl Iterator<Item = (&'t str, Entry)>) -> Self {
        let mut counts = [0_u32; 64];
        // Many a small word is of a dozen languages: all are counted at once, a bit of each count in one number.
        let mut planes = [0_u64; 8];
        let mut counted = 0;
        let flush = |planes: &mut [u64; 8], counts: &mut [u32; 64]| {
            for (place, plane) in std::mem::take(planes).into_iter().enumerate().filter(|(_, plane)| *plane != 0) {
                for (language, count) in counts.iter_mut().enumerate() {
                    *count += u32::from(plane >> language & 1 == 1) << place;
                }
            }
        };
        for (word, entry) in words {
            if entry.roles.any(Roles::FUNCTION) {
                let mut carry = entry.languages.0;
                for plane in &mut planes {
                    (*plane, carry) = (*plane ^ carry, *plane & carry);
                    if carry == 0 {
                        break;
                    }
                }
                counted += 1;
                if counted == u8::MAX {
                    flush(&mut planes, &mut counts);
                    counted = 0;
                }
            }
            if word.is_ascii() {
                continue;
            }
            for letter in word.chars().filter(|&c| may_tell(c)) {
                for (_, tags) in TELLING.iter().filter(|(own, _)| own.contains(letter)) {
                    tags.iter().for_each(|tag| counts[Self::named(tag).0.trailing_zeros() as usize % 64] += TELLS);
                }
            }
        }
        flush(&mut planes, &mut counts);
        let most = counts.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return Self::ALL;
        }
        let is_likely = |&(_, &n): &(usize, &u32)| n * 5 >= most * 3;
        Self(counts.iter().enumerate().filter(is_likely).fold(0, |set, (i, _)| set | 1 << i))
    }
}

/// Whether a letter may be among those of [`TELLING`]: false is certain.
fn may_tell(letter: char) -> bool {
    matches!(letter, 'ß'..='ə' | 'є' | 'ї' | 'ґ')
}

/// What one of these counts beside a small word, which other languages may have too.
const TELLS: u32 = 2;

/// Letters that only some of the languages write in running words.
const TELLING: [(&str, &[&str]); 17] = [
    ("łżśź", &["pl"]),
    ("ąę", &["pl", "lt"]),
    ("ěřů", &["cs"]),
    ("ľĺŕ", &["sk"]),
    ("őű", &["hu"]),
    ("ğı", &["tr", "az"]),
    ("ə", &["az"]),
    ("șțţ", &["ro"]),
    ("ß", &["de"]),
    ("ñ", &["es", "eu", "tl"]),
    ("ã", &["pt"]),
    ("āēīņļķģ", &["lv"]),
    ("ėįų", &["lt"]),
    ("ø", &["da", "no"]),
    ("ðþ", &["is"]),
    ("đ", &["hr", "sr", "vi"]),
    ("їєґ", &["uk"]),
];

/// All tables, looked up by folded form.
pub(crate) struct Grammar {
    table: Table<'static>,
    /// What is written onto names, longest first.
    affixes: Vec<Affix>,
    /// The numbers of endings by their last byte, and of what stands before names by its first.
    by_edge: [Map<u8, Vec<usize>>; 2],
}

/// The prepared forms, read in place: nothing is done with them at start.
///
/// A header of four numbers (the count of slots, the most words of a form, the offset of the affixes, the length of
/// all), then an open hash table of offsets, then the forms and what forms of several words begin with: a length byte,
/// the letters, roles, group, languages, and whether a longer form begins with this one.
#[derive(Clone, Copy)]
struct Table<'p> {
    bytes: &'p [u8],
    slots: usize,
    most_words: usize,
}

/// Bytes of the header of a prepared table.
const HEADER: usize = 16;

/// Bytes of a form beside its letters, and of those what stands behind them.
const RECORD: usize = 1 + BEHIND;
const BEHIND: usize = 4 + 2 + 8 + 1;

impl<'p> Table<'p> {
    fn number(bytes: &[u8], at: usize) -> usize {
        bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes) as usize
    }

    fn new(bytes: &'p [u8]) -> Self {
        Self { bytes, slots: Self::number(bytes, 0), most_words: Self::number(bytes, 4) }
    }

    fn affixes(self) -> &'p str {
        let (at, end) = (Self::number(self.bytes, 8), Self::number(self.bytes, 12));
        self.bytes.get(at..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    /// All forms, in order.
    #[allow(dead_code, reason = "the library's half")]
    fn forms(self) -> impl Iterator<Item = &'p str> {
        let mut at = HEADER + 4 * self.slots;
        let end = Self::number(self.bytes, 8);
        std::iter::from_fn(move || {
            let len = usize::from(*self.bytes.get(at).filter(|_| at < end)?);
            let form = self.bytes.get(at + 1..at + 1 + len)?;
            at += RECORD + len;
            Some(std::str::from_utf8(form).unwrap_or_default())
        })
    }

    /// What the tables say of a form, and whether a longer one begins with it.
    fn look_up(self, form: &str) -> Option<(Entry, bool)> {
        let mut slot = self.first_slot(form)?;
        loop {
            let at = Self::number(self.bytes, HEADER + 4 * slot);
            if at == 0 {
                return None;
            }
            let len = usize::from(*self.bytes.get(at)?);
            if self.bytes.get(at + 1..at + 1 + len)? == form.as_bytes() {
                let rest: &[u8; BEHIND] = self.bytes.get(at + 1 + len..at + RECORD + len)?.try_into().ok()?;
                let roles = Roles(u32::from_le_bytes(rest[..4].try_into().ok()?));
                let group = Group::from_le_bytes(rest[4..6].try_into().ok()?);
                let languages = Languages(u64::from_le_bytes(rest[6..14].try_into().ok()?));
                return Some((Entry { roles, group, languages }, rest[14] != 0));
            }
            slot = (slot + 1) % self.slots;
        }
    }

    /// The forms with what is said of them.
    fn entries(self) -> impl Iterator<Item = (&'p str, Entry)> {
        (0..self.slots).filter_map(move |slot| {
            let at = Self::number(self.bytes, HEADER + 4 * slot);
            let len = usize::from(*self.bytes.get(at).filter(|_| at > 0)?);
            let form = std::str::from_utf8(self.bytes.get(at + 1..at + 1 + len)?).ok()?;
            Some((form, self.look_up(form)?.0))
        })
    }

    fn first_slot(self, form: &str) -> Option<usize> {
        // In 64 bits wherever it runs: the tables are laid out on the machine that builds.
        let slot = crate::hash::of(form.as_bytes()).checked_rem(self.slots as u64)?;
        usize::try_from(slot).ok()
    }

    /// Lays out forms and affixes. A form of over 255 bytes is left out: no word of a text is so long.
    #[allow(dead_code, reason = "the build script's half")]
    fn write(forms: &[(&str, Entry)], affixes: &str) -> Vec<u8> {
        let mut forms: Vec<(&str, Entry)> = forms.iter().filter(|(form, _)| form.len() < 256).copied().collect();
        let begins = |form: &'_ str| form.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
        let mut beginnings: Vec<&str> =
            forms.iter().flat_map(|(f, _)| begins(f).into_iter().map(|at| &f[..at])).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        let listed: Vec<&str> = forms.iter().map(|(form, _)| *form).collect();
        let others = beginnings.iter().filter(|b| listed.binary_search(b).is_err());
        forms.extend(others.map(|b| (*b, Entry::default())));
        let narrow = |n: usize| u32::try_from(n).expect("the tables are smaller than 4 GiB").to_le_bytes();
        let slots = (forms.len() * 2).max(2);
        let most_words = forms.iter().map(|(f, _)| f.bytes().filter(|&b| b == b' ').count() + 1).max().unwrap_or(1);
        let mut bytes = vec![0; HEADER + 4 * slots];
        bytes[..4].copy_from_slice(&narrow(slots));
        bytes[4..8].copy_from_slice(&narrow(most_words));
        for (form, entry) in &forms {
            let table = Table { bytes: &bytes, slots, most_words };
            let mut slot = table.first_slot(form).expect("there are slots");
            while Self::number(&bytes, HEADER + 4 * slot) != 0 {
                slot = (slot + 1) % slots;
            }
            let at = narrow(bytes.len());
            bytes[HEADER + 4 * slot..HEADER + 4 * slot + 4].copy_from_slice(&at);
            bytes.push(u8::try_from(form.len()).expect("checked above"));
            bytes.extend(form.as_bytes());
            bytes.extend(entry.roles.bits().to_le_bytes());
            bytes.extend(entry.group.to_le_bytes());
            bytes.extend(entry.languages.0.to_le_bytes());
            bytes.push(u8::from(beginnings.binary_search(form).is_ok()));
        }
        let at = narrow(bytes.len());
        bytes[8..12].copy_from_slice(&at);
        bytes.extend(affixes.as_bytes());
        let end = narrow(bytes.len());
        bytes[12..16].copy_from_slice(&end);
        bytes
    }
}

/// The scripts of languages that write endings or clitics onto names.
const INFLECTED: [Script; 18] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Greek,
    Script::Arabic,
    Script::Hebrew,
    Script::Armenian,
    Script::Georgian,
    Script::Hangul,
    Script::Bengali,
    Script::Ethiopic,
    Script::Devanagari,
    Script::Gujarati,
    Script::Odia,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
];

/// Letters written onto a name in running text, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Affix {
    /// Whether it stands before the name.
    is_prefix: bool,
    letters: String,
    /// The ending that the bare name has in its place.
    restored: String,
    languages: Languages,
}

impl Grammar {
    /// The tables of `lexicons/grammar`.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: Lazy<Grammar> = Lazy::new(|| Grammar::read(crate::shipped::grammar()));
        &SHIPPED
    }

    /// Takes prepared tables ([`Rows::prepared`]); only the affixes are read.
    pub(crate) fn read(prepared: &'static [u8]) -> Self {
        let table = Table::new(prepared);
        let mut affixes: Vec<Affix> = table.affixes().lines().filter_map(Affix::parse).collect();
        affixes.sort_by_key(|a: &Affix| std::cmp::Reverse(a.letters.len()));
        let mut by_edge: [Map<u8, Vec<usize>>; 2] = Default::default();
        for (number, affix) in affixes.iter().enumerate() {
            if let Some(edge) = edge(&affix.letters, affix.is_prefix) {
                by_edge[usize::from(affix.is_prefix)].entry(edge).or_default().push(number);
            }
        }
        Self { table, affixes, by_edge }
    }

    /// What the tables say of a folded word, or of several with one space between each two.
    pub(crate) fn look_up(&self, folded: &str) -> Entry {
        self.table.look_up(folded).unwrap_or_default().0
    }

    /// The same, and whether a form of more words begins with these.
    pub(crate) fn look_up_beginning(&self, folded: &str) -> (Entry, bool) {
        self.table.look_up(folded).unwrap_or_default()
    }

    /// All forms of the tables, with what they say of them.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static str, Entry)> {
        self.table.entries()
    }

    /// The forms that have any of some roles, in no order.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn forms_with(&self, roles: Roles) -> impl Iterator<Item = &'static str> {
        self.table.entries().filter(move |(_, entry)| entry.roles.any(roles)).map(|(form, _)| form)
    }

    /// What a folded word may be without the clitics and case endings written onto it; at most [`Self::MOST_BARE`].
    pub(crate) fn bare(&self, folded: &str, languages: Languages) -> Vec<String> {
        self.bare_where(folded, languages, |_| true)
    }

    /// The same, of these words those that `fits`, those less the most letters first.
    ///
    /// Only for the scripts of languages that inflect names and whose endings are no other language's whole names.
    pub(crate) fn bare_where(
        &self,
        folded: &str,
        languages: Languages,
        mut fits: impl FnMut(&str) -> bool,
    ) -> Vec<String> {
        let script = Script::of_word(folded);
        let inflects = script.is_some_and(|s| INFLECTED.contains(&s));
        let least = match script {
            Some(Script::Hangul | Script::Hebrew) => 2,
            _ if folded.is_ascii() => 4,
            _ => 3,
        };
        let languages = script.map_or(languages, |s| languages.writing(s));
        let mut out: Vec<String> = Vec::new();
        let mut bare = String::new();
        if !inflects {
            return out;
        }
        // Endings and what stands before names in one order, which is that of all.
        let of_edge = |is_prefix: bool| {
            let numbers = edge(folded, is_prefix).and_then(|e| self.by_edge[usize::from(is_prefix)].get(&e));
            numbers.map_or(&[][..], Vec::as_slice).iter().peekable()
        };
        let (mut endings, mut prefixes) = (of_edge(false), of_edge(true));
        let mut next = || match (endings.peek(), prefixes.peek()) {
            (Some(ending), Some(prefix)) if prefix < ending => prefixes.next(),
            (None, _) => prefixes.next(),
            _ => endings.next(),
        };
        while let Some(&number) = next() {
            let affix = &self.affixes[number];
            if affix.languages.0 & languages.0 == 0 {
                continue;
            }
            let rest = match affix.is_prefix {
                true => folded.strip_prefix(affix.letters.as_str()),
                false => folded.strip_suffix(affix.letters.as_str()),
            };
            let Some(rest) = rest else { continue };
            bare.clear();
            let (before, after) =
                if affix.is_prefix { (affix.restored.as_str(), rest) } else { (rest, affix.restored.as_str()) };
            bare.push_str(before);
            bare.push_str(after);
            if bare.chars().count() >= least && bare != folded && fits(&bare) && !out.contains(&bare) {
                out.push(bare.clone());
                if out.len() == Self::MOST_BARE {
                    break;
                }
            }
        }
        out
    }

    /// Bare words tried of one written word.
    const MOST_BARE: usize = 192;

    /// All forms, folded.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn forms(&self) -> impl Iterator<Item = &'static str> {
        self.table.forms()
    }

    /// The most words a form has.
    pub(crate) fn most_words(&self) -> usize {
        self.table.most_words
    }
}

/// The first byte of letters, or the last.
fn edge(letters: &str, is_first: bool) -> Option<u8> {
    let bytes = letters.as_bytes();
    if is_first { bytes.first().copied() } else { bytes.last().copied() }
}

impl Affix {
    /// Reads `< TAB languages TAB letters TAB restored`, or `>` for an ending.
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(4, '\t');
        let (side, languages) = (fields.next()?, u64::from_str_radix(fields.next()?, 16).ok()?);
        let (letters, restored) = (fields.next()?.to_owned(), fields.next()?.to_owned());
        Some(Self { is_prefix: side == "<", letters, restored, languages: Languages(languages) })
    }
}

/// The rows of the tables, folded: what the build script prepares.
#[allow(dead_code, reason = "the build script's half")]
pub(crate) struct Rows {
    forms: Map<String, Entry>,
    groups: Vec<String>,
    affixes: Vec<Affix>,
}

#[allow(dead_code, reason = "the build script's half")]
impl Rows {
    /// Reads lines `role TAB language TAB group TAB form`, the rows of the tables as the build puts them together.
    ///
    /// Rows with an unknown role are skipped: the build refuses them before.
    pub(crate) fn parse(rows: &str) -> Self {
        let mut out = Self { forms: Map::default(), groups: vec![String::new()], affixes: Vec::new() };
        let mut numbers: Map<&str, Group> = Map::default();
        // The languages of each form, whatever its roles.
        let mut everywhere: Map<String, Languages> = Map::default();
        numbers.insert("", 0);
        for row in rows.lines() {
            let fields: Vec<&str> = row.splitn(4, '\t').collect();
            let &[role, language, group, form] = fields.as_slice() else { continue };
            let Some(role) = Roles::named(role) else { continue };
            let languages = Languages::named(language);
            if role == Roles::CLITIC {
                // A word ends at an apostrophe in any case: Drôme is not d'Rome.
                if form.contains(['\'', '’']) {
                    continue;
                }
                // An ending may begin with a sign that no word begins with.
                let letters = folded(form.trim_matches('-')).into_owned();
                let restored = folded(group).into_owned();
                let is_prefix = form.ends_with('-');
                let is_same =
                    |a: &&mut Affix| (a.is_prefix, &a.letters, &a.restored) == (is_prefix, &letters, &restored);
                match out.affixes.iter_mut().find(is_same) {
                    Some(affix) => affix.languages = affix.languages.with(languages),
                    None => out.affixes.push(Affix { is_prefix, letters, restored, languages }),
                }
                continue;
            }
            let group = *numbers.entry(group).or_insert_with(|| {
                out.groups.push(group.to_owned());
                Group::try_from(out.groups.len() - 1).expect("the tables have fewer than 65536 groups")
            });
            let entry = out.forms.entry(fold_phrase(form)).or_default();
            entry.roles = entry.roles.with(role);
            if role.any(Roles::OF_ONE_LANGUAGE) {
                entry.languages = entry.languages.with(languages);
            }
            let all = everywhere.entry(fold_phrase(form)).or_default();
            *all = all.with(languages);
            // Indiana is a state, whatever Italian calls Indian.
            if entry.group == 0 || role == Roles::STATE {
                entry.group = group;
            }
        }
        for (form, entry) in out.forms.iter_mut().filter(|(_, e)| !e.roles.any(Roles::OF_ONE_LANGUAGE)) {
            entry.languages = everywhere[form];
        }
        out
    }

    /// The name of a group.
    pub(crate) fn group_name(&self, group: Group) -> &str {
        self.groups.get(usize::from(group)).map_or("", String::as_str)
    }

    /// The tables as [`Grammar::read`] takes them; equal rows give equal bytes.
    pub(crate) fn prepared(&self) -> Vec<u8> {
        let mut forms: Vec<(&str, Entry)> = self.forms.iter().map(|(form, e)| (form.as_str(), *e)).collect();
        // The name of a group is a form as well where it has a slash, as no word has: so that the group can be asked for.
        let named = (0..).zip(&self.groups).filter(|(_, name)| name.contains('/'));
        forms.extend(named.map(|(group, name)| (name.as_str(), Entry { group, ..Entry::default() })));
        forms.sort_unstable_by_key(|(form, _)| *form);
        let mut affixes = self.affixes.clone();
        affixes.retain(|a| !a.letters.is_empty() && !a.letters.contains(' '));
        affixes.sort();
        affixes.dedup();
        let side = |a: &Affix| if a.is_prefix { "<" } else { ">" };
        let lines: Vec<String> = affixes
            .iter()
            .map(|a| format!("{}\t{:x}\t{}\t{}\n", side(a), a.languages.0, a.letters, a.restored))
            .collect();
        Table::write(&forms, &lines.concat())
    }
}

/// The folded words of a form, with one space between each two; signs between letters go.
pub(crate) fn fold_phrase(form: &str) -> String {
    let mut tokens = Vec::new();
    crate::segment::tokens(form, &mut tokens);
    let words: Vec<_> = tokens.iter().map(|t| folded(t.of(form))).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_by_their_folded_letters_with_all_their_roles() {
        let rows = Rows::parse(
            "filiation\tar\t\tben\ngiven\ten\tcommon\tBen\nlegal-form\tru\tllc\tОбщество с ограниченной ответственностью\n\
             clitic\tca\t\ts'-\nclitic\tde\t\t-s\nclitic\tsv\t\t-s\nfunction\tid\t\tmasih\n",
        );
        let grammar = Grammar::read(rows.prepared().leak());
        let ben = grammar.look_up("ben");
        assert!(ben.roles.any(Roles::FILIATION) && ben.roles.any(Roles::GIVEN));
        let llc = grammar.look_up(&fold_phrase("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ"));
        assert_eq!(rows.group_name(llc.group), "llc");
        assert_eq!(grammar.most_words(), 4);
        assert_eq!(grammar.look_up("soleimani"), Entry::default());
        assert_eq!(grammar.bare("schwedens", Languages::named("de")), ["schweden"]);
        assert!(grammar.bare("schwedens", Languages::named("fi")).is_empty());
        let masih = grammar.look_up("masih");
        assert!(masih.roles_in(Languages::named("ms")).any(Roles::FUNCTION));
        assert!(!masih.roles_in(Languages::named("en")).any(Roles::FUNCTION));
    }
}
