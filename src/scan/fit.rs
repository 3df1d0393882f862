//! One form set against the text around one of its words.

use super::{Candidate, Case, MOST_WORDS, Scan};
use crate::explain::log::{Event, Fitted, Placed, Refusal};
use crate::grammar::Roles;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::alignment;
use crate::matching::candidates::{Near, align};
use crate::matching::costs::{Costs, ScriptPair};
use crate::matching::distinctions::{are_other_given, is_generation, is_spelling};
use crate::matching::evidence::Evidence;
use crate::matching::names::{INITIAL, Part, SHORT_GIVEN, is_short_given, sum_up, whole_score};
use crate::matching::offices;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::{TypeHint, Word, is_patronymic_form};
use crate::orthography::origin::Origins;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape, Token};

/// Tokens looked at on either side for the next word of a form.
pub(super) const REACH: usize = 4;

/// The most articles before a name that are taken into it.
const ARTICLES: usize = 4;

/// One more than the most initials that stand for the first words of a name.
const INITIALS: usize = 6;

/// Log-odds for each segment of a family name that a title introduces in a script without capitals, in hundredths.
const SURE: i32 = 170;

/// Forms of one entity that are told from those of others.
const MOST_OWN: usize = 16;
/// Names that a lexicon is taken to have beside its own: a small one does not know which words are common.
const BACKGROUND: f32 = 300.0;
/// Where fewer entities would have words as near by chance, it says no more.
const LEAST_CHANCE: f32 = 25.0;

/// Tokens between the words of a form that are not the form's: two for each word at most.
#[derive(Clone, Copy, Default)]
struct Skipped {
    tokens: [usize; 2],
    count: usize,
}

impl Skipped {
    fn as_slice(&self) -> &[usize] {
        &self.tokens[..self.count]
    }
}

