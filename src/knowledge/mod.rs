//! What is known before an article is read: the user's records and the built-in tables.
//!
//! A [`Knowledge`] is immutable; a changed knowledge file makes a new one. Built-in tables hold no office-holders.

mod beginnings;
mod csv;
mod file;
mod governments;
mod holders;
pub mod import;
mod lookup;
mod matcher;
mod merge;
mod offices;
mod packed;
mod partial;
mod record;
mod tables;
mod toml;
mod view;
mod words;

pub use crate::text::Problem;
pub use csv::COLUMNS;
pub use file::KnowledgeFile;
pub use governments::lacks_office;
pub use matcher::Match;
pub use offices::{Office, Offices};
pub use packed::Records;
pub use partial::PartialDate;
pub use record::{Cell, Record, RecordKind, Reference, Role, Status, Tracked};
pub use tables::{Country, Organisation, Tables, TitleKind};
pub use view::RecordView;

use crate::text::{FileKey, LineMap, Token};
use beginnings::Beginnings;
use holders::Holders;
use lookup::Lookup;
use matcher::{Matcher, has_name, has_wrong};
use words::Words;

/// A record of the user's knowledge files, by its place among [`Knowledge::records`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

/// Where a record is kept: its file, and where it begins there.
#[derive(Clone, Copy, Debug)]
struct Kept {
    file: u32,
    start: u32,
}

/// All that is known.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Changes whenever anything in it does: a paragraph read under another generation is read again.
    pub generation: u64,
    files: Vec<KnowledgeFile>,
    /// The user's records, in the order of their files.
    records: Vec<Kept>,
    by_id: Lookup<RecordId>,
    /// Names and aliases of records.
    matcher: Matcher,
    /// Persons by the form of later references.
    short: Matcher,
    /// Wrong forms of records' names.
    wrong: Matcher,
    words: Words,
    /// All records by the first letters of the words of their names.
    beginnings: Beginnings,
    holders: Holders,
    /// With the user's office records, where there are some.
    offices: Option<Offices>,
    problems: Vec<Problem>,
}

impl Knowledge {
    /// The records of all files together. Where two define one id, the later file wins.
    pub fn build(files: &[&KnowledgeFile]) -> Self {
        merge::build(files)
    }

    /// The user's records, in the order of their files.
    pub fn records(&self) -> impl ExactSizeIterator<Item = (RecordId, RecordView<'_>)> {
        self.records.iter().enumerate().map(|(at, kept)| (RecordId(at as u32), self.view(*kept)))
    }

    fn view(&self, kept: Kept) -> RecordView<'_> {
        self.files[kept.file as usize].records().at(kept.start)
    }

    /// A record by its number.
    pub fn record(&self, id: RecordId) -> Option<RecordView<'_>> {
        self.records.get(id.0 as usize).map(|kept| self.view(*kept))
    }

    /// The records that a name or alias belongs to, letter case and marks aside.
    pub fn by_form(&self, form: &str) -> &[RecordId] {
        self.matcher.get(form)
    }

    /// The records that list a form of their name as wrong, letter case and marks aside.
    pub fn by_wrong_form(&self, form: &str) -> &[RecordId] {
        self.wrong.get(form)
    }

    /// The persons whom later references call so: by `short`, or else by family name.
    pub fn by_short_form(&self, form: &str) -> &[RecordId] {
        self.short.get(form)
    }

    /// The names and aliases of records in a text, the longest at each place, from left to right and without overlap. Capitals count: "Apple"
    /// is not found in "apple".
    pub fn matches(&self, text: &str, tokens: &[Token]) -> Vec<Match<'_>> {
        let fits = |records: &[RecordId], words: &str| {
            records.iter().filter_map(|id| self.record(*id)).any(|record| record.kind() != RecordKind::Office && has_name(record, words))
        };
        self.matcher.find(text, tokens, fits)
    }

    /// The wrong forms in a text that records say are always wrong, as [`Knowledge::matches`] finds the right ones.
    pub fn wrong_matches(&self, text: &str, tokens: &[Token]) -> Vec<Match<'_>> {
        let fits = |records: &[RecordId], words: &str| records.iter().filter_map(|id| self.record(*id)).any(|r| has_wrong(r, words));
        self.wrong.find(text, tokens, fits)
    }

    /// The persons with a word in one of the forms of their names, letter case aside; a few others may be among them.
    pub fn persons_with_word(&self, word: &str) -> impl Iterator<Item = RecordId> {
        self.words.with(word)
    }

    /// The records with a word in one of their forms from which on it begins so, as [`normalised`](crate::text::normalised) writes it, in their
    /// order; a few others may be among them.
    pub fn by_beginning(&self, beginning: &str) -> Vec<RecordId> {
        self.beginnings.with(beginning)
    }

    /// Which titles name which kind of office: the built-in table with the user's office records.
    pub fn offices(&self) -> &Offices {
        self.offices.as_ref().unwrap_or_else(|| Offices::built_in())
    }

    /// What is wrong between files: ids and names that two of them define, references to nothing. By file and place.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.matcher.is_empty()
    }

    /// The knowledge files, in the order in which they were given.
    pub fn files(&self) -> impl Iterator<Item = &FileKey> {
        self.files.iter().map(KnowledgeFile::key)
    }

    /// The lines of a knowledge file.
    pub fn lines(&self, file: &FileKey) -> Option<&LineMap> {
        self.files.iter().find(|own| own.key() == file).map(KnowledgeFile::lines)
    }

    /// The built-in tables.
    pub fn tables(&self) -> &'static Tables {
        Tables::shared()
    }
}
