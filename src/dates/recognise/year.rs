//! Years, decades and centuries.

use super::cursor::Cursor;
use super::{Candidate, Meaning};
use crate::dates::words::Word;
use crate::text::TokenKind;

type Found = Option<(Candidate, usize)>;

/// "'82".
pub(super) fn short_year(cursor: &Cursor<'_>) -> Found {
    let Word::Number(year @ 0..=99) = cursor.word(1) else { return None };
    let led = matches!(cursor.before(1), "since" | "in" | "of" | "from" | "summer" | "class");
    let year = if year < 30 { 2000 + year as i16 } else { 1900 + year as i16 };
    (led && cursor.glued(1) && cursor.written(1).len() == 2 && !cursor.glued(2))
        .then(|| cursor.candidate(2, "year", Meaning::Year(year)))
        .flatten()
}

/// A year by itself: after a word that takes one, or before a noun it describes.
pub(super) fn year(cursor: &Cursor<'_>) -> Found {
    if let Some(found) = decade(cursor, 0) {
        return Some(found);
    }
    let year = cursor.year(0).filter(|year| (1500..2100).contains(year))?;
    if cursor.token_before(1).is_some_and(|token| {
        matches!(token.text(cursor.text), "$" | "£" | "€" | "#" | "No." | "page" | "flight" | "Flight" | "Route" | "Highway" | "US$")
    }) {
        return None;
    }
    if cursor.glued(0) && !matches!(cursor.before(1), "(" | "-" | "–" | "—" | "/" | "“" | "\"")
        || cursor.glued(1) && (cursor.is(1, "%") || cursor.is(1, ":") || cursor.is(1, "°"))
    {
        return None;
    }
    let counted = matches!(
        cursor.written(1),
        "people"
            | "percent"
            | "per"
            | "men"
            | "women"
            | "children"
            | "miles"
            | "dollars"
            | "troops"
            | "jobs"
            | "feet"
            | "meters"
            | "metres"
            | "kilometers"
            | "km"
            | "tons"
            | "tonnes"
            | "shares"
            | "points"
            | "copies"
            | "votes"
            | "soldiers"
            | "employees"
            | "workers"
            | "Index"
            | "index"
    ) || cursor.unit(1).is_some();
    if counted {
        return None;
    }
    let led = matches!(
        cursor.before(1),
        "in" | "since"
            | "by"
            | "until"
            | "from"
            | "of"
            | "during"
            | "between"
            | "and"
            | "to"
            | "through"
            | "the"
            | "a"
            | "early"
            | "late"
            | "mid"
            | "for"
            | "before"
            | "after"
            | "fiscal"
            | ","
            | "("
            | "around"
            | "year"
            | "till"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "on"
            | "-"
            | "–"
            | "—"
            | "/"
            | "at"
            | "about"
            | "than"
            | "circa"
            | "into"
            | "or"
            | "as"
            | "election"
    ) || cursor.token_before(1).is_none_or(|token| {
        token.kind == TokenKind::Possessive || token.kind == TokenKind::Stop || matches!(token.kind, TokenKind::Open(_))
    });
    let plausible = (1900..2060).contains(&year);
    // "roughly 2000 stores", "more than 1950"; but "since about 1987".
    let counted = matches!(
        cursor.before(1),
        "roughly" | "about" | "approximately" | "some" | "nearly" | "almost" | "least" | "than" | "only" | "exactly"
    ) && cursor.before(3) != "until";
    if counted && !matches!(cursor.before(2), "since" | "in" | "by" | "until" | "from" | "of") {
        return None;
    }
    // "and 1720 had been discharged": an early year follows another, or a word that takes nothing else.
    let weak =
        matches!(cursor.before(1), "and" | "or" | "," | "than" | "as" | "at" | "a" | "its" | "their" | "his" | "her" | "our" | "for");
    let after_year = cursor.at >= 2 && cursor.ahead_back(2).is_some_and(|before| before.year(0).is_some());
    if !plausible && weak && !after_year && cursor.before(1) != "," {
        return None;
    }
    let named = cursor.token_before(1).is_some_and(|token| token.is_word()) && plausible;
    (led || named).then(|| cursor.candidate(1, "year", Meaning::Year(year))).flatten()
}

