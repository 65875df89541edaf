//! Periods of the calendar: weeks, months, quarters, halves, years and seasons that are counted or named by order.

use super::cursor::Cursor;
use super::length::{duration, number, vague};
use super::{Candidate, InYear, Meaning, UnitOfTime};
use crate::dates::words::{Unit, Word};

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    let found = [
        relative(cursor),
        quarter(cursor),
        year_of_business(cursor),
        latest(cursor),
        same_period(cursor),
        year_before(cursor),
        season(cursor),
    ];
    found.into_iter().flatten().max_by_key(|(candidate, _)| candidate.span.end)
}

/// "last week", "this year", "the past three months", "the next two weeks", "last weekend", "coming months".
pub(super) fn relative(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(cursor.lower(0) == "the");
    let Word::Relative(relative) = cursor.word(the) else { return None };
    let fiscal = usize::from(cursor.is(the + 1, "fiscal"));
    if let Some(unit) = cursor.unit(the + 1 + fiscal) {
        let noun = the + 1 + fiscal;
        let count = or_so(cursor, noun + 1);
        let plural = cursor.written(noun).ends_with('s');
        // "This Week" and "60 Minutes" are programmes.
        if unit < Unit::Day || unit == Unit::Day && the == 0 && relative < 0 && cursor.written(the) == "last" || cursor.is_title(noun) {
            return None;
        }
        if plural && relative == 0 {
            return (cursor.lower(0) == "these" && unit == Unit::Day)
                .then(|| cursor.candidate(count, "present", Meaning::Value("DATE", "PRESENT_REF".to_owned())))
                .flatten();
        }
        if plural {
            return cursor.candidate(count, "past-duration", Meaning::Value("DURATION", vague(unit)));
        }
        // "the past year and a half".
        if relative == -2 && cursor.is(noun + 1, "and") && cursor.is(noun + 2, "a") && cursor.is(noun + 3, "half") {
            return cursor.candidate(noun + 4, "past-duration", Meaning::Value("DURATION", duration(1.5, unit)));
        }
        // "the past year" is a length, "last year" a year.
        if relative == -2 {
            return cursor.candidate(count, "past-duration", Meaning::Value("DURATION", duration(1, unit)));
        }
        // "next fortnight" is two weeks long.
        if unit == Unit::Fortnight {
            return cursor.candidate(count, "past-duration", Meaning::Value("DURATION", duration(1, unit)));
        }
        if unit == Unit::Weekend {
            return cursor.candidate(count, "weekend", Meaning::Unit(UnitOfTime::Weekend, relative));
        }
        if unit == Unit::Year
            && let Some(found) = in_that_year(cursor, noun + 1, relative)
        {
            return Some(found);
        }
        let meaning = if unit == Unit::Century { Meaning::Centuries(relative) } else { Meaning::Unit(unit.into(), relative) };
        return cursor.candidate(count, "unit", meaning);
    }
    let (mut number, mut used) = number(&cursor.ahead(the + 1))?;
    // "the next 12 to 18 months".
    if matches!(cursor.written(the + 1 + used), "to" | "or") && matches!(cursor.word(the + 2 + used), Word::Number(_)) {
        number = None;
        used += 2;
    }
    let kind = usize::from(is_kind_of_day(cursor.written(the + 1 + used)));
    let unit = cursor.unit(the + 1 + used + kind)?;
    let value = number.map_or_else(|| vague(unit), |number| duration(number, unit));
    cursor.candidate(or_so(cursor, the + 2 + used + kind), "past-duration", Meaning::Value("DURATION", value))
}

/// "trading days", "straight quarters", "more weeks".
pub(super) fn is_kind_of_day(word: &str) -> bool {
    matches!(
        word,
        "trading"
            | "straight"
            | "consecutive"
            | "more"
            | "full"
            | "whole"
            | "business"
            | "working"
            | "successive"
            | "calendar"
            | "additional"
            | "long"
    )
}

/// "two years or so": the words belong to the expression.
pub(super) fn or_so(cursor: &Cursor<'_>, count: usize) -> usize {
    if cursor.is(count, "or") && cursor.is(count + 1, "so") { count + 2 } else { count }
}

/// "this year's third quarter", "last year's quarter", after the year.
fn in_that_year(cursor: &Cursor<'_>, after: usize, years: i32) -> Found {
    if !cursor.is_possessive(after) {
        return None;
    }
    if matches!(cursor.written(after + 1), "quarter" | "period") {
        return cursor.candidate(after + 2, "same-period", Meaning::SamePeriod(InYear::From(years)));
    }
    let Word::Ordinal(number @ 1..=4) = cursor.word(after + 1) else { return None };
    let hyphen = usize::from(cursor.is(after + 2, "-"));
    match cursor.written(after + 2 + hyphen) {
        "quarter" => cursor.candidate(after + 3 + hyphen, "quarter-year", Meaning::Quarter(number as i8, InYear::From(years))),
        "half" if number <= 2 => cursor.candidate(after + 3 + hyphen, "half-year", Meaning::Half(number as i8, InYear::From(years))),
        _ => None,
    }
}

