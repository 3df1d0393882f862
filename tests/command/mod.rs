//! Runs of the command, for the tests that look at it from outside.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What comes of a run in a folder with some standard input.
pub(crate) fn run<'e>(
    args: &[impl AsRef<str>],
    stdin: &[u8],
    folder: &Path,
    env: impl IntoIterator<Item = (&'e String, &'e String)>,
) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nisba"))
        .args(args.iter().map(AsRef::as_ref))
        .current_dir(folder)
        .envs(env)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut to_child = child.stdin.take().expect("stdin is piped");
    std::thread::scope(|scope| {
        // The command may end before it has read everything, or not read on until its output is read.
        scope.spawn(move || to_child.write_all(stdin).ok());
        child.wait_with_output().expect("the command ends")
    })
}
