//! Latin readings, script by script.

use any_ascii::any_ascii;

use crate::Run;
use crate::clock::Contest;
use crate::report::{Section, figure};

pub(crate) const TITLE: &str = "Reading scripts in Latin letters";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Megabytes a second. deunicode and any_ascii read letter by letter, without the vowels that a script leaves \
                 out and without a language's rules. The words of these texts repeat, as in news: nisba remembers them.";
    let mut section = Section::new(TITLE, about);
    let bytes = if run.quick { 1 << 16 } else { 2 << 20 };
    let mut rows = Vec::new();
    let scripts = run.beds.of(1_000).scripts(bytes);
    let mixed: Vec<&str> = scripts.iter().flat_map(|(_, documents)| documents).map(|d| d.text.as_str()).collect();
    let each = |texts: &[&str], read: &dyn Fn(&str) -> usize| texts.iter().map(|text| read(text)).sum::<usize>();
    let of_one = scripts.iter().map(|(script, d)| (format!("{script:?}"), d.iter().map(|d| d.text.as_str()).collect()));
    for (script, texts) in of_one.chain([("all of these".to_owned(), mixed.clone())]) {
        let texts: Vec<&str> = texts;
        let mut contest = Contest::new(run.patience);
        contest
            .add("nisba", || each(&texts, &|t| nisba::romanize(t).len()))
            .add("deunicode", || each(&texts, &|t| deunicode::deunicode(t).len()))
            .add("any_ascii", || each(&texts, &|t| any_ascii(t).len()));
        let times = contest.run();
        let bytes = texts.iter().map(|t| t.len()).sum::<usize>() as f64;
        let rate = |name: &str| times.of(name).map_or(f64::NAN, |seconds| bytes / 1e6 / seconds);
        let [nisba, deunicode, any] = ["nisba", "deunicode", "any_ascii"].map(rate);
        let fastest = deunicode.max(any);
        rows.push(std::iter::once(script).chain([nisba, deunicode, any, nisba / fastest].map(figure)).collect());
    }
    section.table(&["script", "nisba", "deunicode", "any_ascii", "nisba of the fastest"], &rows);
    section
}
