//! From files and standard input to documents, the same for every verb.

pub(crate) mod document;
mod files;
pub(crate) mod jsonl;
mod markup;
pub(crate) mod place;
mod plain;
mod stream;
pub(crate) mod table;
pub(crate) mod text;
mod unpack;

use std::fmt;
use std::path::{Path, PathBuf};

pub(crate) use document::{Document, Frame, Id};
use files::{Choice, Files};
use jsonl::Objects;
use markup::Markup;
use plain::{Part, Parts, Whole};
use stream::Stream;
use table::{Columns, Dialect, Records};
use text::{Invalid, Text};
pub(crate) use unpack::unpacked;

use crate::Failure;

/// How many bytes files have, asked for when that is of use.
pub(crate) fn size(files: &[PathBuf]) -> impl FnOnce() -> Option<u64> + 'static {
    let files = files.to_vec();
    move || Files::size(&files, Choice::default())
}

/// What is read and how.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
pub(crate) struct Args {
    /// Files and folders; standard input if none, or for -
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What a document is; without it, what a file's name, --field or --column says, or what the verb takes
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Input")]
    input: Option<Format>,
    /// The JSON pointer or name of the field with the text
    #[arg(long, value_name = "POINTER", help_heading = "Input")]
    field: Vec<String>,
    /// The name or number of the column with the text
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    column: Vec<String>,
    /// What parts the cells of csv
    #[arg(long, value_name = "CHAR", default_value = ",", value_parser = delimiter, help_heading = "Input")]
    delimiter: u8,
    /// The table has no header
    #[arg(long, help_heading = "Input")]
    no_header: bool,
    /// The text has markup: tags are passed over, character references read
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Input")]
    markup: Option<Markup>,
    /// What becomes of invalid UTF-8; offsets are of the original in any case
    ///
    /// Unless it is said, it is replaced, with a message.
    #[arg(long, value_enum, value_name = "HOW", help_heading = "Input")]
    invalid: Option<Invalid>,
    /// What follows a bad record or an unreadable file
    #[arg(long, value_enum, default_value = "stop", value_name = "HOW", help_heading = "Input")]
    on_error: OnError,
    /// The longest document that is read, in bytes; some times as much memory is taken
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 28, help_heading = "Input")]
    max_document: usize,
    #[command(flatten)]
    choice: Choice,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// The whole file, or the whole of standard input
    Text,
    /// Each line
    Lines,
    /// Lines up to a blank one
    Paragraphs,
    /// What stands between form feeds
    Pages,
    /// Each JSON object, one a line (--field)
    Jsonl,
    /// Each record of a table with commas or --delimiter (--column)
    Csv,
    /// Each record of a table with tabs (--column)
    Tsv,
    /// The whole file, which is HTML
    Html,
    /// The whole file, which is XML
    Xml,
}

/// What follows a bad record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum OnError {
    /// The end, with its message
    Stop,
    /// The next one; those left out are counted
    Skip,
}

/// What a verb expects where nothing else is said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected {
    pub(crate) format: Format,
    /// The names of the fields or columns, the text first.
    pub(crate) fields: &'static [&'static str],
    /// How many of them must be there.
    pub(crate) required: usize,
    /// Whether its lines have tabs in them: what ends in .tsv is then no table with a header.
    pub(crate) tabs: bool,
}

impl Args {
    /// Whether standard input is among what is read.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.files.is_empty() || self.files.iter().any(|file| file.as_os_str() == "-")
    }

    /// How many bytes will be read, asked for when that is of use; packed ones as they are.
    pub(crate) fn size(&self) -> impl FnOnce() -> Option<u64> + 'static {
        let (files, choice) = (self.files.clone(), self.choice.clone());
        move || Files::size(&files, choice)
    }

    /// Refuses what the verb has no use for.
    pub(crate) fn check(&self, expected: Expected) -> Result<(), Failure> {
        let (least, most) = (expected.required, expected.fields.len());
        for (option, asked) in [("--field", self.field.len()), ("--column", self.column.len())] {
            if asked > most || (1..least).contains(&asked) {
                let wanted = if least == most { most.to_string() } else { format!("{least} to {most}") };
                return Err(Failure::Message(format!("{option} is given {asked} times; this verb takes {wanted}")));
            }
        }
        Ok(())
    }
}

