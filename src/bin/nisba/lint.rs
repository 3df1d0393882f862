//! `nisba lint`: what is wrong, doubtful or needless in lexicons.

use std::collections::HashMap;
use std::io::{BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use nisba::lint::{Diagnostic, Rule, Severity, rules};
use serde_json::json;

use crate::Failure;
use crate::fmt::replace;
use crate::output::Stdout;

/// Look for what is wrong, doubtful or needless in lexicons
///
/// Exit status: 0 nothing or only information, 1 warnings or errors, 2 what does not load.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Curated TOML, bulk JSON Lines, cases, or folders of them
    #[arg(default_value = "lexicons")]
    paths: Vec<PathBuf>,
    /// Repair what needs no judgement (normal form, unseen characters, order, forms listed twice), then lint; with
    /// `--rule redundant-variant`, remove those variants as well
    #[arg(long)]
    fix: bool,
    /// How to write the findings
    #[arg(long, value_enum, default_value = "text")]
    output: Output,
    /// Give only the findings of a rule; may be repeated
    #[arg(long, value_name = "ID")]
    rule: Vec<String>,
    /// Give only findings at least this grave
    #[arg(long, value_enum, default_value = "info", value_name = "SEVERITY")]
    level: Grade,
    /// Give also what the sources allow, with the reason
    #[arg(long)]
    allowed: bool,
    /// Say what the rules are, with an example each
    #[arg(long)]
    rules: bool,
}

const EXAMPLES: &str = "\
Examples:
  # every rule, on lexicons/
  nisba lint
  # repair what needs no judgement
  nisba lint --fix people.toml
  # for code review tools
  nisba lint --level warning --output sarif > lint.sarif
  # what the rules are
  nisba lint --rules";

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    /// Each finding with its place in the source
    Text,
    Json,
    /// SARIF 2.1.0, for code review tools
    Sarif,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Grade {
    Info,
    Warning,
    Error,
}

impl From<Grade> for Severity {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Info => Self::Info,
            Grade::Warning => Self::Warning,
            Grade::Error => Self::Error,
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    if let Some(unknown) = args.rule.iter().find(|id| rules().iter().all(|r| r.id != **id)) {
        return Err(Failure::Message(format!("no rule {unknown:?}; `nisba lint --rules` lists them")));
    }
    let mut out = BufWriter::new(Stdout(anstream::AutoStream::auto(stdout()).lock()));
    if args.rules {
        write_rules(args, &mut out)?;
        return Ok(out.flush()?);
    }
    if args.fix {
        fix(&args.paths)?;
        if args.rule.iter().any(|id| id == REDUNDANT) {
            prune(&args.paths)?;
        }
    }
    let is_asked = |rule: &Rule| {
        // What does not load is said in any case: the other rules know nothing of it.
        let is_named = args.rule.is_empty() || args.rule.contains(&rule.id) || rule.id == "schema";
        is_named && rule.severity >= args.level.into()
    };
    let mut diagnostics = nisba::lint::lint_by(&args.paths, is_asked)?;
    let all = diagnostics.len();
    if !args.allowed {
        diagnostics.retain(|d| d.allowed.is_none());
    }
    let hidden = all - diagnostics.len();
    let mut texts = Texts::default();
    match args.output {
        Output::Text => write_text(&diagnostics, hidden, &mut texts, &mut out)?,
        Output::Json => write_json(&diagnostics, &mut out)?,
        Output::Sarif => writeln!(out, "{:#}", sarif(&diagnostics, &mut texts))?,
    }
    out.flush()?;
    status(&diagnostics)
}

/// Repairs the curated files that can be read; lint says what is wrong with the others.
fn fix(paths: &[PathBuf]) -> Result<(), Failure> {
    let is_curated = |path: &&PathBuf| path.is_dir() || path.extension().is_some_and(|e| e == "toml");
    for file in nisba::curated_files(paths.iter().filter(is_curated))? {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        if let Ok(Some(repaired)) = nisba::lint::repair(&file, &text) {
            replace(&file, &repaired)?;
            crate::say(&format!("repaired {}", file.display()));
        }
    }
    Ok(())
}

/// Removes the variants that the engine derives: asked for by name, because another engine may not.
fn prune(paths: &[PathBuf]) -> Result<(), Failure> {
    let diagnostics = nisba::lint::lint_by(paths, |rule| rule.id == REDUNDANT)?;
    let mut files: Vec<&Path> = diagnostics.iter().map(|d| d.path.as_path()).collect();
    files.dedup();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(Failure::of_file(file))?;
        if let Ok(Some(pruned)) = nisba::lint::prune(file, &text, &diagnostics) {
            replace(file, &pruned)?;
            crate::say(&format!("pruned {}", file.display()));
        }
    }
    Ok(())
}

