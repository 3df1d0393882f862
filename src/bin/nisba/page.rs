//! HTML pages that stand by themselves: one file with its style and its script, nothing from elsewhere.

use std::borrow::Cow;
use std::io::Write;

use crate::Failure;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Begins a page: its title, and a line that says the most in short.
///
/// A section is a `<details>` with a `<summary>`; the filter looks through the rows of its tables. A page that is built
/// otherwise has a `style` and a script of its own.
pub(crate) fn begin(title: &str, summary: &str, style: &str, out: &mut impl Write) -> Result<(), Failure> {
    let (title, summary) = (escape(title), escape(summary));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"nisba {}\">\n<title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">To the content</a>\n<header>\n<h1>{title}</h1>\n<p>{summary}</p>\n</header>",
        env!("CARGO_PKG_VERSION")
    )?;
    Ok(())
}

/// The box that filters the rows; `what` they are. It shows itself where scripts run.
pub(crate) fn filter(what: &str, out: &mut impl Write) -> Result<(), Failure> {
    let what = escape(what);
    writeln!(
        out,
        "<form class=\"filter\" role=\"search\" hidden>\n<label for=\"filter\">Filter {what}</label>\n\
         <input id=\"filter\" type=\"search\" autocomplete=\"off\" placeholder=\"words, an entity, a file (key: /)\">\n\
         <output id=\"told\" for=\"filter\"></output>\n</form>"
    )?;
    Ok(())
}

/// Begins what the page is about.
pub(crate) fn content(out: &mut impl Write) -> Result<(), Failure> {
    Ok(writeln!(out, "<main id=\"content\">")?)
}

/// Ends a page whose rows are filtered.
pub(crate) fn end(out: &mut impl Write) -> Result<(), Failure> {
    end_with(SCRIPT, out)
}

/// Ends a page that has a script of its own.
pub(crate) fn end_with(script: &str, out: &mut impl Write) -> Result<(), Failure> {
    Ok(writeln!(out, "</main>\n<script>\n{script}</script>\n</body>\n</html>")?)
}

/// A text as it can stand in an element or an attribute.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    html_escape::encode_quoted_attribute(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escape("<b a=\"'\">&"), "&lt;b a=&quot;&#x27;&quot;&gt;&amp;");
    }

    #[test]
    fn nothing_comes_from_elsewhere() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !SCRIPT.contains("://"));
        assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
    }
}
