//! Which line of a lexicon would change what became of an entity.

use serde::Serialize;

use super::log::{Block, Refusal};
use super::missing::Missing;
use super::{Candidate, Fate, How, Span, Word};
use crate::Tagger;
use crate::grammar::{Grammar, Languages, Roles};
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::confidence::logistic;
use crate::matching::costs::Costs;
use crate::matching::names;
use crate::mention::Reason;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::{Name, TypeHint};
use crate::resolve::EntityRef;

/// A change of a lexicon, for a person to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Remedy {
    /// What it does, and when it is right.
    pub what: String,
    /// The entity that is to be changed.
    pub entity: String,
    /// The line to add, in the format of curated lexicons; empty where something is to be removed.
    pub toml: String,
}

/// What to write as the reason of a `never` form: only a person knows it.
const REASON: &str = "who that is";

/// The changes that concern an entity in a text, each once.
pub(super) fn remedies(
    tagger: &Tagger,
    entity: EntityRef,
    spans: &[Span],
    missing: Option<&Missing>,
    text: &str,
) -> Vec<Remedy> {
    let lexicon = &*tagger.lexicons[entity.lexicon as usize].data;
    let entity = Entity { lexicon, id: lexicon.entity_id(entity.entity), number: entity.entity };
    let mut out: Vec<Remedy> = Vec::new();
    let own = |s: &Span| s.candidates.iter().find(|c| c.entity == entity.id).cloned();
    for (span, candidate) in spans.iter().filter_map(|s| Some((s, own(s)?))) {
        // What is unlikely by its letters is better told by the nearest part of the text.
        let is_doubtful = candidate.confidence < LIKELY && missing.is_some();
        if !is_doubtful {
            out.extend(entity.of_candidate(span, &candidate, text));
        }
    }
    if let Some(missing) = missing.filter(|m| out.iter().all(|r| !r.toml.contains(&quoted(&m.text)))) {
        out.extend(entity.of_missing(missing));
    }
    let mut seen: Vec<Remedy> = Vec::new();
    out.retain(|r| {
        let is_new = !seen.contains(r);
        seen.push(r.clone());
        is_new
    });
    out
}

/// The least confidence of a candidate whose own remedy is told.
const LIKELY: f32 = 0.1;

/// The least log-odds of a word that shows that a name like the entity's stands there.
const FITS: f32 = 3.0;

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

struct Entity<'l> {
    lexicon: &'l Compiled,
    id: &'l str,
    number: Index,
}

