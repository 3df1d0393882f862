//! Tables of text that are searched in place: nothing is parsed when the program starts.
//!
//! A table has a row a line, sorted by its first field in code point order, fields parted by tabs. Comments begin
//! with `#`, which sorts before every letter, and so stand at the top.

use std::cmp::Ordering;

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
    }
}
