//! Two names, without a lexicon but the built-in ones.

use std::cell::RefCell;
use std::rc::Rc;

use once_cell::sync::Lazy;
use unicode_normalization::UnicodeNormalization as _;

use crate::grammar::{Grammar, Group, Languages, Roles};
use crate::hash;
use crate::lexicon::Lexicon;
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::confidence::{Model, logistic};
use crate::matching::costs::Costs;
use crate::matching::evidence::Evidence;
use crate::matching::names;
use crate::matching::ready::Ready;
use crate::matching::slips;
use crate::matching::surnames;
use crate::matching::unlike::unlike;
use crate::orthography::names::{Name, TypeHint, Word};
use crate::orthography::palladius::Palladian;
use crate::orthography::pinyin;
use crate::orthography::romanise::han;
use crate::orthography::script::Script;

/// How likely two names are one entity's, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The probability that both are names of one entity, if they were met as likely and unlikely pairs are.
    pub confidence: f32,
    /// What the confidence rests on.
    pub evidence: Evidence,
}

/// Compares two names of an entity of type `kind` (`person`, `org`, `place`; empty where it is not known).
///
/// The names may be in any scripts. One without a letter or digit proves nothing: its confidence is 0. Takes microseconds, in
/// proportion to the product of the lengths of the names, which are bounded. Each thread remembers names that it has met,
/// up to some ten megabytes.
///
/// Names of persons that have few consonants or letters in common are not compared further: their confidence is that of
/// any two such names, 0.002, and the evidence says no more than how long they are.
///
/// Spelling does not tell that Pékin is Beijing or that Abu Mazen is Mahmoud Abbas: where the built-in lexicons list both
/// names, what they say counts. Where one is listed and the other only among entities of other types, they are two as well.
///
/// # Examples
///
/// ```
/// assert!(nisba::compare("Qasem Soleimani", "Касем Сулеймани", "person").confidence > 0.9);
/// assert!(nisba::compare("Ali Khamenei", "Ruhollah Khomeini", "person").confidence < 0.5);
/// assert!(nisba::compare("Pékin", "Beijing", "place").confidence > 0.9);
/// ```
pub fn compare(a: &str, b: &str, kind: &str) -> Comparison {
    let hint = TypeHint::named(kind);
    if hint == TypeHint::Person
        && let Some(evidence) = unlike(a, b)
    {
        return Comparison { confidence: UNLIKE, evidence };
    }
    compare_aligned(a, b, hint)
}

/// The confidence in names that have next to nothing in common, as the comparison has it for half of them.
const UNLIKE: f32 = 0.002;

/// Compares two names sound by sound.
pub(crate) fn compare_aligned(a: &str, b: &str, hint: TypeHint) -> Comparison {
    let (a, b) = (ready(a, hint), ready(b, hint));
    let bare = if hint == TypeHint::Person { without_one_title(&a.ready, &b.ready) } else { None };
    let in_one_language = in_words_of(&a, &b);
    let (a_ready, b_ready) = match &bare {
        Some((left, right)) => (left, right),
        None => (&a.ready, in_one_language.as_ref().unwrap_or(&b.ready)),
    };
    let mut evidence = names::compare_ready(a_ready, b_ready, hint, Costs::shipped()).among(1, None);
    let mut is_two = false;
    if !a.listed.is_empty() && !b.listed.is_empty() {
        // Austria and Australia are two, Pékin and Beijing one. Whoever has two names of one script, of which only one may
        // mean both, means two: Daraa, Daraa Governorate; ФСБ is FSB, whatever else FSB may be.
        evidence.listed_as_one = share(&a.listed, &b.listed);
        let is_one_script = evidence.scripts == 0.0;
        is_two = !(a.is_unsure || b.is_unsure)
            && (evidence.listed_as_one == 0.0 || (evidence.listed_as_one < 0.5 && is_one_script));
    } else if a.others_bear(&b) || b.others_bear(&a) {
        // What is known as a person's name alone is no listed place.
        is_two = true;
    }
    let is_one_in_chinese = is_one_in_chinese(&a, &b);
    if is_one_in_chinese == Some(true) {
        names::said_in_syllables(&mut evidence);
    }
    is_two |= evidence.same_letters >= 1.0 && are_of_other_tones(&a.text, &b.text);
    if is_two || is_one_in_chinese == Some(false) || name_other_countries(&a, &b) {
        evidence.told_apart = (evidence.told_apart + 1.0).min(3.0);
    }
    if hint == TypeHint::Person {
        let is_known = |word: &Word| slips::is_anybodys(word, &built_in().data);
        evidence.slip = slips::evidence(&evidence, &a.ready, &b.ready, is_known);
    }
    let is_other_family = hint == TypeHint::Person
        && evidence.listed_as_one == 0.0
        && evidence.told_apart == 0.0
        && evidence.slip == 0.0
        && is_one_in_chinese.is_none()
        && surnames::are_apart(&a.ready, &b.ready, Costs::shipped().origins(), is_somebodys);
    evidence.other_family = f32::from(u8::from(is_other_family));
    let says_something = !a.ready.is_empty() && !b.ready.is_empty();
    let confidence = if says_something { confidence(&evidence, is_two) } else { 0.0 };
    Comparison { confidence, evidence }
}

