//! Words in runs of the scripts that write no spaces.
//!
//! A run is parted at the words that a lexicon has, the longest first. An ordinary word that is longer goes before
//! (自由 in 自由化, Nuuk in สนุก), and what is left over on either side must be something that a word may border on.

use unicode_normalization::char::is_combining_mark;

use crate::grammar::{Grammar, Roles};
use crate::orthography::script::Script;
use crate::segment::Token;

/// What stands at a place of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A listed word.
    Listed(usize),
    /// An ordinary word.
    Ordinary(usize),
}

/// Characters of the shortest word that is found within a run of a script whose ordinary words the tables lack.
const UNSURE: usize = 4;
/// The same of Katakana, where a word is mostly a whole run.
const KATAKANA: usize = 4;
/// The same of Hiragana.
const HIRAGANA: usize = 3;

/// Bytes of the longest name in Han that is read by sound: four characters.
const LONGEST_HAN: usize = 12;

/// The word that begins at character `i` of a run whose characters begin at `bounds`; of at most `longest` characters.
pub(super) fn word_at(
    written: &str,
    (bounds, i, longest): (&[usize], usize, usize),
    folded: impl Fn(&str) -> String,
    is_listed: impl Fn(&str) -> bool,
    grammar: &Grammar,
) -> Option<Found> {
    (2..=longest).rev().find_map(|n| {
        let (start, end) = (bounds[i], bounds[i + n]);
        let word = folded(&written[start..end]);
        if is_listed(&word) && may_part(written, start, end, n) {
            return Some(Found::Listed(n));
        }
        let roles = grammar.look_up(&word).roles;
        if !roles.any(Roles::WORD.with(Roles::FUNCTION)) || !may_border(written, start, end) {
            return None;
        }
        // 日本首相 is Japan and a word of its own, however usual the two are together.
        let begins = (2..n.saturating_sub(1)).rev().find(|&m| {
            let rest = folded(&written[bounds[i + m]..end]);
            is_listed(&folded(&written[start..bounds[i + m]]))
                && may_part(written, start, bounds[i + m], m)
                && grammar.look_up(&rest).roles != Roles::NONE
        });
        Some(begins.map_or(Found::Ordinary(n), Found::Listed))
    })
}

/// Whether a listed word of `n` characters may be a word of its own where it stands.
fn may_part(written: &str, start: usize, end: usize, n: usize) -> bool {
    let is_whole = start == 0 && end == written.len();
    let first = written[start..].chars().next();
    match first.and_then(Script::of) {
        _ if is_whole => true,
        Some(Script::Kana) if first.is_some_and(is_hiragana) => {
            let before = written[..start].chars().next_back();
            let after = written[end..].chars().next();
            n >= HIRAGANA && before.is_none_or(is_particle) && after.is_none_or(is_particle)
        }
        Some(Script::Kana) => n >= KATAKANA && (start == 0 || end == written.len()),
        Some(Script::Lao | Script::Khmer | Script::Burmese) => n >= UNSURE && may_border(written, start, end),
        // 阿克拉姆 is Akram and not Accra: these end transcribed names and begin few.
        Some(Script::Han) => !written[end..].starts_with(['姆', '尔', '茨', '娅', '莎', '丝', '蒂', '涅', '逊']),
        Some(Script::Thai) => may_border(written, start, end),
        _ => true,
    }
}

/// Whether a token is one that names of other scripts are not written in: Hiragana, or Han beyond a name's length.
pub(super) fn has_no_sound(token: &Token, text: &str) -> bool {
    match token.script {
        Script::Kana => token.of(text).starts_with(is_hiragana),
        Script::Han => token.len() > LONGEST_HAN,
        _ => false,
    }
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// The Japanese particles of one letter.
fn is_particle(c: char) -> bool {
    matches!(c, 'は' | 'が' | 'を' | 'に' | 'で' | 'と' | 'の' | 'も' | 'や' | 'へ')
}

/// Whether no syllable is cut at either end.
fn may_border(written: &str, start: usize, end: usize) -> bool {
    let before = written[..start].chars().next_back();
    let mut rest = written[end..].chars();
    let (after, next) = (rest.next(), rest.next());
    // Vowels written before their consonant, and the sign that puts a consonant under another.
    let opens = |c: char| matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ' | '\u{17D2}' | '\u{1039}');
    let depends = |c: char| {
        is_combining_mark(c) || matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ' | 'ະ' | 'າ' | 'ຳ' | 'ຽ' | '\u{17B6}'..='\u{17D3}')
    };
    // A Burmese consonant without vowel ends the syllable before it.
    let closes = matches!(next, Some('\u{103A}' | '\u{1039}'));
    !before.is_some_and(opens) && !after.is_some_and(depends) && !closes && !written[start..].starts_with(depends)
}
