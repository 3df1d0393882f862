//! Text in any script, in Latin letters: for printing, not for matching, which reads words its own way.
//!
//! Texts repeat their words; so each thread remembers the readings of the last few thousand (see [`Memo`]), and ASCII
//! is copied as it stands. Words are cut where [`crate::segment`] cuts them, in stretches between ASCII signs.

use std::cell::RefCell;

use crate::hash;
use crate::orthography::fold::normalise;
use crate::orthography::romanise::{self, han};
use crate::orthography::script::Script;
use crate::segment::{self, Shape, Token};

/// A Latin reading of a text in any script: words are read, all else stays.
///
/// Each thread that calls this keeps up to 2 MB of readings.
///
/// # Examples
///
/// ```
/// assert_eq!(nisba::romanize("Борис Ельцин, 1991"), "Boris Yeltsin, 1991");
/// ```
pub fn romanize(text: &str) -> String {
    MEMO.with_borrow_mut(|memo| {
        let mut out = String::with_capacity(text.len() + 8);
        let mut done = 0;
        while let Some(stretch) = next_stretch(text, done) {
            match text.as_bytes()[done..stretch.start] {
                [sign] => out.push(char::from(sign)), // a space, as a rule: not worth a call
                _ => out.push_str(&text[done..stretch.start]),
            }
            done = stretch.end;
            append_stretch(&text[stretch], memo, &mut out);
        }
        out.push_str(&text[done..]);
        out
    })
}

/// The Latin readings of a text in any script, likeliest first, [`MOST_READINGS`] at the most.
///
/// A word of a script that leaves sounds open has several; those of a text are its words' in every combination, those
/// with few unlikely words first.
///
/// # Examples
///
/// ```
/// assert_eq!(nisba::readings("Хиллари"), ["Khillari", "Hillari"]);
/// ```
pub fn readings(text: &str) -> Vec<String> {
    let mut texts = vec![(0, String::new())];
    let mut end = 0;
    for token in &words(text) {
        let between = &text[end..token.start as usize];
        end = token.end as usize;
        let words = word_readings(token, token.of(text));
        texts = (words.iter().enumerate())
            .flat_map(|(rank, word)| {
                texts.iter().map(move |(sum, text)| (sum + rank, format!("{text}{between}{word}")))
            })
            .collect();
        texts.sort_by_key(|&(sum, _)| sum);
        texts.truncate(MOST_READINGS);
    }
    texts.into_iter().map(|(_, reading)| reading + &text[end..]).collect()
}

/// How many readings of a text [`readings`] gives.
pub const MOST_READINGS: usize = 16;

/// The readings of a word as it is printed, each once.
fn word_readings(token: &Token, word: &str) -> Vec<String> {
    if token.script == Script::Latin {
        return vec![word.to_owned()];
    }
    if token.shape == Shape::Number {
        return vec![any_ascii::any_ascii(word)];
    }
    let mut printed: Vec<String> = Vec::new();
    for reading in romanise::readings(&normalise(word), token.script).iter() {
        let mut text = String::with_capacity(reading.len());
        append_printed(reading, token.shape, &mut text);
        if !printed.contains(&text) {
            printed.push(text);
        }
    }
    printed
}

/// Appends a reading in the letter case of the word, without the signs of sounds that English has no letters for.
fn append_printed(reading: &str, shape: Shape, out: &mut String) {
    append_cased(shape, out, |out| match reading.is_ascii() {
        true => out.push_str(reading),
        false => out.extend(reading.chars().filter(char::is_ascii)),
    });
}

/// Appends small letters, in the letter case of a word of this shape.
fn append_cased(shape: Shape, out: &mut String, append: impl FnOnce(&mut String)) {
    let start = out.len();
    append(out);
    match shape {
        Shape::Upper => out[start..].make_ascii_uppercase(),
        Shape::Lower | Shape::Number => {}
        Shape::Capital | Shape::Initial | Shape::Uncased => {
            if let Some(first) = out[start..].get_mut(..1) {
                first.make_ascii_uppercase();
            }
        }
    }
}

/// The next stretch of letters, from `from` on, that are not all ASCII.
///
/// No token reaches over the end of a stretch: an ASCII sign ends one, but for the quotation mark, which is a part
/// of Hebrew abbreviations.
fn next_stretch(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let wide = from + first_wide(&bytes[from..])?;
    let letters = bytes[from..wide].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut end = wide + bytes[wide..].iter().position(|&b| !IS_PART[usize::from(b)]).unwrap_or(bytes.len() - wide);
    while bytes[end - 1] == b'"' {
        end -= 1;
    }
    Some(wide - letters..end)
}

