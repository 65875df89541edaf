//! Whether a document was edited since: a check of what it was before need not go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The edits of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits(Arc<AtomicU64>);

impl Edits {
    /// There was one.
    pub fn note(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// After those that there were so far.
    pub fn now(&self) -> Moment {
        Moment { edits: self.clone(), count: self.0.load(Ordering::Relaxed) }
    }
}

/// What a document was after some of its edits.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    edits: Edits,
    count: u64,
}

impl Moment {
    /// Whether it was edited again.
    pub fn is_past(&self) -> bool {
        self.edits.0.load(Ordering::Relaxed) != self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_ends_the_moment_before_it() {
        let edits = Edits::default();
        let before = edits.now();
        assert!(!before.is_past());
        edits.note();
        assert!(before.is_past() && !edits.now().is_past());
    }
}
