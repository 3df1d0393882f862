//! A name field against a lexicon: which entities it may be.

use std::borrow::Cow;
use std::rc::Rc;

use super::acronyms::Acronyms;
use super::candidates::{Near, near, paired};
use super::confidence::{Model, logistic};
use super::costs::Costs;
use super::evidence::Evidence;
use super::names;
use super::ready::Ready;
use crate::grammar::{Grammar, Group, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::script::Script;
use crate::orthography::sounds;

/// Words remembered before all are forgotten.
const MOST_WORDS: usize = 1 << 17;

/// What the look-ups of one thread in one lexicon share: words recur from name to name.
#[derive(Default)]
pub(crate) struct Memo {
    near: Map<Box<[u8]>, Rc<[Near]>>,
    key: Vec<u8>,
    /// The vocabulary words that are translated, by their meaning; gathered on first use.
    meanings: Option<Map<Group, Rc<[Near]>>>,
    /// Gathered on first use.
    acronyms: Option<Acronyms>,
    votes: Votes,
}

/// What speaks for each form of a lexicon, for one name after another.
#[derive(Default)]
struct Votes {
    /// By form; nothing between two names.
    of_form: Vec<i32>,
    /// The forms that something speaks for.
    forms: Vec<Index>,
}

impl Votes {
    fn add(&mut self, form: Index, score: i32) {
        let Some(vote) = self.of_form.get_mut(form as usize) else { return };
        if *vote == 0 {
            self.forms.push(form);
        }
        // Never back to nothing.
        *vote = (*vote + score).max(1);
    }

    /// The forms with what speaks for them, the most first.
    fn drain(&mut self) -> Vec<(Index, i32)> {
        let mut forms: Vec<(Index, i32)> =
            self.forms.drain(..).map(|form| (form, std::mem::take(&mut self.of_form[form as usize]))).collect();
        forms.sort_unstable_by_key(|&(form, vote)| (std::cmp::Reverse(vote), form));
        forms
    }
}

impl Memo {
    /// The vocabulary words of a meaning, those in most names.
    fn meaning(&mut self, group: Group, lexicon: &Compiled) -> Option<Rc<[Near]>> {
        let meanings = self.meanings.get_or_insert_with(|| {
            let mut words: Map<Group, Vec<Near>> = Map::default();
            for vocab in 0..Index::try_from(lexicon.vocab_count()).unwrap_or(Index::MAX) {
                let roles = lexicon.vocab_roles(vocab);
                let group = lexicon.vocab_group(vocab);
                if group != 0 && roles.any(names::MEANT) && !roles.any(Roles::LEGAL_FORM) {
                    words.entry(group).or_default().push(Near::translated(vocab, TRANSLATED));
                }
            }
            let common = |mut words: Vec<Near>| {
                words.sort_by(|a, b| {
                    lexicon.vocab_rarity(a.vocab).total_cmp(&lexicon.vocab_rarity(b.vocab)).then(a.vocab.cmp(&b.vocab))
                });
                words.truncate(OF_ONE_MEANING);
                words.sort_by_key(|n| n.vocab);
                Rc::from(words)
            };
            words.into_iter().map(|(group, words)| (group, common(words))).collect()
        });
        meanings.get(&group).map(Rc::clone)
    }

    /// The forms that a name is short for, or that are short for it.
    fn acronyms(&mut self, name: &[Word], lexicon: &Compiled, grammar: &Grammar) -> Vec<Index> {
        let acronyms = self.acronyms.get_or_insert_with(|| {
            let forms = (0..Index::try_from(lexicon.form_count()).unwrap_or(Index::MAX)).filter(|&form| {
                let flags = lexicon.form_flags(form);
                let is_body = TypeHint::named(lexicon.entity_kind(lexicon.form_entity(form))) == TypeHint::Organisation;
                // An acronym that the engine derives is found as any name; that of another name says nothing.
                is_body && ![FormFlags::NEVER, FormFlags::SHORT, FormFlags::ACRONYM].iter().any(|&flag| flags.has(flag))
            });
            Acronyms::of(forms.map(|form| (form, listed(form, TypeHint::Organisation, lexicon, grammar).words)))
        });
        acronyms.find(name)
    }

    /// The vocabulary words near a word.
    fn near(&mut self, word: &Word, lexicon: &Compiled, costs: &Costs) -> Rc<[Near]> {
        self.key.clear();
        self.key.push(word.script as u8);
        self.key.extend(word.folded.as_bytes());
        for reading in &word.readings {
            self.key.push(u8::MAX);
            self.key.extend(reading);
        }
        if let Some(known) = self.near.get(self.key.as_slice()) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        near(word, false, lexicon, costs, &mut found);
        let found: Rc<[Near]> = found.into();
        if self.near.len() >= MOST_WORDS {
            self.near.clear();
        }
        self.near.insert(self.key.as_slice().into(), Rc::clone(&found));
        found
    }
}

/// A name as each type of entity reads it, the roles of its words looked up when they are asked for.
struct Readings<'g> {
    plain: Name,
    by_hint: [Option<Ready<'static>>; 4],
    grammar: &'g Grammar,
}

impl Readings<'_> {
    fn of(&mut self, hint: TypeHint) -> &Ready<'static> {
        let (plain, grammar) = (&self.plain, self.grammar);
        self.by_hint[hint as usize]
            .get_or_insert_with(|| Ready::of_own(Name::of_words(plain.words.clone(), hint, grammar), hint))
    }
}

