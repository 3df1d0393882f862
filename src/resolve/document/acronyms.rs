//! Acronyms that a document gives itself, in brackets behind what they stand for: to two bodies, of which each holds from where it is
//! given, or to what is no body at all, a convolutional neural network (CNN).

use once_cell::sync::Lazy;

use super::Document;
use crate::explain::log::Event;
use crate::grammar::Roles;
use crate::hash::{Map, Set};
use crate::mention::Reason;
use crate::orthography::fold::folded;
use crate::resolve::{Reading, Span};
use crate::scan::Case;
use crate::segment::{Gap, Shape, Token};

/// Acronyms that scientific texts have oftener for something else than for a listed body, and what a listed one loses among words that
/// make acronyms of small letters. By hand.
static TERMS: Lazy<Set<String>> = Lazy::new(|| {
    let rows = include_str!("../../../lexicons/grammar/terms.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.flat_map(str::split_whitespace).map(|term| folded(term).into_owned()).collect()
});
const TERM: f32 = -5.0;

/// The log-odds of a listed body behind words that give its acronym to another. By hand.
const ANOTHERS: f32 = -7.0;

/// Letters of the shortest single word that an acronym may be made of, and of the shortest such acronym: polyethylene (PET).
const LONG_WORD: usize = 8;

/// Bytes of the longest small word that need not give a letter.
const SMALL_WORD: usize = 3;

/// First letters by which a word is the same as one of another language or in another case.
const STEM: usize = 4;

/// Letters of the shortest acronym that may leave a word out.
const LONG: usize = 3;

/// Letters of the longest acronym that is looked at, of the shortest, and tokens of the longest name that is looked at for each.
const LONGEST: usize = 8;
const SHORTEST: usize = 2;
const TOKENS_OF_LETTER: usize = 3;

/// To whom a document gives an acronym.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    /// A listed body, or one of its words.
    Own,
    /// A body that is not listed, by words in capitals.
    Body,
    /// What words in small letters say.
    Thing,
}

