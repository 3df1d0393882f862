//! Titles and owners before a name, and family names before titles.

use super::{Candidate, Scan, Tables};
use crate::grammar::Roles;
use crate::lexicon::compiled::{Compiled, Index};
use crate::matching::evidence::Evidence;
use crate::matching::offices;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape};

/// Bytes of the longest family name in Han or Hangul before a title.
const LONGEST_SIGNS: u32 = 6;

/// Bytes of the longest abbreviated title: Pres., Gen.
const ABBREVIATED: usize = 4;

/// Words from a title to the one before the last of a family name: président de la Madrid.
const PARTICLES: usize = 3;

impl Scan {
    /// Adds those whose family name in Han or Hangul stands before a title that they have had: 岸田首相, 윤 대통령.
    pub(super) fn titled_families(&mut self, text: &str, tables: &Tables<'_>) {
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
                let words = (first..owner.end).map(|k| self.folded(k, text));
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
}
