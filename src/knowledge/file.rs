//! One knowledge file: its records and its problems, each at its own place.

use super::{PartialDate, Record, RecordKind, csv, toml};
use crate::text::{FileKey, LineMap, Place, Problem, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A knowledge file as read. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct KnowledgeFile(Arc<Content>);

#[derive(Debug)]
struct Content {
    key: FileKey,
    hash: u64,
    lines: LineMap,
    records: Vec<Arc<Record>>,
    /// Ids of records that are skipped: they are defined all the same.
    broken_ids: Vec<String>,
    problems: Vec<Problem>,
    broken: bool,
}

/// What a format's reader found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub records: Vec<Record>,
    /// Ids of records that are skipped.
    pub broken_ids: Vec<String>,
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
            records: found.records.into_iter().map(Arc::new).collect(),
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
    pub fn records(&self) -> &[Arc<Record>] {
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
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut forms: FxHashMap<(RecordKind, String), String> = FxHashMap::default();
    let Found { records, broken_ids, problems, .. } = found;
    records.retain(|record| {
        let mut refuse = |span: Span, message: String| {
            problems.push(Problem { place: Place { file: record.place.file.clone(), span }, message });
            broken_ids.push(record.id.clone());
            false
        };
        if !is_slug(&record.id) {
            return refuse(record.place.span, format!("id \"{}\" is no slug: use lower-case letters, digits and hyphens", record.id));
        }
        if seen.contains(&record.id) {
            return refuse(record.place.span, format!("id \"{}\" is defined twice in this file; this record is skipped", record.id));
        }
        let backwards = |from: Option<PartialDate>, to: Option<PartialDate>| from.zip(to).is_some_and(|(from, to)| from.first > to.last);
        if backwards(record.from, record.to) || record.roles.iter().any(|role| backwards(role.from, role.to)) {
            return refuse(record.place.span, format!("\"{}\" ends before it begins; this record is skipped", record.id));
        }
        let mut own = Vec::new();
        for (at, form) in record.forms().enumerate() {
            let key = (record.kind, form.to_lowercase());
            if let Some(other) = forms.get(&key) {
                let span = record.form_spans.get(at).copied().unwrap_or(record.place.span);
                return refuse(span, format!("the name \"{form}\" belongs to \"{other}\" already; this record is skipped"));
            }
            own.push(key);
        }
        own.into_iter().for_each(|key| drop(forms.insert(key, record.id.clone())));
        seen.insert(record.id.clone());
        true
    });
    problems.sort_by(|one, other| (one.place.span, &one.message).cmp(&(other.place.span, &other.message)));
}

fn is_slug(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !id.starts_with('-')
}
