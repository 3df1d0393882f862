//! nisba finds mentions of listed entities in raw text and maps each to a canonical ID.

mod error;
mod fit;
mod grammar;
mod hash;
mod lexicon;
mod matching;
mod orthography;
mod segment;
mod shipped;

pub use error::{Error, Result};
pub use lexicon::Lexicon;

/// temporary experiment
pub fn experiment(train: &std::path::Path) -> Result<()> {
    let pairs = fit::pairs::read(train)?;
    for (path, text) in fit::fit(&pairs, "fitted") {
        std::fs::write(format!("model/{path}"), &text).unwrap();
    }
    Ok(())
}
/// temporary experiment
pub fn experiment2(dev: &std::path::Path, out: &std::path::Path) -> Result<()> {
    let dev = fit::pairs::read(dev)?;
    let t = std::time::Instant::now();
    let scores = fit::confidences(&dev);
    eprintln!("{:?} for {}", t.elapsed(), dev.len());
    let text: String = scores.iter().map(|s| format!("{s:.6}\n")).collect();
    std::fs::write(out, text).unwrap();
    Ok(())
}
