//! News-like text with marked mentions, in nine scripts' languages, of any length.
//!
//! Ordinary words follow Zipf's law, and new ones keep coming as in real text (Heaps' law). A document has a few listed
//! people, each named in full first, then often by the family name, and people whom no lexicon has.

use std::collections::HashMap;
use std::ops::Range;

use super::grammar::Words;
use super::names::{Entity, Names};
use super::random::Random;
use super::sounds::{Script, Sounds, capital};

/// What a text is to be like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) bytes: usize,
    /// How many of a hundred sentences hold a mention.
    pub(crate) mentions: u32,
    /// How many of a hundred bytes stand in documents of other scripts than Latin.
    pub(crate) foreign: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { bytes: 1 << 20, mentions: 30, foreign: 25 }
    }
}

/// How a mention is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Way {
    Exact,
    Respelled,
    Transliterated,
    Short,
}

impl Way {
    pub(crate) const ALL: [Self; 4] = [Self::Exact, Self::Respelled, Self::Transliterated, Self::Short];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Respelled => "respelled",
            Self::Transliterated => "transliterated",
            Self::Short => "short",
        }
    }
}

/// A mention that stands in a text.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) span: Range<usize>,
    pub(crate) entity: usize,
    pub(crate) way: Way,
}

/// A document with its mentions.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) script: Script,
    pub(crate) text: String,
    pub(crate) gold: Vec<Gold>,
}

/// A collection of documents.
pub(crate) struct Text {
    pub(crate) documents: Vec<Document>,
    pub(crate) bytes: usize,
}

const LATIN: [&str; 8] = ["en", "en", "en", "en", "en", "de", "fr", "es"];
const FOREIGN: [(&str, Script); 9] = [
    ("ru", Script::Cyrillic),
    ("ar", Script::Arabic),
    ("el", Script::Greek),
    ("uk", Script::Cyrillic),
    ("he", Script::Hebrew),
    ("fa", Script::Arabic),
    ("hi", Script::Devanagari),
    ("ko", Script::Hangul),
    ("zh", Script::Han),
];

/// Heaps' law: of n words, this times the square root of n are none that a language had at first. With those, a megabyte
/// has about 11,000 distinct words in Latin letters alone, 18,000 in all scripts.
const HEAPS: f64 = 10.0;
/// How many words a language has at first.
const BASE: usize = 1_600;

/// The words of a language, commonest first.
struct Vocabulary {
    script: Script,
    words: Vec<String>,
}

impl Vocabulary {
    fn new(lang: &str, script: Script, tables: &[Words; 2], random: &mut Random) -> Self {
        let [function, ordinary] = tables;
        let mut words = function.of(lang).to_vec();
        let ordinary = ordinary.of(lang);
        // The tables are sorted by letters; a step of a prime mixes them.
        words.extend((0..ordinary.len().min(BASE)).map(|i| ordinary[i * 7919 % ordinary.len()].clone()));
        while words.len() < BASE {
            words.push(new_word(script, random));
        }
        Self { script, words }
    }

    /// A word of the language; `new` of one are new ones.
    fn word(&mut self, new: f64, random: &mut Random) -> &str {
        if random.chance(new) {
            self.words.push(new_word(self.script, random));
            return &self.words[self.words.len() - 1];
        }
        &self.words[random.zipf(self.words.len())]
    }
}

fn new_word(script: Script, random: &mut Random) -> String {
    let syllables = 2 + random.below(3);
    let word = Sounds::random(syllables, random).word(script);
    if random.chance(0.1) { capital(&word) } else { word }
}

impl Text {
    /// A text about the entities of a lexicon.
    pub(crate) fn new(names: &Names, settings: Settings) -> Self {
        let mut random = Random::of(99, u64::from(settings.mentions * 1_000 + settings.foreign));
        let tables = [Words::table("function-words"), Words::table("words")];
        let mut vocabularies: HashMap<&str, Vocabulary> = HashMap::new();
        let mut text = Self { documents: Vec::new(), bytes: 0 };
        let mut foreign = 0;
        while text.bytes < settings.bytes {
            let (lang, script) = if foreign * 100 < text.bytes * settings.foreign as usize || settings.foreign == 100 {
                FOREIGN[text.documents.len() % FOREIGN.len()]
            } else {
                (LATIN[text.documents.len() % LATIN.len()], Script::Latin)
            };
            let vocabulary =
                vocabularies.entry(lang).or_insert_with(|| Vocabulary::new(lang, script, &tables, &mut random));
            let written = 1.0 + text.bytes as f64 / 7.5;
            let new = (HEAPS / 2.0 / written.sqrt()).min(0.1);
            let document = Writer::new(names, script, new, &mut random).document(vocabulary, settings.mentions);
            text.bytes += document.text.len();
            foreign += if script == Script::Latin { 0 } else { document.text.len() };
            text.documents.push(document);
        }
        text
    }
}

