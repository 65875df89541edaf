//! Sentences of a paragraph, from its tokens.

use super::token::{Follows, abbreviation};
use super::words::is_calendar;
use super::{Span, Token, TokenKind};

/// The sentences of a paragraph, relative to it, in order; they cover every token once. Closing quotation marks and brackets belong to the
/// sentence that they close.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let ends = match tokens[at].kind {
            TokenKind::Stop => true,
            TokenKind::Word if tokens[at].stopped => stops_here(text, tokens, at),
            _ => false,
        };
        if ends {
            let mut last = at;
            while let Some(next) = tokens.get(last + 1).filter(|next| next.glued && closes(text, next)) {
                last += 1;
                at = last;
                debug_assert!(next.glued);
            }
            if begins(text, tokens, last + 1) {
                found.push(tokens[start].span.to(tokens[last].span));
                start = last + 1;
            }
        }
        at += 1;
    }
    if let (Some(first), Some(last)) = (tokens.get(start), tokens.last()) {
        found.push(first.span.to(last.span));
    }
    found
}

fn closes(text: &str, token: &Token) -> bool {
    matches!(token.kind, TokenKind::Close(_) | TokenKind::Stop) || matches!(token.text(text), ")" | "]")
}

/// Whether a sentence can begin at a token: after a space, with a capital, a number or an opening mark.
fn begins(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    if token.glued && !matches!(token.kind, TokenKind::Open(_)) {
        return false;
    }
    match token.kind {
        TokenKind::Word => token.capital,
        TokenKind::Number | TokenKind::Dash => true,
        TokenKind::Open(_) => tokens.get(at + 1).is_none_or(|next| next.capital || next.kind != TokenKind::Word),
        TokenKind::Mark => matches!(token.text(text), "(" | "[" | "$" | "£" | "€" | "#" | "@"),
        _ => false,
    }
}

/// Whether an abbreviation or initial also ends its sentence: the next word is one that begins sentences and never names.
fn stops_here(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].text(text);
    let bare = word.strip_suffix('.').unwrap_or(word);
    let Some(next) = tokens.get(at + 1) else { return true };
    if abbreviation(bare) == Some(Follows::Always) {
        return false;
    }
    // "J." before a name is an initial; "U.S." and "p.m." may end a sentence.
    let initial = bare.chars().nth(1).is_none();
    let opener = next.is_word() && next.capital && (OPENERS.contains(&next.text(text)) || follows_hour(text, tokens, at));
    opener && !initial
        || matches!(next.kind, TokenKind::Open(_)) && !next.glued && !initial && tokens.get(at + 2).is_some_and(|t| t.capital)
        || closes(text, next)
}

/// Whether a sentence begins after "p.m.": not "3 p.m. Friday", "3 p.m. Dec. 4", "3 p.m. London time", "the 10 p.m. News".
fn follows_hour(text: &str, tokens: &[Token], at: usize) -> bool {
    const GO_ON: [&str; 17] = [
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Eastern",
        "Central",
        "Mountain",
        "Pacific",
        "Greenwich",
    ];
    let hour = matches!(tokens[at].text(text), "p.m." | "a.m.");
    let written = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let next = &tokens[at + 1];
    let time = (2..4).any(|ahead| matches!(written(at + ahead), "time" | "Time"));
    let led = (1..5).filter_map(|back| at.checked_sub(back)).any(|at| matches!(written(at), "the" | "a" | "The" | "A"));
    hour && !next.upper && !time && !led && !is_calendar(next.text(text)) && !GO_ON.contains(&next.text(text))
}

/// Words that begin a sentence when capitalised and are hardly ever part of a name.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "As",
    "Asked",
    "At",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Earlier",
    "Each",
    "Even",
    "Every",
    "For",
    "From",
    "Former",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "Neither",
    "No",
    "Nor",
    "Not",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "Over",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &tokenize(text)).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn titles_and_initials_do_not_end_sentences() {
        assert_eq!(split("Gen. J. Poe left. Mr. Roe of the U.S. Navy stayed."), ["Gen. J. Poe left.", "Mr. Roe of the U.S. Navy stayed."]);
    }

    #[test]
    fn an_abbreviation_may_end_one() {
        assert_eq!(
            split("She flew to the U.S. The visit began at 3 p.m. It ended."),
            ["She flew to the U.S.", "The visit began at 3 p.m.", "It ended."]
        );
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(
            split("\u{201C}We left.\u{201D} He did not. (They did.) \"So?\" she said."),
            ["\u{201C}We left.\u{201D}", "He did not.", "(They did.)", "\"So?\" she said."]
        );
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", ".", "...", "a", "U.S.", "a.b.c...? \u{201D}"] {
            let tokens = tokenize(text);
            let covered: usize = sentences(text, &tokens).iter().map(|s| tokens.iter().filter(|t| s.contains(t.span)).count()).sum();
            assert_eq!(covered, tokens.len(), "{text:?}");
        }
    }
}