/// What a form is worth by the words that are set against it, wherever these stand.
#[derive(Clone, Copy)]
pub(super) struct Worth {
    evidence: Evidence,
    /// See [`Candidate`], which has the same.
    chance: f32,
    origin: f32,
    is_joined: bool,
    segments: usize,
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

/// Bytes of capitals that are rather an acronym than a name.
const SHORT_CAPITALS: usize = 4;

/// Whether a folded word is a numeral of kings and popes, of more than one letter.
fn is_numeral(word: &[u8]) -> bool {
    word.len() > 1 && word.iter().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// Whether a word begins with a letter, whatever its case.
fn starts_with(word: &str, letter: char) -> bool {
    word.chars().next().is_some_and(|c| c.to_lowercase().eq(letter.to_lowercase()))
}

impl Fit<'_> {
    #[expect(clippy::too_many_arguments, reason = "one call")]
    pub(super) fn around(
        &self,
        unit: usize,
        near: &Near,
        at: usize,
        count: usize,
        form: Index,
        entity: Index,
        Buffers { placed, extra }: &mut Buffers,
    ) -> Option<Candidate> {
        let n = self.words.len();
        if count == 1 && (self.is_other_numeral(at, near) || self.is_other_kind(unit, at, near)) {
            return None;
        }
        let start = self.scan.units[unit];
        placed.clear();
        extra.clear();
        placed.push(Placed { at, count, unit: Some(unit), near: Some(*near) });
        // To the right the words that follow, then round the end to those before: surname first.
        let mut done = [false; MOST_WORDS];
        let done = &mut done[..n];
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
        let heavy = |w: &FormWord| !w.is_light() && !w.is_initial();
        let matched = (0..n).filter(|&i| done[i] && heavy(&self.words[i])).count();
        let total = self.words.iter().filter(|w| heavy(w)).count();
        let all_exact = placed.iter().all(|p| p.near.is_some_and(|n| n.is_exact));
        let is_enough = matched > 0 || total == 0;
        let is_enough = is_enough && self.enough(matched, total, done, all_exact);
        let is_enough = is_enough && !(matched <= 1 && self.is_rest_of_uncased(done, first));
        let is_family_only = !is_enough && self.is_titled_family_name(matched, total, done, unit, near, first);
        if !is_enough && !is_family_only {
            return self.refuse(form, first, end, Refusal::TooFewWords);
        }
        if is_family_only {
            first = self.with_particles(first, at);
        }
        if matched < total && self.lacks_family_name(done) {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        // What a body's name has besides its small words may be an ordinary word: segretario generale, un Spiegel.
        if total == 1
            && self.hint == TypeHint::Organisation
            && (0..n).take_while(|&k| self.words[k].is_light()).any(|k| !done[k])
        {
            let is_ordinary = |w: &FormWord| {
                self.lexicon.vocab_roles(w.vocab()).any(Roles::WORD.with(Roles::FUNCTION).with(Roles::STOP))
            };
            if self.words.iter().any(|w| heavy(w) && is_ordinary(w)) {
                return self.refuse(form, first, end, Refusal::TooFewWords);
            }
        }
        // Of a name that begins in lower case nothing is left out, and it goes on in capitals.
        let is_small = |p: &Placed| p.unit.is_some_and(|u| self.scan.is_small(&self.scan.units[u]));
        if !self.words[0].is_light()
            && placed.iter().any(|p| p.at == 0 && is_small(p))
            && (matched < total || placed.iter().all(is_small))
        {
            return self.refuse(form, first, end, Refusal::TooFewWords);
        }
        if !self.case_fits(form, placed) {
            return self.refuse(form, first, end, Refusal::LetterCase);
        }
        for (i, &is_done) in done.iter().enumerate() {
            if !is_done {
                placed.push(Placed { at: i, count: 1, unit: None, near: None });
            }
        }
        // Another word stands in the place of one that is there as listed.
        let has = |vocab: Index| self.words.iter().any(|w| w.vocab() == vocab);
        let is_listed = |&token: &usize| {
            let mut units = self.scan.units_of[token] as usize..self.scan.units_of[token + 1] as usize;
            units.any(|unit| {
                let near = self.scan.memo.get(self.scan.units[unit].memo).near(self.number);
                near.iter().any(|n| n.is_exact && has(n.vocab))
            })
        };
        if extra.iter().any(is_listed) {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        // What goes on behind a hyphen is another's: Kim Jong-un is not Kim Jong-nam.
        if self.hint == TypeHint::Person
            && done.contains(&false)
            && self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Hyphen)
        {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        // Behind "bin" stands somebody's father.
        if self.hint == TypeHint::Person && matched < total && (!done[0] || !done[n - 1]) && first > 0 && {
            let before = self.scan.roles_of(first - 1);
            self.scan.tokens[first].gap == Gap::Space && before.any(Roles::FILIATION) && !before.any(Roles::ARTICLE)
        } {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        // The S of "U.S. Senator Ismail" is nobody's initial.
        if self.hint == TypeHint::Person
            && self.scan.tokens[first].gap == Gap::Dot
            && self.scan.tokens[first].shape == Shape::Initial
        {
            return None;
        }
        let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
        let core = (narrow(first), narrow(end));
        let (first, end, tail) = self.widen(first, end, done);
        let mut first = first;
        if self.hint == TypeHint::Place && first == core.0 as usize && self.is_rest_of_place(done, all_exact) {
            match self.with_beginning(first, done) {
                Some(start) => first = start,
                None => return self.refuse(form, first, end, Refusal::TooFewWords),
            }
        }
        // Part of an organisation's name, with more of another name in it or before it, is that other's.
        if self.hint == TypeHint::Organisation && matched < total && (!extra.is_empty() || self.follows_name(first)) {
            return self.refuse(form, first, end, Refusal::AnothersWords);
        }
        if self.flags.has(FormFlags::EXACT_CASE) && self.scan.cases[first] == Case::Normal {
            let (start, stop) = (self.scan.tokens[core.0 as usize].start, self.scan.tokens[core.1 as usize - 1].end);
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            if letters(&self.text[start as usize..stop as usize]) != letters(&self.lexicon.form_text(form)) {
                return self.refuse(form, first, end, Refusal::LetterCase);
            }
        }
        let Worth { evidence, chance, origin, is_joined, segments } = self.remembered(form, placed, extra, inverted);
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
            entity,
            flags: self.flags,
            first: narrow(first),
            end: narrow(end),
            core,
            evidence,
            chance,
            origin,
            is_joined,
            is_exact: is_exact && is_whole,
            words: u32::try_from(matched + small).expect("few words"),
            segments,
            is_spelt_as_listed: all_exact,
            is_inflected,
            is_family_only,
            tail,
        })
    }

    /// The natural logarithm of the number of entities that would have words as near as these if words met by chance.
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    fn chance(&self, placed: &[Placed]) -> f32 {
        let forms = self.lexicon.form_count() as f32;
        let entities = self.lexicon.entity_count().max(1) as f32;
        let own_forms = self.lexicon.entity_forms(self.entity).take(MOST_OWN);
        let mut alike: Vec<Index> = Vec::new();
        let mut sum = entities.ln();
        for p in placed {
            let (Some(unit), Some(near)) = (p.unit, p.near) else { continue };
            if p.count == 1 && (self.words[p.at].is_light() || self.words[p.at].is_initial()) {
                continue;
            }
            let list = self.scan.memo.get(self.scan.units[unit].memo).near(self.number);
            alike.clear();
            alike.extend(list.iter().filter(|n| n.score >= near.score || n.vocab == near.vocab).map(|n| n.vocab));
            let uses: f32 = alike.iter().map(|&vocab| self.lexicon.vocab_uses(vocab)).sum();
            let has_one =
                |&form: &Index| self.lexicon.form_words(form).any(|w| alike.binary_search(&w.vocab()).is_ok());
            let own = own_forms.clone().filter(has_one).count() as f32;
            sum += (((uses - own).max(0.0) + 1.0) / (forms + BACKGROUND)).min(1.0).ln();
        }
        sum.max(-LEAST_CHANCE)
    }

    /// Whether one written word stands for several listed ones of its script, in another spelling.
    fn is_joined(&self, placed: &[Placed]) -> bool {
        let set: Vec<&Placed> = placed.iter().filter(|p| p.unit.is_some()).collect();
        let [&Placed { at, count: 2.., unit: Some(unit), near: Some(Near { is_exact: false, .. }) }] = set[..] else {
            return false;
        };
        let script = self.scan.memo.get(self.scan.units[unit].memo).word.script;
        script == self.lexicon.vocab_script(self.words[at].vocab())
    }

    /// How much the words in another spelling look transcribed from another script, on both sides; see [`Origins`].
    fn origin(&self, placed: &[Placed]) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for p in placed {
            let (Some(unit), Some(Near { is_exact: false, .. })) = (p.unit, p.near) else { continue };
            let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
            let words = &self.words[p.at..p.at + p.count];
            let is_latin = |w: &FormWord| self.lexicon.vocab_script(w.vocab()) == Script::Latin;
            if word.script != Script::Latin || !words.iter().all(is_latin) {
                continue;
            }
            sum += Origins::shipped().of(&word.folded);
            sum += words.iter().map(|w| Origins::shipped().of(&self.lexicon.vocab_text(w.vocab()))).sum::<f32>();
            count += 1.0 + words.iter().map(|_| 1.0).sum::<f32>();
        }
        sum / count.max(1.0)
    }

    /// No candidate, and why.
    fn refuse(&self, form: Index, first: usize, end: usize, why: Refusal) -> Option<Candidate> {
        self.scan.log.note(|| {
            let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
            Event::Refused { lexicon: narrow(self.number), form, first: narrow(first), end: narrow(end), why }
        });
        None
    }

    /// Whether enough of a form stands in the text for it to be more than a short form.
    fn enough(&self, matched: usize, total: usize, done: &[bool], all_exact: bool) -> bool {
        if matched >= total {
            return true;
        }
        if self.flags.has(FormFlags::NEVER) || self.flags.has(FormFlags::SHORT) {
            return false;
        }
        match self.hint {
            // A given or middle name may be missing, the family name not; one word alone is a short form.
            TypeHint::Person | TypeHint::Unknown => {
                let ends =
                    if self.flags.has(FormFlags::FAMILY_FIRST) { done[0] } else { done[done.len() - 1] || done[0] };
                matched >= 2 && ends
            }
            // The head stands last; without it other things are named ("Islamic Revolution"),
            // unless all else is there as listed.
            TypeHint::Organisation => {
                let last = done.len() - 1;
                matched >= 2 && matched * 3 >= total * 2 && (done[last] || (all_exact && self.is_generic(last)))
            }
            TypeHint::Place => false,
        }
    }

    /// Whether a word between those of a person's form is missing that another form ends with: of Óscar Arias Sánchez, who is
    /// Óscar Arias, nobody keeps only the second family name.
    fn lacks_family_name(&self, done: &[bool]) -> bool {
        let heavy = |w: &FormWord| !w.is_light() && !w.is_initial();
        let Some(last) = done.iter().rposition(|&is_done| is_done) else { return false };
        let is_between = |k: usize| k > 0 && k < last && !done[k] && heavy(&self.words[k]);
        let mut missing = (1..last).filter(|&k| is_between(k)).map(|k| self.words[k].vocab());
        if self.hint != TypeHint::Person || self.flags.has(FormFlags::FAMILY_FIRST) {
            return false;
        }
        missing.any(|vocab| {
            self.lexicon.entity_forms(self.entity).any(|form| {
                let flags = self.lexicon.form_flags(form);
                let mut words = self.lexicon.form_words(form).take_while(|w| w.as_join().is_none()).filter(heavy);
                ![FormFlags::NEVER, FormFlags::SHORT, FormFlags::FAMILY_FIRST].iter().any(|&flag| flags.has(flag))
                    && words
                        .next()
                        .is_some_and(|first| words.last().is_some_and(|w| w.vocab() == vocab && first.vocab() != vocab))
            })
        })
    }

    /// Whether the text, in a script without capitals, has one word of a form and none of its small ones: شبكة is a
    /// network, whatever small words شبكة سي إن إن has, and باز is not La Paz.
    fn is_rest_of_uncased(&self, done: &[bool], first: usize) -> bool {
        let is_missing = |k: usize| !done[k] && !self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::ARTICLE);
        self.scan.tokens[first].shape == Shape::Uncased && (0..done.len()).any(is_missing)
    }