/// Forms compared in full, those that share the most with the name.
const COMPARED: usize = 32;
/// Forms compared beside these, for an acronym that they share with the name.
const SHORTENED: usize = 16;
/// Forms gathered; names made of very common words only may lead to more.
const GATHERED: usize = 4000;

/// What a word of a form counts for that the name has translated, and one that it has not, in hundredths of a nat.
const TRANSLATED: i16 = 300;
const MISSING: f32 = -150.0;
/// The roles of words by which a name is told to be a body's.
const BODY: Roles = Roles::GENERIC.with(Roles::LEGAL_FORM).with(Roles::ORG_WORD);
/// Vocabulary words of one meaning that a word leads to.
const OF_ONE_MEANING: usize = 32;

/// Forms of one entity that are told from those of others.
const MOST_OWN: usize = 200;
/// Where fewer forms would share as much by chance, it says no more.
const LEAST_CHANCE: f32 = 25.0;

/// What a word may count for that a form was not found through.
const UNSEEN: i32 = TRANSLATED as i32;

/// A form that a name may be.
pub(crate) struct Found {
    pub(crate) form: Index,
    pub(crate) entity: Index,
    pub(crate) log_odds: f32,
    pub(crate) evidence: Evidence,
}

/// The entities that a name may be, each with its best form, likeliest first.
pub(crate) fn look_up(text: &str, lexicon: &Compiled, grammar: &Grammar, costs: &Costs, memo: &mut Memo) -> Vec<Found> {
    look_up_beside(text, None, lexicon, grammar, costs, memo)
}

/// The same, as if one entity were not in the lexicon.
pub(crate) fn look_up_beside(
    text: &str,
    absent: Option<Index>,
    lexicon: &Compiled,
    grammar: &Grammar,
    costs: &Costs,
    memo: &mut Memo,
) -> Vec<Found> {
    let mut found = compared(text, absent, lexicon, grammar, costs, memo);
    let model = Model::lookup();
    for answer in &mut found {
        answer.log_odds = model.log_odds(&answer.evidence);
    }
    found.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then(a.entity.cmp(&b.entity)));
    found
}

