//! `nisba report`: a page to look through what was found in a corpus.

mod gathered;
mod page;

use std::path::PathBuf;

use crate::input::{Expected, Format};
use crate::lexicons;
use crate::output::Out;
use crate::replace::replace;
use crate::{Failure, pipeline};
use gathered::{Gathered, Limits};

/// Write a page of a corpus with its mentions: entities, their spellings and counts, the doubtful ones first
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    lexicons: lexicons::Args,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// Where the page goes; standard output if none
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    out: Option<PathBuf>,
    /// What the page is called
    #[arg(long, value_name = "TEXT", default_value = "Mentions", help_heading = "Output")]
    title: String,
    /// Documents shown, the most telling ones; all are counted
    #[arg(long, default_value_t = 100, value_name = "N", help_heading = "Output")]
    documents: usize,
    /// Entities listed, the doubtful and the most frequent ones; all are counted
    #[arg(long, default_value_t = 1000, value_name = "N", help_heading = "Output")]
    entities: usize,
    /// Bytes shown of a document
    #[arg(long, default_value_t = 20_000, value_name = "BYTES", help_heading = "Output")]
    length: usize,
    #[command(flatten)]
    confidence: crate::confidence::Args,
    /// Only mentions of these types of entities
    #[arg(long, value_name = "TYPE", value_delimiter = ',', help_heading = "Mentions")]
    types: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  nisba report reports/ -o page.html
  nisba report --lexicon names.toml --input jsonl --title Wire < wire.jsonl > page.html
  nisba report --min-confidence 0.3 --documents 500 news.jsonl.gz -o page.html";

const EXPECTED: Expected = Expected { format: Format::Text, fields: &["text"], required: 1, tabs: false };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = args.confidence.set(args.lexicons.tagger_of(&args.types, &[])?).alternatives(1);
    let mut gathered = Gathered::new(Limits { documents: args.documents, length: args.length });
    let mut out = Out::default();
    pipeline::gather(
        &args.pipeline,
        EXPECTED,
        || tagger.session(),
        |session, document| {
            let mut mentions = session.tag(document.text.as_str());
            mentions.retain(|m| args.types.is_empty() || args.types.contains(&m.kind));
            mentions
        },
        |document, mentions| gathered.add(document, mentions),
    )?;
    let Some(file) = &args.out else {
        page::write(gathered, &args.title, args.entities, &mut out)?;
        return Ok(out.flush()?);
    };
    let mut page = Vec::new();
    page::write(gathered, &args.title, args.entities, &mut page)?;
    replace(file, &page).map_err(Failure::of_file(file))
}
