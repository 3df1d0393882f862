//! Rules that ask the engine about one entity: what it derives by itself, what it does not find.

use std::sync::Arc;

use super::forms::{names, text};
use super::parallel::{for_each, for_each_in};
use super::sources::{Sources, compiled};
use super::{Findings, quoted};
use crate::grammar::{Grammar, Roles, fold_phrase};
use crate::lexicon::source::{Context, Entity, Part, VariantKind, is_bulk};
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::lookup::Memo;
use crate::matching::names::compare;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::segment::Shape;
use crate::{Lexicon, Mention, Session, Tagger};

/// From this probability on, a form follows from another.
const DERIVED: f32 = 0.9;
/// From this probability on, the tagger has a form in mind: what else stands in a text may make a mention of it.
const CONSIDERED: f32 = 0.02;
/// Forms of a lexicon that are all tried in a sentence: a hundred thousand take a minute.
const ALL_TRIED: usize = 20_000;
/// Other entities asked for where a form is found: it may be several's.
const ALTERNATIVES: usize = 8;

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
    if derived.iter().all(Vec::is_empty) {
        return;
    }
    let rest: Vec<Entity> = sources.entities.iter().zip(&derived).map(|(e, derived)| without(e, derived)).collect();
    let lexicon = Lexicon { data: Arc::new(compiled(&rest)) };
    let tagger = Tagger::new([lexicon.clone()]).min_confidence(DERIVED);
    let needless = for_each_in(
        derived.len(),
        || (tagger.session(), Memo::default()),
        |(session, memo), i| {
            let entity = &sources.entities[i];
            let is_needless =
                |d: &Derived| is_found_whole(entity, d.part, session) && is_looked_up(entity, d.part, &lexicon, memo);
            derived[i].iter().map(is_needless).collect::<Vec<bool>>()
        },
    );
    for (i, (derived, needless)) in derived.into_iter().zip(needless).enumerate() {
        let form = |part| quoted(text(&sources.entities[i], part));
        for (d, _) in derived.into_iter().zip(needless).filter(|(_, is_needless)| *is_needless) {
            let message = format!("{} follows from {}: {:.2}", form(d.part), form(d.from), d.confidence);
            found.about(sources, (i, d.part), message, "remove it: the engine finds it without");
        }
    }
}

