//! `hedge-doubled`: "may possibly": two hedges that say the same.

use crate::checks::lists::rows;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;

pub(super) const RULE: Rule =
    Rule { code: "hedge-doubled", level: Level::Off, summary: "Two hedges that say the same: may possibly, reportedly allegedly", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, block, read) in context.blocks() {
        let text = block.span.of(context.text());
        let word = |at: usize| read.tokens.get(at).filter(|token| token.is_word()).map(|token| token.text(text));
        for at in 0..read.tokens.len() {
            let Some(first) = word(at) else { continue };
            // At most one word between them, no mark.
            let second = (at + 1..=at + 2).take_while(|next| word(*next).is_some()).find(|next| is_pair(first, word(*next).unwrap_or("")));
            let Some(second) = second else { continue };
            let span = read.tokens[at].span.to(read.tokens[second].span);
            if read.discourse.is_quoted(span) {
                continue;
            }
            let before = read.tokens[second - 1].span.end;
            let cut = Edit {
                span: crate::text::Span { start: before, end: read.tokens[second].span.end }.shift(block.span.start),
                text: String::new(),
            };
            let second = read.tokens[second].text(text);
            let message = format!("“{first}” and “{second}” hedge the same thing twice");
            let finding = Finding::new(RULE.code, RULE.level, span.shift(block.span.start), message);
            let cuts = !is_modal(second);
            findings.push(if cuts { finding.fix(format!("Leave out “{second}”"), vec![cut], false) } else { finding });
        }
    }
}

/// Whether leaving the word out leaves a sentence without its verb.
fn is_modal(word: &str) -> bool {
    matches!(word, "may" | "might" | "could")
}

fn is_pair(first: &str, second: &str) -> bool {
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    let has = |cell: &str, word: &str| cell.split(' ').any(|form| form == word);
    rows::<2>(include_str!("../data/hedges.tsv")).any(|[one, other]| has(one, &first) && has(other, &second))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_two_hedges() {
        fires(
            "hedge-doubled",
            &[
                "The quay <may possibly> close.",
                "The quay <could now potentially> close.",
                "The quay was <reportedly allegedly> closed.",
                "It <seems apparently> closed.",
            ],
        );
    }

    #[test]
    fn silent_on_one_hedge_on_marks_between_and_in_quotations() {
        silent(
            "hedge-doubled",
            &[
                "The quay may close, possibly on Monday.",
                "The quay may close and the pier could.",
                "“It may possibly close,” Ann Roe said.",
                "The May possibility was gone.",
            ],
        );
    }
}