impl Document<'_> {
    /// Lowers the listed bodies of acronyms that the document gives to something else: behind the Kenya Dairy Producers (KDP), beside
    /// the Kurdistan Democratic Party (KDP); and everywhere where words in small letters give them to nobody, blood pressure (BP).
    pub(super) fn tell_acronyms_apart(&self, spans: &mut [Span]) {
        let is_acronym = |s: &Span| s.end - s.first == 1 && self.scan.tokens[s.first as usize].shape == Shape::Upper;
        // Where each is given, in order, and to whom.
        let mut given: Map<String, Vec<(u32, Given)>> = Map::default();
        for (i, span) in spans.iter().enumerate().filter(|(_, s)| is_acronym(s)) {
            let token = span.first as usize;
            let letters = || self.letters(token, token + 1);
            // Whichever listed body the name before it is, the acronym is no stranger's.
            let is_behind_listed = i.checked_sub(1).is_some_and(|b| spans[b].end == span.first);
            let to = if self.is_bracketed(token) {
                if is_behind_listed {
                    Some(Given::Own)
                } else if self.is_spelt_before(token, &letters()) {
                    Some(Given::Body)
                } else {
                    self.words_before(token, &letters()).map(|from| self.given_to(span, from, token))
                }
            } else if self.is_last_in_brackets(token) {
                let opens = |from: &usize| *from > 0 && self.between(*from).trim_end().ends_with('(');
                self.words_before(token, &letters()).filter(opens).map(|from| self.given_to(span, from, token))
            } else {
                self.words_in_brackets(token, &letters()).map(|end| self.given_to(span, token + 1, end))
            };
            if let Some(to) = to {
                given.entry(letters()).or_default().push((span.first, to));
            }
        }
        self.tell_terms(spans, &given);
        self.tell_quantities(spans);
        let is = |all: &[(u32, Given)], what: Given| all.iter().any(|&(_, to)| to == what);
        // What a body that is not listed has alone is none that writes it otherwise: Apparent Fiber Density (AFD), the AfD.
        let is_bodys = |all: &[(u32, Given)]| !is(all, Given::Thing) && !is(all, Given::Own);
        if given.is_empty() {
            return;
        }
        for span in spans.iter_mut().filter(|s| is_acronym(s)) {
            let (first, end) = (span.first, span.end);
            let Some(all) = given.get(&self.letters(first as usize, end as usize)) else { continue };
            let last = all[..all.partition_point(|&(at, _)| at <= first)].last();
            // What is no body's anywhere is none in the title either.
            let is_others = match last {
                Some(&(_, to)) => to != Given::Own,
                None => !is(all, Given::Own),
            };
            if !is_others {
                continue;
            }
            let written = self.scan.tokens[first as usize].of(self.text);
            let is_own = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].form_text(r.form) == written;
            let is_bodys = is_bodys(all);
            for reading in span.readings.iter_mut().filter(|r| !(is_bodys && is_own(r))) {
                reading.log_odds += ANOTHERS;
                let (entity, form) = (reading.entity, reading.form);
                let name = "acronym-of-another";
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by: ANOTHERS });
            }
        }
    }

    /// Lowers acronyms that are terms of science elsewhere, in a document that has such terms and does not say that these are a body's.
    fn tell_terms(&self, spans: &mut [Span], given: &Map<String, Vec<(u32, Given)>>) {
        let tokens = &self.scan.tokens;
        let is_term = |s: &&mut Span| {
            let token = s.first as usize;
            s.end == s.first + 1
                && tokens[token].shape == Shape::Upper
                && self.scan.cases[token] == Case::Normal
                && TERMS.contains(self.place.folded(token))
                && !given.contains_key(&self.letters(token, token + 1))
        };
        let mut terms = spans.iter_mut().filter(is_term).peekable();
        if terms.peek().is_none() {
            return;
        }
        let makes_term = |k: &usize| {
            tokens[*k].shape == Shape::Upper
                && self.is_bracketed(*k)
                && self.words_before(*k, &self.letters(*k, *k + 1)).is_some()
        };
        if !(1..tokens.len()).any(|k| makes_term(&k)) {
            return;
        }
        terms.for_each(|span| self.lower_term(span));
    }

    /// Lowers acronyms of what is measured and of eras: (ICC = 0.9), 668 BCE.
    fn tell_quantities(&self, spans: &mut [Span]) {
        let is_quantity = |s: &&mut Span| {
            let tokens = &self.scan.tokens;
            s.end == s.first + 1
                && tokens[s.first as usize].shape == Shape::Upper
                && (self.place.is_era(s.first as usize)
                    || self.text[tokens[s.first as usize].end as usize..]
                        .trim_start_matches(' ')
                        .starts_with(['=', '≥', '≤', '±', '≈']))
        };
        spans.iter_mut().filter(is_quantity).for_each(|span| self.lower_term(span));
    }

    fn lower_term(&self, span: &mut Span) {
        let (first, end) = (span.first, span.end);
        for reading in span.readings.iter_mut().filter(|r| r.reason != Reason::Introduced) {
            reading.log_odds += TERM;
            let (entity, form) = (reading.entity, reading.form);
            self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name: "term", by: TERM });
        }
    }

    /// To whom words in small letters give an acronym: to the listed body itself where half of them are words of its names in some
    /// language, forces de soutien rapide (FSR).
    fn given_to(&self, span: &Span, first: usize, end: usize) -> Given {
        let has_stem = |word: &str| word.chars().nth(STEM - 1).is_some();
        let stem = |word: &'_ str| word.chars().take(STEM).collect::<String>();
        let words: Vec<String> = (first..end).map(|k| self.place.folded(k)).filter(|w| has_stem(w)).map(stem).collect();
        let is_own = |reading: &Reading| {
            let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
            let forms = lexicon.entity_forms(reading.entity.entity);
            let own = forms.flat_map(|form| lexicon.form_words(form)).filter(|w| w.as_join().is_none());
            let mut is_found = vec![false; words.len()];
            for word in own {
                let own = lexicon.vocab_text(word.vocab());
                for (found, stem) in is_found.iter_mut().zip(&words) {
                    *found |= own.starts_with(stem.as_str());
                }
            }
            !words.is_empty() && is_found.iter().filter(|found| **found).count() * 2 >= words.len()
        };
        if span.readings.iter().any(is_own) { Given::Own } else { Given::Thing }
    }

    /// Whether a token stands in brackets by itself, or before a comma.
    fn is_bracketed(&self, token: usize) -> bool {
        token > 0
            && self.scan.tokens[token].gap == Gap::Break
            && ["(", "["].contains(&self.between(token).trim())
            && self.text[self.scan.tokens[token].end as usize..]
                .trim_start_matches(' ')
                .starts_with([')', ']', ',', ';'])
    }

    /// Whether words in brackets end with a token behind a comma: (false discovery rate, FDR).
    fn is_last_in_brackets(&self, token: usize) -> bool {
        token > 0 && self.scan.tokens[token].gap == Gap::Comma
    }

    /// What stands between a token and the one before it.
    fn between(&self, token: usize) -> &str {
        let tokens = &self.scan.tokens;
        &self.text[tokens[token - 1].end as usize..tokens[token].start as usize]
    }

    /// The first of the words in small letters before a token that an acronym is made of (Schwartz and Hearst 2003, stricter: each word
    /// that is no function word gives its first letter).
    fn words_before(&self, token: usize, letters: &str) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let letters: Vec<char> = letters.chars().collect();
        if !(SHORTEST..=LONGEST).contains(&letters.len()) {
            return None;
        }
        let reach = token.saturating_sub(letters.len() * TOKENS_OF_LETTER);
        let is_joined = |k: usize| matches!(tokens[k].gap, Gap::Space | Gap::Line | Gap::Hyphen);
        for first in (reach..token).rev() {
            // Blood pressure (BP); in other languages a body may begin so.
            let begins = || {
                tokens[first].shape == Shape::Capital
                    && self.place.starts_sentence(first)
                    && self.scan.languages.is_told_as("en")
            };
            // DNA damage response (DDR): an acronym before small words may be one of them.
            let is_acronym = tokens[first].shape == Shape::Upper && first + 1 < token;
            if !matches!(tokens[first].shape, Shape::Lower | Shape::Number) && !is_acronym && !begins() {
                return None;
            }
            if self.is_made_of(&letters, first, token) {
                return Some(first);
            }
            if !is_joined(first) {
                return None;
            }
        }
        None
    }

    /// The end of the words in small letters that stand in brackets behind an acronym and that it is made of: CNN (convolutional neural
    /// network).
    fn words_in_brackets(&self, token: usize, letters: &str) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let letters: Vec<char> = letters.chars().collect();
        let first = token + 1;
        let opens = |t: &Token| {
            self.text[tokens[token].end as usize..t.start as usize].trim() == "(" && t.shape == Shape::Lower
        };
        if !(SHORTEST..=LONGEST).contains(&letters.len()) || !tokens.get(first).is_some_and(opens) {
            return None;
        }
        let is_joined = |k: &usize| {
            tokens[*k].shape == Shape::Lower && matches!(tokens[*k].gap, Gap::Space | Gap::Line | Gap::Hyphen)
        };
        let most = tokens.len().min(first + letters.len() * TOKENS_OF_LETTER);
        let end = first + 1 + (first + 1..most).take_while(is_joined).count();
        let closes = self.text[tokens[end - 1].end as usize..].starts_with([')', ',', ';']);
        (closes && self.is_made_of(&letters, first, end)).then_some(end)
    }

    /// Whether an acronym is made of words: of each its first letter, then some of the others in their order. Of a single word only
    /// where both are long.
    fn is_made_of(&self, letters: &[char], first: usize, end: usize) -> bool {
        fn goes_on(letters: &[char], words: &[(&str, bool)]) -> bool {
            let Some((&(word, may_be_left), rest)) = words.split_first() else { return letters.is_empty() };
            if may_be_left && goes_on(letters, rest) {
                return true;
            }
            let mut left = letters;
            for (i, letter) in word.chars().enumerate() {
                match left.split_first() {
                    Some((next, more)) if *next == letter => left = more,
                    _ if i == 0 => return false,
                    _ => continue,
                }
                if goes_on(left, rest) {
                    return true;
                }
            }
            false
        }
        let small = Roles::FUNCTION.with(Roles::LINKER).with(Roles::ARTICLE);
        let tokens = &self.scan.tokens;
        // What need not give a letter: small words, numbers, and the other half of a word; but the first must.
        let may_be_left = |k: usize| {
            k > first
                && (tokens[k].shape == Shape::Number
                    || tokens[k].gap == Gap::Hyphen
                    || (tokens[k].len() <= SMALL_WORD && self.place.roles(k).any(small)))
        };
        let words: Vec<(&str, bool)> = (first..end).map(|k| (self.place.folded(k), may_be_left(k))).collect();
        let is_enough = match words.as_slice() {
            [(word, _)] => {
                let is_english = || self.scan.languages.is_told_as("en");
                word.chars().count() >= LONG_WORD && (letters.len() >= LONG || is_english())
            }
            _ => true,
        };
        is_enough && goes_on(letters, &words)
    }

    /// Whether the words in capitals before a token begin with an acronym's letters; one of them may have none: England and Wales
    /// Cricket Board (ECB).
    fn is_spelt_before(&self, token: usize, letters: &str) -> bool {
        let tokens = &self.scan.tokens;
        let mut rest: Vec<char> = letters.chars().collect();
        let initial = |k: usize| self.place.folded(k).chars().next();
        let (all, mut is_left_out) = (rest.len(), false);
        let reach = token.saturating_sub(all * TOKENS_OF_LETTER);
        for k in (reach..token).rev() {
            let is_near =
                k + 1 == token || matches!(tokens[k + 1].gap, Gap::Space | Gap::Line | Gap::Apostrophe | Gap::Hyphen);
            if !is_near {
                return false;
            }
            if tokens[k].shape == Shape::Capital {
                if rest.last().copied() == initial(k) {
                    rest.pop();
                } else if rest.len() == all || all < LONG || is_left_out {
                    return false;
                } else {
                    is_left_out = true;
                }
                if rest.is_empty() {
                    return letters.chars().count() >= SHORTEST;
                }
            }
        }
        false
    }
}
