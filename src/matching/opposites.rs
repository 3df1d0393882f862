//! Words of which one in the place of another makes another place or body: northern and southern, upper and lower.

use once_cell::sync::Lazy;

use crate::hash::Map;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::Word;
use crate::orthography::script::Script;

/// Kinds of such words at most.
const KINDS: usize = 8;

/// Which values of each kind words have, a bit a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opposites([u8; KINDS]);

impl Opposites {
    /// What the words of a name have.
    pub(crate) fn of(words: &[Word]) -> Self {
        let mut out = Self::default();
        for word in words {
            out.add(&word.folded);
            // A name in signs is seldom cut into its words.
            if word.script == Script::Han {
                let mut sign = [0; 4];
                word.folded.chars().for_each(|c| out.add(c.encode_utf8(&mut sign)));
            }
        }
        out
    }

    fn add(&mut self, folded: &str) {
        for &(kind, values) in FORMS.get(folded).into_iter().flatten() {
            self.0[kind] |= values;
        }
    }

    /// The kinds of which each has a value that the other lacks: the north-east is no other place than the east by that.
    pub(crate) fn apart(self, other: Self) -> usize {
        self.0.iter().zip(other.0).filter(|&(&l, r)| l & !r != 0 && r & !l != 0).count()
    }
}

/// The kinds and values of each form, folded.
static FORMS: Lazy<Map<String, Vec<(usize, u8)>>> = Lazy::new(|| {
    let rows = include_str!("../../lexicons/grammar/opposites.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut out: Map<String, Vec<(usize, u8)>> = Map::default();
    for row in rows {
        let mut fields = row.split('\t');
        let (Some(kind), Some(values), Some(forms)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let at = kinds.iter().position(|k| k.0 == kind).unwrap_or(kinds.len());
        if at == kinds.len() {
            kinds.push((kind, Vec::new()));
        }
        let known = &mut kinds[at].1;
        let mut bits = 0;
        for value in values.split(' ') {
            let bit = known.iter().position(|&v| v == value).unwrap_or(known.len());
            if bit == known.len() {
                known.push(value);
            }
            bits |= 1 << bit;
        }
        for form in forms.split(' ') {
            out.entry(fold(&normalise(form))).or_default().push((at, bits));
        }
    }
    out
});

#[cfg(test)]
mod tests {
    use rstest::rstest;

    #[test]
    fn each_row_has_a_kind_values_and_forms() {
        let rows = include_str!("../../lexicons/grammar/opposites.tsv").lines().filter(|l| !l.starts_with('#'));
        for row in rows {
            let fields: Vec<&str> = row.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|f| !f.is_empty()), "{row:?}");
        }
        assert!(super::FORMS.values().flatten().all(|&(kind, _)| kind < super::KINDS));
    }

    #[rstest]
    #[case::words("Eastern Mining Company", "Southern Mining Company", 1.0)]
    #[case::languages("China Southern Airlines", "Китайские восточные авиалинии", 1.0)]
    #[case::signs("中国南方矿业", "中国东方矿业", 1.0)]
    #[case::one_of_two("Northeast Bank", "East Bank", 0.0)]
    #[case::translated("Northern Fleet", "Северный флот", 0.0)]
    #[case::one_side("Bank of Cyprus", "Bank of Northern Cyprus", 0.0)]
    fn told_apart(#[case] a: &str, #[case] b: &str, #[case] expected: f32) {
        assert_eq!(crate::compare(a, b, "org").evidence.told_apart, expected);
    }
}
