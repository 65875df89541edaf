//! Declaration: where this article first names an actor in full or first speaks of a day, and the words that attribute a statement;
//! for a quotation that nobody is said to say, those that attribute the same words elsewhere in the article.

use super::definition::Target;
use super::subject::{self, Subject};
use crate::index::Snapshot;
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span, quoted_words};

/// The declaration of what stands at a byte offset of an open file.
pub fn declaration(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Target> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, origin)) = subject::at(reading, offset) else { return Vec::new() };
    let span = match subject {
        Subject::Mention(id) => reading.actors.mention(id).actor.map(|actor| introduction(reading, actor)),
        Subject::Time(at) => {
            let days = reading.dates.expressions[at].days;
            days.and_then(|days| reading.dates.expressions.iter().find(|time| time.days == Some(days))).map(|time| time.span)
        }
        Subject::Figure(at) => reading.claims.figures[at].claim.and_then(|claim| cue(reading, claim as usize)),
        Subject::Claim(at) => cue(reading, at),
        Subject::Quotation(at) => attributed(reading, at).and_then(|claim| cue(reading, claim)),
    };
    span.map(|span| Target { origin, place: Place { file: file.clone(), span } }).into_iter().collect()
}

fn introduction(reading: &Reading, actor: crate::actors::ActorId) -> Span {
    reading.actors.mention(reading.actors.actor(actor).introduction).span
}

fn cue(reading: &Reading, claim: usize) -> Option<Span> {
    Some(reading.claims.claims.get(claim)?.cue)
}

/// The statement that has the same words in quotation marks, or more.
fn attributed(reading: &Reading, quotation: usize) -> Option<usize> {
    let words = |span: Span| quoted_words(span.of(&reading.text));
    let wanted = words(reading.claims.quotations[quotation].inner);
    let others = reading.claims.quotations.iter().filter(|other| other.claim.is_some());
    others
        .filter(|other| !wanted.is_empty() && words(other.inner).contains(&wanted))
        .find_map(|other| other.claim)
        .map(|claim| claim as usize)
}
