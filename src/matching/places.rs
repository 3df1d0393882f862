//! Where small numbers stand in a list: a hash table that is emptied in the time that it took to fill it.
//!
//! A look-up fills several, of hundreds of numbers, and asks them a thousand times.

/// Places of a table at first.
const SMALLEST: usize = 256;
/// What stands for no place.
const FREE: u32 = u32::MAX;

/// Numbers, each with its place.
pub(super) struct Places {
    slots: Vec<(u32, u32)>,
    /// The slots that are taken.
    taken: Vec<u32>,
    /// The bits by which a product is shifted to be a slot's number.
    shift: u32,
}

impl Default for Places {
    fn default() -> Self {
        Self { slots: vec![(0, FREE); SMALLEST], taken: Vec::new(), shift: u32::BITS - SMALLEST.ilog2() }
    }
}

impl Places {
    pub(super) fn clear(&mut self) {
        for slot in self.taken.drain(..) {
            self.slots[slot as usize].1 = FREE;
        }
    }

    /// The slot of a number, or the free one where it would stand.
    #[inline]
    fn slot(&self, number: u32) -> usize {
        let mut slot = (number.wrapping_mul(0x9E37_79B1) >> self.shift) as usize;
        while self.slots[slot].1 != FREE && self.slots[slot].0 != number {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// The place of a number.
    #[inline]
    pub(super) fn get(&self, number: u32) -> Option<u32> {
        let (_, place) = self.slots[self.slot(number)];
        (place != FREE).then_some(place)
    }

    /// Gives a number a place, and tells the one that it had.
    #[inline]
    pub(super) fn set(&mut self, number: u32, place: u32) -> Option<u32> {
        let mut slot = self.slot(number);
        let standing = self.slots[slot].1;
        if standing == FREE {
            if self.taken.len() * 2 >= self.slots.len() {
                self.grow();
                slot = self.slot(number);
            }
            self.taken.push(u32::try_from(slot).unwrap_or_default());
        }
        self.slots[slot] = (number, place);
        (standing != FREE).then_some(standing)
    }

    #[cold]
    fn grow(&mut self) {
        let slots = vec![(0, FREE); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, slots);
        self.shift -= 1;
        for taken in &mut self.taken {
            let (number, place) = old[*taken as usize];
            let mut slot = (number.wrapping_mul(0x9E37_79B1) >> self.shift) as usize;
            while self.slots[slot].1 != FREE {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            self.slots[slot] = (number, place);
            *taken = u32::try_from(slot).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Map;

    #[test]
    fn places_are_those_of_a_map() {
        let (mut places, mut map) = (Places::default(), Map::default());
        let mut state = 5_u64;
        for round in 0..40_u32 {
            for place in 0..round * round {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let number = u32::try_from(state >> 33).unwrap() % 2000 * 256;
                assert_eq!(places.get(number), map.get(&number).copied());
                assert_eq!(places.set(number, place), map.insert(number, place));
            }
            places.clear();
            map.clear();
            assert_eq!(places.get(256), None);
        }
    }
}
