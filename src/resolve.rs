//! Choosing: which candidates of a document are its mentions.
//!
//! Three steps. [`context`] turns each candidate's evidence into log-odds in its place in the text, [`overlaps`]
//! chooses among candidates that share text, and [`document`] adds the short forms of what was found. A document is
//! resolved alone: nothing is carried to the next.

mod about;
mod authors;
mod besides;
mod code;
pub(crate) mod context;
pub(crate) mod document;
mod families;
pub(crate) mod features;
mod generations;
mod heads;
mod initials;
mod kin;
mod kinds;
mod mononyms;
mod neighbours;
pub(crate) mod overlaps;
mod parts;
pub(crate) mod place;
mod sparse;
pub(crate) mod uncased;
mod waters;
mod works;

use crate::explain::log::{Block, Event, FORM};
use crate::hash::{Map, Set};
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::confidence::logistic;
use crate::matching::evidence::Evidence;
use crate::mention::Reason;
use crate::scan::{Candidate, Case, Scan, Tables};
use features::{Feature, Weights};

/// An entity of one of the lexicons in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EntityRef {
    pub(crate) lexicon: u32,
    pub(crate) entity: Index,
}

impl Candidate {
    pub(crate) fn entity_ref(&self) -> EntityRef {
        EntityRef { lexicon: self.lexicon, entity: self.entity }
    }
}

/// What a span may name.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) entity: EntityRef,
    pub(crate) form: Index,
    pub(crate) log_odds: f32,
    /// The logarithm of how much is written of the entity, as its share against others of the same name: see [`prior`].
    pub(crate) prior: f32,
    pub(crate) reason: Reason,
    pub(crate) evidence: Evidence,
    /// Segments of the form that the text has, those of its small words too, and of the words that it has besides.
    pub(crate) segments: usize,
    /// Whether only a title and the family name stand here.
    pub(crate) is_family_only: bool,
    /// Whether one word stands here that only resembles the person's name.
    pub(crate) is_unsure_mononym: bool,
    /// Whether the span is more than the name's words: a kind of place beside it.
    pub(crate) is_widened: bool,
    /// Whether an ending or a clitic was taken off.
    pub(crate) is_inflected: bool,
}

/// The order of the ids of two entities: within a lexicon that of their numbers.
fn by_id(a: EntityRef, b: EntityRef, tables: &Tables<'_>) -> std::cmp::Ordering {
    let id = |e: EntityRef| tables.lexicons[e.lexicon as usize].entity_id(e.entity);
    if a.lexicon == b.lexicon { a.entity.cmp(&b.entity) } else { id(a).cmp(id(b)) }
}

/// Puts readings in order: what is worth most first, of equals by their ids.
pub(crate) fn rank(readings: &mut [Reading], tables: &Tables<'_>) {
    readings.sort_by(|a, b| b.worth().total_cmp(&a.worth()).then_with(|| by_id(a.entity, b.entity, tables)));
}

impl Reading {
    /// What the reading is worth beside others of the same span.
    fn worth(&self) -> f32 {
        self.log_odds + self.prior
    }

    /// Whether the form counts only beside something else in the document: a full name, a cue.
    fn leans(&self, tables: &Tables<'_>) -> bool {
        let leans = FormFlags::SHORT.with(FormFlags::NEEDS_FULL_NAME).with(FormFlags::NEEDS_CUE);
        self.is_family_only
            || self.is_unsure_mononym
            || tables.lexicons[self.entity.lexicon as usize].form_flags(self.form).has(leans)
    }
}

/// A span with its readings, likeliest first.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Bytes after the last token that belong to the span.
    pub(crate) tail: u32,
    pub(crate) readings: Vec<Reading>,
}

impl Span {
    /// The probability of reading `i`: what it has against the others and against none of them.
    pub(crate) fn confidence(&self, i: usize) -> f32 {
        let odds = |r: &Reading| (r.log_odds.clamp(-20.0, 20.0) + r.prior).exp();
        let others: f32 = self.readings.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, r)| odds(r)).sum();
        let own = odds(&self.readings[i]);
        // Another reading takes what its own odds are worth beside this one.
        logistic(self.readings[i].log_odds) * own / (own + others)
    }
}

