//! Lexicons of any size: names of people of many countries, a few bodies and places.
//!
//! Names share words as real ones do: common given names and family names by Zipf's law, from the repository's tables
//! and, where those end, from a grammar of syllables. The first thousand are the same in a lexicon of a million.

use std::collections::HashSet;
use std::io::{self, Write};

use xxhash_rust::xxh3::xxh3_64;

use super::grammar::Words;
use super::random::Random;
use super::sounds::{Script, Sounds};

/// Where names come from.
struct Origin {
    lang: &'static str,
    script: Script,
    /// How many of a hundred names.
    weight: u32,
    /// What family names of the syllable grammar end in, in the notation of sounds.
    endings: &'static [&'static str],
}

const fn origin(lang: &'static str, script: Script, weight: u32, endings: &'static [&'static str]) -> Origin {
    Origin { lang, script, weight, endings }
}

const ORIGINS: [Origin; 17] = [
    origin("en", Script::Latin, 18, &["son", "man", "li", "er", ""]),
    origin("de", Script::Latin, 6, &["er", "man", "bek", ""]),
    origin("fr", Script::Latin, 6, &["e", "ar", "on", ""]),
    origin("es", Script::Latin, 6, &["es", "o", "a", ""]),
    origin("it", Script::Latin, 4, &["ini", "eli", "o", "i"]),
    origin("nl", Script::Latin, 3, &["sen", "istra", "ma"]),
    origin("sv", Script::Latin, 3, &["son", "berg", "lund"]),
    origin("tr", Script::Latin, 3, &["oglu", "man", "gul", ""]),
    origin("id", Script::Latin, 3, &["anto", "o", "adi", ""]),
    origin("ru", Script::Cyrillic, 13, &["ov", "eva", "in", "iski"]),
    origin("uk", Script::Cyrillic, 3, &["enko", "Cuk", "iski"]),
    origin("ar", Script::Arabic, 11, &["i", "", "an", "avi"]),
    origin("fa", Script::Arabic, 5, &["i", "pur", "zade", "ian"]),
    origin("el", Script::Greek, 4, &["idis", "akis", "opulos"]),
    origin("he", Script::Hebrew, 3, &["i", "man", "berg"]),
    origin("hi", Script::Devanagari, 4, &["a", "vala", ""]),
    origin("ko", Script::Hangul, 3, &[""]),
];
const CHINESE: Origin = origin("zh", Script::Han, 2, &[""]);

/// Common given names as sounds, which any script can write.
const GIVEN: [&str; 60] = [
    "muhamad",
    "ali",
    "ahmad",
    "hasan",
    "husein",
    "ibrahim",
    "yusuf",
    "umar",
    "Xalid",
    "mahmud",
    "karim",
    "jamal",
    "samir",
    "tarik",
    "fatima",
    "leila",
    "mariam",
    "zeinab",
    "maria",
    "ana",
    "ivan",
    "sergei",
    "dimitri",
    "mikail",
    "aleksander",
    "nikolai",
    "vladimir",
    "igor",
    "olga",
    "natalia",
    "elena",
    "tatiana",
    "david",
    "daniel",
    "mikael",
    "yakob",
    "sara",
    "rut",
    "yohan",
    "petar",
    "paul",
    "anton",
    "martin",
    "tomas",
    "filip",
    "stefan",
    "marko",
    "luka",
    "viktor",
    "robert",
    "sanjai",
    "raj",
    "vijai",
    "amit",
    "priya",
    "min",
    "jun",
    "sok",
    "mei",
    "lin",
];

/// How many family names the syllable grammar has for an origin.
const POOL: usize = 200_000;

/// A word of a name.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// From a table: in its own script only.
    Listed(String),
    /// Of the syllable grammar: in any script.
    Sounded(Sounds),
}

/// An entity of a generated lexicon.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// Its number, which its id ends in.
    pub(crate) number: usize,
    pub(crate) kind: &'static str,
    /// The script of its first form.
    pub(crate) script: Script,
    /// The words of its name, the family name last (first in Han and Hangul).
    pub(crate) parts: Vec<Part>,
    /// The form in a second script that the lexicon lists, where it lists one.
    second: Option<Script>,
}

