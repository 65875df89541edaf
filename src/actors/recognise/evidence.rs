//! What a whole article shows about a word: tallies that paragraphs add to.

use super::label::Label;
use super::path::Margins;
use super::sheet::{LineCase, Sheet};
use crate::text::{differences, sorted};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

/// What a word was taken for, by sort of name: outside, person, organisation, place, nationality, other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// How often it was taken for each.
    counts: [u16; 6],
    /// How much each fell short of the best, summed: what most places together speak for, even if each alone said otherwise.
    margins: [i32; 6],
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.counts.iter_mut().zip(other.counts).for_each(|(to, from)| *to = to.saturating_add(from));
        self.margins.iter_mut().zip(other.margins).for_each(|(to, from)| *to = to.saturating_add(from));
    }
}

/// What one block says about its words, by the first pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Capitalised words by the hash of their lower-case form, sorted.
    words: Vec<(u32, Tally)>,
    /// Words seen in lower case, sorted.
    lower: Vec<u32>,
    /// The bits of the capitalised words: most questions about a block end here.
    bits: u128,
}

/// The bit of a word, which others share.
fn bit(low: u32) -> u128 {
    1 << (low % 128)
}

/// In a headline capitals say little, so its words count less.
const RUNNING_TEXT: u16 = 3;

impl Tallies {
    /// Counts the words of a block under the labels of the first pass, one a token.
    pub fn of(sheet: &Sheet, labels: &[Label], margins: &[Margins]) -> Self {
        let capitals = sheet.words.iter().filter(|word| word.capital).count();
        let mut words: Vec<(u32, Tally)> = Vec::with_capacity(capitals);
        let mut lower = Vec::with_capacity(sheet.words.len() - capitals);
        for ((word, label), margins) in sheet.words.iter().zip(labels).zip(margins) {
            if !word.is_word || word.length < 2 {
                continue;
            }
            if word.capital {
                let mut tally = Tally { margins: margins.map(i32::from), ..Tally::default() };
                tally.counts[label.sort_number()] = if word.line == LineCase::Running { RUNNING_TEXT } else { 1 };
                words.push((word.low, tally));
            } else {
                lower.push(word.low);
            }
        }
        words.sort_by_key(|(low, _)| *low);
        words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1.add(&next.1);
            }
            same
        });
        lower.sort_unstable();
        lower.dedup();
        let bits = words.iter().fold(0, |bits, (low, _)| bits | bit(*low));
        Tallies { words, lower, bits }
    }

    /// Whether any of these words has a capital here.
    pub fn has_any(&self, lows: &[u32]) -> bool {
        lows.iter().any(|low| self.bits & bit(*low) != 0 && self.words.binary_search_by_key(low, |(own, _)| *own).is_ok())
    }
}

/// The tallies of an article.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    words: FxHashMap<u32, Sum>,
    /// Words seen in lower case, and in how many blocks.
    lower: FxHashMap<u32, u32>,
}

/// The tallies of one word in all blocks. Whole numbers, so that what was added can be taken away again.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// In how many blocks it is tallied.
    blocks: u32,
    counts: [i64; 6],
    margins: [i64; 6],
}

impl Sum {
    fn add(&mut self, tally: &Tally, times: i64) {
        self.counts.iter_mut().zip(tally.counts).for_each(|(to, from)| *to += times * i64::from(from));
        self.margins.iter_mut().zip(tally.margins).for_each(|(to, from)| *to += times * i64::from(from));
    }
}

/// What the second pass sees of a word's tally.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The most frequent sort, or 7 where the word is not tallied.
    pub sort: u8,
    /// How clear it is: 0 less than half, 1 more, 2 always.
    pub clear: u8,
    /// The most frequent sort of name; 0 where it was never taken for a name.
    pub name: u8,
    /// How often it stands: 0 once, 1 twice or thrice, 2 more.
    pub often: u8,
    /// Whether it also stands in lower case.
    pub lower: bool,
    /// The sort that all places together speak for.
    pub together: u8,
    /// The next best.
    pub rival: u8,
    /// By how much, from 0 to 3.
    pub lead: u8,
}

impl View {
    /// What all places together speak for, as a number.
    pub fn joint(self) -> u32 {
        u32::from(self.together) | u32::from(self.rival) << 3 | u32::from(self.lead) << 6
    }

    /// The view as a number, for features.
    pub fn number(self) -> u32 {
        u32::from(self.sort)
            | u32::from(self.clear) << 3
            | u32::from(self.name) << 5
            | u32::from(self.often) << 8
            | u32::from(self.lower) << 10
            | self.joint() << 11
    }
}

