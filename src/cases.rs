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

mod source;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use source::{Joined, Marks, offset, replaced};

use crate::error::{Error, Result};
use crate::{Session, Tagger, compare};

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
#[non_exhaustive]
pub struct Outcome {
    /// What is wrong, one item a mention, pair or name; empty if nothing is.
    pub problems: Vec<String>,
    /// What the case is answered with: the mentions of a text, whether a pair is one, the entity of a name.
    pub answers: Vec<Answer>,
}

/// One of the answers to a case.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// The bytes of the text that are a mention; of pairs and names, 0 to 0.
    pub span: Range<usize>,
    /// The entity; none for a pair.
    pub entity: Option<String>,
    /// The confidence.
    pub confidence: f32,
    /// Whether the case says so too. Of a pair: whether it says that both are one.
    pub expected: bool,
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
    /// A line that is no case, with its column.
    pub fn parse(path: &Path, text: &str) -> Result<Vec<Self>> {
        let read = |joined: &Joined| {
            let parts = Parts::read(&joined.text).map_err(|(at, what)| {
                let (line, column) = joined.place(at);
                Error::data_at(path, line, column, what)
            })?;
            Ok(Self { path: path.to_owned(), line: joined.line(), grade: parts.grade, kind: parts.kind })
        };
        Joined::all(text).iter().map(read).collect()
    }

    /// How much the case matters.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The file that the case is in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line that the case begins in, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What kind of case it is: `text`, `pair` or `name`.
    pub fn kind(&self) -> &'static str {
        match self.kind {
            Kind::Text { .. } => "text",
            Kind::Pair { .. } => "pair",
            Kind::Name { .. } => "name",
        }
    }

    /// What is asked: the text without marks, the two names with their type, the name.
    pub fn question(&self) -> String {
        match &self.kind {
            Kind::Text { text, .. } => text.clone(),
            Kind::Pair { a, b, kind, .. } => format!("{a}\t{b}\t{kind}"),
            Kind::Name { name, .. } => name.clone(),
        }
    }

    /// What the case says, as it would be written.
    pub fn expected(&self) -> String {
        match &self.kind {
            Kind::Text { text, mentions } => marked(text, mentions),
            Kind::Pair { a, b, kind, same } => pair(a, b, kind, *same),
            Kind::Name { name, entity } => format!("{name} -> {}", entity.as_deref().unwrap_or("none")),
        }
    }

    /// Whether the case expects an answer at a byte of its text; of pairs and names, whether it expects one at all.
    pub fn expects_at(&self, start: usize) -> bool {
        match &self.kind {
            Kind::Text { mentions, .. } => mentions.iter().any(|m| m.start == start),
            Kind::Pair { same, .. } => *same,
            Kind::Name { entity, .. } => entity.is_some(),
        }
    }

    /// What the case would have to say for its outcome to be what it expects.
    pub fn got(&self, outcome: &Outcome) -> String {
        match &self.kind {
            Kind::Text { text, .. } => marked(text, &outcome.marks()),
            Kind::Pair { a, b, kind, .. } => pair(a, b, kind, outcome.is_one()),
            Kind::Name { name, .. } => format!("{name} -> {}", outcome.entity().unwrap_or("none")),
        }
    }

    /// Tries the case. For many cases, [`run_in`](Self::run_in) is faster.
    pub fn run(&self, tagger: &Tagger) -> Outcome {
        self.run_in(&mut tagger.session())
    }

    /// Tries the case in a thread's session.
    pub fn run_in(&self, session: &mut Session<'_>) -> Outcome {
        match &self.kind {
            Kind::Text { text, mentions } => run_text(text, mentions, session),
            Kind::Pair { a, b, kind, same } => {
                let confidence = compare(a, b, kind).confidence;
                let problem = match (same, confidence >= 0.5) {
                    (true, false) => Some(format!("{a:?} and {b:?} are one, got {confidence:.2}")),
                    (false, true) => Some(format!("{a:?} and {b:?} are two, got {confidence:.2}")),
                    _ => None,
                };
                let answer = Answer { span: 0..0, entity: None, confidence, expected: *same };
                Outcome { problems: problem.into_iter().collect(), answers: vec![answer] }
            }
            Kind::Name { name, entity } => {
                let best = session.look_up(name, 1).into_iter().next().filter(|m| m.confidence >= 0.5);
                let got = best.as_ref().map(|m| m.entity.as_str());
                let expected = got == entity.as_deref();
                let problem = (!expected).then(|| {
                    format!("{name:?} is {}, got {}", entity.as_deref().unwrap_or("none"), got.unwrap_or("none"))
                });
                let answer =
                    |m: crate::Match| Answer { span: 0..0, confidence: m.confidence, entity: Some(m.entity), expected };
                Outcome { problems: problem.into_iter().collect(), answers: best.map(answer).into_iter().collect() }
            }
        }
    }
}

