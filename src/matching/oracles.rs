//! Fast paths of matching against plain ones that are obviously right.

use crate::compare::compare_aligned;
use crate::grammar::Grammar;
use crate::hash::Map;
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::alignment::{self, LONGEST};
use crate::matching::batch::{self, LANES};
use crate::matching::candidates::{Near, near, paired};
use crate::matching::confidence::Model;
use crate::matching::costs::{CostTable, Costs, Place};
use crate::matching::pairing::{align, align_plainly};
use crate::matching::ready::Ready;
use crate::matching::unlike::unlike;
use crate::matching::{keys, lookup, names};
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds::{self, Segment};
use crate::tally::{scaled, tally};

/// Numbers below a bound, the same on every run.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |bound| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % bound as u64).expect("below a usize")
    }
}

/// The best score by trying every alignment.
fn exhaustive(left: &[Segment], right: &[Segment], i: usize, j: usize, costs: &CostTable) -> i32 {
    if (i, j) == (left.len(), right.len()) {
        return 0;
    }
    let skipped_left = (i < left.len())
        .then(|| costs.left(left[i], Place::of(i, left.len())) + exhaustive(left, right, i + 1, j, costs));
    let skipped_right = (j < right.len())
        .then(|| costs.right(right[j], Place::of(j, right.len())) + exhaustive(left, right, i, j + 1, costs));
    let both = (i < left.len() && j < right.len())
        .then(|| costs.substitute(left[i], right[j]) + exhaustive(left, right, i + 1, j + 1, costs));
    skipped_left.max(skipped_right).max(both).expect("one of them is left")
}

#[test]
fn alignment_is_the_best_of_all() {
    let mut random = random(3);
    let scripts =
        [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Hebrew, Script::Greek, Script::Han, Script::Thai];
    let tried = scaled(300, 20_000);
    for _ in 0..tried {
        let mut word = || -> Vec<Segment> {
            (0..random(7)).map(|_| Segment::try_from(random(sounds::COUNT)).expect("a segment")).collect()
        };
        let (left, right) = (word(), word());
        let table = Costs::shipped().between(scripts[random(scripts.len())], scripts[random(scripts.len())]);
        let expected = exhaustive(&left, &right, 0, 0, table);
        assert_eq!(alignment::score(&left, &right, table), expected, "{left:?} {right:?}");
        for least in [expected - 100, expected, expected + 1] {
            assert_eq!(alignment::score_from(&left, &right, table, least), (expected >= least).then_some(expected));
        }
    }
    tally("oracles", "alignments against every alignment there is", tried, "equal");
}

/// Words of random segments, few of them so that they recur.
fn random_word(most: usize, count: usize, random: &mut impl FnMut(usize) -> usize) -> Vec<Segment> {
    (0..random(most)).map(|_| Segment::try_from(random(count)).expect("a segment")).collect()
}

/// One word with many at once: the scores of one after another; of those below nothing only that they are.
#[test]
fn lanes_are_alignments() {
    let mut random = random(5);
    let scripts = [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Hebrew, Script::Greek, Script::Han];
    let mut tried = 0;
    for round in 0..scaled(200, 20_000) {
        let table = Costs::shipped().between(scripts[random(scripts.len())], scripts[random(scripts.len())]);
        let count = if round % 2 == 0 { 9 } else { sounds::COUNT };
        // Beyond the segments that are compared, too.
        let most = if round % 7 == 0 { LONGEST + 9 } else { 14 };
        let left = random_word(most, count, &mut random);
        let rights: Vec<Vec<Segment>> = (0..1 + random(LANES)).map(|_| random_word(most, count, &mut random)).collect();
        let slices: Vec<&[Segment]> = rights.iter().map(Vec::as_slice).collect();
        let Some(scores) = batch::scores(&left, &slices, table) else { continue };
        for (lane, right) in rights.iter().enumerate() {
            let expected = alignment::score(&left, right, table);
            let score = i32::from(scores[lane]);
            assert!(score == expected || (score < 0 && expected < 0), "{left:?} {right:?}: {score} and not {expected}");
            tried += 1;
        }
    }
    tally("oracles", "words aligned side by side against one by one", tried, "equal");
}

