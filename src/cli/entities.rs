//! `backread entities`: drafts, checks, reads and writes knowledge files.

use super::check::Checked;
use super::configuration::Overrides;
use super::files::{self, Found, place};
use crate::export::records;
use crate::knowledge::import::{self, Imported};
use crate::knowledge::{KnowledgeFile, Record, RecordKind};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

mod draft;

/// Options of `entities`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Draft a knowledge file from articles: everybody who is named twice or more, with the titles seen, for a person to go through
    Init {
        /// Articles and folders; this folder if none is given
        paths: Vec<PathBuf>,
        /// Where to write, never over a file that is there; else to standard output
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Report what is wrong in knowledge files
    Lint {
        /// Knowledge files, and folders that hold some; this folder if none is given
        paths: Vec<PathBuf>,
    },
    /// Write what others publish as a knowledge file
    Import {
        /// What the source is
        #[arg(long, value_enum)]
        from: Source,
        /// What the rows of a Wikidata query are
        #[arg(long, value_enum, default_value_t = Kind::Person)]
        kind: Kind,
        /// The source; standard input if none is given
        file: Option<PathBuf>,
    },
    /// Write knowledge files in another form
    Export {
        /// The form
        #[arg(long, value_enum)]
        to: Form,
        /// Knowledge files, and folders that hold some; this folder if none is given
        paths: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Source {
    /// A Popolo JSON document
    Popolo,
    /// FollowTheMoney entities, JSON lines
    Ftm,
    /// Results of a Wikidata query, JSON or TSV
    Wikidata,
    /// A PETRARCH actor dictionary
    Petrarch,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Person,
    Org,
    Place,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// The form of entities.toml
    Toml,
    /// One row a role
    Csv,
    /// FollowTheMoney entities, JSON lines
    Ftm,
    /// A Popolo JSON document
    Popolo,
}

impl Form {
    /// The kinds of records that it holds.
    fn kinds(self) -> &'static [RecordKind] {
        match self {
            Form::Toml => &RecordKind::ALL,
            Form::Csv => records::CSV_KINDS,
            Form::Ftm => records::FTM_KINDS,
            Form::Popolo => records::POPOLO_KINDS,
        }
    }
}

/// Runs the command.
pub fn run(options: &Options) -> Result<ExitCode> {
    match &options.command {
        Command::Init { paths, output } => init(paths, output.as_deref()),
        Command::Lint { paths } => lint(paths),
        Command::Import { from, kind, file } => import(*from, *kind, file.as_deref()),
        Command::Export { to, paths } => export(*to, paths),
    }
}

fn init(paths: &[PathBuf], output: Option<&Path>) -> Result<ExitCode> {
    let mut found = files::find(&or_here(paths), &Overrides::default());
    let knowledge = Arc::new(found.knowledge());
    let checked = Checked::new(&found, &knowledge);
    let (text, drafted) = draft::draft(&checked.snapshot);
    match output {
        Some(file) => {
            let made = fs::OpenOptions::new().write(true).create_new(true).open(file);
            let written = made.and_then(|mut made| made.write_all(text.as_bytes()));
            written.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    anyhow!("{}: nothing is written over a file that is there; name another with --output", file.display())
                }
                _ => anyhow!("{}: cannot be written: {}", file.display(), files::why(&error)),
            })?;
        }
        None => io::stdout().write_all(text.as_bytes())?,
    }
    eprintln!("backread: {} drafted from {}", count(drafted, "record"), count(found.articles.len(), "article"));
    Ok(skipped(&found, 0))
}

fn lint(paths: &[PathBuf]) -> Result<ExitCode> {
    let found = knowledge_files(paths)?;
    let (files, knowledge) = read(&found);
    let mut out = io::stdout().lock();
    let mut problems = 0;
    for file in &files {
        for problem in files::problems_in(file, &knowledge) {
            problems += 1;
            writeln!(out, "{}: {}", place(file.key(), file.lines(), problem.place.span), problem.message)?;
        }
    }
    let records = knowledge.records().len();
    writeln!(out, "{}, {} in {}", count(problems, "problem"), count(records, "good record"), count(files.len(), "file"))?;
    Ok(skipped(&found, u8::from(problems > 0)))
}

