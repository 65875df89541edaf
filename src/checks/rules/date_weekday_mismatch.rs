//! `date-weekday-mismatch`: a weekday stands with a date that falls on another weekday.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::{Anchor, Day, TimeExpression};
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "date-weekday-mismatch", level: Level::Error, summary: "A weekday beside a date that falls on another weekday", check };

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What joins two days or two weekdays.
const JOINTS: [&str; 8] = [" and ", " or ", " to ", " through ", "-", "–", " - ", " – "];

/// A day and the weekday that the text puts beside it.
type Pair<'e> = (&'e TimeExpression, (i8, Span));

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    for (at, expression) in expressions.iter().enumerate() {
        let rest = &expressions[at..];
        let listed = at.checked_sub(1).and_then(|before| listed(context, &expressions[before..]));
        if let Some(pairs) = listed {
            findings.extend(pairs.into_iter().flatten().filter_map(|(day, weekday)| mismatch(context, day, weekday)));
        } else if let Some((day, weekday)) =
            expression.weekday.map(|weekday| (expression, weekday)).or_else(|| weekday_beside(context, rest))
        {
            findings.extend(mismatch(context, day, weekday));
        }
        for (day, weekday) in respective(context, rest).into_iter().flatten() {
            findings.extend(mismatch(context, day, weekday));
        }
    }
}

/// What stands between two expressions of one block.
fn between<'t>(context: &Context<'t>, first: &TimeExpression, next: &TimeExpression) -> Option<&'t str> {
    let together = first.block == next.block && first.span.end <= next.span.start;
    together.then(|| context.words(Span { start: first.span.end, end: next.span.start }))
}

/// The weekday that an expression of no date begins with, and the words after it: "Thursday", "Thursday night".
fn weekday_of<'t>(context: &Context<'t>, expression: &TimeExpression) -> Option<((i8, Span), &'t str)> {
    let words = context.words(expression.span);
    let number = WEEKDAYS.iter().position(|weekday| words.starts_with(weekday))?;
    let (name, rest) = words.split_at(WEEKDAYS[number].len());
    let span = Span { end: expression.span.start + name.len() as u32, ..expression.span };
    let known = matches!(rest, "" | " morning" | " afternoon" | " evening" | " night" | " next week" | " last week" | " of next week");
    (expression.weekday.is_none() && known).then_some(((number as i8, span), rest))
}

/// A weekday and nothing more.
fn bare_weekday(context: &Context<'_>, expression: &TimeExpression) -> Option<(i8, Span)> {
    weekday_of(context, expression).filter(|(_, rest)| rest.is_empty()).map(|(weekday, _)| weekday)
}

/// Whether an expression is a day of the calendar, by its number, without a weekday of its own.
fn is_bare(context: &Context<'_>, expression: &TimeExpression) -> bool {
    expression.weekday.is_none() && has_number(context, expression)
}

/// Whether an expression has a number: a day of the calendar, and no "tomorrow".
fn has_number(context: &Context<'_>, expression: &TimeExpression) -> bool {
    context.words(expression.span).contains(|c: char| c.is_ascii_digit())
}

/// A day and the weekday that the text puts beside it in an expression of its own: "on Monday (November 24)", "November 24, a Monday", "on Monday
/// night, November 24".
fn weekday_beside<'e>(context: &Context<'_>, rest: &'e [TimeExpression]) -> Option<Pair<'e>> {
    let [first, next, ..] = rest else { return None };
    let weekday_first = weekday_of(context, first);
    let joint = between(context, first, next)?;
    let closed = || context.text()[next.span.end as usize..].starts_with(')');
    let third =
        |is: &dyn Fn(&TimeExpression) -> bool| rest.get(2).filter(|third| is(third)).and_then(|third| between(context, next, third));
    // "November 23 and 24, a Monday and a Tuesday": a list has its weekdays in order.
    let with_another = || third(&|third| bare_weekday(context, third).is_some()).is_some_and(|joint| joint.ends_with(" a "));
    // "on Friday night, November 24, and on November 26": a list of days.
    let alone = || {
        let joint = third(&|third| is_bare(context, third)).map(|joint| joint.trim_start_matches([',', ' ']));
        !joint.is_some_and(|joint| joint.is_empty() || joint.starts_with("and ") || joint.starts_with("or "))
    };
    match (joint, weekday_first) {
        (" (", Some((weekday, _))) if closed() && next.weekday.is_none() => Some((next, weekday)),
        (" (", None) if closed() && is_bare(context, first) => Some((first, bare_weekday(context, next)?)),
        (", a " | ", which was a " | ", which is a " | " was a " | " is a ", None) if first.weekday.is_none() && !with_another() => {
            Some((first, bare_weekday(context, next)?))
        }
        (", ", Some((weekday, part))) if !part.is_empty() && is_bare(context, next) && alone() && !is_elsewhere(context, next) => {
            Some((next, weekday))
        }
        (": ", Some((weekday, "")))
            if context.text()[..first.span.start as usize].ends_with(" a ") && is_bare(context, next) && alone() =>
        {
            Some((next, weekday))
        }
        _ => None,
    }
}

