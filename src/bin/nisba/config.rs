//! `nisba.toml`: options that need not be given each time.
//!
//! The file is looked for in the working folder and above. Its keys are long options; those that mean the same for
//! every verb may stand at the top, others in a table named after their verb. The command line goes before the file.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::ValueParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::{Table, Value};

use crate::Failure;

const NAME: &str = "nisba.toml";

/// The options that may stand at the top of the file.
const COMMON: &[&str] =
    &["lexicon", "threads", "color", "invalid", "on-error", "glob", "hidden", "no-ignore", "max-document", "max-ratio"];

/// The table of types with their probabilities, and the option that each of its lines is.
const THRESHOLDS: (&str, &str) = ("thresholds", "threshold");

/// The options of a file, and where it is.
pub(crate) struct Config {
    path: PathBuf,
    options: Table,
}

impl Config {
    /// The nearest file, if there is one.
    pub(crate) fn find(from: &Path) -> Result<Option<Self>, Failure> {
        let Some(path) = from.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file()) else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(&path).map_err(Failure::of_file(&path))?;
        let wrong = |e: toml::de::Error| Failure::Message(format!("{}: {}", path.display(), e.to_string().trim_end()));
        let options = text.parse().map_err(wrong)?;
        Ok(Some(Self { path, options }))
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
                self.add(arg, name, &value, &mut arguments)?;
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
                    let verb =
                        all.find_subcommand(key).ok_or_else(|| self.wrong(&format!("there is no verb {key:?}")))?;
                    let knows = |key: &str| verb.get_arguments().any(|arg| arg.get_long() == Some(key));
                    if let Some(key) = table.keys().find(|key| !knows(key)) {
                        return Err(self.wrong(&format!("{} has no option {key:?}", verb.get_name())));
                    }
                }
                _ if COMMON.contains(&key.as_str()) => {}
                _ => {
                    let common = COMMON.join(", ");
                    return Err(
                        self.wrong(&format!("{key:?} belongs in a verb's table, such as [tag]; at the top: {common}"))
                    );
                }
            }
        }
        Ok(())
    }

    fn add(&self, arg: &Arg, name: &str, value: &Value, arguments: &mut Vec<OsString>) -> Result<(), Failure> {
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
            _ => return Err(self.wrong(&format!("the value of {name:?} is no value of an option"))),
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

    pub(crate) fn wrong(&self, what: &str) -> Failure {
        Failure::Message(format!("{}: {what}", self.path.display()))
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
