//! From evidence to a probability.
//!
//! The model is a sum of small regression trees over the features of [`Evidence`], grown on labelled pairs with the
//! bearing of each feature held (more evidence never gives less confidence), then mapped to a probability by the
//! logistic function. There is one for
//! comparing two names and one for names looked up in a lexicon, where what is found resembles the name by
//! selection. They are read from `model/comparison.tsv` and `model/retrieval.tsv`, which `nisba fit` writes.

use std::cell::RefCell;

use once_cell::sync::Lazy;

use super::evidence::Evidence;
use super::forest::Forest;
use crate::hash::Map;

/// One node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Node {
    /// Goes to the node `low` if the feature is below the bound, else to `high`.
    Split { feature: u8, bound: f32, low: u16, high: u16 },
    /// Adds log-odds, in nats.
    Leaf(f32),
}

/// Trees over evidence, summed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Model {
    pub(crate) base: f32,
    pub(crate) trees: Vec<Vec<Node>>,
    /// The trees as they are summed, laid out on first use: whoever changes trees does so before.
    pub(crate) forest: Forest,
}

impl Model {
    /// The log-odds that the names are one entity's, in nats.
    pub(crate) fn log_odds(&self, evidence: &Evidence) -> f32 {
        self.forest.sum(self, evidence)
    }

    /// The probability that the names are one entity's.
    pub(crate) fn confidence(&self, evidence: &Evidence) -> f32 {
        logistic(self.log_odds(evidence))
    }

    /// The text of the model: a line a tree, its nodes in order.
    pub(crate) fn render(&self, comment: &str) -> String {
        let mut out: String = comment.lines().map(|l| format!("# {l}\n")).collect();
        out.push_str(&format!("base\t{:.4}\n", self.base));
        for tree in &self.trees {
            let nodes: Vec<String> = tree
                .iter()
                .map(|node| match node {
                    Node::Split { feature, bound, low, high } => {
                        format!("{} < {bound:.4} ? {low} : {high}", Evidence::FEATURES[usize::from(*feature)].0)
                    }
                    Node::Leaf(value) => format!("{value:.4}"),
                })
                .collect();
            out.push_str(&format!("tree\t{}\n", nodes.join("\t")));
        }
        out
    }

    /// Reads what [`Self::render`] writes.
    #[allow(dead_code, reason = "the build's half")]
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut model = Self::default();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let wrong = || format!("line {}: not a base or a tree: {line:?}", number + 1);
            let mut fields = line.split('\t');
            match fields.next() {
                Some("base") => model.base = fields.next().and_then(|f| f.parse().ok()).ok_or_else(wrong)?,
                Some("tree") => {
                    let tree: Vec<Node> = fields.map(|f| parse_node(f).ok_or_else(wrong)).collect::<Result<_, _>>()?;
                    // Children stand after their parents, so that every walk ends.
                    let ends = tree.iter().enumerate().all(|(i, node)| match *node {
                        Node::Split { low, high, .. } => {
                            [low, high].iter().all(|&c| usize::from(c) > i && usize::from(c) < tree.len())
                        }
                        Node::Leaf(_) => true,
                    });
                    if tree.is_empty() || !ends {
                        return Err(wrong());
                    }
                    model.trees.push(tree);
                }
                _ => return Err(wrong()),
            }
        }
        Ok(model)
    }

    /// The model as bytes, which the library reads in no time: text takes milliseconds.
    #[allow(dead_code, reason = "the build's half")]
    pub(crate) fn prepared(&self) -> Vec<u8> {
        let mut out = self.base.to_le_bytes().to_vec();
        for tree in &self.trees {
            let nodes = u16::try_from(tree.len()).expect("a tree is small");
            out.extend(nodes.to_le_bytes());
            for node in tree {
                let (feature, value, low, high) = match *node {
                    Node::Split { feature, bound, low, high } => (feature, bound, low, high),
                    Node::Leaf(value) => (LEAF, value, 0, 0),
                };
                out.push(feature);
                out.extend(value.to_le_bytes());
                out.extend([low, high].iter().flat_map(|child| child.to_le_bytes()));
            }
        }
        out
    }

    /// Reads what [`Self::prepared`] gives.
    fn read(mut bytes: &[u8]) -> Option<Self> {
        let node = |b: &[u8; NODE]| match b[0] {
            LEAF => Node::Leaf(f32::from_le_bytes([b[1], b[2], b[3], b[4]])),
            feature => Node::Split {
                feature,
                bound: f32::from_le_bytes([b[1], b[2], b[3], b[4]]),
                low: u16::from_le_bytes([b[5], b[6]]),
                high: u16::from_le_bytes([b[7], b[8]]),
            },
        };
        let mut model = Self { base: f32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?), ..Self::default() };
        while let Some(count) = bytes.split_off(..2) {
            let count = usize::from(u16::from_le_bytes(*count.first_chunk()?));
            let (nodes, _) = bytes.split_off(..count * NODE)?.as_chunks();
            model.trees.push(nodes.iter().map(node).collect());
        }
        Some(model)
    }

    /// The shipped model for two names.
    pub(crate) fn comparison() -> &'static Self {
        static SHIPPED: Lazy<Model> = Lazy::new(|| Model::shipped(0));
        &SHIPPED
    }

    /// The shipped model for a name that is looked up in a lexicon.
    pub(crate) fn lookup() -> &'static Self {
        static SHIPPED: Lazy<Model> = Lazy::new(|| Model::shipped(1));
        &SHIPPED
    }

    /// The shipped model for a name in a text, among those of a lexicon.
    pub(crate) fn retrieval() -> &'static Self {
        static SHIPPED: Lazy<Model> = Lazy::new(|| Model::shipped(2));
        &SHIPPED
    }

    /// A shipped model by its place among [`MODELS`].
    fn shipped(place: usize) -> Self {
        Self::read(crate::shipped::models()[place]).expect("the build prepares the models")
    }
}

