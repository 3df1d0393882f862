//! Entities of other formats: sanctions lists, knowledge bases, gazetteers, tables.
//!
//! [`import`] reads files of one [`Format`] or of several and writes their entities as a lexicon. It reads them once and
//! keeps little: 16 to 36 bytes for each id, so that it can say where an id stood before, and for formats that scatter an
//! entity over many rows up to 64 MB of rows, beyond which they are sorted by id in temporary files.
//!
//! ```
//! use nisba::export::Target;
//! use nisba::import::{Format, Input, Options, import};
//!
//! let table = "id,name,other\n7,Ghasem Soleymani,Haj Qasem\n";
//! let columns = "id,name,variants=other".parse()?;
//! let options = Options { columns, kind: "person".into(), ..Options::default() };
//! let mut out = Vec::new();
//! import(Some(Format::Table), [Input::new("people.csv", table.as_bytes())], &options, Target::JsonLines, &mut out)?;
//! assert_eq!(
//!     String::from_utf8_lossy(&out),
//!     "{\"id\":\"7\",\"name\":\"Ghasem Soleymani\",\"type\":\"person\",\"variants\":[\"Haj Qasem\"]}\n"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod detect;
mod follow_the_money;
mod gather;
mod geonames;
mod input;
mod jrc_names;
mod ofac_csv;
mod ofac_xml;
mod options;
mod rdf;
mod sink;
mod table;
mod un_xml;
mod wikidata;
mod xml;

use std::io::Write;

use crate::error::Result;
use crate::export::{Target, Writer};

pub use input::Input;
pub use options::{Columns, OnError, Options, Weak};
pub use sink::{Event, Summary};

use input::Source;
use sink::Sink;

/// A format that entities are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON Lines of OpenSanctions: FollowTheMoney with a known source and licence.
    OpenSanctions,
    /// FollowTheMoney entities, a JSON object a line.
    FollowTheMoney,
    /// The Specially Designated Nationals of OFAC as tables: `sdn.csv` with `alt.csv`.
    OfacCsv,
    /// The same as XML, in the classic schema (`sdnList`) or the advanced one (`Sanctions`).
    OfacXml,
    /// The consolidated list of the United Nations Security Council, as XML.
    UnXml,
    /// A dump of Wikidata entities: a JSON object a line.
    Wikidata,
    /// Tables of GeoNames: `allCountries.txt`, `cities500.txt`, a country, with `alternateNamesV2.txt`.
    GeoNames,
    /// The entities of JRC-Names: id, type, language and name, parted by tabs.
    JrcNames,
    /// SKOS concepts and other labelled things in Turtle or N-Triples.
    Rdf,
    /// Any table with [`Columns`] that say what stands where.
    Table,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::OpenSanctions,
        Self::FollowTheMoney,
        Self::OfacCsv,
        Self::OfacXml,
        Self::UnXml,
        Self::Wikidata,
        Self::GeoNames,
        Self::JrcNames,
        Self::Rdf,
        Self::Table,
    ];

    /// The name of the format on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenSanctions => "opensanctions",
            Self::FollowTheMoney => "ftm",
            Self::OfacCsv => "ofac-csv",
            Self::OfacXml => "ofac-xml",
            Self::UnXml => "un-xml",
            Self::Wikidata => "wikidata",
            Self::GeoNames => "geonames",
            Self::JrcNames => "jrc-names",
            Self::Rdf => "rdf",
            Self::Table => "table",
        }
    }

    /// Where entities of this format come from, and their licence, where the format alone says so.
    fn provenance(self) -> (&'static str, &'static str) {
        match self {
            Self::OpenSanctions => ("OpenSanctions", "CC BY-NC 4.0"),
            Self::OfacCsv | Self::OfacXml => ("OFAC sanctions lists", "public domain"),
            Self::UnXml => ("UN Security Council Consolidated List", ""),
            Self::Wikidata => ("Wikidata", "CC0 1.0"),
            Self::GeoNames => ("GeoNames", "CC BY 4.0"),
            Self::JrcNames => ("JRC-Names", ""),
            Self::FollowTheMoney | Self::Rdf | Self::Table => ("", ""),
        }
    }

    /// What stands before ids that are bare numbers elsewhere.
    fn prefix(self) -> &'static str {
        match self {
            Self::OfacCsv | Self::OfacXml => "ofac:",
            Self::UnXml => "un:",
            Self::GeoNames => "geonames:",
            Self::JrcNames => "jrc:",
            Self::OpenSanctions | Self::FollowTheMoney | Self::Wikidata | Self::Rdf | Self::Table => "",
        }
    }

    fn reader(self, options: &Options) -> Box<dyn Read> {
        match self {
            Self::OpenSanctions | Self::FollowTheMoney => Box::new(follow_the_money::Reader),
            Self::OfacCsv => Box::new(ofac_csv::Reader::default()),
            Self::OfacXml => Box::new(ofac_xml::Reader::default()),
            Self::UnXml => Box::new(un_xml::Reader),
            Self::Wikidata => Box::new(wikidata::Reader::new(options)),
            Self::GeoNames => Box::new(geonames::Reader::default()),
            Self::JrcNames => Box::new(jrc_names::Reader::default()),
            Self::Rdf => Box::new(rdf::Reader::default()),
            Self::Table => Box::new(table::Reader::default()),
        }
    }
}

/// A reader of one format, for all files that are in it.
trait Read {
    /// Reads a file. An error is about the file as a whole; what is wrong with an entity is told to the sink.
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()>;

    /// Gives what could not be given before every file was read.
    fn finish(&mut self, _: &mut Sink) -> Result<()> {
        Ok(())
    }
}

/// Reads entities and writes them as a lexicon; without a `format`, each file's is told by its beginning.
///
/// # Errors
///
/// A file that cannot be read or does not hold what its format says, with file, line, column and the repair; with
/// [`OnError::Skip`], only what concerns none of the entities alone.
pub fn import(
    format: Option<Format>,
    inputs: impl IntoIterator<Item = Input>,
    options: &Options,
    target: Target,
    out: &mut dyn Write,
) -> Result<Summary> {
    import_watched(format, inputs, options, target, out, &mut |_| ())
}

/// As [`import`], and says what happens while it does.
///
/// # Errors
///
/// As [`import`].
pub fn import_watched(
    format: Option<Format>,
    inputs: impl IntoIterator<Item = Input>,
    options: &Options,
    target: Target,
    out: &mut dyn Write,
    watch: &mut dyn FnMut(Event),
) -> Result<Summary> {
    let mut sink = Sink::new(options, Writer::new(target), out, watch);
    let mut readers: Vec<(Format, Box<dyn Read>)> = Vec::new();
    let inputs: Vec<Input> = inputs.into_iter().collect();
    let is_only = inputs.len() == 1;
    for input in inputs {
        if sink.is_full() {
            break;
        }
        let mut source = Source::new(input, sink.next_file(), is_only);
        sink.begin_file(&source.path);
        let read = source.begin().and_then(|()| match format {
            Some(format) => Ok(format),
            None => detect::format(&mut source, options),
        });
        let read = read.and_then(|format| {
            let at = readers.iter().position(|(f, _)| *f == format).unwrap_or(readers.len());
            if at == readers.len() {
                readers.push((format, format.reader(options)));
            }
            sink.set_format(format);
            readers[at].1.read(&mut source, &mut sink)
        });
        read.or_else(|e| sink.refuse_file(e))?;
    }
    for (format, mut reader) in readers {
        sink.set_format(format);
        reader.finish(&mut sink)?;
    }
    sink.end()
}
