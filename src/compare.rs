//! Two names, without a lexicon.

use std::cell::RefCell;
use std::rc::Rc;

use crate::grammar::Grammar;
use crate::hash;
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::names;
use crate::matching::ready::Ready;
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
/// The names may be in any scripts. One without a letter or digit proves nothing: its confidence is 0. Takes microseconds, in
/// proportion to the product of the lengths of the names, which are bounded. Each thread remembers names that it has met,
/// up to some ten megabytes.
///
/// # Examples
///
/// ```
/// assert!(nisba::compare("Qasem Soleimani", "Касем Сулеймани", "person").confidence > 0.9);
/// assert!(nisba::compare("Ali Khamenei", "Ruhollah Khomeini", "person").confidence < 0.5);
/// ```
pub fn compare(a: &str, b: &str, kind: &str) -> Comparison {
    let hint = TypeHint::named(kind);
    let (a, b) = (ready(a, hint), ready(b, hint));
    let evidence = names::compare_ready(&a, &b, hint, Costs::shipped()).among(1, None);
    let says_something = !a.is_empty() && !b.is_empty();
    let confidence = if says_something { Model::comparison().confidence(&evidence) } else { 0.0 };
    Comparison { confidence, evidence }
}

/// A name made ready, as it was when it was last met: lists of pairs have the same names again and again.
fn ready(name: &str, hint: TypeHint) -> Rc<Ready<'static>> {
    let key = hash::of(name.as_bytes()).wrapping_add(hint as u64);
    #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
    let (first, second) = (key as usize % NAMES, (key >> 32) as usize % NAMES);
    READY.with_borrow_mut(|known| {
        known.resize_with(NAMES, || None);
        for place in [first, second] {
            if let Some((text, of, ready)) = &known[place]
                && **text == *name
                && *of == hint
            {
                return Rc::clone(ready);
            }
        }
        let ready = Rc::new(Ready::of_own(Name::parse(name, hint, Grammar::shipped()), hint));
        // A field that holds something else is not kept. What was met longest ago is forgotten first, as a rule.
        if name.len() <= LONGEST {
            known.swap(first, second);
            known[first] = Some((name.into(), hint, Rc::clone(&ready)));
        }
        ready
    })
}

/// Names that each thread remembers, some ten megabytes.
const NAMES: usize = 1 << 14;

/// Bytes of the longest name that is remembered.
const LONGEST: usize = 200;

type Known = Option<(Box<str>, TypeHint, Rc<Ready<'static>>)>;

thread_local! {
    static READY: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}
