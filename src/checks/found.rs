//! What a rule finds in a block by itself: kept with the block; and for a long article in which blocks it finds anything, kept with the article, so
//! that at a keystroke no block is asked but the one that changed and those where something is.

use super::Context;
use crate::article::Block;
use crate::reading::{BlockReading, Reading};
use crate::text::{Nothing, replaced};
use std::any::Any;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// What is found in one block.
#[derive(Debug)]
pub(super) struct Found<'a, T> {
    /// The block's number.
    pub number: usize,
    pub block: Block,
    /// Not empty; spans are relative to the block.
    pub items: &'a [T],
}

/// What a function finds in a block: not nothing.
struct Of<T, F>(Box<[T]>, PhantomData<fn() -> F>);

/// The blocks of the last reading that was looked at, as [`Reading::blocks`].
#[derive(Default)]
pub(super) struct Blocks(Vec<Option<Arc<BlockReading>>>);

/// The blocks of the last reading, and the numbers of those that something holds for.
#[derive(Default)]
pub(super) struct Held(Mutex<(Blocks, Vec<usize>)>);

/// Those where a function finds anything.
struct Where<F>(Held, PhantomData<fn() -> F>);

impl<'a> Context<'a> {
    /// What `find` finds in a block, given by its number, by its text and reading alone; `None` for nothing. It is kept under its own type: it is a
    /// function, or closes over nothing.
    pub(super) fn finder<T, F>(&self, find: F) -> impl Fn(usize) -> Option<Found<'a, T>> + use<'a, T, F>
    where
        T: Any + Send + Sync,
        F: Fn(&str, &BlockReading) -> Vec<T> + Copy + 'static,
    {
        let (reading, nothing) = (self.reading, Nothing::of_type());
        move |number| {
            let (block, read) = (reading.article.blocks[number], reading.blocks[number].as_deref()?);
            let found = read.memo.get_some(nothing, || {
                let items = find(&reading.article.block_text(&reading.text, block), read);
                (!items.is_empty()).then(|| Of::<T, F>(items.into(), PhantomData))
            });
            Some(Found { number, block, items: &found?.0 })
        }
    }

    /// The blocks where `find` finds anything, as a [`finder`](Self::finder) does, in order.
    pub(super) fn found<T, F>(&self, find: F) -> Vec<Found<'a, T>>
    where
        T: Any + Send + Sync,
        F: Fn(&str, &BlockReading) -> Vec<T> + Copy + 'static,
    {
        let here = self.finder(find);
        if !self.reading.article.is_long() {
            return (0..self.reading.blocks.len()).filter_map(here).collect();
        }
        let held = &self.reading.memo.get(|| Where::<F>(Held::default(), PhantomData)).0;
        self.blocks_where(held, |number| here(number).is_some()).into_iter().filter_map(here).collect()
    }

    /// The numbers of the blocks that something holds for, in order. It follows from the block and from what `held` is kept with, so that of a
    /// long article only the blocks that have changed are asked.
    pub(super) fn blocks_where(&self, held: &Held, holds: impl Fn(usize) -> bool) -> Vec<usize> {
        let reading = self.reading;
        if !reading.article.is_long() {
            return (0..reading.blocks.len()).filter(|number| holds(*number)).collect();
        }
        let mut last = held.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (blocks, numbers) = &mut *last;
        let (old, new) = blocks.renew(reading);
        let first = numbers.partition_point(|number| *number < old.start);
        let end = numbers.partition_point(|number| *number < old.end);
        numbers[end..].iter_mut().for_each(|number| *number = *number - old.end + new.end);
        numbers.splice(first..end, new.filter(|number| holds(*number)));
        numbers.clone()
    }
}

impl Blocks {
    /// Takes those of another reading in place of these; returns which of these are gone, and which have come in their place.
    pub(super) fn renew(&mut self, reading: &Reading) -> (Range<usize>, Range<usize>) {
        let (before, now) = (&mut self.0, &reading.blocks);
        let (old, new) = replaced(before, now, |one, other| match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        });
        before.splice(old.clone(), now[new.clone()].iter().cloned());
        (old, new)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Format;
    use crate::checks::Context;
    use crate::config::Config;
    use crate::index::Snapshot;
    use crate::knowledge::Knowledge;
    use crate::reading::{BlockReading, Reader, Reading, Source};
    use crate::text::FileKey;
    use std::sync::Arc;

    fn marks(text: &str, _: &BlockReading) -> Vec<usize> {
        text.match_indices('!').map(|(at, _)| at).collect()
    }

    fn places(reading: &Reading) -> Vec<(usize, usize)> {
        let (file, snapshot, config) = (FileKey::new("a.txt"), Snapshot::default(), Config::default());
        let context = Context { file: &file, reading, snapshot: &snapshot, config: &config };
        let found = context.found(marks).into_iter();
        found.flat_map(|found| found.items.iter().map(move |at| (found.number, *at)).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn a_long_article_is_as_one_read_for_the_first_time_whatever_happened_to_it() {
        let knowledge = Knowledge::default();
        let mut reader = Reader::new();
        let mut lines: Vec<String> = (0..90).map(|number| format!("It rained in place {number}.")).collect();
        let edits: [(usize, usize, &[&str]); 8] = [
            (0, 0, &["Rain! Rain!"]),
            (40, 1, &["It rained! Then not."]),
            (40, 0, &["More rain.", "And more!"]),
            (90, 2, &[]),
            (0, 1, &["Rain."]),
            (39, 4, &["Snow!"]),
            (10, 50, &["Sun!", "Rain."]),
            (0, 20, &[]),
        ];
        for (at, gone, come) in edits {
            lines.splice(at..at + gone, come.iter().map(|line| (*line).to_owned()));
            let text: Arc<str> = Arc::from(lines.join("\n\n"));
            let source = || Source { name: "a.txt", text: Arc::clone(&text), format: Format::Plain, date: None };
            let (again, fresh) = (reader.read(&source(), &knowledge), Reader::new().read(&source(), &knowledge));
            assert_eq!(places(&again), places(&fresh), "{lines:?}");
            assert_eq!(places(&again).len(), text.matches('!').count());
        }
    }
}
