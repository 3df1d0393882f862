//! What the engine notes of its decisions while it is asked to explain them.
//!
//! The stages write what they do where they do it, so that an explanation is of the decision itself. Without a
//! reader a note costs one look at an option.

use std::cell::RefCell;

use crate::lexicon::compiled::Index;
use crate::matching::candidates::Near;
use crate::matching::evidence::Evidence;
use crate::resolve::{EntityRef, Reading};

/// The name of what a form says by itself, among the circumstances of a candidate.
pub(crate) const FORM: &str = "form";

/// A reader's notes, if there is a reader.
#[derive(Default)]
pub(crate) struct Log(Option<RefCell<Vec<Event>>>);

impl Log {
    /// A log that is kept.
    pub(crate) fn kept() -> Self {
        Self(Some(RefCell::default()))
    }

    /// Whether anybody reads.
    pub(crate) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Notes an event, if anybody reads.
    #[inline]
    pub(crate) fn note(&self, event: impl FnOnce() -> Event) {
        if let Some(events) = &self.0 {
            events.borrow_mut().push(event());
        }
    }

    /// Notes a circumstance and gives the log-odds that it adds.
    #[inline]
    pub(crate) fn adds(&self, name: &'static str, log_odds: f32) -> f32 {
        self.note(|| Event::Effect(name, log_odds));
        log_odds
    }

    /// Says on whether readings of a span stay, and notes why they do not.
    #[inline]
    pub(crate) fn keeps(&self, stays: bool, (first, end): (u32, u32), entity: EntityRef, why: Block) -> bool {
        if !stays {
            self.note(|| Event::Dropped { first, end, entity, why });
        }
        stays
    }

    /// What was noted.
    pub(crate) fn take(&mut self) -> Vec<Event> {
        self.0.as_mut().map(|events| std::mem::take(events.get_mut())).unwrap_or_default()
    }
}

/// Something that the engine did.
pub(crate) enum Event {
    /// A form was set against the text around one of its words.
    Fitted(Fitted),
    /// A form was set against the text and did not fit there.
    Refused { lexicon: u32, form: Index, first: u32, end: u32, why: Refusal },
    /// A candidate is about to be rated.
    Weighed,
    /// A circumstance bears on what is rated next.
    Effect(&'static str, f32),
    /// A span was given a reading; effects noted since the last one are its own.
    Rated { first: u32, end: u32, core: Option<(u32, u32)>, reading: Reading },
    /// The log-odds of a reading of a span were changed afterwards.
    Adjusted { first: u32, end: u32, entity: EntityRef, form: Index, name: &'static str, by: f32 },
    /// A span's readings of an entity were put aside.
    Dropped { first: u32, end: u32, entity: EntityRef, why: Block },
}

/// How the words of a form were set against tokens.
pub(crate) struct Fitted {
    pub(crate) lexicon: u32,
    pub(crate) form: Index,
    pub(crate) core: (u32, u32),
    pub(crate) evidence: Evidence,
    pub(crate) placed: Vec<Placed>,
    /// Tokens between the form's words that are not the form's.
    pub(crate) extra: Vec<usize>,
}

/// Words of a form and the unit that was taken for them, or none.
#[derive(Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) at: usize,
    pub(crate) count: usize,
    pub(crate) unit: Option<usize>,
    pub(crate) near: Option<Near>,
}

/// Why a form that shares words with the text does not fit there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Refusal {
    /// Too few of the form's words stand there.
    TooFewWords,
    /// The form is an acronym or counts in its own letter case only.
    LetterCase,
    /// Part of the form, among words of another name.
    AnothersWords,
    /// One word so unlike the form that no text around it would make it likely, or less like it than like another of the
    /// entity's forms.
    NoProspect,
}

/// Why a candidate was put aside, whatever its confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// The words are listed as another's name (`never`).
    NeverForm,
    /// The words are part of another's name that is listed so (`never`).
    PartOfNeverForm,
    /// A form that counts only beside the full name, and no full name stands in the document.
    NeedsFullName,
    /// A form that counts only beside something else, in a spelling that is not close.
    Unlike,
    /// A form that counts only beside a cue, and no cue stands in the document.
    NeedsCue,
    /// A form that counts in one language only, and the text is not told to be in it or lacks the form's marks.
    NeedsLanguage,
    /// A capitalised word beside a short form: somebody else of that family.
    OtherName,
    /// A hyphen joins another name.
    Compound,
    /// A word such as "family" follows.
    Collective,
    /// A word such as "street" or "airport" follows.
    Landmark,
    /// In the title of a work.
    InTitle,
    /// The document gives the family name to somebody else.
    AnothersFamilyName,
    /// The initials before the family name are another's.
    OtherInitials,
    /// Written in lower case.
    LowerCase,
    /// Initials of a name, where the letters are somebody's listed acronym.
    ListedAcronym,
}

impl Refusal {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::TooFewWords => "too little of the form stands there",
            Self::LetterCase => "the form counts in its own letter case only",
            Self::AnothersWords => "part of the form, among words of another name",
            Self::NoProspect => {
                "too unlike the form, whatever stands around it, or nearer to another form of the entity"
            }
        }
    }
}

impl Block {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NeverForm => "the form is listed as never the entity",
            Self::PartOfNeverForm => "part of a form that is listed as never the entity",
            Self::NeedsFullName => "counts only beside the full name",
            Self::Unlike => "counts only beside the full name, and in a closer spelling",
            Self::NeedsCue => "counts only beside a cue",
            Self::NeedsLanguage => "counts only in a text of its language",
            Self::OtherName => "another name word beside the short form",
            Self::Compound => "joined by a hyphen to another name",
            Self::Collective => "a family or a people, not the one",
            Self::Landmark => "a place or thing named after somebody",
            Self::InTitle => "in the title of a work",
            Self::AnothersFamilyName => "somebody else's family name in this document",
            Self::OtherInitials => "the initials before it are another's",
            Self::LowerCase => "written in lower case",
            Self::ListedAcronym => "the letters are somebody's listed acronym",
        }
    }
}
