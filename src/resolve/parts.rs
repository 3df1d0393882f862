//! What a place's name is part of: companies, clubs and feasts (Energy Australia, Columbus Day), instruments of science, operations,
//! what signs joined to it make of it in Chinese and Japanese, and what is called after it.

use once_cell::sync::Lazy;

use super::about::{self, Is};
use super::besides::{Beside, LIKELY, WORDS};
use super::place::Place;
use super::{Reading, Span};
use crate::explain::log::Event;
use crate::grammar::{Languages, Roles};
use crate::hash::Set;
use crate::orthography::fold::folded;
use crate::orthography::script::Script;
use crate::scan::Case;
use crate::segment::{Gap, Shape, Token};

/// Japanese given names as they are written.
static JAPANESE: Lazy<Set<&'static str>> = Lazy::new(|| {
    let rows = include_str!("../../lexicons/grammar/given-names-ja.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.flat_map(str::split_whitespace).collect()
});

/// What a place loses behind a word that companies' and clubs' names begin with, in nats. Set by hand.
pub(super) const PART_OF_NAME: f32 = -6.0;

/// Words behind a place of an instrument's name: Sleep Quality Index.
const INSTRUMENT: usize = 4;

/// Signs of the longest word that is joined to a place's name.
const SIGNS_BEHIND: usize = 5;

/// Words of an operation's name: Prosperity Guardian.
const OPERATION: usize = 2;

