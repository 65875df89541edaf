//! Semantic tokens: actors, dates, figures, cues, quotations and left-overs, for colours.

use crate::actors::{ActorClass, MentionKind};
use crate::article::BlockKind;
use crate::index::Snapshot;
use crate::knowledge::Role;
use crate::reading::Reading;
use crate::text::{FileKey, Span, SpanSet};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SemanticKind {
    /// A person, by name, description or pronoun.
    Person,
    /// An organisation.
    Organisation,
    /// A place or nationality.
    Place,
    /// A temporal expression.
    Date,
    /// A figure.
    Figure,
    /// The words that attribute a statement.
    Cue,
    /// Quoted words that are none of the above.
    Quotation,
    /// Left over from a web page.
    Boilerplate,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Where. It may run over a line's end.
    pub span: Span,
    /// What it is.
    pub kind: SemanticKind,
    /// Whether it introduces its actor.
    pub first: bool,
    /// Whether it stands inside quotation marks, or is of the quotation with its marks.
    pub quoted: bool,
    /// Whether it bears a title that its record no longer gives it on the article's day.
    pub expired: bool,
}

/// The tokens of an open file inside a span, in order and without overlap.
pub fn semantic_tokens(snapshot: &Snapshot, file: &FileKey, span: Span) -> Vec<SemanticToken> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let quotations: SpanSet = reading.claims.quotations.iter().map(|quotation| (quotation.inner, 0)).collect();
    let quoted = |span: Span| quotations.over(span).any(|(inner, _)| inner.contains(span));
    let token = |span: Span, kind| SemanticToken { span, kind, first: false, quoted: quoted(span), expired: false };
    let mut found: Vec<SemanticToken> = Vec::new();
    found.extend(reading.actors.mentions.iter().map(|mention| {
        let kind = match mention.class {
            ActorClass::Person => SemanticKind::Person,
            ActorClass::Organisation => SemanticKind::Organisation,
            ActorClass::Place | ActorClass::Nationality => SemanticKind::Place,
        };
        let actor = mention.actor.map(|actor| reading.actors.actor(actor));
        let first = actor.is_some_and(|actor| reading.actors.mention(actor.introduction).span == mention.span);
        let expired = mention.kind == MentionKind::Named && mention.title.is_some_and(|title| is_expired(snapshot, reading, actor, title));
        SemanticToken { first, expired, ..token(mention.span, kind) }
    }));
    found.extend(reading.dates.expressions.iter().map(|time| token(time.span, SemanticKind::Date)));
    found.extend(reading.claims.figures.iter().map(|figure| token(figure.span, SemanticKind::Figure)));
    found.extend(reading.claims.claims.iter().map(|claim| token(claim.cue, SemanticKind::Cue)));
    let leftover = reading.article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    found.extend(leftover.map(|block| token(block.span, SemanticKind::Boilerplate)));
    let mut tokens = without_overlap(found);
    // Quotations colour what stands between.
    let mut between = Vec::new();
    for quotation in &reading.claims.quotations {
        let mut from = quotation.span.start;
        let first = tokens.partition_point(|token| token.span.end <= quotation.span.start);
        for token in tokens[first..].iter().take_while(|token| token.span.start < quotation.span.end) {
            if from < token.span.start {
                between.push(Span { start: from, end: token.span.start });
            }
            from = token.span.end.max(from);
        }
        if from < quotation.span.end {
            between.push(Span { start: from, end: quotation.span.end });
        }
    }
    tokens.extend(between.into_iter().map(|span| SemanticToken { quoted: true, ..token(span, SemanticKind::Quotation) }));
    let mut tokens = without_overlap(tokens);
    // At last: what stands outside may cut what reaches in.
    tokens.retain(|token| token.span.overlaps(span));
    tokens
}

/// Of tokens that overlap, the one that begins first, then the longest.
fn without_overlap(mut tokens: Vec<SemanticToken>) -> Vec<SemanticToken> {
    tokens.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end), token.kind));
    let mut end = 0;
    tokens.retain(|token| {
        let free = token.span.start >= end && !token.span.is_empty();
        if free {
            end = token.span.end;
        }
        free
    });
    tokens
}

/// Whether the record of an actor knows a title's words, but not for the article's day.
fn is_expired(snapshot: &Snapshot, reading: &Reading, actor: Option<&crate::actors::Actor>, title: Span) -> bool {
    let record = actor.and_then(|actor| actor.record).and_then(|id| snapshot.knowledge.record(id));
    let Some((record, reference)) = record.zip(reading.dates.reference) else { return false };
    let words = title.of(&reading.text);
    let named = |role: Role<&str>| [role.title, role.before].into_iter().flatten().any(|own| own.eq_ignore_ascii_case(words));
    record.roles().any(named) && !record.roles_on(reference.day).any(named)
}
