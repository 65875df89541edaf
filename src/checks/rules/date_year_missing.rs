//! `date-year-missing`: a day or month without a year so far off that readers may take it for another.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "date-year-missing",
    level: Level::Off,
    summary: "A day or month without a year, about half a year from the article's date",
    check,
};

/// Within so many days readers know the year.
const DAYS: i32 = 150;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dates = &context.reading.dates;
    let Some(reference) = dates.reference else { return };
    for (at, expression) in dates.expressions.iter().enumerate() {
        let Some((first, last)) = expression.days.filter(|_| matches!(expression.rule, "month-day" | "month")) else { continue };
        let away = (first - reference.day).get_days().max((reference.day - last).get_days());
        // The other end of a range, or the sentence before it, may have the year.
        let named = dates.expressions[at.saturating_sub(1)..]
            .iter()
            .take(3)
            .any(|other| other.block == expression.block && !other.relative && other.value.starts_with(&format!("{:04}", first.year())));
        // "Since December", "until October": the last, or the next.
        let before =
            context.words(Span { start: context.reading.article.blocks[expression.block as usize].span.start, end: expression.span.start });
        let plain = matches!(before.split_whitespace().next_back(), Some("since" | "until" | "by" | "through"));
        if away <= DAYS || named || plain || context.quotation_around(expression.span).is_some() {
            continue;
        }
        let words = context.words(expression.span);
        let comma = if expression.rule == "month-day" && words.ends_with(|c: char| c.is_ascii_digit()) { "," } else { "" };
        let end = Span { start: expression.span.end, end: expression.span.end };
        let message = format!("“{words}” of which year? It reads as {}", first.year());
        let edit = Edit { span: end, text: format!("{comma} {}", first.year()) };
        findings.push(Finding::new(RULE.code, RULE.level, expression.span, message).fix(
            format!("Write the year {}", first.year()),
            vec![edit],
            false,
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_among, fires, silent};

    #[test]
    fn fires_half_a_year_off() {
        fires("date-year-missing", &["Published: May 31, 2024\n\nThe quay closed on <Nov. 3>, the port said."]);
        fires("date-year-missing", &["Published: May 31, 2024\n\nThe quay closed in <November>, the port said."]);
    }

    #[test]
    fn the_year_that_it_reads_as_is_said() {
        let text = "Published: May 31, 2024\n\nThe quay closed on Nov. 3, the port said.";
        let found = findings_among("date-year-missing", &[("article.txt", text)]);
        assert_eq!(found[0].message, "“Nov. 3” of which year? It reads as 2023");
    }

    #[test]
    fn silent_where_the_year_is_plain() {
        let texts = [
            "Published: May 31, 2024\n\nThe quay closed on May 3, the port said.",
            "Published: May 31, 2024\n\nThe quay closed on Nov. 3, 2023, the port said.",
            "Published: May 31, 2024\n\nIt ran from October to December 2023, the port said.",
            "The quay closed on Nov. 3, the port said.",
        ];
        silent("date-year-missing", &texts);
    }
}
