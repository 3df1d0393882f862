//! Learning what the circumstances of a candidate are worth, from marked text.
//!
//! A set of marked text is a folder with `docs.jsonl` (`id`, `text`), `gold.jsonl` (`doc`, `start`, `end`, `id`),
//! perhaps `ignore.jsonl` (`doc`, `start`, `end`: neither right nor wrong) and the lexicons that the marks speak of;
//! the shipped cases are one more. Every span that may be a form is a sample: right where the marks have the span
//! with one of its entities. Logistic regression, pulled towards the weights set by hand, and the weights of the types
//! towards each other.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::cases::{Case, Kind, Marked};
use crate::error::{Error, Result};
use crate::grammar::Grammar;
use crate::hash::{Map, Set};
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::Compiled;
use crate::matching::confidence::logistic;
use crate::matching::costs::Costs;
use crate::resolve::features::{COUNT, Feature, KINDS, Weights};
use crate::resolve::{Observed, observe};
use crate::scan::{Scan, Tables};

/// Pull towards the weights set by hand, and of the types towards each other.
const PULL: f32 = 4.0;
const PULL_OF_TYPES: f32 = 15.0;
/// The same of what the letters say: unseen text has spellings that marked text has few of.
const PULL_OF_FORM: f32 = 40.0;
/// The same of the types towards each other where another spelling stands: marked text has few of bodies and places.
const PULL_OF_SPELLINGS: f32 = 700.0;
/// The same of the curated entities of a type towards all of the type.
const PULL_OF_CURATED: f32 = 15.0;
/// Marks that a set is weighed to have, and the bounds of that weighing; unrelated text that has none weighs what it is.
const MARKS: f32 = 1500.0;
const WEIGHING: (f32, f32) = (0.5, 3.0);
/// What the shipped cases weigh: they are what the built-in lexicon promises.
const CASES: f32 = 2.0;
const STEPS: usize = 1200;

struct Sample {
    kind: usize,
    is_curated: bool,
    features: Vec<(Feature, f32)>,
    is_right: bool,
    weight: f32,
}

impl Sample {
    fn parts(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        parts(self.kind, self.is_curated)
    }
}

/// Which groups of values make a weight: the shared ones, those of the type, those of the type's curated entities.
fn parts(kind: usize, is_curated: bool) -> impl Iterator<Item = usize> + Clone + use<> {
    let own = (kind > 0).then_some(kind);
    [Some(0), own, is_curated.then_some(KINDS.len() + kind)].into_iter().flatten()
}

/// A text, what it marks, and the spans that say nothing.
struct Document {
    text: String,
    marks: Vec<Marked>,
    ignored: Vec<(usize, usize)>,
}

/// Learns the weights from sets of marked text, each given by its lexicons, and from the shipped cases.
///
/// # Errors
///
/// Files that cannot be read.
pub(super) fn fit(sets: &[Vec<PathBuf>], cases: &[PathBuf], source: &str) -> Result<String> {
    let mut samples = Vec::new();
    for lexicons in sets {
        let folder = lexicons.first().and_then(|l| l.parent()).unwrap_or(Path::new("."));
        let documents = documents(folder)?;
        let lexicons: Vec<Lexicon> = lexicons.iter().map(Lexicon::open).collect::<Result<_>>()?;
        gather(&documents, &lexicons, 1.0, &mut samples);
    }
    let mut documents = Vec::new();
    for path in cases {
        for case in Case::read(path)? {
            if let Kind::Text { text, mentions } = case.kind {
                documents.push(Document { text, marks: mentions, ignored: Vec::new() });
            }
        }
    }
    gather(&documents, &[Lexicon::built_in()], CASES, &mut samples);
    let right = samples.iter().filter(|s| s.is_right).count();
    let weights = learn(&samples);
    Ok(weights.render(&format!(
        "What the circumstances of a candidate are worth: log-odds (nats).\n{source}; {} spans, {right} of them marked.\nThe learned half is written by `nisba fit --marked`.",
        samples.len()
    )))
}

#[derive(serde::Deserialize)]
struct Doc {
    id: String,
    text: String,
}

