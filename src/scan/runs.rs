//! Words in runs of the scripts that write no spaces.
//!
//! A run is parted at the words that a lexicon has, the longest first. An ordinary word that is longer goes before
//! (自由 in 自由化, Nuuk in สนุก), and what is left over on either side must be something that a word may border on.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::{Scan, Tables};
use crate::grammar::Roles;
use crate::hash::Map;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::script::Script;
use crate::segment::{Gap, Token};

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

/// Characters of the longest title that a family name stands before.
const LONGEST_TITLE: usize = 5;
/// Characters of the longest family name in Han.
pub(super) const LONGEST_FAMILY: usize = 2;

/// Bytes of runs from which on it pays to know how words begin.
const MUCH: usize = 1 << 12;

/// What is remembered of runs from document to document.
#[derive(Default)]
pub(super) struct Memory {
    /// The folded form of each character.
    letters: Map<char, Box<str>>,
    /// The lengths in bytes of all words that begin with two folded characters, as bits.
    heads: Option<Map<[char; 2], u64>>,
    /// Bytes of the runs read so far.
    read: usize,
}

impl Memory {
    /// Gathers how the words of the lexicons and of the grammar begin, once there is much to read.
    fn prepare(&mut self, bytes: usize, tables: &Tables<'_>) {
        self.read = self.read.saturating_add(bytes);
        if self.heads.is_some() || self.read < MUCH {
            return;
        }
        let mut heads: Map<[char; 2], u64> = Map::default();
        let mut add = |word: &str| {
            if let Some(head) = head(word) {
                *heads.entry(head).or_default() |= length_bit(word);
            }
        };
        for lexicon in tables.lexicons {
            let all = (0..).take(lexicon.vocab_count());
            all.filter(|&v| lexicon.vocab_script(v).is_unspaced()).for_each(|v| add(&lexicon.vocab_text(v)));
        }
        tables.grammar.forms().filter(|form| !form.as_bytes().first().is_none_or(u8::is_ascii)).for_each(add);
        self.heads = Some(heads);
    }
}

/// The first two characters of a word that begins with a letter of a script without spaces.
fn head(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    let first = letters.next().filter(|&c| Script::of(c).is_some_and(Script::is_unspaced))?;
    Some([first, letters.next()?])
}

fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// A run of a script without spaces.
pub(super) struct Run<'t> {
    written: &'t str,
    /// Where its characters begin, and its end.
    pub(super) bounds: Vec<usize>,
    /// Its folded letters and where those of each character begin, if they do not depend on its neighbours.
    folded: Option<(String, Vec<usize>)>,
}

impl<'t> Run<'t> {
    pub(super) fn new(written: &'t str, memory: &mut Memory, tables: &Tables<'_>) -> Self {
        memory.prepare(written.len(), tables);
        let bounds = written.char_indices().map(|(i, _)| i).chain([written.len()]).collect();
        let (mut folded, mut starts) = (String::new(), vec![0]);
        let mut is_whole = true;
        for c in written.chars() {
            let letter = memory.letters.entry(c).or_insert_with(|| fold(&normalise(c.encode_utf8(&mut [0; 4]))).into());
            is_whole &= !letter.is_empty();
            folded.push_str(letter);
            starts.push(folded.len());
        }
        let is_whole = is_whole && folded == fold(&normalise(written));
        Self { written, bounds, folded: is_whole.then_some((folded, starts)) }
    }

