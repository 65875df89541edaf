//! The records of all files together: which count, and what is wrong between files.

use super::beginnings::Beginnings;
use super::holders::Holders;
use super::lookup::Lookup;
use super::matcher::{Matcher, has_name};
use super::words::Words;
use super::{Kept, Knowledge, KnowledgeFile, Offices, Problem, RecordId, RecordKind, RecordView};
use crate::text::{FileKey, Place, Span};
use rustc_hash::{FxBuildHasher, FxHashSet, FxHasher};
use std::hash::{BuildHasher, Hash, Hasher};

/// Joins the records of all files. Where two define one id, the later file wins and both places are told.
pub(super) fn build(files: &[&KnowledgeFile]) -> Knowledge {
    let mut hasher = FxHasher::default();
    for file in files {
        file.key().hash(&mut hasher);
        file.content().hash(&mut hasher);
    }
    let kept = |(file, at): (&&KnowledgeFile, u32)| {
        let starts = file.records().starts().to_vec();
        starts.into_iter().map(move |start| Kept { file: at, start })
    };
    let mut knowledge = Knowledge {
        generation: hasher.finish(),
        files: files.iter().map(|file| (*file).clone()).collect(),
        records: files.iter().zip(0..).flat_map(kept).collect(),
        ..Knowledge::default()
    };
    knowledge.find_records();
    let (counts, problems) = judge(&knowledge);
    if counts.contains(&false) {
        let mut counts = counts.into_iter();
        knowledge.records.retain(|_| counts.next().unwrap_or_default());
        knowledge.find_records();
    }
    let persons = knowledge.records().filter(|(_, record)| record.kind() == RecordKind::Person);
    knowledge.short = Matcher::of(persons.map(|(id, record)| (record.short_form(), id)));
    knowledge.wrong = Matcher::of(knowledge.records().flat_map(|(id, record)| record.wrong().map(move |form| (form, id))));
    let mut offices = knowledge.records().map(|(_, record)| record).filter(|record| record.kind() == RecordKind::Office).peekable();
    knowledge.offices = offices.peek().is_some().then(|| Offices::with(offices));
    knowledge.words = Words::of(knowledge.records());
    knowledge.beginnings = Beginnings::of(knowledge.records());
    knowledge.holders = Holders::of(&knowledge);
    knowledge.problems = problems;
    knowledge
}

impl Knowledge {
    /// The records with an id, of which one counts.
    fn with_id<'k>(&'k self, id: &'k str) -> impl Iterator<Item = (RecordId, RecordView<'k>)> {
        let found = self.by_id.get(FxBuildHasher.hash_one(id)).iter().filter_map(|found| Some((*found, self.record(*found)?)));
        found.filter(move |(_, record)| record.id() == id)
    }

    /// A record by its slug.
    pub fn by_id(&self, id: &str) -> Option<RecordId> {
        self.with_id(id).next().map(|(id, _)| id)
    }

    /// Makes what records are found by, ids and names.
    fn find_records(&mut self) {
        self.by_id = Lookup::of(self.records().map(|(id, record)| (FxBuildHasher.hash_one(record.id()), id)).collect());
        self.matcher = Matcher::of(self.records().flat_map(|(id, record)| record.forms().map(move |form| (form, id))));
    }
}

/// Which of all records count, and what is wrong with those that do not. What is twice in one file was found when it was read.
fn judge(all: &Knowledge) -> (Vec<bool>, Vec<Problem>) {
    let broken: FxHashSet<&str> = all.files.iter().flat_map(KnowledgeFile::broken_ids).map(String::as_str).collect();
    let several = all.files.len() > 1;
    let (mut counts, mut problems) = (Vec::with_capacity(all.records.len()), Vec::new());
    for (id, record) in all.records() {
        let same = || all.with_id(record.id()).filter(|_| several);
        if let Some((_, other)) = same().take_while(|(other, _)| *other < id).last() {
            let (name, file) = (record.id(), record.file().name());
            problems.push(problem(other, other.span(), format!("id \"{name}\" is also in {file}, which is read later and counts")));
            let message = format!("id \"{name}\" is also in {}; this record counts", other.file().name());
            problems.push(problem(record, record.span(), message));
        }
        if same().any(|(other, _)| other > id) {
            counts.push(false);
            continue;
        }
        let dangling = record.references().find(|(id, _)| !broken.contains(id) && all.by_id(id).is_none());
        let wrong = match dangling {
            Some((id, span)) => Some((span, format!("\"{id}\" is the id of no record; this record is skipped"))),
            None if several => claimed(all, &counts, record),
            None => None,
        };
        counts.push(wrong.is_none());
        problems.extend(wrong.map(|(span, message)| problem(record, span, message)));
    }
    let key = |problem: &Problem| -> (FileKey, Span) { (problem.place.file.clone(), problem.place.span) };
    problems.sort_by(|one, other| (key(one), &one.message).cmp(&(key(other), &other.message)));
    (counts, problems)
}

