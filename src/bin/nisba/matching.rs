//! `nisba match`: name fields to entities.

use std::io::Write;
use std::path::PathBuf;

use nisba::{Match, Tagger};

use crate::input::{Document, Expected, Format, lexicons};
use crate::output::Out;
use crate::{Failure, pipeline};

/// Look names up, one a line: the entities that each may be
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Args {
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// Answers for each name
    #[arg(long, default_value_t = 5, value_name = "N", help_heading = "Mentions")]
    top: usize,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    Text,
    Jsonl,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["name"], required: 1 };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = Tagger::new(lexicons(&args.lexicon)?);
    let mut out = Out::default();
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| tagger.look_up(document.text.as_str(), args.top),
        &mut out,
        |document, answers, out| write(args.output, document, &answers, out),
    )?;
    Ok(out.flush()?)
}

fn write(output: Output, document: &Document, answers: &[Match], out: &mut Out) -> Result<(), Failure> {
    let name = document.text.as_str();
    match output {
        Output::Text => {
            for answer in answers {
                writeln!(out, "{name}\t{}\t{}\t{:.3}", answer.entity, answer.variant, answer.confidence)?;
            }
        }
        Output::Jsonl => {
            let candidates: Vec<_> = answers
                .iter()
                .map(|a| serde_json::json!({"entity": a.entity, "name": a.name, "variant": a.variant, "confidence": a.confidence}))
                .collect();
            writeln!(out, "{}", serde_json::json!({"query": name, "candidates": candidates}))?;
        }
    }
    Ok(())
}
