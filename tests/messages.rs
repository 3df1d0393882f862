//! Whatever the code says of bad input stands in a row of the tests, so that no message comes to a user unread.
//!
//! Messages are the texts in the calls that make errors. Of each the longest part between its places has to be in what a
//! row expects: in the `.toml` files of `tests/`, `tests/cli/refused.toml` first, or in the tests beside them.

use std::path::{Path, PathBuf};

/// What makes errors, up to the bracket of its arguments.
const MAKERS: [&str; 14] = [
    "Error::data(",
    "Error::data_at(",
    "Failure::Message(",
    "Failure::Document(",
    "wrong(",
    "wrong_at(",
    "wrong_key(",
    "refused(",
    "Err(",
    "ok_or(",
    "ok_or_else(",
    "map_err(",
    "let message = (",
    "message: format!(",
];

/// What no row can bring about, and why.
const WITHOUT_A_ROW: &[(&str, &str)] = &[
    ("git does not give what is there", "a repository that is damaged"),
    ("no --field", "the options have one at least"),
    ("distinct words or more", "sixteen million words"),
    ("its layout cannot be changed", "no such file is known"),
    ("cannot be added to", "no such file is known"),
    ("` as i128", "what the parser of TOML says and a user does not read"),
    ("duplicate key", "the same"),
];

/// Modules that read tables of the program alone, which their own tests hold to be right.
const OF_THE_PROGRAM: [&str; 4] = ["src/matching", "src/orthography", "src/resolve", "src/grammar.rs"];

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let mut inside: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    for path in inside {
        match path.is_dir() {
            true => files(&path, ending, out),
            false if path.extension().is_some_and(|e| e == ending) => out.push(path),
            false => {}
        }
    }
}

/// The texts of a piece of code up to the bracket that closes it, or to its end; comments and characters are passed over.
fn literals(code: &str, is_call: bool) -> Vec<String> {
    let (mut out, mut depth, mut chars) = (Vec::new(), 1_usize, code.char_indices().peekable());
    while let Some((at, c)) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' if is_call && depth == 1 => break,
            ')' => depth = depth.saturating_sub(1).max(1),
            '/' if code[at..].starts_with("//") => while chars.next().is_some_and(|(_, c)| c != '\n') {},
            // A character, which may be a quote or a bracket, and no lifetime.
            '\'' if code[at + 1..].starts_with('\\') => {
                chars.next();
                chars.next();
                while chars.next().is_some_and(|(_, c)| c != '\'') {}
            }
            '\'' if code[at + 1..].chars().nth(1) == Some('\'') => {
                chars.next();
                chars.next();
            }
            '"' => {
                let mut text = String::new();
                while let Some((_, c)) = chars.next().filter(|&(_, c)| c != '"') {
                    match (c, (c == '\\').then(|| chars.next()).flatten()) {
                        (_, Some((_, 'n'))) => text.push('\n'),
                        (_, Some((_, 't'))) => text.push('\t'),
                        // A line goes on behind its indent.
                        (_, Some((_, '\n'))) => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                        (_, Some((_, escaped))) => text.push(escaped),
                        (c, None) => text.push(c),
                    }
                }
                out.push(text);
            }
            _ => {}
        }
    }
    out
}

/// The longest part of a message between the places for what was found.
fn fixed(message: &str) -> String {
    let whole = message.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let parts = whole.split('{').map(|part| part.split_once('}').map_or(part, |(_, behind)| behind).trim());
    parts.max_by_key(|part| part.len()).unwrap_or_default().replace('\u{1}', "{").replace('\u{2}', "}")
}

fn strings(value: &toml::Value, out: &mut String) {
    match value {
        toml::Value::String(text) => out.extend([text.as_str(), "\n"]),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// All that rows expect and tests hold.
fn catalogue() -> String {
    let mut all = String::new();
    let (mut rows, mut tests) = (Vec::new(), Vec::new());
    files(Path::new("tests"), "toml", &mut rows);
    for path in rows {
        strings(&std::fs::read_to_string(&path).unwrap().parse::<toml::Table>().unwrap().into(), &mut all);
    }
    files(Path::new("tests"), "rs", &mut tests);
    for path in tests.iter().filter(|path| !path.ends_with("messages.rs")) {
        all += &literals(&std::fs::read_to_string(path).unwrap(), false).join("\n");
    }
    all
}

#[test]
fn every_message_stands_in_a_row() {
    let catalogue = catalogue();
    let mut sources = Vec::new();
    files(Path::new("src"), "rs", &mut sources);
    let (mut count, mut missing) = (0, Vec::new());
    for path in sources {
        let name = path.to_string_lossy().replace('\\', "/");
        if OF_THE_PROGRAM.iter().any(|of| name.starts_with(of)) {
            continue;
        }
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code = code.replace("let message = ", "let message = (").replace("let message =\n", "let message = (\n");
        for maker in MAKERS {
            for (at, _) in code.match_indices(maker) {
                let behind = &code[at + maker.len()..];
                // A message by itself ends with its statement.
                let behind = match maker {
                    "let message = (" => behind.split_once(";\n").map_or(behind, |(statement, _)| statement),
                    _ => behind,
                };
                for message in literals(behind, true) {
                    let part = fixed(&message);
                    if part.len() < 8 || !part.contains(' ') {
                        continue;
                    }
                    count += 1;
                    let is_excused = WITHOUT_A_ROW.iter().any(|(of, _)| message.contains(of));
                    if !catalogue.contains(&part) && !catalogue.contains(&message) && !is_excused {
                        missing.push(format!("{name}: {message}"));
                    }
                }
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(count > 150, "{count} messages");
    assert!(missing.is_empty(), "no row expects these of {count}:\n{}", missing.join("\n"));
}
