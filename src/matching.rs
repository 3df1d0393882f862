//! How well a written name fits a listed one, from its sounds.

pub(crate) mod alignment;
pub(crate) mod costs;
