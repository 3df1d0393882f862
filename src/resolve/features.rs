//! The named circumstances that bear on a candidate, and what each is worth.
//!
//! A candidate's log-odds are a sum: each circumstance's value times its weight for the candidate's type. The weights
//! stand in `model/context.tsv`, one circumstance a row, with the value that was set by hand and those learned from
//! marked text; text without capitals goes by the former.

use once_cell::sync::Lazy;

use crate::lexicon::compiled::{Compiled, Index};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A circumstance.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Feature { $($(#[$doc])* $name),* }

        impl Feature {
            /// All circumstances, in the order of the enumeration.
            pub(crate) const NAMES: &'static [&'static str] = &[$($text),*];

            /// The circumstance's name, as `model/context.tsv` has it.
            pub(crate) fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }
    };
}

features! {
    /// Any candidate.
    Base = "base";
    /// What the letters say by themselves, in log-odds, where it is below even.
    PoorForm = "poor-form";
    /// The same above even: letters as listed; one word, several in another spelling.
    FormExact = "form-exact";
    FormRespeltOne = "form-respelt-one";
    FormRespeltSeveral = "form-respelt-several";
    /// How few entities would have words as near by chance, in tens of nats: of several words as listed, in another
    /// spelling, of one word in another spelling.
    ChanceExact = "chance-exact";
    ChanceRespelt = "chance-respelt";
    ChanceOne = "chance-one";
    /// How much the words in another spelling look transcribed from another script: of several words, of one.
    OriginSeveral = "origin-several";
    OriginOne = "origin-one";
    /// One word for several listed ones, in another spelling.
    Joined = "joined";
    /// Several words for one listed one: "Di Li", Dili.
    Parted = "parted";
    /// An initial that is none of the name's: George H. W. Bush, George W. Bush.
    InitialsWrong = "initials-wrong";
    /// Letters as listed, in one word.
    ExactOne = "exact-one";
    /// The same in several words.
    ExactSeveral = "exact-several";
    /// Letters as listed once an ending is taken off.
    Inflected = "inflected";
    /// The same where the ending might be of any language in Latin letters.
    InflectedLatin = "inflected-latin";
    /// The same in a text of languages without English, where an s makes the genitive and not many of a kind.
    InflectedGenitive = "inflected-genitive";
    /// One word that sounds as one listed in another script, of which the entity has no name in the text's own.
    ScriptOne = "script-one";
    /// One word in another spelling, in a script that has no capitals.
    UncasedOne = "uncased-one";
    /// A long word in a close spelling.
    CloseOne = "close-one";
    /// One word in another spelling: many words of a text resemble some listed one.
    RespeltOne = "respelt-one";
    /// In English one word that resembles what another language calls a place or body.
    RespeltExonym = "respelt-exonym";
    /// Several words of pinyin that differ from a name in pinyin: Liang Yanfeng is not Liang Wenfeng.
    OtherPinyin = "other-pinyin";
    /// A common family name, where the name has another one: Mariah Carey is not Marie Curie.
    OtherSurname = "other-surname";
    /// A given name of the other sex in another spelling: Michelle Martin is not Micheál Martin.
    OtherSex = "other-sex";
    /// Several words, some in another spelling.
    RespeltSeveral = "respelt-several";
    /// The same in close spellings, none missing: another ending.
    CloseSeveral = "close-several";
    /// Several words as listed, of a name that has more: a patronymic, a middle name.
    SeveralAsListed = "several-as-listed";
    /// Words are missing and others are spelt otherwise.
    PartialRespelt = "partial-respelt";
    /// Words are missing.
    Partial = "partial";
    /// The e-folds of listed names beyond a thousand: the more are listed, the more equal or resemble some word.
    SizeExactOne = "size-exact-one";
    SizeExactSeveral = "size-exact-several";
    SizeRespeltOne = "size-respelt-one";
    SizeRespeltSeveral = "size-respelt-several";
    /// The same of several words of another script than the form's, beside that: a name that is transcribed has few likely
    /// spellings, and chance has counted them.
    SizeScriptSeveral = "size-script-several";
    /// The entity has names in the text's own script, and the text has none of them: of one word, of several.
    OwnScriptOne = "own-script-one";
    OwnScriptSeveral = "own-script-several";
    /// Not the entity's canonical name but another form of it.
    Variant = "variant";
    /// The same, by the e-folds of names beyond a thousand.
    VariantSize = "variant-size";
    /// The logarithm of how many forms of the entity are listed beside the mean of its lexicon, of one word.
    MuchListed = "much-listed";
    /// The logarithm of how many entities bear the name.
    Namesakes = "namesakes";
    /// Letters short of five, of one word that is no acronym.
    Short = "short";
    /// A listed acronym; of two letters; not in capitals; e-folds of names beyond a thousand.
    Acronym = "acronym";
    AcronymOfTwo = "acronym-of-two";
    AcronymInSmall = "acronym-in-small";
    AcronymSize = "acronym-size";
    /// The initials of a listed name, by their number.
    InitialsTwo = "initials-two";
    InitialsThree = "initials-three";
    InitialsFour = "initials-four";
    InitialsMore = "initials-more";
    /// A small word and what an apostrophe joins to it: I'll, he'd.
    Contraction = "contraction";
    /// A small word among several that are not as listed: "The House".
    SmallWord = "small-word";
    /// An ordinary word among several that are not as listed.
    OrdinaryWord = "ordinary-word";
    /// Several words, all of them ordinary: Country Club.
    AllOrdinary = "all-ordinary";
    /// Several words that are a given and a family name.
    FullName = "full-name";
    /// The word is of the people of a place, not the place (Iranian), and not listed so.
    Demonym = "demonym";
    /// The word is a small one or a month.
    NoName = "no-name";
    /// The word says what something is: a title, a kind of body or place.
    KindWord = "kind-word";
    /// The word is an ordinary one, where a capital says nothing: at the start of a sentence, in capitals.
    WordAtStart = "word-at-start";
    /// The word is an ordinary one, elsewhere.
    Word = "word";
    /// An ordinary word at the start of a sentence that the document has nowhere else as a name, and nothing beside it either.
    WordUnsupported = "word-unsupported";
    /// The document also has the word in lower case.
    AlsoLower = "also-lower";
    /// The word is a common given name; a common family name.
    Given = "given";
    Surname = "surname";
    /// Somebody in the document bears the word: "Keith Jordan", then "Jordan".
    Borne = "borne";
    /// A month or weekday among the words.
    Calendar = "calendar";
    /// One word in capitals that is no acronym, in text that has small letters.
    Capitals = "capitals";
    /// Text without small letters.
    AllUpper = "all-upper";
    /// Text without capitals.
    AllLower = "all-lower";
    /// In a heading, whose words have capitals.
    Heading = "heading";
    /// A word such as "in" before a place.
    Locative = "locative";
    /// The same elsewhere in the document before the same word.
    LocativeElsewhere = "locative-elsewhere";
    /// A capitalised word directly before or after: of one word, of several.
    BeforeOne = "before-one";
    AfterOne = "after-one";
    BeforeSeveral = "before-several";
    AfterSeveral = "after-several";
    /// The same of several words that are all of the name, as listed.
    BeforeWhole = "before-whole";
    AfterWhole = "after-whole";
    /// The same before or after a listed acronym.
    BeforeAcronym = "before-acronym";
    AfterAcronym = "after-acronym";
    /// The same where other words have capitals too or stand beside names by their endings: in German, Russian.
    BeforeInflected = "before-inflected";
    AfterInflected = "after-inflected";
    /// The same where words of the name are missing.
    GoesOnPartial = "goes-on-partial";
    /// A given name stands directly before a one-word name, a family name after it.
    GivenBefore = "given-before";
    SurnameAfter = "surname-after";
    /// A person's one-word name beside a capitalised word.
    MononymNeighbour = "mononym-neighbour";
    /// A person's one-word name that is a common given or family name.
    CommonMononym = "common-mononym";
    /// A title directly before; an initial.
    TitleBefore = "title-before";
    InitialBefore = "initial-before";
    /// A word that goes with people, with bodies, directly before or after: said, police.
    PersonCue = "person-cue";
    OrgCue = "org-cue";
    /// A body's or building's kind directly after, in capitals: Council, Airport; the same in small letters.
    KindAfter = "kind-after";
    SmallKindAfter = "small-kind-after";
    /// Such a word and "of" before: University of Georgia; City of Norfolk.
    KindOfBefore = "kind-of-before";
    PlaceOfBefore = "place-of-before";
    /// Another small word before.
    SmallBefore = "small-before";
    /// A comma before; after, and a capital.
    CommaBefore = "comma-before";
    CommaAfter = "comma-after";
    /// A number before, after.
    NumberBefore = "number-before";
    NumberAfter = "number-after";
    /// A hyphen and a small word after: Washington-based.
    HyphenAfter = "hyphen-after";
    /// An apostrophe after: Norfolk's.
    Possessive = "possessive";
    /// At the start of a line and before a dash or bracket.
    Dateline = "dateline";
    /// All of a line.
    WholeLine = "whole-line";
    /// At the start of a sentence.
    AtStart = "at-start";
    /// In brackets, behind a quotation mark.
    Bracketed = "bracketed";
    Quoted = "quoted";
    /// The logarithm of how often the document has the word with a capital.
    Repeated = "repeated";
    /// A person-cue beside the same word elsewhere.
    CueElsewhere = "cue-elsewhere";
    /// A hyphen joins a capitalised word to the name.
    Compound = "compound";
    /// A landmark follows a person's name.
    LandmarkAfter = "landmark-after";
    /// A street's word before a name; before a person's name a word of what is called after somebody.
    StreetBefore = "street-before";
    /// A person's names turned round, some in another spelling: Henry Tyrell is not Thierry Henry.
    TurnedRespelt = "turned-respelt";
    /// A place's name that is also a given name, before a family name or a word of which nothing is known.
    GivenThenName = "given-then-name";
    /// Words of sport around a city's name that no word such as "in" precedes: the club is meant.
    Club = "club";
    /// The word of another kind of place behind a city, so that the two name another place: Bergen County.
    OtherKindAfter = "other-kind-after";
    /// A newspaper's, a team's or a carrier's word after a place: Boston Globe.
    MastheadAfter = "masthead-after";
    /// A state behind a comma, of a country that the place is not in: Plymouth, Mass.
    OtherState = "other-state";
    /// A common family name after several words that are all of a person's name: somebody else's longer one.
    SurnameAfterSeveral = "surname-after-several";
    /// A common family name behind a title, for a place: президент Иванов.
    TitledSurname = "titled-surname";
    /// One word of a person, before a word for a family or a following: the Nehru dynasty.
    CollectiveAfter = "collective-after";
    /// In the title of a work: the book "Putin's Kitchen".
    InTitle = "in-title";
    /// A father's name among a person's names, or behind one and a given name, where the person is known by another:
    /// Дмитрий Иванович Медведев.
    OtherFather = "other-father";
    /// A side of a court case or of a match: Trump v. United States.
    InCase = "in-case";
    /// Other words in capitals of the document spell the acronym, and none of them is the entity: Social Democratic Front.
    OthersAcronym = "others-acronym";
    /// Goods in small letters behind a name: Turkey sandwiches.
    GoodsAfter = "goods-after";
    /// How much of the document's words look misread, in percent, at most ten: of words as listed, of others.
    NoiseExact = "noise-exact";
    NoiseRespelt = "noise-respelt";
    /// Letters of another spelling that may be misread, in a document that looks it.
    Misread = "misread";
    /// The document has the long s of old print.
    OldPrint = "old-print";
    /// A short form of an entity that the document names in full: any.
    ShortBase = "short-base";
    /// By its kind: the family name as the full mention spells it, as the lexicon does, in another spelling; an acronym
    /// in brackets after the full name; its initials; the distinctive word of a body's name; a listed short form.
    ShortAsMentioned = "short-as-mentioned";
    ShortAsListed = "short-as-listed";
    ShortRespelt = "short-respelt";
    ShortIntroduced = "short-introduced";
    ShortInitials = "short-initials";
    ShortDistinctive = "short-distinctive";
    ShortListed = "short-listed";
    /// The mean log-odds of the segments of another spelling, less one nat.
    ShortSpelling = "short-spelling";
    /// What the log-odds of the full mention have less than three.
    ShortFull = "short-full";
    /// A title before it.
    ShortTitle = "short-title";
    /// Another entity of this short form was named since.
    ShortRecency = "short-recency";
    /// The full name stands only after it.
    ShortAhead = "short-ahead";
    /// The logarithm of how many entities named in the document share it.
    ShortShared = "short-shared";
    /// Elsewhere in the document the word stands behind a given name or a title.
    ShortBorne = "short-borne";
    /// It is also a common given name; an ordinary word; that at the start of a sentence; in small letters elsewhere.
    ShortGiven = "short-given";
    ShortWord = "short-word";
    ShortWordAtStart = "short-word-at-start";
    ShortAlsoLower = "short-also-lower";
    /// In a heading; in capitals; with letters short of five.
    ShortHeading = "short-heading";
    ShortCapitals = "short-capitals";
    ShortLetters = "short-letters";
    /// A word that goes with people beside it; a comma and a capital after it.
    ShortCue = "short-cue";
    ShortCommaAfter = "short-comma-after";
    /// The logarithm of how often the document has the word.
    ShortRepeated = "short-repeated";
    /// The e-folds of names beyond a thousand.
    ShortSize = "short-size";
    /// Between entities of one name: the logarithm of how many forms each has.
    ShareForms = "share-forms";
    /// The name is the canonical one.
    ShareName = "share-name";
    /// How much more than one nat a nat of the log-odds counts.
    ShareOdds = "share-odds";
    /// How many e-folds an entity's number of Wikidata is above the least: what is known best was numbered first.
    ShareNumber = "share-number";
    /// What it is in is named in the document; directly behind a comma.
    ShareWithin = "share-within";
    ShareBeside = "share-beside";
    /// One of its cues stands in the document; a few words away, besides.
    ShareCue = "share-cue";
    ShareCueNear = "share-cue-near";
}

