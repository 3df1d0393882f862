//! A document's tokens seen from a candidate: what the document does with their words, and how it is written.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::EntityRef;
use super::context::{KIND_WORD, NO_NAME};
use crate::grammar::{Entry, Languages, Roles};
use crate::hash::Map;
use crate::lexicon::compiled::FormFlags;
use crate::lexicon::details::Details;
use crate::orthography::script::Script;
use crate::scan::{Candidate, Case, Scan, Tables};
use crate::segment::{Gap, Shape, Token};

/// Bytes of the longest title that is shortened with a full stop (Mr., Capt.).
pub(super) const ABBREVIATION: usize = 4;

/// Tokens of the longest heading.
const LONGEST_HEADING: usize = 25;

/// What a document does with a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Use {
    pub(super) capital: u32,
    /// With a capital where no sentence starts.
    pub(super) within: u32,
    /// In small letters.
    pub(super) lower: u32,
    /// Behind a word such as "in".
    pub(super) located: u32,
    /// Behind a given name, an initial or a title.
    pub(super) borne: u32,
    /// Beside a word that goes with people.
    pub(super) cued: u32,
}

/// A text's tokens, seen from a candidate.
pub(crate) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) tables: &'a Tables<'a>,
    /// E-folds of the names listed beyond a thousand.
    pub(super) e_folds: f32,
    /// The logarithm of the mean number of forms of an entity, by lexicon.
    pub(super) mean_forms: Vec<f32>,
    /// What the document does with its words, gathered when first asked for.
    pub(super) uses: OnceCell<Vec<Use>>,
    pub(super) noise: OnceCell<f32>,
    /// Where the longest whole listed name ends that begins at a token, and where that begins which ends before it.
    pub(super) whole: OnceCell<Vec<(Option<u32>, Option<u32>)>>,
    /// The titles of works in quotation marks.
    pub(super) works: OnceCell<Vec<super::works::Work>>,
    /// The paragraphs that are headings, by their first and last tokens.
    pub(super) headings: OnceCell<Vec<(usize, usize)>>,
    /// How many words of sport stand before each token.
    pub(super) sports: OnceCell<Vec<u32>>,
    /// What the words in capitals of the document spell with their first letters, and where.
    pub(super) initials: OnceCell<Vec<super::initials::Run>>,
    /// What the lexicons say of the entities that were asked for.
    details: RefCell<Map<EntityRef, Rc<Details<'static>>>>,
    pub(super) may_be_english: bool,
    /// Whether nouns have capitals.
    pub(super) is_german: bool,
    pub(super) is_old_print: bool,
}

impl<'a> Place<'a> {
    #[expect(clippy::cast_precision_loss, reason = "logarithms are taken")]
    pub(crate) fn new(text: &'a str, scan: &'a Scan, tables: &'a Tables<'a>) -> Self {
        let names: usize = tables.lexicons.iter().map(|l| l.form_count()).sum();
        let mean = |forms: usize, entities: usize| (forms.max(1) as f32 / entities.max(1) as f32).ln();
        Self {
            text,
            scan,
            tables,
            e_folds: (names.max(1) as f32 / 1000.0).ln().max(0.0),
            mean_forms: tables.lexicons.iter().map(|l| mean(l.form_count(), l.entity_count())).collect(),
            uses: OnceCell::new(),
            noise: OnceCell::new(),
            whole: OnceCell::new(),
            works: OnceCell::new(),
            headings: OnceCell::new(),
            sports: OnceCell::new(),
            initials: OnceCell::new(),
            details: RefCell::default(),
            is_german: scan.languages.any(Languages::named("de")) && !scan.languages.any(Languages::named("en")),
            is_old_print: text.contains('ſ'),
            may_be_english: scan.languages.any(Languages::named("en")),
        }
    }

