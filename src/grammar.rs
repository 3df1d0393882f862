//! Name grammar: what words do in names, as the tables under `lexicons/grammar` state it.
//!
//! The tables are data for every script and language at once: a form is looked up by its folded letters, whatever
//! the language of the text. A form may have several roles (`ben` is filiation and a given name).

use std::borrow::Cow;

use once_cell::sync::Lazy;

use crate::hash::Map;
use crate::orthography::fold::{fold, normalise};
use crate::orthography::script::Script;

/// What a word does in names, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        #[allow(dead_code, reason = "the build script names every role, the library those it asks for")]
        impl Roles {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*
            const NAMES: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];
        }
    };
}

roles! {
    /// The definite article of Arabic, Hebrew … names.
    ARTICLE = 0, "article";
    /// Son of, daughter of.
    FILIATION = 1, "filiation";
    /// Father of, mother of.
    KUNYA = 2, "kunya";
    /// Servant of.
    THEOPHORIC_HEAD = 3, "theophoric-head";
    /// God, the faith, a name of God.
    THEOPHORIC_TAIL = 4, "theophoric-tail";
    /// de, van, von.
    PARTICLE = 5, "particle";
    /// Titles, ranks, honorifics, professions.
    TITLE = 6, "title";
    /// Ltd, GmbH, ООО.
    LEGAL_FORM = 7, "legal-form";
    /// Bank, ministry, institute.
    GENERIC = 8, "generic";
    /// Family, brothers, clan.
    COLLECTIVE = 9, "collective";
    /// Street, airport, university.
    LANDMARK = 10, "landmark";
    /// City, province, river.
    PLACE_WORD = 11, "place-word";
    /// Words near an organisation.
    ORG_CUE = 12, "org-cue";
    /// Words near a person.
    PERSON_CUE = 13, "person-cue";
    /// The, in, on, but.
    FUNCTION = 14, "function";
    /// Months and weekdays.
    CALENDAR = 15, "calendar";
    /// Iranian, français.
    DEMONYM = 16, "demonym";
    /// Never a mention by itself.
    STOP = 17, "stop";
    /// What is written onto names in running text.
    CLITIC = 18, "clitic";
    /// Common given names.
    GIVEN = 19, "given";
    /// Common family names.
    SURNAME = 20, "surname";
    /// Short forms of given names and what they are short for; one group a name.
    HYPOCORISM = 21, "hypocorism";
}

impl Roles {
    /// No role: most names.
    pub(crate) const NONE: Self = Self(0);

    /// Whether any role of `other` is among these.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The set as bits, for the compiled form.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    pub(crate) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The role that a table calls `name`.
    #[allow(dead_code, reason = "for the build script")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, r)| r)
    }
}

/// A group of forms that mean the same (`llc`, `bank`, `place/iran`); 0 is no group.
pub(crate) type Group = u16;

/// What the tables say of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) roles: Roles,
    pub(crate) group: Group,
}

/// All tables, looked up by folded form.
pub(crate) struct Grammar {
    forms: Map<Cow<'static, str>, Entry>,
    /// The groups' names, where the tables were just parsed.
    #[allow(dead_code, reason = "for the build script")]
    groups: Vec<String>,
    most_words: usize,
    /// What is written onto names, longest first.
    affixes: Vec<Affix>,
}

/// Letters written onto a name in running text, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Affix {
    /// Whether it stands before the name.
    is_prefix: bool,
    letters: String,
    /// The ending that the bare name has in its place.
    restored: String,
}

