//! The `nisba` command: a verb a file.

mod build;
mod compare;
mod completions;
mod confidence;
mod config;
mod diff;
mod excerpt;
mod explain;
mod export;
mod fit;
mod fmt;
mod import;
mod input;
mod lexicons;
mod lint;
mod man;
mod matching;
#[path = "../../error/missing.rs"]
mod missing;
mod output;
mod page;
mod pipeline;
#[path = "../../format/place.rs"]
mod place;
mod progress;
mod reliability;
#[path = "../../replace.rs"]
mod replace;
mod report;
mod romanize;
mod stats;
mod suggest;
mod tag;
mod test;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use config::Config;
use output::Out;

/// Finds mentions of listed entities in raw text, in any script and any spelling.
///
/// Without a verb, the arguments are those of `tag`.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    /// Do not read nisba.toml
    #[arg(long, global = true, help_heading = "Configuration")]
    no_config: bool,
    /// Write the options that hold, with those of nisba.toml, as a nisba.toml, and end
    #[arg(long, global = true, help_heading = "Configuration")]
    dump_config: bool,
}

const EXAMPLES: &str = "\
Examples:
  # the text, its mentions marked
  nisba report.txt
  # mentions as JSON
  nisba tag --input jsonl --output jsonl < news.jsonl
  # names to entities
  nisba match --lexicon customers.nisba names.txt
  # a lexicon that opens at once
  nisba build lexicons/ more.jsonl -o all.nisba

Exit status: 0 done, 1 findings, 2 wrong usage or bad data.";

#[derive(Subcommand)]
enum Verb {
    Tag(tag::Args),
    Match(matching::Args),
    Compare(compare::Args),
    Explain(explain::Args),
    Romanize(romanize::Args),
    Build(build::Args),
    Import(Box<import::Args>),
    Export(export::Args),
    Test(test::Args),
    Lint(lint::Args),
    Fmt(fmt::Args),
    Stats(stats::Args),
    Reliability(reliability::Args),
    Report(report::Args),
    Diff(diff::Args),
    Suggest(suggest::Args),
    Completions(completions::Args),
    Man(man::Args),
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
    /// A document or file that can be passed over.
    Document(String),
}

impl Failure {
    /// What is said where the file at `path` cannot be read or written.
    fn of_file(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| Self::Message(format!("{}: {}", path.display(), missing::said(path, &error)))
    }
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
    ExitCode::from(conclude(run()))
}

