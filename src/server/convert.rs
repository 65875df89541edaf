//! The only place where positions, ranges and URIs of the protocol meet the engine's spans and keys.

use super::turn::Turn;
use crate::text::{Encoding, FileKey, LineMap, Place, Position, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types as lsp;

/// The key of a document. Clients escape different characters of a path: two spellings of one file are one key.
pub(super) fn key(uri: &lsp::Url) -> FileKey {
    path(uri).and_then(|path| key_of_path(&path)).unwrap_or_else(|| FileKey::new(uri.as_str()))
}

/// The key of a file on disk; `None` for a relative path.
pub(super) fn key_of_path(path: &Path) -> Option<FileKey> {
    lsp::Url::from_file_path(path).ok().map(|uri| FileKey::new(uri.as_str()))
}

/// The path of a file's URI; `None` for untitled documents and other schemes.
pub(super) fn path(uri: &lsp::Url) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// The path of a key.
pub(super) fn path_of_key(key: &FileKey) -> Option<PathBuf> {
    path(&lsp::Url::parse(key.as_str()).ok()?)
}

/// How the client spells the URIs of its open documents: they are sent back as they came, and need not be taken apart at each edit.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings(Arc<BTreeMap<FileKey, lsp::Url>>);

impl Spellings {
    /// Takes note of the client's spelling.
    pub fn note(&mut self, key: &FileKey, uri: &lsp::Url) {
        Arc::make_mut(&mut self.0).insert(key.clone(), uri.clone());
    }

    /// The document was closed.
    pub fn forget(&mut self, key: &FileKey) {
        if self.0.contains_key(key) {
            Arc::make_mut(&mut self.0).remove(key);
        }
    }

    /// The key of an open document, however its name is spelled this time.
    pub fn open_key(&self, uri: &lsp::Url) -> Option<&FileKey> {
        let respelled = || {
            let wanted = key(uri);
            self.0.iter().find(|(_, own)| key(own) == wanted)
        };
        self.0.iter().find(|(_, own)| *own == uri).or_else(respelled).map(|(key, _)| key)
    }

    /// The key of a document.
    pub fn key(&self, uri: &lsp::Url) -> FileKey {
        self.open_key(uri).cloned().unwrap_or_else(|| key(uri))
    }

    /// The client's name of an open document, where that is the one of a link to it.
    pub fn link(&self, to: &FileKey) -> Option<&lsp::Url> {
        self.0.get(to).filter(|uri| key(uri) != *to)
    }

    /// The URI of a key; every key of the server came from a URI.
    pub fn uri(&self, key: &FileKey) -> Option<lsp::Url> {
        self.0.get(key).cloned().or_else(|| lsp::Url::parse(key.as_str()).ok())
    }
}

/// The protocol's position as the engine's; both count the same way.
pub(super) fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// A position in the negotiated encoding of a byte offset.
pub(super) fn to_position(lines: &LineMap, offset: u32, encoding: Encoding) -> lsp::Position {
    as_lsp(lines.position(offset, encoding))
}

fn as_lsp(position: Position) -> lsp::Position {
    lsp::Position { line: position.line, character: position.character }
}

/// The byte offset of a position; past the end of a line its end, past the last line the end of the text.
pub(super) fn offset(lines: &LineMap, at: lsp::Position, encoding: Encoding) -> u32 {
    lines.offset(position(at), encoding)
}

/// A span as a range.
pub(super) fn range(lines: &LineMap, span: Span, encoding: Encoding) -> lsp::Range {
    let Range { start, end } = lines.range(span, encoding);
    lsp::Range { start: as_lsp(start), end: as_lsp(end) }
}

/// A range as a span.
pub(super) fn span(lines: &LineMap, range: lsp::Range, encoding: Encoding) -> Span {
    let start = offset(lines, range.start, encoding);
    Span { start, end: offset(lines, range.end, encoding).max(start) }
}

/// A span of any file that the snapshot knows, as a range; `None` where a knowledge file cannot be read and the span is gone from it.
pub(super) fn range_in(turn: &Turn, file: &FileKey, known: Span) -> Option<lsp::Range> {
    match turn.broken.get(file) {
        Some(broken) => Some(range(&broken.lines, broken.now(known)?, turn.client.encoding)),
        None => Some(range(turn.snapshot.lines(file)?, known, turn.client.encoding)),
    }
}

/// A place of any file that the snapshot knows; `None` as for [`range_in`].
pub(super) fn location(turn: &Turn, place: &Place) -> Option<lsp::Location> {
    Some(lsp::Location { uri: turn.spellings.uri(&place.file)?, range: range_in(turn, &place.file, place.span)? })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_a_file_are_one_key() {
        let spelled = |uri: &str| key(&lsp::Url::parse(uri).unwrap());
        assert_eq!(spelled("file:///news/a%20%28final%29.txt"), spelled("file:///news/a (final).txt"));
        assert_eq!(spelled("file:///news/caf%C3%A9.txt"), spelled("file:///news/café.txt"));
        assert_eq!(key_of_path(Path::new("/news/a (final).txt")), Some(spelled("file:///news/a%20%28final%29.txt")));
        assert_eq!(spelled("untitled:Untitled-1").as_str(), "untitled:Untitled-1");
    }

    #[test]
    fn a_document_is_called_what_its_client_calls_it() {
        let uri = lsp::Url::parse("file:///news/a%20%28final%29.txt").unwrap();
        let (file, mut spellings) = (key(&uri), Spellings::default());
        assert_eq!(spellings.key(&uri), file);
        spellings.note(&file, &uri);
        assert_eq!((spellings.key(&uri), spellings.uri(&file)), (file.clone(), Some(uri.clone())));
        spellings.forget(&file);
        assert_eq!(spellings.uri(&file).unwrap().as_str(), "file:///news/a%20(final).txt");
    }

    #[test]
    fn a_link_is_found_in_each_spelling() {
        let spelled = |uri: &str| lsp::Url::parse(uri).unwrap();
        let (file, link) = (spelled("file:///news/a.txt"), spelled("file:///link/a%20%281%29.txt"));
        let mut spellings = Spellings::default();
        spellings.note(&key(&file), &link);
        assert_eq!(spellings.open_key(&link), Some(&key(&file)));
        assert_eq!(spellings.open_key(&spelled("file:///link/a%20(1).txt")), Some(&key(&file)));
        assert_eq!(spellings.open_key(&file), None, "the file itself is not open by its own name");
    }
}
