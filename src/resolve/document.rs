//! Short forms: what else a document calls the entities that it names in full.
//!
//! A family name, or a form that the lexicon lists as short, means the entity whose full name stands in the same
//! document, before or after. It is blocked where the words around it make it another's: a given name before it,
//! a family or a landmark after it. Where two entities share the short form, the one named last is likelier.

use super::context::Place;
use super::{EntityRef, Reading, Span};
use crate::grammar::Roles;
use crate::hash::Map;
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::confidence::logistic;
use crate::mention::Reason;
use crate::scan::{Case, Scan, Tables};
use crate::segment::{Gap, Shape};

/// Log-odds of a short form, in nats, before what its entity's full mention and its spelling say.
struct Weights {
    /// The family name as the full mention spells it.
    same_spelling: f32,
    /// Another spelling of the family name.
    other_spelling: f32,
    /// A title before it.
    title: f32,
    /// What each entity named since then takes from one named earlier.
    recency: f32,
    /// The least log-odds of a full mention that short forms lean on.
    least_full: f32,
}

const WEIGHTS: Weights = Weights { same_spelling: 3.0, other_spelling: 1.2, title: 1.0, recency: -0.7, least_full: -0.2 };

/// Something a document may call an entity after its full name.
struct Short {
    entity: EntityRef,
    form: Index,
    /// Token of the full mention.
    at: u32,
    log_odds: f32,
    same_spelling: bool,
}

/// Adds the short forms to the chosen spans; drops those that needed a full name and have none.
pub(crate) fn add_short_forms(text: &str, scan: &Scan, tables: &Tables<'_>, chosen: Vec<Span>) -> Vec<Span> {
    let place = Place::new(text, scan, tables);
    let is_full = |r: &Reading| {
        let flags = tables.lexicons[r.entity.lexicon as usize].form_flags(r.form);
        !flags.has(FormFlags::SHORT) && !flags.has(FormFlags::NEEDS_FULL_NAME) && r.log_odds > WEIGHTS.least_full
    };
    let mut named: Map<EntityRef, ()> = Map::default();
    for span in &chosen {
        if let Some(best) = span.readings.first().filter(|r| is_full(r)) {
            named.insert(best.entity, ());
        }
    }
    let mut spans: Vec<Span> = chosen
        .into_iter()
        .filter_map(|mut span| {
            span.readings.retain(|r| is_full(r) || r.log_odds <= WEIGHTS.least_full || (named.contains_key(&r.entity) && !blocked(&place, scan, span.first as usize, span.end as usize)));
            (!span.readings.is_empty()).then_some(span)
        })
        .collect();
    let shorts = Shorts::of(text, scan, tables, &spans);
    if shorts.is_empty() {
        return spans;
    }
    let mut taken = vec![false; scan.tokens.len()];
    for span in &spans {
        if logistic(span.readings[0].log_odds) > 0.3 {
            taken[span.first as usize..span.end as usize].fill(true);
        }
    }
    let mut added: Vec<Span> = Vec::new();
    for unit in &scan.units {
        let (first, end) = (unit.first as usize, unit.end as usize);
        if taken[first..end].iter().any(|&t| t) {
            continue;
        }
        let found = shorts.of_unit(scan, unit.memo, tables);
        if found.is_empty() || !fits_case(scan, first) || blocked(&place, scan, first, end) {
            continue;
        }
        let (first_token, _) = with_article(&place, scan, first);
        if let Some(span) = shorts.span(&place, scan, tables, found, first_token, first, end) {
            taken[first_token..end].fill(true);
            added.push(span);
        }
    }
    spans.retain(|s| logistic(s.readings[0].log_odds) > 0.3 || !added.iter().any(|a| a.first < s.end && s.first < a.end));
    spans.extend(added);
    spans.sort_by_key(|s| s.first);
    spans
}

/// The short forms of a document, by how they are recognised.
struct Shorts {
    all: Vec<Short>,
    by_letters: Map<String, Vec<usize>>,
    by_vocab: Map<(u32, Index), Vec<usize>>,
}

