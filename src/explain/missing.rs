//! Why a text does not have an entity.

use std::ops::Range;

use serde::Serialize;

use super::notes::Observed;
use super::words::{compared, written};
use super::{How, Refusal, Word};
use crate::hash::{Map, Set};
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::confidence::Model;
use crate::matching::{keys, names};
use crate::orthography::names::{Name, TypeHint, Word as Parsed, pieces};
use crate::orthography::sounds::Segment;
use crate::resolve::EntityRef;
use crate::resolve::place::Place;
use crate::scan::{Candidate, Case, Tables};
use crate::segment::{Gap, Shape};

/// What of a text is nearest to an entity that it does not name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Missing {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub text: String,
    /// The entity's form that is nearest.
    pub variant: String,
    /// The probability that the two are names of one entity, the text around aside.
    pub confidence: f32,
    /// The words side by side.
    pub words: Vec<Word>,
    /// For the words that are set against each other, whether the search leads from the one to the other.
    pub search: Vec<Searched>,
    /// Why the form was not taken, where it was tried on these words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// The form that stands there and is listed as never the entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never: Option<String>,
    /// All that in sentences, the gravest first.
    pub reasons: Vec<String>,
}

/// A word of the text, one of the form, and whether the search leads from the one to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Searched {
    /// What the text has.
    pub text: String,
    /// What the form has.
    pub form: String,
    /// Whether it leads there.
    pub reach: Reach,
}

/// Whether a word of the text leads to a word of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reach {
    /// It does.
    Reached,
    /// The word was not looked for: it is in lower case, or part of no name.
    NotLookedFor,
    /// The word is an ordinary one, which is looked for by its letters only.
    LettersOnly,
    /// The codes and keys of their sounds are too far apart for one to find the other.
    CodesApart,
    /// The codes or keys of their sounds meet, and the sounds fit too badly.
    SoundsApart,
}

impl Reach {
    /// The answer in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Reached => "the search leads there",
            Self::NotLookedFor => "words in lower case are not looked for",
            Self::LettersOnly => "an ordinary word is looked for by its letters only",
            Self::CodesApart => "their sound codes are too far apart to find each other",
            Self::SoundsApart => "found by their sound codes, and the sounds fit too badly",
        }
    }
}

/// Words of a text, those most like some word of the entity's names, around which the entity is looked for.
const TRIED: usize = 24;
/// Words that a run of the text may have more or less than a form.
const SLACK: usize = 1;
/// What part of a name counts for beside whole ones: "Zeinab Soleimani" is told before "Soleimani" in it.
const PART: f32 = 0.02;
/// Forms of an entity that are tried.
const FORMS: usize = 64;

/// The part of a text that is nearest to an entity, and what keeps it from being it; nothing in a text without words.
pub(super) fn missing(text: &str, entity: EntityRef, observed: &Observed<'_>) -> Option<Missing> {
    let tables = observed.tables();
    let lexicon = tables.lexicons[entity.lexicon as usize];
    let place = Place::new(text, &observed.scan, &tables);
    Search { text, entity, observed, tables: &tables, lexicon, place }.nearest()
}

struct Search<'a> {
    text: &'a str,
    entity: EntityRef,
    observed: &'a Observed<'a>,
    tables: &'a Tables<'a>,
    lexicon: &'a Compiled,
    place: Place<'a>,
}

/// A run of tokens beside a form.
struct Near {
    tokens: Range<usize>,
    form: Index,
    confidence: f32,
    rank: f32,
}

