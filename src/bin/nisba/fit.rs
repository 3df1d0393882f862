//! `nisba fit`: learn the shipped model again; for maintainers of nisba itself.

use std::path::PathBuf;

use crate::Failure;

/// Learn the model: cost tables and confidence from labelled name pairs, or what context is worth from marked text
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Tab-separated pairs with the columns a, b, label and, if known, type, level, `id_a`
    #[arg(required_unless_present = "marked")]
    pairs: Option<PathBuf>,
    /// A table of more names of one entity, be they spellings of one name or not: what look-ups meet
    #[arg(long, value_name = "TABLE", requires = "pairs")]
    aliases: Option<PathBuf>,
    /// Learn from marked text instead: the lexicons of a set, parted by commas, beside the first docs.jsonl, gold.jsonl
    /// and perhaps ignore.jsonl
    #[arg(long, value_name = "LEXICONS", conflicts_with = "pairs")]
    marked: Vec<String>,
    /// Regression cases on the built-in lexicon, as more marked text
    #[arg(long, requires = "marked")]
    cases: Vec<PathBuf>,
    /// What the model files say of where the pairs come from
    #[arg(long)]
    source: String,
    /// The folder to write
    #[arg(long, default_value = "model")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    match &args.pairs {
        Some(pairs) => nisba::fit::fit_to(pairs, args.aliases.as_deref(), &args.source, &args.output)?,
        None => {
            let sets: Vec<Vec<PathBuf>> =
                args.marked.iter().map(|set| set.split(',').map(PathBuf::from).collect()).collect();
            nisba::fit::fit_context_to(&sets, &args.cases, &args.source, &args.output)?;
        }
    }
    Ok(())
}
