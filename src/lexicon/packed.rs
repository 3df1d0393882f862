//! Numbers in few bytes, and where records of unlike lengths start: what the compiled form is packed with.
//!
//! Every read is checked: what lies outside is 0 or nothing, so that a damaged file gives wrong answers at worst.

use std::borrow::Cow;

/// Appends a number in LEB128.
pub(super) fn put(out: &mut Vec<u8>, mut n: u32) {
    while n >= 128 {
        out.push(low(n) | 128);
        n >>= 7;
    }
    out.push(low(n));
}

/// Appends the lower three bytes of a number.
pub(super) fn put_three(out: &mut Vec<u8>, n: u32) {
    out.extend(&n.to_le_bytes()[..3]);
}

/// Appends a difference, small ones of either sign in few bytes.
pub(super) fn put_step(out: &mut Vec<u8>, from: u32, to: u32) {
    put(out, zigzag(from, to));
}

/// The lower seven bits.
fn low(n: u32) -> u8 {
    n.to_le_bytes()[0] & 127
}

/// A difference as a number that is small where the difference is, whatever its sign.
pub(super) fn zigzag(from: u32, to: u32) -> u32 {
    let step = to.wrapping_sub(from).cast_signed();
    (step << 1 ^ step >> 31).cast_unsigned()
}

/// Where a difference leads.
pub(super) fn step(from: u32, zigzag: u32) -> u32 {
    from.wrapping_add(zigzag >> 1 ^ (zigzag & 1).wrapping_neg())
}

/// Bytes that are read from their beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

impl<'b> Reader<'b> {
    #[inline]
    pub(super) fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// A number in LEB128.
    #[inline]
    pub(super) fn number(&mut self) -> u32 {
        if let Some(&bytes) = self.0.first_chunk::<4>() {
            // Up to four bytes at once: lengths come in no order that a branch could guess.
            let bytes = u32::from_le_bytes(bytes);
            let ends = !bytes & 0x8080_8080;
            if ends != 0 {
                let len = ends.trailing_zeros() / 8 + 1;
                let own = bytes & (u32::MAX >> (32 - 8 * len));
                self.0 = self.0.get(len as usize..).unwrap_or_default();
                return (own & 0x7F) | (own >> 1 & 0x3F80) | (own >> 2 & 0x1F_C000) | (own >> 3 & 0xFE0_0000);
            }
        }
        self.long_number()
    }

    /// A number of more than four bytes, or one at the end.
    fn long_number(&mut self) -> u32 {
        let mut n = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte();
            n |= u32::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        n
    }

    #[inline]
    pub(super) fn three(&mut self) -> u32 {
        let Some((&[a, b, c], rest)) = self.0.split_first_chunk::<3>() else {
            self.0 = &[];
            return 0;
        };
        self.0 = rest;
        u32::from_le_bytes([a, b, c, 0])
    }

    /// So many bytes, or none if there are fewer.
    #[inline]
    pub(super) fn take(&mut self, count: usize) -> &'b [u8] {
        let Some((taken, rest)) = self.0.split_at_checked(count) else {
            self.0 = &[];
            return &[];
        };
        self.0 = rest;
        taken
    }

    /// A string behind its length.
    pub(super) fn string(&mut self) -> &'b [u8] {
        let len = self.number() as usize;
        self.take(len)
    }
}

/// Bytes as text; of a damaged file, with U+FFFD for what is none.
#[inline]
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Records of a block, whose starts are told together.
const BLOCK: usize = 32;
/// The bytes of a block's starts: the first as a u32, then each as a u16 beyond it.
const BLOCK_BYTES: usize = 4 + 2 * BLOCK;
/// Set in a block's first number if its records lie too far apart for that: the rest is where their starts as u32s are,
/// behind all blocks.
const WIDE: u32 = 1 << 31;

/// Records put one after another.
#[derive(Default)]
pub(super) struct Records {
    pub(super) bytes: Vec<u8>,
    starts: Vec<u32>,
}

impl Records {
    /// Begins a record; what is appended to `bytes` then is its own.
    pub(super) fn begin(&mut self) -> &mut Vec<u8> {
        self.starts
            .push(u32::try_from(self.bytes.len()).ok().filter(|&n| n < WIDE).expect("records of less than 2 GB"));
        &mut self.bytes
    }

