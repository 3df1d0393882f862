//! Lexicons: curated and bulk sources, and the compiled form that the tagger reads.

pub(crate) mod compile;
pub(crate) mod compiled;
pub(crate) mod source;

use std::path::Path;
use std::sync::Arc;

use crate::error::Result;
use compiled::Compiled;

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
    /// Opens a lexicon: a compiled `.nisba` file, curated `.toml`, bulk `.jsonl`, or a folder of the latter two.
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
        Self::from_entities(source::read(path)?)
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
        Self::from_entities(source::curated(Path::new(name), toml)?)
    }

    /// The lexicons that the crate ships, prepared when it was built.
    ///
    /// # Panics
    ///
    /// Never: the build has checked them.
    pub fn built_in() -> Self {
        static BUILT_IN: once_cell::sync::Lazy<Lexicon> = once_cell::sync::Lazy::new(|| {
            let compiled = Compiled::from_static(crate::shipped::built_in()).expect("the build compiled the built-in lexicons");
            Lexicon { data: Arc::new(compiled) }
        });
        BUILT_IN.clone()
    }

    fn from_entities(entities: Vec<source::Entity>) -> Result<Self> {
        let bytes = compile::compile(&entities, crate::grammar::Grammar::shipped());
        Ok(Self { data: Arc::new(Compiled::from_bytes(bytes)?) })
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

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("entities", &self.len()).finish_non_exhaustive()
    }
}
