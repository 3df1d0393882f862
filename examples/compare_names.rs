//! Compares names, looks one up, reads some in Latin letters: `cargo run --example compare_names`.

use nisba::{Lexicon, compare, romanize};

fn main() {
    let pairs = [
        ("Qasem Soleimani", "Касем Сулеймани"),
        ("Ali Khamenei", "Ruhollah Khomeini"),
        ("Boris Jelzin", "Boris Eltsine"),
    ];
    for (a, b) in pairs {
        println!("{a} / {b}: {:.2}", compare(a, b, "person").confidence);
    }
    for answer in Lexicon::built_in().look_up("Ghassem Suleymani", 3) {
        println!("{} {:.2} by {}", answer.entity, answer.confidence, answer.variant);
    }
    println!("{}", romanize("قاسم سلیمانی, Касем Сулеймани, Κασέμ Σουλεϊμανί"));
}
