//! Who says the words of a quotation: not the "he" or "she" in them.

use super::scene::Item;
use super::{clauses, subjects};
use crate::actors::ActorClass;
use crate::text::Span;

/// The most bytes between a quotation and who says it.
const NEAR: usize = 120;
/// The most mentions between words of a quotation and who says them.
const FEW: usize = 30;

/// The item of the person who says the words in which an item of a block stands: beside the quotation's end, or else before it begins.
pub(super) fn speaker(text: &str, items: &[Item], at: usize) -> Option<usize> {
    let span = items[at].mention.span;
    let close = text[span.end as usize..].find(['”', '"', '\n']).map(|close| span.end as usize + close);
    let close = close.filter(|close| !text[*close..].starts_with('\n'));
    let after = close.and_then(|close| after(text, items, at, close + if text[close..].starts_with('"') { 1 } else { '”'.len_utf8() }));
    after.or_else(|| before(text, items, at))
}

/// Where the quotation begins in which a span stands, if the words after it tell of whom it speaks: "“He kept watch,” the judge said of the guard".
pub(super) fn told_of(text: &str, span: Span) -> Option<u32> {
    let close = span.end as usize + text[span.end as usize..].find(['”', '"', '\n'])?;
    let after = text[close..].trim_start_matches(['”', '"']);
    let clause = &after[..after.find(['.', '“', '"', '\n']).unwrap_or(after.len())];
    let tells = [" said of ", " says of ", " said about ", " says about "].iter().any(|words| clause.contains(words));
    let open = text[..span.start as usize].rfind(['“', '"', '\n']).map_or(0, |open| open as u32);
    (tells && clause.len() <= NEAR).then_some(open)
}

/// Whether a mention is a person outside quotations.
fn may_speak(item: &Item) -> bool {
    item.mention.class == ActorClass::Person && !item.mention.in_quote
}

/// "…,” said Ann Poe", "…,” the mayor told Poe": the first mention in the sentence that goes on after a quotation.
fn after(text: &str, items: &[Item], at: usize, from: usize) -> Option<usize> {
    let next = at + 1 + items[at + 1..].iter().take(FEW).position(|other| other.mention.span.start as usize >= from && may_speak(other))?;
    let between = text.get(from..(subjects::start(&items[next]) as usize).max(from))?;
    let rest = text.get(items[next].mention.span.end as usize..)?;
    // What is said of the speaker stands before the name or after it.
    let clause = rest.split(['.', '“', '"', '\n']).next().unwrap_or("");
    let goes_on = between.len() <= NEAR && !between.contains(['.', '“', '"', '\n']);
    (goes_on && !rest.starts_with(['\'', '’']) && (clauses::tells(between) || clauses::tells(clause))).then_some(next)
}

/// "Poe said outside. “…": the nearest person before a quotation who speaks.
fn before(text: &str, items: &[Item], at: usize) -> Option<usize> {
    let open = text[..items[at].mention.span.start as usize].rfind(['“', '"', '\n'])?;
    let speaks = |other: &Item| {
        let end = other.mention.span.end as usize;
        let between = text.get(end..open).filter(|between| between.len() <= NEAR);
        may_speak(other) && between.is_some_and(|between| !between.starts_with(['\'', '’']) && clauses::tells(between))
    };
    let first = at.saturating_sub(FEW);
    items[first..at].iter().rposition(speaks).map(|back| first + back)
}
