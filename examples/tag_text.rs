//! Marks the mentions of the built-in lexicons in a text: `cargo run --example tag_text`.

use nisba::{Lexicon, Tagger};

fn main() {
    let text = include_str!("wire-report.txt");
    let tagger = Tagger::new([Lexicon::built_in()]);
    for mention in tagger.tag(text) {
        println!(
            "{:>4}  {:24} {:32} {:.2}  {}",
            mention.span.start,
            &text[mention.span.clone()].replace('\n', " "),
            mention.entity,
            mention.confidence,
            mention.reason
        );
    }
}
