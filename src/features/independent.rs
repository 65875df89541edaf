//! Copies of an article count once: a story that many papers print is one source.

use crate::index::{Entry, Snapshot};
use crate::text::FileKey;
use std::sync::Arc;

/// The articles besides one that are no copies of it or of each other, as they come.
pub(super) struct Independent<'a> {
    own: Option<&'a Arc<Entry>>,
    kept: Vec<&'a Arc<Entry>>,
}

impl<'a> Independent<'a> {
    /// Of this article.
    pub fn of(snapshot: &'a Snapshot, file: &FileKey) -> Self {
        Independent { own: snapshot.index.entry(file), kept: Vec::new() }
    }

    /// Whether another article is one of them.
    pub fn has(&mut self, entry: &'a Arc<Entry>) -> bool {
        if self.kept.iter().any(|kept| kept.file == entry.file) {
            return true;
        }
        let is_new = !self.own.iter().chain(&self.kept).any(|known| known.is_copy_of(entry));
        self.kept.extend(is_new.then_some(entry));
        is_new
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.kept.len()
    }
}
