//! What changed, by the edit that did it; as text and as JSON.

use std::collections::BTreeMap;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use nisba::Mention;
use nisba::diff::{Cause, Change, Edits};
use serde_json::{Value, json};

use crate::Failure;
use crate::excerpt::{Excerpt, place};
use crate::input::Document;
use crate::input::place::Unit;
use crate::output::{Out, rounded};

/// What made a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The edit with this number.
    Edit(usize),
    /// An edit of this entity, in all likelihood, though another one changes.
    Beside(String),
    /// Some edit or several.
    Unknown,
}

/// How a mention changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gained,
    Lost,
    Moved,
    Confidence,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Gained, Self::Lost, Self::Moved, Self::Confidence];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Moved => "moved",
            Self::Confidence => "confidence",
        }
    }

    pub(super) fn sign(self) -> char {
        match self {
            Self::Gained => '+',
            Self::Lost => '-',
            Self::Moved => '~',
            Self::Confidence => '%',
        }
    }

    fn colour(self) -> AnsiColor {
        match self {
            Self::Gained => AnsiColor::Green,
            Self::Lost => AnsiColor::Red,
            Self::Moved => AnsiColor::Yellow,
            Self::Confidence => AnsiColor::Cyan,
        }
    }
}

/// A mention on one side of a change.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) entity: String,
    pub(super) text: String,
    pub(super) confidence: f32,
    span: std::ops::Range<usize>,
}

/// A change as it is shown.
pub(super) struct Shown {
    pub(super) kind: Kind,
    /// Where it is, for people.
    pub(super) place: String,
    /// The document, as its input calls it.
    document: Value,
    source: Option<String>,
    pub(super) excerpt: Excerpt,
    pub(super) sides: [Option<Side>; 2],
}

/// The changes of a document, each with what made it.
pub(super) fn found(document: &Document, changes: &[Change<'_>], edits: &Edits, context: usize) -> Vec<(Key, Shown)> {
    let key = |change| match edits.cause(change, changes) {
        Cause::Edit(number) => Key::Edit(number),
        Cause::SideEffect(Some(entity)) => Key::Beside(entity.to_owned()),
        _ => Key::Unknown,
    };
    changes.iter().filter_map(|change| Some((key(change), Shown::new(document, change, context)?))).collect()
}

impl Shown {
    fn new(document: &Document, change: &Change<'_>, context: usize) -> Option<Self> {
        let kind = match change {
            Change::Gained { .. } => Kind::Gained,
            Change::Lost { .. } => Kind::Lost,
            Change::Moved { .. } => Kind::Moved,
            Change::Confidence { .. } => Kind::Confidence,
            _ => return None,
        };
        let text = document.text.as_str();
        let sides = change.sides();
        let spans = sides.iter().flatten().map(|m| m.span.clone());
        let span = spans.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        let side = |m: &Mention| Side {
            entity: m.entity.clone(),
            text: text[m.span.clone()].to_owned(),
            confidence: m.confidence,
            span: document.places(std::slice::from_ref(&m.span), Unit::Byte).remove(0),
        };
        Some(Self {
            kind,
            place: place(document, span.start),
            document: serde_json::to_value(&document.id).unwrap_or_default(),
            source: document.source.as_deref().map(str::to_owned),
            excerpt: Excerpt::new(text, span, context),
            sides: sides.map(|m| m.map(side)),
        })
    }

    /// The sides of which it is shown how the one became the other.
    pub(super) fn confidences(&self) -> String {
        let written = |side: &Side, digits: usize| format!("{:.digits$}", side.confidence);
        match &self.sides {
            [Some(old), Some(new)] => {
                // As many digits as tell the two apart: what crosses a threshold may do so by little.
                let differ = |&digits: &usize| written(old, digits) != written(new, digits);
                let digits = (2..5).find(differ).unwrap_or(2);
                format!("{} → {}", written(old, digits), written(new, digits))
            }
            [one, other] => one.iter().chain(other).map(|side| written(side, 2)).collect(),
        }
    }

    /// What else became another: the span, the entity; the entity where the group does not say it.
    pub(super) fn details(&self, of_group: Option<&str>) -> String {
        let mut parts = Vec::new();
        if let [Some(old), Some(new)] = &self.sides {
            if old.span != new.span {
                parts.push(format!("{:?} → {:?}", old.text, new.text));
            }
            if old.entity != new.entity {
                parts.push(format!("{} → {}", old.entity, new.entity));
                return parts.join(", ");
            }
        }
        let entity = self.sides.iter().flatten().map(|side| side.entity.as_str()).next();
        parts.extend(entity.filter(|&entity| of_group != Some(entity)).map(str::to_owned));
        parts.join(", ")
    }

    fn json(&self) -> Value {
        let side = |side: &Option<Side>| {
            let Some(side) = side else { return Value::Null };
            json!({"entity": side.entity, "start": side.span.start, "end": side.span.end, "text": side.text,
                   "confidence": rounded(side.confidence)})
        };
        json!({
            "change": self.kind.name(), "file": self.source, "id": self.document, "place": self.place,
            "before": self.excerpt.before, "text": self.excerpt.text, "after": self.excerpt.after,
            "old": side(&self.sides[0]), "new": side(&self.sides[1]),
        })
    }
}

/// What one edit does.
#[derive(Default)]
pub(super) struct Group {
    /// By [`Kind`].
    pub(super) counts: [u64; 4],
    /// The first ones.
    pub(super) shown: Vec<Shown>,
}

impl Group {
    pub(super) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many changes are counted but not shown.
    pub(super) fn others(&self) -> u64 {
        self.total() - self.shown.len() as u64
    }
}

/// All that changes, as far as it is shown, and how much there is.
pub(super) struct Report<'e> {
    pub(super) edits: &'e Edits,
    limit: usize,
    pub(super) groups: BTreeMap<Key, Group>,
    documents: u64,
    changed: u64,
}

