//! Acronyms of bodies and the words that they stand for, whatever language the words are in: НИИ, NII, Research Institute.
//!
//! A word gives its first letter. One that is translated gives those of its Russian and Ukrainian forms too, so that an
//! acronym in Cyrillic letters, or read from them, is found in an English name.

use once_cell::sync::Lazy;

use super::names::{MEANT, run};
use crate::grammar::{Grammar, Group, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::Index;
use crate::orthography::names::Word;
use crate::orthography::script::Script;
use crate::segment::Shape;

/// Letters of the shortest acronym that says anything, and of the longest.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=8;

/// What neighbouring words of one meaning, or one word, may give to an acronym.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unit {
    /// The first word, and how many.
    pub(crate) words: (usize, usize),
    /// Whether an acronym may pass over it: legal forms.
    is_optional: bool,
    /// The letters, each way that they may be.
    given: Vec<String>,
}

/// The letters of the translated forms of each meaning.
static TRANSLATED: Lazy<Map<Group, Vec<String>>> = Lazy::new(|| {
    let mut out: Map<Group, Vec<String>> = Map::default();
    for (form, entry) in Grammar::shipped().entries() {
        let is_cyrillic = form.chars().next().and_then(Script::of) == Some(Script::Cyrillic);
        if entry.group == 0 || !entry.roles.any(MEANT) || entry.roles.any(Roles::LEGAL_FORM) || !is_cyrillic {
            continue;
        }
        let small = ["и", "i", "та", "по", "для", "в"];
        let letters: String = form.split(' ').filter(|w| !small.contains(w)).filter_map(|w| w.chars().next()).collect();
        let given = out.entry(entry.group).or_default();
        let mut add = |letters: String| {
            if letters.chars().count() <= *LETTERS.end() && !given.contains(&letters) {
                given.push(letters);
            }
        };
        if !form.contains(' ')
            && let Some(second) = second_part(form)
        {
            add(format!("{letters}{second}"));
        }
        add(letters);
    }
    out.values_mut().for_each(|given| given.sort());
    out
});

/// The first letter of the second part of a Russian compound: радиотехнический, машиностроительный.
fn second_part(form: &str) -> Option<char> {
    const FIRST: [&str; 20] = [
        "радио",
        "машино",
        "приборо",
        "судо",
        "авиа",
        "авто",
        "электро",
        "газо",
        "нефте",
        "металло",
        "тепло",
        "гидро",
        "аэро",
        "турбо",
        "вагоно",
        "станко",
        "оптико",
        "локомотиво",
        "моторо",
        "химико",
    ];
    let rest = FIRST.iter().find_map(|first| form.strip_prefix(first))?;
    (rest.chars().count() >= 4).then(|| rest.chars().next()).flatten()
}

/// What the words of a name may give to an acronym, in order.
pub(crate) fn units(words: &[Word]) -> Vec<Unit> {
    let mut units = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let word = &words[i];
        let count = run(&words[i..]);
        let at = i;
        i += count;
        let is_optional = word.roles.any(Roles::LEGAL_FORM);
        let is_small = (word.is_light && !is_optional) || word.roles.any(Roles::FUNCTION.with(Roles::LINKER));
        let first = word.folded.chars().next();
        let Some(first) = first.filter(|c| c.is_alphabetic() && !is_small) else { continue };
        if !matches!(word.script, Script::Latin | Script::Cyrillic) {
            continue;
        }
        let own: String = words[at..at + count].iter().filter_map(|w| w.folded.chars().next()).collect();
        let mut given = vec![own];
        if count == 1 && word.script == Script::Cyrillic {
            given.extend(second_part(&word.folded).map(|second| format!("{first}{second}")));
        }
        if word.group != 0 && word.roles.any(MEANT) {
            let translated = TRANSLATED.get(&word.group);
            given.extend(translated.into_iter().flatten().filter(|t| **t != given[0]).cloned().collect::<Vec<_>>());
        }
        units.push(Unit { words: (at, count), is_optional, given });
    }
    units
}

