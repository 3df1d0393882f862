//! The command as a user meets it: cases of arguments, input, output and exit status in `tests/cli/*.toml`.
//!
//! A case runs in a folder of its own that holds its `files`. In what is expected, `…` stands for anything. What is not
//! given is empty, the status 0.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rstest::rstest;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[derive(Default)]
struct Case {
    name: String,
    args: Vec<String>,
    stdin: String,
    /// Standard input of which each character is a byte, for what is not UTF-8.
    stdin_bytes: String,
    files: BTreeMap<PathBuf, String>,
    /// Those of the files that are packed with gzip.
    gzip: Vec<PathBuf>,
    /// Those of the files of which each character is a byte.
    bytes: Vec<PathBuf>,
    env: BTreeMap<String, String>,
    stdout: String,
    stderr: String,
    status: i32,
    /// Files that are there afterwards, and what they begin with.
    written: BTreeMap<PathBuf, String>,
}

impl Case {
    /// What is not as expected.
    fn problems(&self) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in &self.files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            let bytes = if self.bytes.contains(name) { bytes(text) } else { text.clone().into_bytes() };
            let bytes = if self.gzip.contains(name) { gzip(&bytes) } else { bytes };
            std::fs::write(path, bytes).expect("a file");
        }
        let stdin = match self.stdin_bytes.as_str() {
            "" => self.stdin.clone().into_bytes(),
            text => bytes(text),
        };
        let out = run(&self.args, &stdin, folder.path(), &self.env);
        let mut problems = Vec::new();
        for (what, expected, got) in [("stdout", &self.stdout, &out.stdout), ("stderr", &self.stderr, &out.stderr)] {
            let got = String::from_utf8_lossy(got);
            if !fits(expected, &got) {
                problems.push(format!("{what} is\n{got}and should be\n{expected}"));
            }
        }
        if out.status.code() != Some(self.status) {
            problems.push(format!("{} and should be {}", out.status, self.status));
        }
        for (name, start) in &self.written {
            let text = std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
            // With `…` in it, the whole is given.
            let is_as_said = if start.contains('…') { fits(start, &text) } else { text.starts_with(start) };
            if text.is_empty() || !is_as_said {
                problems.push(format!("{} is\n{text}and does not begin with\n{start}", name.display()));
            }
        }
        problems
    }
}

/// Whether a text is as expected, `…` standing for anything.
fn fits(expected: &str, got: &str) -> bool {
    let Some((first, rest)) = expected.split_once('…') else { return expected == got };
    let Some(mut got) = got.strip_prefix(first) else { return false };
    let mut parts: Vec<_> = rest.split('…').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = got.find(part) else { return false };
        got = &got[at + part.len()..];
    }
    got.ends_with(last)
}

fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes it")
}

fn run(args: &[impl AsRef<str>], stdin: &[u8], folder: &Path, env: &BTreeMap<String, String>) -> Output {
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

fn nisba(args: &[&str], stdin: &[u8]) -> Output {
    run(args, stdin, Path::new("."), &BTreeMap::new())
}

#[rstest]
fn cases(#[files("tests/cli/*.toml")] file: PathBuf) {
    let text = std::fs::read_to_string(&file).expect("a file of cases");
    let cases: Cases = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut failed = 0;
    for case in &cases.case {
        let problems = case.problems();
        failed += usize::from(!problems.is_empty());
        for problem in problems {
            eprintln!("{}: nisba {}: {problem}", case.name, case.args.join(" "));
        }
    }
    assert_eq!(failed, 0, "of {} cases in {}", cases.case.len(), file.display());
}

/// Text that is written again with each mention in its own place is the text that was read.
#[rstest]
fn what_is_between_mentions_is_kept(
    #[values("text", "lines", "paragraphs", "pages")] input: &str,
    #[values(
        "",
        "\n",
        "Kerman",
        " \n\n\nKerman\r\n\r\n x\u{C}\n\u{C}Iran\n \n",
        "a\rb\n\rKerman\u{85}\u{2028}\u{FEFF}\0é\r\n"
    )]
    text: &str,
) {
    let out = nisba(&["tag", "--input", input, "--replace", "{text}"], text.as_bytes());
    assert_eq!(String::from_utf8_lossy(&out.stdout), text);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let text: String =
        (0..3000).map(|n| format!("{n} Qasem Soleimani left Kerman. {}\n", "x".repeat(n % 97))).collect();
    let run = |threads| nisba(&["tag", "--input", "lines", "--output", "jsonl", "-j", threads], text.as_bytes()).stdout;
    let one = run("1");
    assert_eq!(one.iter().filter(|&&b| b == b'\n').count(), 3000);
    assert!(one == run("2") && one == run("7"));
}

