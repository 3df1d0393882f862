//! The tagger: text in, mentions out.

use crate::grammar::Grammar;
use crate::lexicon::compiled::Compiled;
use crate::lexicon::{Lexicon, Match};
use crate::matching::costs::Costs;
use crate::mention::{Alternative, Mention};
use crate::resolve::{self, Reading, Span};
use crate::scan::{Scan, Tables};

/// Finds mentions of the entities of one or several lexicons in text.
///
/// A tagger is immutable and shared by threads without locks; each thread works in a [`Session`] of its own. Tagging
/// takes time linear in the text and cannot fail.
///
/// # Examples
///
/// ```
/// let lexicon = nisba::Lexicon::parse("people.toml", r#"
/// [[entity]]
/// id = "person/qasem-soleimani"
/// name = "Qasem Soleimani"
/// type = "person"
/// "#)?;
/// let tagger = nisba::Tagger::new([lexicon]);
/// let text = "General Ghassem Suleimani arrived. Suleimani left.";
/// let mentions = tagger.tag(text);
/// assert_eq!(&text[mentions[0].span.clone()], "Ghassem Suleimani");
/// assert_eq!(&text[mentions[1].span.clone()], "Suleimani");
/// assert!(mentions.iter().all(|m| m.entity == "person/qasem-soleimani"));
/// # Ok::<(), nisba::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tagger {
    lexicons: Vec<Lexicon>,
    min_confidence: f32,
    alternatives: usize,
}

impl Tagger {
    /// A tagger over lexicons that overlay each other.
    pub fn new(lexicons: impl IntoIterator<Item = Lexicon>) -> Self {
        Self { lexicons: lexicons.into_iter().collect(), min_confidence: 0.5, alternatives: 0 }
    }

    /// Leaves out mentions less probable than `min`; 0.5 unless set. An entity for which its lexicon states a
    /// `threshold` has that instead.
    #[must_use]
    pub fn min_confidence(mut self, min: f32) -> Self {
        self.min_confidence = min;
        self
    }

    /// Gives up to `count` other entities with each mention; none unless set.
    #[must_use]
    pub fn alternatives(mut self, count: usize) -> Self {
        self.alternatives = count;
        self
    }

    /// The mentions in one document, in order and disjoint.
    ///
    /// For many documents, a [`Session`] is faster: it remembers words.
    pub fn tag(&self, text: &str) -> Vec<Mention> {
        self.session().tag(text)
    }

    /// A work space for one thread: what it learns of words it keeps from document to document.
    pub fn session(&self) -> Session<'_> {
        Session { tagger: self, lexicons: self.lexicons.iter().map(|l| &*l.data).collect(), scan: Scan::default() }
    }

    /// The entities that a name field may be, of all lexicons, likeliest first, at most `top`.
    ///
    /// See [`Lexicon::look_up`].
    pub fn look_up(&self, name: &str, top: usize) -> Vec<Match> {
        let mut answers: Vec<Match> = self.lexicons.iter().flat_map(|l| l.look_up(name, top)).collect();
        answers.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.entity.cmp(&b.entity)));
        answers.truncate(top);
        answers
    }
}

/// The threshold of an entity's own that its details state.
fn threshold(details: &str) -> Option<f32> {
    #[derive(serde::Deserialize)]
    struct Own {
        threshold: Option<f32>,
    }
    // Few entities have one.
    if !details.contains("\"threshold\"") {
        return None;
    }
    serde_json::from_str::<Own>(details).ok()?.threshold
}

/// A thread's work space of a [`Tagger`].
pub struct Session<'t> {
    tagger: &'t Tagger,
    lexicons: Vec<&'t Compiled>,
    scan: Scan,
}

impl Session<'_> {
    /// The mentions in one document, in order and disjoint. Documents do not influence each other.
    pub fn tag(&mut self, text: &str) -> Vec<Mention> {
        let tables = Tables { lexicons: &self.lexicons, grammar: Grammar::shipped(), costs: Costs::shipped() };
        self.scan.run(text, &tables);
        let spans = resolve::resolve(text, &self.scan, &tables);
        spans.iter().filter_map(|span| self.mention(span)).collect()
    }

    fn mention(&self, span: &Span) -> Option<Mention> {
        let confidence = span.confidence(0);
        let best = span.readings.first()?;
        let lexicon = self.lexicons[best.entity.lexicon as usize];
        let least = threshold(lexicon.entity_details(best.entity.entity)).unwrap_or(self.tagger.min_confidence);
        if confidence < least {
            return None;
        }
        let start = self.scan.tokens[span.first as usize].start as usize;
        let end = self.scan.tokens[span.end as usize - 1].end as usize + span.tail as usize;
        let others = span.readings.iter().enumerate().skip(1).take(self.tagger.alternatives);
        Some(Mention {
            span: start..end,
            entity: lexicon.entity_id(best.entity.entity).to_owned(),
            kind: lexicon.entity_kind(best.entity.entity).to_owned(),
            name: lexicon.entity_name(best.entity.entity).to_owned(),
            variant: lexicon.form_text(best.form).to_owned(),
            confidence,
            reason: best.reason,
            evidence: best.evidence,
            alternatives: others.map(|(i, r)| self.alternative(r, span.confidence(i))).collect(),
        })
    }

    fn alternative(&self, reading: &Reading, confidence: f32) -> Alternative {
        let lexicon = self.lexicons[reading.entity.lexicon as usize];
        Alternative {
            entity: lexicon.entity_id(reading.entity.entity).to_owned(),
            name: lexicon.entity_name(reading.entity.entity).to_owned(),
            confidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_may_have_a_threshold_of_its_own() {
        let entity = |threshold: &str| {
            format!("[[entity]]\nid = \"place/goma\"\nname = \"Goma\"\ntype = \"place\"\n{threshold}\n")
        };
        let count = |threshold: &str, min: f32| {
            let lexicon = Lexicon::parse("l.toml", &entity(threshold)).unwrap();
            Tagger::new([lexicon]).min_confidence(min).tag("He was born in Goma.").len()
        };
        assert_eq!(count("", 0.1), 1);
        assert_eq!(count("threshold = 0.9999", 0.1), 0);
        assert_eq!(count("threshold = 0.1", 0.9999), 1);
    }
}