    /// The folded letters of some of its characters.
    fn folded(&self, from: usize, to: usize) -> Cow<'_, str> {
        match &self.folded {
            Some((folded, starts)) => Cow::from(&folded[starts[from]..starts[to]]),
            None => Cow::from(fold(&normalise(&self.written[self.bounds[from]..self.bounds[to]]))),
        }
    }

    /// The lengths in bytes of the words that may begin at character `i`, as bits.
    fn lengths(&self, i: usize, memory: &Memory) -> u64 {
        let known = self.folded.as_ref().zip(memory.heads.as_ref());
        let head = known.and_then(|((folded, starts), heads)| Some((heads, head(&folded[starts[i]..])?)));
        head.map_or(u64::MAX, |(heads, head)| heads.get(&head).copied().unwrap_or(0))
    }

    /// The characters of the title that begins at character `i`: 氏, 主席; 0 where none does.
    pub(super) fn title_at(&self, i: usize, tables: &Tables<'_>) -> usize {
        let longest = (self.bounds.len() - 1 - i).min(LONGEST_TITLE);
        let is_title = |&n: &usize| {
            let word = self.folded(i, i + n);
            (n > 1 || word == "氏") && tables.grammar.look_up(&word).roles.any(Roles::TITLE)
        };
        (1..=longest).rev().find(is_title).unwrap_or(0)
    }

    /// The word that begins at character `i`, of at most `longest` characters.
    pub(super) fn word_at(&self, i: usize, longest: usize, memory: &Memory, tables: &Tables<'_>) -> Option<Found> {
        let (written, bounds, grammar) = (self.written, &self.bounds, tables.grammar);
        let is_listed = |word: &str| tables.lexicons.iter().any(|l| l.exact(word).is_some());
        let lengths = self.lengths(i, memory);
        if lengths == 0 {
            return None;
        }
        (2..=longest).rev().find_map(|n| {
            let (start, end) = (bounds[i], bounds[i + n]);
            let word = self.folded(i, i + n);
            if lengths & length_bit(&word) == 0 {
                return None;
            }
            // 中国人口 is China and its population, 日本海军 Japan and its navy: the last sign begins another word.
            let is_shared = || {
                n > 2
                    && written[start..end].ends_with(['人', '海'])
                    && i + n + 1 < bounds.len()
                    && grammar.look_up(&self.folded(i + n - 1, i + n + 1)).roles != Roles::NONE
                    && is_listed(&self.folded(i, i + n - 1))
                    && may_part(written, start, bounds[i + n - 1], n - 1)
            };
            if is_shared() {
                return Some(Found::Listed(n - 1));
            }
            if is_listed(&word) && may_part(written, start, end, n) {
                // 法国外交部长 is France and its minister.
                let whose = || (2..n - 1).rev().find(|&m| is_listed(&self.folded(i, i + m)));
                let is_minister = written[start..end].ends_with('部') && written[end..].starts_with(['长', '長']);
                return Some(Found::Listed(is_minister.then(whose).flatten().unwrap_or(n)));
            }
            let roles = grammar.look_up(&word).roles;
            if !roles.any(Roles::WORD.with(Roles::FUNCTION)) || !may_border(written, start, end) {
                return None;
            }
            // 日本首相 is Japan and a word of its own, however usual the two are together.
            let begins = (2..n.saturating_sub(1)).rev().find(|&m| {
                is_listed(&self.folded(i, i + m))
                    && may_part(written, start, bounds[i + m], m)
                    && grammar.look_up(&self.folded(i + m, i + n)).roles != Roles::NONE
            });
            Some(begins.map_or(Found::Ordinary(n), Found::Listed))
        })
    }

    /// How far within the ordinary word of `n` characters at character `i` a listed one begins that goes on behind it,
    /// and is longer or has nothing before it but a small word.
    pub(super) fn listed_within(&self, i: usize, n: usize, memory: &Memory, tables: &Tables<'_>) -> Option<usize> {
        (1..n).find(|&k| {
            let longest = (self.bounds.len() - 1 - i - k).min(LISTED_RUN);
            let small =
                || tables.grammar.look_up(&self.folded(i, i + k)).roles.any(Roles::FUNCTION.with(Roles::LOCATIVE));
            matches!(self.word_at(i + k, longest, memory, tables),
                Some(Found::Listed(m)) if k + m > n && (m > n || (m == n && small())))
        })
    }
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

/// Bytes of a run without spaces that is one word, if it is any: two characters.
const RUN: usize = 6;

/// Characters of the longest word that is looked for in a run without spaces.
const LISTED_RUN: usize = 32;

impl Scan {
    /// Parts runs of scripts without spaces at the words that a lexicon has, the longest first.
    pub(super) fn part_runs(&mut self, text: &str, tables: &Tables<'_>) {
        if !self.tokens.iter().any(|t| t.script.is_unspaced() && (t.len() > RUN || t.script == Script::Han)) {
            return;
        }
        let whole = std::mem::take(&mut self.tokens);
        for token in whole {
            if !token.script.is_unspaced() || (token.len() <= RUN && token.script != Script::Han) {
                self.tokens.push(token);
                continue;
            }
            let written = token.of(text);
            let is_short = token.len() <= RUN;
            let run = Run::new(written, &mut self.runs, tables);
            let bounds = &run.bounds;
            // What was read since the last listed word.
            let mut start = 0;
            let mut part = |from: usize, to: usize| {
                let narrow = |i: usize| u32::try_from(i).expect("the text was cut to fit");
                let gap = if from == 0 { token.gap } else { Gap::None };
                let dot_after = token.dot_after && to == written.len();
                let (start, end) = (token.start + narrow(from), token.start + narrow(to));
                self.tokens.push(Token { start, end, gap, dot_after, ..token });
            };
            let mut i = 0;
            // Where the last word ended: behind it and before a title stands a family name (习主席).
            let mut edge = 0;
            while i + 1 < bounds.len() {
                if token.script == Script::Han && (1..=LONGEST_FAMILY).contains(&(i - edge)) {
                    let title = run.title_at(i, tables);
                    if title > 0 {
                        if start < bounds[edge] {
                            part(start, bounds[edge]);
                        }
                        part(bounds[edge], bounds[i]);
                        start = bounds[i];
                        i += title;
                        edge = i;
                        continue;
                    }
                }
                if is_short {
                    i += 1;
                    continue;
                }
                let longest = (bounds.len() - 1 - i).min(LISTED_RUN);
                match run.word_at(i, longest, &self.runs, tables) {
                    Some(Found::Listed(n)) => {
                        if start < bounds[i] {
                            part(start, bounds[i]);
                        }
                        part(bounds[i], bounds[i + n]);
                        start = bounds[i + n];
                        i += n;
                        edge = i;
                    }
                    // Many a family name is an ordinary word as well.
                    Some(Found::Ordinary(n))
                        if n == LONGEST_FAMILY
                            && token.script == Script::Han
                            && i + n + 1 < bounds.len()
                            && run.title_at(i + n, tables) > 0 =>
                    {
                        edge = i;
                        i += n;
                    }
                    // 在意大利: Italy, not 在意.
                    Some(Found::Ordinary(n)) => {
                        i += run.listed_within(i, n, &self.runs, tables).unwrap_or(n);
                        edge = i;
                    }
                    None => i += 1,
                }
            }
            if start < written.len() {
                part(start, written.len());
            }
        }
    }
}