/// What the text around a form adds at most to the prior that the lexicon states for it, in nats.
const CONTEXT: f32 = 1.5;

/// The most that a form's letters say by themselves, in log-odds: the prior that the lexicon states for it.
fn stated_prior(candidate: &Candidate, tables: &Tables<'_>) -> f32 {
    let weight = tables.lexicons[candidate.lexicon as usize].form_weight(candidate.form);
    if weight < 1.0 { (weight.max(0.001) / (1.0 - weight)).ln() } else { f32::INFINITY }
}

/// What a form that counts in the text's language alone has beside others of its span, in nats: Salvador in Portuguese.
const OF_LANGUAGE: f32 = 4.0;

/// What a reading has beside others of its span: what is written of often has many names listed.
///
/// Among cities that share a name the population goes with about the square root of the number of names that GeoNames
/// lists for them; what the press writes of goes with the number itself.
fn prior(candidate: &Candidate, log_odds: f32, tables: &Tables<'_>) -> f32 {
    let forms = tables.lexicons[candidate.lexicon as usize].entity_forms(candidate.entity);
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let count = forms.len().max(1) as f32;
    let is_name = f32::from(u8::from(forms.start == candidate.form));
    let weights = &Weights::shipped().set[0];
    let of_language = if candidate.flags.has(FormFlags::NEEDS_LANGUAGE) { OF_LANGUAGE } else { 0.0 };
    of_language
        + weights[Feature::ShareForms as usize] * count.ln()
        + weights[Feature::ShareName as usize] * is_name
        + weights[Feature::ShareOdds as usize] * log_odds.clamp(-10.0, 10.0)
}

/// What a fit learns from: a candidate and its circumstances.
pub(crate) struct Observed {
    pub(crate) entity: EntityRef,
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) tail: u32,
    pub(crate) log_odds: f32,
    pub(crate) features: Vec<(Feature, f32)>,
}

/// Tells the candidates of a document that stand for themselves, with their circumstances.
pub(crate) fn observe(text: &str, scan: &Scan, tables: &Tables<'_>, tell: &dyn Fn(Observed)) {
    let place = place::Place::new(text, scan, tables);
    spans(&place, &mut Others::default(), Some(tell));
    choose(text, scan, tables, |_| {}, Some(tell));
}

/// Resolves a scanned document: its spans in order, disjoint.
pub(crate) fn resolve(text: &str, scan: &Scan, tables: &Tables<'_>) -> Vec<Span> {
    choose(text, scan, tables, |_| {}, None)
}

/// The spans of a scanned document that are chosen, then all that might be: one may come twice, with other readings.
///
/// What leans on a full name is only there where it is chosen.
pub(crate) fn resolve_all(text: &str, scan: &Scan, tables: &Tables<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut chosen = choose(text, scan, tables, |full| all.extend_from_slice(full), None);
    chosen.append(&mut all);
    chosen
}

/// Chooses among the spans of a document, which `look` sees before; `tell` is told of short forms.
fn choose(
    text: &str,
    scan: &Scan,
    tables: &Tables<'_>,
    look: impl FnOnce(&[Span]),
    tell: Option<&dyn Fn(Observed)>,
) -> Vec<Span> {
    let (mut full, mut leaning) = (Vec::new(), Vec::new());
    // Most documents name nobody.
    if scan.candidates.is_empty() {
        return full;
    }
    let mut others = Others::default();
    let place = place::Place::new(text, scan, tables);
    let mut spans = spans(&place, &mut others, None);
    place.tell_namesakes(&mut spans);
    place.tell_chapters(&mut spans);
    place.tell_no_places(&mut spans);
    place.tell_elisions(&mut spans);
    place.tell_parts_of_names(&mut spans);
    place.tell_namesakes_of_places(&mut spans);
    place.tell_bodies(&mut spans);
    place.tell_waters(&mut spans);
    for Span { first, end, tail, mut readings } in spans {
        readings.retain(|r| {
            let is_free = !others.has(r.entity, (first, end), r.evidence.same_letters > 0.0);
            scan.log.keeps(is_free, (first, end), r.entity, Block::PartOfNeverForm)
        });
        let other: Vec<Reading> = readings.extract_if(.., |r| r.leans(tables)).collect();
        for (readings, list) in [(readings, &mut full), (other, &mut leaning)] {
            if !readings.is_empty() {
                list.push(Span { first, end, tail, readings });
            }
        }
    }
    look(&full);
    let mut chosen = document::add_short_forms(&place, &others, overlaps::choose(full), leaning, tell);
    place.tell_kin(&mut chosen);
    place.tell_code(&mut chosen);
    place.tell_authors(&mut chosen);
    place.tell_sparse(&mut chosen);
    chosen
}

