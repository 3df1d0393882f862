//! `nisba diff`: what an edit of a lexicon does to the mentions of a corpus.

mod page;
mod report;
mod revision;

use std::path::PathBuf;

use nisba::diff::{Edits, Limits, changes};

use crate::confidence::probability;
use crate::input::{Expected, Format};
use crate::output::{Colour, Out};
use crate::{Failure, pipeline};
use report::{Report, found};
use revision::Source;

/// Show which mentions of a corpus an edit of a lexicon gains, loses, moves and changes
///
/// OLD and NEW are lexicons (a TOML file, a folder, .jsonl, .nisba), revisions (HEAD~1, a branch, REV:path), or . for the
/// working tree. Exit status: 0 nothing changes, 1 something does, 2 wrong usage or bad data.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The lexicon before the edit
    #[arg(value_name = "OLD")]
    old: String,
    /// The lexicon after the edit
    #[arg(value_name = "NEW")]
    new: String,
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// Where the lexicon is in the working tree and in revisions; may be repeated
    #[arg(short, long, value_name = "PATH", default_value = "lexicons")]
    lexicon: Vec<PathBuf>,
    /// How to write the differences
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// Characters before and behind a mention
    #[arg(long, default_value_t = 40, value_name = "N", help_heading = "Output")]
    context: usize,
    /// Differences shown of each edit; the others are counted
    #[arg(long, default_value_t = 10, value_name = "N", help_heading = "Output")]
    limit: usize,
    /// When to write text in colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    color: Colour,
    /// Leave out mentions less probable than this
    #[arg(long, default_value_t = 0.5, value_parser = probability, value_name = "P", help_heading = "Mentions")]
    min_confidence: f32,
    /// Leave out changes of the confidence that are not greater than this
    #[arg(long, default_value_t = 0.05, value_parser = probability, value_name = "P", help_heading = "Mentions")]
    min_change: f32,
}

const EXAMPLES: &str = "\
Examples:
  # what the working tree changes
  nisba diff HEAD . corpus/
  nisba diff main HEAD corpus.jsonl.gz --output html > diff.html
  nisba diff old.nisba new.toml < news.txt
  nisba diff HEAD~1:lexicons/people . --lexicon lexicons/people corpus/";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// A few lines an edit
    Text,
    /// One object
    Json,
    /// A page that stands by itself
    Html,
}

const EXPECTED: Expected = Expected { format: Format::Text, fields: &["text"], required: 1, tabs: false };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let [old, new] = [&args.old, &args.new].map(|name| Source::find(name, &args.lexicon));
    let (old, new) = (old?, new?);
    let (before, after) = (old.open()?, new.open()?);
    let edits = Edits::between(&before, &after);
    let taggers = [before.tagger(), after.tagger()];
    drop((before, after));
    let limits = Limits { min_confidence: args.min_confidence, min_change: args.min_change };
    let mut report = Report::new(&edits, args.limit);
    let mut out = Out::default();
    pipeline::gather(
        &args.pipeline,
        EXPECTED,
        || [taggers[0].session(), taggers[1].session()],
        |[before, after], document| {
            let text = document.text.as_str();
            let (before, after) = (before.tag(text), after.tag(text));
            found(document, &changes(&before, &after, limits), &edits, args.context)
        },
        |_, found| report.add(found),
    )?;
    let names = [old.name.as_str(), new.name.as_str()];
    match args.output {
        Output::Text => report.write_text(names, args.color.wanted(), &mut out)?,
        Output::Json => report.write_json(names, &mut out)?,
        Output::Html => page::write(&report, names, &mut out)?,
    }
    out.flush()?;
    if report.is_empty() { Ok(()) } else { Err(Failure::Findings) }
}
