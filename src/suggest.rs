//! What a corpus has that a lexicon lacks: unlisted spellings of listed entities, and names of nobody listed.
//!
//! A [`Finder`] looks into documents, a [`Collector`] counts what they have and puts the spellings of one name together,
//! an [`Addition`] puts a suggestion into a curated file.
//!
//! ```
//! use nisba::suggest::{Collector, Finder, Limits, tagger};
//!
//! let tagger = tagger([nisba::Lexicon::built_in()]);
//! let (mut finder, mut collector) = (Finder::new(&tagger), Collector::new(Limits { min_count: 2, ..Limits::default() }));
//! let text = "They saw Yevgeny Wasserbaum. A day later, Yevgeny Wasserbaum (or Jewgenij Wasserbaum) left.";
//! collector.add(text, &finder.find(text), |span| text[span].to_owned());
//! let suggestions = collector.finish();
//! let name = &suggestions.names[0];
//! assert_eq!((name.name.as_str(), name.count, name.spellings.len()), ("Yevgeny Wasserbaum", 3, 2));
//! ```

mod addition;
mod clusters;
mod names;
mod tally;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::mention::{Mention, Reason};
use crate::scan::Scan;
use crate::tagger::{Session, Tagger};
use crate::windows::Windows;

pub use addition::{Addition, apply};
use clusters::Counted;
use names::{Guess, Names};
use tally::Tally;

/// A tagger that gives what a [`Finder`] looks at: improbable mentions too.
pub fn tagger(lexicons: impl IntoIterator<Item = Lexicon>) -> Tagger {
    Tagger::new(lexicons).min_confidence(DOUBTFUL.start)
}

/// Confidences at which a listed form would help: below it is another's name, above it is found without.
const DOUBTFUL: Range<f32> = 0.2..0.8;

/// The least confidence of a mention that is taken for one where names of nobody listed are looked for.
const SURE: f32 = 0.5;

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Distinct names and spellings that are counted at once, each; 200,000 unless set. Beyond it, those met least often
    /// are dropped, so that the counts of rare ones are lower bounds.
    pub distinct: usize,
    /// Examples kept of each; 3 unless set.
    pub examples: usize,
    /// Names and spellings met less often are left out; 3 unless set.
    pub min_count: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { distinct: 200_000, examples: 3, min_count: 3 }
    }
}

/// Looks into documents, on one thread.
pub struct Finder<'t> {
    session: Session<'t>,
}

/// What a document has that may be worth listing.
#[derive(Debug, Default)]
pub struct Found {
    spellings: Vec<Mention>,
    names: Vec<names::Run>,
}

impl<'t> Finder<'t> {
    /// A finder by what [`tagger`] gives.
    pub fn new(tagger: &'t Tagger) -> Self {
        Self { session: tagger.session() }
    }

    /// The unlisted spellings and the names of nobody listed in a document.
    pub fn find(&mut self, text: &str) -> Found {
        let mut found = Found::default();
        for part in Windows::USUAL.parts(text) {
            let Found { spellings, names } = self.find_in(&text[part.clone()]);
            let shifted = |span: Range<usize>| span.start + part.start..span.end + part.start;
            found.spellings.extend(spellings.into_iter().map(|m| Mention { span: shifted(m.span.clone()), ..m }));
            found.names.extend(names.into_iter().map(|run| names::Run { span: shifted(run.span.clone()), ..run }));
        }
        found
    }

    /// The same for a text that is worked on at once.
    fn find_in(&mut self, text: &str) -> Found {
        let mentions = self.session.tag_window(text);
        let scan = self.session.scan();
        let sure = mentions.iter().filter(|m| m.confidence >= SURE);
        let names = Names::new(text, scan, sure.map(|m| m.span.clone())).find();
        let is_unlisted = |m: &Mention| {
            matches!(m.reason, Reason::Spelling | Reason::Script | Reason::Partial) && !is_inflected(scan, m)
        };
        Found { spellings: mentions.into_iter().filter(is_unlisted).collect(), names }
    }
}

/// Whether a mention has an ending of its language: that is grammar, not spelling.
fn is_inflected(scan: &Scan, mention: &Mention) -> bool {
    let first = scan.tokens.partition_point(|t| (t.start as usize) < mention.span.start);
    let from = scan.candidates.partition_point(|c| (c.first as usize) < first);
    let here = scan.candidates[from..].iter().take_while(|c| c.first as usize == first);
    here.filter(|c| scan.tokens[c.end as usize - 1].end as usize == mention.span.end).any(|c| c.is_inflected)
}

/// An unlisted spelling of a listed entity.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spelling<E> {
    /// The id of the entity.
    pub entity: String,
    /// Its canonical name.
    pub name: String,
    /// The listed form that is nearest.
    pub variant: String,
    /// The spelling, as it was first met.
    pub spelling: String,
    /// How often it was met.
    pub count: u64,
    /// In how many documents.
    pub documents: u64,
    /// The mean confidence of the mentions.
    pub confidence: f32,
    /// The first examples.
    pub examples: Vec<E>,
}

