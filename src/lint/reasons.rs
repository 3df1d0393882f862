//! What needs a reason: forms that are said to be no mention.

use super::sources::{Content, Sources};
use super::{Findings, quoted};
use crate::lexicon::source::Part;

pub(super) fn no_reason(sources: &Sources, found: &mut Findings) {
    let help = "say in a few words what it is instead: who comes after cannot know";
    for (i, entity) in sources.entities.iter().enumerate() {
        for (j, never) in entity.never.iter().enumerate().filter(|(_, n)| n.reason.trim().is_empty()) {
            let message = format!("nothing says why {} is never {}", quoted(&never.form), entity.id);
            found.add(sources.file(i), sources.span(i, Part::Never(j)), message, help);
        }
    }
    for file in &sources.files {
        let Content::Grammar { words, .. } = &file.content else { continue };
        for words in words.iter().filter(|w| w.role.get_ref() == "stop" && w.reason.trim().is_empty()) {
            found.add(file, words.role.span(), "nothing says why these forms are no mentions", help);
        }
    }
}
