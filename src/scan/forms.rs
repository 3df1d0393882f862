//! Units to forms: which are tried around a unit, and the attempt itself.

use super::fit::Fit;
use super::memo::{Known, Lead};
use super::{Candidate, Case, MOST_WORDS, Scan, Tables, fit};
use crate::grammar::Roles;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::candidates::{Near, listed_with};
use crate::orthography::names::TypeHint;
use crate::segment::{Gap, Shape};

/// Forms tried from one unit: bounds the work where a lexicon has many entities of one name.
pub(super) const MOST_FORMS: usize = 400;

/// Candidates of a document after which fewer forms are tried from a unit: bounds the memory where a long text repeats a
/// name that hundreds of entities have. No newspaper has a tenth of them.
const MANY_CANDIDATES: usize = 1 << 20;

/// Forms tried from one unit after that.
const FEW_FORMS: usize = 16;

/// Names that have a word by which the rest of a name is looked for, whatever its spelling.
const RARE: f32 = 3.5;

/// Names that such a word leads to.
const MOST_OF_RARE: usize = 4;

/// What stands before a word that may be somebody's family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// No title.
    Nothing,
    /// A title in small letters or a country's genitive, which count for those of whom the lexicon says something.
    Office,
    /// A title.
    Title,
}

/// What a text has of a longer name beside one word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct More {
    before: Before,
    /// Initials stand before it, or one after it.
    letters: [Option<char>; 4],
}

impl More {
    /// Whether a form may be meant by one of its words: its family name behind a title, or a word beside an initial of
    /// another.
    fn may_be(&self, known: &Known, number: usize, lexicon: &Compiled, form: Index, near: &Near) -> bool {
        let words = || lexicon.form_words(form).take_while(|w| w.as_join().is_none());
        let begins = |w: FormWord| {
            let letter = lexicon.vocab_initial(w.vocab());
            w.vocab() != near.vocab && letter.is_some() && self.letters.contains(&letter)
        };
        let is_titled = match self.before {
            Before::Nothing => false,
            Before::Office => !lexicon.entity_details(lexicon.form_entity(form)).is_empty(),
            Before::Title => true,
        };
        (is_titled && is_family_name(known, number, lexicon, form, near))
            || (self.letters.iter().any(Option::is_some) && words().any(begins))
    }
}

/// Whether a word behind a title may be the family name of a form, or all of it: what [`Fit`] asks of it wherever it
/// stands.
fn is_family_name(known: &Known, number: usize, lexicon: &Compiled, form: Index, near: &Near) -> bool {
    // Another spelling counts only where the lexicon has no word of just these letters.
    if !near.is_exact && known.is_listed(number) {
        return false;
    }
    let words = || lexicon.form_words(form).take_while(|w| w.as_join().is_none());
    let is_first = || words().next().is_some_and(|w| w.vocab() == near.vocab);
    let is_last = || words().last().is_some_and(|w| w.vocab() == near.vocab);
    if words().filter(|w| !w.is_light() && !w.is_initial()).nth(1).is_none() {
        return is_first() || is_last();
    }
    let flags = lexicon.form_flags(form);
    let is_family = if flags.has(FormFlags::FAMILY_FIRST) { is_first() } else { is_last() };
    is_family
        && !flags.has(FormFlags::NEVER.with(FormFlags::SHORT))
        && (near.is_exact || !known.word.roles.any(Roles::SURNAME))
        && lexicon.entity_hint(lexicon.form_entity(form)) == TypeHint::Person
}

