//! Khmer.
//!
//! Source: the UNGEGN system of 2002 without its marks, changed to what the press of Cambodia writes. A consonant is
//! of the first or of the second register, which gives a vowel sign its value (ា is a or ea). The inherent vowel is a
//! in the first and o in the second. The script writes no ends of syllables: a consonant without a vowel closes an
//! open syllable.

use super::Readings;

/// Appends the readings of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    let letters = letters(word);
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        rest = syllable(rest, out);
    }
}

/// Puts the next consonant below the one before.
const COENG: char = '\u{17D2}';
/// The sign that makes a consonant of the first register (and ប a p).
const FIRST: char = '\u{17C9}';
/// The sign that makes a consonant of the second register.
const SECOND: char = '\u{17CA}';
const AA: char = '\u{17B6}';
const NIKAHIT: char = '\u{17C6}';
const REAHMUK: char = '\u{17C7}';

/// The letters without what toandakhiat silences and without signs that change no Latin letter.
fn letters(word: &str) -> Vec<char> {
    let mut letters = Vec::new();
    for c in word.chars() {
        match c {
            '\u{17CD}' => {
                letters.pop_if(|last| is_sign(*last));
                letters.pop_if(|last| is_consonant(*last));
            }
            '\u{17B4}' | '\u{17B5}' | '\u{17CB}' | '\u{17CC}' | '\u{17CE}' | '\u{17CF}' | '\u{17D1}' | '\u{17D3}' => {}
            _ => letters.push(c),
        }
    }
    letters
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Register {
    First,
    Second,
}

/// Reads one syllable and returns what follows it.
fn syllable<'a>(letters: &'a [char], out: &mut Readings) -> &'a [char] {
    let [first, after @ ..] = letters else { return letters };
    let rest = if let Some(vowel) = independent_vowel(*first) {
        fork(vowel, out);
        after
    } else if is_consonant(*first) {
        let (cluster, rest) = cluster(letters);
        let register = write_onset(&cluster, rest, out);
        let (shift, rest) = match rest {
            [FIRST, rest @ ..] => (Some(Register::First), rest),
            [SECOND, rest @ ..] => (Some(Register::Second), rest),
            _ => (None, rest),
        };
        let signs = rest.iter().take_while(|&&c| is_sign(c)).count();
        let (signs, rest) = match rest.split_at(signs) {
            // Before ng the sign of a short a is no m: កាំង kang.
            ([AA, NIKAHIT], after @ ['ង', ..]) => (&[AA][..], after),
            both => both,
        };
        fork(vowel(signs, shift.unwrap_or(register)), out);
        if matches!(signs.last(), Some(&NIKAHIT | &REAHMUK)) {
            return rest;
        }
        rest
    } else {
        return after;
    };
    close(rest, out)
}

fn fork(options: &str, out: &mut Readings) {
    out.fork(&options.split('/').collect::<Vec<_>>());
}

/// The consonant at the start with those below it, and what follows.
fn cluster(letters: &[char]) -> (Vec<char>, &[char]) {
    let mut cluster = vec![letters[0]];
    let mut rest = &letters[1..];
    while let [COENG, c, after @ ..] = rest {
        cluster.push(*c);
        rest = after;
    }
    (cluster, rest)
}

/// Writes the consonants before a vowel and returns their register: that of the last that is no sonorant.
fn write_onset(cluster: &[char], rest: &[char], out: &mut Readings) -> Register {
    if let ['ហ', 'វ', ..] = cluster {
        out.append("f");
        return Register::First;
    }
    for (i, &c) in cluster.iter().enumerate() {
        let is_p = c == 'ប' && (cluster.len() > i + 1 || rest.first() == Some(&FIRST));
        out.append(if is_p { "p" } else { consonant(c) });
    }
    let leads = |c: &&char| !matches!(c, 'ង' | 'ញ' | 'ន' | 'ម' | 'យ' | 'រ' | 'ល' | 'វ');
    register(*cluster.iter().rev().find(leads).unwrap_or(&cluster[0]))
}

fn register(c: char) -> Register {
    match c {
        'ក' | 'ខ' | 'ច' | 'ឆ' | 'ដ' | 'ឋ' | 'ណ' | 'ត' | 'ថ' | 'ប' | 'ផ' | 'ឝ' | 'ឞ' | 'ស' | 'ហ' | 'ឡ' | 'អ' => {
            Register::First
        }
        _ => Register::Second,
    }
}

