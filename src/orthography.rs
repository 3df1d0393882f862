//! Many spellings, one sound: what a written token may sound like.

pub(crate) mod fold;
pub(crate) mod names;
#[cfg(test)]
pub(crate) mod oracles;
pub(crate) mod romanise;
pub(crate) mod rows;
pub(crate) mod script;
pub(crate) mod sounds;
