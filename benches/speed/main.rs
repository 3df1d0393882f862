//! How fast nisba is, beside other tools in the same run: `cargo bench -- --help`.

#![allow(clippy::cast_possible_truncation, reason = "figures are rounded, and sizes are far below what 32 bits hold")]

mod bed;
mod child;
mod clock;
mod data;
mod export;
mod peers;
mod report;
mod tasks;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use bed::{Bed, Beds};
use clap::Parser;
use data::text::Settings;
use report::Section;

/// Measures nisba beside other tools.
#[derive(Parser)]
#[command(name = "cargo bench --")]
struct Options {
    /// What to measure: all of it unless named
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Small sizes, to see that everything works; the figures mean little
    #[arg(long)]
    quick: bool,
    /// Write or bring up to date speed.md in this folder
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
    /// A sentence for the report on how it was measured
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// The sizes of lexicons, in names; measurements at one size take 100,000 or the largest below
    #[arg(long, value_name = "N,N", value_delimiter = ',', value_parser = size)]
    sizes: Vec<usize>,
    /// Also build and open a lexicon of five million names
    #[arg(long)]
    large: bool,
    /// Only write the lexicon of the first of the sizes, with a text of this many bytes, into a folder
    #[arg(long, num_args = 2, value_names = ["FOLDER", "BYTES"])]
    export: Vec<String>,
    /// Names what can be measured
    #[arg(long)]
    list: bool,
    /// Does one piece of work, for a process that measures its memory
    #[arg(long, hide = true, num_args = 3)]
    child: Vec<String>,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

/// A size of a lexicon that has names of every sort.
fn size(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|size| *size >= 100).ok_or_else(|| "a whole number from 100 on is needed".to_owned())
}

/// A measurement: its name at the command line, its title in the report, its work.
struct Task(&'static str, &'static str, fn(&mut Run) -> Section);

const TASKS: [Task; 10] = [
    Task("tagging", tasks::tagging::TITLE, tasks::tagging::measure),
    Task("curated", tasks::curated::TITLE, tasks::curated::measure),
    Task("growth", tasks::growth::TITLE, tasks::growth::measure),
    Task("quality", tasks::quality::TITLE, tasks::quality::measure),
    Task("lookup", tasks::lookup::TITLE, tasks::lookup::measure),
    Task("pairs", tasks::pairs::TITLE, tasks::pairs::measure),
    Task("romanize", tasks::romanize::TITLE, tasks::romanize::measure),
    Task("build", tasks::build::TITLE, tasks::build::measure),
    Task("filter", tasks::filter::TITLE, tasks::filter::measure),
    Task("allocations", tasks::allocations::TITLE, tasks::allocations::measure),
];

/// What measurements share.
pub(crate) struct Run {
    pub(crate) quick: bool,
    pub(crate) large: bool,
    sizes: Vec<usize>,
    pub(crate) beds: Beds,
    /// No contestant is started again after so long.
    pub(crate) patience: Duration,
}

impl Run {
    /// The sizes of lexicons to measure at.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        match (self.sizes.is_empty(), self.quick) {
            (false, _) => self.sizes.clone(),
            (true, true) => vec![1_000],
            (true, false) => vec![1_000, 10_000, 100_000, 1_000_000],
        }
    }

    /// The size for measurements that have only one.
    pub(crate) fn size(&self) -> usize {
        let sizes = self.sizes();
        sizes.iter().copied().filter(|size| *size <= 100_000).max().unwrap_or(sizes[0])
    }
}

fn main() -> ExitCode {
    let options = Options::parse();
    if options.list {
        TASKS.iter().for_each(|task| println!("{:10} {}", task.0, task.1));
        return ExitCode::SUCCESS;
    }
    if let Some(unknown) = options.names.iter().find(|name| !TASKS.iter().any(|task| task.0 == **name)) {
        eprintln!("there is no measurement {unknown}; --list names them");
        return ExitCode::from(2);
    }
    if let [work, input, output] = &options.child[..] {
        child::work(work, Path::new(input), Path::new(output));
        return ExitCode::SUCCESS;
    }
    if let [folder, bytes] = &options.export[..] {
        return export(Path::new(folder), bytes, options.sizes.first().copied().unwrap_or(1_000));
    }
    // `cargo test --all-targets` runs benchmarks too, to see that they work.
    let quick = options.quick || !options.bench;
    let patience = Duration::from_secs(if quick { 1 } else { 15 });
    let (large, sizes) = (options.large, options.sizes);
    let mut run = Run { quick, large, sizes, beds: Beds::default(), patience };
    let wanted = |task: &&Task| options.names.is_empty() || options.names.iter().any(|name| name == task.0);
    let mut sections = Vec::new();
    for task in TASKS.iter().filter(wanted) {
        let section = task.2(&mut run);
        section.print();
        sections.push(section);
        let machine = format!("{} {}", machine(), options.note);
        // What is measured is kept should a later measurement be stopped.
        if let Some(folder) = &options.write
            && let Err(error) = report::write(folder, &machine, &sections, &TASKS.map(|task| task.1))
        {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn export(folder: &Path, bytes: &str, size: usize) -> ExitCode {
    let Ok(bytes) = bytes.parse() else {
        eprintln!("{bytes} is no number of bytes");
        return ExitCode::from(2);
    };
    let settings = Settings { bytes, ..Settings::default() };
    match export::write(folder, &Bed::new(size), settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

/// What of the machine bears on the figures.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let clock = cpu.lines().find(|l| l.starts_with("cpu MHz")).and_then(|l| l.split(": ").nth(1)?.parse::<f64>().ok());
    let clock = clock.map_or_else(String::new, |mhz| format!(" at {:.1} GHz", mhz / 1_000.0));
    let stretch = clock::stretch();
    let busy = if stretch > 1.15 {
        format!(
            " **The machine had other work: a second of this took {stretch:.1} s. Caches and memory were shared, and the \
             figures are provisional.**"
        )
    } else {
        String::new()
    };
    format!("Measured on {cores} cores{clock}, {}.{busy}", std::env::consts::ARCH)
}

/// A size as people write it.
pub(crate) fn size_name(size: usize) -> String {
    report::grouped(size as f64)
}
