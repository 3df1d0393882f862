//! The canonical layout of curated lexicons: one way to write an entity, so that a diff shows what changed.
//!
//! A file is read into blocks of entities, fields and elements with their comments, and these are written again. The
//! words of the file stay as they are: values keep their spelling, comments their text.

mod place;

use std::path::{Path, PathBuf};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Key, RawString, Table, Value};

use crate::error::{Error, Result};
use crate::lexicon::source::{self, ENTITY_FIELDS, FORM_FIELDS};

/// The longest line that a list of strings is put in, in characters.
const WIDTH: usize = 120;

/// The text of a curated lexicon in its canonical layout; `path` is what messages call it.
///
/// Fields come in the order of `lexicons/README.md`, `variants`, `never` and `allow` with a line for each element, other
/// lists on one line where they fit, with one blank line between entities. Comments stay with what they stand above or
/// behind. The order of the entities stays: that is for [`lint::repair`](crate::lint::repair).
///
/// # Errors
///
/// A text that is no curated lexicon, with the line.
pub fn format(path: impl AsRef<Path>, text: &str) -> Result<String> {
    let path = path.as_ref();
    let before = source::curated(path, text)?;
    let out = Layout::read(path, text)?.write();
    match source::curated(path, &out) {
        Ok(after) if after == before => Ok(out),
        _ => Err(Error::data(path, 0, "its layout cannot be changed without changing what it says; write it plainly")),
    }
}

/// The curated files at some paths and under the folders among them, a folder's in their order.
///
/// # Errors
///
/// A path that cannot be read or that has no lexicon.
pub fn curated_files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<PathBuf>> {
    let mut files = source::files(paths)?;
    files.retain(|file| !source::is_bulk(file));
    Ok(files)
}

/// A curated file as it is laid out.
pub(crate) struct Layout {
    /// Comments that stand before the first entity, parted from it by a blank line.
    head: Vec<String>,
    thresholds: Option<Block>,
    pub(crate) entities: Vec<Block>,
    tail: Vec<String>,
}

/// An entity, or the thresholds.
pub(crate) struct Block {
    /// Lines above it, blank ones among them.
    above: Vec<String>,
    behind: Option<String>,
    pub(crate) fields: Vec<Field>,
}

/// A key with its value.
pub(crate) struct Field {
    above: Vec<String>,
    pub(crate) key: String,
    pub(crate) value: Written,
    behind: Option<String>,
}

/// A value as it is written.
pub(crate) enum Written {
    Plain(String),
    List(Vec<Element>, Vec<String>),
}

/// An element of a list.
pub(crate) struct Element {
    above: Vec<String>,
    /// The value as written, without its surroundings.
    pub(crate) text: String,
    /// The form that it gives, where it gives one.
    pub(crate) form: Option<String>,
    behind: Option<String>,
}

impl Layout {
    /// A file without anything.
    pub(crate) fn empty() -> Self {
        Self { head: Vec::new(), thresholds: None, entities: Vec::new(), tail: Vec::new() }
    }

