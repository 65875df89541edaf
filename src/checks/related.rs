//! The articles that tell what an article tells, kept from one reading of it to the next: most edits change nothing about them.

use super::Context;
use crate::index::{Entry, Key};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

/// Articles, and a number for what they follow from.
#[derive(Default)]
struct Copies(Mutex<(u64, Vec<Arc<Entry>>)>);

/// The same.
#[derive(Default)]
struct Event(Mutex<(u64, Vec<Arc<Entry>>)>);

/// The copies of an article of the index, as [`Index::copies_of`](crate::index::Index::copies_of) finds them.
pub(super) fn copies(context: &Context<'_>, own: &Entry) -> Vec<Arc<Entry>> {
    let index = &context.snapshot.index;
    let follows = FxBuildHasher.hash_one((&own.file, &own.sample, index.state_of_others(&own.file)));
    latest(&context.reading.memo.get(Copies::default).0, follows, || index.copies_of(own))
}

/// The articles of the same event, as [`Index::of_one_event`](crate::index::Index::of_one_event) finds them.
pub(super) fn of_one_event(context: &Context<'_>, own: &Entry) -> Vec<Arc<Entry>> {
    let index = &context.snapshot.index;
    let named: Vec<(Key, &str)> = own.actors.iter().map(|actor| (actor.key, actor.name())).collect();
    let follows = FxBuildHasher.hash_one((&own.file, own.day(), named, index.state_of_others(&own.file)));
    latest(&context.reading.memo.get(Event::default).0, follows, || index.of_one_event(own))
}

fn latest<'i>(last: &Mutex<(u64, Vec<Arc<Entry>>)>, follows: u64, find: impl FnOnce() -> Vec<&'i Arc<Entry>>) -> Vec<Arc<Entry>> {
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    if last.0 != follows {
        *last = (follows, find().into_iter().cloned().collect());
    }
    last.1.clone()
}
