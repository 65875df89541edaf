//! Where keys occur, in few bytes: an archive has some hundred places to the article.

use super::set::{Chunk, FULL};
use super::{FileId, Key};
use crate::text::{Unpacker, put_number};
use std::ops::Range;

/// One place where a key occurs: the article, and which of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub key: Key,
    pub file: FileId,
    pub item: u32,
}

/// What comes before all postings.
const FIRST: Posting = Posting { key: Key::MIN, file: FileId(0), item: 0 };

/// Sorted postings, each written as what it has beyond the one before: most keys have more than one, and then three bytes are enough.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    count: usize,
    /// Where reading can begin but at the start: the byte, and the posting before it. In order.
    marks: Vec<(Posting, u32)>,
}

/// Postings from one mark to the next where marks are new.
const MARKED: usize = 16;

/// Bytes of a posting at the most.
const LONGEST: usize = 20;

impl Posting {
    fn put(self, before: Self, bytes: &mut Vec<u8>) {
        put_number(bytes, self.key.0 - before.key.0);
        if self.key != before.key {
            put_number(bytes, self.file.0);
            put_number(bytes, self.item);
            return;
        }
        put_number(bytes, self.file.0 - before.file.0);
        put_number(bytes, if self.file == before.file { self.item - before.item } else { self.item });
    }

    fn read(before: Self, bytes: &mut Unpacker<'_>) -> Option<Self> {
        let (key, file, item) = (bytes.number()?, bytes.small()?, bytes.small()?);
        Some(match (key, file) {
            (0, 0) => Posting { item: before.item + item, ..before },
            (0, _) => Posting { file: FileId(before.file.0 + file), item, ..before },
            _ => Posting { key: Key(before.key.0 + key), file: FileId(file), item },
        })
    }
}

impl Postings {
    /// Of sorted postings, with new marks.
    fn of(items: &[Posting]) -> Self {
        let mut chunk = Postings { count: items.len(), ..Postings::default() };
        let mut before = FIRST;
        for part in items.chunks(MARKED) {
            let end = chunk.bytes.len();
            chunk.write(end..end, before, part.iter().copied());
            before = part[part.len() - 1];
            chunk.marks.push((before, chunk.bytes.len() as u32));
        }
        chunk.bytes.shrink_to_fit();
        chunk
    }

    fn walk(&self) -> Walk<'_> {
        Walk { bytes: Unpacker::new(&self.bytes), before: FIRST }
    }

    /// The byte where a walk is.
    fn at(&self, walk: &Walk<'_>) -> usize {
        self.bytes.len() - walk.bytes.rest.len()
    }

    /// What comes before the first posting that is not less than `sought`, where that one begins, itself, and what follows.
    fn seek(&self, sought: Posting) -> (Posting, usize, Option<Posting>, Walk<'_>) {
        let marks = self.marks.partition_point(|(before, _)| *before < sought);
        let (before, start) = marks.checked_sub(1).map_or((FIRST, 0), |last| self.marks[last]);
        let mut walk = Walk { bytes: Unpacker::new(&self.bytes[start as usize..]), before };
        loop {
            let (before, start) = (walk.before, self.at(&walk));
            match walk.next() {
                Some(found) if found < sought => {}
                found => return (before, start, found, walk),
            }
        }
    }

    /// Writes postings over bytes; the first comes after `before`.
    fn write(&mut self, place: Range<usize>, mut before: Posting, postings: impl IntoIterator<Item = Posting>) {
        let mut new = Vec::with_capacity(2 * LONGEST);
        for posting in postings {
            posting.put(before, &mut new);
            before = posting;
        }
        if self.bytes.capacity() < self.bytes.len() + 2 * LONGEST {
            // Doubling would leave a third of all memory empty.
            self.bytes.reserve_exact(self.bytes.len() / 8 + 2 * LONGEST);
        }
        for (_, byte) in self.marks.iter_mut().filter(|(_, byte)| *byte as usize > place.start) {
            *byte = (*byte as usize + new.len() - place.len()) as u32;
        }
        self.bytes.splice(place, new);
    }
}

impl Chunk for Postings {
    type Item = Posting;

    fn len(&self) -> usize {
        self.count
    }

    fn begins_by(&self, item: &Posting) -> bool {
        self.walk().next().is_some_and(|first| first <= *item)
    }

    fn insert(&mut self, item: Posting) {
        let (before, start, next, walk) = self.seek(item);
        if next != Some(item) {
            let end = self.at(&walk);
            self.write(start..end, before, [item].into_iter().chain(next));
            self.count += 1;
            if self.count > 2 * MARKED * (self.marks.len() + 1) {
                *self = Self::of(&self.walk().collect::<Vec<_>>());
            }
        }
    }

    fn remove(&mut self, item: &Posting) {
        let (before, start, found, mut walk) = self.seek(*item);
        if found == Some(*item) {
            let next = walk.next();
            let end = self.at(&walk);
            self.marks.retain(|(before, _)| before != item);
            self.write(start..end, before, next);
            self.count -= 1;
        }
    }

    fn split(&mut self) -> Self {
        let items: Vec<Posting> = self.walk().collect();
        let (lower, upper) = items.split_at(FULL / 2);
        *self = Self::of(lower);
        Self::of(upper)
    }

    fn items(&self) -> impl Iterator<Item = Posting> {
        self.walk()
    }

    fn items_from<'s>(&'s self, item: &Posting) -> impl Iterator<Item = Posting> + use<'s> {
        let (_, _, found, rest) = self.seek(*item);
        found.into_iter().chain(rest)
    }
}

/// Reads postings.
#[derive(Clone, Copy)]
struct Walk<'p> {
    bytes: Unpacker<'p>,
    before: Posting,
}

impl Iterator for Walk<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.before = Posting::read(self.before, &mut self.bytes)?;
        Some(self.before)
    }
}
