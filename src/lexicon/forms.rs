//! A form as bytes: what is said of it, its words, and how they are written.
//!
//! The text of a form is that of its words, each in the spelling that most forms have of it, with spaces between. A form
//! that is written otherwise says so: by the numbers of the spellings, or by its text.

use super::compiled::FormWord;
use super::packed::{Reader, put, put_three};

/// The number of words.
const COUNT: u8 = 31;
/// Flags of the words follow them, half a byte each.
const FLAGGED: u8 = 1 << 5;
/// Neighbours written as one follow: which, and their vocabulary words.
const JOINED: u8 = 1 << 6;
/// How the form is written follows.
const WRITTEN: u8 = 1 << 7;

/// How a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Each word in its first spelling.
    Plain,
    /// Each word in the spelling of this number.
    Spelt(Vec<u8>),
    /// As the string at this place.
    Text(u32),
}

/// Appends a form: the number of what is said of it, its words with the joins behind them, and how it is written.
pub(super) fn write(out: &mut Vec<u8>, property: u32, words: &[FormWord], written: &Written) {
    let split = words.iter().position(|w| w.as_join().is_some()).unwrap_or(words.len());
    let (words, joins) = words.split_at(split);
    let flags: Vec<u8> = words.iter().map(|w| w.0.to_le_bytes()[3]).collect();
    let is_flagged = flags.iter().any(|&f| f != 0);
    let flag = |is: bool, bit: u8| if is { bit } else { 0 };
    let count = u8::try_from(words.len()).expect("sixteen words at most");
    out.push(
        count | flag(is_flagged, FLAGGED) | flag(!joins.is_empty(), JOINED) | flag(*written != Written::Plain, WRITTEN),
    );
    put(out, property);
    words.iter().for_each(|w| put_three(out, w.vocab()));
    if is_flagged {
        out.extend(flags.chunks(2).map(|pair| pair[0] | pair.get(1).map_or(0, |f| f << 4)));
    }
    if !joins.is_empty() {
        let places = joins.iter().filter_map(|w| w.as_join());
        put(out, places.fold(0, |set, (first, n)| set | 1 << place(first, n, words.len())));
        joins.iter().for_each(|w| put_three(out, w.vocab()));
    }
    match written {
        Written::Plain => {}
        Written::Spelt(spellings) => {
            out.push(1);
            out.extend(spellings);
        }
        Written::Text(at) => {
            out.push(0);
            put(out, *at);
        }
    }
}

/// The number of a join among those that a form of `words` words may have: of two words each, then of three.
fn place(first: usize, count: usize, words: usize) -> usize {
    if count == 2 { first } else { words - 1 + first }
}

/// The number of what is said of a form.
#[inline]
pub(super) fn property(record: &[u8]) -> u32 {
    Reader(record.get(1..).unwrap_or_default()).number()
}

/// The words of a form, then its joins, in the order in which they were written.
#[derive(Clone, Debug)]
pub(crate) struct FormWords<'b> {
    words: Reader<'b>,
    flags: &'b [u8],
    joins: Reader<'b>,
    /// The joins that are still to come.
    places: u32,
    count: usize,
    at: usize,
}

impl<'b> FormWords<'b> {
    #[inline]
    pub(super) fn of(record: &'b [u8]) -> Self {
        Self::read(record).0
    }

    /// The words, and what stands behind them, if the form is not plainly written.
    #[inline]
    fn read(record: &'b [u8]) -> (Self, Option<Reader<'b>>) {
        let mut reader = Reader(record);
        let head = reader.byte();
        reader.number();
        // A damaged file may have fewer bytes than it says.
        let count = usize::from(head & COUNT).min(reader.0.len() / 3);
        let words = Reader(reader.take(count * 3));
        let flags = if head & FLAGGED != 0 { reader.take(count.div_ceil(2)) } else { &[] };
        let (mut places, mut joins) = (0, Reader(&[]));
        if head & JOINED != 0 {
            places = reader.number();
            joins = Reader(reader.take(3 * places.count_ones() as usize));
        }
        let words = Self { words, flags, joins, places, count, at: 0 };
        (words, (head & WRITTEN != 0).then_some(reader))
    }
}

impl Iterator for FormWords<'_> {
    type Item = FormWord;

    #[inline]
    fn next(&mut self) -> Option<FormWord> {
        if self.at < self.count {
            let flags = self.flags.get(self.at / 2).map_or(0, |f| f >> (4 * (self.at % 2)) & 15);
            self.at += 1;
            return Some(FormWord(self.words.three() | u32::from(flags) << 24));
        }
        if self.places == 0 {
            return None;
        }
        let place = self.places.trailing_zeros() as usize;
        self.places &= self.places - 1;
        let pairs = self.count.saturating_sub(1);
        let (first, count) = if place < pairs { (place, 2) } else { (place - pairs, 3) };
        Some(FormWord::join(self.joins.three(), first, count))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.count - self.at + self.places.count_ones() as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for FormWords<'_> {}

/// How the form of a record is written.
pub(super) fn written(record: &[u8]) -> Written {
    let (words, rest) = FormWords::read(record);
    let Some(mut rest) = rest else { return Written::Plain };
    match rest.byte() {
        0 => Written::Text(rest.number()),
        _ => Written::Spelt(rest.take(words.count).to_vec()),
    }
}

/// The parts of a text that a form's words are, if it has so many: what stands between spaces, and up to a hyphen.
pub(super) fn parts(text: &str, words: usize) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(' ').flat_map(|part| part.split_inclusive('-')).collect();
    (parts.len() == words && joined(parts.iter().map(|&part| move |out: &mut String| out.push_str(part))) == text)
        .then_some(parts)
}

/// Letters of most forms.
const LETTERS: usize = 40;

/// The text of parts, each of which writes itself.
pub(super) fn joined<P: FnOnce(&mut String)>(parts: impl Iterator<Item = P>) -> String {
    let mut out = String::with_capacity(LETTERS);
    for write in parts {
        if !out.is_empty() && !out.ends_with('-') {
            out.push(' ');
        }
        write(&mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain(&[FormWord(7), FormWord(70_000)], Written::Plain)]
    #[case::flags(&[FormWord(7), FormWord(9 | 5 << 24), FormWord(1)], Written::Spelt(vec![0, 2, 1]))]
    #[case::joins(&[FormWord(1), FormWord(2), FormWord(3), FormWord::join(4, 1, 2), FormWord::join(5, 0, 3)], Written::Text(70_000))]
    #[case::no_words(&[], Written::Text(1))]
    fn a_form_comes_back(#[case] words: &[FormWord], #[case] how: Written) {
        let mut record = Vec::new();
        write(&mut record, 300, words, &how);
        let read: Vec<FormWord> = FormWords::of(&record).collect();
        assert_eq!((property(&record), read.as_slice(), written(&record)), (300, words, how));
        assert_eq!(FormWords::of(&record).len(), words.len());
        for cut in 0..record.len() {
            assert!(FormWords::of(&record[..cut]).count() <= 64, "a record cut short ends");
        }
    }

    #[rstest]
    #[case("Jean-Pierre Dupont", 3, true)]
    #[case("KARPOV, Nuñez", 2, true)]
    #[case("Al- Masri", 2, false)]
    #[case("two  spaces", 2, false)]
    fn text_is_parted_where_it_can_be_put_together(#[case] text: &str, #[case] words: usize, #[case] is: bool) {
        assert_eq!(parts(text, words).is_some(), is);
    }
}