/// What the findings make of the run.
fn status(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    if diagnostics.iter().any(|d| d.rule == "schema") {
        return Err(Failure::BadData);
    }
    match diagnostics.iter().any(|d| d.severity >= Severity::Warning && d.allowed.is_none()) {
        true => Err(Failure::Findings),
        false => Ok(()),
    }
}

/// The rule about variants that the engine derives.
const REDUNDANT: &str = "redundant-variant";

/// The texts of the files that findings are about.
#[derive(Default)]
struct Texts(HashMap<PathBuf, String>);

impl Texts {
    fn of(&mut self, path: &Path) -> &str {
        self.0.entry(path.to_owned()).or_insert_with(|| std::fs::read_to_string(path).unwrap_or_default())
    }
}

/// The most lines of an excerpt; of a longer span, the first line is shown.
const MOST_LINES: usize = 6;

/// `hidden` findings more are allowed and not among the diagnostics.
fn write_text(
    diagnostics: &[Diagnostic],
    hidden: usize,
    texts: &mut Texts,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let renderer = Renderer::styled().term_width(DEFAULT_TERM_WIDTH);
    for d in diagnostics {
        let text = texts.of(&d.path);
        let path = d.path.display().to_string();
        let level = match d.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let start = d.span.start.min(text.len());
        let end = d.span.end.clamp(start, text.len());
        let first = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |i| from + i);
        let end = if text[start..end].matches('\n').count() < MOST_LINES { end } else { line_end(start) };
        let excerpt = Snippet::source(&text[first..line_end(end)])
            .path(&path)
            .line_start(d.line)
            .annotation(AnnotationKind::Primary.span(start - first..end - first));
        let mut group = level.primary_title(&d.message).id(d.rule).element(excerpt);
        match &d.allowed {
            Some(reason) => group = group.element(Level::NOTE.message(format!("allowed: {reason}"))),
            None if d.help.is_empty() => {}
            None => group = group.element(Level::HELP.message(&d.help)),
        }
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    let open = || diagnostics.iter().filter(|d| d.allowed.is_none());
    let count = |severity| open().filter(|d| d.severity == severity).count();
    let [errors, warnings, information] = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    let allowed = diagnostics.len() - open().count() + hidden;
    let allowed = if allowed > 0 { format!(", allowed: {allowed}") } else { String::new() };
    writeln!(out, "errors: {errors}, warnings: {warnings}, information: {information}{allowed}")?;
    Ok(())
}

fn write_json(diagnostics: &[Diagnostic], out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "[")?;
    for (i, d) in diagnostics.iter().enumerate() {
        let value = json!({
            "rule": d.rule,
            "severity": d.severity.name(),
            "path": d.path,
            "start": d.span.start,
            "end": d.span.end,
            "line": d.line,
            "column": d.column,
            "message": d.message,
            "help": d.help,
            "allowed": d.allowed,
        });
        writeln!(out, "{value}{}", if i + 1 < diagnostics.len() { "," } else { "" })?;
    }
    writeln!(out, "]")?;
    Ok(())
}

fn sarif(diagnostics: &[Diagnostic], texts: &mut Texts) -> serde_json::Value {
    let level = |severity: Severity| if severity == Severity::Info { "note" } else { severity.name() };
    let descriptors: Vec<_> = rules()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": {"text": rule.about},
                "help": {"text": format!("Not so:\n{}\nBut so:\n{}", rule.bad, rule.good)},
                "defaultConfiguration": {"level": level(rule.severity)},
            })
        })
        .collect();
    let results: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            let covered = texts.of(&d.path).get(d.span.clone()).unwrap_or_default();
            let lines = covered.matches('\n').count();
            let last = covered.rsplit('\n').next().unwrap_or_default().chars().count();
            let end = if lines == 0 { d.column + last } else { last + 1 };
            let help = if d.help.is_empty() { String::new() } else { format!(": {}", d.help) };
            let suppressions: Vec<_> =
                d.allowed.iter().map(|reason| json!({"kind": "inSource", "justification": reason})).collect();
            json!({
                "ruleId": d.rule,
                "level": level(d.severity),
                "message": {"text": format!("{}{help}", d.message)},
                "suppressions": suppressions,
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": d.path},
                    "region": {
                        "startLine": d.line, "startColumn": d.column, "endLine": d.line + lines, "endColumn": end,
                    },
                }}],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "nisba", "version": env!("CARGO_PKG_VERSION"), "rules": descriptors}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn write_rules(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let asked = |rule: &&Rule| args.rule.is_empty() || args.rule.contains(&rule.id);
    for rule in rules().iter().filter(asked) {
        let fixable = if rule.fixable { ", repaired by --fix" } else { "" };
        writeln!(out, "{} ({}{fixable})\n  {}\n\n  Not so:", rule.id, rule.severity.name(), rule.about)?;
        for line in rule.bad.lines() {
            writeln!(out, "    {line}")?;
        }
        writeln!(out, "\n  But so:")?;
        for line in rule.good.lines() {
            writeln!(out, "    {line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
