//! Objects for programs, in one array or one a line.

use super::{Item, Report};
use crate::text::{Encoding, LineMap, Place, Span};
use serde::Serialize;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let array = |items: &[Item<'_>], out: &mut Vec<u8>| {
        let records: Vec<Record<'_>> = items.iter().map(|item| Record::new(report, *item)).collect();
        if records.is_empty() { Ok(()) } else { Ok(serde_json::to_writer_pretty(out, &records)?) }
    };
    // One array of all that stands in those of the files.
    let mut before: &[u8] = b"[";
    report.by_file(array, |array| {
        out.write_all(std::mem::replace(&mut before, b","))?;
        out.write_all(&array[1..array.len() - 2])
    })?;
    writeln!(out, "{}", if before == b"[" { "[]" } else { "\n]" })
}

pub(super) fn write_lines(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let lines = |items: &[Item<'_>], out: &mut Vec<u8>| {
        items.iter().try_for_each(|item| {
            serde_json::to_writer(&mut *out, &Record::new(report, *item))?;
            writeln!(out)
        })
    };
    report.by_file(lines, |lines| out.write_all(lines))
}

/// A finding. Its parts stand in the order of their letters, here and below.
#[derive(Serialize)]
struct Record<'r> {
    code: &'static str,
    end: At,
    file: &'r str,
    fixes: Vec<Fix<'r>>,
    message: &'r str,
    related: Vec<Related<'r>>,
    severity: &'static str,
    start: At,
}

/// UTF-8 bytes, 1-based line, 1-based column in characters.
#[derive(Serialize)]
struct At {
    column: u32,
    line: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Fix<'r> {
    edits: Vec<Edit<'r>>,
    safe: bool,
    title: &'r str,
}

#[derive(Serialize)]
struct Edit<'r> {
    end: At,
    start: At,
    text: &'r str,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<At>,
    file: &'r str,
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<At>,
}

impl<'r> Record<'r> {
    fn new(report: &'r Report<'_>, (file, finding): Item<'r>) -> Self {
        let lines = file.lines;
        let edit = |edit: &'r crate::checks::Edit| {
            let (start, end) = ends(lines, edit.span);
            Edit { end, start, text: &edit.text }
        };
        let fix = |fix: &'r crate::checks::Fix| Fix { edits: fix.edits.iter().map(edit).collect(), safe: fix.safe, title: &fix.title };
        let related = finding.related.iter().map(|related| Related::new(report, &related.place, &related.message));
        let (start, end) = ends(lines, finding.span);
        Record {
            code: finding.code,
            end,
            file: file.key.as_str(),
            fixes: finding.fixes.iter().map(fix).collect(),
            message: &finding.message,
            related: related.collect(),
            severity: finding.level.label(),
            start,
        }
    }
}

impl<'r> Related<'r> {
    fn new(report: &Report<'_>, place: &'r Place, message: &'r str) -> Self {
        let (start, end) = report.lines(&place.file).map(|lines| ends(lines, place.span)).unzip();
        Related { end, file: place.file.as_str(), message, start }
    }
}

/// Both ends of a span.
fn ends(lines: &LineMap, span: Span) -> (At, At) {
    let ((line, column), (end_line, end_column)) = super::ends(lines, span, Encoding::Utf32);
    (At { column, line, offset: span.start }, At { column: end_column, line: end_line, offset: span.end })
}
