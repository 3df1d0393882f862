//! The distinct written words of a session's texts, each with a number.
//!
//! Text repeats itself: what is known of a word is kept by its number, and each occurrence costs one probe of a hash
//! table. Words are told apart by their letters, never by a hash alone. Where they stand in the table is of a secret of
//! the process, so that no text can be made whose words all lie in one place; nothing else depends on it.

use std::hash::{BuildHasher, RandomState};

use super::memo::MOST_WORDS;
use crate::grammar::{Entry, Grammar, Group, Languages, Roles};
use crate::hash::Map;
use crate::orthography::fold::folded;

/// No number.
pub(super) const NONE: u32 = u32::MAX;

/// The bit of a known entry of the memo that any lexicon has words near.
pub(super) const LEADS: u32 = 1 << 31;

/// Bytes of a word that its entry holds itself.
const SHORT: usize = 16;

/// What is known of a written word: one line of a processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Written {
    /// The letters of a word of up to [`SHORT`] bytes, else their hash and where they stand in `letters`.
    key: (u64, u64),
    len: u32,
    /// What it does in names, some of it in texts of `languages` only.
    roles: Roles,
    languages: Languages,
    /// The first word with the same folded letters.
    folded: u32,
    /// The place of that word, which this is then itself, among the distinct ones of the document at hand, if it is there.
    place: u32,
    /// The languages of the last two texts that told others, by number, the latest first.
    told: [u8; 2],
    /// Entries of the memo in texts of these, by the mode of looking; with [`LEADS`] where they lead somewhere.
    known: [[u32; 2]; 2],
    /// What stands behind its first letter.
    pub(super) inner: Inner,
}

impl Written {
    /// What the tables say of it.
    pub(super) fn entry(&self) -> Entry {
        Entry { roles: self.roles, languages: self.languages, ..Entry::default() }
    }

    /// The entries of the memo, by the mode of looking, in texts of languages of a number; [`NONE`] where they are not
    /// known.
    #[inline]
    pub(super) fn known(&mut self, told: u8) -> &mut [u32; 2] {
        if self.told[0] != told {
            self.told.swap(0, 1);
            self.known.swap(0, 1);
            if self.told[0] != told {
                (self.told[0], self.known[0]) = (told, [NONE; 2]);
            }
        }
        &mut self.known[0]
    }
}

/// What resolution asks of a word besides.
#[derive(Clone, Copy, Debug)]
struct Fold {
    /// Where its folded letters stand; nowhere if it is written so.
    letters: Option<(u32, u32)>,
    group: Group,
}

/// What stands behind the first letter of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inner {
    pub(crate) has_digit: bool,
    pub(crate) has_capital: bool,
    /// Letters with digits, or a capital behind a small letter (`zoneInfo`): a word of program text.
    pub(crate) is_code: bool,
}

impl Inner {
    fn of(written: &str) -> Self {
        let letters = || written.chars().skip(1);
        let word = written.as_bytes();
        let has = |is: fn(&u8) -> bool| word.iter().any(is);
        let is_numbered = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !is_chat(word);
        let is_camel = word.first().is_some_and(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
        Self {
            has_digit: letters().any(|c| c.is_ascii_digit()),
            has_capital: letters().any(char::is_uppercase),
            is_code: is_numbered || is_camel,
        }
    }
}

/// Whether a word is of letters and the odd digit that is a sound in chat spelling: 3abbas, 7ussein.
fn is_chat(word: &[u8]) -> bool {
    let digits = word.iter().filter(|b| b.is_ascii_digit()).count();
    let sounds = word.iter().filter(|b| matches!(b, b'2' | b'3' | b'5' | b'6' | b'7' | b'9')).count();
    sounds == digits && digits <= 2 && word.len() >= digits + 3 && !word.iter().skip(1).any(u8::is_ascii_uppercase)
}

/// Numbers for written words.
#[derive(Default)]
pub(super) struct Words {
    /// An open hash table: number plus one, and no more than half full.
    slots: Vec<u32>,
    seed: Seed,
    words: Vec<Written>,
    /// The letters of longer words.
    letters: Vec<u8>,
    /// The first word of each folded form, by its hash.
    folded: Map<u64, u32>,
    folds: Vec<Fold>,
    /// The folded letters of the words that are not written so.
    folded_letters: String,
    /// The languages that texts were told to be in; their numbers are one more than their places.
    told: Vec<Languages>,
}

impl Words {
    /// The number of a word, which is entered if it is new.
    pub(super) fn number(&mut self, written: &str, grammar: &Grammar) -> u32 {
        self.find(written.as_bytes()).unwrap_or_else(|| self.enter(written, grammar))
    }

