//! Records as one Popolo document: <https://www.popoloproject.com>.

use crate::knowledge::{Record, RecordKind};
use serde_json::{Map, Value, json};

/// The kinds of records that have a place there: claims have none.
pub const POPOLO_KINDS: &[RecordKind] =
    &[RecordKind::Person, RecordKind::Organisation, RecordKind::Place, RecordKind::Office, RecordKind::Event];

/// Persons, organisations, areas, posts, events and the memberships that roles are.
pub fn popolo<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let (mut persons, mut organizations, mut areas, mut events, mut posts, mut memberships) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for record in records {
        let object = object(record);
        match record.kind {
            RecordKind::Person => persons.push(object),
            RecordKind::Organisation => organizations.push(object),
            RecordKind::Place => areas.push(object),
            RecordKind::Event => events.push(object),
            RecordKind::Office => posts.push(json!({"id": record.id, "label": record.name, "other_label": record.aliases.first()})),
            RecordKind::Claim => {}
        }
        for role in &record.roles {
            let facts = [
                ("person_id", Some(record.id.clone())),
                ("organization_id", role.org.clone()),
                ("post_id", role.office.clone()),
                ("role", role.title.clone()),
                ("start_date", role.from.map(|date| date.to_string())),
                ("end_date", role.to.map(|date| date.to_string())),
            ];
            let mut membership: Map<String, Value> =
                facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))).collect();
            if let Some(source) = &role.source {
                membership.insert("sources".to_owned(), json!([{"url": source}]));
            }
            memberships.push(Value::Object(membership));
        }
    }
    let document = json!({
        "persons": persons, "organizations": organizations, "posts": posts, "memberships": memberships, "areas": areas, "events": events,
    });
    // Values of strings and lists always serialise.
    format!("{}\n", serde_json::to_string_pretty(&document).unwrap_or_default())
}

fn object(record: &Record) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    };
    put("id", Some(json!(record.id)));
    put("name", Some(json!(record.name)));
    let others: Vec<Value> = record.aliases.iter().chain(&record.full).map(|name| json!({"name": name})).collect();
    put("other_names", (!others.is_empty()).then(|| json!(others)));
    let (from, to) = match record.kind {
        RecordKind::Person => ("birth_date", "death_date"),
        RecordKind::Organisation => ("founding_date", "dissolution_date"),
        _ => ("start_date", "end_date"),
    };
    put(from, record.from.map(|date| json!(date.to_string())));
    put(to, record.to.map(|date| json!(date.to_string())));
    put("parent_id", record.part_of.as_ref().map(|parent| json!(parent)));
    put("summary", record.note.as_ref().map(|note| json!(note)));
    put("identifiers", record.wikidata.as_ref().map(|item| json!([{"scheme": "wikidata", "identifier": item}])));
    Value::Object(object)
}
