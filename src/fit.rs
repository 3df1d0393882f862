//! Learning the shipped model from pairs of real spellings: what `nisba fit` does.
//!
//! The input is a table of name pairs, labelled as two spellings of one name or two names. `costs` learns the
//! alignment's log-odds from it, `trees` the confidence from the evidence under them. So that the confidence
//! does not trust the costs too much, the evidence of each fifth of the pairs is taken under costs learned from the
//! other four. To the evidence come pairs that the built-in lexicons and rules make (`made`): the table has few names
//! that differ in one telling word.

mod context;
mod costs;
mod made;
mod origin;
mod pairs;
mod retrieval;
mod trees;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::grammar::Grammar;
use crate::matching::costs::Costs;
use crate::matching::names::compare;
use crate::orthography::names::{Name, TypeHint};
use crate::orthography::origin::Origins;
use pairs::Pair;
use retrieval::half_of;
use trees::Sample;

const FOLDS: u64 = 5;

/// What the look-up of a name that need not be another spelling of the listed one weighs: who looks names up knows most of them
/// by a spelling.
const ALIAS: f32 = 0.25;

/// What the pairs that the built-in lexicons make weigh all together beside those of the table, by hand: less makes the
/// confidences of the table better, and more look-alikes of the cases one.
const MADE: f32 = 0.2;

/// Learns a model from a table of pairs and writes its files under `folder`.
///
/// `aliases` is a table of more names of one entity, be they spellings of one name or not, as look-ups meet them; `source`
/// is the provenance that the files state. Takes minutes for fifty thousand pairs.
///
/// # Errors
///
/// A table that cannot be read or has no columns `a`, `b` and `label`; a folder that cannot be written.
pub fn fit_to(table: &Path, aliases: Option<&Path>, source: &str, folder: &Path) -> Result<()> {
    let pairs = pairs::read(table)?;
    let mut aliases = aliases.map_or(Ok(Vec::new()), pairs::read)?;
    aliases.iter_mut().for_each(|pair| pair.weight = ALIAS);
    // Told now, not minutes later.
    let costs = folder.join("costs");
    std::fs::create_dir_all(&costs).map_err(|e| Error::io(&costs, &e))?;
    for (path, text) in fit(&pairs, &aliases, source) {
        let path = folder.join(path);
        std::fs::write(&path, text).map_err(|e| Error::io(&path, &e))?;
    }
    Ok(())
}

/// Learns the weights of a candidate's circumstances from marked text and writes them under `folder`.
///
/// Each set is given by its lexicons; beside the first stand `docs.jsonl`, `gold.jsonl` and perhaps `ignore.jsonl`.
/// `cases` are files of regression cases on the built-in lexicon. Takes a minute for four thousand documents.
///
/// # Errors
///
/// Files that cannot be read; a folder that cannot be written.
pub fn fit_context_to(sets: &[Vec<PathBuf>], cases: &[PathBuf], source: &str, folder: &Path) -> Result<()> {
    let path = folder.join("context.tsv");
    let text = context::fit(sets, cases, source)?;
    std::fs::write(&path, text).map_err(|e| Error::io(&path, &e))
}

