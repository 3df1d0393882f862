//! nisba finds mentions of listed entities in raw text, in any script and any spelling, and maps each to a canonical
//! ID with a confidence that is a probability.
//!
//! Qassem, Qasem, Ghasem, Kassem; Soleimani, Suleimani, Sulejmani, سلیمانی, Сулеймани: one man, one ID. Khamenei and
//! Khomeini: two men, never merged.
//!
//! # Overview
//!
//! Three nouns do most of the work: a [`Lexicon`] says which entities there are, a [`Tagger`] finds them in text, and
//! a [`Mention`] is one finding.
//!
//! ```
//! use nisba::{Lexicon, Tagger};
//!
//! let tagger = Tagger::new([Lexicon::built_in()]);
//! let text = "General Ghassem Suleimani was born near Kerman.";
//! for mention in tagger.tag(text) {
//!     println!("{} is {} ({:.2})", &text[mention.span.clone()], mention.entity, mention.confidence);
//! }
//! ```
//!
//! * [`Lexicon::open`] reads curated TOML, bulk JSON Lines and compiled files; [`Lexicon::save`] compiles;
//!   [`Lexicon::look_up`] says which entities a name field may be.
//! * [`Tagger::session`] gives a thread's work space, which remembers words from document to document.
//! * [`Tagger::explain`] says why a text is tagged as it is, and [`explain`] why an entity is not found.
//! * [`compare`] says how likely two names are one entity's; [`romanize`] reads any script in Latin
//!   letters, [`readings`] in every way that is likely.
//! * [`lint()`] says what is wrong, doubtful or needless in lexicons, [`format()`] lays curated ones out, [`Lexicon::stats`]
//!   counts what they hold.
//! * [`cases`] holds the regression cases that stand beside a lexicon, [`reliability`] says how far the confidences can
//!   be believed over them; [`fit`] learns the shipped model again.
//! * [`import`](import::import) makes lexicons of sanctions lists, knowledge bases, gazetteers and tables, and
//!   [`export`](export::export) writes lexicons in other formats.
//! * [`diff`] says what an edit of a lexicon does to a text, [`suggest`] what a lexicon lacks.
//!
//! Loading and building can fail, with file, line, column and the repair in the [`Error`]. Nothing fails afterwards:
//! any `&str` can be tagged and compared.

pub mod cases;
mod compare;
pub mod diff;
mod error;
pub mod explain;
pub mod export;
pub mod fit;
mod format;
mod grammar;
mod hash;
pub mod import;
mod lexicon;
pub mod lint;
mod matching;
mod mention;
mod orthography;
pub mod reliability;
mod replace;
mod resolve;
mod romanize;
mod scan;
mod segment;
mod shipped;
pub mod stats;
pub mod suggest;
mod tagger;
/// Counts of what tests try, for the report on robustness.
#[cfg(test)]
#[path = "../tests/tally/mod.rs"]
mod tally;

pub use compare::{Comparison, compare};
pub use error::{Error, Result};
pub use explain::Explanation;
pub use format::{curated_files, format};
pub use lexicon::{Lexicon, Match};
pub use lint::{Diagnostic, Severity, lint};
pub use matching::evidence::Evidence;
pub use mention::{Alternative, Mention, Reason};
pub use romanize::{MOST_READINGS, readings, romanize};
pub use stats::Stats;
pub use tagger::{Overlaps, Session, Tagger};

/// The README's examples are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
