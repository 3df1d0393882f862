//! What the words in capitals of a document spell with their first letters: the acronyms that it makes itself.

use super::LONGEST_NAME;
use super::place::Place;
use crate::grammar::Roles;
use crate::orthography::fold::folded;
use crate::scan::{Candidate, Case};
use crate::segment::{Gap, Shape};

/// Letters of the shortest acronym that is looked for: two stand for too much.
const SHORTEST: usize = 3;

/// Words in capitals, small ones between them, by their first letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    letters: [char; SHORTEST],
    first: u32,
}

impl Place<'_> {
    /// The first letters of the words in capitals from a token on, and where each ends; small words between count as none.
    ///
    /// Of a name that ends before a small word the words behind that are listed as well.
    fn spelt_from(&self, first: usize) -> impl Iterator<Item = (char, usize)> + '_ {
        let tokens = &self.scan.tokens;
        let small = Roles::FUNCTION.with(Roles::LINKER).with(Roles::ARTICLE).with(Roles::PARTICLE);
        let in_run = move |&k: &usize| {
            let here = &tokens[k];
            // The Fishermen's Inn.
            let is_owner = here.gap == Gap::Apostrophe && here.len() == 1;
            (k == first || here.gap == Gap::Space || is_owner)
                && match here.shape {
                    Shape::Lower if is_owner => true,
                    Shape::Capital => self.scan.cases[k] == Case::Normal,
                    Shape::Lower => k > first && self.roles(k).any(small),
                    _ => false,
                }
        };
        let run = (first..tokens.len()).take_while(in_run).filter(|&k| tokens[k].shape == Shape::Capital);
        run.filter_map(|k| Some((self.folded(k).chars().next()?, k + 1)))
    }

    fn runs(&self) -> &[Run] {
        self.initials.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let is_capital = |k: &usize| tokens[*k].shape == Shape::Capital;
            let mut runs: Vec<Run> = (0..tokens.len())
                .filter(is_capital)
                .filter_map(|k| {
                    let mut spelt = self.spelt_from(k).map(|(letter, _)| letter);
                    let letters = [spelt.next()?, spelt.next()?, spelt.next()?];
                    Some(Run { letters, first: u32::try_from(k).ok()? })
                })
                .collect();
            runs.sort_unstable();
            runs
        })
    }

    /// Whether words in capitals spell an acronym that are no name of the entity: the Social Democratic Front is not the
    /// SDF of Syria.
    pub(super) fn is_others_acronym(&self, candidate: &Candidate) -> bool {
        let tokens = &self.scan.tokens;
        let (first, end) = (candidate.core.0 as usize, candidate.core.1 as usize);
        let written: String = tokens[first..end].iter().map(|t| t.of(self.text)).collect();
        let letters: Vec<char> = folded(&written).chars().filter(|c| c.is_alphabetic()).collect();
        let Some(key) = letters.first_chunk::<SHORTEST>() else { return false };
        let runs = self.runs();
        let from = runs.partition_point(|run| run.letters < *key);
        let spells = |run: &&Run| {
            let mut end = run.first as usize;
            let mut spelt = self.spelt_from(end);
            let is_next = |letter: &char| {
                spelt.next().is_some_and(|(own, stop)| {
                    end = stop;
                    own == *letter
                })
            };
            // The Social Democrats Forum of Cameroon.
            letters.iter().all(is_next) && spelt.next().is_none_or(|(_, stop)| stop > end + 1)
        };
        let mut others = runs[from..].iter().take_while(|run| run.letters == *key).filter(spells).peekable();
        let is_own = |run: &Run| {
            let stop = self.spelt_from(run.first as usize).last().map_or(run.first as usize, |(_, stop)| stop);
            // Candidates are in the order of their first tokens.
            let candidates = &self.scan.candidates;
            let before = &candidates[..candidates.partition_point(|c| (c.first as usize) < stop)];
            let mut near = before.iter().rev().take_while(|c| c.first + LONGEST_NAME > run.first);
            near.any(|c| {
                (c.lexicon, c.entity) == (candidate.lexicon, candidate.entity) && c.words > 1 && run.first < c.end
            })
        };
        others.peek().is_some() && !others.any(is_own)
    }
}
