//! Knowledge files in CSV: one row a role, a header, any order of columns.

use super::file::Found;
use super::packed::Records;
use super::record::{Cell, Reference};
use super::toml::{is_wikidata, no_country};
use super::{PartialDate, Problem, Record, RecordKind, Role, Tables};
use crate::text::{FileKey, Place, Span};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::hash::BuildHasher;

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
    let mut found = Found::new(file);
    let place = |span: Span| Place { file: file.clone(), span };
    let mut rows = Rows { text, at: if text.starts_with(BOM) { BOM.len_utf8() } else { 0 }, in_lines: false };
    let Some(header) = rows.next() else { return found };
    found.problems.extend(header.unclosed.map(|span| Problem { place: place(span), message: UNCLOSED.to_owned() }));
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
    let mut numbers = Numbers::default();
    for row in rows {
        let cells = Cells { text, row: &row, columns: &columns };
        let span = cells.get("id").map_or(row.span, |(_, span)| span);
        let added = match row.unclosed {
            Some(span) => Err((span, UNCLOSED.to_owned())),
            None => add(&mut found.records, &mut numbers, &cells, place(span)),
        };
        if let Err((span, message)) = added {
            found.problems.push(Problem { place: place(span), message: format!("{message}; this row is skipped") });
            found.broken_ids.extend(cells.text("id").filter(|id| numbers.of(id).is_none()));
        }
    }
    found
}

/// The numbers of the records by the hashes of their ids.
#[derive(Default)]
struct Numbers(FxHashMap<u64, u32>);

impl Numbers {
    fn of(&self, id: &str) -> Option<usize> {
        self.0.get(&FxBuildHasher.hash_one(id)).map(|number| *number as usize)
    }

    fn add(&mut self, id: &str, number: usize) {
        self.0.insert(FxBuildHasher.hash_one(id), number as u32);
    }
}

const UNCLOSED: &str = "a quotation mark is not closed";

/// What some programs put before the header.
const BOM: char = '\u{FEFF}';

/// One row by the names of its columns.
struct Cells<'r> {
    text: &'r str,
    row: &'r Row<'r>,
    columns: &'r [Option<usize>; COLUMNS.len()],
}

impl<'r> Cells<'r> {
    /// A cell that is not empty, and where it stands without blank space and quotation marks.
    fn get(&self, name: &str) -> Option<(&'r str, Span)> {
        let column = COLUMNS.iter().position(|column| *column == name)?;
        let (cell, span) = self.row.cells.get(self.columns[column]?)?;
        let cell = cell.trim();
        let inside = find(self.text, *span, cell).unwrap_or(*span);
        (!cell.is_empty()).then_some((cell, inside))
    }

    /// A cell that is more than one form of a name; `None` where it is just that.
    fn held(&self, name: &str, form: Span) -> Option<Cell> {
        let column = COLUMNS.iter().position(|column| *column == name)?;
        let (_, span) = *self.row.cells.get(self.columns[column]?)?;
        (span != form).then(|| Cell { span, quoted: span.of(self.text).starts_with('"') })
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|(cell, _)| cell.to_owned())
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
        PartialDate::parse(cell).map(Some).ok_or((span, format!("\"{cell}\" in {name} is no date")))
    }

    fn one_of(&self, name: &str, words: &[&str]) -> Result<Option<&'r str>, Wrong> {
        let Some((cell, span)) = self.get(name) else { return Ok(None) };
        if words.contains(&cell) { Ok(Some(cell)) } else { Err((span, format!("\"{cell}\" in {name} is none of {}", words.join(", ")))) }
    }
}

/// Where a text stands inside a span of the file, its quotation marks doubled where it stands in some.
fn find(text: &str, span: Span, part: &str) -> Option<Span> {
    let inside = text.get(span.start as usize..span.end as usize)?;
    let found = |part: &str| {
        let at = if inside.starts_with(part) { 0 } else { inside.find(part)? };
        Some(Span::new(span.start as usize + at, span.start as usize + at + part.len()))
    };
    found(part).or_else(|| found(&part.replace('"', "\"\"")).filter(|_| part.contains('"')))
}

/// What is wrong in a row, and where.
type Wrong = (Span, String);

