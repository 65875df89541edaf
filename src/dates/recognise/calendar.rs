//! Expressions that name a day, a weekday or a month.

use super::clock::{self, clock, with_time};
use super::cursor::Cursor;
use super::lean::lean;
use super::period::year_after;
use super::weekday::{apposed_weekday, is_name, weekday_first};
use super::year::{century, decade, named_year, short_year, year};
use super::{Candidate, InYear, Meaning, holiday};
use crate::dates::words::{Unit, Word};
use crate::text::{Token, TokenKind};

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    if matches!(cursor.lower(0), "earlier" | "later") {
        return earlier_or_later(cursor);
    }
    let the = usize::from(cursor.lower(0) == "the");
    let modifier = match cursor.word(the) {
        Word::Modifier(modifier) => Some((modifier, 1 + usize::from(cursor.is(the + 1, "-")))),
        _ if cursor.lower(the) == "mid" => Some(("MID", 1 + usize::from(cursor.is(the + 1, "-")))),
        _ => None,
    };
    let Some((modifier, length)) = modifier else { return plain(cursor) };
    let inner = cursor.ahead(the + length);
    if inner.at >= inner.tokens.len() {
        return None;
    }
    // "early Tuesday", "late last year", "mid-March", "the late 1970s": the word is part of the expression.
    let found = match inner.word(0) {
        Word::Part(part) if modifier == "MID" => clock::middle_of(&inner, part),
        _ => plain(&inner).or_else(|| super::period::relative(&inner).filter(|_| the == 0)),
    };
    let (mut candidate, next) = found?;
    if the == 1 && !matches!(candidate.meaning, Meaning::Decade(_) | Meaning::Century(_) | Meaning::Season(..)) {
        return None;
    }
    candidate.span = cursor.tokens[cursor.at].span.to(candidate.span);
    candidate.modifier = Some(modifier);
    Some((candidate, next))
}

/// "earlier this year", "later yesterday", "earlier in the month": the word is part of the expression.
fn earlier_or_later(cursor: &Cursor<'_>) -> Found {
    let inner = cursor.ahead(1 + usize::from(cursor.is(1, "in") && cursor.is(2, "the")));
    let in_the = inner.at > cursor.at + 1;
    let (candidate, next) = match cursor.word(1) {
        _ if in_the => inner.ahead_back(1).and_then(|the| match the.unit(1) {
            Some(unit @ (Unit::Week | Unit::Month | Unit::Year)) if !the.written(1).ends_with('s') => {
                the.candidate(2, "unit", Meaning::Unit(unit.into(), 0))
            }
            _ => None,
        }),
        Word::Relative(-1..=1) => plain(&inner).or_else(|| super::period::relative(&inner)),
        Word::Deictic(_) => plain(&inner),
        _ if cursor.lower(1) == "that" => super::vague::read(&inner),
        _ => None,
    }?;
    Some((Candidate { span: cursor.span(0, 1).to(candidate.span), ..candidate }, next))
}

fn plain(cursor: &Cursor<'_>) -> Found {
    let found = match cursor.word(0) {
        Word::Weekday(_) | Word::Month(_) if is_name(cursor) => return None,
        Word::Weekday(weekday) => weekday_first(cursor, weekday, 0, None),
        // "Sun 3 May", "Mon., Nov. 24", but the Sun is a newspaper, and Wed a verb in a headline.
        Word::ShortWeekday(weekday) if cursor.before(1) != "the" => {
            weekday_first(cursor, weekday, 0, None).filter(|(candidate, _)| candidate.weekday.is_some())
        }
        Word::Relative(relative) => relative_name(cursor, relative),
        Word::Month(month) => month_first(cursor, month),
        Word::Number(number) => numbers(cursor, number),
        Word::Deictic(days) => deictic(cursor, days),
        Word::Part(part) => clock::lone_part(cursor, part),
        Word::Ordinal(_) => century(cursor, 0),
        Word::Holiday => None,
        Word::Written | Word::Other => match cursor.lower(0) {
            "the" => day_of_month(cursor).or_else(|| decade(cursor, 1)).or_else(|| century(cursor, 1)).or_else(|| named_year(cursor)),
            "noon" | "midnight" | "midday" => clock(cursor),
            "fiscal" => cursor.year(1).and_then(|year| cursor.candidate(2, "year", Meaning::Year(year))),
            _ if cursor.is_quote(0) => decade(cursor, 0).or_else(|| short_year(cursor)),
            _ if cursor.is_digits(0) => clock(cursor),
            _ => None,
        },
        _ => None,
    };
    let found = found.or_else(|| holiday::read(cursor, 0, None))?;
    Some(with_time(cursor, lean(cursor, apposed_weekday(cursor, of_year(cursor, found)))))
}

