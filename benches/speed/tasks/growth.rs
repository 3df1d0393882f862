//! How the cost grows with what a text is like, and what a second thread brings.

use std::time::Instant;

use nisba::Tagger;

use super::tagging::{all, each, megabytes};
use crate::clock::Contest;
use crate::data::text::{Settings, Text};
use crate::peers;
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "Growth";

pub(crate) fn measure(run: &mut Run) -> Section {
    let size = run.size();
    let about = format!(
        "Among {} names, by what the text is like; the rate of *daachorse* (charwise) beside it on the same text.",
        size_name(size)
    );
    let mut section = Section::new(TITLE, &about);
    let base = if run.quick { 1 << 16 } else { 1 << 20 };
    let lengths: &[usize] = if run.quick { &[1, 4] } else { &[1, 4, 16, 64] };
    let lengths = lengths.iter().map(|&n| (format!("length {n}"), Settings { bytes: n * base, ..Settings::default() }));
    let two = Settings { bytes: 2 * base, ..Settings::default() };
    let mentions =
        [0, 25, 50, 100].map(|n| (format!("mentions in {n} of 100 sentences"), Settings { mentions: n, ..two }));
    let foreign =
        [0, 25, 50, 100].map(|n| (format!("{n} of 100 bytes in other scripts"), Settings { foreign: n, ..two }));
    let rows =
        lengths.chain(mentions).chain(foreign).map(|(name, settings)| row(run, &name, settings)).collect::<Vec<_>>();
    section
        .table(&["", "text", "mentions", "nisba MB/s", "nisba ns/word", "daachorse MB/s", "nisba of daachorse"], &rows);
    scripts(run, base, &mut section);
    threads(run, &mut section);
    section
}

/// The rate for each script, on documents in it alone.
fn scripts(run: &mut Run, bytes: usize, section: &mut Section) {
    let bed = run.beds.of(run.size());
    let tagger = bed.tagger();
    let rows = bed.scripts(2 * bytes).into_iter().map(|(script, documents)| {
        let mut contest = Contest::new(run.patience);
        contest.add("nisba", || {
            let mut session = tagger.session();
            each(&documents, |t| session.tag(t).len())
        });
        let seconds = contest.run().of("nisba").unwrap_or(f64::NAN);
        let bytes = documents.iter().map(|d| d.text.len()).sum::<usize>();
        let words = each(&documents, |t| peers::words(t).count());
        let rates = [bytes as f64 / 1e6 / seconds, seconds * 1e9 / words as f64];
        std::iter::once(format!("{script:?}")).chain([megabytes(bytes)]).chain(rates.map(figure)).collect()
    });
    section.text("Each script alone (between spaces and marks: a clause of Chinese counts as a word):");
    section.table(&["", "text", "nisba MB/s", "nisba ns/word"], &rows.collect::<Vec<_>>());
}

fn row(run: &mut Run, name: &str, settings: Settings) -> Vec<String> {
    let bed = run.beds.of(run.size());
    let text = bed.text(settings);
    let automaton = peers::charwise(&bed.forms());
    let tagger = bed.tagger();
    let mut contest = Contest::new(run.patience);
    contest
        .add("nisba", || all(&tagger, &text))
        .add("daachorse", || each(&text.documents, |t| automaton.leftmost_find_iter(t).count()));
    let times = contest.run();
    let (nisba, daachorse) = (times.of("nisba").unwrap_or(f64::NAN), times.of("daachorse").unwrap_or(f64::NAN));
    let words = each(&text.documents, |t| peers::words(t).count());
    let mentions = text.documents.iter().map(|d| d.gold.len()).sum::<usize>();
    let megabyte = text.bytes as f64 / 1e6;
    vec![
        name.to_owned(),
        megabytes(text.bytes),
        size_name(mentions),
        figure(megabyte / nisba),
        figure(nisba * 1e9 / words as f64),
        figure(megabyte / daachorse),
        figure(daachorse / nisba),
    ]
}

/// The time on the wall of one thread and of two, each with half of the documents.
fn threads(run: &mut Run, section: &mut Section) {
    let bed = run.beds.of(run.size());
    let bytes = if run.quick { 1 << 17 } else { 16 << 20 };
    let text = bed.text(Settings { bytes, ..Settings::default() });
    let tagger = bed.tagger();
    let (mut one, mut two) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..if run.quick { 1 } else { 4 } {
        one = one.min(on_wall(|| on_threads(&tagger, &text, 1)));
        two = two.min(on_wall(|| on_threads(&tagger, &text, 2)));
    }
    let ratio = one / two;
    section.text(&format!(
        "Two threads, each with half of the documents and a session of its own, tag {} in {} s on the wall, one in {} s; \
         a thread starts with an empty memory of words, which is a larger part of half the text.",
        megabytes(text.bytes),
        figure(two),
        figure(one)
    ));
    section.budget("two threads", "1.9 times one", &format!("{} times one", figure(ratio)), ratio >= 1.9);
}

fn on_wall<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}

fn on_threads(tagger: &Tagger, text: &Text, count: usize) -> usize {
    let share = text.documents.len().div_ceil(count).max(1);
    std::thread::scope(|scope| {
        let work = |documents| {
            scope.spawn(move || {
                let mut s = tagger.session();
                each(documents, |t| s.tag(t).len())
            })
        };
        let threads: Vec<_> = text.documents.chunks(share).map(work).collect();
        threads.into_iter().map(|t| t.join().expect("tagging cannot fail")).sum()
    })
}
