//! Expressions that name a day, month or year, a weekday, or a clock time.

use super::cursor::Cursor;
use super::{Candidate, Meaning};
use crate::dates::words::Word;
use crate::text::TokenKind;

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    let modifier = match cursor.word(0) {
        Word::Modifier(modifier) => Some((modifier, 1 + usize::from(cursor.is(1, "-")))),
        _ if cursor.lower(0) == "mid" => Some(("MID", 1 + usize::from(cursor.is(1, "-")))),
        _ => None,
    };
    let Some((modifier, length)) = modifier else { return plain(cursor) };
    let inner = cursor.ahead(length);
    if inner.at >= inner.tokens.len() {
        return None;
    }
    // "early Tuesday", "late last year", "mid-March": the word is part of the expression.
    let (mut candidate, next) = plain(&inner).or_else(|| super::period::relative(&inner))?;
    candidate.span = cursor.tokens[cursor.at].span.to(candidate.span);
    candidate.modifier = Some(modifier);
    Some((candidate, next))
}

fn plain(cursor: &Cursor<'_>) -> Found {
    let found = match cursor.word(0) {
        Word::Weekday(weekday) => weekday_first(cursor, weekday, 0, None),
        Word::Relative(relative) => relative_name(cursor, relative),
        Word::Month(month) => month_first(cursor, month),
        Word::Number(number) => {
            iso(cursor).or_else(|| numeric(cursor)).or_else(|| day_first(cursor, number)).or_else(|| clock(cursor)).or_else(|| year(cursor))
        }
        Word::Deictic(days) => cursor.candidate(1, "day", Meaning::Days(days)),
        Word::Part(part) => lone_part(cursor, part),
        Word::Holiday(day) => holiday(cursor, day),
        Word::Other => match cursor.lower(0) {
            "the" => day_of_month(cursor).or_else(|| decade(cursor, 1)).or_else(|| century(cursor)),
            "noon" | "midnight" => clock(cursor),
            "fiscal" => cursor.year(1).and_then(|year| cursor.candidate(2, "year", Meaning::Year(year))),
            _ => None,
        },
        _ => None,
    }?;
    Some(with_time(cursor, found))
}

/// A part of the day or a clock time after a day is one expression with it: "Wednesday night", "Friday at 10 a.m.".
fn with_time(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
    let after = Cursor { text: cursor.text, tokens: cursor.tokens, words: cursor.words, at: next };
    if next >= cursor.tokens.len() || !matches!(candidate.meaning, Meaning::Weekday { .. } | Meaning::Day { .. } | Meaning::Days(_)) {
        return (candidate, next);
    }
    let glued = after.glued(0);
    let (part, length) = match after.word(0) {
        Word::Part(part) if !glued && after.written(0) != "overnight" && after.written(0) != "tonight" => (Some(part.to_owned()), 1),
        _ if after.lower(0) == "at" => match time_of_day(&after.ahead(1)) {
            Some((time, length)) => (Some(time), length + 1),
            None => (None, 0),
        },
        _ => (None, 0),
    };
    if let Some(part) = part {
        candidate.span = candidate.span.to(after.span(0, length));
        candidate.rule = if part.len() == 2 { "part-of-day" } else { "clock" };
        candidate.meaning = Meaning::Time(Box::new(candidate.meaning), part);
        return (candidate, next + length);
    }
    (candidate, next)
}

/// "Friday", "Friday, May 31, 2024", "Friday 31 May".
fn weekday_first(cursor: &Cursor<'_>, weekday: i8, from: usize, relative: Option<i32>) -> Found {
    let comma = usize::from(cursor.is(from + 1, ","));
    let rest = cursor.ahead(from + 1 + comma);
    let date = match rest.word(0) {
        Word::Month(month) if rest.at < rest.tokens.len() => month_first(&rest, month),
        Word::Number(number) if comma == 0 || !rest.is_digits(1) => day_first(&rest, number),
        _ if rest.lower(0) == "the" && comma == 0 => day_of_month(&rest),
        _ => None,
    };
    if let Some((mut candidate, next)) =
        date.filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. } | Meaning::Impossible(_)))
    {
        candidate.weekday = Some((weekday, cursor.span(from, 1)));
        candidate.span = cursor.span(0, 1).to(candidate.span);
        return Some((candidate, next));
    }
    let possessive = cursor.token(from + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
    let future = relative.is_none() && !possessive && future_before(cursor);
    let rule = match relative {
        Some(-2 | -1) => "last-weekday",
        Some(1) => "next-weekday",
        _ if future => "future-weekday",
        _ => "weekday",
    };
    cursor.candidate(from + 1, rule, Meaning::Weekday { weekday, relative, future })
}

