//! Errors of the library as exceptions.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(
    nisba,
    LexiconError,
    PyValueError,
    "A lexicon does not hold what it should; the message names file, line, column and the repair.\n\n\
     `path`, `line` and `column` (from 1, None where not known) say where."
);

/// `OSError` or its subclass for a file that cannot be read or written, `LexiconError` for one that holds what it
/// should not.
pub(crate) fn exception(py: Python<'_>, error: &nisba::Error) -> PyErr {
    if let Some(kind) = error.io_kind() {
        return std::io::Error::new(kind, error.to_string()).into();
    }
    let exception = LexiconError::new_err(error.to_string());
    let value = exception.value(py);
    let set = value
        .setattr("path", error.path())
        .and_then(|()| value.setattr("line", error.line()))
        .and_then(|()| value.setattr("column", error.column()));
    set.err().unwrap_or(exception)
}
