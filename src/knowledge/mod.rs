//! What is known before an article is read: the user's records and the built-in tables.
//!
//! A [`Knowledge`] is immutable; a changed knowledge file makes a new one. Built-in tables hold no office-holders.

use crate::text::Place;

/// A record of the user's knowledge files, by its place in [`Knowledge::records`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// `[[person]]`
    Person,
    /// `[[org]]`
    Organisation,
    /// `[[place]]`
    Place,
    /// `[[office]]`
    Office,
    /// `[[event]]`
    Event,
    /// `[[claim]]`
    Claim,
}

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The slug.
    pub id: String,
    /// What it is about.
    pub kind: RecordKind,
    /// House form, first reference.
    pub name: String,
    /// Where it stands: the record's `id` in its file.
    pub place: Place,
}

impl Record {
    /// The title that the record gives for a day.
    pub fn title_on(&self, _day: jiff::civil::Date) -> Option<&str> {
        None
    }
}

/// All that is known.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// The user's records, in the order of their files.
    pub records: Vec<Record>,
    /// Changes whenever anything in it does: a paragraph read under another generation is read again.
    pub generation: u64,
}

impl Knowledge {
    /// A record by its number.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.0 as usize)
    }
}
