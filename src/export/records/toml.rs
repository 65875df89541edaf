//! Records as the TOML of knowledge files.

use crate::knowledge::{PartialDate, Record, RecordKind, Role};
use std::fmt::Write;

/// What every knowledge file begins with.
pub const HEAD: &str = "format = 1\n";

/// A whole file.
pub fn toml<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut out = HEAD.to_owned();
    for record in records {
        out.push('\n');
        out.push_str(&toml_record(record));
    }
    out
}

/// One record, with its roles.
pub fn toml_record(record: &Record) -> String {
    let mut out = format!("[[{}]]\n", record.kind.label());
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    line("id", Some(quoted(&record.id)));
    match record.kind {
        RecordKind::Office => line("names", Some(list(&[vec![record.name.clone()], record.aliases.clone()].concat()))),
        RecordKind::Claim => line("about", Some(quoted(&record.name))),
        _ => line("name", Some(quoted(&record.name))),
    }
    line("short", record.short.as_deref().map(quoted));
    line("full", record.full.as_deref().map(quoted));
    line("order", record.eastern.then(|| quoted("eastern")));
    line("aliases", (record.kind != RecordKind::Office && !record.aliases.is_empty()).then(|| list(&record.aliases)));
    line("wrong", (!record.wrong.is_empty()).then(|| list(&record.wrong)));
    line("country", record.country.as_deref().map(quoted));
    let (from, to) = if record.kind == RecordKind::Event { ("from", "to") } else { ("born", "died") };
    line(from, record.from.map(date));
    line(to, record.to.map(date));
    line("pronouns", record.pronouns.as_deref().map(quoted));
    line("wikidata", record.wikidata.as_deref().map(quoted));
    line("checked", record.checked.map(date));
    line("note", record.note.as_deref().map(quoted));
    let local: Vec<String> = record.local.iter().map(|(country, name)| format!("{country} = {}", quoted(name))).collect();
    line("local", (!local.is_empty()).then(|| format!("{{ {} }}", local.join(", "))));
    line("capital", record.capital.then(|| "true".to_owned()));
    line("stands-for", record.stands_for.as_deref().map(quoted));
    line("part-of", record.part_of.as_deref().map(quoted));
    line("place", record.venue.as_deref().map(quoted));
    if let Some(tracked) = &record.tracked {
        line("match", (!tracked.phrases.is_empty()).then(|| list(&tracked.phrases)));
        line("value", tracked.value.map(|value| value.to_string()));
        line("bound", tracked.bound.map(quoted));
        line("as-of", tracked.as_of.map(date));
        line("source", tracked.source.as_deref().map(quoted));
        line("status", tracked.status.map(|status| quoted(status.label())));
    }
    for role in &record.roles {
        out.push_str(&self::role(record.kind, role));
    }
    out
}

fn role(kind: RecordKind, role: &Role) -> String {
    let mut out = format!("\n[[{}.role]]\n", kind.label());
    let values = [
        ("office", role.office.as_deref().map(quoted)),
        ("title", role.title.as_deref().map(quoted)),
        ("before", role.before.as_deref().map(quoted)),
        ("org", role.org.as_deref().map(quoted)),
        ("from", role.from.map(date)),
        ("to", role.to.map(date)),
        ("source", role.source.as_deref().map(quoted)),
    ];
    for (key, value) in values {
        if let Some(value) = value {
            // As above.
            let _ = writeln!(out, "{key} = {value}");
        }
    }
    out
}

/// A day as TOML's own date, a month or year as a string.
fn date(date: PartialDate) -> String {
    let written = date.to_string();
    if date.first == date.last { written } else { quoted(&written) }
}

fn quoted(text: &str) -> String {
    ::toml::Value::String(text.to_owned()).to_string()
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
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
        let text = include_str!("../../../samples/entities.toml");
        let key = FileKey::new("entities.toml");
        let first = KnowledgeFile::parse(&key, text);
        assert!(first.problems().is_empty() && first.records().len() > 5);
        let written = toml(&all(&first));
        let second = KnowledgeFile::parse(&key, &written);
        assert_eq!(second.problems(), [], "{written}");
        let again = toml(&all(&second));
        assert_eq!(written, again);
        for (one, other) in all(&first).iter().zip(&all(&second)) {
            assert_eq!((&one.id, &one.name, &one.aliases, &one.roles), (&other.id, &other.name, &other.aliases, &other.roles));
        }
    }

    #[test]
    fn quotation_marks_and_partial_dates_survive() {
        let key = FileKey::new("entities.toml");
        let text = "format = 1\n[[person]]\nid = \"a\"\nname = 'Ann \"Al\" Poe'\nborn = \"1962\"\n";
        let file = KnowledgeFile::parse(&key, text);
        let written = toml_record(&all(&file)[0]);
        assert!(written.contains("born = \"1962\""), "{written}");
        let again = KnowledgeFile::parse(&key, &format!("{HEAD}\n{written}"));
        assert_eq!(all(&again)[0].name, "Ann \"Al\" Poe");
    }
}
