//! Prepares what the crate carries: the grammar tables as rows, the model as numbers, and the curated lexicons in their compiled
//! form.
//!
//! The build script is made of the modules of the library that a lexicon passes through, so that what it writes is
//! what `nisba build` would write. A mistake in a table or a lexicon fails the build with its file and line.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    reason = "the script uses a part of the library's modules"
)]

mod error;
mod grammar;
mod hash;
mod lexicon;
mod matching;
mod orthography;
mod replace;
mod segment;
#[path = "build/shipped.rs"]
mod shipped;

use matching::confidence::{MODELS, Model};
use matching::costs::{Costs, ScriptPair};
use std::path::Path;
use std::process::exit;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo::rerun-if-changed=lexicons");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=model");
    prepare_models(&Path::new(&root).join("model"), Path::new(&out)).unwrap_or_else(|error| fail(&error));
    let lexicons = Path::new(&root).join("lexicons");
    let rows = grammar_rows(&lexicons.join("grammar"));
    let prepared = grammar::Rows::parse(&rows).prepared();
    fs::write(Path::new(&out).join("grammar.bin"), &prepared).expect("OUT_DIR can be written");
    shipped::set_grammar(prepared);
    let hash = shipped::grammar_hash().to_le_bytes();
    fs::write(Path::new(&out).join("grammar.hash"), hash).expect("OUT_DIR can be written");
    let built_in = lexicon::Lexicon::from_sources([&lexicons]).unwrap_or_else(|error| {
        fail(&error.to_string());
    });
    let aliases = matching::unlike::aliases(&built_in.data);
    fs::write(Path::new(&out).join("aliases.bin"), aliases).expect("OUT_DIR can be written");
    let exonyms = lexicon::exonyms::table(&built_in.data);
    fs::write(Path::new(&out).join("exonyms.bin"), exonyms).expect("OUT_DIR can be written");
    built_in.save(Path::new(&out).join("builtin.nisba")).expect("OUT_DIR can be written");
}

/// Ends the build with a message.
fn fail(error: &str) -> ! {
    println!("cargo::error={error}");
    exit(1)
}

/// Writes the cost tables and the models as the library reads them.
fn prepare_models(folder: &Path, out: &Path) -> Result<(), String> {
    let read = |name: String| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let texts = ScriptPair::ALL.iter().map(|pair| read(format!("costs/{}.tsv", pair.name())));
    let texts = texts.collect::<Result<Vec<String>, _>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    fs::write(out.join("costs.bin"), Costs::parse(&texts)?.prepared()).map_err(|e| e.to_string())?;
    for name in MODELS {
        let model = Model::parse(&read(format!("{name}.tsv"))?).map_err(|e| format!("model/{name}.tsv: {e}"))?;
        fs::write(out.join(format!("{name}.bin")), model.prepared()).map_err(|e| e.to_string())?;
    }
    Ok(())
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[allow(dead_code)]
    about: String,
    #[allow(dead_code)]
    source: String,
    words: Vec<Words>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    role: String,
    lang: String,
    forms: Vec<String>,
    #[serde(default)]
    group: String,
    #[allow(dead_code)]
    reason: Option<String>,
}

fn grammar_rows(folder: &Path) -> String {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut rows = String::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let table: Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for words in table.words {
            assert!(grammar::Roles::named(&words.role).is_some(), "{}: no role {:?}", file.display(), words.role);
            for form in words.forms {
                assert!(!form.contains(['\t', '\n']), "{}: a tab or line end in {form:?}", file.display());
                rows.push_str(&format!("{}\t{}\t{}\t{form}\n", words.role, words.lang, words.group));
            }
        }
    }
    rows
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder that opens can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}
