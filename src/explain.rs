//! Why a text was tagged as it was: what was considered, what decided, and what would change it.
//!
//! [`Tagger::explain`] runs the tagger over a text with its notes kept and puts them in order: every candidate of every
//! span, chosen or not, with the words side by side, what each difference cost, what the text around added, and what
//! became of it. [`Tagger::explain_entity`] asks about one entity; where the text does not have it, it says why not and
//! which line of a lexicon would mend that ([`Missing`]).
//!
//! ```
//! use nisba::explain::Fate;
//! # let lexicon = nisba::Lexicon::parse("people.toml", r#"
//! # [[entity]]
//! # id = "person/qasem-soleimani"
//! # name = "Qasem Soleimani"
//! # type = "person"
//! # "#)?;
//! let tagger = nisba::Tagger::new([lexicon]);
//! let explanation = tagger.explain("General Ghassem Suleimani arrived.");
//! let candidate = &explanation.spans[0].candidates[0];
//! assert_eq!(candidate.fate, Fate::Chosen);
//! assert_eq!((candidate.words[0].text.as_str(), candidate.words[0].form.as_str()), ("Ghassem", "Qasem"));
//! # Ok::<(), nisba::Error>(())
//! ```

mod characters;
pub(crate) mod log;
mod missing;
mod notes;
mod remedy;
mod words;

use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::Tagger;
use crate::matching::evidence::Evidence;
use crate::mention::Reason;

pub use characters::{Character, Oddity};
pub use log::{Block, Refusal};
pub use missing::{Missing, Reach, Searched};
pub use remedy::Remedy;
pub use words::{How, Sound, Word};

/// What the tagger considered in a text, and why it decided as it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Explanation {
    /// Every span that may name something, in order; longer ones first. Spans may overlap.
    pub spans: Vec<Span>,
    /// Characters that do not look like what they are, or are not seen at all, and were read as what they look like.
    pub characters: Vec<Character>,
    /// Why the entity that was asked about is not found, where one was and is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Lines for a lexicon that would change what became of the entity that was asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
}

/// Part of a text, and what it may name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Span {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub text: String,
    /// What it may name, the chosen one first, then the likeliest.
    pub candidates: Vec<Candidate>,
}

/// An entity that a span may name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Candidate {
    /// The id of the entity.
    pub entity: String,
    /// The type of the entity.
    #[serde(rename = "type")]
    pub kind: String,
    /// The canonical name of the entity.
    pub name: String,
    /// The listed form that fits best.
    pub variant: String,
    /// The entity's nearest form in the script of the text, where the variant is in another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_script: Option<String>,
    /// The probability that the span names the entity; of one that was put aside, what it would have been.
    pub confidence: f32,
    /// How it was recognised.
    #[serde(serialize_with = "reason_name")]
    pub reason: Reason,
    /// What became of it.
    pub fate: Fate,
    /// The words of the text beside those of the variant.
    pub words: Vec<Word>,
    /// What the form alone says, in nats of log-odds.
    pub form: f32,
    /// What the text around and the rest of the document add.
    pub effects: Vec<Effect>,
    /// The sum, of which the confidence is the probability, others that share the span aside.
    pub log_odds: f32,
    /// What the form's log-odds rest on.
    pub evidence: Evidence,
}

/// A circumstance and what it adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Effect {
    /// The circumstance.
    pub name: &'static str,
    /// What it adds, in nats of log-odds.
    pub log_odds: f32,
}

/// What became of a candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// It is a mention.
    Chosen,
    /// Another entity was chosen for the span, which shares its probability with this one.
    Shares {
        /// The id of the chosen one.
        with: String,
    },
    /// A span that shares words with this one was chosen.
    Lost {
        /// The id of what was chosen.
        to: String,
        /// The bytes of that span.
        span: Range<usize>,
    },
    /// It is the best of its span, and not probable enough.
    BelowThreshold {
        /// The least confidence of a mention.
        threshold: f32,
    },
    /// A rule put it aside.
    Blocked {
        /// The rule.
        by: Block,
    },
}

fn reason_name<S: Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(reason.name())
}

impl Explanation {
    /// The candidates of an entity, with the span of each.
    pub fn of_entity(&self, id: &str) -> impl Iterator<Item = (&Span, &Candidate)> {
        self.spans.iter().flat_map(move |s| s.candidates.iter().filter(move |c| c.entity == id).map(move |c| (s, c)))
    }
}

impl Tagger {
    /// Why a text is tagged as it is: every candidate, with what speaks for and against it, and what became of it.
    ///
    /// The chosen candidates are the mentions of [`Tagger::tag`]: both are of one run of the same code. Takes a few
    /// times as long.
    pub fn explain(&self, text: &str) -> Explanation {
        let (spans, _) = notes::considered(self, text);
        Explanation { spans, characters: characters::seen_through(text), missing: None, remedies: Vec::new() }
    }

    /// The same about one entity only: its candidates with those that shared or took their words, or why the text has
    /// none, and what would change it. Nothing if no lexicon has the id; [`Tagger::near_ids`] then says what may be meant.
    pub fn explain_entity(&self, text: &str, id: &str) -> Option<Explanation> {
        let entity = self.find(id)?;
        let (mut spans, scan) = notes::considered(self, text);
        let is_found = spans.iter().any(|s| s.candidates.iter().any(|c| c.entity == id && c.fate == Fate::Chosen));
        let missing = if is_found { None } else { missing::missing(text, entity, &scan) };
        let remedies = remedy::remedies(self, entity, &spans, missing.as_ref(), text);
        let own: Vec<Range<usize>> =
            spans.iter().filter(|s| s.candidates.iter().any(|c| c.entity == id)).map(|s| s.span.clone()).collect();
        let meets = |s: &Span| own.iter().any(|o| o.start < s.span.end && s.span.start < o.end);
        spans.retain(|s| own.contains(&s.span) || (meets(s) && s.candidates.iter().any(|c| c.fate == Fate::Chosen)));
        Some(Explanation { spans, characters: characters::seen_through(text), missing, remedies })
    }

    /// The ids of the lexicons that are spelt most like `id`, at most `count`, the likeliest first.
    pub fn near_ids(&self, id: &str, count: usize) -> Vec<&str> {
        let mut near: Vec<(f64, &str)> = Vec::new();
        for lexicon in self.lexicons.iter().map(|l| &l.data) {
            let ids = (0..).take(lexicon.entity_count()).map(|i| lexicon.entity_id(i));
            let name = |id: &str| id.rsplit_once('/').map_or(0, |(kind, _)| kind.len() + 1);
            // The name says more than the kind that it stands behind, and where that is right says all.
            let likeness = |known: &str| {
                let by_name = strsim::jaro_winkler(&known[name(known)..], &id[name(id)..]);
                let is_of_kind = known[..name(known)] == id[..name(id)];
                if is_of_kind { by_name } else { by_name.max(strsim::jaro_winkler(known, id)) }
            };
            near.extend(ids.map(|known| (likeness(known), known)).filter(|(likeness, _)| *likeness > 0.8));
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.dedup_by_key(|n| n.1);
        // Beside one that differs by a slip, others are noise.
        let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
        near.retain(|(likeness, _)| *likeness > best - 0.1);
        near.truncate(count);
        near.into_iter().map(|(_, id)| id).collect()
    }
}
