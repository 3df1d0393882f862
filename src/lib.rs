//! nisba finds mentions of listed entities in raw text and maps each to a canonical ID.

pub mod cases;
mod compare;
mod error;
pub mod fit;
mod grammar;
mod hash;
mod lexicon;
mod matching;
mod mention;
mod orthography;
mod resolve;
mod scan;
mod segment;
mod shipped;
mod tagger;

pub use compare::{Comparison, compare, romanize};
pub use error::{Error, Result};
pub use lexicon::{Lexicon, Match};
pub use matching::evidence::Evidence;
pub use mention::{Alternative, Mention, Reason};
pub use tagger::{Session, Tagger};
