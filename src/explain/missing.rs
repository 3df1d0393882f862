//! Why a text does not have an entity.

use std::ops::Range;

use serde::Serialize;

use super::notes::Observed;
use super::{Refusal, Span, Word};
use crate::Tagger;
use crate::resolve::EntityRef;

/// What of a text is nearest to an entity that it does not name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Missing {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub text: String,
    /// The entity's form that is nearest.
    pub variant: String,
    /// The probability that the two are names of one entity, the text around aside.
    pub confidence: f32,
    /// The words side by side.
    pub words: Vec<Word>,
    /// For each word of the text that is set against one of the form, whether the search leads there.
    pub reach: Vec<Reach>,
    /// Why the form was not taken, where it was tried on these words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// All that in sentences, the gravest first.
    pub reasons: Vec<String>,
}

/// Whether a word of the text leads to a word of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reach {
    /// It does.
    Reached,
    /// The word was not looked for: it is in lower case, or part of no name.
    NotLookedFor,
    /// The word is an ordinary one, which is looked for by its letters only.
    LettersOnly,
    /// The codes and keys of their sounds are too far apart for one to find the other.
    CodesApart,
    /// It was found and its sounds fit too badly.
    SoundsApart,
}

pub(super) fn missing(_: &Tagger, _: &str, _: EntityRef, _: &[Span], _: &Observed<'_>) -> Option<Missing> {
    None
}
