//! Cutting against a plain way, which asks of each character what Unicode says of it, and against the words of UAX #29.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Gap, Shape, Token, is_apostrophe, is_gershayim, is_hyphen, is_ignorable, is_word_char, is_wrapped, kana_of,
};
use super::{stands_apart, tokens};
use crate::orthography::oracles::{texts, words};
use crate::orthography::script::Script;
use crate::tally::{hold, tally};

/// The tokens of a text, one decision a character.
fn plainly(text: &str) -> Vec<Token> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    // Whether the last span goes on.
    let mut open = false;
    for (i, c) in text.char_indices().filter(|&(_, c)| !is_ignorable(c)) {
        let last = spans.last_mut().filter(|_| open);
        open = is_word_char(c);
        match last {
            Some(span) if is_word_char(c) && !parts(&text[span.clone()], c) => span.end = i + c.len_utf8(),
            Some(span) if is_gershayim(&text[span.start..], i - span.start, c) => {
                (span.end, open) = (i + c.len_utf8(), true);
            }
            _ if is_word_char(c) => spans.push(i..i + c.len_utf8()),
            _ => {}
        }
    }
    let before = |i: usize| if i == 0 { None } else { Some(spans[i - 1].end) };
    let token = |(i, span): (usize, &Range<usize>)| Token {
        start: u32::try_from(span.start).expect("a short text"),
        end: u32::try_from(span.end).expect("a short text"),
        gap: before(i).map_or(Gap::Paragraph, |end| gap(&text[end..span.start])),
        shape: shape(&text[span.clone()]),
        script: script(&text[span.clone()]).unwrap_or(Script::Other),
        dot_after: text[span.end..].starts_with('.'),
    };
    let mut out: Vec<Token> = spans.iter().enumerate().map(token).collect();
    if is_wrapped(&out) {
        out.iter_mut().filter(|t| t.gap == Gap::Line).for_each(|t| t.gap = Gap::Space);
    }
    out
}

/// Whether a token that begins as `word` ends before `next`: where one of two scripts stands apart.
fn parts(word: &str, next: char) -> bool {
    let apart = Script::of(next).is_some_and(stands_apart);
    let of_letters = word.chars().find_map(Script::of);
    let kana = |c| kana_of(c).is_some();
    match (of_letters, Script::of(next)) {
        (Some(own), Some(other)) if own != other && (stands_apart(own) || apart) => true,
        (Some(Script::Kana), Some(_)) if kana(next) => {
            word.chars().find_map(kana_of).is_some_and(|k| Some(k) != kana_of(next))
        }
        // ASCII digits stand before 年 by themselves.
        _ => apart && word.is_ascii(),
    }
}

/// The script of a token: ASCII is Latin whatever it is.
fn script(word: &str) -> Option<Script> {
    if word.is_ascii() { Some(Script::Latin) } else { word.chars().find_map(Script::of) }
}

fn shape(word: &str) -> Shape {
    let word: String = word.chars().filter(|&c| !is_ignorable(c)).collect();
    // Georgian capitals are for headings.
    let is_lower = |c: char| c.is_lowercase() && script(&word) != Some(Script::Georgian);
    let (lower, upper) = (word.chars().any(is_lower), word.chars().any(char::is_uppercase));
    let first = word.chars().next().expect("no token is empty");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    match (lower, upper) {
        (false, false) if first.is_numeric() && letters == 0 => Shape::Number,
        (false, false) => Shape::Uncased,
        (true, false) => Shape::Lower,
        (true, true) if is_lower(first) || first.is_numeric() => Shape::Lower,
        (true, true) => Shape::Capital,
        (false, true) if letters == 1 && !word.contains(char::is_numeric) => Shape::Initial,
        (false, true) => Shape::Upper,
    }
}