/// A change of a case.
#[derive(Clone, Copy, Debug)]
pub enum Change<'o> {
    /// It gets this grade.
    Grade(Grade),
    /// It says what came of it.
    Accept(&'o Outcome),
}

/// The text of a file of cases with some cases changed, each named by its line; all else stays, byte for byte.
///
/// Cases that cannot say what came of them, as an id with a bracket in it cannot be written, are left as they are; the
/// number of those changed is the second item.
pub fn changed(text: &str, changes: &[(usize, Change<'_>)]) -> (String, usize) {
    let (mut edits, mut count) = (Vec::new(), 0);
    for joined in Joined::all(text) {
        let Ok(parts) = Parts::read(&joined.text) else { continue };
        let mut own = Vec::new();
        for (_, change) in changes.iter().filter(|(line, _)| *line == joined.line()) {
            own.extend(parts.changes(&joined.text, change));
        }
        let after = Parts::read(&replaced(&joined.text, own.clone()));
        let is_meant = changes.iter().filter(|(line, _)| *line == joined.line()).all(|(_, change)| match change {
            Change::Grade(grade) => after.as_ref().is_ok_and(|after| after.grade == *grade),
            Change::Accept(outcome) => after.as_ref().is_ok_and(|after| after.kind.says(outcome, &parts.kind)),
        });
        if !own.is_empty() && is_meant {
            count += 1;
            edits.extend(own.into_iter().map(|(span, new)| (joined.source(&span), new)));
        }
    }
    (replaced(text, edits), count)
}
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// What the joined text of a case is made of.
struct Parts {
    /// Where the grade stands.
    graded: Range<usize>,
    grade: Grade,
    kind: Kind,
    /// Where its answer stands: the marked text, ` = ` or ` != `, the entity.
    answer: Range<usize>,
}

impl Parts {
    /// Reads a case; an error says what is wrong and at which byte.
    fn read(text: &str) -> Result<Self, (usize, String)> {
        let wrong = |at: usize, what: &str| (at, format!("{what}; a case is `text|pair|name must|should|may: …`"));
        let span = |part: &str| offset(text, part)..offset(text, part) + part.len();
        let (head, body) = text.split_once(':').ok_or_else(|| wrong(0, "no colon"))?;
        let (kind, graded) = head.split_once(' ').ok_or_else(|| wrong(0, "no grade"))?;
        let graded = graded.trim();
        let grade = Grade::of(graded).ok_or_else(|| wrong(offset(text, graded), &format!("no grade {graded:?}")))?;
        let body = body.trim();
        let (kind, answer) = match kind {
            "text" => {
                let marks = Marks::read(body).map_err(|(at, what)| (offset(text, body) + at, what))?;
                let mentions = marks.marks.iter().map(|mark| Marked {
                    start: mark.span.start,
                    end: mark.span.end,
                    entity: body[mark.entity.clone()].to_owned(),
                });
                (Kind::Text { mentions: mentions.collect(), text: marks.text }, body)
            }
            "pair" => {
                let (names, kind) = match body.strip_suffix(')').and_then(|b| b.rsplit_once('(')) {
                    Some((names, kind)) => (names.trim(), kind.trim()),
                    None => (body, ""),
                };
                let same = !names.contains(" != ");
                let sign = if same { " = " } else { " != " };
                let (a, b) =
                    names.split_once(sign).ok_or_else(|| wrong(offset(text, body), "no ` = ` or ` != ` in a pair"))?;
                let answer = &names[a.len()..a.len() + sign.len()];
                (Kind::Pair { a: a.trim().to_owned(), b: b.trim().to_owned(), kind: kind.to_owned(), same }, answer)
            }
            "name" => {
                let (name, entity) =
                    body.rsplit_once(" -> ").ok_or_else(|| wrong(offset(text, body), "no ` -> ` in a name"))?;
                let entity = entity.trim();
                let listed = Some(entity.to_owned()).filter(|e| e != "none");
                (Kind::Name { name: name.trim().to_owned(), entity: listed }, entity)
            }
            other => return Err(wrong(0, &format!("no kind of case {other:?}"))),
        };
        Ok(Self { graded: span(graded), grade, kind, answer: span(answer) })
    }

    /// What a change replaces in the joined text.
    fn changes(&self, text: &str, change: &Change<'_>) -> Vec<(Range<usize>, String)> {
        let answer = &text[self.answer.clone()];
        match change {
            Change::Grade(grade) => vec![(self.graded.clone(), grade.name().to_owned())],
            Change::Accept(outcome) => match &self.kind {
                Kind::Text { .. } => {
                    let changes =
                        Marks::read(answer).map(|marks| marks.changes(answer, &outcome.marks())).unwrap_or_default();
                    let at = self.answer.start;
                    changes.into_iter().map(|(span, new)| (span.start + at..span.end + at, new)).collect()
                }
                Kind::Pair { .. } => {
                    let sign = if outcome.is_one() { " = " } else { " != " };
                    vec![(self.answer.clone(), sign.to_owned())]
                }
                Kind::Name { .. } => {
                    vec![(self.answer.clone(), outcome.entity().unwrap_or("none").to_owned())]
                }
            },
        }
    }
}

impl Kind {
    /// Whether this asks what `before` asks, and says what came of that.
    fn says(&self, outcome: &Outcome, before: &Self) -> bool {
        match (self, before) {
            (Self::Text { text, mentions }, Self::Text { text: asked, .. }) => {
                text == asked && *mentions == outcome.marks()
            }
            (Self::Pair { a, b, kind, same }, Self::Pair { a: of, b: and, kind: as_kind, .. }) => {
                (a, b, kind) == (of, and, as_kind) && *same == outcome.is_one()
            }
            (Self::Name { name, entity }, Self::Name { name: asked, .. }) => {
                name == asked && entity.as_deref() == outcome.entity()
            }
            _ => false,
        }
    }
}

impl Grade {
    /// All of them, the weightiest first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::May];

    /// The grade as cases write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Must => "must",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

impl Outcome {
    fn marks(&self) -> Vec<Marked> {
        let mark = |a: &Answer| Some(Marked { start: a.span.start, end: a.span.end, entity: a.entity.clone()? });
        self.answers.iter().filter_map(mark).collect()
    }

    fn is_one(&self) -> bool {
        self.answers.iter().any(|a| a.confidence >= 0.5)
    }

    fn entity(&self) -> Option<&str> {
        self.answers.first()?.entity.as_deref()
    }
}

fn run_text(text: &str, expected: &[Marked], session: &mut Session<'_>) -> Outcome {
    let got = session.tag(text);
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
    let answer = |m: crate::Mention| Answer {
        expected: expected.iter().any(|e| m.span == (e.start..e.end) && m.entity == e.entity),
        span: m.span,
        entity: Some(m.entity),
        confidence: m.confidence,
    };
    Outcome { problems, answers: got.into_iter().map(answer).collect() }
}

/// A text with its marks.
fn marked(text: &str, marks: &[Marked]) -> String {
    let (mut out, mut end) = (String::with_capacity(text.len() + 32 * marks.len()), 0);
    for mark in marks {
        out.push_str(&text[end..mark.start]);
        out.push_str(&format!("[{}]({})", &text[mark.start..mark.end], mark.entity));
        end = mark.end;
    }
    out.push_str(&text[end..]);
    out.replace('\n', "\\n")
}

fn pair(a: &str, b: &str, kind: &str, same: bool) -> String {
    let names = format!("{a} {} {b}", if same { "=" } else { "!=" });
    if kind.is_empty() { names } else { format!("{names} ({kind})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let marks = Marks::read("a [b c](x/y) d").unwrap();
        assert_eq!(marks.text, "a b c d");
        assert_eq!(marks.marks[0].span, 2..5);
        assert!(Marks::read("a [b").is_err());
    }

    #[test]
    fn lines_that_are_no_case_are_refused_with_their_place() {
        for (text, place) in [
            ("text: a", "1:1"),
            ("text sometimes: a", "1:6"),
            ("# é\npair must: a", "2:12"),
            ("word must: a", "1:1"),
            ("name must: a", "1:12"),
            ("text must: é\n  ü [a](b) [c", "2:12"),
        ] {
            let error = Case::parse(Path::new("x.cases"), text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("x.cases:{place}: ")), "{error}");
        }
    }

    #[test]
    fn a_change_leaves_the_rest_as_it_is() {
        let text = "# a\r\n\r\ntext must: The [Kerman](place/kerman) and\r\n no comment\r\n\tKirman said\\n[x y](p/q)\r\n\
            pair should:  Ann  =  Bob (person)\r\nname may: Ann -> p/q\r\nname must: Ann -> p/q";
        let answer = |span, entity: Option<&str>| Answer {
            span,
            entity: entity.map(str::to_owned),
            confidence: 0.4,
            expected: false,
        };
        let outcome = |answers| Outcome { problems: Vec::new(), answers };
        let (a, b) = ("The Kerman and no comment ".len(), "The Kerman and no comment Kirman said\n".len());
        let marks = outcome(vec![answer(a..a + 6, Some("place/kerman")), answer(b..b + 3, Some("p/r"))]);
        let (two, none, odd) =
            (outcome(vec![answer(0..0, None)]), outcome(vec![]), outcome(vec![answer(0..0, Some("p->(q"))]));
        let changes = [
            (3, Change::Accept(&marks)),
            (6, Change::Accept(&two)),
            (6, Change::Grade(Grade::Must)),
            (7, Change::Accept(&none)),
            (8, Change::Accept(&odd)),
        ];
        let (new, count) = changed(text, &changes);
        assert_eq!(
            new,
            "# a\r\n\r\ntext must: The Kerman and\r\n no comment\r\n\t[Kirman](place/kerman) said\\n[x y](p/r)\r\n\
            pair must:  Ann  !=  Bob (person)\r\nname may: Ann -> none\r\nname must: Ann -> p->(q"
        );
        assert_eq!(count, 4);
    }
}