fn run() -> Result<(), Failure> {
    let cli = Cli::from_arg_matches(&matches()?).unwrap_or_else(|e| refuse(&e));
    output::end_well_when_interrupted();
    match cli.verb {
        Verb::Tag(args) => tag::run(&args),
        Verb::Match(args) => matching::run(&args),
        Verb::Compare(args) => compare::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Romanize(args) => romanize::run(&args),
        Verb::Build(args) => build::run(&args),
        Verb::Import(args) => import::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Test(args) => test::run(&args),
        Verb::Lint(args) => lint::run(&args),
        Verb::Fmt(args) => fmt::run(&args),
        Verb::Stats(args) => stats::run(&args),
        Verb::Reliability(args) => reliability::run(&args),
        Verb::Report(args) => report::run(&args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Suggest(args) => suggest::run(&args),
        Verb::Completions(args) => completions::run(&args),
        Verb::Man(args) => man::run(&args),
        Verb::Fit(args) => fit::run(&args),
    }
}

/// The command with all its verbs and options.
fn command() -> Command {
    let mut command = Cli::command();
    // Options that hold for every verb are told to them here.
    command.build();
    command
}

/// The arguments of the command line and of `nisba.toml`.
fn matches() -> Result<ArgMatches, Failure> {
    let mut command = command();
    let mut args = with_verb(std::env::args_os().collect(), &command)?;
    let mut matches = command.try_get_matches_from_mut(&args).unwrap_or_else(|e| refuse(&e));
    let Some((name, given)) = matches.subcommand() else { return Ok(matches) };
    let Some(verb) = command.find_subcommand(name) else { return Ok(matches) };
    let folder = std::env::current_dir().unwrap_or_default();
    let config = if given.get_flag("no_config") { None } else { Config::find(&folder)? };
    let added = config.as_ref().map(|config| config.arguments(&command, verb, given)).transpose()?.unwrap_or_default();
    let verb = verb.clone();
    if let Some(config) = config.filter(|_| !added.is_empty()) {
        let at = 2 + args[1..].iter().position(|arg| arg.to_str() == Some(verb.get_name())).unwrap_or_default();
        args.splice(at..at, added);
        matches = command.try_get_matches_from_mut(&args).map_err(|e| config.refused(&verb, &e))?;
    }
    match matches.subcommand() {
        Some((_, given)) if given.get_flag("dump_config") => {
            let mut out = Out::default();
            write!(out, "{}", config::dump(&verb, given))?;
            out.flush()?;
            std::process::exit(0)
        }
        _ => Ok(matches),
    }
}

/// Says what is wrong with the command line, as other messages begin, or writes the help that is asked for; ends.
fn refuse(error: &clap::Error) -> ! {
    if !error.use_stderr() {
        let text = error.render().ansi().to_string();
        let mut out = anstream::stdout();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        let done = written.map_err(|e| match Failure::from(e) {
            Failure::Message(message) => Failure::Message(format!("standard output: {message}")),
            quiet => quiet,
        });
        std::process::exit(conclude(done).into());
    }
    let text = error.render().ansi().to_string();
    // Where nothing can be said, the status still tells.
    let _ = write!(anstream::stderr(), "{}", text.replacen("error:", "nisba:", 1));
    std::process::exit(error.exit_code());
}

/// What clap says, without its advice for the command line.
fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

/// The arguments with the verb that is meant.
fn with_verb(mut args: Vec<OsString>, command: &Command) -> Result<Vec<OsString>, Failure> {
    if args.is_empty() {
        args.push("nisba".into());
    }
    let verbs: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
    // Options of every verb may stand before it.
    let before = args[1..].iter().take_while(|arg| *arg == "--no-config" || *arg == "--dump-config").count();
    match args.get(1 + before).and_then(|arg| arg.to_str()) {
        // Where nothing is asked and nothing is piped in, the help says what could be.
        None if args.len() == 1 && io::stdin().is_terminal() => return Ok(args),
        Some("help" | "-h" | "--help" | "-V" | "--version") => return Ok(args),
        Some(word) if verbs.contains(&word) => return Ok(args),
        Some(word) if !word.starts_with('-') && !Path::new(word).exists() => {
            let is_near = |verb: &str| {
                // A verb of three letters shares too few with its misspelling to be near by that.
                strsim::jaro_winkler(verb, word) > 0.85 || strsim::damerau_levenshtein(verb, word) == 1
            };
            let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set()).map(Command::get_name);
            if let Some(verb) = shown.into_iter().find(|verb| is_near(verb)) {
                return Err(Failure::Message(format!("there is no verb or file {word:?}; did you mean {verb:?}?")));
            }
        }
        _ => {}
    }
    args.insert(1, DEFAULT_VERB.into());
    Ok(args)
}

/// Says what went wrong, if anything did; the exit status.
fn conclude(done: Result<(), Failure>) -> u8 {
    match done {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Findings) => 1,
        Err(Failure::BadData) => 2,
        Err(Failure::Message(message) | Failure::Document(message)) => {
            say(&message);
            2
        }
    }
}

/// A message for the user.
fn say(message: &str) {
    progress::make_way();
    // What stood in a file does not steer the terminal.
    let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
    let shown = |c: char| if steers(c) { c.escape_default().to_string() } else { c.to_string() };
    let message: String = message.chars().map(shown).collect();
    let _ = writeln!(anstream::stderr(), "nisba: {message}");
}
