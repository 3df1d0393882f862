//! HTML and XML: their text, each character of which is found again in the source.
//!
//! A scanner that takes what it gets: it builds no tree, refuses nothing and passes each byte a bounded number of times.

use std::ops::Range;

use super::Unreadable;
use super::text::{Builder, Invalid, Text};

/// Which rules of markup hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Markup {
    Html,
    Xml,
}

/// Elements of HTML whose content is not text that is read.
const UNREAD: &[&str] = &["script", "style", "template"];

/// Elements of HTML that part what stands before them from what stands after.
const PARTING: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The longest name of a character reference, with `&` and `;`.
const LONGEST_REFERENCE: usize = 34;

/// The text of a source.
pub(crate) fn read(source: Vec<u8>, markup: Markup, invalid: Invalid) -> Result<Text, Unreadable> {
    let mut reader = Reader { source: &source, markup, invalid, text: Builder::default(), closed: false };
    reader.read()?;
    let text = reader.text;
    Ok(text.finish(source))
}

/// Where in a script the reader is: the states of the HTML standard that it calls escaped and double escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Plain,
    Comment,
    /// In a script within a comment, whose end tag does not end the outer one.
    Within,
}

/// Whether a tag of a name begins here.
fn is_tag(rest: &[u8], opening: &[u8], name: &[u8]) -> bool {
    let behind = opening.len() + name.len();
    rest.starts_with(opening)
        && rest.get(opening.len()..behind).is_some_and(|n| n.eq_ignore_ascii_case(name))
        && rest.get(behind).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

struct Reader<'a> {
    source: &'a [u8],
    markup: Markup,
    invalid: Invalid,
    text: Builder,
    /// Whether an end tag of XML was read and no text since.
    closed: bool,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Unreadable> {
        let mut at = 0;
        while let Some(&byte) = self.source.get(at) {
            at = match byte {
                b'<' => self.tag(at)?,
                b'&' => self.reference(at)?,
                _ => self.characters(at, find(self.source, at, |b| b == b'<' || b == b'&'))?,
            };
        }
        Ok(())
    }

    /// Copies characters up to `end`.
    fn characters(&mut self, start: usize, end: usize) -> Result<usize, Unreadable> {
        let mut at = start;
        for chunk in self.source[start..end].utf8_chunks() {
            self.text.copy(chunk.valid(), at);
            at += chunk.valid().len();
            let broken = chunk.invalid().len();
            match self.invalid {
                Invalid::Error if broken > 0 => return Err(Unreadable::at(self.source, at)),
                Invalid::Replace if broken > 0 => self.text.replace_broken(at..at + broken),
                _ => {}
            }
            at += broken;
        }
        self.closed = false;
        Ok(end)
    }

    /// Passes what a `<` begins; the place behind it.
    fn tag(&mut self, start: usize) -> Result<usize, Unreadable> {
        let rest = &self.source[start..];
        if rest.starts_with(b"<!--") {
            return Ok(self.end_of_comment(start + 4));
        }
        if self.markup == Markup::Xml && rest.starts_with(b"<![CDATA[") {
            let (from, end) = (start + 9, self.behind(start + 9, b"]]>"));
            let until = if self.source[from..end].ends_with(b"]]>") { end - 3 } else { end };
            return self.characters(from, until).map(|_| end);
        }
        if rest.starts_with(b"<?") && self.markup == Markup::Xml {
            return Ok(self.behind(start + 2, b"?>"));
        }
        if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
            return Ok(self.behind(start + 2, b">"));
        }
        let closes = rest.get(1) == Some(&b'/');
        let from = start + 1 + usize::from(closes);
        if !self.source.get(from).is_some_and(|&b| b.is_ascii_alphabetic() || (b >= 0x80 && self.markup == Markup::Xml))
        {
            return self.characters(start, start + 1);
        }
        let name = from..find(self.source, from, |b| b.is_ascii_whitespace() || b == b'>' || b == b'/');
        let end = self.end_of_tag(name.end);
        Ok(self.element(&name, closes, start..end))
    }

    /// What a tag does to the text; the place from which reading goes on.
    fn element(&mut self, name: &Range<usize>, closes: bool, tag: Range<usize>) -> usize {
        if self.markup == Markup::Xml {
            // `<a>Ann</a><a>Bob</a>` are two words, `M<sup>c</sup>Donald` is one.
            if closes {
                self.closed = true;
            } else if self.closed {
                self.part(tag.clone());
            }
            return tag.end;
        }
        let name = self.source[name.clone()].to_ascii_lowercase();
        let is = |names: &[&str]| names.iter().any(|n| n.as_bytes() == name);
        if is(PARTING) {
            self.part(tag.clone());
        }
        if is(UNREAD) && !closes { self.end_of_unread(tag.end, &name) } else { tag.end }
    }

    fn part(&mut self, tag: Range<usize>) {
        if !self.text.text().is_empty() && !self.text.text().ends_with('\n') {
            self.text.replace("\n", tag);
        }
    }

    /// Behind the `>` of a tag; values in quotes may have others. A quote that begins no value is a letter, as browsers
    /// read it: text after one that is never closed is not lost.
    fn end_of_tag(&self, from: usize) -> usize {
        let mut at = from;
        // Whether a value is to come: behind `=`, which itself stands behind a name.
        let (mut is_named, mut is_due) = (false, false);
        while let Some(&byte) = self.source.get(at) {
            at += 1;
            match byte {
                b'>' => return at,
                b'"' | b'\'' if is_due => {
                    at = find(self.source, at, |b| b == byte) + 1;
                    (is_named, is_due) = (false, false);
                }
                b'=' if is_named && !is_due => is_due = true,
                _ if byte.is_ascii_whitespace() => {}
                b'/' if !is_due => is_named = false,
                // A value without quotes, up to a space.
                _ if is_due => {
                    at = find(self.source, at, |b| b.is_ascii_whitespace() || b == b'>');
                    (is_named, is_due) = (false, false);
                }
                _ => is_named = true,
            }
        }
        self.source.len()
    }

    /// Behind a comment: of HTML, `<!-->` and `<!--->` are whole ones and `--!>` ends one too.
    fn end_of_comment(&self, from: usize) -> usize {
        if self.markup == Markup::Xml {
            return self.behind(from, b"-->");
        }
        let rest = &self.source[from..];
        if let Some(end) = [&b">"[..], b"->"].iter().find(|end| rest.starts_with(end)) {
            return from + end.len();
        }
        let mut at = from;
        loop {
            at = self.behind(at, b"--");
            // Of `--->` the last two count.
            let dashes = self.source[at..].iter().take_while(|&&b| b == b'-').count();
            at += dashes;
            match self.source.get(at..) {
                None | Some([]) => return self.source.len(),
                Some([b'>', ..]) => return at + 1,
                Some([b'!', b'>', ..]) => return at + 2,
                _ => {}
            }
        }
    }

    /// Where the end tag of an element begins in which nothing else is a tag; a script may have another within a comment.
    fn end_of_unread(&self, from: usize, name: &[u8]) -> usize {
        let is_script = name == b"script";
        let mut state = Script::Plain;
        let (mut at, mut dashes) = (from, 0);
        while let Some(&byte) = self.source.get(at) {
            let rest = &self.source[at..];
            at += match byte {
                b'<' if is_script && state == Script::Plain && rest.starts_with(b"<!--") => {
                    (state, dashes) = (Script::Comment, 2);
                    4
                }
                b'<' => {
                    dashes = 0;
                    match state {
                        Script::Within if is_tag(rest, b"</", name) => state = Script::Comment,
                        Script::Plain | Script::Comment if is_tag(rest, b"</", name) => return at,
                        Script::Comment if is_tag(rest, b"<", name) => state = Script::Within,
                        _ => {}
                    }
                    1
                }
                b'-' => {
                    dashes += 1;
                    1
                }
                _ => {
                    if byte == b'>' && dashes > 1 {
                        state = Script::Plain;
                    }
                    dashes = 0;
                    1
                }
            };
        }
        self.source.len()
    }

    /// Behind the next `end`.
    fn behind(&self, from: usize, end: &[u8]) -> usize {
        let mut at = from;
        loop {
            at = find(self.source, at, |b| b == end[0]);
            if at >= self.source.len() {
                return self.source.len();
            }
            if self.source[at..].starts_with(end) {
                return at + end.len();
            }
            at += 1;
        }
    }

    /// Reads a character reference; what is none is text.
    fn reference(&mut self, start: usize) -> Result<usize, Unreadable> {
        let longest = (start + LONGEST_REFERENCE).min(self.source.len());
        let end = start
            + 1
            + self.source[start + 1..longest].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        let body = std::str::from_utf8(&self.source[start + 1..end]).unwrap_or_default();
        if self.source.get(end) != Some(&b';') {
            return self.characters(start, start + 1);
        }
        match character(body, self.markup) {
            Some(text) => {
                self.text.replace(&text, start..end + 1);
                self.closed = false;
                Ok(end + 1)
            }
            None => self.characters(start, start + 1),
        }
    }
}

