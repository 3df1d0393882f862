//! Rules about ids.

use super::sources::{Content, Sources};
use super::{Findings, cases};
use crate::hash::Map;
use crate::lexicon::source::{Part, is_bulk};

pub(super) fn duplicate_id(sources: &Sources, found: &mut Findings) {
    let mut first: Map<&str, usize> = Map::default();
    for (i, entity) in sources.entities.iter().enumerate() {
        let Some(&standing) = first.get(entity.id.as_str()) else {
            first.insert(&entity.id, i);
            continue;
        };
        found.about(
            sources,
            (i, Part::Id),
            format!("the id {:?} is that of the entity at {} as well", entity.id, sources.place(standing, Part::Id)),
            "give one another id, or merge the two",
        );
    }
}

pub(super) fn not_sorted(sources: &Sources, found: &mut Findings) {
    for file in &sources.files {
        let Content::Lexicon { entities, .. } = &file.content else { continue };
        // The order of a bulk file is that of the list it comes from.
        if is_bulk(&file.path) {
            continue;
        }
        // One finding where the order breaks: what follows may be in order again.
        for i in entities.clone().skip(1) {
            let (before, id) = (&sources.entities[i - 1].id, &sources.entities[i].id);
            if before > id {
                let message = format!("{id:?} stands after {before:?}");
                let help = "put the entities of a file in the order of their ids; `nisba lint --fix` does";
                found.add(file, sources.span(i, Part::Id), message, help);
            }
        }
    }
}

pub(super) fn unknown_entity(sources: &Sources, found: &mut Findings) {
    let known = sources.ids();
    for (i, entity) in sources.entities.iter().enumerate() {
        if !entity.within.is_empty() && !known.has(&entity.within) {
            let message = format!("`in` names {:?}, which no entity is", entity.within);
            found.about(sources, (i, Part::Within), message, known.repair(&entity.within));
        }
    }
    cases::unknown_entity(sources, found);
}
