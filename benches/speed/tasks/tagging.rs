//! Tagging beside exact and near spotters, by the size of the lexicon.

use std::collections::HashMap;

use nisba::Tagger;

use crate::clock::Contest;
use crate::data::text::{Document, Settings, Text};
use crate::peers::{self, Floor, Near, Windows};
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "Tagging beside spotters";

/// What is compared with exact scans takes the whole text; what searches near words a piece, as it is slow.
const PIECE: usize = 32;

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Megabytes of text a second, and the same as a multiple of *floor* and of *daachorse* (the quicker of its \
                 two kinds). *nisba* starts with an empty memory of words; *nisba again* has seen the text before. The \
                 automata of aho-corasick are contiguous NFAs.";
    let mut section = Section::new(TITLE, about);
    let bytes = if run.quick { 1 << 17 } else { 4 << 20 };
    let mut rates = Vec::new();
    for size in run.sizes() {
        let rate = at_size(run, size, bytes, &mut section);
        rates.push((size, rate));
    }
    section.text("By the size of the lexicon, as a multiple of the rate among the fewest names:");
    let rows = rates.iter().map(|(size, rate)| {
        let first = &rates[0].1;
        let all = [(rate.nisba, first.nisba), (rate.daachorse, first.daachorse), (rate.floor, first.floor)];
        std::iter::once(size_name(*size)).chain(all.map(|(now, then)| figure(now / then))).collect()
    });
    section.table(&["names", "nisba", "daachorse", "floor"], &rows.collect::<Vec<_>>());
    budgets(&mut section, &rates);
    section
}

/// What each does, in megabytes a second.
struct Rate {
    nisba: f64,
    daachorse: f64,
    floor: f64,
}

fn at_size(run: &mut Run, size: usize, bytes: usize, section: &mut Section) -> Rate {
    let bed = run.beds.of(size);
    let forms = bed.forms();
    let text = bed.text(Settings { bytes, ..Settings::default() });
    let tagger = bed.tagger();
    let floor = Floor::new(&forms);
    let (exact, folded) = (peers::aho_corasick(&forms, false), peers::aho_corasick(&forms, true));
    let (charwise, bytewise) = (peers::charwise(&forms), peers::bytewise(&forms));
    let near = Near::new(&forms);
    let windows = (size <= 100_000).then(|| Windows::new(&forms));
    let piece = &text.documents[..text.documents.len().div_ceil(PIECE)];
    let mut again = tagger.session();
    each(&text.documents, |t| again.tag(t).len());
    let mut contest = Contest::new(run.patience);
    contest
        .add("floor", || each(&text.documents, |t| floor.scan(t)))
        .add("daachorse charwise", || each(&text.documents, |t| charwise.leftmost_find_iter(t).count()))
        .add("daachorse bytewise", || each(&text.documents, |t| bytewise.leftmost_find_iter(t).count()))
        .add("aho-corasick", || each(&text.documents, |t| exact.find_iter(t).count()))
        .add("aho-corasick ci", || each(&text.documents, |t| folded.find_iter(t).count()))
        .add("nisba", || all(&tagger, &text))
        .add("nisba again", || each(&text.documents, |t| again.tag(t).len()))
        .add("fst, one edit", || {
            let mut memo = HashMap::new();
            each(piece, |t| near.scan(t, &mut memo))
        });
    if let Some(windows) = &windows {
        contest.add("symspell, two edits", || each(piece, |t| windows.scan(t)));
    }
    let times = contest.run();
    let small = piece.iter().map(|d| d.text.len()).sum::<usize>();
    let rate = |name: &str| {
        let bytes = if name.contains("edit") { small } else { text.bytes };
        times.of(name).map_or(f64::NAN, |seconds| bytes as f64 / 1e6 / seconds)
    };
    let daachorse = rate("daachorse charwise").max(rate("daachorse bytewise"));
    let rows: Vec<Vec<String>> = times
        .0
        .iter()
        .map(|(name, _)| {
            let mb = rate(name);
            vec![name.clone(), figure(mb), figure(mb / rate("floor")), figure(mb / daachorse)]
        })
        .collect();
    section.text(&format!("**{} names**, {} of text", size_name(size), megabytes(text.bytes)));
    section.table(&["", "MB/s", "of floor", "of daachorse"], &rows);
    Rate { nisba: rate("nisba"), daachorse, floor: rate("floor") }
}

fn budgets(section: &mut Section, rates: &[(usize, Rate)]) {
    let at = |size: usize| rates.iter().find(|(s, _)| *s == size).map(|(_, rate)| rate);
    if let Some(rate) = at(100_000) {
        let ratio = rate.nisba / rate.daachorse;
        let found = format!("{} of daachorse", figure(ratio));
        section.budget("tagging among 100,000 names", "at least daachorse", &found, ratio >= 1.0);
    }
    if let (Some(small), Some(large)) = (at(1_000), at(1_000_000)) {
        let ratio = large.nisba / small.nisba;
        let found = format!("{} of the rate among 1,000", figure(ratio));
        section.budget("tagging among 1,000,000 names", "at least half of the rate among 1,000", &found, ratio >= 0.5);
    }
}

/// A text tagged from a fresh start.
pub(crate) fn all(tagger: &Tagger, text: &Text) -> usize {
    let mut session = tagger.session();
    each(&text.documents, |t| session.tag(t).len())
}

pub(crate) fn each(documents: &[Document], scan: impl FnMut(&str) -> usize) -> usize {
    documents.iter().map(|d| d.text.as_str()).map(scan).sum()
}

pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{} MB", figure(bytes as f64 / 1e6))
}
