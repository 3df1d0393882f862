//! The committed reliability report: calibration may not get worse than it says, beyond its noise.

use std::path::{Path, PathBuf};

use nisba::cases::Case;
use nisba::reliability::{Report, Slice};
use nisba::{Lexicon, Tagger};
use serde_json::Value;

/// The slices that are held: the others have few answers or few mistakes.
const HELD: [&str; 2] = ["all", "case"];

fn cases() -> Vec<Case> {
    let folder = std::fs::read_dir("lexicons/cases").expect("a folder of cases");
    let mut files: Vec<PathBuf> = folder.map(|f| f.expect("a file of cases").path()).collect();
    files.sort();
    files.iter().flat_map(|file| Case::read(file).unwrap_or_else(|e| panic!("{e}"))).collect()
}

/// Why a slice is worse than the committed one, if it is.
fn problem(slice: &Slice, committed: &Value) -> Option<String> {
    let allowed = committed["ece-interval"][1].as_f64()?;
    (slice.measures.ece > allowed).then(|| {
        let (by, name) = (slice.by, &slice.name);
        format!("{by} {name}: calibration error {}, at most {allowed} by the report", slice.measures.ece)
    })
}

#[test]
fn calibration_is_no_worse_than_the_committed_report() {
    let path = Path::new("reports/reliability.json");
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the report")).expect("JSON");
    let committed = committed["slices"].as_array().expect("slices");
    let report = Report::of(&cases(), &Tagger::new([Lexicon::built_in()]));
    let mut problems = Vec::new();
    for slice in report.slices.iter().filter(|s| HELD.contains(&s.by)) {
        let before = committed.iter().find(|c| c["by"] == slice.by && c["name"] == slice.name.as_str());
        problems.extend(before.and_then(|before| problem(slice, before)));
    }
    assert!(
        problems.is_empty(),
        "if a change of the engine made this, mend it; if new hard cases made it, accept it with \
         `cargo run --release -- reliability --write reports` and say so in the changelog:\n{}",
        problems.join("\n")
    );
}

#[test]
fn the_order_of_cases_changes_no_figure() {
    let text = "pair must: Qasem Soleimani = Касем Сулеймани (person)\n\
                pair must: Kerman != Tokyo (place)\n\
                pair should: Kim Jong-un != Kim Jong-il (person)\n\
                name must: Ghasem Soleymani -> person/qasem-soleimani\n\
                text must: He left [Kerman](place/kerman) for [Baghdad](place/baghdad).\n";
    let mut cases = Case::parse(Path::new("x.cases"), text).expect("cases");
    let tagger = Tagger::new([Lexicon::built_in()]);
    let report = Report::of(&cases, &tagger);
    assert_eq!(report.slices, Report::of(&cases, &tagger).slices);
    cases.reverse();
    assert_eq!(report.slices, Report::of(&cases, &tagger).slices);
}

#[test]
fn the_committed_diagram_stands_alone_and_says_what_it_shows() {
    let svg = std::fs::read_to_string("reports/reliability.svg").expect("the diagram");
    for needed in ["<title id=", "<desc id=", "role=\"img\"", "prefers-color-scheme:dark", "expected calibration error"]
    {
        assert!(svg.contains(needed), "no {needed}");
    }
    for foreign in ["href", "url(", "@import", "<script"] {
        assert!(!svg.contains(foreign), "{foreign}");
    }
}