/// Whether each byte is a part of a stretch.
const IS_PART: [bool; 256] = {
    let mut is_part = [true; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        is_part[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'"';
        byte += 1;
    }
    is_part
};

/// Where the first byte beyond ASCII stands.
fn first_wide(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 16;
    let ascii = bytes.chunks_exact(STEP).take_while(|chunk| chunk.is_ascii()).count() * STEP;
    bytes[ascii..].iter().position(|&b| b >= 0x80).map(|i| ascii + i)
}

/// The longest stretch that is remembered as a whole, in bytes.
const LONGEST: usize = 64;

/// Appends the reading of a stretch: of a short one as it is remembered; a long one, and one of Chinese characters, which
/// no spaces part and so is seldom met again, is cut at its signs.
fn append_stretch(stretch: &str, memo: &mut Memo, out: &mut String) {
    let may_be_han = |bytes: &[u8]| matches!(bytes.first(), Some(0xE3..=0xE9));
    if stretch.len() <= LONGEST && !may_be_han(stretch.as_bytes()) {
        return memo.append(stretch, out, append_words);
    }
    let mut rest = stretch;
    while let Some(c) = rest.chars().next() {
        let run = han::run(rest);
        let read = if is_wide_sign(c) {
            out.push(c);
            c.len_utf8()
        } else if run > 0 && ends_han(&rest[run..]) && !han::may_be_name(&rest[..run]) {
            append_cased(Shape::Uncased, out, |out| han::append_text(&rest[..run], out));
            run
        } else {
            let end = rest.find(is_wide_sign).unwrap_or(rest.len());
            append_piece(&rest[..end], memo, out);
            end
        };
        rest = &rest[read..];
    }
}

/// Signs at which no word goes on, of the scripts that write few spaces.
fn is_wide_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

/// Whether a word of Chinese characters ends before what follows.
fn ends_han(following: &str) -> bool {
    following.chars().next().is_none_or(|c| match Script::of(c) {
        Some(script) => script != Script::Han,
        None => is_wide_sign(c),
    })
}

/// Appends a piece word by word, if it is too long to be remembered as a whole.
fn append_piece(piece: &str, memo: &mut Memo, out: &mut String) {
    if piece.len() <= LONGEST {
        return memo.append(piece, out, append_words);
    }
    append_each(piece, out, |word, text, out| match text.len() {
        ..=LONGEST => memo.append(text, out, append_words),
        _ => append_word(word, text, out),
    });
}

/// Appends the reading of each word of a stretch, and what stands between them.
fn append_words(stretch: &str, out: &mut String) {
    append_each(stretch, out, append_word);
}

fn append_each(stretch: &str, out: &mut String, mut append: impl FnMut(&Token, &str, &mut String)) {
    let mut end = 0;
    for word in &words(stretch) {
        out.push_str(&stretch[end..word.start as usize]);
        end = word.end as usize;
        append(word, word.of(stretch), out);
    }
    out.push_str(&stretch[end..]);
}

fn append_word(token: &Token, word: &str, out: &mut String) {
    match token.script {
        Script::Latin => out.push_str(word),
        _ if token.shape == Shape::Number => out.push_str(&any_ascii::any_ascii(word)),
        script => append_printed(&romanise::first_reading(&normalise(word), script), token.shape, out),
    }
}

/// The tokens of a text, those of other scripts than Latin parted where digits begin and end: these have no reading.
fn words(text: &str) -> Vec<Token> {
    let (mut tokens, mut parts, mut out) = (Vec::new(), Vec::new(), Vec::new());
    segment::tokens(text, &mut tokens);
    for token in tokens {
        let mut rest = token.of(text);
        if token.script == Script::Latin || token.shape == Shape::Number || !rest.contains(is_digit) {
            out.push(token);
            continue;
        }
        let mut at = token.start;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_digit(c) != is_digit(first)).unwrap_or(rest.len());
            segment::tokens(&rest[..end], &mut parts);
            out.extend(parts.iter().map(|part| Token { start: part.start + at, end: part.end + at, ..*part }));
            rest = &rest[end..];
            at = token.end - u32::try_from(rest.len()).expect("a part of a token");
        }
    }
    out
}

/// Whether `c` is a digit of any script, and no letter that stands for a number (〇).
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && !Script::has_common(c) && c.is_numeric() && !c.is_alphabetic())
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// The readings of stretches met lately: a place for each hash, which the last one with this hash has.
#[derive(Default)]
struct Memo {
    places: Vec<Place>,
    /// Stretches, each with its reading behind it.
    texts: String,
}

