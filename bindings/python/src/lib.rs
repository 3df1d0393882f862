//! The compiled part of the Python package `nisba`: the Rust library with Python's strings, iterators and exceptions.
//!
//! Offsets are converted here and nowhere else: bytes on the side of Rust, characters on the side of Python. The
//! docstrings of classes and functions are in `python/nisba/_core.pyi` too, with the types.

use pyo3::prelude::*;

mod compare;
mod error;
mod lexicon;
mod mention;
mod session;
mod stream;
mod tagger;
mod text;
mod value;

#[pymodule]
mod _core {
    /// The version of the package.
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "so Python calls it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    use crate::compare::{Comparison, compare, romanize};
    #[pymodule_export]
    use crate::error::LexiconError;
    #[pymodule_export]
    use crate::lexicon::{Lexicon, Match};
    #[pymodule_export]
    use crate::mention::{Alternative, Mention};
    #[pymodule_export]
    use crate::stream::Mentions;
    #[pymodule_export]
    use crate::tagger::Tagger;
}
