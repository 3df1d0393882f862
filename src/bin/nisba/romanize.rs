//! `nisba romanize`: text in any script to Latin letters.

use std::io::Write;

use crate::input::{Expected, Format};
use crate::output::Out;
use crate::{Failure, pipeline};

/// Read names in any script in Latin letters, line by line
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    pipeline: pipeline::Args,
}

const EXPECTED: Expected = Expected { format: Format::Lines, fields: &["name"], required: 1 };

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = Out::default();
    pipeline::run(
        &args.pipeline,
        EXPECTED,
        || (),
        |(), document| nisba::romanize(document.text.as_str()),
        &mut out,
        |_, reading, out| Ok(writeln!(out, "{reading}")?),
    )?;
    Ok(out.flush()?)
}
