//! What the text around a candidate says.

use std::cell::OnceCell;

use unicode_normalization::char::is_combining_mark;

use super::features::{Feature, Weights};
use crate::grammar::{Languages, Roles};
use crate::lexicon::compiled::{Compiled, FormFlags, FormWord, Index};
use crate::matching::misread::is_misread;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::origin::Origins;
use crate::orthography::script::{Script, Vowels};
use crate::scan::{Candidate, Case, Scan, Tables};
use crate::segment::{Gap, Shape, Token};

/// A title and the family name of one listed person, in a document that names nobody so in full: its log-odds in a
/// lexicon of a hundred names.
const TITLED_FAMILY_NAME: f32 = 1.0;
/// What that loses with each e-fold of names: the more are listed, the likelier the family name is another's.
const TITLED_PER_E_FOLD: f32 = -0.3;

/// The log-odds of a titled family name in a lexicon, of an entity with that many forms: of whom much is written the family
/// name is enough.
#[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
pub(crate) fn titled_family_name(lexicon: &Compiled, forms: usize) -> f32 {
    let e_folds = (lexicon.form_count().max(1) as f32 / 100.0).ln();
    let mean = lexicon.form_count().max(1) as f32 / lexicon.entity_count().max(1) as f32;
    let written = (forms.max(1) as f32 / mean).ln().clamp(0.0, 2.0);
    TITLED_FAMILY_NAME + TITLED_PER_E_FOLD * e_folds.max(0.0) + written
}

/// Words that by themselves are rarely a name.
const NO_NAME: Roles = Roles::STOP.with(Roles::FUNCTION).with(Roles::CALENDAR);
/// Words that say what something is.
const KIND_WORD: Roles = Roles::GENERIC.with(Roles::TITLE).with(Roles::PLACE_WORD);

/// Bytes of the longest title that is shortened with a full stop (Mr., Capt.).
const ABBREVIATION: usize = 4;

/// Tokens from a street's word to the name, that word among them.
const MOST_BETWEEN: usize = 4;

/// Letters of the longest word of a landmark in a script without spaces.
const MOST_LETTERS: usize = 4;

/// Letters of the longest abbreviation of a street's word: ул.
const ABBREVIATED: usize = 4;

/// Tokens of the longest heading.
const LONGEST_HEADING: usize = 25;

/// What a document does with a word.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    capital: u32,
    /// In small letters.
    lower: u32,
    /// Behind a word such as "in".
    located: u32,
    /// Behind a given name, an initial or a title.
    borne: u32,
    /// Beside a word that goes with people.
    cued: u32,
}

/// A text's tokens, seen from a candidate.
pub(crate) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) tables: &'a Tables<'a>,
    /// E-folds of the names listed beyond a thousand.
    pub(super) e_folds: f32,
    /// The logarithm of the mean number of forms of an entity, by lexicon.
    mean_forms: Vec<f32>,
    /// What the document does with its words, gathered when first asked for.
    uses: OnceCell<Vec<Use>>,
    noise: OnceCell<f32>,
    /// The paragraphs that are headings, by their first and last tokens.
    headings: OnceCell<Vec<(usize, usize)>>,
    may_be_english: bool,
    /// Whether nouns have capitals.
    is_german: bool,
    is_old_print: bool,
}

/// The script of a form's first word.
fn script_of(lexicon: &Compiled, form: Index) -> Option<Script> {
    lexicon.form_words(form).next().map(|w| lexicon.vocab_script(w.vocab()))
}

/// Log-odds a segment that one word needs to be another spelling of a person's name by itself: Makron, Jelzin; not
/// Blanken, Gutters.
const SPELLING: f32 = 1.3;

/// How much a word looks transcribed, in nats a letter, that is somebody's name behind a title.
const TRANSCRIBED: f32 = 0.1;
/// Log-odds a segment of a word that sounds the same as a name in another script.
const SAME_SOUND: f32 = 1.9;

/// Whether somebody's canonical family name looks transcribed: others are spelt as they are in every press of their script.
pub(crate) fn is_transcribed(lexicon: &Compiled, entity: Index) -> bool {
    let Some(form) = lexicon.entity_forms(entity).next() else { return false };
    let words: Vec<FormWord> =
        lexicon.form_words(form).take_while(|w| w.as_join().is_none()).filter(|w| !w.is_light()).collect();
    let is_first = lexicon.form_flags(form).has(FormFlags::FAMILY_FIRST);
    let family = if is_first { words.first() } else { words.last() };
    family.is_some_and(|w| Origins::shipped().of(&lexicon.vocab_text(w.vocab())) > 0.0)
}

