//! `percent-sum`: shares of one whole that do not make 100 percent.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "percent-sum", level: Level::Off, summary: "Shares of one whole that do not make 100 percent", check };

/// How far rounding may carry the sum.
const ROUNDING: f64 = 2.0;

/// Answers to several questions make more.
const MOST: f64 = 130.0;

static SHARE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\b(\d+(?:\.\d+)?)(?:\s?%|[ -]per ?cent\b)"));

/// What says that the shares before it and the one after it are all there are.
static REST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let share = r"(?:or |about )?\d+(?:\.\d+)?(?:\s?%|[ -]per ?cent\b)";
    pattern(&format!(r"\b(?:[Tt]he (?:remaining|other|rest,?|remainder,?)|a remaining|and the final) {share}"))
});

/// What nobody answers beside another answer: with it, the answers before are those of one question.
static UNDECIDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"\b(?:undecided|unsure|not sure|no opinion|abstain(?:ed|ing)|did(?: not|n[’']t) know|do(?: not|n[’']t) know|refused to answer)\b",
    )
});

/// Words beside which a share is not one of the whole: a change, a comparison, a part of a part.
const OTHERS: [&str; 32] = [
    "rose",
    "fell",
    "rise",
    "drop",
    "increase",
    "decrease",
    "decline",
    "grew",
    "compared",
    "up ",
    "down ",
    "from ",
    "previous",
    "more than",
    "at least",
    "less than",
    "fewer than",
    "over ",
    "under ",
    "nearly",
    "almost",
    "of those",
    "of them",
    "of whom",
    "of which",
    "margin",
    "while ",
    "among ",
    "also ",
    "last year",
    "versus",
    "either ",
];

/// A sum that is not 100.
struct Wrong {
    /// The share that says that there are no more.
    last: Span,
    shares: Vec<Span>,
    sum: f64,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(wrong) {
        let start = found.block.span.start;
        for Wrong { last, shares, sum } in found.items {
            let message = format!("With this the shares make {sum} percent, not 100");
            let finding = Finding::new(RULE.code, RULE.level, last.shift(start), message);
            findings
                .push(shares.iter().fold(finding, |finding, share| finding.relate(context.file, share.shift(start), "One of the shares")));
        }
    }
}

fn wrong(text: &str, read: &BlockReading) -> Vec<Wrong> {
    let (Some(share), Some(rest), Some(undecided)) = (&*SHARE, &*REST, &*UNDECIDED) else { return Vec::new() };
    if !text.contains('%') && !text.contains("cent") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for span in read.discourse.sentence_spans(text.len()) {
        let (sentence, start) = (span.of(text), span.start as usize);
        if OTHERS.iter().any(|word| sentence.contains(word)) || read.discourse.quoted.iter().any(|quoted| quoted.overlaps(span)) {
            continue;
        }
        let shares: Vec<(Span, f64)> = share
            .captures_iter(sentence)
            .filter_map(|part| {
                let all = part.get(0)?;
                Some((Span::new(start + all.start(), start + all.end()), part.get(1)?.as_str().parse().ok()?))
            })
            .collect();
        let rest = rest.find(sentence).map(|rest| Span::new(start + rest.start(), start + rest.end()));
        let Some((last, before)) = shares.split_last() else { continue };
        let sum = shares.iter().map(|(_, value)| value).sum::<f64>();
        // What is left is named last; answers to a poll may leave others out.
        let left = rest.filter(|rest| rest.contains(last.0) && !before.is_empty() && (sum - 100.0).abs() > ROUNDING);
        let answers = (before.len() >= 2 && sum > 100.0 + ROUNDING && sum < MOST && undecided.is_match(sentence)).then_some(last.0);
        let Some(place) = left.or(answers) else { continue };
        let shares = before.iter().map(|(span, _)| *span).collect();
        found.push(Wrong { last: place, shares, sum: (sum * 10.0).round() / 10.0 });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_shares_with_their_rest() {
        fires(
            "percent-sum",
            &[
                "Some 40 percent went to Roe, 35 percent to Poe and <the remaining 35 percent> to others.",
                "The port owns 60% and the city owns <the other 30%>.",
                "In the poll, 54 percent were for the quay, 40 percent were against it and <12 percent> were undecided.",
            ],
        );
    }

    #[test]
    fn silent_on_right_sums_on_rounding_and_on_shares_without_a_rest() {
        silent(
            "percent-sum",
            &[
                "Some 40 percent went to Roe, 35 percent to Poe and the remaining 25 percent to others.",
                "Some 33.3 percent went to Roe, 33.3 percent to Poe and the remaining 33.3 percent to others.",
                "Some 40 percent went to Roe and 35 percent to Poe.",
                "Sales rose 4 percent, and the other 30 percent was lost.",
                "The remaining 30 percent was lost.",
                "In the poll, 54 percent were for the quay, 30 percent were against it and 12 percent were undecided.",
                "In the poll, 54 percent were for the quay, up from 49 percent, 40 percent were against it and 6 percent were undecided.",
                "The port took the other 30 percent in May, and 20 percent later.",
                "“Some 40 percent went to Roe and the remaining 35 percent to Poe,” she said.",
            ],
        );
    }
}
