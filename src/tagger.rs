//! The tagger: text in, mentions out.

mod overlay;

use std::sync::Arc;

use crate::grammar::Grammar;
use crate::hash::Set;
use crate::lexicon::compiled::Compiled;
use crate::lexicon::thresholds::{self, Thresholds};
use crate::lexicon::{Lexicon, Match};
use crate::matching::costs::Costs;
use crate::matching::lookup::Memo;
use crate::mention::{Alternative, Mention};
use crate::resolve::{self, EntityRef, Reading, Span};
use crate::scan::{Scan, Searched, Tables};
use crate::windows::Windows;

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
    pub(crate) lexicons: Vec<Lexicon>,
    /// What each lexicon states.
    stated: Vec<Thresholds>,
    min_confidence: f32,
    /// By type, instead of `min_confidence`.
    thresholds: Vec<(String, f32)>,
    alternatives: usize,
    overlaps: Overlaps,
    /// What the sessions found of words, for each other.
    searched: Arc<Searched>,
}

/// Which of the mentions that share text a [`Tagger`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Overlaps {
    /// Those that explain the text best: they are disjoint.
    #[default]
    Best,
    /// Every one, also several entities of one span: for whoever chooses by other means.
    All,
}

impl Tagger {
    /// A tagger over lexicons that overlay each other.
    pub fn new(lexicons: impl IntoIterator<Item = Lexicon>) -> Self {
        let lexicons: Vec<Lexicon> = lexicons.into_iter().collect();
        Self {
            stated: lexicons.iter().map(|l| Thresholds::of(&l.data)).collect(),
            lexicons,
            min_confidence: 0.5,
            thresholds: Vec::new(),
            alternatives: 0,
            overlaps: Overlaps::Best,
            searched: Arc::default(),
        }
    }

    /// Leaves out mentions less probable than `min`; 0.5 unless set. What its lexicon or [`Self::threshold`] says of a
    /// variant, an entity or a type holds instead, the nearest of them.
    #[must_use]
    pub fn min_confidence(mut self, min: f32) -> Self {
        self.min_confidence = min;
        self
    }

    /// Leaves out mentions of entities of a type that are less probable than `min`. What a lexicon says of a variant or
    /// an entity holds instead, what it says of the type does not.
    #[must_use]
    pub fn threshold(mut self, kind: &str, min: f32) -> Self {
        self.thresholds.retain(|(of, _)| of != kind);
        self.thresholds.push((kind.to_owned(), min));
        self
    }

    /// The confidence from which on a reading is a mention.
    pub(crate) fn least(&self, reading: &Reading) -> f32 {
        let EntityRef { lexicon, entity } = reading.entity;
        let (stated, data) = (&self.stated[lexicon as usize], &self.lexicons[lexicon as usize].data);
        let kind = data.entity_kind(entity);
        let asked = || self.thresholds.iter().find(|(of, _)| of == kind).map(|(_, min)| *min);
        let of_form = stated.forms.get(&reading.form).copied();
        let of_name = of_form.or_else(|| thresholds::of_entity(data.entity_details(entity)));
        let of_type = || asked().or_else(|| stated.types.get(kind).copied());
        of_name.or_else(of_type).unwrap_or(self.min_confidence)
    }

    /// Gives up to `count` other entities with each mention; none unless set.
    #[must_use]
    pub fn alternatives(mut self, count: usize) -> Self {
        self.alternatives = count;
        self
    }

    /// Which of the mentions that share text are given; the best unless set.
    #[must_use]
    pub fn overlaps(mut self, overlaps: Overlaps) -> Self {
        self.overlaps = overlaps;
        self
    }

    /// The mentions in one document, in order, and disjoint unless [`Overlaps::All`] are asked for.
    ///
    /// For many documents, a [`Session`] is faster: it remembers words.
    pub fn tag(&self, text: &str) -> Vec<Mention> {
        self.session().tag(text)
    }

    /// An entity by its id; where several lexicons have it, that of the first.
    pub(crate) fn find(&self, id: &str) -> Option<EntityRef> {
        (0..).zip(&self.lexicons).find_map(|(lexicon, l)| {
            let entity = (0..).take(l.data.entity_count()).find(|&e| l.data.entity_id(e) == id)?;
            Some(EntityRef { lexicon, entity })
        })
    }

