//! Aligning one word with many, side by side: one lane of a vector register each.

use super::alignment::LONGEST;
use super::costs::{CostTable, Place};
use crate::orthography::sounds::{COUNT, Segment};

/// Words aligned at once.
pub(crate) const LANES: usize = 16;

/// A number for each of them.
type Lanes = [i16; LANES];

/// The scores of the best alignments of `left` with each of `rights`, as [`score`](super::alignment::score) gives them;
/// of those that are negative it is only said that they are.
///
/// Nothing where a score might not fit.
pub(crate) fn scores(left: &[Segment], rights: &[&[Segment]], costs: &CostTable) -> Option<Lanes> {
    let left = &left[..left.len().min(LONGEST)];
    let longest = rights.iter().map(|r| r.len()).max().unwrap_or(0).min(LONGEST);
    // What is so low that it sticks at the least number stays below zero whatever follows.
    if costs.most() * i32::try_from(left.len() + longest).ok()? >= i32::from(i16::MAX) {
        return None;
    }
    let mut segments = [[0_u8; LANES]; LONGEST];
    let mut skips = [[0_i16; LANES]; LONGEST];
    for (lane, right) in rights.iter().enumerate().take(LANES) {
        let right = &right[..right.len().min(LONGEST)];
        for (j, &b) in right.iter().enumerate() {
            segments[j][lane] = b;
            skips[j][lane] = narrow(costs.right(b, Place::of(j, right.len())));
        }
    }
    let columns = || segments[..longest].iter().zip(&skips[..longest]);
    let mut row = [[0_i16; LANES]; LONGEST + 1];
    let mut standing = row[0];
    for ((_, skip), cell) in columns().zip(&mut row[1..]) {
        for l in 0..LANES {
            standing[l] = standing[l].saturating_add(skip[l]);
        }
        *cell = standing;
    }
    // A place for every byte: no bounds to check.
    let mut substitutes = [0_i16; 256];
    for (i, &a) in left.iter().enumerate() {
        substitutes[..COUNT].copy_from_slice(costs.substitutes(a));
        let skip_left = narrow(costs.left(a, Place::of(i, left.len())));
        let mut diagonal = row[0];
        for cell in &mut row[0] {
            *cell = cell.saturating_add(skip_left);
        }
        let mut standing = row[0];
        for ((b, skip), cell) in columns().zip(&mut row[1..]) {
            let mut substitute = [0_i16; LANES];
            for l in 0..LANES {
                substitute[l] = substitutes[usize::from(b[l])];
            }
            let above = *cell;
            for l in 0..LANES {
                let substituted = diagonal[l].saturating_add(substitute[l]);
                let skipped = standing[l].saturating_add(skip[l]).max(above[l].saturating_add(skip_left));
                standing[l] = substituted.max(skipped);
            }
            diagonal = above;
            *cell = standing;
        }
    }
    let mut out = [0; LANES];
    for (l, right) in rights.iter().enumerate().take(LANES) {
        out[l] = row[right.len().min(LONGEST)][l];
    }
    Some(out)
}

/// A cost, which fits.
fn narrow(cost: i32) -> i16 {
    i16::try_from(cost).unwrap_or(i16::MIN)
}
