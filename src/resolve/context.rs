//! What the text around a candidate says.

use std::cell::OnceCell;

use crate::grammar::Roles;
use crate::hash::Set;
use crate::lexicon::compiled::FormFlags;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::script::Script;
use crate::scan::{Candidate, Case, Scan, Tables};
use crate::segment::{Gap, Shape, Token};

/// Log-odds, in nats, that a circumstance adds to a candidate's own.
///
/// Set by hand; every one is the log of how much likelier the circumstance is where the span names the entity than
/// where it does not.
struct Weights {
    /// One word, in another spelling than listed: many words of a text resemble some listed one.
    one_word_respelt: f32,
    /// A long word in a close spelling.
    one_word_close: f32,
    /// One word that sounds as one listed in another script, of which the entity has no name in the text's own.
    one_word_script: f32,
    /// The entity has names in the text's own script, and the text has none of them: of one word, of several.
    own_script_unlike: [f32; 2],
    /// One word in another spelling, in a script that has no capitals.
    one_word_uncased: f32,
    /// The same, of one that sounds as a name of another script: what that loses with each e-fold of names.
    uncased_per_e_fold: f32,
    /// In a script without capitals: the entity has names in it, and the text has none of them.
    own_uncased_unlike: f32,
    /// Several words: what each nat loses that the mean of their sounds is below [`LIKE`]; another order; one word.
    likeness_uncased: f32,
    /// Several words: each that is an ordinary one, or a lone syllable of Hangul.
    ordinary_uncased: f32,
    inverted_uncased: f32,
    joined_uncased: f32,
    /// A person's name with a title before or after it.
    title_uncased: f32,
    /// A word in another spelling that sounds little like the name's, in a script without capitals.
    unlike_uncased: f32,
    /// Several words, some in another spelling.
    several_words: f32,
    /// Letters and case as listed.
    exact: f32,
    /// The same, with an ending taken off.
    inflected: f32,
    /// The same, where the ending might be of any language in Latin letters.
    inflected_latin: f32,
    /// What another spelling loses with each e-fold of names beyond a thousand, in one word and in several: the more
    /// are listed, the more resemble some word of a text.
    respelt_per_e_fold: [f32; 2],
    /// A person's name of one word with a capitalised word beside it.
    mononym_neighbour: f32,
    /// A person's name of one word that is a common given or family name.
    common_mononym: f32,
    /// The word is of the people of a place, not the place (Iranian), and not listed so.
    demonym: f32,
    /// The word is a small one or a month.
    no_name: f32,
    /// The word says what something is: a title, a kind of body or place.
    kind_word: f32,
    /// The word is an ordinary one, where a capital says nothing: at the start of a sentence, in capitals.
    word_at_start: f32,
    /// The word is an ordinary one, elsewhere.
    word: f32,
    /// The word is an ordinary one, in a script without capitals; the word beside it says that it is a name.
    word_uncased: f32,
    announced: f32,
    /// The document also has the word in lower case.
    also_lower: f32,
    /// A place or body with the name of many people.
    given: f32,
    surname: f32,
    /// A place or body whose name somebody in the document bears: "Keith Jordan", then "Jordan".
    somebodys: f32,
    /// The initials of a listed name, by their number from two on.
    initials: [f32; 4],
    /// A word such as "in" before a place.
    locative: f32,
    /// A capitalised word stands directly before or after a one-word name.
    neighbour: f32,
    /// A family name stands directly after a one-word name.
    surname_after: f32,
    /// A given name stands directly before a one-word name.
    given_before: f32,
    /// A person's name of several words goes on with a capitalised word.
    goes_on: f32,
    /// The same, where words of the name are missing.
    goes_on_partial: f32,
    /// A hyphen joins a capitalised word to a person's name, to another's.
    compound_person: f32,
    compound: f32,
    /// A landmark follows a person's name.
    landmark_after: f32,
    /// A title and the family name of one listed person, in a document that names nobody so in full; all its log-odds
    /// in a lexicon of a hundred names.
    titled_family_name: f32,
    /// What that loses with each e-fold of names: the more are listed, the likelier the family name is another's.
    titled_per_e_fold: f32,
    /// A month or weekday among the words.
    calendar: f32,
    /// Words are missing and others are spelt otherwise.
    partial_respelt: f32,
    /// Text without capitals.
    lower_case: f32,
}

