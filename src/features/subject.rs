//! What stands at a place of an article.

use crate::actors::{ActorClass, MentionId};
use crate::reading::Reading;
use crate::text::Span;

/// The thing that a question at an offset is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A temporal expression, by its place in the reading.
    Time(usize),
    /// A mention of an actor.
    Mention(MentionId),
    /// A figure or what it counts.
    Figure(usize),
    /// A statement: its source, cue or content, or a quotation that belongs to it.
    Claim(usize),
    /// A quotation that belongs to no statement.
    Quotation(usize),
}

/// The subject at an offset and the span that it stands for: the smallest of what touches it. A nationality inside a counted phrase gives way
/// to the figure.
pub(super) fn at(reading: &Reading, offset: u32) -> Option<(Subject, Span)> {
    let time = reading.dates.expression_at(offset).map(|at| (Subject::Time(at), reading.dates.expressions[at].span));
    let mention = reading.actors.mention_at(offset);
    let figure = reading.claims.figures.iter().position(|figure| figure.extent().touches(offset));
    if let Some(at) =
        figure.filter(|_| mention.is_none_or(|id| reading.actors.mention(id).class == ActorClass::Nationality) && time.is_none())
    {
        return Some((Subject::Figure(at), reading.claims.figures[at].extent()));
    }
    let mention = mention.map(|id| (Subject::Mention(id), reading.actors.mention(id).span));
    let small = [time, mention].into_iter().flatten().min_by_key(|(_, span)| span.len());
    small.or_else(|| statement(reading, offset))
}

fn statement(reading: &Reading, offset: u32) -> Option<(Subject, Span)> {
    let claims = reading.claims.claims.iter().enumerate().filter_map(|(at, claim)| {
        let parts = std::iter::once(&claim.cue).chain(&claim.content).chain(&claim.source);
        let part = parts.copied().filter(|part| part.touches(offset)).min_by_key(|part| part.len())?;
        Some((Subject::Claim(at), part))
    });
    let quotations =
        reading.claims.quotations.iter().enumerate().filter(|(_, quotation)| quotation.span.touches(offset)).map(|(at, quotation)| {
            let subject = quotation.claim.map_or(Subject::Quotation(at), |claim| Subject::Claim(claim as usize));
            (subject, quotation.span)
        });
    claims.chain(quotations).min_by_key(|(_, span)| span.len())
}