/// "7 November last year": the year is part of the expression.
fn of_year(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
    let Meaning::Day { year: None, month, day } = candidate.meaning else { return (candidate, next) };
    let Some((InYear::From(years), used)) = year_after(cursor, next - cursor.at) else { return (candidate, next) };
    candidate.span = candidate.span.to(cursor.tokens[next + used - 1].span);
    candidate.meaning = Meaning::DayOfYear { years, month, day };
    (candidate, next + used)
}

/// What begins with a number.
fn numbers(cursor: &Cursor<'_>, number: u32) -> Found {
    let found = iso(cursor).or_else(|| numeric(cursor)).or_else(|| day_first(cursor, number)).or_else(|| second_day(cursor, number));
    let found = found.or_else(|| first_day(cursor, number)).or_else(|| second_year(cursor, number));
    let found = found.or_else(|| clock(cursor)).or_else(|| century(cursor, 0)).or_else(|| year(cursor));
    found.or_else(|| {
        let (year, used) = cursor.long_year(0).filter(|(year, used)| *used > 1 && (1900..2100).contains(year))?;
        let counted = cursor.unit(used).is_some() || matches!(cursor.written(used), "hundred" | "thousand" | "million" | "percent");
        let led = year < 2000 || matches!(cursor.before(1), "year" | "in" | "since" | "by" | "until");
        (led && !counted).then(|| cursor.candidate(used, "year", Meaning::Year(year))).flatten()
    })
}

/// "today", but not the paper "Norvik Today"; in a headline, which ends in no stop, all words may be capitalised.
fn deictic(cursor: &Cursor<'_>, days: i32) -> Found {
    let named =
        cursor.written(0).starts_with(char::is_uppercase) && cursor.token_before(1).is_some_and(|token| token.is_word() && token.capital);
    if named && cursor.text.ends_with(['.', '?', '!', '"', '”', '’', ')']) {
        return None;
    }
    cursor.candidate(1, "day", Meaning::Days(days))
}

/// "25" after "April 24 and", "5" after "May 3-".
fn second_day(cursor: &Cursor<'_>, day: u32) -> Found {
    let joined = matches!(cursor.before(1), "and" | "or" | "-" | "–" | "to" | "through");
    let (Some(first), Some(month)) = (cursor.token_before(2), cursor.at.checked_sub(3).map(|at| cursor.words[at])) else { return None };
    let Word::Month(month) = month else { return None };
    let short = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !joined || !short(first.text(cursor.text)) || !short(cursor.written(0)) || !(1..=31).contains(&day) {
        return None;
    }
    let next = cursor.token(1);
    if next.is_some_and(|token| {
        token.is_word() && !is_function_word(token.text(cursor.text)) || token.glued && token.kind == TokenKind::Number
    }) || cursor.is(1, "%")
        || cursor.is(1, ":")
    {
        return None;
    }
    let comma = usize::from(cursor.is(1, ","));
    let found = match cursor.year(1 + comma).filter(|_| !cursor.glued(1 + comma)) {
        Some(year) => day_candidate(cursor, 2 + comma, Some(year), month, day),
        None => day_candidate(cursor, 1, None, month, day),
    };
    let (candidate, next) = found.filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. } | Meaning::Impossible(..)))?;
    let rule = if matches!(candidate.meaning, Meaning::Day { .. }) { "second-day" } else { candidate.rule };
    Some((Candidate { rule, ..candidate }, next))
}