/// The log-odds of a name of several words spelt otherwise, where the text has the letters of one that leans on something.
const RESPELT_BESIDE_LEANING: f32 = -4.0;

/// The log-odds, as a share against others of the same span, of a name spelt otherwise where the text has the letters of
/// another's.
const RESPELT_BESIDE_LISTED: f32 = -3.0;

/// Log-odds a segment by which a name in another spelling is much nearer to one than to another, and what the other loses.
const MUCH_NEARER: f32 = 0.4;
const RESPELT_BESIDE_NEARER: f32 = -2.0;

/// The same of a name that is only a part of the span, where all of it is another's name: Kansas, of "Kansas City".
const WIDENED_BESIDE_WHOLE: f32 = -4.0;

/// The same of a name that the text has with an ending, where it is another's without: Mexico City, of Мексика.
const INFLECTED_BESIDE_BARE: f32 = -5.0;

/// The same of a name in other capitals, with other marks or more small words than the text's, where another's is just
/// this: BOSTON, of "Boston"; Al-Kuwait, of "Kuwait".
const OTHERWISE_WRITTEN: f32 = -2.0;

/// Where several entities may be meant, those of which the span is written otherwise than listed fall back.
fn tell_writing_apart(span: &mut Span, scan: &Scan, text: &str, tables: &Tables<'_>) {
    // George Bush is not George Habash, though two presidents have the name and neither has it without a cue. Part of a
    // name is no name: Abdelfattah Alsisi.
    let is_several = span.end - span.first > 1;
    let is_leaning = |r: &Reading| r.evidence.same_letters > 0.0 && r.leans(tables) && !r.is_widened;
    if is_several && span.readings.iter().any(is_leaning) {
        for reading in span.readings.iter_mut().filter(|r| r.evidence.same_letters == 0.0) {
            reading.log_odds += RESPELT_BESIDE_LEANING;
            let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
            let (name, by) = ("respelt-beside-leaning", RESPELT_BESIDE_LEANING);
            scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
        }
    }
    let is_listed = |r: &Reading| r.evidence.same_letters > 0.0 && !r.leans(tables);
    // What somebody's listed name spells is hardly another's name spelt otherwise.
    if !span.readings.iter().any(is_listed) {
        // Nor is what is much nearer to somebody's: Mohammed al-Fayed is Mohamed Al-Fayed, not Mohammed bin Zayed.
        let nearest = span.readings.iter().map(|r| r.evidence.spelling_mean).fold(f32::NEG_INFINITY, f32::max);
        for reading in span.readings.iter_mut().filter(|r| r.evidence.spelling_mean < nearest - MUCH_NEARER) {
            reading.prior += RESPELT_BESIDE_NEARER;
        }
        return;
    }
    share_by_number(&mut span.readings, is_listed, tables);
    let has_whole = span.readings.iter().any(|r| is_listed(r) && !r.is_widened);
    let has_bare = span.readings.iter().any(|r| is_listed(r) && !r.is_inflected);
    let (first, last) = (&scan.tokens[span.first as usize], &scan.tokens[span.end as usize - 1]);
    let written = &text[first.start as usize..last.end as usize];
    let is_as_written = |r: &Reading| tables.lexicons[r.entity.lexicon as usize].form_text(r.form).as_str() == written;
    // Where all is in capitals they tell nothing apart.
    let tells = scan.cases[span.first as usize] == Case::Normal;
    let has_as_written = tells && span.readings.iter().any(|r| is_listed(r) && is_as_written(r));
    for reading in &mut span.readings {
        if reading.evidence.same_letters == 0.0 {
            reading.prior += RESPELT_BESIDE_LISTED;
        } else if has_whole && reading.is_widened {
            reading.prior += WIDENED_BESIDE_WHOLE;
        } else if has_bare && reading.is_inflected {
            reading.prior += INFLECTED_BESIDE_BARE;
        } else if has_as_written && !is_as_written(reading) {
            reading.prior += OTHERWISE_WRITTEN;
        }
    }
}

