//! `backread check`: findings, for terminals, CI and publishing hooks.

use super::configuration::Overrides;
use super::files;
use crate::article::Format;
use crate::checks::{self, Finding};
use crate::config::Level;
use crate::index::{Entry, FileState, Snapshot};
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Reading, Source};
use crate::text::{Encoding, FileKey, LineMap, Place, Span};
use anyhow::Result;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Options {
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    format: OutputFormat,
    /// The least level at which the command exits with 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutputFormat {
    /// The source line with the place underlined, and the other side
    Human,
    /// One array of objects
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Never,
}

impl FailOn {
    fn reached(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Information => level >= Level::Information,
            FailOn::Never => false,
        }
    }
}

/// Runs the command.
pub fn run(options: &Options) -> Result<ExitCode> {
    let here = [PathBuf::from(".")];
    let found = files::find(if options.paths.is_empty() { &here } else { &options.paths }, &Overrides::default());
    let (knowledge, problems) = found.knowledge();
    problems.iter().for_each(|line| eprintln!("backread: {line}"));
    let snapshot = read(&found, knowledge);
    let keys: Vec<FileKey> = found.articles.iter().map(key).collect();
    let findings: Vec<Vec<Finding>> = keys.par_iter().map(|file| checks::check(&snapshot, file)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match options.format {
        OutputFormat::Human => write_human(&mut out, &snapshot, &keys, &findings)?,
        OutputFormat::Json => write_json(&mut out, &snapshot, &keys, &findings)?,
    }
    out.flush()?;
    found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
    let failed = findings.iter().flatten().any(|finding| options.fail_on.reached(finding.level));
    Ok(match (failed, found.skipped.is_empty()) {
        _ if found.configuration.is_broken => ExitCode::from(2),
        (true, _) => ExitCode::from(1),
        (false, false) => ExitCode::from(2),
        (false, true) => ExitCode::SUCCESS,
    })
}

fn key(file: &files::TextFile) -> FileKey {
    FileKey::new(file.path.to_string_lossy().as_ref())
}

/// Reads everything into one snapshot.
fn read(found: &files::Found, knowledge: Knowledge) -> Snapshot {
    let knowledge = Arc::new(knowledge);
    let config = Arc::new(found.configuration.configs.clone());
    let mut snapshot = Snapshot { knowledge: Arc::clone(&knowledge), config: Arc::clone(&config), ..Snapshot::default() };
    let readings: Vec<(FileKey, Arc<Reading>)> = found
        .articles
        .par_iter()
        .map(|file| {
            let key = key(file);
            let source = Source { name: key.name(), text: Arc::from(file.text.as_str()), format: Format::of_name(key.name()), date: None };
            let reading = Arc::new(Reader::new().as_of(config.of(&key).as_of).read(&source, &knowledge));
            (key, reading)
        })
        .collect();
    for (key, reading) in readings {
        snapshot.index.insert(Entry::new(&key, &reading, &knowledge));
        snapshot.open.insert_mut(key, FileState { version: None, reading });
    }
    snapshot
}

fn write_json(out: &mut impl Write, snapshot: &Snapshot, keys: &[FileKey], findings: &[Vec<Finding>]) -> Result<()> {
    let mut all = Vec::new();
    for (file, findings) in keys.iter().zip(findings) {
        let Some(reading) = snapshot.reading(file) else { continue };
        for finding in findings {
            let related: Vec<Value> = finding.related.iter().map(|related| place(snapshot, &related.place, &related.message)).collect();
            let (start, end) = ends(&reading.lines, finding.span);
            all.push(json!({
                "file": file.as_str(), "code": finding.code, "severity": finding.level.label(), "message": finding.message,
                "start": start, "end": end, "related": related,
            }));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)?;
    Ok(())
}

fn place(snapshot: &Snapshot, place: &Place, message: &str) -> Value {
    let mut value = json!({"file": place.file.as_str(), "message": message});
    if let Some(reading) = snapshot.reading(&place.file) {
        let (start, end) = ends(&reading.lines, place.span);
        value["start"] = start;
        value["end"] = end;
    }
    value
}

/// `{offset, line, column}` of both ends: UTF-8 bytes, 1-based line, 1-based column in characters.
fn ends(lines: &LineMap, span: Span) -> (Value, Value) {
    let one = |offset: u32| {
        let position = lines.position(offset, Encoding::Utf32);
        json!({"offset": offset, "line": position.line + 1, "column": position.character + 1})
    };
    (one(span.start), one(span.end))
}

fn write_human(out: &mut impl Write, snapshot: &Snapshot, keys: &[FileKey], findings: &[Vec<Finding>]) -> Result<()> {
    let mut count = 0;
    for (file, findings) in keys.iter().zip(findings) {
        let Some(reading) = snapshot.reading(file) else { continue };
        for finding in findings {
            count += 1;
            let at = reading.lines.position(finding.span.start, Encoding::Utf32);
            writeln!(
                out,
                "{}:{}:{}: {}: {} [{}]",
                file,
                at.line + 1,
                at.character + 1,
                finding.level.label(),
                finding.message,
                finding.code
            )?;
            write_line(out, reading, finding.span)?;
            for related in &finding.related {
                let Some(other) = snapshot.reading(&related.place.file) else { continue };
                let at = other.lines.position(related.place.span.start, Encoding::Utf32);
                writeln!(out, "  {}:{}:{}: {}", related.place.file, at.line + 1, at.character + 1, related.message)?;
            }
            writeln!(out)?;
        }
    }
    writeln!(out, "{count} finding{} in {} article{}", plural(count), keys.len(), plural(keys.len()))?;
    Ok(())
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// How many characters of a long line are shown on each side of the place.
const AROUND: usize = 60;

/// The source line around a span, and a line that underlines it.
fn write_line(out: &mut impl Write, reading: &Reading, span: Span) -> Result<()> {
    let Some(line) = reading.lines.line(reading.lines.line_of(span.start)) else { return Ok(()) };
    let text = &*reading.text;
    let before: Vec<char> = Span { start: line.start, end: span.start.min(line.end) }.of(text).chars().collect();
    let inside: Vec<char> = Span { start: span.start.min(line.end), end: span.end.min(line.end) }.of(text).chars().collect();
    let after: Vec<char> = Span { start: span.end.min(line.end), end: line.end }.of(text).chars().collect();
    let head: String = before[before.len().saturating_sub(AROUND)..].iter().collect();
    let body: String = inside.iter().take(2 * AROUND).collect();
    let tail: String = after.iter().take(AROUND.saturating_sub(inside.len().min(AROUND / 2))).collect();
    writeln!(out, "    {}", format!("{head}{body}{tail}").replace('\t', " "))?;
    writeln!(out, "    {}{}", " ".repeat(head.chars().count()), "^".repeat(body.chars().count().max(1)))?;
    Ok(())
}
