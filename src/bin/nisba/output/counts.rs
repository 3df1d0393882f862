//! How often each entity is named.

use std::collections::BTreeMap;
use std::io::Write;

use nisba::Mention;

use super::{Format, Out, cell};
use crate::Failure;
use crate::input::Document;

/// A line an entity, those named most often first.
#[derive(Default)]
pub(crate) struct Counts {
    entities: BTreeMap<String, Count>,
    documents: u64,
}

#[derive(Default)]
struct Count {
    mentions: u64,
    documents: u64,
    /// The document in which it was last met.
    last: u64,
    kind: String,
    name: String,
}

impl Format for Counts {
    fn document(&mut self, _: &Document, mentions: &[Mention], _: &mut Out) -> Result<(), Failure> {
        self.documents += 1;
        for m in mentions {
            if !self.entities.contains_key(&m.entity) {
                let new = Count { kind: m.kind.clone(), name: m.name.clone(), ..Count::default() };
                self.entities.insert(m.entity.clone(), new);
            }
            let Some(count) = self.entities.get_mut(&m.entity) else { continue };
            count.mentions += 1;
            if count.last != self.documents {
                count.last = self.documents;
                count.documents += 1;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        writeln!(out, "mentions\tdocuments\tentity\ttype\tname")?;
        let mut entities: Vec<_> = self.entities.iter().collect();
        // Stable: equals stay in the order of their ids.
        entities.sort_by_key(|(_, count)| std::cmp::Reverse(count.mentions));
        for (id, Count { mentions, documents, kind, name, .. }) in entities {
            writeln!(out, "{mentions}\t{documents}\t{id}\t{kind}\t{}", cell(name))?;
        }
        Ok(())
    }
}
