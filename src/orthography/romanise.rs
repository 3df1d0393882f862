//! Latin readings of words in other scripts, a file a script.
//!
//! A romaniser receives one word: NFKC, lower case where the script has case, without format characters
//! (bidi marks, zero-width joiners) and tatweel; letters of one script, with its marks and digits. It appends to
//! [`Readings`] what the word may sound like in Latin letters, likeliest first.
//!
//! Readings consist of `a`–`z`, of [`AYN`] and [`HAMZA`] where the script writes those sounds, and of nothing else;
//! a sign that has no sound adds nothing. Where a script leaves vowels out, the reading leaves them out as well:
//! the cost tables of the alignment know what that means. A letter with several sounds that differ by more than a
//! vowel forks the readings ([`Readings::fork`]); the first option is the one to print.

mod arabic;
mod armenian;
mod bengali;
mod brahmic;
mod burmese;
#[cfg(test)]
mod check;
mod cyrillic;
mod devanagari;
mod ethiopic;
mod georgian;
mod greek;
mod gujarati;
mod gurmukhi;
pub(crate) mod han;
mod hangul;
mod hebrew;
mod kana;
mod kannada;
mod khmer;
mod lao;
mod malayalam;
mod odia;
mod sinhala;
mod tamil;
mod telugu;
#[cfg(test)]
mod template;
mod thaana;
mod thai;
mod tibetan;

use super::script::Script;

/// The voiced pharyngeal (Arabic ع, Hebrew ע): a modifier letter left half ring.
pub(crate) const AYN: char = '\u{02BF}';
/// The glottal stop (Arabic ء, Hebrew א where sounded): a modifier letter right half ring.
pub(crate) const HAMZA: char = '\u{02BE}';

/// What one word may sound like, likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Readings {
    texts: Vec<String>,
    /// How many are kept.
    most: usize,
}

impl Readings {
    /// The most readings kept of one word; forks beyond it keep their first option only.
    pub(crate) const LIMIT: usize = 4;

    /// One empty reading.
    pub(crate) fn new() -> Self {
        Self::at_most(Self::LIMIT)
    }

    fn at_most(most: usize) -> Self {
        Self { texts: vec![String::new()], most }
    }

    /// Whether there is room for a reading more.
    pub(crate) fn have_room(&self) -> bool {
        self.texts.len() < self.most
    }

    /// Lengthens every reading by `sounds`.
    pub(crate) fn append(&mut self, sounds: &str) {
        for text in &mut self.texts {
            text.push_str(sounds);
        }
    }

    /// Continues every reading with each of `options`; the first option stays first.
    ///
    /// While that would give more readings than are kept, the last options are dropped.
    pub(crate) fn fork(&mut self, options: &[&str]) {
        let kept = (self.most / self.texts.len()).clamp(1, options.len().max(1));
        let Some((first, others)) = options.get(..kept).and_then(<[_]>::split_first) else {
            return;
        };
        if others.is_empty() {
            return self.append(first);
        }
        let stems = self.texts.clone();
        self.append(first);
        for option in others {
            self.texts.extend(stems.iter().map(|stem| format!("{stem}{option}")));
        }
    }

    /// Adds a whole reading beside those that stand (another language's pronunciation of the word).
    pub(crate) fn also(&mut self, whole: String) {
        if self.have_room() && !self.texts.contains(&whole) {
            self.texts.push(whole);
        }
    }

    /// The readings, likeliest first; at least one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }

    /// The reading to print.
    pub(crate) fn first(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }
}

/// The Latin readings of `word`, which is written in `script`.
pub(crate) fn readings(word: &str, script: Script) -> Readings {
    read(word, script, Readings::new())
}

/// The first of the [`readings`], without the others.
pub(crate) fn first_reading(word: &str, script: Script) -> String {
    read(word, script, Readings::at_most(1)).texts.swap_remove(0)
}

fn read(word: &str, script: Script, mut out: Readings) -> Readings {
    match script {
        Script::Arabic => arabic::read(word, &mut out),
        Script::Cyrillic => cyrillic::read(word, &mut out),
        Script::Greek => greek::read(word, &mut out),
        Script::Hebrew => hebrew::read(word, &mut out),
        Script::Armenian => armenian::read(word, &mut out),
        Script::Georgian => georgian::read(word, &mut out),
        Script::Ethiopic => ethiopic::read(word, &mut out),
        Script::Thaana => thaana::read(word, &mut out),
        Script::Devanagari => devanagari::read(word, &mut out),
        Script::Bengali => bengali::read(word, &mut out),
        Script::Gurmukhi => gurmukhi::read(word, &mut out),
        Script::Gujarati => gujarati::read(word, &mut out),
        Script::Odia => odia::read(word, &mut out),
        Script::Telugu => telugu::read(word, &mut out),
        Script::Kannada => kannada::read(word, &mut out),
        Script::Malayalam => malayalam::read(word, &mut out),
        Script::Tamil => tamil::read(word, &mut out),
        Script::Sinhala => sinhala::read(word, &mut out),
        Script::Thai => thai::read(word, &mut out),
        Script::Lao => lao::read(word, &mut out),
        Script::Burmese => burmese::read(word, &mut out),
        Script::Khmer => khmer::read(word, &mut out),
        Script::Tibetan => tibetan::read(word, &mut out),
        Script::Hangul => hangul::read(word, &mut out),
        Script::Kana => kana::read(word, &mut out),
        Script::Han => han::read(word, &mut out),
        _ => out.append(&any_ascii::any_ascii(word).to_lowercase()),
    }
    out
}
