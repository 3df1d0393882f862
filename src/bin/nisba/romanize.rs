//! `nisba romanize`: text in any script to Latin letters.

use std::io::Write;

use serde_json::Value;

use crate::input::{Expected, Format};
use crate::output::{Added, Form, Out};
use crate::{Failure, pipeline};

/// Read names in any script in Latin letters
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pipeline: pipeline::Args,
    /// How to write the readings
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// Write every likely reading, the likeliest first: with " | " between them, in jsonl as an array "readings"
    #[arg(long, help_heading = "Output")]
    readings: bool,
}

const EXAMPLES: &str = "\
Examples:
  echo 'Борис Ельцин' | nisba romanize
  nisba romanize people.csv --column name --output tsv
  echo 'Хиллари' | nisba romanize --readings";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Output {
    /// The reading alone
    Text,
    /// What was read as an object, with a field "latin"
    Jsonl,
    /// What was read, a tab and the reading
    Tsv,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["name"], required: 1, tabs: false };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = Out::default();
    let form = match args.output {
        Output::Text => None,
        Output::Jsonl => Some(Form::Jsonl),
        Output::Tsv => Some(Form::Tsv),
    };
    let mut added = form.map(|form| Added::new(form, if args.readings { "readings" } else { "latin" }));
    let is_array = args.readings && form == Some(Form::Jsonl);
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| -> Value {
            let text = document.text.as_str();
            match args.readings {
                false => nisba::romanize(text).into(),
                true if is_array => nisba::readings(text).into(),
                true => nisba::readings(text).join(" | ").into(),
            }
        },
        &mut out,
        |document, answer, out| match &mut added {
            Some(added) => added.write(document, &[("name", document.text.as_str())], &answer, out),
            None => Ok(writeln!(out, "{}", answer.as_str().unwrap_or_default())?),
        },
    )?;
    Ok(out.flush()?)
}
