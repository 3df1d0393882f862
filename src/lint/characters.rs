//! Rules about single characters: normal form, what nobody sees, letters of two scripts in one word.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::sources::Sources;
use super::{Findings, quoted};
use crate::lexicon::source::{Entity, Part};
use crate::orthography::fold::is_ignorable;
use crate::orthography::script::Script;

/// Everything that an entity's source says in words.
fn strings(entity: &Entity) -> impl Iterator<Item = (Part, &str)> {
    let list =
        |part: fn(usize) -> Part, strings: Vec<_>| strings.into_iter().enumerate().map(move |(i, s)| (part(i), s));
    let one = [(Part::Id, &entity.id), (Part::Name, &entity.name), (Part::About, &entity.about)];
    one.into_iter()
        .map(|(part, s)| (part, s.as_str()))
        .chain(list(Part::Short, entity.short.iter().map(String::as_str).collect()))
        .chain(list(Part::Variant, entity.variants.iter().map(|v| v.form.as_str()).collect()))
        .chain(list(Part::Never, entity.never.iter().map(|n| n.form.as_str()).collect()))
        .chain(list(Part::Cue, entity.cues.iter().map(String::as_str).collect()))
        .chain(list(Part::Allowance, entity.allow.iter().map(|a| a.form.as_str()).collect()))
}

/// Adds a finding about a part of an entity's string, with the caret under the part where it is written as it reads.
fn add(
    sources: &Sources,
    found: &mut Findings,
    (entity, part): (usize, Part),
    of: &str,
    message: String,
    help: String,
) {
    let file = sources.file(entity);
    let whole = sources.span(entity, part);
    let span = match file.text[whole.clone()].find(of) {
        Some(at) if !of.is_empty() => whole.start + at..whole.start + at + of.len(),
        _ => whole,
    };
    found.within(sources, (entity, part), span, message, help);
}

fn each(sources: &Sources) -> impl Iterator<Item = ((usize, Part), &str)> {
    sources.entities.iter().enumerate().flat_map(|(i, e)| strings(e).map(move |(part, s)| ((i, part), s)))
}

pub(super) fn not_nfc(sources: &Sources, found: &mut Findings) {
    for (at, string) in each(sources).filter(|(_, s)| !s.is_ascii() && !is_nfc(s)) {
        let word = string.split(' ').find(|w| !is_nfc(w)).unwrap_or(string);
        let message = format!("{} is not in Unicode normal form C", quoted(word));
        let help = format!("write {}; `nisba lint --fix` does", quoted(&word.nfc().collect::<String>()));
        add(sources, found, at, word, message, help);
    }
}

pub(super) fn invisible(sources: &Sources, found: &mut Findings) {
    for (at, string) in each(sources) {
        if string.is_ascii() && !string.contains(|c: char| c.is_control()) {
            if string != string.trim() || string.contains("  ") {
                let message = format!("needless spaces in {}", quoted(string));
                add(sources, found, at, string, message, "remove them; `nisba lint --fix` does".to_owned());
            }
            continue;
        }
        let Some(&(c, what)) = unseen(string).first() else { continue };
        let mut letters = [0; 4];
        let message = format!("{what} U+{:04X} in {}", u32::from(c), quoted(string));
        let help = format!("write {}; `nisba lint --fix` does", quoted(&visible(string)));
        add(sources, found, at, c.encode_utf8(&mut letters), message, help);
    }
}

/// The characters of a string that nobody sees and that do nothing, and what they are.
fn unseen(string: &str) -> Vec<(char, &'static str)> {
    let mut out = Vec::new();
    let mut before = ' ';
    let mut chars = string.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let what = match c {
            '\u{0640}' => Some("the ornament tatweel"),
            '\u{200C}' | '\u{200D}' if joins(before) && joins(after) => None,
            _ if is_ignorable(c) => Some("the invisible character"),
            _ if c.is_control() => Some("the control character"),
            ' ' if before == ' ' || after == ' ' => Some("a needless space"),
            ' ' => None,
            _ if c.is_whitespace() => Some("the space"),
            _ => None,
        };
        out.extend(what.map(|what| (c, what)));
        before = c;
    }
    out
}

/// Whether a letter takes other shapes beside its neighbours, so that a joiner or non-joiner next to it is spelling.
pub(crate) fn joins(c: char) -> bool {
    use unicode_normalization::char::is_combining_mark;
    let plain = matches!(Script::of(c), Some(Script::Latin | Script::Cyrillic | Script::Greek | Script::Hebrew));
    is_combining_mark(c) || (Script::of(c).is_some_and(|s| !s.is_unspaced()) && !plain)
}

/// A string without what [`invisible`] finds in it.
pub(crate) fn visible(string: &str) -> String {
    let mut out = String::with_capacity(string.len());
    let mut before = ' ';
    let mut chars = string.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let stays = !is_ignorable(c) || (matches!(c, '\u{200C}' | '\u{200D}') && joins(before) && joins(after));
        before = c;
        match c {
            _ if (c.is_whitespace() || c.is_control()) && (out.is_empty() || out.ends_with(' ')) => {}
            _ if c.is_whitespace() || c.is_control() => out.push(' '),
            _ if stays => out.push(c),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

pub(super) fn mixed_script(sources: &Sources, found: &mut Findings) {
    for (at, string) in each(sources).filter(|(_, s)| !s.is_ascii()) {
        for word in string.split(|c: char| Script::of(c).is_none() && !is_ignorable(c)) {
            let Some((most, strangers)) = mixture(word) else { continue };
            let letters: Vec<String> =
                strangers.iter().map(|&(c, script)| format!("{c} (U+{:04X}, {script:?})", u32::from(c))).collect();
            let message = format!("{} is {most:?} but for {}", quoted(word), letters.join(", "));
            add(sources, found, at, word, message, "write the word in letters of one script".to_owned());
        }
    }
}

/// The sign for the name of God, which Thaana takes from Arabic.
const ALLAH: char = '\u{FDF2}';

/// The script of most letters of a word and the letters of others, if it mixes scripts that are not written together.
pub(crate) fn mixture(word: &str) -> Option<(Script, Vec<(char, Script)>)> {
    let letters = word.chars().filter(|&c| c != ALLAH).filter_map(|c| Some((c, Script::of(c)?)));
    let letters: Vec<(char, Script)> = letters.collect();
    let first = letters.first()?.1;
    // "NHKニュース" and "BBC방송" have no space to part them.
    let is_joined = |script: Script| script.is_unspaced() || script == Script::Hangul;
    if letters.iter().all(|l| l.1 == first) || letters.iter().any(|l| is_joined(l.1)) {
        return None;
    }
    let count = |script| letters.iter().filter(|l| l.1 == script).count();
    let most = letters.iter().map(|l| l.1).max_by_key(|&s| (count(s), std::cmp::Reverse(s)))?;
    let mut strangers: Vec<(char, Script)> = letters.into_iter().filter(|l| l.1 != most).collect();
    strangers.dedup();
    Some((most, strangers))
}
