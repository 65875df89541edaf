//! `quote-unattributed`: a quotation of whole sentences that nobody is given for.

use crate::actors::ActorClass;
use crate::article::{Block, BlockKind};
use crate::checks::{Context, Finding, Rule};
use crate::claims::{Balance, Quotation};
use crate::config::Level;

pub(super) const RULE: Rule =
    Rule { code: "quote-unattributed", level: Level::Off, summary: "A quotation of whole sentences that nobody is given for", check };

/// Shorter ones are slogans, titles and mottos.
const WORDS: usize = 8;

/// What tells whose words stood in the paragraph before, near the beginning of the next.
const SAYING: [&str; 12] =
    ["said", "says", "wrote", "writes", "told", "statement", "words", "letter", "message", "comment", "comments", "quote"];
const LEAD: usize = 25;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotations = &context.reading.claims.quotations;
    for quotation in quotations.iter().filter(|quotation| is_whole(context, quotation)) {
        if may_be_known(context, quotation) || is_told_again(context, quotation) {
            continue;
        }
        findings.push(Finding::new(RULE.code, RULE.level, quotation.span, "Nobody is given for this quotation"));
    }
}

/// Whether a quotation that no statement claims is a sentence or several, and stands in the text as such.
fn is_whole(context: &Context<'_>, quotation: &Quotation) -> bool {
    let inner = context.words(quotation.inner).trim();
    let block = context.reading.article.blocks[quotation.block as usize];
    let before = &context.text()[block.span.start as usize..quotation.span.start as usize];
    let after = &context.text()[quotation.span.end as usize..block.span.end as usize];
    quotation.claim.is_none()
        && quotation.balance == Balance::Closed
        && block.kind == BlockKind::Paragraph
        && inner.starts_with(|c: char| c.is_uppercase() || c == '[')
        && inner.ends_with(['.', '!', '?'])
        && inner.split_whitespace().nth(WORDS - 1).is_some()
        && (before.trim().is_empty() || before.trim_end().ends_with(['.', '!', '?', '”', '"']))
        && (after.trim().is_empty() || after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase))
}

/// Whether the paragraph or one beside it gives a source or speaks of anybody who may be it.
fn may_be_known(context: &Context<'_>, quotation: &Quotation) -> bool {
    let own = quotation.block as usize;
    let blocks = &context.reading.article.blocks;
    let read = |at: &usize| blocks[*at].kind.is_read();
    let previous = (0..own).rev().find(read);
    let next = (own + 1..blocks.len()).find(read);
    let claims = &context.reading.claims.claims;
    let from = claims.partition_point(|claim| (claim.block as usize) < previous.unwrap_or(own));
    let beside = |block: u32| Some(block as usize) == previous || block as usize == own || Some(block as usize) == next;
    if claims[from..].iter().take_while(|claim| claim.block as usize <= next.unwrap_or(own)).any(|claim| beside(claim.block)) {
        return true;
    }
    let mentions = &context.reading.actors.mentions;
    let from = mentions.partition_point(|mention| (mention.block as usize) < previous.unwrap_or(own));
    let speaks = mentions[from..].iter().take_while(|mention| mention.block as usize <= own).any(|mention| {
        let may_speak = matches!(mention.class, ActorClass::Person | ActorClass::Organisation);
        let paragraph = blocks[mention.block as usize].kind == BlockKind::Paragraph;
        may_speak && paragraph && beside(mention.block) && context.quotation_around(mention.span).is_none()
    });
    let words = |at: usize| context.words(blocks[at].span);
    speaks
        || introduces(context, previous.map(|at| blocks[at]))
        || next
            .is_some_and(|at| words(at).split_whitespace().take(LEAD).any(|word| SAYING.contains(&word.trim_end_matches([',', '.', ':']))))
        || next.is_some_and(|at| words(at).starts_with(['—', '–', '-', '―', '~', '“', '"']))
        || previous.is_some_and(|at| words(at).contains(['“', '”', '"']))
}

/// Whether a paragraph leads to what follows it: a colon, a question, a heading that names whose words follow.
fn introduces(context: &Context<'_>, previous: Option<Block>) -> bool {
    let Some(previous) = previous else { return true };
    let words = context.words(previous.span).trim();
    // The question of an interview, in bold letters.
    let is_bold = ["**", "__"].iter().any(|mark| words.len() > mark.len() && words.starts_with(mark) && words.ends_with(mark));
    previous.kind == BlockKind::Heading || is_bold || words.ends_with([':', '?', ','])
}

/// Whether the words stand elsewhere too: a quotation set apart in larger letters.
fn is_told_again(context: &Context<'_>, quotation: &Quotation) -> bool {
    let inner = context.words(quotation.inner).trim().trim_end_matches(['.', '!', '?']);
    context.text().matches(inner).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    const WORDS: &str = "“It is old, it leaks and nobody has mended it since the war.”";

    #[test]
    fn fires_on_a_quotation_of_nobody() {
        fires(
            "quote-unattributed",
            &[
                &format!("Quay to close\n\nThe quay will close in May. The boats are small.\n\n<{WORDS}>\n\nThe road is long."),
                &format!("Quay to close\n\nThe quay will close in May. <{WORDS}> The boats are small."),
            ],
        );
    }

    #[test]
    fn silent_where_somebody_may_be_meant() {
        silent(
            "quote-unattributed",
            &[
                &format!("Quay to close\n\nAnn Roe said the quay will close in May.\n\n{WORDS}\n\nThe road is long."),
                &format!("Quay to close\n\nMinister Ann Roe was sad. {WORDS} The boats are small."),
                &format!("Quay to close\n\nThe quay will close in May.\n\n{WORDS}\n\nSo said Minister Ann Roe on Monday."),
                &format!("Quay to close\n\nThe quay will close in May.\n\n**You call it old.**\n\n{WORDS}\n\nThe road is long."),
                &format!("Quay to close\n\nOn a wall of the quay stands:\n\n{WORDS}\n\nThe road is long."),
                &format!("Quay to close\n\nThe quay will close in May.\n\n{WORDS}\n\n— A fisherman"),
                "Quay to close\n\nThe quay will close in May.\n\n“Mind the gap.”\n\nThe road is long.",
                "Quay to close\n\nThe sign “old quay, closed since the end of the last war” is new.",
            ],
        );
    }
}