/// Letters of the longest abbreviation of a title.
const SHORT_TITLE: usize = 4;

/// Two persons' names without the title that both begin with, where one has it abbreviated and it counts as a word of the name: General Zarkov,
/// Gen. Zarkov.
fn without_one_title(a: &Ready, b: &Ready) -> Option<(Ready<'static>, Ready<'static>)> {
    let (one, other) = (a.first()?, b.first()?);
    let is_counted = |word: &Word, of: &Ready| word.roles.any(Roles::TITLE) && !word.is_light && of.len() > 1;
    if !is_counted(one, a) || !is_counted(other, b) || one.folded == other.folded {
        return None;
    }
    let by_length = |word: &&Word| word.folded.len();
    let (short, full) = if by_length(&one) < by_length(&other) { (one, other) } else { (other, one) };
    let mut letters = full.folded.chars();
    let is_short = short.folded.chars().count() <= SHORT_TITLE
        && matches!(short.script, Script::Latin | Script::Cyrillic | Script::Greek)
        && short.folded.chars().count() + 1 < full.folded.chars().count()
        && full.folded.chars().next() == short.folded.chars().next()
        && short.folded.chars().all(|c| letters.any(|l| l == c));
    is_short.then(|| (Ready::of_words(a[1..].to_vec().into()), Ready::of_words(b[1..].to_vec().into())))
}

/// Whether two persons' names, of which one is Chinese in Cyrillic letters, are of one; nothing where they may be no Chinese names.
fn is_one_in_chinese(a: &Met, b: &Met) -> Option<bool> {
    let (named, other) = match (&a.palladian, &b.palladian) {
        (Some(ours), Some(theirs)) => return ours.is_one_with(theirs),
        (Some(named), None) => (named, b),
        (None, Some(named)) => (named, a),
        (None, None) => return None,
    };
    let own = || other.ready.iter().filter(|w| !w.is_light);
    let letters = own().map(|w| w.folded.as_str()).collect::<String>();
    if own().all(|w| w.script == Script::Han) {
        return named.is(&han::in_pinyin(&letters), (2..=4).contains(&letters.chars().count()));
    }
    let is_pinyin = own().all(|w| w.script == Script::Latin && pinyin::is_pinyin(&w.folded));
    is_pinyin.then(|| named.is(&letters, other.ready.traits.pinyin)).flatten()
}

/// Whether a word is known as a family name, or as a word of a listed name.
fn is_somebodys(word: &Word) -> bool {
    word.roles.any(Roles::SURNAME) || built_in().data.exact(&word.folded).is_some()
}

/// How often names that the built-in lexicons list for one entity are one's: 1057 of 1060 of the pairs that the
/// comparison was fitted on.
const LISTED_AS_ONE: f32 = 0.997;

/// What two names that the built-in lexicons list as two, or whose tones differ, lose beside what one telling word takes, in nats, by hand. Of 681 such
/// pairs of public lists ten are one's, mostly a town's that two share; of 6,400 look-alikes of the regression cases none is.
const LISTED_AS_TWO: f32 = 1.0;

/// What names lose that are alike but for another family name, in nats, and what they count for at most before, by hand: one in four is
/// still one's, misspelt.
const OTHER_FAMILY: f32 = 5.0;
const OTHER_FAMILY_MOST: f32 = 4.0;

