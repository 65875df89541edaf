//! FollowTheMoney entities, JSON lines: <https://followthemoney.tech>.

use super::{Ids, Imported, date, new};
use crate::knowledge::{RecordKind, Role};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// Reads entities of the schemas of persons and organisations, and memberships, employments and directorships as roles.
///
/// # Errors
/// Where a line is no JSON object: with its number.
pub fn follow_the_money(source: &str) -> Result<Imported, String> {
    let mut found = Imported::default();
    let mut ids = Ids::default();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let mut links = Vec::new();
    for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let entity: Value = serde_json::from_str(line).map_err(|error| format!("line {}: no JSON: {error}", number + 1))?;
        let schema = entity.get("schema").and_then(Value::as_str).unwrap_or_default();
        let kind = match schema {
            "Person" => RecordKind::Person,
            "Organization" | "Company" | "PublicBody" | "LegalEntity" => RecordKind::Organisation,
            "Membership" | "Employment" | "Directorship" => {
                links.push(entity);
                continue;
            }
            _ => {
                found.skipped.push(format!("line {}: the schema \"{schema}\" is not read", number + 1));
                continue;
            }
        };
        let Some(name) = first(&entity, "name") else {
            found.skipped.push(format!("line {}: no name", number + 1));
            continue;
        };
        let theirs = entity.get("id").and_then(Value::as_str);
        let mut record = new(kind, ids.slug(theirs, &name), &name);
        record.aliases = all(&entity, "name").skip(1).chain(all(&entity, "alias")).collect();
        record.country = first(&entity, "country").filter(|code| code.len() == 2).map(|code| code.to_uppercase());
        let (from, to) = if kind == RecordKind::Person { ("birthDate", "deathDate") } else { ("incorporationDate", "dissolutionDate") };
        record.from = first(&entity, from).and_then(|day| date(&day));
        record.to = first(&entity, to).and_then(|day| date(&day));
        record.wikidata = first(&entity, "wikidataId");
        record.note = first(&entity, "notes").or_else(|| first(&entity, "summary"));
        if let Some(theirs) = theirs {
            known.insert(theirs.to_owned(), found.records.len());
        }
        found.records.push(record);
    }
    for link in links {
        let end = |names: &[&str]| names.iter().find_map(|name| first(&link, name)).and_then(|id| known.get(&id).copied());
        let (member, organisation) = (end(&["member", "employee", "director"]), end(&["organization", "employer"]));
        let Some(member) = member else {
            found.skipped.push(format!("a role of nobody in the file: {}", link["id"]));
            continue;
        };
        let org = organisation.map(|at| found.records[at].id.clone());
        found.records[member].roles.push(Role {
            title: first(&link, "role"),
            org,
            from: first(&link, "startDate").and_then(|day| date(&day)),
            to: first(&link, "endDate").and_then(|day| date(&day)),
            source: first(&link, "sourceUrl"),
            ..Role::default()
        });
    }
    Ok(found)
}

fn all(entity: &Value, name: &str) -> impl Iterator<Item = String> {
    let values = entity.get("properties").and_then(|properties| properties.get(name)).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

fn first(entity: &Value, name: &str) -> Option<String> {
    all(entity, name).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_entities_and_their_roles() {
        let source = r#"{"id": "a", "schema": "Person", "properties": {"name": ["Ann Poe", "Poe, Ann"], "country": ["no"]}}
{"id": "b", "schema": "PublicBody", "properties": {"name": ["Norwick Council"]}}
{"id": "c", "schema": "Membership", "properties": {"member": ["a"], "organization": ["b"], "role": ["mayor"], "startDate": ["2020"]}}
{"id": "d", "schema": "Vessel", "properties": {"name": ["Kestrel"]}}
"#;
        let found = follow_the_money(source).unwrap();
        assert_eq!(found.records.len(), 2);
        let ann = &found.records[0];
        assert_eq!((ann.country.as_deref(), ann.aliases.len()), (Some("NO"), 1));
        assert_eq!((ann.roles[0].org.as_deref(), ann.roles[0].title.as_deref()), (Some("b"), Some("mayor")));
        assert_eq!(found.skipped.len(), 1);
        assert!(follow_the_money("{}\n[").unwrap_err().starts_with("line 2"));
    }
}
