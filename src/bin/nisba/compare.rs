//! `nisba compare`: pairs of names.

use crate::input::{Document, Expected, Format, Frame};
use crate::output::{Added, Form, Out};
use crate::{Failure, pipeline};

/// Compare pairs of names: the probability that both are one entity's
///
/// Reads `NAME<TAB>NAME[<TAB>TYPE]` lines, or records with the fields or columns a, b and type, and writes them back
/// with the confidence.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "tsv", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  printf 'Boris Jelzin\\tBoris Eltsine\\tperson\\n' | nisba compare
  nisba compare pairs.csv --column left --column right
  nisba compare pairs.jsonl --field /left/name --field /right/name --output jsonl";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    /// What was read, a tab and the confidence
    Tsv,
    /// What was read as an object, with a field "confidence"
    Jsonl,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["a", "b", "type"], required: 2, tabs: true };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = Out::default();
    let form = match args.output {
        Output::Tsv => Form::Tsv,
        Output::Jsonl => Form::Jsonl,
    };
    let mut added = Added::new(form, "confidence");
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| pair(document).map(|[a, b, kind]| nisba::compare(a, b, kind).confidence),
        &mut out,
        |document, confidence, out| {
            let (Some(confidence), Some([a, b, kind])) = (confidence, pair(document)) else {
                return Err(no_pair(document));
            };
            let confidence = match form {
                Form::Tsv => format!("{confidence:.6}").into(),
                Form::Jsonl => f64::from(confidence).into(),
            };
            added.write(document, &[("a", a), ("b", b), ("type", kind)], &confidence, out)
        },
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

fn no_pair(document: &Document) -> Failure {
    let source = document.source.as_deref().unwrap_or("standard input");
    let (number, line) = (&document.id, document.text.as_str());
    Failure::Message(format!("{source}:{number}: no tab in {line:?}; a line is NAME<TAB>NAME[<TAB>TYPE]"))
}
