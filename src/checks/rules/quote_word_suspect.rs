//! `quote-word-suspect`: a word of a quotation that is a letter or two from the one which stands in the same phrase elsewhere.
//!
//! "legal assistance" once, and "lethal assistance" twice: what was said may have been heard or typed wrong. A quotation is never edited,
//! so there is no fix: the recording decides.

use crate::article::BlockKind;
use crate::checks::found::Found;
use crate::checks::lists::rows;
use crate::checks::spelling::distance;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, Token};
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
/// Of more words beside one and the same, the first so many are looked at.
const MOST: usize = 1000;

static FUNCTION: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows::<1>(include_str!("../data/function-words.tsv")).map(|[word]| word).collect());

/// A word of five letters or more that is neither a name nor a function word, in its block.
struct Plain {
    span: Span,
    /// Whether another such word follows it.
    goes_on: bool,
    /// Whether both then stand in a quotation.
    quoted: bool,
}

/// Those of one block, in order.
fn plain(text: &str, read: &BlockReading) -> Vec<Plain> {
    let is_plain = |token: &Token| {
        let word = token.text(text);
        let counts = token.is_word() && !token.capital && word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
        counts && !FUNCTION.contains(word)
    };
    let words = read.tokens.iter().enumerate().filter(|(_, token)| is_plain(token));
    let words = words.map(|(at, token)| {
        let next = read.tokens.get(at + 1).filter(|next| !next.glued && is_plain(next));
        let quoted = next.is_some_and(|next| read.discourse.is_quoted(token.span.to(next.span)));
        Plain { span: token.span, goes_on: next.is_some(), quoted }
    });
    words.collect()
}

/// Two such words in a row.
#[derive(Clone, Copy)]
struct Pair<'t> {
    words: [&'t str; 2],
    span: Span,
    quoted: bool,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.reading.claims.quotations.is_empty() {
        return;
    }
    let blocks: Vec<_> = context.found(plain).into_iter().filter(|found| found.block.kind != BlockKind::Byline).collect();
    let pairs = || {
        let in_block = |found: &Found<'_, Plain>| {
            let start = found.block.span.start;
            let pairs = found.items.windows(2).filter(|pair| pair[0].goes_on);
            pairs.map(move |pair| ([pair[0].span, pair[1].span].map(|span| span.shift(start)), pair[0].quoted)).collect::<Vec<_>>()
        };
        blocks.iter().flat_map(in_block).map(|(spans, quoted)| Pair {
            words: spans.map(|span| context.words(span)),
            span: spans[0].to(spans[1]),
            quoted,
        })
    };
    let suspects: Vec<Pair<'_>> = pairs().filter(|pair| pair.quoted).collect();
    let mut uses: FxHashMap<&str, usize> = suspects.iter().flat_map(|suspect| suspect.words).map(|word| (word, 0)).collect();
    for found in &blocks {
        for plain in found.items {
            if let Some(uses) = uses.get_mut(context.words(plain.span.shift(found.block.span.start))) {
                *uses += 1;
            }
        }
    }
    // What stands beside a word that is used once, and often enough elsewhere: on the same side of it.
    let is_odd = |suspect: &Pair<'_>, side: usize| uses[suspect.words[side]] <= 1 && uses[suspect.words[1 - side]] > OFTEN;
    let sides = |suspect: &Pair<'_>| [0, 1].into_iter().filter(|side| is_odd(suspect, *side)).collect::<Vec<_>>();
    let mut beside: FxHashMap<(usize, &str), Vec<Pair<'_>>> = FxHashMap::default();
    for suspect in &suspects {
        sides(suspect).into_iter().for_each(|side| _ = beside.entry((side, suspect.words[1 - side])).or_default());
    }
    if beside.is_empty() {
        return;
    }
    for pair in pairs() {
        for side in 0..2 {
            if let Some(alike) = beside.get_mut(&(side, pair.words[1 - side])) {
                alike.push(pair);
            }
        }
    }
    for suspect in &suspects {
        for side in sides(suspect) {
            let word = suspect.words[side];
            let others = beside.get(&(side, suspect.words[1 - side])).into_iter().flatten();
            let others: Vec<&Pair<'_>> = others.take(MOST).filter(|pair| is_slip(word, pair.words[side])).collect();
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
