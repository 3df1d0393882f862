//! `nisba stats`: what lexicons hold, in numbers.

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use nisba::stats::FileStats;
use nisba::{Lexicon, Stats};
use serde_json::json;

use crate::Failure;
use crate::lexicons;
use crate::output::Stdout;

/// Count what a lexicon holds: types, scripts, kinds of forms, files, ambiguous forms, common words
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Lexicons; the same as --lexicon
    #[arg(value_name = "LEXICON")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    lexicons: lexicons::Args,
    /// Ambiguous forms and common words that are listed
    #[arg(long, default_value_t = 20, value_name = "N")]
    top: usize,
    /// How to write the numbers
    #[arg(long, value_enum, default_value = "text")]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  nisba stats
  nisba stats lexicons/people --top 50
  nisba stats --output json all.nisba";

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    Text,
    /// One object, for each lexicon in a line of its own
    Json,
}

/// Entities of an ambiguous form that text names; JSON names all.
const NAMED: usize = 3;

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut out = BufWriter::new(Stdout(stdout().lock()));
    let asked = lexicons::Args { lexicon: [&args.lexicons.lexicon[..], &args.paths[..]].concat() };
    let lexicons: Vec<Lexicon> = asked.open()?;
    for (i, lexicon) in lexicons.iter().enumerate() {
        let path = asked.lexicon.get(i);
        let sources = path.filter(|p| p.extension().is_none_or(|e| e != "nisba"));
        let files = sources.map_or(Ok(Vec::new()), |path| nisba::stats::files([path]))?;
        let mut stats = lexicon.stats(args.top);
        let ambiguous = stats.ambiguous.len();
        stats.ambiguous.truncate(args.top);
        let name = path.map_or("built-in".to_owned(), |p| p.display().to_string());
        match args.output {
            Output::Text => write_text(&name, &stats, ambiguous, &files, &mut out)?,
            Output::Json => {
                let mut value = serde_json::to_value(&stats).expect("numbers and strings are JSON");
                value["lexicon"] = json!(name);
                value["ambiguous-forms"] = json!(ambiguous);
                value["files"] = json!(files);
                writeln!(out, "{value}")?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn write_text(
    name: &str,
    stats: &Stats,
    ambiguous: usize,
    files: &[FileStats],
    out: &mut impl Write,
) -> Result<(), Failure> {
    writeln!(out, "{name}: {} entities, {} forms, {} words", stats.entities, stats.forms, stats.words)?;
    for (title, counts) in [("types", &stats.types), ("scripts", &stats.scripts), ("forms", &stats.kinds)] {
        writeln!(out, "\n{title}")?;
        let mut counts: Vec<_> = counts.iter().collect();
        counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        for (name, count) in counts {
            writeln!(out, "{count:>9}  {name}")?;
        }
    }
    if !files.is_empty() {
        writeln!(out, "\nfiles (entities, names and variants)")?;
        for file in files {
            writeln!(out, "{:>9} {:>9}  {}", file.entities, file.forms, file.path.display())?;
        }
    }
    writeln!(out, "\nforms of several entities: {ambiguous}")?;
    for form in &stats.ambiguous {
        let named = form.entities.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if form.entities.len() > NAMED { ", …" } else { "" };
        writeln!(out, "{:>9}  {}: {named}{more}", form.entities.len(), form.form)?;
    }
    writeln!(out, "\nwords in the most forms")?;
    for (word, uses) in &stats.tokens {
        writeln!(out, "{uses:>9}  {word}")?;
    }
    Ok(())
}