    /// Reads a file that is a curated lexicon.
    pub(crate) fn read(path: &Path, text: &str) -> Result<Self> {
        let wrong = |keys: &[&str], message: &str| {
            let (line, column) = place::of_key(text, keys).map_or((0, 0), |at| source::position(text, at));
            Error::data_at(path, line, column, message)
        };
        let document: DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| wrong(&[], e.message()))?;
        let entities = match document.get("entity") {
            Some(entities) => {
                entities.as_array_of_tables().ok_or_else(|| wrong(&["entity"], "write each entity under [[entity]]"))?
            }
            None => &ArrayOfTables::new(),
        };
        let thresholds = match document.get("thresholds") {
            Some(thresholds) => Some(
                thresholds.as_table().ok_or_else(|| wrong(&["thresholds"], "write thresholds under [thresholds]"))?,
            ),
            None => None,
        };
        let mut this = Self { tail: lines(raw(document.trailing())), ..Self::empty() };
        let is_first = |table: &Table| entities.iter().all(|entity| table.position() < entity.position());
        if let Some(table) = thresholds.filter(|table| is_first(table)) {
            this.thresholds = Some(this.block(table).map_err(|(key, m)| wrong(&["thresholds", &key], &m))?);
        }
        for (i, table) in entities.iter().enumerate() {
            let block = this.block(table).map_err(|(key, m)| wrong(&["entity", &i.to_string(), &key], &m))?;
            this.entities.push(block);
        }
        if let (Some(table), None) = (thresholds, &this.thresholds) {
            this.thresholds = Some(this.block(table).map_err(|(key, m)| wrong(&["thresholds", &key], &m))?);
        }
        Ok(this)
    }

    /// A table with its comments; else the key that cannot be laid out and why. Comments of the first that a blank line parts
    /// from it are the file's.
    fn block(&mut self, table: &Table) -> Result<Block, (String, String)> {
        let decor = table.decor();
        let mut above = lines(decor.prefix().map_or("", raw));
        if self.thresholds.is_none()
            && self.entities.is_empty()
            && let Some(blank) = above.iter().rposition(String::is_empty)
        {
            let own = above.split_off(blank + 1);
            self.head = std::mem::replace(&mut above, own);
        }
        let mut block = Block { above, behind: note(decor.suffix().map_or("", raw)), fields: Vec::new() };
        for (key, item) in table {
            let Item::Value(value) = item else {
                return Err((key.to_owned(), format!("write `{key}` as `{key} = …` within its table")));
            };
            let above = table.key(key).and_then(|k| k.leaf_decor().prefix()).map_or("", raw);
            block.fields.push(Field {
                above: comments(above),
                key: Key::new(key).display_repr().into_owned(),
                behind: note(value.decor().suffix().map_or("", raw)),
                value: written(value),
            });
        }
        Ok(block)
    }

    /// Writes the file in its canonical layout.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        push(&mut out, "", trimmed(&self.head));
        let thresholds = self.thresholds.iter().map(|block| ("[thresholds]", block));
        for (header, block) in thresholds.chain(self.entities.iter().map(|block| ("[[entity]]", block))) {
            if !out.is_empty() {
                out.push('\n');
            }
            let first = block.above.iter().position(|l| !l.is_empty()).unwrap_or(block.above.len());
            push(&mut out, "", &block.above[first..]);
            out.push_str(header);
            end(&mut out, block.behind.as_deref());
            let rank =
                |field: &&Field| ENTITY_FIELDS.iter().position(|f| *f == field.key).unwrap_or(ENTITY_FIELDS.len());
            let mut fields: Vec<&Field> = block.fields.iter().collect();
            fields.sort_by_key(rank);
            fields.into_iter().for_each(|field| field.write(&mut out));
        }
        let tail = trimmed(&self.tail);
        if !tail.is_empty() && !out.is_empty() {
            out.push('\n');
        }
        push(&mut out, "", tail);
        out
    }
}

impl Block {
    /// An entity with lines above it.
    pub(crate) fn new(above: Vec<String>, fields: Vec<Field>) -> Self {
        Self { above, behind: None, fields }
    }

    /// The string that a field has.
    pub(crate) fn value(&self, key: &str) -> Option<String> {
        let field = self.fields.iter().find(|f| f.key == key)?;
        let Written::Plain(text) = &field.value else { return None };
        form(&text.parse().ok()?)
    }

    pub(crate) fn id(&self) -> String {
        self.value("id").unwrap_or_default()
    }
}

impl Element {
    /// A value by itself.
    pub(crate) fn new(text: String) -> Self {
        let form = text.parse().ok().as_ref().and_then(form);
        Self { above: Vec::new(), text, form, behind: None }
    }

    pub(crate) fn has_comments(&self) -> bool {
        !self.above.is_empty() || self.behind.is_some()
    }
}

impl Field {
    pub(crate) fn new(key: &str, value: Written) -> Self {
        Self { above: Vec::new(), key: key.to_owned(), value, behind: None }
    }

    /// A field of one value.
    pub(crate) fn plain(key: &str, value: String) -> Self {
        Self::new(key, Written::Plain(value))
    }

    fn write(&self, out: &mut String) {
        push(out, "", &self.above);
        out.push_str(&self.key);
        out.push_str(" = ");
        match &self.value {
            Written::Plain(text) => out.push_str(text),
            Written::List(elements, below) => self.write_list(elements, below, out),
        }
        end(out, self.behind.as_deref());
    }

