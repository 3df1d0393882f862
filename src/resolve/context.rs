//! What the text around a candidate says.

use unicode_normalization::char::is_combining_mark;

use super::EntityRef;
use super::features::{Feature, Weights};
use super::mononyms::{is_at_home, is_transcribed, script_of};
use super::place::{ABBREVIATION, Place};
use crate::grammar::{Entry, Languages, Roles};
use crate::lexicon::compiled::{FormFlags, Index};
use crate::matching::{sexes, slips, surnames};
use crate::orthography::fold::{folded, normalise};
use crate::orthography::names::is_numeral;
use crate::orthography::origin::Origins;
use crate::orthography::pinyin::{self, is_pinyin};
use crate::orthography::script::Script;
use crate::scan::{Candidate, Case};
use crate::segment::{Gap, Shape, Token};

/// Log-odds a segment of one word that sounds as a name in another script does.
pub(crate) const SOUNDS_ALIKE: f32 = 0.9;
/// The same of a close spelling of one word, and the segments of the shortest.
pub(crate) const CLOSE: f32 = 1.2;
pub(crate) const CLOSE_LENGTH: f32 = 5.0;

/// Words that by themselves are rarely a name.
pub(crate) const NO_NAME: Roles = Roles::STOP.with(Roles::FUNCTION).with(Roles::CALENDAR);
/// Words that say what something is.
pub(super) const KIND_WORD: Roles = Roles::GENERIC.with(Roles::TITLE).with(Roles::PLACE_WORD);

/// Endings that make of a place's name its people or what is of it, in English, German and French.
const OF_PEOPLE: [&str; 10] = ["i", "is", "n", "ns", "an", "ans", "ian", "ese", "er", "ers"];

/// English endings of the people of a place whose name has several words, and the letters of the shortest stem.
const PEOPLE_OF: [&str; 8] = ["ians", "ans", "ers", "ites", "ian", "an", "er", "ite"];
const SHORTEST_STEM: usize = 4;

/// Words of the longest name of a body behind the place that it begins with.
const LONGEST_BODY: usize = 4;

/// How much more another's initial says before a family name alone than among the words of a full name.
const OTHERS_INITIAL: f32 = 1.5;

/// How much more a ruler's numeral behind a name says than a wrong initial. By hand.
const OTHERS_NUMERAL: f32 = 3.0;

/// How much more a body's words say behind a country's acronym, which by itself is sure: the UK Health Security Agency. By hand.
const COUNTRY_OF_BODY: f32 = 2.0;

/// How much more the words say that a person's name lacks where one of them is joined to the first that stands here: Ali is not
/// Hossein-Ali. By hand.
const HALF_OF_NAME: f32 = 2.0;

/// Log-odds a segment of the worst word of a longer or shorter name than the listed one below which it is rather another, and how
/// much more the words say then that one of the two lacks, for each. By hand.
const POOR_WORD: f32 = 1.0;
const POOR_PARTIAL: f32 = 2.0;

/// How much more another given name says before somebody's whole name than before one word: Ahmad Samir Farag is his son. By hand.
const OTHER_GIVEN: f32 = 1.5;

/// How much more a family name joined to somebody's whole name says: Мария Шарапова-Иванова. By hand.
const JOINED_FAMILY: f32 = 2.0;

/// How much more an English word says that is a foreign name but for its marks than one that only resembles it. By hand.
const MARKS: f32 = 2.0;

/// How much more another middle name says in Vietnamese, where many share the first and the last: Phạm Văn Chính. By hand.
const OTHER_MIDDLE: f32 = 2.0;

/// How much a word in a capital of which nothing is known says before one word of somebody's name, of what a given name does: Kasia
/// Tusk. By hand.
const UNKNOWN_GIVEN: f32 = 0.6;

/// How much more a word for a ship or a work says of somebody's whole name in quotation marks behind it, which by itself is
/// sure: теплоход «Александр Пушкин». By hand.
const SHIP_OR_WORK: f32 = 0.6;

/// The same of a place in a title that the words beside it tell: « Hiver à Varsovie » est un roman.
const TOLD_TITLE: f32 = 1.6;

/// How much more a family name says of which hardly a letter is the listed one's than another common one, and how much more one whose
/// consonants are others. By hand.
const OTHER_FAMILY: f32 = 3.0;
const OTHER_CONSONANTS: f32 = 2.0;

/// How much more words of two scripts, or a small one at the end, say against a name of several words than one that is no name. By hand.
const NO_NAME_OF_SEVERAL: f32 = 2.0;

/// Letters of the longest word that is too short to be told from a family name by its letters.
const SHORTEST_FAMILY: usize = 2;

/// Letters of the longest family name that other consonants make another of by themselves: Bucy, Budi. By hand.
const SHORT_FAMILY: usize = 5;

/// Forms that are looked at for who else bears a family name.
const MOST_BEARERS: usize = 64;

/// Languages whose own names of places are listed, English aside, and how much more a word says there that only resembles a place's
/// name in another language. By hand.
const EXONYMS: [&str; 7] = ["de", "es", "fr", "it", "nl", "pl", "pt"];
const OWN_EXONYM: f32 = 1.0;

/// Signs of the longest Chinese name.
const MOST_SIGNS: usize = 4;

/// Letters of the longest small word that is an acronym in capitals as well: WHO, AS.
const SMALL: usize = 3;

