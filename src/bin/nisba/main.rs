//! The `nisba` command: a verb a file.

mod build;
mod compare;
mod fit;
mod fmt;
mod input;
mod lint;
mod matching;
mod romanize;
mod stats;
mod tag;
mod test;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Finds mentions of listed entities in raw text, in any script and any spelling.
#[derive(Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 done, 1 findings, 2 wrong usage or bad data."
)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Without a verb, the options are those of `tag`.
    #[command(flatten)]
    tag: tag::Args,
}

#[derive(Subcommand)]
enum Verb {
    Tag(tag::Args),
    Match(matching::Args),
    Compare(compare::Args),
    Romanize(romanize::Args),
    Build(build::Args),
    Test(test::Args),
    Lint(lint::Args),
    Fmt(fmt::Args),
    Stats(stats::Args),
    #[command(hide = true)]
    Fit(fit::Args),
}

/// What ends a run early.
enum Failure {
    /// The reader of the output went away: a quiet end.
    ClosedPipe,
    /// Something was found that the verb looks for.
    Findings,
    /// What was looked at does not load, as was said.
    BadData,
    /// Wrong usage or bad data.
    Message(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(error.to_string()),
        }
    }
}

impl From<nisba::Error> for Failure {
    fn from(error: nisba::Error) -> Self {
        Self::Message(error.to_string())
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if std::env::args_os().len() == 1 && io::stdin().is_terminal() {
        // Nothing was asked and nothing is piped in: say what could be.
        let _ = Cli::command().print_help();
        return ExitCode::from(2);
    }
    let done = match cli.verb.unwrap_or(Verb::Tag(cli.tag)) {
        Verb::Tag(args) => tag::run(&args),
        Verb::Match(args) => matching::run(&args),
        Verb::Compare(args) => compare::run(&args),
        Verb::Romanize(args) => romanize::run(&args),
        Verb::Build(args) => build::run(&args),
        Verb::Test(args) => test::run(&args),
        Verb::Lint(args) => lint::run(&args),
        Verb::Fmt(args) => fmt::run(&args),
        Verb::Stats(args) => stats::run(&args),
        Verb::Fit(args) => fit::run(&args),
    };
    match done {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Findings) => ExitCode::from(1),
        Err(Failure::BadData) => ExitCode::from(2),
        Err(Failure::Message(message)) => {
            anstream::eprintln!("nisba: {message}");
            ExitCode::from(2)
        }
    }
}