#[derive(serde::Deserialize)]
struct Mark {
    doc: String,
    start: usize,
    end: usize,
    #[serde(default)]
    id: String,
}

fn rows<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, &e))?;
    let row = |(i, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|e| Error::data(path, i + 1, format!("not a row of marked text: {e}")))
    };
    text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).map(row).collect()
}

fn documents(folder: &Path) -> Result<Vec<Document>> {
    let mut marks: Map<String, Vec<Marked>> = Map::default();
    for m in rows::<Mark>(&folder.join("gold.jsonl"))? {
        marks.entry(m.doc).or_default().push(Marked { start: m.start, end: m.end, entity: m.id });
    }
    let mut ignored: Map<String, Vec<(usize, usize)>> = Map::default();
    let path = folder.join("ignore.jsonl");
    if path.exists() {
        for m in rows::<Mark>(&path)? {
            ignored.entry(m.doc).or_default().push((m.start, m.end));
        }
    }
    let document = |d: Doc| Document {
        marks: marks.remove(&d.id).unwrap_or_default(),
        ignored: ignored.remove(&d.id).unwrap_or_default(),
        text: d.text,
    };
    Ok(rows::<Doc>(&folder.join("docs.jsonl"))?.into_iter().map(document).collect())
}

/// Adds the samples of a set of documents.
fn gather(documents: &[Document], lexicons: &[Lexicon], factor: f32, samples: &mut Vec<Sample>) {
    let lexicons: Vec<&Compiled> = lexicons.iter().map(|l| &*l.data).collect();
    let tables = Tables { lexicons: &lexicons, grammar: Grammar::shipped(), costs: Costs::shipped(), searched: None };
    let listed: Set<&str> = lexicons
        .iter()
        .flat_map(|l| (0..l.entity_count()).map(|e| l.entity_id(u32::try_from(e).unwrap_or(0))))
        .collect();
    let marks = documents.iter().flat_map(|d| &d.marks).filter(|m| listed.contains(m.entity.as_str())).count();
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let weight = if marks == 0 { 1.0 } else { (MARKS / marks as f32).clamp(WEIGHING.0, WEIGHING.1) * factor };
    let mut scan = Scan::default();
    for document in documents {
        scan.run(&document.text, &tables);
        let spans: RefCell<Map<(usize, usize, bool), Vec<Observed>>> = RefCell::default();
        observe(&document.text, &scan, &tables, &|o| {
            let start = scan.tokens[o.first as usize].start as usize;
            let end = scan.tokens[o.end as usize - 1].end as usize + o.tail as usize;
            let is_short = o.features[0].0.is_of_short();
            spans.borrow_mut().entry((start, end, is_short)).or_default().push(o);
        });
        let mut spans: Vec<_> = spans.into_inner().into_iter().collect();
        spans.sort_by_key(|(span, _)| *span);
        // Of a marked name that is found whole the parts do not matter: the choice among overlapping spans takes it.
        let whole: Vec<(usize, usize)> = spans
            .iter()
            .filter(|((start, end, _), readings)| {
                let id = |o: &Observed| lexicons[o.entity.lexicon as usize].entity_id(o.entity.entity);
                let fits =
                    |m: &Marked| (m.start, m.end) == (*start, *end) && readings.iter().any(|o| id(o) == m.entity);
                document.marks.iter().any(fits)
            })
            .map(|&((start, end, _), _)| (start, end))
            .collect();
        for ((start, end, _), readings) in spans {
            if whole.iter().any(|&(s, e)| s <= start && end <= e && (s, e) != (start, end)) {
                continue;
            }
            let id = |o: &Observed| lexicons[o.entity.lexicon as usize].entity_id(o.entity.entity);
            let is_marked =
                |o: &&Observed| document.marks.iter().any(|m| (m.start, m.end) == (start, end) && id(o) == m.entity);
            let right = readings.iter().filter(is_marked).max_by(|a, b| a.log_odds.total_cmp(&b.log_odds));
            let touches = |&(s, e): &(usize, usize)| s < end && start < e;
            let is_open = document.ignored.iter().any(touches)
                && !document.marks.iter().any(|m| (m.start, m.end) == (start, end));
            if right.is_none() && is_open {
                continue;
            }
            let best = readings.iter().max_by(|a, b| a.log_odds.total_cmp(&b.log_odds));
            let Some(reading) = right.or(best) else { continue };
            // Whether the people of a place are marked as the place is a matter of guidelines, not of the text.
            if reading.features.iter().any(|&(f, _)| f == Feature::Demonym) {
                continue;
            }
            let lexicon = lexicons[reading.entity.lexicon as usize];
            let kind = Weights::kind(lexicon.entity_kind(reading.entity.entity));
            let is_curated = !lexicon.entity_details(reading.entity.entity).is_empty();
            samples.push(Sample {
                kind,
                is_curated,
                features: reading.features.clone(),
                is_right: right.is_some(),
                weight,
            });
        }
    }
}

