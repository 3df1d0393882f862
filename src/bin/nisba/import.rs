//! `nisba import`: entities of other formats as a lexicon.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};
use nisba::export::Target;
use nisba::import::{self as library, Columns, Event, Format, Input, Options, Summary};

use crate::input::{delimiter, unpacked};
use crate::output::{Out, Unfinished};
use crate::progress::{Progress, Watched};
use crate::replace::Replacement;
use crate::{Failure, say};

/// Make a lexicon of a sanctions list, a knowledge base, a gazetteer or a table
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the files; auto looks at how each begins
    #[arg(value_parser = Formats)]
    format: Asked,
    /// Files, packed with gzip or Zstandard or not; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The lexicon to write; standard output if none
    #[arg(short, long, value_name = "OUT.jsonl|OUT.toml")]
    output: Option<PathBuf>,
    /// Write curated TOML, as for an output that ends in .toml
    #[arg(long)]
    toml: bool,
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    table: Table,
    /// What follows bad data
    #[arg(long, value_enum, default_value = "stop", value_name = "HOW")]
    on_error: OnError,
    /// Refuse packed input that unpacks to N times its size
    #[arg(long, value_name = "N", default_value_t = 500)]
    max_ratio: u64,
    /// Do not say what was read and left out
    #[arg(short, long)]
    quiet: bool,
}

#[derive(clap::Args)]
struct Wanted {
    /// Only entities of these types
    #[arg(long, value_name = "TYPE", value_delimiter = ',', help_heading = "Entities")]
    types: Vec<String>,
    /// The type of entities whose source does not say it; without, they are left out
    #[arg(
        long = "type",
        value_name = "TYPE",
        default_value = "",
        hide_default_value = true,
        help_heading = "Entities"
    )]
    kind: String,
    /// The type of a class: a Wikidata item, an IRI, a schema; may be repeated
    #[arg(long, value_name = "CLASS=TYPE", value_parser = pair, help_heading = "Entities")]
    class: Vec<(String, String)>,
    /// Only names in these languages and in none; the first gives the canonical name
    #[arg(long, value_name = "LANG", value_delimiter = ',', help_heading = "Entities")]
    languages: Vec<String>,
    /// Write the language of each name, where it is known
    #[arg(long, help_heading = "Entities")]
    keep_languages: bool,
    /// What becomes of names that the source calls weak
    #[arg(long, value_enum, default_value = "context", value_name = "HOW", help_heading = "Entities")]
    weak: Weak,
    /// Only places of GeoNames with at least N inhabitants
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Entities")]
    min_population: u64,
    /// Not more than N entities
    #[arg(long, value_name = "N", help_heading = "Entities")]
    limit: Option<u64>,
    /// What ids begin with, such as ofac: for numbers
    #[arg(long, value_name = "TEXT", help_heading = "Entities")]
    id_prefix: Option<String>,
    /// Where the entities come from; known for some formats
    #[arg(long, value_name = "TEXT", help_heading = "Entities")]
    source: Option<String>,
    /// Their licence; known for some formats
    #[arg(long, value_name = "TEXT", help_heading = "Entities")]
    licence: Option<String>,
}

#[derive(clap::Args)]
struct Table {
    /// Which columns, by name or number from 1, hold id, name, type, variants, weak and source
    #[arg(long, value_name = "FIELD=COLUMN[;COLUMN],…", default_value = "", hide_default_value = true)]
    #[arg(value_parser = columns, help_heading = "Tables")]
    columns: Columns,
    /// What parts names within a cell
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, help_heading = "Tables")]
    separator: String,
    /// What parts cells; told by the name and the first line if not given
    #[arg(long, value_name = "CHAR", value_parser = delimiter, help_heading = "Tables")]
    delimiter: Option<u8>,
    /// The table has no header
    #[arg(long, help_heading = "Tables")]
    no_header: bool,
    /// Rows with one id are one entity
    #[arg(long, help_heading = "Tables")]
    merge: bool,
}

const EXAMPLES: &str = "\
Examples:
  # what OpenSanctions publishes
  nisba import auto entities.ftm.json -o sanctions.jsonl
  # a list in two tables
  nisba import ofac-csv sdn.csv alt.csv -o ofac.jsonl
  nisba import wikidata latest-all.json.gz --types person --languages en,ar,fa -o people.jsonl
  nisba import geonames cities500.txt alternateNamesV2.txt --min-population 5000 -o cities.jsonl
  nisba import table staff.csv --columns 'id=no,name=full name,variants=alias;other' --type person --separator ';'";

