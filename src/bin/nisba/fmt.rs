//! `nisba fmt`: the canonical layout of curated lexicons.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::output::Stdout;

/// Put curated lexicons into their canonical layout; comments stay
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Curated TOML, or folders of it
    #[arg(default_value = "lexicons")]
    paths: Vec<PathBuf>,
    /// Change nothing; name the files that are laid out otherwise
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  # rewrite the files under lexicons/
  nisba fmt
  # for continuous integration: name what would change
  nisba fmt --check lexicons/";

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = Stdout(stdout().lock());
    let mut findings = false;
    for file in nisba::curated_files(&args.paths)? {
        let text = std::fs::read_to_string(&file).map_err(Failure::of_file(&file))?;
        let formatted = nisba::format(&file, &text)?;
        if formatted == text {
            continue;
        }
        writeln!(out, "{}", file.display())?;
        findings = true;
        if !args.check {
            replace(&file, &formatted)?;
        }
    }
    if args.check && findings { Err(Failure::Findings) } else { Ok(()) }
}

/// Writes a new text in the place of a file: whole or not at all.
pub(crate) fn replace(file: &Path, text: &str) -> Result<(), Failure> {
    crate::replace::replace(file, text.as_bytes()).map_err(Failure::of_file(file))
}
