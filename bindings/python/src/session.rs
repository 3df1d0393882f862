//! A session for each thread that uses a tagger, kept from call to call.
//!
//! Sessions stay in the thread that made them: they are not made to be handed to another.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use self_cell::self_cell;

type Borrowing<'t> = nisba::Session<'t>;

self_cell!(
    struct Session {
        owner: Arc<nisba::Tagger>,
        #[covariant]
        dependent: Borrowing,
    }
);

struct Kept {
    /// Goes with the tagger's last user in Python.
    wanted: Weak<()>,
    session: Session,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// A tagger whose threads keep their sessions.
pub(crate) struct Shared {
    pub(crate) tagger: Arc<nisba::Tagger>,
    wanted: Option<Arc<()>>,
}

impl Shared {
    pub(crate) fn new(tagger: nisba::Tagger) -> Self {
        Self { tagger: Arc::new(tagger), wanted: Some(Arc::default()) }
    }

    /// Works in this thread's session, which `work` must not ask for again.
    pub(crate) fn with_session<R>(&self, work: impl FnOnce(&mut nisba::Session<'_>) -> R) -> R {
        KEPT.with_borrow_mut(|kept| {
            let known = kept.iter().position(|k| Arc::ptr_eq(k.session.borrow_owner(), &self.tagger));
            let at = known.unwrap_or_else(|| {
                forget_unwanted(kept);
                let session = Session::new(Arc::clone(&self.tagger), |tagger| tagger.session());
                kept.push(Kept { wanted: self.wanted.as_ref().map(Arc::downgrade).unwrap_or_default(), session });
                kept.len() - 1
            });
            kept[at].session.with_dependent_mut(|_, session| work(session))
        })
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.wanted = None;
        // Other threads forget theirs when they end or make another.
        KEPT.try_with(|kept| kept.try_borrow_mut().map(|mut kept| forget_unwanted(&mut kept))).ok();
    }
}

fn forget_unwanted(kept: &mut Vec<Kept>) {
    kept.retain(|k| k.wanted.strong_count() > 0);
}
