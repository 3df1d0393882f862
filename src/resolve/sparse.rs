//! Documents that hardly name anybody listed: fiction, manuals, recipes. What only resembles a name is rather another word there, and
//! what is spelt as a body's acronym rather another's.

use super::place::Place;
use super::{Reading, Span};
use crate::explain::log::Event;
use crate::mention::Reason;

/// Tokens of the shortest document that is told by the names in it.
const LEAST: usize = 150;

/// Tokens for each sure name from which on a document is one of few names, and from which on it has none to speak of. News has a
/// sure name in some thirty; by hand.
const FEW: f32 = 150.0;
const HARDLY: f32 = 400.0;

/// Words in a hundred that are misread from which on the names in a document say nothing of it.
const MISREAD: f32 = 2.0;

/// Log-odds from which on a listed name is sure.
const SURE: f32 = 2.0;

/// Entities of the smallest lexicon that names somebody in most news, by hand.
const WIDE: usize = 3_000;

/// What a name that is spelt otherwise and an acronym lose in a document that has hardly any sure one. By hand.
const RESPELT: f32 = -2.0;
const ACRONYM: f32 = -1.5;

impl Place<'_> {
    /// Lowers what is spelt otherwise than listed, and acronyms, where the document has hardly a sure name.
    pub(super) fn tell_sparse(&self, spans: &mut [Span]) {
        let tokens = self.scan.tokens.len();
        // Misread print has few sure names, whatever it is about.
        if tokens < LEAST || self.is_old_print || self.noise() > MISREAD {
            return;
        }
        let is_listed = |r: &Reading| r.evidence.same_letters > 0.0;
        let is_sure = |s: &&Span| s.readings.first().is_some_and(|r| is_listed(r) && r.log_odds > SURE);
        let is_respelt = |r: &Reading| {
            !is_listed(r) && !r.is_inflected && matches!(r.reason, Reason::Spelling | Reason::Script | Reason::Short)
        };
        // Who is listed by names alone, or among few, is looked for in whatever text, and few there are to be sure of.
        let is_curated = |r: &Reading| {
            let lexicon = self.tables.lexicons[r.entity.lexicon as usize];
            lexicon.entity_count() >= WIDE && lexicon.has_details(r.entity.entity)
        };
        let sure = spans.iter().filter(is_sure).count();
        #[expect(clippy::cast_precision_loss, reason = "a share is taken")]
        let each = tokens as f32 / sure.max(1) as f32;
        let share = ((each - FEW) / (HARDLY - FEW)).clamp(0.0, 1.0);
        if share == 0.0 {
            return;
        }
        for span in spans {
            let (first, end) = (span.first, span.end);
            for reading in span.readings.iter_mut().filter(|r| is_curated(r)) {
                let by = match reading.reason {
                    Reason::Acronym => ACRONYM * share,
                    _ if is_respelt(reading) => RESPELT * share,
                    _ => continue,
                };
                reading.log_odds += by;
                let (entity, form, name) = (reading.entity, reading.form, "few-names");
                self.scan.log.note(|| Event::Adjusted { first, end, entity, form, name, by });
            }
        }
    }
}
