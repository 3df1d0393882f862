//! What searching a lexicon for written words has found, for all sessions of a tagger.
//!
//! The search is what a word costs that is met for the first time. Each session keeps what it has met by itself, without
//! locks; only what it has not goes through here, so that a thread need not find again what another has found.

use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::hash::{self, Map};
use crate::matching::candidates::Near;

/// Parts of the table, each behind a lock of its own.
const PARTS: usize = 16;
/// Words kept in each part before all of it are forgotten.
const MOST_WORDS: usize = 1 << 11;

/// Near words by the bytes of all that they depend on.
type Part = Mutex<Map<Box<[u8]>, Box<[Near]>>>;

/// What is known, in parts.
#[derive(Default)]
pub(crate) struct Searched {
    parts: [Part; PARTS],
    sessions: AtomicUsize,
}

impl Searched {
    /// Counts a session.
    pub(crate) fn join(&self) {
        self.sessions.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether there is anybody to share with: one session by itself remembers what it has found.
    pub(crate) fn is_shared(&self) -> bool {
        self.sessions.load(Ordering::Relaxed) > 1
    }

    /// Appends what is known by a key, else what `find` appends.
    pub(super) fn extend(&self, key: &[u8], out: &mut Vec<Near>, find: impl FnOnce(&mut Vec<Near>)) {
        let part = &self.parts[usize::from(hash::of(key).to_le_bytes()[0]) % PARTS];
        if let Ok(known) = part.lock()
            && let Some(near) = known.get(key)
        {
            out.extend_from_slice(near);
            return;
        }
        let first = out.len();
        find(out);
        // A thread that panicked left the part as it is: it is done without.
        if let Ok(mut known) = part.lock() {
            if known.len() >= MOST_WORDS {
                known.clear();
            }
            known.insert(key.into(), out[first..].into());
        }
    }
}

impl fmt::Debug for Searched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Searched").finish_non_exhaustive()
    }
}
