//! nisba finds mentions of listed entities in raw text and maps each to a canonical ID.

mod error;
mod fit;
mod matching;
mod orthography;
mod segment;

pub use error::{Error, Result};

/// temporary experiment
pub fn experiment(train: &std::path::Path, dev: &std::path::Path, out: &std::path::Path) -> Result<()> {
    let pairs = fit::pairs::read(train)?;
    let fitted = fit::costs::fit(&pairs, "fitted");
    let texts: Vec<&str> = fitted.iter().map(|f| f.text.as_str()).collect();
    for f in &fitted {
        std::fs::write(format!("model/costs/{}.tsv", f.pair.name()), &f.text).unwrap();
    }
    let costs = matching::costs::Costs::parse(&texts).unwrap();
    let dev = fit::pairs::read(dev)?;
    let scores = fit::costs::scores(&dev, &costs);
    let text: String = scores.iter().map(|s| format!("{:.6}\n", 1.0 / (1.0 + (-s / 4.0).exp()))).collect();
    std::fs::write(out, text).unwrap();
    Ok(())
}
