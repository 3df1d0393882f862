//! The bytes of a compiled lexicon, section by section.

use std::thread;

use once_cell::sync::Lazy;

use super::buckets;
use super::compile::{Form, VocabWord, Vocabulary, narrow};
use super::compiled::{FormWord, HEADER, IDS, MAGIC, Section, VERSION};
use super::forms::{self, Written};
use super::lists;
use super::packed::{self, Records};
use super::source::{Context, Entity};
use super::thresholds::Thresholds;
use super::vocabulary::{self, JOINED, LONGEST_SPELLING, MOST_SPELLINGS, OWN_WORD, Spelling, TOLD};
use crate::grammar::{Grammar, Roles};
use crate::hash::{self, Map};
use crate::matching::keys;
use crate::orthography::names::TypeHint;
use crate::orthography::script::{Script, Vowels};
use crate::orthography::sounds::{self, Segment};

/// A word in more forms than this says too little of a form by itself.
const HOT: u32 = 48;

/// Different numbers of a bucket: its start takes two bytes, and all before the one that is looked for are passed over.
const BUCKET: usize = 2;

/// Collects the sections of a file.
struct Writer {
    sections: Vec<Vec<u8>>,
    strings: Map<String, u32>,
}

impl Writer {
    fn u32(&mut self, section: Section, n: u32) {
        self.sections[section as usize].extend(n.to_le_bytes());
    }

    fn records(&mut self, section: Section, starts: Section, mut records: Records) {
        self.sections[starts as usize] = records.starts();
        self.sections[section as usize] = records.bytes;
    }

    /// A hash table of vocabulary words, and the number of its buckets.
    fn table(&mut self, section: Section, starts: Section, (buckets, (table, start)): Table) {
        self.sections[section as usize] = table;
        self.sections[starts as usize] = start;
        self.u32(Section::Counts, narrow(buckets));
    }

    /// The offset of a string in `Text`, written once.
    fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.strings.get(text) {
            return at;
        }
        let blob = &mut self.sections[Section::Text as usize];
        let at = narrow(blob.len());
        packed::put(blob, narrow(text.len()));
        blob.extend(text.as_bytes());
        self.strings.insert(text.to_owned(), at);
        at
    }
}

/// The number of buckets of a hash table, the table and where its buckets start.
type Table = (usize, (Vec<u8>, Vec<u8>));

/// A hash table of (number, order, vocabulary word).
fn table(mut rows: Vec<(u64, u8, u32)>, words: usize) -> Table {
    rows.sort_unstable();
    rows.dedup();
    let numbers = rows.chunk_by(|a, b| a.0 == b.0).count();
    let buckets = (numbers / BUCKET).max(1);
    (buckets, buckets::write(rows.into_iter(), buckets, words))
}