impl Search<'_> {
    fn nearest(&self) -> Option<Missing> {
        let not_tried = FormFlags::NEVER.with(FormFlags::INITIALS);
        let forms = self.lexicon.entity_forms(self.entity.entity);
        let forms: Vec<Index> = forms.filter(|&f| !self.lexicon.form_flags(f).has(not_tried)).take(FORMS).collect();
        let listed: Vec<(Index, Name)> = forms
            .iter()
            .map(|&f| (f, Name::parse(&self.lexicon.form_text(f), self.hint(), self.tables.grammar)))
            .collect();
        let mut best: Option<Near> = None;
        let mut seen: Set<(usize, usize)> = Set::default();
        for token in self.likeliest(&listed) {
            let longest = listed.iter().map(|(_, n)| n.words.len()).max().unwrap_or(1) + SLACK;
            for first in token.saturating_sub(longest)..=token {
                for end in token + 1..=(first + longest).min(self.observed.scan.tokens.len()) {
                    if seen.insert((first, end)) && self.is_run(first, end) {
                        self.compare(first..end, &listed, &mut best);
                    }
                }
            }
        }
        best.map(|near| self.told(&near))
    }

    /// Whether a name may be just some tokens: it neither begins or ends with a small word nor leaves out a word beside
    /// it that is written as part of it.
    fn is_apart(&self, tokens: &Range<usize>) -> bool {
        let scan = &self.observed.scan;
        let (first, last) = (tokens.start, tokens.end - 1);
        if scan.cases[first] != Case::Normal || scan.tokens[first].shape == Shape::Uncased {
            return true;
        }
        let is_small = |k: usize| scan.tokens[k].shape == Shape::Lower;
        (first == last || !is_small(first) && !is_small(last))
            && self.place.name_before(first).is_none()
            && self.place.name_after(tokens.end).is_none()
    }

    fn hint(&self) -> TypeHint {
        TypeHint::named(self.lexicon.entity_kind(self.entity.entity))
    }

    fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let all = &self.observed.scan.tokens;
        all[tokens.start].start as usize..all[tokens.end - 1].end as usize
    }

    /// Whether no sentence ends within some tokens.
    fn is_run(&self, first: usize, end: usize) -> bool {
        self.observed.scan.tokens[first + 1..end].iter().all(|t| t.gap <= Gap::Comma)
    }

    /// The tokens that are most like some word of the names, the likeliest first.
    fn likeliest(&self, listed: &[(Index, Name)]) -> Vec<usize> {
        let words: Vec<&Parsed> = listed.iter().flat_map(|(_, n)| &n.words).filter(|w| !w.is_light).collect();
        let tokens = &self.observed.scan.tokens;
        // Each distinct word once.
        let mut known: Map<&str, Option<i32>> = Map::default();
        let score = |written: &str| {
            let name = Name::parse(written, self.hint(), self.tables.grammar);
            let word = name.words.first()?;
            let likeness = |listed: &&Parsed| {
                let longer = word.sound_len().max(listed.sound_len()).max(1);
                let score = names::pair_score(word, listed, self.tables.costs);
                // Of two that fit as well the longer.
                score * 100 / i32::try_from(longer).unwrap_or(i32::MAX) + score
            };
            words.iter().map(likeness).max()
        };
        let mut scored: Vec<(i32, usize)> = Vec::with_capacity(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let written = token.of(self.text);
            let score = *known.entry(written).or_insert_with(|| score(written));
            scored.extend(score.map(|score| (score, i)));
        }
        scored.sort_by_key(|&(score, i)| (std::cmp::Reverse(score), i));
        scored.into_iter().take(TRIED).map(|(_, i)| i).collect()
    }

    fn compare(&self, tokens: Range<usize>, listed: &[(Index, Name)], best: &mut Option<Near>) {
        let written = Name::parse(&self.text[self.bytes(&tokens)], self.hint(), self.tables.grammar);
        let script = |name: &Name| name.words.first().map(|w| w.script);
        let is_apart = self.is_apart(&tokens);
        // What the text would write, if the entity is listed so.
        let own = script(&written);
        let is_known = listed.iter().any(|(_, name)| script(name) == own);
        for (form, name) in listed.iter().filter(|(_, name)| !is_known || script(name) == own) {
            let (ours, theirs) = (written.words.len(), name.words.len());
            if ours.abs_diff(theirs) > SLACK {
                continue;
            }
            let evidence = names::compare(&written, name, self.hint(), self.tables.costs).among(1, None);
            let confidence = Model::comparison().confidence(&evidence);
            let rank = if is_apart { confidence } else { confidence * PART };
            if best.as_ref().is_none_or(|b| rank > b.rank) {
                *best = Some(Near { tokens: tokens.clone(), form: *form, confidence, rank });
            }
        }
    }

    fn told(&self, near: &Near) -> Missing {
        let span = self.bytes(&near.tokens);
        let (text, form) = (&self.text[span.clone()], self.lexicon.form_text(near.form));
        let parse = |name: &str| Name::parse(name, self.hint(), self.tables.grammar);
        let (left, right) = (parse(text), parse(&form));
        let paired = names::pair(&left, &right, self.hint(), self.tables.costs);
        let words = compared(&paired, [&written(text), &written(&form)], self.tables.costs);
        let search = self.search(&paired, &words, span.start, text);
        let (first, end) = (near.tokens.start, near.tokens.end);
        let meets = |tokens: (u32, u32)| (tokens.0 as usize) < end && first < tokens.1 as usize;
        let refusals = self.observed.refused.iter().filter(|r| r.entity == self.entity && meets(r.tokens));
        let refusal = refusals.max_by_key(|r| (r.form == near.form, r.tokens.1 - r.tokens.0)).map(|r| r.why);
        let mut reasons = reasons(&words, &search, refusal);
        let never = self.never(first, end).map(|f| self.lexicon.form_text(f));
        if let Some(never) = &never {
            reasons.insert(0, format!("\"{never}\" is listed as never this entity"));
        }
        let (text, variant) = (text.to_owned(), form.to_owned());
        Missing { span, text, variant, confidence: near.confidence, words, search, refusal, never, reasons }
    }

    /// The entity's `never` form that the scan found among some tokens.
    fn never(&self, first: usize, end: usize) -> Option<Index> {
        let is_here = |c: &&Candidate| {
            let (start, stop) = (c.first as usize, c.end as usize);
            (c.lexicon, c.entity) == (self.entity.lexicon, self.entity.entity)
                && c.flags.has(FormFlags::NEVER)
                && c.is_spelt_as_listed
                && start < end
                && first < stop
        };
        self.observed.scan.candidates.iter().find(is_here).map(|c| c.form)
    }

    /// For each pair of words, whether the search leads from the one to the other.
    fn search(&self, paired: &names::Paired<'_>, words: &[Word], start: usize, text: &str) -> Vec<Searched> {
        let pieces = pieces(text);
        if pieces.len() != paired.left.len() {
            return Vec::new();
        }
        let both = paired.pairings.iter().zip(words).filter(|(p, _)| p.left.1 > 0 && p.right.1 > 0);
        let answer = |(p, word): (&names::Pairing, &Word)| {
            if matches!(word.how, How::Initial | How::Translation) {
                return None;
            }
            let (first, last) = (&pieces[p.left.0], &pieces[p.left.0 + p.left.1 - 1]);
            let bytes = start + first.start as usize..start + last.end as usize;
            let listed: String = paired.right[p.right.0..][..p.right.1].iter().map(|w| w.folded.as_str()).collect();
            let vocab = self.lexicon.exact(&listed)?;
            Some(Searched { text: word.text.clone(), form: word.form.clone(), reach: self.reach(&bytes, vocab) })
        };
        both.filter_map(answer).collect()
    }

    fn reach(&self, bytes: &Range<usize>, vocab: Index) -> Reach {
        let scan = &self.observed.scan;
        let token = |i: u32| &scan.tokens[i as usize];
        let is_this = |u: &&crate::scan::Unit| {
            token(u.first).start as usize == bytes.start && token(u.end - 1).end as usize == bytes.end
        };
        let Some(unit) = scan.units.iter().find(is_this) else { return Reach::NotLookedFor };
        let known = scan.memo.get(unit.memo);
        if known.near(self.entity.lexicon as usize).iter().any(|n| n.vocab == vocab) {
            return Reach::Reached;
        }
        if scan.is_ordinary(self.text, unit.first as usize) {
            return Reach::LettersOnly;
        }
        let mut theirs = self.lexicon.vocab_readings(vocab);
        match theirs.any(|t| known.word.readings.iter().any(|o| meet(o, &t))) {
            true => Reach::SoundsApart,
            false => Reach::CodesApart,
        }
    }
}

