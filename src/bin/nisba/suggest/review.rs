//! One suggestion after another, with a question behind each.

use std::io::{BufRead, Write, stdin};

use nisba::suggest::{Addition, Name, Spelling, Suggestions};

use super::{Example, write_name, write_spelling};
use crate::Failure;
use crate::output::Out;

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Accept,
    Skip,
    Never,
    Quit,
}

/// What is accepted of the suggestions. The answers are lines of standard input; its end is the end of the review, and
/// what was accepted before stays.
pub(super) fn review(
    suggestions: &Suggestions<Example>,
    taken: impl Fn(&str) -> bool,
    out: &mut Out,
) -> Result<Vec<Addition>, Failure> {
    let mut accepted: Vec<Addition> = Vec::new();
    let doubtful: Vec<&Spelling<Example>> = suggestions.spellings.iter().filter(|s| s.is_doubtful()).collect();
    for spelling in doubtful {
        write_spelling(spelling, out)?;
        match ask(&["accept", "skip", "never"], out)? {
            Answer::Accept => accepted.push(Addition::variant(spelling)),
            Answer::Skip => {}
            Answer::Never => {
                write!(out, "whose name is it? ")?;
                let Some(reason) = answer(out)? else { return Ok(accepted) };
                let reason = if reason.is_empty() { "somebody else's name" } else { &reason };
                accepted.push(Addition::never(spelling, reason));
            }
            Answer::Quit => return Ok(accepted),
        }
    }
    for name in &suggestions.names {
        write_name(name, out)?;
        match ask(&["accept", "skip"], out)? {
            Answer::Accept => accepted.push(entity(name, &taken, &accepted)),
            Answer::Skip | Answer::Never => {}
            Answer::Quit => return Ok(accepted),
        }
    }
    Ok(accepted)
}

fn entity(name: &Name<Example>, taken: impl Fn(&str) -> bool, others: &[Addition]) -> Addition {
    Addition::entity(name, |id| taken(id) || others.iter().any(|other| other.id() == id))
}

/// Asks until there is an answer among `choices`, or to quit.
fn ask(choices: &[&str], out: &mut Out) -> Result<Answer, Failure> {
    loop {
        write!(out, "{}, quit? ", choices.join(", "))?;
        let Some(word) = answer(out)? else { return Ok(Answer::Quit) };
        let word = word.to_lowercase();
        let chosen = choices.iter().chain(&["quit"]).find(|choice| !word.is_empty() && choice.starts_with(&word));
        match chosen {
            Some(&"accept") => return Ok(Answer::Accept),
            Some(&"skip") => return Ok(Answer::Skip),
            Some(&"never") => return Ok(Answer::Never),
            Some(_) => return Ok(Answer::Quit),
            None => {}
        }
    }
}

/// A line that is answered; nothing at the end.
fn answer(out: &mut Out) -> Result<Option<String>, Failure> {
    out.flush()?;
    let mut line = String::new();
    let length = stdin().lock().read_line(&mut line)?;
    if length == 0 {
        writeln!(out)?;
    }
    Ok((length > 0).then(|| line.trim().to_owned()))
}
