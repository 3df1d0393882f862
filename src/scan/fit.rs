//! One form set against the text around one of its words.

mod fathers;
mod prospect;
mod reach;
mod rules;
mod span;
mod worth;

use super::{Candidate, Case, MOST_WORDS, Scan};
use crate::explain::log::{Event, Fitted, Placed, Refusal};
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::candidates::Near;
use crate::matching::costs::Costs;
use crate::orthography::names::TypeHint;

pub(super) use worth::Worth;

/// Tokens looked at on either side for the next word of a form.
pub(super) const REACH: usize = 4;

/// Where the words of a form stand, and whether the family name stands first.
struct Stretch {
    first: usize,
    end: usize,
    inverted: bool,
}

/// What a text has of a form.
struct Has<'h> {
    /// By word of the form.
    done: &'h [bool],
    /// The words that say something, small ones and initials aside: those that the text has, and all.
    matched: usize,
    total: usize,
    /// Whether all it has are as listed.
    all_exact: bool,
}

/// What an attempt works on, kept from one to the next.
#[derive(Default)]
pub(super) struct Buffers {
    placed: Vec<Placed>,
    extra: Vec<usize>,
}

/// One attempt to fit a form.
pub(super) struct Fit<'a> {
    pub(super) scan: &'a Scan,
    pub(super) text: &'a str,
    pub(super) number: usize,
    pub(super) lexicon: &'a Compiled,
    pub(super) words: &'a [FormWord],
    pub(super) joins: &'a [FormWord],
    pub(super) hint: TypeHint,
    pub(super) flags: FormFlags,
    pub(super) entity: Index,
    /// A unit that has a word as listed which few names have: words beside it are aligned, whether they were found or not.
    pub(super) anchor: Option<usize>,
    pub(super) costs: &'a Costs,
}

