//! Curated TOML, laid out as `nisba fmt` does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml_edit::Value;

use crate::lexicon::source::{Entity, Provenance, Variant};

/// The longest list that is put in a line.
const WIDTH: usize = 120;

/// Writes an entity, with a line of comment where it comes from another place than the one before.
pub(super) fn write(entity: &Entity, provenance: Option<&Provenance>, out: &mut String) {
    if let Some(provenance) = provenance {
        let parts = [("Source", &provenance.source), ("Licence", &provenance.licence)];
        let said = parts.iter().filter(|(_, text)| !text.is_empty());
        let said: Vec<String> = said.map(|(what, text)| format!("{what}: {}", one_line(text))).collect();
        let said = if said.is_empty() { "Source: not said".to_owned() } else { said.join(". ") };
        let _ = write!(out, "# {said}\n\n");
    }
    out.push_str("[[entity]]\n");
    for (key, text) in [("id", &entity.id), ("name", &entity.name), ("type", &entity.kind), ("about", &entity.about)] {
        if !text.is_empty() || key == "name" {
            let _ = writeln!(out, "{key} = {}", string(text));
        }
    }
    let strings = |list: &[String]| list.iter().map(|s| string(s)).collect::<Vec<_>>();
    list("same-as", &strings(&entity.same_as), false, out);
    if !entity.within.is_empty() {
        let _ = writeln!(out, "in = {}", string(&entity.within));
    }
    if entity.family_first {
        out.push_str("order = \"family-first\"\n");
    }
    list("short", &strings(&entity.short), false, out);
    list("variants", &entity.variants.iter().map(variant).collect::<Vec<_>>(), true, out);
    let never =
        entity.never.iter().map(|n| format!("{{ form = {}, reason = {} }}", string(&n.form), string(&n.reason)));
    list("never", &never.collect::<Vec<_>>(), true, out);
    list("cues", &strings(&entity.cues), false, out);
    for (key, number) in [("weight", entity.weight), ("threshold", entity.threshold)] {
        if let Some(number) = number {
            let _ = writeln!(out, "{key} = {}", float(number));
        }
    }
}

/// The table of the thresholds of types.
pub(super) fn thresholds(of_types: &BTreeMap<String, f32>) -> String {
    let mut out = String::new();
    for (kind, least) in of_types {
        let header = if out.is_empty() { "[thresholds]\n" } else { "" };
        let _ = writeln!(out, "{header}{} = {}", toml_edit::Key::new(kind).display_repr(), float(*least));
    }
    out
}

fn list(key: &str, elements: &[String], tall: bool, out: &mut String) {
    if elements.is_empty() {
        return;
    }
    let line = elements.join(", ");
    if !tall && key.len() + 5 + line.chars().count() <= WIDTH {
        let _ = writeln!(out, "{key} = [{line}]");
        return;
    }
    let _ = writeln!(out, "{key} = [");
    for element in elements {
        let _ = writeln!(out, "  {element},");
    }
    out.push_str("]\n");
}

fn variant(variant: &Variant) -> String {
    if !variant.has_tags() {
        return string(&variant.form);
    }
    let mut out = format!("{{ form = {}", string(&variant.form));
    for (key, word) in variant.tags() {
        let _ = write!(out, ", {key} = {}", string(word));
    }
    for (key, number) in [("weight", variant.weight), ("threshold", variant.threshold)] {
        if let Some(number) = number {
            let _ = write!(out, ", {key} = {}", float(number));
        }
    }
    out.push_str(" }");
    out
}

fn string(text: &str) -> String {
    Value::from(text).to_string()
}

/// The shortest number that is read as this one, with a point, as TOML wants it.
fn float(number: f32) -> String {
    format!("{number:?}")
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
}
