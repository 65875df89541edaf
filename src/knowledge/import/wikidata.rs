//! Results of a Wikidata query, as JSON or as tab-separated values: <https://www.w3.org/TR/sparql11-results-json/>.

use super::{Ids, Imported, date, new};
use crate::knowledge::{RecordKind, Role};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// Reads rows with the variables `item` and `itemLabel`, and where they are there `itemAltLabel`, `itemDescription`, `countryCode`, `born`,
/// `died`, `positionLabel`, `start`, `end`. Rows of one item are one record with a role each.
///
/// # Errors
/// Where the text is neither form, or has no `itemLabel`.
pub fn wikidata(source: &str, kind: RecordKind) -> Result<Imported, String> {
    let rows = if source.trim_start().starts_with('{') { json_rows(source)? } else { tab_rows(source)? };
    let mut found = Imported::default();
    let mut ids = Ids::default();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (number, row) in rows.iter().enumerate() {
        let get = |names: &[&str]| names.iter().find_map(|name| row.get(*name).cloned()).filter(|value| !value.is_empty());
        let item = get(&["item"]).and_then(|uri| uri.rsplit('/').next().map(str::to_owned)).filter(|item| is_item(item));
        let Some(name) = get(&["itemLabel"]).filter(|name| !is_item(name)) else {
            found.skipped.push(format!("result {}: no name", number + 1));
            continue;
        };
        let at = *known.entry(item.clone().unwrap_or_else(|| name.clone())).or_insert_with(|| {
            let mut record = new(kind, ids.slug(None, &name), &name);
            record.wikidata = item;
            record.note = get(&["itemDescription"]);
            record.country = get(&["countryCode"]).filter(|code| code.len() == 2).map(|code| code.to_uppercase());
            record.from = get(&["born", "birth", "dateOfBirth"]).and_then(|day| date(&day));
            record.to = get(&["died", "death", "dateOfDeath"]).and_then(|day| date(&day));
            found.records.push(record);
            found.records.len() - 1
        });
        let record = &mut found.records[at];
        for alias in get(&["itemAltLabel"]).iter().flat_map(|list| list.split([',', '|'])).map(str::trim) {
            if !alias.is_empty() && alias != record.name && !record.aliases.iter().any(|known| known == alias) {
                record.aliases.push(alias.to_owned());
            }
        }
        if let Some(title) = get(&["positionLabel"]).filter(|title| !is_item(title)) {
            let role = Role {
                title: Some(title),
                from: get(&["start", "startDate"]).and_then(|day| date(&day)),
                to: get(&["end", "endDate"]).and_then(|day| date(&day)),
                ..Role::default()
            };
            if !record.roles.contains(&role) {
                record.roles.push(role);
            }
        }
    }
    Ok(found)
}

/// "Q42", which also stands where a label is missing.
fn is_item(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

type Row = FxHashMap<String, String>;

fn json_rows(source: &str) -> Result<Vec<Row>, String> {
    let document: Value = serde_json::from_str(source).map_err(|error| format!("no JSON: {error}"))?;
    let bindings =
        document.pointer("/results/bindings").and_then(Value::as_array).ok_or("no results of a query: \"results.bindings\" is missing")?;
    let row = |binding: &Value| {
        let values = binding.as_object().into_iter().flatten();
        values.filter_map(|(name, value)| Some((name.clone(), value.get("value")?.as_str()?.to_owned()))).collect()
    };
    Ok(bindings.iter().map(row).collect())
}

fn tab_rows(source: &str) -> Result<Vec<Row>, String> {
    let mut lines = source.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').map(|name| name.trim().trim_start_matches('?')).collect();
    if !header.contains(&"itemLabel") {
        return Err("no results of a query: the first line names no column \"itemLabel\"".to_owned());
    }
    let row = |line: &str| header.iter().zip(line.split('\t')).map(|(name, value)| ((*name).to_owned(), plain(value))).collect();
    Ok(lines.filter(|line| !line.trim().is_empty()).map(row).collect())
}

/// A term without its marks: `<uri>`, `"words"@en`, `"2020-01-02"^^<type>`.
fn plain(term: &str) -> String {
    let term = term.trim();
    if let Some(uri) = term.strip_prefix('<').and_then(|uri| uri.strip_suffix('>')) {
        return uri.to_owned();
    }
    match term.strip_prefix('"').and_then(|rest| rest.rsplit_once('"')) {
        Some((words, _)) => words.replace("\\\"", "\""),
        None => term.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_read_alike() {
        let json = r#"{"results": {"bindings": [
            {"item": {"value": "http://www.wikidata.org/entity/Q1"}, "itemLabel": {"value": "Ann Poe"}, "positionLabel": {"value": "mayor"}, "start": {"value": "2020-01-02T00:00:00Z"}},
            {"item": {"value": "http://www.wikidata.org/entity/Q1"}, "itemLabel": {"value": "Ann Poe"}, "positionLabel": {"value": "minister"}},
            {"item": {"value": "http://www.wikidata.org/entity/Q2"}, "itemLabel": {"value": "Q2"}}]}}"#;
        let tabs = "?item\t?itemLabel\t?positionLabel\t?start\n<http://www.wikidata.org/entity/Q1>\t\"Ann Poe\"@en\t\"mayor\"@en\t\"2020-01-02T00:00:00Z\"^^<x>\n<http://www.wikidata.org/entity/Q1>\t\"Ann Poe\"@en\t\"minister\"@en\t\n<http://www.wikidata.org/entity/Q2>\tQ2\t\t\n";
        for source in [json, tabs] {
            let found = wikidata(source, RecordKind::Person).unwrap();
            assert_eq!(found.records.len(), 1);
            let ann = &found.records[0];
            assert_eq!((ann.id.as_str(), ann.wikidata.as_deref(), ann.roles.len()), ("ann-poe", Some("Q1"), 2));
            assert_eq!(ann.roles[0].from.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
            assert_eq!(found.skipped.len(), 1);
        }
        assert!(wikidata("a\tb\n", RecordKind::Person).is_err());
        assert!(wikidata("{}", RecordKind::Person).is_err());
    }
}
