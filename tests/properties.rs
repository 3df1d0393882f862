//! What holds for every text.

use nisba::explain::Fate;
use nisba::{Lexicon, Mention, Tagger};
use proptest::prelude::*;

fn tagger() -> &'static Tagger {
    static TAGGER: std::sync::OnceLock<Tagger> = std::sync::OnceLock::new();
    TAGGER.get_or_init(|| Tagger::new([Lexicon::built_in()]).min_confidence(0.0).alternatives(3))
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_disjoint_and_at_characters(text in text()) {
        spans_fit(&text, &tagger().tag(&text))?;
    }

    #[test]
    fn any_string_is_tagged(text in any::<String>()) {
        spans_fit(&text, &tagger().tag(&text))?;
    }

    #[test]
    fn any_string_is_explained_as_it_is_tagged(text in text(), any in any::<String>()) {
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
    }

    #[test]
    fn a_session_gives_what_a_fresh_one_gives(a in text(), b in text()) {
        let mut session = tagger().session();
        session.tag(&a);
        prop_assert_eq!(session.tag(&b), tagger().tag(&b), "a document influences no other");
    }

    #[test]
    fn names_compare_the_same_both_ways_and_never_fail(a in text(), b in text()) {
        let (ab, ba) = (nisba::compare(&a, &b, "person").confidence, nisba::compare(&b, &a, "person").confidence);
        prop_assert!((0.0..=1.0).contains(&ab) && (0.0..=1.0).contains(&ba));
    }
}

const ENTITIES: [&str; 4] = [
    "[[entity]]\nid = \"person/a\"\nname = \"Qasem Soleimani\"\ntype = \"person\"\n",
    "[[entity]]\nid = \"person/b\"\nname = \"Gholamreza Soleimani\"\ntype = \"person\"\n",
    "[[entity]]\nid = \"place/c\"\nname = \"Kerman\"\ntype = \"place\"\nvariants = [\"کرمان\"]\n",
    "[[entity]]\nid = \"org/d\"\nname = \"Quds Force\"\ntype = \"org\"\n",
];

#[test]
fn the_order_of_a_lexicon_does_not_matter() {
    let text = "Ghassem Suleimani of the Qods Force and Gholamreza Soleimani met in Kirman. Soleimani left کرمان.";
    let tag = |order: [usize; 4]| {
        let toml: String = order.map(|i| ENTITIES[i]).concat();
        Tagger::new([Lexicon::parse("l.toml", &toml).unwrap()]).tag(text)
    };
    let expected = tag([0, 1, 2, 3]);
    assert!(expected.len() >= 4, "{expected:?}");
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        assert_eq!(tag(order), expected);
    }
}

#[test]
fn a_compiled_lexicon_means_what_its_source_means() {
    let folder = tempfile::tempdir().unwrap();
    let (source, compiled) = (folder.path().join("l.toml"), folder.path().join("l.nisba"));
    std::fs::write(&source, ENTITIES.concat()).unwrap();
    Lexicon::open(&source).unwrap().save(&compiled).unwrap();
    let text = "Kassem Sulejmani saw Kerman.";
    let (a, b) = (Lexicon::open(&source).unwrap(), Lexicon::open(&compiled).unwrap());
    assert!(b.verify());
    assert_eq!(Tagger::new([a]).tag(text), Tagger::new([b]).tag(text));
}

#[test]
fn every_damage_to_a_compiled_lexicon_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.nisba");
    Lexicon::parse("l.toml", ENTITIES[2]).unwrap().save(&path).unwrap();
    let whole = std::fs::read(&path).unwrap();
    for i in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[i] ^= 0x55;
        std::fs::write(&path, &bytes).unwrap();
        assert!(Lexicon::open(&path).unwrap_err().is_data(), "byte {i}");
    }
    for len in 0..whole.len() {
        std::fs::write(&path, &whole[..len]).unwrap();
        assert!(Lexicon::open(&path).is_err(), "cut to {len}");
    }
}

#[test]
fn a_tagger_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Tagger>();
    shared::<Lexicon>();
}
