//! Findings that are meant: an entity's `allow` names the rule, mostly the form, and the reason.

use super::forms::text;
use super::rules::rules;
use super::sources::Sources;
use super::{Findings, Rule, Severity, quoted};
use crate::lexicon::source::{Allowance, Part};

/// The allowance, by its number in the entity, that a finding of `rule` about a part of an entity has.
///
/// What is wrong whatever anybody means, as an id given twice, cannot be allowed.
pub(super) fn find(sources: &Sources, rule: &Rule, (entity, part): (usize, Part)) -> Option<usize> {
    if rule.severity == Severity::Error {
        return None;
    }
    let entity = &sources.entities[entity];
    let fits = |a: &Allowance| a.rule == rule.id && (a.form.is_empty() || a.form == text(entity, part));
    // One that names the form comes first, so that a general one is not taken for needed.
    let named = entity.allow.iter().position(|a| fits(a) && !a.form.is_empty());
    named.or_else(|| entity.allow.iter().position(fits))
}

/// Whether an allowance asks for a rule's findings.
pub(super) fn name(sources: &Sources, rule: &Rule) -> bool {
    sources.entities.iter().any(|entity| entity.allow.iter().any(|a| a.rule == rule.id))
}

/// Allowances that no finding has asked for. Runs after all other rules.
pub(super) fn stale(sources: &Sources, found: &mut Findings) {
    for (i, entity) in sources.entities.iter().enumerate() {
        for (j, Allowance { rule, form, .. }) in entity.allow.iter().enumerate() {
            if found.has_used(i, j) {
                continue;
            }
            let message = match rules().iter().find(|r| r.id == *rule) {
                None => format!("no rule is called {}", quoted(rule)),
                Some(rule) if rule.severity == Severity::Error => format!("{} cannot be allowed", rule.id),
                Some(rule) if form.is_empty() => format!("{} finds nothing here", rule.id),
                Some(rule) => format!("{} finds nothing about {}", rule.id, quoted(form)),
            };
            let help = "remove the allowance, or name the rule and the form as the finding does";
            found.about(sources, (i, Part::Allowance(j)), message, help);
        }
    }
}