/// The confidence by what the lexicons say, and by the names alone as far as they leave it open.
///
/// The square: who calls an entity by a name that others share as well has hardly one of its own beside it.
fn confidence(evidence: &Evidence, is_two: bool) -> f32 {
    let by_trees = Model::comparison().log_odds(evidence) - if is_two { LISTED_AS_TWO } else { 0.0 };
    let by_names = logistic(match evidence.other_family > 0.0 {
        true => by_trees.min(OTHER_FAMILY_MOST) - OTHER_FAMILY,
        false => by_trees,
    });
    let by_names = by_names.max(logistic(slips::least(evidence.slip)));
    by_names + evidence.listed_as_one.powi(2) * (LISTED_AS_ONE - by_names).max(0.0)
}

/// How likely two names mean one entity, by how likely each means which.
fn share(a: &[(Index, f32)], b: &[(Index, f32)]) -> f32 {
    let total = |listed: &[(Index, f32)]| listed.iter().map(|l| l.1).sum::<f32>();
    let (ours, theirs) = (total(a), total(b));
    let least = |&(entity, weight): &(Index, f32)| {
        let other = b.iter().find(|l| l.0 == entity).map_or(0.0, |l| l.1);
        (weight / ours).min(other / theirs)
    };
    let share: f32 = a.iter().map(least).sum();
    share.min(1.0)
}

/// A name made ready, as it was when it was last met: lists of pairs have the same names again and again.
fn ready(name: &str, hint: TypeHint) -> Rc<Met> {
    let key = hash::of(name.as_bytes()).wrapping_add(hint as u64);
    READY.with_borrow_mut(|known| {
        if let Some(met) = known.find(key, name, hint) {
            return Rc::clone(met);
        }
        let parsed = Name::parse(name, hint, Grammar::shipped());
        let (mut listed_names, mut others) = listed(&parsed.words, hint);
        // Ayatollah Khamenei is listed as Khamenei.
        let titles = parsed.words.iter().take_while(|w| w.roles.any(Roles::TITLE)).count();
        let mut is_unsure = false;
        if listed_names.is_empty() && hint == TypeHint::Person && (1..parsed.words.len()).contains(&titles) {
            (listed_names, others) = listed(&parsed.words[titles..], hint);
            is_unsure = parsed.words[..titles].iter().any(Word::is_initial);
        }
        let ready = Ready::of_own(parsed, hint);
        let places = if hint == TypeHint::Organisation { places(&ready) } else { Vec::new() };
        let countries = countries(&places, &ready);
        let palladian = match hint {
            TypeHint::Person if ready.iter().all(|w| w.script == Script::Cyrillic) => {
                let own = ready.iter().filter(|w| !w.is_light).map(|w| w.folded.as_str());
                Palladian::of(&own.collect::<Vec<_>>())
            }
            _ => None,
        };
        let met = Rc::new(Met {
            text: name.into(),
            hint,
            ready,
            listed: listed_names,
            is_unsure,
            others,
            places,
            countries,
            palladian,
        });
        // A field that holds something else is not kept.
        if name.len() <= LONGEST {
            known.keep(key, Rc::clone(&met));
        }
        met
    })
}

/// Places for names that each thread remembers, some ten megabytes.
const SETS: usize = 1 << 12;
/// Names in one place.
const WAYS: usize = 4;

/// Bytes of the longest name that is remembered.
const LONGEST: usize = 200;

/// The names that a thread has met. Each has two places where it may be, and goes where there is more room: until the whole is
/// nearly full, none is forgotten.
struct Known {
    /// By place, the last met first.
    keys: Vec<[u64; WAYS]>,
    names: Vec<[Option<Rc<Met>>; WAYS]>,
}

impl Known {
    #[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
    fn places(key: u64) -> [usize; 2] {
        [key as usize % SETS, (key >> 32) as usize % SETS]
    }

    fn find(&self, key: u64, name: &str, hint: TypeHint) -> Option<&Rc<Met>> {
        let found = |place: usize| {
            let ways = self.keys.get(place)?.iter().zip(&self.names[place]).filter(|&(&k, _)| k == key);
            ways.filter_map(|(_, met)| met.as_ref()).find(|met| met.hint == hint && *met.text == *name)
        };
        Self::places(key).into_iter().find_map(found)
    }

    /// Keeps a name that is not known. Of a full place what came longest ago is forgotten.
    fn keep(&mut self, key: u64, met: Rc<Met>) {
        self.keys.resize(SETS, [0; WAYS]);
        self.names.resize_with(SETS, Default::default);
        let [first, second] = Self::places(key);
        let room = |place: usize| self.names[place].iter().filter(|met| met.is_none()).count();
        let place = if room(second) > room(first) { second } else { first };
        self.keys[place].rotate_right(1);
        self.names[place].rotate_right(1);
        (self.keys[place][0], self.names[place][0]) = (key, Some(met));
    }
}

