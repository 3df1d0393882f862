//! The edits between two versions of a lexicon, entity by entity.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use super::Version;
use crate::hash::Map;
use crate::lexicon::source::{Context, Variant};
use crate::stats::KINDS;

/// What of an entity an [`Edit`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The whole entity.
    Entity,
    /// Its canonical name.
    Name,
    /// Its type.
    Type,
    /// The line about it.
    About,
    /// Its ids elsewhere.
    SameAs,
    /// Where it belongs.
    Within,
    /// The order of its name.
    Order,
    /// A short form.
    Short,
    /// A variant.
    Variant,
    /// A form that is not the entity's.
    Never,
    /// A word near it.
    Cue,
    /// Its prior.
    Weight,
    /// Its threshold.
    Threshold,
    /// The threshold of its type.
    TypeThreshold,
    /// What a compiled lexicon has of it beside its forms.
    Details,
}

impl Field {
    /// The field's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Name => "name",
            Self::Type => "type",
            Self::About => "about",
            Self::SameAs => "same-as",
            Self::Within => "in",
            Self::Order => "order",
            Self::Short => "short",
            Self::Variant => "variant",
            Self::Never => "never",
            Self::Cue => "cue",
            Self::Weight => "weight",
            Self::Threshold => "threshold",
            Self::TypeThreshold => "threshold of its type",
            Self::Details => "details",
        }
    }
}

/// One thing that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The id of the entity.
    pub entity: String,
    /// What of it.
    pub field: Field,
    /// The form or cue, where the field has several.
    pub form: String,
    /// What was stated; nothing where it was added.
    pub old: Option<String>,
    /// What is stated now; nothing where it was removed.
    pub new: Option<String>,
}

impl Edit {
    /// What was done: `added`, `removed` or `changed`.
    pub fn action(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}

impl fmt::Display for Edit {
    /// `person/x: variant "Y" added`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.entity, self.field.name())?;
        if !self.form.is_empty() {
            write!(f, " {:?}", self.form)?;
        }
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if self.field != Field::Details => {
                let value = |value: &str| if value.is_empty() { "nothing".to_owned() } else { format!("{value:?}") };
                write!(f, " changed from {} to {}", value(old), value(new))
            }
            _ => write!(f, " {}", self.action()),
        }
    }
}

/// One thing that a lexicon states of an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Statement {
    field: Field,
    form: String,
    value: String,
}

impl Statement {
    pub(super) fn new(field: Field, form: &str, value: String) -> Self {
        Self { field, form: form.to_owned(), value }
    }
}

/// The tags of a variant as text.
pub(super) fn tags(variant: &Variant) -> String {
    let context = |context| match context {
        Context::NeedsFullName => "needs-full-name",
        Context::NeedsCue => "needs-cue",
        Context::NeedsLanguage => "needs-language",
    };
    let tags = [
        variant.kind.map(|kind| KINDS[kind as usize].to_owned()),
        Some(variant.lang.clone()).filter(|lang| !lang.is_empty()),
        variant.context.map(|c| context(c).to_owned()),
        variant.exact_case.then(|| "exact case".to_owned()),
        variant.weight.map(|weight| format!("weight {weight}")),
        variant.threshold.map(|threshold| format!("threshold {threshold}")),
    ];
    tags.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What is stated of each entity.
#[derive(Default)]
pub(super) struct Statements(Vec<(String, Vec<Statement>)>);

impl Statements {
    pub(super) fn add(&mut self, id: &str, statements: Vec<Statement>) {
        self.0.push((id.to_owned(), statements));
    }

    /// Puts entities and what is stated of them in order; those of one id become one.
    pub(super) fn sort(&mut self) {
        self.0.sort_by(|a, b| a.0.cmp(&b.0));
        self.0.dedup_by(|b, a| a.0 == b.0 && (a.1.append(&mut b.1), true).1);
        for (_, statements) in &mut self.0 {
            statements.sort();
            statements.dedup_by(|b, a| (b.field, &b.form) == (a.field, &a.form));
        }
    }
}

/// The edits between two versions of a lexicon.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    list: Vec<Edit>,
    of: Map<String, Range<usize>>,
}

impl Edits {
    /// The edits that make `new` of `old`, in the order of ids.
    ///
    /// Sources are compared field by field. Where either version is compiled, what the compiled form has is: names,
    /// variants, short and `never` forms, and the rest as one.
    pub fn between(old: &Version, new: &Version) -> Self {
        let compiled = old.entities.is_none() || new.entities.is_none();
        let (old, new) = (old.statements(compiled), new.statements(compiled));
        let mut edits = Self::default();
        for (old, new) in merged(old.0, new.0, |a, b| a.0.cmp(&b.0)) {
            let first = edits.list.len();
            let whole = |old, new| Edit { entity: String::new(), field: Field::Entity, form: String::new(), old, new };
            let (id, found) = match (old, new) {
                (None, None) => continue,
                (Some((id, _)), None) => (id, vec![whole(Some(String::new()), None)]),
                (None, Some((id, _))) => (id, vec![whole(None, Some(String::new()))]),
                (Some((id, old)), Some((_, new))) => (id, between(old, new)),
            };
            edits.list.extend(found.into_iter().map(|edit| Edit { entity: id.clone(), ..edit }));
            if edits.list.len() > first {
                edits.of.insert(id, first..edits.list.len());
            }
        }
        edits
    }

    /// All edits, in the order of ids.
    pub fn list(&self) -> &[Edit] {
        &self.list
    }

    /// The numbers of the edits of an entity.
    pub(super) fn of(&self, entity: &str) -> Range<usize> {
        self.of.get(entity).cloned().unwrap_or(0..0)
    }
}

/// The edits of an entity, without its id.
fn between(old: Vec<Statement>, new: Vec<Statement>) -> Vec<Edit> {
    let key = |s: &Statement| (s.field, s.form.clone());
    let pairs = merged(old, new, |a, b| key(a).cmp(&key(b)));
    let changed = pairs.into_iter().filter(|(old, new)| old != new);
    changed
        .filter_map(|(old, new)| {
            let Statement { field, form, .. } = old.as_ref().or(new.as_ref())?.clone();
            Some(Edit { entity: String::new(), field, form, old: old.map(|s| s.value), new: new.map(|s| s.value) })
        })
        .collect()
}

/// Two sorted lists side by side.
fn merged<T>(old: Vec<T>, new: Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Vec<(Option<T>, Option<T>)> {
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut out = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return out,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => order(a, b),
        };
        let a = if order.is_le() { old.next() } else { None };
        let b = if order.is_ge() { new.next() } else { None };
        out.push((a, b));
    }
}
