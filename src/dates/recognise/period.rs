//! Periods, durations, sets, and what counts from another time.

use super::cursor::Cursor;
use super::{Candidate, Meaning, UnitOfTime};
use crate::dates::words::{Unit, Word};

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    let found = [
        relative(cursor),
        quarter(cursor),
        latest(cursor),
        year_before(cursor),
        season(cursor),
        length(cursor),
        repeated(cursor),
        anaphoric(cursor),
        reference(cursor),
    ];
    found.into_iter().flatten().max_by_key(|(candidate, _)| candidate.span.end)
}

/// "last week", "this year", "the past three months", "the next two weeks", "last weekend".
pub(super) fn relative(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(cursor.lower(0) == "the");
    let Word::Relative(relative) = cursor.word(the) else { return None };
    if let Some(unit) = cursor.unit(the + 1) {
        if unit < Unit::Day || matches!(unit, Unit::Day) && the == 0 && relative < 0 && cursor.written(the) == "last" {
            return None;
        }
        // "the past year" is a length, "last year" a year.
        if relative == -2 || the == 1 && relative != 0 && cursor.written(the + 1).ends_with('s') {
            return cursor.candidate(the + 2, "past-duration", Meaning::Value("DURATION", duration(1, unit)));
        }
        if unit == Unit::Weekend {
            return cursor.candidate(the + 2, "weekend", Meaning::Unit(UnitOfTime::Weekend, relative));
        }
        if unit == Unit::Century {
            return None;
        }
        return cursor.candidate(the + 2, "unit", Meaning::Unit(unit.into(), relative));
    }
    let (number, used) = number(&cursor.ahead(the + 1))?;
    let unit = cursor.unit(the + 1 + used)?;
    let value = number.map_or_else(|| vague(unit), |number| duration(number, unit));
    cursor.candidate(the + 2 + used, "past-duration", Meaning::Value("DURATION", value))
}

/// "the third quarter", "third-quarter", "the first half of 1990", "the latest quarter".
fn quarter(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(matches!(cursor.lower(0), "the"));
    let (number, used) = match cursor.word(the) {
        Word::Ordinal(number) => (number, 1),
        Word::Number(number) if cursor.glued(the + 1) && matches!(cursor.written(the + 1), "st" | "nd" | "rd" | "th") => (number, 2),
        _ => return None,
    };
    let hyphen = usize::from(cursor.is(the + used, "-"));
    let noun = the + used + hyphen;
    let fiscal = usize::from(cursor.is(noun, "fiscal"));
    let (rule, dated): (_, fn(i8, Option<i16>) -> Meaning) = match cursor.written(noun + fiscal) {
        "quarter" if (1..=4).contains(&number) => ("quarter", Meaning::Quarter),
        "half" if (1..=2).contains(&number) && the == 1 => ("half-year", Meaning::Half),
        _ => return None,
    };
    let after = noun + fiscal + 1;
    let of = usize::from(matches!(cursor.written(after), "of" | "in"));
    let fiscal = usize::from(cursor.is(after + of, "fiscal"));
    if let Some(year) = cursor.year(after + of + fiscal) {
        return cursor.candidate(
            after + of + fiscal + 1,
            if rule == "quarter" { "quarter-year" } else { rule },
            dated(number as i8, Some(year)),
        );
    }
    if rule == "half-year" && cursor.written(noun + fiscal + 1).chars().next().is_some_and(char::is_alphanumeric) && of == 0 {
        // "the first half hour" and the like are no periods of the year.
        let next = cursor.written(after);
        if !matches!(next, "and" | "was" | "were" | "rose" | "fell") {
            return None;
        }
    }
    cursor.candidate(after, rule, dated(number as i8, None))
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
        "quarter" if after != "of" && after != "-" => cursor.candidate(2 + latest, "latest-quarter", Meaning::LatestQuarter(0)),
        "period" if latest > 0 => cursor.candidate(2 + latest, "latest-quarter", Meaning::LatestQuarter(0)),
        "weekend" if latest == 0 => cursor.candidate(2, "weekend", Meaning::LatestWeekend),
        "year"
            if latest == 0
                && matches!(cursor.before(1), "for" | "of" | "in" | "during" | "by")
                && cursor.year(2).is_none()
                && !matches!(after, "before" | "after" | "-") =>
        {
            cursor.candidate(2, "unit", Meaning::Unit(UnitOfTime::Year, 0))
        }
        _ => None,
    }
}

/// "the year-earlier quarter", "the year-ago period", "year-earlier".
fn year_before(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(cursor.lower(0) == "the");
    let words = cursor.unit(the) == Some(Unit::Year) && cursor.is(the + 1, "-") && matches!(cursor.written(the + 2), "earlier" | "ago");
    let noun = usize::from(matches!(cursor.written(the + 3), "quarter" | "period"));
    words.then(|| cursor.candidate(the + 3 + noun, "earlier", Meaning::LatestQuarter(-1))).flatten()
}

