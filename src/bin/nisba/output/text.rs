//! The text with each mention in colour and its entity behind it: for people.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use nisba::Mention;

use super::{Format, Out};
use crate::Failure;
use crate::input::Document;

/// Annotated text.
pub(crate) struct Text {
    pub(crate) coloured: bool,
}

impl Format for Text {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let text = document.text.as_str();
        let faint = self.style(Style::new().dimmed());
        let mut end = 0;
        for m in mentions {
            let mark = self.style(Style::new().fg_color(Some(colour(&m.kind).into())).bold());
            write!(out, "{}{mark}{}{mark:#}", &text[end..m.span.start], &text[m.span.clone()])?;
            write!(out, "{faint}[{} {:.2}]{faint:#}", m.entity, m.confidence)?;
            end = m.span.end;
        }
        write!(out, "{}{}", &text[end..], document.tail)?;
        if !text[end..].ends_with('\n') && !document.tail.ends_with('\n') {
            writeln!(out)?;
        }
        Ok(())
    }
}

impl Text {
    fn style(&self, style: Style) -> Style {
        if self.coloured { style } else { Style::new() }
    }
}

fn colour(kind: &str) -> AnsiColor {
    match kind {
        "person" => AnsiColor::Green,
        "org" => AnsiColor::Magenta,
        "place" => AnsiColor::Blue,
        _ => AnsiColor::Yellow,
    }
}
