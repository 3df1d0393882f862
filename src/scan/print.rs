//! Letters as print of another time has them.

use super::{Scan, Tables};
use crate::grammar::{Grammar, Roles};
use crate::orthography::fold::{fold, normalise};
use crate::segment::Shape;

/// Letters of the longest word that may be an abbreviation with J.
const LONGEST_INITIALS: usize = 3;

/// A word with s for f, as the long s is misread; at the end of a word stands no long s.
fn long_s(written: &str) -> Option<String> {
    let last = written.char_indices().next_back().map_or(0, |(at, _)| at);
    let has_f = written[..last].contains('f');
    has_f.then(|| format!("{}{}", written[..last].replace('f', "s"), &written[last..]))
}

impl Scan {
    /// The listed word that old print has in other letters: Jtalien, as broken type has one letter for I and J; Ruffia,
    /// where the document shows that the long s was read as f.
    pub(super) fn printed_for(&self, token: usize, written: &str, tables: &Tables<'_>) -> Option<String> {
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
    pub(super) fn is_read_with_f(&self, token: usize, text: &str, grammar: &Grammar) -> bool {
        let here = &self.tokens[token];
        here.shape == Shape::Lower
            && here.len() > 2
            && self.roles[token] == Roles::NONE
            && long_s(here.of(text)).is_some_and(|meant| {
                grammar.look_up(&fold(&normalise(&meant))).roles_in(self.languages).any(Roles::FUNCTION)
            })
    }
}
