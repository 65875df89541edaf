//! One knowledge file: its records and its problems, each at its own place.

use super::packed::Records;
use super::{PartialDate, RecordView, csv, toml};
use crate::text::{FileKey, LineMap, Place, Problem};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher;
use std::sync::Arc;

/// A knowledge file as read. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct KnowledgeFile(Arc<Content>);

#[derive(Debug)]
struct Content {
    key: FileKey,
    hash: u64,
    lines: LineMap,
    records: Records,
    /// Ids of records that are skipped: they are defined all the same.
    broken_ids: Vec<String>,
    problems: Vec<Problem>,
    broken: bool,
}

/// What a format's reader found.
#[derive(Debug)]
pub(super) struct Found {
    pub records: Records,
    /// Ids of records that are skipped.
    pub broken_ids: Vec<String>,
    pub problems: Vec<Problem>,
    /// Whether the file could not be read at all.
    pub broken: bool,
}

impl Found {
    /// Nothing yet.
    pub fn new(file: &FileKey) -> Self {
        Found { records: Records::new(file.clone()), broken_ids: Vec::new(), problems: Vec::new(), broken: false }
    }
}

impl KnowledgeFile {
    /// Reads a file: CSV by its name, else TOML. A broken record is skipped with a problem; all others load.
    pub fn parse(key: &FileKey, text: &str) -> Self {
        let mut found = if key.name().ends_with(".csv") { csv::read(key, text) } else { toml::read(key, text) };
        check(&mut found);
        KnowledgeFile(Arc::new(Content {
            key: key.clone(),
            hash: FxBuildHasher.hash_one(text),
            lines: LineMap::new(text),
            records: found.records,
            broken_ids: found.broken_ids,
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
    pub fn records(&self) -> &Records {
        &self.0.records
    }

    /// The ids of its records that are skipped.
    pub(super) fn broken_ids(&self) -> &[String] {
        &self.0.broken_ids
    }

    /// What is wrong in it, by place. What only shows beside other files is in [`Knowledge::problems`](super::Knowledge::problems).
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Whether it could not be read at all, so that its last good version should be kept.
    pub fn is_broken(&self) -> bool {
        self.0.broken
    }
}

/// What only shows when all records of a file are there: ids and names that stand twice, dates that run backwards.
fn check(found: &mut Found) {
    // By their hashes, each with the number of the record that has it.
    let mut ids: FxHashSet<u64> = FxHashSet::default();
    let mut forms: FxHashMap<u64, u32> = FxHashMap::default();
    let hasher = FxBuildHasher;
    let Found { records, broken_ids, problems, .. } = found;
    let mut good = Vec::with_capacity(records.len());
    for (number, record) in records.iter().enumerate() {
        let lowered = |form: &str| hasher.hash_one((record.kind(), form.to_lowercase()));
        let wrong = if let Some(wrong) = wrong_by_itself(record) {
            Some((record.span(), wrong))
        } else if ids.contains(&hasher.hash_one(record.id())) {
            Some((record.span(), format!("id \"{}\" is defined twice in this file; this record is skipped", record.id())))
        } else {
            record.placed_forms().find_map(|(form, span)| {
                let other = records.get(*forms.get(&lowered(form))? as usize)?;
                let message = format!("the name \"{form}\" belongs to \"{}\" already; this record is skipped", other.id());
                Some((span.unwrap_or_else(|| record.span()), message))
            })
        };
        good.push(wrong.is_none());
        match wrong {
            Some((span, message)) => {
                problems.push(Problem { place: Place { file: record.file().clone(), span }, message });
                broken_ids.push(record.id().to_owned());
            }
            None => {
                ids.insert(hasher.hash_one(record.id()));
                forms.extend(record.forms().map(|form| (lowered(form), number as u32)));
            }
        }
    }
    records.retain(|number| good[number]);
    problems.sort_by(|one, other| (one.place.span, &one.message).cmp(&(other.place.span, &other.message)));
}

/// What is wrong with a record whatever the others are.
fn wrong_by_itself(record: RecordView<'_>) -> Option<String> {
    let id = record.id();
    if !is_slug(id) {
        return Some(format!("id \"{id}\" is no slug: use lower-case letters, digits and hyphens"));
    }
    let backwards = |from: Option<PartialDate>, to: Option<PartialDate>| from.zip(to).is_some_and(|(from, to)| from.first > to.last);
    let any = backwards(record.from(), record.to()) || record.roles().any(|role| backwards(role.from, role.to));
    any.then(|| format!("\"{id}\" ends before it begins; this record is skipped"))
}

fn is_slug(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !id.starts_with('-')
}
