//! A name field against a lexicon: which entities it may be.

use super::acronyms;
use super::confidence::{Model, logistic};
use super::costs::Costs;
use super::distinctions::is_initialled;
use super::evidence::Evidence;
pub(crate) use super::gathering::Memo;
use super::gathering::{Gathered, LEAST_COMPARED, LEAST_ODDS, MARGIN, Unit, gather, of_one_acronym};
use super::names;
use super::ready::Ready;
use super::slips;
use crate::grammar::Grammar;
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::orthography::names::{Name, TypeHint, Word, without_possessive};
use crate::segment::Gap;

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

/// Forms of one entity that are told from those of others.
const MOST_OWN: usize = 200;
/// Where fewer forms would share as much by chance, it says no more.
const LEAST_CHANCE: f32 = 25.0;

/// The least log-odds of a body or place that has just the letters looked up.
const AS_LISTED: f32 = 2.2;

/// The same of a person's full name, where one entity would have such words by chance; what it loses for each e-fold of
/// such entities; and the bounds of both.
const PERSON_BASE: f32 = 1.5;
const PERSON_CHANCE: f32 = 0.25;
const PERSON_AS_LISTED: [f32; 2] = [0.5, 3.0];

/// What a name loses whose family name stands at the other end without a comma, in nats, by hand.
const TURNED: f32 = 0.5;

/// A form that a name may be.
pub(crate) struct Found {
    pub(crate) form: Index,
    pub(crate) entity: Index,
    pub(crate) log_odds: f32,
    pub(crate) evidence: Evidence,
    /// Whether the name has just the form's words, the family name before a comma or at the other end.
    turned: Turned,
}

/// How the words of a name stand that are those of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turned {
    Not,
    /// The first word last, or the last first.
    Bare,
    /// As a comma says.
    Comma,
}

impl Turned {
    fn of(written: &[Word], listed: &[Word]) -> Self {
        fn by_comma(words: &[Word]) -> (&[Word], &[Word]) {
            let at = words.iter().position(|w| w.gap == Gap::Comma).unwrap_or(0);
            (&words[at..], &words[..at])
        }
        fn letters<'w>(parts: (&'w [Word], &'w [Word])) -> impl Iterator<Item = &'w str> {
            parts.0.iter().chain(parts.1).map(|w| w.folded.as_str())
        }
        if written.len() != listed.len() || written.len() < 2 {
            return Self::Not;
        }
        let (ours, theirs) = (by_comma(written), by_comma(listed));
        let has_comma = |parts: (&[Word], &[Word])| !parts.1.is_empty();
        if (has_comma(ours) || has_comma(theirs)) && letters(ours).eq(letters(theirs)) {
            return Self::Comma;
        }
        let is_turned = |at: usize| letters((&written[at..], &written[..at])).eq(letters((listed, &[])));
        match !has_comma(ours) && !has_comma(theirs) && (is_turned(1) || is_turned(written.len() - 1)) {
            true => Self::Bare,
            false => Self::Not,
        }
    }
}

impl Found {
    /// Sets the log-odds by all the evidence.
    fn weigh(&mut self, lexicon: &Compiled) {
        self.log_odds = Model::lookup().log_odds(&self.evidence);
        // The table that the model learned from has few bodies and places under their very names: CIA, ООН.
        let kind = TypeHint::named(lexicon.entity_kind(self.entity));
        if self.is_exact() && matches!(kind, TypeHint::Organisation | TypeHint::Place) {
            self.log_odds = self.log_odds.max(AS_LISTED);
        }
    }

    /// The least log-odds of those that have the very name, together: the table has no persons looked up under theirs. A name of
    /// common words may be another's all the same.
    fn least(&self) -> f32 {
        let is_full_name = self.evidence.entity_type == f32::from(TypeHint::Person as u8) && self.evidence.words >= 2.0;
        let [low, high] = PERSON_AS_LISTED;
        match is_full_name {
            true => (PERSON_BASE - PERSON_CHANCE * self.evidence.chance).clamp(low, high),
            false => f32::NEG_INFINITY,
        }
    }

    /// The least log-odds of those that have the very words in another order.
    fn least_turned(&self) -> f32 {
        match self.turned {
            Turned::Not => f32::NEG_INFINITY,
            Turned::Bare => self.least() - TURNED,
            Turned::Comma => self.least(),
        }
    }

    /// The same of a full name that a slip of the hand makes of another.
    fn least_slipped(&self) -> f32 {
        slips::least(self.evidence.slip).min(self.least())
    }

