//! What holds for every text.

#[path = "tally/mod.rs"]
mod tally;

use std::path::Path;

use nisba::explain::Fate;
use nisba::{Lexicon, Mention, Overlaps, Tagger};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Tries a property of texts on generated ones.
fn hold<S: Strategy>(what: &str, cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    tally::hold("properties", what, cases, strategy, test);
}

fn tagger() -> &'static Tagger {
    static TAGGER: std::sync::OnceLock<Tagger> = std::sync::OnceLock::new();
    TAGGER.get_or_init(|| Tagger::new([Lexicon::built_in()]).min_confidence(0.0).alternatives(3))
}

/// The mentions of a text, found in a session that remembers the words of earlier ones.
fn tag(text: &str) -> Vec<Mention> {
    thread_local! {
        static SESSION: std::cell::RefCell<nisba::Session<'static>> = std::cell::RefCell::new(tagger().session());
    }
    SESSION.with_borrow_mut(|session| session.tag(text))
}

/// Texts of names, words, signs and anything else.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Qassem Suleimani".to_owned()),
        Just("SOLEIMANI, Qasem".to_owned()),
        Just("قاسم سلیمانی".to_owned()),
        Just("Сулеймани".to_owned()),
        Just("Kata’ib Hezbollah".to_owned()),
        Just("U.S.".to_owned()),
        Just("IRGC".to_owned()),
        Just("习近平".to_owned()),
        Just("\u{200F}".to_owned()),
        Just("\n\n".to_owned()),
        "[A-Za-z]{1,8}",
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    let gap = prop_oneof![Just(" "), Just(""), Just("-"), Just("'"), Just(". "), Just(", "), Just("\n"), Just("(")];
    prop::collection::vec((piece, gap), 0..24).prop_map(|pieces| pieces.into_iter().map(|(p, g)| p + g).collect())
}

fn spans_fit(text: &str, mentions: &[Mention]) -> Result<(), TestCaseError> {
    for mention in mentions {
        prop_assert!(text.is_char_boundary(mention.span.start) && text.is_char_boundary(mention.span.end));
        prop_assert!(!text[mention.span.clone()].trim().is_empty());
        prop_assert!((0.0..=1.0).contains(&mention.confidence));
        let all: f32 = mention.confidence + mention.alternatives.iter().map(|a| a.confidence).sum::<f32>();
        prop_assert!(all <= 1.001, "the readings of one span exclude each other: {}", all);
    }
    for pair in mentions.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "mentions are sorted and disjoint");
    }
    Ok(())
}

#[test]
fn spans_are_disjoint_and_at_characters() {
    hold("texts of names: spans disjoint, at characters, confidences in bounds", 100, &text(), |text| {
        spans_fit(&text, &tag(&text))
    });
    hold("any text: the same", 100, &any::<String>(), |text| spans_fit(&text, &tag(&text)));
}

#[test]
fn any_string_is_explained_as_it_is_tagged() {
    hold("texts explained as they are tagged", 60, &(text(), any::<String>()), |(text, any)| {
        for text in [text, any] {
            let explanation = tagger().explain(&text);
            let all = explanation.spans.iter().flat_map(|s| s.candidates.iter().map(move |c| (s, c)));
            let chosen = all.filter(|(_, c)| c.fate == Fate::Chosen);
            let chosen: Vec<_> = chosen.map(|(s, c)| (s.span.clone(), c.entity.clone())).collect();
            let tagged: Vec<_> = tagger().tag(&text).into_iter().map(|m| (m.span, m.entity)).collect();
            prop_assert_eq!(chosen, tagged);
            prop_assert!(explanation.characters.iter().all(|c| text[c.offset..].starts_with(c.character)));
            let asked = tagger().explain_entity(&text, "person/qasem-soleimani");
            prop_assert!(asked.is_some_and(|e| e.missing.is_none_or(|m| text[m.span.clone()] == m.text)));
        }
        Ok(())
    });
}

/// The texts of the shipped cases, without their marks.
fn shipped() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("lexicons/cases").unwrap().map(|f| f.unwrap().path()).collect();
    paths.sort();
    let all: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let texts = all.lines().filter_map(|line| line.strip_prefix("text").and_then(|l| l.split_once(": ")));
    texts.map(|(_, text)| text.split("](").map(|p| p.split_once(')').map_or(p, |(_, p)| p)).collect()).collect()
}