/// A source of documents.
trait Documents {
    /// The next document. After a [`Failure::Document`] there may be more.
    fn next(&mut self) -> Result<Option<Document>, Failure>;

    /// Whether the next document may have to be waited for.
    fn waits(&self) -> bool;
}

/// How bytes become text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    invalid: Invalid,
    markup: Option<Markup>,
}

/// Bytes that are no text.
#[derive(Debug)]
struct Unreadable {
    /// Counted from 1.
    line: u64,
    byte: usize,
}

impl Unreadable {
    fn at(bytes: &[u8], byte: usize) -> Self {
        Self { line: 1 + bytes[..byte].iter().filter(|&&b| b == b'\n').count() as u64, byte }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid UTF-8 at byte {} of the document; --invalid replace or skip reads on", self.byte)
    }
}

impl Reading {
    /// The text of a document.
    fn text(self, bytes: Vec<u8>) -> Result<Text, Unreadable> {
        match self.markup {
            Some(markup) => markup::read(bytes, markup, self.invalid),
            None => self.plain(bytes),
        }
    }

    /// Text without markup.
    fn plain(self, bytes: Vec<u8>) -> Result<Text, Unreadable> {
        // The bytes are looked at again only to say where they are bad.
        if self.invalid == Invalid::Error
            && let Err(e) = std::str::from_utf8(&bytes)
        {
            return Err(Unreadable::at(&bytes, e.valid_up_to()));
        }
        Ok(Text::decode(bytes, self.invalid))
    }
}

/// Where the first bytes of a document stand that were replaced.
fn replaced_in(document: &Document) -> String {
    match (&document.source, &document.id) {
        (None, Id::Number(n) | Id::Line(n)) => format!("standard input:{n}"),
        (Some(_), Id::Number(_) | Id::Line(_) | Id::Json(_)) => document.label(),
        (source, _) => {
            let source = source.as_deref().unwrap_or("standard input");
            document.text.replaced_in_line().map_or_else(|| source.to_owned(), |line| format!("{source}:{line}"))
        }
    }
}

/// The documents of all that is read.
pub(crate) struct Input {
    args: Args,
    expected: Expected,
    files: Files,
    open: Option<Box<dyn Documents>>,
    /// Documents left out and files not read.
    skipped: u64,
    /// Documents with bytes that were replaced, and the first of them.
    replaced: (u64, String),
}

impl Input {
    pub(crate) fn new(args: &Args, expected: Expected) -> Self {
        let files = Files::new(&args.files, args.choice.clone(), args.max_document);
        Self { args: args.clone(), expected, files, open: None, skipped: 0, replaced: (0, String::new()) }
    }

