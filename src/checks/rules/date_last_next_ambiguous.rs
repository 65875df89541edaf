//! `date-last-next-ambiguous`: "last Tuesday" and "next Friday" where readers count differently.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::Day;
use jiff::ToSpan;

pub(super) const RULE: Rule = Rule {
    code: "date-last-next-ambiguous",
    level: Level::Off,
    summary: "“Last” or “next” with a weekday that is also one of this week",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dates = &context.reading.dates;
    let Some(reference) = dates.reference else { return };
    for expression in &dates.expressions {
        let sign = match expression.rule {
            "last-weekday" => -1,
            "next-weekday" => 1,
            _ => continue,
        };
        let Some((day, _)) = expression.days.filter(|_| context.quotation_around(expression.span).is_none()) else { continue };
        // "This coming Friday" is the first.
        if context.words(expression.span).starts_with("this") {
            continue;
        }
        // The day of this week, and of the week before or after: two readings only where the first is on the side that the word says.
        if monday(day) != monday(reference.day) {
            continue;
        }
        let Some(other) = day.checked_add((7 * sign).days()).ok() else { continue };
        let message = format!("“{}” may be {} or {}", context.words(expression.span), spelled(day), spelled(other));
        let mut finding = Finding::new(RULE.code, RULE.level, expression.span, message);
        for choice in [day, other] {
            let edit = Edit { span: expression.span, text: spelled(choice) };
            finding = finding.fix(format!("Write {}", spelled(choice)), vec![edit], false);
        }
        findings.push(finding);
    }
}

fn monday(day: Day) -> Option<Day> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn spelled(day: Day) -> String {
    day.strftime("%A, %B %-d").to_string()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_days_of_this_week() {
        // 31 May 2024 is a Friday, 28 May the Tuesday before.
        fires("date-last-next-ambiguous", &["Published: May 31, 2024\n\nThe talks ended <last Tuesday>, the port said."]);
        fires("date-last-next-ambiguous", &["Published: May 28, 2024\n\nThe talks will end <next Friday>, the port said."]);
    }

    #[test]
    fn silent_on_days_of_another() {
        let texts = [
            "Published: May 28, 2024\n\nThe talks ended last Friday, the port said.",
            "Published: May 31, 2024\n\nThe talks will end next Tuesday, the port said.",
            "Published: May 31, 2024\n\n“The talks ended last Tuesday and did not go on,” she said.",
            "The talks ended last Tuesday, the port said.",
        ];
        silent("date-last-next-ambiguous", &texts);
    }
}
