//! Aligning two words sound by sound.
//!
//! The score of an alignment is the sum of the log-odds of its edits; the best one is found by dynamic programming
//! in time and memory proportional to the product of the lengths, which [`LONGEST`] bounds.

use super::costs::{CostTable, Edit, Place, Row};
use crate::orthography::sounds::Segment;

/// Segments beyond this many are not compared. The longest name tokens have under thirty.
pub(crate) const LONGEST: usize = 40;

/// Segments of words for which bounds are known: three of them said as one are compared whole.
pub(crate) const SHORT: usize = LONGEST / 3;

/// The score of the best alignment of `left` with `right`, in hundredths of a nat.
pub(crate) fn score(left: &[Segment], right: &[Segment], costs: &CostTable) -> i32 {
    score_from(left, right, costs, i32::MIN).unwrap_or(i32::MIN)
}

/// The same, or nothing if it is less than `least`: given up as soon as that is certain.
pub(crate) fn score_from(left: &[Segment], right: &[Segment], costs: &CostTable, least: i32) -> Option<i32> {
    let left = &left[..left.len().min(LONGEST)];
    let right = &right[..right.len().min(LONGEST)];
    let mut skips = [0_i32; LONGEST];
    let mut row = [0_i32; LONGEST + 1];
    for (j, (&b, skip)) in right.iter().zip(&mut skips).enumerate() {
        *skip = costs.right(b, Place::of(j, right.len()));
        row[j + 1] = row[j] + *skip;
    }
    let skips = &skips[..right.len()];
    let row = &mut row[..=right.len()];
    let most = costs.most();
    let mut done = 0;
    while done < left.len() {
        let one = |i: usize| (costs.substitutes(left[i]), costs.left(left[i], Place::of(i, left.len())));
        let best = if done + 1 < left.len() {
            let best = two_more(row, right, skips, one(done), one(done + 1));
            done += 2;
            best
        } else {
            let best = one_more(row, right, skips, one(done));
            done += 1;
            best
        };
        let rest = i32::try_from(left.len() - done).expect("at most LONGEST");
        if least > i32::MIN && best + rest * most < least {
            return None;
        }
    }
    let score = row[right.len()];
    (score >= least).then_some(score)
}

/// What a segment of the left scores with each other one, and left alone.
type Step<'c> = (&'c Row, i32);

/// Takes one more segment of the left; the best score that is reached.
fn one_more(row: &mut [i32], right: &[Segment], skips: &[i32], (substitutes, skip_left): Step) -> i32 {
    let mut diagonal = row[0];
    row[0] += skip_left;
    let mut standing = row[0];
    let mut best = standing;
    for ((&b, &skip_right), cell) in right.iter().zip(skips).zip(&mut row[1..]) {
        let substituted = diagonal + i32::from(substitutes[usize::from(b)]);
        diagonal = *cell;
        // What waits for the cell before comes last.
        standing = substituted.max(diagonal + skip_left).max(standing + skip_right);
        *cell = standing;
        best = best.max(standing);
    }
    best
}

/// Takes two more, side by side: neither waits for the other but for one cell.
fn two_more(row: &mut [i32], right: &[Segment], skips: &[i32], upper: Step, lower: Step) -> i32 {
    let ((upper_substitutes, upper_skip), (lower_substitutes, lower_skip)) = (upper, lower);
    let mut diagonal = row[0];
    let mut upper = diagonal + upper_skip;
    let mut lower = upper + lower_skip;
    row[0] = lower;
    let mut best = lower;
    for ((&b, &skip_right), cell) in right.iter().zip(skips).zip(&mut row[1..]) {
        let first = diagonal + i32::from(upper_substitutes[usize::from(b)]);
        let second = upper + i32::from(lower_substitutes[usize::from(b)]);
        diagonal = *cell;
        upper = first.max(diagonal + upper_skip).max(upper + skip_right);
        lower = second.max(upper + lower_skip).max(lower + skip_right);
        *cell = lower;
        best = best.max(lower);
    }
    best
}

