//! Learns the cost tables of the alignment.
//!
//! Two stages, both over the best alignments under the table so far. First the log-odds of each edit: how often it
//! occurs between spellings of one name against how often its segments would meet by chance. Then the table is
//! tuned to tell spellings from look-alikes: logistic regression over the counts of the edits, held near the first
//! stage by a penalty, with the alignments renewed between rounds. After McCallum, Bellare and Pereira, "A
//! conditional random field for discriminatively-trained finite-state string edit distance" (UAI 2005), with best
//! alignments in place of sums over all.

use std::fmt::Write as _;

use super::pairs::Pair;
use crate::matching::alignment;
use crate::matching::costs::{CostTable, EDITS, Edit, Place, ScriptPair, prior};
use crate::orthography::fold::normalise;
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, COUNT, Segment};
use crate::segment;

/// The knobs of the fit; changing one needs a look at the report on the development pairs.
struct Knobs {
    /// Rounds of counting.
    counting_rounds: usize,
    /// How many sightings a prior is worth in the counts.
    prior_sightings: f32,
    /// Rounds of tuning, each on renewed alignments.
    tuning_rounds: usize,
    /// Passes over the pairs in a round.
    passes: usize,
    /// Step of the adaptive gradient.
    step: f32,
    /// Pull of a weight towards its counted log-odds, per pass.
    pull: f32,
}

const KNOBS: Knobs =
    Knobs { counting_rounds: 4, prior_sightings: 3.0, tuning_rounds: 8, passes: 4, step: 0.05, pull: 0.02 };

/// One side of an example: the segments of each reading of the whole name.
type Side = Vec<Vec<Segment>>;

struct Example {
    left: Side,
    right: Side,
    same: bool,
}

/// A fitted table and what its file says.
pub(crate) struct Fitted {
    pub(crate) pair: ScriptPair,
    pub(crate) text: String,
}

/// Fits a table for every script pair; `source` is the provenance line of the files.
pub(crate) fn fit(pairs: &[Pair], source: &str) -> Vec<Fitted> {
    let mut examples: Vec<Vec<Example>> = ScriptPair::ALL.iter().map(|_| Vec::new()).collect();
    for pair in pairs {
        if let Some((script_pair, example)) = example(pair) {
            examples[script_pair as usize].push(example);
        }
    }
    std::thread::scope(|scope| {
        let jobs: Vec<_> = ScriptPair::ALL
            .iter()
            .map(|&script_pair| {
                let examples = &examples;
                scope.spawn(move || {
                    let own = &examples[script_pair as usize];
                    // Pairs of scripts without data of their own share what all vowel-writing alphabets have.
                    let pooled: Vec<&Example> = match script_pair {
                        ScriptPair::OtherLatin => {
                            let alphabets =
                                [ScriptPair::CyrillicLatin, ScriptPair::GreekLatin, ScriptPair::DevanagariLatin];
                            alphabets.iter().flat_map(|&p| &examples[p as usize]).chain(own).collect()
                        }
                        _ => own.iter().collect(),
                    };
                    fit_one(script_pair, &pooled, source)
                })
            })
            .collect();
        jobs.into_iter().map(|job| job.join().expect("fitting does not panic")).collect()
    })
}

fn example(pair: &Pair) -> Option<(ScriptPair, Example)> {
    if !pair.is_token && pair.kind == "org" {
        return None;
    }
    let (left_script, left, left_words) = side(&pair.a)?;
    let (right_script, right, right_words) = side(&pair.b)?;
    // Whole names teach spelling only where their words stand in the same order.
    let unspaced = |n: &str| Script::of_word(n).is_some_and(|s| s.is_unspaced() || s == Script::Hangul);
    if left_words.abs_diff(right_words) > 1 && !unspaced(&pair.a) && !unspaced(&pair.b) {
        return None;
    }
    let (script_pair, flipped) = ScriptPair::of(left_script, right_script);
    let (left, right) = if flipped { (right, left) } else { (left, right) };
    Some((script_pair, Example { left, right, same: pair.same }))
}

/// The script of a name, the readings of its words joined, and the number of its words.
fn side(name: &str) -> Option<(Script, Side, usize)> {
    let mut tokens = Vec::new();
    segment::tokens(name, &mut tokens);
    let script = tokens.first()?.script;
    if tokens.iter().any(|t| t.script != script) {
        return None;
    }
    let mut joined: Side = vec![Vec::new()];
    for token in &tokens {
        let (_, readings) = sounds::readings(&normalise(token.of(name)));
        let n = joined.len().max(readings.len());
        joined = (0..n)
            .map(|i| [joined[i.min(joined.len() - 1)].as_slice(), &readings[i.min(readings.len() - 1)]].concat())
            .collect();
    }
    joined.retain(|r| !r.is_empty() && r.len() <= alignment::LONGEST);
    (!joined.is_empty()).then_some((script, joined, tokens.len()))
}

