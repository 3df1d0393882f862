//! A table with a row for each entity.

use std::path::Path;

use crate::error::{Error, Result};
use crate::lexicon::source::{Entity, Provenance};

/// The first row.
pub(super) const HEADER: &str = "id,name,type,variants,source,licence\n";

/// Writes a row.
pub(super) fn write(entity: &Entity, provenance: &Provenance, separator: &str, out: &mut String) -> Result<()> {
    let forms: Vec<&str> = entity.variants.iter().map(|v| v.form.as_str()).collect();
    if let Some(form) = forms.iter().find(|f| f.contains(separator)) {
        let message =
            format!("{form:?}, a name of {:?}, has {separator:?} in it; choose another --separator", entity.id);
        return Err(Error::data(Path::new("table"), 0, message));
    }
    let variants = forms.join(separator);
    let cells = [&entity.id, &entity.name, &entity.kind, &variants, &provenance.source, &provenance.licence];
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push(cell, out);
    }
    out.push('\n');
    Ok(())
}

/// A cell, in quotes where it needs them.
fn push(cell: &str, out: &mut String) {
    if !cell.contains([',', '"', '\n', '\r']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}
