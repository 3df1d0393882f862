//! Files and folders named on the command line, opened one by one.

use std::collections::VecDeque;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::overrides::OverrideBuilder;
use ignore::{Walk, WalkBuilder};

use super::stream::Stream;
use super::unpack::{text_only, unpacked, what_else};
use crate::Failure;

/// How much of a file of a folder is looked at to see whether it is text.
const LOOKED_AT: usize = 8 << 10;

/// Which files of a folder are read.
#[derive(clap::Args, Clone, Debug, Default)]
#[group(skip)]
pub(crate) struct Choice {
    /// Of folders, read only files that match, or with ! in front, only those that do not; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    glob: Vec<String>,
    /// Of folders, read hidden files too
    #[arg(long, help_heading = "Input")]
    hidden: bool,
    /// Of folders, read what .gitignore and .ignore leave out too
    #[arg(long, help_heading = "Input")]
    no_ignore: bool,
    /// Refuse packed input that unpacks to N times its size
    #[arg(long, value_name = "N", default_value_t = 500, help_heading = "Input")]
    max_ratio: u64,
}

/// The streams to be read, in order; folders in the order of their files' names.
pub(crate) struct Files {
    paths: VecDeque<PathBuf>,
    choice: Choice,
    folder: Option<Folder>,
    limit: usize,
}

/// A folder that is read.
struct Folder {
    path: PathBuf,
    walk: Walk,
    /// Whether a file of it was read.
    is_read: bool,
}

impl Files {
    /// The files, or standard input if there are none.
    pub(crate) fn new(paths: &[PathBuf], choice: Choice, limit: usize) -> Self {
        let standard_input = [PathBuf::from("-")];
        let paths = if paths.is_empty() { &standard_input[..] } else { paths };
        Self { paths: paths.iter().cloned().collect(), choice, folder: None, limit }
    }

    /// The next stream; one that cannot be opened can be passed over.
    pub(crate) fn next(&mut self) -> Result<Option<Stream>, Failure> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.walk.next() {
                    None => {
                        if !folder.is_read {
                            // A slip in a pattern looks like text without mentions.
                            let path = folder.path.display();
                            crate::say(&format!("{path}: no file to read; see --glob, --hidden and --no-ignore"));
                        }
                        self.folder = None;
                    }
                    Some(Err(e)) => return Err(Failure::Document(e.to_string())),
                    Some(Ok(entry)) if entry.file_type().is_some_and(|t| t.is_file()) => {
                        folder.is_read = true;
                        if let Some(stream) = self.open(entry.path(), true)? {
                            return Ok(Some(stream));
                        }
                    }
                    Some(Ok(_)) => {}
                }
                continue;
            }
            let Some(path) = self.paths.pop_front() else { return Ok(None) };
            if path.as_os_str() == "-" {
                let wrong = |e: io::Error| Failure::Message(format!("standard input: {e}"));
                let reader = unpacked(io::stdin(), self.choice.max_ratio).and_then(text_only);
                return Ok(Some(Stream::new(reader.map_err(wrong)?, None, self.limit)));
            }
            if path.is_dir() {
                self.folder = Some(Folder { walk: self.walk(&path)?, path, is_read: false });
            } else {
                return self.open(&path, false);
            }
        }
    }

    /// The bytes of all files, packed ones as they are; nothing where one cannot be told.
    pub(crate) fn size(paths: &[PathBuf], choice: Choice) -> Option<u64> {
        let this = Self::new(paths, choice, 0);
        this.paths.iter().map(|path| this.size_at(path)).sum()
    }

    fn size_at(&self, path: &Path) -> Option<u64> {
        let path = if path.as_os_str() == "-" { Path::new("/dev/stdin") } else { path };
        if !path.is_dir() {
            return path.metadata().ok().filter(Metadata::is_file).map(|file| file.len());
        }
        let files = self.walk(path).ok()?.filter_map(Result::ok).filter_map(|entry| entry.metadata().ok());
        Some(files.filter(Metadata::is_file).map(|file| file.len()).sum())
    }

    fn walk(&self, folder: &Path) -> Result<Walk, Failure> {
        let wrong = |e: ignore::Error| Failure::Message(format!("--glob: {e}"));
        let mut globs = OverrideBuilder::new(folder);
        for glob in &self.choice.glob {
            globs.add(glob).map_err(wrong)?;
        }
        let heeded = !self.choice.no_ignore;
        Ok(WalkBuilder::new(folder)
            .overrides(globs.build().map_err(wrong)?)
            .hidden(!self.choice.hidden)
            .ignore(heeded)
            .git_ignore(heeded)
            .git_exclude(heeded)
            .git_global(heeded)
            .parents(heeded)
            .sort_by_file_path(Path::cmp)
            .build())
    }

    /// Opens a file; nothing where one of a folder is not text.
    fn open(&self, path: &Path, of_folder: bool) -> Result<Option<Stream>, Failure> {
        let wrong = |e: io::Error| Failure::Document(format!("{}: {}", path.display(), crate::missing::said(path, &e)));
        let file = File::open(path).map_err(wrong)?;
        let mut reader = unpacked(BufReader::with_capacity(1 << 16, file), self.choice.max_ratio).map_err(wrong)?;
        if of_folder {
            let mut first = Vec::new();
            reader.by_ref().take(LOOKED_AT as u64).read_to_end(&mut first).map_err(wrong)?;
            // Pictures and archives are expected there.
            if first.contains(&0) && !(what_else(&first).is_some() && is_marked(&first)) {
                return Ok(None);
            }
            reader = Box::new(io::Cursor::new(first).chain(reader));
        }
        let reader = text_only(reader).map_err(wrong)?;
        let name: Arc<str> = path.to_string_lossy().into();
        Ok(Some(Stream::new(reader, Some(name), self.limit)))
    }
}

/// Whether a byte order mark of wide characters stands first.
fn is_marked(first: &[u8]) -> bool {
    [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\0\0\xFE\xFF"].iter().any(|mark| first.starts_with(mark))
}
