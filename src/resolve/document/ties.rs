//! Entities that share a name: which of them a document means, by what they are in and by their cues.

use std::rc::Rc;

use super::{Document, holds};
use crate::explain::log::Event;
use crate::grammar::{Group, Roles, fold_phrase};
use crate::hash::{Map, Set};
use crate::lexicon::details::Details;
use crate::resolve::about::{self, Is};
use crate::resolve::features::{self, Feature};
use crate::resolve::{EntityRef, Reading, Span, rank};
use crate::segment::{Gap, Shape};

/// What the log-odds of two readings of a span differ by at most where other things decide between them; where the lexicon
/// states that the lesser is seldom meant, which is so without them.
const CONTESTED: f32 = 3.0;
const CONTESTED_STATED: f32 = 5.0;

/// What a cue near by adds to a form for which the lexicon states a prior, in nats.
const BY_CUE: f32 = 2.0;

/// As a share against others of the same name: the place before the comma is in it, or in what it is in; or another state of
/// the same country stands beside it, as in Florida and Georgia.
const BESIDE: f32 = 5.0;

/// The same where one other place that is in what it is in is named, and where several are; and where its people is.
const NEIGHBOUR: f32 = 0.8;
const NEIGHBOURS: f32 = 1.3;
const PEOPLE: f32 = 1.0;

/// Tokens before and after a span where a cue says more.
const NEAR: usize = 6;

/// Small words that may stand between a place and what it is in.
const SMALL_WORDS: usize = 4;

/// The one cue whose letters are another word in small ones.
const US: &str = "US";

/// The words of a cue as tokens are compared with them.
fn cue_words(cue: &str) -> Vec<String> {
    cue.split(' ').map(|w| if w == US { US.to_owned() } else { fold_phrase(w) }).collect()
}

impl<'a> Document<'a> {
    /// Whether the words of one of an entity's cues stand in the document.
    pub(super) fn has_cue(&self, entity: EntityRef) -> bool {
        self.has_cue_of(&self.place.details(entity))
    }

    fn has_cue_of(&self, details: &Details<'_>) -> bool {
        if details.cues.is_empty() {
            return false;
        }
        let words = self.words.get_or_init(|| {
            let mut is_known = vec![false; self.scan.distinct()];
            let tokens = &self.scan.tokens;
            let is_new = |k: &usize| {
                !std::mem::replace(&mut is_known[self.scan.place_of(*k)], true) || tokens[*k].of(self.text) == US
            };
            (0..tokens.len()).filter(is_new).map(|k| self.cue_word(k)).collect()
        });
        details.cues.iter().any(|cue| cue_words(cue).iter().all(|w| words.contains(w.as_str())))
    }

    /// Whether the words of one of an entity's cues stand a few words before or after a span.
    fn has_cue_near(&self, (first, end): (usize, usize), details: &Details<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let around = (first.saturating_sub(NEAR)..first).chain(end..(end + NEAR).min(tokens.len()));
        let words: Vec<&str> = around.map(|k| self.cue_word(k)).collect();
        details.cues.iter().any(|cue| cue_words(cue).iter().all(|w| words.iter().any(|&word| word == w)))
    }

