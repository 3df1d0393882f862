//! Tokens to units: what may be looked up as one word.

use super::memo::{Memo, know};
use super::words::{LEADS, NONE, Words};
use super::{Case, Mode, Scan, Tables, Unit, runs, script_half};
use crate::grammar::{Languages, Roles};
use crate::orthography::names;
use crate::segment::{Gap, Shape, Token};

/// Bytes of the longest word that joins its neighbour over a space whatever it is: Nur Mohammad, Jong Un.
const SHORT: usize = 5;

/// Letters of the longest numeral: XXXVIII.
const LONGEST_NUMERAL: usize = 7;

/// Bytes of the longest word that is looked for: what is longer is data, no name.
const LONGEST_WORD: usize = 1 << 10;

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

/// What a token looks like in program text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    None,
    /// A word beside an underscore (a hashtag has them too), letters with digits, or a capital within (`zoneInfo`).
    Word,
    /// Capitals beside an underscore (`LOCK_UN`), a word beside a sign of code (`Name::new`, `name()`, `name@0.8`, `\name`), or a
    /// plus behind it, which makes another name (Google+); a class of characters, the country of a language's tag (en-US), a
    /// handle (@JoeBiden).
    Sign,
}

/// Bytes of an address that are looked at before and behind a word.
const LONGEST_ADDRESS: usize = 160;

/// Tokens of the longest name of a place in a dateline.
const DATELINE: usize = 4;

/// Whether a token is a ruler's numeral of more than one letter.
fn is_numeral(token: Token, text: &str) -> bool {
    token.shape == Shape::Upper
        && token.len() <= LONGEST_NUMERAL
        && names::is_numeral(&token.of(text).to_ascii_lowercase())
}

