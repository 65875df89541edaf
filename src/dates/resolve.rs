//! Which day each expression is.

use super::recognise::holiday_day;
use super::{Anchor, Candidate, Dates, Day, InYear, Lean, Meaning, ReferenceDate, TimeExpression, TimeKind, UnitOfTime};
use crate::article::Article;
use jiff::ToSpan;
use jiff::civil::Weekday;

/// Fixes the candidates of an article's blocks, given as `(block, candidates)`, to days.
pub fn resolve(_text: &str, article: &Article, sources: Vec<ReferenceDate>, found: &[(u32, &[Candidate])]) -> Dates {
    let reference = sources.first().copied();
    let mut expressions: Vec<TimeExpression> = Vec::with_capacity(found.iter().map(|(_, candidates)| candidates.len()).sum());
    for (block, candidates) in found {
        let start = article.blocks[*block as usize].span.start;
        for candidate in *candidates {
            let anchors = Anchors {
                reference: reference.map(|reference| reference.day),
                quarter: last_quarter(&expressions, *block),
                before: last_dated(&expressions),
                named: if matches!(candidate.meaning, Meaning::Same(_)) { last_named(&expressions) } else { Vec::new() },
                day: last_day(&expressions, *block),
                period: last_period(&expressions, *block),
            };
            let fixed = fix(candidate, &anchors);
            let mut expression = TimeExpression {
                span: candidate.span.shift(start),
                kind: fixed.kind,
                value: fixed.value,
                modifier: candidate.modifier,
                days: fixed.days,
                anchor: fixed.anchor,
                rule: candidate.rule,
                relative: fixed.relative,
                block: *block,
                weekday: candidate.weekday.map(|(weekday, span)| (weekday, span.shift(start))),
                range_end: None,
                impossible: None,
            };
            if let Meaning::Impossible(reason) = candidate.meaning {
                expression.impossible = Some(reason);
            }
            if candidate.range {
                expression.range_end = Some(expressions.len() as u32 + 1);
            }
            expressions.push(expression);
        }
    }
    let count = expressions.len() as u32;
    for expression in &mut expressions {
        expression.range_end = expression.range_end.filter(|end| *end < count);
    }
    Dates { reference, sources, expressions }
}

/// The last few expressions with known days, the last first.
fn last_named(expressions: &[TimeExpression]) -> Vec<(u32, Day, Day)> {
    let named = expressions.iter().enumerate().rev().take(8);
    named.filter_map(|(at, expression)| expression.days.map(|(first, last)| (at as u32, first, last))).collect()
}

/// The last expression before with known days, for what counts from "that day".
fn last_dated(expressions: &[TimeExpression]) -> Option<(u32, Day, Day)> {
    let (at, expression) =
        expressions.iter().enumerate().rev().take(8).find(|(_, expression)| expression.days.is_some() && expression.rule != "earlier")?;
    let (first, last) = expression.days?;
    Some((at as u32, first, last))
}

/// The last quarter named in a block, unless a day or month was named since.
fn last_quarter(expressions: &[TimeExpression], block: u32) -> Option<(u32, Day)> {
    let own = expressions
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, expression)| expression.block == block)
        .filter(|(_, expression)| !looks_back(expression));
    let quarter = |expression: &TimeExpression| expression.value.contains("-Q").then_some(expression.days?.0);
    own.into_iter().find_map(|(at, expression)| Some((at as u32, quarter(expression)?)))
}

/// The last single day named in a block.
fn last_day(expressions: &[TimeExpression], block: u32) -> Option<(u32, Day)> {
    let own = expressions.iter().enumerate().rev().take_while(|(_, expression)| expression.block == block);
    let mut days = own.filter_map(|(at, expression)| Some((at as u32, expression.days.filter(|(first, last)| first == last)?.0)));
    days.next()
}

/// Rules whose values speak of a year before: nothing is counted from them in turn.
fn looks_back(expression: &TimeExpression) -> bool {
    matches!(expression.rule, "earlier" | "ago" | "same-period")
}

/// A period that figures are reported for.
#[derive(Clone, Copy)]
enum Period {
    Quarter(u32, Day),
    Year(u32, Day),
}