impl Place<'_> {
    /// Whether a word is of an operation's name: Operation Prosperity Guardian.
    fn is_of_operation(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: &usize| tokens[*k].gap == Gap::Space && tokens[*k].shape == Shape::Capital;
        (token.saturating_sub(OPERATION - 1)..=token).rev().take_while(is_joined).any(|k| {
            k > 0
                && tokens[k - 1].shape == Shape::Capital
                && WORDS.is(self.folded(k - 1), Beside::Operation, self.scan.languages)
        })
    }

    /// Whether a word behind a place that has a capital makes it part of the name of a feast, a war or a race, with another place that
    /// a hyphen joins to it or without: Columbus Day, the Iran-Iraq War.
    fn has_tail(&self, end: usize) -> bool {
        let is_capital =
            |k: usize, gap: Gap| self.scan.tokens.get(k).is_some_and(|t| t.gap == gap && t.shape == Shape::Capital);
        let is_tail =
            |k: usize| is_capital(k, Gap::Space) && WORDS.is(self.folded(k), Beside::Tail, self.scan.languages);
        is_tail(end) || (is_capital(end, Gap::Hyphen) && is_tail(end + 1)) || self.is_instrument(end)
    }

    /// Whether hyphens join a place to another name, behind an article or a word for a race: le Paris-Roubaix, the Paris-Dakar rally,
    /// the train that is called Lyon-Turin.
    fn is_of_race(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Hyphen && t.shape == Shape::Capital);
        let mut start = first;
        while start > 0 && is_joined(start) {
            start -= 1;
        }
        let stop = (end..).find(|&k| !is_joined(k)).unwrap_or(end);
        let is_race =
            |k: usize| tokens[k].shape != Shape::Upper && WORDS.is(self.folded(k), Beside::Race, self.scan.languages);
        let is_before = || start > 0 && tokens[start].gap == Gap::Space && is_race(start - 1);
        let is_behind =
            || tokens.get(stop).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower) && is_race(stop);
        (start < first || stop > end) && tokens[start].shape == Shape::Capital && (is_before() || is_behind())
    }

    /// Whether words behind a place make it part of the name of an instrument of science: the Pittsburgh Sleep Quality Index.
    fn is_instrument(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: &usize| {
            let is_near = |t: &Token| matches!(t.gap, Gap::Space | Gap::Hyphen) && t.shape == Shape::Capital;
            tokens.get(*k).is_some_and(is_near)
        };
        let mut run = (end..end + INSTRUMENT).take_while(is_joined);
        run.any(|k| WORDS.is(self.folded(k), Beside::Instrument, self.scan.languages))
    }

    /// Whether a word beside a place that has a capital makes it part of the name of a company, a club or a feast, or of
    /// another place: Energy Australia, Union Berlin, New Portland, Columbus Day. A heading has capitals for everything.
    fn is_part_of_name(&self, first: usize, end: usize) -> bool {
        if self.has_tail(end) || self.is_of_race(first, end) {
            return true;
        }
        let tokens = &self.scan.tokens;
        let before = first.checked_sub(1).filter(|_| tokens[first].gap == Gap::Space);
        before.is_some_and(|k| {
            let is_head = || WORDS.is(self.folded(k), Beside::Head, self.scan.languages);
            matches!(tokens[k].shape, Shape::Capital | Shape::Upper)
                && self.scan.cases[first] == Case::Normal
                && !self.is_heading(first)
                && (is_head() || self.is_new(k, end))
        })
    }

    /// Whether a word makes another place of the one behind it: New Portland. What starts a sentence may be news of a place: New
    /// Iran sanctions.
    fn is_new(&self, token: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on = || {
            tokens.get(end).is_some_and(|t| {
                t.gap != Gap::Space || (t.shape == Shape::Lower && self.roles(end).any(Roles::FUNCTION))
            })
        };
        WORDS.is(self.folded(token), Beside::New, self.scan.languages)
            && tokens[token].shape == Shape::Capital
            && (!self.starts_sentence(token) || goes_on())
    }

    /// Whether a side of the compass in a capital makes another place of the one behind it: North Sulawesi.
    fn is_side(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = first.checked_sub(1).filter(|_| tokens[first].gap == Gap::Space);
        before.is_some_and(|k| {
            tokens[k].shape == Shape::Capital
                && !self.starts_sentence(k)
                && self.scan.cases[first] == Case::Normal
                && !self.is_heading(first)
                && WORDS.is(self.folded(k), Beside::Direction, self.scan.languages)
        })
    }

    /// Whether a Japanese given name or what people are called is joined to a place's name, which then is somebody's family name:
    /// 千葉真一, 宮崎選手.
    fn has_given_name_behind(&self, end: usize) -> bool {
        let Some(next) = self.scan.tokens.get(end) else { return false };
        let is_joined = next.gap == Gap::None && matches!(next.script, Script::Han | Script::Kana);
        is_joined && self.scan.languages.is_told_as("ja") && {
            let written = &self.text[next.start as usize..];
            let mut ends = written.char_indices().map(|(i, _)| i).chain([written.len()]);
            let is_given = |end: usize| JAPANESE.contains(&written[..end]);
            // 千葉実さん: whatever the signs between.
            let honours = |from: usize| {
                let rest = written[from..].char_indices().map(|(i, _)| from + i).chain([written.len()]);
                rest.skip(1)
                    .take(SIGNS_BEHIND)
                    .any(|to| WORDS.is(&folded(&written[from..to]), Beside::Honour, Languages::ALL))
            };
            let are_signs = |end: usize| written[..end].chars().all(|c| Script::of(c) == Some(Script::Han));
            ends.by_ref().take(SIGNS_BEHIND).any(|end| are_signs(end) && honours(end) || end > 3 && is_given(end))
        }
    }

    /// Whether signs that are joined to a place's name make another thing of it: 西班牙语 is a language, 朝鲜战争 a war.
    fn has_sign_behind(&self, end: usize) -> bool {
        let Some(next) = self.scan.tokens.get(end) else { return false };
        let is_joined = next.gap == Gap::None && matches!(next.script, Script::Han | Script::Kana);
        is_joined && {
            let written = next.of(self.text);
            let ends = written.char_indices().skip(1).map(|(i, _)| i).chain([written.len()]).take(SIGNS_BEHIND);
            ends.into_iter().any(|end| WORDS.is(&folded(&written[..end]), Beside::Behind, Languages::ALL))
        }
    }

    /// What is part of a company's or a club's name is no place there, and what is part of an operation's nothing at all.
    pub(super) fn tell_parts_of_names(&self, spans: &mut [Span]) {
        let is_place =
            |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].entity_kind(r.entity.entity) == "place";
        let is_likely = |s: &&Span| s.readings.iter().any(|r| r.log_odds > LIKELY);
        let may_be = |s: &&Span| s.readings.iter().any(|r| r.log_odds > LIKELY && is_place(r));
        let is_with_sign =
            |s: &&Span| self.has_sign_behind(s.end as usize) || self.has_given_name_behind(s.end as usize);
        let is_part = |s: &&Span| self.is_part_of_name(s.first as usize, s.end as usize);
        let is_of_operation = |s: &&Span| s.end - s.first == 1 && self.is_of_operation(s.first as usize);
        let firsts = |part: &dyn Fn(&&Span) -> bool| spans.iter().filter(part).map(|s| s.first).collect::<Set<u32>>();
        let operations = firsts(&|s| is_likely(s) && is_of_operation(s));
        let with_signs = firsts(&|s| may_be(s) && is_with_sign(s));
        // A quarter of a city is the city's: North London.
        let sides = firsts(&|s| may_be(s) && self.is_side(s.first as usize));
        let is_land = |r: &Reading| {
            let about = &self.details(r.entity).about;
            !about.is_empty() && !matches!(about::is(about), Is::City | Is::Village)
        };
        let mut parts = firsts(&|s| may_be(s) && is_part(s));
        parts.extend(&operations);
        parts.extend(&with_signs);
        let named = parts.clone();
        parts.extend(&sides);
        if parts.is_empty() {
            return;
        }
        // The African Union Darfur mission.
        let is_longer = |s: &&Span| {
            s.end - s.first > 1 && parts.contains(&s.end) && s.readings.iter().any(|r| r.log_odds > 0.0 && !is_place(r))
        };
        let others: Set<u32> = spans.iter().filter(is_longer).map(|s| s.end).collect();
        for span in spans.iter_mut().filter(|s| parts.contains(&s.first) && !others.contains(&s.first)) {
            let is_operation = operations.contains(&span.first);
            // Without capitals the very letters say more.
            let by = if with_signs.contains(&span.first) { 2.0 * PART_OF_NAME } else { PART_OF_NAME };
            let is_part = |r: &&mut Reading| is_place(r) && (named.contains(&span.first) || is_land(r));
            for reading in span.readings.iter_mut().filter(|r| is_operation || is_part(r)) {
                reading.log_odds += by;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let name = "part-of-a-name";
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// Takes from towns what is called after them: what stands alone in the quotation marks of East Slavic languages, whose place names
    /// have none («Севилья» is a club, «Москва» a ship), and what has an article where towns have none (al Valencia, il Napoli, in den Bergen).
    pub(super) fn tell_namesakes_of_places(&self, spans: &mut [Span]) {
        let lexicon = |r: &Reading| &self.tables.lexicons[r.entity.lexicon as usize];
        // Not a pronoun (der Mann, der Berlin regiert) nor the article of what a hyphen joins to the town (der Berlin-Besuch).
        let tokens = &self.scan.tokens;
        let has_article = |s: &Span| {
            let before = s.first.checked_sub(1).filter(|_| tokens[s.first as usize].gap == Gap::Space);
            let is_article = |k: usize| {
                let is_other = tokens[k].gap == Gap::Apostrophe || (self.is_german && tokens[k].gap == Gap::Comma);
                !is_other && WORDS.is(self.folded(k), Beside::Article, self.scan.languages)
            };
            tokens.get(s.end as usize).is_none_or(|t| t.gap != Gap::Hyphen)
                && before.is_some_and(|k| is_article(k as usize))
        };
        // Il Cairo has an article of its own, and so may be behind another word.
        let is_bare_town = |r: &Reading| {
            let begins = |form| lexicon(r).form_words(form).next().map(|w| lexicon(r).vocab_text(w.vocab()));
            let is_article = |word: &str| self.tables.grammar.look_up(word).roles.any(Roles::ARTICLE);
            about::is(&self.details(r.entity).about) == Is::City
                && !lexicon(r).entity_forms(r.entity.entity).filter_map(begins).any(|word| is_article(&word))
        };
        // Le Bayern, il Bayern: what a club may be called as well, behind an article of men.
        let is_place = |r: &Reading| lexicon(r).entity_kind(r.entity.entity) == "place";
        let may_be_club = |s: &Span| {
            let is_club = |r: &Reading| {
                lexicon(r).entity_kind(r.entity.entity) == "org" && about::is(&self.details(r.entity).about) == Is::Club
            };
            let before = s.first.checked_sub(1).filter(|_| tokens[s.first as usize].gap == Gap::Space);
            let is_le = |k: usize| self.folded(k) == "le" && self.scan.languages.is_told_as("fr");
            let is_before = || before.is_some_and(|k| is_le(k as usize)) || (has_article(s) && !self.is_german);
            s.readings.iter().any(is_club) && is_before()
        };
        for span in spans.iter_mut() {
            let is_quoted = self.is_all_in_quotes(span.first as usize, span.end as usize);
            let is_club = may_be_club(span);
            if !is_quoted && !is_club && !has_article(span) {
                continue;
            }
            let is_told = |r: &&mut Reading| is_bare_town(r) || ((is_quoted || is_club) && is_place(r));
            for reading in span.readings.iter_mut().filter(is_told) {
                reading.log_odds += PART_OF_NAME;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let (name, by) = ("namesake-of-a-place", PART_OF_NAME);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }
}
