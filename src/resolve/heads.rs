//! A place's name within the name of a body, whether anybody lists that or not: the Montana Supreme Court, Landgericht Köln,
//! Министерство финансов Италии.

use std::borrow::Cow;

use once_cell::sync::Lazy;

use super::about;
use super::kinds::Kinds;
use super::place::Place;
use super::{EntityRef, Reading, Span};
use crate::explain::log::Event;
use crate::grammar::{Languages, Roles};
use crate::hash::{Map, Set};
use crate::orthography::fold::folded;
use crate::orthography::script::Script;
use crate::scan::Case;
use crate::segment::{Gap, Shape};

/// What a word does in a body's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before a place, directly or in a case; the same in a capital.
    Head,
    Named,
    /// Before one with a word for "of", in a capital, or in small letters too.
    Whose,
    WhoseSmall,
    Of,
    /// Between a head and the place.
    Field,
    /// Behind a place.
    After,
    /// Behind somebody's name in a script without spaces; the same of one sign.
    Landmark,
    Sign,
    /// A sign of given names.
    GivenSign,
    /// A sign that makes a place's people of it; one that makes a body's head of it.
    People,
    Chief,
}

static WORDS: Lazy<Kinds<Part>> = Lazy::new(|| {
    let kinds = [
        ("head", Part::Head),
        ("named", Part::Named),
        ("whose", Part::Whose),
        ("whose-small", Part::WhoseSmall),
        ("of", Part::Of),
        ("field", Part::Field),
        ("after", Part::After),
        ("landmark", Part::Landmark),
        ("sign", Part::Sign),
        ("given-sign", Part::GivenSign),
        ("people", Part::People),
        ("chief", Part::Chief),
    ];
    Kinds::of_table(include_str!("../../lexicons/grammar/heads.tsv"), &kinds)
});

/// Words of the longest head, and letters of one in a script without spaces.
const LONGEST_HEAD: usize = 3;
const MOST_LETTERS: usize = 6;
const MOST_RUN: usize = 14;

/// Words for what a body does before the word for what it is, and that.
const MOST_FIELDS: usize = 3;

/// Words such as "of" from a head to the place, and one more.
const MOST_OF: u32 = 3;

/// Words from a place to the head before it and behind it.
const MOST_BEFORE: usize = 7;
const MOST_AFTER: usize = 5;

/// What a place loses within a body's name, and a body that is another place's, in nats. Set by hand: what marked text has of it is
/// mostly left out of its gold.
const PART_OF_BODY: f32 = -11.0;

/// The least log-odds of a place, as it is listed, beside which a body's words are looked for: what the rest of the context leaves
/// little of may still tell whose the body is.
const LIKELY: f32 = -14.0;

/// Words that by themselves tell no body from another.
const COMMON: Roles = Roles::WORD
    .with(Roles::GENERIC)
    .with(Roles::ORG_WORD)
    .with(Roles::LANDMARK)
    .with(Roles::LINKER)
    .with(Roles::FUNCTION)
    .with(Roles::ARTICLE)
    .with(Roles::PLACE_WORD);

