//! The consolidated list of the United Nations Security Council: individuals and entities with their aliases.

use super::input::Source;
use super::sink::{Draft, Sink, of_kind, plain};
use super::xml::{Node, elements};
use crate::error::Result;
use crate::lexicon::source::VariantKind;

pub(super) struct Reader;

const NAMES: [&str; 4] = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

impl super::Read for Reader {
    fn read(&mut self, source: &mut Source, sink: &mut Sink) -> Result<()> {
        elements(source, sink, &["INDIVIDUAL", "ENTITY"], |node, sink| sink.take(draft(node)))
    }
}

fn draft(node: &Node) -> Draft {
    let kind = if node.name == "INDIVIDUAL" { "person" } else { "org" };
    let id = [node.text_of("REFERENCE_NUMBER"), node.text_of("DATAID")].into_iter().find(|id| !id.is_empty());
    let mut draft = Draft::new(id.unwrap_or_default(), kind, node.place);
    let parts: Vec<&str> = NAMES.iter().map(|name| node.text_of(name)).filter(|part| !part.is_empty()).collect();
    draft.labels.push(plain(parts.join(" ")));
    draft.variants.extend(node.all("NAME_ORIGINAL_SCRIPT").map(|n| plain(n.text())));
    let aliases = [node.all("INDIVIDUAL_ALIAS"), node.all("ENTITY_ALIAS")];
    for alias in aliases.into_iter().flatten() {
        let name = alias.text_of("ALIAS_NAME");
        // An empty alias is how the list says that there is none.
        if name.is_empty() {
            continue;
        }
        match alias.text_of("QUALITY").to_ascii_lowercase().as_str() {
            "low" => draft.weak.push(plain(name)),
            "f.k.a." => draft.variants.push(of_kind(name, VariantKind::Former)),
            _ => draft.variants.push(plain(name)),
        }
    }
    draft
}
