//! Where in a TOML text a key stands.

use toml_edit::{Document, TableLike};

/// The byte at which the last key of a path begins that is there; behind the name of a list of tables stands a number.
pub(crate) fn of_key(text: &str, path: &[&str]) -> Option<usize> {
    let document = Document::parse(text).ok()?;
    let mut table: &dyn TableLike = document.as_table();
    let mut path = path.iter();
    let mut at = None;
    while let Some((key, item)) = path.next().and_then(|name| table.get_key_value(name)) {
        at = key.span().map(|span| span.start).or(at);
        let inside = match item.as_array_of_tables() {
            Some(tables) => path.next().and_then(|i| tables.get(i.parse().ok()?)).map(|table| table as &dyn TableLike),
            None => item.as_table_like(),
        };
        let Some(inside) = inside else { break };
        table = inside;
    }
    at
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::of_key;

    #[rstest]
    #[case(&["b"], Some(6))]
    #[case(&["tag", "threads"], Some(20))]
    #[case(&["tag", "x"], Some(13))]
    #[case(&["entity", "1", "never"], Some(71))]
    #[case(&["x"], None)]
    fn keys_have_places(#[case] path: &[&str], #[case] expected: Option<usize>) {
        let text = "a = 1\nb = 2\n[tag]\n  threads = 3\n[[entity]]\nid = 1\n[[entity]]\n  [entity.never]\n";
        assert_eq!(of_key(text, path), expected);
    }
}
