//! The report as a page: entities first, then the most telling documents with their mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use nisba::Mention;

use super::gathered::{DOUBTFUL, Entity, Gathered, Kept, is_doubtful, rival};
use crate::Failure;
use crate::page::{self, escape};

const STYLE: &str = include_str!("../page/report.css");
const SCRIPT: &str = include_str!("../page/report.js");

/// Spellings shown of an entity.
const SPELLINGS: usize = 8;

/// Writes the page; at most `listed` entities.
pub(super) fn write(gathered: Gathered, title: &str, listed: usize, out: &mut impl Write) -> Result<(), Failure> {
    page::begin(title, &summary(&gathered), STYLE, out)?;
    let (documents, mentions, shown) = (gathered.documents, gathered.mentions, gathered.shown_count());
    let (kept, entities) = gathered.shown();
    writeln!(
        out,
        "<nav aria-label=\"Parts\"><a href=\"#entities\">Entities</a> <a href=\"#documents\">Documents</a></nav>"
    )?;
    if mentions > 0 {
        form(&entities, out)?;
    }
    page::content(out)?;
    if mentions == 0 {
        writeln!(out, "<p>Nothing was found.</p>")?;
        return page::end_with("", out);
    }
    let numbers = Numbers::of(entities, listed);
    listing(&numbers, &first_mentions(&kept), out)?;
    writeln!(
        out,
        "<section id=\"documents\" aria-labelledby=\"documents-title\">\n<h2 id=\"documents-title\">Documents</h2>"
    )?;
    if (shown as u64) < documents {
        writeln!(
            out,
            "<p class=\"faint\">{shown} of {}: those that tell the most of doubtful and of new entities. All are counted above.</p>",
            count(documents, "document")
        )?;
    }
    let mut number = 0;
    for (at, document) in kept.iter().enumerate() {
        article(at, document, &numbers, &mut number, out)?;
    }
    writeln!(out, "</section>")?;
    page::end_with(SCRIPT, out)
}

fn summary(gathered: &Gathered) -> String {
    format!(
        "{} of {} in {}; {} doubtful",
        count(gathered.mentions, "mention"),
        count(gathered.entities.len() as u64, "entity"),
        count(gathered.documents, "document"),
        grouped(gathered.doubtful),
    )
}

/// A number of things.
fn count(number: u64, what: &str) -> String {
    let many = match what.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{what}s"),
    };
    format!("{} {}", grouped(number), if number == 1 { what } else { &many })
}

/// A number in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn form(entities: &BTreeMap<String, Entity>, out: &mut impl Write) -> Result<(), Failure> {
    let kinds: BTreeSet<&str> = entities.values().map(|e| e.kind.as_str()).collect();
    writeln!(
        out,
        "<form class=\"filter\" role=\"search\" aria-label=\"Filter\" hidden>\n\
         <label for=\"filter\">Entity</label>\n\
         <input id=\"filter\" type=\"search\" autocomplete=\"off\" placeholder=\"name, spelling or id (key: /)\">\n\
         <label for=\"kind\">Type</label>\n<select id=\"kind\"><option value=\"\">all</option>"
    )?;
    for kind in kinds {
        writeln!(out, "<option>{}</option>", text(kind))?;
    }
    writeln!(
        out,
        "</select>\n<label for=\"most\">Confidence</label>\n<select id=\"most\"><option value=\"\">all</option>\
         <option value=\"doubtful\">doubtful</option><option value=\".95\">below .95</option><option value=\".9\">below .9</option>\
         <option value=\".8\">below .8</option><option value=\".7\">below .7</option><option value=\".6\">below .6</option></select>\n\
         <button type=\"button\" id=\"previous\" title=\"key: p\">Previous mention</button>\n\
         <button type=\"button\" id=\"next\" title=\"key: n\">Next mention</button>\n\
         <output id=\"told\" for=\"filter kind most\"></output>\n</form>"
    )?;
    Ok(())
}

/// The entities in the order in which they are listed.
struct Numbers {
    entities: Vec<(String, Entity)>,
    /// How many there are, listed or not.
    all: usize,
    by_id: BTreeMap<String, usize>,
}