impl<E> Spelling<E> {
    /// Whether listing the spelling would help: what is found surely needs no listing.
    pub fn is_doubtful(&self) -> bool {
        DOUBTFUL.contains(&self.confidence)
    }
}

/// A name that no entity covers, in all its spellings.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Name<E> {
    /// The spelling met most often.
    pub name: String,
    /// The type that its words and places speak for: `person`, `org` or `place`.
    pub kind: &'static str,
    /// How often it was met.
    pub count: u64,
    /// How often its last word alone was met, beside that.
    pub short: u64,
    /// In how many documents; beyond the first sixteen of each spelling, one is counted once for each.
    pub documents: u64,
    /// Its spellings with their counts, most frequent first.
    pub spellings: Vec<(String, u64)>,
    /// The first examples.
    pub examples: Vec<E>,
}

/// What a corpus has that a lexicon lacks, each list most frequent first.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Suggestions<E> {
    /// Unlisted spellings.
    pub spellings: Vec<Spelling<E>>,
    /// Names of nobody listed.
    pub names: Vec<Name<E>>,
    /// Names that were dropped because there were too many at once.
    pub dropped: u64,
}

/// Counts what documents have. Memory is bounded by [`Limits`].
pub struct Collector<E> {
    limits: Limits,
    documents: u64,
    spellings: Tally<(String, String), Met, E>,
    names: Tally<String, Votes, E>,
}

/// What is known of a spelling.
#[derive(Default)]
struct Met {
    name: String,
    variant: String,
    spelling: String,
    sum: f64,
}

/// What is known of a name.
#[derive(Default)]
struct Votes {
    written: String,
    words: usize,
    /// By [`Guess`].
    votes: [u64; 4],
}

impl<E> Collector<E> {
    /// Nothing counted yet.
    pub fn new(limits: Limits) -> Self {
        let (spellings, names) = (Tally::new(limits.distinct), Tally::new(limits.distinct));
        Self { limits, documents: 0, spellings, names }
    }

    /// Counts what a document has; `example` is asked for what to keep of a span of its text.
    pub fn add(&mut self, text: &str, found: &Found, mut example: impl FnMut(Range<usize>) -> E) {
        self.documents += 1;
        for mention in &found.spellings {
            let spelling = plain(&text[mention.span.clone()]);
            let key = (mention.entity.clone(), crate::grammar::fold_phrase(&spelling));
            let entry = self.spellings.count(key, self.documents);
            if entry.count == 1 {
                let (name, variant) = (mention.name.clone(), mention.variant.clone());
                entry.about = Met { name, variant, spelling, sum: 0.0 };
            }
            entry.about.sum += f64::from(mention.confidence);
            if entry.examples.len() < self.limits.examples {
                entry.examples.push(example(mention.span.clone()));
            }
        }
        for run in &found.names {
            let written = plain(&text[run.span.clone()]);
            let entry = self.names.count(crate::grammar::fold_phrase(&written), self.documents);
            // A spelling with small letters tells more than one in capitals only.
            if entry.count == 1 || (is_loud(&entry.about.written) && !is_loud(&written)) {
                (entry.about.written, entry.about.words) = (written, run.words);
            }
            entry.about.votes[run.guess as usize] += 1;
            if entry.examples.len() < self.limits.examples {
                entry.examples.push(example(run.span.clone()));
            }
        }
    }

    /// What the documents had.
    pub fn finish(self) -> Suggestions<E> {
        let dropped = self.spellings.dropped() + self.names.dropped();
        let mut spellings: Vec<Spelling<E>> = self
            .spellings
            .into_entries()
            .filter(|(_, entry)| entry.count >= self.limits.min_count)
            .map(|((entity, _), entry)| Spelling {
                entity,
                name: entry.about.name,
                variant: entry.about.variant,
                spelling: entry.about.spelling,
                count: entry.count,
                documents: entry.documents,
                #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a mean is taken")]
                confidence: (entry.about.sum / entry.count as f64) as f32,
                examples: entry.examples,
            })
            .collect();
        spellings.sort_by(|a, b| {
            b.count.cmp(&a.count).then_with(|| (&a.entity, &a.spelling).cmp(&(&b.entity, &b.spelling)))
        });
        let counted = self.names.into_entries().map(|(_, entry)| Counted {
            written: entry.about.written,
            words: entry.about.words,
            votes: entry.about.votes,
            count: entry.count,
            documents: entry.documents,
            seen: entry.seen,
            examples: entry.examples,
        });
        let mut names = clusters::cluster(counted.collect(), self.limits.examples);
        names.retain(|name| name.count + name.short >= self.limits.min_count);
        Suggestions { spellings, names, dropped }
    }
}

/// A name on one line with one space between words.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has no small letters though its script has them.
fn is_loud(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

impl Guess {
    /// The type that most occurrences speak for; somebody's, where none says anything.
    fn of(votes: &[u64; 4]) -> &'static str {
        let [person, org, place, _] = *votes;
        match () {
            () if org > person && org >= place => "org",
            () if place > person => "place",
            () => "person",
        }
    }
}
