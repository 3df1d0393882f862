//! The shipped lexicons: their regression cases (what `nisba test` runs, a file a test), lint and layout.

use std::path::PathBuf;

use nisba::cases::{Case, Grade};
use nisba::lint::lint_by;
use nisba::{Lexicon, Tagger};
use rstest::rstest;

#[rstest]
fn promises_hold(#[files("lexicons/cases/**/*.cases")] file: PathBuf) {
    let tagger = Tagger::new([Lexicon::built_in()]);
    let cases = Case::read(&file).unwrap_or_else(|e| panic!("{e}"));
    assert!(!cases.is_empty(), "{}: no cases", file.display());
    let mut failures = Vec::new();
    for case in cases.iter().filter(|c| c.grade() == Grade::Must) {
        failures.extend(case.run(&tagger).problems.iter().map(|p| format!("{case}: {p}")));
    }
    assert!(
        failures.is_empty(),
        "a must-case is a promise; mend the engine or the lexicon, or lower the grade and say why:\n{}",
        failures.join("\n")
    );
}

/// Rules that find what the engine has to learn first, or homonyms, which are right: `nisba lint` lists them.
const OPEN: [&str; 4] = ["redundant-variant", "unreachable-variant", "confusable", "stale-allowance"];

#[test]
fn lint_finds_nothing() {
    let mut findings =
        lint_by(["lexicons"], |rule| !OPEN.contains(&rule.id.as_str())).unwrap_or_else(|e| panic!("{e}"));
    findings.retain(|d| d.allowed.is_none());
    let lines: Vec<String> =
        findings.iter().map(|d| format!("{}:{}: {}: {}", d.path.display(), d.line, d.rule, d.message)).collect();
    assert!(lines.is_empty(), "`nisba lint --fix` mends some of this, a person the rest:\n{}", lines.join("\n"));
}

#[test]
fn layout_is_canonical() {
    let files = nisba::curated_files(["lexicons/people", "lexicons/organisations", "lexicons/places"]);
    for file in files.unwrap_or_else(|e| panic!("{e}")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let laid_out = nisba::format(&file, &text).unwrap_or_else(|e| panic!("{e}"));
        assert!(laid_out == text, "{}: `nisba fmt` writes it otherwise", file.display());
    }
}