/// The entities that share sounds with a name, with the evidence for each among the others.
///
/// The log-odds are those of the comparison alone. An `absent` entity is taken not to be in the lexicon.
pub(crate) fn compared(
    text: &str,
    absent: Option<Index>,
    lexicon: &Compiled,
    grammar: &Grammar,
    costs: &Costs,
    memo: &mut Memo,
) -> Vec<Found> {
    let plain = Name::parse(text, TypeHint::Unknown, grammar);
    let mut readings = Readings { plain, by_hint: Default::default(), grammar };
    let model = Model::comparison();
    let mut found: Vec<Found> = Vec::new();
    let shortened = memo.acronyms(readings.of(TypeHint::Organisation), lexicon, grammar);
    for (form, chance) in gather(&readings.plain, &shortened, lexicon, costs, memo) {
        let flags = lexicon.form_flags(form);
        if flags.has(FormFlags::NEVER) || flags.has(FormFlags::SHORT) {
            continue;
        }
        let entity = lexicon.form_entity(form);
        if absent == Some(entity) {
            continue;
        }
        let hint = TypeHint::named(lexicon.entity_kind(entity));
        let listed = Ready::of_own(listed(form, hint, lexicon, grammar), hint);
        let mut evidence = names::compare_ready(readings.of(hint), &listed, hint, costs).among(1, None);
        let log_odds = model.log_odds(&evidence);
        (evidence.chance, evidence.alone) = (chance, log_odds);
        match found.iter_mut().find(|f| f.entity == entity) {
            Some(standing) if standing.log_odds >= log_odds => {}
            Some(standing) => *standing = Found { form, entity, log_odds, evidence },
            None => found.push(Found { form, entity, log_odds, evidence }),
        }
    }
    let odds: Vec<f32> = found.iter().map(|f| f.log_odds).collect();
    let names = lexicon.entity_count();
    for (i, answer) in found.iter_mut().enumerate() {
        let rival = odds.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &o)| o).max_by(f32::total_cmp);
        answer.evidence = answer.evidence.among(names, rival);
    }
    found
}

/// The probability of each of several answers: against each other, and against none of them.
pub(crate) fn shared(log_odds: &[f32]) -> Vec<f32> {
    let alone: Vec<f32> = log_odds.iter().map(|&o| logistic(o)).collect();
    let total = alone.iter().sum::<f32>().max(1.0);
    alone.iter().map(|p| p / total).collect()
}

/// The name that a form is, its words from the vocabulary.
fn listed(form: Index, hint: TypeHint, lexicon: &Compiled, grammar: &Grammar) -> Name {
    let mut words = lexicon.form_words(form).take_while(|w| w.as_join().is_none());
    let readings = |word| lexicon.word_readings(word).map(<[_]>::to_vec).collect::<Vec<_>>();
    Name::parse_with(&lexicon.form_text(form), hint, grammar, |written, token| match words.next() {
        Some(w) => Word::known(token, lexicon.vocab_script(w.vocab()), &lexicon.vocab_text(w.vocab()), readings(w)),
        None => Word::new(written, token),
    })
}

