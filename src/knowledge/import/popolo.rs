//! Popolo JSON: <https://www.popoloproject.com>.

use super::{Ids, Imported, date, new, text};
use crate::knowledge::{Record, RecordKind, Role};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// Reads one document: persons, organisations, areas and events, with memberships as roles.
///
/// # Errors
/// Where the text is no JSON object.
pub fn popolo(source: &str) -> Result<Imported, String> {
    let document: Value = serde_json::from_str(source).map_err(|error| format!("no JSON: {error}"))?;
    if !document.is_object() {
        return Err("a Popolo document is an object with \"persons\", \"organizations\" and \"memberships\"".to_owned());
    }
    let mut found = Imported::default();
    let mut ids = Ids::default();
    // The source's ids, and ours.
    let mut known: FxHashMap<String, String> = FxHashMap::default();
    let kinds = [
        ("organizations", RecordKind::Organisation),
        ("areas", RecordKind::Place),
        ("events", RecordKind::Event),
        ("persons", RecordKind::Person),
    ];
    for (key, kind) in kinds {
        for object in document.get(key).and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = text(object, "name") else {
                found.skipped.push(format!("one of \"{key}\" has no name: {}", object["id"]));
                continue;
            };
            let theirs = text(object, "id");
            let id = ids.slug(theirs.as_deref(), &name);
            if let Some(theirs) = theirs {
                known.insert(theirs, id.clone());
            }
            found.records.push(record(object, kind, id, &name));
        }
    }
    for (object, record) in organisations(&document).zip(&mut found.records) {
        record.part_of = text(object, "parent_id").and_then(|id| known.get(&id).cloned());
    }
    for membership in document.get("memberships").and_then(Value::as_array).into_iter().flatten() {
        let person = text(membership, "person_id").and_then(|id| known.get(&id).cloned());
        let Some(record) = person.and_then(|id| found.records.iter_mut().find(|record| record.id == id)) else {
            found.skipped.push(format!("a membership of nobody in \"persons\": {}", membership["person_id"]));
            continue;
        };
        record.roles.push(Role {
            title: text(membership, "role").or_else(|| text(membership, "label")),
            org: text(membership, "organization_id").and_then(|id| known.get(&id).cloned()),
            from: text(membership, "start_date").and_then(|day| date(&day)),
            to: text(membership, "end_date").and_then(|day| date(&day)),
            source: membership.pointer("/sources/0/url").and_then(Value::as_str).map(str::to_owned),
            ..Role::default()
        });
    }
    Ok(found)
}

/// The organisations that became records: they come first.
fn organisations(document: &Value) -> impl Iterator<Item = &Value> {
    let all = document.get("organizations").and_then(Value::as_array).into_iter().flatten();
    all.filter(|object| text(object, "name").is_some())
}

fn record(object: &Value, kind: RecordKind, id: String, name: &str) -> Record {
    let mut record = new(kind, id, name);
    let (from, to) = match kind {
        RecordKind::Person => ("birth_date", "death_date"),
        RecordKind::Organisation => ("founding_date", "dissolution_date"),
        _ => ("start_date", "end_date"),
    };
    record.from = text(object, from).and_then(|day| date(&day));
    record.to = text(object, to).and_then(|day| date(&day));
    let others = object.get("other_names").and_then(Value::as_array).into_iter().flatten().filter_map(|other| text(other, "name"));
    record.aliases = others.filter(|other| other != name).collect();
    record.aliases.dedup();
    record.note = text(object, "summary");
    record.pronouns = match text(object, "gender").as_deref() {
        Some("male") => Some("he".to_owned()),
        Some("female") => Some("she".to_owned()),
        _ => None,
    };
    let identifiers = object.get("identifiers").and_then(Value::as_array).into_iter().flatten();
    let item = identifiers.filter(|one| text(one, "scheme").as_deref() == Some("wikidata")).find_map(|one| text(one, "identifier"));
    record.wikidata = item;
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_persons_with_their_memberships() {
        let source = r#"{"persons": [{"id": "p1", "name": "Ann Poe", "other_names": [{"name": "Annie Poe"}], "birth_date": "1962-08",
            "gender": "female", "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}]}, {"id": "p2"}],
            "organizations": [{"id": "o1", "name": "Norwick Council"}, {"id": "o2", "name": "Harbour Board", "parent_id": "o1"}],
            "memberships": [{"person_id": "p1", "organization_id": "o1", "role": "mayor", "start_date": "2020-01-02"}, {"person_id": "p9"}]}"#;
        let found = popolo(source).unwrap();
        let ann = found.records.iter().find(|record| record.name == "Ann Poe").unwrap();
        assert_eq!(
            (ann.aliases.as_slice(), ann.pronouns.as_deref(), ann.wikidata.as_deref()),
            (&["Annie Poe".to_owned()][..], Some("she"), Some("Q1"))
        );
        assert_eq!(ann.roles[0].org.as_deref(), Some("o1"));
        assert_eq!(ann.roles[0].title.as_deref(), Some("mayor"));
        assert_eq!(found.records[1].part_of.as_deref(), Some("o1"));
        assert_eq!(found.skipped.len(), 2, "{:?}", found.skipped);
        assert!(popolo("[").unwrap_err().contains("no JSON"));
        assert!(popolo("[]").is_err());
    }
}
