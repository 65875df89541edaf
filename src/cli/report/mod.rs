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

/// A finding with its file and that file's lines.
type Item<'r> = (&'r FileKey, &'r LineMap, &'r Finding);

/// What is written.
#[derive(Debug)]
pub struct Report<'r> {
    /// The state that was checked.
    pub snapshot: &'r Snapshot,
    /// The articles, with what was found in each.
    pub files: Vec<(&'r FileKey, &'r [Finding])>,
    /// The least level that fails.
    pub fails: Option<Level>,
    /// Whether colours are shown.
    pub colours: bool,
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

    /// All findings with the file and its lines, in order.
    fn all(&self) -> impl Iterator<Item = Item<'_>> {
        self.files.iter().flat_map(|of| self.of(of))
    }

    /// Those of one file.
    fn of<'r>(&'r self, (file, findings): &(&'r FileKey, &'r [Finding])) -> impl Iterator<Item = Item<'r>> + use<'r> {
        let (file, lines) = (*file, self.lines(file));
        findings.iter().filter_map(move |finding| Some((file, lines?, finding)))
    }

    /// Writes the findings of each file by themselves, many files side by side, and hands on what was written of those that have some, in order.
    fn by_file(
        &self,
        write: impl Fn(&[Item<'_>], &mut Vec<u8>) -> io::Result<()> + Sync,
        mut put: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        for files in self.files.chunks(MANY) {
            let written = files.par_iter().map(|of| {
                let mut out = Vec::new();
                write(&self.of(of).collect::<Vec<_>>(), &mut out).map(|()| out)
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

/// A path as other programs compare it: slashes between folders, without a leading `./`.
fn path(file: &FileKey) -> String {
    let path = file.as_str().replace('\\', "/");
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