/// Words within a few tokens before that speak of the future.
fn future_before(cursor: &Cursor<'_>) -> bool {
    let start = cursor.tokens[cursor.at].span.start;
    for back in 1..=9 {
        let Some(token) = cursor.token_before(back) else { return false };
        if token.kind == TokenKind::Stop || start - token.span.start > 45 {
            return false;
        }
        if matches!(token.text(cursor.text), "will" | "expected" | "scheduled" | "due" | "plans" | "slated") {
            return true;
        }
    }
    false
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
        Word::Part(part) if relative <= 0 => {
            // "this morning", "last night".
            let days = if relative < 0 { -1 } else { 0 };
            cursor.candidate(2, "part-of-day", Meaning::Time(Box::new(Meaning::Days(days)), part.to_owned()))
        }
        _ => None,
    }
}

/// "May 31, 2024", "May 2024", "May 31", "May".
fn month_first(cursor: &Cursor<'_>, month: i8) -> Found {
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
        return day_candidate(cursor, after, None, month, day);
    }
    let comma = usize::from(cursor.is(1, ","));
    if let Some(year) = cursor.year(1 + comma).filter(|_| !cursor.glued(1 + comma)) {
        return cursor.candidate(2 + comma, "month-year", Meaning::Month { year: Some(year), month, relative: None, years: None });
    }
    let of = usize::from(cursor.is(1, "of"));
    if let (Word::Relative(relative), Some(crate::dates::words::Unit::Year)) = (cursor.word(1 + of), cursor.unit(2 + of)) {
        return cursor.candidate(
            3 + of,
            "month-year",
            Meaning::Month { year: None, month, relative: None, years: Some(relative.clamp(-1, 1)) },
        );
    }
    // "May" and "March" alone are months only where something says so.
    let written = cursor.written(0);
    let sure = !matches!(
        written,
        "May" | "March" | "Mar." | "Sep" | "Jan" | "Dec" | "Oct" | "Nov" | "Feb" | "Apr" | "Aug" | "August" | "April" | "June"
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
        || matches!(written, "April" | "June" | "August") && matches!(cursor.before(1), "in" | "since" | "until" | "by");
    (sure || led).then(|| cursor.candidate(1, "month", Meaning::Month { year: None, month, relative: None, years: None })).flatten()
}

/// "31 May 2024", "31st of May".
fn day_first(cursor: &Cursor<'_>, day: u32) -> Found {
    if !cursor.is_digits(0)
        || cursor.written(0).len() > 2
        || cursor.glued(0) && cursor.token_before(1).is_some_and(|token| token.kind != TokenKind::Dash)
    {
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

/// "the 31st of May".
fn day_of_month(cursor: &Cursor<'_>) -> Found {
    let Word::Number(day) = cursor.word(1) else { return None };
    let inner = cursor.ahead(1);
    let (candidate, next) = day_first(&inner, day)?;
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
        let counts = year.is_none() && next.is_some_and(|token| token.is_word() && !is_function_word(token.text(cursor.text)));
        if counts || day > 39 {
            return None;
        }
        let reason = match (month, day) {
            (2, 29) => "that year has no 29 February",
            (2, _) => "February has 29 days at the most",
            (4 | 6 | 9 | 11, 31) => "that month has 30 days",
            _ => "no month has so many days",
        };
        return cursor.candidate(count, "impossible", Meaning::Impossible(reason));
    }
    let rule = if year.is_some() { "full-date" } else { "month-day" };
    cursor.candidate(count, rule, Meaning::Day { year, month, day: day as i8 })
}

/// Words that follow a date and no number of things.
fn is_function_word(word: &str) -> bool {
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

/// "5/31/2024", "31.5.2024": months first unless the first number is none.
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

/// A year by itself: after a word that takes one, or before a noun it describes.
fn year(cursor: &Cursor<'_>) -> Found {
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
    let named = cursor.token_before(1).is_some_and(|token| token.is_word()) && plausible;
    (led || named).then(|| cursor.candidate(1, "year", Meaning::Year(year))).flatten()
}

/// "the 1990s", "1980s", "the '90s".
fn decade(cursor: &Cursor<'_>, from: usize) -> Found {
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

/// "the 20th century".
fn century(cursor: &Cursor<'_>) -> Found {
    let (number, length) = match cursor.word(1) {
        Word::Number(number) if cursor.glued(2) => (number, 3),
        Word::Ordinal(number) => (number, 2),
        _ => return None,
    };
    let hyphen = usize::from(cursor.is(length, "-"));
    (cursor.is(length + hyphen, "century") && (1..=21).contains(&number))
        .then(|| cursor.candidate(length + hyphen + 1, "century", Meaning::Century(number as i16 - 1)))
        .flatten()
}

/// A part of the day by itself: "overnight", "tonight".
fn lone_part(cursor: &Cursor<'_>, part: &'static str) -> Found {
    match cursor.written(0) {
        "overnight" | "tonight" | "Overnight" | "Tonight" => {
            cursor.candidate(1, "part-of-day", Meaning::Time(Box::new(Meaning::Days(0)), part.to_owned()))
        }
        _ => None,
    }
}

fn holiday(cursor: &Cursor<'_>, day: &'static str) -> Found {
    let (month, day) = day.split_once('-')?;
    let meaning = Meaning::Holiday(month.parse().ok()?, day.parse().ok()?);
    let length = 1 + usize::from(matches!(cursor.written(1), "Day" | "Eve"));
    (!cursor.is(1, "Eve")).then(|| cursor.candidate(length, "holiday", meaning)).flatten()
}

/// "10 p.m.", "10:30 a.m. Wednesday", "noon Thursday", "22:00".
fn clock(cursor: &Cursor<'_>) -> Found {
    let colon = cursor.is(1, ":") && cursor.glued(1);
    let (time, mut length) = match time_of_day(cursor) {
        Some(found) => found,
        None if colon && impossible_hour(cursor) => {
            return cursor.candidate(3, "impossible", Meaning::Impossible("no day has that hour"));
        }
        None => return None,
    };
    let mut meaning = Meaning::Days(0);
    length += usize::from(is_zone(cursor.written(length)));
    let on = usize::from(cursor.is(length, "on"));
    let day = cursor.ahead(length + on);
    let named = match day.word(0) {
        Word::Weekday(weekday) => weekday_first(&day, weekday, 0, None),
        Word::Deictic(days) => day.candidate(1, "day", Meaning::Days(days)),
        Word::Month(month) => month_first(&day, month).filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. })),
        _ => None,
    };
    if let Some((candidate, next)) = named {
        meaning = candidate.meaning;
        length = next - cursor.at;
    }
    cursor.candidate(length, "clock", Meaning::Time(Box::new(meaning), time))
}

