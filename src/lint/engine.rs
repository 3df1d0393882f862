//! Rules that ask the engine: what it derives by itself, what it does not find, what it might take for another.

use std::sync::Arc;
use std::thread;

use super::forms::names;
use super::sources::{Engine, Sources, compiled};
use super::{Findings, quoted};
use crate::grammar::{Grammar, fold_phrase};
use crate::lexicon::compiled::FormFlags;
use crate::lexicon::source::{Context, Entity, Part, VariantKind, is_bulk};
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::lookup;
use crate::matching::names::compare;
use crate::orthography::names::{Name, TypeHint};
use crate::orthography::script::Script;
use crate::{Lexicon, Mention, Tagger};

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
    let derived = for_each(sources.entities.len(), |i| match is_bulk(&sources.file(i).path) {
        // Bulk lists come from elsewhere, and nobody weeds them by hand.
        true => Vec::new(),
        false => derived(&sources.entities[i]),
    });
    for (i, derived) in derived.into_iter().enumerate() {
        let form = |part| quoted(text(&sources.entities[i], part));
        for d in derived {
            let message = format!("{} follows from {}: {:.2}", form(d.part), form(d.from), d.confidence);
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
    if !out.is_empty() {
        let tagger = Tagger::new([without(entity, &out)]).min_confidence(DERIVED);
        out.retain(|d| missed_form(entity, d.part, text(entity, d.part), &tagger).is_none());
    }
    out
}

/// A lexicon of the entity without some of its forms.
fn without(entity: &Entity, dropped: &[Derived]) -> Lexicon {
    let mut rest = entity.clone();
    let mut numbers = 0..;
    rest.variants.retain(|_| {
        let part = numbers.next().map(Part::Variant);
        dropped.iter().all(|d| Some(d.part) != part)
    });
    Lexicon { data: Arc::new(compiled(&[rest])) }
}

/// The text of a name or variant.
fn text(entity: &Entity, part: Part) -> &str {
    names(entity).find(|&(p, _)| p == part).map_or("", |(_, form)| form)
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
fn missed(entity: &Entity, tagger: &Tagger) -> Vec<Missed> {
    names(entity).filter_map(|(part, form)| missed_form(entity, part, form, tagger)).collect()
}

/// A form that is not found, what to say of it and what to do.
type Missed = (Part, String, &'static str);

fn missed_form(entity: &Entity, part: Part, form: &str, tagger: &Tagger) -> Option<Missed> {
    let context = if let Part::Variant(i) = part { entity.variants[i].context } else { None };
    let sentence = match (context, entity.cues.first()) {
        (None, _) if form.ends_with('.') => form.to_owned(),
        (None, _) => format!("{form}."),
        (Some(Context::NeedsFullName), _) => format!("{form}, {}.", entity.name),
        (Some(Context::NeedsCue), Some(cue)) => format!("{form}, {cue}."),
        (Some(Context::NeedsCue), None) => {
            let message = format!("{} needs a cue, and the entity has none", quoted(form));
            return Some((part, message, "list `cues`: words that stand near a true mention"));
        }
    };
    let mentions = tagger.tag(&sentence);
    let mut there = mentions.iter().filter(|m| m.span.start < form.len());
    let is_this = |m: &Mention| m.entity == entity.id || m.alternatives.iter().any(|other| other.entity == entity.id);
    if there.clone().any(is_this) {
        return None;
    }
    let problem = match there.next() {
        Some(m) => format!("{} is read as {} ({:.2})", quoted(form), m.entity, m.confidence),
        None => format!("{} is not found", quoted(form)),
    };
    Some((part, format!("{problem} in {}", quoted(&sentence)), "list a form that is found, or mend its tags"))
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
        let form = text(&sources.entities[i], part);
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

/// Whether a form is listed as letters that are spelt.
fn is_spelt(entity: &Entity, part: Part) -> bool {
    matches!(part, Part::Variant(i) if entity.variants[i].kind == Some(VariantKind::Acronym))
}

/// The later entities that forms of entity `i` might be taken for, likeliest first, each with its nearest form.
///
/// The confidence is what a look-up would give if entity `i` were not in the lexicon.
fn neighbours(i: usize, sources: &Sources, engine: &Engine) -> Vec<Neighbour> {
    let entity = &sources.entities[i];
    let lexicon = &*engine.lexicon.data;
    let mut out: Vec<Neighbour> = Vec::new();
    for (part, form) in names(entity) {
        if is_spelt(entity, part) {
            continue;
        }
        let found = lookup::compared(form, lexicon, Grammar::shipped(), Costs::shipped());
        for f in &found {
            let other = engine.number(f.entity);
            if other <= i || sources.entities[other].id == entity.id {
                continue;
            }
            // Letters that are spelt have no neighbours but themselves.
            if lexicon.form_flags(f.form).has(FormFlags::ACRONYM) {
                continue;
            }
            let others = found.iter().filter(|o| o.entity != f.entity && engine.number(o.entity) != i);
            let rival = others.map(|o| o.log_odds).max_by(f32::total_cmp);
            let evidence = f.evidence.among(lexicon.form_count(), rival);
            let confidence = Model::retrieval().confidence(&evidence);
            if confidence < NEAR {
                continue;
            }
            let there = lexicon.form_text(f.form);
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
