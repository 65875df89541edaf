//! `superlative-unsourced`: "the worst in history", and nobody who says so.

use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "superlative-unsourced",
    level: Level::Off,
    summary: "A record or a first that the writer asserts without a source",
    check,
};

/// Records and firsts that say of which time or place.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let superlative = r"(?:[a-z]{3,}est|most [a-z]+|least [a-z]+|worst|best)";
    let whole = r"(?:ever(?: (?:recorded|seen|built|made|held|measured|reported|discovered|found))?\b|in (?:(?:the|its|[a-z]+) )?(?:[\w'’-]+ )?history\b|of all time\b|on record\b|in living memory\b|in the world\b|since records began\b)";
    let years = r"(?:since (?:at least )?(?:1[89]|20)\d\d\b|in (?:more than |nearly |almost |at least )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty) (?:years|decades|centuries)\b|in (?:years|decades|centuries)\b|in a (?:generation|century|decade)\b)";
    pattern(&format!(
        r"\b{superlative} (?:[\w'’-]+ ){{0,6}}?(?:{whole}|{years})|\bfor the first time (?:ever\b|in (?:[\w'’-]+ ){{0,3}}history\b|{years})|\bunprecedented\b|\bnever before (?:has|had|have)\b"
    ))
});

/// Words that end as superlatives do, and superlatives of time.
const NOT: [&str; 34] = [
    "west",
    "rest",
    "test",
    "guest",
    "interest",
    "protest",
    "request",
    "forest",
    "contest",
    "arrest",
    "latest",
    "honest",
    "harvest",
    "suggest",
    "invest",
    "conquest",
    "priest",
    "chest",
    "crest",
    "digest",
    "manifest",
    "modest",
    "nest",
    "northwest",
    "southwest",
    "quest",
    "unrest",
    "attest",
    "earliest",
    "retest",
    "detest",
    "ingest",
    "bequest",
    "infest",
];

/// What makes it one of several.
const PARTS: [&str; 10] = [
    "Some of the",
    "some of the",
    "some of its",
    "some of their",
    "some of her",
    "some of his",
    "many of the",
    "most of the",
    "several of the",
    "few of the",
];

/// Words between a superlative and a time by which they belong to different things.
const VERBS: [&str; 10] = ["is", "are", "was", "were", "has", "had", "have", "and", "but", "who"];

/// Words by which a sentence says whose record it is, whose judgment, or that it is not certain.
const SOURCED: [&str; 56] = [
    "according",
    "said",
    "says",
    "say",
    "told",
    "called",
    "describes",
    "described",
    "dubbed",
    "considered",
    "reported",
    "reports",
    "report",
    "data",
    "survey",
    "poll",
    "study",
    "figures",
    "statistics",
    "records",
    "guinness",
    "researchers",
    "scientists",
    "believed",
    "thought",
    "may",
    "might",
    "could",
    "would",
    "if",
    "not",
    "one",
    "among",
    "possibly",
    "perhaps",
    "probably",
    "claimed",
    "claims",
    "stated",
    "announced",
    "wrote",
    "noted",
    "cited",
    "known",
    "reportedly",
    "named",
    "shows",
    "analysis",
    "analysts",
    "experts",
    "think",
    "predict",
    "expect",
    "ranked",
    "list",
    "lists",
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let from = findings.len();
    let claims = &context.reading.claims.claims;
    for found in context.found(unsourced).into_iter().filter(|found| found.block.kind == BlockKind::Paragraph) {
        let (number, start) = (found.number, found.block.span.start);
        for (span, sentence) in found.items {
            let (span, sentence) = (span.shift(start), sentence.shift(start));
            let first = claims.partition_point(|claim| (claim.block as usize) < number);
            let here = claims[first..].iter().take_while(|claim| claim.block as usize == number);
            let linked = context.reading.article.addresses.iter().any(|address| sentence.overlaps(*address));
            if linked || here.into_iter().any(|claim| claim.extent().overlaps(sentence)) || context.quotation_around(span).is_some() {
                continue;
            }
            match findings.get_mut(from) {
                Some(first) => first.related.push(super::here(context, span, "Another")),
                None => findings.push(Finding::new(RULE.code, RULE.level, span, "Nobody in the sentence says so")),
            }
        }
    }
}

/// The records of one block that its words give no source for; spans are relative to the block.
fn unsourced(text: &str, read: &BlockReading) -> Vec<(Span, Span)> {
    let Some(pattern) = &*PATTERN else { return Vec::new() };
    pattern
        .find_iter(text)
        .filter_map(|found| {
            let span = Span::new(found.start(), found.end());
            let sentence = read.discourse.sentence_around(span.start, text.len());
            let first = found.as_str().split(' ').next().unwrap_or_default();
            let quoted = read.discourse.quoted.iter().any(|quoted| quoted.overlaps(sentence));
            let words = sentence.of(text).split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
            let sourced = words.into_iter().any(|word| SOURCED.contains(&word.as_str()));
            let part = PARTS.iter().any(|part| text[sentence.start as usize..found.start()].contains(part));
            let split = found.as_str().split(' ').any(|word| VERBS.contains(&word));
            (!NOT.contains(&first) && !part && !split && !quoted && !sourced).then_some((span, sentence))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_records_of_nobody() {
        fires(
            "superlative-unsourced",
            &[
                "Quay to close\n\nThe flood was the <worst in the country's history>.",
                "Quay to close\n\nIt was the <largest flood ever recorded> on the lake. The rain was the heaviest in 40 years.",
                "Quay to close\n\nThe town was flooded <for the first time in its history>.",
                "Quay to close\n\nThe rain was <unprecedented>.",
            ],
        );
    }

    #[test]
    fn silent_where_somebody_says_so_and_on_other_words() {
        silent(
            "superlative-unsourced",
            &[
                "Quay to close\n\nThe flood was the worst in the country's history, the weather office said.",
                "Quay to close\n\nAccording to the weather office, the flood was the worst in the country's history.",
                "Quay to close\n\nThe lake has some of the largest fish in the world.",
                "Quay to close\n\nIt was the worst of the storms in recent years.",
                "Quay to close\n\nIt was one of the largest floods ever.",
                "Quay to close\n\nIt may be the largest flood in history.",
                "Quay to close\n\n“It was the largest flood ever,” Ann Roe said.",
                "Quay to close\n\nShe was the oldest of three sisters. The best boats are in the west since 1990.",
                "Quay to close\n\nHe came for the first time on Monday.",
                "Quay to close\n\nIt was the [largest flood ever](https://example.org/flood) at https://example.org/flood on the lake.",
            ],
        );
    }
}
