//! `nisba completions`: what a shell needs to complete the options.

use std::io::Write;

use clap_complete::Shell;

use crate::Failure;
use crate::output::Out;

/// Write the completions for a shell
#[derive(clap::Args)]
#[command(after_help = "Example:\n  nisba completions bash > ~/.local/share/bash-completion/completions/nisba")]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "nisba", &mut script);
    let mut out = Out::default();
    out.write_all(&script)?;
    Ok(out.flush()?)
}
