//! Text to tokens: the only place where spans are made.
//!
//! A token is a run of letters, marks and digits of one writing system: the words of UAX #29, parted also at
//! hyphens, apostrophes and underscores, with what stands before each token remembered as its [`Gap`]. Scripts
//! that write no spaces (Han, Kana, Thai …) give one token a run; who looks into such a run does so by character.
//! ASCII text takes a table-driven path; `tests` compare it with the character-wise one.

use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

use crate::orthography::fold::{is_apostrophe, is_hyphen, is_ignorable};
use crate::orthography::script::Script;

/// What stands between a token and the one before it. The order is that of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Gap {
    /// Nothing: the script changed.
    None,
    /// A hyphen at the end of a line: the parts are of one word, or of two with a hyphen.
    Wrap,
    /// One apostrophe.
    Apostrophe,
    /// One hyphen or dash without spaces.
    Hyphen,
    /// One full stop without spaces (`U.S`).
    Dot,
    /// Spaces; also a line end where lines are broken anywhere.
    Space,
    /// A line end, with or without spaces.
    Line,
    /// A full stop and spaces (`Mr. Vahidi`, `P. Clarke`; also the end of a sentence).
    DotSpace,
    /// A comma and spaces.
    Comma,
    /// A quotation mark, with or without a space before it.
    Quote,
    /// Any other punctuation.
    Break,
    /// A blank line, or the start of the text.
    Paragraph,
}

impl Gap {
    /// Whether nothing but white space stands there, within a paragraph.
    pub(crate) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Line)
    }
}

/// The letter case of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// Only lower-case letters, or a lower-case one first.
    Lower,
    /// A capital and lower-case letters.
    Capital,
    /// Capitals only, two or more.
    Upper,
    /// One capital letter.
    Initial,
    /// A script without case.
    Uncased,
    /// Digits first.
    Number,
}

/// One token: a span of the text and what the scan saw of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) gap: Gap,
    pub(crate) shape: Shape,
    pub(crate) script: Script,
    /// Whether a full stop follows directly.
    pub(crate) dot_after: bool,
}

impl Token {
    /// The token's letters in `text`, the text it was cut from.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// The longest text that is cut, so that offsets fit their type; what is beyond is left alone.
pub(crate) const LONGEST: usize = u32::MAX as usize;

const LOWER: u8 = 0;
const UPPER: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 3;
const NEWLINE: u8 = 4;
const DOT: u8 = 5;
const COMMA: u8 = 6;
const HYPHEN: u8 = 7;
const APOSTROPHE: u8 = 8;
const OTHER: u8 = 9;
const WIDE: u8 = 10;
const QUOTE: u8 = 11;
const SOFT: u8 = 12;

static CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is below 256")]
        let b = i as u8;
        table[i] = match b {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' => SPACE,
            b'\n' | b'\r' | 0x0B | 0x0C => NEWLINE,
            b'.' => DOT,
            b',' => COMMA,
            b'-' => HYPHEN,
            b'"' => QUOTE,
            b'\'' | b'`' => APOSTROPHE,
            0x80.. => WIDE,
            _ => OTHER,
        };
        i += 1;
    }
    table
};

/// The gaps in the order of their numbers.
const GAPS: [Gap; 12] = [
    Gap::None,
    Gap::Wrap,
    Gap::Apostrophe,
    Gap::Hyphen,
    Gap::Dot,
    Gap::Space,
    Gap::Line,
    Gap::DotSpace,
    Gap::Comma,
    Gap::Quote,
    Gap::Break,
    Gap::Paragraph,
];

/// What a gap becomes with one more sign of each class.
static NEXT: [[Gap; 16]; GAPS.len()] = {
    let mut table = [[Gap::Break; 16]; GAPS.len()];
    let mut gap = 0;
    while gap < GAPS.len() {
        let mut class: u8 = 0;
        while class < 16 {
            table[gap][class as usize] = GAPS[gap].and(class);
            class += 1;
        }
        gap += 1;
    }
    table
};

