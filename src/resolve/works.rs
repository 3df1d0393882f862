//! Titles of works and ships in quotation marks: whom they name is not meant ("Putin's Kitchen" is a book).

use super::EntityRef;
use super::place::Place;
use crate::grammar::{Languages, Roles};
use crate::orthography::fold::folded;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape};

/// Tokens of the longest title.
const LONGEST: usize = 12;

/// Tokens from the word for a work to its title: фильм Эйзенштейна «Иван Грозный».
const REACH: usize = 3;

/// Signs of the longest word for a work in a run without spaces, less one.
const MOST_SIGNS: usize = 4;

/// Words between two titles of a list.
const MOST_BETWEEN: usize = 1;

/// Tokens of a title that words of works may stand behind, and how far behind.
const MOST_BARE: usize = 2;
const WORKS_AFTER: usize = 6;

/// Quotation marks, single ones aside, which are apostrophes as well.
const MARKS: [char; 10] = ['"', '“', '”', '„', '‟', '«', '»', '「', '」', '＂'];

/// Marks of Chinese and Japanese that stand around titles, and seldom around anything else.
const TITLE_MARKS: [char; 6] = ['《', '》', '〈', '〉', '『', '』'];

/// What `about` says of the press.
const PRESS: [&str; 7] = ["news", "magazine", "broadcaster", "daily", "weekly", "television", "radio"];

/// A title, from its first token up to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    first: usize,
    end: usize,
    /// Whether what is only a name is a title as well, as a word for a work stands before it: the film "Gandhi".
    is_announced: bool,
    /// Whether it is a hotel's, a newspaper's or a club's name, or such as only the words behind it tell: a listed body may be
    /// meant, and nothing else.
    is_body: bool,
}

