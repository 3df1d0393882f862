//! What a document may call an entity after its full name: the family name, an acronym, the distinctive word of a body.

use super::{Document, ORDINARY, WEIGHTS};
use crate::grammar::Roles;
use crate::hash::{Map, Set};
use crate::lexicon::compiled::{FormFlags, FormWord, Index};
use crate::matching::evidence::Evidence;
use crate::mention::Reason;
use crate::orthography::fold::folded;
use crate::orthography::names::is_numeral;
use crate::orthography::pinyin;
use crate::orthography::script::Script;
use crate::resolve::features::Feature;
use crate::resolve::mononyms::script_of;
use crate::resolve::{EntityRef, Reading, Span};
use crate::scan::{Marks, beginning};
use crate::segment::{Gap, Shape, Token};

/// The least probability that log-odds are taken of.
const LEAST: f32 = 1e-6;

/// Signs of the longest name in Han or Hangul that a family name is taken of; of the family name; of a title.
const MOST_SIGNS: usize = 5;
const LONGEST_FAMILY: usize = 2;

/// Signs of a Japanese name of which the first two are the family name, and where those who have one are.
const JAPANESE: usize = 4;
const JAPAN: &str = "place/japan";

/// Letters of the shortest word that a team is called by.
const SHORTEST_TEAM: usize = 4;

/// Whether a letter is a sign of Han or Hangul.
fn is_sign(c: char) -> bool {
    matches!(Script::of(c), Some(Script::Han | Script::Hangul))
}

/// How a short form was derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    AsMentioned,
    AsListed,
    Introduced,
    Initials,
    Distinctive,
    Listed,
    /// The given name of one of several who share a family name.
    Given,
    /// The word of a team's name that is not its town's, in a document about sport.
    Team,
    /// The first sign or two of a name in Han or Hangul, before a title: 習主席.
    Sign,
    /// A kunya that a longer name begins with.
    Kunya,
}

impl Kind {
    pub(super) fn feature(self) -> Feature {
        match self {
            Self::AsMentioned | Self::Sign | Self::Given | Self::Kunya => Feature::ShortAsMentioned,
            Self::AsListed => Feature::ShortAsListed,
            Self::Introduced => Feature::ShortIntroduced,
            Self::Initials => Feature::ShortInitials,
            Self::Distinctive | Self::Team => Feature::ShortDistinctive,
            Self::Listed => Feature::ShortListed,
        }
    }
}

/// Something a document may call an entity after its full name.
#[derive(Clone, Copy)]
pub(super) struct Short {
    pub(super) entity: EntityRef,
    pub(super) form: Index,
    pub(super) kind: Kind,
    /// The tokens of the small words before the family name in the full mention (bin, de): from here up to `family`.
    pub(super) prefix: u32,
    pub(super) family: u32,
    pub(super) full: f32,
    pub(super) evidence: Evidence,
}

/// One of 64 bits.
fn bit([first, second]: [char; 2]) -> u64 {
    1 << (u32::from(first).wrapping_mul(7).wrapping_add(u32::from(second)) % 64)
}

/// The short forms of a document, by how they are recognised.
#[derive(Default)]
pub(super) struct Shorts {
    pub(super) all: Vec<Short>,
    pub(super) by_letters: Map<String, Vec<usize>>,
    /// How the forms begin that are recognised by their letters; a bit for each, which others may share.
    beginnings: Set<[char; 2]>,
    beginning_bits: u64,
    pub(super) by_vocab: Map<(u32, Index), Vec<usize>>,
    /// The words of `by_vocab`, by lexicon.
    pub(super) marks: Vec<Marks>,
    /// First tokens of each entity's full mentions, in order.
    pub(super) mentions: Map<EntityRef, Vec<u32>>,
}

impl Shorts {
    pub(super) fn add_letters(&mut self, letters: String, short: Short) {
        if let Some(beginning) = beginning(&letters) {
            self.beginnings.insert(beginning);
            self.beginning_bits |= bit(beginning);
        }
        let list = self.by_letters.entry(letters).or_default();
        Self::add(list, &mut self.all, short);
    }

    pub(super) fn add_vocab(&mut self, lexicon: u32, vocab: Index, short: Short) {
        if self.marks.len() <= lexicon as usize {
            self.marks.resize(lexicon as usize + 1, Marks::default());
        }
        self.marks[lexicon as usize].add(vocab);
        let list = self.by_vocab.entry((lexicon, vocab)).or_default();
        Self::add(list, &mut self.all, short);
    }

    /// Whether a form that is recognised by its letters begins so.
    #[inline]
    pub(super) fn begins(&self, beginning: [char; 2]) -> bool {
        self.beginning_bits & bit(beginning) != 0 && self.beginnings.contains(&beginning)
    }

