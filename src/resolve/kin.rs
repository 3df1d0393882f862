//! Whose relative, friend or animal somebody is: "his half-brother Malik Obama" is no president, "her friend Chad" no country.

use once_cell::sync::Lazy;

use super::kinds::Kinds;
use super::place::Place;
use super::{EntityRef, Reading, Span, rank};
use crate::explain::log::Event;
use crate::grammar::{Languages, Roles};
use crate::hash::Set;
use crate::matching::sexes;
use crate::scan::Case;
use crate::segment::{Gap, Shape, Token};

/// What a word before or behind a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kin {
    Relative,
    Friend,
    Own,
    Pet,
    Also,
    Flight,
    The,
    Aboard,
    Name,
    Called,
    One,
    No,
    Mine,
    Unrelated,
    His,
    Firm,
    Dead,
    Noun,
    Theirs,
}

static WORDS: Lazy<Kinds<Kin>> = Lazy::new(|| {
    let kinds = [
        ("relative", Kin::Relative),
        ("friend", Kin::Friend),
        ("own", Kin::Own),
        ("pet", Kin::Pet),
        ("also", Kin::Also),
        ("flight", Kin::Flight),
        ("the", Kin::The),
        ("aboard", Kin::Aboard),
        ("name", Kin::Name),
        ("called", Kin::Called),
        ("one", Kin::One),
        ("no", Kin::No),
        ("mine", Kin::Mine),
        ("unrelated", Kin::Unrelated),
        ("his", Kin::His),
        ("firm", Kin::Firm),
        ("dead", Kin::Dead),
        ("noun", Kin::Noun),
        ("theirs", Kin::Theirs),
    ];
    Kinds::of_table(include_str!("../../lexicons/grammar/kin.tsv"), &kinds)
});

/// What somebody or a place loses whose name is a relative's, an animal's or an airport's, in nats. By hand.
const ANOTHERS: f32 = -10.0;

/// What somebody named elsewhere in full loses behind what is rather another given name, in nats. By hand.
const STRANGER: f32 = -2.5;

/// Letters of the shortest of these.
const SHORTEST_GIVEN: usize = 3;

/// Words from "his" to the relative, that among them: his late father.
const REACH: usize = 4;

/// Signs of the longest word of a script without spaces that stands before a name.
const SIGNS: usize = 2;

/// What stands in Persian behind the object of a verb.
const OBJECT: &str = "را";

/// Tokens from the start of a name in which it is said that somebody has died.
const DEATH: usize = 9;

/// Tokens of a sentence in which a relative is told from who is named before.
const SENTENCE: usize = 30;

