//! The confidences of cases, kept from one day to another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use nisba::cases::{Case, Outcome};
use xxhash_rust::xxh3::xxh3_64;

use super::Tried;
use crate::Failure;

const HEAD: &str =
    "# nisba test --freeze: file, hash of what the case asks, confidences (of texts, with where the mention begins)";

/// What tells a case from others when lines, marks and grades have changed: its file's name, and what it asks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: String,
    hash: u64,
}

impl Key {
    fn of(case: &Case) -> Self {
        // Spaces part the columns.
        let file = case.path().file_name().unwrap_or_default().to_string_lossy().replace(char::is_whitespace, "_");
        Self { file, hash: xxh3_64(format!("{}\t{}", case.kind(), case.question()).as_bytes()) }
    }
}

/// Confidences by where their mention begins.
type Confidences = BTreeMap<usize, f32>;

fn confidences(outcome: &Outcome) -> Confidences {
    outcome.answers.iter().map(|a| (a.span.start, a.confidence)).collect()
}

/// The confidences of a file.
pub(super) struct Frozen(BTreeMap<Key, Confidences>);

/// Writes the confidences of cases, sorted, a line each.
pub(super) fn write(file: &Path, tried: &[Tried]) -> Result<(), Failure> {
    let lines: BTreeMap<Key, Confidences> = tried.iter().map(|t| (Key::of(&t.case), confidences(&t.outcome))).collect();
    let mut text = format!("{HEAD}\n");
    for (Key { file, hash }, confidences) in &lines {
        write!(text, "{file} {hash:016x}").expect("a string takes it");
        for (at, confidence) in confidences {
            write!(text, " {at}:{confidence:.3}").expect("a string takes it");
        }
        text.push('\n');
    }
    std::fs::write(file, text).map_err(Failure::of_file(file))
}

impl Frozen {
    /// Reads what [`write`] wrote.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(Failure::of_file(path))?;
        let mut all = BTreeMap::new();
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            let (key, confidences) = entry(line).map_err(|(part, what)| {
                let at = part.as_ptr() as usize - line.as_ptr() as usize;
                let column = line[..at].chars().count() + 1;
                Failure::Message(format!(
                    "{}:{}:{column}: {what}; write the file again with --freeze",
                    path.display(),
                    number + 1
                ))
            })?;
            all.insert(key, confidences);
        }
        Ok(Self(all))
    }

    /// What moved since, by more than `least`. `whole`: all cases of the files were tried.
    pub(super) fn moved(self, tried: &[Tried], least: f32, whole: bool) -> Moved {
        let mut moved = Moved::default();
        let (mut files, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for t in tried {
            let key = Key::of(&t.case);
            files.insert(key.file.clone());
            // A case that stands twice is told of once.
            match self.0.get(&key) {
                _ if !seen.insert(key.clone()) => {}
                Some(before) => moved.add(t, before, least),
                None => moved.new += 1,
            }
        }
        let is_gone = |key: &&Key| files.contains(&key.file) && !seen.contains(*key);
        moved.gone = if whole { self.0.keys().filter(is_gone).count() } else { 0 };
        moved
    }
}

/// A line's case and confidences; an error says what is wrong with which part of the line.
fn entry(line: &str) -> Result<(Key, Confidences), (&str, String)> {
    let mut parts = line.split_ascii_whitespace();
    let file = parts.next().unwrap_or_default().to_owned();
    let hash = parts.next().ok_or((line, "no hash behind the file".to_owned()))?;
    let number = u64::from_str_radix(hash, 16).map_err(|_| (hash, format!("{hash:?} is no hash")))?;
    let confidence = |part: &str| {
        let (at, confidence) = part.split_once(':')?;
        let confidence: f32 = confidence.parse().ok()?;
        (0.0..=1.0).contains(&confidence).then_some((at.parse().ok()?, confidence))
    };
    let confidences = parts.map(|part| confidence(part).ok_or((part, format!("{part:?} is no place:confidence"))));
    Ok((Key { file, hash: number }, confidences.collect::<Result<_, _>>()?))
}

/// What moved.
#[derive(Default)]
pub(super) struct Moved {
    pub(super) moves: Vec<Move>,
    /// Cases that the file has not, and cases of which it has only the confidences.
    pub(super) new: usize,
    pub(super) gone: usize,
}

/// A confidence that is another one now; 0 where there is no mention.
pub(super) struct Move {
    pub(super) place: String,
    pub(super) what: String,
    pub(super) before: f32,
    pub(super) after: f32,
    /// Away from what the case says.
    pub(super) worse: bool,
}

impl Moved {
    pub(super) fn is_worse(&self) -> bool {
        self.moves.iter().any(|m| m.worse)
    }

    fn add(&mut self, t: &Tried, before: &Confidences, least: f32) {
        let after = confidences(&t.outcome);
        let question = t.case.question();
        let places: BTreeSet<usize> = before.keys().chain(after.keys()).copied().collect();
        for at in places {
            let value = |of: &Confidences| of.get(&at).copied().unwrap_or(0.0);
            let (before, after) = (value(before), value(&after));
            // Files have three digits.
            if (after - before).abs() <= least + 0.0005 {
                continue;
            }
            let answer = t.outcome.answers.iter().find(|a| a.span.start == at);
            let wanted = answer.map_or_else(|| t.case.expects_at(at), |a| a.expected);
            let what = match (t.case.kind(), answer) {
                ("text", Some(a)) => {
                    format!("[{}]({})", &question[a.span.clone()], a.entity.as_deref().unwrap_or_default())
                }
                ("text", None) => format!("no mention now at “{}”", words_at(&question, at)),
                _ => t.case.expected(),
            };
            let worse = (after < before) == wanted;
            self.moves.push(Move { place: t.case.to_string(), what, before, after, worse });
        }
    }
}

/// A few characters of a text from a byte on.
fn words_at(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(20).collect()
}
