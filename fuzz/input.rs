//! What is done with the bytes of a fuzzer by the filter's input: the modules of the command itself, under a name of a
//! file that says the format. Shared by `fuzz_targets/` and the seeded run of `tests/robustness/`.

use clap::Parser;

use crate::command::input::place::Unit;
use crate::command::input::{self, Expected, Format, Frame, Input};

/// What ends a run early, as the command has it.
pub(crate) enum Failure {
    Message(String),
    Document(String),
}

impl From<nisba::Error> for Failure {
    fn from(error: nisba::Error) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Message(error.to_string())
    }
}

pub(crate) fn say(_message: &str) {}

/// The command counts what it reads, for somebody who waits; here nobody does.
pub(crate) mod progress {
    pub(crate) use std::convert::identity as Counted;
}

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    input: input::Args,
}

const NAMES: [&str; 8] = ["a.txt", "a.jsonl", "a.csv", "a.tsv", "a.html", "a.xml", "a.csv.gz", "a.zst"];
const FORMATS: [&str; 10] = ["text", "lines", "paragraphs", "pages", "jsonl", "csv", "tsv", "html", "xml", "lines"];

/// Of each format a little, behind the byte that chooses the name and options and the one that chooses the format.
#[allow(dead_code, reason = "the fuzzer has its seeds in files")]
pub(crate) const SEEDS: [&[u8]; 9] = [
    b"\0\0Kerman\r\n\r\n\x0CIran\xFF\n",
    b"\0\0\xFF\xFEK\0e\0r\0",
    b"\x01\0{\"id\": 1, \"text\": \"Kerman \\u0627\", \"b\": \"x\"}\n{\"text\": null}\n",
    b"\x02\0\xEF\xBB\xBFtext,b\n\"Ker\"\"man\",x\n",
    b"\x03\0text\tb\nKerman\tx\n",
    b"\x04\0<p title=\"x>y\">Ker&amp;man<script>a<b</script><!-- x --><br>Iran &#x41;",
    b"\x05\0<?xml version=\"1.0\"?><a>Ker<![CDATA[<man>]]></a><b>&lt;\xC3\xA9</b>",
    b"\x06\0\x1F\x8B\x08\0\0\0\0\0\x02\xFF\x2B\x49\xAD\x28\xE1\xF2\x4E\x2D\xCA\x4D\xCC\xE3\x02\0",
    b"\x07\0\x28\xB5\x2F\xFD\x20\x03\x19\0\0abc",
];

/// Reads all documents of a file and what the outputs ask of them.
pub(crate) fn read(bytes: &[u8]) {
    let [first, second, rest @ ..] = bytes else { return };
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let path = folder.join(format!("nisba-fuzz-{}-{}", std::process::id(), NAMES[usize::from(*first) % 8]));
    std::fs::write(&path, rest).expect("a file is written");
    let invalid = ["replace", "skip", "error"][usize::from(*second >> 4) % 3];
    let format = FORMATS[usize::from(second & 15) % 10];
    let name = path.to_string_lossy();
    let mut args = vec!["nisba", &*name, "--on-error=skip", "--max-document=100000", "--invalid", invalid];
    if first & 0x80 != 0 {
        args.extend(["--input", format]);
    }
    if first & 0x40 != 0 {
        args.extend(["--markup", "html"]);
    }
    if first & 0x20 != 0 {
        args.push("--no-header");
    }
    let args = Args::parse_from(args).input;
    let expected = Expected { format: Format::Text, fields: &["text", "b"], required: 1, tabs: false };
    let mut input = Input::new(&args, expected);
    // Text of JSON that is put in stays JSON.
    let is_json = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line.trim_end()).is_ok();
    while let Ok(Some(document)) = input.next() {
        let text = document.text.as_str();
        let spans: Vec<_> = text.char_indices().map(|(i, c)| i..i + c.len_utf8()).collect();
        for unit in [Unit::Byte, Unit::Char] {
            let places = document.places(&spans, unit);
            assert!(places.is_sorted_by(|a, b| a.start <= b.start) && places.iter().all(|p| p.start <= p.end));
        }
        let _ = document.label();
        match &document.frame {
            Frame::Object(object) => {
                assert!(is_json(&object.with_text("x\"y")), "an object stays one");
                assert!(is_json(&object.with_field("f\"", &serde_json::Value::from("v"))), "an object stays one");
            }
            Frame::Row(row) => {
                let _ = (row.named().count(), row.others().count());
            }
            Frame::Plain => {}
        }
    }
    std::fs::remove_file(&path).ok();
}
