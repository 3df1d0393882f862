//! CoNLL: a token a line with its BIO tag and entity; a blank line behind each line of the text.

use std::io::Write;

use nisba::Mention;
use unicode_segmentation::UnicodeSegmentation;

use super::{Format, Out};
use crate::Failure;
use crate::input::Document;

/// A token a line: the token, `B-`/`I-` and the type or `O`, the entity or `_`.
pub(crate) struct Conll;

impl Format for Conll {
    fn document(&mut self, document: &Document, mentions: &[Mention], out: &mut Out) -> Result<(), Failure> {
        let text = document.text.as_str();
        let label = document.label();
        let label = if label.is_empty() { label } else { format!(" = {}", super::cell(&label)) };
        writeln!(out, "# newdoc id{label}")?;
        let mut end = 0;
        let mut open = false;
        for m in mentions {
            tokens(&text[end..m.span.start], None, &mut open, out)?;
            tokens(&text[m.span.clone()], Some(m), &mut open, out)?;
            end = m.span.end;
        }
        tokens(&text[end..], None, &mut open, out)?;
        if open {
            writeln!(out)?;
        }
        Ok(())
    }
}

/// Writes the tokens of a piece of text; `open` says whether the last sentence has some and has not ended.
fn tokens(text: &str, mention: Option<&Mention>, open: &mut bool, out: &mut Out) -> Result<(), Failure> {
    let mut begun = false;
    for word in text.split_word_bounds() {
        if word.trim().is_empty() {
            // A mention over a line's end is one all the same.
            if word.contains('\n') && *open && mention.is_none() {
                writeln!(out)?;
                *open = false;
            }
            continue;
        }
        match mention {
            None => writeln!(out, "{word}\tO\t_")?,
            Some(m) => writeln!(out, "{word}\t{}-{}\t{}", if begun { "I" } else { "B" }, m.kind, m.entity)?,
        }
        (begun, *open) = (true, true);
    }
    Ok(())
}
