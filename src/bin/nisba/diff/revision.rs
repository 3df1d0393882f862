//! Where a version of a lexicon comes from: a path, the working tree, a revision.

use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use nisba::diff::Version;
use tempfile::TempDir;

use crate::Failure;

/// A version of a lexicon, found but not read.
pub(super) struct Source {
    /// What the user calls it.
    pub(super) name: String,
    paths: Vec<PathBuf>,
    /// The files of a revision: the folder they are in for now, and what each of the paths is called.
    unpacked: Option<(TempDir, Vec<String>)>,
}

impl Source {
    /// What `name` means: `.` the working tree, a path, a revision, or `REVISION:PATH`. In the working tree and in a
    /// revision, the lexicons are those at `lexicons`.
    pub(super) fn find(name: &str, lexicons: &[PathBuf]) -> Result<Self, Failure> {
        let of = |paths: Vec<PathBuf>| Self { name: name.to_owned(), paths, unpacked: None };
        if name == "." {
            return Ok(Self { name: "the working tree".to_owned(), ..of(lexicons.to_vec()) });
        }
        if Path::new(name).exists() {
            return Ok(of(vec![name.into()]));
        }
        let objects = match name.split_once(':') {
            Some((revision, path)) => {
                Repository::around(Path::new("."), name)?.check(revision)?;
                vec![Object { folder: PathBuf::from("."), name: name.to_owned(), path: path.to_owned() }]
            }
            None => lexicons.iter().map(|path| Object::of(name, path)).collect::<Result<_, _>>()?,
        };
        let unpacked = tempfile::tempdir()?;
        let mut source = of(Vec::new());
        let mut names = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            let folder = unpacked.path().join(number.to_string());
            std::fs::create_dir(&folder)?;
            source.paths.push(object.unpack(&folder)?);
            names.push(object.name.clone());
        }
        source.unpacked = Some((unpacked, names));
        Ok(source)
    }

    /// Reads the version.
    pub(super) fn open(&self) -> Result<Version, Failure> {
        Version::open(&self.paths).map_err(|error| Failure::Message(self.in_users_words(&error.to_string())))
    }

    /// A message that calls the files of a revision what they are called there.
    fn in_users_words(&self, message: &str) -> String {
        let Some((_, names)) = &self.unpacked else { return message.to_owned() };
        let pairs = self.paths.iter().zip(names);
        pairs.fold(message.to_owned(), |message, (path, name)| message.replace(&path.display().to_string(), name))
    }
}

/// A repository, by a folder in it.
struct Repository<'f> {
    folder: &'f Path,
}

impl<'f> Repository<'f> {
    /// The repository that `folder` is in; `name` is what the user looks for.
    fn around(folder: &'f Path, name: &str) -> Result<Self, Failure> {
        let this = Self { folder };
        match this.git(&["rev-parse", "--git-dir"])? {
            Some(_) => Ok(this),
            None => Err(Failure::Message(format!(
                "there is no lexicon at {name:?}, and it is no revision: {} is not in a git repository",
                folder.display()
            ))),
        }
    }

    /// Refuses what is no revision.
    fn check(&self, revision: &str) -> Result<(), Failure> {
        let commit = format!("{revision}^{{commit}}");
        let is_option = revision.starts_with('-');
        match self.git(&["rev-parse", "--verify", "--quiet", &commit])? {
            Some(_) if !is_option => Ok(()),
            _ => Err(Failure::Message(format!("there is no lexicon and no revision {revision:?}"))),
        }
    }

    /// What a command of git writes; nothing where it fails.
    fn git(&self, args: &[&str]) -> Result<Option<Vec<u8>>, Failure> {
        let out = self.command(args).stderr(Stdio::null()).output().map_err(cannot_run)?;
        Ok(out.status.success().then_some(out.stdout))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder).args(args).stdin(Stdio::null());
        command
    }
}

fn cannot_run(error: std::io::Error) -> Failure {
    Failure::Message(format!("git cannot be run, which reads revisions: {error}"))
}

