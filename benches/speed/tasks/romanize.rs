//! Latin readings, script by script.

use any_ascii::any_ascii;

use super::tagging::each;
use crate::Run;
use crate::clock::Contest;
use crate::report::{Section, figure};

pub(crate) const TITLE: &str = "Reading scripts in Latin letters";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Megabytes a second. deunicode and any_ascii read letter by letter, without the vowels that a script leaves \
                 out and without a language's rules.";
    let mut section = Section::new(TITLE, about);
    let bytes = if run.quick { 1 << 16 } else { 2 << 20 };
    let mut rows = Vec::new();
    for (script, documents) in &run.beds.of(1_000).scripts(bytes) {
        let mut contest = Contest::new(run.patience);
        contest
            .add("nisba", || each(documents, |t| nisba::romanize(t).len()))
            .add("deunicode", || each(documents, |t| deunicode::deunicode(t).len()))
            .add("any_ascii", || each(documents, |t| any_ascii(t).len()));
        let times = contest.run();
        let bytes = documents.iter().map(|d| d.text.len()).sum::<usize>() as f64;
        let rate = |name: &str| times.of(name).map_or(f64::NAN, |seconds| bytes / 1e6 / seconds);
        let [nisba, deunicode, any] = ["nisba", "deunicode", "any_ascii"].map(rate);
        rows.push(
            std::iter::once(format!("{script:?}")).chain([nisba, deunicode, any, nisba / any].map(figure)).collect(),
        );
    }
    section.table(&["script", "nisba", "deunicode", "any_ascii", "nisba of any_ascii"], &rows);
    section
}
