//! Whether a name in Latin letters looks transcribed from another script.
//!
//! A transcribed name has as many spellings as there are conventions; one that is at home in Latin letters has one, and
//! another spelling is another name: Lotfi is Lutfi, Munro is not Monroe. Three letters at a time tell the two apart;
//! `nisba fit` learns how much each three say from names of both kinds.

use once_cell::sync::Lazy;

/// What stands for the beginning and the end of a word.
const EDGE: usize = 26;
const LETTERS: usize = EDGE + 1;

/// The log-odds of each three letters, in nats.
pub(crate) struct Origins(Vec<f32>);

impl Origins {
    /// The shipped log-odds.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: Lazy<Origins> =
            Lazy::new(|| Origins::parse(include_str!("../../model/origin.tsv")).expect("a test parses them"));
        &SHIPPED
    }

    /// Reads rows of three letters and their log-odds.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut table = vec![0.0; LETTERS * LETTERS * LETTERS];
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let wrong = || format!("line {}: not three letters and their log-odds: {line:?}", number + 1);
            let (letters, value) = line.split_once('\t').ok_or_else(wrong)?;
            let at = trigrams(letters.as_bytes()).next().filter(|_| letters.len() == 3).ok_or_else(wrong)?;
            table[at] = value.parse().map_err(|_| wrong())?;
        }
        Ok(Self(table))
    }

    /// The log-odds that a folded word is transcribed rather than at home in Latin letters: the mean of its letters'.
    pub(crate) fn of(&self, folded: &str) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0_f32);
        let mut last = [None, Some(EDGE)];
        for third in folded.bytes().map(place).chain([Some(EDGE)]) {
            if let ([Some(first), Some(second)], Some(third)) = (last, third) {
                sum += self.0[(first * LETTERS + second) * LETTERS + third];
                count += 1.0;
            }
            last = [last[1], third];
        }
        sum / count.max(1.0)
    }
}

/// A word with what stands for its edges.
pub(crate) fn edged(word: &str) -> String {
    format!("_{word}_")
}

/// The places of a word's runs of three letters; runs with any other sign are left out.
pub(crate) fn trigrams(word: &[u8]) -> impl Iterator<Item = usize> + '_ {
    word.windows(3).filter_map(move |run| run.iter().try_fold(0, |at, &b| Some(at * LETTERS + place(b)?)))
}

/// The place of a letter, or of what stands for an edge, among those that are counted.
fn place(b: u8) -> Option<usize> {
    match b {
        b'a'..=b'z' => Some(usize::from(b - b'a')),
        b'_' => Some(EDGE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::arabic("nasrallah", true)]
    #[case::russian("zhuravlev", true)]
    #[case::persian("qasem", true)]
    #[case::english("collier", false)]
    #[case::german("schneider", false)]
    #[case::french("beaumont", false)]
    fn tells_transcribed_names(#[case] word: &str, #[case] transcribed: bool) {
        assert_eq!(Origins::shipped().of(word) > 0.0, transcribed, "{}", Origins::shipped().of(word));
    }

    #[test]
    fn what_is_no_letter_says_nothing() {
        assert!(Origins::shipped().of("").abs() < f32::EPSILON);
        assert!(Origins::shipped().of("42").abs() < f32::EPSILON);
    }

    #[rstest]
    #[case("ab\t1")]
    #[case("abc")]
    #[case("abc\tmuch")]
    #[case("abcd\t1")]
    fn other_rows_are_refused(#[case] row: &str) {
        assert!(Origins::parse(row).is_err());
    }
}
