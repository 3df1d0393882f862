//! `nisba build`: sources to a compiled lexicon.

use std::path::PathBuf;

use nisba::Lexicon;

use crate::Failure;

/// Compile lexicons into one file that opens at once
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Curated TOML, bulk JSON Lines, or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "OUT.nisba")]
    output: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  nisba build lexicons/ customers.jsonl -o all.nisba
  nisba tag --lexicon all.nisba < report.txt";

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let output = &args.output;
    // Only a name that ends so is opened as a compiled lexicon; and a slip does not cost a source.
    if output.extension().is_none_or(|e| e != "nisba") && output.metadata().map_or(true, |m| m.is_file()) {
        let message = format!("{}: the name of a compiled lexicon ends in .nisba", output.display());
        return Err(Failure::Message(message));
    }
    Lexicon::from_sources(&args.files)?.save(output)?;
    Ok(())
}
