//! Input that is made to take all time or memory: rows of `hostile.toml`.
//!
//! Texts are lists of pieces with how often each is repeated; a test run repeats them a hundredth as often. In a piece
//! `{n}` stands for the number of the repetition, `{w}` for that number as a made-up word.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use crate::tally::{is_done, is_full, tally};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    args: Vec<String>,
    #[serde(default)]
    stdin: Vec<(String, usize)>,
    #[serde(default)]
    files: BTreeMap<PathBuf, Vec<(String, usize)>>,
    /// Whether standard input is packed, once or twice.
    #[serde(default)]
    gzip: usize,
    /// Whether each character of standard input is a byte.
    #[serde(default)]
    bytes: bool,
    /// What the output has somewhere.
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
    #[serde(default)]
    status: i32,
    /// Only for the report: too large for a test run even so.
    #[serde(default)]
    full: bool,
    /// Repetitions that are left in a test run of a hundred.
    #[serde(default = "one")]
    of_hundred: usize,
    /// What a release build may take of the whole, in time of the processor.
    seconds: u64,
    megabytes: u64,
}

fn one() -> usize {
    1
}

/// A number as a word of syllables.
fn word(mut n: usize) -> String {
    let syllables = ["ka", "lo", "mi", "ru", "te", "sa", "no", "vi", "du", "pe", "ga", "zo", "fi", "bu", "je", "ho"];
    let mut out = String::new();
    loop {
        out.push_str(syllables[n % 16]);
        n /= 16;
        if n == 0 {
            return out;
        }
    }
}

impl Row {
    fn write(&self, pieces: &[(String, usize)], out: &mut impl Write) -> std::io::Result<()> {
        for (piece, times) in pieces {
            let times = if is_full() || *times == 1 { *times } else { (times * self.of_hundred / 100).max(2) };
            if piece.contains("{n}") || piece.contains("{w}") {
                for n in 0..times {
                    let piece = piece.replace("{n}", &n.to_string()).replace("{w}", &word(n));
                    out.write_all(piece.as_bytes())?;
                }
                continue;
            }
            // In chunks: a gigabyte of single letters would take its time.
            let many = (1 << 16) / piece.len().max(1) + 1;
            let chunk = piece.repeat(many.min(times));
            for _ in 0..times / many.min(times) {
                out.write_all(chunk.as_bytes())?;
            }
            for _ in 0..times % many.min(times) {
                out.write_all(piece.as_bytes())?;
            }
        }
        Ok(())
    }

