//! `quote-word-suspect`: a word of a quotation that is a letter or two from the one which stands in the same phrase elsewhere.
//!
//! "legal assistance" once, and "lethal assistance" twice: what was said may have been heard or typed wrong. A quotation is never edited,
//! so there is no fix: the recording decides.

use crate::article::BlockKind;
use crate::checks::lists::rows;
use crate::checks::spelling::distance;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "quote-word-suspect",
    level: Level::Off,
    summary: "A quoted word nearly like the one that the same phrase has elsewhere in the article",
    check,
};

/// The shortest word that is compared: among shorter ones too many are near each other.
const SHORTEST: usize = 5;
/// How often the phrase must stand elsewhere with the other word.
const OFTEN: usize = 2;

static FUNCTION: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows::<1>(include_str!("../data/function-words.tsv")).map(|[word]| word).collect());

/// Two words in a row, each five letters or more, neither a name nor a function word.
struct Pair<'t> {
    words: [&'t str; 2],
    span: Span,
    quoted: bool,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.reading.claims.quotations.is_empty() {
        return;
    }
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (_, block, read) in context.blocks().filter(|(_, block, _)| block.kind != BlockKind::Byline) {
        let text = block.span.of(context.text());
        let plain = |at: usize| -> Option<&str> {
            let token = read.tokens.get(at)?;
            let word = token.text(text);
            let counts = token.is_word() && !token.capital && word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
            (counts && !FUNCTION.contains(word)).then_some(word)
        };
        for at in 0..read.tokens.len() {
            let Some(first) = plain(at) else { continue };
            *uses.entry(first).or_default() += 1;
            let Some(second) = plain(at + 1).filter(|_| !read.tokens[at + 1].glued) else { continue };
            let span = read.tokens[at].span.to(read.tokens[at + 1].span);
            pairs.push(Pair { words: [first, second], span: span.shift(block.span.start), quoted: read.discourse.is_quoted(span) });
        }
    }
    for suspect in pairs.iter().filter(|pair| pair.quoted) {
        for side in 0..2 {
            let (word, beside) = (suspect.words[side], suspect.words[1 - side]);
            if uses.get(word).copied().unwrap_or_default() > 1 {
                continue;
            }
            let others: Vec<&Pair<'_>> =
                pairs.iter().filter(|pair| pair.words[1 - side] == beside && is_slip(word, pair.words[side])).collect();
            let Some(other) = others.first().filter(|first| others.iter().all(|pair| pair.words == first.words)) else { continue };
            if others.len() < OFTEN {
                continue;
            }
            let message = format!("“{}” in this quotation, “{}” elsewhere", context.words(suspect.span), context.words(other.span));
            let mut finding = Finding::new(RULE.code, RULE.level, suspect.span, message);
            for pair in others {
                finding = finding.relate(context.file, pair.span, "The same phrase with the other word");
            }
            findings.push(finding);
        }
    }
}

/// Whether two different words may be one, misheard or mistyped: a letter or two apart, alike at both ends, and not two forms of one word.
fn is_slip(word: &str, other: &str) -> bool {
    let ends = |text: &str| (text.as_bytes()[0], text.as_bytes()[text.len() - 2..].to_vec());
    word != other
        && ends(word) == ends(other)
        && distance(word, other, 2).is_some()
        && !is_prefixed(word, other)
        && !is_prefixed(other, word)
}

/// Whether one is the other with something before it: "related", "unrelated".
fn is_prefixed(long: &str, short: &str) -> bool {
    long.len() > short.len() && long.ends_with(short)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_a_word_that_the_phrase_does_not_have_elsewhere() {
        fires(
            "quote-word-suspect",
            &[
                "The harbour sent naval stores. “More naval stores are due,” Ben Poe said.\n\n“We saw no <nasal stores> go,” Ann Roe said.",
                "They promised rescue vessels, and the rescue vessels came.\n\n“No <rescue vassels> were lost,” Ann Roe said.",
            ],
        );
    }

    #[test]
    fn silent_where_the_word_is_used_or_stands_in_the_writers_words() {
        silent(
            "quote-word-suspect",
            &[
                "The harbour sent naval stores and naval stores. A nasal voice. “We saw no nasal stores go,” Ann Roe said.",
                "The harbour sent naval stores and more naval stores. The nasal stores stayed. “Good,” Ann Roe said.",
                "The harbour sent naval stores. “We saw no nasal stores go,” Ann Roe said.",
                "The harbour grew related trades and related trades. “We saw unrelated trades go,” Ann Roe said.",
                "They saw closed doors and closed doors. “We saw no closer doors,” Ann Roe said.",
            ],
        );
    }
}
