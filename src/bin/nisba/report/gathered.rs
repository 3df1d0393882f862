//! What a corpus names, in memory that does not grow with it: counts of all, and the most telling documents.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

use nisba::Mention;

use crate::excerpt::{Excerpt, place};
use crate::input::Document;

/// Below this confidence a mention is doubtful.
pub(super) const DOUBTFUL: f32 = 0.8;

/// From this confidence on, another entity makes a mention ambiguous.
pub(super) const RIVAL: f32 = 0.1;

/// Spellings that are told apart of an entity; those met later are counted together.
const SPELLINGS: usize = 20;

/// Examples that are kept of an entity, the least sure ones.
const EXAMPLES: usize = 2;

/// Characters around an example.
const CONTEXT: usize = 60;

/// How much is kept of a corpus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) documents: usize,
    /// Bytes of a document.
    pub(super) length: usize,
}

/// All that is known of a corpus.
pub(super) struct Gathered {
    limits: Limits,
    pub(super) documents: u64,
    pub(super) mentions: u64,
    pub(super) doubtful: u64,
    pub(super) entities: BTreeMap<String, Entity>,
    kept: BinaryHeap<Reverse<Ranked>>,
}

/// An entity that is named.
#[derive(Default)]
pub(super) struct Entity {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) mentions: u64,
    pub(super) documents: u64,
    /// The document in which it was last met.
    last: u64,
    /// Mentions that are unsure or may be of another entity.
    pub(super) doubtful: u64,
    pub(super) ambiguous: u64,
    pub(super) lowest: f32,
    sum: f64,
    pub(super) spellings: BTreeMap<String, u64>,
    /// Mentions in further spellings.
    pub(super) others: u64,
    pub(super) examples: Vec<Example>,
}

/// A mention among its words.
pub(super) struct Example {
    pub(super) confidence: f32,
    pub(super) excerpt: Excerpt,
    pub(super) place: String,
    pub(super) rival: Option<String>,
}

/// A document as it is shown.
pub(super) struct Kept {
    pub(super) label: String,
    pub(super) text: String,
    /// The bytes before what is shown, and of the whole.
    pub(super) skipped: usize,
    pub(super) length: usize,
    /// Those in what is shown, and how many there are in all.
    pub(super) mentions: Vec<Mention>,
    pub(super) count: usize,
}

/// A document and how telling it is.
struct Ranked {
    score: f32,
    number: u64,
    document: Kept,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        // Of equals, the first is kept.
        self.score.total_cmp(&other.score).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// The likeliest other entity, where it is likely enough.
pub(super) fn rival(m: &Mention) -> Option<&nisba::Alternative> {
    m.alternatives.first().filter(|a| a.confidence >= RIVAL)
}

/// Whether a person should look at a mention.
pub(super) fn is_doubtful(m: &Mention) -> bool {
    m.confidence < DOUBTFUL || rival(m).is_some()
}

impl Entity {
    /// The mean confidence.
    pub(super) fn mean(&self) -> f64 {
        self.sum / self.mentions.max(1) as f64
    }

    /// Spellings, the most frequent first.
    pub(super) fn by_count(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<_> = self.spellings.iter().map(|(s, &n)| (s.as_str(), n)).collect();
        all.sort_by_key(|&(_, count)| Reverse(count));
        all
    }