impl Place<'_> {
    /// What is written from a token of a script without spaces up to the end of its run.
    pub(super) fn rest_of_run(&self, token: usize) -> &str {
        let tokens = &self.scan.tokens;
        let is_of_run = |k: &usize| tokens[*k].gap == Gap::None && tokens[*k].script == tokens[token].script;
        let last = (token + 1..tokens.len().min(token + MOST_LETTERS)).take_while(is_of_run).last().unwrap_or(token);
        &self.text[tokens[token].start as usize..tokens[last].end as usize]
    }

    /// Whether a run of a script without spaces ends one sign behind a span.
    pub(super) fn is_last_of_run(&self, end: usize) -> bool {
        end < self.scan.tokens.len() && self.rest_of_run(end).chars().nth(1).is_none()
    }

    /// The folded words from one token up to another.
    fn words_of(&self, first: usize, end: usize) -> Cow<'_, str> {
        match end - first {
            1 => Cow::from(self.folded(first)),
            _ => Cow::from((first..end).map(|k| self.folded(k)).collect::<Vec<_>>().join(" ")),
        }
    }

    /// Whether the words from one token up to another are of a part of bodies' names.
    fn is_part(&self, first: usize, end: usize, part: Part) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let phrase = self.words_of(first, end);
        // With what is written onto it: ووزارة.
        let is_bare = || {
            tokens[first].shape == Shape::Uncased && end - first == 1 && {
                let bare = self.tables.grammar.bare(&phrase, languages);
                bare.iter().any(|b| WORDS.is(b, part, languages))
            }
        };
        WORDS.is(&phrase, part, languages) || is_bare()
    }

    /// Whether a head of a body's name ends at a token, with words such as "of" behind it or without.
    fn is_head(&self, last: usize, is_of: bool) -> bool {
        let tokens = &self.scan.tokens;
        let starts = (0..LONGEST_HEAD).map_while(|n| last.checked_sub(n)).take_while(|&first| {
            first == last
                || tokens[first + 1].gap.is_space()
                || matches!(tokens[first + 1].gap, Gap::Hyphen | Gap::Apostrophe)
        });
        starts.into_iter().any(|first| {
            let is = |part| self.is_part(first, last + 1, part);
            let is_capital = || tokens[first].shape != Shape::Lower;
            let is_head = is(Part::Head)
                || (is(Part::Named) && is_capital() && !self.starts_sentence(first))
                || (is_of && (is(Part::WhoseSmall) || (is_capital() && is(Part::Whose))));
            is_head && !self.is_second_head(first)
        })
    }

    /// Whether a head is joined to another by "and": the place is that of two, the Ministry of Finance and the Ministry of Labor
    /// of Ukraine.
    fn is_second_head(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_small = |k: usize, roles| tokens[k].shape == Shape::Lower && self.roles(k).any(roles);
        let is_joined = |k: usize| k > 0 && tokens[k].gap.is_space();
        let mut k = first;
        if is_joined(k) && is_small(k - 1, Roles::ARTICLE) {
            k -= 1;
        }
        let is_and = is_joined(k) && is_small(k - 1, Roles::LINKER) && !self.is_part(k - 1, k, Part::Of);
        is_and
            && (1..MOST_BEFORE)
                .map_while(|n| (k - 1).checked_sub(n))
                .take_while(|&at| tokens[at + 1].gap.is_space())
                .any(|at| {
                    [Part::Head, Part::Whose, Part::WhoseSmall].into_iter().any(|part| self.is_part(at, at + 1, part))
                })
    }

    /// Whether the head of a body's name stands before a place: Ministry of Finance of Bulgaria, Landgericht Köln.
    fn is_behind_head(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        // มหาวิทยาลัยเชียงใหม่: a run ends with it.
        if tokens[first].script.is_unspaced() {
            let before = first
                .checked_sub(1)
                .filter(|&k| tokens[first].gap == Gap::None && tokens[k].script == tokens[first].script);
            return before.is_some_and(|k| {
                let rest = tokens[k].of(self.text);
                let starts = rest.char_indices().map(|(at, _)| at).rev().take(MOST_RUN);
                starts.into_iter().any(|at| WORDS.is(&folded(&rest[at..]), Part::Head, self.scan.languages))
            });
        }
        let is_joined = |k: usize| tokens[k].gap.is_space() || matches!(tokens[k].gap, Gap::Hyphen | Gap::Apostrophe);
        let is_latin = tokens[first].script == Script::Latin;
        let mut is_of = false;
        let mut k = first;
        for _ in 0..MOST_BEFORE {
            let Some(before) = k.checked_sub(1).filter(|_| is_joined(k)) else { return false };
            if tokens[before].script != tokens[first].script {
                return false;
            }
            if self.is_head(before, is_of) {
                return true;
            }
            let roles = self.roles(before);
            let is_small = tokens[before].shape == Shape::Lower || tokens[before].shape == Shape::Uncased;
            let is_word_for_of = is_small && self.is_part(before, before + 1, Part::Of);
            // Directly before the place "and" makes two of them.
            let is_linker = is_small && roles.any(Roles::LINKER.with(Roles::ARTICLE)) && k < first;
            let is_name = || {
                tokens[before].shape == Shape::Capital
                    && !self.is_german
                    && !roles.any(
                        Roles::FUNCTION
                            .with(Roles::TITLE)
                            .with(Roles::CALENDAR)
                            .with(Roles::GIVEN)
                            .with(Roles::PLACE_WORD),
                    )
            };
            let is_of_field = || {
                !(roles.any(Roles::PLACE_WORD) || (is_latin && self.scan.languages.is_told_as("en") && is_small))
                    && (roles.any(Roles::GENERIC.with(Roles::ORG_WORD))
                        || self.is_part(before, before + 1, Part::Field))
            };
            is_of |= is_word_for_of;
            if !(is_word_for_of || is_linker || (!roles.any(Roles::TITLE) && is_of_field()) || is_name()) {
                return false;
            }
            k = before;
        }
        false
    }

    /// Whether the head of a body's name stands behind a place, only words in capitals between: Lagos Chamber of Commerce.
    fn is_before_head(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(end) else { return false };
        // 东京地方法院: a run goes on with it.
        if next.script.is_unspaced() {
            let rest = self.rest_of_run(end);
            return next.gap == Gap::None
                && (self.is_lone_sign(rest, Part::People) || self.goes_on_with(rest, |word, _| self.is_after(word)));
        }
        if self.is_heading(end) {
            return false;
        }
        let is_cased = next.shape != Shape::Uncased;
        let other = Roles::FUNCTION.with(Roles::TITLE).with(Roles::CALENDAR).with(Roles::GIVEN).with(Roles::PERSON_CUE);
        for k in end..tokens.len().min(end + MOST_AFTER) {
            if tokens[k].gap != Gap::Space || tokens[k].shape == Shape::Number {
                return false;
            }
            let phrases = (k + 1..=tokens.len().min(k + LONGEST_HEAD))
                .take_while(|&stop| stop == k + 1 || tokens[stop - 1].gap.is_space());
            // Finnish has such words small, English not.
            let is_small = tokens[k].shape == Shape::Lower;
            let is_after = |stop: usize| {
                let is = |languages| WORDS.is(&self.words_of(k, stop), Part::After, languages);
                self.is_part(k, stop, Part::After) && !(is_small && is(Languages::named("en")))
            };
            if phrases.into_iter().any(is_after) {
                return true;
            }
            let is_between =
                if is_cased { tokens[k].shape == Shape::Capital } else { self.is_part(k, k + 1, Part::Field) };
            // A word that English has everywhere may be of a body's name: the Ontario Civilian Police Commission.
            let is_of_body = (self.roles(k).any(Roles::GENERIC) && !self.roles(k).any(Roles::TITLE))
                || self.is_part(k, k + 1, Part::Field);
            if !is_between || (self.roles(k).any(other) && !is_of_body) {
                return false;
            }
        }
        false
    }

    /// Whether a word is the head of a body's name behind its place.
    fn is_after(&self, word: &str) -> bool {
        WORDS.is(word, Part::After, self.scan.languages)
    }

    /// Whether letters of a script without spaces begin with a word that is asked for, or have only fields before it: 国家图书馆.
    /// Students are of no university, and ministers no ministry: 大学生, 外交部长.
    fn goes_on_with(&self, mut rest: &str, is_asked: impl Fn(&str, Roles) -> bool) -> bool {
        for _ in 0..MOST_FIELDS {
            let begins = |n: usize| {
                let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(n)?;
                Some((end, folded(&rest[..end])))
            };
            let mut field = None;
            for (end, word) in (2..=MOST_LETTERS).rev().filter_map(begins) {
                let roles = self.tables.grammar.look_up(&word).roles;
                if is_asked(&word, roles) && !rest[end..].starts_with(['生', '长', '長']) {
                    return true;
                }
                let is_field = || {
                    roles.any(Roles::GENERIC.with(Roles::ORG_WORD)) || WORDS.is(&word, Part::Field, self.scan.languages)
                };
                if field.is_none() && is_field() {
                    field = Some(end);
                }
            }
            let Some(end) = field else { return false };
            rest = &rest[end..];
        }
        false
    }

    /// Whether the run of a script without spaces that starts with a token goes on with what is called after somebody: 普京大道,
    /// 毛泽东路, 李强生物公司.
    pub(super) fn landmark_begins(&self, token: usize) -> bool {
        let rest = self.rest_of_run(token);
        let is_landmark = |word: &str, roles: Roles| {
            roles.any(Roles::LANDMARK) || WORDS.is(word, Part::Landmark, self.scan.languages)
        };
        self.is_lone_sign(rest, Part::Sign) || self.goes_on_with(rest, is_landmark)
    }

    /// Whether letters begin with a sign of a kind that no word of two signs begins with.
    fn is_lone_sign(&self, rest: &str, part: Part) -> bool {
        let mut ends = rest.char_indices().map(|(at, _)| at).skip(1).chain([rest.len()]);
        let Some(one) = ends.next().filter(|_| !rest.is_empty()) else { return false };
        let two = ends.next().map(|end| self.tables.grammar.look_up(&folded(&rest[..end])).roles);
        WORDS.is(&folded(&rest[..one]), part, self.scan.languages) && two.is_none_or(|roles| roles == Roles::NONE)
    }

    /// Whether a sign of given names behind somebody's name of a script of signs makes it another's: 王毅德. Something has to
    /// stand behind it that is no sign of that name.
    pub(super) fn given_sign_follows(&self, end: usize) -> bool {
        if self.scan.tokens.get(end).is_none_or(|t| t.gap != Gap::None || !t.script.is_unspaced()) {
            return false;
        }
        let rest = self.rest_of_run(end);
        let behind = rest.chars().next().map(|sign| &rest[sign.len_utf8()..]).unwrap_or_default();
        let ends = |n: usize| behind.char_indices().map(|(at, _)| at).chain([behind.len()]).nth(n);
        let is_word = |n: usize| {
            ends(n).is_some_and(|at| {
                self.tables
                    .grammar
                    .look_up(&folded(&behind[..at]))
                    .roles
                    .any(Roles::FUNCTION.with(Roles::WORD).with(Roles::TITLE))
            })
        };
        self.is_lone_sign(rest, Part::GivenSign) && (behind.is_empty() || (1..=LONGEST_HEAD).any(is_word))
    }

    /// What is part of a body's name is no place there, and a body that only says what it is is none where the name of another
    /// place than its own stands beside it: the Montana Supreme Court.
    pub(super) fn tell_bodies(&self, spans: &mut [Span]) {
        let lexicon = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize];
        let is = |r: &Reading, kind: &str| lexicon(r).entity_kind(r.entity.entity) == kind;
        // A club by its town alone is one as little: Staatsanwaltschaft Stuttgart.
        let is_bare_club = |s: &Span, r: &Reading| {
            let words = || lexicon(r).form_words(r.form).filter(|w| w.as_join().is_none()).count();
            s.end - s.first == 1 && is(r, "org") && r.evidence.same_letters > 0.0 && words() > 1
        };
        // Nor by its town with the word for that: Birmingham City Council.
        let is_town_of_club = |s: &Span, r: &Reading| {
            let end = s.end as usize - usize::from(r.is_widened);
            s.end - s.first > 1
                && is(r, "org")
                && self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space)
                && self.roles(end - 1).any(Roles::PLACE_WORD)
                && self.is_part(end, end + 1, Part::After)
                && about::is(&self.details(r.entity).about) == about::Is::Club
        };
        let is_bare_club = |s: &Span, r: &Reading| is_bare_club(s, r) || is_town_of_club(s, r);
        let is_named = |s: &Span, r: &Reading| is(r, "place") || is_bare_club(s, r);
        let may_be = |s: &&Span| {
            self.scan.cases[s.first as usize] == Case::Normal
                && s.readings.iter().any(|r| r.log_odds > LIKELY && r.evidence.same_letters > 0.0 && is_named(s, r))
        };
        // The places within bodies' names, and by where they meet the rest of it which places they may be.
        let mut parts: Set<(u32, u32)> = Set::default();
        let mut before: Map<u32, Vec<EntityRef>> = Map::default();
        let mut behind: Map<u32, Vec<EntityRef>> = Map::default();
        for span in spans.iter().filter(may_be) {
            let (first, end) = (span.first as usize, span.end as usize);
            // İzmir Valiliği, which is taken for the province.
            let is_wide = || span.readings[0].is_widened && self.is_part(end - 1, end, Part::After);
            let (is_behind, is_before) = (self.is_behind_head(first), self.is_before_head(end) || is_wide());
            if is_behind || is_before {
                parts.insert((span.first, span.end));
                let places = || span.readings.iter().filter(|r| is(r, "place")).map(|r| r.entity);
                if is_before {
                    before.entry(span.end).or_default().extend(places());
                }
                if is_behind {
                    behind.entry(span.first).or_default().extend(places());
                }
            }
        }
        // 法国外交部长 is the minister.
        let is_head_of = |s: &Span| {
            let end = s.end as usize;
            self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.script == Script::Han)
                && self.is_lone_sign(self.rest_of_run(end), Part::Chief)
        };
        let is_body = |s: &&Span| s.readings.iter().any(|r| is(r, "org"));
        let chiefs: Set<(u32, u32)> =
            spans.iter().filter(is_body).filter(|s| is_head_of(s)).map(|s| (s.first, s.end)).collect();
        if parts.is_empty() && chiefs.is_empty() {
            return;
        }
        let is_common = |s: &Span| (s.first..s.end).all(|k| self.roles(k as usize).any(COMMON));
        for span in spans {
            let (first, end) = (span.first, span.end);
            let is_place = parts.contains(&(first, end));
            // Words such as "of" may stand between.
            let beside = || {
                let most = u32::try_from(self.scan.tokens.len()).unwrap_or(u32::MAX);
                let is_of = |k: &u32| *k == end || self.is_part(*k as usize - 1, *k as usize, Part::Of);
                let behind = (end..(end + MOST_OF).min(most)).take_while(is_of).find_map(|k| behind.get(&k));
                before.get(&first).or(behind).filter(|_| is_common(span))
            };
            let is_chief = chiefs.contains(&(first, end));
            let is_known = (is_place || is_chief).then_some(&[][..]);
            let Some(places) = is_known.or_else(|| beside().map(Vec::as_slice)) else { continue };
            let is_club: Vec<bool> = span.readings.iter().map(|r| is_bare_club(span, r)).collect();
            for (reading, is_club) in span.readings.iter_mut().zip(is_club) {
                let is_others = || {
                    let id = |e: &EntityRef| self.tables.lexicons[e.lexicon as usize].entity_id(e.entity);
                    let details = self.details(reading.entity);
                    is(reading, "org")
                        && details.within.as_deref().is_some_and(|within| !places.iter().any(|e| id(e) == within))
                };
                let is_part = match is_place {
                    true => is_club || is(reading, "place"),
                    false if is_chief => is(reading, "org"),
                    false => is_others(),
                };
                if is_part {
                    reading.log_odds += PART_OF_BODY;
                    let (entity, form, name, by) = (reading.entity, reading.form, "part-of-a-body", PART_OF_BODY);
                    self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
                }
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
    #[case("Landgericht", Part::Head, true)]
    #[case("Верховного суда", Part::Head, true)]
    #[case("Ministry", Part::Whose, true)]
    #[case("Chamber of Commerce", Part::After, true)]
    #[case("иностранных", Part::Field, true)]
    #[case("Government", Part::Whose, false)]
    fn words_are_parts_of_names(#[case] phrase: &str, #[case] part: Part, #[case] expected: bool) {
        assert_eq!(WORDS.is(&fold_phrase(phrase), part, Languages::ALL), expected);
    }
}
