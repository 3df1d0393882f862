//! What one word may be worth at most, wherever it stands.
//!
//! Of the words that resemble a listed one most are nobody's name, whatever the text around them says, and many resemble
//! what one entity is called in several languages: what can come to nothing is told once for each word, and not set
//! against the text.

use super::Fit;
use crate::explain::log::{Event, Placed, Refusal};
use crate::grammar::Roles;
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::candidates::Near;
use crate::matching::confidence::Model;
use crate::matching::evidence::Evidence;
use crate::orthography::names::TypeHint;
use crate::resolve::context::{CLOSE, CLOSE_LENGTH, NO_NAME, SOUNDS_ALIKE};
use crate::resolve::features::{Feature, Weights};
use crate::resolve::uncased;
use crate::scan::forms::MOST_FORMS;
use crate::scan::memo::{Forms, Lead};
use crate::scan::{Scan, Tables, Unit};
use crate::segment::Shape;

/// What the text around one word in another spelling adds at most, in nats: seen on marked news and on print misread.
const MOST_AROUND: f32 = 4.0;
/// Log-odds that a reading must be able to reach: a confidence of about a quarter.
const LEAST: f32 = -1.0;
/// Log-odds by which one spelling of an entity is taken to fall behind another, wherever they stand.
const MUCH_LESS: f32 = 0.7;

/// A form of one word.
struct Prospect {
    form: Index,
    entity: Index,
    /// The near word that leads to it.
    near: usize,
    /// The most log-odds that it may be worth, where that is told.
    most: Option<f32>,
}

impl Prospect {
    fn lead(&self) -> Lead {
        (self.form, u32::try_from(self.near).expect("few words are near"))
    }
}

impl Scan {
    /// The forms of one word that a unit may be: of those that its near words are, those with a prospect, and the best rival
    /// that they have among the others.
    pub(in crate::scan) fn likely(&self, text: &str, number: usize, unit: usize, tables: &Tables<'_>) -> Forms {
        let lexicon = tables.lexicons[number];
        let near = self.memo.get(self.units[unit].memo).near(number);
        let mut best: Map<Index, f32> = Map::default();
        let mut found: Vec<Prospect> = Vec::new();
        for (i, of) in near.iter().enumerate().filter(|(_, n)| n.is_likely) {
            for form in lexicon.wholly(of.vocab).take(MOST_FORMS) {
                // An acronym has its own letters.
                if !of.is_exact && lexicon.form_flags(form).has(FormFlags::ACRONYM) {
                    continue;
                }
                let most = self.most(text, number, unit, of, form, tables);
                let entity = lexicon.form_entity(form);
                // One word of a person's name may lean on the full one, the more so the less it resembles it.
                let tells = of.is_exact || lexicon.entity_hint(entity) != TypeHint::Person;
                if let Some(most) = most.filter(|_| tells && is_plain(lexicon, form)) {
                    let standing = best.entry(entity).or_insert(most);
                    *standing = standing.max(most);
                }
                found.push(Prospect { form, entity, near: i, most });
            }
        }
        #[cfg(test)]
        if self.keeps_hopeless {
            return found.iter().map(Prospect::lead).collect();
        }
        let (kept, dropped): (Vec<_>, Vec<_>) = found.into_iter().partition(|p| {
            let Some(most) = p.most.filter(|_| !near[p.near].is_exact) else { return true };
            // What leans on something else may hold where what stands by itself does not.
            let best = best.get(&p.entity).filter(|_| is_plain(lexicon, p.form));
            most >= LEAST && best.is_none_or(|&best| most > best - MUCH_LESS)
        });
        // Who is nearly as like makes the others less sure.
        let rivals = dropped.iter().filter(|p| kept.iter().all(|k| k.entity != p.entity));
        let rival = rivals.max_by_key(|p| near[p.near].score).filter(|_| !kept.is_empty());
        for Prospect { form, .. } in dropped.iter().filter(|p| rival.is_none_or(|r| r.form != p.form)) {
            let Unit { first, end, .. } = self.units[unit];
            let (lexicon, form) = (u32::try_from(number).expect("few lexicons"), *form);
            self.log.note(|| Event::Refused { lexicon, form, first, end, why: Refusal::NoProspect });
        }
        kept.iter().chain(rival).map(Prospect::lead).collect()
    }

    /// The most log-odds that a unit is a form of one word; nothing where that cannot be told beforehand.
    fn most(
        &self,
        text: &str,
        number: usize,
        unit: usize,
        near: &Near,
        form: Index,
        tables: &Tables<'_>,
    ) -> Option<f32> {
        let lexicon = tables.lexicons[number];
        let mut words = lexicon.form_words(form);
        let (Some(word), None) = (words.next(), words.next()) else { return None };
        if near.is_exact {
            return Some(f32::INFINITY);
        }
        let (entity, flags) = (lexicon.form_entity(form), lexicon.form_flags(form));
        let by_itself = FormFlags::ACRONYM.with(FormFlags::INITIALS).with(FormFlags::NEEDS_LANGUAGE);
        let Unit { first, end, .. } = self.units[unit];
        if flags.has(by_itself) || end - first != 1 {
            return None;
        }
        let hint = lexicon.entity_hint(entity);
        let (words, joins, costs) = (&[word][..], &[][..], tables.costs);
        let fit = Fit { scan: self, text, number, lexicon, words, joins, hint, flags, entity, anchor: None, costs };
        Some(fit.most(unit, near, form, tables.lexicons.iter().map(|l| l.form_count()).sum()))
    }
}

