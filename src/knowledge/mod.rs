//! What is known before an article is read: the user's records and the built-in tables.
//!
//! A [`Knowledge`] is immutable; a changed knowledge file makes a new one. Built-in tables hold no office-holders.

mod csv;
mod file;
mod partial;
mod record;
mod tables;
mod toml;

pub use file::{KnowledgeFile, Problem};
pub use partial::PartialDate;
pub use record::{Bound, Record, RecordKind, Role};
pub use tables::{Country, Organisation, Tables, TitleKind};

use crate::text::{FileKey, LineMap, normalised};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// A record of the user's knowledge files, by its place in [`Knowledge::records`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

/// All that is known.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// The user's records, in the order of their files.
    pub records: Vec<Record>,
    /// Changes whenever anything in it does: a paragraph read under another generation is read again.
    pub generation: u64,
    by_id: FxHashMap<String, RecordId>,
    /// Records by their names and aliases, normalised.
    by_form: FxHashMap<String, Vec<RecordId>>,
    lines: Vec<(FileKey, LineMap)>,
}

impl Knowledge {
    /// The records of all files together. Where two define one id, the later file wins.
    pub fn build(files: &[&KnowledgeFile]) -> Self {
        let mut knowledge = Knowledge::default();
        let mut hasher = FxHasher::default();
        for file in files {
            file.key().hash(&mut hasher);
            file.content().hash(&mut hasher);
            knowledge.lines.push((file.key().clone(), file.lines().clone()));
            for record in file.records() {
                match knowledge.by_id.get(&record.id) {
                    Some(id) => knowledge.records[id.0 as usize] = record.clone(),
                    None => {
                        knowledge.by_id.insert(record.id.clone(), RecordId(knowledge.records.len() as u32));
                        knowledge.records.push(record.clone());
                    }
                }
            }
        }
        knowledge.generation = hasher.finish();
        for (at, record) in knowledge.records.iter().enumerate() {
            for form in record.forms() {
                let known = knowledge.by_form.entry(normalised(form)).or_default();
                if !known.contains(&RecordId(at as u32)) {
                    known.push(RecordId(at as u32));
                }
            }
        }
        knowledge
    }

    /// A record by its number.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.0 as usize)
    }

    /// A record by its slug.
    pub fn by_id(&self, id: &str) -> Option<RecordId> {
        self.by_id.get(id).copied()
    }

    /// The records that a name or alias belongs to, letter case and marks aside.
    pub fn by_form(&self, form: &str) -> &[RecordId] {
        if self.by_form.is_empty() {
            return &[];
        }
        self.by_form.get(&normalised(form)).map_or(&[], Vec::as_slice)
    }

    /// The lines of a knowledge file.
    pub fn lines(&self, file: &FileKey) -> Option<&LineMap> {
        self.lines.iter().find(|(key, _)| key == file).map(|(_, lines)| lines)
    }

    /// The built-in tables.
    pub fn tables(&self) -> &'static Tables {
        Tables::shared()
    }
}
