//! Many spellings, one sound: what a written token may sound like.

pub(crate) mod fold;
pub(crate) mod korean;
pub(crate) mod names;
#[cfg(test)]
pub(crate) mod oracles;
#[allow(dead_code, reason = "the library's half")]
pub(crate) mod origin;
#[allow(dead_code, reason = "the library's half")]
pub(crate) mod palladius;
pub(crate) mod pinyin;
pub(crate) mod romanise;
pub(crate) mod rows;
pub(crate) mod script;
pub(crate) mod sounds;