/// What a reference without its `&` and `;` stands for.
fn character(body: &str, markup: Markup) -> Option<String> {
    if let Some(number) = body.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return Some(code.ok().and_then(char::from_u32).filter(|&c| c != '\0').unwrap_or('\u{FFFD}').into());
    }
    match (markup, body) {
        (_, "amp") => Some("&".to_owned()),
        (_, "lt") => Some("<".to_owned()),
        (_, "gt") => Some(">".to_owned()),
        (_, "quot") => Some("\"".to_owned()),
        (_, "apos") => Some("'".to_owned()),
        (Markup::Xml, _) => None,
        (Markup::Html, _) => {
            let whole = format!("&{body};");
            let decoded = html_escape::decode_html_entities(&whole);
            (decoded != whole).then(|| decoded.into_owned())
        }
    }
}

/// The first place from `from` on whose byte is wanted, or the end.
fn find(source: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    source.iter().skip(from).position(|&b| wanted(b)).map_or(source.len(), |n| from + n)
}

#[cfg(test)]
mod tests {
    use super::super::place::Unit;
    use super::*;

    fn html(source: &str) -> String {
        text(source, Markup::Html)
    }

    fn text(source: &str, markup: Markup) -> String {
        let text = read(source.as_bytes().to_vec(), markup, Invalid::Replace).unwrap_or_default();
        // Whatever was copied stands where the map says.
        for (at, c) in text.as_str().char_indices() {
            let span = text.offsets(std::slice::from_ref(&(at..at + c.len_utf8())), Unit::Byte).remove(0);
            let original = &source[span];
            assert!(original == c.to_string() || original.starts_with(['&', '<']), "{c:?} of {original:?}");
        }
        text.as_str().to_owned()
    }

