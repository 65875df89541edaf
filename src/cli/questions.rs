//! `backread quotes` and `backread claims`: who says what, and where it does not fit together.

use super::check::Checked;
use super::configuration::Overrides;
use super::files::{self, Found, place};
use crate::actors::Actor;
use crate::checks::Finding;
use crate::claims::{Claim, Mode, Speaker};
use crate::reading::Reading;
use crate::text::{FileKey, spaced, whole_places};
use anyhow::Result;
use clap::Args;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `quotes`.
#[derive(Debug, Args)]
pub struct QuoteOptions {
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
    /// Whose words: a name, or a part of one
    #[arg(long, value_name = "NAME", value_parser = name)]
    by: String,
}

/// A name that is asked for.
pub(super) fn name(word: &str) -> Result<String, String> {
    let word = word.trim();
    (!word.is_empty()).then(|| word.to_owned()).ok_or_else(|| "it must be a name, or a part of one such as a family name".to_owned())
}

/// Options of `claims`.
#[derive(Debug, Args)]
pub struct ClaimOptions {
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
    /// Only what does not fit together: figures and quotations that differ, each with its other side
    #[arg(long)]
    conflicts: bool,
}

/// What is reported as a conflict of statements.
const CONFLICTS: [&str; 3] = ["figure-conflict", "figure-conflict-elsewhere", "quote-variant"];

/// Runs `quotes`: 0 where there are any, 1 where there are none, 2 where something cannot be read.
pub fn quotes(options: &QuoteOptions) -> Result<ExitCode> {
    let (checked, found) = read(&options.paths);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut any = false;
    for (key, reading) in articles(&checked) {
        for claim in reading.claims.claims.iter().filter(|claim| claim.mode != Mode::Indirect) {
            let Speaker::Actor(actor) = claim.speaker else { continue };
            let actor = reading.actors.actor(actor);
            if is_called(actor, &options.by) {
                any = true;
                write_claim(&mut out, key, reading, claim, &actor.name)?;
            }
        }
    }
    out.flush()?;
    Ok(found.code(u8::from(!any)))
}

/// Runs `claims`: 1 where conflicts are asked for and there are any, 2 where something cannot be read.
pub fn claims(options: &ClaimOptions) -> Result<ExitCode> {
    let (checked, found) = read(&options.paths);
    let mut out = BufWriter::new(io::stdout().lock());
    if options.conflicts {
        let mut any = false;
        for (file, findings) in checked.keys.iter().zip(&checked.findings) {
            for finding in findings.iter().filter(|finding| CONFLICTS.contains(&finding.code)) {
                any = true;
                write_conflict(&mut out, &checked, file, finding)?;
            }
        }
        out.flush()?;
        return Ok(found.code(u8::from(any)));
    }
    for (key, reading) in articles(&checked) {
        for claim in &reading.claims.claims {
            let speaker = claim.speaker_name(&reading.text, &reading.actors).unwrap_or_else(|| "not known".to_owned());
            write_claim(&mut out, key, reading, claim, &speaker)?;
        }
    }
    out.flush()?;
    Ok(found.code(0))
}

/// Reads and checks files and folders, the current folder if none is named, and says what cannot be read.
pub(super) fn read(paths: &[PathBuf]) -> (Checked, Found) {
    let here = [PathBuf::from(".")];
    let mut found = files::find(if paths.is_empty() { &here } else { paths }, &Overrides::default());
    let knowledge = Arc::new(found.knowledge());
    found.tell_problems();
    found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
    (Checked::new(&found, &knowledge), found)
}

/// The articles by their day, then by name; those without a day come first.
pub(super) fn articles(checked: &Checked) -> Vec<(&FileKey, &Reading)> {
    let mut all: Vec<_> = checked.keys.iter().filter_map(|key| Some((key, &**checked.snapshot.reading(key)?))).collect();
    all.sort_by_key(|(key, reading)| (reading.dates.reference.map(|date| date.day), *key));
    all
}

/// Whether a name or a part of it, in whole words, is an actor's.
pub(super) fn is_called(actor: &Actor, name: &str) -> bool {
    let wanted = name.trim().to_lowercase();
    let names = actor.forms.iter().chain([&actor.name]);
    names.into_iter().any(|form| whole_places(&form.to_lowercase(), &wanted).next().is_some())
}

fn write_claim(out: &mut impl Write, key: &FileKey, reading: &Reading, claim: &Claim, speaker: &str) -> Result<()> {
    let Some(first) = claim.content.first() else { return Ok(()) };
    let words: Vec<_> = claim.content.iter().map(|span| spaced(span.of(&reading.text))).collect();
    let day = reading.dates.reference.map_or_else(|| "no date".to_owned(), |date| date.day.to_string());
    writeln!(out, "{}: {day}: {speaker}: {} [{}]", place(key, &reading.lines, *first), words.join(" … "), claim.mode.label())?;
    Ok(())
}

fn write_conflict(out: &mut impl Write, checked: &Checked, file: &FileKey, finding: &Finding) -> Result<()> {
    let Some(lines) = checked.snapshot.index.lines(file) else { return Ok(()) };
    writeln!(out, "{}: {} [{}]", place(file, lines, finding.span), finding.message, finding.code)?;
    for related in &finding.related {
        if let Some(lines) = checked.snapshot.index.lines(&related.place.file) {
            writeln!(out, "  {}: {}", place(&related.place.file, lines, related.place.span), related.message)?;
        }
    }
    Ok(())
}
