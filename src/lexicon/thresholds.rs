//! From which confidence on a lexicon's names are mentions, where it says so.
//!
//! Thresholds of entities stand in their details. Those of types and of forms are the lexicon's own details: apart from
//! the entities', so that stating one does not make an entity one of which more is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lexicon::compiled::{Compiled, Index};

/// The thresholds that a lexicon states.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Thresholds {
    pub(crate) types: BTreeMap<String, f32>,
    pub(crate) forms: BTreeMap<Index, f32>,
}

impl Thresholds {
    /// Those of a compiled lexicon.
    pub(crate) fn of(lexicon: &Compiled) -> Self {
        serde_json::from_str(lexicon.own_details()).unwrap_or_default()
    }

    /// As the lexicon's own details; nothing where none is stated.
    pub(crate) fn details(&self) -> Option<String> {
        let states_some = !self.types.is_empty() || !self.forms.is_empty();
        states_some.then(|| serde_json::to_string(self).expect("maps of numbers are JSON"))
    }
}

/// The threshold that the details of an entity state.
pub(crate) fn of_entity(details: &str) -> Option<f32> {
    #[derive(Deserialize)]
    struct Own {
        threshold: Option<f32>,
    }
    // Few entities have one.
    if !details.contains("\"threshold\"") {
        return None;
    }
    serde_json::from_str::<Own>(details).ok()?.threshold
}