/// The model as the files to write: path under `model/` and text.
fn fit(pairs: &[Pair], aliases: &[Pair], source: &str) -> Vec<(String, String)> {
    let origins = origin::fit(pairs, source);
    let all_costs = costs::fit(pairs, source);
    let mut samples = Vec::with_capacity(pairs.len());
    let made = made::pairs(&parse(&all_costs, &origins));
    for fold in 0..FOLDS {
        let is_held = |p: &&Pair| crate::hash::of(p.entity.as_bytes()) % FOLDS == fold;
        let learned: Vec<Pair> = pairs.iter().filter(|p| !is_held(p)).cloned().collect();
        let costs = parse(&costs::fit(&learned, source), &origins);
        let held: Vec<&Pair> = pairs.iter().filter(is_held).collect();
        samples.extend(held.iter().map(|p| (half_of(p), false, sample(p, &costs))));
        // No pair is of two equal names; that those are one must be learned as well.
        samples.extend(made.iter().filter(is_held).map(|p| (half_of(p), true, weighted(sample(p, &costs)))));
        samples.extend(
            held.iter()
                .filter(|p| p.same)
                .step_by(4)
                .map(|p| (half_of(p), false, sample(&Pair { a: p.b.clone(), ..(*p).clone() }, &costs))),
        );
    }
    // However many names the built-in lexicons have, what they make weighs the same beside the table.
    let total = |of_made: bool| samples.iter().filter(|s| s.1 == of_made).map(|s| s.2.weight).sum::<f32>();
    let factor = MADE * total(false) / total(true).max(1.0);
    samples.iter_mut().filter(|s| s.1).for_each(|s| s.2.weight *= factor);
    // A look-up's evidence has what a comparison says: of names that neither was learned from.
    let without = [0, 1].map(|half| {
        let learned: Vec<Pair> = pairs.iter().filter(|p| half_of(p) != half).cloned().collect();
        let others: Vec<Sample> = samples.iter().filter(|s| s.0 != half).map(|s| s.2).collect();
        (parse(&costs::fit(&learned, source), &origins), trees::grow(&others, &trees::COMPARISON))
    });
    let samples: Vec<Sample> = samples.into_iter().map(|s| s.2).collect();
    let comparison = trees::grow(&samples, &trees::COMPARISON);
    let mut files: Vec<(String, String)> =
        all_costs.into_iter().map(|f| (format!("costs/{}.tsv", f.pair.name()), f.text)).collect();
    let comment = |what: &str, n: usize| {
        format!(
            "The confidence {what}: log-odds (nats) as a sum of trees over the evidence.\n{source}; {n} pieces of evidence, out of fold.\nWritten by `nisba fit`."
        )
    };
    files.push((
        "comparison.tsv".to_owned(),
        comparison.render(&comment("that two names are one entity's", samples.len())),
    ));
    let settings = [
        (
            &retrieval::FIELD,
            aliases,
            &trees::LOOKUP,
            "lookup.tsv",
            "that a name found in a lexicon is the one looked up",
        ),
        (
            &retrieval::TEXT,
            &[][..],
            &trees::RETRIEVAL,
            "retrieval.tsv",
            "that a name found in a text is the one listed",
        ),
    ];
    for (setting, aliases, knobs, file, what) in settings {
        let mut samples = retrieval::samples(setting, pairs, aliases, &without);
        if file == "retrieval.tsv" {
            // In text none of these is asked for.
            samples.iter_mut().for_each(|Sample { evidence: e, .. }| {
                (e.chance, e.alone, e.rarity, e.commonest, e.listed_longer) = (0.0, 0.0, 0.0, 0.0, 0.0);
                (e.listed_apart, e.other_sex, e.at_home, e.body_words) = (0.0, 0.0, 0.0, 0.0);
            });
        }
        let model = trees::grow(&samples, knobs);
        files.push((file.to_owned(), model.render(&comment(what, samples.len()))));
    }
    files.push(("origin.tsv".to_owned(), origins));
    files
}

fn parse(fitted: &[costs::Fitted], origins: &str) -> Costs {
    let texts: Vec<&str> = fitted.iter().map(|f| f.text.as_str()).collect();
    let origins = Origins::parse(origins).expect("what was rendered parses");
    Costs::parse(&texts).expect("what was rendered parses").with_origins(origins)
}

fn sample(pair: &Pair, costs: &Costs) -> Sample {
    let grammar = Grammar::shipped();
    let hint = TypeHint::named(&pair.kind);
    let (a, b) = (Name::parse(&pair.a, hint, grammar), Name::parse(&pair.b, hint, grammar));
    Sample { evidence: compare(&a, &b, hint, costs).among(1, None), same: pair.same, weight: pair.weight }
}

/// A sample of a made pair. It weighs more where a word tells two bearers apart, less where only the spelling does: the
/// table has more of that, as often as it is met.
fn weighted(sample: Sample) -> Sample {
    let e = &sample.evidence;
    let factor = if e.told_apart + e.other_given > 0.0 {
        made::TELLING
    } else if sample.same && e.omitted > 0.0 {
        made::OMITTED
    } else if e.contradicted + e.omitted + e.initials + e.initials_wrong > 0.0 || e.length <= 3.0 {
        1.0
    } else if sample.same {
        made::SPELT_SAME
    } else {
        made::SPELT
    };
    Sample { weight: sample.weight * factor, ..sample }
}
