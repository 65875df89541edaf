//! `quote-nested-marks`: a quotation in a quotation with the same marks as the one around it.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Quote, Span, TokenKind};

pub(super) const RULE: Rule = Rule {
    code: "quote-nested-marks",
    level: Level::Off,
    summary: "A quotation in a quotation with the marks of the one around it",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let from = findings.len();
    for found in context.found(nested) {
        for span in found.items.iter().map(|span| span.shift(found.block.span.start)) {
            if let Some(first) = findings.get_mut(from) {
                first.related.push(super::here(context, span, "Another"));
                continue;
            }
            let message = "A quotation in a quotation has the marks of the one around it; it takes single ones";
            findings.push(Finding::new(RULE.code, RULE.level, span, message));
        }
    }
}

/// Quotations in quotations of one block, with the marks of those around them.
fn nested(text: &str, read: &BlockReading) -> Vec<Span> {
    let tokens = &read.tokens;
    let mut open: Vec<(Span, bool)> = Vec::new();
    let mut nested: Vec<Span> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // Only curly marks tell an opening one from a closing one.
        match (token.kind, token.text(text)) {
            (TokenKind::Open(Quote::Double), "“") => {
                // Nothing between two marks in a row: one was typed twice.
                let twice = at > 0 && matches!(tokens[at - 1].kind, TokenKind::Open(Quote::Double));
                // A mark that leans the wrong way closes a quotation.
                if token.glued && at > 0 && tokens[at - 1].is_word() || text[token.span.end as usize..].starts_with(char::is_whitespace) {
                    return Vec::new();
                }
                open.push((token.span, !twice));
            }
            (TokenKind::Close(Quote::Double), "”") => {
                let Some((start, counts)) = open.pop().filter(|_| token.glued) else { return Vec::new() };
                if !open.is_empty() && counts {
                    nested.push(start.to(token.span));
                }
            }
            _ => {}
        }
    }
    // Where the marks do not balance it is another rule's: a forgotten mark looks like a nested one.
    if !open.is_empty() {
        nested.clear();
    }
    nested
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_the_same_marks() {
        fires("quote-nested-marks", &["“He told me <“no”> and left,” Ann Roe said.", "“It is <“old,”> “grey” and wet,” Ann Roe said."]);
    }

    #[test]
    fn silent_on_single_ones_and_on_marks_that_do_not_balance() {
        silent(
            "quote-nested-marks",
            &[
                "“He told me ‘no’ and left,” Ann Roe said.",
                "“It is old, Ann Roe said. “It leaks.”",
                "“It is old,” Ann Roe said. “It leaks.”",
                "“It is old,“ Ann Roe said, ”and it leaks.”",
                "\"It is \"old\" and wet,\" Ann Roe said.",
            ],
        );
    }
}
