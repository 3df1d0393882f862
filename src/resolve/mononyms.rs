//! One word of a person's name: when it is enough, and when it leans on the full name.

use super::place::Place;
use crate::grammar::Roles;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::offices;
use crate::orthography::names;
use crate::orthography::origin::Origins;
use crate::orthography::script::{Script, Vowels};
use crate::scan::{Candidate, Scan};
use crate::segment::{Gap, Shape};

/// A title and the family name of one listed person, in a document that names nobody so in full: its log-odds in a
/// lexicon of a hundred names.
const TITLED_FAMILY_NAME: f32 = 1.0;

/// What that loses with each e-fold of names: the more are listed, the likelier the family name is another's.
const TITLED_PER_E_FOLD: f32 = -0.29;

/// What it gains where the title is of an office that the person has held, or the person's country stands before it; where
/// the family name is a common one.
const OFFICE_HELD: f32 = 2.2;
const OFFICE_HELD_COMMON: f32 = 1.3;

/// What it gains besides where the person still holds it: of two presidents of one name that one is meant.
const STILL_HELD: f32 = 1.0;

impl Place<'_> {
    /// The log-odds of a titled family name: of whom much is written the family name is enough.
    pub(crate) fn titled_family_name(&self, candidate: &Candidate) -> f32 {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let first = candidate.core.0 as usize;
        let is_common = self.roles(candidate.core.1 as usize - 1).any(Roles::SURNAME);
        let gain = if is_common { OFFICE_HELD_COMMON } else { OFFICE_HELD };
        let office = match self.is_introduced(first, candidate.entity, lexicon) {
            true if offices::is_in_office(candidate.entity, lexicon) => gain + STILL_HELD,
            true => gain,
            false => 0.0,
        };
        titled_family_name(lexicon, lexicon.entity_forms(candidate.entity).len()) + office
    }

    /// Whether the title before a token is of an office that somebody has held, or the person's country stands there.
    pub(crate) fn is_introduced(&self, token: usize, entity: Index, lexicon: &Compiled) -> bool {
        let title = self.scan.title_before(token).map(|k| &self.scan.tokens[k]);
        // 岸田首相.
        let is_held_behind = || {
            let next = self.scan.tokens.get(token + 1).filter(|t| matches!(t.gap, Gap::None | Gap::Space));
            let next = next.filter(|t| t.shape == Shape::Uncased);
            next.is_some_and(|t| offices::is_held_behind(t.of(self.text), entity, lexicon))
        };
        title.is_some_and(|title| offices::is_held(title.of(self.text), entity, lexicon))
            || is_held_behind()
            || (self.scan.is_owned(token, self.text, entity, lexicon)
                && (!self.roles(token).any(Roles::SURNAME) || offices::has_led(entity, lexicon)))
    }
}

/// The same in a lexicon, of an entity with that many forms, whatever the title.
#[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
fn titled_family_name(lexicon: &Compiled, forms: usize) -> f32 {
    let e_folds = (lexicon.form_count().max(1) as f32 / 100.0).ln();
    let mean = lexicon.form_count().max(1) as f32 / lexicon.entity_count().max(1) as f32;
    let written = (forms.max(1) as f32 / mean).ln().clamp(0.0, 2.0);
    TITLED_FAMILY_NAME + TITLED_PER_E_FOLD * e_folds.max(0.0) + written
}

/// Log-odds a segment that one word needs to be another spelling of a person's name by itself: Makron, Jelzin; not
/// Blanken, Gutters.
const SPELLING: f32 = 1.3;

/// How much a word looks transcribed, in nats a letter, that is somebody's name behind a title.
const TRANSCRIBED: f32 = 0.1;

/// Log-odds a segment of a word that sounds as a name in another script, behind a title.
const TITLED_SOUND: f32 = 1.5;

