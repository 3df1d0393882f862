//! Short forms: what else a document calls the entities that it names in full.
//!
//! A family name, the distinctive word of an organisation's name, an acronym of it, or a form that the lexicon lists
//! as short, means the entity whose full name stands in the same document, before or after. It is blocked where the
//! words around it make it another's: a given name before it, a family or a landmark after it. Where two entities
//! share the short form, the one named last is likelier.

mod acronyms;
mod bearers;
mod bodies;
mod derived;
mod ties;
mod titles;

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use derived::{Kind, Short, Shorts};

use super::about::{self, Is};
use super::features::{self, Feature};
use super::mononyms::{is_transcribed, script_of};
use super::place::Place;
use super::{EntityRef, Observed, Others, Reading, Span, overlaps, rank};
use crate::explain::log::{Block, Event};
use crate::grammar::Roles;
use crate::hash::{Map, Set};
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::confidence::logistic;
use crate::matching::sexes;
use crate::mention::Reason;

use crate::orthography::fold::normalise;
use crate::orthography::names::Word;
use crate::orthography::script::Script;
use crate::orthography::sounds;
use crate::scan::{Candidate, Case, Scan, Tables, Unit};
use crate::segment::{Gap, Shape};

/// Log-odds, in nats.
struct Weights {
    /// What another spelling of a short form loses in a script without capitals.
    respelt_uncased: f32,
    /// What a place or body loses whose name is also that of somebody named in full in the document.
    somebodys: f32,
    /// What a given name alone loses, of somebody who shares the family name with another.
    given_alone: f32,
    /// What a team's own word gains in a document about sport that has its whole name. By hand.
    team: f32,
    /// The least log-odds of a full mention that short forms lean on.
    least_full: f32,
    /// What full mentions of more log-odds than this add no more.
    most_full: f32,
}

const WEIGHTS: Weights =
    Weights { respelt_uncased: -3.5, somebodys: -2.5, given_alone: -0.7, team: 2.2, least_full: -0.2, most_full: 3.0 };

/// The least probability of a span that keeps short forms away from its tokens.
const HOLDS: f32 = 0.3;

/// The least log-odds for each segment, in nats, of one word of a name in another script beside the full name.
const CLOSE: f32 = 1.4;

/// The same for a body or place that has a name in the text's own script as well.
const VERY_CLOSE: f32 = 1.65;

/// Sounds of the shortest word that leans on a full name in another spelling.
const SHORTEST: f32 = 4.0;

/// What a short form may be surer than the full mention that it leans on, in nats: it speaks for that as well.
const SURER: f32 = 0.5;

const LONGEST_TITLE: usize = 5;

/// "In", in Arabic.
const IN: &str = "في";

/// What a short form loses that begins a word of two syllables: Tập đoàn. By hand.
const WORD_OF_TWO: f32 = -6.0;

/// What `about` says of a news agency.
pub(super) const AGENCY: &str = "agency";

/// Words that are no short form, whoever is called so.
const ORDINARY: Roles = Roles::FUNCTION.with(Roles::CALENDAR).with(Roles::LEGAL_FORM);

/// How a short form is spelt: as its kind says, or otherwise, with the mean log-odds of its segments less one nat.
type Spelling = Option<f32>;

/// Adds the short forms to the chosen spans: listed ones that stood among the candidates, and derived ones.
pub(crate) fn add_short_forms(
    place: &Place<'_>,
    others: &Others,
    chosen: Vec<Span>,
    leaning: Vec<Span>,
    tell: Option<&dyn Fn(Observed)>,
) -> Vec<Span> {
    let (text, scan, tables) = (place.text, place.scan, place.tables);
    let document = Document {
        text,
        scan,
        tables,
        others,
        place,
        tell,
        words: OnceCell::new(),
        behind_names: OnceCell::new(),
        behind_women: OnceCell::new(),
        strangers: RefCell::default(),
        titles: RefCell::default(),
    };
    let mut taken = vec![false; scan.tokens.len()];
    let mut spans = chosen;
    document.tell_apart(&mut spans);
    document.tell_bodies_apart(&mut spans);
    take(&spans, &mut taken);
    let mut listed = document.supported(&spans, leaning);
    // What stands by itself, if weakly, and leans on something else as well is as good as the better of the two.
    for leaning in &listed {
        let same = within(&spans, leaning.first, leaning.end);
        let Some(span) = spans[same].first_mut().filter(|s| (s.first, s.end) == (leaning.first, leaning.end)) else {
            continue;
        };
        // A title says no more of one of a family than of the one who is listed by that name alone, or likelier.
        let odds = |s: &Span| s.readings.first().map_or(f32::NEG_INFINITY, |r| r.log_odds);
        let is_likelier = odds(span) > odds(leaning);
        let is_known = is_likelier || span.readings.first().is_some_and(|r| document.is_listed_person(r));
        // What is written out is nobody else's shorter name: George W. Bush.
        if span.end - span.first > 1 && span.readings.first().is_some_and(|r| document.is_listed_person(r)) {
            continue;
        }
        if !is_known || !leaning.readings.iter().all(|r| r.is_family_only) {
            document.contest(span, leaning.clone());
        }
    }
    // The whole of a listed name before what is named within it: the Lion of Panjshir.
    for whole in listed.iter().filter(|w| w.end - w.first > 1) {
        let best = &whole.readings[0];
        let sharing = within(&spans, whole.first, whole.end);
        let is_within =
            |s: &Span| whole.first <= s.first && s.end <= whole.end && s.end - s.first < whole.end - whole.first;
        if best.evidence.same_letters > 0.0
            && best.log_odds > 0.0
            && !best.is_family_only
            && spans[sharing.clone()].iter().all(is_within)
        {
            taken[whole.first as usize..whole.end as usize].fill(false);
            spans.drain(sharing);
        }
    }
    listed.retain(|s| !taken[s.first as usize..s.end as usize].iter().any(|&t| t));
    let mut added = overlaps::choose(listed);
    take(&added, &mut taken);
    let mut shorts = document.shorts(&spans);
    for span in spans.iter().filter(|s| holds(s)) {
        document.note_title((span.first as usize, span.end as usize), span.readings[0].entity);
    }
    document.titled(&added, &mut shorts);
    document.note_strangers(&shorts, &taken);
    // Who leans on a full name may share the word with somebody else who is named in full.
    spans.append(&mut added);
    spans = each_once(spans);
    // Longer units first: "Ka'abi" before "abi"; but Demirel'in is Demirel with an ending, if anybody. Units stand in the
    // order of their first tokens.
    let has_ending = |unit: &Unit| {
        let next = &scan.tokens[unit.first as usize + 1..unit.end as usize];
        next.first().is_some_and(|t| t.gap == Gap::Apostrophe && t.shape == Shape::Lower)
    };
    let units = if shorts.all.is_empty() { &[] } else { scan.units.as_slice() };
    let mut order: Vec<&Unit> = Vec::with_capacity(units.len());
    for units in units.chunk_by(|a, b| a.first == b.first) {
        let own = order.len();
        order.extend(units);
        order[own..].sort_by_key(|u| (has_ending(u), std::cmp::Reverse(u.end)));
    }
    let mut contested: Map<u32, usize> = Map::default();
    for (i, span) in spans.iter().enumerate().filter(|(_, s)| holds(s) && document.is_contestable(s)) {
        contested.insert(span.first, i);
    }
    for unit in order {
        let (first, end) = (unit.first as usize, unit.end as usize);
        if taken[first..end].iter().any(|&t| t) {
            if let Some(&i) = contested.get(&unit.first).filter(|&&i| spans[i].end == unit.end)
                && let Some(short) = document.short_span(&shorts, first, end, unit.memo)
            {
                let is_later = |r: &Reading| shorts.last_before(r.entity, unit.first).is_none();
                let is_known = spans[i].readings.first().is_some_and(|r| document.is_listed_person(r));
                if is_known && short.readings.iter().all(is_later) {
                    // Macron's wife is Brigitte Macron.
                } else if short.first == unit.first {
                    document.contest(&mut spans[i], short);
                } else if short.readings[0].log_odds > spans[i].readings[0].log_odds
                    && !taken[short.first as usize..first].iter().any(|&t| t)
                {
                    // The family name with its small words: "von der Leyen", not somebody's "Leyen".
                    taken[short.first as usize..end].fill(true);
                    spans[i] = short;
                }
            }
            continue;
        }
        if let Some(span) = document.short_span(&shorts, first, end, unit.memo) {
            if taken[span.first as usize..first].iter().any(|&t| t) {
                continue;
            }
            taken[span.first as usize..end].fill(true);
            added.push(span);
        }
    }
    spans.extend(added);
    document.tell_bearers_apart(&mut spans, &shorts);
    let mut spans = disjoint(spans);
    document.tell_sexes_apart(&mut spans);
    document.tell_womens_names(&mut spans);
    document.tell_acronyms_apart(&mut spans);
    spans
}

