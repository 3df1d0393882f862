//! Acronyms that a document gives to two bodies, in brackets behind their names: each holds from where it is given.

use super::Document;
use crate::explain::log::Event;
use crate::hash::Map;
use crate::resolve::Span;
use crate::segment::{Gap, Shape};

/// The log-odds of a listed body behind words that give its acronym to another. By hand.
const ANOTHERS: f32 = -7.0;

/// Letters of the shortest acronym that may leave a word out.
const LONG: usize = 3;

/// Letters of the shortest acronym and tokens of the longest name that is looked at for each.
const SHORTEST: usize = 2;
const TOKENS_OF_LETTER: usize = 3;

impl Document<'_> {
    /// Of an acronym that the document gives to a listed body and to one that is not listed, lowers what stands behind the
    /// latter: the Kenya Dairy Producers (KDP), beside the Kurdistan Democratic Party (KDP).
    pub(super) fn tell_acronyms_apart(&self, spans: &mut [Span]) {
        let is_acronym = |s: &Span| s.end - s.first == 1 && self.scan.tokens[s.first as usize].shape == Shape::Upper;
        // Where each is given, in order, and whether to another body.
        let mut given: Map<String, Vec<(u32, bool)>> = Map::default();
        let bracketed = spans.iter().enumerate().filter(|(_, s)| is_acronym(s) && self.is_bracketed(s.first as usize));
        for (i, span) in bracketed {
            let letters = self.letters(span.first as usize, span.end as usize);
            // Whichever listed body the name before it is, the acronym is no stranger's.
            let is_own = i.checked_sub(1).is_some_and(|b| spans[b].end == span.first);
            if is_own || self.is_spelt_before(span.first as usize, &letters) {
                given.entry(letters).or_default().push((span.first, !is_own));
            }
        }
        given.retain(|_, all| all.iter().any(|&(_, other)| other) && all.iter().any(|&(_, other)| !other));
        if given.is_empty() {
            return;
        }
        for span in spans.iter_mut().filter(|s| is_acronym(s)) {
            let (first, end) = (span.first, span.end);
            let Some(all) = given.get(&self.letters(first as usize, end as usize)) else { continue };
            let last = all[..all.partition_point(|&(at, _)| at <= first)].last();
            if !last.is_some_and(|&(_, is_others)| is_others) {
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
