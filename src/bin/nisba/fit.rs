//! `nisba fit`: learn the shipped model again; for maintainers of nisba itself.

use std::path::PathBuf;

use crate::Failure;

/// Learn the model (cost tables, confidence) from labelled name pairs
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Tab-separated pairs with the columns a, b, label and, if known, type, level, `id_a`
    pairs: PathBuf,
    /// What the model files say of where the pairs come from
    #[arg(long)]
    source: String,
    /// The folder to write
    #[arg(long, default_value = "model")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    nisba::fit::fit_to(&args.pairs, &args.source, &args.output)?;
    Ok(())
}