/// The forms that share words with a name, those that share the most first, and how many would share as much by chance
/// (see [`Evidence::chance`]); those of `shortened`, in order, share an acronym.
fn gather(name: &Name, shortened: &[Index], lexicon: &Compiled, costs: &Costs, memo: &mut Memo) -> Vec<(Index, f32)> {
    // Legal forms lead to every company.
    let mut own: Vec<Word> = match name.words.as_slice() {
        [word] if word.group == 0 => names::parted(&apart(word)).into_owned(),
        words => names::parted(words).into_owned(),
    };
    own.retain(|w| !(w.is_light && w.roles.any(Roles::LEGAL_FORM)));
    // Each word, and neighbours as one: first word, number of words, what is near.
    let mut units: Vec<(usize, usize, Rc<[Near]>)> = Vec::with_capacity(own.len() * 3);
    let is_body = own.len() > 1 && name.words.iter().any(|w| w.roles.any(BODY));
    for (i, word) in own.iter().enumerate() {
        let word = if is_body { with_stem(word) } else { Cow::Borrowed(word) };
        units.push((i, 1, memo.near(&word, lexicon, costs)));
    }
    // A name of two parts written as one has readings of its own.
    if let ([word], [_, _]) = (name.words.as_slice(), own.as_slice()) {
        units.push((0, 2, memo.near(word, lexicon, costs)));
    }
    // Words and phrases that are translated, by their meaning.
    let is_meant = |w: &Word| w.group != 0 && w.roles.any(names::MEANT);
    let mut i = 0;
    while i < own.len() {
        let count = if is_meant(&own[i]) { names::run(&own[i..]) } else { 1 };
        let phrase = if count > 1 { own[i].group } else { 0 };
        let single =
            own[i..i + count].iter().enumerate().map(|(n, w)| (i + n, 1, Grammar::shipped().look_up(&w.folded).group));
        for (at, count, group) in single.chain([(i, count, phrase)]) {
            if group != 0
                && own.len() > 1
                && let Some(words) = memo.meaning(group, lexicon)
            {
                units.push((at, count, words));
            }
        }
        i += count;
    }
    for count in [2, 3] {
        for (i, run) in own.windows(count).enumerate() {
            if run.iter().map(Word::sound_len).sum::<usize>() <= 16 {
                let mut joined = run[0].clone();
                joined.folded = run.iter().map(|w| w.folded.as_str()).collect();
                joined.readings = vec![run.iter().flat_map(|w| w.readings[0].iter().copied()).collect()];
                units.push((i, count, memo.near(&joined, lexicon, costs)));
            }
        }
    }
    let votes = &mut memo.votes;
    votes.of_form.resize(lexicon.form_count(), 0);
    for near in units.iter().flat_map(|(_, _, near)| near.iter()) {
        for form in lexicon.wholly(near.vocab).chain(lexicon.partly(near.vocab)).take(GATHERED) {
            votes.add(form, i32::from(near.score));
        }
    }
    for (i, (start, count, first)) in units.iter().enumerate() {
        let apart = |&&(other, n, _): &&(usize, usize, Rc<[Near]>)| other + n <= *start || start + count <= other;
        for (_, _, second) in units[i + 1..].iter().filter(apart) {
            paired(first, second, GATHERED, lexicon, |a, b, form| {
                votes.add(form, i32::from(first[a].score) + i32::from(second[b].score));
            });
        }
    }
    let mut best: Map<Index, i16> = Map::default();
    for near in units.iter().flat_map(|(_, _, near)| near.iter()) {
        let score = best.entry(near.vocab).or_insert(near.score);
        *score = near.score.max(*score);
    }
    // What of the form the name has, beyond the words that it was found through: rare words tell more.
    let own_vote = |form: Index| -> i32 {
        let words = lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light());
        let own_vote: f32 = words
            .map(|w| {
                let score = best.get(&w.vocab()).map_or_else(
                    || {
                        let group = lexicon.vocab_group(w.vocab());
                        // A word of the same meaning in another language.
                        if group != 0 && own.iter().any(|o| o.group == group) { f32::from(TRANSLATED) } else { MISSING }
                    },
                    |&score| f32::from(score),
                );
                score * lexicon.vocab_rarity(w.vocab())
            })
            .sum();
        #[expect(clippy::cast_possible_truncation, reason = "a sum of a few small numbers")]
        let own_vote = own_vote as i32;
        own_vote
    };
    // A word that counts without having been found through speaks for no more than this.
    let unseen: i32 = own.iter().map(|w| if w.group != 0 || w.is_initial() { UNSEEN } else { 0 }).sum();
    let mut forms: Vec<(Index, i32)> = Vec::with_capacity(2 * COMPARED);
    let mut enough = i32::MIN;
    for (form, vote) in votes.drain() {
        if vote.saturating_add(unseen) < enough {
            break;
        }
        forms.push((form, own_vote(form).max(vote / 2 - 600)));
        if forms.len() == 2 * COMPARED {
            forms.sort_unstable_by_key(|&(form, vote)| (std::cmp::Reverse(vote), form));
            forms.truncate(COMPARED);
            enough = forms[COMPARED - 1].1;
        }
    }
    forms.sort_by_key(|&(form, vote)| (std::cmp::Reverse(vote), form));
    forms.truncate(COMPARED);
    let is_short = |form| shortened.binary_search(&form).is_ok();
    let mut others: Vec<(Index, i32)> = shortened.iter().map(|&form| (form, own_vote(form))).collect();
    others.retain(|(form, _)| !forms.iter().any(|(f, _)| f == form));
    others.sort_by_key(|&(form, vote)| (std::cmp::Reverse(vote), form));
    forms.extend(others.into_iter().take(SHORTENED));
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let share = (shortened.len().max(1) as f32 / lexicon.form_count().max(2) as f32).ln();
    let chance_of = |form| {
        let chance = chance(form, &units, lexicon);
        if is_short(form) { (chance + share).max(-LEAST_CHANCE) } else { chance }
    };
    forms.into_iter().map(|(form, _)| (form, chance_of(form))).collect()
}

