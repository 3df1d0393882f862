//! What stands directly before and after a span: names, places, streets, families.

use super::about::{self, Is};
use super::place::Place;
use super::{EntityRef, families, generations};
use crate::grammar::{Entry, Languages, Roles};
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::keys;
use crate::orthography::fold::folded;
use crate::orthography::names::is_numeral;
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, Phones, Segment};
use crate::scan::{Candidate, Case};
use crate::segment::{Gap, Shape, Token};

/// Tokens from a street's word to the name, that word among them.
const MOST_BETWEEN: usize = 4;

/// Letters of the longest word of a landmark in a script without spaces.
const MOST_LETTERS: usize = 4;

/// A word of sport of each group that such words are of, and the tokens around a city's name where others speak of a club.
const SPORT: [&str; 3] = ["goalkeeper", "club", "league"];
const SPORT_REACH: usize = 25;

/// A document is about sport that has as many words of it, and one for so many tokens.
const MANY_SPORTS: usize = 4;
const TOKENS_OF_SPORT: usize = 50;

/// As many say that a word of a team named in full may be the team. By hand.
const SOME_SPORTS: u32 = 2;

/// A word of a club's name that is no other's, such as FC.
const CLUB: &str = "afc";

/// What stands before a noble family name in German and Dutch; a queen or bishop is of a place.
const HONORIFICS: [&str; 7] = ["Herr", "Herrn", "Frau", "Freiherr", "Freiherrn", "Mevrouw", "heer"];

/// A word of what is called after the city before it.
const OF_CITY: &str = "marathon";

/// The head of a university's name.
const UNIVERSITY: &str = "university";

/// Digits of the most that a side scores.
const LONGEST_SCORE: usize = 3;

/// Languages that have the word for a family before its name, and no cases, or the name in the first: породица Вучић.
const FAMILIES_BEFORE: [&str; 14] =
    ["ca", "da", "de", "es", "fr", "id", "it", "nl", "no", "pt", "ro", "sv", "sw", "vi"];

/// Languages that tell no "his family" from "the family of that name": there only words of the group of families count, and a
/// brother's or a wife's name is the one meant: زوجة صدام.
const OF_FAMILIES: [&str; 7] = ["ar", "el", "fa", "he", "hr", "sr", "ur"];

/// Languages that have "of" between what is of a place and the place.
const NAMED_DIRECTLY: [&str; 5] = ["ca", "es", "fr", "it", "pt"];

/// The group of words for a family itself.
const FAMILY: &str = "family/name";

/// Languages that put a street's word behind its name in small letters: Moszkva tér, Maskvos gatvė.
const SMALL_STREETS: [&str; 4] = ["et", "hu", "lt", "lv"];

/// Words for streets, several of which are called after several: улицы Кирова и Ленина.
const STREETS: [&str; 14] = [
    "улицы",
    "улиц",
    "улицах",
    "улицам",
    "проспекты",
    "проспектов",
    "проспектах",
    "вулиці",
    "вулиць",
    "вулицях",
    "calles",
    "avenidas",
    "rues",
    "avenues",
];

/// What stands behind a street's one letter in a script without spaces, where that letter begins no other word: 上海路在南京.
const BEHIND_STREETS: &str = "在和与與跟及的上下前旁是有到从從至、，。因被将發发交封已也";

/// What joins the words of a foreign name in Chinese and Japanese.
/// Letters of the shortest word for a building that is looked for at the end of a compound: haus is a part of others.
const LONG_LANDMARK: usize = 5;

const NAME_DOTS: [char; 5] = ['·', '・', '•', '‧', '･'];

/// Characters of the longest given name before one.
const LONGEST_GIVEN: usize = 6;

/// What على is written with where it is somebody's name.
const DOTTED: [char; 2] = ['ي', 'ی'];

/// Bytes of the shortest word for a family that tells its language.
const LONG_FAMILY: usize = 7;

/// Endings of English verbs and adverbs in capitals.
const VERBS: [&str; 4] = ["S", "ED", "ING", "LY"];

/// A small word that is a given name, and a month in a capital.
const MAY: &str = "May";

/// Letters of a month that is cut short.
const MONTH: usize = 3;

/// Letters of the longest legal form that is no word: GmbH.
const FIRM: usize = 4;

/// Letters of the longest abbreviation of a street's word: ул.
const ABBREVIATED: usize = 4;

/// Letters of the longest abbreviation of a state that has a full stop: Me., Ill.
const LONGEST_ABBREVIATED: usize = 3;

/// The classes of the first consonant of a folded word, as any of its readings has it.
fn first_consonants(word: &str) -> u8 {
    let (_, readings) = sounds::readings(word);
    let first =
        |reading: &Vec<Segment>| reading.iter().map(|&segment| keys::class_bits(segment)).find(|&bits| bits != 0);
    readings.iter().filter_map(first).fold(0, |all, bits| all | bits)
}