/// The files of the shipped models, in `model/`.
#[allow(dead_code, reason = "the build's half")]
pub(crate) const MODELS: [&str; 3] = ["comparison", "lookup", "retrieval"];

/// What stands for the feature of a leaf, and the bytes of a node.
const LEAF: u8 = u8::MAX;
const NODE: usize = 9;

/// What the two models said of evidence seen before: names that recur have the same.
#[derive(Default)]
pub(crate) struct Scores {
    known: [RefCell<Map<u64, f32>>; 2],
}

/// Scores kept of one model: as many as a hash table of 2^17 places takes.
const MOST_SCORES: usize = 7 << 14;

impl Scores {
    /// What the comparison model says.
    pub(crate) fn comparison(&self, evidence: &Evidence) -> f32 {
        Self::score(&self.known[0], Model::comparison(), evidence)
    }

    /// What the retrieval model says.
    pub(crate) fn retrieval(&self, evidence: &Evidence) -> f32 {
        Self::score(&self.known[1], Model::retrieval(), evidence)
    }

    fn score(known: &RefCell<Map<u64, f32>>, model: &Model, evidence: &Evidence) -> f32 {
        let key = key_of(&evidence.values());
        if let Some(&score) = known.borrow().get(&key) {
            return score;
        }
        let score = model.log_odds(evidence);
        let mut known = known.borrow_mut();
        if known.len() >= MOST_SCORES {
            known.clear();
        }
        known.insert(key, score);
        score
    }
}

/// What stands for evidence: each two numbers multiplied into what came before, both halves of the product.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn key_of(values: &[f32; Evidence::COUNT]) -> u64 {
    const FACTOR: u128 = 0x9E37_79B9_7F4A_7C15;
    let mut key = 0x243F_6A88_85A3_08D3_u64;
    for i in 0..Evidence::COUNT.div_ceil(2) {
        let other = if 2 * i + 1 < Evidence::COUNT { values[2 * i + 1].to_bits() } else { 0 };
        let product = u128::from(key ^ (u64::from(values[2 * i].to_bits()) << 32 | u64::from(other))) * FACTOR;
        key = (product >> 64) as u64 ^ product as u64;
    }
    key
}

#[allow(dead_code, reason = "the build's half")]
fn parse_node(text: &str) -> Option<Node> {
    let Some((feature, rest)) = text.split_once(" < ") else {
        return text.parse().ok().map(Node::Leaf);
    };
    let feature = Evidence::FEATURES.iter().position(|(n, _)| *n == feature)?;
    let (bound, rest) = rest.split_once(" ? ")?;
    let (low, high) = rest.split_once(" : ")?;
    Some(Node::Split {
        feature: u8::try_from(feature).ok()?,
        bound: bound.parse().ok()?,
        low: low.parse().ok()?,
        high: high.parse().ok()?,
    })
}

#[cfg(test)]
fn leaf(tree: &[Node], values: &[f32; Evidence::COUNT]) -> f32 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Split { feature, bound, low, high } => {
                at = usize::from(if values[usize::from(feature)] < bound { low } else { high });
            }
            Node::Leaf(value) => return value,
        }
    }
}

