//! A lexicon of one's own over the built-in ones, many documents in two threads: `cargo run --example own_lexicon`.

use nisba::{Lexicon, Tagger};

const LEXICON: &str = r#"
[[entity]]
id = "person/niloufar-azadeh"
name = "Niloufar Azadeh"
type = "person"
variants = ["نیلوفر آزاده"]
"#;

fn main() -> Result<(), nisba::Error> {
    let own = Lexicon::parse("own.toml", LEXICON)?;
    let tagger = Tagger::new([own, Lexicon::built_in()]).min_confidence(0.7);
    let documents = ["Nilufar Azade flew to Teheran.", "نیلوفر آزاده در کرمان است.", "Azadeh alone means nobody here."];
    std::thread::scope(|scope| {
        for half in documents.chunks(2) {
            let tagger = &tagger;
            scope.spawn(move || {
                let mut session = tagger.session();
                for document in half {
                    let ids: Vec<String> = session.tag(document).into_iter().map(|m| m.entity).collect();
                    println!("{document} {ids:?}");
                }
            });
        }
    });
    Ok(())
}
