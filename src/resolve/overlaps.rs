//! Choosing among spans that share text.

use super::Span;

/// The disjoint spans of the greatest total worth, in order; of equal ones those that begin earlier.
///
/// Dynamic programming over the ends of spans, O(n log n).
pub(crate) fn choose(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| (s.end, s.first));
    let mut best: Vec<f32> = Vec::with_capacity(spans.len() + 1);
    best.push(0.0);
    let mut taken = vec![false; spans.len()];
    let before = |spans: &[Span], i: usize| spans[..i].partition_point(|s| s.end <= spans[i].first);
    for i in 0..spans.len() {
        let with = best[before(&spans, i)] + worth(&spans[i]);
        taken[i] = with > best[i];
        best.push(with.max(best[i]));
    }
    let mut chosen = Vec::new();
    let mut i = spans.len();
    while i > 0 {
        if taken[i - 1] {
            chosen.push(i - 1);
            i = before(&spans, i - 1);
        } else {
            i -= 1;
        }
    }
    let mut kept = vec![false; spans.len()];
    for &i in &chosen {
        kept[i] = true;
    }
    let mut i = 0;
    spans.retain(|_| {
        i += 1;
        kept[i - 1]
    });
    spans
}

/// What a span is worth more with each token: of equals the longer, "San Salvador" before "Salvador".
const PER_TOKEN: f32 = 0.04;

/// What a span is worth more that has the letters of its form: "Deir ez-Zor" before "ud Deir ez-Zor".
const AS_LISTED: f32 = 0.1;

/// What choosing a span is worth: its probability, and more than twice as much for twice as much of the text, so that
/// a whole is not given up for its parts.
fn worth(span: &Span) -> f32 {
    let best = &span.readings[0];
    let confidence = super::logistic(best.log_odds);
    // Readings that share a span do not make it worth less.
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let length = best.evidence.length.max(best.segments as f32).max(2.0);
    let worth = if confidence < 0.2 { confidence * 0.01 } else { confidence * length.powf(1.2) };
    // Of equals the longer.
    #[expect(clippy::cast_precision_loss, reason = "spans are short")]
    let tokens = (span.end - span.first) as f32;
    worth * (1.0 + (tokens - 1.0) * PER_TOKEN + best.evidence.same_letters * AS_LISTED)
}

#[cfg(test)]
mod tests {
    use super::super::{EntityRef, Reading};
    use super::*;
    use crate::matching::evidence::Evidence;
    use crate::mention::Reason;

    fn span(first: u32, end: u32, log_odds: f32) -> Span {
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let evidence = Evidence { length: (end - first) as f32 * 5.0, ..Evidence::default() };
        let entity = EntityRef { lexicon: 0, entity: 0 };
        Span {
            first,
            end,
            tail: 0,
            readings: vec![Reading {
                entity,
                form: 0,
                log_odds,
                prior: 0.0,
                reason: Reason::Exact,
                evidence,
                segments: 0,
                is_family_only: false,
                is_unsure_mononym: false,
                is_widened: false,
                is_inflected: false,
            }],
        }
    }

    /// The best total by trying every subset.
    fn exhaustive(spans: &[Span]) -> f32 {
        (0_u32..1 << spans.len())
            .filter_map(|set| {
                let mut chosen: Vec<&Span> =
                    spans.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, s)| s).collect();
                chosen.sort_by_key(|s| s.first);
                chosen.windows(2).all(|w| w[0].end <= w[1].first).then(|| chosen.iter().map(|s| worth(s)).sum::<f32>())
            })
            .fold(0.0, f32::max)
    }

    #[test]
    fn the_choice_is_the_best_of_all_subsets() {
        let mut state = 7_u32;
        let mut next = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        let tried = crate::tally::scaled(300, 20_000);
        for _ in 0..tried {
            let spans: Vec<Span> = (0..8)
                .map(|_| {
                    let first = next(10);
                    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                    span(first, first + 1 + next(3), next(80) as f32 / 10.0 - 3.0)
                })
                .collect();
            let chosen = choose(spans.clone());
            assert!(chosen.windows(2).all(|w| w[0].end <= w[1].first));
            let total: f32 = chosen.iter().map(worth).sum();
            assert!((total - exhaustive(&spans)).abs() < 1e-4);
        }
        crate::tally::tally("oracles", "choices among spans against every subset of them", tried, "equal");
    }

    #[test]
    fn a_longer_name_beats_the_one_inside_it() {
        let chosen = choose(vec![span(1, 2, 4.0), span(0, 2, 3.0)]);
        assert_eq!((chosen.len(), chosen[0].first), (1, 0));
    }
}
