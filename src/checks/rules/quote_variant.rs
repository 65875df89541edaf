//! `quote-variant`: the same quotation in other words, here or in another article.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::index::{Entry, QuoteEntry, SpeakerEntry};
use std::sync::Arc;

pub(super) const RULE: Rule =
    Rule { code: "quote-variant", level: Level::Information, summary: "The same quotation in other words", check };

/// Shorter quotations are phrases that many use.
const WORDS: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    for quote in own.quotes.iter().filter(|quote| !quote.edited) {
        let words: Vec<&str> = quote.words.split(' ').collect();
        if words.len() < WORDS {
            continue;
        }
        let mut finding: Option<Finding> = None;
        for (entry, item) in index.quotes_like(&quote.words) {
            let Some(other) = entry.quotes.get(item) else { continue };
            let same_file = entry.file == own.file;
            // In one article the later of the two is reported.
            if other.edited || same_file && other.span.start >= quote.span.start || !may_be_one(own, quote, entry, other) {
                continue;
            }
            let others: Vec<&str> = other.words.split(' ').collect();
            let Some(difference) = difference(&words, &others) else { continue };
            let same_day = same_file || own.day().is_some() && own.day() == entry.day();
            let level = if same_day { Level::Warning } else { RULE.level };
            let place = if same_file { "earlier in this article".to_owned() } else { format!("in {}", entry.file.name()) };
            let found = finding
                .take()
                .unwrap_or_else(|| Finding::new(RULE.code, level, quote.span, format!("The same quotation has {difference} {place}")));
            let day = entry.day().map_or_else(|| "no date".to_owned(), |day| day.to_string());
            let mut found =
                found.relate(&entry.file, other.span, format!("{day}, {}: “{}”", entry.speaker_name(other.speaker), shortened(&others)));
            found.level = found.level.max(level);
            finding = Some(found);
        }
        findings.extend(finding);
    }
}

/// Whether the speakers do not speak against it.
fn may_be_one(own: &Entry, quote: &QuoteEntry, entry: &Arc<Entry>, other: &QuoteEntry) -> bool {
    match (quote.speaker, other.speaker) {
        (SpeakerEntry::Actor(a), SpeakerEntry::Actor(b)) => {
            let (Some(a), Some(b)) = (own.actors.get(a as usize), entry.actors.get(b as usize)) else { return false };
            let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
            a.key == b.key || last(&a.name) == last(&b.name)
        }
        _ => true,
    }
}

/// What differs, in words, between a quotation and the best fitting part of another: `None` where one is part of the other, or where more
/// than a fifth differs.
fn difference(one: &[&str], other: &[&str]) -> Option<String> {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let allowed = (short.len() / 5).max(1);
    let missing = short.iter().filter(|word| !long.contains(word)).count();
    if missing > allowed || short.len() < WORDS || one == other {
        return None;
    }
    let (count, pairs) = align(short, long);
    if count == 0 || count > allowed {
        return None;
    }
    let swapped = one.len() > other.len();
    let (here, there) = pairs.into_iter().next().map(|(a, b)| if swapped { (b, a) } else { (a, b) })?;
    Some(match (here, there) {
        (Some(here), Some(there)) => format!("“{there}” for “{here}”"),
        (Some(here), None) => format!("no “{here}”"),
        (None, Some(there)) => format!("“{there}” more"),
        (None, None) => return None,
    })
}

/// A word of the one and a word of the other that stand for each other; `None` where one has no counterpart.
type Pair<'a> = (Option<&'a str>, Option<&'a str>);

/// The fewest changes that turn `short` into some part of `long`, and what they are.
fn align<'a>(short: &[&'a str], long: &[&'a str]) -> (usize, Vec<Pair<'a>>) {
    let columns = long.len() + 1;
    // Starting anywhere in the longer one costs nothing.
    let mut table = vec![0usize; (short.len() + 1) * columns];
    for i in 1..=short.len() {
        table[i * columns] = i;
        for j in 1..=long.len() {
            let change = usize::from(short[i - 1] != long[j - 1]);
            table[i * columns + j] =
                (table[(i - 1) * columns + j - 1] + change).min(table[(i - 1) * columns + j] + 1).min(table[i * columns + j - 1] + 1);
        }
    }
    // Ending anywhere costs nothing either.
    let last = short.len() * columns;
    let Some(mut j) = (0..columns).min_by_key(|j| table[last + j]) else { return (0, Vec::new()) };
    let count = table[last + j];
    let mut i = short.len();
    let mut pairs = Vec::new();
    while i > 0 {
        let here = table[i * columns + j];
        if j > 0 && here == table[(i - 1) * columns + j - 1] + usize::from(short[i - 1] != long[j - 1]) {
            if short[i - 1] != long[j - 1] {
                pairs.push((Some(short[i - 1]), Some(long[j - 1])));
            }
            i -= 1;
            j -= 1;
        } else if here == table[(i - 1) * columns + j] + 1 {
            pairs.push((Some(short[i - 1]), None));
            i -= 1;
        } else {
            pairs.push((None, Some(long[j - 1])));
            j -= 1;
        }
    }
    pairs.reverse();
    (count, pairs)
}

fn shortened(words: &[&str]) -> String {
    let more = if words.len() > 14 { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(14)].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(one: &str, other: &str) -> Option<String> {
        difference(&one.split(' ').collect::<Vec<_>>(), &other.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn tells_variants_from_parts() {
        assert_eq!(differ("the quay would be closed by spring", "the quay will be closed by spring"), Some("“will” for “would”".into()));
        assert_eq!(differ("the quay would be closed", "we said the quay would be closed by spring"), None, "a part of it");
        assert_eq!(differ("the quay would be closed by spring", "nobody asked the port authority about it"), None, "another quotation");
        assert_eq!(differ("the quay would be closed by spring", "the quay would be fully closed by spring"), Some("“fully” more".into()));
    }
}
