//! `date-elapsed`: years ago, anniversaries and lengths that the dates beside them contradict.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::dates::TimeExpression;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "date-elapsed",
    level: Level::Off,
    summary: "“Years ago”, an anniversary or a number of days that does not follow from the dates beside it",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    for (at, expression) in expressions.iter().enumerate() {
        let next = expressions.get(at + 1).filter(|next| next.block == expression.block);
        if let Some(next) = next {
            ago(context, expression, next, findings);
        }
        if expression.rule == "year" {
            anniversary(context, expression, findings);
        }
        if expression.range_end.is_some() {
            length(context, at, findings);
        }
    }
}

/// "five years ago, in 2015"; "in 2015, nine years ago".
fn ago(context: &Context<'_>, first: &TimeExpression, second: &TimeExpression, findings: &mut Vec<Finding>) {
    let (ago, year) = match (first.rule, second.rule) {
        ("ago", "year") => (first, second),
        ("year", "ago") => (second, first),
        _ => return,
    };
    let between = context.words(Span { start: first.span.end, end: second.span.start }).trim();
    let beside = matches!(between, "," | ", in" | "in" | "(in" | "(" | "–" | "— in" | "- in");
    let (Some((counted, _)), Some((written, _))) = (ago.days, year.days) else { return };
    // A birthday may not have come yet: one year off is a way of counting.
    let off = (counted.year() - written.year()).abs();
    if !beside || ago.value.len() != 4 || off <= 1 || context.words(ago.span).contains("about") {
        return;
    }
    let message = format!("“{}” was {}, not {}", context.words(ago.span), ago.value, year.value);
    findings.push(Finding::new(RULE.code, RULE.level, ago.span, message).relate(context.file, year.span, "the year that stands beside it"));
}

/// "the 10th anniversary of the 2011 strike".
fn anniversary(context: &Context<'_>, year: &TimeExpression, findings: &mut Vec<Finding>) {
    let Some(reference) = context.reading.dates.reference else { return };
    let block = context.reading.article.blocks[year.block as usize].span;
    let before = context.words(Span { start: block.start, end: year.span.start });
    let Some(at) = before.rfind(" anniversary of the ").filter(|at| before.len() - at <= " anniversary of the ".len()) else { return };
    let number = before[..at].rsplit(' ').next().unwrap_or("");
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (Ok(count), Some((written, _))) = (digits.parse::<i16>(), year.days) else { return };
    let (start, end) = (block.start + (at - number.len()) as u32, block.start + (at + " anniversary".len()) as u32);
    let told = i32::from(reference.day.year() - written.year());
    // The one of this year, the last or the next.
    if digits.len() == number.len() || (told - i32::from(count)).abs() <= 1 {
        return;
    }
    let message = format!("{} is {told} years after {}, not {count}", reference.day.year(), year.value);
    findings.push(Finding::new(RULE.code, RULE.level, Span { start, end }, message).relate(
        context.file,
        year.span,
        "the year that it is counted from",
    ));
}

/// "a three-day trip from May 3 to May 8".
fn length(context: &Context<'_>, at: usize, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    let first = &expressions[at];
    let Some(second) = first.range_end.and_then(|end| expressions.get(end as usize)) else { return };
    let (Some((from, one)), Some((to, last))) = (first.days, second.days) else { return };
    let Some(stated) = at.checked_sub(1).map(|at| &expressions[at]).filter(|stated| stated.block == first.block) else { return };
    let days = stated.value.strip_prefix('P').and_then(|value| value.strip_suffix('D')).and_then(|days| days.parse::<i32>().ok());
    let between = context.words(Span { start: stated.span.end, end: first.span.start });
    let close = between.len() <= 40 && !between.contains(['.', ';', ',']) && between.trim_end().ends_with("from");
    let (Some(days), true, true, true) = (days, from == one, to == last, close) else { return };
    let apart = (to - from).get_days();
    // Both ends may count, or one, or neither.
    if apart < 0 || (apart - days).abs() <= 1 || stated.modifier.is_some() {
        return;
    }
    let message = format!("From {from} to {to} are {} days, not {days}", apart + 1);
    findings.push(Finding::new(RULE.code, RULE.level, stated.span, message).relate(
        context.file,
        first.span.to(second.span),
        "the days that it lasted",
    ));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_where_the_sum_is_wrong() {
        fires("date-elapsed", &["Published: May 31, 2024\n\nThe quay closed <five years ago>, in 2015, the port said."]);
        fires("date-elapsed", &["Published: May 31, 2024\n\nThey kept the <20th anniversary> of the 2011 strike, the port said."]);
        fires("date-elapsed", &["Published: May 31, 2024\n\nShe was on a <three-day> visit from May 3 to May 12, the port said."]);
    }

    #[test]
    fn silent_where_it_is_right() {
        let texts = [
            "Published: May 31, 2024\n\nThe quay closed nine years ago, in 2015, the port said.",
            "Published: May 31, 2024\n\nThey kept the 13th anniversary of the 2011 strike, the port said.",
            "Published: May 31, 2024\n\nShe was on a three-day visit from May 3 to May 5, the port said.",
            "Published: May 31, 2024\n\nFive years ago she won the 2015 prize.",
        ];
        silent("date-elapsed", &texts);
    }
}
