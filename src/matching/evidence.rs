//! What is known of how well two names fit: the only input of the confidence.

use super::costs::ScriptPair;
use crate::orthography::names::TypeHint;

/// How well a written name fits a listed one.
///
/// Sums are in nats of log-odds, lengths in sound segments. More of a feature marked + never lowers the
/// confidence, more of one marked − never raises it.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Evidence {
    /// + Log-odds of the aligned words' sounds, all together.
    pub spelling: f32,
    /// + The same for each sound segment.
    pub spelling_mean: f32,
    /// + The log-odds of the worst aligned word, for each of its segments.
    pub worst_word: f32,
    /// + The log-odds of the names' sounds aligned as one string each, for each segment.
    pub whole: f32,
    /// − Segments of words that only one name has, where the other has nothing in their place.
    pub omitted: f32,
    /// − Segments of words in which each name has something of its own.
    pub contradicted: f32,
    /// Words that are aligned, particles and titles aside.
    pub words: f32,
    /// Words of the longer name, particles and titles aside.
    pub words_total: f32,
    /// Segments of the shorter name.
    pub length: f32,
    /// − Whether the words stand in another order.
    pub inverted: f32,
    /// Initials that fit a word, and letters of acronyms that fit the words in their place.
    pub initials: f32,
    /// − Initials that fit no word.
    pub initials_wrong: f32,
    /// − Words that are another bearer's, whatever the rest: numbers, generations, initials, acronyms, Han and Hangul signs.
    /// Chinese names that pinyin spells in two ways count as one such word, and where two names are compared also those that the
    /// built-in lexicons list as two, and bodies that name two countries.
    pub told_apart: f32,
    /// How likely two names mean one entity by what the built-in lexicons list; 0 where they do not list both, and in
    /// text. The more the surer; it counts beside the trees.
    pub listed_as_one: f32,
    /// − Whether the names are alike but for a family name that no convention spells so (Monet, Manet); 0 in look-ups and in text. It
    /// counts beside the trees.
    pub other_family: f32,
    /// The letters of the word in which alone the names differ, by a slip of the hand that makes no known name of it (Lungu, Lunug),
    /// 0 where there is none, and in text. It counts beside the trees.
    pub slip: f32,
    /// − Given names in the same place that the tables list as two (Hassan, Hussein).
    pub other_given: f32,
    /// − Words in Latin letters set against each other that the name tables list as two spellings or two names (Jonson, Johnson).
    pub listed_apart: f32,
    /// − Names of a woman set against those of a man (Mario, Maria; Ivanov, Ivanova).
    pub other_sex: f32,
    /// − How much words in Latin letters that are spelt in two ways look at home there, where a name has one spelling: the most
    /// of them, in nats; less than nothing where they look transcribed.
    pub at_home: f32,
    /// Whether one name alone has words that bodies have (company, bank).
    pub body_words: f32,
    /// − Words with a meaning that have another one in the same place (infantry, tank).
    pub other_words: f32,
    /// Words that are joined in one name and parted in the other.
    pub joined: f32,
    /// − Whether both names have a legal form, and not the same.
    pub legal_form_differs: f32,
    /// − Share of the aligned segments that are in words common in names (Ali, Ivanov, bank).
    pub common: f32,
    /// + Whether the names' letters are the same once folded; half, if they are but for words that may be left out.
    pub same_letters: f32,
    /// The pair of scripts, as its number in the cost tables.
    pub scripts: f32,
    /// − Log-odds, by the names alone, of the best other entity for the same writing; −10 where there is none.
    pub rival: f32,
    /// − The natural logarithm of the number of names in the lexicon; 0 where two names are compared.
    pub lexicon: f32,
    /// − The natural logarithm of the number of names in the lexicon that would have words as near by chance; 0 where two
    /// names are compared, and in text.
    pub chance: f32,
    /// + How rare the found words are in the lexicon, in nats, together; 0 where two names are compared, and in text.
    pub rarity: f32,
    /// + The same of the commonest of them.
    pub commonest: f32,
    /// + Log-odds by the names alone, as the comparison has them; 0 where two names are compared, and in text.
    pub alone: f32,
    /// Segments that the listed name has more than the one looked up, or less; 0 where two names are compared, and in text.
    pub listed_longer: f32,
    /// The type of entity: 0 unknown, 1 person, 2 organisation, 3 place.
    pub entity_type: f32,
}

/// How a feature bears on the confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    Raises,
    Lowers,
    Either,
}

impl Evidence {
    /// The number of features.
    pub(crate) const COUNT: usize = 32;

