//! `nisba tag`: text to mentions.

use std::path::PathBuf;

use nisba::Tagger;

use crate::input::place::Unit;
use crate::input::{Expected, Format as Input, lexicons};
use crate::output::{self, Details, Format, JsonLines, Out, Table, Text};
use crate::{Failure, pipeline};

/// Mark the mentions of listed entities in text
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Args {
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// How to write the mentions
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// Leave out mentions less probable than this
    #[arg(long, default_value_t = 0.5, value_name = "P", help_heading = "Mentions")]
    min_confidence: f32,
    /// Give up to N other entities with each mention
    #[arg(long, default_value_t = 0, value_name = "N", help_heading = "Mentions")]
    alternatives: usize,
    /// Give the evidence of each mention in JSON Lines
    #[arg(long, help_heading = "Output")]
    evidence: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// The text with its mentions marked, in colours on a terminal
    Text,
    /// A JSON object a document
    Jsonl,
    /// A line a mention
    Tsv,
}

const EXPECTED: Expected = Expected { format: Input::Text, fields: &["text"], required: 1 };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger =
        Tagger::new(lexicons(&args.lexicon)?).min_confidence(args.min_confidence).alternatives(args.alternatives);
    let mut format = args.format();
    let mut out = Out::default();
    format.begin(&mut out)?;
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || tagger.session(),
        |session, document| session.tag(document.text.as_str()),
        &mut out,
        |document, mentions, out| format.document(document, &mentions, out),
    )?;
    format.end(&mut out)?;
    Ok(out.flush()?)
}

impl Args {
    fn format(&self) -> Box<dyn Format> {
        let details = Details { unit: Unit::Byte, evidence: self.evidence };
        match self.output {
            Output::Text => Box::new(Text { coloured: output::coloured() }),
            Output::Jsonl => Box::new(JsonLines { details, with_text: false }),
            Output::Tsv => Box::new(Table { details }),
        }
    }
}
