//! `date-stale-relative`: "today" in an article that was brought up to date on another day.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::{Anchor, Origin};

pub(super) const RULE: Rule = Rule {
    code: "date-stale-relative",
    level: Level::Off,
    summary: "“Today” and the like in an article that states two days of its own",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dates = &context.reading.dates;
    let Some(reference) = dates.reference else { return };
    let states = |origin| matches!(origin, Origin::FrontMatter | Origin::Dateline | Origin::Published | Origin::FileName);
    let Some(other) = dates.sources.iter().find(|source| states(source.origin) && source.day != reference.day) else { return };
    let near = dates.expressions.iter().filter(|expression| {
        expression.anchor == Anchor::Reference
            && matches!(expression.rule, "day" | "part-of-day")
            && ["today", "yesterday", "tomorrow", "tonight", "this", "last"]
                .iter()
                .any(|word| context.words(expression.span).get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
            && context.quotation_around(expression.span).is_none()
    });
    for expression in near {
        let Some((day, _)) = expression.days else { continue };
        let words = context.words(expression.span);
        let message = format!(
            "“{words}” of which day? {} says {}, {} says {}",
            reference.origin.words(),
            reference.day,
            other.origin.words(),
            other.day
        );
        let mut finding = Finding::new(RULE.code, RULE.level, expression.span, message);
        if let Some(span) = other.span.or(reference.span) {
            finding = finding.relate(context.file, span, "the article's date is stated here");
        }
        if expression.rule == "day" {
            let text = day.strftime("%A, %B %-d").to_string();
            finding = finding.fix(format!("Write “{text}”"), vec![Edit { span: expression.span, text }], false);
        }
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_where_the_article_states_two_days() {
        let text = "Published: June 2, 2024\n\nVESSEL, June 1 (Nordwire) - The quay closed <today>, the port said. It opens on Monday.";
        fires("date-stale-relative", &[text]);
    }

    #[test]
    fn silent_where_it_states_one() {
        let texts = [
            "Published: June 1, 2024\n\nVESSEL, June 1 (Nordwire) - The quay closed today, the port said.",
            "Published: June 2, 2024\n\nVESSEL, June 1 (Nordwire) - The quay closed on Saturday, the port said.",
            "Published: June 2, 2024\n\nVESSEL, June 1 (Nordwire) - “The quay closed today and will not open,” she said.",
        ];
        silent("date-stale-relative", &texts);
    }
}