fn import(from: Source, kind: Kind, file: Option<&Path>) -> Result<ExitCode> {
    let name = file.map_or_else(|| "standard input".to_owned(), |file| file.display().to_string());
    let mut bytes = Vec::new();
    match file {
        Some(file) => bytes = fs::read(file).map_err(|error| anyhow!("{name}: cannot be read: {}", files::why(&error)))?,
        None => drop(io::stdin().read_to_end(&mut bytes).context("reading standard input")?),
    }
    let Ok(text) = String::from_utf8(bytes) else { bail!("{name} is not UTF-8 text; convert it and try again") };
    let kind = match kind {
        Kind::Person => RecordKind::Person,
        Kind::Org => RecordKind::Organisation,
        Kind::Place => RecordKind::Place,
    };
    let imported = match from {
        Source::Popolo => import::popolo(&text),
        Source::Ftm => import::follow_the_money(&text),
        Source::Wikidata => import::wikidata(&text, kind),
        Source::Petrarch => import::petrarch(&text),
    };
    let Imported { records, skipped } = match imported {
        Ok(imported) => imported,
        Err(why) => bail!("{name}: {why}"),
    };
    io::stdout().write_all(records::toml(&records).as_bytes())?;
    skipped.iter().for_each(|line| eprintln!("backread: {name}: skipped: {line}"));
    eprintln!("backread: {}", count(records.len(), "record"));
    Ok(ExitCode::SUCCESS)
}

fn export(to: Form, paths: &[PathBuf]) -> Result<ExitCode> {
    let found = knowledge_files(paths)?;
    if found.knowledge.is_empty() {
        return Ok(skipped(&found, 0));
    }
    let (files, knowledge) = read(&found);
    for file in files.iter().filter(|file| !files::problems_in(file, &knowledge).is_empty()) {
        eprintln!("backread: {}: has problems, and what is broken is left out; entities lint names them", file.key());
    }
    let all: Vec<Record> = knowledge.records().map(|(_, record)| record.to_record()).collect();
    let text = match to {
        Form::Toml => records::toml(&all),
        Form::Csv => records::csv(&all),
        Form::Ftm => records::follow_the_money(&all),
        Form::Popolo => records::popolo(&all),
    };
    io::stdout().write_all(text.as_bytes())?;
    if let Some(left) = left_out(to, &all) {
        eprintln!("backread: {left}");
    }
    Ok(skipped(&found, 0))
}

/// Which records a form has no place for, in one line.
fn left_out(form: Form, records: &[Record]) -> Option<String> {
    let of_kind = |kind: RecordKind| records.iter().filter(|record| record.kind == kind).count();
    let left = RecordKind::ALL.into_iter().filter(|kind| !form.kinds().contains(kind)).map(|kind| (kind, of_kind(kind)));
    let counts: Vec<String> = left.filter(|(_, number)| *number > 0).map(|(kind, number)| count(number, kind.noun())).collect();
    let name = form.to_possible_value()?.get_name().to_owned();
    (!counts.is_empty()).then(|| format!("left out, since {name} has no place for them: {}; --to toml holds all", counts.join(", ")))
}

/// A number of things: "1 record", "2 records".
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}

/// The knowledge files among and under what was named.
fn knowledge_files(paths: &[PathBuf]) -> Result<Found> {
    let (named, folders): (Vec<PathBuf>, Vec<PathBuf>) = or_here(paths).into_iter().partition(|path| !path.is_dir());
    let mut found = if folders.is_empty() { Found::default() } else { files::find(&folders, &Overrides::default()) };
    for path in named {
        match files::read_whole(path) {
            Ok(file) => found.knowledge.push(file),
            Err(why) => found.skipped.push(why),
        }
    }
    if found.knowledge.is_empty() && found.skipped.is_empty() {
        bail!("no knowledge file here: name one, or a folder with entities.toml or entities/*.toml");
    }
    Ok(found)
}

fn read(found: &Found) -> (Vec<KnowledgeFile>, crate::knowledge::Knowledge) {
    let files: Vec<KnowledgeFile> = found.knowledge.iter().map(|file| KnowledgeFile::parse(&files::key(&file.path), &file.text)).collect();
    let knowledge = crate::knowledge::Knowledge::build(&files.iter().collect::<Vec<_>>());
    (files, knowledge)
}

/// Names what could not be read; the exit code says so, or else is this one.
fn skipped(found: &Found, code: u8) -> ExitCode {
    found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
    found.code(code)
}
