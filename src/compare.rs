//! Two names, without a lexicon.

use crate::grammar::Grammar;
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::names;
use crate::orthography::names::{Name, TypeHint};

/// How likely two names are one entity's, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The probability that both are names of one entity, if they were met as likely and unlikely pairs are.
    pub confidence: f32,
    /// What the confidence rests on.
    pub evidence: Evidence,
}

/// Compares two names of an entity of type `kind` (`person`, `org`, `place`; empty where it is not known).
///
/// The names may be in any scripts. One without a letter or digit proves nothing: its confidence is 0. Takes microseconds, in proportion to the product of the names' lengths, which
/// are bounded.
///
/// # Examples
///
/// ```
/// assert!(nisba::compare("Qasem Soleimani", "Касем Сулеймани", "person").confidence > 0.9);
/// assert!(nisba::compare("Ali Khamenei", "Ruhollah Khomeini", "person").confidence < 0.5);
/// ```
pub fn compare(a: &str, b: &str, kind: &str) -> Comparison {
    let hint = TypeHint::named(kind);
    let grammar = Grammar::shipped();
    let (a, b) = (Name::parse(a, hint, grammar), Name::parse(b, hint, grammar));
    let evidence = names::compare(&a, &b, hint, Costs::shipped()).among(1, None);
    let says_something = !a.words.is_empty() && !b.words.is_empty();
    let confidence = if says_something { Model::comparison().confidence(&evidence) } else { 0.0 };
    Comparison { confidence, evidence }
}
