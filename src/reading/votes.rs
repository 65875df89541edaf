//! How many voted for and against: "voted 7-2", "on a 6-3 vote".

use super::page::Page;
use crate::text::{Span, TokenKind};

/// Words that name a vote,
const VOTES: [&str; 4] = ["vote", "voted", "votes", "voting"];
/// verbs right before its sides,
const DECIDES: [&str; 5] = ["approved", "passed", "rejected", "ruled", "adopted"];
/// and nouns right after them.
const DECISIONS: [&str; 3] = ["vote", "decision", "ruling"];
/// One of these words is beside every vote.
pub(super) const CUES: [&[&str]; 3] = [&VOTES, &DECIDES, &DECISIONS];

/// The two sides of a vote, where they stand in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// The side named first, then the other.
    pub sides: (u16, u16),
    pub span: Span,
}

/// How far before its two sides a vote may be named: "the vote in the council was 7-2".
const REACH: usize = 7;

/// Those of a sentence.
pub(super) fn tallies(page: Page<'_>) -> Vec<Tally> {
    let side = |at: usize| page.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?.text(page.text).parse::<u16>().ok();
    let is_dash = |at: usize| page.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash));
    let is_glued = |at: usize| page.tokens.get(at).is_some_and(|token| token.glued);
    let sides = |at: usize| {
        let joined = is_dash(at + 1) && is_glued(at + 1) && is_glued(at + 2) && !(is_dash(at + 3) && is_glued(at + 3));
        let sides = (side(at)?, side(at + 2).filter(|_| joined || page.is(at + 1, &["to"]))?);
        Some(sides).filter(|_| is_of_a_vote(&page, at))
    };
    let numbers = (0..page.tokens.len()).filter(|at| *at == 0 || !(is_dash(at - 1) && is_glued(*at)));
    let tally = |at: usize| Some(Tally { sides: sides(at)?, span: page.tokens[at].span.to(page.tokens[at + 2].span) });
    numbers.filter_map(tally).collect()
}

/// Whether the words around two numbers make them the sides of a vote.
fn is_of_a_vote(page: &Page<'_>, at: usize) -> bool {
    let reach = if page.is(at.checked_sub(1), &["was", "of", "by"]) { REACH } else { 2 };
    let mut before = (at.saturating_sub(reach)..at).rev().take_while(|at| page.tokens[*at].is_word());
    before.any(|at| page.is(at, &VOTES)) || page.is(at.checked_sub(1), &DECIDES) || page.is(at + 3, &DECISIONS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn a_vote_is_known_by_the_words_around_it() {
        let read = |text: &str| {
            let tokens = tokenize(text);
            let found = tallies(Page { text, tokens: &tokens }).into_iter();
            found.map(|tally| (tally.sides, tally.span.of(text).to_owned())).collect::<Vec<_>>()
        };
        for (text, sides, words) in [
            ("The council voted 7-2 against it.", (7, 2), "7-2"),
            ("On a 6–3 vote, the council said no.", (6, 3), "6–3"),
            ("The vote in the council was 52-35.", (52, 35), "52-35"),
            ("It was approved by a vote of 5 to 4.", (5, 4), "5 to 4"),
            ("The court ruled 6-3 for the port.", (6, 3), "6-3"),
        ] {
            assert_eq!(read(text), [(sides, words.to_owned())], "{text}");
        }
        for text in [
            "Norrvik beat Skarvik 3-2.",
            "The vote is on May 3-4.",
            "They voted 3-2-1 for it.",
            "Voting ended at 8. The score was 3-2.",
            "Some 5 to 10 people voted.",
        ] {
            assert!(text.split(". ").all(|sentence| read(sentence).is_empty()), "{text}");
        }
    }
}
