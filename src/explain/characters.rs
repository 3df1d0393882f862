//! Characters that are not what they look like.

use serde::Serialize;

use crate::lint::characters::{joins, mixture};
use crate::orthography::fold::{is_ignorable, unify_scripts};
use crate::orthography::script::Script;

/// A character of a text that is not what it looks like, or is not seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Character {
    /// The byte of the text where it stands.
    pub offset: usize,
    /// The character.
    pub character: char,
    /// Its code point, as it is usually written: `U+0430`.
    pub code_point: String,
    /// What it is.
    pub name: String,
    /// What is odd about it.
    pub oddity: Oddity,
    /// What it was read as; nothing if it was passed over, itself if it was taken as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<char>,
    /// The word that it stands in, without what is not seen.
    pub word: String,
}

/// What is odd about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Oddity {
    /// A letter of another script than the rest of its word.
    MixedScript,
    /// It is not seen.
    Invisible,
    /// It turns the direction of writing.
    Direction,
}

/// The odd characters of a text, in order.
pub(super) fn seen_through(text: &str) -> Vec<Character> {
    let mut out = Vec::new();
    let mut offset = 0;
    for word in text.split(|c: char| Script::of(c).is_none() && !is_ignorable(c)) {
        if !word.is_ascii() {
            of_word(word, offset, &mut out);
        }
        offset += word.len();
        // What parts words is one character, whichever.
        offset += text[offset..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

fn of_word(word: &str, start: usize, out: &mut Vec<Character>) {
    let strangers = mixture(word);
    let lower: String = word.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect();
    // A letter for each letter.
    let unified = unify_scripts(&lower);
    let visible: String = word.chars().filter(|&c| !is_ignorable(c)).collect();
    let mut add = |at: usize, character: char, name: String, oddity: Oddity, read_as: Option<char>| {
        let code_point = format!("U+{:04X}", u32::from(character));
        out.push(Character { offset: start + at, character, code_point, name, oddity, read_as, word: visible.clone() });
    };
    let mut before = ' ';
    let mut letters = word.char_indices().zip(unified.chars()).peekable();
    while let Some(((at, c), read_as)) = letters.next() {
        let after = letters.peek().map_or(' ', |&((_, c), _)| c);
        let is_spelling = matches!(c, '\u{200C}' | '\u{200D}') && joins(before) && joins(after);
        if is_ignorable(c) && !is_spelling {
            let (name, oddity) = invisible(c);
            add(at, c, name.to_owned(), oddity, None);
        } else if let Some((_, others)) = &strangers
            && let Some((_, script)) = others.iter().find(|(stranger, _)| *stranger == c)
        {
            add(at, c, format!("{script:?} letter {c}"), Oddity::MixedScript, Some(read_as));
        }
        before = c;
    }
}

/// The name of an invisible character, in the words of Unicode, and what is odd about it.
fn invisible(c: char) -> (&'static str, Oddity) {
    match c {
        '\u{00AD}' => ("soft hyphen", Oddity::Invisible),
        '\u{034F}' => ("combining grapheme joiner", Oddity::Invisible),
        '\u{061C}' => ("Arabic letter mark", Oddity::Direction),
        '\u{0640}' => ("Arabic tatweel", Oddity::Invisible),
        '\u{07FA}' => ("N'Ko lajanyalan", Oddity::Invisible),
        '\u{200B}' => ("zero width space", Oddity::Invisible),
        '\u{200C}' => ("zero width non-joiner", Oddity::Invisible),
        '\u{200D}' => ("zero width joiner", Oddity::Invisible),
        '\u{200E}' => ("left-to-right mark", Oddity::Direction),
        '\u{200F}' => ("right-to-left mark", Oddity::Direction),
        '\u{202A}' => ("left-to-right embedding", Oddity::Direction),
        '\u{202B}' => ("right-to-left embedding", Oddity::Direction),
        '\u{202C}' => ("pop directional formatting", Oddity::Direction),
        '\u{202D}' => ("left-to-right override", Oddity::Direction),
        '\u{202E}' => ("right-to-left override", Oddity::Direction),
        '\u{2060}' => ("word joiner", Oddity::Invisible),
        '\u{2061}'..='\u{2064}' => ("invisible operator", Oddity::Invisible),
        '\u{2066}' => ("left-to-right isolate", Oddity::Direction),
        '\u{2067}' => ("right-to-left isolate", Oddity::Direction),
        '\u{2068}' => ("first strong isolate", Oddity::Direction),
        '\u{2069}' => ("pop directional isolate", Oddity::Direction),
        '\u{206A}'..='\u{206F}' => ("deprecated format character", Oddity::Invisible),
        '\u{FEFF}' => ("zero width no-break space", Oddity::Invisible),
        _ => ("variation selector", Oddity::Invisible),
    }
}
