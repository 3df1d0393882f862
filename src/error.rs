//! The one error of the crate.

mod missing;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong while a lexicon, a model or an input was read.
///
/// An error says which file and line it is about, what was found there and how to repair it. Tagging never gives
/// one: errors come only from loading and building.
///
/// # Examples
///
/// ```
/// let error = nisba::Lexicon::parse("mine.toml", "[[entity]]\nidd = 1").unwrap_err();
/// assert_eq!((error.line(), error.column()), (Some(2), Some(1)));
/// let error = nisba::Lexicon::open("nowhere.toml").unwrap_err();
/// assert_eq!(error.io_kind(), Some(std::io::ErrorKind::NotFound));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io { path: PathBuf, kind: io::ErrorKind, message: String },
    Data { path: PathBuf, line: usize, column: usize, message: String },
}

/// A result with the crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    #[cold]
    pub(crate) fn io(path: &Path, source: &io::Error) -> Self {
        Self { kind: Kind::Io { path: path.to_owned(), kind: source.kind(), message: missing::said(path, source) } }
    }

    /// Bad data in line `line` (from 1) of `path`.
    #[cold]
    pub(crate) fn data(path: &Path, line: usize, message: impl Into<String>) -> Self {
        Self::data_at(path, line, 0, message)
    }

    /// Bad data at a line and a column (both from 1; 0 for unknown) of `path`.
    #[cold]
    pub(crate) fn data_at(path: &Path, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { kind: Kind::Data { path: path.to_owned(), line, column, message: message.into() } }
    }

    /// Whether a file could not be read or written.
    pub fn is_io(&self) -> bool {
        matches!(self.kind, Kind::Io { .. })
    }

    /// Why a file could not be read or written, if that is the error.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self.kind {
            Kind::Io { kind, .. } => Some(kind),
            Kind::Data { .. } => None,
        }
    }

    /// Whether a file was read and does not hold what it should.
    pub fn is_data(&self) -> bool {
        matches!(self.kind, Kind::Data { .. })
    }

    /// The file that the error is about.
    pub fn path(&self) -> &Path {
        match &self.kind {
            Kind::Io { path, .. } | Kind::Data { path, .. } => path,
        }
    }

    /// The line, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        match self.kind {
            Kind::Data { line, .. } if line > 0 => Some(line),
            _ => None,
        }
    }

    /// The column, in characters from 1, where it is known.
    pub fn column(&self) -> Option<usize> {
        match self.kind {
            Kind::Data { column, .. } if column > 0 => Some(column),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Io { path, message, .. } => write!(f, "{}: {message}", path.display()),
            Kind::Data { path, line, column, message } => {
                write!(f, "{}", path.display())?;
                if *line > 0 {
                    write!(f, ":{line}")?;
                }
                if *column > 0 {
                    write!(f, ":{column}")?;
                }
                write!(f, ": {message}")
            }
        }
    }
}

impl std::error::Error for Error {}