/// Whether a candidate is one word that only resembles a person's name: it sounds like the name in another script, where
/// the person has names in this one (the press of one script calls by one word whom that of another calls by two); it is
/// spelt too much unlike it; or it lacks the numeral of a ruler or pope.
pub(crate) fn is_unsure_mononym(candidate: &Candidate, scan: &Scan, lexicon: &Compiled) -> bool {
    let is_one_token = candidate.end - candidate.first == 1;
    let is_several = candidate.words > 1 && (candidate.is_spelt_as_listed || !is_one_token);
    if is_several || lexicon.entity_kind(candidate.entity) != "person" {
        return false;
    }
    let own = scan.tokens[candidate.core.0 as usize].script;
    let is_in_own = |form| script_of(lexicon, form) == Some(own);
    let is_numeral = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    // Of a ruler the numeral is missing, of bin Laden the first half.
    let is_missing = |w: FormWord| {
        let roles = lexicon.vocab_roles(w.vocab());
        w.is_light()
            && (is_numeral(&lexicon.vocab_text(w.vocab()))
                || (roles.any(Roles::FILIATION) && !roles.any(Roles::ARTICLE)))
    };
    if is_one_token && lexicon.form_words(candidate.form).any(is_missing) {
        return true;
    }
    // Behind a title a name of another press: Präsident Janukowitsch, M. Khrouchtchev.
    let first = candidate.first as usize;
    let is_titled = first > 0
        && matches!(scan.tokens[first].gap, Gap::Space | Gap::DotSpace)
        && scan.roles_of(first - 1).any(Roles::TITLE);
    let mean = candidate.evidence.spelling_mean;
    let tells_vowels = script_of(lexicon, candidate.form).is_some_and(|s| s.vowels() == Vowels::Written);
    !candidate.is_exact
        && match is_in_own(candidate.form) {
            true => is_one_token && mean < SPELLING && !(is_titled && candidate.origin > TRANSCRIBED),
            false => {
                let is_same = is_titled && mean > SAME_SOUND && tells_vowels;
                lexicon.entity_forms(candidate.entity).any(is_in_own)
                    && !(is_same && is_transcribed(lexicon, candidate.entity))
            }
        }
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
            headings: OnceCell::new(),
            is_german: scan.languages != Languages::ALL && scan.languages.any(Languages::named("de")),
            is_old_print: text.contains('ſ'),
            may_be_english: scan.languages.any(Languages::named("en")),
        }
    }

    /// A candidate's log-odds in its place: `form` is what its letters say, `namesakes` how many entities bear it.
    pub(crate) fn log_odds(&self, candidate: &Candidate, form: f32, namesakes: usize) -> f32 {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        if self.scan.tokens[candidate.core.0 as usize].shape == Shape::Uncased {
            return super::uncased::log_odds(self, candidate, form);
        }
        let (weights, log) = (Weights::shipped().learned_of(lexicon, candidate.entity), &self.scan.log);
        let mut sum = 0.0;
        self.describe(candidate, form, namesakes, &mut |feature, value| {
            sum += log.adds(feature.name(), weights[feature as usize] * value);
        });
        sum
    }

    /// Tells the circumstances of a candidate.
    pub(crate) fn describe(
        &self,
        candidate: &Candidate,
        form: f32,
        namesakes: usize,
        add: &mut impl FnMut(Feature, f32),
    ) {
        add(Feature::Base, 1.0);
        add(Feature::PoorForm, form.min(0.0));
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let kind = lexicon.entity_kind(candidate.entity);
        let core = (candidate.core.0 as usize, candidate.core.1 as usize);
        let one_word = core.1 - core.0 == 1;
        self.letters(candidate, form, core, add);
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        add(Feature::Namesakes, (namesakes.max(1) as f32).ln());
        let mut flag = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        match self.scan.cases[core.0] {
            Case::AllLower => flag(Feature::AllLower, true),
            Case::AllUpper => flag(Feature::AllUpper, true),
            Case::Normal => {}
        }
        flag(Feature::OldPrint, self.is_old_print);
        flag(Feature::Heading, self.is_heading(core.0));
        flag(Feature::Calendar, !one_word && !candidate.is_spelt_as_listed && self.some(core, Roles::CALENDAR));
        // An acronym is one word, whatever stands between its letters: U.S., P.J.
        let is_acronym = candidate.words <= 1 && candidate.flags.has(FormFlags::ACRONYM.with(FormFlags::INITIALS));
        if one_word || is_acronym {
            self.word(candidate, core, add);
        }
        if !one_word {
            self.words(candidate, core, add);
        }
        self.around(candidate, kind, add);
    }

    /// Tells the circumstances of a short form that is a name.
    pub(crate) fn describe_short(&self, first: usize, end: usize, add: &mut impl FnMut(Feature, f32)) {
        let here = &self.scan.tokens[first];
        let roles = self.roles(first);
        let uses = self.uses_of(first);
        let is_word = roles.any(Roles::WORD.with(KIND_WORD));
        let at_start = self.starts_sentence(first);
        let flags = [
            (Feature::ShortBorne, uses.borne > u32::from(self.is_borne(first))),
            (Feature::ShortGiven, roles.any(Roles::GIVEN)),
            (Feature::ShortWord, is_word),
            (Feature::ShortWordAtStart, is_word && at_start),
            (Feature::ShortAlsoLower, uses.lower > 0 && self.scan.cases[first] == Case::Normal),
            (Feature::ShortHeading, self.is_heading(first)),
            (Feature::ShortCapitals, here.shape == Shape::Upper),
            (Feature::ShortCue, self.has_cue_around(first, end, Roles::PERSON_CUE)),
            (
                Feature::ShortCommaAfter,
                self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Comma && t.shape == Shape::Capital),
            ),
        ];
        for (feature, _) in flags.iter().filter(|(_, holds)| *holds) {
            add(*feature, 1.0);
        }
        let letters = here.of(self.text).chars().filter(|&c| !is_combining_mark(c)).count();
        if letters < 5 && end - first == 1 {
            #[expect(clippy::cast_precision_loss, reason = "less than five")]
            add(Feature::ShortLetters, (5 - letters) as f32);
        }
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        add(Feature::ShortRepeated, (uses.capital.max(1) as f32).ln().min(3.0));
        add(Feature::ShortSize, self.e_folds);
    }

    fn some(&self, span: (usize, usize), roles: Roles) -> bool {
        (span.0..span.1).any(|k| self.roles(k).any(roles))
    }

    /// How the letters of a candidate are those of its form.
    fn letters(&self, candidate: &Candidate, form: f32, core: (usize, usize), add: &mut impl FnMut(Feature, f32)) {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let first = &self.scan.tokens[core.0];
        let own = first.script;
        let forms = lexicon.entity_forms(candidate.entity);
        let is_other_script = script_of(lexicon, candidate.form).is_some_and(|s| s != own);
        let known_in_own = is_other_script && forms.clone().any(|f| script_of(lexicon, f) == Some(own));
        // One written word is one, however many listed ones it may stand for.
        let several = candidate.words > 1 && (candidate.is_spelt_as_listed || core.1 - core.0 > 1);
        let close = candidate.evidence.length >= 5.0 && candidate.evidence.spelling_mean > 1.2;
        let kind = match (candidate.is_exact, several) {
            (true, _) if candidate.is_inflected && own == Script::Latin => {
                if self.may_be_english {
                    Feature::InflectedLatin
                } else {
                    Feature::InflectedGenitive
                }
            }
            (true, _) if candidate.is_inflected => Feature::Inflected,
            (true, false) => Feature::ExactOne,
            (true, true) => Feature::ExactSeveral,
            (false, true) if candidate.is_spelt_as_listed => Feature::SeveralAsListed,
            (false, true) => Feature::RespeltSeveral,
            (false, false) if is_other_script && !known_in_own && candidate.evidence.spelling_mean > 0.9 => {
                Feature::ScriptOne
            }
            (false, false) if first.shape == Shape::Uncased => Feature::UncasedOne,
            (false, false) if !is_other_script && close => Feature::CloseOne,
            (false, false) => Feature::RespeltOne,
        };
        add(kind, 1.0);
        let by_letters = match (candidate.is_exact, several) {
            (true, _) => Feature::FormExact,
            (false, true) => Feature::FormRespeltSeveral,
            (false, false) => Feature::FormRespeltOne,
        };
        add(by_letters, form.max(0.0));
        let chance = match (candidate.is_spelt_as_listed, several) {
            (true, true) => Some(Feature::ChanceExact),
            (true, false) => None,
            (false, true) => Some(Feature::ChanceRespelt),
            (false, false) => Some(Feature::ChanceOne),
        };
        if let Some(chance) = chance {
            add(chance, candidate.chance / -10.0);
        }
        if !candidate.is_spelt_as_listed {
            add(if several { Feature::OriginSeveral } else { Feature::OriginOne }, candidate.origin);
        }
        if candidate.is_joined {
            add(Feature::Joined, 1.0);
        }
        let tokens = &self.scan.tokens;
        let is_parted = core.1 - core.0 > 1
            && candidate.words == 1
            && lexicon.entity_kind(candidate.entity) != "org"
            && !candidate.flags.has(FormFlags::ACRONYM.with(FormFlags::INITIALS))
            && lexicon.form_words(candidate.form).take_while(|w| w.as_join().is_none()).count() == 1
            && tokens[core.0 + 1..core.1].iter().any(|t| t.gap.is_space());
        if is_parted {
            add(Feature::Parted, 1.0);
        }
        let e = &candidate.evidence;
        if kind == Feature::RespeltSeveral && e.omitted + e.contradicted == 0.0 && e.spelling_mean > 1.4 {
            add(Feature::CloseSeveral, 1.0);
        }
        let acronym = candidate.flags.has(FormFlags::ACRONYM);
        add(
            match (candidate.is_exact, several) {
                (true, false) if acronym => Feature::AcronymSize,
                (true, false) => Feature::SizeExactOne,
                (true, true) => Feature::SizeExactSeveral,
                (false, true) if candidate.is_spelt_as_listed => Feature::SizeExactSeveral,
                (false, false) => Feature::SizeRespeltOne,
                (false, true) => Feature::SizeRespeltSeveral,
            },
            self.e_folds,
        );
        if known_in_own {
            add(if several { Feature::OwnScriptSeveral } else { Feature::OwnScriptOne }, 1.0);
        }
        if candidate.form != forms.start {
            add(Feature::Variant, 1.0);
            add(Feature::VariantSize, self.e_folds);
        }
        // The more names an entity has the more words resemble one of them: only a listed one speaks for it.
        if !several && candidate.is_exact {
            #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
            let count = (forms.len().max(1) as f32).ln();
            add(Feature::MuchListed, (count - self.mean_forms[candidate.lexicon as usize]).clamp(-2.0, 2.0));
        }
        if candidate.evidence.initials_wrong > 0.0 && several {
            add(Feature::InitialsWrong, 1.0);
        }
        if several && candidate.evidence.omitted > 0.0 {
            add(Feature::Partial, 1.0);
            if !candidate.is_spelt_as_listed {
                add(Feature::PartialRespelt, 1.0);
            }
        }
        let noise = self.noise();
        if noise > 0.0 {
            add(if candidate.is_spelt_as_listed { Feature::NoiseExact } else { Feature::NoiseRespelt }, noise);
        }
        if !candidate.is_spelt_as_listed && (noise > 0.0 || self.is_old_print) && own == Script::Latin {
            let small = |text: &str| {
                text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
            };
            let written = tokens[core.0..core.1].iter().map(|t| small(t.of(self.text))).collect::<String>();
            if is_misread(&written, &small(&lexicon.form_text(candidate.form))) {
                add(Feature::Misread, 1.0);
            }
        }
    }

    /// What the one word of a candidate is otherwise.
    fn word(&self, candidate: &Candidate, core: (usize, usize), add: &mut impl FnMut(Feature, f32)) {
        let token = core.0;
        let roles = self.roles(token);
        let here = &self.scan.tokens[token];
        let letters = self.scan.tokens[core.0..core.1].iter().flat_map(|t| t.of(self.text).chars());
        let count = letters.filter(|&c| !is_combining_mark(c)).count();
        let mut flag = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        if !candidate.is_exact && roles.any(Roles::DEMONYM) {
            flag(Feature::Demonym, true);
            return;
        }
        if candidate.flags.has(FormFlags::INITIALS) {
            let by_count = [Feature::InitialsTwo, Feature::InitialsThree, Feature::InitialsFour, Feature::InitialsMore];
            flag(by_count[count.clamp(2, 5) - 2], true);
            return;
        }
        let is_normal = self.scan.cases[token] == Case::Normal;
        if candidate.flags.has(FormFlags::ACRONYM) {
            // Where capitals say nothing a word is one: WHO LEAPT, mois.
            let in_capitals = !is_normal || self.is_among_capitals(core);
            let is_told = self.scan.languages != Languages::ALL;
            let words = if here.shape == Shape::Upper { NO_NAME } else { NO_NAME.with(Roles::WORD) };
            flag(Feature::NoName, in_capitals && is_told && roles.any(words));
            flag(Feature::Acronym, true);
            flag(Feature::AcronymOfTwo, count <= 2);
            flag(Feature::AcronymInSmall, is_normal && !matches!(here.shape, Shape::Upper | Shape::Uncased));
            return;
        }
        if roles.any(NO_NAME) {
            flag(Feature::NoName, true);
        } else if roles.any(KIND_WORD) && self.scan.is_of_text(token) {
            flag(Feature::KindWord, true);
        } else if roles.any(Roles::WORD) {
            let tells_nothing = !is_normal || self.starts_sentence(token);
            flag(if tells_nothing { Feature::WordAtStart } else { Feature::Word }, true);
        }
        flag(Feature::Capitals, is_normal && here.shape == Shape::Upper);
        let given = roles.any(Roles::GIVEN);
        flag(Feature::Given, given);
        flag(Feature::Surname, !given && roles.any(Roles::SURNAME));
        let uses = self.uses_of(token);
        flag(Feature::AlsoLower, is_normal && uses.lower > 0);
        // Somebody elsewhere: what stands before this very word is told apart.
        flag(Feature::Borne, uses.borne > u32::from(self.is_borne(token)));
        let behind_locative = self.follows_locative(token);
        flag(Feature::LocativeElsewhere, uses.located > u32::from(behind_locative));
        let cued = self.has_cue(token);
        flag(Feature::CueElsewhere, uses.cued > u32::from(cued));
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        add(Feature::Repeated, (uses.capital.max(1) as f32).ln().min(3.0));
        if count < 5 {
            #[expect(clippy::cast_precision_loss, reason = "less than five")]
            add(Feature::Short, (5 - count) as f32);
        }
    }

    /// Whether words in capitals stand directly before and after a span, or on one side at the end of a line.
    fn is_among_capitals(&self, core: (usize, usize)) -> bool {
        let tokens = &self.scan.tokens;
        let is_upper = |k: usize| tokens[k].shape == Shape::Upper && tokens[k].len() > 1;
        let before = core.0 > 0 && tokens[core.0].gap == Gap::Space && is_upper(core.0 - 1);
        let after = tokens.get(core.1).is_some_and(|t| t.gap == Gap::Space) && is_upper(core.1);
        let ends = |k: usize| tokens.get(k).is_none_or(|t| t.gap >= Gap::Line && t.gap != Gap::Comma);
        (before && after) || (before && ends(core.1)) || (after && ends(core.0))
    }

    /// What the several words of a candidate are otherwise.
    fn words(&self, candidate: &Candidate, core: (usize, usize), add: &mut impl FnMut(Feature, f32)) {
        let tokens = &self.scan.tokens;
        let mut flag = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        let small = (core.0..core.1).any(|k| self.roles(k).any(Roles::FUNCTION) && !self.roles(k).any(Roles::ARTICLE));
        let apostrophe = (core.0 + 1..core.1).any(|k| tokens[k].gap == Gap::Apostrophe);
        flag(Feature::Contraction, small && apostrophe && candidate.words <= 1);
        if candidate.words > 1 || !apostrophe {
            flag(Feature::SmallWord, small && !candidate.is_exact);
        }
        let ordinary = Roles::WORD.with(KIND_WORD).with(Roles::FUNCTION).with(Roles::ORG_WORD);
        let is_ordinary = |k: usize| self.roles(k).any(ordinary);
        flag(Feature::AllOrdinary, (core.0..core.1).all(is_ordinary));
        // Unless the name is of ordinary words itself.
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_listed = lexicon.form_words(candidate.form).any(|w| lexicon.vocab_roles(w.vocab()).any(ordinary));
        flag(Feature::OrdinaryWord, !candidate.is_exact && !is_listed && (core.0..core.1).any(is_ordinary));
        // "Güney Koreli" is of Korea, whoever it sounds like.
        let is_distant = !candidate.is_spelt_as_listed && candidate.evidence.spelling_mean < 1.0;
        let is_distant = is_distant && lexicon.entity_kind(candidate.entity) == "person";
        let is_demonym = |k: usize| self.roles(k).any(Roles::DEMONYM);
        // Nor is "South African" the country.
        let is_adjective = lexicon.entity_kind(candidate.entity) == "place"
            && (!candidate.is_spelt_as_listed || candidate.is_inflected)
            && {
                let words = tokens[core.0..core.1].iter().map(|t| fold(&normalise(t.of(self.text))));
                let phrase = words.collect::<Vec<_>>().join(" ");
                is_demonym(core.1 - 1) || self.tables.grammar.look_up(&phrase).roles.any(Roles::DEMONYM)
            };
        flag(Feature::Demonym, (is_distant && (core.0..core.1).any(is_demonym)) || is_adjective);
        let full_name =
            self.roles(core.0).any(Roles::GIVEN) && self.roles(core.1 - 1).any(Roles::SURNAME.with(Roles::GIVEN));
        flag(Feature::FullName, full_name);
    }

    /// What stands around a candidate.
    fn around(&self, candidate: &Candidate, kind: &str, add: &mut impl FnMut(Feature, f32)) {
        let tokens = &self.scan.tokens;
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let here = &tokens[first];
        let is_normal = self.scan.cases[first] == Case::Normal;
        let one_word = candidate.core.1 - candidate.core.0 == 1;
        let one_listed = candidate.words <= 1;
        let mut flag = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        let person = kind == "person";
        let (before, after) = (self.name_before(first), self.name_after(end));
        if is_normal {
            let sides = match () {
                () if candidate.flags.has(FormFlags::ACRONYM) => (Feature::BeforeAcronym, Feature::AfterAcronym),
                () if here.script != Script::Latin || self.is_german => {
                    (Feature::BeforeInflected, Feature::AfterInflected)
                }
                () if !one_word && candidate.is_exact => (Feature::BeforeWhole, Feature::AfterWhole),
                () if one_word => (Feature::BeforeOne, Feature::AfterOne),
                () => (Feature::BeforeSeveral, Feature::AfterSeveral),
            };
            flag(sides.0, before.is_some());
            flag(sides.1, after.is_some());
            if one_word {
                flag(Feature::GivenBefore, before.is_some_and(|k| self.roles(k).any(Roles::GIVEN)));
                flag(Feature::SurnameAfter, after.is_some_and(|k| self.roles(k).any(Roles::SURNAME)));
            }
            if person && one_listed {
                flag(Feature::MononymNeighbour, before.is_some() || after.is_some());
            }
            if !one_listed {
                let partial = candidate.evidence.omitted > 0.0 || candidate.evidence.contradicted > 0.0;
                flag(Feature::GoesOnPartial, partial && (before.is_some() || after.is_some()));
            }
            flag(Feature::Compound, self.is_compound(first, end));
        }
        if person && one_listed {
            let last = candidate.core.1 as usize - 1;
            flag(Feature::CommonMononym, self.roles(last).any(Roles::GIVEN.with(Roles::SURNAME)));
        }
        flag(Feature::LandmarkAfter, person && self.landmark_follows(end));
        flag(Feature::StreetBefore, self.street_precedes(first, kind));
        let is_whole = candidate.evidence.omitted + candidate.evidence.contradicted == 0.0;
        let goes_on = is_normal && person && !one_listed && is_whole && candidate.evidence.inverted == 0.0;
        let surname = || after.is_some_and(|k| tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::SURNAME));
        flag(Feature::SurnameAfterSeveral, goes_on && surname());
        flag(Feature::CollectiveAfter, person && one_listed && self.collective_follows(end));
        flag(Feature::Locative, self.follows_locative(first));
        let starts = first == 0 || self.starts_sentence(first);
        flag(Feature::AtStart, starts);
        if first > 0 {
            let (k, gap) = (first - 1, here.gap);
            let roles = self.roles(k);
            let spaced = gap.is_space();
            let abbreviated = gap == Gap::DotSpace && tokens[k].len() <= ABBREVIATION;
            flag(
                Feature::TitleBefore,
                (spaced || abbreviated) && roles.any(Roles::TITLE) && !roles.any(Roles::FUNCTION),
            );
            flag(Feature::InitialBefore, self.is_initial(k) && matches!(gap, Gap::Dot | Gap::DotSpace));
            let small = spaced && tokens[k].shape == Shape::Lower && roles.any(Roles::FUNCTION.with(Roles::LINKER));
            let of = small && roles.any(Roles::LINKER);
            let head =
                k.checked_sub(1).filter(|&h| of && tokens[k].gap.is_space() && tokens[h].shape == Shape::Capital);
            let head = head.map_or(Roles::NONE, |h| self.roles(h));
            let is_body = head.any(Roles::GENERIC.with(Roles::LANDMARK).with(Roles::ORG_WORD));
            let is_place = head.any(Roles::PLACE_WORD);
            flag(Feature::PlaceOfBefore, is_place);
            flag(Feature::KindOfBefore, is_body && !is_place);
            flag(Feature::SmallBefore, small && !is_body && !is_place && !roles.any(Roles::LOCATIVE));
            flag(Feature::CommaBefore, gap == Gap::Comma);
            flag(Feature::NumberBefore, spaced && tokens[k].shape == Shape::Number);
            flag(Feature::Quoted, gap == Gap::Quote);
        }
        flag(Feature::PersonCue, self.has_cue_around(first, end, Roles::PERSON_CUE));
        flag(Feature::OrgCue, self.has_cue_around(first, end, Roles::ORG_CUE));
        match tokens.get(end) {
            None => flag(Feature::WholeLine, first == 0 || here.gap >= Gap::Line),
            Some(next) => {
                let roles = self.roles(end);
                let kind =
                    roles.any(Roles::GENERIC.with(Roles::LANDMARK).with(Roles::ORG_WORD).with(Roles::PLACE_WORD));
                let spaced = next.gap.is_space();
                flag(Feature::KindAfter, spaced && kind && next.shape == Shape::Capital);
                flag(Feature::SmallKindAfter, spaced && kind && next.shape == Shape::Lower);
                flag(Feature::CommaAfter, next.gap == Gap::Comma && next.shape == Shape::Capital);
                flag(Feature::NumberAfter, spaced && next.shape == Shape::Number);
                flag(Feature::HyphenAfter, next.gap == Gap::Hyphen && next.shape == Shape::Lower);
                flag(Feature::Possessive, next.gap == Gap::Apostrophe && next.len() == 1);
                let starts_line = first == 0 || matches!(here.gap, Gap::Line | Gap::Paragraph);
                flag(Feature::Dateline, starts_line && next.gap == Gap::Break);
                flag(Feature::WholeLine, starts_line && matches!(next.gap, Gap::Line | Gap::Paragraph));
                flag(Feature::Bracketed, here.gap == Gap::Break && next.gap == Gap::Break);
            }
        }
    }

    /// Whether a word that goes with people stands beside a token.
    fn has_cue(&self, token: usize) -> bool {
        self.has_cue_around(token, token + 1, Roles::PERSON_CUE)
    }

    /// Whether a word that goes with people stands directly after a token: May said.
    pub(super) fn says(&self, token: usize) -> bool {
        let next = self.scan.tokens.get(token + 1);
        next.is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower)
            && self.roles(token + 1).any(Roles::PERSON_CUE)
    }

    fn has_cue_around(&self, first: usize, end: usize, cue: Roles) -> bool {
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

    /// Whether a token's capital may be that of a sentence.
    fn starts_sentence(&self, token: usize) -> bool {
        self.scan.tokens[token].gap >= Gap::Line && self.scan.tokens[token].gap != Gap::Comma
    }

    /// Whether the document also has a token's word in lower case: then it is an ordinary one.
    pub(crate) fn is_also_lower(&self, token: usize) -> bool {
        self.uses_of(token).lower > 0
    }

    /// Whether a token stands in a line whose words, small ones aside, have capitals.
    fn is_heading(&self, token: usize) -> bool {
        let headings = self.headings.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let (mut out, mut start) = (Vec::new(), 0);
            while start < tokens.len() {
                let mut end = start + 1;
                while end < tokens.len() && !matches!(tokens[end].gap, Gap::Line | Gap::Paragraph) {
                    end += 1;
                }
                let long = |t: &&Token| t.len() > 3;
                let count = |shape| tokens[start..end].iter().filter(long).filter(|t| t.shape == shape).count();
                let (capital, lower) = (count(Shape::Capital), count(Shape::Lower));
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

    /// What the document does with a token's word.
    fn uses_of(&self, token: usize) -> Use {
        let uses = self.uses.get_or_init(|| self.gather());
        uses[self.scan.place_of(token)]
    }

    fn gather(&self) -> Vec<Use> {
        let mut uses = vec![Use::default(); self.scan.distinct()];
        for (k, token) in self.scan.tokens.iter().enumerate() {
            match token.shape {
                Shape::Lower => uses[self.scan.place_of(k)].lower += 1,
                Shape::Capital | Shape::Upper => {
                    let (located, borne, cued) = (self.follows_locative(k), self.is_borne(k), self.has_cue(k));
                    let entry = &mut uses[self.scan.place_of(k)];
                    entry.capital += 1;
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
    fn is_borne(&self, k: usize) -> bool {
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
    fn noise(&self) -> f32 {
        *self.noise.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let is_small = |k: usize| tokens.get(k).is_some_and(|t| t.shape == Shape::Lower && t.len() > 1);
            let odd = |&k: &usize| {
                let t = &tokens[k];
                let written = t.of(self.text);
                let inner = || self.scan.inner_of(k);
                matches!(t.shape, Shape::Lower | Shape::Capital)
                    && (inner().has_digit
                        || (t.shape == Shape::Lower && inner().has_capital)
                        || (t.len() == 1
                            && t.gap == Gap::Space
                            && k > 0
                            && is_small(k - 1)
                            && is_small(k + 1)
                            && !matches!(written, "a" | "y" | "e" | "o" | "i" | "u" | "A" | "I")))
            };
            let words = tokens.iter().filter(|t| matches!(t.shape, Shape::Lower | Shape::Capital)).count();
            #[expect(clippy::cast_precision_loss, reason = "a share is taken")]
            let share = (0..tokens.len()).filter(odd).count() as f32 / words.max(100) as f32;
            (share * 100.0).min(10.0)
        })
    }

    /// Whether a word such as "in" stands before a span.
    pub(super) fn follows_locative(&self, first: usize) -> bool {
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

    /// A capitalised word directly before a token, if it is one that may be part of a name.
    pub(crate) fn name_before(&self, token: usize) -> Option<usize> {
        let before = token.checked_sub(1)?;
        let is_near = self.scan.tokens[token].gap == Gap::Space || self.scan.tokens[token].gap == Gap::Hyphen;
        (is_near && self.is_name_word(before)).then_some(before)
    }

    /// The same directly after a span that ends before token `end`.
    pub(crate) fn name_after(&self, end: usize) -> Option<usize> {
        let after = self.scan.tokens.get(end)?;
        // Thomas M. Hoenig.
        let is_joined = after.gap == Gap::Space
            || (after.gap == Gap::DotSpace && end > 0 && self.scan.tokens[end - 1].shape == Shape::Initial);
        (is_joined && (self.is_name_word(end) || self.is_article_of_name(end))).then_some(end)
    }

    /// Whether a token is an article joined to a name: al-Rasheed.
    fn is_article_of_name(&self, token: usize) -> bool {
        let is_joined = |t: &Token| t.gap == Gap::Hyphen && t.shape == Shape::Capital;
        self.roles(token).any(Roles::ARTICLE) && self.scan.tokens.get(token + 1).is_some_and(is_joined)
    }

    fn is_name_word(&self, token: usize) -> bool {
        let ordinary = Roles::TITLE
            .with(Roles::FUNCTION)
            .with(Roles::CALENDAR)
            .with(Roles::DEMONYM)
            .with(Roles::PERSON_CUE)
            .with(Roles::ORG_CUE)
            .with(Roles::PLACE_WORD);
        let roles = self.roles(token);
        // A capital says nothing of an ordinary word at the start of a sentence, in a heading, or where all nouns have
        // one; in running English it says that the word is part of a longer name.
        let is_word = roles.any(Roles::WORD) && !roles.any(Roles::GIVEN.with(Roles::SURNAME));
        let says_nothing = || !self.may_be_english || self.starts_sentence(token) || self.is_heading(token);
        matches!(self.scan.tokens[token].shape, Shape::Capital | Shape::Initial)
            && !roles.any(ordinary)
            && !(is_word && says_nothing())
    }

    /// Whether the word after a span makes it a family's or a following's.
    pub(crate) fn collective_follows(&self, end: usize) -> bool {
        self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && self.roles(end).any(Roles::COLLECTIVE)
    }

    /// Whether a word before a span makes it a street's name (rue de Washington), or that of something named after a
    /// person (аэропорт имени Горбачёва); articles, titles and words such as "of" may stand between.
    pub(crate) fn street_precedes(&self, first: usize, kind: &str) -> bool {
        let heads = match kind {
            "person" => Roles::STREET.with(Roles::NAMED_AFTER),
            "place" => Roles::STREET,
            _ => return false,
        };
        let small = Roles::LINKER.with(Roles::ARTICLE).with(Roles::TITLE).with(Roles::PARTICLE).with(Roles::FUNCTION);
        // In English a street's word follows, and "place" is another word.
        if self.may_be_english && self.scan.tokens[first].script == Script::Latin {
            return false;
        }
        let mut k = first;
        for _ in 0..MOST_BETWEEN {
            let Some(before) = k.checked_sub(1) else { return false };
            let word = self.scan.tokens[before].of(self.text);
            let joined = match self.scan.tokens[k].gap {
                Gap::Hyphen | Gap::Apostrophe => true,
                Gap::Dot | Gap::DotSpace => word.chars().count() <= ABBREVIATED,
                gap => gap.is_space(),
            };
            if !joined {
                return false;
            }
            k = before;
            if self.roles(k).any(heads) {
                return true;
            }
            // With what is written onto it: وشارع; not with the article, which no name follows so.
            if self.scan.tokens[k].shape == Shape::Uncased && !word.starts_with("ال") {
                let bare = self.tables.grammar.bare(&fold(&normalise(word)), self.scan.languages);
                if bare.iter().any(|b| self.tables.grammar.look_up(b).roles_in(self.scan.languages).any(heads)) {
                    return true;
                }
            }
            if !self.roles(k).any(small) {
                return false;
            }
        }
        false
    }

    /// Whether the words after a span make it part of a longer name (airport, street).
    pub(crate) fn landmark_follows(&self, end: usize) -> bool {
        let is_uncased = self.scan.tokens.get(end).is_some_and(|t| t.shape == Shape::Uncased);
        let reach = (end + if is_uncased { 1 } else { 2 }).min(self.scan.tokens.len());
        for token in end..reach {
            let here = &self.scan.tokens[token];
            // 普京大道: a run goes on with it.
            if token == end && here.script.is_unspaced() && here.gap == Gap::None {
                let rest = &self.text[here.start as usize..here.end as usize];
                let begins = |n: usize| rest.char_indices().nth(n).map(|(at, _)| &rest[..at]);
                let is_landmark =
                    |word: &str| self.tables.grammar.look_up(&fold(&normalise(word))).roles.any(Roles::LANDMARK);
                return (2..=MOST_LETTERS).filter_map(begins).chain([rest]).any(is_landmark);
            }
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
