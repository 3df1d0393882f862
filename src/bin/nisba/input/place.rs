//! Where things stand in the original: bytes to the units that other programs count in.

use std::ops::{AddAssign, Range};

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Unit {
    /// Bytes of UTF-8 (Rust, Go)
    Byte,
    /// Characters, that is code points (Python)
    Char,
    /// UTF-16 code units (JavaScript, Java)
    Utf16,
}

/// A distance in every unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    byte: usize,
    char: usize,
    utf16: usize,
}

impl Place {
    pub(crate) fn in_unit(self, unit: Unit) -> usize {
        match unit {
            Unit::Byte => self.byte,
            Unit::Char => self.char,
            Unit::Utf16 => self.utf16,
        }
    }

    /// How far it is over some bytes. Each piece of invalid UTF-8 counts as one character, as a decoder sees it that
    /// puts U+FFFD in its place.
    pub(crate) fn over(bytes: &[u8]) -> Self {
        // `from_utf8` is many times as fast as `utf8_chunks`.
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Self::over_text(text);
        }
        let mut place = Self { byte: bytes.len(), char: 0, utf16: 0 };
        for chunk in bytes.utf8_chunks() {
            let invalid = usize::from(!chunk.invalid().is_empty());
            let valid = Self::over_text(chunk.valid());
            place.char += valid.char + invalid;
            place.utf16 += valid.utf16 + invalid;
        }
        place
    }

    fn over_text(text: &str) -> Self {
        Self { byte: text.len(), char: text.chars().count(), utf16: text.bytes().map(utf16_units).sum() }
    }
}

impl AddAssign for Place {
    fn add_assign(&mut self, other: Self) {
        self.byte += other.byte;
        self.char += other.char;
        self.utf16 += other.utf16;
    }
}

/// The UTF-16 code units of the character that a byte of valid UTF-8 begins; none where it goes one on.
fn utf16_units(byte: u8) -> usize {
    usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)
}

/// Spans of `original`, in order, from bytes to a unit, each character being passed once.
pub(crate) fn in_unit(original: &[u8], spans: &[Range<usize>], unit: Unit) -> Vec<Range<usize>> {
    if unit == Unit::Byte {
        return spans.to_vec();
    }
    let (mut here, mut place) = (0, Place::default());
    let mut to = |byte: usize| {
        if byte < here {
            (here, place) = (0, Place::default());
        }
        place += Place::over(&original[here..byte]);
        here = byte;
        place.in_unit(unit)
    };
    spans.iter().map(|span| to(span.start)..to(span.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        let text = "é\u{1F600}a".as_bytes();
        assert_eq!(Place::over(text), Place { byte: 7, char: 3, utf16: 4 });
        assert_eq!(in_unit(text, &[2..6, 6..7], Unit::Utf16), [1..3, 3..4]);
        assert_eq!(in_unit(b"\xff\xfeab", &[0..1, 2..3], Unit::Char), [0..1, 2..3]);
    }
}