/// "23" after "2022-": the year that a season or a business year ends in.
fn second_year(cursor: &Cursor<'_>, year: u32) -> Found {
    let (Some(first), true) = (cursor.ahead_back(2)?.year(0), matches!(cursor.before(1), "-" | "–" | "/")) else { return None };
    let short = cursor.glued(0) && cursor.is_digits(0) && cursor.written(0).len() == 2 && !cursor.glued(1);
    let next = (first + 1) as u32 % 100 == year && (1800..2100).contains(&first);
    (short && next).then(|| cursor.candidate(1, "year", Meaning::Year(first + 1))).flatten()
}

/// "3" before "to 5 June", "and 5 June".
fn first_day(cursor: &Cursor<'_>, day: u32) -> Found {
    let (Word::Number(other), Word::Month(month)) = (cursor.word(2), cursor.word(3)) else { return None };
    let joined = matches!(cursor.written(1), "to" | "and" | "or" | "-" | "–" | "through" | "until");
    let short = |ahead: usize| cursor.is_digits(ahead) && cursor.written(ahead).len() <= 2;
    if !joined || !short(0) || !short(2) || is_in_a_piece(cursor, 0) || cursor.glued(3) || day >= other {
        return None;
    }
    day_candidate(cursor, 1, None, month, day).filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. }))
}

/// "last Friday", "next October", "this summer" (the last is a period's).
fn relative_name(cursor: &Cursor<'_>, relative: i32) -> Found {
    match cursor.word(1) {
        Word::Weekday(weekday) => weekday_first(cursor, weekday, 1, Some(relative)),
        Word::Month(month) => {
            if let Some((candidate, next)) =
                month_first(&cursor.ahead(1), month).filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. }))
            {
                return Some((Candidate { span: cursor.span(0, 1).to(candidate.span), ..candidate }, next));
            }
            cursor.candidate(2, "relative-month", Meaning::Month { year: None, month, relative: Some(relative.clamp(-1, 1)), years: None })
        }
        Word::Relative(inner) if relative == 0 && matches!(cursor.word(2), Word::Weekday(_)) => {
            // "this coming Sunday".
            let (candidate, next) = relative_name(&cursor.ahead(1), inner)?;
            Some((Candidate { span: cursor.span(0, 1).to(candidate.span), ..candidate }, next))
        }
        Word::Part(part) if relative <= 0 => {
            // "this morning", "last night".
            let days = if relative < 0 { -1 } else { 0 };
            cursor.candidate(2, "part-of-day", Meaning::Time(Box::new(Meaning::Days(days)), part.to_owned()))
        }
        _ => holiday::read(cursor, 1, Some(relative.clamp(-1, 1))),
    }
}

