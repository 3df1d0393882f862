//! Other ways to look for names in text, each given the same forms.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use fst::automaton::Levenshtein;
use fst::{IntoStreamer, Streamer};
use symspell::{SymSpell, SymSpellBuilder, UnicodeStringStrategy, Verbosity};
use xxhash_rust::xxh3::xxh3_64;

/// The words of a text as the plainest reader parts them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A hash that is one already.
#[derive(Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are numbers");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The least that a spotter of words does: cut, hash, look up.
pub(crate) struct Floor(HashSet<u64, BuildHasherDefault<Same>>);

impl Floor {
    pub(crate) fn new(forms: &[String]) -> Self {
        Self(forms.iter().flat_map(|form| words(form)).map(|word| xxh3_64(word.as_bytes())).collect())
    }

    pub(crate) fn scan(&self, text: &str) -> usize {
        words(text).filter(|word| self.0.contains(&xxh3_64(word.as_bytes()))).count()
    }
}

pub(crate) fn aho_corasick(forms: &[String], ascii_case_insensitive: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .ascii_case_insensitive(ascii_case_insensitive)
        .build(forms)
        .expect("the automaton has room")
}

pub(crate) fn charwise(forms: &[String]) -> CharwiseDoubleArrayAhoCorasick<u32> {
    let builder = CharwiseDoubleArrayAhoCorasickBuilder::new();
    builder.match_kind(daachorse::MatchKind::LeftmostLongest).build(forms).expect("the automaton has room")
}

pub(crate) fn bytewise(forms: &[String]) -> DoubleArrayAhoCorasick<u32> {
    let builder = DoubleArrayAhoCorasickBuilder::new();
    builder.match_kind(daachorse::MatchKind::LeftmostLongest).build(forms).expect("the automaton has room")
}

/// The words of the lexicon within one edit, by automata; each distinct word of a text is searched once.
pub(crate) struct Near(fst::Set<Vec<u8>>);

impl Near {
    pub(crate) fn new(forms: &[String]) -> Self {
        let mut vocabulary: Vec<&str> = forms.iter().flat_map(|form| words(form)).collect();
        vocabulary.sort_unstable();
        vocabulary.dedup();
        Self(fst::Set::from_iter(vocabulary).expect("the words are sorted"))
    }

    pub(crate) fn scan(&self, text: &str, memo: &mut HashMap<u64, usize>) -> usize {
        let near = |word: &str| {
            let automaton = Levenshtein::new(word, 1).expect("words are short");
            let mut stream = self.0.search(automaton).into_stream();
            std::iter::from_fn(|| stream.next().map(|_| ())).count()
        };
        words(text).map(|word| *memo.entry(xxh3_64(word.as_bytes())).or_insert_with(|| near(word))).sum()
    }
}

/// Listed names within two edits of windows of words, by deletions.
pub(crate) struct Windows(SymSpell<UnicodeStringStrategy>);

impl Windows {
    pub(crate) fn new(forms: &[String]) -> Self {
        let builder = SymSpellBuilder::default().max_dictionary_edit_distance(2).count_threshold(1).build();
        let mut spell: SymSpell<UnicodeStringStrategy> = builder.expect("all settings have defaults");
        for form in forms {
            spell.load_dictionary_line(&format!("{}\t1", form.to_lowercase()), 0, 1, "\t");
        }
        Self(spell)
    }

    /// The listed names nearest to one.
    pub(crate) fn look_up(&self, name: &str) -> usize {
        self.0.lookup(&name.to_lowercase(), Verbosity::Top, 2).len()
    }

    pub(crate) fn scan(&self, text: &str) -> usize {
        let words: Vec<String> = words(text).map(str::to_lowercase).collect();
        let windows = (1..=3).flat_map(|length| words.windows(length));
        windows.filter(|window| !self.0.lookup(&window.join(" "), Verbosity::Top, 2).is_empty()).count()
    }
}
