//! `nisba suggest`: what a corpus has that a lexicon lacks.

mod review;

use std::io::Write;
use std::path::{Path, PathBuf};

use nisba::suggest::{Addition, Collector, Finder, Limits, Name, Spelling, Suggestions, apply, tagger};
use nisba::{Lexicon, curated_files};
use serde_json::json;

use crate::confidence::probability;
use crate::excerpt::{Excerpt, place};
use crate::fmt::replace;
use crate::input::{Expected, Format};
use crate::lexicons;
use crate::output::{Out, rounded};
use crate::{Failure, pipeline};

/// Suggest what a lexicon lacks: unlisted spellings of its entities, and frequent names that no entity covers
///
/// A spelling is worth listing where its confidence is doubtful: what is found surely needs no listing.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pipeline: pipeline::Args,
    #[command(flatten)]
    lexicons: lexicons::Args,
    /// How to write the suggestions
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// Leave out what is met less often
    #[arg(long, default_value_t = 3, value_name = "N", help_heading = "Output")]
    min_count: u64,
    /// Spellings and names to give, each
    #[arg(long, default_value_t = 50, value_name = "N", help_heading = "Output")]
    top: usize,
    /// Examples of each
    #[arg(long, default_value_t = 3, value_name = "N", help_heading = "Output")]
    examples: usize,
    /// Characters before and behind an example
    #[arg(long, default_value_t = 40, value_name = "N", help_heading = "Output")]
    context: usize,
    /// Distinct spellings and names that are counted at once; beyond it the rarest are dropped
    #[arg(long, default_value_t = 200_000, value_name = "N", help_heading = "Output")]
    max_distinct: usize,
    /// Put what is suggested into a curated file, or into the files of a folder; new entities of a folder go to
    /// suggested.toml
    #[arg(long, value_name = "PATH", help_heading = "Changes")]
    apply: Option<PathBuf>,
    /// Without --interactive, the least mean confidence of a spelling that becomes a variant
    #[arg(long, default_value_t = 0.5, value_parser = probability, value_name = "P", help_heading = "Changes")]
    min_confidence: f32,
    /// Ask about each suggestion; what is accepted is applied with --apply, or else written as TOML
    #[arg(long, conflicts_with = "output", help_heading = "Changes")]
    interactive: bool,
}

const EXAMPLES: &str = "\
Examples:
  nisba suggest --lexicon lexicons corpus/
  nisba suggest --output toml --min-count 10 news.jsonl.gz
  nisba suggest --lexicon lexicons --interactive --apply lexicons/people corpus/";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// Each with its counts, spellings and examples
    Text,
    /// One object
    Json,
    /// Lines and entities to paste into a lexicon
    Toml,
}

const EXPECTED: Expected = Expected { format: Format::Text, fields: &["text"], required: 1, tabs: false };

/// Where a suggestion was met, and the words around it.
type Example = (String, Excerpt);

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    if args.interactive && args.pipeline.reads_stdin() {
        let message = "--interactive reads the answers from standard input: name the files of the corpus";
        return Err(Failure::Message(message.to_owned()));
    }
    let lexicons = args.lexicons.open()?;
    let suggestions = collect(args, &lexicons)?;
    let taken = |id: &str| lexicons.iter().any(|lexicon| lexicon.contains(id));
    let mut out = Out::default();
    let additions = match args.interactive {
        true => review::review(&suggestions, taken, &mut out)?,
        false => additions(&suggestions, args.min_confidence, taken),
    };
    if let Some(path) = &args.apply {
        put(path, &additions)?;
    }
    match args.output {
        Output::Text if args.interactive => {
            if args.apply.is_none() {
                write_toml(&additions, &mut out)?;
            }
        }
        Output::Text => write_text(&suggestions, &mut out)?,
        Output::Json => write_json(&suggestions, &mut out)?,
        Output::Toml => write_toml(&additions, &mut out)?,
    }
    Ok(out.flush()?)
}

/// The suggestions for all that is read: the doubtful spellings first.
fn collect(args: &Args, lexicons: &[Lexicon]) -> Result<Suggestions<Example>, Failure> {
    let tagger = tagger(lexicons.iter().cloned());
    let limits = Limits { distinct: args.max_distinct, examples: args.examples, min_count: args.min_count };
    let mut collector = Collector::new(limits);
    pipeline::gather(
        &args.pipeline,
        EXPECTED,
        || Finder::new(&tagger),
        |finder, document| finder.find(document.text.as_str()),
        |document, found| {
            let text = document.text.as_str();
            let example =
                |span: std::ops::Range<usize>| (place(document, span.start), Excerpt::new(text, span, args.context));
            collector.add(text, &found, example);
        },
    )?;
    let mut suggestions = collector.finish();
    suggestions.spellings.sort_by_key(|spelling| !spelling.is_doubtful());
    suggestions.spellings.truncate(args.top);
    suggestions.names.truncate(args.top);
    if suggestions.dropped > 0 {
        crate::say(&format!(
            "{} rare spellings and names were dropped on the way; --max-distinct keeps more",
            suggestions.dropped
        ));
    }
    Ok(suggestions)
}

/// All that is worth listing without anybody's judgement. No two new entities have one id.
fn additions(suggestions: &Suggestions<Example>, least: f32, taken: impl Fn(&str) -> bool) -> Vec<Addition> {
    // What is likelier another's name would be wrong more often than right.
    let worth_it = |spelling: &&Spelling<Example>| spelling.is_doubtful() && spelling.confidence >= least;
    let doubtful = suggestions.spellings.iter().filter(worth_it);
    let mut out: Vec<Addition> = doubtful.map(Addition::variant).collect();
    for name in &suggestions.names {
        let addition = Addition::entity(name, |id| taken(id) || out.iter().any(|other| other.id() == id));
        out.push(addition);
    }
    out
}

