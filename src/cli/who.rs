//! `backread who`: who somebody is, as hovers say it, and every article with them.

use super::files::place;
use super::questions::{articles, is_called, name, read};
use crate::actors::ActorId;
use crate::features;
use crate::index::Key;
use anyhow::Result;
use clap::Args;
use rustc_hash::FxHashSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `who`.
#[derive(Debug, Args)]
pub struct Options {
    /// A name, or a part of one in whole words
    #[arg(value_parser = name)]
    name: String,
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
}

/// Runs `who`: 0 where there is anybody of that name, 1 where there is nobody, 2 where something cannot be read.
pub fn run(options: &Options) -> Result<ExitCode> {
    let (checked, found) = read(&options.paths);
    let snapshot = &checked.snapshot;
    let articles = articles(&checked);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut shown = FxHashSet::default();
    for (file, reading) in &articles {
        for actor in reading.actors.actors.iter() {
            let key = Key::actor(actor, &snapshot.knowledge);
            if !is_called(actor, &options.name) || !shown.insert(key) {
                continue;
            }
            if shown.len() > 1 {
                writeln!(out)?;
            }
            let introduction = reading.actors.mention(actor.introduction).span;
            if let Some(hover) = features::hover(snapshot, file, introduction.start) {
                writeln!(out, "{}", features::plain(&hover.markdown))?;
            }
            for (file, reading) in &articles {
                let same = |(_, other): &(usize, &crate::actors::Actor)| Key::actor(other, &snapshot.knowledge) == key;
                if let Some((id, other)) = reading.actors.actors.iter().enumerate().find(same) {
                    let day = reading.dates.reference.map_or_else(|| "no date".to_owned(), |date| date.day.to_string());
                    let introduction = reading.actors.mention(other.introduction).span;
                    let mentions = reading.actors.mentions_of(ActorId(id as u32)).count();
                    let titles = if other.titles.is_empty() { String::new() } else { format!(": {}", other.titles.join(", ")) };
                    writeln!(out, "{}: {day}: {} ({mentions}){titles}", place(file, &reading.lines, introduction), other.name)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(found.code(u8::from(shown.is_empty())))
}
