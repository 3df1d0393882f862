//! A romaniser to copy: one letter, one sound.
//!
//! Source: name the standard here (BGN/PCGN 1979, ALA-LC 2012, ISO 233 …) and say where this file departs from it.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    for c in word.chars() {
        match c {
            'α' => out.append("a"),
            'β' => out.fork(&["v", "b"]),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("αβα", "ava")]
    #[case("α-", "a")]
    fn first_reading(#[case] word: &str, #[case] expected: &str) {
        let mut out = Readings::new();
        read(word, &mut out);
        assert_eq!(out.first(), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        let mut out = Readings::new();
        read("αβα", &mut out);
        assert_eq!(out.iter().collect::<Vec<_>>(), ["ava", "aba"]);
    }
}