/// The weights in use.
const WEIGHTS: Weights = Weights {
    one_word_respelt: -1.5,
    one_word_close: -0.5,
    one_word_script: 1.0,
    own_script_unlike: [-4.0, -2.0],
    one_word_uncased: -4.0,
    uncased_per_e_fold: -0.8,
    own_uncased_unlike: -6.0,
    likeness_uncased: 6.0,
    ordinary_uncased: -2.0,
    inverted_uncased: -3.0,
    joined_uncased: -3.0,
    title_uncased: 4.0,
    unlike_uncased: -4.0,
    several_words: 1.0,
    exact: 1.5,
    inflected: 1.0,
    inflected_latin: 0.0,
    respelt_per_e_fold: [-0.25, -0.12],
    mononym_neighbour: -4.0,
    common_mononym: -3.0,
    demonym: -6.0,
    no_name: -8.0,
    kind_word: -3.0,
    word_at_start: -5.0,
    word: -2.5,
    word_uncased: -8.0,
    announced: 5.0,
    also_lower: -1.5,
    given: -3.0,
    surname: -1.5,
    somebodys: -2.5,
    initials: [-3.5, -1.5, 0.0, 1.0],
    locative: 1.5,
    neighbour: -0.8,
    given_before: -3.0,
    surname_after: -2.5,
    goes_on: -1.0,
    goes_on_partial: -2.5,
    compound_person: -3.0,
    compound: -1.0,
    landmark_after: -4.0,
    titled_family_name: 1.0,
    titled_per_e_fold: -0.3,
    calendar: -4.0,
    partial_respelt: -1.5,
    lower_case: -0.7,
};

/// The log-odds of a titled family name in a lexicon of `names` names.
pub(crate) fn titled_family_name(names: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let e_folds = (names.max(1) as f32 / 100.0).ln();
    WEIGHTS.titled_family_name + WEIGHTS.titled_per_e_fold * e_folds.max(0.0)
}

/// Words that by themselves are rarely a name.
const NO_NAME: Roles = Roles::STOP.with(Roles::FUNCTION).with(Roles::CALENDAR);
/// Words that are names, whatever else they are.
const NAMES: Roles = Roles::GIVEN.with(Roles::SURNAME);
/// Words that say what something is.
const KIND_WORD: Roles = Roles::GENERIC.with(Roles::TITLE).with(Roles::PLACE_WORD);

/// Log-odds for each segment of a word's sounds below which it is unlike the listed one, in scripts without capitals.
const UNLIKE: f32 = 0.9;
/// Sounds of the shortest word that is told by them, in scripts without capitals.
const SHORTEST: f32 = 4.0;
/// The mean of several words below which they are unlike, and from which on there is little doubt.
const LIKE: f32 = 1.45;
const SURE: f32 = 1.6;

/// Bytes of the longest title that is shortened with a full stop (Mr., Capt.).
const ABBREVIATION: usize = 4;

/// A text's tokens, seen from a candidate.
pub(crate) struct Place<'a> {
    text: &'a str,
    scan: &'a Scan,
    tables: &'a Tables<'a>,
    /// The names listed.
    names: f32,
    /// The folded words of the document that are written in lower case, gathered when first asked for.
    lower: OnceCell<Set<u64>>,
    /// Those that stand behind a given name or a title, the same.
    borne: OnceCell<Set<u64>>,
}

