//! Objects for programs, in one array or one a line.

use super::Report;
use crate::checks::Finding;
use crate::text::{Encoding, FileKey, LineMap, Place, Span};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let all: Vec<Value> = report.all().map(|(file, lines, finding)| record(report, file, lines, finding)).collect();
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

pub(super) fn write_lines(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    report.all().try_for_each(|(file, lines, finding)| writeln!(out, "{}", record(report, file, lines, finding)))
}

fn record(report: &Report<'_>, file: &FileKey, lines: &LineMap, finding: &Finding) -> Value {
    let related: Vec<Value> = finding.related.iter().map(|related| place(report, &related.place, &related.message)).collect();
    let fix = |fix: &crate::checks::Fix| {
        let edits: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = ends(lines, edit.span);
                json!({"start": start, "end": end, "text": edit.text})
            })
            .collect();
        json!({"title": fix.title, "safe": fix.safe, "edits": edits})
    };
    let fixes: Vec<Value> = finding.fixes.iter().map(fix).collect();
    let (start, end) = ends(lines, finding.span);
    json!({
        "file": file.as_str(), "code": finding.code, "severity": finding.level.label(), "message": finding.message,
        "start": start, "end": end, "related": related, "fixes": fixes,
    })
}

fn place(report: &Report<'_>, place: &Place, message: &str) -> Value {
    let mut value = json!({"file": place.file.as_str(), "message": message});
    if let Some(lines) = report.lines(&place.file) {
        let (start, end) = ends(lines, place.span);
        value["start"] = start;
        value["end"] = end;
    }
    value
}

/// `{offset, line, column}` of both ends: UTF-8 bytes, 1-based line, 1-based column in characters.
fn ends(lines: &LineMap, span: Span) -> (Value, Value) {
    let ((line, column), (end_line, end_column)) = super::ends(lines, span, Encoding::Utf32);
    (json!({"offset": span.start, "line": line, "column": column}), json!({"offset": span.end, "line": end_line, "column": end_column}))
}
