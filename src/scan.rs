//! Text to candidates: which spans may be which forms of a lexicon, before anything is chosen.
//!
//! Tokens become units (a token, or neighbours that are written as one word of a name), units reach vocabulary words
//! through a memo, vocabulary words lead to forms, and a form is tried around the unit that led to it. All candidates
//! are kept, overlapping ones too: only resolution chooses.

mod fit;
mod memo;
mod runs;
mod searched;
mod words;

use crate::explain::log::Log;
use crate::grammar::{Grammar, Languages, Roles};
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::candidates::{Near, paired};
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::offices;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::TypeHint;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape, Token};
use fit::Fit;
use memo::{Lead, Memo, know};
pub(crate) use memo::{Marks, beginning};
use runs::Run;
pub(crate) use searched::Searched;
pub(crate) use words::Inner;
use words::{LEADS, NONE, Words};

/// Forms of at most this many words are tried.
const MOST_WORDS: usize = 16;
/// Forms tried from one unit: bounds the work where a lexicon has many entities of one name.
const MOST_FORMS: usize = 400;
/// Candidates of a document after which fewer forms are tried from a unit: bounds the memory where a long text repeats a
/// name that hundreds of entities have. No newspaper has a tenth of them.
const MANY_CANDIDATES: usize = 1 << 20;
/// Forms tried from one unit after that.
const FEW_FORMS: usize = 16;

/// Words that the language of a text is told by.
const LANGUAGE_SAMPLE: usize = 96;

/// Bytes of the longest family name in Han or Hangul before a title.
const LONGEST_SIGNS: u32 = 6;

/// Tokens by which it is told whether the long s was read as f.
const PRINT_SAMPLE: usize = 512;

/// Small words with f for the long s from which on a document has it so.
const READ_WITH_F: usize = 3;

/// Letters of the longest word that may be an abbreviation with J.
const LONGEST_INITIALS: usize = 3;

/// A word with s for f, as the long s is misread; at the end of a word stands no long s.
fn long_s(written: &str) -> Option<String> {
    let last = written.char_indices().next_back().map_or(0, |(at, _)| at);
    let has_f = written[..last].contains('f');
    has_f.then(|| format!("{}{}", written[..last].replace('f', "s"), &written[last..]))
}

/// Bytes of the longest word that joins its neighbour over a space whatever it is: Nur Mohammad, Jong Un.
const SHORT: usize = 5;

/// Bytes of the longest word that is looked for: what is longer is data, no name.
const LONGEST_WORD: usize = 1 << 10;

/// Bytes of a run without spaces that is one word, if it is any: two characters.
const RUN: usize = 6;
/// Characters of the longest word that is looked for in a run without spaces.
const LISTED_RUN: usize = 32;

/// Lower-case words between two listed words of a name: "Bank of the ...".
const CHAIN: usize = 3;

/// What makes an ordinary word a name's all the same.
const NAME_WORD: Roles = Roles::GIVEN
    .with(Roles::SURNAME)
    .with(Roles::TITLE)
    .with(Roles::ARTICLE)
    .with(Roles::FILIATION)
    .with(Roles::KUNYA)
    .with(Roles::THEOPHORIC_HEAD)
    .with(Roles::THEOPHORIC_TAIL);

/// Bytes of the longest abbreviated title: Pres., Gen.
const ABBREVIATED: usize = 4;

/// Words from a title to the one before the last of a family name: président de la Madrid.
const PARTICLES: usize = 3;

/// Names that have a word by which the rest of a name is looked for, whatever its spelling.
const RARE: f32 = 3.5;
/// Names that such a word leads to.
const MOST_OF_RARE: usize = 4;

/// How a written word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// By its sounds, endings and letters.
    BySound = 0,
    /// By its letters and endings: ordinary words.
    AsListed = 1,
}

/// What a token looks like in program text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    None,
    /// A word beside an underscore (a hashtag has them too), letters with digits, or a capital within (`zoneInfo`).
    Word,
    /// Capitals beside an underscore (`LOCK_UN`), a word beside a sign of code (`Name::new`, `name()`, `name@0.8`, `\name`), or a
    /// plus behind it, which makes another name (Google+); a class of characters, the country of a language's tag (en-US).
    Sign,
}

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
    /// The candidates as they were found, and the order in which they are kept.
    ordered: Vec<Candidate>,
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
    /// Their number among those that texts were told to be in.
    told: u8,
    /// What is noted for an explanation.
    pub(crate) log: Log,
    /// Whether forms without a prospect are tried as well.
    #[cfg(test)]
    pub(crate) keeps_hopeless: bool,
}

/// What a text has of a longer name beside one word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct More {
    /// A title stands before the word.
    is_titled: bool,
    /// Initials stand before it, or one after it.
    letters: [Option<char>; 4],
}