    /// A work space for one thread: what it learns of words it keeps from document to document.
    pub fn session(&self) -> Session<'_> {
        self.searched.join();
        Session {
            tagger: self,
            lexicons: self.lexicons.iter().map(|l| &*l.data).collect(),
            scan: Scan::default(),
            memos: self.lexicons.iter().map(|_| Memo::default()).collect(),
        }
    }

    /// The compiled lexicons.
    pub(crate) fn compiled(&self) -> impl Iterator<Item = &Compiled> {
        self.lexicons.iter().map(|l| &*l.data)
    }

    /// The entities that a name field may be, of all lexicons, likeliest first, at most `top`.
    ///
    /// See [`Lexicon::look_up`].
    pub fn look_up(&self, name: &str, top: usize) -> Vec<Match> {
        self.session().look_up(name, top)
    }
}

/// A thread's work space of a [`Tagger`].
pub struct Session<'t> {
    tagger: &'t Tagger,
    lexicons: Vec<&'t Compiled>,
    pub(crate) scan: Scan,
    /// What looking up names has found of words, for each lexicon.
    memos: Vec<Memo>,
}

impl Session<'_> {
    /// The entities that a name field may be, of all lexicons, likeliest first, at most `top`.
    ///
    /// See [`Lexicon::look_up`].
    pub fn look_up(&mut self, name: &str, top: usize) -> Vec<Match> {
        match (&*self.tagger.lexicons, &mut *self.memos) {
            ([lexicon], [memo]) => lexicon.look_up_with(name, top, memo),
            (lexicons, memos) => overlay::look_up(name, top, lexicons, memos),
        }
    }

    /// The mentions in one document, as [`Tagger::tag`] gives them. Documents do not influence each other.
    ///
    /// A document of more than a MiB is worked on in windows, so that memory does not grow with it. What it has named in
    /// full is kept from window to window, for the 256 entities named last.
    pub fn tag(&mut self, text: &str) -> Vec<Mention> {
        let disjoint = self.tagger.overlaps == Overlaps::Best;
        Windows::USUAL.tag(text, disjoint, |window| self.tag_window(window))
    }

    /// The mentions in a document that is one window.
    pub(crate) fn tag_window(&mut self, text: &str) -> Vec<Mention> {
        let spans = self.spans(text);
        match self.tagger.overlaps {
            Overlaps::Best => spans.iter().filter_map(|span| self.mention(span, 0)).collect(),
            Overlaps::All => self.all(&spans),
        }
    }

    /// The spans that a document is resolved into, whatever their confidence.
    pub(crate) fn spans(&mut self, text: &str) -> Vec<Span> {
        let searched = &*self.tagger.searched;
        let tables = Tables {
            lexicons: &self.lexicons,
            grammar: Grammar::shipped(),
            costs: Costs::shipped(),
            searched: searched.is_shared().then_some(searched),
        };
        self.scan.run(text, &tables);
        match self.tagger.overlaps {
            Overlaps::Best => resolve::resolve(text, &self.scan, &tables),
            Overlaps::All => resolve::resolve_all(text, &self.scan, &tables),
        }
    }

    /// What the last document was scanned to.
    pub(crate) fn scan(&self) -> &Scan {
        &self.scan
    }

    /// What each span may name, by place, the likeliest first; each entity once a span.
    fn all(&self, spans: &[Span]) -> Vec<Mention> {
        let readings = spans.iter().flat_map(|span| (0..span.readings.len()).map(move |i| (span, i)));
        // What was chosen comes first, with the confidence that it has in its document, however small.
        let mut seen: Set<(u32, u32, u32, &str)> = Set::default();
        let first = readings.filter(|(span, i)| {
            let EntityRef { lexicon, entity } = span.readings[*i].entity;
            seen.insert((span.first, span.end, span.tail, self.lexicons[lexicon as usize].entity_id(entity)))
        });
        let mut mentions: Vec<Mention> = first.filter_map(|(span, i)| self.mention(span, i)).collect();
        let place = |m: &Mention| (m.span.start, m.span.end);
        mentions.sort_by(|a, b| {
            let by_place = place(a).cmp(&place(b));
            by_place.then(b.confidence.total_cmp(&a.confidence)).then_with(|| a.entity.cmp(&b.entity))
        });
        mentions
    }

    /// Reading `number` of a span, if it is probable enough.
    pub(crate) fn mention(&self, span: &Span, number: usize) -> Option<Mention> {
        let best = span.readings.get(number)?;
        let confidence = span.confidence(number);
        if confidence < self.tagger.least(best) {
            return None;
        }
        let lexicon = self.lexicons[best.entity.lexicon as usize];
        let start = self.scan.tokens[span.first as usize].start as usize;
        let end = self.scan.tokens[span.end as usize - 1].end as usize + span.tail as usize;
        let mut others: Vec<(usize, f32)> = Vec::new();
        if self.tagger.alternatives > 0 {
            others.extend((0..span.readings.len()).filter(|&i| i != number).map(|i| (i, span.confidence(i))));
            others.sort_by(|a, b| b.1.total_cmp(&a.1));
            others.truncate(self.tagger.alternatives);
        }
        Some(Mention {
            span: start..end,
            entity: lexicon.entity_id(best.entity.entity).to_owned(),
            kind: lexicon.entity_kind(best.entity.entity).to_owned(),
            name: lexicon.entity_name(best.entity.entity),
            variant: lexicon.form_text(best.form),
            confidence,
            reason: best.reason,
            evidence: best.evidence,
            alternatives: others
                .iter()
                .map(|&(i, confidence)| self.alternative(&span.readings[i], confidence))
                .collect(),
        })
    }

    fn alternative(&self, reading: &Reading, confidence: f32) -> Alternative {
        let lexicon = self.lexicons[reading.entity.lexicon as usize];
        Alternative {
            entity: lexicon.entity_id(reading.entity.entity).to_owned(),
            name: lexicon.entity_name(reading.entity.entity),
            confidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_nothing("", "", "", &[], 0.1, 1)]
    #[case::of_the_entity("", "threshold = 0.9999", "", &[], 0.1, 0)]
    #[case::of_the_entity_below("", "threshold = 0.1", "", &[], 0.9999, 1)]
    #[case::of_the_type("place = 0.9999", "", "", &[], 0.1, 0)]
    #[case::of_the_type_below("place = 0.1", "", "", &[], 0.9999, 1)]
    #[case::of_another_type("person = 0.9999", "", "", &[], 0.1, 1)]
    #[case::of_the_form("", "", "threshold = 0.9999,", &[], 0.1, 0)]
    #[case::the_form_before_the_entity("", "threshold = 0.9999", "threshold = 0.1,", &[], 0.9999, 1)]
    #[case::the_entity_before_the_type("place = 0.9999", "threshold = 0.1", "", &[], 0.9999, 1)]
    #[case::asked_for("", "", "", &[("place", 0.1), ("place", 0.9999)], 0.1, 0)]
    #[case::asked_for_before_the_type("place = 0.9999", "", "", &[("place", 0.1)], 0.9999, 1)]
    #[case::the_entity_before_asked_for("", "threshold = 0.9999", "", &[("place", 0.1)], 0.1, 0)]
    fn the_nearest_threshold_holds(
        #[case] of_types: &str,
        #[case] of_entity: &str,
        #[case] of_form: &str,
        #[case] asked: &[(&str, f32)],
        #[case] min: f32,
        #[case] expected: usize,
    ) {
        let source = format!(
            "[thresholds]\n{of_types}\n[[entity]]\nid = \"place/goma\"\nname = \"Nowhere\"\ntype = \"place\"\n\
             variants = [{{ {of_form} form = \"Goma\" }}]\n{of_entity}\n"
        );
        let lexicon = Lexicon::parse("l.toml", &source).unwrap();
        // What is compiled states the same.
        let folder = tempfile::tempdir().unwrap();
        lexicon.save(folder.path().join("l.nisba")).unwrap();
        for lexicon in [lexicon, Lexicon::open(folder.path().join("l.nisba")).unwrap()] {
            let tagger = Tagger::new([lexicon]).min_confidence(min);
            let tagger = asked.iter().fold(tagger, |tagger, (kind, least)| tagger.threshold(kind, *least));
            assert_eq!(tagger.tag("He was born in Goma.").len(), expected);
        }
    }
}
