//! Hover: who is meant, which day, who said it. Answer first, evidence next, at most twelve lines.

mod actor;
mod claim;
mod date;

use super::subject::{self, Subject};
use crate::actors::Mention;
use crate::index::Snapshot;
use crate::reading::Reading;
use crate::text::{FileKey, Span};

/// What a hover shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// Markdown, at most twelve lines, that reads well as plain text.
    pub markdown: String,
}

/// How a mention was resolved, in one line; `None` where it is simply the name.
pub(super) fn why(reading: &Reading, mention: &Mention) -> Option<String> {
    actor::why(reading, mention)
}

/// The hover at a byte offset of an open file.
pub fn hover(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<Hover> {
    let reading = snapshot.reading(file)?;
    let (subject, span) = subject::at(reading, offset)?;
    let lines = match subject {
        Subject::Time(at) => date::lines(snapshot, file, reading, at),
        Subject::Mention(id) => actor::lines(snapshot, file, reading, id),
        Subject::Figure(at) => claim::figure_lines(snapshot, file, reading, at),
        Subject::Claim(at) => claim::claim_lines(snapshot, file, reading, at, span),
        Subject::Quotation(at) => claim::quotation_lines(snapshot, file, reading, at),
    };
    // Two spaces at a line's end break it in Markdown and do not show in a terminal.
    Some(Hover { span, markdown: lines.join("  \n") })
}