/// The bytes of a lexicon: entities in the order of their ids, with the number of each one's first form.
pub(super) fn write(
    entities: &[&Entity],
    first_forms: &[u32],
    forms: &[Form<'_>],
    vocabulary: &Vocabulary,
    grammar: &Grammar,
) -> Vec<u8> {
    let mut w = Writer { sections: vec![Vec::new(); Section::COUNT], strings: Map::default() };
    w.u32(Section::Counts, narrow(forms.len()));
    write_entities(&mut w, entities);
    w.sections[Section::EntityForm as usize] = packed::set(first_forms, forms.len());
    w.sections[Section::LatinNamed as usize] = latin_named(entities, first_forms, forms, vocabulary);
    if let Some(details) = thresholds(entities, forms).details() {
        let details = w.string(&details);
        w.u32(Section::Details, narrow(entities.len()));
        w.u32(Section::Details, details);
    }
    thread::scope(|scope| {
        let (of_words, of_forms) = (|| tables(&vocabulary.words), || lists(forms, vocabulary));
        // Where the system gives no thread, it is done here afterwards.
        let tables = thread::Builder::new().spawn_scoped(scope, of_words);
        let lists = thread::Builder::new().spawn_scoped(scope, of_forms);
        let spellings = Spellings::of(forms, vocabulary);
        write_forms(&mut w, forms, &spellings, vocabulary);
        write_vocabulary(&mut w, vocabulary, &spellings, forms.len(), grammar);
        drop(spellings);
        let [exact, keys, codes] =
            tables.map_or_else(|_| of_words(), |t| t.join().expect("tables of words are written"));
        w.table(Section::Exact, Section::ExactStart, exact);
        w.table(Section::Keys, Section::KeyStart, keys);
        w.table(Section::Codes, Section::CodeStart, codes);
        w.records(
            Section::Lists,
            Section::ListStart,
            lists.map_or_else(|_| of_forms(), |l| l.join().expect("lists of words are written")),
        );
    });
    finish(w.sections)
}

/// The words of other scripts that are all of the names of places and bodies which have Latin ones too, as bits.
fn latin_named(entities: &[&Entity], first_forms: &[u32], forms: &[Form<'_>], vocabulary: &Vocabulary) -> Vec<u8> {
    let is_latin = |word: &FormWord| vocabulary.words[word.vocab() as usize].script == Script::Latin;
    let (mut named, mut other) = (Vec::new(), vec![false; vocabulary.words.len()]);
    for (i, entity) in entities.iter().enumerate() {
        let end = first_forms.get(i + 1).map_or(forms.len(), |&end| end as usize);
        let own = &forms[first_forms[i] as usize..end];
        let has_latin = own.iter().any(|form| form.words.first().is_some_and(is_latin));
        let is_such = has_latin && TypeHint::named(&entity.kind) != TypeHint::Person;
        for form in own {
            match &form.words[..] {
                [word] if is_such && !is_latin(word) => named.push(word.vocab()),
                words => words.iter().for_each(|w| other[w.vocab() as usize] = true),
            }
        }
    }
    named.retain(|&vocab| !other[vocab as usize]);
    let mut bits = vec![0; named.iter().max().map_or(0, |&most| most as usize / 8 + 1)];
    named.iter().for_each(|&vocab| bits[vocab as usize / 8] |= 1 << (vocab % 8));
    bits
}

/// The thresholds of types and forms.
fn thresholds(entities: &[&Entity], forms: &[Form<'_>]) -> Thresholds {
    let of_type = |e: &&Entity| Some((e.kind.clone(), e.type_threshold?));
    let of_form = |(i, form): (usize, &Form<'_>)| Some((narrow(i), form.threshold?));
    Thresholds {
        types: entities.iter().filter_map(of_type).collect(),
        forms: forms.iter().enumerate().filter_map(of_form).collect(),
    }
}

fn write_entities(w: &mut Writer, entities: &[&Entity]) {
    let mut kinds: Vec<&str> = entities.iter().map(|e| e.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A 256th kind and those after it share the last number; no lexicon has so many.
    kinds.truncate(256);
    for (i, entity) in entities.iter().enumerate() {
        if i % IDS == 0 {
            let at = narrow(w.sections[Section::Ids as usize].len());
            w.u32(Section::IdStart, at);
        }
        let ids = &mut w.sections[Section::Ids as usize];
        packed::put(ids, narrow(entity.id.len()));
        ids.extend(entity.id.as_bytes());
        let kind = kinds.binary_search(&entity.kind.as_str()).unwrap_or(kinds.len() - 1);
        w.sections[Section::EntityKind as usize].push(u8::try_from(kind).expect("at most 256 kinds"));
        if let Some(details) = details(entity) {
            let details = w.string(&details);
            w.u32(Section::Details, narrow(i));
            w.u32(Section::Details, details);
        }
    }
    for kind in kinds {
        let kind = w.string(kind);
        w.u32(Section::Kinds, kind);
    }
}

/// What an entity has beside its forms, as JSON, or nothing.
fn details(entity: &Entity) -> Option<String> {
    let mut map = serde_json::Map::new();
    let mut put = |key: &str, value: serde_json::Value| {
        if !matches!(&value, serde_json::Value::String(s) if s.is_empty())
            && !matches!(&value, serde_json::Value::Array(a) if a.is_empty())
            && !value.is_null()
        {
            map.insert(key.to_owned(), value);
        }
    };
    put("about", entity.about.clone().into());
    put("in", entity.within.clone().into());
    put("same-as", entity.same_as.clone().into());
    put("cues", entity.cues.clone().into());
    put("weight", entity.weight.map_or(serde_json::Value::Null, Into::into));
    put("threshold", entity.threshold.map_or(serde_json::Value::Null, Into::into));
    let never: Vec<serde_json::Value> =
        entity.never.iter().map(|n| serde_json::json!({"form": n.form, "reason": n.reason})).collect();
    put("never", never.into());
    // Of the forms that count in their language only.
    let of_language = entity.variants.iter().filter(|v| v.context == Some(Context::NeedsLanguage));
    let languages: Vec<serde_json::Value> = of_language.map(|v| serde_json::json!([v.form, v.lang])).collect();
    put("languages", languages.into());
    (!map.is_empty()).then(|| serde_json::Value::Object(map).to_string())
}

/// How the words of forms are written: of each vocabulary word the commonest spellings first.
struct Spellings<'e> {
    of_word: Map<u32, Vec<Spelling<'e>>>,
}

impl<'e> Spellings<'e> {
    fn of(forms: &'e [Form<'_>], vocabulary: &Vocabulary) -> Self {
        let mut uses: Map<(u32, Spelling<'e>), u32> = Map::default();
        for form in forms {
            let words = || form.words.iter().take_while(|w| w.as_join().is_none());
            let Some(parts) = forms::parts(&form.text, words().count()) else { continue };
            for (word, part) in words().zip(parts).filter(|(_, part)| part.len() <= LONGEST_SPELLING) {
                let folded = &vocabulary.words[word.vocab() as usize].folded;
                *uses.entry((word.vocab(), Spelling::of(part, folded))).or_default() += 1;
            }
        }
        let mut uses: Vec<_> = uses.into_iter().map(|((word, spelling), n)| (word, u32::MAX - n, spelling)).collect();
        uses.sort_unstable();
        let mut of_word: Map<u32, Vec<Spelling<'e>>> = Map::default();
        for (word, _, spelling) in uses {
            let own = of_word.entry(word).or_default();
            if own.len() < MOST_SPELLINGS {
                own.push(spelling);
            }
        }
        Self { of_word }
    }

    fn of_word(&self, word: usize) -> &[Spelling<'e>] {
        self.of_word.get(&narrow(word)).map_or(&[], Vec::as_slice)
    }

    /// How a form is written, or nothing if its words do not tell.
    fn written(&self, form: &Form<'_>, vocabulary: &Vocabulary) -> Option<Written> {
        let words = || form.words.iter().take_while(|w| w.as_join().is_none());
        let parts = forms::parts(&form.text, words().count())?;
        let number = |(word, part): (&FormWord, &str)| {
            let spelling = Spelling::of(part, &vocabulary.words[word.vocab() as usize].folded);
            let at = self.of_word(word.vocab() as usize).iter().position(|s| *s == spelling)?;
            u8::try_from(at).ok()
        };
        let numbers: Vec<u8> = words().zip(parts).map(number).collect::<Option<_>>()?;
        Some(if numbers.iter().all(|&n| n == 0) { Written::Plain } else { Written::Spelt(numbers) })
    }
}

fn write_forms(w: &mut Writer, forms: &[Form<'_>], spellings: &Spellings<'_>, vocabulary: &Vocabulary) {
    let property = |form: &Form<'_>| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let weight = (form.weight.clamp(0.0, 1.0) * 255.0).round() as u8;
        u32::from(form.flags.0) | u32::from(weight) << 16
    };
    let mut uses: Map<u32, usize> = Map::default();
    forms.iter().for_each(|form| *uses.entry(property(form)).or_default() += 1);
    // The commonest first: their numbers take a byte.
    let mut properties: Vec<u32> = uses.keys().copied().collect();
    properties.sort_unstable_by_key(|p| (std::cmp::Reverse(uses[p]), *p));
    let numbers: Map<u32, u32> = properties.iter().enumerate().map(|(i, &p)| (p, narrow(i))).collect();
    let mut records = Records::default();
    for form in forms {
        let written = spellings.written(form, vocabulary).unwrap_or_else(|| Written::Text(w.string(&form.text)));
        forms::write(records.begin(), numbers[&property(form)], &form.words, &written);
    }
    w.records(Section::Forms, Section::FormStart, records);
    properties.iter().for_each(|&p| w.u32(Section::Properties, p));
}

fn write_vocabulary(
    w: &mut Writer,
    vocabulary: &Vocabulary,
    spellings: &Spellings<'_>,
    forms: usize,
    grammar: &Grammar,
) {
    let words = &vocabulary.words;
    #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
    let all = (forms.max(2) as f64).ln();
    let told = write_entries(w, words, grammar);
    let mut records = Records::default();
    for (i, word) in words.iter().enumerate() {
        let parts = word.parts.filter(|&parts| !word.is_own && told[i] == 0 && word.readings == [joined(parts, words)]);
        let record = records.begin();
        match parts {
            Some((head, last)) => vocabulary::write_joined(record, head, last),
            None => {
                let told = (told[i] != 0).then_some(told[i]);
                vocabulary::write(record, told, &word.readings, &word.folded, spellings.of_word(i));
            }
        }
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let flags = flag(word.is_own, OWN_WORD) | flag(parts.is_some(), JOINED) | flag(told[i] != 0, TOLD);
        w.sections[Section::VocabScript as usize].push(word.script as u8 | flags);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let rarity = ((1.0 - f64::from(word.uses.max(1)).ln() / all).clamp(0.0, 1.0) * 255.0).round() as u8;
        w.sections[Section::VocabRarity as usize].push(rarity);
    }
    w.records(Section::Vocab, Section::VocabStart, records);
    let given = |(i, word): (usize, &VocabWord)| {
        let entry = grammar.look_up(&word.folded);
        (entry.group != 0 && entry.roles.any(Roles::HYPOCORISM)).then(|| (u32::from(entry.group), narrow(i)))
    };
    let mut groups: Vec<(u32, u32)> = words.iter().enumerate().filter_map(given).collect();
    groups.sort_unstable();
    for (group, vocab) in groups {
        w.u32(Section::GivenGroup, group);
        w.u32(Section::GivenGroup, vocab);
    }
}

/// The reading of words written as one.
fn joined((head, last): (u32, u32), words: &[VocabWord]) -> Vec<Segment> {
    let first = |word: u32| words[word as usize].readings.first().map_or(&[][..], Vec::as_slice);
    [first(head), first(last)].concat()
}

/// Writes what the grammar says of the words, each different saying once, and tells the number for each word; 0 says
/// nothing.
fn write_entries(w: &mut Writer, words: &[VocabWord], grammar: &Grammar) -> Vec<u32> {
    let entries: Vec<(u32, u32)> = words
        .iter()
        .map(|word| grammar.look_up(&word.folded))
        .map(|entry| (entry.roles.bits(), u32::from(entry.group)))
        .collect();
    let mut distinct = entries.clone();
    distinct.push((0, 0));
    distinct.sort_unstable();
    distinct.dedup();
    for &(roles, group) in &distinct {
        w.u32(Section::Entries, roles);
        w.u32(Section::Entries, group);
    }
    entries.iter().map(|entry| narrow(distinct.binary_search(entry).unwrap_or(0))).collect()
}

/// The tables of letters, sound keys and sound codes.
fn tables(words: &[VocabWord]) -> [Table; 3] {
    let exact = words.iter().enumerate().map(|(i, word)| (hash::of(word.folded.as_bytes()), 0, narrow(i))).collect();
    let exact = table(exact, words.len());
    // Of one key, words without their vowels come first: they are looked at whatever the length of the key.
    let mut keyed: Vec<(u64, u8, u32)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        keyed.extend(word.keys().into_iter().map(|key| (key, word.script.vowels() as u8, narrow(i))));
    }
    let keyed = table(keyed, words.len());
    let mut coded: Vec<(u64, u8, u32)> = Vec::new();
    let mut codes = Vec::new();
    for (i, word) in words.iter().enumerate() {
        for reading in word.readings.iter().filter(|r| r.len() > 1 && word.script.vowels() > Vowels::Omitted) {
            keys::codes(reading, &mut codes);
            // Neighbours are written as one by those who keep their spelling, nearly: no class is left out of theirs.
            match word.is_own {
                true => coded.extend(codes.iter().flat_map(|&c| keys::shared_codes(c)).map(|c| (c, 0, narrow(i)))),
                false => coded.extend(codes.iter().map(|&c| (c, 0, narrow(i)))),
            }
        }
    }
    [exact, keyed, table(coded, words.len())]
}

/// Enters each form under the words through which it is found: a form of one word under it, one of several under each
/// two of them that may stand near each other in a text. Where a text has only one word of a name (a title and the
/// family name, an initial) the form is found through that word, if few others have it.
fn lists(forms: &[Form<'_>], vocabulary: &Vocabulary) -> Records {
    let uses = |x: &FormWord| vocabulary.words[x.vocab() as usize].uses;
    // A word, whether it is only a part of the form, the form.
    let mut posts: Vec<(u32, bool, u32)> = Vec::new();
    // The rarer word, the other, the form.
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (i, form) in forms.iter().enumerate() {
        let number = narrow(i);
        let words: Vec<FormWord> = form.words.iter().copied().filter(|x| x.as_join().is_none()).collect();
        // The heavy words, each with its place in the form.
        let mut heavy: Vec<(usize, FormWord)> =
            words.iter().copied().enumerate().filter(|(_, x)| !x.is_light() && !x.is_initial()).collect();
        if heavy.is_empty() {
            let longest = |&(_, x): &(usize, FormWord)| vocabulary.words[x.vocab() as usize].folded.len();
            heavy.extend(words.iter().copied().enumerate().max_by_key(longest));
        }
        let mut pair = |a: FormWord, b: FormWord| {
            let is_rarer = (uses(&a), a.vocab()) <= (uses(&b), b.vocab());
            let (rarer, other) = if is_rarer { (a, b) } else { (b, a) };
            pairs.push((rarer.vocab(), other.vocab(), number));
        };
        for (k, &(_, a)) in heavy.iter().enumerate() {
            heavy[k + 1..].iter().take(PAIR_REACH).for_each(|&(_, b)| pair(a, b));
        }
        if let [(_, first), .., (_, last)] = heavy.as_slice() {
            pair(*first, *last);
        }
        for join in form.words.iter() {
            let Some((first, count)) = join.as_join() else { continue };
            let rest: Vec<FormWord> =
                heavy.iter().filter(|(at, _)| !(first..first + count).contains(at)).map(|&(_, x)| x).collect();
            rest.iter().for_each(|&other| pair(*join, other));
            // Abdelfattah Alsisi.
            let behind = form.words.iter().filter(|x| x.as_join().is_some_and(|(other, _)| other >= first + count));
            behind.for_each(|&other| pair(*join, other));
            if rest.is_empty() {
                posts.push((join.vocab(), false, number));
            }
        }
        if let [(_, only)] = heavy.as_slice() {
            posts.push((only.vocab(), false, number));
            continue;
        }
        let few = heavy.iter().filter(|(_, x)| uses(x) <= HOT);
        posts.extend(few.map(|(_, x)| (x.vocab(), true, number)));
    }
    posts.sort_unstable();
    posts.dedup();
    pairs.sort_unstable();
    pairs.dedup();
    let mut records = Records::default();
    let (mut posts, mut pairs) = (posts.as_slice(), pairs.as_slice());
    let (mut wholly, mut partly, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for word in 0..narrow(vocabulary.words.len()) {
        let (own, rest) = posts.split_at(posts.iter().take_while(|p| p.0 == word).count());
        posts = rest;
        wholly.clear();
        wholly.extend(own.iter().filter(|p| !p.1).map(|p| p.2));
        partly.clear();
        partly.extend(own.iter().filter(|p| p.1).map(|p| p.2));
        let (own, rest) = pairs.split_at(pairs.iter().take_while(|p| p.0 == word).count());
        pairs = rest;
        others.clear();
        others.extend(own.iter().map(|p| (p.1, p.2)));
        lists::write(records.begin(), &wholly, &partly, &others);
    }
    records
}

/// Heavy words after a word that are paired with it.
const PAIR_REACH: usize = 2;

fn finish(sections: Vec<Vec<u8>>) -> Vec<u8> {
    let table_end = HEADER + Section::COUNT * 16;
    let mut out = Vec::with_capacity(table_end + sections.iter().map(|s| s.len() + 8).sum::<usize>());
    out.resize(table_end, 0);
    let mut table = Vec::with_capacity(Section::COUNT * 16);
    for section in sections {
        // Sections start at multiples of eight; the zeros between belong to none and are covered by the checksum.
        out.resize(out.len().next_multiple_of(8), 0);
        table.extend((out.len() as u64).to_le_bytes());
        table.extend((section.len() as u64).to_le_bytes());
        out.extend(section);
    }
    let mut head = Vec::with_capacity(HEADER);
    head.extend(MAGIC);
    head.extend(VERSION.to_le_bytes());
    head.extend(narrow(Section::COUNT).to_le_bytes());
    head.extend(hash::of(&out[table_end..]).to_le_bytes());
    head.extend(engine().to_le_bytes());
    let hash = hash::of(&[head.as_slice(), &table].concat());
    head.extend(hash.to_le_bytes());
    out[..HEADER].copy_from_slice(&head);
    out[HEADER..table_end].copy_from_slice(&table);
    out
}

/// Changes when the segments or the grammar do: a file's readings mean nothing under other segments, and its words have the
/// roles and groups of the tables that it was made with.
pub(super) fn engine() -> u64 {
    static ENGINE: Lazy<u64> = Lazy::new(|| {
        let letters: Vec<&str> = sounds::SEGMENTS.iter().map(|&(text, _)| text).collect();
        hash::of(letters.join(" ").as_bytes()) ^ crate::shipped::grammar_hash()
    });
    *ENGINE
}