/// What stands between two tokens, by the classes of its signs.
fn gap(between: &str) -> Gap {
    let mut text = between.replace("\r\n", "\n");
    for sign in ['\u{AD}', '¬', '\u{2E17}'] {
        text = text.replace(&format!("{sign}\n"), "-\n").replace(&format!("{sign}\r"), "-\r");
    }
    let classes: String = text.chars().filter(|&c| !is_ignorable(c)).map(class).collect();
    let all = |classes: &str, of: &str| classes.chars().all(|c| of.contains(c));
    match &*classes {
        "" => Gap::None,
        "'" => Gap::Apostrophe,
        "-" => Gap::Hyphen,
        "." => Gap::Dot,
        white if all(white, " ") => Gap::Space,
        white if all(white, " \n") => match between.matches('\n').count() {
            0 | 1 => Gap::Line,
            _ => Gap::Paragraph,
        },
        other => match other.split_at(1) {
            (".", white) if all(white, " \n") => Gap::DotSpace,
            (",", white) if all(white, " \n") => Gap::Comma,
            ("~", white) if all(white, " ") => Gap::Wrap,
            ("-", white) if white.starts_with('\n') && all(&white[1..], " ") => Gap::Wrap,
            _ => match other.trim_start_matches([' ', '\n']).strip_prefix('"') {
                Some(white) if all(white, " ") => Gap::Quote,
                _ => Gap::Break,
            },
        },
    }
}

fn class(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '·' | '・' | '･' => ' ',
        '.' => '.',
        ',' | '،' | '、' | '，' | '՝' => ',',
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '『' | '《' => '"',
        '¬' | '\u{2E17}' => '~',
        '\u{F0B}' | '\u{F0C}' => '-',
        _ if c == '`' || is_apostrophe(c) => '\'',
        _ if is_hyphen(c) => '-',
        '\t' => ' ',
        _ if c.is_whitespace() => ' ',
        _ => '!',
    }
}

/// Words of all scripts, signs and anything else.
fn mixed() -> impl Strategy<Value = String> {
    let sign = select(" |  |\n|\r\n|\n\n|\r|.|. |, |-|-\n|'|’|\"|“|” |«|» |«\n|،|。|、|·|;|_|¬\n|¬ |⸗|\u{AD}|\u{AD}\n|\u{200B}|\u{200F}|||".split('|').collect::<Vec<_>>());
    let word = prop_oneof![4 => words(), 3 => "[a-zA-Z]{1,4}", 1 => "[0-9]{1,2}", 1 => "[٠-٩０-９]", 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec((word, sign), 0..12).prop_map(|parts| parts.into_iter().map(|(w, s)| w + s).collect())
}

#[test]
fn text_is_cut_as_a_decision_a_character_does() {
    let cut = |text: &str| {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out
    };
    hold("oracles", "texts of all scripts cut one character at a time", 2000, &mixed(), |text: String| {
        prop_assert_eq!(cut(&text), plainly(&text), "{:?}", text);
        Ok(())
    });
    let all = texts();
    for text in &all {
        assert_eq!(cut(text), plainly(text), "{text}");
    }
    let whole = all.join("\n");
    assert_eq!(cut(&whole), plainly(&whole));
    tally("oracles", "lines of the cases cut one character at a time", all.len() as u64, "equal");
}

/// The words of UAX #29 where words stand between spaces, parted at signs.
fn of_uax_29(text: &str) -> Vec<&str> {
    let is_inside = |c: char| is_word_char(c) || is_ignorable(c);
    let parts = text.split_word_bounds().flat_map(|word| word.split(|c| !is_inside(c)));
    parts.map(|part| part.trim_matches(is_ignorable)).filter(|part| !part.is_empty()).collect()
}

#[test]
fn words_are_those_of_uax_29() {
    let of = |text: &str| {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out.iter().map(|t| t.of(text).to_owned()).collect::<Vec<_>>()
    };
    let all = texts();
    let mut compared = 0;
    for line in &all {
        // Words of scripts without spaces are runs here, a Hebrew abbreviation is one word.
        let is_other = |c: char| Script::of(c).is_some_and(stands_apart) || matches!(c, '״' | '"' | '“' | '”');
        for text in line.split(char::is_whitespace).filter(|w| !w.contains(is_other)) {
            assert_eq!(of(text), of_uax_29(text), "{text} of {line}");
            compared += 1;
        }
    }
    tally("oracles", "words of the cases cut as UAX #29 says", compared, "equal");
}
