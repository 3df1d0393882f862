//! What is done with the bytes of a fuzzer, and what has to hold: shared by `fuzz_targets/` and the seeded run of
//! `tests/robustness/`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use nisba::cases::Case;
use nisba::export::Target;
use nisba::import::{Format, Input, OnError, Options};
use nisba::{Lexicon, Mention, Session, Tagger};
use xxhash_rust::xxh3::xxh3_64;

/// Something of everything that a lexicon says.
pub(crate) const LEXICON: &str = include_str!("lexicon.toml");

/// A text that has them.
pub(crate) const TEXT: &str = "General Ghassem Suleimani of the Qods Force (QF) left Kirman. Suleimani met Xi Jinping. \
                    قاسم سلیمانی در کرمان. 习近平说。 Gholamreza Soleimani stayed. Haj Qasem, HAJI QASEM SOLEIMANI.";

/// Names that are looked up in whatever lexicon there is.
const NAMES: [&str; 3] = ["Kassem Sulejmani", "Quds Force", "习近平"];

fn built_in() -> &'static Tagger {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    TAGGER.get_or_init(|| Tagger::new([Lexicon::built_in()]).min_confidence(0.0).alternatives(2))
}

fn small() -> &'static Tagger {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    TAGGER.get_or_init(|| {
        let lexicon = Lexicon::parse("lexicon.toml", LEXICON).expect("the lexicon is well-formed");
        Tagger::new([lexicon]).min_confidence(0.0).alternatives(2)
    })
}

/// Mentions are in order, disjoint, at characters, of some letters, and their readings exclude each other.
fn check(text: &str, mentions: &[Mention]) {
    let mut end = 0;
    for m in mentions {
        assert!(m.span.start >= end && m.span.end > m.span.start, "{:?} after {end}", m.span);
        end = m.span.end;
        assert!(!text[m.span.clone()].trim().is_empty());
        let all = m.confidence + m.alternatives.iter().map(|a| a.confidence).sum::<f32>();
        assert!(m.confidence >= 0.0 && all <= 1.001, "{all}");
    }
}

