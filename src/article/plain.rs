//! Paragraphs of plain text: separated by blank lines, one a line, or hard-wrapped.

use super::{Article, Block, BlockKind};
use crate::text::{LineMap, Span};
use std::cmp::Reverse;

/// Lines longer than this many characters are not hard-wrapped.
const WIDEST_WRAP: usize = 110;
/// Lines shorter than this are not wrapped: they are short by themselves.
const NARROWEST_WRAP: usize = 50;
/// One wrapped line in so many may be wider than the others, and one in any file: it is under edit, or ends in an address that cannot be divided.
const OUTLIERS: usize = 20;

/// Adds the blocks of a plain text from the byte `body` on, all as paragraphs.
pub(super) fn divide(text: &str, body: usize, lines: &LineMap, article: &mut Article) {
    let first = lines.line_of(body as u32);
    let contents: Vec<Span> = (first..lines.count())
        .filter_map(|line| lines.line(line))
        .map(|line| trimmed(text, Span { start: line.start.max(body as u32), ..line }))
        .collect();
    let seams: Vec<Option<Seam>> = (0..contents.len()).map(|at| Seam::of(text, *contents.get(at.checked_sub(1)?)?, contents[at])).collect();
    let wrap = wrap_width(text, &contents, &seams);
    let mut open: Option<Span> = None;
    let mut push = |span: Span| article.blocks.push(Block { span, kind: BlockKind::Paragraph });
    for (at, &line) in contents.iter().enumerate() {
        if line.is_empty() {
            open.take().into_iter().for_each(&mut push);
            continue;
        }
        match open {
            Some(span) if wrap.zip(seams[at].as_ref()).is_some_and(|(width, seam)| seam.goes_on(width)) => open = Some(span.to(line)),
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

/// What tells whether a line goes on in the next, in characters.
struct Seam {
    line: usize,
    /// With the next line's first word.
    longer: usize,
    /// Whether the line ends where a sentence may.
    ended: bool,
    /// Whether the next begins with a small letter.
    small: bool,
    /// Whether the next is an item of a list, or both are rows of a table.
    item: bool,
}

impl Seam {
    /// Between two lines that have words.
    fn of(text: &str, line: Span, next: Span) -> Option<Self> {
        let (line, next) = (line.of(text), next.of(text));
        let word = next.split_whitespace().next()?;
        let width = line.chars().count();
        (width > 0).then(|| Seam {
            line: width,
            longer: width + 1 + word.chars().count(),
            ended: is_ended(line),
            small: next.starts_with(char::is_lowercase),
            item: next.starts_with(['-', '*', '•']) && next.chars().nth(1).is_some_and(char::is_whitespace)
                || line.contains('\t') && next.contains('\t'),
        })
    }

    /// Whether the line goes on in the next if lines are wrapped at a width: its first word would not have fitted, and it is no list item.
    fn goes_on(&self, width: usize) -> bool {
        !self.item && (self.longer > width || !self.ended && self.small)
    }
}

/// The width that the file is wrapped at, if it is: that of its longest line, where several lines stand together and most go on in the next. Lines that
/// are wider are outliers where more others go on without them than they are.
fn wrap_width(text: &str, lines: &[Span], seams: &[Option<Seam>]) -> Option<usize> {
    let wrapped = seams.iter().flatten().filter(|seam| (NARROWEST_WRAP..=WIDEST_WRAP).contains(&seam.line));
    let seams: Vec<&Seam> = wrapped.collect();
    // Where a line ends a sentence, nobody can tell.
    let open: Vec<&Seam> = seams.iter().copied().filter(|seam| !seam.ended).collect();
    let is_too_long = |line: &&Span| match line.len() {
        ..=WIDEST_WRAP => false,
        // No character has more bytes.
        bytes if bytes > 4 * WIDEST_WRAP => true,
        _ => line.of(text).chars().nth(WIDEST_WRAP).is_some(),
    };
    if seams.len() < 2 || lines.iter().filter(is_too_long).nth(open.len()).is_some() {
        return None;
    }
    let mut widths: Vec<usize> = seams.iter().map(|seam| seam.line).collect();
    widths.sort_unstable_by_key(|width| Reverse(*width));
    widths.truncate(1 + (seams.len() / OUTLIERS).max(1));
    // Each with how many lines are wider.
    let mut widths: Vec<(usize, usize)> = widths.into_iter().enumerate().collect();
    widths.dedup_by_key(|(_, width)| *width);
    let go_on = |width: usize| open.iter().filter(|seam| seam.goes_on(width)).count();
    let best = widths.into_iter().map(|(wider, width)| (wider, width, go_on(width)));
    let best = best.reduce(|best, other| if other.2 - best.2 > other.0 - best.0 { other } else { best });
    best.filter(|(.., go_on)| go_on * 3 >= open.len() * 2).map(|(_, width, _)| width)
}

/// Whether a line ends where a sentence may.
fn is_ended(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '”', '"'])
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
    fn a_line_under_edit_or_with_an_address_leaves_the_others_as_they_are() {
        let words = "Harbour Minister Anna Keller told Norvik Radio on Monday that Arendal and Norvik would open the Old Quay to the Coast Guard in May, and that Mayor Ole Berg of Norvik had given her his word.";
        let mut wrapped = vec![String::new()];
        for word in words.split(' ').cycle().take(400) {
            match wrapped.last_mut() {
                Some(line) if line.len() + 1 + word.len() <= 72 => *line = format!("{line} {word}").trim_start().to_owned(),
                _ => wrapped.push(word.to_owned()),
            }
        }
        for more in [
            "",
            "s",
            ", as",
            " and",
            " and then a good deal more",
            " at https://norvik.example/",
            &" and it was all written in one line".repeat(9),
        ] {
            let mut edited = wrapped.clone();
            edited[7].push_str(more);
            assert_eq!(divided(&edited.join("\n")).len(), 1, "{more}");
        }
    }

    #[test]
    fn rows_of_one_width_are_no_wrapped_lines() {
        let spaced: Vec<String> = (0..40).map(|row| format!("{row:<30}{:<20}{}", row * 7, "9".repeat(1 + row * 5 % 13))).collect();
        let parted: Vec<String> = (10_000..10_040).map(|row| [row; 10].map(|cell| cell.to_string()).join("\t")).collect();
        for rows in [spaced, parted] {
            assert_eq!(divided(&rows.join("\n")).len(), 40, "{}", rows[0]);
        }
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(divided("World\nBusiness\nSport"), ["World", "Business", "Sport"]);
    }
}
