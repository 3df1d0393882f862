//! Why a text does or does not name an entity: `cargo run --example explain`.

use nisba::{Lexicon, Tagger};

fn main() {
    let tagger = Tagger::new([Lexicon::built_in()]);
    for text in ["General Ghassem Suleimani was born near Kerman.", "Zeinab Soleimani spoke in Kerman."] {
        let id = "person/qasem-soleimani";
        println!("{text}");
        let Some(explanation) = tagger.explain_entity(text, id) else { continue };
        for (span, candidate) in explanation.of_entity(id) {
            println!("  {:?}: {:?}, {:.2}", span.text, candidate.fate, candidate.confidence);
            for word in &candidate.words {
                println!("    {:?} beside {:?}: {}, costs {:.2}", word.text, word.form, word.how.name(), word.cost);
            }
        }
        for reason in explanation.missing.iter().flat_map(|m| &m.reasons) {
            println!("  not found: {reason}");
        }
    }
}
