//! The canonical layout: rows of `tests/format.toml`, each a text and what becomes of it.

mod data;

use nisba::format;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    text: String,
    formatted: Option<String>,
    /// What the error says, where the text has no canonical layout.
    error: Option<String>,
}

#[test]
fn rows() {
    for row in data::rows::<Row>(include_str!("format.toml")) {
        match (format("a.toml", &row.text), row.formatted, row.error) {
            (Ok(got), Some(expected), _) => {
                assert_eq!(got, expected, "{}", row.name);
                assert_eq!(format("a.toml", &got).unwrap(), got, "{}: a second time changes it", row.name);
            }
            (Err(e), _, Some(expected)) => assert!(e.to_string().contains(&expected), "{}: {e}", row.name),
            (got, ..) => panic!("{}: {got:?}", row.name),
        }
    }
}

proptest! {
    /// Comments anywhere between the lines of an entity come through, in their order, and twice is as once.
    #[test]
    fn comments_stay(places in prop::collection::vec(0_usize..8, 0..5)) {
        let lines = ["[[entity]]", "id = \"a\"", "name = \"Anna\"", "type = \"person\"", "variants = [", "  \"b\",", "  \"c\"", "]"];
        let (mut text, mut count) = (String::new(), 0);
        for (i, line) in lines.iter().enumerate() {
            for _ in places.iter().filter(|&&p| p == i) {
                text.push_str(&format!("  # note {count}\n"));
                count += 1;
            }
            text.push_str(&format!("{line} # behind {i}\n"));
        }
        let once = format("a.toml", &text).unwrap();
        let notes = |text: &str| text.matches('#').count();
        prop_assert_eq!(notes(&once), notes(&text), "{}\n{}", text, once);
        prop_assert_eq!(&format("a.toml", &once).unwrap(), &once);
    }
}