    /// What a form of an entity is worth beside its others.
    fn rank(&self) -> (bool, bool, f32) {
        (self.is_exact(), self.turned > Turned::Not, self.log_odds.max(slips::least(self.evidence.slip)))
    }

    fn is_exact(&self) -> bool {
        self.evidence.same_letters >= 1.0
    }

    /// The same beside an entity of another lexicon that has the log-odds `rival` by comparison.
    pub(crate) fn weigh_beside(&mut self, rival: f32, lexicon: &Compiled) {
        self.evidence = self.evidence.beside(rival);
        self.weigh(lexicon);
    }
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
    let mut found = compared(text, absent, lexicon, grammar, (costs, Model::comparison()), memo);
    found.iter_mut().for_each(|answer| answer.weigh(lexicon));
    give_way(found.iter_mut());
    found.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then(a.entity.cmp(&b.entity)));
    found
}

/// Gives those that only resemble a name what those leave that have its very letters: Donald Trump Jr. is not looked up as
/// Donald Trump. Several bearers of the very name share what one would have.
pub(crate) fn give_way<'f>(found: impl Iterator<Item = &'f mut Found>) {
    let (mut exact, mut others): (Vec<&mut Found>, Vec<&mut Found>) = found.partition(|f| f.is_exact());
    if exact.is_empty() {
        let turned = others.iter().filter(|f| f.turned > Turned::Not).count();
        others.iter_mut().filter(|_| turned == 1).for_each(|one| one.log_odds = one.log_odds.max(one.least_turned()));
        let slipped = others.iter().filter(|f| f.evidence.slip > 0.0).count();
        let may_be_slip = |one: &&mut &mut Found| slipped == 1 && one.evidence.slip > 0.0;
        others.iter_mut().filter(may_be_slip).for_each(|one| one.log_odds = one.log_odds.max(one.least_slipped()));
        return;
    }
    let odds = |share: f32| (share / (1.0 - share)).ln();
    // Several bearers share what one would have.
    #[expect(clippy::cast_precision_loss, reason = "few bear one name")]
    let bearers = exact.len() as f32;
    for one in &mut exact {
        one.log_odds = one.log_odds.max(odds(logistic(one.least()) / bearers));
    }
    let rest = (1.0 - exact.iter().map(|one| logistic(one.log_odds)).sum::<f32>()).max(0.0);
    for other in others {
        other.log_odds = odds(logistic(other.log_odds) * rest);
    }
}

/// The entities that share sounds with a name, with the evidence for each among the others.
///
/// The log-odds are those of the comparison by the model given, alone. An `absent` entity is taken not to be in the lexicon.
pub(crate) fn compared(
    text: &str,
    absent: Option<Index>,
    lexicon: &Compiled,
    grammar: &Grammar,
    (costs, model): (&Costs, &Model),
    memo: &mut Memo,
) -> Vec<Found> {
    let plain = read(text, lexicon, grammar);
    let mut readings = Readings { plain, by_hint: Default::default(), grammar };
    let mut found: Vec<Found> = Vec::new();
    let own_acronyms = acronyms::written_in(&readings.plain.words);
    let is_wanted = |form: Index| {
        let flags = lexicon.form_flags(form);
        let is_name = !flags.has(FormFlags::NEVER) && !flags.has(FormFlags::SHORT);
        // What the engine derives is meant by its letters; hundreds of acronyms sound like any short word.
        let is_meant =
            || own_acronyms.iter().any(|own| acronyms::are_one(own, &lexicon.form_text(form).to_lowercase()));
        is_name
            && absent.is_none_or(|absent| lexicon.form_entity(form) != absent)
            && (!flags.has(FormFlags::INITIALS) || is_meant())
    };
    let initials = of_one_acronym(readings.of(TypeHint::Organisation), lexicon, grammar);
    let Gathered { units, forms, shortened } = gather(&readings.plain, &initials, is_wanted, lexicon, costs, memo);
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let share = (initials.len().max(1) as f32 / lexicon.form_count().max(2) as f32).ln();
    let mut best = LEAST_ODDS;
    // What the best forms that are not compared promise, of the first two entities.
    let mut left_out: Vec<(Index, f32)> = Vec::new();
    let promised =
        forms.iter().enumerate().map(|(i, &(form, promise))| (form, Some(promise).filter(|_| i >= LEAST_COMPARED)));
    for (form, promise) in promised.chain(shortened.into_iter().map(|form| (form, None))) {
        if let Some(promise) = promise.filter(|p| p + MARGIN < best) {
            let entity = lexicon.form_entity(form);
            if left_out.len() < 2 && !left_out.iter().any(|&(e, _)| e == entity) {
                left_out.push((entity, promise));
            }
            continue;
        }
        let entity = lexicon.form_entity(form);
        let hint = TypeHint::named(lexicon.entity_kind(entity));
        let listed = Ready::of_own(listed(form, hint, lexicon, grammar), hint);
        let written = readings.of(hint);
        let mut evidence = names::compare_ready(written, &listed, hint, costs).among(1, None);
        // Nobody knows of what type a name is that is looked up; one with an initial is a person's.
        if hint == TypeHint::Organisation && is_initialled(written, &listed) {
            evidence.told_apart = (evidence.told_apart + 1.0).min(3.0);
        }
        let log_odds = model.log_odds(&evidence);
        let by_words = chance(form, &units, lexicon);
        let is_short = initials.binary_search(&form).is_ok();
        evidence.chance = if is_short { (by_words + share).max(-LEAST_CHANCE) } else { by_words };
        evidence.alone = log_odds;
        evidence.listed_longer = listed.own_length() - written.own_length();
        (evidence.rarity, evidence.commonest) = rarity(form, &units, lexicon);
        if hint == TypeHint::Person {
            evidence.slip = slips::evidence(&evidence, written, &listed, |word| slips::is_anybodys(word, lexicon));
        }
        best = best.max(log_odds);
        let turned = match hint == TypeHint::Person && evidence.inverted > 0.0 {
            true => Turned::of(written, &listed),
            false => Turned::Not,
        };
        let one = Found { form, entity, log_odds, evidence, turned };
        match found.iter_mut().find(|f| f.entity == entity) {
            // A form of just these letters is the one that is meant, whatever sounds as much alike.
            Some(standing) if standing.rank() >= one.rank() => {}
            Some(standing) => *standing = one,
            None => found.push(one),
        }
    }
    let odds: Vec<f32> = found.iter().map(|f| f.log_odds).collect();
    let names = lexicon.entity_count();
    for (i, answer) in found.iter_mut().enumerate() {
        let others = odds.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &o)| o);
        let unmet = left_out.iter().filter(|&&(e, _)| e != answer.entity).map(|&(_, promise)| promise);
        let rival = others.chain(unmet).max_by(f32::total_cmp);
        answer.evidence = answer.evidence.among(names, rival);
    }
    found
}

