//! Holidays by their names, and the day that each is in a year.

use super::cursor::Cursor;
use super::{Candidate, Meaning};
use crate::dates::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of a holiday's name, and its rule.
type Name = (Vec<&'static str>, &'static str);

/// The holidays whose names begin with a word, longest first.
static HOLIDAYS: LazyLock<FxHashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<&str, Vec<Name>> = FxHashMap::default();
    for (name, rule) in rows() {
        let words: Vec<&str> = name.split(' ').collect();
        by_first.entry(words[0]).or_default().push((words, rule));
    }
    by_first.values_mut().for_each(|names| names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    by_first
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/holidays.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// A holiday's name at `from`, the expression beginning at the cursor.
pub(super) fn read(cursor: &Cursor<'_>, from: usize, relative: Option<i32>) -> Option<(Candidate, usize)> {
    let names = HOLIDAYS.get(cursor.written(from))?;
    let fits = |words: &[&str]| words.iter().enumerate().all(|(at, word)| cursor.is(from + at, word));
    let (words, rule) = names.iter().find(|(words, _)| fits(words))?;
    // "Christmas Island", "Easter Rising": a name of something else.
    let next = cursor.token(from + words.len());
    if next.is_some_and(|token| token.is_word() && token.capital) {
        return None;
    }
    // "Johnnie Christmas".
    if from == 0
        && cursor.token_before(1).is_some_and(|token| token.is_word() && token.capital)
        && !matches!(
            cursor.before(1),
            "on" | "in" | "the" | "by" | "since" | "until" | "after" | "before" | "during" | "for" | "this" | "at"
        )
    {
        return None;
    }
    cursor.candidate(from + words.len(), "holiday", Meaning::Holiday(rule, relative))
}

/// The day that a holiday's rule gives in a year: "12-25"; "11/4/3", the fourth Thursday of November, -1 the last; "easter-2"; "election".
pub fn day_of(rule: &str, year: i16) -> Option<Day> {
    if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| month.bytes().all(|byte| byte.is_ascii_digit())) {
        return Day::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    if let Some(days) = rule.strip_prefix("easter") {
        let days: i32 = if days.is_empty() { 0 } else { days.parse().ok()? };
        return easter(year)?.checked_add(days.days()).ok();
    }
    if rule == "election" {
        return Day::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?.tomorrow().ok();
    }
    let mut parts = rule.split('/');
    let (month, nth, weekday) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Day::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::from_monday_zero_offset(weekday).ok()?).ok()
}

/// Easter Sunday of the western churches, by the Gregorian reckoning of the moon.
fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let golden = year % 19;
    let century = year / 100;
    let skipped = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = skipped - (skipped / 28) * (1 - (29 / (skipped + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_gives_a_day() {
        for (name, rule) in rows() {
            assert!(day_of(rule, 2024).is_some(), "{name}: {rule}");
        }
    }

    #[test]
    fn known_days() {
        let day = |rule: &str, year: i16| day_of(rule, year).map(|day| day.to_string()).unwrap_or_default();
        for (year, expected) in
            [(1998, "1998-04-12"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2024, "2024-03-31")]
        {
            assert_eq!(day("easter", year), expected);
        }
        assert_eq!(day("easter-2", 2024), "2024-03-29");
        assert_eq!(day("11/4/3", 1999), "1999-11-25");
        assert_eq!(day("5/-1/0", 2024), "2024-05-27");
        assert_eq!(day("election", 1998), "1998-11-03");
        assert_eq!(day("12-25", 2023), "2023-12-25");
    }
}
