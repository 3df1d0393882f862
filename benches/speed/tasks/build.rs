//! Lexicons built, stored and opened.

use std::path::PathBuf;
use std::time::Instant;

use nisba::Lexicon;

use crate::child::{self, Finding};
use crate::data::text::Settings;
use crate::peers;
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "Building and opening";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Building from bulk JSON Lines, in processor time of all threads; the peak of memory while building; the \
                 compiled file by name; opening it, the least of twenty times on the wall, with the file in the system's \
                 cache; the peak of memory while tagging a megabyte, pages of the file that are touched included.";
    let mut section = Section::new(TITLE, about);
    let mut sizes = run.sizes();
    if run.large {
        sizes.push(5_000_000);
    }
    let (mut rows, mut automata) = (Vec::new(), Vec::new());
    for size in sizes {
        let bed = run.beds.of(size);
        let output = bed.jsonl().with_extension("built.nisba");
        let built = child::run("build", bed.jsonl(), &output);
        let file = std::fs::metadata(&output).map_or(0, |m| m.len()) as f64;
        let open = (0..20).map(|_| opened(&output)).fold(f64::INFINITY, f64::min);
        let per = |bytes: f64| figure(bytes / size as f64);
        let text = output.with_extension("txt");
        let documents = bed.text(Settings::default()).documents;
        let joined = documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\u{c}");
        std::fs::write(&text, joined).expect("the scratch folder has room");
        let tagged = child::run("tag", &output, &text);
        rows.push(vec![
            size_name(size),
            figure(built.seconds),
            figure(built.seconds * 1e6 / size as f64),
            memory(&built),
            per(file),
            figure(open * 1e3),
            memory(&tagged),
        ]);
        if size == 1_000_000 {
            let found = format!("{} ms", figure(open * 1e3));
            section.budget("opening 1,000,000 names", "under 10 ms", &found, open < 0.010);
        }
        if size <= 1_000_000 {
            let (row, smallest) = automata_row(&bed.forms(), size, &bed.jsonl().with_extension("forms"));
            automata.push(row);
            if size == 100_000 {
                let found = format!("{} bytes a name, {} for the smallest automaton", per(file), per(smallest));
                section.budget("memory of 100,000 names", "below the automaton's", &found, file < smallest);
            }
        }
        let _ = std::fs::remove_file(&output);
    }
    let head = ["names", "build, s", "us a name", "peak, MB", "file, bytes a name", "open, ms", "tagging, MB"];
    section.table(&head, &rows);
    section.text(
        "The automata over the same forms, without ids and names: their build, and their memory, in bytes a name.",
    );
    let head =
        ["names", "aho-corasick, s", "bytes", "daachorse charwise, s", "bytes", "daachorse bytewise, s", "bytes"];
    section.table(&head, &automata);
    section
}

fn opened(path: &PathBuf) -> f64 {
    let start = Instant::now();
    let lexicon = Lexicon::open(path).expect("what was saved can be opened");
    std::hint::black_box(lexicon.len());
    start.elapsed().as_secs_f64()
}

fn memory(finding: &Finding) -> String {
    finding.peak.map_or_else(|| "-".to_owned(), |peak| figure(peak as f64 / 1e6))
}

/// The build times and sizes of automata, and the smallest size.
fn automata_row(forms: &[String], size: usize, path: &PathBuf) -> (Vec<String>, f64) {
    std::fs::write(path, forms.join("\n")).expect("the scratch folder has room");
    let bytes = [
        ("aho-corasick", peers::aho_corasick(forms, false).memory_usage()),
        ("charwise", peers::charwise(forms).heap_bytes()),
        ("bytewise", peers::bytewise(forms).heap_bytes()),
    ];
    let mut row = vec![size_name(size)];
    for (name, bytes) in bytes {
        row.push(figure(child::run(name, path, path).seconds));
        row.push(figure(bytes as f64 / size as f64));
    }
    (row, bytes.iter().map(|b| b.1).min().unwrap_or(0) as f64)
}