/// The probability of log-odds in nats.
pub(crate) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_those_of_the_files_and_render_back() {
        for (name, model) in MODELS.iter().zip([Model::comparison(), Model::lookup(), Model::retrieval()]) {
            let text = std::fs::read_to_string(format!("model/{name}.tsv")).unwrap();
            assert_eq!(Model::parse(&text).as_ref(), Ok(model), "{name}");
            assert_eq!(Model::parse(&model.render("")).as_ref(), Ok(model), "{name}");
        }
    }

    /// Every feature that bears on the confidence in one direction, raised through all bounds that a tree has for it, from
    /// random evidence.
    #[test]
    fn more_evidence_gives_no_less_confidence() {
        use crate::matching::evidence::Bearing;
        let mut state = 7_u64;
        let mut random = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % bound as u64).expect("below a usize")
        };
        let log_odds = |model: &Model, values: &[f32; Evidence::COUNT]| {
            f64::from(model.base) + model.trees.iter().map(|tree| f64::from(leaf(tree, values))).sum::<f64>()
        };
        let mut compared = 0;
        for model in [Model::comparison(), Model::lookup(), Model::retrieval()] {
            let mut bounds: Vec<Vec<f32>> = vec![vec![-1e6, 1e6]; Evidence::COUNT];
            for node in model.trees.iter().flatten() {
                if let Node::Split { feature, bound, .. } = *node {
                    bounds[usize::from(feature)].extend([bound, bound.next_down()]);
                }
            }
            bounds.iter_mut().for_each(|b| b.sort_by(f32::total_cmp));
            for _ in 0..crate::tally::scaled(20, 2000) {
                let mut values: [f32; Evidence::COUNT] = std::array::from_fn(|i| bounds[i][random(bounds[i].len())]);
                for (feature, (name, bearing)) in Evidence::FEATURES.iter().enumerate() {
                    let sign = match bearing {
                        Bearing::Raises => 1.0,
                        Bearing::Lowers => -1.0,
                        Bearing::Either => continue,
                    };
                    let was = values[feature];
                    let mut last = f64::NEG_INFINITY;
                    let sorted = bounds[feature].iter();
                    let rising: Vec<f32> =
                        if sign > 0.0 { sorted.copied().collect() } else { sorted.rev().copied().collect() };
                    for value in rising {
                        values[feature] = value;
                        let now = log_odds(model, &values);
                        assert!(now >= last - 1e-5, "{name} at {value}: {now} after {last}");
                        last = now;
                        compared += 1;
                    }
                    values[feature] = was;
                }
            }
        }
        crate::tally::tally(
            "properties",
            "evidence raised through every bound of the models: confidence never falls",
            compared,
            "held",
        );
    }

    /// The trees laid out for speed against the trees as they are, on random evidence that lies on and beside the bounds.
    #[test]
    fn laid_out_trees_sum_to_what_the_trees_do() {
        let mut state = 11_u64;
        let mut random = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % bound as u64).expect("below a usize")
        };
        let tried = crate::tally::scaled(300, 30_000);
        for model in [Model::comparison(), Model::lookup(), Model::retrieval()] {
            let mut bounds: Vec<Vec<f32>> = vec![vec![0.0, 0.0, 0.0, 1.0, -1e6, 1e6]; Evidence::COUNT];
            for node in model.trees.iter().flatten() {
                if let Node::Split { feature, bound, .. } = *node {
                    bounds[usize::from(feature)].extend([bound, bound.next_down()]);
                }
            }
            for _ in 0..tried {
                let mut pick = |i: usize| bounds[i][random(bounds[i].len())];
                let mut evidence = Evidence::of_values(std::array::from_fn(&mut pick));
                let known = random(5);
                if known > 0 {
                    (evidence.scripts, evidence.entity_type) = (random(10) as f32, (known - 1) as f32);
                }
                if random(2) == 0 {
                    let Evidence { spelling, spelling_mean, worst_word, whole, .. } = evidence;
                    evidence = Evidence { spelling, spelling_mean, worst_word, whole, ..Evidence::default() };
                }
                let values = evidence.values();
                let expected: f64 = model.trees.iter().map(|tree| f64::from(leaf(tree, &values))).sum();
                let expected = f64::from(model.base) + expected;
                let got = f64::from(model.log_odds(&evidence));
                assert!((got - expected).abs() < 1e-4, "{got} for {expected} of {values:?}");
            }
        }
        crate::tally::tally("oracles", "trees laid out for speed against the trees as they are", 3 * tried, "equal");
    }

    #[test]
    fn a_tree_that_would_not_end_is_refused() {
        assert!(Model::parse("tree\tspelling < 1 ? 0 : 1\t0.5\n").is_err());
        assert!(Model::parse("tree\tspelling < 1 ? 1 : 2\t0.5\n").is_err());
    }
}
