//! Titles beside mentions: they tell bearers of one family name apart.

use super::{Document, LONGEST_TITLE};
use crate::grammar::{Group, Roles};
use crate::matching::{offices, sexes};
use crate::orthography::fold::folded;
use crate::resolve::{EntityRef, Reading};
use crate::segment::{Gap, Shape};

/// As a share against others of the same short form: the entity has had the title that stands here.
const SAME_TITLE: f32 = 2.0;

/// The same where the lexicon says that somebody held the office: le roi Hussein is not Saddam.
const HELD: f32 = 2.0;

/// The same where it has had a title of the other sex.
const OTHER_SEX: f32 = -5.0;

/// A title beside a mention: its folded letters, and the group of those that say whether a man or a woman bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) letters: String,
    sex: Group,
}

/// The groups of the titles of men and of women (`lexicons/grammar/titles/sexes.toml`).
const SEXES: [&str; 2] = ["sex/man", "sex/woman"];

impl Document<'_> {
    /// The title directly before a span, or after it where titles follow; of several the one that says a man's or a woman's: Frau
    /// Dr. Assad.
    fn title_of(&self, (first, end): (usize, usize)) -> Option<Title> {
        let tokens = &self.scan.tokens;
        let is_near = |k: usize| k > 0 && matches!(tokens[k].gap, Gap::Space | Gap::DotSpace);
        let is_title = |k: usize| is_near(k) && self.place.roles(k - 1).any(Roles::TITLE);
        match is_title(first) {
            true => {
                let own = self.title_named(self.place.folded(first - 1))?;
                let other = || self.title_named(self.place.folded(first - 2)).filter(|t| t.sex != 0);
                let is_polite = own.sex == 0 && is_title(first - 1);
                is_polite.then(other).flatten().or(Some(own))
            }
            false => tokens.get(end).filter(|t| t.shape == Shape::Uncased).and_then(|_| self.title_after(end)),
        }
    }

    /// The title that a token is, or that the run which begins there begins with.
    pub(super) fn title_after(&self, token: usize) -> Option<Title> {
        self.scan.tokens.get(token).filter(|t| t.gap <= Gap::Space)?;
        let written = self.place.folded(token);
        let prefixes = written.char_indices().skip(1).map(|(at, _)| &written[..at]).take(LONGEST_TITLE);
        std::iter::once(written).chain(prefixes).find_map(|letters| self.title_named(letters))
    }

    fn title_named(&self, letters: &str) -> Option<Title> {
        let grammar = self.tables.grammar;
        let entry = grammar.look_up(letters);
        let group = if sexes::is_ladys(letters) { grammar.look_up(SEXES[1]).group } else { entry.group };
        let is_of_sex = SEXES.iter().any(|sex| grammar.look_up(sex).group == group);
        let sex = if is_of_sex { group } else { 0 };
        entry.roles.any(Roles::TITLE).then(|| Title { letters: letters.to_owned(), sex })
    }

    /// The group of the titles that an entity has by its sex, as far as its given name tells.
    pub(super) fn sex_of(&self, entity: EntityRef) -> Option<Group> {
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        let name = lexicon.entity_name(entity.entity);
        let given = name.split([' ', '-']).next().unwrap_or_default();
        let is_woman = sexes::woman(&folded(given))?;
        Some(self.tables.grammar.look_up(SEXES[usize::from(is_woman)]).group)
    }

    /// Whether a title of the other sex stands beside a short form: Mrs. Obama is not Barack Obama.
    pub(super) fn has_title_of_other_sex(&self, span: (usize, usize), reading: &Reading) -> bool {
        self.title_of(span)
            .is_some_and(|title| title.sex != 0 && self.sex_of(reading.entity).is_some_and(|s| s != title.sex))
    }

    /// Remembers the title that stands beside a mention of an entity.
    pub(super) fn note_title(&self, span: (usize, usize), entity: EntityRef) {
        let title = self.title_of(span);
        let fits = |t: &Title| t.sex == 0 || self.sex_of(entity).is_none_or(|sex| sex == t.sex);
        if let Some(title) = title.filter(fits) {
            let mut titles = self.titles.borrow_mut();
            let own = titles.entry(entity).or_default();
            if !own.contains(&title) {
                own.push(title);
            }
        }
    }

    /// Of entities that share a short form the one is meant that has had its title in the document, and not one that
    /// has had a title of the other sex.
    pub(super) fn tell_titles_apart(&self, span: (usize, usize), readings: &mut [Reading]) {
        let Some(title) = self.title_of(span) else { return };
        let titles = self.titles.borrow();
        for reading in readings.iter_mut() {
            let own = || titles.get(&reading.entity).into_iter().flatten();
            let is_other_sex = match own().find(|t| t.sex != 0) {
                // Nothing else in the document tells: the given name does.
                None => self.sex_of(reading.entity).is_some_and(|sex| sex != title.sex),
                Some(_) => own().any(|t| t.sex != 0 && t.sex != title.sex),
            };
            if title.sex != 0 && is_other_sex {
                reading.prior += OTHER_SEX;
            } else if own().any(|t| t.letters == title.letters) {
                reading.prior += SAME_TITLE;
            }
            let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
            if offices::is_held(&title.letters, reading.entity.entity, lexicon) {
                reading.prior += HELD;
            }
        }
    }
}
