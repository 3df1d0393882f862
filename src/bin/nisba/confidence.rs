//! From which confidence on mentions are given, as the command line has it.

use nisba::Tagger;

/// Which mentions are probable enough.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
pub(crate) struct Args {
    /// Leave out mentions less probable than this
    #[arg(long, default_value_t = 0.5, value_parser = probability, value_name = "P", help_heading = "Mentions")]
    min_confidence: f32,
    /// The same for mentions of a type of entities; [thresholds] in nisba.toml
    #[arg(long, value_name = "TYPE=P", value_delimiter = ',', value_parser = threshold, help_heading = "Mentions")]
    threshold: Vec<(String, f32)>,
}

impl Args {
    /// A tagger that leaves out the others.
    pub(crate) fn set(&self, tagger: Tagger) -> Tagger {
        let tagger = tagger.min_confidence(self.min_confidence);
        self.threshold.iter().fold(tagger, |tagger, (kind, least)| tagger.threshold(kind, *least))
    }
}

pub(crate) fn probability(text: &str) -> Result<f32, String> {
    let number: f32 = text.parse().map_err(|_| "a probability is a number from 0 to 1")?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("a probability is from 0 to 1".to_owned()) }
}

/// A type and the probability from which on its mentions count.
fn threshold(text: &str) -> Result<(String, f32), String> {
    let (kind, least) = text.rsplit_once('=').ok_or("write it as TYPE=P, such as person=0.6")?;
    Ok((kind.to_owned(), probability(least)?))
}
