//! Aligning one word with many, side by side: one lane of a vector register each.

use super::alignment::LONGEST;
use super::costs::{CostTable, Place};
use crate::orthography::sounds::Segment;

/// Words aligned at once.
pub(crate) const LANES: usize = 16;

/// The scores of the best alignments of `left` with each of `rights`, as [`score`](super::alignment::score) gives them;
/// of those that are negative it is only said that they are.
///
/// Nothing where a score might not fit.
pub(crate) fn scores(left: &[Segment], rights: &[&[Segment]], costs: &CostTable) -> Option<[i16; LANES]> {
    let left = &left[..left.len().min(LONGEST)];
    let longest = rights.iter().map(|r| r.len()).max().unwrap_or(0).min(LONGEST);
    // What is so low that it sticks at the least number stays below zero whatever follows.
    if costs.most() * i32::try_from(left.len() + longest).ok()? >= i32::from(i16::MAX) {
        return None;
    }
    // Half of the batches are less than half full: the last of a length or a script.
    Some(if rights.len() > LANES / 2 {
        in_lanes::<LANES>(left, rights, longest, costs)
    } else {
        in_lanes::<{ LANES / 2 }>(left, rights, longest, costs)
    })
}

/// The same of words of at most `longest` segments, of which there are as many as lanes or fewer.
fn in_lanes<const N: usize>(
    left: &[Segment],
    rights: &[&[Segment]],
    longest: usize,
    costs: &CostTable,
) -> [i16; LANES] {
    let mut segments = [[0_u8; N]; LONGEST];
    let mut skips = [[0_i16; N]; LONGEST];
    for (lane, right) in rights.iter().enumerate().take(N) {
        let right = &right[..right.len().min(LONGEST)];
        for (j, &b) in right.iter().enumerate() {
            segments[j][lane] = b;
            skips[j][lane] = narrow(costs.right(b, Place::of(j, right.len())));
        }
    }
    let columns = || segments[..longest].iter().zip(&skips[..longest]);
    let mut row = [[0_i16; N]; LONGEST + 1];
    let mut standing = row[0];
    for ((_, skip), cell) in columns().zip(&mut row[1..]) {
        for l in 0..N {
            standing[l] = standing[l].saturating_add(skip[l]);
        }
        *cell = standing;
    }
    for (i, &a) in left.iter().enumerate() {
        let substitutes = costs.substitutes(a);
        let skip_left = narrow(costs.left(a, Place::of(i, left.len())));
        let mut diagonal = row[0];
        for cell in &mut row[0] {
            *cell = cell.saturating_add(skip_left);
        }
        let mut standing = row[0];
        for ((b, skip), cell) in columns().zip(&mut row[1..]) {
            let mut substitute = [0_i16; N];
            for l in 0..N {
                substitute[l] = substitutes[usize::from(b[l])];
            }
            let above = *cell;
            for l in 0..N {
                let substituted = diagonal[l].saturating_add(substitute[l]);
                let skipped = standing[l].saturating_add(skip[l]).max(above[l].saturating_add(skip_left));
                standing[l] = substituted.max(skipped);
            }
            diagonal = above;
            *cell = standing;
        }
    }
    let mut out = [0; LANES];
    for (l, right) in rights.iter().enumerate().take(N) {
        out[l] = row[right.len().min(LONGEST)][l];
    }
    out
}

/// A cost, which fits.
fn narrow(cost: i32) -> i16 {
    i16::try_from(cost).unwrap_or(i16::MIN)
}
