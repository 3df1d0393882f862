//! Reasons for people, in lines that fit the terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use nisba::explain::{Candidate, Character, Fate, How, Missing, Oddity, Remedy, Sound, Span, Word};
use nisba::{Explanation, Match};
use unicode_width::UnicodeWidthChar as _;

/// Candidates of a span that are shown unless all are asked for.
const SHOWN: usize = 3;
/// What is less probable than this is not shown unless all are asked for.
const LEAST: f32 = 0.1;
/// Differences of sound that are shown of a word.
const DIFFERENCES: usize = 3;

/// How to write an explanation.
pub(super) struct Report<'a> {
    pub(super) text: &'a str,
    pub(super) entity: Option<&'a str>,
    pub(super) all: bool,
    pub(super) coloured: bool,
    /// The columns that a line may have.
    pub(super) columns: usize,
    /// What the text would be if it were a name and nothing else.
    pub(super) near: Vec<Match>,
}

impl Report<'_> {
    pub(super) fn write(&self, explanation: &Explanation, out: &mut impl Write) -> io::Result<()> {
        let mut is_first = true;
        let mut left_out = 0;
        for span in &explanation.spans {
            let shown = self.shown(span);
            left_out += span.candidates.len() - shown.len();
            if shown.is_empty() {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                writeln!(out)?;
            }
            self.span(span, &shown, out)?;
        }
        if let Some(missing) = &explanation.missing {
            if !std::mem::take(&mut is_first) {
                writeln!(out)?;
            }
            let is_told = explanation
                .spans
                .iter()
                .any(|s| s.span == missing.span && s.candidates.iter().any(|c| self.is_asked(c)));
            self.missing(missing, is_told, out)?;
        }
        if is_first {
            writeln!(out, "{}", self.wrapped("Nothing in the text is like a listed name.", 0))?;
            for near in &self.near {
                let line = format!("nearest by name: {} ({}); --entity says why not", near.entity, near.variant);
                writeln!(out, "{}", self.wrapped(&line, 2))?;
            }
        }
        self.remedies(&explanation.remedies, out)?;
        if !explanation.characters.is_empty() {
            writeln!(out, "\nNot what they look like:")?;
        }
        for character in &explanation.characters {
            writeln!(out, "{}", self.wrapped(&line_of(character), 2))?;
        }
        if left_out > 0 && self.entity.is_none() {
            let (what, verb) = if left_out == 1 { ("candidate", "is") } else { ("candidates", "are") };
            let line = format!("{left_out} less likely {what} {verb} left out; --all shows them.");
            writeln!(out, "\n{}", self.wrapped(&line, 0))?;
        }
        Ok(())
    }

    /// The candidates that are worth a look.
    fn shown<'s>(&self, span: &'s Span) -> Vec<&'s Candidate> {
        if self.all {
            return span.candidates.iter().collect();
        }
        let is_likely = |c: &Candidate| match self.entity {
            Some(_) => c.fate == Fate::Chosen,
            None => c.fate == Fate::Chosen || c.confidence >= LEAST,
        };
        let mut shown = 0;
        let stays = |c: &&Candidate| {
            let stays = self.is_asked(c) || (shown < SHOWN && is_likely(c));
            shown += usize::from(stays);
            stays
        };
        span.candidates.iter().filter(stays).collect()
    }

    fn is_asked(&self, candidate: &Candidate) -> bool {
        self.entity.is_some_and(|id| candidate.entity == id)
    }

    fn wrapped(&self, text: &str, indent: usize) -> String {
        wrapped(text, indent, self.columns)
    }

    fn style(&self, style: Style) -> Style {
        if self.coloured { style } else { Style::new() }
    }

    fn span(&self, span: &Span, shown: &[&Candidate], out: &mut impl Write) -> io::Result<()> {
        let bold = self.style(Style::new().bold());
        let range = format!("{}..{}", span.span.start, span.span.end);
        let text = one_line(&span.text);
        writeln!(out, "{bold}{text}{bold:#}{}  {range}", mark(&text))?;
        for (i, candidate) in shown.iter().enumerate() {
            // All that can be said of what counts, a line of what else was thought of.
            let best = self.entity.is_none() && i == 0 && !matches!(candidate.fate, Fate::Lost { .. });
            let is_whole = self.all || best || self.is_asked(candidate) || candidate.fate == Fate::Chosen;
            self.head(candidate, is_whole, out)?;
            if is_whole {
                self.reasons(candidate, out)?;
            }
        }
        Ok(())
    }

    /// What a candidate is, and what became of it.
    fn head(&self, c: &Candidate, is_whole: bool, out: &mut impl Write) -> io::Result<()> {
        let (colour, fate) = self.fate(&c.fate);
        let style = self.style(Style::new().fg_color(Some(colour.into())));
        let id = self.style(Style::new().bold());
        write!(out, "  {style}{:.2} {}{style:#}  {id}{}{id:#}  {}", c.confidence, sign(&c.fate), c.entity, c.reason)?;
        let form = match &c.in_script {
            Some(own) if is_whole => {
                format!("form: {}{} (in this script {own}{})", c.variant, mark(&c.variant), mark(own))
            }
            _ => format!("form: {}{}", c.variant, mark(&c.variant)),
        };
        let used = "  0.00 +    ".len() + width(&c.entity) + width(c.reason.name());
        match (is_whole, used + ", ".len() + width(&fate) <= self.columns) {
            (true, true) => writeln!(out, ", {fate}\n{}", self.wrapped(&form, 9)),
            (true, false) => writeln!(out, "\n{}\n{}", self.wrapped(&fate, 9), self.wrapped(&form, 9)),
            (false, _) => writeln!(out, "\n{}", self.wrapped(&format!("{fate}; {form}"), 9)),
        }
    }

    fn reasons(&self, c: &Candidate, out: &mut impl Write) -> io::Result<()> {
        self.words(&c.words, out)?;
        let mut sum = vec![format!("the form {:+.2}", c.form)];
        sum.extend(c.effects.iter().map(|e| format!("{} {:+.2}", e.name.replace('-', " "), e.log_odds)));
        sum.push(format!("together {:+.2}", c.log_odds));
        let alone = 1.0 / (1.0 + (-c.log_odds).exp());
        if (alone - c.confidence).abs() > 0.02 {
            sum.push(format!("without the others of its span {alone:.2}"));
        }
        writeln!(out, "{}", self.wrapped(&sum.join(", "), 9))?;
        if self.all {
            let evidence = serde_json::to_value(c.evidence).unwrap_or_default();
            let features = evidence.as_object().into_iter().flatten().filter_map(|(k, v)| Some((k, v.as_f64()?)));
            let features: Vec<String> = features.filter(|f| f.1 != 0.0).map(|(k, v)| format!("{k} {v:.2}")).collect();
            writeln!(out, "{}", self.wrapped(&format!("evidence: {}", features.join(", ")), 9))?;
        }
        Ok(())
    }

    fn fate(&self, fate: &Fate) -> (AnsiColor, String) {
        match fate {
            Fate::Chosen => (AnsiColor::Green, "chosen".to_owned()),
            Fate::Shares { with } => (AnsiColor::Yellow, format!("shares its span with {with}")),
            Fate::Lost { to, span } => {
                let taken = one_line(&self.text[span.clone()]);
                (AnsiColor::Yellow, format!("lost to {to} in \"{taken}\"{}", mark(&taken)))
            }
            Fate::BelowThreshold { threshold } => (AnsiColor::Red, format!("below the threshold of {threshold:.2}")),
            Fate::Blocked { by } => (AnsiColor::Red, format!("blocked: {}", by.reason())),
            _ => (AnsiColor::Red, String::new()),
        }
    }

    /// The words of the text and the form in columns.
    fn words(&self, words: &[Word], out: &mut impl Write) -> io::Result<()> {
        let faint = self.style(Style::new().dimmed());
        let widest = |cell: fn(&Word) -> &str| words.iter().map(|w| width(cell(w))).max().unwrap_or(0).clamp(1, 24);
        let (left, right) = (widest(|w| &w.text), widest(|w| &w.form));
        let how = words.iter().map(|w| w.how.name().len()).max().unwrap_or(0);
        for word in words {
            let (text, form) = (padded(&word.text, left), padded(&word.form, right));
            let mut line = format!("         {text}  {form}  {:<how$}", word.how.name());
            if word.log_odds != 0.0 {
                line.push_str(&format!(" {:+6.2}", word.log_odds));
            }
            write!(out, "{}", line.trim_end())?;
            let used = 9 + left.max(width(&word.text)) + 2 + right.max(width(&word.form)) + 2 + how + 7;
            let sounds = differences(word, self.columns.saturating_sub(used + 2));
            match sounds.is_empty() {
                true => writeln!(out)?,
                false => writeln!(out, "  {faint}{sounds}{faint:#}")?,
            }
        }
        Ok(())
    }

    fn missing(&self, missing: &Missing, is_told: bool, out: &mut impl Write) -> io::Result<()> {
        let (bold, red) =
            (self.style(Style::new().bold()), self.style(Style::new().fg_color(Some(AnsiColor::Red.into()))));
        let id = self.entity.unwrap_or_default();
        writeln!(out, "{red}not found:{red:#} {bold}{id}{bold:#}")?;
        let text = one_line(&missing.text);
        let (start, end) = (missing.span.start, missing.span.end);
        let nearest = format!(
            "nearest: \"{text}\"{} {start}..{end} and the form {}{}",
            mark(&text),
            missing.variant,
            mark(&missing.variant)
        );
        writeln!(out, "{}", self.wrapped(&nearest, 2))?;
        writeln!(
            out,
            "{}",
            self.wrapped(&format!("as names alone they are one entity's with {:.2}", missing.confidence), 2)
        )?;
        // The words of a candidate are above.
        if !is_told {
            self.words(&missing.words, out)?;
        }
        for reason in &missing.reasons {
            writeln!(out, "{}", self.wrapped(reason, 2))?;
        }
        Ok(())
    }

    fn remedies(&self, remedies: &[Remedy], out: &mut impl Write) -> io::Result<()> {
        let faint = self.style(Style::new().dimmed());
        for remedy in remedies {
            writeln!(out, "\n{}", self.wrapped(&remedy.what, 0))?;
            if !remedy.toml.is_empty() {
                writeln!(out, "  {faint}# {}{faint:#}\n  {}", remedy.entity, remedy.toml)?;
            }
        }
        Ok(())
    }
}

