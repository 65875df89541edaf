//! Paragraphs of plain text: separated by blank lines, one a line, or hard-wrapped.

use super::{Article, Block, BlockKind};
use crate::text::{LineMap, Span};

/// Lines longer than this many characters mean that the file is not hard-wrapped.
const WIDEST_WRAP: usize = 110;
/// Lines shorter than this are not wrapped: they are short by themselves.
const NARROWEST_WRAP: usize = 50;

/// Adds the blocks of a plain text from the byte `body` on, all as paragraphs.
pub(super) fn divide(text: &str, body: usize, lines: &LineMap, article: &mut Article) {
    let first = lines.line_of(body as u32);
    let contents: Vec<Span> = (first..lines.count())
        .filter_map(|line| lines.line(line))
        .filter(|line| line.start as usize >= body)
        .map(|line| trimmed(text, line))
        .collect();
    let wrap = wrap_width(text, &contents);
    let mut open: Option<Span> = None;
    let mut push = |span: Span| article.blocks.push(Block { span, kind: BlockKind::Paragraph });
    for (at, &line) in contents.iter().enumerate() {
        if line.is_empty() {
            open.take().into_iter().for_each(&mut push);
            continue;
        }
        let before = at.checked_sub(1).map_or(Span::default(), |before| contents[before]);
        match open {
            Some(span) if wrap.is_some_and(|width| goes_on(text, before, line, width)) => open = Some(span.to(line)),
            Some(span) => {
                push(span);
                open = Some(line);
            }
            None => open = Some(line),
        }
    }
    open.into_iter().for_each(push);
}

/// A line without the space around it.
pub(super) fn trimmed(text: &str, line: Span) -> Span {
    let content = line.of(text);
    let start = line.start as usize + (content.len() - content.trim_start().len());
    Span::new(start, start + content.trim().len())
}

/// The width that the file is wrapped at, if it is: the longest line, where several lines stand together and none is too long.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let mut widest = 0;
    let mut neighbours = 0;
    let mut before = 0;
    for line in lines {
        let width = if line.len() > 4 * WIDEST_WRAP { line.len() } else { line.of(text).chars().count() };
        if width > WIDEST_WRAP {
            return None;
        }
        neighbours += usize::from(before >= NARROWEST_WRAP && width > 0);
        widest = widest.max(width);
        before = width;
    }
    (neighbours >= 2 && widest >= NARROWEST_WRAP).then_some(widest)
}

/// Whether a wrapped line goes on in the next: its first word would not have fitted, and it is no list item.
fn goes_on(text: &str, line: Span, next: Span, width: usize) -> bool {
    let (line, next) = (line.of(text), next.of(text));
    let item = next.starts_with(['-', '*', '•']) && next.chars().nth(1).is_some_and(char::is_whitespace);
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    let fits = line.chars().count() + 1 + word <= width;
    let ended = line.ends_with(['.', '!', '?', '”', '"']);
    !item && (!fits || !ended && next.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    fn divided(text: &str) -> Vec<&str> {
        Article::parse(text, Format::Plain).blocks.iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn one_paragraph_a_line_or_blank_lines_between() {
        let long =
            "The ministry said on Monday that it would publish the figures by the end of the month, after two delays and a complaint.";
        let text = format!("{long}\n{long}\n\n{long}\r\n \r\n{long}");
        assert_eq!(divided(&text), [long; 4]);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The ministry said on Monday that it would publish the\nfigures by the end of the month, after two delays and a\ncomplaint.\n\nA second paragraph stands here by itself, and it is also\nwrapped.";
        assert_eq!(divided(text).len(), 2);
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(divided("World\nBusiness\nSport"), ["World", "Business", "Sport"]);
    }
}
