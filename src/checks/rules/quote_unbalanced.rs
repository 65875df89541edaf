//! `quote-unbalanced`: a quotation that is opened and never closed, or closed and never opened, paragraph by paragraph.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::{Balance, Quotation};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "quote-unbalanced", level: Level::Warning, summary: "A quotation mark without its other half", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotations = &context.reading.claims.quotations;
    for (at, quotation) in quotations.iter().enumerate() {
        // A single mark alone may be an apostrophe: "'Tis the season."
        let mark = first_mark(context, quotation);
        let is_single = || matches!(context.words(mark), "'" | "‘") && !context.text()[mark.end as usize..].starts_with('\'');
        if quotation.balance != Balance::Closed && (is_single() || in_tag(context, quotation)) {
            continue;
        }
        match quotation.balance {
            Balance::Unclosed => findings.push(unclosed(context, quotation, quotations.get(at + 1))),
            // The mark that closes what the paragraph before left open is that finding's other half.
            Balance::Unopened
                if at > 0
                    && quotations[at - 1].balance == Balance::Unclosed
                    && quotation.block == next_block(context, &quotations[at - 1]) => {}
            // “It is 14" long,” he said.
            Balance::Unopened if at > 0 && ends_in_inches(context, &quotations[at - 1], quotation) => {}
            Balance::Unopened => {
                let message = "This mark closes a quotation that no mark in the paragraph opens";
                findings.push(Finding::new(RULE.code, RULE.level, last_mark(context, quotation), message));
            }
            Balance::Closed | Balance::Continued => {}
        }
    }
}

/// Whether the quotation before, of the same paragraph, was opened by a curly mark and ends at a straight one after a digit, which stands for inches.
fn ends_in_inches(context: &Context<'_>, before: &Quotation, quotation: &Quotation) -> bool {
    let end = last_mark(context, before);
    before.block == quotation.block
        && context.words(first_mark(context, before)) == "“"
        && context.words(end) == "\""
        && context.text()[..end.start as usize].ends_with(|c: char| c.is_ascii_digit())
}

/// Whether one of its marks stands in a tag that a web page left in the text: `<img alt="Harbour">`.
fn in_tag(context: &Context<'_>, quotation: &Quotation) -> bool {
    let block = context.reading.article.blocks[quotation.block as usize].span;
    let tag = |mark: Span| {
        let before = Span { start: block.start, end: mark.start }.of(context.text());
        let open = before.rfind('<').filter(|open| !before[*open..].contains('>'));
        open.is_some_and(|open| before[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
    };
    tag(first_mark(context, quotation)) || tag(last_mark(context, quotation))
}

fn unclosed(context: &Context<'_>, quotation: &Quotation, next: Option<&Quotation>) -> Finding {
    let mark = first_mark(context, quotation);
    let next = next.filter(|next| next.balance == Balance::Unopened && next.block == next_block(context, quotation));
    let message = match next {
        Some(_) => "The quotation goes on in the next paragraph, which has no opening mark",
        None => "The paragraph opens a quotation and does not close it",
    };
    let mut finding = Finding::new(RULE.code, RULE.level, mark, message);
    let open = context.words(mark).to_owned();
    if let Some(next) = next {
        let start = context.reading.article.blocks[next.block as usize].span.start;
        finding = finding.relate(context.file, last_mark(context, next), "It is closed here").fix(
            "Reopen the quotation in the next paragraph",
            vec![Edit { span: Span { start, end: start }, text: open }],
            false,
        );
    } else {
        let end = context.reading.article.blocks[quotation.block as usize].span.end;
        let close = match open.as_str() {
            "“" => "”",
            "‘" => "’",
            other => other,
        };
        finding = finding.fix(
            "Close the quotation at the end of the paragraph",
            vec![Edit { span: Span { start: end, end }, text: close.to_owned() }],
            false,
        );
    }
    finding
}

/// The next block that is running text: captions and boilerplate may stand in between.
fn next_block(context: &Context<'_>, quotation: &Quotation) -> u32 {
    let blocks = &context.reading.article.blocks;
    let from = quotation.block as usize + 1;
    (from..blocks.len()).find(|&at| blocks[at].kind == crate::article::BlockKind::Paragraph).unwrap_or(from) as u32
}

fn first_mark(context: &Context<'_>, quotation: &Quotation) -> Span {
    let start = quotation.span.start;
    let length = context.words(quotation.span).chars().next().map_or(0, char::len_utf8) as u32;
    Span { start, end: start + length }
}

fn last_mark(context: &Context<'_>, quotation: &Quotation) -> Span {
    let end = quotation.span.end;
    let length = context.words(quotation.span).chars().next_back().map_or(0, char::len_utf8) as u32;
    Span { start: end - length, end }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_a_mark_without_its_other_half() {
        fires(
            "quote-unbalanced",
            &[
                "<“>The quay is old, Ann Rekdal said on Monday.\n\nThe council met on Friday.",
                "The quay is old and wet,<”> Ann Rekdal said on Monday.\n\nThe council met on Friday.",
            ],
        );
    }

    #[test]
    fn one_finding_where_the_next_paragraph_closes_it() {
        let text = "“The quay is old, and it is wet.\n\nIt will close in May,” Ann Rekdal said.";
        let found = findings_with("quote-unbalanced", "", text);
        assert_eq!(found.len(), 1);
        assert!(crate::checks::apply(text, &found[0].fixes[0].edits).contains("\n\n“It will close in May,”"));
    }

    #[test]
    fn silent_where_marks_are_paired_or_no_quotations() {
        silent(
            "quote-unbalanced",
            &[
                "“The quay is old,” Ann Rekdal said. “It is wet.”",
                "“The quay is old, and it is wet.\n\n“It will close in May,” Ann Rekdal said.",
                "The quay <img alt=\"Harbour\" width=\"400> is old.",
                "“It is 14\" long,” he said.",
                "The ’90s were good to the fishermen’s union.",
            ],
        );
    }
}
