//! `nisba export`: lexicons in other formats.

use std::path::PathBuf;

use nisba::export::{self as library, Target};

use crate::import::{pair, written};
use crate::{Failure, say};

/// Write lexicons in another format
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Curated TOML, bulk JSON Lines, or folders of them
    #[arg(required = true, value_name = "LEXICON")]
    lexicons: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: To,
    /// The file to write; standard output if none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What stands between the variants in a cell of csv
    #[arg(long, value_name = "TEXT", default_value = "|")]
    separator: String,
    /// The label of a type for spaCy, beside PERSON, ORG and GPE; may be repeated
    #[arg(long, value_name = "TYPE=LABEL", value_parser = pair)]
    label: Vec<(String, String)>,
    /// Do not say what was left out
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  nisba export lexicons/ --to jsonl -o all.jsonl
  nisba export people.toml --to spacy --label place=LOC > patterns.jsonl";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum To {
    /// Curated TOML
    Toml,
    /// Bulk JSON Lines
    Jsonl,
    /// Patterns for the EntityRuler of spaCy, in JSON Lines
    Spacy,
    /// A table: id, name, type, variants, source, licence
    Csv,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    if let Some(compiled) = args.lexicons.iter().find(|path| path.extension().is_some_and(|e| e == "nisba")) {
        let path = compiled.display();
        return Err(Failure::Message(format!("{path}: a compiled lexicon; export the sources that it was built from")));
    }
    let target = match args.to {
        To::Toml => Target::Toml,
        To::Jsonl => Target::JsonLines,
        To::Spacy => Target::Spacy { labels: args.label.clone() },
        To::Csv if args.separator.is_empty() => {
            return Err(Failure::Message("--separator is empty; give what stands between variants".to_owned()));
        }
        To::Csv => Target::Csv { separator: args.separator.clone() },
    };
    let summary = written(args.output.as_deref(), |out| library::export(&args.lexicons, target, out))?;
    if !args.quiet {
        for (what, number) in &summary.counts {
            say(&format!("{what}: {number}"));
        }
    }
    Ok(())
}
