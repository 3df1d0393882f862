//! Every input of the filter with every output: each is read and written, and says the same of where mentions are.

mod command;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use command::run;
use serde_json::Value;

const LEXICON: &str = "\
[[entity]]
id = \"person/qasem-soleimani\"
name = \"Qasem Soleimani\"
type = \"person\"
variants = [\"قاسم سلیمانی\"]

[[entity]]
id = \"place/kerman\"
name = \"Kerman\"
type = \"place\"
variants = [\"کرمان\"]
";

const OUTPUTS: [&str; 9] = ["text", "markdown", "xml", "jsonl", "tsv", "conll", "brat", "annotation", "counts"];

/// Documents with letters of one to four bytes, quotes and signs of markup.
const TEXTS: [&str; 5] = [
    "é𝒳 Qassem Suleimani was in Kerman, \"quoted\"; x",
    "Сулеймани. Генерал Касем Сулеймани прибыл в Керман.",
    "",
    "Nothing & nobody < here >.",
    "قاسم سلیمانی در کرمان بود 😀 Kerman",
];

/// A way to give documents to the filter.
struct Input {
    name: &'static str,
    args: Vec<&'static str>,
    bytes: Vec<u8>,
    /// Whether offsets are of the whole input rather than of a field or cell of it.
    is_plain: bool,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn inputs() -> Vec<Input> {
    let joined = |between: &str| TEXTS.join(between).into_bytes();
    let rows = |row: &dyn Fn(usize, &str) -> String| -> Vec<u8> {
        TEXTS.iter().enumerate().map(|(i, text)| row(i, text)).collect::<String>().into_bytes()
    };
    let object = |i: usize, text: &str| format!("{}\n", serde_json::json!({"id": i, "text": text, "a": [{"b": text}]}));
    let markup: String = TEXTS.iter().map(|text| format!("<p>{}</p>\n", escaped(text))).collect();
    let plain = |name, args: &[&'static str], bytes| Input { name, args: args.to_vec(), bytes, is_plain: true };
    let field = |name, args: &[&'static str], bytes| Input { name, args: args.to_vec(), bytes, is_plain: false };
    let lines = joined("\n");
    vec![
        plain("text", &["--input", "text"], lines.clone()),
        plain("lines", &["--input", "lines"], lines.clone()),
        plain("lines of Windows", &["--input", "lines"], joined("\r\n")),
        plain("paragraphs", &["--input", "paragraphs"], joined("\n\n")),
        plain("pages", &["--input", "pages"], joined("\u{C}")),
        plain("html", &["--input", "html"], format!("<title>Kerman</title>{markup}<p>Ker<b>man</b>").into_bytes()),
        plain("xml", &["--input", "xml"], format!("<a>{markup}<![CDATA[ Kerman ]]></a>").into_bytes()),
        plain("not UTF-8", &["--input", "lines"], b"\xff\xfe Kerman \xc3\n Kerman\n".to_vec()),
        plain("not UTF-8, skipped", &["--invalid", "skip"], b"\xff\xfe Kerman \xc3\n Kerman\n".to_vec()),
        field("jsonl", &["--input", "jsonl"], rows(&object)),
        field("a JSON pointer", &["--input", "jsonl", "--field", "/a/0/b"], rows(&object)),
        field("csv", &["--input", "csv", "--column", "2", "--no-header"], rows(&|i, t| format!("{i},{}\n", quoted(t)))),
        field(
            "another delimiter",
            &["--input", "csv", "--column", "2", "--no-header", "--delimiter", ";"],
            rows(&|i, t| format!("{i};{}\n", quoted(t))),
        ),
        field("tsv", &["--input", "tsv", "--column", "2", "--no-header"], rows(&|i, t| format!("{i}\t{t}\n"))),
    ]
}

/// What the filter makes of some bytes.
fn tagged_bytes(input: &Input, bytes: &[u8], more: &[&str]) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("l.toml"), LEXICON).expect("a file");
    let args = [&["tag", "--no-config", "--lexicon", "l.toml"], &input.args[..], more].concat();
    let out = run(&args, bytes, folder.path(), &BTreeMap::<String, String>::new());
    match out.status.code() {
        Some(0) => Ok(String::from_utf8(out.stdout).expect("UTF-8")),
        _ => Err(String::from_utf8_lossy(&out.stderr).into_owned()),
    }
}

fn tagged(input: &Input, more: &[&str]) -> Result<String, String> {
    tagged_bytes(input, &input.bytes, more)
}

#[test]
fn packed_input_is_read_as_it_is() {
    for input in inputs() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&input.bytes).expect("memory takes it");
        let packed = packed.finish().expect("memory takes it");
        let [plain, packed] = [&input.bytes, &packed].map(|bytes| tagged_bytes(&input, bytes, &["--output", "jsonl"]));
        assert_eq!(packed, plain, "{}", input.name);
    }
}

#[test]
fn every_input_has_every_output() {
    for input in inputs() {
        for output in OUTPUTS {
            let what = format!("{} as {output}", input.name);
            match tagged(&input, &["--output", output]) {
                Ok(text) => assert!(text.contains("place/kerman"), "{what}: {text}"),
                // Annotations lie beside one text, which objects and cells are not.
                Err(message) => {
                    assert!(output == "brat" && !input.is_plain, "{what}: {message}");
                    assert!(message.contains("--brat-folder"), "{what}: {message}");
                }
            }
        }
        let replaced = tagged(&input, &["--replace", "<{id}>"]).expect("any text can be replaced");
        assert!(replaced.contains("<place/kerman>"), "{}: {replaced}", input.name);
    }
}

/// The part of a text that offsets of a unit stand for.
fn cut(text: &[u8], unit: &str, start: usize, end: usize) -> String {
    let decoded = || String::from_utf8_lossy(text).into_owned();
    match unit {
        "byte" => String::from_utf8_lossy(&text[start..end]).into_owned(),
        "char" => decoded().chars().skip(start).take(end - start).collect(),
        _ => String::from_utf16(&decoded().encode_utf16().collect::<Vec<_>>()[start..end]).expect("whole characters"),
    }
}

/// A span without what markup puts into it.
fn bare(text: &str) -> String {
    text.replace("<b>", "").replace("</b>", "")
}

#[test]
fn offsets_are_those_of_the_source_in_every_unit() {
    for input in inputs() {
        for unit in ["byte", "char", "utf16"] {
            let out = tagged(&input, &["--output", "jsonl", "--offsets", unit, "--with-text"]).expect("JSON Lines");
            let mut seen = 0;
            for line in out.lines() {
                let line: Value = serde_json::from_str(line).expect("an object a line");
                let offset = line["offset"].as_u64().unwrap_or(0);
                let of_field = line["text"].as_str().unwrap_or_default().as_bytes();
                for mention in line["mentions"].as_array().expect("mentions") {
                    let source = if input.is_plain { &input.bytes } else { of_field };
                    let at = |key: &str| {
                        let within = mention[key].as_u64().expect("an offset");
                        usize::try_from(within + offset).expect("a small file")
                    };
                    let there = cut(source, unit, at("start"), at("end"));
                    assert_eq!(bare(&there), mention["text"], "{} in {unit}: {line}", input.name);
                    seen += 1;
                }
            }
            assert!(seen > 1, "{} in {unit}: {out}", input.name);
        }
    }
}

#[test]
fn other_ways_to_write_offsets_say_the_same() {
    for input in inputs().into_iter().filter(|input| input.is_plain) {
        let brat = tagged(&input, &["--output", "brat"]).expect("annotations");
        let spans: Vec<(usize, usize, String)> = brat
            .lines()
            .filter(|line| line.starts_with('T'))
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                let place: Vec<&str> = cells[1].split(' ').collect();
                (place[1].parse().expect("a start"), place[2].parse().expect("an end"), cells[2].to_owned())
            })
            .collect();
        let page: Value =
            serde_json::from_str(&tagged(&input, &["--output", "annotation"]).expect("a page")).expect("JSON");
        let items = page["items"].as_array().expect("annotations");
        assert_eq!(spans.len(), items.len(), "{}", input.name);
        for ((start, end, text), item) in spans.into_iter().zip(items) {
            assert_eq!(bare(&cut(&input.bytes, "char", start, end)), text, "{}: {brat}", input.name);
            let place = &item["target"]["selector"][1];
            assert_eq!((place["start"].as_u64(), place["end"].as_u64()), (Some(start as u64), Some(end as u64)));
            assert_eq!(item["target"]["selector"][0]["exact"], text.as_str());
        }
    }
}

#[test]
fn a_folder_is_read_as_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("folders");
        std::fs::write(path, text).expect("a file");
    };
    write("l.toml", LEXICON);
    write("corpus/a.txt", "Kerman");
    write("corpus/b/c.html", "<p>K&#101;rman");
    write("corpus/d.jsonl", "{\"text\": \"Kerman\"}\n");
    write("corpus/e.tsv", "text\nKerman\n");
    let args = ["tag", "--no-config", "--lexicon", "l.toml", "--output", "tsv", "corpus"];
    let out = run(&args, b"", folder.path(), &BTreeMap::<String, String>::new());
    let text = String::from_utf8(out.stdout).expect("UTF-8").replace('\\', "/");
    let documents: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(documents, ["corpus/a.txt", "corpus/b/c.html", "corpus/d.jsonl:1", "corpus/e.tsv:1"]);
}
