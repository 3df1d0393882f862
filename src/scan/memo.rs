//! What written words lead to, remembered, so that each distinct word is searched once.

use std::cell::RefCell;

use super::Tables;
use crate::grammar::Roles;
use crate::hash::Map;
use crate::lexicon::compiled::Compiled;
use crate::matching::candidates::{Near, near};
use crate::orthography::names::Word;
use crate::segment::{Gap, Shape, Token};

/// Words of the memo before it is emptied: bounds the memory of a session on endless text.
const MEMO_WORDS: usize = 1 << 18;

/// What the memo knows of a written word.
pub(crate) struct Known {
    pub(crate) word: Word,
    /// Near words, for each lexicon in turn.
    pub(super) near: Vec<Vec<Near>>,
}

impl Known {
    /// The near words of a lexicon, in the order of their numbers.
    pub(crate) fn near(&self, lexicon: usize) -> &[Near] {
        &self.near[lexicon]
    }
}

/// Remembers what written words lead to, so that each distinct word is searched once.
#[derive(Default)]
pub(crate) struct Memo {
    pub(super) numbers: Map<u64, u32>,
    pub(super) known: Vec<Known>,
    /// The roles of words by the hash of their letters.
    pub(super) roles: RefCell<Map<u64, Roles>>,
}

impl Memo {
    pub(crate) fn get(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    pub(super) fn clear_if_full(&mut self) {
        if self.known.len() > MEMO_WORDS {
            self.numbers.clear();
            self.known.clear();
        }
        if self.roles.borrow().len() > MEMO_WORDS {
            self.roles.borrow_mut().clear();
        }
    }
}

/// What a written word is and leads to.
pub(super) fn know(written: &str, token: &Token, count: usize, tables: &Tables<'_>) -> Known {
    let mut word = Word::new(written, token);
    if count > 1 && token.shape == Shape::Initial {
        word.shape = Shape::Upper;
    }
    let possessive = count > 1
        && (written.ends_with("'s") || written.ends_with("’s") || written.ends_with("'S") || written.ends_with("’S"));
    let entry = tables.grammar.look_up(&word.folded);
    word.roles = entry.roles;
    word.group = entry.group;
    let near = tables
        .lexicons
        .iter()
        .map(|lexicon| {
            let mut found = Vec::new();
            near(&word, lexicon, tables.costs, &mut found);
            if !found.iter().any(|n| n.is_exact) {
                inflected(&word, lexicon, tables, &mut found);
            }
            // "Iran's" is "Iran", "Moody's" is what is listed so.
            if possessive || word.shape == Shape::Upper && count > 1 && token.shape == Shape::Initial {
                found.retain(|n| n.is_exact);
            }
            found
        })
        .collect();
    Known { word, near }
}

/// Adds the vocabulary words that a written word is with clitics or case endings taken off.
///
/// In the word's own script the bare letters must be listed; in another one the sounds of a few bare words are tried,
/// at a price.
fn inflected(word: &Word, lexicon: &Compiled, tables: &Tables<'_>, found: &mut Vec<Near>) {
    let bare = tables.grammar.bare(&word.folded);
    let token = Token { start: 0, end: 0, gap: Gap::Space, shape: word.shape, script: word.script, dot_after: false };
    let mut bare_near = Vec::new();
    let mut add = |near: Near| match found.iter_mut().find(|n| n.vocab == near.vocab) {
        Some(standing) if standing.score >= near.score && !near.is_exact => {}
        Some(standing) => *standing = near,
        None => found.push(near),
    };
    let listed: Vec<&String> = bare.iter().filter(|b| lexicon.exact(b).is_some()).collect();
    let own_script = !listed.is_empty();
    let tried: Vec<&String> = if own_script { listed } else { bare.iter().rev().take(BARE_TRIED).collect() };
    for bare in tried {
        bare_near.clear();
        near(&Word::new(bare, &token), lexicon, tables.costs, &mut bare_near);
        for near in &bare_near {
            match lexicon.vocab_script(near.vocab) == word.script {
                true if near.is_exact => add(*near),
                true => {}
                false => add(Near { score: near.score.saturating_sub(ENDING), ..*near }),
            }
        }
    }
    found.sort_by_key(|n| n.vocab);
}

/// Bare words whose sounds are tried.
const BARE_TRIED: usize = 8;

/// What a word of another script loses for an ending taken off, in hundredths of a nat.
const ENDING: i16 = 60;