/// The forms that two lists of words lead to, against a look at every form.
#[test]
fn paired_words_lead_to_the_forms_that_have_both() {
    let (lexicon, mut random) = (some_names(scaled(300, 2000), 21), random(22));
    let lexicon = &*lexicon.data;
    let near = |vocab| Near::translated(vocab, 100);
    let mut tried = 0;
    for _ in 0..scaled(300, 5000) {
        // Words of a form, each among some others.
        let form = Index::try_from(random(lexicon.form_count())).expect("a number");
        let is_heavy = |w: &FormWord| w.as_join().is_none() && !w.is_light() && !w.is_initial();
        let words: Vec<Index> = lexicon.form_words(form).filter(is_heavy).map(|w| w.vocab()).collect();
        let [first, .., last] = words[..] else { continue };
        let mut list = |vocab: Index| -> Vec<Near> {
            let others = (0..4).map(|_| Index::try_from(random(lexicon.vocab_count())).expect("a number"));
            let mut all: Vec<Index> = others.chain([vocab]).collect();
            all.sort_unstable();
            all.dedup();
            all.into_iter().map(near).collect()
        };
        let (left, right) = (list(first), list(last));
        let mut found: Vec<(Index, Index, Index)> = Vec::new();
        paired(&left, &right, usize::MAX, lexicon, |i, j, form| found.push((left[i].vocab, right[j].vocab, form)));
        assert!(found.contains(&(first, last, form)), "{:?}", lexicon.form_text(form));
        for &(a, b, form) in &found {
            let has = |vocab| lexicon.form_words(form).any(|w| w.vocab() == vocab);
            assert!(has(a) && has(b), "{:?} for {a} and {b}", lexicon.form_text(form));
        }
        let count = found.len();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), count, "each once");
        tried += 1;
    }
    tally("oracles", "pairs of words against the forms that have both", tried, "all of them");
}

/// A look-up compares a few forms; the best of all, or one about as good, is among them.
#[test]
fn a_look_up_finds_what_comparing_every_form_finds() {
    let (lexicon, mut random) = (some_names(scaled(150, 1500), 31), random(32));
    let lexicon = &*lexicon.data;
    let (grammar, costs, hint) = (Grammar::shipped(), Costs::shipped(), TypeHint::Person);
    let forms: Vec<(Index, Ready<'_>)> = (0..Index::try_from(lexicon.form_count()).expect("a number"))
        .map(|form| (form, Ready::of_own(Name::parse(&lexicon.form_text(form), hint, grammar), hint)))
        .collect();
    let mut memo = lookup::Memo::default();
    let (mut tried, mut found, mut missed) = (0_u64, 0_u64, Vec::new());
    for _ in 0..scaled(100, 1500) {
        let text = lexicon.form_text(Index::try_from(random(lexicon.form_count())).expect("a number"));
        let text = respelt(&text.to_lowercase(), &mut random);
        let name = Ready::of_own(Name::parse(&text, hint, grammar), hint);
        let odds = |listed: &Ready<'_>| {
            Model::comparison().log_odds(&names::compare_ready(&name, listed, hint, costs).among(1, None))
        };
        let best = forms.iter().map(|(_, listed)| odds(listed)).max_by(f32::total_cmp).expect("there are forms");
        // What is not likely at all need not be found.
        if best < 1.0 {
            continue;
        }
        tried += 1;
        let answers = lookup::compared(&text, None, lexicon, grammar, (costs, Model::comparison()), &mut memo);
        if answers.iter().any(|f| f.evidence.alone >= best - 0.5) {
            found += 1;
        } else {
            missed.push(text);
        }
    }
    let per_mille = found * 1000 / tried.max(1);
    let outcome = format!("of {tried} {} % found", per_mille as f64 / 10.0);
    tally("oracles", "names looked up against every form compared", tried, &outcome);
    assert!(per_mille >= 960, "{outcome}, not {missed:?}");
}

#[test]
fn names_as_listed_are_compared_whatever_else_is_near() {
    let lexicon = some_people(scaled(300, 3000), 33);
    let lexicon = &*lexicon.data;
    let mut memo = lookup::Memo::default();
    let tried = Index::try_from(lexicon.form_count()).expect("a number");
    for form in (0..tried).filter(|&form| !lexicon.form_flags(form).has(FormFlags::SHORT)) {
        let (text, entity) = (lexicon.form_text(form), lexicon.form_entity(form));
        let answers = lookup::compared(
            &text,
            None,
            lexicon,
            Grammar::shipped(),
            (Costs::shipped(), Model::comparison()),
            &mut memo,
        );
        let own = answers.iter().find(|f| f.entity == entity);
        let is_nothing = Name::parse(&text, TypeHint::Person, Grammar::shipped()).words.is_empty();
        assert!(
            is_nothing || own.is_some_and(|f| f.evidence.same_letters >= 1.0),
            "{text:?}: {:?}",
            own.map(|f| f.evidence)
        );
    }
    tally("oracles", "names looked up as they are listed", tried.into(), "all compared");
}