/// The last period named, in the block or shortly before it: a quarter, or a longer part of a year.
fn last_period(expressions: &[TimeExpression], block: u32) -> Option<Period> {
    let before = expressions.iter().enumerate().rev().take(12).filter(|(_, expression)| !looks_back(expression));
    let mut before = before.filter_map(|(at, expression)| {
        if matches!(expression.value.as_str(), "P9M" | "P6M") && expression.block == block {
            return Some(Period::Year(at as u32, Day::MIN));
        }
        let (first, last) = expression.days?;
        match (last - first).get_days() {
            80..=100 if expression.value.contains("-Q") => Some(Period::Quarter(at as u32, first)),
            300.. if expression.block == block && !expression.relative => Some(Period::Year(at as u32, first)),
            _ => None,
        }
    });
    before.next()
}

struct Anchors {
    /// The last period named shortly before.
    period: Option<Period>,
    /// The last single day named in the same block.
    day: Option<(u32, Day)>,
    reference: Option<Day>,
    /// The last quarter named in the same block.
    quarter: Option<(u32, Day)>,
    before: Option<(u32, Day, Day)>,
    /// The last few expressions, for what asks after them.
    named: Vec<(u32, Day, Day)>,
}

/// What an expression comes to.
struct Fixed {
    kind: TimeKind,
    value: String,
    days: Option<(Day, Day)>,
    anchor: Anchor,
    relative: bool,
}

impl Fixed {
    fn absolute(value: String, days: Option<(Day, Day)>) -> Self {
        Fixed { kind: TimeKind::Date, value, days, anchor: Anchor::Itself, relative: false }
    }

    fn relative(value: String, days: Option<(Day, Day)>, anchor: Anchor) -> Self {
        Fixed { kind: TimeKind::Date, value, days, anchor, relative: true }
    }

    /// What needs an anchor that the article does not have; `value` shows what the words alone say.
    fn open(value: impl Into<String>) -> Self {
        Fixed::relative(value.into(), None, Anchor::Missing)
    }
}

