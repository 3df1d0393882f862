//! XML with the mentions as elements in the text.

use std::io::Write;

use nisba::Mention;

use super::{Format, Out, rounded};
use crate::Failure;
use crate::input::Document;

/// Documents of `<entity>` elements and text.
pub(crate) struct Xml;

impl Format for Xml {
    fn begin(&mut self, out: &mut Out) -> Result<(), Failure> {
        Ok(writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents>")?)
    }

    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let text = document.text.as_str();
        write!(out, "<document")?;
        let id = document.id.to_string();
        if !id.is_empty() {
            write!(out, " id=\"{}\"", escaped(&id))?;
        }
        if let Some(source) = document.source.as_deref().filter(|&source| source != id) {
            write!(out, " source=\"{}\"", escaped(source))?;
        }
        write!(out, ">")?;
        let mut end = 0;
        for m in mentions {
            write!(
                out,
                "{}<entity id=\"{}\" type=\"{}\" confidence=\"{}\">{}</entity>",
                escaped(&text[end..m.span.start]),
                escaped(&m.entity),
                escaped(&m.kind),
                rounded(m.confidence),
                escaped(&text[m.span.clone()])
            )?;
            end = m.span.end;
        }
        Ok(writeln!(out, "{}</document>", escaped(&text[end..]))?)
    }

    fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        Ok(writeln!(out, "</documents>")?)
    }
}

/// Text as XML can have it; characters that it cannot have at all become U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A reader would make a line feed of it.
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(c),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
