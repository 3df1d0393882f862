//! The Specially Designated Nationals of OFAC as XML: the classic schema (`sdnList`) and the advanced one (`Sanctions`).
//!
//! The advanced schema gives parts of names and types as numbers, which its first element explains.

use super::input::Source;
use super::ofac_csv::kind;
use super::sink::{Draft, Sink, of_kind, plain};
use super::xml::{Node, elements};
use crate::error::Result;
use crate::hash::Map;
use crate::lexicon::source::VariantKind;

#[derive(Default)]
pub(super) struct Reader {
    values: Values,
}

/// What the numbers of the advanced schema mean, by the element that explains them.
#[derive(Default)]
struct Values {
    words: Map<(String, String), String>,
    /// The type of party that each subtype is of.
    parties: Map<String, String>,
}

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        let wanted = ["sdnEntry", "ReferenceValueSets", "DistinctParty"];
        elements(source, sink, &wanted, |node, sink| match node.name.as_str() {
            "sdnEntry" => sink.take(classic(node)),
            "DistinctParty" => sink.take(self.values.advanced(node)),
            _ => {
                self.values = Values::read(node);
                Ok(())
            }
        })
    }
}

fn classic(node: &Node) -> Draft {
    let mut draft = Draft::new(node.text_of("uid"), kind(node.text_of("sdnType")), node.place);
    draft.labels.push(plain(in_order(node.text_of("lastName"), node.text_of("firstName"))));
    for aka in node.all("akaList").flat_map(|list| list.all("aka")) {
        let name = in_order(aka.text_of("lastName"), aka.text_of("firstName"));
        let is_weak = aka.text_of("category").eq_ignore_ascii_case("weak");
        let is_former = aka.text_of("type").eq_ignore_ascii_case("f.k.a.");
        add(&mut draft, name, is_weak, is_former);
    }
    draft
}

fn add(draft: &mut Draft, name: String, is_weak: bool, is_former: bool) {
    let name = if is_former { of_kind(name, VariantKind::Former) } else { plain(name) };
    if is_weak { &mut draft.weak } else { &mut draft.variants }.push(name);
}

/// The name as the tables have it: the family name, a comma, the rest.
fn in_order(family: &str, given: &str) -> String {
    match (family, given) {
        ("", one) | (one, "") => one.to_owned(),
        (family, given) => format!("{family}, {given}"),
    }
}

impl Values {
    fn read(sets: &Node) -> Self {
        let mut this = Self::default();
        sets.walk(&mut |node| {
            let id = node.attribute("ID");
            if id.is_empty() {
                return;
            }
            this.words.insert((node.name.clone(), id.to_owned()), node.text().to_owned());
            if node.name == "PartySubType" {
                this.parties.insert(id.to_owned(), node.attribute("PartyTypeID").to_owned());
            }
        });
        this
    }

    fn word(&self, what: &str, id: &str) -> &str {
        self.words.get(&(what.to_owned(), id.to_owned())).map_or("", String::as_str)
    }

    /// The type of a party: that of its subtype where it has a word of its own (Vessel, Aircraft).
    fn kind(&self, subtype: &str) -> String {
        let own = self.word("PartySubType", subtype);
        let party = self.parties.get(subtype).map_or("", |party| self.word("PartyType", party));
        match (own.to_ascii_lowercase().as_str(), party) {
            ("" | "unknown", "Location") => "place".to_owned(),
            // A number that nothing explains says nothing.
            ("" | "unknown", "") => String::new(),
            ("" | "unknown", party) => kind(party),
            (own, _) => kind(own),
        }
    }

    fn advanced(&self, party: &Node) -> Draft {
        let profile = party.child("Profile");
        let subtype = profile.map_or("", |p| p.attribute("PartySubTypeID"));
        let mut draft = Draft::new(party.attribute("FixedRef"), self.kind(subtype), party.place);
        for identity in profile.into_iter().flat_map(|p| p.all("Identity")) {
            let mut parts = Map::default();
            identity.walk(&mut |node| {
                if node.name == "NamePartGroup" {
                    let kind = self.word("NamePartType", node.attribute("NamePartTypeID"));
                    parts.insert(node.attribute("ID"), kind);
                }
            });
            for alias in identity.all("Alias") {
                let is_weak = alias.attribute("LowQuality") == "true";
                let is_former = self.word("AliasType", alias.attribute("AliasTypeID")).eq_ignore_ascii_case("f.k.a.");
                for name in alias.all("DocumentedName") {
                    let name = documented(name, &parts);
                    if alias.attribute("Primary") == "true" && draft.labels.is_empty() {
                        draft.labels.push(plain(name));
                    } else {
                        add(&mut draft, name, is_weak, is_former);
                    }
                }
            }
        }
        draft
    }
}

/// A name made of its parts: the last name first, before a comma.
fn documented(name: &Node, kinds: &Map<&str, &str>) -> String {
    let (mut family, mut rest) = (Vec::new(), Vec::new());
    for part in name.all("DocumentedNamePart").flat_map(|part| part.all("NamePartValue")) {
        let is_family = kinds.get(part.attribute("NamePartGroupID")).is_some_and(|kind| *kind == "Last Name");
        if is_family { &mut family } else { &mut rest }.push(part.text());
    }
    in_order(&family.join(" "), &rest.join(" "))
}
