//! Evidence as a look-up meets it, of a field or in a text: names against what a lexicon has nearest.
//!
//! The entities of the pairs are parted into two halves, and each half is looked up while the other teaches the costs.
//! Of the entities that are looked up most are listed, under one of their names, among those of the other half and
//! people put together from the words of others and from the grammar's given and family names, in lexicons of several sizes. What is found is right or wrong; for the
//! entities that are not listed, and for people put together who are not, always wrong.

use super::pairs::Pair;
use super::trees::Sample;
use crate::grammar::{Grammar, Roles};
use crate::hash;
use crate::hash::{Map, Set};
use crate::lexicon::compile::compile;
use crate::lexicon::compiled::Compiled;
use crate::lexicon::source::Entity;
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::lookup;
use crate::orthography::fold::normalise;
use crate::orthography::script::Script;

/// What names are looked up, and among which.
pub(crate) struct Setting {
    /// Sizes of the lexicons, and how many pairs and people put together are looked up in each.
    lexicons: [(usize, usize, usize); 4],
    /// How many of the halves are looked up.
    halves: u64,
    /// What a look-up of a name as it is listed weighs beside one in another spelling.
    as_listed: f32,
    /// What a look-up of one word of a name weighs beside one of a whole name.
    token: f32,
    /// One pair of single words in so many is looked up.
    token_of: u64,
    /// Whether lexicons have real names besides those looked up, and words of people put together are common and rare.
    is_field: bool,
}

/// The names that stand in the text: words of names as much as whole ones.
pub(crate) const TEXT: Setting = Setting {
    lexicons: [(300, 4000, 0), (5000, 5000, 0), (40_000, 6000, 0), (120_000, 5000, 0)],
    halves: 1,
    as_listed: 0.5,
    token: 1.0,
    token_of: 1,
    is_field: false,
};

/// Fields: whole names, many of them of nobody listed.
pub(crate) const FIELD: Setting = Setting {
    lexicons: [(300, 1000, 200), (5000, 3000, 600), (40_000, 6000, 2000), (120_000, 12_000, 5000)],
    halves: 2,
    as_listed: 0.3,
    token: 0.1,
    token_of: 8,
    is_field: true,
};

/// Answers taken from each look-up.
const ANSWERS: usize = 6;

/// The half of the pairs that a pair is of.
pub(crate) fn half_of(pair: &Pair) -> u64 {
    hash::of(pair.entity.as_bytes()) % 2
}

/// The samples of the look-ups, each half by the costs and the comparison of `without` that were learned without it.
///
/// `aliases` are further pairs of names of one entity, be they spellings of one name or not.
pub(crate) fn samples(
    setting: &Setting,
    pairs: &[Pair],
    aliases: &[Pair],
    without: &[(Costs, Model); 2],
) -> Vec<Sample> {
    let mut out = Vec::new();
    for (half, (costs, comparison)) in (0..setting.halves).zip(without) {
        let is_held = |p: &&Pair| half_of(p) == half;
        let is_one = |p: &&Pair| p.same && !p.entity.is_empty() && p.entity == p.other;
        let is_taken = |p: &&Pair| !p.is_token || hash::of(p.a.as_bytes()).is_multiple_of(setting.token_of);
        let of = |held: bool| -> Vec<&Pair> {
            let whole = pairs.iter().chain(aliases).filter(is_one).filter(is_taken);
            whole.filter(|p| is_held(p) == held).collect()
        };
        let held = of(true);
        let others = if setting.is_field { of(false) } else { Vec::new() };
        for (round, (size, queries, people)) in setting.lexicons.into_iter().enumerate() {
            let names = Names::of(&held, &others, size, setting.halves * round as u64 + half, setting.is_field);
            let lexicon = Compiled::from_bytes(compile(&names.entities, Grammar::shipped()));
            let lexicon = lexicon.expect("what was compiled opens");
            let mut look_ups = LookUps { lexicon: &lexicon, costs, comparison, out: &mut out };
            let mut memo = lookup::Memo::default();
            let step = (held.len() / queries).max(1);
            for pair in held.iter().skip(round % step).step_by(step) {
                let own = names.listed.contains(pair.entity.as_str()).then_some(pair.entity.as_str());
                let weight = pair.weight * if pair.is_token { setting.token } else { 1.0 };
                // The pairs are of different spellings; in use, most names are spelt as they are listed.
                look_ups.add(&pair.a, own, weight, &mut memo);
                look_ups.add(&pair.b, own, weight * setting.as_listed, &mut memo);
            }
            for name in names.absent.iter().take(people) {
                look_ups.add(name, None, 1.0, &mut memo);
            }
        }
    }
    out
}

