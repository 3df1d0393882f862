//! The differences between two taggings of one text.

use crate::mention::Mention;

/// What counts as a difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Mentions less probable than this are none; 0.5 unless set.
    pub min_confidence: f32,
    /// The confidence changes if it does by more than this; 0.05 unless set.
    pub min_change: f32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { min_confidence: 0.5, min_change: 0.05 }
    }
}

/// A difference between two taggings of one text.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change<'m> {
    /// A mention that was not there.
    Gained {
        /// The mention.
        new: &'m Mention,
        /// What it was, if it was there and too improbable.
        old: Option<&'m Mention>,
    },
    /// A mention that is no longer there.
    Lost {
        /// The mention.
        old: &'m Mention,
        /// What it is, if it is there and too improbable.
        new: Option<&'m Mention>,
    },
    /// A mention that has another span, or names another entity.
    Moved {
        /// What it was.
        old: &'m Mention,
        /// What it is.
        new: &'m Mention,
    },
    /// A mention whose confidence alone has changed.
    Confidence {
        /// What it was.
        old: &'m Mention,
        /// What it is.
        new: &'m Mention,
    },
}

impl<'m> Change<'m> {
    /// The mention as it was, if it was one.
    pub fn before(&self) -> Option<&'m Mention> {
        match *self {
            Self::Gained { .. } => None,
            Self::Lost { old, .. } | Self::Moved { old, .. } | Self::Confidence { old, .. } => Some(old),
        }
    }

    /// What each tagging has there, however improbable.
    pub fn sides(&self) -> [Option<&'m Mention>; 2] {
        match *self {
            Self::Gained { old, new } => [old, Some(new)],
            Self::Lost { old, new } => [Some(old), new],
            Self::Moved { old, new } | Self::Confidence { old, new } => [Some(old), Some(new)],
        }
    }

    /// The mention as it is, if it is one.
    pub fn after(&self) -> Option<&'m Mention> {
        match *self {
            Self::Lost { .. } => None,
            Self::Gained { new, .. } | Self::Moved { new, .. } | Self::Confidence { new, .. } => Some(new),
        }
    }
}

/// The differences between two taggings of one text, each in order and disjoint, as
/// [`Version::tagger`](super::Version::tagger) gives them.
///
/// A mention that shares text with one of the other tagging has moved; of several, with that of the same entity, then
/// with the first. Takes time linear in the mentions.
pub fn changes<'m>(old: &'m [Mention], new: &'m [Mention], limits: Limits) -> Vec<Change<'m>> {
    let mut out = Vec::new();
    let (mut o, mut n) = (0, 0);
    while o < old.len() || n < new.len() {
        // What overlaps, directly or by way of others, is one knot.
        let (first_old, first_new) = (o, n);
        let starts = [old.get(o), new.get(n)].into_iter().flatten().map(|m| m.span.start);
        let mut end = starts.min().unwrap_or_default() + 1;
        loop {
            if let Some(m) = old.get(o).filter(|m| m.span.start < end) {
                end = end.max(m.span.end);
                o += 1;
            } else if let Some(m) = new.get(n).filter(|m| m.span.start < end) {
                end = end.max(m.span.end);
                n += 1;
            } else {
                break;
            }
        }
        knot(&old[first_old..o], &new[first_new..n], limits, &mut out);
    }
    out
}

/// The differences among mentions that share text.
fn knot<'m>(old: &'m [Mention], new: &'m [Mention], limits: Limits, out: &mut Vec<Change<'m>>) {
    let is_there = |m: &&Mention| m.confidence >= limits.min_confidence;
    let is_same = |a: &Mention, b: &Mention| a.span == b.span && a.entity == b.entity;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for a in old {
        match new.iter().find(|b| is_same(a, b)) {
            Some(b) if is_there(&a) && is_there(&b) => {
                if (a.confidence - b.confidence).abs() > limits.min_change {
                    out.push(Change::Confidence { old: a, new: b });
                }
            }
            _ => left.extend(is_there(&a).then_some(a)),
        }
    }
    for b in new.iter().filter(is_there) {
        if !old.iter().any(|a| is_same(a, b) && is_there(&a)) {
            right.push(b);
        }
    }
    let overlap = |a: &Mention, b: &Mention| a.span.start < b.span.end && b.span.start < a.span.end;
    for same_entity in [true, false] {
        left.retain(|a| {
            let at = right.iter().position(|b| overlap(a, b) && (!same_entity || a.entity == b.entity));
            let Some(at) = at else { return true };
            out.push(Change::Moved { old: a, new: right.remove(at) });
            false
        });
    }
    out.extend(left.into_iter().map(|a| Change::Lost { old: a, new: new.iter().find(|b| is_same(a, b)) }));
    out.extend(right.into_iter().map(|b| Change::Gained { new: b, old: old.iter().find(|a| is_same(a, b)) }));
}
