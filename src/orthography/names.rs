//! A written name as words that can be compared: letters folded, sounds read, roles looked up.

use std::cell::RefCell;

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, normalise, unify_scripts};
use super::script::Script;
use super::sounds::{self, Segment};
use crate::grammar::{Grammar, Group, Roles};
use crate::hash;
use crate::segment::{self, Gap, Shape, Token};

/// The type of entity that a name is of, as far as reading the name depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TypeHint {
    #[default]
    Unknown = 0,
    Person = 1,
    Organisation = 2,
    Place = 3,
}

impl TypeHint {
    /// The hint for a type's name.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "person" => Self::Person,
            "org" | "organisation" | "organization" => Self::Organisation,
            "place" => Self::Place,
            _ => Self::Unknown,
        }
    }

    /// The roles of words that may be left out of a name of this type without making it another's.
    fn light_roles(self) -> Roles {
        let small = Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FUNCTION);
        let anywhere = small.with(Roles::LEGAL_FORM);
        match self {
            Self::Person | Self::Unknown => anywhere.with(Roles::FILIATION).with(Roles::TITLE),
            Self::Organisation => anywhere,
            Self::Place => small,
        }
    }
}

/// One word of a name.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// What stands before it.
    pub(crate) gap: Gap,
    pub(crate) shape: Shape,
    pub(crate) script: Script,
    pub(crate) folded: String,
    /// The sound segments of each reading, likeliest first; never empty.
    pub(crate) readings: Vec<Vec<Segment>>,
    pub(crate) roles: Roles,
    pub(crate) group: Group,
    /// Whether the word may be left out without making the name another's.
    pub(crate) is_light: bool,
}

impl Word {
    /// A word from its letters as written, signs within it included.
    pub(crate) fn new(written: &str, token: &Token) -> Self {
        // A word broken at a line's end is its parts.
        let unbroken: String;
        let written = match written.contains('\n') {
            true => {
                unbroken = written.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect();
                &unbroken
            }
            false => written,
        };
        let is_ascii = written.is_ascii();
        let normalised = if is_ascii { written.to_ascii_lowercase() } else { unify_scripts(&normalise(written)) };
        let (script, readings) = sounds::readings(&normalised);
        let mut folded = if is_ascii { normalised } else { fold(&normalised) };
        folded.retain(|c| c.is_alphanumeric() || !c.is_ascii());
        Self {
            gap: token.gap,
            shape: token.shape,
            script,
            folded,
            readings,
            roles: Roles::NONE,
            group: 0,
            is_light: false,
        }
    }

    /// The same as [`Self::new`], remembered: names share most of their words with others.
    fn read(written: &str, token: &Token) -> Self {
        if written.len() > LONGEST_READ {
            return Self::new(written, token);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are a place")]
        let place = hash::of(written.as_bytes()) as usize % MOST_READ;
        let known = READ.with_borrow(|read| {
            let known = read.get(place)?.as_deref()?;
            (*known.0 == *written).then(|| Self { gap: token.gap, shape: token.shape, ..known.1.clone() })
        });
        known.unwrap_or_else(|| {
            let word = Self::new(written, token);
            READ.with_borrow_mut(|read| {
                read.resize_with(MOST_READ, || None);
                read[place] = Some(Box::new((written.into(), word.clone())));
            });
            word
        })
    }

    /// A word of which the letters and sounds are known.
    pub(crate) fn known(token: &Token, script: Script, folded: &str, readings: Vec<Vec<Segment>>) -> Self {
        Self {
            gap: token.gap,
            shape: token.shape,
            script,
            folded: folded.to_owned(),
            readings: if readings.is_empty() { vec![Vec::new()] } else { readings },
            roles: Roles::NONE,
            group: 0,
            is_light: false,
        }
    }

    /// Whether the word is one letter that may stand for a name.
    pub(crate) fn is_initial(&self) -> bool {
        self.shape == Shape::Initial && self.folded.chars().count() == 1
    }

    /// The number of sound segments of the likeliest reading.
    pub(crate) fn sound_len(&self) -> usize {
        self.readings[0].len()
    }
}

/// Words of names that each thread remembers, and the bytes of the longest.
const MOST_READ: usize = 1 << 12;
const LONGEST_READ: usize = 64;

/// A word of a name as it is written, and what it is.
type Read = Option<Box<(Box<str>, Word)>>;

thread_local! {
    /// Words of names, where the hashes of their letters lead.
    static READ: RefCell<Vec<Read>> = const { RefCell::new(Vec::new()) };
}

/// A name as its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    pub(crate) words: Vec<Word>,
}