    #[test]
    fn text_of_html() {
        assert_eq!(html("<p>Qasem <b>Sol</b>eimani<br>left</p><p>Iran"), "Qasem Soleimani\nleft\nIran");
        assert_eq!(html("a<script>if (a<b) '</p>'</script>b<STYLE>x</Style>c"), "a\nb\nc");
        assert_eq!(html("&lt;&#1575;&#x627;&eacute;&nbsp;&nosuch;&amp;amp; & &"), "<ااé\u{A0}&nosuch;&amp; & &");
        assert_eq!(html("<a title='x>y' href=\"<b>\">z</a><!-- <p> -->!"), "z!");
        assert_eq!(html("<!-->a<!--->b<!---->c<!-- -- --!>d<!----!>e<!-- - --- ---->f<!-- --!"), "abcdef");
        assert_eq!(
            html("<p class=x\"y>a</p><b title=it's>b</b><a \"x>c<a =\">d<br/'>e<i a = '>' b='' c=\"'\">f"),
            "a\nbcd\nef"
        );
        assert_eq!(html("<a href=/x/'>g</a><a b='>h"), "g");
        assert_eq!(html("1 < 2 <3 </ <"), "1 < 2 <3 </ <");
        assert_eq!(html("a<script>never closed"), "a\n");
        assert_eq!(html("a<script><!-- <script>b</script>c --></script>d"), "a\nd");
        assert_eq!(html("a<script><!-- b</script>c"), "a\nc");
        assert_eq!(html("a<script><!--><script>b</script>c"), "a\nc");
        assert_eq!(html("a<script><!-- <script>b --> </script>c"), "a\nc");
        assert_eq!(html("a<script></scripts>b</script >c<style><!-- <style></style>d"), "a\nc\nd");
        assert_eq!(html("a<b never closed"), "a");
    }

    #[test]
    fn text_of_xml() {
        let xml = |source| text(source, Markup::Xml);
        assert_eq!(xml("<?xml version='1.0'?><n>Ann</n><n>Bob</n>"), "Ann\nBob");
        assert_eq!(xml("M<sup>c</sup>Donald <![CDATA[<b>]]>&eacute;&amp;"), "McDonald <b>&eacute;&");
    }

    #[test]
    fn a_reference_is_one_place() {
        let text = read(b"x&amp;y".to_vec(), Markup::Html, Invalid::Replace).unwrap_or_default();
        assert_eq!(text.offsets(&[1..2, 2..3], Unit::Char), [1..6, 6..7]);
    }

    proptest::proptest! {
        /// Anything is read, and every character stands in order at a place of its own.
        #[test]
        fn anything_is_read(source in "(<|</|>|&|;|!--|-->|amp|#x41|script|p|b|x|é|\"|'| |\n|[a-z]|!\\[CDATA\\[|\\]\\]>){0,40}") {
            for markup in [Markup::Html, Markup::Xml] {
                let text = read(source.as_bytes().to_vec(), markup, Invalid::Error).unwrap_or_default();
                let characters: Vec<_> = text.as_str().char_indices().map(|(at, c)| at..at + c.len_utf8()).collect();
                let places = text.offsets(&characters, Unit::Byte);
                proptest::prop_assert!(places.iter().all(|p| p.start < p.end && source.get(p.clone()).is_some()));
                proptest::prop_assert!(places.is_sorted_by(|a, b| a.end <= b.start));
            }
        }
    }
}
