//! Text to candidates: which spans may be which forms of a lexicon, before anything is chosen.
//!
//! Tokens become units (a token, or neighbours that are written as one word of a name), units reach vocabulary words
//! through a memo, vocabulary words lead to forms, and a form is tried around the unit that led to it. All candidates
//! are kept, overlapping ones too: only resolution chooses.

mod fit;
mod forms;
mod memo;
mod print;
mod runs;
mod searched;
mod titles;
mod units;
mod words;

use crate::explain::log::Log;
use crate::grammar::{Entry, Grammar, Languages, Roles};
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape, Token};
use memo::{Lead, Memo};
pub(crate) use memo::{Marks, beginning};
pub(crate) use searched::Searched;
pub(crate) use words::Inner;
use words::Words;

/// Forms of at most this many words are tried.
const MOST_WORDS: usize = 16;
/// Words that the language of a text is told by.
const LANGUAGE_SAMPLE: usize = 96;

/// Small words in the letters of another script from which on a text is in a language of that script as well.
const LEAST_OF_SCRIPT: usize = 5;

/// 0 for a token in Latin letters, 1 for one in others.
fn script_half(token: &Token) -> usize {
    usize::from(token.script != Script::Latin)
}

/// Tokens by which it is told whether the long s was read as f.
const PRINT_SAMPLE: usize = 512;

/// Small words with f for the long s from which on a document has it so.
const READ_WITH_F: usize = 3;

/// How a written word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// By its sounds, endings and letters.
    BySound = 0,
    /// By its letters and endings: ordinary words.
    AsListed = 1,
}

/// What stands before hashtags and handles.
const TAGS: [char; 2] = ['#', '@'];

/// What a message begins with that passes on another's.
const FORWARDED: &str = "RT";

/// Words in small letters for each acronym of a paragraph that has no other capitals.
const ACRONYMS_AMONG: usize = 6;

/// How capitals are used around a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Capitals mark names.
    Normal,
    /// Everything is in capitals.
    AllUpper,
    /// Nothing is.
    AllLower,
}

/// A run of tokens looked up as one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// First token, and the one after the last.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Entry of the memo.
    pub(crate) memo: u32,
    /// Whether any lexicon has words near it.
    leads: bool,
}

/// A span that may be a form.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) lexicon: u32,
    pub(crate) form: Index,
    pub(crate) entity: Index,
    pub(crate) flags: FormFlags,
    /// First token, and the one after the last.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The same of the form's own words, without what was taken in around them.
    pub(crate) core: (u32, u32),
    pub(crate) evidence: Evidence,
    /// The natural logarithm of the number of entities that would have words as near by chance.
    pub(crate) chance: f32,
    /// How much the words in another spelling look transcribed from another script.
    pub(crate) origin: f32,
    /// Whether one written word stands for several of the form, in another spelling.
    pub(crate) is_joined: bool,
    /// Whether every word has the letters of the form.
    pub(crate) is_exact: bool,
    /// Whether what the text has of the form has its letters.
    pub(crate) is_spelt_as_listed: bool,
    /// Whether the letters may be the form's, misread by a machine.
    pub(crate) is_misread: bool,
    /// Whether an ending or a clitic was taken off some word.
    pub(crate) is_inflected: bool,
    /// Words of the form that the text has, articles and such aside.
    pub(crate) words: u32,
    /// Segments of the form's words that the text has, small ones too, and of the words that it has besides.
    pub(crate) segments: usize,
    /// Whether only the family name stands here, behind a title.
    pub(crate) is_family_only: bool,
    /// Bytes of the text before the first token and after the last that belong to the mention (`U.S.`).
    pub(crate) tail: u32,
}

/// What a scan works on: a document's tokens, units and candidates, and the memo that outlives documents.
#[derive(Default)]
pub(crate) struct Scan {
    pub(crate) tokens: Vec<Token>,
    pub(crate) cases: Vec<Case>,
    pub(crate) units: Vec<Unit>,
    /// First unit of each token, and one more.
    pub(crate) units_of: Vec<u32>,
    pub(crate) candidates: Vec<Candidate>,
    /// The order of the candidates, by their numbers as they were found.
    order: Vec<u32>,
    pub(crate) memo: Memo,
    /// The numbers of the tokens' words.
    numbers: Vec<u32>,
    /// Their roles in the languages of the text.
    roles: Vec<Roles>,
    /// Whether any word has digits or capitals behind its first letter.
    has_odd_words: bool,
    /// Whether the long s of the document was read as f.
    has_f_for_s: bool,
    /// The place of each token's word among `distinct`, where there are candidates.
    places: Vec<u32>,
    /// The distinct words of the document, whatever their case.
    distinct: Vec<u32>,
    words: Words,
    /// The words known before those, and what was known of them.
    old: Option<(Words, Memo)>,
    runs: runs::Memory,
    /// Forms to try from one unit, and which of its near words led there.
    forms: Vec<Lead>,
    fitting: fit::Buffers,
    /// The languages that the text may be in.
    pub(crate) languages: Languages,
    /// Those that the words in Latin letters may be in, and those in other letters: a Persian handbook has lines of English.
    by_script: [Languages; 2],
    /// Their numbers among those that texts were told to be in.
    told: [u8; 2],
    /// What is noted for an explanation.
    pub(crate) log: Log,
    /// Whether forms without a prospect are tried as well.
    #[cfg(test)]
    pub(crate) keeps_hopeless: bool,
}

