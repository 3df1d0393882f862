//! What a lexicon says of an entity beside its names, as far as the engine reads it.

use std::borrow::Cow;

use super::compiled::{Compiled, Index};

/// What a curated lexicon says of an entity. The rest of the record is for its readers.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Details<'a> {
    /// One line in English: what or who it is.
    #[serde(default, borrow)]
    pub(crate) about: Cow<'a, str>,
    /// The id of what it is in.
    #[serde(default, borrow, rename = "in")]
    pub(crate) within: Option<Cow<'a, str>>,
    /// Words that stand near a true mention.
    #[serde(default)]
    pub(crate) cues: Vec<String>,
    /// The forms that count in one language only, with that language.
    #[serde(default)]
    pub(crate) languages: Vec<(String, String)>,
}

impl Details<'_> {
    /// The same, apart from the lexicon.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn into_owned(self) -> Details<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Details { about: owned(self.about), within: self.within.map(owned), cues: self.cues, languages: self.languages }
    }
}

impl Compiled {
    /// What the source says of an entity; all empty where it says nothing.
    pub(crate) fn details(&self, entity: Index) -> Details<'_> {
        match self.entity_details(entity) {
            "" => Details::default(),
            json => serde_json::from_str(json).unwrap_or_default(),
        }
    }
}
