//! Documents through threads, in order: one reads, several work, one writes.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;

use crate::Failure;
use crate::input::{Document, Expected, Input};
use crate::output::Out;
use crate::progress::{Progress, Watched};

/// Text that goes to a thread at once, in bytes: enough that handing it over costs nothing, little enough that all
/// threads have some.
const BATCH: usize = 64 << 10;

/// Batches that wait for each thread, and answers for the writer: documents may be large.
const WAITING: usize = 1;

/// What is read, and how fast.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    input: crate::input::Args,
    /// Documents that are worked on at once; 0 is one for each processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024), help_heading = "Input")]
    threads: u16,
}

impl Args {
    /// Whether documents come from standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.input.reads_stdin()
    }

    fn threads(&self) -> usize {
        match self.threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads.into(),
        }
    }
}

type Batch<T> = Result<Vec<T>, Failure>;

/// Reads all documents, gives each to `work` with its thread's `state`, and `write`s the answers in the documents' order.
pub(crate) fn run<S, R: Send>(
    args: &Args,
    expected: Expected,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &Document) -> R + Sync,
    out: &mut Out,
    write: impl FnMut(&Document, R, &mut Out) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let watched = Watched { reads_stdin: args.reads_stdin(), writes_stdout: true };
    all(args, expected, state, work, out, write, watched)
}

/// The same for a verb that writes nothing before it has seen all documents.
pub(crate) fn gather<S, R: Send>(
    args: &Args,
    expected: Expected,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &Document) -> R + Sync,
    mut take: impl FnMut(&Document, R),
) -> Result<(), Failure> {
    let watched = Watched { reads_stdin: args.reads_stdin(), writes_stdout: false };
    let write = |document: &Document, answer, _: &mut Out| {
        take(document, answer);
        Ok(())
    };
    all(args, expected, state, work, &mut Out::default(), write, watched)
}

fn all<S, R: Send>(
    args: &Args,
    expected: Expected,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &Document) -> R + Sync,
    out: &mut Out,
    mut write: impl FnMut(&Document, R, &mut Out) -> Result<(), Failure>,
    watched: Watched,
) -> Result<(), Failure> {
    args.input.check(expected)?;
    let mut progress = Progress::new(watched, args.input.size());
    let write = |document: &Document, answer, out: &mut Out| {
        write(document, answer, out)?;
        progress.pass(document);
        Ok(out.settle()?)
    };
    let done = match args.threads() {
        1 => alone(args, expected, &mut state(), work, out, write),
        threads => together(args, threads, expected, state, work, out, write),
    };
    if done.is_err() {
        // What stands before a bad document is good. What cannot be written is told already.
        out.flush().ok();
    }
    done
}

fn alone<S, R>(
    args: &Args,
    expected: Expected,
    state: &mut S,
    work: impl Fn(&mut S, &Document) -> R,
    out: &mut Out,
    mut write: impl FnMut(&Document, R, &mut Out) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut input = Input::new(&args.input, expected);
    while let Some(document) = input.next()? {
        let answer = work(state, &document);
        write(&document, answer, out)?;
        if input.waits() {
            out.flush()?;
        }
    }
    finish(&input);
    Ok(())
}

fn together<S, R: Send>(
    args: &Args,
    threads: usize,
    expected: Expected,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &Document) -> R + Sync,
    out: &mut Out,
    mut write: impl FnMut(&Document, R, &mut Out) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let is_started = thread::scope(|scope| {
        let (mut to_work, mut from_work) = (Vec::new(), Vec::new());
        for _ in 0..threads {
            let (sender, received) = sync_channel::<Batch<Document>>(WAITING);
            let (answers, answered) = sync_channel(WAITING);
            let (state, work) = (&state, &work);
            let thread = move || answer(&received, &answers, state, work);
            // Where the system gives no more threads, those that there are have to do.
            if thread::Builder::new().spawn_scoped(scope, thread).is_err() {
                break;
            }
            to_work.push(sender);
            from_work.push(answered);
        }
        let reader = move || read(&args.input, expected, &to_work);
        if from_work.is_empty() || thread::Builder::new().spawn_scoped(scope, reader).is_err() {
            return false;
        }
        let done = collect(&from_work, |(document, answer), out: &mut Out| write(&document, answer, out), out);
        if done.is_err() {
            out.flush().ok();
            // The thread that reads may wait for input that nobody wants any more: it is not waited for.
            std::process::exit(crate::conclude(done).into());
        }
        true
    });
    if is_started { Ok(()) } else { alone(args, expected, &mut state(), work, out, write) }
}

/// Reads documents and hands them round.
fn read(args: &crate::input::Args, expected: Expected, threads: &[SyncSender<Batch<Document>>]) {
    let mut input = Input::new(args, expected);
    let mut turn = threads.iter().cycle();
    let mut hand = |batch| turn.next().is_some_and(|thread| thread.send(batch).is_ok());
    let (mut batch, mut size) = (Vec::new(), 0);
    loop {
        let next = input.next();
        let (ends, failure) = match next {
            Ok(Some(document)) => {
                // Short documents cost something too.
                size += document.text.as_str().len() + 64;
                batch.push(document);
                (false, None)
            }
            Ok(None) => {
                finish(&input);
                (true, None)
            }
            Err(failure) => (true, Some(failure)),
        };
        if (ends || size >= BATCH || input.waits()) && !batch.is_empty() {
            size = 0;
            if !hand(Ok(std::mem::take(&mut batch))) {
                return;
            }
        }
        if let Some(failure) = failure {
            hand(Err(failure));
        }
        if ends {
            return;
        }
    }
}

/// Works on batches until there are no more.
fn answer<S, R>(
    batches: &Receiver<Batch<Document>>,
    answers: &SyncSender<Batch<(Document, R)>>,
    state: impl Fn() -> S,
    work: impl Fn(&mut S, &Document) -> R,
) {
    let mut own = None;
    for batch in batches {
        let own = own.get_or_insert_with(&state);
        let answer = |document| {
            let answer = work(own, &document);
            (document, answer)
        };
        if answers.send(batch.map(|batch| batch.into_iter().map(answer).collect())).is_err() {
            return;
        }
    }
}

/// Takes the answers in the order in which the documents were handed round.
fn collect<T>(
    threads: &[Receiver<Batch<T>>],
    mut write: impl FnMut(T, &mut Out) -> Result<(), Failure>,
    out: &mut Out,
) -> Result<(), Failure> {
    for thread in threads.iter().cycle() {
        let batch = match thread.try_recv() {
            Err(TryRecvError::Empty) => {
                // While there is time, what is written is shown.
                out.flush()?;
                thread.recv().ok()
            }
            batch => batch.ok(),
        };
        let Some(batch) = batch else { break };
        for item in batch? {
            write(item, out)?;
        }
    }
    Ok(())
}

/// Says what was left out, and what may have been read otherwise than it was meant.
fn finish(input: &Input) {
    let (replaced, first) = input.replaced();
    let others = match replaced {
        0 | 1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    if replaced > 0 {
        crate::say(&format!(
            "{first}{others}: bytes that are not UTF-8 are read as U+FFFD; convert the file, for example with iconv, or \
             choose with --invalid"
        ));
    }
    match input.skipped() {
        0 => {}
        1 => crate::say("1 document or file was left out"),
        n => crate::say(&format!("{n} documents or files were left out")),
    }
}