fn fit_one(script_pair: ScriptPair, examples: &[&Example], source: &str) -> Fitted {
    let symmetric = script_pair == ScriptPair::LatinLatin;
    let tie = |edit: Edit| if symmetric { edit.index().min(edit.flipped().index()) } else { edit.index() };
    let untie = |weights: &[f32]| Edit::all().map(|e| weights[tie(e)]).collect::<Vec<_>>();
    let mut weights: Vec<f32> = Edit::all().map(prior).collect();
    let mut counts = vec![0_f32; EDITS];
    for _ in 0..KNOBS.counting_rounds {
        let table = CostTable::from_nats(&untie(&weights));
        counts = count(examples, &table, &tie);
        weights = log_odds(&counts, &tie);
    }
    let anchor = weights.clone();
    let mut gradient_sums = vec![1e-6_f32; EDITS];
    let mut bias = 0.0_f32;
    for _ in 0..KNOBS.tuning_rounds {
        let table = CostTable::from_nats(&untie(&weights));
        let aligned: Vec<(Vec<usize>, bool)> =
            examples.iter().map(|e| (best_edits(e, &table).iter().map(|&x| tie(x)).collect(), e.same)).collect();
        for _ in 0..KNOBS.passes {
            for (edits, same) in &aligned {
                let sum: f32 = bias + edits.iter().map(|&e| weights[e]).sum::<f32>();
                let error = f32::from(u8::from(*same)) - 1.0 / (1.0 + (-sum).exp());
                bias += 0.01 * error;
                for &e in edits {
                    let gradient = error - KNOBS.pull * (weights[e] - anchor[e]);
                    gradient_sums[e] += gradient * gradient;
                    weights[e] += KNOBS.step * gradient / gradient_sums[e].sqrt().max(0.1);
                }
            }
        }
    }
    let weights = untie(&weights);
    let counts = untie(&counts);
    Fitted { pair: script_pair, text: render(script_pair, &weights, &counts, examples.len(), source) }
}

/// How often each edit occurs in the best alignments of spellings of one name.
fn count(examples: &[&Example], table: &CostTable, tie: &impl Fn(Edit) -> usize) -> Vec<f32> {
    let mut counts = vec![0_f32; EDITS];
    for example in examples.iter().filter(|e| e.same) {
        let edits = best_edits(example, table);
        // Translations and reordered names are among the positives; they teach nothing about sounds.
        if edits.iter().map(|&e| table_value(table, e)).sum::<i32>() < -200 {
            continue;
        }
        for edit in edits {
            counts[tie(edit)] += 1.0;
        }
    }
    counts
}

fn table_value(table: &CostTable, edit: Edit) -> i32 {
    match edit {
        Edit::Substitute(a, b) => table.substitute(a, b),
        Edit::Left(a, p) => table.left(a, p),
        Edit::Right(b, p) => table.right(b, p),
    }
}

fn best_edits(example: &Example, table: &CostTable) -> Vec<Edit> {
    let pairs = example.left.iter().flat_map(|l| example.right.iter().map(move |r| (l, r)));
    let best = pairs.max_by_key(|(l, r)| alignment::score(l, r, table));
    best.map_or_else(Vec::new, |(l, r)| alignment::trace(l, r, table))
}

/// Counts against chance, with [`Knobs::prior_sightings`] of the prior mixed in.
fn log_odds(counts: &[f32], tie: &impl Fn(Edit) -> usize) -> Vec<f32> {
    let (mut left, mut right) = (vec![1.0_f32; COUNT], vec![1.0_f32; COUNT]);
    for edit in Edit::all() {
        let n = counts[tie(edit)];
        match edit {
            Edit::Substitute(a, b) => {
                left[usize::from(a)] += n;
                right[usize::from(b)] += n;
            }
            Edit::Left(a, _) => left[usize::from(a)] += n,
            Edit::Right(b, _) => right[usize::from(b)] += n,
        }
    }
    let (left_total, right_total) = (left.iter().sum::<f32>(), right.iter().sum::<f32>());
    Edit::all()
        .map(|edit| {
            let n = counts[tie(edit)];
            let expected = match edit {
                Edit::Substitute(a, b) => left[usize::from(a)] * right[usize::from(b)] / right_total.max(1.0),
                // A gap is compared with the chance of the segment standing opposite any other.
                Edit::Left(a, _) => left[usize::from(a)] / 3.0,
                Edit::Right(b, _) => right[usize::from(b)] / 3.0 * (left_total / right_total),
            };
            let k = KNOBS.prior_sightings;
            let odds = ((n + k * prior(edit).exp() * 0.3) / (expected + k * 0.3)).ln();
            odds.clamp(-5.0, 4.0)
        })
        .collect()
}

fn render(pair: ScriptPair, weights: &[f32], counts: &[f32], examples: usize, source: &str) -> String {
    let mut out = format!(
        "# Log-odds (nats) that an edit joins two spellings of one name: {}.\n# {source}; {examples} pairs.\n\
         # Written by `nisba fit`. Edits that are not listed have their prior. Columns: edit, left, right, log-odds, sightings.\n",
        pair.name()
    );
    for edit in Edit::all() {
        let (weight, seen) = (weights[edit.index()], counts[edit.index()]);
        if (weight - prior(edit)).abs() < 0.05 {
            continue;
        }
        let (kind, left, right) = match edit {
            Edit::Substitute(a, b) => ("sub", sounds::text_of(a), sounds::text_of(b)),
            Edit::Left(a, p) => (Place::NAMES[p as usize], sounds::text_of(a), ""),
            Edit::Right(b, p) => (Place::NAMES[p as usize], "", sounds::text_of(b)),
        };
        writeln!(out, "{kind}\t{left}\t{right}\t{weight:.2}\t{seen:.0}").expect("writing to a string cannot fail");
    }
    out
}
