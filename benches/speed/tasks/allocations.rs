//! Blocks of the heap that tagging asks for.

use allocation_counter::measure as counted;

use super::tagging::each;
use crate::data::text::Settings;
use crate::peers;
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "Allocations";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Blocks and bytes of the heap that a session asks for by word of the text, when it meets the text for the \
                 first time and again, in the steady state; a mention itself has a few (its id, name and variant). Kept \
                 is what a session holds after the first time.";
    let mut section = Section::new(TITLE, about);
    let bytes = if run.quick { 1 << 16 } else { 1 << 20 };
    let mut rows = Vec::new();
    for size in run.sizes() {
        let bed = run.beds.of(size);
        let text = bed.text(Settings { bytes, ..Settings::default() });
        let words = each(&text.documents, |t| peers::words(t).count()) as f64;
        let tagger = bed.tagger();
        let mut session = tagger.session();
        let mut found = 0;
        let first = counted(|| found = each(&text.documents, |t| session.tag(t).len()));
        let again = counted(|| found = each(&text.documents, |t| session.tag(t).len()));
        rows.push(vec![
            size_name(size),
            figure(words / found as f64),
            figure(first.count_total as f64 / words),
            figure(first.bytes_total as f64 / words),
            figure(again.count_total as f64 / words),
            figure(again.bytes_total as f64 / words),
            figure(first.bytes_current as f64 / 1e6),
        ]);
    }
    let head =
        ["names", "words a mention", "blocks, first", "bytes, first", "blocks, again", "bytes, again", "kept, MB"];
    section.table(&head, &rows);
    section
}
