//! Entities that might be taken for each other.
//!
//! The search is that of a look-up, with each word searched once for all the names that hold it: a hundred thousand
//! names are set against each other in seconds.

use super::forms::{names, text};
use super::parallel::{for_each, for_each_in};
use super::sources::{Engine, Sources};
use super::{Findings, cases, quoted};
use crate::cases::Kind;
use crate::grammar::{Grammar, fold_phrase};
use crate::hash::Set;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::lexicon::source::{Entity, Part};
use crate::matching::candidates::{Near, near, paired};
use crate::matching::confidence::Model;
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::lookup::{Memo, look_up_beside, shared};
use crate::matching::names::compare_ready;
use crate::matching::ready::Ready;
use crate::orthography::names::{Name, TypeHint, Word};

/// From this probability on, another entity is a neighbour.
const NEAR: f32 = 0.3;
/// Neighbours named in one finding.
const NAMED: usize = 5;
/// Forms looked at for each word, as in a look-up.
const GATHERED: usize = 4000;
/// Forms of other entities compared in full with each form, those that share the most.
const COMPARED: usize = 8;
/// What a word that a name lacks counts against it, in hundredths of a nat.
const LACKING: i32 = -150;

/// Another entity that a form might be taken for.
struct Neighbour {
    part: Part,
    entity: usize,
    form: Index,
    confidence: f32,
}

pub(super) fn confusable(sources: &Sources, found: &mut Findings) {
    let search = Search::new(sources.engine(), apart(sources));
    let desk = || Desk { scores: vec![0; search.lexicon.vocab_count()], memo: Memo::default() };
    let near = for_each_in(sources.entities.len(), desk, |desk, i| neighbours(i, sources, &search, desk));
    for (i, mut near) in near.into_iter().enumerate() {
        let Some(first) = near.first() else { continue };
        let (part, others) = (first.part, near.len().saturating_sub(NAMED));
        near.truncate(NAMED);
        let lexicon = search.lexicon;
        let named: Vec<String> = near
            .iter()
            .map(|n| {
                let id = &sources.entities[n.entity].id;
                format!("{} of {id} ({:.2})", quoted(&lexicon.form_text(n.form)), n.confidence)
            })
            .collect();
        let others = if others > 0 { format!(" and of {others} others") } else { String::new() };
        let form = quoted(text(&sources.entities[i], part));
        let message = format!("{form} is near {}{others}", named.join(", "));
        let help = "if they are two, say so: `never`, or a case `pair must: … != …`; if one, merge them";
        found.about(sources, (i, part), message, help);
    }
}

/// What a thread keeps from entity to entity.
struct Desk {
    /// A place for each vocabulary word, all zero between candidates.
    scores: Vec<i16>,
    memo: Memo,
}

/// The later entities that forms of entity `i` might be taken for, likeliest first, each with its nearest form.
///
/// The confidence is what a look-up would give if entity `i` were not in the lexicon.
fn neighbours(i: usize, sources: &Sources, search: &Search, desk: &mut Desk) -> Vec<Neighbour> {
    let entity = &sources.entities[i];
    let mut out: Vec<Neighbour> = Vec::new();
    let compiled = search.engine.compiled(i);
    for (form, (part, text)) in search.lexicon.entity_forms(compiled).zip(names(entity)) {
        let scored = search.scored(form, &mut desk.scores);
        let is_near = |at: usize| search.number(scored[at].form) > i && search.confidence(&scored, at) >= NEAR;
        if !(0..scored.len()).any(is_near) {
            continue;
        }
        for (there, confidence) in search.looked_up(text, compiled, &mut desk.memo) {
            let other = search.number(there);
            if other < i || sources.entities[other].id == entity.id {
                continue;
            }
            let there_text = search.lexicon.form_text(there);
            if is_told_apart((entity, text), (&sources.entities[other], &there_text), &search.apart) {
                continue;
            }
            match out.iter_mut().find(|n| n.entity == other) {
                Some(standing) if standing.confidence >= confidence => {}
                Some(standing) => *standing = Neighbour { part, entity: other, form: there, confidence },
                None => out.push(Neighbour { part, entity: other, form: there, confidence }),
            }
        }
    }
    out.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.entity.cmp(&b.entity)));
    out
}

/// Pairs of names, folded and in order, that cases say are two entities'.
type Apart = Set<[String; 2]>;

fn apart(sources: &Sources) -> Apart {
    let pairs = cases::cases(sources).filter_map(|(_, case)| match &case.kind {
        Kind::Pair { a, b, same: false, .. } => Some(ordered(a, b)),
        _ => None,
    });
    pairs.collect()
}

fn ordered(a: &str, b: &str) -> [String; 2] {
    let mut pair = [fold_phrase(a), fold_phrase(b)];
    pair.sort();
    pair
}

