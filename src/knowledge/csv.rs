//! Knowledge files in CSV: one row a role, a header, any order of columns.

use super::file::Found;
use super::record::Reference;
use super::toml::{is_wikidata, no_country};
use super::{PartialDate, Problem, Record, RecordKind, Role, Tables};
use crate::text::{FileKey, Place, Span};
use rustc_hash::FxHashMap;

/// The columns of a knowledge file in CSV.
pub const COLUMNS: &[&str] = &[
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
    let mut columns = [None; COLUMNS.len()];
    for (at, (cell, span)) in header.cells.iter().enumerate() {
        let name = cell.trim().to_lowercase();
        match COLUMNS.iter().position(|column| *column == name) {
            Some(column) => columns[column] = Some(at),
            None => found
                .problems
                .push(Problem { place: place(*span), message: format!("the column \"{name}\" is not known here and ignored") }),
        }
    }
    let has = |name: &str| COLUMNS.iter().zip(&columns).any(|(column, at)| *column == name && at.is_some());
    if !has("id") || !has("name") {
        let message = "a knowledge file in CSV needs a header with at least kind, id and name".to_owned();
        found.problems.push(Problem { place: place(header.span), message });
        found.broken = true;
        return found;
    }
    let mut by_id = FxHashMap::default();
    for row in rows {
        let cells = Cells { text, row: &row, columns: &columns };
        let span = cells.get("id").map_or(row.span, |(_, span)| span);
        if let Err((span, message)) = add(&mut found.records, &mut by_id, &cells, place(span)) {
            found.problems.push(Problem { place: place(span), message: format!("{message}; this row is skipped") });
            found.broken_ids.extend(cells.text("id").filter(|id| !by_id.contains_key(id)));
        }
    }
    found
}

/// One row by the names of its columns.
struct Cells<'r> {
    text: &'r str,
    row: &'r Row,
    columns: &'r [Option<usize>; COLUMNS.len()],
}

impl Cells<'_> {
    /// A cell that is not empty, and where it stands without blank space and quotation marks.
    fn get(&self, name: &str) -> Option<(String, Span)> {
        let column = COLUMNS.iter().position(|column| *column == name)?;
        let (cell, span) = self.row.cells.get(self.columns[column]?)?;
        let cell = cell.trim();
        let inside = find(self.text, *span, cell).unwrap_or(*span);
        (!cell.is_empty()).then(|| (cell.to_owned(), inside))
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|(cell, _)| cell)
    }

    /// A list's items and where each stands.
    fn list(&self, name: &str) -> Vec<(String, Span)> {
        let Some((cell, span)) = self.get(name) else { return Vec::new() };
        let mut from = span;
        let items = cell.split('|').map(str::trim).filter(|item| !item.is_empty());
        items
            .map(|item| {
                let place = find(self.text, from, item).unwrap_or(span);
                from.start = place.end.min(from.end);
                (item.to_owned(), place)
            })
            .collect()
    }

    fn date(&self, name: &str) -> Result<Option<PartialDate>, Wrong> {
        let Some((cell, span)) = self.get(name) else { return Ok(None) };
        PartialDate::parse(&cell).map(Some).ok_or((span, format!("\"{cell}\" in {name} is no date")))
    }

    fn one_of(&self, name: &str, words: &[&str]) -> Result<Option<String>, Wrong> {
        let Some((cell, span)) = self.get(name) else { return Ok(None) };
        if words.contains(&cell.as_str()) {
            Ok(Some(cell))
        } else {
            Err((span, format!("\"{cell}\" in {name} is none of {}", words.join(", "))))
        }
    }
}

/// Where a text stands inside a span of the file.
fn find(text: &str, span: Span, part: &str) -> Option<Span> {
    let at = text.get(span.start as usize..span.end as usize)?.find(part)?;
    Some(Span::new(span.start as usize + at, span.start as usize + at + part.len()))
}

/// What is wrong in a row, and where.
type Wrong = (Span, String);

/// Adds a row to the record of its id, or as a new record.
fn add(records: &mut Vec<Record>, by_id: &mut FxHashMap<String, usize>, cells: &Cells<'_>, place: Place) -> Result<(), Wrong> {
    let row = cells.row.span;
    let id = cells.text("id").ok_or((row, "a row needs an id".to_owned()))?;
    let mut references = Vec::new();
    let mut reference = |name: &str| {
        let (id, span) = cells.get(name)?;
        references.push(Reference { id: id.clone(), span });
        Some(id)
    };
    let role = Role {
        office: reference("role_office"),
        title: cells.text("role_title"),
        before: cells.text("role_before"),
        org: reference("role_org"),
        from: cells.date("role_from")?,
        to: cells.date("role_to")?,
        source: cells.text("role_source"),
    };
    let (born, died, checked) = (cells.date("born")?, cells.date("died")?, cells.date("checked")?);
    let order = cells.one_of("order", &["western", "eastern"])?;
    let pronouns = cells.one_of("pronouns", &["he", "she", "they"])?;
    if let Some((code, span)) = cells.get("country").filter(|(code, _)| !Tables::shared().is_country_code(code)) {
        return Err((span, no_country(&code)));
    }
    if let Some((item, span)) = cells.get("wikidata").filter(|(item, _)| !is_wikidata(item)) {
        return Err((span, format!("\"{item}\" is no Wikidata item: Q and a number")));
    }
    let name = cells.get("name");
    let at = match by_id.get(&id) {
        Some(at) => *at,
        None => {
            let (label, span) = cells.get("kind").unwrap_or_else(|| ("person".to_owned(), row));
            let kind = RecordKind::of(&label).ok_or((span, format!("\"{label}\" is no kind of record")))?;
            let (name, span) = name.ok_or((row, "the first row of a record needs a name".to_owned()))?;
            let mut record = Record::new(kind, id.clone(), name, place);
            record.extent = row;
            record.form_spans.push(span);
            by_id.insert(id, records.len());
            records.push(record);
            records.len() - 1
        }
    };
    let record = &mut records[at];
    let fill = |field: &mut Option<String>, name: &str| {
        if field.is_none() {
            *field = cells.text(name);
        }
    };
    if record.full.is_none()
        && let Some((full, span)) = cells.get("full")
    {
        record.full = Some(full);
        record.form_spans.insert(1, span);
    }
    for (alias, span) in cells.list("aliases") {
        if !record.aliases.contains(&alias) {
            record.aliases.push(alias);
            record.form_spans.push(span);
        }
    }
    for (wrong, _) in cells.list("wrong") {
        if !record.wrong.contains(&wrong) {
            record.wrong.push(wrong);
        }
    }
    fill(&mut record.short, "short");
    fill(&mut record.country, "country");
    fill(&mut record.wikidata, "wikidata");
    fill(&mut record.note, "note");
    record.pronouns = record.pronouns.take().or(pronouns);
    record.eastern |= order.as_deref() == Some("eastern");
    record.from = record.from.or(born);
    record.to = record.to.or(died);
    record.checked = record.checked.or(checked);
    record.references.append(&mut references);
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
        assert_eq!(file.problems()[0].place.span.of(text), "soon");
        let written: Vec<_> = record.form_spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(written, ["Ann Poe", "A. Poe", "Annie Poe"]);
    }
}
