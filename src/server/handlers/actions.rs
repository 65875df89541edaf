//! Code actions: the fixes of the findings under the selection.

use super::{convert, document};
use crate::checks;
use crate::server::outbox;
use crate::server::owner::Turn;
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
        let diagnostic = outbox::diagnostic(&finding, &reading.lines, &turn.snapshot, encoding);
        for fix in &finding.fixes {
            let edits = fix
                .edits
                .iter()
                .map(|edit| lsp::TextEdit { range: convert::range(&reading.lines, edit.span, encoding), new_text: edit.text.clone() });
            let changes = HashMap::from([(params.text_document.uri.clone(), edits.collect())]);
            actions.push(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
                title: fix.title.clone(),
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: Some(lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() }),
                is_preferred: fix.safe.then_some(true),
                ..Default::default()
            }));
        }
    }
    Some(actions)
}
