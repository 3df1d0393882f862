//! Tibetan and Dzongkha.
//!
//! Source: the THL simplified phonetic transcription of Tibetan (2003). Departures, after the press of Lhasa's exiles and
//! of Thimphu: aspirates keep their h (Thimphu, Phuntsok), and a letter before the root is heard after an open syllable
//! (Dorje, Lobzang, Amdo). Silent are otherwise the letters before and above the root, and final d and s.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    for syllable in word.split(|c| !is_letter(c)) {
        let stacks = stacks(syllable);
        if let Some(root) = root(&stacks) {
            write(&stacks, root, out);
        }
    }
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{0F00}' | '\u{0F40}'..='\u{0F6C}' | '\u{0F71}'..='\u{0F84}' | '\u{0F90}'..='\u{0FBC}')
}

/// A letter with what stands below and its vowel sign; letters below are given as those of full size.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stack {
    letters: Vec<char>,
    vowel: Option<char>,
}

fn stacks(syllable: &str) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = Vec::new();
    for c in syllable.chars() {
        match (c, stacks.last_mut()) {
            ('\u{0F90}'..='\u{0FBC}', Some(stack)) => stack.letters.extend(char::from_u32(u32::from(c) - 0x50)),
            ('\u{0F71}'..='\u{0F84}', Some(stack)) => stack.vowel = vowel(c).or(stack.vowel),
            ('\u{0F40}'..='\u{0F6C}', _) => stacks.push(Stack { letters: vec![c], vowel: None }),
            ('\u{0F00}', _) => stacks.push(Stack { letters: vec!['ཨ'], vowel: Some('o') }), // om
            _ => {}
        }
    }
    stacks
}

fn vowel(sign: char) -> Option<char> {
    match sign {
        '\u{0F72}' | '\u{0F80}' => Some('i'),
        '\u{0F74}' => Some('u'),
        '\u{0F7A}' | '\u{0F7B}' => Some('e'),
        '\u{0F7C}' | '\u{0F7D}' => Some('o'),
        _ => None,
    }
}

/// The index of the stack that carries the syllable.
fn root(stacks: &[Stack]) -> Option<usize> {
    let is_ending = |i: usize| i > 0 && stacks[i].letters == ['འ'];
    let marked = (0..stacks.len()).find(|&i| {
        let is_marked = stacks[i].vowel.is_some() || stacks[i].letters.len() > 1;
        is_marked && !is_ending(i)
    });
    let letter = |i: usize| stacks.get(i).and_then(|stack| stack.letters.first()).copied();
    let is_prefix = matches!(letter(0), Some('ག' | 'ད' | 'བ' | 'མ' | 'འ'));
    match (marked, stacks.len()) {
        (_, 0) => None,
        (Some(i), _) => Some(i),
        (None, 1 | 2) => Some(0),
        // A final s after g, ng, b, m is a second one: ལགས lak.
        (None, 3) if matches!((letter(1), letter(2)), (Some('ག' | 'ང' | 'བ' | 'མ'), Some('ས'))) => Some(0),
        (None, _) => Some(usize::from(is_prefix)),
    }
}

/// Writes a syllable.
fn write(stacks: &[Stack], root: usize, out: &mut Readings) {
    let before = root.checked_sub(1).map(|i| stacks[i].letters[0]);
    let letters = &stacks[root].letters;
    // A letter above the root is silent, as one before it is.
    let (above, letters) = match letters.as_slice() {
        [above @ ('ར' | 'ལ' | 'ས'), c, ..] if !matches!(c, 'ཡ' | 'ར' | 'ལ' | 'ཝ' | 'ཧ') => {
            (Some(*above), &letters[1..])
        }
        all => (None, all),
    };
    let is_after_vowel = out.first().ends_with(['a', 'e', 'i', 'o', 'u']);
    if is_after_vowel {
        link(before, above, letters[0], out);
    }
    let suffix = stacks.get(root + 1);
    let goes_on = is_after_vowel || out.first().ends_with(['g', 'r', 'l']);
    let is_plain = before.is_none() && above.is_none() && letters == ['བ'];
    match stacks[root].vowel {
        // བ as an ending: ཟླ་བ Dawa.
        None | Some('o') if is_plain && goes_on && suffix.is_none() => out.fork(&["w", "b"]),
        _ => fork(onset(before, letters), out),
    }
    rhyme(stacks[root].vowel.unwrap_or('a'), suffix, out);
}

fn fork(options: &str, out: &mut Readings) {
    out.fork(&options.split('/').collect::<Vec<_>>());
}

/// Writes what is heard of the letters before and above the root after an open syllable.
fn link(before: Option<char>, above: Option<char>, root: char, out: &mut Readings) {
    match (before, above, root) {
        (Some('བ'), ..) => fork("b/", out),
        (Some('མ'), _, 'ད') => fork("m/", out),
        (Some('མ'), ..) => fork("/m", out),
        (Some('འ'), ..) => fork("/n", out),
        (None, Some('ར'), 'ཇ') => fork("r/", out),
        _ => {}
    }
}