/// "this summer", "last fall", "summer 2012", "the spring of 1990", "in winter".
fn season(cursor: &Cursor<'_>) -> Found {
    let (from, relative) = match cursor.word(0) {
        Word::Relative(relative) => (1, Some(relative)),
        _ => (usize::from(cursor.lower(0) == "the"), None),
    };
    let Word::Season(season) = cursor.word(from) else { return None };
    let of = usize::from(cursor.is(from + 1, "of"));
    if let Some(year) = cursor.year(from + 1 + of) {
        return cursor.candidate(from + 2 + of, "season-year", Meaning::Season(season, Some(year), None));
    }
    let written = cursor.written(from);
    // "spring" and "fall" are verbs and things as well.
    let led = relative.is_some()
        || from == 1
        || matches!(cursor.before(1), "in" | "since" | "by" | "until" | "during" | "early" | "late" | "mid");
    let clear = relative.is_some() || matches!(written, "summer" | "winter" | "autumn") && led;
    (clear || led && from == 1 && written == "spring")
        .then(|| cursor.candidate(from + 1, "season", Meaning::Season(season, None, relative)))
        .flatten()
}

/// A number at the cursor, or `None` inside for a vague one, and how many tokens it takes.
fn number(cursor: &Cursor<'_>) -> Option<(Option<f64>, usize)> {
    match cursor.word(0) {
        Word::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) if !cursor.is_digits(0) => {
            let hyphen = usize::from(cursor.is(1, "-"));
            match cursor.word(1 + hyphen) {
                Word::Number(ones @ 1..=9) if !cursor.is_digits(1 + hyphen) => Some((Some(f64::from(tens + ones)), 2 + hyphen)),
                _ => Some((Some(f64::from(tens)), 1)),
            }
        }
        Word::Number(number) if cursor.is(1, "-") && cursor.is(2, "and") && cursor.is(4, "a") && cursor.is(6, "half") => {
            Some((Some(f64::from(number) + 0.5), 7))
        }
        Word::Number(number) if cursor.is(1, "and") && cursor.is(2, "a") && cursor.is(3, "half") => {
            Some((Some(f64::from(number) + 0.5), 4))
        }
        Word::Number(number) => Some((Some(f64::from(number)), 1)),
        Word::Vague => Some((None, 1)),
        _ => match cursor.lower(0) {
            "a" if cursor.is(1, "few") => Some((None, 2)),
            "a" if cursor.is(1, "couple") => Some((Some(2.0), 2 + usize::from(cursor.is(2, "of")))),
            "a" if cursor.is(1, "dozen") => Some((Some(12.0), 2)),
            "a" | "an" => Some((Some(1.0), 1)),
            "few" => Some((None, 1)),
            "half" if cursor.is(1, "a") => Some((Some(0.5), 2)),
            _ => None,
        },
    }
}

/// Words that belong inside a duration, with TIMEX3's mod: "more than two years".
fn bound(cursor: &Cursor<'_>) -> Option<(&'static str, usize)> {
    match (cursor.lower(0), cursor.written(1)) {
        ("more", "than") => Some(("MORE_THAN", 2)),
        ("less", "than") => Some(("LESS_THAN", 2)),
        ("at", "least") => Some(("EQUAL_OR_MORE", 2)),
        ("at", "most") => Some(("EQUAL_OR_LESS", 2)),
        ("nearly" | "almost", _) => Some(("LESS_THAN", 1)),
        _ => None,
    }
}

/// Durations and what counts by them: "two years", "30-year", "five years ago", "two days later", "a year earlier", "several years".
fn length(cursor: &Cursor<'_>) -> Found {
    let (modifier, lead) = bound(cursor).map_or((None, 0), |(modifier, lead)| (Some(modifier), lead));
    let inner = cursor.ahead(lead);
    let (value, used) = number(&inner)?;
    let article = matches!(inner.lower(0), "a" | "an") && used == 1;
    let hyphen = usize::from(inner.is(used, "-"));
    let unit = inner.unit(used + hyphen)?;
    let after = used + hyphen + 1;
    // "44-year-old", "a 44 years old man": ages.
    if inner.is(after, "-") && inner.is(after + 1, "old")
        || matches!(inner.written(after), "old" | "of") && inner.written(after + 1) == "age"
        || inner.is(after, "old")
    {
        return None;
    }
    if article && matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) {
        return None;
    }
    if unit == Unit::Second && matches!(inner.word(0), Word::Number(_)) && inner.written(used + hyphen) == "second" && hyphen == 0 {
        return None;
    }
    // A rate: "$2 million a year", "three times a week".
    let rate = article
        && (inner.token_before(1).is_some_and(|token| {
            matches!(
                token.text(inner.text),
                "million" | "billion" | "times" | "percent" | "%" | "hours" | "days" | "barrels" | "tons" | "once" | "twice"
            ) || token.kind == crate::text::TokenKind::Number
        }));
    if rate {
        return inner.candidate(after, "set", Meaning::Value("SET", duration(1.0, unit)));
    }
    let shift = |sign: i32| value.map(|number| (number.round() as i32).saturating_mul(sign));
    let (count, rule, meaning) = match (inner.written(after), value) {
        ("ago", Some(_)) => (after + 1, "ago", Meaning::Shift(unit.into(), shift(-1)?)),
        ("ago", None) => (after + 1, "past", Meaning::Value("DATE", "PAST_REF".to_owned())),
        ("earlier" | "before", Some(_)) if article || inner.is(after, "earlier") => {
            (after + 1, "earlier", Meaning::ShiftBefore(unit.into(), shift(-1)?))
        }
        ("later", Some(_)) => (after + 1, "later", Meaning::ShiftBefore(unit.into(), shift(1)?)),
        ("from", Some(_)) if inner.is(after + 1, "now") => (after + 2, "ago", Meaning::Shift(unit.into(), shift(1)?)),
        // "a day" and "a year" by themselves are mostly turns of phrase.
        _ if article
            && hyphen == 0
            && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Hour | Unit::Minute | Unit::Weekend)
            && !inner.before(1).eq("for") =>
        {
            return None;
        }
        _ => match value {
            Some(number) => (after, "duration", Meaning::Value("DURATION", duration(number, unit))),
            None => (after, "vague-duration", Meaning::Value("DURATION", vague(unit))),
        },
    };
    let (mut candidate, next) = inner.candidate(count, rule, meaning)?;
    if lead > 0 {
        candidate.span = cursor.span(0, 1).to(candidate.span);
        candidate.modifier = modifier;
    }
    Some((candidate, next))
}

