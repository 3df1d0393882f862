//! `nisba build`, killed at any time.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nisba::Lexicon;

use crate::damage::fastrand;
use crate::tally::{scaled, tally};

/// A bulk lexicon of some thousand people.
fn people(count: usize) -> String {
    let (given, family) = (["Qasem", "Anna", "Boris", "Maryam", "John"], ["Lindt", "Soleimani", "Ozturk", "Petrov"]);
    (0..count)
        .map(|n| {
            let name = format!("{} {}{}", given[n % 5], family[n / 5 % 4], ["", "i", "ov", "man", "sen"][n / 20 % 5]);
            format!("{{\"id\": \"person/{n}\", \"name\": \"{name}\", \"type\": \"person\"}}\n")
        })
        .collect()
}

fn build(source: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    command.arg("build").arg("--no-config").arg(source).arg("-o").arg(out).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_killed_build_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (first, second, out) = (path("a.jsonl"), path("b.jsonl"), path("out.nisba"));
    let size = scaled(200, 3000);
    std::fs::write(&first, people(size)).unwrap();
    std::fs::write(&second, people(size + 1)).unwrap();
    let bytes = [&first, &second].map(|source| {
        assert!(build(source, &out).status().unwrap().success());
        std::fs::read(&out).unwrap()
    });
    let start = Instant::now();
    assert!(build(&first, &out).status().unwrap().success());
    // What a build takes, as far as the machine's load lets it be known.
    let mut whole = start.elapsed();
    let (mut standing, mut killed, mut renewed, mut left) = (0, 0_u64, 0, 0);
    let mut random = fastrand(5);
    let wanted = scaled(10, 1000);
    for _ in 0..8 * wanted {
        if killed == wanted {
            break;
        }
        let next = 1 - standing;
        let mut child = build([&first, &second][next], &out).spawn().unwrap();
        // Half of them in the last third, when it writes.
        let share = if random(2) == 0 { random(1000) } else { 700 + random(300) };
        std::thread::sleep(whole.mul_f64(f64::from(u32::try_from(share).unwrap()) / 1000.0));
        child.kill().ok();
        let is_killed = !child.wait().unwrap().success();
        whole = whole.mul_f64(if is_killed { 1.01 } else { 0.97 });
        killed += u64::from(is_killed);
        let now = std::fs::read(&out).expect("a file stands at every time");
        if now == bytes[next] {
            standing = next;
            renewed += 1;
        }
        assert!(now == bytes[standing], "neither the old nor the new file: {} bytes", now.len());
        assert!(Lexicon::open(&out).unwrap().verify());
        // What a killed build leaves is beside the file and never taken for it.
        for file in std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap()) {
            if file.file_name().to_string_lossy().starts_with(".tmp") {
                left += 1;
                std::fs::remove_file(file.path()).unwrap();
            }
        }
    }
    let outcome = format!("0 files lost; {renewed} builds came to their end, {left} left a .tmp file beside it");
    tally("kills", "builds killed at random times", killed, &outcome);
}

#[test]
fn builds_at_once_leave_a_whole_file_to_their_readers() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (sources, out) = ([path("a.jsonl"), path("b.jsonl")], path("out.nisba"));
    let bytes = [0, 1].map(|more| {
        std::fs::write(&sources[more], people(scaled(200, 3000) + more)).unwrap();
        assert!(build(&sources[more], &out).status().unwrap().success());
        std::fs::read(&out).unwrap()
    });
    let mut tried = 0;
    for _ in 0..scaled(3, 100) {
        let mut running: Vec<_> = (0..4).map(|i| build(&sources[i % 2], &out).spawn().unwrap()).collect();
        while !running.is_empty() {
            running.retain_mut(|child| child.try_wait().unwrap().is_none_or(|status| !status.success()));
            assert!(bytes.contains(&std::fs::read(&out).expect("a file stands at every time")));
            assert!(Lexicon::open(&out).unwrap().verify());
        }
        tried += 4;
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside the files");
    tally(
        "kills",
        "builds to one file at the same time, read all the while",
        tried,
        "0 files lost, none mixed or left beside",
    );
}