#[test]
fn likely_rivals_are_met() {
    let (lexicon, mut random) = (some_people(scaled(700, 1500), 34), random(35));
    let lexicon = &*lexicon.data;
    let (grammar, costs, hint) = (Grammar::shipped(), Costs::shipped(), TypeHint::Person);
    let forms: Vec<(Index, Ready<'_>)> = (0..Index::try_from(lexicon.form_count()).expect("a number"))
        .filter(|&form| !lexicon.form_flags(form).has(FormFlags::SHORT))
        .map(|form| (form, Ready::of_own(Name::parse(&lexicon.form_text(form), hint, grammar), hint)))
        .collect();
    let mut memo = lookup::Memo::default();
    let (mut tried, mut met, mut unmet) = (0_u64, 0_u64, Vec::new());
    for _ in 0..scaled(250, 1500) {
        let &(form, ref listed) = &forms[random(forms.len())];
        let text = lexicon.form_text(form);
        let odds = |other: &Ready<'_>| {
            Model::comparison().log_odds(&names::compare_ready(listed, other, hint, costs).among(1, None))
        };
        let entity = lexicon.form_entity(form);
        let others = forms.iter().filter(|&&(f, _)| lexicon.form_entity(f) != entity).map(|(_, other)| odds(other));
        let rival = others.max_by(f32::total_cmp).expect("there are other entities");
        // Who is not likely is no rival: three times as likely as not, as above.
        if rival < 1.0 {
            continue;
        }
        tried += 1;
        let answers = lookup::compared(&text, None, lexicon, grammar, (costs, Model::comparison()), &mut memo);
        match answers.iter().find(|f| f.entity == entity) {
            Some(own) if own.evidence.rival >= rival.min(10.0) - 1.0 => met += 1,
            own => unmet.push((text, rival, own.map(|f| f.evidence.rival))),
        }
    }
    let outcome = format!("of {tried} {met} met");
    tally("oracles", "rivals of names looked up, among all that are listed", tried, &outcome);
    // Among few people hardly anybody has a rival. Most of the unmet are one name in two scripts, of which the search keeps few.
    assert!(tried >= 10, "{outcome}");
    assert!(met * 100 >= tried * 75, "{outcome}, not {unmet:?}");
}

/// Some names of all scripts from the built-in lexicon, as persons of a lexicon of their own.
fn some_names(count: usize, seed: u64) -> Lexicon {
    let whole = Lexicon::built_in();
    let mut random = random(seed);
    let forms = whole.data.form_count();
    let mut toml = String::new();
    for i in 0..count {
        let form = Index::try_from(random(forms)).expect("a number");
        let name = whole.data.form_text(form).replace(['"', '\\'], "");
        toml += &format!("[[entity]]\nid = \"x/{i}\"\nname = \"{name}\"\ntype = \"person\"\n");
    }
    Lexicon::parse("l.toml", &toml).expect("names of the built-in lexicon")
}

/// Some names of persons in all scripts from the built-in lexicon, a person each.
fn some_people(count: usize, seed: u64) -> Lexicon {
    let whole = Lexicon::built_in();
    let is_person = |&form: &Index| whole.data.entity_kind(whole.data.form_entity(form)) == "person";
    let forms = (0..Index::try_from(whole.data.form_count()).expect("a number")).filter(is_person);
    let forms: Vec<Index> = forms.filter(|&form| !whole.data.form_flags(form).has(FormFlags::SHORT)).collect();
    let mut random = random(seed);
    let mut toml = String::new();
    for i in 0..count {
        let name = whole.data.form_text(forms[random(forms.len())]).replace(['"', '\\'], "");
        toml += &format!("[[entity]]\nid = \"x/{i}\"\nname = \"{name}\"\ntype = \"person\"\n");
    }
    Lexicon::parse("l.toml", &toml).expect("names of the built-in lexicon")
}

