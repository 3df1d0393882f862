//! Rules about forms that mean something else as well: another entity, or nothing at all.

use super::forms::names;
use super::sources::Sources;
use super::{Findings, quoted};
use crate::grammar::{Grammar, Roles, fold_phrase};
use crate::hash::Map;
use crate::lexicon::source::{Entity, Part};
use crate::orthography::script::Script;

/// Whether the source says when or how much a form counts.
fn is_tagged(entity: &Entity, part: Part) -> bool {
    match part {
        Part::Variant(i) => {
            let variant = &entity.variants[i];
            variant.context.is_some() || variant.exact_case || variant.weight.or(entity.weight).is_some()
        }
        _ => entity.weight.is_some(),
    }
}

pub(super) fn ambiguous_form(sources: &Sources, found: &mut Findings) {
    let mut first: Map<String, (usize, Part)> = Map::default();
    for (i, entity) in sources.entities.iter().enumerate() {
        for (part, form) in names(entity).filter(|&(part, _)| !is_tagged(entity, part)) {
            let &mut (other, there) = first.entry(fold_phrase(form)).or_insert((i, part));
            // Two entities of one id are another rule's.
            if other == i || sources.entities[other].id == entity.id {
                continue;
            }
            let message = format!(
                "{} is {} as well ({}), and nothing says which",
                quoted(form),
                sources.entities[other].id,
                sources.place(other, there)
            );
            let help = "tag one of them: `weight` for how often it means the entity, or `context`; or merge the two";
            found.about(sources, (i, part), message, help);
        }
    }
}

/// The forms that stand for an entity in text without a tag.
fn bare(entity: &Entity) -> impl Iterator<Item = (Part, &str)> {
    let shorts = entity.short.iter().enumerate().map(|(i, s)| (Part::Short(i), s.as_str()));
    names(entity).filter(|&(part, _)| !is_tagged(entity, part)).chain(shorts)
}

pub(super) fn common_word(sources: &Sources, found: &mut Findings) {
    const COMMON: [(Roles, &str); 4] = [
        (Roles::STOP, "a form that is never a mention by itself"),
        (Roles::FUNCTION, "a function word"),
        (Roles::GENERIC, "a word for organisations of a kind"),
        (Roles::DEMONYM, "a word for people and things of a place"),
    ];
    let grammar = Grammar::shipped();
    for (i, entity) in sources.entities.iter().enumerate() {
        // A name cannot be another one; where the engine takes it for no mention, that is another rule's.
        for (part, form) in bare(entity).filter(|(part, _)| *part != Part::Name) {
            let roles = grammar.look_up(&fold_phrase(form)).roles;
            let Some((_, what)) = COMMON.iter().find(|(role, _)| roles.any(*role)) else { continue };
            let help = "tag it (`case = \"exact\"`, `context`, `weight`), or list a longer form";
            found.about(sources, (i, part), format!("{} is {what}", quoted(form)), help);
        }
    }
}

pub(super) fn too_short(sources: &Sources, found: &mut Findings) {
    for (i, entity) in sources.entities.iter().enumerate() {
        for (part, form) in bare(entity) {
            let letters = fold_phrase(form).chars().filter(|c| c.is_alphanumeric()).count();
            let least = match Script::of_word(form) {
                // A sign of these is a syllable or a word.
                Some(Script::Han | Script::Kana | Script::Hangul | Script::Ethiopic) => 2,
                _ => 3,
            };
            if letters >= least {
                continue;
            }
            let message = format!("{} has {letters} {}", quoted(form), if letters == 1 { "letter" } else { "letters" });
            let help = "say when it counts (`case = \"exact\"`, `context`, `weight`), or list a longer form";
            found.about(sources, (i, part), message, help);
        }
    }
}
