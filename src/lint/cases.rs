//! Rules about regression cases, alone and against each other.

use std::ops::Range;

use super::sources::{Content, File, Sources};
use super::{Findings, quoted};
use crate::cases::{Case, Kind};
use crate::grammar::fold_phrase;
use crate::hash::Map;

/// The cases of all files.
pub(super) fn cases(sources: &Sources) -> impl Iterator<Item = (&File, &Case)> {
    sources.files.iter().flat_map(|file| match &file.content {
        Content::Cases { cases, .. } => cases.iter().map(|case| (file, case)).collect(),
        _ => Vec::new(),
    })
}

/// The bytes of a case, or of a piece of it where the case is written so.
pub(super) fn span(file: &File, case: &Case, piece: &str) -> Range<usize> {
    let whole = file.block(case.line);
    match file.text[whole.clone()].find(piece) {
        Some(at) if !piece.is_empty() => whole.start + at..whole.start + at + piece.len(),
        _ => whole,
    }
}

/// What a case says of something, and what it says.
struct Claim<'s> {
    of: String,
    verdict: String,
    says: String,
    file: &'s File,
    span: Range<usize>,
    line: usize,
}

pub(super) fn contradiction(sources: &Sources, found: &mut Findings) {
    let mut first: Map<String, Claim<'_>> = Map::default();
    for (file, case) in cases(sources) {
        for claim in claims(file, case) {
            let Some(standing) = first.get(&claim.of) else {
                first.insert(claim.of.clone(), claim);
                continue;
            };
            if standing.verdict == claim.verdict {
                continue;
            }
            let place = format!("{}:{}", standing.file.path.display(), standing.line);
            let message = format!("{}, but {} by {place}", claim.says, standing.says);
            found.add(claim.file, claim.span, message, "one of them is wrong: remove it");
        }
    }
}

/// All that a case says.
fn claims<'s>(file: &'s File, case: &Case) -> Vec<Claim<'s>> {
    let claim = |of: String, verdict: &str, says: String, piece: &str| Claim {
        of,
        verdict: verdict.to_owned(),
        says,
        file,
        span: span(file, case, piece),
        line: case.line,
    };
    match &case.kind {
        Kind::Pair { a, b, kind, same } => {
            let mut folded = [fold_phrase(a), fold_phrase(b)];
            folded.sort();
            let of = format!("pair\t{kind}\t{}", folded.join("\t"));
            let (a, b) = (quoted(a), quoted(b));
            let verdict = if *same { "one" } else { "two" };
            vec![claim(of, verdict, format!("{a} and {b} are {verdict}"), "")]
        }
        Kind::Name { name, entity } => {
            let verdict = entity.as_deref().unwrap_or("none");
            vec![claim(format!("name\t{name}"), verdict, format!("{} is {verdict}", quoted(name)), "")]
        }
        Kind::Text { text, mentions } => {
            let all = mentions.iter().map(|m| {
                let surface = &text[m.start..m.end];
                let written = format!("[{surface}]({})", m.entity);
                let says = format!("[{surface}] is {}", m.entity);
                claim(format!("text\t{}\t{}\t{text}", m.start, m.end), &m.entity, says, &written)
            });
            all.collect()
        }
    }
}

pub(super) fn unknown_entity(sources: &Sources, found: &mut Findings) {
    let mut ids = None;
    for (file, case) in cases(sources) {
        let named: Vec<&str> = match &case.kind {
            Kind::Text { mentions, .. } => mentions.iter().map(|m| m.entity.as_str()).collect(),
            Kind::Name { entity, .. } => entity.as_deref().into_iter().collect(),
            Kind::Pair { .. } => Vec::new(),
        };
        for id in named {
            let known = ids.get_or_insert_with(|| sources.ids());
            if !known.has(id) {
                let message = format!("the case names {id:?}, which no entity is");
                found.add(file, span(file, case, id), message, known.repair(id));
            }
        }
    }
}
