//! One knowledge file: its records and its problems, each at its own place.

use super::{Record, RecordKind, csv, toml};
use crate::text::{FileKey, LineMap, Place, Span};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Something in a knowledge file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
}

/// A knowledge file as read. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct KnowledgeFile(Arc<Content>);

#[derive(Debug)]
struct Content {
    key: FileKey,
    hash: u64,
    lines: LineMap,
    records: Vec<Record>,
    problems: Vec<Problem>,
    broken: bool,
}

/// What a format's reader found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
    /// Whether the file could not be read at all.
    pub broken: bool,
}

impl KnowledgeFile {
    /// Reads a file: CSV by its name, else TOML. A broken record is skipped with a problem; all others load.
    pub fn parse(key: &FileKey, text: &str) -> Self {
        let mut found = if key.name().ends_with(".csv") { csv::read(key, text) } else { toml::read(key, text) };
        check(&mut found);
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        KnowledgeFile(Arc::new(Content {
            key: key.clone(),
            hash: hasher.finish(),
            lines: LineMap::new(text),
            records: found.records,
            problems: found.problems,
            broken: found.broken,
        }))
    }

    /// Which file.
    pub fn key(&self) -> &FileKey {
        &self.0.key
    }

    /// A hash of its text.
    pub fn content(&self) -> u64 {
        self.0.hash
    }

    /// Its lines.
    pub fn lines(&self) -> &LineMap {
        &self.0.lines
    }

    /// Its good records, in order.
    pub fn records(&self) -> &[Record] {
        &self.0.records
    }

    /// What is wrong in it, by place.
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Whether it could not be read at all, so that its last good version should be kept.
    pub fn is_broken(&self) -> bool {
        self.0.broken
    }
}

/// What only shows when all records of a file are there: ids and aliases that stand twice, dates that run backwards.
fn check(found: &mut Found) {
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    let mut forms: FxHashMap<(RecordKind, String), String> = FxHashMap::default();
    let Found { records, problems, .. } = found;
    records.retain(|record| {
        let mut refuse = |message: String| {
            problems.push(Problem { place: record.place.clone(), message });
            false
        };
        if !is_slug(&record.id) {
            return refuse(format!("id \"{}\" is no slug: use lower-case letters, digits and hyphens", record.id));
        }
        if seen.contains_key(&record.id) {
            return refuse(format!("id \"{}\" is defined twice in this file; this record is skipped", record.id));
        }
        let backwards =
            |from: Option<super::PartialDate>, to: Option<super::PartialDate>| from.zip(to).is_some_and(|(from, to)| from.first > to.last);
        if backwards(record.from, record.to) || record.roles.iter().any(|role| backwards(role.from, role.to)) {
            return refuse(format!("\"{}\" ends before it begins; this record is skipped", record.id));
        }
        for form in record.forms() {
            if let Some(other) = forms.get(&(record.kind, form.to_lowercase())).filter(|other| **other != record.id) {
                return refuse(format!("the name \"{form}\" belongs to \"{other}\" already; this record is skipped"));
            }
        }
        record.forms().for_each(|form| drop(forms.insert((record.kind, form.to_lowercase()), record.id.clone())));
        seen.insert(record.id.clone(), record.place.span);
        true
    });
    // A reference to nothing is reported; the record stays.
    let known = |id: &str| seen.contains_key(id);
    for record in records.iter() {
        let references = record.roles.iter().flat_map(|role| [&role.office, &role.org]).flatten().chain(record.stands_for.as_ref());
        for reference in references.filter(|reference| !known(reference)) {
            problems.push(Problem {
                place: record.place.clone(),
                message: format!("\"{reference}\" is no id of this file; is it defined in another?"),
            });
        }
    }
    problems.sort_by_key(|problem| problem.place.span);
}

fn is_slug(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !id.starts_with('-')
}