/// Of disjoint spans in order those that share text with some tokens.
fn within(spans: &[Span], first: u32, end: u32) -> Range<usize> {
    spans.partition_point(|s| s.end <= first)..spans.partition_point(|s| s.first < end)
}

/// The spans in order; of those that share tokens the likelier.
fn disjoint(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| (s.first, s.end));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.first < last.end => {
                if span.readings[0].worth() > last.readings[0].worth() {
                    *last = span;
                }
            }
            _ => out.push(span),
        }
    }
    out
}

/// The spans in their order; of those of the same tokens the likelier, which alone is contested then.
fn each_once(spans: Vec<Span>) -> Vec<Span> {
    let mut places: Map<(u32, u32), usize> = Map::default();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match places.get(&(span.first, span.end)) {
            Some(&at) if span.readings[0].worth() > out[at].readings[0].worth() => out[at] = span,
            Some(_) => {}
            None => {
                places.insert((span.first, span.end), out.len());
                out.push(span);
            }
        }
    }
    out
}

/// Whether a span is likely enough to keep others from its tokens.
fn holds(span: &Span) -> bool {
    logistic(span.readings[0].log_odds) > HOLDS
}

fn take(spans: &[Span], taken: &mut [bool]) {
    for span in spans.iter().filter(|s| holds(s)) {
        taken[span.first as usize..span.end as usize].fill(true);
    }
}

struct Document<'a> {
    text: &'a str,
    scan: &'a Scan,
    tables: &'a Tables<'a>,
    others: &'a Others,
    place: &'a Place<'a>,
    /// Told of the short forms that are weighed.
    tell: Option<&'a dyn Fn(Observed)>,
    /// All words of the document, gathered when first asked for.
    words: OnceCell<Set<&'a str>>,
    /// The words that stand directly behind a capitalised one, the same.
    behind_names: OnceCell<Set<&'a str>>,
    /// Where words first stand directly behind a woman's given name, the same.
    behind_women: OnceCell<Map<&'a str, usize>>,
    /// Where somebody who is not listed first stands in full, by the family names that somebody listed is called by.
    strangers: RefCell<Map<String, u32>>,
    /// The titles that stood beside mentions so far, with whom they were given to.
    titles: RefCell<Map<EntityRef, Vec<titles::Title>>>,
}