    /// Where the records start, and where the last one ends.
    pub(super) fn starts(&mut self) -> Vec<u8> {
        self.begin();
        let blocks = self.starts.len().div_ceil(BLOCK);
        let (mut out, mut wide) = (Vec::with_capacity(blocks * BLOCK_BYTES), Vec::new());
        for block in self.starts.chunks(BLOCK) {
            let steps: Option<Vec<u16>> = block.iter().map(|&s| u16::try_from(s - block[0]).ok()).collect();
            match &steps {
                Some(_) => out.extend(block[0].to_le_bytes()),
                None => {
                    let at = u32::try_from(blocks * BLOCK_BYTES + wide.len()).expect("fewer bytes than records have");
                    out.extend((at | WIDE).to_le_bytes());
                    wide.extend(block.iter().flat_map(|s| s.to_le_bytes()));
                }
            }
            let mut steps = steps.unwrap_or_default();
            steps.resize(BLOCK, 0);
            out.extend(steps.iter().flat_map(|s| s.to_le_bytes()));
        }
        out.extend(wide);
        out
    }
}

/// Where record `i` starts.
#[inline]
pub(super) fn start(starts: &[u8], i: usize) -> usize {
    let block = starts.get(i / BLOCK * BLOCK_BYTES..).unwrap_or_default();
    let first = u32_at(block, 0);
    if first & WIDE != 0 {
        return u32_at(starts, (first & !WIDE) as usize + 4 * (i % BLOCK)) as usize;
    }
    let at = 4 + 2 * (i % BLOCK);
    let step = block.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]));
    first as usize + usize::from(step)
}

