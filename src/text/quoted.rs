//! The words of a quotation, with what the writer cut or put into it marked.

use super::normalise::{is_apostrophe, normalised};

/// Stands among the words of a quotation for a stretch that is the writer's: words left out, or put in or in place of others.
pub const CUT: &str = "…";

/// The longest stretch in brackets that is the writer's, in bytes: longer ones are an unclosed bracket, or the speaker's own aside.
const LONGEST: usize = 120;

/// The words between quotation marks as [`normalised`] writes them, contractions spelled out: whether "we've" or "we have" is written down is no matter
/// of what was said. An ellipsis and a stretch in brackets are [`CUT`]; brackets around letters or
/// marks only, as in "[T]he", "con[c]ede" and "well[.]", leave what they hold.
#[must_use]
pub fn quoted_words(inner: &str) -> String {
    if !inner.contains(['[', '(', '…']) && !inner.contains("..") && !inner.contains(". .") {
        return spelled_out(inner);
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
    for (at, piece) in pieces.iter().map(|piece| spelled_out(piece)).enumerate() {
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

/// Words that "'s" and "'d" are verbs after, not marks of a genitive.
const SUBJECTS: [&str; 15] = ["i", "you", "he", "she", "it", "we", "they", "that", "there", "here", "what", "who", "where", "how", "this"];

/// Normalised words, the contractions among them, and "cannot", spelled out as they are mostly meant.
fn spelled_out(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len() + piece.len() / 8);
    let mut rest = piece;
    while let Some(at) = rest.find(is_apostrophe) {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start_matches(is_apostrophe);
        let (tail, after) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        let word = out.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is = |known: &&str| word.eq_ignore_ascii_case(known);
        let end = out.len() - word.len();
        // How much of the word stays, and what comes after it.
        let (stays, spelled) = match tail.to_ascii_lowercase().as_str() {
            _ if word.is_empty() => continue,
            "m" if is(&"i") => (word.len(), " am"),
            "re" => (word.len(), " are"),
            "ve" => (word.len(), " have"),
            "ll" => (word.len(), " will"),
            "s" if is(&"let") => (word.len(), " us"),
            "s" if SUBJECTS.iter().any(is) => (word.len(), if is_done(after) { " has" } else { " is" }),
            "d" if SUBJECTS.iter().any(is) => (word.len(), if is_done(after) { " had" } else { " would" }),
            "t" if is(&"won") => (0, "will not"),
            "t" if is(&"can") => (word.len(), " not"),
            "t" if is(&"shan") => (0, "shall not"),
            "t" if word.ends_with(['n', 'N']) && !is(&"ain") => (word.len() - 1, " not"),
            _ => continue,
        };
        out.truncate(end + stays);
        out.push_str(spelled);
        rest = after;
    }
    out.push_str(rest);
    let words = normalised(&out);
    if words.contains("cannot") {
        words.split(' ').map(|word| if word == "cannot" { "can not" } else { word }).collect::<Vec<_>>().join(" ")
    } else {
        words
    }
}

/// Whether words go on with a participle that "has" and "had" are before, not "is" and "would".
fn is_done(after: &str) -> bool {
    let mut words = after.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let next = words.find(|word| !["not", "never", "always", "already", "just"].contains(word)).unwrap_or_default();
    ["been", "got", "gotten", "had", "become", "better"].contains(&next)
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
            ("The quay is closed, we're told.", "the quay is closed we are told"),
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
    #[test]
    fn contractions_are_spelled_out() {
        for (inner, words) in [
            ("I don't say it\u{2019}s closed\u{2014}we\u{2019}re open", "i do not say it is closed we are open"),
            ("You Can't; he WON'T", "you can not he will not"),
            ("We cannot and can not", "we can not and can not"),
            ("It's been shut, she'd been told, they'd go", "it has been shut she had been told they would go"),
            ("Let's see the mayor's plan and the citizens' own", "let us see the mayors plan and the citizens own"),
            ("I'd've gone, y'all", "i would have gone yall"),
            ("'s and ''t", "s and t"),
        ] {
            assert_eq!(quoted_words(inner), words, "{inner}");
        }
    }
}
