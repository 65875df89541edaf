//! `date-weekday-mismatch`: a weekday stands with a date that falls on another weekday.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::Anchor;

pub(super) const RULE: Rule =
    Rule { code: "date-weekday-mismatch", level: Level::Error, summary: "A weekday beside a date that falls on another weekday", check };

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for expression in &context.reading.dates.expressions {
        let (Some((written, span)), Some((day, last))) = (expression.weekday, expression.days) else { continue };
        let right = day.weekday().to_monday_zero_offset();
        if day != last || right == written {
            continue;
        }
        let (right_name, words) = (WEEKDAYS[right as usize], context.words(span));
        // A written year leaves no way out; without one the nearest year was taken.
        let sure = expression.anchor == Anchor::Itself || expression.rule == "shared-year";
        let level = if sure { Level::Error } else { Level::Warning };
        let message = format!("{} was a {right_name}, not a {}", day, WEEKDAYS[written as usize]);
        let mut finding = Finding::new(RULE.code, level, expression.span, message);
        // An abbreviation is answered by one.
        let put = if words.ends_with('.') { format!("{}.", &right_name[..3]) } else { right_name.to_owned() };
        finding = finding.fix(format!("Write {put}"), vec![Edit { span, text: put }], false);
        let near = (i32::from(written) - i32::from(right)).rem_euclid(7);
        let near = if near > 3 { near - 7 } else { near };
        let digits = context.words(expression.span).rfind(&day.day().to_string());
        if let (Ok(other), Some(at)) = (day.checked_add(jiff::Span::new().days(near)), digits)
            && other.month() == day.month()
        {
            let start = expression.span.start + at as u32;
            let number = crate::text::Span { start, end: start + day.day().to_string().len() as u32 };
            finding = finding.fix(format!("Write {}", other), vec![Edit { span: number, text: other.day().to_string() }], false);
        }
        findings.push(finding);
    }
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
            ],
        );
        let found = findings(&[("a.md", "---\ndate: 2024-05-31\n---\n\nThe talks ended on Friday, June 6, the port said.")]);
        let shown: Vec<_> = found.iter().map(|finding| (finding.code, finding.level.label(), finding.fixes.len())).collect();
        assert_eq!(shown, [("date-weekday-mismatch", "warning", 2)]);
    }

    #[test]
    fn silent_on_the_right_one() {
        silent(
            "date-weekday-mismatch",
            &["It ended on Friday, May 31, 2024, and on Monday, June 19, 2023.", "It ended on Friday, June 7."],
        );
    }
}
