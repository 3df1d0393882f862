//! Words of the repository's own grammar tables, by language.

use std::collections::HashMap;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Table {
    words: Vec<Rows>,
}

#[derive(serde::Deserialize)]
struct Rows {
    #[serde(default)]
    lang: String,
    forms: Vec<String>,
}

/// Lists of words by language.
#[derive(Default)]
pub(crate) struct Words(HashMap<String, Vec<String>>);

impl Words {
    /// Reads a table of `lexicons/grammar`.
    pub(crate) fn table(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/grammar").join(name).with_extension("toml");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let table: Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut words = Self::default();
        for rows in table.words {
            words.0.entry(rows.lang).or_default().extend(rows.forms);
        }
        words
    }

    /// The words of a language, in the table's order; none where it has none.
    pub(crate) fn of(&self, lang: &str) -> &[String] {
        self.0.get(lang).map_or(&[], Vec::as_slice)
    }
}
