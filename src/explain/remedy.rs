//! Which line of a lexicon would change what became of an entity.

use super::{Missing, Remedy, Span};
use crate::Tagger;
use crate::resolve::EntityRef;

pub(super) fn remedies(_: &Tagger, _: EntityRef, _: &[Span], _: Option<&Missing>) -> Vec<Remedy> {
    Vec::new()
}
