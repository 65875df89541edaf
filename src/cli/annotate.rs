//! `backread annotate`: actors, dates and claims as data.

use super::check::Checked;
use super::configuration::Overrides;
use super::files;
use crate::article::Format;
use crate::checks::{self, Finding};
use crate::dates::Day;
use crate::export::{self, Offsets};
use crate::index::{Entry, FileState, Snapshot};
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Reading, Source};
use crate::text::FileKey;
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
    #[arg(long, value_enum, conflicts_with = "paths")]
    input: Option<Input>,
    /// What is written: JSON lines for all articles, or one TimeML document an article
    #[arg(long, value_enum, default_value_t = Form::Jsonl)]
    format: Form,
    /// The folder for formats of one file an article
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t = Unit::CodePoints)]
    offsets: Unit,
    /// Add what check reports: among all articles that are named, or of each line of the input alone
    #[arg(long)]
    findings: bool,
    /// Which mentions of actors a record lists: all, or names alone, as scorers of named entities count. Actors and attributions stay the same
    #[arg(long, value_enum, default_value_t = Kinds::All)]
    mentions: Kinds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kinds {
    All,
    Named,
}

/// How records are written.
#[derive(Clone, Copy)]
struct Writing {
    offsets: Offsets,
    mentions: Kinds,
}

impl Writing {
    /// The record of one article.
    fn record(self, id: &str, reading: &Reading, knowledge: &Knowledge, findings: Option<&[Finding]>) -> serde_json::Value {
        let mut record = export::record(id, reading, knowledge, self.offsets, findings);
        if self.mentions == Kinds::Named
            && let Some(mentions) = record["mentions"].as_array_mut()
        {
            mentions.retain(|mention| mention["kind"] == "named");
        }
        record
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Input {
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Jsonl,
    #[value(name = "timeml")]
    TimeMl,
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
    let writing = Writing { offsets: options.offsets.into(), mentions: options.mentions };
    anyhow::ensure!(
        options.format == Form::Jsonl || options.mentions == Kinds::All,
        "TimeML lists no actors: --mentions named is for --format jsonl"
    );
    anyhow::ensure!(
        options.format == Form::TimeMl || options.output.is_none(),
        "JSON lines are written to standard output: --output is for --format timeml"
    );
    if options.input.is_some() {
        anyhow::ensure!(options.format == Form::Jsonl, "--input jsonl is answered by --format jsonl only");
        return annotate_lines(&mut out, writing, options.findings);
    }
    anyhow::ensure!(!options.paths.is_empty(), "no files: name files or folders, or use --input jsonl");
    let mut found = files::find(&options.paths, &Overrides::default());
    let knowledge = found.knowledge();
    found.tell_problems();
    if options.format == Form::TimeMl {
        write_each(&mut out, options, &found, &knowledge)?;
        found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
        return Ok(found.code(0));
    }
    let knowledge = Arc::new(knowledge);
    if options.findings {
        let checked = Checked::new(&found, &knowledge);
        for ((article, key), findings) in found.articles.iter().zip(&checked.keys).zip(&checked.findings) {
            let Some(reading) = checked.snapshot.reading(key) else { continue };
            writeln!(out, "{}", writing.record(&article.path.to_string_lossy(), reading, &knowledge, Some(findings)))?;
        }
    } else {
        for some in found.articles.chunks(BATCH) {
            let records: Vec<_> = some.par_iter().map(|article| annotate_file(article, &found, &knowledge, writing)).collect();
            records.iter().try_for_each(|record| writeln!(out, "{record}"))?;
        }
    }
    out.flush()?;
    found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
    Ok(found.code(0))
}

/// One document an article: the only one to standard output, others to files named after theirs.
fn write_each(out: &mut impl Write, options: &Options, found: &files::Found, knowledge: &Knowledge) -> Result<()> {
    anyhow::ensure!(
        options.output.is_some() || found.articles.len() <= 1,
        "{} articles: name a folder for their documents with --output",
        found.articles.len()
    );
    for article in &found.articles {
        let name = article.path.to_string_lossy();
        let as_of = found.configuration.configs.of(&files::key(&article.path)).as_of;
        let document = export::timeml(&name, &reading(&name, &article.text, (None, as_of), knowledge));
        let Some(folder) = &options.output else {
            out.write_all(document.as_bytes())?;
            continue;
        };
        // "desk/talks.md" is written as "desk/talks.md.tml" below the folder.
        let below: PathBuf = article.path.components().filter(|part| matches!(part, std::path::Component::Normal(_))).collect();
        let mut file = folder.join(below).into_os_string();
        file.push(".tml");
        let file = PathBuf::from(file);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        }
        std::fs::write(&file, document).with_context(|| format!("writing {}", file.display()))?;
    }
    out.flush()?;
    Ok(())
}

fn annotate_lines(out: &mut impl Write, writing: Writing, findings: bool) -> Result<ExitCode> {
    let knowledge = Arc::new(Knowledge::default());
    let mut lines = io::stdin().lock().split(b'\n');
    let mut failed = false;
    loop {
        let batch: Vec<Vec<u8>> = lines.by_ref().take(BATCH).collect::<io::Result<_>>().context("reading standard input")?;
        if batch.is_empty() {
            break;
        }
        let records: Vec<_> = batch
            .par_iter()
            .filter(|line| !line.trim_ascii().is_empty())
            .map(|line| annotate_line(line, &knowledge, writing, findings))
            .collect();
        for record in records {
            failed |= record.get("error").is_some();
            writeln!(out, "{record}")?;
        }
        out.flush()?;
    }
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn annotate_line(line: &[u8], knowledge: &Arc<Knowledge>, writing: Writing, findings: bool) -> serde_json::Value {
    let document: Document = match serde_json::from_slice(line) {
        Ok(document) => document,
        Err(error) => return export::record_of_error(None, &format!("not a document: {error}")),
    };
    let date = match document.date.as_deref().filter(|date| !date.is_empty()).map(|date| date.get(..10).unwrap_or(date).parse::<Day>()) {
        Some(Err(error)) => return export::record_of_error(Some(&document.id), &format!("date: {error}")),
        Some(Ok(day)) => Some(day),
        None => None,
    };
    let reading = Arc::new(reading(&document.id, &document.text, (date, None), knowledge));
    let findings = findings.then(|| findings_alone(&document.id, &reading, knowledge));
    writing.record(&document.id, &reading, knowledge, findings.as_deref())
}

fn annotate_file(article: &files::TextFile, found: &files::Found, knowledge: &Knowledge, writing: Writing) -> serde_json::Value {
    let name = article.path.to_string_lossy();
    let as_of = found.configuration.configs.of(&files::key(&article.path)).as_of;
    writing.record(&name, &reading(&name, &article.text, (None, as_of), knowledge), knowledge, None)
}

/// What is found in an article that has no others beside it.
fn findings_alone(id: &str, reading: &Arc<Reading>, knowledge: &Arc<Knowledge>) -> Vec<Finding> {
    let file = FileKey::new(id);
    let mut snapshot = Snapshot { knowledge: Arc::clone(knowledge), ..Snapshot::default() };
    snapshot.index.insert(Entry::new(&file, reading, knowledge));
    snapshot.open.insert_mut(file.clone(), FileState { version: None, reading: Arc::clone(reading) });
    checks::check(&snapshot, &file)
}

fn reading(id: &str, text: &str, (date, as_of): (Option<Day>, Option<Day>), knowledge: &Knowledge) -> Reading {
    let source = Source { name: id, text: Arc::from(text), format: Format::of_name(id), date };
    Reader::new().as_of(as_of).read(&source, knowledge)
}