    /// Whether the text lacks a small word that a place's name begins with: St. Petersburg; an article may be missing, but of
    /// a name in its own spelling only.
    fn is_rest_of_place(&self, done: &[bool], all_exact: bool) -> bool {
        let may_lack = |k: usize| all_exact && self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::ARTICLE);
        (0..done.len()).take_while(|&k| !done[k]).any(|k| self.words[k].is_light() && !may_lack(k))
    }

    /// Where a name begins whose first words, all small, stand before `first` as listed: остров Рождество.
    fn with_beginning(&self, first: usize, done: &[bool]) -> Option<usize> {
        let small = (0..done.len()).take_while(|&k| !done[k]);
        let listed: String = small.map(|k| self.lexicon.vocab_text(self.words[k].vocab())).collect();
        let mut written = String::new();
        let mut start = first;
        while written.len() < listed.len() {
            start = start.checked_sub(1)?;
            if self.scan.tokens[start + 1].gap > Gap::Space {
                return None;
            }
            written.insert_str(0, &fold(&normalise(self.scan.tokens[start].of(self.text))));
        }
        (written == listed).then_some(start)
    }

    /// Where a family name begins whose small words stand before `first` as the form has them before its word `k`.
    fn with_particles(&self, first: usize, k: usize) -> usize {
        let mut start = first;
        for word in self.words[..k].iter().rev().take_while(|w| w.is_light()) {
            let is_here = start > 0
                && self.scan.tokens[start].gap.is_space()
                && fold(&normalise(self.scan.tokens[start - 1].of(self.text)))
                    == *self.lexicon.vocab_text(word.vocab());
            if !is_here {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether a title and a person's family name stand here, and nothing else of the name. A title in small letters, as most
    /// languages have them, counts if it is of an office that the entity has held.
    fn is_titled_family_name(
        &self,
        matched: usize,
        total: usize,
        done: &[bool],
        unit: usize,
        near: &Near,
        first: usize,
    ) -> bool {
        if self.hint != TypeHint::Person
            || matched != 1
            || total < 2
            || self.flags.has(FormFlags::NEVER.with(FormFlags::SHORT))
        {
            return false;
        }
        let family = if self.flags.has(FormFlags::FAMILY_FIRST) { 0 } else { done.len() - 1 };
        // Another spelling counts only where the lexicon has no word of just these letters.
        let others = self.scan.memo.get(self.scan.units[unit].memo).near(self.number);
        let is_close = near.is_exact || (near.is_close && !others.iter().any(|n| n.is_exact));
        // Without capitals the word behind a title may be any.
        let known = self.scan.memo.get(self.scan.units[unit].memo);
        let is_close = match self.scan.tokens[first].shape {
            Shape::Uncased => {
                let segments = i32::try_from(known.word.sound_len()).unwrap_or(i32::MAX);
                let is_sure =
                    near.is_exact || (segments >= 5 && i32::from(near.score) >= SURE.saturating_mul(segments));
                is_close && is_sure && !known.word.roles.any(Roles::WORD.with(Roles::TITLE))
            }
            _ => is_close,
        };
        let is_held = |k: usize| offices::is_held(self.scan.tokens[k].of(self.text), self.entity, self.lexicon);
        let is_title = |k: usize| {
            let is_near =
                k + 1 == first && matches!(self.scan.tokens[first].gap, Gap::Space | Gap::Line | Gap::DotSpace);
            (is_near && self.scan.tokens[k].shape != Shape::Lower) || is_held(k)
        };
        let title = self.scan.title_before(first).is_some_and(is_title)
            || self.scan.is_owned(first, self.text, self.entity, self.lexicon);
        // Silva is anybody, da Silva may be Lula.
        let is_common = known.word.roles.any(Roles::SURNAME);
        let lacks_particle =
            family > 0 && self.words[family - 1].is_light() && self.with_particles(first, family) == first;
        done[family] && is_close && title && !(is_common && lacks_particle)
    }

    /// Whether the text has a form's word by its letters; small words may be missing.
    fn is_as_listed(&self, placed: &Placed) -> bool {
        match placed.unit {
            // ISIS-Khorasan is ISIS-K spelt out.
            Some(_) if placed.near.is_none() => self.hint == TypeHint::Organisation,
            Some(_) => placed.near.is_some_and(|n| n.is_exact),
            None => self.words[placed.at].is_light() && !self.is_generation(placed.at),
        }
    }

    /// Whether the form's word `k` tells the older of one name from the younger.
    fn is_generation(&self, k: usize) -> bool {
        self.hint == TypeHint::Person && k > 0 && is_generation(&self.lexicon.vocab_text(self.words[k].vocab()))
    }

    fn is_generic(&self, k: usize) -> bool {
        self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::GENERIC)
    }

    /// Whether the letter case of the text allows the form.
    fn case_fits(&self, form: Index, placed: &[Placed]) -> bool {
        let exact = self.flags.has(FormFlags::EXACT_CASE);
        let acronym = self.flags.has(FormFlags::ACRONYM);
        // Initials with full stops spell no word: I.R.A. is not Irã.
        let is_spelt = |p: &Placed| {
            p.unit.map(|u| self.scan.units[u]).is_some_and(|u| {
                let tokens = &self.scan.tokens[u.first as usize..u.end as usize];
                tokens.len() > 1 && tokens[1..].iter().all(|t| t.gap == Gap::Dot)
            })
        };
        if !acronym && self.words.len() == 1 && placed.iter().any(is_spelt) {
            return self.lexicon.form_text(form).chars().all(|c| !c.is_lowercase());
        }
        // Nor do a few capitals in running text that differ by a mark: CAD is not Čad.
        let differs = |p: &Placed| {
            p.unit.map(|u| self.scan.units[u].first as usize).is_some_and(|k| {
                let token = &self.scan.tokens[k];
                token.shape == Shape::Upper
                    && token.len() <= SHORT_CAPITALS
                    && self.scan.cases[k] == Case::Normal
                    && self.lexicon.form_text(form).to_lowercase() != token.of(self.text).to_lowercase()
            })
        };
        if !acronym && self.words.len() == 1 && placed.iter().any(|p| p.near.is_some_and(|n| n.is_exact) && differs(p))
        {
            return false;
        }
        if !exact && !acronym {
            return true;
        }
        placed.iter().all(|p| {
            let Some(unit) = p.unit.map(|u| self.scan.units[u]) else { return true };
            if acronym && !p.near.is_some_and(|n| n.is_exact) {
                return false;
            }
            let token = &self.scan.tokens[unit.first as usize];
            match self.scan.cases[unit.first as usize] {
                Case::Normal => {
                    // Exact letters are compared as a whole, later.
                    let is_long = token.shape == Shape::Capital && token.len() >= 4;
                    let capital_enough = exact || (is_long && !self.flags.has(FormFlags::INITIALS));
                    matches!(token.shape, Shape::Upper | Shape::Initial | Shape::Uncased | Shape::Number)
                        || capital_enough
                }
                _ => !exact || token.len() > 3,
            }
        })
    }

    /// The span with what belongs to it: an article that the form begins with, the last stop of `U.S.`.
    fn widen(&self, first: usize, end: usize, done: &[bool]) -> (usize, usize, u32) {
        let tokens = &self.scan.tokens;
        let least = first.saturating_sub(ARTICLES);
        let mut first = first;
        while first > least && tokens[first].gap <= Gap::Space && tokens[first].gap != Gap::Dot {
            let before = &tokens[first - 1];
            let roles = self.scan.roles_of(first - 1);
            let hyphened = tokens[first].gap == Gap::Hyphen && roles.any(Roles::ARTICLE);
            let is_written_small = before.shape == Shape::Lower && self.scan.cases[first] == Case::Normal;
            let listed = !done[0]
                && self.words[0].is_light()
                && (!is_written_small || self.words[0].is_lower())
                && !roles.any(Roles::FUNCTION.with(Roles::TITLE))
                && self.lexicon.vocab_text(self.words[0].vocab()) == fold(&normalise(before.of(self.text)));
            if !hyphened && !listed {
                break;
            }
            first -= 1;
        }
        let mut end = end;
        if self.hint == TypeHint::Organisation {
            first = self.with_prefix(first, done);
        }
        let head = match self.hint {
            TypeHint::Organisation => Roles::GENERIC,
            TypeHint::Place => Roles::PLACE_WORD,
            _ => Roles::NONE,
        };
        // "Revolutionary Guards Corps", "Gaza Strip": what kind of thing it is belongs to its name.
        if !self.flags.has(FormFlags::ACRONYM)
            && tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Capital)
            && self.scan.roles_of(end).any(head)
            && !self.scan.roles_of(end).any(Roles::TITLE)
        {
            end += 1;
        }
        let last = &tokens[end - 1];
        let dotted = last.dot_after && last.len() == 1 && end >= 2 && tokens[end - 1].gap == Gap::Dot;
        (first, end, u32::from(dotted))
    }

    fn follows_name(&self, first: usize) -> bool {
        let ordinary = Roles::FUNCTION.with(Roles::TITLE).with(Roles::DEMONYM).with(Roles::CALENDAR);
        first > 0
            && self.scan.tokens[first].gap == Gap::Space
            && self.scan.tokens[first - 1].shape == Shape::Capital
            && !self.scan.roles_of(first - 1).any(ordinary)
    }

    /// Takes in what stands for words that the form begins with: initials for the words (U.S. State Department), or
    /// the words for their initials (United Nations Security Council).
    fn with_prefix(&self, first: usize, done: &[bool]) -> usize {
        let tokens = &self.scan.tokens;
        if first == 0 || tokens[first].gap > Gap::DotSpace || tokens[first].gap == Gap::Hyphen {
            return first;
        }
        // The words for the initials.
        if !done[0] && !self.words[0].is_light() {
            let listed = self.lexicon.vocab_text(self.words[0].vocab());
            let count = listed.chars().count();
            if (2..=5).contains(&count) && first >= count {
                let run = &tokens[first - count..first];
                let fits = run
                    .iter()
                    .zip(listed.chars())
                    .all(|(t, c)| t.shape == Shape::Capital && starts_with(t.of(self.text), c));
                if fits && run[1..].iter().all(|t| t.gap == Gap::Space) {
                    return first - count;
                }
            }
        }
        // The initials for the words, of this form or of another of the entity's.
        let mut start = first - 1;
        while start + INITIALS > first && start > 0 && tokens[start].gap == Gap::Dot && tokens[start].len() == 1 {
            start -= 1;
        }
        let written =
            tokens[start].shape == Shape::Upper || (start + 1 < first && tokens[start].shape == Shape::Initial);
        let length: usize = tokens[start..first].iter().map(Token::len).sum();
        if !written || !(2..=5).contains(&length) {
            return first;
        }
        let letters: String = tokens[start..first].iter().map(|t| t.of(self.text)).collect();
        let fits = self.lexicon.entity_forms(self.entity).any(|form| {
            let words: Vec<FormWord> =
                self.lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light()).collect();
            words.len() > letters.len()
                && letters.chars().zip(&words).all(|(c, w)| starts_with(&self.lexicon.vocab_text(w.vocab()), c))
        });
        if fits { start } else { first }
    }

    /// A unit at or after `token` that is the form's word `k` (or a join from it), and the tokens skipped before it.
    fn right(&self, token: usize, k: usize, wrapped: bool) -> Option<(Placed, Skipped)> {
        let mut skipped = Skipped::default();
        for token in token..token + REACH {
            let here = self.scan.tokens.get(token)?;
            // SOLEIMANI, Qasem: elsewhere a comma parts names.
            let comma = here.gap == Gap::Comma
                && wrapped
                && token > 0
                && self.scan.tokens[token - 1].shape == Shape::Upper
                && here.shape != Shape::Upper;
            if !(self.passes(here.gap, token, (skipped.count == 0) && !wrapped) || comma) {
                return None;
            }
            for unit in self.scan.units_of[token] as usize..self.scan.units_of[token + 1] as usize {
                if let Some(step) = self.place(unit, k) {
                    return Some((step, skipped));
                }
            }
            // AL-ASSAD, Bashar Hafez is not Hafez.
            let is_other = comma && !self.scan.roles_of(token).any(Roles::TITLE);
            if is_other || !self.may_skip(token, &mut skipped) {
                return None;
            }
        }
        None
    }

    /// The same before `token`: a unit that ends there.
    fn left(&self, token: usize, k: usize, in_order: bool) -> Option<(Placed, Skipped)> {
        let mut skipped = Skipped::default();
        let mut token = token;
        for _ in 0..REACH {
            if token == 0 || !self.passes(self.scan.tokens[token].gap, token, (skipped.count == 0) && in_order) {
                return None;
            }
            for start in token.saturating_sub(3)..token {
                for unit in self.scan.units_of[start] as usize..self.scan.units_of[start + 1] as usize {
                    if self.scan.units[unit].end as usize == token
                        && let Some(step) = self.place_ending(unit, k)
                        // In lower case a name begins with its own first word only, small ones aside.
                        && (self.words[..step.at].iter().all(|w| w.is_light())
                            || !self.scan.is_small(&self.scan.units[unit]))
                    {
                        return Some((step, skipped));
                    }
                }
            }
            token -= 1;
            if !self.may_skip(token, &mut skipped) {
                return None;
            }
        }
        None
    }

    /// Whether a name may go on over a gap before `token`.
    fn passes(&self, gap: Gap, token: usize, in_order: bool) -> bool {
        match gap {
            Gap::None | Gap::Wrap | Gap::Apostrophe | Gap::Hyphen | Gap::Dot | Gap::Space => true,
            // Only the next word, in order: a line end may be the end of something.
            Gap::Line => in_order,
            // ЧВК «Вагнер»: only where what is in quotes belongs to a body's name.
            Gap::Quote => in_order && self.hint == TypeHint::Organisation,
            // After an initial or an abbreviated title.
            Gap::DotSpace => token > 0 && (self.is_abbreviated(token - 1) || self.is_light_token(token - 1)),
            _ => false,
        }
    }

    /// Whether a full stop after a token may be that of an abbreviation: an initial, Dr.; not Kim Jong-un.
    fn is_abbreviated(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        let letters = here.of(self.text).chars().count();
        letters == 1 || (letters == 2 && here.shape != Shape::Lower)
    }

    /// Whether a token is a small word that a name may have or not.
    fn is_light_token(&self, token: usize) -> bool {
        let roles = self.scan.roles_of(token);
        let written = self.scan.tokens[token].of(self.text);
        let person = matches!(self.hint, TypeHint::Person | TypeHint::Unknown);
        // A single letter is somebody's initial, be it short for a title or not: George H. W. Bush.
        if person && self.scan.tokens[token].shape == Shape::Initial {
            return self.has_light(written);
        }
        // Also an ordinary word ("of", "on", "and"): only where the form has it, or it is the article al.
        if roles.any(Roles::FUNCTION) && person {
            // "as" and "an" are words; "as-Sisi" is a name with its article.
            if roles.any(Roles::ARTICLE) && self.scan.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Hyphen) {
                return true;
            }
            let article = roles.any(Roles::ARTICLE) && written.len() == 2 && written.ends_with(['l', 'L']);
            return article || self.has_light(written);
        }
        let small = Roles::ARTICLE.with(Roles::FILIATION).with(Roles::PARTICLE);
        match person {
            true => roles.any(small.with(Roles::TITLE)),
            false => roles.any(small.with(Roles::LINKER)) || self.has_light(written),
        }
    }

    /// Whether the form has a written word as a small one.
    fn has_light(&self, written: &str) -> bool {
        let mut light = self.words.iter().filter(|w| w.is_light()).peekable();
        light.peek().is_some() && {
            let folded = fold(&normalise(written));
            light.any(|w| self.lexicon.vocab_text(w.vocab()) == folded)
        }
    }

    /// Whether the name may go on past a token that the form does not have.
    fn may_skip(&self, token: usize, skipped: &mut Skipped) -> bool {
        // "the Islamic State's Khorasan branch" names the one, not the other.
        if self.scan.tokens[token].gap == Gap::Apostrophe {
            return false;
        }
        if self.is_light_token(token) {
            return true;
        }
        let shape = self.scan.tokens[token].shape;
        // Without capitals only a name is known to be part of a name.
        let is_name = || self.scan.roles_of(token).any(Roles::GIVEN.with(Roles::SURNAME));
        let name_like =
            matches!(shape, Shape::Capital | Shape::Initial | Shape::Upper) || (shape == Shape::Uncased && is_name());
        let allowed = name_like
            && skipped.count < skipped.tokens.len()
            && matches!(self.hint, TypeHint::Person | TypeHint::Unknown | TypeHint::Organisation);
        if allowed {
            skipped.tokens[skipped.count] = token;
            skipped.count += 1;
        }
        allowed
    }

    /// Whether `unit` is the form's word `k`, or joins words from `k` on.
    fn place(&self, unit: usize, k: usize) -> Option<Placed> {
        self.place_where(unit, k, |first, _| first == k)
    }

    /// Whether `unit` is the form's word `k`, or joins words up to `k`.
    fn place_ending(&self, unit: usize, k: usize) -> Option<Placed> {
        self.place_where(unit, k, |first, count| first + count == k + 1)
    }

    /// Whether `unit` is a join that fits, else the form's word `k`.
    fn place_where(&self, unit: usize, k: usize, fits: impl Fn(usize, usize) -> bool) -> Option<Placed> {
        // No name goes on in lower case, but for its small words and those that are listed so.
        let token = self.scan.units[unit].first as usize;
        if self.scan.tokens[token].shape == Shape::Lower
            && self.scan.cases[token] == Case::Normal
            && !self.words[k].is_lower()
            && (!self.words[k].is_light() || (k == 0 && self.hint != TypeHint::Person))
        {
            return None;
        }
        let known = self.scan.memo.get(self.scan.units[unit].memo);
        let near = |vocab: Index| known.near_word(self.number, vocab).copied();
        for join in self.joins {
            let (first, count) = join.as_join()?;
            if fits(first, count)
                // A damaged file may have joins of more words than the form has.
                && first + count <= self.words.len()
                && let Some(n) = near(join.vocab())
            {
                return Some(Placed { at: first, count, unit: Some(unit), near: Some(n) });
            }
        }
        self.single(unit, k, near(self.words[k].vocab()).or_else(|| self.aligned(unit, k)))
    }

    /// The form's word `k` in a spelling that no search found, directly beside the anchor.
    fn aligned(&self, unit: usize, k: usize) -> Option<Near> {
        let (here, anchor) = (self.scan.units[unit], self.scan.units[self.anchor?]);
        let is_beside = here.end == anchor.first || here.first == anchor.end;
        let token = here.first as usize;
        if !is_beside
            || here.end - here.first > 1
            || self.words[k].is_light()
            || self.words[k].is_initial()
            || self.scan.tokens[token].shape != Shape::Capital
            || self.scan.is_ordinary(self.text, token)
        {
            return None;
        }
        let (word, vocab) = (&self.scan.memo.get(here.memo).word, self.words[k].vocab());
        let aligned = || align(word, vocab, self.lexicon, self.costs);
        self.scan.memo.worths.aligned((here.memo, self.number, vocab), aligned)
    }

    /// One word of the form: by sound, or an initial for a word.
    fn single(&self, unit: usize, k: usize, near: Option<Near>) -> Option<Placed> {
        if let Some(near) = near {
            let fits = !self.is_other_numeral(k, &near) && !self.is_other_kind(unit, k, &near);
            return fits.then_some(Placed { at: k, count: 1, unit: Some(unit), near: Some(near) });
        }
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        let listed = || self.lexicon.vocab_text(self.words[k].vocab());
        let initial = |letter: &str, whole: &str| letter.chars().next().is_some_and(|c| whole.starts_with(c));
        // A family name is not shortened to a letter.
        let family = if self.flags.has(FormFlags::FAMILY_FIRST) { 0 } else { self.words.len() - 1 };
        let short_given = self.is_short_given(unit, k);
        let fits = short_given
            || (self.hint == TypeHint::Person && k != family && word.is_initial() && !self.words[k].is_light() && !self.is_small_letter(unit) && initial(&word.folded, &listed()))
            // ISIS-K, ISIS-Khorasan.
            || (self.hint == TypeHint::Organisation && self.scan.tokens[self.scan.units[unit].first as usize].gap == Gap::Hyphen && listed().chars().count() == 1 && initial(&listed(), &word.folded))
            || (self.hint == TypeHint::Person && self.words[k].is_initial() && word.shape == Shape::Capital && initial(&listed(), &word.folded) && !word.roles.any(Roles::TITLE) && (!word.roles.any(Roles::WORD) || word.roles.any(Roles::GIVEN)));
        fits.then_some(Placed { at: k, count: 1, unit: Some(unit), near })
    }

    /// Whether the form's word `k` is a numeral, and the text has another word: no numeral is another one, nor a word
    /// that sounds like it (Karol III, IAEA).
    fn is_other_numeral(&self, k: usize, near: &Near) -> bool {
        !near.is_exact
            && k > 0
            && self.hint == TypeHint::Person
            && is_numeral(self.lexicon.vocab_text(self.words[k].vocab()).as_bytes())
    }

    /// Whether the form's word `k` says what kind of body it is, and the text has a word that only sounds a little like it.
    fn is_other_kind(&self, unit: usize, k: usize, near: &Near) -> bool {
        let vocab = self.words[k].vocab();
        self.hint == TypeHint::Organisation
            && !near.is_exact
            && !near.is_close
            && self.lexicon.vocab_roles(vocab).any(Roles::GENERIC)
            && self.lexicon.vocab_script(vocab) == self.scan.memo.get(self.scan.units[unit].memo).word.script
    }

    /// Whether a unit is a letter that is a word, and not an initial: "A French man".
    fn is_small_letter(&self, unit: usize) -> bool {
        let token = self.scan.units[unit].first as usize;
        self.scan.roles_of(token).any(Roles::FUNCTION) && !self.scan.tokens[token].dot_after
    }

    /// Whether a unit is a short form of the form's given name `k`, or the full form of it.
    fn is_short_given(&self, unit: usize, k: usize) -> bool {
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        if self.hint != TypeHint::Person || word.group == 0 || !word.roles.any(Roles::HYPOCORISM) {
            return false;
        }
        let vocab = self.words[k].vocab();
        let listed =
            (&*self.lexicon.vocab_text(vocab), self.lexicon.vocab_roles(vocab), self.lexicon.vocab_group(vocab));
        is_short_given((&word.folded, word.roles, word.group), listed)
    }

    /// Whether a given name stands where the form has one that the tables know as another.
    fn is_other_given(&self, placed: &Placed) -> bool {
        let Placed { at, count: 1, unit: Some(unit), near: Some(Near { is_exact: false, score, .. }) } = *placed else {
            return false;
        };
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        let vocab = self.words[at].vocab();
        let listed =
            (&*self.lexicon.vocab_text(vocab), self.lexicon.vocab_roles(vocab), self.lexicon.vocab_group(vocab));
        are_other_given((&word.folded, word.roles, word.group), listed)
            && !(word.script == self.lexicon.vocab_script(vocab) && is_spelling(word, i32::from(score)))
    }

    /// What [`Self::worth`] gives, which is asked again wherever the same words stand in the same order.
    fn remembered(&self, form: Index, placed: &[Placed], extra: &[usize], inverted: bool) -> Worth {
        let narrow = |i: usize| u32::try_from(i).expect("small numbers");
        let known = &self.scan.memo.worths;
        let mut key = known.key();
        key.extend([narrow(self.number) << 8 | narrow(placed.len()) << 1 | u32::from(inverted), form]);
        for p in placed {
            let unit = p.unit.map_or(u32::MAX, |u| self.scan.units[u].memo);
            key.extend([narrow(p.at << 8 | p.count), unit, p.near.map_or(u32::MAX, |n| n.vocab)]);
        }
        for &token in extra {
            let Token { shape, script, .. } = self.scan.tokens[token];
            key.extend([self.scan.numbers[token], u32::from(shape as u8) << 8 | u32::from(script as u8)]);
        }
        known.of(key, || self.worth(placed, extra, inverted))
    }

    /// What a form is worth by the words that are set against it.
    fn worth(&self, placed: &[Placed], extra: &[usize], inverted: bool) -> Worth {
        let length = |w: &FormWord| self.lexicon.word_readings(*w).next().map_or(0, <[_]>::len);
        let set = placed.iter().filter(|p| p.unit.is_some());
        let segments: usize = set.map(|p| self.words[p.at..p.at + p.count].iter().map(length).sum::<usize>()).sum();
        let more =
            extra.iter().map(|&k| Word::new(self.scan.tokens[k].of(self.text), &self.scan.tokens[k]).sound_len());
        Worth {
            evidence: self.evidence(placed, extra, inverted),
            chance: self.chance(placed),
            origin: self.origin(placed),
            is_joined: self.is_joined(placed),
            segments: segments + more.sum::<usize>(),
        }
    }

    fn evidence(&self, placed: &[Placed], extra: &[usize], inverted: bool) -> Evidence {
        let listed = |at: usize, count: usize| {
            let words = &self.words[at..at + count];
            let roles = words.iter().fold(Roles::NONE, |r, w| r.with(self.lexicon.vocab_roles(w.vocab())));
            let length = words.iter().map(|w| self.lexicon.word_readings(*w).next().map_or(0, <[_]>::len)).sum();
            Part {
                length,
                words: count,
                is_light: words.iter().all(|w| w.is_light()) && !(count == 1 && self.is_generation(at)),
                is_initial: count == 1 && words[0].is_initial(),
                is_common: roles.any(Part::COMMON),
                is_legal_form: roles.any(Roles::LEGAL_FORM),
                is_patronymic: count == 1 && words[0].is_patronymic(),
            }
        };
        let written = |word: &Word, light: bool| Part {
            length: word.sound_len(),
            words: 1,
            is_light: light,
            is_initial: word.is_initial(),
            is_common: word.roles.any(Part::COMMON),
            is_legal_form: word.roles.any(Roles::LEGAL_FORM),
            is_patronymic: is_patronymic_form(&word.folded),
        };
        let pairs = placed.iter().map(|p| {
            let list = listed(p.at, p.count);
            match p.unit {
                None => (Part::default(), list, 0),
                Some(unit) => {
                    let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
                    let mut list = list;
                    // San Salvador is no other Salvador: what stands of a place's name is part of it.
                    list.is_light &= self.hint != TypeHint::Place;
                    list.is_initial |= p.near.is_none() && p.count == 1 && list.length == 1;
                    let stand_in = if word.is_initial() || list.is_initial { INITIAL } else { SHORT_GIVEN };
                    let score = p.near.map_or(stand_in, |n| i32::from(n.score));
                    (written(word, list.is_light), list, score)
                }
            }
        });
        let skipped = extra.iter().map(|&token| {
            let token = &self.scan.tokens[token];
            let word = Word::new(token.of(self.text), token);
            (written(&word, false), Part::default(), 0)
        });
        let mut e = sum_up(pairs.chain(skipped), inverted);
        e.entity_type = f32::from(self.hint as u8);
        #[expect(clippy::cast_precision_loss, reason = "few words")]
        if self.hint == TypeHint::Person {
            e.other_given = placed.iter().filter(|p| self.is_other_given(p)).count().min(3) as f32;
        }
        let script = placed
            .iter()
            .find_map(|p| p.unit)
            .map_or(Script::Latin, |u| self.scan.memo.get(self.scan.units[u].memo).word.script);
        let listed_script = self.words.first().map_or(Script::Latin, |w| self.lexicon.vocab_script(w.vocab()));
        e.scripts = f32::from(ScriptPair::of(script, listed_script).0 as u8);
        e.same_letters =
            f32::from(u8::from(extra.is_empty() && !inverted && placed.iter().all(|p| self.is_as_listed(p))));
        // An initial and its word, a given name and its short form sound unlike without saying anything.
        let is_said = |p: &&Placed| p.unit.is_none_or(|u| p.near.is_some() && !self.is_short_given(u, p.at));
        let mut order: Vec<&Placed> = placed.iter().filter(is_said).collect();
        order.sort_by_key(|p| p.at);
        let mut ours: Vec<u8> = Vec::new();
        let mut theirs: Vec<u8> = Vec::new();
        let table = self.costs.between(script, listed_script);
        for placed in order {
            let before = theirs.len();
            let words = &self.words[placed.at..placed.at + placed.count];
            let said = |w: &&FormWord| !self.lexicon.vocab_roles(w.vocab()).any(Roles::LEGAL_FORM);
            let Some(unit) = placed.unit.filter(|_| placed.near.is_some_and(|n| !n.is_exact)) else {
                for word in words.iter().filter(said) {
                    theirs.extend(self.lexicon.word_readings(*word).next().unwrap_or_default());
                }
                // The same letters, once its ending is taken off, sound the same.
                if placed.unit.is_some() && placed.near.is_some() {
                    ours.extend_from_slice(&theirs[before..]);
                }
                continue;
            };
            let own = &self.scan.memo.get(self.scan.units[unit].memo).word.readings;
            // Of several readings those that are most alike.
            let listed =
                |i: usize| words.iter().filter(said).filter_map(move |w| self.lexicon.word_readings(*w).nth(i));
            let most = if let [word] = words { self.lexicon.word_readings(*word).count().max(1) } else { 1 };
            let pairs = (0..most).flat_map(|i| own.iter().map(move |own| (own, i)));
            let best = match (own.len(), most) {
                (1, 1) => Some((&own[0], 0)),
                _ => pairs.max_by_key(|&(own, i)| {
                    alignment::score(own, &listed(i).flatten().copied().collect::<Vec<_>>(), table)
                }),
            };
            if let Some((own, i)) = best {
                theirs.extend(listed(i).flatten());
                ours.extend(own);
            }
        }
        e.whole = whole_score(&ours, &theirs, table);
        if e.same_letters > 0.0 {
            // CIA is also a legal form; here it is the whole name.
            e.legal_form_differs = 0.0;
            e.whole = e.whole.max(e.spelling_mean);
        }
        e
    }
}
