//! One consistent state of the workspace.

use super::Index;
use crate::config::Configs;
use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::text::{FileKey, LineMap};
use rpds::HashTrieMapSync;
use std::sync::Arc;

/// An open article.
#[derive(Clone, Debug)]
pub struct FileState {
    /// The client's version of the text, where it has one.
    pub version: Option<i32>,
    /// The article as read.
    pub reading: Arc<Reading>,
}

/// Everything that a check or feature may look at. Cheap to clone; never changes.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Open files with their readings; articles that are not open are in the index alone.
    pub open: HashTrieMapSync<FileKey, FileState>,
    /// All articles, open or not.
    pub index: Index,
    /// What is known.
    pub knowledge: Arc<Knowledge>,
    /// What the desk has chosen, by folder.
    pub config: Arc<Configs>,
}

impl Snapshot {
    /// The reading of an open file.
    pub fn reading(&self, file: &FileKey) -> Option<&Arc<Reading>> {
        self.open.get(file).map(|state| &state.reading)
    }

    /// The lines of any file that is known: an open one, an article of the index, a knowledge file.
    pub fn lines(&self, file: &FileKey) -> Option<&LineMap> {
        let open = self.open.get(file).map(|state| &state.reading.lines);
        open.or_else(|| self.index.lines(file)).or_else(|| self.knowledge.lines(file))
    }
}
