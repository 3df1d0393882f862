//! What it says when one spelling has this sound segment and the other that one.
//!
//! A cost table holds log-odds in hundredths of a nat: how much likelier an edit is between two spellings of one
//! name than between two names that merely look alike. There is a table per pair of scripts that the training pairs
//! cover; other pairs use the table `other-latin`. The tables are read from `model/costs/*.tsv`, which
//! `nisba fit` writes; an edit that a table does not list has its prior ([`prior`]).

use once_cell::sync::{Lazy, OnceCell};

use super::alignment::SHORT;
use crate::orthography::origin::Origins;
use crate::orthography::script::Script;
use crate::orthography::sounds::{self, COUNT, Segment};

/// Where in a word a segment stands that the other spelling lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Initial,
    Medial,
    Final,
}

impl Place {
    pub(crate) const NAMES: [&'static str; 3] = ["initial", "medial", "final"];

    /// The place of position `i` of `len`.
    pub(crate) fn of(i: usize, len: usize) -> Self {
        if i == 0 {
            Self::Initial
        } else if i + 1 == len {
            Self::Final
        } else {
            Self::Medial
        }
    }
}

/// The edits between two spellings, each an index into a [`CostTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Segment `a` on the left stands for `b` on the right.
    Substitute(Segment, Segment),
    /// Only the left spelling has the segment.
    Left(Segment, Place),
    /// Only the right spelling has the segment.
    Right(Segment, Place),
}

const GAPS: usize = COUNT * COUNT;
/// The number of edits of a table.
pub(crate) const EDITS: usize = GAPS + 6 * COUNT;

impl Edit {
    /// The edit's place in a table.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Substitute(a, b) => usize::from(a) * COUNT + usize::from(b),
            Self::Left(a, place) => GAPS + place as usize * COUNT + usize::from(a),
            Self::Right(b, place) => GAPS + (3 + place as usize) * COUNT + usize::from(b),
        }
    }

    /// Every edit, in the order of [`Self::index`].
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let segments = || (0..COUNT).map(|i| u8::try_from(i).expect("there are fewer than 256 segments"));
        let places = [Place::Initial, Place::Medial, Place::Final];
        segments()
            .flat_map(move |a| segments().map(move |b| Self::Substitute(a, b)))
            .chain(places.into_iter().flat_map(move |p| segments().map(move |a| Self::Left(a, p))))
            .chain(places.into_iter().flat_map(move |p| segments().map(move |b| Self::Right(b, p))))
    }

    /// The edit seen from the other side.
    pub(crate) fn flipped(self) -> Self {
        match self {
            Self::Substitute(a, b) => Self::Substitute(b, a),
            Self::Left(a, p) => Self::Right(a, p),
            Self::Right(b, p) => Self::Left(b, p),
        }
    }
}

/// The log-odds of a segment with each other one.
pub(crate) type Row = [i16; 1 << 8];

/// Log-odds of every edit between two scripts, in hundredths of a nat.
#[derive(Clone)]
pub(crate) struct CostTable {
    odds: Box<[i16]>,
    /// Those of a segment with each other one, a row with a place for every byte: no bounds to check.
    rows: Box<[Row]>,
    /// The most that one edit adds.
    most: i32,
    gains: OnceCell<Gains>,
}

/// What bounds a score: segments that are left alone, wherever they stand, and what is gained where two are set together
/// instead.
#[derive(Clone)]
struct Gains {
    /// The most that a segment adds where only the left spelling has it, and only the right one.
    alone: [Box<[i16]>; 2],
    /// Of a left and a right segment; nothing is gained where they are rather left alone.
    together: Box<[i16]>,
}

impl CostTable {
    /// A table from log-odds in nats, in the order of [`Edit::index`].
    pub(crate) fn from_nats(nats: &[f32]) -> Self {
        Self::of(nats.iter().map(|&x| centinats(x)).collect())
    }

