//! What stands beside a name and tells that it is another's or another thing's: another father's name, a trade, the other side of a
//! court case, goods.

use once_cell::sync::Lazy;
use unicode_normalization::UnicodeNormalization;

use super::about::{self, Is};
use super::kinds::Kinds;
use super::parts::PART_OF_NAME;
use super::place::Place;
use super::{EntityRef, Reading, Span};
use crate::explain::log::Event;
use crate::grammar::{Languages, Roles, fold_phrase};
use crate::hash::Set;
use crate::lexicon::compiled::FormFlags;
use crate::matching::sexes;
use crate::orthography::fold::{folded, normalise};
use crate::orthography::names::is_patronymic_form;
use crate::orthography::script::Script;
use crate::scan::Candidate;
use crate::segment::{Gap, Shape};

/// What a word beside a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Trade,
    Goods,
    Ailment,
    Body,
    Chapter,
    National,
    Dish,
    Act,
    Kin,
    Speech,
    Own,
    Font,
    Given,
    Head,
    Tail,
    Instrument,
    Era,
    Century,
    Behind,
    Honour,
    Operation,
    New,
    /// A side of the compass, which makes another place of a state or island behind it.
    Direction,
    Result,
    Is,
    By,
    Article,
    Race,
    State,
    Nobody,
}

pub(super) static WORDS: Lazy<Kinds<Beside>> = Lazy::new(|| {
    let kinds = [
        ("trade", Beside::Trade),
        ("nobody", Beside::Nobody),
        ("goods", Beside::Goods),
        ("ailment", Beside::Ailment),
        ("body", Beside::Body),
        ("chapter", Beside::Chapter),
        ("national", Beside::National),
        ("dish", Beside::Dish),
        ("act", Beside::Act),
        ("kin", Beside::Kin),
        ("speech", Beside::Speech),
        ("own", Beside::Own),
        ("font", Beside::Font),
        ("given", Beside::Given),
        ("head", Beside::Head),
        ("tail", Beside::Tail),
        ("instrument", Beside::Instrument),
        ("era", Beside::Era),
        ("century", Beside::Century),
        ("behind", Beside::Behind),
        ("honour", Beside::Honour),
        ("operation", Beside::Operation),
        ("new", Beside::New),
        ("direction", Beside::Direction),
        ("result", Beside::Result),
        ("is", Beside::Is),
        ("by", Beside::By),
        ("article", Beside::Article),
        ("race", Beside::Race),
        ("state", Beside::State),
    ];
    Kinds::of_table(include_str!("../../lexicons/grammar/besides.tsv"), &kinds)
});

/// Posts of private persons by the English words that `about` may have for them, the last of which says that somebody was one.
static POSTS: Lazy<Kinds<&'static str>> = Lazy::new(|| {
    let text = include_str!("../../lexicons/grammar/posts.tsv");
    let posts = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next());
    let posts: Vec<(&str, &str)> = posts.map(|post| (post, post)).collect();
    Kinds::of_table(text, &posts)
});

/// What says that somebody no longer has a post: of the famous the press says what they were.
const FORMER: &str = "former";

/// Words from one for a state to its name, the first among them: l'État de la Géorgie.
const MOST_SMALL: usize = 3;

/// Letters of the longest polite word before a name: Frau.
const POLITE: usize = 4;

/// Tokens from the comma behind a name to a trade, that among them: ", a 34-year-old baker".
const REACH: usize = 6;

/// Signs of the longest post in a run without spaces.
const POST_SIGNS: usize = 4;

/// The Arabic article: with it a post is the person's, without it may be that of somebody who serves them.
const ARTICLE: &str = "ال";

/// The same to a post, which the press has of the famous as well, further away.
const POST_REACH: usize = 5;

/// What a person loses of whose name somebody with a trade is called, in nats. Set by hand: marked text has none.
const NAMESAKE: f32 = -13.0;

/// The least log-odds of one word of a person's name beside which a trade is looked for.
pub(super) const LIKELY: f32 = -1.0;

/// Letters of the shortest first half of a joined given name: of al-Amiri the first is an article.
const LONG: usize = 3;

/// The given name that another may follow.
const MUHAMMAD: &str = "muhammad";

/// Endings of the cases of fathers' names, and what stands for them in the first.
const CASES: [(&str, &str); 8] =
    [("а", ""), ("у", ""), ("ем", ""), ("е", ""), ("ы", "а"), ("е", "а"), ("у", "а"), ("ой", "а")];

