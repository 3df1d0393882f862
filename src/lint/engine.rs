//! Rules that ask the engine: what it derives by itself, what it does not find, what it might take for another.

use std::thread;

use super::forms::names;
use super::sources::{Engine, Sources};
use super::{Findings, quoted};
use crate::Tagger;
use crate::grammar::{Grammar, fold_phrase};
use crate::lexicon::source::{Context, Entity, Part, VariantKind};
use crate::matching::confidence::{Model, logistic};
use crate::matching::costs::Costs;
use crate::matching::lookup;
use crate::matching::names::compare;
use crate::orthography::names::{Name, TypeHint};
use crate::orthography::script::Script;

/// From this probability on, a form follows from another.
const DERIVED: f32 = 0.9;
/// From this probability on, another entity is a neighbour.
const NEAR: f32 = 0.3;
/// Neighbours named in one finding.
const NAMED: usize = 5;

/// Does `work` for each number below `count`, on all processors; the answers come in order.
fn for_each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(threads).max(1);
    let work = &work;
    thread::scope(|scope| {
        let starts = (0..count).step_by(share);
        let shares: Vec<_> = starts
            .map(|start| scope.spawn(move || (start..count.min(start + share)).map(work).collect::<Vec<T>>()))
            .collect();
        shares.into_iter().flat_map(|s| s.join().expect("a rule ends")).collect()
    })
}

/// A form that follows from another one of its entity.
struct Derived {
    part: Part,
    from: Part,
    confidence: f32,
}

pub(super) fn redundant_variant(sources: &Sources, found: &mut Findings) {
    let derived = for_each(sources.entities.len(), |i| derived(&sources.entities[i]));
    for (i, derived) in derived.into_iter().enumerate() {
        let entity = &sources.entities[i];
        let text = |part| names(entity).find(|&(p, _)| p == part).map_or("", |(_, form)| form);
        for d in derived {
            let message =
                format!("{} follows from {}: {:.2}", quoted(text(d.part)), quoted(text(d.from)), d.confidence);
            found.add(sources.file(i), sources.span(i, d.part), message, "remove it: the engine finds it without");
        }
    }
}

/// The variants that follow from the name or from variants that do not follow from anything themselves.
///
/// Only forms of one script are set against each other: a native form is what its readings in other scripts follow
/// from, however well they agree.
fn derived(entity: &Entity) -> Vec<Derived> {
    let hint = TypeHint::named(&entity.kind);
    let parse = |form: &str| Name::parse(form, hint, Grammar::shipped());
    let mut kept = vec![(Part::Name, Script::of_word(&entity.name), parse(&entity.name))];
    let mut out = Vec::new();
    for (i, variant) in entity.variants.iter().enumerate() {
        let (part, script, name) = (Part::Variant(i), Script::of_word(&variant.form), parse(&variant.form));
        let is_plain = variant.kind != Some(VariantKind::Acronym)
            && variant.context.is_none()
            && !variant.exact_case
            && variant.weight.is_none()
            && variant.threshold.is_none();
        let best = kept
            .iter()
            .filter(|(_, s, _)| is_plain && *s == script)
            .map(|(from, _, other)| {
                let evidence = compare(&name, other, hint, Costs::shipped()).among(1, None);
                Derived { part, from: *from, confidence: Model::comparison().confidence(&evidence) }
            })
            .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        match best {
            Some(best) if best.confidence >= DERIVED => out.push(best),
            _ => kept.push((part, script, name)),
        }
    }
    out
}

pub(super) fn unreachable_variant(sources: &Sources, found: &mut Findings) {
    let tagger = Tagger::new([sources.engine().lexicon.clone()]).alternatives(NAMED);
    let missed = for_each(sources.entities.len(), |i| missed(&sources.entities[i], &tagger));
    for (i, missed) in missed.into_iter().enumerate() {
        for (part, message, help) in missed {
            found.add(sources.file(i), sources.span(i, part), message, help);
        }
    }
}

