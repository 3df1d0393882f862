//! `nisba reliability`: how far the confidences can be believed.

use std::io::{BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

use nisba::cases::Case;
use nisba::reliability::Report;

use crate::Failure;
use crate::lexicons;
use crate::output::Stdout;

/// Measure how far the confidences can be believed, over regression cases
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files of cases, or folders of them
    #[arg(default_value = "lexicons/cases")]
    cases: Vec<PathBuf>,
    #[command(flatten)]
    lexicons: lexicons::Args,
    /// How to write the figures
    #[arg(long, value_enum, default_value = "text")]
    output: Output,
    /// Draw the reliability diagram into a file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write reliability.md, .svg and .json into a folder, and nothing else
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "svg"])]
    write: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  nisba reliability
  nisba reliability --lexicon mine.toml mine.cases --svg diagram.svg";

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    Text,
    /// One object
    Json,
    /// A page with the diagram in reliability.svg beside it
    Markdown,
}

/// What the diagram's file is called where nothing else is said.
const CHART: &str = "reliability.svg";

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = args.lexicons.tagger()?;
    let mut files = Vec::new();
    for path in &args.cases {
        crate::test::collect(path, &mut files)?;
    }
    let mut cases = Vec::new();
    for file in &files {
        cases.extend(Case::read(file)?);
    }
    let report = Report::of(&cases, &tagger);
    if let Some(folder) = &args.write {
        std::fs::create_dir_all(folder).map_err(Failure::of_file(folder))?;
        write(&folder.join("reliability.md"), &report.markdown(CHART))?;
        write(&folder.join(CHART), &report.svg())?;
        return write(&folder.join("reliability.json"), &json(&report));
    }
    if let Some(file) = &args.svg {
        write(file, &report.svg())?;
    }
    let mut out = BufWriter::new(Stdout(stdout().lock()));
    match args.output {
        Output::Text => write!(out, "{report}")?,
        Output::Json => write!(out, "{}", json(&report))?,
        Output::Markdown => write!(out, "{}", report.markdown(CHART))?,
    }
    out.flush()?;
    Ok(())
}

/// The report as JSON, a line a slice, so that it can be compared by lines.
fn json(report: &Report) -> String {
    let (slices, surprises) = (lines(&report.slices), lines(&report.surprises));
    format!("{{\"cases\":{},\"slices\":[\n{slices}\n],\"surprises\":[\n{surprises}\n]}}\n", report.cases)
}

fn lines(items: &[impl serde::Serialize]) -> String {
    let line = |item| serde_json::to_string(item).expect("numbers and strings are JSON");
    items.iter().map(line).collect::<Vec<_>>().join(",\n")
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(Failure::of_file(path))
}
