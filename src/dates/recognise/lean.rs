//! Which way the words around an expression point: to what has been or to what is to come.

use super::cursor::Cursor;
use super::{Candidate, Lean, Meaning};
use crate::text::{Quote, TokenKind};

/// Marks which way the words around an expression point, where that decides its value.
pub(super) fn lean(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
    let after = Cursor { text: cursor.text, tokens: cursor.tokens, words: cursor.words, at: next };
    match candidate.meaning {
        Meaning::Weekday { relative: None, .. } if !after.is_possessive(0) => {
            candidate.lean = lean_before(cursor, 45, false);
            if candidate.lean == Lean::Future {
                candidate.rule = "future-weekday";
            }
        }
        Meaning::Month { year: None, relative: None, years: None, .. } | Meaning::Day { year: None, .. } | Meaning::Holiday(_, None) => {
            candidate.lean = lean_before(cursor, 90, true);
        }
        _ => {}
    }
    (candidate, next)
}

/// Words before, in the same sentence, that speak of the past or the future.
pub(super) fn lean_before(cursor: &Cursor<'_>, reach: u32, wide: bool) -> Lean {
    let start = cursor.tokens[cursor.at].span.start;
    let early = usize::from(matches!(cursor.before(1), "early" | "late"));
    // "announced in January", but "to be published in early November".
    if wide && matches!(cursor.before(1 + early), "in" | "on") {
        let verb = cursor.before(2 + early);
        let cue = matches!(verb, "expected" | "scheduled" | "planned" | "slated" | "postponed");
        match cursor.before(3 + early) {
            "be" if verb.ends_with("ed") => return Lean::Future,
            _ if verb.ends_with("ed") && !cue => return Lean::Past,
            _ => {}
        }
    }
    match cursor.before(1) {
        "ended" | "since" => return Lean::Past,
        // "Until Thursday, they had not" looks back.
        "until" | "till" if cursor.written_before(1) != "Until" => return Lean::Future,
        "effective" | "payable" | "ending" => return Lean::Future,
        "as" if matches!(cursor.before(2), "soon" | "early" | "late") => return Lean::Future,
        "by" | "through" if wide => return Lean::Future,
        _ => {}
    }
    if !wide && let Some(lean) = verb_beside(cursor) {
        return lean;
    }
    let mut quoted = None;
    for back in 1..=24 {
        let Some(token) = cursor.token_before(back) else { break };
        if token.kind == TokenKind::Stop || start - token.span.start > reach {
            break;
        }
        // "“We will sign,” she said on Monday": words of a quotation that is over do not speak of what comes after it.
        match (token.kind, quoted) {
            (TokenKind::Close(mark), None) if mark == Quote::Double || is_opened(cursor, back, mark) => quoted = Some(mark),
            (TokenKind::Open(mark), Some(open)) if mark == open => quoted = None,
            _ => {}
        }
        if quoted.is_none() && speaks_of_the_future(cursor, back, wide) {
            return Lean::Future;
        }
    }
    Lean::Open
}

/// Whether a quotation mark `back` tokens before has its like before it.
fn is_opened(cursor: &Cursor<'_>, back: usize, mark: Quote) -> bool {
    (back + 1..back + 60).map_while(|back| cursor.token_before(back)).any(|token| token.kind == TokenKind::Open(mark))
}

/// Whether the word `back` tokens before speaks of what is to come; `wide` for months and days of them, where less of it is needed.
fn speaks_of_the_future(cursor: &Cursor<'_>, back: usize, wide: bool) -> bool {
    let word = cursor.written_before(back);
    let next = if back > 1 { cursor.written_before(back - 1) } else { "" };
    let had = cursor.before(back + 1) == "been" && cursor.before(back + 2) == "had" || cursor.before(back + 1) == "had";
    // "had been due", "was expected", and "was scheduled" for a month: what was to come then.
    let was = matches!(cursor.before(back + 1), "was" | "were");
    let then = had || wide && was;
    match word {
        "will" | "slated" | "postponed" => true,
        "expected" => !then && !was,
        "scheduled" | "due" => !then,
        "set" => !then && (next == "to" || !wide && next == "for"),
        "is" | "are" | "plans" | "plan" => next == "to",
        "would" | "expects" | "should" | "could" | "may" | "record" | "wo" if wide => true,
        "planned" if wide => !then,
        "must" => !wide && next != "have",
        "expects" | "expect" => !wide,
        "has" | "have" | "needs" | "need" | "hopes" | "hope" | "wants" | "want" | "aims" | "aim" | "intends" | "intend" => {
            !wide && next == "to"
        }
        "planned" => !then && next == "to",
        "place" | "effect" | "force" | "polls" => !wide && is_scheduled_phrase(cursor, back),
        _ => !wide && is_scheduled(cursor, back),
    }
}

/// Whether the verb right before a weekday says of itself which way it points: "she said on Friday", "the vote is on Friday".
fn verb_beside(cursor: &Cursor<'_>) -> Option<Lean> {
    let on = 1 + usize::from(cursor.before(1) == "on");
    let (verb, before) = (cursor.written_before(on), cursor.written_before(on + 1));
    match verb {
        "is" | "are" => Some(Lean::Future),
        "expected" | "scheduled" | "slated" | "postponed" | "planned" => None,
        _ if matches!(before, "be" | "and" | "or" | "been" | "is" | "are" | "to") => None,
        "said" | "told" | "wrote" | "spoke" | "met" | "left" | "began" | "took" | "came" | "went" | "won" | "lost" | "fell" | "rose" => {
            Some(Lean::Past)
        }
        _ if verb.len() > 4 && verb.ends_with("ed") => Some(Lean::Past),
        _ => None,
    }
}

/// Whether a word before is a verb of the present that speaks of what is arranged: "talks resume on Thursday", "the fair opens in Leeds on Friday".
fn is_scheduled(cursor: &Cursor<'_>, back: usize) -> bool {
    let plain = (2..back).all(|back| cursor.token_before(back).is_some_and(|token| token.is_word()));
    let verb = cursor.written_before(back);
    match verb {
        "resumes" | "begins" | "starts" | "opens" | "expires" | "reopens" => plain && back <= 6,
        "ends" | "closes" => plain && back <= 2,
        "resume" | "begin" | "start" | "open" | "expire" | "reopen" => plain && back <= 6 && after_plural(cursor, back),
        "end" | "close" => plain && back <= 2 && after_plural(cursor, back),
        _ => false,
    }
}

/// The same of "takes place", "take effect", "comes into force", "go to the polls".
fn is_scheduled_phrase(cursor: &Cursor<'_>, back: usize) -> bool {
    let at = |further: usize| cursor.written_before(back + further);
    match cursor.written_before(back) {
        "force" | "effect" if at(1) == "into" => at(2) == "comes" || at(2) == "come" && after_plural(cursor, back + 2),
        "place" | "effect" => at(1) == "takes" || at(1) == "take" && after_plural(cursor, back + 1),
        "polls" => at(1) == "the" && at(2) == "to" && (at(3) == "goes" || at(3) == "go" && after_plural(cursor, back + 3)),
        _ => false,
    }
}

/// Whether a noun of the plural stands before a verb, which makes it one of the present.
fn after_plural(cursor: &Cursor<'_>, verb: usize) -> bool {
    let Some(noun) = cursor.token_before(verb + 1).filter(|token| token.is_word()) else { return false };
    let noun = noun.text(cursor.text);
    noun.len() > 3
        && noun.ends_with('s')
        && !noun.ends_with("ss")
        && !noun.ends_with("us")
        && !matches!(noun, "does" | "this" | "This" | "always" | "helps" | "lets")
}
