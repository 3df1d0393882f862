//! Where the mention of a form begins and ends, around the words that were found.

use super::Fit;
use crate::grammar::{Languages, Roles};
use crate::lexicon::compiled::{FormFlags, FormWord};
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::{TypeHint, is_numeral};
use crate::scan::Case;
use crate::segment::{Gap, Shape, Token};

/// The most articles before a name that are taken into it.
const ARTICLES: usize = 4;

/// One more than the most initials that stand for the first words of a name.
const INITIALS: usize = 6;

/// Bytes of the shortest word that is taken for one more of somebody's names.
const SHORTEST_NAME: usize = 4;

/// Whether a word begins with a letter, whatever its case.
fn starts_with(word: &str, letter: char) -> bool {
    word.chars().next().is_some_and(|c| c.to_lowercase().eq(letter.to_lowercase()))
}

/// Words for waters and shores, which have the names of the countries and towns beside them.
const WATERS: [&str; 9] = ["bay", "canal", "channel", "coast", "gulf", "lake", "sea", "sound", "strait"];

impl Fit<'_> {
    /// Where a name begins whose first words, all small, stand before `first` as listed: остров Рождество.
    pub(super) fn with_beginning(&self, first: usize, done: &[bool]) -> Option<usize> {
        let small = (0..done.len()).take_while(|&k| !done[k]);
        let listed: String = small.map(|k| self.lexicon.vocab_text(self.words[k].vocab())).collect();
        let mut written = String::new();
        let mut start = first;
        while written.len() < listed.len() {
            start = start.checked_sub(1)?;
            if self.scan.tokens[start + 1].gap > Gap::Space {
                return None;
            }
            written.insert_str(0, &fold(&normalise(self.scan.tokens[start].of(self.text))));
        }
        (written == listed).then_some(start)
    }

    /// Whether a name begins with an initial, and the same one stands before it: В. В. Путин.
    pub(super) fn follows_same_initial(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        self.hint == TypeHint::Person
            && first > 0
            && [first - 1, first].iter().all(|&k| tokens[k].shape == Shape::Initial)
            && matches!(tokens[first].gap, Gap::Dot | Gap::DotSpace)
            && tokens[first - 1].gap != Gap::Dot
            && tokens[first - 1].of(self.text) == tokens[first].of(self.text)
    }

    /// Where a family name begins whose small words stand before `first` as the form has them before its word `k`.
    pub(super) fn with_particles(&self, first: usize, k: usize) -> usize {
        let mut start = first;
        for word in self.words[..k].iter().rev().take_while(|w| w.is_light()) {
            let is_here = start > 0
                && self.scan.tokens[start].gap.is_space()
                && fold(&normalise(self.scan.tokens[start - 1].of(self.text)))
                    == *self.lexicon.vocab_text(word.vocab());
            if !is_here {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The span with what belongs to it: an article that the form begins with, the last stop of `U.S.`.
    pub(super) fn widen(&self, first: usize, end: usize, done: &[bool]) -> (usize, usize, u32) {
        let tokens = &self.scan.tokens;
        let least = first.saturating_sub(ARTICLES);
        let mut first = first;
        while first > least && tokens[first].gap <= Gap::Space && tokens[first].gap != Gap::Dot {
            let before = &tokens[first - 1];
            let roles = self.scan.roles_of(first - 1);
            // US-Mexico has none, whatever "us" is elsewhere.
            let is_in_capitals = before.shape == Shape::Upper && before.len() > 1;
            let is_spelt =
                is_in_capitals && self.scan.cases[first] == Case::Normal && tokens[first].shape != Shape::Upper;
            let hyphened = tokens[first].gap == Gap::Hyphen && roles.any(Roles::ARTICLE) && !is_spelt;
            let is_written_small = before.shape == Shape::Lower && self.scan.cases[first] == Case::Normal;
            let listed = !done[0]
                && self.words[0].is_light()
                && (!is_written_small || self.words[0].is_lower())
                && !roles.any(Roles::FUNCTION.with(Roles::TITLE))
                && self.lexicon.vocab_text(self.words[0].vocab()) == self.scan.folded(first - 1, self.text);
            if !hyphened && !listed {
                break;
            }
            first -= 1;
        }
        let mut end = end;
        if self.hint == TypeHint::Organisation {
            first = self.with_prefix(first, done);
        }
        let head = match self.hint {
            TypeHint::Organisation => Roles::GENERIC,
            TypeHint::Place => Roles::PLACE_WORD,
            _ => Roles::NONE,
        };
        // "Revolutionary Guards Corps", "Gaza Strip": what kind of thing it is belongs to its name.
        if !self.flags.has(FormFlags::ACRONYM)
            && tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Capital)
            && self.scan.roles_of(end).any(head)
            && !self.scan.roles_of(end).any(Roles::TITLE)
            && tokens.get(end + 1).is_none_or(|t| t.gap != Gap::Hyphen)
            && !self.begins_another(end)
        {
            end += 1;
        }
        if self.goes_on_with_numeral(end) || self.goes_on_with_name(end, done) {
            end += 1;
        }
        let last = &tokens[end - 1];
        let dotted = last.dot_after && last.len() == 1 && end >= 2 && tokens[end - 1].gap == Gap::Dot;
        (first, end, u32::from(dotted))
    }

    /// Whether the word for a kind behind a name begins what is no part of it: Texas Department of Public Safety, AK Parti Genel
    /// Başkanı.
    fn begins_another(&self, kind: usize) -> bool {
        let next = self.scan.tokens.get(kind + 1).filter(|t| t.gap == Gap::Space);
        match self.hint {
            TypeHint::Place => {
                // The Gulf of Florida is not Florida; the river of the Nile is the Nile.
                let word = fold(&normalise(self.scan.tokens[kind].of(self.text)));
                let is_water = || WATERS.contains(&word.as_str());
                let is_own = || self.lexicon.details(self.entity).about.to_lowercase().contains(&word);
                next.is_some_and(|t| t.of(self.text) == "of") || (is_water() && !is_own())
            }
            _ => next.is_some_and(|t| t.shape == Shape::Capital) && self.scan.languages.is_told_as("tr"),
        }
    }

    /// Whether a ruler's numeral follows that another name of the person has: King Charles III, found as King Charles.
    fn goes_on_with_numeral(&self, end: usize) -> bool {
        let Some(next) = self.scan.tokens.get(end) else { return false };
        if self.hint != TypeHint::Person || next.gap != Gap::Space || next.shape != Shape::Upper {
            return false;
        }
        let letters = fold(&normalise(next.of(self.text)));
        is_numeral(&letters)
            && self.lexicon.entity_forms(self.entity).any(|form| {
                let mut words = self.lexicon.form_words(form).filter(|w| w.as_join().is_none());
                words.any(|w| self.lexicon.vocab_text(w.vocab()) == letters)
            })
    }

    /// Whether one more word, which is nobody's else, follows a person's whole name: who has three names may be listed by two
    /// (Clara Stepanians Tabrizi).
    fn goes_on_with_name(&self, end: usize, done: &[bool]) -> bool {
        let tokens = &self.scan.tokens;
        let is_spelt = |k: usize| {
            tokens[k].shape == Shape::Capital && self.scan.cases[k] == Case::Normal && tokens[k].len() >= SHORTEST_NAME
        };
        let is_listed = |k: usize| {
            let mut units = self.scan.units_of[k] as usize..self.scan.units_of[k + 1] as usize;
            units.any(|unit| {
                let near = self.scan.memo.get(self.scan.units[unit].memo).near(self.number);
                near.iter().any(|n| n.is_exact)
            })
        };
        // Shahla Aghapour-Benakohell: what a hyphen joins to a family name is more of it, where a short text may be English.
        let is_joined = || tokens[end].gap == Gap::Hyphen;
        self.hint == TypeHint::Person
            && end >= 2
            && self.words.iter().filter(|w| !w.is_light()).nth(1).is_some()
            && tokens.get(end).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Hyphen))
            && tokens.get(end + 1).is_none_or(|t| t.gap != Gap::Space || t.shape == Shape::Lower)
            && (self.scan.languages == Languages::named("en")
                || (is_joined() && self.scan.languages.any(Languages::named("en"))))
            && is_spelt(end)
            && is_spelt(end - 1)
            && done.iter().zip(self.words).all(|(&is_done, w)| is_done || w.is_light())
            && !self.flags.has(FormFlags::FAMILY_FIRST)
            && (self.scan.roles_of(end) == Roles::NONE || self.scan.roles_of(end) == Roles::SURNAME)
            && !is_listed(end)
    }

    /// Takes in what stands for words that the form begins with: initials for the words (U.S. State Department), or
    /// the words for their initials (United Nations Security Council).
    pub(super) fn with_prefix(&self, first: usize, done: &[bool]) -> usize {
        let tokens = &self.scan.tokens;
        if first == 0 || tokens[first].gap > Gap::DotSpace || tokens[first].gap == Gap::Hyphen {
            return first;
        }
        // The words for the initials.
        if !done[0] && !self.words[0].is_light() {
            let listed = self.lexicon.vocab_text(self.words[0].vocab());
            let count = listed.chars().count();
            if (2..=5).contains(&count) && first >= count {
                let run = &tokens[first - count..first];
                let fits = run
                    .iter()
                    .zip(listed.chars())
                    .all(|(t, c)| t.shape == Shape::Capital && starts_with(t.of(self.text), c));
                if fits && run[1..].iter().all(|t| t.gap == Gap::Space) {
                    return first - count;
                }
            }
        }
        // The initials for the words, of this form or of another of the entity's.
        let mut start = first - 1;
        while start + INITIALS > first && start > 0 && tokens[start].gap == Gap::Dot && tokens[start].len() == 1 {
            start -= 1;
        }
        let written =
            tokens[start].shape == Shape::Upper || (start + 1 < first && tokens[start].shape == Shape::Initial);
        let length: usize = tokens[start..first].iter().map(Token::len).sum();
        if !written || !(2..=5).contains(&length) {
            return first;
        }
        let letters: String = tokens[start..first].iter().map(|t| t.of(self.text)).collect();
        let fits = self.lexicon.entity_forms(self.entity).any(|form| {
            let words: Vec<FormWord> =
                self.lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light()).collect();
            words.len() > letters.len()
                && letters.chars().zip(&words).all(|(c, w)| starts_with(&self.lexicon.vocab_text(w.vocab()), c))
        });
        if fits { start } else { first }
    }
}