impl Gap {
    /// The gap that has one sign more, of a class.
    const fn and(self, class: u8) -> Self {
        const fn sign(class: u8) -> Gap {
            match class {
                SPACE => Gap::Space,
                NEWLINE => Gap::Line,
                DOT => Gap::Dot,
                COMMA => Gap::Comma,
                HYPHEN => Gap::Hyphen,
                SOFT => Gap::Wrap,
                APOSTROPHE => Gap::Apostrophe,
                QUOTE => Gap::Quote,
                _ => Gap::Break,
            }
        }
        match (self, sign(class)) {
            (Self::None, s) => s,
            (Self::Paragraph, _) => Self::Paragraph,
            (Self::Space, Self::Space) => Self::Space,
            (Self::Space | Self::Line, Self::Space | Self::Line) => Self::Line,
            (Self::Space | Self::Line, Self::Quote) | (Self::Quote, Self::Space) => Self::Quote,
            (Self::Hyphen, Self::Line) | (Self::Wrap, Self::Space) => Self::Wrap,
            (Self::Dot | Self::DotSpace, Self::Space | Self::Line) => Self::DotSpace,
            (Self::Comma, Self::Space | Self::Line) => Self::Comma,
            _ => Self::Break,
        }
    }

    /// Adds one sign of class `class`.
    #[inline]
    fn add(&mut self, class: u8) {
        *self = NEXT[*self as usize][usize::from(class & 15)];
    }
}

/// The high bit of each of eight bytes, and the low one.
const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

/// The letters, and what else a word has (digits), among eight bytes: their high bits.
#[inline]
fn letters_and_digits(bytes: u64) -> (u64, u64) {
    // No sum goes beyond its byte, whose high bit is left out.
    let within = |bytes: u64, first: u8, last: u8| {
        let bytes = bytes & !HIGH;
        (bytes + LOW * u64::from(0x80 - first)) & !(bytes + LOW * u64::from(0x7F - last)) & HIGH
    };
    // A bit tells the cases apart.
    let (letters, digits) = (within(bytes | LOW << 5, b'a', b'z'), within(bytes, b'0', b'9'));
    (letters & !bytes, digits & !bytes)
}

/// Reads a word of ASCII letters and digits that starts at `start`: where it ends, and the classes in it as bits.
#[inline]
fn ascii_word(bytes: &[u8], start: usize) -> (usize, u8) {
    let (mut end, mut small, mut all, mut ends) = (start, 0, 0, false);
    // Eight bytes at a time, as long as there are so many.
    while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let (letters, digits) = letters_and_digits(eight);
        let others = !(letters | digits) & HIGH;
        // The bits of what stands before the first other byte.
        let own = (others & others.wrapping_neg()).wrapping_sub(1);
        small |= letters & eight << 2 & own;
        all |= letters & own;
        if others != 0 {
            (end, ends) = (end + others.trailing_zeros() as usize / 8, true);
            break;
        }
        end += 8;
    }
    let mut seen = 0;
    if !ends {
        while let Some(class) = bytes.get(end).map(|&b| CLASS[usize::from(b)]).filter(|&class| class <= DIGIT) {
            seen |= 1 << class;
            end += 1;
        }
    }
    seen |= u8::from(small != 0) << LOWER | u8::from(all != small) << UPPER;
    (end, seen)
}