/// A year after a period's name: ", 1990", "of 1990", "of fiscal 1990", "of last year", "this year"; with the tokens it takes.
pub(super) fn year_after(cursor: &Cursor<'_>, at: usize) -> Option<(InYear, usize)> {
    let comma = usize::from(cursor.is(at, ","));
    let of = comma + usize::from(comma == 0 && matches!(cursor.written(at), "of" | "in"));
    let fiscal = usize::from(cursor.is(at + of, "fiscal"));
    if let Some(year) = cursor.year(at + of + fiscal) {
        return Some((InYear::Is(year), of + fiscal + 1));
    }
    let the = usize::from(cursor.is(at + of, "the"));
    // "the second half of the year".
    if the == 1 && cursor.is(at, "of") && cursor.is(at + of + the, "year") && !cursor.is_possessive(at + of + the + 1) {
        return Some((InYear::From(0), of + the + 1));
    }
    match (cursor.word(at + of + the), cursor.unit(at + of + the + 1)) {
        (Word::Relative(years @ -1..), Some(Unit::Year)) if comma == 0 && !cursor.is_possessive(at + of + the + 2) => {
            Some((InYear::From(years), of + the + 2))
        }
        _ => None,
    }
}

/// "the third quarter", "third-quarter", "the first half of 1990", "the 1988 second quarter", "the fiscal first quarter".
fn quarter(cursor: &Cursor<'_>) -> Found {
    // "Q3", "Q3 2024", "H1 2024".
    if let Some(number) =
        cursor.written(0).strip_prefix(['Q', 'H']).and_then(|number| number.parse::<i8>().ok()).filter(|_| cursor.written(0).len() == 2)
    {
        let half = cursor.written(0).starts_with('H');
        let (year, used) = year_after(cursor, 1).unwrap_or((InYear::Open, 0));
        return match (half, used) {
            (true, 0) => None,
            (true, _) => cursor.candidate(1 + used, "half-year", Meaning::Half(number, year)),
            (false, 0) => cursor.candidate(1, "quarter", Meaning::Quarter(number, year)),
            (false, _) => cursor.candidate(1 + used, "quarter-year", Meaning::Quarter(number, year)),
        };
    }
    let article = usize::from(matches!(cursor.lower(0), "the" | "a"));
    let written = cursor.year(article).filter(|_| article == 1);
    let mut at = article + usize::from(written.is_some());
    if cursor.is(at, "fiscal") || cursor.is(at, "Fiscal") {
        at += 1 + usize::from(cursor.is(at + 1, "-"));
    }
    let (number, used) = match cursor.word(at) {
        Word::Ordinal(number) => (number, 1),
        Word::Number(number) if cursor.glued(at + 1) && matches!(cursor.written(at + 1), "st" | "nd" | "rd" | "th") => (number, 2),
        _ if matches!(cursor.written(at), "final" | "last") && article == 1 => (0, 1),
        _ => return None,
    };
    let hyphen = usize::from(cursor.is(at + used, "-"));
    let fiscal = usize::from(cursor.is(at + used + hyphen, "fiscal"));
    let noun = at + used + hyphen + fiscal;
    let half = cursor.is(noun, "half");
    let number = match (number, half) {
        (0, true) => 2,
        (0, false) => 4,
        (number, _) => number,
    };
    let (rule, dated): (_, fn(i8, InYear) -> Meaning) = match cursor.written(noun) {
        "quarter" if (1..=4).contains(&number) => ("quarter", Meaning::Quarter),
        "half" if (1..=2).contains(&number) && article == 1 => ("half-year", Meaning::Half),
        _ => return None,
    };
    let dated_rule = if half { "half-year" } else { "quarter-year" };
    if let Some(year) = written {
        return cursor.candidate(noun + 1, dated_rule, dated(number as i8, InYear::Is(year)));
    }
    if let Some((year, used)) = year_after(cursor, noun + 1) {
        return cursor.candidate(noun + 1 + used, dated_rule, dated(number as i8, year));
    }
    // A half of a match: only figures are reported for halves of years.
    if half && !cursor.speaks_of_money() {
        return None;
    }
    // "the first half hour", "a second quarter" and the like are no periods of the year.
    let next = cursor.token(noun + 1);
    if half && next.is_some_and(|token| token.is_word()) && !matches!(cursor.written(noun + 1), "and" | "was" | "were" | "rose" | "fell") {
        return None;
    }
    if cursor.is(at, "last") || cursor.is(at, "final") || cursor.lower(0) == "a" {
        return None;
    }
    let (candidate, next) = cursor.candidate(noun + 1, rule, dated(number as i8, InYear::Open))?;
    // "the third-quarter loss": the article belongs to the loss.
    let from = if hyphen == 1 && cursor.lower(0) == "the" { 1 } else { 0 };
    Some((Candidate { span: cursor.span(from, noun + 1 - from), ..candidate }, next))
}

