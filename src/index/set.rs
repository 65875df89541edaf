//! A persistent sorted set: groups of chunks of sorted items, all behind shared pointers, each beside an item that tells where it begins.
//!
//! A clone shares everything. A change copies one chunk, the list of its group and that of the groups, so replacing one article among 100,000
//! costs microseconds, and an item costs little more than its own size.

use std::sync::Arc;

/// A chunk is split when it grows past this many items.
pub(super) const FULL: usize = 512;
/// A group is split when it grows past this many chunks.
const GROUP: usize = 64;
/// A chunk is written anew for so many changes, and for fewer changed in place.
const MANY: usize = 6;

/// Some sorted items, and how they are kept.
pub(super) trait Chunk: Clone + Default {
    type Item: Ord + Clone;
    /// Of sorted items.
    fn of(items: &[Self::Item]) -> Self;
    fn len(&self) -> usize;
    /// The first item.
    fn first(&self) -> Option<Self::Item>;
    /// Adds an item, in the place of an equal one if there is one.
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

    fn of(items: &[T]) -> Self {
        items.to_vec()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn first(&self) -> Option<T> {
        self.as_slice().first().cloned()
    }

    fn insert(&mut self, item: T) {
        match self.binary_search(&item) {
            Ok(place) => self[place] = item,
            Err(place) => {
                if self.len() == self.capacity() {
                    // Doubling would leave a third of all memory empty.
                    self.reserve_exact(FULL / 8);
                }
                Vec::insert(self, place, item);
            }
        }
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
pub(super) struct SortedSet<C: Chunk> {
    /// No group and no chunk is empty.
    groups: Arc<Row<C::Item, Group<C>>>,
}

type Group<C> = Row<<C as Chunk>::Item, C>;

/// Parts in order, each with a bound: none of its items is less, and all items of the parts before are.
type Row<I, P> = Vec<(I, Arc<P>)>;

/// The part of a row that holds `item` or would.
fn place_in<I: Ord, P>(row: &[(I, Arc<P>)], item: &I) -> usize {
    row.partition_point(|(bound, _)| bound <= item).saturating_sub(1)
}

impl<C: Chunk> Default for SortedSet<C> {
    fn default() -> Self {
        SortedSet { groups: Arc::default() }
    }
}

impl<C: Chunk> SortedSet<C> {
    /// The group and in it the chunk that holds `item` or would.
    fn place_of(&self, item: &C::Item) -> (usize, usize) {
        let group = place_in(&self.groups, item);
        (group, self.groups.get(group).map_or(0, |(_, group)| place_in(group, item)))
    }

    /// Adds an item, in the place of an equal one if there is one.
    pub fn insert(&mut self, item: C::Item) {
        let (at, place) = self.place_of(&item);
        let groups = Arc::make_mut(&mut self.groups);
        if groups.is_empty() {
            groups.push((item.clone(), Arc::new(vec![(item.clone(), Arc::default())])));
        }
        let (group_bound, group) = &mut groups[at];
        let group = Arc::make_mut(group);
        let (bound, chunk) = &mut group[place];
        if item < *bound {
            (*group_bound, *bound) = (item.clone(), item.clone());
        }
        let chunk = Arc::make_mut(chunk);
        chunk.insert(item);
        if chunk.len() > FULL {
            let upper = chunk.split();
            group.splice(place + 1..place + 1, upper.first().map(|first| (first, Arc::new(upper))));
        }
        if group.len() > GROUP {
            let upper = group.split_off(GROUP / 2);
            groups.insert(at + 1, (upper[0].0.clone(), Arc::new(upper)));
        }
    }

    /// Removes an item; nothing happens if it is not there.
    pub fn remove(&mut self, item: &C::Item) {
        let (at, place) = self.place_of(item);
        let groups = Arc::make_mut(&mut self.groups);
        let Some(group) = groups.get_mut(at).map(|(_, group)| Arc::make_mut(group)) else { return };
        let Some(chunk) = group.get_mut(place).map(|(_, chunk)| Arc::make_mut(chunk)) else { return };
        chunk.remove(item);
        if chunk.len() == 0 {
            group.remove(place);
        }
        if group.is_empty() {
            groups.remove(at);
        }
    }

    /// Adds items and takes items away, each once or more often: the last that is said of one holds. In order, so that what belongs in one chunk
    /// is put there at once.
    pub fn change(&mut self, mut changes: Vec<(C::Item, bool)>) {
        changes.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut rest = changes.as_slice();
        while let Some((first, _)) = rest.first() {
            let (at, place) = self.place_of(first);
            let within = |row: &[(C::Item, bool)], bound: &C::Item| row.partition_point(|(item, _)| item < bound);
            let next = self.groups.get(at).and_then(|(_, group)| group.get(place + 1)).map(|(bound, _)| bound);
            let next = next.or_else(|| self.groups.get(at + 1).map(|(bound, _)| bound));
            let (here, after) = rest.split_at(next.map_or(rest.len(), |next| within(rest, next)));
            if here.len() < MANY {
                here.iter().for_each(|(item, there)| if *there { self.insert(item.clone()) } else { self.remove(item) });
            } else {
                self.rewrite(at, place, here);
            }
            rest = after;
        }
    }

    /// Changes what is in one chunk, where there is any, at once.
    fn rewrite(&mut self, at: usize, place: usize, changes: &[(C::Item, bool)]) {
        let groups = Arc::make_mut(&mut self.groups);
        let mut group = groups.get_mut(at).map_or_else(Vec::new, |(_, group)| std::mem::take(Arc::make_mut(group)));
        let old = group.get(place).map(|(_, chunk)| Arc::clone(chunk));
        let items = changed(old.iter().flat_map(|chunk| chunk.items()), changes);
        // Some room is left in each.
        let chunks = items.len().div_ceil(FULL - FULL / 4).max(1);
        let new = items.chunks(items.len().div_ceil(chunks).max(1)).map(|items| (items[0].clone(), Arc::new(C::of(items))));
        group.splice(place..group.len().min(place + 1), new);
        let mut parts = Vec::new();
        while group.len() > GROUP {
            parts.push(group.split_off(group.len() - GROUP / 2));
        }
        parts.push(group);
        let new = parts.into_iter().rev().filter_map(|part| Some((part.first()?.0.clone(), Arc::new(part))));
        groups.splice(at..groups.len().min(at + 1), new);
    }

    /// The items from `item` on, in order.
    pub fn from<'s>(&'s self, item: &C::Item) -> impl Iterator<Item = C::Item> + use<'s, C> {
        let (at, place) = self.place_of(item);
        let group = self.groups.get(at).map(|(_, group)| group).into_iter();
        let first = group.clone().filter_map(move |group| group.get(place)).map(|(_, chunk)| chunk.items_from(item)).next();
        let here = group.flat_map(move |group| &group[place + 1..]);
        let after = self.groups.iter().skip(at + 1).flat_map(|(_, group)| group.iter());
        first.into_iter().flatten().chain(here.chain(after).flat_map(|(_, chunk)| chunk.items()))
    }
}

/// Sorted items after sorted changes.
fn changed<T: Ord + Clone>(items: impl Iterator<Item = T>, changes: &[(T, bool)]) -> Vec<T> {
    let mut items = items.peekable();
    let mut changed: Vec<T> = Vec::new();
    for (item, there) in changes {
        while let Some(before) = items.next_if(|known| known < item) {
            changed.push(before);
        }
        items.next_if(|known| known == item);
        changed.pop_if(|last| *last == *item);
        if *there {
            changed.push(item.clone());
        }
    }
    changed.extend(items);
    changed
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
        fn many_changes_are_as_one_after_the_other(steps in prop::collection::vec(prop::collection::vec((0u16..900, any::<bool>()), 0..600), 0..6)) {
            let mut set = SortedSet::<Vec<u16>>::default();
            let mut model = BTreeSet::new();
            for changes in steps {
                for (item, there) in &changes {
                    if *there { model.insert(*item); } else { model.remove(item); }
                }
                set.change(changes);
                prop_assert!(set.from(&0).eq(model.iter().copied()));
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn many_changes_make_many_chunks_and_groups(first in prop::collection::vec(any::<u16>(), 0..60_000), more in prop::collection::vec((any::<u16>(), any::<bool>()), 0..20_000)) {
            let mut set = SortedSet::<Vec<u16>>::default();
            let mut model: BTreeSet<u16> = first.iter().copied().collect();
            set.change(first.into_iter().map(|item| (item, true)).collect());
            let before = set.clone();
            prop_assert!(before.from(&0).eq(model.iter().copied()));
            for (item, there) in &more {
                if *there { model.insert(*item); } else { model.remove(item); }
            }
            set.change(more);
            prop_assert!(set.from(&0).eq(model.iter().copied()));
            prop_assert!(set.groups.iter().all(|(_, group)| group.len() <= GROUP && group.iter().all(|(_, chunk)| chunk.len() <= FULL)));
        }
    }
}
