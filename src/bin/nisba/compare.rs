//! `nisba compare`: pairs of names.

use std::io::{BufWriter, Write, stdin, stdout};

use crate::Failure;
use crate::input::Lines;

/// Compare pairs of names: the probability that both are one entity's
///
/// Reads `NAME<TAB>NAME[<TAB>TYPE]` lines and writes them back with `<TAB>CONFIDENCE`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How to write the answers
    #[arg(long, value_enum, default_value = "tsv")]
    output: Output,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    Tsv,
    Jsonl,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut lines = Lines::new(stdin().lock());
    let mut out = BufWriter::new(stdout().lock());
    let mut line = String::new();
    while let Some(read) = lines.next()? {
        line.clear();
        line.push_str(&read);
        let mut fields = line.split('\t');
        let (Some(a), Some(b)) = (fields.next(), fields.next()) else {
            return Err(Failure::Message(format!(
                "line {}: no tab in {line:?}; a line is NAME<TAB>NAME[<TAB>TYPE]",
                lines.number()
            )));
        };
        let kind = fields.next().unwrap_or_default();
        let comparison = nisba::compare(a, b, kind);
        match args.output {
            Output::Tsv => writeln!(out, "{line}\t{:.6}", comparison.confidence)?,
            Output::Jsonl => writeln!(
                out,
                "{}",
                serde_json::json!({"a": a, "b": b, "type": kind, "confidence": comparison.confidence})
            )?,
        }
    }
    out.flush()?;
    Ok(())
}
