//! What places and bodies are called in other languages, where a lexicon does not say.
//!
//! A lexicon that lists Switzerland lists Suisse and Швейцария with it, as far as the built-in lexicons know them: a
//! transcription rule cannot. An entity gets the other names of a built-in one only if it is the only one of its
//! lexicon with its name, and one built-in entity of its type has that name, or has it beside others that far less is
//! written of (London in Ontario). Of several that go by names of one built-in entity (United Kingdom, Great Britain) only
//! that of the canonical name gets the others, and what another entity of the lexicon is called itself none gets: where
//! Great Britain is listed the United Kingdom does not go by that name. An edition of a built-in entity, with its id and
//! most of its names, gets none: what is taken out of it stays out.

use std::collections::hash_map::Entry as Slot;

use once_cell::sync::Lazy;

use super::compiled::{Compiled, FormFlags, Index};
use super::source::Entity;
use crate::grammar::fold_phrase;
use crate::hash::{self, Map, Set};
use crate::orthography::names::TypeHint;

/// How many times as many forms as another of its name the entity has that is meant without more.
const FAR_MORE: usize = 2;

/// A name that an entity has elsewhere, and how it is listed there.
pub(super) struct Exonym {
    pub(super) text: String,
    pub(super) flags: FormFlags,
}

/// What the built-in lexicons add to the entities of another one.
pub(super) struct Exonyms {
    /// How many entities of the lexicon have a name, by type.
    bearers: Map<(u8, String), u32>,
    /// How many entities of the lexicon have a name of a built-in one.
    claims: Map<Index, u32>,
    /// The names of the lexicon's places and bodies.
    canonical: Set<String>,
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
        let mut claims = Map::default();
        let lexicon = built_in().filter(|_| !bearers.is_empty())?;
        for entity in bearers.keys().filter_map(|name| meant(lexicon, name)) {
            *claims.entry(entity).or_default() += 1;
        }
        let canonical = bearers.keys().map(|(_, name)| name.clone()).collect();
        Some(Self { bearers, claims, canonical })
    }

    /// The names that an entity has elsewhere, those that it lists itself among them.
    pub(super) fn of(&self, entity: &Entity) -> Vec<Exonym> {
        let found = kind_of(TypeHint::named(&entity.kind)).and_then(|kind| {
            let name = (kind, fold_phrase(&entity.name));
            let is_alone = self.bearers.get(&name) == Some(&1);
            let lexicon = built_in().filter(|_| is_alone)?;
            let found = meant(lexicon, &name)?;
            let canonical = lexicon.entity_forms(found).next().map(|form| fold_phrase(&lexicon.form_text(form)));
            let own = || entity.variants.iter().map(|v| fold_phrase(&v.form)).chain([name.1.clone()]);
            let has = |canonical: &String| own().any(|n| n == *canonical);
            let is_sure = self.claims.get(&found) == Some(&1) || canonical.as_ref().is_some_and(has);
            is_sure.then_some((lexicon, found))
        });
        // An entity with the id of the built-in one and most of its names is an edition of it.
        let is_edition = |lexicon: &Compiled, known: Index| {
            lexicon.entity_id(known) == entity.id && (entity.variants.len() + 1) * 2 > lexicon.entity_forms(known).len()
        };
        let borrowed = found.filter(|&(lexicon, known)| !is_edition(lexicon, known));
        let Some((lexicon, known)) = borrowed else { return Vec::new() };
        let own = fold_phrase(&entity.name);
        let forms = lexicon.entity_forms(known).filter(|&form| !lexicon.form_flags(form).has(KEPT_BACK));
        let exonyms = forms.map(|form| Exonym { text: lexicon.form_text(form), flags: lexicon.form_flags(form) });
        let is_free = |exonym: &Exonym| {
            let name = fold_phrase(&exonym.text);
            name == own || !self.canonical.contains(&name)
        };
        exonyms.filter(is_free).collect()
    }
}

/// The built-in entity that a name means without more.
fn meant(lexicon: &Compiled, name: &(u8, String)) -> Option<Index> {
    let (entity, next) = find(name)?;
    (lexicon.entity_forms(entity).len() >= next * FAR_MORE).then_some(entity)
}

