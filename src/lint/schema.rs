//! What does not load.

use super::Findings;
use super::sources::{Content, Sources};

pub(super) fn schema(sources: &Sources, found: &mut Findings) {
    for file in &sources.files {
        let Content::Lexicon { problems, .. } = &file.content;
        for problem in problems {
            let (message, help) = problem.message.split_once("; ").unwrap_or((&problem.message, ""));
            found.add(file, problem.span.clone(), message, help);
        }
    }
}
