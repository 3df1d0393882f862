//! Names without a lexicon: runs of words that are written as names.
//!
//! Where a script has capitals, they mark a name, with the small words between them. In other scripts a name is only
//! seen behind a title or where a common given name begins it. Scripts that part no words are passed over.

use std::ops::Range;

use crate::grammar::{Grammar, Roles};
use crate::hash::Set;
use crate::orthography::fold::folded;
use crate::scan::{Case, Scan};
use crate::segment::{Gap, Shape, Token};

/// Words of the longest run that is taken for a name: a longer one is a title or a list.
const LONGEST: usize = 6;
/// Letters of the shortest acronym.
const SHORTEST_ACRONYM: usize = 3;
/// Words of a heading, of which capitals say nothing.
const HEADING: usize = 4;
/// Bytes of the longest word that a heading in capitals writes small.
const SMALL: usize = 5;

/// Words of the longest title.
const MOST_TITLE: usize = 4;
/// Bytes of the longest part of a given name that a hyphen joins in small letters: Kai-shek.
const SMALL_PART: usize = 5;

/// The language that writes all nouns with a capital.
const CAPITAL_NOUNS: &str = "de";

/// Words that are no part of a name at its ends.
const OUTSIDE: Roles = Roles::FUNCTION.with(Roles::CALENDAR).with(Roles::STOP).with(Roles::LOCATIVE);
/// Words that make a name an organisation's.
const ORG: Roles = Roles::LEGAL_FORM.with(Roles::GENERIC).with(Roles::ORG_WORD);
/// Words that make it a place's.
const PLACE: Roles = Roles::PLACE_WORD.with(Roles::LANDMARK);
/// Words that make it somebody's.
const PERSON: Roles = Roles::GIVEN.with(Roles::SURNAME).with(Roles::PATRONYMIC);
/// What a name alone is not.
const ORDINARY: Roles =
    OUTSIDE.with(Roles::WORD).with(Roles::DEMONYM).with(Roles::PERSON_CUE).with(Roles::ORG_CUE).with(ORG).with(PLACE);
/// Small words within people's names.
const BETWEEN: Roles = Roles::PARTICLE.with(Roles::ARTICLE).with(Roles::FILIATION).with(Roles::KUNYA);
/// Words of a name in a script without capitals after which it goes on.
const GOES_ON: Roles = Roles::GIVEN
    .with(Roles::ARTICLE)
    .with(Roles::FILIATION)
    .with(Roles::KUNYA)
    .with(Roles::THEOPHORIC_HEAD)
    .with(Roles::THEOPHORIC_TAIL);

/// What a name seems to be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    Person = 0,
    Org = 1,
    Place = 2,
    Unknown = 3,
}

/// A run of words that is written as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Range<usize>,
    pub(super) words: usize,
    pub(super) guess: Guess,
}

/// Finds names in a document that was scanned.
pub(super) struct Names<'a> {
    text: &'a str,
    scan: &'a Scan,
    grammar: &'static Grammar,
    /// By token: whether a mention has it, or it is in a heading.
    taken: Vec<bool>,
    heading: Vec<bool>,
    /// The words that the document has in lower case.
    lower: Set<String>,
    /// Whether a capital alone says nothing in the language of the document.
    nouns_are_capitalised: bool,
}

impl<'a> Names<'a> {
    /// `mentions` are in order.
    pub(super) fn new(text: &'a str, scan: &'a Scan, mentions: impl Iterator<Item = Range<usize>>) -> Self {
        let tokens = &scan.tokens;
        let mut taken = vec![false; tokens.len()];
        for span in mentions {
            let first = tokens.partition_point(|t| (t.end as usize) <= span.start);
            let end = first + tokens[first..].partition_point(|t| (t.start as usize) < span.end);
            taken[first..end].fill(true);
        }
        let lower =
            tokens.iter().filter(|t| t.shape == Shape::Lower).map(|t| folded(t.of(text)).into_owned()).collect();
        let mut this = Self {
            text,
            scan,
            grammar: Grammar::shipped(),
            taken,
            heading: vec![false; tokens.len()],
            lower,
            nouns_are_capitalised: scan.languages.is_told_as(CAPITAL_NOUNS),
        };
        this.mark_headings();
        this
    }

