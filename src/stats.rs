//! What a lexicon holds, in numbers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::Result;
use crate::grammar::fold_phrase;
use crate::hash::Map;
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::lexicon::source;
use crate::orthography::script::Script;

/// The numbers of a lexicon; see [`Lexicon::stats`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Entities.
    pub entities: usize,
    /// Names and variants, with short forms and forms that are never the entity's.
    pub forms: usize,
    /// Distinct words of the forms, by their folded letters.
    pub words: usize,
    /// Entities by type.
    pub types: BTreeMap<String, usize>,
    /// Forms by script: that of their first letter.
    pub scripts: BTreeMap<String, usize>,
    /// Forms by what they are: `name`, `short`, `never`, a kind of variant, or `variant` where no kind is given.
    pub kinds: BTreeMap<String, usize>,
    /// Forms that several entities have, by their folded letters; those of the most entities first.
    pub ambiguous: Vec<Ambiguous>,
    /// Words in the most forms, with their number, most first.
    pub tokens: Vec<(String, usize)>,
}

/// A form that several entities have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ambiguous {
    /// The form by its folded letters.
    pub form: String,
    /// The ids of the entities.
    pub entities: Vec<String>,
}

/// The numbers of a source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FileStats {
    /// The file.
    pub path: PathBuf,
    /// Its entities.
    pub entities: usize,
    /// Their names and variants.
    pub forms: usize,
}

/// The kinds of variants, by their numbers in the compiled form less one.
pub(crate) const KINDS: [&str; 7] = ["acronym", "nickname", "former", "kunya", "title", "given", "translation"];

impl Lexicon {
    /// Counts what the lexicon holds, with the `top` words in the most forms.
    ///
    /// # Examples
    ///
    /// ```
    /// let stats = nisba::Lexicon::built_in().stats(3);
    /// assert_eq!(stats.entities, nisba::Lexicon::built_in().len());
    /// assert_eq!(stats.tokens.len(), 3);
    /// ```
    pub fn stats(&self, top: usize) -> Stats {
        let lexicon = &*self.data;
        let mut stats = Stats { entities: self.len(), forms: lexicon.form_count(), ..Stats::default() };
        let mut uses = vec![0_usize; lexicon.vocab_count()];
        let mut owners: Map<String, Vec<Index>> = Map::default();
        for entity in numbers(self.len()) {
            *stats.types.entry(lexicon.entity_kind(entity).to_owned()).or_default() += 1;
            for form in lexicon.entity_forms(entity) {
                let text = lexicon.form_text(form);
                let script = Script::of_word(&text).map_or("none".to_owned(), |s| format!("{s:?}").to_lowercase());
                *stats.scripts.entry(script).or_default() += 1;
                let kind = kind(lexicon.form_flags(form));
                *stats.kinds.entry(kind.to_owned()).or_default() += 1;
                for word in lexicon.form_words(form).filter(|w| w.as_join().is_none()) {
                    // A damaged file may have words that it has no vocabulary for.
                    if let Some(uses) = uses.get_mut(word.vocab() as usize) {
                        *uses += 1;
                    }
                }
                if !matches!(kind, "never" | "short") {
                    let owners = owners.entry(fold_phrase(&text)).or_default();
                    if owners.last() != Some(&entity) {
                        owners.push(entity);
                    }
                }
            }
        }
        stats.words = uses.iter().filter(|&&n| n > 0).count();
        stats.tokens = most_used(lexicon, &uses, top);
        let id = |&entity: &Index| lexicon.entity_id(entity).to_owned();
        let several = owners.into_iter().filter(|(_, owners)| owners.len() > 1);
        stats.ambiguous = several.map(|(form, o)| Ambiguous { form, entities: o.iter().map(id).collect() }).collect();
        stats.ambiguous.sort_by(|a, b| b.entities.len().cmp(&a.entities.len()).then_with(|| a.form.cmp(&b.form)));
        stats
    }
}

/// The numbers of each source file at some paths and under the folders among them.
///
/// # Errors
///
/// As [`Lexicon::open`].
pub fn files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<FileStats>> {
    let count = |path: PathBuf| {
        let text = source::text(&path)?;
        let entities =
            if source::is_bulk(&path) { source::bulk(&path, &text)? } else { source::curated(&path, &text)? };
        let forms = entities.iter().map(|e| 1 + e.variants.len()).sum();
        Ok(FileStats { path, entities: entities.len(), forms })
    };
    source::files(paths)?.into_iter().map(count).collect()
}

/// What a form is.
fn kind(flags: FormFlags) -> &'static str {
    let given = usize::from(flags.0 >> 12).checked_sub(1).and_then(|i| KINDS.get(i).copied());
    match given {
        _ if flags.has(FormFlags::CANONICAL) => "name",
        _ if flags.has(FormFlags::SHORT) => "short",
        _ if flags.has(FormFlags::NEVER) => "never",
        Some(kind) => kind,
        None => "variant",
    }
}

fn most_used(lexicon: &Compiled, uses: &[usize], top: usize) -> Vec<(String, usize)> {
    let mut words: Vec<Index> = numbers(uses.len()).collect();
    words.sort_by_key(|&w| (std::cmp::Reverse(uses[w as usize]), w));
    words.truncate(top);
    let mut words: Vec<_> = words.into_iter().map(|w| (lexicon.vocab_text(w).into_owned(), uses[w as usize])).collect();
    words.retain(|(_, uses)| *uses > 0);
    words
}

fn numbers(count: usize) -> impl Iterator<Item = Index> {
    0..Index::try_from(count).unwrap_or(Index::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::source::VariantKind;

    #[test]
    fn kinds_have_their_numbers() {
        let kinds = [
            (VariantKind::Acronym, "acronym"),
            (VariantKind::Nickname, "nickname"),
            (VariantKind::Former, "former"),
            (VariantKind::Kunya, "kunya"),
            (VariantKind::Title, "title"),
            (VariantKind::Given, "given"),
            (VariantKind::Translation, "translation"),
        ];
        for (variant, name) in kinds {
            assert_eq!(kind(FormFlags::default().with_variant(Some(variant), None)), name);
        }
        assert_eq!(kind(FormFlags::default()), "variant");
    }

    #[test]
    fn ambiguous_forms_and_common_words() {
        let text = "[[entity]]\nid = \"a\"\nname = \"Anna Lindt\"\ntype = \"person\"\nshort = [\"Anna\"]\n\
                    [[entity]]\nid = \"b\"\nname = \"Berta Lindt\"\ntype = \"person\"\nvariants = [\"ANNA LINDT\"]\n";
        let stats = Lexicon::parse("x.toml", text).unwrap().stats(2);
        assert_eq!((stats.entities, stats.forms, stats.words), (2, 4, 3));
        assert_eq!(stats.tokens, [("anna".to_owned(), 3), ("lindt".to_owned(), 3)]);
        assert_eq!(stats.ambiguous.len(), 1);
        assert_eq!(stats.ambiguous[0].entities, ["a", "b"]);
        assert_eq!(stats.kinds["short"], 1);
    }
}
