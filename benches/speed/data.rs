//! Lexicons and texts, made of seeds.

pub(crate) mod grammar;
pub(crate) mod names;
pub(crate) mod random;
pub(crate) mod sounds;
pub(crate) mod text;
