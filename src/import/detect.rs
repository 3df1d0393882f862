//! What format a file is in, by its beginning.

use super::Format;
use super::geonames::{ALTERNATES, PLACES};
use super::input::Source;
use super::options::Options;
use crate::error::Result;

pub(super) fn format(source: &mut Source, options: &Options) -> Result<Format> {
    let path = source.path.to_string_lossy().to_ascii_lowercase();
    let beginning = String::from_utf8_lossy(source.beginning()?).into_owned();
    let known = match beginning.trim_start().chars().next() {
        None => return Err(source.wrong("an empty file; name its format in place of auto, or leave it out")),
        Some('{' | '[') => json(&beginning),
        Some('<') if !beginning.trim_start()[1..].starts_with(is_scheme) => xml(&beginning),
        // Two columns are too few to tell.
        Some(_) if path.contains("sdn_comments") => Some(Format::OfacCsv),
        Some(_) if is_rdf(&path, &beginning) => Some(Format::Rdf),
        Some(_) => rows(&beginning),
    };
    let is_table = !options.columns.is_empty() || has_own_header(&beginning);
    known.or_else(|| is_table.then_some(Format::Table)).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
        source.wrong(format!("cannot tell the format; name it in place of auto: {}", names.join(", ")))
    })
}

/// Whether an IRI may begin so, and no element of the lists that are known.
fn is_scheme(c: char) -> bool {
    matches!(c, 'h' | 'u')
}

fn json(beginning: &str) -> Option<Format> {
    let has = |key: &str| beginning.contains(key);
    if has("\"schema\"") && has("\"properties\"") {
        return Some(if has("\"datasets\"") { Format::OpenSanctions } else { Format::FollowTheMoney });
    }
    (has("\"labels\"") || has("\"claims\"") || has("\"aliases\"")).then_some(Format::Wikidata)
}

fn xml(beginning: &str) -> Option<Format> {
    if beginning.contains("<CONSOLIDATED_LIST") {
        return Some(Format::UnXml);
    }
    ["<sdnList", "<Sanctions"].iter().any(|root| beginning.contains(root)).then_some(Format::OfacXml)
}

fn is_rdf(path: &str, beginning: &str) -> bool {
    let path = [".gz", ".zst"].iter().fold(path, |path, end| path.strip_suffix(end).unwrap_or(path));
    let line =
        beginning.lines().map(str::trim_start).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or_default();
    let is_statement = (line.starts_with("<http") || line.starts_with("<urn:")) && line.contains("> <");
    let starts = ["@prefix", "@base", "PREFIX ", "prefix ", "BASE "];
    [".ttl", ".nt"].iter().any(|end| path.ends_with(end)) || is_statement || starts.iter().any(|s| line.starts_with(s))
}

/// A format of rows by the first row.
fn rows(beginning: &str) -> Option<Format> {
    let line = beginning.lines().find(|l| !l.is_empty() && !l.starts_with('#'))?;
    let is_number = |cell: &str| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
    let cells: Vec<&str> = line.split('\t').collect();
    if is_number(cells[0]) {
        if cells.len() == PLACES || (ALTERNATES.contains(&cells.len()) && is_number(cells[1])) {
            return Some(Format::GeoNames);
        }
        if cells.len() == 4 && cells[1].chars().count() == 1 && !cells[3].contains(' ') {
            return Some(Format::JrcNames);
        }
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    let is_ofac = is_number(&record[0])
        && match record.len() {
            12 => record.iter().any(|cell| cell.trim() == "-0-"),
            5 => matches!(&record[2], "aka" | "fka" | "nka"),
            6 => is_number(&record[1]),
            _ => false,
        };
    is_ofac.then_some(Format::OfacCsv)
}

/// Whether a table says itself which column is what.
fn has_own_header(beginning: &str) -> bool {
    let line = beginning.lines().next().unwrap_or_default();
    let cells: Vec<&str> = line.split([',', ';', '\t', '|']).map(|c| c.trim().trim_matches('"')).collect();
    ["id", "name"].iter().all(|field| cells.contains(field))
}