/// A name of a record that one of its kind in another file, among those that were judged, has already: where it stands and what is wrong.
fn claimed(all: &Knowledge, counts: &[bool], record: RecordView<'_>) -> Option<(Span, String)> {
    record.placed_forms().find_map(|(form, span)| {
        let owners = all.by_form(form).iter().filter(|id| counts.get(id.0 as usize) == Some(&true));
        let mut owners = owners.filter_map(|id| all.record(*id));
        let other = owners.find(|other| other.kind() == record.kind() && other.file() != record.file() && has_name(*other, form))?;
        let (id, file) = (other.id(), other.file().name());
        let message = format!("the name \"{form}\" belongs to \"{id}\" in {file} already; this record is skipped");
        Some((span.unwrap_or_else(|| record.span()), message))
    })
}

fn problem(record: RecordView<'_>, span: Span, message: String) -> Problem {
    Problem { place: Place { file: record.file().clone(), span }, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> KnowledgeFile {
        KnowledgeFile::parse(&FileKey::new(name), text)
    }

    fn build_all(files: &[KnowledgeFile]) -> (Vec<String>, Vec<String>) {
        let knowledge = build(&files.iter().collect::<Vec<_>>());
        let records = knowledge.records().map(|(_, record)| format!("{} {}", record.id(), record.name())).collect();
        let problems = knowledge.problems().iter().map(|problem| format!("{}: {}", problem.place.file.name(), problem.message)).collect();
        (records, problems)
    }

    #[test]
    fn the_later_file_wins_and_both_are_told() {
        let one = file("a.toml", "[[person]]\nid = \"poe\"\nname = \"Ann Poe\"\n");
        let two = file("b.toml", "[[person]]\nid = \"poe\"\nname = \"Ann B. Poe\"\n");
        let (records, problems) = build_all(&[one, two]);
        assert_eq!(records, ["poe Ann B. Poe"]);
        assert_eq!(
            problems,
            [
                "a.toml: id \"poe\" is also in b.toml, which is read later and counts",
                "b.toml: id \"poe\" is also in a.toml; this record counts"
            ]
        );
    }

    #[test]
    fn ids_may_stand_in_other_files() {
        let people = "[[person]]\nid = \"poe\"\nname = \"Ann Poe\"\n[[person.role]]\norg = \"port\"\n[[person]]\nid = \"roe\"\nname = \"Jo Roe\"\n[[person.role]]\norg = \"prot\"\n";
        let orgs = "[[org]]\nid = \"port\"\nname = \"Port Authority\"\n";
        let (records, problems) = build_all(&[file("a.toml", people), file("b.toml", orgs)]);
        assert_eq!(records, ["poe Ann Poe", "port Port Authority"]);
        assert_eq!(problems, ["a.toml: \"prot\" is the id of no record; this record is skipped"]);
    }

    #[test]
    fn a_name_belongs_to_one_record_over_all_files() {
        let one = file("a.toml", "[[org]]\nid = \"port\"\nname = \"Port Authority\"\n");
        let two = file("b.csv", "kind,id,name,aliases\norg,harbour,Harbour Office,Harbour|Port Authority\nplace,pa,Port Authority,\n");
        let (records, problems) = build_all(&[one, two]);
        assert_eq!(records, ["port Port Authority", "pa Port Authority"]);
        assert_eq!(problems, ["b.csv: the name \"Port Authority\" belongs to \"port\" in a.toml already; this record is skipped"]);
    }
}