/// Cuts `text` into tokens and appends them to `out`, which is cleared first.
///
/// Linear in the length of the text. Only the first [`LONGEST`] bytes are cut.
pub(crate) fn tokens(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let bytes = text.as_bytes();
    // A word and what follows it are six bytes in most languages.
    out.reserve(bytes.len() / 6);
    let mut between = Gap::Paragraph;
    let mut has_lines = false;
    let mut i = 0;
    while i < bytes.len() {
        let class = CLASS[usize::from(bytes[i])];
        if class <= DIGIT {
            let start = i;
            let seen;
            (i, seen) = ascii_word(bytes, start);
            has_lines |= between == Gap::Line;
            if i < bytes.len() && bytes[i] >= 0x80 && continues_word(&text[i..]) {
                i = wide_token(text, start, between, out);
            } else {
                out.push(Token {
                    start: offset(start),
                    end: offset(i),
                    gap: between,
                    shape: shape_of(class, seen, i - start),
                    script: Script::Latin,
                    dot_after: i < bytes.len() && bytes[i] == b'.',
                });
            }
            between = Gap::None;
            // Most words stand before a space and another.
            if bytes.get(i) == Some(&b' ') {
                between = Gap::Space;
                i += 1;
            }
        } else if class == WIDE {
            let c = text[i..].chars().next().unwrap_or(' ');
            let traits = Traits::of(c);
            if traits.has(Traits::WORD) {
                has_lines |= between == Gap::Line;
                i = wide_token(text, i, between, out);
                between = Gap::None;
            } else {
                if !traits.has(Traits::IGNORABLE) {
                    let is_at_end = || text[i + c.len_utf8()..].starts_with(['\n', '\r']);
                    between.add(match class_of_wide(c) {
                        SOFT if is_at_end() => HYPHEN,
                        class => class,
                    });
                } else if c == '\u{AD}' && text[i + c.len_utf8()..].starts_with(['\n', '\r']) {
                    between.add(HYPHEN);
                }
                i += c.len_utf8();
            }
        } else {
            // CR LF is one line end.
            if !(bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n')) {
                between.add(class);
            }
            i += 1;
        }
    }
    if has_lines {
        part_lines(text, out);
    }
}

/// Tells the line ends that part paragraphs, and those that part nothing.
fn part_lines(text: &str, tokens: &mut [Token]) {
    let mut end = 0;
    for token in &mut *tokens {
        if token.gap == Gap::Line && blank_line(&text[end as usize..token.start as usize]) {
            token.gap = Gap::Paragraph;
        }
        end = token.end;
    }
    if is_wrapped(tokens) {
        tokens.iter_mut().filter(|t| t.gap == Gap::Line).for_each(|t| t.gap = Gap::Space);
    }
}

/// Whether lines are broken anywhere, rather than where something ends: many begin in lower case, or none of several
/// in another case than the words before.
fn is_wrapped(tokens: &[Token]) -> bool {
    let (mut all, mut lower, mut capital) = (0, 0, 0);
    for token in tokens.iter().filter(|t| t.gap == Gap::Line) {
        all += 1;
        lower += usize::from(token.shape == Shape::Lower);
        capital += usize::from(matches!(token.shape, Shape::Capital | Shape::Uncased));
    }
    lower * 4 >= all.max(1) || (all >= 4 && capital == 0)
}

/// Whether white space holds a blank line.
fn blank_line(space: &str) -> bool {
    space.len() > 1 && space.bytes().filter(|&b| b == b'\n').count() > 1
}

#[expect(clippy::cast_possible_truncation, reason = "texts are cut to LONGEST")]
fn offset(i: usize) -> u32 {
    i as u32
}

fn shape_of(first: u8, seen: u8, len: usize) -> Shape {
    let (lower, upper) = (seen & (1 << LOWER) != 0, seen & (1 << UPPER) != 0);
    match first {
        DIGIT if !lower && !upper => Shape::Number,
        DIGIT if upper && !lower => Shape::Upper,
        UPPER if lower => Shape::Capital,
        UPPER if len == 1 => Shape::Initial,
        UPPER => Shape::Upper,
        _ => Shape::Lower,
    }
}

fn class_of_wide(c: char) -> u8 {
    match c {
        _ if is_apostrophe(c) => APOSTROPHE,
        // Tibetan syllables within a word.
        '\u{0F0B}' | '\u{0F0C}' => HYPHEN,
        // What digitised texts have for a hyphen at a line's end, whatever became of the line: Ber¬ lin, Heſſen⸗ Naſſau.
        '¬' | '\u{2E17}' => SOFT,
        _ if is_hyphen(c) => HYPHEN,
        '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '『' | '《' => QUOTE,
        '\u{2028}' | '\u{2029}' | '\u{0085}' => NEWLINE,
        _ if c.is_whitespace() => SPACE,
        '،' | '、' | '，' | '՝' => COMMA,
        '·' | '・' | '･' => SPACE,
        _ => OTHER,
    }
}

fn is_word_char(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_apostrophe(c)
}

/// What the scan asks of a character, as bits: looked up once, then read from a table.
#[derive(Clone, Copy)]
struct Traits(u16);

