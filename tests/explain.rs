//! Explanations: rows of `tests/explain.toml`, and that they are of what the tagger does.

use std::path::{Path, PathBuf};

use nisba::explain::{Candidate, Explanation, Fate};
use nisba::{Lexicon, Tagger};
use rstest::rstest;
use serde_json::Value;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    lexicon: String,
    row: Vec<Row>,
    mend: Vec<Mend>,
}

/// What an explanation has to say.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    text: String,
    /// The entity that is asked about, if one is.
    #[serde(default)]
    entity: Option<String>,
    /// The start of the text that a candidate stands in, and its entity.
    #[serde(default)]
    of: Option<(String, String)>,
    /// The candidate's fate, with what it is about behind a space.
    #[serde(default)]
    fate: Option<String>,
    /// Words as `text|form|how`.
    #[serde(default)]
    words: Vec<String>,
    /// Circumstances that bear on the candidate.
    #[serde(default)]
    effects: Vec<String>,
    /// Characters as `U+0000 oddity`.
    #[serde(default)]
    characters: Vec<String>,
    /// Parts of why the entity is missing.
    #[serde(default)]
    reasons: Vec<String>,
    /// Pairs of words as `text|form|reach`.
    #[serde(default)]
    search: Vec<String>,
    /// Lines for a lexicon.
    #[serde(default)]
    remedies: Vec<String>,
}

/// A text that has its entity once the line that is proposed stands in the lexicon.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Mend {
    text: String,
    entity: String,
}

fn rows() -> Rows {
    toml::from_str(include_str!("explain.toml")).expect("rows")
}

fn lexicon(toml: &str) -> Lexicon {
    Lexicon::parse("explain.toml", toml).expect("a lexicon")
}

/// The kebab-case name that a value has in JSON.
fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn fate(fate: &Fate) -> String {
    let value = serde_json::to_value(fate).expect("a fate is JSON");
    let detail = ["by", "to", "with"].iter().find_map(|key| value.get(key)).and_then(Value::as_str);
    let is = value["is"].as_str().unwrap_or_default();
    detail.map_or(is.to_owned(), |detail| format!("{is} {detail}"))
}

fn lacking<'r>(expected: &'r [String], got: &[String]) -> Vec<&'r String> {
    expected.iter().filter(|e| !got.iter().any(|g| g.contains(e.as_str()))).collect()
}

#[test]
fn explanations_say_what_they_should() {
    let Rows { lexicon: toml, row: rows, .. } = rows();
    let tagger = Tagger::new([lexicon(&toml)]);
    let mut problems = Vec::new();
    for row in &rows {
        let explanation = match &row.entity {
            None => tagger.explain(&row.text),
            Some(id) => tagger.explain_entity(&row.text, id).unwrap_or_else(|| panic!("{}: {id}", row.name)),
        };
        let mut check = |what: &str, expected: &[String], got: Vec<String>| {
            let lacking = lacking(expected, &got);
            if !lacking.is_empty() {
                problems.push(format!("{}: {what} lack {lacking:?} and are {got:?}", row.name));
            }
        };
        let candidate = row.of.as_ref().map(|(text, id)| (text, id, candidate(&explanation, text, id)));
        if let Some((text, id, None)) = candidate {
            check("candidates", &[format!("{text} {id}")], candidates(&explanation));
        }
        if let Some((_, _, Some(c))) = candidate {
            check("fate", row.fate.as_slice(), vec![fate(&c.fate)]);
            let words = c.words.iter().map(|w| format!("{}|{}|{}", w.text, w.form, name(&w.how)));
            check("words", &row.words, words.collect());
            check("effects", &row.effects, c.effects.iter().map(|e| e.name.to_owned()).collect());
        }
        let characters = explanation.characters.iter().map(|c| format!("{} {}", c.code_point, name(&c.oddity)));
        check("characters", &row.characters, characters.collect());
        let missing = explanation.missing.as_ref();
        check("reasons", &row.reasons, missing.map(|m| m.reasons.clone()).unwrap_or_default());
        let search = missing.map(|m| m.search.as_slice()).unwrap_or_default();
        let search = search.iter().map(|s| format!("{}|{}|{}", s.text, s.form, name(&s.reach)));
        check("search", &row.search, search.collect());
        check("remedies", &row.remedies, explanation.remedies.iter().map(|r| r.toml.clone() + &r.what).collect());
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

fn candidate<'e>(explanation: &'e Explanation, text: &str, id: &str) -> Option<&'e Candidate> {
    explanation.of_entity(id).find(|(span, _)| span.text == text).map(|(_, candidate)| candidate)
}