/// "the full year", "the fiscal year", "the year ended Sept. 30", "year-end", "year's end".
fn year_of_business(cursor: &Cursor<'_>) -> Found {
    if cursor.unit(0) == Some(Unit::Year) && cursor.written(0).eq_ignore_ascii_case("year") {
        let count = match () {
            () if cursor.is(1, "-") && cursor.is(2, "end") => 3,
            () if cursor.is(1, "end") => 2,
            () if cursor.is_possessive(1) && cursor.is(2, "end") => 3,
            () => return None,
        };
        let (mut candidate, next) = cursor.candidate(count, "unit", Meaning::Unit(UnitOfTime::Year, 0))?;
        candidate.modifier = Some("END");
        return Some((candidate, next));
    }
    if cursor.lower(0) != "the" {
        return None;
    }
    let kinds =
        (1..3).take_while(|at| matches!(cursor.written(*at), "full" | "fiscal" | "entire" | "whole" | "latest" | "financial")).count();
    let noun = 1 + kinds;
    if cursor.unit(noun) != Some(Unit::Year) || cursor.written(noun).ends_with('s') || cursor.is(noun + 1, "-") {
        return None;
    }
    if matches!(cursor.written(noun + 1), "ended" | "ending" | "to") && !cursor.is(noun + 1, "to") {
        return cursor.candidate(noun + 1, "duration", Meaning::Value("DURATION", "P1Y".to_owned()));
    }
    if kinds == 0 || cursor.year(noun + 1).is_some() {
        return None;
    }
    let years = -i32::from(cursor.is(1, "latest"));
    cursor.candidate(noun + 1, "unit", Meaning::Unit(UnitOfTime::Year, years))
}

/// "the quarter", "the latest period", "the weekend", "for the year": the one at hand, or the last that is over.
fn latest(cursor: &Cursor<'_>) -> Found {
    if cursor.lower(0) != "the" {
        return None;
    }
    let latest = usize::from(matches!(cursor.written(1), "latest" | "recent" | "most"));
    let latest = latest + usize::from(latest == 1 && cursor.is(1, "most") && cursor.is(2, "recent"));
    let noun = cursor.written(1 + latest);
    // "the quarter of a mile", "the year 2000", "the weekend trip".
    let after = cursor.written(2 + latest);
    match noun {
        "quarter" if matches!(after, "ended" | "ending" | "to") && latest == 0 => {
            let end = match (cursor.word(3), cursor.word(4)) {
                (Word::Month(month), Word::Number(day @ 1..=31)) if cursor.is_digits(4) => Some((month, day as i8)),
                _ => None,
            };
            let meaning = end.map_or(Meaning::LatestQuarter(0), |(month, day)| Meaning::QuarterEnded(month, day));
            cursor.candidate(2, "latest-quarter", meaning)
        }
        "quarter" if after != "of" && after != "-" => {
            // "the quarter a year ago".
            if latest == 0
                && cursor.is(2, "a")
                && cursor.unit(3) == Some(Unit::Year)
                && matches!(cursor.written(4), "ago" | "earlier" | "before")
            {
                return cursor.candidate(5, "earlier", Meaning::LatestQuarter(-1));
            }
            cursor.candidate(2 + latest, "latest-quarter", Meaning::LatestQuarter(0))
        }
        "period" if latest > 0 => cursor.candidate(2 + latest, "latest-quarter", Meaning::LatestQuarter(0)),
        "weekend" if latest == 0 => cursor.candidate(2, "weekend", Meaning::LatestWeekend),
        "year"
            if latest == 0
                && matches!(cursor.before(1), "for" | "of" | "in" | "during" | "by")
                && cursor.long_year(2).is_none()
                && !matches!(after, "before" | "after" | "-" | "ended" | "ending") =>
        {
            cursor.candidate(2, "unit", Meaning::Unit(UnitOfTime::Year, 0))
        }
        _ => None,
    }
}

