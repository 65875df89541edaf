//! Lengths of time and what is counted by them, and times that come again.

use super::cursor::Cursor;
use super::period::{is_kind_of_day, or_so};
use super::{Candidate, Meaning};
use crate::dates::words::{Unit, Word};
use crate::text::TokenKind;

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    let found = [length(cursor), part_of_length(cursor), bare(cursor), long(cursor), repeated(cursor)];
    found.into_iter().flatten().max_by_key(|(candidate, _)| candidate.span.end)
}

/// A number at the cursor, or `None` inside for a vague one, and how many tokens it takes.
pub(super) fn number(cursor: &Cursor<'_>) -> Option<(Option<f64>, usize)> {
    let (number, used) = simple_number(cursor)?;
    let Some(number) = number else { return Some((None, used)) };
    // "two thousand", "a hundred".
    let (number, used) = match cursor.word(used) {
        Word::Number(scale @ (100 | 1000)) if !cursor.is_digits(used) && number < 100.0 => (number * f64::from(scale), used + 1),
        _ => (number, used),
    };
    // "2 1/2", "five and a half".
    if cursor.is(used + 1, "/") && cursor.is(used, "1") && cursor.is(used + 2, "2") && cursor.glued(used + 1) {
        return Some((Some(number + 0.5), used + 3));
    }
    if cursor.is(used, "-") && cursor.is(used + 1, "and") && cursor.is(used + 3, "a") && cursor.is(used + 5, "half") {
        return Some((Some(number + 0.5), used + 6));
    }
    if cursor.is(used, "and") && cursor.is(used + 1, "a") && cursor.is(used + 2, "half") {
        return Some((Some(number + 0.5), used + 3));
    }
    Some((Some(number), used))
}

