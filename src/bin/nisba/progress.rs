//! How far the filter is, for someone who waits at a terminal.

use std::cell::LazyCell;
use std::io::{self, IsTerminal, Read, Write, stderr, stdin, stdout};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::input::Document;

/// A wait that deserves a word.
const PATIENCE: Duration = Duration::from_millis(700);

/// Whether the line is there.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Takes the line away before something else is written to standard error; it comes back by itself.
pub(crate) fn make_way() {
    if SHOWN.swap(false, Ordering::Relaxed) {
        let _ = write!(stderr(), "\r\u{1B}[2K");
    }
}

/// Bytes read so far of all input, packed ones as they are.
static READ: AtomicU64 = AtomicU64::new(0);

/// Counts what is read through it.
pub(crate) struct Counted<R>(pub(crate) R);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(bytes)?;
        READ.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What a run reads and writes, as far as it decides whether somebody waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watched {
    /// Whether standard input is read: who types it, waits for nothing.
    pub(crate) reads_stdin: bool,
    /// Whether answers go to standard output on the way: who sees them, sees how far it is.
    pub(crate) writes_stdout: bool,
}

/// A line on standard error: documents, speed, and the time left where the size of the input is known.
pub(crate) struct Progress {
    /// Nothing where nobody watches.
    started: Option<Instant>,
    bar: Option<ProgressBar>,
    documents: u64,
    bytes: u64,
    /// The bytes of all input, asked for when the line is first shown.
    size: Size,
}

type Size = LazyCell<Option<u64>, Box<dyn FnOnce() -> Option<u64>>>;

impl Progress {
    /// The progress of a run; `size` says how many bytes it will read, if that can be known.
    pub(crate) fn new(watched: Watched, size: impl FnOnce() -> Option<u64> + 'static) -> Self {
        let typed = watched.reads_stdin && stdin().is_terminal();
        let seen = watched.writes_stdout && stdout().is_terminal();
        let started = (stderr().is_terminal() && !typed && !seen).then(Instant::now);
        Self { started, bar: None, documents: 0, bytes: 0, size: LazyCell::new(Box::new(size)) }
    }

    /// A document is done.
    pub(crate) fn pass(&mut self, document: &Document) {
        let Some(started) = self.started else { return };
        self.documents += 1;
        self.bytes += document.text.original().len() as u64;
        // The clock is not looked at for each line.
        if !self.documents.is_multiple_of(32) && document.text.original().len() < 4096 {
            return;
        }
        #[expect(clippy::cast_precision_loss)]
        let speed = self.bytes as f64 / 1e6 / started.elapsed().as_secs_f64();
        let documents = if self.documents == 1 { "document" } else { "documents" };
        self.show(format!("{} {documents}, {speed:.1} MB/s", self.documents));
    }

    /// Shows how far it is, if somebody has waited long enough.
    pub(crate) fn show(&mut self, message: String) {
        let Some(elapsed) = self.started.map(|started| started.elapsed()).filter(|&passed| passed >= PATIENCE) else {
            return;
        };
        let left = self.size.and_then(|size| left(elapsed, READ.load(Ordering::Relaxed), size));
        let message = left.map_or(message.clone(), |left| format!("{message}, {left}"));
        let bar = self.bar.get_or_insert_with(bar);
        bar.set_message(message);
        SHOWN.store(true, Ordering::Relaxed);
        bar.tick();
    }

    /// Takes the line away.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
            SHOWN.store(false, Ordering::Relaxed);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// The share that is read and the time that the rest takes at the speed so far: `45 %, 1:05 left`.
fn left(elapsed: Duration, read: u64, size: u64) -> Option<String> {
    if size == 0 {
        return None;
    }
    // A file may grow while it is read.
    let read = read.min(size);
    #[expect(clippy::cast_precision_loss)]
    let share = read as f64 / size as f64;
    let left = elapsed.mul_f64((1.0 - share) / share.max(1e-6)).as_secs();
    let time = match (left / 3600, left / 60 % 60, left % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    };
    Some(format!("{:.0} %, {time} left", share * 100.0))
}

fn bar() -> ProgressBar {
    let style =
        ProgressStyle::with_template("{spinner} {wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left() {
        let left = |seconds, read, size| left(Duration::from_secs(seconds), read, size);
        assert_eq!(left(10, 25, 100).as_deref(), Some("25 %, 0:30 left"));
        assert_eq!(left(100, 1, 100).as_deref(), Some("1 %, 2:45:00 left"));
        assert_eq!(left(10, 120, 100).as_deref(), Some("100 %, 0:00 left"));
        assert_eq!(left(10, 0, 0), None);
    }
}
