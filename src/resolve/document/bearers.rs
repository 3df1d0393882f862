//! Bearers of one family name in one document: which of them a bare family name means, and when a given name is enough.

use super::derived::{Kind, Short, Shorts};
use super::{Document, WEIGHTS, holds};
use crate::explain::log::Event;
use crate::grammar::Roles;
use crate::hash::{Map, Set};
use crate::lexicon::compiled::FormFlags;
use crate::matching::{offices, sexes};
use crate::mention::Reason;
use crate::orthography::script::Script;
use crate::resolve::generations::{self, Generation};
use crate::resolve::{EntityRef, Reading, Span, rank};
use crate::segment::{Gap, Shape};

/// As shares against other bearers of the name, in nats: a title of an office that one has held stands before it; the word
/// beside it says that the elder or the younger is meant; one is in office; one is listed by the bare name; one's full
/// name stands beside "late" or "elder".
const OFFICE: f32 = 2.0;
const GENERATION: f32 = 4.0;
const IN_OFFICE: f32 = 0.7;
const LISTED_ALONE: f32 = 1.5;
const MARKED: f32 = -1.2;

/// The same of who is named in full behind this place only, where another is before it; of whom the document names in full later
/// than another, where none is before it; of who is introduced as the relative of somebody; of who is said to have died; and
/// of who holds the office that a title here names, or no more does where the title is a former one. By hand.
const NOT_YET: f32 = -3.5;
const LATER: f32 = -1.0;
const RELATIVE: f32 = -2.0;
const DEAD: f32 = -2.2;
const HOLDS_OFFICE: f32 = 1.5;

/// The same of whom the last bare family name meant, and of whom one has meant before. By hand.
const SPOKEN_OF: f32 = 0.7;
const MEANT_BEFORE: f32 = 1.0;

/// The same of one of another sex than the verb behind the name or the ending of the name says: Собчак ответила is no man, Собчака no
/// woman.
const SEX: f32 = -4.0;

/// The log-odds of the only one of a family whom a document names, behind a title of the other sex.
const OTHER_SEX: f32 = -6.0;

/// Whose listed family name has a woman's ending, where the word has a man's: Yeltsin alone is not Naina Yeltsina. By hand.
const WOMANS_ENDING: f32 = -2.0;

/// Tokens behind a comma after a name among which an office may stand.
const APPOSITION: usize = 4;

/// Letters of the shortest verb of the past that tells.
const VERB: usize = 4;

/// Letters of the shortest given name that is enough because few have it.
const RARE: usize = 5;

/// The same for each e-fold of names listed.
const RENOWN: f32 = 0.45;

/// What the worth of two readings differs by at most where these decide between them.
const CONTESTED: f32 = 6.0;