impl Traits {
    const WORD: u16 = 1;
    const IGNORABLE: u16 = 1 << 1;
    const LOWER: u16 = 1 << 2;
    const UPPER: u16 = 1 << 3;
    const ALPHABETIC: u16 = 1 << 4;
    const NUMERIC: u16 = 1 << 5;
    const HIRAGANA: u16 = 1 << 6;
    const KATAKANA: u16 = 1 << 7;
    const KANA: u16 = Self::HIRAGANA | Self::KATAKANA;
    /// Whether it is of a script; its number stands above.
    const SCRIPT: u16 = 1 << 8;

    /// From a page of 256 characters, which is made when the first of them is met.
    #[inline]
    fn of(c: char) -> Self {
        static PAGES: [OnceLock<Box<[Traits; 256]>>; 256] = [const { OnceLock::new() }; 256];
        let page = u32::from(c) >> 8;
        match PAGES.get(page as usize) {
            Some(cell) => cell.get_or_init(|| Self::page(page))[(u32::from(c) & 255) as usize],
            None => Self::read(c),
        }
    }

    #[cold]
    fn page(page: u32) -> Box<[Self; 256]> {
        let mut traits = Box::new([Self(0); 256]);
        for (slot, c) in traits.iter_mut().zip(page << 8..) {
            *slot = char::from_u32(c).map_or(Self(0), Self::read);
        }
        traits
    }

    fn read(c: char) -> Self {
        let flag = |holds: bool, bit: u16| if holds { bit } else { 0 };
        let kana = match kana_of(c) {
            Some(true) => Self::HIRAGANA,
            Some(false) => Self::KATAKANA,
            None => 0,
        };
        Self(
            flag(is_word_char(c) && !is_ignorable(c), Self::WORD)
                | flag(is_ignorable(c), Self::IGNORABLE)
                | flag(c.is_lowercase(), Self::LOWER)
                | flag(c.is_uppercase(), Self::UPPER)
                | flag(c.is_alphabetic(), Self::ALPHABETIC)
                | flag(c.is_numeric(), Self::NUMERIC)
                | kana
                | Script::of(c).map_or(0, |s| Self::SCRIPT | u16::from(s as u8) << 9),
        )
    }

    fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    fn script(self) -> Option<Script> {
        let number = u8::try_from(self.0 >> 9).expect("seven bits");
        self.has(Self::SCRIPT).then(|| Script::from_number(number))
    }
}

/// Whether a word of ASCII letters goes on with what follows, of which the first is none.
fn continues_word(rest: &str) -> bool {
    let next = rest.chars().map(Traits::of).find(|traits| !traits.has(Traits::IGNORABLE));
    next.is_some_and(|traits| traits.has(Traits::WORD) && !traits.script().is_some_and(stands_apart))
}

/// Whether a letter is of Hiragana, or of Katakana.
fn kana_of(c: char) -> Option<bool> {
    match c {
        'ぁ'..='ゖ' => Some(true),
        'ァ'..='ヺ' | 'ｦ'..='ﾝ' => Some(false),
        _ => None,
    }
}

/// Whether a sign at `i` parts the last letter of a Hebrew abbreviation (או״ם) from the others. Before more letters it
/// is a quotation mark behind a prefix.
fn is_gershayim(text: &str, i: usize, c: char) -> bool {
    let is_hebrew = |c: Option<char>| c.and_then(Script::of) == Some(Script::Hebrew);
    if !matches!(c, '"' | '״' | '”' | '“') || !is_hebrew(text[..i].chars().next_back()) {
        return false;
    }
    let mut after = text[i + c.len_utf8()..].chars();
    is_hebrew(after.next()) && !after.next().is_some_and(is_word_char)
}

/// Scripts whose letters never share a token with another script's.
fn stands_apart(script: Script) -> bool {
    script.is_unspaced() || script == Script::Hangul
}