/// Whether a folded word is a father's name in any case.
fn is_fathers(folded: &str) -> bool {
    let in_case = |(ending, first): &(&str, &str)| {
        folded.strip_suffix(ending).is_some_and(|stem| is_patronymic_form(&format!("{stem}{first}")))
    };
    is_patronymic_form(folded) || CASES.iter().any(in_case)
}

impl<'a> Place<'a> {
    /// Whether a token may be a father's name: a name word behind another one.
    fn is_fathers(&self, token: usize) -> bool {
        let here = &self.scan.tokens[token];
        here.shape == Shape::Capital && here.gap == Gap::Space && is_fathers(self.folded(token))
    }

    /// Whether a father's name stands among a person's names, and the lexicon knows the person by another one.
    pub(super) fn is_other_father(&self, candidate: &Candidate, (first, end): (usize, usize)) -> bool {
        // Путин Иван Сергеевич.
        let tokens = &self.scan.tokens;
        if end - first == 1 {
            // Сергей Иванович Лавров: whoever has a father's name there is named in full, or by more than this word.
            let is_behind = first > 1
                && tokens[first].gap == Gap::Space
                && self.is_fathers(first - 1)
                && self.roles(first - 2).any(Roles::GIVEN);
            if is_behind {
                return true;
            }
            let given = tokens.get(end).filter(|t| t.gap == Gap::Space && t.shape == Shape::Capital);
            return given.is_some()
                && self.roles(end).any(Roles::GIVEN)
                && end + 1 < tokens.len()
                && self.is_fathers(end + 1);
        }
        if end - first < 3 {
            return false;
        }
        if !(first + 1..end).any(|k| self.is_fathers(k)) {
            return false;
        }
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let has_father = |form| lexicon.form_words(form).any(|w| w.as_join().is_none() && w.is_patronymic());
        // What the text has is not what the form has; or it is more than the form has, of somebody whose father is listed by
        // another form, which does not stand here.
        match has_father(candidate.form) {
            true => candidate.evidence.contradicted > 0.0,
            false => lexicon.entity_forms(candidate.entity).any(has_father),
        }
    }

    /// Whether a given name before somebody's whole name makes it another's: none of the names listed for that person has
    /// both. A Muhammad may have it before another.
    pub(super) fn is_other_given(&self, candidate: &Candidate) -> bool {
        let (tokens, first) = (&self.scan.tokens, candidate.core.0 as usize);
        let Some(before) = first.checked_sub(1) else { return false };
        let given = Roles::GIVEN.with(Roles::HYPOCORISM);
        let is_given = |k: usize| tokens[k].shape == Shape::Capital && self.roles(k).any(given);
        let other = Roles::TITLE.with(Roles::FUNCTION).with(Roles::WORD).with(Roles::CALENDAR);
        if !is_given(before)
            || candidate.flags.has(FormFlags::FAMILY_FIRST)
            || self.roles(before).any(other)
            || !matches!(tokens[first].gap, Gap::Space | Gap::Hyphen | Gap::Line)
            || self.is_heading(before)
        {
            return false;
        }
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let written = self.folded(before);
        let group = |word: &str| self.tables.grammar.look_up(word).group;
        let is_muhammad = group(written) != 0 && group(written) == group(MUHAMMAD);
        let is_own =
            |form| lexicon.form_words(form).any(|w| w.as_join().is_none() && lexicon.vocab_text(w.vocab()) == written);
        !is_muhammad && !lexicon.entity_forms(candidate.entity).any(is_own)
    }

    /// Whether a token is the second half of a given name that a form has joined by a hyphen: Ali of Hossein-Ali Amiri.
    pub(super) fn is_half_of_name(&self, candidate: &Candidate, token: usize) -> bool {
        if !self.roles(token).any(Roles::GIVEN.with(Roles::HYPOCORISM)) {
            return false;
        }
        let text = self.tables.lexicons[candidate.lexicon as usize].form_text(candidate.form);
        let mut pairs = text.split_whitespace().filter_map(|word| word.split_once('-'));
        pairs.any(|(first, second)| first.chars().count() >= LONG && folded(second) == self.folded(token))
    }

    /// Whether a Vietnamese text writes a name otherwise than it is listed, behind the same family name: Trường is not Trọng.
    pub(super) fn is_other_vietnamese(&self, candidate: &Candidate) -> bool {
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let family = || lexicon.form_words(candidate.form).next().map(|w| lexicon.vocab_text(w.vocab()));
        self.scan.languages.is_told_as("vi") && family().is_some_and(|f| f == self.folded(candidate.core.0 as usize))
    }

