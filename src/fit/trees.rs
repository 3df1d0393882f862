//! Grows the confidence model: gradient-boosted regression trees under monotone bounds.
//!
//! Newton boosting on the logistic loss, split points at quantiles. A feature that raises the confidence may only
//! be split with the higher value on the higher side, and the values below either child stay on its side of the
//! mean of the two (the "monotone constraints" of XGBoost and LightGBM).

use crate::matching::confidence::{Model, Node, logistic};
use crate::matching::evidence::{Bearing, Evidence};

/// The knobs of the growth.
pub(crate) struct Knobs {
    pub(crate) trees: usize,
    pub(crate) depth: usize,
    pub(crate) rate: f32,
    /// Least sum of the second derivatives in a leaf.
    pub(crate) least_weight: f32,
    /// Pull of a leaf's value towards nothing.
    pub(crate) ridge: f32,
    /// Split points tried of each feature.
    pub(crate) bins: usize,
}

/// The knobs of the model for two names.
pub(crate) const COMPARISON: Knobs = Knobs { trees: 280, depth: 5, rate: 0.1, least_weight: 6.0, ridge: 4.0, bins: 48 };
/// The knobs of the model for names looked up in a lexicon.
pub(crate) const LOOKUP: Knobs = Knobs { trees: 220, depth: 5, rate: 0.08, least_weight: 15.0, ridge: 4.0, bins: 64 };
/// The knobs of the model for names of a lexicon in a text.
pub(crate) const RETRIEVAL: Knobs = Knobs { trees: 160, depth: 4, rate: 0.1, least_weight: 15.0, ridge: 4.0, bins: 48 };

/// A labelled piece of evidence and what it weighs in the fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) evidence: Evidence,
    pub(crate) same: bool,
    pub(crate) weight: f32,
}

/// Grows a model from samples.
pub(crate) fn grow(samples: &[Sample], knobs: &Knobs) -> Model {
    let bounds = bounds(samples, knobs.bins);
    let binned: Vec<[u8; Evidence::COUNT]> = samples.iter().map(|s| bin(&s.evidence.values(), &bounds)).collect();
    let weight: f32 = samples.iter().map(|s| s.weight).sum();
    let same: f32 = samples.iter().filter(|s| s.same).map(|s| s.weight).sum();
    let rate = (same / weight.max(1.0)).clamp(0.001, 0.999);
    let mut model = Model { base: (rate / (1.0 - rate)).ln(), ..Model::default() };
    let mut odds = vec![model.base; samples.len()];
    for _ in 0..knobs.trees {
        let slopes: Vec<(f32, f32)> = samples
            .iter()
            .zip(&odds)
            .map(|(s, &o)| {
                let p = logistic(o);
                (s.weight * (f32::from(u8::from(s.same)) - p), s.weight * (p * (1.0 - p)).max(1e-6))
            })
            .collect();
        let mut grower =
            Grower { binned: &binned, slopes: &slopes, bounds: &bounds, knobs, nodes: Vec::new(), odds: &mut odds };
        grower.grow((0..samples.len()).collect(), knobs.depth, (f32::NEG_INFINITY, f32::INFINITY));
        let tree = grower.nodes;
        model.trees.push(tree);
    }
    model
}

/// The split points of each feature: between its values if they are few, else quantiles, without repeats.
fn bounds(samples: &[Sample], bins: usize) -> Vec<Vec<f32>> {
    (0..Evidence::COUNT)
        .map(|f| {
            let mut values: Vec<f32> = samples.iter().map(|s| s.evidence.values()[f]).collect();
            values.sort_by(f32::total_cmp);
            // Of counts each step is tried, however rare.
            let mut distinct = values.clone();
            distinct.dedup();
            if distinct.len() <= bins {
                return distinct.windows(2).map(|w| (f32::midpoint(w[0], w[1]) * 1e4).round() / 1e4).collect();
            }
            let mut points: Vec<f32> = (1..bins)
                .map(|b| {
                    let i = b * values.len() / bins;
                    // Between two values, and rounded as the file will have it.
                    let (below, above) = (values[i.saturating_sub(1)], values[i]);
                    (((below + above) / 2.0) * 1e4).round() / 1e4
                })
                .collect();
            points.dedup();
            points
        })
        .collect()
}

fn bin(values: &[f32; Evidence::COUNT], bounds: &[Vec<f32>]) -> [u8; Evidence::COUNT] {
    let mut out = [0; Evidence::COUNT];
    for (f, points) in bounds.iter().enumerate() {
        out[f] = u8::try_from(points.partition_point(|&p| p <= values[f])).expect("fewer than 256 bins");
    }
    out
}

