//! From the engine's notes of a text to what it considered there.

use std::ops::Range;

use super::log::{Block, Event, FORM, Fitted, Log, Refusal};
use super::{Candidate, Effect, Fate, Span, words};
use crate::Tagger;
use crate::grammar::Grammar;
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::confidence::logistic;
use crate::matching::costs::Costs;
use crate::orthography::names::{Name, TypeHint};
use crate::resolve::{self, EntityRef, Reading};
use crate::scan::{Scan, Tables};

/// Where a form was tried and did not fit.
pub(super) struct Refused {
    pub(super) entity: EntityRef,
    pub(super) form: Index,
    pub(super) tokens: (u32, u32),
    pub(super) why: Refusal,
}

/// A run of the tagger over a text, with what it noted.
pub(super) struct Observed<'t> {
    pub(super) lexicons: Vec<&'t Compiled>,
    pub(super) scan: Scan,
    pub(super) refused: Vec<Refused>,
}

impl Observed<'_> {
    pub(super) fn tables(&self) -> Tables<'_> {
        Tables { lexicons: &self.lexicons, grammar: Grammar::shipped(), costs: Costs::shipped(), searched: None }
    }
}

/// Whether a circumstance is what the form says, or what a model of the circumstances makes of that.
fn is_of_form(name: &str) -> bool {
    name.starts_with(FORM) || name.ends_with("-form") || name == "base" || name.ends_with("-base")
}

/// First token, the one after the last, and the entity.
type Key = (u32, u32, EntityRef);

/// A reading with what it was made of.
struct Rated {
    effects: Vec<Effect>,
    reading: Reading,
    core: Option<(u32, u32)>,
}

/// What was noted, by what it is about.
#[derive(Default)]
struct Notes {
    /// By lexicon, form, first token and the one after the last.
    fitted: Map<(u32, Index, (u32, u32)), Vec<Fitted>>,
    rated: Map<Key, Vec<Rated>>,
    adjusted: Map<(Key, Index), Vec<Effect>>,
    dropped: Map<Key, Block>,
    refused: Vec<Refused>,
}

impl Notes {
    fn read(events: Vec<Event>, lexicons: &[&Compiled]) -> Self {
        let mut out = Self::default();
        let mut effects = Vec::new();
        for event in events {
            match event {
                Event::Fitted(fitted) => {
                    out.fitted.entry((fitted.lexicon, fitted.form, fitted.core)).or_default().push(fitted);
                }
                Event::Refused { lexicon, form, first, end, why } => {
                    let entity = EntityRef { lexicon, entity: lexicons[lexicon as usize].form_entity(form) };
                    out.refused.push(Refused { entity, form, tokens: (first, end), why });
                }
                Event::Weighed => effects.clear(),
                Event::Effect(name, log_odds) => effects.push(Effect { name, log_odds }),
                Event::Rated { first, end, core, reading } => {
                    let effects = std::mem::take(&mut effects);
                    let key = (first, end, reading.entity);
                    out.rated.entry(key).or_default().push(Rated { effects, reading, core });
                }
                Event::Adjusted { first, end, entity, form, name, by } => {
                    let standing = out.adjusted.entry(((first, end, entity), form)).or_default();
                    // What leans on others contests a span, and then what is derived of them.
                    match standing.iter_mut().find(|e| e.name == name) {
                        Some(effect) => effect.log_odds += by,
                        None => standing.push(Effect { name, log_odds: by }),
                    }
                }
                Event::Dropped { first, end, entity, why } => {
                    out.dropped.insert((first, end, entity), why);
                }
            }
        }
        out
    }
}

/// What the tagger considered in a text, and the run itself.
pub(super) fn considered<'t>(tagger: &'t Tagger, text: &str) -> (Vec<Span>, Observed<'t>) {
    let mut session = tagger.session();
    session.scan.log = Log::kept();
    let chosen = session.spans(text);
    let events = session.scan.log.take();
    let mentions = chosen.iter().map(|span| session.mention(span, 0).is_some()).collect();
    let lexicons: Vec<&Compiled> = tagger.lexicons.iter().map(|l| &*l.data).collect();
    let mut notes = Notes::read(events, &lexicons);
    let refused = std::mem::take(&mut notes.refused);
    let observed = Observed { lexicons, scan: session.scan, refused };
    let tables = observed.tables();
    let reader = Reader { text, scan: &observed.scan, tables: &tables, notes, chosen, mentions, tagger };
    let spans = reader.spans();
    (spans, observed)
}