/// The entities of the shipped lexicons that state thresholds of their own, which hold whatever is asked for.
fn with_thresholds(folder: &Path, ids: &mut Vec<String>) {
    for path in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        if path.is_dir() {
            with_thresholds(&path, ids);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let source: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            let entities = source.get("entity").and_then(|e| e.as_array()).into_iter().flatten();
            ids.extend(
                entities.filter(|e| e.to_string().contains("threshold")).map(|e| e["id"].as_str().unwrap().to_owned()),
            );
        }
    }
}

/// Everything that a tagger can be asked for, against one that gives all.
#[test]
fn configurations_agree() {
    let lexicon = Lexicon::built_in();
    let tagger = |min, alternatives, overlaps| {
        Tagger::new([lexicon.clone()]).min_confidence(min).alternatives(alternatives).overlaps(overlaps)
    };
    let bare = |mut mentions: Vec<Mention>| {
        mentions.iter_mut().for_each(|m| m.alternatives.clear());
        mentions
    };
    let mut stated = Vec::new();
    with_thresholds(Path::new("lexicons"), &mut stated);
    let (best, every) = (tagger(0.0, usize::MAX, Overlaps::Best), tagger(0.0, usize::MAX, Overlaps::All));
    let rows = prop_oneof![3 => prop::sample::select(shipped()), 1 => text(), 1 => prose()];
    hold("each threshold, number of alternatives and way with overlaps: of one set of mentions", 15, &rows, |text| {
        for (overlaps, all) in [(Overlaps::Best, best.tag(&text)), (Overlaps::All, every.tag(&text))] {
            for m in &all {
                prop_assert!(m.alternatives.is_sorted_by(|a, b| a.confidence >= b.confidence), "{:?}", m);
            }
            for (min, alternatives) in [(0.0, 0), (0.0, 1), (0.3, 2), (0.5, 0), (0.9, 1), (1.0, 9), (2.0, 1)] {
                let got = tagger(min, alternatives, overlaps).tag(&text);
                let expected: Vec<_> =
                    all.iter().filter(|m| m.confidence >= min || stated.contains(&m.entity)).cloned().collect();
                prop_assert_eq!(bare(got.clone()), bare(expected.clone()), "{} {} {:?}", min, alternatives, overlaps);
                for (m, whole) in got.iter().zip(&expected) {
                    prop_assert_eq!(&m.alternatives[..], &whole.alternatives[..m.alternatives.len()]);
                    prop_assert_eq!(m.alternatives.len(), whole.alternatives.len().min(alternatives));
                }
            }
        }
        let all = every.tag(&text);
        for m in best.tag(&text) {
            prop_assert!(all.iter().any(|n| (&n.span, &n.entity) == (&m.span, &m.entity)), "{:?} is among all", m);
        }
        Ok(())
    });
}

/// An entity that two lexicons have does not share its probability with itself.
#[test]
fn a_lexicon_over_another_that_has_the_same() {
    let (one, two) = (Tagger::new([lexicon(&[0, 1, 2, 3])]), Tagger::new([lexicon(&[2, 3]), lexicon(&[3, 2, 1, 0])]));
    let said = |tagger: &Tagger| tagger.tag(MET).into_iter().map(|m| (m.span, m.entity)).collect::<Vec<_>>();
    assert_eq!(said(&two), said(&one));
    let found = two.look_up("Ghassem Suleimani", 5);
    let own = found.iter().filter(|m| m.entity == "person/a").count();
    assert_eq!((own, &*found[0].entity), (1, "person/a"), "{found:?}");
    assert!(found.iter().map(|m| m.confidence).sum::<f32>() <= 1.0, "{found:?}");
}

#[test]
fn a_session_gives_what_a_fresh_one_gives() {
    hold("a document influences no other", 20, &(text(), text()), |(a, b)| {
        let mut session = tagger().session();
        session.tag(&a);
        prop_assert_eq!(session.tag(&b), tagger().tag(&b));
        Ok(())
    });
}

