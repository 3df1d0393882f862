//! What is linted: all files with their texts, and the entities of all of them.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use once_cell::sync::OnceCell;
use serde::Deserialize;
use toml::Spanned;

use crate::cases::Case;
use crate::error::{Error, Result};
use crate::grammar::Grammar;
use crate::hash::Map;
use crate::lexicon::Lexicon;
use crate::lexicon::compile::compile_as_listed;
use crate::lexicon::compiled::{Compiled, Index};
use crate::lexicon::source::{self, Entity, Part, Places, Problem};

/// A file with its text.
pub(super) struct File {
    /// Its number among the files.
    pub(super) number: usize,
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) content: Content,
    /// Where the file's lines begin.
    lines: Vec<usize>,
}

/// What a file is.
pub(super) enum Content {
    /// Entities, by their numbers, and what does not load.
    Lexicon { entities: Range<usize>, problems: Vec<Problem> },
    /// A table of name grammar, or what does not load of it.
    Grammar { words: Vec<Words>, problems: Vec<Problem> },
    /// Regression cases, or what does not load of them.
    Cases { cases: Vec<Case>, problems: Vec<Problem> },
}

impl Content {
    pub(super) fn problems(&self) -> &[Problem] {
        match self {
            Self::Lexicon { problems, .. } | Self::Grammar { problems, .. } | Self::Cases { problems, .. } => problems,
        }
    }
}

#[derive(Deserialize)]
struct Table {
    words: Vec<Words>,
}

/// A row of a table of name grammar.
#[derive(Deserialize)]
pub(super) struct Words {
    pub(super) role: Spanned<String>,
    #[serde(default)]
    pub(super) reason: String,
}

/// All that is linted.
pub(super) struct Sources {
    pub(super) files: Vec<File>,
    pub(super) entities: Vec<Entity>,
    /// The file and the places of each entity.
    at: Vec<(usize, Places)>,
    engine: OnceCell<Engine>,
    by_id: OnceCell<Map<String, usize>>,
}

/// The entities in their compiled form.
pub(super) struct Engine {
    pub(super) lexicon: Lexicon,
    /// The number here of each compiled entity.
    numbers: Vec<usize>,
    /// The compiled entity of each number here.
    compiled: Vec<Index>,
}

impl Engine {
    /// The number of a compiled entity among [`Sources::entities`].
    pub(super) fn number(&self, compiled: Index) -> usize {
        self.numbers[compiled as usize]
    }

    /// The compiled entity of a number.
    pub(super) fn compiled(&self, number: usize) -> Index {
        self.compiled[number]
    }
}

impl File {
    fn new(number: usize, path: PathBuf, text: String, content: Content) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { number, path, text, content, lines }
    }

    /// The bytes of a line, from 1, and of the lines after it that begin with white space.
    pub(super) fn block(&self, line: usize) -> Range<usize> {
        let start = self.lines[line - 1];
        let more = self.lines[line..].iter().find(|&&next| !self.text[next..].starts_with([' ', '\t']));
        let end = more.copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end().len()
    }

    /// The line and the column, both from 1, of a byte; the column counts characters.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.partition_point(|&start| start <= offset);
        (line, self.text[self.lines[line - 1]..offset].chars().count() + 1)
    }
}

/// The cases of a file, all or none.
fn read_cases(path: &Path, text: &str) -> Content {
    match Case::parse(path, text) {
        Ok(cases) => Content::Cases { cases, problems: Vec::new() },
        Err(error) => {
            let start = text.split_inclusive('\n').take(error.line().unwrap_or(1) - 1).map(str::len).sum();
            let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
            let message = error.to_string();
            let column = error.column().map(|column| format!(":{column}")).unwrap_or_default();
            let place = format!("{}:{}{column}: ", path.display(), error.line().unwrap_or(1));
            let message = message.strip_prefix(&place).unwrap_or(&message).to_owned();
            Content::Cases { cases: Vec::new(), problems: vec![Problem { span: start..end, message }] }
        }
    }
}

impl Sources {
    /// Reads the files at some paths and under the folders among them.
    pub(super) fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self> {
        let mut this = Self {
            files: Vec::new(),
            entities: Vec::new(),
            at: Vec::new(),
            engine: OnceCell::new(),
            by_id: OnceCell::new(),
        };
        for path in paths {
            let before = this.files.len();
            this.collect(path.as_ref(), true, &mut HashSet::new())?;
            if this.files.len() == before {
                let message = "nothing to lint: expected .toml, .jsonl or .cases files";
                return Err(Error::data(path.as_ref(), 0, message));
            }
        }
        Ok(this)
    }

