//! Records as the CSV of knowledge files: one row a role.

use crate::knowledge::{COLUMNS, PartialDate, Record, RecordKind, Role};
use rustc_hash::FxHashMap;

/// The kinds of records that have columns. Offices, events and claims have none of their own: they are written in TOML only.
pub const CSV_KINDS: &[RecordKind] = &[RecordKind::Person, RecordKind::Organisation, RecordKind::Place];

/// A whole file. A role of an office says what the office is called instead of naming its record, which the file does not hold.
pub fn csv(records: &[Record]) -> String {
    let by_id: FxHashMap<&str, &Record> = records.iter().map(|record| (record.id.as_str(), record)).collect();
    let mut out = COLUMNS.join(",");
    out.push('\n');
    for record in records.iter().filter(|record| CSV_KINDS.contains(&record.kind)) {
        let mut roles: Vec<Role> = record.roles.iter().map(|role| resolved(role, record, &by_id)).collect();
        if roles.is_empty() {
            roles.push(Role::default());
        }
        for role in &roles {
            let cells: Vec<String> = COLUMNS.iter().map(|column| escaped(&cell(record, role, column))).collect();
            out.push_str(&cells.join(","));
            out.push('\n');
        }
    }
    out
}

/// A role without the ids of records that the file does not hold. The office's name is its title where the role has none: that of the person's
/// country, or else the first.
fn resolved(role: &Role, holder: &Record, by_id: &FxHashMap<&str, &Record>) -> Role {
    let mut role = role.clone();
    let is_held = |id: &String| by_id.get(id.as_str()).is_some_and(|record| CSV_KINDS.contains(&record.kind));
    if let Some(office) = role.office.take_if(|id| !is_held(id))
        && let Some(office) = by_id.get(office.as_str())
        && role.title.is_none()
        && role.before.is_none()
    {
        let local = office.local.iter().find(|(country, _)| Some(country) == holder.country.as_ref());
        role.title = Some(local.map_or(&office.name, |(_, name)| name).clone());
    }
    role.org.take_if(|id| !is_held(id));
    role
}

fn cell(record: &Record, role: &Role, column: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = |value: Option<PartialDate>| value.map(|date| date.to_string()).unwrap_or_default();
    match column {
        "kind" => record.kind.label().to_owned(),
        "id" => record.id.clone(),
        "name" => record.name.clone(),
        "short" => text(&record.short),
        "order" if record.eastern => "eastern".to_owned(),
        "full" => text(&record.full),
        "aliases" => record.aliases.join("|"),
        "wrong" => record.wrong.join("|"),
        "country" => text(&record.country),
        "born" => date(record.from),
        "died" => date(record.to),
        "pronouns" => text(&record.pronouns),
        "wikidata" => text(&record.wikidata),
        "checked" => date(record.checked),
        "note" => text(&record.note),
        "role_office" => text(&role.office),
        "role_title" => text(&role.title),
        "role_before" => text(&role.before),
        "role_org" => text(&role.org),
        "role_from" => date(role.from),
        "role_to" => date(role.to),
        "role_source" => text(&role.source),
        _ => String::new(),
    }
}

fn escaped(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::FileKey;

    fn all(file: &KnowledgeFile) -> Vec<Record> {
        file.records().iter().map(|record| record.to_record()).collect()
    }

    #[test]
    fn what_was_read_is_written_so_that_it_reads_the_same() {
        let text = "kind,id,name,aliases,born,note,role_title,role_from\nperson,ann-poe,Ann Poe,A. Poe|Annie Poe,1962-08,\"\"\"Al\"\", she says\",mayor,2020\nperson,ann-poe,Ann Poe,,,,minister,2024-01-02\norg,nnb,\"Bank, The\",,,,,\n";
        let first = KnowledgeFile::parse(&FileKey::new("a.csv"), text);
        assert_eq!(first.problems(), []);
        let written = csv(&all(&first));
        let second = KnowledgeFile::parse(&FileKey::new("a.csv"), &written);
        assert_eq!(second.problems(), [], "{written}");
        assert_eq!(first.records().len(), 2);
        for (one, other) in all(&first).iter().zip(&all(&second)) {
            assert_eq!((&one.id, &one.name, &one.aliases, &one.roles), (&other.id, &other.name, &other.aliases, &other.roles));
            assert_eq!((one.from, &one.note), (other.from, &other.note));
        }
    }
    #[test]
    fn a_role_says_what_its_office_is_called() {
        let offices = "[[office]]\nid = \"fm\"\nnames = [\"foreign minister\", \"top diplomat\"]\nlocal = { GB = \"foreign secretary\" }\n";
        let person = |id: &str, name: &str, role: &str| {
            format!("[[person]]\nid = \"{id}\"\nname = \"{name}\"\n[[person.role]]\noffice = \"fm\"\n{role}\nfrom = \"2024\"\n")
        };
        let persons = [
            person("ann", "Ann Poe", ""),
            person("jo", "Jo Roe\"\ncountry = \"GB", ""),
            person("al", "Al Doe", "title = \"minister\""),
            person("di", "Di Coe", "before = \"Minister\""),
        ];
        let first = KnowledgeFile::parse(&FileKey::new("a.toml"), &[offices, &persons.concat()].concat());
        assert_eq!(first.problems(), []);
        let second = KnowledgeFile::parse(&FileKey::new("a.csv"), &csv(&all(&first)));
        let knowledge = Knowledge::build(&[&second]);
        assert!(second.problems().is_empty() && knowledge.problems().is_empty());
        let role = |record: &Record| (record.roles[0].title.clone(), record.roles[0].before.clone());
        let roles: Vec<_> = all(&second).iter().map(role).collect();
        let text = |text: &str| Some(text.to_owned());
        let expected =
            [(text("foreign minister"), None), (text("foreign secretary"), None), (text("minister"), None), (None, text("Minister"))];
        assert_eq!(roles, expected);
    }
}
