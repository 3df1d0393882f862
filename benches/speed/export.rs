//! Generated data for tools outside of this program.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::bed::Bed;
use crate::data::text::{Settings, Text};

/// Writes a lexicon (`names.jsonl`) and a text with its mentions (`text.jsonl`, a document a line).
pub(crate) fn write(folder: &Path, bed: &Bed, settings: Settings) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::copy(bed.jsonl(), folder.join("names.jsonl"))?;
    let mut out = BufWriter::new(File::create(folder.join("text.jsonl"))?);
    for document in Text::new(&bed.names, settings).documents {
        let mentions = document.gold.iter().map(|gold| {
            let (start, end) = (gold.span.start, gold.span.end);
            serde_json::json!({ "start": start, "end": end, "entity": bed.names.entity(gold.entity).id(), "way": gold.way.name() })
        });
        let row = serde_json::json!({ "text": document.text, "mentions": mentions.collect::<Vec<_>>() });
        writeln!(out, "{row}")?;
    }
    out.flush()
}