struct LookUps<'l> {
    lexicon: &'l Compiled,
    costs: &'l Costs,
    comparison: &'l Model,
    out: &'l mut Vec<Sample>,
}

impl LookUps<'_> {
    /// Looks a name up, of an entity that is listed or of none.
    fn add(&mut self, name: &str, own: Option<&str>, weight: f32, memo: &mut lookup::Memo) {
        let by = (self.costs, self.comparison);
        let mut found = lookup::compared(name, None, self.lexicon, Grammar::shipped(), by, memo);
        let odds: Vec<f32> = found.iter().map(|f| f.log_odds).collect();
        for (i, answer) in found.iter_mut().enumerate() {
            let others = odds.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &o)| o);
            answer.evidence = answer.evidence.among(self.lexicon.form_count(), others.max_by(f32::total_cmp));
        }
        found.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
        for answer in found.into_iter().take(ANSWERS) {
            let same = own == Some(self.lexicon.entity_id(answer.entity));
            self.out.push(Sample { evidence: answer.evidence, same, weight });
        }
    }
}

/// Of the people of a field one in so many is put together from the words of those looked up; the others are strangers.
const LOOK_ALIKES: u64 = 4;

/// The names of a lexicon.
struct Names<'p> {
    entities: Vec<Entity>,
    /// Which of the held entities are listed.
    listed: Set<&'p str>,
    /// People put together who are not listed.
    absent: Vec<String>,
}

impl<'p> Names<'p> {
    /// `size` names: half of the held entities and the others (as far as they fit), the rest people put together.
    fn of(held: &[&'p Pair], others: &[&'p Pair], size: usize, round: u64, is_field: bool) -> Self {
        let mut names: Map<&'p str, Entity> = Map::default();
        // Who looks names up in a list of some field meets those of the list more often than others of its kind.
        let of = if is_field { 8 } else { 2 };
        let is_drawn = |p: &Pair| !hash::of(format!("{round} {}", p.entity).as_bytes()).is_multiple_of(of);
        for pair in held.iter().filter(|p| is_drawn(p)) {
            if names.len() < if is_field { size / 2 } else { size } {
                names.entry(&pair.entity).or_insert_with(|| entity(&pair.entity, &pair.b, &pair.kind));
            }
        }
        let listed: Set<&str> = names.keys().copied().collect();
        for pair in others.iter().filter(|p| !p.is_token) {
            if names.len() < size * 3 / 4 {
                names.entry(&pair.entity).or_insert_with(|| entity(&pair.entity, &pair.b, &pair.kind));
            }
        }
        let mut entities: Vec<Entity> = names.into_values().collect();
        let mut known: Set<String> = entities.iter().map(|e| e.name.clone()).collect();
        let people = People::of(held, round, is_field);
        let tables = if is_field { Tables::of(Grammar::shipped(), round) } else { Tables::default() };
        let (mut number, mut absent) = (0, Vec::new());
        while entities.len() < size && number < 4 * size as u64 {
            // Who is not listed has no listed name.
            let name = if (number / 16) % LOOK_ALIKES == 0 { None } else { tables.name(number) };
            let name = name.or_else(|| people.name(number));
            if let Some(name) = name.filter(|name| !is_field || known.insert(name.clone())) {
                // One in sixteen is kept out.
                match number % 16 {
                    0 => absent.push(name),
                    _ => entities.push(entity(&format!("filler/{number}"), &name, "person")),
                }
            }
            number += 1;
        }
        Self { entities, listed, absent }
    }
}