impl Document<'_> {
    /// Lowers who is of another sex than the title says, and who is no king or pope behind such a title.
    pub(super) fn tell_sexes_apart(&self, spans: &mut [Span]) {
        // Frau Schmidt, where Helmut Schmidt alone is named.
        for span in spans.iter_mut().filter(|s| s.end - s.first == 1) {
            let (first, end) = (span.first, span.end);
            // Behind a name the title may be of the wife: 马克龙夫人.
            let is_one = span.readings.len() == 1;
            let stands_before = self.scan.tokens[first as usize].shape != Shape::Uncased;
            let is_other = |r: &Reading| {
                self.kind(r) == "person"
                    && (((is_one || stands_before) && self.has_title_of_other_sex((first as usize, end as usize), r))
                        || (stands_before && self.is_behind_others_crown(first as usize, r)))
            };
            let mut is_moved = false;
            for reading in &mut span.readings {
                if is_other(reading) {
                    is_moved = true;
                    let (entity, form) = (reading.entity, reading.form);
                    reading.log_odds += OTHER_SEX;
                    let name = "title-of-other-sex";
                    self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by: OTHER_SEX });
                }
            }
            if is_moved {
                rank(&mut span.readings, self.tables);
            }
        }
    }

    /// Whether a king's, an emperor's or a pope's title stands before the name of somebody who the lexicon says was something else: le
    /// roi Philippe is no prime minister.
    fn is_behind_others_crown(&self, first: usize, reading: &Reading) -> bool {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let is_near = first > 0 && self.scan.tokens[first].gap == Gap::Space;
        let title = first.checked_sub(1).filter(|&k| is_near && self.place.roles(k).any(Roles::TITLE));
        title.map(|k| self.scan.tokens[k].of(self.text)).is_some_and(|title| {
            offices::is_crown(title)
                && !offices::is_held(title, reading.entity.entity, lexicon)
                && !self.place.details(reading.entity).about.is_empty()
        })
    }

    /// Lowers men whose family name stands here with a woman's ending, where a woman is called so: Юлия Лаврова.
    pub(super) fn tell_womens_names(&self, spans: &mut [Span]) {
        for span in spans.iter_mut().filter(|s| s.end - s.first == 1) {
            let (first, end) = (span.first, span.end);
            let written = self.place.folded(first as usize);
            let is_mans = |r: &Reading| {
                let lexicon = self.tables.lexicons[r.entity.lexicon as usize];
                self.kind(r) == "person"
                    && lexicon
                        .form_words(r.form)
                        .filter(|w| w.as_join().is_none())
                        .any(|w| sexes::woman_by_ending(&lexicon.vocab_text(w.vocab())) == Some(false))
            };
            if sexes::woman_by_ending(written) != Some(true)
                || !span.readings.first().is_some_and(is_mans)
                || !self.is_womans(first as usize)
            {
                continue;
            }
            for reading in span.readings.iter_mut().filter(|r| is_mans(r)) {
                let (entity, form) = (reading.entity, reading.form);
                reading.log_odds += OTHER_SEX;
                let name = "womans-family-name";
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by: OTHER_SEX });
            }
            rank(&mut span.readings, self.tables);
        }
    }

    /// Whether a family name stands behind a woman's given name; or does so before, and here where one speaks of whom it is,
    /// not of whose something is: Лаврова исполнила восемь песен; not творчество Солженицына.
    fn is_womans(&self, token: usize) -> bool {
        let tokens = &self.scan.tokens;
        let is_behind_woman = |&k: &usize| {
            tokens[k].gap == Gap::Space
                && tokens[k].shape == Shape::Capital
                && tokens[k - 1].shape == Shape::Capital
                && sexes::woman(self.place.folded(k - 1)) == Some(true)
        };
        if token > 0 && is_behind_woman(&token) {
            return true;
        }
        let gather = || {
            let mut first = Map::default();
            for k in (1..tokens.len()).filter(is_behind_woman) {
                first.entry(tokens[k].of(self.text)).or_insert(k);
            }
            first
        };
        let begins = tokens[token].gap == Gap::Comma || self.place.starts_sentence(token);
        begins && self.behind_women.get_or_init(gather).get(tokens[token].of(self.text)).is_some_and(|&at| at < token)
    }

    /// Where several bearers of a family name may be meant, those stand higher whom the words beside it or the lexicon
    /// speak for.
    pub(super) fn tell_bearers_apart(&self, spans: &mut [Span], shorts: &Shorts) {
        if !spans.iter().any(|s| s.readings.len() > 1) {
            return;
        }
        let is_dead = |e: EntityRef, before: u32| {
            let named = shorts.mentions.get(&e).into_iter().flatten().take_while(|&&at| at < before).last();
            named.is_some_and(|&at| self.place.is_said_to_have_died(at as usize))
        };
        let is_relative = |e: EntityRef| shorts.first(e).is_some_and(|at| self.place.is_named_as_relative(at as usize));
        let is_elder = |s: &&Span| {
            let (first, end) = (s.first as usize, s.end as usize);
            end - first > 1 && self.generation_beside(first, end) == Some(Generation::Elder)
        };
        let marked: Set<EntityRef> = spans.iter().filter(is_elder).map(|s| s.readings[0].entity).collect();
        let mut in_order: Vec<usize> = (0..spans.len()).collect();
        in_order.sort_by_key(|&i| spans[i].first);
        // Whom the text spoke of last, and whether by the family name alone; whom it has called so.
        // Several spans may stand at one place here.
        let mut last: [Option<(EntityRef, bool, u32)>; 2] = [None; 2];
        let mut meant: Map<EntityRef, u32> = Map::default();
        let speak = |span: &Span,
                     is_name: bool,
                     last: &mut [Option<(EntityRef, bool, u32)>; 2],
                     meant: &mut Map<EntityRef, u32>| {
            let is_told = || self.generation_beside(span.first as usize, span.end as usize).is_some();
            if self.kind(&span.readings[0]) != "person" || !holds(span) || is_told() {
                return;
            }
            let new = (span.readings[0].entity, is_name, span.first);
            if last[0].is_none_or(|(_, _, first)| first < span.first) {
                last[1] = last[0];
            }
            last[0] = Some(new);
            if is_name {
                meant.entry(new.0).or_insert(span.first);
            }
        };
        for i in in_order {
            let span = &mut spans[i];
            let is_name = span.end - span.first == 1 || span.readings[0].reason == Reason::Short;
            let least = span.readings[0].worth() - CONTESTED;
            let is_bearer = |r: &Reading| r.worth() > least && self.kind(r) == "person";
            if span.readings.iter().filter(|r| is_bearer(r)).nth(1).is_none() {
                speak(span, is_name, &mut last, &mut meant);
                continue;
            }
            let (first, end) = (span.first as usize, span.end as usize);
            let generation = self.generation_beside(first, end);
            let title_at = self.scan.title_before(first);
            let title = title_at.map(|k| self.scan.tokens[k].of(self.text)).or_else(|| self.office_behind(end));
            let is_former = title_at.is_some_and(|k| k > 0 && self.place.is_former(k - 1));
            let is_before = |at: u32| at < span.first;
            let spoken_of = last.iter().flatten().find(|(_, _, at)| is_before(*at)).filter(|(_, is_name, _)| *is_name);
            let spoken_of = spoken_of.map(|&(entity, ..)| entity);
            let was_meant = |e: EntityRef| meant.get(&e).copied().is_some_and(is_before);
            let bearers = || span.readings.iter().filter(|r| is_bearer(r));
            let is_any_introduced = bearers().any(|r| shorts.first(r.entity).is_some_and(is_before));
            let earliest_named = bearers().filter_map(|r| shorts.first(r.entity)).min();
            let is_short = end - first == 1 || span.readings[0].reason == Reason::Short;
            let is_told = title.is_some() || generation.is_some();
            let are_relatives = is_short && bearers().any(|r| !is_relative(r.entity));
            let is_womans = self.woman_by_verb(end);
            let is_mans = sexes::woman_by_ending(&self.letters(end - 1, end)) == Some(false);
            let years: Vec<u32> =
                span.readings.iter().filter(|r| is_bearer(r)).filter_map(|r| self.first_year(r)).collect();
            let earliest = years.iter().copied().min().filter(|_| years.len() > 1);
            for reading in span.readings.iter_mut().filter(|r| is_bearer(r)) {
                let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
                let entity = reading.entity.entity;
                let year = self.first_year(reading);
                let is_elder = earliest.and(year).map(|_| year == earliest);
                let is_of = |is_elder| generation.is_some_and(|g| (g == Generation::Elder) == is_elder);
                let named = shorts.first(reading.entity);
                let is_introduced = named.is_some_and(is_before);
                let holds_office = named.is_some()
                    && title.is_some_and(|title| offices::is_held(title, entity, lexicon))
                    && offices::is_in_office(entity, lexicon);
                let gains = [
                    (MEANT_BEFORE, is_short && was_meant(reading.entity)),
                    (SPOKEN_OF, is_short && spoken_of == Some(reading.entity)),
                    (NOT_YET, is_short && is_any_introduced && !is_introduced),
                    (LATER, is_short && !is_any_introduced && earliest_named.is_some() && named != earliest_named),
                    (RELATIVE, are_relatives && !is_told && is_relative(reading.entity)),
                    (DEAD, is_short && !is_told && is_dead(reading.entity, span.first)),
                    (HOLDS_OFFICE, holds_office && !is_former),
                    (-HOLDS_OFFICE, holds_office && is_former),
                    (OFFICE, title.is_some_and(|title| offices::is_held(title, entity, lexicon))),
                    (GENERATION, is_elder.is_some_and(is_of)),
                    (-GENERATION, generation.is_some() && is_elder.is_some_and(|is_elder| !is_of(is_elder))),
                    (MARKED, generation.is_none() && end - first == 1 && marked.contains(&reading.entity)),
                    (IN_OFFICE, offices::is_in_office(entity, lexicon)),
                    (WOMANS_ENDING, end - first == 1 && is_mans && self.is_listed_as_woman(reading)),
                    (LISTED_ALONE, end - first == 1 && self.is_listed_alone(reading, first)),
                    (SEX, end - first == 1 && is_womans.is_some_and(|is| self.is_woman(reading) == Some(!is))),
                    (SEX, end - first == 1 && self.is_declined_woman(reading, first)),
                ];
                let by: f32 = gains.iter().filter(|(_, holds)| *holds).map(|&(by, _)| by).sum();
                reading.prior += by;
            }
            rank(&mut span.readings, self.tables);
            speak(span, is_name, &mut last, &mut meant);
        }
    }

    /// What a person has by the number of names listed, as a share against others of the same short form: whom the press
    /// writes of more is likelier meant, though all of them are named.
    pub(super) fn renown(&self, entity: EntityRef) -> f32 {
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        if lexicon.entity_kind(entity.entity) != "person" {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        let forms = lexicon.entity_forms(entity.entity).len().max(1) as f32;
        RENOWN * forms.ln()
    }

    /// The title of an office behind a comma after a name: Bush, the former governor of Texas.
    fn office_behind(&self, end: usize) -> Option<&str> {
        let tokens = &self.scan.tokens;
        tokens.get(end).filter(|t| t.gap == Gap::Comma)?;
        let goes_on = |k: &usize| {
            (*k == end || tokens[*k].gap.is_space()) && matches!(tokens[*k].shape, Shape::Lower | Shape::Uncased)
        };
        (end..tokens.len().min(end + APPOSITION))
            .take_while(goes_on)
            .map(|k| tokens[k].of(self.text))
            .find(|word| offices::is_office(word))
    }

    /// The first year that the lexicon names of an entity.
    fn first_year(&self, reading: &Reading) -> Option<u32> {
        generations::first_year(&self.place.details(reading.entity).about)
    }

    /// Whether the verb of the past behind a name is of a woman or of a man in East Slavic languages: ответила, ответил.
    fn woman_by_verb(&self, end: usize) -> Option<bool> {
        let next = self.scan.tokens.get(end)?;
        let verb = self.place.folded(end);
        let is_verb = next.gap == Gap::Space
            && next.shape == Shape::Lower
            && next.script == Script::Cyrillic
            && verb.chars().count() >= VERB;
        let is = |endings: [&str; 2]| endings.iter().any(|ending| verb.ends_with(ending));
        match is_verb {
            true if is(["ла", "лась"]) => Some(true),
            true if is(["л", "лся"]) => Some(false),
            _ => None,
        }
    }

    /// Whether a person is a woman, by the given name of the form.
    fn is_woman(&self, reading: &Reading) -> Option<bool> {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let words = self.heavy(reading.entity.lexicon, reading.form);
        words.first().and_then(|w| sexes::woman(&lexicon.vocab_text(w.vocab())))
    }

    /// Whether a woman's family name that ends in a consonant would stand here with an ending, which it never has in East Slavic
    /// languages.
    fn is_declined_woman(&self, reading: &Reading, token: usize) -> bool {
        let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
        let written = self.place.folded(token);
        let is_longer = |family: &str| {
            family.ends_with(|c: char| "бвгджзклмнпрстфхцчшщ".contains(c))
                && written.strip_prefix(family).is_some_and(|ending| !ending.is_empty())
        };
        let words = self.heavy(reading.entity.lexicon, reading.form);
        words.last().is_some_and(|w| is_longer(&lexicon.vocab_text(w.vocab()))) && self.is_woman(reading) == Some(true)
    }

    /// Whether the last word of a person's form has a woman's ending.
    fn is_listed_as_woman(&self, reading: &Reading) -> bool {
        self.heavy(reading.entity.lexicon, reading.form).last().is_some_and(|w| {
            let lexicon = self.tables.lexicons[reading.entity.lexicon as usize];
            sexes::woman_by_ending(&lexicon.vocab_text(w.vocab())) == Some(true)
        })
    }

    /// Whether an entity is listed by a word alone, and that counts by itself.
    fn is_listed_alone(&self, reading: &Reading, token: usize) -> bool {
        let number = reading.entity.lexicon as usize;
        let lexicon = self.tables.lexicons[number];
        let leans = FormFlags::SHORT.with(FormFlags::NEEDS_FULL_NAME).with(FormFlags::NEEDS_CUE).with(FormFlags::NEVER);
        let units = self.scan.units_of[token] as usize..self.scan.units_of[token + 1] as usize;
        let is_one = |&unit: &usize| self.scan.units[unit].end as usize == token + 1;
        units.filter(is_one).any(|unit| {
            let near = self.scan.memo.get(self.scan.units[unit].memo).near(number);
            let mut forms = near.iter().filter(|n| n.is_exact).flat_map(|n| lexicon.wholly(n.vocab));
            forms.any(|form| lexicon.form_entity(form) == reading.entity.entity && !lexicon.form_flags(form).has(leans))
        })
    }

    /// What the word before or after a span says of the bearers of its name.
    fn generation_beside(&self, first: usize, end: usize) -> Option<Generation> {
        let tokens = &self.scan.tokens;
        let languages = self.scan.languages;
        let word = |k: usize| self.place.folded(k);
        let before = first.checked_sub(1).and_then(|k| match tokens[first].gap {
            Gap::Space => generations::of(word(k), languages),
            // 父ブッシュ: the last sign of a run.
            Gap::None => word(k).chars().last().and_then(|c| generations::of(&c.to_string(), languages)),
            _ => None,
        });
        let is_near = |t: &&crate::segment::Token| matches!(t.gap, Gap::Space | Gap::Hyphen);
        let after = || tokens.get(end).filter(is_near).and_then(|_| generations::of(word(end), languages));
        before.or_else(after)
    }

    /// Adds the given names of those who share their family name with somebody else whom the document names in full: of
    /// two Assads each is called by it; and those that nobody else is known to have.
    pub(super) fn given_names(&self, spans: &[Span], out: &mut Shorts) {
        let mut families: Map<String, Set<EntityRef>> = Map::default();
        let mut given: Vec<(String, String, Short, bool)> = Vec::new();
        for span in spans {
            let Some(best) = span.readings.first() else { continue };
            let (first, end) = (span.first as usize, span.end as usize);
            let lexicon = self.tables.lexicons[best.entity.lexicon as usize];
            let is_whole = self.is_full(best)
                && best.reason != Reason::Short
                && self.kind(best) == "person"
                && best.evidence.inverted == 0.0
                && !lexicon.form_flags(best.form).has(FormFlags::FAMILY_FIRST);
            if end - first < 2 || !is_whole || !matches!(self.scan.tokens[first].shape, Shape::Capital | Shape::Uncased)
            {
                continue;
            }
            let stop = (first + 1..end).find(|&k| self.scan.tokens[k].gap > Gap::Hyphen).unwrap_or(end);
            // Jansher Khan, Megawati Sukarnoputri: a given name that few have is enough.
            let is_rare = self.place.roles(first) == Roles::NONE
                && self.scan.tokens[first].len() >= RARE
                && self.scan.tokens[first].script == Script::Latin
                && stop == first + 1;
            let is_given = self.place.roles(first).any(Roles::GIVEN.with(Roles::HYPOCORISM));
            if stop == end || !(is_rare || is_given) {
                continue;
            }
            let family = self.letters(end - 1, end);
            families.entry(family.clone()).or_default().insert(best.entity);
            let full = best.log_odds.min(WEIGHTS.most_full);
            let (entity, form, evidence) = (best.entity, best.form, best.evidence);
            let short = Short { entity, form, kind: Kind::Given, prefix: 0, family: 0, full, evidence };
            given.push((self.letters(first, stop), family, short, is_rare));
        }
        let mut namesakes: Map<&str, Set<EntityRef>> = Map::default();
        for (letters, _, short, _) in &given {
            namesakes.entry(letters).or_default().insert(short.entity);
        }
        for (letters, family, short, is_rare) in &given {
            let is_shared = families.get(family).is_some_and(|bearers| bearers.len() > 1);
            if (is_shared || *is_rare) && namesakes[letters.as_str()].len() == 1 {
                out.add_letters(letters.clone(), *short);
            }
        }
    }
}
