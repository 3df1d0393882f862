//! The tagger against an exact scan: whatever stands in a text as it is listed must be found.

#[path = "tally/mod.rs"]
mod tally;

use aho_corasick::{AhoCorasick, MatchKind};
use nisba::{Lexicon, Mention, Session, Tagger};
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
    // No word of any language: "pho", a street in Vietnamese, before a name makes it the name of a street.
    let words = prop::collection::vec((0..NAMES.len(), "[a-z]{2,8}qx", sign), 1..12);
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

/// The texts of the shipped cases, every so many, without their marks.
fn texts(step: usize) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("lexicons/cases").unwrap().map(|f| f.unwrap().path()).collect();
    paths.sort();
    let all: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let texts = all.lines().filter_map(|line| line.strip_prefix("text").and_then(|l| l.split_once(": ")));
    let plain = |text: &str| text.split("](").map(|p| p.split_once(')').map_or(p, |(_, p)| p)).collect::<String>();
    texts.map(|(_, text)| plain(text).replace('[', "")).step_by(step).collect()
}

/// What sessions and taggers remember (near words, forms and what they are worth, scores of the models, how words of runs
/// begin) against taggers that have met nothing.
#[test]
fn what_is_remembered_is_what_would_be_found() {
    let texts = texts(if tally::is_full() { 4 } else { 100 });
    let new = || Tagger::new([Lexicon::built_in()]).min_confidence(0.0).alternatives(2);
    let expected: Vec<Vec<Mention>> = texts.iter().map(|text| new().session().tag(text)).collect();
    let check = |session: &mut Session<'_>, order: &mut dyn Iterator<Item = usize>| {
        for i in order {
            assert_eq!(session.tag(&texts[i]), expected[i], "{}", texts[i]);
        }
    };
    let (one, shared) = (new(), new());
    let mut session = one.session();
    check(&mut session, &mut (0..texts.len()));
    check(&mut session, &mut (0..texts.len()).rev());
    // Each begins elsewhere, so that what one has found is another's first.
    let threads = 4;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (count, check, shared) = (texts.len(), &check, &shared);
            scope.spawn(move || {
                check(&mut shared.session(), &mut (0..count).map(|i| (i + thread * count / threads) % count));
            });
        }
    });
    let tried = texts.len() as u64;
    tally::tally(
        "oracles",
        "texts in a session that has met all others, against taggers that have met nothing",
        2 * tried,
        "equal",
    );
    let what = "texts in sessions of four threads that share their searches, against the same";
    tally::tally("oracles", what, threads as u64 * tried, "equal");
}