impl Shorts {
    fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn of(text: &str, scan: &Scan, tables: &Tables<'_>, spans: &[Span]) -> Self {
        let mut out = Self { all: Vec::new(), by_letters: Map::default(), by_vocab: Map::default() };
        for span in spans {
            let Some(best) = span.readings.first() else { continue };
            let lexicon = tables.lexicons[best.entity.lexicon as usize];
            if best.log_odds <= WEIGHTS.least_full || lexicon.entity_kind(best.entity.entity) != "person" || best.reason == Reason::Short {
                continue;
            }
            let words: Vec<_> = lexicon.form_words(best.form).filter(|w| w.as_join().is_none()).collect();
            let heavy: Vec<_> = words.iter().filter(|w| !w.is_light() && !w.is_initial()).collect();
            if heavy.len() < 2 {
                continue;
            }
            let flags = lexicon.form_flags(best.form);
            let family_first = flags.has(FormFlags::FAMILY_FIRST);
            let inverted = best.evidence.inverted > 0.0;
            // As the text spells it: the last word of the mention, or the first.
            let token = if family_first != inverted { span.first } else { span.end - 1 };
            let letters = |token: u32| crate::orthography::fold::fold(&crate::orthography::fold::normalise(scan.tokens[token as usize].of(text)));
            let short = |same_spelling| Short { entity: best.entity, form: best.form, at: span.first, log_odds: best.log_odds, same_spelling };
            if span.end - span.first >= 2 {
                out.by_letters.entry(letters(token)).or_default().push(out.all.len());
                out.all.push(short(true));
            }
            // As the lexicon spells it, in each of the entity's forms.
            for form in lexicon.entity_forms(best.entity.entity) {
                let flags = lexicon.form_flags(form);
                if flags.has(FormFlags::SHORT) || flags.has(FormFlags::NEVER) || flags.has(FormFlags::ACRONYM) {
                    continue;
                }
                let words: Vec<_> = lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light() && !w.is_initial()).collect();
                if words.len() < 2 {
                    continue;
                }
                let family = if flags.has(FormFlags::FAMILY_FIRST) { words[0] } else { words[words.len() - 1] };
                let key = (best.entity.lexicon, family.vocab());
                out.by_vocab.entry(key).or_default().push(out.all.len());
                out.all.push(Short { form, ..short(false) });
            }
        }
        out
    }

    /// The short forms that a written word may be, each entity once, with its best spelling.
    fn of_unit(&self, scan: &Scan, memo: u32, tables: &Tables<'_>) -> Vec<(&Short, f32)> {
        let known = scan.memo.get(memo);
        let mut found: Vec<(&Short, f32)> = Vec::new();
        let mut add = |short: usize, spelling: f32| {
            let short = &self.all[short];
            match found.iter_mut().find(|(s, _)| s.entity == short.entity) {
                // The last full mention counts for recency, the best spelling for the odds.
                Some(standing) => *standing = (if short.at >= standing.0.at { short } else { standing.0 }, standing.1.max(spelling)),
                None => found.push((short, spelling)),
            }
        };
        for &short in self.by_letters.get(&known.word.folded).into_iter().flatten() {
            add(short, WEIGHTS.same_spelling);
        }
        for lexicon in 0..tables.lexicons.len() {
            for near in known.near(lexicon) {
                let key = (u32::try_from(lexicon).expect("few lexicons"), near.vocab);
                for &short in self.by_vocab.get(&key).into_iter().flatten() {
                    let length = known.word.sound_len().max(1);
                    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                    let mean = f32::from(near.score) / 100.0 / length as f32;
                    let spelling = if near.is_exact { WEIGHTS.same_spelling } else { WEIGHTS.other_spelling + (mean - 0.7).min(0.5) * 3.0 };
                    add(short, spelling);
                }
            }
        }
        let _ = self.all.iter().map(|s| s.same_spelling);
        found
    }

    #[expect(clippy::too_many_arguments, reason = "one call")]
    fn span(&self, place: &Place<'_>, scan: &Scan, tables: &Tables<'_>, found: Vec<(&Short, f32)>, first: usize, name: usize, end: usize) -> Option<Span> {
        let title = first > 0 && place.roles(first - 1).any(Roles::TITLE);
        let last_before = found.iter().filter(|(s, _)| (s.at as usize) < first).map(|(s, _)| s.at).max();
        let mut readings: Vec<Reading> = found
            .iter()
            .map(|(short, spelling)| {
                let mut log_odds = spelling + short.log_odds.min(3.0) - 3.0 + if title { WEIGHTS.title } else { 0.0 };
                if last_before.is_some_and(|last| short.at != last) {
                    log_odds += WEIGHTS.recency;
                }
                Reading { entity: short.entity, form: short.form, log_odds, reason: Reason::Short, evidence: Default::default() }
            })
            .collect();
        let id = |r: &Reading| tables.lexicons[r.entity.lexicon as usize].entity_id(r.entity.entity);
        readings.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then_with(|| id(a).cmp(id(b))));
        let _ = (scan, name);
        (readings[0].log_odds > -2.0).then(|| Span {
            first: u32::try_from(first).expect("fewer tokens than bytes"),
            end: u32::try_from(end).expect("fewer tokens than bytes"),
            tail: 0,
            readings,
        })
    }
}

/// Whether a token is written as a name.
fn fits_case(scan: &Scan, token: usize) -> bool {
    scan.cases[token] != Case::Normal || !matches!(scan.tokens[token].shape, Shape::Lower | Shape::Number)
}

/// The first token with an article that belongs to the name before it (al-Muhandis, de Gaulle).
fn with_article(place: &Place<'_>, scan: &Scan, first: usize) -> (usize, bool) {
    let mut at = first;
    while at > 0 && matches!(scan.tokens[at].gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe) && place.roles(at - 1).any(Roles::ARTICLE.with(Roles::PARTICLE)) && !place.roles(at - 1).any(Roles::FUNCTION) {
        at -= 1;
    }
    (at, at < first)
}

/// Whether the words around a short form make it another's.
fn blocked(place: &Place<'_>, scan: &Scan, first: usize, end: usize) -> bool {
    let (start, _) = with_article(place, scan, first);
    if scan.cases[first] == Case::Normal {
        if place.name_before(start).is_some() {
            return true;
        }
        if place.name_after(end).is_some_and(|after| !place.roles(after).any(Roles::GIVEN) || scan.tokens[after].gap == Gap::Space) {
            return true;
        }
    }
    if place.landmark_follows(end) {
        return true;
    }
    let follows = |roles: Roles| scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && place.roles(end).any(roles);
    follows(Roles::COLLECTIVE)
}
