//! Lexicon sources: curated TOML, edited by hand, and bulk JSON Lines.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, Result};
use crate::hash::Map;

/// One entity as its source states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) about: String,
    pub(crate) same_as: Vec<String>,
    pub(crate) within: String,
    pub(crate) family_first: bool,
    pub(crate) short: Vec<String>,
    pub(crate) variants: Vec<Variant>,
    pub(crate) never: Vec<Never>,
    pub(crate) cues: Vec<String>,
    pub(crate) weight: Option<f32>,
    pub(crate) threshold: Option<f32>,
}

/// A name of an entity beside the canonical one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Variant {
    pub(crate) form: String,
    pub(crate) kind: Option<VariantKind>,
    pub(crate) lang: String,
    pub(crate) context: Option<Context>,
    pub(crate) exact_case: bool,
    pub(crate) weight: Option<f32>,
    pub(crate) threshold: Option<f32>,
}

/// A form that looks like the entity's and is not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Never {
    pub(crate) form: String,
    pub(crate) reason: String,
}

/// What kind of name a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum VariantKind {
    Acronym,
    Nickname,
    Former,
    Kunya,
    Title,
    Given,
    Translation,
}

/// What else must stand in the document for a variant to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Context {
    /// A full name of the entity.
    NeedsFullName,
    /// One of the entity's cues.
    NeedsCue,
}