impl Fit<'_> {
    /// Sets the form against the text around a unit that is its word `at`, or joins `count` from there.
    pub(super) fn around(
        &self,
        unit: usize,
        near: &Near,
        (at, count): (usize, usize),
        form: Index,
        buffers: &mut Buffers,
    ) -> Option<Candidate> {
        if count == 1 && (self.is_other_numeral(unit, at, near) || self.is_other_kind(unit, at, near)) {
            return None;
        }
        let mut done = [false; MOST_WORDS];
        let done = &mut done[..self.words.len()];
        let Stretch { mut first, end, inverted } = self.gather(unit, near, (at, count), done, buffers)?;
        let Buffers { placed, extra } = buffers;
        let heavy = |w: &FormWord| !w.is_light() && !w.is_initial();
        let has = Has {
            done,
            matched: (0..done.len()).filter(|&i| done[i] && heavy(&self.words[i])).count(),
            total: self.words.iter().filter(|w| heavy(w)).count(),
            all_exact: placed.iter().all(|p| p.near.is_some_and(|n| n.is_exact)),
        };
        let is_enough = self.is_enough(&has, first);
        let is_family_only = !is_enough && self.is_titled_family_name(&has, unit, near, first);
        if !is_enough && !is_family_only {
            return self.refuse(form, first, end, Refusal::TooFewWords);
        }
        if is_family_only {
            first = self.with_particles(first, at);
        }
        if inverted && self.is_turned_over_small((first, end), placed) {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        if let Some(why) = self.refusal(&has, form, (first, end), placed, extra) {
            return self.refuse(form, first, end, why);
        }
        for (i, &is_done) in has.done.iter().enumerate() {
            if !is_done {
                placed.push(Placed { at: i, count: 1, unit: None, near: None });
            }
        }
        let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
        if self.follows_same_initial(first) {
            first -= 1;
        }
        let core = (narrow(first), narrow(end));
        let (first, end, tail) = self.widen(first, end, has.done);
        let mut first = first;
        if self.hint == TypeHint::Place && first == core.0 as usize && self.is_rest_of_place(&has) {
            match self.with_beginning(first, has.done) {
                Some(start) => first = start,
                None => return self.refuse(form, first, end, Refusal::TooFewWords),
            }
        }
        // Part of an organisation's name, with more of another name in it or before it, is that other's.
        if self.hint == TypeHint::Organisation
            && has.matched < has.total
            && (!extra.is_empty() || self.follows_name(first))
        {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        if self.flags.has(FormFlags::EXACT_CASE) && self.scan.cases[first] == Case::Normal {
            let (start, stop) = (self.scan.tokens[core.0 as usize].start, self.scan.tokens[core.1 as usize - 1].end);
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            if letters(&self.text[start as usize..stop as usize]) != letters(&self.lexicon.form_text(form)) {
                return self.refuse(form, first, end, Refusal::LetterCase);
            }
        }
        let Worth { evidence, chance, origin, is_joined, is_misread, segments } =
            self.remembered(form, placed, extra, inverted);
        let is_exact = placed.iter().all(|p| self.is_as_listed(p));
        let is_small = |p: &&Placed| p.unit.is_some() && p.near.is_some() && !heavy(&self.words[p.at]);
        let small = if self.hint == TypeHint::Place { placed.iter().filter(is_small).count() } else { 0 };
        let is_inflected = placed.iter().any(|p| p.near.is_some_and(|n| n.is_inflected));
        let is_whole = extra.is_empty() && !inverted;
        let lexicon = u32::try_from(self.number).expect("few lexicons");
        self.scan.log.note(|| {
            let (placed, extra) = (placed.clone(), extra.clone());
            Event::Fitted(Fitted { lexicon, form, core, evidence, placed, extra })
        });
        Some(Candidate {
            lexicon,
            form,
            entity: self.entity,
            flags: self.flags,
            first: narrow(first),
            end: narrow(end),
            core,
            evidence,
            chance,
            origin,
            is_joined,
            is_exact: is_exact && is_whole,
            words: u32::try_from(has.matched + small).expect("few words"),
            segments,
            is_spelt_as_listed: has.all_exact,
            is_misread,
            is_inflected,
            is_family_only,
            tail,
        })
    }

    /// Finds the words of the form around a unit that is the form's word `at`, or joins `count` from there.
    fn gather(
        &self,
        unit: usize,
        near: &Near,
        (at, count): (usize, usize),
        done: &mut [bool],
        Buffers { placed, extra }: &mut Buffers,
    ) -> Option<Stretch> {
        let n = self.words.len();
        let start = self.scan.units[unit];
        placed.clear();
        extra.clear();
        placed.push(Placed { at, count, unit: Some(unit), near: Some(*near) });
        // To the right the words that follow, then round the end to those before: surname first.
        done[at..at + count].fill(true);
        let (mut first, mut end) = (start.first as usize, start.end as usize);
        let mut inverted = false;
        let mut k = at + count;
        let mut wrapped = false;
        loop {
            if k >= n {
                if wrapped || at == 0 {
                    break;
                }
                wrapped = true;
                k = 0;
            }
            if done[k] {
                break;
            }
            if wrapped && self.hint == TypeHint::Place {
                break;
            }
            let Some((step, skipped)) = self.right(end, k, wrapped) else {
                // A word may be missing in the middle.
                k += 1;
                continue;
            };
            extra.extend(skipped.as_slice());
            for slot in &mut done[step.at..step.at + step.count] {
                *slot = true;
            }
            inverted |= wrapped;
            end = self.scan.units[step.unit?].end as usize;
            k = step.at + step.count;
            placed.push(step);
        }
        // To the left the words before that are still missing.
        let mut k = at;
        while k > 0 {
            k -= 1;
            if done[k] {
                break;
            }
            if let Some((step, skipped)) = self.left(first, k, true) {
                extra.extend(skipped.as_slice());
                for slot in &mut done[step.at..step.at + step.count] {
                    *slot = true;
                }
                first = self.scan.units[step.unit?].first as usize;
                k = step.at;
                placed.push(step);
            }
        }
        // Surname first, seen from the given name.
        if self.hint != TypeHint::Place
            && !done[n - 1]
            && at + count < n
            && !inverted
            // A small word stands before no name: "The publisher Lai".
            && !self.words[n - 1].is_light()
            && let Some((step, skipped)) = self.left(first, n - 1, false)
        {
            extra.extend(skipped.as_slice());
            for slot in &mut done[step.at..step.at + step.count] {
                *slot = true;
            }
            first = self.scan.units[step.unit?].first as usize;
            placed.push(step);
            inverted = true;
        }
        Some(Stretch { first, end, inverted })
    }

    /// No candidate, and why.
    fn refuse(&self, form: Index, first: usize, end: usize, why: Refusal) -> Option<Candidate> {
        self.scan.log.note(|| {
            let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
            Event::Refused { lexicon: narrow(self.number), form, first: narrow(first), end: narrow(end), why }
        });
        None
    }
}