impl Entity<'_> {
    fn remedy(&self, what: String, toml: String) -> Remedy {
        Remedy { what, entity: self.id.to_owned(), toml }
    }

    fn list(&self, form: &str) -> String {
        format!("variants = [{}]", quoted(form))
    }

    fn never(&self, form: &str, reason: &str) -> String {
        format!("never = [{{ form = {}, reason = {} }}]", quoted(form), quoted(reason))
    }

    fn of_candidate(&self, span: &Span, candidate: &Candidate, text: &str) -> Option<Remedy> {
        let written = one_line(&span.text);
        let (start, end) = (span.span.start, span.span.end);
        let here = format!("\"{written}\" {start}..{end}");
        match &candidate.fate {
            Fate::Chosen if candidate.reason == Reason::Short => None,
            Fate::Chosen => Some(
                self.remedy(format!("If {here} is somebody or something else, say so:"), self.never(&written, REASON)),
            ),
            Fate::Shares { with } | Fate::Lost { to: with, .. } => Some(Remedy {
                what: format!("If {here} is never {with}, say so there:"),
                entity: with.clone(),
                toml: self.never(&written, &self.lexicon.entity_name(self.number)),
            }),
            Fate::BelowThreshold { threshold } if logistic(candidate.log_odds) >= *threshold => {
                let other = span.candidates.iter().find(|c| c.entity != self.id)?;
                Some(Remedy {
                    what: format!("{here} is as likely {}; if that is seldom meant, say so there:", other.entity),
                    entity: other.entity.clone(),
                    toml: "weight = 0.1".to_owned(),
                })
            }
            Fate::BelowThreshold { .. } if candidate.reason == Reason::Exact => {
                let what = format!("{here} is listed and yet doubtful; name what stands near it where it is right:");
                self.cues(text, &written).map(|cues| self.remedy(what, cues))
            }
            Fate::BelowThreshold { .. } => Some(
                self.remedy(format!("If {here} is a name of this entity, list the spelling:"), self.list(&written)),
            ),
            Fate::Blocked { by } => self.of_block(*by, &written, &candidate.variant, text),
        }
    }

    fn of_block(&self, by: Block, written: &str, variant: &str, text: &str) -> Option<Remedy> {
        match by {
            Block::NeverForm | Block::PartOfNeverForm => {
                let never = self.never_form(written)?;
                let what = format!("If \"{written}\" may be this entity, remove from its `never` the form {never:?}.");
                Some(self.remedy(what, String::new()))
            }
            Block::NeedsFullName => {
                let what = format!(
                    "If {variant:?} is enough without the full name, list it as a variant (and not as short or with \
                     `context = \"needs-full-name\"`):"
                );
                Some(self.remedy(what, self.list(variant)))
            }
            Block::NeedsCue => {
                let what = "If a word of this text tells the entity, add it to the cues:".to_owned();
                self.cues(text, written).map(|cues| self.remedy(what, cues))
            }
            _ => None,
        }
    }

    /// The `never` form that is most like what the text has.
    fn never_form(&self, written: &str) -> Option<String> {
        let hint = TypeHint::named(self.lexicon.entity_kind(self.number));
        let parse = |name: &str| Name::parse(name, hint, Grammar::shipped());
        let name = parse(written);
        let forms = self.lexicon.entity_forms(self.number);
        let never = forms.filter(|&f| self.lexicon.form_flags(f).has(FormFlags::NEVER));
        let likeness = |f: &Index| {
            let evidence = names::compare(&name, &parse(&self.lexicon.form_text(*f)), hint, Costs::shipped());
            (evidence.same_letters, evidence.spelling)
        };
        let best = never.max_by(|a, b| likeness(a).partial_cmp(&likeness(b)).unwrap_or(std::cmp::Ordering::Equal));
        best.map(|f| self.lexicon.form_text(f))
    }

    /// The longest words of a text that may tell an entity by standing near it.
    fn cues(&self, text: &str, written: &str) -> Option<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let mut words: Vec<&str> = words.filter(|w| w.chars().count() >= 4 && !written.contains(w)).collect();
        let is_small = |w: &str| {
            let entry = Grammar::shipped().look_up(&fold(&normalise(w)));
            entry.roles_in(Languages::ALL).any(Roles::FUNCTION.with(Roles::STOP))
        };
        words.retain(|w| !is_small(w));
        words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
        words.dedup();
        let list: Vec<String> = words.iter().take(2).map(|w| quoted(w)).collect();
        (!list.is_empty()).then(|| format!("cues = [{}]", list.join(", ")))
    }

    fn of_missing(&self, missing: &Missing) -> Option<Remedy> {
        let written = one_line(&missing.text);
        if let Some(never) = &missing.never {
            let what = format!("If {written:?} may be this entity, remove from its `never` the form {never:?}.");
            return Some(self.remedy(what, String::new()));
        }
        if missing.refusal == Some(Refusal::LetterCase) {
            let what = format!("If {written:?} counts as it is written here, list it so, without `case` and `kind`:");
            return Some(self.remedy(what, self.list(&written)));
        }
        let letters = |name: &str| fold(&normalise(name));
        let mut forms = self.lexicon.entity_forms(self.number).map(|f| self.lexicon.form_text(f));
        let is_listed = forms.any(|form| letters(&form) == letters(&written));
        let fits = |w: &Word| w.how == How::Equal || w.log_odds >= FITS;
        if is_listed || (missing.confidence < LIKELY && !missing.words.iter().any(fits)) {
            return None;
        }
        let is_part =
            missing.words.iter().any(|w| w.how == How::Omitted) && missing.words.iter().all(|w| w.how != How::Extra);
        let what = match is_part {
            true => format!("If {written:?} means this entity wherever it stands, list it:"),
            false => format!("If {written:?} is a name of this entity, list it:"),
        };
        Some(self.remedy(what, self.list(&written)))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
