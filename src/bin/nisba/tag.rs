//! `nisba tag`: text to mentions.

use std::io::{BufWriter, IsTerminal, Read, Write, stdin, stdout};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use nisba::{Mention, Session, Tagger};

use crate::Failure;
use crate::input::{Lines, lexicons};

/// Mark the mentions of listed entities in text
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A lexicon: compiled .nisba, curated .toml, bulk .jsonl, or a folder; may be repeated; the built-in ones if none
    #[arg(short, long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,
    /// What a document is: the whole input, a line, or a JSON object a line with "id" and "text"
    #[arg(long, value_enum, default_value = "text")]
    input: Input,
    /// How to write the mentions
    #[arg(long, value_enum, default_value = "text")]
    output: Output,
    /// Leave out mentions less probable than this
    #[arg(long, default_value_t = 0.5, value_name = "P")]
    min_confidence: f32,
    /// Give up to N other entities with each mention
    #[arg(long, default_value_t = 0, value_name = "N")]
    alternatives: usize,
    /// Give the evidence of each mention in JSON Lines
    #[arg(long)]
    evidence: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Input {
    Text,
    Lines,
    Jsonl,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    /// The text with its mentions marked, and a list of them
    Text,
    Jsonl,
    Tsv,
}

#[derive(serde::Deserialize)]
struct Document {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let tagger =
        Tagger::new(lexicons(&args.lexicon)?).min_confidence(args.min_confidence).alternatives(args.alternatives);
    let mut session = tagger.session();
    let stdout = anstream::AutoStream::auto(stdout());
    let mut out = BufWriter::new(stdout.lock());
    match args.input {
        Input::Text => {
            let mut bytes = Vec::new();
            stdin().lock().read_to_end(&mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            write(&mut session, &serde_json::Value::Null, &text, args, &mut out)?;
        }
        Input::Lines => {
            let mut lines = Lines::new(stdin().lock());
            let mut number = 0;
            let flush = stdin().is_terminal();
            while let Some(line) = lines.next()? {
                number += 1;
                write(&mut session, &number.into(), &line, args, &mut out)?;
                if flush {
                    out.flush()?;
                }
            }
        }
        Input::Jsonl => {
            let mut lines = Lines::new(stdin().lock());
            let mut number = 0;
            while let Some(line) = lines.next()? {
                number += 1;
                if line.trim().is_empty() {
                    continue;
                }
                let document: Document = serde_json::from_str(&line).map_err(|e| {
                    Failure::Message(format!("standard input:{number}: {e}; a line is {{\"id\": …, \"text\": \"…\"}}"))
                })?;
                write(&mut session, &document.id, &document.text, args, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn write(
    session: &mut Session<'_>,
    id: &serde_json::Value,
    text: &str,
    args: &Args,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let mentions = session.tag(text);
    match args.output {
        Output::Text => write_text(text, &mentions, out)?,
        Output::Jsonl => {
            let mentions: Vec<_> = mentions.iter().map(|m| json(text, m, args.evidence)).collect();
            writeln!(out, "{}", serde_json::json!({"id": id, "mentions": mentions}))?;
        }
        Output::Tsv => {
            for m in &mentions {
                let surface = text[m.span.clone()].replace(['\t', '\n', '\r'], " ");
                writeln!(
                    out,
                    "{}\t{}\t{surface}\t{}\t{}\t{:.3}\t{}",
                    m.span.start, m.span.end, m.entity, m.kind, m.confidence, m.reason
                )?;
            }
        }
    }
    Ok(())
}

fn json(text: &str, m: &Mention, evidence: bool) -> serde_json::Value {
    let mut value = serde_json::json!({
        "start": m.span.start,
        "end": m.span.end,
        "text": &text[m.span.clone()],
        "entity": m.entity,
        "type": m.kind,
        "name": m.name,
        "variant": m.variant,
        "confidence": (f64::from(m.confidence) * 1e4).round() / 1e4,
        "reason": m.reason.name(),
    });
    if evidence {
        value["evidence"] = serde_json::json!(m.evidence);
    }
    if !m.alternatives.is_empty() {
        value["alternatives"] = m
            .alternatives
            .iter()
            .map(|a| serde_json::json!({"entity": a.entity, "name": a.name, "confidence": a.confidence}))
            .collect();
    }
    value
}

/// The text with each mention in colour and its entity behind it.
fn write_text(text: &str, mentions: &[Mention], out: &mut impl Write) -> Result<(), Failure> {
    let mut end = 0;
    for m in mentions {
        let colour = match m.kind.as_str() {
            "person" => AnsiColor::Green,
            "org" => AnsiColor::Magenta,
            "place" => AnsiColor::Blue,
            _ => AnsiColor::Yellow,
        };
        let mark = Style::new().fg_color(Some(colour.into())).bold();
        let faint = Style::new().dimmed();
        write!(out, "{}{mark}{}{mark:#}", &text[end..m.span.start], &text[m.span.clone()])?;
        write!(out, "{faint}[{} {:.2}]{faint:#}", m.entity, m.confidence)?;
        end = m.span.end;
    }
    write!(out, "{}", &text[end..])?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    Ok(())
}