fn candidates(explanation: &Explanation) -> Vec<String> {
    let of = |s: &nisba::explain::Span| -> Vec<String> {
        s.candidates.iter().map(|c| format!("{} {}", s.text, c.entity)).collect()
    };
    explanation.spans.iter().flat_map(of).collect()
}

#[test]
fn a_proposed_line_mends_the_lexicon() {
    let Rows { lexicon: toml, mend: rows, .. } = rows();
    let tagger = Tagger::new([lexicon(&toml)]);
    for row in &rows {
        let has = |tagger: &Tagger| tagger.tag(&row.text).iter().any(|m| m.entity == row.entity);
        assert!(!has(&tagger), "{}: has {} without", row.text, row.entity);
        let explanation = tagger.explain_entity(&row.text, &row.entity).expect("an entity");
        let remedy = explanation.remedies.first().unwrap_or_else(|| panic!("{}: no remedy", row.text));
        let mended = with_line(&toml, &remedy.entity, &remedy.toml);
        assert!(has(&Tagger::new([lexicon(&mended)])), "{}: {} does not mend it", row.text, remedy.toml);
    }
}

/// A lexicon with a line more for an entity; in a list that is there its elements.
fn with_line(toml: &str, entity: &str, line: &str) -> String {
    let id = format!("id = \"{entity}\"\n");
    let (before, after) = toml.split_once(&id).expect("the entity");
    let (own, others) = after.split_once("[[entity]]").unwrap_or((after, ""));
    let Some((key, elements)) = line.split_once(" = [") else { return toml.replace(&id, &format!("{id}{line}\n")) };
    let list = format!("\n{key} = [");
    let own = match own.contains(&list) {
        true => own.replace(&list, &format!("{list}{}, ", elements.trim_end_matches(']'))),
        false => format!("{line}\n{own}"),
    };
    format!("{before}{id}{own}[[entity]]{others}")
}

/// What explanations call chosen is what the tagger finds, in the texts of all shipped cases.
#[rstest]
fn chosen_is_what_is_tagged(#[files("lexicons/cases/**/*.cases")] file: PathBuf) {
    let tagger = Tagger::new([Lexicon::built_in()]);
    let source = std::fs::read_to_string(&file).expect("cases");
    // Pairs and names are no texts; of texts some are enough.
    for text in source.lines().filter(|l| l.starts_with("text")).step_by(3) {
        same(&tagger, text, &file);
    }
    // And together, as one document.
    same(&tagger, &source, &file);
}

fn same(tagger: &Tagger, text: &str, file: &Path) {
    let explanation = tagger.explain(text);
    let chosen: Vec<_> = explanation
        .spans
        .iter()
        .flat_map(|s| s.candidates.iter().map(move |c| (s, c)))
        .filter(|(_, c)| c.fate == Fate::Chosen)
        .map(|(s, c)| (s.span.clone(), c.entity.clone(), c.variant.clone(), c.confidence.to_bits(), c.reason))
        .collect();
    let tagged: Vec<_> =
        tagger.tag(text).into_iter().map(|m| (m.span, m.entity, m.variant, m.confidence.to_bits(), m.reason)).collect();
    assert_eq!(chosen, tagged, "{}: {text}", file.display());
    for span in &explanation.spans {
        assert_eq!(span.text, text[span.span.clone()]);
        for c in &span.candidates {
            // What is as good as a short form may stand twice, and be contested as what it was before.
            let has = |name: &str| c.effects.iter().any(|e| e.name == name);
            if has("supported") && has("family-name-of-somebody") {
                continue;
            }
            let sum = c.form + c.effects.iter().map(|e| e.log_odds).sum::<f32>();
            assert!((sum - c.log_odds).abs() < 0.01, "{}: {:?} adds up to {sum}: {c:#?}", file.display(), span.text);
            assert!(!c.words.is_empty(), "{}: {:?} has no words: {c:#?}", file.display(), span.text);
        }
    }
}
