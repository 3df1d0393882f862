//! From mentions to bytes: a format a file.

mod added;
mod annotation;
mod brat;
mod conll;
mod counts;
mod jsonl;
mod rewrite;
mod table;
mod text;
mod xml;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use nisba::Mention;

use crate::Failure;
use crate::input::Document;

pub(crate) use added::{Added, Form};
pub(crate) use annotation::Annotation;
pub(crate) use brat::Brat;
pub(crate) use conll::Conll;
pub(crate) use counts::Counts;
pub(crate) use jsonl::{JsonLines, Line};
pub(crate) use rewrite::{Rewrite, Template};
pub(crate) use table::{Head, Table};
pub(crate) use text::Text;
pub(crate) use xml::Xml;

/// A way to write mentions.
pub(crate) trait Format {
    /// Writes a document and its mentions, which stand in order and apart.
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure>;

    /// Writes what stands before the first document.
    fn begin(&mut self, _: &mut Out) -> Result<(), Failure> {
        Ok(())
    }

    /// Writes what stands after the last document.
    fn end(&mut self, _: &mut Out) -> Result<(), Failure> {
        Ok(())
    }
}

/// The columns that lines for people may have: those of the terminal, at most [`COLUMNS`].
pub(crate) fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(seen).filter(|&columns| columns > 0).map_or(COLUMNS, |columns| columns.clamp(20, COLUMNS))
}

/// The columns of lines for people where no terminal is narrower.
const COLUMNS: usize = 80;

/// The confidence as it is written: more digits tell nothing.
pub(crate) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}

/// Held while bytes are on their way, so that an interruption does not cut a document.
static WRITING: Mutex<()> = Mutex::new(());

/// Bytes that are kept before they are written.
const KEPT: usize = 64 << 10;

/// Standard output, in whole documents.
#[derive(Default)]
pub(crate) struct Out {
    bytes: Vec<u8>,
}

impl Out {
    /// A document ends here: its bytes may be written.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.bytes.len() < KEPT { Ok(()) } else { Write::flush(self) }
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        Write::flush(self)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let _held = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stdout = io::stdout().lock();
        let done = stdout.write_all(&self.bytes).and_then(|()| stdout.flush());
        self.bytes.clear();
        done.map_err(|e| of_stdout(&e))
    }
}

fn of_stdout(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}

/// A way to standard output whose errors say that they are of it.
pub(crate) struct Stdout<W>(pub(crate) W);

impl<W: Write> Write for Stdout<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|e| of_stdout(&e))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|e| of_stdout(&e))
    }
}

/// The file that is being written and would be left behind.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Held while a file is not whole, so that an interruption takes it away.
pub(crate) struct Unfinished;

impl Unfinished {
    pub(crate) fn new(path: &Path) -> Self {
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
        Self
    }

    fn take() -> Option<PathBuf> {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        Self::take();
    }
}

/// On Ctrl-C, lets the bytes on their way arrive, if they do soon, and ends with the status shells expect.
pub(crate) fn end_well_when_interrupted() {
    // Where no handler can be set, the system's way to end does.
    let _ = ctrlc::set_handler(|| {
        let until = Instant::now() + Duration::from_millis(300);
        let mut held = WRITING.try_lock();
        while held.is_err() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
            held = WRITING.try_lock();
        }
        crate::progress::make_way();
        if let Some(path) = Unfinished::take() {
            // Nothing more can be done about one that stays.
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(130);
    });
}

/// A text as it can stand in a cell of tab-separated values.
pub(crate) fn cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// Whether to write in colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal that has them
    Auto,
    Always,
    Never,
}

impl Colour {
    pub(crate) fn wanted(self) -> bool {
        match self {
            Self::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}
