//! Lexicons and texts that several measurements use.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use nisba::{Lexicon, Tagger};
use tempfile::TempDir;

use crate::data::names::Names;
use crate::data::sounds::Script;
use crate::data::text::{Document, Settings, Text};

/// A generated lexicon in all its forms.
pub(crate) struct Bed {
    pub(crate) names: Names,
    jsonl: PathBuf,
    compiled: PathBuf,
    lexicon: OnceCell<Lexicon>,
    /// Where the files are; it goes with the bed.
    _folder: TempDir,
}

impl Bed {
    /// The lexicon of a size, as bulk JSON Lines in a folder of its own.
    pub(crate) fn new(size: usize) -> Self {
        let names = Names::new(size);
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the scratch folder can be written");
        let (jsonl, compiled) = (folder.path().join("names.jsonl"), folder.path().join("names.nisba"));
        let mut out = BufWriter::new(File::create(&jsonl).expect("the scratch folder can be written"));
        names.write(&mut out).and_then(|()| out.flush()).expect("the scratch folder has room");
        Self { names, jsonl, compiled, lexicon: OnceCell::new(), _folder: folder }
    }

    /// The source.
    pub(crate) fn jsonl(&self) -> &Path {
        &self.jsonl
    }

    /// The compiled file.
    pub(crate) fn compiled(&self) -> &Path {
        self.lexicon();
        &self.compiled
    }

    /// The lexicon, compiled and mapped.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let lexicon = Lexicon::open(&self.jsonl).expect("the generated lexicon is sound");
            lexicon.save(&self.compiled).expect("the scratch folder has room");
            Lexicon::open(&self.compiled).expect("what was saved can be opened")
        })
    }

    pub(crate) fn tagger(&self) -> Tagger {
        Tagger::new([self.lexicon().clone()])
    }

    /// The listed forms, each once.
    pub(crate) fn forms(&self) -> Vec<String> {
        let mut forms: Vec<String> = self.names.iter().flat_map(|entity| entity.forms()).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    pub(crate) fn text(&self, settings: Settings) -> Text {
        Text::new(&self.names, settings)
    }

    /// Documents by their script: so many bytes of Latin ones and as many of all others together.
    pub(crate) fn scripts(&self, bytes: usize) -> Vec<(Script, Vec<Document>)> {
        let texts = [0, 100].map(|foreign| self.text(Settings { bytes, foreign, ..Settings::default() }).documents);
        let (mut some, mut rest) = (Vec::new(), texts.into_iter().flatten().collect::<Vec<_>>());
        for script in Script::ALL {
            let (these, others): (Vec<_>, _) = rest.into_iter().partition(|d| d.script == script);
            some.push((script, these));
            rest = others;
        }
        some.retain(|(_, documents)| !documents.is_empty());
        some
    }
}

/// The beds made so far.
#[derive(Default)]
pub(crate) struct Beds(HashMap<usize, Rc<Bed>>);

impl Beds {
    pub(crate) fn of(&mut self, size: usize) -> Rc<Bed> {
        self.0.entry(size).or_insert_with(|| Rc::new(Bed::new(size))).clone()
    }
}
