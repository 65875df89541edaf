//! Inlay hints: the resolved day after a relative date.

use super::words;
use crate::index::Snapshot;
use crate::text::{FileKey, Span};

/// A word or two that the editor shows in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// After which byte it stands.
    pub offset: u32,
    /// What it says.
    pub label: String,
    /// More of it.
    pub tooltip: String,
}

/// The hints inside a span of an open file.
pub fn inlay_hints(snapshot: &Snapshot, file: &FileKey, span: Span) -> Vec<InlayHint> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let relative = reading.dates.expressions.iter().filter(|expression| expression.relative && span.contains(expression.span));
    relative
        .filter_map(|expression| {
            let (first, last) = expression.days?;
            let label = if first == last { first.to_string() } else { expression.value.clone() };
            Some(InlayHint { offset: expression.span.end, label, tooltip: words::value(expression)? })
        })
        .collect()
}