    /// Whether the next document may have to be waited for.
    pub(crate) fn waits(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.waits())
    }

    /// How many documents and files were left out.
    pub(crate) fn skipped(&self) -> u64 {
        self.skipped
    }

    /// How many documents had bytes that were replaced though nobody asked for it, and what the first is called.
    pub(crate) fn replaced(&self) -> (u64, &str) {
        (self.replaced.0, &self.replaced.1)
    }

    /// The next document; bad ones are passed over, with a message, if that is wanted.
    pub(crate) fn next(&mut self) -> Result<Option<Document>, Failure> {
        loop {
            match self.advance() {
                Err(Failure::Document(message)) if self.args.on_error == OnError::Skip => {
                    self.skipped += 1;
                    crate::say(&message);
                }
                Ok(Some(document)) => {
                    if document.text.is_replaced() && self.args.invalid.is_none() {
                        self.replaced.0 += 1;
                        if self.replaced.0 == 1 {
                            self.replaced.1 = replaced_in(&document);
                        }
                    }
                    return Ok(Some(document));
                }
                done => return done,
            }
        }
    }

    fn advance(&mut self) -> Result<Option<Document>, Failure> {
        loop {
            let Some(open) = &mut self.open else {
                let Some(stream) = self.files.next()? else { return Ok(None) };
                self.open = Some(self.documents(stream));
                continue;
            };
            match open.next() {
                Ok(None) => self.open = None,
                Err(Failure::Message(message)) => {
                    // The rest of this file cannot be read, but the next one may.
                    self.open = None;
                    return Err(Failure::Document(message));
                }
                done => return done,
            }
        }
    }

    fn documents(&self, stream: Stream) -> Box<dyn Documents> {
        let format = self.args.input.unwrap_or_else(|| match &stream.source {
            Some(name) => self.by_name(name),
            None => self.unnamed(),
        });
        let markup = self.args.markup.or(match format {
            Format::Html => Some(Markup::Html),
            Format::Xml => Some(Markup::Xml),
            _ => None,
        });
        let reading = Reading { invalid: self.args.invalid.unwrap_or(Invalid::Replace), markup };
        match format {
            Format::Text | Format::Html | Format::Xml => Box::new(Whole::new(stream, reading)),
            Format::Lines => Box::new(Parts::new(stream, reading, Part::Line)),
            Format::Paragraphs => Box::new(Parts::new(stream, reading, Part::Paragraph)),
            Format::Pages => Box::new(Parts::new(stream, reading, Part::Page)),
            Format::Jsonl => {
                let (fields, required) = self.named(&self.args.field);
                Box::new(Objects::new(stream, reading, fields, required))
            }
            Format::Csv => Box::new(Records::new(stream, reading, self.columns(), Dialect::Csv(self.args.delimiter))),
            Format::Tsv => Box::new(Records::new(stream, reading, self.columns(), Dialect::Tsv)),
        }
    }

    /// What a file's name says of its format, unless the verb knows better.
    fn by_name(&self, name: &str) -> Format {
        match by_name(name) {
            Some(Format::Tsv) if self.expected.tabs && self.args.column.is_empty() => self.expected.format,
            format => format.unwrap_or_else(|| self.unnamed()),
        }
    }

    /// The format of what no name says anything of: who asks for a field or a column has records.
    fn unnamed(&self) -> Format {
        match (self.args.field.is_empty(), self.args.column.is_empty()) {
            (false, _) => Format::Jsonl,
            (true, false) => Format::Csv,
            (true, true) => self.expected.format,
        }
    }

    /// The fields asked for, or those that the verb expects, and how many must be there.
    fn named(&self, asked: &[String]) -> (Vec<String>, usize) {
        if asked.is_empty() {
            let fields = self.expected.fields.iter().map(|&f| f.to_owned()).collect();
            (fields, self.expected.required)
        } else {
            (asked.to_vec(), asked.len())
        }
    }

    fn columns(&self) -> Columns {
        let header = !self.args.no_header;
        let (mut columns, required) = self.named(&self.args.column);
        if !header && self.args.column.is_empty() {
            columns = (1..=columns.len()).map(|n| n.to_string()).collect();
        }
        Columns { columns, required, header }
    }
}

pub(crate) fn delimiter(text: &str) -> Result<u8, &'static str> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(*byte),
        _ => Err("one ASCII character, such as ;"),
    }
}

/// What a file's name says of its format; packed files by the name within.
fn by_name(name: &str) -> Option<Format> {
    let path = Path::new(name);
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "gz" | "zst" | "zstd" => by_name(path.file_stem()?.to_str()?),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "tsv" | "tab" => Some(Format::Tsv),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "xml" => Some(Format::Xml),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_say_the_format() {
        for (name, format) in [
            ("a.csv", Some(Format::Csv)),
            ("C:\\Users\\x.y\\News.JSONL", Some(Format::Jsonl)),
            ("\\\\server\\share\\a.tsv.GZ", Some(Format::Tsv)),
            ("dir.csv/a", None),
            ("a.b.html.zst", Some(Format::Html)),
            (".gz", None),
            ("gz", None),
            ("", None),
        ] {
            assert_eq!(by_name(name), format, "{name}");
        }
    }
}