/// Of entities of one name that have numbers of Wikidata those of low numbers share more of the probability: it began with
/// what most is written of. Zürich is Q72, its canton Q11943.
fn share_by_number(readings: &mut [Reading], is_listed: impl Fn(&Reading) -> bool, tables: &Tables<'_>) {
    let number = |r: &Reading| {
        let id = tables.lexicons[r.entity.lexicon as usize].entity_id(r.entity.entity);
        let digits = id.strip_prefix('Q').filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|d| d.parse::<f32>().ok())
    };
    let by_letters = || readings.iter().filter(|r| is_listed(r));
    if by_letters().nth(1).is_none() || by_letters().any(|r| number(r).is_none()) {
        return;
    }
    let least = by_letters().filter_map(number).fold(f32::INFINITY, f32::min);
    let weight = Weights::shipped().set[0][Feature::ShareNumber as usize];
    for reading in readings.iter_mut().filter(|r| is_listed(r)) {
        reading.prior += weight * number(reading).map_or(0.0, |n| (n / least).ln());
    }
}

/// Where a document names somebody that an entity is not, by the entity's `never` forms.
#[derive(Default)]
pub(crate) struct Others(Map<EntityRef, Vec<(u32, u32)>>);

/// Tokens of the longest name that is found.
const LONGEST_NAME: u32 = 64;

impl Others {
    /// Whether tokens from `first` up to `end` are part of such a name, or overlap it.
    ///
    /// As the entity's own name is listed, it may hold one: "European" is not the European Commission.
    pub(crate) fn has(&self, entity: EntityRef, (first, end): (u32, u32), is_as_listed: bool) -> bool {
        let holds = |f: u32, e: u32| is_as_listed && first <= f && e <= end && e - f < end - first;
        // The spans of a form are about as long as each other and in order: only the last few before `end` may reach
        // beyond `first`.
        let spans = self.0.get(&entity).map_or(&[][..], Vec::as_slice);
        let before = &spans[..spans.partition_point(|&(f, _)| f < end)];
        before.iter().rev().take_while(|&&(f, _)| f + LONGEST_NAME > first).any(|&(f, e)| first < e && !holds(f, e))
    }
}

