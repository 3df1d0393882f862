//! Acronyms that a document gives to two bodies, in brackets behind their names: each holds from where it is given.

use super::Document;
use crate::explain::log::Event;
use crate::orthography::fold::folded;
use crate::resolve::Span;
use crate::segment::{Gap, Shape, Token};

/// The log-odds of a listed body behind words that give its acronym to another. By hand.
const ANOTHERS: f32 = -7.0;

/// Letters of the shortest acronym and tokens of the longest name that is looked at for each.
const SHORTEST: usize = 2;
const TOKENS_OF_LETTER: usize = 3;

/// An acronym given to somebody.
struct Given {
    letters: String,
    at: u32,
    is_others: bool,
}

impl Document<'_> {
    /// Of an acronym that the document gives to a listed body and to one that is not listed, lowers what stands behind the
    /// latter: the Kenya Dairy Producers (KDP), beside the Kurdistan Democratic Party (KDP).
    pub(super) fn tell_acronyms_apart(&self, spans: &mut [Span]) {
        let is_acronym = |s: &Span| s.end - s.first == 1 && self.scan.tokens[s.first as usize].shape == Shape::Upper;
        let mut given: Vec<Given> = Vec::new();
        for (i, span) in spans.iter().enumerate().filter(|(_, s)| is_acronym(s) && self.is_bracketed(s.first as usize))
        {
            let letters = self.letters(span.first as usize, span.end as usize);
            let before = i.checked_sub(1).map(|b| &spans[b]).filter(|b| b.end == span.first);
            let is_own = before.is_some_and(|b| b.readings[0].entity == span.readings[0].entity);
            if is_own || self.is_spelt_before(span.first as usize, &letters) {
                given.push(Given { letters, at: span.first, is_others: !is_own });
            }
        }
        if !(given.iter().any(|g| g.is_others) && given.iter().any(|g| !g.is_others)) {
            return;
        }
        let is_both = |letters: &str| {
            let mut of = given.iter().filter(|g| g.letters == letters).map(|g| g.is_others);
            of.next().is_some_and(|first| of.any(|other| other != first))
        };
        for span in spans.iter_mut().filter(|s| is_acronym(s)) {
            let (first, end) = (span.first, span.end);
            let letters = self.letters(first as usize, end as usize);
            let last = given.iter().rev().find(|g| g.letters == letters && g.at <= first);
            if !last.is_some_and(|g| g.is_others && is_both(&letters)) {
                continue;
            }
            for reading in &mut span.readings {
                reading.log_odds += ANOTHERS;
                let (entity, form) = (reading.entity, reading.form);
                let name = "acronym-of-another";
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by: ANOTHERS });
            }
        }
    }

    /// Whether a token stands in brackets by itself, behind a space.
    fn is_bracketed(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        token > 0
            && here.gap == Gap::Break
            && self.text[self.scan.tokens[token - 1].end as usize..here.start as usize].trim() == "("
            && self.text[here.end as usize..].trim_start_matches(' ').starts_with(')')
    }

    /// Whether the words in capitals before a token begin with an acronym's letters.
    fn is_spelt_before(&self, token: usize, letters: &str) -> bool {
        let tokens = &self.scan.tokens;
        let mut rest: Vec<char> = letters.chars().collect();
        let initial = |t: &Token| folded(t.of(self.text)).chars().next();
        let reach = token.saturating_sub(rest.len() * TOKENS_OF_LETTER);
        for k in (reach..token).rev() {
            let is_near =
                k + 1 == token || matches!(tokens[k + 1].gap, Gap::Space | Gap::Line | Gap::Apostrophe | Gap::Hyphen);
            if !is_near {
                return false;
            }
            if tokens[k].shape == Shape::Capital {
                if rest.pop() != initial(&tokens[k]) {
                    return false;
                }
                if rest.is_empty() {
                    return letters.chars().count() >= SHORTEST;
                }
            }
        }
        false
    }
}
