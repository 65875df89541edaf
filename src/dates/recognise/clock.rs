//! Parts of the day and times of the clock, with the day they are of.

use super::calendar::month_first;
use super::cursor::Cursor;
use super::weekday::weekday_first;
use super::{Candidate, Lean, Meaning, UnitOfTime};
use crate::dates::words::{Unit, Word};
use crate::text::{Quote, TokenKind};

type Found = Option<(Candidate, usize)>;

/// A part of the day or a clock time after a day is one expression with it: "Wednesday night", "Friday at 10 a.m.".
pub(super) fn with_time(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
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

/// A part of the day by itself: "overnight", "tonight".
pub(super) fn lone_part(cursor: &Cursor<'_>, part: &'static str) -> Found {
    match cursor.written(0) {
        // "morning trading", "in afternoon trading".
        "morning" | "afternoon" | "evening" if matches!(cursor.written(1), "trading" | "trade") => {
            cursor.candidate(1, "part-of-day", Meaning::Time(Box::new(Meaning::DayAtHand), part.to_owned()))
        }
        "overnight" | "tonight" | "Overnight" | "Tonight" => {
            cursor.candidate(1, "part-of-day", Meaning::Time(Box::new(Meaning::Days(0)), part.to_owned()))
        }
        _ => None,
    }
}

/// "10 p.m.", "10:30 a.m. Wednesday", "noon Thursday", "22:00".
pub(super) fn clock(cursor: &Cursor<'_>) -> Found {
    let colon = cursor.is(1, ":") && cursor.glued(1);
    let (time, mut length) = match time_of_day(cursor).or_else(|| plain_hour(cursor)) {
        Some(found) => found,
        None if colon && impossible_hour(cursor) => {
            return cursor.candidate(3, "impossible", Meaning::Impossible("no day has that hour", None));
        }
        None => {
            let (length, reason) = impossible_half(cursor)?;
            return cursor.candidate(length, "impossible", Meaning::Impossible(reason, None));
        }
    };
    let mut meaning = match tells(cursor) {
        true => Meaning::DayToldOf,
        false if super::lean::is_narrated(cursor) => Meaning::DayNarrated,
        false => Meaning::DayAtHand,
    };
    let time = if matches!(cursor.written(length), "GMT" | "UTC") { format!("{time}Z") } else { time };
    length += usize::from(is_zone(cursor.written(length)));
    length += usize::from(cursor.is(length, "time") && cursor.is(length - 1, "local"));
    // "10:35 a.m. (0735 GMT) Friday".
    let aside = if cursor.is(length, "(") && is_zone(cursor.written(length + 2)) && cursor.is(length + 3, ")") { 4 } else { 0 };
    let on = usize::from(matches!(cursor.written(length + aside), "on" | ","));
    let day = cursor.ahead(length + aside + on);
    let named = match day.word(0) {
        Word::Weekday(weekday) => weekday_first(&day, weekday, 0, None),
        Word::Deictic(days) => day.candidate(1, "day", Meaning::Days(days)),
        _ if aside > 0 => None,
        // "23:59 the following Thursday".
        _ if day.lower(0) == "the" && matches!(day.written(1), "following" | "next") => match day.word(2) {
            Word::Weekday(weekday) => day.candidate(3, "anaphoric", Meaning::WeekdayBefore(weekday, 1)),
            Word::Unit(Unit::Day) if day.is(2, "day") => day.candidate(3, "anaphoric", Meaning::ShiftBefore(UnitOfTime::Day, 1)),
            _ => None,
        },
        Word::Month(month) => month_first(&day, month).filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. })),
        _ => None,
    };
    let mut weekday = None;
    // The hour elsewhere says nothing more where the day is named after it.
    let passed = if named.is_some() { aside } else { 0 };
    if let Some((candidate, next)) = named {
        if aside == 0 {
            length = next - cursor.at;
            weekday = candidate.weekday;
            // "at 10 p.m. on June 31": the day is what is wrong.
            if matches!(candidate.meaning, Meaning::Impossible(..)) {
                return Some((candidate, next));
            }
        }
        meaning = candidate.meaning;
    }
    let lean = match meaning {
        Meaning::Weekday { relative: None, .. } => super::lean::lean_before(cursor, 45, false),
        // "It ended at midnight": the night before.
        Meaning::DayAtHand | Meaning::DayNarrated if cursor.lower(0) == "midnight" && super::lean::is_told_before(cursor) => Lean::Past,
        _ => Lean::Open,
    };
    let (candidate, next) = cursor.candidate(length, "clock", Meaning::Time(Box::new(meaning), time))?;
    Some((Candidate { weekday, lean, ..candidate }, next + passed))
}

