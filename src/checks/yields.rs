//! Rules that speak of one place in two ways: the one that says more precisely what is wrong is shown, the other yields.

use super::{Finding, RuleCode};
use crate::reading::Reading;

/// Where a rule yields to another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Where the places overlap.
    Overlap,
    /// In the same paragraph: a mark that one rule misses is one that the other explains.
    Paragraph,
    /// In the same article: a date that cannot be read is why none is known.
    Article,
    /// Where the other is of what would be the article's date, which is why none is known.
    OwnDate,
}

/// The rule that yields, the one that it yields to, and where.
const YIELDS: [(RuleCode, RuleCode, Where); 6] = [
    ("percent-arithmetic", "percent-points", Where::Overlap),
    ("quote-unbalanced", "quote-nested-marks", Where::Paragraph),
    ("name-first-incomplete", "name-inconsistent", Where::Overlap),
    ("figure-conflict-elsewhere", "claim-superseded", Where::Overlap),
    ("date-unanchored", "front-matter-invalid", Where::Article),
    ("date-unanchored", "date-impossible", Where::OwnDate),
];

/// For each finding, whether another says the same better.
pub(super) fn yielding(reading: &Reading, findings: &[Finding]) -> Vec<bool> {
    let paragraph = |finding: &Finding| reading.article.block_at(finding.span.start);
    let mut yielding = vec![false; findings.len()];
    for (code, better, place) in YIELDS {
        let better: Vec<&Finding> = findings.iter().filter(|finding| finding.code == better).collect();
        if better.is_empty() {
            continue;
        }
        for (finding, yields) in findings.iter().zip(&mut yielding).filter(|(finding, _)| finding.code == code) {
            *yields |= better.iter().any(|better| match place {
                Where::Overlap => better.span.overlaps(finding.span),
                Where::Paragraph => paragraph(better) == paragraph(finding),
                Where::Article => true,
                Where::OwnDate => reading.dates.unread == Some(better.span),
            });
        }
    }
    yielding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{rule, testing::codes_with};

    #[test]
    fn every_code_is_a_rule() {
        assert!(YIELDS.iter().all(|(code, better, _)| rule(code).is_some() && rule(better).is_some()));
    }

    #[test]
    fn one_finding_a_place() {
        let shares = "Turnout rose from 40 percent to 50 percent, an increase of 10 percent.\n";
        assert_eq!(codes_with(&[], shares), ["percent-arithmetic"]);
        assert_eq!(codes_with(&["percent-points"], shares), ["percent-points"]);
        let undated = "---\ndate: soon\n---\n\nThe quay closed yesterday.\n";
        assert_eq!(codes_with(&[], undated), ["front-matter-invalid"]);
        let never = "Quay closes\n\nPublished: June 31, 2024\n\nThe quay closed yesterday.\n";
        assert_eq!(codes_with(&[], never), ["date-impossible"]);
        let never_of_year = "The quay closed yesterday. It opens on June 31.\n";
        assert_eq!(codes_with(&[], never_of_year), ["date-unanchored", "date-impossible"]);
        let marks = "“He told me “no” and left,” Ann Roe said.\n";
        assert_eq!(codes_with(&["quote-nested-marks"], marks), ["quote-nested-marks"]);
    }

    #[test]
    fn the_other_is_not_shown_where_one_is_silenced() {
        let shares =
            "[[backread: ignore percent-points: they know]]\n\nTurnout rose from 40 percent to 50 percent, an increase of 10 percent.\n";
        assert_eq!(codes_with(&["percent-points"], shares), [] as [&str; 0]);
    }
}
