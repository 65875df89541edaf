//! `reportedly-unsourced`: "reportedly", and nothing near says who reported it.

use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "reportedly-unsourced", level: Level::Off, summary: "“Reportedly”, and nothing near says who reported it", check };

/// Beginnings of words that say who reported, or that somebody did.
const REPORTS: [&str; 25] = [
    "accord",
    "report",
    "told",
    "tell",
    "said",
    "say",
    "media",
    "newspaper",
    "agenc",
    "source",
    "cite",
    "citing",
    "witness",
    "announce",
    "reveal",
    "publish",
    "confirm",
    "claim",
    "alleg",
    "document",
    "statement",
    "official",
    "stated",
    "wrote",
    "tweet",
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let from = findings.len();
    for found in context.found(unsourced).into_iter().filter(|found| found.block.kind == BlockKind::Paragraph) {
        let number = found.number;
        for span in found.items.iter().map(|span| span.shift(found.block.span.start)) {
            if is_linked(context, number) || is_claimed(context, span) || is_told_beside(context, number, span) {
                continue;
            }
            match findings.get_mut(from) {
                Some(first) => first.related.push(super::here(context, span, "Another")),
                None => findings.push(Finding::new(RULE.code, RULE.level, span, "Nothing near says who reported this")),
            }
        }
    }
}

/// Where "reportedly" stands in a block with nothing in its sentence and those beside it that says who reported; spans are relative to the block.
fn unsourced(text: &str, read: &BlockReading) -> Vec<Span> {
    let reportedly = |token: &&crate::text::Token| token.span.len() == 10 && token.text(text).eq_ignore_ascii_case("reportedly");
    let told = |span: Span| read.tokens.iter().filter(|token| span.contains(token.span)).any(|token| tells(token.text(text)));
    let sentences = &read.discourse.sentences;
    let alone = |span: Span| {
        let at = read.discourse.sentence_of(span.start);
        let start = sentences.get(at.saturating_sub(2)).copied().unwrap_or(0);
        let end = sentences.get(at + 1).copied().unwrap_or(text.len() as u32);
        !told(Span { start, end }) && !read.discourse.is_quoted(span)
    };
    read.tokens.iter().filter(reportedly).map(|token| token.span).filter(|span| alone(*span)).collect()
}

fn tells(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower != "reportedly" && REPORTS.iter().any(|begin| lower.starts_with(begin))
}

/// Whether a statement that has a source covers it.
fn is_claimed(context: &Context<'_>, span: Span) -> bool {
    context.reading.claims.claims.iter().any(|claim| !claim.source.is_empty() && claim.extent().contains(span))
}

/// Whether the paragraph after says who reported it, or, where it stands in the first sentence, the paragraph before.
fn is_told_beside(context: &Context<'_>, number: usize, span: Span) -> bool {
    let blocks = &context.reading.article.blocks;
    let words = |block: &crate::article::Block| block.span.of(context.text()).split(|c: char| !c.is_alphabetic()).any(tells);
    let paragraph = |block: &&crate::article::Block| block.kind == BlockKind::Paragraph;
    let first = context.reading.blocks[number].as_ref().is_some_and(|read| {
        read.discourse.sentence_of(span.start - blocks[number].span.start) <= 1 //
    });
    blocks[number + 1..].iter().find(paragraph).is_some_and(words)
        || first && blocks[..number].iter().rev().find(paragraph).is_some_and(words)
}

/// Whether a web address stands in the block: the report may be behind it.
fn is_linked(context: &Context<'_>, block: usize) -> bool {
    let span = context.reading.article.blocks[block].span;
    context.reading.article.addresses.iter().any(|address| span.contains(*address))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_where_nobody_reports() {
        fires(
            "reportedly-unsourced",
            &[
                "Quay to close\n\nThe quay will <reportedly> close in May.",
                "Quay to close\n\nThe quay is old.\n\nIt <reportedly> leaks. It reportedly sinks.",
                "Quay to close\n\nAnn Roe said that it was old.\n\nThe quay is grey. The boats are small. The port <reportedly> closes in May.",
            ],
        );
    }

    #[test]
    fn silent_where_somebody_does() {
        silent(
            "reportedly-unsourced",
            &[
                "Quay to close\n\nThe quay will reportedly close in May, according to the Gazette.",
                "Quay to close\n\nThe quay will reportedly close.\n\nThe Gazette reported the plan on Monday.",
                "Quay to close\n\n“It will reportedly close,” Ann Roe said.",
                "Quay to close\n\nThe quay will [reportedly](https://example.org/quay) close in May at https://example.org/quay today.",
            ],
        );
    }
}
