//! `boilerplate`: what a web page left in the text.

use crate::article::BlockKind;
use crate::checks::{Context, Edit, Finding, Rule, Tag};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "boilerplate", level: Level::Hint, summary: "Left over from a web page: links, labels, advertisements", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let blocks = &context.reading.article.blocks;
    for group in blocks.chunk_by(|a, b| a.kind == b.kind) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let span = first.span.to(last.span);
        // "___", "* * *": the writer's own dividers.
        if first.kind != BlockKind::Boilerplate || !context.words(span).contains(char::is_alphanumeric) {
            continue;
        }
        let mut finding = Finding::new(RULE.code, RULE.level, span, "Left over from a web page, not part of the article");
        finding.tags.push(Tag::Unnecessary);
        findings.push(finding.fix(
            "Delete the leftover",
            vec![Edit { span: with_blank_lines(context.text(), span), text: String::new() }],
            true,
        ));
    }
}

/// The span with the line endings after it, so that no blank lines stay behind.
fn with_blank_lines(text: &str, span: Span) -> Span {
    let after = &text[span.end as usize..];
    let blank = after.len() - after.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    Span { start: span.start, end: span.end + blank as u32 }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn what_a_page_left_and_not_what_the_writer_put() {
        fires(
            "boilerplate",
            &["Harbour reopens\n\nThe harbour reopened on Monday.\n\n<- Advertisement ->\n\nIt had been closed for years.\n"],
        );
        silent("boilerplate", &["Harbour reopens\n\nThe harbour reopened on Monday.\n\n___\n\nIt had been closed for years.\n"]);
    }
}