/// The variants that follow from the name or from variants that do not follow from anything themselves.
///
/// Only forms of one script are set against each other: a native form is what its readings in other scripts follow
/// from, however well they agree. One word of a place or a body is found with its case endings only where its letters
/// are listed, so that it follows from the same letters only.
fn derived(entity: &Entity) -> Vec<Derived> {
    let hint = TypeHint::named(&entity.kind);
    let parse = |form: &str| Name::parse(form, hint, Grammar::shipped());
    let mut kept = vec![(Part::Name, Script::of_word(&entity.name), parse(&entity.name))];
    let mut out = Vec::new();
    for (i, variant) in entity.variants.iter().enumerate() {
        if names(entity).take(i + 1).any(|(_, form)| form == variant.form) {
            // A form that is listed twice is another rule's.
            continue;
        }
        let (part, script, name) = (Part::Variant(i), Script::of_word(&variant.form), parse(&variant.form));
        let is_plain = variant.kind != Some(VariantKind::Acronym)
            && variant.context.is_none()
            && !variant.exact_case
            && variant.weight.is_none()
            && variant.threshold.is_none();
        let is_letters = |other: &Name| match (hint, name.words.as_slice(), other.words.as_slice()) {
            (TypeHint::Place | TypeHint::Organisation, [own], [other]) => own.folded == other.folded,
            _ => true,
        };
        let best = kept
            .iter()
            .filter(|(_, s, other)| is_plain && *s == script && is_letters(other))
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

/// The entity without some of its forms.
fn without(entity: &Entity, dropped: &[Derived]) -> Entity {
    let mut rest = entity.clone();
    let mut numbers = 0..;
    rest.variants.retain(|_| {
        let part = numbers.next().map(Part::Variant);
        dropped.iter().all(|d| Some(d.part) != part)
    });
    rest
}

/// Whether the tagger finds the whole of a form, and not only a shorter name in it: in a line of its own, which itself
/// speaks for a name, and of a place or body amid other words.
///
/// It asks a lexicon of all entities: what is found alone may lose to another entity, or be too little among many.
fn is_found_whole(entity: &Entity, part: Part, session: &mut Session) -> bool {
    let form = text(entity, part);
    let length = form.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut is_found = |sentence: &str, start: usize| {
        let is_whole = |m: &Mention| m.entity == entity.id && m.span.start == start && m.span.end >= start + length;
        session.tag(sentence).iter().any(is_whole)
    };
    let stop = if form.ends_with('.') { "" } else { "." };
    is_found(&format!("{form}{stop}"), 0)
        && (entity.kind == "person" || is_found(format!("{AMID}{form}{AMID}.").trim_start(), AMID.len() - 1))
}

/// What is a word of no language.
const AMID: &str = " xqxq ";

/// Whether a look-up of a form leads to the entity before others.
fn is_looked_up(entity: &Entity, part: Part, lexicon: &Lexicon, memo: &mut Memo) -> bool {
    lexicon.look_up_with(text(entity, part), 1, memo).first().is_some_and(|m| m.entity == entity.id)
}

pub(super) fn unreachable_variant(sources: &Sources, found: &mut Findings) {
    let lexicon = &sources.engine().lexicon;
    let tagger = Tagger::new([lexicon.clone()]).min_confidence(CONSIDERED).alternatives(ALTERNATIVES);
    let is_large = lexicon.data.form_count() > ALL_TRIED;
    let missed = for_each_in(
        sources.entities.len(),
        || tagger.session(),
        |session, i| match is_bulk(&sources.file(i).path) {
            // To tag each of a million names takes minutes, and what a list says is not the maintainer's to mend.
            true => Vec::new(),
            false => missed(&sources.entities[i], sources.within(i), is_large, session),
        },
    );
    for (i, missed) in missed.into_iter().enumerate() {
        for (part, message, help) in missed {
            found.about(sources, (i, part), message, help);
        }
    }
}

/// The forms of an entity that the tagger does not find in a sentence of their own, and what to say of them.
///
/// Of a large lexicon's forms, those that are plainly names are taken to be found.
fn missed(entity: &Entity, within: Option<&Entity>, is_large: bool, session: &mut Session) -> Vec<Missed> {
    let is_sure = |part: Part, form: &str| is_large && is_plainly_a_name(entity, part, form);
    let tried = names(entity).filter(|&(part, form)| !is_sure(part, form));
    tried.filter_map(|(part, form)| missed_form(entity, part, form, &vouchers(entity, within, form), session)).collect()
}

/// What else may speak for a form where it stands beside it: a cue, the country's name in the same script, the name.
fn vouchers<'e>(entity: &'e Entity, within: Option<&'e Entity>, form: &str) -> Vec<&'e str> {
    let script = Script::of_word(form);
    let country = within.into_iter().flat_map(names).map(|(_, name)| name).find(|name| Script::of_word(name) == script);
    entity.cues.first().map(String::as_str).into_iter().chain(country).chain([entity.name.as_str()]).collect()
}

/// Whether a form is an ordinary word: it counts where a word beside it says what it is, as no sentence made here does.
fn is_ordinary(form: &str) -> bool {
    Grammar::shipped().look_up(&fold_phrase(form)).roles.any(Roles::WORD)
}

/// Whether a form is an untagged full name of words that do nothing but name.
fn is_plainly_a_name(entity: &Entity, part: Part, form: &str) -> bool {
    let has_context = matches!(part, Part::Variant(i) if entity.variants[i].context.is_some());
    let words = Name::parse(form, TypeHint::named(&entity.kind), Grammar::shipped()).words;
    let naming = Roles::GIVEN.with(Roles::SURNAME).with(Roles::HYPOCORISM);
    let is_naming = |w: &Word| w.shape != Shape::Lower && w.roles.without(naming) == Roles::NONE && !w.is_initial();
    !has_context && words.len() >= 2 && words.iter().all(is_naming)
}

/// A form that is not found, what to say of it and what to do.
type Missed = (Part, String, &'static str);

fn missed_form(entity: &Entity, part: Part, form: &str, vouchers: &[&str], session: &mut Session) -> Option<Missed> {
    let context = if let Part::Variant(i) = part { entity.variants[i].context } else { None };
    let beside = |other: &str| format!("{form}, {other}.");
    let sentences: Vec<String> = match context {
        None if form.ends_with('.') => vec![form.to_owned()],
        None => vec![format!("{form}.")],
        Some(Context::NeedsFullName) => vec![beside(&entity.name)],
        Some(Context::NeedsCue) if entity.cues.is_empty() => {
            let message = format!("{} needs a cue, and the entity has none", quoted(form));
            return Some((part, message, "list `cues`: words that stand near a true mention"));
        }
        // A sentence of one word has no language.
        Some(Context::NeedsLanguage) => return None,
        Some(Context::NeedsCue) => entity.cues.iter().map(|cue| beside(cue)).collect(),
    };
    if is_ordinary(form) {
        return None;
    }
    // A form that needs the words around it, as most short ones do, is found where these speak for it.
    let helped = vouchers.iter().filter(|v| **v != form).map(|v| beside(v));
    let mut first = None;
    for sentence in sentences.into_iter().chain(helped) {
        match problem(entity, form, &sentence, session) {
            None => return None,
            problem => first = first.or(problem.map(|p| format!("{p} in {}", quoted(&sentence)))),
        }
    }
    Some((part, first?, "list a form that is found, or mend its tags"))
}

/// What keeps a form at the begin of a sentence from being found there as the entity, or as one that it may be.
fn problem(entity: &Entity, form: &str, sentence: &str, session: &mut Session) -> Option<String> {
    let mentions = session.tag(sentence);
    let mut there = mentions.iter().filter(|m| m.span.start < form.len());
    let is_this = |m: &Mention| m.entity == entity.id || m.alternatives.iter().any(|other| other.entity == entity.id);
    if there.clone().any(is_this) {
        return None;
    }
    Some(match there.next() {
        Some(m) => format!("{} is read as {} ({:.2})", quoted(form), m.entity, m.confidence),
        None => format!("{} is not found", quoted(form)),
    })
}