/// Where record `i` starts and where it ends.
#[inline]
pub(super) fn range(starts: &[u8], i: usize) -> std::ops::Range<usize> {
    let block = starts.get(i / BLOCK * BLOCK_BYTES..).unwrap_or_default();
    let (first, at) = (u32_at(block, 0), 4 + 2 * (i % BLOCK));
    if first & WIDE != 0 || i % BLOCK == BLOCK - 1 {
        return start(starts, i)..start(starts, i + 1);
    }
    let steps = block.get(at..at + 4).map_or([0; 4], |b| [b[0], b[1], b[2], b[3]]);
    let step = |low: u8, high: u8| first as usize + usize::from(u16::from_le_bytes([low, high]));
    step(steps[0], steps[1])..step(steps[2], steps[3])
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// Bits of a block of a set.
const SET_BITS: usize = 448;
/// The bytes of a block: how many numbers come before it, then its bits: about a cache line.
const SET_BYTES: usize = 4 + SET_BITS / 8;

/// A set of numbers below a bound, as blocks of bits behind their counts.
pub(super) fn set(numbers: &[u32], bound: usize) -> Vec<u8> {
    let mut out = vec![0; bound.div_ceil(SET_BITS) * SET_BYTES];
    for &n in numbers {
        let (block, bit) = (n as usize / SET_BITS, n as usize % SET_BITS);
        out[block * SET_BYTES + 4 + bit / 8] |= 1 << (bit % 8);
    }
    let mut count = 0_u32;
    for block in out.chunks_mut(SET_BYTES) {
        let own = block[4..].iter().map(|b| u8::count_ones(*b)).sum::<u32>();
        block[..4].copy_from_slice(&count.to_le_bytes());
        count += own;
    }
    out
}

/// How many numbers of a set are at most `n`.
#[inline]
pub(super) fn rank(set: &[u8], n: u32) -> u32 {
    let (block, bit) = (n as usize / SET_BITS * SET_BYTES, n as usize % SET_BITS);
    let Some(block) = set.get(block..block + SET_BYTES) else { return 0 };
    let whole = block[4..].chunks_exact(8).map(|b| u64::from_le_bytes(b.try_into().expect("eight bytes")));
    let mut count = u32_at(block, 0);
    for (i, bits) in whole.enumerate().take(bit / 64 + 1) {
        let bits = if i == bit / 64 { bits << (63 - bit % 64) } else { bits };
        count = count.wrapping_add(bits.count_ones());
    }
    count
}

/// The number of a set that has `n` before it.
pub(super) fn select(set: &[u8], n: u32) -> Option<u32> {
    let (mut low, mut high) = (0, set.len() / SET_BYTES);
    while low < high {
        let middle = low.midpoint(high);
        if u32_at(set, middle * SET_BYTES) <= n { low = middle + 1 } else { high = middle }
    }
    let block = low.checked_sub(1)?;
    let mut left = n - u32_at(set, block * SET_BYTES);
    for (i, mut bits) in words(set, block).enumerate() {
        if left < bits.count_ones() {
            (0..left).for_each(|_| bits &= bits - 1);
            return u32::try_from(block * SET_BITS + i * 64 + bits.trailing_zeros() as usize).ok();
        }
        left -= bits.count_ones();
    }
    None
}

/// The bits of a block of a set, 64 at a time.
fn words(set: &[u8], block: usize) -> impl Iterator<Item = u64> {
    let bytes = set.get(block * SET_BYTES + 4..(block + 1) * SET_BYTES).unwrap_or_default();
    bytes.chunks_exact(8).map(|b| u64::from_le_bytes(b.try_into().expect("eight bytes")))
}

/// The least number of a set that is greater than `n`.
pub(super) fn after(set: &[u8], n: u32) -> Option<u32> {
    let first = n as usize + 1;
    for block in first / SET_BITS..set.len() / SET_BYTES {
        for (i, bits) in words(set, block).enumerate() {
            let start = block * SET_BITS + i * 64;
            let own = match first.checked_sub(start) {
                None => bits,
                Some(below) => bits & u64::MAX.checked_shl(u32::try_from(below).unwrap_or(64)).unwrap_or(0),
            };
            if own != 0 {
                return u32::try_from(start + own.trailing_zeros() as usize).ok();
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, 1 << 21, (1 << 28) - 1, 1 << 28, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&n| put(&mut bytes, n));
        let mut reader = Reader(&bytes);
        assert_eq!(numbers.map(|_| reader.number()), numbers);
        assert_eq!((reader.number(), reader.three(), reader.take(1)), (0, 0, &[][..]), "nothing behind the end");
    }

    #[test]
    fn steps_of_either_sign_are_small() {
        for (from, to) in [(5, 5), (5, 6), (6, 5), (0, u32::MAX), (u32::MAX, 0), (1 << 31, 0)] {
            assert_eq!(step(from, zigzag(from, to)), to, "{from} {to}");
        }
        assert!(zigzag(100, 98) < 4);
    }

    #[test]
    fn records_are_found_whatever_their_lengths() {
        let lengths: Vec<usize> = (0..200).map(|i| if i % 67 == 66 { 70_000 } else { i % 5 }).collect();
        let mut records = Records::default();
        for (i, &len) in lengths.iter().enumerate() {
            records.begin().extend(std::iter::repeat_n(u8::try_from(i).unwrap(), len));
        }
        let starts = records.starts();
        for (i, &len) in lengths.iter().enumerate() {
            let record = &records.bytes[range(&starts, i)];
            assert_eq!(range(&starts, i), start(&starts, i)..start(&starts, i + 1));
            assert!(record.len() == len && record.iter().all(|&b| usize::from(b) == i), "record {i}");
        }
        assert_eq!(start(&starts[..10], 70), 0);
    }

    #[test]
    fn a_set_counts_and_finds() {
        let numbers: Vec<u32> = (0..3000).filter(|n| n % 7 == 3 || (900..1400).contains(n)).collect();
        let bytes = set(&numbers, 3000);
        for (i, &n) in numbers.iter().enumerate() {
            assert_eq!((rank(&bytes, n) as usize, select(&bytes, u32::try_from(i).unwrap())), (i + 1, Some(n)));
        }
        for pair in numbers.windows(2) {
            (pair[0]..pair[1]).for_each(|n| assert_eq!(after(&bytes, n), Some(pair[1])));
        }
        assert_eq!((after(&bytes, 2999), after(&bytes, 1 << 30), after(&[], 7)), (None, None, None));
        assert_eq!(rank(&bytes, 2), 0);
        assert_eq!(select(&bytes, u32::try_from(numbers.len()).unwrap()), None);
    }
}