/// "the 1988 period", "the same period last year", "the corresponding month a year ago", "the comparable year-ago quarter".
fn same_period(cursor: &Cursor<'_>) -> Found {
    if cursor.lower(0) != "the" {
        return None;
    }
    let period = |at: usize| matches!(cursor.written(at), "period" | "quarter" | "month" | "week" | "time" | "half");
    if let Some(year) = cursor.year(1) {
        return (period(2) && !matches!(cursor.written(2), "time" | "week"))
            .then(|| cursor.candidate(3, "same-period", Meaning::SamePeriod(InYear::Is(year))))
            .flatten();
    }
    if !matches!(cursor.written(1), "same" | "corresponding" | "comparable" | "equivalent" | "similar") {
        return None;
    }
    if cursor.unit(2) == Some(Unit::Year) && cursor.is(3, "-") && matches!(cursor.written(4), "ago" | "earlier") && period(5) {
        return cursor.candidate(6, "same-period", Meaning::SamePeriod(InYear::From(-1)));
    }
    if !period(2) {
        return None;
    }
    let time = cursor.is(2, "time");
    let of = usize::from(matches!(cursor.written(3), "of" | "in"));
    if let Some(year) = cursor.year(3 + of) {
        let meaning = if time { Meaning::Year(year) } else { Meaning::SamePeriod(InYear::Is(year)) };
        return cursor.candidate(4 + of, "same-period", meaning);
    }
    match (cursor.word(3 + of), cursor.unit(4 + of)) {
        (Word::Relative(years @ -1..), Some(Unit::Year)) => {
            let meaning = if time { Meaning::Unit(UnitOfTime::Year, years) } else { Meaning::SamePeriod(InYear::From(years)) };
            cursor.candidate(5 + of, "same-period", meaning)
        }
        (_, Some(Unit::Year)) if of == 0 && cursor.is(3, "a") && matches!(cursor.written(5), "ago" | "earlier" | "before") => {
            cursor.candidate(6, "same-period", Meaning::SamePeriod(InYear::From(-1)))
        }
        _ => None,
    }
}

/// "the year-earlier quarter", "the year-ago third quarter", "year-earlier".
fn year_before(cursor: &Cursor<'_>) -> Found {
    let article = usize::from(matches!(cursor.lower(0), "the" | "a"));
    let words =
        cursor.unit(article) == Some(Unit::Year) && cursor.is(article + 1, "-") && matches!(cursor.written(article + 2), "earlier" | "ago");
    if !words {
        return None;
    }
    let noun = article + 3;
    if let Word::Ordinal(number @ 1..=4) = cursor.word(noun)
        && cursor.is(noun + 1, "quarter")
    {
        return cursor.candidate(noun + 2, "quarter-year", Meaning::Quarter(number as i8, InYear::From(-1)));
    }
    let period = usize::from(matches!(cursor.written(noun), "quarter" | "period"));
    let (candidate, next) = cursor.candidate(noun + period, "earlier", Meaning::LatestQuarter(-1))?;
    // "the year-earlier loss": the article belongs to the loss.
    let from = if period == 0 { article } else { 0 };
    Some((Candidate { span: cursor.span(from, noun + period - from), ..candidate }, next))
}

/// "this summer", "last fall", "summer 2012", "the spring of 1990", "in winter", "this past spring".
fn season(cursor: &Cursor<'_>) -> Found {
    let (from, relative) = match (cursor.word(0), cursor.word(1)) {
        (Word::Relative(0), Word::Relative(relative)) => (2, Some(relative)),
        (Word::Relative(relative), _) => (1, Some(relative)),
        _ => (usize::from(cursor.lower(0) == "the"), None),
    };
    let modifier = match cursor.word(from) {
        Word::Modifier(modifier) if from == 1 && relative.is_none() => Some(modifier),
        _ => None,
    };
    let from = from + usize::from(modifier.is_some());
    let Word::Season(season) = cursor.word(from) else { return None };
    let of = usize::from(cursor.is(from + 1, "of"));
    let found = match cursor.long_year(from + 1 + of) {
        Some((year, used)) => cursor.candidate(from + 1 + of + used, "season-year", Meaning::Season(season, Some(year), None)),
        None => {
            let written = cursor.written(from);
            // "spring" and "fall" are verbs and things as well.
            let led = relative.is_some()
                || from >= 1
                || matches!(cursor.before(1), "in" | "since" | "by" | "until" | "during" | "early" | "late" | "mid" | "-");
            let clear = relative.is_some() || matches!(written, "summer" | "winter" | "autumn") && led;
            (clear || led && from == 1 && written == "spring" || modifier.is_some())
                .then(|| cursor.candidate(from + 1, "season", Meaning::Season(season, None, relative)))
                .flatten()
        }
    };
    let (candidate, next) = super::lean::lean(cursor, found?);
    Some((Candidate { modifier: modifier.or(candidate.modifier), ..candidate }, next))
}