/// Whether the sources say of two forms that they are two entities', or that a name is one of both: homonyms are known.
fn is_told_apart(a: (&Entity, &str), b: (&Entity, &str), apart: &Apart) -> bool {
    let denies = |(entity, _): (&Entity, &str), (other, form): (&Entity, &str)| {
        let forms = [fold_phrase(form), fold_phrase(&other.name)];
        entity.never.iter().any(|n| forms.contains(&fold_phrase(&n.form)))
    };
    let listed = |entity: &Entity| names(entity).map(|(_, form)| fold_phrase(form)).collect::<Set<String>>();
    let (ours, theirs) = (listed(a.0), listed(b.0));
    let parts = |[x, y]: &[String; 2]| ours.contains(x) && theirs.contains(y) || ours.contains(y) && theirs.contains(x);
    !ours.is_disjoint(&theirs) || denies(a, b) || denies(b, a) || apart.iter().any(parts)
}

/// All names of a lexicon, read, and the words near each of their words.
struct Search<'s> {
    engine: &'s Engine,
    lexicon: &'s Compiled,
    /// By form; those that no other spelling means are empty.
    names: Vec<Ready<'static>>,
    /// By form, the vocabulary words that may not be left out.
    weighty: Runs,
    /// By vocabulary word, in the order of the words.
    near: Vec<Vec<Near>>,
    /// By form: how well its words are near themselves.
    votes_of_own: Vec<i32>,
    apart: Apart,
}

/// The flags of forms that are not set against others.
const APART: [FormFlags; 3] = [FormFlags::NEVER, FormFlags::SHORT, FormFlags::ACRONYM];

impl<'s> Search<'s> {
    fn new(engine: &'s Engine, apart: Apart) -> Self {
        let lexicon = &*engine.lexicon.data;
        let names = for_each(lexicon.form_count(), |form| {
            let form = narrow(form);
            if APART.iter().any(|&flag| lexicon.form_flags(form).has(flag)) {
                return Name::default();
            }
            name(lexicon, form, hint(lexicon, form))
        });
        let mut words: Vec<Option<&Word>> = vec![None; lexicon.vocab_count()];
        for (form, name) in names.iter().enumerate() {
            for (listed, word) in plain_words(lexicon, narrow(form)).zip(&name.words) {
                words[listed as usize] = Some(word);
            }
        }
        let near = for_each(words.len(), |i| {
            let mut out = Vec::new();
            if let Some(word) = words[i] {
                near(word, false, lexicon, Costs::shipped(), &mut out);
                let own = out.iter().find(|n| n.vocab as usize == i).map_or(0, |n| n.score);
                out.retain(|n| i32::from(n.score) * 4 >= i32::from(own));
            }
            out
        });
        let own = |vocab: Index| {
            let near: &[Near] = &near[vocab as usize];
            near.binary_search_by_key(&vocab, |n| n.vocab).map_or(0, |i| i32::from(near[i].score))
        };
        let weighty: Runs = (0..names.len()).map(|form| weighty_words(lexicon, narrow(form))).collect();
        let votes_of_own =
            (0..names.len()).map(|form| weighty.of(narrow(form)).iter().copied().map(own).sum()).collect();
        let ready = |(form, name)| Ready::of_own(name, hint(lexicon, narrow(form)));
        let names = names.into_iter().enumerate().map(ready).collect();
        Self { engine, lexicon, names, weighty, near, votes_of_own, apart }
    }

    /// Forms of other entities that share words with a form, and how well they fit it; none where none of a later
    /// entity is near.
    fn scored(&self, form: Index, scores: &mut [i16]) -> Vec<Scored> {
        let this = self.number(form);
        let (later, earlier): (Vec<Index>, Vec<Index>) =
            self.candidates(form, scores).into_iter().partition(|&other| self.number(other) > this);
        let mut out: Vec<Scored> = later.into_iter().map(|other| self.score(form, other)).collect();
        // Rivals only lower a confidence: without one that is near alone, there is no need of them.
        let is_near = |s: &Scored| Model::retrieval().confidence(&self.among(s, None)) >= NEAR;
        if !out.iter().any(is_near) {
            return Vec::new();
        }
        out.extend(earlier.into_iter().map(|other| self.score(form, other)));
        out
    }

    /// The forms of entities that a look-up of a name gives with [`NEAR`] or more, as if one entity were not listed.
    fn looked_up(&self, name: &str, absent: Index, memo: &mut Memo) -> Vec<(Index, f32)> {
        let (grammar, costs) = (Grammar::shipped(), Costs::shipped());
        let found = look_up_beside(name, Some(absent), self.lexicon, grammar, costs, memo);
        let confidences = shared(&found.iter().map(|f| f.log_odds).collect::<Vec<_>>());
        let near = found.iter().map(|f| f.form).zip(confidences);
        near.filter(|(_, confidence)| *confidence >= NEAR).collect()
    }

    fn score(&self, form: Index, other: Index) -> Scored {
        let [this, that] = [form, other].map(|form| &self.names[form as usize]);
        let [own, kind] = [form, other].map(|form| hint(self.lexicon, form));
        // A name is read as the other's type has it.
        let read = (own != kind).then(|| Ready::of_own(name(self.lexicon, form, own), kind));
        let evidence = compare_ready(read.as_ref().unwrap_or(this), that, kind, Costs::shipped());
        Scored { form: other, log_odds: Model::comparison().log_odds(&evidence.among(1, None)), evidence }
    }