/// "May 31, 2024", "May 2024", "May 31", "May".
pub(super) fn month_first(cursor: &Cursor<'_>, month: i8) -> Found {
    // "March eighth".
    if let Word::Ordinal(day) = cursor.word(1)
        && !matches!(cursor.written(2), "quarter" | "half" | "-" | "day")
    {
        return day_candidate(cursor, 2, None, month, day);
    }
    if let Word::Number(day) = cursor.word(1)
        && cursor.is_digits(1)
        && cursor.written(1).len() <= 2
        && !cursor.glued(1)
    {
        let suffix = usize::from(cursor.glued(2) && matches!(cursor.written(2), "st" | "nd" | "rd" | "th"));
        // "May 5 percent": a number of its own.
        if suffix == 0 && (cursor.is(2, "%") || matches!(cursor.written(2), "percent" | "per")) {
            return None;
        }
        let after = 2 + suffix;
        if cursor.is(after, ",")
            && let Some(year) = cursor.year(after + 1)
        {
            return day_candidate(cursor, after + 2, Some(year), month, day);
        }
        if let Some(year) = cursor.year(after).filter(|_| !cursor.glued(after)) {
            return day_candidate(cursor, after + 1, Some(year), month, day);
        }
        // The attacks of that day in 2001 are a name more than a date.
        if month == 9
            && day == 11
            && matches!(cursor.written(after), "attacks" | "terrorist" | "terror" | "attack" | "hijackings" | "hijackers")
        {
            return None;
        }
        return day_candidate(cursor, after, None, month, day);
    }
    let comma = usize::from(cursor.is(1, ",") || cursor.is(1, "of"));
    if let Some((year, used)) = cursor.long_year(1 + comma).filter(|(_, used)| !cursor.glued(1 + comma) && (*used == 1 || comma == 0)) {
        return cursor.candidate(1 + used + comma, "month-year", Meaning::Month { year: Some(year), month, relative: None, years: None });
    }
    let of = usize::from(cursor.is(1, "of"));
    if let (Word::Relative(relative), Some(Unit::Year), false) = (cursor.word(1 + of), cursor.unit(2 + of), cursor.is_possessive(3 + of)) {
        return cursor.candidate(
            3 + of,
            "month-year",
            Meaning::Month { year: None, month, relative: None, years: Some(relative.clamp(-1, 1)) },
        );
    }
    // "in protest at May's agreement", "June's brother": a person more often than a month.
    if cursor.is_possessive(1)
        && matches!(cursor.written(0), "May" | "April" | "June" | "August")
        && !matches!(cursor.before(1), "in" | "since" | "during" | "before" | "after" | "early" | "late")
    {
        return None;
    }
    // "Jan Roe", "Sep" and the like are names and words unless something leads to them.
    if matches!(cursor.written(0), "Jan" | "Sep" | "Dec" | "Mar" | "Apr")
        && !matches!(cursor.before(1), "in" | "since" | "until" | "by" | "late" | "early")
    {
        return None;
    }
    // "as early as March".
    if cursor.before(1) == "as" && matches!(cursor.before(2), "early" | "soon" | "late") {
        return cursor.candidate(1, "month", Meaning::Month { year: None, month, relative: None, years: None });
    }
    // "between April and June".
    if matches!(cursor.before(1), "and" | "or" | "to" | "-" | "–" | "through")
        && cursor.at.checked_sub(2).is_some_and(|at| matches!(cursor.words[at], Word::Month(_)))
    {
        return cursor.candidate(1, "month", Meaning::Month { year: None, month, relative: None, years: None });
    }
    // "from June to September", "June to September 2023".
    if matches!(cursor.word(2), Word::Month(_)) {
        let (joint, lead) = (cursor.written(1), cursor.before(1));
        let to = matches!(joint, "to" | "through" | "until" | "till");
        let year = matches!(joint, "and" | "-" | "–") || to;
        if to && lead == "from" || joint == "and" && lead == "between" || year && cursor.year(3).is_some() {
            return cursor.candidate(1, "month", Meaning::Month { year: None, month, relative: None, years: None });
        }
    }
    // "May" and "March" alone are months only where something says so.
    let written = cursor.written(0);
    let sure = !matches!(
        written,
        "May" | "March" | "Mar." | "Sep" | "Sept" | "Jan" | "Dec" | "Oct" | "Nov" | "Feb" | "Apr" | "Aug" | "August" | "April" | "June"
    );
    let led = matches!(
        cursor.before(1),
        "in" | "since"
            | "by"
            | "until"
            | "of"
            | "from"
            | "to"
            | "through"
            | "during"
            | "between"
            | "and"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "for"
            | "till"
            | "-"
            | "–"
            | "around"
            | "this"
            | "every"
            | "each"
    ) && !(matches!(written, "April" | "June" | "August")
        && matches!(cursor.before(1), "and" | "of" | "to" | "for" | "from" | "by"))
        || matches!(written, "April" | "June" | "August")
            && (matches!(cursor.before(1), "in" | "since" | "until" | "by")
                || cursor.before(1) == "of"
                    && matches!(
                        cursor.before(2),
                        "end" | "beginning" | "start" | "middle" | "close" | "week" | "weeks" | "month" | "half"
                    ));
    // "the March vote", "a June agreement".
    let describes = matches!(cursor.before(1), "the" | "a") && cursor.token(1).is_some_and(|token| token.is_word() && !token.capital);
    (sure || led || describes)
        .then(|| cursor.candidate(1, "month", Meaning::Month { year: None, month, relative: None, years: None }))
        .flatten()
}