impl Place<'_> {
    /// Whether a word of a kind stands at a token; relatives and friends have a capital where nouns do, and at the start of a sentence.
    fn is_kin(&self, token: usize, kin: Kin) -> bool {
        let here = &self.scan.tokens[token];
        let may_have_capital = matches!(kin, Kin::Relative | Kin::Friend | Kin::Pet | Kin::Name)
            && (self.is_german || self.starts_sentence(token));
        (here.shape == Shape::Lower || may_have_capital) && WORDS.is(self.folded(token), kin, self.scan.languages)
    }

    /// Whether a word for a relative stands at a token, or one for a friend behind "her".
    fn is_relative(&self, token: usize) -> bool {
        let is_own = |k: usize| WORDS.is(self.folded(k), Kin::Own, self.scan.languages);
        self.is_kin(token, Kin::Relative)
            || (self.is_kin(token, Kin::Friend)
                && token > 0
                && self.scan.tokens[token].gap.is_space()
                && is_own(token - 1))
    }

    /// Whether a given name that is not the person's stands before one word, and a relative's word before that.
    fn is_relatives(&self, token: usize, reading: &Reading) -> bool {
        let tokens = &self.scan.tokens;
        let Some(given) = token.checked_sub(1).filter(|_| tokens[token].gap == Gap::Space) else { return false };
        let before = given.checked_sub(1);
        let roles = self.roles(given);
        let is_given = roles == Roles::NONE || roles.any(Roles::GIVEN.with(Roles::HYPOCORISM));
        if tokens[given].shape != Shape::Capital
            || !is_given
            || !(tokens[given].gap.is_space() || tokens[given].gap == Gap::Comma || self.is_relative_behind(token + 1))
            || !(before.is_some_and(|k| self.is_relative(k) || self.is_private(k))
                || self.is_relative_behind(token + 1))
        {
            return false;
        }
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let written = self.folded(given);
        let is_own =
            |form| lexicon.form_words(form).any(|w| w.as_join().is_none() && lexicon.vocab_text(w.vocab()) == written);
        !lexicon.entity_forms(reading.entity.entity).any(is_own)
    }

    /// Whether a word in a capital that is nothing but a name, and none of the person's own, stands before one word: Эрик Трамп.
    fn is_behind_stranger(&self, token: usize, reading: &Reading) -> bool {
        let tokens = &self.scan.tokens;
        let Some(given) = token.checked_sub(1).filter(|_| tokens[token].gap == Gap::Space) else { return false };
        let roles = self.roles(given);
        let is_name = tokens[given].shape == Shape::Capital
            && tokens[given].script == tokens[token].script
            && tokens[given].of(self.text).chars().count() >= SHORTEST_GIVEN
            && roles.without(Roles::GIVEN.with(Roles::HYPOCORISM)) == Roles::NONE
            && !self.is_german
            && !self.is_heading(given)
            && self.whole_names_at(token).1.is_none();
        is_name && {
            let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
            let written = self.folded(given);
            let is_own = |form| {
                lexicon.form_words(form).any(|w| w.as_join().is_none() && lexicon.vocab_text(w.vocab()) == written)
            };
            !lexicon.entity_forms(reading.entity.entity).any(is_own)
        }
    }

    /// Whether a relative's word stands behind a comma, whose it is before it or not: Arianna Meloni, sœur de; Rachel Johnson, his
    /// sister.
    fn is_relative_behind(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_own = || WORDS.is(self.folded(end), Kin::Own, self.scan.languages);
        tokens.get(end).is_some_and(|t| t.gap == Gap::Comma)
            && (self.is_kin(end, Kin::Relative)
                || (is_own()
                    && tokens.get(end + 1).is_some_and(|t| t.gap.is_space())
                    && self.is_kin(end + 1, Kin::Relative)))
    }

    /// Whether one word of a place is somebody: her friend Chad; Georgia, his sister.
    fn is_somebodys(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_before = token > 0
            && tokens[token].gap.is_space()
            && (self.is_relative(token - 1) || self.is_kin(token - 1, Kin::Pet));
        let is_own = |k: usize| tokens[k].gap == Gap::Comma && WORDS.is(self.folded(k), Kin::Own, self.scan.languages);
        let is_given = || self.roles(token).any(Roles::GIVEN) || sexes::woman(self.folded(token)).is_some();
        let is_behind = || {
            token + 2 < tokens.len()
                && is_own(token + 1)
                && tokens[token + 2].gap.is_space()
                && (self.is_kin(token + 2, Kin::Relative) || self.is_kin(token + 2, Kin::Friend))
        };
        is_before || (is_behind() && is_given())
    }

    /// Whether somebody's relative is named by a span: his father, also George Bush.
    fn is_of_relative(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let mut k = first;
        while k > 0 && (tokens[k].gap.is_space() || tokens[k].gap == Gap::Comma) && self.is_kin(k - 1, Kin::Also) {
            k -= 1;
        }
        let is_near = k > 0 && (tokens[k].gap.is_space() || tokens[k].gap == Gap::Comma);
        is_near
            && self.is_kin(k - 1, Kin::Relative)
            && (k.saturating_sub(REACH)..k - 1)
                .rev()
                .take_while(|&at| tokens[at + 1].gap.is_space() && tokens[at].shape == Shape::Lower)
                .any(|at| self.is_kin(at, Kin::Own))
    }

    /// Whether somebody's whole name is where planes land: landed at Charles de Gaulle.
    fn is_landed_at(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        first > 1
            && tokens[first].gap.is_space()
            && tokens[first - 1].gap.is_space()
            && tokens[first - 1].shape == Shape::Lower
            && self.roles(first - 1).any(Roles::LOCATIVE)
            && self.is_kin(first - 2, Kin::Flight)
    }

    /// Whether the family name itself is spoken of: the surname Trump, фамилия Навальный.
    fn is_spoken_of(&self, token: usize) -> bool {
        token > 0 && self.scan.tokens[token].gap.is_space() && self.is_kin(token - 1, Kin::Name)
    }

    /// Whether a word such as "called" or two stand before a name, and what says that nobody knows whom that is: a professor named
    /// Mousavi. Without an article such words say it by themselves: ein Mann namens Putin.
    pub(super) fn is_introduced_by_name(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is_near = |k: usize| k > 0 && tokens[k].gap.is_space();
        let is_small = |k: usize| matches!(tokens[k].shape, Shape::Lower | Shape::Uncased);
        // 一位胡教授.
        if tokens[first].script.is_unspaced() {
            let before = &self.text[..tokens[first].start as usize];
            let starts = before.char_indices().rev().map(|(at, _)| at).take(SIGNS);
            return starts.into_iter().any(|at| WORDS.is(&before[at..], Kin::Name, languages));
        }
        let is_two = |k: usize| {
            k > 0
                && tokens[k].gap.is_space()
                && WORDS.is(&format!("{} {}", self.folded(k - 1), self.folded(k)), Kin::Name, languages)
        };
        let is_called = |k: usize| WORDS.is(self.folded(k), Kin::Called, languages);
        let is_of_one = |k: usize| {
            (k.saturating_sub(REACH)..k)
                .rev()
                .take_while(|&at| tokens[at + 1].gap.is_space())
                .any(|at| WORDS.is(self.folded(at), Kin::One, languages))
        };
        first.checked_sub(1).filter(|&k| is_near(first) && is_small(k)).is_some_and(|k| {
            self.is_kin(k, Kin::Name)
                || (tokens[k].shape == Shape::Uncased && WORDS.is(self.folded(k), Kin::Name, languages))
                || is_two(k)
                || (languages != Languages::ALL && is_called(k) && is_of_one(k))
        })
    }

    /// Whether a German noun stands at a token, directly behind an article that a name has only where somebody is likened to it: ein
    /// Strauß Rosen, but ein Kohl wie damals; where the word is a noun as well, behind any article: der Kohl kostete.
    pub(super) fn is_german_noun(&self, token: usize) -> bool {
        let is_before = |kin: Kin| WORDS.is(self.folded(token - 1), kin, self.scan.languages);
        let is_noun = || WORDS.is(self.folded(token), Kin::Noun, self.scan.languages);
        // Die Schmidt-Regierung.
        let is_joined = || self.scan.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::Hyphen);
        self.is_german
            && token > 0
            && self.scan.tokens[token].gap == Gap::Space
            && (is_before(Kin::One) || (self.roles(token - 1).any(Roles::ARTICLE) && is_noun() && !is_joined()))
    }

    /// Whether a word of a script without capitals is no name by what stands beside it: غير صالح is "unfit", دایی من "my uncle", unless
    /// the word behind it is what somebody does something to (رئیسی من را دید).
    pub(super) fn is_ordinary_word(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is = |k: usize, kin: Kin| {
            tokens[k].shape == Shape::Uncased && WORDS.is(self.folded(k), kin, self.scan.languages)
        };
        let is_near = |k: usize| tokens.get(k).is_some_and(|t| t.gap == Gap::Space);
        let is_object = || is_near(end + 1) && self.folded(end + 1) == OBJECT;
        tokens[first].shape == Shape::Uncased
            && ((first > 0 && is_near(first) && is(first - 1, Kin::No))
                || (is_near(end) && is(end, Kin::Mine) && !is_object()))
    }

    /// Whether a name is introduced as that of somebody's relative: his father George H. W. Bush, شقيقه ماهر الأسد. Where names have
    /// cases, сын Лукашенко is his son, and his name stands behind его сын.
    pub(super) fn is_named_as_relative(&self, first: usize) -> bool {
        let here = &self.scan.tokens[first];
        let languages = self.scan.languages;
        // 遗孀安倍昭惠.
        if here.script.is_unspaced() {
            let before = &self.text[..here.start as usize];
            let starts = before.char_indices().rev().map(|(at, _)| at).take(SIGNS);
            return starts.into_iter().any(|at| WORDS.is(&before[at..], Kin::His, languages));
        }
        let is_his =
            || !languages.inflect_names() || (first > 1 && WORDS.is(self.folded(first - 2), Kin::Theirs, languages));
        first > 0
            && (here.gap.is_space() || here.gap == Gap::Comma)
            && (self.is_kin(first - 1, Kin::Relative) && is_his()
                || (here.shape == Shape::Uncased && WORDS.is(self.folded(first - 1), Kin::His, self.scan.languages)))
    }

    /// Whether the words behind a name say in the same sentence that who bears it has died; in Arabic and Persian those before it too.
    pub(super) fn is_said_to_have_died(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is = |k: usize| {
            matches!(tokens[k].shape, Shape::Lower | Shape::Uncased)
                && WORDS.is(self.folded(k), Kin::Dead, self.scan.languages)
        };
        let is_uncased = tokens[first].shape == Shape::Uncased;
        let before = if is_uncased { first.saturating_sub(2)..first } else { first..first };
        let behind = (first + 1..tokens.len().min(first + DEATH)).take_while(|&k| !self.starts_sentence(k));
        before.chain(behind).any(is)
    }

    /// Whether a family's firm is named: Лужков и сыновья, Kohl & Söhne.
    pub(super) fn is_firm_of_family(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let is_firm = |k: usize| tokens.get(k).is_some_and(|_| WORDS.is(self.folded(k), Kin::Firm, languages));
        let is_capital = |k: usize| !self.may_be_english || tokens[k].shape == Shape::Capital;
        let is_and =
            || tokens[end].gap == Gap::Space && self.roles(end).any(Roles::LINKER) && tokens[end + 1].gap == Gap::Space;
        let is_sign = || self.text[tokens[end - 1].end as usize..tokens[end].start as usize].trim() == "&";
        languages != Languages::ALL
            && ((is_firm(end + 1) && is_and() && is_capital(end + 1)) || (is_firm(end) && is_sign()))
    }

    /// Whether "no relation" stands behind a name and a comma, in brackets, or a few words before the comma: of Perm, no relation
    /// to; (no relation); of Ohio, who is no relation.
    fn is_unrelated(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on = |k: &usize| *k == end || tokens[*k].gap.is_space() || tokens[*k].gap == Gap::Comma;
        let is_it = |k: usize| {
            let two = || tokens.get(k + 1).map(|_| format!("{} {}", self.folded(k), self.folded(k + 1)));
            tokens.get(k).is_some() && self.is_kin(k, Kin::Unrelated)
                || two().is_some_and(|two| WORDS.is(&two, Kin::Unrelated, self.scan.languages))
        };
        let is_bracket = |t: &Token| t.gap == Gap::Break && self.text[..t.start as usize].ends_with('(');
        let is_in_brackets = || tokens.get(end).is_some_and(is_bracket) && is_it(end);
        let reach = (end..tokens.len().min(end + REACH)).take_while(goes_on);
        let is_behind = |comma: usize| {
            let small = |k: &usize| *k == comma || (tokens[*k].gap.is_space() && tokens[*k].shape == Shape::Lower);
            (comma..tokens.len().min(comma + REACH)).take_while(small).any(is_it)
        };
        is_in_brackets() || reach.filter(|&k| tokens[k].gap == Gap::Comma).any(is_behind)
    }

    /// Whether an article before somebody's given and family name makes a ship or an aircraft of it, where no noun follows whose
    /// name that could be: the Abraham Lincoln, a carrier.
    fn is_ship(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        // A sentence may begin with it; within one other names have an article too: aboard the Abraham Lincoln.
        let is_aboard = |k: usize| k > 0 && tokens[k].gap.is_space() && self.is_kin(k - 1, Kin::Aboard);
        let is_article = |k: usize| {
            WORDS.is(self.folded(k), Kin::The, self.scan.languages) && (self.starts_sentence(k) || is_aboard(k))
        };
        let is_alone = || {
            tokens.get(end).is_none_or(|next| {
                let roles = self.roles(end);
                !matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
                    || (next.shape == Shape::Lower && roles.any(Roles::FUNCTION) && !roles.any(Roles::LINKER))
            })
        };
        self.scan.languages != Languages::ALL
            && first > 0
            && tokens[first].gap == Gap::Space
            && is_article(first - 1)
            && self.roles(first).any(Roles::GIVEN)
            && !self.roles(first).any(Roles::TITLE)
            && !self.is_heading(first)
            && is_alone()
    }

    /// Lowers who and what is told to be another's relative, friend, animal or airport.
    pub(super) fn tell_kin(&self, spans: &mut [Span]) {
        let kind = |r: &Reading| self.tables.lexicons[r.entity.lexicon as usize].entity_kind(r.entity.entity);
        // Who is named more than once.
        let mut named_again = Set::default();
        let mut all = Set::default();
        named_again
            .extend(spans.iter().filter_map(|s| s.readings.first()).map(|r| r.entity).filter(|&e| !all.insert(e)));
        // Who was named last, and where that ends.
        let mut last: Option<(EntityRef, usize)> = None;
        for span in spans.iter_mut() {
            let (first, end) = (span.first as usize, span.end as usize);
            let Some(named) = span.readings.first().map(|r| r.entity) else { continue };
            let is_one = end - first == 1;
            // Flights from JFK.
            let is_upper = self.scan.tokens[first].shape == Shape::Upper && self.scan.cases[first] == Case::Normal;
            let is_cased = self.scan.tokens[first].shape == Shape::Capital && self.scan.cases[first] == Case::Normal;
            if !(is_cased || is_upper && is_one) {
                continue;
            }
            let is_same_sentence =
                |at: usize| at <= first && first - at < SENTENCE && !(at..=first).any(|k| self.starts_sentence(k));
            let same = last.filter(|&(_, at)| is_same_sentence(at));
            let is_other = |r: &Reading| match kind(r) {
                "person" => {
                    (is_one && (self.is_relatives(first, r) || (first > 0 && self.is_kin(first - 1, Kin::Pet))))
                        || (is_one && self.is_spoken_of(first))
                        || (is_one && self.is_all_in_quotes(first, end))
                        || (is_one && named_again.contains(&r.entity) && self.is_introduced_by_name(first))
                        || (named_again.contains(&r.entity) && self.is_unrelated(end))
                        || ((!is_one || is_upper) && self.is_landed_at(first))
                        || (!is_one && self.is_ship(first, end))
                        || same.is_some_and(|(e, _)| e == r.entity && self.is_of_relative(first))
                }
                "place" => is_one && self.is_somebodys(first),
                _ => false,
            };
            let is_behind_stranger = |r: &Reading| {
                is_one && kind(r) == "person" && named_again.contains(&r.entity) && self.is_behind_stranger(first, r)
            };
            let mut is_moved = false;
            for reading in &mut span.readings {
                let by = match is_other(reading) {
                    true => ANOTHERS,
                    false if is_behind_stranger(reading) => STRANGER,
                    false => continue,
                };
                is_moved = true;
                reading.log_odds += by;
                let (first, end, entity, form) = (span.first, span.end, reading.entity, reading.form);
                let name = "another-by-kin";
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
            if is_moved {
                rank(&mut span.readings, self.tables);
            }
            if span.readings.first().is_some_and(|r| kind(r) == "person") {
                last = Some((named, end));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::grammar::fold_phrase;

    #[rstest]
    #[case("half-brother", Kin::Relative, true)]
    #[case("Ehefrau", Kin::Relative, true)]
    #[case("friend", Kin::Relative, false)]
    #[case("landed", Kin::Flight, true)]
    #[case("no relation", Kin::Unrelated, true)]
    #[case("Nachname", Kin::Name, true)]
    fn words_say_whose_somebody_is(#[case] word: &str, #[case] kin: Kin, #[case] expected: bool) {
        assert_eq!(WORDS.is(&fold_phrase(word), kin, Languages::ALL), expected);
    }
}
