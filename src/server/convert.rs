//! The only place where positions, ranges and URIs of the protocol meet the engine's spans and keys.

use crate::index::Snapshot;
use crate::text::{Encoding, FileKey, LineMap, Place, Position, Span};
use std::path::PathBuf;
use tower_lsp::lsp_types as lsp;

/// The key of a document.
pub(super) fn key(uri: &lsp::Url) -> FileKey {
    FileKey::new(uri.as_str())
}

/// The URI of a key; every key of the server came from a URI.
pub(super) fn uri(key: &FileKey) -> Option<lsp::Url> {
    lsp::Url::parse(key.as_str()).ok()
}

/// The path of a file's URI.
pub(super) fn path(uri: &lsp::Url) -> Option<PathBuf> {
    uri.to_file_path().ok()
}

/// The protocol's position as the engine's; both count the same way.
pub(super) fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// A position in the negotiated encoding of a byte offset.
pub(super) fn to_position(lines: &LineMap, offset: u32, encoding: Encoding) -> lsp::Position {
    let position = lines.position(offset, encoding);
    lsp::Position { line: position.line, character: position.character }
}

/// The byte offset of a position; past the end of a line its end, past the last line the end of the text.
pub(super) fn offset(lines: &LineMap, at: lsp::Position, encoding: Encoding) -> u32 {
    lines.offset(position(at), encoding)
}

/// A span as a range.
pub(super) fn range(lines: &LineMap, span: Span, encoding: Encoding) -> lsp::Range {
    lsp::Range { start: to_position(lines, span.start, encoding), end: to_position(lines, span.end, encoding) }
}

/// A range as a span.
pub(super) fn span(lines: &LineMap, range: lsp::Range, encoding: Encoding) -> Span {
    let start = offset(lines, range.start, encoding);
    Span { start, end: offset(lines, range.end, encoding).max(start) }
}

/// A place of any file that the snapshot knows.
pub(super) fn location(snapshot: &Snapshot, place: &Place, encoding: Encoding) -> Option<lsp::Location> {
    let lines = snapshot.lines(&place.file)?;
    Some(lsp::Location { uri: uri(&place.file)?, range: range(lines, place.span, encoding) })
}
