//! A vocabulary word as bytes: the signature of its sounds, what the grammar says of it, its readings, its letters and how
//! they are written.
//!
//! Neighbours written as one are two numbers: that of the words before the last one and that of the last one. Their
//! letters and sounds are those of the parts.

use std::borrow::Cow;

use super::packed::{self, Reader, put, put_three};
use crate::matching::keys::Signature;
use crate::orthography::sounds::{self, Segment};

/// The bits of a word's script byte that are the script.
pub(super) const SCRIPT: u8 = 31;
/// The grammar says something of the word: the number of that follows the signature.
pub(super) const TOLD: u8 = 1 << 5;
/// The record is two parts.
pub(super) const JOINED: u8 = 1 << 6;
/// A form has the word by itself, not only as neighbours written as one.
pub(super) const OWN_WORD: u8 = 1 << 7;

/// Bytes of the longest spelling that is kept with a word.
pub(super) const LONGEST_SPELLING: usize = 60;
/// Spellings kept with a word.
pub(super) const MOST_SPELLINGS: usize = 16;

/// How a word is written, as far as it is told from its folded letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Spelling<'t> {
    /// The first letter is a capital.
    Capital,
    /// As it is.
    Folded,
    /// All letters are capitals.
    Upper,
    As(Cow<'t, str>),
}

impl<'t> Spelling<'t> {
    /// How folded letters are written so.
    pub(super) fn of(written: &'t str, folded: &str) -> Self {
        let is = |spelling: &Spelling<'_>| {
            let mut out = String::with_capacity(written.len());
            spelling.write(folded, &mut out);
            out == written
        };
        [Self::Capital, Self::Folded, Self::Upper].into_iter().find(is).unwrap_or(Self::As(Cow::Borrowed(written)))
    }

    /// Writes folded letters so.
    pub(super) fn write(&self, folded: &str, out: &mut String) {
        match self {
            Self::Capital => {
                let mut rest = folded.chars();
                out.extend(rest.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(rest.as_str());
            }
            Self::Folded => out.push_str(folded),
            Self::Upper => out.push_str(&folded.to_uppercase()),
            Self::As(written) => out.push_str(written),
        }
    }

    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Capital => put(out, 0),
            Self::Folded => put(out, 1),
            Self::Upper => put(out, 2),
            Self::As(written) => {
                put(out, 2 + u32::try_from(written.len()).expect("a short string"));
                out.extend(written.as_bytes());
            }
        }
    }

    fn read(reader: &mut Reader<'t>) -> Self {
        match reader.number() {
            0 => Self::Capital,
            1 => Self::Folded,
            2 => Self::Upper,
            n => Self::As(packed::text(reader.take(n as usize - 2))),
        }
    }
}

/// Appends a word with its own letters and readings; `told` is the number of what the grammar says of it.
pub(super) fn write(
    out: &mut Vec<u8>,
    told: Option<u32>,
    readings: &[Vec<Segment>],
    folded: &str,
    spellings: &[Spelling<'_>],
) {
    out.extend(Signature::of_all(readings).0.to_le_bytes());
    if let Some(told) = told {
        put(out, told);
    }
    out.push(u8::try_from(readings.len()).expect("at most four readings"));
    for reading in readings {
        let reading = &reading[..reading.len().min(255)];
        out.push(u8::try_from(reading.len()).expect("cut to 255"));
        out.extend(reading);
    }
    put(out, u32::try_from(folded.len()).expect("names are short"));
    out.extend(folded.as_bytes());
    put(out, u32::try_from(spellings.len()).expect("few spellings"));
    spellings.iter().for_each(|s| s.put(out));
}

/// Appends a word that is others written as one.
pub(super) fn write_joined(out: &mut Vec<u8>, head: u32, last: u32) {
    put_three(out, head);
    put_three(out, last);
}

/// The numbers of the words that a joined one is of.
pub(super) fn parts(record: &[u8]) -> (u32, u32) {
    let mut reader = Reader(record);
    (reader.three(), reader.three())
}

/// The number of what the grammar says of a word that it says something of.
pub(super) fn told(record: &[u8]) -> u32 {
    Reader(record.get(SIGNATURE..).unwrap_or_default()).number()
}

/// The bytes of a signature.
const SIGNATURE: usize = 8;

/// The signature of a word's readings.
#[inline]
pub(super) fn signature(record: &[u8]) -> Signature {
    Signature(record.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes)))
}

/// What a word's own record says.
#[derive(Clone, Copy)]
pub(super) struct Own<'b>(Reader<'b>);

impl<'b> Own<'b> {
    /// A record with what the grammar says, or not.
    #[inline]
    pub(super) fn of(record: &'b [u8], script: u8) -> Self {
        let mut reader = Reader(record.get(SIGNATURE..).unwrap_or_default());
        if script & TOLD != 0 {
            reader.number();
        }
        Self(reader)
    }

    /// The readings, likeliest first.
    #[inline]
    pub(super) fn readings(self) -> impl Iterator<Item = &'b [Segment]> {
        let mut reader = self.0;
        let count = reader.byte();
        (0..count).map_while(move |_| {
            let len = reader.byte();
            let reading = reader.take(len.into());
            // A segment that is none would be looked up outside of the cost tables.
            let highest = reading.iter().fold(0, |highest, &s| highest.max(s));
            (reading.len() == usize::from(len) && usize::from(highest) < sounds::COUNT).then_some(reading)
        })
    }

    /// What stands behind the readings.
    fn letters(self) -> Reader<'b> {
        let mut reader = self.0;
        let count = reader.byte();
        for _ in 0..count {
            let len = reader.byte();
            reader.take(len.into());
        }
        reader
    }

    pub(super) fn folded(self) -> &'b [u8] {
        self.letters().string()
    }

    /// Writes the word in the spelling of a number.
    pub(super) fn write(self, number: u8, out: &mut String) {
        let mut reader = self.letters();
        let folded = packed::text(reader.string());
        let count = reader.number();
        let number = u32::from(number).min(count.saturating_sub(1));
        for _ in 0..number {
            Spelling::read(&mut reader);
        }
        Spelling::read(&mut reader).write(&folded, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_back() {
        let spellings =
            [Spelling::of("Trost", "trost"), Spelling::of("Tröst", "trost"), Spelling::of("TROST", "trost")];
        for told in [None, Some(300)] {
            let mut record = Vec::new();
            write(&mut record, told, &[vec![1, 2, 3], vec![4]], "trost", &spellings);
            let script = told.map_or(0, |_| TOLD);
            let own = Own::of(&record, script);
            assert_eq!(own.readings().collect::<Vec<_>>(), [&[1, 2, 3][..], &[4]]);
            assert_eq!(own.folded(), b"trost");
            assert_eq!(signature(&record), Signature::of_all(&[vec![1, 2, 3], vec![4]]));
            let written = |n| {
                let mut out = String::new();
                own.write(n, &mut out);
                out
            };
            assert_eq!([0, 1, 2, 9].map(written), ["Trost", "Tröst", "TROST", "TROST"]);
            (0..record.len()).for_each(|cut| Own::of(&record[..cut], script).write(1, &mut String::new()));
        }
    }

    #[test]
    fn letters_without_case_need_no_spelling() {
        assert_eq!(Spelling::of("سليماني", "سليماني"), Spelling::Capital);
        assert_eq!(Spelling::of("ibn", "ibn"), Spelling::Folded);
        assert_eq!(Spelling::of("McArthur", "mcarthur"), Spelling::As("McArthur".into()));
    }
}
