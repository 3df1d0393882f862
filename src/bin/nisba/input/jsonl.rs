//! JSON Lines: an object a line, a document in one of its fields.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::document::{Document, Frame, Id};
use super::stream::Stream;
use super::text::{Invalid, Text};
use super::{Documents, Reading};
use crate::Failure;

/// The objects of a stream as documents.
pub(crate) struct Objects {
    stream: Stream,
    reading: Reading,
    /// Pointers to the fields, the text first.
    fields: Vec<String>,
    /// How many of them every object has to have.
    required: usize,
    number: u64,
}

/// A line of JSON Lines, to be written back around its text.
#[derive(Debug)]
pub(crate) struct Object {
    line: String,
    /// The string literal that the text is from.
    text: Range<usize>,
    /// The other fields but for the id, as they stand.
    fields: Vec<(String, Box<RawValue>)>,
}

impl Objects {
    pub(crate) fn new(stream: Stream, reading: Reading, fields: Vec<String>, required: usize) -> Self {
        Self { stream, reading, fields, required, number: 0 }
    }

    /// A line's document, or what is wrong with the line.
    fn document(&self, line: &[u8]) -> Result<Document, String> {
        let whole = self.reading.plain(line.to_vec()).map_err(|e| e.to_string())?;
        let line = whole.as_str().trim_start_matches('\u{FEFF}').trim_end().to_owned();
        let Fields(top) = serde_json::from_str(&line).map_err(|e| {
            let example: Vec<_> =
                self.fields[..self.required].iter().map(|f| format!("\"{}\": \"…\"", key(f))).collect();
            format!("{}; a line is {{\"id\": …, {}}}", placed(&e), example.join(", "))
        })?;
        let mut found = Vec::with_capacity(self.fields.len());
        let mut is_replaced = whole.is_replaced();
        for (i, field) in self.fields.iter().enumerate() {
            match point(&top, field) {
                Some(raw) => {
                    let text = string(raw).or_else(|e| match with_halves_replaced(raw.get()) {
                        Some(_) if self.reading.invalid == Invalid::Error => {
                            Err(format!("the field {field:?} has half a surrogate pair; --invalid replace reads on"))
                        }
                        Some(text) => {
                            is_replaced = true;
                            Ok(text)
                        }
                        None => {
                            Err(format!("the field {field:?} is no text: {}", placed_from(&e, start_in(&line, raw))))
                        }
                    })?;
                    found.push((raw, text));
                }
                None if i < self.required => {
                    let names: Vec<_> = top.iter().map(|(name, _)| &**name).collect();
                    return Err(format!("no field {field:?} (--field) among {}", names.join(", ")));
                }
                None => break,
            }
        }
        let mut found = found.into_iter();
        let Some((literal, text)) = found.next() else { return Err("no --field".to_owned()) };
        let more = found.map(|(_, value)| value).collect();
        let start = start_in(&line, literal);
        let range = start..start + literal.get().len();
        let id = get(&top, "id")
            .filter(|id| id.get() != "null")
            .map_or(Id::Line(self.number), |raw| Id::Json(raw.to_owned()));
        let fields = top
            .iter()
            .filter(|(name, raw)| name != "id" && !std::ptr::eq(*raw, literal))
            .map(|(name, raw)| (name.clone(), (*raw).to_owned()))
            .collect();
        drop(top);
        let mut text = match self.reading.markup {
            None => Text::from(text),
            Some(_) => self.reading.text(text.into_bytes()).map_err(|e| e.to_string())?,
        };
        if is_replaced {
            text.mark_replaced();
        }
        let mut document = Document::new(id, self.stream.source.clone(), text);
        document.more = more;
        document.frame = Frame::Object(Object { line, text: range, fields });
        Ok(document)
    }
}

impl Documents for Objects {
    fn next(&mut self) -> Result<Option<Document>, Failure> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if !self.stream.read_until(b'\n', &mut line)? {
                return Ok(None);
            }
            self.number += 1;
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        self.document(&line).map(Some).map_err(|e| self.stream.refuse(self.number, e))
    }

    fn waits(&self) -> bool {
        self.stream.waits()
    }
}

impl Object {
    /// The fields beside the id and the text.
    pub(crate) fn fields(&self) -> &[(String, Box<RawValue>)] {
        &self.fields
    }

    /// The line with another text, the rest of it byte for byte as it was.
    pub(crate) fn with_text(&self, text: &str) -> String {
        let literal = serde_json::Value::from(text);
        format!("{}{literal}{}\n", &self.line[..self.text.start], &self.line[self.text.end..])
    }

