//! Rules about ids.

use super::Findings;
use super::sources::Sources;
use crate::hash::Map;
use crate::lexicon::source::Part;

pub(super) fn duplicate_id(sources: &Sources, found: &mut Findings) {
    let mut first: Map<&str, usize> = Map::default();
    for (i, entity) in sources.entities.iter().enumerate() {
        let Some(&standing) = first.get(entity.id.as_str()) else {
            first.insert(&entity.id, i);
            continue;
        };
        found.add(
            sources.file(i),
            sources.span(i, Part::Id),
            format!("the id {:?} is that of the entity at {} as well", entity.id, sources.place(standing, Part::Id)),
            "give one another id, or merge the two",
        );
    }
}