/// Reads the consonant that closes an open syllable, if one does.
fn close<'a>(letters: &'a [char], out: &mut Readings) -> &'a [char] {
    let [c, rest @ ..] = letters else { return letters };
    let Some(sound) = coda(*c, out.first()).filter(|_| *c != 'ហ' || rest.is_empty()) else { return letters };
    match rest {
        // At the end of a word what stands below is silent: ពុទ្ធ puth.
        [COENG, below, after @ ..] if splits(*c, *below) => {
            fork(sound, out);
            let ends = !after.iter().any(|&c| is_sign(c) || is_consonant(c));
            if ends { &[] } else { &rest[1..] }
        }
        [COENG | FIRST | SECOND, ..] => letters,
        // The next cluster needs this consonant before it: មេគង្គ me-kong.
        [next, COENG, below, ..] if is_consonant(*next) && splits(*next, *below) => letters,
        [next, ..] if is_sign(*next) => letters,
        _ => {
            fork(sound, out);
            rest
        }
    }
}

/// Whether a consonant and the one below it belong to two syllables: a nasal or a double.
fn splits(c: char, below: char) -> bool {
    let row = |c| match c {
        'ក'..='ង' => 0,
        'ច'..='ញ' => 1,
        'ដ'..='ណ' | 'ត'..='ន' => 2,
        'ប'..='ម' => 3,
        _ => c as u32,
    };
    row(c) == row(below) || (matches!(c, 'ង' | 'ញ' | 'ណ' | 'ន' | 'ម') && row(below) > 1 && register_is_stop(below))
}

fn register_is_stop(c: char) -> bool {
    !matches!(c, 'ង' | 'ញ' | 'ណ' | 'ន' | 'ម' | 'យ' | 'រ' | 'ល' | 'វ')
}

fn is_consonant(c: char) -> bool {
    matches!(c, 'ក'..='អ')
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{17B6}'..='\u{17C8}' | '\u{17D0}')
}

/// The value of the vowel signs of a syllable, options parted by a slash.
fn vowel(signs: &[char], register: Register) -> &'static str {
    let first = register == Register::First;
    match signs {
        [] => {
            if first {
                "a/o"
            } else {
                "o"
            }
        }
        ['\u{17C8}'] => {
            if first {
                "a"
            } else {
                "ea"
            }
        } // yuukaleapintu
        [REAHMUK] => {
            if first {
                "ah"
            } else {
                "eah"
            }
        }
        [NIKAHIT] => {
            if first {
                "am"
            } else {
                "om/um"
            }
        }
        // Samyok sannya, mostly before y: ជ័យ chey.
        ['\u{17D0}'] => {
            if first {
                "a"
            } else {
                "e/oa"
            }
        }
        [AA, NIKAHIT] => "am", // aa
        ['\u{17BB}', NIKAHIT] => {
            if first {
                "om"
            } else {
                "um"
            }
        } // u
        ['\u{17C4}', REAHMUK] => "oh", // oo
        ['\u{17C1}', REAHMUK] => {
            if first {
                "eh"
            } else {
                "eh/is"
            }
        } // e
        ['\u{17BB}', REAHMUK] => {
            if first {
                "oh"
            } else {
                "uh"
            }
        } // u
        ['\u{17B7}', REAHMUK] => {
            if first {
                "eh"
            } else {
                "ih"
            }
        } // i
        [AA, ..] => {
            if first {
                "a"
            } else {
                "ea/a"
            }
        } // aa
        ['\u{17B7}' | '\u{17B8}', ..] => "i/y", // i, ii
        ['\u{17B9}', ..] => {
            if first {
                "e/oe"
            } else {
                "u/eu"
            }
        } // y
        ['\u{17BA}', ..] => "eu", // yy
        ['\u{17BB}', ..] => {
            if first {
                "o"
            } else {
                "u/ou"
            }
        } // u
        ['\u{17BC}', ..] => "ou/o", // uu
        ['\u{17BD}', ..] => "uo", // ua
        ['\u{17BE}', ..] => "eu/oe", // oe
        ['\u{17BF}', ..] => "oeu/eu", // ya
        ['\u{17C0}', ..] => "ie/ea", // ie
        ['\u{17C1}', ..] => "e", // e
        ['\u{17C2}', ..] => "e/ae", // ae
        ['\u{17C3}', ..] => {
            if first {
                "ai"
            } else {
                "ey"
            }
        } // ai
        ['\u{17C4}', ..] => {
            if first {
                "ao/o"
            } else {
                "o"
            }
        } // oo
        ['\u{17C5}', ..] => {
            if first {
                "ao/au"
            } else {
                "ov"
            }
        } // au
        _ => "",
    }
}