    fn write_list(&self, elements: &[Element], below: &[String], out: &mut String) {
        let texts: Vec<&str> = elements.iter().map(|e| e.text.as_str()).collect();
        let line = format!("[{}]", texts.join(", "));
        let is_bare = below.is_empty() && elements.iter().all(|e| e.above.is_empty() && e.behind.is_none());
        let is_tall = matches!(self.key.as_str(), "variants" | "never" | "allow") && !elements.is_empty();
        if is_bare && !is_tall && self.key.len() + 3 + line.chars().count() <= WIDTH {
            out.push_str(&line);
            return;
        }
        out.push_str("[\n");
        for element in elements {
            push(out, "  ", &element.above);
            out.push_str("  ");
            out.push_str(&element.text);
            out.push(',');
            end(out, element.behind.as_deref());
        }
        push(out, "  ", below);
        out.push(']');
    }
}

/// A value without its surroundings.
fn written(value: &Value) -> Written {
    let Value::Array(array) = value else { return Written::Plain(bare(value)) };
    let mut elements: Vec<Element> = Vec::new();
    // Comments between an element and its comma stand before the next one.
    let mut above = Vec::new();
    for value in array {
        let decor = value.decor();
        above.extend(beside(decor.prefix().map_or("", raw), &mut elements));
        elements.push(Element { above, text: bare(value), form: form(value), behind: None });
        above = beside(decor.suffix().map_or("", raw), &mut elements);
    }
    above.extend(beside(raw(array.trailing()), &mut elements));
    Written::List(elements, above)
}

/// The comments between two elements; one on the line of the element before is given to that.
fn beside(between: &str, before: &mut [Element]) -> Vec<String> {
    let (first, rest) = between.split_once('\n').unwrap_or((between, ""));
    match (note(first), before.last_mut()) {
        (Some(text), Some(before)) => {
            before.behind = Some(before.behind.take().map_or(text.clone(), |standing| format!("{standing} {text}")));
            comments(rest)
        }
        _ => comments(between),
    }
}

/// The form that an element gives.
pub(crate) fn form(value: &Value) -> Option<String> {
    let form = if let Value::InlineTable(table) = value { table.get("form")? } else { value };
    form.as_str().map(str::to_owned)
}

/// A value as written; tables with their keys in order.
fn bare(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    let as_written = value.to_string().trim().to_owned();
    let Value::InlineTable(table) = &value else { return as_written };
    if table.is_empty() || has_comment(table) {
        return as_written;
    }
    let mut pairs: Vec<(&str, &Value)> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| FORM_FIELDS.iter().position(|k| k == key).unwrap_or(FORM_FIELDS.len()));
    let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key} = {}", bare(value))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// Whether there is a comment within a table.
fn has_comment(table: &toml_edit::InlineTable) -> bool {
    let is_noted = |decor: &toml_edit::Decor| {
        [decor.prefix(), decor.suffix()].into_iter().flatten().any(|raw_text| raw(raw_text).contains('#'))
    };
    let values = table
        .iter()
        .any(|(key, value)| is_noted(value.decor()) || table.key(key).is_some_and(|k| is_noted(k.leaf_decor())));
    values || raw(table.trailing()).contains('#')
}

fn raw(text: &RawString) -> &str {
    text.as_str().unwrap_or_default()
}

/// Lines without the white space around them; of several blank ones, one. What stands after the last line end is none.
fn lines(text: &str) -> Vec<String> {
    let mut out: Vec<String> = text.lines().map(|l| l.trim().to_owned()).collect();
    out.dedup_by(|b, a| a.is_empty() && b.is_empty());
    if !text.ends_with('\n') && out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// The lines that are not blank.
fn comments(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

/// The comments of a piece of text as one, if there is any.
fn note(text: &str) -> Option<String> {
    let comments = comments(text);
    (!comments.is_empty()).then(|| comments.join(" "))
}

/// Lines without blank ones around them.
fn trimmed(lines: &[String]) -> &[String] {
    let first = lines.iter().position(|l| !l.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|l| !l.is_empty()).map_or(first, |i| i + 1);
    &lines[first..last]
}

fn push(out: &mut String, indent: &str, lines: &[String]) {
    for line in lines {
        if !line.is_empty() {
            out.push_str(indent);
        }
        out.push_str(line);
        out.push('\n');
    }
}

/// Ends a line, with the comment behind it.
fn end(out: &mut String, behind: Option<&str>) {
    if let Some(comment) = behind {
        out.push_str("  ");
        out.push_str(comment);
    }
    out.push('\n');
}
