//! What an edit of a lexicon does: the edits between two versions, the differences between two taggings of a text,
//! and which edit did which.
//!
//! ```
//! use nisba::diff::{Cause, Edits, Limits, Version, changes};
//!
//! let version = |variants: &str| Version::parse("people.toml", &format!(r#"
//! [[entity]]
//! id = "person/qasem-soleimani"
//! name = "Qasem Soleimani"
//! type = "person"
//! variants = [{variants}]
//! "#));
//! let (old, new) = (version("")?, version(r#""The Shadow Commander""#)?);
//! let edits = Edits::between(&old, &new);
//! let text = "They met the Shadow Commander.";
//! let (before, after) = (old.tagger().tag(text), new.tagger().tag(text));
//! let changes = changes(&before, &after, Limits::default());
//! let Cause::Edit(number) = edits.cause(&changes[0], &changes) else { panic!() };
//! assert_eq!(edits.list()[number].to_string(), "person/qasem-soleimani: variant \"The Shadow Commander\" added");
//! # Ok::<(), nisba::Error>(())
//! ```

mod cause;
mod changes;
mod edits;

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::lexicon::source;
use crate::tagger::Tagger;

pub use cause::Cause;
pub use changes::{Change, Limits, changes};
pub use edits::{Edit, Edits, Field};
use edits::{Statement, Statements};

/// A lexicon and what its sources state.
pub struct Version {
    lexicons: Vec<Lexicon>,
    /// Nothing where a file is compiled: its sources are not there.
    entities: Option<Vec<source::Entity>>,
}

impl Version {
    /// Opens lexicons that overlay each other, each as [`Lexicon::open`] does.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::open`].
    pub fn open<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self> {
        let paths: Vec<PathBuf> = paths.into_iter().map(|p| p.as_ref().to_owned()).collect();
        let mut version = Self { lexicons: Vec::new(), entities: Some(Vec::new()) };
        for path in &paths {
            if path.extension().is_some_and(|e| e == "nisba") {
                version.lexicons.push(Lexicon::open(path)?);
                version.entities = None;
                continue;
            }
            let read = source::read([path])?;
            version.lexicons.push(Lexicon::from_entities(&read)?);
            if let Some(entities) = &mut version.entities {
                entities.extend(read);
            }
        }
        Ok(version)
    }

    /// Reads a lexicon from the text of a curated TOML file that messages call `name`.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::parse`].
    pub fn parse(name: &str, toml: &str) -> Result<Self> {
        let entities = source::curated(Path::new(name), toml)?;
        Ok(Self { lexicons: vec![Lexicon::from_entities(&entities)?], entities: Some(entities) })
    }

    /// A tagger that gives what [`changes`] compares: every mention that is chosen, however improbable, and what else it
    /// may be.
    pub fn tagger(&self) -> Tagger {
        Tagger::new(self.lexicons.iter().cloned()).min_confidence(0.0).alternatives(ALTERNATIVES)
    }

    /// What is stated of each entity, in the order of ids; from what is compiled if `compiled`.
    fn statements(&self, compiled: bool) -> Statements {
        let mut statements = Statements::default();
        match &self.entities {
            Some(entities) if !compiled => entities.iter().for_each(|e| statements.add(&e.id, stated(e))),
            _ => {
                for lexicon in &self.lexicons {
                    let data = &*lexicon.data;
                    let count = Index::try_from(data.entity_count()).unwrap_or(Index::MAX);
                    (0..count).for_each(|e| statements.add(data.entity_id(e), compiled_statements(data, e)));
                }
            }
        }
        statements.sort();
        statements
    }
}

/// Other entities of a span in which the likely cause of a change is looked for.
const ALTERNATIVES: usize = 8;

/// What a source states of an entity.
fn stated(entity: &source::Entity) -> Vec<Statement> {
    let source::Entity { id: _, name, kind, about, same_as, within, family_first, .. } = entity;
    let number = |n: Option<f32>| n.map(|n| n.to_string()).unwrap_or_default();
    let single = [
        (Field::Name, name.clone()),
        (Field::Type, kind.clone()),
        (Field::About, about.clone()),
        (Field::SameAs, same_as.join(", ")),
        (Field::Within, within.clone()),
        (Field::Order, if *family_first { "family-first".to_owned() } else { String::new() }),
        (Field::Weight, number(entity.weight)),
        (Field::Threshold, number(entity.threshold)),
        (Field::TypeThreshold, number(entity.type_threshold)),
    ];
    let single = single.into_iter().filter(|(_, value)| !value.is_empty());
    let mut out: Vec<Statement> = single.map(|(field, value)| Statement::new(field, "", value)).collect();
    out.extend(entity.short.iter().map(|form| Statement::new(Field::Short, form, String::new())));
    out.extend(entity.variants.iter().map(|v| Statement::new(Field::Variant, &v.form, edits::tags(v))));
    out.extend(entity.never.iter().map(|n| Statement::new(Field::Never, &n.form, n.reason.clone())));
    out.extend(entity.cues.iter().map(|cue| Statement::new(Field::Cue, cue, String::new())));
    out
}