/// How a fate looks at a glance.
fn sign(fate: &Fate) -> char {
    match fate {
        Fate::Chosen => '+',
        Fate::Shares { .. } => '=',
        _ => '-',
    }
}

/// The columns of a text, each character by itself, as terminals count them.
fn width(text: &str) -> usize {
    text.chars().filter_map(char::width).sum()
}

/// A mark that keeps what follows a word of a right-to-left script in its column.
fn mark(text: &str) -> &'static str {
    let turns = |c: char| matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1E800..=0x1EFFF);
    if text.chars().any(turns) { "\u{200E}" } else { "" }
}

/// A text with its line ends and other control characters as spaces.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A cell of a column; nothing is a dot.
fn padded(text: &str, columns: usize) -> String {
    let text = if text.is_empty() { "·".to_owned() } else { one_line(text) };
    let fill = " ".repeat(columns.saturating_sub(width(&text)));
    format!("{text}{}{fill}", mark(&text))
}

/// The dearest differences of sound of a word, and what all of them cost, in at most so many columns.
fn differences(word: &Word, columns: usize) -> String {
    if !matches!(word.how, How::Spelling | How::Joined | How::Inflected | How::Contradicts) {
        return String::new();
    }
    let mut different: Vec<&Sound> = word.sounds.iter().filter(|s| s.cost > 0.0).collect();
    different.sort_by(|a, b| b.cost.total_cmp(&a.cost));
    let cell = |s: &&Sound| {
        let side = |sound: &'static str| if sound.is_empty() { "-" } else { sound };
        format!("{}/{} {:.2}", side(s.text), side(s.form), s.cost)
    };
    (0..=DIFFERENCES.min(different.len()))
        .rev()
        .filter(|&n| n > 0)
        .map(|n| {
            let rest = if n < different.len() { ", …" } else { "" };
            let list = different[..n].iter().map(cell).collect::<Vec<_>>().join(", ");
            format!("costs {:.2}: {list}{rest}", word.cost)
        })
        .find(|line| width(line) <= columns)
        .unwrap_or_default()
}

/// Lines of at most so many columns, all indented.
fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let blank = " ".repeat(indent);
    let (mut out, mut used) = (blank.clone(), indent);
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 && used + 1 + width(word) > columns {
            out.push('\n');
            out.push_str(&blank);
            used = indent;
        } else if i > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width(word);
    }
    out
}

fn line_of(c: &Character) -> String {
    let (at, code, name, word) = (c.offset, &c.code_point, &c.name, &c.word);
    let what = match (c.oddity, c.read_as) {
        (Oddity::MixedScript, Some(read)) if read != c.character => format!(", read as {read}"),
        (Oddity::MixedScript, _) => ", taken as it is".to_owned(),
        _ => ", passed over".to_owned(),
    };
    let within = if word.is_empty() { String::new() } else { format!(" in \"{word}\"") };
    format!("{at}  {code} {name}{within}{what}")
}