/// Reads one token that holds letters beyond ASCII; gives the offset after it.
fn wide_token(text: &str, start: usize, between: Gap, out: &mut Vec<Token>) -> usize {
    let mut script = None;
    let mut kana = 0;
    let (mut seen, mut letters, mut digits) = (0, 0_usize, 0_usize);
    let (mut digits_first, mut first_lower) = (false, false);
    let mut end = start;
    for (i, c) in text[start..].char_indices() {
        let traits = Traits::of(c);
        if traits.has(Traits::IGNORABLE) {
            continue;
        }
        if !traits.has(Traits::WORD) && !is_gershayim(&text[start..], i, c) {
            break;
        }
        let own_kana = traits.0 & Traits::KANA;
        match (script, traits.script()) {
            (Some(own), Some(other)) if own != other && (stands_apart(own) || stands_apart(other)) => break,
            // Foreign words stand in Katakana among the Hiragana endings of others.
            (Some(Script::Kana), Some(Script::Kana)) if kana != 0 && own_kana != 0 && kana != own_kana => break,
            (None, found) => script = found,
            _ => {}
        }
        if kana == 0 {
            kana = own_kana;
        }
        // Georgian has capitals for headings only: its small letters say nothing.
        let case = if script == Some(Script::Georgian) { traits.0 & !Traits::LOWER } else { traits.0 };
        if i == 0 {
            digits_first = traits.has(Traits::NUMERIC);
            first_lower = case & Traits::LOWER != 0;
        }
        seen |= case;
        letters += usize::from(traits.has(Traits::ALPHABETIC));
        digits += usize::from(traits.has(Traits::NUMERIC));
        end = start + i + c.len_utf8();
    }
    let (lower, upper) = (seen & Traits::LOWER != 0, seen & Traits::UPPER != 0);
    let shape = match (lower, upper) {
        (false, false) if digits_first && letters == 0 => Shape::Number,
        (false, false) => Shape::Uncased,
        (true, _) if first_lower || digits_first || !upper => Shape::Lower,
        (true, true) => Shape::Capital,
        (false, true) if letters == 1 && digits == 0 => Shape::Initial,
        _ => Shape::Upper,
    };
    out.push(Token {
        start: offset(start),
        end: offset(end),
        gap: between,
        shape,
        script: script.unwrap_or(Script::Other),
        dot_after: text.as_bytes().get(end) == Some(&b'.'),
    });
    end
}