/// A name that was met.
struct Met {
    text: Box<str>,
    hint: TypeHint,
    ready: Ready<'static>,
    /// The entities of the built-in lexicons that have just this name, each with its weight.
    listed: Vec<(Index, f32)>,
    /// Whether they have it without a letter that is a title or an initial: M. Bolsonaro.
    is_unsure: bool,
    /// Those of other types.
    others: Vec<Index>,
    /// The places that a body's name names.
    places: Vec<Place>,
    /// The countries that it names.
    countries: Vec<Group>,
    /// A person's name as a Chinese one in Cyrillic letters.
    palladian: Option<Palladian>,
}

impl Met {
    /// Whether the lexicons have the name for entities of other types alone, and the other name for one of the type: unless
    /// something is called by both, as a city after a person is (Ho Chi Minh).
    fn others_bear(&self, listed: &Self) -> bool {
        self.listed.is_empty()
            && !self.others.is_empty()
            && !listed.listed.is_empty()
            && !self.others.iter().any(|other| listed.others.contains(other))
    }
}

/// Whether two names of the same letters have other tones and vowels, both as Vietnamese writes them: Hùng, Hưng. Where a tone stands in a
/// word is a matter of taste, and a name may lack its marks.
fn are_of_other_tones(a: &str, b: &str) -> bool {
    let is_of_vietnamese = |c: char| matches!(c, 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}');
    let marks = |word: &str| {
        let mut marks: Vec<char> = word.nfd().filter(|c| ('\u{0300}'..='\u{036F}').contains(c)).collect();
        marks.sort_unstable();
        marks
    };
    let differ = |(one, other): (&str, &str)| {
        let (one, other) = (marks(one), marks(other));
        !one.is_empty() && !other.is_empty() && one != other
    };
    let normal = |text: &str| text.nfc().any(is_of_vietnamese);
    !a.is_ascii()
        && !b.is_ascii()
        && normal(a)
        && normal(b)
        && a.split_whitespace().zip(b.split_whitespace()).any(differ)
}

/// Whether each of two bodies names a country that the other does not: the Ministries of Defence of Iran and of Iraq.
fn name_other_countries(a: &Met, b: &Met) -> bool {
    let of_own = |ours: &[Group], theirs: &[Group]| ours.iter().any(|c| !theirs.contains(c));
    of_own(&a.countries, &b.countries) && of_own(&b.countries, &a.countries)
}

/// A place that a word of a body's name means, or the people that it is called after.
struct Place {
    /// The word.
    at: usize,
    /// The places of the built-in lexicons that have just this name.
    entities: Vec<Index>,
    /// Their groups in the table of peoples, by which Iranian is of Iran.
    peoples: Vec<Group>,
    /// Whether the word is none of the names until an ending is taken off.
    is_inflected: bool,
}

impl Place {
    fn is(&self, other: &Self) -> bool {
        self.entities.iter().any(|place| other.entities.contains(place))
            || self.peoples.iter().any(|people| other.peoples.contains(people))
    }
}

/// Letters of the shortest name of a place that is told within another name: what is shorter is an abbreviation of many things.
fn shortest_place(script: Script) -> usize {
    match script {
        Script::Han | Script::Hangul => 2,
        Script::Arabic | Script::Hebrew => 3,
        _ => SHORTEST_COUNTRY,
    }
}

/// Letters of the shortest name of a country that is told within another name.
const SHORTEST_COUNTRY: usize = 4;

/// The languages in which bodies have a place's name with an ending, and which transcribe few names: Suomen Pankki, Lietuvos bankas.
static OWNERS: Lazy<Languages> = Lazy::new(|| {
    ["et", "fi", "lt", "lv"].into_iter().map(Languages::named).fold(Languages::named("el"), Languages::with)
});

/// Whether a word may be a place's name with an ending.
fn may_be_owner(word: &Word) -> bool {
    matches!(word.script, Script::Latin | Script::Greek)
        && word.group == 0
        && word.folded.chars().count() > SHORTEST_COUNTRY
}

