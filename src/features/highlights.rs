//! Highlights: what else in the article speaks of the same actor, day, counted thing or statement.

use super::references::key_of_time;
use super::subject::{self, Subject};
use crate::index::Snapshot;
use crate::text::{FileKey, Span};

/// One place to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Where.
    pub span: Span,
    /// Whether the actor is introduced, or the day first named, here.
    pub introduces: bool,
}

/// The places of an open file that speak of what stands at a byte offset, in order.
pub fn highlights(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Highlight> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, span)) = subject::at(reading, offset) else { return Vec::new() };
    let mark = |span: Span| Highlight { span, introduces: false };
    let mut found: Vec<Highlight> = match subject {
        Subject::Mention(id) => match reading.actors.mention(id).actor {
            Some(actor) => {
                let introduction = reading.actors.mention(reading.actors.actor(actor).introduction).span;
                let mentions = reading.actors.mentions_of(actor).map(|mention| mention.span);
                mentions.map(|span| Highlight { span, introduces: span == introduction }).collect()
            }
            None => vec![mark(span)],
        },
        Subject::Time(at) => {
            let key = key_of_time(&reading.dates.expressions[at]);
            let same = reading.dates.expressions.iter().filter(|time| key.is_some() && key_of_time(time) == key);
            let spans: Vec<Span> = same.map(|time| time.span).collect();
            let first = spans.first().copied();
            spans.into_iter().map(|span| Highlight { span, introduces: Some(span) == first }).collect()
        }
        Subject::Figure(at) => {
            let key = &reading.claims.figures[at].key;
            let same =
                reading.claims.figures.iter().enumerate().filter(|(other, figure)| *other == at || !key.is_empty() && figure.key == *key);
            same.map(|(_, figure)| mark(figure.extent())).collect()
        }
        Subject::Claim(at) => {
            let claim = &reading.claims.claims[at];
            claim.source.iter().chain([&claim.cue]).chain(&claim.content).map(|span| mark(*span)).collect()
        }
        Subject::Quotation(_) => vec![mark(span)],
    };
    found.sort_unstable();
    found.dedup();
    found
}
