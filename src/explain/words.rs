//! The words of a text beside those of a form, and what each difference costs.

use serde::Serialize;

use super::log::{Fitted, Placed};
use crate::grammar::{Grammar, Roles};
use crate::lexicon::compiled::{Compiled, FormWord, Index};
use crate::matching::alignment;
use crate::matching::costs::{CostTable, Costs, Edit};
use crate::matching::names::{self, MOST_WORDS, Paired, Pairing, is_short_given};
use crate::orthography::names::{Name, TypeHint, Word as Parsed, pieces};
use crate::orthography::sounds::{Segment, text_of};
use crate::scan::{Scan, Tables};

/// Words of the text beside words of a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Word {
    /// What the text has; empty where it has nothing here.
    pub text: String,
    /// What the form has; empty where it has nothing here.
    pub form: String,
    /// What makes them a pair, or why there is none.
    pub how: How,
    /// The log-odds of the pair, in nats.
    pub log_odds: f32,
    /// What the differences of sound take from that, in nats.
    pub cost: f32,
    /// The sounds side by side, where they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sounds: Vec<Sound>,
}

/// How words of the text and of a form are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum How {
    /// The same letters, but for what writers add at will.
    Equal,
    /// The same letters, or sounds, without an ending or a clitic.
    Inflected,
    /// Another spelling, or another script.
    Spelling,
    /// Words that are written as one on one side.
    Joined,
    /// Words of one meaning.
    Translation,
    /// An initial and what it may stand for.
    Initial,
    /// A given name and its short form.
    ShortGiven,
    /// The form's word is not in the text.
    Omitted,
    /// A small word of the form that is not in the text and need not be: an article, a particle.
    OmittedSmall,
    /// The text has a word more.
    Extra,
    /// The text has a title more.
    Title,
    /// The text has a small word more, such as an article.
    ExtraSmall,
    /// The words are set against each other and do not fit.
    Contradicts,
}

impl How {
    /// The pair in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Inflected => "inflected",
            Self::Spelling => "spelling",
            Self::Joined => "joined",
            Self::Translation => "translation",
            Self::Initial => "initial",
            Self::ShortGiven => "short given name",
            Self::Omitted => "omitted",
            Self::OmittedSmall => "small word omitted",
            Self::Extra => "extra",
            Self::Title => "title",
            Self::ExtraSmall => "extra small word",
            Self::Contradicts => "contradicts",
        }
    }
}

/// A sound of the text beside one of a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Sound {
    /// What the text has, in Latin letters; empty where it has nothing here.
    pub text: &'static str,
    /// What the form has.
    pub form: &'static str,
    /// The log-odds of the two, in nats.
    pub log_odds: f32,
    /// How much less that is than the same sound on both sides would give.
    pub cost: f32,
}

/// Hundredths of a nat in nats.
#[expect(clippy::cast_precision_loss, reason = "scores are small")]
pub(super) fn nats(centinats: i32) -> f32 {
    centinats as f32 / 100.0
}

/// The sounds of the best alignment of two words' readings.
pub(super) fn sounds<'r, T: AsRef<[Segment]> + Clone>(
    ours: impl Iterator<Item = &'r [Segment]> + Clone,
    theirs: impl Iterator<Item = T>,
    table: &CostTable,
) -> Vec<Sound> {
    let pairs = theirs.flat_map(|t| ours.clone().map(move |o| (o, t.clone())));
    let best = pairs.max_by_key(|(o, t)| alignment::score(o, t.as_ref(), table));
    let Some((ours, theirs)) = best else { return Vec::new() };
    let same = |s: Segment| table.substitute(s, s);
    let sound = |edit: Edit| {
        let (text, form, odds, full) = match edit {
            Edit::Substitute(a, b) => (text_of(a), text_of(b), table.substitute(a, b), same(b)),
            Edit::Left(a, place) => (text_of(a), "", table.left(a, place), 0),
            Edit::Right(b, place) => ("", text_of(b), table.right(b, place), same(b)),
        };
        Sound { text, form, log_odds: nats(odds), cost: if text == form { 0.0 } else { nats((full - odds).max(0)) } }
    };
    alignment::trace(ours, theirs.as_ref(), table).into_iter().map(sound).collect()
}

/// The words of a listed form as they are written there.
pub(super) fn written(form: &str) -> Vec<&str> {
    pieces(form).iter().map(|p| p.of(form)).collect()
}