impl More {
    /// Whether a form may be meant by one of its words: its family name behind a title, or a word beside an initial of
    /// another.
    fn may_be(&self, lexicon: &Compiled, form: Index, near: &Near, is_listed: bool) -> bool {
        let words = || lexicon.form_words(form).take_while(|w| w.as_join().is_none());
        // Another spelling behind a title counts only where the lexicon has no word of just these letters.
        let is_family = || {
            words().next().is_some_and(|w| w.vocab() == near.vocab)
                || words().last().is_some_and(|w| w.vocab() == near.vocab)
        };
        let begins = |w: FormWord| {
            let letter = lexicon.vocab_initial(w.vocab());
            w.vocab() != near.vocab && letter.is_some() && self.letters.contains(&letter)
        };
        (self.is_titled && (near.is_exact || !is_listed) && is_family())
            || (self.letters.iter().any(Option::is_some) && words().any(begins))
    }
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
        self.cases();
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
        // Candidates are large: their numbers are sorted.
        self.order.sort_unstable_by(|&a, &b| {
            let (one, other) = (&found[a as usize], &found[b as usize]);
            let by_words = other.words.cmp(&one.words);
            let by_spelling = other.evidence.spelling.total_cmp(&one.evidence.spelling);
            key(one).cmp(&key(other)).then(by_words).then(by_spelling).then(a.cmp(&b))
        });
        self.order.dedup_by(|b, a| key(&found[*a as usize]) == key(&found[*b as usize]));
        self.ordered.clear();
        self.ordered.extend(self.order.iter().map(|&at| found[at as usize].clone()));
        std::mem::swap(&mut self.candidates, &mut self.ordered);
    }

    /// Adds those whose family name in Han or Hangul stands before a title that they have had: 岸田首相, 윤 대통령.
    fn titled_families(&mut self, text: &str, tables: &Tables<'_>) {
        for (k, pair) in self.tokens.windows(2).enumerate() {
            let [family, title] = pair else { continue };
            if !matches!(family.script, Script::Han | Script::Hangul)
                || family.end - family.start > LONGEST_SIGNS
                || title.script != family.script
                || !matches!(title.gap, Gap::None | Gap::Space)
                // 전 대통령 is a former one.
                || self.roles[k].any(Roles::TITLE.with(Roles::FUNCTION))
            {
                continue;
            }
            for (number, lexicon) in (0..).zip(tables.lexicons) {
                for (entity, form) in offices::Families::titled(lexicon, family.of(text), title.of(text)) {
                    let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
                    let (first, end) = (narrow(k), narrow(k + 1));
                    let evidence = Evidence { words: 1.0, words_total: 2.0, same_letters: 1.0, ..Evidence::default() };
                    self.candidates.push(Candidate {
                        lexicon: number,
                        form,
                        entity,
                        flags: lexicon.form_flags(form),
                        first,
                        end,
                        core: (first, end),
                        evidence,
                        chance: 0.0,
                        origin: 0.0,
                        is_joined: false,
                        is_exact: true,
                        is_spelt_as_listed: true,
                        is_misread: false,
                        is_inflected: false,
                        words: 1,
                        segments: 1,
                        is_family_only: true,
                        tail: 0,
                    });
                }
            }
        }
    }

    /// Parts runs of scripts without spaces at the words that a lexicon has, the longest first.
    fn part_runs(&mut self, text: &str, tables: &Tables<'_>) {
        if !self.tokens.iter().any(|t| t.script.is_unspaced() && (t.len() > RUN || t.script == Script::Han)) {
            return;
        }
        let whole = std::mem::take(&mut self.tokens);
        for token in whole {
            if !token.script.is_unspaced() || (token.len() <= RUN && token.script != Script::Han) {
                self.tokens.push(token);
                continue;
            }
            let written = token.of(text);
            let is_short = token.len() <= RUN;
            let run = Run::new(written, &mut self.runs, tables);
            let bounds = &run.bounds;
            // What was read since the last listed word.
            let mut start = 0;
            let mut part = |from: usize, to: usize| {
                let narrow = |i: usize| u32::try_from(i).expect("the text was cut to fit");
                let gap = if from == 0 { token.gap } else { Gap::None };
                let dot_after = token.dot_after && to == written.len();
                let (start, end) = (token.start + narrow(from), token.start + narrow(to));
                self.tokens.push(Token { start, end, gap, dot_after, ..token });
            };
            let mut i = 0;
            // Where the last word ended: behind it and before a title stands a family name (习主席).
            let mut edge = 0;
            while i + 1 < bounds.len() {
                if token.script == Script::Han && (1..=runs::LONGEST_FAMILY).contains(&(i - edge)) {
                    let title = run.title_at(i, tables);
                    if title > 0 {
                        if start < bounds[edge] {
                            part(start, bounds[edge]);
                        }
                        part(bounds[edge], bounds[i]);
                        start = bounds[i];
                        i += title;
                        edge = i;
                        continue;
                    }
                }
                if is_short {
                    i += 1;
                    continue;
                }
                let longest = (bounds.len() - 1 - i).min(LISTED_RUN);
                match run.word_at(i, longest, &self.runs, tables) {
                    Some(runs::Found::Listed(n)) => {
                        if start < bounds[i] {
                            part(start, bounds[i]);
                        }
                        part(bounds[i], bounds[i + n]);
                        start = bounds[i + n];
                        i += n;
                        edge = i;
                    }
                    // Many a family name is an ordinary word as well.
                    Some(runs::Found::Ordinary(n))
                        if n == runs::LONGEST_FAMILY
                            && token.script == Script::Han
                            && i + n + 1 < bounds.len()
                            && run.title_at(i + n, tables) > 0 =>
                    {
                        edge = i;
                        i += n;
                    }
                    // 在意大利: Italy, not 在意.
                    Some(runs::Found::Ordinary(n)) => {
                        i += run.listed_within(i, n, &self.runs, tables).unwrap_or(n);
                        edge = i;
                    }
                    None => i += 1,
                }
            }
            if start < written.len() {
                part(start, written.len());
            }
        }
    }

    /// Finds out how capitals are used, paragraph by paragraph.
    fn cases(&mut self) {
        self.cases.clear();
        self.cases.resize(self.tokens.len(), Case::Normal);
        let mut start = 0;
        let mut all_lower = 0;
        while start < self.tokens.len() {
            let mut end = start;
            let (mut lower, mut capital, mut upper) = (0_usize, 0_usize, 0_usize);
            for token in &self.tokens[start..] {
                if token.gap == Gap::Paragraph && end > start {
                    break;
                }
                lower += usize::from(token.shape == Shape::Lower);
                capital += usize::from(token.shape == Shape::Capital);
                upper += usize::from(matches!(token.shape, Shape::Upper | Shape::Initial));
                end += 1;
            }
            if upper >= 3 && upper > 4 * (lower + capital) {
                self.cases[start..end].fill(Case::AllUpper);
            } else if lower >= 1 && capital + upper == 0 {
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

    /// Whether a token can begin a unit: lower-case words of cased text are no names.
    #[inline]
    fn may_be_name(&self, token: usize) -> bool {
        match self.tokens[token].shape {
            Shape::Lower => {
                self.cases[token] == Case::AllLower
                    || (self.tokens[token].gap <= Gap::Hyphen
                        && token > 0
                        && self.tokens[token - 1].shape != Shape::Lower)
            }
            _ => true,
        }
    }

    fn units(&mut self, text: &str, tables: &Tables<'_>) {
        self.units.clear();
        self.units_of.clear();
        // Lower-case words that a name may go on with: those after a listed word, as long as they are listed words.
        let mut chain = 0;
        let mut is_next_name = !self.tokens.is_empty() && self.may_be_name(0);
        for i in 0..self.tokens.len() {
            self.units_of.push(u32::try_from(self.units.len()).expect("fewer units than bytes"));
            let may_be_name = is_next_name;
            let next = self.tokens.get(i + 1).map(|t| t.gap);
            is_next_name = next.is_some() && self.may_be_name(i + 1);
            // Most words are in lower case between others.
            if !may_be_name && chain == 0 && (next == Some(Gap::Space) && !is_next_name || next > Some(Gap::Space)) {
                continue;
            }
            if self.tokens[i].len() > LONGEST_WORD {
                chain = 0;
                continue;
            }
            let joins = self.joins(text, i);
            let code = if may_be_name { self.code(text, i) } else { Code::None };
            if may_be_name && code != Code::Sign {
                let is_listed_only = code != Code::None || self.is_ordinary(text, i);
                let mode = if is_listed_only { Mode::AsListed } else { Mode::BySound };
                if next == Some(Gap::Apostrophe) && self.goes_on_in_english(text, i) {
                    chain = CHAIN;
                } else {
                    self.add_unit(text, i, i + 1, mode, tables);
                    chain = if self.leads_somewhere() { CHAIN } else { 0 };
                }
            } else if chain > 0 && code != Code::Sign && self.goes_on(i) {
                self.add_unit(text, i, i + 1, Mode::AsListed, tables);
                let mut leads = self.leads_somewhere();
                // Names have "l'homme" as one word.
                if self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Apostrophe && t.shape == Shape::Lower) {
                    self.add_unit(text, i, i + 2, Mode::AsListed, tables);
                    leads |= self.leads_somewhere();
                }
                chain = if leads { CHAIN } else { chain - 1 };
            } else {
                chain = 0;
                if is_next_name && self.may_be_head(i) {
                    self.add_unit(text, i, i + 1, Mode::AsListed, tables);
                    if !self.leads_somewhere() {
                        self.units.pop();
                    }
                }
            }
            for n in joins.into_iter().filter(|&n| n > 0) {
                if (i..i + n).all(|k| self.code(text, k) == Code::None) {
                    self.add_unit(text, i, i + n, Mode::BySound, tables);
                }
            }
        }
        self.units_of.push(u32::try_from(self.units.len()).expect("fewer units than bytes"));
    }

    /// Whether a word goes on behind the apostrophe after it, as English has no such ending: Kaza'i, Sana'a.
    fn goes_on_in_english(&self, text: &str, i: usize) -> bool {
        let next = &self.tokens[i + 1];
        next.shape == Shape::Lower
            && self.languages == Languages::named("en")
            && !matches!(next.of(text), "s" | "t" | "d" | "m" | "ll" | "re" | "ve")
    }

    /// Whether a token looks like a part of program text: what sounds like a name there is none.
    fn code(&self, text: &str, i: usize) -> Code {
        let token = &self.tokens[i];
        let bytes = text.as_bytes();
        let (start, end) = (token.start as usize, token.end as usize);
        let (before, after) = (&bytes[..start], &bytes[end..]);
        let is_version = after.first() == Some(&b'@') && after.get(1).is_some_and(u8::is_ascii_digit);
        let is_plus = after.first() == Some(&b'+') && !after.get(1).is_some_and(u8::is_ascii_alphanumeric);
        // [A-Za-z], en-US.
        let is_class = token.len() == 1 && before.ends_with(b"[") && after.first() == Some(&b'-');
        let is_locale = token.len() == 2
            && token.gap == Gap::Hyphen
            && i > 0
            && self.tokens[i - 1].shape == Shape::Lower
            && Languages::named(self.tokens[i - 1].of(text)) != Languages::ALL;
        if is_plus
            || is_class
            || is_locale
            || after.starts_with(b"::")
            || after.starts_with(b"()")
            || after.starts_with(b"\\(")
            || is_version
            || before.ends_with(b"::")
            || before.ends_with(b"\\")
        {
            return Code::Sign;
        }
        if bytes.get(end) == Some(&b'_') || (start > 0 && bytes[start - 1] == b'_') {
            return if token.shape == Shape::Upper { Code::Sign } else { Code::Word };
        }
        if self.inner_of(i).is_code { Code::Word } else { Code::None }
    }

    /// Whether a token is a word of running text that is nobody's name: it is looked for as listed only.
    pub(crate) fn is_ordinary(&self, text: &str, i: usize) -> bool {
        if self.tokens[i].shape == Shape::Upper && self.cases[i] == Case::Normal {
            return false;
        }
        if runs::has_no_sound(&self.tokens[i], text) {
            return true;
        }
        let roles = self.roles_of(i);
        // Without capitals the common words of running text are names as well.
        if self.tokens[i].shape == Shape::Uncased && !roles.any(Roles::FUNCTION.with(Roles::CALENDAR)) {
            return false;
        }
        roles.any(Roles::WORD.with(Roles::FUNCTION).with(Roles::CALENDAR)) && !roles.any(NAME_WORD)
    }

    /// Whether a token stands so that a name may go on with it: behind a space, or as "l'énergie", "démocrate".
    fn goes_on(&self, token: usize) -> bool {
        let gap = self.tokens[token].gap;
        gap.is_space() || matches!(gap, Gap::Wrap | Gap::Apostrophe | Gap::Hyphen)
    }

    /// Whether a token in lower case, before one that may be a name, may begin that name: jižní Morava.
    fn may_be_head(&self, token: usize) -> bool {
        self.tokens[token].shape == Shape::Lower
            && self.tokens[token + 1].gap == Gap::Space
            && !self.roles_of(token).any(Roles::FUNCTION)
    }

    /// Whether a unit is one word in lower case where names have capitals: it stands for no word that is listed with one.
    pub(crate) fn is_small(&self, unit: &Unit) -> bool {
        let token = unit.first as usize;
        unit.end - unit.first == 1
            && self.tokens[token].shape == Shape::Lower
            && self.cases[token] == Case::Normal
            && !self.may_be_name(token)
    }

    /// Whether the last unit is near any word of a lexicon.
    fn leads_somewhere(&self) -> bool {
        self.units.last().is_some_and(|u| u.leads)
    }

    /// The numbers of tokens from `i` on that may be written as one word of a name: at most three choices, 0 for none.
    fn joins(&self, text: &str, i: usize) -> [usize; 3] {
        let gap = |k: usize| self.tokens.get(k).map(|t| t.gap);
        let token = &self.tokens[i];
        // Initials run together: U.S., I.R.G.C.
        if token.shape == Shape::Initial && gap(i + 1) == Some(Gap::Dot) {
            let mut n = 1;
            while n < 8
                && gap(i + n) == Some(Gap::Dot)
                && matches!(self.tokens[i + n].shape, Shape::Initial | Shape::Lower)
                && self.tokens[i + n].len() == 1
            {
                n += 1;
            }
            return [if n > 1 { n } else { 0 }, 0, 0];
        }
        let named = |k: usize| self.tokens[k].shape != Shape::Number && self.may_be_name(k);
        // Most words stand between spaces, in lower case, or before what no name goes on with.
        match gap(i + 1) {
            Some(Gap::Wrap | Gap::Apostrophe | Gap::Hyphen) => {}
            Some(Gap::Space) if named(i) || named(i + 1) => {}
            _ => return [0; 3],
        }
        // What a word does at the seam: lower-case words join only where they are parts of names, and over a space
        // only where they are not also ordinary words ("an", "as"); the article al is, whatever it is elsewhere.
        let small = Roles::ARTICLE
            .with(Roles::FILIATION)
            .with(Roles::KUNYA)
            .with(Roles::THEOPHORIC_HEAD)
            .with(Roles::THEOPHORIC_TAIL)
            .with(Roles::PARTICLE);
        let hyphened = |k: usize| {
            self.tokens.get(k + 1).is_some_and(|t| matches!(t.gap, Gap::Hyphen | Gap::Wrap))
                || matches!(self.tokens[k].gap, Gap::Hyphen | Gap::Wrap)
        };
        let joinable = |k: usize| {
            let roles = self.roles_of(k);
            let written = self.tokens[k].of(text);
            let article =
                roles.any(Roles::ARTICLE) && written.len() == 2 && (written.ends_with('l') || written.ends_with('L'));
            let ordinary = roles.any(Roles::FUNCTION) || (roles.any(Roles::WORD) && !roles.any(NAME_WORD));
            match named(k) {
                true => article || !ordinary || hyphened(k),
                false => roles.any(small) && (article || !roles.any(Roles::FUNCTION) || hyphened(k)),
            }
        };
        if self.is_split_word(text, i) {
            return [2, 0, 0];
        }
        if !joinable(i) && gap(i + 1) != Some(Gap::Apostrophe) {
            return [0; 3];
        }
        let mut out = [0; 3];
        let mut found = 0;
        for n in 2..=3 {
            if i + n > self.tokens.len() {
                break;
            }
            let chained = (1..n).all(|k| match self.tokens[i + k].gap {
                Gap::Wrap | Gap::Apostrophe | Gap::Hyphen => true,
                Gap::Space => {
                    let may = |k: usize| self.tokens[k].len() <= SHORT || self.roles_of(k).any(small);
                    (may(i + k) || may(i + k - 1)) && (named(i + k) || named(i + k - 1)) && joinable(i + k)
                }
                _ => false,
            });
            if !chained {
                break;
            }
            let total: usize = (0..n).map(|k| self.tokens[i + k].len()).sum();
            let some_name = (i..i + n).any(named);
            if total <= 40 && some_name {
                out[found] = n;
                found += 1;
            }
        }
        out
    }

    /// Whether a letter that is no word by itself and a rest that is none either stand for one word: W ashington.
    fn is_split_word(&self, text: &str, i: usize) -> bool {
        let is_letter = |word: &str| {
            matches!(word.as_bytes(), [b'B'..=b'D' | b'F'..=b'H' | b'J'..=b'N' | b'P'..=b'T' | b'V'..=b'X' | b'Z'])
        };
        self.tokens[i].shape == Shape::Initial
            && is_letter(self.tokens[i].of(text))
            && self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower && t.len() > 2)
            && self.roles_of(i + 1) == Roles::NONE
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
        self.told = self.words.told(self.languages);
        self.roles.clear();
        let (words, languages) = (&self.words, self.languages);
        let mut has_odd_words = false;
        self.roles.extend(self.numbers.iter().map(|&number| {
            let word = words.get(number);
            has_odd_words |= word.inner.has_digit || word.inner.has_capital;
            word.entry().roles_in(languages)
        }));
        self.has_odd_words = has_odd_words;
        let sample = self.tokens.len().min(PRINT_SAMPLE);
        let mut read_with_f = (0..sample).filter(|&k| self.is_read_with_f(k, text, grammar));
        self.has_f_for_s = read_with_f.nth(READ_WITH_F - 1).is_some();
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

    /// The listed word that old print has in other letters: Jtalien, as broken type has one letter for I and J; Ruffia,
    /// where the document shows that the long s was read as f.
    fn printed_for(&self, token: usize, written: &str, tables: &Tables<'_>) -> Option<String> {
        let bytes = written.as_bytes();
        let is_consonant = |b: &u8| b.is_ascii_lowercase() && !b"aeiouyj".contains(b);
        let meant = if bytes.len() > LONGEST_INITIALS && bytes[0] == b'J' && is_consonant(&bytes[1]) {
            format!("I{}", &written[1..])
        } else if self.has_f_for_s {
            long_s(written)?
        } else {
            return None;
        };
        let is_listed = |word: &str| tables.lexicons.iter().any(|l| l.exact(word).is_some());
        let folded = |word: &str| fold(&normalise(word));
        if self.roles[token] != Roles::NONE || is_listed(&folded(written)) {
            return None;
        }
        let whole = folded(&meant);
        let is_meant =
            is_listed(&whole) || tables.grammar.bare(&whole, self.languages).iter().any(|bare| is_listed(bare));
        is_meant.then_some(meant)
    }

    /// Whether a word is a small one whose long s was read as f: thefe, fuch.
    fn is_read_with_f(&self, token: usize, text: &str, grammar: &Grammar) -> bool {
        let here = &self.tokens[token];
        here.shape == Shape::Lower
            && here.len() > 2
            && self.roles[token] == Roles::NONE
            && long_s(here.of(text)).is_some_and(|meant| {
                grammar.look_up(&fold(&normalise(&meant))).roles_in(self.languages).any(Roles::FUNCTION)
            })
    }

    fn add_unit(&mut self, text: &str, first: usize, end: usize, mode: Mode, tables: &Tables<'_>) {
        let (start, stop) = (self.tokens[first].start as usize, self.tokens[end - 1].end as usize);
        let written = &text[start..stop];
        let meant = if end - first == 1 { self.printed_for(first, written, tables) } else { None };
        let written = meant.as_deref().unwrap_or(written);
        let number = match end - first {
            1 if meant.is_none() => self.numbers[first],
            _ => self.words.number(written, tables.grammar),
        };
        let mut memo = self.words.get_mut(number).known(self.told)[mode as usize];
        if memo == NONE {
            memo = self.memo.entry(number, mode, self.languages);
            if memo == NONE {
                let recall =
                    |(words, memo): &(Words, Memo)| memo.recall(words.find(written.as_bytes())?, mode, self.languages);
                let known = self.old.as_ref().and_then(recall).unwrap_or_else(|| {
                    let before = self.memo.known(number, mode);
                    know(written, &self.tokens[first], end - first, mode, self.languages, before, tables)
                });
                memo = self.memo.add(number, mode, self.languages, known);
            }
            self.words.get_mut(number).known(self.told)[mode as usize] = memo;
        }
        self.units.push(Unit {
            first: u32::try_from(first).expect("fewer tokens than bytes"),
            end: u32::try_from(end).expect("fewer tokens than bytes"),
            memo: memo & !LEADS,
            leads: memo & LEADS != 0,
        });
    }

    /// Tries the forms that a unit's near words lead to, alone and with those of the units after it.
    fn try_unit(&mut self, text: &str, number: usize, unit: usize, tables: &Tables<'_>) {
        let lexicon = tables.lexicons[number];
        let here = self.units[unit];
        let first = here.first as usize;
        if self.memo.get(here.memo).near(number).is_empty() {
            return;
        }
        // A lower-case word is no name alone.
        let is_small = self.is_small(&here);
        let mut forms = std::mem::take(&mut self.forms);
        forms.clear();
        let known = self.memo.get(here.memo);
        if !is_small {
            let find = || self.likely(text, number, unit, tables);
            match self.log.is_kept() {
                // What is dropped is told wherever it stands.
                true => forms.extend(find()),
                false => forms.extend(known.wholly(number, find)),
            }
        }
        // Only in its own spelling, or nearly: behind a title stands many a name that resembles a listed one.
        let listed = known.is_listed(number);
        if !is_small
            && (listed || known.is_close(number))
            && let Some(more) = self.more_of(text, first, here.end as usize)
        {
            let close = (0..).zip(known.near(number)).filter(|(_, n)| n.is_exact || n.is_close);
            let found = || {
                let forms = close.flat_map(|(i, near)| {
                    let partly = lexicon.partly(near.vocab).take(MOST_FORMS);
                    partly.filter(move |&f| more.may_be(lexicon, f, near, listed)).map(move |form| (form, i))
                });
                forms.collect()
            };
            match more.letters {
                [None, None, None, None] => forms.extend(known.titled(number, found)),
                _ => known.beside(number, more, &mut forms, found),
            }
        }
        // Beside a word that few names have, the rest of the name may be spelt in ways that no search finds.
        if !is_small && listed && self.is_beside_name(first, here.end as usize) {
            forms.extend(known.rare(number, || {
                let near = (0..).zip(known.near(number));
                let rare = near.filter(|(_, n)| n.is_exact && lexicon.vocab_uses(n.vocab) <= RARE);
                rare.flat_map(|(i, n)| lexicon.partly(n.vocab).take(MOST_OF_RARE).map(move |form| (form, i))).collect()
            }));
        }
        let mut token = here.end as usize;
        let mut reach = fit::REACH;
        while reach > 0 && token < self.tokens.len() && self.tokens[token].gap <= Gap::Quote {
            for other in self.units_of[token] as usize..self.units_of[token + 1] as usize {
                if !self.units[other].leads {
                    continue;
                }
                self.pairs(number, unit, other, lexicon, &mut forms);
            }
            if self.units_of[token] == self.units_of[token + 1] && !self.may_be_light(token) {
                break;
            }
            token += 1;
            reach -= 1;
        }
        forms.sort_unstable();
        forms.dedup();
        let most = if self.candidates.len() < MANY_CANDIDATES { MOST_FORMS } else { FEW_FORMS };
        if forms.len() > most {
            // Those that are listed as they stand here come first.
            let near = self.memo.get(here.memo).near(number);
            forms.sort_by_key(|&(form, i)| (!near[i as usize].is_exact, form));
        }
        for &(form, i) in forms.iter().take(most) {
            let near = self.memo.get(here.memo).near(number)[i as usize];
            self.try_form(text, number, unit, &near, form, tables);
        }
        self.forms = forms;
    }

    /// Adds the forms that have a word near each of two units, each with the number of the first one's near word.
    fn pairs(&mut self, number: usize, unit: usize, other: usize, lexicon: &Compiled, forms: &mut Vec<Lead>) {
        let (a, b) = (self.units[unit].memo, self.units[other].memo);
        let (left, right) = (self.memo.get(a), self.memo.get(b));
        if right.near(number).is_empty() {
            return;
        }
        if let Some(known) = self.memo.pairs(number, a, b) {
            forms.extend(known);
            return;
        }
        let first = forms.len();
        let partner_bytes = || left.partner_bytes(number) + right.partner_bytes(number);
        let before = partner_bytes();
        let may_pair = left.may_pair(right, number, lexicon);
        let grown = partner_bytes() - before;
        if may_pair {
            let (left, right) = (left.near(number), right.near(number));
            paired(left, right, MOST_FORMS, lexicon, |i, _, form| {
                forms.push((form, u32::try_from(i).expect("few words are near")));
            });
        }
        self.memo.grow(grown);
        self.memo.add_pairs(number, a, b, &forms[first..]);
    }

    /// What else than a word the text has of a longer name: a title, initials. Nothing where there is neither.
    fn more_of(&self, text: &str, first: usize, end: usize) -> Option<More> {
        let joined =
            |k: usize| matches!(self.tokens[k].gap, Gap::Space | Gap::Line | Gap::DotSpace | Gap::Dot | Gap::Hyphen);
        let letter = |k: usize| fold(&normalise(self.tokens[k].of(text))).chars().next();
        let before = (first > 0 && joined(first)).then(|| first - 1);
        let is_initial = |k: usize| self.tokens[k].shape == Shape::Initial;
        // Of several initials (J. R. R. Tolkien) any may be the form's.
        let mut letters = [None; 4];
        let mut at = first;
        for slot in letters.iter_mut().take(3) {
            if at == 0 || !joined(at) || !is_initial(at - 1) {
                break;
            }
            at -= 1;
            *slot = letter(at);
        }
        letters[3] = [first + 1, end]
            .into_iter()
            .find(|&k| self.tokens.get(k).is_some_and(|t| t.gap <= Gap::Comma && t.shape == Shape::Initial))
            .and_then(letter);
        let is_titled = before.is_some() && (self.title_before(first).is_some() || self.owner_before(first).is_some());
        (is_titled || letters.iter().any(Option::is_some)).then_some(More { is_titled, letters })
    }

    /// The tokens of the name that stands in the English genitive before a token: South Korea's Yoon.
    pub(crate) fn owner_before(&self, token: usize) -> Option<std::ops::Range<usize>> {
        let s = token.checked_sub(1)?;
        let is_genitive = self.tokens[token].gap == Gap::Space
            && self.tokens[s].gap == Gap::Apostrophe
            && self.tokens[s].len() == 1
            && self.tokens[token].shape == Shape::Capital;
        let last = s.checked_sub(1).filter(|&k| is_genitive && self.tokens[k].shape == Shape::Capital)?;
        let goes_on = last > 0 && self.tokens[last].gap == Gap::Space && self.tokens[last - 1].shape == Shape::Capital;
        Some(if goes_on { last - 1..s } else { last..s })
    }

    /// Whether somebody's country stands in the English genitive before a token.
    pub(crate) fn is_owned(&self, token: usize, text: &str, entity: Index, lexicon: &Compiled) -> bool {
        self.owner_before(token).is_some_and(|owner| {
            let words = |first: usize| {
                let words = self.tokens[first..owner.end].iter().map(|t| fold(&normalise(t.of(text))));
                words.collect::<Vec<_>>().join(" ")
            };
            owner.clone().any(|first| offices::is_of(&words(first), entity, lexicon))
        })
    }

    /// The title before a token, small words that family names begin with between them: général de Gaulle, Präsident von
    /// Weizsäcker.
    pub(crate) fn title_before(&self, token: usize) -> Option<usize> {
        let mut k = token;
        for _ in 0..PARTICLES {
            let gap = self.tokens[k].gap;
            k = k.checked_sub(1)?;
            // A full stop behind a whole word ends the sentence.
            let is_joined = match gap {
                Gap::Dot | Gap::DotSpace => self.tokens[k].len() <= ABBREVIATED,
                gap => gap.is_space() || gap == Gap::Hyphen,
            };
            if !is_joined {
                return None;
            }
            if self.roles_of(k).any(Roles::TITLE) {
                return Some(k);
            }
            let is_particle = self.roles_of(k).any(Roles::PARTICLE.with(Roles::ARTICLE));
            if self.tokens[k].shape != Shape::Lower || !is_particle {
                return None;
            }
        }
        None
    }

    /// Whether a word that may be part of a name stands directly before or after some tokens.
    fn is_beside_name(&self, first: usize, end: usize) -> bool {
        let is_name = |k: usize| {
            self.tokens[k].shape == Shape::Capital
                && self.cases[k] == Case::Normal
                && !self.roles_of(k).any(Roles::FUNCTION.with(Roles::CALENDAR).with(Roles::TITLE))
        };
        let before = first > 0 && self.tokens[first].gap == Gap::Space && is_name(first - 1);
        before || self.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && is_name(end)
    }

    /// Whether a name may go on past a token that has no unit.
    fn may_be_light(&self, token: usize) -> bool {
        let small =
            Roles::ARTICLE.with(Roles::FILIATION).with(Roles::PARTICLE).with(Roles::TITLE).with(Roles::FUNCTION);
        self.tokens[token].shape != Shape::Lower || self.roles_of(token).any(small)
    }

    /// Sets a form's words against the text around a unit, and keeps the candidate if enough of them stand there.
    fn try_form(&mut self, text: &str, number: usize, unit: usize, near: &Near, form: Index, tables: &Tables<'_>) {
        let lexicon = tables.lexicons[number];
        let mut buffer = [FormWord(0); MOST_WORDS * 3];
        let mut count = 0;
        let mut fitting = std::mem::take(&mut self.fitting);
        for (slot, word) in buffer.iter_mut().zip(lexicon.form_words(form)) {
            *slot = word;
            count += 1;
        }
        // A form's words stand before its joins.
        let split = buffer[..count].iter().position(|w| w.as_join().is_some()).unwrap_or(count);
        let (words, joins) = buffer[..count].split_at(split);
        let words = &words[..words.len().min(MOST_WORDS)];
        let entity = lexicon.form_entity(form);
        let hint = lexicon.entity_hint(entity);
        let flags = lexicon.form_flags(form);
        let is_anchor = near.is_exact && hint == TypeHint::Person && lexicon.vocab_uses(near.vocab) <= RARE;
        let anchor = is_anchor.then_some(unit);
        let is_small = self.is_small(&self.units[unit]);
        let starts = words.iter().enumerate().filter(|(_, w)| w.vocab() == near.vocab).map(|(i, _)| (i, 1));
        // In lower case a name begins with its own first word only, and only if that is listed so.
        let starts = starts.filter(|&(i, _)| !is_small || (i == 0 && words[0].is_lower()));
        // A damaged file may have joins of more words than the form has.
        let within = |&(first, count): &(usize, usize)| first + count <= words.len();
        let joined = joins.iter().filter(|w| w.vocab() == near.vocab).filter_map(|w| w.as_join()).filter(within);
        let mut best: [Option<Candidate>; 2] = [None, None];
        for (at, count) in starts.chain(joined) {
            let fit = Fit {
                scan: self,
                text,
                number,
                lexicon,
                words,
                joins,
                hint,
                flags,
                entity,
                anchor,
                costs: tables.costs,
            };
            if let Some(candidate) = fit.around(unit, near, (at, count), form, &mut fitting) {
                let standing = &mut best[usize::from(candidate.is_family_only)];
                let rank = |c: &Candidate| (c.words, c.end - c.first);
                if standing.as_ref().is_none_or(|b| rank(&candidate) > rank(b)) {
                    *standing = Some(candidate);
                }
            }
        }
        self.candidates.extend(best.into_iter().flatten());
        self.fitting = fitting;
    }
}