/// Bytes of a name that are read: bounds the work where a field holds something else.
const LONGEST: usize = 1 << 12;
/// Words of a name that are read.
const MOST: usize = 64;

impl Name {
    /// Reads a name, up to [`LONGEST`] and [`MOST`]. Parts joined by apostrophes are one word, as are initials run together (`U.S.`).
    pub(crate) fn parse(text: &str, hint: TypeHint, grammar: &Grammar) -> Self {
        Self::parse_with(text, hint, grammar, Word::read)
    }

    /// The same, with each word made by `word` of its letters as written.
    pub(crate) fn parse_with(
        text: &str,
        hint: TypeHint,
        grammar: &Grammar,
        mut word: impl FnMut(&str, &Token) -> Word,
    ) -> Self {
        let text = if hint == TypeHint::Person { without_possessive(text) } else { text };
        let words = pieces(text).iter().map(|piece| word(piece.of(text), piece)).collect();
        Self::of_words(words, hint, grammar)
    }

    /// The name of some words, as a type of entity reads them.
    pub(crate) fn of_words(mut words: Vec<Word>, hint: TypeHint, grammar: &Grammar) -> Self {
        assign_roles(&mut words, hint, grammar);
        Self { words }
    }
}

/// Letters of the shortest word from which the ending of the possessor is taken: Ra's is no Ra, but Ho's behind another word is Ho.
const SHORTEST_OWNER: usize = 3;

/// A name without the English and Dutch ending of the possessor: Anson Chan's.
pub(crate) fn without_possessive(text: &str) -> &str {
    let bare = text.trim_end();
    let bare = bare.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(['\'', '’']));
    let is_long = |rest: &&str| {
        let letters = rest.chars().rev().take_while(|c| c.is_alphabetic()).count();
        letters >= SHORTEST_OWNER || (letters + 1 == SHORTEST_OWNER && rest.chars().rev().nth(letters) == Some(' '))
    };
    bare.filter(is_long).unwrap_or(text)
}

/// The tokens of a name, those that are written as one word joined.
pub(crate) fn pieces(text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut tokens = Vec::new();
    segment::tokens(text, &mut tokens);
    let mut out = Vec::with_capacity(tokens.len().min(MOST));
    let mut i = 0;
    while i < tokens.len() && out.len() < MOST {
        let mut last = i;
        while last + 1 < tokens.len() && joins(text, &tokens[last], &tokens[last + 1]) {
            last += 1;
        }
        let mut whole = tokens[i];
        whole.end = tokens[last].end;
        if last > i && tokens[i].shape == Shape::Initial && tokens[last].gap == Gap::Dot {
            whole.shape = Shape::Upper;
        }
        out.push(whole);
        i = last + 1;
    }
    out
}

/// Whether two neighbouring tokens are written as one word of a name.
fn joins(text: &str, left: &Token, right: &Token) -> bool {
    match right.gap {
        Gap::Apostrophe => true,
        Gap::Dot => is_letter(left.of(text)) && is_letter(right.of(text)),
        _ => false,
    }
}

