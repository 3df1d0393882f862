//! The filter's input: the modules of the command itself, under a name of a file that says the format.
#![no_main]
#![allow(dead_code, reason = "the command's modules are used in part")]

#[path = "../../src/bin/nisba"]
mod command {
    pub(crate) mod input;
}
use clap::Parser;
use command::input;
use input::place::Unit;

/// What ends a run early, as the command has it.
enum Failure {
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

fn say(_message: &str) {}

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    input: input::Args,
}

const NAMES: [&str; 8] = ["a.txt", "a.jsonl", "a.csv", "a.tsv", "a.html", "a.xml", "a.csv.gz", "a.zst"];
const FORMATS: [&str; 10] = ["text", "lines", "paragraphs", "pages", "jsonl", "csv", "tsv", "html", "xml", "lines"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [first, second, rest @ ..] = bytes else { return };
    let folder = if std::path::Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "." };
    let path = format!("{folder}/nisba-fuzz-{}-{}", std::process::id(), NAMES[usize::from(*first) % 8]);
    std::fs::write(&path, rest).expect("a file is written");
    let invalid = ["replace", "skip", "error"][usize::from(*second >> 4) % 3];
    let format = FORMATS[usize::from(second & 15) % 10];
    let mut args = vec!["nisba", &path, "--on-error=skip", "--max-document=100000", "--invalid", invalid];
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
    let expected = input::Expected { format: input::Format::Text, fields: &["text", "b"], required: 1, tabs: false };
    let mut input = input::Input::new(&args, expected);
    loop {
        match input.next() {
            Ok(Some(document)) => {
                let text = document.text.as_str();
                let spans: Vec<_> = text.char_indices().map(|(i, c)| i..i + c.len_utf8()).collect();
                for unit in [Unit::Byte, Unit::Char] {
                    let places = document.places(&spans, unit);
                    assert!(places.is_sorted_by(|a, b| a.start <= b.start) && places.iter().all(|p| p.start <= p.end));
                }
                let _ = document.label();
                match &document.frame {
                    input::Frame::Object(object) => {
                        let again = object.with_text("x\"y").trim_end().to_owned();
                        serde_json::from_str::<serde::de::IgnoredAny>(&again).expect("an object stays one");
                        let more = object.with_field("f\"", &serde_json::Value::from("v"));
                        serde_json::from_str::<serde::de::IgnoredAny>(&more).expect("an object stays one");
                    }
                    input::Frame::Row(row) => {
                        let _ = (row.named().count(), row.others().count());
                    }
                    input::Frame::Plain => {}
                }
            }
            Ok(None) | Err(_) => break,
        }
    }
    std::fs::remove_file(&path).ok();
});
