//! Knowledge files in TOML.

mod fields;

use super::file::Found;
use super::{Problem, Record, RecordKind, Role, Tracked};
use crate::text::{FileKey, Place, Span};
use fields::Fields;
pub(super) use fields::{is_wikidata, no_country};
use std::borrow::Cow;
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
    (RecordKind::Office, &["id", "names", "local", "note", "wikidata", "checked"]),
    (RecordKind::Event, &["id", "name", "aliases", "wrong", "place", "from", "to", "note", "wikidata", "checked"]),
    (RecordKind::Claim, &["id", "about", "match", "value", "bound", "as-of", "source", "status", "note", "checked"]),
];
const ROLE_KEYS: &[&str] = &["office", "title", "before", "org", "from", "to", "source"];

type Table<'t> = DeTable<'t>;

/// Reads a file.
pub(super) fn read(file: &FileKey, text: &str) -> Found {
    let mut reader = Reader { file, text, base: 0, found: Found::new(file) };
    let parts: Vec<Range<usize>> = parts(text).collect();
    if !parts.iter().all(|part| reader.part(&text[part.clone()], part.start)) {
        // What does not read by parts is read at once, for what there is to say of it.
        reader = Reader { file, text, base: 0, found: Found::new(file) };
        match DeTable::parse(text) {
            Ok(table) => reader.tables(table.get_ref()),
            Err(error) => {
                let span = error.span().unwrap_or(0..text.len().min(1));
                let why = error.message().trim_end_matches('.');
                let message = format!(
                    "this file cannot be read as TOML: {why}; mend this place, until then its last good version counts in an editor, and none of \
                     it elsewhere"
                );
                reader.problem(span, message);
                reader.found.broken = true;
            }
        }
    }
    reader.found
}

/// The parts of a file that each can be read by itself, so that not all of a large file is in memory as tables: what comes before the first
/// record, and one record after the other.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let headers = text.match_indices("\n[[").map(|(at, _)| at + 1).filter(|at| begins_record(&text[*at..]));
    let mut start = 0;
    headers.chain([text.len()]).map(move |end| std::mem::replace(&mut start, end)..end)
}

/// Whether a line is the header of a record: not one of a role, `[[person.role]]`, nor an array in an array.
fn begins_record(line: &str) -> bool {
    let name = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]")).map(|(name, _)| name);
    name.and_then(RecordKind::of).is_some()
}

/// One file on its way to records.
struct Reader<'f> {
    file: &'f FileKey,
    /// What is read, the file or a part of it.
    text: &'f str,
    /// Where it begins in the file.
    base: usize,
    found: Found,
}