fn impossible_hour(cursor: &Cursor<'_>) -> bool {
    let (Word::Number(hour), Word::Number(minute)) = (cursor.word(0), cursor.word(2)) else { return false };
    // Scores and ratios have colons too: only what reads like a time of the day counts.
    let told =
        matches!(cursor.before(1), "at" | "around" | "by" | "until" | "about" | "from" | "before" | "after") || is_zone(cursor.written(3));
    cursor.glued(2) && cursor.written(2).len() == 2 && (24..30).contains(&hour) && minute < 60 && hour * 100 + minute > 2400 && told
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "GMT"
            | "UTC"
            | "EST"
            | "EDT"
            | "ET"
            | "CET"
            | "CEST"
            | "BST"
            | "PST"
            | "PDT"
            | "CST"
            | "CDT"
            | "MST"
            | "MDT"
            | "IST"
            | "JST"
            | "local"
    )
}

/// The clock time at the cursor as `HH:MM` and how many tokens it takes.
fn time_of_day(cursor: &Cursor<'_>) -> Option<(String, usize)> {
    match cursor.lower(0) {
        "noon" => return Some(("12:00".to_owned(), 1)),
        "midnight" => return Some(("24:00".to_owned(), 1)),
        _ => {}
    }
    let Word::Number(hour) = cursor.word(0) else { return None };
    let minutes = match cursor.word(2) {
        Word::Number(minutes) if cursor.is(1, ":") && cursor.glued(1) && cursor.glued(2) && cursor.written(2).len() == 2 => Some(minutes),
        _ => None,
    };
    let length = if minutes.is_some() { 3 } else { 1 };
    if cursor.glued(length) && cursor.is(length, ":") {
        return None;
    }
    let half = cursor.written(length);
    let afternoon = match half {
        "p.m." | "pm" | "PM" | "P.M." | "p.m" => Some(true),
        "a.m." | "am" | "AM" | "A.M." | "a.m" => Some(false),
        _ => None,
    };
    let minute = minutes.unwrap_or(0);
    match afternoon {
        Some(afternoon) if (1..=12).contains(&hour) && minute < 60 => {
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            Some((format!("{hour:02}:{minute:02}"), length + 1))
        }
        None if minutes.is_some() && hour < 24 && minute < 60 && cursor.written(0).len() == 2 => {
            Some((format!("{hour:02}:{minute:02}"), length))
        }
        _ => None,
    }
}
