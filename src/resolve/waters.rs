//! A place's name within the name of a water, a mountain or a valley: Lake Michigan is no state, the Kiel Canal no city.

use once_cell::sync::Lazy;

use super::about;
use super::kinds::Kinds;
use super::place::Place;
use super::{Reading, Span, rank};
use crate::explain::log::Event;
use crate::orthography::fold::folded;
use crate::segment::{Gap, Shape};

/// What a word does in a water's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Before,
    Of,
    After,
    /// What begins with a sign of a water and is another word.
    Unless,
}

static WORDS: Lazy<Kinds<Part>> = Lazy::new(|| {
    let kinds = [("before", Part::Before), ("of", Part::Of), ("after", Part::After), ("unless", Part::Unless)];
    Kinds::of_table(include_str!("../../lexicons/grammar/waters.tsv"), &kinds)
});

/// What a place loses whose name is a water's, in nats. By hand.
const WATER: f32 = -10.0;

/// Words such as "of" from a water to its name.
const MOST_OF: usize = 2;

/// Words of the longest word for a water.
const LONGEST: usize = 2;

/// Signs of the longest that stands behind a name in a script without spaces.
const MOST_SIGNS: usize = 2;

impl Place<'_> {
    /// The word for a water that ends at a token.
    fn water_before(&self, last: usize) -> Option<String> {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let starts = (0..LONGEST).map_while(|n| last.checked_sub(n));
        let starts = starts.take_while(|&first| first == last || tokens[first + 1].gap.is_space());
        starts.into_iter().find_map(|first| {
            let phrase = (first..=last).map(|k| self.folded(k)).collect::<Vec<_>>().join(" ");
            // With what is written onto it: وبحيرة.
            let is_bare = || {
                let bare = || self.tables.grammar.bare(&phrase, languages);
                tokens[first].shape == Shape::Uncased && bare().iter().any(|b| WORDS.is(b, Part::Before, languages))
            };
            (WORDS.is(&phrase, Part::Before, languages) || is_bare()).then_some(phrase)
        })
    }

    /// The word for a water behind a name that ends before a token.
    fn water_behind(&self, end: usize) -> Option<String> {
        let next = self.scan.tokens.get(end)?;
        let is = |phrase: &str, part| WORDS.is(phrase, part, self.scan.languages);
        if next.script.is_unspaced() {
            let rest = if next.gap == Gap::None { self.rest_of_run(end) } else { return None };
            let begins = |part| {
                let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(MOST_SIGNS);
                ends.into_iter().map(|end| &rest[..end]).find(|phrase| is(phrase, part))
            };
            return begins(Part::After).filter(|_| begins(Part::Unless).is_none()).map(str::to_owned);
        }
        let written = self.folded(end);
        (next.gap == Gap::Space && next.shape != Shape::Lower && is(written, Part::After)).then(|| written.to_owned())
    }

    /// The word that makes a water of the name in a span, be it taken in or not.
    fn water(&self, first: usize, end: usize) -> Option<String> {
        let tokens = &self.scan.tokens;
        let is_of = |k: usize| WORDS.is(self.folded(k), Part::Of, self.scan.languages);
        let is_joined = |k: usize| tokens[k].gap.is_space() || tokens[k].gap == Gap::Apostrophe;
        let is_long = end - first > 1;
        let within = || is_long.then(|| self.water_before(first).or_else(|| self.water_behind(end - 1))).flatten();
        let before = || {
            let mut k = first;
            for _ in 0..MOST_OF {
                if k == 0 || !is_joined(k) || !is_of(k - 1) {
                    break;
                }
                k -= 1;
            }
            (k > 0 && tokens[k].gap.is_space()).then(|| self.water_before(k - 1)).flatten()
        };
        self.water_behind(end).or_else(within).or_else(before)
    }

    /// Lowers cities, states and countries whose name is that of a water there.
    pub(super) fn tell_waters(&self, spans: &mut [Span]) {
        for span in spans {
            let lexicon = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize];
            let is_place = |r: &Reading| lexicon(r).entity_kind(r.entity.entity) == "place";
            let is_land = |r: &Reading| {
                is_place(r) && {
                    let about = &lexicon(r).details(r.entity.entity).about;
                    !about.is_empty() && about::is(about) != about::Is::Water
                }
            };
            if !span.readings.iter().any(is_place) {
                continue;
            }
            let Some(water) = self.water(span.first as usize, span.end as usize) else { continue };
            let mut is_moved = false;
            for reading in &mut span.readings {
                // Salt Lake City, the Niger Delta; Bekaa, which is the Bekaa Valley.
                let has_word = |form| folded(&lexicon(reading).form_text(form)).contains(&water);
                let is_own = || lexicon(reading).entity_forms(reading.entity.entity).any(has_word);
                if !is_land(reading) || is_own() {
                    continue;
                }
                is_moved = true;
                reading.log_odds += WATER;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let (name, by) = ("of-a-water", WATER);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
            if is_moved {
                rank(&mut span.readings, self.tables);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::grammar::{Languages, fold_phrase};

    #[rstest]
    #[case("Lake", Part::Before, true)]
    #[case("eo biển", Part::Before, true)]
    #[case("озере", Part::Before, true)]
    #[case("Gölü", Part::After, true)]
    #[case("海軍", Part::After, false)]
    #[case("County", Part::After, false)]
    fn words_are_of_waters(#[case] word: &str, #[case] part: Part, #[case] expected: bool) {
        assert_eq!(WORDS.is(&fold_phrase(word), part, Languages::ALL), expected);
    }
}