/// Somebody whom a document is about.
struct Subject {
    entity: usize,
    full: String,
    short: Option<String>,
    way: Way,
    named: bool,
}

struct Writer<'w> {
    names: &'w Names,
    /// How many of a word are new ones.
    new: f64,
    random: &'w mut Random,
    document: Document,
}

impl<'w> Writer<'w> {
    fn new(names: &'w Names, script: Script, new: f64, random: &'w mut Random) -> Self {
        let document = Document { script, text: String::new(), gold: Vec::new() };
        Self { names, new, random, document }
    }

    fn document(mut self, vocabulary: &mut Vocabulary, mentions: u32) -> Document {
        let count = 1 + self.random.below(3);
        let mut subjects: Vec<Subject> = (0..count).filter_map(|_| self.subject()).collect();
        for i in 0..8 + self.random.below(18) {
            let subject = if self.random.below(100) < mentions as usize && !subjects.is_empty() {
                let which = self.random.below(subjects.len());
                Some(&mut subjects[which])
            } else {
                None
            };
            self.sentence(vocabulary, subject);
            self.document.text.push_str(match (i % 4, self.document.script.unspaced()) {
                (3, _) => "\n",
                (_, true) => "",
                _ => " ",
            });
        }
        self.document
    }

    fn sentence(&mut self, vocabulary: &mut Vocabulary, mut subject: Option<&mut Subject>) {
        let words = 6 + self.random.below(18);
        let place = self.random.below(words);
        let stranger = if self.random.chance(0.15) { self.random.below(words) } else { usize::MAX };
        for i in 0..words {
            if i > 0 {
                self.document.text.push_str(match (self.random.chance(0.06), self.document.script.unspaced()) {
                    (true, true) => "，",
                    (true, false) => ", ",
                    (false, true) => "",
                    (false, false) => " ",
                });
            }
            match (&mut subject, i) {
                (Some(subject), _) if i == place => self.mention(subject),
                _ if i == stranger && self.stranger() => {}
                _ if self.random.chance(0.015) => {
                    let number = self.random.below(2_100).to_string();
                    self.document.text.push_str(&number);
                }
                _ => {
                    let word = vocabulary.word(self.new, self.random);
                    if i == 0 { self.document.text.push_str(&capital(word)) } else { self.document.text.push_str(word) }
                }
            }
        }
        self.document.text.push_str(match self.document.script {
            Script::Han => "。",
            Script::Devanagari => "।",
            _ => ".",
        });
    }

    fn mention(&mut self, subject: &mut Subject) {
        let short = subject.short.as_ref().filter(|_| subject.named);
        let (form, way) = match short {
            Some(short) if self.random.chance(0.6) => (short, Way::Short),
            _ => (&subject.full, subject.way),
        };
        subject.named = true;
        let start = self.document.text.len();
        self.document.text.push_str(form);
        self.document.gold.push(Gold { span: start..start + form.len(), entity: subject.entity, way });
    }

    /// Somebody whom the lexicon does not have, whose words others share; not everybody can be written in any script.
    fn stranger(&mut self) -> bool {
        let number = (1 << 40) + self.random.below(1 << 30);
        let (_, entity) = self.names.unlisted(number);
        let name = entity.in_script(self.document.script).filter(|_| entity.kind == "person");
        self.document.text.push_str(name.as_deref().unwrap_or_default());
        name.is_some()
    }

    fn subject(&mut self) -> Option<Subject> {
        let way = [Way::Exact, Way::Respelled, Way::Transliterated][self.random.weighted([60, 25, 15].into_iter())];
        (0..200).find_map(|_| {
            // Some are in the news much more often than others; they are not the first of the list.
            let rank = self.random.zipf(self.names.len());
            let entity = self.names.entity(rank.wrapping_mul(1_000_003) % self.names.len());
            let (full, way) = self.written(&entity, way)?;
            let short = entity.short(self.document.script).and_then(|_| full.rsplit(' ').next().map(str::to_owned));
            Some(Subject { entity: entity.number, full, short, way, named: false })
        })
    }

    /// The name of an entity in a way that the script of the document allows.
    fn written(&mut self, entity: &Entity, way: Way) -> Option<(String, Way)> {
        let listed = entity.lists(self.document.script);
        match way {
            Way::Respelled if self.document.script == Script::Latin => Some((entity.respelled(self.random)?, way)),
            // Chinese characters tell sounds too loosely for anybody to find the way back.
            Way::Transliterated if listed || [entity.script, self.document.script].contains(&Script::Han) => None,
            Way::Transliterated => Some((entity.in_script(self.document.script)?, way)),
            _ => Some((entity.in_script(self.document.script).filter(|_| listed)?, Way::Exact)),
        }
    }
}
