//! Patterns for the EntityRuler of spaCy, a line each.

use crate::lexicon::source::Entity;

/// Labels of the types that spaCy's own models have.
const LABELS: [(&str, &str); 3] = [("person", "PERSON"), ("org", "ORG"), ("place", "GPE")];

#[derive(serde::Serialize)]
struct Pattern<'a> {
    label: &'a str,
    pattern: &'a str,
    id: &'a str,
}

/// Writes the patterns of an entity; how many names are left out, because the ruler knows no context.
pub(super) fn write(entity: &Entity, labels: &[(String, String)], out: &mut String) -> u64 {
    let upper = entity.kind.to_uppercase();
    let given = labels.iter().map(|(kind, label)| (kind.as_str(), label.as_str()));
    let label = given.chain(LABELS).find(|(kind, _)| *kind == entity.kind).map_or(upper.as_str(), |(_, label)| label);
    let (plain, others): (Vec<_>, Vec<_>) = entity.variants.iter().partition(|v| v.context.is_none());
    for form in std::iter::once(&entity.name).chain(plain.iter().map(|v| &v.form)) {
        let pattern = Pattern { label, pattern: form, id: &entity.id };
        out.push_str(&serde_json::to_string(&pattern).expect("strings have a JSON form"));
        out.push('\n');
    }
    others.len() as u64
}
