//! `acronym-unused`: an acronym in brackets after its expansion, and never again.

use crate::article::BlockKind;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, Token};

pub(super) const RULE: Rule =
    Rule { code: "acronym-unused", level: Level::Off, summary: "An acronym that is introduced in brackets and never used", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = context.text();
    for found in context.found(introduced).into_iter().filter(|found| found.block.kind == BlockKind::Paragraph) {
        for [bracket, word] in found.items.iter().map(|spans| spans.map(|span| span.shift(found.block.span.start))) {
            let acronym = context.words(word);
            if occurrences(text, acronym) > 1 {
                continue;
            }
            // With the space before the bracket.
            let space = u32::from(text[..bracket.start as usize].ends_with(' '));
            let edits = vec![Edit { span: Span { start: bracket.start - space, end: bracket.end }, text: String::new() }];
            let message = format!("“{acronym}” is introduced here and never used");
            findings.push(Finding::new(RULE.code, RULE.level, word, message).fix("Take it out", edits, false));
        }
    }
}

/// The acronyms that a block has in brackets behind what they stand for, outside quotations, with the brackets and without; spans are relative to it.
fn introduced(text: &str, read: &BlockReading) -> Vec<[Span; 2]> {
    let triples = read.tokens.windows(3).enumerate().filter(|(_, triple)| triple[0].text(text) == "(" && triple[2].text(text) == ")");
    let introduced = triples.filter(|(at, triple)| {
        let acronym = triple[1].text(text);
        // Letters that everybody knows tell the reader which body is meant.
        is_acronym(acronym)
            && !read.discourse.is_quoted(triple[1].span)
            && !Tables::shared().is_household(acronym)
            && expands(text, &read.tokens[..*at], acronym)
    });
    introduced.map(|(_, triple)| [triple[0].span.to(triple[2].span), triple[1].span]).collect()
}

fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the words before have the acronym's letters as initials, small words between them aside.
fn expands(text: &str, before: &[Token], acronym: &str) -> bool {
    let mut letters = acronym.chars().rev().peekable();
    for token in before.iter().rev().filter(|token| token.is_word()).take(2 * acronym.len()) {
        let Some(letter) = letters.peek() else { break };
        let word = token.text(text);
        if word.starts_with(*letter) {
            letters.next();
        } else if !matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "to") {
            return false;
        }
    }
    letters.peek().is_none()
}

/// How often the letters stand in the file as a word, or as its beginning: "NTRs", "NTR's".
fn occurrences(text: &str, acronym: &str) -> usize {
    let stands = |(at, _): &(usize, &str)| !text[..*at].ends_with(char::is_alphanumeric);
    text.match_indices(acronym).filter(stands).count()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_an_acronym_never_used() {
        fires(
            "acronym-unused",
            &[
                "The Nordic Timber Registry (<NTR>) met on Friday. The registry has five members.",
                "The Board of Inland Harbours (<BIH>) met on Friday.",
            ],
        );
        let text = "The Nordic Timber Registry (NTR) met.";
        let found = findings_with("acronym-unused", "", text);
        assert_eq!(crate::checks::apply(text, &found[0].fixes[0].edits), "The Nordic Timber Registry met.");
    }

    #[test]
    fn silent_on_what_is_used_and_on_other_brackets() {
        silent(
            "acronym-unused",
            &[
                "The Nordic Timber Registry (NTR) met on Friday. The NTR has five members.",
                "The Nordic Timber Registry (NTR) met on Friday. “NTR's list is long,” Ann Roe said.",
                "The Central Intelligence Agency (CIA) met on Friday.",
                "Ann Roe (D-CA) met the firm's owners (NYSE) and the mayor (SPD) on Friday.",
                "“The Nordic Timber Registry (NTR) met,” Ann Roe said.",
            ],
        );
    }
}
