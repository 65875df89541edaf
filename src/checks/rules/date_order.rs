//! `date-order`: a range that ends before it begins.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::TimeExpression;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "date-order", level: Level::Error, summary: "A range of dates that ends before it begins", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    for pair in expressions.windows(2) {
        died_before_birth(context, &pair[0], &pair[1], findings);
    }
    for first in expressions {
        let Some(second) = first.range_end.and_then(|end| expressions.get(end as usize)) else { continue };
        // Both ends must be sure: a month or day without a year may be of the next, unless both are of one month.
        let backwards = match (first.days, second.days) {
            _ if second.rule == "second-day" => first.value.len() == second.value.len() && second.value < first.value,
            (Some(_), Some(_)) if is_of_one_year(context, first, second) => first.value[4..] > second.value[4..],
            _ if is_of_one_month(first, second) => first.value[8..] > second.value[8..],
            (Some(from), Some(to)) => !first.relative && !second.relative && to.1 < from.0,
            _ => false,
        };
        if !backwards {
            continue;
        }
        let message = format!("The range runs backwards: “{}” is after “{}”", context.words(first.span), context.words(second.span));
        let swap = vec![
            Edit { span: first.span, text: context.words(second.span).to_owned() },
            Edit { span: second.span, text: context.words(first.span).to_owned() },
        ];
        findings.push(
            Finding::new(RULE.code, RULE.level, first.span.to(second.span), message)
                .relate(context.file, first.span, "after the other end")
                .fix("Swap the two", swap, false),
        );
    }
}

/// "between October and September of 2007": the year is said of both months.
fn is_of_one_year(context: &Context<'_>, first: &TimeExpression, second: &TimeExpression) -> bool {
    let before = &context.reading.text[..first.span.start as usize];
    let months =
        matches!(first.rule, "month" | "shared-year") && second.rule == "month-year" && first.value.len() == 7 && second.value.len() == 7;
    months && before.ends_with("between ") && context.words(second.span).contains(" of ")
}

/// "between May 9 and May 3": nobody counts to the same month of another year without saying so.
fn is_of_one_month(first: &TimeExpression, second: &TimeExpression) -> bool {
    let plain = |date: &TimeExpression| date.rule == "month-day" && date.value.len() == 10;
    plain(first) && plain(second) && first.value[5..7] == second.value[5..7]
}

/// "born in 1990 and died in 1985": the words between leave one person only.
fn died_before_birth(context: &Context<'_>, born: &TimeExpression, died: &TimeExpression, findings: &mut Vec<Finding>) {
    if born.block != died.block || born.relative || died.relative {
        return;
    }
    let between = context.words(Span { start: born.span.end, end: died.span.start }).trim();
    let block = context.reading.article.blocks[born.block as usize].span;
    let before = context.words(Span { start: block.start, end: born.span.start });
    let birth =
        matches!(before.split_whitespace().rev().take(2).collect::<Vec<_>>()[..], ["born" | "(born", ..] | ["in" | "on", "born" | "(born"]);
    let death = matches!(
        between,
        "and died in" | "and died on" | "and died" | ", died" | ", died in" | ", died on" | ", and died in" | "; died" | "; died in"
    );
    let (Some((from, _)), Some((_, to)), true, true) = (born.days, died.days, birth, death) else { return };
    if to < from {
        let message = format!("Died in {} before being born in {}", context.words(died.span), context.words(born.span));
        findings.push(Finding::new(RULE.code, RULE.level, died.span, message).relate(context.file, born.span, "the date of birth"));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_what_runs_backwards() {
        fires(
            "date-order",
            &[
                "It ran from <June 2024 to March 2023>.",
                "It ran from <July 17 to 13 of last year>.",
                "They met on <October 26-25, 2016>, in Vessel.",
                "She led it <2007–2006>.",
                "It rose between <October and September of 2007>.",
                "It grew between <2012 and 1980>.",
                "It runs from <May 9 to May 3>.",
                "The mayor was born in 1962 and died in <1926>.",
            ],
        );
    }

    #[test]
    fn silent_on_what_may_be() {
        silent(
            "date-order",
            &[
                "It ran from November to March.",
                "It ran from 2006 to 2007.",
                "It runs from May 3 to May 9, and from December 29 to January 3.",
                "It rose between March and September of 2007, and from October to May 2008.",
                "Sales rose from 2024 levels to 2020.",
                "Ann was born in 1962, and her father died in 1926.",
                "She was born in 1962 and died in 2020.",
            ],
        );
    }
}
