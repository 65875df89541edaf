//! Code actions: the fixes of the findings under the selection.

use super::{convert, document, records};
use crate::checks;
use crate::server::publisher;
use crate::server::turn::Turn;
use crate::text::FileKey;
use std::collections::HashMap;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn code_actions(turn: &Turn, params: &lsp::CodeActionParams) -> Option<lsp::CodeActionResponse> {
    let (file, reading) = document(turn, &params.text_document.uri)?;
    let wanted =
        params.context.only.as_deref().is_none_or(|only| only.iter().any(|kind| kind.as_str().is_empty() || kind.as_str() == "quickfix"));
    if !wanted {
        return Some(Vec::new());
    }
    let encoding = turn.client.encoding;
    let span = convert::span(&reading.lines, params.range, encoding);
    let mut actions = Vec::new();
    for finding in checks::check(&turn.snapshot, &file) {
        if !finding.span.touches(span.start) && !finding.span.touches(span.end) && !span.contains(finding.span) {
            continue;
        }
        let diagnostic = publisher::diagnostic(&finding, &reading.lines, turn);
        for fix in &finding.fixes {
            let edits = fix
                .edits
                .iter()
                .map(|edit| lsp::TextEdit { range: convert::range(&reading.lines, edit.span, encoding), new_text: edit.text.clone() });
            let edit = workspace_edit(turn, &file, &params.text_document.uri, edits.collect());
            actions.push(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
                title: fix.title.clone(),
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: Some(edit),
                is_preferred: fix.safe.then_some(true),
                ..Default::default()
            }));
        }
    }
    actions.extend(records::actions(turn, &file, reading, span).into_iter().map(lsp::CodeActionOrCommand::CodeAction));
    Some(actions)
}

/// Edits of one open document, for the version that they were made for where the client can tell.
fn workspace_edit(turn: &Turn, file: &FileKey, uri: &lsp::Url, edits: Vec<lsp::TextEdit>) -> lsp::WorkspaceEdit {
    if !turn.client.versioned_edits {
        return lsp::WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..Default::default() };
    }
    let version = turn.snapshot.open.get(file).and_then(|state| state.version);
    let document = lsp::OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version };
    let edits = edits.into_iter().map(lsp::OneOf::Left).collect();
    let changes = lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit { text_document: document, edits }]);
    lsp::WorkspaceEdit { document_changes: Some(changes), ..Default::default() }
}