fn fix(candidate: &Candidate, anchors: &Anchors) -> Fixed {
    match &candidate.meaning {
        Meaning::Day { year: Some(year), month, day } => match Day::new(*year, *month, *day) {
            Ok(day) => Fixed::absolute(day.to_string(), Some((day, day))),
            Err(_) => Fixed::absolute(format!("{year:04}-{month:02}-XX"), None),
        },
        Meaning::Day { year: None, month, day } => match anchors.reference {
            Some(reference) => match leaning(reference, *month, *day, candidate.lean, candidate.weekday.map(|(weekday, _)| weekday)) {
                Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                None => Fixed::absolute(format!("XXXX-{month:02}-{day:02}"), None),
            },
            None => Fixed::open(format!("XXXX-{month:02}-{day:02}")),
        },
        Meaning::Holiday(rule, relative) => {
            match anchors.reference.and_then(|reference| holiday(reference, rule, *relative, candidate.lean)) {
                Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                None => Fixed::open("XXXX-XX-XX"),
            }
        }
        Meaning::Month { year, month, relative, years } => fix_month(*year, *month, *relative, *years, candidate.lean, anchors),
        Meaning::Year(year) => Fixed::absolute(format!("{year:04}"), period(*year, 1, *year, 12)),
        Meaning::Decade(decade) => Fixed::absolute(decade.to_string(), period(decade * 10, 1, decade * 10 + 9, 12)),
        Meaning::Century(century) => Fixed::absolute(century.to_string(), None),
        Meaning::Weekday { weekday, relative } => match anchors.reference {
            Some(reference) => {
                let day = weekday_day(reference, *weekday, *relative, candidate.lean == Lean::Future);
                Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference)
            }
            None => Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
        },
        Meaning::Days(days) => match anchors.reference.and_then(|reference| reference.checked_add(days.days()).ok()) {
            Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
            None => Fixed::open("XXXX-XX-XX"),
        },
        Meaning::DayAtHand => match (anchors.day, anchors.reference) {
            (Some((at, day)), _) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Expression(at)),
            (None, Some(day)) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
            (None, None) => Fixed::open("XXXX-XX-XX"),
        },
        Meaning::WeekdayBefore(weekday, count) => {
            let (from, anchor) = match (anchors.before, anchors.reference) {
                (Some((at, first, _)), _) => (first, Anchor::Expression(at)),
                (None, Some(day)) => (day, Anchor::Reference),
                (None, None) => return Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
            };
            let day = weekday_day(from, *weekday, Some(*count), false);
            Fixed::relative(day.to_string(), Some((day, day)), anchor)
        }
        Meaning::Centuries(count) => match anchors.reference {
            Some(reference) => Fixed::relative((i32::from(reference.year() / 100) + count).to_string(), None, Anchor::Reference),
            None => Fixed::open("XX"),
        },
        Meaning::QuarterEnded(month, day) => {
            let end = anchors.reference.and_then(|reference| leaning(reference, *month, *day, Lean::Past, None));
            match end.and_then(|end| whole_unit(end.checked_sub(45.days()).ok()?, UnitOfTime::Quarter, 0)) {
                Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
                None => Fixed::open("XXXX-QX"),
            }
        }
        Meaning::YearBefore => match (anchors.period, anchors.reference) {
            (Some(Period::Quarter(at, first)), _) => {
                match first.checked_sub(1.years()).ok().and_then(|day| whole_unit(day, UnitOfTime::Quarter, 0)) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                    None => Fixed::open("XXXX-QX"),
                }
            }
            (Some(Period::Year(at, first)), reference) => {
                let from = if first == Day::MIN { reference } else { Some(first) };
                match from.and_then(|day| whole_unit(day, UnitOfTime::Year, -1)) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                    None => Fixed::open("XXXX"),
                }
            }
            (None, _) => fix_latest_quarter(-1, anchors),
        },
        Meaning::SamePeriod(year) => fix_same_period(*year, anchors),
        Meaning::Unit(unit, count) => match anchors.reference.and_then(|reference| whole_unit(reference, *unit, (*count).clamp(-1, 1))) {
            Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
            None => Fixed::open("XXXX"),
        },
        // "a year ago" after a quarter speaks of that quarter.
        Meaning::Shift(UnitOfTime::Year, -1) if anchors.quarter.is_some() => fix_latest_quarter(-1, anchors),
        Meaning::Shift(unit, count) => match anchors.reference.and_then(|reference| shifted(reference, *unit, *count)) {
            Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
            None => Fixed::open("XXXX"),
        },
        Meaning::ShiftBefore(unit, count) => fix_shift_before(*unit, *count, anchors),
        Meaning::Same(unit) => fix_same(*unit, anchors),
        Meaning::UnitBefore(unit, count) => match anchors.before {
            Some((at, first, _)) => match whole_unit(first, *unit, *count) {
                Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                None => Fixed::open("XXXX"),
            },
            None => Fixed::open("XXXX"),
        },
        Meaning::WeekOf(day) => {
            let inner = Candidate { meaning: (**day).clone(), ..candidate.clone() };
            let fixed = fix(&inner, anchors);
            match fixed.days.and_then(|(first, _)| whole_unit(first, UnitOfTime::Week, 0)) {
                Some((value, days)) => Fixed { value, days: Some(days), ..fixed },
                None => fixed,
            }
        }
        Meaning::Quarter(number, year) => fix_part(*number, 3, 'Q', *year, anchors),
        Meaning::LatestQuarter(years) => fix_latest_quarter(*years, anchors),
        Meaning::LatestWeekend => match anchors.reference {
            Some(reference) => {
                let weeks = if reference.weekday().to_monday_zero_offset() >= 5 { 0 } else { -1 };
                match whole_unit(reference, UnitOfTime::Weekend, weeks) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
                    None => Fixed::open("XXXX"),
                }
            }
            None => Fixed::open("XXXX-WXX-WE"),
        },
        Meaning::Half(number, year) => fix_part(*number, 6, 'H', *year, anchors),
        Meaning::Season(season, year, relative) => fix_season(season, *year, *relative, anchors),
        Meaning::Time(day, time) => {
            let inner = Candidate { meaning: (**day).clone(), modifier: None, weekday: None, range: false, ..candidate.clone() };
            let fixed = fix(&inner, anchors);
            Fixed { kind: TimeKind::Time, value: format!("{}T{time}", fixed.value), ..fixed }
        }
        Meaning::Value(kind, value) => {
            let kind = match *kind {
                "DURATION" => TimeKind::Duration,
                "SET" => TimeKind::Set,
                _ => TimeKind::Date,
            };
            Fixed { kind, value: value.clone(), days: None, anchor: Anchor::Itself, relative: false }
        }
        Meaning::Impossible(_) => Fixed::absolute("XXXX-XX-XX".to_owned(), None),
    }
}

