//! Mentions as Python sees them.

use std::borrow::Cow;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde::{Deserialize, Serialize};

use crate::text::Characters;
use crate::value::{json, number, plain};

/// A span of a text that names an entity.
///
/// `start` and `end` count characters of the str, so that `text[m.start:m.end] == m.text`; `start_byte` and `end_byte`
/// count bytes of its UTF-8. Mentions compare equal by value and can be pickled.
#[pyclass(frozen, eq, module = "nisba")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mention {
    /// The first character of the mention.
    #[pyo3(get)]
    start: usize,
    /// The character behind its last.
    #[pyo3(get)]
    end: usize,
    /// The first byte of the mention in the text's UTF-8.
    #[pyo3(get)]
    start_byte: usize,
    /// The byte behind its last.
    #[pyo3(get)]
    end_byte: usize,
    /// What stands there.
    #[pyo3(get)]
    text: String,
    /// The id of the entity.
    #[pyo3(get)]
    entity: String,
    /// The type of the entity: person, org, place or what its lexicon says.
    #[pyo3(get, name = "type")]
    #[serde(rename = "type")]
    kind: String,
    /// The canonical name of the entity.
    #[pyo3(get)]
    name: String,
    /// The listed form that fits best.
    #[pyo3(get)]
    variant: String,
    /// The probability that the span names the entity.
    #[pyo3(get)]
    confidence: f64,
    /// How the mention was recognised: exact, spelling, script, partial, acronym, short, introduced-acronym.
    #[pyo3(get)]
    reason: Cow<'static, str>,
    /// Other entities that the span may name, likeliest first.
    #[pyo3(get)]
    alternatives: Vec<Alternative>,
    evidence: nisba::Evidence,
}

/// Another entity that a span may name.
#[pyclass(frozen, eq, module = "nisba")]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Alternative {
    /// The id of the entity.
    #[pyo3(get)]
    entity: String,
    /// The canonical name of the entity.
    #[pyo3(get)]
    name: String,
    /// The probability that the span names this entity.
    #[pyo3(get)]
    confidence: f64,
}

/// What a session finds in a text.
pub(crate) fn mentions(session: &mut nisba::Session<'_>, text: &str) -> Vec<Mention> {
    let mut characters = Characters::new(text);
    session.tag(text).into_iter().map(|m| Mention::new(m, text, &mut characters)).collect()
}

impl Mention {
    fn new(mention: nisba::Mention, text: &str, characters: &mut Characters<'_>) -> Self {
        let alternative =
            |a: nisba::Alternative| Alternative { entity: a.entity, name: a.name, confidence: number(a.confidence) };
        Self {
            start: characters.before(mention.span.start),
            end: characters.before(mention.span.end),
            start_byte: mention.span.start,
            end_byte: mention.span.end,
            text: text[mention.span].to_owned(),
            entity: mention.entity,
            kind: mention.kind,
            name: mention.name,
            variant: mention.variant,
            confidence: number(mention.confidence),
            reason: mention.reason.name().into(),
            alternatives: mention.alternatives.into_iter().map(alternative).collect(),
            evidence: mention.evidence,
        }
    }
}

#[pymethods]
impl Mention {
    /// What the confidence rests on, as a dict of numbers; the type `Evidence` of the Rust library says what each means.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.evidence)
    }

    /// All of it as a dict of plain values, ready for JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, self)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (text, entity) = (quoted(py, &self.text)?, quoted(py, &self.entity)?);
        let Self { start, end, confidence, reason, .. } = self;
        Ok(format!("Mention({start}, {end}, {text}, {entity}, confidence={confidence:.3}, reason='{reason}')"))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("_restored")?, (json(self)?,)))
    }

    /// A mention from what pickling made of it.
    #[staticmethod]
    fn _restored(json: &str) -> PyResult<Self> {
        serde_json::from_str(json).map_err(|e| PyValueError::new_err(format!("not a mention: {e}")))
    }
}

#[pymethods]
impl Alternative {
    /// All of it as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, self)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Alternative({}, confidence={:.3})", quoted(py, &self.entity)?, self.confidence))
    }
}

/// A string as Python writes it.
pub(crate) fn quoted(py: Python<'_>, text: &str) -> PyResult<String> {
    PyString::new(py, text).repr()?.extract()
}