impl Numbers {
    fn of(entities: BTreeMap<String, Entity>, listed: usize) -> Self {
        let all = entities.len();
        let mut entities: Vec<_> = entities.into_iter().collect();
        // Stable: equals stay in the order of their ids.
        entities.sort_by_key(|(_, e)| std::cmp::Reverse((e.doubtful, e.mentions)));
        entities.truncate(listed);
        let by_id = entities.iter().enumerate().map(|(i, (id, _))| (id.clone(), i)).collect();
        Self { entities, all, by_id }
    }
}

/// The number of the first mention of each entity on the page.
fn first_mentions(kept: &[Kept]) -> BTreeMap<&str, usize> {
    let mut first = BTreeMap::new();
    for (number, m) in kept.iter().flat_map(|document| &document.mentions).enumerate() {
        first.entry(m.entity.as_str()).or_insert(number);
    }
    first
}

/// The entities: those with doubtful mentions, then the others.
fn listing(numbers: &Numbers, first: &BTreeMap<&str, usize>, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(
        out,
        "<section id=\"entities\" aria-labelledby=\"entities-title\">\n<h2 id=\"entities-title\">Entities</h2>"
    )?;
    if numbers.entities.len() < numbers.all {
        writeln!(
            out,
            "<p class=\"faint\">{} of {}: the most doubtful, then the most frequent.</p>",
            grouped(numbers.entities.len() as u64),
            count(numbers.all as u64, "entity")
        )?;
    }
    let doubtful = numbers.entities.partition_point(|(_, e)| e.doubtful > 0);
    for (title, id, range) in
        [("To be looked at", "doubtful", 0..doubtful), ("Sure", "sure", doubtful..numbers.entities.len())]
    {
        if range.is_empty() {
            continue;
        }
        writeln!(
            out,
            "<h3 id=\"{id}\">{title} <span class=\"faint\">{}</span></h3>\n\
             <div class=\"table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}\">\n<table>\n<thead><tr>\
             <th scope=\"col\">Entity</th><th scope=\"col\">Type</th><th scope=\"col\" class=\"right\">Mentions</th>\
             <th scope=\"col\" class=\"right\">Documents</th><th scope=\"col\" class=\"right\">Doubtful</th>\
             <th scope=\"col\" class=\"right\">Lowest</th><th scope=\"col\" class=\"right\">Mean</th>\
             <th scope=\"col\">Spellings</th></tr></thead>\n<tbody>",
            count(range.len() as u64, "entity")
        )?;
        for at in range {
            row(at, &numbers.entities[at], first, out)?;
        }
        writeln!(out, "</tbody>\n</table>\n</div>")?;
    }
    Ok(writeln!(out, "</section>")?)
}

fn row(
    at: usize,
    (id, entity): &(String, Entity),
    first: &BTreeMap<&str, usize>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let name = text(&entity.name);
    let link = match first.get(id.as_str()) {
        Some(number) => format!("<a href=\"#m{number}\" class=\"jump\">{name}</a>"),
        None => name,
    };
    let counts = [entity.mentions, entity.documents, entity.doubtful].map(grouped);
    write!(
        out,
        "<tr id=\"e{at}\" data-id=\"{0}\" data-kind=\"{1}\" data-low=\"{2:.2}\" data-doubtful=\"{6}\"><th scope=\"row\">{link}<br><span class=\"id faint\">{0}</span></th>\
         <td>{1}</td><td class=\"right\" data-label=\"mentions\">{3}</td><td class=\"right\" data-label=\"documents\">{4}</td>\
         <td class=\"right\" data-label=\"doubtful\">{6}</td><td class=\"right\" data-label=\"lowest\">{2:.2}</td>\
         <td class=\"right\" data-label=\"mean\">{5:.2}</td><td class=\"spellings\">",
        text(id),
        text(&entity.kind),
        entity.lowest,
        counts[0],
        counts[1],
        entity.mean(),
        counts[2],
    )?;
    let spellings = entity.by_count();
    for (spelling, count) in spellings.iter().take(SPELLINGS) {
        write!(out, "<span><bdi>{}</bdi> <span class=\"faint\">{}</span></span> ", text(spelling), grouped(*count))?;
    }
    let rest = spellings.iter().skip(SPELLINGS).map(|(_, count)| count).sum::<u64>() + entity.others;
    if rest > 0 {
        write!(out, "<span class=\"faint\">and {} in others</span>", count(rest, "mention"))?;
    }
    for example in entity.examples.iter().filter(|e| e.confidence < DOUBTFUL || e.rival.is_some()) {
        let rival = example.rival.as_ref().map(|r| format!("; or {r}")).unwrap_or_default();
        write!(
            out,
            "<div class=\"example\"><span dir=\"auto\">{}<b>{}</b>{}</span> <span class=\"faint\">{:.2}{}, {}</span></div>",
            text(&example.excerpt.before),
            text(&example.excerpt.text),
            text(&example.excerpt.after),
            example.confidence,
            text(&rival),
            text(&example.place),
        )?;
    }
    Ok(writeln!(out, "</td></tr>")?)
}