/// Where a stretch and its reading stand in [`Memo::texts`].
#[derive(Clone, Copy, Default)]
struct Place {
    start: u32,
    /// What the hash says beside the place, so that texts are seldom compared in vain.
    tag: u16,
    /// The length of the stretch; none has none.
    stretch: u8,
    reading: u8,
}

impl Memo {
    const PLACES: usize = 1 << 15;
    /// When the texts are longer than this, everything is forgotten.
    const FULL: usize = 3 << 19;

    /// Appends the reading of `stretch`, which is not empty: the one remembered, else what `read` appends.
    fn append(&mut self, stretch: &str, out: &mut String, read: fn(&str, &mut String)) {
        if self.places.is_empty() {
            self.places = vec![Place::default(); Self::PLACES];
        }
        let hash = hash::of(stretch.as_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "parts of a hash")]
        let (at, tag) = (hash as usize % Self::PLACES, (hash >> 48) as u16);
        let place = self.places[at];
        if place.tag == tag && usize::from(place.stretch) == stretch.len() {
            let known = &self.texts[place.start as usize..];
            if known.as_bytes()[..stretch.len()] == *stretch.as_bytes() {
                return out.push_str(&known[stretch.len()..][..usize::from(place.reading)]);
            }
        }
        let start = out.len();
        read(stretch, out);
        let reading = &out[start..];
        if self.texts.len() > Self::FULL {
            self.texts.clear();
            self.places.fill(Place::default());
        }
        if let (Ok(start), Ok(length), Ok(reading_length)) =
            (u32::try_from(self.texts.len()), u8::try_from(stretch.len()), u8::try_from(reading.len()))
        {
            self.places[at] = Place { start, tag, stretch: length, reading: reading_length };
            self.texts.push_str(stretch);
            self.texts.push_str(reading);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::case("Борис ЕЛЬЦИН и сын", "Boris YELTSIN i syn")]
    #[case::signs_stay("«Иран», 1979 – Κύπρος!", "«Iran», 1979 – Kypros!")]
    #[case::latin_stays("Šarapova, Kata’ib", "Šarapova, Kata’ib")]
    #[case::abbreviation("צה\"ל", "Tsahl")]
    #[case::quotation("\"Иран\"", "\"Iran\"")]
    #[case::no_letters("…", "…")]
    #[case::digits_stay("第1次, Т-34А, 3سوريا, עזה2, ١٩٧٩", "Di1Ci, T-34A, 3Surya, Za2, 1979")]
    #[case::characters_for_numbers("二〇二四年", "Erlingersinian")]
    #[case::clauses("中华人民共和国外交部，发言人表示。", "Zhonghuarenmingongheguowaijiaobu，Fayanrenbiaoshi。")]
    #[case::clauses_of_other_letters("中华人民共和国外交部タワー2024", "ZhonghuarenmingongheguowaijiaobuTawa2024")]
    fn romanizes(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(romanize(text), expected);
    }

    #[rstest]
    #[case("Хиллари", "Khillari|Hillari")]
    #[case("Иран", "Iran")]
    #[case("Хиллари, Иран", "Khillari, Iran|Hillari, Iran")]
    #[case("Хатами, Хасан", "Khatami, Khasan|Hatami, Khasan|Khatami, Hasan|Hatami, Hasan")]
    #[case("", "")]
    fn all_readings(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(readings(text).join("|"), expected);
    }

    #[test]
    fn what_is_remembered_is_what_is_read_and_the_first_of_the_readings() {
        let word = "[a-z]{0,3}([а-яґё]{1,6}|[α-ώ]{1,5}|[א-ת]{1,3}\"?[א-ת]|[ء-ي]{1,6}|[一-丏]{1,4}|[ก-ฮ]{1,4}|[가-갏]{1,3})[0-9]?";
        let texts = format!("(({word})[ \"'.,\u{200C}«»-]{{0,3}}){{0,8}}");
        let texts = proptest::string::string_regex(&texts).expect("the expression is right");
        crate::tally::hold(
            "oracles",
            "texts romanised word by word, and with what is remembered",
            300,
            &texts,
            |text: String| {
                let mut plain = String::new();
                append_words(&text, &mut plain);
                proptest::prop_assert_eq!(&romanize(&text), &plain);
                proptest::prop_assert_eq!(&romanize(&text), &plain, "the second time");
                let all = readings(&text);
                proptest::prop_assert_eq!(&all[0], &plain);
                proptest::prop_assert!(all.len() <= MOST_READINGS);
                Ok(())
            },
        );
    }
}
