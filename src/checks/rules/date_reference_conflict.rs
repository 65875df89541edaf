//! `date-reference-conflict`: the places that state the article's date disagree.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;

pub(super) const RULE: Rule =
    Rule { code: "date-reference-conflict", level: Level::Warning, summary: "Two statements of the article's date are days apart", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((first, others)) = context.reading.dates.conflict() else { return };
    for other in others {
        let apart = first.days_from(other);
        let message = format!(
            "{} says {}, {} says {}: {apart} days apart",
            capitalised(other.origin.words()),
            other.day,
            first.origin.words(),
            first.day
        );
        let Some(span) = other.span.or(first.span) else { continue };
        let mut finding = Finding::new(RULE.code, RULE.level, span, message);
        if let Some(other) = first.span.filter(|other| *other != span) {
            finding = finding.relate(context.file, other, format!("{}: {}", first.origin.words(), first.day));
        }
        findings.push(finding);
    }
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn fires_on_days_apart() {
        fires(
            "date-reference-conflict",
            &[
                "Published: <June 24, 2024>\n\nVESSEL, May 24, 2024 (Nordwire) - The quay closed, the port said.",
                "*Published: <24 June 2024>*\n\nVESSEL, May 24, 2024 (Nordwire) - The quay closed, the port said.",
            ],
        );
        let found = findings(&[("2024-05-31-quay.md", "---\ndate: 2023-05-31\n---\n\nThe quay closed, the port said.")]);
        let messages: Vec<_> =
            found.iter().filter(|finding| finding.code == super::RULE.code).map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["The file name says 2024-05-31, the front matter says 2023-05-31: 366 days apart"]);
    }

    #[test]
    fn silent_on_days_between_filing_and_publishing() {
        let texts = [
            "Published: June 3, 2024\n\nVESSEL, May 31, 2024 (Nordwire) - The quay closed, the port said.",
            "Published: June 3, 2024\n\nThe quay closed on May 3, 2021, the port said.",
        ];
        silent("date-reference-conflict", &texts);
    }
}
