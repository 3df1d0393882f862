//! Two names, without a lexicon.

use crate::grammar::Grammar;
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::names;
use crate::orthography::names::{Name, TypeHint};
use crate::orthography::{romanise, script::Script};

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
/// The names may be in any scripts; what has no letter is no name, and like none. Takes microseconds, in proportion to the product of the names' lengths, which
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
    let nameless = a.words.is_empty() || b.words.is_empty();
    Comparison { confidence: if nameless { 0.0 } else { Model::comparison().confidence(&evidence) }, evidence }
}

/// A Latin reading of a text in any script: words are read, all else stays.
///
/// # Examples
///
/// ```
/// assert_eq!(nisba::romanize("Борис Ельцин, 1991"), "Boris Yeltsin, 1991");
/// ```
pub fn romanize(text: &str) -> String {
    let mut tokens = Vec::new();
    crate::segment::tokens(text, &mut tokens);
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for token in &tokens {
        out.push_str(&text[end..token.start as usize]);
        end = token.end as usize;
        let word = token.of(text);
        if token.script == Script::Latin {
            out.push_str(word);
            continue;
        }
        let readings = romanise::readings(&crate::orthography::fold::normalise(word), token.script);
        let upper = matches!(token.shape, crate::segment::Shape::Upper);
        let capital = !matches!(token.shape, crate::segment::Shape::Lower | crate::segment::Shape::Number);
        for (i, c) in readings.first().chars().filter(char::is_ascii).enumerate() {
            out.push(if upper || (capital && i == 0) { c.to_ascii_uppercase() } else { c });
        }
    }
    out.push_str(&text[end..]);
    out
}
