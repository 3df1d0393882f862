//! `nisba explain`: why a text is tagged as it is.

mod text;

use std::io::{Read, Write, stdin};

use nisba::{Explanation, Match, Tagger};

use crate::Failure;
use crate::lexicons;
use crate::output::{Colour, Out};

/// Say why a text is tagged as it is, and why not otherwise
///
/// Every candidate of every span: its words beside those of the listed form, what each difference costs, what the text
/// around adds, and what became of it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text; standard input if none, or for -
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    lexicons: lexicons::Args,
    /// Only about this entity; if the text does not have it, why not, and what in the lexicon would mend that
    #[arg(short, long, value_name = "ID")]
    entity: Option<String>,
    /// Every candidate of every span, with the evidence; without it, the best few
    #[arg(short, long)]
    all: bool,
    #[command(flatten)]
    confidence: crate::confidence::Args,
    /// How to write the reasons
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// When to write text in colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  nisba explain 'General Ghassem Suleimani arrived.'
  nisba explain --entity person/qasem-soleimani 'Zeinab Soleimani spoke.'
  nisba explain --lexicon mine.toml --output json < report.txt";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    /// Short, for people
    Text,
    /// One object with everything
    Json,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = args.confidence.set(args.lexicons.tagger()?);
    let text = text(args)?;
    let explanation = match &args.entity {
        None => tagger.explain(&text),
        Some(id) => tagger.explain_entity(&text, id).ok_or_else(|| lexicons::unknown_id(&tagger, id))?,
    };
    let mut out = Out::default();
    match args.output {
        Output::Text => {
            let report = text::Report {
                text: &text,
                entity: args.entity.as_deref(),
                all: args.all,
                coloured: args.color.wanted(),
                columns: crate::output::columns(),
                near: near(&tagger, &text),
            };
            report.write(&explanation, &mut out)?;
        }
        Output::Json => write_json(&explanation, &mut out)?,
    }
    Ok(out.flush()?)
}

/// The text of the command line, or of standard input.
fn text(args: &Args) -> Result<String, Failure> {
    if !args.text.is_empty() && args.text != ["-"] {
        return Ok(args.text.join(" "));
    }
    let mut bytes = Vec::new();
    stdin().read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Failure::Message(format!("standard input: byte {at} is not UTF-8; convert it, for example with iconv"))
    })
}

/// Words of the longest text that may be a name and nothing else.
const NAME: usize = 6;
/// Entities that are told of a text without a candidate.
const NEAR: usize = 3;

/// The entities that a short text may be the name of.
fn near(tagger: &Tagger, text: &str) -> Vec<Match> {
    match text.split_whitespace().count() {
        1..=NAME => tagger.look_up(text.trim(), NEAR),
        _ => Vec::new(),
    }
}

fn write_json(explanation: &Explanation, out: &mut Out) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, explanation).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
