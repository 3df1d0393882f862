//! Damaged compiled files.

use std::path::{Path, PathBuf};

use nisba::{Lexicon, Tagger};
use tempfile::TempDir;

use crate::tally::{scaled, tally};
use crate::targets::{LEXICON, TEXT, seal, use_all};

/// A compiled file in a folder of its own, and its bytes.
struct Sample {
    path: PathBuf,
    whole: Vec<u8>,
    _folder: TempDir,
}

impl Sample {
    fn new(toml: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("l.nisba");
        Lexicon::parse("l.toml", toml).expect("the lexicon is well-formed").save(&path).expect("it is written");
        let whole = std::fs::read(&path).expect("it is there");
        Self { path, whole, _folder: folder }
    }

    fn open(&self, bytes: &[u8]) -> nisba::Result<Lexicon> {
        // A new file each time: the last one may still be mapped.
        std::fs::remove_file(&self.path).ok();
        std::fs::write(&self.path, bytes).expect("a file is written");
        Lexicon::open(&self.path)
    }
}

/// A part of the catalogue of messages: what is said of compiled files has to be told of bytes.
#[test]
fn damage_is_told() {
    let sample = Sample::new(LEXICON);
    let (whole, len) = (&sample.whole, sample.whole.len());
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let again = "compile it again with `nisba build`";
    let rows = [
        (whole[..5].to_vec(), format!("truncated: 5 bytes; {again}")),
        (whole[..10].to_vec(), format!("truncated in its header; {again}")),
        (whole[..39].to_vec(), format!("truncated in its header; {again}")),
        (whole[..200].to_vec(), format!("truncated in its header; {again}")),
        (whole[..len - 1].to_vec(), format!("truncated: {} bytes; {again}", len - 1)),
        ([whole, &b"xy"[..]].concat(), format!("2 bytes after its end; {again}")),
        (changed(24), format!("made by a nisba with other sound or grammar tables; {again}")),
        (changed(13), format!("damaged header; {again}")),
        (changed(50), format!("damaged header; {again}")),
        (changed(len - 1), format!("damaged: its checksum does not fit; {again}")),
    ];
    for (bytes, expected) in rows {
        let error = sample.open(&bytes).expect_err("damaged").to_string();
        assert_eq!(error, format!("{}: {expected}", sample.path.display()));
    }
}

#[test]
fn every_changed_byte_is_refused() {
    use std::io::{Seek, SeekFrom, Write};
    let sample = Sample::new(LEXICON);
    let mut file = std::fs::OpenOptions::new().write(true).open(&sample.path).unwrap();
    let mut put = |at: usize, byte: u8| {
        file.seek(SeekFrom::Start(at as u64)).and_then(|_| file.write_all(&[byte])).expect("a byte is written");
    };
    // Every bit by itself and all of them; in the header and its table every other value.
    let bits: Vec<u8> = scaled(vec![0x01, 0x80, 0xFF], vec![1, 2, 4, 8, 16, 32, 64, 128, 255]);
    let all: Vec<u8> = scaled(bits.clone(), (1..=255).collect());
    let mut tried = 0;
    for at in (0..sample.whole.len()).step_by(scaled(7, 1)) {
        for change in if at < 1024 { &all } else { &bits } {
            put(at, sample.whole[at] ^ change);
            assert!(Lexicon::open(&sample.path).expect_err("damaged").is_data(), "byte {at} ^ {change:#x}");
            tried += 1;
        }
        put(at, sample.whole[at]);
    }
    assert!(Lexicon::open(&sample.path).is_ok(), "all was put right again");
    tally("damage", "changes of a byte: every bit of a compiled file, every value in its header", tried, "all refused");
}

/// Numbers are little-endian, whatever the machine: each is read here by its bytes.
#[test]
fn the_format_is_little_endian() {
    let bytes = Sample::new(LEXICON).whole;
    let number = |at: usize, len: usize| bytes[at..at + len].iter().rev().fold(0_u64, |n, &b| n << 8 | u64::from(b));
    assert_eq!(&bytes[..8], b"nisba\r\n\x1a");
    let (version, sections) = (number(8, 4), number(12, 4));
    assert!(version < 256 && (20..100).contains(&sections), "version {version}, {sections} sections");
    let table = 40 + 16 * usize::try_from(sections).unwrap();
    assert_eq!(number(16, 8), xxhash_rust::xxh3::xxh3_64(&bytes[table..]));
    let mut end = table as u64;
    for at in (40..table).step_by(16) {
        assert!(
            (end..end + 8).contains(&number(at, 8)),
            "a section begins where the last one ends, but for its padding"
        );
        end = number(at, 8) + number(at + 8, 8);
    }
    assert_eq!(end, bytes.len() as u64);
    // The first section has counts in 32 bits, that of forms first; the third has the ids, each behind its length.
    let section = |i: usize| usize::try_from(number(40 + 16 * i, 8)).unwrap();
    let forms = number(section(0), 4);
    assert!((1..100).contains(&forms), "{forms} forms");
    let id = section(2);
    assert_eq!(&bytes[id..=id + 14], b"\x0Eorg/quds-force");
    let mut sealed = bytes.clone();
    seal(&mut sealed);
    assert!(sealed == bytes, "the checksums are where the manual of the format has them");
}

