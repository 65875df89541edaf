//! Wording that hovers and hints share.

use crate::dates::{Day, TimeExpression, TimeKind};
use crate::reading::Reading;
use crate::text::{Encoding, FileKey, LineMap, Span};

/// The line of an offset as people count, from 1.
pub(super) fn line(lines: &LineMap, offset: u32) -> u32 {
    lines.position(offset, Encoding::Utf8).line + 1
}

/// `name:line` of a place in Markdown.
pub(super) fn marked_place(file: &FileKey, lines: &LineMap, span: Span) -> String {
    escaped(&place(file, lines, span))
}

/// `name:line` of a place.
pub(super) fn place(file: &FileKey, lines: &LineMap, span: Span) -> String {
    format!("{}:{}", file.name(), line(lines, span.start))
}

/// "1 mention", "2 mentions".
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Text in Markdown as it is, marks escaped, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// At most `limit` characters of a text, an ellipsis where it was cut.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(limit).collect();
    if chars.next().is_some() { format!("{}…", head.trim_end()) } else { head }
}

/// A number with its digits in groups of three: "40,000,000", "2.5".
pub(super) fn number(value: f64, group: char) -> String {
    let written = value.to_string();
    let (whole, fraction) = written.split_once('.').map_or((&*written, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = whole.trim_start_matches('-');
    let mut grouped = whole[..whole.len() - digits.len()].to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

/// "31 May 2024".
pub(super) fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month() as usize - 1], day.year())
}

/// "Friday 31 May 2024".
pub(super) fn weekday_and_day(date: Day) -> String {
    let weekday = WEEKDAYS[date.weekday().to_monday_zero_offset() as usize];
    format!("{weekday} {}", day(date))
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The resolved value of an expression in words: "Friday 31 May 2024", "May 2024", "2024", or the span of days.
pub(super) fn value(expression: &TimeExpression) -> Option<String> {
    let words = period(expression.days?);
    let time = expression.value.split_once('T').filter(|_| expression.kind == TimeKind::Time).map(|(_, time)| time);
    Some(match time {
        Some("MO") => format!("{words}, morning"),
        Some("MI") => format!("{words}, noon"),
        Some("AF") => format!("{words}, afternoon"),
        Some("EV") => format!("{words}, evening"),
        Some("NI") => format!("{words}, night"),
        Some("DT") => format!("{words}, daytime"),
        Some(time) => format!("{words}, {time}"),
        None => words,
    })
}

/// The value of an expression as a reader can take it: in ISO, of its days where its own form is that of a machine, or in words; `None` where nothing
/// in it is known.
pub(super) fn readable_value(expression: &TimeExpression) -> Option<String> {
    let value = &*expression.value;
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | '/' | '+' | 'Z'));
    let is_length = value.strip_prefix('P').is_some_and(|rest| rest.starts_with(|c: char| c == 'T' || c.is_ascii_digit()));
    if is_length || is_plain(day) && is_plain(time) {
        return Some(value.to_owned());
    }
    expression.days.map(iso_period).or_else(|| named_period(day)).or_else(|| (is_plain(day) && !day.is_empty()).then(|| day.to_owned()))
}

/// A season, half, quarter or week of a year in words: `2024-SU` is "summer 2024".
fn named_period(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-').filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let part = match part {
        "SP" => "spring".to_owned(),
        "SU" => "summer".to_owned(),
        "FA" => "autumn".to_owned(),
        "WI" => "winter".to_owned(),
        "H1" => "first half of".to_owned(),
        "H2" => "second half of".to_owned(),
        "Q1" => "first quarter of".to_owned(),
        "Q2" => "second quarter of".to_owned(),
        "Q3" => "third quarter of".to_owned(),
        "Q4" => "fourth quarter of".to_owned(),
        _ => {
            let week = part.strip_prefix('W')?;
            let (week, end) = week.split_once("-WE").map_or((week, ""), |(week, _)| (week, "weekend of "));
            let number: u8 = week.parse().ok()?;
            format!("{end}week {number} of")
        }
    };
    Some(format!("{part} {year}"))
}