    /// Adds a short form once for each entity and kind, however often the entity is named: with the surest mention.
    pub(super) fn add(list: &mut Vec<usize>, all: &mut Vec<Short>, short: Short) {
        let same = |s: &Short| s.entity == short.entity && s.kind == short.kind;
        match list.iter().find(|&&i| same(&all[i])) {
            Some(&i) if all[i].full >= short.full => {}
            Some(&i) => all[i] = short,
            None => {
                list.push(all.len());
                all.push(short);
            }
        }
    }

    /// The entity's first full mention.
    pub(super) fn first(&self, entity: EntityRef) -> Option<u32> {
        self.mentions.get(&entity).and_then(|mentions| mentions.first().copied())
    }

    /// The entity's last full mention before a token.
    pub(super) fn last_before(&self, entity: EntityRef, token: u32) -> Option<u32> {
        let mentions = self.mentions.get(&entity)?;
        mentions[..mentions.partition_point(|&at| at < token)].last().copied()
    }
}

impl Document<'_> {
    pub(super) fn letters(&self, first: usize, end: usize) -> String {
        (first..end).map(|k| self.place.folded(k)).collect()
    }

    pub(super) fn shorts(&self, spans: &[Span]) -> Shorts {
        let mut out = Shorts::default();
        for span in spans {
            let Some(best) = span.readings.first().filter(|r| self.is_full(r) && r.reason != Reason::Short) else {
                continue;
            };
            let lexicon = self.tables.lexicons[best.entity.lexicon as usize];
            let short = Short {
                entity: best.entity,
                form: best.form,
                kind: Kind::AsMentioned,
                prefix: 0,
                family: 0,
                full: self.full_odds(span).min(WEIGHTS.most_full),
                evidence: best.evidence,
            };
            out.mentions.entry(best.entity).or_default().push(span.first);
            match lexicon.entity_kind(best.entity.entity) {
                "person" => self.family_names(span, best, short, &mut out),
                "org" => self.organisation(span, best, short, &mut out),
                _ => {}
            }
        }
        self.given_names(spans, &mut out);
        out
    }

    /// The log-odds of a full mention that short forms lean on: a person's after what others of the same name take.
    fn full_odds(&self, span: &Span) -> f32 {
        let best = &span.readings[0];
        match self.kind(best) {
            "person" => {
                let confidence = span.confidence(0).clamp(LEAST, 1.0 - LEAST);
                (confidence / (1.0 - confidence)).ln()
            }
            _ => best.log_odds,
        }
    }

    /// Family names that a title has introduced.
    pub(super) fn titled(&self, spans: &[Span], out: &mut Shorts) {
        for span in spans.iter().filter(|s| s.readings.len() == 1) {
            if let Some(r) = span.readings.first().filter(|r| r.is_family_only) {
                let kind = Kind::AsMentioned;
                let full = r.log_odds;
                let short =
                    Short { entity: r.entity, form: r.form, kind, prefix: 0, family: 0, full, evidence: r.evidence };
                out.add_letters(self.letters(span.end as usize - 1, span.end as usize), short);
            }
        }
    }

    pub(super) fn heavy(&self, lexicon: u32, form: Index) -> Vec<FormWord> {
        let words = self.tables.lexicons[lexicon as usize].form_words(form);
        words.filter(|w| w.as_join().is_none() && !w.is_light() && !w.is_initial()).collect()
    }

    /// The family name, as the mention spells it and as the lexicon does in each form.
    pub(super) fn family_names(&self, span: &Span, best: &Reading, short: Short, out: &mut Shorts) {
        if span.end - span.first == 1 {
            let written = self.letters(span.first as usize, span.end as usize);
            let signs = written.chars().count();
            // 安倍 of 安倍晋三: a Japanese family name of two signs stands alone in Chinese too.
            let is_japanese = || self.place.details(best.entity).within.as_deref() == Some(JAPAN);
            if signs == JAPANESE && written.chars().all(|c| Script::of(c) == Some(Script::Han)) && is_japanese() {
                out.add_letters(written.chars().take(LONGEST_FAMILY).collect(), short);
            }
            if (2..=MOST_SIGNS).contains(&signs) && written.chars().all(is_sign) {
                for n in 1..signs.min(LONGEST_FAMILY + 1) {
                    out.add_letters(written.chars().take(n).collect(), Short { kind: Kind::Sign, ..short });
                }
            }
        }
        let lexicon = self.tables.lexicons[best.entity.lexicon as usize];
        let (first, end) = (span.first as usize, span.end as usize);
        // Abu Musab of Abu Musab al-Zarqawi.
        let is_kunya = || end - first > 2 && self.place.roles(first).any(Roles::KUNYA);
        if is_kunya() && !lexicon.form_flags(best.form).has(FormFlags::FAMILY_FIRST) {
            out.add_letters(self.letters(first, first + 2), Short { kind: Kind::Kunya, ..short });
        }
        let words = lexicon.form_words(best.form).filter(|w| w.as_join().is_none() && !w.is_light()).count();
        if words < 2 {
            return;
        }
        // Rulers and popes have no family name behind their numeral: James King III is nobody's III.
        if end - first > 1 && self.scan.tokens[end - 1].shape == Shape::Upper && is_numeral(&self.letters(end - 1, end))
        {
            return;
        }
        // Nor has who is told by a byname behind an article: Alexander the Great, Louis le Gros.
        let is_byname = |k: usize| {
            self.scan.tokens[k].shape == Shape::Lower
                && matches!(self.scan.tokens[k].of(self.text), "the" | "le" | "der" | "die" | "el" | "il" | "o")
        };
        if end - first > 2 && is_byname(end - 2) && self.place.roles(end - 1).any(Roles::WORD) {
            return;
        }
        // Xiao Qiang, where the lexicon does not say so.
        let is_chinese = || {
            let words: Vec<String> = (first..end).map(|k| self.letters(k, k + 1)).collect();
            pinyin::is_chinese(words.iter().map(String::as_str))
                && pinyin::is_family(&words[0])
                && !pinyin::is_family(&words[words.len() - 1])
        };
        let family_first = lexicon.form_flags(best.form).has(FormFlags::FAMILY_FIRST)
            || (self.scan.tokens[first].script == Script::Latin && is_chinese());
        let is_joined = |k: usize| self.scan.tokens[k].gap <= Gap::Hyphen;
        let mut particles = (0, 0);
        let small = |k: usize| {
            self.place.roles(k).any(Roles::ARTICLE.with(Roles::PARTICLE).with(Roles::FILIATION).with(Roles::KUNYA))
        };
        if end - first >= 2 {
            if family_first != (best.evidence.inverted > 0.0) {
                let mut stop = first + 1;
                while stop < end && is_joined(stop) {
                    stop += 1;
                }
                if stop < end {
                    out.add_letters(self.letters(first, stop), short);
                }
            } else {
                let mut start = end - 1;
                while start > first && is_joined(start) && !small(start - 1) {
                    start -= 1;
                }
                // نصر الله, عبد الله: God's name is nobody's by itself.
                if start > first + 1 && start + 1 == end && self.place.roles(start).any(Roles::THEOPHORIC_TAIL) {
                    start -= 1;
                }
                let mut prefix = start;
                while prefix > first && small(prefix - 1) {
                    prefix -= 1;
                }
                if start > first {
                    let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
                    particles = (narrow(prefix), narrow(start));
                    let prefixed = Short { prefix: particles.0, family: particles.1, ..short };
                    out.add_letters(self.letters(start, end), prefixed);
                    if start + 1 < end && is_joined(start + 1) {
                        out.add_letters(self.letters(end - 1, end), short);
                    }
                }
            }
        }
        for form in lexicon.entity_forms(best.entity.entity) {
            let flags = lexicon.form_flags(form);
            if flags.has(FormFlags::SHORT) || flags.has(FormFlags::NEVER) || flags.has(FormFlags::ACRONYM) {
                continue;
            }
            let words = self.heavy(best.entity.lexicon, form);
            if words.len() < 2 {
                continue;
            }
            let family = if flags.has(FormFlags::FAMILY_FIRST) { words[0] } else { words[words.len() - 1] };
            if lexicon.vocab_roles(family.vocab()).any(Roles::THEOPHORIC_TAIL) {
                continue;
            }
            if !flags.has(FormFlags::FAMILY_FIRST) && is_numeral(&lexicon.vocab_text(family.vocab())) {
                continue;
            }
            let key = (best.entity.lexicon, family.vocab());
            let (prefix, family) = particles;
            out.add_vocab(key.0, key.1, Short { form, kind: Kind::AsListed, prefix, family, ..short });
        }
    }

    /// Whether capitals in brackets may stand for a body: in Latin letters a word of one of its names begins as they do. What
    /// else stands there is of another body, or a file (PDF).
    fn may_introduce(&self, entity: EntityRef, capitals: &Token) -> bool {
        let lexicon = self.tables.lexicons[entity.lexicon as usize];
        let initial = folded(capitals.of(self.text)).chars().next();
        let latin = |&form: &Index| script_of(lexicon, form) == Some(Script::Latin);
        let begins = |form: Index| {
            let mut words = lexicon.form_words(form).take_while(|w| w.as_join().is_none());
            words.any(|w| lexicon.vocab_text(w.vocab()).chars().next() == initial)
        };
        let mut forms = lexicon.entity_forms(entity.entity).filter(latin).peekable();
        capitals.script != Script::Latin || forms.peek().is_none() || forms.any(begins)
    }

    /// Acronyms that the document introduces, initials, and the one word that is not generic.
    pub(super) fn organisation(&self, span: &Span, best: &Reading, short: Short, out: &mut Shorts) {
        let lexicon = self.tables.lexicons[best.entity.lexicon as usize];
        let heavy = self.heavy(best.entity.lexicon, best.form);
        if heavy.len() < 2 {
            return;
        }
        let tokens = &self.scan.tokens;
        let (first, end) = (span.first as usize, span.end as usize);
        if let Some(next) = tokens.get(end).filter(|t| t.shape == Shape::Upper) {
            let between = &self.text[tokens[end - 1].end as usize..next.start as usize];
            // Texts cut into words have spaces there: ( PDI ).
            let closed = self.text[next.end as usize..].trim_start_matches(' ').starts_with(')');
            if between.trim() == "(" && closed && self.may_introduce(best.entity, next) {
                out.add_letters(self.letters(end, end + 1), Short { kind: Kind::Introduced, ..short });
            }
        }
        let capitals = tokens[first..end].iter().filter(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
        let initials: String =
            capitals.filter_map(|t| t.of(self.text).chars().next()).flat_map(char::to_lowercase).collect();
        if initials.chars().count() >= 2 && best.evidence.omitted == 0.0 {
            out.add_letters(initials, Short { kind: Kind::Initials, ..short });
        }
        let distinctive: Vec<&FormWord> =
            heavy.iter().filter(|w| !lexicon.vocab_roles(w.vocab()).any(Roles::GENERIC)).collect();
        if let [word] = distinctive.as_slice() {
            let ordinary =
                ORDINARY.with(Roles::DEMONYM).with(Roles::PLACE_WORD).with(Roles::WORD).with(Roles::THEOPHORIC_TAIL);
            if !lexicon.vocab_roles(word.vocab()).any(ordinary) {
                out.add_vocab(best.entity.lexicon, word.vocab(), Short { kind: Kind::Distinctive, ..short });
            }
        } else {
            let is_club = |w: FormWord| w.is_light() && lexicon.vocab_roles(w.vocab()).any(Roles::LEGAL_FORM);
            let is_club = lexicon.form_words(best.form).filter(|w| w.as_join().is_none()).any(is_club);
            if let Some(team) = self.team_word(first, end, is_club) {
                out.add_letters(self.letters(team, team + 1), Short { kind: Kind::Team, ..short });
            }
        }
    }

    /// The word of a team's name that is not its town's, in a document with words of sport: the Eagles of Philadelphia, Rotor of
    /// Volgograd.
    fn team_word(&self, first: usize, end: usize, is_club: bool) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let other = ORDINARY
            .with(Roles::GENERIC)
            .with(Roles::ORG_WORD)
            .with(Roles::PLACE_WORD)
            .with(Roles::DEMONYM)
            .with(Roles::TITLE)
            .with(Roles::GIVEN);
        let is_place = |k: usize| {
            let narrow = |i: usize| u32::try_from(i).expect("fewer tokens than bytes");
            let candidates = &self.scan.candidates;
            let here = candidates.partition_point(|c| c.first < narrow(first))
                ..candidates.partition_point(|c| c.first <= narrow(k));
            candidates[here].iter().any(|c| {
                c.is_exact
                    && c.core.0 as usize <= k
                    && k < c.core.1 as usize
                    && (c.core.1 as usize) <= end
                    && self.tables.lexicons[c.lexicon as usize].entity_kind(c.entity) == "place"
            })
        };
        let is_team = |k: usize| {
            tokens[k].shape == Shape::Capital
                && tokens[k].len() >= SHORTEST_TEAM
                && !self.place.roles(k).any(other)
                && !is_place(k)
        };
        if !self.place.is_about_sport() || !tokens[first + 1..end].iter().all(|t| t.gap.is_space()) {
            return None;
        }
        let (head, last) = (first, end - 1);
        let town = |from: usize, to: usize| from < to && (from..to).all(is_place);
        // Of a team in -s the town need not be listed: the Philadelphia Phillies.
        let is_plural = || tokens[last].of(self.text).ends_with('s') && self.place.may_be_english;
        match () {
            () if head < last && is_team(last) && (town(head, last) || is_plural()) => Some(last),
            // FC Rotor Volgograd.
            () if head < last && is_team(head) && (is_club || town(head + 1, end)) => Some(head),
            () => None,
        }
    }
}
