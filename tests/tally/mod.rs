//! How much a test tries, and the counts for `reports/robustness.md`.

#![allow(dead_code, reason = "each test uses a part")]

use std::io::Write;

use proptest::prelude::{ProptestConfig, Strategy};
use proptest::test_runner::{TestCaseError, TestRunner};

/// Whether everything is tried, for the report, rather than what a test run has time for.
pub(crate) fn is_full() -> bool {
    times() > 1
}

/// How many times as many generated values are tried as in a test run: `NISBA_ROBUSTNESS`.
fn times() -> u32 {
    std::env::var("NISBA_ROBUSTNESS").ok().and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

/// One number for a test run, another for the report.
pub(crate) fn scaled<T>(few: T, full: T) -> T {
    if is_full() { full } else { few }
}

/// Adds a row to the report, if one is made: what was tried, how often, and what came of it.
pub(crate) fn tally(part: &str, what: &str, count: u64, outcome: &str) {
    let Some(path) = std::env::var_os("NISBA_TALLY") else { return };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    let row = format!("{part}\t{what}\t{count}\t{outcome}\n");
    file.and_then(|mut file| file.write_all(row.as_bytes())).expect("the tally is written");
}

/// Whether a run that was ended early has left this row, and nothing was over its bound.
pub(crate) fn is_done(part: &str, what: &str) -> bool {
    let path = std::env::var_os("NISBA_TALLY").filter(|_| is_full());
    let rows = path.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let start = format!("{part}\t{what}\t");
    rows.lines().any(|row| row.starts_with(&start) && !row.contains("over its bound"))
}

/// Tries on `cases` generated values whether something holds, on many times as many for the report.
pub(crate) fn hold<S: Strategy>(
    part: &str,
    what: &str,
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let cases = cases * times();
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config).run(strategy, test).unwrap_or_else(|e| panic!("{what}: {e}"));
    tally(part, what, cases.into(), "held");
}
