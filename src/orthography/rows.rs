//! Tables of text that are searched in place: nothing is parsed when the program starts.
//!
//! A table has a row a line, sorted by its first field in code point order, fields parted by tabs. Comments begin
//! with `#`, which sorts before every letter, and so stand at the top.

use std::cmp::Ordering;
use std::sync::OnceLock;

/// A table that is asked for often, by keys that begin with a Chinese character.
pub(crate) struct Rows {
    text: &'static str,
    /// Where the rows of each character begin, and of the one after the last; made when the first is asked for.
    starts: OnceLock<Box<[u32]>>,
}

impl Rows {
    const FIRST: char = '一';
    const LAST: char = '鿿';

    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, starts: OnceLock::new() }
    }

    /// The fields after the key of the row with this key.
    pub(crate) fn find(&self, key: &str) -> Option<&'static str> {
        let number = |c: char| u32::from(c).wrapping_sub(u32::from(Self::FIRST)) as usize;
        let first = key.chars().next()?;
        if !(Self::FIRST..=Self::LAST).contains(&first) {
            return find(self.text, key);
        }
        let starts = self.starts.get_or_init(|| {
            let mut starts = Vec::with_capacity(number(Self::LAST) + 2);
            let mut at = 0;
            for row in self.text.split_inclusive('\n') {
                let c = row.chars().next().map_or(0, |c| if c < Self::FIRST { 0 } else { number(c) + 1 });
                if c > starts.len() {
                    starts.resize(c.min(number(Self::LAST) + 2), at);
                }
                at += u32::try_from(row.len()).expect("a table is no larger than 4 GB");
            }
            starts.resize(number(Self::LAST) + 2, at);
            starts.into()
        });
        let [start, end] = [number(first), number(first) + 1].map(|c| starts[c] as usize);
        find(&self.text[start..end], key)
    }

    #[cfg(test)]
    pub(crate) fn text(&self) -> &'static str {
        self.text
    }
}

/// The fields after the key of the row with this key.
pub(crate) fn find<'t>(table: &'t str, key: &str) -> Option<&'t str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let mut start = low.midpoint(high);
        let mut end = start;
        while start > low && bytes[start - 1] != b'\n' {
            start -= 1;
        }
        while end < high && bytes[end] != b'\n' {
            end += 1;
        }
        let row = &bytes[start..end];
        let length = row.iter().position(|&b| b == b'\t').unwrap_or(row.len());
        match row[..length].cmp(key.as_bytes()) {
            Ordering::Equal => return Some(&table[(start + length + 1).min(end)..end]),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// Asserts that a table is sorted, has no key twice, and ends its last line.
#[cfg(test)]
pub(crate) fn assert_sorted(table: &str) {
    assert!(table.ends_with('\n'), "end the last line");
    let keys: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
    for pair in keys.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}: sort by code point, a row a key", pair[0], pair[1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# comment\tno row\n# another\n一\tyi\n丁\tding\td\n三\n東京\ttokyo\n";

    #[test]
    fn rows_are_found_and_others_are_not() {
        assert_sorted(TABLE);
        assert_eq!(find(TABLE, "一"), Some("yi"));
        assert_eq!(find(TABLE, "丁"), Some("ding\td"));
        assert_eq!(find(TABLE, "三"), Some(""));
        assert_eq!(find(TABLE, "東京"), Some("tokyo"));
        for other in ["", "a", "東", "東京都", "龍"] {
            assert_eq!(find(TABLE, other), None, "{other}");
        }
        assert_eq!(find("", "一"), None);
        let rows = Rows::new(TABLE);
        for key in ["一", "丁", "三", "東京", "", "a", "東", "東京都", "龍", "鿿", "丂"] {
            assert_eq!(rows.find(key), find(TABLE, key), "{key}");
        }
    }
}