/// "the 1990s", "1980s", "the '90s", "the nineties".
pub(super) fn decade(cursor: &Cursor<'_>, from: usize) -> Found {
    let spelled = match cursor.written(from) {
        "twenties" => 192,
        "thirties" => 193,
        "forties" => 194,
        "fifties" => 195,
        "sixties" => 196,
        "seventies" => 197,
        "eighties" => 198,
        "nineties" => 199,
        _ => 0,
    };
    if spelled > 0 && from == 1 {
        return cursor.candidate(2, "decade", Meaning::Decade(spelled));
    }
    // "in her late 30s", "highs in the 70s": ages and degrees.
    let back = usize::from(matches!(cursor.before(1), "early" | "late" | "mid" | "-" | "the" | "low" | "high"));
    let of_a_person = (1..=back + 2).any(|at| matches!(cursor.before(at), "his" | "her" | "their" | "my" | "our" | "your"));
    let of_degrees =
        (1..=9).any(|at| matches!(cursor.before(at), "temperatures" | "temperature" | "highs" | "lows" | "degrees" | "scores" | "mercury"));
    if cursor.is_digits(from) && cursor.written(from).len() == 2 && (of_a_person || of_degrees) {
        return None;
    }
    // "the 70s", "70s and 80s".
    if cursor.is_digits(from) && cursor.written(from).len() == 2 && cursor.glued(from + 1) && cursor.is(from + 1, "s") {
        let led = from == 1 || matches!(cursor.before(1), "and" | "or" | "early" | "late" | "mid" | "-" | "'" | "’" | "the");
        return match cursor.word(from) {
            Word::Number(years) if led && years % 10 == 0 => {
                cursor.candidate(from + 2, "decade", Meaning::Decade(if years < 20 { 200 } else { 190 } + (years / 10) as i16))
            }
            _ => None,
        };
    }
    if cursor.year(from).is_some() && cursor.glued(from + 1) && cursor.is(from + 1, "s") {
        let year = cursor.year(from)?;
        return (year % 10 == 0).then(|| cursor.candidate(from + 2, "decade", Meaning::Decade(year / 10))).flatten();
    }
    let short = matches!(cursor.written(from), "'" | "’" | "‘")
        && cursor.is_digits(from + 1)
        && cursor.written(from + 1).len() == 2
        && cursor.is(from + 2, "s");
    match cursor.word(from + 1) {
        Word::Number(years) if short && years % 10 == 0 => cursor.candidate(from + 3, "decade", Meaning::Decade(190 + (years / 10) as i16)),
        _ => None,
    }
}

/// "the 20th century", "11th-century".
pub(super) fn century(cursor: &Cursor<'_>, from: usize) -> Found {
    let (number, length) = match cursor.word(from) {
        Word::Number(number) if cursor.glued(from + 1) && matches!(cursor.written(from + 1), "st" | "nd" | "rd" | "th") => {
            (number, from + 2)
        }
        Word::Ordinal(number) => (number, from + 1),
        _ => return None,
    };
    let hyphen = usize::from(cursor.is(length, "-"));
    (cursor.is(length + hyphen, "century") && (1..=21).contains(&number))
        .then(|| cursor.candidate(length + hyphen + 1, "century", Meaning::Century(number as i16 - 1)))
        .flatten()
}

/// "the year 2000", "the year two thousand".
pub(super) fn named_year(cursor: &Cursor<'_>) -> Found {
    if !cursor.is(1, "year") {
        return None;
    }
    let (year, used) = cursor.long_year(2).filter(|(year, _)| (1500..2200).contains(year))?;
    cursor.candidate(2 + used, "year", Meaning::Year(year))
}