impl Entity {
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.kind, self.number)
    }

    /// Its listed name.
    pub(crate) fn name(&self) -> String {
        self.in_script(self.script).expect("every entity has a name in its own script")
    }

    /// The forms that its lexicon lists.
    pub(crate) fn forms(&self) -> Vec<String> {
        let second = self.second.and_then(|script| self.in_script(script));
        std::iter::once(self.name()).chain(second).collect()
    }

    /// Its name in a script, if its sounds are known or it is written so.
    pub(crate) fn in_script(&self, script: Script) -> Option<String> {
        let words = self.parts.iter().map(|part| self.word(part, script)).collect::<Option<Vec<_>>>()?;
        Some(words.join(if script.unspaced() { "" } else { " " }))
    }

    /// Its name in its own script as another hand would write it; none where nothing differs.
    pub(crate) fn respelled(&self, random: &mut Random) -> Option<String> {
        if self.script != Script::Latin {
            return None;
        }
        let words: Vec<String> = self.parts.iter().map(|part| respelled(part, random)).collect();
        Some(words.join(" ")).filter(|name| *name != self.name())
    }

    /// The form used alone after a full mention, in a script.
    pub(crate) fn short(&self, script: Script) -> Option<String> {
        let family = match self.script {
            Script::Han | Script::Hangul => return None,
            _ => self.parts.last()?,
        };
        (self.kind == "person" && self.parts.len() > 1).then(|| self.word(family, script)).flatten()
    }

    /// Whether the lexicon lists a form in a script.
    pub(crate) fn lists(&self, script: Script) -> bool {
        self.script == script || self.second == Some(script)
    }

    fn word(&self, part: &Part, script: Script) -> Option<String> {
        match part {
            Part::Listed(word) => (self.script == script).then(|| word.clone()),
            Part::Sounded(sounds) => Some(sounds.name(script)),
        }
    }
}

/// A word as another hand would write it: other letters for a sound, marks left out, letters doubled or single.
fn respelled(part: &Part, random: &mut Random) -> String {
    match part {
        Part::Sounded(sounds) => super::sounds::capital(&sounds.respelled(random)),
        Part::Listed(word) => {
            const SWAPS: [(&str, &str); 12] = [
                ("ff", "f"),
                ("ll", "l"),
                ("nn", "n"),
                ("ö", "oe"),
                ("ü", "ue"),
                ("é", "e"),
                ("ph", "f"),
                ("th", "t"),
                ("ck", "k"),
                ("ei", "ey"),
                ("y", "i"),
                ("w", "v"),
            ];
            let swap = SWAPS.iter().find(|(from, _)| word.contains(from));
            swap.filter(|_| random.chance(0.5)).map_or_else(|| word.clone(), |(from, to)| word.replacen(from, to, 1))
        }
    }
}

/// A lexicon of a size.
pub(crate) struct Names {
    given: Words,
    surnames: Words,
    /// For each entity, how many draws it took until its name was a new one.
    draws: Vec<u8>,
    /// The hashes of all first forms.
    met: HashSet<u64>,
}

fn hash(name: &str) -> u64 {
    xxh3_64(name.to_lowercase().as_bytes())
}

impl Names {
    /// The first `count` names; no two have the same first form.
    pub(crate) fn new(count: usize) -> Self {
        let (given, surnames) = (Words::table("given-names"), Words::table("surnames"));
        let mut names = Self { given, surnames, draws: Vec::new(), met: HashSet::with_capacity(count) };
        for number in 0..count {
            let (draw, entity) = names.unlisted(number);
            names.met.insert(hash(&entity.name()));
            names.draws.push(draw);
        }
        names
    }

