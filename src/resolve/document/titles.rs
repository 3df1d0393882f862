//! Titles beside mentions: they tell bearers of one family name apart.

use super::{Document, LONGEST_TITLE};
use crate::grammar::{Group, Roles};
use crate::orthography::fold::{fold, normalise};
use crate::resolve::{EntityRef, Reading};
use crate::segment::{Gap, Shape};

/// As a share against others of the same short form: the entity has had the title that stands here.
const SAME_TITLE: f32 = 2.0;

/// The same where it has had a title of the other sex.
const OTHER_SEX: f32 = -3.0;

/// A title beside a mention: its folded letters, and the group of those that say whether a man or a woman bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    letters: String,
    sex: Group,
}

impl Document<'_> {
    /// The title directly before a span, or after it where titles follow.
    fn title_of(&self, (first, end): (usize, usize)) -> Option<Title> {
        let tokens = &self.scan.tokens;
        let letters = |k: usize| fold(&normalise(tokens[k].of(self.text)));
        let named = |letters: String| {
            let entry = self.tables.grammar.look_up(&letters);
            entry.roles.any(Roles::TITLE).then_some(Title { letters, sex: entry.group })
        };
        let is_beside = first > 0 && matches!(tokens[first].gap, Gap::Space | Gap::DotSpace);
        if let Some(title) = is_beside.then(|| named(letters(first - 1))).flatten() {
            return Some(title);
        }
        let next = tokens.get(end).filter(|t| t.gap <= Gap::Space && t.shape == Shape::Uncased)?;
        let written = fold(&normalise(next.of(self.text)));
        let prefixes = written.char_indices().skip(1).map(|(at, _)| &written[..at]).take(LONGEST_TITLE);
        let prefixes: Vec<&str> = prefixes.chain([written.as_str()]).collect();
        prefixes.into_iter().rev().find_map(|p| named(p.to_owned()))
    }

    /// Remembers the title that stands beside a mention of an entity.
    pub(super) fn note_title(&self, span: (usize, usize), entity: EntityRef) {
        if let Some(title) = self.title_of(span) {
            self.titles.borrow_mut().push((entity, title));
        }
    }

    /// Of entities that share a short form the one is meant that has had its title in the document, and not one that
    /// has had a title of the other sex.
    pub(super) fn tell_titles_apart(&self, span: (usize, usize), readings: &mut [Reading]) {
        let Some(title) = self.title_of(span) else { return };
        let titles = self.titles.borrow();
        for reading in readings {
            let own = || titles.iter().filter(|(e, _)| *e == reading.entity).map(|(_, t)| t);
            if title.sex != 0 && own().any(|t| t.sex != 0 && t.sex != title.sex) {
                reading.prior += OTHER_SEX;
            } else if own().any(|t| t.letters == title.letters) {
                reading.prior += SAME_TITLE;
            }
        }
    }
}