/// A duration as TIMEX3 writes it.
fn duration(number: impl Into<f64>, unit: Unit) -> String {
    let number: f64 = number.into();
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1.0),
        Unit::Minute => ("T", "M", 1.0),
        Unit::Hour => ("T", "H", 1.0),
        Unit::Day => ("", "D", 1.0),
        Unit::Week => ("", "W", 1.0),
        Unit::Weekend => ("", "WE", 1.0),
        Unit::Month => ("", "M", 1.0),
        Unit::Quarter => ("", "Q", 1.0),
        Unit::Year => ("", "Y", 1.0),
        Unit::Decade => ("", "Y", 10.0),
        Unit::Century => ("", "Y", 100.0),
    };
    format!("P{time}{}{letter}", number * factor)
}

fn vague(unit: Unit) -> String {
    duration(1.0, unit).replace(|c: char| c.is_ascii_digit(), "X").replace("XX", "X").replace("XX", "X")
}

/// "every day", "each Thursday", "daily", "monthly".
fn repeated(cursor: &Cursor<'_>) -> Found {
    match cursor.word(0) {
        Word::Set(value) => cursor.candidate(1, "set", Meaning::Value("SET", value.to_owned())),
        Word::Each => match cursor.word(1) {
            Word::Unit(unit) => cursor.candidate(2, "set", Meaning::Value("SET", duration(1.0, unit))),
            Word::Weekday(weekday) => cursor.candidate(2, "set", Meaning::Value("SET", format!("XXXX-WXX-{}", weekday + 1))),
            _ => None,
        },
        _ => None,
    }
}

/// "that day", "the same day", "the next day", "the following week".
fn anaphoric(cursor: &Cursor<'_>) -> Found {
    let (from, shift) = match (cursor.lower(0), cursor.written(1)) {
        ("that", _) => (1, 0),
        ("the", "same") => (2, 0),
        ("the", "following" | "next") => (2, 1),
        ("the", "previous" | "preceding") => (2, -1),
        _ => return None,
    };
    let unit: UnitOfTime = cursor.unit(from).filter(|unit| (Unit::Day..=Unit::Year).contains(unit))?.into();
    if cursor.written(from).ends_with('s') || unit == UnitOfTime::Quarter || cursor.is(from + 1, "'s") {
        return None;
    }
    // "the next week" from the article's own day is a matter of taste; a day is always counted from the day named before.
    if shift != 0 && unit != UnitOfTime::Day && cursor.is(1, "next") {
        return None;
    }
    let meaning = if shift == 0 { Meaning::Same(unit) } else { Meaning::ShiftBefore(unit, shift) };
    cursor.candidate(from + 1, "anaphoric", meaning)
}

/// "now", "recently", "soon".
fn reference(cursor: &Cursor<'_>) -> Found {
    // "the current chairman": the time of the article, where it describes something.
    if cursor.written(0) == "current" && cursor.unit(1).is_none() && cursor.token(1).is_some_and(|token| token.is_word() && !token.capital)
    {
        return cursor.candidate(1, "present", Meaning::Value("DATE", "PRESENT_REF".to_owned()));
    }
    let Word::Reference(value) = cursor.word(0) else { return None };
    let rule = match value {
        "PAST_REF" => "past",
        "FUTURE_REF" => "future",
        _ => "present",
    };
    // "as soon as", "sooner", "now that".
    if cursor.is(1, "as") || cursor.before(1) == "as" {
        return None;
    }
    cursor.candidate(1, rule, Meaning::Value("DATE", value.to_owned()))
}