#[test]
fn names_compare_without_fail() {
    hold("names compared both ways: a probability", 100, &(text(), text()), |(a, b)| {
        let (ab, ba) = (nisba::compare(&a, &b, "person").confidence, nisba::compare(&b, &a, "person").confidence);
        prop_assert!((0.0..=1.0).contains(&ab) && (0.0..=1.0).contains(&ba));
        Ok(())
    });
}

/// The mentions with their spans moved.
fn moved(mentions: Vec<Mention>, at: impl Fn(usize) -> usize) -> Vec<Mention> {
    let shift = |mut m: Mention| {
        m.span = at(m.span.start)..at(m.span.end);
        m
    };
    mentions.into_iter().map(shift).collect()
}

#[test]
fn what_stands_before_moves_spans_and_nothing_else() {
    let prefix =
        prop_oneof![Just("…\n\n"), Just("\u{FEFF}"), Just("   "), Just("* * *\n\n"), Just("\r\n\r\n"), Just("„(")];
    hold("signs before a text move spans by their length", 80, &(prefix, text()), |(prefix, text)| {
        let expected = moved(tag(&text), |at| at + prefix.len());
        prop_assert_eq!(tag(&format!("{prefix}{text}")), expected);
        Ok(())
    });
}

/// Texts of names and words as they are written, lines and paragraphs among them.
fn prose() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Qassem Suleimani",
        "SOLEIMANI, Qasem",
        "قاسم سلیمانی",
        "Касем Сулеймани",
        "Сулеймани",
        "Kermán",
        "Łódź",
        "Recep Tayyip Erdoğan",
        "Nguyễn Phú Trọng",
        "François Hollande",
        "Αθήνα",
        "München",
        "Tōkyō",
        "서울",
        "北京",
        "U.S.",
        "Kata’ib Hezbollah",
        "was",
        "said",
        "in",
        "the",
        "и",
        "в",
        "در",
        "General",
        "Mr.",
        "President",
        "été",
    ]);
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "\n", "\n\n", "-\n", " (", "; "]);
    prop::collection::vec((word, gap), 0..30).prop_map(|pieces| pieces.into_iter().flat_map(|(w, g)| [w, g]).collect())
}

#[test]
fn line_ends_do_not_matter() {
    hold("CR LF for LF: the same mentions", 80, &prose(), |text| {
        let crlf = text.replace('\n', "\r\n");
        let expected = moved(tag(&text), |at| at + text[..at].matches('\n').count());
        prop_assert_eq!(tag(&crlf), expected);
        Ok(())
    });
}

#[test]
fn normalisation_forms_do_not_matter() {
    hold("NFD for NFC: the same mentions", 80, &prose(), |text| {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        // Hangul in NFD is another script's letters; who writes it so writes no names that are listed.
        let expected = moved(tag(&nfc), |at| nfc[..at].nfd().map(char::len_utf8).sum());
        prop_assert_eq!(tag(&nfd), expected);
        Ok(())
    });
}

const ENTITIES: [&str; 4] = [
    "[[entity]]\nid = \"person/a\"\nname = \"Qasem Soleimani\"\ntype = \"person\"\n",
    "[[entity]]\nid = \"person/b\"\nname = \"Gholamreza Soleimani\"\ntype = \"person\"\n",
    "[[entity]]\nid = \"place/c\"\nname = \"Kerman\"\ntype = \"place\"\nvariants = [\"کرمان\"]\n",
    "[[entity]]\nid = \"org/d\"\nname = \"Quds Force\"\ntype = \"org\"\n",
];

/// A lexicon of some people and places of the built-in kind, in another order.
fn lexicon(order: &[usize]) -> Lexicon {
    let toml: String = order.iter().map(|&i| ENTITIES[i]).collect();
    Lexicon::parse("l.toml", &toml).expect("the entities are well-formed")
}

const MET: &str = "Ghassem Suleimani of the Qods Force and Gholamreza Soleimani met in Kirman. Soleimani left کرمان.";

#[test]
fn the_order_of_a_lexicon_does_not_matter() {
    let tag = |order: &[usize], text: &str| Tagger::new([lexicon(order)]).min_confidence(0.0).tag(text);
    assert!(tag(&[0, 1, 2, 3], MET).len() >= 4);
    let order = Just(vec![0, 1, 2, 3]).prop_shuffle();
    hold("the entities of a lexicon in another order: the same mentions", 15, &(order, prose()), |(order, text)| {
        for text in [MET, &text] {
            prop_assert_eq!(tag(&order, text), tag(&[0, 1, 2, 3], text));
        }
        Ok(())
    });
}