/// "“At noon it was out,” she said": whether a time stands in a quotation that tells of what has been.
fn tells(cursor: &Cursor<'_>) -> bool {
    let marks = cursor.tokens[..cursor.at].iter().rev().map(|token| token.kind);
    let mark = marks.into_iter().find(|kind| matches!(kind, TokenKind::Open(Quote::Double) | TokenKind::Close(Quote::Double)));
    mark == Some(TokenKind::Open(Quote::Double)) && super::lean::lean_before(cursor, 45, false) != Lean::Future
}

fn impossible_hour(cursor: &Cursor<'_>) -> bool {
    let (Word::Number(hour), Word::Number(minute)) = (cursor.word(0), cursor.word(2)) else { return false };
    // Scores, ratios and the clock of a match have colons too: only what reads like a time of the day counts.
    let led = matches!(cursor.before(1), "at" | "around" | "by" | "until" | "about" | "from" | "before" | "after");
    let is_day = |word: Word| matches!(word, Word::Weekday(_) | Word::Deictic(_));
    let of_a_day =
        matches!(cursor.written(3), "hours" | "local" | "on" | "tonight") || is_day(cursor.word(3)) || is_day(cursor.word_before(2));
    let due = cursor.before(1) == "at" && matches!(cursor.before(2), "due" | "scheduled");
    // A timetable's day may go on after midnight.
    let due = due && hour > 24;
    let told = led && of_a_day || due || is_zone(cursor.written(3));
    cursor.glued(2) && cursor.written(2).len() == 2 && (24..30).contains(&hour) && minute < 60 && hour * 100 + minute > 2400 && told
}

/// "13 p.m.", "7:75 a.m.": how long a time of half a day is that no clock shows, and why.
fn impossible_half(cursor: &Cursor<'_>) -> Option<(usize, &'static str)> {
    if !cursor.is_digits(0) || cursor.glued(0) {
        return None;
    }
    let colon = cursor.is(1, ":") && cursor.glued(1) && cursor.glued(2);
    let (minutes, length) = match cursor.written(0).split_once('.') {
        Some((_, minutes)) => (minutes, 1),
        None if colon => (cursor.written(2), 3),
        None => ("", 1),
    };
    half_of_day(cursor.written(length))?;
    // "19.99 pm for 24 months", "299.75 pm": a price each month.
    let hour = cursor.written(0).split('.').next().and_then(|hour| hour.parse::<u32>().ok());
    let is_price = !colon && matches!(cursor.lower(length + 1), "for" | "per" | "with" | "contract" | "rental" | "sim");
    if minutes.len() == 2 && minutes.parse().is_ok_and(|minutes: u32| minutes >= 60) && hour.is_some_and(|hour| hour < 13) && !is_price {
        return Some((length + 1, "no hour has so many minutes"));
    }
    let led = matches!(cursor.before(1), "at" | "around" | "by" | "until" | "about" | "before" | "after");
    // "at 13 PMs": capitals are other words too, and "am" a verb.
    let plain = cursor.written(1).contains('.') || cursor.is(1, "pm");
    let late = matches!(cursor.word(0), Word::Number(13..=24));
    (length == 1 && minutes.is_empty() && led && plain && late).then_some((2, "half a day has twelve hours"))
}

