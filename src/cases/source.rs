//! Where a case stands in its file, byte for byte: for messages, and for changes that leave the rest as it is.

use std::ops::Range;

/// A case as its lines say it, on one.
pub(super) struct Joined {
    pub(super) text: String,
    /// What its lines contribute, in order.
    pieces: Vec<Piece>,
}

/// A line's part of a case.
struct Piece {
    /// Where it begins in the joined text.
    at: usize,
    /// Where it begins in the file.
    byte: usize,
    /// The line, from 1.
    line: usize,
    /// Characters of the line before it.
    indent: usize,
}

impl Joined {
    /// The cases of a file; comments and blank lines are left out.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut start = 0;
        for (number, whole) in text.split_inclusive('\n').enumerate() {
            let byte = start;
            start += whole.len();
            let line = whole.strip_suffix('\n').unwrap_or(whole);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let standing = all.last_mut().filter(|_| line.starts_with(char::is_whitespace));
            let part = if standing.is_some() { line.trim() } else { line };
            let before = offset(line, part);
            let piece =
                |at| Piece { at, byte: byte + before, line: number + 1, indent: line[..before].chars().count() };
            match standing {
                Some(standing) => {
                    standing.text.push(' ');
                    standing.pieces.push(piece(standing.text.len()));
                    standing.text.push_str(part);
                }
                None => all.push(Self { text: part.to_owned(), pieces: vec![piece(0)] }),
            }
        }
        all
    }

    /// The line that the case begins in, from 1.
    pub(super) fn line(&self) -> usize {
        self.pieces[0].line
    }

    /// The line and the column of a byte of the joined text, both from 1.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        let piece = self.piece(at);
        (piece.line, piece.indent + self.text[piece.at..at].chars().count() + 1)
    }

    /// The bytes of the file that a span of the joined text stands for.
    pub(super) fn source(&self, span: &Range<usize>) -> Range<usize> {
        let byte = |at: usize| {
            let piece = self.piece(at);
            piece.byte + at - piece.at
        };
        match span.is_empty() {
            true => byte(span.start)..byte(span.start),
            false => byte(span.start)..byte(span.end - 1) + 1,
        }
    }

    fn piece(&self, at: usize) -> &Piece {
        // The first piece begins at 0.
        &self.pieces[self.pieces.partition_point(|piece| piece.at <= at) - 1]
    }
}

/// Where a part of a text begins in it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// What a marked text is made of, each part with its place in it.
pub(super) struct Marks {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// Where each character of the text stands in the marked text: the first byte in the text, the bytes there.
    characters: Vec<(usize, Range<usize>)>,
}

/// A mark in a marked text.
pub(super) struct Mark {
    /// What is marked, in the text without marks.
    pub(super) span: Range<usize>,
    /// `[`.
    pub(super) open: Range<usize>,
    /// `](id)`.
    pub(super) close: Range<usize>,
    /// The id.
    pub(super) entity: Range<usize>,
}

impl Marks {
    /// Reads a marked text; an error says what is wrong and at which byte.
    pub(super) fn read(marked: &str) -> Result<Self, (usize, String)> {
        let mut this = Self { text: String::with_capacity(marked.len()), marks: Vec::new(), characters: Vec::new() };
        let mut at = 0;
        while let Some(found) = marked[at..].find('[') {
            let open = at + found;
            this.push(marked, at..open);
            let wrong = || {
                let what: String = marked[open + 1..].chars().take(20).collect();
                (open, format!("no `](id)` after `[{what}`; a mark is `[words](id)`"))
            };
            let middle = open + 1 + marked[open + 1..].find("](").ok_or_else(wrong)?;
            let end = middle + 2 + marked[middle + 2..].find(')').ok_or_else(wrong)?;
            let start = this.text.len();
            this.push(marked, open + 1..middle);
            this.marks.push(Mark {
                span: start..this.text.len(),
                open: open..open + 1,
                close: middle..end + 1,
                entity: middle + 2..end,
            });
            at = end + 1;
        }
        this.push(marked, at..marked.len());
        Ok(this)
    }

    fn push(&mut self, marked: &str, span: Range<usize>) {
        let mut at = span.start;
        while let Some(c) = marked[at..span.end].chars().next() {
            let is_line_end = marked[at..span.end].starts_with("\\n");
            let length = if is_line_end { 2 } else { c.len_utf8() };
            self.characters.push((self.text.len(), at..at + length));
            self.text.push(if is_line_end { '\n' } else { c });
            at += length;
        }
    }

    /// Where a mark of `span` would open and close in the marked text.
    fn around(&self, span: &Range<usize>) -> Option<(usize, usize)> {
        let character = |at| self.characters.binary_search_by_key(&at, |(start, _)| *start).ok();
        let first = &self.characters[character(span.start)?].1;
        let last = match character(span.end) {
            Some(next) => next.checked_sub(1)?,
            None => self.characters.len().checked_sub(1)?,
        };
        Some((first.start, self.characters[last].1.end))
    }

    /// The changes of the marked text that make `wanted` its marks; what is marked so already stays untouched.
    pub(super) fn changes(&self, marked: &str, wanted: &[super::Marked]) -> Vec<(Range<usize>, String)> {
        let mut changes = Vec::new();
        for mark in &self.marks {
            match wanted.iter().find(|w| (w.start..w.end) == mark.span) {
                Some(w) if marked[mark.entity.clone()] == w.entity => {}
                Some(w) => changes.push((mark.entity.clone(), w.entity.clone())),
                None => changes.extend([(mark.open.clone(), String::new()), (mark.close.clone(), String::new())]),
            }
        }
        for w in wanted.iter().filter(|w| !self.marks.iter().any(|mark| mark.span == (w.start..w.end))) {
            if let Some((open, close)) = self.around(&(w.start..w.end)) {
                changes.extend([(open..open, "[".to_owned()), (close..close, format!("]({})", w.entity))]);
            }
        }
        changes
    }
}

/// A text with some of its parts replaced; they do not share bytes.
pub(super) fn replaced(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    // Stable: what closes at a place was put before what opens there.
    changes.sort_by_key(|(span, _)| span.start);
    let (mut out, mut end) = (String::with_capacity(text.len() + 64), 0);
    for (span, new) in changes {
        out.push_str(&text[end.min(span.start)..span.start]);
        out.push_str(&new);
        end = end.max(span.end);
    }
    out.push_str(&text[end..]);
    out
}