/// A name that sounds like nothing in the texts.
fn unrelated() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Zbigniew",
        "Wojtyla",
        "Pfeiffer",
        "Vlugtmeijer",
        "Jxqu",
        "Uqbar",
        "Tlön",
        "Ђорђевић",
    ]);
    prop::collection::vec(word, 2..4).prop_map(|words| words.join(" "))
}

#[test]
fn an_unrelated_entity_changes_no_other_answer() {
    let cases = (prop::collection::vec(unrelated(), 1..4), prose());
    hold("an unrelated entity more: the same mentions, confidences within .05", 20, &cases, |(names, text)| {
        let mut toml = ENTITIES.concat();
        for (i, name) in names.iter().enumerate() {
            toml += &format!("[[entity]]\nid = \"person/x{i}\"\nname = \"{name}\"\ntype = \"person\"\n");
        }
        let more = Tagger::new([Lexicon::parse("l.toml", &toml).expect("well-formed")]).min_confidence(0.0);
        let less = Tagger::new([lexicon(&[0, 1, 2, 3])]).min_confidence(0.0);
        for text in [MET, &text] {
            let (mut more, less) = (more.tag(text), less.tag(text));
            // The new one may itself be seen in what sounds like it from afar.
            let doubtful = |m: &Mention| m.entity.starts_with("person/x") && m.confidence < 0.5;
            more.retain(|m| !doubtful(m));
            prop_assert_eq!(more.len(), less.len(), "{:?} and {:?}", &more, &less);
            for (a, b) in more.iter().zip(&less) {
                prop_assert_eq!((&a.span, &a.entity), (&b.span, &b.entity));
                prop_assert!((a.confidence - b.confidence).abs() < 0.05, "{} and {}", a.confidence, b.confidence);
            }
        }
        Ok(())
    });
}

#[test]
fn equal_input_compiles_to_equal_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.nisba");
    // Enough entities for every thread that compiles.
    let syllables = ["ka", "ro", "lim", "sa", "de", "mu", "ни", "го", "سل"];
    let name = |i: usize| [i % 9, i / 9 % 9, i / 81].map(|k| syllables[k]).concat();
    let entity = |i: usize| match ENTITIES.get(i) {
        Some(entity) => (*entity).to_owned(),
        None => {
            format!("[[entity]]\nid = \"x/{i}\"\nname = \"{} {}\"\ntype = \"person\"\n", name(i), name(i * 7 % 729))
        }
    };
    let bytes = |order: &[usize]| {
        let toml: String = order.iter().map(|&i| entity(i)).collect();
        Lexicon::parse("l.toml", &toml).expect("well-formed").save(&path).expect("it is written");
        std::fs::read(&path).expect("it is there")
    };
    let order: Vec<usize> = (0..400).collect();
    let expected = bytes(&order);
    let orders = Just(order).prop_shuffle();
    hold("compiled files of equal input, in any order: equal bytes", 4, &orders, |order| {
        prop_assert!(bytes(&order) == expected);
        Ok(())
    });
}

#[test]
fn a_compiled_lexicon_means_what_its_source_means() {
    let folder = tempfile::tempdir().unwrap();
    let (source, compiled) = (folder.path().join("l.toml"), folder.path().join("l.nisba"));
    std::fs::write(&source, ENTITIES.concat()).unwrap();
    Lexicon::open(&source).unwrap().save(&compiled).unwrap();
    let (a, b) = (Lexicon::open(&source).unwrap(), Lexicon::open(&compiled).unwrap());
    assert!(b.verify());
    let (a, b) = (Tagger::new([a]), Tagger::new([b]));
    hold("a compiled lexicon opened: what its source gives", 30, &prose(), |text| {
        prop_assert_eq!(a.tag(&text), b.tag(&text));
        prop_assert_eq!(a.look_up(&text, 5), b.look_up(&text, 5));
        Ok(())
    });
}

#[test]
fn a_tagger_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Tagger>();
    shared::<Lexicon>();
}
