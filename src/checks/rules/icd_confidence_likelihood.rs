//! `icd-confidence-likelihood`: a degree of confidence and a degree of likelihood in one sentence.

use super::icd_mixed_scale::TERMS;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "icd-confidence-likelihood",
    level: Level::Off,
    summary: "A level of confidence and a degree of likelihood in one sentence",
    check,
};

static CONFIDENCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?i)\bwith (?:high|moderate|medium|low)(?:[ -]to[ -](?:high|moderate))? confidence\b"));

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(pattern) = &*CONFIDENCE else { return };
    for (_, block, read) in context.blocks() {
        let text = block.span.of(context.text());
        for found in pattern.find_iter(text) {
            let span = Span::new(found.start(), found.end());
            let sentence = read.discourse.sentence_around(span.start, text.len());
            let Some(term) = TERMS.find(sentence.of(text)).map(|(term, _)| term.shift(sentence.start)) else { continue };
            if read.discourse.is_quoted(span) || read.discourse.is_quoted(term) {
                continue;
            }
            let message = format!(
                "“{}” and “{}” in one sentence: confidence in a judgment and likelihood of an event are told apart",
                span.of(text),
                term.of(text)
            );
            findings.push(Finding::new(RULE.code, RULE.level, span.shift(block.span.start), message).relate(
                context.file,
                term.shift(block.span.start),
                "The likelihood",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_both_in_one_sentence() {
        fires(
            "icd-confidence-likelihood",
            &[
                "We assess <with high confidence> that the quay will very likely close.",
                "It is probable, we judge <with moderate confidence>, that Ruritania knew. It was old.",
            ],
        );
    }

    #[test]
    fn silent_on_one_of_them_on_two_sentences_and_in_quotations() {
        silent(
            "icd-confidence-likelihood",
            &[
                "We assess with high confidence that the quay closed.",
                "The quay will very likely close. We have high confidence in this judgment.",
                "We assess with high confidence that it closed. It will likely open again.",
                "“We assess with high confidence that it will likely close,” Ann Roe said.",
                "She spoke with confidence of the likely end.",
            ],
        );
    }
}