/// The sound of a root with what stands below it, options parted by a slash.
fn onset(before: Option<char>, letters: &[char]) -> &'static str {
    let below = |c| letters[1..].contains(&c);
    match letters[0] {
        'བ' if before == Some('ད') && below('ཡ') => "y",
        'བ' if before == Some('ད') && below('ར') => "r",
        'བ' if before == Some('ད') && letters.len() == 1 => "w/",
        'ཟ' if below('ལ') => "d",
        _ if below('ལ') => "l",
        'ཀ' | 'ཏ' | 'པ' if below('ར') => "tr/t",
        'ཁ' | 'ཐ' | 'ཕ' if below('ར') => "tr/thr",
        'ག' | 'ད' | 'བ' if below('ར') => "dr/d",
        'ཧ' if below('ར') => "hr",
        'ཀ' if below('ཡ') => "ky",
        'ཁ' if below('ཡ') => "khy",
        'ག' if below('ཡ') => "gy",
        'པ' | 'ཕ' if below('ཡ') => "ch",
        'བ' if below('ཡ') => "j",
        'མ' if below('ཡ') => "ny",
        'ལ' if below('ཧ') => "lh",
        plain => consonant(plain),
    }
}

/// A consonant at the start of a syllable, options parted by a slash.
fn consonant(c: char) -> &'static str {
    match c {
        'ཀ' | 'ཫ' => "k",
        'ཁ' => "kh",
        'ག' => "g",
        'ང' => "ng",
        'ཅ' | 'ཆ' => "ch",
        'ཇ' => "j",
        'ཉ' => "ny",
        'ཏ' | 'ཊ' => "t",
        'ཐ' | 'ཋ' => "th",
        'ད' | 'ཌ' => "d",
        'ན' | 'ཎ' => "n",
        'པ' => "p",
        'ཕ' => "ph",
        'བ' => "b",
        'མ' => "m",
        'ཙ' | 'ཚ' => "ts",
        'ཛ' => "dz",
        'ཝ' => "w",
        'ཞ' => "zh/sh",
        'ཟ' => "z/s",
        'ཡ' => "y",
        'ར' | 'ཪ' => "r",
        'ལ' => "l",
        'ཤ' | 'ཥ' => "sh",
        'ས' => "s",
        'ཧ' => "h",
        _ => "",
    }
}

/// Writes the vowel and what follows it. Before d, n, l and s the vowels a, o and u are fronted.
fn rhyme(vowel: char, suffix: Option<&Stack>, out: &mut Readings) {
    let letter = suffix.map(|stack| stack.letters[0]);
    let written = match (vowel, letter) {
        ('a', Some('ད' | 'ན' | 'ས')) => "e/a",
        ('a', Some('ལ')) => "a/e",
        ('a', _) if suffix.is_some_and(|stack| stack.vowel == Some('i')) => "e/ai",
        ('a', _) => "a",
        ('o', Some('ད' | 'ན' | 'ལ' | 'ས')) => "o/oe",
        ('o', _) => "o",
        ('u', Some('ད' | 'ན' | 'ལ' | 'ས')) => "u/ue",
        ('u', _) => "u",
        ('e', _) => "e",
        _ => "i",
    };
    fork(written, out);
    match letter {
        Some('ག') => out.append("k"),
        Some('ང') => out.append("ng"),
        Some('ན' | 'ཎ') => out.append("n"),
        Some('བ') => out.fork(&["p", "b"]),
        Some('མ') => out.append("m"),
        Some('ར') => out.append("r"),
        Some('ལ') => out.append("l"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("བསྟན་འཛིན", "tendzin")]
    #[case("རྒྱ་མཚོ", "gyatso")]
    #[case("ལྷ་ས", "lhasa")]
    #[case("རྡོ་རྗེ", "dorje")]
    #[case("ཚེ་རིང", "tsering")]
    #[case("སྒྲོལ་མ", "drolma")]
    #[case("བློ་བཟང", "lobzang")]
    #[case("སངས་རྒྱས", "sanggye")]
    #[case("ནོར་བུ", "norbu")]
    #[case("ཟླ་བ", "dawa")]
    #[case("ཉི་མ", "nyima")]
    #[case("པད་མ", "pema")]
    #[case("ཕུན་ཚོགས", "phuntsok")]
    #[case("བཀྲ་ཤིས", "trashi")]
    #[case("འཇམ་དབྱངས", "jamyang")]
    #[case("འཇིགས་མེད", "jikme")]
    #[case("དབང་ཕྱུག", "wangchuk")]
    #[case("ངག་དབང", "ngakwang")]
    #[case("རིན་པོ་ཆེ", "rinpoche")]
    #[case("པཎ་ཆེན", "panchen")]
    #[case("གཞིས་ཀ་རྩེ", "zhikatse")]
    #[case("རྒྱལ་རྩེ", "gyaltse")]
    #[case("ཨ་མདོ", "amdo")]
    #[case("ཁམས", "kham")]
    #[case("པོ་ཏ་ལ", "potala")]
    #[case("ཐིམ་ཕུ", "thimphu")]
    #[case("སྤ་རོ", "paro")]
    #[case("སྤུ་ན་ཁ", "punakha")]
    #[case("འབྲུག", "druk")]
    #[case("རྣམ་རྒྱལ", "namgyal")]
    #[case("སྟོབས་རྒྱས", "topgye")]
    #[case("སྲིད་སྐྱོང", "sikyong")]
    #[case("བོད", "bo")]
    #[case("ལགས", "lak")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "བཀྲ་ཤིས"), ["trashi", "tashi"]);
        assert_eq!(check::all(read, "བློ་བཟང")[..2], ["lobzang", "lozang"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ཀ ཁ ག ང ཅ ཆ ཇ ཉ ཏ ཐ ད ན པ ཕ བ མ ཙ ཚ ཛ ཝ ཞ ཟ ཡ ར ལ ཤ ས ཧ";
        check::every_letter_is_heard(read, "", alphabet, "ི");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{0F00}'..='\u{0FFF}');
    }
}
