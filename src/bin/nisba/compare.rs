//! `nisba compare`: pairs of names.

use std::io::Write;

use nisba::Comparison;

use crate::input::{Document, Expected, Format, Frame};
use crate::output::Out;
use crate::{Failure, pipeline};

/// Compare pairs of names: the probability that both are one entity's
///
/// Reads `NAME<TAB>NAME[<TAB>TYPE]` lines and writes them back with `<TAB>CONFIDENCE`.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "tsv", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    Tsv,
    Jsonl,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["a", "b", "type"], required: 2 };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = Out::default();
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| {
            let [a, b, kind] = pair(document)?;
            Some(nisba::compare(a, b, kind))
        },
        &mut out,
        |document, comparison, out| write(args.output, document, comparison, out),
    )?;
    Ok(out.flush()?)
}

/// The two names and their type, if it is known.
fn pair(document: &Document) -> Option<[&str; 3]> {
    let text = document.text.as_str();
    match &document.frame {
        Frame::Plain => {
            let mut fields = text.split('\t');
            Some([fields.next()?, fields.next()?, fields.next().unwrap_or_default()])
        }
        _ => Some([text, document.more.first()?, document.more.get(1).map_or("", |kind| kind)]),
    }
}

fn write(output: Output, document: &Document, comparison: Option<Comparison>, out: &mut Out) -> Result<(), Failure> {
    let line = document.text.as_str();
    let (Some(comparison), Some([a, b, kind])) = (comparison, pair(document)) else {
        return Err(Failure::Message(format!(
            "line {}: no tab in {line:?}; a line is NAME<TAB>NAME[<TAB>TYPE]",
            document.id
        )));
    };
    match output {
        Output::Tsv => writeln!(out, "{line}\t{:.6}", comparison.confidence)?,
        Output::Jsonl => {
            writeln!(out, "{}", serde_json::json!({"a": a, "b": b, "type": kind, "confidence": comparison.confidence}))?
        }
    }
    Ok(())
}
