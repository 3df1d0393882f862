//! `nisba build`: sources to a compiled lexicon.

use std::path::PathBuf;

use nisba::Lexicon;

use crate::Failure;

/// Compile lexicons into one file that opens at once
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Curated TOML, bulk JSON Lines, or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "OUT.nisba")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let lexicon = Lexicon::from_sources(&args.files)?;
    lexicon.save(&args.output)?;
    Ok(())
}