    /// The number of a form's entity in the sources.
    fn number(&self, form: Index) -> usize {
        self.engine.number(self.lexicon.form_entity(form))
    }

    fn among(&self, scored: &Scored, rival: Option<f32>) -> Evidence {
        scored.evidence.among(self.lexicon.form_count(), rival)
    }

    /// The forms that share words with a form, those that share the most first.
    ///
    /// `scores` has a place for each vocabulary word, all zero before and after.
    fn candidates(&self, form: Index, scores: &mut [i16]) -> Vec<Index> {
        let lists: Vec<&[Near]> =
            self.weighty.of(form).iter().map(|&vocab| self.near[vocab as usize].as_slice()).collect();
        let mut forms: Vec<Index> = Vec::new();
        for near in lists.iter().copied().flatten() {
            let lexicon = self.lexicon;
            forms.extend(lexicon.wholly(near.vocab).chain(lexicon.partly(near.vocab)).take(GATHERED));
        }
        for (i, list) in lists.iter().enumerate() {
            for other in &lists[i + 1..] {
                paired(list, other, GATHERED, self.lexicon, |_, _, form| forms.push(form));
            }
        }
        forms.sort_unstable();
        forms.dedup();
        let entity = self.lexicon.form_entity(form);
        forms.retain(|&f| self.lexicon.form_entity(f) != entity && !self.names[f as usize].is_empty());
        for near in lists.iter().copied().flatten() {
            let score = &mut scores[near.vocab as usize];
            *score = near.score.max(*score);
        }
        let mut voted: Vec<(i32, Index)> = forms.into_iter().map(|f| (self.votes(scores, f), f)).collect();
        for near in lists.iter().copied().flatten() {
            scores[near.vocab as usize] = 0;
        }
        // A family name alone is shared by many; who shares more of it is worth a comparison.
        voted.retain(|&(vote, form)| vote * 5 >= 2 * self.votes_of_own[form as usize]);
        voted.sort_unstable_by_key(|&(vote, form)| (std::cmp::Reverse(vote), form));
        voted.into_iter().take(COMPARED).map(|(_, form)| form).collect()
    }

    /// How well the words of a form are near those noted in `scores`.
    fn votes(&self, scores: &[i16], form: Index) -> i32 {
        let noted = |vocab: Index| match scores[vocab as usize] {
            0 => LACKING,
            score => i32::from(score),
        };
        self.weighty.of(form).iter().copied().map(noted).sum()
    }

    /// The probability of the form at `at`, with the others as its rivals.
    fn confidence(&self, scored: &[Scored], at: usize) -> f32 {
        let entity = |s: &Scored| self.lexicon.form_entity(s.form);
        let this = &scored[at];
        let rivals = scored.iter().filter(|s| entity(s) != entity(this)).map(|s| s.log_odds);
        Model::retrieval().confidence(&self.among(this, rivals.max_by(f32::total_cmp)))
    }
}

/// A form of another entity and how well it fits.
struct Scored {
    form: Index,
    evidence: Evidence,
    log_odds: f32,
}

/// Vocabulary words of each form, one form behind the other.
#[derive(Default)]
struct Runs {
    words: Vec<Index>,
    /// Where the words of each form end.
    ends: Vec<usize>,
}

impl Runs {
    fn of(&self, form: Index) -> &[Index] {
        let form = form as usize;
        let start = if form == 0 { 0 } else { self.ends[form - 1] };
        &self.words[start..self.ends[form]]
    }
}

impl<W: Iterator<Item = Index>> FromIterator<W> for Runs {
    fn from_iter<F: IntoIterator<Item = W>>(forms: F) -> Self {
        let mut runs = Self::default();
        for words in forms {
            runs.words.extend(words);
            runs.ends.push(runs.words.len());
        }
        runs
    }
}

/// A form as a type of entity reads it.
fn name(lexicon: &Compiled, form: Index, hint: TypeHint) -> Name {
    Name::parse(&lexicon.form_text(form), hint, Grammar::shipped())
}

/// The vocabulary words of a form, in their order.
fn plain_words(lexicon: &Compiled, form: Index) -> impl Iterator<Item = Index> {
    lexicon.form_words(form).filter(|w| w.as_join().is_none()).map(FormWord::vocab)
}

/// Those that may not be left out.
fn weighty_words(lexicon: &Compiled, form: Index) -> impl Iterator<Item = Index> {
    let weighty = |w: &FormWord| w.as_join().is_none() && !w.is_light() && !w.is_initial();
    lexicon.form_words(form).filter(weighty).map(FormWord::vocab)
}

fn hint(lexicon: &Compiled, form: Index) -> TypeHint {
    TypeHint::named(lexicon.entity_kind(lexicon.form_entity(form)))
}

fn narrow(number: usize) -> Index {
    Index::try_from(number).expect("a lexicon's numbers are those of its compiled form")
}
