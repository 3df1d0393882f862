//! The lexicons named on the command line.

use std::collections::BTreeSet;
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

/// The types that may be asked for of every lexicon.
const USUAL_TYPES: [&str; 3] = ["org", "person", "place"];

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

    /// The same, where only some types of entities and some entities are asked for: they have to be known.
    pub(crate) fn tagger_of(&self, types: &[String], ids: &[String]) -> Result<Tagger, Failure> {
        let lexicons = self.open()?;
        let known: BTreeSet<&str> = lexicons.iter().flat_map(Lexicon::types).chain(USUAL_TYPES).collect();
        if let Some(unknown) = types.iter().find(|kind| !known.contains(kind.as_str())) {
            let known = Vec::from_iter(known).join(", ");
            return Err(Failure::Message(format!(
                "no entity of the type {unknown:?} in the lexicon; types are {known}"
            )));
        }
        let unknown = ids.iter().find(|id| !lexicons.iter().any(|lexicon| lexicon.contains(id)));
        let tagger = Tagger::new(lexicons.iter().cloned());
        match unknown {
            Some(id) => Err(unknown_id(&tagger, id)),
            None => Ok(tagger),
        }
    }
}

/// What is said of an id that no lexicon has.
pub(crate) fn unknown_id(tagger: &Tagger, id: &str) -> Failure {
    let near: Vec<String> = tagger.near_ids(id, 3).iter().map(|id| format!("{id:?}")).collect();
    let help = match near.as_slice() {
        [] => "`nisba match` finds the ids of a name".to_owned(),
        near => format!("did you mean {}?", near.join(" or ")),
    };
    Failure::Message(format!("no entity {id:?} in the lexicon; {help}"))
}