/// Adds a row to the record of its id, or as a new record.
fn add(records: &mut Records, numbers: &mut Numbers, cells: &Cells<'_>, place: Place) -> Result<(), Wrong> {
    let row = cells.row.span;
    let id = cells.text("id").ok_or((row, "a row needs an id".to_owned()))?;
    let mut references = Vec::new();
    let mut reference = |name: &str| {
        let (id, span) = cells.get(name)?;
        references.push(Reference { id: id.to_owned(), span });
        Some(id.to_owned())
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
        return Err((span, no_country(code)));
    }
    if let Some((item, span)) = cells.get("wikidata").filter(|(item, _)| !is_wikidata(item)) {
        return Err((span, format!("\"{item}\" is no Wikidata item: Q and a number")));
    }
    let number = numbers.of(&id);
    let mut record = match number.and_then(|number| records.get(number)) {
        Some(record) => {
            // Here its id stands again.
            references.insert(0, Reference { id: id.clone(), span: place.span });
            let mut record = record.to_record();
            repeat(&mut record, cells);
            record
        }
        None => {
            let (label, span) = cells.get("kind").unwrap_or(("person", row));
            let kind = RecordKind::of(label).ok_or((span, format!("\"{label}\" is no kind of record")))?;
            let (name, span) = cells.get("name").ok_or((row, "the first row of a record needs a name".to_owned()))?;
            let mut record = Record::new(kind, id.clone(), name.to_owned(), place);
            record.extent = row;
            record.form_spans.push(span);
            record.cells.extend(cells.held("name", span));
            record
        }
    };
    let fill = |field: &mut Option<String>, name: &str| {
        if field.is_none() {
            *field = cells.text(name);
        }
    };
    if record.full.is_none()
        && let Some((full, span)) = cells.get("full")
    {
        record.full = Some(full.to_owned());
        record.form_spans.insert(1, span);
        record.cells.extend(cells.held("full", span));
    }
    for (alias, span) in cells.list("aliases") {
        if !record.aliases.contains(&alias) {
            record.aliases.push(alias);
            record.form_spans.push(span);
            let held = cells.held("aliases", span).filter(|cell| record.cells.last() != Some(cell));
            record.cells.extend(held);
        }
    }
    for (wrong, _) in cells.list("wrong") {
        if !record.wrong.contains(&wrong) {
            record.wrong.push(wrong);
        }
    }
    if record.short.is_none()
        && let Some((short, span)) = cells.get("short")
    {
        (record.short, record.short_span) = (Some(short.to_owned()), Some(span));
        record.cells.extend(cells.held("short", span));
    }
    fill(&mut record.country, "country");
    fill(&mut record.wikidata, "wikidata");
    fill(&mut record.note, "note");
    record.pronouns = record.pronouns.take().or(pronouns.map(str::to_owned));
    record.eastern |= order == Some("eastern");
    record.from = record.from.or(born);
    record.to = record.to.or(died);
    record.checked = record.checked.or(checked);
    record.references.append(&mut references);
    if role != Role::default() {
        record.roles.push(role);
    }
    match number {
        Some(number) => records.replace(number, &record),
        None => {
            numbers.add(&id, records.len());
            records.push(&record);
        }
    }
    Ok(())
}

/// Takes note of the forms of a record that a later row writes again.
fn repeat(record: &mut Record, cells: &Cells<'_>) {
    let known = [("name", Some(&record.name)), ("full", record.full.as_ref()), ("short", record.short.as_ref())];
    let scalar = known.into_iter().filter_map(|(column, own)| {
        let (form, span) = cells.get(column)?;
        (own? == form).then(|| (column, (form.to_owned(), span)))
    });
    let listed = cells.list("aliases").into_iter().filter(|(form, _)| record.aliases.contains(form)).map(|found| ("aliases", found));
    let found: Vec<_> = scalar.chain(listed).collect();
    for (column, (form, span)) in found {
        let held = cells.held(column, span).filter(|cell| record.cells.last() != Some(cell));
        record.cells.extend(held);
        record.repeated.push((form, span));
    }
}

struct Row<'t> {
    span: Span,
    cells: Vec<(Cow<'t, str>, Span)>,
    /// A cell whose quotation mark is not closed.
    unclosed: Option<Span>,
}