    /// What the lexicon says of an entity; read once a document.
    pub(super) fn details(&self, entity: EntityRef) -> Rc<Details<'static>> {
        let read = || Rc::new(self.tables.lexicons[entity.lexicon as usize].details(entity.entity).into_owned());
        Rc::clone(self.details.borrow_mut().entry(entity).or_insert_with(read))
    }

    /// The folded letters of a token.
    pub(super) fn folded(&self, token: usize) -> &'a str {
        self.scan.folded(token, self.text)
    }

    /// What the tables say of a token's word.
    pub(super) fn entry(&self, token: usize) -> Entry {
        self.scan.entry_of(token)
    }

    pub(super) fn some(&self, span: (usize, usize), roles: Roles) -> bool {
        (span.0..span.1).any(|k| self.roles(k).any(roles))
    }

    /// Whether a word that goes with people stands beside a token.
    pub(super) fn has_cue(&self, token: usize) -> bool {
        self.has_cue_around(token, token + 1, Roles::PERSON_CUE)
    }

    /// Whether a word that goes with people stands directly after a token: May said.
    pub(super) fn says(&self, token: usize) -> bool {
        let next = self.scan.tokens.get(token + 1);
        let is_small = |t: &Token| {
            t.shape == Shape::Lower
                || (t.shape == Shape::Upper && t.len() > 2 && self.scan.tokens[token].shape == Shape::Upper)
        };
        next.is_some_and(|t| t.gap == Gap::Space && is_small(t)) && self.roles(token + 1).any(Roles::PERSON_CUE)
    }

    /// Whether a word is the owner of somebody in office, an adjective between or none: May's former aides.
    pub(super) fn has_people(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_small = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
        let is_title = |k: usize| is_small(k) && self.roles(k).any(Roles::TITLE);
        tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Apostrophe && t.of(self.text) == "s")
            && (is_title(token + 2) || (is_small(token + 2) && is_title(token + 3)))
    }

    pub(super) fn has_cue_around(&self, first: usize, end: usize, cue: Roles) -> bool {
        let tokens = &self.scan.tokens;
        let before = first > 0
            && matches!(tokens[first].gap, Gap::Space | Gap::Line)
            && tokens[first - 1].shape != Shape::Capital
            && self.roles(first - 1).any(cue);
        let after = tokens
            .get(end)
            .is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line | Gap::Comma) && t.shape == Shape::Lower);
        before || (after && self.roles(end).any(cue))
    }

    /// Whether a line begins with a word and what stands apart from it: KIEL (dpa).
    pub(super) fn is_dateline(&self, token: usize) -> bool {
        let starts_line = token == 0 || matches!(self.scan.tokens[token].gap, Gap::Line | Gap::Paragraph);
        starts_line && self.scan.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Break)
    }

    /// Whether a token's capital may be that of a sentence.
    pub(super) fn starts_sentence(&self, token: usize) -> bool {
        self.scan.tokens[token].gap >= Gap::Line && self.scan.tokens[token].gap != Gap::Comma
    }

    /// Whether the document also has a token's word in lower case: then it is an ordinary one.
    pub(crate) fn is_also_lower(&self, token: usize) -> bool {
        self.uses_of(token).lower > 0
    }

    /// Whether a token stands in a line whose words, small ones aside, have capitals.
    pub(super) fn is_heading(&self, token: usize) -> bool {
        let headings = self.headings.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let (mut out, mut start) = (Vec::new(), 0);
            while start < tokens.len() {
                let (mut end, mut capital, mut lower) = (start, 0, 0);
                for token in &tokens[start..] {
                    if end > start && matches!(token.gap, Gap::Line | Gap::Paragraph) {
                        break;
                    }
                    let is_long = token.len() > 3;
                    capital += usize::from(is_long && token.shape == Shape::Capital);
                    lower += usize::from(is_long && token.shape == Shape::Lower);
                    end += 1;
                }
                if capital >= 4 && capital > 5 * lower && end - start <= LONGEST_HEADING {
                    out.push((start, end));
                }
                start = end;
            }
            out
        });
        let at = headings.partition_point(|&(_, end)| end <= token);
        headings.get(at).is_some_and(|&(start, _)| start <= token)
    }

    /// Where the longest whole listed name of several words ends that begins at a token, and where that begins which ends
    /// before it; likewise a place with an ending behind an apostrophe: who stands before it does something there (Netanyahu Gazze'yi vurdu).
    pub(super) fn whole_names_at(&self, token: usize) -> (Option<u32>, Option<u32>) {
        let whole = self.whole.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let mut whole = vec![(None, None); tokens.len() + 1];
            let listed = |c: &&Candidate| {
                let is_inflected_place = || {
                    let kind = self.tables.lexicons[c.lexicon as usize].entity_kind(c.entity);
                    kind == "place"
                        && tokens
                            .get(c.end as usize)
                            .is_some_and(|t| t.gap == Gap::Apostrophe && t.shape == Shape::Lower)
                };
                c.is_spelt_as_listed
                    && !c.flags.has(FormFlags::NEVER)
                    && ((c.words > 1 && c.is_exact) || is_inflected_place())
            };
            for candidate in self.scan.candidates.iter().filter(listed) {
                let Candidate { first, end, .. } = *candidate;
                let longest = &mut whole[first as usize].0;
                *longest = (*longest).max(Some(end));
                let longest = &mut whole[end as usize].1;
                *longest = Some(longest.map_or(first, |standing: u32| standing.min(first)));
            }
            whole
        });
        whole[token]
    }

    /// What the document does with a token's word.
    pub(super) fn uses_of(&self, token: usize) -> Use {
        let uses = self.uses.get_or_init(|| self.gather());
        uses[self.scan.place_of(token)]
    }

    pub(super) fn gather(&self) -> Vec<Use> {
        let mut uses = vec![Use::default(); self.scan.distinct()];
        for (k, token) in self.scan.tokens.iter().enumerate() {
            match token.shape {
                Shape::Lower => uses[self.scan.place_of(k)].lower += 1,
                Shape::Capital | Shape::Upper => {
                    let (located, borne, cued) = (self.follows_locative(k), self.is_borne(k), self.has_cue(k));
                    let within = !self.starts_sentence(k);
                    let entry = &mut uses[self.scan.place_of(k)];
                    entry.capital += 1;
                    entry.within += u32::from(within);
                    entry.located += u32::from(located);
                    entry.borne += u32::from(borne);
                    entry.cued += u32::from(cued);
                }
                _ => {}
            }
        }
        uses
    }

    /// Whether a token stands behind a given name, an initial or a title, whoever that is.
    pub(super) fn is_borne(&self, k: usize) -> bool {
        let here = &self.scan.tokens[k];
        let Some(before) = k.checked_sub(1).map(|b| &self.scan.tokens[b]) else { return false };
        // Where names inflect, a title also stands before what it is a title of: президент Ирана.
        let names = match here.script {
            Script::Latin => Roles::GIVEN.with(Roles::TITLE),
            _ => Roles::GIVEN,
        };
        (here.gap == Gap::Space || here.gap == Gap::DotSpace && before.len() <= ABBREVIATION)
            && here.shape == Shape::Capital
            && self.scan.cases[k] == Case::Normal
            && matches!(before.shape, Shape::Capital | Shape::Initial)
            && (self.roles(k - 1).any(names) || self.is_initial(k - 1))
            && !self.roles(k).any(NO_NAME.with(KIND_WORD))
    }

    /// How much of the document looks misread: the words that no writer sets, in percent, at most ten.
    ///
    /// Single small letters, digits within words and capitals within words are what a machine reads into print.
    pub(super) fn noise(&self) -> f32 {
        *self.noise.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let is_small = |k: usize| tokens.get(k).is_some_and(|t| t.shape == Shape::Lower && t.len() > 1);
            let has_odd_words = self.scan.has_odd_words();
            let is_odd = |k: usize, t: &Token| {
                let inner = || self.scan.inner_of(k);
                (has_odd_words && (inner().has_digit || (t.shape == Shape::Lower && inner().has_capital)))
                    || (t.len() == 1
                        && t.gap == Gap::Space
                        && k > 0
                        && is_small(k - 1)
                        && is_small(k + 1)
                        && !matches!(t.of(self.text), "a" | "y" | "e" | "o" | "i" | "u" | "A" | "I"))
            };
            let (mut words, mut odd) = (0_usize, 0_usize);
            for (k, token) in
                tokens.iter().enumerate().filter(|(_, t)| matches!(t.shape, Shape::Lower | Shape::Capital))
            {
                words += 1;
                odd += usize::from(is_odd(k, token));
            }
            #[expect(clippy::cast_precision_loss, reason = "a share is taken")]
            let share = odd as f32 / words.max(100) as f32;
            (share * 100.0).min(10.0)
        })
    }

    /// The roles of a token's word.
    pub(crate) fn roles(&self, token: usize) -> Roles {
        self.scan.roles_of(token)
    }

    /// Whether a token is somebody's initial: in French, M. is Monsieur.
    pub(crate) fn is_initial(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        here.shape == Shape::Initial
            && !(self.scan.languages != Languages::ALL
                && self.scan.languages.any(Languages::named("fr"))
                && here.of(self.text) == "M")
    }
}
