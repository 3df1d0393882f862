//! Work whose memory is measured: done in a process of its own, so that what came before does not count.

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use nisba::{Lexicon, Tagger};

use crate::peers;

/// What a child has found out.
pub(crate) struct Finding {
    /// Processor time of all its threads.
    pub(crate) seconds: f64,
    /// The most memory it had, mapped files included; none where the system does not tell.
    pub(crate) peak: Option<u64>,
}

/// Does a piece of work in a child: `build` and `open` of a lexicon, `charwise`, `bytewise`, `aho-corasick` of its forms.
pub(crate) fn run(work: &str, input: &Path, output: &Path) -> Finding {
    let program = std::env::current_exe().expect("a program knows where it is");
    let child =
        Command::new(program).arg("--child").arg(work).arg(input).arg(output).output().expect("it can be started");
    let answer = String::from_utf8_lossy(&child.stdout);
    let mut figures = answer.split_whitespace().map(|f| f.parse::<f64>().unwrap_or(f64::NAN));
    let seconds = figures.next().unwrap_or(f64::NAN);
    Finding { seconds, peak: figures.next().filter(|f| *f > 0.0).map(|f| f as u64) }
}

/// The child's side; it prints its seconds and its peak.
pub(crate) fn work(work: &str, input: &Path, output: &Path) {
    let forms =
        || -> Vec<String> { fs::read_to_string(input).expect("the forms").lines().map(str::to_owned).collect() };
    let read = if matches!(work, "build" | "open" | "tag") { Vec::new() } else { forms() };
    let start = ProcessTime::now();
    match work {
        "build" => Lexicon::open(input).and_then(|lexicon| lexicon.save(output)).expect("the lexicon is sound"),
        "open" => drop(black_box(Lexicon::open(input).expect("the lexicon is whole"))),
        "tag" => {
            let tagger = Tagger::new([Lexicon::open(input).expect("the lexicon is whole")]);
            let text = fs::read_to_string(output).expect("the text");
            let mut session = tagger.session();
            text.split('\u{c}').for_each(|document| drop(black_box(session.tag(document))));
        }
        "charwise" => drop(black_box(peers::charwise(&read))),
        "bytewise" => drop(black_box(peers::bytewise(&read))),
        _ => drop(black_box(peers::aho_corasick(&read, false))),
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds} {}", peak(std::process::id()).unwrap_or(0));
}

/// The most memory that a process has had so far, in bytes.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// The least time on the wall that `nisba` with these arguments takes for an empty input.
pub(crate) fn start_up(arguments: &[&str], rounds: usize) -> Duration {
    let run = || {
        let start = Instant::now();
        let status = filter(arguments).stdin(Stdio::null()).status().expect("the program can be started");
        assert!(status.success(), "nisba {arguments:?} fails");
        start.elapsed()
    };
    std::iter::repeat_with(run).take(rounds).min().unwrap_or_default()
}

/// The most memory that the filter has when it has read all of an input.
pub(crate) fn filter_peak(arguments: &[&str], input: impl Iterator<Item = String>) -> Option<u64> {
    let mut child: Child = filter(arguments).stdin(Stdio::piped()).spawn().expect("the program can be started");
    let mut stdin = child.stdin.take().expect("it is piped");
    for piece in input {
        stdin.write_all(piece.as_bytes()).expect("the filter reads on");
    }
    stdin.flush().expect("the filter reads on");
    // What the pipe holds at most is still to be read, which is little.
    let peak = peak(child.id());
    drop(stdin);
    child.wait().expect("the filter ends");
    peak
}

fn filter(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    command.args(arguments).stdout(Stdio::null());
    command
}