/// Whether a word of a name may be an acronym.
pub(crate) fn is_acronym(word: &Word, name: &[Word]) -> bool {
    let len = word.folded.chars().count();
    if !LETTERS.contains(&len)
        || word.is_light
        || word.roles.any(Roles::LEGAL_FORM.with(Roles::DEMONYM).with(Roles::FUNCTION))
        || !matches!(word.script, Script::Latin | Script::Cyrillic)
        || !word.folded.chars().all(char::is_alphabetic)
    {
        return false;
    }
    let vowels = word.folded.chars().filter(|c| "aeiouyаеиоуыэюяії".contains(*c)).count();
    match word.shape {
        // Where all is in capitals, short words look so; legal forms are always.
        Shape::Upper => {
            let mut others = name.iter().filter(|w| !w.is_light && w.sound_len() > 0 && w.folded != word.folded);
            let is_alone = others.clone().next().is_none();
            vowels == 0 || len > 4 || is_alone || others.any(|w| w.shape != Shape::Upper)
        }
        // TsKBA, KhRTZ, but Seth.
        Shape::Capital => {
            let digraph = ["ts", "kh", "zh", "ch", "sh"].iter().find_map(|d| word.folded.strip_prefix(d));
            vowels == 0 || digraph.is_some_and(|rest| !rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y']))
        }
        _ => false,
    }
}

/// The words of a name that may be acronyms, folded.
pub(crate) fn written_in(name: &[Word]) -> Vec<String> {
    let is_one = |w: &&Word| name.len() == 1 || is_acronym(w, name) || (w.shape == Shape::Upper && !w.is_light);
    name.iter().filter(is_one).map(|w| w.folded.clone()).collect()
}

/// Whether two acronyms are of the same letters, in whichever of the two scripts.
pub(crate) fn are_one(left: &str, right: &str) -> bool {
    left == right || after(left, right).contains(&"")
}

/// How many units from the start spell an acronym, all of it; at least two.
pub(crate) fn spelt(acronym: &str, units: &[Unit]) -> Option<usize> {
    let units = &units[..units.len().min(MOST_UNITS)];
    // What is left of both decides the rest: what failed once fails again.
    let mut failed = vec![false; (acronym.len() + 1) * (units.len() + 1)];
    from(acronym, units, 0, &mut failed)
}

/// Units of a name that are looked at.
const MOST_UNITS: usize = 16;

fn from(rest: &str, units: &[Unit], count: usize, failed: &mut [bool]) -> Option<usize> {
    if rest.is_empty() {
        return Some(count).filter(|&n| n > 1);
    }
    let (unit, more) = units.split_first()?;
    let state = rest.len() * (count + units.len() + 1) + units.len();
    if failed[state] {
        return None;
    }
    for given in &unit.given {
        for rest in after(rest, given) {
            let found = from(rest, more, count + 1, failed);
            if found.is_some() {
                return found;
            }
        }
    }
    let found = if unit.is_optional { from(rest, more, count + 1, failed) } else { None };
    failed[state] = found.is_none();
    found
}

/// What is left of an acronym after some letters, each way that they may be written.
fn after<'a>(acronym: &'a str, letters: &str) -> Vec<&'a str> {
    let mut rests = vec![acronym];
    for letter in letters.chars() {
        let mut next = Vec::with_capacity(2);
        for rest in rests {
            let Some(first) = rest.chars().next() else { continue };
            if first == letter {
                next.push(&rest[first.len_utf8()..]);
                continue;
            }
            next.extend(readings(letter).iter().filter_map(|reading| rest.strip_prefix(reading)));
            // A Cyrillic acronym of words in Latin letters.
            let mut buffer = [0; 4];
            if readings(first).contains(&&*letter.encode_utf8(&mut buffer)) {
                next.push(&rest[first.len_utf8()..]);
            }
        }
        rests = next;
    }
    rests
}

/// How acronyms have a Cyrillic letter in Latin ones.
fn readings(letter: char) -> &'static [&'static str] {
    match letter {
        'а' => &["a"],
        'б' => &["b"],
        'в' => &["v", "w"],
        'г' | 'ґ' => &["g", "h"],
        'д' => &["d"],
        'е' | 'є' | 'э' => &["e"],
        'ж' => &["zh", "j"],
        'з' => &["z"],
        'и' | 'і' | 'ї' => &["i", "y"],
        'к' => &["k"],
        'л' => &["l"],
        'м' => &["m"],
        'н' => &["n"],
        'о' => &["o"],
        'п' => &["p"],
        'р' => &["r"],
        'с' => &["s"],
        'т' => &["t"],
        'у' => &["u"],
        'ф' => &["f"],
        'х' => &["kh", "h", "x"],
        'ц' => &["ts", "c"],
        'ч' => &["ch"],
        'ш' => &["sh"],
        'щ' => &["shch"],
        'ю' => &["yu", "iu"],
        'я' => &["ya", "ia"],
        _ => &[],
    }
}

