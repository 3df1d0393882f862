//! The tagger.

use std::sync::Arc;
use std::thread::available_parallelism;

use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::lexicon::{Lexicon, Match};
use crate::mention::{Mention, mentions};
use crate::session::Shared;
use crate::stream::Mentions;
use crate::text::{Characters, Text};
use crate::value::{count, count_characters, number, plain};

/// Finds mentions of the entities of one or several lexicons in text; threads share it.
///
/// Without lexicons it has the built-in ones. It keeps what it learns of words from call to call.
#[pyclass(frozen, module = "nisba")]
pub(crate) struct Tagger {
    shared: Shared,
    /// The arguments that it was made with.
    made_with: String,
}

#[pymethods]
impl Tagger {
    #[new]
    #[pyo3(signature = (lexicons=None, min_confidence=0.5, alternatives=0, overlaps="best"))]
    fn new(
        lexicons: Option<&Bound<'_, PyAny>>,
        min_confidence: f32,
        alternatives: i64,
        overlaps: &str,
    ) -> PyResult<Self> {
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(PyValueError::new_err(format!("min_confidence is {min_confidence}, not between 0 and 1")));
        }
        let chosen = match overlaps {
            "best" => nisba::Overlaps::Best,
            "all" => nisba::Overlaps::All,
            other => return Err(PyValueError::new_err(format!("overlaps is '{other}', neither 'best' nor 'all'"))),
        };
        let alternatives = count("alternatives", alternatives)?;
        let lexicons = lexicons.map_or_else(|| Ok(vec![nisba::Lexicon::built_in()]), lexicons_of)?;
        let entities: usize = lexicons.iter().map(nisba::Lexicon::len).sum();
        let min = number(min_confidence);
        let made_with =
            format!("{entities} entities, min_confidence={min}, alternatives={alternatives}, overlaps='{overlaps}'");
        let tagger = nisba::Tagger::new(lexicons);
        let tagger = tagger.min_confidence(min_confidence).alternatives(alternatives).overlaps(chosen);
        Ok(Self { shared: Shared::new(tagger), made_with })
    }

    /// The mentions in one document, in order. Other threads run meanwhile.
    #[pyo3(signature = (text, /))]
    fn tag(&self, py: Python<'_>, text: Text) -> Vec<Mention> {
        py.detach(|| self.shared.with_session(|session| mentions(session, &text.0)))
    }

    /// The mentions of each of many documents: an iterator of lists, in the order of the documents.
    ///
    /// Documents are read ahead and tagged by `threads` threads, one for each processor if None. Where the iterable
    /// raises, what stands before is given first.
    #[pyo3(signature = (texts, /, threads=None))]
    fn tag_many(&self, texts: &Bound<'_, PyAny>, threads: Option<i64>) -> PyResult<Mentions> {
        if texts.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err("tag_many takes an iterable of texts, not one text: use tag"));
        }
        let threads = match threads {
            Some(threads @ 1..=1024) => count("threads", threads)?,
            Some(n) => {
                return Err(PyValueError::new_err(format!("threads is {n}: 1 to 1024, or None for one a processor")));
            }
            None => available_parallelism().map_or(1, usize::from),
        };
        Ok(Mentions::new(Arc::clone(&self.shared.tagger), texts.try_iter()?, threads))
    }

    /// Why a text is tagged as it is, or what became of one entity in it: a dict, as `nisba explain` writes JSON, with
    /// offsets in characters and those in bytes beside them.
    ///
    /// Raises KeyError if no lexicon has the entity.
    #[pyo3(signature = (text, /, entity=None))]
    fn explain<'py>(&self, py: Python<'py>, text: Text, entity: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        let explained = py.detach(|| match entity {
            None => Some(self.shared.tagger.explain(&text.0)),
            Some(id) => self.shared.tagger.explain_entity(&text.0, id),
        });
        let explained = explained.ok_or_else(|| self.unknown(entity.unwrap_or_default()))?;
        let explained = plain(py, &explained)?;
        count_characters(&explained, &mut Characters::new(&text.0))?;
        Ok(explained)
    }

    /// The entities that a name field may be, of all lexicons, likeliest first, at most `top`.
    #[pyo3(signature = (name, top=5))]
    fn look_up(&self, py: Python<'_>, name: Text, top: i64) -> PyResult<Vec<Match>> {
        let top = count("top", top)?;
        let found = py.detach(|| self.shared.with_session(|session| session.look_up(&name.0, top)));
        Ok(found.into_iter().map(Match::from).collect())
    }

    fn __repr__(&self) -> String {
        format!("<nisba.Tagger of {}>", self.made_with)
    }
}

impl Tagger {
    fn unknown(&self, id: &str) -> PyErr {
        let near = self.shared.tagger.near_ids(id, 3);
        let hint = if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) };
        PyKeyError::new_err(format!("no lexicon has {id}{hint}"))
    }
}

/// One lexicon, or an iterable of them.
fn lexicons_of(lexicons: &Bound<'_, PyAny>) -> PyResult<Vec<nisba::Lexicon>> {
    if let Ok(lexicon) = lexicons.extract::<Lexicon>() {
        return Ok(vec![lexicon.0]);
    }
    if lexicons.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("a Tagger takes lexicons, not their names: use Lexicon.open"));
    }
    lexicons.try_iter()?.map(|item| Ok(item?.extract::<Lexicon>().map_err(PyErr::from)?.0)).collect()
}
