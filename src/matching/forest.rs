//! A model's trees laid out for speed.
//!
//! Leaves are whole ten-thousandths of a nat, as the files have them, so that sums do not depend on their order. For
//! each type of entity and pair of scripts there is a layout of its own, without the splits that these decide, and
//! two of them: most evidence has none of the rarer sorts. What a bound tells apart is counted once for each feature;
//! evidence that the bounds do not tell from what was met before has the same answer.

use std::cell::RefCell;

use once_cell::sync::OnceCell;

use super::confidence::{Model, Node};
use super::costs::ScriptPair;
use super::evidence::Evidence;

/// Leaves are whole multiples of a nat divided by this.
const UNIT: f32 = 10_000.0;

/// Features that most evidence has none of.
const RARE: [&str; 11] = [
    "initials",
    "initials-wrong",
    "told-apart",
    "other-given",
    "listed-apart",
    "other-sex",
    "other-words",
    "joined",
    "legal-form-differs",
    "same-letters",
    "inverted",
];

const TYPES: usize = 4;
const PAIRS: usize = ScriptPair::ALL.len();

/// The layouts of one model, made when they are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Forest {
    /// By type, pair of scripts and whether anything rare is there; the last for evidence of no type that is known.
    layouts: Vec<OnceCell<Layout>>,
}

impl Default for Forest {
    fn default() -> Self {
        Self { layouts: vec![OnceCell::new(); TYPES * PAIRS * 2 + 1] }
    }
}

/// Layouts say nothing that the model does not.
impl PartialEq for Forest {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Forest {
    /// The sum of the leaves that evidence leads to, in nats.
    pub(crate) fn sum(&self, model: &Model, evidence: &Evidence) -> f32 {
        let values = evidence.values();
        let whole = |value: f32, count: usize| (0..count).find(|&n| value == n as f32);
        let place = whole(evidence.entity_type, TYPES).zip(whole(evidence.scripts, PAIRS));
        let Some((kind, pair)) = place else {
            return self.layouts[TYPES * PAIRS * 2].get_or_init(|| Layout::new(model, &[])).sum(&values);
        };
        let is_rare = is_rare(evidence);
        let layout = self.layouts[(kind * PAIRS + pair) * 2 + usize::from(is_rare)].get_or_init(|| {
            let mut known = vec![(number("entity-type"), kind as f32), (number("scripts"), pair as f32)];
            if !is_rare {
                known.extend(RARE.iter().map(|name| (number(name), 0.0)));
            }
            Layout::new(model, &known)
        });
        layout.sum(&values)
    }
}

/// Whether evidence has any of the [`RARE`] features.
fn is_rare(e: &Evidence) -> bool {
    let features = [
        e.initials,
        e.initials_wrong,
        e.told_apart,
        e.other_given,
        e.listed_apart,
        e.other_sex,
        e.other_words,
        e.joined,
        e.legal_form_differs,
        e.same_letters,
        e.inverted,
    ];
    features != [0.0; RARE.len()]
}

fn number(feature: &str) -> usize {
    Evidence::FEATURES.iter().position(|(name, _)| *name == feature).expect("a feature's name")
}

/// A step down a tree: to `next` if the slot's count is at most `bin`, else to the node after it; leaves lead to themselves.
#[derive(Clone, Copy, Debug)]
struct Step {
    slot: u16,
    bin: u16,
    next: u32,
}

#[derive(Clone, Debug)]
struct Layout {
    /// Tells the layouts of all models apart.
    id: u16,
    /// The sum of trees that are one leaf, with the base.
    base: i32,
    /// The features that are asked for, each with its bounds, rising, and the bits that their count takes.
    slots: Vec<(usize, Vec<f32>, u32)>,
    steps: Vec<Step>,
    /// By step: what a leaf adds.
    leaves: Vec<i32>,
    /// The first step of each tree and its depth, the shallow ones first.
    trees: Vec<(u32, u32)>,
}

impl Layout {
    /// The trees of a model where some features are known.
    fn new(model: &Model, known: &[(usize, f32)]) -> Self {
        static LAYOUTS: std::sync::atomic::AtomicU16 = std::sync::atomic::AtomicU16::new(1);
        let id = LAYOUTS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut pruned = Pruned { known: [None; Evidence::COUNT], nodes: Vec::new() };
        known.iter().for_each(|&(feature, value)| pruned.known[feature] = Some(value));
        let roots: Vec<usize> = model.trees.iter().map(|tree| pruned.add(tree, 0)).collect();
        let mut bounds: Vec<Vec<f32>> = vec![Vec::new(); Evidence::COUNT];
        for node in &pruned.nodes {
            if let Kept::Split(feature, bound, ..) = *node {
                bounds[feature].push(bound);
            }
        }
        bounds.iter_mut().for_each(|list| list.sort_unstable_by(f32::total_cmp));
        bounds.iter_mut().for_each(Vec::dedup);
        let slots = bounds.into_iter().enumerate().filter(|(_, list)| !list.is_empty());
        let slots = slots.map(|(feature, list)| {
            let bits = list.len().ilog2() + 1;
            (feature, list, bits)
        });
        let (slots, steps, leaves) = (slots.collect(), Vec::new(), Vec::new());
        let mut layout = Self { id, base: units(model.base), slots, steps, leaves, trees: Vec::new() };
        let mut slot_of = [0; Evidence::COUNT];
        layout.slots.iter().enumerate().for_each(|(slot, &(feature, ..))| slot_of[feature] = slot);
        for root in roots {
            match pruned.nodes[root] {
                Kept::Leaf(value) => layout.base += value,
                Kept::Split(..) => {
                    let first = layout.room(1);
                    let depth = layout.lay(&pruned.nodes, root, first, &slot_of);
                    layout.trees.push((narrow(first), depth));
                }
            }
        }
        layout.trees.sort_by_key(|&(_, depth)| depth);
        // There are dozens of layouts, kept to the end.
        layout.steps.shrink_to_fit();
        layout.leaves.shrink_to_fit();
        layout
    }