/// What a compiled lexicon has of an entity.
fn compiled_statements(data: &Compiled, entity: Index) -> Vec<Statement> {
    let mut out = vec![
        Statement::new(Field::Name, "", data.entity_name(entity)),
        Statement::new(Field::Type, "", data.entity_kind(entity).to_owned()),
    ];
    let details = data.entity_details(entity);
    if !details.is_empty() {
        out.push(Statement::new(Field::Details, "", details.to_owned()));
    }
    for form in data.entity_forms(entity).skip(1) {
        let flags = data.form_flags(form);
        // What follows from a name follows its edit.
        if flags.has(FormFlags::INITIALS) {
            continue;
        }
        let field = match flags {
            _ if flags.has(FormFlags::NEVER) => Field::Never,
            _ if flags.has(FormFlags::SHORT) => Field::Short,
            _ => Field::Variant,
        };
        let weight = data.form_weight(form);
        let weight = if weight < 1.0 { format!("weight {weight:.2}") } else { String::new() };
        out.push(Statement::new(field, &data.form_text(form), weight));
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const COMMANDER: &str = "[[entity]]\nid = \"person/a\"\nname = \"Qasem Soleimani\"\ntype = \"person\"\n";
    const BROTHER: &str = "[[entity]]\nid = \"person/b\"\nname = \"Sohrab Soleimani\"\ntype = \"person\"\n";
    const SCHOLAR: &str = "[[entity]]\nid = \"person/c\"\nname = \"Qasem Soleimani\"\ntype = \"person\"\n";

    /// The changes and what made them: `+ span entity` and so on, then the edit or the neighbour.
    fn told(old: &str, new: &str, text: &str) -> Vec<String> {
        let version = |toml| Version::parse("l.toml", toml).unwrap();
        let (old, new) = (version(old), version(new));
        let edits = Edits::between(&old, &new);
        let (before, after) = (old.tagger().tag(text), new.tagger().tag(text));
        let changes = changes(&before, &after, Limits::default());
        let what = |m: &crate::Mention| format!("{} {}", &text[m.span.clone()], m.entity);
        let told = changes.iter().map(|change| {
            let change_text = match change {
                Change::Gained { new, .. } => format!("+ {}", what(new)),
                Change::Lost { old, .. } => format!("- {}", what(old)),
                Change::Moved { old, new } => format!("~ {} > {}", what(old), what(new)),
                Change::Confidence { old, .. } => format!("% {}", what(old)),
            };
            let cause = match edits.cause(change, &changes) {
                Cause::Edit(number) => edits.list()[number].to_string(),
                Cause::SideEffect(neighbour) => format!("beside {}", neighbour.unwrap_or("nobody")),
            };
            format!("{change_text} | {cause}")
        });
        told.collect()
    }

    #[rstest]
    #[case::nothing(COMMANDER, COMMANDER, &[])]
    #[case::variant_added(
        COMMANDER,
        &format!("{COMMANDER}variants = [\"Shadow Commander\"]\n"),
        &["+ Shadow Commander person/a | person/a: variant \"Shadow Commander\" added"]
    )]
    #[case::variant_removed(
        &format!("{COMMANDER}about = \"x\"\nvariants = [\"Shadow Commander\"]\n"),
        &format!("{COMMANDER}about = \"y\"\n"),
        &["- Shadow Commander person/a | person/a: variant \"Shadow Commander\" removed"]
    )]
    #[case::entity_added(
        COMMANDER,
        &format!("{COMMANDER}{BROTHER}"),
        &["+ Sohrab Soleimani person/b | person/b: entity added"]
    )]
    #[case::never_added(
        COMMANDER,
        &format!("{COMMANDER}never = [{{ form = \"Qassem Soleimani\", reason = \"r\" }}]\n"),
        &["- Qassem Soleimani person/a | person/a: never \"Qassem Soleimani\" added"]
    )]
    #[case::homonym_added(
        COMMANDER,
        &format!("{COMMANDER}{SCHOLAR}"),
        &["- Qassem Soleimani person/a | beside person/c"]
    )]
    #[case::renamed(
        COMMANDER,
        SCHOLAR,
        &["~ Qassem Soleimani person/a > Qassem Soleimani person/c | person/c: entity added"]
    )]
    fn an_edit_and_what_it_does(#[case] old: &str, #[case] new: &str, #[case] expected: &[&str]) {
        let text = "Qassem Soleimani, the Shadow Commander, has met Sohrab Soleimani.";
        assert_eq!(told(old, new, text), expected);
    }

    #[test]
    fn an_edit_says_what_it_was() {
        let version = |tags: &str| {
            let toml =
                format!("{COMMANDER}variants = [{{ form = \"Haj\", kind = \"nickname\"{tags} }}]\nweight = 0.5\n");
            Version::parse("l.toml", &toml).unwrap()
        };
        let edits = Edits::between(&version(""), &version(", weight = 0.5"));
        let told: Vec<String> = edits.list().iter().map(Edit::to_string).collect();
        assert_eq!(told, ["person/a: variant \"Haj\" changed from \"nickname\" to \"nickname, weight 0.5\""]);
    }

    #[test]
    fn compiled_lexicons_have_edits_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.nisba");
        Lexicon::parse("l.toml", COMMANDER).unwrap().save(&path).unwrap();
        let old = Version::open([&path]).unwrap();
        let new = Version::parse("l.toml", &format!("{COMMANDER}variants = [\"Shadow Commander\"]\n")).unwrap();
        let told: Vec<String> = Edits::between(&old, &new).list().iter().map(Edit::to_string).collect();
        assert_eq!(told, ["person/a: variant \"Shadow Commander\" added"]);
    }
}
