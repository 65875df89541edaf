//! Knowledge files in TOML.

use super::file::Found;
use super::{PartialDate, Problem, Record, RecordKind, Role};
use crate::text::{FileKey, Place, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of each kind of record that are read.
const KEYS: &[(RecordKind, &[&str])] = &[
    (
        RecordKind::Person,
        &["id", "name", "short", "order", "aliases", "wrong", "country", "born", "died", "pronouns", "wikidata", "checked", "note", "role"],
    ),
    (RecordKind::Organisation, &["id", "name", "short", "full", "aliases", "wrong", "country", "part-of", "wikidata", "checked", "note"]),
    (RecordKind::Place, &["id", "name", "aliases", "wrong", "country", "capital", "stands-for", "wikidata", "checked", "note"]),
    (RecordKind::Office, &["id", "names", "local", "note", "wikidata"]),
    (RecordKind::Event, &["id", "name", "aliases", "wrong", "place", "from", "to", "note", "wikidata", "checked"]),
    (RecordKind::Claim, &["id", "about", "match", "value", "bound", "as-of", "source", "status", "note"]),
];
const ROLE_KEYS: &[&str] = &["office", "title", "before", "org", "from", "to", "source"];

type Table<'t> = DeTable<'t>;
type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a file.
pub(super) fn read(file: &FileKey, text: &str) -> Found {
    let mut reader = Reader { file, found: Found::default() };
    match DeTable::parse(text) {
        Ok(table) => reader.tables(table.get_ref()),
        Err(error) => {
            let span = error.span().unwrap_or(0..text.len().min(1));
            reader.problem(&span, format!("this file cannot be read as TOML: {}; its last good version is used", error.message()));
            reader.found.broken = true;
        }
    }
    reader.found
}

struct Reader<'f> {
    file: &'f FileKey,
    found: Found,
}

impl Reader<'_> {
    fn place(&self, span: &Range<usize>) -> Place {
        Place { file: self.file.clone(), span: Span::new(span.start, span.end.max(span.start)) }
    }

    fn problem(&mut self, span: &Range<usize>, message: String) {
        let place = self.place(span);
        self.found.problems.push(Problem { place, message });
    }

    fn tables(&mut self, root: &Table<'_>) {
        for (key, value) in root {
            let name: &str = key.get_ref();
            if name == "format" {
                if !matches!(value.get_ref(), DeValue::Integer(number) if number.as_str() == "1") {
                    self.problem(&value.span(), "this version reads knowledge files of format 1".to_owned());
                }
                continue;
            }
            let (Some(kind), DeValue::Array(records)) = (RecordKind::of(name), value.get_ref()) else {
                self.problem(&key.span(), format!("\"{name}\" is not known here and ignored; records are [[person]], [[org]], [[place]], [[office]], [[event]], [[claim]]"));
                continue;
            };
            for record in records.iter() {
                let DeValue::Table(table) = record.get_ref() else {
                    self.problem(&record.span(), format!("a record must be a table: write [[{name}]]"));
                    continue;
                };
                if let Some(record) = self.record(kind, table, record.span()) {
                    self.found.records.push(record);
                }
            }
        }
    }

    /// Reports keys that are not read.
    fn unknown_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                self.problem(&key.span(), format!("\"{}\" is not known here and ignored", key.get_ref()));
            }
        }
    }

    fn record(&mut self, kind: RecordKind, table: &Table<'_>, span: Range<usize>) -> Option<Record> {
        let known = KEYS.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, keys)| keys);
        self.unknown_keys(table, known);
        let mut fields = Fields { reader: self, table, failed: false };
        let id_span = table.get("id").map_or(span.clone(), Spanned::span);
        let id = fields.text("id");
        let names = fields.list("names");
        let name = match kind {
            RecordKind::Office => names.first().cloned(),
            RecordKind::Claim => fields.text("about"),
            _ => fields.text("name"),
        };
        let (Some(id), Some(name)) = (id, name) else {
            if !fields.failed {
                let needed = match kind {
                    RecordKind::Office => "an id and names",
                    RecordKind::Claim => "an id and about",
                    _ => "an id and a name",
                };
                self.problem(&span, format!("a record needs {needed}; this one is skipped"));
            }
            return None;
        };
        let place = fields.reader.place(&id_span);
        let mut record = Record::new(kind, id, name, place);
        record.short = fields.text("short");
        record.full = fields.text("full");
        record.eastern = fields.text("order").as_deref() == Some("eastern");
        record.aliases = if kind == RecordKind::Office { names.into_iter().skip(1).collect() } else { fields.list("aliases") };
        record.wrong = fields.list("wrong");
        record.country = fields.country();
        let (from, to) = if kind == RecordKind::Person { ("born", "died") } else { ("from", "to") };
        record.from = fields.date(from);
        record.to = fields.date(to);
        record.pronouns = fields.text("pronouns");
        record.wikidata = fields.wikidata();
        record.checked = fields.date("checked");
        record.note = fields.text("note");
        record.stands_for = fields.text("stands-for");
        record.local = fields.pairs("local");
        record.roles = fields.roles();
        let failed = fields.failed;
        (!failed).then_some(record)
    }
}

/// The fields of one record; remembers whether any was wrong, since then the record is skipped.
struct Fields<'r, 'f, 't> {
    reader: &'r mut Reader<'f>,
    table: &'r Table<'t>,
    failed: bool,
}

