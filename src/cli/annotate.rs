//! `backread annotate`: actors, dates and claims as data.

use super::files;
use crate::article::Format;
use crate::dates::Day;
use crate::export::{self, Offsets};
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Source};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Deserialize;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `annotate`.
#[derive(Debug, Args)]
pub struct Options {
    /// Files and folders
    paths: Vec<PathBuf>,
    /// Read articles from standard input instead: one JSON object a line, {"id", "text", "date"?}
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t = Unit::CodePoints)]
    offsets: Unit,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Input {
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    CodePoints,
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::CodePoints => Offsets::CodePoints,
            Unit::Utf8 => Offsets::Utf8,
            Unit::Utf16 => Offsets::Utf16,
        }
    }
}

/// One line of input.
#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    date: Option<String>,
}

/// Lines that are read together, so that order is kept and memory stays small.
const BATCH: usize = 256;

/// Runs the command.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    let offsets = options.offsets.into();
    if options.input.is_some() {
        return annotate_lines(&mut out, offsets);
    }
    anyhow::ensure!(!options.paths.is_empty(), "no files: name files or folders, or use --input jsonl");
    let found = files::find(&options.paths);
    let (knowledge, problems) = found.knowledge();
    problems.iter().for_each(|line| eprintln!("backread: {line}"));
    for article in &found.articles {
        let name = article.path.to_string_lossy();
        writeln!(out, "{}", annotate(&name, &article.text, None, &knowledge, offsets))?;
    }
    out.flush()?;
    found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
    Ok(if found.skipped.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn annotate_lines(out: &mut impl Write, offsets: Offsets) -> Result<ExitCode> {
    let knowledge = Knowledge::default();
    let mut lines = io::stdin().lock().split(b'\n');
    let mut failed = false;
    loop {
        let batch: Vec<Vec<u8>> = lines.by_ref().take(BATCH).collect::<io::Result<_>>().context("reading standard input")?;
        if batch.is_empty() {
            break;
        }
        let records: Vec<_> =
            batch.par_iter().filter(|line| !line.trim_ascii().is_empty()).map(|line| annotate_line(line, &knowledge, offsets)).collect();
        for record in records {
            failed |= record.get("error").is_some();
            writeln!(out, "{record}")?;
        }
        out.flush()?;
    }
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn annotate_line(line: &[u8], knowledge: &Knowledge, offsets: Offsets) -> serde_json::Value {
    let document: Document = match serde_json::from_slice(line) {
        Ok(document) => document,
        Err(error) => return export::record_of_error(None, &format!("not a document: {error}")),
    };
    let date = match document.date.as_deref().filter(|date| !date.is_empty()).map(|date| date.get(..10).unwrap_or(date).parse::<Day>()) {
        Some(Err(error)) => return export::record_of_error(Some(&document.id), &format!("date: {error}")),
        Some(Ok(day)) => Some(day),
        None => None,
    };
    annotate(&document.id, &document.text, date, knowledge, offsets)
}

fn annotate(id: &str, text: &str, date: Option<Day>, knowledge: &Knowledge, offsets: Offsets) -> serde_json::Value {
    let source = Source { name: id, text: Arc::from(text), format: Format::of_name(id), date };
    let reading = Reader::new().read(&source, knowledge);
    export::record(id, &reading, knowledge, offsets, None)
}
