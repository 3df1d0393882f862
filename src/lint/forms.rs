//! Rules about the forms of one entity.

use super::sources::Sources;
use super::{Findings, quoted};
use crate::hash::Map;
use crate::lexicon::source::{Entity, Part};

/// The name and the variants of an entity.
pub(super) fn names(entity: &Entity) -> impl Iterator<Item = (Part, &str)> {
    let variants = entity.variants.iter().enumerate().map(|(i, v)| (Part::Variant(i), v.form.as_str()));
    std::iter::once((Part::Name, entity.name.as_str())).chain(variants)
}

/// The text of a part of an entity.
pub(super) fn text(entity: &Entity, part: Part) -> &str {
    match part {
        Part::Id => &entity.id,
        Part::Name => &entity.name,
        Part::About => &entity.about,
        Part::Within => &entity.within,
        Part::Short(i) => &entity.short[i],
        Part::Variant(i) => &entity.variants[i].form,
        Part::Never(i) => &entity.never[i].form,
        Part::Cue(i) => &entity.cues[i],
        Part::Allowance(i) => &entity.allow[i].form,
    }
}

pub(super) fn duplicate_form(sources: &Sources, found: &mut Findings) {
    for (i, entity) in sources.entities.iter().enumerate() {
        let shorts = entity.short.iter().enumerate().map(|(j, s)| (Part::Short(j), s.as_str()));
        let nevers = entity.never.iter().enumerate().map(|(j, n)| (Part::Never(j), n.form.as_str()));
        duplicates(sources, i, names(entity), found);
        // A short form may be a variant too: the one stands alone after a full name, the other anywhere.
        duplicates(sources, i, shorts, found);
        duplicates(sources, i, nevers, found);
    }
}

fn duplicates<'e>(
    sources: &Sources,
    entity: usize,
    forms: impl Iterator<Item = (Part, &'e str)>,
    found: &mut Findings,
) {
    let mut first: Map<&str, Part> = Map::default();
    for (part, form) in forms {
        let Some(&standing) = first.get(form) else {
            first.insert(form, part);
            continue;
        };
        let file = sources.file(entity);
        let line = file.position(sources.span(entity, standing).start).0;
        let what = if standing == Part::Name { "the name".to_owned() } else { format!("listed in line {line}") };
        found.about(
            sources,
            (entity, part),
            format!("{} is {what} already", quoted(form)),
            "remove it; `nisba lint --fix` does",
        );
    }
}