/// A form's words beside the tokens that the scan took for them.
pub(super) fn fitted(text: &str, scan: &Scan, tables: &Tables<'_>, fit: &Fitted) -> Vec<Word> {
    let lexicon = tables.lexicons[fit.lexicon as usize];
    let form = Form::new(lexicon, fit.form);
    let order = |p: &Placed| p.unit.map(|u| scan.units[u].first);
    let mut placed: Vec<Placed> = fit.placed.clone();
    placed.sort_by_key(|p| p.at);
    let mut out: Vec<(Option<u32>, Word)> = Vec::new();
    for p in &placed {
        out.push((order(p), pair(text, scan, tables, &form, p)));
    }
    for &token in &fit.extra {
        let roles = scan.roles_of(token);
        out.push((u32::try_from(token).ok(), extra(scan.tokens[token].of(text), roles)));
    }
    in_order(out)
}

/// Words in the order of the text; what the text lacks stands after what is before it in the form.
fn in_order(mut words: Vec<(Option<u32>, Word)>) -> Vec<Word> {
    let mut missing = Vec::new();
    let mut before = None;
    for (at, word) in std::mem::take(&mut words) {
        match at {
            Some(at) => {
                before = Some(at);
                words.push((Some(at), word));
            }
            None => missing.push((before, word)),
        }
    }
    words.sort_by_key(|(at, _)| *at);
    for (after, word) in missing {
        let at = words.iter().position(|(at, _)| *at > after).unwrap_or(words.len());
        words.insert(at, (after, word));
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// A word that only the text has.
pub(super) fn extra(written: &str, roles: Roles) -> Word {
    let small = Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FUNCTION).with(Roles::FILIATION);
    let how = match roles {
        _ if roles.any(Roles::TITLE) => How::Title,
        _ if roles.any(small) => How::ExtraSmall,
        _ => How::Extra,
    };
    Word { text: written.to_owned(), form: String::new(), how, log_odds: 0.0, cost: 0.0, sounds: Vec::new() }
}

/// A listed form, its words as they are written and as they are compared.
struct Form<'l> {
    lexicon: &'l Compiled,
    written: Vec<String>,
    words: Vec<FormWord>,
}

impl<'l> Form<'l> {
    fn new(lexicon: &'l Compiled, form: Index) -> Self {
        let words: Vec<FormWord> =
            lexicon.form_words(form).filter(|w| w.as_join().is_none()).take(MOST_WORDS).collect();
        let written = written(&lexicon.form_text(form)).into_iter().map(str::to_owned).collect();
        Self { lexicon, written, words }
    }

    /// Some of the words as they are written.
    fn text(&self, at: usize, count: usize) -> String {
        let folded =
            |k: usize| self.words.get(k).map_or_else(String::new, |w| self.lexicon.vocab_text(w.vocab()).into_owned());
        let word = |k: usize| self.written.get(k).cloned().unwrap_or_else(|| folded(k));
        (at..at + count).map(word).collect::<Vec<_>>().join(" ")
    }
}

/// A unit of the text beside the form's words that it was taken for.
fn pair(text: &str, scan: &Scan, tables: &Tables<'_>, form: &Form<'_>, placed: &Placed) -> Word {
    let listed = form.text(placed.at, placed.count);
    let Some(unit) = placed.unit.map(|u| &scan.units[u]) else {
        let is_small = form.words.get(placed.at).is_some_and(|w| w.is_light());
        let how = if is_small { How::OmittedSmall } else { How::Omitted };
        return Word { text: String::new(), form: listed, how, log_odds: 0.0, cost: 0.0, sounds: Vec::new() };
    };
    let (first, last) = (&scan.tokens[unit.first as usize], &scan.tokens[unit.end as usize - 1]);
    let text = text[first.start as usize..last.end as usize].to_owned();
    let word = &scan.memo.get(unit.memo).word;
    let one = form.words[placed.at].vocab();
    let lexicon = form.lexicon;
    let is_short = || {
        is_short_given(
            (&word.folded, word.roles, word.group),
            (&lexicon.vocab_text(one), lexicon.vocab_roles(one), lexicon.vocab_group(one)),
        )
    };
    let is_joined = placed.count > 1 || unit.end - unit.first > 1 && !text.contains(['.', '\u{2019}', '\'']);
    let how = match placed.near {
        None if is_short() => How::ShortGiven,
        None => How::Initial,
        Some(near) if near.is_inflected => How::Inflected,
        Some(_) if is_joined => How::Joined,
        Some(near) if near.is_exact => How::Equal,
        Some(_) if is_short() => How::ShortGiven,
        Some(_) => How::Spelling,
    };
    let Some(near) = placed.near else {
        return Word { text, form: listed, how, log_odds: 0.0, cost: 0.0, sounds: Vec::new() };
    };
    let is_told = !near.is_exact && how != How::ShortGiven;
    let table = tables.costs.between(word.script, lexicon.vocab_script(near.vocab));
    let all = match is_told {
        true => sounds(word.readings.iter().map(Vec::as_slice), lexicon.vocab_readings(near.vocab), table),
        false => Vec::new(),
    };
    Word {
        text,
        form: listed,
        how,
        log_odds: nats(near.score.into()),
        cost: all.iter().map(|s| s.cost).sum(),
        sounds: all,
    }
}