    /// The same from hundredths of a nat.
    fn of(odds: Box<[i16]>) -> Self {
        let most = odds.iter().copied().max().unwrap_or(0).max(0);
        let row = |own: &[i16]| std::array::from_fn(|b| own.get(b).copied().unwrap_or(0));
        let rows = odds[..GAPS].chunks_exact(COUNT).map(row).collect();
        Self { odds, rows, most: i32::from(most), gains: OnceCell::new() }
    }

    fn gains(&self) -> &Gains {
        self.gains.get_or_init(|| {
            let alone = [0, 3].map(|side| {
                let of = |s: usize| (0..3).map(|place| self.odds[GAPS + (side + place) * COUNT + s]).max().unwrap_or(0);
                (0..COUNT).map(of).collect::<Box<[i16]>>()
            });
            let gain = |i: usize| (self.odds[i] - alone[0][i / COUNT] - alone[1][i % COUNT]).max(0);
            let together: Box<[i16]> = (0..GAPS).map(gain).collect();
            Gains { alone, together }
        })
    }

    /// The most that the segments of a left or a right spelling score left alone.
    pub(crate) fn alone(&self, is_right: bool, segments: &[Segment]) -> i32 {
        let alone = &self.gains().alone[usize::from(is_right)];
        segments.iter().map(|&s| i32::from(alone[usize::from(s)])).sum()
    }

    /// The most that each segment of two short words gains over that by being set against one of the other word: of the left
    /// and of the right one. The sum of either bounds what is gained by the whole, also where the other is part of something
    /// longer, whose parts are added up or, of each segment, the most taken.
    pub(crate) fn gain(&self, left: &[Segment], right: &[Segment]) -> [[i16; SHORT]; 2] {
        let gains = self.gains();
        let right = &right[..right.len().min(SHORT)];
        // Sixteen at once, which the compiler makes two steps of.
        let (mut rows, mut columns) = ([0_i16; SHORT], [0_i16; 16]);
        for (&a, best) in left.iter().zip(&mut rows) {
            let row = &gains.together[usize::from(a) * COUNT..][..COUNT];
            let mut own = [0_i16; 16];
            for (&b, gain) in right.iter().zip(&mut own) {
                *gain = row[usize::from(b)];
            }
            for (column, &gain) in columns.iter_mut().zip(&own) {
                *column = gain.max(*column);
            }
            *best = own.iter().fold(0, |most, &gain| gain.max(most));
        }
        let columns = std::array::from_fn(|j| columns[j]);
        [rows, columns]
    }

    #[inline]
    pub(crate) fn substitute(&self, a: Segment, b: Segment) -> i32 {
        i32::from(self.odds[usize::from(a) * COUNT + usize::from(b)])
    }

    /// The log-odds of a segment with each other one.
    #[inline]
    pub(crate) fn substitutes(&self, a: Segment) -> &Row {
        &self.rows[usize::from(a)]
    }

    /// The most that one edit adds to a score.
    #[inline]
    pub(crate) fn most(&self) -> i32 {
        self.most
    }

    #[inline]
    pub(crate) fn left(&self, a: Segment, place: Place) -> i32 {
        i32::from(self.odds[GAPS + place as usize * COUNT + usize::from(a)])
    }

    #[inline]
    pub(crate) fn right(&self, b: Segment, place: Place) -> i32 {
        i32::from(self.odds[GAPS + (3 + place as usize) * COUNT + usize::from(b)])
    }

