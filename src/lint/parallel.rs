//! Work on all processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does `work` for each number below `count`, on all processors; the answers come in order.
pub(super) fn for_each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    for_each_in(count, || (), |(), i| work(i))
}

/// Numbers that a thread takes at once: enough that taking them costs nothing, few enough that all end together.
const TAKEN: usize = 64;

/// The same, with something that each thread keeps for itself from number to number.
pub(super) fn for_each_in<S, T: Send>(
    count: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(count.div_ceil(TAKEN));
    let (start, work, next) = (&start, &work, &AtomicUsize::new(0));
    let run = move || {
        let mut kept = start();
        let mut done = Vec::new();
        loop {
            let first = next.fetch_add(TAKEN, Ordering::Relaxed);
            if first >= count {
                return done;
            }
            let answers: Vec<T> = (first..count.min(first + TAKEN)).map(|i| work(&mut kept, i)).collect();
            done.push((first, answers));
        }
    };
    let mut done: Vec<(usize, Vec<T>)> = thread::scope(|scope| {
        // One is this thread; where the system gives fewer others, these do more.
        let others: Vec<_> =
            (1..threads).filter_map(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        let mut done = run();
        done.extend(others.into_iter().flat_map(|thread| thread.join().expect("a rule ends")));
        done
    });
    done.sort_unstable_by_key(|&(first, _)| first);
    done.into_iter().flat_map(|(_, answers)| answers).collect()
}
