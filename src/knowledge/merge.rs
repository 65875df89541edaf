//! The records of all files together: which count, and what is wrong between files.

use super::matcher::{Matcher, has_name};
use super::{Knowledge, KnowledgeFile, Offices, Problem, Record, RecordId, RecordKind};
use crate::text::{FileKey, Place, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Joins the records of all files. Where two define one id, the later file wins and both places are told.
pub(super) fn build(files: &[&KnowledgeFile]) -> Knowledge {
    let mut hasher = FxHasher::default();
    let mut problems = Vec::new();
    let mut last: FxHashMap<&str, &Arc<Record>> = FxHashMap::default();
    let mut defined: FxHashSet<&str> = FxHashSet::default();
    for file in files {
        file.key().hash(&mut hasher);
        file.content().hash(&mut hasher);
        defined.extend(file.broken_ids().iter().map(String::as_str));
        for record in file.records() {
            defined.insert(&record.id);
            if let Some(other) = last.insert(&record.id, record) {
                let id = &record.id;
                problems.push(problem(
                    other,
                    other.place.span,
                    format!("id \"{id}\" is also in {}, which is read later and counts", record.place.file.name()),
                ));
                problems.push(problem(
                    record,
                    record.place.span,
                    format!("id \"{id}\" is also in {}; this record counts", other.place.file.name()),
                ));
            }
        }
    }
    let mut knowledge = Knowledge { generation: hasher.finish(), ..Knowledge::default() };
    let mut matcher = Matcher::default();
    let mut short = Matcher::default();
    let mut wrong = Matcher::default();
    for file in files {
        knowledge.lines.push((file.key().clone(), file.lines().clone()));
        for record in file.records().iter().filter(|record| last.get(record.id.as_str()).is_some_and(|counts| Arc::ptr_eq(counts, record)))
        {
            let dangling = record.references.iter().find(|reference| !defined.contains(reference.id.as_str()));
            if let Some(reference) = dangling {
                let message = format!("\"{}\" is the id of no record; this record is skipped", reference.id);
                problems.push(problem(record, reference.span, message));
                continue;
            }
            if let Some((at, form, other)) = claimed(&knowledge, &matcher, record) {
                let span = record.form_spans.get(at).copied().unwrap_or(record.place.span);
                let message = format!(
                    "the name \"{form}\" belongs to \"{}\" in {} already; this record is skipped",
                    other.id,
                    other.place.file.name()
                );
                problems.push(problem(record, span, message));
                continue;
            }
            let id = RecordId(knowledge.records.len() as u32);
            record.forms().for_each(|form| matcher.add(form, id));
            record.wrong.iter().for_each(|form| wrong.add(form, id));
            if record.kind == RecordKind::Person {
                short.add(record.short_form(), id);
            }
            knowledge.by_id.insert(record.id.clone(), id);
            knowledge.records.push(Arc::clone(record));
        }
    }
    if knowledge.records.iter().any(|record| record.kind == RecordKind::Office) {
        knowledge.offices = Some(Offices::with(knowledge.records.iter().map(Arc::as_ref)));
    }
    knowledge.matcher = matcher;
    knowledge.short = short;
    knowledge.wrong = wrong;
    let key = |problem: &Problem| -> (FileKey, Span) { (problem.place.file.clone(), problem.place.span) };
    problems.sort_by(|one, other| (key(one), &one.message).cmp(&(key(other), &other.message)));
    knowledge.problems = problems;
    knowledge
}

/// A name of a record that one of its kind in another file has already: its number among the forms, the name and the other record.
fn claimed<'k, 'r>(knowledge: &'k Knowledge, matcher: &Matcher, record: &'r Record) -> Option<(usize, &'r str, &'k Record)> {
    record.forms().enumerate().find_map(|(at, form)| {
        let mut owners = matcher.get(form).iter().filter_map(|id| knowledge.record(*id));
        let other = owners.find(|other| other.kind == record.kind && other.place.file != record.place.file && has_name(other, form))?;
        Some((at, form, other))
    })
}

fn problem(record: &Record, span: Span, message: String) -> Problem {
    Problem { place: Place { file: record.place.file.clone(), span }, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> KnowledgeFile {
        KnowledgeFile::parse(&FileKey::new(name), text)
    }

    fn build_all(files: &[KnowledgeFile]) -> (Vec<String>, Vec<String>) {
        let knowledge = build(&files.iter().collect::<Vec<_>>());
        let records = knowledge.records.iter().map(|record| format!("{} {}", record.id, record.name)).collect();
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