/// "on Monday night, November 25 in Sydney": whether a day is told as another place has it.
fn is_elsewhere(context: &Context<'_>, day: &TimeExpression) -> bool {
    let behind = &context.text()[day.span.end as usize..];
    [" in ", " there", " local", " GMT", " UTC"].iter().any(|words| behind.starts_with(words))
}

/// "on Monday and Tuesday, November 23 and 24", where the first day is read with the weekday right before it: the days and their own weekdays; none
/// where they may be those of every week.
fn listed<'e>(context: &Context<'_>, rest: &'e [TimeExpression]) -> Option<[Option<Pair<'e>>; 2]> {
    let [first, second, third, ..] = rest else { return None };
    let joined = |first: &TimeExpression, next: &TimeExpression| between(context, first, next).is_some_and(|words| JOINTS.contains(&words));
    let of_two = is_bare(context, third) && joined(first, second) && joined(second, third);
    let weekday = second.weekday.filter(|(_, span)| of_two && span.start == second.span.start)?;
    let pairs = [(second, bare_weekday(context, first)?), (third, weekday)];
    Some(pairs.map(|pair| of_one_week(second, third).then_some(pair)))
}

/// Whether two days are less than a week apart: "Friday to Sunday, December 4 to 20" names the days of every week.
fn of_one_week(first: &TimeExpression, second: &TimeExpression) -> bool {
    let apart = first.days.zip(second.days).and_then(|(first, second)| second.0.since(first.0).ok());
    apart.is_some_and(|apart| (1..7).contains(&apart.get_days()))
}

/// Two days and their weekdays, in order: "November 23 and 24, a Monday and a Tuesday", "on Monday and Tuesday, 23 and 24 November".
fn respective<'e>(context: &Context<'_>, rest: &'e [TimeExpression]) -> Option<[Pair<'e>; 2]> {
    let [first, second, third, fourth, ..] = rest else { return None };
    let joint = |first: &TimeExpression, next: &TimeExpression| between(context, first, next).map(|words| words.trim_end_matches("a "));
    let joined = |first: &TimeExpression, next: &TimeExpression| joint(first, next).is_some_and(|words| JOINTS.contains(&words));
    if !matches!(joint(second, third)?, ", " | " (") || !joined(first, second) || !joined(third, fourth) {
        return None;
    }
    let (days, weekdays) = match is_bare(context, first) {
        true => ([first, second], [third, fourth]),
        false => ([third, fourth], [first, second]),
    };
    let [one, other] = weekdays.map(|weekday| bare_weekday(context, weekday));
    let sure = of_one_week(days[0], days[1]) && days.iter().all(|day| is_bare(context, day));
    sure.then_some([(days[0], one?), (days[1], other?)])
}

