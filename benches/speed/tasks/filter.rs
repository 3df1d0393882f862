//! The filter as a process: its start and its memory.

use crate::Run;
use crate::child;
use crate::data::text::Settings;
use crate::report::{Section, figure};

pub(crate) const TITLE: &str = "The filter";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "From start to end with an empty input, on the wall, the least of many times.";
    let mut section = Section::new(TITLE, about);
    let rounds = if run.quick { 5 } else { 40 };
    let bed = run.beds.of(run.size());
    let lexicon = bed.compiled().to_string_lossy().into_owned();
    let starts = [
        ("nisba --version, which opens nothing", vec!["--version"]),
        ("nisba tag, the built-in lexicons", vec!["tag"]),
        ("nisba tag, a compiled lexicon", vec!["tag", "--lexicon", &lexicon]),
    ];
    let mut rows = Vec::new();
    for (name, arguments) in &starts {
        let milliseconds = child::start_up(arguments, rounds).as_secs_f64() * 1e3;
        rows.push(vec![(*name).to_owned(), figure(milliseconds)]);
        if arguments == &["tag"] {
            let found = format!("{} ms", figure(milliseconds));
            section.budget("start with the built-in lexicons", "under 20 ms", &found, milliseconds < 20.0);
        }
    }
    section.table(&["", "ms"], &rows);
    memory(run, &lexicon, &mut section);
    section
}

fn memory(run: &mut Run, lexicon: &str, section: &mut Section) {
    section.text(
        "The peak of its memory when all of an input has gone in, a document a line, two threads; new words keep \
         coming in the text, as in news.",
    );
    let base = if run.quick { 1 << 16 } else { 1 << 20 };
    let lengths: &[usize] = if run.quick { &[1, 4] } else { &[1, 4, 16, 64, 256] };
    let bed = run.beds.of(run.size());
    let mut peaks = Vec::new();
    let arguments = ["tag", "--input", "lines", "--threads", "2", "--lexicon", lexicon];
    for &length in lengths {
        let text = bed.text(Settings { bytes: length * base, ..Settings::default() });
        let lines = text.documents.into_iter().map(|d| d.text.replace('\n', " ") + "\n");
        if let Some(peak) = child::filter_peak(&arguments, lines) {
            peaks.push((length * base, peak as f64));
        }
    }
    let rows = peaks.iter().map(|(bytes, peak)| vec![figure(*bytes as f64 / 1e6), figure(peak / 1e6)]);
    section.table(&["input, MB", "peak, MB"], &rows.collect::<Vec<_>>());
    if let [.., before, (_, last)] = peaks[..] {
        let found = format!("{} times as much for the longest input as for a quarter of it", figure(last / before.1));
        section.budget("memory of the filter", "does not grow with the input", &found, last / before.1 < 1.1);
    }
}
