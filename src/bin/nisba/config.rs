//! `nisba.toml`: options that need not be given each time.
//!
//! The file is looked for in the working folder and above. Its keys are long options; those that mean the same for
//! every verb may stand at the top, others in a table named after their verb. The command line goes before the file.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::ValueParser;
use clap::error::ContextKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::{Table, Value};

use crate::{Failure, first_line, place};

const NAME: &str = "nisba.toml";

/// The options that may stand at the top of the file.
const COMMON: &[&str] =
    &["lexicon", "threads", "color", "invalid", "on-error", "glob", "hidden", "no-ignore", "max-document", "max-ratio"];

/// The table of types with their probabilities, and the option that each of its lines is.
const THRESHOLDS: (&str, &str) = ("thresholds", "threshold");

/// The options of a file, and where it is.
pub(crate) struct Config {
    path: PathBuf,
    text: String,
    options: Table,
}

impl Config {
    /// The nearest file, if there is one.
    pub(crate) fn find(from: &Path) -> Result<Option<Self>, Failure> {
        // A link that leads nowhere is meant to be one; its reading fails.
        let is_there = |path: &PathBuf| path.is_file() || (path.is_symlink() && path.metadata().is_err());
        let Some(path) = from.ancestors().map(|folder| folder.join(NAME)).find(is_there) else {
            return Ok(None);
        };
        let bytes = std::fs::read(&path).map_err(Failure::of_file(&path))?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            Failure::Message(format!("{}: invalid UTF-8 at byte {at}; save the file as UTF-8", path.display()))
        })?;
        let mut this = Self { path, text, options: Table::new() };
        let wrong =
            |e: toml::de::Error| this.wrong_at(e.span().map(|span| span.start), &e.message().replace("` as i128", "`"));
        this.options = this.text.parse().map_err(wrong)?;
        Ok(Some(this))
    }

    /// The arguments for a verb that the file adds to those of the command line.
    pub(crate) fn arguments(
        &self,
        all: &Command,
        verb: &Command,
        given: &ArgMatches,
    ) -> Result<Vec<OsString>, Failure> {
        self.check(all)?;
        let own = self.options.get(verb.get_name()).and_then(Value::as_table);
        let mut arguments = Vec::new();
        for arg in verb.get_arguments() {
            let Some(name) = arg.get_long() else { continue };
            let common = || self.options.get(name).filter(|_| COMMON.contains(&name));
            let value = own.and_then(|own| own.get(name)).or_else(common).cloned();
            let Some(value) = value.or_else(|| self.thresholds(name)) else { continue };
            let is_given = |arg: &Arg| given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
            let excludes = |given: &Arg| verb.get_arg_conflicts_with(given).iter().any(|a| a.get_id() == arg.get_id());
            let excluded = verb.get_arg_conflicts_with(arg).into_iter().any(is_given)
                || verb.get_arguments().filter(|arg| is_given(arg)).any(excludes);
            if !is_given(arg) && !excluded {
                self.add(arg, name, &value, &mut arguments).map_err(|what| self.wrong_value(verb, name, &what))?;
            }
        }
        Ok(arguments)
    }

    /// The table of thresholds as values of their option.
    fn thresholds(&self, name: &str) -> Option<Value> {
        let table = self.options.get(THRESHOLDS.0).filter(|_| name == THRESHOLDS.1)?.as_table()?;
        // Values that are no numbers are refused by the option.
        let values = table.iter().map(|(kind, least)| Value::String(format!("{kind}={least}")));
        Some(Value::Array(values.collect()))
    }

    /// Refuses what no verb knows.
    fn check(&self, all: &Command) -> Result<(), Failure> {
        for (key, value) in &self.options {
            match value {
                Value::Table(_) if key == THRESHOLDS.0 => {}
                Value::Table(table) => {
                    let verb = all
                        .find_subcommand(key)
                        .ok_or_else(|| self.wrong_key(&[key], &format!("there is no verb {key:?}")))?;
                    let knows = |key: &str| verb.get_arguments().any(|arg| arg.get_long() == Some(key));
                    if let Some(key) = table.keys().find(|key| !knows(key)) {
                        let verb = verb.get_name();
                        return Err(self.wrong_key(&[verb, key], &format!("{verb} has no option {key:?}")));
                    }
                }
                _ if COMMON.contains(&key.as_str()) => {}
                _ => {
                    let common = COMMON.join(", ");
                    let message = format!("{key:?} belongs in a verb's table, such as [tag]; at the top: {common}");
                    return Err(self.wrong_key(&[key], &message));
                }
            }
        }
        Ok(())
    }

    fn add(&self, arg: &Arg, name: &str, value: &Value, arguments: &mut Vec<OsString>) -> Result<(), String> {
        if let (Value::Boolean(set), ArgAction::SetTrue) = (value, arg.get_action()) {
            arguments.extend(set.then(|| format!("--{name}").into()));
            return Ok(());
        }
        if let Value::Array(values) = value {
            return values.iter().try_for_each(|value| self.add(arg, name, value, arguments));
        }
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            _ => return Err(format!("{value} is no value of --{name}; give text, a number or a list of them")),
        };
        let mut argument = OsString::from(format!("--{name}="));
        if is_path(arg.get_value_parser()) {
            // Paths are of the file's folder, wherever one works.
            argument.push(self.path.parent().unwrap_or(Path::new("")).join(text));
        } else {
            argument.push(text);
        }
        arguments.push(argument);
        Ok(())
    }

    /// What the command line says of a value.
    pub(crate) fn refused(&self, verb: &Command, error: &clap::Error) -> Failure {
        let arg = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
        let name = arg.split(' ').next().unwrap_or_default().trim_start_matches('-');
        self.wrong_value(verb, name, &first_line(error))
    }

    fn wrong_value(&self, verb: &Command, name: &str, what: &str) -> Failure {
        let verb = verb.get_name();
        let has = |table: &str, key: &str| self.options.get(table).and_then(|t| t.get(key)).is_some();
        match name {
            _ if has(verb, name) => self.wrong_key(&[verb, name], what),
            name if name == THRESHOLDS.1 => self.wrong_key(&[THRESHOLDS.0], what),
            _ => self.wrong_key(&[name], what),
        }
    }

    fn wrong_key(&self, keys: &[&str], what: &str) -> Failure {
        self.wrong_at(place::of_key(&self.text, keys), what)
    }

    fn wrong_at(&self, at: Option<usize>, what: &str) -> Failure {
        let place = at.and_then(|at| self.text.get(..at)).map_or(String::new(), |before| {
            let line = before.rsplit('\n').next().unwrap_or_default();
            format!(":{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        Failure::Message(format!("{}{place}: {what}", self.path.display()))
    }
}

fn is_path(parser: &ValueParser) -> bool {
    parser.type_id() == TypeId::of::<PathBuf>()
}

/// What a verb works with, as a file that says the same.
pub(crate) fn dump(verb: &Command, given: &ArgMatches) -> String {
    let mut own = Table::new();
    for arg in verb.get_arguments().filter(|arg| !arg.is_global_set()) {
        let Some(name) = arg.get_long() else { continue };
        let id = arg.get_id().as_str();
        if !given.try_contains_id(id).unwrap_or_default() {
            continue;
        }
        let mut texts = given.get_raw(id).into_iter().flatten().map(|raw| raw.to_string_lossy().into_owned());
        let value = match arg.get_action() {
            ArgAction::SetTrue => Some(Value::Boolean(given.get_flag(id))),
            ArgAction::Append => Some(Value::Array(texts.map(Value::String).collect())),
            _ => texts.next_back().map(value),
        };
        own.extend(value.map(|value| (name.to_owned(), value)));
    }
    Table::from_iter([(verb.get_name().to_owned(), Value::Table(own))]).to_string()
}

/// Numbers as numbers.
fn value(text: String) -> Value {
    let float = || text.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Float);
    text.parse().map(Value::Integer).ok().or_else(float).unwrap_or(Value::String(text))
}
