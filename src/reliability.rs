//! Reliability: how far the confidences can be believed, over regression cases.
//!
//! A confidence is a promise: of the answers at .8, four in five are right. Here each answer that cases ask for is
//! set beside the truth, and the figures say how well the promise is kept, over all and by what the answers are about.
//!
//! ```
//! use nisba::{Lexicon, Tagger, cases::Case, reliability::Report};
//!
//! let tagger = Tagger::new([Lexicon::built_in()]);
//! let text = "pair must: Kerman != Tokyo (place)\nname must: Ghasem Soleymani -> person/qasem-soleimani";
//! let report = Report::of(&Case::parse("x.cases".as_ref(), text)?, &tagger);
//! assert_eq!(report.overall().answers, 2);
//! # Ok::<(), nisba::Error>(())
//! ```

mod chart;
mod measure;
mod tables;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::{Case, Grade, Kind, Marked};
use crate::lexicon::compiled::{Compiled, Index};
use crate::orthography::script::Script;
use crate::{Mention, Tagger};
pub use measure::{Bin, Measures};

/// Mentions in texts that are less probable than this are no answers: there is no end of them.
const LEAST_CONFIDENCE: f32 = 0.05;

/// Surprises that are kept.
const SURPRISES: usize = 40;

/// How good the answers to some cases are; see the [module](self).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The number of cases.
    pub cases: usize,
    /// The slices, in the order in which they are shown: first all answers, then parts of them.
    pub slices: Vec<Slice>,
    /// The answers whose confidence is farthest from the truth, farthest first.
    pub surprises: Vec<Surprise>,
}

/// An answer whose confidence is far from the truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Surprise {
    /// The file and line of the case.
    pub case: String,
    /// What was answered.
    pub answer: String,
    /// Whether it is true.
    pub right: bool,
    /// The confidence.
    pub confidence: f32,
}

/// The answers that have something in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Slice {
    /// By what the answers are parted: `all`, `case`, `grade`, `type`, `scripts`, `reason`.
    pub by: &'static str,
    /// What these have in common.
    pub name: String,
    /// Their figures.
    #[serde(flatten)]
    pub measures: Measures,
}

/// An answer that a case asks for, or that was given unasked.
#[derive(Clone, Debug, Default)]
struct Answer {
    /// The number of the case.
    case: usize,
    /// What is answered, for a reader.
    what: String,
    /// The confidence; none if there is no answer.
    confidence: Option<f32>,
    /// Whether what was answered is true.
    right: bool,
    /// Whether there is something true to answer.
    sought: bool,
    /// The values that it is sliced by, in the order of [`SLICED_BY`].
    labels: [String; SLICED_BY.len()],
}

/// By what answers are sliced.
const SLICED_BY: [&str; 5] = ["case", "grade", "type", "scripts", "reason"];

impl Answer {
    /// Whether it would be given to a user who set nothing.
    fn is_given(&self) -> bool {
        self.confidence.is_some_and(|c| c >= 0.5)
    }

    /// How far the confidence is from the truth.
    fn error(&self) -> f32 {
        self.confidence.map_or(0.0, |c| if self.right { 1.0 - c } else { c })
    }

    #[cfg(test)]
    fn test(case: usize, confidence: Option<f32>, right: bool) -> Self {
        Self { case, confidence, right, sought: right, ..Self::default() }
    }
}

impl Report {
    /// Tries each case and measures the answers.
    ///
    /// The same cases and lexicons give the same report. Takes the time of the cases and about a second.
    pub fn of(cases: &[Case], tagger: &Tagger) -> Self {
        let answers = answers(cases, tagger);
        let mut slices = vec![Slice::new("all", "all", &answers.iter().collect::<Vec<_>>())];
        for (i, by) in SLICED_BY.into_iter().enumerate() {
            let mut parts: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
            for answer in answers.iter().filter(|a| !a.labels[i].is_empty()) {
                parts.entry(&answer.labels[i]).or_default().push(answer);
            }
            slices.extend(parts.iter().map(|(name, part)| Slice::new(by, name, part)));
        }
        Self { cases: cases.len(), slices, surprises: surprises(&answers, cases) }
    }

    /// The figures of all answers.
    pub fn overall(&self) -> &Measures {
        &self.slices[0].measures
    }
}

impl Slice {
    fn new(by: &'static str, name: &str, answers: &[&Answer]) -> Self {
        Self { by, name: name.to_owned(), measures: Measures::of(answers) }
    }
}

/// The answers that are farthest from the truth, on its wrong side.
fn surprises(answers: &[Answer], cases: &[Case]) -> Vec<Surprise> {
    let mut far: Vec<&Answer> = answers.iter().filter(|a| a.error() > 0.5).collect();
    far.sort_by(|a, b| b.error().total_cmp(&a.error()).then(a.case.cmp(&b.case)));
    let surprise = |a: &Answer| {
        let (case, answer) = (cases[a.case].to_string(), a.what.clone());
        Some(Surprise { case, answer, right: a.right, confidence: a.confidence? })
    };
    far.into_iter().take(SURPRISES).filter_map(surprise).collect()
}

