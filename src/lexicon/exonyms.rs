//! What places and bodies are called in other languages, where a lexicon does not say.
//!
//! A lexicon that lists Switzerland lists Suisse and Швейцария with it, as far as the built-in lexicons know them: a
//! transcription rule cannot. An entity gets the other names of a built-in one only if it is the only one of its
//! lexicon with its name, and only one built-in entity of its type has that name.

use once_cell::sync::Lazy;

use super::compiled::{Compiled, FormFlags, Index};
use super::source::Entity;
use crate::grammar::fold_phrase;
use crate::hash::Map;
use crate::orthography::names::TypeHint;

/// The built-in entities by type and name; nothing where several have the name.
type Names = Map<(u8, String), Option<Index>>;

/// A name that an entity has elsewhere, and how it is listed there.
pub(super) struct Exonym {
    pub(super) text: String,
    pub(super) flags: FormFlags,
}

/// What the built-in lexicons add to the entities of another one.
pub(super) struct Exonyms {
    /// How many entities of the lexicon have a name, by type.
    bearers: Map<(u8, String), u32>,
}

impl Exonyms {
    /// Counts the names of `entities`; nothing if no built-in lexicon is at hand, as while that is compiled.
    pub(super) fn new(entities: &[&Entity]) -> Option<Self> {
        let mut bearers = Map::default();
        for entity in entities {
            if let Some(kind) = kind_of(TypeHint::named(&entity.kind)) {
                *bearers.entry((kind, fold_phrase(&entity.name))).or_default() += 1;
            }
        }
        (!bearers.is_empty() && built_in().is_some()).then_some(Self { bearers })
    }

    /// The names that an entity has elsewhere, those that it lists itself among them.
    pub(super) fn of(&self, entity: &Entity) -> Vec<Exonym> {
        let found = kind_of(TypeHint::named(&entity.kind)).and_then(|kind| {
            let name = (kind, fold_phrase(&entity.name));
            let is_alone = self.bearers.get(&name) == Some(&1);
            let (lexicon, names) = built_in().filter(|_| is_alone)?;
            Some((lexicon, (*names.get(&name)?)?))
        });
        let Some((lexicon, entity)) = found else { return Vec::new() };
        let forms = lexicon.entity_forms(entity).filter(|&form| !lexicon.form_flags(form).has(KEPT_BACK));
        forms.map(|form| Exonym { text: lexicon.form_text(form), flags: lexicon.form_flags(form) }).collect()
    }
}

/// Forms that mean the entity only in some context, or not at all.
const KEPT_BACK: FormFlags = FormFlags::NEVER
    .with(FormFlags::SHORT)
    .with(FormFlags::NEEDS_CUE)
    .with(FormFlags::NEEDS_FULL_NAME)
    .with(FormFlags::INITIALS);

fn kind_of(hint: TypeHint) -> Option<u8> {
    matches!(hint, TypeHint::Place | TypeHint::Organisation).then_some(hint as u8)
}

fn built_in() -> Option<(&'static Compiled, &'static Names)> {
    static BUILT_IN: Lazy<Option<(Compiled, Names)>> = Lazy::new(|| {
        let lexicon = Compiled::from_static(crate::shipped::built_in()).ok()?;
        let mut names = Names::default();
        for entity in 0..Index::try_from(lexicon.entity_count()).ok()? {
            let Some(kind) = kind_of(TypeHint::named(lexicon.entity_kind(entity))) else { continue };
            for form in lexicon.entity_forms(entity).filter(|&f| !lexicon.form_flags(f).has(KEPT_BACK)) {
                let name = (kind, fold_phrase(&lexicon.form_text(form)));
                let standing = names.entry(name).or_insert(Some(entity));
                if *standing != Some(entity) {
                    *standing = None;
                }
            }
        }
        Some((lexicon, names))
    });
    BUILT_IN.as_ref().map(|(lexicon, names)| (lexicon, names))
}
