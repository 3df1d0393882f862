//! Evidence as a look-up meets it: names against what a lexicon has nearest.
//!
//! Half of the entities of the pairs are listed, under one of their names, in lexicons of several sizes that are
//! filled up with names put together from the words of others; all are looked up under another name. What is found is
//! right or wrong, and for the entities that are not listed always wrong.

use super::pairs::Pair;
use super::trees::Sample;
use super::{costs, parse};
use crate::grammar::Grammar;
use crate::hash;
use crate::hash::{Map, Set};
use crate::lexicon::compile::compile;
use crate::lexicon::compiled::Compiled;
use crate::lexicon::source::Entity;
use crate::matching::confidence::Model;
use crate::matching::lookup;

/// Sizes of the lexicons, and how many names are looked up in each.
const LEXICONS: [(usize, usize); 4] = [(300, 4000), (5000, 5000), (40_000, 6000), (120_000, 5000)];
/// Answers taken from each look-up.
const ANSWERS: usize = 6;

/// What a look-up of a name as it is listed weighs beside one in another spelling.
const AS_LISTED: f32 = 0.5;

/// The samples of the look-ups; rivals are as likely as `comparison` says.
pub(crate) fn samples(pairs: &[Pair], comparison: &Model, source: &str) -> Vec<Sample> {
    let is_held = |p: &&Pair| hash::of(p.entity.as_bytes()).is_multiple_of(2);
    let learned: Vec<Pair> = pairs.iter().filter(|p| !is_held(p)).cloned().collect();
    let costs = parse(&costs::fit(&learned, source));
    let held: Vec<&Pair> =
        pairs.iter().filter(is_held).filter(|p| p.same && !p.entity.is_empty() && p.entity == p.other).collect();
    let mut out = Vec::new();
    for (round, (size, queries)) in LEXICONS.into_iter().enumerate() {
        let (lexicon, listed) = lexicon(&held, size, round as u64);
        let lexicon = Compiled::from_bytes(compile(&lexicon, Grammar::shipped())).expect("what was compiled opens");
        let step = (held.len() / queries).max(1);
        let mut memo = lookup::Memo::default();
        for pair in held.iter().skip(round).step_by(step) {
            // The pairs are of different spellings; in use, most names are spelt as they are listed.
            for (query, weight) in [(&pair.a, 1.0), (&pair.b, AS_LISTED)] {
                let mut found = lookup::compared(query, None, &lexicon, Grammar::shipped(), &costs, &mut memo);
                for answer in &mut found {
                    answer.log_odds = comparison.log_odds(&answer.evidence.among(1, None));
                }
                let odds: Vec<f32> = found.iter().map(|f| f.log_odds).collect();
                for (i, answer) in found.iter_mut().enumerate() {
                    let others = odds.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &o)| o);
                    answer.evidence = answer.evidence.among(lexicon.form_count(), others.max_by(f32::total_cmp));
                }
                found.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
                for answer in found.into_iter().take(ANSWERS) {
                    let same = listed.contains(pair.entity.as_str()) && lexicon.entity_id(answer.entity) == pair.entity;
                    out.push(Sample { evidence: answer.evidence, same, weight });
                }
            }
        }
    }
    out
}

/// A lexicon of `size` names with half of the held entities (as far as they fit), and which those are.
fn lexicon<'p>(held: &[&'p Pair], size: usize, round: u64) -> (Vec<Entity>, Set<&'p str>) {
    let mut names: Map<&'p str, Entity> = Map::default();
    for pair in held {
        let draw = hash::of(format!("{round} {}", pair.entity).as_bytes());
        if draw.is_multiple_of(2) && names.len() < size {
            names.entry(&pair.entity).or_insert_with(|| entity(&pair.entity, &pair.b, &pair.kind));
        }
    }
    let listed: Set<&str> = names.keys().copied().collect();
    let mut entities: Vec<Entity> = names.into_values().collect();
    let people: Vec<&str> = held.iter().filter(|p| p.kind == "person" && !p.is_token).map(|p| p.b.as_str()).collect();
    let mut number = 0_u64;
    while entities.len() < size && !people.is_empty() {
        #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
        let draw = |salt: u64| people[hash::of(format!("{round} {number} {salt}").as_bytes()) as usize % people.len()];
        let (first, last) = (draw(0).split_whitespace().next(), draw(1).split_whitespace().last());
        if let (Some(first), Some(last)) = (first, last) {
            entities.push(entity(&format!("filler/{number}"), &format!("{first} {last}"), "person"));
        }
        number += 1;
    }
    (entities, listed)
}

fn entity(id: &str, name: &str, kind: &str) -> Entity {
    Entity { id: id.to_owned(), name: name.to_owned(), kind: kind.to_owned(), ..Entity::default() }
}