fn simple_number(cursor: &Cursor<'_>) -> Option<(Option<f64>, usize)> {
    match cursor.word(0) {
        Word::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) if !cursor.is_digits(0) => {
            let hyphen = usize::from(cursor.is(1, "-"));
            match cursor.word(1 + hyphen) {
                Word::Number(ones @ 1..=9) if !cursor.is_digits(1 + hyphen) => Some((Some(f64::from(tens + ones)), 2 + hyphen)),
                _ => Some((Some(f64::from(tens)), 1)),
            }
        }
        Word::Number(number) => Some((Some(f64::from(number)), 1)),
        Word::Vague => Some((None, 1)),
        _ => match cursor.lower(0) {
            "a" if cursor.is(1, "few") => Some((None, 2)),
            "a" if cursor.is(1, "couple") => Some((Some(2.0), 2 + usize::from(cursor.is(2, "of")))),
            "couple" => Some((Some(2.0), 1 + usize::from(cursor.is(1, "of")))),
            "a" if cursor.is(1, "dozen") => Some((Some(12.0), 2)),
            "a" if cursor.is(1, "hundred") || cursor.is(1, "thousand") || cursor.is(1, "half") => {
                simple_number(&cursor.ahead(1)).map(|(number, used)| (number, used + 1))
            }
            "a" | "an" => Some((Some(1.0), 1)),
            "few" => Some((None, 1)),
            "half" if cursor.is(1, "a") || cursor.is(1, "an") => Some((Some(0.5), 2)),
            _ if cursor.is_digits(0) => Some((Some(cursor.written(0).parse().ok()?), 1)),
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
    let (mut value, mut used) = number(&inner)?;
    let article = matches!(inner.lower(0), "a" | "an") && used == 1;
    // "two to three weeks": a span is as long as its first number says at least.
    if matches!(inner.written(used), "to" | "or" | "-" | "–")
        && value.is_some()
        && let Some((Some(_), more)) = number(&inner.ahead(used + 1)).filter(|_| !matches!(inner.lower(used + 1), "a" | "an"))
        && inner.unit(used + 1 + more).is_some()
    {
        used += 1 + more;
    }
    let hyphen = usize::from(inner.is(used, "-"));
    let kind = usize::from(hyphen == 0 && is_kind_of_day(inner.written(used)));
    let unit = inner.unit(used + hyphen + kind)?;
    let noun = used + hyphen + kind;
    let mut after = noun + 1;
    // "a minute and a half".
    if article && kind == 0 && inner.is(after, "and") && inner.is(after + 1, "a") && inner.is(after + 2, "half") {
        value = Some(1.5);
        after += 3;
    }
    let after = or_so(&inner, after);
    // "44-year-old", "a 44 years old man": ages.
    if inner.is(after, "-") && inner.is(after + 1, "old")
        || matches!(inner.written(after), "old" | "of") && inner.written(after + 1) == "age"
        || inner.is(after, "old")
    {
        return None;
    }
    if article && matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) || inner.is_title(noun) {
        return None;
    }
    // "three-quarters of its food", "the two second places", "24 hours a day".
    if unit == Unit::Quarter && hyphen == 1 || unit == Unit::Second && inner.is(noun, "second") && hyphen == 0 {
        return None;
    }
    if unit == Unit::Hour && inner.is(0, "24") && inner.is(after, "a") && inner.is(after + 1, "day") {
        return None;
    }
    let weeks = if unit == Unit::Fortnight { 2.0 } else { 1.0 };
    let shift = |sign: i32| value.map(|number| ((number * weeks).round() as i32).saturating_mul(sign));
    // "two weeks ago Monday", "a week on Tuesday", but "closed for a week on Tuesday".
    let lasts = || matches!(inner.before(1), "for" | "in" | "after" | "of" | "within" | "than");
    let weekday = match inner.word(after + 1) {
        Word::Weekday(weekday) if matches!(unit, Unit::Week | Unit::Fortnight) && (inner.is(after, "ago") || article && !lasts()) => {
            Some(weekday)
        }
        _ => None,
    };
    let counted = match (inner.written(after), value) {
        // "$10 million a year-earlier" is none, "a year-earlier loss" a word of its own.
        ("-", _) if matches!(inner.written(after + 1), "earlier" | "ago") => return None,
        // "$10 million a year ago": of the period that is reported.
        ("ago" | "earlier", Some(_)) if article && unit == Unit::Year && lead == 0 && inner.speaks_of_money() => {
            Some((after + 1, "earlier", Meaning::YearBefore))
        }
        ("ago" | "on" | "from", Some(_)) if weekday.is_some() => {
            let sign = if inner.is(after, "ago") { -1 } else { 1 };
            Some((after + 2, "weekday-of-week", Meaning::WeekdayAndWeeks(weekday?, shift(sign)?)))
        }
        ("ago", Some(_)) => Some((after + 1, "ago", Meaning::Shift(unit.into(), shift(-1)?))),
        ("ago", None) => Some((after + 1, "past", Meaning::Value("DATE", "PAST_REF".to_owned()))),
        // "an hour later" is a length: no day follows from it.
        ("later" | "earlier" | "before", Some(_)) if unit < Unit::Day => None,
        // "a day before the vote" is a length and no day.
        ("before", Some(_)) if inner.token(after + 1).is_some_and(|token| token.is_word()) => None,
        ("earlier" | "before", Some(_)) if article || inner.is(after, "earlier") => {
            Some((after + 1, "earlier", Meaning::ShiftBefore(unit.into(), shift(-1)?)))
        }
        ("later", Some(_)) => Some((after + 1, "later", Meaning::ShiftBefore(unit.into(), shift(1)?))),
        ("from", Some(_)) if inner.is(after + 1, "now") => Some((after + 2, "ago", Meaning::Shift(unit.into(), shift(1)?))),
        _ => None,
    };
    let rate = article && hyphen == 0 && is_counted(&inner);
    let (count, rule, meaning) = match counted {
        Some(counted) => counted,
        // A rate: "$2 million a year", "three times a week".
        None if rate => (after, "set", Meaning::Value("SET", duration(1.0, unit))),
        None if article && hyphen == 0 && lead == 0 && turn_of_phrase(&inner, unit, after) => return None,
        None => match value {
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

/// Whether something is counted before "a year": "$2 million a year", "three times a week".
fn is_counted(cursor: &Cursor<'_>) -> bool {
    cursor.token_before(1).is_some_and(|token| {
        let word = token.text(cursor.text);
        matches!(
            word,
            "million"
                | "billion"
                | "trillion"
                | "times"
                | "percent"
                | "%"
                | "hours"
                | "days"
                | "barrels"
                | "tons"
                | "tonnes"
                | "once"
                | "twice"
                | "people"
                | "seats"
                | "flights"
                | "interviews"
                | "units"
                | "points"
                | "dollars"
                | "euros"
                | "pounds"
                | "cents"
        ) || token.kind == TokenKind::Number
    })
}

/// "a day" and "a week" that are no length: "what a day", "a week later" is read elsewhere.
fn turn_of_phrase(cursor: &Cursor<'_>, unit: Unit, after: usize) -> bool {
    let short = matches!(unit, Unit::Day | Unit::Hour | Unit::Minute);
    // "a day of mourning", "a week in which".
    let described = matches!(cursor.written(after), "when" | "in" | "that" | "where") || cursor.is(after, "of") && short;
    described
        || cursor.before(1) == "what"
        || short
            && !matches!(cursor.before(1), "for" | "within" | "in" | "than" | "about" | "half" | "over" | "after" | "comes" | "only")
            && !matches!(cursor.written(after), "after" | "before" | "or" | "later" | "earlier")
}

/// "the first nine months", "the six months", "the past few days" is a period's.
fn part_of_length(cursor: &Cursor<'_>) -> Found {
    if !matches!(cursor.lower(0), "the" | "first" | "its" | "First") {
        return None;
    }
    let the = usize::from(!matches!(cursor.lower(0), "first" | "First"));
    let part = usize::from(matches!(
        cursor.written(the),
        "first" | "First" | "latest" | "final" | "full" | "entire" | "remaining" | "opening" | "closing" | "initial"
    ));
    if the + part == 0 || cursor.is(0, "its") && part == 0 {
        return None;
    }
    let first = part == 1 && cursor.is(the, "first");
    let inner = cursor.ahead(the + part);
    // "the first hours": no number.
    if first && let Some(unit) = inner.unit(0).filter(|_| inner.written(0).ends_with('s')) {
        return cursor.candidate(the + part + 1, "vague-duration", Meaning::Value("DURATION", vague(unit)));
    }
    if matches!(inner.lower(0), "a" | "an" | "half") || matches!(inner.word(0), Word::Vague) {
        return None;
    }
    let (number, used) = number(&inner)?;
    let kind = usize::from(is_kind_of_day(inner.written(used)));
    let unit = inner.unit(used + kind).filter(|unit| *unit != Unit::Second && inner.written(used + kind).ends_with('s'))?;
    // "the two weeks later": counted from somewhere.
    if matches!(inner.written(used + kind + 1), "ago" | "later" | "earlier" | "old") || inner.is(used + kind + 1, "-") {
        return None;
    }
    let value = number.map_or_else(|| vague(unit), |number| duration(number, unit));
    cursor.candidate(the + part + used + kind + 1, "duration", Meaning::Value("DURATION", value))
}

/// Units in the plural without a number: "for weeks", "in the days before", "months of talks", "months ago", "the weeks ahead".
fn bare(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(cursor.lower(0) == "the");
    let unit = cursor.unit(the).filter(|unit| *unit != Unit::Weekend && *unit != Unit::Second)?;
    let written = cursor.written(the);
    if !written.ends_with('s') || cursor.is_title(the) {
        return None;
    }
    let after = cursor.written(the + 1);
    if cursor.is(the + 1, "-") && cursor.is(the + 2, "long") {
        return cursor.candidate(the + 3, "vague-duration", Meaning::Value("DURATION", vague(unit)));
    }
    if cursor.glued(the + 1) && cursor.is(the + 1, "-") || the == 0 && cursor.glued(0) {
        return None;
    }
    let before = cursor.before(1);
    if the == 0 && after == "ago" {
        return cursor.candidate(2, "past", Meaning::Value("DATE", "PAST_REF".to_owned()));
    }
    let ahead = matches!(after, "ahead" | "since");
    if the == 1 && matches!(after, "ahead" | "to") && (after == "ahead" || cursor.is(3, "come")) {
        let count = if ahead { 3 } else { 4 };
        return cursor.candidate(count, "vague-duration", Meaning::Value("DURATION", vague(unit)));
    }
    if the == 1 && before == "over" {
        return cursor.candidate(2, "vague-duration", Meaning::Value("DURATION", vague(unit)));
    }
    // "hundreds of years", "a matter of months": an amount of them.
    if before == "of" && matches!(cursor.before(2), "hundreds" | "thousands" | "dozens" | "matter" | "millions" | "number" | "couple") {
        return None;
    }
    let led = match before {
        "for" | "in" | "within" | "after" | "over" | "took" | "take" | "takes" | "lasted" | "spent" | "spend" | "until" | "just"
        | "follows" | "the" | "early" | "final" | "previous" | "following" | "during" | "of" | "recent" | "many" | "at" => true,
        _ => matches!(after, "of" | "after" | "before" | "later" | "earlier"),
    };
    // "where the minutes are written".
    if unit < Unit::Day
        && before == "the"
        && !matches!(after, "after" | "before" | "of" | "since" | "that" | "leading" | "following" | "between")
    {
        return None;
    }
    // "the days of": a span of time, but "men of the days" is none of a calendar.
    if the == 1 || !led || unit < Unit::Day && before != "for" && before != "within" && before != "the" {
        return None;
    }
    let or = if cursor.is(1, "or") && cursor.unit(2).is_some() { 3 } else { 1 };
    cursor.candidate(or, "vague-duration", Meaning::Value("DURATION", vague(unit)))
}

/// "a while", "some time", "a long time", "a lengthy period".
fn long(cursor: &Cursor<'_>) -> Found {
    let count = match (cursor.lower(0), cursor.written(1), cursor.written(2)) {
        ("a", "while", _) => 2,
        ("some", "time", _) if matches!(cursor.before(1), "for" | "quite") => 2,
        ("a", "long" | "short", "while") => 3,
        _ => return None,
    };
    cursor.candidate(count, "vague-duration", Meaning::Value("DURATION", "PXX".to_owned()))
}

/// A duration as TIMEX3 writes it.
pub(super) fn duration(number: impl Into<f64>, unit: Unit) -> String {
    let number: f64 = number.into();
    let half = number.fract() == 0.5;
    // "2 1/2 years": half of a unit is so many of the next smaller.
    match unit {
        Unit::Year if half => return format!("P{}6M", years(number.trunc())),
        Unit::Hour if half && number > 1.0 => return format!("PT{}H30M", number.trunc()),
        Unit::Minute if half && number > 1.0 => return format!("PT{}M30S", number.trunc()),
        Unit::Hour if half => return "PT30M".to_owned(),
        _ => {}
    }
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1.0),
        Unit::Minute => ("T", "M", 1.0),
        Unit::Hour => ("T", "H", 1.0),
        Unit::Day => ("", "D", 1.0),
        Unit::Week => ("", "W", 1.0),
        Unit::Fortnight => ("", "W", 2.0),
        Unit::Weekend => ("", "WE", 1.0),
        Unit::Month => ("", "M", 1.0),
        Unit::Quarter => ("", "Q", 1.0),
        Unit::Year => ("", "Y", 1.0),
        Unit::Decade => ("", "Y", 10.0),
        Unit::Century => ("", "Y", 100.0),
    };
    format!("P{time}{}{letter}", number * factor)
}

fn years(number: f64) -> String {
    if number == 0.0 { String::new() } else { format!("{number}Y") }
}

pub(super) fn vague(unit: Unit) -> String {
    match unit {
        Unit::Second => "PTXS",
        Unit::Minute => "PTXM",
        Unit::Hour => "PTXH",
        Unit::Day => "PXD",
        Unit::Week | Unit::Fortnight => "PXW",
        Unit::Weekend => "PXWE",
        Unit::Month => "PXM",
        Unit::Quarter => "PXQ",
        Unit::Year | Unit::Decade => "PXY",
        Unit::Century => "PXC",
    }
    .to_owned()
}

/// "every day", "each Thursday", "daily", "monthly".
fn repeated(cursor: &Cursor<'_>) -> Found {
    match cursor.word(0) {
        // "LA Weekly", "the Daily Quay" are papers.
        Word::Set(_)
            if cursor.written(0).starts_with(char::is_uppercase)
                && (cursor.token_before(1).is_some_and(|token| token.is_word() && token.capital)
                    || cursor.token(1).is_some_and(|token| token.is_word() && token.capital)) =>
        {
            None
        }
        Word::Set(value) => cursor.candidate(1, "set", Meaning::Value("SET", value.to_owned())),
        Word::Each => match cursor.word(1) {
            Word::Unit(unit) if !cursor.is_title(1) => cursor.candidate(2, "set", Meaning::Value("SET", duration(1.0, unit))),
            Word::Weekday(weekday) => cursor.candidate(2, "set", Meaning::Value("SET", format!("XXXX-WXX-{}", weekday + 1))),
            Word::Month(month) => cursor.candidate(2, "set", Meaning::Value("SET", format!("XXXX-{month:02}"))),
            Word::Season(season) => cursor.candidate(2, "set", Meaning::Value("SET", format!("XXXX-{season}"))),
            _ => match (cursor.unit(2), cursor.word(1)) {
                (Some(unit), Word::Number(number)) => cursor.candidate(3, "set", Meaning::Value("SET", duration(f64::from(number), unit))),
                (Some(unit), _) if cursor.is(1, "other") => cursor.candidate(3, "set", Meaning::Value("SET", duration(2.0, unit))),
                // "every Thanksgiving".
                _ => super::holiday::read(cursor, 1, None).map(|(candidate, next)| {
                    (Candidate { rule: "set", meaning: Meaning::Value("SET", "P1Y".to_owned()), ..candidate }, next)
                }),
            },
        },
        _ => None,
    }
}
