//! Quotation marks of one paragraph, paired.

use super::Balance;
use crate::text::{Quote, Span, Token, TokenKind};

/// Words in quotation marks, by the tokens of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The first token: the opening mark, or the paragraph's first token where none opens.
    pub first: u32,
    /// One past the closing mark, or past the paragraph's last token.
    pub end: u32,
    /// Whether it has an opening mark.
    pub opened: bool,
    /// Whether it has a closing mark.
    pub closed: bool,
    pub balance: Balance,
    /// Whether the marks are single.
    pub single: bool,
}

impl Quoted {
    /// With its marks.
    pub fn span(&self, tokens: &[Token]) -> Span {
        tokens[self.first as usize].span.to(tokens[self.end as usize - 1].span)
    }

    /// Without its marks.
    pub fn inner(&self, tokens: &[Token]) -> Span {
        let span = self.span(tokens);
        let start = if self.opened { tokens[self.first as usize].span.end } else { span.start };
        let end = if self.closed { tokens[self.end as usize - 1].span.start } else { span.end };
        Span { start, end: end.max(start) }
    }
}

/// A mark: where it stands, its level; where nothing stands, what begins or ends without one.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    double: bool,
    opens: bool,
}

/// The outermost quotations, in order and apart. A paragraph with double marks takes single ones outside them for apostrophes or scare
/// quotes.
pub(super) fn quotations(text: &str, tokens: &[Token]) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Option<Mark> = None;
    // How many curly quotations are open inside straight marks.
    let mut nested = 0;
    // A single mark that opens the paragraph and is closed nowhere in it.
    let mut lone: Option<Mark> = None;
    let mut at = 0;
    while let Some(mark) = next_mark(tokens, at) {
        at = mark.at + 1;
        if let Some(end) = low_pair(text, tokens, mark) {
            if open.is_none() {
                found.push(quoted(mark, end, Balance::Closed));
            }
            at = end;
            continue;
        }
        match open {
            // "The “old” quay": a block quotation in straight marks has those of its source.
            Some(first)
                if first.double
                    && mark.double
                    && !is_curly(tokens, first.at)
                    && is_curly(tokens, mark.at)
                    && (mark.opens || nested > 0) =>
            {
                if mark.opens {
                    nested += 1
                } else {
                    nested -= 1
                }
            }
            // "‘The traders’ view is old,’ she said": the first of two that close is a genitive's.
            Some(first) if !first.double && !mark.double && !mark.opens && is_genitive(tokens, mark.at) => {}
            // “It’s 5'10" tall,” in straight marks.
            Some(first) if first.double && is_inches(tokens, mark) && closes_later(tokens, at, true) => {}
            // “I said, ‘Is this “hot”?’ He left.”: a quotation inside of one inside.
            Some(first)
                if first.double && mark.double && mark.opens && is_curly(tokens, mark.at) && is_innermost(tokens, first.at, mark.at) =>
            {
                at = after_double(tokens, at).unwrap_or(at);
            }
            // A straight mark cannot show its side for certain, so any mark of the same kind closes, unless it plainly opens.
            Some(first) if first.double == mark.double => {
                nested = 0;
                if mark.opens && is_curly(tokens, mark.at) {
                    // A curly mark opens a second time: the first was left open.
                    found.push(quoted(first, mark.at, Balance::Unclosed));
                    open = Some(mark);
                } else if !mark.opens || !closes_later(tokens, at, mark.double) {
                    found.push(quoted(first, at, Balance::Closed));
                    open = None;
                } else {
                    found.push(quoted(first, mark.at, Balance::Unclosed));
                    open = Some(mark);
                }
            }
            // Inside double marks single ones are nested; inside single ones double ones are.
            Some(_) => {}
            None if mark.opens && (mark.double || single_closes(tokens, at)) => open = Some(mark),
            None if mark.opens => lone = Some(mark).filter(|mark| mark.at == 0),
            // Only the space before it is missing.
            None if mark.double && is_straight_before_word(tokens, mark.at) && closes_later(tokens, at, true) => {
                open = Some(mark);
            }
            // Feet and inches are no quotation.
            None if mark.double
                && tokens[mark.at].glued
                && !(!is_curly(tokens, mark.at) && mark.at > 0 && tokens[mark.at - 1].kind == TokenKind::Number) =>
            {
                // Closed but never opened: from the end of the quotation before, or the paragraph's start.
                let from = found.last().map_or(0, |last| last.end as usize);
                let first = Mark { at: from, double: true, opens: true };
                found.push(quoted(first, at, Balance::Unopened));
            }
            None => {}
        }
    }
    if let Some(first) = open.or_else(|| lone.filter(|_| found.is_empty())) {
        found.push(quoted(first, tokens.len(), Balance::Unclosed));
    }
    found
}

