//! The rules: their pages, read from `rules.toml`, and the functions that check them.

use once_cell::sync::Lazy;
use serde::Deserialize;

use super::sources::Sources;
use super::{
    Findings, Severity, allowances, cases, characters, engine, forms, identity, neighbours, reasons, schema, words,
};

/// A rule and its page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// Its id, in words and hyphens.
    pub id: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it finds and why that matters, in a line.
    pub about: String,
    /// Whether [`repair`](super::repair) repairs what it finds.
    #[serde(default)]
    pub fixable: bool,
    /// A lexicon in which it finds something.
    pub bad: String,
    /// The same in order.
    pub good: String,
}

/// A rule's work.
type Check = fn(&Sources, &mut Findings);

/// The rule about allowances that nothing asks for, which comes after those that may.
pub(super) const STALE: &str = "stale-allowance";

/// The rule about variants that the engine derives.
pub(super) const REDUNDANT: &str = "redundant-variant";

/// The function of each rule, in the order of `rules.toml`.
#[rustfmt::skip]
const CHECKS: &[(&str, Check)] = &[
    ("schema", schema::schema),
    ("duplicate-id", identity::duplicate_id),
    ("not-sorted", identity::not_sorted),
    ("unknown-entity", identity::unknown_entity),
    ("not-nfc", characters::not_nfc),
    ("invisible-character", characters::invisible),
    ("mixed-script", characters::mixed_script),
    ("duplicate-form", forms::duplicate_form),
    ("ambiguous-form", words::ambiguous_form),
    ("common-word", words::common_word),
    ("too-short", words::too_short),
    (REDUNDANT, engine::redundant_variant),
    ("unreachable-variant", engine::unreachable_variant),
    ("no-reason", reasons::no_reason),
    ("contradiction", cases::contradiction),
    ("confusable", neighbours::confusable),
    (STALE, allowances::stale),
];

#[derive(Deserialize)]
struct Pages {
    rule: Vec<Rule>,
}

/// All rules.
pub fn rules() -> &'static [Rule] {
    static RULES: Lazy<Vec<Rule>> = Lazy::new(|| {
        let pages: Pages = toml::from_str(include_str!("rules.toml")).expect("a test reads the rules' pages");
        pages.rule
    });
    &RULES
}

/// The rules with their functions.
pub(super) fn registered() -> impl Iterator<Item = (&'static Rule, Check)> {
    rules().iter().zip(CHECKS).map(|(rule, &(_, check))| (rule, check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_functions_are_in_one_order() {
        let pages: Vec<&str> = rules().iter().map(|r| r.id.as_str()).collect();
        let functions: Vec<&str> = CHECKS.iter().map(|(id, _)| *id).collect();
        assert_eq!(pages, functions, "a rule is a page of rules.toml and a line of CHECKS, in the same order");
    }
}