/// The day of that month and number that is nearest to the anchor.
fn nearest(anchor: Day, month: i8, day: i8) -> Option<Day> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let days = years.into_iter().filter_map(|year| Day::new(year, month, day).ok());
    days.min_by_key(|day| (*day - anchor).get_days().abs())
}

/// Days ahead of the anchor that a date without a year is not taken to be, unless the words say so.
const FAR_AHEAD: i32 = 100;

/// The same on the side of the anchor that the words around it say, or the weekday beside it where the day is far off.
fn leaning(anchor: Day, month: i8, day: i8, lean: Lean, weekday: Option<i8>) -> Option<Day> {
    let near = nearest(anchor, month, day)?;
    let other = |years: i16| Day::new(near.year() + years, month, day).ok();
    let chosen = match lean {
        Lean::Past if near > anchor => other(-1),
        Lean::Future if near < anchor && (anchor - near).get_days() > 120 => other(1),
        Lean::Open if (near - anchor).get_days() > FAR_AHEAD => other(-1),
        _ => Some(near),
    };
    let fits = |day: &Day| weekday.is_none_or(|weekday| day.weekday().to_monday_zero_offset() == weekday);
    match chosen {
        Some(day) if !fits(&day) && (near - anchor).get_days().abs() > FAR_AHEAD => {
            [Some(near), other(-1), other(1)].into_iter().flatten().find(fits).or(chosen)
        }
        chosen => chosen,
    }
}

/// A holiday nearest to the anchor, or the one before or after it.
fn holiday(anchor: Day, rule: &str, relative: Option<i32>, lean: Lean) -> Option<Day> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let days = years.into_iter().filter_map(|year| holiday_day(rule, year));
    match relative {
        Some(count) if count < 0 => days.filter(|day| *day < anchor).max(),
        Some(1..) => days.filter(|day| *day > anchor).min(),
        Some(_) => holiday_day(rule, anchor.year()),
        // As for days of a month: far ahead only where the words say so.
        None => days
            .filter(|day| lean == Lean::Future || (*day - anchor).get_days() <= FAR_AHEAD)
            .min_by_key(|day| (*day - anchor).get_days().abs()),
    }
}

fn weekday_day(anchor: Day, weekday: i8, relative: Option<i32>, future: bool) -> Day {
    let own = anchor.weekday().to_monday_zero_offset();
    let back = i32::from((own - weekday).rem_euclid(7));
    let days = match relative {
        Some(count) if count < 0 => -(if back == 0 { 7 } else { back }),
        Some(1..) => 7 - back,
        Some(_) => i32::from(weekday - own),
        None if future => (7 - back) % 7,
        None => -back,
    };
    anchor.checked_add(days.days()).unwrap_or(anchor)
}

fn period(first_year: i16, first_month: i8, last_year: i16, last_month: i8) -> Option<(Day, Day)> {
    let first = Day::new(first_year, first_month, 1).ok()?;
    let last = Day::new(last_year, last_month, 1).ok()?.last_of_month();
    Some((first, last))
}

fn fix_month(year: Option<i16>, month: i8, relative: Option<i32>, years: Option<i32>, lean: Lean, anchors: &Anchors) -> Fixed {
    if let Some(year) = year {
        return Fixed::absolute(format!("{year:04}-{month:02}"), period(year, month, year, month));
    }
    let Some(reference) = anchors.reference else { return Fixed::open(format!("XXXX-{month:02}")) };
    let own = reference.month();
    let year = match (years, relative) {
        (Some(years), _) => reference.year() + years as i16,
        (None, Some(-1)) => reference.year() - i16::from(month >= own),
        (None, Some(1)) => reference.year() + i16::from(month <= own),
        (None, Some(_)) => reference.year(),
        // The nearest: at most six months ahead or behind.
        (None, None) => {
            let ahead = (month - own).rem_euclid(12);
            let back = (own - month).rem_euclid(12);
            let before = match lean {
                Lean::Past => true,
                Lean::Future => back == 0 || back <= 3 && back <= ahead,
                Lean::Open => back <= ahead || ahead > 2,
            };
            if before { reference.year() - i16::from(month > own) } else { reference.year() + i16::from(month < own) }
        }
    };
    Fixed::relative(format!("{year:04}-{month:02}"), period(year, month, year, month), Anchor::Reference)
}

