//! The verbs of lexicon maintainers (`lint`, `fmt`, `stats`) as a user meets them: rows of arguments and files before,
//! exit status, output and files after.

mod data;

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// A run in a folder of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    args: Vec<String>,
    #[serde(default)]
    files: std::collections::BTreeMap<String, String>,
    status: i32,
    /// What standard output contains, each after the one before.
    #[serde(default)]
    stdout: Vec<String>,
    /// What standard error contains; nothing else than nothing where this is empty.
    #[serde(default)]
    stderr: String,
    /// Files that the run changed.
    #[serde(default)]
    after: std::collections::BTreeMap<String, String>,
}

#[test]
fn rows() {
    let rows: Vec<Row> = data::rows(include_str!("maintainers.toml"));
    for row in rows {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in &row.files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let out =
            Command::new(env!("CARGO_BIN_EXE_nisba")).args(&row.args).current_dir(folder.path()).output().unwrap();
        let (stdout, stderr) = (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
        let name = &row.name;
        assert_eq!(out.status.code(), Some(row.status), "{name}: {stdout}{stderr}");
        let mut rest = stdout.as_str();
        for expected in &row.stdout {
            let at = rest.find(expected).unwrap_or_else(|| panic!("{name}: no {expected:?} in its place in\n{stdout}"));
            rest = &rest[at + expected.len()..];
        }
        let as_said = if row.stderr.is_empty() { stderr.is_empty() } else { stderr.contains(&row.stderr) };
        assert!(as_said, "{name}: expected {:?} on standard error, got {stderr:?}", row.stderr);
        for (path, before) in &row.files {
            let expected = row.after.get(path).unwrap_or(before);
            let got = std::fs::read_to_string(folder.path().join(path)).unwrap();
            assert_eq!(&got, expected, "{name}: {path}");
        }
    }
}

#[test]
fn the_lexicons_load_and_say_nothing_twice() {
    let out = Command::new(env!("CARGO_BIN_EXE_nisba"))
        .args(["lint", "lexicons", "--level", "error"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
}
