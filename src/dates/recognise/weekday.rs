//! Expressions that begin with a weekday, and what a weekday beside a date or in a name is.

use super::calendar::{day_first, day_of_month, is_function_word, month_first};
use super::cursor::Cursor;
use super::{Candidate, Meaning};
use crate::dates::words::{Unit, Word};
use crate::text::TokenKind;

type Found = Option<(Candidate, usize)>;

/// "Friday", "Friday, May 31, 2024", "Friday 31 May".
pub(super) fn weekday_first(cursor: &Cursor<'_>, weekday: i8, from: usize, relative: Option<i32>) -> Found {
    let short = matches!(cursor.word(from), Word::ShortWeekday(_));
    let stop = usize::from(short && cursor.is(from + 1, ".") && cursor.glued(from + 1));
    let comma = usize::from(cursor.is(from + 1 + stop, ","));
    let rest = cursor.ahead(from + 1 + stop + comma);
    let date = match rest.word(0) {
        Word::Month(month) if rest.at < rest.tokens.len() => month_first(&rest, month),
        Word::Number(number) if comma == 0 || !rest.is_digits(1) => day_first(&rest, number),
        _ if rest.lower(0) == "the" => day_of_month(&rest),
        _ => None,
    };
    if let Some((mut candidate, next)) =
        date.filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. } | Meaning::Impossible(..)))
    {
        candidate.weekday = Some((weekday, cursor.span(from, 1)));
        candidate.span = cursor.span(0, 1).to(candidate.span);
        return Some((candidate, next));
    }
    // "Wednesday of next week", "Tuesday last week"; "on Monday of last week’s fire" is two.
    let of = usize::from(cursor.is(from + 1, "of"));
    if let (None, Word::Relative(weeks @ -1..=1), Some(Unit::Week)) = (relative, cursor.word(from + 1 + of), cursor.unit(from + 2 + of))
        && cursor.is(from + 2 + of, "week")
        && !cursor.is_possessive(from + 3 + of)
    {
        return cursor.candidate(from + 3 + of, "weekday-of-week", Meaning::WeekdayOfWeek(weekday, weeks));
    }
    // "Tuesday week".
    if relative.is_none()
        && cursor.is(from + 1, "week")
        && cursor.token(from + 2).is_none_or(|token| !token.is_word() || is_function_word(token.text(cursor.text)))
    {
        return cursor.candidate(from + 2, "weekday-of-week", Meaning::WeekdayAndWeeks(weekday, 1));
    }
    let rule = match relative {
        Some(-2 | -1) => "last-weekday",
        Some(1) => "next-weekday",
        _ => "weekday",
    };
    cursor.candidate(from + 1, rule, Meaning::Weekday { weekday, relative })
}

/// "May 16, a Saturday": the weekday is the date's.
pub(super) fn apposed_weekday(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
    let after = cursor.ahead(next - cursor.at);
    let Word::Weekday(weekday) = after.word(2) else { return (candidate, next) };
    let ends = after.token(3).is_none_or(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Possessive));
    if matches!(candidate.meaning, Meaning::Day { .. }) && candidate.weekday.is_none() && after.is(0, ",") && after.is(1, "a") && ends {
        candidate.weekday = Some((weekday, after.span(2, 1)));
        candidate.span = candidate.span.to(after.span(2, 1));
        return (candidate, next + 3);
    }
    (candidate, next)
}

/// "the Sunday Times", "Friday Harbor", "the Good Friday Agreement": whether a weekday or month is part of a name.
pub(super) fn is_name(cursor: &Cursor<'_>) -> bool {
    const NOUNS: [&str; 21] = [
        "accord",
        "accords",
        "agreement",
        "base",
        "business",
        "express",
        "harbor",
        "harbour",
        "herald",
        "independent",
        "mail",
        "mirror",
        "people",
        "post",
        "sport",
        "star",
        "sun",
        "telegraph",
        "times",
        "tribune",
        "world",
    ];
    cursor.token(1).is_some_and(|token| token.is_word() && token.capital)
        && NOUNS.iter().any(|noun| cursor.written(1).eq_ignore_ascii_case(noun))
}
