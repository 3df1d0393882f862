//! Which edit did what.

use super::changes::Change;
use super::edits::{Edit, Edits, Field};
use crate::mention::Mention;

/// What made a [`Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cause<'e> {
    /// The edit of its entity with this number in [`Edits::list`].
    Edit(usize),
    /// An edit of another entity: the likely one, if it is known.
    SideEffect(Option<&'e str>),
}

impl Edits {
    /// What made a change, one of all the changes of its document.
    ///
    /// Of several edits of the entity, the one whose form was found, or no longer; then the first that can have done it. A
    /// change whose entities have no edit is a side effect: of an edit to another entity that the span may name, or
    /// else to the nearest one in the document that changes too.
    pub fn cause<'m>(&'m self, change: &Change<'m>, document: &[Change<'m>]) -> Cause<'m> {
        // What names another entity now does so for what was done to that one, rather than to the one before.
        let entities = [change.after(), change.before()].into_iter().flatten().map(|m| m.entity.as_str());
        let own = entities.flat_map(|entity| self.of(entity));
        match own.min_by_key(|&number| fit(&self.list()[number], change)) {
            Some(number) => Cause::Edit(number),
            None => Cause::SideEffect(self.neighbour(change, document)),
        }
    }

    fn neighbour<'m>(&self, change: &Change<'m>, document: &[Change<'m>]) -> Option<&'m str> {
        let is_edited = |entity: &&str| !self.of(entity).is_empty();
        let sides = change.sides();
        let others = sides.iter().flatten().flat_map(|m| m.alternatives.iter().map(|a| a.entity.as_str()));
        let at = |c: &Change<'m>| c.after().or(c.before()).map_or(0, |m| m.span.start);
        let elsewhere = || {
            let near = document.iter().filter_map(|c| {
                let entities = [c.after(), c.before()].into_iter().flatten().map(|m| m.entity.as_str());
                Some((at(c).abs_diff(at(change)), entities.into_iter().find(is_edited)?))
            });
            near.min_by_key(|&(distance, _)| distance).map(|(_, entity)| entity)
        };
        others.into_iter().find(is_edited).or_else(elsewhere)
    }
}

/// How well an edit of one of its entities explains a change: the less, the better.
fn fit(edit: &Edit, change: &Change<'_>) -> u8 {
    let is_of = |m: &Mention| m.entity == edit.entity;
    let has_form = |m: &Mention| is_of(m) && m.variant == edit.form;
    let (old, new) = (change.before(), change.after());
    let gains = new.is_some_and(is_of);
    match edit.field {
        Field::Entity => 0,
        Field::Variant | Field::Short => {
            let found = edit.new.is_some() && new.is_some_and(has_form);
            let no_longer = edit.old.is_some() && old.is_some_and(has_form);
            if found || no_longer { 0 } else { 3 }
        }
        // A form that is somebody else's takes mentions away.
        Field::Never if gains == edit.new.is_none() => 1,
        Field::Never => 4,
        Field::Name => 1,
        Field::Cue
        | Field::Weight
        | Field::Threshold
        | Field::TypeThreshold
        | Field::Order
        | Field::Type
        | Field::Details => 2,
        Field::Within => 3,
        Field::About | Field::SameAs => 5,
    }
}
