//! Learning the shipped model from pairs of real spellings: what `nisba fit` does.
//!
//! The input is a table of name pairs, labelled as two spellings of one name or two names. [`costs`] learns the
//! alignment's log-odds from it.

pub(crate) mod costs;
pub(crate) mod pairs;
