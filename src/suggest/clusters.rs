//! The spellings of one name put together.
//!
//! Names that share the sound keys of two words (of their one word) are compared; a name goes to the most frequent one
//! before it that it is surely a spelling of. A word alone goes to the only name that ends in it.

use super::{Guess, Name};
use crate::grammar::Grammar;
use crate::hash::{Map, Set};
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::keys::{self, Key};
use crate::matching::names;
use crate::orthography::names::{Name as Parsed, TypeHint, Word};

/// The least confidence at which two names are one: as much as Khamenei and Khomeini, Hassan and Hussein have not.
const SAME: f32 = 0.95;
/// The same where one of them has a word more.
const SAME_IN_PART: f32 = 0.85;
/// Names that one is compared with: those with the most frequent words have many neighbours.
const MOST_COMPARED: usize = 48;
/// Words of a name whose keys it is found by.
const MOST_WORDS: usize = 5;

/// A name as it was counted.
pub(super) struct Counted<E> {
    pub(super) written: String,
    pub(super) words: usize,
    pub(super) votes: [u64; 4],
    pub(super) count: u64,
    pub(super) documents: u64,
    /// The first documents.
    pub(super) seen: Vec<u64>,
    pub(super) examples: Vec<E>,
}

/// A name under way: its first spelling, parsed.
struct Cluster<E> {
    parsed: Parsed,
    members: Vec<Counted<E>>,
    short: u64,
}

/// Puts the spellings of each name together; most frequent names first.
pub(super) fn cluster<E>(mut counted: Vec<Counted<E>>, examples: usize) -> Vec<Name<E>> {
    counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.written.cmp(&b.written)));
    let (several, single): (Vec<_>, Vec<_>) = counted.into_iter().partition(|name| name.words > 1);
    let mut clusters: Vec<Cluster<E>> = Vec::new();
    let mut by_keys: Map<(Key, Key), Vec<usize>> = Map::default();
    let mut by_last: Map<Key, Vec<usize>> = Map::default();
    for name in several {
        let parsed = parse(&name.written);
        let pairs = pairs(&parsed);
        match nearest(&parsed, &clusters, pairs.iter().filter_map(|pair| by_keys.get(pair))) {
            Some(number) => clusters[number].members.push(name),
            None => {
                pairs.into_iter().for_each(|pair| by_keys.entry(pair).or_default().push(clusters.len()));
                for key in parsed.words.last().map(word_keys).unwrap_or_default() {
                    by_last.entry(key).or_default().push(clusters.len());
                }
                clusters.push(Cluster { parsed, members: vec![name], short: 0 });
            }
        }
    }
    let mut by_key: Map<Key, Vec<usize>> = Map::default();
    for name in single {
        let parsed = parse(&name.written);
        let own = parsed.words.first().map(word_keys).unwrap_or_default();
        if let Some(number) = bearer(&parsed, &clusters, own.iter().filter_map(|key| by_last.get(key))) {
            clusters[number].short += name.count;
            continue;
        }
        match nearest(&parsed, &clusters, own.iter().filter_map(|key| by_key.get(key))) {
            Some(number) => clusters[number].members.push(name),
            None => {
                own.into_iter().for_each(|key| by_key.entry(key).or_default().push(clusters.len()));
                clusters.push(Cluster { parsed, members: vec![name], short: 0 });
            }
        }
    }
    let mut names: Vec<Name<E>> = clusters.into_iter().map(|cluster| cluster.finish(examples)).collect();
    names.sort_by(|a, b| (b.count + b.short).cmp(&(a.count + a.short)).then_with(|| a.name.cmp(&b.name)));
    names
}

fn parse(name: &str) -> Parsed {
    Parsed::parse(name, TypeHint::Person, Grammar::shipped())
}

/// The keys of a word's readings.
fn word_keys(word: &Word) -> Vec<Key> {
    let (mut all, mut own) = (Vec::new(), Vec::new());
    for reading in &word.readings {
        keys::keys(reading, &mut own);
        all.extend(own.iter().copied().filter(|&key| key != 0));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The keys of each two words of a name.
fn pairs(name: &Parsed) -> Vec<(Key, Key)> {
    let heavy: Vec<Vec<Key>> = name.words.iter().filter(|w| !w.is_light).take(MOST_WORDS).map(word_keys).collect();
    let mut out = Vec::new();
    for (i, left) in heavy.iter().enumerate() {
        for right in &heavy[i + 1..] {
            out.extend(left.iter().flat_map(|&a| right.iter().map(move |&b| (a.min(b), a.max(b)))));
        }
    }
    if let ([only], true) = (heavy.as_slice(), out.is_empty()) {
        out.extend(only.iter().map(|&key| (key, key)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How likely two names are one, if they surely are.
fn same(a: &Parsed, b: &Parsed) -> Option<f32> {
    let evidence = names::compare(a, b, TypeHint::Person, Costs::shipped()).among(1, None);
    // Members of a family have each a word of their own.
    let least = match () {
        () if evidence.contradicted > 0.0 => return None,
        () if evidence.omitted > 0.0 => SAME_IN_PART,
        () => SAME,
    };
    Some(Model::comparison().confidence(&evidence)).filter(|&confidence| confidence >= least)
}

/// The numbers in several lists, each once, the most frequent names first.
fn numbers<'l>(lists: impl Iterator<Item = &'l Vec<usize>>) -> Vec<usize> {
    let mut all: Vec<usize> = lists.flat_map(|list| list.iter().copied().take(MOST_COMPARED)).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(MOST_COMPARED);
    all
}

/// The cluster that a name is surely of.
fn nearest<'l, E>(
    name: &Parsed,
    clusters: &[Cluster<E>],
    lists: impl Iterator<Item = &'l Vec<usize>>,
) -> Option<usize> {
    let scored = numbers(lists).into_iter().filter_map(|n| Some((same(&clusters[n].parsed, name)?, n)));
    // Of equals the first, which is the most frequent.
    scored.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|best| best.1)
}

/// The only cluster whose last word a word is.
fn bearer<'l, E>(name: &Parsed, clusters: &[Cluster<E>], lists: impl Iterator<Item = &'l Vec<usize>>) -> Option<usize> {
    let is_last = |number: &usize| {
        let last = clusters[*number].parsed.words.last().cloned();
        last.is_some_and(|word| same(&Parsed { words: vec![word] }, name).is_some())
    };
    let mut found = numbers(lists).into_iter().filter(is_last);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

impl<E> Cluster<E> {
    fn finish(self, examples: usize) -> Name<E> {
        let mut votes = [0; 4];
        for member in &self.members {
            votes.iter_mut().zip(member.votes).for_each(|(sum, own)| *sum += own);
        }
        let count = self.members.iter().map(|m| m.count).sum();
        let seen: Set<u64> = self.members.iter().flat_map(|m| m.seen.iter().copied()).collect();
        let unseen: u64 = self.members.iter().map(|m| m.documents - m.seen.len() as u64).sum();
        let documents = seen.len() as u64 + unseen;
        let mut members = self.members;
        members.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.written.cmp(&b.written)));
        Name {
            name: members.first().map(|m| m.written.clone()).unwrap_or_default(),
            kind: Guess::of(&votes),
            count,
            short: self.short,
            documents,
            spellings: members.iter().map(|m| (m.written.clone(), m.count)).collect(),
            examples: members.into_iter().flat_map(|m| m.examples).take(examples).collect(),
        }
    }
}
