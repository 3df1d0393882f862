//! Regression cases: what a lexicon promises, in lines that a person can read.
//!
//! A case is a line; lines that begin with white space continue it, `#` begins a comment:
//!
//! ```text
//! text must: [Qassem Suleimani](person/qasem-soleimani) was killed in [Baghdad](place/baghdad).
//! pair must: Qasem Soleimani = Касем Сулеймани (person)
//! pair must: Ali Khamenei != Ruhollah Khomeini (person)
//! name should: Ghasem Soleymani -> person/qasem-soleimani
//! name must: John Smith -> none
//! ```
//!
//! `text` marks every mention that the tagger should find, and no other; `pair` says whether two names are one
//! entity's; `name` says what a name field means. `must` is a promise, `should` a goal, `may` a record of what
//! happens to work. `\n` in a text is a line end.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::{Tagger, compare};

/// How much a case matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A record of what happens to work.
    May,
    /// A goal.
    Should,
    /// A promise: a failure is a regression.
    Must,
}

/// One case and where it stands.
#[derive(Clone, Debug)]
pub struct Case {
    path: PathBuf,
    pub(crate) line: usize,
    grade: Grade,
    pub(crate) kind: Kind,
}

/// What a case is about.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Text { text: String, mentions: Vec<Marked> },
    Pair { a: String, b: String, kind: String, same: bool },
    Name { name: String, entity: Option<String> },
}

/// A span of a text and the entity that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) entity: String,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What is wrong, one item a mention, pair or name; empty if nothing is.
    pub problems: Vec<String>,
    /// The confidence of each answer that the case is about.
    pub confidences: Vec<f32>,
}

