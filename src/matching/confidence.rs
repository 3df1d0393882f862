//! From evidence to a probability.
//!
//! The model is a sum of small regression trees over the features of [`Evidence`], grown on labelled pairs with the
//! bearing of each feature held (more evidence never gives less confidence), then mapped to a probability by the
//! logistic function. There is one for
//! comparing two names and one for names looked up in a lexicon, where what is found resembles the name by
//! selection. They are read from `model/comparison.tsv` and `model/retrieval.tsv`, which `nisba fit` writes.

use once_cell::sync::Lazy;

use super::evidence::Evidence;

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
}

impl Model {
    /// The log-odds that the names are one entity's, in nats.
    pub(crate) fn log_odds(&self, evidence: &Evidence) -> f32 {
        let values = evidence.values();
        self.base + self.trees.iter().map(|tree| leaf(tree, &values)).sum::<f32>()
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

    /// The shipped model for two names.
    pub(crate) fn comparison() -> &'static Self {
        static SHIPPED: Lazy<Model> = Lazy::new(|| {
            Model::parse(include_str!("../../model/comparison.tsv")).expect("a test parses the shipped model")
        });
        &SHIPPED
    }

    /// The shipped model for a name among those of a lexicon.
    pub(crate) fn retrieval() -> &'static Self {
        static SHIPPED: Lazy<Model> = Lazy::new(|| {
            Model::parse(include_str!("../../model/retrieval.tsv")).expect("a test parses the shipped model")
        });
        &SHIPPED
    }
}

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
    fn the_shipped_models_parse_and_render_back() {
        for model in [Model::comparison(), Model::retrieval()] {
            assert_eq!(Model::parse(&model.render("")).as_ref(), Ok(model));
        }
    }

    #[test]
    fn a_tree_that_would_not_end_is_refused() {
        assert!(Model::parse("tree\tspelling < 1 ? 0 : 1\t0.5\n").is_err());
        assert!(Model::parse("tree\tspelling < 1 ? 1 : 2\t0.5\n").is_err());
    }
}
