//! What written words lead to, remembered, so that each distinct word is searched once.

use std::cell::RefCell;

use super::{Mode, Tables};
use crate::grammar::{Entry, Languages, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, Index};
use crate::matching::candidates::{Near, as_listed, near};
use crate::matching::confidence::Scores;
use crate::matching::names::SHORT_GIVEN;
use crate::orthography::fold::is_apostrophe;
use crate::orthography::names::Word;
use crate::orthography::script::Script;
use crate::segment::{Gap, Shape, Token};

/// Words of the memo before it is emptied: bounds the memory of a session on endless text.
const MEMO_WORDS: usize = 1 << 18;

/// Forms, each with the number of the near word that leads there.
pub(super) type Forms = Box<[(Index, usize)]>;

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
    /// The forms that two words lead to, by the numbers of both and the lexicon.
    pub(super) pairs: Map<(u64, usize), Forms>,
    /// What the models said.
    pub(crate) scores: Scores,
    /// What the tables say of words, by the hash of their letters.
    pub(super) entries: RefCell<Map<u64, Entry>>,
}

impl Memo {
    pub(crate) fn get(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    pub(super) fn clear_if_full(&mut self) {
        if self.known.len() > MEMO_WORDS {
            self.numbers.clear();
            self.known.clear();
            self.pairs.clear();
        }
        if self.pairs.len() > 4 * MEMO_WORDS {
            self.pairs.clear();
        }
        if self.entries.borrow().len() > MEMO_WORDS {
            self.entries.borrow_mut().clear();
        }
    }
}

/// What a written word is and leads to.
pub(super) fn know(
    written: &str,
    token: &Token,
    count: usize,
    mode: Mode,
    languages: Languages,
    tables: &Tables<'_>,
) -> Known {
    let mut word = Word::new(written, token);
    if count > 1 && token.shape == Shape::Initial {
        word.shape = Shape::Upper;
    }
    let possessive = count > 1
        && (written.ends_with("'s") || written.ends_with("’s") || written.ends_with("'S") || written.ends_with("’S"));
    let entry = tables.grammar.look_up(&word.folded);
    word.roles = entry.roles_in(languages);
    word.group = entry.group;
    let near = tables
        .lexicons
        .iter()
        .map(|lexicon| {
            let mut found = Vec::new();
            match mode {
                Mode::BySound => near(&word, lexicon, tables.costs, &mut found),
                Mode::AsListed => as_listed(&word, lexicon, tables.costs, &mut found),
            }
            let is_listed = found.iter().any(|n| n.is_exact);
            // "l'Iran", "Iran'ın": the name stands between or before the apostrophes, as a word of its own.
            if count == 1 || !written.chars().any(is_apostrophe) {
                let by_sound = !is_listed && mode == Mode::BySound;
                inflected(&word, lexicon, by_sound, languages, tables, &mut found);
            }
            if word.group != 0 && word.roles.any(Roles::HYPOCORISM) {
                short_givens(&word, lexicon, &mut found);
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

/// Adds the given names that a written one is short for, or is the full form of.
fn short_givens(word: &Word, lexicon: &Compiled, found: &mut Vec<Near>) {
    for vocab in lexicon.given_names(word.group) {
        if !found.iter().any(|n| n.vocab == vocab) {
            let score = i16::try_from(SHORT_GIVEN).expect("small");
            found.push(Near { vocab, score, is_exact: false, is_inflected: false, is_close: true });
        }
    }
    found.sort_by_key(|n| n.vocab);
}

/// Adds the vocabulary words that a written word is with clitics or case endings taken off.
///
/// In the word's own script the bare letters must be listed; in another one the sounds of a few bare words are tried,
/// at a price.
fn inflected(
    word: &Word,
    lexicon: &Compiled,
    by_sound: bool,
    languages: Languages,
    tables: &Tables<'_>,
    found: &mut Vec<Near>,
) {
    // Latin letters serve too many languages to take the ending off a word that is known whole.
    let known = Roles::GIVEN.with(Roles::SURNAME).with(Roles::WORD).with(Roles::DEMONYM).with(Roles::FUNCTION);
    let is_listed = found.iter().any(|n| n.is_exact);
    if word.script == Script::Latin && (is_listed || word.roles.any(known)) {
        return;
    }
    let bare = tables.grammar.bare(&word.folded, languages);
    let token = Token { start: 0, end: 0, gap: Gap::Space, shape: word.shape, script: word.script, dot_after: false };
    let mut bare_near = Vec::new();
    let mut add = |near: Near| match found.iter_mut().find(|n| n.vocab == near.vocab) {
        Some(standing) if standing.is_exact || (standing.score >= near.score && !near.is_exact) => {}
        Some(standing) => *standing = near,
        None => found.push(near),
    };
    let listed: Vec<&String> = bare.iter().filter(|b| lexicon.exact(b).is_some()).collect();
    let own_script = !listed.is_empty();
    let tried: Vec<&String> = match own_script {
        true => listed,
        false if by_sound && word.script != Script::Latin => bare.iter().rev().take(BARE_TRIED).collect(),
        false => return,
    };
    for bare in tried {
        bare_near.clear();
        let bare = Word::new(bare, &token);
        match by_sound && !own_script {
            true => near(&bare, lexicon, tables.costs, &mut bare_near),
            false => as_listed(&bare, lexicon, tables.costs, &mut bare_near),
        }
        for near in &bare_near {
            match lexicon.vocab_script(near.vocab) == word.script {
                true if near.is_exact => add(Near { is_inflected: true, ..*near }),
                true => {}
                false => add(Near { score: near.score.saturating_sub(ENDING), is_inflected: true, ..*near }),
            }
        }
    }
    found.sort_by_key(|n| n.vocab);
}

/// Bare words whose sounds are tried.
const BARE_TRIED: usize = 8;

/// What a word of another script loses for an ending taken off, in hundredths of a nat.
const ENDING: i16 = 60;