impl Outcome {
    /// Whether the case came out as it says.
    pub fn passed(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Case {
    /// Reads the cases of a file.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or a line that is no case.
    pub fn read(path: impl AsRef<Path>) -> Result<Vec<Self>> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, &e))?;
        Self::parse(path, &text)
    }

    /// Reads the cases in a text; `path` is what messages call it.
    ///
    /// # Errors
    ///
    /// A line that is no case.
    pub fn parse(path: &Path, text: &str) -> Result<Vec<Self>> {
        let mut joined: Vec<(usize, String)> = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match joined.last_mut().filter(|_| line.starts_with(char::is_whitespace)) {
                Some((_, standing)) => {
                    standing.push(' ');
                    standing.push_str(line.trim());
                }
                None => joined.push((i + 1, line.to_owned())),
            }
        }
        joined.into_iter().map(|(line, text)| Self::one(path, line, &text)).collect()
    }

    fn one(path: &Path, line: usize, text: &str) -> Result<Self> {
        let wrong =
            |what: &str| Error::data(path, line, format!("{what}; a case is `text|pair|name must|should|may: …`"));
        let (head, body) = text.split_once(':').ok_or_else(|| wrong("no colon"))?;
        let (kind, grade) = head.split_once(' ').ok_or_else(|| wrong("no grade"))?;
        let grade = match grade.trim() {
            "must" => Grade::Must,
            "should" => Grade::Should,
            "may" => Grade::May,
            other => return Err(wrong(&format!("no grade {other:?}"))),
        };
        let body = body.trim();
        let kind = match kind {
            "text" => {
                let (text, mentions) = unmark(body).map_err(|e| Error::data(path, line, e))?;
                Kind::Text { text, mentions }
            }
            "pair" => {
                let (names, kind) = match body.strip_suffix(')').and_then(|b| b.rsplit_once('(')) {
                    Some((names, kind)) => (names.trim(), kind.trim()),
                    None => (body, ""),
                };
                let same = !names.contains(" != ");
                let (a, b) = names
                    .split_once(if same { " = " } else { " != " })
                    .ok_or_else(|| wrong("no ` = ` or ` != ` in a pair"))?;
                Kind::Pair { a: a.trim().to_owned(), b: b.trim().to_owned(), kind: kind.to_owned(), same }
            }
            "name" => {
                let (name, entity) = body.rsplit_once(" -> ").ok_or_else(|| wrong("no ` -> ` in a name"))?;
                Kind::Name {
                    name: name.trim().to_owned(),
                    entity: Some(entity.trim().to_owned()).filter(|e| e != "none"),
                }
            }
            other => return Err(wrong(&format!("no kind of case {other:?}"))),
        };
        Ok(Self { path: path.to_owned(), line, grade, kind })
    }

    /// How much the case matters.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// Tries the case.
    pub fn run(&self, tagger: &Tagger) -> Outcome {
        match &self.kind {
            Kind::Text { text, mentions } => run_text(text, mentions, tagger),
            Kind::Pair { a, b, kind, same } => {
                let confidence = compare(a, b, kind).confidence;
                let problem = match (same, confidence >= 0.5) {
                    (true, false) => Some(format!("{a:?} and {b:?} are one, got {confidence:.2}")),
                    (false, true) => Some(format!("{a:?} and {b:?} are two, got {confidence:.2}")),
                    _ => None,
                };
                Outcome { problems: problem.into_iter().collect(), confidences: vec![confidence] }
            }
            Kind::Name { name, entity } => {
                let best = tagger.look_up(name, 1).into_iter().next().filter(|m| m.confidence >= 0.5);
                let got = best.as_ref().map(|m| m.entity.as_str());
                let problem = (got != entity.as_deref()).then(|| {
                    format!("{name:?} is {}, got {}", entity.as_deref().unwrap_or("none"), got.unwrap_or("none"))
                });
                Outcome {
                    problems: problem.into_iter().collect(),
                    confidences: best.iter().map(|m| m.confidence).collect(),
                }
            }
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

fn run_text(text: &str, expected: &[Marked], tagger: &Tagger) -> Outcome {
    let got = tagger.tag(text);
    let mut problems = Vec::new();
    for mark in expected {
        let surface = &text[mark.start..mark.end];
        // Mentions are in order and disjoint, marks as well.
        let near = &got[got.partition_point(|m| m.span.end <= mark.start)..];
        let overlapping = near.first().filter(|m| m.span.start < mark.end);
        let same_span = overlapping.filter(|m| m.span == (mark.start..mark.end));
        match (same_span, overlapping) {
            (Some(m), _) if m.entity == mark.entity => {}
            (Some(m), _) => {
                problems.push(format!("[{surface}] is {}, got {} {:.2}", mark.entity, m.entity, m.confidence));
            }
            (None, Some(m)) => {
                problems.push(format!(
                    "[{surface}] is {}, got [{}] {} {:.2}",
                    mark.entity,
                    &text[m.span.clone()],
                    m.entity,
                    m.confidence
                ));
            }
            (None, None) => problems.push(format!("[{surface}] is {}, got nothing", mark.entity)),
        }
    }
    for m in &got {
        let near = expected[expected.partition_point(|e| e.end <= m.span.start)..].first();
        if near.is_none_or(|e| e.start >= m.span.end) {
            problems.push(format!("[{}] is no mention, got {} {:.2}", &text[m.span.clone()], m.entity, m.confidence));
        }
    }
    Outcome { problems, confidences: got.iter().map(|m| m.confidence).collect() }
}

/// A marked text without its marks, and the marks.
fn unmark(marked: &str) -> Result<(String, Vec<Marked>), String> {
    let marked = marked.replace("\\n", "\n");
    let (mut text, mut mentions, mut rest) = (String::new(), Vec::new(), marked.as_str());
    while let Some(open) = rest.find('[') {
        let after = &rest[open + 1..];
        let mark = after.find("](").and_then(|close| {
            let end = after[close + 2..].find(')')?;
            Some((&after[..close], &after[close + 2..close + 2 + end], &after[close + 3 + end..]))
        });
        text.push_str(&rest[..open]);
        let Some((surface, entity, tail)) = mark else {
            return Err(format!("no `](id)` after `[{}`", after.chars().take(20).collect::<String>()));
        };
        let start = text.len();
        text.push_str(surface);
        mentions.push(Marked { start, end: text.len(), entity: entity.to_owned() });
        rest = tail;
    }
    text.push_str(rest);
    Ok((text, mentions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let (text, mentions) = unmark("a [b c](x/y) d").unwrap();
        assert_eq!(text, "a b c d");
        assert_eq!(mentions, [Marked { start: 2, end: 5, entity: "x/y".to_owned() }]);
        assert!(unmark("a [b").is_err());
    }

    #[test]
    fn lines_that_are_no_case_are_refused_with_their_place() {
        for text in ["text: a", "text sometimes: a", "pair must: a", "word must: a", "name must: a"] {
            let error = Case::parse(Path::new("x.cases"), text).unwrap_err().to_string();
            assert!(error.starts_with("x.cases:1: "), "{error}");
        }
    }
}
