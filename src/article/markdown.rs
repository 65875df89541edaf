//! Blocks of Markdown, and what in them is not prose.

use super::{Article, Block, BlockKind};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Adds the blocks of a Markdown text from the byte `body` on, and masks code, link targets and HTML.
pub(super) fn divide(text: &str, body: usize, article: &mut Article) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        let span = Span::new(body + range.start, body + range.end);
        match event {
            Event::Start(Tag::Heading { .. }) => push(text, article, span, BlockKind::Heading),
            Event::Start(Tag::Paragraph) => push(text, article, span, BlockKind::Paragraph),
            Event::End(TagEnd::Item) => {
                tight_item(text, article, span);
            }
            Event::Start(Tag::HtmlBlock) if span.of(text).starts_with("<!--") => after_comment(text, article, span),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_)) => mask(text, article, span),
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => article.masked.push(span),
            Event::End(TagEnd::Link | TagEnd::Image) => mask_target(text, article, span),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough) => mask_marks(text, article, span),
            _ => {}
        }
    }
    article.blocks.sort_by_key(|block| (block.span.start, std::cmp::Reverse(block.span.end)));
    drop_nested(article);
}

/// Code, HTML and tables are never read.
fn mask(text: &str, article: &mut Article, span: Span) {
    article.masked.push(span);
    push(text, article, span, BlockKind::Code);
}

/// To CommonMark the whole line of a comment is HTML (section 4.6, kind 2); what the writer puts behind the comment is a paragraph of the article.
fn after_comment(text: &str, article: &mut Article, span: Span) {
    let end = span.of(text).find("-->").map_or(span.end, |at| span.start + at as u32 + 3);
    mask(text, article, Span { end, ..span });
    push(text, article, Span { start: end, ..span }, BlockKind::Paragraph);
}

fn push(text: &str, article: &mut Article, span: Span, kind: BlockKind) {
    let whole = super::plain::trimmed(text, span);
    let mut span = whole;
    if kind == BlockKind::Heading {
        // The marks of the heading are not its text.
        let content = whole.of(text);
        let start = whole.start as usize + (content.len() - content.trim_start_matches('#').trim_start().len());
        let inner = text[start..whole.end as usize].lines().next().unwrap_or("").trim_end_matches(['#', ' ']);
        span = Span::new(start, start + inner.len());
    }
    if !span.is_empty() {
        article.blocks.push(Block { span, kind });
    }
}

/// An item of a tight list holds its text without a paragraph: it becomes one, unless a block inside it was found.
fn tight_item(text: &str, article: &mut Article, span: Span) {
    let content = super::plain::trimmed(text, span);
    let mark: usize = content
        .of(text)
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '*' | '+' | '.' | ')' | ' ' | '\t'))
        .map(char::len_utf8)
        .sum();
    let inner = Span { start: content.start + mark as u32, end: content.end };
    let holds = article.blocks.iter().rev().take_while(|block| block.span.end > content.start).any(|block| content.contains(block.span));
    if !holds && !inner.is_empty() {
        article.blocks.push(Block { span: inner, kind: BlockKind::Paragraph });
    }
}

/// Of `[text](target)` everything but the text; of an image all of it but the description; an autolink whole.
fn mask_target(text: &str, article: &mut Article, span: Span) {
    let whole = span.of(text);
    let open = usize::from(whole.starts_with('!'));
    let Some(close) = whole.rfind("](").or_else(|| whole.rfind("][")).or_else(|| whole.rfind(']')) else {
        article.masked.push(span);
        return;
    };
    article.masked.push(Span { start: span.start, end: span.start + 1 + open as u32 });
    article.masked.push(Span { start: span.start + close as u32, end: span.end });
}

/// The asterisks and underscores around an emphasis.
fn mask_marks(text: &str, article: &mut Article, span: Span) {
    let whole = span.of(text);
    let marks = whole.len() - whole.trim_start_matches(['*', '_', '~']).len();
    let marks = marks.min(whole.len() / 2).min(2) as u32;
    article.masked.push(Span { start: span.start, end: span.start + marks });
    article.masked.push(Span { start: span.end - marks, end: span.end });
}

/// Keeps the innermost of blocks that lie in each other, so that blocks never overlap.
fn drop_nested(article: &mut Article) {
    let blocks = std::mem::take(&mut article.blocks);
    for (at, block) in blocks.iter().enumerate() {
        let holds = blocks.get(at + 1).is_some_and(|next| block.span.overlaps(next.span));
        let clashes = article.blocks.last().is_some_and(|last| last.span.overlaps(block.span));
        if !holds && !clashes {
            article.blocks.push(*block);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, BlockKind, Format};

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let article = Article::parse(text, Format::Markdown);
        article.blocks.iter().map(|block| (block.kind, article.block_text(text, *block).into_owned())).collect()
    }

    #[test]
    fn headings_paragraphs_lists_and_code() {
        use BlockKind::*;
        let text = "---\ndate: 2024-05-31\n---\n# The title\n\nOne *two* [three](http://x.y/z) `code`.\n\n- item one\n- item two\n\n```\nx = 1\n```\n";
        let blocks = read(text);
        let kinds: Vec<_> = blocks.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [FrontMatter, Headline, Paragraph, Paragraph, Paragraph, Code]);
        assert_eq!(blocks[1].1, "The title");
        assert_eq!(blocks[2].1.split_whitespace().collect::<Vec<_>>(), ["One", "two", "three", "."]);
        assert_eq!(blocks[3].1, "item one");
    }

    #[test]
    fn what_stands_behind_a_comment_is_read() {
        use BlockKind::*;
        let blocks = read("<!-- one --> The port is closed.\n\n<!-- two\nlines -->\nThe quay is open.\n\n<!-- no end\n\nText.\n");
        assert_eq!(
            blocks.iter().map(|(kind, text)| (*kind, text.trim())).collect::<Vec<_>>(),
            [(Code, ""), (Paragraph, "The port is closed."), (Code, ""), (Paragraph, "The quay is open."), (Code, "")]
        );
    }

    #[test]
    fn blocks_never_overlap() {
        for text in ["> a\n> - b\n>   > c\n", "1. a\n\n   b\n2. c\n", "- a\n  - b\n", "# \n", "[a]: http://b\n", "<div>x</div>\n"] {
            let blocks = Article::parse(text, Format::Markdown).blocks;
            assert!(blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text:?} {blocks:?}");
        }
    }
}