#[derive(Clone, Copy, Debug)]
enum Asked {
    Auto,
    Format(Format),
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Weak {
    /// They count only beside a full name
    Context,
    /// They are names as any other
    Keep,
    /// They are left out
    Drop,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum OnError {
    /// The end, with its message
    Stop,
    /// The next entity; those left out are counted
    Skip,
}

/// Messages about what is passed over that are shown; the others are only counted.
const SHOWN: u64 = 20;

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let inputs = args.files.iter().map(|file| open(file, args.max_ratio)).collect::<Result<Vec<_>, _>>()?;
    let format = match args.format {
        Asked::Auto => None,
        Asked::Format(format) => Some(format),
    };
    let target = if args.toml || ends_in_toml(args.output.as_deref()) { Target::Toml } else { Target::JsonLines };
    let options = args.options();
    let watched = Watched {
        reads_stdin: args.files.iter().any(|file| file.as_os_str() == "-"),
        writes_stdout: args.output.is_none(),
    };
    let mut progress = Progress::new(watched, crate::input::size(&args.files));
    let mut shown = 0;
    let mut watch = |event: Event| match event {
        Event::Passed { rows, entities } => progress.show(format!("{rows} rows, {entities} entities")),
        Event::Skipped(error) => {
            shown += 1;
            if shown <= SHOWN {
                say(&error.to_string());
            }
        }
        _ => {}
    };
    let summary = written(args.output.as_deref(), |out| {
        library::import_watched(format, inputs, &options, target, out, &mut watch)
    })?;
    progress.end();
    if !args.quiet {
        tell(&summary);
    }
    Ok(())
}

fn tell(summary: &Summary) {
    let Summary { entities, names, skipped, .. } = *summary;
    say(&format!("entities: {entities}, names: {names}"));
    for (what, number) in &summary.counts {
        say(&format!("{what}: {number}"));
    }
    if skipped > 0 {
        say(&format!("bad entities, lines or files skipped: {skipped}"));
    }
}

impl Args {
    fn options(&self) -> Options {
        let Wanted { types, kind, class, languages, keep_languages, .. } = &self.wanted;
        Options {
            types: types.clone(),
            kind: kind.clone(),
            classes: class.clone(),
            languages: languages.clone(),
            keep_languages: *keep_languages,
            source: self.wanted.source.clone(),
            licence: self.wanted.licence.clone(),
            id_prefix: self.wanted.id_prefix.clone(),
            min_population: self.wanted.min_population,
            limit: self.wanted.limit,
            weak: match self.wanted.weak {
                Weak::Context => library::Weak::Context,
                Weak::Keep => library::Weak::Keep,
                Weak::Drop => library::Weak::Drop,
            },
            on_error: match self.on_error {
                OnError::Stop => library::OnError::Stop,
                OnError::Skip => library::OnError::Skip,
            },
            columns: self.table.columns.clone(),
            separator: self.table.separator.clone(),
            delimiter: self.table.delimiter,
            no_header: self.table.no_header,
            merge: self.table.merge,
        }
    }
}

fn open(path: &Path, ratio: u64) -> Result<Input, Failure> {
    let wrong = Failure::of_file(path);
    if path.as_os_str() == "-" {
        return Ok(Input::new("standard input", unpacked(io::stdin(), ratio).map_err(&wrong)?));
    }
    let file = File::open(path).map_err(&wrong)?;
    let reader = io::BufReader::with_capacity(1 << 16, file);
    Ok(Input::new(path, unpacked(reader, ratio).map_err(&wrong)?))
}

/// Gives `write` standard output, or a file that takes the place of `path` when it is whole.
pub(crate) fn written<T>(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> nisba::Result<T>,
) -> Result<T, Failure> {
    let Some(path) = path else {
        let mut out = Kept { out: Out::default(), error: None };
        let done = write(&mut out);
        if let Some(error) = out.error {
            return Err(error.into());
        }
        out.out.flush()?;
        return Ok(done?);
    };
    let about = Failure::of_file(path);
    let new = Replacement::new(path).map_err(&about)?;
    let _unfinished = new.unfinished().map(Unfinished::new);
    let mut out = BufWriter::with_capacity(1 << 16, new);
    let done = write(&mut out)?;
    out.into_inner().map_err(|e| e.into_error()).and_then(Replacement::finish).map_err(about)?;
    Ok(done)
}

/// Standard output, whose first error is kept: a closed pipe is a quiet end.
struct Kept {
    out: Out,
    error: Option<io::Error>,
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes).and_then(|count| self.out.settle().map(|()| count));
        done.map_err(|e| {
            let kind = e.kind();
            self.error.get_or_insert(e);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn ends_in_toml(path: Option<&Path>) -> bool {
    path.and_then(Path::extension).is_some_and(|e| e == "toml")
}

/// Reads the name of a format; says to help and completions which there are.
#[derive(Clone)]
struct Formats;

impl TypedValueParser for Formats {
    type Value = Asked;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Asked, clap::Error> {
        TypedValueParser::parse_ref(&format, command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        let named = Format::ALL.into_iter().map(|format| PossibleValue::new(format.name()));
        Some(Box::new(std::iter::once(PossibleValue::new("auto")).chain(named)))
    }
}

fn format(name: &str) -> Result<Asked, String> {
    if name == "auto" {
        return Ok(Asked::Auto);
    }
    let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
    let found = Format::ALL.into_iter().find(|f| f.name() == name);
    let hint = if Path::new(name).exists() { "name the format before the files; " } else { "" };
    found.map(Asked::Format).ok_or_else(|| format!("{hint}the formats are auto, {}", names.join(", ")))
}

fn columns(text: &str) -> Result<Columns, String> {
    if text.is_empty() { Ok(Columns::default()) } else { text.parse() }
}

/// Two words with = between them.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    // An IRI may have = in it, a type has not.
    let (key, value) = text.rsplit_once('=').ok_or("write it as CLASS=TYPE, such as Q5=person")?;
    if key.is_empty() || value.is_empty() {
        return Err("write it as CLASS=TYPE, such as Q5=person".to_owned());
    }
    Ok((key.to_owned(), value.to_owned()))
}