/// Whether a form counts for what its letters are, beside nothing else.
fn is_plain(lexicon: &Compiled, form: Index) -> bool {
    let special = FormFlags::SHORT
        .with(FormFlags::NEVER)
        .with(FormFlags::NEEDS_FULL_NAME)
        .with(FormFlags::NEEDS_CUE)
        .with(FormFlags::NEEDS_LANGUAGE)
        .with(FormFlags::EXACT_CASE)
        .with(FormFlags::ACRONYM)
        .with(FormFlags::INITIALS);
    !lexicon.form_flags(form).has(special) && lexicon.form_weight(form) >= 1.0
}

impl Fit<'_> {
    /// The most log-odds that a unit in another spelling is the form's only word; `names` are those of all lexicons.
    fn most(&self, unit: usize, near: &Near, form: Index, names: usize) -> f32 {
        let word = &self.scan.memo.get(self.scan.units[unit].memo).word;
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        let e_folds = (names.max(1) as f32 / 1000.0).ln().max(0.0);
        let uncased = |said: Option<(&Evidence, f32)>| {
            let of_word = (word.script, word.roles, near.is_inflected);
            uncased::most_of_one(self.lexicon, form, of_word, said, e_folds)
        };
        let is_uncased = word.shape == Shape::Uncased;
        if is_uncased && uncased(None) < LEAST {
            return f32::NEG_INFINITY;
        }
        let placed = [Placed { at: 0, count: 1, unit: Some(unit), near: Some(*near) }];
        // Asked once for each word: nothing of it is worth remembering.
        let worth = self.worth(&placed, &[], false);
        let letters = Model::retrieval().log_odds(&worth.evidence.among(names, None));
        if is_uncased {
            return uncased(Some((&worth.evidence, letters)));
        }
        let weights = Weights::shipped().learned_of(self.lexicon, self.entity);
        let of = |feature: Feature| weights[feature as usize];
        let is_other_script = |form: Index| {
            self.lexicon.form_words(form).next().is_some_and(|w| self.lexicon.vocab_script(w.vocab()) != word.script)
        };
        let in_other_script = is_other_script(form);
        let forms = self.lexicon.entity_forms(self.entity);
        let known_in_own = in_other_script && forms.clone().any(|form| !is_other_script(form));
        let Evidence { spelling_mean, length, .. } = worth.evidence;
        let like = match in_other_script {
            true if !known_in_own && spelling_mean > SOUNDS_ALIKE => Feature::ScriptOne,
            false if length >= CLOSE_LENGTH && spelling_mean > CLOSE => Feature::CloseOne,
            _ => Feature::RespeltOne,
        };
        let mut sum = of(Feature::Base)
            + of(Feature::PoorForm) * letters.min(0.0)
            + of(Feature::FormRespeltOne) * letters.max(0.0)
            + of(Feature::ChanceOne) * worth.chance / -10.0
            + of(Feature::OriginOne) * worth.origin
            + of(Feature::SizeRespeltOne) * e_folds
            + of(like);
        if form != forms.start {
            sum += of(Feature::Variant) + of(Feature::VariantSize) * e_folds;
        }
        if known_in_own {
            sum += of(Feature::OwnScriptOne);
        }
        let roles = [
            (Roles::DEMONYM, Feature::Demonym),
            (NO_NAME, Feature::NoName),
            (Roles::WORD, Feature::Word),
            (Roles::GIVEN, Feature::Given),
        ];
        let roles = roles.into_iter().filter(|&(roles, _)| word.roles.any(roles));
        sum + MOST_AROUND + roles.map(|(_, feature)| of(feature).min(0.0)).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Lexicon, Mention, Tagger};

    /// What is told at all is told as if nothing were dropped: the built-in lexicons on the texts of their cases.
    #[test]
    fn what_has_no_prospect_comes_to_nothing() {
        let mut paths: Vec<_> = std::fs::read_dir("lexicons/cases").unwrap().map(|f| f.unwrap().path()).collect();
        paths.sort();
        let all: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        let texts = all.lines().filter_map(|line| line.strip_prefix("text").and_then(|l| l.split_once(": ")));
        let tagger = Tagger::new([Lexicon::built_in()]);
        let (mut dropping, mut keeping) = (tagger.session(), tagger.session());
        keeping.scan.keeps_hopeless = true;
        let (mut compared, mut other) = (0, Vec::new());
        for (_, text) in texts.step_by(crate::tally::scaled(10, 1)) {
            let text = text.split("](").map(|p| p.split_once(')').map_or(p, |(_, p)| p)).collect::<String>();
            let text = text.replace('[', "");
            let key = |m: &Mention| (m.span.clone(), m.entity.clone());
            let (got, expected) = (dropping.tag(&text), keeping.tag(&text));
            compared += expected.len();
            if got.iter().map(key).ne(expected.iter().map(key)) {
                other.push((text, got, expected));
            }
        }
        crate::tally::tally(
            "oracles",
            "mentions with and without forms that have no prospect",
            compared as u64,
            "equal but for 1 in 500",
        );
        assert!(other.len() * 500 <= compared, "{} of {compared}: {other:#?}", other.len());
    }
}
