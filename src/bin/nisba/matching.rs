//! `nisba match`: name fields to entities.

use std::io::Write;

use nisba::Match;

use crate::input::{Document, Expected, Format, Frame};
use crate::lexicons;
use crate::output::{Head, Line, Out, cell};
use crate::{Failure, pipeline};

/// Look names up, one a line: the entities that each may be
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    lexicons: lexicons::Args,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// Answers for each name
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Output")]
    top: u32,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  nisba match --lexicon customers.nisba names.txt
  nisba match --column Name --top 1 --output tsv people.csv
  nisba match --field /person/name --output jsonl < people.jsonl";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    /// A line an answer: the name, the entity, the form that fits, the confidence
    Text,
    /// A JSON object a name, with its candidates
    Jsonl,
    /// A line an answer behind a header; a name without an answer has a line too
    Tsv,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["name"], required: 1, tabs: false };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = args.lexicons.tagger()?;
    let mut out = Out::default();
    let mut head = Head::new("query\tentity\tname\tvariant\tconfidence");
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || tagger.session(),
        |session, document| session.look_up(document.text.as_str(), args.top as usize),
        &mut out,
        |document, answers, out| match args.output {
            Output::Text => write_text(document, &answers, out),
            Output::Jsonl => write_json(document, &answers, out),
            Output::Tsv => write_table(document, &answers, &mut head, out),
        },
    )?;
    if matches!(args.output, Output::Tsv) {
        head.end(&mut out)?;
    }
    Ok(out.flush()?)
}

fn write_text(document: &Document, answers: &[Match], out: &mut Out) -> Result<(), Failure> {
    for answer in answers {
        let name = document.text.as_str();
        writeln!(out, "{name}\t{}\t{}\t{:.3}", answer.entity, answer.variant, answer.confidence)?;
    }
    Ok(())
}

fn write_json(document: &Document, answers: &[Match], out: &mut Out) -> Result<(), Failure> {
    let query = document.text.as_str();
    let candidates: Vec<_> = answers
        .iter()
        .map(|a| serde_json::json!({"entity": a.entity, "name": a.name, "variant": a.variant, "confidence": a.confidence}))
        .collect();
    if let Frame::Plain = document.frame {
        return Ok(writeln!(out, "{}", serde_json::json!({"query": query, "candidates": candidates}))?);
    }
    let line = Line { document, text: Some(("query", query)), at: None, key: "candidates", value: &candidates };
    serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn write_table(document: &Document, answers: &[Match], head: &mut Head, out: &mut Out) -> Result<(), Failure> {
    let others = head.others(document, out)?;
    let query = cell(document.text.as_str());
    if answers.is_empty() {
        writeln!(out, "{query}\t\t\t\t{others}")?;
    }
    for a in answers {
        let (name, variant) = (cell(&a.name), cell(&a.variant));
        writeln!(out, "{query}\t{}\t{name}\t{variant}\t{:.3}{others}", a.entity, a.confidence)?;
    }
    Ok(())
}
