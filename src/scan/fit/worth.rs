//! What a form is worth by the words that are set against it.

use super::Fit;
use crate::explain::log::Placed;
use crate::grammar::Roles;
use crate::lexicon::compiled::{FormWord, Index};
use crate::matching::alignment;
use crate::matching::candidates::Near;
use crate::matching::costs::ScriptPair;
use crate::matching::distinctions::{are_other_given, is_generation, is_spelling};
use crate::matching::evidence::Evidence;
use crate::matching::misread::is_misread;
use crate::matching::names::{INITIAL, Part, SHORT_GIVEN, sum_up, whole_score};
use crate::matching::sexes;
use crate::orthography::names::{TypeHint, Word, is_patronymic_form};
use crate::orthography::origin::Origins;
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds::abbreviated_or_in_full;
use crate::scan::Unit;
use crate::segment::Token;

/// Forms of one entity that are told from those of others.
const MOST_OWN: usize = 16;
/// Names that a lexicon is taken to have beside its own: a small one does not know which words are common.
const BACKGROUND: f32 = 300.0;
/// Where fewer entities would have words as near by chance, it says no more.
const LEAST_CHANCE: f32 = 25.0;

/// What a form is worth by the words that are set against it, wherever these stand.
#[derive(Clone, Copy)]
pub(in crate::scan) struct Worth {
    pub(super) evidence: Evidence,
    /// See [`Candidate`], which has the same.
    pub(super) chance: f32,
    pub(super) origin: f32,
    pub(super) is_joined: bool,
    /// Whether the letters may be the form's, misread by a machine.
    pub(super) is_misread: bool,
    pub(super) segments: usize,
}