/// "mid-afternoon yesterday", "mid afternoon".
pub(super) fn middle_of(cursor: &Cursor<'_>, part: &'static str) -> Found {
    let day = cursor.ahead(1);
    match day.word(0) {
        Word::Deictic(days) => cursor.candidate(2, "part-of-day", Meaning::Time(Box::new(Meaning::Days(days)), part.to_owned())),
        Word::Weekday(weekday) => {
            let (candidate, next) = weekday_first(&day, weekday, 0, None)?;
            Some((
                Candidate {
                    span: cursor.span(0, 1).to(candidate.span),
                    meaning: Meaning::Time(Box::new(candidate.meaning), part.to_owned()),
                    rule: "part-of-day",
                    ..candidate
                },
                next,
            ))
        }
        _ => cursor.candidate(1, "part-of-day", Meaning::Time(Box::new(Meaning::Days(0)), part.to_owned())),
    }
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
        // "High Noon" is a film.
        "noon" | "midday" if cursor.before(1) != "high" && !cursor.is_title(0) || cursor.written(0) == "Noon" && cursor.at == 0 => {
            return Some(("12:00".to_owned(), 1));
        }
        "midnight" => return Some(("24:00".to_owned(), 1)),
        _ => {}
    }
    // "10.30am".
    if let Some((hour, minute)) = cursor.written(0).split_once('.').filter(|_| cursor.is_digits(0)) {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
        return of_half(hour, minute, half_of_day(cursor.written(1))?).map(|time| (time, 2));
    }
    let Word::Number(hour) = cursor.word(0) else { return None };
    // "won in 2:14:04": minutes and seconds.
    if cursor.glued(0) && cursor.before(1) == ":" && cursor.written_before(2).ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let minutes = match cursor.word(2) {
        Word::Number(minutes) if cursor.is(1, ":") && cursor.glued(1) && cursor.glued(2) && cursor.written(2).len() == 2 => Some(minutes),
        _ => None,
    };
    let length = if minutes.is_some() { 3 } else { 1 };
    if cursor.glued(length) && cursor.is(length, ":") {
        return None;
    }
    let afternoon = half_of_day(cursor.written(length));
    let minute = minutes.unwrap_or(0);
    // "4 in the morning", "10:30 in the evening".
    if (1..=12).contains(&hour) && minute < 60 && cursor.is(length, "in") && cursor.is(length + 1, "the") {
        let hour = match cursor.written(length + 2) {
            "morning" => hour % 12,
            "afternoon" | "evening" => hour % 12 + 12,
            _ => return None,
        };
        return Some((format!("{hour:02}:{minute:02}"), length + 3));
    }
    match afternoon {
        Some(afternoon) => of_half(hour, minute, afternoon).map(|time| (time, length + 1)),
        None if minutes.is_some() && hour < 24 && minute < 60 && cursor.written(0).len() == 2 => {
            Some((format!("{hour:02}:{minute:02}"), length))
        }
        _ => None,
    }
}

/// "0100 GMT".
fn plain_hour(cursor: &Cursor<'_>) -> Option<(String, usize)> {
    let Word::Number(hour @ 0..2400) = cursor.word(0) else { return None };
    let digits = cursor.is_digits(0) && cursor.written(0).len() == 4 && hour % 100 < 60;
    (digits && matches!(cursor.written(1), "GMT" | "UTC")).then(|| (format!("{:02}:{:02}", hour / 100, hour % 100), 1))
}

/// "p.m.": whether a word says that the time is of the afternoon.
fn half_of_day(word: &str) -> Option<bool> {
    match word {
        "p.m." | "pm" | "PM" | "P.M." | "p.m" => Some(true),
        "a.m." | "am" | "AM" | "A.M." | "a.m" => Some(false),
        _ => None,
    }
}

/// The time of a clock with twelve hours, as `HH:MM`.
fn of_half(hour: u32, minute: u32, afternoon: bool) -> Option<String> {
    let of_day = hour % 12 + if afternoon { 12 } else { 0 };
    ((1..=12).contains(&hour) && minute < 60).then(|| format!("{of_day:02}:{minute:02}"))
}