    /// The line with a field set: added at its end, the rest byte for byte as it was, or in the place of one that has
    /// its name.
    pub(crate) fn with_field(&self, name: &str, value: &serde_json::Value) -> String {
        if self.fields.iter().any(|(field, _)| field == name)
            && let Ok(mut object) = serde_json::from_str::<serde_json::Map<_, _>>(&self.line)
        {
            object.insert(name.to_owned(), value.clone());
            return format!("{}\n", serde_json::Value::Object(object));
        }
        let line = self.line.strip_suffix('}').unwrap_or(&self.line);
        format!("{line},{}:{value}}}\n", serde_json::Value::from(name))
    }
}

/// The last key of a pointer, for messages.
fn key(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or(pointer)
}

/// The text of a string; null is an empty one.
fn string(raw: &RawValue) -> Result<String, serde_json::Error> {
    serde_json::from_str::<Option<String>>(raw.get()).map(Option::unwrap_or_default)
}

/// Where in a line a value begins that is borrowed from it.
fn start_in(line: &str, value: &RawValue) -> usize {
    value.get().as_ptr() as usize - line.as_ptr() as usize
}

/// The text of a string with U+FFFD for each half of a surrogate pair that stands alone (`\ud83d` at the end of a cut-off
/// message), which no UTF-8 has; nothing if that is not all that is wrong.
fn with_halves_replaced(literal: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = literal.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut whole = String::with_capacity(literal.len());
    let mut at = 0;
    while at < literal.len() {
        // What is escaped otherwise is one piece too, so that a backslash that is escaped begins nothing.
        let length = match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                whole.push('\u{FFFD}');
                at += 6;
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => literal[at..]
                .chars()
                .take(if literal[at..].starts_with('\\') { 2 } else { 1 })
                .map(char::len_utf8)
                .sum(),
        };
        whole.push_str(&literal[at..at + length]);
        at += length;
    }
    serde_json::from_str(&whole).ok()
}

/// An error in a value that begins behind some bytes of the line, with its place in the line.
fn placed_from(error: &serde_json::Error, start: usize) -> String {
    let column = error.column();
    placed(error).replace(&format!(" at column {column}"), &format!(" at column {}", start + column))
}

/// An error with its place in the line; the line is said before.
fn placed(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column 0", "").replace(" at line 1 column ", " at column ")
}

/// What a JSON pointer (RFC 6901) points to; without a slash, the name of a field.
fn point<'a>(top: &[(String, &'a RawValue)], pointer: &str) -> Option<&'a RawValue> {
    let Some(path) = pointer.strip_prefix('/') else {
        return get(top, pointer);
    };
    let mut steps = path.split('/').map(|step| step.replace("~1", "/").replace("~0", "~"));
    let mut value = get(top, &steps.next()?)?;
    for step in steps {
        value = match value.get().as_bytes().first() {
            Some(b'[') => {
                *serde_json::from_str::<Vec<&RawValue>>(value.get()).ok()?.get(step.parse::<usize>().ok()?)?
            }
            Some(b'{') => get(&serde_json::from_str::<Fields<'a>>(value.get()).ok()?.0, &step)?,
            _ => return None,
        };
    }
    Some(value)
}

fn get<'a>(fields: &[(String, &'a RawValue)], name: &str) -> Option<&'a RawValue> {
    // Of two with the same name, the last counts, as in most readers.
    fields.iter().rfind(|(key, _)| key == name).map(|(_, value)| *value)
}

/// The fields of an object in their order, each as it stands.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(map.size_hint().unwrap_or(4));
                while let Some(field) = map.next_entry::<String, &RawValue>()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_pairs() {
        let read = with_halves_replaced;
        assert_eq!(read(r#""a \ud83d b""#).as_deref(), Some("a \u{FFFD} b"));
        assert_eq!(read(r#""\uDE00\ud83d\uDE00\ud83d""#).as_deref(), Some("\u{FFFD}😀\u{FFFD}"));
        assert_eq!(read(r#""\\ud83d \u00e9 \"""#).as_deref(), Some("\\ud83d é \""));
        assert_eq!(read(r#""\ud83d \x""#), None);
        assert_eq!(read("5"), None);
    }

    #[test]
    fn pointers() {
        let json = r#"{"a": {"b/c": ["x", {"~": "y"}]}, "": "z", "t": null}"#;
        let Fields(top) = serde_json::from_str(json).unwrap();
        let at = |pointer| point(&top, pointer).map(RawValue::get);
        assert_eq!(at("/a/b~1c/1/~0"), Some("\"y\""));
        assert_eq!(at("/a/b~1c/0"), Some("\"x\""));
        assert_eq!(at("/"), Some("\"z\""));
        assert_eq!(at("t"), Some("null"));
        assert_eq!(at("/a/x"), None);
        assert_eq!(at("/a/b~1c/9"), None);
    }
}
