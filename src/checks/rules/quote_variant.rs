//! `quote-variant`: the same quotation in other words, here or in another article.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::index::{Entry, Index, Key, QuoteEntry, SpeakerEntry, quote_keys};
use crate::text::{CUT, FileKey};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) const RULE: Rule =
    Rule { code: "quote-variant", level: Level::Information, summary: "The same quotation in other words", check };

/// Shorter quotations are phrases that many use.
const WORDS: usize = 5;
/// From so many words on, two quotations without a speaker in one article may be the same.
const LONG: usize = 8;
/// Two quotations of one article are compared where they share as many words in a row.
const RUN: usize = 3;
/// A run of words is sought in so many quotations of one article, the last ones: what more of them have is a formula.
const FORMULA: usize = 16;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    let blocks: Vec<&Prepared> = context.blocks().map(|(_, _, read)| read.memo.get(|| Prepared::of(&read.digest.quotations))).collect();
    let prepared = context.reading.claims.quotations.iter().zip(blocks.iter().flat_map(|block| &block.0));
    let mut quotes = own.quotes.iter().enumerate().peekable();
    let mut earlier = Earlier::default();
    let others = hash((context.file, index.state_of_others(context.file)));
    for (quotation, shape) in prepared {
        // The index keeps the longer ones, in the same order.
        let Some((at, quote)) = quotes.next_if(|(_, quote)| quote.span == quotation.inner) else { continue };
        if shape.literal < WORDS {
            continue;
        }
        let elsewhere = shape.elsewhere(index, context.file, others);
        // In one article the later of the two is reported.
        let before = earlier.with(at, shape, |other| differs(quote, &own.quotes[other]));
        let before = before.into_iter().map(|(item, difference)| (own, item, Some(difference)));
        let mut finding: Option<Finding> = None;
        for (entry, item, difference) in elsewhere.into_iter().map(|(entry, item)| (entry, item, None)).chain(before) {
            let Some(other) = entry.quotes.get(item).filter(|other| may_be_one(own, quote, entry, other)) else { continue };
            let Some(difference) = difference.or_else(|| differs(quote, other).map(Arc::from)) else { continue };
            let same_file = entry.file == own.file;
            if same_file && !is_retold(quote, other, &difference) {
                continue;
            }
            let same_day = same_file || own.day().is_some() && own.day() == entry.day();
            let level = if same_day { Level::Warning } else { RULE.level };
            let place = if same_file { "earlier in this article".to_owned() } else { format!("in {}", entry.file.name()) };
            let found = finding
                .take()
                .unwrap_or_else(|| Finding::new(RULE.code, level, quote.span, format!("The same quotation has {difference} {place}")));
            let day = entry.day().map_or_else(|| "no date".to_owned(), |day| day.to_string());
            let words = shortened(&other.words);
            let mut found = found.relate(&entry.file, other.span, format!("{day}, {}: “{words}”", entry.speaker_name(other.speaker)));
            found.level = found.level.max(level);
            finding = Some(found);
        }
        findings.extend(finding);
    }
}

/// The quotations of one block.
struct Prepared(Box<[Shape]>);

/// No state of the other articles.
const UNKNOWN: u64 = u64::MAX;

/// What tells at a glance that a quotation is no variant of another.
struct Shape {
    /// Of all its words: quotations with one hash are the same.
    words: u64,
    /// How many of its words are the speaker's.
    literal: usize,
    /// How often the writer cut.
    cuts: usize,
    /// Its runs of [`RUN`] words, none over a cut, each once.
    runs: Box<[u64]>,
    /// What the index finds the like by.
    keys: Box<[Key]>,
    /// Those of the article that it was compared with last, by their words, and how they differ.
    compared: Mutex<Vec<(u64, Option<Arc<str>>)>>,
    /// The file and the state of the others in which none of them had the like, as a number; [`UNKNOWN`] at first.
    nowhere_else: AtomicU64,
}

impl Prepared {
    fn of(quotations: &[Arc<str>]) -> Self {
        Prepared(quotations.iter().map(|words| Shape::of(words)).collect())
    }
}

