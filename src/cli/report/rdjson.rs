//! Reviewdog's diagnostic format, in which columns count UTF-8 bytes.

use super::{Report, ends};
use crate::cli::files::shown;
use crate::cli::rules::PAGES_URL;
use crate::config::Level;
use crate::text::{Encoding, LineMap, Span};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let diagnostics: Vec<Value> = report
        .all()
        .map(|(file, finding)| {
            let lines = file.lines;
            let severity = match finding.level {
                Level::Error => "ERROR",
                Level::Warning => "WARNING",
                Level::Information | Level::Hint | Level::Off => "INFO",
            };
            let mut diagnostic = json!({
                "message": finding.message,
                "location": {"path": shown(file.key.as_str()), "range": range(lines, finding.span)},
                "severity": severity,
                "code": {"value": finding.code, "url": format!("{PAGES_URL}/{}.md", finding.code)},
            });
            let related = finding.related.iter().filter_map(|related| {
                let range = range(report.lines(&related.place.file)?, related.place.span);
                Some(json!({"message": related.message, "location": {"path": shown(related.place.file.as_str()), "range": range}}))
            });
            let related: Vec<Value> = related.collect();
            if !related.is_empty() {
                diagnostic["relatedLocations"] = json!(related);
            }
            // A suggestion is one edit; a fix of several would be torn apart.
            let suggestions = finding.fixes.iter().filter_map(|fix| match fix.edits.as_slice() {
                [edit] => Some(json!({"range": range(lines, edit.span), "text": edit.text})),
                _ => None,
            });
            let suggestions: Vec<Value> = suggestions.collect();
            if !suggestions.is_empty() {
                diagnostic["suggestions"] = json!(suggestions);
            }
            diagnostic
        })
        .collect();
    let source = json!({"name": "backread", "url": env!("CARGO_PKG_REPOSITORY")});
    serde_json::to_writer_pretty(&mut *out, &json!({"source": source, "diagnostics": diagnostics}))?;
    writeln!(out)
}

fn range(lines: &LineMap, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = ends(lines, span, Encoding::Utf8);
    json!({"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}})
}
