//! FollowTheMoney entities, as OpenSanctions and Aleph write them: a JSON object a line.

use serde::Deserialize;

use super::input::{Source, each_line, json};
use super::sink::{Draft, Sink, of_kind, plain};
use crate::error::Result;
use crate::lexicon::source::VariantKind;

pub(super) struct Reader;

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    /// The lists that name the entity.
    #[serde(default)]
    datasets: Vec<String>,
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    #[serde(default)]
    name: Vec<String>,
    #[serde(default)]
    alias: Vec<String>,
    #[serde(default)]
    weak_alias: Vec<String>,
    #[serde(default)]
    previous_name: Vec<String>,
    #[serde(default)]
    abbreviation: Vec<String>,
}

const SHAPE: &str = "{\"id\", \"schema\", \"properties\": {\"name\": [\"…\"], …}}";

/// Types of schemata. Others are their own type, in lower case; what may be a person or a body has none.
const SCHEMATA: [(&str, &str); 10] = [
    ("Person", "person"),
    ("Organization", "org"),
    ("Company", "org"),
    ("PublicBody", "org"),
    ("LegalEntity", ""),
    ("Thing", ""),
    ("Airplane", "aircraft"),
    ("Address", "place"),
    ("RealEstate", "place"),
    ("Asset", "asset"),
];

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        each_line(source, sink, |line, place, source, sink| {
            if line.trim().is_empty() {
                return Ok(());
            }
            let Entity { id, schema, caption, datasets, properties } = json(line, place, source, SHAPE)?;
            let Properties { mut name, alias, weak_alias, previous_name, abbreviation } = properties;
            if let Some(at) = name.iter().position(|n| *n == caption) {
                name[..=at].rotate_right(1);
            }
            let kind = sink.options.class(&schema).map(str::to_owned).unwrap_or_else(|| kind(&schema));
            let mut draft = Draft::new(id, kind, place);
            let mut names = name.into_iter().chain(alias).map(plain);
            draft.labels.extend(names.next());
            draft.variants.extend(names);
            draft.variants.extend(previous_name.into_iter().map(|n| of_kind(n, VariantKind::Former)));
            draft.variants.extend(abbreviation.into_iter().map(|n| of_kind(n, VariantKind::Acronym)));
            draft.source = sink.source_in(&datasets);
            draft.weak = weak_alias.into_iter().map(plain).collect();
            sink.take(draft)
        })
    }
}

fn kind(schema: &str) -> String {
    let known = SCHEMATA.iter().find(|(s, _)| *s == schema);
    known.map_or_else(|| schema.to_lowercase(), |(_, kind)| (*kind).to_owned())
}