    /// Whether one word of a Vietnamese text has marks that no name of the entity has on it: there another mark is another word.
    /// Cấp is no Le Cap.
    pub(super) fn is_other_syllable_of_vietnamese(&self, candidate: &Candidate) -> bool {
        /// A tone, or a mark that no other language of the region has.
        const IS_MARK: fn(char) -> bool =
            |c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{31B}' | '\u{323}');
        let token = &self.scan.tokens[candidate.core.0 as usize];
        if candidate.core.1 - candidate.core.0 > 1
            || !self.scan.languages.is_told_as("vi")
            || token.script != Script::Latin
        {
            return false;
        }
        let written = normalise(token.of(self.text));
        let lexicon = self.tables.lexicons[candidate.lexicon as usize];
        let has_word = |name: &str| normalise(name).split([' ', '-']).any(|word| word == written);
        written.nfd().any(IS_MARK)
            && !lexicon.entity_forms(candidate.entity).any(|form| has_word(&lexicon.form_text(form)))
    }

    /// Whether a word is the result of a match, which "at" and a club may follow.
    pub(super) fn is_result(&self, token: usize) -> bool {
        WORDS.is(self.folded(token), Beside::Result, self.scan.languages)
    }

    /// Whether a word for a state of a federation stands before a token, words such as "of" between or none: the state of Georgia,
    /// Bundesstaat Georgia.
    pub(super) fn is_called_state(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let small = Roles::LINKER.with(Roles::ARTICLE);
        let is_small = |k: usize| tokens[k].shape == Shape::Lower && self.roles(k).any(small);
        let is_joined = |k: usize| matches!(tokens[k].gap, Gap::Space | Gap::Apostrophe);
        let mut k = first;
        for _ in 0..MOST_SMALL {
            let Some(before) = k.checked_sub(1).filter(|_| is_joined(k)) else { return false };
            if WORDS.is(self.folded(before), Beside::State, self.scan.languages) {
                return true;
            }
            if !is_small(before) {
                return false;
            }
            k = before;
        }
        false
    }

    /// Whether a word says behind a title what it is.
    pub(super) fn is_copula(&self, token: usize) -> bool {
        WORDS.is(self.folded(token), Beside::Is, self.scan.languages)
    }

    /// Whether a word stands between a title and whom it is by.
    pub(super) fn is_by(&self, token: usize) -> bool {
        WORDS.is(self.folded(token), Beside::By, self.scan.languages)
    }

