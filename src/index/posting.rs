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
    /// Where reading can begin but at the start: the posting before, and the byte. In order.
    marks: Vec<(Posting, u32)>,
}

/// How many postings are passed on the way to one before a mark is made there.
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
        let (key, file, item) = (bytes.large()?, bytes.small()?, bytes.small()?);
        Some(match (key, file) {
            (0, 0) => Posting { item: before.item + item, ..before },
            (0, _) => Posting { file: FileId(before.file.0 + file), item, ..before },
            _ => Posting { key: Key(before.key.0 + key), file: FileId(file), item },
        })
    }
}

/// Where a posting is or would be.
struct Place<'p> {
    /// How many marks are before it, and how many postings between the last of them and it.
    marks: usize,
    passed: usize,
    /// The posting before it.
    before: Posting,
    /// The byte where it begins.
    start: usize,
    found: Option<Posting>,
    after: Walk<'p>,
}

impl Postings {
    fn walk(&self) -> Walk<'_> {
        Walk { bytes: Unpacker::new(&self.bytes), before: FIRST }
    }

    /// The byte where a walk is.
    fn at(&self, walk: &Walk<'_>) -> usize {
        self.bytes.len() - walk.bytes.rest.len()
    }

    /// The first posting that is not less than `sought`.
    fn seek(&self, sought: Posting) -> Place<'_> {
        let marks = self.marks.partition_point(|(before, _)| *before < sought);
        let (before, start) = marks.checked_sub(1).map_or((FIRST, 0), |last| self.marks[last]);
        let mut after = Walk { bytes: Unpacker::new(&self.bytes[start as usize..]), before };
        let mut passed = 0;
        loop {
            let (before, start) = (after.before, self.at(&after));
            match after.next() {
                Some(found) if found < sought => passed += 1,
                found => return Place { marks, passed, before, start, found, after },
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

    fn of(items: &[Posting]) -> Self {
        let (mut bytes, mut marks) = (Vec::with_capacity(items.len() * LONGEST), Vec::with_capacity(items.len().div_ceil(MARKED)));
        let mut before = FIRST;
        for part in items.chunks(MARKED) {
            for posting in part {
                posting.put(before, &mut bytes);
                before = *posting;
            }
            marks.push((before, bytes.len() as u32));
        }
        bytes.shrink_to_fit();
        Postings { bytes, count: items.len(), marks }
    }

    fn len(&self) -> usize {
        self.count
    }

    fn first(&self) -> Option<Posting> {
        self.walk().next()
    }

    fn insert(&mut self, item: Posting) {
        let Place { marks, passed, before, start, found, after } = self.seek(item);
        if found != Some(item) {
            let end = self.at(&after);
            if passed > MARKED {
                self.marks.insert(marks, (before, start as u32));
            }
            self.write(start..end, before, [item].into_iter().chain(found));
            self.count += 1;
        }
    }

    fn remove(&mut self, item: &Posting) {
        let Place { before, start, found, mut after, .. } = self.seek(*item);
        if found == Some(*item) {
            let next = after.next();
            let end = self.at(&after);
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
        let Place { found, after, .. } = self.seek(*item);
        found.into_iter().chain(after)
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
