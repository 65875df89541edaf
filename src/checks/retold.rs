//! Which quotations of one article are variants of earlier ones, without comparing each with each.

use super::variants::{Quoted, WORDS, allowed, literal};
use crate::index::{Entry, Index, Key, quote_keys};
use crate::reading::BlockReading;
use crate::text::{CUT, FileKey, Memo};
use rustc_hash::{FxHashMap, FxHasher};
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Two quotations of one article are compared where they share as many words in a row.
const RUN: usize = 3;
/// A run of words is sought in so many quotations of one article, the last ones: what more of them have is a formula.
const FORMULA: usize = 16;

/// A quotation that is a variant of an earlier one, by their places.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub later: usize,
    pub earlier: usize,
    /// How the later one differs.
    pub difference: Arc<str>,
}

/// What was found last in an article, by the words of all its quotations.
#[derive(Default)]
struct Last(Mutex<(u64, Arc<[Variant]>)>);

/// The variants among the quotations of one article, in their order. Each comes with its place and its words; `memo` is the article's.
pub(super) fn variants(quotations: &[(usize, &Shape, &str)], memo: &Memo) -> Arc<[Variant]> {
    let mut hasher = FxHasher::default();
    quotations.iter().for_each(|(at, shape, _)| (at, shape.words).hash(&mut hasher));
    let key = hasher.finish().max(1);
    let last = memo.get(Last::default);
    let known = |(of, known): &(u64, Arc<[Variant]>)| (*of == key).then(|| Arc::clone(known));
    if let Some(known) = known(&last.0.lock().unwrap_or_else(PoisonError::into_inner)) {
        return known;
    }
    let mut earlier = Earlier::default();
    earlier.by_run.reserve(quotations.iter().map(|(_, shape, _)| shape.runs.len()).sum());
    let mut found = Vec::new();
    for (later, shape, words) in quotations {
        let before = earlier.with(*later, shape, words);
        found.extend(before.into_iter().map(|(earlier, difference)| Variant { later: *later, earlier, difference }));
    }
    let found: Arc<[Variant]> = found.into();
    *last.0.lock().unwrap_or_else(PoisonError::into_inner) = (key, Arc::clone(&found));
    found
}

/// No state of the other articles.
const UNKNOWN: u64 = u64::MAX;

/// What tells at a glance that a quotation is no variant of another.
pub(super) struct Shape {
    /// Of all its words: quotations with one hash are the same.
    words: u64,
    /// How many of its words are the speaker's.
    pub literal: usize,
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

/// The quotations of one block, in order.
pub(super) fn shapes(_: &str, read: &BlockReading) -> Vec<Shape> {
    read.digest.quotations.iter().map(|words| Shape::of(words)).collect()
}

impl Shape {
    fn of(written: &str) -> Self {
        let words: Vec<&str> = written.split(' ').collect();
        let literal = literal(words.iter().copied());
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
    pub fn elsewhere<'i>(&self, index: &'i Index, file: &FileKey, others: u64) -> Vec<(&'i Arc<Entry>, usize)> {
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

pub(super) fn hash(value: impl Hash) -> u64 {
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
    words: &'q str,
    /// Their places among the quotations.
    items: Vec<usize>,
    /// Groups of other words that these may be variants of, and how they differ.
    like: Vec<(usize, Arc<str>)>,
}

impl<'q> Earlier<'q> {
    /// Those that differ from the quotation at a place, in their order; and adds that one.
    fn with(&mut self, at: usize, shape: &'q Shape, words: &'q str) -> Vec<(usize, Arc<str>)> {
        let group = match self.by_words.get(&shape.words) {
            Some(&group) => group,
            None => {
                let candidates = self.candidates(shape);
                let mut last = shape.compared.lock().unwrap_or_else(PoisonError::into_inner);
                let known: FxHashMap<u64, Option<Arc<str>>> = last.drain(..).collect();
                let (quoted, mut like) = (OnceCell::new(), Vec::new());
                for candidate in candidates {
                    let other = &self.groups[candidate];
                    let of = other.shape.words;
                    let differs = || quoted.get_or_init(|| Quoted::new(words)).differs(other.words).map(Arc::from);
                    let difference = known.get(&of).cloned().unwrap_or_else(differs);
                    like.extend(difference.clone().map(|difference| (candidate, difference)));
                    last.push((of, difference));
                }
                let group = self.groups.len();
                self.by_words.insert(shape.words, group);
                self.groups.push(Group { shape, words, items: Vec::new(), like });
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
