//! The tagger against an exact scan: whatever stands in a text as it is listed must be found.

#[path = "tally/mod.rs"]
mod tally;

use aho_corasick::{AhoCorasick, MatchKind};
use nisba::{Lexicon, Tagger};
use proptest::prelude::*;

const NAMES: [(&str, &str, &str); 8] = [
    ("person/a", "Qasem Soleimani", "person"),
    ("person/b", "Boutros Boutros-Ghali", "person"),
    ("person/c", "Борис Ельцин", "person"),
    ("person/d", "قاسم سلیمانی", "person"),
    ("org/e", "Agence France-Presse", "org"),
    ("org/f", "Kata'ib Hezbollah", "org"),
    ("place/g", "Deir ez-Zor", "place"),
    ("place/h", "Łódź", "place"),
];

fn tagger() -> Tagger {
    let lines =
        NAMES.map(|(id, name, kind)| format!("[[entity]]\nid = \"{id}\"\nname = \"{name}\"\ntype = \"{kind}\"\n"));
    Tagger::new([Lexicon::parse("names.toml", &lines.concat()).expect("the names are well-formed")])
}

#[test]
fn names_as_listed_are_found() {
    let sign = prop_oneof![Just(", "), Just(". "), Just("; "), Just("\n\n")];
    let words = prop::collection::vec((0..NAMES.len(), "[a-z]{2,9}", sign), 1..12);
    let exact = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(NAMES.map(|n| n.1));
    let (exact, tagger) = (exact.expect("few patterns"), tagger());
    tally::hold("oracles", "texts scanned for the listed names letter by letter", 256, &words, |words| {
        let text: String = words.iter().map(|(name, word, sign)| format!("{word} {}{sign}", NAMES[*name].1)).collect();
        let mentions = tagger.tag(&text);
        for found in exact.find_iter(&text) {
            let (id, name, _) = NAMES[found.pattern().as_usize()];
            let got = mentions.iter().find(|m| m.span == found.range());
            prop_assert!(got.is_some_and(|m| m.entity == id), "{name} at {} in {text:?}: {mentions:?}", found.start());
        }
        Ok(())
    });
}
