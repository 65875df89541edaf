//! `hedge-doubled`: "may possibly": two hedges that say the same.

use crate::checks::lists::rows;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "hedge-doubled", level: Level::Off, summary: "Two hedges that say the same: may possibly, reportedly allegedly", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(doubled) {
        for &[first, second] in found.items {
            let [first, second] = [first, second].map(|span| span.shift(found.block.span.start));
            // With the space before it.
            let before = &context.text()[first.end as usize..second.start as usize];
            let start = first.end + before.trim_end().len() as u32;
            let cut = Edit { span: Span { start, end: second.end }, text: String::new() };
            let words = context.words(second);
            let message = format!("“{}” and “{words}” hedge the same thing twice", context.words(first));
            let finding = Finding::new(RULE.code, RULE.level, first.to(second), message);
            let cuts = !is_modal(words);
            findings.push(if cuts { finding.fix(format!("Leave out “{words}”"), vec![cut], false) } else { finding });
        }
    }
}

/// The pairs of one block, at most one word between them and no mark; spans are relative to it.
fn doubled(text: &str, read: &BlockReading) -> Vec<[Span; 2]> {
    let word = |at: usize| read.tokens.get(at).filter(|token| token.is_word());
    let starts = (0..read.tokens.len()).filter_map(|at| Some((at, word(at)?, seconds(word(at)?.text(text))?)));
    let pairs = starts.filter_map(|(at, first, seconds)| {
        let after = (at + 1..=at + 2).map_while(word);
        let second = after.into_iter().find(|second| seconds.iter().any(|form| form.eq_ignore_ascii_case(second.text(text))))?;
        Some([first.span, second.span])
    });
    pairs.filter(|[first, second]| !read.discourse.is_quoted(first.to(*second))).collect()
}

/// Whether leaving the word out leaves a sentence without its verb.
fn is_modal(word: &str) -> bool {
    matches!(word, "may" | "might" | "could")
}

/// Hedges, each with those that say the same once more behind it.
static HEDGES: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut hedges: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for [firsts, seconds] in rows::<2>(include_str!("../data/hedges.tsv")) {
        firsts.split(' ').for_each(|first| hedges.entry(first).or_default().extend(seconds.split(' ')));
    }
    hedges
});

/// What doubles a hedge, if a word is one.
fn seconds(first: &str) -> Option<&'static Vec<&'static str>> {
    // Most words are in small letters.
    match first.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => HEDGES.get(&*first.to_ascii_lowercase()),
        false => HEDGES.get(first),
    }
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
