//! Labelled things in Turtle or N-Triples: SKOS concepts, people of FOAF, things of schema.org and RDFS.
//!
//! The statements about a thing are gathered, wherever they stand.

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::{TurtleParseError, TurtleParser};

use super::gather::{Gather, Row};
use super::input::{Place, Source};
use super::sink::{Draft, Sink, in_language};
use crate::error::Result;

#[derive(Default)]
pub(super) struct Reader {
    gather: Gather,
}

const CLASS: u8 = 0;
const LABEL: u8 = 1;
const VARIANT: u8 = 2;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SKOS_XL: &str = "http://www.w3.org/2008/05/skos-xl#";

/// Properties that give names, and what they give.
const PROPERTIES: [(&str, u8); 12] = [
    ("http://www.w3.org/2004/02/skos/core#prefLabel", LABEL),
    ("http://www.w3.org/2004/02/skos/core#altLabel", VARIANT),
    ("http://www.w3.org/2004/02/skos/core#hiddenLabel", VARIANT),
    ("http://www.w3.org/2000/01/rdf-schema#label", LABEL),
    ("http://xmlns.com/foaf/0.1/name", LABEL),
    ("http://xmlns.com/foaf/0.1/nick", VARIANT),
    ("http://schema.org/name", LABEL),
    ("https://schema.org/name", LABEL),
    ("http://schema.org/alternateName", VARIANT),
    ("https://schema.org/alternateName", VARIANT),
    ("http://www.geonames.org/ontology#name", LABEL),
    ("http://www.geonames.org/ontology#alternateName", VARIANT),
];

/// Names of classes in whatever vocabulary, and their types. A concept may be anything.
const CLASSES: [(&str, &str); 13] = [
    ("Person", "person"),
    ("Human", "person"),
    ("Organization", "org"),
    ("Organisation", "org"),
    ("Corporation", "org"),
    ("Company", "org"),
    ("Place", "place"),
    ("Location", "place"),
    ("SpatialThing", "place"),
    ("Feature", "place"),
    ("Country", "place"),
    ("City", "place"),
    ("PopulatedPlace", "place"),
];

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let (path, number) = (source.path.clone(), source.number);
        let mut parser = TurtleParser::new().for_reader(&mut *source);
        let failed = loop {
            match parser.next() {
                None => return Ok(()),
                Some(Ok(triple)) => self.take(triple, number, sink)?,
                // What can be read of the rest is not what the file says: a prefix may be what is wrong.
                Some(Err(e)) => break e,
            }
        };
        drop(parser);
        match failed {
            TurtleParseError::Io(e) => Err(source.io(&e)),
            TurtleParseError::Syntax(e) => {
                let at = e.location().start;
                let [line, column] = [at.line, at.column].map(|n| usize::try_from(n).unwrap_or_default() + 1);
                Err(crate::error::Error::data_at(&path, line, column, format!("{}; repair the statement", e.message())))
            }
        }
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<()> {
        self.gather.groups(|iri, rows| {
            let mut draft = Draft::new(iri, "", rows[0].place);
            for row in rows {
                match row.tag {
                    CLASS if draft.kind.is_empty() => {
                        draft.kind = sink.options.class(&row.text).unwrap_or(kind(&row.text)).to_owned();
                    }
                    CLASS => {}
                    tag => {
                        let (language, form) = row.text.split_once('\t').unwrap_or_default();
                        let names = if tag == LABEL { &mut draft.labels } else { &mut draft.variants };
                        names.push(in_language(form, language));
                    }
                }
            }
            if draft.labels.is_empty() && draft.variants.is_empty() {
                sink.count("things without a label left out", 1);
                return Ok(());
            }
            sink.take(draft)
        })
    }
}

impl Reader {
    fn take(&mut self, triple: Triple, file: usize, sink: &mut Sink) -> Result<()> {
        sink.pass_row();
        let NamedOrBlankNode::NamedNode(subject) = triple.subject else { return Ok(()) };
        let predicate = triple.predicate.as_str();
        let (tag, text) = match &triple.object {
            Term::NamedNode(class) if predicate == RDF_TYPE => (CLASS, class.as_str().to_owned()),
            Term::Literal(literal) => {
                let Some((_, tag)) = PROPERTIES.iter().find(|(property, _)| *property == predicate) else {
                    return Ok(());
                };
                (*tag, format!("{}\t{}", literal.language().unwrap_or_default(), literal.value()))
            }
            _ => {
                if predicate.starts_with(SKOS_XL) {
                    sink.count("labels of SKOS-XL, which are things of their own, left out", 1);
                }
                return Ok(());
            }
        };
        self.gather.push(Row { key: subject.into_string(), place: Place { file, line: 0 }, tag, text })
    }
}

/// The type of a class by the last part of its name.
fn kind(class: &str) -> &'static str {
    let name = class.rsplit(['/', '#']).next().unwrap_or_default();
    CLASSES.iter().find(|(known, _)| *known == name).map_or("", |(_, kind)| kind)
}
