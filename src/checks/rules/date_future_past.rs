//! `date-future-past`: what is still to come on a day that is over.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::text::{Span, spaced};

pub(super) const RULE: Rule = Rule {
    code: "date-future-past",
    level: Level::Off,
    summary: "Words of the future before a day that is over on the article's date",
    check,
};

/// Words of the future count when they stand at most so many bytes before the day.
const REACH: usize = 60;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(reference) = context.reading.dates.reference else { return };
    for expression in &context.reading.dates.expressions {
        let Some((_, last)) = expression.days.filter(|(_, last)| *last < reference.day) else { continue };
        let dated =
            matches!(expression.rule, "full-date" | "iso-date" | "numeric-date" | "month-day" | "month-year" | "year" | "second-day");
        if !dated || context.quotation_around(expression.span).is_some() {
            continue;
        }
        let block = context.reading.article.blocks[expression.block as usize].span;
        let before = context.words(Span { start: block.start, end: expression.span.start });
        // "will open on May 3", "by 2019"; not "will repeat the success of 2019" or "since 2019".
        let mut words = before.split_whitespace().rev();
        if !matches!(words.next(), Some("on" | "in" | "by" | "until")) {
            continue;
        }
        let reach = before.char_indices().rev().take_while(|(at, _)| before.len() - at <= REACH).last().map_or(0, |(at, _)| at);
        let clause = before[reach..].rsplit(['.', ';', ',', ':', '?', '!', '“', '”', '"', '(']).next().unwrap_or("");
        let spaced = spaced(clause);
        let Some(cue) = FUTURE.iter().find(|cue| spaced.contains(**cue)) else { continue };
        // "will replace the bridge that fell in 2019".
        let other = clause.rsplit(cue.trim()).next().unwrap_or("");
        let past = other
            .split_whitespace()
            .skip(1)
            .any(|word| word.ends_with("ed") || matches!(word, "that" | "which" | "who" | "was" | "were" | "since"));
        if past {
            continue;
        }
        let message = format!("“{}” speaks of the future, and {} is over on {}", cue.trim(), last, reference.day);
        let mut finding = Finding::new(RULE.code, RULE.level, expression.span, message);
        if let Some(span) = reference.span {
            finding = finding.relate(context.file, span, "the article's date");
        }
        findings.push(finding);
    }
}

/// Words of the future, in a clause with single spaces.
const FUTURE: &[&str] = &[
    "will ",
    "is set to ",
    "are set to ",
    "is due to ",
    "are due to ",
    "is scheduled to ",
    "are scheduled to ",
    "is expected to ",
    "are expected to ",
    "plans to ",
    "plan to ",
    "is slated to ",
];

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_a_future_that_is_over() {
        fires("date-future-past", &["Published: May 31, 2024\n\nThe minister is set to visit Vessel on <May 3>, the port said."]);
        fires("date-future-past", &["Published: May 31, 2024\n\nThe quay will open in <2019>, the port said."]);
    }

    #[test]
    fn silent_on_others() {
        let texts = [
            "Published: May 31, 2024\n\nThe minister is set to visit Vessel on June 3, the port said.",
            "Published: May 31, 2024\n\nThe quay will replace the one that sank in 2019, the port said.",
            "Published: May 31, 2024\n\nThe quay will open soon; it closed on May 3, the port said.",
            "Published: May 31, 2024\n\n“The quay will open on May 3,” she had said.",
            "The quay will open on May 3, the port said.",
        ];
        silent("date-future-past", &texts);
    }
}
