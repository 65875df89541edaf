//! Which way the words around an expression point: to what has been or to what is to come.

use super::cursor::Cursor;
use super::{Candidate, Lean, Meaning};
use crate::text::TokenKind;

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
    for back in 1..=24 {
        let Some(token) = cursor.token_before(back) else { break };
        if token.kind == TokenKind::Stop || start - token.span.start > reach {
            break;
        }
        let word = token.text(cursor.text);
        let to = || back > 1 && cursor.written_before(back - 1) == "to";
        // "had been due", "was scheduled": what was to come then.
        let then = matches!(word, "due" | "expected" | "scheduled" | "planned" | "set")
            && (matches!(cursor.before(back + 1), "was" | "were") || cursor.before(back + 1) == "been" && cursor.before(back + 2) == "had");
        if then {
            continue;
        }
        if matches!(word, "will" | "expected" | "scheduled" | "due" | "slated" | "postponed")
            || wide && matches!(word, "would" | "planned" | "expects" | "should" | "could" | "may" | "record" | "wo")
            || matches!(word, "is" | "are" | "set" | "plans" | "plan") && to()
        {
            return Lean::Future;
        }
    }
    Lean::Open
}
