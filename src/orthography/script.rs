//! The writing systems that the orthography tells apart.

use unicode_script::{Script as Property, UnicodeScript};

/// A writing system, as far as the romanisers and the cost tables tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Greek,
    Hebrew,
    Armenian,
    Georgian,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Khmer,
    Burmese,
    Tibetan,
    Ethiopic,
    Thaana,
    Hangul,
    Kana,
    Han,
    /// Every script without a romaniser of its own.
    Other,
}

/// How much of a word's vowels a script tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Vowels {
    /// Most are left out.
    Omitted,
    /// Its syllables have vowels that a foreign word has not, or other ones.
    Added,
    /// All, one sign for each.
    Written,
}

impl Script {
    /// How much of a word's vowels the script tells.
    #[inline]
    pub(crate) fn vowels(self) -> Vowels {
        match self {
            Self::Arabic | Self::Hebrew => Vowels::Omitted,
            Self::Latin | Self::Cyrillic | Self::Greek | Self::Armenian | Self::Georgian => Vowels::Written,
            _ => Vowels::Added,
        }
    }

    const ALL: [Self; 28] = [
        Self::Latin,
        Self::Arabic,
        Self::Cyrillic,
        Self::Greek,
        Self::Hebrew,
        Self::Armenian,
        Self::Georgian,
        Self::Devanagari,
        Self::Bengali,
        Self::Gurmukhi,
        Self::Gujarati,
        Self::Odia,
        Self::Tamil,
        Self::Telugu,
        Self::Kannada,
        Self::Malayalam,
        Self::Sinhala,
        Self::Thai,
        Self::Lao,
        Self::Khmer,
        Self::Burmese,
        Self::Tibetan,
        Self::Ethiopic,
        Self::Thaana,
        Self::Hangul,
        Self::Kana,
        Self::Han,
        Self::Other,
    ];

    /// The script with a number (`script as u8`).
    #[inline]
    pub(crate) fn from_number(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Other)
    }

    /// The script of a letter; `None` for marks, digits and signs that any script uses.
    pub(crate) fn of(c: char) -> Option<Self> {
        if c.is_ascii() {
            return c.is_ascii_alphabetic().then_some(Self::Latin);
        }
        Self::of_common(c).or_else(|| Self::of_any(c))
    }

    /// Whether `c` is one of the letters that most words consist of.
    pub(crate) fn has_common(c: char) -> bool {
        Self::of_common(c).is_some()
    }

    /// The script of the letters that most words consist of, without a search.
    #[inline]
    fn of_common(c: char) -> Option<Self> {
        Some(match c {
            'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' => Self::Latin,
            'Α'..='Ρ' | 'Σ'..='ώ' => Self::Greek,
            'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Self::Cyrillic,
            'א'..='ת' => Self::Hebrew,
            'ء'..='ؿ' | 'ف'..='ي' | 'ٱ'..='ۓ' => Self::Arabic,
            'अ'..='ह' | 'ा'..='्' => Self::Devanagari,
            'ก'..='ฺ' => Self::Thai,
            'ァ'..='ヺ' | 'ぁ'..='ゖ' => Self::Kana,
            '一'..='鿿' => Self::Han,
            '가'..='힣' => Self::Hangul,
            _ => return None,
        })
    }

    fn of_any(c: char) -> Option<Self> {
        Some(match c.script() {
            Property::Common | Property::Inherited | Property::Unknown => return None,
            Property::Latin => Self::Latin,
            Property::Arabic => Self::Arabic,
            Property::Cyrillic => Self::Cyrillic,
            Property::Greek => Self::Greek,
            Property::Hebrew => Self::Hebrew,
            Property::Armenian => Self::Armenian,
            Property::Georgian => Self::Georgian,
            Property::Devanagari => Self::Devanagari,
            Property::Bengali => Self::Bengali,
            Property::Gurmukhi => Self::Gurmukhi,
            Property::Gujarati => Self::Gujarati,
            Property::Oriya => Self::Odia,
            Property::Tamil => Self::Tamil,
            Property::Telugu => Self::Telugu,
            Property::Kannada => Self::Kannada,
            Property::Malayalam => Self::Malayalam,
            Property::Sinhala => Self::Sinhala,
            Property::Thai => Self::Thai,
            Property::Lao => Self::Lao,
            Property::Khmer => Self::Khmer,
            Property::Myanmar => Self::Burmese,
            Property::Tibetan => Self::Tibetan,
            Property::Ethiopic => Self::Ethiopic,
            Property::Thaana => Self::Thaana,
            Property::Hangul => Self::Hangul,
            Property::Hiragana | Property::Katakana => Self::Kana,
            Property::Han | Property::Bopomofo => Self::Han,
            _ => Self::Other,
        })
    }

    /// The script of the first letter of `word`.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        word.chars().find_map(Self::of)
    }

    /// Whether words of this script stand without spaces between them.
    pub(crate) fn is_unspaced(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Thai | Self::Lao | Self::Khmer | Self::Burmese)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_letters_are_of_the_script_that_unicode_says() {
        for c in ('\u{80}'..='\u{FFFF}').filter(|&c| Script::of_common(c).is_some()) {
            assert_eq!(Script::of_common(c), Script::of_any(c), "{c}");
        }
    }
}