    /// The trade behind a comma after a span, or before it.
    pub(super) fn trade_beside(&self, first: usize, end: usize) -> Option<&'a str> {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is_trade = |k: usize| {
            let one = self.folded(k);
            let next = tokens.get(k + 1).filter(|t| t.gap == Gap::Space);
            let is_trade = |phrase: &str| WORDS.is(phrase, Beside::Trade, languages);
            let two = || next.is_some_and(|_| is_trade(&format!("{one} {}", self.folded(k + 1))));
            // نانوای محله, with what Persian writes onto it.
            let bare = || {
                tokens[k].script == Script::Arabic
                    && self.tables.grammar.bare(one, languages).iter().any(|b| is_trade(b))
            };
            (is_trade(one) || two() || bare()).then_some(one)
        };
        let may_be = |k: usize| {
            matches!(tokens[k].shape, Shape::Lower | Shape::Uncased)
                || (tokens[k].shape == Shape::Capital && (self.is_german || self.starts_sentence(k)))
        };
        let behind = || {
            tokens.get(end).filter(|t| t.gap == Gap::Comma)?;
            // ", 61, a plumber".
            let is_age = |k: usize| tokens[k].gap == Gap::Comma && tokens[k - 1].shape == Shape::Number;
            let goes_on =
                |k: &usize| *k == end || matches!(tokens[*k].gap, Gap::Space | Gap::Hyphen | Gap::Line) || is_age(*k);
            let reach = end..tokens.len().min(end + REACH);
            reach.take_while(goes_on).filter(|&k| may_be(k)).find_map(is_trade)
        };
        // سائق صدام is his driver: in scripts without capitals what stands before a name may be his.
        let is_before = |k: &usize| tokens[first].gap == Gap::Space && tokens[*k].shape != Shape::Uncased && may_be(*k);
        let before = || is_trade(first.checked_sub(1).filter(is_before)?);
        // Le libraire, M. Chirac.
        let is_polite = |k: usize| {
            matches!(tokens[first].gap, Gap::Space | Gap::DotSpace)
                && tokens[k].gap == Gap::Comma
                && tokens[k].len() <= POLITE
                && self.roles(k).any(Roles::TITLE)
        };
        let before_polite = || {
            let k = first.checked_sub(1).filter(|&k| k > 0 && is_polite(k))?;
            is_trade(Some(k - 1).filter(|&k| may_be(k))?)
        };
        before().or_else(before_polite).or_else(behind)
    }

    /// The English words for the post behind a comma after a span, or before it: ", a maths teacher from Ohio".
    fn post_beside(&self, first: usize, end: usize) -> Option<&'static str> {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let post = |k: usize| {
            let one = self.folded(k);
            let next = tokens.get(k + 1).filter(|t| t.gap == Gap::Space);
            let two = next.and_then(|_| POSTS.first(&format!("{one} {}", self.folded(k + 1)), languages));
            two.or_else(|| POSTS.first(one, languages))
        };
        let may_be = |k: usize| {
            matches!(tokens[k].shape, Shape::Lower | Shape::Uncased | Shape::Number)
                || (tokens[k].shape == Shape::Capital && (self.is_german || self.starts_sentence(k)))
        };
        let is_former = |post: &&str| *post == FORMER;
        let behind = || {
            tokens.get(end).filter(|t| t.gap == Gap::Comma)?;
            let is_age = |k: usize| tokens[k].gap == Gap::Comma && tokens[k - 1].shape == Shape::Number;
            let goes_on =
                |k: &usize| *k == end || matches!(tokens[*k].gap, Gap::Space | Gap::Hyphen | Gap::Line) || is_age(*k);
            let reach = end..tokens.len().min(end + POST_REACH);
            let near = reach.take_while(|k| goes_on(k) && may_be(*k));
            near.into_iter().find_map(post).filter(|p| !is_former(p))
        };
        // Officer Jackie Chan, полковник полиции Алексей Кудрин; in scripts without capitals with the article: اللاعب.
        let before = || {
            let k = first.checked_sub(1)?;
            let two = |k: usize| {
                let one = k.checked_sub(1).filter(|_| tokens[k].gap == Gap::Space)?;
                POSTS.first(&format!("{} {}", self.folded(one), self.folded(k)), languages)
            };
            let is_his = tokens[k].shape == Shape::Uncased && !tokens[k].of(self.text).starts_with(ARTICLE);
            // FDP-Chef Christian Lindner; where the language is not told a title of one is a trade of another.
            let is_told = tokens[k].shape == Shape::Lower || languages != Languages::ALL;
            let is_near = tokens[first].gap == Gap::Space && tokens[k].gap != Gap::Hyphen && is_told && !is_his;
            let found =
                Some(k).filter(|_| is_near).and_then(|k| two(k).or_else(|| POSTS.first(self.folded(k), languages)));
            let was = || {
                k > 0 && matches!(tokens[k].gap, Gap::Space | Gap::Hyphen) && post(k - 1).is_some_and(|p| is_former(&p))
            };
            found.filter(|p| !is_former(p) && !was())
        };
        if tokens[first].script.is_unspaced() {
            return self.post_in_run(first, end);
        }
        before().or_else(behind)
    }

    /// The same in a run without spaces: 演员李克强, 王毅老师.
    fn post_in_run(&self, first: usize, end: usize) -> Option<&'static str> {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is_of_run = |k: usize| tokens[k].gap == Gap::None && tokens[k].script.is_unspaced();
        let is_post = |letters: &str| POSTS.first(&folded(letters), languages).filter(|post| *post != FORMER);
        let before = || {
            let run = first.checked_sub(1).filter(|_| is_of_run(first)).map(|k| tokens[k].of(self.text))?;
            let starts = run.char_indices().map(|(at, _)| at).rev().take(POST_SIGNS);
            starts.into_iter().find_map(|at| is_post(&run[at..]))
        };
        let behind = || {
            let run = Some(end).filter(|&k| k < tokens.len() && is_of_run(k)).map(|k| self.rest_of_run(k))?;
            let ends = run.char_indices().map(|(at, _)| at).chain([run.len()]).skip(1).take(POST_SIGNS);
            ends.into_iter().find_map(|at| is_post(&run[..at]))
        };
        before().or_else(behind)
    }

    /// Whether a token is a trade or a post of private persons: the pupil Ivan Lukashenko.
    pub(super) fn is_private(&self, token: usize) -> bool {
        let (word, languages) = (self.folded(token), self.scan.languages);
        WORDS.is(word, Beside::Trade, languages) || POSTS.first(word, languages).is_some_and(|post| post != FORMER)
    }

    /// Whether a title behind a family name of one sign is a private person's, or the wife's: 金教授, 柯太太.
    pub(super) fn is_of_nobody(&self, title: &str) -> bool {
        let languages = self.scan.languages;
        POSTS.first(title, languages).is_some() || WORDS.is(title, Beside::Nobody, languages)
    }

    /// Whether a word says that an office was held: former.
    pub(super) fn is_former(&self, token: usize) -> bool {
        POSTS.first(self.folded(token), self.scan.languages).is_some_and(|post| post == FORMER)
    }

    /// Who is named in full with a trade that the lexicon does not say of that person is a namesake, all through the document; who
    /// is named by one word with it, there alone.
    pub(super) fn tell_namesakes(&self, spans: &mut [Span]) {
        let lexicon = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize];
        let is_person = |r: &&Reading| lexicon(r).entity_kind(r.entity.entity) == "person";
        let (mut namesakes, mut here): (Set<EntityRef>, Set<(usize, EntityRef)>) = Default::default();
        // What is unlikely by one word needs no trade to be so.
        let least = |s: &Span| if s.end - s.first > 1 { f32::NEG_INFINITY } else { LIKELY };
        let may_be = |s: &Span| s.readings.iter().any(|r| r.log_odds > least(s) && is_person(&r));
        for (i, span) in spans.iter().enumerate().filter(|(_, s)| may_be(s)) {
            let (first, end) = (span.first as usize, span.end as usize);
            let trade = self.trade_beside(first, end);
            let post = || self.post_beside(first, end);
            let is_trade = trade.is_some();
            let Some(trade) = trade.or_else(post) else { continue };
            let is_known = |r: &&Reading| {
                let about = fold_phrase(&self.details(r.entity).about);
                let mut words = about.split(|c: char| !c.is_alphanumeric());
                (!is_trade && about.is_empty()) || words.any(|word| trade.split(' ').any(|t| t == word))
            };
            let others = span.readings.iter().filter(is_person).filter(|r| !is_known(r));
            // M. Le Pen, le charcutier; محمد نصر الله: a family name of several words is one as well.
            let is_family_name = |r: &Reading| {
                r.leans(self.tables)
                    || self.roles(first).any(Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FILIATION))
            };
            match end - first {
                1 => here.extend(others.map(|r| (i, r.entity))),
                _ => {
                    for reading in others {
                        match is_family_name(reading) {
                            true => _ = here.insert((i, reading.entity)),
                            false => _ = namesakes.insert(reading.entity),
                        }
                    }
                }
            }
        }
        if namesakes.is_empty() && here.is_empty() {
            return;
        }
        for (i, span) in spans.iter_mut().enumerate() {
            // The marshal Ion Antonescu is not the carpenter who is called so as well.
            let (first, several) = (span.first as usize, span.end - span.first > 1);
            let is_titled = several
                && first > 0
                && self.scan.tokens[first].gap == Gap::Space
                && self.roles(first - 1).any(Roles::TITLE)
                && self.trade_beside(first, span.end as usize).is_none()
                && self.post_beside(first, span.end as usize).is_none();
            let is_other =
                |r: &&mut Reading| (namesakes.contains(&r.entity) && !is_titled) || here.contains(&(i, r.entity));
            for reading in span.readings.iter_mut().filter(is_other) {
                reading.log_odds += NAMESAKE;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let (name, by) = ("trade-beside", NAMESAKE);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// Whether a span is a body that has another of its kind in each country, and the words beside it tell which: the Philippine
    /// Red Cross, Croix-Rouge française, the Philippines' Red Cross.
    fn is_chapter(&self, first: usize, end: usize, places: &Set<u32>) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is_place = |k: usize| u32::try_from(k + 1).is_ok_and(|end| places.contains(&end));
        let words: Vec<_> = (first..end).map(|k| self.folded(k)).collect();
        if !WORDS.is(&words.join(" "), Beside::Chapter, languages) {
            return false;
        }
        let is_of_country = |k: usize| {
            self.roles(k).any(Roles::DEMONYM) || WORDS.is(self.folded(k), Beside::National, languages) || is_place(k)
        };
        let between = |k: usize| self.text[tokens[k].end as usize..tokens[first].start as usize].trim();
        let before = first.checked_sub(1).is_some_and(|k| match between(k) {
            "" => is_of_country(k),
            "'" | "’" => is_place(k),
            _ => false,
        });
        // Kenya's Red Cross.
        let owner = first.checked_sub(2).is_some_and(|k| tokens[k + 1].gap == Gap::Apostrophe && is_place(k));
        let behind = tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && !languages.is_told_as("en");
        before || owner || (behind && self.roles(end).any(Roles::DEMONYM))
    }

    /// The Red Cross of a country is not the International Committee.
    pub(super) fn tell_chapters(&self, spans: &mut [Span]) {
        let kind = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].entity_kind(r.entity.entity);
        let is = |s: &Span, of: &str| s.readings.first().is_some_and(|r| kind(r) == of);
        // Where places end.
        let places: Set<u32> = spans.iter().filter(|s| is(s, "place")).map(|s| s.end).collect();
        let is_chapter = |s: &&Span| is(s, "org") && self.is_chapter(s.first as usize, s.end as usize, &places);
        let chapters: Set<(u32, u32)> = spans.iter().filter(is_chapter).map(|s| (s.first, s.end)).collect();
        if chapters.is_empty() {
            return;
        }
        // In "Kenya Red Cross" Kenya is part of the name.
        let is_joined = |first: &u32| self.scan.tokens[*first as usize].gap == Gap::Space;
        let parts: Set<u32> = chapters.iter().map(|&(first, _)| first).filter(is_joined).collect();
        for span in spans.iter_mut().filter(|s| chapters.contains(&(s.first, s.end)) || parts.contains(&s.end)) {
            let (first, end) = (span.first, span.end);
            for reading in &mut span.readings {
                reading.log_odds += NAMESAKE;
                let (entity, form, name, by) = (reading.entity, reading.form, "another-countrys-body", NAMESAKE);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// Whether one word that a place may be called is a dish or somebody here: chicken Kiev, "Jordan laughed".
    fn is_no_place(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let acts = tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower)
            && WORDS.is(self.folded(end), Beside::Act, languages);
        let is_dish = || {
            let before = first.checked_sub(1).filter(|_| tokens[first].gap == Gap::Space);
            before.is_some_and(|k| self.is_dish(k) && tokens[k].shape != Shape::Uncased)
        };
        end - first == 1 && (acts || is_dish() || self.is_font(first) || self.is_somebody(first))
    }

    /// Whether a word is a dish, or what a town is known for.
    fn is_dish(&self, token: usize) -> bool {
        (self.scan.tokens[token].shape != Shape::Capital || self.starts_sentence(token))
            && WORDS.is(self.folded(token), Beside::Dish, self.scan.languages)
    }

    /// Whether something that a town is known for stands before its name, a word such as "of" between where the script has capitals:
    /// savon de Marseille, گز اصفهان.
    fn is_of_goods(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let small = Roles::LINKER.with(Roles::ARTICLE);
        let is_joined = |k: usize| k > 0 && matches!(tokens[k].gap, Gap::Space | Gap::Apostrophe);
        let is_small = |k: usize| tokens[k].shape == Shape::Lower && self.roles(k).any(small) && is_joined(k);
        match tokens[first].shape {
            _ if !is_joined(first) => false,
            Shape::Uncased => self.is_dish(first - 1),
            _ => is_small(first - 1) && self.is_dish(first - 2),
        }
    }

    /// Whether a word that is a given name as well is somebody here: Aunt Asia; "I think so," said Charlotte; Virginia's eyes.
    fn is_somebody(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is = |k: usize, what| tokens[k].shape == Shape::Lower && WORDS.is(self.folded(k), what, languages);
        let is_kin = |k: usize| WORDS.is(self.folded(k), Beside::Kin, languages);
        // Most words before a name are small ones.
        let is_word = |k: &usize| tokens[token].gap == Gap::Space && !self.roles(*k).any(Roles::FUNCTION);
        let before = token.checked_sub(1).filter(is_word);
        // The verb stands behind what is said, and the name is not another's owner.
        let is_speech = |k: usize| {
            matches!(tokens[k].gap, Gap::Quote | Gap::Break | Gap::Comma)
                && is(k, Beside::Speech)
                && tokens.get(token + 1).is_none_or(|t| t.gap != Gap::Apostrophe)
        };
        let has = |k: usize| k < tokens.len() && tokens[k].gap == Gap::Space && is(k, Beside::Own);
        let owns = || {
            let s = tokens.get(token + 1).filter(|t| t.gap == Gap::Apostrophe && t.of(self.text) == "s");
            s.is_some() && has(token + 2)
        };
        // ", said US officials" says nothing of anybody.
        let is_given = || {
            tokens[token].shape == Shape::Capital
                && (self.roles(token).any(Roles::GIVEN) || sexes::woman(self.folded(token)).is_some())
        };
        before.is_some_and(is_kin) || ((before.is_some_and(is_speech) || owns()) && is_given())
    }

    /// Whether a word stands before an Arabic family name: Muthanna al-Samarrai.
    fn is_before_arabic_name(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let article = tokens.get(token + 1).filter(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
        article.is_some_and(|t| matches!(t.of(self.text), "al" | "el"))
            && tokens.get(token + 2).is_some_and(|t| t.gap == Gap::Hyphen && t.shape == Shape::Capital)
            && !self.follows_locative(token)
    }

    /// Whether a polite word that tells a man or a woman stands before a token: Mr. Florida.
    fn is_addressed(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let group = |word: &str| self.tables.grammar.look_up(word).group;
        let is_polite = |k: usize| {
            let own = self.entry(k);
            own.roles.any(Roles::TITLE)
                && tokens[k].len() <= POLITE
                && own.group != 0
                && [group("sex/man"), group("sex/woman")].contains(&own.group)
        };
        token > 0
            && tokens[token].shape == Shape::Capital
            && matches!(tokens[token].gap, Gap::Space | Gap::DotSpace)
            && matches!(tokens[token - 1].shape, Shape::Capital | Shape::Initial)
            && is_polite(token - 1)
    }

    /// Whether a word stands among names of fonts: Verdana, Geneva, sans-serif.
    fn is_font(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_listed = |k: usize| matches!(tokens[k].gap, Gap::Comma | Gap::Quote | Gap::Break);
        let is = |k: usize| WORDS.is(self.folded(k), Beside::Font, self.scan.languages);
        (token > 0 && is_listed(token) && is(token - 1))
            || (token + 1 < tokens.len() && is_listed(token + 1) && is(token + 1))
    }

    /// What is told to be a dish or somebody by what stands beside it is no place all through the document, but behind a word
    /// such as "in"; what stands before an Arabic family name is none there: the channel Libya al-Hadath is Libya's.
    pub(super) fn tell_no_places(&self, spans: &mut [Span]) {
        let is_place =
            |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].entity_kind(r.entity.entity) == "place";
        let told = spans.iter().filter(|s| self.is_no_place(s.first as usize, s.end as usize));
        let no_places: Set<EntityRef> =
            told.flat_map(|s| s.readings.iter()).filter(|r| is_place(r)).map(|r| r.entity).collect();
        let is_here = |s: &Span| {
            let first = s.first as usize;
            s.end - s.first == 1
                && (self.is_before_arabic_name(first) || self.is_addressed(first) || self.is_of_goods(first))
        };
        if no_places.is_empty() && !spans.iter().any(is_here) {
            return;
        }
        for span in spans.iter_mut().filter(|s| !self.follows_locative(s.first as usize)) {
            let is_here = is_here(span);
            let is_told = |r: &&mut Reading| no_places.contains(&r.entity) || (is_here && is_place(r));
            for reading in span.readings.iter_mut().filter(is_told) {
                reading.log_odds += NAMESAKE;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let (name, by) = ("no-place-beside", NAMESAKE);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// What an elided article stands before is named without it: d'Emmanuel Macron.
    pub(super) fn tell_elisions(&self, spans: &mut [Span]) {
        let tokens = &self.scan.tokens;
        let is_elided = |s: &Span| {
            let first = s.first as usize;
            s.end - s.first > 1 && tokens[first].shape == Shape::Lower && tokens[first + 1].gap == Gap::Apostrophe
        };
        let firsts: Set<(u32, u32)> = spans.iter().filter(|s| is_elided(s)).map(|s| (s.first + 1, s.end)).collect();
        if firsts.is_empty() {
            return;
        }
        let whole = spans.iter().filter(|s| firsts.contains(&(s.first, s.end)));
        let named: Set<(u32, u32, EntityRef)> =
            whole.flat_map(|s| s.readings.iter().map(|r| (s.first - 1, s.end, r.entity))).collect();
        for span in spans.iter_mut().filter(|s| is_elided(s)) {
            let (first, end) = (span.first, span.end);
            let is_other = |r: &&mut Reading| r.evidence.same_letters == 0.0 && named.contains(&(first, end, r.entity));
            for reading in span.readings.iter_mut().filter(is_other) {
                reading.log_odds += PART_OF_NAME;
                let (entity, form, name, by) = (reading.entity, reading.form, "elided", PART_OF_NAME);
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }

    /// Whether a span is a side of a court case or of a match: Trump v. United States, England v Scotland. A club is meant in one.
    pub(super) fn is_in_case(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_name = |k: usize| matches!(tokens[k].shape, Shape::Capital | Shape::Upper);
        let is_against = |k: usize| tokens[k].gap == Gap::Space && tokens[k].of(self.text) == "v";
        let is_near = |k: usize| matches!(tokens[k].gap, Gap::Space | Gap::DotSpace);
        let after = end + 1 < tokens.len() && is_against(end) && is_near(end + 1) && is_name(end + 1);
        let before = first > 1 && is_near(first) && is_against(first - 1) && is_name(first - 2);
        self.may_be_english && (after || before)
    }

    /// Whether a place is called as many people are in English: Jordan, Georgia.
    pub(super) fn is_given_name_too(&self, token: usize) -> bool {
        let is_before_surname = || {
            self.scan.tokens.get(token + 1).is_some()
                && (self.roles(token + 1).any(Roles::SURNAME) || self.is_elided_name(token + 1))
        };
        // Elsewhere a place may stand before a word that nobody knows: German nouns.
        (self.may_be_english || is_before_surname()) && WORDS.is(self.folded(token), Beside::Given, Languages::ALL)
    }

    /// Whether a token is the era of the number or century before it: 668 BCE.
    pub(super) fn is_era(&self, token: usize) -> bool {
        let languages = self.scan.languages;
        let tokens = &self.scan.tokens;
        let is_dated =
            |k: usize| tokens[k].shape == Shape::Number || WORDS.is(self.folded(k), Beside::Century, languages);
        token > 0
            && tokens[token].gap == Gap::Space
            && WORDS.is(self.folded(token), Beside::Era, languages)
            && is_dated(token - 1)
    }

    /// Whether a token is a hotel, a newspaper, a club or a plant: what stands in quotation marks behind it is its name.
    pub(super) fn is_body(&self, token: usize) -> bool {
        WORDS.is(self.folded(token), Beside::Body, self.scan.languages)
    }

    /// Whether goods in small letters stand directly behind a span.
    pub(super) fn goods_follow(&self, end: usize) -> bool {
        let near = self.scan.tokens.get(end).filter(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
        near.is_some() && WORDS.is(self.folded(end), Beside::Goods, self.scan.languages)
    }

    /// Whether a disease or a tissue follows in small letters that is called after a town or somebody: Kawasaki disease. A country may
    /// have a disease in the news.
    pub(super) fn ailment_follows(&self, candidate: &Candidate, end: usize) -> bool {
        let near = self.scan.tokens.get(end).filter(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
        near.is_some()
            && (WORDS.is(self.folded(end), Beside::Ailment, self.scan.languages)
                || (end + 1 < self.scan.tokens.len()
                    && self.scan.tokens[end + 1].gap == Gap::Space
                    && WORDS.is(
                        &format!("{} {}", self.folded(end), self.folded(end + 1)),
                        Beside::Ailment,
                        self.scan.languages,
                    )))
            && !matches!(about::is(&self.details(candidate.entity_ref()).about), Is::Country | Is::State)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("plumber", Beside::Trade, true)]
    #[case("ama de casa", Beside::Trade, true)]
    #[case("слесарь", Beside::Trade, true)]
    #[case("sandwiches", Beside::Goods, true)]
    #[case("oil", Beside::Goods, false)]
    #[case("cell carcinoma", Beside::Ailment, true)]
    #[case("гостиница", Beside::Body, true)]
    #[case("day", Beside::Tail, true)]
    #[case("operation", Beside::Operation, true)]
    fn words_are_of_a_kind(#[case] phrase: &str, #[case] what: Beside, #[case] expected: bool) {
        assert_eq!(WORDS.is(&fold_phrase(phrase), what, Languages::ALL), expected);
    }

    #[rstest]
    #[case("иванович", true)]
    #[case("ивановича", true)]
    #[case("петровны", true)]
    #[case("медведева", false)]
    fn fathers_names_have_cases(#[case] word: &str, #[case] expected: bool) {
        assert_eq!(is_fathers(word), expected);
    }
}
