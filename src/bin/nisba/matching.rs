//! `nisba match`: name fields to entities.

use std::io::{BufWriter, Write, stdin, stdout};
use std::path::PathBuf;

use nisba::Tagger;

use crate::Failure;
use crate::input::{Lines, lexicons};

/// Look names up, one a line: the entities that each may be
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,
    /// Answers for each name
    #[arg(long, default_value_t = 5)]
    top: usize,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "text")]
    output: Output,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    Text,
    Jsonl,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = Tagger::new(lexicons(&args.lexicon)?);
    let mut lines = Lines::new(stdin().lock());
    let mut out = BufWriter::new(stdout().lock());
    while let Some(line) = lines.next()? {
        let answers = tagger.look_up(&line, args.top);
        match args.output {
            Output::Text => {
                for answer in &answers {
                    writeln!(out, "{line}\t{}\t{}\t{:.3}", answer.entity, answer.variant, answer.confidence)?;
                }
            }
            Output::Jsonl => {
                let candidates: Vec<_> = answers
                    .iter()
                    .map(|a| serde_json::json!({"entity": a.entity, "name": a.name, "variant": a.variant, "confidence": a.confidence}))
                    .collect();
                writeln!(out, "{}", serde_json::json!({"query": line, "candidates": candidates}))?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