/// The forms of an entity that the tagger does not find in a sentence of their own, and what to say of them.
fn missed(entity: &Entity, tagger: &Tagger) -> Vec<(Part, String, &'static str)> {
    let mut out = Vec::new();
    for (part, form) in names(entity) {
        let context = if let Part::Variant(i) = part { entity.variants[i].context } else { None };
        let text = match (context, entity.cues.first()) {
            (None, _) => format!("{form}."),
            (Some(Context::NeedsFullName), _) => format!("{form}. {}.", entity.name),
            (Some(Context::NeedsCue), Some(cue)) => format!("{form}, {cue}."),
            (Some(Context::NeedsCue), None) => {
                let message = format!("{} needs a cue, and the entity has none", quoted(form));
                out.push((part, message, "list `cues`: words that stand near a true mention"));
                continue;
            }
        };
        let mentions = tagger.tag(&text);
        let mut there = mentions.iter().filter(|m| m.span.start < form.len());
        let is_found = there
            .clone()
            .any(|m| m.entity == entity.id || m.alternatives.iter().any(|other| other.entity == entity.id));
        if is_found {
            continue;
        }
        let other = match there.next() {
            Some(m) => format!("{} is read as {} ({:.2})", quoted(form), m.entity, m.confidence),
            None => format!("{} is not found", quoted(form)),
        };
        out.push((part, format!("{other} in {}", quoted(&text)), "list a form that is, or give it another tag"));
    }
    out
}

/// Another entity that a form might be taken for.
struct Neighbour {
    part: Part,
    entity: usize,
    form: String,
    confidence: f32,
}

pub(super) fn confusable(sources: &Sources, found: &mut Findings) {
    let engine = sources.engine();
    let near = for_each(sources.entities.len(), |i| neighbours(i, sources, engine));
    for (i, mut near) in near.into_iter().enumerate() {
        let Some(first) = near.first() else { continue };
        let others = near.len().saturating_sub(NAMED);
        let part = first.part;
        let form = names(&sources.entities[i]).find(|&(p, _)| p == part).map_or("", |(_, form)| form);
        near.truncate(NAMED);
        let named: Vec<String> = near
            .iter()
            .map(|n| format!("{} of {} ({:.2})", quoted(&n.form), sources.entities[n.entity].id, n.confidence))
            .collect();
        let others = if others > 0 { format!(" and of {others} others") } else { String::new() };
        let message = format!("{} is near {}{others}", quoted(form), named.join(", "));
        let help = "if they are two, say so: `never`, or a case `pair must: … != …`; if one, merge them";
        found.add(sources.file(i), sources.span(i, part), message, help);
    }
}

/// The later entities that forms of entity `i` might be taken for, likeliest first, each with its nearest form.
fn neighbours(i: usize, sources: &Sources, engine: &Engine) -> Vec<Neighbour> {
    let entity = &sources.entities[i];
    let mut out: Vec<Neighbour> = Vec::new();
    for (part, form) in names(entity) {
        let found = lookup::compared(form, &engine.lexicon.data, Grammar::shipped(), Costs::shipped());
        for f in found {
            let (other, confidence) = (engine.number(f.entity), logistic(f.log_odds));
            if other <= i || confidence < NEAR || sources.entities[other].id == entity.id {
                continue;
            }
            let there = engine.lexicon.data.form_text(f.form);
            if fold_phrase(form) == fold_phrase(there) || is_told_apart(entity, &sources.entities[other], form, there) {
                continue;
            }
            match out.iter_mut().find(|n| n.entity == other) {
                Some(standing) if standing.confidence >= confidence => {}
                Some(standing) => *standing = Neighbour { part, entity: other, form: there.to_owned(), confidence },
                None => out.push(Neighbour { part, entity: other, form: there.to_owned(), confidence }),
            }
        }
    }
    out.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.entity.cmp(&b.entity)));
    out
}

/// Whether one of two entities says in `never` that it is not the other.
fn is_told_apart(a: &Entity, b: &Entity, a_form: &str, b_form: &str) -> bool {
    let denies = |entity: &Entity, form: &str| entity.never.iter().any(|n| fold_phrase(&n.form) == fold_phrase(form));
    denies(a, b_form) || denies(b, a_form) || denies(a, &b.name) || denies(b, &a.name)
}