/// A vowel letter, options parted by a slash.
fn independent_vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'ឥ' | 'ឦ' => "i/e",
        'ឧ' | 'ឨ' | 'ឩ' => "ou/u",
        'ឪ' => "ov",
        'ឫ' | 'ឬ' => "rue/roe",
        'ឭ' | 'ឮ' => "lue",
        'ឯ' => "e/ae",
        'ឰ' => "ai",
        'ឱ' | 'ឲ' => "ao",
        'ឳ' => "au",
        _ => return None,
    })
}

/// A consonant at the start of a syllable.
fn consonant(c: char) -> &'static str {
    match c {
        'ក' | 'គ' => "k",
        'ខ' | 'ឃ' => "kh",
        'ង' => "ng",
        'ច' | 'ជ' => "ch",
        'ឆ' | 'ឈ' => "chh",
        'ញ' => "nh",
        'ដ' | 'ឌ' => "d",
        'ឋ' | 'ឍ' | 'ថ' | 'ធ' => "th",
        'ណ' | 'ន' => "n",
        'ត' | 'ទ' => "t",
        'ប' => "b",
        'ផ' | 'ភ' => "ph",
        'ព' => "p",
        'ម' => "m",
        'យ' => "y",
        'រ' => "r",
        'ល' | 'ឡ' => "l",
        'វ' => "v",
        'ឝ' | 'ឞ' => "sh",
        'ស' => "s",
        'ហ' => "h",
        _ => "",
    }
}

/// A consonant at the end of a syllable, options parted by a slash; `before` is what was read of the word.
fn coda(c: char, before: &str) -> Option<&'static str> {
    Some(match c {
        'ក'..='ឃ' => "k",
        'ង' => "ng",
        'ច'..='ឈ' => "ch",
        'ញ' => "nh/ng",
        'ដ'..='ឍ' | 'ត'..='ធ' => "t",
        'ណ' | 'ន' => "n",
        'ប'..='ភ' => "p",
        'ម' => "m",
        'យ' => "y",
        'រ' => "r/",
        'ល' => "l",
        'វ' if before.ends_with("ie") => "u/v",
        'វ' if before.ends_with('e') => "o/v",
        'វ' => "v/o",
        'ស' => "s/h",
        'ហ' => "h",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("ហ៊ុន", "hun")]
    #[case("សែន", "sen")]
    #[case("ម៉ាណែត", "manet")]
    #[case("ភ្នំពេញ", "phnompenh")]
    #[case("សៀមរាប", "siemreap")]
    #[case("នរោត្តម", "norottam")]
    #[case("សីហនុ", "sihanu")]
    #[case("សីហមុនី", "sihamuni")]
    #[case("សម", "sam")]
    #[case("រង្ស៊ី", "rongsi")]
    #[case("កឹម", "kem")]
    #[case("សុខា", "sokha")]
    #[case("ប៉ុល", "pol")]
    #[case("ពត", "pot")]
    #[case("ខៀវ", "khieu")]
    #[case("សំផន", "samphan")]
    #[case("អៀង", "ieng")]
    #[case("សារី", "sari")]
    #[case("ហេង", "heng")]
    #[case("សំរិន", "samrin")]
    #[case("ជា", "chea")]
    #[case("ស៊ីម", "sim")]
    #[case("បាត់ដំបង", "batdambang")]
    #[case("កំពង់ចាម", "kampongcham")]
    #[case("កំពត", "kampot")]
    #[case("កណ្ដាល", "kandal")]
    #[case("តាកែវ", "takeo")]
    #[case("កោះកុង", "kohkong")]
    #[case("ព្រះវិហារ", "preahvihar")]
    #[case("ពោធិ៍សាត់", "posat")]
    #[case("ស្វាយរៀង", "svayrieng")]
    #[case("ព្រៃវែង", "preyveng")]
    #[case("ស្ទឹងត្រែង", "stungtreng")]
    #[case("ប៉ៃលិន", "pailin")]
    #[case("កែប", "kep")]
    #[case("អង្គរ", "angkor")]
    #[case("កម្ពុជា", "kampuchea")]
    #[case("ខ្មែរ", "khmer")]
    #[case("មេគង្គ", "mekong")]
    #[case("កំពង់ឆ្នាំង", "kampongchhnang")]
    #[case("ទន្លេសាប", "tonlesap")]
    #[case("បន្ទាយមានជ័យ", "banteaymeanchey")]
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::first(read, word), expected, "{word}");
    }

    #[test]
    fn other_readings_follow_the_first() {
        assert_eq!(check::all(read, "សារី"), ["sari", "sary"]);
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ ឥ ឧ ឩ ឪ ឫ ឯ ឱ";
        check::every_letter_is_heard(read, "កំ", alphabet, "");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{1780}'..='\u{17FF}');
    }
}
