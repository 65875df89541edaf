//! Answers to requests: decode, ask the engine, encode.

pub(super) mod actions;
pub(super) mod calls;
pub(super) mod commands;
pub(super) mod display;
pub(super) mod edits;
pub(super) mod files;
pub(super) mod navigation;
pub(super) mod overview;
pub(super) mod pull;
mod records;
mod silencing;
pub(super) mod symbols;
pub(super) mod tokens;

use super::convert;
use super::turn::Turn;
use crate::reading::Reading;
use crate::text::FileKey;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types as lsp;

/// `RequestFailed`: the request was right and could not be fulfilled.
fn refused(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: reason.into(), data: None }
}

/// The key and reading of an open document.
fn document<'a>(turn: &'a Turn, uri: &lsp::Url) -> Option<(FileKey, &'a Arc<Reading>)> {
    let file = turn.spellings.key(uri);
    let reading = turn.snapshot.reading(&file)?;
    Some((file, reading))
}

/// The key, reading and byte offset of a position.
fn place<'a>(turn: &'a Turn, at: &lsp::TextDocumentPositionParams) -> Option<(FileKey, &'a Arc<Reading>, u32)> {
    let (file, reading) = document(turn, &at.text_document.uri)?;
    let offset = convert::offset(&reading.lines, at.position, turn.client.encoding);
    Some((file, reading, offset))
}

/// The key of a knowledge file and the byte offset of a position in it, in the version that counts; no offset where that does not hold the position.
fn record_place(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<(FileKey, Option<u32>)> {
    let file = turn.spellings.key(&at.text_document.uri);
    let lines = turn.snapshot.knowledge.lines(&file)?;
    let offset = match turn.broken.get(&file) {
        Some(broken) => broken.before(convert::offset(&broken.lines, at.position, turn.client.encoding)),
        None => Some(convert::offset(lines, at.position, turn.client.encoding)),
    };
    Some((file, offset))
}

/// Edits of files, each for the version that it was made for where the client can tell.
fn changes(turn: &Turn, edits: impl IntoIterator<Item = (lsp::Url, Vec<lsp::TextEdit>)>) -> lsp::WorkspaceEdit {
    if !turn.client.versioned_edits {
        return lsp::WorkspaceEdit { changes: Some(edits.into_iter().collect()), ..Default::default() };
    }
    let edits = edits.into_iter().map(|(uri, edits)| {
        let edits = edits.into_iter().map(lsp::OneOf::Left).collect();
        lsp::TextDocumentEdit { text_document: versioned(turn, uri), edits }
    });
    lsp::WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Edits(edits.collect())), ..Default::default() }
}

/// A file with its version where it is open.
fn versioned(turn: &Turn, uri: lsp::Url) -> lsp::OptionalVersionedTextDocumentIdentifier {
    let file = turn.spellings.key(&uri);
    let article = || turn.snapshot.open.get(&file)?.version;
    let record = || turn.records.get(&file).map(|open| open.version);
    let version = article().or_else(record).or_else(|| turn.configs.get(&file).copied());
    lsp::OptionalVersionedTextDocumentIdentifier { uri, version }
}
