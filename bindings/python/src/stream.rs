//! Many documents through threads, in order.
//!
//! The thread that asks for the next document's mentions reads documents ahead in batches; workers tag them without
//! the interpreter's lock. Each batch has a channel of its own for its answer, so that answers come in the order of
//! the documents, whichever worker is done first.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::exceptions::{PyException, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};

use crate::mention::{Mention, mentions};
use crate::text::Text;

/// Text that goes to a worker at once, in bytes: enough that handing it over costs nothing, little enough that all
/// workers have some.
const BATCH: usize = 64 << 10;
/// Batches that wait or are worked on, for each worker.
const AHEAD: usize = 2;
/// How long an interrupt may go unnoticed, and how long documents that come slowly wait for each other.
const PATIENCE: Duration = Duration::from_millis(50);

/// The mentions of each of many documents, in their order: what `Tagger.tag_many` gives.
#[pyclass(frozen, module = "nisba")]
pub(crate) struct Mentions {
    state: Mutex<State>,
}

struct State {
    tagger: Arc<nisba::Tagger>,
    /// The documents, until they end or fail.
    source: Option<Py<PyIterator>>,
    /// Documents read.
    count: usize,
    /// How the documents failed, for whoever has taken what stands before.
    failure: Option<PyErr>,
    threads: usize,
    workers: usize,
    jobs: Sender<Job>,
    queue: Arc<Mutex<Receiver<Job>>>,
    /// Workers go when this does.
    wanted: Arc<()>,
    /// Answers to come, in order.
    waiting: VecDeque<Receiver<Answer>>,
    /// Answers that have come.
    ready: VecDeque<Vec<Mention>>,
}

type Answer = Vec<Vec<Mention>>;

struct Job {
    texts: Vec<String>,
    answer: SyncSender<Answer>,
}

#[pymethods]
impl Mentions {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Vec<Mention>>> {
        // Waiting for the other thread here would keep it from going on.
        let mut state = self.state.try_lock().map_err(|_| PyValueError::new_err("tag_many is already executing"))?;
        state.next(py)
    }
}

impl Mentions {
    pub(crate) fn new(tagger: Arc<nisba::Tagger>, source: Bound<'_, PyIterator>, threads: usize) -> Self {
        let (jobs, queue) = channel();
        let state = State {
            tagger,
            source: Some(source.unbind()),
            count: 0,
            failure: None,
            threads,
            workers: 0,
            jobs,
            queue: Arc::new(Mutex::new(queue)),
            wanted: Arc::default(),
            waiting: VecDeque::new(),
            ready: VecDeque::new(),
        };
        Self { state: Mutex::new(state) }
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Vec<Mention>>> {
        loop {
            if let Some(mentions) = self.ready.pop_front() {
                return Ok(Some(mentions));
            }
            while self.source.is_some() && self.waiting.len() < self.threads.saturating_mul(AHEAD) {
                self.read(py)?;
                if self.receive() {
                    break;
                }
            }
            if !self.ready.is_empty() {
                continue;
            }
            let Some(answer) = self.waiting.front_mut() else {
                return self.failure.take().map_or(Ok(None), Err);
            };
            // The answer stays first in line if an interrupt comes: whoever asks again misses nothing.
            self.ready.extend(wait(py, answer)?);
            self.waiting.pop_front();
        }
    }

    /// Takes the first answer in line, if it has come.
    fn receive(&mut self) -> bool {
        let Some(Ok(answer)) = self.waiting.front().map(Receiver::try_recv) else { return false };
        self.waiting.pop_front();
        self.ready.extend(answer);
        true
    }

    /// Reads a batch of documents and hands it to the workers.
    fn read(&mut self, py: Python<'_>) -> PyResult<()> {
        let (mut texts, mut size) = (Vec::new(), 0);
        let mut interrupt = Ok(());
        let begun = Instant::now();
        while size < BATCH && (size == 0 || begun.elapsed() < PATIENCE) {
            match self.document(py) {
                Ok(Some(text)) => {
                    // Short documents cost something too.
                    size += text.len() + 64;
                    texts.push(text);
                    continue;
                }
                Ok(None) => self.source = None,
                Err(failure) if failure.is_instance_of::<PyException>(py) => {
                    self.failure = Some(failure);
                    self.source = None;
                }
                // Ctrl-C and the like are not kept waiting.
                Err(failure) => interrupt = Err(failure),
            }
            break;
        }
        if !texts.is_empty() {
            self.hand_over(texts)?;
        }
        interrupt
    }

    fn document(&mut self, py: Python<'_>) -> PyResult<Option<String>> {
        let Some(source) = &self.source else { return Ok(None) };
        let Some(document) = source.bind(py).clone().next().transpose()? else { return Ok(None) };
        let number = self.count;
        self.count += 1;
        if !document.is_instance_of::<PyString>() {
            let kind = document.get_type().name()?;
            return Err(PyTypeError::new_err(format!("document {number} (from 0) is of type {kind}, not str")));
        }
        document.extract::<Text>().map(|text| Some(text.0))
    }

    fn hand_over(&mut self, texts: Vec<String>) -> PyResult<()> {
        if self.workers < self.threads {
            let (tagger, queue, wanted) = (Arc::clone(&self.tagger), Arc::clone(&self.queue), &self.wanted);
            let wanted = Arc::downgrade(wanted);
            let worker = thread::Builder::new().name("nisba".to_owned());
            match worker.spawn(move || work(&tagger, &queue, &wanted)) {
                Ok(_) => self.workers += 1,
                Err(error) if self.workers == 0 => return Err(error.into()),
                // Those that there are do it.
                Err(_) => self.threads = self.workers,
            }
        }
        let (answer, answered) = sync_channel(1);
        // If no worker is left, the answer's channel is closed, which is noticed where it is waited for.
        self.jobs.send(Job { texts, answer }).ok();
        self.waiting.push_back(answered);
        Ok(())
    }
}

/// Waits for an answer without the interpreter's lock, and looks for signals now and then.
fn wait(py: Python<'_>, answer: &mut Receiver<Answer>) -> PyResult<Answer> {
    loop {
        let answer = &mut *answer;
        match py.detach(move || answer.recv_timeout(PATIENCE)) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("a thread of tag_many ended: a fault of nisba, please report it"));
            }
        }
    }
}

/// What a worker does, until there are no more jobs or nobody wants the answers.
fn work(tagger: &nisba::Tagger, queue: &Mutex<Receiver<Job>>, wanted: &Weak<()>) {
    let mut session = tagger.session();
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { texts, answer }) = job else { return };
        let mut found = Vec::with_capacity(texts.len());
        for text in &texts {
            if wanted.strong_count() == 0 {
                return;
            }
            found.push(mentions(&mut session, text));
        }
        answer.send(found).ok();
    }
}
