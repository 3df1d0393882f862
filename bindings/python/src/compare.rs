//! Names without a lexicon.

use pyo3::prelude::*;

use crate::text::Text;
use crate::value::{number, plain};

/// How likely two names are one entity's, and why.
#[pyclass(frozen, eq, module = "nisba")]
#[derive(Clone, PartialEq)]
pub(crate) struct Comparison(nisba::Comparison);

#[pymethods]
impl Comparison {
    /// The probability that both are names of one entity.
    #[getter]
    fn confidence(&self) -> f64 {
        number(self.0.confidence)
    }

    /// What the confidence rests on, as a dict of numbers.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.0.evidence)
    }

    fn __float__(&self) -> f64 {
        self.confidence()
    }

    fn __repr__(&self) -> String {
        format!("Comparison(confidence={:.3})", self.0.confidence)
    }
}

/// Compares two names, in any scripts, of an entity of a type: person, org or place; empty where it is not known.
#[pyfunction]
#[pyo3(signature = (a, b, r#type=""))]
pub(crate) fn compare(a: Text, b: Text, r#type: &str) -> Comparison {
    Comparison(nisba::compare(&a.0, &b.0, r#type))
}

/// A Latin reading of a text in any script: words are read, all else stays.
#[pyfunction]
pub(crate) fn romanize(py: Python<'_>, text: Text) -> String {
    py.detach(|| nisba::romanize(&text.0))
}