/// Whether two readings share a code, a code less one class, or a key.
fn meet(ours: &[Segment], theirs: &[Segment]) -> bool {
    let codes = |reading: &[Segment], of: fn(&[Segment], &mut Vec<u64>)| -> Vec<u64> {
        let mut out = Vec::new();
        of(reading, &mut out);
        out.iter().flat_map(|&code| keys::shared_codes(code)).collect()
    };
    let keys = |reading: &[Segment]| -> Vec<u64> {
        let mut out = Vec::new();
        keys::keys(reading, &mut out);
        out
    };
    let share = |a: Vec<u64>, b: Vec<u64>| a.iter().any(|x| b.contains(x));
    share(codes(ours, keys::asked_codes), codes(theirs, keys::codes)) || share(keys(ours), keys(theirs))
}

/// What keeps a part of a text from being an entity, in sentences.
fn reasons(words: &[Word], search: &[Searched], refusal: Option<Refusal>) -> Vec<String> {
    let mut out = Vec::new();
    let only = |how: How| words.iter().filter(move |w| w.how == how);
    let quoted = |words: Vec<&str>| words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let more: Vec<&str> = only(How::Extra).map(|w| w.text.as_str()).collect();
    let less: Vec<&str> = only(How::Omitted).map(|w| w.form.as_str()).collect();
    for word in only(How::Contradicts) {
        out.push(format!("\"{}\" is not \"{}\"", word.text, word.form));
    }
    if !less.is_empty() && words.iter().filter(|w| !w.text.is_empty()).count() == 1 {
        out.push("part of a name counts only in a document that has the whole".to_owned());
    }
    match (more.is_empty(), less.is_empty()) {
        (false, false) => out.push(format!("the text has {} where the form has {}", quoted(more), quoted(less))),
        (true, false) => out.push(format!("the text lacks {}", quoted(less))),
        (false, true) => out.push(format!("the text has {} more", quoted(more))),
        (true, true) => {}
    }
    for s in search.iter().filter(|s| s.reach != Reach::Reached) {
        out.push(format!("the search does not lead from \"{}\" to \"{}\": {}", s.text, s.form, s.reach.reason()));
    }
    match refusal {
        Some(why) => out.push(format!("the form was tried there and put aside: {}", why.reason())),
        // By pairs of words names of several are found.
        None if words.len() > 1 && search.iter().filter(|s| s.reach == Reach::Reached).count() == 1 => {
            out.push("one word does not lead to a name of several, except behind a title or an initial".to_owned());
        }
        None => {}
    }
    out
}