/// "31 May 2024", "31st of May".
pub(super) fn day_first(cursor: &Cursor<'_>, day: u32) -> Found {
    if !cursor.is_digits(0) || cursor.written(0).len() > 2 || is_in_a_piece(cursor, 0) && !after_day(cursor, day) {
        return None;
    }
    let mut at = 1;
    at += usize::from(cursor.glued(at) && matches!(cursor.written(at), "st" | "nd" | "rd" | "th"));
    at += usize::from(at > 1 && cursor.is(at, "of"));
    let Word::Month(month) = cursor.word(at) else { return None };
    if cursor.glued(at) || cursor.is_digits(at + 1) && cursor.written(at + 1).len() <= 2 && !cursor.is(at + 1, ",") {
        return None;
    }
    let comma = usize::from(cursor.is(at + 1, ","));
    if let Some(year) = cursor.year(at + 1 + comma).filter(|_| !cursor.glued(at + 1 + comma)) {
        return day_candidate(cursor, at + 2 + comma, Some(year), month, day);
    }
    day_candidate(cursor, at + 1, None, month, day)
}

/// Whether the number so many tokens back is a part of what stands before it without a space, as after "1,", "B" or "£": not after a dash, an opening
/// mark or emphasis.
fn is_in_a_piece(cursor: &Cursor<'_>, back: usize) -> bool {
    let opens = |token: Token| match token.kind {
        TokenKind::Dash | TokenKind::Open(_) => true,
        TokenKind::Mark => matches!(token.text(cursor.text), "(" | "[" | "*" | "_" | "|"),
        _ => false,
    };
    let is_glued = cursor.token_before(back).is_some_and(|token| token.glued);
    is_glued && cursor.token_before(back + 1).is_some_and(|token| !opens(token))
}

/// Whether an earlier day and a hyphen go before: "3-5 June".
fn after_day(cursor: &Cursor<'_>, day: u32) -> bool {
    let first = cursor.token_before(2).filter(|first| first.kind == TokenKind::Number && !is_in_a_piece(cursor, 2));
    let Some(first) = first else { return false };
    cursor.token_before(1).is_some_and(|token| token.kind == TokenKind::Hyphen)
        && first.text(cursor.text).len() <= 2
        && first.text(cursor.text).parse().is_ok_and(|first: u32| (1..day).contains(&first))
}

/// "the 31st of May".
pub(super) fn day_of_month(cursor: &Cursor<'_>) -> Found {
    let Word::Number(day) = cursor.word(1) else { return None };
    let inner = cursor.ahead(1);
    // "the 13 November attacks": the article belongs to the attacks.
    let (candidate, next) = day_first(&inner, day).filter(|_| (2..4).any(|at| cursor.is(at, "of")))?;
    Some((Candidate { span: cursor.span(0, 1).to(candidate.span), ..candidate }, next))
}

