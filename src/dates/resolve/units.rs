//! Days and whole units of the calendar, counted from a day.

use crate::dates::recognise::holiday_day;
use crate::dates::{Day, Lean, UnitOfTime};
use jiff::ToSpan;
use jiff::civil::Weekday;

/// The day of that month and number that is nearest to the anchor.
pub(super) fn nearest(anchor: Day, month: i8, day: i8) -> Option<Day> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let days = years.into_iter().filter_map(|year| Day::new(year, month, day).ok());
    days.min_by_key(|day| (*day - anchor).get_days().abs())
}

/// Days ahead of the anchor that a date without a year is not taken to be, unless the words say so.
const FAR_AHEAD: i32 = 100;

/// From so many days on the weekday beside a day tells its year, which is not plain then.
const FAR_OFF: i32 = 60;

/// The same on the side of the anchor that the words around it say, or the weekday beside it where the day is far off.
pub(super) fn leaning(anchor: Day, month: i8, day: i8, lean: Lean, weekday: Option<i8>) -> Option<Day> {
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
        Some(day) if !fits(&day) && (near - anchor).get_days().abs() > FAR_OFF => {
            [Some(near), other(-1), other(1)].into_iter().flatten().find(fits).or(chosen)
        }
        Some(day) if !fits(&day) && lean == Lean::Future && day < anchor => other(1).filter(fits).or(chosen),
        chosen => chosen,
    }
}

/// A holiday nearest to the anchor, or the one before or after it.
pub(super) fn holiday(anchor: Day, rule: &str, relative: Option<i32>, lean: Lean) -> Option<Day> {
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

pub(super) fn weekday_day(anchor: Day, weekday: i8, relative: Option<i32>, future: bool) -> Day {
    let own = anchor.weekday().to_monday_zero_offset();
    let back = i32::from((own - weekday).rem_euclid(7));
    let days = match relative {
        Some(count) if count < 0 => -(if back == 0 { 7 } else { back }),
        // "Next Saturday" on a Friday is not tomorrow.
        Some(1..) => {
            if back == 6 {
                8
            } else {
                7 - back
            }
        }
        Some(_) => i32::from(weekday - own),
        None if future => (7 - back) % 7,
        None => -back,
    };
    anchor.checked_add(days.days()).unwrap_or(anchor)
}

pub(super) fn period(first_year: i16, first_month: i8, last_year: i16, last_month: i8) -> Option<(Day, Day)> {
    let first = Day::new(first_year, first_month, 1).ok()?;
    let last = Day::new(last_year, last_month, 1).ok()?.last_of_month();
    Some((first, last))
}

/// The unit that holds a day, some units further: its TIMEX3 value and days.
pub(super) fn whole_unit(day: Day, unit: UnitOfTime, count: i32) -> Option<(String, (Day, Day))> {
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
pub(super) fn shifted(day: Day, unit: UnitOfTime, count: i32) -> Option<(String, (Day, Day))> {
    match unit {
        UnitOfTime::Decade => whole_unit(day, UnitOfTime::Year, count.checked_mul(10)?),
        UnitOfTime::Hour => whole_unit(day, UnitOfTime::Day, 0),
        unit => whole_unit(day, unit, count),
    }
}