    /// An entity whose name the lexicon does not have, and how many draws it took.
    pub(crate) fn unlisted(&self, number: usize) -> (u8, Entity) {
        let draws = (0..u8::MAX).map(|draw| (draw, self.draw(number, draw)));
        let mut new = draws.filter(|(_, entity)| !self.met.contains(&hash(&entity.name())));
        new.next().expect("names do not run out in 255 draws")
    }

    pub(crate) fn len(&self) -> usize {
        self.draws.len()
    }

    pub(crate) fn entity(&self, number: usize) -> Entity {
        self.draw(number, self.draws[number])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Entity> {
        (0..self.len()).map(|number| self.entity(number))
    }

    /// The lexicon as bulk JSON Lines.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for entity in self.iter() {
            let forms = entity.forms();
            let mut row = serde_json::json!({ "id": entity.id(), "name": forms[0], "type": entity.kind });
            if forms.len() > 1 {
                row["variants"] = forms[1..].into();
            }
            writeln!(out, "{row}")?;
        }
        Ok(())
    }

    fn draw(&self, number: usize, draw: u8) -> Entity {
        let mut random = Random::of(1 + u64::from(draw), number as u64);
        let which = random.weighted(ORIGINS.iter().chain([&CHINESE]).map(|o| o.weight));
        let origin = ORIGINS.get(which).unwrap_or(&CHINESE);
        let kind = ["person", "org", "place"][random.weighted([90, 6, 4].into_iter())];
        let mut parts = match kind {
            "person" => self.person(origin, &mut random),
            "org" => vec![pooled(origin, &mut random), pooled(origin, &mut random)],
            _ => vec![Part::Sounded(Sounds::random(3, &mut random))],
        };
        // Where short names have run out, longer ones follow.
        if draw > 3 {
            parts.insert(parts.len() - 1, pooled(origin, &mut random));
        }
        let sounded = parts.iter().all(|part| matches!(part, Part::Sounded(_)));
        let foreign = sounded && origin.script != Script::Latin && random.chance(0.5);
        let script = if foreign { Script::Latin } else { origin.script };
        let other = if script == Script::Latin { origin.script } else { Script::Latin };
        let second = (sounded && other != script && random.chance(0.4)).then_some(other);
        Entity { number, kind, script, parts, second }
    }

    fn person(&self, origin: &Origin, random: &mut Random) -> Vec<Part> {
        let family = match origin.script {
            Script::Han | Script::Hangul => {
                Part::Sounded(Sounds::random(1, &mut Random::of(7, random.zipf(80) as u64)))
            }
            _ if random.chance(0.4) => {
                listed(self.surnames.of(origin.lang), random).unwrap_or_else(|| pooled(origin, random))
            }
            _ => pooled(origin, random),
        };
        let given = |random: &mut Random| {
            let listed = if random.chance(0.55) { listed(self.given.of(origin.lang), random) } else { None };
            listed.unwrap_or_else(|| Part::Sounded(Sounds::parse(GIVEN[random.zipf(GIVEN.len())])))
        };
        let mut parts = vec![given(random)];
        if random.chance(0.15) {
            parts.push(given(random));
        }
        match origin.script {
            Script::Han | Script::Hangul => parts.insert(0, family),
            _ => parts.push(family),
        }
        parts
    }
}

/// A word of a table, a common one more often; tables are sorted by letters, so the order is mixed first.
fn listed(words: &[String], random: &mut Random) -> Option<Part> {
    let rank = random.zipf(words.len().max(1));
    let word = words.get(rank.wrapping_mul(7919) % words.len().max(1))?;
    Some(Part::Listed(word.clone()))
}

/// A family name of the syllable grammar.
fn pooled(origin: &Origin, random: &mut Random) -> Part {
    let rank = random.zipf(POOL);
    let own = &mut Random::of(xxh3_64(origin.lang.as_bytes()), rank as u64);
    let ending = Sounds::parse(origin.endings[own.below(origin.endings.len())]);
    let stem = Sounds::random(if rank < 2_000 { 2 } else { 2 + rank % 2 }, own);
    Part::Sounded(stem.and(&ending))
}
