//! Files that are written whole or not at all. The library and the command share this module.

use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making, which takes its place when it is whole. Dropped before, it leaves nothing behind.
pub(crate) struct Replacement {
    file: Target,
}

enum Target {
    /// A file beside its later place.
    Beside(NamedTempFile, PathBuf),
    /// A device or a pipe, which is written to and never replaced.
    Through(File),
}

impl Replacement {
    /// For the file at `path`, which may be there already: its permissions stay. A link stays as well, and the
    /// file that it leads to is replaced.
    pub(crate) fn new(path: &Path) -> Result<Self> {
        let place = match path.canonicalize() {
            Ok(place) => place,
            Err(_) if path.is_symlink() => {
                return Err(Error::new(
                    ErrorKind::NotFound,
                    "a link that leads to no file; remove it, or make the file",
                ));
            }
            Err(_) => path.to_owned(),
        };
        let old = place.metadata().ok();
        if old.as_ref().is_some_and(Metadata::is_dir) {
            return Err(Error::new(ErrorKind::IsADirectory, "a folder; name a file to write"));
        }
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(Self { file: Target::Through(File::options().write(true).open(path)?) });
        }
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(Error::new(ErrorKind::NotFound, format!("there is no folder {}", folder.display())));
        }
        let mut builder = tempfile::Builder::new();
        // The permissions that a new file has.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let new = builder.tempfile_in(folder)?;
        if let Some(old) = old {
            new.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { file: Target::Beside(new, place) })
    }

    /// Where the bytes are until the end, if anything is to be cleared away.
    #[allow(dead_code, reason = "the library is not told of interruptions")]
    pub(crate) fn unfinished(&self) -> Option<&Path> {
        match &self.file {
            Target::Beside(file, _) => Some(file.path()),
            Target::Through(_) => None,
        }
    }

    /// Puts the file in its place, once its bytes are on the disk.
    pub(crate) fn finish(self) -> Result<()> {
        match self.file {
            Target::Beside(file, place) => {
                file.as_file().sync_all()?;
                file.persist(place).map(drop).map_err(|e| e.error)
            }
            Target::Through(mut file) => file.flush(),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match &mut self.file {
            Target::Beside(file, _) => file.write(bytes),
            Target::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.file {
            Target::Beside(file, _) => file.flush(),
            Target::Through(file) => file.flush(),
        }
    }
}

/// Writes all of a file at once.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut new = Replacement::new(path)?;
    new.write_all(bytes)?;
    new.finish()
}