    fn feed(&self, mut to: impl Write) -> std::io::Result<()> {
        if self.bytes {
            let mut text = Vec::new();
            self.write(&self.stdin, &mut text)?;
            let text = String::from_utf8(text).expect("the pieces are text");
            let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect();
            return to.write_all(&bytes);
        }
        if self.gzip == 0 {
            return self.write(&self.stdin, &mut to);
        }
        let level = flate2::Compression::best();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), level);
        self.write(&self.stdin, &mut packed)?;
        let mut bytes = packed.finish()?;
        for _ in 1..self.gzip {
            let mut again = flate2::write::GzEncoder::new(Vec::new(), level);
            again.write_all(&bytes)?;
            bytes = again.finish()?;
        }
        to.write_all(&bytes)
    }

    /// Runs the command; what it said and what it took.
    fn run(&self) -> (Output, Taken) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, pieces) in &self.files {
            let mut file = std::io::BufWriter::new(std::fs::File::create(folder.path().join(name)).expect("a file"));
            self.write(pieces, &mut file).and_then(|()| file.flush()).expect("a file is written");
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_nisba"))
            .args(&self.args)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let stdin = child.stdin.take().expect("stdin is piped");
        std::thread::scope(|scope| {
            // A command that refuses its input does not read all of it.
            scope.spawn(move || self.feed(std::io::BufWriter::with_capacity(1 << 16, stdin)).ok());
            let (out, err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
            let (out, err) = (scope.spawn(move || all(out)), scope.spawn(move || all(err)));
            let (status, taken) = watch(&mut child, self.limit());
            let (stdout, stderr) = (out.join().expect("read"), err.join().expect("read"));
            (Output { status, stdout, stderr }, taken)
        })
    }

    fn limit(&self) -> Duration {
        Duration::from_secs(if is_full() { self.seconds * 5 } else { 60 })
    }

    fn problems(&self) -> Vec<String> {
        let (out, Taken { seconds, megabytes }) = self.run();
        let mut problems = Vec::new();
        for (what, expected, got) in [("stdout", &self.stdout, &out.stdout), ("stderr", &self.stderr, &out.stderr)] {
            let got = String::from_utf8_lossy(got);
            if !got.contains(expected.as_str()) || (what == "stderr" && expected.is_empty() != got.is_empty()) {
                let start: String = got.chars().take(300).collect();
                problems.push(format!("{what} has not {expected:?} but {start:?}"));
            }
        }
        if out.status.code() != Some(self.status) {
            problems.push(format!("{} after {seconds:.1} s and should be {}", out.status, self.status));
        }
        if is_full() && !cfg!(debug_assertions) {
            if seconds > self.seconds as f64 {
                problems.push(format!("it takes {seconds:.1} s and should {}", self.seconds));
            }
            if megabytes.is_some_and(|m| m > self.megabytes) {
                problems.push(format!("it takes {} MB and should {}", megabytes.unwrap_or_default(), self.megabytes));
            }
        }
        let outcome = match self.status {
            0 => "done".to_owned(),
            _ => String::from_utf8_lossy(&out.stderr).trim().replace("nisba: ", "refused: "),
        };
        let outcome: String = outcome.chars().take(160).collect();
        let verdict = if problems.is_empty() { "" } else { "; over its bound" };
        let memory = megabytes.map_or("?".to_owned(), |m| m.to_string());
        tally("hostile", &self.name, 1, &format!("{seconds:.1} s, {memory} MB: {outcome}{verdict}"));
        problems
    }
}

fn all(mut from: impl Read) -> Vec<u8> {
    // A million mentions are counted, not kept.
    let mut kept = Vec::new();
    from.by_ref().take(1 << 20).read_to_end(&mut kept).ok();
    std::io::copy(&mut from, &mut std::io::sink()).ok();
    kept
}

/// What a command took: time of the processor and the greatest memory, where the system tells them; else the time that
/// passed.
#[derive(Clone, Copy, Default)]
struct Taken {
    seconds: f64,
    megabytes: Option<u64>,
}

/// Waits for the end of a command, at most `limit`.
fn watch(child: &mut Child, limit: Duration) -> (ExitStatus, Taken) {
    let start = Instant::now();
    let mut taken = Taken::default();
    loop {
        if let Some(status) = child.try_wait().expect("the command is ours") {
            return (status, taken);
        }
        let now =
            Taken { seconds: worked(child.id()).unwrap_or(start.elapsed().as_secs_f64()), megabytes: peak(child.id()) };
        taken = Taken { seconds: now.seconds.max(taken.seconds), megabytes: now.megabytes.max(taken.megabytes) };
        if start.elapsed() > limit {
            child.kill().ok();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The greatest memory that a process had resident, in megabytes.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// The seconds that processors have worked for a process: hundredths in its fields 14 and 15, the second in brackets.
fn worked(process: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let hundredths: Option<f64> =
        fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<f64>().ok()).sum();
    hundredths.map(|n| n / 100.0)
}

#[test]
fn hostile_input_takes_bounded_time_and_memory() {
    let rows: Rows = toml::from_str(include_str!("hostile.toml")).unwrap_or_else(|e| panic!("{e}"));
    let only = std::env::var("NISBA_ROW").unwrap_or_default();
    let mut failed = Vec::new();
    let is_due = |row: &&Row| (is_full() || !row.full) && row.name.contains(&only) && !is_done("hostile", &row.name);
    for row in rows.row.iter().filter(is_due) {
        failed.extend(row.problems().into_iter().map(|problem| format!("{}: {problem}", row.name)));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
