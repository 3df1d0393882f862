//! `nisba test`: the regression cases of a lexicon.

mod frozen;
mod junit;
mod shown;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nisba::Tagger;
use nisba::cases::{Case, Change, Grade, Outcome, changed};

use crate::Failure;
use crate::confidence::probability;
use crate::fmt::replace;
use crate::lexicons;
use crate::output::{Colour, Out};
use frozen::{Frozen, Moved};

/// Where cases are looked for.
const CASES: &str = "lexicons/cases";

/// Run regression cases: marked texts, pairs and names
///
/// Exit status: 0 the promises hold, 1 one does not (or, with --against, a confidence got worse), 2 wrong usage or bad data.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files of cases, or folders of them
    #[arg(value_name = "FILE", default_value = CASES)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    lexicons: lexicons::Args,
    /// Only cases of these grades
    #[arg(long, value_name = "GRADE", value_delimiter = ',')]
    grade: Vec<Wanted>,
    /// Cases that are tried at once; 0 is one for each processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
    threads: u16,
    /// How to write what failed
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    output: Output,
    /// When to write text in colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    color: Colour,
    /// Write the results as JUnit XML too; goals that are not met are skipped tests there
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    junit: Option<PathBuf>,
    /// Let failing cases say what came of them; those graded should only where --grade names it
    #[arg(long, help_heading = "Changes of the files")]
    update: bool,
    /// Make promises of the goals that are met: should becomes must
    #[arg(long, help_heading = "Changes of the files")]
    promote: bool,
    /// Write the confidences of all cases into a file
    #[arg(long, value_name = "FILE", help_heading = "Confidences over time")]
    freeze: Option<PathBuf>,
    /// Show the cases whose confidences are no longer those of such a file
    #[arg(long, value_name = "FILE", help_heading = "Confidences over time")]
    against: Option<PathBuf>,
    /// Leave out changes of the confidence that are not greater than this
    #[arg(long, default_value_t = 0.05, value_parser = probability, value_name = "P", help_heading = "Confidences over time")]
    min_change: f32,
}

const EXAMPLES: &str = "\
Examples:
  # the cases in lexicons/cases
  nisba test
  # one's own
  nisba test --lexicon names.toml names.cases
  # for continuous integration
  nisba test --grade must --junit results.xml
  nisba test --freeze before.txt; …; nisba test --against before.txt
  # what is got is what is meant
  nisba test --update lexicons/cases/places.cases";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// What is expected and what came, a case after the other
    Text,
    /// One object
    Json,
}

/// A grade on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Wanted {
    /// Promises
    Must,
    /// Goals
    Should,
    /// Records of what happens to work
    May,
}

impl Wanted {
    fn grade(self) -> Grade {
        match self {
            Self::Must => Grade::Must,
            Self::Should => Grade::Should,
            Self::May => Grade::May,
        }
    }
}

/// A case with what came of it.
struct Tried {
    case: Case,
    outcome: Outcome,
    time: Duration,
}

impl Tried {
    fn is_regression(&self) -> bool {
        self.case.grade() == Grade::Must && !self.outcome.passed()
    }
}

/// All that was tried.
struct Results {
    tried: Vec<Tried>,
    /// What moved since the confidences were frozen.
    moved: Option<Moved>,
}

impl Results {
    /// How many cases of a grade passed, and how many were tried.
    fn count(&self, grade: Grade) -> (usize, usize) {
        let of_grade = || self.tried.iter().filter(move |t| t.case.grade() == grade);
        (of_grade().filter(|t| t.outcome.passed()).count(), of_grade().count())
    }

    fn failed(&self) -> impl Iterator<Item = &Tried> {
        self.tried.iter().filter(|t| !t.outcome.passed())
    }

    fn has_findings(&self) -> bool {
        self.tried.iter().any(Tried::is_regression) || self.moved.as_ref().is_some_and(Moved::is_worse)
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut files = Vec::new();
    for path in &args.files {
        if path == Path::new(CASES) && !path.exists() {
            return Err(Failure::Message(format!("there is no folder {CASES} here; name the files of cases")));
        }
        collect(path, &mut files)?;
    }
    let mut cases = Vec::new();
    for file in &files {
        cases.extend(Case::read(file)?);
    }
    if cases.is_empty() {
        let paths: Vec<_> = args.files.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::Message(format!("{}: no cases; files of them end in .cases", paths.join(", "))));
    }
    cases.retain(|case| args.wants(case.grade()));
    let before = args.against.as_deref().map(Frozen::read).transpose()?;
    let tagger = args.lexicons.tagger()?;
    let tried = try_all(cases, &tagger, args.threads());
    let moved = before.map(|before| before.moved(&tried, args.min_change, args.grade.is_empty()));
    let results = Results { tried, moved };
    if let Some(file) = &args.freeze {
        frozen::write(file, &results.tried)?;
    }
    if let Some(file) = &args.junit {
        junit::write(file, &results)?;
    }
    if args.update || args.promote {
        return change(args, &results);
    }
    let mut out = Out::default();
    match args.output {
        Output::Text => shown::text(&results, args.color.wanted(), &mut out)?,
        Output::Json => shown::json(&results, &mut out)?,
    }
    out.flush()?;
    if results.has_findings() { Err(Failure::Findings) } else { Ok(()) }
}

