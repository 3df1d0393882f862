//! What does not load.

use super::Findings;
use super::sources::Sources;

pub(super) fn schema(sources: &Sources, found: &mut Findings) {
    for file in &sources.files {
        for problem in file.content.problems() {
            let (message, help) = problem.message.split_once("; ").unwrap_or((&problem.message, ""));
            found.add(file, problem.span.clone(), message, help);
        }
    }
}