/// The words of a name that is looked up. The ending of a possessor is none of it, and words run together are parted (AirIndia), unless the lexicon
/// has the word as it is written: McDonald's.
fn read(text: &str, lexicon: &Compiled, grammar: &Grammar) -> Name {
    let name = Name::parse(text, TypeHint::Unknown, grammar);
    let is_listed = || name.words.last().is_some_and(|word| lexicon.exact(&word.folded).is_some());
    let bare = without_possessive(text);
    let parted = parted(bare);
    if (bare.len() == text.len() && parted.is_none()) || is_listed() {
        return name;
    }
    Name::parse(parted.as_deref().unwrap_or(bare), TypeHint::Unknown, grammar)
}

/// Beginnings of one word with capitals within it.
const PREFIXES: [&str; 2] = ["Mac", "Mc"];

/// A word with capitals within it as several: AirIndia, ChelseaFC, VTBBank.
fn parted(text: &str) -> Option<String> {
    let text = text.trim();
    let is_word =
        text.bytes().all(|b| b.is_ascii_alphabetic()) && !PREFIXES.iter().any(|start| text.starts_with(start));
    if !is_word || !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let letters = text.as_bytes();
    let begins_word = |at: usize| {
        let is_upper = |at: usize| letters.get(at).is_some_and(u8::is_ascii_uppercase);
        let is_lower = |at: usize| letters.get(at).is_some_and(u8::is_ascii_lowercase);
        at > 0 && is_upper(at) && (is_lower(at - 1) || is_lower(at + 1))
    };
    let mut out = String::with_capacity(text.len() + 2);
    for (at, letter) in text.char_indices() {
        if begins_word(at) {
            out.push(' ');
        }
        out.push(letter);
    }
    (out.len() > text.len()).then_some(out)
}

/// The probability of each of several answers: against each other, and against none of them.
pub(crate) fn shared(log_odds: &[f32]) -> Vec<f32> {
    let alone: Vec<f32> = log_odds.iter().map(|&o| logistic(o)).collect();
    let total = alone.iter().sum::<f32>().max(1.0);
    alone.iter().map(|p| p / total).collect()
}