#[cfg(test)]
mod oracles;

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn cut(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out
    }

    #[rstest]
    #[case::plain("Qassem Soleimani was", "Qassem|Soleimani|was")]
    #[case::hyphen("al-Muhandis", "al|Muhandis")]
    #[case::apostrophe("Kata’ib", "Kata|ib")]
    #[case::accents("Shāh Chérāgh!", "Shāh|Chérāgh")]
    #[case::arabic("قاسم سلیمانی،", "قاسم|سلیمانی")]
    #[case::zwnj("علی\u{200C}نژاد", "علی\u{200C}نژاد")]
    #[case::soft_hyphen("Solei\u{AD}mani was\u{AD}", "Solei\u{AD}mani|was")]
    #[case::cyrillic("Башаром Асадом.", "Башаром|Асадом")]
    #[case::han("习近平 said", "习近平|said")]
    #[case::mixed_cjk("東京タワー", "東京|タワー")]
    #[case::digits("M23 in 2024", "M23|in|2024")]
    #[case::homoglyph("S\u{043E}leimani", "S\u{043E}leimani")]
    #[case::nothing("", "")]
    #[case::ornament_before("ـقاسم", "قاسم")]
    #[case::sign_with_a_selector("Iran \u{2764}\u{FE0F} Iraq", "Iran|Iraq")]
    #[case::signs_only("… —", "")]
    #[case::kana("アメリカの大統領", "アメリカ|の|大統領")]
    #[case::gershayim("לאו\"ם, צה״ל ב\"הארץ\"", "לאו\"ם|צה״ל|ב|הארץ")]
    fn cuts(#[case] text: &str, #[case] expected: &str) {
        let got: Vec<_> = cut(text).iter().map(|t| t.of(text).to_owned()).collect();
        assert_eq!(got.join("|"), expected);
    }

    #[rstest]
    #[case("a b", Gap::Space)]
    #[case("a-b", Gap::Hyphen)]
    #[case("a'b", Gap::Apostrophe)]
    #[case("a.b", Gap::Dot)]
    #[case("a. b", Gap::DotSpace)]
    #[case("a, b", Gap::Comma)]
    #[case("a; b", Gap::Break)]
    #[case("a «b»", Gap::Quote)]
    #[case("a - b", Gap::Break)]
    #[case("A\r\nB", Gap::Line)]
    #[case("A \n B", Gap::Line)]
    #[case("a\nb", Gap::Space)]
    #[case("a-\nb", Gap::Wrap)]
    #[case("a¬\r\nb", Gap::Wrap)]
    #[case("a¬ b", Gap::Wrap)]
    #[case("a⸗b", Gap::Wrap)]
    #[case("a\u{AD}\nb", Gap::Wrap)]
    #[case("a\n\nb", Gap::Paragraph)]
    #[case("a\r\n\r\nb", Gap::Paragraph)]
    #[case("a.\n\nb", Gap::DotSpace)]
    fn gaps(#[case] text: &str, #[case] expected: Gap) {
        assert_eq!(cut(text)[1].gap, expected);
    }

    #[rstest]
    #[case("iran", Shape::Lower)]
    #[case("Iran", Shape::Capital)]
    #[case("IRAN", Shape::Upper)]
    #[case("P", Shape::Initial)]
    #[case("Šarapova", Shape::Capital)]
    #[case("ŠARAPOVA", Shape::Upper)]
    #[case("إيران", Shape::Uncased)]
    #[case("თბილისი", Shape::Uncased)]
    #[case("2024", Shape::Number)]
    #[case("McDonald", Shape::Capital)]
    #[case("iPhone", Shape::Lower)]
    fn shapes(#[case] text: &str, #[case] expected: Shape) {
        assert_eq!(cut(text)[0].shape, expected);
    }

    /// The table-driven path against the character-wise one, which takes the same text in other letters.
    #[test]
    fn ascii_is_cut_as_other_letters_are() {
        let texts = proptest::string::string_regex("([a-zA-C]{1,3}|[0-9]|[ \t\r\n.,'\"`;()_-]{1,3}){0,30}");
        let texts = texts.expect("the expression is right");
        crate::tally::hold(
            "oracles",
            "ASCII text cut as the same text in other letters",
            500,
            &texts,
            |text: String| {
                let other = |c: char| match c {
                    'a'..='z' => 'é',
                    'A'..='Z' => 'É',
                    other => other,
                };
                let wide: String = text.chars().map(other).collect();
                let places: Vec<usize> = wide.char_indices().map(|(i, _)| i).chain([wide.len()]).collect();
                let key = |t: &Token| (t.gap, t.shape, t.dot_after);
                let narrow = cut(&text);
                let expected = narrow.iter().map(|t| (places[t.start as usize]..places[t.end as usize], key(t)));
                let got = cut(&wide);
                let got = got.iter().map(|t| (t.start as usize..t.end as usize, key(t)));
                proptest::prop_assert_eq!(got.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{:?}", text);
                Ok(())
            },
        );
    }

    proptest::proptest! {
        #[test]
        fn words_are_those_of_uax_29_parted_at_signs(text in "[ -~éßжשل]{0,40}") {
            use unicode_segmentation::UnicodeSegmentation;
            // A Hebrew abbreviation (צה"ל) is one word here.
            proptest::prop_assume!(!text.contains("ש\"ש"));
            let parted = |w: &str| w.split(['\'', '"', '.', '_', ',', ':', ';']).filter(|p| !p.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            let expected: Vec<String> = text.unicode_words().flat_map(parted).collect();
            let got: Vec<String> = cut(&text).iter().map(|t| t.of(&text).to_owned()).collect();
            proptest::prop_assert_eq!(got, expected);
        }

        #[test]
        fn every_letter_is_in_one_token(text in proptest::prelude::any::<String>()) {
            let tokens = cut(&text);
            proptest::prop_assert!(tokens.windows(2).all(|w| w[0].end <= w[1].start));
            for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() && !is_apostrophe(*c)) {
                let inside = tokens.iter().any(|t| (t.start as usize..t.end as usize).contains(&i));
                proptest::prop_assert!(inside, "{} at {}", c, i);
            }
        }
    }
}
