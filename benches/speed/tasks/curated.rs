//! The built-in lexicons, on the sentences of their own cases: every sentence names somebody, many of them several.

use std::path::Path;

use nisba::{Lexicon, Tagger};

use crate::clock::Contest;
use crate::peers::{self, Floor};
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "The built-in lexicons";

/// Sentences of a document.
const SENTENCES: usize = 8;

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Megabytes of text a second of the sentences that the built-in lexicons are tested with, by their script: denser in \
                 names than news, most of which are in other languages than English. The first column of *nisba* starts \
                 with an empty memory of words. *daachorse* and *floor* have the same forms.";
    let mut section = Section::new(TITLE, about);
    let forms = forms();
    let (floor, exact) = (Floor::new(&forms), peers::charwise(&forms));
    let tagger = Tagger::new([Lexicon::built_in()]);
    let (latin, other): (Vec<String>, Vec<String>) = sentences().into_iter().partition(|s| is_latin(s));
    let mut rows = Vec::new();
    for (name, sentences) in [("Latin", &latin), ("other scripts", &other)] {
        let few = if run.quick { sentences.len().min(200) } else { sentences.len() };
        let documents: Vec<String> = sentences[..few].chunks(SENTENCES).map(|s| s.join("\n")).collect();
        let each = |scan: &mut dyn FnMut(&str) -> usize| documents.iter().map(|d| scan(d)).sum::<usize>();
        let mut again = tagger.session();
        each(&mut |d| again.tag(d).len());
        let mut contest = Contest::new(run.patience);
        contest
            .add("floor", || each(&mut |d| floor.scan(d)))
            .add("daachorse", || each(&mut |d| exact.leftmost_find_iter(d).count()))
            .add("nisba", || {
                let mut session = tagger.session();
                each(&mut |d| session.tag(d).len())
            })
            .add("again", || each(&mut |d| again.tag(d).len()));
        let times = contest.run();
        let bytes = documents.iter().map(String::len).sum::<usize>() as f64;
        let rate = |name: &str| times.of(name).map_or(f64::NAN, |seconds| bytes / 1e6 / seconds);
        let [floor, daachorse, nisba, again] = ["floor", "daachorse", "nisba", "again"].map(rate);
        let figures = [bytes / 1e6, nisba, again, daachorse, floor, nisba / daachorse, again / daachorse];
        rows.push(std::iter::once(name.to_owned()).chain(figures.map(figure)).collect());
    }
    let head = ["", "MB", "nisba", "again", "daachorse", "floor", "nisba of daachorse", "again of daachorse"];
    section.table(&head, &rows);
    by_length(run, &tagger, &latin, &mut section);
    section
}

/// What a word costs by the length of the document that it stands in.
fn by_length(run: &Run, tagger: &Tagger, sentences: &[String], section: &mut Section) {
    let sentences = &sentences[..if run.quick { sentences.len().min(200) } else { sentences.len() }];
    let lengths = [SENTENCES, 8 * SENTENCES, 64 * SENTENCES, sentences.len()];
    let rows = lengths.iter().filter(|&&n| n <= sentences.len()).map(|&length| {
        let documents: Vec<String> = sentences.chunks(length).map(|s| s.join("\n")).collect();
        let mut session = tagger.session();
        let mut tag = || documents.iter().map(|d| session.tag(d).len()).sum::<usize>();
        tag();
        let mut contest = Contest::new(run.patience);
        contest.add("again", tag);
        let seconds = contest.run().of("again").unwrap_or(f64::NAN);
        let words = documents.iter().map(|d| peers::words(d).count()).sum::<usize>();
        vec![size_name(length), size_name(documents.len()), figure(seconds * 1e9 / words as f64)]
    });
    section.text(
        "The Latin sentences in documents of several lengths, which the session has met before. What the words of a document \
         do to each other must not make each of them dearer:",
    );
    section.table(&["sentences a document", "documents", "ns/word"], &rows.collect::<Vec<_>>());
}

/// The files of a folder of the lexicons, in order.
fn files(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons").join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the lexicons are there").filter_map(|f| Some(f.ok()?.path())).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("lexicons are UTF-8")).collect()
}

/// The listed forms, each once.
fn forms() -> Vec<String> {
    let sources = ["people", "organisations", "places"].into_iter().flat_map(files);
    let mut forms: Vec<String> = Vec::new();
    for source in sources {
        let table: toml::Table = source.parse().expect("the lexicons are well-formed");
        let entities = table.get("entity").and_then(toml::Value::as_array).into_iter().flatten();
        for entity in entities {
            let variants = entity.get("variants").and_then(toml::Value::as_array).into_iter().flatten();
            let listed = entity.get("name").into_iter().chain(variants.map(|v| v.get("form").unwrap_or(v)));
            forms.extend(listed.filter_map(toml::Value::as_str).map(str::to_owned));
        }
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The texts of the shipped cases, without their marks.
fn sentences() -> Vec<String> {
    let all = files("cases").concat();
    let texts = all.lines().filter_map(|line| line.strip_prefix("text").and_then(|l| l.split_once(": ")));
    let plain = |text: &str| text.split("](").map(|p| p.split_once(')').map_or(p, |(_, p)| p)).collect::<String>();
    texts.map(|(_, text)| plain(text).replace('[', "")).collect()
}

/// Whether most letters are Latin.
fn is_latin(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().filter(|&c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)).count() * 2 > letters().count()
}
