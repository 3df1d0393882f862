//! Many spellings, one sound: what a written token may sound like.

pub(crate) mod romanise;
pub(crate) mod script;