/// Raw text to both taggers, in sessions that remember the words of earlier texts.
pub(crate) fn text(bytes: &[u8]) {
    thread_local! {
        static SESSIONS: RefCell<[Session<'static>; 2]> = RefCell::new([built_in().session(), small().session()]);
    }
    let text = String::from_utf8_lossy(bytes);
    SESSIONS.with_borrow_mut(|sessions| {
        for session in sessions {
            check(&text, &session.tag(&text));
        }
    });
}

/// A folder for files that are read back, of this process alone.
fn file(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    folder.join(format!("nisba-fuzz-{}-{name}", std::process::id()))
}

/// Everything that reads a lexicon.
pub(crate) fn use_all(lexicon: &Lexicon) {
    let _ = (lexicon.len(), lexicon.verify(), lexicon.stats(3));
    for name in NAMES {
        assert!(lexicon.look_up(name, 5).iter().all(|m| (0.0..=1.0).contains(&m.confidence)));
    }
    check(TEXT, &Tagger::new([lexicon.clone()]).min_confidence(0.0).alternatives(3).tag(TEXT));
}

/// A curated lexicon, or with a first byte of `{` a bulk one: read, laid out, compiled, used.
pub(crate) fn source(bytes: &[u8]) {
    if bytes.first() == Some(&b'{') {
        let path = file("l.jsonl");
        std::fs::write(&path, bytes).expect("a file is written");
        let lexicon = Lexicon::open(&path);
        std::fs::remove_file(&path).ok();
        if let Ok(lexicon) = lexicon {
            use_all(&lexicon);
        }
        return;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(lexicon) = Lexicon::parse("l.toml", text) else { return };
    use_all(&lexicon);
    if let Ok(once) = nisba::format("l.toml", text) {
        assert_eq!(nisba::format("l.toml", &once).expect("what was laid out is read again"), once, "twice is as once");
    }
}

/// The bytes of a compiled file, with the checksums made right so that what is within is reached.
pub(crate) fn compiled(bytes: &[u8]) {
    let mut bytes = bytes.to_vec();
    if bytes.len() < 40 {
        return;
    }
    let whole = compiled_seed();
    bytes[..16].copy_from_slice(&whole[..16]);
    bytes[24..32].copy_from_slice(&whole[24..32]);
    seal(&mut bytes);
    let path = file("l.nisba");
    std::fs::remove_file(&path).ok();
    std::fs::write(&path, &bytes).expect("a file is written");
    let lexicon = Lexicon::open(&path);
    std::fs::remove_file(&path).ok();
    if let Ok(lexicon) = lexicon {
        use_all(&lexicon);
    }
}

/// Makes the checksums fit: of the content, which stands behind the table of sections, and of the head.
pub(crate) fn seal(bytes: &mut [u8]) {
    let count = u32::from_le_bytes(bytes[12..16].try_into().expect("four bytes")) as usize;
    let end = 40 + 16 * count;
    if end > bytes.len() {
        return;
    }
    let content = xxh3_64(&bytes[end..]);
    bytes[16..24].copy_from_slice(&content.to_le_bytes());
    let head = xxh3_64(&[&bytes[..32], &bytes[40..end]].concat());
    bytes[32..40].copy_from_slice(&head.to_le_bytes());
}

/// The compiled form of [`LEXICON`].
pub(crate) fn compiled_seed() -> &'static [u8] {
    static SEED: OnceLock<Vec<u8>> = OnceLock::new();
    SEED.get_or_init(|| {
        let path = file("seed.nisba");
        let lexicon = Lexicon::parse("lexicon.toml", LEXICON).expect("the lexicon is well-formed");
        lexicon.save(&path).expect("a file is written");
        let bytes = std::fs::read(&path).expect("it is there");
        std::fs::remove_file(&path).ok();
        bytes
    })
}

/// A file of cases: read and tried.
pub(crate) fn cases(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for case in Case::parse(Path::new("x.cases"), &text).unwrap_or_default() {
        let outcome = case.run(small());
        assert!(outcome.answers.iter().all(|a| (0.0..=1.0).contains(&a.confidence)));
    }
}

/// A list of entities of a format that the first byte names, or that is told by the bytes behind it; what is written is a
/// lexicon.
pub(crate) fn import(bytes: &[u8]) {
    let [first, rest @ ..] = bytes else { return };
    let choice = usize::from(first & 15);
    let format = Format::ALL.get(choice).copied();
    let options = Options {
        kind: "thing".to_owned(),
        on_error: if first & 0x80 == 0 { OnError::Skip } else { OnError::Stop },
        merge: first & 0x40 != 0,
        no_header: first & 0x20 != 0,
        ..Options::default()
    };
    let name = ["list", "list.csv", "list.ttl", "sdn_comments.csv"][usize::from(first >> 4 & 1) * 2 + rest.len() % 2];
    let input = Input::new(name, std::io::Cursor::new(rest.to_vec()));
    let mut written = Vec::new();
    let Ok(summary) = nisba::import::import(format, [input], &options, Target::JsonLines, &mut written) else { return };
    assert_eq!(summary.entities, written.iter().filter(|&&b| b == b'\n').count() as u64);
    let path = file("import.jsonl");
    std::fs::write(&path, &written).expect("a file is written");
    let lexicon = Lexicon::open(&path);
    std::fs::remove_file(&path).ok();
    // One id may stand in several places of a list.
    assert!(
        lexicon.as_ref().is_ok_and(|l| l.len() as u64 == summary.entities)
            || lexicon.is_err_and(|e| e.to_string().contains("twice"))
    );
}

/// Two names and a type, parted at tabs: compared both ways, read in Latin, looked up.
pub(crate) fn names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, '\t');
    let mut next = || parts.next().unwrap_or_default();
    let (a, b, kind) = (next(), next(), next());
    for (a, b) in [(a, b), (b, a)] {
        let confidence = nisba::compare(a, b, kind).confidence;
        assert!((0.0..=1.0).contains(&confidence), "{confidence}");
    }
    let _ = (nisba::romanize(a), nisba::romanize(b));
    for tagger in [small(), built_in()] {
        let sum: f32 = tagger.look_up(a, 10).iter().map(|m| m.confidence).sum();
        assert!(sum <= 1.001, "{sum}");
    }
}
