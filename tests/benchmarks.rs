//! The data of the benchmarks: the same everywhere, and marked where it says.

#![allow(dead_code, clippy::cast_possible_truncation, reason = "the benchmarks use all of it; sizes are small")]

#[path = "../benches/speed/data"]
mod data {
    pub(crate) mod grammar;
    pub(crate) mod names;
    pub(crate) mod random;
    pub(crate) mod sounds;
    pub(crate) mod text;
}

use data::names::Names;
use data::random::Random;
use data::text::{Settings, Text, Way};
use rstest::rstest;

#[test]
fn draws_are_the_same_on_every_machine() {
    let mut random = Random::of(1, 2);
    assert_eq!([(); 8].map(|()| random.zipf(1_000)), [2, 115, 4, 0, 11, 7, 233, 269]);
}

#[test]
fn names_are_new_ones_and_the_first_of_a_longer_list() {
    let (short, long) = (Names::new(300), Names::new(600));
    let mut names: Vec<String> = long.iter().map(|entity| entity.name()).collect();
    assert!(short.iter().map(|entity| entity.name()).eq(names[..300].iter().cloned()));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 600);
}

#[test]
fn bulk_lines_are_a_lexicon() {
    let names = Names::new(200);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("benchmarks.jsonl");
    names.write(&mut std::fs::File::create(&path).unwrap()).unwrap();
    assert_eq!(nisba::Lexicon::open(&path).unwrap().len(), 200);
}

#[rstest]
#[case::latin_only(30, 0)]
#[case::mixed(30, 25)]
#[case::foreign_only(100, 100)]
fn mentions_stand_where_they_are_marked(#[case] mentions: u32, #[case] foreign: u32) {
    let names = Names::new(500);
    let text = Text::new(&names, Settings { bytes: 50_000, mentions, foreign });
    assert!((50_000..60_000).contains(&text.bytes));
    for document in &text.documents {
        let mut end = 0;
        for gold in &document.gold {
            assert!(gold.span.start >= end, "mentions are in order and disjoint");
            end = gold.span.end;
            let written = &document.text[gold.span.clone()];
            let entity = names.entity(gold.entity);
            match gold.way {
                Way::Exact => assert!(entity.forms().iter().any(|form| form == written), "{written}"),
                Way::Transliterated => assert!(!entity.forms().iter().any(|form| form == written), "{written}"),
                Way::Respelled => assert_ne!(entity.name(), written),
                Way::Short => assert!(!written.contains(' ') && document.text[..gold.span.start].contains(written)),
            }
        }
    }
    let latin = text.documents.iter().filter(|d| d.script == data::sounds::Script::Latin).map(|d| d.text.len());
    let share = 100.0 - latin.sum::<usize>() as f64 * 100.0 / text.bytes as f64;
    assert!((share - f64::from(foreign)).abs() < 5.0, "{share} of 100 bytes are in other scripts");
}
