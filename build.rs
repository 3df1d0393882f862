//! Puts the tables of `lexicons/grammar` together, so that a new table needs no code.

use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo::rerun-if-changed=lexicons/grammar");
    let rows = grammar_rows(&Path::new(&root).join("lexicons/grammar"));
    fs::write(Path::new(&out).join("grammar.tsv"), rows).expect("OUT_DIR can be written");
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
    #[allow(dead_code)]
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
            for form in words.forms {
                assert!(!form.contains(['\t', '\n']), "{}: a tab or line end in {form:?}", file.display());
                rows.push_str(&format!("{}\t{}\t{form}\n", words.role, words.group));
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