impl Shape {
    fn of(written: &str) -> Self {
        let words: Vec<&str> = written.split(' ').collect();
        let literal = literal(&words);
        let mut runs: Vec<u64> = words.windows(RUN).filter(|run| !run.contains(&CUT)).map(hash).collect();
        runs.sort_unstable();
        runs.dedup();
        let keys = if literal < WORDS { Box::default() } else { quote_keys(written).collect() };
        Shape {
            words: hash(written),
            literal,
            cuts: words.len() - literal,
            runs: runs.into(),
            keys,
            compared: Mutex::default(),
            nowhere_else: AtomicU64::new(UNKNOWN),
        }
    }

    /// Quotations of other articles that share a run of words; `others` stands for the file and the state that those are in.
    fn elsewhere<'i>(&self, index: &'i Index, file: &FileKey, others: u64) -> Vec<(&'i Arc<Entry>, usize)> {
        if self.nowhere_else.load(Ordering::Relaxed) == others {
            return Vec::new();
        }
        let found = index.quotes_near(&self.keys, file);
        if found.is_empty() {
            self.nowhere_else.store(others, Ordering::Relaxed);
        }
        found
    }

    /// How many runs the shorter of two variants shares with the longer at least: a changed word is in [`RUN`] of them at the most, and a cut of
    /// the longer parts no more than [`RUN`] - 1.
    fn shared_at_least(&self, longer: &Shape) -> usize {
        let lost = RUN * allowed(self.literal) + (RUN - 1) * longer.cuts;
        self.runs.len().saturating_sub(lost).max(1)
    }

    fn may_be_variant(&self, other: &Shape, shared: usize) -> bool {
        let (short, long) = if self.literal > other.literal { (other, self) } else { (self, other) };
        shared >= short.shared_at_least(long)
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The quotations of one article so far, those of the same words together.
#[derive(Default)]
struct Earlier<'q> {
    groups: Vec<Group<'q>>,
    by_words: FxHashMap<u64, usize>,
    /// For each run the last group that has it, by its place in `chain`.
    by_run: FxHashMap<u64, u32>,
    /// A group that has a run, and the place of the one before it.
    chain: Vec<(u32, Option<u32>)>,
    /// How many runs each group shares with the quotation at hand; 0 between two of them.
    shared: Vec<u32>,
}

struct Group<'q> {
    shape: &'q Shape,
    /// Their places among the quotations.
    items: Vec<usize>,
    /// Groups of other words that these may be variants of, and how they differ.
    like: Vec<(usize, Arc<str>)>,
}

impl<'q> Earlier<'q> {
    /// Those that differ from the quotation at a place, in their order; and adds that one.
    fn with(&mut self, at: usize, shape: &'q Shape, mut differs: impl FnMut(usize) -> Option<String>) -> Vec<(usize, Arc<str>)> {
        let group = match self.by_words.get(&shape.words) {
            Some(&group) => group,
            None => {
                let candidates = self.candidates(shape);
                let mut last = shape.compared.lock().unwrap_or_else(PoisonError::into_inner);
                let known: FxHashMap<u64, Option<Arc<str>>> = last.drain(..).collect();
                let mut like = Vec::new();
                for candidate in candidates {
                    let other = &self.groups[candidate];
                    let words = other.shape.words;
                    let difference = known.get(&words).cloned().unwrap_or_else(|| differs(other.items[0]).map(Arc::from));
                    like.extend(difference.clone().map(|difference| (candidate, difference)));
                    last.push((words, difference));
                }
                let group = self.groups.len();
                self.by_words.insert(shape.words, group);
                self.groups.push(Group { shape, items: Vec::new(), like });
                self.shared.push(0);
                for run in &shape.runs {
                    let before = self.by_run.insert(*run, self.chain.len() as u32);
                    self.chain.push((group as u32, before));
                }
                group
            }
        };
        self.groups[group].items.push(at);
        let like = &self.groups[group].like;
        let mut found: Vec<(usize, Arc<str>)> = Vec::new();
        for (other, difference) in like {
            found.extend(self.groups[*other].items.iter().map(|item| (*item, Arc::clone(difference))));
        }
        found.sort_unstable_by_key(|(item, _)| *item);
        found
    }

    /// The groups that share enough runs with a quotation of new words.
    fn candidates(&mut self, shape: &Shape) -> Vec<usize> {
        let mut touched: Vec<usize> = Vec::new();
        let having = |run: &u64| std::iter::successors(self.by_run.get(run).copied(), |at| self.chain[*at as usize].1).take(FORMULA);
        for group in shape.runs.iter().flat_map(having).map(|at| self.chain[at as usize].0 as usize) {
            if self.shared[group] == 0 {
                touched.push(group);
            }
            self.shared[group] += 1;
        }
        touched.retain(|&group| {
            let shared = std::mem::take(&mut self.shared[group]) as usize;
            shape.may_be_variant(self.groups[group].shape, shared)
        });
        touched
    }
}

