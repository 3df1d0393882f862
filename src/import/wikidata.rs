//! Wikidata entities: a JSON object a line, as in the dumps, which put them in an array.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::input::{Source, each_line, json};
use super::options::Options;
use super::sink::{Draft, Sink, in_language};
use crate::error::Result;
use crate::hash::Map;

/// The types of classes: item, type, what the class is called.
const CLASSES: &str = include_str!("wikidata.tsv");

pub(super) struct Reader {
    /// The type of each class that has one.
    classes: Map<String, String>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "map_or_empty")]
    labels: Terms<Term>,
    #[serde(default, deserialize_with = "map_or_empty")]
    aliases: Terms<Vec<Term>>,
    #[serde(default, deserialize_with = "map_or_empty")]
    claims: Claims,
}

#[derive(Deserialize)]
struct Term {
    value: String,
}

/// What stands under each language, in the order of the file.
struct Terms<T>(Vec<(String, T)>);

impl<T> Default for Terms<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[derive(Default, Deserialize)]
struct Claims {
    /// What the item is an instance of.
    #[serde(default, rename = "P31")]
    classes: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: EntityValue,
}

#[derive(Deserialize)]
struct EntityValue {
    id: Option<String>,
}

const SHAPE: &str = "{\"id\", \"labels\": {\"en\": {\"value\": \"…\"}}, \"aliases\", \"claims\"}";

impl Reader {
    pub(super) fn new(options: &Options) -> Self {
        let rows = CLASSES.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        });
        Self { classes: rows.chain(options.classes.iter().cloned()).collect() }
    }

    /// The type of an item: that of its first class that has one, preferred ones first.
    fn kind(&self, claims: &Claims) -> String {
        let ranked = ["preferred", "normal", ""]
            .into_iter()
            .flat_map(|rank| claims.classes.iter().filter(move |c| c.rank == rank));
        let ids = ranked.filter_map(|claim| claim.mainsnak.datavalue.as_ref()?.value.id.as_ref());
        ids.filter_map(|id| self.classes.get(id)).next().cloned().unwrap_or_default()
    }
}

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let mut is_open = false;
        each_line(source, sink, |line, place, source, sink| {
            let line = line.trim_end().trim_end_matches(',');
            if matches!(line, "" | "[" | "]") {
                is_open = line == "[" || (is_open && line.is_empty());
                return Ok(());
            }
            let item: Item = json(line, place, source, SHAPE)?;
            let mut draft = Draft::new(item.id, self.kind(&item.claims), place);
            let labels = item.labels.0.into_iter().map(|(language, term)| in_language(term.value, &language));
            draft.labels = labels.collect();
            let aliases = item.aliases.0.into_iter();
            draft.variants = aliases
                .flat_map(|(language, terms)| terms.into_iter().map(move |t| in_language(t.value, &language)))
                .collect();
            sink.take(draft)
        })?;
        match is_open && !sink.is_full() {
            true => Err(source.wrong("the file ends without the ] of its [; get it again, whole")),
            false => Ok(()),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Terms<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Terms<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object with languages")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut terms = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    terms.push(pair);
                }
                Ok(Terms(terms))
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

/// Reads an object, or the empty array that the dumps have in place of an empty object.
fn map_or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    struct MapOrEmpty<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for MapOrEmpty<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
            match seq.next_element::<IgnoredAny>()? {
                None => Ok(T::default()),
                Some(_) => Err(serde::de::Error::invalid_type(serde::de::Unexpected::Seq, &self)),
            }
        }
    }
    deserializer.deserialize_any(MapOrEmpty(PhantomData))
}
