//! The hash maps of the crate: fast, and the same on every run, so that nothing depends on a seed.

use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

/// A map that hashes with xxh3.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Xxh3>>;
/// A set that hashes with xxh3.
pub(crate) type Set<K> = std::collections::HashSet<K, BuildHasherDefault<Xxh3>>;

/// xxh3 over the bytes written, one call folded into the next.
#[derive(Default)]
pub(crate) struct Xxh3(u64);

impl Hasher for Xxh3 {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(23) ^ xxh3_64(bytes);
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        // The finaliser of MurmurHash3: small integers spread over all bits.
        let mut x = self.0.rotate_left(23) ^ n;
        x = (x ^ (x >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        x = (x ^ (x >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        self.0 = x ^ (x >> 33);
    }

    fn write_u8(&mut self, n: u8) {
        // The terminator that `str` writes after its bytes.
        self.0 = self.0.wrapping_add(u64::from(n));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The hash of bytes that is stored in compiled lexicons.
pub(crate) fn of(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