impl Document<'_> {
    /// Whether a span is one word: it may be the family name of somebody named in full.
    fn is_contestable(&self, span: &Span) -> bool {
        span.end - span.first == 1
    }

    /// Sets a span's readings against those of the same word as a short form. Somebody bears the word in this
    /// document, and one word seldom has two senses in one.
    fn contest(&self, span: &mut Span, short: Span) {
        // In Jordan is the country, whoever Michael Jordan is.
        let is_place = |r: &Reading| self.kind(r) == "place" && r.evidence.same_letters > 0.0;
        let first = span.first as usize;
        let is_told = (self.place.follows_locative(first) || self.place.is_ruled(first))
            && span.readings.first().is_some_and(is_place);
        if is_told && !short.readings.iter().any(is_place) {
            return;
        }
        let is_said = first > 0
            && self.scan.tokens[first].shape == Shape::Uncased
            && self.scan.tokens[first].gap == Gap::Space
            && self.is_verb_of_people(first - 1);
        // By the same measures as the short forms.
        for reading in span.readings.iter_mut().filter(|r| self.kind(r) == "person") {
            reading.prior = self.renown(reading.entity);
        }
        self.tell_titles_apart((span.first as usize, span.end as usize), &mut span.readings);
        for reading in &mut span.readings {
            if short.readings.iter().any(|r| r.entity == reading.entity) {
                continue;
            }
            let is_listed = reading.evidence.same_letters > 0.0;
            let by = if is_listed { WEIGHTS.somebodys } else { 2.0 * WEIGHTS.somebodys };
            // وقال الحوثي: somebody says, and somebody of the name is named.
            let by = if is_said && self.kind(reading) == "org" { 2.0 * by } else { by };
            reading.log_odds += by;
            let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
            self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name: "family-name-of-somebody", by });
        }
        for reading in short.readings {
            match span.readings.iter_mut().find(|r| r.entity == reading.entity) {
                Some(standing) if standing.log_odds >= reading.log_odds => {}
                Some(standing) => *standing = reading,
                None => span.readings.push(reading),
            }
        }
        span.readings.sort_by(|a, b| b.worth().total_cmp(&a.worth()));
    }

    /// Whether a word goes with people, with what may be written onto it: وقال.
    fn is_verb_of_people(&self, token: usize) -> bool {
        let grammar = self.tables.grammar;
        let bare = || grammar.bare(self.place.folded(token), self.scan.languages);
        self.place.roles(token).any(Roles::PERSON_CUE)
            || bare().iter().any(|b| grammar.look_up(b).roles_in(self.scan.languages).any(Roles::PERSON_CUE))
    }

    /// Whether a word is a given name, whatever else it is.
    fn is_given(&self, token: usize) -> bool {
        self.place.roles(token).any(Roles::GIVEN) || sexes::woman(self.place.folded(token)).is_some()
    }

    /// The type of a reading's entity.
    fn kind(&self, reading: &Reading) -> &str {
        self.tables.lexicons[reading.entity.lexicon as usize].entity_kind(reading.entity.entity)
    }

    /// Whether a reading is a person by a listed name.
    fn is_listed_person(&self, reading: &Reading) -> bool {
        self.kind(reading) == "person" && reading.evidence.same_letters > 0.0 && !reading.leans(self.tables)
    }

    fn is_full(&self, reading: &Reading) -> bool {
        !reading.leans(self.tables) && reading.log_odds > WEIGHTS.least_full
    }

    /// Of the readings that lean on something, those that have it: then they are as good as a derived short form.
    fn supported(&self, chosen: &[Span], leaning: Vec<Span>) -> Vec<Span> {
        // The best mention of each entity, and the best that stands elsewhere: a word is no support of itself.
        type Named = (f32, (u32, u32));
        const NONE: Named = (f32::NEG_INFINITY, (0, 0));
        let mut named: Map<EntityRef, [Named; 2]> = Map::default();
        for span in chosen {
            let Some(reading) = span.readings.first().filter(|r| self.is_full(r)) else { continue };
            let standing = named.entry(reading.entity).or_insert([NONE; 2]);
            let new = (reading.log_odds, (span.first, span.end));
            if new.0 > standing[0].0 {
                *standing = [new, standing[0]];
            } else if new.0 > standing[1].0 {
                standing[1] = new;
            }
        }
        let elsewhere = |at: (u32, u32), r: &Reading| {
            let is_other = |&&(odds, (first, end)): &&Named| odds > f32::NEG_INFINITY && (end <= at.0 || at.1 <= first);
            named.get(&r.entity)?.iter().find(is_other).map(|&(odds, _)| odds)
        };
        // What stands by a cue alone leans on no mention.
        let full_odds = |at, r: &Reading| elsewhere(at, r).unwrap_or(WEIGHTS.most_full);
        let blocked = |span: &Span, r: &Reading| {
            // King Hassan III.
            if self.kind(r) == "person" && self.place.is_before_other_numeral(r.entity, span.end as usize) {
                return Some(Block::OtherName);
            }
            // وزير فرنسي is a minister of France.
            let is_people = || self.place.roles(span.end as usize - 1).any(Roles::DEMONYM);
            if r.is_family_only && r.evidence.same_letters == 0.0 && is_people() {
                return Some(Block::Unlike);
            }
            if r.is_family_only {
                let blocked = self.blocked(span.first as usize, span.end as usize);
                return blocked.or_else(|| self.is_anothers(span).then_some(Block::AnothersFamilyName));
            }
            if self.kind(r) == "person" && self.is_family(span, r) {
                return Some(Block::Collective);
            }
            // George P. Bush is not George W. Bush.
            if span.end - span.first > 2 && r.evidence.initials_wrong > 0.0 && self.kind(r) == "person" {
                return Some(Block::OtherName);
            }
            if self.kind(r) == "person" && self.place.follows_another(r.entity, span.first as usize) {
                return Some(Block::OtherName);
            }
            if r.is_unsure_mononym && elsewhere((span.first, span.end), r).is_none() {
                return Some(Block::NeedsFullName);
            }
            if r.evidence.same_letters == 0.0 && (!self.is_close(span, r) || self.has_other_marks(span, r)) {
                return Some(Block::Unlike);
            }
            let lexicon = self.tables.lexicons[r.entity.lexicon as usize];
            let flags = lexicon.form_flags(r.form);
            if elsewhere((span.first, span.end), r).is_some()
                || self.place.is_introduced(span.first as usize, r.entity.entity, lexicon)
            {
                return self.blocked(span.first as usize, span.end as usize);
            }
            match flags.has(FormFlags::NEEDS_CUE) {
                true if self.is_place_behind_locative(span, r, chosen) => None,
                true if self.is_agency_of_dateline(span, r) => None,
                true if !self.has_cue(r.entity) => Some(Block::NeedsCue),
                // Vladimir Chizhov, of Russia.
                true if self.kind(r) == "place"
                    && self.place.is_before_family_name(span.first as usize, span.end as usize) =>
                {
                    Some(Block::OtherName)
                }
                // Victoria Beckham, Victoria Street.
                true if self.kind(r) == "place" && self.is_given(span.first as usize) => {
                    self.blocked(span.first as usize, span.end as usize)
                }
                true => None,
                false if self.is_club_by_its_town(span, r) => self.blocked(span.first as usize, span.end as usize),
                false => Some(Block::NeedsFullName),
            }
        };
        let keep = |span: &Span, r: &Reading| {
            let why = blocked(span, r);
            why.is_none_or(|why| self.scan.log.keeps(false, (span.first, span.end), r.entity, why))
        };
        // Who is named in full has the family name as a short form.
        let is_named = |span: &Span, r: &Reading| r.is_family_only && elsewhere((span.first, span.end), r).is_some();
        leaning
            .into_iter()
            .filter_map(|mut span| {
                let readings = std::mem::take(&mut span.readings);
                let has_full_name = readings.iter().any(|r| is_named(&span, r));
                let stays = |r: &Reading| !(has_full_name && r.is_family_only) && keep(&span, r);
                span.readings = readings.into_iter().filter(stays).collect();
                let shared = span.readings.len();
                // Without capitals only the very letters are sure.
                let uncased = self.scan.tokens[span.first as usize].shape == Shape::Uncased;
                let is_sure = |r: &Reading| !r.is_family_only && (!uncased || r.evidence.same_letters > 0.0);
                for reading in span.readings.iter_mut().filter(|r| is_sure(r)) {
                    let (entity, form, evidence) = (reading.entity, reading.form, reading.evidence);
                    let full = full_odds((span.first, span.end), reading);
                    let short = Short { entity, form, kind: Kind::Listed, prefix: 0, family: 0, full, evidence };
                    let at = (span.first as usize, span.first as usize, span.end as usize);
                    let mut raised = self.weigh(&short, None, at, (Some(0), Some(0)), shared).max(reading.log_odds);
                    // What leans on a full mention is no surer than that.
                    if reading.is_unsure_mononym && full < WEIGHTS.most_full {
                        raised = raised.min(full + SURER);
                    }
                    let by = raised - reading.log_odds;
                    reading.log_odds = raised;
                    let (first, end) = (span.first, span.end);
                    self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name: "supported", by });
                }
                // Mme Le Pen: what several words lean on is not contested again.
                if span.readings.len() > 1 && span.end - span.first > 1 {
                    self.tell_titles_apart((span.first as usize, span.end as usize), &mut span.readings);
                    rank(&mut span.readings, self.tables);
                }
                (!span.readings.is_empty()).then_some(span)
            })
            .collect()
    }

    /// Whether one word is a family by its ending, which none of the words of a listed form has: the Assads.
    fn is_family(&self, span: &Span, reading: &Reading) -> bool {
        let first = span.first as usize;
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let mut words = lexicon.form_words(reading.form).filter(|w| w.as_join().is_none());
        span.end - span.first == 1
            && (self.place.is_plural_of(lexicon, reading.form, first)
                || (self.place.are_several(first)
                    && words.all(|w| self.is_another_than(first, reading.entity.lexicon, w.vocab()))))
    }

    /// Whether a word such as "in" stands before a place whose name needs a cue because it is an ordinary word: in Nice.
    fn is_place_behind_locative(&self, span: &Span, reading: &Reading, chosen: &[Span]) -> bool {
        let (first, end) = (span.first as usize, span.end as usize);
        let is_word = || {
            let entry = self.place.entry(first);
            entry.roles.any(Roles::WORD) && end - first == 1
        };
        self.kind(reading) == "place"
            && reading.evidence.same_letters > 0.0
            && self.place.follows_locative(first)
            && is_word()
            && self.scan.cases[first] == Case::Normal
            && self.scan.tokens[first].shape == Shape::Capital
            && self.place.name_after(end).is_none()
            && self.scan.tokens.get(end).is_none_or(|t| !matches!(t.gap, Gap::Apostrophe | Gap::Hyphen))
            && !chosen.iter().any(|s| s.first < span.end && span.first < s.end && holds(s))
    }

    /// Whether a club is called by its town among words of sport: 1:1 gegen Dortmund.
    fn is_club_by_its_town(&self, span: &Span, reading: &Reading) -> bool {
        self.kind(reading) == "org"
            && about::is(&self.place.details(reading.entity).about) == Is::Club
            && self.place.is_town_among_sports(span.first, span.end)
    }

    /// Whether letters are a news agency's in a dateline: LONDON (AP) — .
    fn is_agency_of_dateline(&self, span: &Span, reading: &Reading) -> bool {
        let tokens = &self.scan.tokens;
        let (first, last) = (&tokens[span.first as usize], &tokens[span.end as usize - 1]);
        let is_dash = |rest: &str| rest.starts_with(['—', '–', '-']);
        first.gap == Gap::Break
            && self.place.text[..first.start as usize].ends_with('(')
            && self.place.text[last.end as usize..]
                .strip_prefix(')')
                .is_some_and(|rest| is_dash(rest.trim_start_matches(' ')))
            && self.kind(reading) == "org"
            && self.place.details(reading.entity).about.to_lowercase().contains(AGENCY)
    }

    /// Whether what leans on a full name is spelt closely enough to be more of it: many a word resembles some listed one.
    fn is_close(&self, span: &Span, reading: &Reading) -> bool {
        let ordinary = ORDINARY.with(Roles::WORD).with(Roles::STOP).with(Roles::TITLE);
        let is_ordinary = span.end - span.first == 1 && self.place.roles(span.first as usize).any(ordinary);
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let evidence = &reading.evidence;
        // Who has a name in the letters of the text is not told by another script's; people who are transcribed may be.
        let own = self.scan.tokens[span.first as usize].script;
        let mut forms = lexicon.entity_forms(reading.entity.entity);
        let is_known = forms.any(|form| script_of(lexicon, form) == Some(own));
        let is_sound = match reading.reason {
            // Who has a name in Cyrillic is not meant by what only sounds as another: медведи are no Medvedev.
            Reason::Script if is_known && own == Script::Cyrillic => false,
            Reason::Script if self.kind(reading) == "person" => is_transcribed(lexicon, reading.entity.entity),
            Reason::Script => !is_known || (evidence.spelling_mean > VERY_CLOSE && evidence.length > SHORTEST),
            // Two or three letters resemble many others: App, AP.
            _ => evidence.length >= SHORTEST || own != Script::Latin,
        };
        evidence.spelling_mean >= CLOSE && !is_ordinary && is_sound
    }

    /// Whether the document has a span's last word behind another given name: then it is that person's family name.
    fn is_anothers(&self, span: &Span) -> bool {
        let gather = || {
            let tokens = &self.scan.tokens;
            (1..tokens.len())
                .filter(|&k| self.place.name_before(k).is_some())
                .map(|k| tokens[k].of(self.text))
                .collect()
        };
        let words = self.behind_names.get_or_init(gather);
        words.contains(self.scan.tokens[span.end as usize - 1].of(self.text))
    }

    /// Remembers where the document first names others in full who have a family name that is a short form.
    fn note_strangers(&self, shorts: &Shorts, taken: &[bool]) {
        let tokens = &self.scan.tokens;
        let mut strangers = self.strangers.borrow_mut();
        if shorts.by_letters.is_empty() {
            return;
        }
        for k in (1..tokens.len()).filter(|&k| tokens[k].gap == Gap::Space && !taken[k] && !taken[k - 1]) {
            let is_name = || match tokens[k].shape {
                Shape::Capital => {
                    self.place.name_before(k).is_some()
                        && self.place.roles(k - 1).any(Roles::GIVEN)
                        && self.place.name_after(k + 1).is_none()
                }
                Shape::Uncased => self.place.is_behind_given_name(k),
                _ => false,
            };
            let word = self.place.folded(k);
            if shorts.by_letters.contains_key(word) && is_name() {
                strangers.entry(word.to_owned()).or_insert(u32::try_from(k).expect("fewer tokens than bytes"));
            }
        }
    }

    /// Whether a family name stands behind somebody who is not listed and has it, and before anybody listed who has.
    fn is_strangers(&self, shorts: &Shorts, found: &[(Short, Spelling)], token: usize) -> bool {
        let strangers = self.strangers.borrow();
        let here = |at: u32| (at as usize) < token;
        strangers.get(self.place.folded(token)).copied().is_some_and(here)
            && !found.iter().any(|(short, _)| shorts.first(short.entity).is_some_and(here))
    }

    /// Whether a hyphen joins two family names that the document has behind given names, each by itself: a Bush-Cheney sticker.
    fn are_two(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Hyphen);
        // Elsewhere behind a space: what a hyphen joins to another name is borne by nobody for that.
        let is_borne = |name: usize| {
            let word = tokens[name].of(self.text);
            let is_same = |&k: &usize| tokens[k].gap == Gap::Space && tokens[k].of(self.text) == word;
            (1..tokens.len()).filter(is_same).any(|k| k != name && self.place.name_before(k).is_some())
        };
        let other = match (is_joined(start), is_joined(end)) {
            (true, false) => start.checked_sub(1).filter(|&k| !is_joined(k)),
            (false, true) => Some(end).filter(|&k| !is_joined(k + 1)),
            _ => None,
        };
        end - start == 1 && other.is_some_and(is_borne) && is_borne(start)
    }

    /// The span of a unit that is a short form, if it is one.
    fn short_span(&self, shorts: &Shorts, first: usize, end: usize, memo: u32) -> Option<Span> {
        let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
        let mut found = self.found(shorts, first, memo);
        // Most words are nobody's.
        if found.is_empty() {
            return None;
        }
        let log = &self.scan.log;
        found.retain(|(short, _)| {
            let is_free = !self.others.has(short.entity, (narrow(first), narrow(end)), false);
            log.keeps(is_free, (narrow(first), narrow(end)), short.entity, Block::PartOfNeverForm)
        });
        if self.scan.tokens[first].script == Script::Latin && self.scan.languages.is_told_as("vi") {
            found.retain(|(short, _)| {
                let is_own = self.is_in_vietnamese(short.entity, first) != Some(false);
                log.keeps(is_own, (narrow(first), narrow(end)), short.entity, Block::Unlike)
            });
        }
        // 詹姆斯·拜登.
        found.retain(|(short, _)| {
            let is_other = self.place.has_other_given_before(first, short.entity);
            log.keeps(!is_other, (narrow(first), narrow(end)), short.entity, Block::OtherName)
        });
        if found.is_empty() {
            return None;
        }
        let start = self.with_small_words(first, &found[0].0);
        // Silva is anybody, da Silva may be Lula.
        if start == first && self.place.roles(first).any(Roles::SURNAME) {
            found.retain(|(short, _)| {
                let lacks = short.prefix < short.family && self.is_particle(short.family as usize - 1);
                log.keeps(!lacks, (narrow(first), narrow(end)), short.entity, Block::OtherName)
            });
            if found.is_empty() {
                return None;
            }
        }
        // Клуб «Ахмат»: what stands alone in the quotation marks of East Slavic languages is called after somebody.
        if self.place.is_all_in_quotes(start, end) {
            found.retain(|(short, _)| {
                let is_person =
                    self.tables.lexicons[short.entity.lexicon as usize].entity_kind(short.entity.entity) == "person";
                log.keeps(!is_person, (narrow(start), narrow(end)), short.entity, Block::InTitle)
            });
            if found.is_empty() {
                return None;
            }
        }
        let is_spelt = found.iter().any(|(s, _)| matches!(s.kind, Kind::Introduced | Kind::Initials));
        if !is_spelt && self.is_strangers(shorts, &found, first) {
            found.retain(|(short, _)| {
                log.keeps(false, (narrow(start), narrow(end)), short.entity, Block::AnothersFamilyName)
            });
            return None;
        }
        let blocked = match self.fits_case(first) {
            false => Some(Block::LowerCase),
            true if is_spelt => None,
            true => self.blocked(start, end),
        };
        if let Some(why) = blocked {
            found.retain(|(short, _)| log.keeps(false, (narrow(start), narrow(end)), short.entity, why));
            return None;
        }
        let (start, fits) = self.with_initials(start, &found);
        let at = (narrow(start), narrow(end));
        let mut fits = fits.into_iter();
        found.retain(|(short, _)| {
            log.keeps(fits.next().flatten() != Some(false), at, short.entity, Block::OtherInitials)
        });
        if found.is_empty() {
            return None;
        }
        let last = |short: &Short| shorts.last_before(short.entity, narrow(start));
        let latest = found.iter().filter_map(|(s, _)| last(s)).max();
        let mut readings: Vec<Reading> = found
            .iter()
            .map(|(short, spelling)| {
                log.note(|| Event::Weighed);
                let log_odds = self.weigh(short, *spelling, (start, first, end), (last(short), latest), found.len());
                let reason = if matches!(short.kind, Kind::Introduced | Kind::Initials) {
                    Reason::Introduced
                } else {
                    Reason::Short
                };
                let reading = Reading {
                    entity: short.entity,
                    form: short.form,
                    log_odds,
                    prior: self.renown(short.entity),
                    reason,
                    evidence: short.evidence,
                    segments: 0,
                    is_family_only: false,
                    is_unsure_mononym: false,
                    is_widened: false,
                    is_inflected: false,
                };
                let (first, end) = at;
                log.note(|| Event::Rated { first, end, core: None, reading: reading.clone() });
                reading
            })
            .collect();
        self.tell_titles_apart((start, end), &mut readings);
        rank(&mut readings, self.tables);
        if readings.len() > 1 {
            self.note_title((start, end), readings[0].entity);
        }
        (readings[0].log_odds > -2.0).then(|| Span {
            first: u32::try_from(start).expect("fewer tokens than bytes"),
            end: u32::try_from(end).expect("fewer tokens than bytes"),
            tail: 0,
            readings,
        })
    }

    /// Whether a token is a small word of a family name that is not joined to it: da, de; not al-.
    fn is_particle(&self, token: usize) -> bool {
        self.scan.tokens[token].shape == Shape::Lower
            && self.place.roles(token).any(Roles::PARTICLE)
            && !self.place.roles(token).any(Roles::ARTICLE)
            && self.scan.tokens.get(token + 1).is_some_and(|t| t.gap.is_space())
    }

    /// The short forms that a unit may be, each entity once, with the log-odds of its spelling.
    fn found(&self, shorts: &Shorts, first: usize, memo: u32) -> Vec<(Short, Spelling)> {
        let known = self.scan.memo.get(memo);
        let roles = known.word.roles;
        let begins = known.beginning.map(|b| shorts.begins(b));
        let mut marks = shorts.marks.iter().enumerate();
        if begins == Some(false)
            && self.scan.tokens[first].shape != Shape::Uncased
            && !marks.any(|(lexicon, words)| known.may_be_near(lexicon, words))
        {
            return Vec::new();
        }
        let mut found: Vec<(Short, Spelling, f32)> = Vec::new();
        // The best way in which each entity may be meant.
        let weights = &features::Weights::shipped().set[0];
        let mut add = |short: &Short, spelling: Spelling| {
            let odds = match spelling {
                None => weights[short.kind.feature() as usize],
                Some(mean) => weights[Feature::ShortRespelt as usize] + mean * weights[Feature::ShortSpelling as usize],
            };
            match found.iter_mut().find(|(s, _, _)| s.entity == short.entity) {
                Some(standing) if odds > standing.2 => *standing = (*short, spelling, odds),
                Some(_) => {}
                None => found.push((*short, spelling, odds)),
            }
        };
        let token = &self.scan.tokens[first];
        // A name has its clitics and endings as a short form too: 트럼프는, وترامب, Zełenskiego. In English an s makes
        // several of a name.
        let bare = match token.shape {
            // Clitics stand before a name as well.
            Shape::Uncased => !shorts.by_letters.is_empty(),
            _ => (token.script != Script::Latin || !self.scan.languages.is_told_as("en")) && begins == Some(true),
        };
        let bare = match bare {
            true => {
                let is_short = |bare: &str| shorts.by_letters.contains_key(bare);
                self.tables.grammar.bare_where(&known.word.folded, self.scan.languages, is_short)
            }
            false => Vec::new(),
        };
        let bare = bare.iter().flat_map(|b| shorts.by_letters.get(b)).flatten().map(|&s| &shorts.all[s]);
        // The Clintons, Лавровы, Буши: what the ending is taken off are several.
        let is_one = || !self.place.are_several(first) && !self.is_plural(first, shorts);
        let other = ORDINARY.with(Roles::WORD).with(Roles::STOP).with(Roles::TITLE);
        // Emine Hanım.
        let next = self.scan.tokens.get(first + 1);
        let goes_on = next.is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Capital);
        let may_be = |s: &Short| match s.kind {
            Kind::AsMentioned => !roles.any(ORDINARY) && is_one(),
            // Ксению ждали.
            Kind::Given => token.shape == Shape::Capital && !roles.any(other) && !goes_on,
            _ => false,
        };
        // السباق البري: an adjective, where a name without the article has one as the noun before it has.
        let is_adjective = || {
            first > 0
                && token.script == Script::Arabic
                && token.gap == Gap::Space
                && [first - 1, first].iter().all(|&k| self.scan.tokens[k].of(self.text).starts_with("ال"))
                && !shorts.by_letters.contains_key(&known.word.folded)
                && !self.place.roles(first - 1).any(Roles::TITLE)
        };
        for short in bare.filter(|s| may_be(s) && !is_adjective()) {
            add(short, None);
        }
        // بشار إسماعيل is somebody else.
        let goes_on_uncased = || {
            next.is_some_and(|t| t.gap == Gap::Space)
                && self.place.roles(first + 1).any(Roles::GIVEN.with(Roles::SURNAME).with(Roles::FILIATION))
        };
        // أبو علي, شیخ علی; علی آقا.
        let is_behind_kunya = || {
            let beside = Roles::KUNYA.with(Roles::TITLE).with(Roles::FILIATION);
            (first > 0 && token.gap == Gap::Space && self.place.roles(first - 1).any(beside))
                || (next.is_some_and(|t| t.gap == Gap::Space) && self.place.roles(first + 1).any(beside))
        };
        for short in shorts.by_letters.get(&known.word.folded).into_iter().flatten().map(|&s| &shorts.all[s]) {
            match short.kind {
                Kind::Introduced if token.shape == Shape::Upper => add(short, None),
                Kind::Initials if token.shape == Shape::Upper && self.scan.cases[first] == Case::Normal => {
                    add(short, None);
                }
                Kind::AsMentioned if !roles.any(ORDINARY) => add(short, None),
                // Сказал Си: a small word has no capital within a sentence.
                Kind::AsMentioned
                    if token.script == Script::Cyrillic
                        && token.shape == Shape::Capital
                        && self.scan.cases[first] == Case::Normal
                        && !self.place.starts_sentence(first)
                        && self.tables.lexicons[short.entity.lexicon as usize]
                            .form_flags(short.form)
                            .has(FormFlags::FAMILY_FIRST) =>
                {
                    add(short, None);
                }
                // The start of a sentence says nothing of Giants.
                Kind::Team
                    if matches!(token.shape, Shape::Capital | Shape::Upper)
                        && !roles.any(ORDINARY.with(Roles::TITLE))
                        && !(roles.any(Roles::WORD) && self.place.starts_sentence(first)) =>
                {
                    add(short, None);
                }
                Kind::Given if token.shape == Shape::Capital && !roles.any(other) && !goes_on => add(short, None),
                // علي is too ordinary a word only where nothing speaks for it.
                Kind::Given
                    if token.shape == Shape::Uncased
                        && !roles.any(other.without(Roles::STOP))
                        && !goes_on_uncased()
                        && !is_behind_kunya() =>
                {
                    add(short, None);
                }
                // 金教授, 柯太太: somebody of the family, or none.
                Kind::Sign if self.title_after(first + 1).is_some_and(|t| !self.place.is_of_nobody(&t.letters)) => {
                    add(short, None);
                }
                Kind::Kunya if !self.kunya_goes_on(first + 2) => add(short, None),
                // May said: a month says nothing.
                Kind::AsMentioned
                    if roles.any(Roles::CALENDAR) && (self.place.says(first) || self.place.has_people(first)) =>
                {
                    add(short, None);
                }
                _ => {}
            }
        }
        if roles.any(ORDINARY.with(Roles::TITLE).with(Roles::STOP))
            || (token.shape == Shape::Uncased && roles.any(Roles::WORD) && !roles.any(Roles::SURNAME))
        {
            return found.into_iter().map(|(short, spelling, _)| (short, spelling)).collect();
        }
        // The Johnsons are a family.
        let are_several = |short: &Short, vocab: Index| {
            let is_stem = |stem: &str| stem == self.tables.lexicons[short.entity.lexicon as usize].vocab_text(vocab);
            let are_several = self.place.are_several(first)
                || self.is_plural(first, shorts)
                || self.place.plural_stem(first).is_some_and(is_stem);
            are_several && self.is_another_than(first, short.entity.lexicon, vocab)
        };
        // Der Brand ist gelöscht: all nouns of German have capitals, and what resembles a name behind an article is one.
        let is_common_noun = self.place.is_german
            && first > 0
            && token.gap == Gap::Space
            && self.scan.tokens[first - 1].shape == Shape::Lower
            && self.place.roles(first - 1).any(Roles::ARTICLE);
        let marks = shorts.marks.iter().enumerate();
        for (lexicon, _) in marks.filter(|&(lexicon, words)| known.may_be_near(lexicon, words)) {
            let listed_otherwise = known.is_listed(lexicon);
            for near in known.near(lexicon) {
                let key = (u32::try_from(lexicon).expect("few lexicons"), near.vocab);
                for short in shorts.by_vocab.get(&key).into_iter().flatten().map(|&s| &shorts.all[s]) {
                    if near.is_exact {
                        if !are_several(short, near.vocab) && !is_adjective() {
                            add(short, None);
                        }
                    } else if short.kind == Kind::AsListed
                        && !listed_otherwise
                        && !self.place.is_also_lower(first)
                        && !are_several(short, near.vocab)
                        && !is_common_noun
                        && !is_adjective()
                        && self.is_of_script(short.entity, near.vocab, token.script)
                    {
                        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                        let mean = f32::from(near.score) / 100.0 / known.word.sound_len().max(1) as f32;
                        if self.begins_alike(&known.word, short.entity.lexicon, near.vocab) {
                            add(short, Some((mean - 1.0).min(1.0)));
                        }
                    }
                }
            }
        }
        found.into_iter().map(|(short, spelling, _)| (short, spelling)).collect()
    }

    /// Whether one word of a Vietnamese text is none of a Vietnamese person's names, marks and all: Trung is not Trọng.
    fn has_other_marks(&self, span: &Span, reading: &Reading) -> bool {
        span.end - span.first == 1
            && self.scan.tokens[span.first as usize].script == Script::Latin
            && self.scan.languages.is_told_as("vi")
            && self.is_in_vietnamese(reading.entity, span.first as usize) == Some(false)
    }

    /// Whether a word is one of an entity's Vietnamese names with the same marks, if it has any such name: in Vietnamese another
    /// mark is another word, and Thượng is not Thưởng.
    fn is_in_vietnamese(&self, entity: EntityRef, token: usize) -> Option<bool> {
        let written = normalise(self.scan.tokens[token].of(self.text));
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        let is_vietnamese = |c: char| matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'ư' | 'ă' | 'đ');
        let texts = lexicon.entity_forms(entity.entity).map(|f| normalise(&lexicon.form_text(f)));
        let mut names = texts.filter(|text| text.contains(is_vietnamese)).peekable();
        names.peek()?;
        Some(names.any(|name| name.split(' ').any(|word| word == written)))
    }

    /// Whether a word behind a kunya of two tokens is more of the name: أبو مصعب السوري, Abu Musab al-Suri.
    fn kunya_goes_on(&self, token: usize) -> bool {
        let has_article = |k: usize| self.scan.tokens[k].of(self.text).starts_with("ال");
        let other = Roles::FUNCTION.with(Roles::WORD);
        let is_near = self.scan.tokens.get(token).is_some_and(|t| t.gap == Gap::Space);
        is_near
            && (self.place.name_after(token).is_some()
                || self.place.roles(token).any(Roles::ARTICLE.with(Roles::FILIATION))
                || (has_article(token) && !self.place.roles(token).any(other)))
    }

    /// Whether a token is a family name that ends in a consonant, with the ending of several in Russian and Ukrainian, which is that of
    /// no case: Буши, Трампы.
    fn is_plural(&self, token: usize, shorts: &Shorts) -> bool {
        self.place.plural_stem(token).is_some_and(|stem| shorts.by_letters.contains_key(stem))
    }

    /// Whether a vocabulary word is in a script, or the entity has no names in it.
    fn is_of_script(&self, entity: EntityRef, vocab: Index, script: Script) -> bool {
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        lexicon.vocab_script(vocab) == script
            || !lexicon.entity_forms(entity.entity).any(|f| script_of(lexicon, f) == Some(script))
    }

    /// Whether a token is written otherwise than a vocabulary word: the Johnsons, but not the Jacobs.
    fn is_another_than(&self, token: usize, lexicon: u32, vocab: Index) -> bool {
        self.letters(token, token + 1) != self.tables.lexicons[lexicon as usize].vocab_text(vocab)
    }

    /// Whether a written word begins with a sound of a vocabulary word: rissige Hände are not Gandhi's.
    fn begins_alike(&self, word: &Word, lexicon: u32, vocab: Index) -> bool {
        let first = |readings: &mut dyn Iterator<Item = u8>| readings.fold(0, |set, s| set | sounds::phones_of(s));
        let lexicon = self.tables.lexicons[lexicon as usize];
        let ours = first(&mut word.readings.iter().filter_map(|r| r.first().copied()));
        let theirs = first(&mut lexicon.vocab_readings(vocab).filter_map(|r| r.first().copied()));
        ours & theirs != 0
    }

    /// Whether the word that ends at a token begins a word that Vietnamese writes as two: Tập đoàn.
    fn begins_word_of_two(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower)
            && self.scan.languages.is_told_as("vi")
            && {
                let two = format!("{} {}", self.place.folded(end - 1), self.place.folded(end));
                self.tables.grammar.look_up(&two).roles != Roles::NONE
            }
    }

    /// The log-odds of a short form in its place.
    fn weigh(
        &self,
        short: &Short,
        spelling: Spelling,
        (start, first, end): (usize, usize, usize),
        (last, latest): (Option<u32>, Option<u32>),
        shared: usize,
    ) -> f32 {
        let mut circumstances: Vec<(Feature, f32)> = vec![(Feature::ShortBase, 1.0)];
        match spelling {
            None => circumstances.push((short.kind.feature(), 1.0)),
            Some(mean) => circumstances.extend([(Feature::ShortRespelt, 1.0), (Feature::ShortSpelling, mean)]),
        }
        circumstances.push((Feature::ShortFull, short.full.min(WEIGHTS.most_full) - WEIGHTS.most_full));
        let title = start > 0 && self.place.roles(start - 1).any(Roles::TITLE);
        let named = !matches!(short.kind, Kind::Introduced | Kind::Initials);
        let flags = [
            (Feature::ShortTitle, title),
            (Feature::ShortRecency, latest.is_some() && last != latest),
            (Feature::ShortAhead, latest.is_none()),
        ];
        circumstances.extend(flags.iter().filter(|(_, holds)| *holds).map(|&(f, _)| (f, 1.0)));
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        circumstances.push((Feature::ShortShared, (shared.max(1) as f32).ln()));
        if named {
            self.place.describe_short(first, end, &mut |f, x| circumstances.push((f, x)));
        }
        let lexicon = self.tables.lexicons[short.entity.lexicon as usize];
        let kind = features::Weights::kind(lexicon.entity_kind(short.entity.entity));
        let weights = features::Weights::shipped();
        let uncased = self.scan.tokens[first].shape == Shape::Uncased;
        let weights = if uncased { &weights.set[kind] } else { weights.learned_of(lexicon, short.entity.entity) };
        let mut log_odds = 0.0;
        for &(feature, value) in &circumstances {
            let by = weights[feature as usize] * value;
            // What the lexicon lists as short stood among the candidates: its raise is noted as a whole.
            log_odds += if short.kind == Kind::Listed { by } else { self.scan.log.adds(feature.name(), by) };
        }
        if short.kind == Kind::Team {
            log_odds += self.scan.log.adds("team-among-sport", WEIGHTS.team);
        }
        if self.begins_word_of_two(end) {
            log_odds += self.scan.log.adds("word-of-two", WORD_OF_TWO);
        }
        if short.kind == Kind::Given {
            log_odds += self.scan.log.adds("given-alone", WEIGHTS.given_alone);
        }
        if uncased && spelling.is_some() {
            log_odds += self.scan.log.adds("respelt-uncased", WEIGHTS.respelt_uncased);
        }
        // Nobody is meant by a short form whose full name is another's.
        let most = short.full + SURER;
        if short.kind != Kind::Listed && log_odds > most && short.full < WEIGHTS.most_full {
            log_odds += self.scan.log.adds("as-its-full-name", most - log_odds);
        }
        if let Some(tell) = self.tell.filter(|_| !uncased) {
            let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
            let (first, end) = (narrow(start), narrow(end));
            tell(Observed { entity: short.entity, first, end, tail: 0, log_odds, features: circumstances });
        }
        log_odds
    }

    /// Whether a token is written as a name.
    fn fits_case(&self, token: usize) -> bool {
        self.scan.cases[token] != Case::Normal || !matches!(self.scan.tokens[token].shape, Shape::Lower | Shape::Number)
    }

    /// The first token with the small words before it that belong to the name: those of the full mention, and any
    /// article joined by a hyphen.
    fn with_small_words(&self, first: usize, short: &Short) -> usize {
        let tokens = &self.scan.tokens;
        let (prefix, family) = (short.prefix as usize, short.family as usize);
        let mut start = first;
        while start > 0 {
            let hyphened = tokens[start].gap == Gap::Hyphen && self.place.roles(start - 1).any(Roles::ARTICLE);
            let back = first - start + 1;
            let mentioned = family >= prefix + back
                && matches!(tokens[start].gap, Gap::Space | Gap::Line | Gap::Hyphen | Gap::Apostrophe)
                && tokens[start - 1].of(self.text).to_lowercase() == tokens[family - back].of(self.text).to_lowercase();
            if !hyphened && !mentioned {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The first token with the initials before a family name, and for each short form whether they fit its entity's
    /// names; nothing where there are none.
    fn with_initials(&self, first: usize, found: &[(Short, Spelling)]) -> (usize, Vec<Option<bool>>) {
        let tokens = &self.scan.tokens;
        let mut start = first;
        while start > 0
            && matches!(tokens[start].gap, Gap::Dot | Gap::DotSpace)
            && self.place.is_initial(start - 1)
            && first - start < 3
        {
            start -= 1;
        }
        if start == first {
            return (first, vec![None; found.len()]);
        }
        let fits = |short: &Short| {
            let lexicon = self.tables.lexicons[short.entity.lexicon as usize];
            self.place.has_initial(lexicon, short.entity.entity, start)
        };
        (start, found.iter().map(|(short, _)| Some(fits(short))).collect())
    }

    /// Whether a word in capitals that is more often a given name than the title that it is as well stands before a token: Amir
    /// Mortazavi.
    fn is_behind_given_title(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        token > 0
            && tokens[token].gap.is_space()
            && tokens[token - 1].shape == Shape::Capital
            && self.scan.cases[token] == Case::Normal
            && self.place.roles(token - 1).any(Roles::TITLE)
            && sexes::woman(self.place.folded(token - 1)).is_some()
    }

    /// Whether words in capitals beside a span make it a part of a longer name in Vietnamese, whatever else they are: Phạm Văn Chính.
    fn is_within_vietnamese_name(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Capital);
        let is_name = |k: usize| !self.place.roles(k).any(Roles::TITLE) && tokens[k].script == Script::Latin;
        let before = || {
            start > 0
                && is_joined(start)
                && tokens[start - 1].shape == Shape::Capital
                && !self.place.starts_sentence(start - 1)
                && is_name(start - 1)
        };
        let after = || is_joined(end) && is_name(end);
        self.scan.languages.is_told_as("vi") && (before() || after())
    }

    /// Whether what a span ends with is a given name too, and a family name that is nothing else follows, in a script without
    /// capitals: שרון כהן.
    fn is_before_family_name(&self, end: usize) -> bool {
        let other = ORDINARY.with(Roles::WORD).with(Roles::STOP).with(Roles::TITLE).with(Roles::GIVEN);
        end > 0
            && self.place.roles(end - 1).any(Roles::GIVEN)
            && self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Uncased)
            && self.place.roles(end).any(Roles::SURNAME)
            && !self.place.roles(end).any(other)
    }

    /// Whether what a span ends with is in the genitive of German, by an s that it has not elsewhere: all nouns have capitals, and
    /// the one behind it is nobody's name (Merkels Mann).
    fn is_genitive(&self, end: usize) -> bool {
        let word = self.scan.tokens[end - 1].of(self.text);
        let is_elsewhere = |stem: &str| self.scan.tokens.iter().any(|t| t.of(self.text) == stem);
        self.place.is_german && word.strip_suffix('s').is_some_and(is_elsewhere)
    }

    /// Whether an Arabic word that is somebody's name too is none by what stands beside it: الشيخ before another name, سلام behind
    /// "in", صلاح before "servant of".
    fn is_other_arabic_word(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_arabic = tokens[start].script == Script::Arabic && self.scan.languages.is_told_as("ar");
        if !is_arabic || end - start != 1 {
            return false;
        }
        let word = tokens[start].of(self.text);
        let next = tokens.get(end).filter(|t| t.gap == Gap::Space);
        let goes_on = Roles::FUNCTION.with(Roles::PERSON_CUE).with(Roles::LOCATIVE);
        let is_title_of_other = || {
            self.place.roles(start).any(Roles::TITLE)
                && next.is_some_and(|t| !t.of(self.text).starts_with("ال") && !self.place.roles(end).any(goes_on))
        };
        let is_in = || {
            start > 0
                && tokens[start].gap == Gap::Space
                && self.place.folded(start - 1) == IN
                && !word.starts_with("ال")
        };
        let is_servant = || next.is_some() && self.place.roles(end).any(Roles::THEOPHORIC_HEAD);
        is_title_of_other() || is_in() || is_servant()
    }

    /// Whether the article of a man or a club stands before one word, in languages whose men have none: el Santos. A form that is
    /// listed with it has it: el Caudillo.
    fn is_behind_mans_article(&self, start: usize) -> bool {
        let (tokens, candidates) = (&self.scan.tokens, &self.scan.candidates);
        let is_listed_with_it = || {
            let from = candidates.partition_point(|c| (c.first as usize) < start);
            let mut here = candidates[from..].iter().take_while(|c| c.first as usize == start);
            let text = |c: &Candidate| self.tables.lexicons[c.lexicon as usize].form_text(c.form);
            here.any(|c| text(c).starts_with("el "))
        };
        start > 0
            && tokens[start].gap == Gap::Space
            && tokens[start].shape == Shape::Capital
            && self.scan.languages.is_told_as("es")
            && matches!(tokens[start - 1].of(self.text), "el" | "El" | "al" | "del")
            && !self.scan.languages.is_told_as("it")
            && !is_listed_with_it()
    }

    /// Whether some bearer of a family name or none is spoken of in English: no Gandhi has led the party.
    fn is_one_of_family(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_alone = || {
            tokens.get(end).is_none_or(|t| {
                !matches!(t.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
                    || (t.shape == Shape::Lower && self.place.roles(end).any(Roles::FUNCTION))
            })
        };
        start > 0
            && self.scan.languages.is_told_as("en")
            && tokens[start].gap == Gap::Space
            && matches!(
                tokens[start - 1].of(self.text),
                "a" | "an" | "another" | "any" | "every" | "no" | "No" | "A" | "Another"
            )
            && is_alone()
    }

    /// Whether the words around a short form make it another's.
    fn blocked(&self, start: usize, end: usize) -> Option<Block> {
        let are_two = self.place.is_compound(start, end) && self.are_two(start, end);
        let is_behind_name = || !are_two && self.place.name_before(start).is_some();
        let is_before_name = || !self.is_genitive(end) && self.place.name_after(end).is_some();
        if self.scan.cases[start] == Case::Normal && (is_behind_name() || is_before_name()) {
            return Some(Block::OtherName);
        }
        if self.place.is_ordinary_word(start, end)
            || self.place.is_introduced_by_name(start)
            || (start > 1
                && self.scan.tokens[start].shape == Shape::Uncased
                && self.scan.tokens[start].gap == Gap::Space
                && !self.scan.tokens[start].script.is_unspaced()
                && self.place.is_introduced_by_name(start - 1))
            || self.place.is_german_noun(start)
        {
            return Some(Block::OtherName);
        }
        if self.is_behind_given_title(start)
            || self.place.is_behind_given_name(start)
            || self.place.is_behind_given_in_capitals(start)
            || self.is_within_vietnamese_name(start, end)
            || self.is_before_family_name(end)
            || self.place.goes_on_behind_particle(end)
            || self.is_behind_mans_article(start)
            || self.is_one_of_family(start, end)
            || self.is_other_arabic_word(start, end)
        {
            return Some(Block::OtherName);
        }
        // What is left of a whole name that is not meant is not meant either: Kim Il Sung University.
        let (longer, before) = (self.place.whole_names_at(start).0, self.place.whole_names_at(end).1);
        if longer.is_some_and(|other| other as usize > end) || before.is_some_and(|other| (other as usize) < start) {
            return Some(Block::OtherName);
        }
        if !are_two && self.place.is_compound(start, end) {
            return Some(Block::Compound);
        }
        // Kohls Witwe is somebody's, and he is meant.
        if (self.place.collective_follows(end) && !self.is_genitive(end)) || self.place.collective_precedes(start) {
            return Some(Block::Collective);
        }
        if self.place.is_in_title(start, end, true) {
            return Some(Block::InTitle);
        }
        if self.place.place_of_precedes(start) {
            return Some(Block::Landmark);
        }
        if self.place.trade_beside(start, end).is_some()
            || self.place.goods_follow(end)
            || self.place.is_firm_of_family(end)
        {
            return Some(Block::OtherName);
        }
        let is_landmark = self.place.landmark_follows(end) || self.place.street_precedes(start, "person");
        is_landmark.then_some(Block::Landmark)
    }
}