/// The two Latin letters that an acronym begins with, as a number.
type Start = usize;
/// Letters as bits: the Latin ones, and one for those that no acronym has in Latin ones.
type Letters = u32;
/// The Latin letters and the one for all others.
const ALPHABET: usize = 27;
const STARTS: usize = ALPHABET * ALPHABET;

/// The number of a letter of an acronym.
fn number(letter: u8) -> usize {
    if letter.is_ascii_lowercase() { usize::from(letter - b'a') } else { ALPHABET - 1 }
}

/// How a letter may be written in Latin ones: itself, what it is read as, or nothing that is.
fn written(letter: char) -> impl Iterator<Item = &'static [u8]> {
    const LATIN: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let own = letter.is_ascii_lowercase().then(|| std::slice::from_ref(&LATIN[usize::from(letter as u8 - b'a')]));
    let other: Option<&[u8]> = (own.is_none() && readings(letter).is_empty()).then_some(b"*");
    own.into_iter().chain(readings(letter).iter().map(|reading| reading.as_bytes())).chain(other)
}

/// The Latin letters that some letters may be written in.
fn letters(text: &str) -> Letters {
    text.chars().flat_map(written).flatten().fold(0, |bits, &b| bits | 1 << number(b))
}

/// Whether each letter of an acronym may be one of `letters`.
fn has_letters(acronym: &str, of: Letters) -> bool {
    acronym.chars().all(|c| written(c).any(|w| of >> number(w[0]) & 1 == 1))
}

/// What acronyms may begin with that each of some ways to go on from the first letters leads to.
fn starts<'s>(begun: Option<usize>, ways: impl Iterator<Item = &'s str>, out: &mut Vec<Start>, on: &mut Vec<usize>) {
    for way in ways {
        let mut states = vec![begun];
        for letter in way.chars() {
            let before = std::mem::take(&mut states);
            for (state, word) in before.into_iter().flat_map(|s| written(letter).map(move |w| (s, w))) {
                match (state, word) {
                    (Some(first), [second, ..]) => out.push(first * ALPHABET + number(*second)),
                    (None, [first, second, ..]) => out.push(number(*first) * ALPHABET + number(*second)),
                    (None, [first]) => states.push(Some(number(*first))),
                    (_, []) => {}
                }
            }
        }
        on.extend(states.into_iter().flatten());
    }
}

