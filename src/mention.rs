//! What tagging gives: mentions of entities in a text.

use std::ops::Range;

use crate::matching::evidence::Evidence;

/// A span of a text that names an entity.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// The bytes of the text that name the entity; always at character boundaries.
    pub span: Range<usize>,
    /// The id of the entity.
    pub entity: String,
    /// The type of the entity: `person`, `org`, `place` or what its lexicon says.
    pub kind: String,
    /// The canonical name of the entity.
    pub name: String,
    /// The listed form that fits best.
    pub variant: String,
    /// The probability that the span names the entity.
    pub confidence: f32,
    /// How the mention was recognised.
    pub reason: Reason,
    /// What the confidence rests on.
    pub evidence: Evidence,
    /// Other entities that the span may name, likeliest first.
    pub alternatives: Vec<Alternative>,
}

/// Another entity that a span may name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// The id of the entity.
    pub entity: String,
    /// The canonical name of the entity.
    pub name: String,
    /// The probability that the span names this entity.
    pub confidence: f32,
}

/// How a mention was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// The letters of a listed form.
    Exact,
    /// Another spelling of a listed form.
    Spelling,
    /// A listed form in another script.
    Script,
    /// Part of a listed form, or a form with words between.
    Partial,
    /// A listed acronym.
    Acronym,
    /// A short form of an entity that the document names in full.
    Short,
    /// An acronym that the document introduces in brackets after a full name.
    Introduced,
}

impl Reason {
    /// The reason's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Spelling => "spelling",
            Self::Script => "script",
            Self::Partial => "partial",
            Self::Acronym => "acronym",
            Self::Short => "short",
            Self::Introduced => "introduced-acronym",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
