//! Work on all processors.

use std::thread;

/// Does `work` for each number below `count`, on all processors; the answers come in order.
pub(super) fn for_each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    for_each_in(count, || (), |(), i| work(i))
}

/// The same, with something that each thread keeps for itself from number to number.
pub(super) fn for_each_in<S, T: Send>(
    count: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(threads).max(1);
    let (start, work) = (&start, &work);
    thread::scope(|scope| {
        let shares: Vec<_> = (0..count)
            .step_by(share)
            .map(|first| {
                scope.spawn(move || {
                    let mut kept = start();
                    (first..count.min(first + share)).map(|i| work(&mut kept, i)).collect::<Vec<T>>()
                })
            })
            .collect();
        shares.into_iter().flat_map(|s| s.join().expect("a rule ends")).collect()
    })
}