/// The unit that holds a day, some units further: its TIMEX3 value and days.
fn whole_unit(day: Day, unit: UnitOfTime, count: i32) -> Option<(String, (Day, Day))> {
    match unit {
        UnitOfTime::Hour | UnitOfTime::Day => {
            let day = day.checked_add(count.days()).ok()?;
            Some((day.to_string(), (day, day)))
        }
        UnitOfTime::Week | UnitOfTime::Weekend => {
            let monday =
                day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?.checked_add((7 * count).days()).ok()?;
            let iso = monday.iso_week_date();
            let value = format!("{:04}-W{:02}", iso.year(), iso.week());
            if unit == UnitOfTime::Weekend {
                let saturday = monday.checked_add(5.days()).ok()?;
                return Some((format!("{value}-WE"), (saturday, saturday.checked_add(1.day()).ok()?)));
            }
            debug_assert_eq!(monday.weekday(), Weekday::Monday);
            Some((value, (monday, monday.checked_add(6.days()).ok()?)))
        }
        UnitOfTime::Month => {
            let first = day.first_of_month().checked_add(count.months()).ok()?;
            Some((format!("{:04}-{:02}", first.year(), first.month()), (first, first.last_of_month())))
        }
        UnitOfTime::Quarter => {
            let first = Day::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?.checked_add((3 * count).months()).ok()?;
            let last = first.checked_add(2.months()).ok()?.last_of_month();
            Some((format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1), (first, last)))
        }
        UnitOfTime::Year => {
            let year = day.year() + i16::try_from(count).ok()?;
            Some((format!("{year:04}"), period(year, 1, year, 12)?))
        }
        UnitOfTime::Decade => {
            let decade = day.year() / 10 + i16::try_from(count).ok()?;
            Some((decade.to_string(), period(decade * 10, 1, decade * 10 + 9, 12)?))
        }
    }
}

/// So many units from a day, in the unit's own grain.
fn shifted(day: Day, unit: UnitOfTime, count: i32) -> Option<(String, (Day, Day))> {
    match unit {
        UnitOfTime::Decade => whole_unit(day, UnitOfTime::Year, count.checked_mul(10)?),
        UnitOfTime::Hour => whole_unit(day, UnitOfTime::Day, 0),
        unit => whole_unit(day, unit, count),
    }
}

/// "a year earlier", "two days later": from the expression before, in its own grain where that is finer than the unit.
fn fix_shift_before(unit: UnitOfTime, count: i32, anchors: &Anchors) -> Fixed {
    let Some((at, first, last)) = anchors.before else { return Fixed::open("XXXX") };
    let length = (last - first).get_days();
    let shifted = match unit {
        // The grain of the period that is talked about: a quarter a year earlier is a quarter.
        UnitOfTime::Year | UnitOfTime::Decade => {
            let years = if unit == UnitOfTime::Decade { 10 * count } else { count };
            let grain = match length {
                // "four years earlier" is a year.
                0 if years.abs() > 1 => UnitOfTime::Year,
                0 => UnitOfTime::Day,
                1..=7 => UnitOfTime::Week,
                8..=31 => UnitOfTime::Month,
                32..=92 => UnitOfTime::Quarter,
                _ => UnitOfTime::Year,
            };
            first.checked_add(years.years()).ok().and_then(|first| whole_unit(first, grain, 0))
        }
        unit => shifted(first, unit, count),
    };
    match shifted {
        Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
        None => Fixed::open("XXXX"),
    }
}

/// The quarter named before, else the last that is over on the anchor; years from it.
fn fix_latest_quarter(years: i32, anchors: &Anchors) -> Fixed {
    let named = anchors.quarter.map(|(at, first)| (first, Anchor::Expression(at)));
    let over = || {
        let (_, (first, _)) = whole_unit(anchors.reference?, UnitOfTime::Quarter, -1)?;
        Some((first, Anchor::Reference))
    };
    let Some((first, anchor)) = named.or_else(over) else { return Fixed::open("XXXX-QX") };
    match first.checked_add(years.years()).ok().and_then(|day| whole_unit(day, UnitOfTime::Quarter, 0)) {
        Some((value, days)) => Fixed::relative(value, Some(days), anchor),
        None => Fixed::open("XXXX-QX"),
    }
}

