//! `quote-mixed-marks`: straight and curly double quotation marks in one article.

use crate::article::BlockKind;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::text::{Quote, Span, TokenKind};

pub(super) const RULE: Rule =
    Rule { code: "quote-mixed-marks", level: Level::Off, summary: "Straight and curly double quotation marks in one article", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut straight: Vec<(Span, char)> = Vec::new();
    let mut curly: Vec<(Span, char)> = Vec::new();
    let prose = |kind: BlockKind| matches!(kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption);
    for (_, block, read) in context.blocks().filter(|(_, block, _)| prose(block.kind)) {
        let text = block.span.of(context.text());
        for token in &read.tokens {
            let other = match token.kind {
                TokenKind::Open(Quote::Double) => '“',
                TokenKind::Close(Quote::Double) => '”',
                _ => continue,
            };
            let place = token.span.shift(block.span.start);
            match token.text(text) {
                // 6'2", a 12" record.
                "\"" if text[..token.span.start as usize].ends_with(|c: char| c.is_ascii_digit()) => {}
                "\"" => straight.push((place, other)),
                "“" | "”" => curly.push((place, '"')),
                _ => {}
            }
        }
    }
    if straight.is_empty() || curly.is_empty() {
        return;
    }
    let (few, many) = if straight.len() <= curly.len() { (straight, curly) } else { (curly, straight) };
    let style = if many[0].1 == '"' { "curly" } else { "straight" };
    let message = format!("{} of the article's quotation marks are not {style} as the others are", few.len());
    let mut finding = Finding::new(RULE.code, RULE.level, few[0].0, message).relate(context.file, many[0].0, format!("A {style} one"));
    for (place, _) in few.iter().skip(1) {
        finding = finding.relate(context.file, *place, "The same");
    }
    let edits = few.iter().map(|(span, other)| Edit { span: *span, text: other.to_string() }).collect();
    findings.push(finding.fix(format!("Make all of them {style}"), edits, false));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_once_on_the_fewer() {
        fires(
            "quote-mixed-marks",
            &[
                "“It is old,” Ann Roe said. <\">It leaks,\" Ben Poe said. “It is grey,” he said.",
                "\"It is old,\" Ann Roe said. <“>It leaks,” Ben Poe said. \"It is grey,\" he said.",
            ],
        );
    }

    #[test]
    fn silent_on_one_kind_and_on_inches() {
        silent(
            "quote-mixed-marks",
            &["“It is old,” Ann Roe said.", "\"It is old,\" Ann Roe said.", "“It is old,” Ann Roe said of the 12\" pipe."],
        );
    }
}
