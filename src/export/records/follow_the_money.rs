//! Records as FollowTheMoney entities, JSON lines: <https://followthemoney.tech>.

use crate::knowledge::{PartialDate, Record, RecordKind};
use serde_json::{Map, Value, json};

/// The kinds of records that have a schema there.
pub const FTM_KINDS: &[RecordKind] = &[RecordKind::Person, RecordKind::Organisation];

/// One line an entity, and one for each role that names an organisation.
pub fn follow_the_money<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut out = String::new();
    for record in records {
        let schema = match record.kind {
            RecordKind::Person => "Person",
            RecordKind::Organisation => "Organization",
            RecordKind::Place | RecordKind::Office | RecordKind::Event | RecordKind::Claim => continue,
        };
        let mut properties = Map::new();
        let mut put = |name: &str, values: Vec<String>| {
            if !values.is_empty() {
                properties.insert(name.to_owned(), json!(values));
            }
        };
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).into_iter().collect();
        let text = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        put("name", vec![record.name.clone()]);
        put("alias", [record.aliases.clone(), text(&record.full)].concat());
        put("weakAlias", text(&record.short));
        put("country", record.country.iter().map(|country| country.to_lowercase()).collect());
        let person = record.kind == RecordKind::Person;
        put(if person { "birthDate" } else { "incorporationDate" }, date(record.from));
        put(if person { "deathDate" } else { "dissolutionDate" }, date(record.to));
        put("wikidataId", text(&record.wikidata));
        put("notes", text(&record.note));
        if person {
            put("position", record.roles.iter().filter_map(|role| role.title.clone()).collect());
        }
        line(&mut out, json!({"id": record.id, "schema": schema, "properties": properties}));
        for (at, role) in record.roles.iter().enumerate() {
            let Some(org) = &role.org else { continue };
            let mut properties = Map::from_iter([("member".to_owned(), json!([record.id])), ("organization".to_owned(), json!([org]))]);
            let facts = [
                ("role", role.title.clone()),
                ("startDate", role.from.map(|date| date.to_string())),
                ("endDate", role.to.map(|date| date.to_string())),
                ("sourceUrl", role.source.clone()),
            ];
            properties.extend(facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!([value?])))));
            line(&mut out, json!({"id": format!("{}-role-{}", record.id, at + 1), "schema": "Membership", "properties": properties}));
        }
    }
    out
}

fn line(out: &mut String, value: Value) {
    out.push_str(&value.to_string());
    out.push('\n');
}
