//! Months, quarters, halves, seasons and what is counted by them.

use super::Fixed;
use super::anchors::Anchors;
use super::units::{period, shifted, whole_unit};
use crate::dates::{Anchor, Day, InYear, Lean, UnitOfTime};
use jiff::ToSpan;

pub(super) fn fix_month(
    year: Option<i16>,
    month: i8,
    relative: Option<i32>,
    years: Option<i32>,
    lean: Lean,
    anchors: &Anchors<'_>,
) -> Fixed {
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

/// "a year earlier", "two days later": from the expression before, in its own grain where that is finer than the unit.
pub(super) fn fix_shift_before(unit: UnitOfTime, count: i32, anchors: &Anchors<'_>) -> Fixed {
    let Some((at, first, last)) = anchors.before() else { return Fixed::open("XXXX") };
    let length = (last - first).get_days();
    // "two days later", after a month: from no day that is told.
    let longest = match unit {
        UnitOfTime::Hour | UnitOfTime::Day => 6,
        UnitOfTime::Week | UnitOfTime::Weekend => 31,
        UnitOfTime::Month => 92,
        UnitOfTime::Quarter | UnitOfTime::Year | UnitOfTime::Decade => i32::MAX,
    };
    if length > longest {
        return Fixed::untold("XXXX");
    }
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
pub(super) fn fix_latest_quarter(years: i32, anchors: &Anchors<'_>) -> Fixed {
    let named = anchors.quarter().map(|(at, first)| (first, Anchor::Expression(at)));
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

/// "the previous December", "the following March": from what was named before, else from the anchor.
pub(super) fn fix_month_before(month: i8, count: i32, anchors: &Anchors<'_>) -> Fixed {
    let Some((first, last, anchor)) = named_or_reference(anchors) else { return Fixed::open(format!("XXXX-{month:02}")) };
    let year = match count {
        ..0 => first.year() - i16::from(month >= first.month()),
        _ => last.year() + i16::from(month <= last.month()),
    };
    Fixed::relative(format!("{year:04}-{month:02}"), period(year, month, year, month), anchor)
}

/// "the next spring", "that summer": the same of a season.
pub(super) fn fix_season_before(season: &'static str, count: i32, anchors: &Anchors<'_>) -> Fixed {
    let Some((first, last, anchor)) = named_or_reference(anchors) else { return Fixed::open(format!("XXXX-{season}")) };
    let begins = first_month(season);
    let year = match count {
        ..0 => first.year() - i16::from(begins + 3 > first.month()),
        0 => first.year() - i16::from(season == "WI" && first.month() < 3),
        _ => last.year() + i16::from(begins <= last.month()),
    };
    let (value, days) = of_season(season, year);
    Fixed::relative(value, days, anchor)
}

/// The last days named, or the anchor.
fn named_or_reference(anchors: &Anchors<'_>) -> Option<(Day, Day, Anchor)> {
    let named = anchors.before().map(|(at, first, last)| (first, last, Anchor::Expression(at)));
    named.or(anchors.reference.map(|day| (day, day, Anchor::Reference)))
}

/// "will begin on Jan. 4 and be over by the end of the month": the unit of what is to come, else the anchor's.
pub(super) fn fix_unit_at_hand(unit: UnitOfTime, anchors: &Anchors<'_>) -> Fixed {
    let to_come = anchors.to_come().filter(|(_, first, last)| match unit {
        UnitOfTime::Month => first.month() == last.month() && first.year() == last.year(),
        UnitOfTime::Year => first.year() == last.year(),
        _ => first == last,
    });
    let from = to_come.map(|(at, first, _)| (first, Anchor::Expression(at))).or(anchors.reference.map(|day| (day, Anchor::Reference)));
    match from.and_then(|(first, anchor)| Some((whole_unit(first, unit, 0)?, anchor))) {
        Some(((value, days), anchor)) => Fixed::relative(value, Some(days), anchor),
        None => Fixed::open("XXXX"),
    }
}

/// "That day", "the week": the unit that holds what was named before, no coarser than the unit itself; else the anchor's.
pub(super) fn fix_same(unit: UnitOfTime, anchors: &Anchors<'_>) -> Fixed {
    let longest = match unit {
        UnitOfTime::Hour | UnitOfTime::Day => 0,
        UnitOfTime::Week | UnitOfTime::Weekend => 6,
        UnitOfTime::Month => 31,
        UnitOfTime::Quarter => 100,
        UnitOfTime::Year | UnitOfTime::Decade => i32::MAX,
    };
    let named = anchors.named().find(|(_, first, last)| (*last - *first).get_days() <= longest);
    let from = named.map(|(at, first, _)| (first, Anchor::Expression(at))).or(anchors.reference.map(|day| (day, Anchor::Reference)));
    match from.and_then(|(first, anchor)| Some((whole_unit(first, unit, 0)?, anchor))) {
        Some(((value, days), anchor)) => Fixed::relative(value, Some(days), anchor),
        None => Fixed::open("XXXX"),
    }
}

/// The period named before, in another year; else the latest quarter that is over, or the year alone.
pub(super) fn fix_same_period(year: InYear, anchors: &Anchors<'_>) -> Fixed {
    let Some(reference) = anchors.reference else { return Fixed::open("XXXX") };
    let year = match year {
        InYear::Is(year) => year,
        InYear::From(years) => reference.year() + years as i16,
        InYear::Open => reference.year(),
    };
    let named = anchors.quarter().map(|(at, first)| (first, first, Anchor::Expression(at)));
    let named = named.or(anchors.before().map(|(at, first, last)| (first, last, Anchor::Expression(at))));
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
pub(super) fn fix_part(number: i8, months: i8, letter: char, year: InYear, anchors: &Anchors<'_>) -> Fixed {
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
pub(super) fn fix_season(season: &'static str, year: Option<i16>, relative: Option<i32>, lean: Lean, anchors: &Anchors<'_>) -> Fixed {
    let first_month = first_month(season);
    let of = |year: i16| of_season(season, year);
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
        // "this winter" in January began the year before.
        Some(_) => reference.year() - i16::from(season == "WI" && reference.month() < 3),
        None if lean == Lean::Future => reference.year() + i16::from(over && season != "WI"),
        None if lean == Lean::Past => reference.year() - i16::from(!begun),
        None if season == "WI" && reference.month() < 6 => reference.year() - 1,
        None => reference.year(),
    };
    let (value, days) = of(year);
    Fixed::relative(value, days, Anchor::Reference)
}

/// The month that a season begins in.
fn first_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The season of a year: its TIMEX3 value and days.
fn of_season(season: &str, year: i16) -> (String, Option<(Day, Day)>) {
    let first = Day::new(year, first_month(season), 1).ok();
    let days = first.and_then(|first| Some((first, first.checked_add(2.months()).ok()?.last_of_month())));
    (format!("{year:04}-{season}"), days)
}
