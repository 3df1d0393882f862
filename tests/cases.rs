//! The regression cases of the shipped lexicons: what `nisba test` runs, a file a test.

use std::path::PathBuf;

use nisba::cases::{Case, Grade};
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