/// What spellings of one sound are written for each other.
const SPELT: [(&str, &str); 24] = [
    ("q", "k"),
    ("q", "gh"),
    ("k", "c"),
    ("k", "ck"),
    ("s", "ss"),
    ("sh", "sch"),
    ("ch", "tch"),
    ("ei", "ey"),
    ("ai", "ay"),
    ("u", "ou"),
    ("u", "oo"),
    ("i", "y"),
    ("i", "ee"),
    ("v", "w"),
    ("f", "ph"),
    ("j", "dj"),
    ("kh", "ch"),
    ("z", "s"),
    ("e", "a"),
    ("o", "u"),
    ("y", "j"),
    ("m", "mm"),
    ("l", "ll"),
    ("t", "tt"),
];

/// A word in another spelling.
fn respelt(word: &str, random: &mut impl FnMut(usize) -> usize) -> String {
    let mut out = word.to_owned();
    for _ in 0..1 + random(2) {
        let fitting: Vec<(&str, &str)> =
            SPELT.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).filter(|(a, _)| out.contains(a)).collect();
        if fitting.is_empty() {
            break;
        }
        let (from, to) = fitting[random(fitting.len())];
        out = out.replacen(from, to, 1);
    }
    out
}

/// The vocabulary words whose sounds are close to a word's, by aligning all of them.
fn close(word: &Word, lexicon: &Compiled) -> Vec<(Index, i32)> {
    let all = 0..Index::try_from(lexicon.vocab_count()).expect("a number");
    let best = |vocab: Index| {
        let table = Costs::shipped().between(word.script, lexicon.vocab_script(vocab));
        let readings = lexicon
            .vocab_readings(vocab)
            .flat_map(|theirs| word.readings.iter().map(move |ours| (ours, theirs.clone())));
        let scores = readings.map(|(a, b)| (alignment::score(a, &b, table), a.len().max(b.len())));
        scores.max_by_key(|&(score, _)| score)
    };
    // As close as spellings of one name usually are: see `Near::is_close`.
    let is_close = |(score, length): (i32, usize)| length >= 4 && score >= 110 * i32::try_from(length).expect("short");
    all.filter_map(|v| best(v).filter(|&b| is_close(b)).map(|(score, _)| (v, score))).collect()
}