/// The places that the words name, by their own names or what their people are called.
fn places(words: &[Word]) -> Vec<Place> {
    let is_long = |w: &Word| w.folded.chars().count() >= shortest_place(w.script);
    let own = words.iter().enumerate().filter(|(_, w)| !w.is_light && is_long(w));
    let of_word = |(at, word): (usize, &Word)| {
        if word.roles.any(Roles::DEMONYM) {
            return Place { at, entities: Vec::new(), peoples: vec![word.group], is_inflected: false };
        }
        let named = |word: &Word| -> Vec<Index> {
            listed(std::slice::from_ref(word), TypeHint::Place).0.into_iter().map(|(place, _)| place).collect()
        };
        let mut entities = named(word);
        let is_inflected = entities.is_empty() && may_be_owner(word);
        if is_inflected {
            let bare = Grammar::shipped().bare(&word.folded, *OWNERS).into_iter();
            entities =
                bare.map(|folded| named(&Word { folded, ..word.clone() })).find(|e| !e.is_empty()).unwrap_or_default();
        }
        let people = |&place: &Index| Grammar::shipped().look_up(built_in().data.entity_id(place)).group;
        // Not every people has a country, nor is every place one.
        let peoples = entities.iter().map(people).filter(|&group| group != 0).collect();
        Place { at, entities, peoples, is_inflected }
    };
    own.map(of_word).filter(|place| !place.entities.is_empty() || !place.peoples.is_empty()).collect()
}

/// The countries among the places: the groups of the table of peoples.
fn countries(places: &[Place], words: &[Word]) -> Vec<Group> {
    let is_sure = |place: &&Place| !place.is_inflected && words[place.at].folded.chars().count() >= SHORTEST_COUNTRY;
    places.iter().filter(is_sure).flat_map(|place| place.peoples.iter().copied()).filter(|&group| group != 0).collect()
}

/// Letters by which two words for a place are told to be alike, by hand.
const ALIKE: usize = 3;

/// The second of two bodies' names with the places that both name as the first has them, where any is called otherwise:
/// University of Vienna, Universität Wien.
fn in_words_of(a: &Met, b: &Met) -> Option<Ready<'static>> {
    let one = |theirs: &Place| {
        let ours = a.places.iter().find(|ours| ours.is(theirs))?;
        let (written, other) = (&a.ready[ours.at], &b.ready[theirs.at]);
        // What begins alike is paired as it is: Iran, Iranian.
        let begins = |w: &Word| w.folded.chars().take(ALIKE).collect::<String>();
        (begins(written) != begins(other)).then_some((theirs.at, written))
    };
    let mut called = b.places.iter().filter_map(one).peekable();
    called.peek()?;
    let mut words: Vec<Word> = b.ready.to_vec();
    for (at, word) in called {
        words[at] = Word { gap: words[at].gap, ..word.clone() };
    }
    Some(Ready::of_words(words.into()))
}

fn built_in() -> &'static Lexicon {
    static BUILT_IN: Lazy<Lexicon> = Lazy::new(Lexicon::built_in);
    &BUILT_IN
}

/// The entities of a type in the built-in lexicons that have a name of just these words, each with its weight; and those of
/// other types.
fn listed(words: &[Word], hint: TypeHint) -> (Vec<(Index, f32)>, Vec<Index>) {
    let lexicon = &*built_in().data;
    let mut entities: Vec<(Index, f32)> = Vec::new();
    let Some(vocab) = words.iter().map(|w| lexicon.exact(&w.folded)).collect::<Option<Vec<Index>>>() else {
        return (entities, Vec::new());
    };
    let mut others = Vec::new();
    for form in lexicon.forms_of(&vocab) {
        let (flags, entity) = (lexicon.form_flags(form), lexicon.form_entity(form));
        if flags.has(FormFlags::SHORT) || flags.has(FormFlags::NEVER) {
            continue;
        }
        let kind = TypeHint::named(lexicon.entity_kind(entity));
        if kind != hint && hint != TypeHint::Unknown {
            others.push(entity);
        } else if entities.iter().all(|e| e.0 != entity) {
            let is_bound = [FormFlags::NEEDS_CUE, FormFlags::NEEDS_FULL_NAME].iter().any(|&flag| flags.has(flag));
            let weight = lexicon.form_weight(form) * if is_bound { BOUND } else { 1.0 };
            entities.push((entity, weight.max(LEAST_WEIGHT)));
        }
    }
    (entities, others)
}

/// What a name counts for by itself that means the entity only beside a cue or its full name.
const BOUND: f32 = 0.1;

/// The least weight of an entity among those of one name.
const LEAST_WEIGHT: f32 = 0.01;

thread_local! {
    static READY: RefCell<Known> = const { RefCell::new(Known { keys: Vec::new(), names: Vec::new() }) };
}
