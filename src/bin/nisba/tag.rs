//! `nisba tag`: text to mentions.

use std::path::PathBuf;

use nisba::{Mention, Overlaps};

use crate::input::place::Unit;
use crate::input::{Expected, Format as Input};
use crate::lexicons;
use crate::output::{
    Annotation, Brat, Colour, Conll, Counts, Format, JsonLines, Out, Rewrite, Table, Template, Text, Xml,
};
use crate::{Failure, pipeline};

/// Mark the mentions of listed entities in text
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    lexicons: lexicons::Args,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// How to write the mentions
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// Write the text with each mention replaced; {text} {id} {name} {type} {confidence} stand for what is known of it
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "output", help_heading = "Output")]
    replace: Option<Template>,
    /// What offsets count: bytes unless said; for brat and annotation, characters
    #[arg(long, value_enum, value_name = "UNIT", help_heading = "Output")]
    offsets: Option<Unit>,
    /// Give the text too in JSON Lines
    #[arg(long, help_heading = "Output")]
    with_text: bool,
    /// Give the evidence of each mention in JSON Lines
    #[arg(long, help_heading = "Output")]
    evidence: bool,
    /// Write brat annotations of each file into FOLDER, as FILE.ann for FILE.txt
    #[arg(long, value_name = "FOLDER", help_heading = "Output")]
    brat_folder: Option<PathBuf>,
    /// When to write text in colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    color: Colour,
    #[command(flatten)]
    confidence: crate::confidence::Args,
    /// Only mentions of these types of entities
    #[arg(long, value_name = "TYPE", value_delimiter = ',', help_heading = "Mentions")]
    types: Vec<String>,
    /// Only mentions of these entities
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "Mentions")]
    only: Vec<String>,
    /// Which of the mentions that share text; all of them only as jsonl, tsv, brat, annotation or counts
    #[arg(long, value_enum, default_value = "best", value_name = "WHICH", help_heading = "Mentions")]
    overlaps: Which,
    /// Give up to N other entities with each mention in JSON Lines
    #[arg(long, default_value_t = 0, value_name = "N", help_heading = "Mentions")]
    alternatives: usize,
}

const EXAMPLES: &str = "\
Examples:
  # the text, marked
  nisba tag report.txt
  # mentions, an object a document
  nisba tag --input jsonl --output jsonl < news.jsonl
  # whom a folder names, and how often
  nisba tag --output counts --types person reports/
  # a column of a packed table
  nisba tag --column body --output tsv articles.csv.gz
  # one spelling for each entity
  nisba tag --replace '{name}' < report.txt
  tail -f wire.log | nisba tag --input lines --only place/iran,org/iaea";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// The text with its mentions marked, in colours on a terminal
    Text,
    /// The text with each mention as [mention](id)
    Markdown,
    /// Documents with mentions as elements in their text
    Xml,
    /// A JSON object a document
    Jsonl,
    /// A line a mention, tab-separated
    Tsv,
    /// A line a token: token, BIO tag, entity
    Conll,
    /// Standoff annotations of one text
    Brat,
    /// W3C Web Annotations in JSON-LD
    Annotation,
    /// A line an entity: how often it is named
    Counts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// Those that explain the text best
    Best,
    /// Every one above --min-confidence, also several of one place
    All,
}

const EXPECTED: Expected = Expected { format: Input::Text, fields: &["text"], required: 1, tabs: false };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.check()?;
    let tagger = args
        .confidence
        .set(args.lexicons.tagger_of(&args.types, &args.only)?)
        .alternatives(args.alternatives)
        .overlaps(match args.overlaps {
            Which::Best => Overlaps::Best,
            Which::All => Overlaps::All,
        });
    let mut format = args.format();
    let mut out = Out::default();
    format.begin(&mut out)?;
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || tagger.session(),
        |session, document| {
            let mut mentions = session.tag(document.text.as_str());
            mentions.retain(|m| args.wants(m));
            mentions
        },
        &mut out,
        |document, mentions, out| format.document(document, &mentions, out),
    )?;
    format.end(&mut out)?;
    Ok(out.flush()?)
}

impl Args {
    /// Refuses what cannot be written.
    fn check(&self) -> Result<(), Failure> {
        let takes_all = match self.output {
            Output::Text | Output::Markdown | Output::Xml | Output::Conll => false,
            Output::Jsonl | Output::Tsv | Output::Brat | Output::Annotation | Output::Counts => self.replace.is_none(),
        };
        if self.brat_folder.is_some() && (self.output != Output::Brat || self.replace.is_some()) {
            return Err(Failure::Message("--brat-folder is for --output brat".to_owned()));
        }
        if self.overlaps == Which::All && !takes_all {
            let message = "--overlaps all gives a place several mentions, which this output cannot show; choose \
                           --output jsonl, tsv, brat, annotation or counts";
            return Err(Failure::Message(message.to_owned()));
        }
        Ok(())
    }

    fn wants(&self, m: &Mention) -> bool {
        (self.types.is_empty() || self.types.contains(&m.kind))
            && (self.only.is_empty() || self.only.contains(&m.entity))
    }

    fn format(&self) -> Box<dyn Format> {
        if let Some(template) = &self.replace {
            return Box::new(Rewrite::new(template.clone()));
        }
        let unit = self.offsets.unwrap_or(match self.output {
            // What other programs expect of these formats.
            Output::Brat | Output::Annotation => Unit::Char,
            _ => Unit::Byte,
        });
        match self.output {
            Output::Text => Box::new(Text { coloured: self.color.wanted() }),
            Output::Markdown => Box::new(Rewrite::new(Template::markdown())),
            Output::Xml => Box::new(Xml),
            Output::Jsonl => Box::new(JsonLines { unit, evidence: self.evidence, with_text: self.with_text }),
            Output::Tsv => Box::new(Table::new(unit)),
            Output::Conll => Box::new(Conll),
            Output::Brat => Box::new(Brat::new(unit, self.brat_folder.clone())),
            Output::Annotation => Box::new(Annotation::new(unit)),
            Output::Counts => Box::new(Counts::default()),
        }
    }
}
