//! Program text and paths of files: what looks like a name there is rather a word of the program or a folder.

use super::document::AGENCY;
use super::place::Place;
use super::{Reading, Span};
use crate::explain::log::Event;
use crate::grammar::Roles;
use crate::lexicon::compiled::FormFlags;
use crate::segment::{Gap, Shape};

/// Bytes of the line that are looked at before and behind a span.
const WINDOW: usize = 160;

/// Signs of program text from which on a line is taken for some, and those of one that is sure to be.
const LIKELY: u32 = 2;
const SURE: u32 = 3;

/// What loses all: a path of files (/usr/share/zoneinfo/Asia/Tehran), and words in small letters among the signs of a program, which
/// names its variables so (`for jordan in brazil.values()`).
const NOBODY: f32 = -10.0;

/// What one word loses directly beside a sign of program text, in nats; what an acronym or another spelling loses in a line of
/// program text, and what one word as listed loses where there is no doubt. All set by hand.
const BESIDE_SIGN: f32 = -4.0;
const WEAK: f32 = -3.5;
const LISTED: f32 = -6.0;
/// The same where a small word of running text follows: "with f(x) and g(x); Putin is not".
const IN_PROSE: f32 = -3.0;

/// Pairs of signs that are hardly in running text.
const PAIRS: [&[u8; 2]; 14] =
    [b"::", b"=>", b"->", b"==", b"!=", b"&&", b"||", b"+=", b"<=", b">=", b"/*", b"*/", b"${", b"()"];

/// How much a piece of a line looks like program text.
fn signs(line: &[u8]) -> u32 {
    let is_letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    let mut found = 0;
    for (i, &b) in line.iter().enumerate() {
        let (before, next) = (i.checked_sub(1).map(|k| &line[k]), line.get(i + 1));
        found += u32::from(match b {
            // f(x), snake_case; not "member(s)".
            b'(' => is_letter(before) && next != Some(&b's'),
            b'_' => is_letter(before) && is_letter(next),
            // Regular expressions and TeX; what JSON escapes is text.
            b'\\' => next.is_some_and(|n| !n.is_ascii_whitespace() && !b"nrtu\"/\\'".contains(n)),
            b'$' => is_letter(next) && before != Some(&b'S') && before != Some(&b'A'),
            b' ' => {
                matches!(next, Some(b'=' | b':')) && (line[i..].starts_with(b" = ") || line[i..].starts_with(b" := "))
            }
            _ => b.is_ascii_punctuation() && next.is_some_and(|&n| PAIRS.contains(&&[b, n])),
        });
    }
    let end = line.trim_ascii_end();
    found
        + u32::from(end.ends_with(b";") || end.ends_with(b"{") || end.ends_with(b"\\"))
        + u32::from(end.ends_with(b");"))
}

/// The line that some bytes of a text are in, as far as it is looked at.
fn line(text: &[u8], (start, end): (usize, usize)) -> (&[u8], &[u8]) {
    let before = &text[start.saturating_sub(WINDOW)..start];
    let behind = &text[end..text.len().min(end + WINDOW)];
    let from = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let to = behind.iter().position(|&b| b == b'\n').unwrap_or(behind.len());
    (&before[from..], &behind[..to])
}

/// Whether what stands directly beside a word makes it a part of a program's name: String.X, X(, a_X, \X.
fn is_beside_sign(before: &[u8], behind: &[u8]) -> bool {
    let is_member = || {
        let mut end = before.iter().rev();
        end.next() == Some(&b'.') && end.next().is_some_and(u8::is_ascii_alphanumeric)
    };
    let ends = [&b"_"[..], b"$", b"->", b"::", b"\\"].iter().any(|s| before.ends_with(s));
    let begins = [&b"_"[..], b"(", b"->", b"::", b"\\", b"[\"", b"['", b" ="].iter().any(|s| behind.starts_with(s));
    ends || begins || is_member()
}

/// Whether a word stands alone in quotation marks, as one of several: 'Int', 'Perm', 'Bool'.
fn is_item(before: &[u8], behind: &[u8]) -> bool {
    let quote = before.last().filter(|q| matches!(q, b'\'' | b'"' | b'`'));
    let next = behind.get(1).filter(|n| matches!(n, b',' | b')' | b']' | b':' | b'|'));
    quote.is_some() && next.is_some() && behind.first() == quote
}

/// Whether bytes stand in a path: at least two strokes, the first of which begins it.
fn is_path(before: &[u8], behind: &[u8]) -> bool {
    let is_end = |b: &u8| b.is_ascii_whitespace() || b"(\"'`<>".contains(b);
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let behind = behind.split(is_end).next().unwrap_or_default();
    let strokes = before.iter().chain(behind).filter(|&&b| b == b'/').count();
    let is_rooted = [&b"/"[..], b"./", b"../", b"~/"].iter().any(|root| before.starts_with(root));
    is_rooted && strokes >= 2 && before.last().is_some_and(|b| b"/-_".contains(b))
}

/// Whether bytes stand between two strokes by themselves, as news agencies do: /TASS/.
fn is_between_strokes(before: &[u8], behind: &[u8]) -> bool {
    let is_apart = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace() || b".,:;-".contains(b) || !b.is_ascii());
    before.strip_suffix(b"/").is_some_and(|rest| is_apart(rest.last()))
        && behind.strip_prefix(b"/").is_some_and(|rest| is_apart(rest.first()))
}

