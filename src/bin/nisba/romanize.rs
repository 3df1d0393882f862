//! `nisba romanize`: text in any script to Latin letters.

use std::io::Write;

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
}

const EXAMPLES: &str = "\
Examples:
  echo 'Борис Ельцин' | nisba romanize
  nisba romanize people.csv --column name --output tsv";

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
    let mut added = form.map(|form| Added::new(form, "latin"));
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| nisba::romanize(document.text.as_str()),
        &mut out,
        |document, reading, out| match &mut added {
            Some(added) => added.write(document, &[("name", document.text.as_str())], &reading.into(), out),
            None => Ok(writeln!(out, "{reading}")?),
        },
    )?;
    Ok(out.flush()?)
}
