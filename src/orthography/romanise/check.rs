//! What every romaniser keeps, whatever its script: for the tests of the romanisers.

use std::ops::RangeInclusive;

use super::{AYN, HAMZA, Readings};

/// The entry point of a romaniser.
pub(super) type Read = fn(&str, &mut Readings);

/// The reading of `word` to print.
pub(super) fn first(read: Read, word: &str) -> String {
    let mut out = Readings::new();
    read(word, &mut out);
    out.first().to_owned()
}

/// Every reading of `word`, likeliest first.
pub(super) fn all(read: Read, word: &str) -> Vec<String> {
    let mut out = Readings::new();
    read(word, &mut out);
    out.iter().map(str::to_owned).collect()
}

/// Asserts that each letter of `alphabet` (parted by spaces) is heard between `before` and `after`.
pub(super) fn every_letter_is_heard(read: Read, before: &str, alphabet: &str, after: &str) {
    let silence = first(read, &format!("{before}{after}"));
    for letter in alphabet.split_whitespace() {
        let reading = first(read, &format!("{before}{letter}{after}"));
        assert_ne!(reading, silence, "{letter} adds no sound: give it a row in the table");
    }
}

/// Asserts that any two code points of `block` read as nothing but letters of the reading alphabet, within the limit.
pub(super) fn only_reading_letters(read: Read, block: RangeInclusive<char>) {
    for a in block.clone() {
        for b in block.clone() {
            let word = format!("{a}{b}");
            let mut out = Readings::new();
            read(&word, &mut out);
            assert!(out.iter().count() <= Readings::LIMIT, "{word}: too many readings");
            for reading in out.iter() {
                let odd = reading.chars().find(|&c| !c.is_ascii_lowercase() && c != AYN && c != HAMZA);
                assert_eq!(odd, None, "{word} reads {reading}");
            }
        }
    }
}