/// A day, or why it cannot be.
fn day_candidate(cursor: &Cursor<'_>, count: usize, year: Option<i16>, month: i8, day: u32) -> Found {
    // Without a year, February may have 29 days.
    let longest = jiff::civil::Date::new(year.unwrap_or(2000), month, 1).map_or(31, |first| first.days_in_month());
    if day == 0 || day > 99 {
        return None;
    }
    if day > longest as u32 {
        // "In March 35 people came", "45 April tickets": a number of something else.
        let next = cursor.token(count);
        let noun = next.filter(|token| token.is_word() && !is_function_word(token.text(cursor.text))).map(|token| token.text(cursor.text));
        // "a July 36 conference", "on February 30 Ann Roe left", "the September 31st attacks" can be no number of things.
        let named = matches!(cursor.before(1), "a" | "an")
            || matches!(cursor.before(1), "the" | "on") && noun.is_some_and(|noun| !noun.ends_with('s') && noun != "people")
            || matches!(cursor.written_at(count, -1), "st" | "nd" | "rd" | "th");
        if year.is_none() && noun.is_some() && !named || day > 39 {
            return None;
        }
        let reason = match (month, day) {
            (2, 29) => "that year has no 29 February",
            (2, _) => "February has 29 days at the most",
            (4 | 6 | 9 | 11, 31) => "that month has 30 days",
            _ => "no month has so many days",
        };
        return cursor.candidate(count, "impossible", Meaning::Impossible(reason, year));
    }
    let rule = if year.is_some() { "full-date" } else { "month-day" };
    cursor.candidate(count, rule, Meaning::Day { year, month, day: day as i8 })
}

/// Words that follow a date and no number of things.
pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "at"
            | "to"
            | "in"
            | "on"
            | "after"
            | "when"
            | "while"
            | "for"
            | "by"
            | "with"
            | "the"
            | "a"
            | "an"
            | "was"
            | "were"
            | "is"
            | "as"
            | "from"
            | "until"
            | "through"
            | "that"
            | "but"
            | "or"
            | "had"
            | "has"
            | "his"
            | "her"
            | "its"
            | "their"
            | "this"
            | "before"
            | "during"
            | "he"
            | "she"
            | "it"
            | "they"
            | "where"
            | "which"
            | "who"
            | "of"
            | "against"
            | "between"
            | "due"
            | "following"
            | "because"
            | "under"
            | "over"
    )
}

/// "2024-05-31".
fn iso(cursor: &Cursor<'_>) -> Found {
    let year = cursor.year(0)?;
    let (month, day) = (cursor.word(2), cursor.word(4));
    let joined = (1..5).all(|ahead| cursor.glued(ahead)) && cursor.is(1, "-") && cursor.is(3, "-");
    match (month, day) {
        (Word::Number(month @ 1..=12), Word::Number(day)) if joined && cursor.written(2).len() == 2 => {
            let (mut candidate, next) = day_candidate(cursor, 5, Some(year), month as i8, day)?;
            if candidate.rule == "full-date" {
                candidate.rule = "iso-date";
            }
            Some((candidate, next))
        }
        _ => None,
    }
}

/// "5/31/2024", "31/5/2024": months first unless the first number is none.
fn numeric(cursor: &Cursor<'_>) -> Found {
    let joined = (1..5).all(|ahead| cursor.glued(ahead)) && cursor.is(1, "/") && cursor.is(3, "/");
    let (Word::Number(first), Word::Number(second)) = (cursor.word(0), cursor.word(2)) else { return None };
    let year = match cursor.word(4) {
        Word::Number(year) if cursor.written(4).len() == 4 => year as i16,
        Word::Number(year) if cursor.written(4).len() == 2 => (if year < 50 { 2000 + year } else { 1900 + year }) as i16,
        _ => return None,
    };
    if !joined || cursor.glued(5) && cursor.is(5, "/") {
        return None;
    }
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    if !(1..=12).contains(&month) {
        return None;
    }
    let (mut candidate, next) = day_candidate(cursor, 5, Some(year), month as i8, day)?;
    if candidate.rule == "full-date" {
        candidate.rule = "numeric-date";
    }
    Some((candidate, next))
}
