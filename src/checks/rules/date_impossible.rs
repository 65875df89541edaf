//! `date-impossible`: a day or an hour that does not exist.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;

pub(super) const RULE: Rule = Rule { code: "date-impossible", level: Level::Error, summary: "A day or an hour that does not exist", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for expression in &context.reading.dates.expressions {
        if let Some(reason) = expression.impossible
            && !context.is_told_as_wrong(expression.block)
        {
            findings.push(Finding::new(RULE.code, RULE.level, expression.span, format!("“{}”: {reason}", context.words(expression.span))));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_days_no_calendar_has() {
        fires(
            "date-impossible",
            &[
                "It ended on <June 31>.",
                "It ended on <February 29, 2023>.",
                "It ended at <25:00> on the day.",
                "In a <July 36> press conference, she spoke.",
                "It fell on <February 30> Ann Roe said.",
                "It came after the <September 31st> attacks.",
                "It ended at 10 p.m. on <June 31>.",
                "It ended (<31 June 2024>) after a day.",
                "It opens at <7.75pm> today.",
                "It opens at <7:75 p.m.> today.",
                "It opens at <13 p.m.> on the day.",
                "The boat, due at <25:30>, was late.",
            ],
        );
    }

    #[test]
    fn silent_on_others() {
        silent(
            "date-impossible",
            &[
                "It ended on February 29, 2024.",
                "The team won 26:24.",
                "The goal came at 28:14 of the second period, and she broke away at 25:00 into the race.",
                "The clock stood at 27:31.",
                "In May 3,500 came.",
                "The bus, due at 24:15, was late. The line costs 9.99 pm for two years, or 299.75 pm.",
                "It opens at 7.45pm, at 12 p.m. and at 13:30 p.m. on June 4 p.m.",
                "A share of 7.75 PMs and 13 PMs was met at 13 PM desks.",
                "He sold 45 April tickets.",
                "In March 35 people died.",
                "Correction: A story on Friday said that she was born on February 30, 1981.",
                "The plate says that he died on June 31, 1902. There is no such day.",
            ],
        );
    }
}