    /// Reads a table: lines `edit TAB left TAB right TAB log-odds [TAB ...]`, `#` begins a comment.
    ///
    /// `edit` is `sub`, or `initial`, `medial`, `final` for a segment (in the column of its side) that the other
    /// spelling lacks.
    fn parse(text: &str) -> Result<Self, String> {
        static PRIORS: Lazy<Vec<f32>> = Lazy::new(|| Edit::all().map(prior).collect());
        let mut nats = PRIORS.clone();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let wrong = |what: &str| format!("line {}: {what}: {line:?}", number + 1);
            let mut fields = line.split('\t');
            let mut field = || fields.next().ok_or_else(|| wrong("too few fields"));
            let (kind, left, right, odds) = (field()?, field()?, field()?, field()?);
            let segment = |s: &str| sounds::segment_of(s).ok_or_else(|| wrong("no such sound segment"));
            let place = || match Place::NAMES.iter().position(|&n| n == kind) {
                Some(0) => Ok(Place::Initial),
                Some(1) => Ok(Place::Medial),
                Some(_) => Ok(Place::Final),
                None => Err(wrong("no such edit")),
            };
            let edit = match (left, right) {
                (a, b) if kind == "sub" => Edit::Substitute(segment(a)?, segment(b)?),
                (a, "") => Edit::Left(segment(a)?, place()?),
                ("", b) => Edit::Right(segment(b)?, place()?),
                _ => return Err(wrong("a segment on each side")),
            };
            nats[edit.index()] = odds.parse().map_err(|_| wrong("no number"))?;
        }
        Ok(Self::from_nats(&nats))
    }
}

fn centinats(nats: f32) -> i16 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i16")]
    let rounded = (nats * 100.0).round().clamp(-3000.0, 3000.0) as i16;
    rounded
}

/// What is thought of an edit before any pair was seen, in nats.
///
/// Equal segments speak for one name, segments with a sound in common a little, others against; a vowel tells
/// less than a consonant.
pub(crate) fn prior(edit: Edit) -> f32 {
    match edit {
        Edit::Substitute(a, b) => {
            let (pa, pb) = (sounds::phones_of(a), sounds::phones_of(b));
            let vowels = sounds::is_vowel(a) && sounds::is_vowel(b);
            match (a == b, pa & pb != 0, vowels) {
                (true, _, true) => 0.6,
                (true, _, false) => 1.0,
                (_, true, true) => 0.3,
                (_, true, false) => 0.5,
                (_, _, true) => -0.5,
                _ if sounds::is_vowel(a) || sounds::is_vowel(b) => -2.0,
                _ => -1.5,
            }
        }
        Edit::Left(s, _) | Edit::Right(s, _) => match sounds::text_of(s) {
            "'" | "ʿ" | "ʾ" => -0.1,
            "h" | "y" | "w" => -0.5,
            _ if sounds::is_vowel(s) => -0.6,
            _ => -1.5,
        },
    }
}

/// The pairs of scripts that have a table of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[expect(clippy::enum_variant_names, reason = "the pairs that have data all have Latin on one side")]
pub(crate) enum ScriptPair {
    LatinLatin,
    ArabicLatin,
    CyrillicLatin,
    GreekLatin,
    HebrewLatin,
    DevanagariLatin,
    HangulLatin,
    KanaLatin,
    HanLatin,
    OtherLatin,
}

impl ScriptPair {
    pub(crate) const ALL: [Self; 10] = [
        Self::LatinLatin,
        Self::ArabicLatin,
        Self::CyrillicLatin,
        Self::GreekLatin,
        Self::HebrewLatin,
        Self::DevanagariLatin,
        Self::HangulLatin,
        Self::KanaLatin,
        Self::HanLatin,
        Self::OtherLatin,
    ];

    /// The pair's name in files and reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::LatinLatin => "latin-latin",
            Self::ArabicLatin => "arabic-latin",
            Self::CyrillicLatin => "cyrillic-latin",
            Self::GreekLatin => "greek-latin",
            Self::HebrewLatin => "hebrew-latin",
            Self::DevanagariLatin => "devanagari-latin",
            Self::HangulLatin => "hangul-latin",
            Self::KanaLatin => "kana-latin",
            Self::HanLatin => "han-latin",
            Self::OtherLatin => "other-latin",
        }
    }

    /// The pair of two scripts, and whether the right one is the one named first.
    pub(crate) fn of(left: Script, right: Script) -> (Self, bool) {
        let with_latin = |script| match script {
            Script::Latin => Self::LatinLatin,
            Script::Arabic => Self::ArabicLatin,
            Script::Cyrillic => Self::CyrillicLatin,
            Script::Greek => Self::GreekLatin,
            Script::Hebrew => Self::HebrewLatin,
            Script::Devanagari => Self::DevanagariLatin,
            Script::Hangul => Self::HangulLatin,
            Script::Kana => Self::KanaLatin,
            Script::Han => Self::HanLatin,
            _ => Self::OtherLatin,
        };
        match (left, right) {
            (script, Script::Latin) => (with_latin(script), false),
            (Script::Latin, script) => (with_latin(script), true),
            // One script on both sides: its readings are compared as Latin spellings are.
            (a, b) if a == b => (Self::LatinLatin, false),
            _ => (Self::OtherLatin, false),
        }
    }
}