struct Reader<'a> {
    text: &'a str,
    scan: &'a Scan,
    tables: &'a Tables<'a>,
    notes: Notes,
    /// What the document was resolved into, in order and disjoint.
    chosen: Vec<resolve::Span>,
    /// Which of them are mentions.
    mentions: Vec<bool>,
    tagger: &'a Tagger,
}

impl Reader<'_> {
    fn spans(&self) -> Vec<Span> {
        let mut places: Vec<(u32, u32)> = self.notes.rated.keys().map(|&(first, end, _)| (first, end)).collect();
        places.extend(self.chosen.iter().map(|s| (s.first, s.end)));
        places.sort_unstable_by_key(|&(first, end)| (first, std::cmp::Reverse(end)));
        places.dedup();
        let mut by_place: Map<(u32, u32), Vec<EntityRef>> = Map::default();
        for &(first, end, entity) in self.notes.rated.keys() {
            by_place.entry((first, end)).or_default().push(entity);
        }
        let mut spans: Vec<Span> = Vec::with_capacity(places.len());
        for place in places {
            let entities = by_place.remove(&place).unwrap_or_default();
            let span = self.bytes(place);
            let text = self.text[span.clone()].to_owned();
            spans.push(Span { span, text, candidates: self.candidates(place, entities) });
        }
        spans.sort_by_key(|s| (s.span.start, std::cmp::Reverse(s.span.end)));
        spans
    }

    /// What some tokens were resolved into, and whether that is a mention.
    fn chosen_at(&self, (first, end): (u32, u32)) -> Option<(&resolve::Span, bool)> {
        let at = self.chosen.partition_point(|s| s.first < first);
        let span = self.chosen.get(at).filter(|s| (s.first, s.end) == (first, end))?;
        Some((span, self.mentions[at]))
    }

    fn bytes(&self, (first, end): (u32, u32)) -> Range<usize> {
        let candidates = &self.scan.candidates;
        let tail = match self.chosen_at((first, end)) {
            Some((span, _)) => span.tail,
            // Candidates are in order.
            None => {
                let at = candidates.partition_point(|c| (c.first, c.end) < (first, end));
                candidates.get(at).filter(|c| (c.first, c.end) == (first, end)).map_or(0, |c| c.tail)
            }
        };
        let start = self.scan.tokens[first as usize].start as usize;
        start..self.scan.tokens[end as usize - 1].end as usize + tail as usize
    }

    /// What a span may name: the readings it ended with, then those that it lost on the way.
    fn candidates(&self, (first, end): (u32, u32), mut entities: Vec<EntityRef>) -> Vec<Candidate> {
        let chosen = self.chosen_at((first, end));
        let mut out = Vec::new();
        if let Some((span, is_mention)) = chosen {
            for (i, reading) in span.readings.iter().enumerate() {
                entities.retain(|&e| e != reading.entity);
                let confidence = span.confidence(i);
                let fate = match (is_mention, i) {
                    (false, _) => Fate::BelowThreshold { threshold: self.tagger.least(reading) },
                    (true, 0) => Fate::Chosen,
                    (true, _) => Fate::Shares { with: self.id(span.readings[0].entity) },
                };
                out.push(self.candidate((first, end), reading, confidence, fate));
            }
        }
        let mut lost: Vec<Candidate> = Vec::new();
        for entity in entities {
            let rated = self.notes.rated.get(&(first, end, entity));
            let readings = rated.into_iter().flatten().map(|r| self.adjusted((first, end, entity), &r.reading));
            let Some(best) = readings.max_by(|a, b| a.log_odds.total_cmp(&b.log_odds)) else { continue };
            let confidence = logistic(best.log_odds);
            lost.push(self.candidate((first, end), &best, confidence, self.fate((first, end), &best)));
        }
        lost.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.entity.cmp(&b.entity)));
        out.append(&mut lost);
        out
    }

    /// A reading with what was changed of it afterwards.
    fn adjusted(&self, key: Key, reading: &Reading) -> Reading {
        let by: f32 = self.notes.adjusted.get(&(key, reading.form)).into_iter().flatten().map(|e| e.log_odds).sum();
        Reading { log_odds: reading.log_odds + by, ..reading.clone() }
    }

    /// What became of a reading that no span ended with.
    fn fate(&self, (first, end): (u32, u32), reading: &Reading) -> Fate {
        if let Some(&by) = self.notes.dropped.get(&(first, end, reading.entity)) {
            return Fate::Blocked { by };
        }
        // Chosen spans are in order and disjoint.
        let near = &self.chosen[self.chosen.partition_point(|s| s.end <= first)..];
        let winner =
            near.iter().take_while(|s| s.first < end).max_by(|a, b| a.confidence(0).total_cmp(&b.confidence(0)));
        match winner {
            Some(winner) => {
                Fate::Lost { to: self.id(winner.readings[0].entity), span: self.bytes((winner.first, winner.end)) }
            }
            None => Fate::BelowThreshold { threshold: self.tagger.least(reading) },
        }
    }

    fn id(&self, entity: EntityRef) -> String {
        self.tables.lexicons[entity.lexicon as usize].entity_id(entity.entity).to_owned()
    }

    fn candidate(&self, place: (u32, u32), reading: &Reading, confidence: f32, fate: Fate) -> Candidate {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let key = (place.0, place.1, reading.entity);
        let same = |r: &&Rated| {
            (r.reading.form, r.reading.is_family_only, r.reading.reason)
                == (reading.form, reading.is_family_only, reading.reason)
        };
        let rated = self.notes.rated.get(&key).into_iter().flatten().rfind(same);
        let mut effects = rated.map(|r| r.effects.clone()).unwrap_or_default();
        effects.retain(|e| e.log_odds != 0.0);
        // What a model of the circumstances makes of the form is also the form's.
        let (of_form, mut effects): (Vec<_>, Vec<_>) = effects.into_iter().partition(|e| is_of_form(e.name));
        let form = of_form.iter().map(|e| e.log_odds).sum();
        effects.extend(self.notes.adjusted.get(&(key, reading.form)).into_iter().flatten().cloned());
        Candidate {
            entity: lexicon.entity_id(reading.entity.entity).to_owned(),
            kind: lexicon.entity_kind(reading.entity.entity).to_owned(),
            name: lexicon.entity_name(reading.entity.entity),
            variant: lexicon.form_text(reading.form),
            in_script: self.in_script(place, reading),
            confidence,
            reason: reading.reason,
            fate,
            words: self.words(place, reading, rated.and_then(|r| r.core)),
            form,
            effects,
            log_odds: reading.log_odds,
            evidence: reading.evidence,
        }
    }

    /// The entity's nearest form in the script of a span, if the form that won is in another.
    fn in_script(&self, (first, end): (u32, u32), reading: &Reading) -> Option<String> {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let script = self.scan.tokens[first as usize].script;
        let of = |form: Index| lexicon.form_words(form).next().map(|w| lexicon.vocab_script(w.vocab()));
        if of(reading.form) == Some(script) {
            return None;
        }
        let hint = TypeHint::named(lexicon.entity_kind(reading.entity.entity));
        let span = self.bytes((first, end));
        let text = Name::parse(&self.text[span], hint, self.tables.grammar);
        let flags = FormFlags::NEVER.with(FormFlags::SHORT).with(FormFlags::INITIALS);
        let forms = lexicon.entity_forms(reading.entity.entity);
        let own = forms.filter(|&f| of(f) == Some(script) && !lexicon.form_flags(f).has(flags));
        let nearest = own.max_by(|&a, &b| {
            let score = |form: Index| {
                let listed = Name::parse(&lexicon.form_text(form), hint, self.tables.grammar);
                crate::matching::names::compare(&text, &listed, hint, self.tables.costs).spelling
            };
            score(a).total_cmp(&score(b)).then(b.cmp(&a))
        })?;
        Some(lexicon.form_text(nearest))
    }

    fn words(&self, (first, end): (u32, u32), reading: &Reading, core: Option<(u32, u32)>) -> Vec<words::Word> {
        let Some(core) = core else { return self.short_words((first, end), reading) };
        let is_this = |f: &&Fitted| f.evidence.among(1, None) == reading.evidence.among(1, None);
        let fitted = self.notes.fitted.get(&(reading.entity.lexicon, reading.form, core));
        let Some(fit) = fitted.into_iter().flatten().rfind(is_this) else {
            return self.short_words((first, end), reading);
        };
        words::fitted(self.text, self.scan, self.tables, fit)
    }

    /// The words of a short form beside the form that it is short for.
    fn short_words(&self, place: (u32, u32), reading: &Reading) -> Vec<words::Word> {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let text = &self.text[self.bytes(place)];
        words::of_names(text, &lexicon.form_text(reading.form), lexicon.entity_kind(reading.entity.entity))
    }
}
