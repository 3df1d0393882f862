//! Repairs that need no judgement: normal form, unseen characters, the order of entities, forms listed twice.

use std::path::Path;

use toml_edit::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::characters::visible;
use super::{Diagnostic, rules};
use crate::error::Result;
use crate::format::{Block, Element, Field, Layout, Written, form};
use crate::hash::Set;
use crate::lexicon::source::{self, Part};

/// The text of a curated lexicon with what lint can repair repaired, in its canonical layout; nothing where there is
/// nothing to repair.
///
/// Comments stay. What would need a decision stays as well: ids, and a form that is listed twice with different tags.
///
/// # Errors
///
/// A text that is no curated lexicon, with the line.
pub fn repair(path: impl AsRef<Path>, text: &str) -> Result<Option<String>> {
    let path = path.as_ref();
    source::curated(path, text)?;
    let mut layout = Layout::read(path, text)?;
    let mut repaired = false;
    for block in &mut layout.entities {
        repaired |= write_plainly(block);
        repaired |= drop_duplicates(block);
    }
    if !layout.entities.is_sorted_by(|a, b| a.id() <= b.id()) {
        layout.entities.sort_by_key(Block::id);
        repaired = true;
    }
    if !repaired {
        return Ok(None);
    }
    let out = layout.write();
    source::curated(path, &out)?;
    Ok(Some(out))
}

/// The text of a curated lexicon without the variants that diagnostics of `redundant-variant` are about, in its canonical
/// layout; nothing where there is none of them.
///
/// The diagnostics are those of this text. Variants with a comment stay, as what they say would be lost.
///
/// # Errors
///
/// As [`repair`].
pub fn prune(path: impl AsRef<Path>, text: &str, diagnostics: &[Diagnostic]) -> Result<Option<String>> {
    let path = path.as_ref();
    let source = source::curated_whole(path, text)?;
    let needless = |d: &&Diagnostic| d.rule == rules::REDUNDANT && d.path == path && d.allowed.is_none();
    let spans: Set<_> = diagnostics.iter().filter(needless).map(|d| (d.span.start, d.span.end)).collect();
    let mut layout = Layout::read(path, text)?;
    let mut pruned = false;
    for ((entity, places), block) in source.entities.iter().zip(&source.places).zip(&mut layout.entities) {
        let is_needless = |i: usize| {
            let span = places.span(Part::Variant(i), entity, text);
            spans.contains(&(span.start, span.end))
        };
        for field in block.fields.iter_mut().filter(|f| f.key == "variants") {
            let Written::List(elements, _) = &mut field.value else { continue };
            let before = elements.len();
            let mut numbers = 0..;
            elements.retain(|e| numbers.next().is_none_or(|i| !is_needless(i)) || e.has_comments());
            pruned |= elements.len() < before;
        }
        let is_empty =
            |f: &Field| matches!(&f.value, Written::List(elements, below) if elements.is_empty() && below.is_empty());
        block.fields.retain(|f| f.key != "variants" || !is_empty(f));
    }
    Ok(pruned.then(|| layout.write()))
}

/// Puts the strings of an entity into normal form without unseen characters.
fn write_plainly(block: &mut Block) -> bool {
    let mut repaired = false;
    // Others name the entity by its id: that is for a person to change, everywhere at once.
    for field in block.fields.iter_mut().filter(|f| !matches!(f.key.as_str(), "id" | "in" | "same-as")) {
        match &mut field.value {
            Written::Plain(text) => repaired |= replace(text),
            Written::List(elements, _) => {
                for element in elements {
                    if replace(&mut element.text) {
                        element.form = element.text.parse().ok().as_ref().and_then(form);
                        repaired = true;
                    }
                }
            }
        }
    }
    repaired
}

fn replace(text: &mut String) -> bool {
    let Ok(mut value) = text.parse::<Value>() else { return false };
    let repaired = plain(&mut value);
    if repaired {
        *text = value.to_string().trim().to_owned();
    }
    repaired
}

/// Puts the strings of a value into normal form; whether any was not.
fn plain(value: &mut Value) -> bool {
    if let Value::InlineTable(table) = value {
        return table.iter_mut().fold(false, |repaired, (_, value)| plain(value) || repaired);
    }
    let Some(string) = value.as_str() else { return false };
    let better: String = visible(string).nfc().collect();
    if better == string {
        return false;
    }
    let decor = value.decor().clone();
    *value = Value::from(better);
    *value.decor_mut() = decor;
    true
}

/// Removes forms that are listed before, if that loses neither tags nor comments.
fn drop_duplicates(block: &mut Block) -> bool {
    let name = block.value("name");
    let mut repaired = false;
    for field in &mut block.fields {
        let is_variants = field.key == "variants";
        if !is_variants && !matches!(field.key.as_str(), "short" | "never") {
            continue;
        }
        let Written::List(elements, _) = &mut field.value else { continue };
        let mut i = 0;
        while i < elements.len() {
            let (before, this) = (&elements[..i], &elements[i]);
            let is_plain = |e: &Element| !e.text.starts_with('{');
            let again = before.iter().any(|e| e.text == this.text || (e.form == this.form && is_plain(this)));
            let is_name = is_variants && is_plain(this) && this.form == name;
            if (again || is_name) && !this.has_comments() {
                elements.remove(i);
                repaired = true;
            } else {
                i += 1;
            }
        }
    }
    repaired
}
