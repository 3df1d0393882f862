//! Lint: what is wrong, doubtful or needless in lexicons, by rules.
//!
//! A rule has an id, a severity and a page in `src/lint/rules.toml`; its check is a function of the sources as a
//! whole, so that rules may look at one string, at a file, or ask the engine about all of them. Rows of
//! `tests/lint` say what each rule finds.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! # let file = folder.path().join("mine.toml");
//! std::fs::write(&file, r#"
//! [[entity]]
//! id = "person/qasem-soleimani"
//! name = "Qasem Soleimani"
//! type = "person"
//! variants = ["قاسم سلیمانی", "قاسم سلیمانی"]
//! "#).unwrap();
//! let diagnostics = nisba::lint([&file])?;
//! assert_eq!(diagnostics[0].rule, "duplicate-form");
//! assert_eq!(diagnostics[0].line, 6);
//! # Ok::<(), nisba::Error>(())
//! ```

mod allowances;
mod cases;
pub(crate) mod characters;
mod engine;
mod forms;
mod identity;
mod neighbours;
mod parallel;
mod reasons;
mod repair;
mod rules;
mod schema;
mod sources;
mod words;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::hash::Set;
use crate::lexicon::source::Part;

pub(crate) use characters::visible;
pub use repair::{prune, repair};
pub use rules::{Rule, rules};
use sources::{File, Sources};

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The id of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file.
    pub path: PathBuf,
    /// The bytes of the file that it is about.
    pub span: Range<usize>,
    /// The line that the span begins in, from 1.
    pub line: usize,
    /// The character of the line that the span begins with, from 1.
    pub column: usize,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Why the source says that it is meant (`allow`), if it does.
    pub allowed: Option<String>,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing may have to be done.
    Info,
    /// Doubtful or needless.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The severity in a word: `info`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Looks at lexicons with every rule: `.toml`, `.jsonl` and `.cases` files, and all such files under folders.
///
/// The diagnostics come in the order of the files and of their bytes, without those that the sources allow. The
/// built-in lexicon counts as known beside what is looked at; rules that compare entities compare those under `paths`
/// with each other. A hundred thousand entities take seconds, in proportion to their forms.
///
/// # Errors
///
/// A file that cannot be read. What a file holds never is an error here, but a diagnostic.
pub fn lint<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<Diagnostic>> {
    let mut diagnostics = lint_by(paths, |_| true)?;
    diagnostics.retain(|d| d.allowed.is_none());
    Ok(diagnostics)
}

/// Looks at lexicons with some of the rules, and gives what the sources allow as well; see [`lint()`].
///
/// # Errors
///
/// As [`lint()`].
pub fn lint_by<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    is_wanted: impl Fn(&Rule) -> bool,
) -> Result<Vec<Diagnostic>> {
    let sources = Sources::read(paths)?;
    let mut found = Findings::default();
    // Whether an allowance is needed, only the rule knows that it names.
    let is_asked_for = rules().iter().any(|r| r.id == rules::STALE && is_wanted(r));
    for (rule, check) in rules::registered() {
        if is_wanted(rule) || (is_asked_for && allowances::name(&sources, rule)) {
            found.rule = Some(rule);
            check(&sources, &mut found);
        }
    }
    let mut out = found.diagnostics;
    out.retain(|(_, d)| rules().iter().any(|r| r.id == d.rule && is_wanted(r)));
    out.sort_by(|(a, x), (b, y)| (a, x.span.start, x.span.end, x.rule).cmp(&(b, y.span.start, y.span.end, y.rule)));
    Ok(out.into_iter().map(|(_, diagnostic)| diagnostic).collect())
}

/// What the rules have found so far.
#[derive(Default)]
struct Findings {
    rule: Option<&'static Rule>,
    /// Each with the number of its file.
    diagnostics: Vec<(usize, Diagnostic)>,
    /// Entities and the numbers of their allowances that were asked for.
    used: Set<(usize, usize)>,
}

impl Findings {
    /// Adds a finding of the rule at work about some bytes of a file.
    fn add(&mut self, file: &File, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let rule = self.rule.expect("a rule is at work");
        let (line, column) = file.position(span.start);
        let diagnostic = Diagnostic {
            rule: &rule.id,
            severity: rule.severity,
            path: file.path.clone(),
            span,
            line,
            column,
            message: message.into(),
            help: help.into(),
            allowed: None,
        };
        self.diagnostics.push((file.number, diagnostic));
    }

    /// Adds a finding about a part of an entity.
    fn about(&mut self, sources: &Sources, at: (usize, Part), message: impl Into<String>, help: impl Into<String>) {
        self.within(sources, at, sources.span(at.0, at.1), message, help);
    }

    /// Adds a finding about some bytes of a part of an entity.
    fn within(
        &mut self,
        sources: &Sources,
        at: (usize, Part),
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(sources.file(at.0), span, message, help);
        let rule = self.rule.expect("a rule is at work");
        if let (Some(number), Some((_, added))) = (allowances::find(sources, rule, at), self.diagnostics.last_mut()) {
            added.allowed = Some(sources.entities[at.0].allow[number].reason.clone());
            self.used.insert((at.0, number));
        }
    }

    /// Whether a finding has asked for an allowance of an entity.
    fn has_used(&self, entity: usize, allowance: usize) -> bool {
        self.used.contains(&(entity, allowance))
    }
}

/// A string as messages show it: in quotes, what would move the cursor escaped.
fn quoted(string: &str) -> String {
    let shown = string.chars().map(|c| match c {
        '\u{200C}' | '\u{200D}' => c.to_string(),
        _ if c.is_control() || crate::orthography::fold::is_ignorable(c) => c.escape_unicode().to_string(),
        _ => c.to_string(),
    });
    format!("\"{}\"", shown.collect::<String>())
}
