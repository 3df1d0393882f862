//! How well a written name fits a listed one, from its sounds.

pub(crate) mod acronyms;
pub(crate) mod alignment;
pub(crate) mod batch;
pub(crate) mod candidates;
pub(crate) mod confidence;
pub(crate) mod costs;
pub(crate) mod distinctions;
pub(crate) mod evidence;
#[allow(dead_code, reason = "the library's half")]
mod forest;
mod gathering;
pub(crate) mod keys;
mod letters;
pub(crate) mod lookup;
#[allow(dead_code, reason = "the library's half")]
pub(crate) mod misread;
pub(crate) mod names;
pub(crate) mod offices;
mod opposites;
#[cfg(test)]
mod oracles;
mod outline;
mod pairing;
mod places;
pub(crate) mod ready;
pub(crate) mod sexes;
pub(crate) mod slips;
pub(crate) mod surnames;
pub(crate) mod unlike;
