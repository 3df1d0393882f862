//! Labelled name pairs: the training data.

use std::path::Path;

use crate::error::{Error, Result};

/// Two names, and whether they are spellings of one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pair {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) same: bool,
    /// The entity type, or empty.
    pub(crate) kind: String,
    /// Whether each side is one word of a name rather than a whole one.
    pub(crate) is_token: bool,
    /// Whose name the left side is, where that is known: pairs of one entity stay in one fold.
    pub(crate) entity: String,
    /// Whose name the right side is.
    pub(crate) other: String,
    /// What the pair weighs in the confidence.
    pub(crate) weight: f32,
}

/// Reads tab-separated pairs with a header that names the columns `a`, `b`, `label` (1 or 0) and, if known, `type`,
/// `level` (`token` or `full`), `id_a` and `id_b`; other columns are ignored.
pub(crate) fn read(path: &Path) -> Result<Vec<Pair>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, &e))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| header.iter().position(|&h| h == name);
    let needed = |name: &str| {
        column(name)
            .ok_or_else(|| Error::data(path, 1, format!("no column {name:?} in the header; needed are a, b and label")))
    };
    let (a, b, label) = (needed("a")?, needed("b")?, needed("label")?);
    let (kind, level) = (column("type"), column("level"));
    let (entity, other) = (column("id_a"), column("id_b"));
    let mut out = Vec::new();
    for (i, line) in lines.enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |c: usize| {
            fields.get(c).copied().ok_or_else(|| {
                Error::data(path, i + 2, format!("{} fields where the header has {}", fields.len(), header.len()))
            })
        };
        out.push(Pair {
            a: field(a)?.to_owned(),
            b: field(b)?.to_owned(),
            same: field(label)? == "1",
            kind: kind.map_or(Ok(""), field)?.to_owned(),
            is_token: level.map_or(Ok(""), field)? == "token",
            entity: entity.map_or(Ok(""), field)?.to_owned(),
            other: other.map_or(Ok(""), field)?.to_owned(),
            weight: 1.0,
        });
    }
    Ok(out)
}
