//! Whether what is fast is right: recall and precision on the marked mentions.

use std::collections::HashMap;
use std::ops::Range;

use crate::data::text::{Document, Gold, Settings, Way};
use crate::report::{Section, figure};
use crate::{Run, peers, size_name};

pub(crate) const TITLE: &str = "Found and right";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Recall by how a mention is written, and precision: a mention counts as found if the right entity is given \
                 for its very span (for daachorse, whose forms say who has them, likewise, first lister wins). Texts also \
                 name people whom no lexicon has, in words that others share. These are generated texts, the test of \
                 speed; what they say of quality is coarse.";
    let mut section = Section::new(TITLE, about);
    let bytes = if run.quick { 1 << 17 } else { 1 << 20 };
    let mut rows = Vec::new();
    for size in run.sizes() {
        let bed = run.beds.of(size);
        let text = bed.text(Settings { bytes, ..Settings::default() });
        let tagger = bed.tagger();
        let mut session = tagger.session();
        let mut nisba = Score::default();
        for document in &text.documents {
            let found = session.tag(&document.text);
            let number = |id: &str| id.rsplit('/').next().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
            nisba.add(document, found.into_iter().map(|m| (m.span, number(&m.entity))).collect());
        }
        rows.push(nisba.row(&format!("nisba, {}", size_name(size))));
        let forms = bed.forms();
        let owners: HashMap<String, usize> =
            bed.names.iter().flat_map(|e| e.forms().into_iter().map(move |f| (f, e.number))).collect();
        let automaton = peers::charwise(&forms);
        let mut exact = Score::default();
        for document in &text.documents {
            let found = automaton.leftmost_find_iter(&document.text);
            exact.add(document, found.map(|m| (m.start()..m.end(), owners[&forms[m.value() as usize]])).collect());
        }
        rows.push(exact.row(&format!("daachorse, {}", size_name(size))));
    }
    let head: Vec<&str> =
        ["", "mentions", "recall"].into_iter().chain(Way::ALL.map(Way::name)).chain(["precision", "F1"]).collect();
    section.table(&head, &rows);
    section
}

/// Counts of mentions.
#[derive(Default)]
struct Score {
    gold: HashMap<Way, usize>,
    right: HashMap<Way, usize>,
    found: usize,
}

impl Score {
    fn add(&mut self, document: &Document, found: Vec<(Range<usize>, usize)>) {
        self.found += found.len();
        let found: HashMap<Range<usize>, usize> = found.into_iter().collect();
        for Gold { span, entity, way } in &document.gold {
            *self.gold.entry(*way).or_default() += 1;
            if found.get(span) == Some(entity) {
                *self.right.entry(*way).or_default() += 1;
            }
        }
    }

    fn row(&self, name: &str) -> Vec<String> {
        let count = |counts: &HashMap<Way, usize>, way| counts.get(&way).copied().unwrap_or(0) as f64;
        let (gold, right) = (self.gold.values().sum::<usize>() as f64, self.right.values().sum::<usize>() as f64);
        let (recall, precision) = (right / gold, right / self.found as f64);
        let ways = Way::ALL.map(|way| figure(count(&self.right, way) / count(&self.gold, way)));
        let f1 = 2.0 * recall * precision / (recall + precision);
        [name.to_owned(), figure(gold), figure(recall)]
            .into_iter()
            .chain(ways)
            .chain([figure(precision), figure(f1)])
            .collect()
    }
}