    /// Marks lines in which every longer word has a capital.
    fn mark_headings(&mut self) {
        let tokens = &self.scan.tokens;
        let mut first = 0;
        while first < tokens.len() {
            let ends = |t: &Token| matches!(t.gap, Gap::Line | Gap::Paragraph);
            let end = first + 1 + tokens[first + 1..].iter().take_while(|t| !ends(t)).count();
            let line = &tokens[first..end];
            let is_small = |t: &Token| t.shape != Shape::Lower || t.len() < SMALL;
            let capitals = line.iter().filter(|t| matches!(t.shape, Shape::Capital | Shape::Upper)).count();
            if capitals >= HEADING && line.iter().all(is_small) && !line[line.len() - 1].dot_after {
                self.heading[first..end].fill(true);
            }
            first = end;
        }
    }

    /// The names, in order.
    pub(super) fn find(&self) -> Vec<Run> {
        let mut out = Vec::new();
        let mut i = 0;
        // The token behind the last title of a script without capitals.
        let mut behind_title = usize::MAX;
        while i < self.scan.tokens.len() {
            let token = &self.scan.tokens[i];
            let (run, next) = match token.shape {
                Shape::Uncased if !token.script.is_unspaced() => match self.title(i) {
                    0 => self.uncased(i, i == behind_title && self.gap(i) == Gap::Space),
                    words => {
                        behind_title = i + words;
                        (None, i + words)
                    }
                },
                _ if self.is_capital(i) => self.cased(i),
                _ => (None, i + 1),
            };
            out.extend(run);
            i = next;
        }
        out
    }

    fn roles(&self, token: usize) -> Roles {
        if token < self.taken.len() { self.scan.roles_of(token) } else { Roles::NONE }
    }

    fn gap(&self, token: usize) -> Gap {
        self.scan.tokens.get(token).map_or(Gap::Paragraph, |t| t.gap)
    }

    fn is_free(&self, token: usize) -> bool {
        token < self.taken.len() && !self.taken[token]
    }

