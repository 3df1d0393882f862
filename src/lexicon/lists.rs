//! What a vocabulary word leads to as bytes: forms of which it is all or a part, and other words with forms of both.

use super::packed::{Reader, put, put_step, step};

/// In the first byte: how many forms the word is all of, and how many it is a part of, two bits each, then the number of
/// pairs. The highest number of each means that the rest of it follows.
const WHOLLY: u8 = 3;
const PARTLY: u8 = 3;
const PAIRS: u8 = 15;

/// Appends what a word leads to: each list in order, pairs by word and form.
pub(super) fn write(out: &mut Vec<u8>, wholly: &[u32], partly: &[u32], pairs: &[(u32, u32)]) {
    let counts = [(wholly.len(), WHOLLY), (partly.len(), PARTLY), (pairs.len(), PAIRS)];
    let least = counts.map(|(count, most)| u8::try_from(count).unwrap_or(u8::MAX).min(most));
    out.push(least[0] | least[1] << 2 | least[2] << 4);
    for (count, most) in counts {
        if let Some(rest) = count.checked_sub(most.into()) {
            put(out, u32::try_from(rest).expect("lists fit their section"));
        }
    }
    let mut last = 0;
    for &form in wholly.iter().chain(partly) {
        put_step(out, last, form);
        last = form;
    }
    let mut before = 0;
    for &(other, form) in pairs {
        put(out, other - before);
        put_step(out, last, form);
        (before, last) = (other, form);
    }
}

/// The lists of a word.
#[derive(Clone, Copy)]
pub(super) struct Lists<'b> {
    reader: Reader<'b>,
    counts: [u32; 3],
}

impl<'b> Lists<'b> {
    #[inline]
    pub(super) fn of(record: &'b [u8]) -> Self {
        let mut reader = Reader(record);
        let head = reader.byte();
        let mut counts = [(head & 3, WHOLLY), (head >> 2 & 3, PARTLY), (head >> 4, PAIRS)].map(|(least, most)| {
            let rest = if least == most { reader.number() } else { 0 };
            u32::from(least).saturating_add(rest)
        });
        // Each entry takes a byte at least: a damaged file may say more.
        let most = u32::try_from(reader.0.len()).unwrap_or(u32::MAX);
        counts.iter_mut().for_each(|n| *n = (*n).min(most));
        Self { reader, counts }
    }

    /// The forms of which the word is all.
    pub(super) fn wholly(self) -> impl Iterator<Item = u32> {
        self.forms().take(self.counts[0] as usize)
    }

    /// The forms of several words that it leads to by itself.
    pub(super) fn partly(self) -> impl Iterator<Item = u32> {
        self.forms().skip(self.counts[0] as usize)
    }

    fn forms(self) -> impl Iterator<Item = u32> {
        let (mut reader, mut last) = (self.reader, 0);
        (0..self.counts[0].saturating_add(self.counts[1])).map(move |_| {
            last = step(last, reader.number());
            last
        })
    }

    /// The other words, each with a form of both.
    #[inline]
    pub(super) fn pairs(self) -> impl Iterator<Item = (u32, u32)> {
        let (mut reader, mut last, mut other) = (self.reader, 0, 0_u32);
        if self.counts[2] > 0 {
            for _ in 0..self.counts[0].saturating_add(self.counts[1]) {
                last = step(last, reader.number());
            }
        }
        (0..self.counts[2]).map(move |_| {
            other = other.wrapping_add(reader.number());
            last = step(last, reader.number());
            (other, last)
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(0, 0, 0)]
    #[case(1, 0, 1)]
    #[case(2, 2, 14)]
    #[case(3, 3, 15)]
    #[case(200, 48, 1000)]
    fn lists_come_back(#[case] wholly: u32, #[case] partly: u32, #[case] pairs: u32) {
        let wholly: Vec<u32> = (0..wholly).map(|i| i * 70_000).collect();
        let partly: Vec<u32> = (0..partly).map(|i| i * 3 + 1).collect();
        let pairs: Vec<(u32, u32)> = (0..pairs).map(|i| (i / 3 * 1000, i * 7919 % 5000)).collect();
        let mut record = Vec::new();
        write(&mut record, &wholly, &partly, &pairs);
        let lists = Lists::of(&record);
        assert_eq!(lists.wholly().collect::<Vec<_>>(), wholly);
        assert_eq!(lists.partly().collect::<Vec<_>>(), partly);
        assert_eq!(lists.pairs().collect::<Vec<_>>(), pairs);
        for cut in 0..record.len() {
            assert!(Lists::of(&record[..cut]).pairs().count() <= record.len());
        }
    }
}