/// The candidates by span, each with its log-odds in context; and what others the document names.
fn spans(place: &place::Place<'_>, others: &mut Others, tell: Option<&dyn Fn(Observed)>) -> Vec<Span> {
    let (scan, tables) = (place.scan, place.tables);
    let names: usize = tables.lexicons.iter().map(|l| l.form_count()).sum();
    let scores = &scan.memo.scores;
    let mut out: Vec<Span> = Vec::new();
    let mut rivals: Vec<(EntityRef, f32)> = Vec::new();
    // What each candidate of a span is worth beside its form, where several share it.
    let mut compared: Vec<f32> = Vec::new();
    let mut i = 0;
    while i < scan.candidates.len() {
        let (first, end) = (scan.candidates[i].first, scan.candidates[i].end);
        let mut span = Span { first, end, tail: scan.candidates[i].tail, readings: Vec::new() };
        let mut never = Vec::new();
        rivals.clear();
        let here = scan.candidates[i..].iter().take_while(|c| (c.first, c.end) == (first, end));
        let of = Candidate::entity_ref;
        // Only several entities have rivals.
        let several = here.clone().any(|c| of(c) != of(&scan.candidates[i]));
        let namesakes = if several { namesakes(here.clone().filter(|c| c.is_exact).map(of)) } else { 1 };
        let rivalling = |c: &Candidate| {
            several
                && !c.is_family_only
                && !c.flags.has(FormFlags::NEVER.with(FormFlags::SHORT).with(FormFlags::INITIALS))
        };
        compared.clear();
        if several {
            compared.extend(here.clone().map(|c| scores.comparison(&c.evidence.among(1, None))));
        }
        let start = i;
        rivals.extend(here.zip(&compared).filter(|(c, _)| rivalling(c)).map(|(c, &odds)| (of(c), odds)));
        // The best reading of each entity; of two entities only the best two matter.
        rivals.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = rivals.first().copied();
        let second = best.and_then(|(e, _)| rivals.iter().copied().find(|&(other, _)| other != e));
        while i < scan.candidates.len() && (scan.candidates[i].first, scan.candidates[i].end) == (first, end) {
            let candidate = &scan.candidates[i];
            i += 1;
            let entity = candidate.entity_ref();
            let lexicon = tables.lexicons[candidate.lexicon as usize];
            // What fits as well shares the probability later; only what fits less is evidence.
            let own = if several { compared[i - 1 - start] } else { 0.0 };
            let rival = best.filter(|&(e, _)| e != entity).or(second).filter(|&(e, _)| e != entity);
            let rival = rival.map(|(_, odds)| odds.min(own - 1.0));
            let evidence = candidate.evidence.among(names, rival);
            scan.log.note(|| Event::Weighed);
            let log_odds = match candidate.is_family_only {
                true => scan.log.adds(FORM, place.titled_family_name(candidate)),
                false => {
                    let stated = stated_prior(candidate, tables);
                    let form = scores.retrieval(&evidence).min(stated);
                    let mut log_odds = place.log_odds(candidate, form, namesakes);
                    if log_odds > stated + CONTEXT {
                        log_odds += scan.log.adds("stated-weight", stated + CONTEXT - log_odds);
                    }
                    let leaning = FormFlags::SHORT.with(FormFlags::NEVER);
                    let is_cased = scan.tokens[first as usize].shape != crate::segment::Shape::Uncased;
                    if let Some(tell) = tell.filter(|_| is_cased && !candidate.flags.has(leaning)) {
                        let mut features = Vec::new();
                        place.describe(candidate, form, namesakes, &mut |f, x| features.push((f, x)));
                        let Candidate { first, end, tail, .. } = *candidate;
                        tell(Observed { entity, first, end, tail, log_odds, features });
                    }
                    log_odds
                }
            };
            if candidate.flags.has(FormFlags::NEVER) {
                // Only the whole of it, as it is listed: Hama is not Hamas, "Donald Trump Jr." not "Donald Trump".
                let words = lexicon.form_words(candidate.form).filter(|w| w.as_join().is_none()).count();
                let is_whole = candidate.is_spelt_as_listed
                    && !candidate.is_inflected
                    && (candidate.core.1 - candidate.core.0) as usize >= words
                    && candidate.evidence.omitted + candidate.evidence.contradicted == 0.0;
                if !is_whole {
                    continue;
                }
                never.push((entity, log_odds));
                if log_odds > 0.0 {
                    others.0.entry(entity).or_default().push((first, end));
                }
                continue;
            }
            if candidate.flags.has(FormFlags::NEEDS_LANGUAGE) && !place.is_in_its_language(candidate) {
                scan.log.keeps(false, (first, end), entity, Block::NeedsLanguage);
                continue;
            }
            if place.is_other_syllable_of_vietnamese(candidate) {
                scan.log.keeps(false, (first, end), entity, Block::Unlike);
                continue;
            }
            let reason = reason(candidate, scan, tables);
            let reading = Reading {
                entity,
                form: candidate.form,
                log_odds,
                prior: prior(candidate, log_odds, tables),
                reason,
                evidence,
                segments: candidate.segments,
                is_family_only: candidate.is_family_only,
                is_unsure_mononym: mononyms::is_unsure_mononym(candidate, scan, lexicon),
                is_widened: candidate.core != (first, end),
                is_inflected: candidate.is_inflected,
            };
            let core = Some(candidate.core);
            scan.log.note(|| Event::Rated { first, end, core, reading: reading.clone() });
            // What leans on something else does not stand in for what stands by itself.
            let leans = reading.leans(tables);
            let same = |r: &&mut Reading| r.entity == entity && r.leans(tables) == leans;
            // A form of just these letters is what is meant, whatever sounds like it or is a part of it.
            let is_bare = |r: &Reading| r.evidence.same_letters > 0.0 && !r.is_inflected;
            let rank = |r: &Reading| (r.evidence.same_letters > 0.0, several && is_bare(r), r.log_odds);
            match span.readings.iter_mut().find(same) {
                Some(standing) if rank(standing) >= rank(&reading) => {}
                Some(standing) => *standing = reading,
                None => span.readings.push(reading),
            }
        }
        // Initials are nobody's acronym where somebody's acronym is listed so.
        let is_derived =
            |r: &Reading| tables.lexicons[r.entity.lexicon as usize].form_flags(r.form).has(FormFlags::INITIALS);
        if span.readings.iter().any(|r| r.evidence.same_letters > 0.0 && !is_derived(r)) {
            span.readings.retain(|r| scan.log.keeps(!is_derived(r), (first, end), r.entity, Block::ListedAcronym));
        }
        if several {
            tell_writing_apart(&mut span, scan, place.text, tables);
        }
        // What the lexicon says to count only beside something does not count by another form.
        let flags = |r: &Reading| tables.lexicons[r.entity.lexicon as usize].form_flags(r.form);
        let needs = FormFlags::NEEDS_FULL_NAME.with(FormFlags::NEEDS_CUE);
        let is_needy = |r: &&Reading| flags(r).has(needs) && r.evidence.same_letters > 0.0 && !r.is_widened;
        let needy = span.readings.iter().filter(is_needy);
        let needy: Vec<EntityRef> = needy.map(|r| r.entity).collect();
        span.readings.retain(|r| r.leans(tables) || !needy.contains(&r.entity));
        let is_never = |r: &Reading| never.iter().any(|&(e, odds)| e == r.entity && odds >= r.log_odds - 0.5);
        span.readings.retain(|r| scan.log.keeps(!is_never(r), (first, end), r.entity, Block::NeverForm));
        rank(&mut span.readings, tables);
        let id = |r: &Reading| tables.lexicons[r.entity.lexicon as usize].entity_id(r.entity.entity);
        if tables.lexicons.len() > 1 {
            // An entity that several lexicons have is one: it does not share its probability with itself.
            let mut seen = Set::default();
            span.readings.retain(|r| seen.insert((id(r), r.leans(tables))));
        }
        if !span.readings.is_empty() {
            out.push(span);
        }
    }
    out
}

/// The number of different entities.
fn namesakes(entities: impl Iterator<Item = EntityRef>) -> usize {
    let mut entities: Vec<EntityRef> = entities.collect();
    entities.sort_unstable();
    entities.dedup();
    entities.len()
}

fn reason(candidate: &Candidate, scan: &Scan, tables: &Tables<'_>) -> Reason {
    let lexicon = tables.lexicons[candidate.lexicon as usize];
    if candidate.flags.has(FormFlags::SHORT) || candidate.is_family_only {
        return Reason::Short;
    }
    if candidate.flags.has(FormFlags::ACRONYM) {
        return Reason::Acronym;
    }
    if candidate.is_exact {
        return Reason::Exact;
    }
    let listed = lexicon.form_words(candidate.form).next().map(|w| lexicon.vocab_script(w.vocab()));
    if listed.is_some_and(|s| s != scan.tokens[candidate.first as usize].script) {
        return Reason::Script;
    }
    if candidate.evidence.omitted > 0.0 || candidate.evidence.contradicted > 0.0 {
        Reason::Partial
    } else {
        Reason::Spelling
    }
}
