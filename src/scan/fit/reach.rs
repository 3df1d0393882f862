//! The next word of a form: which unit beside those found may be it.

use unicode_normalization::UnicodeNormalization;

use super::{Fit, REACH, fathers};
use crate::explain::log::Placed;
use crate::grammar::Roles;
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::candidates::{Near, align};
use crate::matching::names::is_short_given;
use crate::orthography::names::{TypeHint, is_numeral};
use crate::orthography::script::Script;
use crate::scan::Case;
use crate::segment::{Gap, Shape, Token};

/// Tokens between the words of a form that are not the form's: two for each word at most.
#[derive(Clone, Copy, Default)]
pub(super) struct Skipped {
    tokens: [usize; 2],
    pub(super) count: usize,
}

impl Skipped {
    pub(super) fn as_slice(&self) -> &[usize] {
        &self.tokens[..self.count]
    }
}

impl Fit<'_> {
    /// A unit at or after `token` that is the form's word `k` (or a join from it), and the tokens skipped before it.
    pub(super) fn right(&self, token: usize, k: usize, wrapped: bool) -> Option<(Placed, Skipped)> {
        let mut skipped = Skipped::default();
        for token in token..token + REACH {
            let here = self.scan.tokens.get(token)?;
            // SOLEIMANI, Qasem, and Soleimani, Qasem as an entry of a list: elsewhere a comma parts names.
            let is_turned = |family: &Token| match family.shape {
                Shape::Upper if here.shape != Shape::Upper => true,
                _ => {
                    self.hint == TypeHint::Person
                        && matches!(family.gap, Gap::Paragraph | Gap::Line | Gap::Break)
                        && here.shape == Shape::Capital
                }
            };
            let comma = here.gap == Gap::Comma
                && (wrapped || (k == 1 && self.flags.has(FormFlags::FAMILY_FIRST)))
                && token > 0
                && is_turned(&self.scan.tokens[token - 1]);
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
    pub(super) fn left(&self, token: usize, k: usize, in_order: bool) -> Option<(Placed, Skipped)> {
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
    pub(super) fn passes(&self, gap: Gap, token: usize, in_order: bool) -> bool {
        match gap {
            Gap::None | Gap::Wrap | Gap::Apostrophe | Gap::Hyphen | Gap::Dot | Gap::Space => true,
            // Only the next word, in order: a line end may be the end of something.
            Gap::Line => in_order,
            // ЧВК «Вагнер»: only where what is in quotes belongs to a body's name.
            Gap::Quote => in_order && self.hint == TypeHint::Organisation,
            // Workers' Party.
            Gap::Break => in_order && self.is_possessive(token),
            // After an initial or an abbreviated title.
            Gap::DotSpace => token > 0 && (self.is_abbreviated(token - 1) || self.is_light_token(token - 1)),
            _ => false,
        }
    }

    /// Whether an apostrophe of several owners stands before a token.
    fn is_possessive(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1).map(|b| &self.scan.tokens[b]) else { return false };
        let between = &self.text[before.end as usize..self.scan.tokens[token].start as usize];
        matches!(between, "' " | "\u{2019} ") && before.of(self.text).ends_with(['s', 'S'])
    }

    /// Whether a full stop after a token may be that of an abbreviation: an initial, Dr.; not Kim Jong-un, nor a word of
    /// signs for syllables, which are not abbreviated so (서울).
    pub(super) fn is_abbreviated(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        let written = here.of(self.text);
        let script = written.chars().next().and_then(Script::of);
        if script.is_some_and(|script| script == Script::Hangul || script.is_unspaced()) {
            return false;
        }
        let letters = written.nfc().take(3).count();
        letters == 1 || (letters == 2 && here.shape != Shape::Lower)
    }

    /// Whether a token is a small word that a name may have or not.
    pub(super) fn is_light_token(&self, token: usize) -> bool {
        let roles = self.scan.roles_of(token);
        let written = self.scan.tokens[token].of(self.text);
        let person = matches!(self.hint, TypeHint::Person | TypeHint::Unknown);
        // A single letter is somebody's initial, be it short for a title or not: George H. W. Bush.
        if person && self.scan.tokens[token].shape == Shape::Initial {
            return self.has_light(token);
        }
        // Also an ordinary word ("of", "on", "and"): only where the form has it, or it is the article al.
        if roles.any(Roles::FUNCTION) && person {
            // "as" and "an" are words; "as-Sisi" is a name with its article.
            if roles.any(Roles::ARTICLE) && self.scan.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Hyphen) {
                return true;
            }
            let article = roles.any(Roles::ARTICLE) && written.len() == 2 && written.ends_with(['l', 'L']);
            return article || self.has_light(token);
        }
        let small = Roles::ARTICLE.with(Roles::FILIATION).with(Roles::PARTICLE);
        // Nice is in France, though "is" and "in" are articles in Maltese.
        let says = Roles::FUNCTION.with(Roles::LOCATIVE);
        if self.hint == TypeHint::Place && roles.any(says) && roles.any(Roles::WORD) && !roles.any(Roles::LINKER) {
            return self.has_light(token);
        }
        match person {
            true => roles.any(small.with(Roles::TITLE)),
            false => roles.any(small.with(Roles::LINKER)) || self.has_light(token),
        }
    }

    /// Whether the form has a written word as a small one.
    pub(super) fn has_light(&self, token: usize) -> bool {
        let mut light = self.words.iter().filter(|w| w.is_light()).peekable();
        light.peek().is_some() && {
            let folded = self.scan.folded(token, self.text);
            light.any(|w| self.lexicon.vocab_text(w.vocab()) == folded)
        }
    }

    /// Whether the name may go on past a token that the form does not have.
    pub(super) fn may_skip(&self, token: usize, skipped: &mut Skipped) -> bool {
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
    pub(super) fn place(&self, unit: usize, k: usize) -> Option<Placed> {
        self.place_where(unit, k, |first, _| first == k)
    }

    /// Whether `unit` is the form's word `k`, or joins words up to `k`.
    pub(super) fn place_ending(&self, unit: usize, k: usize) -> Option<Placed> {
        self.place_where(unit, k, |first, count| first + count == k + 1)
    }

    /// Whether `unit` is a join that fits, else the form's word `k`.
    pub(super) fn place_where(&self, unit: usize, k: usize, fits: impl Fn(usize, usize) -> bool) -> Option<Placed> {
        // No name goes on in lower case, but for its small words and those that are listed so.
        let token = self.scan.units[unit].first as usize;
        let is_small = self.scan.tokens[token].shape == Shape::Lower && self.scan.cases[token] == Case::Normal;
        let may_be_small = || {
            self.words[k].is_lower()
                || (self.words[k].is_light() && (k > 0 || self.hint == TypeHint::Person))
                || self.is_small_head(k)
                || (k == 0 && self.scan.may_be_kind(self.words, self.hint, self.lexicon))
                || self.is_small_word(unit, k)
        };
        if is_small && !may_be_small() {
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

    /// Whether the form's word `k` is the last of a body's name and says what kind of body it is: the press writes Republican
    /// party as well.
    fn is_small_head(&self, k: usize) -> bool {
        self.hint == TypeHint::Organisation
            && k > 0
            && k + 1 == self.words.len()
            && self.is_generic(k)
            && !self.flags.has(FormFlags::EXACT_CASE)
    }

    /// Whether the form's word `k` is a later one of a body's name, which stands in the text in small letters as many languages
    /// write it: Совет безопасности, Liga árabe.
    fn is_small_word(&self, unit: usize, k: usize) -> bool {
        let near = || self.scan.memo.get(self.scan.units[unit].memo).near_word(self.number, self.words[k].vocab());
        self.hint == TypeHint::Organisation
            && k > 0
            && !self.flags.has(FormFlags::EXACT_CASE)
            && self
                .lexicon
                .vocab_roles(self.words[k].vocab())
                .any(Roles::WORD.with(Roles::GENERIC).with(Roles::DEMONYM))
            && !["en", "de", "nl"].iter().any(|language| self.scan.languages.is_told_as(language))
            && near().is_some_and(|n| n.is_exact)
    }

    /// The form's word `k` in a spelling that no search found, directly beside the anchor.
    pub(super) fn aligned(&self, unit: usize, k: usize) -> Option<Near> {
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
    pub(super) fn single(&self, unit: usize, k: usize, near: Option<Near>) -> Option<Placed> {
        if let Some(near) = near {
            let fits = !self.is_other_numeral(unit, k, &near) && !self.is_other_kind(unit, k, &near);
            return fits.then_some(Placed { at: k, count: 1, unit: Some(unit), near: Some(near) });
        }
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        let listed = || self.lexicon.vocab_text(self.words[k].vocab());
        let initial = |letter: &str, whole: &str| letter.chars().next().is_some_and(|c| whole.starts_with(c));
        // A family name is not shortened to a letter.
        let family = if self.flags.has(FormFlags::FAMILY_FIRST) { 0 } else { self.words.len() - 1 };
        let fits = self.is_short_given(unit, k)
            || self.is_same_father(unit, k)
            || (self.hint == TypeHint::Person && k != family && word.is_initial() && !self.words[k].is_light() && !self.is_small_letter(unit) && initial(&word.folded, &listed()))
            // ISIS-K, ISIS-Khorasan.
            || (self.hint == TypeHint::Organisation && self.scan.tokens[self.scan.units[unit].first as usize].gap == Gap::Hyphen && listed().chars().count() == 1 && initial(&listed(), &word.folded))
            || (self.hint == TypeHint::Person && self.words[k].is_initial() && word.shape == Shape::Capital && initial(&listed(), &word.folded) && !word.roles.any(Roles::TITLE) && (!word.roles.any(Roles::WORD) || word.roles.any(Roles::GIVEN)));
        fits.then_some(Placed { at: k, count: 1, unit: Some(unit), near })
    }

    /// Whether the form's word `k` is a numeral, or the text's is, and the other is another word: no numeral is another one, nor a
    /// word that sounds like it (Karol III, IAEA).
    pub(super) fn is_other_numeral(&self, unit: usize, k: usize, near: &Near) -> bool {
        !near.is_exact
            && k > 0
            && self.hint == TypeHint::Person
            && (is_numeral(&self.lexicon.vocab_text(self.words[k].vocab())) || self.is_numeral(unit))
    }

    /// Whether a unit is one word in capitals among others that is a ruler's numeral: George VI is no Weah.
    fn is_numeral(&self, unit: usize) -> bool {
        let token = self.scan.units[unit].first as usize;
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        word.shape == Shape::Upper && self.scan.cases[token] == Case::Normal && is_numeral(&word.folded)
    }

    /// Whether the form's word `k` says what kind of body it is, and the text has a word that only sounds a little like it.
    pub(super) fn is_other_kind(&self, unit: usize, k: usize, near: &Near) -> bool {
        let vocab = self.words[k].vocab();
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        self.hint == TypeHint::Organisation
            && !near.is_exact
            && !near.is_close
            && self.lexicon.vocab_roles(vocab).any(Roles::GENERIC)
            && self.lexicon.vocab_script(vocab) == word.script
            // Guards are a guard.
            && (word.group == 0 || word.group != self.lexicon.vocab_group(vocab))
    }

    /// Whether a unit is a letter that is a word, and not an initial: "A French man".
    pub(super) fn is_small_letter(&self, unit: usize) -> bool {
        let token = self.scan.units[unit].first as usize;
        self.scan.roles_of(token).any(Roles::FUNCTION) && !self.scan.tokens[token].dot_after
    }

    /// Whether a unit is a name after the father of whom the form's word `k` tells in another language: Mikalaevich, Nikolaevich.
    fn is_same_father(&self, unit: usize, k: usize) -> bool {
        self.hint == TypeHint::Person
            && self.words[k].is_patronymic()
            && fathers::are_one(
                &self.scan.memo.get(self.scan.units[unit].memo).word.folded,
                &self.lexicon.vocab_text(self.words[k].vocab()),
            )
    }

    /// Whether a unit is a short form of the form's given name `k`, or the full form of it.
    pub(super) fn is_short_given(&self, unit: usize, k: usize) -> bool {
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        if self.hint != TypeHint::Person || word.group == 0 || !word.roles.any(Roles::HYPOCORISM) {
            return false;
        }
        let vocab = self.words[k].vocab();
        let listed =
            (&*self.lexicon.vocab_text(vocab), self.lexicon.vocab_roles(vocab), self.lexicon.vocab_group(vocab));
        is_short_given((&word.folded, word.roles, word.group), listed)
    }
}