/// The tables of a model, in the order of [`ScriptPair::ALL`]; each also seen from the other side.
pub(crate) struct Costs {
    /// A shipped table is read when it is first asked for: few texts need more than one or two.
    tables: Vec<OnceCell<[CostTable; 2]>>,
    /// Those learned with the tables; none where they are the shipped ones.
    origins: Option<Origins>,
}

impl Costs {
    /// Tables from texts in the order of [`ScriptPair::ALL`].
    pub(crate) fn parse(texts: &[&str]) -> Result<Self, String> {
        let mut tables = Vec::with_capacity(ScriptPair::ALL.len());
        for (pair, text) in ScriptPair::ALL.iter().zip(texts) {
            let table = CostTable::parse(text).map_err(|e| format!("model/costs/{}.tsv: {e}", pair.name()))?;
            tables.push(OnceCell::with_value(Self::both_ways(table)));
        }
        Ok(Self { tables, origins: None })
    }

    /// The tables as bytes, which the library reads in no time: text takes milliseconds.
    #[allow(dead_code, reason = "the build's half")]
    pub(crate) fn prepared(&self) -> Vec<u8> {
        let tables = self.tables.iter().filter_map(OnceCell::get);
        tables.flat_map(|[table, _]| table.odds.iter().flat_map(|odds| odds.to_le_bytes())).collect()
    }

    /// The same with origins learned beside the tables.
    #[allow(dead_code, reason = "the library's half")]
    pub(crate) fn with_origins(self, origins: Origins) -> Self {
        Self { origins: Some(origins), ..self }
    }

    /// What the letters of a name say of where it is at home.
    pub(crate) fn origins(&self) -> &Origins {
        self.origins.as_ref().unwrap_or_else(|| Origins::shipped())
    }

    pub(crate) fn both_ways(table: CostTable) -> [CostTable; 2] {
        let mut back = table.odds.clone();
        for edit in Edit::all() {
            back[edit.flipped().index()] = table.odds[edit.index()];
        }
        [table, CostTable::of(back)]
    }

    /// The table for a left and a right spelling in these scripts.
    pub(crate) fn between(&self, left: Script, right: Script) -> &CostTable {
        let (pair, flipped) = ScriptPair::of(left, right);
        let shipped = || {
            let tables = crate::shipped::costs().chunks_exact(2 * EDITS);
            let table = tables.into_iter().nth(pair as usize).expect("the build prepares a table for each pair");
            Self::both_ways(CostTable::of(table.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect()))
        };
        &self.tables[pair as usize].get_or_init(shipped)[usize::from(flipped)]
    }

    /// The tables that the crate ships.
    pub(crate) fn shipped() -> &'static Self {
        static COSTS: Lazy<Costs> =
            Lazy::new(|| Costs { tables: vec![OnceCell::new(); ScriptPair::ALL.len()], origins: None });
        &COSTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_numbered_in_order() {
        for (i, edit) in Edit::all().enumerate() {
            assert_eq!(edit.index(), i, "{edit:?}");
            assert_eq!(edit.flipped().flipped(), edit);
        }
        assert_eq!(Edit::all().count(), EDITS);
    }

    #[test]
    fn the_shipped_tables_are_those_of_the_files() {
        let read = |pair: &ScriptPair| std::fs::read_to_string(format!("model/costs/{}.tsv", pair.name())).unwrap();
        let texts: Vec<String> = ScriptPair::ALL.iter().map(read).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(Costs::parse(&texts).unwrap().prepared(), crate::shipped::costs());
    }
}
