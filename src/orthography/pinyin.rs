//! Whether Latin letters are pinyin, of which a Chinese name has one spelling: Xue is not Zhu, Yanfeng not Wenfeng.

/// Initials, longest first, and the finals that each has.
const SYLLABLES: &[(&str, &str)] = &[
    ("zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("r", "an ang ao e en eng i ong ou u ua uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
    ("", "a ai an ang ao e ei en er ou"),
];

/// Letters of the longest syllable.
const LONGEST: usize = 6;

/// Letters of a word that is longer than any name.
const LONGEST_WORD: usize = 24;

/// Whether letters in small Latin ones are syllables of pinyin.
pub(crate) fn is_pinyin(letters: &str) -> bool {
    let bytes = letters.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST_WORD || !bytes.iter().all(u8::is_ascii_lowercase) {
        return false;
    }
    // Which beginnings are syllables.
    let mut reached = 1_u32;
    for end in 1..=bytes.len() {
        let is_end = (end.saturating_sub(LONGEST)..end)
            .any(|start| reached & (1 << start) != 0 && is_syllable(&letters[start..end]));
        reached |= u32::from(is_end) << end;
    }
    reached & (1 << bytes.len()) != 0
}

fn is_syllable(letters: &str) -> bool {
    SYLLABLES.iter().any(|(initial, finals)| {
        letters.strip_prefix(initial).is_some_and(|rest| finals.split(' ').any(|known| known == rest))
    })
}

/// The commonest Chinese family names in pinyin, sorted.
const FAMILIES: &[&str] = &[
    "bai", "bo", "cai", "cao", "chen", "cheng", "chu", "cui", "dai", "deng", "ding", "dong", "du", "fang", "feng",
    "fu", "gao", "ge", "geng", "gong", "gu", "guan", "guo", "han", "hao", "he", "hou", "hu", "hua", "huang", "jia",
    "jiang", "jiao", "jin", "jing", "ke", "kong", "lan", "lei", "li", "liang", "liao", "lin", "ling", "liu", "long",
    "lu", "luo", "lyu", "ma", "mao", "meng", "miao", "mo", "ning", "niu", "ouyang", "pan", "pang", "pei", "peng", "qi",
    "qian", "qiao", "qin", "qiu", "qu", "ren", "ruan", "shang", "shao", "shen", "sheng", "shi", "shu", "song", "su",
    "sun", "tan", "tang", "tao", "tian", "tong", "wan", "wang", "wei", "wen", "weng", "wu", "xi", "xia", "xiang",
    "xiao", "xie", "xin", "xing", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yin", "you", "yu", "yuan", "yue",
    "zeng", "zhai", "zhan", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zhuang", "zhuo", "zong", "zou", "zuo",
];

/// Whether a word is one of the commonest Chinese family names in pinyin.
pub(crate) fn is_family(word: &str) -> bool {
    FAMILIES.binary_search(&word).is_ok()
}

/// Vowels that no syllable has beside each other.
const APART: [&str; 9] = ["aa", "ae", "ea", "ee", "eo", "eu", "oa", "oe", "oo"];

/// Whether the words of a person's name are a Chinese one in pinyin: a family name, first or last, and syllables.
pub(crate) fn is_chinese<'w>(words: impl DoubleEndedIterator<Item = &'w str> + Clone) -> bool {
    let is_family = |word: Option<&str>| word.is_some_and(is_family);
    let may_be = is_family(words.clone().next()) || is_family(words.clone().next_back());
    // Within a word a syllable that begins with a vowel has an apostrophe: Lee is no Le'e.
    let is_one = |word: &str| is_pinyin(word) && !APART.iter().any(|vowels| word.contains(vowels));
    may_be && (2..=3).contains(&words.clone().count()) && words.into_iter().all(is_one)
}

/// Whether two names in pinyin are spellings of one: in either order, n for ng and the reverse, which writers mistake.
pub(crate) fn is_same(written: &str, listed: &str) -> bool {
    is_of_letters(&without_ng(written), &without_ng(listed))
}

/// Letters in which n stands for ng, which writers mistake for each other.
pub(crate) fn without_ng(letters: &str) -> String {
    letters.replace("ng", "n")
}

/// Whether two names in pinyin have the same letters, in either order of their words.
pub(crate) fn is_of_letters(written: &str, listed: &str) -> bool {
    written.len() == listed.len() && format!("{listed}{listed}").contains(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_syllables_are_pinyin() {
        for word in ["xue", "rongji", "zhongzheng", "jinping", "enlai", "qiang", "er", "xian"] {
            assert!(is_pinyin(word), "{word}");
        }
        for word in ["", "kim", "hsiao", "mcqueen", "tse", "chiong", "ré", "zhongzhengzhongzhengzhongzheng"] {
            assert!(!is_pinyin(word), "{word}");
        }
    }

    #[test]
    fn family_names_are_sorted() {
        assert!(FAMILIES.is_sorted());
    }

    #[test]
    fn chinese_names_begin_or_end_with_a_family_name() {
        for name in ["li peng", "jiang zemin", "keqiang li", "wen jia bao"] {
            assert!(is_chinese(name.split(' ')), "{name}");
        }
        for name in ["li", "lee peng", "kim tae", "ali hasan", "wen smith", "wu pohsiung"] {
            assert!(!is_chinese(name.split(' ')), "{name}");
        }
    }

    #[test]
    fn a_name_in_pinyin_has_one_spelling() {
        for (written, listed, same) in [
            ("xijinping", "xijinping", true),
            ("jinpingxi", "xijinping", true),
            ("xijingping", "xijinping", true),
            ("liangyanfeng", "liangwenfeng", false),
            ("mayong", "mayun", false),
        ] {
            assert_eq!(is_same(written, listed), same, "{written} {listed}");
        }
    }
}
