//! `nisba romanize`: text in any script to Latin letters.

use std::io::{BufWriter, Write, stdin, stdout};

use crate::Failure;
use crate::input::Lines;

/// Read names in any script in Latin letters, line by line
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Result<(), Failure> {
    let mut lines = Lines::new(stdin().lock());
    let mut out = BufWriter::new(stdout().lock());
    while let Some(line) = lines.next()? {
        writeln!(out, "{}", nisba::romanize(&line))?;
    }
    out.flush()?;
    Ok(())
}
