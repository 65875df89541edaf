//! Knowledge files in CSV: one row a role, a header, any order of columns.

use super::file::Found;
use super::{PartialDate, Problem, Record, RecordKind, Role};
use crate::text::{FileKey, Place, Span};

/// The columns that are read.
const COLUMNS: &[&str] = &[
    "kind",
    "id",
    "name",
    "short",
    "order",
    "full",
    "aliases",
    "wrong",
    "country",
    "born",
    "died",
    "pronouns",
    "wikidata",
    "checked",
    "note",
    "role_office",
    "role_title",
    "role_before",
    "role_org",
    "role_from",
    "role_to",
    "role_source",
];

/// Reads a file.
pub(super) fn read(file: &FileKey, text: &str) -> Found {
    let mut found = Found::default();
    let place = |span: Span| Place { file: file.clone(), span };
    let mut rows = rows(text).into_iter();
    let Some(header) = rows.next() else { return found };
    let names: Vec<String> = header.cells.iter().map(|(cell, _)| cell.trim().to_lowercase()).collect();
    for (name, (_, span)) in names.iter().zip(&header.cells) {
        if !COLUMNS.contains(&name.as_str()) {
            found.problems.push(Problem { place: place(*span), message: format!("the column \"{name}\" is not known here and ignored") });
        }
    }
    if !names.iter().any(|name| name == "id") || !names.iter().any(|name| name == "name") {
        let message = "a knowledge file in CSV needs a header with at least kind, id and name".to_owned();
        found.problems.push(Problem { place: place(header.span), message });
        found.broken = true;
        return found;
    }
    for row in rows {
        let cell = |name: &str| {
            let at = names.iter().position(|other| other == name)?;
            row.cells.get(at).map(|(cell, _)| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        let span = names.iter().position(|name| name == "id").and_then(|at| row.cells.get(at)).map_or(row.span, |(_, span)| *span);
        if let Err(message) = add(&mut found.records, &cell, place(span)) {
            found.problems.push(Problem { place: place(span), message: format!("{message}; this row is skipped") });
        }
    }
    found
}

/// Adds a row to the record of its id, or as a new record.
fn add(records: &mut Vec<Record>, cell: &dyn Fn(&str) -> Option<String>, place: Place) -> Result<(), String> {
    let id = cell("id").ok_or("a row needs an id")?;
    let date = |name: &str| match cell(name) {
        Some(text) => PartialDate::parse(&text).map(Some).ok_or(format!("\"{text}\" in {name} is no date")),
        None => Ok(None),
    };
    let role = Role {
        office: cell("role_office"),
        title: cell("role_title"),
        before: cell("role_before"),
        org: cell("role_org"),
        from: date("role_from")?,
        to: date("role_to")?,
        source: cell("role_source"),
    };
    let (born, died, checked) = (date("born")?, date("died")?, date("checked")?);
    let at = match records.iter().position(|record| record.id == id) {
        Some(at) => at,
        None => {
            let label = cell("kind").unwrap_or_else(|| "person".to_owned());
            let kind = RecordKind::of(&label).ok_or(format!("\"{label}\" is no kind of record"))?;
            let name = cell("name").ok_or("the first row of a record needs a name")?;
            records.push(Record::new(kind, id, name, place));
            records.len() - 1
        }
    };
    let record = &mut records[at];
    let list =
        |name: &str| cell(name).map(|cell| cell.split('|').map(|item| item.trim().to_owned()).collect::<Vec<_>>()).unwrap_or_default();
    let fill = |field: &mut Option<String>, name: &str| {
        if field.is_none() {
            *field = cell(name);
        }
    };
    fill(&mut record.short, "short");
    fill(&mut record.full, "full");
    fill(&mut record.country, "country");
    fill(&mut record.pronouns, "pronouns");
    fill(&mut record.wikidata, "wikidata");
    fill(&mut record.note, "note");
    record.eastern |= cell("order").as_deref() == Some("eastern");
    record.from = record.from.or(born);
    record.to = record.to.or(died);
    record.checked = record.checked.or(checked);
    for (field, name) in [(&mut record.aliases, "aliases"), (&mut record.wrong, "wrong")] {
        field.extend(list(name));
        field.sort();
        field.dedup();
    }
    if role != Role::default() {
        record.roles.push(role);
    }
    Ok(())
}

struct Row {
    span: Span,
    cells: Vec<(String, Span)>,
}

/// The rows of a file as RFC 4180 has them: cells in quotes may hold commas, line ends and doubled quotes.
fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut cells: Vec<(String, Span)> = Vec::new();
    let mut cell = String::new();
    let (mut start, mut row_start, mut quoted) = (0, 0, false);
    let mut chars = text.char_indices().peekable();
    let end_cell = |cell: &mut String, cells: &mut Vec<(String, Span)>, start: usize, end: usize| {
        cells.push((std::mem::take(cell), Span::new(start, end)))
    };
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => {
                end_cell(&mut cell, &mut cells, start, at);
                start = at + 1;
            }
            '\n' | '\r' if !quoted => {
                end_cell(&mut cell, &mut cells, start, at);
                rows.push(Row { span: Span::new(row_start, at), cells: std::mem::take(&mut cells) });
                start = at + 1;
                row_start = start;
            }
            '\u{FEFF}' if at == 0 => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        end_cell(&mut cell, &mut cells, start, text.len());
        rows.push(Row { span: Span::new(row_start, text.len()), cells });
    }
    rows.retain(|row| row.cells.iter().any(|(cell, _)| !cell.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use crate::knowledge::KnowledgeFile;
    use crate::text::FileKey;

    #[test]
    fn rows_of_one_id_are_one_record() {
        let text = "kind,id,name,aliases,role_title,role_from,born\nperson,ann-poe,Ann Poe,A. Poe|Annie Poe,harbour minister,2021-01,1962\n,ann-poe,,,\"mayor, acting\",2023,\n,x,,,,soon,\n";
        let file = KnowledgeFile::parse(&FileKey::new("people.csv"), text);
        assert_eq!(file.records().len(), 1);
        let record = &file.records()[0];
        let titles: Vec<_> = record.roles.iter().filter_map(|role| role.title.as_deref()).collect();
        assert_eq!(titles, ["harbour minister", "mayor, acting"]);
        assert_eq!(record.aliases, ["A. Poe", "Annie Poe"]);
        assert_eq!(file.problems().len(), 1, "{:?}", file.problems());
        assert_eq!(file.problems()[0].place.span.of(text), "x");
    }
}