impl<'f> Reader<'f> {
    /// Reads one of the [`parts`] of a file. Does not where it could be read differently in the whole: a text or array that seems to end there
    /// goes on, or a table is given twice.
    fn part(&mut self, text: &'f str, base: usize) -> bool {
        let Ok(table) = DeTable::parse(text) else { return false };
        let record = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
            let records = matches!(value.get_ref(), DeValue::Array(records) if records.len() == 1);
            records && RecordKind::of(key.get_ref()).is_some()
        };
        let alone = if begins_record(text) {
            table.get_ref().len() == 1 && table.get_ref().iter().all(record)
        } else {
            base == 0 && !table.get_ref().iter().any(|(key, _)| RecordKind::of(key.get_ref()).is_some())
        };
        if alone {
            (self.text, self.base) = (text, base);
            self.tables(table.get_ref());
        }
        alone
    }

    /// A place in the file of one in what is read.
    fn span(&self, span: Range<usize>) -> Span {
        Span::new(self.base + span.start, self.base + span.end.max(span.start))
    }

    fn problem(&mut self, span: Range<usize>, message: String) {
        let place = Place { file: self.file.clone(), span: self.span(span) };
        self.found.problems.push(Problem { place, message });
    }

    /// A text value's span without its quotation marks.
    fn inside(&self, span: Range<usize>) -> Span {
        let written = self.text.get(span.clone()).unwrap_or("");
        let marks = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|marks| written.starts_with(marks) && written.len() >= 2 * marks.len());
        let marks = marks.map_or(0, str::len);
        self.span(span.start + marks..span.end - marks)
    }

    fn tables(&mut self, root: &Table<'_>) {
        let mut tables = Vec::new();
        for (key, value) in root {
            let name: &str = key.get_ref();
            if name == "format" {
                if !matches!(value.get_ref(), DeValue::Integer(number) if number.as_str() == "1") {
                    self.problem(value.span(), "this version reads knowledge files of format 1".to_owned());
                }
                continue;
            }
            let (Some(kind), DeValue::Array(records)) = (RecordKind::of(name), value.get_ref()) else {
                let kinds = "[[person]], [[org]], [[place]], [[office]], [[event]], [[claim]]";
                self.problem(key.span(), format!("\"{name}\" is not known here and ignored; records are {kinds}"));
                continue;
            };
            for record in records.iter() {
                let DeValue::Table(table) = record.get_ref() else {
                    self.problem(record.span(), format!("a record must be a table: write [[{name}]]"));
                    continue;
                };
                tables.push((kind, table, record.span()));
            }
        }
        // The parser sorts tables by name; records come in the order of the file.
        tables.sort_by_key(|(_, _, span)| span.start);
        tables.into_iter().for_each(|(kind, table, span)| self.record(kind, table, span));
    }

    /// Reports keys that are not read.
    fn unknown_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                self.problem(key.span(), format!("\"{}\" is not known here and ignored", key.get_ref()));
            }
        }
    }

    /// Reads one record and keeps it if nothing in it is wrong; else remembers its id as that of a broken one.
    fn record(&mut self, kind: RecordKind, table: &Table<'_>, span: Range<usize>) {
        let known = KEYS.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, keys)| keys);
        self.unknown_keys(table, known);
        let extent = self.span(extent(table, &span));
        let mut fields = Fields::new(self, table);
        let id = fields.text("id");
        let mut forms = match kind {
            RecordKind::Office => fields.list("names"),
            RecordKind::Claim => fields.text("about").into_iter().collect(),
            _ => fields.text("name").into_iter().collect(),
        };
        let (Some((id, id_span)), false) = (id, forms.is_empty()) else {
            let needed = match kind {
                RecordKind::Office => "an id and names",
                RecordKind::Claim => "an id and about",
                _ => "an id and a name",
            };
            if !fields.failed {
                fields.fail(span, format!("a record needs {needed}"));
            }
            return;
        };
        let place = Place { file: fields.reader.file.clone(), span: id_span };
        let mut record = Record::new(kind, id, forms[0].0.clone(), place);
        record.extent = extent;
        let full = if kind == RecordKind::Organisation { fields.text("full") } else { None };
        record.full = full.as_ref().map(|(full, _)| full.clone());
        forms.splice(1..1, full);
        if kind != RecordKind::Office {
            forms.extend(fields.list("aliases"));
        }
        let given = 1 + usize::from(record.full.is_some());
        record.aliases = forms[given..].iter().map(|(form, _)| form.clone()).collect();
        record.form_spans = if kind == RecordKind::Claim { Vec::new() } else { forms.into_iter().map(|(_, span)| span).collect() };
        (record.short, record.short_span) = fields.text("short").unzip();
        record.eastern = fields.one_of("order", &["western", "eastern"]) == Some("eastern");
        record.wrong = fields.list("wrong").into_iter().map(|(form, _)| form).collect();
        record.country = fields.country();
        let (from, to) = if kind == RecordKind::Person { ("born", "died") } else { ("from", "to") };
        record.from = fields.date(from);
        record.to = fields.date(to);
        record.pronouns = fields.one_of("pronouns", &["he", "she", "they"]).map(str::to_owned);
        record.wikidata = fields.wikidata();
        record.checked = fields.date("checked");
        record.note = fields.plain("note");
        record.stands_for = fields.reference("stands-for");
        record.part_of = fields.reference("part-of");
        record.venue = fields.reference("place");
        record.capital = fields.truth("capital");
        record.local = fields.pairs("local");
        record.tracked = (kind == RecordKind::Claim).then(|| Box::new(fields.tracked()));
        record.roles = fields.roles();
        record.references = std::mem::take(&mut fields.references);
        record.references.sort_by_key(|reference| reference.span);
        if fields.failed { self.found.broken_ids.push(record.id) } else { self.found.records.push(&record) }
    }
}

/// All of a record: from its header to the end of its last value, roles included.
fn extent(table: &Table<'_>, header: &Range<usize>) -> Range<usize> {
    fn end(value: &Spanned<DeValue<'_>>) -> usize {
        let inner = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(end).max(),
            DeValue::Table(table) => table.values().map(end).max(),
            _ => None,
        };
        inner.unwrap_or(0).max(value.span().end)
    }
    let last = table.values().map(end).max().unwrap_or(header.end);
    header.start..last.max(header.end)
}

#[cfg(test)]
mod tests {
    use crate::knowledge::KnowledgeFile;
    use crate::text::FileKey;

