//! What is wanted of an import.

use std::str::FromStr;

/// What is wanted of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only entities of these types; any where empty.
    pub types: Vec<String>,
    /// The type of entities whose source does not say it; where empty, they are left out.
    pub kind: String,
    /// The type that entities of a class have, beside what the format says: a Wikidata item, an IRI, a schema.
    pub classes: Vec<(String, String)>,
    /// Only names in these languages, names without one, and those for every language; any where empty. The first
    /// gives the canonical name.
    pub languages: Vec<String>,
    /// Where the entities come from, in place of what the format says.
    pub source: Option<String>,
    /// Their licence, in place of what the format says.
    pub licence: Option<String>,
    /// What ids begin with, in place of what the format says.
    pub id_prefix: Option<String>,
    /// Only places with at least as many inhabitants (GeoNames).
    pub min_population: u64,
    /// Not more entities.
    pub limit: Option<u64>,
    /// What becomes of names that the source calls weak.
    pub weak: Weak,
    /// What follows bad data.
    pub on_error: OnError,
    /// What stands where in a table.
    pub columns: Columns,
    /// What parts the names within a cell of a table; one name a cell where empty.
    pub separator: String,
    /// What parts the cells of a table; told by the file's name and first line where nothing is given.
    pub delimiter: Option<u8>,
    /// The table has no header.
    pub no_header: bool,
    /// Rows of a table with one id are one entity.
    pub merge: bool,
    /// Say the language of names, where the source has it.
    pub keep_languages: bool,
}

/// What becomes of names that a source calls weak or of low quality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weak {
    /// They count only in a document that has a full name (`context = "needs-full-name"`).
    #[default]
    Context,
    /// They are names as any other.
    Keep,
    /// They are left out.
    Drop,
}

/// What follows bad data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// The end, with its message.
    #[default]
    Stop,
    /// The next entity, or the next file where the rest of one cannot be read.
    Skip,
}

/// What stands where in a table: `id=0`-like pairs of what is wanted and a column, by name or by number from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) variants: Vec<String>,
    pub(crate) weak: Vec<String>,
}

impl Columns {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl FromStr for Columns {
    type Err = String;

    /// Reads `id=code,name=title,type=kind,variants=alias;other`. A field without a column has the column of its name.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut this = Self::default();
        for part in text.split(',') {
            let (field, column) = part.split_once('=').unwrap_or((part, part));
            let (field, column) = (field.trim(), column.trim());
            let columns = || column.split(';').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned);
            let one = match field {
                "id" => &mut this.id,
                "name" => &mut this.name,
                "type" => &mut this.kind,
                "source" => &mut this.source,
                "variants" => {
                    this.variants.extend(columns());
                    continue;
                }
                "weak" => {
                    this.weak.extend(columns());
                    continue;
                }
                _ => {
                    return Err(format!("no field {field:?}; there are id, name, type, variants, weak and source"));
                }
            };
            if column.is_empty() || column.contains(';') {
                return Err(format!("{field} takes one column, such as {field}=title"));
            }
            if one.replace(column.to_owned()).is_some() {
                return Err(format!("{field} is given twice"));
            }
        }
        Ok(this)
    }
}

impl Options {
    /// Whether a name in a language is wanted.
    pub(crate) fn wants_language(&self, language: &str) -> bool {
        self.languages.is_empty()
            || matches!(language, "" | "mul" | "und")
            || self.languages.iter().any(|wanted| is_within(language, wanted))
    }

    /// The type of a class, where the options say one.
    pub(crate) fn class(&self, class: &str) -> Option<&str> {
        self.classes.iter().find(|(c, _)| c == class).map(|(_, kind)| kind.as_str())
    }
}

/// Whether a language is another one or a kind of it: `zh-hant` is `zh`.
pub(crate) fn is_within(language: &str, wanted: &str) -> bool {
    let Some(start) = language.get(..wanted.len()) else { return false };
    start.eq_ignore_ascii_case(wanted) && matches!(language.as_bytes().get(wanted.len()), None | Some(b'-' | b'_'))
}
