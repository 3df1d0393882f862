//! What came of the cases, for people and for programs.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use nisba::cases::Grade;
use serde_json::{Value, json};

use super::frozen::Moved;
use super::{Results, Tried};
use crate::Failure;
use crate::output::{Out, rounded};

/// Each failing case with what it expects and what came, what moved, and counts.
pub(super) fn text(results: &Results, coloured: bool, out: &mut Out) -> Result<(), Failure> {
    for tried in results.failed() {
        failing(tried, coloured, out)?;
    }
    if let Some(moved) = &results.moved {
        write_moved(moved, coloured, out)?;
    }
    for grade in Grade::ALL {
        let (passed, tried) = results.count(grade);
        if tried > 0 {
            writeln!(out, "{}: {passed} of {tried} passed", grade.name())?;
        }
    }
    Ok(())
}

fn failing(tried: &Tried, coloured: bool, out: &mut Out) -> Result<(), Failure> {
    for problem in &tried.outcome.problems {
        writeln!(out, "{}: {}: {problem}", tried.case, tried.case.grade().name())?;
    }
    if tried.case.kind() != "text" {
        return Ok(());
    }
    let (expected, got) = (tried.case.expected(), tried.case.got(&tried.outcome));
    for (sign, text, other, colour) in
        [('-', &expected, &got, AnsiColor::Red), ('+', &got, &expected, AnsiColor::Green)]
    {
        let text = if coloured { emphasised(text, other, colour) } else { text.clone() };
        writeln!(out, "  {sign} {text}")?;
    }
    Ok(())
}

/// A marked text, the marks that the other one lacks in a colour.
fn emphasised(text: &str, other: &str, colour: AnsiColor) -> String {
    let style = Style::new().fg_color(Some(colour.into())).bold();
    let mut others: Vec<_> = marks(other).collect();
    let (mut out, mut end) = (String::with_capacity(text.len() + 64), 0);
    for (plain, start, mark) in marks(text) {
        if let Some(same) = others.iter().position(|(at, _, m)| (*at, *m) == (plain, mark)) {
            others.remove(same);
            continue;
        }
        out.push_str(&format!("{}{style}{mark}{style:#}", &text[end..start]));
        end = start + mark.len();
    }
    out.push_str(&text[end..]);
    out
}

/// The marks of a marked text: where each begins in the text without marks and in the marked one, and its letters.
fn marks(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let (mut at, mut markup) = (0, 0);
    std::iter::from_fn(move || {
        let start = at + text[at..].find('[')?;
        let middle = start + text[start..].find("](")?;
        let end = middle + text[middle..].find(')')? + 1;
        let plain = start - markup;
        // The brackets and the id are no text.
        markup += 1 + end - middle;
        at = end;
        Some((plain, start, &text[start..end]))
    })
}

fn write_moved(moved: &Moved, coloured: bool, out: &mut Out) -> Result<(), Failure> {
    for m in &moved.moves {
        let (verdict, colour) = if m.worse { ("worse", AnsiColor::Red) } else { ("better", AnsiColor::Green) };
        let style = if coloured { Style::new().fg_color(Some(colour.into())) } else { Style::new() };
        writeln!(out, "{}: {style}{verdict}{style:#}: {:.2} → {:.2}: {}", m.place, m.before, m.after, m.what)?;
    }
    let worse = moved.moves.iter().filter(|m| m.worse).count();
    write!(out, "moved: {worse} worse, {} better", moved.moves.len() - worse)?;
    for (count, what) in [(moved.new, "not frozen"), (moved.gone, "frozen and gone")] {
        if count > 0 {
            write!(out, "; {count} {} {what}", cases(count))?;
        }
    }
    Ok(writeln!(out)?)
}

fn cases(count: usize) -> &'static str {
    if count == 1 { "case" } else { "cases" }
}

/// One object: counts, failing cases, what moved.
pub(super) fn json(results: &Results, out: &mut Out) -> Result<(), Failure> {
    let counts = Grade::ALL.map(|grade| {
        let (passed, tried) = results.count(grade);
        (grade.name().to_owned(), json!({ "passed": passed, "tried": tried }))
    });
    let mut object = json!({
        "counts": Value::Object(counts.into_iter().collect()),
        "failed": results.failed().map(failed).collect::<Vec<_>>(),
    });
    if let Some(moved) = &results.moved {
        let moves = moved.moves.iter().map(|m| {
            json!({
                "place": m.place, "what": m.what, "before": rounded(m.before), "after": rounded(m.after), "worse": m.worse,
            })
        });
        object["moved"] = moves.collect();
        object["not-frozen"] = moved.new.into();
        object["gone"] = moved.gone.into();
    }
    Ok(writeln!(out, "{object}")?)
}

fn failed(tried: &Tried) -> Value {
    let Tried { case, outcome, .. } = tried;
    let answers = outcome.answers.iter().map(|a| {
        let mut answer = json!({ "confidence": rounded(a.confidence), "expected": a.expected });
        if case.kind() == "text" {
            answer["start"] = a.span.start.into();
            answer["end"] = a.span.end.into();
        }
        if let Some(entity) = &a.entity {
            answer["entity"] = entity.as_str().into();
        }
        answer
    });
    json!({
        "file": case.path().display().to_string(),
        "line": case.line(),
        "grade": case.grade().name(),
        "kind": case.kind(),
        "expected": case.expected(),
        "got": case.got(outcome),
        "problems": outcome.problems,
        "answers": answers.collect::<Vec<_>>(),
    })
}

/// How many cases were changed, in how many files; and how many could not be.
pub(super) fn changes(done: usize, files: usize, left: usize, out: &mut Out) -> Result<(), Failure> {
    let names = if files == 1 { "file" } else { "files" };
    writeln!(out, "{done} {} changed in {files} {names}", cases(done))?;
    if left > 0 {
        writeln!(out, "{left} {} cannot say what came of {}", cases(left), if left == 1 { "it" } else { "them" })?;
    }
    Ok(())
}
