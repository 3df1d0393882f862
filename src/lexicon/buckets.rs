//! Hash tables as bytes: which vocabulary words a number (a sound key or code, the hash of letters) leads to.
//!
//! A bucket is groups of words, one for each eight bits of the hash that its numbers have; some share them, so that a
//! few other words are found as well. Words are in the order of their sounds, and words of one key stand together: a
//! group is its first word and the runs that follow.

use super::packed::{Reader, Records, put, put_three, range, step, zigzag};
use crate::hash;

/// Writes a table of (number, order among the words of one number, vocabulary word), with so many buckets, and gives it
/// with where its buckets start.
pub(super) fn write(rows: impl Iterator<Item = (u64, u8, u32)>, buckets: usize, words: usize) -> (Vec<u8>, Vec<u8>) {
    let place = |(number, order, word): (u64, u8, u32)| {
        let (bucket, mark) = place(number, buckets);
        (u32::try_from(bucket).expect("fewer buckets than rows"), mark, order, word)
    };
    let mut rows: Vec<(u32, u8, u8, u32)> = rows.map(place).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut records = Records::default();
    let mut rest = rows.as_slice();
    for bucket in 0..u32::try_from(buckets).expect("fewer buckets than rows") {
        let out = records.begin();
        while let Some(&(_, mark, ..)) = rest.first().filter(|row| row.0 == bucket) {
            let count = rest.iter().take_while(|row| (row.0, row.1) == (bucket, mark)).count();
            let (group, after) = rest.split_at(count);
            put_group(out, mark, group.iter().map(|row| row.3), words);
            rest = after;
        }
    }
    let starts = records.starts();
    (records.bytes, starts)
}

/// Bits that a word's number takes; what is left of three bytes counts the runs that follow.
fn bits(words: usize) -> u32 {
    (usize::BITS - words.leading_zeros()).min(24)
}

/// The highest count that stands beside a word's number: the rest of it follows.
fn most(words: usize) -> u32 {
    (1 << (24 - bits(words))) - 1
}

fn put_group(out: &mut Vec<u8>, mark: u8, mut group: impl Iterator<Item = u32>, words: usize) {
    let Some(first) = group.next() else { return };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for word in group {
        match runs.last_mut() {
            Some((start, len)) if *start + *len == word => *len += 1,
            _ => runs.push((word, 1)),
        }
    }
    let count = u32::try_from(runs.len()).expect("fewer runs than words");
    out.push(mark);
    put_three(out, first | count.min(most(words)) << bits(words));
    if let Some(rest) = count.checked_sub(most(words)) {
        put(out, rest);
    }
    let mut next = first + 1;
    for (start, len) in runs {
        put(out, zigzag(next, start) << 1 | u32::from(len > 1));
        if len > 1 {
            put(out, len - 2);
        }
        next = start + len;
    }
}

/// The words of a number, and a few others; of a table with `words` vocabulary words.
#[inline]
pub(super) fn words<'b>(table: &'b [u8], starts: &[u8], buckets: usize, number: u64, words: usize) -> Words<'b> {
    let (bucket, mark) = if buckets == 0 { (0, 0) } else { place(number, buckets) };
    let bytes = table.get(range(starts, bucket)).unwrap_or_default();
    Words { reader: Reader(bytes), mark, words, left: words, runs: 0, run: 0, next: 0, is_found: false }
}

/// The bucket of a number, and the bits of its hash that its group is marked with.
fn place(number: u64, buckets: usize) -> (usize, u8) {
    let hash = hash::of(&number.to_le_bytes());
    #[expect(clippy::cast_possible_truncation, reason = "the product is shifted below the number of buckets")]
    let bucket = ((u128::from(hash) * buckets as u128) >> 64) as usize;
    (bucket, hash.to_le_bytes()[0])
}

/// The words of a group.
pub(super) struct Words<'b> {
    reader: Reader<'b>,
    mark: u8,
    words: usize,
    /// Words that may still come: a damaged file may say more.
    left: usize,
    runs: u32,
    run: u32,
    next: u32,
    is_found: bool,
}

impl Words<'_> {
    /// Goes to the group of the mark.
    fn find(&mut self) -> Option<u32> {
        let (bits, most) = (bits(self.words), most(self.words));
        let mut bytes = self.reader.0;
        self.is_found = true;
        while let Some((head, rest)) = bytes.split_first_chunk::<4>() {
            let head = u32::from_le_bytes(*head);
            let (mark, first) = (head.to_le_bytes()[0], head >> 8);
            if mark > self.mark {
                return None;
            }
            self.reader = Reader(rest);
            let mut runs = first >> bits;
            if runs == most {
                runs = runs.saturating_add(self.reader.number());
            }
            if mark == self.mark {
                (self.runs, self.next) = (runs, (first & ((1 << bits) - 1)) + 1);
                return Some(self.next - 1);
            }
            // A damaged file may say more than it has.
            while runs > 0 && !self.reader.0.is_empty() {
                runs -= 1;
                if self.reader.number() & 1 == 1 {
                    self.reader.number();
                }
            }
            bytes = self.reader.0;
        }
        None
    }
}

impl Iterator for Words<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if !self.is_found {
            return self.find();
        }
        self.left = self.left.checked_sub(1)?;
        if self.run > 0 {
            self.run -= 1;
        } else {
            self.runs = self.runs.checked_sub(1)?;
            let head = self.reader.number();
            self.next = step(self.next, head >> 1);
            self.run = if head & 1 == 1 { self.reader.number().saturating_add(1) } else { 0 };
        }
        self.next = self.next.wrapping_add(1);
        Some(self.next.wrapping_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_to_its_words() {
        for count in [10, 3000, 1 << 23] {
            let word = |i: u64| u32::try_from(i * 7919 % count).unwrap();
            let mut rows: Vec<(u64, u8, u32)> =
                (0..5000).map(|i| (i % 40, u8::from(i % 3 == 0), word(i / 40 * 40 + i % 5))).collect();
            rows.extend((0..count.min(2000)).map(|i| (99, 0, u32::try_from(i).unwrap())));
            let (table, starts) = write(rows.iter().copied(), 17, usize::try_from(count).unwrap());
            for number in (0..40).chain([99]) {
                let mut own: Vec<(u8, u32)> = rows.iter().filter(|r| r.0 == number).map(|r| (r.1, r.2)).collect();
                own.sort_unstable();
                own.dedup();
                let found: Vec<u32> =
                    words(&table, &starts, 17, number, usize::try_from(count).unwrap()).take(4 * own.len()).collect();
                assert!(own.iter().all(|(_, w)| found.contains(w)), "{number} among {count}");
            }
            assert!(table.len() < 40_000, "{} bytes for {count} words", table.len());
        }
    }

    #[test]
    fn a_damaged_table_ends() {
        let (table, starts) = write((0..300).map(|i| (i / 10, 0, u32::try_from(i).unwrap())), 3, 300);
        for at in 0..table.len() {
            let mut damaged = table.clone();
            damaged[at] ^= 0xFF;
            assert!((0..30).all(|n| words(&damaged, &starts, 3, n, 300).count() <= 302));
        }
    }
}
