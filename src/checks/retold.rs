//! Which quotations of one article are variants of earlier ones, without comparing each with each.

use super::variants::{Difference, Quoted, WORDS, allowed, literal};
use crate::index::{Entry, Index, Key, quote_keys};
use crate::reading::BlockReading;
use crate::text::{CUT, FileKey, Memo};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use std::cell::OnceCell;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Two quotations of one article are compared where they share as many words in a row.
const RUN: usize = 3;
/// A run of words is sought in so many quotations of one article, the last ones: what more of them have is a formula.
const FORMULA: usize = 16;

/// For each quotation of an article the earlier ones that it is a variant of, in order.
#[derive(Debug, Default)]
pub(super) struct Variants {
    /// The place of an earlier one, and the number of how it differs.
    of: Vec<Vec<(u32, u32)>>,
    differences: Vec<Arc<Difference>>,
}

impl Variants {
    /// The places of those that the quotation of this number is a variant of, and how it differs from each.
    pub fn of(&self, number: usize) -> impl Iterator<Item = (usize, &Arc<Difference>)> {
        self.of.get(number).into_iter().flatten().map(|(earlier, difference)| (*earlier as usize, &self.differences[*difference as usize]))
    }
}

/// What was found last in an article, by the words of all its quotations; from the second time on with what the next time can go on from.
#[derive(Default)]
struct Last(Mutex<(u64, Arc<Variants>, Option<Groups>)>);

/// A quotation of an article: its place, and what tells it from others at a glance.
pub(super) type Placed<'q> = (usize, &'q Arc<Shape>);

