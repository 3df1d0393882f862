//! Long documents in windows: memory goes with a window, not with the document.
//!
//! Each window sees a margin of what stands before and behind it, so that nothing depends on where the cuts are; and
//! reminders, which are excerpts of the document around the full names of those it has named so far: short forms lean
//! on them as they would on the whole document.

use std::ops::Range;

use crate::hash::Map;
use crate::mention::{Mention, Reason};

/// How a long document is cut, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Windows {
    /// The text whose mentions a window gives; a document up to this length is one window.
    length: usize,
    /// What it sees beside that, on both sides.
    margin: usize,
    /// What is kept around a full name, on both sides.
    around: usize,
    /// How many full names are kept: those of the entities named last.
    names: usize,
}

impl Windows {
    /// Tagging takes some hundred times a window's length of memory. Reminders and margins cost a tenth of the time.
    pub(crate) const USUAL: Self = Self { length: 1 << 20, margin: 1 << 14, around: 100, names: 256 };

    /// The mentions in a document, which `whole` gives for a text that is one window. If they are to be `disjoint`, those
    /// of neighbouring windows are so too.
    pub(crate) fn tag(self, text: &str, disjoint: bool, mut whole: impl FnMut(&str) -> Vec<Mention>) -> Vec<Mention> {
        if text.len() <= self.length {
            return whole(text);
        }
        let mut out: Vec<Mention> = Vec::new();
        let mut named = Named::default();
        let mut read = String::new();
        let (mut start, mut end_of_last) = (0, 0);
        while start < text.len() {
            let end = text.floor_char_boundary(start + self.length.max(4));
            let seen = self.space_before(text, start.saturating_sub(self.margin))
                ..self.space_before(text, end.saturating_add(self.margin)).max(end);
            read.clear();
            named.remind(text, seen.start, self.names, &mut read);
            let behind = read.len();
            read.push_str(&text[seen.clone()]);
            let from = if disjoint { start.max(end_of_last) } else { start };
            for mut mention in whole(&read) {
                // What a reminder or a margin has is told already, or will be.
                let Some(at) = mention.span.start.checked_sub(behind).map(|at| at + seen.start) else { continue };
                mention.span = at..mention.span.end - behind + seen.start;
                if (from..end).contains(&at) {
                    named.note(&mention, || self.excerpt(text, &mention.span));
                    end_of_last = mention.span.end;
                    out.push(mention);
                }
            }
            start = end;
        }
        out
    }

    /// The parts of a text of a window's length at most, cut between words where there are any.
    pub(crate) fn parts(self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let part = start..match text.len() - start {
                rest if rest <= self.length => text.len(),
                _ => {
                    self.space_before(text, start + self.length).max(text.floor_char_boundary(start + self.length / 2))
                }
            };
            start = part.end;
            (!part.is_empty()).then_some(part)
        })
    }

    /// The words around a name.
    fn excerpt(self, text: &str, name: &Range<usize>) -> Range<usize> {
        let start = self.space_before(text, name.start.saturating_sub(self.around));
        start..self.space_before(text, name.end + self.around).max(name.end)
    }

    /// The end of the last white space before a byte, if there is some near it; else the byte.
    fn space_before(self, text: &str, byte: usize) -> usize {
        if byte >= text.len() {
            return text.len();
        }
        let near = text.floor_char_boundary(byte.saturating_sub(self.around))..text.floor_char_boundary(byte);
        let space = text[near.clone()].char_indices().rfind(|(_, c)| c.is_whitespace());
        space.map_or(near.end, |(at, c)| near.start + at + c.len_utf8())
    }
}

/// The entities that a document has named in full.
#[derive(Default)]
struct Named {
    names: Map<String, Full>,
    mentions: u64,
}

/// Where an entity was named in full, and when it was named last.
struct Full {
    excerpt: Range<usize>,
    confidence: f32,
    last: u64,
}

/// The confidence from which on a later full name is as good as an earlier one.
const SURE: f32 = 0.9;

impl Named {
    fn note(&mut self, mention: &Mention, excerpt: impl FnOnce() -> Range<usize>) {
        self.mentions += 1;
        let last = self.mentions;
        let confidence = mention.confidence;
        let is_short = matches!(mention.reason, Reason::Short | Reason::Introduced);
        match self.names.get_mut(&mention.entity) {
            Some(full) if is_short || confidence < full.confidence.min(SURE) => full.last = last,
            Some(full) => *full = Full { excerpt: excerpt(), confidence, last },
            None if is_short => {}
            None => {
                self.names.insert(mention.entity.clone(), Full { excerpt: excerpt(), confidence, last });
            }
        }
    }