/// The name that a form is, its words from the vocabulary.
pub(super) fn listed(form: Index, hint: TypeHint, lexicon: &Compiled, grammar: &Grammar) -> Name {
    let mut words = lexicon.form_words(form).take_while(|w| w.as_join().is_none());
    let readings = |word| lexicon.word_readings(word).map(<[_]>::to_vec).collect::<Vec<_>>();
    Name::parse_with(&lexicon.form_text(form), hint, grammar, |written, token| match words.next() {
        Some(w) => Word::known(token, lexicon.vocab_script(w.vocab()), &lexicon.vocab_text(w.vocab()), readings(w)),
        None => Word::new(written, token),
    })
}

/// The natural logarithm of the number of entities that would have words as near as those of a form if words met by
/// chance, by the forms of other entities.
#[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
fn chance(form: Index, units: &[Unit], lexicon: &Compiled) -> f32 {
    let forms = lexicon.form_count().max(2) as f32;
    let entities = lexicon.entity_count().max(2) as f32;
    let own_forms: Vec<Index> = lexicon.entity_forms(lexicon.form_entity(form)).take(MOST_OWN).collect();
    let words = lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light());
    let shares = words.filter_map(|w| {
        let score_of =
            |unit: &Unit| unit.near.binary_search_by_key(&w.vocab(), |n| n.vocab).ok().map(|i| unit.near[i].score);
        let found = units.iter().filter_map(|unit| Some((&unit.near, score_of(unit)?)));
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

/// How rare the words of a form are that are near the name's, together and the commonest.
#[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
fn rarity(form: Index, units: &[Unit], lexicon: &Compiled) -> (f32, f32) {
    let all = (lexicon.form_count().max(2) as f32).ln();
    let words = lexicon.form_words(form).filter(|w| w.as_join().is_none() && !w.is_light());
    let is_near = |vocab: Index| units.iter().any(|u| u.near.binary_search_by_key(&vocab, |n| n.vocab).is_ok());
    let found = words.map(FormWord::vocab).filter(|&vocab| is_near(vocab));
    let rarities = found.map(|vocab| all - lexicon.vocab_uses(vocab).ln());
    rarities.fold((0.0, all), |(sum, least), rarity| (sum + rarity, least.min(rarity)))
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
    #[case::article_in_capitals("person", "AL-AMHAZ, Kamel", "AMHAZ, Kamel")]
    #[case::family_name_first("person", "KOLBIN Petr", "Petr Kolbin")]
    #[case::family_name_first_in_another_script("person", "Колбин, Петр", "Petr Kolbin")]
    #[case::name_of_legal_forms("org", "SC INDUSTRY & TRADE CO., LTD", "SC INDUSTRY AND TRADE CO., LTD")]
    #[case::any_company("org", "T-RUBBER COMPANY", "T-RUBBER CO., LTD")]
    #[case::two_words_as_one("org", "TRANSGAZELLE", "TRANS GAZELLE")]
    #[case::number_with_an_ending("org", "20-я гвардейская армия", "20th Guards Army")]
    #[case::article_assimilated("person", "SAFI AL DIN, Hashim", "SAFIEDDINE, Hashem")]
    #[case::korean_family_name("person", "Rhee Chang Ho", "LEE Chang Ho")]
    #[case::slip_of_the_hand("person", "Osman Kavalxa", "Osman Kavala")]
    #[case::possessor("person", "Osman Kavala's", "Osman Kavala")]
    #[case::listed_with_the_ending("org", "McDonald's", "McDonald's")]
    #[case::run_together("org", "AirIndia", "Air India")]
    #[case::run_together_behind_an_acronym("org", "VTBBank", "VTB Bank")]
    #[case::one_word_with_capitals("person", "Ronald McDonald", "Ronald McDonald")]
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

    /// A thousand spellings share their consonants: those that are likest are looked at, wherever they stand among them.
    #[test]
    fn found_among_a_thousand_like_it() {
        let vowel = |n: usize| ["a", "e", "i", "o", "u", "ou", "ee", "ai"][n % 8];
        let spelt = |n: usize| format!("M{}h{}m{}{}", vowel(n), vowel(n / 8), vowel(n / 64), ["d", "t"][n / 512]);
        let names = (0..1024).map(|n| format!("{} Zabuli", spelt(n)));
        let entity = |name: String| Entity { id: name.clone(), name, kind: "person".to_owned(), ..Entity::default() };
        let lexicon = Lexicon::from_entities(&names.map(entity).collect::<Vec<_>>()).expect("names compile");
        for (written, listed) in [("Muhammad Zabuli", "Muhamad Zabuli"), ("Mouhammat Zabuli", "Mouhamat Zabuli")] {
            let found = lexicon.look_up(written, 2);
            assert!(found.iter().any(|m| m.entity == listed), "{written}: {found:?}");
        }
    }
}
