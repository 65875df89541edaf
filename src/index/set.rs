//! A persistent sorted set: groups of chunks of sorted items, all behind shared pointers.
//!
//! A clone shares everything. A change copies one chunk, the list of its group and that of the groups, so replacing one article among 100,000
//! costs microseconds, and an item costs little more than its own size.

use std::sync::Arc;

/// A chunk is split when it grows past this many items.
pub(super) const FULL: usize = 512;
/// A group is split when it grows past this many chunks.
const GROUP: usize = 64;

/// Some sorted items, and how they are kept.
pub(super) trait Chunk: Clone + Default {
    type Item: Ord;
    fn len(&self) -> usize;
    /// Whether the first item is not greater than this one.
    fn begins_by(&self, item: &Self::Item) -> bool;
    /// Adds an item; nothing happens if it is there.
    fn insert(&mut self, item: Self::Item);
    /// Removes an item; nothing happens if it is not there.
    fn remove(&mut self, item: &Self::Item);
    /// Takes out the upper half.
    fn split(&mut self) -> Self;
    fn items(&self) -> impl Iterator<Item = Self::Item>;
    /// The items from this one on.
    fn items_from<'s>(&'s self, item: &Self::Item) -> impl Iterator<Item = Self::Item> + use<'s, Self>;
}

impl<T: Ord + Clone> Chunk for Vec<T> {
    type Item = T;

    fn len(&self) -> usize {
        self.len()
    }

    fn begins_by(&self, item: &T) -> bool {
        self.first().is_some_and(|first| first <= item)
    }

    fn insert(&mut self, item: T) {
        let Err(place) = self.binary_search(&item) else { return };
        if self.len() == self.capacity() {
            // Doubling would leave a third of all memory empty.
            self.reserve_exact(FULL / 8);
        }
        Vec::insert(self, place, item);
    }

    fn remove(&mut self, item: &T) {
        if let Ok(place) = self.binary_search(item) {
            Vec::remove(self, place);
        }
    }

    fn split(&mut self) -> Self {
        let upper = self.split_off(FULL / 2);
        self.shrink_to_fit();
        upper
    }

    fn items(&self) -> impl Iterator<Item = T> {
        self.iter().cloned()
    }

    fn items_from<'s>(&'s self, item: &T) -> impl Iterator<Item = T> + use<'s, T> {
        self[self.partition_point(|other| other < item)..].iter().cloned()
    }
}

/// A sorted set that is cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct SortedSet<C> {
    /// No group and no chunk is empty; all items of a chunk are less than all of the next.
    groups: Arc<Vec<Group<C>>>,
}

type Group<C> = Arc<Vec<Arc<C>>>;

impl<C> Default for SortedSet<C> {
    fn default() -> Self {
        SortedSet { groups: Arc::default() }
    }
}

impl<C: Chunk> SortedSet<C> {
    /// The group and in it the chunk that holds `item` or would.
    fn place_of(&self, item: &C::Item) -> (usize, usize) {
        let group = self.groups.partition_point(|group| group.first().is_some_and(|chunk| chunk.begins_by(item))).saturating_sub(1);
        let chunk = self.groups.get(group).map_or(0, |group| group.partition_point(|chunk| chunk.begins_by(item)));
        (group, chunk.saturating_sub(1))
    }

    /// Adds an item; nothing happens if it is there.
    pub fn insert(&mut self, item: C::Item) {
        let (at, place) = self.place_of(&item);
        let groups = Arc::make_mut(&mut self.groups);
        if groups.is_empty() {
            groups.push(Arc::new(vec![Arc::default()]));
        }
        let group = Arc::make_mut(&mut groups[at]);
        let chunk = Arc::make_mut(&mut group[place]);
        chunk.insert(item);
        if chunk.len() > FULL {
            let upper = chunk.split();
            group.insert(place + 1, Arc::new(upper));
        }
        if group.len() > GROUP {
            let upper = group.split_off(GROUP / 2);
            groups.insert(at + 1, Arc::new(upper));
        }
    }

    /// Removes an item; nothing happens if it is not there.
    pub fn remove(&mut self, item: &C::Item) {
        let (at, place) = self.place_of(item);
        let groups = Arc::make_mut(&mut self.groups);
        let Some(group) = groups.get_mut(at).map(Arc::make_mut) else { return };
        let Some(chunk) = group.get_mut(place).map(Arc::make_mut) else { return };
        chunk.remove(item);
        if chunk.len() == 0 {
            group.remove(place);
        }
        if group.is_empty() {
            groups.remove(at);
        }
    }

    /// The items from `item` on, in order.
    pub fn from<'s>(&'s self, item: &C::Item) -> impl Iterator<Item = C::Item> + use<'s, C> {
        let (at, place) = self.place_of(item);
        let group = self.groups.get(at).into_iter();
        let first = group.clone().filter_map(move |group| group.get(place)).map(|chunk| chunk.items_from(item)).next();
        let here = group.flat_map(move |group| &group[place + 1..]);
        let after = self.groups.iter().skip(at + 1).flat_map(|group| group.iter());
        first.into_iter().flatten().chain(here.chain(after).flat_map(|chunk| chunk.items()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::posting::{Posting, Postings};
    use crate::index::{FileId, Key};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn is_a_sorted_set_and_old_clones_stay(steps in prop::collection::vec((any::<bool>(), 0u16..2000), 0..3000), from in 0u16..2000) {
            let mut set = SortedSet::<Vec<u16>>::default();
            let mut model = BTreeSet::new();
            let mut old = None;
            for (at, (add, item)) in steps.iter().enumerate() {
                if *add { set.insert(*item); model.insert(*item); } else { set.remove(item); model.remove(item); }
                if at == steps.len() / 2 { old = Some((set.clone(), model.clone())); }
            }
            for (set, model) in old.into_iter().chain([(set, model)]) {
                prop_assert!(set.from(&from).eq(model.range(from..).copied()));
            }
        }

        #[test]
        fn is_one_of_postings_too(steps in prop::collection::vec((any::<bool>(), 0u64..40, 0u32..9, 0u32..9), 0..1500)) {
            let mut set = SortedSet::<Postings>::default();
            let mut model = BTreeSet::new();
            for (add, key, file, item) in steps {
                let posting = Posting { key: Key(key << 58 | key), file: FileId(file * 1000), item: item * 100 };
                if add { set.insert(posting); model.insert(posting); } else { set.remove(&posting); model.remove(&posting); }
            }
            let all: Vec<Posting> = model.iter().copied().collect();
            for posting in all.iter().step_by(97) {
                prop_assert!(set.from(posting).eq(model.range(posting..).copied()));
            }
        }
    }
}
