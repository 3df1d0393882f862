//! Names in program text and in paths of files, which name nobody: `for jordan in brazil.values()`, /usr/share/zoneinfo/Asia/Tehran.

use super::place::Place;
use super::{Reading, Span};
use crate::explain::log::Event;

/// What a name loses in program text or in a path, in nats. Set by hand: marked text has none.
const IN_CODE: f32 = -10.0;

/// Signs of program text on a line from which on it is one.
const SIGNS: usize = 3;

/// Bytes of a line that are looked at on each side of a name.
const REACH: usize = 40;

/// What stands in program text and hardly elsewhere.
const CODE: [&str; 14] = ["()", "::", "->", "=>", "==", "!=", "+=", "):", ");", ") {", "};", "//", "\")", "(\""];

/// How many signs of program text a piece of a line has. A call has its bracket directly behind a letter of a word of letters that
/// is joined to another by a point or a low line, or holds quotation marks.
fn signs(piece: &str) -> usize {
    let of_pairs: usize = CODE.iter().map(|sign| piece.matches(sign).count()).sum();
    let bytes = piece.as_bytes();
    let is_low = |i: usize| {
        bytes[i] == b'_'
            && i > 0
            && bytes[i - 1].is_ascii_lowercase()
            && bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase)
    };
    let is_call = |i: usize| bytes[i] == b'(' && i > 0 && bytes[i - 1].is_ascii_alphanumeric();
    let is_member = |i: usize| {
        bytes[i] == b'.'
            && i > 0
            && bytes[i - 1].is_ascii_lowercase()
            && bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase)
    };
    let is_bracket = |i: usize| matches!(bytes[i], b'{' | b'}');
    // Addresses have two strokes as well.
    let addresses = piece.matches("://").count() * 2;
    let others = (0..bytes.len()).filter(|&i| is_low(i) || is_call(i) || is_member(i) || is_bracket(i)).count();
    (of_pairs + others).saturating_sub(addresses)
}

/// The largest index of at most `at` that begins a character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Whether the bytes of a text stand in program text.
fn is_code(text: &str, start: usize, end: usize) -> bool {
    let before = &text[floor(text, start.saturating_sub(REACH))..start];
    let line_start = start - before.len() + before.rfind('\n').map_or(0, |at| at + 1);
    let after = &text[end..floor(text, end + REACH)];
    let line_end = end + after.find('\n').unwrap_or(after.len());
    signs(&text[line_start..line_end]) >= SIGNS
}

/// Whether the bytes of a text are a part of a path: two strokes at least, the first of which begins it.
fn is_path(text: &str, start: usize, end: usize) -> bool {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\'' | '«' | '„' | '“' | '`' | '<' | '>');
    let from = floor(text, start.saturating_sub(REACH));
    let before = text[from..start].rsplit(is_end).next().unwrap_or_default();
    let after = text[end..floor(text, end + REACH)].split(is_end).next().unwrap_or_default();
    let strokes = before.matches('/').count() + after.matches('/').count();
    let is_rooted = ["/", "./", "../", "~/"].iter().any(|root| before.starts_with(root));
    is_rooted && strokes >= 2 && before.ends_with(['/', '-', '_'])
}

impl Place<'_> {
    /// Who stands in program text or in a path is nobody.
    pub(super) fn tell_code(&self, spans: &mut [Span]) {
        let text = self.text;
        let has_signs = CODE.iter().any(|sign| text.contains(sign)) || text.contains(['{', '}']);
        let has_path = text.contains('/');
        if !has_signs && !has_path {
            return;
        }
        for span in spans {
            let (first, end) = (span.first, span.end);
            let start = self.scan.tokens[first as usize].start as usize;
            let stop = self.scan.tokens[end as usize - 1].end as usize;
            let name = match (has_signs && is_code(text, start, stop), has_path && is_path(text, start, stop)) {
                (true, _) => "in-code",
                (_, true) => "in-path",
                _ => continue,
            };
            for reading in &mut span.readings {
                let reading: &mut Reading = reading;
                reading.log_odds += IN_CODE;
                let (entity, form, by) = (reading.entity, reading.form, IN_CODE);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("for jordan in brazil.values(): print(chad)", "brazil", true)]
    #[case("fn jordan(china: Turkey) -> Chad { let obama = 1 }", "Turkey", true)]
    #[case("He said (in Jordan) that it was over; see below.", "Jordan", false)]
    #[case("MOSCOW (Reuters) - The minister(s) met.", "MOSCOW", false)]
    #[case("See https://example.org/a_b for Jordan.", "Jordan", false)]
    fn code_is_told(#[case] text: &str, #[case] name: &str, #[case] expected: bool) {
        let start = text.find(name).expect("the text has the name");
        assert_eq!(is_code(text, start, start + name.len()), expected);
    }

    #[rstest]
    #[case("See /usr/share/zoneinfo/Asia/Tehran.", "Tehran", true)]
    #[case("The road Moscow/Kiev/Minsk is closed.", "Kiev", false)]
    #[case("London/Paris (Reuters)", "Paris", false)]
    fn paths_are_told(#[case] text: &str, #[case] name: &str, #[case] expected: bool) {
        let start = text.find(name).expect("the text has the name");
        assert_eq!(is_path(text, start, start + name.len()), expected);
    }
}