    /// A token as cues are compared: "US" is a cue and "us" is none.
    fn cue_word(&self, token: usize) -> &'a str {
        match self.scan.tokens[token].of(self.text) {
            "US" | "U.S" => US,
            _ => self.place.folded(token),
        }
    }

    /// Where entities share a name: those stand higher that are in what the document names, above all directly behind
    /// (Paris, Texas), or of which it has a cue.
    pub(super) fn tell_apart(&self, spans: &mut [Span]) {
        let may_be_told = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].form_weight(r.form) < 1.0;
        if !spans.iter().any(|s| s.readings.len() > 1 || s.readings.iter().any(may_be_told)) {
            return;
        }
        let weights = &features::Weights::shipped().set[0];
        let id = |e: EntityRef| self.tables.lexicons[e.lexicon as usize].entity_id(e.entity);
        // What the document names, and where.
        let mut named: Map<&str, Vec<u32>> = Map::default();
        for span in spans.iter().filter(|s| holds(s)) {
            named.entry(id(span.readings[0].entity)).or_default().push(span.first);
        }
        // What is named last before a token.
        let named_before: Map<u32, EntityRef> =
            spans.iter().filter(|s| holds(s)).map(|s| (s.end, s.readings[0].entity)).collect();
        // Atlanta, Georgia: of what the place before the comma is in.
        let is_behind_comma =
            |s: &&mut Span| s.readings.len() > 1 && self.scan.tokens[s.first as usize].gap == Gap::Comma;
        for span in spans.iter_mut().filter(is_behind_comma) {
            let Some(&before) = named_before.get(&span.first) else { continue };
            let beside = self.place.details(before);
            let Some(within) = beside.within.as_deref() else { continue };
            for reading in span.readings.iter_mut().filter(|r| r.entity != before) {
                let is_of = || self.place.details(reading.entity).within.as_deref() == Some(within);
                if id(reading.entity) == within || is_of() {
                    reading.prior += BESIDE;
                    reading.log_odds += BY_CUE;
                    let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                    let (name, by) = ("within-what-stands-before", BY_CUE);
                    self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
                }
            }
            rank(&mut span.readings, self.tables);
        }
        self.tell_states(spans);
        let stated = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].form_weight(r.form) < 1.0;
        let reach = |r: &Reading| if stated(r) { CONTESTED_STATED } else { CONTESTED };
        // What is named directly behind, small words aside: Tripoli, northern Lebanon; Tripoli, dans le nord du Liban; طرابلس
        // شمالي لبنان.
        let behind = |s: &Span| {
            let tokens = &self.scan.tokens;
            let end = s.end as usize;
            let is_near = |k: usize| matches!(tokens[k].gap, Gap::Comma | Gap::Break | Gap::Space);
            let is_small = |k: usize| matches!(tokens[k].shape, Shape::Lower | Shape::Uncased) && is_near(k);
            // Without a comma a direction stands between: from Tripoli to Lebanon says nothing of either.
            let is_direction = |k: usize| {
                let roles = self.place.roles(k);
                roles.any(Roles::PLACE_WORD) || (k > end && roles.any(Roles::LOCATIVE))
            };
            let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
            let mut places = Vec::with_capacity(SMALL_WORDS + 1);
            let (mut k, mut is_told) = (end, tokens.get(end).is_some_and(|t| t.gap != Gap::Space));
            while k < tokens.len() && k <= end + SMALL_WORDS && is_near(k) && (k == end || tokens[k].gap.is_space()) {
                if is_told || k == end {
                    places.push(narrow(k));
                }
                let may_lead = k > end || tokens[k].gap != Gap::Break;
                if !(may_lead && is_small(k)) {
                    break;
                }
                is_told |= is_direction(k);
                k += 1;
            }
            places
        };
        let is_behind = |s: &Span, reading: &Reading| {
            let within = self.place.details(reading.entity).within.as_deref().and_then(|w| named.get(w)).cloned();
            within.is_some_and(|places| behind(s).iter().any(|at| places.binary_search(at).is_ok()))
        };
        let is_shared = |s: &Span| {
            let best = s.readings.first().map_or(f32::INFINITY, |r| r.log_odds);
            s.readings.get(1).is_some_and(|r| r.log_odds > best - reach(r))
                || s.readings.iter().any(|r| stated(r) && is_behind(s, r))
        };
        // What other places are in, each once: whom Granada and Seville are named with is Córdoba in Spain.
        let is_place = |r: &Reading| self.kind(r) == "place";
        let mut homes: Map<String, Set<EntityRef>> = Map::default();
        for span in spans.iter().filter(|s| holds(s) && is_place(&s.readings[0]) && !is_shared(s)) {
            let entity = span.readings[0].entity;
            if let Some(home) = self.place.details(entity).within.as_deref() {
                homes.entry(home.to_owned()).or_default().insert(entity);
            }
        }
        let is_people = |&k: &usize| self.place.roles(k).any(Roles::DEMONYM);
        let group = |k: usize| self.place.entry(k).group;
        let peoples: Set<Group> =
            (0..self.scan.tokens.len()).filter(is_people).map(group).filter(|&group| group != 0).collect();
        let mut known: Map<EntityRef, (Rc<Details<'_>>, bool)> = Map::default();
        for span in spans.iter_mut().filter(|s| is_shared(s)) {
            let beside = behind(span);
            // What all are in tells none from another: Quebec, Canada.
            let tells = span.readings.len() == 1 || span.readings.iter().any(|r| !is_behind(span, r));
            for reading in &mut span.readings {
                let (details, has_cue) = known.entry(reading.entity).or_insert_with(|| {
                    let details = self.place.details(reading.entity);
                    let has_cue = self.has_cue_of(&details);
                    (details, has_cue)
                });
                if *has_cue {
                    reading.prior += weights[Feature::ShareCue as usize];
                    if self.has_cue_near((span.first as usize, span.end as usize), details) {
                        reading.prior += weights[Feature::ShareCueNear as usize];
                        // The prior that the lexicon states is that without a cue.
                        if stated(reading) {
                            reading.log_odds += BY_CUE;
                            let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                            self.scan.log.note(|| Event::Adjusted {
                                first,
                                end,
                                entity,
                                form,
                                name: "cue-near-by",
                                by: BY_CUE,
                            });
                        }
                    }
                }
                // What is called after its people is spoken of: اللبناني.
                if details.within.as_deref().is_some_and(|w| peoples.contains(&self.tables.grammar.look_up(w).group)) {
                    reading.prior += PEOPLE;
                }
                let home = details.within.as_deref().and_then(|w| homes.get(w));
                let neighbours = home.map_or(0, |h| h.len() - usize::from(h.contains(&reading.entity)));
                reading.prior += [0.0, NEIGHBOUR, NEIGHBOURS][neighbours.min(2)];
                let Some(places) = details.within.as_deref().and_then(|w| named.get(w)) else { continue };
                let is_beside = beside.iter().any(|at| places.binary_search(at).is_ok());
                let feature = if is_beside { Feature::ShareBeside } else { Feature::ShareWithin };
                reading.prior += weights[feature as usize];
                // The prior that the lexicon states is that without its country, too.
                if is_beside && tells && stated(reading) {
                    reading.prior += BESIDE;
                    reading.log_odds += BY_CUE;
                    let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                    let (name, by) = ("within-what-stands-behind", BY_CUE);
                    self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
                }
            }
            rank(&mut span.readings, self.tables);
        }
    }

    /// Raises a state where another one of its country stands beside it, joined by a comma or a word such as "and".
    fn tell_states(&self, spans: &mut [Span]) {
        let is_state = |e: EntityRef| about::is(&self.place.details(e).about) == Is::State;
        let within = |e: EntityRef| self.place.details(e).within.as_deref().map(str::to_owned);
        let may_be = |r: &Reading| self.kind(r) == "place" && is_state(r.entity);
        if !spans.iter().any(|s| s.readings.len() > 1 && s.readings.iter().any(may_be)) {
            return;
        }
        let towns = self.towns_abroad(spans);
        let named = spans.iter().filter(|s| holds(s)).map(|s| (s.first, s.end, s.readings[0].entity));
        let states: Vec<(u32, u32, EntityRef)> = named.filter(|&(.., e)| is_state(e)).collect();
        let tokens = &self.scan.tokens;
        // From the end of one to the start of the next: a comma, a small word, or both.
        let is_joined = |end: u32, first: u32| {
            let (end, first) = (end as usize, first as usize);
            let is_linker = |k: usize| tokens[k].shape == Shape::Lower && self.place.roles(k).any(Roles::LINKER);
            match first.checked_sub(end) {
                Some(0) => tokens[end].gap == Gap::Comma,
                Some(1) => is_linker(end) && tokens[first].gap.is_space(),
                _ => false,
            }
        };
        for span in spans.iter_mut().filter(|s| s.readings.len() > 1) {
            let at = states.partition_point(|&(first, ..)| first < span.first);
            let near = states[at.saturating_sub(1)..states.len().min(at + 2)].iter();
            let beside = |&&(first, end, _): &&(u32, u32, EntityRef)| {
                first != span.first && (is_joined(end, span.first) || is_joined(span.end, first))
            };
            let country = near.filter(beside).find_map(|&(.., e)| within(e));
            let is_abroad = country.is_none() && towns.contains(&span.first) && {
                let may_go_on = |k: usize| !tokens[k].gap.is_space() || !self.place.roles(k).any(Roles::LINKER);
                let end = span.end as usize;
                (end == tokens.len() || may_go_on(end))
                    && self.place.phrase((span.first as usize, end)).roles.any(Roles::STATE)
            };
            let is_called = self.place.is_called_state(span.first as usize);
            if country.is_none() && !is_abroad && !is_called {
                continue;
            }
            for reading in &mut span.readings {
                if !is_state(reading.entity) || (!is_abroad && !is_called && within(reading.entity) != country) {
                    continue;
                }
                reading.prior += BESIDE;
                reading.log_odds += BY_CUE;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let name = match () {
                    () if is_called => "called-a-state",
                    () if is_abroad => "behind-a-town-abroad",
                    () => "beside-another-state",
                };
                let by = BY_CUE;
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
            rank(&mut span.readings, self.tables);
        }
    }

    /// Where what stands behind a comma after a town begins, if nothing that it may be has the town: Athens, Georgia, but not
    /// Tbilisi, Georgia. Not in lists.
    fn towns_abroad(&self, spans: &[Span]) -> Vec<u32> {
        let tokens = &self.scan.tokens;
        let is_comma = |k: u32| tokens.get(k as usize).is_some_and(|t| t.gap == Gap::Comma);
        let id = |e: EntityRef| self.tables.lexicons[e.lexicon as usize].entity_id(e.entity);
        let is_town = |s: &&Span| {
            let is = |r: &Reading| about::is(&self.place.details(r.entity).about);
            !is_comma(s.first) && is_comma(s.end) && s.readings.iter().any(|r| matches!(is(r), Is::City | Is::Village))
        };
        let has = |state: &Span, town: &Span| {
            let within = |r: &Reading| self.place.details(r.entity).within.clone();
            let is_of = |w: &str| state.readings.iter().any(|r| id(r.entity) == w);
            town.readings.iter().any(|r| within(r).is_some_and(|w| is_of(&w)))
        };
        let states = |town: &&Span| {
            let behind = spans[spans.partition_point(|s| s.first < town.end)..].iter();
            behind.take_while(|s| s.first == town.end).all(|s| !has(s, town))
        };
        spans.iter().filter(is_town).filter(states).map(|s| s.end).collect()
    }
}