impl<'a> Place<'a> {
    pub(crate) fn new(text: &'a str, scan: &'a Scan, tables: &'a Tables<'a>) -> Self {
        let names: usize = tables.lexicons.iter().map(|l| l.form_count()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        let names = names as f32;
        Self { text, scan, tables, names, lower: OnceCell::new(), borne: OnceCell::new() }
    }

    /// What the candidate's place adds to its log-odds.
    pub(crate) fn log_odds(&self, candidate: &Candidate) -> f32 {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let kind = lexicon.entity_kind(candidate.entity);
        let is_person = kind == "person";
        let (first, end) = (candidate.core.0 as usize, candidate.core.1 as usize);
        let one_word = end - first == 1;
        let case = self.scan.cases[first];
        let latin = self.scan.tokens[first].script == Script::Latin;
        let uncased = self.scan.tokens[first].shape == Shape::Uncased;
        let own = self.scan.tokens[first].script;
        let script_of = |form| lexicon.form_words(form).next().map(|w| lexicon.vocab_script(w.vocab()));
        let is_other_script = script_of(candidate.form).is_some_and(|s| s != own);
        let known_in_own = is_other_script && lexicon.entity_forms(candidate.entity).any(|f| script_of(f) == Some(own));
        let mut sum = match (candidate.is_exact, candidate.words > 1) {
            (true, _) if candidate.is_inflected && latin => {
                self.scan.log.adds("inflected-latin", WEIGHTS.inflected_latin)
            }
            (true, _) if candidate.is_inflected => self.scan.log.adds("inflected", WEIGHTS.inflected),
            (true, _) => self.scan.log.adds("exact", WEIGHTS.exact),
            (false, true) => self.scan.log.adds("several-words", WEIGHTS.several_words),
            (false, false) if is_other_script && !known_in_own && candidate.evidence.spelling_mean > 0.9 => {
                self.scan.log.adds("one-word-script", WEIGHTS.one_word_script)
            }
            (false, false)
                if uncased
                    && !is_other_script
                    && candidate.evidence.length >= 5.0
                    && candidate.evidence.spelling_mean > SURE =>
            {
                self.scan.log.adds("one-word-respelt", WEIGHTS.one_word_respelt)
            }
            (false, false) if uncased => self.scan.log.adds("one-word-uncased", WEIGHTS.one_word_uncased),
            (false, false)
                if !is_other_script && candidate.evidence.length >= 5.0 && candidate.evidence.spelling_mean > 1.0 =>
            {
                self.scan.log.adds("one-word-close", WEIGHTS.one_word_close)
            }
            (false, false) => self.scan.log.adds("one-word-respelt", WEIGHTS.one_word_respelt),
        };
        if !candidate.is_exact {
            let e_folds = (self.names.max(1.0) / 1000.0).ln().max(0.0);
            sum += self
                .scan
                .log
                .adds("respelt-per-e-fold", WEIGHTS.respelt_per_e_fold[usize::from(candidate.words > 1)] * e_folds);
            if uncased && candidate.words <= 1 {
                sum += self.scan.log.adds("uncased-per-e-fold", WEIGHTS.uncased_per_e_fold * e_folds);
            }
            // Other characters are another word, however alike they sound.
            if own == Script::Han && !is_other_script {
                sum += self.scan.log.adds("own-uncased-unlike", WEIGHTS.own_uncased_unlike);
            }
            if uncased {
                sum += self.uncased(candidate, one_word, is_person, is_other_script && known_in_own);
            }
        }
        if case == Case::AllLower {
            sum += self.scan.log.adds("lower-case", WEIGHTS.lower_case);
        }
        if known_in_own {
            sum += self.scan.log.adds("own-script-unlike", WEIGHTS.own_script_unlike[usize::from(candidate.words > 1)]);
        }
        if is_person {
            sum += self.person(candidate, first, end);
        }
        if !one_word && !candidate.is_spelt_as_listed && (first..end).any(|k| self.roles(k).any(Roles::CALENDAR)) {
            sum += self.scan.log.adds("calendar", WEIGHTS.calendar);
        }
        if candidate.words > 1 && candidate.evidence.omitted > 0.0 && !candidate.is_spelt_as_listed {
            sum += self.scan.log.adds("partial-respelt", WEIGHTS.partial_respelt);
        }
        if one_word {
            sum += self.word(candidate, first, is_person);
            if case == Case::Normal {
                sum += self.neighbours(candidate.first as usize, candidate.end as usize);
            }
        }
        if case == Case::Normal && self.is_compound(candidate.first as usize, candidate.end as usize) {
            sum += if is_person {
                self.scan.log.adds("compound-person", WEIGHTS.compound_person)
            } else {
                self.scan.log.adds("compound", WEIGHTS.compound)
            };
        }
        if kind == "place" && self.follows_locative(candidate.first as usize) {
            sum += self.scan.log.adds("locative", WEIGHTS.locative);
        }
        sum
    }

    /// What bears on another spelling in a script without capitals, where every two words may be a name's.
    fn uncased(&self, candidate: &Candidate, one_word: bool, is_person: bool, known_in_own: bool) -> f32 {
        let evidence = &candidate.evidence;
        let mut sum = 0.0;
        if candidate.words <= 1 && (evidence.worst_word < UNLIKE || evidence.length < SHORTEST) {
            sum += self.scan.log.adds("unlike-uncased", WEIGHTS.unlike_uncased);
        }
        if candidate.words > 1 {
            let is_syllable = |k: usize| {
                let token = &self.scan.tokens[k];
                token.script == Script::Hangul && token.of(self.text).chars().nth(1).is_none()
            };
            let is_ordinary =
                |&k: &usize| (self.roles(k).any(Roles::WORD) || is_syllable(k)) && !self.roles(k).any(NAMES);
            let ordinary = (candidate.core.0 as usize..candidate.core.1 as usize).filter(is_ordinary).count();
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let ordinary = ordinary as f32;
            sum += self.scan.log.adds("ordinary-uncased", WEIGHTS.ordinary_uncased * ordinary);
            let like = if self.scan.tokens[candidate.first as usize].script == Script::Kana { UNLIKE } else { LIKE };
            sum += self
                .scan
                .log
                .adds("likeness-uncased", -(like - evidence.spelling_mean).max(0.0) * WEIGHTS.likeness_uncased);
            if evidence.inverted > 0.0 {
                sum += self.scan.log.adds("inverted-uncased", WEIGHTS.inverted_uncased);
            }
            if one_word {
                sum += self.scan.log.adds("joined-uncased", WEIGHTS.joined_uncased);
            }
        }
        if known_in_own && (candidate.words <= 1 || evidence.spelling_mean < SURE) {
            sum += self.scan.log.adds("own-uncased-unlike", WEIGHTS.own_uncased_unlike);
        }
        if is_person && evidence.spelling_mean > UNLIKE && self.has_title(candidate) {
            sum += self.scan.log.adds("title-uncased", WEIGHTS.title_uncased);
        }
        sum
    }

    /// Whether a title stands directly before or after a candidate.
    fn has_title(&self, candidate: &Candidate) -> bool {
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let tokens = &self.scan.tokens;
        let is_title = |k: usize| {
            let grammar = self.tables.grammar;
            let folded = fold(&normalise(tokens[k].of(self.text)));
            let bare = || grammar.bare(&folded, self.scan.languages);
            self.roles(k).any(Roles::TITLE) || bare().iter().any(|b| grammar.look_up(b).roles.any(Roles::TITLE))
        };
        let before = first > 0 && tokens[first].gap <= Gap::Space && is_title(first - 1);
        before || tokens.get(end).is_some_and(|t| t.gap <= Gap::Space && is_title(end))
    }

    /// What bears on the names of people only.
    fn person(&self, candidate: &Candidate, first: usize, end: usize) -> f32 {
        let mut sum = 0.0;
        let is_cased = self.scan.cases[first] == Case::Normal;
        let (before, after) = (self.name_before(first).is_some(), self.name_after(end).is_some());
        if candidate.words <= 1 {
            if is_cased && (before || after) {
                sum += self.scan.log.adds("mononym-neighbour", WEIGHTS.mononym_neighbour);
            }
            if self.roles(end - 1).any(Roles::GIVEN.with(Roles::SURNAME)) {
                sum += self.scan.log.adds("common-mononym", WEIGHTS.common_mononym);
            }
        } else if is_cased && (after || before) {
            let partial = candidate.evidence.omitted > 0.0 || candidate.evidence.contradicted > 0.0;
            sum += if partial {
                self.scan.log.adds("goes-on-partial", WEIGHTS.goes_on_partial)
            } else {
                self.scan.log.adds("goes-on", WEIGHTS.goes_on)
            };
        }
        if self.landmark_follows(candidate.end as usize) {
            sum += self.scan.log.adds("landmark-after", WEIGHTS.landmark_after);
        }
        sum
    }

    /// What the one word of a candidate is otherwise.
    fn word(&self, candidate: &Candidate, token: usize, is_person: bool) -> f32 {
        let uncased = self.scan.tokens[token].shape == Shape::Uncased;
        let mut roles = self.roles(token);
        if (!candidate.is_exact || (uncased && candidate.is_inflected)) && roles.any(Roles::DEMONYM) {
            return self.scan.log.adds("demonym", WEIGHTS.demonym);
        }
        // Without capitals an ordinary word is one with its clitics too.
        if uncased && candidate.is_inflected {
            let lexicon = self.tables.lexicons[candidate.lexicon as usize];
            let bare = lexicon.form_words(candidate.form).find(|w| !w.is_light());
            let entry = bare.map(|w| self.tables.grammar.look_up(lexicon.vocab_text(w.vocab())));
            let own = NO_NAME.with(KIND_WORD).with(Roles::WORD);
            roles = entry.map(|e| e.roles_in(self.scan.languages)).filter(|r| r.any(own)).unwrap_or(roles);
        }
        if candidate.flags.has(FormFlags::INITIALS) {
            let letters = self.scan.tokens[token].of(self.text).chars().count();
            return self.scan.log.adds("initials", WEIGHTS.initials[letters.clamp(2, 5) - 2]);
        }
        if candidate.flags.has(FormFlags::ACRONYM) {
            return 0.0;
        }
        let mut sum = 0.0;
        if roles.any(NO_NAME) {
            sum += self.scan.log.adds("no-name", WEIGHTS.no_name);
        } else if roles.any(KIND_WORD) {
            sum += self.scan.log.adds("kind-word", WEIGHTS.kind_word);
        } else if roles.any(Roles::WORD) && uncased {
            sum += self.scan.log.adds("word-uncased", WEIGHTS.word_uncased);
            if self.is_announced(candidate, token) {
                sum += self.scan.log.adds("announced", WEIGHTS.announced);
            }
        } else if roles.any(Roles::WORD) {
            let tells_nothing = self.scan.cases[token] != Case::Normal || self.starts_sentence(token);
            sum += if tells_nothing {
                self.scan.log.adds("word-at-start", WEIGHTS.word_at_start)
            } else {
                self.scan.log.adds("word", WEIGHTS.word)
            };
        }
        if self.scan.cases[token] == Case::Normal && self.is_also_lower(token) {
            sum += self.scan.log.adds("also-lower", WEIGHTS.also_lower);
        }
        if !is_person {
            if roles.any(Roles::GIVEN) {
                sum += self.scan.log.adds("given", WEIGHTS.given);
            } else if roles.any(Roles::SURNAME) {
                sum += self.scan.log.adds("surname", WEIGHTS.surname);
            }
            if self.is_borne(token) {
                sum += self.scan.log.adds("somebodys", WEIGHTS.somebodys);
            }
        }
        sum
    }

    /// Whether the word before or after a one-word name says what it is: مدينة الزاوية, حركة فتح.
    fn is_announced(&self, candidate: &Candidate, token: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let kind = match lexicon.entity_kind(candidate.entity) {
            "place" => Roles::PLACE_WORD,
            "person" => Roles::TITLE,
            _ => Roles::ORG_CUE.with(Roles::GENERIC),
        };
        let tokens = &self.scan.tokens;
        let before = token > 0 && tokens[token].gap <= Gap::Space && self.roles(token - 1).any(kind);
        before || tokens.get(token + 1).is_some_and(|t| t.gap <= Gap::Space && self.roles(token + 1).any(kind))
    }

    /// Whether a token's capital may be that of a sentence.
    fn starts_sentence(&self, token: usize) -> bool {
        self.scan.tokens[token].gap >= Gap::Line && self.scan.tokens[token].gap != Gap::Comma
    }

    /// Whether the document also has a token's word in lower case: then it is an ordinary one.
    pub(crate) fn is_also_lower(&self, token: usize) -> bool {
        let words = self.lower.get_or_init(|| {
            let lower = (0..self.scan.tokens.len()).filter(|&k| self.scan.tokens[k].shape == Shape::Lower);
            lower.map(|k| self.folded(k)).collect()
        });
        words.contains(&self.folded(token))
    }

    /// Whether somebody in the document is called by a token's word, whoever that is.
    fn is_borne(&self, token: usize) -> bool {
        let words = self.borne.get_or_init(|| {
            // Where names inflect, a title also stands before what it is a title of: президент Ирана.
            let names = |t: &Token| match t.script {
                Script::Latin => Roles::GIVEN.with(Roles::TITLE),
                _ => Roles::GIVEN,
            };
            let behind = |k: &usize| {
                let (here, before) = (&self.scan.tokens[*k], &self.scan.tokens[*k - 1]);
                (here.gap == Gap::Space || here.gap == Gap::DotSpace && before.len() <= ABBREVIATION)
                    && here.shape == Shape::Capital
                    && self.scan.cases[*k] == Case::Normal
                    && matches!(before.shape, Shape::Capital | Shape::Initial)
                    && (self.roles(*k - 1).any(names(here)) || before.shape == Shape::Initial)
                    && !self.roles(*k).any(NO_NAME.with(KIND_WORD))
            };
            let borne = (1..self.scan.tokens.len()).filter(behind);
            borne.map(|k| self.folded(k)).collect()
        });
        words.contains(&self.folded(token))
    }

    /// Whether a word such as "in" stands before a span.
    fn follows_locative(&self, first: usize) -> bool {
        first > 0 && self.scan.tokens[first].gap.is_space() && self.roles(first - 1).any(Roles::LOCATIVE)
    }

    /// Whether a hyphen joins another capitalised word to a span.
    pub(crate) fn is_compound(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_name = |k: usize| matches!(tokens[k].shape, Shape::Capital) && !self.roles(k).any(Roles::DEMONYM);
        let before = first > 0
            && tokens[first].gap == Gap::Hyphen
            && is_name(first - 1)
            && !self.roles(first - 1).any(Roles::ARTICLE);
        before || tokens.get(end).is_some_and(|t| t.gap == Gap::Hyphen && is_name(end))
    }

    fn neighbours(&self, first: usize, end: usize) -> f32 {
        let mut sum = 0.0;
        if let Some(before) = self.name_before(first) {
            sum += if self.roles(before).any(Roles::GIVEN) {
                self.scan.log.adds("given-before", WEIGHTS.given_before)
            } else {
                self.scan.log.adds("neighbour", WEIGHTS.neighbour)
            };
        }
        if let Some(after) = self.name_after(end) {
            sum += if self.roles(after).any(Roles::SURNAME) {
                self.scan.log.adds("surname-after", WEIGHTS.surname_after)
            } else {
                self.scan.log.adds("neighbour", WEIGHTS.neighbour)
            };
        }
        sum
    }

    /// A number for a token's folded letters.
    fn folded(&self, token: usize) -> u64 {
        self.scan.folded_of(self.text, token, self.tables.grammar)
    }

    /// The roles of a token's word.
    pub(crate) fn roles(&self, token: usize) -> Roles {
        self.scan.roles_of(self.text, token, self.tables.grammar)
    }

    /// A capitalised word directly before a token, if it is one that may be part of a name.
    pub(crate) fn name_before(&self, token: usize) -> Option<usize> {
        let before = token.checked_sub(1)?;
        let is_near = self.scan.tokens[token].gap == Gap::Space || self.scan.tokens[token].gap == Gap::Hyphen;
        (is_near && self.is_name_word(before)).then_some(before)
    }

    /// The same directly after a span that ends before token `end`.
    pub(crate) fn name_after(&self, end: usize) -> Option<usize> {
        let after = self.scan.tokens.get(end)?;
        (after.gap == Gap::Space && self.is_name_word(end)).then_some(end)
    }

    fn is_name_word(&self, token: usize) -> bool {
        let ordinary = Roles::TITLE
            .with(Roles::FUNCTION)
            .with(Roles::CALENDAR)
            .with(Roles::DEMONYM)
            .with(Roles::PERSON_CUE)
            .with(Roles::ORG_CUE)
            .with(Roles::PLACE_WORD);
        matches!(self.scan.tokens[token].shape, Shape::Capital | Shape::Initial) && !self.roles(token).any(ordinary)
    }

    /// Whether the words after a span make it part of a longer name (airport, street).
    pub(crate) fn landmark_follows(&self, end: usize) -> bool {
        let reach = (end + 2).min(self.scan.tokens.len());
        for token in end..reach {
            let here = &self.scan.tokens[token];
            if !here.gap.is_space() || !matches!(here.shape, Shape::Capital | Shape::Upper | Shape::Uncased) {
                return false;
            }
            if self.roles(token).any(Roles::LANDMARK) {
                return true;
            }
        }
        false
    }
}