/// The edits of the best alignment, in order.
pub(crate) fn trace(left: &[Segment], right: &[Segment], costs: &CostTable) -> Vec<Edit> {
    let left = &left[..left.len().min(LONGEST)];
    let right = &right[..right.len().min(LONGEST)];
    let width = right.len() + 1;
    let mut best = vec![0_i32; (left.len() + 1) * width];
    let (n, m) = (left.len(), right.len());
    let skip_left = |i: usize| costs.left(left[i], Place::of(i, n));
    let skip_right = |j: usize| costs.right(right[j], Place::of(j, m));
    for j in 0..m {
        best[j + 1] = best[j] + skip_right(j);
    }
    for i in 0..n {
        best[(i + 1) * width] = best[i * width] + skip_left(i);
        for j in 0..m {
            let substituted = best[i * width + j] + costs.substitute(left[i], right[j]);
            let skipped = (best[(i + 1) * width + j] + skip_right(j)).max(best[i * width + j + 1] + skip_left(i));
            best[(i + 1) * width + j + 1] = substituted.max(skipped);
        }
    }
    let mut edits = Vec::with_capacity(n.max(m));
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let here = best[i * width + j];
        if i > 0 && j > 0 && here == best[(i - 1) * width + j - 1] + costs.substitute(left[i - 1], right[j - 1]) {
            edits.push(Edit::Substitute(left[i - 1], right[j - 1]));
            i -= 1;
            j -= 1;
        } else if i > 0 && here == best[(i - 1) * width + j] + skip_left(i - 1) {
            edits.push(Edit::Left(left[i - 1], Place::of(i - 1, n)));
            i -= 1;
        } else {
            edits.push(Edit::Right(right[j - 1], Place::of(j - 1, m)));
            j -= 1;
        }
    }
    edits.reverse();
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::costs::{Costs, prior};
    use crate::orthography::script::Script;
    use crate::orthography::sounds::readings;

    /// The best score by trying every alignment.
    fn exhaustive(left: &[Segment], right: &[Segment], i: usize, j: usize, costs: &CostTable) -> i32 {
        let mut best = if i == left.len() && j == right.len() { 0 } else { i32::MIN };
        if i < left.len() {
            let cost = costs.left(left[i], Place::of(i, left.len()));
            best = best.max(cost + exhaustive(left, right, i + 1, j, costs));
        }
        if j < right.len() {
            let cost = costs.right(right[j], Place::of(j, right.len()));
            best = best.max(cost + exhaustive(left, right, i, j + 1, costs));
        }
        if i < left.len() && j < right.len() {
            let cost = costs.substitute(left[i], right[j]);
            best = best.max(cost + exhaustive(left, right, i + 1, j + 1, costs));
        }
        best
    }

    #[test]
    fn the_fast_score_is_the_exhaustive_one_and_that_of_the_trace() {
        let costs = Costs::shipped().between(Script::Latin, Script::Latin);
        let words = ["qasem", "ghassem", "kassim", "omar", "oman", "", "a", "mohammed", "khrushchev"];
        for a in words {
            for b in words {
                let (a, b) = (readings(a).1.remove(0), readings(b).1.remove(0));
                let expected = exhaustive(&a, &b, 0, 0, costs);
                assert_eq!(score(&a, &b, costs), expected);
                for least in [expected - 50, expected, expected + 1, expected + 200] {
                    let kept = score_from(&a, &b, costs, least);
                    assert_eq!(kept, (expected >= least).then_some(expected));
                }
                let table = |e: &Edit| match *e {
                    Edit::Substitute(x, y) => costs.substitute(x, y),
                    Edit::Left(x, p) => costs.left(x, p),
                    Edit::Right(y, p) => costs.right(y, p),
                };
                assert_eq!(trace(&a, &b, costs).iter().map(table).sum::<i32>(), expected);
            }
        }
    }

    #[test]
    fn a_prior_prefers_equal_segments() {
        assert!(prior(Edit::Substitute(0, 0)) > prior(Edit::Substitute(0, 1)));
    }
}
