//! `boilerplate`: what a web page left in the text.

use crate::article::{Block, BlockKind, Format};
use crate::checks::{Context, Edit, Finding, Rule, Tag};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "boilerplate", level: Level::Hint, summary: "Left over from a web page: links, labels, advertisements", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (text, blocks) = (context.text(), &context.reading.article.blocks);
    let is_left_over = |block: &Block| block.kind == BlockKind::Boilerplate && !is_mark(block.span.of(text));
    let mut at = 0;
    for group in blocks.chunk_by(|a, b| is_left_over(a) == is_left_over(b)) {
        let before = &blocks[..at];
        at += group.len();
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let span = first.span.to(last.span);
        // "___", "* * *": the writer's own dividers.
        if !is_left_over(first) || !context.words(span).contains(char::is_alphanumeric) || in_quotation(text, before, &blocks[at..]) {
            continue;
        }
        let mut finding = Finding::new(RULE.code, RULE.level, span, "Left over from a web page, not part of the article");
        finding.tags.push(Tag::Unnecessary);
        let lines = with_lines(text, span, context.reading.article.format);
        findings.push(finding.fix("Delete the leftover", vec![Edit { span: lines, text: String::new() }], true));
    }
}

const OPENING: [char; 2] = ['“', '«'];
const CLOSING: [char; 2] = ['”', '»'];

/// A quotation mark on a line of its own is part of a quotation.
fn is_mark(line: &str) -> bool {
    !line.contains(char::is_alphanumeric) && line.contains(['“', '”', '«', '»', '"', '‘', '’', '\''])
}

/// Whether what stands between is quoted: the text before leaves a quotation open, and the text after goes on in it.
fn in_quotation(text: &str, before: &[Block], after: &[Block]) -> bool {
    let is_text = |block: &&Block| block.kind == BlockKind::Paragraph || is_mark(block.span.of(text));
    let (Some(before), Some(after)) = (before.iter().rev().find(is_text), after.iter().find(is_text)) else { return false };
    let (before, after) = (before.span.of(text), after.span.of(text));
    let straight = |text: &str| text.matches('"').count() % 2 == 1;
    let curly = before.rfind(OPENING).is_some_and(|open| before[open..].rfind(CLOSING).is_none());
    let opens_again = after.starts_with(OPENING) || after.starts_with('"') && after.len() > 1;
    (curly || straight(before)) && !opens_again
}

/// The whole lines of a span with the blank ones after them, so that neither blank lines nor the marks of a list or a heading stay behind.
fn with_lines(text: &str, span: Span, format: Format) -> Span {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let mut start = before.len();
    let mut rest = after;
    if format == Format::Markdown {
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '+' | '>' | '#' | '.' | ')' | ' ' | '\t');
        if before[line..].chars().all(is_mark) {
            start = line;
        }
        rest = rest.trim_start_matches(['#', ' ', '\t']);
        // The line under a heading that makes it one.
        let under = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
        let rule = under.map(|under| under.lines().next().unwrap_or_default());
        if let (Some(under), Some(rule)) = (under, rule) {
            let marks = rule.trim_end();
            if marks.len() > 1 && (marks.bytes().all(|byte| byte == b'=') || marks.bytes().all(|byte| byte == b'-')) {
                rest = &under[rule.len()..];
            }
        }
    }
    let rest = rest.trim_start_matches(['\n', '\r', ' ', '\t']);
    if !rest.is_empty() || before[..start].trim_end().is_empty() {
        return Span::new(start, text.len() - rest.len());
    }
    // The last lines of a file go with the blank ones before them, and the end of the line before stays where the file ends in one.
    let kept = before[..start].trim_end();
    let end = match text.ends_with('\n') {
        true if before[kept.len()..].starts_with("\r\n") => 2,
        ends => usize::from(ends && before.len() > kept.len()),
    };
    Span::new(kept.len() + end, text.len())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};
    use crate::checks::{apply, safe_edits};

    #[test]
    fn what_a_page_left_and_not_what_the_writer_put() {
        fires(
            "boilerplate",
            &["Harbour reopens\n\nThe harbour reopened on Monday.\n\n<- Advertisement ->\n\nIt had been closed for years.\n"],
        );
        silent("boilerplate", &["Harbour reopens\n\nThe harbour reopened on Monday.\n\n___\n\nIt had been closed for years.\n"]);
    }

    /// A text after the safe fixes of the rule.
    fn mended(name: &str, text: &str) -> String {
        let found: Vec<_> = findings(&[(name, text)]).into_iter().filter(|finding| finding.code == "boilerplate").collect();
        apply(text, &safe_edits(&found))
    }

    #[test]
    fn no_mark_of_markdown_stays_behind() {
        for line in [
            "- Advertisement -",
            "* Advertisement *",
            "## Related Content",
            "1. Related Content",
            "> - Related Content",
            "Related Content\n===",
        ] {
            for end in ["\n", "\r\n"] {
                let text = format!("The port lost jobs.\n\n{line}\n\nThe quay was shut.\n").replace('\n', end);
                assert_eq!(mended("a.md", &text), "The port lost jobs.\n\nThe quay was shut.\n".replace('\n', end), "{line}");
            }
        }
    }

    #[test]
    fn no_blank_line_stays_at_the_end() {
        for end in ["\n", "\r\n"] {
            let text = "The port lost jobs.\n\n- Advertisement -\n".replace('\n', end);
            assert_eq!(mended("a.txt", &text), format!("The port lost jobs.{end}"));
        }
        assert_eq!(mended("a.txt", "The port lost jobs.\n\n- Advertisement -"), "The port lost jobs.");
        assert_eq!(mended("a.md", "The port lost jobs.\n\n## Related Content\n"), "The port lost jobs.\n");
    }

    #[test]
    fn what_somebody_says_stays_and_a_notice_goes() {
        for text in ["The port lost jobs.\n\nFollow us down, the sign said.\n", "The port lost jobs.\n\nSign up for it, said Roe.\n"] {
            assert_eq!(mended("a.txt", text), text);
        }
        for line in ["© 2024 The Norrvik Post. All rights reserved.", "Subscribe now for unlimited access"] {
            assert_eq!(mended("a.txt", &format!("The port lost jobs.\n\n{line}\n")), "The port lost jobs.\n");
        }
    }

    #[test]
    fn sentences_of_a_list_and_quoted_lines_stay() {
        let list =
            "The council has plans:\n\n- Mend the quay before winter.\n- Related Content\n- The council will sell the cranes to Lindal.\n";
        for name in ["a.md", "a.txt"] {
            assert_eq!(mended(name, list), list.replace("- Related Content\n", ""));
        }
        for text in [
            "“The port lost jobs,” she said. “She read: \nCLICK HERE TO READ MORE\nand left.”\n",
            "“\n- Advertisement -\n”\n\nAnn Roe said.\n",
        ] {
            assert_eq!(mended("a.txt", text), text);
        }
        let reopened = "“The port lost jobs.\n\n- Advertisement -\n\n“The quay was shut,” she said.\n";
        assert_eq!(mended("a.txt", reopened), reopened.replace("- Advertisement -\n\n", ""));
    }
}