/// Whether an underscore joins bytes to other letters: the place is none in Turki_al-Faisal; but _Paris_ is set in italics.
fn is_joined(before: &[u8], behind: &[u8]) -> bool {
    let is_letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    before.strip_suffix(b"_").is_some_and(|rest| is_letter(rest.last()))
        || behind.strip_prefix(b"_").is_some_and(|rest| is_letter(rest.first()))
}

impl Place<'_> {
    /// In program text, words and acronyms that somebody or something is called as well lose confidence.
    pub(super) fn tell_code(&self, spans: &mut [Span]) {
        let text = self.text.as_bytes();
        for span in spans.iter_mut().filter(|s| s.readings.iter().any(|r| r.log_odds > 0.0)) {
            let (first, last) = (&self.scan.tokens[span.first as usize], &self.scan.tokens[span.end as usize - 1]);
            if first.shape == Shape::Uncased {
                continue;
            }
            let (before, behind) = line(text, (first.start as usize, last.end as usize));
            let found = signs(before) + signs(behind);
            let in_path = is_path(before, behind);
            if found == 0 && !in_path {
                continue;
            }
            let is_signed = in_path && is_between_strokes(before, behind);
            let is_nobody = in_path || is_joined(before, behind) || first.shape == Shape::Lower && found >= LIKELY;
            let is_one = span.end - span.first == 1;
            let is_beside = found >= LIKELY && is_beside_sign(before, behind);
            let found = found + if is_item(before, behind) { LIKELY } else { 0 };
            let (first, end) = (span.first, span.end);
            let next = end as usize;
            let is_word = self.scan.tokens.get(next).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
            let in_prose = is_word && self.roles(next).any(Roles::FUNCTION);
            let listed = if in_prose { IN_PROSE } else { LISTED };
            for reading in &mut span.readings {
                let by = match self.is_weak(reading) {
                    _ if is_signed && found == 0 && self.is_agency(reading) => continue,
                    _ if is_nobody => NOBODY,
                    _ if is_one && is_beside => BESIDE_SIGN,
                    true if found >= LIKELY => WEAK,
                    false if is_one && found >= SURE => listed,
                    _ => continue,
                };
                reading.log_odds += by;
                let (entity, form, name) = (reading.entity, reading.form, "program-text");
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// Whether a reading is a news agency.
    fn is_agency(&self, reading: &Reading) -> bool {
        self.details(reading.entity).about.to_lowercase().contains(AGENCY)
    }

    /// Whether a reading is an acronym or another spelling.
    fn is_weak(&self, reading: &Reading) -> bool {
        let flags = self.tables.lexicons[reading.entity.lexicon as usize].form_flags(reading.form);
        flags.has(FormFlags::ACRONYM) || reading.evidence.same_letters == 0.0
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("assert_eq!(parse(\"x\"), None);", true)]
    #[case("String.Interpol), (r'\\(.*\\)', String)", true)]
    #[case("    if (x == y) { return f(x); }", true)]
    #[case("syn match purifyLogBSW \"^BSW:.*$\"", false)]
    #[case("The minister (58) said the member(s) would go; they did.", false)]
    #[case("It cost US$5 (A$7) in 2001, he wrote.", false)]
    #[case("{\"title\": \"NATO says\\n it will\", \"lead\": \"He said \\\"no\\\"\"}", false)]
    fn lines_look_like_program_text(#[case] line: &str, #[case] expected: bool) {
        assert_eq!(signs(line.as_bytes()) >= LIKELY, expected, "{}", signs(line.as_bytes()));
    }

    #[rstest]
    #[case("page ", "_al-Faisal says", true)]
    #[case("page Donald_", " says", true)]
    #[case("loves _", "_ in spring", false)]
    #[case("loves ", " in spring", false)]
    fn parts_of_words_with_underscores_are_told(#[case] before: &str, #[case] behind: &str, #[case] expected: bool) {
        assert_eq!(is_joined(before.as_bytes(), behind.as_bytes()), expected);
    }

    #[rstest]
    #[case("See /usr/share/zoneinfo/Asia/", ".", true)]
    #[case("The road Moscow/", "/Minsk is closed.", false)]
    #[case("London/", " (Reuters)", false)]
    fn paths_are_told(#[case] before: &str, #[case] behind: &str, #[case] expected: bool) {
        assert_eq!(is_path(before.as_bytes(), behind.as_bytes()), expected);
    }

    #[rstest]
    #[case("MOSCOW, May 9. /", "/. He said", true)]
    #[case("/", "/ said", true)]
    #[case("See /", "/share", false)]
    #[case("See /usr/", "/", false)]
    #[case("London/", "/", false)]
    fn what_stands_between_strokes_is_told(#[case] before: &str, #[case] behind: &str, #[case] expected: bool) {
        assert_eq!(is_between_strokes(before.as_bytes(), behind.as_bytes()), expected);
    }

    #[rstest]
    #[case("Literal.String.", " */", true)]
    #[case("", "(L, Name);", true)]
    #[case("He went to St. ", ".", false)]
    #[case("a_", "", true)]
    fn signs_stand_beside_words(#[case] before: &str, #[case] behind: &str, #[case] expected: bool) {
        assert_eq!(is_beside_sign(before.as_bytes(), behind.as_bytes()), expected);
    }
}