/// What stays the same from document to document.
pub(crate) struct Tables<'t> {
    pub(crate) lexicons: &'t [&'t Compiled],
    pub(crate) grammar: &'t Grammar,
    pub(crate) costs: &'t Costs,
    /// What other sessions found, if there are any.
    pub(crate) searched: Option<&'t Searched>,
}

impl Scan {
    /// Finds the candidates of a document.
    pub(crate) fn run(&mut self, text: &str, tables: &Tables<'_>) {
        if self.memo.is_full() || self.words.is_full() {
            // What is met again is taken over: only rare words are searched again.
            self.old = Some((std::mem::take(&mut self.words), self.memo.forget()));
        }
        crate::segment::tokens(text, &mut self.tokens);
        self.part_runs(text, tables);
        self.cases(text);
        self.number(text, tables.grammar);
        self.units(text, tables);
        self.candidates.clear();
        for number in 0..tables.lexicons.len() {
            for unit in 0..self.units.len() {
                if self.units[unit].leads {
                    self.try_unit(text, number, unit, tables);
                }
            }
        }
        self.titled_families(text, tables);
        self.order_candidates();
        // Most documents name nobody, and nobody asks then.
        if !self.candidates.is_empty() {
            self.place_words();
        }
    }

    /// Puts the candidates in order, each form once a span: that with the most words.
    fn order_candidates(&mut self) {
        let key = |c: &Candidate| (c.first, c.end, c.lexicon, c.form, c.is_family_only);
        let found = &self.candidates;
        self.order.clear();
        self.order.extend(0..u32::try_from(found.len()).expect("fewer candidates than 2^32"));
        // Candidates are large: their numbers are sorted, and each is moved once.
        self.order.sort_unstable_by(|&a, &b| {
            let (one, other) = (&found[a as usize], &found[b as usize]);
            let by_words = other.words.cmp(&one.words);
            let by_spelling = other.evidence.spelling.total_cmp(&one.evidence.spelling);
            key(one).cmp(&key(other)).then(by_words).then(by_spelling).then(a.cmp(&b))
        });
        for start in 0..self.order.len() {
            let mut at = start;
            loop {
                let from = std::mem::replace(&mut self.order[at], u32::try_from(at).expect("as above")) as usize;
                if from == start {
                    break;
                }
                self.candidates.swap(at, from);
                at = from;
            }
        }
        self.candidates.dedup_by(|b, a| key(a) == key(b));
    }

    /// Finds out how capitals are used, paragraph by paragraph. Capitals of hashtags and handles say nothing, nor do a few acronyms
    /// where sentences begin in small letters.
    fn cases(&mut self, text: &str) {
        self.cases.clear();
        self.cases.resize(self.tokens.len(), Case::Normal);
        let mut start = 0;
        let mut all_lower = 0;
        while start < self.tokens.len() {
            let mut end = start;
            let (mut lower, mut capital, mut upper) = (0_usize, 0_usize, 0_usize);
            let is_tag = |token: &Token| text[..token.start as usize].ends_with(TAGS);
            let mut begins_small = None;
            for token in &self.tokens[start..] {
                if token.gap == Gap::Paragraph && end > start {
                    break;
                }
                end += 1;
                if token.shape != Shape::Lower && is_tag(token) {
                    continue;
                }
                if begins_small.is_none() && token.of(text) != FORWARDED {
                    begins_small = Some(token.shape == Shape::Lower);
                }
                lower += usize::from(token.shape == Shape::Lower);
                capital += usize::from(token.shape == Shape::Capital);
                upper += usize::from(matches!(token.shape, Shape::Upper | Shape::Initial));
            }
            let few_acronyms = begins_small == Some(true) && upper * ACRONYMS_AMONG <= lower;
            if upper >= 3 && upper > 4 * (lower + capital) {
                self.cases[start..end].fill(Case::AllUpper);
            } else if lower >= 1 && capital == 0 && (upper == 0 || few_acronyms) {
                self.cases[start..end].fill(Case::AllLower);
                all_lower += end - start;
            }
            start = end;
        }
        // A lower-case paragraph of a text that has capitals elsewhere is just one without names.
        if all_lower > 0 && all_lower * 2 < self.tokens.len() {
            for case in self.cases.iter_mut().filter(|c| **c == Case::AllLower) {
                *case = Case::Normal;
            }
        }
    }

