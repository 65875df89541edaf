//! How findings are written, one file a format.

mod checkstyle;
mod github;
mod human;
mod json;
mod junit;
mod rdjson;
mod sarif;
mod xml;

use crate::checks::Finding;
use crate::config::Level;
use crate::index::Snapshot;
use crate::text::{Encoding, FileKey, LineMap, Span};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io::{self, Write};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The source line with the place underlined, and the other side
    Human,
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// Checkstyle's XML
    Checkstyle,
    /// Reviewdog's diagnostic format
    Rdjson,
    /// JUnit's XML, an article a suite
    Junit,
}

/// The findings of so many files are written side by side before they are handed on.
const MANY: usize = 512;

/// A file with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct File<'r> {
    /// Which file.
    pub key: &'r FileKey,
    /// Its text.
    pub text: &'r str,
    /// Its lines.
    pub lines: &'r LineMap,
    /// What was found.
    pub findings: &'r [Finding],
}

/// A finding with its file.
type Item<'r> = (File<'r>, &'r Finding);

/// What is written.
#[derive(Debug)]
pub struct Report<'r> {
    /// The state that was checked.
    pub snapshot: &'r Snapshot,
    /// The articles.
    pub articles: Vec<File<'r>>,
    /// Knowledge files and configurations with something wrong in them.
    pub beside: Vec<File<'r>>,
    /// The least level that fails.
    pub fails: Option<Level>,
    /// Whether colours are shown.
    pub colours: bool,
}

impl<'r> File<'r> {
    /// The findings, each with the file.
    fn items(self) -> impl Iterator<Item = Item<'r>> {
        self.findings.iter().map(move |finding| (self, finding))
    }
}

impl Report<'_> {
    /// Writes it.
    pub fn write(&self, form: Form, out: &mut impl Write) -> io::Result<()> {
        match form {
            Form::Human => human::write(self, out),
            Form::Json => json::write(self, out),
            Form::Jsonl => json::write_lines(self, out),
            Form::Sarif => sarif::write(self, out),
            Form::Github => github::write(self, out),
            Form::Checkstyle => checkstyle::write(self, out),
            Form::Rdjson => rdjson::write(self, out),
            Form::Junit => junit::write(self, out),
        }
    }

    fn lines(&self, file: &FileKey) -> Option<&LineMap> {
        self.snapshot.lines(file)
    }

    /// All files, in order.
    fn files(&self) -> impl Iterator<Item = File<'_>> {
        self.articles.iter().chain(&self.beside).copied()
    }

    /// All findings with their file, in order.
    fn all(&self) -> impl Iterator<Item = Item<'_>> {
        self.files().flat_map(File::items)
    }

    /// Writes the findings of each file by themselves, many files side by side, and hands on what was written of those that have some, in order.
    fn by_file(
        &self,
        write: impl Fn(&[Item<'_>], &mut Vec<u8>) -> io::Result<()> + Sync,
        mut put: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        for files in self.articles.chunks(MANY).chain([&*self.beside]) {
            let written = files.par_iter().map(|file| {
                let mut out = Vec::new();
                write(&file.items().collect::<Vec<_>>(), &mut out).map(|()| out)
            });
            let written = written.collect::<io::Result<Vec<_>>>()?;
            written.iter().filter(|written| !written.is_empty()).try_for_each(|written| put(written))?;
        }
        Ok(())
    }

    fn fails(&self, finding: &Finding) -> bool {
        self.fails.is_some_and(|least| finding.level >= least)
    }
}

/// A line and a column, both from 1; the column in units of the encoding.
type At = (u32, u32);

/// Both ends of a span.
fn ends(lines: &LineMap, span: Span, encoding: Encoding) -> (At, At) {
    let one = |offset: u32| {
        let position = lines.position(offset, encoding);
        (position.line + 1, position.character + 1)
    };
    (one(span.start), one(span.end))
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
