//! What each rule of lint finds: rows of `tests/lint/*.toml`, and the examples on the rules' pages.
//!
//! A row has a `name`, either a `lexicon` (the text of one file) or `files` (texts by path), and what is expected:
//! `expect`, a list of `line:column message` with the beginning of the message (a path before it where the row has
//! several files), and where lint repairs, `fixed`.

mod data;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nisba::lint::{Diagnostic, Severity, rules};
use rstest::rstest;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    lexicon: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    expect: Vec<String>,
    /// The only file as lint repairs it; nothing where it does not.
    fixed: Option<String>,
}

const ONLY: &str = "lexicon.toml";

/// Lints texts as files of a folder; the diagnostics' paths are those of the texts.
fn lint(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a path in the folder")).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut diagnostics = nisba::lint([folder.path()]).unwrap_or_else(|e| panic!("{e}"));
    for d in &mut diagnostics {
        let path = d.path.strip_prefix(folder.path()).expect("the linted folder's files").to_owned();
        let text = &files[path.to_str().unwrap()];
        assert!(text.get(d.span.clone()).is_some(), "{d:?} is not about characters of the file");
        d.path = path;
    }
    diagnostics
}

fn short(d: &Diagnostic) -> String {
    let path = if d.path == Path::new(ONLY) { String::new() } else { format!("{}:", d.path.display()) };
    format!("{path}{}:{} {}", d.line, d.column, d.message)
}

#[rstest]
fn rows(#[files("tests/lint/*.toml")] file: PathBuf) {
    let rule = file.file_stem().unwrap().to_str().unwrap();
    assert!(rules().iter().any(|r| r.id == rule), "{}: no rule has this name", file.display());
    let rows: Vec<Row> = data::rows(&std::fs::read_to_string(&file).unwrap());
    for row in rows {
        let mut files = row.files;
        files.extend(row.lexicon.map(|text| (ONLY.to_owned(), text)));
        let got: Vec<String> = lint(&files).iter().filter(|d| d.rule == rule).map(short).collect();
        let agrees = got.len() == row.expect.len() && got.iter().zip(&row.expect).all(|(g, e)| g.starts_with(e));
        if let Some(text) = files.get(ONLY).filter(|_| rules().iter().any(|r| r.id == rule && r.fixable)) {
            // What does not load is not repaired.
            let fixed = nisba::lint::repair(ONLY, text).unwrap_or_default();
            assert_eq!(fixed, row.fixed, "{rule}, {}", row.name);
        }
        assert!(agrees, "{rule}, {}:\n     got {got:#?}\nexpected {:#?}", row.name, row.expect);
    }
}

#[test]
fn every_rule_has_rows_and_finds_its_bad_example_and_not_its_good_one() {
    for rule in rules() {
        assert!(Path::new("tests/lint").join(format!("{}.toml", rule.id)).exists(), "{}: no rows", rule.id);
        for (text, expected) in [(&rule.bad, true), (&rule.good, false)] {
            // An example is a lexicon, or several files, each after a line `## path`.
            let mut files: BTreeMap<String, String> = BTreeMap::new();
            let mut path = ONLY;
            for line in text.lines() {
                match line.strip_prefix("## ") {
                    Some(next) => path = next,
                    None => files.entry(path.to_owned()).or_default().push_str(&format!("{line}\n")),
                }
            }
            let diagnostics = lint(&files);
            let found = diagnostics.iter().any(|d| d.rule == rule.id);
            assert_eq!(found, expected, "{}: {text}\n{diagnostics:#?}", rule.id);
            if !expected {
                let other = diagnostics.iter().find(|d| d.severity > Severity::Info);
                assert!(other.is_none(), "{}: its good example is not good: {other:?}", rule.id);
            }
        }
    }
}