    fn room(&mut self, count: usize) -> usize {
        let first = self.steps.len();
        self.steps.extend((first..first + count).map(|at| Step { slot: 0, bin: u16::MAX, next: narrow(at) }));
        self.leaves.resize(first + count, 0);
        first
    }

    /// Lays a node and what it leads to; the steps down to the furthest leaf.
    fn lay(&mut self, nodes: &[Kept], node: usize, at: usize, slot_of: &[usize; Evidence::COUNT]) -> u32 {
        match nodes[node] {
            Kept::Leaf(value) => {
                self.leaves[at] = value;
                0
            }
            Kept::Split(feature, bound, low, high) => {
                let slot = slot_of[feature];
                let bin = self.slots[slot].1.partition_point(|&b| b < bound);
                let next = self.room(2);
                self.steps[at] = Step { slot: small(slot), bin: small(bin), next: narrow(next) };
                1 + self.lay(nodes, low, next, slot_of).max(self.lay(nodes, high, next + 1, slot_of))
            }
        }
    }

    fn sum(&self, values: &[f32; Evidence::COUNT]) -> f32 {
        let mut bins = [0_u16; Evidence::COUNT];
        let (mut key, mut bits) = (0_u128, 16);
        for (bin, (feature, bounds, width)) in bins.iter_mut().zip(&self.slots) {
            let value = values[*feature];
            // As a tree asks it: what is no number is above every bound.
            let above: u32 = bounds.iter().map(|&bound| u32::from(value < bound)).sum();
            let below = narrow(bounds.len()) - above;
            *bin = small(below as usize);
            key = key << width | u128::from(below);
            bits += width;
        }
        if bits > 128 {
            return self.walk(&bins);
        }
        let key = key << 16 | u128::from(self.id);
        KNOWN.with_borrow_mut(|known| {
            known.resize(SUMS, (0, 0.0));
            #[expect(clippy::cast_possible_truncation, reason = "the halves are mixed")]
            let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let slot = &mut known[(mixed >> 32) as usize % SUMS];
            if slot.0 != key {
                *slot = (key, self.walk(&bins));
            }
            slot.1
        })
    }

    /// The sum for the counts of the slots. Each tree is gone down to the depth of the deepest of its group: leaves stay
    /// where they are. The trees of a group do not wait for each other.
    fn walk(&self, bins: &[u16; Evidence::COUNT]) -> f32 {
        let mut sum = self.base;
        for group in self.trees.chunks(TOGETHER) {
            let mut at = [0; TOGETHER];
            for (at, &(first, _)) in at.iter_mut().zip(group) {
                *at = first;
            }
            let depth = group.last().map_or(0, |&(_, depth)| depth);
            for _ in 0..depth {
                for at in &mut at {
                    let step = &self.steps[*at as usize];
                    *at = step.next + u32::from(bins[usize::from(step.slot) % Evidence::COUNT] > step.bin);
                }
            }
            sum += at[..group.len()].iter().map(|&at| self.leaves[at as usize]).sum::<i32>();
        }
        #[expect(clippy::cast_precision_loss, reason = "log-odds are small")]
        let sum = sum as f32 / UNIT;
        sum
    }
}

/// Trees that are gone down side by side.
const TOGETHER: usize = 8;

/// Sums remembered by each thread.
const SUMS: usize = 1 << 12;

thread_local! {
    static KNOWN: RefCell<Vec<(u128, f32)>> = const { RefCell::new(Vec::new()) };
}

/// Trees without the splits that are decided.
struct Pruned {
    /// What is known, by feature.
    known: [Option<f32>; Evidence::COUNT],
    nodes: Vec<Kept>,
}

/// A node that is kept, with where its children are.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    Leaf(i32),
    Split(usize, f32, usize, usize),
}

impl Pruned {
    /// Adds a tree from a node on, its children first; where it is.
    fn add(&mut self, tree: &[Node], at: usize) -> usize {
        let node = match tree[at] {
            Node::Leaf(value) => Kept::Leaf(units(value)),
            Node::Split { feature, bound, low, high } => {
                let feature = usize::from(feature);
                if let Some(value) = self.known[feature] {
                    return self.add(tree, usize::from(if value < bound { low } else { high }));
                }
                let start = self.nodes.len();
                let (low, high) = (self.add(tree, low.into()), self.add(tree, high.into()));
                match (self.nodes[low], self.nodes[high]) {
                    (Kept::Leaf(a), Kept::Leaf(b)) if a == b => {
                        self.nodes.truncate(start);
                        Kept::Leaf(a)
                    }
                    _ => Kept::Split(feature, bound, low, high),
                }
            }
        };
        self.nodes.push(node);
        self.nodes.len() - 1
    }
}

#[expect(clippy::cast_possible_truncation, reason = "log-odds are small")]
fn units(nats: f32) -> i32 {
    (nats * UNIT).round() as i32
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("fewer nodes than 2^32")
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
