//! Bodies called by generic words alone: the Supreme Court of a text about Angola is not that of the United States.

use super::{Document, holds};
use crate::explain::log::Event;
use crate::grammar::{Group, Roles};
use crate::hash::Set;
use crate::resolve::Span;
use crate::resolve::about::{self, Is};
use crate::segment::{Gap, Shape};

/// What a body's name of generic words loses, in nats, where the document speaks of other countries than the body's. By
/// hand.
const ANOTHER_COUNTRYS: f32 = -3.0;

/// Small words for what belongs to a country that was named before.
const ITS: [&str; 2] = ["its", "their"];

/// Letters of a small word that only looks like the name of a people.
const SMALL: usize = 3;

/// Words that are in the names of bodies of many countries.
const GENERIC: Roles = Roles::GENERIC.with(Roles::ORG_WORD).with(Roles::LINKER).with(Roles::ARTICLE).with(Roles::WORD);

impl Document<'_> {
    /// Bodies of generic words are of a country that the document speaks of, if it speaks of any.
    pub(super) fn tell_bodies_apart(&self, spans: &mut [Span]) {
        let roles = |k: u32| self.scan.roles_of(k as usize);
        let is_word = |k: u32| self.scan.tokens[k as usize].shape == Shape::Capital && roles(k).any(GENERIC);
        let is_generic = |s: &Span| {
            s.end - s.first > 1
                && (s.first..s.end).all(|k| is_word(k) || roles(k).any(Roles::LINKER))
                && s.readings.first().is_some_and(|r| self.kind(r) == "org")
        };
        if !spans.iter().any(&is_generic) {
            return;
        }
        let grammar = self.tables.grammar;
        let group = |id: &str| grammar.look_up(id).group;
        // What the document speaks of, and whether that is a country.
        let mut of: Set<Group> = Set::default();
        let mut countries: Set<Group> = Set::default();
        // Behind which token the name of a country or its people stands.
        let mut named: Vec<(u32, Group)> = Vec::new();
        // "us" is nobody's.
        let is_small = |k: usize| self.scan.tokens[k].shape == Shape::Lower && self.scan.tokens[k].len() <= SMALL;
        for span in spans.iter().filter(|s| holds(s) && !is_generic(s) && !is_small(s.first as usize)) {
            let reading = &span.readings[0];
            let details = self.place.details(reading.entity);
            let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
            let own = group(lexicon.entity_id(reading.entity.entity));
            of.extend([own].into_iter().chain(details.within.as_deref().map(group)));
            if about::is(&details.about) == Is::Country {
                countries.insert(own);
                named.push((span.end, own));
            } else if self.kind(reading) == "place" {
                countries.extend(details.within.as_deref().map(group));
            }
        }
        for k in 0..self.scan.tokens.len() {
            if self.scan.roles_of(k).any(Roles::DEMONYM) && !is_small(k) {
                let group = self.place.entry(k).group;
                countries.insert(group);
                named.push((u32::try_from(k + 1).expect("fewer tokens than bytes"), group));
            }
        }
        named.sort_unstable();
        // South Korea convened a meeting of its National Security Council; South Korea's, the South Korean.
        let is_its = |k: u32| {
            self.scan.tokens[k as usize].gap.is_space() && {
                let before = self.scan.tokens[k as usize - 1].of(self.text);
                ITS.contains(&before)
            }
        };
        let owner = |first: u32| {
            let (end, group) = *named[..named.partition_point(|&(end, _)| end <= first)].last()?;
            let is_beside = end == first || (end + 1 == first && self.scan.tokens[end as usize].gap == Gap::Apostrophe);
            (is_beside || (first > 0 && is_its(first))).then_some(group)
        };
        countries.remove(&0);
        for span in spans.iter_mut().filter(|s| is_generic(s)) {
            let (first, end) = (span.first, span.end);
            let reading = &mut span.readings[0];
            let Some(home) = self.place.details(reading.entity).within.as_deref().map(group).filter(|&home| home != 0)
            else {
                continue;
            };
            let is_spoken_of = || of.contains(&home) || countries.contains(&home) || self.has_cue(reading.entity);
            let is_owned = owner(first).filter(|&group| group != 0).map(|group| group == home);
            if is_owned == Some(true) || countries.is_empty() || (is_owned.is_none() && is_spoken_of()) {
                continue;
            }
            let by = if is_owned.is_some() { 2.0 * ANOTHER_COUNTRYS } else { ANOTHER_COUNTRYS };
            reading.log_odds += by;
            let (entity, form) = (reading.entity, reading.form);
            self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name: "another-countrys-body", by });
        }
    }
}
