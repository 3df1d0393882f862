//! What needs a reason: forms that are said to be no mention.

use super::sources::{Content, Sources};
use super::{Findings, quoted};
use crate::lexicon::source::Part;

pub(super) fn no_reason(sources: &Sources, found: &mut Findings) {
    let help = "say in a few words what it is instead: who comes after cannot know";
    for (i, entity) in sources.entities.iter().enumerate() {
        for (j, never) in entity.never.iter().enumerate().filter(|(_, n)| n.reason.trim().is_empty()) {
            let message = format!("nothing says why {} is never {}", quoted(&never.form), entity.id);
            found.about(sources, (i, Part::Never(j)), message, help);
        }
        for (j, allowance) in entity.allow.iter().enumerate().filter(|(_, a)| a.reason.trim().is_empty()) {
            let message = format!("nothing says why {} is allowed", quoted(&allowance.rule));
            found.about(sources, (i, Part::Allowance(j)), message, "say in a few words why the finding is meant");
        }
    }
    for file in &sources.files {
        let Content::Grammar { words, .. } = &file.content else { continue };
        for words in words.iter().filter(|w| w.role.get_ref() == "stop" && w.reason.trim().is_empty()) {
            found.add(file, words.role.span(), "nothing says why these forms are no mentions", help);
        }
    }
}
