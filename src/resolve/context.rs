//! What the text around a candidate says.

use crate::grammar::Roles;
use crate::lexicon::compiled::FormFlags;
use crate::scan::{Candidate, Case, Scan, Tables};
use crate::segment::{Gap, Shape};

/// Log-odds, in nats, that a circumstance adds to a candidate's own.
///
/// Set by hand on the project's own cases; every one is the log of how much likelier the circumstance is where the
/// span names the entity than where it does not.
pub(crate) struct Weights {
    /// One word, in another spelling than listed: many words of a text resemble some listed one.
    pub(crate) one_word_respelt: f32,
    /// Several words, some in another spelling.
    pub(crate) several_words: f32,
    /// A person's name of one word with a capitalised word beside it.
    pub(crate) mononym_neighbour: f32,
    /// A person's name of one word that is a common given or family name.
    pub(crate) common_mononym: f32,
    /// Letters and case as listed.
    pub(crate) exact: f32,
    /// The word is of the people of a place, not the place (Iranian), and not listed so.
    pub(crate) demonym: f32,
    /// The word is also an ordinary one that begins a sentence.
    pub(crate) ordinary_word: f32,
    /// A capitalised word stands directly before or after a one-word name.
    pub(crate) neighbour: f32,
    /// A given name stands directly before a one-word name.
    pub(crate) given_before: f32,
    /// A landmark follows a person's name.
    pub(crate) landmark_after: f32,
    /// A title and the family name of one listed person, in a document that names nobody so in full; all its log-odds
    /// in a lexicon of a hundred names.
    pub(crate) titled_family_name: f32,
    /// What that loses with each e-fold of names: the more are listed, the likelier the family name is another's.
    pub(crate) titled_per_e_fold: f32,
    /// A month or weekday among the words.
    pub(crate) calendar: f32,
    /// Words are missing and others are spelt otherwise.
    pub(crate) partial_respelt: f32,
    /// Text without capitals.
    pub(crate) lower_case: f32,
}

/// The weights in use.
pub(crate) const WEIGHTS: Weights = Weights {
    one_word_respelt: -1.5,
    several_words: 0.5,
    mononym_neighbour: -4.0,
    common_mononym: -3.0,
    exact: 1.5,
    demonym: -4.0,
    ordinary_word: -5.0,
    neighbour: -0.8,
    given_before: -3.0,
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
const ORDINARY: Roles = Roles::STOP
    .with(Roles::FUNCTION)
    .with(Roles::CALENDAR)
    .with(Roles::GENERIC)
    .with(Roles::TITLE)
    .with(Roles::PLACE_WORD);

/// A text's tokens, seen from a candidate.
pub(crate) struct Place<'a> {
    text: &'a str,
    scan: &'a Scan,
    tables: &'a Tables<'a>,
}

impl<'a> Place<'a> {
    pub(crate) fn new(text: &'a str, scan: &'a Scan, tables: &'a Tables<'a>) -> Self {
        Self { text, scan, tables }
    }

    /// What the candidate's place adds to its log-odds.
    pub(crate) fn log_odds(&self, candidate: &Candidate) -> f32 {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let mut sum = 0.0;
        let one_word = candidate.end - candidate.first == 1;
        sum += match (candidate.is_exact, candidate.words > 1) {
            (true, _) => WEIGHTS.exact,
            (false, true) => WEIGHTS.several_words,
            (false, false) => WEIGHTS.one_word_respelt,
        };
        let case = self.scan.cases[candidate.first as usize];
        if case == Case::AllLower {
            sum += WEIGHTS.lower_case;
        }
        let is_person = lexicon.entity_kind(candidate.entity) == "person";
        if is_person && candidate.words <= 1 {
            if case == Case::Normal
                && (self.name_before(candidate.first as usize).is_some()
                    || self.name_after(candidate.end as usize).is_some())
            {
                sum += WEIGHTS.mononym_neighbour;
            }
            if self.roles(candidate.end as usize - 1).any(Roles::GIVEN.with(Roles::SURNAME)) {
                sum += WEIGHTS.common_mononym;
            }
        }
        if !one_word && (candidate.first..candidate.end).any(|k| self.roles(k as usize).any(Roles::CALENDAR)) {
            sum += WEIGHTS.calendar;
        }
        if candidate.words > 1 && candidate.evidence.omitted > 0.0 && !candidate.is_spelt_as_listed {
            sum += WEIGHTS.partial_respelt;
        }
        if one_word {
            let roles = self.roles(candidate.first as usize);
            if roles.any(ORDINARY) && !candidate.flags.has(FormFlags::ACRONYM) {
                sum += WEIGHTS.ordinary_word;
            }
            if !candidate.is_exact && roles.any(Roles::DEMONYM) {
                sum += WEIGHTS.demonym;
            }
            if case == Case::Normal {
                sum += self.neighbours(candidate);
            }
        }
        if is_person && self.landmark_follows(candidate.end as usize) {
            sum += WEIGHTS.landmark_after;
        }
        let weight = lexicon.form_weight(candidate.form).clamp(0.001, 1.0);
        sum + weight.ln()
    }

    fn neighbours(&self, candidate: &Candidate) -> f32 {
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let mut sum = 0.0;
        if let Some(before) = self.name_before(first) {
            sum += if self.roles(before).any(Roles::GIVEN) { WEIGHTS.given_before } else { WEIGHTS.neighbour };
        }
        if self.name_after(end).is_some() {
            sum += WEIGHTS.neighbour;
        }
        sum
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
            if here.gap != Gap::Space || !matches!(here.shape, Shape::Capital | Shape::Upper | Shape::Uncased) {
                return false;
            }
            if self.roles(token).any(Roles::LANDMARK) {
                return true;
            }
        }
        false
    }
}
