//! What keeps a form from standing where some of its words do.

use super::{Fit, Has};
use crate::explain::log::{Placed, Refusal};
use crate::grammar::Roles;
use crate::lexicon::compiled::{FormFlags, FormWord, Index};
use crate::matching::candidates::Near;
use crate::matching::offices;
use crate::orthography::names::{TypeHint, is_numeral};
use crate::orthography::script::Script;
use crate::scan::{Case, Unit};
use crate::segment::{Gap, Shape, Token};

/// Log-odds for each segment of a family name that a title introduces in a script without capitals, in hundredths.
const SURE: i32 = 170;

/// Bytes of capitals that are rather an acronym than a name.
const SHORT_CAPITALS: usize = 4;

/// What English writes behind an apostrophe and is no part of a name.
const CONTRACTED: [&str; 4] = ["s", "ll", "re", "ve"];

impl Fit<'_> {
    /// Whether words of an English text that are joined to one are none: "BY THE" is not Bijie, "She'll" no Shell, Starbuck's
    /// what Starbuck has. Nor is a listed word with an ending behind an apostrophe one word, in any language.
    fn is_joined_of_words(&self, form: Index, placed: &[Placed]) -> bool {
        let heavy = || self.words.iter().filter(|w| !w.is_light()).count();
        let is_no_name = |p: &Placed| {
            let Some(unit) = p.unit.map(|unit| self.scan.units[unit]).filter(|u| u.end - u.first > 1) else {
                return false;
            };
            let tokens = &self.scan.tokens[unit.first as usize..unit.end as usize];
            let is_word = |k: u32| {
                let roles = self.scan.roles_of(k as usize);
                roles.any(Roles::FUNCTION) && !roles.any(Roles::GIVEN.with(Roles::ARTICLE).with(Roles::TITLE))
            };
            let is_over_space = tokens[1..].iter().all(|t| t.gap.is_space());
            let is_contracted = tokens[1].gap == Gap::Apostrophe
                && CONTRACTED.contains(&tokens[1].of(self.text))
                && heavy() == 1
                && !self.lexicon.form_text(form).contains(['\'', '’']);
            is_contracted
                || (is_over_space && p.near.is_some_and(|n| !n.is_exact) && (unit.first..unit.end).any(is_word))
        };
        // Demirel'in is Demirel with an ending.
        let is_ending = |p: &Placed| {
            let (Some(unit), Some(near)) = (p.unit.map(|unit| self.scan.units[unit]), p.near) else { return false };
            let (first, number) = (unit.first as usize, self.number);
            let mut alone = (self.scan.units_of[first] as usize..self.scan.units_of[first + 1] as usize)
                .map(|at| &self.scan.units[at])
                .filter(|other| other.end - other.first == 1);
            !near.is_exact
                && unit.end - unit.first > 1
                && self.scan.tokens[first + 1].gap == Gap::Apostrophe
                && self.scan.tokens[first + 1].shape == Shape::Lower
                && alone.any(|other| {
                    self.scan.memo.get(other.memo).near_word(number, near.vocab).is_some_and(|n| n.is_exact)
                })
        };
        // Nor is what owns something and the s behind it: Huang's is not Chuang-š.
        let is_possessive = |p: &Placed| {
            p.unit.map(|unit| self.scan.units[unit]).is_some_and(|unit| {
                let token = &self.scan.tokens[unit.first as usize];
                unit.end - unit.first == 1 && token.gap == Gap::Apostrophe && token.of(self.text) == "s"
            }) && !self.words[p.at].is_light()
                && !self.lexicon.form_text(form).contains(['\'', '’'])
        };
        if placed.iter().any(|p| is_ending(p) || is_possessive(p)) {
            return true;
        }
        // Nor are small words alone.
        let is_small = |p: &Placed| {
            p.unit.is_some_and(|unit| {
                let Unit { first, end, .. } = self.scan.units[unit];
                (first..end).all(|k| self.scan.roles_of(k as usize).any(Roles::FUNCTION))
            })
        };
        let are_small = || {
            placed.len() > 1
                && placed.iter().all(is_small)
                && placed.iter().any(|p| p.near.is_some_and(|n| !n.is_exact))
        };
        (placed.iter().any(is_no_name) || are_small()) && self.scan.languages.is_told_as("en")
    }

    /// Why a form whose words stand in the text is not meant there, if it is not.
    pub(super) fn refusal(
        &self,
        &Has { done, matched, total, .. }: &Has<'_>,
        form: Index,
        (first, end): (usize, usize),
        placed: &[Placed],
        extra: &[usize],
    ) -> Option<Refusal> {
        let n = done.len();
        let heavy = |w: &FormWord| !w.is_light() && !w.is_initial();
        if matched < total && self.lacks_family_name(done)
            || placed.iter().any(|p| self.is_other_given(p, matched < total))
        {
            return Some(Refusal::AnothersWords);
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
                return Some(Refusal::TooFewWords);
            }
        }
        if self.is_of_dotted(first, end) || self.is_title_of_another((first, end), placed, extra) {
            return Some(Refusal::AnothersWords);
        }
        // Of a name that begins in lower case nothing is left out, and it goes on in capitals.
        let is_small = |p: &Placed| p.unit.is_some_and(|u| self.scan.is_small(&self.scan.units[u]));
        if !self.words[0].is_light()
            && placed.iter().any(|p| p.at == 0 && is_small(p))
            && (matched < total || placed.iter().all(is_small))
        {
            return Some(Refusal::TooFewWords);
        }
        if !self.case_fits(form, placed) {
            return Some(Refusal::LetterCase);
        }
        // Another word stands in the place of one that is there as listed.
        let is_own = |vocab: Index| self.words.iter().any(|w| w.vocab() == vocab);
        let is_listed = |&token: &usize| {
            let mut units = self.scan.units_of[token] as usize..self.scan.units_of[token + 1] as usize;
            units.any(|unit| {
                let near = self.scan.memo.get(self.scan.units[unit].memo).near(self.number);
                near.iter().any(|n| n.is_exact && is_own(n.vocab))
            })
        };
        if extra.iter().any(is_listed) {
            return Some(Refusal::AnothersWords);
        }
        // Another sign is another word: ラジオ局 is not ラツィオ州.
        let is_other_sign = |p: &Placed| {
            let is_sign = |unit: usize| self.scan.tokens[self.scan.units[unit].first as usize].script == Script::Han;
            p.unit.is_some_and(is_sign)
                && p.near.is_some_and(|n| !n.is_exact)
                && self.lexicon.vocab_script(self.words[p.at].vocab()) == Script::Han
        };
        if n > 1 && placed.iter().any(is_other_sign) {
            return Some(Refusal::AnothersWords);
        }
        // アメリカン goes on with a sign that begins no word.
        let goes_on = |c: char| matches!(c, 'ン' | 'ー' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ');
        let stop = self.scan.tokens[end - 1].end as usize;
        if self.scan.tokens[end - 1].script == Script::Kana && self.text[stop..].starts_with(goes_on) {
            return Some(Refusal::AnothersWords);
        }
        // Mr. is no spelling of a name.
        let is_title = |p: &Placed| {
            heavy(&self.words[p.at])
                && p.near.is_some_and(|n| !n.is_exact)
                && p.unit.map(|unit| self.scan.units[unit]).is_some_and(|unit| {
                    let token = unit.first as usize;
                    unit.end - unit.first == 1
                        && self.scan.tokens[token].len() <= SHORT_CAPITALS
                        && self.scan.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::DotSpace)
                        && self.scan.roles_of(token).any(Roles::TITLE)
                })
        };
        // Nor is a people's: the Chinese Han are not Genghis Khan.
        let is_people = |p: &Placed| {
            p.at == 0
                && p.near.is_some_and(|n| !n.is_exact)
                && p.unit.map(|unit| self.scan.units[unit]).is_some_and(|unit| {
                    let roles = self.scan.roles_of(unit.first as usize);
                    unit.end - unit.first == 1
                        && roles.any(Roles::DEMONYM)
                        && !roles.any(Roles::GIVEN.with(Roles::SURNAME))
                })
        };
        if n > 1 && self.hint == TypeHint::Person && placed.iter().any(is_people) {
            return Some(Refusal::AnothersWords);
        }
        // Nor is a minister a ministry; but St. is Saint.
        let is_office = |p: &Placed| {
            heavy(&self.words[p.at])
                && p.near.is_some_and(|n| !n.is_exact)
                && p.unit.is_some_and(|unit| {
                    let first = self.scan.units[unit].first as usize;
                    self.scan.tokens[first].shape == Shape::Capital && self.scan.roles_of(first).any(Roles::TITLE)
                })
        };
        if n > 1 && self.hint == TypeHint::Organisation && placed.iter().any(is_office) {
            return Some(Refusal::AnothersWords);
        }
        if n > 1 && placed.iter().any(is_title) {
            return Some(Refusal::AnothersWords);
        }
        if self.is_joined_of_words(form, placed) {
            return Some(Refusal::AnothersWords);
        }
        // US$ is money.
        let last = &self.scan.tokens[end - 1];
        if self.flags.has(FormFlags::ACRONYM) && self.text[last.end as usize..].starts_with('$') {
            return Some(Refusal::AnothersWords);
        }
        if self.is_other_body(done, (first, end), extra) {
            return Some(Refusal::AnothersWords);
        }
        // What goes on behind a hyphen is another's: Kim Jong-un is not Kim Jong-nam.
        if self.hint == TypeHint::Person
            && done.contains(&false)
            && self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Hyphen)
        {
            return Some(Refusal::AnothersWords);
        }
        // Nor is who has another family name, or other names between: Jean-Marc Vallée, António Mariz de Oliveira.
        let is_name = |&k: &usize| {
            let ordinary =
                Roles::FUNCTION.with(Roles::TITLE).with(Roles::CALENDAR).with(Roles::PERSON_CUE).with(Roles::WORD);
            let roles = self.scan.roles_of(k);
            self.scan.tokens[k].shape == Shape::Capital
                && self.scan.cases[k] == Case::Normal
                && (!roles.any(ordinary) || roles.any(Roles::SURNAME))
        };
        let has_other_family = || {
            self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && is_name(&end) || extra.iter().any(is_name)
        };
        // Where the family name stands first, another given name follows: Trần Quốc Tuấn is not Trần Quốc Tỏ.
        let is_other_given = || {
            let is_capital = |t: &Token| t.gap == Gap::Space && t.shape == Shape::Capital;
            self.scan.tokens.get(end).is_some_and(is_capital) && (self.scan.languages.is_told_as("vi") || is_name(&end))
        };
        if self.hint == TypeHint::Person
            && n > 1
            && !done[n - 1]
            && heavy(&self.words[n - 1])
            && match self.flags.has(FormFlags::FAMILY_FIRST) {
                true => n > 2 && is_other_given(),
                false => has_other_family(),
            }
        {
            return Some(Refusal::AnothersWords);
        }
        // Nor is another word among those that are there what the first should be: Chol Song Jo is not Kyong Chol Jo.
        let is_capital = |&k: &usize| {
            self.scan.tokens[k].shape == Shape::Capital
                && self.scan.cases[k] == Case::Normal
                && !self
                    .scan
                    .roles_of(k)
                    .any(Roles::TITLE.with(Roles::ARTICLE).with(Roles::PARTICLE).with(Roles::FILIATION))
        };
        if self.hint == TypeHint::Person
            && !self.flags.has(FormFlags::FAMILY_FIRST)
            && total > 2
            && (0..n).find(|&k| heavy(&self.words[k])).is_some_and(|k| !done[k])
            && extra.iter().any(is_capital)
        {
            return Some(Refusal::AnothersWords);
        }
        // Nor what stands before one: Kim Il-chol is not Kim Chol.
        let is_placed = |k: usize| {
            placed.iter().filter_map(|p| p.unit).any(|unit| {
                let unit = self.scan.units[unit];
                (unit.first as usize..unit.end as usize).contains(&k)
            })
        };
        let is_joined = |k: usize| self.scan.tokens.get(k).is_some_and(|t| t.gap == Gap::Hyphen);
        // In whatever order: Kim Seung-kyum is not Kim Boo-kyum.
        let small = Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FILIATION).with(Roles::KUNYA);
        let is_other = |k: usize| {
            let is_name = self.scan.tokens[k].len() > 1 && !self.scan.roles_of(k).any(small);
            self.flags.has(FormFlags::FAMILY_FIRST) || (matched < total && is_name)
        };
        if self.hint == TypeHint::Person
            && (first..end).any(|k| !is_placed(k) && (is_joined(k) || is_joined(k + 1)) && is_other(k))
        {
            return Some(Refusal::AnothersWords);
        }
        // A name that is left unfinished ends in none of its small words: Ahmed Abu Zeid is not Ahmed Aboul Gheit.
        if self.hint == TypeHint::Person
            && matched < total
            && end - first > 1
            && !done[n - 1]
            && self.scan.roles_of(end - 1).any(Roles::ARTICLE.with(Roles::FILIATION).with(Roles::KUNYA))
        {
            return Some(Refusal::AnothersWords);
        }
        // Behind "bin" stands somebody's father.
        if self.hint == TypeHint::Person && done.contains(&false) && (!done[0] || !done[n - 1]) && first > 0 && {
            let before = self.scan.roles_of(first - 1);
            self.scan.tokens[first].gap == Gap::Space && before.any(Roles::FILIATION) && !before.any(Roles::ARTICLE)
        } {
            return Some(Refusal::AnothersWords);
        }
        // The S of "U.S. Senator Ismail" is nobody's initial.
        if self.hint == TypeHint::Person
            && self.scan.tokens[first].gap == Gap::Dot
            && self.scan.tokens[first].shape == Shape::Initial
        {
            return Some(Refusal::AnothersWords);
        }
        None
    }

    /// Whether the words of an organisation's name stand turned with a small word before its acronym, and none says what it is: "in
    /// Eindhoven van PSV". The University of Oxford is Oxford University.
    pub(super) fn is_turned_over_small(&self, (first, end): (usize, usize), placed: &[Placed]) -> bool {
        let is_placed = |k: usize| {
            placed.iter().filter_map(|p| p.unit).any(|unit| {
                let unit = self.scan.units[unit];
                (unit.first as usize..unit.end as usize).contains(&k)
            })
        };
        let is_small = |k: usize| {
            self.scan.tokens[k].shape == Shape::Lower
                && self.scan.roles_of(k).any(Roles::FUNCTION.with(Roles::LINKER).with(Roles::PARTICLE))
        };
        let says_kind = |w: &FormWord| {
            self.lexicon.vocab_roles(w.vocab()).any(Roles::GENERIC.with(Roles::ORG_WORD).with(Roles::LANDMARK))
        };
        self.hint == TypeHint::Organisation
            && !self.words.iter().any(says_kind)
            && (first..end - 1).any(|k| !is_placed(k) && is_small(k) && self.scan.tokens[k + 1].shape == Shape::Upper)
    }

    /// Whether a title and one name of somebody stand with another name between: Cardinal Joseph Zen is not Cardinal Sin, الشيخ محمد
    /// بن زايد not الشيخ زايد.
    fn is_title_of_another(&self, (first, end): (usize, usize), placed: &[Placed], extra: &[usize]) -> bool {
        let is_title = |w: &FormWord| self.lexicon.vocab_roles(w.vocab()).any(Roles::TITLE);
        let names = || self.words.iter().enumerate().skip(1).filter(|(_, w)| !w.is_light());
        let is_respelt = || {
            let (at, _) = names().next().unwrap_or((0, &self.words[0]));
            placed.iter().any(|p| p.at == at && p.near.is_some_and(|n| !n.is_exact))
        };
        self.hint == TypeHint::Person
            && !extra.is_empty()
            && is_title(&self.words[0])
            && names().count() == 1
            && (is_respelt() || (first..end).any(|k| self.scan.roles_of(k).any(Roles::FILIATION)))
    }

    /// Whether the names of letters that full stops join are part of more of them: تي.آر.تي is not آر.تي.
    fn is_of_dotted(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_joined = |k: usize| {
            tokens
                .get(k)
                .is_some_and(|t| t.gap == Gap::Dot && t.shape == Shape::Uncased && tokens[k - 1].script == t.script)
        };
        end - first > 1 && (first + 1..end).all(is_joined) && (is_joined(end) || (first > 0 && is_joined(first)))
    }

    /// Whether other words in capitals make another body of the words that are there: between them (Beijing Normal
    /// University), or in the place of the last (Ministry of Finance is not the Ministry of Defence).
    fn is_other_body(&self, done: &[bool], (first, end): (usize, usize), extra: &[usize]) -> bool {
        let says_nothing = Roles::FUNCTION.with(Roles::ARTICLE).with(Roles::PLACE_WORD).with(Roles::LEGAL_FORM);
        let is_other = |&k: &usize| {
            matches!(self.scan.tokens[k].shape, Shape::Capital | Shape::Upper)
                && self.scan.cases[k] == Case::Normal
                && !self.scan.roles_of(k).any(says_nothing)
        };
        let is_between = |k: &usize| is_other(k) && !self.scan.roles_of(*k).any(Roles::DEMONYM);
        let goes_on = !done[done.len() - 1]
            && self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space)
            && is_other(&end)
            && !self.scan.roles_of(end).any(Roles::TITLE.with(Roles::CALENDAR));
        // Nor is the House Committee on Public Health that on China.
        let is_of_other = |k: usize| {
            self.scan.tokens.get(k + 1).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Capital)
                && self.scan.tokens[k].gap == Gap::Space
                && self.scan.tokens[k].shape == Shape::Lower
                && ["on", "for"].contains(&self.scan.tokens[k].of(self.text))
        };
        let goes_on = goes_on || (done.contains(&false) && end < self.scan.tokens.len() && is_of_other(end));
        // The Commission on Human Rights is not the Human Rights Council.
        let small = |k: usize| {
            self.scan.tokens[k].shape == Shape::Lower && self.scan.roles_of(k).any(Roles::FUNCTION.with(Roles::LINKER))
        };
        let goes_on = goes_on
            || (!done[done.len() - 1]
                && first > 1
                && small(first - 1)
                && self.scan.tokens[first - 2].shape == Shape::Capital
                && self.scan.roles_of(first - 2).any(Roles::GENERIC.with(Roles::ORG_WORD)));
        self.hint == TypeHint::Organisation && (goes_on || extra.iter().any(is_between))
    }

    /// Whether the text has enough of the form.
    pub(super) fn is_enough(&self, has: &Has<'_>, first: usize) -> bool {
        (has.matched > 0 || has.total == 0)
            && self.enough(has)
            && !(has.matched <= 1 && self.is_rest_of_uncased(has.done, first))
    }

    /// Whether enough of a form stands in the text for it to be more than a short form.
    fn enough(&self, &Has { done, matched, total, all_exact }: &Has<'_>) -> bool {
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
    pub(super) fn lacks_family_name(&self, done: &[bool]) -> bool {
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
    pub(super) fn is_rest_of_uncased(&self, done: &[bool], first: usize) -> bool {
        let is_missing = |k: usize| !done[k] && !self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::ARTICLE);
        self.scan.tokens[first].shape == Shape::Uncased && (0..done.len()).any(is_missing)
    }

    /// Whether the text lacks a small word that a place's name begins with: St. Petersburg; an article may be missing, but of
    /// a name in its own spelling only.
    pub(super) fn is_rest_of_place(&self, &Has { done, all_exact, .. }: &Has<'_>) -> bool {
        let may_lack = |k: usize| all_exact && self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::ARTICLE);
        (0..done.len()).take_while(|&k| !done[k]).any(|k| self.words[k].is_light() && !may_lack(k))
    }

    /// Whether a title and a person's family name stand here, and nothing else of the name. A title in small letters, as most
    /// languages have them, counts if it is of an office that the entity has held.
    pub(super) fn is_titled_family_name(
        &self,
        &Has { done, matched, total, .. }: &Has<'_>,
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
        // A numeral is nobody's family name (James King III), nor is a small word behind a full stop (Peabody and Co. He said).
        let is_numbered = is_numeral(&self.lexicon.vocab_text(self.words[family].vocab()));
        let is_small_word = known.word.roles.any(Roles::FUNCTION) && self.scan.tokens[first].gap == Gap::DotSpace;
        // Nor is a common family name another one that is listed: Jones is not Younès.
        let is_others = known.word.roles.any(Roles::SURNAME) && !near.is_exact;
        if is_numbered || is_small_word || is_others {
            return false;
        }
        let is_held = |k: usize| offices::is_held(self.scan.tokens[k].of(self.text), self.entity, self.lexicon);
        let is_title = |k: usize| {
            let is_near =
                k + 1 == first && matches!(self.scan.tokens[first].gap, Gap::Space | Gap::Line | Gap::DotSpace);
            // The S of U.S. is no title.
            let is_letter = self.scan.tokens[k].shape == Shape::Initial && self.scan.tokens[k].gap == Gap::Dot;
            (is_near && self.scan.tokens[k].shape != Shape::Lower && !is_letter) || is_held(k)
        };
        let title = self.scan.title_before(first).is_some_and(is_title)
            || self.scan.is_owned(first, self.text, self.entity, self.lexicon);
        // Silva is anybody, da Silva may be Lula.
        let is_common = known.word.roles.any(Roles::SURNAME);
        let lacks_particle =
            family > 0 && self.words[family - 1].is_light() && self.with_particles(first, family) == first;
        done[family] && is_close && title && !(is_common && lacks_particle)
    }

    /// Whether the letter case of the text allows the form.
    pub(super) fn case_fits(&self, form: Index, placed: &[Placed]) -> bool {
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
        // Nor does a capital behind a small letter stand in a name that has none: KeyWait is not Kuwait.
        let is_camel = |p: &Placed| {
            p.unit.map(|u| &self.scan.units[u]).is_some_and(|u| {
                let token = u.first as usize;
                u.end - u.first == 1
                    && self.scan.tokens[token].shape == Shape::Capital
                    && self.scan.inner_of(token).has_capital
                    && !self.lexicon.form_text(form).chars().skip(1).any(char::is_uppercase)
            })
        };
        if !acronym && self.words.len() == 1 && placed.iter().any(is_camel) {
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
                // US may be a word in capitals, U.S. is none.
                _ => !exact || token.len() > 3 || is_spelt(p),
            }
        })
    }

    pub(super) fn follows_name(&self, first: usize) -> bool {
        let ordinary = Roles::FUNCTION.with(Roles::TITLE).with(Roles::DEMONYM).with(Roles::CALENDAR);
        first > 0
            && self.scan.tokens[first].gap == Gap::Space
            && self.scan.tokens[first - 1].shape == Shape::Capital
            && !self.scan.roles_of(first - 1).any(ordinary)
    }

    pub(super) fn is_generic(&self, k: usize) -> bool {
        self.lexicon.vocab_roles(self.words[k].vocab()).any(Roles::GENERIC)
    }
}
