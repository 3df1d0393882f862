//! Pairs made from the built-in lexicons: what is alike among the listed, and what rules make of their names.
//!
//! The table of pairs has few names that differ in one telling word. The lexicons list thousands of entities that are
//! known to be two: those that a look-up confuses are two names, the forms of one entity that look alike are one.
//! Rules add what is true of any name: another initial or number is another's, the same initial may be the name.

use super::pairs::Pair;
use crate::grammar::{Grammar, Group, Roles};
use crate::hash::{self, Set};
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::{lookup, names};
use crate::orthography::fold::{fold, normalise};
use crate::orthography::names::{Name, TypeHint};
use crate::orthography::script::Script;

/// One form in so many is looked up.
const SAMPLED: u64 = 6;
/// Look-alikes taken of each form.
const ALIKE: usize = 3;
/// How alike they must be as a whole (see [`Evidence::whole`](crate::Evidence)).
const LEAST: f32 = 0.2;
/// What a made pair weighs beside one of the table.
const WEIGHT: f32 = 0.3;
/// What a made pair weighs more where a word tells two bearers apart, which pairs of the table seldom have.
pub(super) const TELLING: f32 = 8.0;
/// The same where two names differ in their spelling alone.
pub(super) const SPELT: f32 = 0.35;
/// The same of two spellings of one bearer's name.
pub(super) const SPELT_SAME: f32 = 0.25;
/// The same of two names of one bearer where one has a word more.
pub(super) const OMITTED: f32 = 0.4;
/// One listed name in so many is changed by rule.
const RULED_OF: u64 = 2;
/// What a pair made by rule weighs.
const RULED: f32 = 0.3;

/// The pairs that the built-in lexicons make.
///
/// What look-ups find and what is alike is by the `costs` learned from the table, so that what is made does not depend on the
/// model that the fit is to replace.
pub(crate) fn pairs(costs: &Costs) -> Vec<Pair> {
    let lexicon = Compiled::from_static(crate::shipped::built_in()).expect("the built-in lexicons open");
    let mut out = Vec::new();
    let pool = Pool::of(&lexicon);
    for form in 0..lexicon.form_count() {
        let form = Index::try_from(form).expect("forms are numbered so");
        let flags = lexicon.form_flags(form);
        if flags.has(FormFlags::SHORT) {
            continue;
        }
        let text = lexicon.form_text(form);
        let entity = lexicon.form_entity(form);
        let draw = hash::of(text.as_bytes());
        if flags.has(FormFlags::CANONICAL) && (draw >> 40).is_multiple_of(RULED_OF) {
            out.extend(ruled(&text, lexicon.entity_kind(entity), lexicon.entity_id(entity)));
        }
        if !flags.has(FormFlags::NEVER) && lexicon.entity_kind(entity) == "person" {
            out.extend(pool.replaced(&text, lexicon.entity_id(entity), costs));
        }
        if !flags.has(FormFlags::NEVER) && draw.is_multiple_of(SAMPLED) {
            out.extend(alike(&lexicon, form, costs));
        }
    }
    out
}

/// A form and what a look-up of it finds: forms of other entities, and the other forms of its own.
fn alike(lexicon: &Compiled, form: Index, costs: &Costs) -> Vec<Pair> {
    let (text, entity) = (lexicon.form_text(form), lexicon.form_entity(form));
    let kind = lexicon.entity_kind(entity);
    let same_form = |a: &str, b: &str| fold(&normalise(a)) == fold(&normalise(b));
    let mut found = lookup::compared(
        &text,
        None,
        lexicon,
        Grammar::shipped(),
        (costs, &Model::default()),
        &mut lookup::Memo::default(),
    );
    found.retain(|f| f.entity != entity && f.evidence.whole > LEAST && lexicon.entity_kind(f.entity) == kind);
    // Two that have one name: no spelling tells them apart.
    found.retain(|f| !lexicon.entity_forms(f.entity).any(|other| same_form(&lexicon.form_text(other), &text)));
    found.sort_by(|a, b| b.evidence.whole.total_cmp(&a.evidence.whole));
    let pair = |other: Index, same: bool| Pair {
        a: text.clone(),
        b: lexicon.form_text(other),
        same,
        kind: kind.to_owned(),
        entity: lexicon.entity_id(entity).to_owned(),
        other: lexicon.entity_id(lexicon.form_entity(other)).to_owned(),
        weight: WEIGHT,
        ..Pair::default()
    };
    let mut out: Vec<Pair> = found.iter().take(ALIKE).map(|f| pair(f.form, false)).collect();
    let own = lexicon.entity_forms(entity).filter(|&other| {
        let flags = lexicon.form_flags(other);
        let is_name = !(flags.has(FormFlags::SHORT) || flags.has(FormFlags::ACRONYM) || flags.has(FormFlags::NEVER));
        let other_text = lexicon.form_text(other);
        is_name && !same_form(&other_text, &text) && whole(&text, &other_text, kind, costs) > LEAST
    });
    out.extend(own.take(ALIKE).map(|other| pair(other, true)));
    out
}