impl Place<'_> {
    /// Whether a span is part of the title of a work, or all of one that is told to be such; what may be a body is no part of
    /// a body's name.
    pub(super) fn is_in_title(&self, first: usize, end: usize, may_be_body: bool) -> bool {
        let works = self.works.get_or_init(|| self.titles());
        let at = works.partition_point(|w| w.end < end);
        works
            .get(at)
            .filter(|w| !(w.is_body && may_be_body))
            .is_some_and(|w| w.first <= first && end <= w.end && (w.is_announced || (first, end) != (w.first, w.end)))
    }

    /// Whether a span is part of a title that a word beside it tells to be one.
    pub(super) fn is_in_told_title(&self, first: usize, end: usize) -> bool {
        let works = self.works.get_or_init(|| self.titles());
        let at = works.partition_point(|w| w.end < end);
        works.get(at).is_some_and(|w| w.is_announced && !w.is_body && w.first <= first && end <= w.end)
    }

    /// Whether a span is all that stands in quotation marks of a text that may be in an East Slavic language.
    pub(super) fn is_all_in_quotes(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_east_slavic =
            || ["ru", "uk", "be"].iter().any(|language| self.scan.languages.any(Languages::named(language)));
        tokens[first].script == Script::Cyrillic
            && self.text[..tokens[first].start as usize].ends_with(MARKS)
            && self.text[tokens[end - 1].end as usize..].starts_with(MARKS)
            && is_east_slavic()
    }

    /// Whether a span is all that stands in marks that are put around titles, and what the press is called by in Chinese: 《路透社》.
    pub(super) fn is_all_in_title_marks(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        self.text[..tokens[first].start as usize].ends_with(TITLE_MARKS)
            && self.text[tokens[end - 1].end as usize..].starts_with(TITLE_MARKS)
    }

    /// Whether a listed entity is a newspaper, a news agency or a broadcaster.
    pub(super) fn is_press(&self, entity: EntityRef) -> bool {
        let about = self.details(entity).about.to_lowercase();
        PRESS.iter().any(|word| about.contains(word))
    }

    /// Whether a span is all of what a word for a work or a ship announces.
    pub(super) fn is_whole_title(&self, first: usize, end: usize) -> bool {
        let works = self.works.get_or_init(|| self.titles());
        let at = works.partition_point(|w| w.end < end);
        works.get(at).is_some_and(|w| w.is_announced && !w.is_body && (first, end) == (w.first, w.end))
    }

    /// The titles of the document, in order.
    fn titles(&self) -> Vec<Work> {
        let tokens = &self.scan.tokens;
        let mut out: Vec<Work> = Vec::new();
        let mut open: Option<usize> = None;
        for k in 0..=tokens.len() {
            let gap = tokens.get(k).map_or(Gap::Paragraph, |t| t.gap);
            if gap < Gap::DotSpace {
                continue;
            }
            let start = k.checked_sub(1).map_or(0, |before| tokens[before].end as usize);
            let between = &self.text[start..tokens.get(k).map_or(self.text.len(), |t| t.start as usize)];
            let is_mark = |c: char| MARKS.contains(&c) || TITLE_MARKS.contains(&c);
            // French has spaces within, and old print: « Soumission », „ Deutſchland “.
            let inner = if between.trim_end().ends_with(['«', '„']) { between.trim_end() } else { between };
            let opens = k < tokens.len() && inner.ends_with(is_mark);
            let rest = if opens { inner.trim_end_matches(is_mark) } else { inner };
            // Where only marks stand the word before tells whether one closes: a mark and a word follow each other in both.
            let closes = rest.contains(is_mark) || (opens && open.is_some() && rest.is_empty());
            if let Some(first) = open.filter(|_| closes) {
                let is_next = out.last().is_some_and(|last| self.is_next(last, first));
                let next = out.last().filter(|_| is_next).map(|last| last.is_body);
                out.extend(self.title(first, k, next));
                open = None;
            }
            let is_one_mark = rest.is_empty() && inner.chars().nth(1).is_none();
            if opens && !(closes && is_one_mark) {
                open = Some(k);
            } else if gap == Gap::Paragraph {
                open = None;
            }
        }
        out
    }

    /// Whether what begins with a token is the next of several titles that were announced: les films « Munich », « Chicago » et
    /// « Casablanca ».
    fn is_next(&self, last: &Work, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let between = &self.text[tokens[last.end - 1].end as usize..tokens[first].start as usize];
        last.is_announced
            && last.end <= first
            && first - last.end <= MOST_BETWEEN
            && (last.end..first).all(|k| self.roles(k).any(Roles::LINKER) && tokens[k].shape != Shape::Capital)
            && !between.contains(['.', '!', '?', ';', '\n', '(', ')'])
            && (last.end < first || between.contains([',', '،', '、', '/']))
    }

    /// What stands in quotation marks, if it is a title; `next`: whether the one before it in a list is a body's name.
    fn title(&self, first: usize, end: usize, next: Option<bool>) -> Option<Work> {
        let tokens = &self.scan.tokens;
        if end - first > LONGEST {
            return None;
        }
        let is_marked = self.text[..tokens[first].start as usize].ends_with(TITLE_MARKS);
        let is_work = is_marked
            || next == Some(false)
            || self.is_behind(first, |k| self.is_word_for_work(k))
            || self.is_behind_author(first, end);
        let is_body = !is_work && (next == Some(true) || self.is_behind(first, |k| self.is_body(k)));
        // "Chicago" won six Oscars: a name alone, and words of works after it.
        let is_bare = || {
            let reach = tokens.len().min(end + WORKS_AFTER);
            self.may_be_english && end - first <= MOST_BARE && {
                let mut after = (end..reach).take_while(|&k| tokens[k].gap < Gap::Paragraph);
                after.any(|k| self.roles(k).any(Roles::WORK))
            }
        };
        let is_body = is_body || (!is_work && is_bare());
        let is_announced = is_work || is_body || self.is_told_behind(end);
        // In English the words of titles have capitals; a sentence has a stop in it, and a name is not one.
        let is_cased = || {
            let is_long = |k: &usize| tokens[*k].len() > 3;
            self.may_be_english
                && end - first > 1
                && tokens[first].shape == Shape::Capital
                && (first..end).filter(is_long).all(|k| matches!(tokens[k].shape, Shape::Capital | Shape::Upper))
                && (first + 1..end).all(|k| tokens[k].gap < Gap::DotSpace)
        };
        (is_announced || is_cased()).then_some(Work { first, end, is_announced, is_body })
    }

    /// Whether somebody owns what stands in quotation marks, in English: Spielberg's "Munich". What is said there has small words
    /// or several.
    fn is_behind_author(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_owner = || {
            first > 1
                && tokens[first - 1].gap == Gap::Apostrophe
                && tokens[first - 1].of(self.text) == "s"
                && tokens[first - 2].shape == Shape::Capital
                && tokens[first - 2].gap != Gap::Apostrophe
        };
        let is_alone =
            || tokens.get(end).is_none_or(|t| t.shape != Shape::Lower || self.roles(end).any(Roles::FUNCTION));
        self.may_be_english
            && end - first <= MOST_BARE
            && (first..end).all(|k| matches!(tokens[k].shape, Shape::Capital | Shape::Upper))
            && is_owner()
            && is_alone()
    }

    /// Whether what stands behind a title says that it is one: « Bruxelles » est une chanson, "Stalingrad" by Antony Beevor.
    fn is_told_behind(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(end) else { return false };
        let between =
            self.text[tokens[end - 1].end as usize..next.start as usize].trim_start_matches(char::is_whitespace);
        // English has the comma within: "Paris," a song.
        let rest = between.strip_prefix(',').unwrap_or(between).strip_prefix(MARKS);
        let is_near = rest.is_some_and(|rest| rest.chars().all(|c| c.is_whitespace() || c == ','));
        let is_apposed = is_near && between.contains(',');
        if !is_near || next.shape != Shape::Lower {
            return false;
        }
        let is_spaced = |k: &usize| tokens[*k].gap.is_space();
        let behind = || (end + 1..tokens.len().min(end + 1 + REACH)).take_while(is_spaced);
        let is_small = |k: usize| tokens[k].shape == Shape::Lower;
        let is_work = |k: usize| (self.is_german || is_small(k)) && self.roles(k).any(Roles::WORK);
        let is_author = || {
            let mut name = behind();
            let is_capital = |k: usize| tokens[k].shape == Shape::Capital;
            name.next().is_some_and(|k| is_capital(k) && self.roles(k).any(Roles::GIVEN))
                && name.next().is_some_and(is_capital)
        };
        let is_apposition = || is_apposed && self.roles(end).any(Roles::ARTICLE) && behind().any(is_work);
        (self.is_copula(end) && behind().any(is_work)) || (self.is_by(end) && is_author()) || is_apposition()
    }

    /// Whether a token is a word for a work, with what is written onto it in scripts without capitals: ورواية.
    fn is_word_for_work(&self, token: usize) -> bool {
        let grammar = self.tables.grammar;
        let is_bare = || {
            let bare = grammar.bare(self.folded(token), self.scan.languages);
            bare.iter().any(|b| grammar.look_up(b).roles_in(self.scan.languages).any(Roles::WORK))
        };
        // 人気映画「パリの夜」: a run ends with it.
        let here = &self.scan.tokens[token];
        let ends_so = || {
            let run = here.of(self.text);
            let starts = run.char_indices().map(|(at, _)| at).rev().skip(1).take(MOST_SIGNS);
            starts.into_iter().any(|at| grammar.look_up(&folded(&run[at..])).roles.any(Roles::WORK))
        };
        self.roles(token).any(Roles::WORK)
            || (here.shape == Shape::Uncased && is_bare())
            || (here.script.is_unspaced() && ends_so())
    }

    /// Whether a word for what has a title stands before one that begins with a token.
    fn is_behind(&self, first: usize, has_title: impl Fn(usize) -> bool) -> bool {
        let tokens = &self.scan.tokens;
        let mut k = first;
        for _ in 0..REACH {
            let is_near = tokens[k].gap.is_space() || tokens[k].gap == Gap::Hyphen || (k == first);
            let Some(before) = k.checked_sub(1).filter(|_| is_near) else { return false };
            k = before;
            if has_title(k) {
                return true;
            }
        }
        false
    }
}
