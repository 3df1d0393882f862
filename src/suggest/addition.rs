//! Suggestions in curated files.

use std::path::Path;

use toml_edit::Value;

use super::{Name, Spelling};
use crate::error::{Error, Result};
use crate::format::{Block, Element, Field, Layout, Written};
use crate::lexicon::source;
use crate::orthography::script::Script;
use crate::romanize::romanize;

/// Something to put into a curated file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Addition {
    /// A variant of a listed entity.
    Variant {
        /// Its id.
        entity: String,
        /// The form.
        form: String,
        /// What stands above it where it is shown by itself.
        comment: String,
    },
    /// A form that is not a listed entity's.
    Never {
        /// Its id.
        entity: String,
        /// The form.
        form: String,
        /// Whose it is.
        reason: String,
    },
    /// A new entity.
    Entity {
        /// Its id.
        id: String,
        /// Its canonical name.
        name: String,
        /// Its type.
        kind: String,
        /// Its name in other scripts.
        variants: Vec<String>,
        /// What stands above it, a line each.
        comments: Vec<String>,
    },
}

impl Addition {
    /// The variant that a spelling would be.
    pub fn variant<E>(spelling: &Spelling<E>) -> Self {
        let Spelling { entity, spelling: form, count, documents, confidence, .. } = spelling;
        let comment = format!("{}, confidence {confidence:.2}", met(*count, *documents));
        Self::Variant { entity: entity.clone(), form: form.clone(), comment }
    }

    /// The form that is another's, for a reason.
    pub fn never<E>(spelling: &Spelling<E>, reason: &str) -> Self {
        let (entity, form) = (spelling.entity.clone(), spelling.spelling.clone());
        Self::Never { entity, form, reason: reason.to_owned() }
    }

    /// The skeleton of an entity of a name: with the most frequent Latin spelling, or a reading where there is none, and
    /// one form for each other script. The id is one that is not `taken`.
    pub fn entity<E>(name: &Name<E>, taken: impl Fn(&str) -> bool) -> Self {
        let script = |text: &str| text.chars().find_map(Script::of);
        let latin = name.spellings.iter().map(|(s, _)| s).find(|s| script(s) == Some(Script::Latin));
        let mut comments = vec![format!("{}; the type is a guess", met(name.count, name.documents))];
        let canonical = latin.cloned().unwrap_or_else(|| {
            comments.push("the name is a reading: write it as it is known".to_owned());
            romanize(&name.name)
        });
        let mut scripts = vec![Some(Script::Latin)];
        let mut variants = Vec::new();
        for (spelling, _) in &name.spellings {
            if !scripts.contains(&script(spelling)) {
                scripts.push(script(spelling));
                variants.push(spelling.clone());
            }
        }
        let id = format!("{}/{}", name.kind, slug(&canonical));
        let numbered = std::iter::once(id.clone()).chain((2..).map(|n| format!("{id}-{n}")));
        let id = numbered.into_iter().find(|id| !taken(id)).unwrap_or(id);
        Self::Entity { id, name: canonical, kind: name.kind.to_owned(), variants, comments }
    }

    /// The id of the entity that it is about.
    pub fn id(&self) -> &str {
        match self {
            Self::Variant { entity, .. } | Self::Never { entity, .. } => entity,
            Self::Entity { id, .. } => id,
        }
    }

    /// What is to be pasted into a curated file.
    pub fn toml(&self) -> String {
        match self {
            Self::Variant { entity, form, comment } => {
                format!("# {entity}: {comment}\nvariants = [{}]\n", quoted(form))
            }
            Self::Never { entity, form, reason } => format!("# {entity}\nnever = [{}]\n", never(form, reason)),
            Self::Entity { .. } => {
                let mut layout = Layout::empty();
                layout.entities.extend(self.block());
                layout.write()
            }
        }
    }

    fn block(&self) -> Option<Block> {
        let Self::Entity { id, name, kind, variants, comments } = self else { return None };
        let mut fields = vec![Field::plain("id", quoted(id)), Field::plain("name", quoted(name))];
        fields.push(Field::plain("type", quoted(kind)));
        if !variants.is_empty() {
            let forms = variants.iter().map(|form| Element::new(quoted(form)));
            fields.push(Field::new("variants", Written::List(forms.collect(), Vec::new())));
        }
        Some(Block::new(comments.iter().map(|line| format!("# {line}")).collect(), fields))
    }

