//! JUnit XML: a suite a file, a test a case, as services for continuous integration read it.

use std::fmt::{Result, Write};
use std::path::Path;

use nisba::cases::Grade;

use super::{Results, Tried};
use crate::Failure;

/// Writes all that was tried. A broken promise is a failure; another case that does not come out is a skipped test.
pub(super) fn write(file: &Path, results: &Results) -> std::result::Result<(), Failure> {
    let mut text = String::new();
    suites(results, &mut text).expect("a string takes it");
    std::fs::write(file, text).map_err(Failure::of_file(file))
}

fn suites(results: &Results, out: &mut String) -> Result {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"nisba test\" {}>", counts(&results.tried))?;
    for tried in results.tried.chunk_by(|a, b| a.case.path() == b.case.path()) {
        let file = escape(&tried[0].case.path().display().to_string());
        writeln!(out, "<testsuite name=\"{file}\" {}>", counts(tried))?;
        for tried in tried {
            test(tried, &file, out)?;
        }
        writeln!(out, "</testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn test(tried: &Tried, file: &str, out: &mut String) -> Result {
    let Tried { case, outcome, time } = tried;
    let (line, grade) = (case.line(), case.grade());
    let name = escape(&format!("{line} {} {}: {}", case.kind(), grade.name(), case.expected()));
    write!(
        out,
        "<testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\" line=\"{line}\" time=\"{:.6}\"",
        time.as_secs_f64()
    )?;
    if outcome.passed() {
        return writeln!(out, "/>");
    }
    let message = escape(&outcome.problems.join("; "));
    if grade != Grade::Must {
        return writeln!(out, "><skipped message=\"{}: {message}\"/></testcase>", grade.name());
    }
    let (expected, got) = (escape(&case.expected()), escape(&case.got(outcome)));
    writeln!(
        out,
        "><failure type=\"must\" message=\"{message}\">{file}:{line}\n- {expected}\n+ {got}</failure></testcase>"
    )
}

/// How many tests there are, how they came out and how long they took, as attributes.
fn counts(tried: &[Tried]) -> String {
    let failures = tried.iter().filter(|t| t.is_regression()).count();
    let skipped = tried.iter().filter(|t| !t.outcome.passed()).count() - failures;
    let time: f64 = tried.iter().map(|t| t.time.as_secs_f64()).sum();
    format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"{time:.6}\"", tried.len())
}

/// A text as XML has it in elements and attributes; what XML has no place for is a replacement character.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