fn article(
    at: usize,
    document: &Kept,
    numbers: &Numbers,
    number: &mut usize,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let label = if document.label.is_empty() { format!("Document {}", at + 1) } else { document.label.clone() };
    writeln!(
        out,
        "<article aria-labelledby=\"d{at}\">\n<h3 id=\"d{at}\">{}</h3>\n<p class=\"faint\">{}{}</p>",
        text(&label),
        count(document.count as u64, "mention"),
        part(document),
    )?;
    let mut end = 0;
    write!(out, "<div class=\"text\"><p dir=\"auto\">")?;
    for m in &document.mentions {
        lines(&document.text[end..m.span.start], out)?;
        mention(m, &document.text, numbers, *number, out)?;
        *number += 1;
        end = m.span.end;
    }
    lines(&document.text[end..], out)?;
    Ok(writeln!(out, "</p></div>\n</article>")?)
}

/// What is left out of a document.
fn part(document: &Kept) -> String {
    if document.text.len() == document.length {
        return String::new();
    }
    let end = document.skipped + document.text.len();
    format!(
        "; bytes {} to {} of {} with {} of them, around the least sure one",
        grouped(document.skipped as u64),
        grouped(end as u64),
        grouped(document.length as u64),
        grouped(document.mentions.len() as u64),
    )
}

/// Text between mentions: a paragraph a line, as lines of one text may run in two directions.
fn lines(between: &str, out: &mut impl Write) -> Result<(), Failure> {
    for (i, line) in between.split('\n').enumerate() {
        if i > 0 {
            write!(out, "</p>\n<p dir=\"auto\">")?;
        }
        write!(out, "{}", text(line))?;
    }
    Ok(())
}

/// A mention: a link to its entity.
fn mention(m: &Mention, whole: &str, numbers: &Numbers, number: usize, out: &mut impl Write) -> Result<(), Failure> {
    let rival = rival(m).map(|a| format!("; or {} {:.2}", a.name, a.confidence)).unwrap_or_default();
    let doubtful = if is_doubtful(m) { " doubtful" } else { "" };
    let href = numbers.by_id.get(&m.entity).map_or("entities".to_owned(), |at| format!("e{at}"));
    write!(
        out,
        "<a id=\"m{number}\" class=\"m {}{doubtful}\" href=\"#{href}\" data-id=\"{}\" data-kind=\"{}\" data-c=\"{:.2}\" \
         title=\"{} ({}), {:.2}{}\">{}</a>",
        shade(m.confidence),
        text(&m.entity),
        text(&m.kind),
        m.confidence,
        text(&m.name),
        text(&m.entity),
        m.confidence,
        text(&rival),
        text(&whole[m.span.clone()]),
    )?;
    Ok(())
}

/// The class of a confidence: the surer, the darker.
fn shade(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.95 => "c4",
        c if c >= 0.9 => "c3",
        c if c >= 0.8 => "c2",
        c if c >= 0.6 => "c1",
        _ => "c0",
    }
}

/// A text as HTML can have it: characters that it has no place for are replaced.
fn text(text: &str) -> String {
    let allowed = |c: char| if c.is_control() && !c.is_whitespace() { '\u{FFFD}' } else { c };
    escape(&text.chars().map(allowed).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, told) in
            [(0, "0 entities"), (1, "1 entity"), (999, "999 entities"), (1_234_567, "1,234,567 entities")]
        {
            assert_eq!(count(number, "entity"), told);
        }
    }

    #[test]
    fn nothing_comes_from_elsewhere() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !SCRIPT.contains("://"));
        assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
    }
}