impl<'e> Report<'e> {
    pub(super) fn new(edits: &'e Edits, limit: usize) -> Self {
        Self { edits, limit, groups: BTreeMap::new(), documents: 0, changed: 0 }
    }

    pub(super) fn add(&mut self, found: Vec<(Key, Shown)>) {
        self.documents += 1;
        self.changed += u64::from(!found.is_empty());
        for (key, shown) in found {
            let group = self.groups.entry(key).or_default();
            group.counts[shown.kind as usize] += 1;
            if group.shown.len() < self.limit {
                group.shown.push(shown);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How often each kind of change is met.
    fn counts(&self) -> [u64; 4] {
        let sum = |kind: Kind| self.groups.values().map(|group| group.counts[kind as usize]).sum();
        Kind::ALL.map(sum)
    }

    /// Edits without changes of their own: what moves between two edited entities is told of one.
    fn idle(&self) -> usize {
        let active = self.groups.keys().filter(|key| matches!(key, Key::Edit(_))).count();
        self.edits.list().len() - active
    }

    /// The first line of what is told.
    pub(super) fn summary(&self) -> String {
        let (documents, edits) = (plural(self.documents, "document"), plural(self.edits.list().len() as u64, "edit"));
        let effect = match self.idle() {
            0 => String::new(),
            idle => format!(", {idle} without changes of their own"),
        };
        let counts = told(self.counts());
        let counts = match self.changed {
            0 => "nothing changes in".to_owned(),
            changed => format!("{counts} in {changed} of"),
        };
        format!("{counts} {documents}; {edits}{effect}")
    }

    /// What a group is called, and the entity that its changes are of where they are all of one.
    pub(super) fn title(&self, key: &Key) -> (String, Option<&str>) {
        match key {
            Key::Edit(number) => {
                let edit = &self.edits.list()[*number];
                (edit.to_string(), Some(&edit.entity))
            }
            Key::Beside(entity) => (format!("side effects, likely of {entity}"), None),
            Key::Unknown => ("side effects".to_owned(), None),
        }
    }

    pub(super) fn write_text(&self, [old, new]: [&str; 2], coloured: bool, out: &mut Out) -> Result<(), Failure> {
        let style = |style: Style| if coloured { style } else { Style::new() };
        let bold = style(Style::new().bold());
        writeln!(out, "{old} → {new}: {}", self.summary())?;
        for (key, group) in &self.groups {
            let (title, of_group) = self.title(key);
            writeln!(out, "\n{bold}{title}{bold:#}: {}", told(group.counts))?;
            for shown in &group.shown {
                let mark = style(Style::new().fg_color(Some(shown.kind.colour().into())));
                let Excerpt { before, text, after } = &shown.excerpt;
                write!(out, "  {mark}{} {}{mark:#}  {}  ", shown.kind.sign(), shown.confidences(), shown.place)?;
                write!(out, "{before}{mark}[{text}]{mark:#}{after}")?;
                let details = shown.details(of_group);
                writeln!(out, "{}{details}", if details.is_empty() { "" } else { "  " })?;
            }
            if group.others() > 0 && !group.shown.is_empty() {
                writeln!(out, "  and {} more", group.others())?;
            }
        }
        Ok(())
    }

    pub(super) fn write_json(&self, [old, new]: [&str; 2], out: &mut Out) -> Result<(), Failure> {
        let counts =
            |counts: [u64; 4]| -> Value { Kind::ALL.iter().map(|k| (k.name(), counts[*k as usize])).collect() };
        let groups: Vec<Value> = self
            .groups
            .iter()
            .map(|(key, group)| {
                let mut value = json!({"counts": counts(group.counts),
                                   "changes": group.shown.iter().map(Shown::json).collect::<Vec<_>>()});
                match key {
                    Key::Edit(number) => {
                        let edit = &self.edits.list()[*number];
                        value["edit"] = json!({"entity": edit.entity, "field": edit.field.name(), "form": edit.form,
                                           "action": edit.action(), "old": edit.old, "new": edit.new});
                    }
                    Key::Beside(entity) => value["beside"] = json!(entity),
                    Key::Unknown => value["beside"] = Value::Null,
                }
                value
            })
            .collect();
        let value = json!({
            "old": old, "new": new, "documents": self.documents, "changed-documents": self.changed,
            "edits": self.edits.list().len(), "edits-without-changes": self.idle(),
            "counts": counts(self.counts()), "groups": groups,
        });
        Ok(writeln!(out, "{value}")?)
    }
}

/// Counts of changes in words.
pub(super) fn told(counts: [u64; 4]) -> String {
    let parts = Kind::ALL.into_iter().filter(|&kind| counts[kind as usize] > 0);
    let parts = parts.map(|kind| {
        let name = if kind == Kind::Confidence { "changed in confidence" } else { kind.name() };
        format!("{} {name}", counts[kind as usize])
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn plural(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
