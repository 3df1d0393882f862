//! What is said of a file that cannot be read, with what may be meant. The library and the command share this module.

use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with the file at `path`, and if there is none, a file beside it with a name like its own.
pub(crate) fn said(path: &Path, error: &io::Error) -> String {
    // Messages of our own say their repair themselves.
    if error.kind() != io::ErrorKind::NotFound || error.raw_os_error().is_none() {
        return error.to_string();
    }
    if path.is_symlink() {
        return "a link that leads to no file".to_owned();
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return format!("there is no folder {}", absolute(folder).display());
    }
    match near(folder, path) {
        Some(near) => format!("no such file; did you mean {:?}?", near.display().to_string()),
        None => format!("no such file in {}", absolute(folder).display()),
    }
}

fn absolute(folder: &Path) -> PathBuf {
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// Names of a folder that are looked at.
const MOST: usize = 10_000;

/// The name of a folder that is most like that of `path`.
fn near(folder: &Path, path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_string_lossy();
    let likeness = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted.to_lowercase());
    let names = std::fs::read_dir(folder).ok()?.take(MOST).filter_map(|file| Some(file.ok()?.file_name()));
    let near = names.map(|name| (likeness(&name.to_string_lossy()), name)).filter(|(likeness, _)| *likeness > 0.88);
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    best.map(|(_, name)| path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::like_one("peple.toml", "no such file; did you mean \"people.toml\"?")]
    #[case::letter_case("People.TOML", "no such file; did you mean \"people.toml\"?")]
    #[case::like_none("x.csv", "no such file in FOLDER")]
    #[case::folder("a/b/people.toml", "there is no folder FOLDER/a/b")]
    fn what_may_be_meant(#[case] name: &str, #[case] expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("people.toml"), "").unwrap();
        std::fs::write(folder.path().join("places.toml"), "").unwrap();
        let path = folder.path().join(name);
        let root = folder.path().canonicalize().unwrap().display().to_string();
        let error = std::fs::read(&path).unwrap_err();
        let message =
            said(&path, &error).replace(&root, "FOLDER").replace(&folder.path().display().to_string(), "FOLDER");
        assert_eq!(message.replace("FOLDER/people.toml", "people.toml").replace('\\', "/"), expected);
    }
}
