//! `source-vague`: "critics say", and nobody who says it.

use crate::article::BlockKind;
use crate::checks::lists::rows;
use crate::checks::{Context, Finding, Rule};
use crate::claims::{Claim, Speaker};
use crate::config::Level;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "source-vague", level: Level::Off, summary: "“Critics say”, “experts believe”, and none of them is named", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.reading.claims.claims;
    let from = findings.len();
    for claim in claims {
        let [source] = claim.source[..] else { continue };
        let words = context.words(source).to_lowercase();
        if !VAGUE.contains(&*words) || context.quotation_around(source).is_some() {
            continue;
        }
        if claims.iter().any(|other| is_example(context, claim, other)) {
            continue;
        }
        if let Some(first) = findings.get_mut(from) {
            first.related.push(super::here(context, source, "Another source that could be anybody"));
            continue;
        }
        let message = format!("“{}” could be anybody: name one, or say how they are known", context.words(source));
        findings.push(Finding::new(RULE.code, RULE.level, source, message));
    }
}

static VAGUE: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows::<1>(include_str!("../data/vague-sources.tsv")).map(|[words]| words).collect());

/// Whether another statement, in the same paragraph or the next two, has a source of its own with a name.
fn is_example(context: &Context<'_>, claim: &Claim, other: &Claim) -> bool {
    let near = other.block >= claim.block && other.block <= claim.block + 2;
    let blocks = &context.reading.article.blocks;
    let told = blocks.get(other.block as usize).is_some_and(|block| block.kind == BlockKind::Paragraph);
    near && told && matches!(other.speaker, Speaker::Actor(_))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_anybody() {
        fires(
            "source-vague",
            &[
                "The quay will close. <Critics> say that the port is too old.",
                "Quay to close\n\nThe port is old. <Some experts> said that the quay was unsafe. Many observers said that it was old.",
            ],
        );
    }

    #[test]
    fn silent_where_one_of_them_is_named_or_they_are_known() {
        silent(
            "source-vague",
            &[
                "Critics say that the port is too old. “It leaks,” said Ann Roe, a trader.",
                "Experts at the port authority said that the quay was unsafe.",
                "“Critics say that the port is old,” Ann Roe said.",
                "Ann Roe said that the quay was old.",
            ],
        );
    }
}