    /// Whether a token is written with a capital that says something.
    fn is_capital(&self, token: usize) -> bool {
        self.is_free(token)
            && !self.heading[token]
            && self.scan.cases[token] == Case::Normal
            && matches!(self.scan.tokens[token].shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }

    /// Whether a token's capital may be that of a sentence.
    fn starts_sentence(&self, token: usize) -> bool {
        let after_initial = || token > 0 && self.scan.tokens[token - 1].shape == Shape::Initial;
        match self.gap(token) {
            Gap::DotSpace => !after_initial() && (token == 0 || !self.roles(token - 1).any(Roles::TITLE)),
            gap => gap >= Gap::Line && gap != Gap::Comma,
        }
    }

    /// The name that begins with a capital at token `i`, and the token to go on with.
    fn cased(&self, i: usize) -> (Option<Run>, usize) {
        let end = self.end_of_run(i);
        (self.trimmed(i, end), end)
    }

    /// The token after a run of capitalised words with small words between them.
    fn end_of_run(&self, first: usize) -> usize {
        let mut end = first + 1;
        loop {
            let is_abbreviated = self.scan.tokens[end - 1].shape == Shape::Initial
                || (self.scan.tokens[end - 1].dot_after && self.roles(end - 1).any(Roles::TITLE));
            let joins = |k: usize| match self.gap(k) {
                Gap::Space | Gap::Hyphen | Gap::Apostrophe => true,
                Gap::Dot | Gap::DotSpace => is_abbreviated,
                _ => false,
            };
            if joins(end) && (self.is_capital(end) || self.is_small_part(first, end)) {
                end += 1;
                continue;
            }
            let is_org = (first..end).any(|k| self.roles(k).any(ORG));
            let small = if is_org { BETWEEN.with(Roles::LINKER) } else { BETWEEN };
            let is_small = |k: usize| {
                let roles = self.roles(k);
                // An article that stands apart is the language's: és, et.
                let is_apart = |k: usize| self.gap(k + 1) == Gap::Space && roles.any(Roles::FUNCTION);
                matches!(self.gap(k), Gap::Space | Gap::Hyphen | Gap::Apostrophe)
                    && self.is_free(k)
                    && self.scan.tokens[k].shape == Shape::Lower
                    && roles.any(small)
                    && (is_org || roles.any(Roles::PARTICLE) || !is_apart(k))
            };
            let behind = (end..end + 2).take_while(|&k| is_small(k)).count();
            let goes_on = behind > 0
                && matches!(self.gap(end + behind), Gap::Space | Gap::Hyphen | Gap::Apostrophe)
                && self.is_capital(end + behind);
            // Where nouns have capitals, small words stand between those too.
            let is_named = || !self.nouns_are_capitalised || (first..end).any(|k| self.roles(k).any(PERSON));
            if !goes_on || (!is_org && (!is_named() || self.parts_names(first, end, end + behind))) {
                return end;
            }
            end += behind + 1;
        }
    }

    /// Whether the small words from `end` up to `next` stand between two names: Dudas et Maria Weber, but de, bin.
    fn parts_names(&self, first: usize, end: usize, next: usize) -> bool {
        let is_word = |k: &usize| matches!(self.scan.tokens[*k].shape, Shape::Capital | Shape::Upper);
        let parts = |k: usize| {
            let roles = self.roles(k);
            roles.any(Roles::FUNCTION) && !roles.any(Roles::FILIATION.with(Roles::KUNYA)) && self.gap(k) == Gap::Space
        };
        (end..next).any(parts)
            && (first..end).filter(is_word).count() > 1
            && self.roles(next).any(Roles::GIVEN)
            && self.gap(next + 1) == Gap::Space
            && self.is_capital(next + 1)
    }

    /// Whether a token is the second part of a given name that is written small: Chiang Kai-shek, Kim Jong-un.
    fn is_small_part(&self, first: usize, token: usize) -> bool {
        let small = |t: &Token| t.shape == Shape::Lower && t.gap == Gap::Hyphen && t.len() <= SMALL_PART;
        token >= first + 2
            && self.gap(token - 1) == Gap::Space
            && self.scan.tokens[token - 1].len() <= SMALL_PART
            && self.is_free(token)
            && small(&self.scan.tokens[token])
            && !self.roles(token).any(ORDINARY)
    }

    /// The name within a run: without titles before it and ordinary words around it.
    fn trimmed(&self, start: usize, stop: usize) -> Option<Run> {
        let (mut first, mut end) = (start, stop);
        // Some titles are names as well: those before a name are what stands before them, those at its end are part of it.
        let leads = |k: usize| self.roles(k).any(ORDINARY.with(Roles::TITLE));
        let is_title = |k: usize| {
            self.scan.tokens[k].shape != Shape::Initial
                && self.roles(k).any(Roles::TITLE)
                && (!self.roles(k).any(PERSON) || (start..k).all(leads))
        };
        let mut titled = self.is_titled(start);
        if let Some(title) = (first..end - 1).rev().find(|&k| is_title(k)) {
            first = title + 1;
            titled = true;
        }
        let has_small_words = |k: usize| self.scan.tokens[k].shape == Shape::Lower && self.gap(k) != Gap::Hyphen;
        let is_named = |k: usize| self.roles(k).any(PERSON);
        let is_initial = |k: usize| self.scan.tokens[k].shape == Shape::Initial;
        let outside = |k: usize| (self.roles(k).any(OUTSIDE) && !is_named(k) && !is_initial(k)) || has_small_words(k);
        while first < end
            && (outside(first)
                || (self.starts_sentence(first) && !is_named(first) && self.is_sentences(first, end))
                || (first + 1 < end && self.roles(first).any(Roles::DEMONYM) && self.roles(first + 1).any(PERSON)))
        {
            first += 1;
        }
        // A capital at the end says that a small word is a name's: Kim Jong Un.
        while first < end && (has_small_words(end - 1) || self.roles(end - 1).any(Roles::CALENDAR)) {
            end -= 1;
        }
        // What touches a mention is the rest of its name, or of a longer one.
        let touches = |k: usize| matches!(self.gap(k), Gap::Space | Gap::Hyphen | Gap::Dot);
        let is_rest = (first > 0 && self.taken[first - 1] && touches(first))
            || (end < self.taken.len() && self.taken[end] && touches(end));
        if first >= end || end - first > LONGEST || is_rest {
            return None;
        }
        self.is_name(first, end, titled).then(|| self.run(first, end, titled))
    }

    /// Whether the capital of a sentence's first word is the sentence's rather than a name's.
    fn is_sentences(&self, first: usize, end: usize) -> bool {
        self.roles(first).any(Roles::WORD)
            || (first + 1 < end && self.roles(first + 1).any(Roles::GIVEN) && self.gap(first + 1) == Gap::Space)
            || self.lower.contains(&*folded(self.scan.tokens[first].of(self.text)))
    }

    /// Whether a title stands before a token, in whatever case.
    fn is_titled(&self, token: usize) -> bool {
        token > 0
            && matches!(self.gap(token), Gap::Space | Gap::DotSpace)
            && self.roles(token - 1).any(Roles::TITLE)
            && !self.taken[token - 1]
    }

    fn is_name(&self, first: usize, end: usize, titled: bool) -> bool {
        let tokens = &self.scan.tokens;
        let whole = |k: &usize| !matches!(tokens[*k].shape, Shape::Initial | Shape::Lower);
        if (first..end).filter(whole).count() > 1 {
            // Capitals of ordinary words make a name only where none of them is a sentence's, and the text has no
            // capitals for nouns.
            let is_ordinary = |k: usize| self.roles(k).any(ORDINARY.with(Roles::TITLE)) && !self.roles(k).any(PERSON);
            return !(first..end).filter(whole).all(is_ordinary) || titled;
        }
        let Some(only) = (first..end).find(whole) else { return false };
        let (token, roles) = (&tokens[only], self.roles(only));
        if roles.any(ORDINARY) || roles.any(Roles::TITLE) || token.of(self.text).chars().count() < 3 {
            return false;
        }
        if titled || end - first > 1 {
            return true;
        }
        if token.shape == Shape::Upper && token.len() < SHORTEST_ACRONYM {
            return false;
        }
        !self.starts_sentence(first)
            && !self.nouns_are_capitalised
            && !roles.any(Roles::GIVEN)
            && !self.lower.contains(&*folded(token.of(self.text)))
    }

    fn run(&self, first: usize, end: usize, titled: bool) -> Run {
        let tokens = &self.scan.tokens;
        let span = tokens[first].start as usize..tokens[end - 1].end as usize;
        Run { span, words: end - first, guess: self.guess(first, end, titled) }
    }

    fn guess(&self, first: usize, end: usize, titled: bool) -> Guess {
        let any = |roles: Roles| (first..end).map(|k| self.roles(k)).any(|own| own.any(roles) && !own.any(BETWEEN));
        let is_initial = |k: usize| self.scan.tokens[k].shape == Shape::Initial;
        let located = first > 0 && self.gap(first).is_space() && self.roles(first - 1).any(Roles::LOCATIVE);
        match () {
            () if any(ORG) => Guess::Org,
            () if any(PLACE) => Guess::Place,
            () if titled || any(PERSON) || (first..end).any(is_initial) => Guess::Person,
            () if end - first == 1 && self.scan.tokens[first].shape == Shape::Upper => Guess::Org,
            () if located && end - first == 1 => Guess::Place,
            () => Guess::Unknown,
        }
    }

    /// The words of the title that begins at a token; 0 where none does.
    fn title(&self, first: usize) -> usize {
        if !self.is_free(first) || !self.roles(first).any(Roles::TITLE) {
            return 0;
        }
        let mut phrase = String::new();
        let mut longest = 1;
        for words in 1..=MOST_TITLE {
            let token = first + words - 1;
            if !self.is_free(token) || (words > 1 && self.gap(token) != Gap::Space) {
                break;
            }
            if words > 1 {
                phrase.push(' ');
            }
            phrase.push_str(&folded(self.scan.tokens[token].of(self.text)));
            if words > 1 && self.grammar.look_up(&phrase).roles.any(Roles::TITLE) {
                longest = words;
            }
        }
        longest
    }

    /// The name at token `i` of a script without capitals, and the token to go on with.
    fn uncased(&self, i: usize, titled: bool) -> (Option<Run>, usize) {
        let tokens = &self.scan.tokens;
        let no_name = ORDINARY.with(Roles::TITLE);
        let begins = |roles: Roles| {
            roles.any(Roles::GIVEN.with(Roles::KUNYA)) && !roles.any(ORDINARY.with(Roles::TITLE))
                || titled && (!roles.any(no_name) || roles.any(Roles::GIVEN))
        };
        if !self.is_free(i) || !begins(self.roles(i)) || tokens[i].of(self.text).chars().count() < 2 {
            return (None, i + 1);
        }
        let follows = |k: usize| {
            self.is_free(k)
                && tokens[k].shape == Shape::Uncased
                && tokens[k].script == tokens[i].script
                && matches!(self.gap(k), Gap::Space | Gap::Hyphen | Gap::None | Gap::Apostrophe)
        };
        let mut end = i + 1;
        while end - i < LONGEST && self.roles(end - 1).any(GOES_ON) && follows(end) {
            let roles = self.roles(end);
            if roles.any(no_name) && !roles.any(GOES_ON) {
                break;
            }
            end += 1;
        }
        while end > i && self.roles(end - 1).any(BETWEEN) && !self.roles(end - 1).any(Roles::GIVEN) {
            end -= 1;
        }
        let is_name = end > i + 1 || (titled && end > i && !self.roles(i).any(Roles::GIVEN));
        (is_name.then(|| Run { guess: Guess::Person, ..self.run(i, end, true) }), end.max(i + 1))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::lexicon::Lexicon;
    use crate::suggest::{Finder, tagger};

    const LISTED: &str = "[[entity]]\nid = \"place/kerman\"\nname = \"Kerman\"\ntype = \"place\"\n";

    fn found(text: &str) -> String {
        let tagger = tagger([Lexicon::parse("l.toml", LISTED).unwrap()]);
        let found = Finder::new(&tagger).find(text);
        found.names.iter().map(|run| &text[run.span.clone()]).collect::<Vec<_>>().join("|")
    }

    #[rstest]
    #[case::full("Yesterday Anna Wasserbaum met Tomas Ludde.", "Anna Wasserbaum|Tomas Ludde")]
    #[case::titled("The president Wasserbaum and General Ludde left.", "Wasserbaum|Ludde")]
    #[case::titles("Iranian President Ebrahim Raisi and the Foreign Minister spoke.", "Ebrahim Raisi")]
    #[case::initials("He saw J. P. Wasserbaum there.", "J. P. Wasserbaum")]
    #[case::small_words("They heard Omar al-Mowahed and Jan van der Ludde.", "Omar al-Mowahed|Jan van der Ludde")]
    #[case::small_part("On the other side Tang Kai-shek waited.", "Tang Kai-shek")]
    #[case::two_names("Hier Marc Luddet et Maria Weber sont venus avec elle.", "Marc Luddet|Maria Weber")]
    #[case::body("It was the Ludde Bank of Commerce that paid.", "Ludde Bank of Commerce")]
    #[case::sentence("Wasserbaum is what the sentence begins with.", "")]
    #[case::within("They say Wasserbaum is here.", "Wasserbaum")]
    #[case::also_lower("They say Wasserbaum is a wasserbaum.", "")]
    #[case::calendar("It was on Monday in January.", "")]
    #[case::listed("He left Kerman for the Kerman Ludde.", "")]
    #[case::heading("Wasserbaum Says Talks With Ludde Stall\n\nNothing was said.", "")]
    #[case::capitals("ANNA WASSERBAUM HAS MET TOMAS LUDDE.", "")]
    #[case::nouns("Er sagte, dass die Wassermühle und der Ludde mit dem Wagen nicht da sind.", "")]
    #[case::uncased_title("قال الرئيس وسرباوم إن الحرب مستمرة", "وسرباوم")]
    #[case::uncased_title_of_words("قال رئيس الوزراء وسرباوم إن الحرب مستمرة", "وسرباوم")]
    #[case::uncased_given("التقى أحمد وسرباوم في المدينة", "أحمد وسرباوم")]
    #[case::uncased_nothing("الحرب مستمرة في المدينة", "")]
    #[case::unspaced("王小明在北京。", "")]
    #[case::nothing("", "")]
    fn names_without_a_lexicon(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(found(text), expected);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_into(text in "[A-Za-zй '.,\\-\n]{0,60}|(?s).{0,40}") {
            found(&text);
        }
    }
}