/// Whether what stands directly before or behind a word may be of an address.
#[inline]
fn may_be_in_address(before: &[u8], after: &[u8]) -> bool {
    before.last().is_some_and(|b| b"/@._-=&?%~+".contains(b))
        || match after {
            [b'@' | b'/', ..] => true,
            [b'.', next, ..] => next.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// The bytes around a word up to spaces, quotation marks and brackets, as far as they are looked at.
fn chunk(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    let ends = |b: &u8| b.is_ascii_whitespace() || b"()<>[]{}\"',;|".contains(b);
    let before = bytes[..start].iter().rev().take(LONGEST_ADDRESS).take_while(|b| !ends(b)).count();
    let after = bytes[end..].iter().take(LONGEST_ADDRESS).take_while(|b| !ends(b)).count();
    &bytes[start - before..end + after]
}

/// Whether some bytes are an address of the web or of mail: https://en.example/Moscow, obama@mail.example.
fn is_address(chunk: &[u8]) -> bool {
    let is_mail = || {
        let at = chunk.iter().position(|&b| b == b'@').filter(|&at| at > 0 && chunk[at - 1].is_ascii_alphanumeric());
        at.is_some_and(|at| chunk[at..].windows(2).any(|w| w[0] == b'.' && w[1].is_ascii_alphabetic()))
    };
    chunk.starts_with(b"www.") || chunk.windows(3).any(|w| w == b"://") || is_mail()
}

impl Scan {
    /// Whether a token can begin a unit: lower-case words of cased text are no names.
    #[inline]
    fn may_be_name(&self, token: usize) -> bool {
        match self.tokens[token].shape {
            Shape::Lower => {
                self.cases[token] == Case::AllLower
                    || (self.tokens[token].gap <= Gap::Hyphen
                        && token > 0
                        && self.tokens[token - 1].shape != Shape::Lower)
                    || self.may_be_agency(token)
            }
            _ => true,
        }
    }

    /// Whether small letters stand where the dateline of a document has a news agency: KIEL (dpa).
    fn may_be_agency(&self, token: usize) -> bool {
        (1..=DATELINE).contains(&token)
            && self.tokens[token].gap == Gap::Break
            && self.tokens[token - 1].shape != Shape::Lower
            && self.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Break)
    }

    pub(super) fn units(&mut self, text: &str, tables: &Tables<'_>) {
        self.units.clear();
        self.units_of.clear();
        // Lower-case words that a name may go on with: those after a listed word, as long as they are listed words.
        let mut chain = 0;
        let mut is_next_name = !self.tokens.is_empty() && self.may_be_name(0);
        let mut is_second_name = self.tokens.len() > 1 && self.may_be_name(1);
        for i in 0..self.tokens.len() {
            self.units_of.push(u32::try_from(self.units.len()).expect("fewer units than bytes"));
            let may_be_name = is_next_name;
            let next = self.tokens.get(i + 1).map(|t| t.gap);
            is_next_name = is_second_name;
            is_second_name = i + 2 < self.tokens.len() && self.may_be_name(i + 2);
            // Most words are in lower case between others.
            if !may_be_name && chain == 0 && (next == Some(Gap::Space) && !is_next_name || next > Some(Gap::Space)) {
                // The golfe du Mexique.
                if is_second_name && !is_next_name && self.is_kind_of_place(i) {
                    self.add_unit(text, i, i + 1, Mode::AsListed, tables);
                    match self.leads_somewhere() {
                        true => chain = CHAIN,
                        false => drop(self.units.pop()),
                    }
                }
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
                if next == Some(Gap::Apostrophe) && self.goes_on_in_english(text, i)
                    || self.is_rest_of_word(text, i, tables)
                    || next.is_some() && self.is_rest_of_word(text, i + 1, tables)
                {
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

    /// Whether a token is what a hyphen at a line's end has left of a word, which is none by itself or known as one with what
    /// stands before: of Inde-pendence and Hungari-ans, not of Iran-backed.
    fn is_rest_of_word(&self, text: &str, i: usize, tables: &Tables<'_>) -> bool {
        let Token { gap, shape, .. } = self.tokens[i];
        let is_word = || {
            let whole = i.checked_sub(1).map(|before| [self.folded(before, text), self.folded(i, text)].concat());
            whole.is_some_and(|whole| tables.grammar.look_up(&whole).roles.any(Roles::WORD.with(Roles::DEMONYM)))
        };
        gap == Gap::Wrap && shape == Shape::Lower && (self.roles_of(i) == Roles::NONE || is_word())
    }

    /// Whether a token looks like a part of program text: what sounds like a name there is none.
    fn code(&self, text: &str, i: usize) -> Code {
        let token = &self.tokens[i];
        let bytes = text.as_bytes();
        let (start, end) = (token.start as usize, token.end as usize);
        let (before, after) = (&bytes[..start], &bytes[end..]);
        if may_be_in_address(before, after) && is_address(chunk(bytes, start, end)) {
            return Code::Sign;
        }
        // Most words stand beside none of the signs of code.
        let is_sign = |b: &u8| matches!(b, b'[' | b'@' | b':' | b'\\' | b'_' | b'+' | b'-' | b'(');
        if token.gap != Gap::Hyphen && !before.last().is_some_and(is_sign) && !after.first().is_some_and(is_sign) {
            return if self.inner_of(i).is_code { Code::Word } else { Code::None };
        }
        let is_version = after.first() == Some(&b'@') && after.get(1).is_some_and(u8::is_ascii_digit);
        let is_plus = after.first() == Some(&b'+') && !after.get(1).is_some_and(u8::is_ascii_alphanumeric);
        // [A-Za-z], en-US.
        let is_class = token.len() == 1 && before.ends_with(b"[") && after.first() == Some(&b'-');
        let is_locale = token.len() == 2
            && token.gap == Gap::Hyphen
            && i > 0
            && self.tokens[i - 1].shape == Shape::Lower
            && Languages::named(self.tokens[i - 1].of(text)) != Languages::ALL;
        // @JoeBiden is an address.
        let is_handle = before.ends_with(b"@");
        if is_plus
            || is_handle
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
        let roles = self.roles_of(token);
        self.tokens[token].shape == Shape::Lower
            && self.tokens[token + 1].gap == Gap::Space
            && (!roles.any(Roles::FUNCTION) || roles.any(Roles::PLACE_WORD))
    }

    /// Whether a token in lower case says what kind of place is named behind a word for "of".
    fn is_kind_of_place(&self, token: usize) -> bool {
        let is_small = |k: usize| self.tokens[k].shape == Shape::Lower && self.tokens[k + 1].gap.is_space();
        is_small(token)
            && self.roles_of(token).any(Roles::PLACE_WORD)
            && (is_small(token + 1) || self.tokens[token + 2].gap == Gap::Apostrophe)
            && self.roles_of(token + 1).any(Roles::FUNCTION.with(Roles::LINKER).with(Roles::PARTICLE))
    }

    /// Whether a unit is words in lower case where names have capitals: it stands for no word that is listed with one.
    pub(crate) fn is_small(&self, unit: &Unit) -> bool {
        (unit.first as usize..unit.end as usize).all(|token| {
            self.tokens[token].shape == Shape::Lower && self.cases[token] == Case::Normal && !self.may_be_name(token)
        })
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
        if self.is_hyphenated_over_space(text, i) {
            return [2, 0, 0];
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
                    let is_word = |k: usize| !is_numeral(self.tokens[k], text);
                    let may = |k: usize| self.tokens[k].len() <= SHORT || self.roles_of(k).any(small);
                    is_word(i + k)
                        && (may(i + k) || may(i + k - 1))
                        && (named(i + k) || named(i + k - 1))
                        && joinable(i + k)
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

    /// Whether a word in a capital goes on behind a hyphen and one space, as where lines are run together: Mac- ron; not Nord-
    /// und Südkorea.
    fn is_hyphenated_over_space(&self, text: &str, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Break && t.shape == Shape::Lower && t.len() > 1)
            && self.tokens[i].shape == Shape::Capital
            && &text[self.tokens[i].end as usize..self.tokens[i + 1].start as usize] == "- "
            && !self.roles_of(i + 1).any(Roles::FUNCTION)
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
        let half = script_half(&self.tokens[first]);
        let (languages, told) = (self.by_script[half], self.told[half]);
        let mut memo = self.words.get_mut(number).known(told)[mode as usize];
        if memo == NONE {
            memo = self.memo.entry(number, mode, languages);
            if memo == NONE {
                let recall =
                    |(words, memo): &(Words, Memo)| memo.recall(words.find(written.as_bytes())?, mode, languages);
                let known = self.old.as_ref().and_then(recall).unwrap_or_else(|| {
                    let before = self.memo.known(number, mode);
                    know(written, &self.tokens[first], end - first, mode, languages, before, tables)
                });
                memo = self.memo.add(number, mode, languages, known);
            }
            self.words.get_mut(number).known(told)[mode as usize] = memo;
        }
        self.units.push(Unit {
            first: u32::try_from(first).expect("fewer tokens than bytes"),
            end: u32::try_from(end).expect("fewer tokens than bytes"),
            memo: memo & !LEADS,
            leads: memo & LEADS != 0,
        });
    }
}