    /// The features' names and bearings, in the order of [`Self::values`].
    pub(crate) const FEATURES: [(&'static str, Bearing); Self::COUNT] = [
        ("spelling", Bearing::Raises),
        ("spelling-mean", Bearing::Raises),
        ("worst-word", Bearing::Raises),
        ("whole", Bearing::Raises),
        ("omitted", Bearing::Lowers),
        ("contradicted", Bearing::Lowers),
        ("words", Bearing::Either),
        ("words-total", Bearing::Either),
        ("length", Bearing::Either),
        ("inverted", Bearing::Lowers),
        ("initials", Bearing::Either),
        ("initials-wrong", Bearing::Lowers),
        ("told-apart", Bearing::Lowers),
        ("other-given", Bearing::Lowers),
        ("listed-apart", Bearing::Lowers),
        ("other-sex", Bearing::Lowers),
        ("at-home", Bearing::Lowers),
        ("body-words", Bearing::Either),
        ("other-words", Bearing::Lowers),
        ("joined", Bearing::Either),
        ("legal-form-differs", Bearing::Lowers),
        ("common", Bearing::Lowers),
        ("same-letters", Bearing::Raises),
        ("scripts", Bearing::Either),
        ("rival", Bearing::Lowers),
        ("lexicon", Bearing::Lowers),
        ("chance", Bearing::Lowers),
        ("rarity", Bearing::Raises),
        ("commonest", Bearing::Raises),
        ("alone", Bearing::Raises),
        ("listed-longer", Bearing::Either),
        ("entity-type", Bearing::Either),
    ];

    /// The features as numbers.
    pub(crate) fn values(&self) -> [f32; Self::COUNT] {
        [
            self.spelling,
            self.spelling_mean,
            self.worst_word,
            self.whole,
            self.omitted,
            self.contradicted,
            self.words,
            self.words_total,
            self.length,
            self.inverted,
            self.initials,
            self.initials_wrong,
            self.told_apart,
            self.other_given,
            self.listed_apart,
            self.other_sex,
            self.at_home,
            self.body_words,
            self.other_words,
            self.joined,
            self.legal_form_differs,
            self.common,
            self.same_letters,
            self.scripts,
            self.rival,
            self.lexicon,
            self.chance,
            self.rarity,
            self.commonest,
            self.alone,
            self.listed_longer,
            self.entity_type,
        ]
    }

    /// The evidence with these features.
    #[cfg(test)]
    pub(crate) fn of_values(values: [f32; Self::COUNT]) -> Self {
        let [spelling, spelling_mean, worst_word, whole, omitted, contradicted, words, words_total, length, rest @ ..] =
            values;
        let [inverted, initials, initials_wrong, told_apart, other_given, rest @ ..] = rest;
        let [listed_apart, other_sex, at_home, body_words, other_words, joined, rest @ ..] = rest;
        let [legal_form_differs, common, same_letters, scripts, rival, lexicon, chance, rest @ ..] = rest;
        let [rarity, commonest, alone, listed_longer, entity_type] = rest;
        Self {
            spelling,
            spelling_mean,
            worst_word,
            whole,
            omitted,
            contradicted,
            words,
            words_total,
            length,
            inverted,
            initials,
            initials_wrong,
            told_apart,
            other_given,
            listed_apart,
            other_sex,
            at_home,
            body_words,
            other_words,
            joined,
            legal_form_differs,
            common,
            same_letters,
            scripts,
            rival,
            lexicon,
            chance,
            rarity,
            commonest,
            alone,
            listed_longer,
            entity_type,
            ..Self::default()
        }
    }

    /// The evidence of two persons' names of which no word fits another, by their words and segments.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn of_unlike(scripts: ScriptPair, left: (usize, usize), right: (usize, usize)) -> Self {
        let lengths = [left.1 as f32, right.1 as f32];
        let evidence = Self {
            worst_word: -3.0,
            whole: -1.0,
            contradicted: lengths[0].min(lengths[1]),
            omitted: (lengths[0] - lengths[1]).abs(),
            words_total: left.0.max(right.0) as f32,
            length: lengths[0].min(lengths[1]),
            scripts: f32::from(scripts as u8),
            entity_type: f32::from(TypeHint::Person as u8),
            ..Self::default()
        };
        evidence.among(1, None)
    }

    /// The bound of the feature `rival`; where there is no other entity it is at the lower one.
    const RIVAL: f32 = 10.0;

    /// The same evidence, among the names of a lexicon, where the best other entity has the log-odds `rival` by comparison.
    #[must_use]
    pub(crate) fn among(mut self, names: usize, rival: Option<f32>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a logarithm is taken")]
        let names = names.max(1) as f32;
        self.lexicon = names.ln();
        self.rival = rival.map_or(-Self::RIVAL, |r| r.clamp(-Self::RIVAL, Self::RIVAL));
        self
    }

    /// The same evidence where another lexicon has an entity with the log-odds `rival` by comparison.
    #[must_use]
    pub(crate) fn beside(mut self, rival: f32) -> Self {
        self.rival = self.rival.max(rival.clamp(-Self::RIVAL, Self::RIVAL));
        self
    }

    /// The pair of scripts, by the name that reports give it.
    pub fn script_pair(&self) -> &'static str {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let i = self.scripts as usize;
        ScriptPair::ALL.get(i).map_or("other-latin", |p| p.name())
    }
}