impl Args {
    fn wants(&self, grade: Grade) -> bool {
        self.grade.is_empty() || self.names(grade)
    }

    fn names(&self, grade: Grade) -> bool {
        self.grade.iter().any(|wanted| wanted.grade() == grade)
    }

    fn threads(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads.into(),
        }
    }

    /// What becomes of a case in its file.
    fn change<'t>(&self, tried: &'t Tried) -> Option<Change<'t>> {
        let grade = tried.case.grade();
        match tried.outcome.passed() {
            true => (self.promote && grade == Grade::Should).then_some(Change::Grade(Grade::Must)),
            // A goal that is not met is a goal still, unless goals are what was asked for.
            false => {
                (self.update && (grade != Grade::Should || self.names(grade))).then_some(Change::Accept(&tried.outcome))
            }
        }
    }
}

/// Cases that a thread takes at once: few, as texts differ in length.
const TAKEN: usize = 16;

/// Tries cases, in sessions that threads have of their own; the answers are in the cases' order.
fn try_all(cases: Vec<Case>, tagger: &Tagger, threads: usize) -> Vec<Tried> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut session = tagger.session();
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(TAKEN, Ordering::Relaxed);
            if start >= cases.len() {
                return done;
            }
            for (number, case) in cases.iter().enumerate().skip(start).take(TAKEN) {
                let begin = Instant::now();
                let outcome = case.run_in(&mut session);
                done.push((number, outcome, begin.elapsed()));
            }
        }
    };
    let threads = threads.min(cases.len().div_ceil(TAKEN)).max(1);
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().expect("trying a case does not panic"));
        }
        done
    });
    done.sort_by_key(|(number, ..)| *number);
    cases.into_iter().zip(done).map(|(case, (_, outcome, time))| Tried { case, outcome, time }).collect()
}

/// Writes what came of the cases into their files.
fn change(args: &Args, results: &Results) -> Result<(), Failure> {
    let (mut wanted, mut done, mut files) = (0, 0, 0);
    for tried in results.tried.chunk_by(|a, b| a.case.path() == b.case.path()) {
        let changes: Vec<_> = tried.iter().filter_map(|t| Some((t.case.line(), args.change(t)?))).collect();
        if changes.is_empty() {
            continue;
        }
        let file = tried[0].case.path();
        let text = std::fs::read_to_string(file).map_err(Failure::of_file(file))?;
        let (new, count) = changed(&text, &changes);
        if count > 0 {
            replace(file, &new)?;
            files += 1;
        }
        (wanted, done) = (wanted + changes.len(), done + count);
    }
    let mut out = Out::default();
    shown::changes(done, files, wanted - done, &mut out)?;
    out.flush()?;
    if wanted > done { Err(Failure::Findings) } else { Ok(()) }
}

/// The files of cases at a path and in the folders under it, but for hidden ones.
pub(crate) fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if path.is_dir() {
        return collect_in(path, files, &mut HashSet::new());
    }
    files.push(path.to_owned());
    Ok(())
}

/// `seen` are the folders that were read: however many links lead to one, it is read once.
fn collect_in(folder: &Path, files: &mut Vec<PathBuf>, seen: &mut HashSet<PathBuf>) -> Result<(), Failure> {
    let wrong = Failure::of_file(folder);
    if !seen.insert(folder.canonicalize().map_err(&wrong)?) {
        return Ok(());
    }
    let inside = std::fs::read_dir(folder).and_then(|d| d.map(|f| f.map(|f| f.path())).collect());
    let mut inside: Vec<PathBuf> = inside.map_err(&wrong)?;
    inside.sort();
    for path in inside {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        let is_cases = path.extension().is_some_and(|e| e == "cases");
        match path.metadata() {
            Ok(meta) if meta.is_dir() => collect_in(&path, files, seen)?,
            // A pipe is waited for by nobody; what cannot be read is told on reading.
            Ok(meta) if !meta.is_file() => {}
            _ if is_cases => files.push(path),
            _ => {}
        }
    }
    Ok(())
}
