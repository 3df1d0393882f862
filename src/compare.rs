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
/// The names may be in any scripts. Takes microseconds, in proportion to the product of the names' lengths, which
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
    let (a, b) = (ready(a, hint), ready(b, hint));
    let evidence = names::compare_ready(&a, &b, hint, Costs::shipped()).among(1, None);
    Comparison { confidence: Model::comparison().confidence(&evidence), evidence }
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
