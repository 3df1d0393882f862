//! `nisba import` and `nisba export` over the lists of `tests/import`, which are made up.
//!
//! A row of `tests/import/rows.toml` is a run in that folder; its output is `expected/NAME.jsonl` or `.toml`, which
//! `UPDATE=1 cargo test --test import` writes anew.

mod command;
mod data;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The name of what is expected.
    name: String,
    /// What stands after `import`.
    args: Vec<String>,
    /// What is said of it.
    says: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn nisba(args: &[&str], stdin: &[u8], folder: &Path) -> Output {
    command::run(args, stdin, folder, [])
}

/// The output of a run that goes well.
fn good(args: &[&str], stdin: &[u8], folder: &Path) -> String {
    let out = nisba(args, stdin, folder);
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "nisba {}: {said}", args.join(" "));
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn rows() {
    let folder = folder();
    let text = std::fs::read_to_string(folder.join("rows.toml")).expect("rows");
    let rows: Vec<Row> = data::rows(&text);
    for row in rows {
        let args: Vec<&str> = ["import"].into_iter().chain(row.args.iter().map(String::as_str)).collect();
        let out = nisba(&args, b"", &folder);
        let (got, said) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        assert!(out.status.success(), "{}: {said}", row.name);
        let ending = if row.args.iter().any(|arg| arg == "--toml") { "toml" } else { "jsonl" };
        let path = folder.join(format!("expected/{}.{ending}", row.name));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, got.as_bytes()).expect("a place to write");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(got, expected, "{}: see {}; UPDATE=1 accepts what is new", row.name, path.display());
        let said: Vec<&str> = said.lines().map(|line| line.trim_start_matches("nisba: ")).collect();
        assert_eq!(said, row.says, "{}", row.name);
    }
}

/// Every list that was read, through every format that has its fields and back.
#[test]
fn what_is_written_is_read_again() {
    for entry in std::fs::read_dir(folder().join("expected")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        let temporary = tempfile::tempdir().expect("a folder");
        let here = temporary.path();
        let bulk = std::fs::read_to_string(&path).expect("a list");
        std::fs::write(here.join("a.jsonl"), &bulk).expect("a file");

        let again = good(&["export", "a.jsonl", "--to", "jsonl"], b"", here);
        assert_eq!(again, bulk, "{}: JSON Lines to JSON Lines", path.display());

        good(&["export", "a.jsonl", "--to", "toml", "-o", "b.toml"], b"", here);
        let curated = good(&["export", "b.toml", "--to", "jsonl"], b"", here);
        assert_eq!(without(&curated, &[]), without(&bulk, &["source", "licence"]), "{}: TOML", path.display());
        assert_eq!(good(&["fmt", "--check", "b.toml"], b"", here), "", "{}: the layout of TOML", path.display());

        good(&["export", "a.jsonl", "--to", "csv", "-o", "c.csv"], b"", here);
        let args = ["import", "table", "c.csv", "--columns", "id,name,type,variants,source", "--separator", "|"];
        let table = good(&args, b"", here);
        assert_eq!(without(&table, &[]), untagged(without(&bulk, &["licence"])), "{}: a table", path.display());
    }
}

/// The entities of JSON Lines, without some fields.
fn without(lines: &str, fields: &[&str]) -> Vec<Value> {
    let mut entities: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for entity in &mut entities {
        fields.iter().for_each(|field| drop(entity.as_object_mut().expect("an object").remove(*field)));
    }
    entities
}

/// Entities with the forms of variants only.
fn untagged(mut entities: Vec<Value>) -> Vec<Value> {
    for entity in &mut entities {
        for variant in entity["variants"].as_array_mut().expect("variants") {
            if let Some(form) = variant.get("form") {
                *variant = form.clone();
            }
        }
    }
    entities
}

/// The same from a file, from standard input, and packed.
#[test]
fn packed_or_piped_it_is_the_same() {
    let folder = folder();
    let plain = good(&["import", "auto", "un.xml"], b"", &folder);
    let bytes = std::fs::read(folder.join("un.xml")).expect("a list");
    assert_eq!(good(&["import", "auto", "-"], &bytes, &folder), plain);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes).expect("memory takes it");
    let gzip = gzip.finish().expect("memory takes it");
    assert_eq!(good(&["import", "un-xml", "-"], &gzip, &folder), plain);
    let zstandard = ruzstd::encoding::compress_to_vec(&bytes[..], ruzstd::encoding::CompressionLevel::Fastest);
    assert_eq!(good(&["import", "un-xml", "-"], &zstandard, &folder), plain);

    let cut = nisba(&["import", "un-xml", "-"], &gzip[..gzip.len() / 2], &folder);
    let said = String::from_utf8_lossy(&cut.stderr);
    assert!(said.starts_with("nisba: standard input:") && said.ends_with("get it again, whole\n"), "{said}");
    assert_eq!(cut.status.code(), Some(2));
}

/// No half file takes the place of a whole one.
#[test]
fn a_run_that_fails_leaves_what_was_there() {
    let temporary = tempfile::tempdir().expect("a folder");
    std::fs::write(temporary.path().join("out.jsonl"), "before").expect("a file");
    let out = nisba(&["import", "un-xml", "-", "-o", "out.jsonl"], b"<CONSOLIDATED_LIST>", temporary.path());
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(temporary.path().join("out.jsonl")).expect("a file"), "before");
    assert_eq!(std::fs::read_dir(temporary.path()).expect("a folder").count(), 1);
}

/// Whatever is read as whatever format: no panic, and what is written is a lexicon.
#[test]
fn broken_lists_break_nothing() {
    use nisba::export::{Target, export};
    use nisba::import::{Format, Input, OnError, Options, import};

    let temporary = tempfile::tempdir().expect("a folder");
    let written = temporary.path().join("out.jsonl");
    let options = Options { kind: "thing".into(), on_error: OnError::Skip, ..Options::default() };
    let formats: Vec<Option<Format>> = [None].into_iter().chain(Format::ALL.map(Some)).collect();
    let mut entities = 0;
    for entry in std::fs::read_dir(folder()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() || path.extension().is_some_and(|e| e == "toml") {
            continue;
        }
        let whole = std::fs::read(&path).expect("a list");
        for step in 0..24 {
            let mut bytes = whole.clone();
            let at = step * 7919 % bytes.len();
            match step % 4 {
                0 => bytes.truncate(at),
                1 => bytes[at] = b"\0\"<\t\xFF{"[step / 4],
                2 => drop(bytes.drain(at..(at + 20).min(whole.len()))),
                _ => bytes.extend_from_within(at..),
            }
            let mut all = Vec::new();
            for &format in &formats {
                let mut out = Vec::new();
                let input = Input::new(&path, std::io::Cursor::new(bytes.clone()));
                let summary =
                    import(format, [input], &options, Target::JsonLines, &mut out).expect("all is passed over");
                assert_eq!(summary.entities, out.iter().filter(|&&b| b == b'\n').count() as u64);
                entities += summary.entities;
                all.extend(out);
            }
            std::fs::write(&written, &all).expect("a file");
            export([&written], Target::JsonLines, &mut Vec::new()).expect("a lexicon");
        }
    }
    assert!(entities > 500, "{entities}");
}
