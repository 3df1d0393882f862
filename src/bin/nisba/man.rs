//! `nisba man`: the manual pages.

use std::path::PathBuf;

use clap::CommandFactory;

use crate::Failure;

/// Write the manual pages, one a verb, into a folder
#[derive(clap::Args)]
#[command(after_help = "Example:\n  nisba man ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let wrong = Failure::of_file(&args.folder);
    std::fs::create_dir_all(&args.folder).map_err(&wrong)?;
    // What `nisba help VERB` shows is the page of that verb.
    clap_mangen::generate_to(crate::Cli::command().disable_help_subcommand(true), &args.folder).map_err(wrong)
}
