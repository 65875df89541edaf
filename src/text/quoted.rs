//! The words of a quotation, with what the writer cut or put into it marked.

use super::normalised;

/// Stands among the words of a quotation for a stretch that is the writer's: words left out, or put in or in place of others.
pub const CUT: &str = "…";

/// The longest stretch in brackets that is the writer's, in bytes: longer ones are an unclosed bracket, or the speaker's own aside.
const LONGEST: usize = 120;

/// The words between quotation marks as [`normalised`] writes them. An ellipsis and a stretch in brackets are [`CUT`]; brackets around letters or
/// marks only, as in "[T]he", "con[c]ede" and "well[.]", leave what they hold.
#[must_use]
pub fn quoted_words(inner: &str) -> String {
    if !inner.contains(['[', '(', '…']) && !inner.contains("..") && !inner.contains(". .") {
        return normalised(inner);
    }
    let mut pieces: Vec<String> = vec![String::new()];
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        if let Some((stretch, after)) = bracketed(rest) {
            let joined =
                pieces.last().is_some_and(|piece| piece.ends_with(char::is_alphanumeric)) || after.starts_with(char::is_alphanumeric);
            if stretch.contains(char::is_alphanumeric) {
                if joined && !stretch.contains(char::is_whitespace) {
                    pieces.last_mut().expect("it begins with one").push_str(stretch);
                } else {
                    pieces.push(String::new());
                }
            } else if ellipsis(stretch.trim()) > 0 {
                pieces.push(String::new());
            }
            rest = after;
        } else if ellipsis(rest) > 0 {
            pieces.push(String::new());
            rest = &rest[ellipsis(rest)..];
        } else {
            pieces.last_mut().expect("it begins with one").push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let mut words = String::with_capacity(inner.len());
    for (at, piece) in pieces.iter().map(|piece| normalised(piece)).enumerate() {
        for part in [if at > 0 { CUT } else { "" }, &piece] {
            // Two cuts with nothing between are one.
            if part.is_empty() || part == CUT && words.ends_with(CUT) {
                continue;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(part);
        }
    }
    words
}

/// What stands in the brackets that `text` begins with, and what comes after them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let close = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = text.find(close).filter(|end| *end <= LONGEST)?;
    Some((&text[1..end], &text[end + 1..]))
}

/// The length of the ellipsis that `text` begins with: the character, or two points and more, spaced or not.
fn ellipsis(text: &str) -> usize {
    if text.starts_with(CUT) {
        return CUT.len();
    }
    let mut end = 0;
    let mut points = 0;
    for (at, c) in text.char_indices() {
        match c {
            '.' => (points, end) = (points + 1, at + 1),
            ' ' if points > 0 => {}
            _ => break,
        }
    }
    if points >= 2 { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_writer_cut_or_put_in_is_one_mark() {
        for (inner, words) in [
            ("The quay is closed, we're told.", "the quay is closed were told"),
            ("[T]he quay is con[c]eded[.]", "the quay is conceded"),
            ("The quay [...] is closed", "the quay … is closed"),
            ("The quay... it is … closed. . . .", "the quay … it is … closed …"),
            ("We urge [the mayor] to go (laughs)", "we urge … to go …"),
            ("to [the]\u{a0}[...] umbrella", "to … umbrella"),
            ("the bridge(s) and the quay [it never closed", "the bridges and the quay it never closed"),
            ("[…]", "…"),
            ("", ""),
        ] {
            assert_eq!(quoted_words(inner), words, "{inner}");
        }
    }
}