/// Reads `.toml` and `.jsonl` files, and every such file under folders, in the order of their paths.
pub(crate) fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<Entity>> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect(path.as_ref(), &mut files)?;
        if files.len() == before {
            return Err(Error::data(path.as_ref(), 0, "no lexicon here: expected .toml or .jsonl files"));
        }
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut seen: Map<String, usize> = Map::default();
    for (number, file) in files.iter().enumerate() {
        let text = fs::read(file).map_err(|e| Error::io(file, &e))?;
        let text = String::from_utf8(text).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            let line = e.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            Error::data(file, line, format!("invalid UTF-8 at byte {at}; save the file as UTF-8"))
        })?;
        let read =
            if file.extension().is_some_and(|e| e == "toml") { curated(file, &text)? } else { bulk(file, &text)? };
        for entity in &read {
            if let Some(first) = seen.insert(entity.id.clone(), number) {
                let first = files[first].display();
                let message =
                    format!("id {:?} is given in {first} as well; give one another id, or merge them", entity.id);
                return Err(Error::data(file, 0, message));
            }
        }
        entities.extend(read);
    }
    Ok(entities)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let meta = fs::metadata(path).map_err(|e| Error::io(path, &e))?;
    if !meta.is_dir() {
        return match path.extension().and_then(|e| e.to_str()) {
            Some("toml" | "jsonl") => {
                files.push(path.to_owned());
                Ok(())
            }
            _ => Err(Error::data(path, 0, "not a lexicon: expected a name that ends in .toml, .jsonl or .nisba")),
        };
    }
    let mut inside: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|dir| dir.map(|f| f.map(|f| f.path())).collect())
        .map_err(|e| Error::io(path, &e))?;
    inside.sort();
    for file in inside {
        // A lexicon folder holds its grammar tables and its cases as well.
        let skipped = ["grammar", "cases"].iter().any(|s| file.file_name().is_some_and(|n| n == *s));
        if (file.is_dir() && !skipped) || file.extension().is_some_and(|e| e == "toml" || e == "jsonl") {
            collect(&file, files)?;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuratedFile {
    #[serde(default)]
    entity: Vec<CuratedEntity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CuratedEntity {
    id: Spanned<String>,
    name: Spanned<String>,
    r#type: Spanned<String>,
    #[serde(default)]
    about: String,
    #[serde(default)]
    same_as: Vec<String>,
    #[serde(default)]
    r#in: String,
    #[serde(default)]
    order: Option<Order>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    variants: Vec<Spanned<CuratedVariant>>,
    #[serde(default)]
    never: Vec<CuratedNever>,
    #[serde(default)]
    cues: Vec<String>,
    weight: Option<Spanned<f32>>,
    threshold: Option<Spanned<f32>>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    FamilyFirst,
    GivenFirst,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a string, or a table { form = \"…\" } with kind, lang, context, case, weight or threshold"
)]
enum CuratedVariant {
    Form(String),
    Table(VariantTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantTable {
    form: String,
    kind: Option<VariantKind>,
    #[serde(default)]
    lang: String,
    context: Option<Context>,
    case: Option<Case>,
    weight: Option<f32>,
    threshold: Option<f32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Case {
    Exact,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuratedNever {
    form: String,
    reason: String,
}

/// Reads a curated lexicon.
pub(crate) fn curated(path: &Path, text: &str) -> Result<Vec<Entity>> {
    let at = |offset: usize, message: String| {
        let (line, column) = position(text, offset);
        Error::data_at(path, line, column, message)
    };
    let file: CuratedFile =
        toml::from_str(text).map_err(|e| at(e.span().map_or(0, |s| s.start), repair(e.message())))?;
    let mut seen: Map<String, usize> = Map::default();
    let mut out = Vec::with_capacity(file.entity.len());
    for e in file.entity {
        let id_at = e.id.span().start;
        let id = e.id.into_inner();
        if let Some(problem) = id_problem(&id) {
            return Err(at(id_at, format!("id {id:?} {problem}; write it like \"person/qasem-soleimani\"")));
        }
        if let Some(first) = seen.insert(id.clone(), id_at) {
            let line = position(text, first).0;
            return Err(at(
                id_at,
                format!("id {id:?} is given twice; first in line {line}. Give the second another id, or merge the two"),
            ));
        }
        for (what, value) in [("name", &e.name), ("type", &e.r#type)] {
            if value.get_ref().trim().is_empty() {
                return Err(at(value.span().start, format!("{what} is empty; write the entity's {what}")));
            }
        }
        for (what, value) in [("weight", &e.weight), ("threshold", &e.threshold)] {
            if let Some(value) = value
                && !(0.0..=1.0).contains(value.get_ref())
            {
                return Err(at(value.span().start, format!("{what} {} is not between 0 and 1", value.get_ref())));
            }
        }
        let mut variants = Vec::with_capacity(e.variants.len());
        for variant in e.variants {
            let span = variant.span();
            let variant = match variant.into_inner() {
                CuratedVariant::Form(form) => Variant { form, ..Variant::default() },
                CuratedVariant::Table(t) => Variant {
                    form: t.form,
                    kind: t.kind,
                    lang: t.lang,
                    context: t.context,
                    exact_case: t.case.is_some(),
                    weight: t.weight,
                    threshold: t.threshold,
                },
            };
            if variant.form.trim().is_empty() {
                return Err(at(span.start, "an empty variant; write the spelling or remove it".to_owned()));
            }
            for (what, value) in [("weight", variant.weight), ("threshold", variant.threshold)] {
                if let Some(value) = value.filter(|v| !(0.0..=1.0).contains(v)) {
                    return Err(at(span.start, format!("{what} {value} is not between 0 and 1")));
                }
            }
            variants.push(variant);
        }
        out.push(Entity {
            id,
            name: e.name.into_inner(),
            kind: e.r#type.into_inner(),
            about: e.about,
            same_as: e.same_as,
            within: e.r#in,
            family_first: e.order == Some(Order::FamilyFirst),
            short: e.short,
            variants,
            never: e.never.into_iter().map(|n| Never { form: n.form, reason: n.reason }).collect(),
            cues: e.cues,
            weight: e.weight.map(Spanned::into_inner),
            threshold: e.threshold.map(Spanned::into_inner),
        });
    }
    Ok(out)
}

/// What is wrong with an id, if anything.
fn id_problem(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        return Some("is empty");
    }
    if id.trim() != id || id.chars().any(char::is_control) {
        return Some("begins or ends with white space, or has control characters");
    }
    None
}

/// A line and a column, both from 1, of a byte offset. The column counts characters.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The parser's message, with what to do about it where that is known.
fn repair(message: &str) -> String {
    let message = message.trim().replace('\n', " ");
    if let Some(field) = message.strip_prefix("unknown field `").and_then(|m| m.split('`').next()) {
        let known = [
            "entity",
            "id",
            "name",
            "type",
            "about",
            "same-as",
            "in",
            "order",
            "short",
            "variants",
            "never",
            "cues",
            "weight",
            "threshold",
            "form",
            "kind",
            "lang",
            "context",
            "case",
            "reason",
        ];
        let near = known
            .iter()
            .map(|k| (strsim::jaro_winkler(k, field), k))
            .filter(|(s, _)| *s > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, near)) = near {
            return format!("{message}; did you mean `{near}`?");
        }
    }
    message
}

#[derive(Deserialize)]
struct BulkEntity {
    id: String,
    name: String,
    r#type: String,
    #[serde(default)]
    variants: Vec<String>,
}

/// Reads a bulk lexicon: one JSON object a line; unknown fields are allowed, as exports of knowledge bases have many.
pub(crate) fn bulk(path: &Path, text: &str) -> Result<Vec<Entity>> {
    let mut seen: Map<String, usize> = Map::default();
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let entity: BulkEntity = serde_json::from_str(line).map_err(|e| {
            Error::data_at(
                path,
                i + 1,
                e.column(),
                format!("{}; a line is {{\"id\", \"name\", \"type\", \"variants\"}}", bare(&e)),
            )
        })?;
        if let Some(problem) = id_problem(&entity.id) {
            return Err(Error::data(path, i + 1, format!("id {:?} {problem}", entity.id)));
        }
        if entity.name.trim().is_empty() {
            return Err(Error::data(path, i + 1, format!("the name of {:?} is empty", entity.id)));
        }
        if let Some(first) = seen.insert(entity.id.clone(), i + 1) {
            return Err(Error::data(path, i + 1, format!("id {:?} is given twice; first in line {first}", entity.id)));
        }
        out.push(Entity {
            id: entity.id,
            name: entity.name,
            kind: entity.r#type,
            variants: entity
                .variants
                .into_iter()
                .filter(|v| !v.trim().is_empty())
                .map(|form| Variant { form, ..Variant::default() })
                .collect(),
            ..Entity::default()
        });
    }
    Ok(out)
}

/// A JSON error without its position, which the message has already.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const HEAD: &str = "[[entity]]\nid = \"person/a\"\nname = \"A\"\ntype = \"person\"\n";

    #[rstest]
    #[case::unknown_field("varients = [\"b\"]\n", "l.toml:5:1: unknown field `varients`", "did you mean `variants`?")]
    #[case::variant_shape("variants = [1]\n", "l.toml:5:", "expected a string, or a table")]
    #[case::weight("weight = 1.5\n", "l.toml:5:10: weight 1.5", "between 0 and 1")]
    #[case::order("order = \"backwards\"\n", "l.toml:5:", "family-first")]
    #[case::empty_variant("variants = [\"\"]\n", "l.toml:5:13: an empty variant", "remove it")]
    #[case::twice(
        "[[entity]]\nid = \"person/a\"\nname = \"B\"\ntype = \"person\"\n",
        "l.toml:6:6: id \"person/a\" is given twice",
        "first in line 2"
    )]
    fn bad_curated(#[case] tail: &str, #[case] start: &str, #[case] repair: &str) {
        let error = curated(Path::new("l.toml"), &format!("{HEAD}{tail}")).unwrap_err().to_string();
        assert!(error.starts_with(start), "{error}");
        assert!(error.contains(repair), "{error}");
    }

    #[rstest]
    #[case("{\"id\": 1}", "l.jsonl:1:", "expected a string")]
    #[case("{\"id\": \"a\", \"name\": \"\", \"type\": \"person\"}", "l.jsonl:1: the name of \"a\" is empty", "")]
    #[case(
        "{\"id\": \" a\", \"name\": \"A\", \"type\": \"person\"}",
        "l.jsonl:1: id \" a\" begins or ends with white space",
        ""
    )]
    fn bad_bulk(#[case] line: &str, #[case] start: &str, #[case] rest: &str) {
        let error = bulk(Path::new("l.jsonl"), line).unwrap_err().to_string();
        assert!(error.starts_with(start) && error.contains(rest), "{error}");
    }

    #[test]
    fn a_full_entity_is_read() {
        let text = format!(
            "{HEAD}about = \"x\"\norder = \"family-first\"\nvariants = [\"B\", {{ form = \"C\", kind = \"kunya\", context = \"needs-cue\", case = \"exact\" }}]\nnever = [{{ form = \"D\", reason = \"r\" }}]\n"
        );
        let entity = curated(Path::new("l.toml"), &text).unwrap().remove(0);
        assert!(entity.family_first);
        assert_eq!(entity.variants[1].kind, Some(VariantKind::Kunya));
        assert_eq!(entity.variants[1].context, Some(Context::NeedsCue));
        assert!(entity.variants[1].exact_case);
        assert_eq!(entity.never[0].form, "D");
    }
}
