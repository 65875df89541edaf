//! How a vote or a trial ended, in the headline and below it.

use super::Context;
use crate::article::BlockKind;
use crate::claims::numbers;
use crate::reading::{Particulars, Vote};
use crate::text::Span;

/// Where a headline and the text below it say that something ended in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcomes {
    /// In the headline.
    pub head: Span,
    /// The first place below.
    pub body: Span,
}

/// The only vote and the only prison term of the headline, where the text below has one other, and only that.
pub(super) fn outcomes(context: &Context<'_>) -> Vec<Outcomes> {
    let told = |kind: BlockKind| {
        let blocks = context.blocks().filter(move |(_, block, _)| block.kind == kind);
        blocks.filter_map(|(_, block, read)| Some((block.span, read.digest.particulars.as_deref()?)))
    };
    let votes = |(block, told): (Span, &Particulars)| {
        let vote = |vote: &Vote| (larger_first(vote.sides), vote.span.shift(block.start));
        told.votes.iter().map(vote).collect::<Vec<_>>()
    };
    let terms =
        |(block, told): (Span, &Particulars)| told.terms.iter().map(|term| (term.months, term.span.shift(block.start))).collect::<Vec<_>>();
    let vote = only(told(BlockKind::Headline).flat_map(votes)).zip(only(told(BlockKind::Paragraph).flat_map(votes)));
    // Of two votes with nothing in common, one may be on something else.
    let vote = vote.filter(|((head, _), (body, _))| head.0 == body.0 || head.1 == body.1 || head.0 + head.1 == body.0 + body.1);
    let vote = vote.filter(|((head, _), (body, _))| head != body).map(|((_, head), (_, body))| Outcomes { head, body });
    let term = only(told(BlockKind::Headline).flat_map(terms)).zip(only(told(BlockKind::Paragraph).flat_map(terms)));
    // "Seven years for fraud and one for theft, eight in all".
    let is_told = |months: u16| {
        let paragraphs = context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph);
        let mut told = paragraphs.flat_map(|(_, block, read)| numbers(context.words(block.span), &read.tokens));
        told.any(|(value, _)| value == f64::from(months) || value * 12.0 == f64::from(months))
    };
    let term = term.filter(|((head, _), (body, _))| head != body && !is_told(*head)).map(|((_, head), (_, body))| Outcomes { head, body });
    vote.into_iter().chain(term).collect()
}

/// A motion that fails by 3-4 is rejected by 4-3.
fn larger_first((one, other): (u16, u16)) -> (u32, u32) {
    (u32::from(one.max(other)), u32::from(one.min(other)))
}

/// The first, where all others are the same.
fn only<T: PartialEq>(mut told: impl Iterator<Item = (T, Span)>) -> Option<(T, Span)> {
    let first = told.next()?;
    told.all(|(other, _)| other == first.0).then_some(first)
}
