//! `date-weekday-mismatch`: a weekday stands with a date that falls on another weekday.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::{Anchor, TimeExpression};
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "date-weekday-mismatch", level: Level::Error, summary: "A weekday beside a date that falls on another weekday", check };

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    for (at, expression) in expressions.iter().enumerate() {
        let beside = || expressions.get(at + 1).and_then(|next| weekday_beside(context, expression, next));
        if let Some((day, weekday)) = expression.weekday.map(|weekday| (expression, weekday)).or_else(beside) {
            findings.extend(mismatch(context, day, weekday));
        }
    }
}

/// A day and the weekday that the text puts beside it in an expression of its own: "on Monday (November 24)", "November 24, a Monday".
fn weekday_beside<'e>(
    context: &Context<'_>,
    first: &'e TimeExpression,
    next: &'e TimeExpression,
) -> Option<(&'e TimeExpression, (i8, Span))> {
    let between = Span { start: first.span.end, end: next.span.start };
    let weekday = |expression: &TimeExpression| {
        let number = WEEKDAYS.iter().position(|weekday| *weekday == context.words(expression.span))?;
        Some((number as i8, expression.span))
    };
    if first.block != next.block || between.start > between.end {
        return None;
    }
    let bare = |expression: &TimeExpression| expression.weekday.is_none();
    match context.words(between) {
        " (" if context.reading.text[next.span.end as usize..].starts_with(')') && bare(next) => Some((next, weekday(first)?)),
        ", a " | ", which was a " | ", which is a " | " was a " | " is a " if bare(first) => Some((first, weekday(next)?)),
        _ => None,
    }
}

/// Reports a weekday with a day that falls on another.
fn mismatch(context: &Context<'_>, expression: &TimeExpression, (written, span): (i8, Span)) -> Option<Finding> {
    let (day, last) = expression.days?;
    let right = day.weekday().to_monday_zero_offset();
    if day != last || right == written {
        return None;
    }
    let (right_name, words) = (WEEKDAYS[right as usize], context.words(span));
    // A written year leaves no way out; without one the nearest year was taken.
    let sure = expression.anchor == Anchor::Itself || expression.rule == "shared-year";
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
            ],
        );
    }
}