/// A file or folder of a revision.
struct Object {
    /// A folder of its repository.
    folder: PathBuf,
    /// `REVISION:PATH`.
    name: String,
    path: String,
}

impl Object {
    /// The lexicon at `path` as of a revision.
    fn of(revision: &str, path: &Path) -> Result<Self, Failure> {
        let whole = std::path::absolute(path)?;
        // The path may be one that is no longer there: its repository is that of the folder above.
        let folder = whole.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new(".")).to_owned();
        let repository = Repository::around(&folder, revision)?;
        repository.check(revision)?;
        let prefix = repository.git(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
        let rest = whole.strip_prefix(&folder).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
        let path = format!("{}{rest}", String::from_utf8_lossy(&prefix).trim_end_matches('\n'));
        let path = path.trim_end_matches('/').to_owned();
        Ok(Self { folder, name: format!("{revision}:{path}"), path })
    }

    /// Writes the lexicon's files under a folder; the path to open.
    fn unpack(&self, into: &Path) -> Result<PathBuf, Failure> {
        let repository = Repository { folder: &self.folder };
        let kind = repository.git(&["cat-file", "-t", &self.name])?.unwrap_or_default();
        match kind.as_slice() {
            b"blob\n" => {
                let name = Path::new(&self.path).file_name().unwrap_or(self.path.as_ref());
                let bytes = repository.git(&["cat-file", "blob", &self.name])?.ok_or_else(|| self.unreadable())?;
                let path = into.join(name);
                std::fs::write(&path, bytes)?;
                Ok(path)
            }
            b"tree\n" => {
                let listed = repository
                    .git(&["ls-tree", "-r", "-z", "--full-tree", &self.name])?
                    .ok_or_else(|| self.unreadable())?;
                let files = listed.split(|&b| b == 0).filter_map(|line| Entry::parse(std::str::from_utf8(line).ok()?));
                self.write(&files.collect::<Vec<_>>(), into)?;
                Ok(into.to_owned())
            }
            _ => Err(Failure::Message(format!("{}: not in that revision", self.name))),
        }
    }

    /// Writes files whose contents git hands over one after another.
    fn write(&self, files: &[Entry], into: &Path) -> Result<(), Failure> {
        let mut git = Repository { folder: &self.folder }
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(cannot_run)?;
        let mut asks = git.stdin.take().expect("it is piped");
        let wanted: String = files.iter().map(|file| format!("{}\n", file.id)).collect();
        let asking = std::thread::spawn(move || asks.write_all(wanted.as_bytes()).ok());
        let mut answers = std::io::BufReader::new(git.stdout.take().expect("it is piped"));
        for file in files {
            let mut head = String::new();
            std::io::BufRead::read_line(&mut answers, &mut head)?;
            let size: usize =
                head.trim_end().rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or_else(|| self.unreadable())?;
            // A line end follows.
            let mut bytes = vec![0; size + 1];
            answers.read_exact(&mut bytes)?;
            let path = into.join(&file.path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(path, &bytes[..size])?;
        }
        drop(answers);
        asking.join().ok();
        git.wait()?;
        Ok(())
    }

    fn unreadable(&self) -> Failure {
        Failure::Message(format!("{}: git does not give what is there", self.name))
    }
}

/// A source file of a tree.
struct Entry {
    id: String,
    path: PathBuf,
}

impl Entry {
    /// Reads `MODE TYPE ID<TAB>PATH`; nothing for what is no lexicon source.
    fn parse(line: &str) -> Option<Self> {
        let (about, path) = line.split_once('\t')?;
        let &[mode, "blob", id] = about.split(' ').collect::<Vec<_>>().as_slice() else { return None };
        let path = PathBuf::from(path);
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_source = !is_hidden && path.extension().is_some_and(|e| e == "toml" || e == "jsonl");
        let is_within = path.components().all(|part| matches!(part, Component::Normal(_)));
        // A link's text is where it leads.
        (is_source && is_within && mode != "120000").then(|| Self { id: id.to_owned(), path })
    }
}
