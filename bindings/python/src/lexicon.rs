//! Lexicons.

use std::path::PathBuf;

use pyo3::prelude::*;

use crate::error::exception;
use crate::mention::quoted;
use crate::text::Text;
use crate::value::{count, number, plain};

/// A set of entities with their names, ready to be matched. It is immutable; threads share it.
///
/// Made by `Lexicon.built_in()`, `Lexicon.open(path)` or `Lexicon.parse(name, toml)`.
#[pyclass(frozen, module = "nisba", from_py_object)]
#[derive(Clone)]
pub(crate) struct Lexicon(pub(crate) nisba::Lexicon);

#[pymethods]
impl Lexicon {
    /// The lexicons that the package ships.
    #[staticmethod]
    fn built_in() -> Self {
        Self(nisba::Lexicon::built_in())
    }

    /// Opens a compiled `.nisba` file, a curated `.toml`, a bulk `.jsonl`, or a folder of the latter two
    /// (hidden files aside).
    ///
    /// Raises OSError where the file cannot be read, LexiconError where it does not hold what it should.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Self::made(py, || nisba::Lexicon::open(path))
    }

    /// Reads several sources (`.toml`, `.jsonl`, folders of them) as one lexicon. Raises as `open` does.
    #[staticmethod]
    fn from_sources(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Self> {
        Self::made(py, || nisba::Lexicon::from_sources(paths))
    }

    /// Reads a lexicon from the text of a curated TOML file, which messages call `name`.
    ///
    /// Raises LexiconError with file, line and column.
    #[staticmethod]
    fn parse(py: Python<'_>, name: &str, toml: &str) -> PyResult<Self> {
        Self::made(py, || nisba::Lexicon::parse(name, toml))
    }

    /// Writes the compiled form, which `open` maps into memory. Raises OSError.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.0.save(path)).map_err(|e| exception(py, &e))
    }

    /// The entities that a name may be, likeliest first, at most `top`; none if it is not in the lexicon.
    ///
    /// For many names, `Tagger.look_up` is faster: it remembers words.
    #[pyo3(signature = (name, top=5))]
    fn look_up(&self, py: Python<'_>, name: Text, top: i64) -> PyResult<Vec<Match>> {
        let top = count("top", top)?;
        Ok(py.detach(|| self.0.look_up(&name.0, top).into_iter().map(Match::from).collect()))
    }

    /// Whether a compiled lexicon is whole: reads all of it, which opening a large one does not.
    fn verify(&self, py: Python<'_>) -> bool {
        py.detach(|| self.0.verify())
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __contains__(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    fn __repr__(&self) -> String {
        match self.0.len() {
            1 => "<nisba.Lexicon of 1 entity>".to_owned(),
            n => format!("<nisba.Lexicon of {n} entities>"),
        }
    }
}

impl Lexicon {
    fn made(py: Python<'_>, make: impl FnOnce() -> nisba::Result<nisba::Lexicon> + Send) -> PyResult<Self> {
        py.detach(make).map(Self).map_err(|e| exception(py, &e))
    }
}

/// An entity that a name may be.
#[pyclass(frozen, eq, module = "nisba")]
#[derive(Clone, PartialEq)]
pub(crate) struct Match {
    /// The id of the entity.
    #[pyo3(get)]
    entity: String,
    /// Its canonical name.
    #[pyo3(get)]
    name: String,
    /// The listed form that fits best.
    #[pyo3(get)]
    variant: String,
    /// The probability that the name is this entity's.
    #[pyo3(get)]
    confidence: f64,
    evidence: nisba::Evidence,
}

impl From<nisba::Match> for Match {
    fn from(m: nisba::Match) -> Self {
        let confidence = number(m.confidence);
        Self { entity: m.entity, name: m.name, variant: m.variant, confidence, evidence: m.evidence }
    }
}

#[pymethods]
impl Match {
    /// What the confidence rests on, as a dict of numbers.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.evidence)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (entity, variant) = (quoted(py, &self.entity)?, quoted(py, &self.variant)?);
        Ok(format!("Match({entity}, variant={variant}, confidence={:.3})", self.confidence))
    }
}
