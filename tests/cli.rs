//! The command as a user meets it: rows of arguments, input, output and exit status.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use rstest::rstest;

fn nisba(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nisba"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // The command may end before it has read everything.
    let _ = child.stdin.take().expect("stdin is piped").write_all(stdin);
    child.wait_with_output().expect("the command ends")
}

#[rstest]
#[case::romanize(&["romanize"], "Касем\n", "Kasem\n")]
#[case::romanize_nothing(&["romanize"], "", "")]
#[case::romanize_crlf(&["romanize"], "Qasem\r\nАли\r\n", "Qasem\nAli\n")]
#[case::tag_nothing(&["tag", "--output", "jsonl", "--input", "jsonl"], "", "")]
#[case::tag_no_mention(&["tag", "--output", "jsonl", "--input", "jsonl"], "{\"id\": \"a\", \"text\": \"nothing here\"}\n", "{\"id\":\"a\",\"mentions\":[]}\n")]
#[case::tag_text(&["tag"], "He left Kerman.\n", "He left Kerman[place/kerman 1.00].\n")]
#[case::tag_is_the_default(&[], "He left Kerman.\n", "He left Kerman[place/kerman 1.00].\n")]
#[case::tag_options_without_the_verb(&["--output", "tsv"], "Nobody came.\n", "")]
#[case::match_none(&["match", "--output", "jsonl"], "Zzyzx Qwrtp\n", "{\"candidates\":[],\"query\":\"Zzyzx Qwrtp\"}\n")]
fn prints(#[case] args: &[&str], #[case] stdin: &str, #[case] stdout: &str) {
    let out = nisba(args, stdin.as_bytes());
    assert_eq!(String::from_utf8_lossy(&out.stdout), stdout);
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    assert_eq!(out.status.code(), Some(0));
}

#[rstest]
#[case::bad_option(&["tag", "--lexikon", "x"], "", "--lexicon")]
#[case::no_file(&["tag", "--lexicon", "no-such.toml"], "", "no-such.toml: ")]
#[case::no_lexicon(&["tag", "--lexicon", "Cargo.lock"], "", "expected a name that ends in .toml, .jsonl or .nisba")]
#[case::bad_json(&["tag", "--input", "jsonl"], "{\"text\": \"a\"}\n{oops}\n", "standard input:2: ")]
#[case::no_tab(&["compare"], "one name\n", "line 1: no tab")]
#[case::build_nothing(&["build"], "", "--output")]
fn refuses(#[case] args: &[&str], #[case] stdin: &str, #[case] stderr: &str) {
    let out = nisba(args, stdin.as_bytes());
    let got = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(got.contains(stderr), "{got}");
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
fn invalid_utf8_is_replaced_and_the_rest_is_read() {
    let out = nisba(&["tag", "--output", "tsv"], b"\xff\xfe Kerman\n");
    assert!(String::from_utf8_lossy(&out.stdout).contains("place/kerman"));
    assert_eq!(out.status.code(), Some(0));
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
    drop(stdin);
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
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("0\t16\tQassim Suleimani\tQ1\tperson\t"));
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