/// Whether somebody's canonical family name looks transcribed: others are spelt as they are in every press of their script.
pub(crate) fn is_transcribed(lexicon: &Compiled, entity: Index) -> bool {
    let Some(form) = lexicon.entity_forms(entity).next() else { return false };
    let words: Vec<FormWord> =
        lexicon.form_words(form).take_while(|w| w.as_join().is_none()).filter(|w| !w.is_light()).collect();
    let is_first = lexicon.form_flags(form).has(FormFlags::FAMILY_FIRST);
    let family = if is_first { words.first() } else { words.last() };
    family.is_some_and(|w| Origins::shipped().of(&lexicon.vocab_text(w.vocab())) > 0.0)
}

/// Whether somebody's canonical name is at home in Latin letters: it has marks, or its family name does not look transcribed.
pub(super) fn is_at_home(lexicon: &Compiled, entity: Index) -> bool {
    let Some(form) = lexicon.entity_forms(entity).next() else { return false };
    script_of(lexicon, form) == Some(Script::Latin)
        && (!lexicon.form_text(form).is_ascii() || !is_transcribed(lexicon, entity))
}

/// Whether somebody's canonical name is one word, small ones aside: there is no full name to lean on.
fn is_one_word(lexicon: &Compiled, entity: Index) -> bool {
    let words = |form| lexicon.form_words(form).take_while(|w| w.as_join().is_none()).filter(|w| !w.is_light()).count();
    lexicon.entity_forms(entity).next().is_some_and(|form| words(form) == 1)
}

/// Whether a candidate is one word that only resembles a person's name: it sounds like the name in another script, where
/// the person has names in this one (the press of one script calls by one word whom that of another calls by two); it is
/// spelt too much unlike it; or it lacks the numeral of a ruler or pope.
pub(crate) fn is_unsure_mononym(candidate: &Candidate, scan: &Scan, lexicon: &Compiled) -> bool {
    let is_one_token = candidate.end - candidate.first == 1;
    let is_several = candidate.words > 1 && (candidate.is_spelt_as_listed || !is_one_token);
    if is_several || lexicon.entity_kind(candidate.entity) != "person" {
        return false;
    }
    let own = scan.tokens[candidate.core.0 as usize].script;
    let is_in_own = |form| script_of(lexicon, form) == Some(own);
    let is_numeral = |word: &str| names::is_numeral(word) || matches!(word, "i" | "v" | "x");
    // Of a ruler the numeral is missing, of bin Laden the first half.
    let is_missing = |w: FormWord| {
        let roles = lexicon.vocab_roles(w.vocab());
        w.is_light()
            && (is_numeral(&lexicon.vocab_text(w.vocab()))
                || (roles.any(Roles::FILIATION) && !roles.any(Roles::ARTICLE)))
    };
    if is_one_token && lexicon.form_words(candidate.form).any(is_missing) {
        return true;
    }
    // Behind a title a name of another press: Präsident Janukowitsch, M. Khrouchtchev.
    let first = candidate.first as usize;
    let is_titled = first > 0
        && matches!(scan.tokens[first].gap, Gap::Space | Gap::DotSpace)
        && scan.roles_of(first - 1).any(Roles::TITLE)
        && !scan.roles_of(first - 1).any(Roles::FUNCTION.with(Roles::ARTICLE));
    let mean = candidate.evidence.spelling_mean;
    let tells_vowels = script_of(lexicon, candidate.form).is_some_and(|s| s.vowels() == Vowels::Written);
    !candidate.is_exact
        && match is_in_own(candidate.form) {
            // Who is at home in these letters has one spelling in them: Schulze is not Scholz.
            true => {
                is_one_token
                    && (mean < SPELLING
                        || !(is_transcribed(lexicon, candidate.entity) || is_one_word(lexicon, candidate.entity)))
                    && !(is_titled && candidate.origin > TRANSCRIBED)
            }
            false => {
                let is_same = mean > TITLED_SOUND && tells_vowels;
                if lexicon.entity_forms(candidate.entity).any(is_in_own) {
                    !(is_titled && is_same && is_transcribed(lexicon, candidate.entity))
                } else {
                    is_one_token && !(tells_vowels && mean > SPELLING)
                }
            }
        }
}

/// The script of a form's first word.
pub(super) fn script_of(lexicon: &Compiled, form: Index) -> Option<Script> {
    lexicon.form_words(form).next().map(|w| lexicon.vocab_script(w.vocab()))
}