/// How alike two names are as a whole.
fn whole(a: &str, b: &str, kind: &str, costs: &Costs) -> f32 {
    let (grammar, hint) = (Grammar::shipped(), TypeHint::named(kind));
    names::compare(&Name::parse(a, hint, grammar), &Name::parse(b, hint, grammar), hint, costs).whole
}

/// What rules make of a name: other spellings of it, and other names.
fn ruled(name: &str, kind: &str, id: &str) -> Vec<Pair> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_latin = Script::of_word(&normalise(name)) == Some(Script::Latin);
    let draw = hash::of(name.as_bytes());
    let mut out = Vec::new();
    let mut add = |a: String, b: String, same: bool| {
        let (entity, other) = (id.to_owned(), if same { id.to_owned() } else { String::new() });
        out.push(Pair { a, b, same, kind: kind.to_owned(), entity, other, weight: RULED, ..Pair::default() });
    };
    let pick = |salt: u64, of: &[&'static str]| of[usize::try_from((draw >> salt) % of.len() as u64).unwrap_or(0)];
    let letters = ["A", "B", "D", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "V"];
    if let ("person", true, [first, .., last]) = (kind, is_latin, words.as_slice()) {
        let initial: String = first.chars().take(1).collect();
        let rest = words[1..].join(" ");
        let (one, two) = (pick(3, &letters), pick(9, &letters));
        match draw % 6 {
            0 => {
                add(format!("{initial}. {rest}"), name.to_owned(), true);
                let initials: String = words[..words.len() - 1]
                    .iter()
                    .filter_map(|w| w.chars().next())
                    .map(|c| format!("{c}. "))
                    .collect();
                add(format!("{initials}{last}"), name.to_owned(), true);
                add(format!("{initial}. {one}. {rest}"), name.to_owned(), true);
                if one != initial {
                    add(format!("{initial}. {rest}"), format!("{one}. {rest}"), false);
                    add(format!("{one}. {rest}"), name.to_owned(), false);
                }
            }
            1 => {
                add(format!("{first} {one}. {last}"), format!("{first} {last}"), true);
                if one != two {
                    add(format!("{first} {one}. {last}"), format!("{first} {two}. {last}"), false);
                }
            }
            2 => {
                let numerals =
                    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV", "XV", "XVI"];
                let (one, two) = (pick(3, &numerals), pick(11, &numerals));
                add(format!("{first} {one}"), format!("{first} {two}"), one == two);
                add(format!("{first} {last} {one}"), format!("{first} {last} {two}"), one == two);
            }
            3 => {
                let (older, younger) =
                    (pick(3, &["Sr.", "Sr", "the Elder", "père"]), pick(9, &["Jr.", "Jr", "the Younger", "fils"]));
                add(format!("{name} {older}"), format!("{name} {younger}"), false);
                add(name.to_owned(), format!("{name} {younger}"), true);
            }
            _ => add(format!("{rest}, {first}"), name.to_owned(), true),
        }
    }
    let (one, two) = (2 + (draw >> 3) % 40, 2 + (draw >> 11) % 40);
    if kind == "org" && is_latin && draw.is_multiple_of(3) {
        let ordinal = |n: u64| match n {
            2 | 22 | 32 => format!("{n}nd"),
            3 | 23 | 33 => format!("{n}rd"),
            21 | 31 | 41 => format!("{n}st"),
            _ => format!("{n}th"),
        };
        let word = |n: u64| {
            ["Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]
                .get(usize::try_from(n - 2).unwrap_or(usize::MAX))
                .copied()
        };
        add(format!("{} {name}", ordinal(one)), format!("{} {name}", ordinal(two)), one == two);
        add(format!("{name} {one}"), format!("{name} {two}"), one == two);
        if let Some(word) = word(one) {
            add(format!("{} {name}", ordinal(one)), format!("{word} {name}"), true);
            add(format!("{} {name}", ordinal(one + 1)), format!("{word} {name}"), false);
        }
    }
    out
}

/// Words of listed people's names that may stand in the place of others.
struct Pool {
    /// Given names that the tables group, with their groups.
    given: Vec<(String, Group)>,
    /// Latin words of few letters: Li, Wu, Peng.
    short: Vec<String>,
}

/// Letters of the longest short word.
const SHORT: usize = 4;
/// Words drawn, of which the most alike is taken.
const DRAWN: usize = 12;
/// One name in so many has a word replaced.
const REPLACED_OF: u64 = 6;

impl Pool {
    fn of(lexicon: &Compiled) -> Self {
        let (mut given, mut short) = (Set::default(), Set::default());
        for form in 0..lexicon.form_count() {
            let form = Index::try_from(form).expect("forms are numbered so");
            let flags = lexicon.form_flags(form);
            let is_name = !(flags.has(FormFlags::SHORT) || flags.has(FormFlags::ACRONYM));
            if !is_name || lexicon.entity_kind(lexicon.form_entity(form)) != "person" {
                continue;
            }
            for word in lexicon.form_text(form).split_whitespace() {
                let group = group_of(word);
                if group != 0 {
                    given.insert((word.to_owned(), group));
                }
                if is_short(word) {
                    short.insert(word.to_owned());
                }
            }
        }
        let (mut given, mut short): (Vec<_>, Vec<_>) = (given.into_iter().collect(), short.into_iter().collect());
        given.sort();
        short.sort();
        Self { given, short }
    }

    /// A name with a given name or a short word replaced: by one of its own group or by another, the most alike of some.
    fn replaced(&self, name: &str, id: &str, costs: &Costs) -> Vec<Pair> {
        let draw = hash::of(name.as_bytes());
        if !(draw >> 17).is_multiple_of(REPLACED_OF) {
            return Vec::new();
        }
        let mut out = Vec::new();
        let words: Vec<&str> = name.split_whitespace().collect();
        let picks = |salt: usize, of: usize| {
            let hash = hash::of(format!("{name} {salt}").as_bytes());
            usize::try_from(hash % of.max(1) as u64).unwrap_or(0)
        };
        for (i, word) in words.iter().enumerate() {
            let with = |other: &str| {
                let mut words = words.clone();
                words[i] = other;
                words.join(" ")
            };
            let alike = |other: &str| whole(word, other, "person", costs);
            let best =
                |others: Vec<&str>| others.into_iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).map(str::to_owned);
            let mut add = |a: String, b: String, same: bool, weight: f32| {
                let other = if same { id.to_owned() } else { String::new() };
                out.push(Pair {
                    a,
                    b,
                    same,
                    kind: "person".to_owned(),
                    entity: id.to_owned(),
                    other,
                    weight,
                    ..Pair::default()
                });
            };
            let group = group_of(word);
            if group != 0 {
                let drawn = || (0..8 * DRAWN).map(|n| &self.given[picks(n, self.given.len())]);
                let others = drawn().filter(|(_, g)| *g != group).take(DRAWN).map(|(w, _)| w.as_str()).collect();
                if let Some(other) = best(others) {
                    add(name.to_owned(), with(&other), false, RULED);
                }
                let own = self
                    .given
                    .iter()
                    .filter(|(w, g)| *g == group && w != word)
                    .map(|(w, _)| w.as_str())
                    .collect::<Vec<_>>();
                if !own.is_empty() {
                    add(name.to_owned(), with(own[picks(99, own.len())]), true, RULED);
                }
            } else if is_short(word) {
                let drawn =
                    (0..DRAWN).map(|n| self.short[picks(n, self.short.len())].as_str()).filter(|w| w != word).collect();
                if let Some(other) = best(drawn) {
                    if words.len() > 1 {
                        add(name.to_owned(), with(&other), false, RULED / SPELT);
                    }
                    add((*word).to_owned(), other, false, RULED);
                    add((*word).to_owned(), word.to_uppercase(), true, RULED);
                }
            }
        }
        out
    }
}

fn is_short(word: &str) -> bool {
    (2..=SHORT).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_alphabetic())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The group of a given name, or 0.
fn group_of(word: &str) -> Group {
    let entry = Grammar::shipped().look_up(&fold(&normalise(word)));
    if entry.roles.any(Roles::HYPOCORISM) { entry.group } else { 0 }
}
