//! The differences as a page.

use std::io::Write;

use super::report::{Kind, Report, Shown, told};
use crate::Failure;
use crate::output::Out;
use crate::page::{self, escape};

/// Writes a page: a section an edit, a row a change.
pub(super) fn write(report: &Report<'_>, [old, new]: [&str; 2], out: &mut Out) -> Result<(), Failure> {
    page::begin(&format!("Mentions: {old} → {new}"), &report.summary(), "", out)?;
    page::filter("changes", out)?;
    page::content(out)?;
    // Many sections open at once are a wall.
    let open = if report.groups.len() <= 20 { " open" } else { "" };
    for (key, group) in &report.groups {
        let (title, of_group) = report.title(key);
        writeln!(
            out,
            "<details{open}>\n<summary><h2>{}</h2> <span class=\"faint\">{}</span></summary>",
            escape(&title),
            told(group.counts)
        )?;
        if !group.shown.is_empty() {
            writeln!(
                out,
                "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Changes of {}\">\n<table>",
                escape(&title)
            )?;
            if group.others() > 0 {
                writeln!(out, "<caption>The first {} of {} changes</caption>", group.shown.len(), group.total())?;
            }
            writeln!(
                out,
                "<thead><tr><th scope=\"col\">Change</th><th scope=\"col\">Confidence</th>\
                <th scope=\"col\">Text</th><th scope=\"col\">Entity</th><th scope=\"col\">Place</th></tr></thead>\n<tbody>"
            )?;
            for shown in &group.shown {
                row(shown, of_group, out)?;
            }
            writeln!(out, "</tbody>\n</table>\n</div>")?;
        }
        writeln!(out, "</details>")?;
    }
    page::end(out)
}

fn row(shown: &Shown, of_group: Option<&str>, out: &mut Out) -> Result<(), Failure> {
    let (sign, name) = (shown.kind.sign(), shown.kind.name());
    let word = if shown.kind == Kind::Confidence { "confidence" } else { name };
    let details = match shown.details(of_group) {
        details if details.is_empty() => of_group.unwrap_or_default().to_owned(),
        details => details,
    };
    writeln!(
        out,
        "<tr><td class=\"number {name}\">{sign} {word}</td><td class=\"number\">{}</td>\
         <td dir=\"auto\">{}<mark class=\"{name}\">{}</mark>{}</td><td>{}</td><td class=\"faint\">{}</td></tr>",
        shown.confidences(),
        escape(&shown.excerpt.before),
        escape(&shown.excerpt.text),
        escape(&shown.excerpt.after),
        escape(&details),
        escape(&shown.place),
    )?;
    Ok(())
}
