//! The `nisba` command: a verb a file.

mod build;
mod compare;
mod fit;
mod input;
mod matching;
mod output;
mod pipeline;
mod progress;
mod romanize;
mod tag;
mod test;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Finds mentions of listed entities in raw text, in any script and any spelling.
///
/// Without a verb, the arguments are those of `tag`.
#[derive(Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit status: 0 done, 1 findings, 2 wrong usage or bad data."
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Tag(tag::Args),
    Match(matching::Args),
    Compare(compare::Args),
    Romanize(romanize::Args),
    Build(build::Args),
    Test(test::Args),
    #[command(hide = true)]
    Fit(fit::Args),
}

/// What ends a run early.
enum Failure {
    /// The reader of the output went away: a quiet end.
    ClosedPipe,
    /// Something was found that the verb looks for.
    Findings,
    /// Wrong usage or bad data.
    Message(String),
    /// A document or file that can be passed over.
    Document(String),
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

/// The verb where none is given.
const DEFAULT_VERB: &str = "tag";

fn main() -> ExitCode {
    let cli = Cli::parse_from(with_verb(std::env::args_os().collect()));
    output::end_well_when_interrupted();
    let done = match cli.verb {
        Verb::Tag(args) => tag::run(&args),
        Verb::Match(args) => matching::run(&args),
        Verb::Compare(args) => compare::run(&args),
        Verb::Romanize(args) => romanize::run(&args),
        Verb::Build(args) => build::run(&args),
        Verb::Test(args) => test::run(&args),
        Verb::Fit(args) => fit::run(&args),
    };
    ExitCode::from(conclude(done))
}

/// The arguments with the verb that is meant.
fn with_verb(mut args: Vec<OsString>) -> Vec<OsString> {
    // Where nothing is asked and nothing is piped in, the help says what could be.
    let silent = args.len() == 1 && io::stdin().is_terminal();
    let asks = |arg: &OsString| {
        let names = ["help", "-h", "--help", "-V", "--version"];
        names.iter().any(|name| arg == name) || Cli::command().get_subcommands().any(|verb| arg == verb.get_name())
    };
    if !silent && !args.get(1).is_some_and(asks) {
        args.insert(1.min(args.len()), DEFAULT_VERB.into());
    }
    args
}

/// Says what went wrong, if anything did; the exit status.
fn conclude(done: Result<(), Failure>) -> u8 {
    match done {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Findings) => 1,
        Err(Failure::Message(message) | Failure::Document(message)) => {
            say(&message);
            2
        }
    }
}

/// A message for the user.
fn say(message: &str) {
    anstream::eprintln!("nisba: {message}");
}