/// Puts additions into a file or into the files of a folder.
fn put(path: &Path, additions: &[Addition]) -> Result<(), Failure> {
    let is_new = |addition: &&Addition| matches!(addition, Addition::Entity { .. });
    let (new, mut left): (Vec<&Addition>, Vec<&Addition>) = additions.iter().partition(is_new);
    let files = if path.exists() { curated_files([path])? } else { Vec::new() };
    for file in &files {
        left = add(file, &left)?;
    }
    let file = if path.is_dir() { path.join("suggested.toml") } else { path.to_owned() };
    if !new.is_empty() {
        left.extend(add(&file, &new)?);
    }
    for addition in left {
        crate::say(&format!("{}: nothing to add to {} here", path.display(), addition.id()));
    }
    Ok(())
}

/// Adds to a file what has a place in it; the rest.
fn add<'a>(file: &Path, additions: &[&'a Addition]) -> Result<Vec<&'a Addition>, Failure> {
    let text = match file.exists() {
        true => std::fs::read_to_string(file).map_err(Failure::of_file(file))?,
        false if file.extension().is_some_and(|e| e == "toml") => String::new(),
        false => {
            return Err(Failure::Message(format!("{}: a curated file has a name that ends in .toml", file.display())));
        }
    };
    let wanted: Vec<Addition> = additions.iter().map(|&addition| addition.clone()).collect();
    let (out, left_out) = apply(file, &text, &wanted)?;
    if left_out.len() < wanted.len() {
        replace(file, &out)?;
        crate::say(&format!("{}: {} added", file.display(), wanted.len() - left_out.len()));
    }
    Ok(additions.iter().copied().filter(|addition| left_out.contains(addition)).collect())
}

fn write_text(suggestions: &Suggestions<Example>, out: &mut Out) -> Result<(), Failure> {
    let doubtful = suggestions.spellings.iter().filter(|s| s.is_doubtful()).count();
    let (spellings, names) = (suggestions.spellings.len(), suggestions.names.len());
    writeln!(out, "unlisted spellings: {spellings}, of which doubtful: {doubtful}; names of nobody listed: {names}")?;
    for spelling in &suggestions.spellings {
        writeln!(out)?;
        write_spelling(spelling, out)?;
    }
    for name in &suggestions.names {
        writeln!(out)?;
        write_name(name, out)?;
    }
    Ok(())
}

fn write_spelling(s: &Spelling<Example>, out: &mut Out) -> Result<(), Failure> {
    let advice = if s.is_doubtful() { "doubtful: list it, or as never" } else { "found without being listed" };
    writeln!(out, "{} for {} ({})", s.spelling, s.entity, s.variant)?;
    writeln!(out, "  {}; confidence {:.2}: {advice}", met(s.count, s.documents), s.confidence)?;
    write_examples(&s.examples, out)
}

fn write_name(name: &Name<Example>, out: &mut Out) -> Result<(), Failure> {
    let short = if name.short > 0 { format!("; its last word alone: {}", name.short) } else { String::new() };
    writeln!(out, "{} ({}?)", name.name, name.kind)?;
    writeln!(out, "  {}{short}", met(name.count, name.documents))?;
    if name.spellings.len() > 1 {
        let spellings = name.spellings.iter().map(|(spelling, count)| format!("{spelling} {count}"));
        writeln!(out, "  {}", spellings.collect::<Vec<_>>().join(", "))?;
    }
    write_examples(&name.examples, out)
}

fn write_examples(examples: &[Example], out: &mut Out) -> Result<(), Failure> {
    for (place, Excerpt { before, text, after }) in examples {
        writeln!(out, "    {place}  {before}[{text}]{after}")?;
    }
    Ok(())
}

fn met(count: u64, documents: u64) -> String {
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    format!("{times} in {documents} document{}", if documents == 1 { "" } else { "s" })
}

fn write_json(suggestions: &Suggestions<Example>, out: &mut Out) -> Result<(), Failure> {
    let examples = |examples: &[Example]| -> Vec<_> {
        let one = |(place, e): &Example| json!({"place": place, "before": e.before, "text": e.text, "after": e.after});
        examples.iter().map(one).collect()
    };
    let spellings: Vec<_> = suggestions
        .spellings
        .iter()
        .map(|s| {
            json!({
                "entity": s.entity, "name": s.name, "variant": s.variant, "spelling": s.spelling, "count": s.count,
                "documents": s.documents, "confidence": rounded(s.confidence), "doubtful": s.is_doubtful(),
                "examples": examples(&s.examples),
            })
        })
        .collect();
    let names: Vec<_> = suggestions
        .names
        .iter()
        .map(|name| {
            let spelling = |(spelling, count): &(String, u64)| json!({"spelling": spelling, "count": count});
            json!({
                "name": name.name, "type": name.kind, "count": name.count, "short": name.short,
                "documents": name.documents, "spellings": name.spellings.iter().map(spelling).collect::<Vec<_>>(),
                "examples": examples(&name.examples),
            })
        })
        .collect();
    let value = json!({"dropped": suggestions.dropped, "spellings": spellings, "names": names});
    Ok(writeln!(out, "{value}")?)
}

fn write_toml(additions: &[Addition], out: &mut Out) -> Result<(), Failure> {
    let texts: Vec<String> = additions.iter().map(Addition::toml).collect();
    Ok(write!(out, "{}", texts.join("\n"))?)
}
