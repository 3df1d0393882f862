//! How bytes come and go: in pieces of any length, to any number of threads, from and to what is no plain file.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::damage::fastrand;
use crate::tally::{scaled, tally};

fn nisba(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    command.args(args).arg("--no-config").current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command that is given its input in pieces of up to `most` bytes.
fn fed(mut command: Command, input: &[u8], most: usize) -> Output {
    let mut random = fastrand(most as u64);
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut rest = input;
            while !rest.is_empty() {
                let (piece, more) = rest.split_at((1 + random(most)).min(rest.len()));
                if stdin.write_all(piece).and_then(|()| stdin.flush()).is_err() {
                    break;
                }
                rest = more;
            }
        });
        child.wait_with_output().expect("the command ends")
    })
}

#[test]
fn threads_and_pieces_do_not_matter() {
    let cases = std::fs::read_to_string("lexicons/cases/kerman-2024.cases").unwrap();
    let lines: Vec<&str> = cases.lines().filter(|line| line.len() > 20).take(scaled(20, 600)).collect();
    let jsonl: String =
        lines.iter().map(|line| serde_json::json!({"id": line.len(), "text": line}).to_string() + "\n").collect();
    let csv: String = lines.iter().map(|line| format!("\"{}\",x\r\n", line.replace('"', "\"\""))).collect();
    let inputs = [
        ("text", lines.join("\n")),
        ("lines", lines.join("\r\n")),
        ("paragraphs", lines.join("\n\n")),
        ("jsonl", format!("\u{FEFF}{jsonl}")),
        ("csv", format!("\u{FEFF}text,b\r\n{csv}")),
    ];
    let here = Path::new(".");
    let mut runs = 0;
    for (format, input) in &inputs {
        let args = |threads| ["tag", "--input", format, "--output", "jsonl", "--min-confidence", "0", threads];
        let whole = fed(nisba(here, &args("-j1")), input.as_bytes(), usize::MAX >> 33);
        assert!(whole.status.success() && whole.stderr.is_empty(), "{whole:?}");
        assert!(String::from_utf8_lossy(&whole.stdout).contains("person/"), "{format}");
        for threads in scaled(vec!["-j3"], vec!["-j1", "-j2", "-j3", "-j8"]) {
            for most in scaled(vec![7], vec![1, 2, 7, 100, 4096, 65_536]) {
                let got = fed(nisba(here, &args(threads)), input.as_bytes(), most);
                assert!(got.stdout == whole.stdout, "{format} {threads} in pieces of {most}");
                runs += 1;
            }
        }
    }
    tally(
        "properties",
        "runs in pieces of other lengths, with other numbers of threads: the same output",
        runs,
        "held",
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, symlink};

    use super::*;
    use crate::targets::LEXICON;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("l.toml"), LEXICON).unwrap();
        folder
    }

    fn ended(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
        let out = nisba(folder, args).stdin(Stdio::null()).output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    }

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_pipe_is_written_to_and_stays() {
        let folder = folder();
        let path = folder.path().join("l.nisba");
        assert_eq!(ended(folder.path(), &["build", "l.toml", "-o", "l.nisba"]), (Some(0), String::new()));
        let whole = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        pipe(&path);
        let got = std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut got = Vec::new();
                std::fs::File::open(&path).unwrap().read_to_end(&mut got).unwrap();
                got
            });
            assert_eq!(ended(folder.path(), &["build", "l.toml", "-o", "l.nisba"]), (Some(0), String::new()));
            reader.join().unwrap()
        });
        assert!(got == whole && path.metadata().unwrap().file_type().is_fifo());
        let (status, said) = ended(folder.path(), &["tag", "--lexicon", "l.nisba"]);
        assert_eq!((status, said.contains("not a regular file")), (Some(2), true), "{said}");
    }

    #[test]
    fn a_text_is_read_from_a_pipe() {
        let folder = folder();
        let path = folder.path().join("text");
        pipe(&path);
        let out = std::thread::scope(|scope| {
            scope.spawn(|| std::fs::write(&path, "Qasem Soleimani").unwrap());
            nisba(folder.path(), &["tag", "--output", "counts", "text"]).stdin(Stdio::null()).output().unwrap()
        });
        assert!(String::from_utf8_lossy(&out.stdout).contains("person/qasem-soleimani"));
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_replaced() {
        let folder = folder();
        let (link, file) = (folder.path().join("now.nisba"), folder.path().join("v1.nisba"));
        std::fs::write(&file, "old").unwrap();
        symlink("v1.nisba", &link).unwrap();
        assert_eq!(ended(folder.path(), &["build", "l.toml", "-o", "now.nisba"]), (Some(0), String::new()));
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert!(nisba::Lexicon::open(&file).unwrap().verify());
    }

    #[test]
    fn a_link_that_leads_to_no_file_is_told() {
        let folder = folder();
        symlink("no/v1.nisba", folder.path().join("now.nisba")).unwrap();
        symlink("no.toml", folder.path().join("m.toml")).unwrap();
        let (status, said) = ended(folder.path(), &["build", "l.toml", "-o", "now.nisba"]);
        let expected = "nisba: now.nisba: a link that leads to no file; remove it, or make the file\n";
        assert_eq!((status, said.as_str()), (Some(2), expected));
        assert!(folder.path().join("now.nisba").is_symlink());
        let (status, said) = ended(folder.path(), &["build", "m.toml", "-o", "l.nisba"]);
        assert_eq!((status, said.as_str()), (Some(2), "nisba: m.toml: a link that leads to no file\n"));
    }

    #[test]
    fn links_in_a_circle_come_to_an_end() {
        let folder = folder();
        let inside = folder.path().join("d");
        std::fs::create_dir(&inside).unwrap();
        std::fs::rename(folder.path().join("l.toml"), inside.join("l.toml")).unwrap();
        for (to, name) in [(".", "a"), ("..", "b"), ("../d", "c"), ("e", "e")] {
            symlink(to, inside.join(name)).unwrap();
        }
        assert_eq!(ended(folder.path(), &["build", "d", "-o", "l.nisba"]), (Some(0), String::new()));
        std::fs::write(inside.join("x.cases"), "text must: [Qasem Soleimani](person/qasem-soleimani)\n").unwrap();
        std::fs::remove_file(inside.join("e")).unwrap();
        assert_eq!(ended(folder.path(), &["test", "--lexicon", "l.nisba", "d"]), (Some(0), String::new()));
        assert_ne!(ended(folder.path(), &["lint", "d"]).0, Some(2));
        symlink("e", inside.join("e")).unwrap();
        std::fs::write(inside.join("x.txt"), "Kerman").unwrap();
        assert_eq!(ended(folder.path(), &["tag", "d"]), (Some(0), String::new()));
        let (status, said) = ended(folder.path(), &["tag", "d/e"]);
        assert_eq!((status, said.starts_with("nisba: d/e: ")), (Some(2), true), "{said}");
    }

    #[test]
    fn pipes_in_folders_of_sources_are_waited_for_by_nobody() {
        let folder = folder();
        let inside = folder.path().join("d");
        std::fs::create_dir(&inside).unwrap();
        std::fs::rename(folder.path().join("l.toml"), inside.join("l.toml")).unwrap();
        std::fs::write(inside.join("x.cases"), "text must: [Qasem Soleimani](person/qasem-soleimani)\n").unwrap();
        ["p.toml", "p.jsonl", "p.cases", "p.txt"].iter().for_each(|name| pipe(&inside.join(name)));
        assert_eq!(ended(folder.path(), &["build", "d", "-o", "l.nisba"]), (Some(0), String::new()));
        assert_eq!(ended(folder.path(), &["test", "--lexicon", "l.nisba", "d"]), (Some(0), String::new()));
        assert_ne!(ended(folder.path(), &["lint", "d"]).0, Some(2));
        assert_eq!(ended(folder.path(), &["tag", "d"]), (Some(0), String::new()));
    }

    #[test]
    fn a_configuration_that_a_link_does_not_lead_to_is_told() {
        let folder = folder();
        for (to, expected) in [("no.toml", "a link that leads to no file"), ("nisba.toml", "")] {
            symlink(to, folder.path().join("nisba.toml")).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
            let out = command.arg("tag").current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
            let said = String::from_utf8_lossy(&out.stderr);
            let is_told = said.contains("nisba.toml: ") && said.contains(expected);
            assert_eq!((out.status.code(), is_told), (Some(2), true), "{said}");
            std::fs::remove_file(folder.path().join("nisba.toml")).unwrap();
        }
    }

    /// A thread of more memory than there is cannot begin, nor can one where the system allows no more.
    #[test]
    fn what_no_thread_is_given_for_is_done_without() {
        let folder = folder();
        let people: String = (0..1000)
            .map(|n| format!("{{\"id\": \"{n}\", \"name\": \"Anna {n} Lindt\", \"type\": \"person\"}}\n"))
            .collect();
        std::fs::write(folder.path().join("m.jsonl"), people).unwrap();
        std::fs::write(folder.path().join("x.cases"), "text must: [Qasem Soleimani](person/qasem-soleimani)\n")
            .unwrap();
        let runs: [&[&str]; 4] = [
            &["tag", "--lexicon", "l.toml", "-j4", "x.cases"],
            &["build", "m.jsonl", "-o", "m.nisba"],
            &["lint", "l.toml"],
            &["test", "--lexicon", "l.toml", "-j4", "x.cases"],
        ];
        for args in runs {
            let run = |size: &str| {
                let out = nisba(folder.path(), args).env("RUST_MIN_STACK", size).stdin(Stdio::null()).output().unwrap();
                let written = std::fs::read(folder.path().join("m.nisba")).ok();
                (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned(), out.stdout, written)
            };
            let expected = run("2000000");
            assert!(matches!(expected.0, Some(0 | 1)), "{args:?}: {}", expected.1);
            assert!(run("4000000000000000") == expected, "{args:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told() {
        let folder = folder();
        std::fs::write(folder.path().join("a.txt"), "Qasem Soleimani\n").unwrap();
        for output in ["text", "markdown", "xml", "jsonl", "tsv", "conll", "brat", "annotation", "counts"] {
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let out = nisba(folder.path(), &["tag", "--output", output, "a.txt"]).stdout(full).output().unwrap();
            let said = String::from_utf8_lossy(&out.stderr);
            assert_eq!(
                (out.status.code(), said.contains("standard output: No space left")),
                (Some(2), true),
                "{output}: {said}"
            );
        }
        let verbs: [&[&str]; 6] = [
            &["lint", "l.toml"],
            &["stats", "l.toml"],
            &["reliability", "--lexicon", "l.toml", "x.cases"],
            &["match", "a.txt"],
            &["report", "a.txt"],
            &["export", "--to", "jsonl", "l.toml"],
        ];
        std::fs::write(folder.path().join("x.cases"), "text must: [Qasem Soleimani](person/qasem-soleimani)\n")
            .unwrap();
        for args in verbs {
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let out = nisba(folder.path(), args).stdin(Stdio::null()).stdout(full).output().unwrap();
            let said = String::from_utf8_lossy(&out.stderr);
            let is_told = said.contains("standard output: No space left");
            assert_eq!((out.status.code(), is_told), (Some(2), true), "{args:?}: {said}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn messages_that_nobody_takes_change_no_status() {
        let folder = folder();
        let runs: [(&[&str], i32); 3] = [(&["tag", "--nope"], 2), (&["tag", "no.txt"], 2), (&["import", "--help"], 0)];
        for (args, status) in runs {
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let out = nisba(folder.path(), args).stderr(full).output().unwrap();
            assert_eq!(out.status.code(), Some(status), "{args:?}");
        }
    }
}