/// Reports a weekday with a day that falls on another.
fn mismatch(context: &Context<'_>, expression: &TimeExpression, (written, span): (i8, Span)) -> Option<Finding> {
    let (day, last) = expression.days?;
    let right = day.weekday().to_monday_zero_offset();
    if day != last || right == written || is_of_the_old_calendar(context, day, written) || context.is_told_as_wrong(expression.block) {
        return None;
    }
    let (right_name, words) = (WEEKDAYS[right as usize], context.words(span));
    // A written year leaves no way out; without one the nearest year was taken.
    let sure = expression.anchor == Anchor::Itself || expression.rule == "shared-year";
    // The day that another statement of the article's date makes it may have the weekday.
    if !sure && may_be_another(context, expression) {
        return None;
    }
    let level = if sure { Level::Error } else { Level::Warning };
    let ahead = context.reading.dates.reference.is_some_and(|own| day > own.day);
    let (is, wrong) = (if ahead { "is" } else { "was" }, WEEKDAYS[written as usize]);
    let message = format!("{day} {is} a {right_name}, not a {wrong}");
    let mut finding = Finding::new(RULE.code, level, expression.span.to(span), message);
    // An abbreviation is answered by one.
    let put = if words.ends_with('y') {
        right_name.to_owned()
    } else {
        format!("{}{}", &right_name[..3], &words[words.trim_end_matches('.').len()..])
    };
    finding = finding.fix(format!("Write {put}"), vec![Edit { span, text: put }], false);
    let near = (i32::from(written) - i32::from(right)).rem_euclid(7);
    let near = if near > 3 { near - 7 } else { near };
    let digits = context.words(expression.span).rfind(&day.day().to_string());
    if let (Ok(other), Some(at)) = (day.checked_add(jiff::Span::new().days(near)), digits)
        && other.month() == day.month()
    {
        let start = expression.span.start + at as u32;
        let number = Span { start, end: start + day.day().to_string().len() as u32 };
        finding =
            finding.fix(format!("Write {}, a {wrong}", other.day()), vec![Edit { span: number, text: other.day().to_string() }], false);
    }
    Some(finding)
}

/// Whether the places that state the article's date disagree on what a day is that follows from it: "tomorrow" always, a day of the calendar where they
/// are so far apart that it may be of another year.
fn may_be_another(context: &Context<'_>, expression: &TimeExpression) -> bool {
    const FAR: i32 = 180;
    let Some((first, mut others)) = context.reading.dates.conflict() else { return false };
    !has_number(context, expression) || others.any(|other| first.days_from(other) > FAR)
}

/// Whether a day may be one of the Julian calendar that has the weekday there: before 1583 all days are, in Britain those until 1752, in Russia and
/// Greece those until 1923.
fn is_of_the_old_calendar(context: &Context<'_>, day: Day, written: i8) -> bool {
    const EAST: [&str; 5] = ["Russia", "Soviet", "Greece", "Greek", "Julian"];
    let old = match day.year() {
        ..1583 => return true,
        1583..1753 => true,
        1753..1924 => EAST.iter().any(|word| context.text().contains(word)),
        _ => false,
    };
    old && julian_weekday(day) == written
}