/// The codes under which the index should list a vocabulary word.
fn codes_of(vocab: Index, lexicon: &Compiled) -> Vec<u64> {
    let (mut all, mut codes) = (Vec::new(), Vec::new());
    if lexicon.vocab_script(vocab).vowels() > Vowels::Omitted {
        for reading in lexicon.vocab_readings(vocab).filter(|reading| reading.len() > 1) {
            keys::codes(&reading, &mut codes);
            match lexicon.is_own_word(vocab) {
                true => all.extend(codes.iter().flat_map(|&code| keys::shared_codes(code))),
                false => all.extend(&codes),
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// What the index lists under a sound code or key has every word that a look at the whole vocabulary gives.
#[test]
fn the_index_lists_every_word_of_a_code_and_of_a_key() {
    let lexicon = some_names(scaled(400, 2500), 13);
    let lexicon = &*lexicon.data;
    let (mut coded, mut keyed): (Map<u64, Vec<Index>>, Map<u64, Vec<Index>>) = (Map::default(), Map::default());
    let mut keys = Vec::new();
    for vocab in 0..Index::try_from(lexicon.vocab_count()).expect("a number") {
        codes_of(vocab, lexicon).into_iter().for_each(|code| coded.entry(code).or_default().push(vocab));
        for reading in lexicon.vocab_readings(vocab) {
            keys::keys(&reading, &mut keys);
            keys.iter().for_each(|&key| keyed.entry(key).or_default().push(vocab));
        }
    }
    let (mut tried, mut due, mut more) = (0, 0, 0);
    let mut check = |expected: &Map<u64, Vec<Index>>, listed: &dyn Fn(u64) -> Vec<Index>| {
        for (&number, words) in expected {
            let got = listed(number);
            assert!(words.iter().all(|word| got.contains(word)), "{number:#x}: {words:?} in {got:?}");
            let mut words = words.clone();
            words.dedup();
            (tried, due, more) = (tried + 1, due + words.len(), more + got.len() - words.len());
        }
    };
    check(&coded, &|code| lexicon.coded(code).collect());
    check(&keyed, &|key| lexicon.keyed(key).collect());
    let outcome = format!("all {due} words listed, and {more} others");
    assert!(more * 4 < due, "{outcome}");
    tally("oracles", "sound codes and keys in the index and in the whole vocabulary", tried, &outcome);
}

/// Words that sound alike are found by the index, as aligning the whole vocabulary finds them, if their codes are an edit
/// apart at most; of others some are found by their consonants.
#[test]
fn candidates_are_those_of_the_whole_vocabulary() {
    let (lexicon, mut random) = (some_names(scaled(400, 2500), 9), random(10));
    let lexicon = &*lexicon.data;
    let (mut tried, mut expected, mut found, mut listed) = (0_u64, 0_u64, 0_u64, 0_u64);
    let (mut within, mut lost) = (0_u64, Vec::new());
    let mut out: Vec<Near> = Vec::new();
    for _ in 0..scaled(150, 2500) {
        let vocab = Index::try_from(random(lexicon.vocab_count())).expect("a number");
        let text = lexicon.vocab_text(vocab).into_owned();
        for text in [respelt(&text, &mut random), text] {
            let name = Name::parse(&text, TypeHint::Unknown, Grammar::shipped());
            let [word] = &name.words[..] else { continue };
            out.clear();
            near(word, false, lexicon, Costs::shipped(), &mut out);
            assert!(out.is_sorted_by_key(|n| n.vocab), "in the order of their numbers");
            tried += 1;
            if let Some(exact) = lexicon.exact(&word.folded) {
                assert!(out.iter().any(|n| n.vocab == exact && n.is_exact), "{text} is listed");
                listed += 1;
            }
            let mut codes = Vec::new();
            let mut shared: Vec<u64> = Vec::new();
            for reading in word.readings.iter().filter(|r| r.len() > 1 && word.script.vowels() > Vowels::Omitted) {
                keys::asked_codes(reading, &mut codes);
                shared.extend(codes.iter().flat_map(|&code| keys::shared_codes(code)));
            }
            for (vocab, score) in close(word, lexicon) {
                let is_within = codes_of(vocab, lexicon).iter().any(|code| shared.contains(code));
                expected += 1;
                within += u64::from(is_within);
                let Some(n) = out.iter().find(|n| n.vocab == vocab) else {
                    if is_within {
                        lost.push((text.clone(), vocab));
                    }
                    continue;
                };
                found += 1;
                assert!(n.is_exact || i32::from(n.score) == score.min(30_000), "{text}: {n:?} and not {score}");
            }
        }
    }
    let per_mille = found * 1000 / expected.max(1);
    let outcome = format!(
        "all {listed} listed ones found; of {expected} that sound close {within} are an edit apart, of which {} not \
         found, and {} % of all found",
        lost.len(),
        per_mille as f64 / 10.0
    );
    tally("oracles", "words looked for in the index and in the whole vocabulary", tried, &outcome);
    // The best are kept: the others crowd some out.
    assert!(lost.len() as u64 * 200 <= within, "{outcome}: {lost:?}");
    // What is two edits apart is looked for by consonants alone.
    assert!(per_mille >= 900, "{outcome}");
}

/// Short ways of pairing the words of two names give what trying everything gives.
#[test]
fn words_are_paired_as_by_trying_all() {
    let lexicon = Lexicon::built_in();
    let lexicon = &*lexicon.data;
    let mut random = random(41);
    let forms = lexicon.form_count();
    let mut form = || Index::try_from(random(forms)).expect("a number");
    let mut others = self::random(43);
    let (mut tried, mut in_order) = (0, 0);
    for round in 0..scaled(3_000, 200_000) {
        let form = form();
        let hint = TypeHint::named(lexicon.entity_kind(lexicon.form_entity(form)));
        let text = lexicon.form_text(form);
        let own: Vec<Index> = lexicon.entity_forms(lexicon.form_entity(form)).collect();
        let other = match round % 3 {
            0 => respelt(&text, &mut others),
            1 => lexicon.form_text(own[others(own.len())]),
            _ => lexicon.form_text(Index::try_from(others(forms)).expect("a number")),
        };
        let [left, right] =
            [&text, other.as_str()].map(|name| Ready::of_own(Name::parse(name, hint, Grammar::shipped()), hint));
        let short = align(&left, &right, Costs::shipped());
        assert_eq!(short, align_plainly(&left, &right, Costs::shipped()), "{text} {other}");
        tried += 1;
        in_order += u64::from(left.len() > 1 && short.0.iter().all(|p| p.left == p.right && p.left.1 == 1));
    }
    let outcome = format!("equal, {in_order} of them in order");
    tally("oracles", "words of names paired by bounds and prices, against trying all", tried, &outcome);
    assert!(in_order * 8 > tried, "{outcome}");
}

/// What bounds the score of sounds, and of sounds in parts, is not below it.
#[test]
fn bounds_are_not_below_scores() {
    let mut random = random(17);
    let scripts = [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Hebrew, Script::Hangul, Script::Han];
    let mut tried = 0;
    for _ in 0..scaled(2_000, 200_000) {
        let table = Costs::shipped().between(scripts[random(scripts.len())], scripts[random(2)]);
        // Few segments, so that they recur.
        let mut sounds = |most: usize, count: usize| -> Vec<Segment> {
            (0..random(most)).map(|_| Segment::try_from(random(count)).expect("below 256")).collect()
        };
        let count = if tried % 2 == 0 { 8 } else { sounds::COUNT };
        let (one, first, second) = (sounds(9, count), sounds(7, count), sounds(7, count));
        let two = [first.as_slice(), &second].concat();
        let sum = |gains: &[i16]| gains.iter().map(|&gain| i32::from(gain)).sum::<i32>();
        let most = |a: &[i16], b: &[i16]| sum(&a.iter().zip(b).map(|(a, b)| *a.max(b)).collect::<Vec<_>>());
        for turned in [false, true] {
            let (left, right) = if turned { (&two, &one) } else { (&one, &two) };
            let most_alone = table.alone(false, left) + table.alone(true, right);
            let score = alignment::score(left, right, table) - most_alone;
            let gain = |part: &[Segment]| {
                let [l, r] = if turned { table.gain(part, &one) } else { table.gain(&one, part) };
                // Of the one word and of the part of the two.
                if turned { [r, l] } else { [l, r] }
            };
            let [(own, of_first), (again, of_second)] = [&first, &second].map(|part| gain(part).into());
            let parts = sum(&own).min(sum(&of_first)) + sum(&again).min(sum(&of_second));
            let bounds = [parts, sum(&of_first) + sum(&of_second), most(&own, &again)];
            assert!(bounds.iter().all(|&bound| score <= bound), "{score} {bounds:?}: {left:?} {right:?}");
        }
        tried += 6;
    }
    tally("oracles", "bounds of alignments against their scores", tried, "not below");
}

/// What is said without a further look of names that are unlike, against the whole comparison: of a person's names in
/// another spelling, so that no lexicon has them, and of two persons'.
#[test]
fn unlike_names_are_not_of_one_person() {
    let lexicon = Lexicon::built_in();
    let lexicon = &lexicon.data;
    let is_person = |&entity: &Index| TypeHint::named(lexicon.entity_kind(entity)) == TypeHint::Person;
    let people: Vec<Index> =
        (0..Index::try_from(lexicon.entity_count()).expect("few entities")).filter(is_person).collect();
    let names = |entity: Index| lexicon.entity_forms(entity).take(8).map(|form| lexicon.form_text(form));
    let mut random = random(41);
    let (mut tried, mut wrong) = (0_u64, Vec::new());
    for entity in people.iter().copied().step_by(scaled(8, 1)) {
        let own: Vec<String> = names(entity).collect();
        let others: Vec<String> = names(people[random(people.len())]).collect();
        for (i, a) in own.iter().enumerate() {
            let respelt = own[i + 1..].iter().map(|b| respelt(&b.to_lowercase(), &mut random));
            for b in respelt.chain(others.iter().cloned()) {
                if unlike(a, &b).is_some() {
                    let confidence = compare_aligned(a, &b, TypeHint::Person).confidence;
                    if confidence > 0.5 {
                        wrong.push(format!("{a:?} and {b:?} compare as {confidence}"));
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "taken to be unlike: {wrong:#?}");
    assert!(tried > 1000, "{tried}");
    tally(
        "oracles",
        "names without a consonant in common, told without comparing them and compared in full",
        tried,
        "unlike",
    );
}