/// How many of the words are the speaker's.
fn literal(words: &[&str]) -> usize {
    words.iter().filter(|word| **word != CUT).count()
}

/// In how many words two variants may differ, by the length of the shorter.
fn allowed(literal: usize) -> usize {
    (literal / 5).max(1)
}

fn differs(quote: &QuoteEntry, other: &QuoteEntry) -> Option<String> {
    if quote.words == other.words {
        return None;
    }
    difference(&spelled_out(&quote.words), &spelled_out(&other.words))
}

/// The words, with the contractions that can be nothing else spelled out: whether "we've" or "we have" is written down is no matter of what was
/// said.
fn spelled_out(words: &str) -> Vec<&str> {
    let parts = |word| match word {
        "ive" => ["i", "have"],
        "im" => ["i", "am"],
        "weve" => ["we", "have"],
        "youve" => ["you", "have"],
        "youre" => ["you", "are"],
        "theyve" => ["they", "have"],
        "theyre" => ["they", "are"],
        "dont" => ["do", "not"],
        "doesnt" => ["does", "not"],
        "didnt" => ["did", "not"],
        "isnt" => ["is", "not"],
        "arent" => ["are", "not"],
        "wasnt" => ["was", "not"],
        "werent" => ["were", "not"],
        "havent" => ["have", "not"],
        "hasnt" => ["has", "not"],
        "hadnt" => ["had", "not"],
        "couldnt" => ["could", "not"],
        "wouldnt" => ["would", "not"],
        "shouldnt" => ["should", "not"],
        "cannot" => ["can", "not"],
        _ => [word, ""],
    };
    words.split(' ').flat_map(parts).filter(|word| !word.is_empty()).collect()
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

/// Whether what two people say in one article, one of them not known, is one quotation: a long one, or one with another word in its midst, as a pulled
/// quote has. Else it is said on two occasions.
fn is_retold(quote: &QuoteEntry, other: &QuoteEntry, difference: &str) -> bool {
    if matches!((quote.speaker, other.speaker), (SpeakerEntry::Actor(_), SpeakerEntry::Actor(_))) {
        return true;
    }
    let length = |quote: &QuoteEntry| quote.words.split(' ').count();
    let short = if length(quote) <= length(other) { quote } else { other };
    let changed = |word: Option<&str>| word.is_some_and(|word| difference.contains(&format!("“{word}”")));
    let mut words = short.words.split(' ');
    length(short) >= LONG || difference.contains(" for ") && !changed(words.next()) && !changed(words.next_back())
}

/// What differs, in words, between a quotation and the best fitting part of another: `None` where one is part of the other, or where more
/// than a fifth differs. What the writer cut or put into either may stand for any words.
fn difference(one: &[&str], other: &[&str]) -> Option<String> {
    let swapped = literal(one) > literal(other);
    let (short, long) = if swapped { (other, one) } else { (one, other) };
    let own = literal(short);
    let allowed = allowed(own);
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

fn shortened(words: &str) -> String {
    let end = words.match_indices(' ').nth(13).map_or(words.len(), |(at, _)| at);
    format!("{}{}", &words[..end], if end < words.len() { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{fires, silent};

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
    fn in_one_article_somebody_says_it_or_it_is_long() {
        fires(
            RULE.code,
            &[
                "Mayor Ann Roe said: \"We never believed in the harbour plan.\"\n\nThen Roe said: \"<We always believed in the harbour plan.>\"\n",
            ],
        );
        silent(
            RULE.code,
            &[
                "One woman at the quay shouted, \"We believed in that devil.\" It rained.\n\n\"We never believed in that devil,\" read a sign.\n",
            ],
        );
    }

    #[test]
    fn a_contraction_is_no_other_word() {
        let differ = |one: &str, other: &str| difference(&spelled_out(one), &spelled_out(other));
        assert_eq!(differ("weve got to close the quay by spring", "we have got to close the quay by spring"), None);
        assert_eq!(differ("i dont say that the quay is closed", "i do not say that the quay was closed"), Some("“was” for “is”".into()));
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