    /// Numbers the words of all tokens and finds what they do in the language of the text.
    fn number(&mut self, text: &str, grammar: &Grammar) {
        self.numbers.clear();
        self.numbers.reserve(self.tokens.len());
        for token in &self.tokens {
            let found = self.words.find_in(text.as_bytes(), token.start as usize, token.end as usize);
            self.numbers.push(found.unwrap_or_else(|| self.words.enter(token.of(text), grammar)));
        }
        // The language is told by the first running words.
        let lower = self.cases.first() != Some(&Case::AllUpper);
        let running = |t: &Token| !lower || matches!(t.shape, Shape::Lower | Shape::Uncased);
        let sample = self.tokens.iter().zip(&self.numbers).filter(|(t, _)| running(t)).take(LANGUAGE_SAMPLE);
        self.languages = Languages::of_text(sample.map(|(t, &number)| (t.of(text), self.words.get(number).entry())));
        self.by_script = self.languages_by_script(text);
        self.told = self.by_script.map(|languages| self.words.told(languages));
        self.roles.clear();
        let (words, by_script) = (&self.words, self.by_script);
        let mut has_odd_words = false;
        self.roles.extend(self.numbers.iter().zip(&self.tokens).map(|(&number, token)| {
            let word = words.get(number);
            has_odd_words |= word.inner.has_digit || word.inner.has_capital;
            word.entry().roles_in(by_script[script_half(token)])
        }));
        self.has_odd_words = has_odd_words;
        let sample = self.tokens.len().min(PRINT_SAMPLE);
        let mut read_with_f = (0..sample).filter(|&k| self.is_read_with_f(k, text, grammar));
        self.has_f_for_s = read_with_f.nth(READ_WITH_F - 1).is_some();
    }

    /// The languages of the text with those of its words in Latin letters, and with those of its words in others, where it has both.
    fn languages_by_script(&self, text: &str) -> [Languages; 2] {
        let is_latin = |t: &Token| script_half(t) == 0;
        let own = [self.languages; 2];
        let is_mixed = self.tokens.iter().any(is_latin) && !self.tokens.iter().all(is_latin);
        if self.languages == Languages::ALL || !is_mixed {
            return own;
        }
        [0, 1].map(|half| {
            let is_running = |t: &Token| script_half(t) == half && matches!(t.shape, Shape::Lower | Shape::Uncased);
            let sample = self.tokens.iter().zip(&self.numbers).filter(|(t, _)| is_running(t)).take(LANGUAGE_SAMPLE);
            let mut count = 0;
            let words = sample.map(|(t, &number)| (t.of(text), self.words.get(number).entry()));
            let told = Languages::of_text(words.inspect(|(_, e)| count += usize::from(e.roles.any(Roles::FUNCTION))));
            if told == Languages::ALL || count < LEAST_OF_SCRIPT { self.languages } else { self.languages.with(told) }
        })
    }

    /// Finds the places of the tokens' words among those of the document.
    fn place_words(&mut self) {
        self.places.clear();
        self.distinct.clear();
        let (words, distinct) = (&mut self.words, &mut self.distinct);
        self.places.extend(self.numbers.iter().map(|&number| words.place(number, distinct)));
    }

    /// The roles of a token's word.
    #[inline]
    pub(crate) fn roles_of(&self, token: usize) -> Roles {
        self.roles[token]
    }

    /// The folded letters of a token's word.
    #[inline]
    pub(crate) fn folded<'s>(&'s self, token: usize, text: &'s str) -> &'s str {
        self.words.folded(self.numbers[token], self.tokens[token].of(text))
    }

    /// What the tables say of a token's word.
    pub(crate) fn entry_of(&self, token: usize) -> Entry {
        self.words.entry(self.numbers[token])
    }

    /// Whether a token's word is one of the languages of the text.
    pub(crate) fn is_of_text(&self, token: usize) -> bool {
        self.words.get(self.numbers[token]).entry().is_in(self.languages)
    }

    /// The languages of the text that a token's word is one of.
    pub(crate) fn languages_of(&self, token: usize) -> Languages {
        Languages(self.words.get(self.numbers[token]).entry().languages.0 & self.languages.0)
    }

    /// What stands behind the first letter of a token.
    pub(crate) fn inner_of(&self, token: usize) -> Inner {
        self.words.get(self.numbers[token]).inner
    }

    /// Whether any token has digits or capitals behind its first letter.
    pub(crate) fn has_odd_words(&self) -> bool {
        self.has_odd_words
    }

    /// A number that the document's words of the same folded letters have in common, below [`Self::distinct`].
    #[inline]
    pub(crate) fn place_of(&self, token: usize) -> usize {
        self.places[token] as usize
    }

    /// How many words of different folded letters the document has.
    pub(crate) fn distinct(&self) -> usize {
        self.distinct.len()
    }
}