/// The weights that fit the samples best: Adam on the penalised logistic loss.
fn learn(samples: &[Sample]) -> Weights {
    let shipped = Weights::shipped();
    // What all types share, what each has beside that, and what its curated entities have beside that.
    let start: Vec<f32> = (0..8 * COUNT)
        .map(|i| match i / COUNT {
            0 => shipped.set[0][i % COUNT],
            4.. => 0.0,
            k => shipped.set[k][i % COUNT] - shipped.set[0][i % COUNT],
        })
        .collect();
    let form = [Feature::FormExact, Feature::FormRespeltOne, Feature::FormRespeltSeveral, Feature::InitialsWrong];
    let form = form.map(|f| f as usize);
    let spelling = [
        Feature::PoorForm,
        Feature::CloseOne,
        Feature::CloseSeveral,
        Feature::RespeltOne,
        Feature::RespeltSeveral,
        Feature::SizeRespeltOne,
        Feature::SizeRespeltSeveral,
        Feature::SizeScriptSeveral,
        Feature::OwnScriptOne,
        Feature::OwnScriptSeveral,
    ];
    let spelling = spelling.map(|f| f as usize);
    let pull = |i: usize| match i {
        _ if i >= COUNT && (form.contains(&(i % COUNT)) || spelling.contains(&(i % COUNT))) => PULL_OF_SPELLINGS,
        _ if form.contains(&(i % COUNT)) => PULL_OF_FORM,
        _ if i >= 4 * COUNT => PULL_OF_CURATED,
        _ if i < COUNT => PULL,
        _ => PULL_OF_TYPES,
    };
    let mut values = start.clone();
    let (mut mean, mut square) = (vec![0.0_f32; values.len()], vec![0.0_f32; values.len()]);
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    for step in 1..=STEPS {
        let mut slope: Vec<f32> = values.iter().zip(&start).enumerate().map(|(i, (v, s))| pull(i) * (v - s)).collect();
        for sample in samples {
            let at = |f: Feature| f as usize;
            let odds: f32 = sample
                .features
                .iter()
                .map(|&(f, x)| x * sample.parts().map(|part| values[part * COUNT + at(f)]).sum::<f32>())
                .sum();
            let error = sample.weight * (logistic(odds) - f32::from(u8::from(sample.is_right)));
            for &(f, x) in &sample.features {
                sample.parts().for_each(|part| slope[part * COUNT + at(f)] += error * x);
            }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "small numbers")]
        let (fade, turn) = (1.0 - 0.9_f32.powi(step as i32), 1.0 - 0.999_f32.powi(step as i32));
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let rate = 0.05 * (1.0 - step as f32 / (STEPS + 1) as f32);
        for i in 0..values.len() {
            let slope = slope[i] / total;
            mean[i] = 0.9 * mean[i] + 0.1 * slope;
            square[i] = 0.999 * square[i] + 0.001 * slope * slope;
            values[i] -= rate * (mean[i] / fade) / ((square[i] / turn).sqrt() + 1e-9);
        }
    }
    let mut weights = shipped.clone();
    for (row, learned) in weights.learned.iter_mut().enumerate() {
        let parts = parts(row % KINDS.len(), row >= KINDS.len());
        for (at, weight) in learned.iter_mut().enumerate() {
            *weight = parts.clone().map(|part| values[part * COUNT + at]).sum();
        }
    }
    weights
}