impl Fit<'_> {
    /// The natural logarithm of the number of entities that would have words as near as these if words met by chance.
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    pub(super) fn chance(&self, placed: &[Placed]) -> f32 {
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
    pub(super) fn is_joined(&self, placed: &[Placed]) -> bool {
        let set: Vec<&Placed> = placed.iter().filter(|p| p.unit.is_some()).collect();
        let [&Placed { at, count: 2.., unit: Some(unit), near: Some(Near { is_exact: false, .. }) }] = set[..] else {
            return false;
        };
        let script = self.scan.memo.get(self.scan.units[unit].memo).word.script;
        script == self.lexicon.vocab_script(self.words[at].vocab())
    }

    /// How much the words in another spelling look transcribed from another script, on both sides; see [`Origins`].
    pub(super) fn origin(&self, placed: &[Placed]) -> f32 {
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

    /// Whether the text has a form's word by its letters; small words may be missing.
    pub(super) fn is_as_listed(&self, placed: &Placed) -> bool {
        match placed.unit {
            // ISIS-Khorasan is ISIS-K spelt out.
            Some(_) if placed.near.is_none() => self.hint == TypeHint::Organisation,
            Some(unit) => placed.near.is_some_and(|n| n.is_exact || self.is_abbreviated_so(unit, n.vocab)),
            None => self.words[placed.at].is_light() && !self.is_generation(placed.at) && !self.is_name_too(placed.at),
        }
    }

    /// Whether a unit is a small word of the form abbreviated, or in full: Paris St Germain. A school of St. John's is not in Saint John.
    fn is_abbreviated_so(&self, unit: usize, vocab: Index) -> bool {
        let Unit { first, end, .. } = self.scan.units[unit];
        self.hint == TypeHint::Organisation
            && end - first == 1
            && self.lexicon.vocab_roles(vocab).any(Roles::PARTICLE)
            && abbreviated_or_in_full(self.scan.folded(first as usize, self.text))
                .is_some_and(|other| self.lexicon.vocab_text(vocab) == other)
    }

    /// Whether the form's word `k` tells the older of one name from the younger.
    pub(super) fn is_generation(&self, k: usize) -> bool {
        self.hint == TypeHint::Person && k > 0 && is_generation(&self.lexicon.vocab_text(self.words[k].vocab()))
    }

    /// Whether the form's word `k` is somebody's name, though the tables know it as a title too: Mohamed Habib Attia, Imran Ali Khan;
    /// not Haji Ali Hasan.
    fn is_name_too(&self, k: usize) -> bool {
        if self.hint != TypeHint::Person || !self.words[k].is_light() {
            return false;
        }
        let vocab = self.words[k].vocab();
        let roles = self.lexicon.vocab_roles(vocab);
        let follows_name = || self.words[..k].iter().any(|w| !w.is_light() && !w.is_initial());
        roles.any(Roles::TITLE)
            && match follows_name() {
                true => roles.any(Roles::GIVEN.with(Roles::SURNAME)),
                false => sexes::woman(&self.lexicon.vocab_text(vocab)).is_some(),
            }
    }

    /// Whether a given name stands where the form has one that the tables know as another.
    pub(super) fn is_other_given(&self, placed: &Placed, is_partial: bool) -> bool {
        let Placed { at, count: 1, unit: Some(unit), near: Some(Near { is_exact: false, score, .. }) } = *placed else {
            return false;
        };
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        let vocab = self.words[at].vocab();
        // Most words are no given names of the tables.
        if word.group == 0 || self.lexicon.vocab_group(vocab) == 0 {
            return false;
        }
        let listed =
            (&*self.lexicon.vocab_text(vocab), self.lexicon.vocab_roles(vocab), self.lexicon.vocab_group(vocab));
        let is_of_script = word.script == self.lexicon.vocab_script(vocab);
        // A letter less is another name where vowels have none: حسن is not حسین.
        let is_letter_apart = || strsim::levenshtein(&word.folded, listed.0) == 1;
        let counts = match word.script.vowels() {
            Vowels::Omitted => is_partial || (is_of_script && is_letter_apart()),
            _ => is_partial && !(is_of_script && is_spelling(word, i32::from(score))),
        };
        counts && are_other_given((&word.folded, word.roles, word.group), listed)
    }

    /// Whether Latin words in other letters than the form's may be those misread.
    fn is_misread(&self, form: Index, placed: &[Placed]) -> bool {
        let mut units: Vec<Unit> = placed.iter().filter_map(|p| p.unit).map(|u| self.scan.units[u]).collect();
        units.sort_unstable_by_key(|u| u.first);
        let tokens = || units.iter().flat_map(|u| &self.scan.tokens[u.first as usize..u.end as usize]);
        if placed.iter().all(|p| self.is_as_listed(p)) || tokens().next().is_none_or(|t| t.script != Script::Latin) {
            return false;
        }
        let small = |c: char| c.is_alphanumeric().then(|| c.to_lowercase()).into_iter().flatten();
        let written = tokens().flat_map(|t| t.of(self.text).chars()).flat_map(small);
        is_misread(written, self.lexicon.form_text(form).chars().flat_map(small))
    }

    /// What [`Self::worth`] gives, which is asked again wherever the same words stand in the same order.
    pub(super) fn remembered(&self, form: Index, placed: &[Placed], extra: &[usize], inverted: bool) -> Worth {
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
        let find = || {
            let is_misread = extra.is_empty() && self.is_misread(form, placed);
            Worth { is_misread, ..self.worth(placed, extra, inverted) }
        };
        known.of(key, find)
    }

    /// What a form is worth by the words that are set against it.
    pub(super) fn worth(&self, placed: &[Placed], extra: &[usize], inverted: bool) -> Worth {
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
            is_misread: false,
            segments: segments + more.sum::<usize>(),
        }
    }

    pub(super) fn evidence(&self, placed: &[Placed], extra: &[usize], inverted: bool) -> Evidence {
        let listed = |at: usize, count: usize| {
            let words = &self.words[at..at + count];
            let roles = words.iter().fold(Roles::NONE, |r, w| r.with(self.lexicon.vocab_roles(w.vocab())));
            let length = words.iter().map(|w| self.lexicon.word_readings(*w).next().map_or(0, <[_]>::len)).sum();
            Part {
                length,
                words: count,
                is_light: words.iter().all(|w| w.is_light())
                    && !(count == 1 && (self.is_generation(at) || self.is_name_too(at))),
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
            e.other_given = placed.iter().filter(|p| self.is_other_given(p, true)).count().min(3) as f32;
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