/// The answers to cases.
fn answers(cases: &[Case], tagger: &Tagger) -> Vec<Answer> {
    let listed = Listed::of(tagger);
    let lenient = tagger.clone().min_confidence(LEAST_CONFIDENCE);
    let mut answers = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let first = answers.len();
        let name = match &case.kind {
            Kind::Pair { a, b, kind, same } => {
                answers.push(pair(a, b, kind, *same));
                "pair"
            }
            Kind::Name { name, entity } => {
                answers.push(look_up(name, entity.as_deref(), &lenient, &listed));
                "name"
            }
            Kind::Text { text, mentions } => {
                tag(text, mentions, &lenient, &listed, &mut answers);
                "text"
            }
        };
        let grade = match case.grade() {
            Grade::May => "may",
            Grade::Should => "should",
            Grade::Must => "must",
        };
        for answer in &mut answers[first..] {
            answer.case = number;
            answer.labels[0] = name.to_owned();
            answer.labels[1] = grade.to_owned();
        }
    }
    answers
}

fn pair(a: &str, b: &str, kind: &str, same: bool) -> Answer {
    let confidence = Some(crate::compare(a, b, kind).confidence);
    let kind = if kind.is_empty() { "unknown" } else { kind };
    let labels = ["".into(), "".into(), kind.to_owned(), scripts(Script::of_word(a), Script::of_word(b)), "".into()];
    Answer { what: format!("{a} = {b}"), confidence, right: same, sought: same, labels, ..Answer::default() }
}

fn look_up(name: &str, entity: Option<&str>, tagger: &Tagger, listed: &Listed) -> Answer {
    let best = tagger.look_up(name, 1).into_iter().next();
    let about = entity.or(best.as_ref().map(|m| m.entity.as_str()));
    Answer {
        what: format!("{name} -> {}", best.as_ref().map_or("none", |m| &m.entity)),
        confidence: best.as_ref().map(|m| m.confidence),
        right: best.as_ref().is_some_and(|m| Some(m.entity.as_str()) == entity),
        sought: entity.is_some(),
        labels: listed.labels(name, about.unwrap_or_default(), ""),
        ..Answer::default()
    }
}

fn tag(text: &str, marks: &[Marked], tagger: &Tagger, listed: &Listed, answers: &mut Vec<Answer>) {
    let found = tagger.tag(text);
    let answered = |mark: &Marked, m: &Mention| m.span == (mark.start..mark.end);
    for m in &found {
        let mark = marks.iter().find(|mark| answered(mark, m));
        let surface = &text[m.span.clone()];
        answers.push(Answer {
            what: format!("[{surface}]({})", m.entity),
            confidence: Some(m.confidence),
            right: mark.is_some_and(|mark| mark.entity == m.entity),
            sought: mark.is_some(),
            labels: listed.labels(surface, mark.map_or(&m.entity, |mark| &mark.entity), m.reason.name()),
            ..Answer::default()
        });
    }
    for mark in marks.iter().filter(|mark| !found.iter().any(|m| answered(mark, m))) {
        let labels = listed.labels(&text[mark.start..mark.end], &mark.entity, "not found");
        answers.push(Answer { sought: true, labels, ..Answer::default() });
    }
}

/// The entities of a tagger by id.
struct Listed<'t>(BTreeMap<&'t str, (&'t Compiled, Index)>);

impl<'t> Listed<'t> {
    fn of(tagger: &'t Tagger) -> Self {
        let entities = |l: &'t Compiled| (0..).take(l.entity_count()).map(move |e| (l.entity_id(e), (l, e)));
        Self(tagger.compiled().flat_map(entities).collect())
    }

    /// The labels of an answer about an entity, less those of its case.
    fn labels(&self, surface: &str, entity: &str, reason: &str) -> [String; SLICED_BY.len()] {
        let written = Script::of_word(surface);
        let Some(&(lexicon, index)) = self.0.get(entity) else {
            return ["".into(), "".into(), "unknown".into(), scripts(written, None), reason.to_owned()];
        };
        let mut forms = lexicon.entity_forms(index).map(|form| Script::of_word(&lexicon.form_text(form)));
        let listed = if forms.any(|s| s == written) { written } else { Script::of_word(&lexicon.entity_name(index)) };
        let kind = lexicon.entity_kind(index);
        ["".into(), "".into(), kind.to_owned(), scripts(written, listed), reason.to_owned()]
    }
}

/// A pair of scripts, whatever their order; one of them where the other is not known.
fn scripts(a: Option<Script>, b: Option<Script>) -> String {
    let names: Vec<String> = [a.min(b), a.max(b)].into_iter().flatten().map(|s| format!("{s:?}")).collect();
    names.join("–").to_lowercase()
}
