//! Folding and cutting of text in all scripts against plain ways that follow Unicode's definitions step by step, without
//! the short ways for common letters: on made-up words and on all that is built in.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, is_apostrophe, is_ignorable, normalise};
use super::script::Script;
use crate::hash::Map;
use crate::lexicon::Lexicon;
use crate::segment;
use crate::tally::{hold, tally};

/// The letters and marks of each script up to the supplementary planes' ideographs.
fn letters() -> &'static Map<Script, Vec<char>> {
    static LETTERS: OnceLock<Map<Script, Vec<char>>> = OnceLock::new();
    LETTERS.get_or_init(|| {
        let mut letters: Map<Script, Vec<char>> = Map::default();
        for c in '\u{41}'..='\u{2FFFF}' {
            if let Some(script) = Script::of(c).filter(|_| c.is_alphanumeric() || is_combining_mark(c)) {
                letters.entry(script).or_default().push(c);
            }
        }
        letters
    })
}

/// Words of one script, the common letters of its first block as often as all others, with marks of any script.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let mut scripts: Vec<Script> = letters().keys().copied().collect();
    scripts.sort();
    select(scripts).prop_flat_map(|script| {
        let all = &letters()[&script];
        let common = all[..all.len().min(96)].to_vec();
        let mark = select(
            ('\u{300}'..='\u{344}').chain('\u{64B}'..='\u{655}').chain(['\u{200C}', '\u{640}']).collect::<Vec<_>>(),
        );
        let letter = prop_oneof![8 => select(common), 6 => select(all.clone()), 1 => mark];
        prop::collection::vec(letter, 1..8).prop_map(String::from_iter)
    })
}

/// The words of one script of all names that are built in, and of the texts of their cases.
fn real_words() -> Vec<String> {
    let whole = Lexicon::built_in();
    let forms = 0..whole.data.form_count();
    let form = |i| whole.data.form_text(u32::try_from(i).expect("a number"));
    let (mut words, mut tokens) = (Vec::new(), Vec::new());
    for text in forms.map(form).chain(texts()) {
        segment::tokens(&text, &mut tokens);
        words.extend(tokens.iter().map(|token| token.of(&text).to_owned()));
    }
    words.sort();
    words.dedup();
    // Letters of another script are read as those that they look like.
    words.retain(|word| word.chars().filter_map(Script::of).all(|script| Some(script) == Script::of_word(word)));
    words
}

/// The lines of the cases.
pub(crate) fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    paths.sort();
    let all: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    all.lines().map(str::to_owned).collect()
}

/// Letters that Unicode does not take apart, and what they are folded to.
const LATIN: &str = "łl øo đd ðd ɖd ßss æae œoe ıi þth ħh ŋng əe ǝe ɓb ɗd ƙk ɣg ɛe ɔo";
const ARABIC: &str = "ٱا ٲا ٳا ىي یي ېي ۍي ےي ێي کك ڪك ګك ةه ەه ہه ھه ۃه ۿه ۆو ۇو ۈو \
                      ٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9";
const HEBREW: &str = "ךכ םמ ןנ ףפ ץצ \"״ ”״ “״";

/// What a letter is folded to by one of the tables above.
fn of_table(table: &str, c: char) -> Option<&str> {
    table.split(' ').find_map(|row| row.strip_prefix(c))
}

/// The folded form of a word of one script, by taking it all apart.
fn plainly(word: &str) -> String {
    let lower = |c: char| if c == '\u{130}' { "i".to_owned() } else { c.to_lowercase().to_string() };
    let apart: String = word.nfkd().filter(|&c| !is_ignorable(c)).collect();
    let apart: String = apart.nfc().collect::<String>().nfd().map(lower).collect();
    let letters = apart.nfd().filter(|&c| !is_ignorable(c));
    match Script::of_word(&apart) {
        Some(Script::Latin) => letters
            .filter(|&c| c.is_ascii() || !(is_combining_mark(c) || is_apostrophe(c)))
            .map(|c| of_table(LATIN, c).map_or(c.to_string(), str::to_owned))
            .collect(),
        Some(Script::Arabic) => letters
            .filter(|c| !matches!(c, 'ء' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}'))
            .map(|c| of_table(ARABIC, c).map_or(c.to_string(), str::to_owned))
            .collect::<String>()
            .nfc()
            .collect(),
        Some(Script::Cyrillic) => {
            // A mark makes a letter of its own or none.
            let whole: String = letters.collect::<String>().nfc().filter(|&c| !is_combining_mark(c)).collect();
            whole.replace(['ё', 'ѐ', 'ѣ'], "е").replace('ѝ', "и").replace('ґ', "г")
        }
        Some(Script::Greek) => letters.filter(|&c| !is_combining_mark(c)).map(|c| if c == 'ς' { 'σ' } else { c }).collect(),
        Some(Script::Hebrew) => letters
            .filter(|c| !matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}'))
            .map(|c| of_table(HEBREW, c).map_or(c.to_string(), str::to_owned))
            .collect(),
        Some(Script::Han) => {
            static FORMS: &str = include_str!("fold/han.tsv");
            static TABLE: OnceLock<Map<&str, &str>> = OnceLock::new();
            let table = TABLE.get_or_init(|| FORMS.lines().filter_map(|row| row.split_once('\t')).collect());
            let folded = |c: char| table.get(&*c.to_string()).map_or(c.to_string(), |&f| f.to_owned());
            letters.collect::<String>().nfc().map(folded).collect()
        }
        _ => letters.collect::<String>().nfc().collect(),
    }
}

#[test]
fn words_fold_as_taking_them_apart_does() {
    hold("oracles", "words of 28 scripts folded by taking them apart", 4000, &words(), |word: String| {
        prop_assert_eq!(fold(&normalise(&word)), plainly(&word), "{} {:?}", word.escape_unicode(), word);
        Ok(())
    });
    let words = real_words();
    for word in &words {
        assert_eq!(fold(&normalise(word)), plainly(word), "{word}");
    }
    tally("oracles", "words of names and cases folded by taking them apart", words.len() as u64, "equal");
}
