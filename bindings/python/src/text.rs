//! The strings of Python: sequences of code points, which Rust has as bytes.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// The text of a `str`, with as many characters. Lone surrogates, which UTF-8 cannot write, are read as `?`.
pub(crate) struct Text(pub(crate) String);

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let string = object.cast::<PyString>()?;
        if let Ok(text) = string.to_cow() {
            return Ok(Self(text.into_owned()));
        }
        let bytes = string.call_method1("encode", ("utf-8", "replace"))?;
        Ok(Self(String::from_utf8_lossy(bytes.cast::<PyBytes>()?.as_bytes()).into_owned()))
    }
}

/// Tells the number of characters before a byte of a text: fast where the bytes asked for are near each other.
pub(crate) struct Characters<'t> {
    text: &'t str,
    byte: usize,
    character: usize,
}

impl<'t> Characters<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, character: 0 }
    }

    /// The number of characters before `byte`, which is at a character boundary.
    pub(crate) fn before(&mut self, byte: usize) -> usize {
        if byte >= self.byte {
            self.character += self.text[self.byte..byte].chars().count();
        } else {
            self.character -= self.text[byte..self.byte].chars().count();
        }
        self.byte = byte;
        self.character
    }
}
