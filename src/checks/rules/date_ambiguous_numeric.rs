//! `date-ambiguous-numeric`: a date in numbers that other readers read as another day.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::Day;

pub(super) const RULE: Rule =
    Rule { code: "date-ambiguous-numeric", level: Level::Off, summary: "A date in numbers whose day and month other readers swap", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for expression in context.reading.dates.expressions.iter().filter(|expression| expression.rule == "numeric-date") {
        let Some((day, _)) = expression.days else { continue };
        let Ok(other) = Day::new(day.year(), day.day(), day.month()) else { continue };
        if other == day {
            continue;
        }
        let words = context.words(expression.span);
        let message = format!("“{words}” is {} to some readers and {} to others", spelled(day), spelled(other));
        let mut finding = Finding::new(RULE.code, RULE.level, expression.span, message);
        for choice in [day, other] {
            let edit = Edit { span: expression.span, text: spelled(choice) };
            finding = finding.fix(format!("Write {}", spelled(choice)), vec![edit], false);
        }
        findings.push(finding);
    }
}

fn spelled(day: Day) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_where_both_may_be_months() {
        fires("date-ambiguous-numeric", &["The quay closed on <5/6/2024>, the port said."]);
    }

    #[test]
    fn silent_where_one_cannot() {
        silent("date-ambiguous-numeric", &["It closed on 5/31/2024.", "It closed on 6/6/2024.", "It closed on 2024-05-06.", "It won 5/6."]);
    }
}