#[test]
fn a_trap_is_not_unpacked() {
    let packed = gzip(&vec![0; 80 << 20]);
    let out = nisba(&["romanize", "-j1", "--max-document", "1000000000"], &packed);
    assert_eq!(
        String::from_utf8_lossy(&out.stderr),
        "nisba: standard input: unpacks to more than 500 times its size; if that is meant, raise --max-ratio\n"
    );
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn compare_adds_a_confidence_to_each_line() {
    let out = nisba(
        &["compare"],
        "Qasem Soleimani\tKassem Sulejmani\tperson\nAli Khamenei\tRuhollah Khomeini\tperson\n".as_bytes(),
    );
    let text = String::from_utf8(out.stdout).unwrap();
    let confidences: Vec<f32> = text.lines().map(|l| l.rsplit('\t').next().unwrap().parse().unwrap()).collect();
    assert!(confidences[0] > 0.9 && confidences[1] < 0.5, "{text}");
}

#[test]
fn tag_gives_byte_offsets_of_the_text() {
    let out = nisba(
        &["tag", "--input", "jsonl", "--output", "jsonl"],
        "{\"id\": 7, \"text\": \"é Qassem Suleimani\"}\n".as_bytes(),
    );
    let line: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(line["id"], 7);
    let mention = &line["mentions"][0];
    assert_eq!((mention["start"].as_u64(), mention["end"].as_u64()), (Some(3), Some(19)));
    assert_eq!(mention["text"], "Qassem Suleimani");
    assert_eq!(mention["entity"], "person/qasem-soleimani");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nisba"))
        .arg("romanize")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("stdin is piped");
    for _ in 0..20_000 {
        if stdin.write_all("Касем Сулеймани\n".as_bytes()).is_err() {
            break;
        }
    }
    // It ends though there may be more to read: standard input stays open.
    let out = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    assert_eq!(out.status.code(), Some(0));
}

#[test]
fn build_writes_a_lexicon_that_tag_opens() {
    let folder = tempfile::tempdir().unwrap();
    let (source, compiled) = (folder.path().join("names.jsonl"), folder.path().join("names.nisba"));
    std::fs::write(
        &source,
        "{\"id\": \"Q1\", \"name\": \"Ghasem Soleymani\", \"type\": \"person\", \"variants\": []}\n",
    )
    .unwrap();
    let (source, compiled) = (source.to_str().unwrap(), compiled.to_str().unwrap());
    let built = nisba(&["build", source, "-o", compiled], b"");
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    let out = nisba(&["tag", "--lexicon", compiled, "--output", "tsv"], b"Qassim Suleimani\n");
    assert!(String::from_utf8_lossy(&out.stdout).contains("\t0\t16\tQassim Suleimani\tQ1\tperson\t"));
}

#[test]
fn failing_promises_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().join("x.cases");
    std::fs::write(&cases, "pair must: Kerman = Tokyo (place)\npair should: Kerman = Tokyo (place)\n").unwrap();
    let out = nisba(&["test", cases.to_str().unwrap()], b"");
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("x.cases:1: must: ") && text.contains("must: 0 of 1 passed"), "{text}");
    assert_eq!(out.status.code(), Some(1));
}

/// What `git` does in a folder; nothing where there is no `git`.
fn git(folder: &Path, args: &[&str]) -> Option<()> {
    let out = Command::new("git").arg("-C").arg(folder).args(args).output().ok()?;
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    Some(())
}

#[test]
fn diff_reads_revisions() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let entity =
        |id: &str| format!("[[entity]]\nid = \"person/{id}\"\nname = \"Qasem Soleimani\"\ntype = \"person\"\n");
    if git(folder.path(), &["init", "--quiet"]).is_none() {
        return Ok(());
    }
    std::fs::create_dir_all(at("names/people"))?;
    std::fs::write(at("nisba.toml"), "lexicon = [\"names\"]\n")?;
    std::fs::write(at("names/people/قاسم.toml"), entity("first"))?;
    git(folder.path(), &["add", "."]);
    let who = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"];
    git(folder.path(), &[&who[..], &["commit", "--quiet", "-m", "first"]].concat());
    std::fs::write(at("names/people/قاسم.toml"), entity("second"))?;
    let told = |within: &str, args: &[&str]| {
        let out = run(args, b"Qassem Soleimani", &at(within), &BTreeMap::new());
        let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
        (text, out.status.code())
    };
    for (within, args) in [
        ("", ["diff", "HEAD", "."]),
        ("names", ["diff", "HEAD", "."]),
        ("", ["diff", "HEAD:names/people", "."]),
        ("", ["diff", "HEAD:names/people/قاسم.toml", "names/people/قاسم.toml"]),
        ("names", ["diff", "HEAD:./people", "people"]),
    ] {
        let (text, status) = told(within, &args);
        assert!(text.contains("1 moved in 1 of 1 document; 2 edits"), "{within} {args:?}: {text}");
        assert_eq!(status, Some(1));
    }
    for (args, message) in [
        (["diff", "HEAD", "HEAD"], "nothing changes in 1 document; 0 edits\n"),
        (["diff", "no-such", "."], "nisba: there is no lexicon and no revision \"no-such\"\n"),
        (["diff", "HEAD:no-such", "."], "nisba: HEAD:no-such: not in that revision\n"),
    ] {
        assert!(told("", &args).0.ends_with(message), "{args:?}: {}", told("", &args).0);
    }
    std::fs::write(at("names/people/قاسم.toml"), "[[entity")?;
    git(folder.path(), &[&who[..], &["commit", "--quiet", "-am", "second"]].concat());
    assert!(told("", &["diff", "HEAD", "HEAD~1"]).0.starts_with("nisba: HEAD:names/people/قاسم.toml:1:"));
    Ok(())
}
