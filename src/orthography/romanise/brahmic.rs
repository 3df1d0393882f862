//! What the scripts of India share: consonants with an inherent vowel, vowel signs, virama, nukta and nasal signs.
//!
//! A script's file gives the [`Letter`] of each character; [`parse`] makes the word a row of sounds, the file may
//! change sounds by their neighbours, and [`read`] drops the inherent vowels that are not spoken and writes the rest.
//!
//! Source of the shared values: the Hunterian system of the Survey of India, without its marks of length, which is what
//! the press writes.

use super::Readings;

/// What a character does. Sounds with several values part them by `/`, likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// A consonant that brings the inherent vowel.
    Consonant(&'static str),
    /// A consonant without a vowel.
    Closed(&'static str),
    /// A vowel letter.
    Vowel(&'static str),
    /// A vowel sign, in the place of the inherent vowel.
    Sign(&'static str),
    /// A nasal that takes the place of articulation of the next consonant; the value is that at the end of a word.
    Nasal(&'static str),
    /// The sign that takes the inherent vowel away.
    Virama,
    /// The sign that doubles the next consonant.
    Doubling,
    Silent,
}

/// A spoken part of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) kind: Kind,
    /// The character it is written with; for an inherent vowel, its consonant.
    pub(super) letter: char,
    /// Its values, parted by `/`; may be empty.
    pub(super) text: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Consonant,
    Vowel,
    Inherent,
    /// A nasal whose place is not settled yet; [`parse`] leaves none.
    Nasal,
}

impl Sound {
    pub(super) fn is_consonant(self) -> bool {
        self.kind == Kind::Consonant
    }

    /// The value to print.
    pub(super) fn first(self) -> &'static str {
        self.text.split('/').next().unwrap_or_default()
    }
}

/// Where the inherent vowel falls silent: always after one consonant at the end of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schwa {
    /// Whether a final one is spoken after these two consonants.
    pub(super) stays_after: fn(Sound, Sound) -> bool,
    /// Whether it also falls silent between a vowel with one consonant and one consonant with a vowel.
    pub(super) drops_within: bool,
}

/// The nukta of a Devanagari-like block stands at the same place in each.
fn is_nukta(c: char) -> bool {
    matches!(c, '\u{093C}' | '\u{09BC}' | '\u{0A3C}' | '\u{0ABC}' | '\u{0B3C}' | '\u{0CBC}')
}

/// The sounds of `word`; `letter` is asked for each character and whether a nukta follows it.
pub(super) fn parse(word: &str, inherent: &'static str, letter: impl Fn(char, bool) -> Letter) -> Vec<Sound> {
    let mut sounds = Vec::new();
    let mut chars = word.chars().peekable();
    let mut doubles = false;
    while let Some(c) = chars.next() {
        let has_nukta = chars.next_if(|&n| is_nukta(n)).is_some();
        let mut push = |kind, text| sounds.push(Sound { kind, letter: c, text });
        match letter(c, has_nukta) {
            Letter::Consonant(text) => {
                if std::mem::take(&mut doubles) {
                    push(Kind::Consonant, stop_of(text));
                }
                push(Kind::Consonant, text);
                push(Kind::Inherent, inherent);
            }
            Letter::Closed(text) => push(Kind::Consonant, text),
            Letter::Nasal(text) => push(Kind::Nasal, text),
            Letter::Vowel(text) => push(Kind::Vowel, text),
            Letter::Sign(text) => {
                drop_inherent(&mut sounds);
                sounds.push(Sound { kind: Kind::Vowel, letter: c, text });
            }
            Letter::Virama => drop_inherent(&mut sounds),
            Letter::Doubling => doubles = true,
            Letter::Silent => {}
        }
    }
    assimilate(&mut sounds);
    sounds
}

fn drop_inherent(sounds: &mut Vec<Sound>) {
    sounds.pop_if(|last| last.kind == Kind::Inherent);
}

/// What a doubling adds before a consonant: the press doubles plain letters only (Mittal; Sikh, Chadha).
fn stop_of(text: &'static str) -> &'static str {
    match text.as_bytes() {
        [_, b'h', ..] => "",
        _ => text.get(..1).unwrap_or_default(),
    }
}

/// A nasal sign sounds as the nasal of the consonant after it: m before lips, else n; where it ends words
/// as m, it is m before all but stops.
fn assimilate(sounds: &mut [Sound]) {
    for i in 0..sounds.len() {
        if sounds[i].kind != Kind::Nasal {
            continue;
        }
        sounds[i].kind = Kind::Consonant;
        sounds[i].text = match sounds.get(i + 1) {
            Some(next) if next.first().starts_with(['p', 'b', 'm', 'f']) => "m",
            Some(next) if next.is_consonant() && !next.first().starts_with(STOPS) && sounds[i].text == "m" => "m",
            Some(next) if next.first() == "h" => "ng/n",
            Some(next) if next.is_consonant() => "n",
            _ => sounds[i].text,
        };
    }
}

/// Leaves out sounds without a value; makes a velar nasal before k and g an n, and the sh of a first श्री an s
/// (Srinagar, Sri Lanka).
pub(super) fn tidy(sounds: &mut Vec<Sound>) {
    sounds.retain(|sound| !sound.text.is_empty());
    for i in 1..sounds.len() {
        if sounds[i - 1].text == "ng" && sounds[i].is_consonant() && sounds[i].text.starts_with(['k', 'g']) {
            sounds[i - 1].text = "n";
        }
    }
    if let [sh, r, i, ..] = sounds.as_mut_slice()
        && (sh.first(), r.text, i.text) == ("sh", "r", "i")
    {
        sh.text = "s/sh";
    }
}

/// Does what [`tidy`] does, and leaves out the y that only joins i to another vowel (इंडिया India, एंटोनियो Antonio; but
/// प्रियंका Priyanka, whose i is the first vowel).
pub(super) fn settle_glides(sounds: &mut Vec<Sound>) {
    tidy(sounds);
    let mut i = 1;
    while i + 1 < sounds.len() {
        let (before, after) = (sounds[i - 1], sounds[i + 1]);
        let is_glide = sounds[i].text == "y" && before.text == "i" && after.kind == Kind::Vowel;
        let is_later = sounds.iter().position(|sound| !sound.is_consonant()).is_some_and(|first| first < i - 1);
        if is_glide && (is_later || after.text != "a") {
            sounds.remove(i);
        } else if is_glide {
            sounds[i].text = "y/";
        }
        i += 1;
    }
    if let [.., a, nasal, v, end] = sounds.as_mut_slice()
        && (a.text, a.kind, nasal.text, end.kind) == ("a", Kind::Vowel, "n", Kind::Inherent)
        && matches!(v.text, "v" | "w/v")
    {
        // गांव, a village, is spoken gaon.
        (nasal.text, v.text) = ("o", "n");
        nasal.kind = Kind::Vowel;
    }
}

/// What the languages of the south share: tidies, writes a doubled ch once (Kochi), and the name ending -ayya as -aiah.
pub(super) fn settle_south(sounds: &mut Vec<Sound>) {
    for i in 1..sounds.len() {
        let both = sounds[i - 1].is_consonant() && sounds[i].is_consonant();
        if both && sounds[i - 1].text == "ch" && sounds[i].text.starts_with("ch") {
            sounds[i - 1].text = "/ch";
        }
    }
    tidy(sounds);
    if let [.., first, second, end] = sounds.as_mut_slice()
        && (first.text, second.text, end.kind) == ("y", "y", Kind::Inherent)
    {
        (first.text, second.text) = ("iah/yya", "");
        sounds.truncate(sounds.len() - 2);
    }
}

/// Writes the sounds with every inherent vowel.
pub(super) fn read_full(sounds: &[Sound], out: &mut Readings) {
    let mut texts = written(sounds).into_iter();
    out.append(&texts.next().unwrap_or_default());
    texts.for_each(|text| out.also(text));
}

/// Writes the sounds: first with the inherent vowels left out that `schwa` calls silent; then with all within the
/// word spoken; then with the other choice at an end where speakers differ.
pub(super) fn read(sounds: &[Sound], schwa: Schwa, out: &mut Readings) {
    let ends = end_is_silent(sounds, schwa);
    let mut usual = written(&without_silent(sounds, ends, schwa.drops_within)).into_iter();
    out.append(&usual.next().unwrap_or_default());
    let doubtful = coda(sounds).is_some_and(|(before, _)| before.is_consonant());
    let others = [(ends, false), (ends ^ doubtful, schwa.drops_within)];
    for (ends, within) in others {
        out.also(written(&without_silent(sounds, ends, within)).swap_remove(0));
    }
    usual.for_each(|text| out.also(text));
}

/// The readings of the sounds, one at least.
fn written(sounds: &[Sound]) -> Vec<String> {
    let mut readings = Readings::new();
    for sound in sounds {
        readings.fork(&sound.text.split('/').collect::<Vec<_>>());
    }
    readings.iter().map(str::to_owned).collect()
}

/// The two sounds before an inherent vowel that ends the word, if another vowel stands before it.
fn coda(sounds: &[Sound]) -> Option<(Sound, Sound)> {
    let [rest @ .., before, last, end] = sounds else { return None };
    let is_coda = end.kind == Kind::Inherent && last.is_consonant();
    let has_vowel = !before.is_consonant() || rest.iter().any(|sound| !sound.is_consonant());
    (is_coda && has_vowel).then_some((*before, *last))
}

fn end_is_silent(sounds: &[Sound], schwa: Schwa) -> bool {
    match coda(sounds) {
        Some((before, last)) if before.is_consonant() => !(schwa.stays_after)(before, last),
        // प्रिय is Priya, भारतीय Bharatiya, यज्ञ Yagya.
        Some((before, last)) => !((before.first() == "i" && last.first() == "y") || last.first() == "gy"),
        None => false,
    }
}

fn without_silent(sounds: &[Sound], end: bool, within: bool) -> Vec<Sound> {
    let mut spoken = sounds.to_vec();
    if end {
        spoken.pop();
    }
    if within {
        drop_within(&mut spoken);
    }
    settle_y(&mut spoken);
    settle_v(&mut spoken);
    spoken
}

/// A y that closes the first syllable of a longer word is written i: रायपुर Raipur, जयपुर Jaipur.
fn settle_y(sounds: &mut [Sound]) {
    let Some(vowel) = sounds.iter().position(|sound| !sound.is_consonant()) else { return };
    if let [a, y, next, ..] = &mut sounds[vowel..]
        && (a.text, y.text) == ("a", "y")
        && next.is_consonant()
        && next.text != "y"
    {
        y.text = "i";
    }
}

/// A v between a consonant and a is written w: भगवत Bhagwat, यशवंत Yashwant; but अरविन्द Arvind.
fn settle_v(sounds: &mut [Sound]) {
    for i in 1..sounds.len().saturating_sub(1) {
        let follows = matches!(sounds[i - 1].first(), "k" | "g" | "t" | "s" | "sh" | "l");
        if follows && sounds[i].text == "v" && sounds[i + 1].text == "a" {
            sounds[i].text = "w/v";
        }
    }
}

/// Drops inherent vowels between V C and C V, from the end: जवाहरलाल is Jawaharlal, not Jawahralal.
fn drop_within(sounds: &mut Vec<Sound>) {
    let n = sounds.len();
    let is_town = sounds.iter().rev().map(|sound| sound.text).take(5).eq(["r", "a", "g", "a", "n"]);
    let mut i = match n {
        // नगर, town, is a word of its own: गांधीनगर Gandhinagar.
        6.. if is_town => n - 5,
        // Before a last open syllable the first of two goes: अगरतला Agartala, गडकरी Gadkari.
        7.. if is_silent_at(sounds, n - 3) && is_silent_at(sounds, n - 5) => n - 4,
        _ => n,
    };
    while i > 0 {
        i -= 1;
        if is_silent_at(sounds, i) {
            sounds.remove(i);
        }
    }
}

fn is_silent_at(sounds: &[Sound], i: usize) -> bool {
    let is_inherent = sounds.get(i).is_some_and(|sound| sound.kind == Kind::Inherent);
    is_inherent && closes_before(&sounds[..i], sounds.len() > i + 3) && opens_after(&sounds[i + 1..])
}

/// Whether what stands before an inherent vowel can close a syllable: one consonant, or nasal, r, l or s with a
/// stop where the word goes on (अनन्तनाग Anantnag, पंचकुला Panchkula; but सम्पदा Sampada).
fn closes_before(before: &[Sound], goes_on: bool) -> bool {
    match before {
        [.., v, c] if !v.is_consonant() => c.is_consonant(),
        [.., v, first, c] if !v.is_consonant() && c.is_consonant() => {
            goes_on && matches!(first.first(), "n" | "m" | "ng" | "r" | "l" | "s") && c.first().starts_with(STOPS)
        }
        _ => false,
    }
}

/// Whether what stands after an inherent vowel begins a syllable that can do without it: a consonant and a vowel, or
/// stop, r and a vowel (गुरप्रीत Gurpreet). A y keeps the vowel before it (विजयनगर).
fn opens_after(after: &[Sound]) -> bool {
    match after {
        [c, v, ..] if c.is_consonant() && !v.is_consonant() => c.text != "y",
        [c, r, v, ..] if c.first().starts_with(STOPS) && r.text == "r" => v.kind == Kind::Vowel,
        _ => false,
    }
}

const STOPS: [char; 9] = ['k', 'g', 'c', 'j', 't', 'd', 'p', 'b', 'f'];

/// The values of the letters that the blocks from Devanagari to Malayalam, laid out alike after ISCII, share.
pub(super) fn common(c: char, has_nukta: bool) -> Letter {
    use Letter::{Closed, Consonant, Nasal, Sign, Silent, Virama, Vowel};
    match devanagari(c) {
        'क' => Consonant(if has_nukta { "q/k" } else { "k" }),
        'ख' => Consonant("kh"),
        'ग' => Consonant(if has_nukta { "gh/g" } else { "g" }),
        'घ' => Consonant("gh"),
        'ङ' => Consonant("ng"),
        'च' => Consonant("ch"),
        'छ' => Consonant("chh/ch"),
        'ज' => Consonant(if has_nukta { "z" } else { "j" }),
        'झ' => Consonant(if has_nukta { "zh/z" } else { "jh" }),
        'ञ' => Consonant("n"),
        'ट' | 'त' => Consonant("t"),
        'ठ' | 'थ' => Consonant("th"),
        'ड' => Consonant(if has_nukta { "r/d" } else { "d" }),
        'ढ' => Consonant(if has_nukta { "rh/dh" } else { "dh" }),
        'द' => Consonant("d"),
        'ध' => Consonant("dh"),
        'ण' | 'न' | 'ऩ' => Consonant("n"),
        'प' => Consonant("p"),
        'फ' => Consonant(if has_nukta { "f" } else { "ph/f" }),
        'ब' => Consonant("b"),
        'भ' => Consonant("bh"),
        'म' => Consonant("m"),
        'य' => Consonant("y"),
        'र' | 'ऱ' => Consonant("r"),
        'ल' | 'ळ' => Consonant("l"),
        'ऴ' => Consonant("zh/l"),
        'व' => Consonant("v"),
        'श' | 'ष' => Consonant("sh"),
        'स' => Consonant("s"),
        'ह' => Consonant("h"),
        'अ' | 'आ' => Vowel("a"),
        'इ' | 'ई' => Vowel("i"),
        'उ' | 'ऊ' => Vowel("u"),
        'ऋ' | 'ॠ' => Vowel("ri"),
        'ऌ' | 'ॡ' => Vowel("lri"),
        'ऍ' | 'ऎ' | 'ए' => Vowel("e"),
        'ऐ' => Vowel("ai"),
        'ऑ' | 'ऒ' | 'ओ' => Vowel("o"),
        'औ' => Vowel("au"),
        '\u{093E}' => Sign("a"),               // aa
        '\u{093F}' | '\u{0940}' => Sign("i"),  // i, ii
        '\u{0941}' | '\u{0942}' => Sign("u"),  // u, uu
        '\u{0943}' | '\u{0944}' => Sign("ri"), // vocalic r
        '\u{0962}' | '\u{0963}' => Sign("li"), // vocalic l
        '\u{0945}'..='\u{0947}' => Sign("e"),  // candra e, short e, e
        '\u{0948}' => Sign("ai"),
        '\u{0949}'..='\u{094B}' => Sign("o"), // candra o, short o, o
        '\u{094C}' => Sign("au"),
        '\u{094D}' => Virama,
        '\u{0900}'..='\u{0902}' => Nasal("n"), // candrabindus, anusvara
        '\u{0903}' => Closed("h"),             // visarga
        _ => Silent,
    }
}

/// The Devanagari character that stands at the place of `c` in its block.
fn devanagari(c: char) -> char {
    match c {
        '\u{0900}'..='\u{0D7F}' => char::from_u32(0x0900 | (u32::from(c) & 0x7F)).unwrap_or(c),
        _ => c,
    }
}
