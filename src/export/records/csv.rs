//! Records as the CSV of knowledge files: one row a role.

use crate::knowledge::{COLUMNS, PartialDate, Record, RecordKind, Role};

/// A whole file. Offices, events and claims have no columns of their own: they are written in TOML only.
pub fn csv<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut out = COLUMNS.join(",");
    out.push('\n');
    for record in records {
        if !matches!(record.kind, RecordKind::Person | RecordKind::Organisation | RecordKind::Place) {
            continue;
        }
        let roles = if record.roles.is_empty() { vec![Role::default()] } else { record.roles.clone() };
        for role in &roles {
            let cells: Vec<String> = COLUMNS.iter().map(|column| escaped(&cell(record, role, column))).collect();
            out.push_str(&cells.join(","));
            out.push('\n');
        }
    }
    out
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
    use crate::knowledge::KnowledgeFile;
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
}
