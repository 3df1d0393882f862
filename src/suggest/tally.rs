//! Counts of many things in bounded memory.

use std::hash::Hash;

use crate::hash::Map;

/// How often something was met, and what is kept of it.
#[derive(Default)]
pub(super) struct Entry<A, E> {
    pub(super) count: u64,
    pub(super) documents: u64,
    last: u64,
    /// The first documents.
    pub(super) seen: Vec<u64>,
    pub(super) about: A,
    pub(super) examples: Vec<E>,
}

/// Documents that are remembered of each thing, so that those of several together are not counted twice.
const SEEN: usize = 16;

/// The share of things that is dropped at once, as a divisor: dropping costs a look at all.
const SHARE: usize = 4;

/// Counts; those of the least count are dropped where there are too many.
pub(super) struct Tally<K, A, E> {
    most: usize,
    entries: Map<K, Entry<A, E>>,
    dropped: u64,
}

impl<K: Hash + Ord + Clone, A: Default, E> Tally<K, A, E> {
    pub(super) fn new(most: usize) -> Self {
        Self { most: most.max(1), entries: Map::default(), dropped: 0 }
    }

    /// Counts `key` once more, in document number `document`.
    pub(super) fn count(&mut self, key: K, document: u64) -> &mut Entry<A, E> {
        if self.entries.len() >= self.most && !self.entries.contains_key(&key) {
            self.drop_rare();
        }
        let new =
            || Entry { count: 0, documents: 0, last: 0, seen: Vec::new(), about: A::default(), examples: Vec::new() };
        let entry = self.entries.entry(key).or_insert_with(new);
        entry.count += 1;
        if entry.last != document {
            entry.last = document;
            entry.documents += 1;
            if entry.seen.len() < SEEN {
                entry.seen.push(document);
            }
        }
        entry
    }

    /// Drops those of the least count; among them, those met longest ago.
    fn drop_rare(&mut self) {
        let mut order: Vec<(u64, u64, &K)> = self.entries.iter().map(|(k, e)| (e.count, e.last, k)).collect();
        let drop = order.len().div_ceil(SHARE);
        order.select_nth_unstable(drop - 1);
        let keys: Vec<K> = order[..drop].iter().map(|&(_, _, key)| key.clone()).collect();
        for key in &keys {
            self.entries.remove(key);
        }
        self.dropped += keys.len() as u64;
    }

    pub(super) fn dropped(&self) -> u64 {
        self.dropped
    }

    /// All that is counted, in the order of the keys.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (K, Entry<A, E>)> {
        let mut entries: Vec<_> = self.entries.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rare_are_dropped() {
        let mut tally: Tally<u32, (), ()> = Tally::new(8);
        for n in 0..1000 {
            tally.count(1000 + n, u64::from(n));
            tally.count(n % 3, u64::from(n));
        }
        assert!(tally.entries.len() <= 8 && tally.dropped() > 900);
        let frequent: Vec<(u32, u64)> = tally.into_entries().map(|(k, e)| (k, e.count)).take(3).collect();
        assert_eq!(frequent, [(0, 334), (1, 333), (2, 333)]);
    }
}