impl Scan {
    /// Tries the forms that a unit's near words lead to, alone and with those of the units after it.
    pub(super) fn try_unit(&mut self, text: &str, number: usize, unit: usize, tables: &Tables<'_>) {
        let lexicon = tables.lexicons[number];
        let here = self.units[unit];
        let first = here.first as usize;
        if self.memo.get(here.memo).near(number).is_empty() {
            return;
        }
        // A lower-case word is no name alone.
        let is_small = self.is_small(&here);
        let mut forms = std::mem::take(&mut self.forms);
        forms.clear();
        let known = self.memo.get(here.memo);
        if !is_small {
            let find = || self.likely(text, number, unit, tables);
            match self.log.is_kept() {
                // What is dropped is told wherever it stands.
                true => forms.extend(find()),
                false => forms.extend(known.wholly(number, find)),
            }
        }
        // Only in its own spelling, or nearly: behind a title stands many a name that resembles a listed one.
        let listed = known.is_listed(number);
        if !is_small
            && (listed || known.is_close(number))
            && let Some(more) = self.more_of(text, first, here.end as usize)
        {
            let close = (0..).zip(known.near(number)).filter(|(_, n)| n.is_exact || n.is_close);
            let found = || {
                let forms = close.flat_map(|(i, near)| {
                    let partly = lexicon.partly(near.vocab).take(MOST_FORMS);
                    partly.filter(move |&f| more.may_be(known, number, lexicon, f, near)).map(move |form| (form, i))
                });
                forms.collect()
            };
            match (more.letters, more.before) {
                ([None, None, None, None], Before::Title) => forms.extend(known.titled(number, found)),
                _ => known.beside(number, more, &mut forms, found),
            }
        }
        // Beside a word that few names have, the rest of the name may be spelt in ways that no search finds.
        if !is_small && listed && self.is_beside_name(first, here.end as usize) {
            forms.extend(known.rare(number, || {
                let near = (0..).zip(known.near(number));
                let rare = near.filter(|(_, n)| n.is_exact && lexicon.vocab_uses(n.vocab) <= RARE);
                rare.flat_map(|(i, n)| lexicon.partly(n.vocab).take(MOST_OF_RARE).map(move |form| (form, i))).collect()
            }));
        }
        let mut token = here.end as usize;
        let mut reach = fit::REACH;
        while reach > 0 && token < self.tokens.len() && self.tokens[token].gap <= Gap::Quote {
            for other in self.units_of[token] as usize..self.units_of[token + 1] as usize {
                if !self.units[other].leads {
                    continue;
                }
                self.pairs(number, unit, other, lexicon, &mut forms);
            }
            if self.units_of[token] == self.units_of[token + 1] && !self.may_be_light(token) {
                break;
            }
            token += 1;
            reach -= 1;
        }
        forms.sort_unstable();
        forms.dedup();
        let most = if self.candidates.len() < MANY_CANDIDATES { MOST_FORMS } else { FEW_FORMS };
        if forms.len() > most {
            // Those that are listed as they stand here come first.
            let near = self.memo.get(here.memo).near(number);
            forms.sort_by_key(|&(form, i)| (!near[i as usize].is_exact, form));
        }
        for &(form, i) in forms.iter().take(most) {
            let near = self.memo.get(here.memo).near(number)[i as usize];
            self.try_form(text, number, unit, &near, form, tables);
        }
        self.forms = forms;
    }

    /// Adds the forms that have a word near each of two units, each with the number of the first one's near word.
    fn pairs(&mut self, number: usize, unit: usize, other: usize, lexicon: &Compiled, forms: &mut Vec<Lead>) {
        let (a, b) = (self.units[unit].memo, self.units[other].memo);
        let (left, right) = (self.memo.get(a), self.memo.get(b));
        if right.near(number).is_empty() {
            return;
        }
        let first = forms.len();
        // In small letters stand the small words of a name, and what kind of body or place it is.
        let is_small = self.is_small(&self.units[unit]) || self.is_small(&self.units[other]);
        let has_small = |&(form, _): &Lead| {
            lexicon.form_words(form).any(|w| w.as_join().is_none() && (w.is_light() || w.is_lower()))
                || lexicon.entity_hint(lexicon.form_entity(form)) != TypeHint::Person
        };
        if let Some(known) = self.memo.pairs(number, a, b) {
            match is_small {
                true => forms.extend(known.iter().filter(|lead| has_small(lead))),
                false => forms.extend(known),
            }
            return;
        }
        let partner_bytes = || left.partner_bytes(number) + right.partner_bytes(number);
        let before = partner_bytes();
        let (of_left, of_right) = (left.near(number), right.near(number));
        let narrow = |i: usize| u32::try_from(i).expect("few words are near");
        // Two words are listed under the rarer one: mostly neither is.
        if left.may_be_listed_with(right, number, lexicon) {
            listed_with(of_left, of_right, MOST_FORMS, lexicon, |i, _, form, _| forms.push((form, narrow(i))));
        }
        if right.may_be_listed_with(left, number, lexicon) {
            listed_with(of_right, of_left, MOST_FORMS, lexicon, |_, i, form, is_twice| {
                // A word with itself is listed once.
                if !is_twice {
                    forms.push((form, narrow(i)));
                }
            });
        }
        let grown = partner_bytes() - before;
        self.memo.grow(grown);
        self.memo.add_pairs(number, a, b, &forms[first..]);
        if is_small {
            let mut at = 0;
            forms.retain(|lead| {
                at += 1;
                at <= first || has_small(lead)
            });
        }
    }