/// What is read at once: a cell, whether it ends its row, and whether its quotation mark is not closed.
struct Piece<'t> {
    cell: (Cow<'t, str>, Span),
    ends: bool,
    unclosed: bool,
}

/// The rows of a file that are not empty, as RFC 4180 has them: cells in quotes may hold commas, line ends and doubled quotes.
struct Rows<'t> {
    text: &'t str,
    at: usize,
    /// Whether one of them was found open at the end of the file: then no quotation mark further on closes anything in another line.
    in_lines: bool,
}

impl<'t> Rows<'t> {
    /// The next cell. A quotation mark that is closed nowhere, or in another line in the midst of words, is left open by mistake: its row ends
    /// with the line.
    fn cell(&mut self) -> Piece<'t> {
        let bytes = self.text.as_bytes();
        let (start, mut at) = (self.at, self.at);
        // What quotes were taken out of, and from where on nothing was copied yet.
        let (mut copied, mut from, mut quoted) = (String::new(), start, false);
        let mut opened = None;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => {
                    at += 1;
                    copied.push_str(&self.text[from..at]);
                    from = at + 1;
                }
                b'"' if quoted || copied.is_empty() && from == at => {
                    copied.push_str(&self.text[from..at]);
                    from = at + 1;
                    quoted = !quoted;
                    match opened {
                        Some(mark) if !quoted && !self.may_close(mark, at) => return self.unclosed(start, mark),
                        _ if quoted => opened = Some(at),
                        _ => {}
                    }
                }
                b'\n' | b'\r' if self.in_lines && quoted => break,
                b',' | b'\n' | b'\r' if !quoted => break,
                _ => {}
            }
            at += 1;
        }
        if let Some(mark) = opened.filter(|_| quoted) {
            self.in_lines = true;
            return self.unclosed(start, mark);
        }
        let rest = &self.text[from..at];
        let cell = if copied.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(copied + rest) };
        self.at = at + 1;
        Piece { cell: (cell, Span::new(start, at)), ends: bytes.get(at) != Some(&b','), unclosed: false }
    }

    /// Whether a quotation mark may close what another one opened.
    fn may_close(&self, mark: usize, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        let ends = rest.trim_start_matches([' ', '\t']);
        ends.is_empty() || ends.starts_with([',', '\n', '\r']) || !self.text[mark..at].contains(['\n', '\r'])
    }

    /// The rest of the line from a quotation mark on that is not closed.
    fn unclosed(&mut self, start: usize, mark: usize) -> Piece<'t> {
        let end = self.text[mark..].find(['\n', '\r']).map_or(self.text.len(), |length| mark + length);
        self.at = end + 1;
        Piece { cell: (Cow::Borrowed(&self.text[mark + 1..end]), Span::new(start, end)), ends: true, unclosed: true }
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        while self.at < self.text.len() {
            let start = self.at;
            let mut cells = Vec::new();
            let unclosed = loop {
                let Piece { cell, ends, unclosed } = self.cell();
                let span = cell.1;
                cells.push(cell);
                if ends {
                    break unclosed.then_some(span);
                }
            };
            if cells.iter().any(|(cell, _)| !cell.trim().is_empty()) {
                let end = (self.at - 1).min(self.text.len());
                return Some(Row { span: Span::new(start, end), cells, unclosed });
            }
        }
        None
    }
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
        let record = file.records().get(0).expect("a record").to_record();
        let titles: Vec<_> = record.roles.iter().filter_map(|role| role.title.as_deref()).collect();
        assert_eq!(titles, ["harbour minister", "mayor, acting"]);
        assert_eq!(record.aliases, ["A. Poe", "Annie Poe"]);
        assert_eq!(file.problems().len(), 1, "{:?}", file.problems());
        assert_eq!(file.problems()[0].place.span.of(text), "soon");
        let written: Vec<_> = record.form_spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(written, ["Ann Poe", "A. Poe", "Annie Poe"]);
        let again: Vec<_> =
            record.references.iter().map(|reference| (&*reference.id, text[..reference.span.start as usize].lines().count())).collect();
        assert_eq!(again, [("ann-poe", 3)], "the id of the second row");
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_costs_its_own_row() {
        let read = |text: &str| {
            let file = KnowledgeFile::parse(&FileKey::new("people.csv"), text);
            let names: Vec<String> = file.records().iter().map(|record| record.name().to_owned()).collect();
            let line = |at: u32| text[..at as usize].matches('\n').count();
            let problems: Vec<_> =
                file.problems().iter().map(|problem| (line(problem.place.span.start), line(problem.place.span.end))).collect();
            (names.join("; "), problems)
        };
        let at_end = "kind,id,name\nperson,b-b,Bo Dahl\nperson,d-d,\"Dee Dow\nperson,e-e,Eva Eck\nperson,f-f,\"Fay \"\"F\"\" Foss\"\n";
        assert_eq!(read(at_end), ("Bo Dahl; Eva Eck; Fay \"F\" Foss".to_owned(), vec![(2, 2)]));
        assert_eq!(read(&at_end.replace('\n', "\r\n")).1, [(2, 2)]);
        let twice = "kind,id,name\nperson,b-b,\"Bo Dahl\nperson,d-d,\"Dow, Dee\"\nperson,e-e,\"Eva Eck\nperson,f-f,Fay Foss\n";
        assert_eq!(read(twice), ("Dow, Dee; Fay Foss".to_owned(), vec![(1, 1), (3, 3)]));
        let whole = "kind,id,name,note\nperson,b-b,Bo Dahl,\"of the port,\nand the quay\"\nperson,f-f,\"Fay\" Foss,\n";
        assert_eq!(read(whole), ("Bo Dahl; Fay Foss".to_owned(), vec![]));
        assert_eq!(read("kind,id,\"name\nperson,b-b,Bo Dahl\n"), ("Bo Dahl".to_owned(), vec![(0, 0)]));
    }

    #[test]
    fn a_new_name_is_quoted_where_its_cell_needs_it() {
        let text =
            "kind,id,name,aliases\nperson,c-d,Cora Dahl,C. Dahl|Cory Dahl\nperson,a-p,\"Poe, Ann\",\"Ann \"\"A\"\" Poe|Annie Poe\"\n";
        let file = KnowledgeFile::parse(&FileKey::new("people.csv"), text);
        let renamed = |form: &str, new: &str| {
            let mut placed = file.records().iter().flat_map(|record| record.placed_forms().map(move |form| (record, form)));
            let (record, (_, span)) = placed.find(|(_, (own, _))| *own == form).expect("a form");
            let mut edits = record.edits_of_form(span.expect("a place"), new);
            edits.sort_by_key(|(span, _)| *span);
            let mut changed = text.to_owned();
            edits.iter().rev().for_each(|(span, new)| changed.replace_range(span.start as usize..span.end as usize, new));
            let read = KnowledgeFile::parse(&FileKey::new("people.csv"), &changed);
            assert!(read.problems().is_empty(), "{:?}", read.problems());
            let forms = read.records().iter().flat_map(|record| record.forms().map(str::to_owned).collect::<Vec<_>>());
            forms.collect::<Vec<_>>().join("; ")
        };
        assert_eq!(renamed("Cora Dahl", "Cora Dahl, Jr."), "Cora Dahl, Jr.; C. Dahl; Cory Dahl; Poe, Ann; Ann \"A\" Poe; Annie Poe");
        assert_eq!(renamed("Cory Dahl", "Dahl, C. \"B\""), "Cora Dahl; C. Dahl; Dahl, C. \"B\"; Poe, Ann; Ann \"A\" Poe; Annie Poe");
        assert_eq!(renamed("C. Dahl", "Cory A. Dahl"), "Cora Dahl; Cory A. Dahl; Cory Dahl; Poe, Ann; Ann \"A\" Poe; Annie Poe");
        assert_eq!(renamed("Ann \"A\" Poe", "Ann \"B\" Poe"), "Cora Dahl; C. Dahl; Cory Dahl; Poe, Ann; Ann \"B\" Poe; Annie Poe");
        assert_eq!(renamed("Annie Poe", "Annie Poe, Jr."), "Cora Dahl; C. Dahl; Cory Dahl; Poe, Ann; Ann \"A\" Poe; Annie Poe, Jr.");
    }
}
