//! Times that hold on a machine with other work: processor time of the thread, the least of several runs, with the
//! contestants taking turns so that none has the quiet minutes for itself.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

/// How often a contestant is run, unless it has used up its time; once in any case.
const ROUNDS: usize = 5;

/// Nanoseconds of all runs so far, on the wall and on the processor.
static WALL: AtomicU64 = AtomicU64::new(0);
static PROCESSOR: AtomicU64 = AtomicU64::new(0);

/// How many seconds on the wall a second of work has taken so far: 1 on a machine that does nothing else.
pub(crate) fn stretch() -> f64 {
    let processor = PROCESSOR.load(Ordering::Relaxed);
    if processor == 0 { 1.0 } else { WALL.load(Ordering::Relaxed) as f64 / processor as f64 }
}

/// Contestants for one figure.
pub(crate) struct Contest<'c> {
    contestants: Vec<Contestant<'c>>,
    patience: Duration,
}

struct Contestant<'c> {
    name: &'c str,
    run: Box<dyn FnMut() -> usize + 'c>,
    best: Option<Duration>,
    spent: Duration,
}

impl<'c> Contest<'c> {
    /// A contest in which no contestant is started again after so long.
    pub(crate) fn new(patience: Duration) -> Self {
        Self { contestants: Vec::new(), patience }
    }

    /// Adds a contestant; what it returns is only kept from being optimised away.
    pub(crate) fn add(&mut self, name: &'c str, run: impl FnMut() -> usize + 'c) -> &mut Self {
        self.contestants.push(Contestant { name, run: Box::new(run), best: None, spent: Duration::ZERO });
        self
    }

    /// The seconds of each contestant's best run.
    pub(crate) fn run(mut self) -> Times {
        for _ in 0..ROUNDS {
            for contestant in self.contestants.iter_mut().filter(|c| c.spent < self.patience) {
                let wall = Instant::now();
                let time = thread_time(|| black_box((contestant.run)()));
                let wall = wall.elapsed();
                WALL.fetch_add(wall.as_nanos() as u64, Ordering::Relaxed);
                PROCESSOR.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
                contestant.spent += wall;
                contestant.best = Some(contestant.best.map_or(time, |best| best.min(time)));
            }
        }
        let seconds = |c: &Contestant| c.best.unwrap_or_default().as_secs_f64().max(1e-9);
        Times(self.contestants.iter().map(|c| (c.name.to_owned(), seconds(c))).collect())
    }
}

/// The seconds that contestants took.
pub(crate) struct Times(pub(crate) Vec<(String, f64)>);

impl Times {
    /// The seconds of a contestant; none if it did not take part.
    pub(crate) fn of(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, seconds)| *seconds)
    }
}

/// The processor time that a piece of work takes on this thread.
pub(crate) fn thread_time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ThreadTime::now();
    black_box(work());
    start.elapsed()
}