    /// Reads a file, or the files of a folder that are of a kind to lint, in their order; hidden ones in a folder are none. `seen` are the folders that were
    /// read: however many links lead to one, it is read once.
    fn collect(&mut self, path: &Path, is_named: bool, seen: &mut HashSet<PathBuf>) -> Result<()> {
        if !path.is_dir() {
            // A pipe in a folder is waited for by nobody.
            if !is_named && path.exists() && !path.is_file() {
                return Ok(());
            }
            let is_known = path.extension().is_some_and(|e| e == "toml" || e == "jsonl" || e == "cases");
            return match (is_known, is_named) {
                (true, _) => self.add(path.to_owned()),
                (false, true) if path.exists() => {
                    Err(Error::data(path, 0, "no source to lint: expected a name that ends in .toml, .jsonl or .cases"))
                }
                (false, true) => self.add(path.to_owned()),
                (false, false) => Ok(()),
            };
        }
        let inside = std::fs::read_dir(path).and_then(|dir| dir.map(|f| f.map(|f| f.path())).collect());
        let mut inside: Vec<PathBuf> = inside.map_err(|e| Error::io(path, &e))?;
        inside.sort();
        if !seen.insert(path.canonicalize().map_err(|e| Error::io(path, &e))?) {
            return Ok(());
        }
        inside.iter().filter(|path| !source::is_hidden(path)).try_for_each(|path| self.collect(path, false, seen))
    }

    fn add(&mut self, path: PathBuf) -> Result<()> {
        let text = source::text(&path)?;
        let number = self.files.len();
        if path.extension().is_some_and(|e| e == "cases") {
            let content = read_cases(&path, &text);
            self.files.push(File::new(number, path, text, content));
            return Ok(());
        }
        if text.lines().any(|line| line.starts_with("[[words]]")) {
            let content = match toml::from_str::<Table>(&text) {
                Ok(table) => Content::Grammar { words: table.words, problems: Vec::new() },
                Err(e) => {
                    let problem = Problem { span: e.span().unwrap_or(0..0), message: e.message().to_owned() };
                    Content::Grammar { words: Vec::new(), problems: vec![problem] }
                }
            };
            self.files.push(File::new(number, path, text, content));
            return Ok(());
        }
        let read = if source::is_bulk(&path) { source::bulk_source(&text) } else { source::curated_source(&text) };
        let first = self.entities.len();
        self.entities.extend(read.entities);
        self.at.extend(read.places.into_iter().map(|places| (number, places)));
        let content = Content::Lexicon { entities: first..self.entities.len(), problems: read.problems };
        self.files.push(File::new(number, path, text, content));
        Ok(())
    }

    /// The file of an entity.
    pub(super) fn file(&self, entity: usize) -> &File {
        &self.files[self.at[entity].0]
    }

    /// The bytes of a part of an entity in its file.
    pub(super) fn span(&self, entity: usize, part: Part) -> Range<usize> {
        self.at[entity].1.span(part, &self.entities[entity], &self.file(entity).text)
    }

    /// The entity that one is in, if it is among these.
    pub(super) fn within(&self, entity: usize) -> Option<&Entity> {
        let id = &self.entities[entity].within;
        let by_id =
            self.by_id.get_or_init(|| self.entities.iter().enumerate().map(|(i, e)| (e.id.clone(), i)).collect());
        by_id.get(id).map(|&i| &self.entities[i])
    }

    /// Where a part of an entity stands, for messages: file and line.
    pub(super) fn place(&self, entity: usize, part: Part) -> String {
        let file = self.file(entity);
        format!("{}:{}", file.path.display(), file.position(self.span(entity, part).start).0)
    }

    /// The ids of the entities, and of those built in.
    pub(super) fn ids(&self) -> Ids<'_> {
        let built_in = Lexicon::built_in();
        let count = Index::try_from(built_in.len()).unwrap_or(Index::MAX);
        let built_in = (0..count).map(|i| Cow::Owned(built_in.data.entity_id(i).to_owned()));
        Ids(self.entities.iter().map(|e| Cow::Borrowed(e.id.as_str())).chain(built_in).collect())
    }

    /// The entities as the engine sees them.
    pub(super) fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| {
            let lexicon = Lexicon { data: Arc::new(compiled(&self.entities)) };
            let mut numbers: Vec<usize> = (0..self.entities.len()).collect();
            // As the compiler sorts: those of one id stay in their order.
            numbers.sort_by_key(|&i| &self.entities[i].id);
            let mut compiled = vec![0; numbers.len()];
            for (compiled_number, &number) in (0..).zip(&numbers) {
                compiled[number] = compiled_number;
            }
            Engine { lexicon, numbers, compiled }
        })
    }
}

/// The compiled form of some entities, with the names that they list alone: the built-in lexicons would give back what
/// is taken from them.
pub(super) fn compiled(entities: &[Entity]) -> Compiled {
    Compiled::from_bytes(compile_as_listed(entities, Grammar::shipped())).expect("what was just compiled can be read")
}

/// The ids that something may name.
pub(super) struct Ids<'s>(BTreeSet<Cow<'s, str>>);

impl Ids<'_> {
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// What to do about an id that is none.
    pub(super) fn repair(&self, id: &str) -> String {
        let near = self.0.iter().map(|known| (strsim::jaro_winkler(known, id), known)).filter(|(s, _)| *s > 0.85);
        match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, near)) => format!("did you mean {near:?}?"),
            None => "write the id of an entity, or add the entity".to_owned(),
        }
    }
}
