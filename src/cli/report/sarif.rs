//! SARIF 2.1.0 (OASIS standard, 27 March 2020), columns in code points.

use super::{Report, ends};
use crate::checks::{BESIDE_ARTICLES, Finding, RULES, RuleCode};
use crate::cli::files::shown;
use crate::cli::rules::PAGES_URL;
use crate::config::Level;
use crate::text::{Encoding, FileKey, LineMap, Span};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let descriptor = |code: RuleCode, summary: &str, of: Level| {
        json!({
            "id": code,
            "shortDescription": {"text": summary},
            "helpUri": format!("{PAGES_URL}/{code}.md"),
            "defaultConfiguration": {"enabled": of != Level::Off, "level": level(of)},
        })
    };
    let beside = BESIDE_ARTICLES.iter().map(|(code, summary)| descriptor(code, summary, Level::Warning));
    let rules: Vec<Value> = RULES.iter().map(|rule| descriptor(rule.code, rule.summary, rule.level)).chain(beside).collect();
    let results: Vec<Value> = report.all().map(|(file, finding)| result(report, file.key, file.lines, finding)).collect();
    let driver = json!({
        "name": "backread", "version": env!("CARGO_PKG_VERSION"), "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"), "rules": rules,
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(report: &Report<'_>, file: &FileKey, lines: &LineMap, finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.level),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location(file, lines, finding.span)}],
    });
    let codes = RULES.iter().map(|rule| rule.code).chain(BESIDE_ARTICLES.map(|(code, _)| code));
    if let Some(index) = codes.into_iter().position(|code| code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|related| Some((related, report.lines(&related.place.file)?)))
        .enumerate()
        .map(|(id, (related, lines))| {
            let location = location(&related.place.file, lines, related.place.span);
            json!({"id": id, "physicalLocation": location, "message": {"text": related.message}})
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| json!({"deletedRegion": region(lines, edit.span), "insertedContent": {"text": edit.text}}))
                .collect();
            let change = json!({"artifactLocation": {"uri": uri(file)}, "replacements": replacements});
            json!({"description": {"text": fix.title}, "artifactChanges": [change]})
        })
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information | Level::Hint => "note",
        Level::Off => "none",
    }
}

fn location(file: &FileKey, lines: &LineMap, span: Span) -> Value {
    json!({"artifactLocation": {"uri": uri(file)}, "region": region(lines, span)})
}

fn region(lines: &LineMap, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = ends(lines, span, Encoding::Utf32);
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}

/// A path as a URI reference: relative ones stay relative.
fn uri(file: &FileKey) -> String {
    let path = shown(file.as_str());
    let escaped = path.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
        escaped
    });
    if escaped.starts_with('/') { format!("file://{escaped}") } else { escaped }
}