/// Two names' words side by side, as they are compared without a text around.
pub(super) fn compared(paired: &Paired<'_>, texts: [&[&str]; 2], costs: &Costs) -> Vec<Word> {
    let side = |words: &[Parsed], written: &[&str], (first, count): (usize, usize)| -> String {
        // Names of bodies may be cut finer than they are written.
        let word = |k: usize| if words.len() == written.len() { written[k] } else { words[k].folded.as_str() };
        (first..first + count).map(word).collect::<Vec<_>>().join(" ")
    };
    let of = |p: &Pairing| {
        let (ls, rs) = (&paired.left[p.left.0..][..p.left.1], &paired.right[p.right.0..][..p.right.1]);
        let (text, form) = (side(&paired.left, texts[0], p.left), side(&paired.right, texts[1], p.right));
        let how = how_compared(ls, rs, p.score);
        if how == How::Extra {
            return extra(&text, ls.iter().fold(Roles::NONE, |r, w| r.with(w.roles)));
        }
        let is_told = matches!(how, How::Spelling | How::Contradicts | How::Joined);
        let all = match (ls, rs) {
            ([l, ..], [r, ..]) if is_told => {
                let said = |words: &[Parsed]| -> Vec<Segment> {
                    words.iter().flat_map(|w| w.readings[0].iter().copied()).collect()
                };
                let table = costs.between(l.script, r.script);
                match (ls.len(), rs.len()) {
                    (1, 1) => sounds(l.readings.iter().map(Vec::as_slice), r.readings.iter().map(Vec::as_slice), table),
                    _ => sounds([said(ls)].iter().map(Vec::as_slice), [said(rs)].iter().map(Vec::as_slice), table),
                }
            }
            _ => Vec::new(),
        };
        Word { text, form, how, log_odds: nats(p.score), cost: all.iter().map(|s| s.cost).sum(), sounds: all }
    };
    paired.pairings.iter().map(of).collect()
}

fn how_compared(ls: &[Parsed], rs: &[Parsed], score: i32) -> How {
    match (ls, rs) {
        (_, []) => How::Extra,
        ([], _) if rs.iter().all(|w| w.is_light) => How::OmittedSmall,
        ([], _) => How::Omitted,
        ([l], [r]) if l.folded == r.folded => How::Equal,
        ([l, ..], [r, ..])
            if l.group != 0
                && l.group == r.group
                && ls.iter().chain(rs).all(|w| w.group == l.group)
                && !l.roles.any(Roles::HYPOCORISM) =>
        {
            How::Translation
        }
        ([l], [r]) if l.is_initial() || r.is_initial() => {
            if score > 0 {
                How::Initial
            } else {
                How::Contradicts
            }
        }
        ([l], [r]) if is_short_given((&l.folded, l.roles, l.group), (&r.folded, r.roles, r.group)) => How::ShortGiven,
        _ if score <= 0 => How::Contradicts,
        ([_], [_]) => How::Spelling,
        _ => How::Joined,
    }
}

/// Two names' words side by side.
pub(super) fn of_names(text: &str, form: &str, kind: &str) -> Vec<Word> {
    let (hint, grammar, costs) = (TypeHint::named(kind), Grammar::shipped(), Costs::shipped());
    let (left, right) = (Name::parse(text, hint, grammar), Name::parse(form, hint, grammar));
    compared(&names::pair(&left, &right, hint, costs), [&written(text), &written(form)], costs)
}
