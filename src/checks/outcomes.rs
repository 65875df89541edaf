//! How a vote or a trial ended, in the headline and below it.

use super::Context;
use crate::article::BlockKind;
use crate::claims::numbers;
use crate::reading::{Particulars, larger_first};
use crate::text::{Span, unanimous};

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
    let votes = |(block, told): (Span, &Particulars)| {
        told.votes.iter().map(|vote| (larger_first(vote.sides), vote.span.shift(block.start))).collect::<Vec<_>>()
    };
    let terms =
        |(block, told): (Span, &Particulars)| told.terms.iter().map(|term| (term.months, term.span.shift(block.start))).collect::<Vec<_>>();
    // Of two votes with nothing in common, one may be on something else.
    let all = |(one, other): (u16, u16)| u32::from(one) + u32::from(other);
    let is_one = |head: (u16, u16), body: (u16, u16)| head.0 == body.0 || head.1 == body.1 || all(head) == all(body);
    // "Seven years for fraud and one for theft, eight in all".
    let is_told = |months: u16| {
        let paragraphs = context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph);
        let mut told = paragraphs.flat_map(|(_, block, read)| numbers(context.words(block.span), &read.tokens));
        told.any(|(value, _)| value == f64::from(months) || value * 12.0 == f64::from(months))
    };
    let vote = two(context, votes, is_one);
    let term = two(context, terms, |head, _| !is_told(head));
    vote.into_iter().chain(term).collect()
}

/// What the headline and the text below it tell in two ways, and each in no other; `may` says whether two that differ are of one thing.
fn two<T: Copy + PartialEq>(
    context: &Context<'_>,
    told: impl Fn((Span, &Particulars)) -> Vec<(T, Span)>,
    may: impl Fn(T, T) -> bool,
) -> Option<Outcomes> {
    let told_in = |kind: BlockKind| {
        let blocks = context.blocks().filter(|(_, block, _)| block.kind == kind);
        unanimous(blocks.filter_map(|(_, block, read)| Some((block.span, read.digest.particulars.as_deref()?))).flat_map(&told))
    };
    let ((head_tells, head), (body_tells, body)) = (told_in(BlockKind::Headline)?, told_in(BlockKind::Paragraph)?);
    (head_tells != body_tells && may(head_tells, body_tells)).then_some(Outcomes { head, body })
}
