//! Lexicons: curated and bulk sources, and the compiled form that the tagger reads.

mod buckets;
pub(crate) mod compile;
pub(crate) mod compiled;
pub(crate) mod details;
pub(crate) mod exonyms;
pub(crate) mod forms;
mod lists;
mod packed;
pub(crate) mod source;
pub(crate) mod thresholds;
mod vocabulary;
mod write;

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::grammar::Grammar;
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::lookup;
use crate::replace::replace;
use compiled::{Compiled, FormWord};

/// An entity that a name may be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Match {
    /// The id of the entity.
    pub entity: String,
    /// Its canonical name.
    pub name: String,
    /// The listed form that fits best.
    pub variant: String,
    /// The probability that the name is this entity's.
    pub confidence: f32,
    /// What the confidence rests on.
    pub evidence: Evidence,
}

/// A set of entities with their names, ready to be matched.
///
/// A lexicon comes from curated TOML, from bulk JSON Lines or from a compiled file ([`Lexicon::open`]), or from what
/// the crate ships ([`Lexicon::built_in`]). It is immutable and cheap to clone; several overlay each other in one
/// [`Tagger`](crate::Tagger).
#[derive(Clone)]
pub struct Lexicon {
    pub(crate) data: Arc<Compiled>,
}

impl Lexicon {
    /// Opens a lexicon: a compiled `.nisba` file, curated `.toml`, bulk `.jsonl`, or a folder of the latter two (hidden files aside).
    ///
    /// A compiled file is mapped into memory and needs no further work; sources are read and compiled in memory.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or that does not hold what it should; the error names file, line and column.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if path.extension().is_some_and(|e| e == "nisba") {
            return Ok(Self { data: Arc::new(Compiled::open(path)?) });
        }
        Self::from_entities(&source::read([path])?)
    }

    /// Reads a lexicon from the text of a curated TOML file.
    ///
    /// # Errors
    ///
    /// As [`Self::open`]; the file is called `name` in messages.
    ///
    /// # Examples
    ///
    /// ```
    /// let lexicon = nisba::Lexicon::parse("mine.toml", r#"
    /// [[entity]]
    /// id = "person/qasem-soleimani"
    /// name = "Qasem Soleimani"
    /// type = "person"
    /// "#)?;
    /// assert_eq!(lexicon.len(), 1);
    /// # Ok::<(), nisba::Error>(())
    /// ```
    pub fn parse(name: &str, toml: &str) -> Result<Self> {
        Self::from_entities(&source::curated(Path::new(name), toml)?)
    }

    /// The lexicons that the crate ships, prepared when it was built.
    ///
    /// # Panics
    ///
    /// Never: the build has checked them.
    pub fn built_in() -> Self {
        static BUILT_IN: once_cell::sync::Lazy<Lexicon> = once_cell::sync::Lazy::new(|| {
            let compiled =
                Compiled::from_static(crate::shipped::built_in()).expect("the build compiled the built-in lexicons");
            Lexicon { data: Arc::new(compiled) }
        });
        BUILT_IN.clone()
    }

    /// Reads sources (`.toml`, `.jsonl`, folders of them) as one lexicon.
    ///
    /// # Errors
    ///
    /// As [`Self::open`], and an id that two files give.
    pub fn from_sources<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self> {
        Self::from_entities(&source::read(paths)?)
    }

    /// Writes the compiled form, which [`Self::open`] maps into memory.
    ///
    /// The file is written beside its place and renamed into it, so that there is never half a file. A link stays,
    /// and what it leads to is replaced; a device or a pipe is written to.
    ///
    /// # Errors
    ///
    /// A place that cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        replace(path, self.data.as_bytes()).map_err(|e| Error::io(path, &e))
    }

    /// The entities that a name may be, likeliest first, at most `top`.
    ///
    /// An empty answer means that the name is not in the lexicon; the probabilities of an answer sum to at most
    /// one, and what is missing to one is the probability that it is in none of them.
    ///
    /// For many names, [`Session::look_up`](crate::Session::look_up) is faster: it remembers words.
    pub fn look_up(&self, name: &str, top: usize) -> Vec<Match> {
        self.look_up_with(name, top, &mut lookup::Memo::default())
    }

    /// The same, with what earlier look-ups in this lexicon found.
    pub(crate) fn look_up_with(&self, name: &str, top: usize, memo: &mut lookup::Memo) -> Vec<Match> {
        let found = self.found(name, memo);
        let confidences = lookup::shared(&found.iter().map(|f| f.log_odds).collect::<Vec<_>>());
        let answers = found.iter().zip(confidences).take(top).filter(|(_, c)| *c >= LEAST_ANSWER);
        answers.map(|(found, confidence)| self.answer(found, confidence)).collect()
    }

    /// The entities that a name may be, likeliest first, before they share its probability.
    pub(crate) fn found(&self, name: &str, memo: &mut lookup::Memo) -> Vec<lookup::Found> {
        lookup::look_up(name, &self.data, Grammar::shipped(), Costs::shipped(), memo)
    }

    /// What is said of an entity that was found.
    pub(crate) fn answer(&self, found: &lookup::Found, confidence: f32) -> Match {
        Match {
            entity: self.data.entity_id(found.entity).to_owned(),
            name: self.data.entity_name(found.entity),
            variant: self.data.form_text(found.form),
            confidence,
            evidence: found.evidence,
        }
    }

    pub(crate) fn from_entities(entities: &[source::Entity]) -> Result<Self> {
        let mut kinds: Vec<&str> = entities.iter().map(|e| e.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() > MOST_KINDS {
            let message =
                format!("entities of {} types; a lexicon has at most {MOST_KINDS}: is `type` an id?", kinds.len());
            return Err(Error::data(Path::new("lexicon"), 0, message));
        }
        let compiled = Compiled::from_bytes(compile::compile(entities, Grammar::shipped()))?;
        if compiled.vocab_count() >= FormWord::MOST {
            let message = format!("{} distinct words or more; make several lexicons of it", FormWord::MOST);
            return Err(Error::data(Path::new("lexicon"), 0, message));
        }
        Ok(Self { data: Arc::new(compiled) })
    }

    /// Whether a compiled lexicon is whole: reads all of it, which opening a large one does not.
    pub fn verify(&self) -> bool {
        self.data.verify()
    }

    /// Whether an entity has this id.
    pub fn contains(&self, id: &str) -> bool {
        let count = compiled::Index::try_from(self.len()).unwrap_or(compiled::Index::MAX);
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            match self.data.entity_id(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return true,
            }
        }
        false
    }

    /// The types of the entities, each once.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.data.kinds().iter().map(String::as_str)
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.data.entity_count()
    }

    /// Whether the lexicon has no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The confidence below which an entity is no answer of a look-up.
pub(crate) const LEAST_ANSWER: f32 = 0.001;

/// Types of entities of one lexicon: a byte each.
const MOST_KINDS: usize = 256;

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("entities", &self.len()).finish_non_exhaustive()
    }
}