/// "Friday 31 May 2024", "May 2024", "2024", or "1 June 2024 to 5 June 2024".
pub(super) fn period((first, last): (Day, Day)) -> String {
    if first == last {
        weekday_and_day(first)
    } else if is_year((first, last)) {
        first.year().to_string()
    } else if is_month((first, last)) {
        format!("{} {}", MONTHS[first.month() as usize - 1], first.year())
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// `2024-05-31`, `2024-05`, `2024`, or `2024-06-01/2024-06-05`.
pub(super) fn iso_period((first, last): (Day, Day)) -> String {
    if first == last {
        first.to_string()
    } else if is_year((first, last)) {
        format!("{:04}", first.year())
    } else if is_month((first, last)) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else {
        format!("{first}/{last}")
    }
}

fn is_month((first, last): (Day, Day)) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

fn is_year((first, last): (Day, Day)) -> bool {
    first.day_of_year() == 1 && last == first.last_of_year()
}

/// The days that two articles' entries are shown under: ISO, or that none is known.
pub(super) fn iso(day: Option<Day>) -> String {
    day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
}

/// The words of a span on one line.
pub(super) fn quoted(reading: &Reading, span: Span, limit: usize) -> String {
    let words: Vec<&str> = span.of(&reading.text).split_whitespace().collect();
    shortened(&words.join(" "), limit)
}

/// Markdown of hovers as plain text: emphasis and escapes taken off.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' | '`' => {}
            ' ' => {
                let mut spaces = 1;
                while chars.next_if_eq(&' ').is_some() {
                    spaces += 1;
                }
                if chars.peek() != Some(&'\n') {
                    out.extend(std::iter::repeat_n(' ', spaces));
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_reads_as_written() {
        assert_eq!(plain(&format!("**{}** - x  \ny", escaped("A*b [c]"))), "A*b [c] - x\ny");
        for name in ["~~old~~ __init__.txt", "a&amp;b  *c*.txt", "`x` <b> [2](x) a\\b.txt"] {
            assert_eq!(plain(&escaped(name)), name);
        }
    }

    #[test]
    fn machine_values_are_told_in_words() {
        let told = |value: &str| named_period(value).unwrap_or_default();
        assert_eq!(
            [told("2024-SU"), told("2024-H1"), told("2024-W24"), told("2024-W24-WE")],
            ["summer 2024", "first half of 2024", "week 24 of 2024", "weekend of week 24 of 2024"]
        );
        assert_eq!([told("XXXX-XX-XX"), told("XXXX-SU"), told("2024-05")], ["", "", ""]);
    }

    #[test]
    fn digits_stand_in_groups() {
        let told = |value| number(value, ',');
        assert_eq!(
            [told(40e9), told(1500.0), told(999.0), told(-2.5), told(12345.75)],
            ["40,000,000,000", "1,500", "999", "-2.5", "12,345.75"]
        );
        assert_eq!(number(1_234_567.0, '\u{A0}'), "1\u{A0}234\u{A0}567");
    }

    #[test]
    fn periods_have_a_value_and_a_title() {
        let told = |first: &str, last: &str| {
            let days = (first.parse().unwrap(), last.parse().unwrap());
            (iso_period(days), period(days))
        };
        let pair = |value: &str, title: &str| (value.to_owned(), title.to_owned());
        assert_eq!(told("2024-05-31", "2024-05-31"), pair("2024-05-31", "Friday 31 May 2024"));
        assert_eq!(told("2024-02-01", "2024-02-29"), pair("2024-02", "February 2024"));
        assert_eq!(told("2023-01-01", "2023-12-31"), pair("2023", "2023"));
        assert_eq!(told("2024-06-01", "2024-06-05"), pair("2024-06-01/2024-06-05", "1 June 2024 to 5 June 2024"));
    }
}
