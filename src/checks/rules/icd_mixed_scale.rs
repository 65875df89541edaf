//! `icd-mixed-scale`: terms of both rows of the scale of likelihood in one analytic product.

use crate::checks::lists::rows;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "icd-mixed-scale",
    level: Level::Off,
    summary: "Terms of both rows of the scale of likelihood (likely, probable) in one analytic text",
    check,
};

/// The terms of the two rows, the longest first.
pub(super) struct Terms(Vec<(&'static str, usize)>);

pub(super) static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut terms = Vec::new();
    for [_, first, second] in rows::<3>(include_str!("../data/likelihood.tsv")) {
        terms.push((first, 0));
        // "probable probably": two forms of one term.
        match second.split_once("probable ") {
            Some(("", adverb)) => terms.extend([("probable", 1), (adverb, 1)]),
            _ => terms.push((second, 1)),
        }
    }
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    Terms(terms)
});

impl Terms {
    /// The first term in a text, the longest where several begin or end there, and its row.
    pub fn find(&self, text: &str) -> Option<(Span, usize)> {
        let lower = text.to_ascii_lowercase();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.0
            .iter()
            .filter_map(|(term, row)| {
                let mut places = lower.match_indices(term);
                let (at, _) =
                    places.find(|(at, _)| !word(lower[..*at].chars().next_back()) && !word(lower[at + term.len()..].chars().next()))?;
                Some((Span::new(at, at + term.len()), *row))
            })
            .min_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)))
    }
}

/// What makes a text an analytic product: its authors judge.
static JUDGES: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"\b(?:[Ww]e (?:assess|judge|estimate)|[Kk]ey [Jj]udgments?|[Ii]t is our (?:assessment|judgment))\b"));

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let judges = |span: Span| context.quotation_around(span).is_none();
    let is_product =
        JUDGES.as_ref().is_some_and(|pattern| pattern.find_iter(context.text()).any(|found| judges(Span::new(found.start(), found.end()))));
    if !is_product {
        return;
    }
    let mut terms: Vec<(Span, usize)> = Vec::new();
    for (_, block, read) in context.blocks() {
        let text = block.span.of(context.text());
        let mut from = 0;
        while let Some((span, row)) = TERMS.find(&text[from..]) {
            let span = span.shift(from as u32);
            from = span.end as usize;
            if !read.discourse.is_quoted(span) {
                terms.push((span.shift(block.span.start), row));
            }
        }
    }
    let Some((first, row)) = terms.first().copied() else { return };
    let mut others = terms.iter().filter(|(_, other)| *other != row).map(|(span, _)| *span);
    let Some(other) = others.next() else { return };
    let message = format!("“{}” here, “{}” before: the two scales of likelihood are mixed", context.words(other), context.words(first));
    let mut finding = Finding::new(RULE.code, RULE.level, other, message).relate(context.file, first, "A term of the other scale");
    for span in others {
        finding = finding.relate(context.file, span, "The same scale as here");
    }
    findings.push(finding);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_terms_of_both_rows() {
        fires(
            "icd-mixed-scale",
            &[
                "We assess that the quay will very likely close. It is <highly probable> that Ruritania knew.",
                "We judge that war is unlikely.\n\nA strike is <probable>. An end is probable.",
            ],
        );
    }

    #[test]
    fn silent_on_one_row_and_on_news() {
        silent(
            "icd-mixed-scale",
            &[
                "We assess that the quay will likely close. It is very unlikely that Ruritania knew.",
                "The quay will likely close. It is probable that Ruritania knew.",
                "“We assess that it will likely close,” Ann Roe said. It is probable.",
                "We assess that the quay will likely close. “It is probable,” Ann Roe said.",
            ],
        );
    }
}
