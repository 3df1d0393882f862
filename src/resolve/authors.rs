//! Lists of authors, in which family names are also what places and other people are called: Jordan, M. R., Stanley, C. A.; Smith J,
//! Chad K.

use super::place::Place;
use super::{Reading, Span};
use crate::explain::log::Event;
use crate::grammar::Roles;
use crate::orthography::fold::folded;
use crate::scan::Case;
use crate::segment::{Gap, Shape};

/// Items of the shortest list that is told to be one, and tokens between two of its items at most.
const LEAST: usize = 3;
const NEAR: usize = 8;

/// What a place, a body or another's name loses as an item of such a list, in nats. By hand.
const ITEM: f32 = -7.0;

/// What stands before the year in which a text was published.
const COPYRIGHT: char = '©';

/// Letters of the longest initials that are written as one: Jordan MR.
const INITIALS: usize = 3;

/// An item of a list of authors, as tokens: its family name first, then initials or given names.
#[derive(Clone, Copy)]
struct Author {
    first: usize,
    end: usize,
}

impl Place<'_> {
    /// What stands between a token and the one before it.
    fn gap_before(&self, token: usize) -> &str {
        let tokens = &self.scan.tokens;
        let from = token.checked_sub(1).map_or(0, |k| tokens[k].end as usize);
        let to = tokens.get(token).map_or(self.text.len(), |t| t.start as usize);
        &self.text[from..to]
    }

    /// The item of a list of authors that begins with a family name, if one does. Of given names in full a line or a semicolon has to
    /// tell where it ends: Chad, Jordan and Israel are countries.
    fn author(&self, first: usize) -> Option<Author> {
        let tokens = &self.scan.tokens;
        let is_and = |k: usize| matches!(self.folded(k), "and" | "und" | "et" | "и");
        let border = |k: usize| k == 0 || k >= tokens.len() || self.gap_before(k).contains(['\n', ';']);
        let before = self.gap_before(first);
        let starts = border(first) || before.contains([',', '&']) || (first > 0 && is_and(first - 1));
        let family = &tokens[first];
        let next = tokens.get(first + 1)?;
        if !starts || family.shape != Shape::Capital || family.len() < 3 {
            return None;
        }
        let is_apart = next.gap == Gap::Comma && !self.gap_before(first + 1).contains('\n');
        let is_upper = |k: usize| {
            tokens[k].shape == Shape::Upper && tokens[k].len() <= INITIALS && !self.roles(k).any(Roles::STATE)
        };
        // Behind a comma they are of a country or a code: Auckland, NZ.
        let is_initials = |k: usize| self.is_initial(k) || (!is_apart && is_upper(k));
        let is_given = |k: usize| tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::GIVEN);
        let goes_on = |k: usize| {
            let is_near = matches!(tokens[k].gap, Gap::None | Gap::Dot | Gap::DotSpace | Gap::Space | Gap::Hyphen);
            k == first + 1 || (is_near && !self.gap_before(k).contains('\n'))
        };
        let run = || (first + 1..tokens.len()).take_while(|&k| goes_on(k) && (is_initials(k) || is_given(k)));
        let end = first + 1 + run().count();
        let is_whole_line = border(first) && border(end);
        let has_initials = run().any(is_initials);
        let ends = border(end) || self.gap_before(end).contains([',', '&', '(', ':']) || is_and(end) || {
            // The last one, before the title of what they wrote: Chad K. Effects of diet.
            tokens[end].gap == Gap::DotSpace && tokens[end].shape == Shape::Capital
        };
        let is_joined = next.gap == Gap::Space && is_initials(first + 1);
        let is_item = match () {
            () if is_apart => end > first + 1 && ends && (has_initials || is_whole_line),
            () if is_joined => ends && run().all(is_initials),
            () => false,
        };
        is_item.then_some(Author { first, end })
    }

    /// The items of lists of authors.
    fn authors(&self) -> Vec<Author> {
        let mut all: Vec<Author> = Vec::new();
        let mut end = 0;
        for k in 0..self.scan.tokens.len() {
            if k >= end
                && let Some(author) = self.author(k)
            {
                end = author.end;
                all.push(author);
            }
        }
        let mut lists: Vec<Author> = Vec::new();
        for list in all.chunk_by(|a, b| b.first < a.end + NEAR) {
            if list.len() >= LEAST {
                lists.extend_from_slice(list);
            }
        }
        lists
    }

    /// Where the names of those who have the rights in a text begin and end, behind the sign and the year: © 2021 Liu, Li and Duan.
    fn owners(&self) -> Vec<(usize, usize)> {
        if !self.text.contains(COPYRIGHT) {
            return Vec::new();
        }
        let tokens = &self.scan.tokens;
        let is_year = |k: &usize| tokens[*k].shape == Shape::Number && self.gap_before(*k).contains(COPYRIGHT);
        let is_and = |k: usize| tokens[k].gap.is_space() && self.folded(k) == "and";
        let goes_on = |k: usize| {
            let is_name = tokens[k].shape == Shape::Capital && self.scan.cases[k] == Case::Normal;
            is_and(k) || (is_name && matches!(tokens[k].gap, Gap::Space | Gap::Comma | Gap::Hyphen))
        };
        let list = |year: usize| {
            let end = (year + 1..tokens.len()).find(|&k| !goes_on(k)).unwrap_or(tokens.len());
            let commas = (year + 2..end).filter(|&k| tokens[k].gap == Gap::Comma || is_and(k)).count();
            (commas > 0).then_some((year + 1, end))
        };
        (0..tokens.len()).filter(is_year).filter_map(list).collect()
    }

    /// Whether somebody's names have one that begins as the given names of an item do.
    fn is_called(&self, reading: &Reading, author: Author) -> bool {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let Some(first) = self.folded(author.first + 1).chars().next() else { return false };
        let Some(name) = lexicon.entity_forms(reading.entity.entity).next() else { return false };
        let family = self.folded(author.first);
        let name = folded(&lexicon.form_text(name)).into_owned();
        name.split([' ', '-']).any(|word| word != family && word.starts_with(first))
    }

    /// Lowers places, bodies and other people in lists of authors.
    pub(super) fn tell_authors(&self, spans: &mut [Span]) {
        if spans.is_empty() {
            return;
        }
        let authors = self.authors();
        let owners = self.owners();
        for span in spans {
            let (first, end) = (span.first as usize, span.end as usize);
            if owners.iter().any(|&(from, to)| from <= first && end <= to) {
                span.readings.iter_mut().for_each(|reading| self.lower_item((first, end), reading));
                continue;
            }
            let at = authors.partition_point(|a| a.end <= first);
            let Some(&author) = authors.get(at).filter(|a| a.first < end) else { continue };
            let is_whole = first <= author.first && end >= author.end;
            let is_family = first <= author.first && end == author.first + 1;
            for reading in &mut span.readings {
                let kind = self.tables.lexicons[reading.entity.lexicon as usize].entity_kind(reading.entity.entity);
                let is_own = match kind {
                    "person" if is_whole => end == author.end,
                    "person" => is_family && self.is_called(reading, author),
                    _ => end > author.end,
                };
                if is_own {
                    continue;
                }
                self.lower_item((first, end), reading);
            }
        }
    }

    fn lower_item(&self, (first, end): (usize, usize), reading: &mut Reading) {
        reading.log_odds += ITEM;
        let narrow = |k: usize| u32::try_from(k).expect("fewer tokens than bytes");
        let (first, end, entity, form) = (narrow(first), narrow(end), reading.entity, reading.form);
        let (name, by) = ("author", ITEM);
        self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
    }
}