fn is_letter(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Which word of a person's name of three or more words is after the father's.
///
/// Source: East Slavic patronymics, in their own letters and as the press transcribes them. They are also family names
/// (Abramovich); so the last word is one only where the name is written family name first, with no other before it.
fn patronymic(words: &[Word]) -> Option<usize> {
    let is_one = |w: &Word| !w.is_light && is_patronymic_form(&w.folded);
    let middle = 1..words.len().saturating_sub(1);
    let last = (words.len() >= 3).then(|| words.len() - 1);
    middle.rev().chain(last).find(|&i| is_one(&words[i]))
}

/// Whether a folded word is a numeral of rulers and popes, of more than one letter.
pub(crate) fn is_numeral(folded: &str) -> bool {
    folded.len() > 1 && folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// Whether a folded word may be a patronymic.
pub(crate) fn is_patronymic_form(folded: &str) -> bool {
    folded.len() >= 6 && fathers_stems(folded).next().is_some()
}

/// What a folded patronymic may be made of, without its ending: `nikola` of Nikolaevich.
pub(crate) fn fathers_stems(folded: &str) -> impl Iterator<Item = &str> {
    const ENDINGS: [&str; 35] = [
        "ович",
        "евич",
        "йович",
        "ьич",
        "овна",
        "евна",
        "ична",
        "івна",
        "ївна",
        "авіч",
        "евіч",
        "оуна",
        "еуна",
        "ауна",
        "ovich",
        "evich",
        "ovych",
        "evych",
        "avich",
        "ovitch",
        "evitch",
        "owitsch",
        "ewitsch",
        "ovic",
        "evic",
        "ovna",
        "evna",
        "ivna",
        "yivna",
        "owna",
        "ewna",
        "ichna",
        "auna",
        "ouna",
        "euna",
    ];
    ENDINGS.iter().filter_map(move |ending| folded.strip_suffix(ending))
}

/// Looks up the roles of words and of phrases of several, the longest first.
fn assign_roles(words: &mut [Word], hint: TypeHint, grammar: &Grammar) {
    let light = hint.light_roles();
    let in_capitals = words.iter().all(|w| !matches!(w.shape, Shape::Capital | Shape::Lower));
    let mut phrase = String::new();
    let mut i = 0;
    while i < words.len() {
        let mut found = None;
        phrase.clear();
        for n in 1..=grammar.most_words().min(words.len() - i) {
            if n > 1 {
                phrase.push(' ');
            }
            phrase.push_str(&words[i + n - 1].folded);
            let (entry, begins) = grammar.look_up_beginning(&phrase);
            if entry.roles != Roles::NONE {
                found = Some((n, entry));
            }
            if !begins {
                break;
            }
        }
        let (n, entry) = found.unwrap_or((1, Default::default()));
        // AL-AMHAZ, Kamel: a family name in capitals with its small words.
        let is_of_family = matches!(hint, TypeHint::Person | TypeHint::Unknown)
            && entry.roles.any(Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FILIATION))
            && words.get(i + n).is_some_and(|next| next.shape == Shape::Upper && next.gap != Gap::Comma);
        for word in &mut words[i..i + n] {
            word.roles = entry.roles;
            // Meanings are for organisations: a man called Shahid is no martyr, Novi Sad no New Sad.
            let is_meant = !matches!(hint, TypeHint::Person | TypeHint::Place) || entry.roles.any(Roles::HYPOCORISM);
            word.group = if is_meant { entry.group } else { 0 };
            // Small words are written small in names: "Bank of England", but "New York".
            let light = if word.shape == Shape::Capital { light.without(Roles::FUNCTION) } else { light };
            // "UN" and "IS" in a name of mixed case are no small words.
            word.is_light = entry.roles.any(light)
                && (in_capitals
                    || is_of_family
                    || !matches!(word.shape, Shape::Upper | Shape::Initial)
                    || word.roles.any(Roles::LEGAL_FORM));
        }
        i += n;
    }
    // "President of the United States" is no president called so.
    if words.iter().any(|w| {
        w.shape == Shape::Lower && w.roles.any(Roles::FUNCTION) && !w.roles.any(Roles::PARTICLE.with(Roles::ARTICLE))
    }) {
        words.iter_mut().filter(|w| w.roles.any(Roles::TITLE)).for_each(|w| w.is_light = false);
    }
    // A person's name has two words of its own if it has two at all: Miller may be a profession, Dan a title elsewhere.
    let own = words.iter().filter(|w| !w.is_light && !w.is_initial()).count();
    if own < 2 && matches!(hint, TypeHint::Person | TypeHint::Unknown) {
        let small = Roles::ARTICLE.with(Roles::FILIATION).with(Roles::LEGAL_FORM);
        // Ed Koch, Ben Carson; but "Al Thani", bin Laden.
        let is_given = |w: &Word| w.shape == Shape::Capital && w.roles.any(Roles::GIVEN) && !w.folded.ends_with('l');
        words.iter_mut().filter(|w| !w.roles.any(small)).for_each(|w| w.is_light = false);
        if let [first, next, ..] = words
            && is_given(first)
            && next.gap == Gap::Space
        {
            first.is_light = false;
        }
    }
    // Nothing stands after its article: Kim Jong-un, but "Assad, al"; nor places after small words: América del Sur.
    let behind = if hint == TypeHint::Place { light } else { Roles::ARTICLE };
    if let [first, .., last] = words
        && !first.is_light
        && last.roles.any(behind)
        && last.gap != Gap::Comma
    {
        last.is_light = false;
    }
    if hint == TypeHint::Person
        && let Some(word) = patronymic(words)
    {
        words[word].roles = words[word].roles.with(Roles::PATRONYMIC);
    }
    // A name is never made of light words alone: "Al Din", "Van".
    if words.iter().all(|w| w.is_light) {
        for word in words.iter_mut() {
            word.is_light = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Kata'ib Hizbullah", "kataib hizbullah")]
    #[case("U.S. Army", "us army")]
    #[case("Colin P. Clarke", "colin p clarke")]
    #[case("Seif-Allah al-Mujahed", "seif allah al mujahed")]
    #[case("علی\u{200C}نژاد", "علينژاد")]
    #[case("Sana`a", "sanaa")]
    fn words(#[case] name: &str, #[case] expected: &str) {
        let name = Name::parse(name, TypeHint::Unknown, Grammar::shipped());
        let words: Vec<_> = name.words.iter().map(|w| w.folded.as_str()).collect();
        assert_eq!(words.join(" "), expected);
    }

    /// More words than are remembered, each read twice, as they are read alone.
    #[test]
    fn words_remembered_are_those_read() {
        let grammar = Grammar::shipped();
        let mut compared = 0;
        for n in 0..3 * MOST_READ {
            let name = format!("J. {}-A{:x} al-Иван{} 金{}", n % 7, n * 7919, n % 97, n % 5);
            for _ in 0..2 {
                let (read, new) = (Name::parse(&name, TypeHint::Person, grammar), {
                    Name::parse_with(&name, TypeHint::Person, grammar, Word::new)
                });
                assert_eq!(format!("{:?}", read.words), format!("{:?}", new.words), "{name}");
                compared += read.words.len() as u64;
            }
        }
        crate::tally::tally("oracles", "words of names that are remembered, against reading them", compared, "equal");
    }

    #[test]
    fn phrases_have_roles_and_a_name_of_light_words_has_none() {
        let rows = "title\ten\t\tprime minister\narticle\tar\t\tal\nlegal-form\ten\tllc\tlimited liability company\n";
        let grammar = Grammar::read(crate::grammar::Rows::parse(rows).prepared().leak());
        let name = Name::parse("Prime Minister Bashar al-Assad", TypeHint::Person, &grammar);
        let light: Vec<_> = name.words.iter().map(|w| w.is_light).collect();
        assert_eq!(light, [true, true, false, true, false]);
        assert!(!Name::parse("Al", TypeHint::Person, &grammar).words[0].is_light);
    }
}
