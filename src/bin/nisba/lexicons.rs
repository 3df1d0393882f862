//! The lexicons named on the command line.

use std::path::PathBuf;

use nisba::{Lexicon, Tagger};

use crate::Failure;

/// What names are known.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
pub(crate) struct Args {
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    pub(crate) lexicon: Vec<PathBuf>,
}

impl Args {
    /// The lexicons, or the built-in ones.
    pub(crate) fn open(&self) -> Result<Vec<Lexicon>, Failure> {
        if self.lexicon.is_empty() {
            return Ok(vec![Lexicon::built_in()]);
        }
        self.lexicon.iter().map(|path| Lexicon::open(path).map_err(Failure::from)).collect()
    }

    /// A tagger over them.
    pub(crate) fn tagger(&self) -> Result<Tagger, Failure> {
        Ok(Tagger::new(self.open()?))
    }
}