fn quoted(open: Mark, end: usize, balance: Balance) -> Quoted {
    let (opened, closed) = (balance != Balance::Unopened, balance != Balance::Unclosed);
    Quoted { first: open.at as u32, end: end as u32, opened, closed, balance, single: !open.double }
}

fn next_mark(tokens: &[Token], from: usize) -> Option<Mark> {
    let at = from + tokens[from..].iter().position(|token| matches!(token.kind, TokenKind::Open(_) | TokenKind::Close(_)))?;
    let (quote, opens) = match tokens[at].kind {
        // The wrong mark: a curly opening one at the end of a word.
        TokenKind::Open(Quote::Double) if tokens[at].glued && tokens.get(at + 1).is_none_or(|next| !next.glued) => (Quote::Double, false),
        TokenKind::Open(quote) => (quote, true),
        TokenKind::Close(quote) => (quote, false),
        _ => return None,
    };
    Some(Mark { at, double: quote == Quote::Double, opens })
}

/// One past the mark that closes „these“ or „these”, where a low mark opens.
fn low_pair(text: &str, tokens: &[Token], mark: Mark) -> Option<usize> {
    if !mark.double || tokens[mark.at].text(text) != "„" {
        return None;
    }
    let end = after_double(tokens, mark.at + 1)?;
    let close = tokens[end - 1];
    (close.glued && matches!(close.text(text), "“" | "”")).then_some(end)
}

/// One past the next double mark.
fn after_double(tokens: &[Token], from: usize) -> Option<usize> {
    let at = from
        + tokens[from..].iter().position(|token| matches!(token.kind, TokenKind::Open(Quote::Double) | TokenKind::Close(Quote::Double)))?;
    Some(at + 1)
}

/// Whether a straight double mark stands for inches behind feet: `5'10"`.
fn is_inches(tokens: &[Token], mark: Mark) -> bool {
    let number = |back: usize| mark.at.checked_sub(back).is_some_and(|at| tokens[at].kind == TokenKind::Number);
    mark.double
        && !is_curly(tokens, mark.at)
        && number(1)
        && number(3)
        && (mark.at - 2..=mark.at).all(|at| tokens[at].glued)
        && !tokens[mark.at - 2].is_word()
}

/// Whether a mark opens inside single marks that are open inside double ones, and all three close in turn.
fn is_innermost(tokens: &[Token], first: usize, at: usize) -> bool {
    let single = |token: &&Token| matches!(token.kind, TokenKind::Open(Quote::Single) | TokenKind::Close(Quote::Single));
    let inside = tokens[first + 1..at].iter().rev().find(single).is_some_and(|token| token.kind == TokenKind::Open(Quote::Single));
    let closes = || after_double(tokens, at + 1).filter(|after| matches!(tokens[after - 1].kind, TokenKind::Close(_)));
    let then = |after: usize| next_mark(tokens, after).filter(|mark| !mark.double && !mark.opens);
    inside && closes().and_then(then).is_some_and(|single| closes_later(tokens, single.at + 1, true))
}

fn closes_later(tokens: &[Token], from: usize, double: bool) -> bool {
    let mut at = from;
    while let Some(mark) = next_mark(tokens, at) {
        if mark.double == double {
            return !mark.opens;
        }
        at = mark.at + 1;
    }
    false
}

/// Whether a mark shows its side: those of print, of three bytes.
fn is_curly(tokens: &[Token], at: usize) -> bool {
    tokens[at].span.len() > 2
}

/// `said:"We`: a straight mark between a stop or a word and a word, no space on either side.
fn is_straight_before_word(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].kind);
    !is_curly(tokens, at)
        && matches!(before, Some(TokenKind::Word | TokenKind::Stop | TokenKind::Mark))
        && tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Word)
}

/// Whether a mark that closes stands at a word in the midst of a sentence, and the next one behind a stop or a comma closes, too.
fn is_genitive(tokens: &[Token], at: usize) -> bool {
    let after_word = |at: usize| at > 0 && tokens[at].glued && tokens[at - 1].kind == TokenKind::Word;
    let goes_on = tokens.get(at + 1).is_some_and(|next| !next.glued && next.kind == TokenKind::Word && !next.capital);
    let closes = next_mark(tokens, at + 1).is_some_and(|next| !next.double && !next.opens && tokens[next.at].glued && !after_word(next.at));
    after_word(at) && goes_on && closes
}