/// "That day", "the week": the unit that holds what was named before, no coarser than the unit itself; else the anchor's.
fn fix_same(unit: UnitOfTime, anchors: &Anchors) -> Fixed {
    let longest = match unit {
        UnitOfTime::Hour | UnitOfTime::Day => 0,
        UnitOfTime::Week | UnitOfTime::Weekend => 6,
        UnitOfTime::Month => 31,
        UnitOfTime::Quarter => 100,
        UnitOfTime::Year | UnitOfTime::Decade => i32::MAX,
    };
    let named = anchors.named.iter().find(|(_, first, last)| (*last - *first).get_days() <= longest);
    let from = named.map(|(at, first, _)| (*first, Anchor::Expression(*at))).or(anchors.reference.map(|day| (day, Anchor::Reference)));
    match from.and_then(|(first, anchor)| Some((whole_unit(first, unit, 0)?, anchor))) {
        Some(((value, days), anchor)) => Fixed::relative(value, Some(days), anchor),
        None => Fixed::open("XXXX"),
    }
}

/// The period named before, in another year; else the latest quarter that is over, or the year alone.
fn fix_same_period(year: InYear, anchors: &Anchors) -> Fixed {
    let Some(reference) = anchors.reference else { return Fixed::open("XXXX") };
    let year = match year {
        InYear::Is(year) => year,
        InYear::From(years) => reference.year() + years as i16,
        InYear::Open => reference.year(),
    };
    let named = anchors.quarter.map(|(at, first)| (first, first, Anchor::Expression(at)));
    let named = named.or(anchors.before.map(|(at, first, last)| (first, last, Anchor::Expression(at))));
    let grain = |first: Day, last: Day| match (last - first).get_days() {
        0..=7 => None,
        8..=31 => Some(UnitOfTime::Month),
        32..=92 => Some(UnitOfTime::Quarter),
        _ => None,
    };
    let (month, unit, anchor) = match named.and_then(|(first, last, anchor)| Some((first.month(), grain(first, last)?, anchor))) {
        Some(named) => named,
        None => match whole_unit(reference, UnitOfTime::Quarter, -1) {
            Some((_, (first, _))) => (first.month(), UnitOfTime::Quarter, Anchor::Reference),
            None => return Fixed::open("XXXX"),
        },
    };
    match Day::new(year, month, 1).ok().and_then(|first| whole_unit(first, unit, 0)) {
        Some((value, days)) => Fixed::relative(value, Some(days), anchor),
        None => Fixed::open("XXXX"),
    }
}

/// A quarter or half: without a year the latest that has begun.
fn fix_part(number: i8, months: i8, letter: char, year: InYear, anchors: &Anchors) -> Fixed {
    let first_month = (number - 1) * months + 1;
    let of = |year: i16| (format!("{year:04}-{letter}{number}"), period(year, first_month, year, first_month + months - 1));
    if let InYear::Is(year) = year {
        let (value, days) = of(year);
        return Fixed::absolute(value, days);
    }
    let Some(reference) = anchors.reference else { return Fixed::open(format!("XXXX-{letter}{number}")) };
    let year = match year {
        InYear::From(years) => reference.year() + years as i16,
        _ => reference.year() - i16::from(reference.month() < first_month),
    };
    let (value, days) = of(year);
    Fixed::relative(value, days, Anchor::Reference)
}

/// Seasons of the northern half of the world, three months each: spring from March.
fn fix_season(season: &'static str, year: Option<i16>, relative: Option<i32>, anchors: &Anchors) -> Fixed {
    let first_month: i8 = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let of = |year: i16| {
        let first = Day::new(year, first_month, 1).ok();
        let days = first.and_then(|first| Some((first, first.checked_add(2.months()).ok()?.last_of_month())));
        (format!("{year:04}-{season}"), days)
    };
    if let Some(year) = year {
        let (value, days) = of(year);
        return Fixed::absolute(value, days);
    }
    let Some(reference) = anchors.reference else { return Fixed::open(format!("XXXX-{season}")) };
    let over = reference.month() >= first_month + 3 || season == "WI" && (3..12).contains(&reference.month());
    let begun = reference.month() >= first_month;
    let year = match relative {
        Some(count) if count < 0 => reference.year() - i16::from(!over || season == "WI"),
        Some(1..) => reference.year() + i16::from(begun),
        Some(_) => reference.year(),
        None if season == "WI" && reference.month() < 6 => reference.year() - 1,
        None => reference.year(),
    };
    let (value, days) = of(year);
    Fixed::relative(value, days, Anchor::Reference)
}
