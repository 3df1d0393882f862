//! Tests as data: the rows of a TOML file.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The rows of a file, `[[row]]` each.
pub(crate) fn rows<R: DeserializeOwned>(text: &str) -> Vec<R> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rows<R> {
        row: Vec<R>,
    }
    let rows: Rows<R> = toml::from_str(text).unwrap_or_else(|e| panic!("{e}"));
    rows.row
}