/// Whether a single mark closes before a double one stands.
fn single_closes(tokens: &[Token], from: usize) -> bool {
    next_mark(tokens, from).is_some_and(|mark| !mark.double && !mark.opens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<(&str, Balance)> {
        let tokens = tokenize(text);
        quotations(text, &tokens).iter().map(|quoted| (quoted.inner(&tokens).of(text), quoted.balance)).collect()
    }

    #[test]
    fn pairs_marks_of_every_kind() {
        assert_eq!(read("He said, \u{201C}We left.\u{201D}"), [("We left.", Balance::Closed)]);
        assert_eq!(read("\"No,\" she said. \"Never.\""), [("No,", Balance::Closed), ("Never.", Balance::Closed)]);
        assert_eq!(read("'Too late,' he said"), [("Too late,", Balance::Closed)]);
        assert_eq!(read("''Too late,'' he said."), [("Too late,", Balance::Closed)]);
        assert_eq!(read("``Too late,'' he said, ``or not.''"), [("Too late,", Balance::Closed), ("or not.", Balance::Closed)]);
        assert_eq!(
            read("\u{201C}He said \u{2018}no\u{2019} twice,\u{201D} she said"),
            [("He said \u{2018}no\u{2019} twice,", Balance::Closed)]
        );
    }

    #[test]
    fn straight_marks_hold_curly_ones() {
        assert_eq!(
            read("\"The \u{201C}old\u{201D} quay is closed,\" she said."),
            [("The \u{201C}old\u{201D} quay is closed,", Balance::Closed)]
        );
        assert_eq!(read("\"The \u{201C}old\u{201D} quay is closed."), [("The \u{201C}old\u{201D} quay is closed.", Balance::Unclosed)]);
        assert_eq!(
            read("\"We left,\u{201D} he said. \u{201C}They stayed.\u{201D}"),
            [("We left,", Balance::Closed), ("They stayed.", Balance::Closed)]
        );
    }

    #[test]
    fn a_space_may_be_missing_before_a_mark() {
        assert_eq!(read("Roe said:\"We left.\" They went."), [("We left.", Balance::Closed)]);
        assert_eq!(read("\"No,\" she said.\"Never.\""), [("No,", Balance::Closed), ("Never.", Balance::Closed)]);
        assert_eq!(read("We left early.\"They stayed."), [("We left early.", Balance::Unopened)]);
    }

    #[test]
    fn quotations_stand_inside_of_others_and_between_low_marks() {
        let deep = "I said, \u{2018}Is this what you call \u{201C}wet\u{201D}?\u{2019} He left,";
        assert_eq!(read(&format!("\u{201C}{deep}\u{201D} said Roe.")), [(deep, Balance::Closed)]);
        assert_eq!(
            read("\u{201C}I said \u{2018}no to him. \u{201C}They stayed.\u{201D}"),
            [("I said \u{2018}no to him.", Balance::Unclosed), ("They stayed.", Balance::Closed)]
        );
        assert_eq!(read("\u{201E}Das Boot ist weg\u{201C}, she said."), [("Das Boot ist weg", Balance::Closed)]);
        assert_eq!(read("\u{201E}Tak\u{201D}, he said, \u{201E}nie.\u{201D}"), [("Tak", Balance::Closed), ("nie.", Balance::Closed)]);
        let whole = "The sign says \u{201E}Halt\u{201C}, and we stop,";
        assert_eq!(read(&format!("\u{201C}{whole}\u{201D} Roe said.")), [(whole, Balance::Closed)]);
        assert_eq!(
            read("\u{201E}We left. \u{201C}They stayed.\u{201D}"),
            [("We left.", Balance::Unclosed), ("They stayed.", Balance::Closed)]
        );
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        assert_eq!(read("The ministers\u{2019} talks in the \u{2019}90s weren't long."), []);
        assert_eq!(read("He is 6'2\" tall."), []);
        assert_eq!(read("He is 6'2'' tall."), []);
        assert_eq!(read("\"It is 6'2\" wide,\" he said."), [("It is 6'2\" wide,", Balance::Closed)]);
        assert_eq!(read("\"I am 6'2\" she said."), [("I am 6'2", Balance::Closed)]);
        assert_eq!(read("rock 'n' roll"), [("n", Balance::Closed)]);
    }

    #[test]
    fn single_marks_hold_genitives_and_run_over_paragraphs() {
        assert_eq!(
            read("\u{2018}The traders\u{2019} view is old,\u{2019} she said."),
            [("The traders\u{2019} view is old,", Balance::Closed)]
        );
        assert_eq!(read("'The traders' view is old,' she said."), [("The traders' view is old,", Balance::Closed)]);
        assert_eq!(read("She called it \u{2018}old\u{2019} and the traders\u{2019} view."), [("old", Balance::Closed)]);
        assert_eq!(read("\u{2018}It is late."), [("It is late.", Balance::Unclosed)]);
        assert_eq!(read("She said: \u{2018}It is late."), []);
    }

    #[test]
    fn says_what_is_out_of_balance() {
        assert_eq!(read("\u{201C}We left early."), [("We left early.", Balance::Unclosed)]);
        assert_eq!(read("We left early,\u{201D} he said."), [("We left early,", Balance::Unopened)]);
        assert_eq!(
            read("\u{201C}We left. \u{201C}They stayed.\u{201D}"),
            [("We left.", Balance::Unclosed), ("They stayed.", Balance::Closed)]
        );
    }
}