    /// Puts it into a file; whether it has a place there that does not have it yet.
    fn put(&self, layout: &mut Layout) -> bool {
        let (key, form, text) = match self {
            Self::Variant { form, .. } => ("variants", form, quoted(form)),
            Self::Never { form, reason, .. } => ("never", form, never(form, reason)),
            Self::Entity { id, .. } => {
                let is_new = layout.entities.iter().all(|block| block.id() != *id);
                let is_sorted = layout.entities.is_sorted_by(|a, b| a.id() <= b.id());
                let at = match is_sorted {
                    true => layout.entities.partition_point(|block| block.id() < *id),
                    false => layout.entities.len(),
                };
                if let (true, Some(block)) = (is_new, self.block()) {
                    layout.entities.insert(at, block);
                }
                return is_new;
            }
        };
        let Some(block) = layout.entities.iter_mut().find(|block| block.id() == self.id()) else { return false };
        let element = Element::new(text);
        match block.fields.iter_mut().find(|field| field.key == key) {
            Some(Field { value: Written::List(elements, _), .. }) => {
                let is_new = elements.iter().all(|e| e.form.as_ref() != Some(form));
                elements.extend(is_new.then_some(element));
                is_new
            }
            Some(_) => false,
            None => {
                block.fields.push(Field::new(key, Written::List(vec![element], Vec::new())));
                true
            }
        }
    }
}

/// The text of a curated lexicon with additions, in its canonical layout, and which of them have no place in it: those to
/// an entity that it lacks, and what it has already. Comments stay.
///
/// # Errors
///
/// A text that is no curated lexicon, with the line.
pub fn apply<'a>(path: impl AsRef<Path>, text: &str, additions: &'a [Addition]) -> Result<(String, Vec<&'a Addition>)> {
    let path = path.as_ref();
    source::curated(path, text)?;
    let mut layout = Layout::read(path, text)?;
    let left_out: Vec<&Addition> = additions.iter().filter(|addition| !addition.put(&mut layout)).collect();
    let out = layout.write();
    match source::curated(path, &out) {
        Ok(_) => Ok((out, left_out)),
        Err(_) => Err(Error::data(path, 0, "it is written in a way that cannot be added to; `nisba fmt` it")),
    }
}

/// How often something was met, in words.
pub(super) fn met(count: u64, documents: u64) -> String {
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    format!("{times} in {documents} document{}", if documents == 1 { "" } else { "s" })
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn never(form: &str, reason: &str) -> String {
    format!("{{ form = {}, reason = {} }}", quoted(form), quoted(reason))
}

/// A name as the readable part of an id.
fn slug(name: &str) -> String {
    let ascii = any_ascii::any_ascii(name).to_lowercase();
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# a source\n\n[[entity]]\nid = \"person/b\" # b\nname = \"B\"\ntype = \"person\"\n\
                        variants = [\n  \"Bee\",  # kept\n]\n";

    #[test]
    fn additions_keep_what_is_there() {
        let variant = |entity: &str, form: &str| Addition::Variant {
            entity: entity.into(),
            form: form.into(),
            comment: String::new(),
        };
        let never = Addition::Never { entity: "person/b".into(), form: "C".into(), reason: "a \"c\"".into() };
        let entity = Addition::Entity {
            id: "person/a".into(),
            name: "A".into(),
            kind: "person".into(),
            variants: vec!["А".into()],
            comments: vec!["new".into()],
        };
        let all = [variant("person/b", "Bie"), variant("person/b", "Bee"), variant("person/x", "X"), never, entity];
        let (text, left_out) = apply("l.toml", FILE, &all).unwrap();
        assert_eq!(
            text,
            "# a source\n\n# new\n[[entity]]\nid = \"person/a\"\nname = \"A\"\ntype = \"person\"\nvariants = [\n  \"А\",\n]\n\n\
             [[entity]]\nid = \"person/b\"  # b\nname = \"B\"\ntype = \"person\"\nvariants = [\n  \"Bee\",  # kept\n  \"Bie\",\n]\n\
             never = [\n  { form = \"C\", reason = 'a \"c\"' },\n]\n"
        );
        assert_eq!(left_out, [&all[1], &all[2]]);
    }

    #[test]
    fn an_id_is_readable_and_free() {
        assert_eq!(slug("Ángel O’Brien-Łuk"), "angel-o-brien-luk");
        let name = Name::<()> {
            name: "Евгений Вассербаум".into(),
            kind: "person",
            count: 3,
            short: 0,
            documents: 2,
            spellings: vec![("Евгений Вассербаум".into(), 3)],
            examples: Vec::new(),
        };
        let text = Addition::entity(&name, |id| !id.ends_with("-2")).toml();
        assert!(text.contains("-2\"\nname = \"") && text.contains("\n  \"Евгений Вассербаум\",\n"), "{text}");
    }
}