    fn read(text: &str) -> (Vec<String>, Vec<(String, String)>) {
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), text);
        let records = file.records().iter().map(|record| format!("{} {}", record.kind().label(), record.id())).collect();
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
        assert_eq!(records, ["office harbour-minister", "person ann-poe", "org port"]);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn every_field_is_kept_with_its_places() {
        let text = r#"
[[place]]
id = "ostport"
name = "Ostport"
aliases = ["East Port", 'Ost"port']
country = "DK"
capital = true
stands-for = "council"

[[org]]
id = "council"
name = "City Council"
full = "Council of the City of Ostport"
part-of = "league"

[[event]]
id = "fair"
name = "Fish Fair"
place = "ostport"
from = 2024-05-31
to = 2024-06-02

[[claim]]
id = "boats"
about = "Boats in the harbour"
match = ["boats"]
value = 300
bound = "more-than"
as-of = 2024-07
status = "verified"
"#;
        let text = text.replace("as-of = 2024-07", "as-of = \"2024-07\"");
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), &text);
        assert_eq!(file.problems(), []);
        let records: Vec<_> = file.records().iter().map(|record| record.to_record()).collect();
        let [place, org, event, claim] = &records[..] else { panic!("four records") };
        assert!(place.capital);
        assert_eq!(place.place.span.of(&text), "ostport");
        assert_eq!(place.forms().collect::<Vec<_>>(), place.form_spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>());
        assert_eq!(place.references[0].span.of(&text), "council");
        assert!(place.extent.of(&text).starts_with("[[place]]") && place.extent.of(&text).ends_with("stands-for = \"council\""));
        assert_eq!(org.forms().collect::<Vec<_>>(), org.form_spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>());
        assert_eq!(org.part_of.as_deref(), Some("league"));
        assert_eq!(event.venue.as_deref(), Some("ostport"));
        let tracked = claim.tracked.as_ref().expect("a tracked figure");
        assert_eq!((tracked.value, tracked.bound, tracked.phrases.len()), (Some(300.0), Some("more-than"), 1));
    }

    #[test]
    fn values_are_checked() {
        let wrong = |line: &str| {
            let text = format!("[[person]]\nid = \"a\"\nname = \"A B\"\n{line}\n");
            let (records, problems) = read(&text);
            assert_eq!(records.len(), 0, "{line}");
            problems.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(wrong("country = \"Dk\""), ["\"Dk\""]);
        assert_eq!(wrong("order = \"east\""), ["\"east\""]);
        assert_eq!(wrong("wikidata = \"7\""), ["\"7\""]);
        assert_eq!(wrong("aliases = \"C\""), ["\"C\""]);
        assert_eq!(wrong("born = 1990-01-01\ndied = 1980-01-01"), ["a"]);
        assert_eq!(wrong("[[person.role]]\nfrom = 2020\nto = \"2019\""), ["2020"]);
        assert_eq!(wrong("[[person.role]]\nfrom = \"2020\"\nto = \"2019\""), ["\"2019\""]);
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
    fn what_stands_in_texts_and_arrays_begins_no_record() {
        let text = "[[person]]\nid = \"a\"\nname = \"A B\"\nnote = \"\"\"\n[[person]]\nid = 'x'\n\"\"\"\n[[org]]\nid = \"c\"\nname = \"C\"\naliases = [\n[[\"D\"]]\n]\n";
        let (records, problems) = read(text);
        assert_eq!(records, ["person a"]);
        assert_eq!(problems.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["[[\"D\"]]"]);
        let twice = "[[person]]\nid = \"a\"\nname = \"A B\"\n[org]\nid = \"c\"\n[[org]]\nid = \"d\"\nname = \"D\"\n";
        assert!(KnowledgeFile::parse(&FileKey::new("entities.toml"), twice).is_broken());
    }

    #[test]
    fn places_are_those_of_the_file_whichever_part_is_read() {
        let text = "format = 2\nhat = 1\n[[person]]\nid = \"a\"\nname = \"A B\"\nage = 3\n[[person.role]]\nfrom = 5\n\n  [[person]]\nid = \"c\"\nname = \"C D\"\n";
        let (records, problems) = read(text);
        assert_eq!(records, ["person c"]);
        assert_eq!(problems.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["2", "hat", "age", "5"]);
    }

    #[test]
    fn what_is_no_toml_is_said_once() {
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), "[[person]\nid = 1");
        assert!(file.is_broken());
        assert_eq!(file.problems().len(), 1);
    }
}