impl Place<'_> {
    /// Whether a word such as "in" stands before a span.
    pub(super) fn follows_locative(&self, first: usize) -> bool {
        first > 0 && self.scan.tokens[first].gap.is_space() && self.roles(first - 1).any(Roles::LOCATIVE)
    }

    /// Whether a title, a name behind it or none, and "of" stand before a place: King Abdullah of Jordan, le roi de Jordanie.
    pub(super) fn is_ruled(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_spaced = |k: usize| tokens[k].gap == Gap::Space;
        let is_of = first > 1
            && is_spaced(first)
            && is_spaced(first - 1)
            && tokens[first - 1].shape == Shape::Lower
            && self.roles(first - 1).any(Roles::LINKER)
            && tokens[first - 1].of(self.text) != "and";
        let is_title = |k: usize| self.roles(k).any(Roles::TITLE) && tokens[k].shape == Shape::Capital;
        let is_name = |k: usize| is_spaced(k) && tokens[k].shape == Shape::Capital;
        is_of && (is_title(first - 2) || (first > 2 && is_name(first - 2) && is_title(first - 3)))
    }

    /// Whether a listed place of one word stands at a token.
    fn is_listed_place(&self, token: usize) -> bool {
        let candidates = &self.scan.candidates;
        let from = candidates.partition_point(|c| (c.first as usize) < token);
        candidates[from..].iter().take_while(|c| c.first as usize == token).any(|c| {
            c.is_exact
                && c.end as usize == token + 1
                && self.tables.lexicons[c.lexicon as usize].entity_kind(c.entity) == "place"
        })
    }

    /// Whether a word in a capital of which nothing is known stands before a token in running text: there it is rather a given name
    /// than a title. Not in German, where all nouns have capitals.
    pub(super) fn is_behind_unknown_name(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        token > 0
            && !self.is_german
            && tokens[token].script == Script::Latin
            && tokens[token].gap == Gap::Space
            && tokens[token - 1].shape == Shape::Capital
            && tokens[token - 1].gap == Gap::Space
            && self.roles(token - 1) == Roles::NONE
            && !self.is_heading(token - 1)
    }

    /// Whether a hyphen joins another capitalised word to a span, which is not the whole name of somebody listed: the Angela
    /// Merkel-Emmanuel Macron summit.
    pub(crate) fn is_compound(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_name = |k: usize| matches!(tokens[k].shape, Shape::Capital) && !self.roles(k).any(Roles::DEMONYM);
        // Eine Schmidt-Rede: a noun, which is nobody's name.
        let is_noun = |k: usize| {
            let name =
                Roles::GIVEN.with(Roles::SURNAME).with(Roles::LANDMARK).with(Roles::LEGAL_FORM).with(Roles::WORK);
            // Die Putin-Versteher: a word that is not known, behind an article.
            let is_behind_article = || {
                first > 0
                    && tokens[first].gap == Gap::Space
                    && (tokens[first - 1].shape == Shape::Lower || self.starts_sentence(first - 1))
                    && self.roles(first - 1).any(Roles::ARTICLE.with(Roles::FUNCTION))
            };
            // Die Strauß-Kinder: an ordinary word, though somebody is called so.
            let is_ordinary = || self.roles(k).any(Roles::WORD) && is_behind_article();
            let is_none = || !self.roles(k).any(name) || is_ordinary();
            self.is_german
                && is_none()
                && !self.roles(k).any(Roles::LANDMARK.with(Roles::LEGAL_FORM).with(Roles::WORK))
                && (self.roles(k) != Roles::NONE || (is_behind_article() && end - first == 1))
        };
        let before = first > 0
            && tokens[first].gap == Gap::Hyphen
            && is_name(first - 1)
            && self.whole_names_at(first).1.is_none()
            && !self.roles(first - 1).any(Roles::ARTICLE);
        // Scholz-Recycling GmbH.
        let is_firm = |k: usize| {
            tokens.get(k).is_some_and(|t| t.gap == Gap::Space && t.shape != Shape::Lower)
                && self.roles(k).any(Roles::LEGAL_FORM)
        };
        // Johnson & Johnson.
        let is_company = |k: usize| {
            let between =
                k.checked_sub(1).map_or("", |before| &self.text[tokens[before].end as usize..tokens[k].start as usize]);
            tokens[k].gap == Gap::Break && between.trim() == "&"
        };
        let company_before = first > 0 && is_company(first) && is_name(first - 1);
        let company_after = end < tokens.len() && is_company(end) && is_name(end);
        before
            || company_before
            || company_after
            || tokens.get(end).is_some_and(|t| {
                t.gap == Gap::Hyphen
                    && is_name(end)
                    && (!is_noun(end) || is_firm(end + 1))
                    && self.whole_names_at(end).0.is_none()
            })
    }

    /// Whether a hyphen joins another family name to the name that ends before a token: Мария Шарапова-Иванова. Not somebody else who
    /// is listed, nor a German noun.
    pub(super) fn is_joined_to_family_name(&self, end: usize) -> bool {
        let other = Roles::WORD.with(Roles::DEMONYM).with(Roles::TITLE).with(Roles::GENERIC).with(Roles::ORG_WORD);
        let candidates = &self.scan.candidates;
        let from = candidates.partition_point(|c| (c.first as usize) < end);
        let here = || candidates[from..].iter().take_while(|c| c.first as usize == end);
        let is_listed = || here().any(|c| c.is_exact && !c.is_inflected);
        self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Hyphen && t.shape == Shape::Capital)
            && (self.roles(end).any(Roles::SURNAME) || (!self.is_german && !self.roles(end).any(other)))
            && !is_listed()
    }

    /// Whether a neighbour is no part of a longer name, where a whole name of somebody else stands there: in languages that
    /// tell by endings who does what, names stand side by side. In others they are mostly one: Angela Merkel Square,
    /// Julio César Chávez.
    fn is_anothers(&self, is_whole_name: bool) -> bool {
        is_whole_name && self.scan.languages.inflect_names()
    }

    /// A capitalised word directly before a token, if it is one that may be part of a name.
    pub(crate) fn name_before(&self, token: usize) -> Option<usize> {
        let before = token.checked_sub(1)?;
        let is_near = self.scan.tokens[token].gap == Gap::Space || self.scan.tokens[token].gap == Gap::Hyphen;
        // Покойного Собчака.
        let is_generation =
            self.starts_sentence(before) && generations::of(self.folded(before), self.scan.languages).is_some();
        (is_near
            && !is_generation
            && (self.is_name_word(before) || self.is_second_given(before))
            && !self.is_anothers(self.whole_names_at(token).1.is_some()))
        .then_some(before)
    }

    /// Whether a word that is a title as well is the second of two given names: Julio César Chávez.
    fn is_second_given(&self, token: usize) -> bool {
        let is_given = |k: usize| self.scan.tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::GIVEN);
        token > 0 && self.scan.tokens[token].gap == Gap::Space && is_given(token) && is_given(token - 1)
    }

    /// Whether a dot joins one word of somebody's name to a given name that does not begin as theirs, as Chinese and Japanese
    /// join foreign ones: 亨特·拜登 is not Joe Biden, 乔·拜登 is.
    pub(super) fn is_behind_other_given(&self, candidate: &Candidate) -> bool {
        self.has_other_given_before(candidate.core.0 as usize, candidate.entity_ref())
    }

    /// The same of a family name that begins at a token.
    pub(super) fn has_other_given_before(&self, token: usize, entity: EntityRef) -> bool {
        let here = &self.scan.tokens[token];
        let Some(given) = self.text[..here.start as usize].strip_suffix(NAME_DOTS) else { return false };
        let is_of_name = |&(_, c): &(usize, char)| Script::of(c) == Some(here.script) || c == 'ー';
        // Where it begins is not told: what stands before it may be a word of its own.
        let starts = given.char_indices().rev().take_while(is_of_name).take(LONGEST_GIVEN);
        let mut begins = starts.map(|(at, _)| first_consonants(&given[at..])).peekable();
        if !here.script.is_unspaced() || begins.peek().is_none() {
            return false;
        }
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        // 詹姆斯·拜登, where the lexicon has 乔·拜登 for him.
        let listed = lexicon.entity_forms(entity.entity).map(|form| lexicon.form_text(form));
        let mut own_given = listed.filter_map(|name| {
            let (given, _) = name.rsplit_once(NAME_DOTS)?;
            given.chars().all(|c| Script::of(c) == Some(here.script)).then(|| given.to_owned())
        });
        if let Some(first) = own_given.next()
            && !std::iter::once(first).chain(own_given).any(|own| given.ends_with(&own))
        {
            return true;
        }
        let name = lexicon.entity_forms(entity.entity).start;
        let mut own: Vec<_> = lexicon.form_words(name).take_while(|w| w.as_join().is_none()).collect();
        let family =
            if lexicon.form_flags(name).has(FormFlags::FAMILY_FIRST) { 0 } else { own.len().saturating_sub(1) };
        if family < own.len() {
            own.remove(family);
        }
        let own = own.iter().fold(0, |bits, w| bits | first_consonants(&lexicon.vocab_text(w.vocab())));
        own != 0 && !begins.any(|bits| bits & own != 0)
    }

    /// Whether a word of which nothing is known is a given name in a case, in Cyrillic: Владимира.
    pub(super) fn is_given_in_case(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        here.script == Script::Cyrillic && here.shape == Shape::Capital && self.roles(token) == Roles::NONE && {
            let bare = self.tables.grammar.bare(self.folded(token), self.scan.languages);
            bare.iter().any(|b| self.tables.grammar.look_up(b).roles.any(Roles::GIVEN))
        }
    }

    /// Whether a given name that is nothing else stands before a token, in a script without capitals: مریم سلیمانی.
    pub(super) fn is_behind_given_name(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let other = Roles::FUNCTION.with(Roles::CALENDAR).with(Roles::LEGAL_FORM).with(Roles::WORD).with(Roles::TITLE);
        let given = Roles::GIVEN.with(Roles::HYPOCORISM);
        let is_near = token > 0
            && tokens[token].gap == Gap::Space
            && tokens[token].script == tokens[token - 1].script
            && tokens[token - 1].shape == Shape::Uncased;
        is_near && {
            let (written, roles) = (tokens[token - 1].of(self.text), self.roles(token - 1));
            // Ali has the dots that "on" has not.
            let other = if written.ends_with(DOTTED) { other.without(Roles::FUNCTION) } else { other };
            // ודליה רבין: with what is written onto it; in Arabic verbs look like that as well.
            let is_bare_given = || {
                if tokens[token].script != Script::Hebrew {
                    return false;
                }
                let bare = self.tables.grammar.bare(self.folded(token - 1), self.scan.languages);
                let mut roles = bare.iter().map(|b| self.tables.grammar.look_up(b).roles_in(self.scan.languages));
                roles.any(|r| r.any(Roles::GIVEN) && !r.any(other))
            };
            let is_one = || roles.any(given) || (roles == Roles::NONE && is_bare_given());
            (!roles.any(other) && is_one()) || self.is_behind_servant(token)
        }
    }

    /// Whether a given name of two words that is made with God's stands before a token: عبد الله مرسي.
    fn is_behind_servant(&self, token: usize) -> bool {
        token > 1
            && self.scan.tokens[token - 1].gap <= Gap::Space
            && self.roles(token - 1).any(Roles::THEOPHORIC_TAIL)
            && self.roles(token - 2).any(Roles::THEOPHORIC_HEAD)
    }

    /// Whether a given name that is nothing else stands before a token among capitals: SAJID KHAN.
    pub(super) fn is_behind_given_in_capitals(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let other = Roles::FUNCTION
            .with(Roles::CALENDAR)
            .with(Roles::LEGAL_FORM)
            .with(Roles::WORD)
            .with(Roles::STOP)
            .with(Roles::TITLE)
            .with(Roles::ARTICLE)
            .with(Roles::FILIATION);
        token > 0
            && tokens[token].gap == Gap::Space
            && self.scan.cases[token] == Case::AllUpper
            && tokens[token - 1].shape == Shape::Upper
            && (self.roles(token - 1).any(Roles::GIVEN) || self.is_unknown_in_capitals(token - 1))
            && !self.roles(token - 1).any(other)
            && !self.is_anothers(self.whole_names_at(token).1.is_some())
    }

    /// Whether nothing is known of a word among capitals of English, and it has no ending of a verb or adverb: SAJID, not
    /// OUTFOXES.
    fn is_unknown_in_capitals(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        self.may_be_english
            && here.script == Script::Latin
            && here.len() > MONTH
            && here.gap.is_space()
            && self.roles(token) == Roles::NONE
            && !VERBS.iter().any(|ending| here.of(self.text).ends_with(ending))
    }

    /// Whether a span of one word is a given name, and a family name follows.
    pub(crate) fn is_before_family_name(&self, first: usize, end: usize) -> bool {
        let is_family = |k: usize| self.roles(k).any(Roles::SURNAME) || self.roles(k) == Roles::NONE;
        end - first == 1 && self.roles(first).any(Roles::GIVEN) && self.name_after(end).is_some_and(is_family)
    }

    /// The same directly after a span that ends before token `end`.
    pub(crate) fn name_after(&self, end: usize) -> Option<usize> {
        let after = self.scan.tokens.get(end)?;
        // Thomas M. Hoenig.
        let is_joined = after.gap == Gap::Space
            || (after.gap == Gap::DotSpace && end > 0 && self.scan.tokens[end - 1].shape == Shape::Initial);
        let is_name = self.is_name_word(end)
            || self.is_article_of_name(end)
            || self.is_elided_name(end)
            || self.is_title_in_name(end);
        (is_joined && is_name && !self.is_anothers(self.whole_names_at(end).0.is_some())).then_some(end)
    }

    /// Whether a family name that begins with an elided word stands at a token: Georgia O'Keeffe.
    pub(super) fn is_elided_name(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens.get(token).is_some_and(|t| t.shape == Shape::Initial && matches!(t.of(self.text), "O" | "D"))
            && tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Apostrophe && t.shape == Shape::Capital)
    }

    /// Whether the given name that a span ends with goes on behind a small word: Charles de Gaulle, Mohammed bin Zayed.
    pub(crate) fn goes_on_behind_particle(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        // Le roi Hussein de Jordanie.
        let is_of_place = || end > 1 && self.roles(end - 2).any(Roles::TITLE) && self.is_listed_place(end + 1);
        end > 0
            && self.roles(end - 1).any(Roles::GIVEN)
            && tokens.get(end + 1).is_some_and(|t| t.shape == Shape::Capital && t.gap.is_space())
            && tokens[end].gap == Gap::Space
            && tokens[end].shape == Shape::Lower
            && tokens[end].len() > 1
            && !is_of_place()
            && (self.roles(end).any(Roles::FILIATION)
                || (self.roles(end).any(Roles::PARTICLE)
                    && self.roles(end).any(Roles::LINKER)
                    && !self.roles(end).any(Roles::LOCATIVE)))
    }

    /// Whether a title that is a family name as well stands behind a name in English: Abdus Salam Khan.
    fn is_title_in_name(&self, token: usize) -> bool {
        let roles = self.roles(token);
        self.may_be_english
            && self.scan.tokens[token].shape == Shape::Capital
            && roles.any(Roles::TITLE)
            && roles.any(Roles::SURNAME)
            && !roles.any(Roles::WORD.with(Roles::FUNCTION).with(Roles::CALENDAR))
    }

    /// Whether a token is an article joined to a name: al-Rasheed.
    fn is_article_of_name(&self, token: usize) -> bool {
        // Or a syllable of a Korean name that looks like one: Il-chol.
        let is_capital = self.scan.tokens[token].shape == Shape::Capital;
        let is_joined =
            |t: &Token| t.gap == Gap::Hyphen && (t.shape == Shape::Capital || (is_capital && t.shape == Shape::Lower));
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
        // Jan is rather a man than a month without its full stop.
        let is_short_given = || roles.any(Roles::GIVEN) && self.scan.tokens[token].len() <= MONTH;
        let roles = if roles.any(Roles::CALENDAR) && is_short_given() { roles.without(Roles::CALENDAR) } else { roles };
        // Nor is Per a small word in a capital, or Hans "his": målaren Per Kristersson. May is, in English.
        let is_given_not_small = || {
            let here = &self.scan.tokens[token];
            roles.any(Roles::GIVEN)
                && here.of(self.text) != MAY
                && here.shape == Shape::Capital
                && here.len() >= MONTH
                && here.gap == Gap::Space
                && self.scan.cases[token] == Case::Normal
                && !self.starts_sentence(token)
                && !self.is_heading(token)
        };
        let small = Roles::FUNCTION.with(Roles::PERSON_CUE);
        let roles = match roles.any(small) && is_given_not_small() {
            true => roles.without(small.with(Roles::CALENDAR)),
            false => roles,
        };
        // A capital says nothing of an ordinary word at the start of a sentence, in a heading, or where all nouns have
        // one; in running English it says that the word is part of a longer name.
        let is_word = roles.any(Roles::WORD) && !roles.any(Roles::GIVEN.with(Roles::SURNAME));
        let says_nothing = || !self.may_be_english || self.starts_sentence(token) || self.is_heading(token);
        matches!(self.scan.tokens[token].shape, Shape::Capital | Shape::Initial)
            && !roles.any(ordinary)
            && !(is_word && says_nothing())
    }

    /// Whether the word after a span makes it a family's or a following's; a small word that stands before names does not.
    pub(crate) fn collective_follows(&self, end: usize) -> bool {
        self.scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space)
            && self.roles(end).any(Roles::COLLECTIVE)
            && !self.roles(end).any(Roles::FUNCTION)
    }

    /// Whether a word before a family name makes it a family's: la famille Le Pen, los Kirchner. Only in languages without
    /// cases: семья Путина is his.
    pub(crate) fn collective_precedes(&self, first: usize) -> bool {
        let Some(k) = first.checked_sub(1).filter(|_| self.scan.tokens[first].gap == Gap::Space) else { return false };
        let folded = self.folded(k);
        // وعائلة صدام: with what is written onto it.
        if !self.roles(k).any(Roles::COLLECTIVE) {
            let grammar = self.tables.grammar;
            let is_family = |word: &str| grammar.look_up(word).group == grammar.look_up(FAMILY).group;
            return self.scan.tokens[k].shape == Shape::Uncased
                && grammar.bare(folded, self.scan.languages).iter().any(|bare| is_family(bare));
        }
        let own = self.tables.grammar.look_up(folded).languages;
        let families = OF_FAMILIES.iter().fold(0, |set, tag| set | Languages::named(tag).0);
        let here = Languages(self.scan.languages.0 & own.0);
        if here.0 != 0 && here.0 & !families == 0 {
            let grammar = self.tables.grammar;
            return grammar.look_up(folded).group == grammar.look_up(FAMILY).group;
        }
        // Where the language is not told, a long word tells it: famiglia, hermanos.
        let before = FAMILIES_BEFORE.iter().fold(0, |set, tag| set | Languages::named(tag).0);
        if self.scan.languages == Languages::ALL && (folded.len() < LONG_FAMILY || own.0 & before == 0) {
            return false;
        }
        let is_one = generations::of(folded, self.scan.languages).is_some();
        !is_one && FAMILIES_BEFORE.iter().any(|tag| here.any(Languages::named(tag)))
    }

    /// Whether the English article stands before a token.
    pub(super) fn is_behind_the(&self, token: usize) -> bool {
        self.may_be_english
            && token > 0
            && self.scan.tokens[token].gap == Gap::Space
            && matches!(self.scan.tokens[token - 1].of(self.text), "the" | "The")
    }

    /// Whether a town's or another place's word and "of" stand before a name: the town of Clinton.
    pub(crate) fn place_of_precedes(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        first > 1
            && tokens[first].gap == Gap::Space
            && tokens[first - 1].gap == Gap::Space
            && tokens[first - 1].of(self.text) == "of"
            && self.roles(first - 2).any(Roles::PLACE_WORD)
    }

    /// Whether a ruler's numeral follows a name that is none of this person's: Felipe VI is not Felipe, nor John Paul I the Second. One
    /// letter is a numeral behind who has one.
    pub(crate) fn is_before_other_numeral(&self, entity: EntityRef, end: usize) -> bool {
        let Some(next) = self.scan.tokens.get(end).filter(|t| t.gap == Gap::Space) else { return false };
        let is_one = || {
            let lexicon = self.tables.lexicons[entity.lexicon as usize];
            let is_last = |form| {
                let word = lexicon.form_words(form).filter(|w| w.as_join().is_none()).last();
                word.is_some_and(|w| is_numeral(&lexicon.vocab_text(w.vocab())))
            };
            next.of(self.text) == "I" && lexicon.entity_forms(entity.entity).any(is_last)
        };
        match next.shape {
            Shape::Upper => is_numeral(&next.of(self.text).to_ascii_lowercase()),
            Shape::Initial => is_one(),
            _ => false,
        }
    }

    /// Whether a word of an entity's names begins with a sound that an initial stands for.
    pub(crate) fn has_initial(&self, lexicon: &Compiled, entity: Index, initial: usize) -> bool {
        let first = |set: Phones, segment: &Segment| set | sounds::phones_of(*segment);
        let units = &self.scan.units[self.scan.units_of[initial] as usize..self.scan.units_of[initial + 1] as usize];
        let Some(unit) = units.iter().find(|u| u.end as usize == initial + 1) else { return true };
        let readings = &self.scan.memo.get(unit.memo).word.readings;
        let own = readings.iter().filter_map(|r| r.first()).fold(0, first);
        let mut words = lexicon.entity_forms(entity).flat_map(|form| lexicon.form_words(form));
        words.any(|w| {
            w.as_join().is_none() && lexicon.word_readings(w).filter_map(<[_]>::first).fold(0, first) & own != 0
        })
    }

    /// Whether a word is a family by its ending: the Obamas, die Brandts, Лавровы, Wałęsowie.
    pub(crate) fn is_family(&self, candidate: &Candidate, first: usize) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        (!candidate.is_exact || candidate.is_inflected)
            && (self.are_several(first) || self.is_plural_of(lexicon, candidate.form, first))
    }

    /// Whether a token is a word of a form that ends in a consonant, with the ending of several in Russian and Ukrainian, which is that
    /// of no case: Трампы, Буши.
    pub(crate) fn is_plural_of(&self, lexicon: &Compiled, form: Index, token: usize) -> bool {
        let is_word = |stem: &str| {
            lexicon.form_words(form).any(|w| w.as_join().is_none() && lexicon.vocab_text(w.vocab()) == stem)
        };
        self.plural_stem(token).is_some_and(is_word)
    }

    /// What is left of a token without that ending.
    pub(crate) fn plural_stem(&self, token: usize) -> Option<&str> {
        let stem = self.folded(token).strip_suffix(['и', 'ы', 'і'])?;
        let is_hard = stem.ends_with(|c: char| "бвгджзклмнпрстфхцчшщ".contains(c));
        (is_hard && self.scan.tokens[token].script == Script::Cyrillic).then_some(stem)
    }

    /// Whether a token ends as several of one family do in the text's language, behind an article where the ending is another's
    /// as well.
    pub(crate) fn are_several(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        let languages = self.scan.languages;
        if !matches!(here.shape, Shape::Capital | Shape::Upper) {
            return false;
        }
        let written = here.of(self.text);
        if written.ends_with('s') {
            // Not the genitive: das Haus der Merkels Vorgänger.
            let is_article = |k: usize| families::is(self.folded(k), families::Part::Article, languages);
            let before = || token > 0 && here.gap == Gap::Space && is_article(token - 1);
            return self.is_behind_the(token) || before();
        }
        let folded = self.folded(token);
        let ends = folded.char_indices().rev().map(|(at, _)| at).skip(families::SHORTEST - 1).take(families::LETTERS);
        ends.filter(|&at| at > 0).any(|at| families::is(&folded[at..], families::Part::Ending, languages))
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
        // In English a street's word follows, and "place" and "via" are other words.
        let is_english = |k: usize| {
            let entry = self.entry(k);
            // A small word has a capital at the start of a sentence only: Via Roma. Nobility is of a place, and somebody.
            // A university or a treaty of a place has "of" between; the West Bank and Gaza are two.
            let is_of = kind == "place" && k + 1 < first && self.scan.tokens[k + 1].of(self.text) == "of";
            let is_upper = self.scan.tokens[k].shape == Shape::Upper;
            let is_capital = match self.scan.tokens[k].shape {
                Shape::Capital => is_of || !self.starts_sentence(k),
                // USS Ronald Reagan.
                _ => is_upper && self.scan.cases[k] == Case::Normal,
            };
            let is_apart = kind == "place" && k + 1 < first && !is_of;
            let is_other = is_capital && !is_apart && (kind == "place" || is_upper || entry.roles.any(Roles::FUNCTION));
            // The frigate Hamburg, the carrier Charles de Gaulle.
            let is_ship = k + 1 == first
                && self.scan.tokens[k].shape == Shape::Lower
                && entry.roles.any(Roles::STREET)
                && entry.roles.any(Roles::NAMED_AFTER);
            // L'avenue Kabila, where nothing else tells the language.
            let is_romance = k > 0
                && matches!(self.scan.tokens[k].gap, Gap::Apostrophe | Gap::Space)
                && matches!(self.folded(k - 1), "l" | "d" | "la" | "le" | "une" | "cette");
            self.may_be_english && entry.is_in(Languages::named("en")) && !is_other && !is_ship && !is_romance
        };
        // Khiaban-e Qasem Soleimani: of a family name the given name stands between.
        let small = if kind == "person" { small.with(Roles::GIVEN) } else { small };
        // بزرگراه هاشمی رفسنجانی: or the first of two family names.
        let is_two_names = kind == "person" && self.scan.tokens[first].script == Script::Arabic;
        let small = if is_two_names { small.with(Roles::SURNAME) } else { small };
        // وفقا للصحيفة فإن تشيناي.
        let is_uncased = self.scan.tokens[first].shape == Shape::Uncased;
        let small = if kind == "place" && is_uncased { Roles::ARTICLE.with(Roles::TITLE) } else { small };
        // FC Dallas, UD Almería.
        if kind == "place" && first > 0 && self.scan.tokens[first].gap == Gap::Space && self.is_club(first - 1) {
            return true;
        }
        if kind == "place" && self.is_directly_behind_namesake(first) {
            return true;
        }
        let mut k = first;
        for _ in 0..MOST_BETWEEN {
            let Some(before) = k.checked_sub(1) else { return false };
            let word = self.scan.tokens[before].of(self.text);
            let joined = match self.scan.tokens[k].gap {
                Gap::Hyphen | Gap::Apostrophe => true,
                // A name before a stop ends a sentence.
                Gap::Dot | Gap::DotSpace => {
                    // Im Café. Putins Sprecher: what ends in a vowel is cut short nowhere.
                    let is_cut = || !word.to_lowercase().ends_with(|c: char| "aeiouyéаеиоуыэюя".contains(c));
                    word.chars().count() <= ABBREVIATED && !self.roles(before).any(Roles::GIVEN) && is_cut()
                }
                gap => gap.is_space(),
            };
            if !joined || self.scan.tokens[before].script != self.scan.tokens[first].script {
                return false;
            }
            // "ul." is a street; "al" and "im" are other words.
            let is_dotted = matches!(self.scan.tokens[k].gap, Gap::Dot | Gap::DotSpace);
            let is_word = word.chars().count() > 2 || self.scan.tokens[before].shape == Shape::Uncased;
            k = before;
            if (is_word || is_dotted) && self.roles(k).any(heads) {
                return !is_english(k);
            }
            // Đại học Huế.
            if before + 1 == first
                && before > 0
                && self.scan.tokens[before].gap == Gap::Space
                && self.has_heads_of_two()
            {
                let head = format!("{} {}", self.scan.tokens[before - 1].of(self.text), word);
                if self.tables.grammar.look_up(&folded(&head)).roles_in(self.scan.languages).any(heads) {
                    return true;
                }
            }
            // Centro Cultural Kirchner.
            let is_two = || {
                let is_capital = |k: usize| self.scan.tokens[k].shape == Shape::Capital;
                before > 0 && is_capital(before) && is_capital(before - 1) && self.scan.tokens[before].gap == Gap::Space
            };
            if kind == "person" && before + 1 == first && !self.may_be_english && is_two() {
                let head = self.phrase((before - 1, first));
                if head.roles_in(self.scan.languages).any(Roles::LANDMARK) {
                    return true;
                }
            }
            // With what is written onto it: وشارع; not with the article, which no name follows so.
            if self.scan.tokens[k].shape == Shape::Uncased && !word.starts_with("ال") {
                let bare = self.tables.grammar.bare(self.folded(k), self.scan.languages);
                if bare.iter().any(|b| self.tables.grammar.look_up(b).roles_in(self.scan.languages).any(heads)) {
                    return true;
                }
            }
            // The second of two streets: улицы Кирова и Ленина.
            let is_second = || {
                let street = before.checked_sub(2).filter(|_| before + 1 == first)?;
                let tokens = &self.scan.tokens;
                let is_capital = tokens[before - 1].shape == Shape::Capital && tokens[before - 1].gap.is_space();
                (self.roles(before).any(Roles::LINKER)
                    && tokens[before].shape == Shape::Lower
                    && tokens[before].gap.is_space()
                    && is_capital
                    && STREETS.contains(&self.folded(street))
                    && !self.may_be_english)
                    .then_some(())
            };
            if is_second().is_some() {
                return true;
            }
            // Into the streets in Barcelona; un hôtel à Paris, where another language has "a" for "and".
            let is_joint = self.roles(k).any(Roles::LINKER) && word.chars().count() > 1;
            if self.roles(k).any(Roles::LOCATIVE) && !is_joint {
                return false;
            }
            // Улица Улофа Пальме: the first name of whom a street is called after.
            let is_first_name = kind == "place"
                && before + 1 == first
                && self.scan.tokens[k].shape == Shape::Capital
                && !self.may_be_english
                && (self.roles(k) == Roles::NONE || self.roles(k).any(Roles::GIVEN));
            if !self.roles(k).any(small) && !is_first_name {
                return false;
            }
        }
        false
    }

    /// Whether a word of what is called after somebody stands before a place in a language that has "of" before what is of a place,
    /// a title or a given name between or none: hospital Reina Sofía, estadio Santiago Bernabéu.
    fn is_directly_behind_namesake(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_name =
            |k: usize| tokens[k].shape == Shape::Capital && self.roles(k).any(Roles::TITLE.with(Roles::GIVEN));
        let mut k = first;
        while k > 0 && first - k < MOST_BETWEEN && tokens[k].gap == Gap::Space {
            let roles = self.roles(k - 1);
            if roles.any(Roles::NAMED_AFTER) && !roles.any(Roles::LOCATIVE) {
                return NAMED_DIRECTLY.iter().any(|tag| self.scan.languages.is_told_as(tag));
            }
            if !is_name(k - 1) {
                return false;
            }
            k -= 1;
        }
        false
    }

    /// Whether a newspaper's, a team's or a carrier's word in capitals stands directly after a span.
    pub(crate) fn masthead_follows(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_small = SMALL_STREETS.iter().any(|tag| self.scan.languages.is_told_as(tag));
        let is_near =
            |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Space && (is_small || t.shape != Shape::Lower));
        let is_masthead = |phrase: &str| self.tables.grammar.look_up(phrase).roles.any(Roles::MASTHEAD);
        // 山形大学: a run goes on with it.
        if let Some(here) = tokens.get(end).filter(|t| t.script.is_unspaced() && t.gap == Gap::None) {
            let rest = here.of(self.text);
            let is_apart = rest.chars().nth(1).is_some_and(|c| BEHIND_STREETS.contains(c));
            let least = if is_apart { 1 } else { 2 };
            let mut ends = rest.char_indices().map(|(at, _)| at).skip(least).chain([rest.len()]).take(MOST_LETTERS);
            // 大学生 are students.
            return ends.any(|at| !rest[at..].starts_with('生') && is_masthead(&folded(&rest[..at])));
        }
        let folded = |k: usize| self.folded(k);
        let is_of_any = |k: usize| {
            let grammar = self.tables.grammar;
            // 호텔과, with a particle.
            let is_bare = || {
                tokens[k].shape == Shape::Uncased
                    && grammar.bare(folded(k), self.scan.languages).iter().any(|bare| is_masthead(bare))
            };
            (self.roles(k).any(Roles::MASTHEAD) || is_bare()) && self.entry(k).group != grammar.look_up(OF_CITY).group
        };
        is_near(end)
            && self.scan.cases[end] == Case::Normal
            && (is_of_any(end) || (is_near(end + 1) && is_masthead(&format!("{} {}", folded(end), folded(end + 1)))))
    }

    /// Whether a hyphen joins a building's word, or one of what is called after a city, to a city's or body's name:
    /// Westminster-Kathedrale, Berlin-Marathon.
    pub(crate) fn is_joined_landmark(&self, candidate: &Candidate) -> bool {
        let end = candidate.end as usize;
        let Some(next) = self.scan.tokens.get(end) else { return false };
        if next.gap != Gap::Hyphen || next.shape != Shape::Capital {
            return false;
        }
        let group = |word: &str| self.tables.grammar.look_up(word).group;
        let roles = self.roles(end);
        let is_of_city = || roles.any(Roles::MASTHEAD) && self.entry(end).group == group(OF_CITY);
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let is_city = || {
            let details = self.details(candidate.entity_ref());
            about::is(&details.about) == Is::City
        };
        (roles.any(Roles::LANDMARK) || is_of_city()) && (lexicon.entity_kind(candidate.entity) == "org" || is_city())
    }

    /// Whether a given name or a polite word and the particle of a family name stand before a token, in German and Dutch: Wolfgang
    /// von Stetten, Herr zu Guttenberg.
    pub(crate) fn is_noble(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let small = Roles::PARTICLE.with(Roles::FUNCTION);
        let mut k = token;
        while k > 0
            && tokens[k].gap == Gap::Space
            // Mevrouw Van Gent.
            && (tokens[k - 1].shape == Shape::Lower || self.roles(k - 1).any(Roles::PARTICLE))
            && self.roles(k - 1).any(small)
        {
            k -= 1;
        }
        k < token
            && k > 0
            && ["de", "nl"].iter().any(|l| self.scan.languages.is_told_as(l))
            && self.roles(k).any(Roles::PARTICLE)
            && tokens[k].gap == Gap::Space
            && ((tokens[k - 1].shape == Shape::Capital && self.roles(k - 1).any(Roles::GIVEN))
                || HONORIFICS.iter().any(|word| tokens[k - 1].of(self.text).eq_ignore_ascii_case(word)))
    }

    /// Whether an entity is a sports club, and the document has no word of sport, and no score near it.
    pub(super) fn is_club_out_of_sport(&self, candidate: &Candidate) -> bool {
        let is_club = about::is(&self.details(candidate.entity_ref()).about) == Is::Club;
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let mut around = first.saturating_sub(SPORT_REACH)..(end + SPORT_REACH).min(self.scan.tokens.len());
        is_club && self.sports().last().is_none_or(|&count| count == 0) && !around.any(|k| self.is_score(k))
    }

    /// Whether the result of a match and "at" stand before a span: a draw at Sevilla.
    pub(super) fn is_away(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        first > 1 && tokens[first - 1].of(self.text) == "at" && self.is_result(first - 2)
    }

    /// Whether words of sport or scores stand around a city's name, and no word such as "in" before it.
    pub(super) fn is_among_sports(&self, candidate: &Candidate) -> bool {
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let tokens = &self.scan.tokens;
        let around = (first.saturating_sub(SPORT_REACH)..first).chain(end..(end + SPORT_REACH).min(tokens.len()));
        // BERLIN, March 19; Detroit-based.
        let is_dateline = tokens[first].gap >= Gap::Line
            && tokens[first].gap != Gap::Comma
            && tokens.get(end).is_some_and(|t| matches!(t.gap, Gap::Comma | Gap::Break));
        let is_based = tokens.get(end).is_some_and(|t| t.gap == Gap::Hyphen && t.shape == Shape::Lower);
        // The mayor of Lyon, la ville de Lyon.
        let of = first > 1 && tokens[first].gap == Gap::Space && self.roles(first - 1).any(Roles::LINKER);
        let is_office = of
            && tokens[first - 1].gap == Gap::Space
            && self.roles(first - 2).any(Roles::TITLE.with(Roles::PLACE_WORD).with(Roles::GENERIC));
        let is_town = first > 0
            && tokens[first].gap == Gap::Space
            && tokens[first - 1].len() > 2
            && self.roles(first - 1).any(Roles::PLACE_WORD);
        if (self.follows_locative(first) && !self.is_away(first))
            || self.is_locative_form(candidate)
            || is_dateline
            || is_based
            || is_office
            || is_town
            || tokens[first].script.is_unspaced()
        {
            return false;
        }
        // Few cities have an article where clubs have one: o Barcelona.
        let has_article = self.is_romance()
            && first > 0
            && tokens[first].gap == Gap::Space
            && tokens[first - 1].shape == Shape::Lower
            && ["o", "el", "il"].contains(&tokens[first - 1].of(self.text));
        // A word of sport, and another or a score; for a state's name one more.
        let sports = self.sports();
        let within = |from: usize, to: usize| (sports[to] - sports[from]) as usize;
        let all = within(0, tokens.len());
        let is_of_sport = all >= MANY_SPORTS && all * TOKENS_OF_SPORT >= tokens.len();
        let has_score = || around.clone().any(|k| self.is_score(k));
        let mut words = within(first.saturating_sub(SPORT_REACH), first)
            + within(end, (end + SPORT_REACH).min(tokens.len()))
            + usize::from(is_of_sport);
        // Liverpool drew 2-2: with a score another club is as good as a word of sport.
        if words == 0 && has_score() {
            words = usize::from(self.is_near_club(first, end));
        }
        if words == 0 || (words == 1 && !has_article && !has_score()) {
            return false;
        }
        let details = self.details(candidate.entity_ref());
        match about::is(&details.about) {
            Is::City => true,
            Is::State => words > 2 || (words == 2 && has_score()),
            _ => false,
        }
    }

    /// Whether a span is a town's name as listed, among words of sport.
    pub(super) fn is_town_among_sports(&self, first: u32, end: u32) -> bool {
        let candidates = &self.scan.candidates;
        let from = candidates.partition_point(|c| c.first < first);
        let kind = |c: &Candidate| self.tables.lexicons[c.lexicon as usize].entity_kind(c.entity);
        let mut here = candidates[from..].iter().take_while(|c| c.first == first).filter(|c| c.end == end);
        here.any(|c| c.is_exact && kind(c) == "place" && self.is_among_sports(c))
    }

    /// Whether a club that is called as no place is stands near a span.
    fn is_near_club(&self, first: usize, end: usize) -> bool {
        let candidates = &self.scan.candidates;
        let at = |token: usize| candidates.partition_point(|c| (c.first as usize) < token);
        let near = &candidates[at(first.saturating_sub(SPORT_REACH))..at(end + SPORT_REACH)];
        let kind = |c: &Candidate| self.tables.lexicons[c.lexicon as usize].entity_kind(c.entity);
        let is_place = |club: &Candidate| {
            let is_same = |c: &&Candidate| (c.first, c.end) == (club.first, club.end);
            near.iter().filter(is_same).any(|c| c.is_exact && kind(c) == "place")
        };
        let is_elsewhere = |c: &&Candidate| c.end as usize <= first || c.first as usize >= end;
        let is_club = |c: &Candidate| {
            c.is_exact && kind(c) == "org" && about::is(&self.details(c.entity_ref()).about) == Is::Club && !is_place(c)
        };
        near.iter().filter(is_elsewhere).any(is_club)
    }

    /// Whether the text is told to be in a language whose words for what a street or body is are of two syllables.
    fn has_heads_of_two(&self) -> bool {
        ["vi", "id", "fa"].iter().any(|l| self.scan.languages.is_told_as(l))
    }

    /// Whether the document has some words of sport.
    pub(super) fn is_about_sport(&self) -> bool {
        self.sports().last().is_some_and(|&all| all >= SOME_SPORTS)
    }

    /// How many words of sport stand before each token.
    fn sports(&self) -> &[u32] {
        self.sports.get_or_init(|| {
            let tokens = &self.scan.tokens;
            let group = |word: &str| self.tables.grammar.look_up(word).group;
            let sport = SPORT.map(group);
            let mut out = Vec::with_capacity(tokens.len() + 1);
            let mut count = 0;
            out.push(count);
            for (k, token) in tokens.iter().enumerate() {
                let is_sport = self.roles(k).any(Roles::ORG_CUE) && {
                    let (here, own) = (self.folded(k), self.entry(k).group);
                    // The Arab League, Club Med; but the Premier League.
                    let is_named = own != sport[0] && matches!(token.shape, Shape::Capital | Shape::Upper);
                    let before = || k.checked_sub(1).map(|b| self.folded(b));
                    let is_of_sport = || before().is_some_and(|b| group(&format!("{b} {here}")) == sport[0]);
                    sport.contains(&own) && (!is_named || is_of_sport())
                };
                // Play-off.
                let is_joined = || {
                    let before = || self.folded(k - 1);
                    k > 0 && group(&format!("{} {}", before(), self.folded(k))) == sport[0]
                };
                let is_sport = is_sport || (token.gap == Gap::Hyphen && token.shape == Shape::Lower && is_joined());
                count += u32::from(is_sport);
                out.push(count);
            }
            out
        })
    }

    /// Whether a token is a club's word in capitals: FC, UD.
    fn is_club(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        let group = |word: &str| self.tables.grammar.look_up(word).group;
        here.shape == Shape::Upper
            && self.scan.cases[token] == Case::Normal
            && self.roles(token).any(Roles::LEGAL_FORM)
            && self.entry(token).group == group(CLUB)
    }

    fn is_romance(&self) -> bool {
        ["pt", "es", "it"].iter().any(|lang| self.scan.languages.is_told_as(lang))
    }

    /// Whether a place stands with what says "in", "to" or "from" written onto it: בירושלים, İstanbul'da.
    pub(super) fn is_locative_form(&self, candidate: &Candidate) -> bool {
        let tokens = &self.scan.tokens;
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        let is_prefix = |c: char| matches!(c, 'ב' | 'ל' | 'מ');
        let has_prefix = candidate.is_inflected
            && tokens[first].script == Script::Hebrew
            && tokens[first].of(self.text).chars().take(2).any(is_prefix);
        let is_ending = |word: &str| ["de", "da", "te", "ta"].iter().any(|ending| word.starts_with(ending));
        let after = tokens[end - 1..].iter().take(2).find(|t| t.gap == Gap::Apostrophe && t.shape == Shape::Lower);
        has_prefix || after.is_some_and(|t| is_ending(t.of(self.text)))
    }

    /// Whether a token and the next are a score, neither a time, a day nor a year: 2-1, 105–91, 3:0.
    fn is_score(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_count = |t: &Token| t.shape == Shape::Number && t.len() <= LONGEST_SCORE;
        let joined = |k: usize| {
            let (before, here) = (tokens.get(k.wrapping_sub(1))?, tokens.get(k)?);
            Some(&self.text[before.end as usize..here.start as usize]).filter(|between| !between.is_empty())
        };
        let is_joint = |between: &str| matches!(between, "-" | "\u{2013}" | ":");
        let Some(between) = joined(token + 1) else { return false };
        let is_time = between == ":" && tokens[token + 1].len() == 2;
        let is_day = |k: Option<usize>| k.is_some_and(|k| k < tokens.len() && self.roles(k).any(Roles::CALENDAR));
        is_count(&tokens[token])
            && !is_day(token.checked_sub(1))
            && !is_day(Some(token + 2))
            && is_count(&tokens[token + 1])
            && is_joint(between)
            && !is_time
            && !joined(token).is_some_and(is_joint)
            && !joined(token + 2).is_some_and(is_joint)
    }

    /// Whether the words behind a city's name, or a state's, make another place or a body of it: Bergen County, Colorado
    /// State.
    pub(crate) fn other_kind_follows(&self, candidate: &Candidate) -> bool {
        let end = candidate.core.1 as usize;
        let is_near = |t: &&Token| t.gap == Gap::Space && t.shape == Shape::Capital;
        if self.scan.tokens.get(end).filter(is_near).is_none() {
            return false;
        }
        let word = |k: usize| self.folded(k);
        let of_city = self.tables.grammar.look_up(OF_CITY).group;
        let is_other = self.roles(end).any(Roles::MASTHEAD)
            && (self.roles(end).any(Roles::PLACE_WORD) || self.entry(end).group == of_city);
        // Beijing Foreign Studies University.
        let is_head = |k: usize| self.roles(k).any(Roles::MASTHEAD) && word(k) == UNIVERSITY;
        let run = (end + 1..self.scan.tokens.len().min(end + 3)).take_while(|&k| is_near(&&self.scan.tokens[k]));
        if !is_other && !run.into_iter().any(is_head) {
            return false;
        }
        let details = self.details(candidate.entity_ref());
        // Kansas State is a university, Borno State is Borno.
        let is_american = || self.phrase((candidate.core.0 as usize, end)).roles.any(Roles::STATE);
        let kind = about::is(&details.about);
        matches!(kind, Is::City | Is::Village)
            || (word(end) == "river" && kind == Is::State)
            || (word(end) == "state" && !self.is_heading(end) && (kind == Is::Country || is_american()))
    }

    /// Whether a state stands behind a comma after a span, of a country that the place is known not to be in: Plymouth,
    /// Mass.
    pub(crate) fn other_state_follows(&self, candidate: &Candidate, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(state) = tokens.get(end).filter(|t| t.gap == Gap::Comma) else { return false };
        let folded = |k: usize| self.folded(k);
        let is_abbreviated = |token: &Token| match token.shape {
            Shape::Capital => token.len() > LONGEST_ABBREVIATED || token.dot_after,
            shape => shape == Shape::Upper,
        };
        let one = || self.entry(end);
        let is_two =
            |next: &&Token| matches!(next.gap, Gap::Space | Gap::Dot | Gap::DotSpace) && next.shape != Shape::Lower;
        let two = tokens
            .get(end + 1)
            .filter(is_two)
            .map(|_| self.tables.grammar.look_up(&format!("{} {}", folded(end), folded(end + 1))));
        let is_state = |e: &Entry| e.roles.any(Roles::STATE);
        let Some(entry) =
            two.filter(is_state).or_else(|| Some(one()).filter(is_state).filter(|_| is_abbreviated(state)))
        else {
            return false;
        };
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let group = |id: &str| self.tables.grammar.look_up(id).group;
        let details = self.details(candidate.entity_ref());
        let own = group(lexicon.entity_id(candidate.entity));
        // Lebanon, Pennsylvania; but not Mexico, Texas and Arizona.
        let Some(within) = details.within.as_deref() else {
            let is_list = self.scan.tokens[candidate.first as usize].gap == Gap::Comma
                || tokens.get(end + 1).is_some_and(|t| {
                    matches!(t.gap, Gap::Comma) && t.shape != Shape::Lower
                        || t.gap.is_space() && self.roles(end + 1).any(Roles::LINKER)
                });
            return about::is(&details.about) == Is::Country && !is_list && self.may_be_english && own != entry.group;
        };
        // Tbilisi, Georgia: the country itself.
        let is_own = || {
            let words: Option<Vec<_>> = folded(end).split(' ').map(|word| lexicon.exact(word)).collect();
            let forms = words.map(|words| lexicon.forms_of(&words)).unwrap_or_default();
            forms.into_iter().any(|form| lexicon.entity_id(lexicon.form_entity(form)) == within)
        };
        group(within) != entry.group && own != entry.group && !is_own() && !self.is_country_in_list(end)
    }

    /// Whether a country stands at a token, with "and" and another name behind it: Athens, Georgia and Armenia.
    fn is_country_in_list(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_spaced = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Space);
        let is_and = is_spaced(token + 1)
            && tokens[token + 1].shape == Shape::Lower
            && self.roles(token + 1).any(Roles::LINKER)
            && tokens[token + 1].of(self.text) != "of";
        let goes_on = is_spaced(token + 2)
            && tokens[token + 2].shape == Shape::Capital
            && tokens.get(token + 3).is_none_or(|t| t.gap != Gap::Comma);
        let is_country = |c: &Candidate| about::is(&self.details(c.entity_ref()).about) == Is::Country;
        let candidates = &self.scan.candidates;
        let from = candidates.partition_point(|c| (c.first as usize) < token);
        let mut here = candidates[from..].iter().take_while(|c| c.first as usize == token);
        is_and && goes_on && here.any(|c| c.is_exact && c.end as usize == token + 1 && is_country(c))
    }

    /// Whether a German compound ends in the word of a building or a body: Atatürk-Kulturzentrum.
    fn ends_in_landmark(&self, token: usize) -> bool {
        let folded = self.folded(token);
        let ends = folded.char_indices().map(|(at, _)| &folded[at..]).skip(1);
        ends.take_while(|end| end.len() >= LONG_LANDMARK)
            .any(|end| self.tables.grammar.look_up(end).roles_in(self.scan.languages).any(Roles::LANDMARK))
    }

    /// Whether the words after a span make it part of a longer name (airport, street).
    pub(crate) fn landmark_follows(&self, end: usize) -> bool {
        let is_uncased = self.scan.tokens.get(end).is_some_and(|t| t.shape == Shape::Uncased);
        // زار محمد بن زايد مدينة جدة: in Arabic and Persian such words stand before what is called after somebody.
        let stands_before = || ["ar", "fa"].iter().any(|l| self.scan.languages.is_told_as(l));
        if is_uncased && self.scan.tokens[end].script == Script::Arabic && stands_before() {
            return false;
        }
        let reach = (end + if is_uncased { 1 } else { 2 }).min(self.scan.tokens.len());
        for token in end..reach {
            let here = &self.scan.tokens[token];
            // 普京大道: a run goes on with it.
            if token == end && here.script.is_unspaced() && here.gap == Gap::None {
                return self.landmark_begins(token);
            }
            // Konrad-Adenauer-Stiftung, Ельцин-центр.
            let is_joined = token == end && here.gap == Gap::Hyphen;
            let may_be_name = matches!(here.shape, Shape::Capital | Shape::Upper | Shape::Uncased)
                || (is_joined && here.shape == Shape::Lower && here.script == Script::Cyrillic);
            if !(here.gap.is_space() || is_joined) || !may_be_name {
                return false;
            }
            if self.roles(token).any(Roles::FUNCTION) {
                return false;
            }
            if self.roles(token).any(Roles::LANDMARK) {
                return true;
            }
            if is_joined && self.is_german && self.ends_in_landmark(token) {
                return true;
            }
            // Scholz GmbH.
            let is_firm = || {
                self.scan.cases[token] == Case::Normal
                    && here.of(self.text).chars().count() <= FIRM
                    && self.roles(token).any(Roles::LEGAL_FORM)
            };
            if token == end && here.gap == Gap::Space && is_firm() {
                return true;
            }
        }
        false
    }
}
