//! A mention among the words around it, on one line.

use std::ops::Range;

use serde::Serialize;

use crate::input::place::Unit;
use crate::input::{Document, Id};

/// A piece of text, parted at a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Excerpt {
    pub(crate) before: String,
    pub(crate) text: String,
    pub(crate) after: String,
}

impl Excerpt {
    /// What stands at `span`, with at most `context` characters before and behind it; `…` stands for the rest.
    pub(crate) fn new(text: &str, span: Range<usize>, context: usize) -> Self {
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let start = before.char_indices().rev().take(context).last().map_or(span.start, |(i, _)| i);
        let length = after.char_indices().take(context).last().map_or(0, |(i, c)| i + c.len_utf8());
        let mut this = Self { before: line(&before[start..]), text: line(&text[span]), after: line(&after[..length]) };
        match before[..start].trim().is_empty() {
            true => this.before = this.before.trim_start().to_owned(),
            false => this.before.insert(0, '…'),
        }
        match after[length..].trim().is_empty() {
            true => this.after.truncate(this.after.trim_end().len()),
            false => this.after.push('…'),
        }
        this
    }
}

/// A text on one line, without signs that a terminal would obey.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_control() || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Where a byte of a document is: what the document is called, and the line where it is not one.
pub(crate) fn place(document: &Document, start: usize) -> String {
    let label = document.label();
    if !matches!(document.id, Id::None | Id::Name(_)) {
        return if label.is_empty() { "standard input".to_owned() } else { label };
    }
    // The line of the file, whatever stands in its markup.
    let start = document.text.offsets(std::slice::from_ref(&(start..start)), Unit::Byte)[0].start;
    let line = document.text.original()[..start].iter().filter(|&&b| b == b'\n').count() + 1;
    match label.as_str() {
        "" => format!("line {line}"),
        label => format!("{label}:{line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around() {
        let told = |text: &str, span, context| {
            let e = Excerpt::new(text, span, context);
            format!("{}[{}]{}", e.before, e.text, e.after)
        };
        assert_eq!(told("He left\n\nKerman\tfor Rayen.", 9..15, 5), "…eft [Kerman] for …");
        assert_eq!(told("Kerman", 0..6, 5), "[Kerman]");
        assert_eq!(told("در کرمان است", 5..15, 0), "…[کرمان]…");
    }
}
