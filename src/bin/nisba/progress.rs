//! How far the filter is, for someone who waits at a terminal.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
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
        eprint!("\r\u{1B}[2K");
    }
}

/// A line on standard error: documents and speed.
pub(crate) struct Progress {
    /// Nothing where nobody watches, or the answers themselves are watched, or the text is typed.
    started: Option<Instant>,
    bar: Option<ProgressBar>,
    documents: u64,
    bytes: u64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self::when(stderr().is_terminal() && !stdout().is_terminal() && !stdin().is_terminal())
    }

    /// Progress of what writes to a file.
    pub(crate) fn to_file() -> Self {
        Self::when(stderr().is_terminal() && !stdin().is_terminal())
    }

    fn when(watched: bool) -> Self {
        Self { started: watched.then(Instant::now), bar: None, documents: 0, bytes: 0 }
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
        self.show(format!("{} documents, {speed:.1} MB/s", self.documents));
    }

    /// Shows how far it is, if somebody has waited long enough.
    pub(crate) fn show(&mut self, message: String) {
        if self.started.is_none_or(|started| started.elapsed() < PATIENCE) {
            return;
        }
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

fn bar() -> ProgressBar {
    let style =
        ProgressStyle::with_template("{spinner} {wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}