/// The weekday, from 0 for Monday, of a day that is written by the Julian calendar.
fn julian_weekday(day: Day) -> i8 {
    // The year begins in March, so that the leap day is its last.
    let (year, month) = match day.month() {
        month @ ..=2 => (i64::from(day.year()) - 1, i64::from(month) + 9),
        month => (i64::from(day.year()), i64::from(month) - 3),
    };
    let days = i64::from(day.day()) + (153 * month + 2) / 5 + 365 * year + year / 4;
    // The first of March of the year 0 was a Monday.
    (days - 1).rem_euclid(7) as i8
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn fires_on_another_weekday() {
        fires(
            "date-weekday-mismatch",
            &[
                "The talks ended on <Friday, June 19, 2023>, the port said.",
                "It opened <Monday 31 May 2024> without a word.",
                "It opened at <1 p.m. on Tuesday, September 1, 2019>, in Vessel.",
                "The talks ended on <Fri 19 June 2023>, the port said.",
                "The talks ended <Fri., June 19, 2023>, the port said.",
                "The talks ended on <Fri. 19 June 2023>, the port said.",
                "The talks ended on <Friday, the 19th of June 2023>, the port said.",
                "The talks ended on <June 19, 2023, a Friday>, the port said.",
                "The talks ended on <Friday (June 19, 2023>), the port said.",
                "The talks ended on <Friday (19 June 2023>), the port said.",
                "The talks ended on <Friday night (June 19, 2023>), the port said.",
                "The talks ended on <Friday evening, June 19, 2023>, the port said.",
                "The talks ended on <2023-06-19 (Friday>).",
                "The talks ended on a <Friday: 19 June 2023>.",
                "The talks are on June 19 and <20, 2023, a Monday and a Friday>.",
                "The talks were on <June 19, 2023, a Friday>, and on June 22, 2023.",
                "The talks are on <Friday and Tuesday, June 19> and 20, 2023.",
                "The talks are on Monday and <Friday, 19 and 20 June 2023>.",
                "The town fell on <Friday, May 3, 1683>.",
            ],
        );
        let found = findings(&[("a.md", "---\ndate: 2024-05-31\n---\n\nThe talks ended on Friday, June 6, the port said.")]);
        let shown: Vec<_> = found.iter().map(|finding| (finding.code, finding.level.label(), finding.fixes.len())).collect();
        assert_eq!(shown, [("date-weekday-mismatch", "warning", 2)]);
        // A year that is only the article's own explains no other weekday.
        let ahead = "---\ndate: 2024-11-25\n---\n\nShe was jailed on Tuesday. The port said the hearing would be on Wednesday, January 17.";
        let found = findings(&[("a.md", ahead)]);
        let told: Vec<_> = found.iter().map(|finding| (finding.message.as_str(), finding.fixes[1].title.as_str())).collect();
        assert_eq!(told, [("2025-01-17 is a Friday, not a Wednesday", "Write 15, a Wednesday")]);
    }

    #[test]
    fn an_article_of_two_dates_has_no_day_that_follows_from_one() {
        let told = |front: &str, sentence: &str| {
            let text = format!("---\ndate: {front}\n---\n\nQuay opens\n\nThursday, May 30, 2024\n\n{sentence}\n");
            findings(&[("a.md", &text)]).iter().filter(|finding| finding.code == super::RULE.code).count()
        };
        let follows = "Tomorrow, a Friday, the quay opens, the port said.";
        assert_eq!((told("2024-05-30", follows), told("2024-04-30", follows)), (0, 0));
        let wrong = "Tomorrow, a Tuesday, the quay opens, the port said.";
        assert_eq!((told("2024-05-30", wrong), told("2024-04-30", wrong)), (1, 0));
        let of_year = "The quay opens on Friday, June 6, the port said.";
        assert_eq!((told("2024-05-24", of_year), told("2023-05-30", of_year)), (1, 0));
        assert_eq!(told("2024-04-30", "The port said that the quay opened on Friday, June 19, 2023."), 1);
    }

    #[test]
    fn silent_on_the_right_one() {
        silent(
            "date-weekday-mismatch",
            &[
                "It ended on Friday, May 31, 2024, and on Monday, June 19, 2023.",
                "It ended on Friday, June 7.",
                "It ended on Mon 19 June 2023.",
                "It ended Mon., June 19, 2023, as the Sun, June 20, 2023, and the Sun. June 21, 2023, say.",
                "On Wednesday, March 6, 2024, it opened. It ended on Thursday, June 13.",
                "It ended on June 19, 2023, a Monday (June 20 for others).",
                "It is held on Monday and Tuesday, June 19 and 20, 2023, and from Wednesday to Thursday, 21 to 22 June 2023.",
                "It is held on June 19 and 20, 2023, a Monday and a Tuesday.",
                "It is held on June 19, 20 and 21, 2023, a Monday, a Tuesday and a Wednesday.",
                "It is open on Friday night, June 3, 2023, and on June 5, 2023.",
                "It is open from Friday to Sunday, June 3 to 19, 2023, and from Monday to Friday, 5 to 25 June 2023.",
                "It is open from Friday to Sunday, June 3 to July 9, 2023.",
                "The town burned on Monday 11 June 1314, and again on Saturday 12 May 1711.",
                "Correction: A story on Friday said that the fair opened on Monday, June 20, 2023.",
                "In Russia they met on Sunday 9 January 1905.",
                "It began on Monday night, June 20, 2023 in Skarvik.",
            ],
        );
    }
}