    /// Writes the excerpts that end before a byte of the text, those of the `most` entities named last, the last one
    /// behind: of several that a short form may mean, it is the likeliest.
    fn remind(&mut self, text: &str, before: usize, most: usize, out: &mut String) {
        if self.names.len() > most {
            let mut last: Vec<u64> = self.names.values().map(|full| full.last).collect();
            last.sort_unstable();
            let least = last.get(last.len() - most).copied().unwrap_or(u64::MAX);
            self.names.retain(|_, full| full.last >= least);
        }
        let mut kept: Vec<&Full> = self.names.values().filter(|full| full.excerpt.end <= before).collect();
        kept.sort_unstable_by_key(|full| full.last);
        for full in kept {
            out.push_str(&text[full.excerpt.clone()]);
            out.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, Tagger};

    const SMALL: Windows = Windows { length: 300, margin: 120, around: 40, names: 8 };

    fn tagger() -> Tagger {
        let entity = |id: &str, name: &str, kind: &str| {
            format!("[[entity]]\nid = \"{kind}/{id}\"\nname = \"{name}\"\ntype = \"{kind}\"\n")
        };
        let people = entity("qasem", "Qasem Soleimani", "person") + &entity("ursula", "Ursula Weidmann", "person");
        Tagger::new([Lexicon::parse("l.toml", &(people + &entity("goma", "Goma", "place"))).unwrap()])
    }

    fn found(windows: Windows, text: &str) -> Vec<(Range<usize>, String)> {
        let tagger = tagger();
        let mut session = tagger.session();
        let mentions = windows.tag(text, true, |window| session.tag_window(window));
        mentions.into_iter().map(|m| (m.span, m.entity)).collect()
    }

    const USUAL: Windows = Windows::USUAL;

    #[test]
    fn nothing_depends_on_where_the_cuts_are() {
        let text = "General Qassem Suleimani left — said Ursula Weidmann — for Goma on «Monday».\n".repeat(12);
        let whole = found(USUAL, &text);
        assert_eq!(whole.len(), 36);
        for length in 150..260 {
            assert_eq!(found(Windows { length, ..SMALL }, &text), whole, "windows of {length}");
        }
    }

    #[test]
    fn names_are_remembered_from_window_to_window() {
        let filler = "They went on and spoke of nothing for a long time.\n".repeat(40);
        let text = format!("Qassem Suleimani was born in Goma.\n{filler}In the end, Suleimani left.\n");
        let spans =
            |windows| -> Vec<_> { found(windows, &text).into_iter().map(|(span, _)| text[span].to_owned()).collect() };
        assert_eq!(spans(SMALL), spans(USUAL));
        assert_eq!(spans(SMALL), ["Qassem Suleimani", "Goma", "Suleimani"]);
        assert_eq!(spans(Windows { names: 0, ..SMALL }), ["Qassem Suleimani", "Goma"]);
    }

    #[test]
    fn the_entities_named_last_are_remembered() {
        let mut named = Named::default();
        let text = "aa bb cc dd";
        let mention = |entity: &str, at: usize| -> Mention {
            let mut m = tagger().tag("Qasem Soleimani").remove(0);
            (m.span, m.entity) = (at..at + 2, entity.to_owned());
            m
        };
        for (entity, at) in [("a", 0), ("b", 3), ("c", 6), ("a", 9)] {
            let mention = mention(entity, at);
            named.note(&mention, || mention.span.clone());
        }
        let mut out = String::new();
        named.remind(text, text.len(), 2, &mut out);
        assert_eq!(out, "cc\n\ndd\n\n");
        out.clear();
        named.remind(text, 10, 2, &mut out);
        assert_eq!(out, "cc\n\n", "what the margin has need not be told");
    }

    #[test]
    fn any_text_is_cut_at_characters() {
        for text in ["é".repeat(2000), "字".repeat(1000), " ".repeat(1000), "\u{1F600} a".repeat(300)] {
            assert_eq!(found(SMALL, &text), []);
            let parts: Vec<_> = SMALL.parts(&text).collect();
            assert!(parts.iter().all(|part| part.len() <= SMALL.length));
            assert_eq!(parts.iter().map(|part| &text[part.clone()]).collect::<String>(), text);
        }
        assert_eq!(SMALL.parts("").count(), 0);
    }
}
