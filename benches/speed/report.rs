//! The report: sections of tables, and which budgets are kept.

use std::fmt::Write;
use std::path::Path;

/// A section of the report.
pub(crate) struct Section {
    title: String,
    body: String,
    budgets: Vec<String>,
}

/// The words that lines about budgets start with, which the summary gathers.
const MET: &str = "- Budget met: ";
const MISSED: &str = "- **Budget missed**: ";

impl Section {
    /// A section with what its figures are.
    pub(crate) fn new(title: &str, about: &str) -> Self {
        eprintln!("{title}");
        Self { title: title.to_owned(), body: format!("{about}\n"), budgets: Vec::new() }
    }

    /// Adds a paragraph.
    pub(crate) fn text(&mut self, text: &str) {
        let _ = write!(self.body, "\n{text}\n");
    }

    /// Adds a table; the first column is words, the others are figures.
    pub(crate) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        self.body.push('\n');
        self.body.push_str(&line(head));
        let marks: Vec<&str> = (0..head.len()).map(|i| if i == 0 { "---" } else { "---:" }).collect();
        self.body.push_str(&line(&marks));
        for row in rows {
            self.body.push_str(&line(&row.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }

    /// Says whether a budget is kept.
    pub(crate) fn budget(&mut self, what: &str, goal: &str, found: &str, met: bool) {
        let start = if met { MET } else { MISSED };
        self.budgets.push(format!("{start}{what}: {found} (budget: {goal})\n"));
    }

    fn markdown(&self) -> String {
        let budgets = if self.budgets.is_empty() { String::new() } else { format!("\n{}", self.budgets.concat()) };
        format!("## {}\n\n{}{budgets}", self.title, self.body)
    }

    pub(crate) fn print(&self) {
        println!("{}", self.markdown());
    }
}

/// Writes the report; sections that were not measured now stay as they are in the file.
pub(crate) fn write(folder: &Path, machine: &str, sections: &[Section], order: &[&str]) -> std::io::Result<()> {
    let path = folder.join("speed.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let old: Vec<&str> = old.split("\n## ").skip(1).collect();
    let mut parts = Vec::new();
    for title in order {
        let kept = || old.iter().find(|s| s.lines().next() == Some(title)).map(|s| format!("## {}\n", s.trim_end()));
        let new = sections.iter().find(|s| s.title == *title).map(|s| format!("{}\n", s.markdown().trim_end()));
        parts.extend(new.or_else(kept));
    }
    let all = parts.join("\n");
    let budgets: Vec<&str> = all.lines().filter(|l| l.starts_with(MISSED) || l.starts_with(MET)).collect();
    let head = include_str!("preface.md");
    let summary =
        format!("## Budgets\n\nOf the goals in the design, in the sections below:\n\n{}\n", budgets.join("\n"));
    std::fs::create_dir_all(folder)?;
    std::fs::write(&path, format!("{head}\n{}\n\n{summary}\n{all}", machine.trim_end()))
}

/// A figure with two or three digits that count.
pub(crate) fn figure(value: f64) -> String {
    match value {
        v if !v.is_finite() => "-".to_owned(),
        v if v >= 100_000.0 => grouped(v / 1_000.0) + "k",
        v if v >= 100.0 => grouped(v),
        v if v >= 10.0 => format!("{v:.1}"),
        v if v >= 0.1 => format!("{v:.2}"),
        0.0 => "0".to_owned(),
        v if v >= 0.001 => format!("{v:.3}"),
        v => format!("{v:.5}"),
    }
}

/// A whole number with its thousands parted.
pub(crate) fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