    fn add(&mut self, m: &Mention, document: &Document) {
        self.lowest = if self.mentions == 0 { m.confidence } else { self.lowest.min(m.confidence) };
        self.mentions += 1;
        self.sum += f64::from(m.confidence);
        self.doubtful += u64::from(is_doubtful(m));
        self.ambiguous += u64::from(rival(m).is_some());
        let text = document.text.as_str();
        let surface = &text[m.span.clone()];
        let has_place = self.spellings.len() < SPELLINGS;
        match self.spellings.get_mut(surface) {
            Some(count) => *count += 1,
            None if has_place => {
                self.spellings.insert(surface.to_owned(), 1);
            }
            None => self.others += 1,
        }
        let at = self.examples.partition_point(|e| e.confidence <= m.confidence);
        if at < EXAMPLES {
            self.examples.truncate(EXAMPLES - 1);
            let example = Example {
                confidence: m.confidence,
                excerpt: Excerpt::new(text, m.span.clone(), CONTEXT),
                place: place(document, m.span.start),
                rival: rival(m).map(|a| format!("{} ({:.2})", a.name, a.confidence)),
            };
            self.examples.insert(at, example);
        }
    }
}

impl Gathered {
    pub(super) fn new(limits: Limits) -> Self {
        let (entities, kept) = (BTreeMap::new(), BinaryHeap::new());
        Self { limits, documents: 0, mentions: 0, doubtful: 0, entities, kept }
    }

    /// Counts a document, and keeps it where it is among the most telling.
    pub(super) fn add(&mut self, document: &Document, mentions: Vec<Mention>) {
        self.documents += 1;
        self.mentions += mentions.len() as u64;
        self.doubtful += mentions.iter().filter(|m| is_doubtful(m)).count() as u64;
        let mut score = 0.0;
        for m in &mentions {
            if !self.entities.contains_key(&m.entity) {
                let new = Entity { kind: m.kind.clone(), name: m.name.clone(), ..Entity::default() };
                self.entities.insert(m.entity.clone(), new);
                // A document that names somebody new tells something.
                score += 0.5;
            }
            let Some(entity) = self.entities.get_mut(&m.entity) else { continue };
            if entity.last != self.documents {
                entity.last = self.documents;
                entity.documents += 1;
                // The hundredth doubt about one entity tells less than the first.
                score += doubt(m) / (1.0 + entity.doubtful as f32).sqrt();
            }
            entity.add(m, document);
        }
        if !mentions.is_empty() {
            self.keep(score, document, mentions);
        }
    }

    fn keep(&mut self, score: f32, document: &Document, mentions: Vec<Mention>) {
        let is_full = self.kept.len() >= self.limits.documents;
        let is_in = self.kept.peek().is_some_and(|least| score > least.0.score);
        if is_full && !is_in {
            return;
        }
        if is_full {
            self.kept.pop();
        }
        let document = Kept::new(document, mentions, self.limits.length);
        self.kept.push(Reverse(Ranked { score, number: self.documents, document }));
    }

    /// The documents that are shown, the most telling first.
    pub(super) fn shown(self) -> (Vec<Kept>, BTreeMap<String, Entity>) {
        // Reversed, the greatest is the last.
        let kept = self.kept.into_sorted_vec().into_iter().map(|ranked| ranked.0.document).collect();
        (kept, self.entities)
    }

    pub(super) fn shown_count(&self) -> usize {
        self.kept.len()
    }
}

/// How unsure a mention is.
fn doubt(m: &Mention) -> f32 {
    1.0 - m.confidence + rival(m).map_or(0.0, |a| a.confidence)
}

impl Kept {
    /// A document, of a long one the part around its least sure mention.
    fn new(document: &Document, mut mentions: Vec<Mention>, length: usize) -> Self {
        let text = document.text.as_str();
        let count = mentions.len();
        let least = mentions.iter().max_by(|a, b| doubt(a).total_cmp(&doubt(b)));
        let middle = least.map_or(0, |m| m.span.start);
        let (mut start, mut end) = (0, text.len());
        if text.len() > length {
            start = text.floor_char_boundary(middle.saturating_sub(length / 2).min(text.len() - length));
            end = text.floor_char_boundary(start + length);
        }
        mentions.retain(|m| start <= m.span.start && m.span.end <= end);
        for m in &mut mentions {
            m.span = m.span.start - start..m.span.end - start;
        }
        Self {
            label: document.label(),
            text: text[start..end].to_owned(),
            skipped: start,
            length: text.len(),
            mentions,
            count,
        }
    }
}
