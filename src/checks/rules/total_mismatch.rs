//! `total-mismatch`: "12 medals: five gold, four silver and two bronze": parts that do not make their total.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "total-mismatch", level: Level::Off, summary: "Parts listed after a total that do not make it", check };

const WORDS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// A total with its noun, then after a colon, a dash, a bracket or "including" the parts, two or more, the last after "and", and the end of it all.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = format!(r"(?:\d[\d,]*|(?i:{}))", WORDS.join("|"));
    let part = format!(r"{number}(?: [a-z][a-z-]*){{1,3}}");
    let link = r"(?: ?[–—:] ?| \(| -- |, (?P<some>including) )";
    pattern(&format!(
        r"\b(?P<total>{number})(?: [a-z][a-z-]*){{1,3}}{link}(?P<parts>{part}(?:, {part})*,? and {part})(?: ?[–—]|[.,;)\n]| -- |$)"
    ))
});

/// Words that make a number a part of another, or no count of things.
const NOT_PARTS: [&str; 26] = [
    "of", "years", "year", "days", "day", "months", "month", "weeks", "week", "hours", "hour", "minutes", "percent", "points", "million",
    "billion", "times", "more", "other", "others", "another", "goals", "games", "matches", "inches", "feet",
];

/// Words before a total that leave it open.
const OPEN: [&str; 13] =
    ["than", "least", "about", "around", "some", "nearly", "almost", "over", "to", "approximately", "roughly", "of", "another"];

/// People of whom each is one of these and no other.
const APART: [&str; 10] = ["men", "women", "children", "boys", "girls", "soldiers", "civilians", "man", "woman", "child"];

/// A total that is not the sum of its parts; spans are relative to the block.
struct Wrong {
    total: Span,
    parts: Vec<Span>,
    sum: u64,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(wrong) {
        let start = found.block.span.start;
        for Wrong { total, parts, sum } in found.items {
            let total = total.shift(start);
            let message = format!("“{}” in all, but the parts make {sum}", context.words(total));
            let finding = Finding::new(RULE.code, RULE.level, total, message);
            findings.push(parts.iter().fold(finding, |finding, part| finding.relate(context.file, part.shift(start), "One of the parts")));
        }
    }
}

fn wrong(text: &str, read: &BlockReading) -> Vec<Wrong> {
    let Some(pattern) = &*PATTERN else { return Vec::new() };
    let mut wrong = Vec::new();
    if !text.contains(" and ") {
        return wrong;
    }
    for found in pattern.captures_iter(text) {
        let (Some(total), Some(parts)) = (found.name("total"), found.name("parts")) else { continue };
        let span = Span::new(total.start(), total.end());
        let before = text[..total.start()].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let has = |wanted: &str| text[total.end()..parts.end()].split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
        if OPEN.contains(&before.as_str()) || NOT_PARTS.iter().any(|word| has(word)) || read.discourse.is_quoted(span) {
            continue;
        }
        let counted: Vec<(Span, u64, &str)> = parts
            .as_str()
            .split(", ")
            .flat_map(|part| part.split(" and "))
            .filter_map(|part| {
                let (number, noun) = part.trim_start_matches("and ").split_once(' ')?;
                let start = number.as_ptr() as usize - text.as_ptr() as usize;
                Some((Span::new(start, start + number.len()), value(number)?, noun))
            })
            .collect();
        let Some(said) = value(total.as_str()).filter(|_| counted.len() >= 2) else { continue };
        let sum: u64 = counted.iter().fold(0, |sum, (_, part, _)| sum.saturating_add(*part));
        let holds = match found.name("some") {
            // Some of them only, and one may be counted twice.
            Some(_) => sum <= said || !counted.iter().all(|(_, _, noun)| APART.contains(noun)),
            // A total much greater than its parts has others that are not listed.
            None => sum == said || sum.abs_diff(said) * 3 > said,
        };
        if !holds {
            wrong.push(Wrong { total: span, parts: counted.iter().map(|(span, ..)| *span).collect(), sum });
        }
    }
    wrong
}

fn value(word: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    WORDS.iter().position(|known| *known == lower).map(|at| at as u64 + 1).or_else(|| word.replace(',', "").parse().ok())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_parts_that_make_another_total() {
        fires(
            "total-mismatch",
            &[
                "The team won <12> medals: five gold, four silver and two bronze.",
                "The boat carried <nine> people — four men, three women and three children — when it sank.",
                "They freed <1,200> prisoners (700 soldiers and 400 sailors).",
                "It carried <nine> people, including six women and five children, when it sank.",
            ],
        );
    }

    #[test]
    fn silent_on_right_totals_and_on_lists_of_something_else() {
        silent(
            "total-mismatch",
            &[
                "The team won 11 medals: five gold, four silver and two bronze.",
                "The boat carried more than nine people — four men, three women and three children — when it sank.",
                "The boat carried nine people, two dogs and a cat.",
                "The boat carried nine people, including two women and three children.",
                "The boat carried nine people, including six women and five teachers.",
                "He was given two sentences: five years and four months.",
                "The port has 200 boats: two tugs and four ferries.",
                "“It won 12 medals: five gold, four silver and two bronze,” Ann Roe said.",
            ],
        );
    }
}
