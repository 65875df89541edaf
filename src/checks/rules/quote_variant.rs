//! `quote-variant`: the same quotation in other words, here or in another article.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::index::{Entry, QuoteEntry, SpeakerEntry};
use crate::text::CUT;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

pub(super) const RULE: Rule =
    Rule { code: "quote-variant", level: Level::Information, summary: "The same quotation in other words", check };

/// Shorter quotations are phrases that many use.
const WORDS: usize = 5;
/// Two quotations of one article are compared where they share as many words in a row.
const RUN: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    let mut earlier = Earlier::default();
    for (at, quote) in own.quotes.iter().enumerate() {
        let words: Vec<&str> = quote.words.split(' ').collect();
        let before = earlier.with(at, &words);
        if literal(&words) < WORDS {
            continue;
        }
        let mut finding: Option<Finding> = None;
        // In one article the later of the two is reported.
        let elsewhere = index.quotes_near(&quote.words).into_iter().filter(|(entry, _)| entry.file != own.file);
        for (entry, item) in elsewhere.chain(before.into_iter().map(|item| (own, item))) {
            let Some(other) = entry.quotes.get(item).filter(|other| may_be_one(own, quote, entry, other)) else { continue };
            let same_file = entry.file == own.file;
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

/// The quotations of one article, by their runs of words: every run, since an article has few.
#[derive(Default)]
struct Earlier<'q>(FxHashMap<[&'q str; RUN], Vec<usize>>);

impl<'q> Earlier<'q> {
    /// Those that share a run with these words, in their order; and adds these.
    fn with(&mut self, at: usize, words: &[&'q str]) -> Vec<usize> {
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        for run in words.windows(RUN).filter(|run| !run.contains(&CUT)) {
            let Ok(run) = <[&str; RUN]>::try_from(run) else { continue };
            let same = self.0.entry(run).or_default();
            found.extend(same.iter().copied().filter(|&item| item != at && seen.insert(item)));
            if same.last() != Some(&at) {
                same.push(at);
            }
        }
        found.sort_unstable();
        found
    }
}

/// How many of the words are the speaker's.
fn literal(words: &[&str]) -> usize {
    words.iter().filter(|word| **word != CUT).count()
}

/// Whether the speakers do not speak against it.
fn may_be_one(own: &Entry, quote: &QuoteEntry, entry: &Arc<Entry>, other: &QuoteEntry) -> bool {
    match (quote.speaker, other.speaker) {
        (SpeakerEntry::Actor(a), SpeakerEntry::Actor(b)) => {
            let (Some(a), Some(b)) = (own.actors.get(a as usize), entry.actors.get(b as usize)) else { return false };
            let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
            a.key == b.key || last(a.name()) == last(b.name())
        }
        _ => true,
    }
}

/// What differs, in words, between a quotation and the best fitting part of another: `None` where one is part of the other, or where more
/// than a fifth differs. What the writer cut or put into either may stand for any words.
fn difference(one: &[&str], other: &[&str]) -> Option<String> {
    let swapped = literal(one) > literal(other);
    let (short, long) = if swapped { (other, one) } else { (one, other) };
    let own = literal(short);
    let allowed = (own / 5).max(1);
    let missing = short.iter().filter(|word| **word != CUT && !long.contains(word)).count();
    if missing > allowed || own < WORDS || one == other {
        return None;
    }
    // Cuts at the same places leave the words beside them to compare.
    let strict = Some(align(short, long, false)).filter(Alignment::only_replaces);
    let Alignment { kept, pairs } = strict.unwrap_or_else(|| align(short, long, true));
    if pairs.is_empty() || pairs.len() > allowed || kept + allowed < own {
        return None;
    }
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

/// How one row of words becomes a part of another.
struct Alignment<'a> {
    /// How many words are the same.
    kept: usize,
    /// The changes, in order.
    pairs: Vec<Pair<'a>>,
}

impl Alignment<'_> {
    /// Whether words of the speaker stand for words of the speaker, and nothing else differs.
    fn only_replaces(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(|pair| matches!(pair, (Some(one), Some(other)) if *one != CUT && *other != CUT))
    }
}

/// The fewest changes that turn `short` into some part of `long`; a cut may stand for any words where `cuts_stand` says so.
fn align<'a>(short: &[&'a str], long: &[&'a str], cuts_stand: bool) -> Alignment<'a> {
    let columns = long.len() + 1;
    let free = |word: &str| cuts_stand && word == CUT;
    // What it costs to leave out a word of either: nothing beside a cut of the other, or a cut itself.
    let down = |i: usize, j: usize| usize::from(!(free(short[i - 1]) || j > 0 && free(long[j - 1])));
    let right = |i: usize, j: usize| usize::from(!(free(long[j - 1]) || free(short[i - 1])));
    let change = |i: usize, j: usize| usize::from(short[i - 1] != long[j - 1]);
    // Starting anywhere in the longer one costs nothing.
    let mut table = vec![0usize; (short.len() + 1) * columns];
    for i in 1..=short.len() {
        table[i * columns] = table[(i - 1) * columns] + down(i, 0);
        for j in 1..=long.len() {
            table[i * columns + j] = (table[(i - 1) * columns + j - 1] + change(i, j))
                .min(table[(i - 1) * columns + j] + down(i, j))
                .min(table[i * columns + j - 1] + right(i, j));
        }
    }
    // Ending anywhere costs nothing either; the latest of the best ends has a word for the last one, if any has.
    let last = short.len() * columns;
    let mut j = (0..columns).rev().min_by_key(|j| table[last + j]).unwrap_or(0);
    let mut i = short.len();
    let mut found = Alignment { kept: 0, pairs: Vec::new() };
    while i > 0 {
        let here = table[i * columns + j];
        if j > 0 && here == table[(i - 1) * columns + j - 1] + change(i, j) {
            if short[i - 1] != long[j - 1] {
                found.pairs.push((Some(short[i - 1]), Some(long[j - 1])));
            } else if short[i - 1] != CUT {
                found.kept += 1;
            }
            i -= 1;
            j -= 1;
        } else if here == table[(i - 1) * columns + j] + down(i, j) {
            if down(i, j) > 0 {
                found.pairs.push((Some(short[i - 1]), None));
            }
            i -= 1;
        } else {
            if right(i, j) > 0 {
                found.pairs.push((None, Some(long[j - 1])));
            }
            j -= 1;
        }
    }
    found.pairs.reverse();
    found
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

    #[test]
    fn what_the_writer_cut_stands_for_any_words() {
        assert_eq!(differ("the quay … closed by the spring", "the quay would be closed by the spring"), None);
        assert_eq!(
            differ("the quay … closed by the spring", "the quay would be closed by the summer"),
            Some("“summer” for “spring”".into())
        );
        assert_eq!(differ("the quay … closed by the spring", "the quay … opened by the spring"), Some("“opened” for “closed”".into()));
        assert_eq!(differ("the quay would … closed by the spring", "the quay … be closed by the spring"), None);
        assert_eq!(differ("we urge … to leave the quay at once", "… we urge the mayor to leave the … at once"), None);
        assert_eq!(differ("nobody has asked us anything", "nobody has … at all"), None, "too little is left to compare");
    }
}
