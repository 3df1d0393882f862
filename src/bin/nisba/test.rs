//! `nisba test`: the regression cases of a lexicon.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use nisba::Tagger;
use nisba::cases::{Case, Grade};

use crate::Failure;
use crate::input::lexicons;

/// Run regression cases: marked texts, pairs and names
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files of cases, or folders of them
    #[arg(default_value = "lexicons/cases")]
    files: Vec<PathBuf>,
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger = Tagger::new(lexicons(&args.lexicon)?);
    let mut files = Vec::new();
    for path in &args.files {
        collect(path, &mut files)?;
    }
    let mut out = stdout().lock();
    let (mut passed, mut tried, mut regressions) = ([0; 3], [0; 3], 0);
    for file in &files {
        for case in Case::read(file)? {
            let outcome = case.run(&tagger);
            let grade = case.grade() as usize;
            tried[grade] += 1;
            passed[grade] += usize::from(outcome.passed());
            regressions += usize::from(case.grade() == Grade::Must && !outcome.passed());
            for problem in &outcome.problems {
                writeln!(out, "{case}: {}: {problem}", ["may", "should", "must"][grade])?;
            }
        }
    }
    for (name, grade) in [("must", 2), ("should", 1), ("may", 0)] {
        writeln!(out, "{name}: {} of {} passed", passed[grade], tried[grade])?;
    }
    if regressions > 0 { Err(Failure::Findings) } else { Ok(()) }
}

/// The files of cases at a path and in the folders under it.
pub(crate) fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let wrong = |e: std::io::Error| Failure::Message(format!("{}: {e}", path.display()));
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(path).and_then(|d| d.map(|f| f.map(|f| f.path())).collect()).map_err(wrong)?;
    inside.sort();
    for file in inside.into_iter().filter(|f| f.is_dir() || f.extension().is_some_and(|e| e == "cases")) {
        collect(&file, files)?;
    }
    Ok(())
}
