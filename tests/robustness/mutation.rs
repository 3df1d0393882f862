//! The fuzz targets on mutations of cases, sources and compiled files: seeded, so that a failure comes back.
//!
//! `fuzz/` does the same led by coverage; this run needs no nightly compiler.

use std::path::Path;
use std::time::{Duration, Instant};

use rstest::rstest;

use crate::damage::fastrand;
use crate::tally::{scaled, tally};
use crate::{input, targets};

/// Pieces that mutations put in: signs of the formats, of the segmenter and of scripts, numbers at their limits.
const PIECES: [&[u8]; 34] = [
    b"\0",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\t",
    b" ",
    b"\"",
    b"'",
    b"\\",
    b"[",
    b"]",
    b"{",
    b"}",
    b"(",
    b")",
    b"=",
    b",",
    b".",
    b"-",
    b"\xE2\x80\x99",
    b"\xCC\x81",
    b"\xE2\x80\x8F",
    b"\xE2\x80\x8C",
    b"\xC2\xAD",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xF0\x90\x8D\x88",
    "قاسم".as_bytes(),
    "习近平".as_bytes(),
    "กรุงเทพ".as_bytes(),
    "İıß".as_bytes(),
    b"U.S.",
    b"[[entity]]\n",
    b"\xFF\xFF\xFF\x7F",
];

/// One to eight changes of a text: bytes flipped, pieces put in, parts left out, doubled, swapped with another seed's.
fn mutate(seed: &[u8], other: &[u8], random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..1 + random(8) {
        let len = bytes.len();
        let at = random(len + 1);
        let end = (at + 1 + random(40)).min(len);
        match random(7) {
            0 if at < len => bytes[at] ^= 1 << random(8),
            1 => {
                let piece = PIECES[random(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => {
                let part = bytes[at..end].repeat(1 + random(20));
                bytes.splice(at..at, part);
            }
            4 if !other.is_empty() => {
                let from = random(other.len());
                let part = other[from..(from + random(200)).min(other.len())].to_vec();
                bytes.splice(at..at, part);
            }
            5 if len >= 4 => {
                let word = [0_u32, 1, 0x7FFF_FFFF, u32::MAX, 0x0100_0000][random(5)];
                let at = random(len - 3);
                bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
            }
            _ if at < len => bytes[at] = u8::try_from(random(256)).expect("a byte"),
            _ => {}
        }
    }
    bytes
}

/// The files of a folder and below.
fn files(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|f| f.expect("a file").path()).collect();
    paths.sort();
    let of = |path: &Path| match path.is_dir() {
        true => files(path, ending),
        false if path.extension().is_some_and(|e| e == ending) => vec![std::fs::read(path).expect("a file")],
        false => Vec::new(),
    };
    paths.iter().flat_map(|path| of(path)).collect()
}

/// The shipped cases, a line each.
fn lines() -> Vec<Vec<u8>> {
    let all = files(Path::new("lexicons/cases"), "cases").concat();
    all.split(|&b| b == b'\n').filter(|line| line.len() > 10).map(<[u8]>::to_vec).collect()
}

fn texts() -> Vec<Vec<u8>> {
    lines().iter().map(|line| String::from_utf8_lossy(line).replace(['[', ']'], "").into_bytes()).collect()
}

/// Pairs of names, parted at a tab, with their type.
fn pairs() -> Vec<Vec<u8>> {
    let pair = |line: &Vec<u8>| {
        let line = String::from_utf8_lossy(line).into_owned();
        let (_, names) = line.strip_prefix("pair ")?.split_once(": ")?;
        let names = names.replace(" != ", "\t").replace(" = ", "\t").replace(" (", "\t").replace(')', "");
        Some(names.into_bytes())
    };
    lines().iter().filter_map(pair).collect()
}

fn sources() -> Vec<Vec<u8>> {
    let mut all = vec![targets::LEXICON.as_bytes().to_vec()];
    all.push(b"{\"id\": \"Q1\", \"name\": \"Anna Lindt\", \"type\": \"person\", \"variants\": [\"A. Lindt\"]}\n{\"id\": \"Q2\", \"name\": \"\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0\", \"type\": \"x\"}\n".to_vec());
    let whole = files(Path::new("lexicons/people"), "toml").concat();
    let parts: Vec<_> = String::from_utf8_lossy(&whole).split("\n[[entity]]").map(str::to_owned).collect();
    all.extend(parts.iter().skip(1).step_by(7).take(300).map(|part| format!("[[entity]]{part}").into_bytes()));
    all
}

fn compiled() -> Vec<Vec<u8>> {
    vec![targets::compiled_seed().to_vec()]
}

fn inputs() -> Vec<Vec<u8>> {
    input::SEEDS.map(<[u8]>::to_vec).to_vec()
}

/// The lists that imports are tried on, as they are and behind the byte of each format.
fn lists() -> Vec<Vec<u8>> {
    let endings = ["csv", "tsv", "txt", "jsonl", "json", "xml", "ttl", "nt"];
    let all = endings.iter().flat_map(|ending| files(Path::new("tests/import"), ending)).collect::<Vec<_>>();
    let of = |list: &Vec<u8>| (0..12).map(|format| [&[format], &list[..]].concat()).collect::<Vec<_>>();
    all.iter().flat_map(of).collect()
}

#[rstest]
#[case::text(targets::text, texts)]
#[case::source(targets::source, sources)]
#[case::compiled(targets::compiled, compiled)]
#[case::cases(targets::cases, lines)]
#[case::names(targets::names, pairs)]
#[case::input(input::read, inputs)]
#[case::import(targets::import, lists)]
fn mutations_do_no_harm(#[case] target: fn(&[u8]), #[case] seeds: fn() -> Vec<Vec<u8>>) {
    let seeds = seeds();
    let time = Duration::from_secs(scaled(2, 40));
    // Another seed tries other inputs; with the same one a failure comes back.
    let seed = std::env::var("NISBA_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut random = fastrand(seed.unwrap_or(3));
    let (start, mut tried) = (Instant::now(), 0);
    // The seeds as they are first, or as many as there is time for.
    let mut plain = seeds.iter().step_by(seeds.len() / 50 + 1);
    while start.elapsed() < time {
        let (seed, other) = (&seeds[random(seeds.len())], &seeds[random(seeds.len())]);
        let bytes = plain.next().cloned().unwrap_or_else(|| mutate(seed, other, &mut random));
        let outcome = std::panic::catch_unwind(|| target(&bytes));
        assert!(outcome.is_ok(), "input {tried}: {:?}", String::from_utf8_lossy(&bytes));
        tried += 1;
    }
    let thread = std::thread::current();
    // The name of the case: `mutations_do_no_harm::case_1_text`.
    let name = thread.name().and_then(|name| name.rsplit('_').next()).unwrap_or_default();
    tally("mutation", name, tried, "no panic, invariants held");
}
