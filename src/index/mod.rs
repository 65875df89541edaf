//! The entity index: every reading of the workspace, by actor, by day, by claim; and the snapshot that checks and features take.
//!
//! The index is persistent data: replacing one article gives a new index in time proportional to that article, and old snapshots stay valid.

mod snapshot;

pub use snapshot::{FileState, Snapshot};

use crate::reading::Reading;
use crate::text::FileKey;

/// Every article of the workspace.
#[derive(Clone, Debug, Default)]
pub struct Index {}

impl Index {
    /// The index with an article added or replaced.
    #[must_use]
    pub fn with(&self, _file: &FileKey, _reading: &Reading) -> Self {
        self.clone()
    }

    /// The index without an article.
    #[must_use]
    pub fn without(&self, _file: &FileKey) -> Self {
        self.clone()
    }
}