/// What an acronym may begin with that begins with the first of some units.
fn starts_of_units(units: &[Unit]) -> Vec<Start> {
    let (mut out, mut begun) = (Vec::new(), vec![None]);
    for (i, unit) in units.iter().enumerate() {
        let mut on = Vec::new();
        let ways = || unit.given.iter().map(String::as_str);
        begun.iter().for_each(|&state| starts(state, ways(), &mut out, &mut on));
        on.sort_unstable();
        on.dedup();
        let is_passed = unit.is_optional && i > 0;
        begun = on.into_iter().map(Some).chain(begun.into_iter().filter(|_| is_passed)).collect();
        if begun.is_empty() {
            break;
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What an acronym begins with, in Latin letters.
fn starts_of(acronym: &str) -> Vec<Start> {
    let (mut out, mut on) = (Vec::new(), Vec::new());
    starts(None, std::iter::once(acronym), &mut out, &mut on);
    out.sort_unstable();
    out.dedup();
    out
}

/// The letters that some units may give.
fn letters_of(units: &[Unit]) -> Letters {
    units.iter().flat_map(|u| &u.given).fold(0, |bits, given| bits | letters(given))
}

/// A place where the words of a name may begin an acronym.
struct Spelling {
    /// The name, by its place among all.
    name: u32,
    /// The first unit.
    first: u8,
    letters: Letters,
}

/// The acronyms in the names of a lexicon's bodies, and what the words of the others spell.
#[derive(Default)]
pub(crate) struct Acronyms {
    /// Forms with what their words may give.
    forms: Vec<(Index, Vec<Unit>)>,
    /// By what they may begin with.
    spelling: Vec<Vec<Spelling>>,
    /// By what they begin with: acronyms, and the forms that have them.
    written: Vec<Vec<(Box<str>, Index)>>,
}

impl Acronyms {
    /// Names of bodies beyond which a lexicon is not gone through.
    pub(crate) const MOST: usize = 40_000;
    /// Names that one name may be an acronym of, or spell one of: where there are more, that says nothing.
    const TELLING: usize = 8;

    /// The acronyms of some names, each with the number of its form.
    pub(crate) fn of(names: impl Iterator<Item = (Index, Vec<Word>)>) -> Self {
        let mut out = Self::default();
        out.spelling.resize_with(STARTS, Vec::new);
        out.written.resize_with(STARTS, Vec::new);
        for (form, words) in names {
            for word in words.iter().filter(|w| is_acronym(w, &words)) {
                for start in starts_of(&word.folded) {
                    out.written[start].push((word.folded.as_str().into(), form));
                }
            }
            let units = units(&words);
            let name = u32::try_from(out.forms.len()).expect("fewer than the most");
            for first in 0..units.len().saturating_sub(1) {
                let letters = letters_of(&units[first..]);
                let starts = starts_of_units(&units[first..]);
                let first = u8::try_from(first).expect("names of few words");
                starts.into_iter().for_each(|start| out.spelling[start].push(Spelling { name, first, letters }));
            }
            out.forms.push((form, units));
        }
        out
    }

    /// The forms that a name has an acronym of, or the words of one of theirs, in order, and how many there are.
    pub(crate) fn find(&self, name: &[Word]) -> Vec<Index> {
        let mut found = Vec::new();
        if self.forms.is_empty() {
            return found;
        }
        for word in name.iter().filter(|w| is_acronym(w, name)) {
            for start in starts_of(&word.folded) {
                let may_be = self.spelling[start].iter().filter(|s| has_letters(&word.folded, s.letters));
                let spelt = may_be.filter_map(|s| {
                    let (form, units) = &self.forms[s.name as usize];
                    spelt(&word.folded, &units[usize::from(s.first)..]).map(|_| *form)
                });
                found.extend(spelt);
            }
        }
        // People have initials as well.
        let is_body = name.iter().any(|w| w.roles.any(MEANT));
        let units = if is_body { units(name) } else { Vec::new() };
        for first in 0..units.len().saturating_sub(1) {
            let units = &units[first..];
            let letters = letters_of(units);
            for start in starts_of_units(units) {
                let written = self.written[start].iter().filter(|(acronym, _)| has_letters(acronym, letters));
                found.extend(written.filter(|(acronym, _)| spelt(acronym, units).is_some()).map(|(_, form)| *form));
            }
        }
        found.sort_unstable();
        found.dedup();
        if found.len() > Self::TELLING { Vec::new() } else { found }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::orthography::names::{Name, TypeHint};

    #[rstest]
    #[case("nii", "nii", true)]
    #[case("nii", "нии", true)]
    #[case("нии", "nii", true)]
    #[case("tskba", "цкба", true)]
    #[case("qrhc", "khrtz", false)]
    #[case("nii", "niim", false)]
    fn of_one_spelling(#[case] left: &str, #[case] right: &str, #[case] expected: bool) {
        assert_eq!(are_one(left, right), expected);
    }

    #[rstest]
    #[case("НИИ", "Research Institute", false)]
    #[case("ЦКБА", "Central Design Bureau of Automatics", true)]
    #[case("TsKBA", "Central Design Bureau of Automatics", true)]
    #[case("NPZ", "Novosibirsk Instrument Plant", true)]
    #[case("ROMZ", "Rostov Optical and Mechanical Plant", true)]
    #[case("RPTP", "Ryazan Production and Technical Enterprise", true)]
    #[case("MNITI", "Moscow Research Television Institute", true)]
    #[case("ROMZ", "Vologda Optical and Mechanical Plant", false)]
    #[case("SKB", "Special Repair Plant", false)]
    fn spells(#[case] acronym: &str, #[case] name: &str, #[case] expected: bool) {
        let parse = |name: &str| Name::parse(name, TypeHint::Organisation, Grammar::shipped()).words;
        let words = parse(name);
        let acronym = &parse(acronym)[0];
        assert_eq!(spelt(&acronym.folded, &units(&words)).is_some(), expected, "{:?}", units(&words));
    }
}