/// People whose names are put together from the words of others of their script.
struct People<'p> {
    by_script: Vec<Vec<&'p str>>,
    all: Vec<(&'p str, usize)>,
    round: u64,
    /// Whether some words are common and most rare, and some people have three.
    is_skewed: bool,
}

impl<'p> People<'p> {
    fn of(held: &[&'p Pair], round: u64, is_skewed: bool) -> Self {
        let mut by_script: Vec<Vec<&str>> = Vec::new();
        let mut scripts: Vec<Option<Script>> = Vec::new();
        let mut all = Vec::new();
        let names = held.iter().filter(|p| p.kind == "person" && !p.is_token);
        for name in names.flat_map(|p| [p.a.as_str(), p.b.as_str()]) {
            let script = Script::of_word(&normalise(name));
            let at = scripts.iter().position(|&s| s == script).unwrap_or_else(|| {
                scripts.push(script);
                by_script.push(Vec::new());
                scripts.len() - 1
            });
            by_script[at].push(name);
            all.push((name, at));
        }
        Self { by_script, all, round, is_skewed }
    }

    /// The name of the person of a number.
    #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
    fn name(&self, number: u64) -> Option<String> {
        let hash = |salt: u64| hash::of(format!("{} {number} {salt}", self.round).as_bytes()) as usize;
        let &(_, at) = self.all.get(hash(0) % self.all.len().max(1))?;
        let names = &self.by_script[at];
        // The least of several draws: words near the start are common.
        let draws = if self.is_skewed { 3 } else { 1 };
        let draw = |salt: u64| {
            let i = (0..draws).map(|n| hash(10 * salt + n) % names.len()).min().unwrap_or(0);
            names[i].split_whitespace()
        };
        let (first, last) = (draw(1).next()?, draw(2).next_back()?);
        Some(match number % 3 {
            0 if self.is_skewed => format!("{first} {} {last}", draw(3).next()?),
            _ => format!("{first} {last}"),
        })
    }
}

/// People of the languages of which the grammar has given and family names.
#[derive(Default)]
struct Tables {
    /// The given and the family names of each language.
    languages: Vec<[Vec<&'static str>; 2]>,
    round: u64,
}

impl Tables {
    /// Names of a language below which no people are made of them.
    const LEAST: usize = 50;

    fn of(grammar: &Grammar, round: u64) -> Self {
        let mut entries: Vec<_> =
            grammar.entries().filter(|(_, e)| e.roles.any(Roles::GIVEN.with(Roles::SURNAME))).collect();
        entries.sort_unstable_by_key(|(form, _)| *form);
        let language = |bit: u32| {
            [Roles::GIVEN, Roles::SURNAME].map(|role| {
                let own = entries.iter().filter(|(_, e)| e.roles.any(role) && e.languages.0 >> bit & 1 == 1);
                own.map(|(form, _)| *form).collect::<Vec<_>>()
            })
        };
        let languages = (0..64).map(language).filter(|names| names.iter().all(|n| n.len() >= Self::LEAST)).collect();
        Self { languages, round }
    }

    /// The name of the person of a number.
    #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
    fn name(&self, number: u64) -> Option<String> {
        let hash = |salt: u64| hash::of(format!("{} {number} table {salt}", self.round).as_bytes()) as usize;
        let [given, family] = self.languages.get(hash(0) % self.languages.len().max(1))?;
        let word = |list: &[&str], salt: u64| {
            let mut chars = list[hash(salt) % list.len()].chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        };
        let (first, last) = (word(given, 1), word(family, 2));
        Some(if number.is_multiple_of(3) {
            format!("{first} {} {last}", word(given, 3))
        } else {
            format!("{first} {last}")
        })
    }
}

fn entity(id: &str, name: &str, kind: &str) -> Entity {
    Entity { id: id.to_owned(), name: name.to_owned(), kind: kind.to_owned(), ..Entity::default() }
}
