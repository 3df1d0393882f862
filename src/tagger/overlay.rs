//! A name field against several lexicons that overlay each other.

use crate::hash::Set;
use crate::lexicon::{LEAST_ANSWER, Lexicon, Match};
use crate::matching::lookup::{Found, Memo, give_way, shared};

/// What a lexicon has for a name.
struct Answer<'l> {
    lexicon: &'l Lexicon,
    id: &'l str,
    found: Found,
}

/// The entities that a name may be, likeliest first, at most `top`.
///
/// An entity that several lexicons have is one, found where it is likeliest; the entities of all are each other's rivals.
pub(super) fn look_up(name: &str, top: usize, lexicons: &[Lexicon], memos: &mut [Memo]) -> Vec<Match> {
    let mut answers: Vec<Answer<'_>> = Vec::new();
    for (lexicon, memo) in lexicons.iter().zip(memos) {
        let found = lexicon.found(name, memo).into_iter();
        answers.extend(found.map(|found| Answer { lexicon, id: lexicon.data.entity_id(found.entity), found }));
    }
    weigh_beside_each_other(&mut answers);
    let by_odds = |a: &Answer<'_>, b: &Answer<'_>| b.found.log_odds.total_cmp(&a.found.log_odds).then(a.id.cmp(b.id));
    answers.sort_by(by_odds);
    let mut seen: Set<&str> = Set::default();
    answers.retain(|answer| seen.insert(answer.id));
    give_way(answers.iter_mut().map(|answer| &mut answer.found));
    answers.sort_by(by_odds);
    let confidences = shared(&answers.iter().map(|answer| answer.found.log_odds).collect::<Vec<_>>());
    let likely = answers.iter().zip(confidences).take(top).filter(|(_, c)| *c >= LEAST_ANSWER);
    likely.map(|(answer, confidence)| answer.lexicon.answer(&answer.found, confidence)).collect()
}

/// Sets the log-odds of each answer by what the others have, of whatever lexicon.
fn weigh_beside_each_other(answers: &mut [Answer<'_>]) {
    // The best by comparison, and the best that is another entity: one of them is the rival of any answer.
    let best_but = |id: Option<&str>| {
        let others = answers.iter().filter(|answer| Some(answer.id) != id);
        let alone = others.map(|answer| (answer.id, answer.found.evidence.alone));
        alone.max_by(|a, b| a.1.total_cmp(&b.1))
    };
    let Some(first) = best_but(None) else { return };
    let Some(second) = best_but(Some(first.0)) else { return };
    for answer in answers.iter_mut() {
        let rival = if answer.id == first.0 { second.1 } else { first.1 };
        answer.found.weigh_beside(rival, &answer.lexicon.data);
    }
}