/// The variants among the quotations of one article; `memo` is the article's.
pub(super) fn variants(quotations: &[Placed<'_>], memo: &Memo) -> Arc<Variants> {
    let mut hasher = FxHasher::default();
    quotations.iter().for_each(|(at, shape)| (at, shape.hash).hash(&mut hasher));
    let key = hasher.finish().max(1);
    let last = memo.get(Last::default);
    let mut last = last.0.lock().unwrap_or_else(PoisonError::into_inner);
    let (known, found, groups) = &mut *last;
    if *known != key {
        let now = groups.take().and_then(|before| before.edited(quotations)).unwrap_or_else(|| Groups::of(quotations));
        *found = Arc::new(now.variants(quotations));
        *groups = (*known != 0).then_some(now);
        *known = key;
    }
    Arc::clone(found)
}

/// No state of the other articles.
const UNKNOWN: u64 = u64::MAX;

/// The words of a quotation, and what tells at a glance that it is no variant of another.
pub(super) struct Shape {
    words: Arc<str>,
    /// Of all its words: quotations with one hash are the same.
    hash: u64,
    /// How many of its words are the speaker's.
    pub literal: usize,
    /// How often the writer cut.
    cuts: usize,
    /// Its runs of [`RUN`] words, none over a cut, each once.
    runs: Box<[u64]>,
    /// What the index finds the like by.
    keys: Box<[Key]>,
    /// Those of the article that it was compared with last, by their words, and how they differ.
    compared: Mutex<Vec<(u64, Option<Arc<Difference>>)>>,
    /// The file and the state of the others in which none of them had the like, as a number; [`UNKNOWN`] at first.
    nowhere_else: AtomicU64,
}

/// The quotations of one block, in order.
pub(super) fn shapes(_: &str, read: &BlockReading) -> Vec<Arc<Shape>> {
    read.digest.quotations.iter().map(|words| Arc::new(Shape::of(words))).collect()
}

impl Shape {
    fn of(all: &Arc<str>) -> Self {
        let words: Vec<&str> = all.split(' ').collect();
        let literal = literal(words.iter().copied());
        let mut runs: Vec<u64> = words.windows(RUN).filter(|run| !run.contains(&CUT)).map(|run| FxBuildHasher.hash_one(run)).collect();
        runs.sort_unstable();
        runs.dedup();
        let keys = if literal < WORDS { Box::default() } else { quote_keys(all).collect() };
        Shape {
            words: Arc::clone(all),
            hash: FxBuildHasher.hash_one(all),
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

/// The quotations of one article, those of the same words together in a group; groups are numbered in the order of the text.
#[derive(Default)]
struct Groups {
    groups: Vec<Group>,
    /// The group of each quotation.
    order: Vec<u32>,
    by_words: FxHashMap<u64, u32>,
    /// For each run the last group that has it, by its place in `chain`.
    by_run: FxHashMap<u64, u32>,
    /// A group that has a run, and the place of the one before it.
    chain: Vec<(u32, Option<u32>)>,
    /// Places in `chain` that no run leads to any more.
    free: Vec<u32>,
    /// How many runs each group shares with the one at hand; 0 between two of them.
    shared: Vec<u32>,
}

struct Group {
    shape: Arc<Shape>,
    /// Earlier groups that these are variants of, and how they differ.
    like: Vec<(u32, Arc<Difference>)>,
}

impl Groups {
    fn of(quotations: &[Placed<'_>]) -> Self {
        let mut groups = Groups::default();
        groups.by_run.reserve(quotations.iter().map(|(_, shape)| shape.runs.len()).sum());
        for (_, shape) in quotations {
            let next = groups.groups.len() as u32;
            let group = *groups.by_words.entry(shape.hash).or_insert(next);
            groups.order.push(group);
            if group == next {
                groups.groups.push(Group { shape: Arc::clone(shape), like: Vec::new() });
                groups.shared.push(0);
                groups.compare(group);
                shape.runs.iter().for_each(|run| groups.link(*run, group));
            }
        }
        groups
    }

    /// The same after an edit; `None` where more than the words of one quotation have changed, and must be looked at from the beginning.
    fn edited(mut self, quotations: &[Placed<'_>]) -> Option<Self> {
        if quotations.len() != self.order.len() {
            return None;
        }
        let mut changed =
            quotations.iter().zip(&self.order).filter(|((_, shape), group)| shape.hash != self.groups[**group as usize].shape.hash);
        let Some(((_, shape), &group)) = changed.next() else { return Some(self) };
        let alone = changed.next().is_none() && self.order.iter().filter(|other| **other == group).count() == 1;
        if !alone || self.by_words.contains_key(&shape.hash) {
            return None;
        }
        let new = Group { shape: Arc::clone(shape), like: Vec::new() };
        let old = std::mem::replace(&mut self.groups[group as usize], new);
        self.by_words.remove(&old.shape.hash);
        self.by_words.insert(shape.hash, group);
        // Where a run comes or goes, the groups after it that have it are compared with others than before.
        let mut anew = vec![group];
        for run in old.shape.runs.iter().filter(|run| shape.runs.binary_search(run).is_err()) {
            self.unlink(*run, group);
            self.after(*run, group, |other| anew.push(other));
        }
        for run in shape.runs.iter().filter(|run| old.shape.runs.binary_search(run).is_err()) {
            self.link(*run, group);
            self.after(*run, group, |other| anew.push(other));
        }
        // To those that have only what stays, it is what it was before, in other words.
        let mut shares: FxHashMap<u32, usize> = FxHashMap::default();
        for run in &shape.runs {
            self.after(*run, group, |other| *shares.entry(other).or_default() += 1);
        }
        self.groups[group as usize + 1..].iter_mut().for_each(|later| later.like.retain(|(other, _)| *other != group));
        anew.sort_unstable();
        anew.dedup();
        for (later, shared) in shares {
            let own = &self.groups[later as usize].shape;
            if anew.binary_search(&later).is_err() && own.may_be_variant(shape, shared) {
                let difference = Quoted::new(&own.words).differs(&shape.words);
                self.groups[later as usize].like.extend(difference.map(|difference| (group, Arc::new(difference))));
            }
        }
        anew.into_iter().for_each(|group| self.compare(group));
        Some(self)
    }

    /// Enters a group under a run, among the others in their order.
    fn link(&mut self, run: u64, group: u32) {
        let (later, before) = self.around(run, group);
        let new = self.free.pop().unwrap_or_else(|| {
            self.chain.push((group, None));
            self.chain.len() as u32 - 1
        });
        self.chain[new as usize] = (group, before);
        match later {
            Some(later) => self.chain[later as usize].1 = Some(new),
            None => _ = self.by_run.insert(run, new),
        }
    }

    /// Takes a group from under a run.
    fn unlink(&mut self, run: u64, group: u32) {
        let (later, own) = self.around(run, group);
        let Some(own) = own else { return };
        let (_, before) = self.chain[own as usize];
        self.free.push(own);
        match (later, before) {
            (Some(later), _) => self.chain[later as usize].1 = before,
            (None, Some(before)) => _ = self.by_run.insert(run, before),
            (None, None) => _ = self.by_run.remove(&run),
        }
    }

    /// The places in `chain` of those that have a run, the last group first.
    fn having(&self, run: u64) -> impl Iterator<Item = u32> {
        std::iter::successors(self.by_run.get(&run).copied(), |at| self.chain[*at as usize].1)
    }

    /// Under a run, the place in `chain` of the first group after one, and that of the one or what is before it.
    fn around(&self, run: u64, group: u32) -> (Option<u32>, Option<u32>) {
        let mut later = None;
        for at in self.having(run) {
            if self.chain[at as usize].0 <= group {
                return (later, Some(at));
            }
            later = Some(at);
        }
        (later, None)
    }

    /// The groups after one that are compared with it where they have a run: it is among the last before them.
    fn after(&self, run: u64, group: u32, each: impl FnMut(u32)) {
        let later: Vec<u32> = self.having(run).map(|at| self.chain[at as usize].0).take_while(|other| *other > group).collect();
        later.into_iter().rev().take(FORMULA).for_each(each);
    }

    /// Compares a group with those before it.
    fn compare(&mut self, group: u32) {
        let candidates = self.candidates(group);
        let own = &self.groups[group as usize];
        let mut last = own.shape.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let known: FxHashMap<u64, Option<Arc<Difference>>> = last.drain(..).collect();
        let (quoted, mut like) = (OnceCell::new(), Vec::new());
        for candidate in candidates {
            let other = &self.groups[candidate as usize];
            let of = other.shape.hash;
            let differs = || quoted.get_or_init(|| Quoted::new(&own.shape.words)).differs(&other.shape.words).map(Arc::new);
            let difference = known.get(&of).cloned().unwrap_or_else(differs);
            like.extend(difference.clone().map(|difference| (candidate, difference)));
            last.push((of, difference));
        }
        drop(last);
        self.groups[group as usize].like = like;
    }

    /// The groups before one that share enough runs with it.
    fn candidates(&mut self, group: u32) -> Vec<u32> {
        let shape = Arc::clone(&self.groups[group as usize].shape);
        let mut touched: Vec<u32> = Vec::new();
        let mut shared = std::mem::take(&mut self.shared);
        for run in &shape.runs {
            let having = self.having(*run).map(|at| self.chain[at as usize].0);
            for other in having.skip_while(|other| *other >= group).take(FORMULA) {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += 1;
            }
        }
        touched.retain(|&other| {
            let shared = std::mem::take(&mut shared[other as usize]) as usize;
            shape.may_be_variant(&self.groups[other as usize].shape, shared)
        });
        self.shared = shared;
        touched
    }

    /// The variants, by the places of the quotations.
    fn variants(&self, quotations: &[Placed<'_>]) -> Variants {
        let mut items: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let like = self.groups.iter().flat_map(|group| &group.like);
        items.extend(like.map(|(other, _)| (*other, Vec::new())));
        let mut found = Variants::default();
        // The number of the first difference of each group.
        let mut first = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            first.push(found.differences.len() as u32);
            found.differences.extend(group.like.iter().map(|(_, difference)| Arc::clone(difference)));
        }
        for (&group, &(later, _)) in self.order.iter().zip(quotations) {
            let mut before = Vec::new();
            for ((other, _), difference) in self.groups[group as usize].like.iter().zip(first[group as usize]..) {
                before.extend(items.get(other).into_iter().flatten().map(|earlier| (*earlier, difference)));
            }
            before.sort_unstable();
            found.of.push(before);
            if let Some(items) = items.get_mut(&group) {
                items.push(later as u32);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants_of(quotations: &[String], memo: &Memo) -> Vec<(usize, usize, String)> {
        let shapes: Vec<Arc<Shape>> = quotations.iter().map(|words| Arc::new(Shape::of(&Arc::from(&**words)))).collect();
        let placed: Vec<Placed<'_>> = shapes.iter().enumerate().collect();
        let found = variants(&placed, memo);
        let found = &found;
        (0..placed.len()).flat_map(|later| found.of(later).map(move |(earlier, how)| (later, earlier, how.told.clone()))).collect()
    }

    /// Quotations that share many runs, some with more others than are looked at.
    fn quotation(mut seed: usize) -> String {
        let mut words = String::from("we will");
        for choices in [["close", "open"], ["the", "a"], ["old", "new"], ["harbour", "quay"], ["by", "before"], ["spring", "summer"]] {
            words.push(' ');
            words.push_str(choices[seed % 2]);
            seed /= 2;
        }
        words + " as we have said all along"
    }

    #[test]
    fn after_any_edit_the_variants_are_those_of_a_first_look() {
        let mut seed = 7_usize;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut quotations: Vec<String> = (0..50).map(|_| quotation(next(64))).collect();
        let memo = Memo::default();
        let mut some = 0;
        for step in 0..200 {
            let at = next(quotations.len());
            match next(12) {
                0 => quotations.insert(at, quotation(next(64))),
                1 => _ = quotations.remove(at),
                2 => quotations[at] = quotation(next(64)),
                // A word grows.
                _ => quotations[at].insert(next(8), 'x'),
            }
            let found = variants_of(&quotations, &memo);
            assert_eq!(found, variants_of(&quotations, &Memo::default()), "{step}");
            some += found.len();
        }
        assert!(some > 5_000, "{some}");
    }
}