impl Grammar {
    /// The tables of `lexicons/grammar`.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: Lazy<Grammar> = Lazy::new(|| Grammar::read(crate::shipped::grammar()));
        &SHIPPED
    }

    /// Reads prepared tables in about a millisecond. Groups have their numbers, no names.
    pub(crate) fn read(prepared: &'static str) -> Self {
        let mut forms = Map::default();
        forms.reserve(prepared.len() / 16);
        let mut most_words = 1;
        let mut affixes = Vec::new();
        for line in prepared.lines() {
            let mut fields = line.splitn(3, '\t');
            let (Some(roles), Some(group), Some(form)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            if let "<" | ">" = roles {
                affixes.push(Affix { is_prefix: roles == "<", letters: group.to_owned(), restored: form.to_owned() });
                continue;
            }
            let roles = Roles::from_bits(u32::from_str_radix(roles, 16).unwrap_or(0));
            let group = Group::from_str_radix(group, 16).unwrap_or(0);
            most_words = most_words.max(form.bytes().filter(|&b| b == b' ').count() + 1);
            forms.insert(Cow::Borrowed(form), Entry { roles, group });
        }
        affixes.sort_by_key(|a: &Affix| std::cmp::Reverse(a.letters.len()));
        Self { forms, groups: Vec::new(), most_words, affixes }
    }

    /// What the tables say of a folded word, or of several with one space between each two.
    pub(crate) fn look_up(&self, folded: &str) -> Entry {
        self.forms.get(folded).copied().unwrap_or_default()
    }

    /// What a folded word may be without the clitics and case endings written onto it; at most [`Self::MOST_BARE`].
    ///
    /// Only for the scripts of languages that inflect names and whose endings are no other language's whole names.
    pub(crate) fn bare(&self, folded: &str) -> Vec<String> {
        let inflects =
            matches!(Script::of_word(folded), Some(Script::Cyrillic | Script::Greek | Script::Arabic | Script::Hebrew));
        let mut out: Vec<String> = Vec::new();
        for affix in self.affixes.iter().filter(|_| inflects) {
            let rest = match affix.is_prefix {
                true => folded.strip_prefix(affix.letters.as_str()),
                false => folded.strip_suffix(affix.letters.as_str()),
            };
            let Some(bare) = rest.map(|r| format!("{r}{}", affix.restored)) else { continue };
            if bare.chars().count() >= 3 && bare != folded && !out.contains(&bare) {
                out.push(bare);
                if out.len() == Self::MOST_BARE {
                    break;
                }
            }
        }
        out
    }

    /// Bare words tried of one written word.
    const MOST_BARE: usize = 96;

    /// The most words a form has.
    pub(crate) fn most_words(&self) -> usize {
        self.most_words
    }

    /// The name of a group.
    #[cfg(test)]
    pub(crate) fn group_name(&self, group: Group) -> &str {
        self.groups.get(usize::from(group)).map_or("", String::as_str)
    }
}

#[allow(dead_code, reason = "the build script's half")]
impl Grammar {
    /// Reads lines `role TAB group TAB form`, the rows of the tables as the build puts them together.
    ///
    /// Rows with an unknown role are skipped: the build refuses them before.
    pub(crate) fn parse(rows: &str) -> Self {
        let mut grammar =
            Self { forms: Map::default(), groups: vec![String::new()], most_words: 1, affixes: Vec::new() };
        let mut numbers: Map<&str, Group> = Map::default();
        numbers.insert("", 0);
        for row in rows.lines() {
            let mut fields = row.splitn(3, '\t');
            let (Some(role), Some(group), Some(form)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let Some(role) = Roles::named(role) else { continue };
            if role == Roles::CLITIC {
                let is_prefix = form.ends_with('-');
                grammar.affixes.push(Affix { is_prefix, letters: fold_phrase(form), restored: fold_phrase(group) });
                continue;
            }
            let group = *numbers.entry(group).or_insert_with(|| {
                grammar.groups.push(group.to_owned());
                Group::try_from(grammar.groups.len() - 1).expect("the tables have fewer than 65536 groups")
            });
            let folded = fold_phrase(form);
            grammar.most_words = grammar.most_words.max(folded.split(' ').count());
            let entry = grammar.forms.entry(Cow::Owned(folded)).or_default();
            entry.roles = entry.roles.with(role);
            if entry.group == 0 {
                entry.group = group;
            }
        }
        grammar
    }

    /// The tables as [`Self::read`] reads them: what took folding is folded.
    pub(crate) fn prepared(&self) -> String {
        let mut lines: Vec<String> =
            self.forms.iter().map(|(form, e)| format!("{:x}\t{:x}\t{form}\n", e.roles.bits(), e.group)).collect();
        let mut affixes = self.affixes.clone();
        affixes.retain(|a| !a.letters.is_empty() && !a.letters.contains(' '));
        affixes.sort();
        affixes.dedup();
        lines.extend(
            affixes.iter().map(|a| format!("{}\t{}\t{}\n", if a.is_prefix { "<" } else { ">" }, a.letters, a.restored)),
        );
        lines.sort();
        lines.concat()
    }
}

/// The folded words of a form, with one space between each two; signs between letters go.
pub(crate) fn fold_phrase(form: &str) -> String {
    let mut tokens = Vec::new();
    crate::segment::tokens(form, &mut tokens);
    let words: Vec<String> = tokens.iter().map(|t| fold(&normalise(t.of(form)))).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_by_their_folded_letters_with_all_their_roles() {
        let grammar = Grammar::parse(
            "filiation\t\tben\ngiven\tcommon\tBen\nlegal-form\tllc\tОбщество с ограниченной ответственностью\n",
        );
        let ben = grammar.look_up("ben");
        assert!(ben.roles.any(Roles::FILIATION) && ben.roles.any(Roles::GIVEN));
        let llc = grammar.look_up(&fold_phrase("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ"));
        assert_eq!(grammar.group_name(llc.group), "llc");
        assert_eq!(grammar.most_words(), 4);
        assert_eq!(grammar.look_up("soleimani"), Entry::default());
    }
}