/// Forms that mean the entity only in some context, or not at all.
const KEPT_BACK: FormFlags = FormFlags::NEVER
    .with(FormFlags::SHORT)
    .with(FormFlags::NEEDS_CUE)
    .with(FormFlags::NEEDS_LANGUAGE)
    .with(FormFlags::NEEDS_FULL_NAME)
    .with(FormFlags::INITIALS);

fn kind_of(hint: TypeHint) -> Option<u8> {
    matches!(hint, TypeHint::Place | TypeHint::Organisation).then_some(hint as u8)
}

fn built_in() -> Option<&'static Compiled> {
    static BUILT_IN: Lazy<Option<Compiled>> = Lazy::new(|| Compiled::from_static(crate::shipped::built_in()).ok());
    BUILT_IN.as_ref()
}

/// A name as it is kept: a hash of its type and its folded words, of which no two among a million are the same; the entity, and
/// how many forms the next has. Numbers of the least byte first.
type Row = [u8; ROW];
const ROW: usize = 16;

/// The names of `lexicon` in the order of their hashes, for [`find`].
#[allow(dead_code, reason = "the build script makes the table")]
pub(crate) fn table(lexicon: &Compiled) -> Vec<u8> {
    let row = |((kind, name), (entity, next)): (&(u8, String), &(Index, usize))| {
        let mut row = Row::default();
        row[..8].copy_from_slice(&hash_of(*kind, name).to_le_bytes());
        row[8..12].copy_from_slice(&entity.to_le_bytes());
        row[12..].copy_from_slice(&u32::try_from(*next).unwrap_or(u32::MAX).to_le_bytes());
        row
    };
    let mut rows: Vec<Row> = names(lexicon).iter().map(row).collect();
    rows.sort_unstable_by_key(hash_in);
    rows.concat()
}

fn hash_of(kind: u8, name: &str) -> u64 {
    hash::of(&[&[kind], name.as_bytes()].concat())
}

fn hash_in(row: &Row) -> u64 {
    u64::from_le_bytes(row[..8].try_into().expect("eight bytes"))
}

/// The built-in entity of a type and a name, and how many forms the next of this name has.
fn find((kind, name): &(u8, String)) -> Option<(Index, usize)> {
    let (rows, _) = crate::shipped::exonyms().as_chunks::<ROW>();
    let row = &rows[rows.binary_search_by_key(&hash_of(*kind, name), hash_in).ok()?];
    let number = |at: usize| u32::from_le_bytes(row[at..at + 4].try_into().expect("four bytes"));
    Some((number(8), usize::try_from(number(12)).ok()?))
}

/// The places and bodies of a lexicon by type and name: the one with the most forms, and how many forms the next has.
fn names(lexicon: &Compiled) -> Map<(u8, String), (Index, usize)> {
    let mut names = Map::default();
    for entity in 0..Index::try_from(lexicon.entity_count()).unwrap_or(Index::MAX) {
        let Some(kind) = kind_of(TypeHint::named(lexicon.entity_kind(entity))) else { continue };
        for form in lexicon.entity_forms(entity).filter(|&f| !lexicon.form_flags(f).has(KEPT_BACK)) {
            let name = (kind, fold_phrase(&lexicon.form_text(form)));
            let count = lexicon.entity_forms(entity).len();
            match names.entry(name) {
                Slot::Vacant(free) => {
                    free.insert((entity, 0));
                }
                Slot::Occupied(mut standing) => {
                    let (other, next) = standing.get_mut();
                    let others = lexicon.entity_forms(*other).len();
                    if *other != entity {
                        (*other, *next) = if count > others { (entity, others) } else { (*other, count.max(*next)) };
                    }
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_names() {
        let lexicon = built_in().expect("the crate carries it");
        let names = names(lexicon);
        assert!(names.len() > 10_000);
        for (name, &known) in &names {
            assert_eq!(find(name), Some(known), "{name:?}");
        }
        assert_eq!(find(&(TypeHint::Place as u8, "nowhere at all".to_owned())), None);
    }
}