    /// The number of the word of some bytes, if it was entered.
    #[inline]
    pub(super) fn find(&self, bytes: &[u8]) -> Option<u32> {
        self.find_key(key(bytes), bytes)
    }

    /// The number of the word at some bytes of a text, if it was entered.
    #[inline]
    pub(super) fn find_in(&self, text: &[u8], start: usize, end: usize) -> Option<u32> {
        let len = end.wrapping_sub(start);
        let key = match text.get(start..).and_then(<[u8]>::first_chunk) {
            // No branch for each length: what follows the word is cut off.
            Some(bytes) if len.wrapping_sub(1) < SHORT => {
                halves(u128::from_le_bytes(*bytes) << (128 - 8 * len) >> (128 - 8 * len))
            }
            _ => key(text.get(start..end)?),
        };
        self.find_key(key, text.get(start..end)?)
    }

    #[inline]
    fn find_key(&self, key: (u64, u64), bytes: &[u8]) -> Option<u32> {
        let len = bytes.len() as u64;
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = self.seed.spread(key, len) & mask;
        while let Some(number) = self.slots[at].checked_sub(1) {
            let word = &self.words[number as usize];
            if word.key.0 == key.0 && u64::from(word.len) == len && self.is_same(word, key, bytes) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    #[inline]
    fn is_same(&self, word: &Written, key: (u64, u64), bytes: &[u8]) -> bool {
        if bytes.len() <= SHORT {
            return word.key.1 == key.1;
        }
        let at = usize::try_from(word.key.1).unwrap_or(usize::MAX);
        self.letters.get(at..).is_some_and(|rest| rest.starts_with(bytes))
    }

    /// Enters a word that is not there.
    #[cold]
    pub(super) fn enter(&mut self, written: &str, grammar: &Grammar) -> u32 {
        let mut key = key(written.as_bytes());
        let len = written.len() as u64;
        let home = self.seed.spread(key, len);
        if written.len() > SHORT {
            key.1 = self.letters.len() as u64;
            self.letters.extend(written.as_bytes());
        }
        if self.slots.len() < 2 * (self.words.len() + 1) {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = home & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        let folded = folded(written);
        let Entry { roles, languages, group } = grammar.look_up(&folded);
        let number = u32::try_from(self.words.len()).expect("fewer words than bytes");
        let letters = (folded != written).then(|| {
            let range = |n: usize| u32::try_from(n).expect("texts are cut to fit");
            let start = self.folded_letters.len();
            self.folded_letters.push_str(&folded);
            (range(start), range(self.folded_letters.len()))
        });
        self.folds.push(Fold { letters, group });
        self.words.push(Written {
            key,
            len: u32::try_from(written.len()).expect("texts are cut to fit"),
            roles,
            languages,
            folded: *self.folded.entry(crate::hash::of(folded.as_bytes())).or_insert(number),
            place: NONE,
            told: [0; 2],
            known: [[NONE; 2]; 2],
            inner: Inner::of(written),
        });
        self.slots[at] = number + 1;
        number
    }

    /// The place of a word among the `distinct` ones of a document, whatever their case and accents; it is entered
    /// there if it is new.
    #[inline]
    pub(super) fn place(&mut self, number: u32, distinct: &mut Vec<u32>) -> u32 {
        let folded = self.words[number as usize].folded;
        let word = &mut self.words[folded as usize];
        if distinct.get(word.place as usize) != Some(&folded) {
            word.place = u32::try_from(distinct.len()).expect("fewer words than bytes");
            distinct.push(folded);
        }
        word.place
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        self.slots = vec![0; size];
        for (number, word) in (1..).zip(&self.words) {
            let len = word.len as usize;
            let key = if len <= SHORT { word.key } else { (word.key.0, 0) };
            let mut at = self.seed.spread(key, len as u64) & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number;
        }
    }

    pub(super) fn get(&self, number: u32) -> &Written {
        &self.words[number as usize]
    }

    /// The folded letters of a word that is written so.
    #[inline]
    pub(super) fn folded<'w>(&'w self, number: u32, written: &'w str) -> &'w str {
        match self.folds[number as usize].letters {
            Some((start, end)) => &self.folded_letters[start as usize..end as usize],
            None => written,
        }
    }

    /// What the tables say of a word.
    pub(super) fn entry(&self, number: u32) -> Entry {
        Entry { group: self.folds[number as usize].group, ..self.get(number).entry() }
    }

    pub(super) fn get_mut(&mut self, number: u32) -> &mut Written {
        &mut self.words[number as usize]
    }

    /// A number for the languages that a text is told to be in, above 0.
    pub(super) fn told(&mut self, languages: Languages) -> u8 {
        let at = self.told.iter().position(|&l| l == languages).unwrap_or_else(|| {
            self.told.push(languages);
            self.told.len() - 1
        });
        u8::try_from(at + 1).expect("it is cleared when it is full")
    }

    /// Whether it is time to forget.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS || self.told.len() + 1 >= usize::from(u8::MAX)
    }
}

/// What a word is compared by first: its letters, or their hash and nothing.
#[inline]
fn key(bytes: &[u8]) -> (u64, u64) {
    if bytes.len() <= SHORT { short_key(bytes) } else { (crate::hash::of(bytes), 0) }
}

/// The letters of a short word as two numbers; with the length they are the word.
#[inline]
fn short_key(bytes: &[u8]) -> (u64, u64) {
    let mut padded = [0; SHORT];
    padded[..bytes.len()].copy_from_slice(bytes);
    halves(u128::from_le_bytes(padded))
}

/// The lower and the upper half.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "halves are taken")]
fn halves(n: u128) -> (u64, u64) {
    (n as u64, (n >> 64) as u64)
}

/// Random numbers that the places of a table are made with.
struct Seed(u64, u64);

impl Default for Seed {
    fn default() -> Self {
        let random = RandomState::new();
        Self(random.hash_one(0), random.hash_one(1))
    }
}

impl Seed {
    /// A place in the hash table: both numbers of a word multiplied, the upper half of the product on the lower.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
    fn spread(&self, key: (u64, u64), len: u64) -> usize {
        let product = u128::from(key.0 ^ self.0) * u128::from(key.1 ^ self.1 ^ len << 56);
        ((product >> 64) as u64 ^ product as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_and_only_they_share_a_number() {
        let mut words = Words::default();
        let texts: Vec<String> = (0..40)
            .flat_map(|n| ["a", "ab", "ba", "ж"].map(|s| s.repeat(n)))
            .chain((0..3000).map(|n| format!("word number {n}")))
            .collect();
        let distinct: std::collections::BTreeSet<&String> = texts.iter().collect();
        let numbers: Vec<u32> = texts.iter().map(|t| words.number(t, Grammar::shipped())).collect();
        // Where a word stands in a text says nothing.
        let (mut text, mut places) = (String::new(), Vec::new());
        for word in &texts {
            places.push(text.len()..text.len() + word.len());
            text.push_str(word);
        }
        let found: Vec<u32> =
            places.into_iter().map(|p| words.find_in(text.as_bytes(), p.start, p.end).unwrap()).collect();
        assert_eq!(numbers, found);
        let again: Vec<u32> = texts.iter().map(|t| words.number(t, Grammar::shipped())).collect();
        assert_eq!(numbers, again);
        let mut others = Words::default();
        let elsewhere: Vec<u32> = texts.iter().map(|t| others.number(t, Grammar::shipped())).collect();
        assert_eq!(numbers, elsewhere, "under another seed");
        assert_eq!(words.words.len(), distinct.len());
        let map: std::collections::BTreeMap<u32, &String> = numbers.iter().copied().zip(&texts).collect();
        assert_eq!(map.len(), distinct.len());
    }
}