#[test]
fn every_truncation_and_every_tail_is_refused() {
    let sample = Sample::new(LEXICON);
    let mut tried = 0;
    for len in (0..sample.whole.len()).step_by(scaled(5, 1)) {
        assert!(sample.open(&sample.whole[..len]).is_err(), "cut to {len}");
        tried += 1;
    }
    for more in 1..=64 {
        assert!(sample.open(&[&sample.whole[..], &vec![0; more]].concat()).is_err(), "{more} bytes more");
        tried += 1;
    }
    tally("damage", "lengths that a compiled file was cut or padded to", tried, "all refused");
}

/// Checksums find accidents. Against malice, and in files too large to be verified on opening, every read is bounded.
#[test]
fn damage_with_the_right_checksum_is_harmless() {
    let sample = Sample::new(LEXICON);
    let values: Vec<u8> = scaled(vec![0xFF], vec![0, 0x7F, 0x80, 0xFF]);
    let mut tried = 0;
    for at in (0..sample.whole.len()).step_by(scaled(11, 1)) {
        for &value in &values {
            let mut bytes = sample.whole.clone();
            bytes[at] = value;
            seal(&mut bytes);
            if let Ok(lexicon) = sample.open(&bytes) {
                use_all(&lexicon);
            }
            tried += 1;
        }
    }
    let words = [0, 1, 0x00FF_FFFF, 0x7FFF_FFFF, 0x8000_0000, u32::MAX - 1, u32::MAX];
    let mut random = fastrand(11);
    for _ in 0..scaled(300, 30_000) {
        let mut bytes = sample.whole.clone();
        for _ in 0..1 + random(8) {
            let at = random(bytes.len() / 4 - 1) * 4 + random(2) * 2;
            let word = match random(3) {
                0 => words[random(words.len())],
                1 => u32::try_from(random(bytes.len())).expect("a small file"),
                _ => u32::try_from(random(1 << 20)).expect("below a million") << random(12),
            };
            bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        bytes[..12].copy_from_slice(&sample.whole[..12]);
        bytes[24..32].copy_from_slice(&sample.whole[24..32]);
        seal(&mut bytes);
        if let Ok(lexicon) = sample.open(&bytes) {
            use_all(&lexicon);
        }
        tried += 1;
    }
    tally("damage", "damaged files with checksums made right: opened, tagged, looked up", tried, "no panic");
}

/// A small linear generator: numbers below a bound, the same on every run.
pub(crate) fn fastrand(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |bound| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % bound as u64).expect("below a usize")
    }
}

#[test]
fn a_replaced_file_leaves_the_open_one_whole() {
    let sample = Sample::new(LEXICON);
    let open = Lexicon::open(&sample.path).unwrap();
    let tag = |lexicon: &Lexicon| Tagger::new([lexicon.clone()]).tag(TEXT);
    let before = tag(&open);
    let other = "[[entity]]\nid = \"place/kerman\"\nname = \"Kerman\"\ntype = \"place\"\n";
    Lexicon::parse("l.toml", other).unwrap().save(&sample.path).unwrap();
    assert_eq!(tag(&open), before);
    assert!(open.verify());
    assert_eq!(Lexicon::open(&sample.path).unwrap().len(), 1);
}

/// What the manual says of a file that is cut where it lies, under those who have it mapped.
#[cfg(unix)]
#[test]
fn a_file_cut_under_its_reader_ends_the_reader_only() {
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::process::ExitStatusExt;
    let sample = Sample::new(LEXICON);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_nisba"))
        .args(["tag", "--input", "lines", "-j1", "--no-config", "--lexicon"])
        .arg(&sample.path)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    writeln!(stdin, "Qasem Soleimani").unwrap();
    stdin.flush().unwrap();
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("person/qasem-soleimani"), "{line}");
    std::fs::OpenOptions::new().write(true).open(&sample.path).unwrap().set_len(0).unwrap();
    writeln!(stdin, "Xi Jinping").ok();
    drop(stdin);
    let status = child.wait().unwrap();
    const SIGBUS: i32 = 7;
    assert!(status.success() || status.signal() == Some(SIGBUS), "{status}");
    assert_eq!(Path::new(&sample.path).metadata().unwrap().len(), 0);
    tally("damage", "compiled files cut in place under a reader", 1, &format!("as documented: {status}"));
}