/// A name that Chinese or Korean writes as one word as the family name and the given one, which others write apart.
fn apart(word: &Word) -> Vec<Word> {
    let signs = word.folded.chars().count();
    let may_be = matches!(word.script, Script::Han | Script::Hangul) && (2..=4).contains(&signs) && word.group == 0;
    let family = if signs == 4 { 2 } else { 1 };
    let Some((at, _)) = word.folded.char_indices().nth(family).filter(|_| may_be) else { return vec![word.clone()] };
    let (family, given) = word.folded.split_at(at);
    let part = |folded: &str| Word { folded: folded.to_owned(), readings: sounds::readings(folded).1, ..word.clone() };
    vec![part(family), part(given)]
}

/// A word with further readings: what it is formed from if it may be a Slavic adjective, else the adjective that may be
/// formed from it, as names of bodies have them (Tula Plant, Тульский завод).
fn with_stem(word: &Word) -> Cow<'_, Word> {
    if word.group != 0 || word.folded.chars().count() < 4 {
        return Cow::Borrowed(word);
    }
    let ending = match word.script {
        Script::Latin => "sk",
        Script::Cyrillic => "ск",
        _ => return Cow::Borrowed(word),
    };
    let bare = || word.folded.trim_end_matches(['a', 'o', 'e', 'y', 'i', 'а', 'о', 'е', 'ь', 'ы', 'и']);
    let other = names::stem(&word.folded).map_or_else(|| format!("{}{ending}", bare()), str::to_owned);
    let mut word = word.clone();
    word.readings.extend(sounds::readings(&other).1);
    Cow::Owned(word)
}

/// The natural logarithm of the number of entities that would have words as near as those of a form if words met by
/// chance, by the forms of other entities.
#[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
fn chance(form: Index, units: &[(usize, usize, Rc<[Near]>)], lexicon: &Compiled) -> f32 {
    let forms = lexicon.form_count().max(2) as f32;
    let entities = lexicon.entity_count().max(2) as f32;
    let own_forms: Vec<Index> = lexicon.entity_forms(lexicon.form_entity(form)).take(MOST_OWN).collect();
    let words = lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light());
    let shares = words.filter_map(|w| {
        let score_of =
            |list: &Rc<[Near]>| list.binary_search_by_key(&w.vocab(), |n| n.vocab).ok().map(|i| list[i].score);
        let found = units.iter().filter_map(|(_, _, list)| Some((list, score_of(list)?)));
        let (list, score) = found.max_by_key(|&(_, score)| score)?;
        // The forms that have this word or one as near.
        let alike: Vec<Index> = list.iter().filter(|n| n.score >= score).map(|n| n.vocab).collect();
        let uses: f32 = alike.iter().map(|&vocab| lexicon.vocab_uses(vocab)).sum();
        let has_one = |&&f: &&Index| lexicon.form_words(f).any(|w| alike.binary_search(&w.vocab()).is_ok());
        let own = own_forms.iter().filter(has_one).count() as f32;
        Some(((uses - own).max(0.0) + 1.0) / forms)
    });
    (entities.ln() + shares.map(|share| share.min(1.0).ln()).sum::<f32>()).max(-LEAST_CHANCE)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::lexicon::Lexicon;
    use crate::lexicon::source::Entity;

    #[rstest]
    #[case::words_of_one_meaning(
        "org",
        "Central Design Bureau of Automatics",
        "Центральное конструкторское бюро автоматики"
    )]
    #[case::adjective_listed("org", "Samara Repair Plant", "Самарский ремонтный завод")]
    #[case::adjective_written("org", "Самарский ремонтный завод", "Samara Repair Plant")]
    #[case::patronymic_left_out("person", "KOLBIN, Petr", "KOLBIN, Petr Viktorovich")]
    #[case::any_company("org", "T-RUBBER COMPANY", "T-RUBBER CO., LTD")]
    fn found_among_others(#[case] kind: &str, #[case] written: &str, #[case] listed: &str) {
        let entity = |id: &str, name: &str| Entity {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            ..Entity::default()
        };
        let others = ["Murom Instrument Plant", "Central Bank of Iran", "Petr Ivanov", "Rubber Trading House"];
        let mut entities: Vec<Entity> = others.iter().map(|name| entity(name, name)).collect();
        entities.push(entity("meant", listed));
        let lexicon = Lexicon::from_entities(&entities).expect("names compile");
        let found = lexicon.look_up(written, 5);
        let first = found.first().map(|m| (m.entity.as_str(), m.confidence > 0.5));
        assert_eq!(first, Some(("meant", true)), "{found:?}");
    }
}
