//! Two names, without a lexicon.

use std::cell::RefCell;
use std::rc::Rc;

use once_cell::sync::Lazy;

use crate::grammar::Grammar;
use crate::hash;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::confidence::Model;
use crate::matching::costs::{Costs, ScriptPair};
use crate::matching::evidence::Evidence;
use crate::matching::names;
use crate::matching::outline::Outline;
use crate::matching::ready::Ready;
use crate::orthography::names::{Name, TypeHint, Word};

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
/// Names of persons whose words have few consonants in common are not compared further: their confidence is that of
/// any two such names, 0.002, and the evidence says no more than how long they are.
///
/// # Examples
///
/// ```
/// assert!(nisba::compare("Qasem Soleimani", "Касем Сулеймани", "person").confidence > 0.9);
/// assert!(nisba::compare("Ali Khamenei", "Ruhollah Khomeini", "person").confidence < 0.5);
/// ```
pub fn compare(a: &str, b: &str, kind: &str) -> Comparison {
    let hint = TypeHint::named(kind);
    if hint == TypeHint::Person
        && let Some(evidence) = unlike(a, b)
    {
        return Comparison { confidence: UNLIKE, evidence };
    }
    compare_aligned(a, b, hint)
}

/// The confidence in names that have next to nothing in common, as the comparison has it for half of them.
const UNLIKE: f32 = 0.002;

/// The evidence of two persons' names that are unlike without a further look.
pub(crate) fn unlike(a: &str, b: &str) -> Option<Evidence> {
    let (left, right) = (Outline::of(a)?, Outline::of(b)?);
    if !left.is_unlike(&right) {
        return None;
    }
    Some(Evidence::of_unlike(ScriptPair::of(left.script(), right.script()).0, left.size(), right.size()))
}

/// Compares two names sound by sound.
pub(crate) fn compare_aligned(a: &str, b: &str, hint: TypeHint) -> Comparison {
    let (a, b) = (ready(a, hint), ready(b, hint));
    let mut evidence = names::compare_ready(&a.ready, &b.ready, hint, Costs::shipped()).among(1, None);
    // Names that the built-in lexicons list as two: Austria, Australia.
    if !a.listed.is_empty() && !b.listed.is_empty() && !a.listed.iter().any(|e| b.listed.contains(e)) {
        evidence.told_apart = (evidence.told_apart + 1.0).min(3.0);
    }
    let says_something = !a.ready.is_empty() && !b.ready.is_empty();
    let confidence = if says_something { Model::comparison().confidence(&evidence) } else { 0.0 };
    Comparison { confidence, evidence }
}

/// A name made ready, as it was when it was last met: lists of pairs have the same names again and again.
fn ready(name: &str, hint: TypeHint) -> Rc<Met> {
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
        let parsed = Name::parse(name, hint, Grammar::shipped());
        let listed = listed(&parsed.words, hint);
        let ready = Rc::new(Met { ready: Ready::of_own(parsed, hint), listed });
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

type Known = Option<(Box<str>, TypeHint, Rc<Met>)>;

/// A name that was met.
struct Met {
    ready: Ready<'static>,
    /// The entities of the built-in lexicons that have just this name.
    listed: Vec<Index>,
}

/// The entities of a type in the built-in lexicons that have a name of just these words.
fn listed(words: &[Word], hint: TypeHint) -> Vec<Index> {
    static BUILT_IN: Lazy<Compiled> = Lazy::new(|| {
        Compiled::from_static(crate::shipped::built_in()).expect("the build compiled the built-in lexicons")
    });
    let lexicon = &*BUILT_IN;
    let Some(vocab) = words.iter().map(|w| lexicon.exact(&w.folded)).collect::<Option<Vec<Index>>>() else {
        return Vec::new();
    };
    let mut entities = Vec::new();
    let mut add = |form: Index| {
        let (flags, entity) = (lexicon.form_flags(form), lexicon.form_entity(form));
        let own = lexicon.form_words(form).take_while(|w| w.as_join().is_none()).map(|w| w.vocab());
        let kind = TypeHint::named(lexicon.entity_kind(entity));
        if !flags.has(FormFlags::SHORT)
            && !flags.has(FormFlags::NEVER)
            && (kind == hint || hint == TypeHint::Unknown)
            && own.eq(vocab.iter().copied())
            && !entities.contains(&entity)
        {
            entities.push(entity);
        }
    };
    match vocab.as_slice() {
        [] => {}
        [one] => lexicon.wholly(*one).for_each(&mut add),
        [first, second, ..] => {
            for (one, other) in [(first, second), (second, first)] {
                lexicon.partners(*one).filter(|(partner, _)| partner == other).for_each(|(_, form)| add(form));
            }
        }
    }
    entities
}

thread_local! {
    static READY: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}