impl Evidence {
    /// Adds up what the blocks of an article say.
    pub fn of<'a>(blocks: impl Iterator<Item = &'a Tallies> + Clone) -> Self {
        let mut evidence = Evidence::default();
        evidence.words.reserve(blocks.clone().map(|block| block.words.len()).sum());
        evidence.lower.reserve(blocks.clone().map(|block| block.lower.len()).sum());
        for block in blocks {
            block.words.iter().for_each(|(low, tally)| evidence.put(*low, tally));
            block.lower.iter().for_each(|low| evidence.put_lower(*low));
        }
        evidence
    }

    /// Exchanges what some blocks say for what others say; returns the words that the second pass sees otherwise than before.
    pub fn exchange<'a>(&mut self, gone: &[&'a Tallies], come: &[&'a Tallies]) -> Vec<u32> {
        if self.words.is_empty() && self.lower.is_empty() {
            *self = Evidence::of(come.iter().copied());
            return sorted(self.words.keys().copied());
        }
        fn all<'a, T: Ord>(blocks: &[&'a Tallies], of: impl Fn(&'a Tallies) -> &'a [T]) -> Vec<&'a T> {
            let mut all: Vec<&T> = blocks.iter().flat_map(|block| of(block)).collect();
            all.sort_unstable();
            all
        }
        // What both say, as most of a block before and after an edit, changes nothing.
        let (gone_words, come_words) = differences(all(gone, |block| &block.words), all(come, |block| &block.words));
        let (gone_lower, come_lower) = differences(all(gone, |block| &block.lower), all(come, |block| &block.lower));
        let tallied = gone_words.iter().chain(&come_words).map(|(low, _)| *low);
        let words = sorted(tallied.chain(gone_lower.iter().chain(&come_lower).map(|low| **low)));
        let before: Vec<_> = words.iter().map(|low| self.seen(*low)).collect();
        gone_words.into_iter().for_each(|(low, tally)| self.take(*low, tally));
        come_words.into_iter().for_each(|(low, tally)| self.put(*low, tally));
        gone_lower.into_iter().for_each(|low| self.take_lower(*low));
        come_lower.into_iter().for_each(|low| self.put_lower(*low));
        let otherwise = words.iter().zip(before).filter(|(low, before)| self.seen(**low) != *before);
        otherwise.map(|(low, _)| *low).collect()
    }

    fn put(&mut self, low: u32, tally: &Tally) {
        let sum = self.words.entry(low).or_default();
        sum.blocks += 1;
        sum.add(tally, 1);
    }

    fn take(&mut self, low: u32, tally: &Tally) {
        if let Entry::Occupied(mut entry) = self.words.entry(low) {
            let sum = entry.get_mut();
            sum.blocks -= 1;
            sum.add(tally, -1);
            if sum.blocks == 0 {
                entry.remove();
            }
        }
    }

    fn put_lower(&mut self, low: u32) {
        *self.lower.entry(low).or_default() += 1;
    }

    fn take_lower(&mut self, low: u32) {
        if let Entry::Occupied(mut entry) = self.lower.entry(low) {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }

    /// What the second pass sees of a word.
    fn seen(&self, low: u32) -> (u32, bool) {
        (self.view(low).number(), self.in_running_text(low))
    }

    /// What is seen of a word.
    pub fn view(&self, low: u32) -> View {
        let Some(Sum { counts, margins, .. }) = self.words.get(&low) else { return View { sort: 7, ..View::default() } };
        let total: i64 = counts.iter().sum();
        // The first of several equal sorts, so outside wins over a name.
        let most = |from: usize| (from..6).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
        let sort = most(0);
        let name = most(1);
        let share = counts[sort];
        let clear = if share == total { 2 } else { u8::from(share * 2 > total) };
        let often = match total / i64::from(RUNNING_TEXT) {
            0 | 1 => 0,
            2 | 3 => 1,
            _ => 2,
        };
        let together = (0..6).rev().max_by_key(|at| margins[*at]).unwrap_or(0);
        let rival = (0..6).rev().filter(|at| *at != together).max_by_key(|at| margins[*at]).unwrap_or(0);
        let lead = match (margins[together] - margins[rival]) / 512 {
            ..1 => 0,
            1..3 => 1,
            3..7 => 2,
            _ => 3,
        };
        View {
            together: together as u8,
            rival: rival as u8,
            lead,
            sort: sort as u8,
            clear,
            name: if counts[name] > 0 { name as u8 } else { 0 },
            often,
            lower: self.lower.contains_key(&low),
        }
    }

    /// Whether running text takes the word for a name somewhere, which a headline alone cannot show.
    pub fn in_running_text(&self, low: u32) -> bool {
        self.words.get(&low).is_some_and(|sum| sum.counts[1..].iter().any(|count| *count >= i64::from(RUNNING_TEXT)))
    }

    /// A number that changes whenever the second pass would see something else in a block with these tallies.
    pub fn key(&self, block: &Tallies) -> u64 {
        let mut hasher = FxHasher::default();
        block.words.iter().for_each(|(low, _)| self.seen(*low).hash(&mut hasher));
        hasher.finish()
    }
}
