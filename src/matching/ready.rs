//! A name ready to be compared: what is asked of its words in every comparison, asked once.

use std::borrow::Cow;
use std::ops::Deref;

use super::distinctions;
use super::names::{self, MEANT};
use super::opposites::Opposites;
use crate::grammar::Roles;
use crate::orthography::korean::Korean;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::pinyin;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape};

/// The roles of words by which a name is told to be a body's.
pub(crate) const BODY: Roles = Roles::GENERIC.with(Roles::LEGAL_FORM).with(Roles::ORG_WORD);

/// What is asked of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    /// What the word costs where it is left unpaired.
    pub(crate) skip: i32,
    /// The segments that it counts for.
    pub(crate) length: usize,
    pub(crate) number: Option<u32>,
    pub(crate) digits: Option<u32>,
    /// Whether nothing but its sounds decides what it fits.
    pub(crate) is_plain: bool,
}

/// What any word of a name is: what no word of it is needs no look at the words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    pub(crate) initial: bool,
    pub(crate) legal_form: bool,
    pub(crate) group: bool,
    /// A group of words that are translated.
    pub(crate) meant: bool,
    /// Something that may be a number: digits, an ordinal, capitals that may be Roman.
    pub(crate) number: bool,
    pub(crate) generation: bool,
    /// A word that bodies have in their names.
    pub(crate) body: bool,
    /// Signs of words or syllables.
    pub(crate) signs: bool,
    /// Letters in capitals.
    pub(crate) capitals: bool,
    /// A title that may be left out.
    pub(crate) title: bool,
    /// All of them: a Chinese name in pinyin.
    pub(crate) pinyin: bool,
    /// The name is introduced as somebody's father or mother.
    pub(crate) kunya: bool,
    /// Directions, levels, ages and the like.
    pub(crate) opposites: Opposites,
}

/// A name's words with what is asked of them.
#[derive(Clone, Debug)]
pub(crate) struct Ready<'n> {
    words: Cow<'n, [Word]>,
    facts: Vec<Fact>,
    pub(crate) traits: Traits,
    /// The word that may be initials written as one (JF Kennedy; Kennedy, J.F.).
    pub(crate) run: Option<usize>,
    /// The name as a Korean one.
    pub(crate) korean: Option<Korean>,
}

impl Deref for Ready<'_> {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.words
    }
}

impl<'n> Ready<'n> {
    /// A name as a type of entity has it compared.
    pub(crate) fn of(name: &'n Name, hint: TypeHint) -> Self {
        if hint == TypeHint::Organisation {
            return Self::of_words(names::with_stems(names::parted(&name.words)));
        }
        let mut ready = Self::of_words(Cow::Borrowed(&name.words));
        ready.run = run_of_initials(&name.words);
        ready
    }

    /// The same, with the words of the name.
    pub(crate) fn of_own(name: Name, hint: TypeHint) -> Ready<'static> {
        if hint == TypeHint::Organisation {
            let words = names::with_stems(names::parted(&name.words)).into_owned();
            return Ready::of_words(Cow::Owned(words));
        }
        let run = run_of_initials(&name.words);
        Ready { run, ..Ready::of_words(Cow::Owned(name.words)) }
    }

    pub(crate) fn of_words(words: Cow<'n, [Word]>) -> Self {
        let facts: Vec<Fact> = words.iter().map(Fact::of).collect();
        let mut traits = Traits::default();
        for (word, fact) in words.iter().zip(&facts) {
            let is_upper = matches!(word.shape, Shape::Upper | Shape::Initial);
            traits.initial |= word.is_initial();
            traits.legal_form |= word.roles.any(Roles::LEGAL_FORM);
            traits.group |= word.group != 0;
            traits.meant |= word.group != 0 && word.roles.any(MEANT);
            traits.number |= fact.number.is_some() || (is_upper && word.script == Script::Latin);
            traits.generation |= distinctions::is_generation(&word.folded);
            traits.body |= word.roles.any(BODY);
            traits.signs |= matches!(word.script, Script::Han | Script::Hangul);
            traits.capitals |= word.shape == Shape::Upper;
            traits.title |= word.is_light && word.roles.any(Roles::TITLE);
        }
        // Other romanisations have a hyphen in given names.
        let own = words.iter().filter(|w| !w.is_light).map(|w| w.folded.as_str());
        traits.pinyin = pinyin::is_chinese(own) && words.iter().all(|w| w.gap != Gap::Hyphen);
        traits.kunya = words.first().is_some_and(|w| w.roles.any(Roles::KUNYA));
        traits.opposites = Opposites::of(&words);
        let is_all = |script: Script| words.iter().all(|w| w.script == script);
        let own = || words.iter().filter(|w| !w.roles.any(Roles::TITLE)).map(|w| w.folded.as_str()).take(4);
        let korean = if is_all(Script::Latin) || is_all(Script::Cyrillic) {
            Korean::of(&own().collect::<Vec<_>>())
        } else if is_all(Script::Hangul) {
            Korean::of_hangul(&own().collect::<Vec<_>>())
        } else {
            None
        };
        Self { words, facts, traits, run: None, korean }
    }

    /// The words, with the run of initials parted into letters.
    pub(crate) fn spelt_out(&self, at: usize) -> Self {
        Self::of_words(Cow::Owned(names::letters_apart(&self.words, at)))
    }

    pub(crate) fn into_words(self) -> Cow<'n, [Word]> {
        self.words
    }

    /// The segments of the words that may not be left out.
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    pub(crate) fn own_length(&self) -> f32 {
        self.words
            .iter()
            .zip(&self.facts)
            .filter(|(word, _)| !word.is_light)
            .map(|(_, fact)| fact.length)
            .sum::<usize>() as f32
    }

    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }
}

impl Fact {
    pub(crate) fn of(word: &Word) -> Self {
        let digits = distinctions::digits(word);
        let number = distinctions::number(word);
        let is_plain = number.is_none()
            && digits.is_none()
            && word.group == 0
            && !word.is_initial()
            && !word.roles.any(Roles::LEGAL_FORM);
        let length = if digits.is_some() { names::NUMBER_LENGTH } else { word.sound_len() };
        Self { skip: names::skip(word), length, number, digits, is_plain }
    }
}

/// The word of a name that may be initials written as one, as far as the name itself says.
fn run_of_initials(words: &[Word]) -> Option<usize> {
    let is_upper = |w: &Word| matches!(w.shape, Shape::Upper | Shape::Initial);
    if words.len() < 2 {
        return None;
    }
    let is_inverted = words.iter().any(|w| w.gap == Gap::Comma);
    let at = if is_inverted { words.len() - 1 } else { 0 };
    let run = &words[at];
    let is_run = is_upper(run)
        && run.script == Script::Latin
        && (2..=3).contains(&run.folded.len())
        && run.folded.bytes().all(|b| b.is_ascii_lowercase())
        && (at == 0 || !run.is_light);
    // In a name all in capitals any short word looks so; BOL, Benjamin is a family name in capitals.
    let is_alone = || !words.iter().enumerate().any(|(i, w)| i != at && w.shape == Shape::Upper);
    (is_run && is_alone()).then_some(at)
}
