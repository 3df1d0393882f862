//! Numbers that are the same on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014): every seed gives an independent sequence.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of two numbers: what is drawn and which one of it.
    pub(crate) fn of(what: u64, which: u64) -> Self {
        let mut random = Self(what.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ which.wrapping_mul(0xa076_1d64_78bd_642f));
        random.next();
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1, without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A rank below `end` by Zipf's law with exponent 1, in steps: each doubling of the rank is met as often. Without
    /// logarithms, whose last digits differ from machine to machine.
    pub(crate) fn zipf(&mut self, end: usize) -> usize {
        let doublings = end.ilog2() as usize + 1;
        loop {
            let first = 1 << self.below(doublings);
            let rank = first + self.below(first) - 1;
            if rank < end {
                return rank;
            }
        }
    }

    pub(crate) fn of_slice<'s, T>(&mut self, slice: &'s [T]) -> &'s T {
        &slice[self.below(slice.len())]
    }

    /// An index, as often as its weight says.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum::<u32>() as usize) as u32;
        for (i, weight) in weights.enumerate() {
            if left < weight {
                return i;
            }
            left -= weight;
        }
        unreachable!("what is left is less than the sum")
    }
}
