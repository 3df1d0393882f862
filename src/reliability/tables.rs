//! A report for reading: aligned columns, or a page of Markdown.

use std::fmt::{self, Write};

use super::{Report, Slice, Surprise};

/// What the page says before the figures.
const PREFACE: &str = include_str!("preface.md");

const HEAD: [&str; 9] = ["answers", "sought", "ECE", "95 %", "Brier", "log loss", "precision", "recall", "F1"];

/// What a slice is by, as a heading.
fn heading(by: &str) -> &str {
    match by {
        "all" => "All answers",
        "case" => "By kind of case",
        "grade" => "By grade of the case",
        "type" => "By type of entity",
        "scripts" => "By scripts: written and listed, or of the two names",
        "reason" => "By how a mention in a text was recognised",
        other => other,
    }
}

/// The slices in runs that are by one thing.
fn parts(report: &Report) -> impl Iterator<Item = (&str, &[Slice])> {
    report.slices.chunk_by(|a, b| a.by == b.by).map(|part| (heading(part[0].by), part))
}

fn cells(slice: &Slice) -> [String; 9] {
    let m = &slice.measures;
    let figure = |x: f64| format!("{x:.3}");
    let of_answers = |x: f64| if m.answers == 0 { String::new() } else { figure(x) };
    let share = |x: Option<f64>| x.map_or(String::new(), figure);
    [
        m.answers.to_string(),
        m.sought.to_string(),
        of_answers(m.ece),
        m.ece_interval.map_or(String::new(), |(low, high)| format!("{low:.3}–{high:.3}")),
        of_answers(m.brier),
        of_answers(m.log_loss),
        share(m.precision),
        share(m.recall),
        share(m.f1),
    ]
}

impl Report {
    /// The report as a page of Markdown that shows the diagram in the file `chart` beside it.
    pub fn markdown(&self, chart: &str) -> String {
        let mut page = PREFACE.replace("{chart}", chart).replace("{cases}", &self.cases.to_string());
        for (heading, part) in parts(self) {
            let _ = write!(page, "\n## {heading}\n\n| | {} |\n|---|{}\n", HEAD.join(" | "), "---:|".repeat(HEAD.len()));
            for slice in part {
                let _ = writeln!(page, "| {} | {} |", slice.name, cells(slice).join(" | "));
            }
        }
        page.push_str("\n## Bins of all answers\n\n| answers | confidence | right | 95 % |\n|---:|---:|---:|---:|\n");
        for bin in &self.overall().bins {
            let (low, high) = bin.interval;
            let _ = writeln!(page, "| {} | {:.3} | {:.3} | {low:.3}–{high:.3} |", bin.count, bin.confidence, bin.right);
        }
        page.push_str("\n## Surprises\n\nThe answers whose confidence is farthest from the truth.\n\n");
        page.push_str("| answer | is | confidence | case |\n|---|---|---:|---|\n");
        for s in &self.surprises {
            let _ = writeln!(page, "| `{}` | {} | {:.3} | {} |", s.answer, verdict(s), s.confidence, s.case);
        }
        page
    }
}

fn verdict(surprise: &Surprise) -> &'static str {
    if surprise.right { "right" } else { "wrong" }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.slices.iter().map(|s| s.name.chars().count()).max().unwrap_or_default();
        writeln!(f, "cases: {}", self.cases)?;
        for (heading, part) in parts(self) {
            write!(f, "\n{heading}\n{:width$}", "")?;
            HEAD.iter().try_for_each(|head| write!(f, " {head:>11}"))?;
            for slice in part {
                write!(f, "\n{:width$}", slice.name)?;
                cells(slice).iter().try_for_each(|cell| write!(f, " {cell:>11}"))?;
            }
            writeln!(f)?;
        }
        writeln!(f, "\nSurprises: the answers whose confidence is farthest from the truth")?;
        self.surprises
            .iter()
            .try_for_each(|s| writeln!(f, "{}: {} is {}, got {:.3}", s.case, s.answer, verdict(s), s.confidence))
    }
}
