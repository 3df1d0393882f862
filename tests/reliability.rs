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