impl Place<'_> {
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
        let close = candidate.evidence.length >= CLOSE_LENGTH && candidate.evidence.spelling_mean > CLOSE;
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
            (false, false) if is_other_script && !known_in_own && candidate.evidence.spelling_mean > SOUNDS_ALIKE => {
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
        // Nor does a name end in a small word of running text: the Moon in the vale.
        let ends_small = || {
            let last = core.1 - 1;
            tokens[last].gap.is_space() && tokens[last].shape == Shape::Lower && self.roles(last).any(Roles::FUNCTION)
        };
        let is_run = several && lexicon.entity_kind(candidate.entity) == "person" && ends_small();
        if is_run || (!candidate.is_exact && self.is_of_two_scripts(core)) {
            add(Feature::NoName, NO_NAME_OF_SEVERAL);
        }
        let is_parted = core.1 - core.0 > 1
            && candidate.words == 1
            && lexicon.entity_kind(candidate.entity) != "org"
            && !candidate.flags.has(FormFlags::ACRONYM.with(FormFlags::INITIALS))
            && lexicon.form_words(candidate.form).take_while(|w| w.as_join().is_none()).count() == 1
            && tokens[core.0 + 1..core.1].iter().any(|t| t.gap.is_space())
            // W ashington is one word that was split.
            && !(first.shape == Shape::Initial && tokens[core.0 + 1].shape == Shape::Lower);
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
        if kind == Feature::RespeltSeveral && is_other_script && !known_in_own {
            add(Feature::SizeScriptSeveral, self.e_folds);
        }
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
        if several && self.is_other_sex(candidate, core) {
            add(Feature::OtherSex, 1.0);
        }
        if several && candidate.evidence.omitted > 0.0 {
            let is_person = || lexicon.entity_kind(candidate.entity) == "person";
            let is_half = is_person() && self.is_half_of_name(candidate, core.0);
            add(Feature::Partial, if is_half { HALF_OF_NAME } else { 1.0 });
            // Kazem Abbas-Ali Rajavi is not Kasim Razvi.
            let poor = (POOR_WORD - candidate.evidence.worst_word).clamp(0.0, POOR_WORD);
            if poor > 0.0 && is_person() && !candidate.is_spelt_as_listed {
                add(Feature::Partial, poor * POOR_PARTIAL);
            }
            if !candidate.is_spelt_as_listed {
                add(Feature::PartialRespelt, 1.0);
            }
        }
        let is_person = lexicon.entity_kind(candidate.entity) == "person";
        let is_latin = own == Script::Latin && !candidate.is_spelt_as_listed;
        // What an English text calls a place is the canonical name.
        let is_english = || self.may_be_english && self.scan.languages.is_told_as("en");
        if is_latin && !several && !is_person && candidate.form != forms.start {
            if is_english() {
                add(Feature::RespeltExonym, 1.0);
            } else if self.is_no_exonym(candidate, core) {
                add(Feature::RespeltExonym, OWN_EXONYM);
            }
        }
        // Nor is what Vietnamese writes otherwise: Trần Quốc is not Trung Quốc.
        if is_latin && several && !is_person && self.is_marked_vietnamese(core) {
            add(Feature::OtherPinyin, 1.0);
        }
        // Nor is an ordinary word the name with marks that has its letters: the Rim is not Řím.
        let may_lack = own == Script::Latin && !several && candidate.is_exact && candidate.form != forms.start;
        let is_word = || self.roles(core.0).any(Roles::WORD);
        if may_lack && !is_person && is_word() && is_english() && self.lacks_marks(candidate, core.0) {
            add(Feature::RespeltExonym, MARKS);
        }
        if is_latin && several && is_person {
            if self.is_other_pinyin(candidate, core) || self.is_other_vietnamese(candidate) {
                add(Feature::OtherPinyin, 1.0);
            }
            let other = self.other_surname(candidate, core);
            if other > 0.0 {
                add(Feature::OtherSurname, other);
            }
        }
        let is_turned =
            e.inverted > 0.0 && !candidate.is_spelt_as_listed && lexicon.entity_kind(candidate.entity) == "person";
        if is_turned && several && own != Script::Han && own != Script::Hangul {
            add(Feature::TurnedRespelt, 1.0);
        }
        let noise = self.noise();
        if noise > 0.0 {
            add(if candidate.is_spelt_as_listed { Feature::NoiseExact } else { Feature::NoiseRespelt }, noise);
        }
        if candidate.is_misread && (noise > 0.0 || self.is_old_print) {
            add(Feature::Misread, 1.0);
        }
    }

    /// Whether the text's language is that of a form which counts in it only, and the form stands here with its marks and
    /// is no other word.
    pub(super) fn is_in_its_language(&self, candidate: &Candidate) -> bool {
        let details = self.details(candidate.entity_ref());
        let tokens = &self.scan.tokens[candidate.core.0 as usize..candidate.core.1 as usize];
        let marked = |text: &str| normalise(text).to_lowercase();
        let written: Vec<String> = tokens.iter().map(|t| marked(t.of(self.text))).collect();
        let written = written.join(" ");
        let has_language = |lang: &str| self.scan.languages.is_told_as(lang);
        // Behind a family name it is a given one, and at the start of a sentence another word: Nông Đức Mạnh, Pháp luật.
        let first = candidate.first as usize;
        let all = &self.scan.tokens;
        let is_behind_name = first > 0
            && all[first].gap == Gap::Space
            && all[first - 1].shape == Shape::Capital
            && (!self.starts_sentence(first - 1) || self.roles(first - 1).any(Roles::SURNAME))
            && !self.is_heading(first);
        let starts_as_word = self.starts_sentence(first) && self.roles(first).any(Roles::WORD.with(Roles::FUNCTION));
        let is_other =
            !candidate.flags.has(FormFlags::ACRONYM) && tokens.len() == 1 && (is_behind_name || starts_as_word);
        if is_other {
            return false;
        }
        details.languages.iter().any(|(form, lang)| has_language(lang) && marked(form) == written)
    }

    /// Whether the words are pinyin and no name of a person in pinyin.
    fn is_other_pinyin(&self, candidate: &Candidate, core: (usize, usize)) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let tokens = &self.scan.tokens[core.0..core.1];
        // Wade-Giles has hyphens: Chou En-lai.
        if tokens.iter().skip(1).any(|t| t.gap == Gap::Hyphen) {
            return false;
        }
        let forms = lexicon.entity_forms(candidate.entity);
        // A Chinese name has four signs at most.
        let signs = |form| lexicon.form_text(form).chars().count();
        let mut han = forms.clone().filter(|&f| script_of(lexicon, f) == Some(Script::Han)).map(signs).peekable();
        if han.peek().is_none() || han.any(|count| count > MOST_SIGNS) {
            return false;
        }
        let letters = |text: &str| folded(text).replace(['-', '\''], "");
        let words: Vec<String> = tokens.iter().map(|t| letters(t.of(self.text))).collect();
        if !words.iter().all(|w| is_pinyin(w)) {
            return false;
        }
        let written = words.concat();
        let listed = forms.filter(|&f| script_of(lexicon, f) == Some(Script::Latin)).filter_map(|form| {
            let text = lexicon.form_text(form);
            let words: Vec<String> = text.split(' ').map(letters).collect();
            (words.len() > 1 && words.iter().all(|w| is_pinyin(w))).then(|| words.concat())
        });
        let mut listed = listed.peekable();
        listed.peek().is_some() && !listed.any(|name| pinyin::is_same(&written, &name))
    }

    /// Whether one word that resembles a name has other letters, whatever conventions make of these, in a text of today whose language has
    /// its own names of places listed: Villepin is not Filippin.
    fn is_no_exonym(&self, candidate: &Candidate, core: (usize, usize)) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_told = || EXONYMS.iter().any(|lang| self.scan.languages.is_told_as(lang));
        if candidate.is_inflected || candidate.is_misread || !is_told() || self.is_old_print || self.noise() > 0.0 {
            return false;
        }
        let written = (core.0..core.1).map(|k| self.folded(k)).collect::<String>();
        let own = lexicon.entity_forms(candidate.entity).filter(|&f| script_of(lexicon, f) == Some(Script::Latin));
        !own.into_iter().any(|form| surnames::letters_apart(&written, &folded(&lexicon.form_text(form))).letters == 0)
    }

    /// Whether words of a Vietnamese text have marks.
    fn is_marked_vietnamese(&self, core: (usize, usize)) -> bool {
        self.scan.languages.is_told_as("vi")
            && self.scan.tokens[core.0..core.1].iter().any(|t| !t.of(self.text).is_ascii())
    }

    /// Whether a written word is the last of somebody else's listed name, by its letters: Kirill Peskov is not Kiril Petkov.
    fn is_family_of_another(&self, candidate: &Candidate, token: usize) -> bool {
        let number = candidate.lexicon as usize;
        let lexicon = self.tables.lexicons[number];
        let units = &self.scan.units[self.scan.units_of[token] as usize..self.scan.units_of[token + 1] as usize];
        let near = units.iter().filter(|u| u.end - u.first == 1).flat_map(|u| self.scan.memo.get(u.memo).near(number));
        let exact = near.filter(|n| n.is_exact && lexicon.vocab_script(n.vocab) == Script::Latin);
        exact.into_iter().any(|n| {
            lexicon.partners(n.vocab).take(MOST_BEARERS).any(|(_, form)| {
                let last = lexicon.form_words(form).take_while(|w| w.as_join().is_none()).last();
                lexicon.form_entity(form) != candidate.entity
                    && lexicon.entity_kind(lexicon.form_entity(form)) == "person"
                    && last.is_some_and(|w| w.vocab() == n.vocab)
            })
        })
    }

    /// Whether a family name and the listed one both stand with their marks and begin otherwise: Çalık, Çelik.
    fn is_marked_otherwise(&self, candidate: &Candidate, token: usize, least: &str) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let written = self.folded(token);
        let alike = written.chars().zip(least.chars()).take_while(|(a, b)| a == b).count();
        !self.scan.tokens[token].of(self.text).is_ascii()
            && !lexicon.form_text(candidate.form).is_ascii()
            && 2 * alike < written.chars().count().min(least.chars().count())
    }

    /// How surely the family name that stands here is another's: the person's is at home in Latin letters, and no convention, no ending
    /// and no slip of the pen makes of it what is written.
    fn other_surname(&self, candidate: &Candidate, core: (usize, usize)) -> f32 {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_turned = candidate.evidence.inverted > 0.0;
        let token = if is_turned { core.0 } else { core.1 - 1 };
        let is_common = self.roles(token).any(Roles::SURNAME);
        let written = self.folded(token);
        if candidate.is_joined || written.len() <= SHORTEST_FAMILY {
            return 0.0;
        }
        let is_at_home = is_at_home(lexicon, candidate.entity);
        // What looks transcribed is another press's spelling rather than another name, but where the person's name has marks.
        let has_marks = is_transcribed(lexicon, candidate.entity);
        let may_be_spelling = || !has_marks && Origins::shipped().of(written) > 0.0;
        let own = |&form: &Index| script_of(lexicon, form) == Some(Script::Latin);
        let words = |form| lexicon.form_words(form).take_while(|w| w.as_join().is_none());
        let own_words = || lexicon.entity_forms(candidate.entity).filter(own).flat_map(words);
        let words = own_words().map(|w| lexicon.vocab_text(w.vocab())).filter(|word| word.len() > SHORTEST_FAMILY);
        let mut least = None;
        for word in words {
            let apart = surnames::letters_apart(written, &word);
            if apart.letters == 0 && word == written {
                return 0.0;
            }
            if least.as_ref().is_none_or(|(other, _)| apart < *other) {
                least = Some((apart, word));
            }
        }
        let is_family_last = !candidate.flags.has(FormFlags::FAMILY_FIRST);
        if let Some((apart, word)) = least.as_ref().filter(|_| is_family_last) {
            if apart.has_other_consonants && self.is_family_of_another(candidate, token) {
                return OTHER_FAMILY;
            }
            if apart.letters > 0 && self.is_marked_otherwise(candidate, token, word) {
                return OTHER_CONSONANTS;
            }
        }
        let is_short = written.len() <= SHORT_FAMILY;
        // Martins and Martinez are two.
        let is_own_common = least.as_ref().is_some_and(|(apart, word)| {
            apart.letters > 0 && self.tables.grammar.look_up(word).roles.any(Roles::SURNAME)
        });
        let is_census = || slips::is_surname(written) && self.scan.languages.is_told_as("en");
        match least.map(|(apart, _)| apart) {
            Some(apart) if !is_at_home && apart.has_other_consonants && is_census() => 1.0,
            _ if !is_at_home => 0.0,
            Some(apart) if apart.is_far(has_marks) && !may_be_spelling() => OTHER_FAMILY,
            Some(apart) if is_common && (apart.has_other_consonants || is_own_common) => OTHER_CONSONANTS,
            Some(_) if is_common => 1.0,
            Some(apart) if apart.has_other_consonants && (is_short || slips::is_surname(written)) => 1.0,
            _ => 0.0,
        }
    }

    /// Whether words of a span are in Latin letters and others in a script that has none of their like: ATA ディスク.
    pub(super) fn is_of_two_scripts(&self, (first, end): (usize, usize)) -> bool {
        let tokens = &self.scan.tokens[first..end];
        let is_latin = |t: &Token| t.script == Script::Latin && t.shape != Shape::Initial;
        let is_apart =
            |t: &Token| !matches!(t.script, Script::Latin | Script::Cyrillic | Script::Greek | Script::Other);
        tokens.iter().any(is_latin) && tokens.iter().any(is_apart)
    }

    /// Whether the name stands without its marks, and is not the canonical one in other letters: Zurich is Zürich.
    fn lacks_marks(&self, candidate: &Candidate, token: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let listed = lexicon.form_text(candidate.form);
        let name = lexicon.form_text(lexicon.entity_forms(candidate.entity).start);
        self.scan.tokens[token].of(self.text).is_ascii() && !listed.is_ascii() && folded(&listed) != folded(&name)
    }

    /// Whether a respelt given name is one that the other sex bears: Michelle Martin is not Micheál Martin.
    fn is_other_sex(&self, candidate: &Candidate, core: (usize, usize)) -> bool {
        if candidate.is_spelt_as_listed || self.scan.tokens[core.0].script != Script::Latin {
            return false;
        }
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_person = lexicon.entity_kind(candidate.entity) == "person";
        let listed = lexicon.form_words(candidate.form).find(|w| w.as_join().is_none());
        let Some(listed) = listed.filter(|_| is_person) else { return false };
        let written = sexes::woman(self.folded(core.0));
        written.is_some() && sexes::woman(&lexicon.vocab_text(listed.vocab())).is_some_and(|s| Some(s) != written)
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
        if ((!candidate.is_exact || candidate.is_inflected || self.lacks_article(candidate))
            && roles.any(Roles::DEMONYM))
            || (!candidate.is_exact && self.is_of_place(candidate, token))
            || self.is_own_demonym(candidate, token)
            || self.is_people(candidate, token)
        {
            flag(Feature::Demonym, true);
            return;
        }
        if candidate.flags.has(FormFlags::INITIALS) {
            let by_count = [Feature::InitialsTwo, Feature::InitialsThree, Feature::InitialsFour, Feature::InitialsMore];
            flag(by_count[count.clamp(2, 5) - 2], true);
            // ПОСТА is no ПОС.
            let is_told = self.scan.languages != Languages::ALL;
            flag(Feature::NoName, candidate.is_inflected && is_told && roles.any(Roles::WORD));
            return;
        }
        // Ain't is not Al Ain.
        let negates = |t: &Token| t.gap == Gap::Apostrophe && t.of(self.text) == "t";
        if self.may_be_english && self.scan.tokens.get(core.1).is_some_and(negates) {
            flag(Feature::NoName, true);
            flag(Feature::Contraction, true);
        }
        // The language tells a form of one language alone.
        if candidate.flags.has(FormFlags::NEEDS_LANGUAGE) {
            return;
        }
        let is_normal = self.scan.cases[token] == Case::Normal;
        if candidate.flags.has(FormFlags::ACRONYM) {
            // Where capitals say nothing a word is one: WHO LEAPT, mois.
            let in_capitals = !is_normal || self.is_among_capitals(core);
            let is_told = self.scan.languages != Languages::ALL;
            let words = match here.shape {
                Shape::Upper if count > SMALL => Roles::NONE,
                Shape::Upper => NO_NAME,
                _ => NO_NAME.with(Roles::WORD),
            };
            // U.S. is no word.
            let is_spelt = core.1 - core.0 > 1 && self.scan.tokens[core.0 + 1].gap == Gap::Dot;
            let words = if candidate.is_inflected { NO_NAME.with(Roles::WORD) } else { words };
            // Naša vlada, Sana bir şey.
            let starts = is_normal && here.shape == Shape::Capital && self.starts_sentence(token);
            flag(Feature::NoName, (in_capitals || starts) && is_told && roles.any(words) && !is_spelt);
            flag(Feature::Acronym, true);
            flag(Feature::AcronymOfTwo, count <= 2);
            flag(Feature::AcronymInSmall, is_normal && !matches!(here.shape, Shape::Upper | Shape::Uncased));
            return;
        }
        let is_number = || here.shape == Shape::Upper && !candidate.is_exact && is_numeral(self.folded(token));
        if roles.any(NO_NAME) || self.has_other_marks(candidate, here) || is_number() {
            // Such a word is a name's case by chance only: Совета is no Soweto. The weight is learned where names stand as listed.
            flag(Feature::NoName, true);
            flag(Feature::NoName, candidate.is_inflected && roles.any(Roles::STOP));
        } else if roles.any(KIND_WORD) && self.scan.is_of_text(token) {
            flag(Feature::KindWord, true);
        } else if roles.any(Roles::WORD) {
            let tells_nothing = !is_normal || self.starts_sentence(token);
            flag(if tells_nothing { Feature::WordAtStart } else { Feature::Word }, true);
            // PENSI is no Benxi.
            let is_other = !candidate.is_spelt_as_listed || candidate.is_inflected || candidate.words > 1;
            flag(Feature::NoName, !is_normal && is_other && self.scan.languages != Languages::ALL);
            let starts = is_normal && self.starts_sentence(token);
            let is_told = self.scan.languages != Languages::ALL;
            flag(Feature::WordUnsupported, starts && is_told && !self.is_supported(token, core.1));
            // Das Essen: cities have no article.
            let has_article = self.is_german
                && token > 0
                && here.gap == Gap::Space
                && self.roles(token - 1).any(Roles::ARTICLE)
                && self.tables.lexicons[candidate.lexicon as usize].entity_kind(candidate.entity) == "place";
            flag(Feature::NoName, has_article);
        }
        flag(Feature::Capitals, is_normal && here.shape == Shape::Upper);
        let given = roles.any(Roles::GIVEN);
        flag(Feature::Given, given);
        // An ending makes somebody's name of it: Мария, the town of Мары.
        flag(Feature::Given, given && candidate.is_inflected && here.script != Script::Latin);
        flag(Feature::Surname, !given && roles.any(Roles::SURNAME));
        // Дело Иванова: a family name is no town's with an ending, where no word such as "in" stands before it.
        let is_somebodys = candidate.is_inflected
            && here.script == Script::Cyrillic
            && roles.any(Roles::SURNAME)
            && !self.follows_locative(token)
            && self.tables.lexicons[candidate.lexicon as usize].entity_kind(candidate.entity) == "place";
        flag(Feature::TitledSurname, is_somebodys);
        let uses = self.uses_of(token);
        flag(Feature::AlsoLower, is_normal && uses.lower > 0);
        // Somebody elsewhere: what stands before this very word is told apart.
        flag(Feature::Borne, uses.borne > u32::from(self.is_borne(token)) && !self.is_dateline(token));
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

    /// Whether the document has an ordinary word that starts a sentence as a name elsewhere, or what stands behind it here stands
    /// behind names: Nice, France; Reading's streets.
    fn is_supported(&self, token: usize, end: usize) -> bool {
        let behind = self.scan.tokens.get(end).is_none_or(|next| {
            let is_capital = matches!(next.shape, Shape::Capital | Shape::Upper);
            match next.gap {
                Gap::Comma => is_capital,
                Gap::Apostrophe => next.len() == 1,
                _ => false,
            }
        });
        behind || self.uses_of(token).within > 0
    }

    /// Whether a word with an ending has several marks where the listed name has none: Wałęsa is nothing of Wales. One may be
    /// left out in a list.
    fn has_other_marks(&self, candidate: &Candidate, token: &Token) -> bool {
        let listed = || self.tables.lexicons[candidate.lexicon as usize].form_text(candidate.form);
        let is_marked = |c: &char| c.is_alphabetic() && !c.is_ascii();
        candidate.is_inflected
            && token.script == Script::Latin
            && token.of(self.text).chars().filter(is_marked).nth(1).is_some()
            && listed().is_ascii()
    }

    /// Whether the language of the text calls a people by what another language calls the country, marks aside: French
    /// Algérien, German Algerien; or by that very word, which then is a stop form.
    ///
    /// Not in the languages that write such words small: there Argentina in capitals is the country.
    fn is_own_demonym(&self, candidate: &Candidate, token: usize) -> bool {
        let languages = self.scan.languages_of(token);
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        self.scan.languages != Languages::ALL
            && languages.0 != 0
            && self.roles(token).any(Roles::DEMONYM)
            && lexicon.entity_kind(candidate.entity) == "place"
            && (self.roles(token).any(Roles::STOP)
                || (!["es", "it", "pt", "ca"].iter().any(|l| languages.any(Languages::named(l)))
                    && normalise(&lexicon.form_text(candidate.form)).to_lowercase()
                        != normalise(self.scan.tokens[token].of(self.text)).to_lowercase()))
    }

    /// Whether an article makes a people of what is the country's name without one: die Polen, but das Polen von heute.
    fn is_people(&self, candidate: &Candidate, token: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        self.is_german
            && token > 0
            && self.scan.tokens[token].gap == Gap::Space
            && ["die", "der", "den"].iter().any(|a| self.scan.tokens[token - 1].of(self.text).eq_ignore_ascii_case(a))
            && lexicon.entity_kind(candidate.entity) == "place"
            && {
                let folded = self.folded(token);
                let one = folded.strip_suffix('n').map(|one| self.tables.grammar.look_up(one));
                one.is_some_and(|entry| entry.roles_in(self.scan.languages).any(Roles::DEMONYM))
            }
    }

    /// Whether a word is a place's name with an ending that makes its people of it: Kashmiri, Brandenburger.
    fn is_of_place(&self, candidate: &Candidate, token: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        if self.scan.tokens[token].script != Script::Latin || lexicon.entity_kind(candidate.entity) != "place" {
            return false;
        }
        let written = self.folded(token);
        let bare = OF_PEOPLE.iter().filter_map(|ending| written.strip_suffix(ending));
        bare.filter_map(|bare| lexicon.exact(bare)).any(|listed| {
            let mut own = lexicon.wholly(listed).filter(|&form| lexicon.form_entity(form) == candidate.entity);
            own.any(|form| lexicon.form_words(form).take_while(|w| w.as_join().is_none()).count() == 1)
        })
    }

    /// Whether a word is the last of a place's name with an English ending that makes its people of it: San Franciscans.
    fn is_people_of(&self, candidate: &Candidate, token: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let written = self.folded(token);
        let stem = PEOPLE_OF.iter().find_map(|ending| written.strip_suffix(ending));
        let name = lexicon.form_text(lexicon.entity_forms(candidate.entity).start);
        let last = folded(name.rsplit(' ').next().unwrap_or_default());
        self.may_be_english
            && stem.is_some_and(|stem| {
                let rest = last.strip_prefix(stem).filter(|_| stem.len() >= SHORTEST_STEM);
                rest.is_some_and(|rest| rest.len() <= 1)
            })
    }

    /// What the tables say of the words of a span.
    pub(super) fn phrase(&self, (first, end): (usize, usize)) -> Entry {
        let words = (first..end).map(|k| self.folded(k));
        self.tables.grammar.look_up(&words.collect::<Vec<_>>().join(" "))
    }

    /// Whether a body's name begins with an article that the text has not: a Black New Yorker, The New Yorker.
    fn lacks_article(&self, candidate: &Candidate) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let first = candidate.core.0 as usize;
        let is_article = |roles: Roles| roles.any(Roles::ARTICLE.with(Roles::FUNCTION));
        let listed = lexicon.form_words(candidate.form).next();
        lexicon.entity_kind(candidate.entity) == "org"
            && listed.is_some_and(|w| w.is_light() && is_article(lexicon.vocab_roles(w.vocab())))
            && !self.roles(first).any(Roles::ARTICLE)
            && (!(first > 0 && self.scan.tokens[first].gap == Gap::Space && self.roles(first - 1).any(Roles::ARTICLE))
                || self.is_adjective_of(first, candidate.core.1 as usize))
    }

    /// Whether a small article stands before a word and a noun in small letters behind it: the Hindu holy city.
    fn is_adjective_of(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let noun = tokens.get(end).filter(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
        noun.is_some()
            && first > 0
            && self.is_behind_the(first)
            && tokens[first - 1].shape == Shape::Lower
            && !self.roles(end).any(Roles::FUNCTION)
    }

    /// Whether words in capitals stand directly before and after a span, or on one side at the end of a line.
    fn is_among_capitals(&self, core: (usize, usize)) -> bool {
        let tokens = &self.scan.tokens;
        let is_upper = |k: usize| tokens[k].shape == Shape::Upper && tokens[k].len() > 1;
        let before = core.0 > 0 && tokens[core.0].gap == Gap::Space && is_upper(core.0 - 1);
        let after = tokens.get(core.1).is_some_and(|t| t.gap == Gap::Space) && is_upper(core.1);
        let ends = |k: usize| tokens.get(k).is_none_or(|t| t.gap >= Gap::Line && t.gap != Gap::Comma);
        (before && (after || ends(core.1))) || (after && ends(core.0))
    }

    /// What the several words of a candidate are otherwise.
    fn words(&self, candidate: &Candidate, core: (usize, usize), add: &mut impl FnMut(Feature, f32)) {
        let tokens = &self.scan.tokens;
        let mut flag = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        // Ali is a small word in Croatian.
        let is_small =
            |k: usize| self.roles(k).any(Roles::FUNCTION) && !self.roles(k).any(Roles::ARTICLE.with(Roles::GIVEN));
        let small = (core.0..core.1).any(is_small);
        let apostrophe = (core.0 + 1..core.1).any(|k| tokens[k].gap == Gap::Apostrophe);
        flag(Feature::Contraction, small && apostrophe && candidate.words <= 1);
        if candidate.words > 1 || !apostrophe {
            flag(Feature::SmallWord, small && !candidate.is_exact);
        }
        let ordinary = Roles::WORD.with(KIND_WORD).with(Roles::FUNCTION).with(Roles::ORG_WORD);
        let is_ordinary = |k: usize| self.roles(k).any(ordinary);
        flag(Feature::AllOrdinary, (core.0..core.1).all(is_ordinary));
        // Ti si moj prijatelj: words of the text's language, of which the first has the sentence's capital.
        let is_small_one = |k: usize| {
            tokens[k].len() <= SMALL
                && (k == core.0 || (tokens[k].shape == Shape::Lower && tokens[k].gap == Gap::Space))
        };
        let is_word = |k: usize| self.roles(k).any(Roles::FUNCTION.with(Roles::WORD));
        let is_told = self.scan.languages != Languages::ALL;
        let is_clause = small
            && is_told
            && self.starts_sentence(core.0)
            && (core.0..core.1).all(is_small_one)
            && (core.0..core.1).all(is_word);
        // Each of them says it.
        flag(Feature::NoName, is_clause);
        flag(Feature::NoName, is_clause);
        // Unless the name is of ordinary words itself.
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_listed = lexicon.form_words(candidate.form).any(|w| lexicon.vocab_roles(w.vocab()).any(ordinary));
        flag(Feature::OrdinaryWord, !candidate.is_exact && !is_listed && (core.0..core.1).any(is_ordinary));
        // "Güney Koreli" is of Korea, whoever it sounds like.
        let is_distant = !candidate.is_spelt_as_listed && candidate.evidence.spelling_mean < 1.0;
        let is_distant = is_distant && lexicon.entity_kind(candidate.entity) == "person";
        let is_demonym = |k: usize| self.roles(k).any(Roles::DEMONYM);
        // Nor is "South African" the country.
        let is_place = lexicon.entity_kind(candidate.entity) == "place";
        let is_adjective = ((is_place && (!candidate.is_spelt_as_listed || candidate.is_inflected))
            || self.lacks_article(candidate))
            && {
                is_demonym(core.1 - 1)
                    || self.phrase(core).roles.any(Roles::DEMONYM)
                    || (!candidate.is_spelt_as_listed && self.is_people_of(candidate, core.1 - 1))
            };
        // Saudi Arabian media are none of the Saudi Arabian Oil Company.
        let is_phrase = || self.phrase(core).roles.any(Roles::DEMONYM);
        let is_left = candidate.evidence.omitted > 0.0
            && lexicon.entity_kind(candidate.entity) == "org"
            && ((core.0..core.1).all(is_demonym) || is_phrase());
        flag(Feature::Demonym, (is_distant && (core.0..core.1).any(is_demonym)) || is_adjective || is_left);
        let full_name =
            self.roles(core.0).any(Roles::GIVEN) && self.roles(core.1 - 1).any(Roles::SURNAME.with(Roles::GIVEN));
        flag(Feature::FullName, full_name);
    }

    /// Whether "of" and a capital follow: Texas Department of Public Safety.
    fn goes_on_with_of(&self, last: usize) -> bool {
        let tokens = &self.scan.tokens;
        last + 2 < tokens.len()
            && (last + 1..last + 3).all(|k| tokens[k].gap == Gap::Space)
            && tokens[last + 1].of(self.text) == "of"
            && tokens[last + 2].shape == Shape::Capital
    }

    /// Whether words in capitals that end with one for a body follow a place: China Banking Regulatory Commission.
    fn is_body_of(&self, candidate: &Candidate) -> bool {
        let end = candidate.end as usize;
        let other = Roles::TITLE.with(Roles::FUNCTION).with(Roles::CALENDAR).with(Roles::DEMONYM);
        let tokens = &self.scan.tokens;
        // U.S. Geological Survey.
        let is_joined = |k: usize| {
            let is_dotted = || k == end && tokens[k].gap == Gap::DotSpace && tokens[k - 1].len() == 1;
            tokens[k].gap == Gap::Space || is_dotted()
        };
        let is_name = |&k: &usize| is_joined(k) && tokens[k].shape == Shape::Capital && !self.roles(k).any(other);
        let run = (end..tokens.len().min(end + LONGEST_BODY)).take_while(is_name).last();
        let body = Roles::GENERIC.with(Roles::LANDMARK).with(Roles::ORG_WORD);
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        lexicon.entity_kind(candidate.entity) == "place"
            && run.is_some_and(|last| {
                let body = if last == end { body.with(Roles::PLACE_WORD) } else { body };
                (last > end || self.goes_on_with_of(last)) && self.roles(last).any(body) && !self.is_heading(last)
            })
    }

    /// Whether the small word of somebody's name stands before the last word of it, and before that a name that is not theirs: Viviane
    /// Barci de Moraes is not Alexandre de Moraes.
    pub(super) fn follows_another(&self, entity: EntityRef, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        let roles = Roles::PARTICLE.with(Roles::FUNCTION).with(Roles::LINKER).with(Roles::ARTICLE);
        let is_small = |k: usize| tokens[k].shape == Shape::Lower && self.roles(k).any(roles);
        let Some(small) = first.checked_sub(1).filter(|&k| tokens[first].gap == Gap::Space && is_small(k)) else {
            return false;
        };
        let other = Roles::FUNCTION.with(Roles::TITLE).with(Roles::CALENDAR).with(Roles::PLACE_WORD);
        let is_name = |&k: &usize| {
            tokens[k].shape == Shape::Capital && tokens[small].gap == Gap::Space && !self.roles(k).any(other)
        };
        let Some(name) = small.checked_sub(1).filter(is_name) else { return false };
        let names = lexicon.entity_forms(entity.entity).map(|form| folded(&lexicon.form_text(form)).into_owned());
        let own = format!(" {} {}", self.folded(small), self.folded(first));
        let mut has_small = false;
        let mut has_name = false;
        for form in names {
            has_small |= form.ends_with(&own);
            has_name |= form.split(' ').any(|word| word == self.folded(name));
        }
        has_small && !has_name
    }

    /// Whether a word is the first of two family names where both are usual: Manuel García Castellón.
    fn is_first_family_name(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        ["es", "pt"].iter().any(|lang| self.scan.languages.is_told_as(lang))
            && self.roles(token).any(Roles::SURNAME)
            && tokens[token].gap == Gap::Space
            && token
                .checked_sub(1)
                .is_some_and(|k| tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::GIVEN))
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
        // A name that a person's goes on with stands within the span.
        let stop = if person { candidate.core.1 as usize } else { end };
        let (before, after) = (self.name_before(first), self.name_after(stop));
        // In German any noun may stand before a place in the genitive: die Lage Madrids.
        let before = before.filter(|_| !(self.is_german && candidate.is_inflected && kind == "place"));
        // Yusuf Erdoğan Konya'da konuştu.
        let before = before.filter(|_| !(kind == "place" && self.is_locative_form(candidate)));
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
                let is_given = before
                    .is_some_and(|k| self.roles(k).any(Roles::GIVEN) || (person && self.is_given_in_case(k)))
                    || self.is_noble(first)
                    || (kind == "place" && before.is_some_and(|k| self.is_first_family_name(k)));
                let is_others = person && self.follows_another(candidate.entity_ref(), first);
                flag(Feature::GivenBefore, is_given || is_others);
                flag(Feature::SurnameAfter, after.is_some_and(|k| self.roles(k).any(Roles::SURNAME)));
            }
            // Nor is a name written in one word another's family name: Masoumeh Alinejad is not Ali Nejad.
            if person && (one_listed || one_word) {
                let is_others = || one_word && self.follows_another(candidate.entity_ref(), first);
                flag(Feature::MononymNeighbour, before.is_some() || after.is_some() || is_others());
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
        // JFK airport.
        let is_lower_landmark = || {
            candidate.flags.has(FormFlags::ACRONYM.with(FormFlags::INITIALS))
                && tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower)
                && self.roles(end).any(Roles::LANDMARK)
        };
        // Karl-Marx-Haus, whatever of it sounds as his name.
        let has_landmark = || {
            !candidate.is_exact
                && end - first > 1
                && tokens[end - 1].gap == Gap::Hyphen
                && self.roles(end - 1).any(Roles::LANDMARK)
        };
        let is_landmark = || self.landmark_follows(end) || is_lower_landmark() || has_landmark();
        flag(Feature::LandmarkAfter, person && is_landmark());
        // A club by its town alone is in no street either: in via Roma.
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let has_more = || lexicon.form_words(candidate.form).filter(|w| w.as_join().is_none()).count() > 1;
        let is_bare_club = kind == "org" && one_word && candidate.is_exact && has_more();
        let is_family = |k: usize| self.roles(k).any(Roles::SURNAME) || self.roles(k) == Roles::NONE;
        // Hospital Benito Juárez, which is a place as well.
        let is_after_somebody = || {
            let is_given_before = || before.is_some_and(|k| self.roles(k).any(Roles::GIVEN));
            if one_word {
                return is_given_before();
            }
            self.roles(candidate.core.0 as usize).any(Roles::GIVEN) && is_family(candidate.core.1 as usize - 1)
        };
        let named_as = match kind {
            _ if is_bare_club => "place",
            "place" if is_after_somebody() => "person",
            _ => kind,
        };
        flag(Feature::StreetBefore, self.street_precedes(first, named_as));
        let is_given = one_word && kind == "place" && self.roles(candidate.core.0 as usize).any(Roles::GIVEN);
        // JORDAN PICKFORD: in capitals a family name has to be nothing else.
        let in_capitals = || {
            let other =
                Roles::WORD.with(Roles::FUNCTION).with(Roles::TITLE).with(Roles::GENERIC).with(Roles::PLACE_WORD);
            !is_normal
                && tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Upper)
                && self.roles(end).any(Roles::SURNAME)
                && !self.roles(end).any(other)
        };
        let goes_on_so = || if is_normal { after.is_some_and(is_family) } else { in_capitals() };
        // Jordan Smith.
        let is_place_too = || {
            let head = candidate.core.0 as usize;
            let is_before = is_normal && one_word && kind == "place" && !self.follows_locative(first);
            is_before && after.is_some_and(|k| is_family(k) || self.is_elided_name(k)) && self.is_given_name_too(head)
        };
        flag(Feature::GivenThenName, (is_given && goes_on_so()) || is_place_too());
        // O'Keeffe is nothing but a family name.
        flag(Feature::GivenThenName, is_place_too() && after.is_some_and(|k| self.is_elided_name(k)));
        flag(Feature::Club, is_normal && kind == "place" && self.is_among_sports(candidate));
        // A club by one word that is another as well, where nothing is of sport: Chelsea is somebody.
        let is_other = self.roles(candidate.core.0 as usize).any(Roles::GIVEN.with(Roles::WORD).with(Roles::DEMONYM));
        let is_club = || kind == "org" && one_word && candidate.is_exact && self.is_club_out_of_sport(candidate);
        let is_club = || is_other && !candidate.flags.has(FormFlags::ACRONYM) && is_club();
        flag(Feature::Club, is_normal && is_club());
        flag(Feature::OtherKindAfter, is_normal && kind == "place" && self.other_kind_follows(candidate));
        let is_masthead = kind == "place" && self.masthead_follows(end);
        flag(
            Feature::MastheadAfter,
            is_masthead || (is_normal && kind != "person" && self.is_joined_landmark(candidate)),
        );
        let is_others_acronym = candidate.flags.has(FormFlags::ACRONYM) && self.is_others_acronym(candidate);
        flag(Feature::OthersAcronym, is_others_acronym);
        flag(Feature::OtherState, kind == "place" && self.other_state_follows(candidate, end));
        let is_whole = candidate.evidence.omitted + candidate.evidence.contradicted == 0.0;
        let goes_on = is_normal && person && !one_listed && is_whole && candidate.evidence.inverted == 0.0;
        let surname = || after.is_some_and(|k| tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::SURNAME));
        flag(Feature::SurnameAfterSeveral, goes_on && surname());
        let is_collective =
            || self.collective_follows(end) || self.collective_precedes(first) || self.is_family(candidate, first);
        flag(Feature::CollectiveAfter, person && one_listed && is_collective());
        flag(Feature::InTitle, self.is_in_title(first, end, kind == "org"));
        let is_announced = person && !one_word && self.is_whole_title(first, end);
        flag(Feature::InCase, kind != "org" && self.is_in_case(first, end));
        flag(Feature::GoodsAfter, self.goods_follow(end) || self.ailment_follows(candidate, end));
        let core = (candidate.core.0 as usize, candidate.core.1 as usize);
        flag(Feature::OtherFather, person && is_normal && self.is_other_father(candidate, core));
        flag(
            Feature::Locative,
            (self.follows_locative(first) || self.is_locative_form(candidate)) && !self.is_away(first),
        );
        let starts = first == 0 || self.starts_sentence(first);
        flag(Feature::AtStart, starts);
        let (mut has_others_initial, mut is_country_of_body) = (false, false);
        // Felipe VI is not Felipe.
        let has_numeral = person && is_normal && self.is_before_other_numeral(candidate.entity_ref(), end);
        if first > 0 {
            let (k, gap) = (first - 1, here.gap);
            let roles = self.roles(k);
            let spaced = gap.is_space();
            let abbreviated = gap == Gap::DotSpace && tokens[k].len() <= ABBREVIATION;
            let is_titled = (spaced || abbreviated) && roles.any(Roles::TITLE) && !roles.any(Roles::FUNCTION);
            flag(Feature::TitleBefore, is_titled);
            let is_surname = one_word && self.roles(candidate.core.0 as usize).any(Roles::SURNAME);
            flag(Feature::TitledSurname, is_titled && kind == "place" && is_surname);
            let has_initial = self.is_initial(k) && matches!(gap, Gap::Dot | Gap::DotSpace);
            flag(Feature::InitialBefore, has_initial);
            let lexicon = self.tables.lexicons[candidate.lexicon as usize];
            let is_other = has_initial && person && one_listed && !self.has_initial(lexicon, candidate.entity, k);
            has_others_initial = is_other && is_normal;
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
                // In Brandenburg Autos bauen.
                let is_kind = spaced && kind && next.shape == Shape::Capital && !self.follows_locative(first);
                let is_body = self.is_body_of(candidate);
                flag(Feature::KindAfter, is_kind || is_body);
                // A body of several words says it twice: Texas Department of Public Safety.
                flag(Feature::KindAfter, is_body && !candidate.flags.has(FormFlags::ACRONYM));
                is_country_of_body = is_body && candidate.flags.has(FormFlags::ACRONYM);
                flag(Feature::SmallKindAfter, spaced && kind && next.shape == Shape::Lower);
                flag(Feature::CommaAfter, next.gap == Gap::Comma && next.shape == Shape::Capital);
                flag(Feature::NumberAfter, spaced && next.shape == Shape::Number);
                flag(Feature::HyphenAfter, next.gap == Gap::Hyphen && next.shape == Shape::Lower);
                flag(Feature::Possessive, next.gap == Gap::Apostrophe && next.len() == 1);
                let starts_line = first == 0 || matches!(here.gap, Gap::Line | Gap::Paragraph);
                flag(Feature::Dateline, starts_line && next.gap == Gap::Break);
                flag(Feature::WholeLine, starts_line && matches!(next.gap, Gap::Line | Gap::Paragraph));
                let is_bracketed = here.gap == Gap::Break && next.gap == Gap::Break;
                flag(Feature::Bracketed, is_bracketed && !is_others_acronym);
            }
        }
        let is_whole_name = person && is_normal && !one_word && candidate.is_exact;
        if is_whole_name && self.is_other_given(candidate) {
            add(Feature::GivenBefore, OTHER_GIVEN);
        }
        let is_name = is_whole_name || (person && is_normal && one_word && self.is_german);
        if is_name && self.is_joined_to_family_name(end) {
            add(Feature::Compound, JOINED_FAMILY);
        }
        if person && is_normal && one_word && before.is_some() && self.is_behind_unknown_name(first) {
            add(Feature::GivenBefore, UNKNOWN_GIVEN);
        }
        if person && candidate.evidence.contradicted > 0.0 && self.scan.languages.is_told_as("vi") {
            add(Feature::GivenBefore, OTHER_MIDDLE);
        }
        if is_announced {
            add(Feature::InTitle, SHIP_OR_WORK);
        }
        if kind == "place" && self.is_in_told_title(first, end) {
            add(Feature::InTitle, TOLD_TITLE);
        }
        if has_others_initial {
            add(Feature::InitialsWrong, OTHERS_INITIAL);
        }
        if has_numeral {
            add(Feature::InitialsWrong, OTHERS_NUMERAL);
        }
        if is_country_of_body {
            add(Feature::KindAfter, COUNTRY_OF_BODY);
        }
    }
}