impl Fields<'_, '_, '_> {
    fn fail(&mut self, span: Range<usize>, message: String) {
        self.failed = true;
        self.reader.problem(&span, format!("{message}; this record is skipped"));
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                self.fail(value.span(), format!("\"{key}\" must be a text in quotes"));
                None
            }
        }
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            _ => {
                self.fail(value.span(), format!("\"{key}\" must be a list of texts: [\"...\"]"));
                return Vec::new();
            }
        };
        let mut list = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => list.push(text.to_string()),
                _ => self.fail(item.span(), format!("\"{key}\" must hold texts in quotes")),
            }
        }
        list
    }

    fn pairs(&mut self, key: &str) -> Vec<(String, String)> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.fail(value.span(), format!("\"{key}\" must be a table: {{ US = \"...\" }}"));
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table {
            match value.get_ref() {
                DeValue::String(text) => pairs.push((name.get_ref().to_string(), text.to_string())),
                _ => self.fail(value.span(), format!("\"{key}\" must hold texts in quotes")),
            }
        }
        pairs
    }

    fn date(&mut self, key: &str) -> Option<PartialDate> {
        let value = self.table.get(key)?;
        let date = date(value);
        if date.is_none() {
            self.fail(value.span(), format!("\"{key}\" must be a date: 2024-05-31, \"2024-05\" or \"2024\""));
        }
        date
    }

    fn country(&mut self) -> Option<String> {
        let code = self.text("country")?;
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            let span = self.table.get("country").map_or(0..0, Spanned::span);
            self.fail(span, format!("\"{code}\" is no country code: two capitals of ISO 3166-1, such as \"CN\""));
        }
        Some(code)
    }

    fn wikidata(&mut self) -> Option<String> {
        let item = self.text("wikidata")?;
        let number = item.strip_prefix('Q').unwrap_or("");
        if number.is_empty() || number.starts_with('0') || !number.bytes().all(|b| b.is_ascii_digit()) {
            let span = self.table.get("wikidata").map_or(0..0, Spanned::span);
            self.fail(span, format!("\"{item}\" is no Wikidata item: Q and a number"));
        }
        Some(item)
    }

    fn roles(&mut self) -> Vec<Role> {
        let Some(value) = self.table.get("role") else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.fail(value.span(), "roles are written [[person.role]]".to_owned());
            return Vec::new();
        };
        let mut roles = Vec::new();
        for item in items.iter() {
            let DeValue::Table(table) = item.get_ref() else {
                self.fail(item.span(), "roles are written [[person.role]]".to_owned());
                continue;
            };
            self.reader.unknown_keys(table, ROLE_KEYS);
            let mut fields = Fields { reader: &mut *self.reader, table, failed: false };
            let role = Role {
                office: fields.text("office"),
                title: fields.text("title"),
                before: fields.text("before"),
                org: fields.text("org"),
                from: fields.date("from"),
                to: fields.date("to"),
                source: fields.text("source"),
            };
            self.failed |= fields.failed;
            roles.push(role);
        }
        roles
    }
}

fn date(value: &Value<'_>) -> Option<PartialDate> {
    match value.get_ref() {
        DeValue::Datetime(date) => PartialDate::parse(&date.date?.to_string()),
        DeValue::String(text) => PartialDate::parse(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::KnowledgeFile;
    use crate::text::FileKey;

    fn read(text: &str) -> (Vec<String>, Vec<(String, String)>) {
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), text);
        let records = file.records().iter().map(|record| format!("{} {}", record.kind.label(), record.id)).collect();
        let problems = file.problems().iter().map(|problem| (problem.place.span.of(text).to_owned(), problem.message.clone())).collect();
        (records, problems)
    }

    #[test]
    fn reads_all_kinds() {
        let text = r#"
format = 1
[[office]]
id = "harbour-minister"
names = ["harbour minister", "minister of harbours"]
local = { GB = "first harbour lord" }
[[person]]
id = "ann-poe"
name = "Ann Poe"
born = 1962-04-16
checked = "2024-07"
[[person.role]]
office = "harbour-minister"
title = "harbour minister"
from = 2021-01-26
[[org]]
id = "port"
name = "Port Authority"
"#;
        let (records, problems) = read(text);
        assert_eq!(records, ["office harbour-minister", "org port", "person ann-poe"]);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn a_broken_record_is_skipped_and_the_others_load() {
        let text = "[[person]]\nid = \"a\"\nname = \"A B\"\nborn = \"soon\"\n[[person]]\nid = \"c\"\nname = \"C D\"\nhat = 1\n[[person]]\nname = \"E F\"\n";
        let (records, problems) = read(text);
        assert_eq!(records, ["person c"]);
        let places: Vec<_> = problems.iter().map(|(place, _)| place.lines().next().unwrap_or("")).collect();
        assert_eq!(places.len(), 3, "{problems:?}");
        assert!(places.contains(&"\"soon\"") && places.contains(&"hat"), "{problems:?}");
    }

    #[test]
    fn ids_and_names_belong_to_one_record() {
        let text =
            "[[org]]\nid = \"a\"\nname = \"A\"\n[[org]]\nid = \"a\"\nname = \"B\"\n[[org]]\nid = \"c\"\nname = \"C\"\naliases = [\"a\"]\n";
        let (records, problems) = read(text);
        assert_eq!(records, ["org a"]);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn what_is_no_toml_is_said_once() {
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), "[[person]\nid = 1");
        assert!(file.is_broken());
        assert_eq!(file.problems().len(), 1);
    }
}