impl Feature {
    /// Whether the circumstance is of a short form.
    pub(crate) fn is_of_short(self) -> bool {
        self as u8 >= Self::ShortBase as u8
    }
}

/// The number of circumstances.
pub(crate) const COUNT: usize = Feature::NAMES.len();

/// The types that have weights of their own; any other type has the first.
pub(crate) const KINDS: [&str; 4] = ["any", "person", "org", "place"];

/// The weights of all circumstances.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    /// Set by hand, by type.
    pub(crate) set: [[f32; COUNT]; 4],
    /// Learned, by type; then those of curated entities, by type.
    pub(crate) learned: [[f32; COUNT]; 8],
}

impl Weights {
    /// The shipped weights.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: Lazy<Weights> =
            Lazy::new(|| Weights::parse(include_str!("../../model/context.tsv")).expect("a test parses them"));
        &SHIPPED
    }

    /// The number of a type's weights.
    pub(crate) fn kind(kind: &str) -> usize {
        KINDS.iter().position(|k| *k == kind).unwrap_or(0)
    }

    /// The learned weights of an entity: those of its type, or of its type where more is written of it than its names.
    /// What is listed by hand is written of.
    pub(crate) fn learned_of(&self, lexicon: &Compiled, entity: Index) -> &[f32; COUNT] {
        let curated = if lexicon.has_details(entity) { KINDS.len() } else { 0 };
        &self.learned[Self::kind(lexicon.entity_kind(entity)) + curated]
    }

    /// Reads what [`Self::render`] writes.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut weights = Self { set: [[0.0; COUNT]; 4], learned: [[0.0; COUNT]; 8] };
        let rows = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        for (number, line) in rows {
            let wrong = || format!("line {}: not a circumstance and its twelve weights: {line:?}", number + 1);
            let (name, numbers) = line.split_once('\t').ok_or_else(wrong)?;
            let at = Feature::NAMES.iter().position(|n| *n == name).ok_or_else(wrong)?;
            let numbers: Vec<f32> =
                numbers.split('\t').map(|n| n.parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
            if numbers.len() != 12 {
                return Err(wrong());
            }
            for (kind, value) in numbers.into_iter().enumerate() {
                let row = if kind < 4 { &mut weights.set[kind] } else { &mut weights.learned[kind - 4] };
                row[at] = value;
            }
        }
        Ok(weights)
    }

    /// The text of the weights.
    pub(crate) fn render(&self, comment: &str) -> String {
        let mut out: String = comment.lines().map(|l| format!("# {l}\n")).collect();
        out.push_str("# circumstance, set by hand (");
        out.push_str(&KINDS.join(", "));
        out.push_str("), learned (the same), learned of curated entities (the same)\n");
        for (at, name) in Feature::NAMES.iter().enumerate() {
            out.push_str(name);
            for value in self.set.iter().chain(&self.learned).map(|w| w[at]) {
                out.push_str(&if value == 0.0 { "\t0".to_owned() } else { format!("\t{value:.2}") });
            }
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_parse_and_render_back() {
        let weights = Weights::shipped();
        assert_eq!(Weights::parse(&weights.render("")).as_ref(), Ok(weights));
    }

    #[test]
    fn a_row_that_is_no_circumstance_is_refused() {
        assert!(Weights::parse("bas\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n").is_err());
        assert!(Weights::parse("base\t0\n").is_err());
    }
}