    /// What else than a word the text has of a longer name: a title, initials. Nothing where there is neither.
    fn more_of(&self, text: &str, first: usize, end: usize) -> Option<More> {
        let joined =
            |k: usize| matches!(self.tokens[k].gap, Gap::Space | Gap::Line | Gap::DotSpace | Gap::Dot | Gap::Hyphen);
        let letter = |k: usize| self.folded(k, text).chars().next();
        let before = (first > 0 && joined(first)).then(|| first - 1);
        let is_initial = |k: usize| self.tokens[k].shape == Shape::Initial;
        // Of several initials (J. R. R. Tolkien) any may be the form's.
        let mut letters = [None; 4];
        let mut at = first;
        for slot in letters.iter_mut().take(3) {
            if at == 0 || !joined(at) || !is_initial(at - 1) {
                break;
            }
            at -= 1;
            *slot = letter(at);
        }
        letters[3] = [first + 1, end]
            .into_iter()
            .find(|&k| self.tokens.get(k).is_some_and(|t| t.gap <= Gap::Comma && t.shape == Shape::Initial))
            .and_then(letter);
        let title = before.and_then(|_| self.title_before(first)).map(|k| self.tokens[k].shape);
        let stands = match title {
            Some(shape) if shape != Shape::Lower => Before::Title,
            Some(_) => Before::Office,
            None if before.is_some() && self.owner_before(first).is_some() => Before::Office,
            None => Before::Nothing,
        };
        let is_any = stands != Before::Nothing || letters.iter().any(Option::is_some);
        is_any.then_some(More { before: stands, letters })
    }

    /// Whether a word that may be part of a name stands directly before or after some tokens.
    fn is_beside_name(&self, first: usize, end: usize) -> bool {
        let is_name = |k: usize| {
            self.tokens[k].shape == Shape::Capital
                && self.cases[k] == Case::Normal
                && !self.roles_of(k).any(Roles::FUNCTION.with(Roles::CALENDAR).with(Roles::TITLE))
        };
        let before = first > 0 && self.tokens[first].gap == Gap::Space && is_name(first - 1);
        before || self.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && is_name(end)
    }

    /// Whether a name may go on past a token that has no unit.
    fn may_be_light(&self, token: usize) -> bool {
        let small =
            Roles::ARTICLE.with(Roles::FILIATION).with(Roles::PARTICLE).with(Roles::TITLE).with(Roles::FUNCTION);
        self.tokens[token].shape != Shape::Lower || self.roles_of(token).any(small)
    }

    /// Whether a name's first word may be in lower case, as it says what kind of place it is: many languages write mer Noire as well.
    pub(super) fn may_be_kind(&self, words: &[FormWord], hint: TypeHint, lexicon: &Compiled) -> bool {
        hint == TypeHint::Place
            && words.len() > 1
            && lexicon.vocab_roles(words[0].vocab()).any(Roles::PLACE_WORD)
            && !self.languages.is_told_as("en")
    }

    /// Sets a form's words against the text around a unit, and keeps the candidate if enough of them stand there.
    fn try_form(&mut self, text: &str, number: usize, unit: usize, near: &Near, form: Index, tables: &Tables<'_>) {
        let lexicon = tables.lexicons[number];
        let mut buffer = [FormWord(0); MOST_WORDS * 3];
        let mut count = 0;
        let mut fitting = std::mem::take(&mut self.fitting);
        for (slot, word) in buffer.iter_mut().zip(lexicon.form_words(form)) {
            *slot = word;
            count += 1;
        }
        // A form's words stand before its joins.
        let split = buffer[..count].iter().position(|w| w.as_join().is_some()).unwrap_or(count);
        let (words, joins) = buffer[..count].split_at(split);
        let words = &words[..words.len().min(MOST_WORDS)];
        let entity = lexicon.form_entity(form);
        let hint = lexicon.entity_hint(entity);
        let flags = lexicon.form_flags(form);
        let is_anchor = near.is_exact && hint == TypeHint::Person && lexicon.vocab_uses(near.vocab) <= RARE;
        let anchor = is_anchor.then_some(unit);
        let is_small = self.is_small(&self.units[unit]);
        let starts = words.iter().enumerate().filter(|(_, w)| w.vocab() == near.vocab).map(|(i, _)| (i, 1));
        // In lower case a name begins with its own first word only, and only if that is listed so or the kind of a place.
        let may_begin = |i: usize| i == 0 && (words[0].is_lower() || self.may_be_kind(words, hint, lexicon));
        let starts = starts.filter(|&(i, _)| !is_small || may_begin(i));
        // A damaged file may have joins of more words than the form has.
        let within = |&(first, count): &(usize, usize)| first + count <= words.len();
        let joined = joins.iter().filter(|w| w.vocab() == near.vocab).filter_map(|w| w.as_join()).filter(within);
        let mut best: [Option<Candidate>; 2] = [None, None];
        for (at, count) in starts.chain(joined) {
            let fit = Fit {
                scan: self,
                text,
                number,
                lexicon,
                words,
                joins,
                hint,
                flags,
                entity,
                anchor,
                costs: tables.costs,
            };
            if let Some(candidate) = fit.around(unit, near, (at, count), form, &mut fitting) {
                let standing = &mut best[usize::from(candidate.is_family_only)];
                let rank = |c: &Candidate| (c.words, c.end - c.first);
                if standing.as_ref().is_none_or(|b| rank(&candidate) > rank(b)) {
                    *standing = Some(candidate);
                }
            }
        }
        self.candidates.extend(best.into_iter().flatten());
        self.fitting = fitting;
    }
}