/// Bins of a feature at most.
const MOST_BINS: usize = 128;

struct Grower<'a> {
    binned: &'a [[u8; Evidence::COUNT]],
    slopes: &'a [(f32, f32)],
    bounds: &'a [Vec<f32>],
    knobs: &'a Knobs,
    nodes: Vec<Node>,
    odds: &'a mut [f32],
}

struct Split {
    feature: usize,
    bin: usize,
    gain: f32,
    values: (f32, f32),
}

impl Grower<'_> {
    /// Grows the subtree of `rows`, whose leaves stay within `range`; gives its first node.
    fn grow(&mut self, rows: Vec<usize>, depth: usize, range: (f32, f32)) -> u16 {
        let at = self.nodes.len();
        let split = if depth == 0 { None } else { self.best_split(&rows, range) };
        let Some(split) = split else {
            let (g, h) = self.sums(&rows);
            let value = (self.value(g, h, range) * self.knobs.rate * 1e4).round() / 1e4;
            for row in rows {
                self.odds[row] += value;
            }
            self.nodes.push(Node::Leaf(value));
            return u16::try_from(at).expect("trees are small");
        };
        self.nodes.push(Node::Leaf(0.0));
        let (low_rows, high_rows): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|&r| usize::from(self.binned[r][split.feature]) <= split.bin);
        let middle = f32::midpoint(split.values.0, split.values.1);
        let (low_range, high_range) = match Evidence::FEATURES[split.feature].1 {
            Bearing::Raises => ((range.0, middle), (middle, range.1)),
            Bearing::Lowers => ((middle, range.1), (range.0, middle)),
            Bearing::Either => (range, range),
        };
        let low = self.grow(low_rows, depth - 1, low_range);
        let high = self.grow(high_rows, depth - 1, high_range);
        self.nodes[at] = Node::Split {
            feature: u8::try_from(split.feature).expect("few features"),
            bound: self.bounds[split.feature][split.bin],
            low,
            high,
        };
        u16::try_from(at).expect("trees are small")
    }

    fn sums(&self, rows: &[usize]) -> (f32, f32) {
        rows.iter().fold((0.0, 0.0), |(g, h), &r| (g + self.slopes[r].0, h + self.slopes[r].1))
    }

    fn value(&self, g: f32, h: f32, range: (f32, f32)) -> f32 {
        (g / (h + self.knobs.ridge)).clamp(range.0, range.1)
    }

    fn best_split(&self, rows: &[usize], range: (f32, f32)) -> Option<Split> {
        let (total_g, total_h) = self.sums(rows);
        // The loss removed by a leaf of value v is 2gv - (h + ridge)v².
        let removed = |g: f32, h: f32, v: f32| 2.0 * g * v - (h + self.knobs.ridge) * v * v;
        let unsplit = removed(total_g, total_h, self.value(total_g, total_h, range));
        let mut best: Option<Split> = None;
        let mut sums = vec![[(0.0_f32, 0.0_f32); MOST_BINS]; Evidence::COUNT];
        for &row in rows {
            let (g, h) = self.slopes[row];
            for (sums, &bin) in sums.iter_mut().zip(&self.binned[row]) {
                let cell = &mut sums[usize::from(bin)];
                cell.0 += g;
                cell.1 += h;
            }
        }
        for (feature, sums) in sums.iter().enumerate() {
            let points = self.bounds[feature].len();
            let (mut g, mut h) = (0.0, 0.0);
            for (bin, cell) in sums.iter().take(points).enumerate() {
                g += cell.0;
                h += cell.1;
                let (rest_g, rest_h) = (total_g - g, total_h - h);
                if h < self.knobs.least_weight || rest_h < self.knobs.least_weight {
                    continue;
                }
                let (low, high) = (self.value(g, h, range), self.value(rest_g, rest_h, range));
                let allowed = match Evidence::FEATURES[feature].1 {
                    Bearing::Raises => low <= high,
                    Bearing::Lowers => low >= high,
                    Bearing::Either => true,
                };
                let gain = removed(g, h, low) + removed(rest_g, rest_h, high) - unsplit;
                if allowed && gain > 1e-3 && best.as_ref().is_none_or(|b| gain > b.gain) {
                    best = Some(Split { feature, bin, gain, values: (low, high) });
                }
            }
        }
        best
    }
}
